"""Hold an answer against what is right and what is a known trap. No data, no words."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from ..names import plain
from ..ranges import Range
from .answers import Reading, readings

COARSE = 0.04  # of a number: the widest half step that still counts as rounding
SLACK = 1e-9  # of a number: what a computer's arithmetic may lose


class Finding(Enum):
    """What an answer is, when it is no trap."""

    RIGHT = "right"
    COARSE = "fits, but has too few digits to tell"
    WRONG = "wrong"
    UNREADABLE = "holds no number"


def judge(answer: Any, right: Any, traps: Sequence[Any], unit: str) -> Finding | int:
    """Find what an answer is: the place of the trap it fell into, or a finding.

    Traps are tried first. Where the text leaves open which number it means ("1,891"),
    the reader gets the better of the two.

    Parameters
    ----------
    answer
        A number, a Range or text.
    right
        A number, a Range or text.
    traps
        What each trap leads to, in the form of `right`.
    unit
        The unit asked for.
    """
    if isinstance(right, str):
        return _of_words(str(answer), right, traps)
    spans = [ends(item) for item in (right, *traps)]
    found = [_of_number(reading, spans) for reading in readings(answer, unit)]
    if not found:
        return Finding.UNREADABLE
    return min(found, key=_rank)


def _rank(found: Finding | int) -> int:
    order = [Finding.RIGHT, Finding.COARSE]
    if isinstance(found, int):
        return len(order)
    return order.index(found) if found in order else len(order) + 1


def _of_words(answer: str, right: str, traps: Sequence[str]) -> Finding | int:
    typed = _bare(answer)
    for place, trap in enumerate(traps):
        if typed == _bare(trap):
            return place
    return Finding.RIGHT if typed == _bare(right) else Finding.WRONG


def _bare(name: str) -> str:
    """Strip a name of case, diacritics, signs and spaces."""
    return "".join(c for c in plain(name) if c.isalnum())


def ends(item: Any) -> tuple[float, float]:
    """Give the ends between which a number counts as this one."""
    low, high = (item.low, item.high) if isinstance(item, Range) else (item, item)
    slack = SLACK * max(abs(low), abs(high))
    return low - slack, high + slack


def _of_number(reading: Reading, ends: list[tuple[float, float]]) -> Finding | int:
    right, *traps = ends
    fits = _rounded(reading, right)
    is_fine = reading.step / 2 <= COARSE * abs(reading.value)
    for place, trap in enumerate(traps):
        if _inside(reading, trap):
            return Finding.COARSE if fits and is_fine else place
    if _inside(reading, right):
        return Finding.RIGHT
    trapped = [n for n, trap in enumerate(traps) if _rounded(reading, trap)]
    if fits:
        return Finding.RIGHT if is_fine and not trapped else Finding.COARSE
    return trapped[0] if trapped and is_fine else Finding.WRONG


def _inside(reading: Reading, ends: tuple[float, float]) -> bool:
    return ends[0] <= reading.value <= ends[1]


def _rounded(reading: Reading, ends: tuple[float, float]) -> bool:
    """Tell whether a number between the ends is written so when it is rounded."""
    half = reading.step / 2 * (1 + SLACK)
    return reading.value - half <= ends[1] and ends[0] <= reading.value + half
