"""How numbers stand in the prose of each language: scales, words, dates, ranks.

`prose` finds numbers by it. English writes 1,234.5 and "8.3 billion", Vietnamese
1.234,5 and "8,3 tỷ".
"""

import re
from dataclasses import dataclass

from .. import words as language

YEAR = r"(?:199\d|20\d\d)"
_ISO = (
    rf"\b{YEAR}-(?:\d\d(?:-\d\d)?|[QH]\d)(?!\d)"
    rf"(?:/{YEAR}-(?:\d\d(?:-\d\d)?|[QH]\d)(?!\d))?"
)


_NO_RATE = "(?! (?:lệ|trọng|suất))"  # "tỷ lệ" is a rate, "tỷ" a billion


@dataclass(frozen=True, eq=False)
class Grammar:
    """The numbers of a language."""

    scales: dict[str, float]
    words: dict[str, int]  # number words
    two: str  # the one that with a noun only counts a pair
    reading: re.Pattern  # the minutes that reading takes, in the title cell
    exempt: list[tuple[str, re.Pattern]]  # what needs no output, by kind
    digits: re.Pattern
    shared: re.Pattern  # "8.2 to 8.3 billion": after a number whose scale follows later
    worded: re.Pattern

    @property
    def scale_words(self) -> re.Pattern:
        """Find a scale."""
        return re.compile(rf"\b({_any(self.scales)})s?\b{_NO_RATE}", re.I)

    def scale(self, word: str) -> float:
        """Give what a scale stands for."""
        return self.scales[" ".join(word.lower().split())]

    def has_to_be_shown(self, number: str) -> bool:
        """Tell whether an output or a source has to bear a number of the prose out.

        Vietnamese number words mean other things besides ("năm" is a year, too), and
        come from English ones, for which this holds.
        """
        return self is ENGLISH or any(sign.isdigit() for sign in number)

    def plain(self, digits: str) -> str:
        """Write digits with comma between thousands and a decimal point."""
        swapped = digits.translate(str.maketrans(".,", ",."))
        return digits if self is ENGLISH else swapped


def spoken() -> Grammar:
    """Give the grammar of the language in use."""
    return GRAMMARS[language.language()]


def readings() -> list[Grammar]:
    """Give the grammars by which an output is read: it may quote an English page."""
    return list(dict.fromkeys([spoken(), ENGLISH]))


def _any(names: object) -> str:
    return "|".join(names)  # type: ignore[arg-type]


def _counted(said: list[str]) -> dict[str, int]:
    return {word: n for n, word in enumerate(said, 2)}


# --- English --------------------------------------------------------------------------

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORDS = _counted(
    [
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
)
_NOUNS = [
    "zones",
    "parks",
    "clusters",
    "projects",
    "provinces",
    "districts",
    "countries",
    "firms",
    "enterprises",
    "companies",
    "investors",
    "workers",
    "people",
    "percent",
    "percentage",
    "sectors",
    "branches",
    "goals",
    "targets",
    "sources",
    "places",
    "ranks",
    "hectares",
    "thousand",
    "million",
    "billion",
    "trillion",
]
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November"
    "|December)"
)
ENGLISH = Grammar(
    scales=_SCALES,
    words=_WORDS,
    two="two",
    reading=re.compile(r"\d+\s+minutes\b"),
    exempt=[
        (kind, re.compile(pattern))
        for kind, pattern in [
            ("ordinal", r"^\s*(?:#+\s+)?\d{1,2}[.)](?=\s)"),
            (
                "date",
                rf"\b\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?\s+{_MONTH}(?:\s+{YEAR})?\b",
            ),
            ("date", rf"\b{_MONTH}\s+\d{{1,2}}(?:,\s*{YEAR})?\b(?!\d)"),
            ("date", _ISO),
            (
                "year",
                rf"(?<![\d.,\w]){YEAR}(?:\s*[-–—/]\s*(?:{YEAR}|\d\d)(?![\d.,]*\d))?"
                r"(?![\d]|[.,]\d)"
                r"(?!\s*(?:%|percent\b|thousand|million|billion|trillion))",
            ),
            ("reference", r"\bexercises (?:\d\.\d, )*\d\.\d and \d\.\d\b"),
            (
                "reference",
                r"(?i)\b(?:sections?|figures?|tables?|exercises?|solutions?|notebooks?"
                r"|steps?|decision|resolution|decree|no\.)"
                r"\s+(?:no\.\s*)?\d+(?:[./-]\w+)*",
            ),
            ("base", r"=\s*100\b(?!\.\d)"),
        ]
    ],
    digits=re.compile(
        r"(?:(?<![\w.,%)\]])(?P<sign>[-+−]))?"
        r"(?:(?<![\w.,])|(?<=USD)|(?<=VND)|(?<=US\$))"
        r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
        rf"(?:[\s-]*(?P<scale>{_any(_SCALES)})s?\b)?",
        re.I,
    ),
    shared=re.compile(
        r"\s*%?\s*(?:to|and|or|-|–|—)\s*[^\d\s]{0,4}\s*[\d.,]*\d[\s-]*"
        rf"({_any(_SCALES)})s?\b",
        re.I,
    ),
    worded=re.compile(
        rf"\b(?P<word>{_any(_WORDS)})"
        rf"(?:(?P<fold>[\s-]?fold|\s+times)\b|\s+(?P<noun>{_any(_NOUNS)})\b)",
        re.I,
    ),
)

# --- Vietnamese -----------------------------------------------------------------------

_SCALES_VI = {
    "nghìn tỷ": 1e12,
    "ngàn tỷ": 1e12,
    "nghìn": 1e3,
    "triệu": 1e6,
    "tỷ": 1e9,
}
_WORDS_VI = _counted(
    ["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
    + [
        f"mười {unit}"
        for unit in ["một", "hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín"]
    ]
    + ["hai mươi"]
)
_LONGEST_FIRST = sorted(_WORDS_VI, key=len, reverse=True)
_NOUNS_VI = [
    *("khu", "cụm", "dự án", "tỉnh", "huyện", "nước", "doanh nghiệp", "công ty"),
    *("nhà đầu tư", "công nhân", "lao động", "người", "phần trăm", "điểm phần trăm"),
    *("lĩnh vực", "ngành", "mục tiêu", "nguồn", "bậc", "ha", *_SCALES_VI),
]
_NAMES_VI = "hình|bảng|bài tập|lời giải|sổ tay|bước|quyết định|nghị quyết|nghị định"
VIETNAMESE = Grammar(
    scales=_SCALES_VI,
    words=_WORDS_VI,
    two="hai",
    reading=re.compile(r"\d+\s+phút\b"),
    exempt=[
        (kind, re.compile(pattern))
        for kind, pattern in [
            ("ordinal", r"^\s*(?:#+\s+)?\d{1,2}[.)](?=\s)"),
            (
                "date",
                rf"(?i)\b(?:ngày\s+\d{{1,2}}\s+)?tháng\s+\d{{1,2}}(?:\s+năm\s+{YEAR})?"
                r"(?!\d)",
            ),
            ("date", _ISO),
            (
                "year",
                rf"(?<![\d.,\w]){YEAR}(?:\s*[-–—/]\s*(?:{YEAR}|\d\d)(?![\d.,]*\d))?"
                rf"(?![\d]|[.,]\d)(?!\s*(?:%|phần trăm\b|{_any(_SCALES_VI)}))",
            ),
            ("reference", r"(?i)\bbài tập (?:\d\.\d, )*\d\.\d và \d\.\d\b"),
            ("reference", rf"(?i)\b(?:{_NAMES_VI})\s+(?:số\s+)?\d+(?:[./-]\w+)*"),
            ("base", r"=\s*100\b(?!,\d)"),
        ]
    ],
    digits=re.compile(
        r"(?:(?<![\w.,%)\]])(?P<sign>[-+−]))?"
        r"(?:(?<![\w.,])|(?<=USD)|(?<=VND)|(?<=US\$))"
        r"(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?!\d)"
        rf"(?:[\s-]*(?P<scale>{_any(_SCALES_VI)})\b{_NO_RATE})?",
        re.I,
    ),
    shared=re.compile(
        r"\s*%?\s*(?:đến|tới|và|hoặc|hay|-|–|—)\s*[^\d\s]{0,4}\s*[\d.,]*\d[\s-]*"
        rf"({_any(_SCALES_VI)})\b{_NO_RATE}",
        re.I,
    ),
    worded=re.compile(
        rf"\b(?P<word>{_any(_LONGEST_FIRST)})"
        rf"(?:(?P<fold>\s+lần)\b|\s+(?P<noun>{_any(_NOUNS_VI)})\b{_NO_RATE})",
        re.I,
    ),
)
GRAMMARS = {"en": ENGLISH, "vi": VIETNAMESE}
