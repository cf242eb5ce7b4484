"""The facts as the evidence browser's scripts read them: columns, and lists of texts.

Each text stands once, in a list; a column holds positions in it. Which section of a
notebook shows a fact is told by the notebooks' outputs.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from .. import cite, data, names, search, words
from ..words import mark
from . import book as books
from .book import Book, Section

FORMS = {
    "year": mark("years"),
    "half": mark("half-years"),
    "quarter": mark("quarters"),
    "month": mark("months"),
    "day": mark("days"),
    "years": mark("spans of years"),
    "months": mark("January to a month"),
    "days": mark("January to a day"),
    "span": mark("other spans"),
}
HEDGES = {
    "exact": mark("none"),
    "about": mark("about"),
    "over": mark("over"),
    "nearly": mark("nearly"),
    "at_least": mark("at least"),
    "at_most": mark("at most"),
}
LISTED = ["indicator", "entity", "breakdown", "period", "status", "qualifier"]
LISTED += ["source", "locator", "note"]
NOT_SHOWN = "sources"  # an output that lists what others have shown


def compact(read: list[Book]) -> dict[str, Any]:
    """Give lists of texts, columns of the facts, sections of notebooks, and synonyms.

    Parameters
    ----------
    read
        The notebooks whose sections show facts.
    """
    facts = data.table("facts")
    sections, shown = shown_in(read)
    used = [shown.get(fact, ()) for fact in facts["fact"]]
    columns: dict[str, list] = {"fact": facts["fact"].to_list()}
    lists: dict[str, list] = {}
    for name in LISTED:
        lists[name], columns[name] = _listed(facts[name])
    lists["used"], columns["used"] = _listed(used)
    columns["printed"] = facts["as_printed"].to_list()
    for name in ("value", "low", "high"):
        columns[name] = [short(number, 15) for number in facts[name]]
    columns["taken"] = data.in_series(facts).astype(int).to_list()
    describe = {
        "indicator": _indicators,
        "entity": _entities,
        "breakdown": _parts,
        "period": _periods,
        "status": lambda some: _named({name: name for name in some}),
        "qualifier": lambda some: _named({name: HEDGES[name] for name in some}),
        "source": _sources,
    }
    for name, described in describe.items():
        lists[name] = described(lists[name])
    forms = [form for form in FORMS if form in set(facts["form"])]
    lists["note"] = [words.text(note) for note in lists["note"]]
    lists["form"] = _named({form: FORMS[form] for form in forms})
    return {
        "lists": lists,
        "rows": columns,
        "sections": sections,
        "synonyms": [[names.plain(name) for name in line] for line in search.SYNONYMS],
    }


def shown_in(read: list[Book]) -> tuple[list[list[str]], dict[str, tuple[int, ...]]]:
    """Find the sections whose outputs show each fact.

    Parameters
    ----------
    read
        The notebooks.

    Returns
    -------
    tuple
        Sections, each its page with anchor and its name; and by the id of a fact the
        places of its sections in that list, in the notebooks' order.
    """
    sections: list[list[str]] = []
    shown: dict[str, list[int]] = {}
    for book in read:
        for section, facts in showing(book):
            for fact in facts:
                shown.setdefault(fact, []).append(len(sections))
            sections.append([*place_of(book, section)])
    return sections, {fact: tuple(places) for fact, places in shown.items()}


def showing(book: Book) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """Give each section whose outputs show facts, with their ids."""
    for section in book.sections:
        outputs = [output.evidence for output in section.outputs]
        some = [e["facts"] for e in outputs if e and e["kind"] != NOT_SHOWN]
        if facts := books.united(some):
            yield section, facts


def place_of(book: Book, section: Section) -> tuple[str, str]:
    """Give the address of a section, and its title with the notebook's name."""
    title = f"{words.text(book.name)}: {books.plain(section.title)}"
    return f"{book.page}#{section.id}", title


def _listed(cells: Iterable[Hashable]) -> tuple[list, list[int]]:
    """Give the values of a column in order, and each cell as a position in them."""
    cells = list(cells)
    values = sorted(set(cells))  # type: ignore[type-var]
    places = {value: place for place, value in enumerate(values)}
    return values, [places[cell] for cell in cells]


def short(number: float, digits: int) -> float | None:
    """Give a number in so many digits as it is written shortest; none for an open end.

    Fifteen digits tell any two printed numbers apart, twelve drop what a computer's
    fractions add to the ends of ranges.
    """
    if not np.isfinite(number):
        return None
    exact = float(f"{number:.{digits}g}")
    return int(exact) if exact == int(exact) else exact


def _named(labels: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": id, "label": words.text(label)} for id, label in labels.items()]


def _indicators(wanted: list[str]) -> list[dict[str, str]]:
    about = data.table("indicators").set_index("indicator").loc[wanted]
    labels = cite.labels("indicators", wanted)
    return [
        {
            "id": row.Index,
            "label": label,
            "also": row.label if label == row.label_vi else row.label_vi,
            "unit": words.text(row.unit),
            "topic": row.topic,
            "topicLabel": words.text(row.topic),
            "definition": words.text(row.definition),
        }
        for row, label in zip(about.itertuples(), labels, strict=True)
    ]


def _entities(wanted: list[str]) -> list[dict[str, str]]:
    about = data.table("entities").set_index("entity").reindex(wanted).fillna("")
    labels = cite.labels("entities", wanted)
    return [
        {"id": name, "label": label, "also": also if also != label else name}
        for name, label, also in zip(wanted, labels, about["label_vi"], strict=True)
    ]


def _parts(wanted: list[str]) -> list[dict[str, str]]:
    """Name the parts; the whole has no name of its own."""
    return [{"id": part or "whole", "label": words.text(part)} for part in wanted]


def _periods(wanted: list[str]) -> list[dict[str, Any]]:
    """Say each period, and where it stands on an axis of years."""
    facts = data.table("facts").drop_duplicates("period").set_index("period")
    rows = facts.loc[wanted]
    ends = rows["end"] + pd.Timedelta(days=1)
    middle = (_year(rows["start"]) + _year(ends)) / 2
    return [
        {
            "id": row.Index,
            "label": words.period(row.Index),
            "form": row.form,
            "years": [row.start.year, row.end.year],
            "at": round(at, 3),
        }
        for row, at in zip(rows.itertuples(), middle, strict=True)
    ]


def _year(days: pd.Series) -> pd.Series:
    """Give days as years with a fraction."""
    length = 365 + days.dt.is_leap_year
    return days.dt.year + (days.dt.day_of_year - 1) / length


def _sources(wanted: list[str]) -> list[dict[str, str]]:
    about = data.table("sources").set_index("source").loc[wanted]
    return [
        {
            "id": row.Index,
            "publisher": words.text(row.publisher),
            "title": cite.title_of(row.title),
            "day": row.published or words.text("no date"),
            "citing": words.text(row.citing),
            "kind": row.kind,
            "kindLabel": words.text(row.kind),
            "url": row.url,
            **({"copy": row.copy_url} if row.copy_url else {}),  # most have none
        }
        for row in about.itertuples()
    ]
