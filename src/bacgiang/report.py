"""The lines that name faults: at most 20 of one kind, then how many more there are.

And what every room of rules needs to name a row: its number, its column and a text.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

LISTED = 20  # lines of one kind of fault
SHORT = 200  # characters of a value that a line quotes
Tables = dict[str, pd.DataFrame]


class Fault(NamedTuple):
    """One fault: the row it stands in, its sort, and its line."""

    row: int
    sort: str
    line: str


class Broken(NamedTuple):
    """One place where a rule that tables keep together is broken."""

    table: str
    row: int
    column: str
    text: str


Faults = Iterator[Broken]


def has(tables: Tables, name: str, columns: set[str]) -> bool:
    """Tell whether a folder has a table with these columns."""
    return name in tables and columns <= set(tables[name])


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row of a table its line in the file, as a spreadsheet counts."""
    return rows.assign(row=range(2, len(rows) + 2))


def named(
    rows: pd.DataFrame, column: str, text: str, table: str = "facts"
) -> Iterator[Broken]:
    """Name numbered rows with one text; `{}` in it is what the column holds."""
    for row, cell in zip(rows["row"], rows[column], strict=True):
        said = repr(cell) if isinstance(cell, str) else f"{cell:.15g}"
        yield Broken(table, row, column, text.format(said))


def capped(where: str, found: Iterable[Fault]) -> list[str]:
    """List the lines of faults by row; of each sort the first 20, then the number."""
    seen: Counter[str] = Counter()
    shown = []
    for fault in found:
        seen[fault.sort] += 1
        if seen[fault.sort] <= LISTED:
            shown.append(fault)
    lines = [fault.line for fault in sorted(shown, key=_row)]
    return lines + [more(where, n) for n in seen.values() if n > LISTED]


def _row(fault: Fault) -> int:
    return fault.row


def short(value: object) -> str:
    """Quote a value; of a long one its beginning.

    Examples
    --------
    >>> short("x"), short("x" * 1000)[-23:]
    ("'x'", 'x... (1,002 characters)')
    """
    said = repr(value)
    if len(said) <= SHORT:
        return said
    return f"{said[:SHORT]}... ({len(said):,} characters)"


def more(where: str, number: int) -> str:
    """Say how many faults of one kind are not listed."""
    return f"{where}: and {number - LISTED:,} more of this kind"


def say_no_more() -> None:
    """Send what is left to be written nowhere: the exit would try it once more."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
