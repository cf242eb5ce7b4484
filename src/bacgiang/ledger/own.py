"""Claims of one's own: a file claims.csv beside the tables.

One claim a line. Its two sides name facts by their ids, as the column `fact` of
`bg.facts` gives them: `bgcjw4va` alone, or worked out from several, `percent(a, b)`.
"""

import re
from inspect import signature
from pathlib import Path
from typing import NamedTuple, TypeAlias

from .. import data, reading
from ..contract import BrokenTable
from ..growth import growth
from ..report import Fault, capped, short
from ..words import mark
from .declare import KINDS, Check, Row, Side, check, less, mean, of, per, percent, total

FILE = "claims.csv"
SIDES = ("claimed", "other")
NEEDED = ("id", "kind", "claim", *SIDES)
SAID = ("id", "claim")  # that no line may leave empty
OPEN = ("note", "unit", "differs", "unsaid")  # may be left out
HOW = {f.__name__: f for f in (total, less, per, percent, growth, mean)}
WORKED_OUT = re.compile(r"(\w+)\(([\w\s,]+)\)")
TOPIC = mark("own")
Wrong: TypeAlias = list[tuple[str, str]]  # columns, and what is wrong in each


class Known(NamedTuple):
    """What the sides of claims are read from: the facts, by id, and their units."""

    places: dict[str, tuple[str, int]]
    rows: list[Row]
    units: dict[str, str]


def claims() -> dict[str, list[Check]] | None:
    """Read the claims of the folder in use, by topic; None without a file of them.

    Raises
    ------
    BrokenTable
        With one line per fault: file, row, column, what is wrong, what was expected.
    """
    folder, tables = data.folder(), data.tables()
    if not _is_there(folder):
        return None
    checks, faults = _read(folder, tables)
    if faults:
        raise BrokenTable("\n".join(faults))
    return {TOPIC: checks}


def faults(folder: Path) -> list[str]:
    """Name what is wrong with the claims of a folder whose tables are sound."""
    return _read(folder, data.Tables(folder))[1] if _is_there(folder) else []


def _is_there(folder: Path) -> bool:
    """Tell whether a file of claims was meant, though it may be a link to nothing."""
    return any(path.name.lower() == FILE for path in folder.iterdir())


def _read(folder: Path, tables: data.Tables) -> tuple[list[Check], list[str]]:
    """Read the file of claims: what it declares, and what is wrong with it."""
    table, faults = reading.read(folder, FILE, list(NEEDED), OPEN)
    if table.empty and not faults:
        faults.append(f"{FILE}: holds no claim; expected one a line, below the header")
    facts, indicators = tables.frames["facts"], tables.frames["indicators"]
    rows = [Row(*cells) for cells in facts[list(Row._fields)].to_numpy()]
    units = dict(zip(indicators["indicator"], indicators["unit"], strict=True))
    known = Known(tables.by_id, rows, units)
    checks, found, ids = [], [], set()
    for line, row in enumerate(table.to_dict("records"), 2):
        one, wrong = _check(row, known)
        if one.id in ids:
            wrong.append(("id", f"{one.id!r} again; expected it once"))
        ids.add(one.id)
        checks.append(one)
        found += [
            Fault(line, name, f"{FILE}: row {line}: {name}: {text}")
            for name, text in wrong
        ]
    return checks, faults + capped(FILE, found)


def _check(row: dict[str, str], known: Known) -> tuple[Check, Wrong]:
    """Declare the claim of a line; with what is wrong with it, by column."""
    wrong = [
        (name, "is empty; expected some") for name in SAID if not row[name].strip()
    ]
    if row["kind"] not in KINDS:
        wrong.append(("kind", f"{row['kind']!r}; expected one of {'; '.join(KINDS)}"))
    (claimed, first), (other, second) = (
        _tried(row, name, known, wrong) for name in SIDES
    )
    note, unit, differs, unsaid = (row[name] for name in OPEN)
    if first and second and first != second and not unit:
        text = f"is in {second}, claimed in {first}; expected one unit"
        wrong.append(("other", text))
    if first and second and unit not in ("", first, second):
        text = f"{unit!r}, but the facts are in {first}; expected that, or nothing"
        wrong.append(("unit", text))
    declared = check(
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
    return declared, wrong


def _tried(
    row: dict[str, str], name: str, known: Known, wrong: Wrong
) -> tuple[Row | Side, str]:
    """Read a side and its unit, if it can be read."""
    try:
        side = _side(row[name].strip(), known)
        return side, _unit(side, known.units)
    except ValueError as error:
        wrong.append((name, str(error)))
        return of(total), ""


def _side(text: str, known: Known) -> Row | Side:
    """Read a side: the id of a fact, or a function of several."""
    found = WORKED_OUT.fullmatch(text)
    if not found:
        return _row(text, known)
    name, ids = found.groups()
    if name not in HOW:
        raise ValueError(f"{name!r} works nothing out; expected {', '.join(HOW)}")
    rows = [_row(id.strip(), known) for id in ids.split(",")]
    takes = signature(HOW[name])
    try:
        takes.bind(*rows)
    except TypeError as error:
        given = ", ".join(str(one).split(":")[0] for one in takes.parameters.values())
        raise ValueError(f"{text}: {error}; expected {name}({given})") from None
    return of(HOW[name], *rows)


def _row(id: str, known: Known) -> Row:
    """Name the line of facts.csv that has an id."""
    table, place = known.places.get(id, ("", 0))
    if table != "facts":
        wanted = "expected one that bg.facts gives, or such as percent(id, id)"
        raise ValueError(f"no fact has the id {short(id)}; {wanted}")
    return known.rows[place]


def _unit(side: Row | Side, known: dict[str, str]) -> str:
    """Name the unit of a side; "" for so much per something else.

    Raises
    ------
    ValueError
        When the facts of a side have several units, and are not divided.
    """
    rows = [side] if isinstance(side, Row) else side.rows
    units = list(dict.fromkeys(known[row.indicator] for row in rows))
    function = None if isinstance(side, Row) else side.function
    if function is per:
        return ""
    if len(units) > 1:
        raise ValueError(f"puts {' and '.join(units)} together; expected one unit")
    return "percent" if function in (percent, growth) else units[0]
