"""The table of rooms in CONTRIBUTING.md, held against what the rooms import."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "src" / "bacgiang"
DOORS = {"__init__", "__main__"}  # which open on all rooms
# A room of its own inside a folder that is one.
INNER = {("publish", "forms"): "publish/forms"}


def room_of(parts):
    """The room of a module, named by the parts of its dotted name; "" for none."""
    if not parts or parts[0] in DOORS:
        return ""
    inner = INNER.get(tuple(parts[:2]))
    return inner or ("publish/" if parts[0] == "publish" else parts[0])


def parts_of(path):
    return path.relative_to(MODULE).with_suffix("").parts


def imported(path):
    """What a file imports when it is read: parts of the names of our modules."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            modules = [alias.name.split(".") for alias in node.names]
            yield from (m[1:] for m in modules if m[0] == "bacgiang")
        elif isinstance(node, ast.ImportFrom):
            module = node.module.split(".") if node.module else []
            if node.level:
                above = parts_of(path)[: -node.level]
                yield from ([*above, *module, alias.name] for alias in node.names)
            elif module[0] == "bacgiang":
                yield from ([*module[1:], alias.name] for alias in node.names)


@cache
def uses():
    """The rooms that each room imports."""
    found = {}
    for path in sorted(MODULE.rglob("*.py")):
        if room := room_of(parts_of(path)):
            others = {room_of(parts) for parts in imported(path)}
            found[room] = found.get(room, set()) | others - {room, ""}
    return found


@cache
def rows():
    """The table: each room, in order, and the rooms that it says it uses."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| room |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [line.strip("|").split("|") for line in table]
    assert {len(row) for row in cells} == {3}
    return {
        re.fullmatch(r" `(.+)` ", room)[1]: set(re.findall(r"`(.+?)`", used))
        for room, _, used in cells
    }


def test_the_table_names_every_room_and_no_other():
    assert sorted(rows()) == sorted(uses())


@pytest.mark.parametrize("room", uses())
def test_a_room_uses_what_the_table_says(room):
    assert rows()[room] == uses()[room]


def test_a_room_uses_only_rooms_above_it():
    above = list(rows())
    wrong = [
        (room, other)
        for room, others in uses().items()
        for other in others
        if above.index(other) > above.index(room)
    ]
    assert wrong == []
