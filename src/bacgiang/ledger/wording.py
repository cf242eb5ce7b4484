"""How a verdict is said, in the language in use; no verdict is reached here."""

import math

from .. import words
from ..ranges import Range, say
from ..words import mark

# a is the claim, b what it is held against.
REASONS = {
    "met": mark("met: the target is {a}, the outcome {b}"),
    "missed": mark("missed: the target is {a}, the outcome {b}"),
    "met or missed": mark("met or missed: the target is {a}, the outcome {b}"),
    "same": mark("both sides are {a}"),
    "too wide": mark("{a} and {b} share values, but so would a number a tenth off"),
    "between": mark("the claim, {a}, lies between the counts before and after, {b}"),
    "shared": mark("{a} and {b} share values"),
    "explained": mark("{a} against {b}: {why}"),
    "revised": mark("first {a}, later {b}"),
    "apart": mark("{a} and {b} share no value"),
}
NO_ROW = mark("no source gives {what}")
SEVERAL_ROWS = mark("rows {lines} all fit {row}")
NOT_LISTED = mark("the table does not list Bắc Giang")
SCALES = [
    (1e12, mark("{n} trillion {unit}")),
    (1e9, mark("{n} billion {unit}")),
    (1e6, mark("{n} million {unit}")),
]


def number(item: Range, unit: str, between: bool = False) -> str:
    """Say a range with its unit: "13.45 percent", "1.2 to 1.4 billion USD"."""
    scale, phrase = scale_of(item.value)
    said = _digits(item, scale, between)
    if unit == "rank":
        return words.text("rank {n}", n=said)
    return words.text(phrase, n=said, unit=_unit(unit, said)).strip()


def side(item: Range, unit: str, between: bool = False) -> str:
    """Say a side of a check; nothing where there is no number."""
    return "" if math.isnan(item.value) else number(item, unit, between)


def sentence(reason: str, note: str) -> str:
    """Make the reason, and the note where there is one, a sentence."""
    capital = reason[0].upper() + reason[1:]
    if not note:
        return words.text("{reason}.", reason=capital)
    return words.text("{reason}; {note}.", reason=capital, note=words.text(note))


def scale_of(value: float) -> tuple[float, str]:
    """Choose the scale in which a number is said, and its phrase."""
    for scale, name in SCALES:
        if abs(value) >= scale:
            return scale, name
    return 1, mark("{n} {unit}")


def _digits(item: Range, scale: float, between: bool) -> str:
    low, value, high = (
        _five_digits(end / scale) for end in (item.low, item.value, item.high)
    )
    if between:
        return words.text("{low} to {high}", low=low, high=high)
    # The ends of so narrow a range say nothing to a reader.
    is_narrow = item.high - item.low < 0.002 * abs(item.value)
    if is_narrow or low == high:
        return value
    return words.text(say(item, scale))


def _five_digits(value: float) -> str:
    rounded = float(f"{value:.5g}")
    return words.numerals(f"{rounded:,g}")


def _unit(unit: str, said: str) -> str:
    if unit == "ratio":
        return words.text("times")
    if said == "1":
        unit = unit.removesuffix("s")
    return words.text(unit)
