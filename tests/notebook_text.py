"""Reads notebooks the way a reader does: sections, paragraphs, what the outputs show,
and the numbers in all of them.

A *section* runs from a heading to the next heading of the same or a higher level, so a
`###` section is
part of its `##` section. A *block* is a paragraph, a list item, a table row or a
heading of a Markdown
cell. A number in a block is *found* when an output of the same section shows it at the
block's own
rounding, or an output of a section that the block links to, or a fact of a source that
the block cites.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat

ROOT = Path(__file__).resolve().parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LEDGER = ROOT / "tests" / "prose_numbers.csv"


@cache
def load(path):
    return nbformat.read(path, as_version=4)


# --- numbers in a text ----------------------------------------------------------------
# -------------------------------

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
WORDS = dict(
    zip(
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
        ],
        range(2, 21),
    )
)
COUNTED = [
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
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
YEAR = r"(?:199\d|20\d\d)"
# what is not prose: comments, code, link targets, tags, bare addresses
MASKED = re.compile(
    r"<!--.*?-->|```.*?```|~~~.*?~~~|`[^`\n]*`|(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\)|</?[a-zA-Z][^>]*>|https?://\S+",
    re.S,
)
EXEMPT = [
    (kind, re.compile(pattern))
    for kind, pattern in [
        ("ordinal", r"^\s*(?:#+\s+)?\d{1,2}[.)](?=\s)"),
        ("date", rf"\b\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?\s+{MONTH}(?:\s+{YEAR})?\b"),
        ("date", rf"\b{MONTH}\s+\d{{1,2}}(?:,\s*{YEAR})?\b(?!\d)"),
        (
            "date",
            rf"\b{YEAR}-(?:\d\d(?:-\d\d)?|[QH]\d)(?!\d)(?:/{YEAR}-(?:\d\d(?:-\d\d)?|[QH]\d)(?!\d))?",
        ),
        (
            "year",
            rf"(?<![\d.,\w]){YEAR}(?:\s*[-–—/]\s*(?:{YEAR}|\d\d)(?![\d.,]*\d))?(?![\d]|[.,]\d)(?!\s*(?:%|percent\b|thousand|million|billion|trillion))",
        ),
        (
            "reference",
            r"(?i)\b(?:sections?|figures?|tables?|exercises?|solutions?|notebooks?|steps?|decision|resolution|decree|no\.)"
            r"\s+(?:no\.\s*)?\d+(?:[./-]\w+)*",
        ),
        ("base", r"=\s*100\b(?!\.\d)"),
    ]
]
DIGITS = re.compile(
    r"(?:(?<![\w.,%)\]])(?P<sign>[-+−]))?(?:(?<![\w.,])|(?<=USD)|(?<=VND)|(?<=US\$))(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
    r"(?:[\s-]*(?P<scale>thousand|million|billion|trillion)s?\b)?",
    re.I,
)
SHARED = re.compile(
    r"\s*%?\s*(?:to|and|or|-|–|—)\s*[^\d\s]{0,4}\s*[\d.,]*\d[\s-]*(thousand|million|billion|trillion)s?\b",
    re.I,
)
WORDED = re.compile(
    rf"\b(?P<word>{'|'.join(WORDS)})(?:(?P<fold>[\s-]?fold|\s+times)\b|\s+(?P<noun>{'|'.join(COUNTED)})\b)",
    re.I,
)


@dataclass
class Number:
    text: str  # as written, with its scale word
    start: int
    end: int  # of the digits or the word alone
    value: float
    step: float  # the rounding it claims
    signed: bool = False
    kind: str = ""  # why it needs no output: year, date, ordinal, reference, base
    shared: float = (
        1.0  # "8.2 to 8.3 billion": the scale that may be meant for the first
    )

    def says(self, shown):
        """Whether a shown value, rounded as this number is, gives this number."""
        for scale in {1.0, self.shared}:
            value, step = self.value * scale, self.step * scale
            seen = shown if self.signed else abs(shown)
            if abs(seen - value) <= step / 2 + 1e-9 * max(abs(value), abs(seen), 1e-6):
                return True
        return False


def mask(text):
    """The text with everything that is not prose blanked out, each letter in its
    place.
    """
    text = MASKED.sub(lambda m: " " * len(m.group()), text)
    return re.sub(r"\*|(?<!\w)_|_(?!\w)", " ", text)


def numbers(text, is_title=False):
    """Every number of a prose text, exempt ones included, in order."""
    prose, found = mask(text), []
    exempt = [
        (m.start(), m.end(), kind)
        for kind, pattern in EXEMPT
        for m in pattern.finditer(prose)
    ]
    if is_title:
        exempt += [
            (m.start(), m.end(), "reading time")
            for m in re.finditer(r"\d+\s+minutes\b", prose)
        ]
    taken = []
    for start, end, kind in exempt:
        if any(c.isdigit() for c in prose[start:end]) and not any(
            s < end and start < e for s, e in taken
        ):
            taken.append((start, end))
            found.append(Number(prose[start:end].strip(), start, end, 0, 0, kind=kind))
    for m in DIGITS.finditer(prose):
        if any(s < m.end("digits") and m.start("digits") < e for s, e in taken):
            continue
        digits, scale = m["digits"], SCALES[m["scale"].lower()] if m["scale"] else 1.0
        value = float(digits.replace(",", ""))
        step = 10.0 ** -len(digits.partition(".")[2])
        while not m["scale"] and digits.endswith(
            ",000"
        ):  # "240,000" claims no more than "240 thousand"
            digits, step = digits[:-4], step * 1000
        follows = None if m["scale"] else SHARED.match(prose, m.end())
        minus = m["sign"] in ("-", "−")
        found.append(
            Number(
                " ".join(m.group().split()),
                m.start("digits"),
                m.end("digits"),
                (-1 if minus else 1) * value * scale,
                step * scale,
                signed=minus,
                shared=SCALES[follows[1].lower()] if follows else 1.0,
            )
        )
    for m in WORDED.finditer(prose):
        if m["word"].lower() == "two" and m["noun"]:
            continue
        scale = SCALES.get((m["noun"] or "").lower(), 1.0)
        found.append(
            Number(
                " ".join(m.group().split()),
                m.start("word"),
                m.end("word"),
                WORDS[m["word"].lower()] * scale,
                scale,
            )
        )
    return sorted(found, key=lambda n: n.start)


# --- numbers that outputs show --------------------------------------------------------
# -------------------------------


@dataclass
class Shown:
    value: float
    text: str
    place: str  # "output of cell x" or "figure label in cell x"


class _Table(HTMLParser):
    """The cells of an HTML output as texts; a bare row count 0, 1, 2 ... down the side
    is no finding.
    """

    def __init__(self, source):
        super().__init__()
        self.texts, self.row_heads, self._tag, self._body = [], [], "", False
        self.feed(source)
        self.close()
        if self.row_heads != [str(i) for i in range(len(self.row_heads))]:
            self.texts += self.row_heads

    def handle_starttag(self, tag, attrs):
        self._body = (self._body or tag == "tbody") and tag != "thead"
        if tag in ("th", "td", "style", "script", "p", "div", "caption", "li"):
            self._tag = tag

    def handle_endtag(self, tag):
        if tag == self._tag:
            self._tag = ""

    def handle_data(self, data):
        if data.strip() and self._tag not in ("style", "script"):
            (self.row_heads if self._tag == "th" and self._body else self.texts).append(
                data.strip()
            )


def shown(texts, unit_texts, place):
    """The numbers in the texts of an output; bare ones also in each scale ("trillion")
    that the output names.
    """
    scales = {
        SCALES[w.lower()]
        for t in unit_texts
        for w in re.findall(r"\b(thousand|million|billion|trillion)s?\b", t, re.I)
    }
    found = []
    for text in texts:
        for number in numbers(
            re.sub(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])", r"\1.\2", text)
        ):  # "14,01" quoted from a Vietnamese page
            if number.kind in ("date", "reference"):
                continue
            value = (
                float(re.match(r"\D*(\d+)", number.text)[1])
                if number.kind
                else number.value
            )
            found.append(Shown(value, number.text, place))
            if not re.search("thousand|million|billion|trillion", number.text, re.I):
                found += [
                    Shown(value * scale, number.text, place) for scale in sorted(scales)
                ]
    return found


def read_output(output, cell_id):
    """What one output shows, and, for a figure, its words: (numbers, {"title": ...,
    "subtitle": ..., "alt": ...}).
    """
    place = f"output of cell {cell_id}"
    if output.output_type == "stream":
        return shown([output.text], [output.text], place), {}
    data = output.get("data", {})
    about = output.get("metadata", {}).get("image/png", {})
    if "image/png" in data:
        words = {key: about.get(key, "") for key in ("title", "subtitle", "alt")}
        return (
            shown(
                about.get("labels", []),
                [*about.get("axes", []), words["subtitle"]],
                f"figure label in cell {cell_id}",
            ),
            words,
        )
    if "text/html" in data:
        texts = _Table(data["text/html"]).texts
    else:
        texts = [data.get("text/markdown") or data.get("text/plain") or ""]
    return shown(texts, texts, place), {}


# --- the notebook ---------------------------------------------------------------------
# -------------------------------


@dataclass
class Section:
    level: int
    title: str
    parent: "Section | None" = None
    shows: list = field(default_factory=list)

    @property
    def anchor(self):
        return anchor(self.title)


@dataclass
class Block:
    cell: int
    cell_id: str
    start: int  # where it stands in the cell's source
    text: str
    section: Section
    figure: str = ""  # "title", "subtitle" or "alt" when it is the text of a figure

    @property
    def is_title(self):
        return self.cell == 0

    @property
    def first_words(self):
        return " ".join(
            re.sub(r"^[#>\-*+\s]+", "", mask(self.text)).split()[:7]
        ).rstrip(".,;:")


def anchor(text):
    """A heading's anchor, in one form for every viewer: letters, digits and hyphens,
    lower case.
    """
    return re.sub(r"[^\w-]", "", re.sub(r"\s", "-", unquote(text).strip())).lower()


BLOCK_START = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,2}[.)]\s|\||>)")


def split_blocks(source):
    """(start, text) of each heading, paragraph, list item and table row of a Markdown
    source; code is no block.
    """
    blanked = re.sub(
        r"<!--.*?-->|```.*?```|~~~.*?~~~",
        lambda m: re.sub(r"[^\n]", " ", m.group()),
        source,
        flags=re.S,
    )
    blocks, start, position, was_heading = [], None, 0, False
    for line in blanked.splitlines(keepends=True):
        if start is not None and (
            not line.strip() or BLOCK_START.match(line) or was_heading
        ):
            blocks.append((start, blanked[start:position]))
            start = None
        if start is None and line.strip():
            start = position
        was_heading = bool(re.match(r"#{1,6}\s", line))
        position += len(line)
    return blocks + ([(start, blanked[start:])] if start is not None else [])


class Notebook:
    """A notebook taken apart: `sections`, `blocks` (Markdown), `figure_blocks` (titles
    and alt texts of figures).
    """

    def __init__(self, notebook, name="notebook"):
        self.name, self.cells = name, notebook.cells
        self.sections, self.blocks, self.figure_blocks = [Section(1, "")], [], []
        here = self.sections[0]
        for index, cell in enumerate(self.cells):
            if cell.cell_type == "markdown":
                for start, text in split_blocks(cell.source):
                    heading = re.match(r"(#{1,6})\s+(.*)", text)
                    if heading:
                        here = self._open(here, len(heading[1]), heading[2].strip())
                    self.blocks.append(Block(index, cell.id, start, text, here))
            elif cell.cell_type == "code":
                for output in cell.outputs:
                    shows, words = read_output(output, cell.id)
                    here.shows += shows
                    self.figure_blocks += [
                        Block(index, cell.id, 0, text, here, figure=key)
                        for key, text in words.items()
                    ]

    def _open(self, here, level, title):
        while here is not None and here.level >= level:
            here = here.parent
        section = Section(
            level, title, here if here is not None and here.level >= 2 else None
        )
        self.sections.append(section)
        return section

    def outputs_of(self, section):
        """What a section shows, its own subsections included."""
        inside = [s for s in self.sections if s is section or self._within(s, section)]
        return [shown for s in inside for shown in s.shows]

    @staticmethod
    def _within(section, outer):
        while section.parent is not None:
            section = section.parent
            if section is outer:
                return True
        return False

    def in_reach(self, block):
        """What the outputs show that a block may speak of: its own section, the ones
        around it, the ones it links to.
        """
        section = block.section
        while section is not None:
            yield from self.outputs_of(section)
            section = section.parent
        wanted = {anchor(a) for a in re.findall(r"\]\(#([^)\s]+)\)", block.text)}
        for section in self.sections:
            if section.title and section.anchor in wanted:
                yield from self.outputs_of(section)

    def where_found(self, block, number, sources):
        """Where a block's number stands: an output, a figure label, a printed fact, or
        "" when nowhere.
        """
        if number.kind:
            return number.kind
        for shown_number in self.in_reach(block):
            if number.says(shown_number.value):
                return shown_number.place
        for fact in [] if block.figure else sources.cited_in(block.text):
            if any(number.says(value) for value in fact.values):
                return fact.name
        return ""

    def nearest(self, block, number):
        """The three shown numbers to look at when one was not found, as text: equal
        ones elsewhere, then the nearest.
        """

        def distance(s):
            return abs(abs(s.value) - abs(number.value)) / max(
                abs(s.value), abs(number.value), 1e-9
            )

        reach = {(s.text, s.place): s for s in self.in_reach(block)}
        away = {
            (s.text, s.place): (s, section.title)
            for section in self.sections
            for s in section.shows
            if (s.text, s.place) not in reach
        }
        near = [f"{s.text} ({s.place})" for s in sorted(reach.values(), key=distance)]
        far = [
            (
                number.says(s.value),
                f"{s.text} ({s.place}, section '{title}', out of reach)",
            )
            for s, title in sorted(away.values(), key=lambda pair: distance(pair[0]))
        ]
        return (
            [text for equal, text in far if equal][:2]
            + near
            + [text for equal, text in far if not equal]
        )[:3]

    def loose_numbers(self, sources):
        """One message for each number of the prose that nothing in reach shows."""
        messages = []
        for block in [*self.blocks, *self.figure_blocks]:
            for number in numbers(block.text, block.is_title):
                if not self.where_found(block, number, sources):
                    kind = (
                        f"{block.figure} of the figure in"
                        if block.figure
                        else "Markdown"
                    )
                    near = "; ".join(self.nearest(block, number)) or "none"
                    messages.append(
                        f"{self.name}, {kind} cell {block.cell} (id {block.cell_id}),"
                        f' "{block.first_words} ...": nothing shows {number.text!r}.'
                        f" Nearest: {near}."
                    )
        return messages

    def ledger(self, sources):
        """One row for each number of the Markdown: notebook, cell, paragraph, number,
        where it was found.
        """
        return [
            [
                self.name,
                b.cell_id,
                b.first_words,
                n.text,
                self.where_found(b, n, sources) or "nowhere",
            ]
            for b in self.blocks
            for n in numbers(b.text, b.is_title)
        ]


# --- printed facts --------------------------------------------------------------------
# -------------------------------


@dataclass
class Fact:
    values: list
    name: str


class Sources:
    """Which facts a paragraph may take because it cites their source, by link or by the
    id in backticks.
    """

    def __init__(self, sources, facts):
        self.by_url, self.by_id = {}, {}
        for row in sources:
            facts_here = self.by_id.setdefault(row["source"], [])
            if row["url"]:
                self.by_url.setdefault(row["url"], []).append(facts_here)
        for row in facts:
            values = [float(row[c]) for c in ("value", "value_max") if row.get(c)]
            name = (
                f"fact {row['indicator']}, {row['entity']}, {row['period']},"
                f" {row['source']}"
            )
            self.by_id.setdefault(row["source"], []).append(Fact(values, name))

    def cited_in(self, text):
        for url in re.findall(r"\]\(<?(https?://[^\s>]+?)>?(?:\s+\"[^\"]*\")?\)", text):
            for facts in self.by_url.get(url, []):
                yield from facts
        for name in re.findall(r"`([^`\n]+)`", text):
            yield from self.by_id.get(name, [])


def read_csv(name):
    path = ROOT / "data" / name
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def printed():
    return Sources(read_csv("sources.csv"), read_csv("facts.csv"))


def ledger_text(paths=None):
    """tests/prose_numbers.csv as it should be now."""
    load.cache_clear()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["notebook", "cell", "paragraph", "number", "found_in"])
    for path in paths or PATHS:
        writer.writerows(Notebook(load(path), path.name).ledger(printed()))
    return out.getvalue()
