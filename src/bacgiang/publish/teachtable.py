"""A small table for a first lesson: a line a year, a column a series.

Every value is the one that `series` takes; what is missing is empty. A second file is
its dictionary. Both are made from the tables each time and are never edited.
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .. import cite, data, words
from ..words import mark

TABLE, DICTIONARY = FILES = ("teaching.csv", "teaching-dictionary.csv")
FIRST, LAST = 2010, 2024
YEARS = [str(year) for year in range(FIRST, LAST + 1)]
HERE = "Bắc Giang"
RULE = mark(
    "as bg.series: actual before estimate, official before press, then the later"
    " publication, and the finest of those that agree"
)
OF_ONE_SOURCE = mark(
    "; growth of a year and of its sectors from one source, where one has them all"
)
TO_DECEMBER = mark("; from 1 January to a day in December, official tables alone")


class Column(NamedTuple):
    """A column of the table, and the series that fills it."""

    name: str
    indicator: str
    entity: str = HERE
    breakdown: str = ""
    form: str = "year"
    columns: tuple[tuple[str, str], ...] = ()  # what else `series` is asked for
    changes: str = ""  # of counting, in a line


OFFICIAL = (("kind", "official"),)
INDUSTRY, FARMING = "industry and construction", "agriculture, forestry and fishery"
OF_ONE_PAGE = mark(
    "growth and sectors of one page where one has them all; not so from 2020 to 2022"
)
OF_VALUE_ADDED = mark(
    "for 2015 to 2017 the levels in the same tables give other shares of them"
)
STANDARDS = {
    "to_2015": "standard to 2015",
    "since_2022": "standard of 2022 to 2025",
}
OF_STANDARDS = mark(
    "a standard of poverty to 2015, another one from 2022: do not draw a line across"
)
COLUMNS = (
    Column("growth", "grdp_growth", changes=OF_ONE_PAGE),
    Column(
        "growth_country",
        "gdp_growth",
        "Việt Nam",
        changes=mark(
            "2010 at prices of 1994, later years at prices of 2010; some years are"
            " first estimates, some revised"
        ),
    ),
    Column("growth_industry", "grdp_growth", HERE, INDUSTRY, changes=OF_ONE_PAGE),
    Column("growth_farming", "grdp_growth", HERE, FARMING, changes=OF_ONE_PAGE),
    Column("growth_services", "grdp_growth", HERE, "services", changes=OF_ONE_PAGE),
    Column(
        "share_industry",
        "gva_share",
        breakdown=INDUSTRY,
        changes=mark(
            "for 2015 to 2017 the levels in the same tables give a larger share"
        ),
    ),
    *(
        Column(f"share_{name}", "gva_share", breakdown=part, changes=OF_VALUE_ADDED)
        for name, part in (("farming", FARMING), ("services", "services"))
    ),
    Column(
        "grdp_per_head_usd",
        "grdp_per_capita_usd",
        changes=mark("of several pages, not one series; 2019 is called income there"),
    ),
    Column(
        "fdi_new_usd",
        "fdi_registered_new",
        form="days",
        columns=OFFICIAL,
        changes=mark(
            "each year to its last table in December, whose day differs; a few tables"
            " correct the one before"
        ),
    ),
    Column(
        "budget_investment_vnd",
        "state_budget_investment",
        changes=mark(
            "what the province manages, without the ministries; first prints; the"
            " office's own rates for 2023 and 2024 do not follow from them"
        ),
    ),
    Column(
        "pci_score",
        "pci_score",
        changes=mark("the method of the index was renewed in 2021 and before"),
    ),
    *(
        Column(f"poverty_{name}", "poverty_rate", HERE, standard, changes=OF_STANDARDS)
        for name, standard in STANDARDS.items()
    ),
)
# What is held against one another, and so must be of one edition: whole and sectors.
TOGETHER = [c for c in COLUMNS if (c.indicator, c.entity) == ("grdp_growth", HERE)]
MEASURED = ["actual", "estimate"]


def series(column: Column) -> pd.DataFrame:
    """Give the rows of a column, indexed by year; fewer than there are years."""
    return _series(column, data.tables())


@lru_cache(maxsize=len(COLUMNS))
def _series(column: Column, tables: data.Tables) -> pd.DataFrame:
    rows = _by_rule(column)
    if column not in TOGETHER:
        return rows
    sources = one_source()
    own = [_by_rule(column, source=s, period=y) for y, s in sources.items()]
    return pd.concat([rows[~rows.index.isin([*sources])], *own]).sort_index()


def _by_rule(column: Column, **which: object) -> pd.DataFrame:
    asked = {"status": MEASURED, **dict(column.columns), **which}
    rows = data.series(
        column.indicator, column.entity, column.breakdown, column.form, **asked
    )
    if column.form == "days":
        rows = rows[rows["end"].dt.month == 12]
    rows = rows.set_index(rows["end"].dt.year.astype(str))
    return rows[rows.index.isin(YEARS)]


def one_source() -> dict[str, str]:
    """Name, by year, the source that has growth and that of all sectors.

    Of several the one whose growth `series` takes; no year that no source has whole.
    """
    return _one_source(data.tables())


@lru_cache(maxsize=1)
def _one_source(tables: data.Tables) -> dict[str, str]:
    parts = [column.breakdown for column in TOGETHER]
    rows = data.facts("grdp_growth", HERE, parts, status=MEASURED, period=YEARS)
    held = rows.groupby(["period", "source"])["breakdown"].nunique()
    found: dict[str, list[str]] = {}
    for year, source in held.index[held == len(parts)]:
        found.setdefault(year, []).append(source)
    return {
        year: _by_rule(TOGETHER[0], source=sources, period=year)["source"].item()
        for year, sources in found.items()
    }


def table() -> pd.DataFrame:
    """Make the table: a line a year, values as numbers, missing where none is."""
    values = {column.name: series(column)["value"] for column in COLUMNS}
    return pd.DataFrame(values, index=pd.Index(YEARS, name="year"))


def dictionary() -> pd.DataFrame:
    """Say of each column which series it is, and which values are estimates."""
    indicators = data.table("indicators").set_index("indicator")
    return pd.DataFrame([_described(column, indicators) for column in COLUMNS])


def _described(column: Column, indicators: pd.DataFrame) -> dict[str, str]:
    rows, indicator = series(column), indicators.loc[column.indicator]
    rule = words.text(RULE)
    if column.form == "days":
        rule += words.text(TO_DECEMBER)
    if column in TOGETHER:
        rule += words.text(OF_ONE_SOURCE)
    estimates = rows.index[rows["status"] == "estimate"]
    return {
        "column": column.name,
        "indicator": column.indicator,
        "entity": column.entity,
        "breakdown": column.breakdown,
        "label": cite.labels("indicators", [column.indicator])[0],
        "unit": indicator["unit"],
        "form": column.form,
        "rule": rule,
        "values": str(len(rows)),
        "estimates": " ".join(estimates),
        "changes": words.text(column.changes),
        "sources": _listed(rows["source"]),
        "remarks": _listed(_remarks(column, rows)),
    }


def shrank() -> list[str]:
    """List the years in which industry and construction grew and farming shrank."""
    values = table()
    return [*values.index[(values.growth_industry > 0) & (values.growth_farming < 0)]]


def disputed() -> list[str]:
    """List those of them for which a page has a rise of farming."""
    rates = data.facts("grdp_growth", HERE, FARMING, status=MEASURED, period=shrank())
    return sorted({*rates[rates["value"] > 0]["period"]})


def apart(column: Column) -> dict[str, tuple[float, float]]:
    """Give by year what stands in the table and what `series` takes, if they differ."""
    own, taken = series(column)["value"], _by_rule(column)["value"]
    return {y: (own[y], taken[y]) for y in taken.index if own[y] != taken[y]}


def _remarks(column: Column, rows: pd.DataFrame) -> pd.Series:
    """Say by year what sets a value apart: its note, and the edition it is of."""
    said = {
        year: [words.text(note)] if note else [] for year, note in rows.note.items()
    }
    if column in TOGETHER:
        for year in said.keys() - one_source().keys():
            said[year].append(words.text("no source has whole and all sectors"))
        for year, (_, other) in apart(column).items():
            taken = words.number(other, 2)
            said[year].append(words.text("bg.series takes {taken}", taken=taken))
    return pd.Series({year: ", ".join(each) for year, each in said.items()}, dtype=str)


def _listed(said: pd.Series) -> str:
    """Join what is said of years, each thing once: "2016-2018: ...; 2022: ..."."""
    runs: list[tuple[str, list[int]]] = []
    for year, what in said.items():
        if runs and runs[-1][0] == what and runs[-1][1][-1] == int(year) - 1:
            runs[-1][1].append(int(year))
        else:
            runs.append((what, [int(year)]))
    spans = [("-".join(map(str, sorted({y[0], y[-1]}))), what) for what, y in runs]
    return "; ".join(f"{span}: {what}" for span, what in spans if what)


def write(folder: Path) -> None:
    """Write the table and its dictionary, as UTF-8 CSV, into a folder."""
    for name, text in {TABLE: table().reset_index(), DICTIONARY: dictionary()}.items():
        lines = text.to_csv(index=False, lineterminator="\n", float_format="%.15g")
        (folder / name).write_text(lines, encoding="utf-8", newline="\n")
