"""Every word, number and date that a reader sees, in the reader's language.

No data and no files but the catalogues in locale/. English is written in the code;
another language comes from its gettext catalogue, its numbers and dates from babel.
The language is that of `language("vi")`, else of the environment variable
BACGIANG_LANGUAGE, else English. BACGIANG_LOCALE names another folder of catalogues,
for a translator who tries one.

What only maintainers read stays English: errors, the command line, and the dictionary
that `check` writes.
"""

import gettext
import os
import re
from contextvars import ContextVar
from datetime import date as Date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

LANGUAGES = ("en", "vi")
CATALOGUES = Path(__file__).parent / "locale"
_chosen: ContextVar[str] = ContextVar("language", default="")
_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def mark(english: str) -> str:
    """Mark words for the catalogue that are said later, by `text`."""
    return english


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
        _chosen.set(code)
    return _chosen.get() or os.environ.get("BACGIANG_LANGUAGE") or "en"


def _catalogue() -> gettext.NullTranslations:
    folder = os.environ.get("BACGIANG_LOCALE") or str(CATALOGUES)
    return _read(folder, language())


@cache
def _read(folder: str, code: str) -> gettext.NullTranslations:
    return gettext.translation("bacgiang", folder, [code], fallback=True)


def text(english: str, **values: object) -> str:
    """Say a sentence in the language in use, `values` put into its {places}.

    Examples
    --------
    >>> text("{low} to {high}", low=1, high=2)
    '1 to 2'
    """
    # gettext answers nothing with the head of its catalogue
    said = _catalogue().gettext(english) if english else ""
    return said.format(**values) if values else said


def plural(one: str, many: str, n: int) -> str:
    """Say how many there are, in the form that the language has for the number.

    Examples
    --------
    >>> plural("{n} number", "{n} numbers", 1200)
    '1,200 numbers'
    """
    return _catalogue().ngettext(one, many, n).format(n=number(n))


def number(value: float, digits: int = 0) -> str:
    """Write a number with `digits` after the point and its thousands grouped.

    Examples
    --------
    >>> number(1234.5, 1)
    '1,234.5'
    """
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    exact = Decimal(f"{value:.{digits}f}")
    return format_decimal(exact, format=pattern, locale=language())


def digits_of(value: float, most: int) -> int:
    """Count the digits that a number has after the point, `most` at most.

    Examples
    --------
    >>> digits_of(342.0, 1), digits_of(341.96, 1)
    (0, 1)
    """
    return min(most, len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def numerals(english: str) -> str:
    """Write the numbers in an English text as the language writes them.

    Only the signs change: a number without grouped thousands, as a year, gets none.

    Examples
    --------
    >>> numerals("1,234.5 in 2024")
    '1,234.5 in 2024'
    """
    signs = {",": get_group_symbol(language()), ".": get_decimal_symbol(language())}
    exchange = str.maketrans(signs)
    return _NUMERAL.sub(lambda found: found[0].translate(exchange), english)


def month(day: Date) -> str:
    """Write the month of a day with its year: "June 2025"."""
    return format_date(day, "MMMM y", locale=language())


def period(name: str) -> str:
    """Write a period of the tables as a reader says it.

    Parameters
    ----------
    name
        A year, half, quarter, month or day, or a span of them, as the tables have it.

    Examples
    --------
    >>> period("2024-H1"), period("2021-01/2021-08")
    ('first half of 2024', 'January to August 2021')
    """
    first, stroke, last = name.partition("/")
    if not stroke:
        return _part_said(first)
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
    day = Date.fromisoformat(name if len(name) == len("2024-01-01") else name + "-01")
    pattern = ("d " if rest.count("-") else "") + "MMMM" + (" y" if with_year else "")
    return format_date(day, pattern, locale=language())
