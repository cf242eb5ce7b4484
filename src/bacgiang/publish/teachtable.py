"""A small table for a first lesson: a line a year, a column a series.

Every value is the one that `series` takes; what is missing is empty. A second file is
its dictionary. Both are made from the tables each time and are never edited.
"""

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
TO_DECEMBER = mark("; from 1 January to a day in December, official tables alone")


class Column(NamedTuple):
    """A column of the table, and the series that fills it."""

    name: str
    indicator: str
    entity: str = HERE
    breakdown: str = ""
    form: str = "year"
    columns: tuple[tuple[str, str], ...] = ()  # what else `series` is asked for


OFFICIAL = (("kind", "official"),)
INDUSTRY, FARMING = "industry and construction", "agriculture, forestry and fishery"
COLUMNS = (
    Column("growth", "grdp_growth"),
    Column("growth_country", "gdp_growth", "Việt Nam"),
    Column("growth_industry", "grdp_growth", breakdown=INDUSTRY),
    Column("growth_farming", "grdp_growth", breakdown=FARMING),
    Column("growth_services", "grdp_growth", breakdown="services"),
    Column("share_industry", "gva_share", breakdown=INDUSTRY),
    Column("grdp_per_head_usd", "grdp_per_capita_usd"),
    Column("fdi_new_usd", "fdi_registered_new", form="days", columns=OFFICIAL),
    Column("budget_investment_vnd", "state_budget_investment"),
    Column("pci_score", "pci_score"),
    Column("poverty_rate", "poverty_rate"),
)


def series(column: Column) -> pd.DataFrame:
    """Give the rows of a column, indexed by year; fewer than there are years."""
    asked = {"status": ["actual", "estimate"], **dict(column.columns)}
    rows = data.series(
        column.indicator, column.entity, column.breakdown, column.form, **asked
    )
    if column.form == "days":
        rows = rows[rows["end"].dt.month == 12]
    rows = rows.set_index(rows["end"].dt.year.astype(str))
    return rows[rows.index.isin(YEARS)]


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
    }


def write(folder: Path) -> None:
    """Write the table and its dictionary, as UTF-8 CSV, into a folder."""
    for name, text in {TABLE: table().reset_index(), DICTIONARY: dictionary()}.items():
        lines = text.to_csv(index=False, lineterminator="\n", float_format="%.15g")
        (folder / name).write_text(lines, encoding="utf-8", newline="\n")
