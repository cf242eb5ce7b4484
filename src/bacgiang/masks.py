r"""Numbers in words: taken out of an English message, and put back in a language.

A translator gets a message in which every number, date and number word has given way
to a numbered place, and puts the places where the sentence wants them. So no number can
differ between two editions. Links' targets, code and addresses become places as well.

>>> mask("About 13.4 percent in June 2025").message
'About {0} percent in {1}'
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = f"(?:{'|'.join(MONTHS)})"
# "May" alone may be a verb
_ALONE = rf"(?:{'|'.join(m for m in MONTHS if m != 'May')})|(?<=\b[io][nf] )May"
COUNTED = [
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
]
_COUNTED = "|".join([*COUNTED, *map(str.capitalize, COUNTED)])
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# numbers that name something: they are written alike in every language
_NAMES = re.compile(
    r"[Ee]xercises? \d\.\d(?:(?:, | and )\d\.\d)*|Python \d\.\d+|CC BY \d\.\d"
    r"|Industry \d\.\d"
)
_KINDS = {
    "field": r"\{\w*\}",  # of a message with values of its own: stays as it is
    "code": r"`[^`\n]*`",
    "target": r"(?<=\]\()[^)\s]+(?=[)\s])",
    "address": r"https?://[^\s)\"'<>]+|(?<=href=\")[^\"{}]+|&#?\w+;",
    "iso": r"(?<![\w.,])\d{4}-\d\d(?:-\d\d)?(?!\w)",
    "date": rf"(?<![\w.,])\d{{1,2}} {_MONTH}\b(?: \d{{4}}\b)?"
    rf"|\b{_MONTH} \d{{4}}\b|\b(?:{_ALONE})\b",
    "name": r"\b(?=\w*\d)(?=\w*[^\W\d])(?!\d+(?:st|nd|rd|th)\b)\w+\b",  # Q1
    "rank": r"(?<![\w.,])\d+(?:st|nd|rd|th)\b",
    "number": rf"(?:(?<![\w.,%)\]}}])[+\-−])?(?<![\w.,])(?:{_DIGITS})(?!\w|[.,]\d)",
    "other": r"\d+(?:[.,]\d+)*",  # "27,4" of a Vietnamese page
    "word": rf"\b(?:{_COUNTED})\b",
}
_TOKEN = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
)
_PLACE = re.compile(r"\{(\d+)\}")
AS_IT_IS = ("code", "target", "address", "iso", "name", "other")


@dataclass(frozen=True)
class Token:
    """What a place of a message stands for."""

    kind: str
    text: str

    @property
    def date(self) -> tuple[str, int, str]:
        """Take a date apart: day, month, year; day and year may be empty."""
        day = re.match(r"\d{1,2}\b", self.text)
        year = re.search(r"\d{4}$", self.text)
        name = next(month for month in MONTHS if month in self.text)
        return (
            day[0] if day else "",
            MONTHS.index(name) + 1,
            year[0] if year else "",
        )


@dataclass(frozen=True)
class Masked:
    """A message with numbered places, and what stands in them."""

    message: str
    tokens: tuple[Token, ...]


@lru_cache(maxsize=20_000)
def mask(english: str) -> Masked:
    """Take numbers, dates, targets and code out of an English text.

    Fields such as {name} stay: their values are put in later.
    """
    tokens: list[Token] = []
    named = [span.span() for span in _NAMES.finditer(english)]

    def place(found: re.Match) -> str:
        kind = found.lastgroup or ""
        if any(start <= found.start() < end for start, end in named):
            kind = "name"
        if kind == "field":
            return found.group()
        tokens.append(Token(kind, found.group()))
        return f"{{{len(tokens) - 1}}}"

    return Masked(_TOKEN.sub(place, english), tuple(tokens))


def fill(message: str, tokens: tuple[Token, ...], say: Callable[[Token], str]) -> str:
    """Put what the places stand for back into a message, said by `say`.

    A word or a date that opens a sentence gets a capital.
    """

    def put(found: re.Match) -> str:
        said = say(tokens[int(found[1])])
        before = message[: found.start()].rstrip("*_\"'“( ")
        opens = not before or before[-1] in ".!?"
        alone = found.group() == message
        return said[:1].upper() + said[1:] if opens and not alone else said

    return _PLACE.sub(put, message)
