"""The evidence browser: every fact, filtered and sorted in the reader's own browser.

The table is drawn by DataTables, taken from the itables package; the facts are one
script with each text stored once and each row a list of numbers that point to texts.
"""

import json
import re
from pathlib import Path

import itables
import pandas as pd

from .. import data, words
from ..words import mark
from . import book as books
from . import forms, look
from .book import Book

FILTERS = {
    "topic": mark("Topic"),
    "indicator": mark("Indicator"),
    "entity": mark("Place or firm"),
    "year": mark("Year"),
    "status": mark("Status"),
    "kind": mark("Source"),
}
HEADS = [
    mark("Indicator"),
    mark("Place or firm"),
    mark("Part"),
    mark("Period"),
    mark("As printed"),
    mark("Value"),
    mark("Unit"),
    mark("Status"),
    mark("Source"),
    mark("In the notebooks"),
]
SCALES = [
    (1e12, mark("{n} trillion")),
    (1e9, mark("{n} billion")),
    (1e6, mark("{n} million")),
]
# As DataTables takes them: it puts its numbers in the place of _NAMES_.
TABLE = {
    "info": mark("_START_ to _END_ of _TOTAL_"),
    "infoEmpty": mark("none"),
    "emptyTable": mark("No number fits these filters."),
    "lengthMenu": mark("_MENU_ a page"),
}
ARIA = {
    "orderable": mark(": Activate to sort"),
    "orderableReverse": mark(": Activate to invert sorting"),
    "orderableRemove": mark(": Activate to remove sorting"),
}
TURNS = {
    "first": mark("First"),
    "previous": mark("Previous"),
    "next": mark("Next"),
    "last": mark("Last"),
}
LISTED = ("indicator", "entity", "breakdown", "period", "status", "source")


def page() -> str:
    """Write the page that the table stands on, as Markdown."""
    count = len(data.table("facts"))
    return look.render(
        "pages/browser.md.j2",
        filters=_said(FILTERS),
        facts=count,
        forms=forms.listed(),
    )


def write(read: list[Book], folder: Path) -> None:
    """Write facts.js and datatables.js into a folder."""
    facts = json.dumps(compact(read), ensure_ascii=False, separators=(",", ":"))
    for name, script in {
        "facts.js": f"window.FACTS={facts};\n",
        "datatables.js": _as_script(),
    }.items():
        (folder / name).write_text(script, encoding="utf-8", newline="\n")


def _said(labels: dict[str, str]) -> dict[str, str]:
    return {key: words.text(english) for key, english in labels.items()}


def spoken() -> dict:
    """Give every word that browser.js says, and the language of its numbers."""
    table = {**_said(TABLE), "aria": {**_said(ARIA), "paginate": _said(TURNS)}}
    return {
        "language": words.language(),
        "heads": [words.text(head) for head in HEADS],
        "scales": [[scale, words.text(phrase)] for scale, phrase in SCALES],
        "whole": words.text("whole"),
        "range": words.text("{low} to {high}"),
        "found": words.text("{kept} of {all} numbers"),
        "table": table,
    }


def compact(read: list[Book]) -> dict:
    """Give the facts for the page: lists of texts, and rows of positions in them.

    The words that the page's script says are there too.

    Rows that share indicator, entity and breakdown stand together.
    """
    facts = data.table("facts")
    lists = {name: sorted(facts[name].unique()) for name in LISTED}
    return {
        "entity": _labels("entities", lists["entity"]),
        "breakdown": [words.text(part) for part in lists["breakdown"]],
        "period": lists["period"],
        "status": [words.text(status) for status in lists["status"]],
        "rows": _rows(facts, lists),
        "indicator": _indicators(lists["indicator"], used_in(read)),
        "source": _sources(lists["source"]),
        "words": spoken(),
    }


def _rows(facts: pd.DataFrame, lists: dict[str, list]) -> list:
    """Give the facts in groups, each text as its position in its list."""
    places = pd.DataFrame(
        {n: facts[n].map({v: i for i, v in enumerate(lists[n])}) for n in LISTED}
    )
    rows: list[list] = []
    numbers = facts[["as_printed", "value", "value_max"]].itertuples(index=False)
    for place, number in zip(places.to_numpy().tolist(), numbers, strict=True):
        whole, own = place[:3], place[3:]
        if not rows or rows[-1][:3] != whole:
            rows.append([*whole, []])
        values = [_short(v) for v in (number.value, number.value_max) if v == v]
        rows[-1][3].append([*own, number.as_printed, *values])
    return rows


def _indicators(names: list[str], sections: dict[str, tuple[str, str]]) -> list:
    about = data.table("indicators").set_index("indicator").loc[names]
    columns = [_labels("indicators", names)]
    for column in ("unit", "topic"):
        columns.append([words.text(said) for said in about[column]])
    rows = zip(names, *columns, strict=True)
    return [[*said, *sections.get(name, ())] for name, *said in rows]


def _labels(table: str, names: list[str]) -> list[str]:
    """Name entities or indicators as their table does in the language in use."""
    about = data.table(table)
    about = about.set_index(about.columns[0]).reindex(names)
    column = f"label_{words.language()}"
    if column in about:
        return about[column].to_list()
    return about["label"].to_list() if "label" in about else names


def _sources(names: list[str]) -> list:
    about = data.table("sources").set_index("source").loc[names]
    return [
        [
            f"{s.publisher}, {s.published or words.text('no date')}",
            words.text(s.kind),
            s.url,
        ]
        for s in about.itertuples()
    ]


def used_in(read: list[Book]) -> dict[str, tuple[str, str]]:
    """Find the first section whose code names an indicator: page with anchor, title."""
    found: dict[str, tuple[str, str]] = {}
    for book in read:
        for section in book.sections:
            place = (f"{book.page}#{section.id}", books.plain(section.title))
            for indicator in re.findall(r'"([a-z][a-z0-9_]+)"', section.code):
                found.setdefault(indicator, place)
    return found


def _short(number: float) -> float:
    """Give a whole number as one: it is written shorter."""
    return int(number) if number == int(number) else float(number)


def _as_script() -> str:
    """Give itables' bundle as a plain script.

    A page opened from a file may not import modules.
    """
    bundle = (Path(itables.__file__).parent / "html" / "dt_bundle.js").read_text(
        encoding="utf-8"
    )
    exported = re.search(r"export\s*\{([^}]*)\};?", bundle)
    name = re.search(r"(\w+) as default\b", exported[1]) if exported else None
    if not exported or not name:
        raise ValueError("itables' script exports no table; its version is pinned")
    return (
        "(()=>{"
        + bundle[: exported.start()]
        + f"window.DataTable={name[1]};"
        + bundle[exported.end() :]
        + "\n})();\n"
    )
