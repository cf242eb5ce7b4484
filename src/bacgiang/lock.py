"""Which rows of a data folder differ from those that were locked, and what they said.

`rows.lock` holds a line a row, of every table: its table, its id and a short hash of
its cells. The contract holds bytes, hash and number of rows of each file, as a
Frictionless package does. A folder without them is fine. What a row said before it was
changed is looked up in the history of its file, where git keeps one: the hash tells the
locked version from others.
"""

import csv
import errno
import hashlib
import io
import json
import os
import re
import subprocess
from base64 import b32encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from . import check, data, reading
from .report import Fault, capped

FILE = "rows.lock"
LINE = re.compile(r"(\w+) ([a-z2-7]{8}) ([a-z2-7]{4})")
VERSIONS = 30  # how far back a changed row is looked for in the history of its file
NAMED = ("source", "indicator", "entity", "breakdown", "period", "locator")
HISTORY = "what it said stands in the history of the file, where there is one"
RENEW = (
    "if this is meant: python -m bacgiang lock (or lock --data DIR) renews rows.lock"
    " and datapackage.json and prints the lines for CHANGELOG.md"
)
Row = dict[str, str]
Locked = dict[str, dict[str, str]]  # by table: the hash of each row by its id


class Change(NamedTuple):
    """A row that is not as it was locked; it lacks `now` when gone, `before` when new.

    `before` is also missing where no history tells what a changed row said.
    """

    sort: str  # added, removed or changed
    id: str
    row: int  # as a spreadsheet counts; 0 when it is gone
    now: Row
    before: Row


class Table(NamedTuple):
    """A table of the contract as it stands in its file."""

    resource: dict[str, Any]
    path: Path
    rows: pd.DataFrame

    @property
    def name(self) -> str:
        """Name it as the contract does."""
        return self.resource["name"]


# --- for the command line -------------------------------------------------------------


def differences(folder: str | Path) -> list[str]:
    """Name every row that is not as it was locked, and every file with other bytes.

    Parameters
    ----------
    folder
        A data folder whose tables are sound.

    Returns
    -------
    list of str
        One line a difference, and one that says how to renew; none where nothing
        differs or nothing was locked.
    """
    tables = _tables(folder)
    locked, found = _locked(Path(folder), [table.name for table in tables])
    for table in tables:
        changes = [] if locked is None else _changes(table, locked)
        found += capped(table.path.name, _lines(table, changes))
        if not changes:
            found += _file_faults(table)
    return [*found, RENEW] if found else []


def renew(folder: str | Path) -> list[str]:
    """Lock a folder as it stands: write rows.lock, and the contract's bytes and hashes.

    Parameters
    ----------
    folder
        A data folder whose tables are sound.

    Returns
    -------
    list of str
        One line for CHANGELOG.md a row that was added, removed or changed; none when
        the folder is locked for the first time.
    """
    folder, tables = Path(folder), _tables(folder)
    locked, _ = _locked(folder, [table.name for table in tables])
    said = (
        []
        if locked is None
        else [_noted(t, c) for t in tables for c in _changes(t, locked)]
    )
    lines = [
        f"{table.name} {id} {digest}\n"
        for table in tables
        for id, digest in sorted(_hashes(table.rows, table.resource))
    ]
    contract = folder / "datapackage.json"
    _write({folder / FILE: "".join(lines), contract: _described(contract, tables)})
    return said


def _tables(folder: str | Path) -> list[Table]:
    described, frames = check.load(folder)
    return [
        Table(resource, Path(folder) / resource["path"], frames[resource["name"]])
        for resource in described["resources"]
    ]


def _write(texts: dict[Path, str]) -> None:
    """Write files whole, or leave all of them as they are."""
    made: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
            new = path.with_name(f"{path.name}.new")
            with new.open(
                "x", encoding="utf-8", newline="\n"
            ) as file:  # through no link
                made[new] = path
                file.write(text)
        for new, path in made.items():
            os.replace(new, path)
    finally:
        for new in made:
            new.unlink(missing_ok=True)


# --- rows -----------------------------------------------------------------------------


def _hashes(rows: pd.DataFrame, resource: dict[str, Any]) -> list[tuple[str, str]]:
    """Give id and hash of each row; columns count in the order of the contract."""
    schema = resource["schema"]
    names = data.ids(rows, schema["primaryKey"], resource["name"])
    columns = [rows[field["name"]].tolist() for field in schema["fields"]]
    cells = zip(*columns, strict=True)
    digests = (_hash("\x1f".join(row)) for row in cells)
    return list(zip(names, digests, strict=True))


def _hash(text: str) -> str:
    digest = hashlib.blake2b(text.encode(), digest_size=5).digest()
    return b32encode(digest).decode().lower()[:4]


def _locked(folder: Path, tables: list[str]) -> tuple[Locked | None, list[str]]:
    """Read what was locked, with the lines that say what is wrong with the file."""
    path = folder / FILE
    expected = "expected a line a row, or no such file"
    if not os.path.lexists(path):
        return None, []
    if why := reading.out_of_reach(path, folder):
        return None, [f"{FILE}: {why}; {expected}"]
    content = path.read_bytes()
    if what := reading.what_else(content):
        return None, [f"{FILE}: is {what}; {expected}"]
    locked: Locked = {}
    wrong = []
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        parts = LINE.fullmatch(line)
        if not parts or parts[1] not in tables:
            said = f"is {line[:30]!r}; expected a table, id, hash"
        elif locked.setdefault(parts[1], {}).setdefault(parts[2], parts[3]) != parts[3]:
            said = f"locks {parts[2]} again with another hash; expected one"
        else:
            continue
        wrong.append(Fault(number, "line", f"{FILE}: row {number}: {said}"))
    if not locked:
        return None, [f"{FILE}: holds no locked row; {expected}"]
    return locked, reading.conflict(FILE, content) or capped(FILE, wrong)


def _changes(table: Table, locked: Locked) -> list[Change]:
    """Hold the rows of a table against those locked; in the order of the file."""
    old = locked.get(table.name, {})
    new = dict(_hashes(table.rows, table.resource))
    differ = {id for id, digest in old.items() if new.get(id) != digest}
    before = _earlier(table, {id: old[id] for id in differ})
    found = []
    for row, (id, now) in enumerate(zip(new, _records(table.rows), strict=True), 2):
        if id not in old:
            found.append(Change("added", id, row, now, {}))
        elif id in differ:
            found.append(Change("changed", id, row, now, before.get(id, {})))
    gone = sorted(differ - set(new))
    return found + [Change("removed", id, 0, {}, before.get(id, {})) for id in gone]


def _records(rows: pd.DataFrame) -> Iterator[Row]:
    names = list(rows)
    for cells in rows.itertuples(index=False):
        yield dict(zip(names, cells, strict=True))


# --- what they said -------------------------------------------------------------------


def _earlier(table: Table, wanted: dict[str, str]) -> dict[str, Row]:
    """Find rows as they were locked, by id and hash, in the history of their file."""
    found: dict[str, Row] = {}
    fields = {field["name"] for field in table.resource["schema"]["fields"]}
    if not wanted:
        return found
    for content in _versions(table.path):
        lines = _parted(content)
        if not lines or set(lines[0]) != fields:
            continue
        whole = [line for line in lines[1:] if len(line) == len(lines[0])]
        rows = pd.DataFrame(whole, columns=lines[0], dtype=str)
        hashes = _hashes(rows, table.resource)
        for (id, digest), row in zip(hashes, _records(rows), strict=True):
            if wanted.get(id) == digest:
                found.setdefault(id, row)
        if len(found) == len(wanted):
            break
    return found


def _parted(content: str) -> list[list[str]]:
    """Part a table into cells; nothing where a cell is too long to be one."""
    try:
        return list(csv.reader(io.StringIO(content, newline="")))
    except csv.Error:
        return []


def _versions(path: Path) -> Iterator[str]:
    """Give a file as its last commits have it, the newest first; none without git."""
    log = ("log", f"-{VERSIONS}", "--format=%H", "--", path.name)
    for commit in _git(path.parent, *log).split():
        yield _git(path.parent, "show", f"{commit}:./{path.name}")


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:  # no git here, or no processes, as in a browser
        return ""
    if done.returncode:
        return ""
    return done.stdout.decode("utf-8-sig", errors="replace")


# --- files ----------------------------------------------------------------------------


def _measured(table: Table) -> dict[str, int | str]:
    content = table.path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return {
        "bytes": len(content),
        "hash": f"sha256:{digest}",
        "rows": len(table.rows),
    }


def _file_faults(table: Table) -> list[str]:
    """Compare a file whose rows are as locked with what the contract says of it."""
    stated, content = table.resource, table.path.read_bytes()
    if not str(stated.get("hash", "")).startswith("sha256:"):
        stated = {key: said for key, said in stated.items() if key != "hash"}
    cause = "order of rows, quotes and ends of lines count"
    if b"\r\n" in content:
        cause = "its lines end in CRLF, as git may write them: see core.autocrlf"
    return [
        f"{table.path.name}: {key} is {now}, datapackage.json says {stated[key]};"
        f" expected the two to agree ({cause})"
        for key, now in _measured(table).items()
        if stated.get(key, now) != now
    ]


def _described(path: Path, tables: list[Table]) -> str:
    """Give the text of the contract, with what was measured of each file."""
    described = json.loads(path.read_text(encoding="utf-8-sig"))
    described["resources"] = [
        _stating(resource, _measured(table))
        for resource, table in zip(described["resources"], tables, strict=True)
    ]
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _stating(resource: dict[str, Any], measured: dict[str, Any]) -> dict[str, Any]:
    """Put what was measured before the schema, where a reader of the contract looks."""
    kept = {key: said for key, said in resource.items() if key not in measured}
    schema = kept.pop("schema")
    return kept | measured | {"schema": schema}


# --- words ----------------------------------------------------------------------------


def _lines(table: Table, changes: list[Change]) -> Iterator[Fault]:
    """Say for the check where rows differ."""
    file = table.path.name
    for change in changes:
        where = f"{file}: row {change.row}"
        if change.sort == "added":
            line = f"{where}: is not locked ({_name(table, change.now)})"
            yield Fault(change.row, "added", f"{line}; expected only locked rows")
        elif change.sort == "removed":
            line = f"{file}: lacks a locked row ({_gone(table, change)})"
            yield Fault(change.row, "removed", f"{line}; expected it to stay")
        elif not change.before:
            line = f"{where}: differs from the locked row ({HISTORY}); expected the two"
            yield Fault(change.row, "changed", f"{line} to agree")
        else:
            for column, (said, says) in _cells(change).items():
                line = f"{where}: column {column}: is {says!r}, was locked as {said!r}"
                yield Fault(change.row, "changed", f"{line}; expected no change")


def _noted(table: Table, change: Change) -> str:
    """Say for CHANGELOG.md what a row said and what it says now."""
    lead = f"- {change.sort}: {table.path.name}"
    if change.sort == "added":
        return f"{lead}: {_name(table, change.now)}{_said(change.now)}"
    if change.sort == "removed":
        return f"{lead}: {_gone(table, change)}"
    lead = f"{lead}: {_name(table, change.now)}"
    if not change.before:
        return f"{lead}: differs{_said(change.now)} ({HISTORY})"
    cells = _cells(change).items()
    parts = (f"{column} said {said!r}, says {says!r}" for column, (said, says) in cells)
    return f"{lead}: {'; '.join(parts)}"


def _cells(change: Change) -> dict[str, tuple[str, str]]:
    """Give the cells that differ: what they said, what they say."""
    pairs = {name: (change.before[name], says) for name, says in change.now.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _name(table: Table, row: Row) -> str:
    """Name a fact by source, indicator, entity and period, other rows by their key."""
    key = table.resource["schema"]["primaryKey"]
    names = NAMED if "indicator" in key and "source" in key else key
    names = [name for name in names if name != "as_printed"]  # said beside the name
    return ", ".join(row[name] for name in names if row[name])


def _gone(table: Table, change: Change) -> str:
    if not change.before:
        return f"id {change.id}; {HISTORY}"
    return _name(table, change.before) + _said(change.before)


def _said(row: Row) -> str:
    return f": {row['as_printed']!r}" if "as_printed" in row else ""
