"""Read a number the way a source prints it: "nearly $8.3 billion", "1.234,5 tỷ đồng",
"two-fold".

Strings in, numbers out; no files. `as_printed` in data/facts.csv holds the few
characters a source
prints. What the table's header or the sentence supplies stands behind them in square
brackets:
"2268.7 [million USD]", "109.11 [previous year = 100]", "1.520 [dot groups thousands]".
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

HEDGES = {  # the first pattern that matches decides: "not more than" before "more than"
    "at_most": r"up to|at most|no more than|not more than|maximum|tối đa|không quá",
    "at_least": (
        r"at least|not less than|no less than|minimum|from|ít nhất|tối thiểu|từ"
    ),
    "nearly": (
        r"nearly|almost|close to|approaching|approximating|just under|gần|près de|cerca"
        r" de|knapp"
    ),
    "over": (
        r"over|more than|above|exceed(?:s|ed|ing)?|higher than|in excess"
        r" of|trên|hơn|vượt|quá"
        r"|plus de|más de|über|mehr als"
    ),
    "about": (
        r"about|around|approximately|roughly|some|approx\.?|khoảng|xấp"
        r" xỉ|environ|unos|etwa|rund|ungefähr"
    ),
}
SCALES = {  # powers of ten; they add up: "nghìn tỷ" is 3 + 9
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "trillion": 12,
    "quadrillion": 15,
    "nghìn": 3,
    "ngàn": 3,
    "triệu": 6,
    "tỷ": 9,
    "tỉ": 9,
    "millions": 6,
    "milliard": 9,
    "milliards": 9,
    "millones": 6,
    "millionen": 6,
    "milliarden": 9,
}
ENGLISH = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        range(21),
    )
)
ENGLISH |= dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        range(1, 21),
    )
)
ENGLISH |= {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "half": 0.5,
    "double": 2,
    "doubles": 2,
    "doubled": 2,
    "twice": 2,
    "triple": 3,
    "tripled": 3,
    "quadrupled": 4,
}
VIETNAMESE = dict(
    zip(
        ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"],
        range(1, 11),
    )
)
VIETNAMESE |= {"nhất": 1, "mốt": 1, "nhì": 2, "đôi": 2, "tư": 4, "lăm": 5, "nửa": 0.5}
WORDS = ENGLISH | VIETNAMESE
# Units of things measured; every other unit counts things, and a count can be exact.
MEASURED = {
    "percent",
    "percentage points",
    "USD",
    "VND",
    "ha",
    "points",
    "index",
    "ratio",
    "USD/m2",
    "VND/m2",
    "USD/ha",
    "VND/USD",
}
NUMBER = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
JOINS = r"[-–—]|\b(?:to|or|đến|tới)\b"  # between the two numbers of a range
FALLS = r"\b(?:down|decreas\w*|fell|drop\w*|declin\w*|contract\w*|giảm)\b"
LEADS = r"\b(?:lead(?:s|ing)?|led|dẫn đầu|đứng đầu)\b"  # rank 1, said without a number


class Reading(NamedTuple):
    """One printed number: `value`, `value_max` (None unless a range), `qualifier`,
    `resolution`.
    """

    value: float
    value_max: float | None
    qualifier: str
    resolution: float


def read(text, unit="", language="en"):
    """Read `as_printed` text into a Reading in the full `unit`.

    A single separator before exactly three digits is ambiguous ("541.169"); `language`
    settles it:
    English pages group thousands with commas, all others with dots. Raises ValueError
    with the
    reason when the text holds no number, or more than one that is not a range.
    """
    text = unicodedata.normalize("NFC", str(text)).replace("\u00a0", " ").strip()
    context = " ".join(re.findall(r"\[(.*?)\]", text)).lower()
    body = re.sub(r"\[.*?\]", " ", text).lower()
    area = _area(body + " " + context) if unit == "ha" else 1
    body = re.sub(r"(?:k?m)2\b", " ", body)
    if not re.search(r"\d", body):
        body = _in_digits(body)
    body = re.sub(r"\b(\d+) (?:hundred|trăm)\b", r"\g<1>00", body)
    if not re.search(r"\d", body) and unit == "rank":
        body = re.sub(LEADS, "1", body)
    tokens, words = re.findall(NUMBER, body), re.split(NUMBER, body)
    if (
        not tokens
        or len(tokens) > 2
        or (
            len(tokens) == 2
            and not re.search(JOINS, words[1])
            and "between" not in words[0]
        )
    ):
        raise ValueError(
            f"{text!r} holds {len(tokens) or 'no'} numbers; one, or a range of two, was"
            " expected"
        )
    hedge = next(
        (q for q, p in HEDGES.items() if re.search(rf"(?<!\w)(?:{p})(?!\w)", body)),
        "exact",
    )
    qualifier = (
        "exact" if len(tokens) == 2 else hedge
    )  # a range says itself how far it reaches
    plain = [_plain(t, _grouping(context, language)) for t in tokens]
    own = [_power(w) for w in words[1:]]  # "1-1.2 million" says it once, for both
    scales = [
        Decimal(10) ** ((p or own[-1] or _power(words[0])) + _power(context)) * area
        for p in own
    ]
    numbers = [Decimal(p) * s for p, s in zip(plain, scales, strict=True)]
    falls = unit in ("percent", "percentage points") and re.search(FALLS, body)
    if falls or re.match(r"\W*[-−–]\s*\d", body):
        numbers = [-n for n in numbers]
    if "= 100" in context and unit == "percent":
        numbers = [n - 100 for n in numbers]
    numbers.sort()  # some pages print a range downwards: "20 - 19.4%"
    steps = [_step(p, qualifier, unit, s) for p, s in zip(plain, scales, strict=True)]
    step = min(
        (s for s in steps if s), default=0
    )  # a range is as fine as its finer number: "42 - 42.3%"
    return Reading(
        float(numbers[0]),
        float(numbers[1]) if len(numbers) == 2 else None,
        qualifier,
        float(step),
    )


def _in_digits(body):
    """Number words in digits: "twenty-five" becomes 25, "hai mươi lăm" too."""
    body = re.sub(
        r"(?<=mười |mươi )năm\b", " ", body.replace("fold", " ")
    )  # "mười năm" is ten years, never fifteen
    body = re.sub(
        r"(?<!thứ )(?<!mươi )tư\b", " ", body
    )  # "tư" is four only in "thứ tư" and after tens
    body = re.sub(
        r"\w+", lambda m: str(WORDS.get(m[0], m[0])), body.replace("một nửa", "nửa")
    )
    body = re.sub(r"\b(\d) mươi\b", r"\g<1>0", body)
    return re.sub(
        r"\b([1-9]0)[- ]([1-9])\b", lambda m: str(int(m[1]) + int(m[2])), body
    )


def _grouping(context, language):
    """The character that groups thousands where the text alone leaves it open."""
    if "dot groups" in context or "comma is decimal" in context:
        return "."
    if "comma groups" in context or "dot is decimal" in context:
        return ","
    return "," if language == "en" else "."


def _plain(token, groups):
    """The token with thousands separators dropped and a dot for the decimal mark."""
    token = token.replace(" ", "")
    marks = [c for c in token if c in ".,"]
    if len(marks) > 1:
        groups = marks[0]  # "1,234.5" and "1.234.567" leave nothing open
    elif not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", token):
        groups = ""
    return (token.replace(groups, "") if groups else token).replace(",", ".")


def _power(words):  # of ten
    return sum(SCALES.get(w, 0) for w in re.findall(r"[^\W\d_]+", words))


def _area(words):  # hectares in one of the unit named
    if re.search(r"km2|km²|square kilomet|sq\.? ?km", words):
        return Decimal(100)
    return Decimal("0.0001") if re.search(r"m2|m²|square met", words) else 1


def _step(plain, qualifier, unit, scale):
    """The rounding step the printing implies, in the full unit.

    Decimals say it themselves. The trailing zeros of a whole number are placeholders
    where the
    source hedges, or where it counts things in whole thousands; they never make the
    step coarser
    than a tenth of the number. A count printed to its last unit has step 0.
    """
    if "." in plain:
        return Decimal(10) ** -len(plain.split(".")[1]) * scale
    zeros, counted = len(plain) - len(plain.rstrip("0")), unit not in MEASURED
    if qualifier != "exact" or (counted and zeros >= 3):
        return Decimal(10) ** max(0, min(zeros, len(plain) - 2)) * scale
    return Decimal(0) if counted and scale == 1 else scale
