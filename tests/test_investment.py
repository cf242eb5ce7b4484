"""The statistics office's tables of registered FDI, as copied: spans, cells, printed
precision, and the shape of a year.

The tables add up from 1 January to a stated day and list selected provinces only.
"""

import re

import pandas as pd
import pytest

from bacgiang import data

NEW, ADDED, COUNT = (
    "fdi_registered_new",
    "fdi_registered_additional",
    "fdi_new_projects",
)
OFFICIAL = data.facts([NEW, ADDED, COUNT], form="days", kind="official")
OFFICIAL = OFFICIAL[OFFICIAL["source"].str.startswith("gso-")]
# Where a table prints less than the one before: corrections of the office or licences
# withdrawn.
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
each_closing_table = pytest.mark.parametrize(
    "until, place", CLOSING.items(), ids=list(CLOSING)
)


def of_table(until):
    """{indicator: {entity: value}} of the table that counts to this day."""
    rows = OFFICIAL[OFFICIAL["period"] == f"{until[:4]}-01-01/{until}"]
    return {
        i: part.set_index("entity")["value"] for i, part in rows.groupby("indicator")
    }


def named(rows, wrong):
    """The rows found wrong, as lines that lead to them in facts.csv."""
    return "\n".join(
        f"facts.csv: row {r.row}: {r.indicator}, {r.entity}, {r.period}:"
        f" {r.as_printed!r}, {r.locator!r}"
        for r in rows[wrong].itertuples()
    )


def test_there_are_as_many_official_cells_as_were_copied():
    assert len(OFFICIAL) == 1565


def test_a_span_runs_from_new_year_to_a_stated_day_of_one_year():
    wrong = ~OFFICIAL["period"].str.fullmatch(r"(\d{4})-01-01/\1-\d\d-\d\d")
    assert not wrong.any(), "write the period as YYYY-01-01/YYYY-MM-DD:\n" + named(
        OFFICIAL, wrong
    )


def test_a_table_is_published_no_earlier_than_the_month_it_counts_to():
    wrong = OFFICIAL["published"].str[:7] < OFFICIAL["end"].dt.strftime("%Y-%m")
    assert not wrong.any(), named(OFFICIAL, wrong)


def test_the_locator_names_sheet_and_cell():
    wrong = ~OFFICIAL["locator"].str.fullmatch(r"[^!]+![A-Z]{1,2}\d{1,3}")
    assert not wrong.any(), "write the locator as sheet!cell:\n" + named(
        OFFICIAL, wrong
    )


def test_no_cell_is_used_for_two_numbers():
    twice = OFFICIAL.duplicated(["source", "locator"], keep=False)
    assert not twice.any(), named(OFFICIAL, twice)


def test_the_numbers_of_a_row_of_a_table_belong_to_one_place():
    line = OFFICIAL["locator"].str.extract(r"^(.+)![A-Z]+(\d+)$")
    places = OFFICIAL.groupby([OFFICIAL["source"], line[0], line[1]])[
        "entity"
    ].nunique()
    assert (places == 1).all(), (
        f"two places on one line: {list(places.index[places > 1])}"
    )


@pytest.mark.parametrize(
    "indicator, form, unit",
    [
        (NEW, r"-?\d+(\.\d)? \[million USD\]", 1e6),
        (ADDED, r"-?\d+(\.\d)? \[million USD\]", 1e6),
        (COUNT, r"\d+", 1),
    ],
)
def test_a_cell_keeps_its_printed_digits_and_equals_its_value(indicator, form, unit):
    rows = OFFICIAL[OFFICIAL["indicator"] == indicator]
    wrong = ~rows["as_printed"].str.fullmatch(form)
    assert not wrong.any(), named(rows, wrong)
    off = (
        rows["as_printed"].str.split(" ").str[0].astype(float) * unit - rows["value"]
    ).abs() > 1e-9 * unit
    assert not off.any(), named(rows, off)


@pytest.mark.parametrize("indicator", [NEW, ADDED, COUNT])
def test_capital_adds_up_within_a_year_and_every_fall_is_known(indicator):
    rows = OFFICIAL[
        (OFFICIAL["indicator"] == indicator) & (OFFICIAL["entity"] == "Bắc Giang")
    ].sort_values("end")
    fell = rows.groupby("year")["value"].diff() < 0
    found = {(indicator, str(day.date())) for day in rows["end"][fell]}
    known = {fall for fall in FALLS if fall[0] == indicator}
    assert found == known, (
        f"falls not known: {found - known}; known falls that are gone: {known - found}"
    )


def test_the_rows_around_the_table_of_march_2023_say_why_they_are_odd():
    march = OFFICIAL[
        (OFFICIAL["period"] == "2023-01-01/2023-03-30")
        & (OFFICIAL["entity"] == "Bắc Giang")
    ]
    april = OFFICIAL[
        (OFFICIAL["period"] == "2023-01-01/2023-04-20")
        & (OFFICIAL["entity"] == "Bắc Giang")
        & (OFFICIAL["indicator"] != COUNT)
    ]
    assert len(march) == 3 and march["note"].str.contains("30 March").all()
    assert len(april) == 2 and april["note"].str.contains("correction").all()


@each_closing_table
def test_the_last_table_of_a_year_gives_the_place_by_new_capital(until, place):
    new = of_table(until)[NEW].drop("Việt Nam")
    assert ("Bắc Giang" in new) == (place is not None)
    if place:
        assert (new > new["Bắc Giang"]).sum() + 1 == place


@each_closing_table
def test_no_table_of_the_year_counts_further_than_the_last_one(until, place):
    assert OFFICIAL.loc[
        OFFICIAL["year"] == int(until[:4]), "end"
    ].max() == pd.Timestamp(until)


@each_closing_table
def test_a_table_lists_the_provinces_with_the_most_new_capital_in_order(until, place):
    rows = OFFICIAL[
        (OFFICIAL["period"] == f"{until[:4]}-01-01/{until}")
        & (OFFICIAL["indicator"] == NEW)
        & (OFFICIAL["entity"] != "Việt Nam")
    ]
    order = rows.assign(
        line=rows["locator"].map(lambda cell: int(re.search(r"\d+$", cell)[0]))
    ).sort_values("line")["value"]
    assert 16 <= len(rows) <= 29 and order.is_monotonic_decreasing, (
        "the place by new capital can be read as a national one only then"
    )


@pytest.mark.parametrize(
    "until", [until for until, place in CLOSING.items() if place is None]
)
def test_a_province_that_a_table_leaves_out_is_absent_and_not_zero(until):
    with pytest.raises(KeyError):
        data.facts(NEW, "Bắc Giang", period=f"{until[:4]}-01-01/{until}")


def test_no_listed_province_has_a_zero_for_new_capital():
    rows = OFFICIAL[OFFICIAL["indicator"] == NEW]
    assert (rows["value"] > 0).all(), named(rows, rows["value"] <= 0)


def test_the_provinces_listed_are_parts_of_the_country():
    for until in CLOSING:
        for indicator, values in of_table(until).items():
            if (
                indicator != ADDED
            ):  # additional capital is net of cuts: a part may exceed the whole
                assert values.drop("Việt Nam").sum() <= values["Việt Nam"] * (
                    1 + 1e-9
                ), f"{indicator} to {until}"
