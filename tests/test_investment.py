"""The statistics office's tables of registered FDI: what was copied, how it is read.

What the tables must say together is a rule of `bacgiang.rules`; here stand the numbers
that were counted by hand in the office's own workbooks.
"""

import pandas as pd
import pytest

from bacgiang import data

NEW, ADDED, COUNT = (
    "fdi_registered_new",
    "fdi_registered_additional",
    "fdi_new_projects",
)
# The last table of each year, and where Bắc Giang stands in it by new capital; None:
# the table leaves it out.
CLOSING = {
    "2009-12-15": 22,
    "2010-12-21": None,
    "2011-11-20": 10,
    "2012-12-15": None,
    "2013-12-15": 16,
    "2014-12-15": 16,
    "2015-12-20": 15,
    "2016-12-26": 6,
    "2017-12-20": 9,
    "2018-12-20": None,
    "2019-12-20": 7,
    "2020-12-20": 12,
    "2021-12-20": 8,
    "2022-12-20": 10,
    "2023-12-20": 3,
    "2024-12-31": 16,
}
# Where a table prints less for the province than the one before.
FALLS = {
    (COUNT, "2010-04-20"),
    (NEW, "2010-04-20"),
    (NEW, "2013-12-15"),
    (NEW, "2019-12-20"),
    (NEW, "2023-04-20"),
    (ADDED, "2023-04-20"),
    (ADDED, "2024-03-20"),
    (ADDED, "2024-04-20"),
}
each_closing_table = pytest.mark.parametrize(("until", "place"), CLOSING.items())


@pytest.fixture(scope="module")
def cells():
    rows = data.facts([NEW, ADDED, COUNT], form="days", kind="official")
    return rows[rows["source"].str.startswith("gso-")]


@pytest.fixture(scope="module")
def official(cells):
    return cells[cells["year"] >= 2009]


def span(until):
    return f"{until[:4]}-01-01/{until}"


def test_there_are_as_many_official_cells_as_were_copied(official):
    assert len(official) == 1565


@pytest.mark.parametrize("indicator", [NEW, COUNT])
def test_of_the_tables_before_2009_the_province_and_its_neighbours_are_held(
    cells, indicator
):
    early = cells[(cells["year"] < 2009) & (cells["indicator"] == indicator)]
    tables = early.groupby("entity").size()
    assert tables["Việt Nam"] == 59  # one of the 60 has no day: "4 months" of 2004
    last = early[early["end"] == early.groupby("year")["end"].transform("max")]
    assert set(last["year"]) == {2001, 2002, 2003, 2004, 2006, 2007, 2008}
    assert tables.drop(["Việt Nam", "Bắc Giang"]).max() <= 7
    assert (early["source"].str[4:8].astype(int) == early["year"]).all()


def test_the_falls_within_a_year_are_the_known_ones(official):
    rows = official[official["entity"] == "Bắc Giang"].sort_values("end")
    fell = rows[rows.groupby(["indicator", "year"])["value"].diff() < 0]
    days = fell["period"].str[-10:]
    assert set(zip(fell["indicator"], days, strict=True)) == FALLS


def test_the_table_of_march_2023_says_that_it_counts_to_another_day(official):
    of_march = official["period"] == "2023-01-01/2023-03-30"
    march = official[of_march & (official["entity"] == "Bắc Giang")]
    assert len(march) == 3
    assert march["note"].str.contains("30 March").all()


@each_closing_table
def test_the_last_table_of_a_year_gives_the_place_by_new_capital(
    official, until, place
):
    table = official[official["period"] == span(until)]
    new = table[table["indicator"] == NEW].set_index("entity")["value"]
    own = new.get("Bắc Giang")
    if place is None:
        assert own is None
    else:
        assert (new.drop("Việt Nam") > own).sum() + 1 == place


@each_closing_table
def test_no_table_of_the_year_counts_further_than_the_last_one(official, until, place):
    ends = official.loc[official["year"] == int(until[:4]), "end"]
    assert ends.max() == pd.Timestamp(until)


@pytest.mark.parametrize("until", ["2010-12-21", "2012-12-15", "2018-12-20"])
def test_a_province_that_a_table_leaves_out_is_absent_and_not_zero(until):
    with pytest.raises(KeyError):
        data.facts(NEW, "Bắc Giang", period=span(until))
