"""Read what a reader answers: numbers, ranges, or text such as "13,4 %". No data."""

import math
import re
import unicodedata
from decimal import Decimal
from numbers import Real
from typing import Any, NamedTuple

from ..ranges import Range
from ..wording import SCALES

MARKS = ".,"
SPACES = " \u00a0\u202f"  # what may stand between groups of three digits
NUMBER = re.compile(
    rf"(?<![\w.,])[-+]?(?:\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*|[.,]\d+)(?!\d)"
)
WORD = re.compile(r"[^\W\d_]+")
GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[.,]\d{3})+")  # "1.891", "1,891,600"


class Reading(NamedTuple):
    """A number, and the step to which its writer rounded it."""

    value: float
    step: float


def readings(answer: Any, unit: str) -> list[Reading]:
    """List what an answer may mean, in the unit asked for; empty if it has no number.

    A single mark before three digits leaves open whether it groups them: both are
    listed. A word such as "million" behind the number is held against the unit's own.

    Examples
    --------
    >>> readings("13,4 %", "percent")
    [Reading(value=13.4, step=0.1)]
    >>> [reading.value for reading in readings("1,891", "million USD")]
    [1.891, 1891.0]
    >>> readings("1.5 tỷ", "million USD")[0].value
    1500.0
    """
    if isinstance(answer, Range):
        answer = answer.value
    if isinstance(answer, Real) and not isinstance(answer, bool):
        return _of_number(answer)
    return _of_text(answer, unit) if isinstance(answer, str) else []


def _of_number(number: Real) -> list[Reading]:
    value = float(number)
    if not math.isfinite(value):
        return []
    exact = Decimal(repr(value)).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return [Reading(value, 10.0**-decimals)]


def _of_text(answer: str, unit: str) -> list[Reading]:
    typed = re.sub("[−–]", "-", unicodedata.normalize("NFC", answer))
    found = NUMBER.findall(typed)
    if len(found) != 1:
        return []
    words = NUMBER.sub(" ", typed)
    shift = _power(words) - _power(unit) if _power(words) else 0
    return [_scaled(plain, shift) for plain in _plain(found[0])]


def _power(words: str) -> int:
    """Add up the powers of ten that words name, as "nghìn tỷ" does."""
    return sum(SCALES.get(word, 0) for word in WORD.findall(words.lower()))


def _plain(token: str) -> list[str]:
    """Write a number as Python reads it, once for each way it may be meant."""
    digits = "".join(c for c in token if c not in SPACES)
    used = [c for c in digits if c in MARKS]
    if len(set(used)) == 2:  # "1,891.6": the last mark is the decimal one
        other = used[0]
        return _whole_or_none(digits.replace(other, "").replace(",", "."))
    grouped = re.sub("[.,]", "", digits)
    if len(used) > 1:
        return [grouped] if GROUPED.fullmatch(digits) else []
    both = used and digits == token and GROUPED.fullmatch(digits)
    plain = digits.replace(",", ".")
    return [plain, grouped] if both else [plain]


def _whole_or_none(plain: str) -> list[str]:
    return [plain] if plain.count(".") == 1 else []


def _scaled(plain: str, shift: int) -> Reading:
    number = Decimal(plain).scaleb(shift)
    step = Decimal(1).scaleb(shift - len(plain.partition(".")[2]))
    return Reading(float(number), float(step))
