"""The tables of data/, typed, and the ways to ask them for numbers.

Reads one folder: the one that the environment variable BACGIANG_DATA names (absolute,
or relative to where the reader stands), else the tables that come with the module. A
table edited on disk is read anew at the next call. A broken one raises `BrokenTable`
with one line per fault. Names may be typed with or without their diacritics.
"""

import difflib
import hashlib
import os
import unicodedata
import warnings
from base64 import b32encode
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from . import check, evidence, periods, ranges

STATUSES = ["actual", "estimate", "forecast", "plan", "target"]
OUTCOMES = STATUSES[:3]  # what series() takes unless asked for plans or targets
PRINTED = ("facts", "projects")  # tables whose rows are printed numbers with a status
KINDS = ["official", "state media", "press", "copy"]
# What a frame of facts shows by itself; every other column is there when asked for.
SHORT = ["entity", "breakdown", "period", "value", "low", "high", "unit"]
SHORT += ["as_printed", "status", "publisher"]
Stamp = tuple[tuple[str, int, int], ...]


def folder() -> Path:
    """Find the data folder in use."""
    if named := os.environ.get("BACGIANG_DATA"):
        return Path(named).absolute()
    here = Path(__file__).parent
    inside, checkout = here / "data", here.parents[1] / "data"
    return inside if inside.is_dir() else checkout


class Facts(pd.DataFrame):
    """A DataFrame of facts; shown short, with every column there on request."""

    @property
    def _constructor(self) -> type["Facts"]:
        return Facts

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        """Show the columns a reader needs first, and which facts the rows are."""
        shown = pd.DataFrame(self)
        if {"fact", "resolution"} <= set(shown):  # whole, not picked by a reader
            shown = shown[[column for column in SHORT if column in shown]]
        facts = evidence.facts_of(self)
        evidence.note(facts)
        bundle = {"text/plain": repr(shown), "text/html": shown.to_html()}
        return bundle, {"bacgiang": {"kind": "table", "facts": list(facts)}}


class Tables:
    """All tables of one data folder, as they stood when they were read."""

    def __init__(self, path: Path) -> None:
        self.contract, self.frames = check.load(path)
        for resource in self.contract["resources"]:
            frame = self.frames[resource["name"]]
            for field in resource["schema"]["fields"]:
                if field["type"] in ("number", "integer"):
                    frame[field["name"]] = check.floats(frame[field["name"]])

    def key(self, name: str) -> list[str]:
        """List the columns that tell the rows of a table apart."""
        for resource in self.contract["resources"]:
            if resource["name"] == name:
                return resource["schema"]["primaryKey"]
        raise KeyError(f"no table {name!r}; there are {', '.join(self.frames)}")

    @cached_property
    def facts(self) -> pd.DataFrame:
        """The facts with unit, source, period and range, one row each."""
        rows = self.frames["facts"]
        rows = rows.assign(row=range(2, len(rows) + 2))
        sources = self.frames["sources"]
        sources = sources[["source", "publisher", "published", "kind", "language"]]
        units = self.frames["indicators"][["indicator", "unit", "measure"]]
        rows = rows.merge(units, how="left").merge(sources, how="left")
        return ranges.bounds(_with_periods(rows))

    @cached_property
    def places(self) -> dict[str, Any]:
        """The positions of each indicator's rows among the facts."""
        return self.facts.groupby("indicator").indices

    @cached_property
    def by_id(self) -> dict[str, tuple[str, int]]:
        """Table and position of each row, by its id."""
        found: dict[str, tuple[str, int]] = {}
        for name, frame in self.frames.items():
            names = ids(frame, self.key(name), name)
            found.update((id, (name, place)) for place, id in enumerate(names))
        return found


def tables() -> Tables:
    """Read the tables of the folder in use; again only when a file has changed."""
    path = folder()
    return _read(path, _stamp(path))


def _stamp(path: Path) -> Stamp:
    """Name, time and size of each file of a folder: what tells that one has changed."""
    if not path.is_dir():
        raise check.BrokenTable(
            f"{path}: there is no such data folder; expected one with datapackage.json,"
            " named by BACGIANG_DATA, or the tables that come with the module"
        )
    found = []
    for file in sorted(path.glob("*.*")):
        state = file.stat()
        found.append((file.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


@lru_cache(maxsize=4)
def _read(path: Path, stamp: Stamp) -> Tables:
    return Tables(path)


def ids(rows: pd.DataFrame, key: list[str], table: str = "facts") -> list[str]:
    """Make the id of each row from its key: eight characters, whatever its place.

    Parameters
    ----------
    rows
        Rows of one table, with the columns of its key.
    key
        The primary key of the table, as the contract names it.
    table
        The table's name; facts have none in their ids, so that they stay the same.
    """
    lead = "" if table == "facts" else table + "\x1f"
    columns = [rows[column].astype(str) for column in key]
    texts = (lead + "\x1f".join(cells) for cells in zip(*columns, strict=True))
    return [_id(text) for text in texts]


def _id(text: str) -> str:
    digest = hashlib.blake2b(text.encode(), digest_size=5).digest()
    return b32encode(digest).decode().lower()


def table(name: str) -> Facts:
    """Give a table of the contract, one row per row of its file, with ids.

    A copy: change it freely. Rows of every table have an id in the column `fact`, so
    that figures and tables drawn from them can say what they rest on.

    Raises
    ------
    KeyError
        For a table that the contract does not list.
    """
    read = tables()
    key = read.key(name)  # KeyError where there is no such table
    names = ids(read.frames[name], key, name)
    rows = read.facts if name == "facts" else read.frames[name]
    return Facts(rows.assign(fact=names))


def _with_periods(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts["period"].unique()
    spans = {period: periods.span(period) for period in known}
    form = facts["period"].map({period: periods.form(period) for period in known})
    start = facts["period"].map({period: first for period, (first, _) in spans.items()})
    end = facts["period"].map({period: last for period, (_, last) in spans.items()})
    return facts.assign(form=form, start=start, end=end, year=end.dt.year)


@cache
def plain(name: str) -> str:
    """Give a name without diacritics, in lower case: what a foreign keyboard types.

    Examples
    --------
    >>> plain("Đình Trám")
    'dinh tram'
    """
    letters = unicodedata.normalize("NFD", str(name))
    letters = letters.replace("đ", "d").replace("Đ", "D")
    kept = [c for c in letters if unicodedata.category(c) != "Mn"]
    return "".join(kept).casefold()


def _nearest(column: str, wanted: str, known: Iterable[str]) -> str:
    """Find the known name that a reader means; KeyError with the nearest if none is."""
    if wanted in known:
        return wanted
    by_plain = {plain(name): name for name in known}
    if plain(wanted) in by_plain:
        return by_plain[plain(wanted)]
    close = difflib.get_close_matches(plain(wanted), by_plain, 5, 0.4)
    near = ", ".join(repr(by_plain[name]) for name in close) or "none"
    some = ", ".join(repr(name) for name in list(by_plain.values())[:5])
    raise KeyError(
        f"no {column} {wanted!r} here; nearest: {near} (of {len(by_plain)}: {some} ...)"
        f"; find({wanted!r}) searches labels, definitions and other words for it"
    )


def facts(
    indicator: str | list[str] | None = None,
    entity: str | list[str] | None = None,
    breakdown: str | list[str] | None = None,
    **columns: object,
) -> Facts:
    """Give facts as printed, one row each, with `low` and `high` from the printing.

    Parameters
    ----------
    indicator, entity, breakdown
        Names, or lists of names; the breakdown "" is the whole.
    **columns
        Any other column (form="year", status="target", period="2023"); a list keeps
        every value in it.

    Returns
    -------
    Facts
        A DataFrame with the columns of facts.csv, and row (line of the file), unit,
        measure, publisher, published, kind, language, form, start, end, year, low, high
        and fact, the id of eight characters.

    Raises
    ------
    KeyError
        With the nearest names when nothing fits.
    BrokenTable
        When a row handed out does not say what it prints.
    """
    rows = _picked(indicator, entity=entity, breakdown=breakdown, **columns)
    if rows.empty:
        raise KeyError(
            f"no fact fits {columns} together with {indicator!r}, {entity!r},"
            f" {breakdown!r}; widen one of them"
        )
    filed = rows["value"].where(rows["value_max"].isna(), rows["low"])
    if found := check.printing_faults(rows.assign(value=filed)):
        raise check.BrokenTable("\n".join(found))
    return Facts(rows.assign(fact=ids(rows, tables().key("facts"))))


def _picked(indicator: str | list[str] | None, **columns: object) -> pd.DataFrame:
    """Pick the facts of indicators whose other columns hold what is wanted."""
    read = tables()
    places = np.arange(len(read.facts))
    if indicator is not None:
        names = _named("indicator", indicator, read.places)
        places = np.unique(np.concatenate([read.places[name] for name in names]))
    for column, wanted in columns.items():
        if wanted is not None:
            cells = read.facts[column].iloc[places]
            known = STATUSES if column == "status" else cells.unique()
            places = places[cells.isin(_named(column, wanted, known))]
    return read.facts.iloc[places]


def _named(column: str, wanted: object, known: Iterable) -> list:
    if isinstance(wanted, (list, tuple, set, pd.Series)):
        listed = list(wanted)
    else:
        listed = [wanted]
    return [_nearest(column, w, known) if isinstance(w, str) else w for w in listed]


def editions(
    indicator: str,
    entity: str | list[str] = "Bắc Giang",
    breakdown: str | list[str] = "",
    **columns: object,
) -> Facts:
    """Give every edition of a quantity, oldest period and publication first.

    What was published, and when; takes what `facts` takes.
    """
    rows = facts(indicator, entity, breakdown, **columns)
    order = ["start", "end", "published", "source", "locator"]
    return rows.sort_values(order).reset_index(drop=True)


def series(
    indicator: str,
    entity: str = "Bắc Giang",
    breakdown: str = "",
    form: str = "year",
    **columns: object,
) -> Facts:
    """Give one value per period, by a stated rule, indexed by period.

    The rule: actual before estimate before forecast; official before state media before
    press before copy; then the later publication; among printings whose ranges overlap
    the one so taken, the finest. Plans and targets are left out unless asked for
    (status="target").

    Parameters
    ----------
    indicator, entity, breakdown
        One name each.
    form
        year, half, quarter, month, day, years, months or days.
    **columns
        Any other column of `facts`, as there.

    Returns
    -------
    Facts
        The rows taken, with `printings`, how many there were to choose from, and
        `left`, a tuple with the ids of those not taken.

    Raises
    ------
    KeyError
        When there is none; names the forms that hold the series, and `find`.
    ValueError
        When several entities, parts or indicators would fall under one index.
    """
    wanted = {"status": OUTCOMES} | columns
    try:
        rows = facts(indicator, entity, breakdown, form=form, **wanted)
    except KeyError as error:
        raise KeyError(
            f"no {form} series of {indicator!r} for {entity!r}, breakdown"
            f" {breakdown!r}, {wanted}: {error.args[0]}"
        ) from None
    _refuse_mixture(rows)
    _warn_of_fuller_form(rows, form)
    return _one_each(rows)


def _refuse_mixture(rows: pd.DataFrame) -> None:
    for column in ("indicator", "entity", "breakdown"):
        names = rows[column].unique()
        if len(names) > 1:
            some = ", ".join(repr(name) for name in names[:5])
            raise ValueError(
                f"a series has one {column}, this would mix {len(names)} ({some}); ask"
                " for each by itself, or for facts() or editions()"
            )


def _warn_of_fuller_form(rows: pd.DataFrame, form: str) -> None:
    """Say where a series lives when the form asked for holds but a remnant of it."""
    if (rows["kind"] == "official").any():
        return
    everywhere = _picked(
        rows["indicator"].iloc[0],
        entity=rows["entity"].iloc[0],
        breakdown=rows["breakdown"].iloc[0],
    )
    official = everywhere[everywhere["kind"] == "official"]
    counts = official["form"].value_counts()
    fuller = counts[(counts.index != form) & (counts >= 5 * len(rows))]
    if len(fuller):
        there = ", ".join(f"{n} as form={name!r}" for name, n in fuller.items())
        warnings.warn(
            f"{rows['indicator'].iloc[0]} has {len(rows)} rows as form={form!r}, none"
            f" official; official rows: {there}",
            stacklevel=3,
        )


def _one_each(rows: pd.DataFrame) -> Facts:
    """Take one row a period by the rule of `series`."""
    order = pd.DataFrame(
        {
            "end": rows["end"],
            "start": rows["start"],
            "status": rows["status"].map(STATUSES.index),
            "kind": rows["kind"].map(KINDS.index),
            "age": -rows["published"].rank(method="dense"),
            "resolution": rows["resolution"],
            "source": rows["source"],
            "locator": rows["locator"],
        }
    )
    ranked = rows[["period", "low", "high", "status", "fact"]]
    ranked = ranked.loc[order.sort_values([*order], kind="stable").index]
    printings = ranked.groupby("period", sort=False)
    taken = _finest(ranked, printings).groupby(ranked["period"], sort=False).idxmin()
    left: dict[str, list[str]] = {period: [] for period in taken.index}
    others = ranked[~ranked.index.isin(taken)]
    for period, fact in zip(others["period"], others["fact"], strict=True):
        left[period].append(fact)
    picked = rows.loc[taken].assign(
        printings=printings.size().to_numpy(), left=list(map(tuple, left.values()))
    )
    return Facts(picked.set_index("period"))


def _finest(ranked: pd.DataFrame, printings: DataFrameGroupBy) -> pd.Series:
    """Give the width of each range that overlaps the first of its period.

    A forecast never takes the place of an outcome.
    """
    first = printings[["low", "high", "status"]].transform("first")
    overlapping = (ranked["low"] <= first["high"]) & (first["low"] <= ranked["high"])
    is_forecast, wanted = ranked["status"] == "forecast", first["status"] == "forecast"
    width = ranked["high"] - ranked["low"]
    return width.where(overlapping & (is_forecast == wanted))


def by_id(wanted: Iterable[str]) -> pd.DataFrame:
    """Look rows of any table up by their ids.

    Parameters
    ----------
    wanted
        Ids as the column `fact` or `Range.facts` hold them.

    Returns
    -------
    DataFrame
        One row per id and source, in the order asked: fact, table, source, publisher,
        published, kind, status, form, end. Rows of other tables count as actual on the
        day for which they stand.

    Raises
    ------
    KeyError
        For an id that no row has.
    """
    found = []
    for id, name, row in _rows_of(list(wanted)):
        when = row.get("period") or row.get("status_as_of") or ""
        for source in _sources(row):
            found.append(
                {
                    "fact": id,
                    "table": name,
                    "source": source,
                    "status": row["status"] if name in PRINTED else "actual",
                    "when": when,
                }
            )
    named = ["source", "publisher", "published", "kind"]
    rows = pd.DataFrame(found, columns=["fact", "table", "source", "status", "when"])
    rows = rows.merge(tables().frames["sources"][named], how="left")
    # a table without dates of its own stands for the day its page was published
    when = rows["when"].where(rows["when"] != "", rows["published"])
    form = when.map(lambda text: periods.form(text) if text else "")
    end = when.map(lambda text: periods.span(text)[1] if text else pd.NaT)
    return rows.assign(form=form, end=end).drop(columns="when")


def _rows_of(wanted: list[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give each id with its table and row; the rows of a table are fetched at once."""
    read = tables()
    places: dict[str, list[int]] = {}
    for id in wanted:
        if id not in read.by_id:
            raise KeyError(f"no row has the id {id!r}; has its key been changed?")
        name, place = read.by_id[id]
        places.setdefault(name, []).append(place)
    rows = {
        name: iter(read.frames[name].iloc[some].to_dict("records"))
        for name, some in places.items()
    }
    for id in wanted:
        name, _ = read.by_id[id]
        yield id, name, next(rows[name])


def _sources(row: dict[str, Any]) -> list[str]:
    """List the sources that a row names, in either of the two ways tables name them."""
    listed = row.get("sources", "").split("; ") if "sources" in row else []
    return [name for name in (row.get("source", ""), *listed) if name]
