"""The evidence browser: every fact of the data, filtered and sorted in the reader's own
browser, from a file too.

The table is drawn by DataTables, taken from the itables package; the facts are one
script with each text
stored once and each row a list of numbers that point to texts.
"""

import json
import re
from itertools import groupby
from pathlib import Path

import itables
from .findings import plain

from .. import data


def page():
    filters = "\n".join(
        f'<label>{label} <select id="{key}"><option'
        ' value="">all</option></select></label>'
        for key, label in {
            "topic": "Topic",
            "indicator": "Indicator",
            "entity": "Place or firm",
            "year": "Year",
            "status": "Status",
            "kind": "Source",
        }.items()
    )
    facts = data.table("facts")
    return f"""---
html_theme.sidebar_secondary.remove: true
---
# Evidence browser

Every number of the collection, {len(facts):,} of them, as its source prints it. Filter, search (with or without Vietnamese accents), and sort by a click
or Enter on a column's head. The source opens the page that prints the number; the last column leads to the first notebook section that asks for
this indicator, which need not show this very row.

<noscript><p>Filtering needs JavaScript. Without it, take the whole table: <a href="tables/facts.csv">facts.csv</a>.</p></noscript>
<div class="evidence">
<form class="filters" aria-label="Filters">
{filters}
<label>Search <input type="search" id="search" autocomplete="off"></label>
<button type="reset" id="reset">Clear</button>
<button type="button" id="save">Save these rows (CSV)</button>
<a href="tables/facts.csv" download>All rows (CSV)</a>
</form>
<div class="scroll" role="region" tabindex="0" aria-label="Table of facts"><table id="facts" class="dataframe"><caption id="found" aria-live="polite">Loading the numbers ...</caption></table></div>
</div>
<script src="_static/datatables.js"></script>
<script src="_static/facts.js"></script>
<script src="_static/browser.js"></script>
"""


def write(books, folder):
    """Write facts.js and datatables.js into a folder."""
    facts = json.dumps(compact(books), ensure_ascii=False, separators=(",", ":"))
    (folder / "facts.js").write_text(
        f"window.FACTS={facts};\n", encoding="utf-8", newline="\n"
    )
    (folder / "datatables.js").write_text(_as_script(), encoding="utf-8", newline="\n")


def compact(books):
    """The facts for the page: lists of texts, and rows of positions in them; rows that
    share their first three stand together.
    """
    facts = data.table("facts").merge(
        data.table("indicators")[["indicator", "label", "topic"]]
    )
    sources, sections = data.table("sources").set_index("source"), used_in(books)
    lists = {
        name: sorted(facts[name].unique())
        for name in ("indicator", "entity", "breakdown", "period", "status", "source")
    }
    about = facts.drop_duplicates("indicator").set_index("indicator")
    places = {
        name: {v: i for i, v in enumerate(values)} for name, values in lists.items()
    }
    rows = []
    for whole, group in groupby(
        facts.itertuples(),
        lambda f: [
            places[n][getattr(f, n)] for n in ("indicator", "entity", "breakdown")
        ],
    ):
        rows.append(
            [
                *whole,
                [
                    [
                        *(
                            places[n][getattr(f, n)]
                            for n in ("period", "status", "source")
                        ),
                        f.as_printed,
                        *(_short(v) for v in (f.value, f.value_max) if v == v),
                    ]
                    for f in group
                ],
            ]
        )
    return {
        **{n: v for n, v in lists.items() if n not in ("indicator", "source")},
        "rows": rows,
        "indicator": [
            [
                about["label"][i],
                about["unit"][i],
                about["topic"][i],
                *sections.get(i, ()),
            ]
            for i in lists["indicator"]
        ],
        "source": [
            [
                f"{sources['publisher'][s]}, {sources['published'][s] or 'no date'}",
                sources["kind"][s],
                sources["url"][s],
            ]
            for s in lists["source"]
        ],
    }


def used_in(books):
    """{indicator: (page and anchor, title)} of the first section whose code names the
    indicator.
    """
    found = {}
    for book in books:
        for section in book.sections:
            for indicator in re.findall(r'"([a-z][a-z0-9_]+)"', section.code):
                found.setdefault(
                    indicator, (f"{book.page}#{section.id}", plain(section.title))
                )
    return found


def _short(number):
    return int(number) if number == int(number) else float(number)


def _as_script():
    """Itables' bundle as a plain script: a page opened from a file may not import
    modules.
    """
    bundle = (Path(itables.__file__).parent / "html" / "dt_bundle.js").read_text(
        encoding="utf-8"
    )
    exported = re.search(r"export\s*\{([^}]*)\};?", bundle)
    name = re.search(r"(\w+) as default\b", exported[1])
    return (
        "(()=>{"
        + bundle[: exported.start()]
        + f"window.DataTable={name[1]};"
        + bundle[exported.end() :]
        + "\n})();\n"
    )
