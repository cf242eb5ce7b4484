"""The tables in forms that other programs open: CSV, Parquet, SQLite, Excel.

The wide table has a row a fact, with what other tables say of it beside it: it is the
CSV and the Parquet file, a table of the SQLite file and a sheet of the workbook, with
the same columns everywhere. The same tables give the same bytes.
"""

import csv
import datetime
import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from .. import data, words
from ..words import mark

FILES = {  # what each is called, and whom it is for
    "bacgiang.xlsx": ("Excel", mark("Excel and LibreOffice: every table a sheet")),
    "bacgiang-facts.csv": ("CSV", mark("R, Stata, SPSS, Tableau and most others")),
    "bacgiang-facts.parquet": ("Parquet", mark("DuckDB, Spark, Polars, R with arrow")),
    "bacgiang.sqlite": (
        "SQLite",
        mark("SQL, QGIS, DB Browser: every table, with keys"),
    ),
}
# Types of columns, as the contract names them, and what DuckDB and SQLite call them.
DUCKDB = {"string": "VARCHAR", "number": "DOUBLE", "integer": "INTEGER"}
DUCKDB |= {"date": "DATE", "boolean": "BOOLEAN"}
SQLITE = {"string": "TEXT", "number": "REAL", "integer": "INTEGER"}
SQLITE |= {"date": "TEXT", "boolean": "INTEGER"}
ADDED = {  # columns of the wide table that no table of the contract has
    "fact": ("string", "Id of the row: stays the same whatever its place or value."),
    "entity_kind": ("string", "What the entity is: a province, a zone, a company."),
    "year": ("integer", "The year in which the period ends."),
    "form": (
        "string",
        "What the period is: a year, half, quarter, month, day, or a span of years,"
        " months or days; span: one that does not run from January within a year.",
    ),
    "start": ("date", "First day of the period."),
    "end": ("date", "Last day of the period."),
    "value": (
        "number",
        "The number in the full unit; the middle where a range is printed.",
    ),
    "low": ("number", "The least that the printing allows; empty where it is open."),
    "high": ("number", "The most that the printing allows; empty where it is open."),
    "in_series": (
        "boolean",
        "Whether this is the one value of its period by the collection's rule (actual"
        " before estimate, official before press, the later before the earlier); never"
        " a plan or a target.",
    ),
    "source_kind": ("string", "official, state media, press or copy."),
}
WIDE = {  # the columns of the wide table, and the table whose dictionary has them
    "fact": "",
    "indicator": "facts",
    "label": "indicators",
    "label_vi": "indicators",
    "unit": "indicators",
    "measure": "indicators",
    "topic": "indicators",
    "entity": "facts",
    "entity_kind": "",
    "breakdown": "facts",
    "period": "facts",
    "form": "",
    "year": "",
    "start": "",
    "end": "",
    "value": "",
    "low": "",
    "high": "",
    "qualifier": "facts",
    "resolution": "facts",
    "status": "facts",
    "in_series": "",
    "as_printed": "facts",
    "publisher": "sources",
    "title": "sources",
    "published": "sources",
    "source_kind": "",
    "citing": "sources",
    "language": "sources",
    "url": "sources",
    "source": "facts",
    "locator": "facts",
    "note": "facts",
}
OPEN = ("low", "high")  # empty where a printing has no such end
LINKS = {"fact": "facts", "indicator": "indicators", "entity": "entities"}
LINKS |= {"source": "sources"}  # from the wide table
WIDEST = 44  # characters of a column of the workbook
MEANING = mark("The facts with labels, unit, range and source beside each of them.")
MADE = datetime.datetime(2025, 7, 1)  # a workbook must name a day: the province's last
ABOUT = [
    mark("Each row of the sheet {sheet} is one number as a source prints it."),
    mark(
        "One value a period: set the filter of in_series to TRUE, then choose an"
        " indicator, an entity, a form (year) and an empty breakdown."
    ),
    mark("low and high say how far the printing reaches: a claim about rounding only."),
    mark("Periods are text on purpose, so that no program makes a date of 2023-01."),
    mark("Licence: CC BY 4.0. A single number is cited by the source in its row."),
]


@dataclass(frozen=True)
class Column:
    """A column: its name, type and meaning.

    A text of a key is "" where it is empty, not missing: no part means the whole.
    """

    name: str
    kind: str
    meaning: str
    is_needed: bool = False
    is_key: bool = False


class Link(NamedTuple):
    """A column whose cells name rows of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """A table with what a database or a reader must know of it."""

    name: str
    meaning: str
    columns: list[Column]
    key: list[str]
    rows: pd.DataFrame
    links: list[Link]

    @property
    def names(self) -> list[str]:
        """List the names of its columns."""
        return [column.name for column in self.columns]

    def cells(self) -> Iterator[list[Any]]:
        """Give each row as texts, numbers and truths; None where a cell is empty."""
        yield from map(list, zip(*map(self.column, self.columns), strict=True))

    def column(self, column: Column) -> list[Any]:
        """Give the cells of one column."""
        cells = self.rows[column.name].tolist()  # its own iterator is slow
        if column.kind == "string" and column.is_key:
            return cells
        return [READ[column.kind](cell) for cell in cells]


def _number(cell: float) -> float | None:
    """Give a number without the noise of binary fractions; none for an open end."""
    return float(f"{cell:.15g}") if np.isfinite(cell) else None


READ: dict[str, Callable[[Any], Any]] = {
    "string": lambda cell: cell or None,
    "number": _number,
    "integer": lambda cell: None if pd.isna(cell) else int(cell),
    "boolean": bool,
    "date": lambda cell: f"{cell:%Y-%m-%d}",
}


def write(folder: Path) -> None:
    """Write every form into a folder.

    Parameters
    ----------
    folder
        Made when it is not there; files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    workbook, csv_file, parquet, sqlite = (folder / name for name in FILES)
    tables = contracted()
    facts = wide(tables)
    _write_csv(facts, csv_file)
    _write_parquet(facts, csv_file, parquet)
    _write_sqlite([*tables, facts], sqlite)
    others = [table for table in tables if table.name != "facts"]
    _write_workbook([facts, *others], workbook)


def listed() -> list[tuple[str, str, str]]:
    """List the files with name and readers, in the language in use."""
    return [(file, name, words.text(whom)) for file, (name, whom) in FILES.items()]


# --- the tables -----------------------------------------------------------------------


def contracted() -> list[Table]:
    """Give the tables of the contract; facts with their ids."""
    read = data.tables()
    found = []
    for resource in read.contract["resources"]:
        name, schema = resource["name"], resource["schema"]
        key, rows = schema["primaryKey"], read.frames[name]
        columns = [_contracted(described, key) for described in schema["fields"]]
        if name == "facts":
            rows = rows.assign(fact=data.ids(rows, key))
            columns.insert(0, Column("fact", *ADDED["fact"], True))
        links = [_link(name, link) for link in schema["foreignKeys"]]
        found.append(Table(name, resource["description"], columns, key, rows, links))
    return found


def _contracted(described: dict[str, Any], key: list[str]) -> Column:
    return Column(
        described["name"],
        described["type"],
        described["description"],
        is_needed=bool(described["constraints"].get("required")),
        is_key=described["name"] in key,
    )


def _link(table: str, link: dict[str, Any]) -> Link:
    reference = link["reference"]
    return Link(link["fields"], reference["resource"] or table, reference["fields"])


def wide(tables: list[Table]) -> Table:
    """Give the facts with what the other tables say of them, one row each."""
    rows = data.table("facts")
    rows = rows.assign(in_series=data.in_series(rows))
    rows = rows.rename(columns={"kind": "source_kind"})
    for name, taken in {
        "indicators": ["indicator", "label", "label_vi", "topic"],
        "sources": ["source", "title", "citing", "url"],
    }.items():
        rows = rows.merge(data.table(name)[taken], how="left")
    kinds = data.table("entities").set_index("entity")["kind"]
    rows = rows.assign(entity_kind=rows["entity"].map(kinds))
    known = {(t.name, column.name): column for t in tables for column in t.columns}
    columns = [
        known[table, name] if table else Column(name, *ADDED[name], name not in OPEN)
        for name, table in WIDE.items()
    ]
    links = [Link(name, table, name) for name, table in LINKS.items()]
    return Table("wide", MEANING, columns, ["fact"], rows, links)


# --- CSV and Parquet ------------------------------------------------------------------


def _write_csv(table: Table, path: Path) -> None:
    """Write a CSV file with the mark by which spreadsheets know UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.names)
        writer.writerows(map(_plain, row) for row in table.cells())


def _plain(cell: Any) -> str:
    """Write a cell: numbers without exponent, truths as spreadsheets and R do."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return np.format_float_positional(cell, trim="-")
    return "" if cell is None else str(cell)


def _write_parquet(table: Table, source: Path, path: Path) -> None:
    """Make the Parquet file of the CSV file, so that the two cannot differ."""
    kinds = {column.name: DUCKDB[column.kind] for column in table.columns}
    kept = [column.name for column in table.columns if column.is_key]
    read = f"""read_csv({_quoted(source)}, header = true, auto_detect = false,
        delim = ',', quote = '"', escape = '"', nullstr = '',
        force_not_null = {kept}, columns = {kinds})"""
    # one thread writes the rows in their order, and the same bytes every time
    with _naming(path), duckdb.connect(config={"threads": 1}) as base:
        base.execute(f"COPY (FROM {read}) TO {_quoted(path)} (FORMAT parquet)")


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let what a database cannot write be an error of the system, as for any file."""
    try:
        yield
    except (duckdb.IOException, sqlite3.OperationalError) as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


# --- SQLite ---------------------------------------------------------------------------


def _write_sqlite(tables: list[Table], path: Path) -> None:
    path.unlink(missing_ok=True)
    # told where it begins: Python knows an INSERT by letters, and in a Turkish locale
    # those are others, so that every row would be written by itself
    with _naming(path), closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("BEGIN")
        for table in tables:
            base.execute(_created(table))
            places = ", ".join("?" * len(table.columns))
            base.executemany(
                f"INSERT INTO {table.name} VALUES ({places})", table.cells()
            )
        base.execute("COMMIT")
        base.execute("VACUUM")


def _created(table: Table) -> str:
    """Write the statement that makes a table; its comments stay in the file."""
    lines = [f"-- {table.meaning}"]
    for column in table.columns:
        needed = " NOT NULL" if column.is_needed or column.is_key else ""
        lines += [f"-- {column.meaning}"]
        lines += [f'"{column.name}" {SQLITE[column.kind]}{needed},']
    if table.name == "facts":
        lines.append('UNIQUE ("fact"),')
    lines += [
        f'FOREIGN KEY ("{link.column}") REFERENCES {link.table} ("{link.target}"),'
        for link in table.links
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    inside = "\n  ".join([*lines, f"PRIMARY KEY ({key})"])
    return f"CREATE TABLE {table.name} (\n  {inside}\n)"


# --- Excel ----------------------------------------------------------------------------


class Looks(NamedTuple):
    """The formats of a workbook's cells."""

    head: Format
    text: Format
    prose: Format
    whole: Format


def _write_workbook(tables: list[Table], path: Path) -> None:
    """Write a workbook: a sheet that explains, then a sheet a table."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        looks = Looks(
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "@"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "#,##0"}),
        )
        _explain(book.add_worksheet(words.text("Read me")), tables, looks)
        for table in tables:
            _fill(book.add_worksheet(table.name), table, looks)


def _explain(sheet: Worksheet, tables: list[Table], looks: Looks) -> None:
    """Say what the workbook holds, its sheets, and the columns of the first of them."""
    facts, about = tables[0], data.tables().contract
    lines = [(words.text(about["title"]), ""), (words.text(about["description"]), "")]
    lines += [(words.text(said, sheet=facts.name), "") for said in ABOUT]
    sheets = [(table.name, words.text(table.meaning)) for table in tables]
    columns = [(column.name, words.text(column.meaning)) for column in facts.columns]
    head = (words.text("Column of {sheet}", sheet=facts.name), words.text("Meaning"))
    blocks = [lines, [(words.text("Sheet"), words.text("What a row is")), *sheets]]
    blocks.append([head, *columns])
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    row = 0
    for block in blocks:
        for place, (name, said) in enumerate(block):
            look = looks.head if place == 0 else looks.prose
            sheet.write_string(row, 0, name, look if said or not place else None)
            sheet.write_string(row, 1, said, look)
            row += 1
        row += 1


def _fill(sheet: Worksheet, table: Table, looks: Looks) -> None:
    """Write a table with its head in sight, and filters on every column."""
    last = len(table.rows), len(table.columns) - 1
    for place, column in enumerate(table.columns):
        look = looks.text if column.kind in ("string", "date") else None
        sheet.set_column(place, place, _width(table, column), look)
        sheet.write_string(0, place, column.name, looks.head)
    for row, cells in enumerate(table.cells(), 1):
        for place, cell in enumerate(cells):
            _put(sheet, row, place, cell, looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, *last)
    # no green corners on periods such as 2023
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(*last)}"})


def _put(sheet: Worksheet, row: int, place: int, cell: Any, looks: Looks) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, str) and cell:
        sheet.write_string(row, place, cell, looks.text)
    elif isinstance(cell, float):
        look = looks.whole if cell.is_integer() else None
        sheet.write_number(row, place, cell, look)
    elif isinstance(cell, int):  # a year or a count of people: no groups
        sheet.write_number(row, place, cell)


def _width(table: Table, column: Column) -> int:
    """Give room for the longest cell, within reason, and for the head's filter."""
    longest = max((len(_plain(cell)) for cell in table.column(column)), default=0)
    return min(WIDEST, max(len(column.name) + 4, longest + longest // 3 + 1))
