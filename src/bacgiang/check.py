"""Hold the tables of a data folder against their contract, data/datapackage.json.

Reads files, writes nothing. Each fault is one line: file, row, column, what is wrong,
what was
expected. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

import csv
import difflib
import io
import json
import math
import re

import pandas as pd
from pathlib import Path

from . import printed


class BrokenTable(ValueError):
    """A table does not keep the contract; the message holds one line per fault."""


def contract(folder):
    """The contract of a data folder as a dict; raises BrokenTable when it cannot be
    read.
    """
    path = Path(folder) / "datapackage.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenTable(
            f"datapackage.json: cannot be read ({error.__class__.__name__}); "
            "expected the data contract in the data folder"
        ) from None


def read_tables(folder):
    """Read every table of the contract: ({name: list of row dicts}, list of fault
    lines).
    """
    tables, faults = {}, []
    for resource in contract(folder)["resources"]:
        fields = [f["name"] for f in resource["schema"]["fields"]]
        rows, wrong = _read(Path(folder) / resource["path"], fields)
        tables[resource["name"]] = rows
        faults += wrong
    return tables, faults


def _read(path, fields):
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        return [], [
            f"{name}: file is missing or cannot be opened; expected a table with"
            f" columns {', '.join(fields)}"
        ]
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [
            f"{name}: row {row}: is not UTF-8 text; expected a CSV file saved as UTF-8"
        ]
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header = lines[0] if lines else []
    faults = [
        f"{name}: column {c}: is missing; expected columns {', '.join(fields)}"
        for c in fields
        if c not in header
    ]
    faults += [
        f"{name}: column {c}: is not in the contract; expected columns"
        f" {', '.join(fields)}"
        for c in header
        if c not in fields
    ]
    if faults:
        return [], faults
    faults = [
        f"{name}: row {n}: has {len(line)} cells; expected {len(header)}"
        for n, line in enumerate(lines[1:], 2)
        if len(line) != len(header)
    ]
    return [dict(zip(header, line, strict=False)) for line in lines[1:]], faults


def faults(folder):
    """Every fault of a data folder, as a list of lines; empty when the contract is
    kept.
    """
    try:
        tables, found = read_tables(folder)
        if found:
            return found
        found = structure(contract(folder), tables)
    except BrokenTable as error:
        return str(error).splitlines()
    if found:
        return found
    units = {i["indicator"]: i["unit"] for i in tables["indicators"]}
    languages = {s["source"]: s["language"] for s in tables["sources"]}
    for name, rows in tables.items():
        for n, row in enumerate(rows if rows and "as_printed" in rows[0] else [], 2):
            unit = row["unit"] if "unit" in row else units[row["indicator"]]
            found += number_faults(
                f"{name}.csv: row {n}", row, unit, languages[row["source"]]
            )
    return found + _unused(tables)


def structure(contract, tables):
    """Faults of form: types, listed values, patterns, keys and references, as the
    contract states them.
    """
    found = []
    for resource in contract["resources"]:
        schema, rows, name = (
            resource["schema"],
            tables[resource["name"]],
            resource["path"],
        )
        for field in schema["fields"]:
            found += _field_faults(name, field, [row[field["name"]] for row in rows])
        seen = {}
        key = schema.get("primaryKey", [])
        for n, row in enumerate(rows, 2):
            value = tuple(row[c] for c in key)
            if key and value in seen:
                found.append(
                    f"{name}: row {n}: column {', '.join(key)}: repeats row"
                    f" {seen[value]} ({' | '.join(value)}); expected one row per key:"
                    " tell them apart by locator"
                )
            seen.setdefault(value, n)
        for link in schema.get("foreignKeys", []):
            field, target = link["fields"], link["reference"]
            known = {
                row[target["fields"]]
                for row in tables[target["resource"] or resource["name"]]
            }
            found += _reference_faults(
                name,
                field,
                [row[field] for row in rows],
                known,
                target["resource"] or resource["name"],
            )
        if "sources" in [f["name"] for f in schema["fields"]]:
            known = {row["source"] for row in tables["sources"]}
            for n, row in enumerate(rows, 2):
                found += [
                    f"{name}: row {n}: column sources: unknown source {s!r}; expected"
                    " ids of sources.csv separated by '; '"
                    for s in row["sources"].split("; ")
                    if s and s not in known
                ]
    return found


def _field_faults(name, field, values):
    rules, column, kind = field.get("constraints", {}), field["name"], field["type"]
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    found = []
    for n, value in enumerate(values, 2):
        where, wrong = f"{name}: row {n}: column {column}", None
        if value != value.strip():
            wrong = f"has spaces at an end ({value!r}); expected none"
        elif value == "":
            wrong = "is empty; expected a value" if rules.get("required") else None
        elif kind in ("number", "integer"):
            if not re.fullmatch(
                r"-?\d+(\.\d+)?" if kind == "number" else r"-?\d+", value
            ):
                wrong = (
                    f"{value!r} is no plain {kind}; expected digits without separators"
                    " or exponent"
                )
            elif "minimum" in rules and float(value) < rules["minimum"]:
                wrong = f"{value} is below {rules['minimum']}; expected at least that"
        elif "enum" in rules and value not in rules["enum"]:
            wrong = (
                f"unknown {column} {value!r}; expected one of"
                f" {', '.join(rules['enum'])}"
            )
        elif pattern and not pattern.fullmatch(value):
            wrong = (
                f"{value!r} has not the expected form; expected"
                f" {field.get('example', rules['pattern'])}"
            )
        if wrong:
            found.append(f"{where}: {wrong}")
    return found


def _reference_faults(name, field, values, known, table):
    found = []
    for n, value in enumerate(values, 2):
        if value and value not in known:
            near = difflib.get_close_matches(value, known, 3, 0.5)
            found.append(
                f"{name}: row {n}: column {field}: unknown {field} {value!r}; expected"
                f" one listed in {table}.csv"
                + (f" (near: {', '.join(near)})" if near else "")
            )
    return found


def number_faults(where, row, unit, language):
    """Faults of one printed number: its value, hedge and rounding step against its
    `as_printed` text.
    """
    value, top = float(row["value"]), float(row["value_max"] or "nan")
    top = None if math.isnan(top) else top
    if top is not None and top < value:
        return [
            f"{where}: column value_max: {row['value_max']} is below value"
            f" {row['value']}; expected the upper end of a range"
        ]
    if unit not in printed.MEASURED and value < 0:
        return [
            f"{where}: column value: {row['value']} {unit} is negative; expected a"
            " count of 0 or more"
        ]
    try:
        reading = printed.read(row["as_printed"], unit, language)
    except ValueError as error:
        return [f"{where}: column as_printed: {error}"]
    expected = {
        "value": reading.value,
        "value_max": reading.value_max,
        "qualifier": reading.qualifier,
        "resolution": reading.resolution,
    }
    given = {
        "value": value,
        "value_max": top,
        "qualifier": row["qualifier"],
        "resolution": float(row["resolution"]),
    }
    return [
        f"{where}: column {column}: is {given[column]}, but as_printed"
        f" {row['as_printed']!r} says {want}; expected the two to agree"
        for column, want in expected.items()
        if not _same(given[column], want)
    ]


def _same(a, b):
    if a is None or b is None or isinstance(a, str):
        return a == b
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-9)


def _unused(tables):
    used = set()
    for name, rows in tables.items():
        for row in rows if name != "sources" else []:
            used.update(row.get("sources", "").split("; "), [row.get("source", "")])
    entries = [
        (n, row["source"])
        for n, row in enumerate(tables["sources"], 2)
        if row["source"] not in used
    ]
    found = [
        f"sources.csv: row {n}: column source: {s!r} is used by no row; expected at"
        " least one"
        for n, s in entries
    ]
    names = {row["indicator"] for row in tables["facts"]}
    return found + [
        f"indicators.csv: row {n}: column indicator: {row['indicator']!r} has no fact;"
        " expected at least one"
        for n, row in enumerate(tables["indicators"], 2)
        if row["indicator"] not in names
    ]


def counts(folder):
    """One line that counts the rows of each table of a sound folder."""
    tables, _ = read_tables(folder)
    return "data is sound: " + ", ".join(
        f"{len(rows):,} {name}" for name, rows in tables.items()
    )


def dictionary(folder):
    """The data dictionary as Markdown, made from the contract: one section per table,
    one row per column.
    """
    lines = []
    for resource in contract(folder)["resources"]:
        schema = resource["schema"]
        links = {
            link["fields"]: link["reference"]["resource"] or resource["name"]
            for link in schema.get("foreignKeys", [])
        }
        lines += [
            f"### {resource['path']}",
            "",
            resource["description"],
            "",
            f"Key: {', '.join(schema['primaryKey'])}.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        ]
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            extra = [f"One of: {', '.join(rules['enum'])}."] if "enum" in rules else []
            extra += (
                [f"Listed in {links[field['name']]}.csv."]
                if field["name"] in links
                else []
            )
            extra += [] if rules.get("required") else ["May be empty."]
            lines.append(
                f"| `{field['name']}` | {field['type']} |"
                f" {' '.join([field['description'], *extra])} |"
            )
        lines.append("")
    return "\n".join(lines).rstrip()


def load(folder):
    tables, found = read_tables(folder)
    found = found or structure(contract(folder), tables)
    if found:
        raise BrokenTable("\n".join(found))
    package = contract(folder)
    frames = {}
    for resource in package["resources"]:
        names = [f["name"] for f in resource["schema"]["fields"]]
        frames[resource["name"]] = pd.DataFrame(tables[resource["name"]], columns=names)
    return package, frames


def printing_faults(rows):
    as_filed = rows.assign(
        value=rows["value"].where(rows["value_max"].isna(), rows["low"])
    )
    return [
        line
        for r in as_filed.to_dict("records")
        for line in number_faults(
            f"facts.csv: row {r['row']}", r, r["unit"], r["language"]
        )
    ]
