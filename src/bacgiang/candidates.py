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

from . import finding, layout, printed, styles, wording
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
BLANK = re.compile(r"\d \d{3}(?!\d)")
VULGAR = re.compile(finding.VULGAR)
SIGNED = re.compile(rf"\b(?:{wording.SIGNED})\b")
REACHED = re.compile(r"\bđến$")
NEXT = re.compile(r",?(?: (?:and|và|or|hay|hoặc|rồi))? ")
FEW_DIGITS = re.compile(r" \d{1,3}(?![\d.,]*\w)")
# "633, 600 exits": one number with a blank in it, or two; but "on May 12, 600 exits".
FEW = re.compile(r"\d{1,3}")
THREE = re.compile(r"\d{3}(?!\d)")
THREE_BEHIND = re.compile(r", \d{3}(?![.,]?\d)")
FEW_BEFORE = re.compile(r"(?:^|[\s(])\d{1,3}, $")
DAY_BEFORE = re.compile(rf"(?:{finding.MONTH}|{finding.SHORT_MONTH}) \d+, $", re.I)
FAR_APART = 100  # times as large: "230 - 240.000 tấn"
ZEROS = re.compile(r"0{2,3}")
OF_A_TABLE = re.compile(r"\b(?:unit|đơn vị)(?: tính)?: ?$", re.I)
# "chạy dài hơn 5 km": over 5 km long; "vượt 8% so với kế hoạch": by 8 percent.
STRETCHED = re.compile(r"(?:dài|rộng|sâu|dày|nặng) hơn\b")
EXCEEDED = re.compile(r"vượt $")
PLANNED = re.compile(r",? (?:so (?:với )?)?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu)")
TWO_UNITS = re.compile(r" (?:lần|times)\b")
COMPARED = re.compile(r", (?:\w+ )?$")
COMPARING = re.compile(r"(?:higher|lower|greater|larger|smaller|less|more) than\b")
FALL = re.compile(wording.FALLS)
SINCE = re.compile(r",? so (?:với )?(?:cùng kỳ|năm|tháng|quý|đầu|cả|các|mức)")
LETTER_BEHIND = re.compile(r" [mb](?!\w)", re.I)
COMPARISON = re.compile(r"(?:tăng|giảm) (?:mạnh|nhanh|sâu|nhẹ|chậm|nhiều|ít) hơn")
THREE_ZEROS = re.compile(r"[.,]000$")
PLAIN = re.compile(r"(\d+(?:[.,]\d+)?)")
# "fell from 3% to over 5%": no change between two levels.
FROM = rf"\b(?:{wording.FALLING})\b{finding.GAP}{{0,4}} (?:from|từ) "
TO = r"(?: to| đến| tới)(?: [^\W\d_]+){0,3} "
FELL_FROM = re.compile(f"{FROM}$")
FELL_FROM_TO = re.compile(rf"{FROM}(?:[^\W\d_]+ ){{0,3}}{PLAIN.pattern}[^\d.,;]*{TO}$")
TO_ANOTHER = re.compile(TO + PLAIN.pattern)
UNTOLD_FALL = "a fall without a unit"
# Up to four words between the fall and the number, and none that turns it round.
FALL_NEAR = re.compile(
    rf"\b(?:{wording.FALLING})\b(?:{finding.GAP}(?<! of)(?<! in the)){{0,4}} ?$"
)


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
    return is_short and re.search(finding.DATES, block) is not None


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
            doubt = _doubt(one, row, fell)
            if doubt:
                row |= dict.fromkeys(PROPOSED, "") | {"note": doubt}
            fell = doubt == UNTOLD_FALL or (
                row["value"].startswith("-") and _is_rate(one)
            )
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


# --- what makes a value doubtful ------------------------------------------------------


def _is_rate(one: Found) -> bool:
    return one.unit in ("percent", "percentage points")


def _doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Say why a proposed value is not certain; "" where it is."""
    if not row["value"]:
        return row["note"]
    return next((why for check in DOUBTS if (why := check(one, row, fell))), "")


def _blank_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt "14 365", unless a hedge or a currency says that it is one number."""
    is_told = one.match["money"] or row["qualifier"] != "exact" or one.match["lead"]
    if BLANK.search(one.core) and not is_told:
        return "a blank between digits: one number, or two cells"
    return ""


def _count_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    if _is_rate(one) and TWO_UNITS.match(one.match.string, one.end):
        return "two units behind one number"
    is_count = one.unit not in printed.MEASURED
    if not one.unit and VULGAR.search(one.core):
        return "a fraction of something"
    if is_count and one.unit and row["value"].startswith("-"):
        return "a count is never negative: the dash may be a bullet"
    if is_count and SIGNED.search(_lead(one)):
        return "a minus before what may be a count"
    if is_count and one.unit and one.unit != "ratio" and "." in row["value"]:
        return "a count has no decimals: the number style is in doubt"
    return ""


def _parted_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt "633, 600": one number that a slip has parted, or two."""
    block, start, end = one.match.string, *one.match.span("core")
    before = block[max(0, start - finding.LOOK) : start]
    is_first = FEW.fullmatch(one.core) and THREE_BEHIND.match(block, end)
    is_second = THREE.match(one.core) and FEW_BEFORE.search(before)
    if is_first or (is_second and not DAY_BEFORE.search(before)):
        return "a comma and a blank between digits: one number, or two"
    return ""


def _table_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt what heads a table: "'000 tonnes", "unit: 1,000 tonnes"."""
    before = one.match.string[max(0, one.start - finding.LOOK) : one.start]
    if ZEROS.fullmatch(one.core) or OF_A_TABLE.search(before):
        return "the unit of a table"
    return ""


def _untold_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt a fall without a unit, "giảm 9,45 về vốn": it would be read as a rise."""
    is_bare = not one.unit and not one.match["scale"] and "." in row["value"]
    return UNTOLD_FALL if is_bare and FALL.search(_lead(one)) else ""


def _fall_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt a rise that may be a fall, told further off."""
    if not _is_rate(one) or row["value"].startswith("-"):
        is_level = REACHED.search(_lead(one).strip()) and not _is_compared(one)
        return "a fall by so much, or to a level" if is_level else ""
    if fell and NEXT.fullmatch(one.behind):
        return "may be a fall, as the number before"
    before = one.match.string[max(0, one.start - finding.LOOK) : one.start].lower()
    if FALL_NEAR.search(before + _lead(one)):
        return "a word for a fall stands near: is it a fall?"
    if FELL_FROM.search(before) and (row["value_max"] or _grows(one)):
        return "a fall by so much, or from such a level"
    if (fall := FELL_FROM_TO.search(before)) and _less(fall[1], one.core):
        return "a fall by so much, or to such a level"
    return ""


def _is_compared(one: Found) -> bool:
    return SINCE.match(one.match.string, one.end) is not None


def _grows(one: Found) -> bool:
    """Tell whether a second number follows that is larger: "from 3% to over 5%"."""
    end = TO_ANOTHER.match(one.match.string, one.end)
    return end is not None and _less(one.core, end[1])


def _less(some: str, other: str) -> bool:
    both = [number.replace(",", ".") for number in (some, other)]
    return all(map(PLAIN.fullmatch, both)) and float(both[0]) < float(both[1])


def _rest_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt what goes on behind the number: "4 tỷ 3", "640 m in loans"."""
    behind = one.match.string[one.end : one.end + 8]
    if one.match["scale"] and FEW_DIGITS.match(behind):
        return "another number follows the scale at once"
    is_glued = finding.METRES.fullmatch(one.match["glued"] or "")
    if is_glued or LETTER_BEHIND.match(behind):
        return "a letter behind a number: a scale, or metres"
    if _runs_down(one, row):
        return "the ends run downwards: a range, or two numbers"
    if row["value_max"] and 0 < FAR_APART * float(row["value"]) < float(
        row["value_max"]
    ):
        return "ends far apart: the first may leave out its thousands"
    return ""


def _runs_down(one: Found, row: dict[str, str]) -> bool:
    if not row["value_max"] or row["value"].startswith("-"):
        return False
    has_hedge = any(hedge.search(_before(one)) for hedge in printed.HEDGED.values())
    return not has_hedge and finding.runs_down(one.match)


def _before(one: Found) -> str:
    """Return what the find holds before its number, in small letters."""
    return one.match[0][: one.match.start("core") - one.start].lower()


def _comparison_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt "tăng mạnh hơn 20%": rose strongly, by over 20%, or more strongly."""
    before = one.match.string[max(0, one.start - 12) : one.start] + _lead(one)
    if COMPARISON.search(before):
        return "by over so much, or by so much more"
    block = one.match.string
    is_short = _is_rate(one) or PLANNED.match(block, one.end)
    if EXCEEDED.match(_before(one)) and is_short:
        return "over so much, or by so much"
    if STRETCHED.match(_before(one)) and not SINCE.match(block, one.end):
        return "over so much, or by so much more"
    apart = block[max(0, one.start - finding.LOOK) : one.start]
    if COMPARED.search(apart) and COMPARING.match(_before(one)):
        return "a bound, or what another number is compared with"
    return ""


def _lead(one: Found) -> str:
    return (one.match["lead"] or "").lower()


DOUBTS = (
    *(_blank_doubt, _parted_doubt, _table_doubt, _count_doubt, _untold_doubt),
    *(_fall_doubt, _rest_doubt, _comparison_doubt),
)
