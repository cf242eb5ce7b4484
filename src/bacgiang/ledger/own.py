"""Claims of one's own: a file claims.csv beside the tables.

One claim a line. Its two sides name facts by their ids, as the column `fact` of
`bg.facts` gives them: `bgcjw4va` alone, or worked out from several, `percent(a, b)`.
"""

import re
from inspect import signature
from pathlib import Path

from .. import data, reading
from ..contract import BrokenTable
from ..growth import growth
from ..words import mark
from .declare import KINDS, Check, Row, Side, check, less, mean, of, per, percent, total

FILE = "claims.csv"
SIDES = ("claimed", "other")
NEEDED = ("id", "kind", "claim", *SIDES)
OPEN = ("note", "unit", "differs", "unsaid")  # may be left out
HOW = {f.__name__: f for f in (total, less, per, percent, growth, mean)}
WORKED_OUT = re.compile(r"(\w+)\(([\w\s,]+)\)")
TOPIC = mark("own")


def claims() -> dict[str, list[Check]] | None:
    """Read the claims of the folder in use, by topic; None without a file of them.

    Raises
    ------
    BrokenTable
        With one line per fault: file, row, column, what is wrong, what was expected.
    """
    folder = data.folder()
    if not (folder / FILE).exists():
        return None
    checks, faults = _read(folder, data.tables())
    if faults:
        raise BrokenTable("\n".join(faults))
    return {TOPIC: checks}


def faults(folder: Path) -> list[str]:
    """Name what is wrong with the claims of a folder whose tables are sound."""
    if not (folder / FILE).exists():
        return []
    return _read(folder, data.Tables(folder))[1]


def _read(folder: Path, tables: data.Tables) -> tuple[list[Check], list[str]]:
    """Read the file of claims: what it declares, and what is wrong with it."""
    table, faults = reading.read(folder, FILE, list(NEEDED), OPEN)
    if table.empty and not faults:
        faults.append(f"{FILE}: holds no claim; expected one a line, below the header")
    rows = table.to_dict("records")
    checks = [_check(row, n, tables, faults) for n, row in enumerate(rows, 2)]
    ids = [one.id for one in checks]
    for line, id in enumerate(ids, 2):
        if id in ids[: line - 2]:
            faults.append(f"{FILE}: row {line}: id: {id!r} again; expected it once")
    return checks, faults


def _check(
    row: dict[str, str], line: int, tables: data.Tables, faults: list[str]
) -> Check:
    """Declare the claim of a line; what is wrong with it is added to the faults."""
    where = f"{FILE}: row {line}"
    if row["kind"] not in KINDS:
        kinds = "; ".join(KINDS)
        faults.append(f"{where}: kind: {row['kind']!r}; expected one of {kinds}")
    (claimed, first), (other, second) = (
        _tried(row, name, where, tables, faults) for name in SIDES
    )
    if first and second and first != second and not row["unit"]:
        text = f"is in {second}, claimed in {first}; expected one unit"
        faults.append(f"{where}: other: {text}")
    note, unit, differs, unsaid = (row[name] for name in OPEN)
    return check(
        row["id"],
        row["kind"],
        row["claim"],
        claimed,
        other,
        note,
        unit=unit,
        differs=differs,
        unsaid=unsaid,
    )


def _tried(
    row: dict[str, str], name: str, where: str, tables: data.Tables, faults: list[str]
) -> tuple[Row | Side, str]:
    """Read a side and its unit, if it can be read."""
    try:
        side = _side(row[name].strip(), tables)
        return side, _unit(side, tables)
    except ValueError as error:
        faults.append(f"{where}: {name}: {error}")
        return of(total), ""


def _side(text: str, tables: data.Tables) -> Row | Side:
    """Read a side: the id of a fact, or a function of several."""
    found = WORKED_OUT.fullmatch(text)
    if not found:
        return _row(text, tables)
    name, ids = found.groups()
    if name not in HOW:
        raise ValueError(f"{name!r} works nothing out; expected {', '.join(HOW)}")
    rows = [_row(id.strip(), tables) for id in ids.split(",")]
    try:
        signature(HOW[name]).bind(*rows)
    except TypeError as error:
        raise ValueError(f"{text}: {error}") from None
    return of(HOW[name], *rows)


def _row(id: str, tables: data.Tables) -> Row:
    """Name the line of facts.csv that has an id."""
    table, place = tables.by_id.get(id, ("", 0))
    if table != "facts":
        wanted = "expected one that bg.facts gives, or such as percent(id, id)"
        raise ValueError(f"no fact has the id {id!r}; {wanted}")
    line = tables.frames["facts"].iloc[place]
    return Row(*(line[name] for name in Row._fields))


def _unit(side: Row | Side, tables: data.Tables) -> str:
    """Name the unit of a side; "" for so much per something else.

    Raises
    ------
    ValueError
        When the facts of a side have several units, and are not divided.
    """
    rows = [side] if isinstance(side, Row) else side.rows
    known = tables.frames["indicators"].set_index("indicator")["unit"]
    units = list(dict.fromkeys(known[row.indicator] for row in rows))
    function = None if isinstance(side, Row) else side.function
    if function is per:
        return ""
    if len(units) > 1:
        raise ValueError(f"puts {' and '.join(units)} together; expected one unit")
    return "percent" if function in (percent, growth) else units[0]
