"""Edits of single cells of the tables, and the check that names each.

Half of them are *consistent*: a number is changed together with its printing, so that
nothing inside the row contradicts it. Only the lock of the row can tell.
"""

import csv
import io
import json
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bacgiang import check, lock, printed

from . import Mutant, Outcome, read, write

FACTS_SHARE = 0.6  # of the edits of any cell; the other tables share the rest
PRINTED = ("facts", "projects")  # tables whose rows hold a printing
HEDGES = {
    "nearly": "over",
    "over": "nearly",
    "about": "over",
    "more than": "nearly",
    "hơn": "gần",
    "gần": "hơn",
    "khoảng": "hơn",
    "trên": "gần",
}
SCALES = {
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "triệu": "tỷ",
    "tỷ": "triệu",
}
Row = dict[str, str]


class Tables:
    """The tables of a checkout, as text."""

    def __init__(self, root: Path) -> None:
        self.root = root
        contract = json.loads(read(root, "data/datapackage.json"))
        self.fields = {
            resource["name"]: {f["name"]: f for f in resource["schema"]["fields"]}
            for resource in contract["resources"]
        }

    @cache  # noqa: B019 (the tables are read for as long as the command runs)
    def rows(self, table: str) -> list[Row]:
        text = read(self.root, f"data/{table}.csv")
        return list(csv.DictReader(io.StringIO(text)))

    def mutant(self, sort: str, table: str, place: int, cells: Row) -> Mutant:
        """Give the mutant that puts other cells into a row."""
        rows = [*self.rows(table)]
        said = "; ".join(
            f"{name} {rows[place][name]!r} -> {new!r}" for name, new in cells.items()
        )
        rows[place] = rows[place] | cells
        file = io.StringIO()
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return Mutant(sort, f"data/{table}.csv", place + 2, said, file.getvalue())


# --- single cells ---------------------------------------------------------------------


def other_digit(text: str, pick: random.Random) -> str:
    """Put another digit in the place of one."""
    place = pick.choice([m.start() for m in re.finditer(r"\d", text)])
    digit = str((int(text[place]) + pick.randint(1, 9)) % 10)
    return text[:place] + digit + text[place + 1 :]


def _of_number(cell: str, pick: random.Random) -> tuple[str, str]:
    sort = pick.choice(["digit", "sign", "scale"])
    if sort == "digit" or float(cell) == 0:
        return "digit", other_digit(cell, pick)
    if sort == "sign":
        return sort, cell[1:] if cell.startswith("-") else f"-{cell}"
    return sort, _plain(float(cell) * 1000)


def _plain(number: float) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".")


def _of_text(cell: str, pick: random.Random) -> tuple[str, str]:
    if re.search(r"\d", cell) and pick.random() < 0.5:
        return "digit", other_digit(cell, pick)
    words = cell.split(" ")
    return "word", " ".join([*words[:-1], f"{words[-1]}s"])


def _of_period(cell: str, pick: random.Random) -> tuple[str, str]:
    year = pick.choice(re.findall(r"\d{4}", cell))
    return "year", cell.replace(year, str(int(year) + pick.choice([-1, 1])), 1)


def cell_edit(
    tables: Tables, table: str, row: Row, name: str, pick: random.Random
) -> tuple[str, str]:
    """Say what a cell may wrongly hold: what was edited, and the new cell."""
    field, cell = tables.fields[table][name], row[name]
    others = sorted({other[name] for other in tables.rows(table)} - {cell, ""})
    enum = field.get("constraints", {}).get("enum")
    if not cell:
        return ("filled", pick.choice(others)) if others else ("filled", "1")
    if enum:
        return name, pick.choice([word for word in enum if word != cell])
    if field["type"] in ("number", "integer"):
        return _of_number(cell, pick)
    if re.fullmatch(r"[\d/QH-]*\d{4}[\d/QH-]*", cell):
        return _of_period(cell, pick)
    if name in ("entity", "indicator", "source", "district", "zone", "parent"):
        return name, pick.choice(others)
    return _of_text(cell, pick)


def _single(tables: Tables, pick: random.Random) -> Mutant:
    others = [name for name in tables.fields if name != "facts"]
    table = "facts" if pick.random() < FACTS_SHARE else pick.choice(others)
    place = pick.randrange(len(tables.rows(table)))
    row = tables.rows(table)[place]
    name = pick.choice(list(tables.fields[table]))
    sort, new = cell_edit(tables, table, row, name, pick)
    return tables.mutant(sort, table, place, {name: new})


# --- consistent edits -----------------------------------------------------------------


def _consistent(tables: Tables, pick: random.Random) -> Mutant | None:
    """Change a printing and what is read from it; None where it cannot be read."""
    table = pick.choices(PRINTED, (9, 1))[0]
    place = pick.randrange(len(tables.rows(table)))
    row = tables.rows(table)[place]
    sort, printing = _other_printing(row["as_printed"], pick)
    said = _reading(tables, row | {"as_printed": printing})
    cells = said | {"as_printed": printing}
    if not said or all(row[name] == new for name, new in cells.items()):
        return None
    if said["value"] == row["value"] and said["qualifier"] == row["qualifier"]:
        return None
    return tables.mutant(f"consistent {sort}", table, place, cells)


def _other_printing(printing: str, pick: random.Random) -> tuple[str, str]:
    body, bracket, behind = printing.partition("[")
    for sort, known in (("hedge", HEDGES), ("scale", SCALES)):
        words = [word for word in known if re.search(rf"\b{word}\b", body)]
        if words and pick.random() < 0.5:
            word = pick.choice(words)
            body = re.sub(rf"\b{word}\b", known[word], body, count=1)
            return sort, body + bracket + behind
    if not re.search(r"\d", body):
        return "digit", printing
    return "digit", other_digit(body, pick) + bracket + behind


def _reading(tables: Tables, row: Row) -> Row:
    """Read a row's printing as an editor would fill its cells in."""
    languages = {r["source"]: r["language"] for r in tables.rows("sources")}
    units = {r["indicator"]: r["unit"] for r in tables.rows("indicators")}
    unit = row.get("unit") or units[row["indicator"]]
    try:
        said = printed.read(row["as_printed"], unit, languages[row["source"]])
    except ValueError:
        return {}
    top = "" if said.value_max is None else _plain(said.value_max)
    return {
        "value": _plain(said.value),
        "value_max": top,
        "qualifier": said.qualifier,
        "resolution": _plain(said.resolution),
    }


# --- made and tried -------------------------------------------------------------------


def make(root: Path, number: int, pick: random.Random) -> Iterator[Mutant]:
    """Give edits of cells, every other one consistent."""
    tables, made = Tables(root), set()
    while len(made) < number:
        maker = _consistent if len(made) % 2 else _single
        mutant = maker(tables, pick)
        if mutant and (mutant.place, mutant.edit) not in made:
            made.add((mutant.place, mutant.edit))
            yield mutant


def trials(root: Path, mutants: Iterator[Mutant]) -> Iterator[Outcome]:
    """Hold each mutant against the checks that `make test` runs on data/."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        shutil.copytree(root / "data", copy / "data")
        for mutant in mutants:
            write(copy, mutant.file, mutant.text)
            yield Outcome(mutant, named(copy / "data"))
            shutil.copy(root / mutant.file, copy / mutant.file)


def named(folder: Path) -> str:
    """Name the check that a folder does not pass."""
    if found := check.faults(folder):
        return (
            f"check: {found[0].partition(': column ')[2].partition(':')[0] or 'form'}"
        )
    return "lock: a row differs" if lock.differences(folder) else ""
