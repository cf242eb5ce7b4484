"""The one reader of executed notebooks, used by everything that is made of them.

A *section* runs from a heading to the next heading of the same or a higher level, so a
`###` section is part of its `##` section. A *block* is a paragraph, a list item, a
table row or a heading of a Markdown cell. A *finding* is a bullet under "In brief": a
message in bold, the numbers, and a pointer to the section that shows them.
"""

import base64
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import nbformat
from docutils.nodes import make_id
from markdown_it import MarkdownIt
from nbformat import NotebookNode
from PIL import Image

from ..evidence import NARROW, VECTOR
from ..words import text as in_language

_markdown = MarkdownIt("commonmark", {"typographer": True}).enable(
    ["table", "smartquotes"]
)
_BLOCK_START = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,2}[.)]\s|\||>)")
_NOT_PROSE = re.compile(r"<!--.*?-->|```.*?```|~~~.*?~~~", re.S)
WORDS = ("title", "subtitle", "alt")  # of a figure, read as prose
SENTENCE = re.compile(r".+?[.?!](?:\*\*|”)?(?=\s|$)")
FEW_WORDS = 4  # a bold word alone is no sentence


@dataclass(frozen=True)
class Figure:
    """A picture with its words, and the facts drawn in it."""

    title: str
    subtitle: str
    source: str
    alt: str
    labels: tuple[str, ...]
    axes: tuple[str, ...]
    facts: tuple[str, ...]
    box: tuple[float, float, float, float]  # of the plot: left, top, right, bottom
    width: int  # in CSS pixels; the picture holds twice as many
    height: int
    png: bytes = field(repr=False)
    narrow: bytes = field(repr=False)  # the same for a narrow screen; may be empty
    svg: str = field(repr=False)  # in lines; empty unless asked for
    narrow_size: tuple[int, int] = (0, 0)
    narrow_box: tuple[float, ...] = (0, 0, 0, 0)

    def plot(self, narrow: bool = False) -> tuple[bytes, int, int]:
        """Cut the plot out, for pages that set the words around it in type.

        Parameters
        ----------
        narrow
            Whether the drawing for narrow screens is meant.

        Returns
        -------
        tuple
            The picture as PNG, its width and its height.
        """
        whole = Image.open(io.BytesIO(self.narrow if narrow else self.png))
        box = self.narrow_box if narrow else self.box
        left, top, right, bottom = (round(2 * edge) for edge in box)
        part = whole.crop((left, top, min(right, whole.width), bottom))
        file = io.BytesIO()
        part.save(file, "PNG", optimize=True)
        return file.getvalue(), part.width // 2, part.height // 2


@dataclass(eq=False)
class Section:
    """A heading and what stands under it."""

    level: int
    title: str
    parent: "Section | None" = None
    inside: list["Section"] = field(default_factory=list)
    code: str = ""  # of its own cells
    outputs: list["Output"] = field(default_factory=list)  # of its own cells

    @property
    def anchor(self) -> str:
        """Give the heading's anchor as the notebooks' own links write it."""
        return anchor(self.title)

    @property
    def id(self) -> str:
        """Give the heading's id on the page that Sphinx makes."""
        return make_id(plain(self.title))

    @property
    def all_outputs(self) -> list["Output"]:
        """List the outputs of the section and of those inside it, in order."""
        return [*self.outputs, *(o for s in self.inside for o in s.all_outputs)]

    @property
    def figures(self) -> list[Figure]:
        """List the figures of the section and of those inside it, in order."""
        return [o.figure for o in self.all_outputs if o.figure]


@dataclass(eq=False)
class Output:
    """One thing that a cell shows."""

    cell: str  # its id
    index: int  # of the cell
    node: NotebookNode
    figure: Figure | None = None

    @property
    def evidence(self) -> dict:
        """Give what the output's metadata say of the facts behind it."""
        return self.node.get("metadata", {}).get("bacgiang", {})


@dataclass
class Block:
    """A piece of text that is read as one."""

    cell: int
    cell_id: str
    start: int  # where it stands in the cell's source
    text: str
    section: Section
    figure: str = ""  # "title", "subtitle" or "alt" when it is the text of a figure

    @property
    def is_title(self) -> bool:
        """Tell whether the block belongs to the title cell."""
        return self.cell == 0


@dataclass(frozen=True)
class Finding:
    """A bullet of the findings or the doubts."""

    words: str  # the whole, as Markdown
    message: str  # its bold part
    detail: str  # the rest, as sentences of their own
    section: Section | None = None  # the one that it points to

    @property
    def opening(self) -> str:
        """Give its first sentence, as Markdown; a short one with the next.

        Examples
        --------
        >>> Finding("**Areas.** They differ by article. Ours has one.", "", "").opening
        '**Areas.** They differ by article.'
        """
        said = ""
        for sentence in SENTENCE.findall(self.words):
            said += sentence
            if len(said.split()) >= FEW_WORDS:
                return said
        return self.words

    @property
    def figure(self) -> Figure | None:
        """Give the first figure of the section that it points to."""
        figures = self.section.figures if self.section else []
        return figures[0] if figures else None


class Book:
    """A notebook taken apart: sections, blocks, figures, findings, doubts."""

    def __init__(self, notebook: NotebookNode, path: Path | str = "notebook") -> None:
        self.path = Path(path)
        self.cells: list[NotebookNode] = notebook.cells
        self.sections = [Section(1, "")]
        self.blocks: list[Block] = []
        self.figure_blocks: list[Block] = []
        for index, cell in enumerate(self.cells):
            if cell.cell_type == "markdown":
                self._read_words(index, cell)
            elif cell.cell_type == "code":
                self._read_outputs(index, cell)

    def _read_words(self, index: int, cell: NotebookNode) -> None:
        for start, words in split_blocks(cell.source):
            heading = re.match(r"(#{1,6})\s+(.*)", words)
            if heading:
                self._open(len(heading[1]), heading[2].strip())
            block = Block(index, cell.id, start, words, self.sections[-1])
            self.blocks.append(block)

    def _read_outputs(self, index: int, cell: NotebookNode) -> None:
        here = self.sections[-1]
        here.code += cell.source + "\n"
        for node in cell.outputs:
            shown = figure(node)
            here.outputs.append(Output(cell.id, index, node, shown))
            for key in WORDS if shown else ():
                words = getattr(shown, key)
                block = Block(index, cell.id, 0, words, here, figure=key)
                self.figure_blocks.append(block)

    def _open(self, level: int, title: str) -> None:
        """Open a section under the nearest one of a higher level; titles hold none."""
        outer: Section | None = self.sections[-1]
        while outer is not None and outer.level >= level:
            outer = outer.parent
        section = Section(level, title)
        if outer is not None and outer.level >= 2:
            section.parent = outer
            outer.inside.append(section)
        self.sections.append(section)

    @property
    def page(self) -> str:
        """Name the page made from the notebook."""
        return self.path.stem + ".html"

    @property
    def name(self) -> str:
        """Name the notebook in a word: "1-growth" is "Growth"."""
        return named(self.path)

    @cached_property
    def title(self) -> str:
        """Give the title, without its mark."""
        return next((s.title for s in self.sections if s.level == 1 and s.title), "")

    @cached_property
    def lead(self) -> str:
        """Give the paragraph under the title."""
        words = (b.text for b in self.blocks if b.is_title)
        paragraphs = [w for w in words if not w.lstrip().startswith("#")]
        return " ".join(paragraphs[0].split()) if paragraphs else ""

    @property
    def figures(self) -> list[tuple[Figure, Section]]:
        """List each figure with the innermost section it stands in."""
        return [(o.figure, s) for s in self.sections for o in s.outputs if o.figure]

    @cached_property
    def findings(self) -> list[Finding]:
        """List the bullets under "In brief".

        Raises
        ------
        ValueError
            When a finding points to no section of the notebook.
        """
        return [self._finding(item) for item in self.items("In brief")]

    def _finding(self, item: str) -> Finding:
        # the last pointer is the finding's own, at its end
        pointers = re.findall(r"\]\(#([^)]+)\)", item)
        section = self.section(pointers[-1]) if pointers else None
        if section is None:
            raise ValueError(
                f"{self.path.name}: this finding points to no section of the notebook:"
                f" {item[:80]}"
            )
        return Finding(*message(item), section)

    @cached_property
    def doubts(self) -> list[Finding]:
        """List the bullets under "How sure are we"."""
        return [Finding(*message(item)) for item in self.items("How sure are we")]

    @cached_property
    def safe(self) -> list[Finding]:
        """List the sentences that hold whichever edition or count is taken."""
        return [Finding(*message(item)) for item in self.items("Safe to quote")]

    def items(self, heading: str) -> list[str]:
        """List the items under a heading of a Markdown cell, as Markdown."""
        opens = f"## {in_language(heading)}\n"
        sources = [c.source for c in self.cells if c.cell_type == "markdown"]
        source = next((s for s in sources if opens in f"{s}\n"), "")
        source = f"{source}\n".partition(opens)[2].partition("\n## ")[0]
        tokens = _markdown.parse(source)
        return [
            " ".join(inline.content.split())
            for token, inline in zip(tokens, tokens[2:], strict=False)
            if token.type == "list_item_open" and inline.type == "inline"
        ]

    def section(self, link: str) -> Section | None:
        """Find the section that a link inside the notebook leads to."""
        wanted = anchor(link)
        for section in self.sections:
            if section.title and section.anchor == wanted:
                return section
        return None


def named(path: Path) -> str:
    """Name the notebook of a file, or that of its exercises, in a word."""
    return path.stem.partition("-")[2].replace("-", " ").capitalize()


def read(path: Path) -> Book:
    """Read a notebook from its file."""
    return Book(nbformat.read(path, as_version=4), path)


def figure(node: NotebookNode) -> Figure | None:
    """Read the figure that an output holds, if it does."""
    if "image/png" not in node.get("data", {}):
        return None
    about = node.metadata.get("bacgiang", {})
    size = node.metadata.get("image/png", {})
    slim = node.metadata.get(NARROW, {})
    return Figure(
        title=about.get("title", ""),
        subtitle=about.get("subtitle", ""),
        source=about.get("source", ""),
        alt=about.get("alt", ""),
        labels=tuple(about.get("labels", ())),
        axes=tuple(about.get("axes", ())),
        facts=tuple(about.get("facts", ())),
        box=tuple(about.get("plot", (0, 0, 0, 0))),
        narrow_box=tuple(slim.get("plot", (0, 0, 0, 0))),
        width=size.get("width", 0),
        height=size.get("height", 0),
        png=base64.b64decode(node.data["image/png"]),
        narrow=base64.b64decode(node.data.get(NARROW, "")),
        svg=node.data.get(VECTOR, ""),
        narrow_size=(slim.get("width", 0), slim.get("height", 0)),
    )


def split_blocks(source: str) -> list[tuple[int, str]]:
    r"""Cut a Markdown source into its blocks, each with its place; code is no block.

    >>> split_blocks("## A" + chr(10) + "One." + chr(10) + "- two")
    [(0, '## A\n'), (5, 'One.\n'), (10, '- two')]
    """
    blanked = _NOT_PROSE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), source)
    starts = list(_starts(blanked))
    ends = [end for _, end in pairwise([*starts, len(blanked)])]
    pieces = [(a, blanked[a:b]) for a, b in zip(starts, ends, strict=True)]
    return [(start, words) for start, words in pieces if words.strip()]


def _starts(source: str) -> Iterator[int]:
    """Tell where a block or a run of blank lines begins."""
    position, before = 0, None
    for line in source.splitlines(keepends=True):
        blank = not line.strip()
        if (
            before is None
            or blank != (not before.strip())
            or (not blank and (_BLOCK_START.match(line) or _is_heading(before)))
        ):
            yield position
        position, before = position + len(line), line


def _is_heading(line: str) -> bool:
    return bool(re.match(r"#{1,6}\s", line))


def headings(source: str) -> list[tuple[int, str]]:
    """List level and text of each heading of a Markdown source."""
    return [
        (int(token.tag[1]), inline.content)
        for token, inline in pairwise(_markdown.parse(source))
        if token.type == "heading_open"
    ]


def message(item: str) -> tuple[str, str, str]:
    """Take a bullet apart.

    Returns
    -------
    tuple
        Its words without pointers into the notebook; its bold part; the rest.

    Examples
    --------
    >>> message("**It grew.** By half. ([How](#how), [why](#why))")
    ('**It grew.** By half.', 'It grew', 'By half.')
    """
    pointer = r"\[[^\]]*\]\(#[^)]*\)"
    pointers = rf"\s*(?:\({pointer}(?:, {pointer})*\)|{pointer})"
    words = re.sub(pointers, "", item).strip()
    bold = re.match(r"\*\*(.+?)\*\*(.*)", words)
    parts = bold or re.match(r"(.*?(?:[.?!](?=\s)|$))(.*)", words)
    first, detail = parts.groups() if parts else (words, "")
    detail = detail.strip(" ,:;")
    return words, first.strip().rstrip(".,:;"), detail[:1].upper() + detail[1:]


def anchor(words: str) -> str:
    """Give a heading's anchor in one form, however a link may write it.

    >>> anchor("Việt Yên, again")
    'việt-yên-again'
    """
    words = re.sub(r"\s", "-", unquote(words).strip())
    return re.sub(r"[^\w-]", "", words).lower()


def html(markdown: str) -> str:
    """Render one paragraph of Markdown as HTML, without the paragraph.

    >>> html('It **grew** by "a third"')
    'It <strong>grew</strong> by “a third”'
    """
    return _markdown.renderInline(markdown)


def document(markdown: str) -> str:
    """Render Markdown of many paragraphs as HTML."""
    return _markdown.render(markdown)


def plain(markdown: str) -> str:
    """Drop the marks of Markdown: what a reader would read aloud.

    >>> plain("**Grew** by [13.4](#x) percent")
    'Grew by 13.4 percent'
    """
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return " ".join(words.replace("*", "").replace("`", "").split())


def text(words: str) -> str:
    """Escape plain words for HTML."""
    return escape(words, quote=True)


def united(facts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Unite lists of fact ids, each id once, in order."""
    return tuple(dict.fromkeys(fact for some in facts for fact in some))
