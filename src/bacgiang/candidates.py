"""List every number of a text, so that none of an article is overlooked.

Strings in, rows out; no files. Recall comes first: every digit of the text stands in
some row, and number words that may be no counts ("at first") have theirs. Dates, years
and numbers in names are marked as such. What a row proposes is a proposal: a reader
completes it.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from . import printed

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


def _any(*words: str) -> str:
    return "|".join(words)


# --- units and scales -----------------------------------------------------------------

MONEY = _any(r"US ?\$", r"\$", "USD", "VNĐ", "VND", "₫")
UNITS = {  # how a sentence names a unit; the first that fits decides
    "percentage points": _any("percentage points?", "điểm phần trăm", "điểm ?%"),
    "percent": _any("%", "per ?cent", "phần trăm"),
    "USD": _any(r"US ?\$", r"\$", "USD", r"(?:US |U\.?S\.? )?dollars?", "đô ?la"),
    "VND": _any("VNĐ", "VND", "₫", "dongs?", "đồng"),
    "ha": _any(
        *("ha", "hectares?", "héc ?ta", "km2", "km²", "m2", "m²"),
        *("square (?:kilo)?met(?:er|re)s?", r"sq\.? ?km"),
    ),
    "points": _any("points?", "điểm"),
    "ratio": _any("fold", "times", "lần"),
    "rank": _any("st", "nd", "rd", "th", "places?", "positions?"),
    "people": _any(
        *("people", "persons", "workers", "workhands", "labou?r(?:er)?s?"),
        *("employees", "jobs", "lao động", "người", "công nhân"),
    ),
    "projects": _any("projects?", "lượt dự án", "dự án"),
    "clusters": _any("(?:industrial )?clusters?", "ICs", "CCN", "cụm công nghiệp"),
    "zones": _any(
        *("(?:industrial )?(?:parks?|zones?)", "IPs", "IZs"),
        *("KCN", "khu công nghiệp"),
    ),
    "countries": _any("countries", "quốc gia"),
    "enterprises": _any(
        "enterprises", "businesses", "companies", "firms", "doanh nghiệp"
    ),
    "apartments": _any("apartments", "căn hộ"),
    "rooms": _any("rooms", "phòng"),
    "households": _any("households", "hộ"),
    "tonnes": _any("tonnes?", "tons?", "tấn"),
    "kWh": "kWh",
}
UNIT = _any(*UNITS.values())
SCALE = _any(*printed.SCALES, "hundred", "trăm")
# What makes a number of "May 5" or "2000" after all: "May 5 percent", "2000 firms".
COUNTED = rf"[ -]?(?:{UNIT}|{SCALE})(?!\w)"

# --- what is no count -----------------------------------------------------------------

YEAR = r"(?:19|20)\d\d"
MONTHS = _any(
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH = f"(?:{MONTHS})"
DAY = r"\d{1,2}"
NTH = "(?:st|nd|rd|th)"

# Words that only look like numbers.
COUNTED_BY_FIVE = _any(
    *("mươi", "trăm", "nghìn", "triệu", "tỷ"),
    *("dự án", "khu", "cụm", "doanh nghiệp", "tỉnh", "huyện", "nước"),
)
LOOK_ALIKES = _any(
    "thống nhất",  # unite
    "hợp nhất",  # merge
    r"nhất (?:là|định|trí|quán)",  # "nhất là": above all
    r"một (?:số|cách|phần)",  # "một số": some
    r"(?<!thứ )(?<!mươi )tư",  # "đầu tư": invest; but "thứ tư" is fourth
    rf"(?<!thứ )năm(?! (?:{COUNTED_BY_FIVE}))",  # "năm nay": this year; mostly not five
)
DATES = _any(
    r"\d{1,2}:\d\d(?::\d\d)?",  # 15:19
    r"\d{4}-\d\d-\d\d",  # 2023-11-15
    r"\d{1,2}[./]\d{1,2}[./]\d{4}",  # 31/12/2022
    rf"{DAY}/{YEAR}",  # 10/2023, the month
    rf"Q[1-4](?:[ /]{YEAR})?",  # Q3 2023
    rf"{MONTH} {DAY}{NTH}?(?:,? {YEAR})?(?!{COUNTED})",  # December 21, 2022
    rf"{DAY}{NTH}? {MONTH}(?: {YEAR})?",  # 19 December
    rf"{MONTH},? {YEAR}",  # December 2022
    # ngày 15/11/2023, ngày 15 tháng 11 năm 2023
    rf"ngày {DAY}(?:[/-]{DAY}(?:[/-]\d{{4}})?| tháng {DAY}(?: năm {YEAR})?)?",
    rf"tháng {DAY}(?:[/-]{YEAR}| năm {YEAR})?(?!{COUNTED})",  # tháng 10/2023
    r"quý \d",  # quý 3
)
ONE_YEAR = rf"(?:(?<=năm ){YEAR}|{YEAR}(?!{COUNTED}))"  # 2022, but not "2000 firms"
TO_YEAR = rf"(?: ?[-–] ?(?:{YEAR}|\d\d)| (?:to|đến) {YEAR})"  # "-2025", "to 2030"
YEARS = rf"{ONE_YEAR}{TO_YEAR}?(?![.,]\d|{COUNTED})"  # 2021-2025

PAPER = _any(
    *(r"No\.?", "Decision", "Resolution", "Decree", "Circular", "Directive"),
    *("Highway", "Nghị quyết", "Quyết định", "Nghị định", "Thông tư", "Chỉ thị"),
    *("Quốc lộ", "Kế hoạch(?= số)"),
)
OCCASION = _any(
    "Congress", "Games", "Session", "Plenum", "Conference", "anniversary", "century"
)
NAMES = _any(
    # No.147-NQ-TU, Quyết định số 219/QĐ-TTg
    rf"(?:{PAPER})(?: số)? ?\d[\w.]*(?:[/-][\w-]+)*",
    r"\d+(?:/\d{4})?[/-](?-i:[A-ZĐ]{2,}[/-][A-ZĐ])[\w/-]*",  # 395/KH-UBND
    r"(?:Industry|công nghiệp|cách mạng) \d\.0(?! ?%)",  # Industry 4.0
    r"(?!(?:USD|VND|VNĐ)\d)[^\W\d_]+-?\d(?:[\w.]*\w)?",  # COVID-19
    r"\d[\d.,]{24,}",  # a telephone or account number, or a row of them
    rf"\d+{NTH} (?:[^\W\d]+ ){{0,3}}(?:{OCCASION})",  # 19th provincial Party Congress
)
# A pattern for each kind but plain numbers; the first that fits decides.
KINDS = {
    "none": LOOK_ALIKES,
    "date": DATES,
    "year": YEARS,
    "number in a name": NAMES,
}

# --- a number and the words that belong to it -----------------------------------------

# "about", "hơn"; but "from 27 countries" is no hedge.
HEDGE = rf"(?!from\b|từ\b)(?:{_any(*printed.HEDGES.values())})"
# What stands before a number and changes it: "fell sharply by", "ranked", "gấp".
LEAD = _any(
    rf"{printed.FALLS}(?: \w+ly)?(?: by| of)?",
    *("up", "top", "rank(?:s|ed|ing)?", "thứ", "hạng", "gấp", "tăng"),
)
# Nothing exact: "hundreds of", "hàng trăm", "a million".
VAGUE_ENGLISH = r"(?:ten|dozen|hundred|thousand|million|billion)s of"
VAGUE_VIETNAMESE = r"hàng (?:chục|trăm|nghìn|triệu|tỷ)"
VAGUE = rf"(?<!\w)(?:{VAGUE_ENGLISH}|{VAGUE_VIETNAMESE}|an? (?:{SCALE}))(?!\w)"
SMALL_WORDS = {
    "en": _any(
        *("the", "of", "and", "in", "to", "for", "with", "from", "at", "on", "by"),
        *("as", "is", "are", "was", "were", "has", "have", "had", "will", "which"),
        *("that", "its", "their", "than", "into", "this", "year"),
    ),
    "vi": _any(
        *("và", "của", "các", "những", "trong", "với", "cho", "được", "là", "có"),
        *("đã", "sẽ", "tại", "này", "đến", "hơn", "gần", "khoảng", "trên", "nghìn"),
        *("triệu", "tỷ", "đồng", "tỉnh", "đạt", "năm", "so"),
    ),
}
NUMBER_WORDS = {"en": _any(*printed.ENGLISH), "vi": _any(*printed.VIETNAMESE)}
# The second of two number words: "twenty-five", "hai mươi lăm", "mười lăm".
ONES = {
    "en": rf"(?:(?<=ty)[- ](?:{NUMBER_WORDS['en']}))?",
    "vi": (rf"(?:(?: mươi|(?<=mười))(?: (?!năm)(?:{NUMBER_WORDS['vi']})(?!\w))?)?"),
}
ONE = rf"(?:{printed.NUMBER})"  # 1,234.5
# Between the two numbers of a range: "12% - $", " billion to ".
TO = rf"(?:(?: ?(?:%|{SCALE}))? ?[-–—] ?(?:{MONEY})? ?| (?:to|or|đến|tới) )"
IN_DIGITS = rf"(?:between {ONE} and {ONE}|{ONE}(?:{TO}{ONE})?)"  # "14 to 15"
SCALED = rf"(?:[ -]?(?:{SCALE})(?!\w))*"  # " nghìn tỷ", "-million"
# What may stand before: "up ", then "over a ", then "US$", then a minus.
LEADS = rf"(?P<lead>(?:(?<!\w)(?:{LEAD}) ){{0,2}})"
HEDGED = rf"(?:(?<!\w){HEDGE} (?:an? |the )?)?"
PRICED = rf"(?:(?<!\w)(?P<money>{MONEY}) ?)?"
MINUS = r"(?:(?<![\w)])[-−–](?=\d))?"


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
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    language = language or guess(text)
    rows = []
    for locator, block in paragraphs(text):
        found = pattern(language).finditer(block)
        rows += [_row(match, locator, block, language) for match in found]
    return [row for row in rows if row["kind"] != "none"]


def guess(text: str) -> str:
    """Guess the language, "en" or "vi": the one whose small words are more frequent."""
    words = re.findall(r"\w+", text.lower())
    often = {
        language: sum(words.count(word) for word in small.split("|"))
        for language, small in SMALL_WORDS.items()
    }
    return "vi" if often["vi"] > often["en"] else "en"


def paragraphs(text: str) -> list[tuple[str, str]]:
    r"""Part a text into paragraphs, each with its locator.

    Blank lines part paragraphs; in a text without blank lines, each line is one. The
    locators are "title" and "date" where the text opens with them, then p1, p2 ...

    Examples
    --------
    >>> paragraphs("A heading\n\nA sentence.")
    [('title', 'A heading'), ('p1', 'A sentence.')]
    """
    lines = text.strip().splitlines()
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    if len(parts) == 1:
        parts = text.splitlines()
    blocks = [" ".join(part.split()) for part in parts if part.strip()]
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
    return is_short and re.search(DATES, block) is not None


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Compile what finds whatever may be a number, with the words that belong to it.

    Its groups name the kind: kind0 to kind3 by `KINDS`, or number.
    """
    kinds = [
        rf"(?<!\w)(?P<kind{place}>{kind})(?!\w)"
        for place, kind in enumerate(KINDS.values())
    ]
    return re.compile(_any(*kinds, f"(?P<number>{_number(language)})"), re.I)


def _number(language: str) -> str:
    before = f"{LEADS}{HEDGED}{PRICED}{MINUS}"
    core = f"(?P<core>{_core(language)})"
    behind = _behind(language)
    return _any(f"{before}{core}{behind}", VAGUE, printed.LEADS)


def _core(language: str) -> str:
    """Match the number alone: "1,234.5", "14 to 15", "twenty-five", "3 nghìn tỷ"."""
    words, ones = NUMBER_WORDS[language], ONES[language]
    in_words = rf"(?<!\w)(?:{words}){ones}(?:(?=fold)|(?!\w))"
    return f"(?:{IN_DIGITS}|{in_words}){SCALED}"


def _behind(language: str) -> str:
    """Match the unit, up to five words away, or letters that touch: "5G"."""
    # "44 new (FDI) projects"; a number, a hedge or a small word ends the search.
    stops = _any(NUMBER_WORDS[language], HEDGE, SMALL_WORDS[language])
    word = rf" \(?(?!(?:{stops})\b)[^\W\d_]+(?:-[^\W\d_]+)*\)?"
    gap = rf"(?:(?:{word}){{0,5}}? |-?)"
    unit = rf"(?P<unit>{UNIT})(?!\w)(?: ?/ ?[^\W\d]\w*)?"  # "%/năm"
    return rf"(?:{gap}{unit}|(?P<glued>[^\W\d_]+))?"


def _row(
    found: re.Match[str], locator: str, block: str, language: str
) -> dict[str, str]:
    text, core = _printing(found, block), found["core"] or found[0]
    row = dict.fromkeys(COLUMNS, "")
    row["locator"], row["as_printed"] = locator, text
    row["context"] = _context(block, found.start(), text)
    row["kind"] = _kind(found, core)
    if row["kind"] == "number":
        row["unit"] = _unit(found, core)
        row |= _proposal(text, row["unit"], language)
    return row


def _printing(found: re.Match[str], block: str) -> str:
    """Take the whole match; where that is long, no further than the number."""
    if found["core"] and len(found[0]) > LONGEST:
        return block[found.start() : found.end("core")]
    return found[0]


def _context(block: str, start: int, text: str) -> str:
    room = max(0, LONGEST - len(text)) // 2
    return block[max(0, start - room) :][:LONGEST].strip()


def _kind(found: re.Match[str], core: str) -> str:
    group = found.lastgroup or ""
    if group != "number":
        return list(KINDS)[int(group.removeprefix("kind"))]
    if found["glued"]:
        return "number in a name"  # 5G
    is_bare = not (found["money"] or found["unit"] or core.endswith("00"))
    if is_bare and re.fullmatch(YEARS, core):
        return "year"  # "up to 2030", but "over 2000"
    return "number"


def _proposal(text: str, unit: str, language: str) -> dict[str, str]:
    try:
        reading = printed.read(text, unit, language)
    except ValueError:
        return {}
    return {column: _cell(said) for column, said in reading._asdict().items()}


def _cell(said: float | str | None) -> str:
    """Write a number without exponent or trailing zeros, as the tables have it."""
    if isinstance(said, str):
        return said
    return "" if said is None else format(Decimal(repr(said)).normalize(), "f")


def _unit(found: re.Match[str], core: str) -> str:
    if re.search("rank|top|thứ|hạng", found["lead"] or ""):
        return "rank"
    if re.search(rf"(?:st|second|third|th|nhất|nhì)$|{printed.LEADS}", core, re.I):
        return "rank"
    if re.search("doubl|tripl|twice|quadrupl|đôi", core, re.I):
        return "ratio"
    named = found["money"] or found["unit"] or ""
    return next(_units(named), "")


def _units(named: str) -> Iterator[str]:
    for unit, words in UNITS.items():
        if re.fullmatch(words, named, re.I):
            yield unit
