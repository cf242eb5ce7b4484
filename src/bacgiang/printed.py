"""Read a number the way a source prints it: "nearly $8.3 billion", "two-fold".

Strings in, numbers out; no files. `as_printed` in data/facts.csv holds the few
characters a source prints. What the table's header or the sentence supplies stands
behind them in square brackets: "2268.7 [million USD]", "109.11 [previous year = 100]",
"1.520 [dot groups thousands]". So does what a table adds by itself: zeros that fill its
columns, "9.30 [last digit padded]".
"""

import math
import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from operator import add
from typing import NamedTuple

from . import wording
from .wording import any_of

LONGEST = 1_000  # characters; the characters of one number are few


HEDGED = {
    qualifier: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    for qualifier, pattern in wording.HEDGES.items()
}
HEDGED_BEHIND = {
    qualifier: re.compile(rf"(?:^|\W)(?:{pattern})(?!\w)")
    for qualifier, pattern in wording.HEDGES_BEHIND.items()
}
# Units of things measured; every other unit counts things, and a count can be exact.
MEASURED = {
    *("percent", "percentage points", "points", "index", "ratio"),
    *("USD", "VND", "ha", "USD/m2", "VND/m2", "USD/ha", "VND/ha", "VND/USD"),
    *("USD/kg", "VND/kg", "USD/tonne", "VND/tonne", "tonnes", "quintals/ha", "kWh"),
}
NAMED = {
    unit: re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])")
    for unit, pattern in wording.NAMED.items()
}
# What a percent sign may stand behind; and a rate of exchange names two currencies.
IN_PERCENT = ("percent", "percentage points", "index", "points")
# Where "m" is no million: metres, or nothing that comes in millions.
NO_LETTERS = {"", "ha", "percent", "percentage points", "points", "index", "ratio"}
# "1,234.5", "1.234,5" or "1 234,5": one mark groups, never two of them in turn.
GROUPED = any_of(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![.,]?\d)",
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.,]?\d)",
    r"\d{1,3}(?:[\u00a0 ]\d{3})+(?:[.,]\d+)?(?![.,]?\d)",
)
GROUPS = re.compile(GROUPED)
UNGROUPED = r"\d+(?:[.,]\d+)*"  # 12,5
NUMBER = any_of(GROUPED, UNGROUPED)
TOKEN = re.compile(rf"((?=\d)(?:{NUMBER}))")  # the look ahead saves most of the time
OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # "1.520": is it 1520, or 1 and a half?
# Between the ends of a range.
JOINS = re.compile(r"[-–—]|\b(?:to|or|đến|tới|hoặc|hay)\b")
SIGN = re.compile(  # "−1,34", "-$5", "about -2"
    r"(?:^\W*[-−–]\s*|[\s(:][-−–])(?:(?:us ?)?\$|₫|usd ?|vn[dđ] ?)?$"
)
SIGNED = re.compile(rf"(?<!\w)(?:{wording.SIGNED})(?!\w)")
DIGIT = re.compile(r"\d")
SUPPLIED = re.compile(r"\[(.*?)\]")
PADDED = re.compile(r"last (?:(\d+) )?digits? padded")
SQUARED = re.compile(r"k?m2\b")
HUNDREDS = re.compile(
    r"\b(\d+) (?:hundred|trăm)\b(?: (?:and |lẻ |linh )?(\d{1,2})(?![\d.,]))?"
)
WORD = re.compile(r"[^\W\d_]+")
SHORT = re.compile(rf"[ -]?({any_of(*wording.SHORTENED)})(?!\w)")
SCALE = any_of(*wording.SCALES)
COMPOUND = re.compile(  # "4 tỷ 300 triệu", "2 thousand 500"
    rf"\b\d{{1,3}}(?:[.,]?\d{{3}})* (?:{SCALE})"
    rf"(?:,? (?:and |và )?\d{{1,3}}(?: (?:{SCALE})(?!\w)|(?![\w.,/-])))+"
)
PART = re.compile(rf"(\d[\d.,]*)(?: ({SCALE}))?")
AND_A_HALF = re.compile(rf"\b(\d+) ({SCALE}) {wording.HALF}\b")
FALLEN = re.compile(
    rf"{wording.FALLS}(?!.*\b(?:{wording.RISING})\b)(?! {wording.LEVELS}\b)"
)
FALLEN_BEHIND = re.compile(
    rf"^\W*(?:%|per ?cent|p\w*\.?|percentage points?|points?|điểm phần trăm|điểm %)?"
    rf"(?: [^\W\d_]+(?:-[^\W\d_]+)*){{0,3}} (?:{wording.FALLS_BEHIND})(?![\w-])"
)
MEASURE = re.compile(rf"\W*(?:(?:{SCALE})\W+)*(?:{wording.MEASURES})(?!\w)")
INVISIBLE = re.compile("[\u00ad\u200c\u200d\u2060\ufeff]")
# A blank without width in a word or number, or beside another blank, parts nothing.
IN_A_WORD = re.compile(
    r"(?<=[^\W\d])\u200b(?=[^\W\d])|(?<=[\d.,])\u200b(?=[\d.,])"
    r"|(?<=\s)\u200b|\u200b(?=\s)"
)
WIDE = {letter: letter - 0xFEE0 for letter in range(0xFF01, 0xFF5F)}  # "５０％"
WIDE_SIGN = re.compile("[\uff01-\uff5e]")
SWISS = re.compile(r"(?<![\d.,])\d{1,3}(?:[’']\d{3})+(?!\d)")  # 1’234’567
BLANKS = re.compile("[\u00a0\u2007\u2009\u202f\u200b]")
VULGAR = re.compile(rf"(\d*) ?([{''.join(wording.VULGAR)}])")
SQUARE_KILOMETRES = re.compile(any_of("km2", "km²", "square kilomet", r"sq\.? ?km"))
SQUARE_METRES = re.compile(any_of("m2", "m²", "square met", r"sq\.? ?m\b", r"\bsm\b"))
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
        "exact", or one of the keys of `wording.HEDGES`.
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
    printing = str(text)
    if len(printing) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters; expected one number")
    if printing.count('"') % 2:
        raise ValueError('holds a quote (") without its other half; expected none')
    printing = clean(printing).strip()
    tokens, said = _taken_apart(printing, unit, language)
    whole, steps = [], []
    for token, power in zip(tokens, said.powers, strict=True):
        plain = _unpadded(_plain(token, said.groups), said.context)
        whole.append(f"{plain}e{power}")
        steps.append(_step(plain, power, said))
    if said.is_shared and float(whole[0]) > float(whole[-1]):
        raise ValueError(
            f"{printing!r} names its scale once, for ends that run downwards; expected"
            " the scale behind each"
        )
    number = _above_100 if said.is_index else float
    # some pages print a range downwards: "20 - 19.4%"
    values = sorted(map(number, map(add, said.signs, whole)))
    if not all(map(math.isfinite, values)):
        raise ValueError("is larger than any number can be; expected one that is told")
    top = values[1] if len(values) == 2 else None
    # the step of the finer number, as a range has it: "42 - 42.3%"
    step = min(filter(None, steps), default=0.0)
    return Reading(values[0], top, said.qualifier, step)


def clean(text: str) -> str:
    """Drop the signs nobody sees, as soft hyphens; make every blank a plain one.

    Signs as wide as Chinese ones become plain, apostrophes between thousands blanks.
    """
    if "’" in text or "'" in text:
        text = SWISS.sub(_with_blanks, text)
    if text.isascii():
        return text
    if WIDE_SIGN.search(text):
        text = text.translate(WIDE)
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    if "\u200b" in text:
        text = IN_A_WORD.sub("", text)
    return BLANKS.sub(" ", text)


def _with_blanks(found: re.Match[str]) -> str:
    return found[0].replace("’", " ").replace("'", " ")


def _apart(text: str) -> tuple[str, str]:
    """Part what is printed from what stands behind it in square brackets."""
    if "[" not in text and "]" not in text:
        return text.lower(), ""
    supplied, printing = SUPPLIED.findall(text), SUPPLIED.sub(" ", text)
    if "[" in printing or "]" in printing:
        raise ValueError(
            "holds a square bracket without its other half; expected a pair around"
            " what the page supplies elsewhere"
        )
    return printing.lower(), " ".join(supplied).lower()


def _in_digits(body: str, unit: str) -> str:
    """Write every number of the body in digits, and nothing else in any.

    A quick look for its mark spares most printings each pattern.
    """
    if "m2" in body:
        body = SQUARED.sub(" ", body)
    body = body.replace("m3", "m³")
    if not body.isascii():
        body = VULGAR.sub(_decimal, body)
    if not _has_digit(body):
        body = _words_in_digits(body)
    if "hundred" in body or "trăm" in body:
        body = HUNDREDS.sub(_hundreds, body)
    if wording.HALF in body:
        body = AND_A_HALF.sub(r"\1.5 \2", body)
    if unit == "rank" and not _has_digit(body):
        body = re.sub(wording.LEADS, "1", body)
    return body


def _decimal(found: re.Match[str]) -> str:
    """Write "2½" as 2.5."""
    return f"{found[1] or 0}.{wording.VULGAR[found[2]]}"


def _hundreds(found: re.Match[str]) -> str:
    return str(int(found[1]) * 100 + int(found[2] or 0))


def _sum(found: re.Match[str]) -> str:
    """Write an amount in several scales in one: "4 tỷ 300 triệu" is 4.3 tỷ.

    The zeros at its end are placeholders, as they are in 4.3 tỷ. What overlaps stays as
    it is, and is refused as several numbers.
    """
    parts = PART.findall(found[0])
    numbers = [int(re.sub("[.,]", "", number)) for number, _ in parts]
    powers = [wording.SCALES.get(scale, 0) for _, scale in parts]
    if len(parts) == 2 and powers[1] > powers[0] and numbers[1] < 10 ** powers[0]:
        # "4 nghìn 500 tỷ": so many thousands and hundreds of one scale
        return f"{numbers[0] * 10 ** powers[0] + numbers[1]} {parts[1][1]}"
    above = list(zip(numbers[1:], powers, powers[1:], strict=False))
    if not all(high > low and n < 10 ** (high - low) for n, high, low in above):
        return found[0]
    lowest = powers[-1]
    total = sum(
        number * 10 ** (power - lowest)
        for number, power in zip(numbers, powers, strict=True)
    )
    places = powers[0] - lowest
    exact = f"{Decimal(total).scaleb(-places).normalize():f}"
    # three decimals would look like a grouped number
    is_open = len(exact.partition(".")[2]) == 3
    if is_open or not lowest:
        return f"{total} {parts[-1][1]}"
    return f"{exact} {parts[0][1]}"


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
    return str(wording.NUMBER_WORDS.get(word, word))


def _tens_and_ones(found: re.Match[str]) -> str:
    return str(int(found[1]) + int(found[2]))


def _taken_apart(
    printing: str, unit: str, language: str
) -> tuple[list[str], "Surroundings"]:
    """Return the one or two numbers of a printing, and what their surroundings say."""
    parts = TOKEN.split(printing)
    if len(parts) == 3:
        before, number, behind = parts
        if said := _around_one(before, behind, unit, language):
            return [number], said
    body, context = _apart(printing)
    tokens, words = _numbers(_in_digits(body, unit), printing)
    return tokens, _surroundings(
        words, context, unit, language, _area(f"{body} {context}")
    )


def _numbers(body: str, printing: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the one or two numbers, and the words before, between and after them."""
    parts = TOKEN.split(body)
    if len(parts) > 3:  # several numbers may be one amount, told in several scales
        parts = TOKEN.split(COMPOUND.sub(_sum, body))
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
    powers: list[int]
    is_shared: bool
    groups: str
    context: str
    signs: list[str]
    is_index: bool
    is_count: bool


@lru_cache(KEPT)
def _around_one(
    before: str, behind: str, unit: str, language: str
) -> Surroundings | None:
    """Read what stands around the only digits; None where it may change the number.

    Any number can stand in for that of a printing: a million printings differ in their
    numbers, and share a few surroundings.
    """
    body, context = _apart(f"{before}7{behind}")
    is_number = "7" in body and not before.endswith(("m", "M"))  # no "km2"
    if not is_number or _in_digits(body, unit) != body:
        return None
    words = tuple(body.split("7"))
    return _surroundings(words, context, unit, language, _area(f"{body} {context}"))


@lru_cache(KEPT)
def _surroundings(
    words: tuple[str, ...], context: str, unit: str, language: str, area: int
) -> Surroundings:
    _refuse_another_unit(f"{' '.join(words)} {context}", unit)
    own = _powers(words, unit, language)
    shared = own[-1] or _power(words[0])
    supplied = _power(context) + (area if unit == "ha" else 0)
    return Surroundings(
        # a range says itself how far it reaches
        qualifier=_hedge(words) if len(words) == 2 else "exact",
        powers=[(power or shared) + supplied for power in own],
        is_shared=shared > 0 and not own[0],
        groups=_grouping(context, language),
        context=context,
        signs=_signs(words, unit),
        is_index=unit == "percent" and "= 100" in context,
        is_count=_is_count(words, unit, max(own)),
    )


def _refuse_another_unit(words: str, unit: str) -> None:
    if not unit or unit == "VND/USD":
        return
    own = "percent" if unit in IN_PERCENT else unit.partition("/")[0]
    named = [name for name, pattern in NAMED.items() if pattern.search(words)]
    if named and own not in named:
        raise ValueError(f"names {named[0]}, the unit is {unit}; expected one unit")


def _hedge(words: tuple[str, ...]) -> str:
    before, behind = words
    for text, hedges in ((before, HEDGED), (behind, HEDGED_BEHIND)):
        for qualifier, pattern in hedges.items():
            if pattern.search(text):
                return qualifier
    return "exact"


def _is_count(words: tuple[str, ...], unit: str, power: int) -> bool:
    """Tell a count, which can be exact, from what is measured.

    Where no unit of the tables is known, the words decide: kilometres are measured, and
    so is what is told in millions, mostly money whose currency is not said.
    """
    if unit:
        return unit not in MEASURED
    return power < 6 and MEASURE.match(words[-1]) is None


def _grouping(context: str, language: str) -> str:
    """Return what groups thousands where the text alone leaves it open."""
    if "dot groups" in context or "comma is decimal" in context:
        return "."
    if "comma groups" in context or "dot is decimal" in context:
        return ","
    return "," if language == "en" else "."


def _plain(token: str, groups: str) -> str:
    """Drop the thousands separators of a token; make its decimal mark a dot."""
    raw, token = token, token.replace(" ", "")
    marks = token.count(".") + token.count(",")
    if not marks:
        return token
    if marks > 1:  # "1,234.5" and "1.234.567" leave nothing open
        groups = "." if "." in token.partition(",")[0] else ","
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
    if marks > 1 and not GROUPS.fullmatch(raw):
        raise ValueError(f"{token!r} has {marks} marks; expected three digits between")
    return plain


def _unpadded(plain: str, context: str) -> str:
    """Drop the last digits where the context says that the table padded them."""
    if "padded" not in context:
        return plain
    said = PADDED.search(context)
    if not said:
        return plain
    digits = int(said[1] or 1)
    if "." not in plain or plain[-digits:] != "0" * digits:
        raise ValueError(
            f"{plain!r} has no {digits} zeros to drop, as {said[0]!r} says"
        )
    return plain[:-digits].rstrip(".")


def _powers(words: tuple[str, ...], unit: str, language: str) -> list[int]:
    """Return the power of ten named behind each number.

    "1-1.2 million" says it once, for both; "VNĐ677 trillion" behind the number, some
    languages before it.
    """
    return [_power(some) or _shortened(some, unit, language) for some in words[1:]]


def _shortened(words: str, unit: str, language: str) -> int:
    """Read "$640m" and "VND31tn"; but "500 m" may be metres."""
    found = SHORT.match(words)
    if not found:
        return 0
    scale = found[1]
    if scale == wording.SPANISH_THOUSAND and language == "es":
        return 3
    is_money = unit.startswith(("USD", "VND"))
    if scale in wording.MONEY_SCALES and not is_money:
        return 0
    if scale in wording.LETTER_SCALES and unit in NO_LETTERS:
        return 0
    return wording.SHORTENED[scale]


def _power(words: str) -> int:
    """Add up the powers of ten that the words name."""
    return sum(wording.SCALES.get(word, 0) for word in WORD.findall(words))


def _area(words: str) -> int:
    """Return the power of ten that makes hectares of the unit named."""
    if SQUARE_KILOMETRES.search(words):
        return 2
    if SQUARE_METRES.search(words):
        return -4
    return 0


def _above_100(number: str) -> float:
    return float(Decimal(number) - 100)  # as floats 104.64 - 100 is not 4.64


def _signs(words: tuple[str, ...], unit: str) -> list[str]:
    """Return "" or "-" for each number: a minus sign, or a word for the fall of a rate.

    A fall holds for both ends of a range, a sign for the end that it stands before.
    """
    before, *between = words[:-1]
    is_fall = unit in wording.RATES and (
        FALLEN.search(before) or FALLEN_BEHIND.match(words[-1])
    )
    if is_fall:
        return ["-"] * (len(words) - 1)
    signs = ["-" if SIGN.search(before) or _is_signed(before, unit) else ""]
    for some in between:
        join = JOINS.sub("", some, count=1)
        is_signed = SIGN.search(join) or _is_signed(some, unit)
        if _is_signed(before, unit) and not is_signed:
            raise ValueError(
                f"{before.strip()!r} stands before a range; expected a sign at each end"
            )
        signs.append("-" if is_signed else "")
    return signs


def _is_signed(words: str, unit: str) -> bool:
    """Tell whether a minus is said in words, "tăng trưởng âm"; things have none."""
    return unit in MEASURED and SIGNED.search(words) is not None


@cache
def _power_of_ten(power: int) -> float:
    return float(f"1e{power}")  # exact, as 10.0**power is not


def _step(plain: str, power: int, said: Surroundings) -> float:
    """Return the rounding step the printing implies, in the full unit.

    Decimals say it themselves. The trailing zeros of a whole number are placeholders
    where the source hedges, or where it counts things in whole thousands; they never
    make the step coarser than a tenth of the number. A count printed to its last unit
    has step 0.
    """
    if "." in plain:
        return _power_of_ten(power + plain.index(".") + 1 - len(plain))
    zeros = len(plain) - len(plain.rstrip("0"))
    in_thousands = said.is_count and zeros >= 3
    if said.qualifier != "exact" or in_thousands:
        places = min(zeros, len(plain) - 2)
        return _power_of_ten(power + max(0, places))
    return 0.0 if said.is_count and power == 0 else _power_of_ten(power)
