"""Read the contract of a data folder, datapackage.json, or say why it is none.

It is JSON that anybody may write: what the module takes from it is looked at first, so
that a misspelt contract ends in one line. Knows no table.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from . import reading
from .report import short

FILE = "datapackage.json"
STATUSES = ["actual", "estimate", "forecast", "plan", "target"]
KINDS = ["official", "state media", "press", "copy"]
HEDGES = ["exact", "about", "over", "nearly", "at_least", "at_most"]
TYPES = ("string", "number", "integer")
NEEDED = {  # what the module itself asks of a folder
    "facts": (
        "indicator entity breakdown period value value_max qualifier resolution"
        " status source locator as_printed note"
    ),
    "indicators": "indicator unit measure",
    "sources": "source publisher title language published kind url note",
    "entities": "entity kind",
}
NUMBERS = {"value": True, "value_max": False, "resolution": True}  # must it be given?
LISTED = {  # columns whose words have a meaning in the module
    ("facts", "status"): STATUSES,
    ("facts", "qualifier"): HEDGES,
    ("sources", "kind"): KINDS,
}


class BrokenTable(ValueError):
    """A table does not keep the contract; the message holds one line per fault."""


def contract(folder: str | Path) -> dict[str, Any]:
    """Read the contract of a data folder.

    Raises
    ------
    BrokenTable
        When it cannot be read or does not describe tables; one line says why.
    """
    refuse_missing(Path(folder))
    described = _read(Path(folder))
    try:
        wrong = next(_faults(described), None)
    except (KeyError, TypeError, AttributeError) as error:
        wrong = f"lacks or misspells a key ({error.__class__.__name__}: {error})"
    if wrong:
        raise BrokenTable(
            f"{FILE}: {wrong}; expected resources with name, path and schema, each"
            " field with name and type"
        )
    return described


def refuse_missing(folder: Path) -> None:
    """Raise BrokenTable for a folder that is not there."""
    if not folder.is_dir():
        raise BrokenTable(
            f"{folder}: there is no such data folder; expected one with {FILE}, named"
            " by --data or BACGIANG_DATA, or the tables that come with the module"
        )


def target(resource: dict[str, Any], link: dict[str, Any]) -> tuple[str, str]:
    """Give table and column to which a link leads."""
    reference = link["reference"]
    return reference["resource"] or resource["name"], reference["fields"]


def _read(folder: Path) -> Any:
    expected = "expected the data contract in the data folder"
    path = folder / FILE
    if wrong := reading.out_of_reach(path, folder):
        raise BrokenTable(f"{FILE}: cannot be read ({wrong}); {expected}")
    content = path.read_bytes()
    if found := reading.conflict(FILE, content):
        raise BrokenTable(found[0])
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        why = f"row {error.lineno}: cannot be read ({error.msg})"
    except (ValueError, RecursionError) as error:
        why = f"cannot be read ({error.__class__.__name__})"
    raise BrokenTable(f"{FILE}: {why}; {expected}")


# --- what it may say ------------------------------------------------------------------


def _faults(described: Any) -> Iterator[str]:
    """Say what keeps the contract from being used; the first may lead to others."""
    if not isinstance(described, dict):
        yield "holds no JSON object"
    fields: dict[str, dict[str, Any]] = {}
    paths: list[str] = []
    for resource in described["resources"]:
        yield from _name_faults(resource["name"], list(fields))
        yield from _path_faults(resource["path"], paths)
        paths.append(resource["path"])
        fields[resource["name"]] = {}
        for field in resource["schema"]["fields"]:
            own = fields[resource["name"]]
            yield from _name_faults(field["name"], list(own))
            yield from _field_faults(field)
            own[field["name"]] = field
    yield from _need_faults(fields)
    for resource in described["resources"]:
        yield from _key_faults(resource, fields[resource["name"]])
        yield from _link_faults(resource, fields)


def _name_faults(name: Any, others: list[str]) -> Iterator[str]:
    if not isinstance(name, str) or not re.fullmatch(r"\w+", name):
        yield f"name {name!r} is no plain word"
    if name in others:
        yield f"name {name!r} stands twice"


def _path_faults(path: Any, others: list[str]) -> Iterator[str]:
    if not isinstance(path, str):
        yield f"path {path!r} is no text"
    if leads_out(path):
        yield f"path {path!r} leads out of the data folder"
    if not re.fullmatch(r"[\w ./-]{0,100}\w\.\w+", path):
        yield f"path {short(path)} names no file"
    if path in others:
        yield f"path {path!r} stands twice"


def leads_out(path: str) -> bool:
    """Tell whether a path, of any system, leads to outside of its folder."""
    windows = PureWindowsPath(path)
    absolute = PurePosixPath(path).is_absolute() or bool(windows.anchor)
    return absolute or "://" in path or ".." in windows.parts


def _field_faults(field: dict[str, Any]) -> Iterator[str]:
    if field["type"] not in TYPES:
        said = f"type {field['type']!r} is none of {', '.join(TYPES)}"
        yield f"column {field['name']!r}: {said}"
    for key, said in field.get("constraints", {}).items():
        if key in CONSTRAINTS and not CONSTRAINTS[key][0](said):
            text = f"{key} is {short(said)}, not {CONSTRAINTS[key][1]}"
            yield f"column {field['name']!r}: {text}"


def _is_number(said: Any) -> bool:
    try:
        return not isinstance(said, (bool, str)) and math.isfinite(said)
    except (TypeError, OverflowError):
        return False


def _is_list_of_texts(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(text, str) for text in said)


def _is_pattern(said: Any) -> bool:
    try:
        re.compile(said)
    except (re.error, TypeError, RecursionError, OverflowError):
        return False
    return not _may_never_end(said)


def _may_never_end(pattern: str) -> bool:
    """Tell whether a group repeats without end, holds a repeat, and nothing parts them.

    (a+)+ tries ever more ways to divide a text; (, a+)+ has but one, by its commas.
    """
    opened = []
    for mark in BRACKETS.finditer(pattern):
        if mark[0] == "(":
            opened.append(mark.end())
        elif mark[0] == ")" and opened:
            body = pattern[opened.pop() : mark.start()]
            is_endless = re.match(r"[+*]|\{\d+,\}", pattern[mark.end() :])
            is_parted = re.match(r"(\?:)?[,;:/]", body)
            if is_endless and not is_parted and re.search(r"[+*|]|,\}", body):
                return True
    return False


# What an escape or a class of letters holds is no bracket.
BRACKETS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[()]", re.DOTALL)
CONSTRAINTS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "required": (lambda said: isinstance(said, bool), "true or false"),
    "minimum": (_is_number, "a number"),
    "maximum": (_is_number, "a number"),
    "maxLength": (lambda said: type(said) is int, "a whole number"),
    "enum": (_is_list_of_texts, "a list of texts"),
    "pattern": (_is_pattern, "a pattern that surely ends"),
}


# --- what the module needs ------------------------------------------------------------


def _need_faults(fields: dict[str, dict[str, Any]]) -> Iterator[str]:
    for table, needed in NEEDED.items():
        for column in needed.split():
            if column not in fields.get(table, {}):
                yield f"lacks the column {column!r} of the table {table!r}"
    for column, is_required in NUMBERS.items():
        field = fields["facts"][column]
        given = field.get("constraints", {}).get("required", False)
        if field["type"] != "number" or (is_required and not given):
            yield f"column {column!r} of 'facts' is no number that must be given"
    for (table, column), known in LISTED.items():
        enum = fields[table][column].get("constraints", {}).get("enum")
        if not enum or not set(enum) <= set(known):
            text = f"enum of column {column!r} of {table!r} is {short(enum)}"
            yield f"{text}, not some of {', '.join(known)}"


def _key_faults(resource: dict[str, Any], own: dict[str, Any]) -> Iterator[str]:
    key = resource["schema"]["primaryKey"]
    if not _is_list_of_texts(key) or not key:
        yield f"the key of {resource['name']!r} is {key!r}, not a list of columns"
    for column in key:
        if column not in own:
            yield f"the key of {resource['name']!r} names no column: {column!r}"


def _link_faults(
    resource: dict[str, Any], fields: dict[str, dict[str, Any]]
) -> Iterator[str]:
    links = resource["schema"].get("foreignKeys", [])
    if not isinstance(links, list):
        yield f"the links of {resource['name']!r} are no list"
    for link in links:
        table, column = target(resource, link)
        own = fields[resource["name"]]
        if str(link["fields"]) not in own or column not in fields.get(table, {}):
            yield f"a link of {resource['name']!r} names no column: {link}"
