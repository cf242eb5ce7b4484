"""The numbers of the prose, and where each stands: in an output, or in a cited source.

A number in a block is *found* when an output of the same section shows it at the
block's own rounding, or an output of a section that the block links to, or a fact of a
source that the block cites. `bound` gives the facts behind each.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from nbformat import NotebookNode

from .. import data
from . import book as books
from . import grammars
from .book import Block, Book, Output, Section
from .grammars import Grammar

# --- numbers in a text ----------------------------------------------------------------

# what is not prose: comments, code, link targets, tags, bare addresses
MASKED = re.compile(
    r"<!--.*?-->|```.*?```|~~~.*?~~~|`[^`\n]*`"
    r"|(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\)|</?[a-zA-Z][^>]*>|https?://\S+",
    re.S,
)
_ONE_NUMBER = re.compile(r"\D*\d(?:[\d.,]*\d)?\D*")
_RANGE_WORD = r"\b(?:to|đến)\b"
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])")
WORDS_A_MINUTE, SECONDS_A_PICTURE = 200, 20


@dataclass
class Number:
    """A number of the prose and the rounding it claims."""

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

    def says(self, shown: float) -> bool:
        """Tell whether a shown value, rounded as this number is, gives this number."""
        for scale in {1.0, self.shared}:
            value, step = self.value * scale, self.step * scale
            seen = shown if self.signed else abs(shown)
            if abs(seen - value) <= step / 2 + 1e-9 * max(abs(value), abs(seen), 1e-6):
                return True
        return False


def mask(text: str) -> str:
    """Blank out everything that is not prose, each letter in its place."""
    text = MASKED.sub(lambda m: " " * len(m.group()), text)
    return re.sub(r"\*|(?<!\w)_|_(?!\w)", " ", text)


def numbers(
    text: str, is_title: bool = False, grammar: Grammar | None = None
) -> list[Number]:
    """List every number of a prose text in order, exempt ones included.

    It is read by the grammar of the language in use, unless another is given.

    >>> [n.text for n in numbers("In 2023 it grew by 13.4 percent, to 8.3 billion.")]
    ['2023', '13.4', '8.3 billion']
    """
    grammar, prose = grammar or grammars.spoken(), mask(text)
    found = list(_exempt(prose, is_title, grammar))
    free = list(prose)
    for number in found:
        length = number.end - number.start
        free[number.start : number.end] = "\0" * length
    for match in grammar.digits.finditer(prose):
        if "\0" not in free[match.start("digits") : match.end("digits")]:
            found.append(_in_digits(prose, match, grammar))
    worded = grammar.worded.finditer(prose)
    found += [_in_words(m, grammar) for m in worded if not _vague(m, grammar)]
    return sorted(found, key=lambda n: n.start)


def _exempt(prose: str, is_title: bool, grammar: Grammar) -> Iterator[Number]:
    """Years, dates and the like; where two overlap, the first kind counts."""
    timed = [("reading time", grammar.reading)] if is_title else []
    kinds = [*grammar.exempt, *timed]
    taken: list[tuple[int, int]] = []
    for kind, pattern in kinds:
        for start, end in (m.span() for m in pattern.finditer(prose)):
            free = not any(s < end and start < e for s, e in taken)
            if free and any(c.isdigit() for c in prose[start:end]):
                taken.append((start, end))
                yield Number(prose[start:end].strip(), start, end, 0, 0, kind=kind)


def _in_digits(prose: str, match: re.Match, grammar: Grammar) -> Number:
    digits, word = grammar.plain(match["digits"]), match["scale"]
    scale = grammar.scale(word) if word else 1.0
    value = float(digits.replace(",", ""))
    step = 10.0 ** -len(digits.partition(".")[2])
    while not word and digits.endswith(",000"):
        # "240,000" claims no more than "240 thousand"
        digits, step = digits[:-4], step * 1000
    follows = None if word else grammar.shared.match(prose, match.end())
    minus = match["sign"] in ("-", "−")
    return Number(
        " ".join(match.group().split()),
        match.start("digits"),
        match.end("digits"),
        (-1 if minus else 1) * value * scale,
        step * scale,
        signed=minus,
        shared=grammar.scale(follows[1]) if follows else 1.0,
    )


def _vague(match: re.Match, grammar: Grammar) -> bool:
    """Tell whether a number word only counts a pair of things."""
    return bool(match["word"].lower() == grammar.two and match["noun"])


def _in_words(match: re.Match, grammar: Grammar) -> Number:
    scale = grammar.scales.get((match["noun"] or "").lower(), 1.0)
    value = grammar.words[match["word"].lower()] * scale
    words = " ".join(match.group().split())
    return Number(words, match.start("word"), match.end("word"), value, scale)


# --- how long reading takes -----------------------------------------------------------


def minutes(book: Book) -> int:
    """Tell how long reading takes: the words, and a look at each figure and table."""
    read = sum(len(re.findall(r"\S*\w\S*", mask(b.text))) for b in book.blocks)
    kinds = [o.evidence.get("kind") for s in book.sections for o in s.outputs]
    pictures = sum(kind in ("figure", "table") for kind in kinds)
    return math.ceil(read / WORDS_A_MINUTE + pictures * SECONDS_A_PICTURE / 60)


def minutes_said(book: Book) -> int:
    """Read how many minutes reading takes by the lead; a test holds it to `minutes`."""
    said = grammars.spoken().reading.search(book.lead)
    if said is None:
        raise ValueError(
            f"{book.path.name}: the lead names no time of reading; expected a number of"
            " minutes"
        )
    return int(said[0].split()[0])


def timed(notebook: NotebookNode) -> NotebookNode:
    """Write the minutes that reading takes into the title cell, where it names any."""
    cell = notebook.cells[0]
    said = f"{minutes(Book(notebook))} minutes"
    cell.source = grammars.ENGLISH.reading.sub(said, cell.source, count=1)
    return notebook


# --- numbers that outputs show --------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A number that an output shows, and the facts behind it."""

    value: float
    text: str
    place: str  # "output of cell x" or "figure label in cell x"
    cell: str
    facts: tuple[str, ...]
    together: bool  # the facts stand behind its neighbours too
    scales: tuple[float, ...]  # that its output names
    whole: str  # the text it stands in: a cell, a label, a sentence
    row: int  # of a table's body, or -1
    column: int
    output: Output


@dataclass(frozen=True)
class _Piece:
    """A text of an output with the facts behind it."""

    text: str
    facts: tuple[str, ...]
    together: bool  # they stand behind other texts of the output too
    row: int = -1
    column: int = -1


class _Table(HTMLParser):
    """The cells of an HTML output: each text with its row and column in the body."""

    TAGS = ("th", "td", "style", "script", "summary", "p", "div", "caption", "li")
    SILENT = ("style", "script", "summary")

    def __init__(self, source: str) -> None:
        super().__init__()
        self.cells: list[tuple[str, str, int, int]] = []  # tag, text, row, column
        self._tag, self._body, self._row, self._column = "", False, -1, -1
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._body = (self._body or tag == "tbody") and tag != "thead"
        if tag == "tr" and self._body:
            self._row, self._column = self._row + 1, -1
        if tag in ("td", "th"):
            self._column += 1
        if tag in self.TAGS:
            self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._tag:
            self._tag = ""

    def handle_data(self, data: str) -> None:
        if data.strip() and self._tag not in self.SILENT:
            row = self._row if self._body else -1
            self.cells.append((self._tag, data.strip(), row, self._column))


def row_head(source: str, row: int) -> str:
    """Give the first text in a row of a table's body."""
    cells = _Table(source).cells
    return next((text for _, text, *at in cells if at == [row, 0]), "")


def _pieces_of_table(source: str, evidence: dict) -> list[_Piece]:
    """List the texts of a table; a bare row count down the side is no finding."""
    texts: list[_Piece] = []
    heads: list[_Piece] = []
    for tag, text, row, column in _Table(source).cells:
        piece = _piece_of_cell(text, row, column, evidence)
        (heads if tag == "th" and row >= 0 else texts).append(piece)
    counts = [str(i) for i in range(len(heads))]
    return texts if [h.text for h in heads] == counts else [*texts, *heads]


def _piece_of_cell(text: str, row: int, column: int, evidence: dict) -> _Piece:
    """Bind a cell to its own facts, else to those of its row, else to all."""
    cells, everything = evidence.get("cells", []), tuple(evidence.get("facts", ()))
    if not 0 <= row < len(cells):
        return _Piece(text, everything, True, row, column)
    own = tuple(cells[row][column].split())
    shared = books.united(cell.split() for cell in cells[row]) or everything
    of_all = not own or set(own) == set(everything)
    return _Piece(text, own or shared, of_all, row, column)


def _scales(texts: Iterable[str]) -> list[float]:
    """List the scales ("trillion") that the texts of an output name."""
    texts = [*texts]
    return sorted(
        {
            grammar.scale(word)
            for grammar in grammars.readings()
            for text in texts
            for word in grammar.scale_words.findall(text)
        }
    )


def _shown(
    piece: _Piece, scales: list[float], place: str, output: Output
) -> list[Shown]:
    """List the numbers of a text, bare ones also in each scale the output names."""
    found = []
    here = Shown(
        0,
        "",
        place,
        output.cell,
        piece.facts,
        together=piece.together,
        scales=tuple(scales),
        whole=piece.text,
        row=piece.row,
        column=piece.column,
        output=output,
    )
    # the module writes labels; a text may quote a page
    for number in numbers(piece.text) if output.figure else _read(piece.text):
        if number.kind in ("date", "reference"):
            continue
        value = number.value
        if number.kind and (first := re.match(r"\D*(\d+)", number.text)):
            value = float(first[1])
        bare = not any(g.scale_words.search(number.text) for g in grammars.readings())
        for scale in (1.0, *scales) if bare else (1.0,):
            found.append(replace(here, value=value * scale, text=number.text))
    return found


def _read(text: str) -> list[Number]:
    """Read a text of an output; one with words may quote a page of the other language.

    A bare number or range was written by the module, in the language in use.
    """
    # "14,01" quoted from a Vietnamese page
    english = re.sub(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])", r"\1.\2", text)
    worded = any(letter.isalpha() for letter in re.sub(_RANGE_WORD, "", text))
    return [
        number
        for grammar in (grammars.readings() if worded else [grammars.spoken()])
        for number in numbers(
            english if grammar is grammars.ENGLISH else text, grammar=grammar
        )
    ]


def read_output(output: Output) -> list[Shown]:
    """List the numbers that one output shows."""
    node, evidence = output.node, output.evidence
    place = f"output of cell {output.cell}"
    facts, content = tuple(evidence.get("facts", ())), node.get("data", {})
    if figure := output.figure:
        place = f"figure label in cell {output.cell}"
        pieces = [_Piece(label, facts, True) for label in figure.labels]
        units = [*figure.axes, figure.subtitle]
    else:
        if "text/html" in content:
            pieces = _pieces_of_table(content["text/html"], evidence)
        else:
            kinds = ("text/markdown", "text/plain")
            texts = [node.get("text", ""), *(content.get(k, "") for k in kinds)]
            pieces = [_Piece(next((t for t in texts if t), ""), facts, False)]
        units = [piece.text for piece in pieces]
    scales = _scales(units)
    return [s for p in pieces for s in _shown(p, scales, place, output)]


# --- printed facts --------------------------------------------------------------------


@dataclass(frozen=True)
class Fact:
    """A printed number, as far as the prose may take it."""

    id: str
    values: tuple[float, ...]
    name: str
    entity: str = ""
    printed: str = ""  # the page's own characters


class Sources:
    """Which facts a paragraph may take because it cites their source.

    A paragraph cites by a link, or by the source's id in backticks.
    """

    def __init__(self, sources: list[dict], facts: list[dict]) -> None:
        self.by_fact: dict[str, Fact] = {}
        self._by_url: dict[str, list[list[Fact]]] = {}
        self._by_id: dict[str, list[Fact]] = {}
        for row in sources:
            here = self._by_id.setdefault(row["source"], [])
            for url in filter(None, (row["url"], row.get("copy_url"))):
                self._by_url.setdefault(url, []).append(here)
        for row in facts:
            fact = _fact(row)
            self.by_fact[fact.id] = fact
            self._by_id.setdefault(row["source"], []).append(fact)

    def cited_in(self, text: str) -> Iterator[Fact]:
        """Give the facts of the sources that a text cites."""
        for url in re.findall(r"\]\(<?(https?://[^\s>]+?)>?(?:\s+\"[^\"]*\")?\)", text):
            for facts in self._by_url.get(url, []):
                yield from facts
        for name in re.findall(r"`([^`\n]+)`", text):
            yield from self._by_id.get(name, [])


def _fact(row: dict) -> Fact:
    values = tuple(v for c in ("value", "value_max") if (v := row[c]) == v)  # no NaN
    named = ", ".join(row[c] for c in ("indicator", "entity", "period", "source"))
    printed = row.get("as_printed", "")
    return Fact(row["fact"], values, f"fact {named}", row["entity"], printed)


def printed() -> Sources:
    """Give the facts and sources of the data folder in use."""
    return _printed(data.folder())


@cache
def _printed(folder: Path) -> Sources:
    tables = (data.table(name) for name in ("sources", "facts"))
    return Sources(*(t.to_dict("records") for t in tables))


# --- where the numbers of the prose stand ---------------------------------------------


def _is_one_number(fact: Fact) -> bool:
    """Tell whether the page prints one number, and not two or a range."""
    return len(fact.values) == 1 and bool(_ONE_NUMBER.fullmatch(fact.printed))


@dataclass(frozen=True)
class Bound:
    """A number of the prose, where it stands, and the facts behind it."""

    block: Block
    number: Number
    place: str  # "" when nothing shows it
    cell: str = ""  # whose output shows it
    facts: tuple[str, ...] = ()
    shown: Shown | None = None  # where an output does


class Reader:
    """Finds each number of a book's prose in its outputs and the sources it cites."""

    def __init__(self, book: Book, sources: Sources | None = None) -> None:
        self.book = book
        self.sources = printed() if sources is None else sources
        self._shows = {
            section: [
                meant
                for output in section.outputs
                for shown in read_output(output)
                for meant in self._meant(shown)
            ]
            for section in book.sections
        }

    def _meant(self, shown: Shown) -> list[Shown]:
        """Read a printing by its fact, too: "13.1" in Vietnamese is no 131.

        What is a thousandth of the fact was read with the wrong marks: "4.400".
        """
        for fact in map(self.sources.by_fact.get, shown.facts):
            if fact and fact.printed == shown.whole and _is_one_number(fact):
                meant = replace(shown, value=fact.values[0])
                wrong = math.isclose(shown.value * 1000, meant.value)
                return (
                    [meant] if wrong and not _scales([fact.printed]) else [shown, meant]
                )
        return [shown]

    def outputs_of(self, section: Section) -> Iterator[Shown]:
        """Give what a section shows, its own subsections included."""
        yield from self._shows[section]
        for inner in section.inside:
            yield from self.outputs_of(inner)

    def in_reach(self, block: Block) -> Iterator[Shown]:
        """Give what the outputs show that a block may speak of.

        Those of its own section, of the ones around it, and of the ones it links to;
        of each of the first two kinds the nearest to the block first.
        """

        def distance(shown: Shown) -> int:
            return abs(shown.output.index - block.cell)

        section: Section | None = block.section
        while section is not None:
            yield from sorted(self.outputs_of(section), key=distance)
            section = section.parent
        links = re.findall(r"\]\(#([^)\s]+)\)", block.text)
        wanted = {books.anchor(link) for link in links}
        for section in self.book.sections:
            if section.title and section.anchor in wanted:
                yield from self.outputs_of(section)

    def bind(self, block: Block, number: Number) -> Bound:
        """Find a number of a block in an output, a figure's labels, or a cited fact.

        A source that the sentence itself cites comes before outputs without a fact of
        that source; one that only its paragraph cites comes last.
        """
        if number.kind:
            return Bound(block, number, number.kind)
        for_prose = "" if block.figure else block.text
        own = self._printing(_sentence(for_prose, number.start), number)
        if own and not (_about(own, for_prose) and number.text[0].isdigit()):
            own = None
        for shown in self.in_reach(block):
            if not number.says(shown.value):
                continue
            facts = self._behind(shown, number)
            if not own or own.id in facts:
                return Bound(block, number, shown.place, shown.cell, facts, shown)
        if cited := own or self._printing(for_prose, number):
            return Bound(block, number, cited.name, "", (cited.id,))
        return Bound(block, number, "")

    def _printing(self, text: str, number: Number) -> Fact | None:
        """Find a fact that prints the number, of the sources that a text cites."""
        found = [
            fact
            for fact in self.sources.cited_in(text)
            if any(number.says(value) for value in fact.values)
        ]
        return min(found, key=lambda fact: not _about(fact, text), default=None)

    def _behind(self, shown: Shown, number: Number) -> tuple[str, ...]:
        """Of facts that stand together those that print the number, else all."""
        if not shown.together:
            return shown.facts
        by_fact = self.sources.by_fact
        known = [by_fact[fact] for fact in shown.facts if fact in by_fact]
        fitting = [f.id for f in known if prints(f, number, shown.scales)]
        return tuple(fitting) or shown.facts

    def bound(self, blocks: list[Block]) -> list[Bound]:
        """Find every number of some blocks, in order."""
        return [
            self.bind(block, number)
            for block in blocks
            for number in numbers(block.text, block.is_title)
        ]

    def loose(self) -> list[str]:
        """Give a message for each number of the prose that nothing in reach shows."""
        blocks = [*self.book.blocks, *self.book.figure_blocks]
        wanted = grammars.spoken().has_to_be_shown
        loose = [b for b in self.bound(blocks) if not b.place and wanted(b.number.text)]
        return [self._message(b) for b in loose]

    def _message(self, bound: Bound) -> str:
        block, number = bound.block, bound.number
        kind = f"{block.figure} of the figure in" if block.figure else "Markdown"
        near = "; ".join(self._nearest(block, number)) or "none"
        return (
            f"{self.book.path.name}, {kind} cell {block.cell} (id {block.cell_id}),"
            f' "{first_words(block)} ...": nothing shows {number.text!r}.'
            f" Nearest: {near}."
        )

    def _nearest(self, block: Block, number: Number) -> list[str]:
        """Name three shown numbers to look at: equal ones first, then the nearest."""

        def distance(shown: Shown) -> float:
            largest = max(abs(shown.value), abs(number.value), 1e-9)
            return abs(abs(shown.value) - abs(number.value)) / largest

        reach = {(s.text, s.place): s for s in self.in_reach(block)}
        equal: list[str] = []
        far: list[str] = []
        away = [(s, o.title) for o, shows in self._shows.items() for s in shows]
        for shown, title in sorted(away, key=lambda pair: distance(pair[0])):
            if (shown.text, shown.place) not in reach:
                place = f"{shown.place}, section '{title}', out of reach"
                words = f"{shown.text} ({place})"
                (equal if number.says(shown.value) else far).append(words)
        near = sorted(reach.values(), key=distance)
        named = [f"{s.text} ({s.place})" for s in near]
        return list(dict.fromkeys([*dict.fromkeys(equal)][:2] + named + far))[:3]


def _about(fact: Fact, text: str) -> bool:
    """Tell whether a text may speak of a fact's place: it names it, or it is home."""
    return fact.entity == data.home() or fact.entity in text


def _sentence(text: str, place: int) -> str:
    """Give the sentence of a text that has the letter at a place."""
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    return next((text[a:b] for a, b in pairwise(ends) if a <= place < b), text)


def prints(fact: Fact, number: Number, scales: tuple[float, ...]) -> bool:
    """Tell whether a fact's value gives the number, in a scale the output names too."""
    values = [value / scale for value in fact.values for scale in (1.0, *scales)]
    return any(number.says(value) for value in values)


def first_words(block: Block) -> str:
    """Name a block by its first seven words."""
    words = re.sub(r"^[#>\-*+\s]+", "", mask(block.text)).split()
    return " ".join(words[:7]).rstrip(".,;:")


def bound(book: Book, sources: Sources | None = None) -> list[Bound]:
    """Bind each number of a book's prose to its output and the facts behind it.

    Parameters
    ----------
    book
        An executed notebook.
    sources
        The printed facts; those of the data folder in use when not given.
    """
    return Reader(book, sources).bound(book.blocks)


def ledger(paths: list[Path]) -> str:
    """Write the list of the numbers of the prose, as tests/prose_numbers.csv has it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["notebook", "cell", "paragraph", "number", "found_in"])
    for path in paths:
        for b in bound(books.read(path)):
            row = [path.name, b.block.cell_id, first_words(b.block), b.number.text]
            writer.writerow([*row, b.place or "nowhere"])
    return out.getvalue()
