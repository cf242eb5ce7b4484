"""Make a table of text out of the bytes of a CSV file, or say in which row it breaks.

Reads one file at a time; knows its columns, not what they mean. A sound file is read at
once by pandas; line by line only where a line has too few or too many cells, which
pandas would fill or refuse without naming the row.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from .report import Fault, capped

# Every byte but those that part cells and lines, or keep them together.
NO_MARKS = bytes(sorted(set(range(256)) - set(b',"\n')))


def read(path: Path, fields: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """Read a table as text, with the lines of what went wrong.

    Parameters
    ----------
    path
        A CSV file in UTF-8, its columns parted by commas.
    fields
        The columns it must have, in any order.

    Returns
    -------
    tuple
        The rows (none when something went wrong), and one line per fault.
    """
    empty = pd.DataFrame(columns=fields, dtype=str)
    content, found = _content(path, fields)
    if found:
        return empty, found
    header = next(_lines(content), [])
    found = _header_faults(path.name, header, fields)
    if found:
        return empty, found
    rows = _at_once(content, len(header))
    if rows is None:
        rows, found = _line_by_line(path.name, content, header)
    return (empty if found else rows), found


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


def _content(path: Path, fields: list[str]) -> tuple[bytes, list[str]]:
    """Read a file; what makes it no table at all is one line."""
    name = path.name
    try:
        content = path.read_bytes()
    except OSError:
        return b"", [
            f"{name}: file is missing or cannot be opened; expected a table with"
            f" columns {', '.join(fields)}"
        ]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return b"", [
            f"{name}: row {row}: is not UTF-8 text; expected a CSV file saved as UTF-8"
        ]
    return content, _letter_faults(name, content, text)


def _letter_faults(name: str, content: bytes, text: str) -> list[str]:
    marker = None
    if b"<" in content or b">" in content:  # quicker than a look at every line
        marker = re.search(rb"^(<{7}|>{7}) ", content, re.MULTILINE)
    nul = content.find(b"\0")
    if marker:
        row = content.count(b"\n", 0, marker.start()) + 1
        return [
            f"{name}: row {row}: holds a mark of a merge conflict"
            f" ({marker[1].decode()}); expected one version of each row"
        ]
    if nul >= 0:
        row = content.count(b"\n", 0, nul) + 1
        return [f"{name}: row {row}: holds a NUL character; expected plain text"]
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return [_decomposed(name, text)]
    return []


def _decomposed(name: str, text: str) -> str:
    """Name the first row that holds a decomposed letter."""
    is_composed = (unicodedata.is_normalized("NFC", row) for row in text.split("\n"))
    row = next(n for n, composed in enumerate(is_composed, 1) if not composed)
    return f"{name}: row {row}: decomposed letters; expected composed (NFC)"


def _header_faults(name: str, header: list[str], fields: list[str]) -> list[str]:
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and header[0].count(mark) >= len(fields) - 1 > 0:
            return [f"{name}: row 1: columns are separated by {word}; expected commas"]
    expected = f"expected columns {', '.join(fields)}"
    found = [
        f"{name}: column {c}: is missing; {expected}" for c in fields if c not in header
    ]
    found += [
        f"{name}: column {c}: is not in the contract; {expected}"
        for c in header
        if c not in fields
    ]
    return found + [
        f"{name}: column {c}: stands {n} times; expected once"
        for c, n in Counter(header).items()
        if n > 1
    ]
