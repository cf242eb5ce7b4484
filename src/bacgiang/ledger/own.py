"""Claims of one's own: a file claims.csv beside the tables.

One claim a line. Its two sides name facts by their ids, as the column `fact` of
`bg.facts` gives them: `bgcjw4va` alone, or worked out from several, `percent(a, b)`.
"""

import re
from inspect import signature

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


def claims() -> dict[str, list[Check]]:
    """Read the claims of the folder in use, by topic; nothing where it has none.

    Raises
    ------
    BrokenTable
        With one line per fault: file, row, column, what is wrong, what was expected.
    """
    folder = data.folder()
    if not (folder / FILE).exists():
        return {}
    table, faults = reading.read(folder, FILE, list(NEEDED), OPEN)
    rows = table.to_dict("records")
    checks = [_check(row, line, faults) for line, row in enumerate(rows, 2)]
    ids = [one.id for one in checks]
    for line, id in enumerate(ids, 2):
        if id in ids[: line - 2]:
            faults.append(f"{FILE}: row {line}: id: {id!r} again; expected it once")
    if faults:
        raise BrokenTable("\n".join(faults))
    return {TOPIC: checks}


def _check(row: dict[str, str], line: int, faults: list[str]) -> Check:
    """Declare the claim of a line; what is wrong with it is added to the faults."""
    where = f"{FILE}: row {line}"
    if row["kind"] not in KINDS:
        kinds = "; ".join(KINDS)
        faults.append(f"{where}: kind: {row['kind']!r}; expected one of {kinds}")
    claimed, other = (_tried(row, name, where, faults) for name in SIDES)
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


def _tried(row: dict[str, str], name: str, where: str, faults: list[str]) -> Row | Side:
    try:
        return _side(row[name].strip())
    except ValueError as error:
        faults.append(f"{where}: {name}: {error}")
        return of(total)


def _side(text: str) -> Row | Side:
    """Read a side: the id of a fact, or a function of several."""
    found = WORKED_OUT.fullmatch(text)
    if not found:
        return _row(text)
    name, ids = found.groups()
    if name not in HOW:
        raise ValueError(f"{name!r} works nothing out; expected {', '.join(HOW)}")
    rows = [_row(id.strip()) for id in ids.split(",")]
    try:
        signature(HOW[name]).bind(*rows)
    except TypeError as error:
        raise ValueError(f"{text}: {error}") from None
    return of(HOW[name], *rows)


def _row(id: str) -> Row:
    """Name the line of facts.csv that has an id."""
    tables = data.tables()
    table, place = tables.by_id.get(id, ("", 0))
    if table != "facts":
        wanted = "expected one that bg.facts gives, or such as percent(id, id)"
        raise ValueError(f"no fact has the id {id!r}; {wanted}")
    line = tables.frames["facts"].iloc[place]
    return Row(*(line[name] for name in Row._fields))
