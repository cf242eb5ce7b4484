"""List every number of a text, so that none of an article is overlooked.

Strings in, rows out; no files. Recall comes first: every digit of the text stands in
some row, and number words that may be no counts ("at first") have theirs. Dates, years
and numbers in names are marked as such. What a row proposes is a proposal: a reader
completes it. Where no reading is certain the value stays empty, and the note says why.
"""

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache

from . import doubts, finding, layout, printed, styles
from .finding import Found

COLUMNS = [  # those of facts.csv, and three that help to fill them
    "indicator",
    "entity",
    "breakdown",
    "period",
    "value",
    "value_max",
    "qualifier",
    "resolution",
    "status",
    "source",
    "locator",
    "as_printed",
    "note",
    "unit",
    "kind",
    "context",
]
LONGEST = 60  # characters of a context
KEPT = 4_096  # how many readings are remembered


PROPOSED = printed.Reading._fields
NUMBERS = {  # kinds that readers need not tell apart
    "fraction in words": "number",
    "fraction": "number",
    "rank": "number",
}
GROUPING = {".": " [dot groups thousands]", ",": " [comma groups thousands]"}
OPEN_LETTER = re.compile(r"\d ?[mbkt]$", re.I)
THREE_ZEROS = re.compile(r"[.,]000$")


def listed(text: str, language: str | None = None) -> list[dict[str, str]]:
    """List the numbers of a text in reading order.

    Parameters
    ----------
    text
        A title and a date line, where it opens with them, and paragraphs.
    language
        "en" or "vi"; guessed where it is not given.

    Returns
    -------
    list of dict
        By `COLUMNS`. `value` to `resolution` are what `printed.read` makes of the
        printing and its unit; empty for dates, years, numbers in names, and where
        nothing exact is printed ("hundreds of").

    Examples
    --------
    >>> rows = listed("Exports fell by 2.3 percent in 2087.")
    >>> [(row["as_printed"], row["kind"], row["value"]) for row in rows]
    [('fell by 2.3 percent', 'number', '-2.3'), ('2087', 'year', '')]
    """
    parts = paragraphs(printed.clean(text))
    language, all_ = layout.languages([block for _, block in parts], language)
    blocks = [(*part, spoken) for part, spoken in zip(parts, all_, strict=True)]
    finds = [list(finding.found(block, spoken)) for _, block, spoken in blocks]
    own = [styles.shown(_numbers(some)) for some in finds]
    pages: dict[str, Counter[str]] = {}
    for (_, _, spoken), shown in zip(blocks, own, strict=True):
        pages.setdefault(spoken, Counter()).update(shown)
    rows = []
    for (locator, block, spoken), some, shown in zip(blocks, finds, own, strict=True):
        style = styles.settle(shown, pages[spoken], spoken)
        rows += _rows(some, locator, block, style, language)
    return rows


def _numbers(finds: list[Found]) -> list[str]:
    """Take the numbers that show a style; a heading's "4.2" shows none."""
    return [
        number
        for one in finds
        if one.kind == "number" and (one.start or one.unit)
        for number in _tokens(one)
    ]


def _tokens(one: Found) -> list[str]:
    """Take the numbers whose marks tell something: those that have marks."""
    has_marks = "." in one.core or "," in one.core
    return printed.TOKEN.findall(one.core) if has_marks else []


def paragraphs(text: str) -> list[tuple[str, str]]:
    r"""Part a text into paragraphs, each with its locator.

    Blank lines part paragraphs; in a text without blank lines, each line is one. The
    locators are "title" and "date" where the text opens with them, then p1, p2 ... A
    tab in a paragraph parts cells of a table and points of a list.

    Examples
    --------
    >>> paragraphs("A heading\n\nA sentence.")
    [('title', 'A heading'), ('p1', 'A sentence.')]
    """
    blocks = layout.blocks(text)
    names = [*_head(blocks), *(f"p{n}" for n in range(1, len(blocks) + 1))]
    return list(zip(names, blocks, strict=False))


def _head(blocks: list[str]) -> list[str]:
    """Name the first blocks that are no paragraphs: a title, a line with the date."""
    if len(blocks) < 2 or not _is_title(blocks[0]):
        return []
    return ["title", "date"] if _is_date_line(blocks[1]) else ["title"]


def _is_title(block: str) -> bool:
    return len(block) < 200 and block[-1] not in '.!?:;)"”'


def _is_date_line(block: str) -> bool:
    is_short = len(block) < 60 and block[-1] != "."
    is_year = re.fullmatch(finding.YEAR, block) is not None
    return is_year or (is_short and re.search(finding.DATES, block) is not None)


def _rows(
    finds: list[Found],
    locator: str,
    block: str,
    style: styles.Style,
    language: str,
) -> list[dict[str, str]]:
    rows, fell = [], False
    for one in finds:
        if one.kind == "none":
            continue
        row = dict.fromkeys(COLUMNS, "")
        row["locator"], row["as_printed"] = locator, _printing(one, block)
        row["context"] = _context(block, one.start, row["as_printed"])
        row["kind"] = NUMBERS.get(one.kind, one.kind)
        if row["kind"] == "number":
            row["unit"] = one.unit
            row |= _proposal(one, row["as_printed"], style, language)
            doubt = doubts.of(one, row, fell) if row["value"] else row["note"]
            if doubt:
                row |= dict.fromkeys(PROPOSED, "") | {"note": doubt}
            fell = row["value"].startswith("-") and doubts.is_rate(one)
        elif OPEN_LETTER.search(row["as_printed"]):
            row["note"] = "a letter behind a number: a scale, metres or a name"
        rows.append(row)
    return rows


def _printing(one: Found, block: str) -> str:
    """Take the whole find; where that is long, no further than the number."""
    if one.match["core"] and one.end - one.start > LONGEST:
        return block[one.start : one.match.end("core")].strip()
    return block[one.start : one.end]


def _context(block: str, start: int, text: str) -> str:
    room = max(0, LONGEST - len(text)) // 2
    first = max(0, start - room)
    return block[first : first + LONGEST].replace("\t", " ").strip()


def _proposal(
    one: Found, text: str, style: styles.Style, language: str
) -> dict[str, str]:
    """Read a printing in the style of its paragraph, said in brackets where it must be.

    As `check` knows only the language of the page, another style stands behind it.
    """
    if one.kind.startswith("fraction"):
        return {"note": "a fraction, or so many of so many"}
    if not one.match["core"] and one.unit != "rank":  # "several dozen"
        return {"note": "no number, but some"}
    note = ""
    open_ones = [*filter(printed.OPEN.fullmatch, _tokens(one))]
    if open_ones:
        if not style.groups:
            return {"note": style.doubt}
        if any(
            THREE_ZEROS.search(token.replace(style.groups, "")) for token in open_ones
        ):
            return {"note": "three zeros behind a mark: decimals, or thousands"}
        if style.doubt and style.groups not in one.core:
            note = f"{style.doubt}: read by its language alone"
        if style.groups != styles.usual(language):
            text += GROUPING[style.groups]
    if any(map(styles.ODD.fullmatch, _tokens(one))):
        return {"note": "zeros only behind a mark: decimals, or a slip"}
    try:
        cells = _cells(text, one.unit, language)
    except ValueError:
        return {"note": "no single number that is certain"}
    return dict(zip(PROPOSED, cells, strict=True)) | {"as_printed": text, "note": note}


@lru_cache(KEPT)
def _cells(text: str, unit: str, language: str) -> list[str]:
    """Read a printing; once, as many numbers of a text stand in it several times."""
    return [_cell(said) for said in printed.read(text, unit, language)]


def _cell(said: float | str | None) -> str:
    """Write a number without exponent or trailing zeros, as the tables have it."""
    if isinstance(said, str):
        return said
    return "" if said is None else format(Decimal(repr(said)).normalize(), "f")
