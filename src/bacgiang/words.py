"""Every word, number and date that a reader sees, in the reader's language.

No data and no files but the catalogues in locale/. English is written in the code;
another language comes from its gettext catalogue, its numbers and dates from babel.
The language is that of `language("vi")`, else of the environment variable
BACGIANG_LANGUAGE, else English.
"""

import gettext
import os
from contextvars import ContextVar
from datetime import date as Date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal

LANGUAGES = ("en", "vi")
CATALOGUES = Path(__file__).parent / "locale"
_chosen: ContextVar[str] = ContextVar("language", default="")


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


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("bacgiang", CATALOGUES, [code], fallback=True)


def text(english: str, **values: object) -> str:
    """Say a sentence in the language in use, `values` put into its {places}.

    Examples
    --------
    >>> text("{low} to {high}", low=1, high=2)
    '1 to 2'
    """
    said = _catalogue(language()).gettext(english)
    return said.format(**values) if values else said


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


def month(day: Date) -> str:
    """Write the month of a day with its year: "June 2025"."""
    return format_date(day, "MMMM y", locale=language())
