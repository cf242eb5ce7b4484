"""The words and signs around printed numbers: hedges, falls, scales, number words.

English and Vietnamese, and what the pages in other languages need. Words only, as
patterns and tables; `printed` reads with them, `candidates` finds with them.
"""

import re

LETTER = re.compile(r"[^\W\d_](?![?*+{])")
# Of a pattern: a bracket or stroke; whatever stands between them.
SIGNS = re.compile(r"[()|]|(?:\\.|\[[^]]*\]|[^\\[()|])+")


def any_of(*patterns: str) -> str:
    """Join patterns into one that matches any of them.

    Patterns with the same first letter share it: almost everywhere in a text all of
    them fail at that letter, and so they fail together.
    """
    shared: dict[str, dict[str, None]] = {}  # a dict, as their order decides
    for one in (one for pattern in patterns for one in _alternatives(pattern)):
        letter = LETTER.match(one)
        first = letter[0] if letter else one
        shared.setdefault(first, {})[one[len(first) :]] = None
    return "|".join(
        f"{first}(?:{any_of(*rests)})" if len(rests) > 1 else first + "".join(rests)
        for first, rests in shared.items()
    )


def _alternatives(pattern: str) -> list[str]:
    """Part a pattern at the strokes outside of its brackets."""
    parts, depth = [""], 0
    for sign in SIGNS.findall(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


# --- hedges ---------------------------------------------------------------------------

# "cao hơn 2%" compares, by 2% more; "hơn 2%" alone is over 2%.
COMPARED_UP = (
    *("cao", "nhiều", "lớn", "nhanh", "mạnh", "tốt", "đắt", "dài", "rộng", "nặng"),
    *("sớm", "dày", "sâu", "đông", "giàu", "trẻ", "già", "khá"),
)
COMPARED_DOWN = (
    *("thấp", "ít", "nhỏ", "chậm", "kém", "rẻ", "ngắn", "hẹp", "nhẹ", "muộn", "yếu"),
    *("xấu", "mỏng", "bé", "nghèo"),
)
COMPARED = any_of(*COMPARED_UP, *COMPARED_DOWN)
# "less than a year ago, by 2%" compares, too; so does "lower than the 50 percent of".
THAN_BY = r"(?: [^\W\d_]+){1,5},? by\b"
NO_HEDGE = rf"(?! the\b)(?!{THAN_BY})"
OVER_THAN = "hơn" + "".join(
    rf"(?<!\b{word} hơn)" for word in (*COMPARED_UP, *COMPARED_DOWN)
)
MARK = "(?: (?:the )?(?:mark|mức|mốc|ngưỡng|con số|cột mốc)(?: of)?)?"

# What stands before the number. The first pattern that matches decides.
HEDGES = {
    "at_most": any_of(
        *("up to", "at most", "no more than", "not more than", "maximum"),
        *("(?:no|not) (?:over|above|higher than)", "not exceeding", "a maximum of"),
        r"(?:does|do|did|will|must|may|should) not exceed",
        rf"(?<!no )(?<!not )(?:less|fewer|lower|smaller) than{NO_HEDGE}",
        "(?<!just )(?<!slightly )(?:under|below)(?! the)",
        *("tối đa", "không quá", "không vượt quá", "không cao hơn", "chưa quá"),
        *("(?:chưa|không) (?:đến|tới|đầy)", "chưa được", "chưa vượt"),
        rf"(?<!không )(?<!trên )dưới{MARK}",
        *("≤", "<"),
    ),
    "at_least": any_of(
        *("at least", "(?:not|no) (?:less|fewer|lower) than", "minimum", "from"),
        *("a minimum of", "(?:not|no) (?:under|below)", "as a minimum"),
        *("ít nhất", "tối thiểu", "từ", rf"không (?:dưới|kém|ít hơn|thấp hơn){MARK}"),
        *(r"(?:cán|chạm)(?: mốc| ngưỡng| đích)", "≥"),
    ),
    "nearly": any_of(
        *(
            "(?:nearly|almost)(?: reach(?:ed|es|ing)?| hit)?",
            "close to",
            "approaching",
            "approximating",
        ),
        *("(?:just|slightly) (?:under|below)", "just short of", "shy of"),
        "near(?:s|ed|ing)",
        *(r"(?<!xấp )gần", "non", "ngót(?: nghét)?", "suýt soát", "sát (?:mốc|ngưỡng)"),
        *("près de", "cerca de", "knapp"),
    ),
    "over": any_of(
        *("over", "above", "exceed(?:s|ed|ing)?", "in excess of", "upwards of"),
        rf"(?:more|higher|greater|larger) than{NO_HEDGE}",
        "beyond",
        *("surpass(?:es|ed|ing)?", "topp(?:ed|ing)", "tops", "cross(?:es|ed|ing)"),
        *("(?:pass|overtake)(?:es|s|ed|ing)? the mark of", "overtook"),
        *(rf"trên(?! dưới){MARK}", OVER_THAN, rf"vượt(?: qua| trên| quá)?{MARK}"),
        *("quá", ">", "plus de", "más de", "über", "mehr als"),
    ),
    "about": any_of(
        *("about", "around", "approximately", "roughly", "some", r"approx\.?"),
        *("circa", r"ca\.", "in the region of", "something like", "close on"),
        *("(?:vào )?khoảng", "xấp xỉ", "(?:ước |áng )?chừng", "trên dưới", "tầm", "cỡ"),
        rf"(?<!xung )quanh{MARK}",
        *("environ", "unos", "etwa", "rund", "ungefähr", "~", "≈", "≃"),
    ),
}
# What stands behind the number and its unit.
HEDGES_BEHIND = {
    "at_least": any_of(
        *("or (?:more|above|over|higher|greater)", "and (?:more|above|over|up)"),
        *("trở lên", "at (?:the )?(?:least|minimum)", r"\+"),
    ),
    "at_most": any_of(
        *("or (?:less|fewer|below|under|lower)", "and (?:below|under)"),
        *("trở xuống", "trở lại", "at (?:the )?(?:most|maximum)"),
    ),
    "about": any_of("or so", "or thereabouts", "hoặc hơn kém"),
}
BEHIND = any_of(*HEDGES_BEHIND.values())

# --- rises and falls of rates ---------------------------------------------------------

# Verbs and nouns that stand before the number: "fell by 2%", "a drop of 2%".
FALLING = any_of(
    *(
        "down(?! payments?)",
        r"decreas\w*",
        "fell",
        "fall(?:s|en|ing)?",
        r"drop(?:s|p\w+)?",
    ),
    *(r"declin\w*", r"contract(?:s|ed|ing|ions?)", r"shr[aiu]nk(?:s|ing|age)?"),
    *("los(?:t|es?|ing|s|ses)", "slid(?:e|es|ing)?", r"slip(?:s|p\w+)?"),
    *(r"plung\w+", r"plummet\w*", r"tumbl\w+", "s[aiu]nk(?:s|ing|en)?"),
    *("dip(?:s|ped|ping)?", "dived", "dives?", "dove", r"slump\w*", r"collaps\w+"),
    *(r"reduc\w+", "cut(?:s|ting)?", "shed(?:s|ding)?", "lower(?:s|ed|ing)?(?! than)"),
    rf"(?:lower|less|fewer|smaller|weaker|cheaper|slower|shorter) than{THAN_BY}",
    *(r"eas(?:ed?|es|ing)", r"weaken\w*", r"crash\w*", r"reced\w+", r"dwindl\w+"),
    *(r"diminish\w*", r"nosediv\w+", r"retreat\w*", r"subsid(?:ed?|es|ing)"),
    *("trim(?:s|med|ming)?", r"crater\w+", "tanked", r"regress\w*", r"slash\w*"),
    *("downturn", r"narrow(?:s|ed|ing)", r"worsen\w*", r"deteriorat\w+"),
    *("(?:sụt |suy )?giảm", "sụt", "tụt", "thu hẹp", "lao dốc", "rớt", "co lại"),
    *(
        "hạ(?! tầng| du| lưu| long)",
        "mất",
        "hụt",
        "bốc hơi",
        "đi lùi",
        "đi xuống",
        f"(?:{any_of(*COMPARED_DOWN)}) hơn",
        "kém",
    ),
)
# Before a number of any unit: "minus 2 percent", "tăng trưởng âm 2,1%".
SIGNED = any_of("minus", "negative", "âm")
RISING = any_of(
    *("up", "rose", r"ris(?:e|es|en|ing)", r"increas\w*", r"gr[eo]w\w*", "growth"),
    *(r"climb\w*", r"gain\w*", r"jump\w*", r"surg\w+", r"expand\w*", r"soar\w*"),
    *(r"advanc\w+", r"add(?:ed|s)", r"rebound\w*", r"recover\w*", "tăng", "cao hơn"),
)
# Nouns, and the ends of comparisons, that stand behind it: "a 2% drop", "2% lower".
FALLS_BEHIND = any_of(
    *("falls?", "drops?", "declines?", "decreases?", "contractions?", "reductions?"),
    *("shrinkage", "loss(?:es)?", "slumps?", "dips?", "plunges?", "slides?", "slips?"),
    *("cuts?", "collapses?", "crash", "downturn", "recession", "setback", "tumble"),
    *("lower", "less", "fewer", "smaller", "weaker", "cheaper", "shorter", "slower"),
    *("shortfall", "retreat", "deterioration", "diminution", "erosion"),
    *("below(?= (?:the|its|their|that|those|last|plan|target|level|a year))",),
    "down(?! payments?)",
)
# What may stand between the number and such a noun: "a 2% year-on-year fall".
KINDS_OF_FALL = any_of(
    *(r"[^\W\d_]+-(?:on|over|to)-[^\W\d_]+", "annual", "yearly", "quarterly"),
    *("monthly", "weekly", "sharp", "steep", "deep", "slight", "small", "modest"),
    *("real", "nominal", "further", "average", "overall", "cumulative", "big", "huge"),
    *("large", "dramatic", "significant", "net", "total", "sudden", "mild", "rapid"),
    *("marked", "second", "seasonal", "y-o-y", "yoy", "temporary", "gradual"),
)
FALLS = rf"\b(?:{FALLING})\b"
# What makes a fall end at a level: "fell to 4 percent", "giảm còn 4%".
LEVELS = r"(?:to|xuống|còn|về)"
LEADING = any_of(r"(?:lead(?:s|ing)?|led)(?! to\b)", "dẫn đầu", "đứng đầu")
LEADS = rf"\b(?:{LEADING})\b"  # rank 1, said without a number

# --- scales ---------------------------------------------------------------------------

SCALES = {  # powers of ten; they add up: "nghìn tỷ" is 3 + 9
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "trillion": 12,
    "quadrillion": 15,
    "lakh": 5,
    "crore": 7,
    "chục": 1,
    "nghìn": 3,
    "ngàn": 3,
    "vạn": 4,
    "triệu": 6,
    "tỷ": 9,
    "tỉ": 9,
    "millions": 6,
    "milliard": 9,
    "milliards": 9,
    "millones": 6,
    "millionen": 6,
    "milliarden": 9,
}
# Certain wherever they touch a number, or follow it.
SHORT_SCALES = {
    **{"mn": 6, "mio": 6, "tn": 12, "trn": 12, "tln": 12, "tr": 6},
    **{"mil": 6, "bil": 9, "tril": 12, "trđ": 6, "tỷđ": 9, "tỉđ": 9},
}
SPANISH_THOUSAND = "mil"
# "m" is metres too, "b" and "t" much else: only beside money or what is counted.
LETTER_SCALES = {"k": 3, "m": 6, "b": 9}
MONEY_SCALES = {"mm": 6, "mill": 6, "t": 12}
SHORTENED = SHORT_SCALES | LETTER_SCALES | MONEY_SCALES
HALF = "rưỡi"  # "4 tỷ rưỡi" is 4.5 tỷ

# --- number words ---------------------------------------------------------------------


def _counted(words: str, first: int) -> dict[str, float]:
    """Give each word its number, upwards from `first`."""
    return {word: number for number, word in enumerate(words.split(), first)}


CARDINALS = _counted(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    0,
)
ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    " twentieth",
    1,
)
TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
MULTIPLES = {
    "dozen": 12,
    "half": 0.5,
    "double": 2,
    "doubles": 2,
    "doubled": 2,
    "twice": 2,
    "triple": 3,
    "tripled": 3,
    "quadrupled": 4,
}
ENGLISH = CARDINALS | ORDINALS | TENS | MULTIPLES
VIETNAMESE_CARDINALS = _counted("một hai ba bốn năm sáu bảy tám chín mười", 1)
VIETNAMESE = VIETNAMESE_CARDINALS | {
    **{"nhất": 1, "mốt": 1, "nhì": 2, "đôi": 2, "tư": 4, "lăm": 5, "nửa": 0.5}
}
NUMBER_WORDS = ENGLISH | VIETNAMESE

# --- fractions ------------------------------------------------------------------------

VULGAR = {  # those that are decimals; a third is none
    **{"½": "5", "¼": "25", "¾": "75", "⅕": "2", "⅖": "4", "⅗": "6", "⅘": "8"},
    **{"⅛": "125", "⅜": "375", "⅝": "625", "⅞": "875"},
}
VULGARS = "".join(VULGAR) + "⅓⅔⅙⅚⅐⅑⅒"

# --- units ----------------------------------------------------------------------------

# What a number may be mistaken for, in small letters.
NAMED = {
    "USD": any_of(
        *(r"us ?\$", r"\$", "usd", r"(?:us |u\.?s\.? )?dollars?"),
        *("đô ?la(?: mỹ)?", "đô(?: mỹ)?(?! thị)", "mỹ kim"),
    ),
    "VND": any_of("vnđ", "vnd", "₫", "dongs?", "đồng", r"đ(?!\w)"),
    "EUR": any_of("€", "eur", "euros?"),
    "percent": any_of("%", "per ?cent", "pct", r"(?-i:pc)(?!\w)", "phần trăm"),
}
RATES = ("percentage points", "percent")  # whose fall has a minus
# Measured, though no indicator has them yet: a rounding step is what they print.
MEASURES = any_of(
    *("km", "kilomet(?:er|re)s?", "met(?:er|re)s?", "mét", "cm", "mm", "miles?"),
    *("kg", "kilo(?:gram(?:me)?)?s?", "grams?", "tons?", "tonnes?", "tấn", "tạ", "yến"),
    *("[kmgt]wh?", "[kmg]wp", "mva", "kv", "litres?", "liters?", "lít", "barrels?"),
    *("m3", "m³", "cubic met(?:er|re)s?", "mét khối", "khối", "°c", "độ c", "độ"),
    *("degrees?", "hours?", "giờ", "teus?", "dwt", "km/h", "basis points?", "bps"),
    *("quintals?", "kilowatt-?hours?", "megawatts?", "acres?", "sào", "mẫu"),
    *("cv", "hp", "horsepower", "mã lực"),
)
