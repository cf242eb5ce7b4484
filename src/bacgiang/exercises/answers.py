"""Read what a reader answers: numbers, ranges, or text such as "13,4 %". No data."""

import math
import re
import unicodedata
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..ranges import COLUMNS, Range, only
from ..wording import NUMBER_WORDS, SCALES, SHORTENED, VULGAR

MARKS = ".,"
SPACES = " \u00a0\u202f"  # what may stand between groups of three digits
NUMBER = re.compile(
    rf"(?<![\w.,])[-+]?(?:\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*|[.,]\d+)(?!\d)"
)
WORD = re.compile(r"[^\W\d_]+")
GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[.,]\d{3})+")  # "1.891", "1,891,600"
# "1½", "3/2", "1 1/2"; a third is no decimal, and what has more digits no multiple.
VULGARS = re.compile(rf"(\d*) ?([{''.join(VULGAR)}])")
FRACTION = re.compile(r"(?<![\d/.,])(?:(\d+) )?(\d)/([2458])(?![\d/.,])")
SHORT = re.compile(rf"\d[{SPACES}]?(?:{'|'.join(SHORTENED)})(?!\w)")  # "196k"
OTHERS = (np.ndarray, pd.Index, list, tuple, set, frozenset, dict)  # not tables
# What a unit says of percent; the first that a text has is the one meant.
KINDS = {
    "points": ("point", "points", "pp", "điểm"),
    "percent": ("%", "percent", "trăm"),
    "times": ("times", "x", "fold", "lần"),
}


class Unread(Enum):
    """Why an answer gives no number."""

    NONE = "holds no number"
    TABLE = "is a table"
    SEVERAL = "holds more than one number"
    DIGITS = "writes its number in words"
    SHORT = "shortens its number"


class Reading(NamedTuple):
    """A number, the step to which its writer rounded it, and the width of its range."""

    value: float
    step: float
    width: float = 0.0


def readings(answer: Any, unit: str) -> list[Reading] | Unread:
    """List what an answer may mean, in the unit asked for, or say why it is unread.

    A single mark before three digits leaves open whether it groups them: both are
    listed. A word such as "million" behind the number is held against the unit's own.
    Of a Range, and of its words "13.9 (13.8 to 14.0)", the middle is read. A float
    without decimals may be written to a tenth, 14.0, or to one, 14: both are listed.

    Examples
    --------
    >>> readings("13,4 %", "percent")
    [Reading(value=13.4, step=0.1, width=0.0)]
    >>> [reading.value for reading in readings("1,891", "million USD")]
    [1.891, 1891.0]
    >>> readings("1.5 tỷ", "million USD")[0].value
    1500.0
    >>> readings("1½", "times")[0].value, readings("3/2", "times")[0].value
    (1.5, 1.5)
    >>> readings("754 to 767", "percent")
    <Unread.SEVERAL: 'holds more than one number'>
    """
    if isinstance(answer, Range):
        width = answer.high - answer.low
        return _of_number(answer.value, width)
    if isinstance(answer, Real) and not isinstance(answer, (bool, np.bool_)):
        return _of_number(answer, 0.0)
    if isinstance(answer, str):
        return _of_text(answer, unit)
    return unread(answer) or Unread.NONE


def unread(answer: Any) -> Unread | None:
    """Tell what holds several things, once `one` has been tried; None for the rest."""
    if isinstance(answer, (pd.DataFrame, pd.Series)):
        return Unread.TABLE
    if isinstance(answer, OTHERS):
        return Unread.SEVERAL if len(answer) else Unread.NONE
    return None


def one(answer: Any) -> Any:
    """Take the one thing out of what holds no other; all else stays as it is.

    Examples
    --------
    >>> one([13.9]), one(pd.Series([13.9])), one([13.9, 14])
    (13.9, 13.9, [13.9, 14])
    """
    if isinstance(answer, pd.DataFrame) and {*COLUMNS} <= {*answer.columns}:
        return only(answer) if len(answer) == 1 else answer
    if isinstance(answer, pd.DataFrame):
        return answer.iat[0, 0] if answer.size == 1 else answer
    if isinstance(answer, (pd.Series, pd.Index, np.ndarray)):
        return answer.item() if answer.size == 1 else answer
    if isinstance(answer, (list, tuple, set, frozenset)) and len(answer) == 1:
        return one(next(iter(answer)))
    return answer


def kind_of(words: Any) -> str:
    """Tell whether words speak of percent, points or times; empty if of none.

    Examples
    --------
    >>> kind_of("30,8 %"), kind_of("percentage points"), kind_of("thousand people")
    ('percent', 'points', '')
    """
    typed = str(words).lower()
    said = {*WORD.findall(typed)} | ({"%"} if "%" in typed else set())
    return next((kind for kind, own in KINDS.items() if said & {*own}), "")


def _of_number(number: Real | float, width: float) -> list[Reading] | Unread:
    value = float(number)
    if not math.isfinite(value):
        return Unread.NONE
    exact = Decimal(repr(value)).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    steps = [decimals] if decimals or isinstance(number, Integral) else [1, 0]
    return [Reading(value, 10.0**-digits, width) for digits in steps]


def _of_text(answer: str, unit: str) -> list[Reading] | Unread:
    typed = re.sub("[−–]", "-", unicodedata.normalize("NFC", answer))
    if SHORT.search(typed.lower()):
        return Unread.SHORT
    ends, typed = _ends(_decimal(typed))
    found, words = NUMBER.findall(typed), NUMBER.sub(" ", typed)
    if len(found) > 1:
        return Unread.SEVERAL
    if not found:
        return Unread.DIGITS if _counts(words) else Unread.NONE
    shift = _power(words) - _power(unit) if _power(words) else 0
    read = [_scaled(plain, shift) for plain in _plain(found[0])]
    widths = [_width(ends, place, shift) for place in range(len(read))]
    return [
        each._replace(width=width) for each, width in zip(read, widths, strict=True)
    ] or Unread.NONE


def _decimal(typed: str) -> str:
    """Write halves, quarters, fifths and eighths as decimals: "1½", "3/2"."""
    typed = VULGARS.sub(lambda m: f"{m[1] or 0}.{VULGAR[m[2]]}", typed)
    return FRACTION.sub(lambda m: f"{int(m[1] or 0) + int(m[2]) / int(m[3]):g}", typed)


def _width(ends: list[str], place: int, shift: int) -> float:
    """Tell how far two ends lie apart, read in the same way as the number between."""
    ways = [_plain(end) for end in ends]
    read = [_scaled(way[min(place, len(way) - 1)], shift).value for way in ways if way]
    return max(read) - min(read) if read else 0.0


def _ends(typed: str) -> tuple[list[str], str]:
    """Take the ends off a range as `say` writes it: "13.9 (13.8 to 14.0) percent"."""
    before, _, rest = typed.partition("(")
    inside, _, after = rest.partition(")")
    found = NUMBER.findall(inside)
    if len(found) != 2 or not NUMBER.search(before):
        return [], typed
    return found, before + after


def _counts(words: str) -> bool:
    """Tell whether words hold a number: "ten", "five-fold", "tenfold"."""
    said = {word.removesuffix("fold") for word in WORD.findall(words.lower())}
    return not said.isdisjoint(NUMBER_WORDS)


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
