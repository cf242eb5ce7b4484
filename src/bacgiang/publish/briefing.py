"""The briefing: a few A4 pages for people who will not open a notebook.

WeasyPrint sets it from one HTML template. Words and figures are the notebooks' own; the
key figures are rows of the data, as printed.
"""

import base64
import logging
import math
from pathlib import Path

from .. import data
from . import book as books
from . import fonts, look
from .book import Book, Figure

TITLE = "Bắc Giang’s industrial rise, number by number"
# indicator, scale, unit as set in type, what it is; the value is the last one that the
# data prints
KEYS = [
    ("grdp_growth", 1, "percent", "growth of GRDP"),
    ("grdp_current", 1e12, "trillion đồng", "GRDP at current prices"),
    ("fdi_registered_stock", 1e9, "billion USD", "foreign investment registered"),
    ("ip_workers", 1, "workers", "in the industrial zones"),
]
FIGURES = {"investment": 2}  # figures of a notebook; one where nothing stands here
HEDGES = {
    "exact": "",
    "about": "about ",
    "over": "over ",
    "nearly": "nearly ",
    "at_least": "at least ",
    "at_most": "at most ",
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
    parts = [{"book": b, "figures": [_drawn(f) for f in _chosen(b)]} for b in read]
    page = look.render(
        "briefing.html.j2",
        title=TITLE,
        keys=[key_figure(*k) for k in KEYS],
        parts=parts,
        sources=_sources(),
        fonts={
            name: (fonts.FILES / f"BeVietnamPro-{name}.ttf").as_uri()
            for name in fonts.WEIGHTS
        },
        weights=fonts.WEIGHTS,
        style=(look.FOLDER / "briefing.css").read_text(encoding="utf-8"),
    )
    (build / "briefing.html").write_text(page, encoding="utf-8", newline="\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    weasyprint.HTML(build / "briefing.html").write_pdf(target, pdf_variant="pdf/ua-1")


def key_figure(indicator: str, scale: float, unit: str, what: str) -> dict:
    """Give the last yearly value of the province, or its last stock at a date.

    Returns
    -------
    dict
        {number, unit, what, when, source}.
    """
    rows = data.facts(indicator, "Bắc Giang", "")
    rows = rows[rows["status"].isin(["actual", "estimate"])]
    if (rows["measure"] == "stock").any():
        row = rows.sort_values(["end", "published"]).iloc[-1]
    else:
        row = data.series(indicator, "Bắc Giang").iloc[-1]
    step = row["resolution"] / scale
    decimals = max(0, -math.floor(math.log10(step))) if step else 0
    return {
        "number": HEDGES[row["qualifier"]] + f"{row['value'] / scale:,.{decimals}f}",
        "unit": unit,
        "what": what,
        "when": f"{row['end']:%B %Y}" if row["form"] != "year" else str(row["year"]),
        "status": "" if row["status"] == "actual" else row["status"],
        "source": row["publisher"],
    }


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
    return {
        "facts": len(facts),
        "pages": len(sources),
        "kinds": [(k, int((sources["kind"] == k).sum())) for k in data.KINDS],
        "first": facts["publisher"].value_counts().head(12).items(),
        "publishers": sources["publisher"].nunique(),
    }
