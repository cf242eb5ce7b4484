"""Read a number the way a source prints it: "nearly $8.3 billion", "1.234,5 tỷ đồng", "two-fold".

Strings in, numbers out; no files. `as_printed` in data/facts.csv holds the few characters a source
prints. What the table's header or the sentence supplies stands behind them in square brackets:
"2268.7 [million USD]", "109.11 [previous year = 100]", "1.520 [dot groups thousands]".
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

HEDGES = {  # the first pattern that matches decides: "not more than" before "more than"
    "at_most": r"up to|at most|no more than|not more than|maximum|tối đa|không quá",
    "at_least": r"at least|not less than|no less than|minimum|from|ít nhất|tối thiểu|từ",
    "nearly": r"nearly|almost|close to|approaching|approximating|just under|gần|près de|cerca de|knapp",
    "over": r"over|more than|above|exceed(?:s|ed|ing)?|higher than|in excess of|trên|hơn|vượt|quá"
            r"|plus de|más de|über|mehr als",
    "about": r"about|around|approximately|roughly|some|approx\.?|khoảng|xấp xỉ|environ|unos|etwa|rund|ungefähr",
}
SCALES = {  # powers of ten; "nghìn tỷ" is 3 + 9
    "hundred": 2, "thousand": 3, "million": 6, "mln": 6, "billion": 9, "bln": 9, "bn": 9, "trillion": 12, "quadrillion": 15,
    "trăm": 2, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9,
    "millions": 6, "milliard": 9, "milliards": 9, "millones": 6, "millionen": 6, "milliarden": 9,
}
# Units of things measured; every other unit counts things, and a count can be exact.
MEASURED = {"percent", "percentage points", "USD", "VND", "ha", "points", "index", "ratio",
            "USD/m2", "VND/m2", "USD/ha", "VND/USD"}
NUMBER = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
JOINS = r"[-–—]|\b(?:to|or|đến|tới)\b"  # what stands between the two numbers of a range
FALLS = r"\b(?:down|decreas\w*|fell|drop\w*|declin\w*|contract\w*|giảm)\b"
LEADS = r"\b(?:lead(?:s|ing)?|led|dẫn đầu|đứng đầu)\b"  # rank 1, said without a number


def _with_tens(words, tens, units, join):
    """Add every "twenty-five" to number words: each ten alone, and joined to each unit."""
    for ten, value in tens.items():
        words |= {ten: value} | {ten + join + unit: value + n for unit, n in units.items()}
    return words


def _numbered(words, start=1):
    return {word: n for n, word in enumerate(words.split(), start)}


_UNITS = _numbered("one two three four five six seven eight nine")
_NTH = _numbered("first second third fourth fifth sixth seventh eighth ninth")
_TENS = {ten: 10 * n for ten, n in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()}
ENGLISH = _UNITS | _NTH | _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
ENGLISH |= _numbered("tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 10)
ENGLISH |= {ten[:-1] + "ieth": n for ten, n in _TENS.items()}
ENGLISH |= {"zero": 0, "half": 0.5, "dozen": 12, "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "twice": 2,
            "triple": 3, "tripled": 3, "quadrupled": 4}
ENGLISH = _with_tens(ENGLISH, _TENS, _UNITS | _NTH, " ")
_MOT = _numbered("một hai ba bốn năm sáu bảy tám chín")
_AFTER_TEN = _MOT | {"mốt": 1, "tư": 4, "lăm": 5}
del _AFTER_TEN["năm"]  # "mười năm" is ten years; fifteen is "mười lăm"
VIETNAMESE = _MOT | {"đôi": 2, "nhất": 1, "nhì": 2, "thứ tư": 4, "nửa": 0.5, "một nửa": 0.5}
VIETNAMESE = _with_tens(VIETNAMESE, {"mười": 10} | {f"{w} mươi": 10 * n for w, n in _MOT.items() if n > 1}, _AFTER_TEN, " ")
WORDS = ENGLISH | VIETNAMESE


def spoken(words):
    """A pattern for any of these number words, longest first; "twenty-five" is hyphenated or not."""
    return "|".join(w.replace(" ", "[- ]") for w in sorted(words, key=len, reverse=True))


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
    ...
