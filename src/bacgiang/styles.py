"""Which mark groups thousands on a page: its plain numbers show it.

"41.250,6" leaves nothing open and shows how "23.417" beside it is meant. Marks of
numbers in, a style or a doubt out.
"""

import re
from collections import Counter
from typing import NamedTuple

from . import printed

BOTH = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+")  # 41.250,6
GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3}){2,}")  # 1.234.567
DECIMALS = re.compile(r"(\d+)([.,])(\d+)")  # 7,4
ODD = re.compile(r"\d+[.,]0{4,}")  # 80.0000, a slip that shows no style
OTHER = {".": ",", ",": "."}
STRONG = 2  # how much a number weighs whose marks tell everything
SLIP = 4  # so many times the rest, the rest are slips


class Style(NamedTuple):
    """What groups thousands in a paragraph, and why that is in doubt."""

    groups: str
    doubt: str


def usual(language: str) -> str:
    """Return the mark that groups thousands in a language."""
    return "," if language == "en" else "."


def shown(numbers: list[str]) -> Counter[str]:
    """Weigh what the numbers show to be the mark that groups thousands."""
    weights: Counter[str] = Counter()
    for number in numbers:
        mark, weight = _shown_by(number)
        if mark:
            weights[mark] += weight
    return weights


def _shown_by(number: str) -> tuple[str, int]:
    full = BOTH.fullmatch(number) or GROUPS.fullmatch(number)
    if full:
        return full[1], STRONG
    simple = DECIMALS.fullmatch(number)
    if simple and not (printed.OPEN.fullmatch(number) or ODD.fullmatch(number)):
        return OTHER[simple[2]], 1
    return "", 0


def settle(own: Counter[str], page: Counter[str], language: str) -> Style:
    """Choose the style of a paragraph.

    Parameters
    ----------
    own, page
        What the numbers of the paragraph, and of all paragraphs in its language, show.
    language
        The language of the paragraph, which decides where they show nothing.
    """
    habit = usual(language)
    evidence = own or page
    if not evidence:
        return Style(habit, "nothing on the page shows its number style")
    if len(evidence) == 1:
        (mark,) = evidence
        if mark == habit and not page[OTHER[habit]]:
            return Style(mark, "")
        is_sure = evidence[mark] >= STRONG or mark == habit
        if is_sure and not _contradicted(mark, own, page):
            return Style(mark, "")
    elif evidence[habit] >= SLIP * evidence[OTHER[habit]]:
        return Style(habit, "")
    return Style("", "dots and commas change their roles on this page")


def _contradicted(mark: str, own: Counter[str], page: Counter[str]) -> bool:
    """Tell whether the page shows the other style, and the paragraph not enough."""
    return page[OTHER[mark]] > 0 and own[mark] < STRONG
