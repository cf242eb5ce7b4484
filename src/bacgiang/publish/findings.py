"""Reads an executed notebook for its other forms: its findings, its sections, its
figures.

The site's front page, the briefing and the slides take their words and pictures from
here, so they say what
the notebooks say. A finding is a bullet under "In brief": a message in bold, the
numbers, and a pointer to
the section that shows them.
"""

import base64
import io
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import nbformat
from docutils.nodes import make_id
from markdown_it import MarkdownIt
from PIL import Image

from .. import charts

_markdown = MarkdownIt("commonmark", {"typographer": True}).enable(
    ["table", "smartquotes"]
)


@dataclass
class Figure:
    title: str
    subtitle: str
    source: str
    alt: str
    width: (
        int  # of the picture in print pixels, 100 to the inch; it holds twice as many
    )
    height: int
    png: bytes

    def plot(self):
        """The picture without its title, subtitle and source line, for pages that set
        these in type: (bytes, width, height).
        """
        *_, above, below = charts.frame(
            self.width / 100, self.title, self.subtitle, self.source
        )
        whole = Image.open(io.BytesIO(self.png))
        part = whole.crop(
            (0, round(above * 200), whole.width, whole.height - round(below * 200) + 6)
        )  # 6: descenders
        file = io.BytesIO()
        part.save(file, "PNG", optimize=True)
        return file.getvalue(), part.width // 2, part.height // 2


@dataclass
class Section:
    level: int
    title: str
    code: str = ""  # of its own cells
    figures: list = field(
        default_factory=list
    )  # its own and those of the sections inside it

    @property
    def id(self):
        return make_id(plain(self.title))  # as the site writes it


@dataclass
class Finding:
    words: str  # the whole, as Markdown
    message: str  # its bold part
    detail: str  # the rest, as sentences of their own
    section: Section  # the one that it points to

    @property
    def figure(self):
        return self.section.figures[0] if self.section.figures else None


@dataclass
class Book:
    path: Path
    title: str
    lead: str  # the paragraph under the title
    sections: list
    findings: list
    doubts: list  # "How sure are we", as (words, message, detail)

    @property
    def page(self):
        return self.path.stem + ".html"

    @property
    def name(self):
        """ "1-growth" is "Growth"."""
        return self.path.stem.partition("-")[2].replace("-", " ").capitalize()

    @property
    def figures(self):
        """Each figure once, with the innermost section it stands in."""
        owners = {}
        for section in self.sections:
            owners.update({id(f): (f, section) for f in section.figures})
        return list(owners.values())


def read(path):
    """A notebook's `Book`. Raises ValueError when a finding points nowhere."""
    notebook = nbformat.read(path, as_version=4)
    sections, title, lead = [], "", ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for level, text in _headings(cell.source):
                if level == 1:
                    title, lead = (
                        text,
                        " ".join(
                            cell.source.split("\n", 1)[-1]
                            .strip()
                            .split("\n\n")[0]
                            .split()
                        ),
                    )
                else:
                    sections.append(Section(level, text))
        elif cell.cell_type == "code" and sections:
            figures = [
                _figure(o) for o in cell.outputs if "image/png" in o.get("data", {})
            ]
            sections[-1].code += cell.source + "\n"
            for section in _around(sections):
                section.figures += figures
    by_anchor = {anchor(s.title): s for s in sections}
    findings = []
    for item in _items(notebook, "In brief"):
        pointers = re.findall(
            r"\]\(#([^)]+)\)", item
        )  # the last is the finding's own, at its end
        if not pointers or anchor(pointers[-1]) not in by_anchor:
            raise ValueError(
                f"{Path(path).name}: this finding points to no section of the notebook:"
                f" {item[:80]}"
            )
        findings.append(Finding(*_message(item), by_anchor[anchor(pointers[-1])]))
    return Book(
        Path(path),
        title,
        lead,
        sections,
        findings,
        [_message(i) for i in _items(notebook, "How sure are we")],
    )


def _headings(source):
    tokens = _markdown.parse(source)
    return [
        (int(t.tag[1]), inline.content)
        for t, inline in zip(tokens, tokens[1:])
        if t.type == "heading_open"
    ]


def _around(sections):
    """The last section and the ones it stands in, innermost first."""
    level = 7
    for section in reversed(sections):
        if section.level < level:
            level = section.level
            yield section


def _figure(output):
    about = output.metadata["image/png"]
    return Figure(
        *(about[k] for k in ("title", "subtitle", "source", "alt", "width", "height")),
        base64.b64decode(output.data["image/png"]),
    )


def _items(notebook, heading):
    """The list items of the cell that opens with a heading, as Markdown."""
    source = next(
        (
            c.source
            for c in notebook.cells
            if c.cell_type == "markdown" and c.source.startswith("## " + heading)
        ),
        "",
    )
    tokens = _markdown.parse(source)
    return [
        " ".join(inline.content.split())
        for t, inline in zip(tokens, tokens[2:])
        if t.type == "list_item_open" and inline.type == "inline"
    ]


def _message(item):
    """The words of a bullet without its pointers into the notebook; its bold part; the
    rest.
    """
    words = re.sub(r"\s*\(?\[[^\]]*\]\(#[^)]*\)\)?", "", item).strip()
    bold = re.match(r"\*\*(.+?)\*\*(.*)", words)
    message, detail = (bold or re.match(r"(.+?(?:[.?!](?=\s)|$))(.*)", words)).groups()
    detail = detail.strip(" ,:;")
    return words, message.strip().rstrip(".,:;"), detail[:1].upper() + detail[1:]


def anchor(text):
    """A heading's anchor in one form for every viewer, as the notebooks' own links may
    write it.
    """
    return re.sub(r"[^\w-]", "", re.sub(r"\s", "-", text.strip())).lower()


def html(markdown):
    """One paragraph of Markdown as HTML, without the paragraph."""
    return _markdown.renderInline(markdown)


def plain(markdown):
    """Markdown without its marks: what a reader would read aloud."""
    return re.sub(
        r"\s+",
        " ",
        re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
        .replace("*", "")
        .replace("`", ""),
    ).strip()


def text(words):
    """Plain words as HTML."""
    return escape(words, quote=True)
