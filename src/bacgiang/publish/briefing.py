"""The briefing: a few A4 pages for people who will not open a notebook.

WeasyPrint sets it from one HTML template. Words and figures are the notebooks' own; the
key figures are rows of the data, as printed.
"""

import base64
import logging
import math
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from .. import data, words
from ..words import mark
from . import book as books
from . import fonts, look
from .book import Book, Figure

TITLE = mark("Bắc Giang’s industrial rise, number by number")
# indicator, scale, unit as set in type, what it is; the value is the last one that the
# data prints
KEYS = [
    ("grdp_growth", 1, mark("percent"), mark("growth of GRDP")),
    (
        "grdp_current",
        1e12,
        mark("trillion đồng"),
        mark("GRDP at current prices"),
    ),
    (
        "fdi_registered_stock",
        1e9,
        mark("billion USD"),
        mark("foreign investment registered"),
    ),
    ("grdp_per_capita_usd", 1, mark("USD"), mark("GRDP per head")),
]
# figures of a notebook; one where nothing stands here
FIGURES = {"investment": 2}
LESSONS = ["Start"]  # notebooks that explain and find nothing out
HEDGES = {
    "exact": "{n}",
    "about": mark("about {n}"),
    "over": mark("over {n}"),
    "nearly": mark("nearly {n}"),
    "at_least": mark("at least {n}"),
    "at_most": mark("at most {n}"),
}
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


def write(paths: list[Path], target: Path, build: Path) -> None:
    """Write the briefing of executed notebooks as `target`.

    `build` is a folder for the HTML it is made from.
    """
    import weasyprint

    logging.getLogger("weasyprint.progress").setLevel(
        logging.WARNING
    )  # it tells every step
    build.mkdir(parents=True, exist_ok=True)
    read = [books.read(path) for path in paths]
    read = [book for book in read if book.name not in LESSONS]
    parts = [{"book": b, "figures": [_drawn(f) for f in _chosen(b)]} for b in read]
    page = look.render(
        "briefing.html.j2",
        title=words.text(TITLE),
        keys=[key_figure(*k) for k in KEYS],
        parts=parts,
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


def key_figure(indicator: str, scale: float, unit: str, what: str) -> dict:
    """Give the last yearly value of the province, or its last stock at a date.

    Returns
    -------
    dict
        {number, unit, what, when, status, source}, in the language in use.
    """
    rows = data.facts(indicator, "Bắc Giang", "")
    rows = rows[rows["status"].isin(["actual", "estimate"])]
    if (rows["measure"] == "stock").any():
        row = rows.sort_values(["end", "published"]).iloc[-1]
    else:
        row = data.series(indicator, "Bắc Giang").iloc[-1]
    step = row["resolution"] / scale
    decimals = max(0, -math.floor(math.log10(step))) if step else 0
    number = words.number(row["value"] / scale, decimals)
    hedge, status = row["qualifier"], row["status"]
    return {
        "number": words.text(HEDGES[hedge], n=number),
        "unit": words.text(unit),
        "what": words.text(what),
        "when": str(row["year"]) if row["form"] == "year" else words.month(row["end"]),
        "status": "" if status == "actual" else words.text(status),
        "source": row["publisher"],
    }


def _page_of() -> Markup:
    """Give "Page 1 of 9" as the value of content in CSS."""
    page, pages = '" counter(page) "', '" counter(pages) "'
    value = words.text("Page {page} of {pages}", page=page, pages=pages)
    return Markup(f'"{value}"'.replace(' ""', "").replace('"" ', ""))


def _chosen(book: Book) -> list[Figure]:
    """Choose the figures to print: those of the findings, each once."""
    by_id = {id(f.figure): f.figure for f in book.findings if f.figure}
    wanted = FIGURES.get(book.path.stem.partition("-")[2], 1)
    return list(by_id.values())[:wanted]


def _drawn(figure: Figure) -> dict:
    png, _, _ = figure.plot()
    return {
        "about": figure,
        "file": "data:image/png;base64," + base64.b64encode(png).decode(),
    }


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
