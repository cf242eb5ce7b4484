"""Read a number the way a source prints it: "nearly $8.3 billion", "1.234,5 tỷ đồng", "two-fold".

Strings in, numbers out; no files. `as_printed` in data/facts.csv holds the few characters a source
prints. What the table's header or the sentence supplies stands behind them in square brackets:
"2268.7 [million USD]", "109.11 [previous year = 100]", "1.520 [dot groups thousands]".
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

HEDGES = {  # the first pattern that matches decides; "not over" before "over"
    "at_most": r"up to|at most|no more than|not more than|maximum|tối đa|không quá",
    "at_least": r"at least|not less than|no less than|minimum|from|ít nhất|tối thiểu|từ",
    "nearly": r"nearly|almost|close to|approaching|approximating|just under|gần",
    "over": r"over|more than|above|exceed(?:s|ed|ing)?|higher than|in excess of|trên|hơn|vượt|quá",
    "about": r"about|around|approximately|roughly|some|approx\.?|khoảng|xấp xỉ",
}
SCALES = {"thousand": 3, "million": 6, "mln": 6, "billion": 9, "bln": 9, "bn": 9, "trillion": 12,
          "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
WORDS = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                 "fifteen sixteen seventeen eighteen nineteen twenty".split(), range(21)))
WORDS |= dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11)))
WORDS |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10, "doubled": 2, "double": 2, "đôi": 2, "tripled": 3, "nhất": 1, "nhì": 2}
# Units of things measured; every other unit counts things, and a count can be exact.
MEASURED = {"percent", "percentage points", "USD", "VND", "ha", "points", "index", "ratio",
            "USD/m2", "VND/m2", "USD/ha", "VND/USD"}
NUMBER = r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?"
FALLS = r"\b(?:down|decreas\w*|fell|drop\w*|declin\w*|giảm)\b"


class Reading(NamedTuple):
    """One printed number: `value`, `value_max` (None unless a range), `qualifier`, `resolution`."""

    value: float
    value_max: float | None
    qualifier: str
    resolution: float


def read(text, unit="", language="en"):
    """Read `as_printed` text into a Reading in the full `unit`.

    A single separator before exactly three digits is ambiguous ("541.169"); `language` settles it:
    English pages group thousands with commas, all others with dots. Raises ValueError with the
    reason when the text holds no number, or more than one that is not a range.
    """
    text = unicodedata.normalize("NFC", str(text)).replace("\u00a0", " ").strip()
    context = " ".join(re.findall(r"\[(.*?)\]", text)).lower()
    body = re.sub(r"\[.*?\]", " ", text).lower()
    scale = _scale(body + " " + context, unit)
    body = re.sub(r"(?:k?m)2\b", " ", body)
    groups, tokens = _grouping(context, language), re.findall(NUMBER, body)
    if not tokens:
        tokens = [str(WORDS[w]) for w in re.findall(r"\w+", re.sub(r"fold\b", " ", body)) if w in WORDS][:1]
    if not tokens or len(tokens) > 2:
        raise ValueError(f"{text!r} holds {len(tokens) or 'no'} numbers; one, or a range of two, was expected")
    spoken = not re.search(r"\d", body)
    numbers = [_number(t, groups) * scale for t in tokens]
    if unit in ("percent", "percentage points") and (re.search(FALLS, body) or re.match(r"\W*[-−–]\s*\d", body)):
        numbers = [-n for n in numbers]
    if "= 100" in context and unit == "percent":
        numbers = [n - 100 for n in numbers]
    qualifier = next((q for q, p in HEDGES.items() if re.search(rf"(?<!\w)(?:{p})(?!\w)", body)), "exact")
    qualifier = "exact" if len(numbers) == 2 else qualifier
    step = Decimal(0) if spoken and unit not in MEASURED else _step(tokens[0], groups, qualifier, unit, scale)
    low, high = numbers[0], (numbers[1] if len(numbers) == 2 else None)
    return Reading(float(low), None if high is None else float(high), qualifier, float(step))


def _grouping(context, language):
    """The character that groups thousands where the text alone leaves it open."""
    if "dot groups" in context or "comma is decimal" in context:
        return "."
    if "comma groups" in context or "dot is decimal" in context:
        return ","
    return "," if language == "en" else "."


def _clean(token, groups):
    """The token with thousands separators dropped and a dot for the decimal mark."""
    token = token.replace(" ", "")
    marks = [c for c in token if c in ".,"]
    if len(set(marks)) == 2:
        groups = marks[0]
    elif len(marks) > 1:
        groups = marks[0]
    elif not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", token):
        groups = ""
    return (token.replace(groups, "") if groups else token).replace(",", ".")


def _number(token, groups):
    return Decimal(_clean(token, groups))


def _scale(text, unit):
    power = sum(SCALES[w] for w in re.findall(r"[^\W\d_]+", text) if w in SCALES)
    scale = Decimal(10) ** power
    if unit == "ha" and re.search(r"km2|km²|square kilomet|sq\.? ?km", text):
        scale *= 100
    elif unit == "ha" and re.search(r"m2|m²|square met", text):
        scale /= 10000
    return scale


def _step(token, groups, qualifier, unit, scale):
    """The rounding step the printing implies, in the full unit.

    Decimals say it themselves. The trailing zeros of a whole number are placeholders where the
    source hedges, or where it counts things in whole thousands; they never make the step coarser
    than a tenth of the number. A count printed to its last unit has step 0.
    """
    plain = _clean(token, groups)
    if "." in plain:
        return Decimal(10) ** -len(plain.split(".")[1]) * scale
    zeros = len(plain) - len(plain.rstrip("0"))
    counted = unit not in MEASURED
    if qualifier != "exact" or (counted and zeros >= 3):
        return Decimal(10) ** max(0, min(zeros, len(plain) - 2)) * scale
    return Decimal(0) if counted and scale == 1 else scale
