"""Make a table of text out of the bytes of a CSV file, or say in which row it breaks.

Reads one file at a time; knows its columns, not what they mean. A sound file is read at
once by pandas; line by line only where a line has too few or too many cells, which
pandas would fill or refuse without naming the row.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from .report import Fault, capped, short

# Every byte but those that part cells and lines, or keep them together.
NO_MARKS = bytes(sorted(set(range(256)) - set(b',"\n')))
# What most of every table consists of; what is left is looked through in no time.
PLAIN = bytes([*b"\t\n\r", *range(32, 127)])
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# In UTF-8: joiners, marks of direction, separators, and marks of byte order inside.
INVISIBLE = [
    re.compile(letters)
    for letters in (
        rb"\xe2\x80[\x8b-\x8f\xa8-\xae]",
        rb"\xe2\x81[\xa0-\xaf]",
        rb"\xef\xbb\xbf",
        rb"\xc2[\x80-\x9f]",
    )
]
# What letters become when UTF-8 is read as another encoding, as in "Báº¯c Giang".
BROKEN = re.compile("\ufffd|á[º»][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# What may join the letter before it: all but signs and letters that are whole as they
# stand, Latin and Japanese ones and the syllables of Korean.
JOINING = re.compile(
    "[^\x00-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u22ff"
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
)
SEPARATORS = {
    ";": "semicolons, as spreadsheets save them in some languages",
    "\t": "tabs",
    "|": "strokes",
}
OTHER_FILES = {  # what files begin with that are saved under the name of a table
    b"PK\x03\x04": "a workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "a workbook of an old spreadsheet",
    b"\x1f\x8b": "a packed file",
    b"%PDF": "a PDF",
    codecs.BOM_UTF16_LE: "text saved as UTF-16 (Unicode)",
    codecs.BOM_UTF16_BE: "text saved as UTF-16 (Unicode)",
    b"<!DOCTYPE": "a web page",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"version https://git-lfs": "a pointer of Git LFS, not the file itself",
}


def read(
    folder: Path, file: str, fields: list[str], optional: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[str]]:
    """Read a table as text, with the lines of what went wrong.

    Parameters
    ----------
    folder, file
        A CSV file in UTF-8, its columns parted by commas, and the folder it lies in.
    fields
        The columns it must have, in any order.
    optional
        Columns that it may have, too; empty ones where it has not.

    Returns
    -------
    tuple
        The rows (none when something went wrong), and one line per fault.
    """
    empty = pd.DataFrame(columns=[*fields, *optional], dtype=str)
    path = folder / file
    content, found = _content(path, folder, fields)
    if found:
        return empty, found
    header = next(_lines(content), [])
    there = [*fields, *(name for name in optional if name in header)]
    found = _header_faults(path.name, header, there)
    if found:
        return empty, found
    rows = _at_once(content, len(header))
    if rows is None:
        rows, found = _line_by_line(path.name, content, header)
    found = found or _row_faults(path.name, rows)
    if found:
        return empty, found
    return rows.assign(**{name: "" for name in optional if name not in rows}), []


def _row_faults(name: str, rows: pd.DataFrame) -> list[str]:
    """Name rows without a word at the end, and rows that repeat the header."""
    if len(rows) and not any(rows.iloc[-1]):
        is_filled = (rows != "").any(axis=1).to_numpy()
        row = int(np.flatnonzero(is_filled).max(initial=-1)) + 3
        return [f"{name}: row {row}: no cell is filled from here on; expected no row"]
    header = list(rows)
    alike = np.flatnonzero(rows[header[0]] == header[0])
    again = [int(n) + 2 for n in alike if list(rows.iloc[n]) == header]
    return capped(
        name,
        (
            Fault(row, "header", f"{name}: row {row}: repeats the header; expected one")
            for row in again
        ),
    )


def _lines(content: bytes) -> Iterator[list[str]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    return csv.reader(text)


def _at_once(content: bytes, width: int) -> pd.DataFrame | None:
    """Read a table the fast way; None where a line has not the width of the header."""
    sizes = _sizes(content)
    if (sizes != width).any():
        return None
    try:
        rows = pd.read_csv(
            io.BytesIO(content),
            dtype=str,
            keep_default_na=False,
            na_filter=False,
        )
    except pd.errors.ParserError:
        return None
    # A lone \r ends a line too, a blank line is skipped: then the counts differ.
    return rows if rows.shape == (len(sizes) - 1, width) else None


def _sizes(content: bytes) -> np.ndarray:
    """Count the cells of each line by its commas, those between quotes left out."""
    if not content.endswith(b"\n"):
        content += b"\n"
    marks = np.frombuffer(content.translate(None, NO_MARKS), np.uint8)
    is_quote = marks == ord('"')
    # Odd behind a quote that opens, even behind one that closes; bytes keep that.
    is_inside = np.cumsum(is_quote, dtype=np.uint8) % 2 == 1
    parting = marks[~is_quote & ~is_inside]
    return np.diff(np.flatnonzero(parting == ord("\n")), prepend=-1)


def _line_by_line(
    name: str, content: bytes, header: list[str]
) -> tuple[pd.DataFrame, list[str]]:
    """Read a table the slow way, which can say in which row it is broken."""
    empty = pd.DataFrame(columns=header, dtype=str)
    rows: list[list[str]] = []
    try:
        rows.extend(_lines(content))
    except csv.Error as error:
        return empty, [
            f"{name}: row {len(rows) + 1}: cannot be read ({error}); expected cells"
            f" of at most {csv.field_size_limit():,} characters"
        ]
    while rows and not rows[-1]:  # blank lines at the end, as editors leave them
        rows.pop()
    sized = [len(line) for line in rows[1:]]
    found = capped(name, _size_faults(name, sized, len(header)))
    if found:
        return empty, found
    return pd.DataFrame(rows[1:], columns=header, dtype=str), []


def _size_faults(name: str, sized: list[int], wanted: int) -> Iterator[Fault]:
    for n, size in enumerate(sized, 2):
        if size != wanted:
            line = f"{name}: row {n}: has {size} cells; expected {wanted}"
            yield Fault(n, "cells", line)


def _content(path: Path, folder: Path, fields: list[str]) -> tuple[bytes, list[str]]:
    """Read a file; what makes it no table at all is one line."""
    name = path.name
    if wrong := out_of_reach(path, folder):
        return b"", [
            f"{name}: {wrong}; expected a table with columns {', '.join(fields)}"
        ]
    content = path.read_bytes()
    for start, what in OTHER_FILES.items():
        if content.startswith(start):
            return b"", [f"{name}: is {what}; expected a CSV file saved as UTF-8"]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return b"", [
            f"{name}: row {row}: is not UTF-8 text; expected a CSV file saved as UTF-8"
        ]
    if not text or text.isspace():
        return b"", [f"{name}: is empty; expected columns {', '.join(fields)}"]
    return content, _letter_faults(name, content, text)


def out_of_reach(path: Path, folder: Path) -> str | None:
    """Say why a file of a folder cannot be read; None when it can."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "is a link that leads out of the data folder"
        if not path.is_file():  # a pipe would be waited for without end
            return "file is missing or cannot be opened"
        with path.open("rb"):
            return None
    except (OSError, ValueError, RuntimeError):  # a link to itself
        return "file is missing or cannot be opened"


def conflict(name: str, content: bytes) -> list[str]:
    """Name the first mark that a merge of two branches has left."""
    # A quick look for each mark saves most files the look at every line.
    if not any(mark * 7 in content for mark in (b"<", b">", b"=", b"|")):
        return []
    marker = re.search(rb"^(<{7}|>{7}|={7}|\|{7})(?: .*)?\r?$", content, re.MULTILINE)
    if not marker:
        return []
    row = _row_of(content, marker.start())
    return [
        f"{name}: row {row}: holds a mark of a merge conflict"
        f" ({marker[1].decode()}); expected one version of each row"
    ]


def _row_of(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _letter_faults(name: str, content: bytes, text: str) -> list[str]:
    odd = content.translate(None, PLAIN)
    if found := conflict(name, content) or _control_faults(name, content, odd):
        return found
    letters = odd.decode()
    doubtful = any(some in letters for some in ("\ufffd", "áº", "á»"))
    if doubtful and (broken := BROKEN.search(text)):
        row = text.count("\n", 0, broken.start()) + 1
        return [
            f"{name}: row {row}: holds broken letters ({broken[0]!r}), of a file opened"
            " in another encoding; expected it opened and saved as UTF-8"
        ]
    if JOINING.search(letters) and not unicodedata.is_normalized("NFC", text):
        return [_decomposed(name, text)]
    return _quote_faults(name, content)


def _control_faults(name: str, content: bytes, odd: bytes) -> list[str]:
    """Name the first character that nobody sees; it stands among the odd ones, too."""
    hidden = CONTROL.search(content) if CONTROL.search(odd) else None
    for letters in INVISIBLE:
        if not hidden and letters.search(odd):
            # The first three bytes may be the mark of byte order.
            hidden = letters.search(content, 3)
    if not hidden:
        return []
    row, letter = _row_of(content, hidden.start()), hidden[0].decode()
    what = "a NUL" if letter == "\0" else f"an invisible (U+{ord(letter):04X})"
    return [f"{name}: row {row}: holds {what} character; expected plain text"]


def _quote_faults(name: str, content: bytes) -> list[str]:
    """Name the cell that a quote opens and none closes: their number is odd."""
    if content.count(b'"') % 2 == 0:
        return []
    row = 1
    try:
        for _ in csv.reader(io.StringIO(content.decode(), newline=""), strict=True):
            row += 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            return [
                f"{name}: row {row}: a quote is opened and never closed; expected a"
                " second one at the end of the cell"
            ]
    return []


def _decomposed(name: str, text: str) -> str:
    """Name the first row that holds a decomposed letter."""
    is_composed = (unicodedata.is_normalized("NFC", row) for row in text.split("\n"))
    row = next(n for n, composed in enumerate(is_composed, 1) if not composed)
    return f"{name}: row {row}: decomposed letters; expected composed (NFC)"


def _header_faults(name: str, header: list[str], fields: list[str]) -> list[str]:
    expected = f"expected columns {', '.join(fields)}"
    for mark, word in SEPARATORS.items():
        if len(header) == 1 and header[0].count(mark) >= len(fields) - 1 > 0:
            return [f"{name}: row 1: columns are separated by {word}; expected commas"]
    if cause := _header_cause(header, fields):
        return [f"{name}: row 1: {cause}; {expected}"]
    found = [
        f"{name}: column {c}: is missing; {expected}" for c in fields if c not in header
    ]
    found += [
        f"{name}: column {short(c)[1:-1]}: is not in the contract; {expected}"
        for c in header
        if c not in fields
    ]
    return found + [
        f"{name}: column {c}: stands {n} times; expected once"
        for c, n in Counter(header).items()
        if n > 1 and c in fields
    ]


def _header_cause(header: list[str], fields: list[str]) -> str | None:
    """Say what has become of the whole header, where that can be told."""
    if header[0].startswith("sep="):
        return f"is {header[0]!r}, which a spreadsheet put before the header"
    if header.count("") and set(fields) == {*header} - {""}:
        return "has columns without a name, as programs add them"
    if header != fields and [c.strip().lower() for c in header] == fields:
        return "names of columns differ in blanks or capitals"
    known = len(set(fields) & set(header))
    if 3 * known < len(fields):  # rows of data may hold the name of a column
        return f"names {known} of {len(fields)} columns: {short(','.join(header))}"
    return None
