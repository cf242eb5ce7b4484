"""Two hundred data folders, each broken in one place, and what must be said of it.

A kind breaks one file of the small tables, in a row and a table that a seed picks. It
names words that the answer must hold: the cause where it can be told, or what was
expected. `CASES` lists kind and seed of each folder. `python tests/malformed.py` prints
what `check` says of each kind.
"""

import csv
import gzip
import io
import json
import os
import random
import re
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import small

from bacgiang import check

TABLES = ("facts", "indicators", "sources", "entities", "zones", "projects")
CONTRACT = "datapackage.json"
NUMBER = 200
SHOWN = 200  # characters of an answer in the table


class Kind(NamedTuple):
    """How folders are broken: gives the name of the file; and words of the answer."""

    spoil: Callable[[Path, random.Random], str]
    words: str


# --- ways to break --------------------------------------------------------------------


def in_cell(make, *places):
    """Change a cell that holds something, in one of the places "table column"."""

    def spoil(folder, chance):
        table, column = chance.choice(places).split()
        rows = small.read(folder, table)
        row = chance.choice([row for row in rows if row[column]])
        row[column] = make(row[column])
        small.write(folder, rows, table)
        return f"{table}.csv"

    return spoil


def in_all(make, *places):
    """Change every cell of a column, as a program does that saves a table anew."""

    def spoil(folder, chance):
        table, column = chance.choice(places).split()
        rows = small.read(folder, table)
        for row in rows:
            row[column] = make(row[column])
        small.write(folder, rows, table)
        return f"{table}.csv"

    return spoil


def in_bytes(make, tables=TABLES):
    """Change the bytes of a table."""

    def spoil(folder, chance):
        file = f"{chance.choice(tables)}.csv"
        (folder / file).write_bytes(make((folder / file).read_bytes(), chance))
        return file

    return spoil


def in_text(make, tables=TABLES):
    """Change the text of a table."""
    return in_bytes(lambda content, _: make(content.decode()).encode(), tables)


def in_lines(make):
    """Change a list of lines; `make` takes the list and a number other than 0."""

    def change(content, chance):
        lines = content.decode().split("\n")
        make(lines, chance.randrange(1, len(lines) - 1))
        return "\n".join(lines).encode()

    return in_bytes(change)


def in_contract(make):
    """Change the contract; `make` takes one resource and the source of chance."""

    def spoil(folder, chance):
        described = json.loads((folder / CONTRACT).read_text(encoding="utf-8"))
        named = {resource["name"]: resource for resource in described["resources"]}
        make(named[chance.choice(TABLES)], chance)
        (folder / CONTRACT).write_text(json.dumps(described), encoding="utf-8")
        return CONTRACT

    return spoil


def in_constraint(**changed):
    """Change the constraints of one column in the contract."""

    def make(resource, chance):
        field = chance.choice(resource["schema"]["fields"])
        field.setdefault("constraints", {}).update(changed)

    return in_contract(make)


def to_file(make):
    """Put something else where a table lies."""

    def spoil(folder, chance):
        path = folder / f"{chance.choice(TABLES)}.csv"
        path.unlink()
        make(path)
        return path.name

    return spoil


def saved(text, **how):
    """Save a table as another program does."""
    rows = csv.reader(io.StringIO(text, newline=""))
    again = io.StringIO(newline="")
    csv.writer(again, **how).writerows(rows)
    return again.getvalue()


def spoil_line(lines, n, make):
    """Change the first cell of a line as it stands in the file."""
    cell, rest = lines[n].split(",", 1)
    lines[n] = f"{make(cell)},{rest}"


def lines_quoted(text):
    """Put each whole line into quotes, as a paste from one column does."""
    again = io.StringIO(newline="")
    csv.writer(again).writerows([line] for line in text.splitlines())
    return again.getvalue()


def looks_alike(text):
    """Write a Cyrillic letter in place of the Latin one that looks like it."""
    return text.replace("a", "\u0430", 1)


def twin(text):
    """Add a row whose name is another one's in capitals."""
    name, rest = text.split("\n")[1].split(",", 1)
    return f"{text}{name.upper()},{rest}\n"


def latitudes_first(outline):
    return re.sub(r"([\d.]+) ([\d.]+)", r"\2 \1", outline)


def comma(number):
    return number.replace(".", ",") if "." in number else f"{number},5"


def grouped(number):
    return f"{abs(float(number)) + 12345:,.0f}"


def day_first(period):
    return f"31/12/{period[:4]}"


def without_end(content):
    """Cut a table inside a quoted cell."""
    return content[: content.rindex(b'"')]


def header(change):
    def make(text):
        first, rest = text.split("\n", 1)
        return f"{change(first)}\n{rest}"

    return in_text(make)


def lead_out(path):
    path.symlink_to(path.parents[1] / "elsewhere.csv")


def misspell(resource, _):
    resource["schema"]["primaryKey"][0] += "s"


def lead_up(resource, chance):
    resource["path"] = chance.choice(["../", "/", "C:/"]) + resource["path"]


def lose(key):
    return in_contract(lambda resource, _: resource["schema"].pop(key))


def renamed(path):
    """Leave a table under the name that another system gave it."""
    content = small.template() / path.name
    path.with_name(f"{path.name}.txt").write_bytes(content.read_bytes())


NUMBERS = ("facts value", "facts resolution", "projects value", "zones area_ha")
NAMES = ("facts entity", "facts indicator", "facts source", "projects source")
NAMES += ("zones district", "zones parent", "zones area_source", "priorities source")
WORDS = ("facts status", "facts qualifier", "projects unit", "sources kind")
WORDS += ("indicators measure", "entities kind", "zones kind", "zones status")
DAYS = ("facts period", "projects period", "zones status_as_of", "sources published")
TEXTS = ("facts note", "sources title", "indicators definition", "zones note")
VIETNAMESE = ("facts", "sources", "entities", "zones", "indicators")
QUOTED = ("facts", "sources", "indicators", "zones")

CELLS = {
    "no number": Kind(in_cell(lambda _: "many", *NUMBERS), "is no plain number"),
    "a decimal comma": Kind(in_all(comma, *NUMBERS[:2]), "with a decimal comma"),
    "marks between thousands": Kind(
        in_cell(grouped, *NUMBERS), "with marks between the thousands"
    ),
    "a number shortened": Kind(
        in_cell(lambda _: "1.25E+10", *NUMBERS), "shortened by a spreadsheet"
    ),
    "an error of a spreadsheet": Kind(
        in_cell(lambda _: "#REF!", *NUMBERS), "an error of a spreadsheet"
    ),
    "digits of another script": Kind(
        in_cell(lambda _: "١٢", *NUMBERS), "is no plain number"
    ),
    "a number without end": Kind(
        in_cell(lambda old: old.split(".")[0] + "0" * 400, *NUMBERS), "digits; expected"
    ),
    "an unknown name": Kind(in_cell(lambda old: old + "x", *NAMES), "expected one"),
    "an unknown word": Kind(in_cell(lambda _: "guess", *WORDS), "expected one of"),
    "a cell that must be filled": Kind(
        in_cell(lambda _: "", *NUMBERS[:3], *NAMES[:4], *WORDS), "is empty"
    ),
    "a space at an end": Kind(
        in_cell(lambda old: f"{old} ", *NAMES, *WORDS, *TEXTS), "has spaces at an end"
    ),
    "a formula": Kind(
        in_cell(lambda old: f"=A1&{old}", *TEXTS), "a formula to a spreadsheet"
    ),
    "a date of a spreadsheet": Kind(
        in_cell(day_first, *DAYS), "a date as a spreadsheet saves it"
    ),
    "a day of no calendar": Kind(
        in_cell(lambda _: "2021-02-30", *DAYS), "is no day of the calendar"
    ),
    "a year far off": Kind(in_cell(lambda _: "0023", *DAYS), "has no usable year"),
    "a span turned round": Kind(
        in_cell(lambda _: "2021/2019", *DAYS[:3]), "ends before it begins"
    ),
    "an address that is none": Kind(
        in_cell(lambda old: f'{old}" onclick="', "sources url"), "an address starting"
    ),
    "an address without a host": Kind(
        in_cell(lambda _: "https://x", "sources url"), "an address starting"
    ),
    "an address in Markdown": Kind(
        in_cell(lambda _: "https://a.b/)[x](javascript:alert)", "sources url"),
        "without blanks and brackets",
    ),
    "a language of no page": Kind(
        in_cell(lambda _: "vn", "sources language"), "expected one of de, en, es"
    ),
    "an outline left open": Kind(
        in_cell(lambda old: f"{old.rsplit(',', 1)[0]}))", "outlines outline"),
        "expected the point it began with",
    ),
    "an outline with latitudes first": Kind(
        in_cell(latitudes_first, "outlines outline"), "expected a longitude of 102"
    ),
    "an outline of no place": Kind(
        in_cell(lambda old: old.replace("((10", "((99", 1), "outlines outline"),
        "expected a longitude of 102",
    ),
    "a value that is not printed": Kind(
        in_cell(lambda old: f"{float(old) / 3 + 0.01:.4f}", "facts value"), "as_printed"
    ),
    "a zone of its own": Kind(
        in_cell(lambda _: "123456.7", "zones area_ha"), "expected a fact that does"
    ),
    "a share over the whole": Kind(
        in_cell(lambda _: "140", "zones occupancy_percent"), "is above 100"
    ),
    "a month of no calendar": Kind(
        in_cell(lambda _: "2021-13", *DAYS), "no such month or day"
    ),
    "a time of a spreadsheet": Kind(
        in_cell(lambda _: "2021-01-15 00:00:00", *DAYS), "a date as a spreadsheet saves"
    ),
    "a span of one year": Kind(
        in_cell(lambda _: "2021/2021", *DAYS[:3]), "both its ends are the same"
    ),
    "a plus sign": Kind(in_cell(lambda old: f"+{old}", *NUMBERS), "with a plus sign"),
    "zeros in front": Kind(
        in_cell(lambda old: f"00{old}", *NUMBERS), "with zeros in front"
    ),
    "a digit left out": Kind(
        in_cell(lambda _: ".612", *NUMBERS), "a digit is missing beside its point"
    ),
    "an amount in brackets": Kind(
        in_cell(lambda old: f"({old})", *NUMBERS), "in brackets, as a negative one"
    ),
    "digits of full width": Kind(
        in_cell(lambda _: "\uff11\uff12", *NUMBERS), "FULLWIDTH DIGIT ONE (U+FF11)"
    ),
    "a hyphen that only looks like one": Kind(
        in_cell(lambda _: "2021\u20111", *DAYS, *WORDS), "NON-BREAKING HYPHEN (U+2011)"
    ),
    "a letter that only looks like one": Kind(
        in_cell(looks_alike, "facts status"),
        "holds a CYRILLIC SMALL LETTER A (U+0430) beside letters of Latin",
    ),
    "a formula of a printing": Kind(
        in_cell(lambda old: f'=HYPERLINK("{old}")', "facts as_printed"),
        "a formula to a spreadsheet",
    ),
    "a formula that begins with minus": Kind(
        in_cell(lambda _: "-2+3+cmd|' /C calc'!A0", *TEXTS[:2]),
        "a formula to a spreadsheet",
    ),
    "an end of a line in a short cell": Kind(
        in_cell(lambda old: f"{old}\nx", "facts as_printed", "sources title"),
        "holds an end of a line",
    ),
    "a cell of a book": Kind(
        in_cell(lambda _: "x" * 200_000, *TEXTS), "characters long; expected at most"
    ),
    "a name in capitals": Kind(
        in_all(str.upper, "facts entity", "facts indicator"), "(near: "
    ),
    "a name that is another but for its marks": Kind(
        in_text(twin, ("entities", "sources")),
        "but for case or diacritics; expected one name",
    ),
}
ROWS = {
    "a row twice": Kind(
        in_lines(lambda lines, n: lines.insert(n, lines[n])), "repeats row"
    ),
    "a row too short": Kind(
        in_lines(lambda lines, n: lines.insert(n, "one,two")), "has 2 cells; expected"
    ),
    "the header again": Kind(
        in_lines(lambda lines, n: lines.insert(n, lines[0])), "repeats the header"
    ),
    "rows without a word": Kind(
        in_text(lambda text: text + ("," * text.split("\n")[0].count(",") + "\n") * 30),
        "no cell is filled from here on",
    ),
    "a row without a word": Kind(
        in_lines(lambda lines, n: lines.insert(n, "," * lines[0].count(","))),
        "no cell is filled; expected no such row",
    ),
    "a blank line first": Kind(in_text(lambda text: f"\n{text}"), "row 1: is blank"),
    "a blank line first, saved by Excel": Kind(
        in_text(lambda text: f"\ufeff\r\n{text}"), "row 1: is blank"
    ),
    "a header without end": Kind(
        header(lambda names: f"{'x' * 200_000},{names}"), "row 1: cannot be read"
    ),
    "a column of no name": Kind(
        in_text(lambda text: text.replace("\n", ",,\n"), ("entities",)),
        "columns without a name",
    ),
    "a column misspelt": Kind(
        header(lambda names: re.sub("source|kind|measure", "sauce", names)),
        "is missing; expected columns",
    ),
    "capitals in the header": Kind(header(str.title), "differ in blanks or capitals"),
    "no header": Kind(in_text(lambda text: text.split("\n", 1)[1]), " columns: '"),
    "no rows": Kind(
        in_text(lambda text: text.split("\n")[0] + "\n", ("facts", "sources")),
        "has no rows",
    ),
}
FILES = {
    "semicolons": Kind(
        in_text(lambda text: saved(text, delimiter=";")),
        "separated by semicolons, as spreadsheets save them",
    ),
    "tabs": Kind(
        in_text(lambda text: saved(text, delimiter="\t")), "separated by tabs"
    ),
    "a line of separators": Kind(
        in_text(lambda text: f"sep=,\n{text}"), "put before the header"
    ),
    "decomposed letters": Kind(
        in_text(lambda text: unicodedata.normalize("NFD", text), VIETNAMESE),
        "decomposed letters; expected composed",
    ),
    "broken letters": Kind(
        in_text(lambda text: text.replace("ắ", "áº¯").replace("ệ", "á»‡"), VIETNAMESE),
        "broken letters",
    ),
    "another encoding": Kind(
        in_bytes(
            lambda content, _: content.decode().encode("cp1258", "replace"), VIETNAMESE
        ),
        "is not UTF-8 text",
    ),
    "UTF-16": Kind(
        in_bytes(lambda content, _: content.decode().encode("utf-16")), "as UTF-16"
    ),
    "UTF-16 without a mark": Kind(
        in_bytes(lambda content, _: content.decode().encode("utf-16-le")), "as UTF-16"
    ),
    "UTF-32": Kind(
        in_bytes(lambda content, _: content.decode().encode("utf-32")), "as UTF-32"
    ),
    "letters encoded twice": Kind(
        in_bytes(lambda content, _: content.decode("latin-1").encode(), VIETNAMESE),
        "broken letters",
    ),
    "letters lost": Kind(
        in_bytes(
            lambda content, _: content.decode().encode("ascii", "replace"), ("facts",)
        ),
        "lost letters to",
    ),
    "lines in quotes": Kind(in_text(lines_quoted), "inside quotes, which make each"),
    "quotes that are curly": Kind(
        in_text(lambda text: text.replace('"', "\u201d"), QUOTED),
        "(the quote mark \u201d may",
    ),
    "an end of a line of old systems": Kind(
        in_lines(lambda lines, n: lines.insert(n, lines[n].replace(",", "\r,", 1))),
        "a carriage return (CR) alone",
    ),
    "a letter without a picture": Kind(
        in_cell(lambda old: f"{old[:1]}\u3164{old[1:]}", *NAMES, *TEXTS),
        "an invisible (U+3164) character",
    ),
    "a character that nobody sees": Kind(
        in_cell(lambda old: old[:1] + "\u200b" + old[1:], *NAMES, *TEXTS),
        "an invisible (U+200B) character",
    ),
    "a NUL": Kind(in_cell(lambda old: f"{old}\0", *TEXTS), "a NUL character"),
    "a merge begun": Kind(
        in_lines(lambda lines, n: lines.insert(n, "<<<<<<< HEAD")), "a merge conflict"
    ),
    "a merge half cleaned": Kind(
        in_lines(lambda lines, n: lines.insert(n, "=======")), "a merge conflict"
    ),
    "a quote left open": Kind(
        in_bytes(lambda content, _: without_end(content), QUOTED), "never closed"
    ),
    "a quote alone": Kind(
        in_lines(lambda lines, n: spoil_line(lines, n, lambda it: f'{it}"')),
        "a quote mark stands alone",
    ),
    "a workbook": Kind(
        in_bytes(lambda content, _: b"PK\x03\x04" + content), "is a workbook"
    ),
    "a packed file": Kind(
        in_bytes(lambda content, _: gzip.compress(content)), "is a packed file"
    ),
    "a web page": Kind(
        in_bytes(lambda content, _: b"<!DOCTYPE html>\n" + content), "is a web page"
    ),
    "a web page below a blank line": Kind(
        in_bytes(lambda content, _: b" \n<!doctype html>\n" + content),
        "is a web page",
    ),
    "a text with formats": Kind(
        in_bytes(lambda content, _: rb"{\rtf1 " + content), "text with formats"
    ),
    "an empty file": Kind(in_bytes(lambda content, _: b"\n\n"), "is empty; expected"),
    "no file": Kind(to_file(lambda path: None), "file is missing"),
    "a file of another name": Kind(to_file(renamed), ".csv.txt'"),
    "a folder": Kind(to_file(os.mkdir), "cannot be opened"),
    "a link to elsewhere": Kind(to_file(lead_out), "leads out of the data folder"),
}
CONTRACTS = {
    "a path to elsewhere": Kind(in_contract(lead_up), "leads out of the data folder"),
    "a key misspelt": Kind(in_contract(misspell), "names no column"),
    "no key": Kind(lose("primaryKey"), "'primaryKey'"),
    "no fields": Kind(lose("fields"), "'fields'"),
    "words that are no list": Kind(in_constraint(enum=5), "not a list of texts"),
    "a bound that is no number": Kind(in_constraint(minimum="0"), "not a number"),
    "a pattern without end": Kind(
        in_constraint(pattern="(a+)+b"), "not a pattern that surely ends"
    ),
    "half a contract": Kind(
        lambda folder, chance: cut(folder / CONTRACT, chance), "cannot be read"
    ),
}


KINDS = CELLS | ROWS | FILES | CONTRACTS


def cut(path, chance):
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(1, len(content) - 10)].rstrip(b"\xc3"))
    return path.name


CASES = [(list(KINDS)[seed % len(KINDS)], seed) for seed in range(NUMBER)]


def folder(target, kind, seed):
    """Make the folder of a case; gives it and the name of the file that is broken."""
    made = small.copy(target)
    return made, KINDS[kind].spoil(made, random.Random(seed))


def table() -> str:
    """Tell how many folders of each kind are refused as they must, and one answer."""
    rows: dict[str, list[str]] = {}
    for kind, seed in CASES:
        with tempfile.TemporaryDirectory() as room:
            made, file = folder(Path(room) / "data", kind, seed)
            said = [line for line in check.faults(made) if line.startswith(f"{file}: ")]
        helpful = [line for line in said if KINDS[kind].words in line]
        rows.setdefault(kind, []).append(helpful[0] if helpful else "")
    refused = sum(bool(line) for lines in rows.values() for line in lines)
    head = f"{len(CASES)} folders of {len(KINDS)} kinds, {refused} refused\n"
    lines = [
        f"{kind} ({sum(map(bool, told))} of {len(told)}): {told[0][:SHOWN]}"
        for kind, told in rows.items()
    ]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    print(table())
