"""How a verdict is said; no verdict is reached here."""

from ..ranges import Range, say

# a is the claim, b what it is held against.
REASONS = {
    "met": "met: the target is {a}, the outcome {b}",
    "missed": "missed: the target is {a}, the outcome {b}",
    "met or missed": "met or missed: the target is {a}, the outcome {b}",
    "same": "both sides are {a}",
    "claim too wide": "{a} is too wide a range to be held against {b}",
    "other too wide": "{b} is too wide a range to be held against {a}",
    "between": "the claim, {a}, lies between the counts before and after, {b}",
    "shared": "{a} and {b} share values",
    "explained": "{a} against {b}: {why}",
    "revised": "first {a}, later {b}",
    "apart": "{a} and {b} share no value",
}
NO_ROW = "no row prints {row}"
SEVERAL_ROWS = "rows {lines} all fit {row}"
NOT_LISTED = "the table does not list Bắc Giang"
SCALES = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")]


def number(item: Range, unit: str, between: bool = False) -> str:
    """Say a range with its unit: "13.45 percent", "1.2 to 1.4 billion USD"."""
    scale, name = _scale(item.value)
    text = _digits(item, scale, between)
    if unit == "rank":
        return f"rank {text}"
    return f"{text}{name} {_unit(unit, text)}".strip()


def sentence(reason: str, note: str) -> str:
    """Make the reason, and the note where there is one, a sentence."""
    capital = reason[0].upper() + reason[1:]
    return "; ".join(filter(None, (capital, note))) + "."


def _scale(value: float) -> tuple[float, str]:
    for scale, name in SCALES:
        if abs(value) >= scale:
            return scale, name
    return 1, ""


def _digits(item: Range, scale: float, between: bool) -> str:
    low, value, high = (
        _five_digits(end / scale) for end in (item.low, item.value, item.high)
    )
    if between:
        return f"{low} to {high}"
    # The ends of so narrow a range say nothing to a reader.
    is_narrow = item.high - item.low < 0.002 * abs(item.value)
    if is_narrow or low == high:
        return value
    return say(item, scale)


def _five_digits(value: float) -> str:
    rounded = float(f"{value:.5g}")
    return f"{rounded:,g}"


def _unit(unit: str, text: str) -> str:
    if unit == "ratio":
        return "times"
    return unit.removesuffix("s") if text == "1" else unit
