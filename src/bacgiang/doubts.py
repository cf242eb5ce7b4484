"""Why the value proposed for a number of a text is not certain.

A find, what is proposed for it and a few looks around it; no files. A wrong value is
worse than none: each doubt here leaves the value empty, and its words are the note.
"""

import re

from . import finding, printed, wording
from .finding import Found

BLANK = re.compile(r"\d \d{3}(?!\d)")
VULGAR = re.compile(finding.VULGAR)
SIGNED = re.compile(rf"\b(?:{wording.SIGNED})\b")
REACHED = re.compile(r"\bđến$")
NEXT = re.compile(r",?(?: (?:and|và|or|hay|hoặc|rồi))? ")
# "4 tỷ 3", "2 triệu mốt", "two dozen", "half a million", "5-plus billion"
FEW_DIGITS = re.compile(r" (?:\d{1,3}(?![\d.,]*\w)|(?:mốt|hai|ba|tư|lẻ|mấy)\b)")
DOZENS = re.compile(r"(?:[\d.]+|[^\W\d_]{2,}|/) ?$")  # but "a dozen"
FIRST_PART = re.compile(rf"\d (?:{finding.SCALE}) $", re.I)
MULTIPLIED = re.compile(
    rf"[ -]?(?:dozens?|plus|(?:US )?cents?|xu)\b|(?<=half) an? (?:{finding.SCALE})",
    re.I,
)
# "633, 600 exits": one number with a blank in it, or two; but "on May 12, 600 exits".
FEW = re.compile(r"\d{1,3}")
THREE = re.compile(r"\d{3}(?!\d)")
THREE_BEHIND = re.compile(r", \d{3}(?![.,]?\d)")
FEW_BEFORE = re.compile(r"(?:^|[\s(])\d{1,3}, $")
DAY_BEFORE = re.compile(rf"(?:{finding.MONTH}|{finding.SHORT_MONTH}) \d+, $", re.I)
NEAR = 20  # characters before a number in which a few words are looked for
FAR_APART = 100  # times as large: "230 - 240.000 tấn"
ZEROS = re.compile(r"0{2,3}")
OF_A_TABLE = re.compile(r"\b(?:unit|đơn vị)(?: tính)?: ?$", re.I)
# "chạy dài hơn 5 km": over 5 km long; "vượt 8% so với kế hoạch": by 8 percent.
STRETCHED = re.compile(r"(?:dài|rộng|sâu|dày|nặng) hơn\b")
EXCEEDED = re.compile(r"vượt $")
PLANNED = re.compile(r",? (?:so (?:với )?)?(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu)")
TWO_UNITS = re.compile(r" (?:lần|times)\b")
EXCEEDING = re.compile(r"exceed(?:s|ed|ing) $")
OF_A_PLAN = re.compile(
    r" (?:of|over|above|against|compared (?:to|with)) (?:[^\W\d_]+ ){0,2}"
    r"(?:plan|target|estimate|goal)"
)
COMPARED = re.compile(r", (?:\w+ )?$")
COMPARING = re.compile(r"(?:higher|lower|greater|larger|smaller|less|more) than\b")
MORE_OR_LESS = re.compile("more|less")
# "trên 2 tàu nói trên": on the two boats
ON = re.compile("trên $")
POINTED_AT = re.compile(
    r"(?: (?!và\b|trong\b)[^\W\d_]+){0,3}? (?:nói trên|trên(?=[,.;)])|này|đó|ấy|kia)\b"
)
FALL = re.compile(wording.FALLS)
# "làm giảm tăng trưởng chung của tỉnh là 0,18 điểm %": what lowered growth
LOWERED = re.compile(r"\b(?:làm|kéo) giảm\b[^\d.;]*$")
SINCE = re.compile(r",? so (?:với )?(?:cùng kỳ|năm|tháng|quý|đầu|cả|các|mức)")
LETTER_BEHIND = re.compile(r" (?:[mb]|mt)(?!\w)", re.I)  # Mt: a million, or metric
COMPARISON = re.compile(r"(?:tăng|giảm) (?:mạnh|nhanh|sâu|nhẹ|chậm|nhiều|ít) hơn")
PLAIN = re.compile(r"(\d+(?:[.,]\d+)?)")
# "fell from 3% to over 5%": no change between two levels.
FROM = rf"\b(?:{wording.FALLING})\b{finding.GAP}{{0,4}} (?:from|từ) "
TO = r"(?: to| đến| tới)(?: [^\W\d_]+){0,3} "
FELL_FROM = re.compile(f"{FROM}$")
FELL_FROM_TO = re.compile(rf"{FROM}(?:[^\W\d_]+ ){{0,3}}{PLAIN.pattern}[^\d.,;]*{TO}$")
TO_ANOTHER = re.compile(TO + PLAIN.pattern)
# Up to four words between the fall and the number, and none that turns it round.
FALL_NEAR = re.compile(
    rf"\b(?:{wording.FALLING})\b(?:{finding.GAP}(?<! of)(?<! in the)){{0,4}} ?$"
)


def of(one: Found, row: dict[str, str], fell: bool) -> str:
    """Say why a proposed value is not certain; "" where it is.

    Parameters
    ----------
    one
        What was found.
    row
        What is proposed for it, by `candidates.COLUMNS`, with a value.
    fell
        Whether the rate before it in the paragraph fell.
    """
    return next((why for check in DOUBTS if (why := check(one, row, fell))), "")


def is_rate(one: Found) -> bool:
    """Tell whether a number is a rate, whose fall has a minus."""
    return one.unit in wording.RATES


def _blank_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt "14 365", unless a hedge or a currency says that it is one number."""
    is_told = one.match["money"] or row["qualifier"] != "exact" or one.match["lead"]
    if BLANK.search(one.core) and not is_told:
        return "a blank between digits: one number, or two cells"
    return ""


def _count_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    if is_rate(one) and TWO_UNITS.match(one.match.string, one.end):
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
    before = block[max(0, start - NEAR) : start]
    is_first = FEW.fullmatch(one.core) and THREE_BEHIND.match(block, end)
    is_second = THREE.match(one.core) and FEW_BEFORE.search(before)
    if is_first or (is_second and not DAY_BEFORE.search(before)):
        return "a comma and a blank between digits: one number, or two"
    return ""


def _table_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt what heads a table: "'000 tonnes", "unit: 1,000 tonnes"."""
    before = one.match.string[max(0, one.start - NEAR) : one.start]
    if ZEROS.fullmatch(one.core) or OF_A_TABLE.search(before):
        return "the unit of a table"
    return ""


def _untold_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt a fall without a unit, "giảm 9,45 về vốn": it would be read as a rise."""
    is_bare = not one.unit and not one.match["scale"] and "." in row["value"]
    return "a fall without a unit" if is_bare and FALL.search(_lead(one)) else ""


def _fall_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt a rise that may be a fall, told further off."""
    if not is_rate(one) or row["value"].startswith("-"):
        is_level = REACHED.search(_lead(one).strip()) and not _is_compared(one)
        return "a fall by so much, or to a level" if is_level else ""
    if fell and NEXT.fullmatch(one.behind):
        return "may be a fall, as the number before"
    before = one.match.string[max(0, one.start - finding.LOOK) : one.start].lower()
    if FALL_NEAR.search(before + _lead(one)) or LOWERED.search(before):
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
    block, start, end = one.match.string, *one.match.span("core")
    before = block[max(0, start - NEAR) : start]
    behind = block[one.end : one.end + 8]
    if one.match["scale"] and FEW_DIGITS.match(behind):
        return "another number follows the scale at once"
    if FIRST_PART.search(before):
        return "another number stands before, with its scale"
    is_of_dozens = one.core == "dozen" and DOZENS.search(before)
    if MULTIPLIED.match(block, end) or is_of_dozens:
        return "one amount in several words"
    is_glued = finding.METRES.fullmatch(one.match["glued"] or "")
    if is_glued or LETTER_BEHIND.match(behind):
        return "a letter behind a number: a scale, or metres"
    if _runs_down(one, row):
        return "the ends run downwards: a range, or two numbers"
    low, high = float(row["value"]), float(row["value_max"] or 0)
    if 0 < FAR_APART * low < high:
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


def _bound_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt words that may bound a number or not: "vượt 8%", "exceeding 8%"."""
    block, said, end = one.match.string, _before(one), one.match.end("core")
    if STRETCHED.match(said) and not SINCE.match(block, one.end):
        return "over so much, or by so much more"
    if EXCEEDED.match(said) and (is_rate(one) or PLANNED.match(block, one.end)):
        return "over so much, or by so much"
    if EXCEEDING.match(said) and is_rate(one):
        is_aside = block.endswith(", ", 0, one.start)
        if is_aside or OF_A_PLAN.match(block, one.end):
            return "over so much, or by so much"
    if ON.match(said) and POINTED_AT.match(block, end):
        return "over so many, or on so many"
    return ""


def _comparison_doubt(one: Found, row: dict[str, str], fell: bool) -> str:
    """Doubt words that compare a number: "tăng mạnh hơn 20%", "higher than 5%"."""
    said = _before(one)
    before = one.match.string[max(0, one.start - finding.LOOK) : one.start]
    if COMPARISON.search(_lead(one)):
        return "by over so much, or by so much more"
    is_hedge = MORE_OR_LESS.match(said) and _is_first_of_unit(one, before)
    if COMPARED.search(before) and COMPARING.match(said) and not is_hedge:
        return "a bound, or what another number is compared with"
    return ""


def _is_first_of_unit(one: Found, before: str) -> bool:
    """Tell whether nothing of the unit stands before, with which it were compared."""
    names = finding.UNITS.get(one.unit, r"\d")
    return not re.search(rf"(?:{names})(?!\w)", before, re.I)


def _lead(one: Found) -> str:
    return (one.match["lead"] or "").lower()


DOUBTS = (
    *(_blank_doubt, _parted_doubt, _table_doubt, _count_doubt, _untold_doubt),
    *(_fall_doubt, _rest_doubt, _bound_doubt, _comparison_doubt),
)
