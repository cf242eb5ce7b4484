"""The rules that tables keep together: each is shown to fire on a broken copy of data/.

A case names the cells that are changed and the line that must come of it.
"""

import csv
import shutil
from pathlib import Path

import pytest

from bacgiang import check

DATA = Path(__file__).parents[1] / "data"
NEW, ADDED = "fdi_registered_new", "fdi_registered_additional"
COUNT = "fdi_new_projects"
SPAN = "2022-01-01/2022-12-20"  # of the last table of 2022
OFFICE = {"source": "gso-2022-12-29", "entity": "Bắc Giang", "period": SPAN}


@pytest.fixture
def broken(tmp_path):
    """Give a function that changes cells of one row in a copy of data/.

    It gives the row, as a spreadsheet counts, and the faults of the copy.
    """
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))

    def change(table, where, **cells):
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        places = [n for n, row in enumerate(rows) if where.items() <= row.items()]
        rows[places[0]] |= cells
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return places[0] + 2, check.faults(folder)

    return change


def test_the_committed_tables_keep_every_rule():
    assert check.faults(DATA) == []


# --- the printings of one source ------------------------------------------------------

TWICE = {  # a page that prints "90 hectares" and "more than 90 hectares"
    "indicator": "zone_area",
    "entity": "Quang Châu (extension)",
    "source": "vns-ein-2022-11-08",
    "locator": "2nd mention",
}


def test_a_second_printing_that_contradicts_the_first_is_named(broken):
    row, found = broken(
        "facts", TWICE, as_printed="92 ha", value="92", qualifier="exact"
    )
    words = "'92 ha' contradicts '90 hectares' of the same source"
    lead = f"facts.csv: row {row}: column as_printed: {words} (row "
    assert any(f.startswith(lead) and "1st mention" in f for f in found), found


@pytest.mark.parametrize(
    "cells",
    [
        {"as_printed": "92 ha", "note": "the page prints 90 in its first mention"},
        {"as_printed": "92 ha", "period": "2022-11-07"},
        {"as_printed": "92 ha", "status": "actual"},
        {"as_printed": "about 91 ha", "value": "91", "qualifier": "about"},
    ],
    ids=["its note says so", "another day", "another status", "ranges that touch"],
)
def test_a_second_printing_that_says_why_or_may_agree_is_no_fault(broken, cells):
    _, found = broken("facts", TWICE, **{"value": "92", "qualifier": "exact"} | cells)
    assert not [f for f in found if "contradicts" in f]


# --- zones: the zone changed, its cells, column and words of the fault ---------------

ZONES = {
    "a phase that does not count in its parent": (
        "Tiên Sơn - Ninh Sơn (phase 1)",
        {"counts_in_parent": "no"},
        "counts_in_parent",
        "is 'no' for a phase of 'Tiên Sơn - Ninh Sơn'; expected 'yes'",
    ),
    "an extension that counts in its parent": (
        "Quang Châu (extension)",
        {"counts_in_parent": "yes"},
        "counts_in_parent",
        "expected 'no'",
    ),
    "a whole zone that counts in a parent": (
        "Đình Trám",
        {"counts_in_parent": "yes"},
        "counts_in_parent",
        "is 'yes' for a whole zone; expected ''",
    ),
    "a zone with a parent": (
        "Đình Trám",
        {"parent": "Quang Châu"},
        "parent",
        "a zone has the parent 'Quang Châu'; expected none",
    ),
    "a parent that is a part itself": (
        "Quang Châu (extension)",
        {"parent": "Hòa Phú (extension phase 1)"},
        "parent",
        "is a part or a cluster; expected a whole zone",
    ),
    "a warning that the other zone does not return": (
        "Đồng Phúc",
        {"note": "do not add the two"},
        "note",
        "expected both notes to name the other",
    ),
    "an area printed far off that no note names": (
        "Đình Trám",
        {"note": ""},
        "note",
        "does not name the 98 ha of",
    ),
    "an area that its source does not print": (
        "Đình Trám",
        {"area_ha": "128"},
        "area_ha",
        "no zone_area of 'fntvina-undated' prints 128 ha for 'Đình Trám'",
    ),
    "a source without an area": (
        "Đình Trám",
        {"area_ha": ""},
        "area_source",
        "is named without an area",
    ),
    "an area from a source of another row": (
        "Đình Trám",
        {"sources": "vietnamadminunits; vietdata-2023"},
        "area_source",
        "'fntvina-undated' is not in sources",
    ),
    "an occupancy that nobody prints": (
        "Đình Trám",
        {"occupancy_percent": "99"},
        "occupancy_percent",
        "prints 99 percent at '2023-H1'; expected one",
    ),
    "an occupancy that nobody prints at its date": (
        "Đình Trám",
        {"occupancy_as_of": "2019"},
        "occupancy_percent",
        "prints 100 percent at '2019'; expected one",
    ),
    "a date without an occupancy": (
        "Đình Trám",
        {"occupancy_percent": ""},
        "occupancy_as_of",
        "is dated without a share",
    ),
    "a latitude alone": (
        "Đình Trám",
        {"longitude": ""},
        "coordinate_method",
        "do not stand together; expected all of them or none",
    ),
    "a zone without a position": (
        "Đình Trám",
        {"latitude": "", "longitude": "", "coordinate_method": "", "accuracy_km": ""},
        "latitude",
        "is empty for a zone; expected a position",
    ),
    "a proxy better than its method": (
        "Đình Trám",
        {"accuracy_km": "2"},
        "accuracy_km",
        "is 2 for a commune point; expected 3 or more",
    ),
    "a position without its source": (
        "Đình Trám",
        {"sources": "fntvina-undated; vietdata-2023"},
        "sources",
        "lacks the source of the position",
    ),
    "a position outside the province": (
        "Đình Trám",
        {"latitude": "10.8"},
        "latitude",
        "10.8 is below 21.1",
    ),
    "an unknown way to a position": (
        "Đình Trám",
        {"coordinate_method": "guess"},
        "coordinate_method",
        "expected one of commune point",
    ),
    "a status without a date": (
        "Đình Trám",
        {"status_as_of": ""},
        "status_as_of",
        "is empty",
    ),
    "a zone in no district": ("Đình Trám", {"district": ""}, "district", "is empty"),
}


@pytest.mark.parametrize("case", ZONES)
def test_a_fault_of_the_registry_is_named(broken, case):
    zone, cells, column, words = ZONES[case]
    row, found = broken("zones", {"zone": zone}, **cells)
    lead = f"zones.csv: row {row}: column {column}: "
    assert any(f.startswith(lead) and words in f for f in found), found


def test_phases_that_hold_more_land_than_their_zone_are_named(broken):
    _, found = broken("zones", {"zone": "Tiên Sơn - Ninh Sơn (phase 1)"}, area_ha="100")
    words = "its phases hold 233.41 ha, its printed areas reach 223.5 ha"
    assert any("column area_ha" in f and words in f for f in found), found


@pytest.mark.parametrize(
    ("entity", "breakdown", "printing", "value", "words"),
    [
        (
            "Tiên Sơn - Ninh Sơn",
            "",
            "230.98 ha",
            "230.98",
            "230.98 ha, but its phases on the same page add up to 222.97 to 222.99",
        ),
        (
            "Quang Châu",
            "with extension",
            "526 ha",
            "526",
            "526 ha is no sum of the areas printed for 'Quang Châu' and"
            " 'Quang Châu (extension)'",
        ),
    ],
)
def test_printed_parts_that_do_not_add_up_are_named(
    broken, entity, breakdown, printing, value, words
):
    where = {"indicator": "zone_area", "entity": entity, "breakdown": breakdown}
    row, found = broken("facts", where, as_printed=printing, value=value)
    lead = f"facts.csv: row {row}: column value: "
    assert any(f.startswith(lead) and words in f for f in found), found


# --- the office's tables --------------------------------------------------------------

TABLES = {
    "a span that starts in February": (
        OFFICE | {"indicator": NEW},
        {"period": "2022-02-01/2022-12-20"},
        "period",
        "is no span of the office's tables; expected YYYY-01-01/YYYY-MM-DD",
    ),
    "a table that counts further than its day": (
        OFFICE | {"indicator": NEW},
        {"period": "2023-01-01/2023-12-20"},
        "period",
        "counts further than its table was published",
    ),
    "a locator that is no cell": (
        OFFICE | {"indicator": NEW},
        {"locator": "p3"},
        "locator",
        "'p3' is no cell; expected sheet!cell",
    ),
    "a place on another's line": (
        OFFICE | {"indicator": NEW},
        {"entity": "Bắc Ninh"},
        "entity",
        "'Bắc Ninh' shares its line of the table with another place",
    ),
    "digits that the table does not have": (
        OFFICE | {"indicator": NEW},
        {"as_printed": "USD 1 billion"},
        "as_printed",
        f"'USD 1 billion' is no cell of {NEW}",
    ),
    "a fall that no note explains": (
        {"indicator": COUNT, "entity": "Bắc Giang", "source": "gso-2010-04-30"},
        {"note": ""},
        "note",
        "is '' where the count of the year falls",
    ),
    "a listed province with nothing": (
        OFFICE | {"indicator": NEW},
        {"value": "0", "as_printed": "0.0 [million USD]"},
        "value",
        "0 of new capital; expected more, or no row",
    ),
    "a last table that is out of order": (
        OFFICE | {"indicator": NEW},
        {"value": "5000000000", "as_printed": "5000.0 [million USD]"},
        "value",
        "is more than the line above has; expected the largest first",
    ),
    "a country smaller than its provinces": (
        OFFICE | {"indicator": NEW, "entity": "Việt Nam"},
        {"value": "100000000", "as_printed": "100.0 [million USD]"},
        "value",
        "100000000 for the country is less than its provinces have",
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_fault_of_an_official_table_is_named(broken, case):
    where, cells, column, words = TABLES[case]
    row, found = broken("facts", where, **cells)
    lead = f"facts.csv: row {row}: column {column}: "
    assert any(f.startswith(lead) and words in f for f in found), found


def test_a_cell_used_for_two_numbers_is_named(broken):
    with (DATA / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = [
        row for row in rows if (OFFICE | {"indicator": NEW}).items() <= row.items()
    ]
    where = OFFICE | {"indicator": ADDED}
    row, found = broken("facts", where, locator=cells[0]["locator"])
    words = f"{cells[0]['locator']!r} holds two numbers; expected one a cell"
    assert f"facts.csv: row {row}: column locator: {words}" in found


def test_a_last_table_with_too_few_provinces_is_named(tmp_path):
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    path = folder / "facts.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    of_table = [n for n, line in enumerate(lines) if NEW in line and SPAN in line]
    kept = [line for n, line in enumerate(lines) if n not in of_table[:15]]
    path.write_text("".join(kept), encoding="utf-8")
    words = (
        "too few or too many provinces; expected 16 to 29 in the last table of a year"
    )
    assert any(words in f and SPAN in f for f in check.faults(folder))
