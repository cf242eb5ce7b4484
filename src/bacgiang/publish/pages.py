"""Writes the site: the notebooks, a front page, the evidence browser, sources, method.

Sphinx makes it, in the theme Furo. It works from a file and from any static host, and
asks nothing of any other. What Sphinx reads is made in a folder of its own and can be
looked at there.
"""

import io
import json
import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pandas as pd
from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from PIL import Image

from .. import check, cite, data, names, words
from ..words import mark
from . import book as books
from . import (
    browser,
    cards,
    downloads,
    edition,
    fonts,
    forms,
    look,
    messages,
    prose,
    quiz,
    records,
    teaching,
)
from .book import Block, Book, Figure, Finding

# Findings of the front page and the briefing: the notebook, and their places in its
# list. Chosen by hand, so that five messages are about the economy: its pace, what
# drove it, income, money, land.
FRONT = {"Growth": (1, 2, 3), "Investment": (0,), "Zones": (3,)}
EVIDENCE = "Evidence"  # the notebook whose page carries the reviews of claims
SURE = (EVIDENCE, 0)  # the finding that says how reliable all that is
KINDS = {
    "official": mark("Official pages and tables"),
    "state media": mark("State media"),
    "press": mark("Press"),
    "copy": mark("Copies of other texts"),
}
NARROW_SCREEN = "(max-width: 720px)"  # where the wide figure's letters get too small
EXERCISES = re.compile(r"\]\(exercises/([\w-]+\.ipynb)\)")
PAGES = {
    "../data/README.md": "method.md",
    "../data/": "data.md",
    "../README.md": "index.md",
}


def write(paths: list[Path], target: Path, build: Path, root: Path, pdf: bool) -> str:
    """Write the site of executed notebooks.

    Parameters
    ----------
    paths
        The executed notebooks.
    target
        The folder of the site; it is made anew.
    build
        A folder for what is made on the way.
    root
        The checkout: its module can be downloaded, and CITATION.cff says how to cite.
    pdf
        Whether there will be a briefing to link.

    Returns
    -------
    str
        What Sphinx complained about.
    """
    source = begin(target, build)
    read, cited = [books.read(path) for path in paths], records.citation(root)
    pictures, evidence = (source / "_static" / n for n in ("figures", "evidence"))
    pictures.mkdir()
    evidence.mkdir()
    known = cards.Collection(read)
    for book in read:
        page = cards.Page(known)
        notebook = _for_sphinx(book, page, pdf, pictures)
        if book.name == EVIDENCE:
            block = str(records.reviews(cited, book.page))
            notebook.cells.append(new_markdown_cell(block, id="reviews"))
        nbformat.write(notebook, source / book.path.name)
        _write(evidence / f"{book.path.stem}.js", page.script())
    front, parts = cards.Page(known), quiz.parts(read)
    for name, text in {
        "index": _front(read, front, pdf, pictures),
        "questions": quiz.page(parts),
        **teaching.pages(parts, pdf),
        "browser": browser.page(),
        "sources": sources(),
        "data": _data(pdf, cited),
        "method": _method(),
    }.items():
        _write(source / f"{name}.md", text)
    _write(evidence / "index.js", front.script())
    browser.write(read, source / "_static")
    _write(source / "_static" / "answers.js", quiz.script())
    faults = sphinx(source, build, cited.get("repository-code", ""))
    shutil.copytree(build / "html", target, dirs_exist_ok=True)
    downloads.write(paths, target, build, root)
    return faults


def begin(target: Path, build: Path) -> Path:
    """Empty the folder of a site; give that of its pages, with all that is static."""
    source = build / "pages"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    static = source / "_static"
    shutil.copytree(look.FOLDER / "static", static)
    fonts.write(static)
    look.write_licences(static / "licences")
    return source


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def sphinx(source: Path, build: Path, repository: str = "", title: str = "") -> str:
    """Run Sphinx into a folder of the build folder; returns its warnings.

    Pages with a title of their own are no edition of the collection's site, and link
    neither another one nor its notebooks.
    """
    from sphinx.application import Sphinx
    from sphinx.util.console import nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    for folder in ("html", "doctrees", "jupyter_execute", "theme"):
        shutil.rmtree(build / folder, ignore_errors=True)
    look.write_theme_words(build / "theme")
    os.environ[look.THEME_WORDS] = str(build / "theme")
    warnings = io.StringIO()
    settings: dict[str, Any] = {"html_static_path": [str(source / "_static")]}
    settings["html_context"] = {"repository": repository}
    if title:
        settings |= {"project": title, "html_title": title}
    else:
        settings["html_context"] |= look.other_edition()
    nocolor()
    with patch_docutils(str(look.FOLDER)), docutils_namespace():
        app = Sphinx(
            source,
            look.FOLDER,
            build / "html",
            build / "doctrees",
            "html",
            settings,
            status=None,
            warning=warnings,
        )
        unwritten = _Unwritten()
        logging.getLogger("sphinx").addHandler(unwritten)
        app.build()
    if unwritten.errors:
        raise unwritten.errors[0]
    html = build / "html"
    for name in (".buildinfo", "objects.inv"):
        (html / name).unlink(missing_ok=True)
    for left in [*html.rglob("*.map"), *html.rglob("*.LICENSE.txt")]:
        left.unlink()
    return warnings.getvalue()


class _Unwritten(logging.Handler):
    """Keeps what Sphinx could not write: it goes on without such a file."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[OSError] = []

    def emit(self, record: logging.LogRecord) -> None:
        held = record.args if isinstance(record.args, tuple) else ()
        self.errors += [error for error in held if isinstance(error, OSError)]


# --- notebooks ------------------------------------------------------------------------


def _for_sphinx(
    book: Book, page: cards.Page, pdf: bool, pictures: Path
) -> NotebookNode:
    """Fold the code, link the numbers, describe figures and tables, add downloads."""
    notebook = nbformat.read(book.path, as_version=4)
    named = iter(cards.shows(book))
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            found = [b for b in page.all.bound[book] if b.block.cell == index]
            places = [(b.block.start + b.number.start, b) for b in found]
            cell.source = _links(page.marked(cell.source, places, book))
        elif cell.cell_type == "code":
            cell.metadata["tags"] = ["hide-input"]
            cell.outputs = [node for node in cell.outputs if node.get("data") != {}]
            _dress(cell, named, page, pictures)
    notebook.cells = _joined(notebook.cells)
    takeaway = look.render("pages/downloads.md.j2", book=book, pdf=pdf)
    notebook.cells.insert(1, new_markdown_cell(takeaway, id="downloads"))
    return notebook


def _joined(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Put code that shows nothing to the code after it: one fold instead of five."""
    joined: list[NotebookNode] = []
    for cell in cells:
        before = joined[-1] if joined else None
        if cell.cell_type == "code" and before and before.get("outputs") == []:
            cell.source = f"{before.source}\n\n{cell.source}"
            joined[-1] = cell
        else:
            joined.append(cell)
    return joined


def _dress(
    cell: NotebookNode, named: Iterator[cards.Show], page: cards.Page, pictures: Path
) -> None:
    """Hang figures, give tables a name and room, and put the data under both."""
    for node in cell.outputs:
        if figure := books.figure(node):
            show = next(named)
            file = f"{show.book.path.stem}-{show.anchor.removeprefix('figure-')}"
            shown = hung(figure, file, pictures, show.anchor)
            fold = page.fold(show, _taken_away(figure, file, pictures))
            node["data"] = {"text/html": shown + fold}
        elif "text/html" in node.get("data", {}):
            show = next(named)
            source = _table(node["data"]["text/html"], show)
            node["data"]["text/html"] = source + page.fold(show)


def _taken_away(figure: Figure, name: str, pictures: Path) -> Markup:
    """Write a figure into files to take away, and link them."""
    forms = {"png": figure.png, "svg": figure.svg.encode()}
    links = Markup()
    for form, content in forms.items():
        if content:
            (pictures / f"{name}.{form}").write_bytes(content)
            said = words.text("Picture ({form})", form=form.upper())
            link = '<a href="_static/figures/{}.{}" download>{}</a> '
            links += Markup(link).format(name, form, said)
    return links


def hung(figure: Figure, name: str, pictures: Path, anchor: str) -> Markup:
    """Write a figure for wide and narrow screens as WebP.

    Every pixel is that of the PNG, in a third fewer bytes.

    Returns
    -------
    Markup
        The element that shows the one or the other, dark on dark pages.
    """
    slim = Markup()
    if figure.narrow:
        wide, tall = figure.narrow_size
        file = _webp(figure.narrow, pictures / f"{name}-narrow.webp")
        source = '<source media="{}" srcset="{}" width="{}" height="{}">'
        slim = Markup(source).format(NARROW_SCREEN, file, wide, tall)
    file = _webp(figure.png, pictures / f"{name}.webp")
    whole = '<img src="{}" width="{}" height="{}" alt="{}">'
    image = Markup(whole).format(file, figure.width, figure.height, figure.alt)
    element = '<picture class="figure" id="{}">{}{}</picture>'
    return Markup(element).format(anchor, slim, image)


def _webp(png: bytes, file: Path) -> str:
    """Write a picture into a file, and give its address on a page."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.save(file, lossless=True, method=4)
    return f"_static/figures/{file.name}"


def _links(markdown: str) -> str:
    """Let links to files of the collection lead to the pages made from them."""
    for file, page in PAGES.items():
        markdown = markdown.replace(f"]({file}", f"]({page}")
    markdown = re.sub(r"\]\(\.\./data/\w+\.csv\)", "](data.md)", markdown)
    markdown = EXERCISES.sub(_to_questions, markdown)

    def here(link: re.Match) -> str:
        return f"]({link[1] or ''}#{books.anchor(unquote(link[2]))})"

    return re.sub(r"\]\(([\w-]+\.ipynb)?#([^)\s]+)\)", here, markdown)


def _to_questions(link: re.Match) -> str:
    """Lead a link to a notebook with exercises to its part of the page of questions."""
    name = words.text(books.named(Path(link[1])))
    return f"](questions.md#{books.anchor(name)})"


def _table(source: str, show: cards.Show) -> Markup:
    """Let a table scroll on a small screen, by keyboard too."""
    # an empty heading names nothing
    source = re.sub(r"<th\b[^>]*></th>", "<td></td>", source)
    region = '<div class="scroll" id="{}" role="region" tabindex="0" aria-label="{}">'
    return Markup(region).format(show.anchor, show.name) + Markup(source + "</div>")


# --- front page -----------------------------------------------------------------------


def best(read: list[Book]) -> list[tuple[Book, Finding]]:
    """Take the findings of the front page, in the notebooks' order."""
    return [
        (book, book.findings[place])
        for book in read
        for place in FRONT.get(book.name, ())
        if place < len(book.findings)
    ]


def sure(read: list[Book]) -> list[tuple[Book, Finding]]:
    """Take the finding on reliability, where there is one."""
    name, place = SURE
    return [(b, f) for b in read if b.name == name for f in b.findings[place:][:1]]


def _linked(book: Book, finding: Finding, page: cards.Page) -> tuple[Markup, str]:
    """Set a finding with its message as a link, and its numbers as links to cards.

    Beside it stands what these numbers rest on.
    """
    section = finding.section.id if finding.section else ""
    message = rf"[**\1**]({book.page}#{section})"
    said = re.sub(r"\*\*(.+?)\*\*", message, finding.words, count=1)
    block = next(b for b in book.blocks if _words_of(b) == finding.words)
    reader = page.all.readers[book]
    found = [(n.start, reader.bind(block, n)) for n in prose.numbers(said)]
    facts = dict.fromkeys(fact for _, bound in found for fact in bound.facts)
    return look.typeset(page.marked(said, found, book)), _basis(tuple(facts))


def _basis(facts: tuple[str, ...]) -> str:
    """Name the sources behind numbers, and say how many there are and of which kind."""
    if not facts:
        return words.text("Source: sources in the notebook")
    rows = data.by_id(facts)
    pages = rows.drop_duplicates("source")
    official = int(pages["kind"].eq("official").sum())
    told = [
        words.plural("{n} page", "{n} pages", len(pages)),
        words.text("official: {n}", n=official),
    ]
    if rows["status"].eq("estimate").any():
        told.append(words.text("estimates among them"))
    return f"{cite.line(facts)} ({'; '.join(told)})"


def _words_of(block: Block) -> str:
    """Give the words of a bullet as a finding has them."""
    item = re.sub(r"^\s*[-*+]\s+", "", block.text)
    return books.message(" ".join(item.split()))[0]


def _front(read: list[Book], page: cards.Page, pdf: bool, pictures: Path) -> str:
    findings = best(read)
    lead = next((f for _, f in findings if f.figure and f.section), None)
    assert lead and lead.figure, "no finding of the front page points to a figure"
    return look.render(
        "pages/index.md.j2",
        books=read,
        figure=hung(lead.figure, "front", pictures, "figure"),
        to=next(book.page for book, finding in findings if finding is lead),
        section=lead.section,
        findings=[_linked(book, f, page) for book, f in findings],
        sure=[_linked(book, f, page)[0] for book, f in sure(read)],
        facts=len(data.table("facts")),
        sources=len(data.table("sources")),
        pdf=pdf,
        waiting=messages.waiting(),
    )


# --- sources, data, method ------------------------------------------------------------


def sources() -> str:
    """Write the page of sources, as Markdown."""
    table, facts = data.table("sources"), data.table("facts")
    table = table.sort_values(
        ["publisher", "published", "source"],
        key=lambda column: column.map(names.plain),
    )
    counts = facts["source"].value_counts()
    rows = table.assign(
        about=[_about(row, counts.get(row["source"], 0)) for _, row in table.iterrows()]
    )
    rows["title"] = rows["title"].map(cite.title_of)
    kinds = [
        (words.text(title), rows[rows["kind"] == kind].to_dict("records"))
        for kind, title in KINDS.items()
    ]
    return look.render(
        "pages/sources.md.j2",
        sources=len(rows),
        official=int(rows["kind"].eq("official").sum()),
        kinds=kinds,
    )


def _about(row: pd.Series, count: int) -> str:
    """Say when a source was published, whom it quotes and how much it gives."""
    parts = [row["published"] or words.text("no date")]
    if row["citing"]:
        parts.append(words.text("quotes {name}", name=words.text(row["citing"])))
    if count:
        parts.append(words.plural("{n} number", "{n} numbers", count))
    else:
        parts.append(words.text("used for context or places"))
    return "; ".join(parts)


def _data(pdf: bool, cited: dict[str, Any]) -> str:
    package = (data.folder() / "datapackage.json").read_text(encoding="utf-8")
    what = {r["name"]: r["description"] for r in json.loads(package)["resources"]}
    tables = [
        {
            "name": name,
            "rows": len(data.table(name)),
            "what": words.text(what[name]).replace("|", "/"),
        }
        for name in downloads.TABLES
    ]
    return look.render(
        "pages/data.md.j2",
        tables=tables,
        forms=forms.listed(),
        record=records.dataset(cited),
        cited=cited,
        shipped=look.SHIPPED,
        dictionary=check.dictionary(data.folder()),
        pdf=pdf,
    )


def _method() -> str:
    body = edition.document(_readme().split("## Dictionary")[0])
    title = words.text("Method: one printed number, one row")
    return _links(re.sub(r"^# .*?\n", f"# {title}\n", body, count=1))


def _readme() -> str:
    return (data.folder() / "README.md").read_text(encoding="utf-8")
