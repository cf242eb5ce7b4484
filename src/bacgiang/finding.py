"""Find whatever may be a number in a paragraph, with the words that belong to it.

Patterns, and the few looks around a find that no pattern can take. What is found is a
stretch of the paragraph, its kind and its unit; `candidates` makes rows of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from . import printed, wording
from .layout import SMALL_WORDS
from .wording import any_of

LOOK = 60  # characters that a look goes back or ahead

# --- units and scales -----------------------------------------------------------------

MONEY = any_of(r"US ?\$", r"\$", "USD", "VNĐ", "VND", "₫")
UNITS = {  # how a sentence names a unit; the first that fits decides
    "percentage points": any_of(
        *("percentage points?", "ppts?", "pp", "điểm phần trăm", "điểm ?%")
    ),
    "percent": wording.NAMED["percent"],
    "VND/USD": any_of(
        *(f"{money}/(?:USD|đô la)" for money in ("VN[DĐ]", "đồng", "dong"))
    ),
    "USD": wording.NAMED["USD"],
    "VND": wording.NAMED["VND"],
    "ha": any_of(
        *("ha", "hectares?", "héc ?ta", "km2", "km²", "m2", "m²"),
        *("square (?:kilo)?met(?:er|re)s?", r"sq\.? ?km", r"sq\.? ?m", "sm"),
    ),
    "points": any_of("points?", "điểm"),
    "ratio": any_of(
        *("fold", "times", r"time(?=$| (?:hike|rise|increase|jump|growth|gain))", "lần")
    ),
    "rank": any_of("st", "nd", "rd", "th", "places?", "positions?"),
    "people": any_of(
        *("people", "persons", "workers", "workhands", "labou?r(?:er)?s?"),
        *("employees", "jobs", "lao động", "người", "công nhân"),
    ),
    "projects": any_of("projects?", "lượt dự án", "dự án"),
    "clusters": any_of("(?:industrial )?clusters?", "ICs", "CCN", "cụm công nghiệp"),
    "zones": any_of(
        *("(?:industrial )?(?:parks?|zones?)", "IPs", "IZs"),
        *("KCN", "khu công nghiệp"),
    ),
    "countries": any_of("countries", "quốc gia"),
    "enterprises": any_of(
        *("enterprises", "businesses", "companies", "firms", "doanh nghiệp", "DN")
    ),
    "apartments": any_of("apartments", "căn hộ"),
    "rooms": any_of("rooms", "phòng"),
    "households": any_of("households", "hộ"),
    "quintals/ha": any_of("quintals?(?:/| per | a )(?:ha|hectare)", "tạ/ha"),
    "tonnes": any_of("tonnes?", "tons?", "tấn"),
    "kWh": "kWh",
}
UNIT = any_of(*UNITS.values())
FAR = any_of(*(words for unit, words in UNITS.items() if unit != "points"))
CURRENCY = any_of(UNITS["USD"], UNITS["VND"])
RATE = any_of(*(UNITS[unit] for unit in wording.RATES))
# "3 tỷ phú": three billionaires
SCALE = rf"(?:{any_of(*wording.SCALES, 'hundred', 'trăm')})(?! phú)"
# What makes a number of "May 5" or "2000" after all: "May 5 percent", "2000 firms".
COUNTED = rf"[ -]?(?:{UNIT}|{SCALE})(?!\w)"

# --- what is no count -----------------------------------------------------------------

YEAR = r"(?:19|20)\d\d"
MONTHS = any_of(
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH = f"(?:{MONTHS})"
SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
SHORT_MONTH = rf"(?:{SHORT_MONTHS})\b\.?"
DAY = r"\d{1,2}"
NTH = "(?:st|nd|rd|th)"
DAYS = rf"{DAY}{NTH}?(?:[-–]{DAY}{NTH}?)?(?![-–]\d{{1,2}}(?!\d))"  # 8-14
CARDINALS = {
    "en": any_of(*wording.CARDINALS, *wording.TENS),
    "vi": any_of(*wording.VIETNAMESE_CARDINALS),
}
JOINED = any_of("to", "or", "đến", "tới", "hoặc", "hay")

# Words that only look like numbers.
COUNTED_BY_FIVE = any_of(
    *("mươi", "trăm", "nghìn", "triệu", "tỷ"),
    *("dự án", "khu", "cụm", "doanh nghiệp", "tỉnh", "huyện", "nước"),
    rf"(?:{JOINED}) (?:{CARDINALS['vi']})\b",
)
LOOK_ALIKES = any_of(
    "thống nhất",  # unite
    "hợp nhất",  # merge
    r"nhất (?:là|định|trí|quán)",  # "nhất là": above all
    r"một (?:số|cách|phần)",  # "một số": some
    r"(?<!thứ )(?<!mươi )tư",  # "đầu tư": invest; but "thứ tư" is fourth
    rf"(?<!thứ )năm(?! (?:{COUNTED_BY_FIVE}))",  # "năm nay": this year; mostly not five
    any_of(*(rf"(?<={word} )năm" for word in ("cả", "đầu", "cuối", "giữa", "hằng"))),
)
PARTS = any_of(*("thirds?", "fifths?", "sixths?", "sevenths?"), "eighths?|n?inths?")
FRACTIONS = any_of(  # two-thirds, a quarter of, two and a half, một phần tư
    rf"(?:{CARDINALS['en']})[ -](?:{PARTS}|tenths?|hal(?:f|ves))(?!-)",
    rf"(?:{CARDINALS['en']}|an?)[ -](?:quarters?|tenths?) of(?! (?:the )?{YEAR})",
    rf"an? (?:{PARTS}|half) of",
    rf"(?:\d+|{CARDINALS['en']}) and an? (?:half|quarter|third)",
    rf"(?:\d+|{CARDINALS['vi']}) phần (?:\d+|tư|{CARDINALS['vi']})(?! mươi)",
)
PART = r"\d+(?:[.,]\d+)*"
SHARES = rf"(?:\d{{1,3}} )?{PART}(?: ?/ ?{PART}){{1,3}}(?! ?/ ?\d)"  # 2/3, 1 1/2
ENDS = r"(?![.,]?\d)"
ON_A_DAY = any_of(
    *(rf"(?<={word} )" for word in ("sáng", "trưa", "chiều", "tối", "đêm", "dịp", "lễ"))
)
DATES = any_of(
    r"\d{1,2}:\d\d(?::\d\d)?",  # 15:19
    r"\d{4}-\d\d-\d\d",  # 2023-11-15
    r"\d{1,2}-\d{1,2}-\d{4}",  # 15-11-2023
    r"\d{1,2}[./]\d{1,2}[./]\d{4}",  # 31/12/2022
    rf"{DAY}/{YEAR}",  # 10/2023, the month
    rf"Q[1-4](?:[ /]{YEAR})?",  # Q3 2023
    rf"{MONTH} {DAYS}(?:,? {YEAR})?(?!{COUNTED})",  # December 21, 2022
    rf"{DAYS} {MONTH}(?: {YEAR})?",  # 19 December
    rf"{MONTH},? {YEAR}",  # December 2022
    rf"{SHORT_MONTH} ?{DAYS}(?:,? {YEAR})?(?!\d|{COUNTED})",  # Nov. 7, Apr 6th
    rf"{DAYS} {SHORT_MONTH}(?: {YEAR})?",  # 7 Nov.
    rf"{SHORT_MONTH},? {YEAR}",  # Dec. 2022
    # ngày 15/11/2023, ngày 15.11, ngày 15 tháng 11 năm 2023; but "mỗi ngày 5.500 lượt"
    rf"ngày {DAY}(?:[./-]{DAY}(?:[./-]\d{{4}})?| - {DAY} - \d{{4}}"
    rf"| tháng {DAY}(?: năm {YEAR})?)?{ENDS}",
    rf"tháng {DAY}(?:[./-]{YEAR}| năm {YEAR})?{ENDS}(?!{COUNTED})",  # tháng 10/2023
    rf"(?:{ON_A_DAY}){DAY}[/-]{DAY}{ENDS}",  # chiều 2/8
    r"quý \d",  # quý 3
)
ONE_YEAR = rf"(?:(?<=năm ){YEAR}|{YEAR}(?!{COUNTED}))"  # 2022, but not "2000 firms"
TO_YEAR = rf"(?: ?[-–] ?(?:{YEAR}|\d\d)| (?:to|đến) {YEAR})"  # "-2025", "to 2030"
YEARS = rf"{ONE_YEAR}{TO_YEAR}?(?![.,]\d|{COUNTED})"  # 2021-2025

DOCUMENTS = any_of(
    *("Decision", "Resolution", "Decree", "Circular", "Directive", "Highway"),
    *("Nghị quyết", "Quyết định", "Nghị định", "Thông tư", "Chỉ thị", "Quốc lộ"),
)
INDUSTRY = any_of(r"Industry \d", r"công nghiệp \d", r"cách mạng \d")
PHASE = r"(?:phase|stage|giai đoạn|tổ máy) \d"
PAPER = any_of(r"No\.?", DOCUMENTS, "Kế hoạch(?= số)")
OCCASION = any_of(
    "Congress", "Games", "Session", "Plenum", "Conference", "anniversary", "century"
)
# Before "No. 2" where it is a place: "was No. 2", "the country's No. 1".
PLACED = (
    *("was", "is", "were", "are", "be", "been", "became", "become", "becomes", "as"),
    *("the", "its", "at", "to", "from", "ranked", "ranks", "rank", "ranking", "'s"),
    *("remains", "remained", "stayed", "holds", "held", "took", "takes", "’s", "still"),
)
AT_PLACE = any_of(*(rf"(?<={word} )" for word in PLACED))
NO_PLACE = rf"(?! ?[/-]?\w*/| (?:{DOCUMENTS}|{UNIT}|(?-i:[A-ZĐ]))|[.,]?\d|-)"
OF_PLACES = r"(?= (?:in|of|among|nationwide|nationally|position|spot|place|for)\b)"
RANKS = any_of(
    rf"(?:{AT_PLACE})(?:No\.? ?|#)\d{{1,2}}{NO_PLACE}",
    rf"number (?:\d{{1,2}}|{CARDINALS['en']}){OF_PLACES}",
    r"(?:thứ|hạng|vị trí|ranks?|ranked) \d{1,2}(?= ?/ ?\d\d(?![\d.,/]))",  # 14/63
)
NAMES = any_of(
    # No.147-NQ-TU, Quyết định số 219/QĐ-TTg
    rf"(?:{PAPER})(?: số)? ?\d[\w.]*(?:[/-][\w-]+)*",
    r"\d+(?:/\d{4})?[/-](?-i:[A-ZĐ]{2,}[/-][A-ZĐ])[\w/-]*",  # 395/KH-UBND
    rf"{PHASE}{{1,2}}(?! ?[-–/]? ?\d)",  # "giai đoạn 2 dự án": of the project
    rf"(?:{INDUSTRY})\.0(?! ?%)",  # Industry 4.0
    r"(?!(?:USD|VND|VNĐ)\d)[^\W\d_]+-?\d(?:[\w.]*\w)?",  # COVID-19
    r"\d[\d.,]{24,}",  # a telephone or account number, or a row of them
    rf"\d+{NTH} (?:[^\W\d]+ ){{0,3}}(?:{OCCASION})",  # 19th provincial Party Congress
)
# A pattern for each kind but plain numbers; the first that fits decides.
KINDS = {
    "fraction in words": FRACTIONS,
    "none": LOOK_ALIKES,
    "date": DATES,
    "year": YEARS,
    "rank": RANKS,
    "number in a name": NAMES,
    "fraction": SHARES,
}

# --- a number and the words that belong to it -----------------------------------------

SYMBOLS = "~≈≃<>≤≥"
# "about", "hơn"; but "from 27 countries" is no hedge.
HEDGE = rf"(?!from\b|từ\b)(?:{any_of(*wording.HEDGES.values())})"
APART = any_of(  # what a fall does not reach over
    *(wording.RISING, "as", "while", "and", "but", "when", "whereas", "after"),
    *("though", "because", "despite", "to", "than", "from", "short", "payments?"),
    *("xuống", "còn", "về", "lên", "từ"),
)
GAP = rf"(?: (?!(?:{APART})\b)[^\W\d_]+(?:-[^\W\d_]+)*)"
FALL_NOUN = any_of(
    *("fall", "drop", "decline", "decrease", "contraction", "reduction", "slump"),
    *("dip", "slide", "plunge", "shrinkage", "downturn", "loss"),
)
MODIFIED = any_of(  # "fell sharply", "giảm mạnh tới"
    *(
        r"\w+ly",
        "back",
        "off",
        "further",
        "again",
        "another",
        "an estimated",
        "as much as",
    ),
    *("mạnh", "sâu", "nhẹ", "tới", "đến", "thêm", "tiếp", "đều", "nhanh"),
    *("bình quân", "trung bình", "tương ứng", "lần lượt", "chỉ", "dần", "đáng kể"),
    *("rõ rệt", "là", "ở mức", "mức", "đi", "nhiều", "ít", "khá", "rất", "chậm"),
)
FALL = (
    rf"\b(?:{wording.FALLING})\b(?: (?:{MODIFIED})\b){{0,3}}"
    rf"(?:{GAP}{{0,4}} by| of|(?<=\w) in{GAP}{{1,4}} of)?(?: (?:{MODIFIED})\b){{0,3}}"
)
NOUN_FALL = (
    rf"(?:{FALL_NOUN})(?: in{GAP}{{1,4}})?"
    " (?:was|is|were|came to|reached|stood at|totalled|amounted to)"
)
SIGNED = (
    rf"(?:{wording.SIGNED})(?: (?:growth|rate)){{0,2}}(?: (?:of|at|ở mức|mức|tới))?"
)
# What stands before a number and changes it: "fell sharply by", "ranked", "gấp".
RANKED = any_of(
    *(r"rank(?:s|ed|ing)?(?: at)?(?: number| no\.?| #)?", "top", "thứ", "hạng"),
    *("(?:vị trí|xếp(?: hạng)?|đứng)(?: ở vị trí)? số", "vị trí"),
)
# "making up 32 percent" is a share, no rise.
MADE = "".join(rf"(?<!\b{word} )" for word in ("make", "makes", "making", "made"))
MORE = any_of(rf"{MADE}up", "gấp", "tăng")
LEAD = any_of(NOUN_FALL, FALL, SIGNED, rf"(?:{wording.COMPARED}) hơn", MORE, RANKED)
# Nothing exact: "hundreds of", "hàng trăm", "a million".
VAGUE_ENGLISH = (
    "(?:ten|dozen|hundred|thousand|million|billion)s of"
    "|(?:several|many|a few|a couple of) (?:dozen|hundred|thousand|million|billion)"
)
VAGUE_VIETNAMESE = (
    r"(?:hàng|vài|mấy|hơn|gần) (?:chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ)"
    r"(?: (?:tỷ|tỉ|triệu))?"
)
VAGUE = rf"(?<!\w)(?:{VAGUE_ENGLISH}|{VAGUE_VIETNAMESE}|an? (?:{SCALE}))(?!\w)"
NUMBER_WORDS = {
    "en": any_of(*wording.ENGLISH),
    "vi": any_of(*wording.VIETNAMESE),
}
# "two thousand five hundred and forty", "hai trăm năm mươi lăm", "twenty-first".
AND = any_of(*(rf"(?<={word}) and " for word in ("hundred", "thousand", "million")))
RUNS = {
    "en": (
        rf"(?:(?:an? (?=hundred and (?:{CARDINALS['en']})\b))?(?:{CARDINALS['en']}"
        rf"|(?<=a )hundred)(?:(?:[ -]|{AND})(?:{CARDINALS['en']}|{SCALE})(?!\w))*"
        rf"(?:(?<=ty)[ -](?:{any_of(*wording.ORDINALS)}))?)"
    ),
    "vi": (
        rf"(?:(?:{CARDINALS['vi']})(?: (?:mươi|mười|trăm|lẻ|linh|{SCALE}"
        rf"|(?<=mươi )(?:mốt|tư|lăm)|(?<=mười )lăm|(?<=linh )năm|(?<=lẻ )năm"
        rf"|(?!năm(?! (?:mươi|trăm|nghìn|triệu|tỷ)))(?:{CARDINALS['vi']}))(?!\w))*)"
    ),
}
VULGAR = f"[{wording.VULGARS}]"
ONE = rf"(?:(?:{printed.NUMBER})(?: ?{VULGAR})?|{VULGAR})"  # 1,234.5, 2½
# "$640m", "VND31tn", "75 mn"; a letter alone only beside money or what it counts.
CERTAIN = any_of(*wording.SHORT_SCALES)
LETTER = any_of(*wording.LETTER_SCALES, *wording.MONEY_SCALES)
SHORT = (
    rf"(?: ?(?:{CERTAIN})(?!\w)(?:(?<=il|tr)\.(?= ?[^\W\d_]))?"  # 9.7 tril. VND
    rf"|(?(money) ?(?:{LETTER})(?!\w)"
    rf"|(?:[kmb](?!\w)(?= (?:{UNIT})(?!\w))|(?: ?(?:{LETTER}))(?= ?(?:{CURRENCY})))))"
)
SCALED = rf"(?:(?:[ -]?(?:{SCALE})(?!\w))+|{SHORT})?"  # " nghìn tỷ", "-million", "bn"
COMPOUND = rf"(?: ?(?:{SCALE}) \d{{1,3}}(?= (?:{SCALE})(?!\w)))*"  # "4 tỷ 300 triệu"
TO = rf"(?: ?[-–—] ?| (?:{JOINED}) )"
# What may stand before: "up ", then "over a ", then "US$", then a minus. No word
# begins at a digit, where most finds do.
WORD = r"(?!\d)(?<!\w)"
LEADS = rf"(?P<lead>(?:{WORD}(?:{LEAD}) ){{0,2}})"
HEDGED = rf"(?:{WORD}(?:{HEDGE} (?:an? |the )?|[{SYMBOLS}] ?))?"
BETWEEN = rf"(?P<between>{WORD}between )?"
PRICED = rf"(?:{WORD}(?P<money>{MONEY}) ?)?"
MINUS = r"(?:(?<![\w)])[-−–](?=\d))?"

# "or more"; but in "and more than 12" it is the hedge of the next number
TAIL = rf"(?: (?:{wording.BEHIND})(?! (?:[^\W\d_]+ ){{0,2}}(?:{MONEY})? ?\d)(?!\w))?"

# How a word begins where a find may begin, in small letters.
OPENS = any_of(
    *(FALL_NOUN, wording.FALLING, wording.SIGNED, wording.COMPARED, MORE, RANKED),
    *(*wording.HEDGES.values(), "between", MONEY.lower(), "an?[ -]", "hundred"),
    *(VAGUE_ENGLISH, VAGUE_VIETNAMESE, *wording.ENGLISH, *wording.VIETNAMESE),
    *("thống nhất", "hợp nhất", MONTHS.lower(), SHORT_MONTHS.lower()),
    *(r"q\d", "ngày", r"tháng \d", r"quý \d"),
    *("no", "#", "number", PAPER.lower(), INDUSTRY.lower(), PHASE),
    *(wording.LEADING, rf"[{SYMBOLS}−–-]", r"[^\W\d_]+-?\d"),
)


def _pair(name: str, join: str, number: str, closed: str) -> str:
    """Match two numbers as a range, the unit of the first in a group of its own."""
    far = rf"(?![.,]?\d)(?=.{{0,{LOOK}}}?{join})"  # most numbers end no range
    return (
        rf"{number}{far}(?P<{name}_scale>{SCALED})"
        rf"(?P<{name}_unit>[ -]?(?:{UNIT})(?!\w))?(?: ?/ ?[^\W\d]\w*)?"
        rf"(?P<{name}_join>{join})(?:{MONEY})? ?[-−–]?{closed}"
    )


@cache
def opening() -> re.Pattern[str]:
    """Compile what finds where a find may begin; elsewhere nothing need be tried."""
    return re.compile(rf"(?=[\d{wording.VULGARS}])|(?<!\w)(?={OPENS})")


@cache
def pattern(language: str, with_ranges: bool = True) -> re.Pattern[str]:
    """Compile what finds whatever may be a number, with the words that belong to it.

    Its groups name the kind: kind0 to kind6 by `KINDS`, or number.
    """
    kinds = [
        rf"(?<!\w)(?P<kind{place}>{kind})(?!\w)"
        for place, kind in enumerate(KINDS.values())
    ]
    number = f"(?P<number>{_number(language, with_ranges)})"
    return re.compile("|".join([*kinds, number]), re.I)


def _number(language: str, with_ranges: bool) -> str:
    before = f"{LEADS}{HEDGED}{BETWEEN if with_ranges else ''}{PRICED}{MINUS}"
    core = f"(?P<core>{_core(language, with_ranges)})"
    return any_of(f"{before}{core}{_behind(language)}", VAGUE, wording.LEADS)


def _core(language: str, with_ranges: bool) -> str:
    """Match the number alone: "1,234.5", "14 to 15", "twenty-five", "3 nghìn tỷ"."""
    others = NUMBER_WORDS[language]
    word = rf"(?:một nửa|{RUNS[language]}|{others})(?:(?=fold)|(?!\w))"
    words = rf"(?<!\w)(?!một số\b){word}"
    single = rf"(?:{ONE}{COMPOUND}|{words})"
    if with_ranges:
        cardinal = rf"(?:{CARDINALS[language]})(?!\w)"
        spelled = rf"(?<!\w){cardinal}"
        ranges = any_of(
            _pair("digits", TO, ONE, ONE),
            rf"{spelled}(?: (?:{JOINED}) |-){cardinal}",
        )
        between = any_of(
            _pair("both", " and ", ONE, ONE), rf"{spelled} (?:and|to) {cardinal}"
        )
        single = rf"(?(between)(?:{between})|(?:{ranges}|{single}))"
    part = rf"(?<=\ba )(?:{PARTS}|quarter|tenth|half)"  # "by a third" is no rank
    fraction = rf"(?!(?<!\w)(?:{FRACTIONS}|{SHARES}|{part})(?!\w))"
    return rf"{fraction}{single}(?P<scale>{SCALED})(?: {wording.HALF})?\+?"


def _behind(language: str) -> str:
    """Match the unit, up to five words away, or letters that touch: "5G", "1E5"."""
    # "44 new (FDI) projects"; a number, a hedge or a small word ends the search.
    stops = any_of(
        *(NUMBER_WORDS[language], HEDGE, SMALL_WORDS[language], wording.BEHIND),
        *("per", "an?", "each", "mỗi", wording.MEASURES),
    )
    # A noun in the plural is what is counted: "11 provinces attract workers".
    plural = r"(?-i:[a-z]{2,}[^\Wsui\d]s\b)(?<!overseas)"
    word = rf" \(?(?!(?:{stops})\b|{plural})[^\W\d_]+(?:-[^\W\d_]+)*\)?"
    # Vietnamese counts the very next word.
    chosen = "(?: of (?:these|those))?"  # "58 of these projects"
    gap = rf"(?:{chosen}(?:{word}){{0,5}}? |-?)" if language == "en" else "(?: |-?)"
    near = rf"[ -]?(?P<near>{UNITS['points']})(?!\w)"
    unit = rf"(?P<unit>{FAR})(?!\w)(?: ?/ ?[^\W\d]\w*)?"
    return rf"(?:(?:{gap}{unit}|{near})|(?<!\.)(?P<glued>[^\W\d_]\w*))?{TAIL}"


# --- looks around a find --------------------------------------------------------------

MEASURE = re.compile(rf" ?(?:{wording.MEASURES})(?!\w){TAIL}", re.I)
OPEN_LETTER = re.compile(r" ?[mbt](?!\w)", re.I)
METRES = re.compile("m", re.I)  # or millions
# "85 điểm du lịch": places, not points.
PLACES = re.compile(
    r" (?!so\b|và\b|trong\b|của\b|lên\b|trên\b|tại\b|ở\b|là\b|về\b|với\b|vào\b|cho\b)"
    r"(?-i:[a-zà-ỹđ])"
)
# "ông Lê Văn Sáu": a number word with a capital within a sentence is a name.
NAME = re.compile("Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười")
IN_A_SENTENCE = re.compile(r"[^\W\d_] ")
PRICED_BY = (
    r"(?:(?P<m2>m2|m²|p?sm\b|sq\.? ?m\b|square met|mét vuông)"
    r"|(?P<ha>ha\b|hectare|héc)"
    r"|(?P<kg>kg\b|kilo(?:s|gram(?:me)?)?\b|kí\b|ký\b|cân\b)"
    r"|(?P<tonne>tonne\b|ton\b|tấn\b))"
)
PER = re.compile(
    r"(?: ?/ ?| (?=psm\b)| per | (?:for )?(?:an?|each|every) | mỗi | trên (?:mỗi|một) )"
    r"(?!year|annum|month|day|week|quarter|năm|tháng|ngày|quý|tuần)(?=[^\W\d_])"
    rf"{PRICED_BY}?",
    re.I,
)
# "a kilo of pepper is sold for VND47,000", "mỗi ha cho lãi 30 triệu đồng"
EACH = re.compile(rf"(?<!nặng )\b(?:an?|one|each|mỗi|một) {PRICED_BY}[^.,;:\d]*$", re.I)
BRACKET = re.compile(r" \([^()]{1,40}\)|\)")  # "VND7 million ($333) per hectare"
FALLEN = re.compile(
    rf" (?:(?:{wording.KINDS_OF_FALL}) ){{0,3}}(?:{wording.FALLS_BEHIND})(?![\w-])",
    re.I,
)
NAMED_FALL = re.compile(  # "a 7.2% sales fall"
    rf" (?:(?!(?:{SMALL_WORDS['en']}|{wording.RISING})\b)[^\W\d_]+(?:-[^\W\d_]+)* )"
    rf"{{0,3}}(?:{wording.FALLS_BEHIND})(?![\w-])",
    re.I,
)
ARTICLE = re.compile(r"(?:^|\W)(?:an?|the|its|their|this|that|'s|’s)\s*$", re.I)
DASHED = re.compile(r" ?[-–—] ?")
CHAIN = re.compile(rf"(?: ?(?:{UNIT}))? ?[-–—] ?(?:{MONEY})? ?\d", re.I)
RANKING = re.compile(r"\b(?:rank\w*|top|thứ|hạng|vị trí|số)\b", re.I)
ORDINAL = re.compile("(?:st|second|third|th|nhất|nhì)$", re.I)
MULTIPLE = re.compile("doubl|tripl|twice|quadrupl|đôi", re.I)
CHANGED = re.compile(
    rf"\b(?:{wording.FALLING}|{wording.RISING})\b[^.,;\t]*\b(?:from|từ)\s*$", re.I
)
FEW = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
RATE_BEHIND = re.compile(  # "57 and 75 percent"
    rf",?(?: (?:and|or|và|hay|hoặc))? \d[\d.,]* ?(?P<rate>{RATE})(?!\w)", re.I
)
RAISED_BY = re.compile(  # "raised it by 75 million USD to 165 million USD"
    rf"\b(?:{wording.FALLING}|{wording.RISING}|raised|lifted)\b[^.,;\t]*\bby\s*$", re.I
)
LISTED = re.compile(r"\b(?:respectively|lần lượt|tương ứng)\b", re.I)


@dataclass(slots=True)
class Found:
    """A stretch of a paragraph that may be a number."""

    match: re.Match[str]
    kind: str
    start: int
    end: int
    core: str
    unit: str
    behind: str  # what parts it from the find before; "" where much does


def found(block: str, language: str) -> Iterator[Found]:
    """Find the numbers of a paragraph in reading order."""
    whole, single = pattern(language), pattern(language, with_ranges=False)
    small, place = _small(block), 0
    while match := _next(whole, block, small, place):
        parting = block[place : match.start()] if place else ""
        if _is_pair(match) and not _is_range(match, parting):
            match = _next(single, block, small, match.start())
        if not match:  # the paragraph ends in a pair that is none
            return
        one = _find(match, parting)
        place = max(one.end, place + 1)
        yield one


def _small(block: str) -> str:
    """Make all letters small, each in its place."""
    small = block.lower()
    if len(small) == len(block):
        return small
    return "".join(letter.lower()[0] for letter in block)  # "İ" would become two


def _next(
    pattern: re.Pattern[str], block: str, small: str, place: int
) -> re.Match[str] | None:
    """Search for a pattern where a find may begin."""
    opens = opening().search
    while start := opens(small, place):
        if match := pattern.match(block, start.start()):
            return match
        place = start.start() + 1
    return None


def _is_pair(match: re.Match[str]) -> bool:
    return bool(match["digits_join"] or match["both_join"])


def _is_range(match: re.Match[str], parting: str) -> bool:
    """Tell a range from numbers that a dash, or a change from one to the other, parts.

    "$3 billion - 7 projects", "61% - 28% - 11%" and "rose from $5 to $7" are none.
    """
    name = "digits" if match["digits_join"] else "both"
    first, last = match[f"{name}_unit"], match["unit"] or match["near"]
    own = _named((first or match["money"] or "").strip(" -"))
    if own and last and _named(last) != own:
        return False
    if own in wording.RATES and re.search(MONEY, match["core"], re.I):
        return False  # "a rise of 11.2 per cent to $904 million"
    if match[f"{name}_scale"] and not match["scale"]:
        return False
    if match["between"]:
        return True
    is_dash = DASHED.fullmatch(match[f"{name}_join"]) is not None
    before = match.string[max(0, match.start() - LOOK) : match.start()]
    if is_dash and (_is_in_chain(match, parting) or LISTED.search(before)):
        return False
    if first and ((is_dash and not last) or runs_down(match)):
        return False
    is_repeated = first or re.search(f"(?:{MONEY}) ?\\S*$", match["core"], re.I)
    is_change = CHANGED.search(before) or RAISED_BY.search(before)
    return not (is_repeated and is_change)


def _is_in_chain(match: re.Match[str], parting: str) -> bool:
    is_behind = DASHED.fullmatch(parting) is not None
    return is_behind or CHAIN.match(match.string, match.end()) is not None


def runs_down(match: re.Match[str]) -> bool:
    """Tell whether the first of two numbers is the larger one."""
    tokens = printed.TOKEN.findall(match["core"])
    whole = [int(re.split("[.,]", token.replace(" ", ""))[0]) for token in tokens]
    return len(whole) > 1 and whole[0] > whole[1]


def _find(match: re.Match[str], parting: str) -> Found:
    """Tell the kind and the unit of a match, and where it ends."""
    group = match.lastgroup or ""
    core = match["core"] or match[0]
    one = Found(match, "number", match.start(), match.end(), core, "", parting)
    if group != "number":
        one.kind = list(KINDS)[int(group.removeprefix("kind"))]
        one.unit = "rank" if one.kind == "rank" else ""
        return one
    start = max(0, match.start("core"))
    before = match.string[max(0, start - 2) : start]
    if NAME.fullmatch(core) and IN_A_SENTENCE.fullmatch(before):
        one.kind = "none"
    elif match["core"]:
        _look_behind(one)
    elif re.fullmatch(wording.LEADS, core, re.I):
        one.unit = "rank"
    is_bare = not (match["money"] or match["unit"] or core.endswith("00"))
    if is_bare and re.fullmatch(YEARS, core):
        one.kind = "year"  # "up to 2030", but "over 2000"
    return one


def _look_behind(one: Found) -> None:
    """Settle the unit by what stands behind it."""
    match, block = one.match, one.match.string
    one.unit = unit_of(match, one.core)
    if match["near"] and PLACES.match(block, match.end("near")):
        one.unit, one.end = "", match.end("core")
    measure = MEASURE.match(block, match.end("core"))
    if measure and not match["unit"] and not match["near"]:
        one.end = measure.end()
        return
    if match["glued"]:
        if not METRES.fullmatch(match["glued"]):
            one.kind = "number in a name"  # 5G
        return
    if not one.unit and FEW.fullmatch(one.core):
        shared = RATE_BEHIND.match(block, one.end)
        one.unit = _named(shared["rate"]) if shared else ""
    place = match.end("unit") if match["unit"] else one.end
    is_money = one.unit in ("USD", "VND")
    bracket = BRACKET.match(block, place) if is_money else None
    per = PER.match(block, bracket.end() if bracket else place)
    if is_money and not per:
        per = EACH.search(block[max(0, one.start - LOOK) : one.start])
    if per:
        one.unit = _rated(one.unit, per)
    if one.unit in wording.RATES:
        before = block[max(0, one.start - 12) : one.start]
        fall = FALLEN.match(block, one.end)
        if not fall and ARTICLE.search(before):
            fall = NAMED_FALL.match(block, one.end)
        one.end = fall.end() if fall else one.end


def _rated(unit: str, per: re.Match[str]) -> str:
    """Name the unit of an amount by something else: "$95 per square metre"."""
    if unit in ("USD", "VND"):
        named = ("m2", "ha", "kg", "tonne")
        return "/".join([unit, *(name for name in named if per[name])])
    return unit if unit in (*wording.RATES, "quintals/ha") else ""


def unit_of(match: re.Match[str], core: str) -> str:
    """Name the unit of the tables that the words of a match tell."""
    if match["lead"] and RANKING.search(match["lead"]):
        return "rank"
    if not core[-1].isdigit():
        if ORDINAL.search(core):
            return "rank"
        if MULTIPLE.search(core):
            return "ratio"
    if match["scale"].endswith("đ"):
        return "VND"
    # "5 billion VND"; the sign before wins: "$95"
    return _named(match["money"] or match["unit"] or match["near"] or "")


@lru_cache(1024)
def _named(words: str) -> str:
    for unit, names in UNITS.items():
        if re.fullmatch(names, words, re.I):
            return unit
    return ""
