"""The briefing: two A4 pages for people who will not open a notebook.

Messages and figures on the first, how sure they are and what to ask of a figure on the
second. WeasyPrint sets it from one HTML template; words and figures are the notebooks'
own.
"""

import base64
import logging
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from .. import data, words
from ..words import mark
from . import book as books
from . import fonts, look, pages, records
from .book import Book, Figure, Finding

TITLE = mark("Bắc Giang’s industrial rise, number by number")
DRAWN = (0, 1, 3)  # messages whose figures stand beside them, with the map of the zones
DOUBTS = 2  # of each notebook that has a message
MAP = "Zones"  # the notebook whose first figure is the map
QUESTIONS = "Eight questions to ask of an official figure"
COUNTED = {  # pages, by kind
    "official": mark("{n} official"),
    "state media": mark("{n} of state media"),
    "press": mark("{n} of the press"),
    "copy": mark("{n} copies of other texts"),
}


def lacks() -> str:
    """Say what the briefing needs and this computer lacks, or nothing."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:  # the library it draws text with belongs to the system
        return (
            "WeasyPrint needs Pango. Debian or Ubuntu: apt install libpango-1.0-0"
            " libpangoft2-1.0-0 libharfbuzz-subset0; Windows and macOS: see"
            f" WeasyPrint's installation page. ({error})"
        )
    return ""


def write(paths: list[Path], target: Path, build: Path, root: Path) -> None:
    """Write the briefing of executed notebooks as `target`.

    `build` is a folder for the HTML it is made from, `root` the checkout, whose
    CITATION.cff names version, day and authors.
    """
    import weasyprint

    logging.getLogger("weasyprint.progress").setLevel(
        logging.WARNING
    )  # it tells every step
    build.mkdir(parents=True, exist_ok=True)
    read, cited = [books.read(path) for path in paths], records.citation(root)
    messages = [finding for _, finding in pages.best(read)]
    page = look.render(
        "briefing.html.j2",
        title=words.text(TITLE),
        cited=cited,
        released=words.period(str(cited["date-released"])),
        messages=messages,
        figures=[_drawn(figure) for figure in _chosen(messages, read)],
        doubts=[
            (book, doubt)
            for book in read
            if book.name in pages.FRONT
            for doubt in book.doubts[:DOUBTS]
        ],
        questions=[q for book in read for q in book.items(QUESTIONS)],
        sources=_sources(),
        fonts={
            name: (fonts.FILES / f"BeVietnamPro-{name}.ttf").as_uri()
            for name in fonts.WEIGHTS
        },
        weights=fonts.WEIGHTS,
        style=look.render("briefing.css.j2", page_of=_page_of()),
    )
    (build / "briefing.html").write_text(page, encoding="utf-8", newline="\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    weasyprint.HTML(build / "briefing.html").write_pdf(target, pdf_variant="pdf/ua-1")


def _page_of() -> Markup:
    """Give "Page 1 of 9" as the value of content in CSS."""
    page, pages = '" counter(page) "', '" counter(pages) "'
    value = words.text("Page {page} of {pages}", page=page, pages=pages)
    return Markup(f'"{value}"'.replace(' ""', "").replace('"" ', ""))


def _chosen(messages: list[Finding], read: list[Book]) -> list[Figure]:
    """Choose the figures to print: those of three messages, and the map."""
    drawn = [messages[place].figure for place in DRAWN if place < len(messages)]
    maps = [book.figures[0][0] for book in read if book.name == MAP]
    return [figure for figure in drawn if figure] + maps


def _drawn(figure: Figure) -> dict:
    """Give the plot as it is drawn for a narrow column."""
    png, _, _ = figure.plot(narrow=True)
    picture = base64.b64encode(png).decode()
    return {"about": figure, "file": f"data:image/png;base64,{picture}"}


def _sources() -> dict:
    """How many pages stand behind the numbers, and who prints most of them."""
    sources, facts = data.table("sources"), data.table("facts")
    first = facts["publisher"].value_counts().head(12)
    return {
        "facts": len(facts),
        "pages": len(sources),
        "kinds": _kinds(sources["kind"].value_counts()),
        "first": ", ".join(
            f"{name} ({words.number(count)})" for name, count in first.items()
        ),
        "publishers": sources["publisher"].nunique(),
    }


def _kinds(counts: pd.Series) -> str:
    """Say how many pages there are of each kind."""
    *most, last = [words.text(COUNTED[k], n=counts.get(k, 0)) for k in data.KINDS]
    return words.text("{kinds}; and {last}", kinds="; ".join(most), last=last)
