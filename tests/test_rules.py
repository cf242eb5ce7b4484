"""The rules that tables keep together: each fires on a broken copy of tables.

A case names the cells that are changed and the line that must come of it.
"""

import json
import random
import re

import pytest
import small

from bacgiang import check, lock, timing

NEW, ADDED = "fdi_registered_new", "fdi_registered_additional"
COUNT = "fdi_new_projects"
SPAN = "2022-01-01/2022-12-20"  # of the last table of 2022
OFFICE = {"source": "gso-2022-12-29", "entity": "Bắc Giang", "period": SPAN}


@pytest.fixture
def folder(tmp_path):
    return small.copy(tmp_path / "data")


@pytest.fixture
def broken(folder):
    """Give a function that changes cells of one row in a copy of the small tables.

    It gives the row, as a spreadsheet counts, and the faults of the copy.
    """

    def change(table, where, **cells):
        rows = small.read(folder, table)
        places = [n for n, row in enumerate(rows) if where.items() <= row.items()]
        rows[places[0]] |= cells
        small.write(folder, rows, table)
        return places[0] + 2, check.faults(folder)

    return change


def test_the_committed_tables_and_the_small_ones_keep_every_rule(folder):
    assert check.faults(small.DATA) == []
    assert check.faults(folder) == []


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
    "a parent that is a cluster": (
        "Quang Châu (extension)",
        {"parent": "Nếnh cluster"},
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
    "a position without a way to it": (
        "Đình Trám",
        {"coordinate_method": ""},
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


@pytest.mark.parametrize("case", ZONES)
def test_a_fault_does_not_hide_the_same_fault_further_down(folder, case):
    zone, cells, column, words = ZONES[case]
    rows = small.read(folder, "zones")
    [kind] = [row["kind"] for row in rows if row["zone"] == zone]
    # all rows of the kind that have something in each of these cells
    alike = [n for n, row in enumerate(rows) if _is_alike(row, kind, cells)]
    for n in alike:
        rows[n] |= cells
    small.write(folder, rows, "zones")
    assert len(alike) > 1
    lead = re.compile(rf"zones\.csv: row (\d+): column {column}: ")
    wanted = _without_particulars(words)
    named = {
        int(match[1])
        for line in check.faults(folder)
        if (match := lead.match(line)) and wanted in _without_particulars(line)
    }
    assert len(named) > 1


def _without_particulars(line):
    """A fault without the row, the names and the numbers it is about."""
    return re.sub(r"(?<!\w)'[^']*'|\S*\d\S*|\S+-undated|\s+", "", line)


def _is_alike(row, kind, cells):
    return row["kind"] == kind and all(row[name] or new for name, new in cells.items())


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


# --- dates, statuses and measures: the row, its cells, column and words of the fault --

DATED = {
    "an actual of a period that was running": (
        {
            "indicator": "grdp_growth_average",
            "source": "ven-2015-12-28",
            "period": "2011/2015",
        },
        {"status": "actual"},
        "status",
        "'actual', but '2011/2015' was not over when its page appeared",
    ),
    "an actual of a year on a page of its last day": (
        {"indicator": "fdi_rank_national", "source": "bgo-2022-12-31"},
        {"status": "actual"},
        "status",
        "'actual', but '2022' was not over when its page appeared",
    ),
    "a first print of the accounts": (
        {"indicator": "grdp_growth", "source": "vietnambiz-2021-01-03"},
        {"status": "actual"},
        "status",
        "'actual' within 60 days of its period; expected 'estimate'",
    ),
    "an estimate of what a register counts": (
        OFFICE | {"indicator": NEW},
        {"status": "estimate"},
        "status",
        "counted in a register; expected 'actual'",
    ),
    "an estimate of a year that had hardly begun": (
        {"indicator": "grdp_growth", "period": "2023", "source": "bgo-2022-12-30"},
        {"status": "estimate"},
        "status",
        "when much of its period was to come; expected 'forecast' or 'target'",
    ),
    "an estimate long after its period": (
        {"indicator": "grdp_growth", "source": "vccinews-2019-09", "period": "2017"},
        {"status": "estimate"},
        "status",
        "more than 120 days after its period; expected 'actual'",
    ),
    "a target of a year long past": (
        {"indicator": "grdp_growth", "source": "vccinews-2019-09", "period": "2017"},
        {"status": "target", "note": ""},
        "status",
        "when its period was over, or nearly; expected an outcome",
    ),
    "a stock over a span": (
        {"indicator": "ip_projects", "period": "2023-06-30"},
        {"period": "2023-01/2023-06"},
        "period",
        "is a span, the indicator a stock or level",
    ),
    "a flow on a day": (
        {"indicator": "ip_workers_change"},
        {"period": "2022-07-28"},
        "period",
        "is a day, the indicator a flow; expected the span that it fills",
    ),
    "an outcome of the province after its merger": (
        {"indicator": "grdp_growth", "entity": "Bắc Giang", "status": "estimate"},
        {"period": "2025-Q3"},
        "period",
        "lies after the merger of 1 July 2025",
    ),
}

# --- names, digits and addresses ------------------------------------------------------

FILED = {
    "one zone under an indicator of all zones": (
        {"indicator": "ip_workers", "entity": "Bắc Giang"},
        {"entity": "Quang Châu"},
        "entity",
        "'Quang Châu' under an indicator ip_...; expected a country or province",
    ),
    "the province under an indicator of one zone": (
        {"indicator": "zone_workers"},
        {"entity": "Bắc Giang"},
        "entity",
        "'Bắc Giang' under an indicator zone_...; expected a zone or cluster",
    ),
    "the parks as a part of the province": (
        {"indicator": "fdi_projects_valid", "entity": "Bắc Giang", "breakdown": ""},
        {"breakdown": "industrial parks"},
        "breakdown",
        "has indicators of its own; expected one that starts with ip_",
    ),
    "a number of a workbook without its cell": (
        {"indicator": "gdp_growth", "source": "gso-2022-12-29"},
        {"locator": ""},
        "locator",
        "'' of a workbook; expected sheet!cell",
    ),
    "a break of the labour index without a word": (
        {
            "indicator": "industrial_labour_index_year",
            "entity": "Bắc Giang",
            "period": "2020-09-01",
        },
        {"note": ""},
        "note",
        "is '' where the index jumps to 161 and the monthly index would give 122.4",
    ),
}


@pytest.mark.parametrize("case", [*DATED, *FILED])
def test_a_fault_of_a_fact_is_named(broken, case):
    where, cells, column, words = (DATED | FILED)[case]
    row, found = broken("facts", where, **cells)
    lead = f"facts.csv: row {row}: column {column}: "
    assert any(f.startswith(lead) and words in f for f in found), found


def test_a_number_filed_under_two_names_names_both_rows(folder):
    path = folder / "facts.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith("zone_workers"))
    second = lines[place].replace("zone_workers", "zone_planned_jobs", 1)
    path.write_text("".join([*lines, second]), encoding="utf-8")
    words = "has the number of another indicator, on the same page; expected one row"
    found = [f for f in check.faults(folder) if words in f]
    assert [f.split(":")[1] for f in found] == [
        f" row {place + 1}",
        f" row {len(lines) + 1}",
    ]


@pytest.mark.parametrize(
    ("note", "named"), [("", True), ("a pull quote repeats it", False)]
)
def test_a_printing_filed_twice_is_named_unless_its_note_says_why(folder, note, named):
    rows = small.read(folder)
    (first,) = [row for row in rows if row["indicator"] == "zone_planned_jobs"][:1]
    small.write(folder, [*rows, first | {"locator": "p99", "note": note}])
    lines = [rows.index(first) + 2, len(rows) + 2]
    words = f"column as_printed: {first['as_printed']!r} stands twice from one source"
    found = [f for f in check.faults(folder) if "stands twice" in f]
    wanted = [f"facts.csv: row {line}: {words}" for line in lines]
    assert [f.split(";")[0] for f in found] == (wanted if named else [])


def test_a_table_that_pads_its_digits_is_named(folder):
    path = folder / "facts.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(" [last digit padded]") > 30
    path.write_text(text.replace(" [last digit padded]", ""), encoding="utf-8")
    words = "ends in 0 like every number of its table; expected [last digit padded]"
    assert any(words in f for f in check.faults(folder))


def test_a_project_of_a_year_that_was_not_over_is_named(broken):
    row, found = broken("projects", {"period": "2022-11-08"}, period="2022")
    words = f"projects.csv: row {row}: column status: 'actual', but '2022' was not over"
    assert any(f.startswith(words) for f in found), found


@pytest.mark.parametrize(
    ("source", "cells", "column", "words"),
    [
        ("infina-2024-01", {"kind": "press"}, "kind", "is no copy at 'https://congd"),
        ("dvhcvn", {"note": ""}, "note", "a repository of data; expected its licence"),
    ],
)
def test_a_fault_of_a_source_is_named(broken, source, cells, column, words):
    row, found = broken("sources", {"source": source}, **cells)
    lead = f"sources.csv: row {row}: column {column}: "
    assert any(f.startswith(lead) and words in f for f in found), found


# --- a status that is switched --------------------------------------------------------

SWITCHED = ["actual", "estimate", "target"]
MUTANTS = 10  # of each measure


@pytest.mark.parametrize(
    "published, is_named", [("2022-12-28", False), ("2022-11-02", True)]
)
def test_a_count_at_a_date_can_be_estimated_in_the_month_before(
    folder, published, is_named
):
    rows = small.read(folder)
    row = next(r for r in rows if r["indicator"] == "fdi_projects_valid")
    row |= {"period": "2022-12-31", "status": "estimate"}
    small.write(folder, rows)
    sources = small.read(folder, "sources")
    next(s for s in sources if s["source"] == row["source"])["published"] = published
    small.write(folder, sources, "sources")
    line = f"facts.csv: row {rows.index(row) + 2}: column status: 'estimate' when much"
    assert any(fault.startswith(line) for fault in check.faults(folder)) == is_named


def test_a_district_that_ended_before_it_began_is_named(broken):
    dates = {"valid_from": "2025-01-01", "valid_to": "2024-12-31"}
    row, found = broken("districts", {"district": "Yên Thế"}, **dates)
    line = f"districts.csv: row {row}: column valid_to: '2024-12-31' is before"
    assert [fault for fault in found if fault.startswith(line)]


def test_of_statuses_that_are_switched_eight_in_ten_are_named():
    """Switch rows of every measure, each to another of three statuses, all at once.

    Rows of pages without a date are drawn like the others, though no rule can tell.
    """
    tables, _ = check.read_tables(small.DATA)
    facts, draw = tables["facts"].copy(), random.Random(2025)
    measures = tables["indicators"].set_index("indicator")["measure"]
    measure = facts["indicator"].map(measures)
    chosen = []
    for kind in sorted(set(measure)):
        rows = facts.index[(measure == kind) & facts["status"].isin(SWITCHED)]
        chosen += draw.sample(sorted(rows), MUTANTS)
    for place in chosen:
        others = [name for name in SWITCHED if name != facts.loc[place, "status"]]
        facts.loc[place, "status"] = draw.choice(others)
    named = {fault.row - 2 for fault in timing.faults(tables | {"facts": facts})}
    missed = [place + 2 for place in chosen if place not in named]
    assert len(missed) <= 0.2 * len(chosen), f"not named: rows {missed}"


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
    of_new = OFFICE | {"indicator": NEW}
    cells = [row for row in small.read(small.DATA) if of_new.items() <= row.items()]
    where = OFFICE | {"indicator": ADDED}
    row, found = broken("facts", where, locator=cells[0]["locator"])
    words = f"{cells[0]['locator']!r} holds two numbers; expected one a cell"
    assert f"facts.csv: row {row}: column locator: {words}" in found


def test_a_last_table_with_too_few_provinces_is_named(folder):
    path = folder / "facts.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    of_table = [n for n, line in enumerate(lines) if NEW in line and SPAN in line]
    kept = [line for n, line in enumerate(lines) if n not in of_table[:15]]
    path.write_text("".join(kept), encoding="utf-8")
    words = (
        "too few or too many provinces; expected 16 to 29 in the last table of a year"
    )
    assert any(words in f and SPAN in f for f in check.faults(folder))


def without(folder, table, column=None):
    """Take a column, or the whole table, out of a folder and its contract."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    [resource] = [r for r in described["resources"] if r["name"] == table]
    if column:
        schema = resource["schema"]
        schema["fields"] = [f for f in schema["fields"] if f["name"] != column]
        rows = small.read(folder, table)
        small.write(
            folder, [{k: row[k] for k in row if k != column} for row in rows], table
        )
    else:
        described["resources"].remove(resource)
        (folder / f"{table}.csv").unlink()
    path.write_text(json.dumps(described), encoding="utf-8")
    lock.renew(folder)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("districts", "valid_from"),
        ("zones", "occupancy_as_of"),
        ("outlines", None),
        ("projects", None),
    ],
)
def test_rules_about_what_a_folder_does_not_have_are_left_out(tmp_path, table, column):
    folder = small.copy(tmp_path / "data")
    without(folder, table, column)
    said = check.faults(folder)  # a page that only the table cites is now idle
    assert [line for line in said if "is used by no row" not in line] == []
