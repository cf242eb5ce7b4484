"""The evidence browser: every fact filtered, searched, drawn, cited, asked with SQL.

The page and its words are made here; what the table holds is made in `rows`. All that
the scripts read comes in scripts, since a page opened from a file may read no others.
"""

import base64
import gzip
import json
import shutil
from pathlib import Path

from .. import cite, data, words
from ..words import mark
from . import forms, look, rows
from .book import Book

FILTERS = {  # by the name that they have in the page's address
    "topic": mark("Topic"),
    "indicator": mark("Indicator"),
    "entity": mark("Place or firm"),
    "breakdown": mark("Part"),
    "form": mark("Length of period"),
    "year": mark("Year"),
    "status": mark("Status"),
    "kind": mark("Source"),
}
HEADS = {  # of the table, by what a column shows
    "indicator": mark("Indicator"),
    "entity": mark("Place or firm"),
    "part": mark("Part"),
    "period": mark("Period"),
    "printed": mark("As printed"),
    "value": mark("Value"),
    "unit": mark("Unit"),
    "status": mark("Status"),
    "source": mark("Source"),
    "used": mark("In the notebooks"),
}
DETAILS = {  # of an opened row
    "printed": mark("As printed"),
    "value": mark("Value"),
    "range": mark("Range"),
    "hedge": mark("Hedge"),
    "period": mark("Period"),
    "status": mark("Status"),
    "definition": mark("Definition"),
    "page": mark("Source"),
    "place": mark("Place on the page"),
    "note": mark("Note"),
    "others": mark("Other printings of it"),
    "used": mark("Shown in"),
    "cited": mark("To cite it"),
}
SAID = {  # what the scripts say besides
    "whole": mark("whole"),
    "all": mark("all"),
    "counted": mark("{name} ({n})"),
    "range": mark("{low} to {high}"),
    "least": mark("{low} or more"),
    "most": mark("{high} or less"),
    "found": mark("{kept} of {all} numbers"),
    "none": mark("No number fits these filters."),
    "unknown": mark("No number has the id {fact}; all are listed."),
    "printing": mark("printed: the first {n}"),
    "shown": mark("{first} to {last} of {all}"),
    "taken": mark("the one value of its period by the collection's rule"),
    "left": mark("not the one value of its period by the collection's rule"),
    "quotes": mark("quotes {name}"),
    "alone": mark("none in the collection"),
    "unused": mark("no output of a notebook"),
    "more": mark("{section} and {n} more"),
    "copy": mark("public copy"),
    "copyCite": mark("Copy the citation"),
    "copied": mark("Copied"),
    "address": mark("Address of this number"),
    "series": mark("All periods of this quantity"),
    "code": mark("In Python: {code}"),
    "drawn": mark("{what}, {unit}"),
    "drawnOf": mark("{what}, {unit}. Drawn: {drawn} of {all} rows, {form}."),
    "chart": mark(
        "Chart of {what}: {n} points from {first} to {last}. The table below holds the"
        " same numbers."
    ),
    "hollow": mark(
        "Hollow: estimates, forecasts, plans and targets. Bars: how far the printing"
        " allows. The line joins one value a period, dotted where periods are missing."
    ),
    "noChart": mark("A chart appears for one indicator with at most six lines."),
    "loading": mark("Loading the database ..."),
    "ready": mark("Ready: {n} tables."),
    "rows": mark("{n} rows"),
    "firstRows": mark("{n} rows, the first {shown} shown"),
    "stopped": mark("Stopped after {n} rows; add a LIMIT or a condition."),
    "noRows": mark("Done; no rows."),
    "refused": mark("SQLite says: {error}. Its tables: {tables}."),
    "failed": mark("The database could not be opened here: {error}"),
    "too old": mark("This browser is too old to unpack it."),
}
EXAMPLES = [
    (
        mark("GRDP growth, one value a year"),
        "SELECT period, value, low, high, as_printed, publisher, fact\n"
        "FROM wide\n"
        "WHERE indicator = 'grdp_growth' AND entity = 'Bắc Giang'\n"
        "  AND breakdown = '' AND form = 'year' AND in_series\n"
        "ORDER BY period",
    ),
    (
        mark("Every printing of one quantity, by day of publication"),
        "SELECT published, publisher, status, as_printed, low, high, fact\n"
        "FROM wide\n"
        "WHERE indicator = 'grdp_growth' AND entity = 'Bắc Giang'\n"
        "  AND breakdown = '' AND period = '2023'\n"
        "ORDER BY published",
    ),
    (
        mark("Pairs of printings whose ranges do not meet"),
        "SELECT a.label, a.entity, a.period, a.as_printed, b.as_printed, a.fact\n"
        "FROM wide a JOIN wide b USING (indicator, entity, breakdown, period, status)\n"
        "WHERE a.high < b.low AND a.status = 'actual'\n"
        "ORDER BY a.label, a.entity, a.period",
    ),
    (
        mark("Who prints most of the numbers"),
        "SELECT publisher, source_kind, count(*) AS numbers, min(year), max(year)\n"
        "FROM wide\n"
        "GROUP BY publisher, source_kind\n"
        "ORDER BY numbers DESC",
    ),
    (
        mark("A word in any label, typed without accents"),
        "SELECT indicator, label, label_vi, unit\n"
        "FROM indicators\n"
        "WHERE plain(label_vi) LIKE '%xuat khau%'",
    ),
]
SQL_JS = "sql-wasm-inline.js"


def page(of_site: bool = True) -> str:
    """Write the page that the table stands on, as Markdown.

    Only the site of the collection has a page that tells its files apart.
    """
    count = len(data.table("facts"))
    return look.render(
        "pages/browser.md.j2",
        filters=_said(FILTERS),
        facts=count,
        of_site=of_site,
        forms=forms.listed(),
        examples=[
            (words.text(label), query.replace("Bắc Giang", data.home()))
            for label, query in EXAMPLES
        ],
    )


def write(read: list[Book], folder: Path) -> None:
    """Write facts.js into a folder, and the script that brings SQLite."""
    held = {"words": spoken(), **rows.compact(read)}
    facts = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    _write(folder / "facts.js", f"window.FACTS={facts};\n")
    shutil.copyfile(look.FOLDER / "vendor" / SQL_JS, folder / SQL_JS)


def write_database(file: Path, folder: Path) -> None:
    """Write the SQLite file as the script database.js into a folder.

    Packed, for a quarter of the bytes; without the hour, so that they stay the same.
    """
    packed = gzip.compress(file.read_bytes(), 9, mtime=0)
    text = base64.b64encode(packed).decode("ascii")
    _write(folder / "database.js", f'window.DATABASE="{text}";\n')


def _write(path: Path, script: str) -> None:
    path.write_text(script, encoding="utf-8", newline="\n")


def _said(labels: dict[str, str]) -> dict[str, str]:
    return {key: words.text(english) for key, english in labels.items()}


def spoken() -> dict:
    """Give every word that the scripts say, and the language of their numbers."""
    return {
        "language": words.language(),
        "heads": _said(HEADS),
        "details": _said(DETAILS),
        "scales": [[scale, words.text(phrase)] for scale, phrase in words.SCALES],
        "cite": words.text(cite.NUMBER).replace("{place}", data.home()),
        "title": words.text(cite.TITLE),
        **_said(SAID),
    }
