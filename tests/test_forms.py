"""The tables in forms that other programs open hold what the collection says.

Parquet is read back by DuckDB, the workbook by openpyxl, SQLite and CSV by Python.
"""

import csv
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import openpyxl
import pytest
import small

import bacgiang as bg
from bacgiang import data
from bacgiang.publish import forms

README = Path(__file__).parents[1] / "data" / "README.md"


@pytest.fixture(scope="module")
def folder(site):
    """The folder of the site that has every form."""
    return site / "data"


@pytest.fixture(scope="module")
def asked():
    """The question that the README puts to the Parquet file, and what series() says."""
    (sql,) = re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    series = bg.series("grdp_growth")
    columns = ["value", "low", "high", "publisher"]
    rows = series.sort_index()[columns].itertuples()
    return sql, [tuple(row) for row in rows]


def nearly(rows):
    """Compare rows with numbers as a binary fraction may be written."""
    return [
        tuple(pytest.approx(c, rel=1e-13) if isinstance(c, float) else c for c in row)
        for row in rows
    ]


# --- the same numbers -----------------------------------------------------------------


def test_duckdb_reads_a_series_from_parquet(folder, asked, monkeypatch):
    monkeypatch.chdir(folder)
    sql, rows = asked
    assert duckdb.sql(sql).fetchall() == nearly(rows)


def test_sqlite_gives_the_same_series(folder, asked):
    sql, rows = asked
    with closing(sqlite3.connect(folder / "bacgiang.sqlite")) as base:
        found = base.execute(sql.replace("'bacgiang-facts.parquet'", "wide"))
        assert found.fetchall() == nearly(rows)


@pytest.mark.filterwarnings("ignore:.* has .* rows as form")
def test_every_series_is_marked_not_only_that_of_growth(folder):
    with closing(sqlite3.connect(folder / "bacgiang.sqlite")) as base:
        marked = {id for (id,) in base.execute("SELECT fact FROM wide WHERE in_series")}
    facts = data.table("facts")
    some = facts.drop_duplicates(["indicator", "entity", "breakdown", "form"])
    some = some[some["status"].isin(["actual", "estimate"])].iloc[::60]
    assert len(some) > 5
    for one in some.itertuples():
        taken = bg.series(one.indicator, one.entity, one.breakdown, one.form)["fact"]
        like = facts[
            (facts["indicator"] == one.indicator)
            & (facts["entity"] == one.entity)
            & (facts["breakdown"] == one.breakdown)
            & (facts["form"] == one.form)
        ]
        assert {*like["fact"]} & marked == {*taken}
    targets = {*facts["fact"][facts["status"].isin(["plan", "target"])]}
    assert not targets & marked


def test_each_form_holds_every_fact_in_order(folder):
    wanted = list(data.table("facts")["fact"])
    with (folder / "bacgiang-facts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["fact"] for row in csv.DictReader(file)] == wanted
    parquet = str(folder / "bacgiang-facts.parquet")
    found = duckdb.read_parquet(parquet).project("fact").fetchall()
    assert [id for (id,) in found] == wanted
    with closing(sqlite3.connect(folder / "bacgiang.sqlite")) as base:
        assert {id for (id,) in base.execute("SELECT fact FROM facts")} == {*wanted}


# --- CSV ------------------------------------------------------------------------------


def test_the_csv_has_a_byte_order_mark_once_and_its_letters(folder):
    content = (folder / "bacgiang-facts.csv").read_bytes()
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.startswith(b"\xef\xbb\xbffact,")
    assert "Tốc độ tăng GRDP" in content.decode("utf-8")


def test_numbers_of_the_csv_have_no_exponent_and_open_ends_are_empty(folder):
    with (folder / "bacgiang-facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in ("value", "low", "high", "resolution"):
            assert re.fullmatch(r"-?\d+(\.\d+)?|", row[name]), (row["fact"], name)
    open_ended = [row for row in rows if not (row["low"] and row["high"])]
    assert open_ended
    assert {row["qualifier"] for row in open_ended} == {"at_least", "at_most"}


# --- Parquet --------------------------------------------------------------------------


def test_parquet_keeps_types_and_tells_an_empty_part_from_a_missing_note(folder):
    rows = duckdb.read_parquet(str(folder / "bacgiang-facts.parquet"))
    types = dict(zip(rows.columns, map(str, rows.types), strict=True))
    wanted = {"period": "VARCHAR", "value": "DOUBLE", "year": "INTEGER"}
    wanted |= {"start": "DATE", "in_series": "BOOLEAN"}
    assert wanted.items() <= types.items()
    assert rows.filter("breakdown IS NULL").fetchall() == []
    assert rows.filter("note = ''").fetchall() == []


# --- SQLite ---------------------------------------------------------------------------


def test_sqlite_holds_every_table_with_its_keys(folder):
    contract = data.tables().contract
    with closing(sqlite3.connect(folder / "bacgiang.sqlite")) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for resource in contract["resources"]:
            name, schema = resource["name"], resource["schema"]
            columns = base.execute(f"PRAGMA table_info({name})").fetchall()
            key = sorted((place, column) for _, column, *_, place in columns if place)
            assert [column for _, column in key] == schema["primaryKey"]
            links = base.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            assert {(column, table) for _, _, table, column, *_ in links} == {
                (link["fields"], link["reference"]["resource"] or name)
                for link in schema["foreignKeys"]
            }
            (count,) = base.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert count == len(data.table(name))


def test_sqlite_refuses_a_fact_of_an_unknown_source(folder, tmp_path):
    path = tmp_path / "copy.sqlite"
    path.write_bytes((folder / "bacgiang.sqlite").read_bytes())
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            base.execute("UPDATE facts SET source = 'nobody-1999' WHERE rowid = 1")


# --- Excel ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(folder):
    return openpyxl.load_workbook(folder / "bacgiang.xlsx")


def test_the_workbook_explains_itself_and_then_has_every_table(book):
    first, *others = book.worksheets
    tables = [r["name"] for r in data.tables().contract["resources"]]
    assert [sheet.title for sheet in others] == [
        "wide" if name == "facts" else name for name in tables
    ]
    said = {cell for row in first.iter_rows(values_only=True) for cell in row}
    assert {cell.value for cell in book["wide"][1]} <= said
    assert {sheet.title for sheet in others} <= said


def test_every_sheet_has_its_head_in_sight_filters_and_room(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        for cell in sheet[1]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert len(cell.value) < width < 50
    # room for the longest cell of a column, and of short ones no more than they need
    at = {cell.value: cell.column_letter for cell in book["wide"][1]}
    periods = [cell.value for cell in book["wide"][at["period"]]]
    widths = book["wide"].column_dimensions
    assert max(map(len, periods)) < widths[at["period"]].width
    assert widths[at["status"]].width < 16


def test_texts_are_texts_and_numbers_are_numbers(book):
    sheet = book["wide"]
    names = [cell.value for cell in sheet[1]]
    numbers = {"value", "low", "high", "resolution", "year"}
    for row in sheet.iter_rows(min_row=2):
        for name, cell in zip(names, row, strict=True):
            if cell.value is None:
                continue
            if name in numbers:
                assert cell.data_type == "n", cell.coordinate
            elif name == "in_series":
                assert cell.data_type == "b", cell.coordinate
            else:  # a period such as 2023-01 must not become a date, even when edited
                assert (cell.data_type, cell.number_format) == ("s", "@"), cell.value


def test_names_and_printings_of_the_workbook_keep_their_letters(book):
    sheet = book["wide"]
    places = {cell.value: n for n, cell in enumerate(sheet[1])}
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    facts = data.table("facts")
    for column in ("entity", "period", "as_printed", "publisher"):
        assert [row[places[column]] for row in rows] == list(facts[column])


# --- the same bytes -------------------------------------------------------------------


def test_the_same_bytes_come_out_twice_and_over_what_stands_there(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("BACGIANG_DATA", str(small.template()))
    first, second = tmp_path / "Bắc Giang's" / "first", tmp_path / "second"
    forms.write(first)
    second.mkdir()
    for name in forms.FILES:
        (second / name).write_text("an old file")
    forms.write(second)
    for name in forms.FILES:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
