"""The tables of data/, typed, and the ways to ask them for numbers.

Reads one folder: the one that the environment variable BACGIANG_DATA names (absolute,
or relative to where the reader stands), else the tables that come with the module. A
table edited on disk is read anew at the next call. A broken one raises `BrokenTable`
with one line per fault. Names may be typed with or without their diacritics.
"""

import hashlib
import os
import re
import warnings
from base64 import b32encode
from collections.abc import Collection, Hashable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import check, names, periods, ranges
from .contract import BREAK, FILE, KINDS, STATUSES, contract, refuse_missing
from .frames import Facts
from .ranges import QUANTITY

OUTCOMES = STATUSES[:3]  # what series() takes unless asked for plans or targets
PRINTED = ("facts", "projects")  # tables whose rows are printed numbers with a status
# What holds the names that readers know instead of ids, by column of the facts.
LABELS = {"indicator": "indicators", "entity": "entities"}
SUMS = {
    "months": "sums counted from January to the end of a month",
    "days": "sums counted from January to a stated day",
}
# What a message shows of names that a column holds.
SUCH = {"indicator": "grdp_growth", "entity": "Việt Nam", "period": "2023"}
SUCH |= {"form": "year", "fact": "bgcjw4va", "word": "exports"}
FEW = 12  # so many names of a column can be listed; of more, the nearest are named
ID = re.compile("[a-z2-7]{8}")
State = tuple[int, int]


def folder() -> Path:
    """Find the data folder in use."""
    if named := os.environ.get("BACGIANG_DATA"):
        try:
            return Path(named).absolute()
        except FileNotFoundError:
            told = "a folder that is gone; expected one that is there, or a whole path"
            raise check.BrokenTable(f"{named}: is looked for in {told}") from None
    here = Path(__file__).parent
    inside, checkout = here / "data", here.parents[1] / "data"
    return inside if inside.is_dir() else checkout


class Tables:
    """All tables of one data folder, as they stood when they were read."""

    def __init__(self, path: Path) -> None:
        self.contract, self.frames = check.load(path)
        self._ids: dict[str, list[str]] = {}
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
        said = f"no table {names.shown(name)}; there are {', '.join(self.frames)}"
        raise KeyError(said)

    def ids(self, name: str) -> list[str]:
        """List the ids of a table's rows, made when they are first asked for."""
        key = self.key(name)
        if name not in self._ids:
            self._ids[name] = ids(self.frames[name], key, name)
        return self._ids[name]

    @cached_property
    def facts(self) -> pd.DataFrame:
        """The facts with unit, source, period and range, one row each."""
        rows = self.frames["facts"]
        rows = rows.assign(row=range(2, len(rows) + 2))
        sources = self.frames["sources"]
        told = ["source", "publisher", "published", "kind", "language", "citing"]
        sources = sources[[column for column in told if column in sources]]
        units = self.frames["indicators"][["indicator", "unit", "measure"]]
        rows = rows.merge(units, how="left").merge(sources, how="left")
        return ranges.bounds(_with_periods(rows))

    @cached_property
    def home(self) -> str:
        """The province of most facts; "" in a folder without any."""
        entities = self.frames["entities"]
        provinces = set(entities.loc[entities["kind"] == "province", "entity"])
        counts = self.facts["entity"].value_counts()
        return next((name for name in counts.index if name in provinces), "")

    @cached_property
    def places(self) -> dict[str, Any]:
        """The positions of each indicator's rows among the facts."""
        return self.facts.groupby("indicator").indices

    @cached_property
    def by_id(self) -> dict[str, tuple[str, int]]:
        """Table and position of each row, by its id."""
        found: dict[str, tuple[str, int]] = {}
        for name in self.frames:
            made = self.ids(name)
            found.update((id, (name, place)) for place, id in enumerate(made))
        return found

    def place(self, id: str) -> tuple[str, int]:
        """Give table and position of the row with an id; KeyError without one."""
        if id not in self.by_id:
            told = "has its key been changed?"
            if not ID.fullmatch(str(id)):
                told = f"expected eight letters and digits such as {SUCH['fact']!r}"
                told += ", which stand in the column 'fact' of what bg.facts gives"
            raise KeyError(f"no row has the id {names.shown(id)}; {told}")
        return self.by_id[id]


def tables() -> Tables:
    """Read the tables of the folder in use; again only when a file has changed."""
    path = folder()
    refuse_missing(path)
    described = _state(path / FILE)
    states = [_state(file) for file in _files(path, described)]
    return _read(path, described, tuple(states))


def _state(file: Path) -> State:
    """Give time and size of a file: what tells that it has changed."""
    try:
        state = file.stat()
    except OSError:  # it is missing, or a link that leads nowhere
        return (0, 0)
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=4)
def _files(path: Path, described: State) -> list[Path]:
    """List the files of the tables, wherever in the folder the contract finds them."""
    return [path / resource["path"] for resource in contract(path)["resources"]]


@lru_cache(maxsize=4)
def _read(path: Path, described: State, tables: tuple[State, ...]) -> Tables:
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
    columns = [rows[column].astype(str).tolist() for column in key]
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
    made = read.ids(name)  # KeyError where there is no such table
    rows = read.facts if name == "facts" else read.frames[name]
    return Facts(rows.assign(fact=made))


class OtherPlace(LookupError):
    """The tables in use are about another place."""


def home() -> str:
    """Name the province that the tables in use are about: most facts are of it.

    Where `series`, `value` and `editions` are told no place, they take this one.

    Examples
    --------
    >>> home()
    'Bắc Giang'
    """
    return tables().home


def needs(entity: str) -> None:
    """Stop where the tables in use hold no fact of a place.

    The first cell of a notebook says so whom it is about.

    Raises
    ------
    OtherPlace
        In one line, with the places there are and where to read on.

    Examples
    --------
    >>> needs("Bắc Giang")
    """
    if names.meant(entity, tables().facts["entity"].unique()) is None:
        raise OtherPlace(
            f"this is about {entity} and needs facts of it; the tables in"
            f" {folder()} are about {home()}: see 'Another province' in CONTRIBUTING.md"
        )


def _with_periods(facts: pd.DataFrame) -> pd.DataFrame:
    known = facts["period"].unique()
    spans = {period: periods.span(period) for period in known}
    form = facts["period"].map({period: periods.form(period) for period in known})
    start = facts["period"].map({period: first for period, (first, _) in spans.items()})
    end = facts["period"].map({period: last for period, (_, last) in spans.items()})
    return facts.assign(form=form, start=start, end=end, year=end.dt.year)


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
        Names, or lists of names; the breakdown "" is the whole. Of indicators and
        entities also the labels, "Exports" or "Kim ngạch xuất khẩu hàng hóa". What is
        left out is not narrowed: all places, where `series` takes the province.
    **columns
        Any other column (status="target", period="2023"); a list keeps every value in
        it, each of which some row must have; of a list of statuses, one. `form` is the
        length of time: year, half, quarter, month, day, years, months, days or span, as
        `series` explains them. With `fact`, ids: the rows of those ids.

    Returns
    -------
    Facts
        A DataFrame with the columns of facts.csv, and row (line of the file), unit,
        measure, publisher, published, kind, language, citing (whom the page quotes),
        form, start, end, year, low, high and fact, the id of eight characters.

    Raises
    ------
    KeyError
        With the nearest names when nothing fits, or nothing a value of a list.
    BrokenTable
        When a row handed out does not say what it prints.

    Examples
    --------
    >>> facts(fact=series("grdp_growth").loc["2017", "left"])["status"].unique().size
    2
    """
    asked = {"entity": entity, "breakdown": breakdown} | columns
    rows = tables().facts.iloc[_places(indicator, asked)]
    if rows.empty:
        raise KeyError(
            f"no fact fits {columns} together with {indicator!r}, {entity!r},"
            f" {breakdown!r}; widen one of them"
        )
    filed = rows["value"].where(rows["value_max"].isna(), rows["low"])
    if found := check.printing_faults(rows.assign(value=filed)):
        raise check.BrokenTable("\n".join(found))
    return Facts(rows.assign(fact=ids(rows, tables().key("facts"))))


def _places(
    indicator: str | list[str] | None, filters: dict[str, object]
) -> np.ndarray:
    """Find the facts of indicators whose other columns hold what is wanted."""
    read = tables()
    _refuse_unknown_columns(read.facts, filters)
    for column, asked in {"indicator": indicator, **filters}.items():
        if asked is not None:
            is_text = column == "fact" or read.facts[column].dtype.kind not in "iufM"
            _refuse_no_names(column, _listed(asked), is_text)
    ids = filters.get("fact")
    if indicator is None:
        places = np.arange(len(read.facts))
    else:
        wanted = _named("indicator", indicator, read.places)
        places = np.unique(np.concatenate([read.places[name] for name in wanted]))
    if ids is not None:
        places = places[np.isin(places, _places_of(read, ids))]
    if indicator is not None:
        _refuse_elsewhere(read.facts, places, wanted, filters.get("entity"))
    for column, asked in filters.items():
        if column != "fact" and asked is not None:
            cells = read.facts[column].iloc[places]
            known = STATUSES if column == "status" else cells.unique()
            try:
                named = _named(column, asked, known)
            except KeyError as error:
                like = _sisters(read, places, asked) if column == "period" else ""
                raise KeyError(error.args[0] + like) from None
            _refuse_absent(column, named, cells)
            places = places[cells.isin(named)]
    return places


def _refuse_absent(column: str, wanted: list, cells: pd.Series) -> None:
    """Refuse values that no row has; of several statuses one is enough.

    A list of statuses says what counts, as "actual or estimate", not what is there.
    """
    is_there = pd.Series(wanted).isin(cells)
    absent = [name for name, there in zip(wanted, is_there, strict=True) if not there]
    if column == "status" and len(absent) < len(wanted):
        return
    if absent:
        raise KeyError(
            f"no row has {column} {names.quoted(absent)}; there are rows of"
            f" {names.quoted(cells.unique())}"
        )


def _sisters(read: Tables, places: np.ndarray, period: object) -> str:
    """Name the quantity asked for, and what else of its place and kind has the period.

    Of one kind are indicators of the same topic, unit and measure that share a word.
    """
    rows = read.facts.iloc[places]
    if len(rows[QUANTITY].drop_duplicates()) != 1:
        return ""
    kinds = read.frames["indicators"].set_index("indicator")
    kinds = kinds[["topic", "unit", "measure"]]
    own = rows["indicator"].iloc[0]
    alike = kinds.index[kinds.eq(kinds.loc[own]).all(axis=1)]
    alike = [name for name in alike if {*own.split("_")} & {*name.split("_")}]
    others = read.facts[read.facts["indicator"].isin(alike)]
    others = others[others["period"].isin([str(one) for one in _listed(period)])]
    for column in ("entity", "breakdown", "status"):
        others = others[others[column].isin(rows[column])]
    found = others["indicator"].unique()
    like = f"; of that period there is {names.quoted(found)}" if len(found) else ""
    return f"; asked of {own!r}{like}"


def _places_of(read: Tables, wanted: object) -> np.ndarray:
    """Give the places of the facts with these ids."""
    places = []
    for asked in _listed(wanted):
        id = str(asked).strip().lower()
        name, place = read.place(id)
        if name != "facts":
            raise KeyError(
                f"the id {id!r} is of a row of {name}, not of facts; see"
                f" read_table({name!r})"
            )
        places.append(place)
    return np.array(places, int)


def _refuse_unknown_columns(rows: pd.DataFrame, columns: Iterable[str]) -> None:
    known = [*rows.columns, "fact"]
    for column in columns:
        if column not in known:
            raise KeyError(f"facts have no column {column!r}; they have {known}")


def _refuse_elsewhere(
    everything: pd.DataFrame, places: np.ndarray, indicators: list, entity: object
) -> None:
    """Say whom indicators are about when it is not the entity asked for."""
    about = everything["entity"].iloc[places].unique()
    asked = [] if entity is None else _listed(entity)
    for wanted in (name for name in asked if name not in about):
        whole = names.meant(str(wanted), everything["entity"].unique())
        if whole is None or whole in about or not len(about):
            continue
        own = everything.loc[everything["entity"] == whole, "indicator"].unique()
        said = " and ".join(repr(name) for name in indicators[:3])
        near = names.near(indicators[0], own, 3, 0.7)
        like = (
            "nothing of a like name" if near == names.NONE else f"of a like name {near}"
        )
        raise KeyError(
            f"{said} has no rows for {whole!r}; there are some for"
            f" {names.quoted(about)}: ask for entity={about[0]!r}. Of {whole!r} there"
            f" is {like}"
        )


def _listed(wanted: Any) -> list:
    several = (list, tuple, set, range, pd.Series, pd.Index, np.ndarray)
    return list(wanted) if isinstance(wanted, several) else [wanted]


def _refuse_no_names(column: str, wanted: list, is_text: bool = True) -> None:
    """Refuse what can be in no cell of a column: it is no text where texts stand."""
    such = f" such as {SUCH[column]!r}" if column in SUCH else ""
    expected = f"expected {'text' if is_text else 'a number or a date'}{such}"
    if not wanted:
        raise ValueError(f"{column} is an empty list; {expected}")
    kinds = (str, int, np.integer) if is_text else Hashable
    for name in wanted:
        if not isinstance(name, kinds):
            raise TypeError(f"{column} is {names.shown(name)}; {expected}")
        if isinstance(name, str) and len(name) > names.LONGEST:
            told = f"has {len(name):,} characters; expected at most {names.LONGEST}"
            raise ValueError(f"{column} {told}")


def one(column: str, asked: object) -> None:
    """Refuse what is not one name: no text, none at all, or several.

    Raises
    ------
    TypeError, ValueError
        In one line, with what was expected.
    """
    _refuse_no_names(column, _listed(asked))
    _refuse_mixture(column, _listed(asked))


def _named(column: str, wanted: object, known: Collection) -> list:
    """List the known values that a reader means; 2023 and "2023" are one."""
    found = []
    of_text = isinstance(next(iter(known), ""), str)
    for asked in _listed(wanted):
        if isinstance(asked, (int, np.integer)) and of_text:
            asked = str(asked)
        elif isinstance(asked, str) and asked.isdecimal() and not of_text:
            asked = int(asked)
        found.append(_meant(column, asked, known) if isinstance(asked, str) else asked)
    return found


def _meant(column: str, wanted: str, known: Collection[str]) -> str:
    """Find the known name that a reader means, or whose label it is and no other's.

    KeyError with the nearest names if there is none.
    """
    found = names.meant(wanted, known)
    if found is not None:
        return found
    labelled = _of_label(column, wanted)
    if len(labelled) == 1 and labelled[0] in known:
        return labelled[0]
    if labelled:
        raise KeyError(
            f"{wanted!r} is a label; the {column} is named {names.quoted(labelled)}"
        )
    if column == "form":
        raise KeyError(f"no form {wanted!r} here; there are {names.quoted(known, 9)}")
    if column == "breakdown" and not wanted:
        raise KeyError(f"no row is about the whole; parts are {names.quoted(known, 9)}")
    everywhere = tables().facts[column].unique() if column == "entity" else known
    near = names.near(wanted, everywhere)
    if column == "period" and (in_time := periods.nearest(wanted, known)):
        near = names.quoted(in_time[:5])
    elif holding := [n for n in _of_label(column, wanted, whole=False) if n in known]:
        near = names.quoted(holding)
    listed = f": {names.quoted(known)}" if len(known) <= FEW else ""
    told = f"no {column} {wanted!r} here; nearest: {near} (of {len(known)}{listed})"
    if odd := names.strange(wanted, map(str, known)):
        told += f"; it {odd}"
    raise KeyError(told + _other_way(column, wanted))


def _other_way(column: str, wanted: str) -> str:
    """Say how to ask for what is no name: an id, a period, or a word to be found."""
    if column not in QUANTITY:
        return ""
    if wanted.lower() in tables().by_id:
        return f"; it is the id of a row: ask for fact={wanted!r}"
    if wanted[:4].isdigit():
        return f"; a time is asked for as period={wanted!r}"
    return f"; find({wanted!r}) searches labels, definitions and other words"


def _of_label(column: str, wanted: str, whole: bool = True) -> list[str]:
    """List the names whose English or Vietnamese label is the text, or holds it."""
    if column not in LABELS or not wanted.strip():
        return []
    frame = tables().frames[LABELS[column]]
    labels = [c for c in ("label", "label_vi") if c in frame]
    plain, own = frame[labels].map(names.plain), names.plain(wanted.strip())
    is_it = plain == own if whole else plain.map(lambda label: own in label)
    is_it = is_it.any(axis=1)
    return frame.loc[is_it, column].tolist()


def editions(
    indicator: str,
    entity: str | list[str] | None = None,
    breakdown: str | list[str] = "",
    **columns: object,
) -> Facts:
    """Give every edition of a quantity, oldest period and publication first.

    What was published, and when: a page dated to the month or year alone stands before
    those with a day in it, though it may be later; `ledger` takes it for the first only
    where even its last day is. Takes what `facts` takes: any column by its name, among
    them `form` (year, half, quarter, month, day, years, months, days or span). Without
    an entity, the place that the tables are about.

    Examples
    --------
    >>> editions("grdp_growth", period="2023")["published"].is_monotonic_increasing
    True
    """
    place = home() if entity is None else entity
    rows = facts(indicator, place, breakdown, **columns)
    rows = rows.sort_values(["start", "end", "published", "source", "locator"])
    return rows.reset_index(drop=True)


def series(
    indicator: str,
    entity: str | None = None,
    breakdown: str = "",
    form: str = "year",
    **columns: object,
) -> Facts:
    """Give one value per period, by a stated rule, indexed by period.

    The rule: actual before estimate before forecast; official before state media before
    press before copy; then the later publication; among printings whose ranges overlap
    the one so taken, the finest. Plans and targets are left out unless asked for
    (status="target"). Warnings name the periods that have a forecast alone, and those
    at which the count changed: their notes begin with "break:".

    Parameters
    ----------
    indicator, entity, breakdown
        One name each; without an entity, the place that the tables are about.
    form
        year, half, quarter, month, day, years (a span of them), months or days (sums
        counted from January to the end of a month, or to a stated day), or span: from
        any other month or day to another.
    **columns
        Any other column of `facts`, as there.

    Returns
    -------
    Facts
        The rows taken, with `printings`, how many there were to choose from, and
        `left`, a tuple with the ids of those not taken. The periods of the index are
        text, of years too; the column `year` holds numbers.

    Raises
    ------
    KeyError
        When there is none; names the forms that hold the series, and `find`.
    ValueError
        When several entities, parts or indicators would fall under one index.

    Examples
    --------
    >>> series("grdp_growth").loc["2011":"2013", "year"].tolist()
    [2011, 2012, 2013]
    """
    entity = home() if entity is None else entity
    asked = zip([*QUANTITY, "form"], (indicator, entity, breakdown, form), strict=True)
    for column, name in asked:
        one(column, name)
    wanted = {"status": OUTCOMES} | columns
    try:
        rows = facts(indicator, entity, breakdown, form=form, **wanted)
    except KeyError as error:
        raise KeyError(
            f"no {form} series of {indicator!r} for {entity!r}, breakdown"
            f" {breakdown!r}{f', {columns}' if columns else ''}: {error.args[0]}"
        ) from None
    for column in QUANTITY:
        _refuse_mixture(column, rows[column].unique())
    _warn_of_fuller_form(rows, form)
    taken = _one_each(rows)
    _warn_of_forecasts(taken, columns)
    _warn_of_breaks(taken)
    return taken


def in_series(rows: pd.DataFrame) -> pd.Series:
    """Mark, among all facts, those that `series` takes when nothing else is asked for.

    Parameters
    ----------
    rows
        All rows of `table("facts")`.
    """
    is_outcome = rows["status"].isin(OUTCOMES)
    outcomes = rows[is_outcome]
    several = outcomes[outcomes.duplicated([*QUANTITY, "period"], keep=False)]
    left = set(several["fact"]) - set(_one_each(several)["fact"])
    return is_outcome & ~rows["fact"].isin(left)


def value(
    indicator: str,
    period: str,
    entity: str | None = None,
    breakdown: str = "",
    **columns: object,
) -> ranges.Range:
    """Give the number of one period by the rule of `series`, as a range.

    Parameters
    ----------
    indicator, entity, breakdown
        One name each; without an entity, the place that the tables are about.
    period
        As the tables have it: "2023", "2024-H1", "2023-01-01/2023-10-20".
    **columns
        Any other column of `facts`, as there: source="..." takes one page's number.

    Returns
    -------
    Range
        With the fact behind it. A warning says where that is a forecast not asked for.

    Raises
    ------
    KeyError
        When there is none.
    ValueError
        When several entities, parts or indicators would be mixed.

    Examples
    --------
    >>> value("fdi_registered_new", "2023-01-01/2023-12-20").value
    1529500000.0
    """
    wanted = {"status": OUTCOMES, "period": period} | columns
    place = home() if entity is None else entity
    one("indicator", indicator)
    one("period", period)
    try:
        rows = facts(indicator, place, breakdown, **wanted)
    except KeyError:
        _refuse_turned_round(indicator, period, entity)
        raise
    for column in QUANTITY:
        _refuse_mixture(column, rows[column].unique())
    taken = _one_each(rows)
    _warn_of_forecasts(taken, columns)
    return ranges.each(taken)[0]


def _refuse_mixture(column: str, several: Iterable[str]) -> None:
    found = list(dict.fromkeys(several))
    if len(found) > 1:
        several = ", or for facts() or editions()" if column in QUANTITY else ""
        raise ValueError(
            f"expected one {column}, this would mix {len(found)}"
            f" ({names.quoted(found)}); ask for each by itself{several}"
        )


def _warn_of_fuller_form(rows: pd.DataFrame, form: str) -> None:
    """Say where a series lives when the form asked for holds but a remnant of it."""
    official = (rows["kind"] == "official").sum()
    if 2 * official >= len(rows):
        return
    indicator, entity, breakdown = rows[QUANTITY].iloc[0]
    asked = {"entity": entity, "breakdown": breakdown}
    everything, places = tables().facts, _places(indicator, asked)
    is_official = everything["kind"].iloc[places] == "official"
    counts = everything["form"].iloc[places][is_official].value_counts()
    fuller = counts[(counts.index != form) & (counts >= 5 * len(rows))]
    if len(fuller):
        there = ", ".join(
            f"{n} as form={name!r}" + (f" ({SUMS[name]})" if name in SUMS else "")
            for name, n in fuller.items()
        )
        warnings.warn(
            f"{rows['indicator'].iloc[0]} has {len(rows)} row{'s' * (len(rows) > 1)}"
            f" as form={form!r}, {official or 'none'} official; official rows: {there}",
            stacklevel=3,
        )


def _warn_of_forecasts(taken: pd.DataFrame, asked: dict[str, object]) -> None:
    """Say which periods have a forecast alone, unless it was asked for."""
    ahead = taken[taken["status"] == "forecast"]
    if len(ahead) and "status" not in asked:
        told = ", ".join(f"{row.Index} ({row.source})" for row in ahead.itertuples())
        warnings.warn(
            f"{ahead['indicator'].iloc[0]}: no outcome is published but a forecast for"
            f" {told}; status='forecast' asks for forecasts, status=['actual',"
            " 'estimate'] leaves them out",
            stacklevel=3,
        )


def _warn_of_breaks(taken: pd.DataFrame) -> None:
    """Say at which periods after the first the count is another than before."""
    notes = taken["note"].iloc[1:]
    if len(breaks := notes[notes.str.startswith(BREAK)]):
        told = "; ".join(
            f"{period} ({note.removeprefix(BREAK)})" for period, note in breaks.items()
        )
        warnings.warn(
            f"{taken['indicator'].iloc[0]}: the series breaks at {told}; expected no"
            " growth to be taken across",
            stacklevel=3,
        )


def _refuse_turned_round(indicator: str, period: object, entity: object) -> None:
    """Say the order of the arguments where a place stands for the period."""
    places = tables().facts["entity"].unique()
    place = names.meant(period, places) if isinstance(period, str) else None
    if place is not None:
        time = "2023" if entity is None else str(entity)
        raise ValueError(
            f"{period!r} is a place, and the second argument is the period; expected"
            f" value({indicator!r}, {time!r}, {place!r})"
        ) from None


def _one_each(rows: pd.DataFrame) -> Facts:
    """Take one row a quantity and period by the rule of `series`."""
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
    places = order.reset_index(drop=True).sort_values([*order], kind="stable").index
    ranked = rows.iloc[places]
    # one number for each quantity and period, in order
    group = ranked.groupby([*QUANTITY, "period"], sort=False).ngroup().to_numpy()
    numbers, first, printings = np.unique(group, return_index=True, return_counts=True)
    finest = np.lexsort([_widths(ranked, first[group]), group])
    taken = finest[np.searchsorted(group[finest], numbers)]
    left: list[list[str]] = [[] for _ in taken]
    facts = ranked["fact"].tolist()
    for place in np.setdiff1d(np.arange(len(ranked)), taken):
        left[group[place]].append(facts[place])
    picked = ranked.iloc[taken].assign(printings=printings, left=list(map(tuple, left)))
    return Facts(picked.set_index("period"))


def _widths(ranked: pd.DataFrame, first: np.ndarray) -> np.ndarray:
    """Give the width of each range that overlaps the first of its period, else none.

    A forecast never takes the place of an outcome. `first` holds places.
    """
    low, high = ranked["low"].to_numpy(), ranked["high"].to_numpy()
    is_forecast = ranked["status"].eq("forecast").to_numpy()
    fits = (low <= high[first]) & (low[first] <= high)
    fits &= is_forecast == is_forecast[first]
    return np.where(fits, high - low, np.nan)


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
    at = [read.place(id) for id in wanted]
    places: dict[str, list[int]] = {}
    for name, place in at:
        places.setdefault(name, []).append(place)
    rows = {
        name: iter(read.frames[name].iloc[some].to_dict("records"))
        for name, some in places.items()
    }
    for id, (name, _) in zip(wanted, at, strict=True):
        yield id, name, next(rows[name])


def _sources(row: dict[str, Any]) -> list[str]:
    """List the sources that a row names, in either of the two ways tables name them."""
    listed = row.get("sources", "").split("; ") if "sources" in row else []
    return [name for name in (row.get("source", ""), *listed) if name]
