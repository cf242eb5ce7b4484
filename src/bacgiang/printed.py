"""Read a number the way a source prints it: "nearly $8.3 billion", "two-fold".

Strings in, numbers out; no files. `as_printed` in data/facts.csv holds the few
characters a source prints. What the table's header or the sentence supplies stands
behind them in square brackets: "2268.7 [million USD]", "109.11 [previous year = 100]",
"1.520 [dot groups thousands]". So does what a table adds by itself: zeros that fill its
columns, "9.30 [last digit padded]".
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

LONGEST = 1_000  # characters; the characters of one number are few


def _any(*words: str) -> str:
    return "|".join(words)


# The first pattern that matches decides: "not more than" stands before "more than".
HEDGES = {
    "at_most": _any(
        *("up to", "at most", "no more than", "not more than", "maximum"),
        *("tối đa", "không quá"),
    ),
    "at_least": _any(
        *("at least", "not less than", "no less than", "minimum", "from"),
        *("ít nhất", "tối thiểu", "từ"),
    ),
    "nearly": _any(
        *("nearly", "almost", "close to", "approaching", "approximating", "just under"),
        *("gần", "près de", "cerca de", "knapp"),
    ),
    "over": _any(
        *("over", "more than", "above", "exceed(?:s|ed|ing)?", "higher than"),
        *("in excess of", "trên", "hơn", "vượt", "quá"),
        *("plus de", "más de", "über", "mehr als"),
    ),
    "about": _any(
        *("about", "around", "approximately", "roughly", "some", r"approx\.?"),
        *("khoảng", "xấp xỉ", "environ", "unos", "etwa", "rund", "ungefähr"),
    ),
}
HEDGED = {
    qualifier: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    for qualifier, pattern in HEDGES.items()
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


def _counted(words: str, first: int) -> dict[str, float]:
    """Give each word its number, upwards from `first`."""
    return {word: number for number, word in enumerate(words.split(), first)}


CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    " twentieth"
)
TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
MULTIPLES = {
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
ENGLISH = _counted(CARDINALS, 0) | _counted(ORDINALS, 1) | TENS | MULTIPLES
VIETNAMESE = _counted("một hai ba bốn năm sáu bảy tám chín mười", 1)
VIETNAMESE |= {"nhất": 1, "mốt": 1, "nhì": 2, "đôi": 2, "tư": 4, "lăm": 5, "nửa": 0.5}
WORDS = ENGLISH | VIETNAMESE
# Units of things measured; every other unit counts things, and a count can be exact.
MEASURED = {
    *("percent", "percentage points", "points", "index", "ratio"),
    *("USD", "VND", "ha", "USD/m2", "VND/m2", "USD/ha", "VND/USD"),
    *("tonnes", "quintals/ha", "kWh"),
}
GROUPED = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)(?:[.,]\d+)?"  # 1,234.5
UNGROUPED = r"\d+(?:[.,]\d+)?"  # 12,5
NUMBER = _any(GROUPED, UNGROUPED)
TOKEN = re.compile(f"({NUMBER})")
OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # "1.520": is it 1520, or 1 and a half?
JOINS = re.compile(r"[-–—]|\b(?:to|or|đến|tới)\b")  # between the ends of a range
MINUS = re.compile(r"\W*[-−–]\s*\d")  # at the head of a printing: "−1,34"
DIGIT = re.compile(r"\d")
SUPPLIED = re.compile(r"\[(.*?)\]")
SQUARED = re.compile(r"(?:k?m)2\b")
HUNDREDS = re.compile(r"\b(\d+) (?:hundred|trăm)\b")
WORD = re.compile(r"[^\W\d_]+")
FALLING = _any(
    *("down", r"decreas\w*", "fell", r"drop\w*", r"declin\w*", r"contract\w*", "giảm")
)
FALLS = rf"\b(?:{FALLING})\b"
FALLEN = re.compile(FALLS)
LEADING = _any("lead(?:s|ing)?", "led", "dẫn đầu", "đứng đầu")
LEADS = rf"\b(?:{LEADING})\b"  # rank 1, said without a number
SQUARE_KILOMETRES = re.compile(_any("km2", "km²", "square kilomet", r"sq\.? ?km"))
SQUARE_METRES = re.compile(_any("m2", "m²", "square met"))
KEPT = 4_096  # how many surroundings of numbers are remembered


class Reading(NamedTuple):
    """One printed number.

    Attributes
    ----------
    value : float
        The number in the full unit; the lower end of a range.
    value_max : float or None
        The upper end; None unless a range is printed.
    qualifier : str
        "exact", or one of the keys of `HEDGES`.
    resolution : float
        The rounding step; 0 for a count printed to its last unit.
    """

    value: float
    value_max: float | None
    qualifier: str
    resolution: float


def read(text: object, unit: str = "", language: str = "en") -> Reading:
    """Read `as_printed` text into a Reading in the full `unit`.

    Parameters
    ----------
    text : object
        What the source prints, with what its surroundings supply in square brackets.
    unit : str
        The unit of the indicator: areas are turned into "ha", a rank may be said
        without a number, and counts are exact where measures are rounded.
    language : str
        Settles a single separator before exactly three digits ("541.169"): English
        pages group thousands with commas, all others with dots.

    Returns
    -------
    Reading
        Value, upper end, hedge and rounding step.

    Raises
    ------
    ValueError
        If the text holds no number, or more than one that is not a range.

    Examples
    --------
    >>> read("nearly $8.3 billion", "USD")
    Reading(value=8300000000.0, value_max=None, qualifier='nearly', \
resolution=100000000.0)
    >>> read("42 - 42.3%", "percent").value_max
    42.3
    >>> read("hơn 1.234,5 tỷ đồng", "VND", "vi").value
    1234500000000.0
    """
    if len(str(text)) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters; expected one number")
    printing = _normal(text)
    body, context = _apart(printing)
    tokens, words = _numbers(_in_digits(body, unit), printing)
    said = _surroundings(words, context, unit, language)
    scales = said.scales
    if unit == "ha":
        area = _area(f"{body} {context}")
        scales = [scale * area for scale in scales]
    plain = [_unpadded(_plain(token, said.groups), context) for token in tokens]
    values = _values(plain, scales)
    if said.is_negative:
        values = [-value for value in values]
    if said.is_index:
        values = [value - 100 for value in values]
    values.sort()  # some pages print a range downwards: "20 - 19.4%"
    step = _finest(plain, scales, said.qualifier, unit)
    top = float(values[1]) if len(values) == 2 else None
    return Reading(float(values[0]), top, said.qualifier, float(step))


def _normal(text: object) -> str:
    composed = unicodedata.normalize("NFC", str(text))
    return composed.replace("\u00a0", " ").strip()


def _apart(text: str) -> tuple[str, str]:
    """Part what is printed from what stands behind it in square brackets."""
    if "[" not in text:
        return text.lower(), ""
    supplied = SUPPLIED.findall(text)
    return SUPPLIED.sub(" ", text).lower(), " ".join(supplied).lower()


def _in_digits(body: str, unit: str) -> str:
    """Write every number of the body in digits, and nothing else in any."""
    if "m2" in body:
        body = SQUARED.sub(" ", body)
    if not _has_digit(body):
        body = _words_in_digits(body)
    if "hundred" in body or "trăm" in body:
        body = HUNDREDS.sub(r"\g<1>00", body)
    if unit == "rank" and not _has_digit(body):
        body = re.sub(LEADS, "1", body)
    return body


def _has_digit(body: str) -> bool:
    return DIGIT.search(body) is not None


def _words_in_digits(body: str) -> str:
    """Put number words in digits: "twenty-five" is 25, "hai mươi lăm" too."""
    body = body.replace("fold", " ")
    # "mười năm" is ten years, never fifteen.
    body = re.sub(r"(?<=mười |mươi )năm\b", " ", body)
    # "tư" is four only in "thứ tư" and after tens.
    body = re.sub(r"(?<!thứ )(?<!mươi )tư\b", " ", body)
    body = body.replace("một nửa", "nửa")
    body = re.sub(r"\w+", _word_in_digits, body)
    body = re.sub(r"\b(\d) mươi\b", r"\g<1>0", body)
    return re.sub(r"\b([1-9]0)[- ]([1-9])\b", _tens_and_ones, body)


def _word_in_digits(found: re.Match[str]) -> str:
    word = found[0]
    return str(WORDS.get(word, word))


def _tens_and_ones(found: re.Match[str]) -> str:
    return str(int(found[1]) + int(found[2]))


def _numbers(body: str, printing: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the one or two numbers, and the words before, between and after them."""
    parts = TOKEN.split(body)
    tokens, words = parts[1::2], tuple(parts[::2])
    if len(tokens) == 1 or (len(tokens) == 2 and _is_range(words)):
        return tokens, words
    raise ValueError(
        f"{printing!r} holds {len(tokens) or 'no'} numbers; one, or a range of two, was"
        " expected"
    )


def _is_range(words: tuple[str, ...]) -> bool:
    before, between, _ = words
    return JOINS.search(between) is not None or "between" in before


class Surroundings(NamedTuple):
    """What the words around the numbers of a printing say about them."""

    qualifier: str
    scales: list[Decimal]
    groups: str
    is_negative: bool
    is_index: bool


@lru_cache(KEPT)
def _surroundings(
    words: tuple[str, ...], context: str, unit: str, language: str
) -> Surroundings:
    """Read what stands around numbers; once, as a million numbers share a few."""
    body = "0".join(words)  # which digits they are does not matter here
    return Surroundings(
        # a range says itself how far it reaches
        qualifier=_hedge(body) if len(words) == 2 else "exact",
        scales=_scales(words, context),
        groups=_grouping(context, language),
        is_negative=_is_negative(body, unit),
        is_index=unit == "percent" and "= 100" in context,
    )


def _hedge(body: str) -> str:
    for qualifier, pattern in HEDGED.items():
        if pattern.search(body):
            return qualifier
    return "exact"


def _grouping(context: str, language: str) -> str:
    """Return what groups thousands where the text alone leaves it open."""
    if "dot groups" in context or "comma is decimal" in context:
        return "."
    if "comma groups" in context or "dot is decimal" in context:
        return ","
    return "," if language == "en" else "."


def _plain(token: str, groups: str) -> str:
    """Drop the thousands separators of a token; make its decimal mark a dot."""
    token = token.replace(" ", "")
    marks = [character for character in token if character in ".,"]
    if len(marks) > 1:
        groups = marks[0]  # "1,234.5" and "1.234.567" leave nothing open
    elif not OPEN.fullmatch(token):
        groups = ""  # "12,5" has decimals only
    if groups:
        token = token.replace(groups, "")
    plain = token.replace(",", ".")
    if plain.count(".") > 1:
        raise ValueError(
            f"{token!r} has separators of several kinds; expected one that groups"
            " thousands, and one before decimals"
        )
    return plain


def _unpadded(plain: str, context: str) -> str:
    """Drop the last digits where the context says that the table padded them."""
    said = re.search(r"last (?:(\d+) )?digits? padded", context)
    if not said:
        return plain
    digits = int(said[1] or 1)
    if "." not in plain or plain[-digits:] != "0" * digits:
        raise ValueError(
            f"{plain!r} has no {digits} zeros to drop, as {said[0]!r} says"
        )
    return plain[:-digits].rstrip(".")


def _scales(words: tuple[str, ...], context: str) -> list[Decimal]:
    """Return the scale of each number.

    "1-1.2 million" says it once, for both; "VNĐ677 trillion" behind the number, some
    languages before it.
    """
    before, *behind = (_power(some) for some in words)
    shared, supplied = behind[-1] or before, _power(context)
    return [Decimal(10) ** ((own or shared) + supplied) for own in behind]


def _power(words: str) -> int:
    """Add up the powers of ten that the words name."""
    return sum(SCALES.get(word, 0) for word in WORD.findall(words))


def _area(words: str) -> Decimal:
    """Return the hectares in one of the unit named."""
    if SQUARE_KILOMETRES.search(words):
        return Decimal(100)
    if SQUARE_METRES.search(words):
        return Decimal("0.0001")
    return Decimal(1)


def _values(plain: list[str], scales: list[Decimal]) -> list[Decimal]:
    pairs = zip(plain, scales, strict=True)
    return [Decimal(number) * scale for number, scale in pairs]


def _is_negative(body: str, unit: str) -> bool:
    """Tell whether a minus sign, or a word for the fall of a rate, is printed."""
    is_rate = unit in ("percent", "percentage points")
    if is_rate and FALLEN.search(body):
        return True
    return MINUS.match(body) is not None


def _finest(
    plain: list[str], scales: list[Decimal], qualifier: str, unit: str
) -> Decimal:
    """Return the step of the finer number, as a range has it: "42 - 42.3%"."""
    pairs = zip(plain, scales, strict=True)
    steps = [_step(number, qualifier, unit, scale) for number, scale in pairs]
    return min(filter(None, steps), default=Decimal(0))


def _step(plain: str, qualifier: str, unit: str, scale: Decimal) -> Decimal:
    """Return the rounding step the printing implies, in the full unit.

    Decimals say it themselves. The trailing zeros of a whole number are placeholders
    where the source hedges, or where it counts things in whole thousands; they never
    make the step coarser than a tenth of the number. A count printed to its last unit
    has step 0.
    """
    if "." in plain:
        return scale.scaleb(plain.index(".") + 1 - len(plain))
    zeros = len(plain) - len(plain.rstrip("0"))
    is_count = unit not in MEASURED
    in_thousands = is_count and zeros >= 3
    if qualifier != "exact" or in_thousands:
        places = min(zeros, len(plain) - 2)
        return scale.scaleb(max(0, places))
    return Decimal(0) if is_count and scale == 1 else scale
