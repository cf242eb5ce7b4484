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
BREAK = "break: "  # how the note of a value begins that periods before do not lead to
STATUSES = ["actual", "estimate", "forecast", "plan", "target"]
KINDS = ["official", "state media", "press", "copy"]
HEDGES = ["exact", "about", "over", "nearly", "at_least", "at_most"]
TYPES = ("string", "number", "integer")
# Within these degrees lies every province; a contract's own may be those of one.
COUNTRY = {"latitude": (8.0, 23.5), "longitude": (102.0, 110.0)}
NEEDED = {  # what the module itself asks of a folder
    "facts": (
        "indicator entity breakdown period value value_max qualifier resolution"
        " status source locator as_printed note"
    ),
    "indicators": "indicator label unit measure topic definition",
    "sources": "source publisher title language published kind url note",
    "entities": "entity kind",
}
# What the module puts beside the columns of the facts, under these names.
MADE = "unit measure publisher published kind language citing form start end year low"
MADE += " high row fact"
KEYS = {  # the one column that names the rows of a table
    "indicators": "indicator",
    "sources": "source",
    "entities": "entity",
    "zones": "zone",
}
LINKS = {  # columns whose names the module looks up in another table
    ("facts", "indicator"): "indicators",
    ("facts", "entity"): "entities",
    ("facts", "source"): "sources",
    ("zones", "parent"): "zones",
    ("projects", "source"): "sources",
}
RECKONED = {  # columns of other tables, where there are such, that hold numbers
    "zones": "area_ha occupancy_percent latitude longitude accuracy_km",
    "districts": "area_ha population latitude longitude",
    "projects": "value value_max resolution",
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
    wrong = next(_shape_faults(described), None)
    if not wrong:
        _simplify(described)
        wrong = next(_faults(described), None)
    if wrong and "; expected" not in wrong:
        wrong += "; expected resources with name, path and schema, each field with name"
        wrong += " and type"
    if wrong:
        raise BrokenTable(f"{FILE}: {wrong}")
    return described


def refuse_missing(folder: Path) -> None:
    """Raise BrokenTable for a folder that is not there."""
    said = "there is no such data folder"
    try:
        if folder.is_dir():
            return
        if folder.exists():
            said = "is a file, no data folder"
    except (OSError, ValueError) as error:  # a name too long, a folder that is closed
        said = f"{said} that can be opened ({error.__class__.__name__})"
    raise BrokenTable(
        f"{folder}: {said}; expected one with {FILE}, named by --data or BACGIANG_DATA,"
        " or the tables that come with the module"
    )


def target(resource: dict[str, Any], link: dict[str, Any]) -> tuple[str, str]:
    """Give table and column to which a link leads."""
    reference = link["reference"]
    return reference.get("resource") or resource["name"], reference["fields"]


def _read(folder: Path) -> Any:
    expected = "expected the data contract in the data folder"
    path = folder / FILE
    if wrong := reading.out_of_reach(path, folder):
        raise BrokenTable(f"{FILE}: cannot be read ({wrong}, in {folder}); {expected}")
    content = path.read_bytes()
    if found := reading.conflict(FILE, content):
        raise BrokenTable(found[0])
    if what := reading.what_else(content):
        raise BrokenTable(f"{FILE}: is {what}; {expected}, saved as UTF-8")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        why = f"row {error.lineno}: cannot be read ({error.msg})"
    except KeyError as error:
        why = f"key {error} stands twice"
    except (ValueError, RecursionError) as error:
        why = f"cannot be read ({error.__class__.__name__})"
    raise BrokenTable(f"{FILE}: {why}; {expected}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dict of what an object of JSON holds; KeyError where a key is repeated."""
    made: dict[str, Any] = {}
    for key, said in pairs:
        if key in made:
            raise KeyError(key)
        made[key] = said
    return made


# --- what it may say ------------------------------------------------------------------


def _shape_faults(described: Any) -> Iterator[str]:
    """Say what keeps the contract from being read; the first leads to others."""
    if not isinstance(described, dict):
        yield "holds no JSON object"
    yield from _lacks(described, "the contract", {"resources": list})
    for place, resource in enumerate(described["resources"], 1):
        wanted: dict[str, Any] = {"name": object, "path": object, "schema": dict}
        yield from _lacks(resource, f"resource {place}", wanted)
        name, schema = f"{resource['name']!r}", resource["schema"]
        wanted = {"fields": list, "primaryKey": (str, list)}
        yield from _lacks(schema, f"the schema of {name}", wanted)
        for number, field in enumerate(schema["fields"], 1):
            yield from _lacks(field, f"field {number} of {name}", {"name": object})
            where = f"column {field['name']!r} of {name}"
            yield from _lacks(field, where, {"type": object})
            yield from _lacks({"constraints": {}} | field, where, {"constraints": dict})
        yield from _lacks({"foreignKeys": []} | schema, name, {"foreignKeys": list})
        for link in schema.get("foreignKeys", []):
            where = f"a link of {name}"
            yield from _lacks(link, where, {"fields": (str, list), "reference": dict})
            yield from _lacks(link["reference"], where, {"fields": (str, list)})


def _lacks(thing: Any, where: str, wanted: dict[str, Any]) -> Iterator[str]:
    for key, kind in wanted.items():
        is_there = isinstance(thing, dict) and key in thing
        if not is_there or not isinstance(thing[key], kind):
            yield f"lacks or misspells a key ({key!r} of {where})"


def _simplify(described: dict[str, Any]) -> None:
    """Write keys as lists and links as texts; Frictionless allows either for both."""
    for resource in described["resources"]:
        schema = resource["schema"]
        if isinstance(schema["primaryKey"], str):
            schema["primaryKey"] = [schema["primaryKey"]]
        for link in schema.get("foreignKeys", []):
            for side in (link, link["reference"]):
                if isinstance(side["fields"], list) and len(side["fields"]) == 1:
                    side["fields"] = side["fields"][0]


def _faults(described: Any) -> Iterator[str]:
    """Say what keeps the contract from being used; the first may lead to others."""
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
    yield from _type_faults(fields)
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
    if not re.fullmatch(r"[\w ./-]{0,100}\w\.\w+", path) or DEVICE.search(path):
        yield f"path {short(path)} names no file"
    if path in others:
        yield f"path {path!r} stands twice"


# What Windows takes for a printer or a screen, whatever stands behind the point.
DEVICE = re.compile(r"(^|/)(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)


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
        if key not in CONSTRAINTS:
            text = f"constraint {short(key)} is none of {', '.join(CONSTRAINTS)}"
            yield f"column {field['name']!r}: {text}"
        elif not CONSTRAINTS[key][0](said):
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

    (a+)+ tries ever more ways to divide a text; (, a+)+ has but one, by its commas. So
    do two repeats, side by side or of any letter: a*a*, .*=.*
    """
    if BESIDE.search(pattern) or len(ANY.findall(pattern)) > 1:
        return True
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


ATOM = r"(?:\\.|\[\^?\]?(?:\\.|[^\]])*\]|[^\\()])"
ENDLESS = r"(?:[*+]|\{\d+,\})"
BESIDE = re.compile(rf"{ATOM}{ENDLESS}[?+]?\)?\(?{ATOM}{ENDLESS}", re.DOTALL)
ANY = re.compile(rf"(?:(?<!\\)\.|\[\^[^\]]*\]|\\[SWD]){ENDLESS}")
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


def _type_faults(fields: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Name columns that hold texts, or numbers, where the module needs the other."""
    for table, needed in NEEDED.items():
        for column in set(needed.split()) - set(NUMBERS):
            if fields[table][column]["type"] != "string":
                yield f"column {column!r} of {table!r} is no text; expected type string"
    for table, needed in RECKONED.items():
        for column in needed.split():
            field = fields.get(table, {}).get(column, {"type": "number"})
            if field["type"] == "string":
                yield f"column {column!r} of {table!r} is text; expected type number"
    for column in MADE.split():
        if column in fields["facts"]:
            said = (
                f"column {column!r} of 'facts' has a name that the module itself uses"
            )
            yield f"{said}; expected another"


def _key_faults(resource: dict[str, Any], own: dict[str, Any]) -> Iterator[str]:
    key = resource["schema"]["primaryKey"]
    if not _is_list_of_texts(key) or not key:
        yield f"the key of {resource['name']!r} is {key!r}, not a list of columns"
    for column in key:
        if column not in own:
            yield f"the key of {resource['name']!r} names no column: {column!r}"
    needed = KEYS.get(resource["name"])
    if needed and key != [needed]:
        yield f"the key of {resource['name']!r} is {key}; expected {needed!r} alone"


def _link_faults(
    resource: dict[str, Any], fields: dict[str, dict[str, Any]]
) -> Iterator[str]:
    name, made = resource["name"], {}
    for link in resource["schema"].get("foreignKeys", []):
        table, column = target(resource, link)
        own = fields[name]
        if str(link["fields"]) not in own or str(column) not in fields.get(table, {}):
            yield f"a link of {name!r} names no column: {link}"
        made[str(link["fields"])] = table
    for (table, column), other in LINKS.items():
        if table == name and column in fields[name] and made.get(column) != other:
            said = f"column {column!r} of {name!r} has no link"
            yield f"{said}; expected a foreign key to {other!r}"
