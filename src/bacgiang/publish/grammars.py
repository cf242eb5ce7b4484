"""How numbers stand in the prose of each language: scales, words, dates, ranks.

`prose` finds numbers by it. English writes 1,234.5 and "8.3 billion", Vietnamese
1.234,5 and "8,3 tỷ".
"""

import re
from dataclasses import dataclass

from .. import masks
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


# --- what both have -------------------------------------------------------------------


def _exempt(
    dates: list[str], references: list[str], is_amount: str, point: str
) -> list[tuple[str, re.Pattern]]:
    """List what needs no output: of a year all but one that `is_amount` follows."""
    patterns = [
        ("ordinal", r"^\s*(?:#+\s+)?\d{1,2}[.)](?=\s)"),
        *(("date", pattern) for pattern in (*dates, _ISO)),
        (
            "year",
            rf"(?<![\d.,\w]){YEAR}(?:\s*[-–—/]\s*(?:{YEAR}|\d\d)(?![\d.,]*\d))?"
            rf"(?![\d]|[.,]\d)(?!\s*(?:{is_amount}))",
        ),
        *(("reference", pattern) for pattern in references),
        ("base", rf"=\s*100\b(?!{point}\d)"),
    ]
    return [(kind, re.compile(pattern)) for kind, pattern in patterns]


def _digits(comma: str, point: str, scale: str) -> re.Pattern:
    """Find digits with their sign and scale; `comma` groups thousands."""
    return re.compile(
        r"(?:(?<![\w.,%)\]])(?P<sign>[-+−]))?"
        r"(?:(?<![\w.,])|(?<=USD)|(?<=VND)|(?<=US\$))"
        rf"(?P<digits>\d{{1,3}}(?:{comma}\d{{3}})+(?:{point}\d+)?|\d+(?:{point}\d+)?)"
        rf"(?!\d)(?:[\s-]*{scale})?",
        re.I,
    )


def _shared(joins: str, scale: str) -> re.Pattern:
    return re.compile(
        rf"\s*%?\s*(?:{joins}|-|–|—)\s*[^\d\s]{{0,4}}\s*[\d.,]*\d[\s-]*{scale}", re.I
    )


def _worded(words: object, fold: str, nouns: object, end: str) -> re.Pattern:
    return re.compile(
        rf"\b(?P<word>{_any(words)})"
        rf"(?:(?P<fold>{fold})\b|\s+(?P<noun>{_any(nouns)}){end})",
        re.I,
    )


# --- English --------------------------------------------------------------------------

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE = rf"(?P<scale>{_any(_SCALES)})s?\b"
_WORDS = _counted(masks.COUNTED)
_NOUNS = [
    *("zones", "parks", "clusters", "projects", "provinces", "districts", "countries"),
    *("firms", "enterprises", "companies", "investors", "workers", "people", "percent"),
    *("percentage", "sectors", "branches", "goals", "targets", "sources", "places"),
    *("ranks", "hectares", *_SCALES),
]
_MONTH = f"(?:{_any(masks.MONTHS)})"
ENGLISH = Grammar(
    scales=_SCALES,
    words=_WORDS,
    two="two",
    reading=re.compile(r"\d+\s+minutes\b"),
    exempt=_exempt(
        dates=[
            rf"\b\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?\s+{_MONTH}(?:\s+{YEAR})?\b",
            rf"\b{_MONTH}\s+\d{{1,2}}(?:,\s*{YEAR})?\b(?!\d)",
        ],
        references=[
            r"\bexercises (?:\d\.\d, )*\d\.\d and \d\.\d\b",
            r"(?i)\b(?:sections?|figures?|tables?|exercises?|solutions?|notebooks?"
            r"|steps?|decision|resolution|decree|no\.)"
            r"\s+(?:no\.\s*)?\d+(?:[./-]\w+)*",
        ],
        is_amount=rf"%|percent\b|{_any(_SCALES)}",
        point=r"\.",
    ),
    digits=_digits(",", r"\.", _SCALE),
    shared=_shared("to|and|or", _SCALE),
    worded=_worded(_WORDS, r"[\s-]?fold|\s+times", _NOUNS, r"\b"),
)

# --- Vietnamese -----------------------------------------------------------------------

_SCALES_VI = {
    "nghìn tỷ": 1e12,
    "ngàn tỷ": 1e12,
    "nghìn": 1e3,
    "triệu": 1e6,
    "tỷ": 1e9,
}
_SCALE_VI = rf"(?P<scale>{_any(_SCALES_VI)})\b{_NO_RATE}"
_WORDS_VI = _counted(language.COUNTED["vi"])
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
    exempt=_exempt(
        dates=[
            rf"(?i)\b(?:ngày\s+\d{{1,2}}\s+)?tháng\s+\d{{1,2}}(?:\s+năm\s+{YEAR})?"
            r"(?!\d)"
        ],
        references=[
            r"(?i)\bbài tập (?:\d\.\d, )*\d\.\d và \d\.\d\b",
            rf"(?i)\b(?:{_NAMES_VI})\s+(?:số\s+)?\d+(?:[./-]\w+)*",
        ],
        is_amount=rf"%|phần trăm\b|{_any(_SCALES_VI)}",
        point=",",
    ),
    digits=_digits(r"\.", ",", _SCALE_VI),
    shared=_shared("đến|tới|và|hoặc|hay", _SCALE_VI),
    worded=_worded(_WORDS_VI, r"\s+lần", _NOUNS_VI, rf"\b{_NO_RATE}"),
)
GRAMMARS = {"en": ENGLISH, "vi": VIETNAMESE}
