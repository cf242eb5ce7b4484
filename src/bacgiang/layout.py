"""How a text is laid out: paragraphs, lines, cells of a table, and its language.

Text in, text out; no numbers are read. A tab in what comes out parts what a reader
would not read in one go: cells of a table, points of a list.
"""

import re
from collections import Counter

from .wording import SCALES, any_of

FREQUENT = {
    "en": {
        *("the", "of", "and", "in", "to", "for", "with", "from", "at", "on", "by"),
        *("as", "is", "are", "was", "were", "has", "have", "had", "will", "which"),
        *("that", "its", "their", "than", "into", "this", "year"),
    },
    "vi": {
        *("và", "của", "các", "những", "trong", "với", "cho", "được", "là", "có"),
        *("đã", "sẽ", "tại", "này", "đến", "hơn", "gần", "khoảng", "trên", "nghìn"),
        *("triệu", "tỷ", "đồng", "tỉnh", "đạt", "năm", "so"),
    },
}
SMALL_WORDS = {language: any_of(*sorted(words)) for language, words in FREQUENT.items()}
WORD = re.compile(r"\w+")
BULLET = re.compile(r"^(?:[-–—*+·•‣◦▪●○■]+[ \t]|[·•‣◦▪●○■])\s*")
# A scale word is no cell: "3   billion" is one amount.
CELLS = re.compile(rf"(?<! )(?: *\t[\t ]*| {{2,}}(?! |(?:{any_of(*SCALES)})\b))")
CURRENCY = re.compile("USD|US ?\\$|VN[DĐ]")
SURE = 3  # small words of the other language that make a paragraph foreign


def guess(text: str) -> str:
    """Guess the language, "en" or "vi": the one whose small words are more frequent."""
    return _more(_frequent(text))


def languages(blocks: list[str], page: str | None) -> tuple[str, list[str]]:
    """Tell the language of a page, where it is not given, and of its paragraphs.

    A paragraph has the page's, unless it is surely the other.
    """
    often = [_frequent(block) for block in blocks]
    page = page or _more(sum(often, Counter()))
    other = "en" if page == "vi" else "vi"
    return page, [
        other if some[other] >= max(SURE, 3 * some[page] + 1) else page
        for some in often
    ]


def _more(often: Counter[str]) -> str:
    return "vi" if often["vi"] > often["en"] else "en"


def _frequent(text: str) -> Counter[str]:
    """Count the small words of each language."""
    often = Counter(WORD.findall(text.lower()))
    return Counter(
        {
            language: sum(often[word] for word in words & often.keys())
            for language, words in FREQUENT.items()
        }
    )


def blocks(text: str) -> list[str]:
    """Part a text at its blank lines; where it has none, at each line."""
    text = text.strip("\r\n")
    parts = re.split(r"\n[^\S\n]*\n\s*", "\n".join(text.splitlines()))
    if len(parts) == 1:
        parts = text.splitlines()
    joined = (_joined(part.splitlines()) for part in parts if part.strip())
    return [block for block in joined if block]


def _joined(lines: list[str]) -> str:
    """Join the lines of a paragraph: wrapped ones by a blank, points by a tab."""
    block = ""
    for line in lines:
        words = BULLET.sub("", line.strip())
        if "\t" in words or "  " in words:
            words = CELLS.sub("\t", words).strip()
        if block:
            is_parted = BULLET.match(line.strip()) or _is_parted(block, words)
            block += "\t" if is_parted else " "
        block += " ".join(re.split("[^\\S\t]+", words))
    return block.strip()


def _is_parted(block: str, line: str) -> bool:
    """Tell whether a line begins anew behind a number: "Capital: 3", "Projects: 7"."""
    if not line or not (block[-1].isdigit() or block[-1] == "%"):
        return False
    is_new = line[0].isdigit() or line[0].isupper()
    return is_new and not CURRENCY.match(line)
