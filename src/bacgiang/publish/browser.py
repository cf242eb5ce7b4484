"""The evidence browser: every fact, filtered and sorted in the reader's own browser.

The table is drawn by DataTables, taken from the itables package; the facts are one
script with each text stored once and each row a list of numbers that point to texts.
"""

import json
import re
from pathlib import Path

import itables
import pandas as pd

from .. import data
from . import book as books
from . import look
from .book import Book

FILTERS = {
    "topic": "Topic",
    "indicator": "Indicator",
    "entity": "Place or firm",
    "year": "Year",
    "status": "Status",
    "kind": "Source",
}
LISTED = ("indicator", "entity", "breakdown", "period", "status", "source")


def page() -> str:
    """Write the page that the table stands on, as Markdown."""
    count = len(data.table("facts"))
    return look.render("pages/browser.md.j2", filters=FILTERS, facts=count)


def write(read: list[Book], folder: Path) -> None:
    """Write facts.js and datatables.js into a folder."""
    facts = json.dumps(compact(read), ensure_ascii=False, separators=(",", ":"))
    for name, script in {
        "facts.js": f"window.FACTS={facts};\n",
        "datatables.js": _as_script(),
    }.items():
        (folder / name).write_text(script, encoding="utf-8", newline="\n")


def compact(read: list[Book]) -> dict:
    """Give the facts for the page: lists of texts, and rows of positions in them.

    Rows that share indicator, entity and breakdown stand together.
    """
    facts = data.table("facts")
    lists = {name: sorted(facts[name].unique()) for name in LISTED}
    texts = {n: v for n, v in lists.items() if n not in ("indicator", "source")}
    return {
        **texts,
        "rows": _rows(facts, lists),
        "indicator": _indicators(lists["indicator"], used_in(read)),
        "source": _sources(lists["source"]),
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
    about = data.table("indicators").set_index("indicator")
    about = about.loc[names, ["label", "unit", "topic"]].to_numpy().tolist()
    return [[*a, *sections.get(n, ())] for n, a in zip(names, about, strict=True)]


def _sources(names: list[str]) -> list:
    about = data.table("sources").set_index("source").loc[names]
    return [
        [f"{s.publisher}, {s.published or 'no date'}", s.kind, s.url]
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
