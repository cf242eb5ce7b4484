"""Hold the tables of a data folder against their contract, data/datapackage.json.

Reads files, writes nothing. Each fault is one line: file, row, column, what is wrong,
what was expected. Rows are counted as a spreadsheet shows them: the header is row 1.
Values and printings that repeat are read once; of one kind of fault (same
file, column and sort) at most 20 lines are given, then how many more there are.
"""

import datetime
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import filing, names, printed, reading, rules, timing, words
from .contract import BrokenTable, contract, target
from .report import LISTED, Fault, Tables, capped, more, short

SLIPS = 100  # unknown names of a column for which near ones are looked up
LONGEST = 40  # digits; a number with more is none that can be reckoned with
FORMULAS = ("=", "@", "+", "-")  # a spreadsheet reckons with what begins so
PRINTED = FORMULAS[:2]  # a page prints numbers that begin with a sign
DATED = (  # columns that the module reads as days
    *("period", "published", "status_as_of", "valid_from", "valid_to"),
    "occupancy_as_of",
)
LINES = ("note", "definition")  # columns whose cells may hold several lines
UNREAD = "unread"  # the hedge of a printing that holds no number, or several
NUMBERS = ("value", "value_max", "resolution")  # of a fact
YEARS = range(1700, 2201)  # inside what a pandas Timestamp holds
PLAIN = {
    "number": re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?"),
    "integer": re.compile(r"-?(?:0|[1-9][0-9]*)"),
}
SPREADSHEET = "a date as a spreadsheet saves it"
DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}/\d{1,2}/\d{1,2}"
    r"|(\d{1,2}-)?[A-Za-z]{3}-\d{2,4}"
)
SAVED = re.compile(rf"{DATE.pattern}|\d{{4}}-\d\d-\d\d[ T]\d\d:.*|\d{{5}}|\d{{4}}\.0")
TYPED = {  # what programs make of a number
    f" ({SPREADSHEET})": DATE,
    " (with a decimal comma)": re.compile(r"-?\d*,\d{1,2}|-?\d*,\d{4,}|-?0,\d+"),
    " (with marks between the thousands)": re.compile(
        r"-?\d{1,3}([.,'’\s]\d{3})+([.,]\d+)?"
    ),
    " (shortened by a spreadsheet)": re.compile(r"-?\d+([.,]\d+)?E[+-]?\d+", re.I),
    " (an error of a spreadsheet)": re.compile(r"#[A-Z/0]+[!?A]|#+"),
    " (it ends in the unit)": re.compile(r"-?\d+([.,]\d+)?\s?(%|[A-Za-z]+)"),
    " (with another minus sign)": re.compile(r"[−–]\d+(\.\d+)?"),
    " (with a plus sign)": re.compile(r"\+\d+(\.\d+)?"),
    " (in brackets, as a negative one is in accounts)": re.compile(r"\([\d.,]+\)"),
    " (a digit is missing beside its point)": re.compile(r"-?(\.\d+|\d+\.)"),
    " (with zeros in front)": re.compile(r"-?0\d+(\.\d+)?"),
}
DAY = r"\d{4}-\d\d-\d\d"
DAYS = re.compile(rf"{DAY}|\d{{4}}-\d\d", re.ASCII)
PERIOD = re.compile(
    rf"\d{{4}}(-(Q[1-4]|H[12]))?|{DAY}|\d{{4}}-\d\d|\d{{4}}/\d{{4}}"
    rf"|\d{{4}}-\d\d/\d{{4}}-\d\d|{DAY}/{DAY}",
    re.ASCII,
)


# --- reading --------------------------------------------------------------------------


def load(folder: str | Path) -> tuple[dict[str, Any], Tables]:
    """Read the contract and its tables, as text, and check their form.

    Raises
    ------
    BrokenTable
        With the faults of structure, one line each.
    """
    described = contract(folder)
    tables, found = _read_all(folder, described)
    found = found or _empty_faults(tables) or structure(described, tables)
    if found:
        raise BrokenTable("\n".join(found))
    return described, tables


def read_tables(folder: str | Path) -> tuple[Tables, list[str]]:
    """Read every table of the contract as text, with the lines of what went wrong."""
    return _read_all(folder, contract(folder))


def _read_all(folder: str | Path, described: dict) -> tuple[Tables, list[str]]:
    tables, found = {}, []
    for resource in described["resources"]:
        fields = [f["name"] for f in resource["schema"]["fields"]]
        rows, wrong = reading.read(Path(folder), resource["path"], fields)
        tables[resource["name"]] = rows
        found += wrong
    return tables, found


def _empty_faults(tables: Tables) -> list[str]:
    if len(tables["facts"]):
        return []
    return ["facts.csv: has no rows; expected one a printed number"]


# --- form -----------------------------------------------------------------------------


def faults(folder: str | Path) -> list[str]:
    """List every fault of a data folder; empty when the contract is kept."""
    try:
        _, tables = load(folder)
    except BrokenTable as error:
        return str(error).splitlines()
    tables["facts"] = _with_values_once(tables["facts"])
    found = []
    for name, rows in tables.items():
        if "as_printed" in rows:
            found += printing_faults(_with_unit_and_language(rows, tables), name)
    return found + _rule_faults(tables) + _unused(tables)


def _with_values_once(rows: pd.DataFrame) -> pd.DataFrame:
    """Make categories of the columns of names, where a million rows share a few.

    What a rule asks of such a column, pandas then looks up once a value.
    """
    columns = [name for name in rows if name not in NUMBERS and _repeats(rows[name])]
    return rows.astype(dict.fromkeys(columns, "category"))


def _rule_faults(tables: Tables) -> list[str]:
    """List where tables that are sound by themselves contradict one another."""
    by_column: dict[str, list[Fault]] = {}
    rooms = (rules, timing, filing)
    broken = chain.from_iterable(room.faults(tables) for room in rooms)
    for table, row, column, text in broken:
        where = f"{table}.csv: column {column}"
        line = f"{table}.csv: row {row}: column {column}: {text}"
        by_column.setdefault(where, []).append(Fault(row, "rule", line))
    found = []
    for where, some in by_column.items():
        found += capped(where, some)
    return found


def _with_unit_and_language(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    languages = tables["sources"].set_index("source")["language"]
    rows = rows.assign(language=rows["source"].map(languages))
    if "unit" in rows:
        return rows
    units = tables["indicators"].set_index("indicator")["unit"]
    return rows.assign(unit=rows["indicator"].map(units))


def structure(contract: dict[str, Any], tables: Tables) -> list[str]:
    """List the faults of form: types, listed values, patterns, keys and references."""
    found = []
    for resource in contract["resources"]:
        schema, name = resource["schema"], resource["path"]
        rows = tables[resource["name"]]
        for field in schema["fields"]:
            cells = rows[field["name"]]
            doubtful = _doubtful(field, _values(cells))
            found += _value_faults(name, cells, _value_rule(field), doubtful)
        found += _key_faults(name, rows, schema["primaryKey"])
        found += _twin_faults(name, rows, schema["primaryKey"])
        for link in schema.get("foreignKeys", []):
            table, column = target(resource, link)
            known = set(tables[table][column])
            found += _reference_faults(name, rows[link["fields"]], known, table)
        if "sources" in rows:
            wrong = _sources_rule(set(tables["sources"]["source"]))
            found += _column_faults(name, rows["sources"], wrong)
    return found


def _reference_faults(
    name: str, cells: pd.Series, known: set[str], table: str
) -> list[str]:
    """List the names that the table they refer to does not hold."""
    unknown = set(cells.unique()) - known - {""}
    if lost := sorted(name for name in unknown if _has_lost(name, known)):
        row = int(np.flatnonzero(cells.isin(lost))[0]) + 2
        return [
            f"{name}: row {row}: column {cells.name}: {short(lost[0])} lost letters to"
            ' "?" when it was saved; expected it saved as "CSV UTF-8"'
        ]
    if unknown and not known:
        return [
            f"{table}.csv: has no rows, but {name} names some in column {cells.name};"
            " expected a row for each of them"
        ]
    guesses = 3 if len(unknown) <= SLIPS else 0
    rule = _reference_rule(str(cells.name), known, table, guesses)
    return _value_faults(name, cells, rule, unknown)


def _has_lost(name: str, known: set[str]) -> bool:
    """Tell whether a known name has other letters where a name has question marks."""
    if "?" not in name:
        return False
    letters = re.compile(re.escape(name).replace(r"\?", r"[^\x00-\x7f]"))
    return any(map(letters.fullmatch, known))


Rule = Callable[[str], list[tuple[str, str]]]


def _column_faults(name: str, cells: pd.Series, rule: Rule) -> list[str]:
    """Put each distinct value before a rule once; name every row that holds it."""
    return _value_faults(name, cells, rule, _values(cells))


def _values(cells: pd.Series) -> list[str]:
    """List each value of a column: once where values repeat, else as they stand.

    To tell a million values apart takes longer than to look at each.
    """
    texts = cells.tolist()
    return list(set(texts)) if _repeats(cells) else texts


def _repeats(cells: pd.Series) -> bool:
    """Tell from some cells, spread over a column, whether most of it is repetition."""
    some = cells.iloc[:: 1 + len(cells) // 2_000].tolist()
    return len(set(some)) < len(some) / 2


def _value_faults(
    name: str, cells: pd.Series, rule: Rule, values: Iterable[str]
) -> list[str]:
    """Put some values of a column before a rule; name each row that holds a bad one."""
    wrong = {value: rule(value) for value in values}
    wrong = {value: said for value, said in wrong.items() if said}
    if not wrong:
        return []
    where = f"{name}: column {cells.name}"
    return capped(where, _placed(name, cells, wrong))


def _placed(
    name: str, cells: pd.Series, wrong: dict[str, list[tuple[str, str]]]
) -> Iterator[Fault]:
    for place in np.flatnonzero(cells.isin(list(wrong))):
        row = int(place) + 2
        for sort, text in wrong[cells.iloc[place]]:
            line = f"{name}: row {row}: column {cells.name}: {text}"
            yield Fault(row, sort, line)


def _doubtful(field: dict[str, Any], values: list[str]) -> list[str]:
    """Pick the values that may break a field's rules; of long columns quickly none."""
    rules = field.get("constraints", {})
    if "" in values:
        if rules.get("required"):
            return values
        values = [value for value in values if value]
    if field["type"] in PLAIN:
        is_sound = _all_plain(field["type"], rules, values)
    elif {"enum", "pattern"} & set(rules) or field["name"] in DATED:
        is_sound = False
    else:
        is_sound = _all_short(rules, values)
        if is_sound and field["type"] == "string":
            # also finds a second line of a text, which the rule then lets pass
            lines = "\n" + "\n".join(values)
            is_sound = not any(f"\n{sign}" in lines for sign in _formulas(field))
            is_sound &= field["name"] in LINES or lines.count("\n") == len(values)
    return [] if is_sound else values


def _all_short(rules: dict[str, Any], texts: list[str]) -> bool:
    """Tell whether texts have no outer spaces and none is too long."""
    if list(map(str.strip, texts)) != texts:
        return False
    return max(map(len, texts), default=0) <= _longest(rules)


def _longest(rules: dict[str, Any]) -> int:
    return min(rules.get("maxLength", math.inf), reading.LONGEST_CELL)


def _all_plain(kind: str, rules: dict[str, Any], texts: list[str]) -> bool:
    """Tell whether all texts are plain numbers inside the bounds."""
    if max(map(len, texts), default=0) > LONGEST:
        return False
    together = "\n".join(texts)
    # As many lines as texts: none hides a second line.
    if together.count("\n") != max(len(texts) - 1, 0):
        return False
    if not re.fullmatch(rf"(?:{PLAIN[kind].pattern}(?:\n|\Z))*+", together):
        return False
    return not _outside(rules, texts)


def _outside(rules: dict[str, Any], texts: list[str]) -> bool:
    """Tell whether a number is below the minimum or above the maximum."""
    if not {"minimum", "maximum"} & set(rules):
        return False
    least, most = rules.get("minimum", -math.inf), rules.get("maximum", math.inf)
    return any(not least <= float(text) <= most for text in texts)


def _value_rule(field: dict[str, Any]) -> Rule:
    rules = field.get("constraints", {})
    form, longest = _form_rule(field, rules), _longest(rules)
    formulas = _formulas(field) if field["type"] == "string" else ()

    def rule(value: str) -> list[tuple[str, str]]:
        if value != value.strip():
            text = f"has spaces at an end ({short(value)}); expected none"
            return [("spaces", text)]
        if value == "":
            required = rules.get("required")
            return [("empty", "is empty; expected a value")] if required else []
        if len(value) > longest:
            text = f"is {len(value):,} characters long; expected at most {longest}"
            return [("length", text)]
        if value.startswith(formulas):
            text = f"{short(value)} is a formula to a spreadsheet; expected plain text"
            return [("formula", text)]
        if "\n" in value and formulas and field["name"] not in LINES:
            return [("lines", f"{short(value)} holds an end of a line; expected none")]
        return form(value)

    return rule


def _formulas(field: dict[str, Any]) -> tuple[str, ...]:
    return PRINTED if field["name"] == "as_printed" else FORMULAS


def _form_rule(field: dict[str, Any], rules: dict[str, Any]) -> Rule:
    if field["type"] in PLAIN:
        return _number_rule(field["type"], rules)
    if "enum" in rules:
        return _listed_rule(field["name"], rules["enum"])
    pattern = rules.get("pattern", ".*")
    if field["name"] in DATED or pattern != ".*":
        dated = field["name"] in DATED or r"\d{4}" in pattern
        return _pattern_rule(pattern, field.get("example", pattern), dated)
    return _anything


def _anything(value: str) -> list[tuple[str, str]]:
    return []


def _number_rule(kind: str, rules: dict[str, Any]) -> Rule:
    plain = PLAIN[kind]
    least = rules.get("minimum", -math.inf)
    most = rules.get("maximum", math.inf)

    def rule(value: str) -> list[tuple[str, str]]:
        if not plain.fullmatch(value):
            causes = (why for why, it in TYPED.items() if it.fullmatch(value))
            cause = _strange(value) or next(causes, "")
            text = (
                f"{short(value)} is no plain {kind}{cause}; expected digits without"
                " separators or exponent"
            )
            return [("number", text)]
        if len(value) > LONGEST:
            text = f"has {len(value):,} digits; expected at most {LONGEST}"
            return [("length", text)]
        if float(value) < least:
            text = f"{value} is below {least}; expected at least that"
            return [("minimum", text)]
        if float(value) > most:
            text = f"{value} is above {most}; expected at most that"
            return [("maximum", text)]
        return []

    return rule


def _strange(value: str, known: Iterable[str] = ()) -> str:
    """Say in brackets that a letter only looks like an expected one."""
    said = names.strange(value, known)
    return f" ({said})" if said else ""


def _listed_rule(column: str, listed: list[str]) -> Rule:
    def rule(value: str) -> list[tuple[str, str]]:
        if value in listed:
            return []
        said = f"unknown {column} {short(value)}{_strange(value, listed)}"
        return [("enum", f"{said}; expected one of {', '.join(listed)}")]

    return rule


def _pattern_rule(pattern: str, example: str, dated: bool) -> Rule:
    form = re.compile(pattern, re.ASCII)  # no digits of another script

    def rule(value: str) -> list[tuple[str, str]]:
        if not form.fullmatch(value):
            cause = _date_cause(value) if dated else ""
            cause = _strange(value) or cause
            text = f"{short(value)} has not the expected form{cause}; expected "
            return [("pattern", text + str(example))]
        wrong = _calendar_fault(value) if dated else None
        return [("calendar", f"{short(value)} {wrong}")] if wrong else []

    return rule


def _date_cause(value: str) -> str:
    if SAVED.fullmatch(value):
        return f" ({SPREADSHEET})"
    return " (no such month or day)" if DAYS.fullmatch(value) else ""


def _calendar_fault(period: str) -> str | None:
    """Say what no calendar knows: a year far off, 30 February, a span turned round."""
    if not PERIOD.fullmatch(period):
        return "is no period; expected a year, half, quarter, month, day or span"
    first, _, last = period.partition("/")
    for edge in filter(None, (first, last)):
        if int(edge[:4]) not in YEARS:
            return f"has no usable year; expected {YEARS[0]} to {YEARS[-1]}"
        if edge[5:7].isdigit():
            try:
                datetime.date.fromisoformat(f"{edge}-01"[:10])
            except ValueError:
                return "is no day of the calendar; expected one that exists"
    if last and last < first:
        return "ends before it begins; expected the earlier end first"
    if last == first:
        return f"is no span, as both its ends are the same; expected {first}"
    return None


def _reference_rule(field: str, known: set[str], table: str, guesses: int) -> Rule:
    by_plain = {names.plain(name): name for name in known}

    def rule(value: str) -> list[tuple[str, str]]:
        if meant := by_plain.get(names.plain(value)):
            near = [meant]
        else:
            near = names.close(value[:100], known, guesses, 0.5) if guesses else []
        hint = f" (near: {', '.join(near)})" if near else ""
        said = f"unknown {field} {short(value)}{_strange(value, known)}"
        return [("reference", f"{said}; expected one listed in {table}.csv{hint}")]

    return rule


def _sources_rule(known: set[str]) -> Rule:
    def rule(value: str) -> list[tuple[str, str]]:
        named = value.split("; ")
        if len(set(named)) < len(named):
            return [("source", f"{short(value)} names a source twice; expected once")]
        return [
            (
                "source",
                f"unknown source {short(s)}{_strange(s, known)}; expected ids of"
                " sources.csv separated by '; '",
            )
            for s in named
            if s and s not in known
        ]

    return rule


def _key_faults(name: str, rows: pd.DataFrame, key: list[str]) -> list[str]:
    if not _has_repeated(rows, key):
        return []
    column = ", ".join(key)
    first = rows.groupby(key, sort=False).ngroup()
    seen = dict(zip(first[::-1], range(len(rows) + 1, 1, -1), strict=True))
    repeated = np.flatnonzero(rows.duplicated(key)).tolist()
    return capped(
        f"{name}: column {column}",
        (
            Fault(
                n + 2,
                "key",
                f"{name}: row {n + 2}: column {column}: repeats row"
                f" {seen[first.iloc[n]]} ({' | '.join(rows[key].iloc[n])}); expected"
                " one row per key: tell them apart by locator",
            )
            for n in repeated
        ),
    )


def _twin_faults(name: str, rows: pd.DataFrame, key: list[str]) -> list[str]:
    """List names of a table that readers type alike: without diacritics and case."""
    if len(key) > 1:
        return []
    seen: dict[str, str] = {}
    for one in rows[key[0]]:
        seen.setdefault(names.plain(one), one)

    def rule(value: str) -> list[tuple[str, str]]:
        other = seen[names.plain(value)]
        text = f"{value!r} is {other!r} but for case or diacritics; expected one name"
        return [] if other == value else [("twin", text)]

    return _column_faults(name, rows[key[0]], rule)


def _has_repeated(rows: pd.DataFrame, key: list[str]) -> bool:
    """Tell whether two rows have one key; they share its last, finest column too."""
    like = rows[rows[key[-1]].duplicated(keep=False)]
    return bool(like.duplicated(key).any())


# --- printed numbers ------------------------------------------------------------------


def printing_faults(rows: pd.DataFrame, name: str = "facts") -> list[str]:
    """List where numbers do not say what they print.

    Parameters
    ----------
    rows
        Columns value, value_max, qualifier, resolution, as_printed, unit, language; and
        row, the line of the file, where the frame is not the whole file in its order.
    name
        The table they stand in.

    Returns
    -------
    list of str
        One line per fault.
    """
    kinds = _suspicion(rows)
    doubtful = np.flatnonzero(kinds)
    lines = rows["row"].to_numpy() if "row" in rows else np.arange(2, len(rows) + 2)
    seen: Counter[int] = Counter()
    found: list[str] = []
    columns: dict[int, str] = {}
    for n in doubtful:
        kind = int(kinds[n])
        seen[kind] += 1
        if seen[kind] > LISTED:
            continue
        row = rows.iloc[n]
        where = f"{name}.csv: row {lines[n]}"
        said = number_faults(where, row, row["unit"], row["language"])
        columns.setdefault(kind, _column_of(said))
        found += said
    rest = [(columns[kind], number) for kind, number in seen.items() if number > LISTED]
    return found + [more(f"{name}.csv: {column}", number) for column, number in rest]


def _column_of(said: list[str]) -> str:
    return said[0].split(": ")[2] if said else "column value"


def floats(cells: pd.Series) -> np.ndarray:
    """Make numbers of plain texts, or of numbers; "" is none."""
    if cells.dtype.kind == "f":
        return cells.to_numpy()
    texts = cells.to_numpy(dtype=object)
    is_given = texts != ""
    numbers = np.full(len(texts), np.nan)
    numbers[is_given] = texts[is_given].astype(float)
    return numbers


def _suspicion(rows: pd.DataFrame) -> np.ndarray:
    """Mark each row: 0 when its number and printing agree, else a number per kind."""
    value, top, step = (floats(rows[column]) for column in NUMBERS)
    said_value, said_top, hedges, said_step = _readings(rows)
    is_hedged_so = rows["qualifier"].to_numpy(dtype=object) == hedges
    wrong = [
        top < value,
        ~rows["unit"].isin(printed.MEASURED).to_numpy() & (value < 0),
        hedges == UNREAD,
        _differ(value, said_value.astype(float)),
        _differ(top, said_top.astype(float)),
        ~is_hedged_so,
        _differ(step, said_step.astype(float)),
    ]
    return sum(mask.astype(int) << bit for bit, mask in enumerate(wrong))


def _readings(rows: pd.DataFrame) -> Iterator[np.ndarray]:
    """Read printings, once where they repeat; give the readings of all rows by column.

    To find a printing among a million takes nearly as long as to read it.
    """
    columns = [rows[name].tolist() for name in ("as_printed", "unit", "language")]
    if _repeats(rows["as_printed"]):
        said = {words: _reading(*words) for words in set(zip(*columns, strict=True))}
        readings = [said[words] for words in zip(*columns, strict=True)]
    else:
        readings = list(map(_reading, *columns))
    for place in range(len(printed.Reading._fields)):
        yield np.array([reading[place] for reading in readings], dtype=object)


def _reading(text: str, unit: str, language: str) -> tuple:
    """Read a printing into a plain tuple, which is no work to the garbage collector."""
    try:
        return tuple(printed.read(text, unit, language))
    except ValueError:
        return math.nan, None, UNREAD, math.nan


def _differ(given: np.ndarray, said: np.ndarray) -> np.ndarray:
    size = np.maximum(np.maximum(np.abs(given), np.abs(said)), 1e-9)
    same = (abs(given - said) <= 1e-9 * size) | (np.isnan(given) & np.isnan(said))
    return ~same


def number_faults(where: str, row: Any, unit: str, language: str) -> list[str]:
    """List the faults of one printed number: value, hedge and rounding step."""
    value, upper = float(row["value"]), float(row["value_max"] or "nan")
    top = None if math.isnan(upper) else upper
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
    given = {
        "value": value,
        "value_max": top,
        "qualifier": row["qualifier"],
        "resolution": float(row["resolution"]),
    }
    return [
        f"{where}: column {column}: is {given[column]}, but as_printed"
        f" {row['as_printed']!r} says {want}; expected the two to agree"
        for column, want in reading._asdict().items()
        if not _same(given[column], want)
    ]


def _same(a: Any, b: Any) -> bool:
    if a is None or b is None or isinstance(a, str):
        return a == b
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-9)


def _unused(tables: Tables) -> list[str]:
    used = set()
    for name, rows in tables.items():
        if name == "sources":
            continue
        if "source" in rows:
            used.update(rows["source"].unique())
        if "sources" in rows:
            used.update("; ".join(rows["sources"].unique()).split("; "))
    named = set(tables["facts"]["indicator"].unique())

    def source(value: str) -> list[tuple[str, str]]:
        text = f"{value!r} is used by no row; expected at least one"
        return [] if value in used else [("unused", text)]

    def indicator(value: str) -> list[tuple[str, str]]:
        text = f"{value!r} has no fact; expected at least one"
        return [] if value in named else [("unused", text)]

    listed = tables["sources"]["source"], tables["indicators"]["indicator"]
    found = _column_faults("sources.csv", listed[0], source)
    return found + _column_faults("indicators.csv", listed[1], indicator)


# --- for readers ----------------------------------------------------------------------


def counts(folder: str | Path) -> str:
    """Count the rows of each table of a sound folder, in one line."""
    tables, _ = read_tables(folder)
    sizes = ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items())
    return f"data is sound: {sizes}"


def dictionary(folder: str | Path) -> str:
    """Write the data dictionary as Markdown: a section a table, a row a column."""
    lines = []
    for resource in contract(folder)["resources"]:
        schema = resource["schema"]
        links = {
            link["fields"]: target(resource, link)[0]
            for link in schema.get("foreignKeys", [])
        }
        lines += [f"### {resource['path']}", ""]
        lines += [words.text(resource.get("description", "")), ""]
        key = ", ".join(schema.get("primaryKey", []))
        lines += [words.text("Key: {columns}.", columns=key), ""]
        heads = [words.text("column"), words.text("type"), words.text("meaning")]
        lines += [f"| {' | '.join(heads)} |", "|---|---|---|"]
        lines += [_described(field, links) for field in schema["fields"]]
        lines.append("")
    return "\n".join(lines).rstrip()


def _as_code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _described(field: dict[str, Any], links: dict[str, str]) -> str:
    rules, name = field.get("constraints", {}), field["name"]
    said = [words.text(field.get("description", ""))]
    if "enum" in rules:
        said.append(words.text("One of: {values}.", values=_as_code(rules["enum"])))
    if name in links:
        said.append(words.text("Listed in {table}.csv.", table=links[name]))
    if not rules.get("required"):
        said.append(words.text("May be empty."))
    return f"| `{name}` | {field['type']} | {' '.join(said)} |"
