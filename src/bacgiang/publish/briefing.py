"""The briefing: two A4 pages for people who will not open a notebook.

Messages, figures and what to ask of a figure on the first; more figures, the latest
numbers, what is safe to quote and how sure the rest is on the second. WeasyPrint sets
it from one HTML template; words and figures are the notebooks' own.
"""

import base64
from pathlib import Path

import pandas as pd

from .. import data, words
from ..words import mark
from . import book as books
from . import fonts, latest, look, pages, paper, records
from .book import Book, Figure, Finding

TITLE = mark("Bắc Giang’s industrial rise, number by number")
DRAWN = (0, 1, 3)  # messages whose figures stand beside them, with the map of the zones
DOUBTS = 1  # of each notebook that has a message
MAP = "Zones"  # the notebook whose first figure is the map
COUNTED = {  # pages, by kind
    "official": mark("{n} official"),
    "state media": mark("{n} of state media"),
    "press": mark("{n} of the press"),
    "copy": mark("{n} copies of other texts"),
}


def write(paths: list[Path], target: Path, build: Path, root: Path) -> None:
    """Write the briefing of executed notebooks as `target`.

    `build` is a folder for the HTML it is made from, `root` the checkout, whose
    CITATION.cff names version, day and authors.
    """
    read, cited = [books.read(path) for path in paths], records.citation(root)
    messages = [finding for _, finding in pages.best(read)]
    page = look.render(
        "briefing.html.j2",
        title=words.text(TITLE),
        cited=cited,
        released=words.period(str(cited["date-released"])),
        messages=messages,
        figures=[_drawn(figure) for figure in _chosen(messages, read)],
        safe=[finding for book in read for finding in book.safe],
        doubts=[
            (book, doubt)
            for book in read
            if book.name in pages.FRONT
            for doubt in book.doubts[:DOUBTS]
        ],
        questions=paper.questions(read),
        latest=latest.figures(),
        sources=_sources(),
        faces=fonts.faces(),
        style=look.render("briefing.css.j2", page_of=paper.page_of()),
    )
    paper.typeset(page, build / "briefing.html", target)


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
    """How many pages stand behind the numbers, and of which kinds they are."""
    sources, facts = data.table("sources"), data.table("facts")
    return {
        "facts": len(facts),
        "pages": len(sources),
        "kinds": _kinds(sources["kind"].value_counts()),
        "publishers": sources["publisher"].nunique(),
    }


def _kinds(counts: pd.Series) -> str:
    """Say how many pages there are of each kind."""
    *most, last = [words.text(COUNTED[k], n=counts.get(k, 0)) for k in data.KINDS]
    return words.text("{kinds}; and {last}", kinds="; ".join(most), last=last)
