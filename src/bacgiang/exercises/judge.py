"""Hold an answer against what is right and what is a known trap. No data, no words."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from ..names import plain
from ..ranges import Range, places, rounded
from .answers import Reading, Unread, kind_of, one, readings, unread

COARSE = 0.05  # of a number: half the step of its second digit, at most
SLACK = 1e-9  # of a number: what a computer's arithmetic may lose
WIDER = 3  # how many times the width of the solution's range is too wide
POWERS = (3, 6, 9, 12)  # thousands to trillions, mistaken for one another
PART = 2  # a part of one, taken for percent
AROUND = re.compile(  # what may stand around a name, in the letters of `plain`
    r"\b(?:kcn|khu cong nghiep|(?:industrial )?(?:zone|park)s?|iz|ip|in|the|it|was|is"
    r"|by|o|tai|percentage points?|points?|percent|phan tram|diem)\b|\d+(?:[.,]\d+)?"
)


class Finding(Enum):
    """What an answer is, when it is no trap."""

    RIGHT = "right"
    COARSE = "fits, but has too few digits to tell"
    NEAR = "is no rounding of the value, but of another number of the range"
    WIDE = "fits, but its range is too wide to tell"
    SIGN = "right but for its sign"
    SCALE = "right but for a power of ten"
    WRONG = "wrong"


Judged = Finding | Unread | int


class Ends(NamedTuple):
    """Between what a number counts as this one: its value, and the ends in print."""

    low: float
    value: float
    high: float
    down: float
    up: float


def judge(answer: Any, right: Any, traps: Sequence[Any], unit: str) -> Judged:
    """Find what an answer is: the place of the trap it fell into, or a finding.

    A number counts as right inside the solution's range, whose ends are taken as they
    are printed, rounded outwards, or where the solution's value is written so when it
    is rounded to the digits given; at least two digits are needed. An answer is near
    where it is the rounding of another number of the range only (104 for 104.8 that may
    be 104.4). Digits are too few where it could be the rounding of a trap, too: then
    one more is asked for. What is a trap's own rounding and not the solution's falls
    into the trap. What one step of its last digit would make right is near, too, but
    where the solution is exact, as a count is.

    A float without decimals is taken as written with a zero, 14.0, unless it is right
    as 14; zeros further behind can be given in text alone. Where the text
    leaves open which number it means ("1,891"), the reader gets the better of the two;
    three zeros behind a mark ("222,000") are thousands where that is a trap.

    A Range is judged by its value, and is too wide where it is wider than the
    solution's by far; where the solution is a plain number, one number is asked for.
    What is no trap may be right but for its sign, or for a power of ten: of thousand,
    million, billion or trillion, and of a hundred where percent are asked for. Zeros at
    its end say nothing then: 9400 billions are 9.4 trillions.

    Parameters
    ----------
    answer
        A number, a Range or text; or what holds just one of these.
    right
        A number, a Range or text.
    traps
        What each trap leads to, in the form of `right`.
    unit
        The unit asked for.
    """
    answer = one(answer)
    if isinstance(right, str):
        return unread(answer) or _of_words(str(answer), right, traps)
    read = readings(answer, unit)
    if isinstance(read, Unread):
        return read
    if read[0].width and not isinstance(right, Range):
        return Unread.SEVERAL
    spans = [ends(item) for item in (right, *traps)]
    powers = (PART, *POWERS) if kind_of(unit) in ("percent", "points") else POWERS
    return _best([_of_number(each, spans, powers) for each in read], read)


def _best(found: list[Finding | int], read: list[Reading]) -> Finding | int:
    if read[0].value == read[-1].value:  # written one way, or a float without decimals
        return Finding.RIGHT if Finding.RIGHT in found else found[0]
    if read[0].value.is_integer():  # three zeros behind a mark
        found = [each for each in found if isinstance(each, int)] or found
    return min(found, key=_rank)


def _rank(found: Finding | int) -> int:
    if isinstance(found, int):  # a trap is less than right and more than all else
        return 1
    return 2 * [*Finding].index(found)


def _of_words(answer: str, right: str, traps: Sequence[str]) -> Judged:
    typed = _bare(answer)
    for place, trap in enumerate(traps):
        if typed == _bare(trap):
            return place
    return Finding.RIGHT if typed == _bare(right) else Finding.WRONG


def _bare(name: str) -> str:
    """Strip a name of case, diacritics, signs and spaces, and of what is around it."""
    return "".join(c for c in AROUND.sub(" ", plain(name)) if c.isalnum())


def ends(item: Any) -> Ends:
    """Give the ends between which a number counts as this one, and as printed."""
    low, value, high = item if isinstance(item, Range) else (item,) * 3
    slack = SLACK * max(abs(low), abs(high))
    down, up = _printed(low, high)
    return Ends(low - slack, value, high + slack, down - slack, up + slack)


def _printed(low: float, high: float) -> tuple[float, float]:
    """Round the ends of a range outwards, as they are printed beside its value."""
    if not 0 < high - low < math.inf:
        return low, high
    digits = places(low, high)
    return rounded(low, digits, math.floor), rounded(high, digits, math.ceil)


def _of_number(
    reading: Reading, spans: list[Ends], powers: Sequence[int]
) -> Finding | int:
    right, *traps = spans
    found = _named(reading, right, traps)
    if found is Finding.RIGHT and _too_wide(reading, right):
        return Finding.WIDE
    if found is not Finding.WRONG:
        return found
    if _named(reading._replace(value=-reading.value), right, []) is Finding.RIGHT:
        return Finding.SIGN
    step = max(reading.step, _last_digit(reading.value))
    for power in powers:
        for factor in (10.0**power, 10.0**-power):
            scaled = Reading(reading.value * factor, step * factor)
            if _named(scaled, right, []) is Finding.RIGHT:
                return Finding.SCALE
    return Finding.WRONG


def _last_digit(value: float) -> float:
    """Give the place of the last digit that is not 0: 100 for 9400."""
    return 10.0 ** int(Decimal(repr(value)).normalize().as_tuple().exponent)


def _named(reading: Reading, right: Ends, traps: list[Ends]) -> Finding | int:
    is_fine = reading.step / 2 <= COARSE * abs(reading.value)
    is_right = _inside(reading, right) or _is_rounding(reading, right)
    for place, trap in enumerate(traps):
        if _inside(reading, trap):
            return Finding.COARSE if is_right and is_fine else place
    roundings = [n for n, trap in enumerate(traps) if _is_rounding(reading, trap)]
    touched = [n for n, trap in enumerate(traps) if _touches(reading, trap)]
    if is_right:
        return _rounded(_inside(reading, right), is_fine, roundings, touched)
    touches = _touches(reading, right)
    if not is_fine:
        return Finding.COARSE if touches else Finding.WRONG
    if right.down <= reading.value <= right.up:
        return Finding.NEAR if touched else Finding.RIGHT
    if fallen := roundings or ([] if touches else touched):
        return fallen[0]
    return Finding.NEAR if touches or _is_next(reading, right) else Finding.WRONG


def _rounded(
    is_inside: bool, is_fine: bool, roundings: list[int], touched: list[int]
) -> Finding:
    """Tell whether the solution's rounding could as well be a trap's."""
    if is_inside:
        return Finding.COARSE if roundings else Finding.RIGHT
    return Finding.RIGHT if is_fine and not touched else Finding.COARSE


def _inside(reading: Reading, ends: Ends) -> bool:
    return ends.low <= reading.value <= ends.high


def _is_rounding(reading: Reading, ends: Ends) -> bool:
    """Tell whether the value is written so when it is rounded."""
    return abs(reading.value - ends.value) < reading.step / 2 * (1 - SLACK)


def _touches(reading: Reading, ends: Ends) -> bool:
    """Tell whether any number between the ends is written so when it is rounded."""
    half = reading.step / 2 * (1 + SLACK)
    return reading.value - half <= ends.high and ends.low <= reading.value + half


def _is_next(reading: Reading, right: Ends) -> bool:
    """Tell whether one step of the last digit leads to the solution, if not exact."""
    steps = right.value / reading.step
    is_whole = abs(steps - round(steps)) <= SLACK * abs(steps)
    is_exact = right.high - right.low <= 3 * SLACK * abs(right.value)
    return not (is_exact and is_whole) and _touches(
        reading._replace(step=3 * reading.step), right
    )


def _too_wide(reading: Reading, right: Ends) -> bool:
    is_wider = reading.width > WIDER * (right.high - right.low)
    return is_wider and reading.width / 2 > COARSE * abs(reading.value)
