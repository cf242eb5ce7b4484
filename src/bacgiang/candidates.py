"""List every number of a text, so that none of an article is overlooked.

Strings in, rows out; no files. Recall comes first: every digit of the text stands in
some row, and
number words that may be no counts ("at first") have theirs. Dates, years and numbers in
names are
marked as such. What a row proposes is a proposal: a reader completes it.
"""

import re
import unicodedata
from decimal import Decimal
from functools import cache

from . import printed

COLUMNS = [
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
]  # those of facts.csv, and three that help to fill them
MONEY = r"US ?\$|\$|USD|VNĐ|VND|₫"
UNITS = {  # how a sentence names a unit; the first that fits decides
    "percentage points": r"percentage points?|điểm phần trăm|điểm ?%",
    "percent": r"%|per ?cent|phần trăm",
    "USD": r"US ?\$|\$|USD|(?:US |U\.?S\.? )?dollars?|đô ?la",
    "VND": r"VNĐ|VND|₫|dongs?|đồng",
    "ha": (
        r"ha|hectares?|héc ?ta|km2|km²|m2|m²|square (?:kilo)?met(?:er|re)s?|sq\.? ?km"
    ),
    "points": r"points?|điểm",
    "ratio": r"fold|times|lần",
    "rank": r"st|nd|rd|th|places?|positions?",
    "people": (
        r"people|persons|workers|workhands|labou?r(?:er)?s?|employees|jobs|lao"
        r" động|người|công nhân"
    ),
    "projects": r"projects?|lượt dự án|dự án",
    "clusters": r"(?:industrial )?clusters?|ICs|CCN|cụm công nghiệp",
    "zones": r"(?:industrial )?(?:parks?|zones?)|IPs|IZs|KCN|khu công nghiệp",
    "countries": r"countries|quốc gia",
    "enterprises": r"enterprises|businesses|companies|firms|doanh nghiệp",
    "apartments": r"apartments|căn hộ",
    "rooms": r"rooms|phòng",
}
UNIT, SCALE = "|".join(UNITS.values()), "|".join([*printed.SCALES, "hundred", "trăm"])
YEAR, MONTH = (
    r"(?:19|20)\d\d",
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)",
)
COUNTED = (  # what makes "May 5" or "2000" a number after all
    rf"[ -]?(?:{UNIT}|{SCALE})(?!\w)"
)
KINDS = {  # a pattern for each kind but plain numbers; the first that fits decides
    "none": (
        r"thống nhất|hợp nhất|nhất (?:là|định|trí|quán)|một (?:số|cách|phần)|(?<!thứ"
        r" )(?<!mươi )tư"  # only look like numbers
        r"|(?<!thứ )năm(?! (?:mươi|trăm|nghìn|triệu|tỷ|dự án|khu|cụm|doanh"
        r" nghiệp|tỉnh|huyện|nước))"
    ),  # mostly "year", not five
    "date": (
        rf"\d{{1,2}}:\d\d(?::\d\d)?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}/{YEAR}|Q[1-4](?:["
        rf" /]{YEAR})?"
        rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,?"
        rf" {YEAR})?(?!{COUNTED})|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:"
        rf" {YEAR})?|{MONTH},? {YEAR}"
        r"|ngày \d{1,2}(?:[/-]\d{1,2}(?:[/-]\d{4})?| tháng \d{1,2}(?: năm"
        rf" {YEAR})?)?"
        rf"|tháng \d{{1,2}}(?:[/-]{YEAR}| năm {YEAR})?(?!{COUNTED})|quý \d"
    ),
    "year": (
        rf"(?:(?<=năm ){YEAR}|{YEAR}(?!{COUNTED}))(?: ?[-–] ?(?:{YEAR}|\d\d)|"
        rf" (?:to|đến) {YEAR})?(?![.,]\d|{COUNTED})"
    ),
    "number in a name": (
        r"(?:No\.?|Decision|Resolution|Decree|Circular|Directive|Highway|Nghị"
        r" quyết|Quyết định|Nghị định|Thông tư|Chỉ thị|Quốc lộ"
        r"|Kế hoạch(?= số))(?: số)?"
        # 395/KH-UBND
        r" ?\d[\w.]*(?:[/-][\w-]+)*|\d+(?:/\d{4})?[/-](?-i:[A-ZĐ]{2,}[/-][A-ZĐ])[\w/-]*"
        r"|(?:Industry|công nghiệp|cách mạng) \d\.0(?!"
        # COVID-19
        r" ?%)|(?!(?:USD|VND|VNĐ)\d)[^\W\d_]+-?\d(?:[\w.]*\w)?|\d[\d.,]{24,}"
        r"|\d+(?:st|nd|rd|th) (?:[^\W\d]+"
        r" ){0,3}(?:Congress|Games|Session|Plenum|Conference|anniversary|century)"
    ),
}
HEDGE = (  # "from 27 countries" is no hedge
    rf"(?!from\b|từ\b)(?:{'|'.join(printed.HEDGES.values())})"
)
LEAD = (
    rf"{printed.FALLS}(?: \w+ly)?(?: by|"
    r" of)?|up|top|rank(?:s|ed|ing)?|thứ|hạng|gấp|tăng"
)
VAGUE = (
    r"(?<!\w)(?:(?:ten|dozen|hundred|thousand|million|billion)s of|hàng"
    rf" (?:chục|trăm|nghìn|triệu|tỷ)|an? (?:{SCALE}))(?!\w)"
)
SMALL_WORDS = {
    "en": (
        "the|of|and|in|to|for|with|from|at|on|by|as|is|are|was|were|has|have|had|will|which|that|its|their|than|into|this|year"
    ),
    "vi": (
        "và|của|các|những|trong|với|cho|được|là|có|đã|sẽ|tại|này|đến|hơn|gần|khoảng|trên|nghìn|triệu|tỷ|đồng|tỉnh|đạt|năm|so"
    ),
}


def listed(text, language=None):
    """The numbers of a text in reading order, as dicts by COLUMNS.

    `language` ("en" or "vi") is guessed where it is not given. `value` to `resolution`
    are what `printed.read` makes of
    the printing and its unit; empty for dates, years, numbers in names, and where
    nothing exact is printed ("hundreds of").
    """
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    language = language or guess(text)
    return [
        row
        for locator, block in paragraphs(text)
        for found in pattern(language).finditer(block)
        if (row := _row(found, locator, block, language))["kind"] != "none"
    ]


def guess(text):
    """The language whose small words are more frequent: "en" or "vi"."""
    words = re.findall(r"\w+", text.lower())
    often = {
        language: sum(map(words.count, small.split("|")))
        for language, small in SMALL_WORDS.items()
    }
    return "vi" if often["vi"] > often["en"] else "en"


def paragraphs(text):
    """(locator, paragraph) pairs: "title" and "date" where the text opens with them,
    then p1, p2 ...

    Blank lines part paragraphs; in a text without blank lines, each line is one.
    """
    parts = re.split(r"\n\s*\n", "\n".join(text.strip().splitlines()))
    blocks, head = (
        [
            " ".join(b.split())
            for b in (parts if len(parts) > 1 else text.splitlines())
            if b.strip()
        ],
        [],
    )
    if len(blocks) > 1 and len(blocks[0]) < 200 and blocks[0][-1] not in '.!?:;)"”':
        dated = (
            len(blocks[1]) < 60
            and blocks[1][-1] != "."
            and re.search(KINDS["date"], blocks[1])
        )
        head = ["title", "date"] if dated else ["title"]
    return list(
        zip(
            [*head, *(f"p{n}" for n in range(1, len(blocks) + 1))], blocks, strict=False
        )
    )


@cache
def pattern(language):
    """One regular expression for whatever may be a number, with the words that belong
    to it; groups name its kind.
    """
    words = "|".join({"en": printed.ENGLISH, "vi": printed.VIETNAMESE}[language])
    tens = {
        "en": rf"(?:(?<=ty)[- ](?:{words}))?",
        "vi": rf"(?:(?: mươi|(?<=mười))(?: (?!năm)(?:{words})(?!\w))?)?",
    }[language]
    to = rf"(?:(?: ?(?:%|{SCALE}))? ?[-–—] ?(?:{MONEY})? ?| (?:to|or|đến|tới) )"
    one = rf"(?:{printed.NUMBER})"
    digits = rf"(?:between {one} and {one}|{one}(?:{to}{one})?)"
    core = (
        rf"(?:{digits}|(?<!\w)(?:{words}){tens}(?:(?=fold)|(?!\w)))(?:["
        rf" -]?(?:{SCALE})(?!\w))*"
    )
    between = (  # 44 new (FDI) projects
        r"(?:"
        rf" \(?(?!(?:{words}|{HEDGE}|{SMALL_WORDS[language]})\b)[^\W\d_]+(?:-[^\W\d_]+)*\)?){{0,5}}? "
    )
    number = (
        rf"(?P<lead>(?:(?<!\w)(?:{LEAD}) ){{0,2}})(?:(?<!\w){HEDGE} (?:an? |the"
        rf" )?)?(?:(?<!\w)(?P<money>{MONEY}) ?)?"
        rf"(?:(?<![\w)])[-−–](?=\d))?(?P<core>{core})"
        rf"(?:(?:{between}|-?)(?P<unit>{UNIT})(?!\w)(?: ?/"
        rf" ?[^\W\d]\w*)?|(?P<glued>[^\W\d_]+))?|{VAGUE}|{printed.LEADS}"
    )
    return re.compile(
        "|".join(
            [
                *(
                    rf"(?<!\w)(?P<kind{n}>{p})(?!\w)"
                    for n, p in enumerate(KINDS.values())
                ),
                f"(?P<number>{number})",
            ]
        ),
        re.I,
    )


def _row(found, locator, block, language):
    core, start = found["core"] or found[0], found.start()
    text = (
        block[start : found.end("core")]
        if found["core"] and len(found[0]) > 60
        else found[0]
    )
    around = block[max(0, start - max(0, 60 - len(text)) // 2) :][:60].strip()
    row = dict.fromkeys(COLUMNS, "") | {
        "locator": locator,
        "as_printed": text,
        "context": around,
    }
    if found.lastgroup != "number":
        return row | {"kind": list(KINDS)[int(found.lastgroup[4:])]}
    if found["glued"]:
        return row | {"kind": "number in a name"}  # 5G
    if re.fullmatch(KINDS["year"], core) and not (
        found["money"] or found["unit"] or core.endswith("00")
    ):
        return row | {"kind": "year"}  # "up to 2030", but "over 2000"
    row |= {"kind": "number", "unit": _unit(found, core)}
    try:
        reading = printed.read(text, row["unit"], language)._asdict()
    except ValueError:
        return row
    return row | {
        c: (
            format(Decimal(repr(x)).normalize(), "f")
            if isinstance(x, float)
            else x or ""
        )
        for c, x in reading.items()
    }


def _unit(found, core):
    if re.search("rank|top|thứ|hạng", found["lead"] or "") or re.search(
        rf"(?:st|second|third|th|nhất|nhì)$|{printed.LEADS}", core, re.I
    ):
        return "rank"
    if re.search("doubl|tripl|twice|quadrupl|đôi", core, re.I):
        return "ratio"
    return next(
        (
            u
            for u, words in UNITS.items()
            if re.fullmatch(words, found["money"] or found["unit"] or "", re.I)
        ),
        "",
    )
