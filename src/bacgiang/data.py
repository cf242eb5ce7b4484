"""The tables of data/, typed, and the ways to ask them for numbers.

Reads files in the data folder only: the project's data/, or the folder that the
environment variable
BACGIANG_DATA names (a teacher's own copy). A broken table raises `BrokenTable` with one
line per
fault. Place names may be typed with or without their diacritics.
"""

import calendar
import difflib
import os
import unicodedata
from functools import cache
from pathlib import Path

import pandas as pd

from . import check, ranges

STATUSES = ["actual", "estimate", "forecast", "plan", "target"]
KINDS = ["official", "state media", "press", "copy"]
FORMS = {
    4: "year",
    7: "month",
    9: "years",
    10: "day",
    15: "months",
    21: "days",
}  # by length of the text
_used = {}  # source ids handed out, in order of first use: what "Sources" prints


def folder():
    """The data folder in use."""
    return Path(os.environ.get("BACGIANG_DATA") or Path(__file__).parents[2] / "data")


@cache
def _tables(path):
    tables, faults = check.read_tables(path)
    faults = faults or check.structure(check.contract(path), tables)
    if faults:
        raise check.BrokenTable("\n".join(faults))
    frames = {}
    for resource in check.contract(path)["resources"]:
        frame = pd.DataFrame(
            tables[resource["name"]],
            columns=[f["name"] for f in resource["schema"]["fields"]],
        )
        for field in resource["schema"]["fields"]:
            if field["type"] in ("number", "integer"):
                frame[field["name"]] = pd.to_numeric(frame[field["name"]])
        frames[resource["name"]] = frame
    frames["facts"] = ranges.bounds(_with_periods(_with_labels(frames)))
    return frames


def table(name):
    """A table of the contract as a DataFrame, one row per row of its file (a copy:
    change it freely).
    """
    return _tables(folder())[name].copy()


def _with_labels(frames):
    facts = frames["facts"].assign(row=range(2, len(frames["facts"]) + 2))
    sources = frames["sources"][
        ["source", "publisher", "published", "kind", "language"]
    ]
    return facts.merge(
        frames["indicators"][["indicator", "unit", "measure"]], how="left"
    ).merge(sources, how="left")


def _with_periods(facts):
    known = {p: (form(p), *span(p)) for p in facts["period"].unique()}
    facts["form"], facts["start"], facts["end"] = (
        facts["period"].map({p: k[i] for p, k in known.items()}) for i in range(3)
    )
    return facts.assign(year=facts["end"].dt.year)


def form(period):
    """The form of a period text: year, half, quarter, month, day, years, months or days
    (spans).
    """
    return (
        "quarter"
        if "-Q" in period
        else "half"
        if "-H" in period
        else FORMS[len(period)]
    )


def span(period):
    """First and last day of a period text, as Timestamps."""
    first, _, last = period.partition("/")
    return _edge(first, 0), _edge(last or first, 1)


def _edge(text, last):
    year, rest = int(text[:4]), text[5:]
    if rest[:1] in ("Q", "H"):
        size = 3 if rest[0] == "Q" else 6
        month = size * int(rest[1]) if last else size * (int(rest[1]) - 1) + 1
    else:
        month = int(rest[:2]) if rest else (12 if last else 1)
    day = (
        int(rest[3:])
        if len(rest) == 5
        else (calendar.monthrange(year, month)[1] if last else 1)
    )
    return pd.Timestamp(year, month, day)


@cache
def plain(name):
    """A name without diacritics, in lower case: what a foreign keyboard types."""
    letters = (
        unicodedata.normalize("NFD", str(name)).replace("đ", "d").replace("Đ", "D")
    )
    return "".join(c for c in letters if unicodedata.category(c) != "Mn").casefold()


def _nearest(column, wanted, known):
    if wanted in known:
        return wanted
    by_plain = {plain(k): k for k in known}
    if plain(wanted) in by_plain:
        return by_plain[plain(wanted)]
    near = [
        by_plain[n] for n in difflib.get_close_matches(plain(wanted), by_plain, 5, 0.4)
    ]
    raise KeyError(
        f"no {column} {wanted!r} here; nearest: {', '.join(map(repr, near)) or 'none'}"
        f" (of {len(by_plain)}: {', '.join(map(repr, list(by_plain.values())[:5]))}"
        " ...)"
    )


def facts(indicator=None, entity=None, breakdown=None, **columns):
    """Facts as printed, one row each, with `low` and `high` from the printing.

    Filters: indicator, entity, breakdown ("" is the whole), and any other column by
    keyword
    (form="year", status="target", period="2023"); a list keeps every value in it.
    Returns a
    DataFrame with the columns of facts.csv plus row (line of the file), unit, measure,
    publisher,
    published, kind, form, start, end, year, low, high. Raises KeyError with the nearest
    names when
    nothing fits, BrokenTable when a row handed out does not say what it prints.
    """
    rows = _tables(folder())["facts"]
    for column, wanted in {
        "indicator": indicator,
        "entity": entity,
        "breakdown": breakdown,
        **columns,
    }.items():
        if wanted is None:
            continue
        listed = wanted if isinstance(wanted, (list, tuple, set)) else [wanted]
        names = [
            _nearest(column, w, rows[column].unique()) if isinstance(w, str) else w
            for w in listed
        ]
        rows = rows[rows[column].isin(names)]
    if rows.empty:
        raise KeyError(
            f"no fact fits {columns} together with {indicator!r}, {entity!r},"
            f" {breakdown!r}; widen one of them"
        )
    _verify(rows[~rows["row"].isin(_verified(folder()))])
    if indicator is not None:
        _used.update(dict.fromkeys(rows["source"]))
    return rows.copy()


def _verify(rows):
    """Each number is read again from its printing when it is first handed out."""
    as_filed = rows.assign(
        value=rows["value"].where(rows["value_max"].isna(), rows["low"])
    )
    found = [
        line
        for r in as_filed.to_dict("records")
        for line in check.number_faults(
            f"facts.csv: row {r['row']}", r, r["unit"], r["language"]
        )
    ]
    if found:
        raise check.BrokenTable("\n".join(found))
    _verified(folder()).update(rows["row"])


@cache
def _verified(path):
    """The rows of a data folder whose printing has been read again."""
    return set()


def vintages(indicator, entity="Bắc Giang", breakdown="", **columns):
    """Every printing of a quantity, oldest period and publication first: what was said,
    and when.
    """
    rows = facts(indicator, entity, breakdown, **columns)
    return rows.sort_values(
        ["start", "end", "published", "source", "locator"]
    ).reset_index(drop=True)


def series(indicator, entity="Bắc Giang", breakdown="", form="year", **columns):
    """One value per period, by a stated rule, indexed by period.

    The rule: actual before estimate before forecast; then the later publication; then
    official
    before state media before press before copy; then the finer printing. Plans and
    targets are
    left out unless asked for (status="target"). Adds `printings`, the number of rows
    there were to
    choose from; `row` and `source` say which one was taken.
    """
    asked = {"status": ["actual", "estimate", "forecast"]} | columns
    rows = facts(indicator, entity, breakdown, form=form)
    rows = rows[
        rows["status"].isin(
            [asked["status"]] if isinstance(asked["status"], str) else asked["status"]
        )
    ]
    for column in set(columns) - {"status"}:
        rows = rows[rows[column] == columns[column]]
    if rows.empty:
        raise KeyError(
            f"no {form} series of {indicator!r} for {entity!r}, breakdown"
            f" {breakdown!r}, {asked}; vintages({indicator!r}, {entity!r},"
            f" {breakdown!r}) shows what there is"
        )
    order = rows.assign(
        rank=rows["status"].map(STATUSES.index), kind_rank=rows["kind"].map(KINDS.index)
    )
    order = order.sort_values(
        [
            "end",
            "start",
            "rank",
            "published",
            "kind_rank",
            "resolution",
            "source",
            "locator",
        ],
        ascending=[True, True, True, False, True, True, True, True],
    )
    taken = (
        order.groupby("period", sort=False)
        .head(1)
        .set_index("period")
        .drop(columns=["rank", "kind_rank"])
    )
    return taken.assign(printings=rows.groupby("period").size().reindex(taken.index))


def used():
    """Ids of the sources handed out so far in this session, in order of first use."""
    return list(_used)
