"""Every word, number and date that a reader sees, in the reader's language.

No data and no files but the catalogues in locale/. English is written in the code;
another language comes from its catalogue, locale/<language>.po, in which every number,
date and number word has given way to a place (`masks`); babel and the rules here put
them back. The language is that of the environment variable BACGIANG_LANGUAGE, which
`language("vi")` sets; else English. BACGIANG_LOCALE names another folder of catalogues,
for a translator who tries one.

A sentence that is put together in Python, as a title with a result in it, is put
together in English and said as a whole; values that go into the {fields} of `text` are
said first.

What only maintainers read stays English: errors and the command line.
"""

import math
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as Date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from . import masks

LANGUAGES = ("en", "vi")
OTHERS = LANGUAGES[1:]  # than English, in which all is written
CATALOGUES = Path(__file__).parent / "locale"
CHOSEN = "BACGIANG_LANGUAGE"  # kept where a process it starts finds it
_PART = r"\d{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-\d\d)?))?"
PERIOD = re.compile(f"{_PART}(?:/{_PART})?")
_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# What a language does otherwise than babel, and what babel has not.
_DATES = {  # day, month and year; a month and its year; a day; a month
    "vi": (
        "'ngày' d 'tháng' M 'năm' y",
        "'tháng' M 'năm' y",
        "'ngày' d 'tháng' M",
        "'tháng' M",
    ),
    "en": ("d MMMM y", "MMMM y", "d MMMM", "MMMM"),
}
# the number words from two to twenty, as `masks.COUNTED` has the English ones
_TEENS = ("một", "hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín")
COUNTED = {
    "vi": [
        *("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"),
        *(f"mười {unit}" for unit in _TEENS),
        "hai mươi",
    ]
}


def mark(english: str) -> str:
    """Mark words for the catalogue that are said later, by `text`."""
    return english


SCALES = [  # the largest first
    (1e12, mark("{n} trillion")),
    (1e9, mark("{n} billion")),
    (1e6, mark("{n} million")),
]


PARTS_OF_YEAR = {
    "H1": mark("first half of {year}"),
    "H2": mark("second half of {year}"),
    "Q1": mark("first quarter of {year}"),
    "Q2": mark("second quarter of {year}"),
    "Q3": mark("third quarter of {year}"),
    "Q4": mark("fourth quarter of {year}"),
}


def language(code: str = "") -> str:
    """Choose the language of words, numbers and dates, or say which one is chosen.

    Parameters
    ----------
    code
        "en" or "vi"; empty to leave the choice as it is.

    Returns
    -------
    str
        The language in use.

    Raises
    ------
    ValueError
        For a language that the collection does not have.
    """
    if code:
        if code not in LANGUAGES:
            raise ValueError(f"no language {code!r}; expected one of {LANGUAGES}")
        os.environ[CHOSEN] = code
    return os.environ.get(CHOSEN) or "en"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use a language for a while; the one before comes back, whatever happens."""
    before = language()
    language(code)
    try:
        yield
    finally:
        language(before)


@cache
def _read(folder: str, code: str) -> dict[str, str]:
    """Read what a catalogue says for each English message; outdated words do not count.

    Of words that depend on a number both English forms lead to the one that is said.
    """
    path = Path(folder) / f"{code}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    said: dict[str, str] = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            ids, forms = forms_of(message.id), forms_of(message.string)
            said |= {id: forms[min(n, len(forms) - 1)] for n, id in enumerate(ids)}
    return {id: string for id, string in said.items() if string}


def forms_of(words: Any) -> list[str]:
    """List the forms of a message or its translation: one, or one for each number."""
    return [*words] if isinstance(words, (tuple, list)) else [words]


def catalogue() -> dict[str, str]:
    """Give what the language in use says for each English message with its places."""
    folder = os.environ.get("BACGIANG_LOCALE") or str(CATALOGUES)
    return _read(folder, language())


def text(english: str, **values: object) -> str:
    """Say a sentence in the language in use, `values` put into its {fields}.

    Where there is no translation it stays as it is.

    Examples
    --------
    >>> text("{low} to {high}", low=1, high=2)
    '1 to 2'
    """
    said = english if language() == "en" else _translated(english)
    return said.format(**values) if values else said


def _translated(english: str) -> str:
    masked = masks.mask(english)
    message = catalogue().get(masked.message)
    return masks.fill(message, masked.tokens, spoken) if message else english


def spoken(token: masks.Token) -> str:
    """Say in the language in use what stands in a place of a message."""
    if token.kind in masks.AS_IT_IS:
        return token.text
    if token.kind == "date":
        return _date_said(*token.date)
    if token.kind == "word":
        return _word_said(token.text)
    return numerals(token.text.rstrip("stndrh"))


def _date_said(day: str, month: int, year: str) -> str:
    whole, with_year, with_day, alone = _DATES[language()]
    pattern = {(1, 1): whole, (0, 1): with_year, (1, 0): with_day, (0, 0): alone}
    date = Date(int(year or 2000), month, int(day or 1))
    said = pattern[bool(day), bool(year)]
    return format_date(date, said, locale=language())


def _word_said(english: str) -> str:
    return COUNTED[language()][masks.COUNTED.index(english.lower())]


def plural(one: str, many: str, n: int) -> str:
    """Say how many there are, in the form that the language has for the number.

    Examples
    --------
    >>> plural("{n} number", "{n} numbers", 1200), plural("{n} zone", "{n} zones", 1)
    ('1,200 numbers', '1 zone')
    """
    return text(one if n == 1 else many, n=number(n))


def number(value: float, digits: int = 0) -> str:
    """Write a number with `digits` after the point and its thousands grouped.

    What is rounded to zero has no sign.

    Examples
    --------
    >>> number(1234.5, 1), number(-0.001, 2)
    ('1,234.5', '0.00')
    """
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    exact = Decimal(f"{value:z.{digits}f}")
    return format_decimal(exact, format=pattern, locale=language())


def digits_of(value: float, most: int) -> int:
    """Count the digits that a number has after the point, `most` at most.

    Examples
    --------
    >>> digits_of(342.0, 1), digits_of(341.96, 1)
    (0, 1)
    """
    return min(most, len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def scaled(value: float) -> str:
    """Write a large number with its scale in words.

    Examples
    --------
    >>> scaled(1.25e9), scaled(-5e5), scaled(999_999_999)
    ('1.25 billion', '-500,000', '1 billion')
    """
    below = [*(scale for scale, _ in SCALES[1:]), 1]
    for (scale, phrase), lower in zip(SCALES, below, strict=True):
        # also what would be said as a thousand of the scale below
        if round(abs(value) / lower, 2) * lower >= scale:
            rest = math.copysign(max(abs(value) / scale, 1), value)
            return text(phrase, n=number(rest, digits_of(rest, 2)))
    return number(value, digits_of(value, 2))


def numerals(english: str) -> str:
    """Write the numbers in an English text as the language writes them.

    Only the signs change: a number without grouped thousands, as a year, gets none.

    Examples
    --------
    >>> numerals("1,234.5 in 2024")
    '1,234.5 in 2024'
    """
    signs = _signs(language())
    return _NUMERAL.sub(lambda found: found[0].translate(signs), english)


@cache
def _signs(code: str) -> dict[int, str]:
    """Give what a language writes for the two signs of an English number."""
    return str.maketrans({",": get_group_symbol(code), ".": get_decimal_symbol(code)})


def month(day: Date) -> str:
    """Write the month of a day with its year: "June 2025"."""
    return _date_said("", day.month, str(day.year))


def period(name: str) -> str:
    """Write a period of the tables as a reader says it.

    Parameters
    ----------
    name
        A year, half, quarter, month or day, or a span of them, as the tables have it.

    Raises
    ------
    ValueError
        For what is none of these, and a span that ends before it starts.

    Examples
    --------
    >>> period("2024-H1"), period("2021-01/2021-08")
    ('first half of 2024', 'January to August 2021')
    """
    if not isinstance(name, str) or not PERIOD.fullmatch(name):
        raise ValueError(
            f"{name!r} is no period; expected a text such as '2023', '2024-H1',"
            " '2024-Q3', '2024-12', '2024-12-31', or two of one form with '/' between"
        )
    first, stroke, last = name.partition("/")
    if not stroke:
        return _part_said(first)
    if last < first:
        raise ValueError(f"{name!r} ends before it starts; expected it to run forward")
    start = _part_said(first)
    if len(first) > len("2024") and first[:4] == last[:4]:
        start = _part_said(first, with_year=False)
    return text("{first} to {last}", first=start, last=_part_said(last))


def _part_said(name: str, with_year: bool = True) -> str:
    """Write one end of a period; its year may be said by the other end."""
    year, _, rest = name.partition("-")
    if rest in PARTS_OF_YEAR:
        return text(PARTS_OF_YEAR[rest], year=year)
    if not rest:
        return year
    month, _, day = rest.partition("-")
    return _date_said(str(int(day or 0) or ""), int(month), year if with_year else "")
