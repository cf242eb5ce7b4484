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
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from . import names
from .report import Fault, capped, short

# Every byte but those that part cells and lines, or keep them together.
NO_MARKS = bytes(sorted(set(range(256)) - set(b',"\n')))
LONGEST_CELL = 131_072  # characters; what Python itself reads of a CSV file
# Marks that were meant to hold a cell together and stand in it, as it was read.
QUOTES = re.compile("[\"“”]|(?:^|,)['‘’]")
# What most of every table consists of; what is left is looked through in no time.
PLAIN = bytes([*b"\t\n\r", *range(32, 127)])
# Categories of what nobody sees: controls, marks of direction, private letters,
# separators of lines.
HIDDEN = {"Cc", "Cf", "Co", "Zl", "Zp"}
# And letters and joining marks that show nothing, by their names.
UNSEEN = re.compile("FILLER|VARIATION SELECTOR|GRAPHEME JOINER|BRAILLE PATTERN BLANK")
# What letters become when UTF-8 is read as another encoding, as in "Báº¯c Giang".
BROKEN_LEADS = ("\ufffd", "áº", "á»", "·ª", "·∫")
BROKEN = re.compile("\ufffd|á[º»][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|·[ª∫]")
# In which á and » are themselves; in broken text « stands behind another such sign.
QUOTATION = re.compile(r"(?<![ÂÃº»])«[^«»\n]*»")
# A letter beside those of Latin that only looks like one, of Cyrillic or Greek.
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
ALIKE = "\u0400-\u052f\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1"
ALIKE += "\u03a4\u03a5\u03a7\u03bd\u03bf"
MIXED = re.compile(f"(?<=[{LATIN}])[{ALIKE}]|[{ALIKE}](?=[{LATIN}])")
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
    ",": "commas inside quotes, which make each line one cell",
}
OTHER_FILES = {  # what files begin with, in small letters, that are no plain text
    b"pk\x03\x04": "a workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "a workbook of an old spreadsheet",
    b"\x1f\x8b": "a packed file",
    b"%pdf": "a PDF",
    codecs.BOM_UTF32_LE: "text saved as UTF-32 (Unicode)",
    codecs.BOM_UTF32_BE: "text saved as UTF-32 (Unicode)",
    codecs.BOM_UTF16_LE: "text saved as UTF-16 (Unicode)",
    codecs.BOM_UTF16_BE: "text saved as UTF-16 (Unicode)",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "a web page or another file in XML",
    rb"{\rtf": "a text with formats (RTF)",
    b"version https://git-lfs": "a pointer of Git LFS, not the file itself",
}
WIDE: dict[
    tuple[bool, ...], str
] = {  # which of the first four bytes are zero, where no mark says the encoding
    (False, True, False, True): "text saved as UTF-16 (Unicode)",
    (True, False, True, False): "text saved as UTF-16 (Unicode)",
    (False, True, True, True): "text saved as UTF-32 (Unicode)",
    (True, True, True, False): "text saved as UTF-32 (Unicode)",
}
MISSING = "file is missing or cannot be opened"


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
    try:
        header = next(_lines(content), [])
    except csv.Error as error:
        return empty, [_unreadable(path.name, 1, error)]
    there = [*fields, *(name for name in optional if name in header)]
    found = _header_faults(path.name, header, there, optional)
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
    """Name rows without a word, and rows that repeat the header."""
    if len(rows) and not any(rows.iloc[-1]):
        is_filled = (rows != "").any(axis=1).to_numpy()
        row = int(np.flatnonzero(is_filled).max(initial=-1)) + 3
        return [f"{name}: row {row}: no cell is filled from here on; expected no row"]
    header = list(rows)
    doubtful = rows[rows[header[0]].isin(["", header[0]])]
    cells = zip(doubtful.index, doubtful.values.tolist(), strict=True)
    return capped(name, _filler_faults(name, cells, header))


def _filler_faults(
    name: str, cells: Iterable[tuple[int, list[str]]], header: list[str]
) -> Iterator[Fault]:
    for place, line in cells:
        where = f"{name}: row {place + 2}"
        if line == header:
            said = f"{where}: repeats the header; expected one"
            yield Fault(place + 2, "header", said)
        elif not any(line):
            said = f"{where}: no cell is filled; expected no such row"
            yield Fault(place + 2, "filled", said)


def _lines(content: bytes) -> Iterator[list[str]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    for cells in csv.reader(text):  # other modules may lift the limit that this has
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise csv.Error("a cell is too long")
        yield cells


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
        return empty, [_unreadable(name, len(rows) + 1, error)]
    while rows and not rows[-1]:  # blank lines at the end, as editors leave them
        rows.pop()
    found = capped(name, _size_faults(name, rows[1:], len(header)))
    if found:
        return empty, found
    return pd.DataFrame(rows[1:], columns=header, dtype=str), []


def _unreadable(name: str, row: int, error: csv.Error) -> str:
    return (
        f"{name}: row {row}: cannot be read ({error}); expected cells of at most"
        f" {LONGEST_CELL:,} characters"
    )


def _size_faults(name: str, rows: list[list[str]], wanted: int) -> Iterator[Fault]:
    for n, cells in enumerate(rows, 2):
        if len(cells) != wanted:
            said = f"{name}: row {n}: has {len(cells)} cells; expected {wanted}"
            if mark := QUOTES.search(",".join(cells)):
                said += (
                    f" (the quote mark {mark[0][-1]} may have parted or joined them)"
                )
            yield Fault(n, "cells", said)


def _content(path: Path, folder: Path, fields: list[str]) -> tuple[bytes, list[str]]:
    """Read a file; what makes it no table at all is one line."""
    name = path.name
    if wrong := out_of_reach(path, folder):
        return b"", [
            f"{name}: {wrong}; expected a table with columns {', '.join(fields)}"
        ]
    content = path.read_bytes()
    if what := what_else(content):
        return b"", [f"{name}: is {what}; expected a CSV file saved as UTF-8"]
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        row = _row_of(content, error.start)
        return b"", [
            f"{name}: row {row}: is not UTF-8 text; expected a CSV file saved as UTF-8"
        ]
    if not text or text.isspace():
        return b"", [f"{name}: is empty; expected columns {', '.join(fields)}"]
    return content, _letter_faults(name, content, text)


def what_else(content: bytes) -> str | None:
    """Say what a file is that is no plain text; None where it may be text in UTF-8."""
    start = content[:1000].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for sign, what in OTHER_FILES.items():
        if start.startswith(sign):
            return what
    return WIDE.get(tuple(byte == 0 for byte in content[:4]))


def out_of_reach(path: Path, folder: Path) -> str | None:
    """Say why a file of a folder cannot be read; None when it can."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "is a link that leads out of the data folder"
        if not path.is_file():  # a pipe would be waited for without end
            return MISSING + _instead(path)
        with path.open("rb"):
            return None
    except (OSError, ValueError, RuntimeError):  # a link to itself
        return MISSING


def _instead(path: Path) -> str:
    """Name a file that goes by nearly the name of one that is missing."""
    wanted = path.name.casefold()
    others = sorted(other.name for other in path.parent.iterdir())
    like = [n for n in others if n.casefold().startswith(wanted) and n != path.name]
    return f"; there is {like[0]!r}" if like else ""


def _line_of(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def conflict(
    name: str, content: bytes, row_of: Callable[[bytes, int], int] = _line_of
) -> list[str]:
    """Name the first mark that a merge of two branches has left."""
    # A quick look for each mark saves most files the look at every line.
    if not any(mark * 7 in content for mark in (b"<", b">", b"=", b"|")):
        return []
    marker = re.search(rb"^(<{7}|>{7}|={7}|\|{7})(?: .*)?\r?$", content, re.MULTILINE)
    if not marker:
        return []
    row = row_of(content, marker.start())
    return [
        f"{name}: row {row}: holds a mark of a merge conflict"
        f" ({marker[1].decode()}); expected one version of each row"
    ]


def _row_of(content: bytes, place: int) -> int:
    """Count the row of a table that holds a place; quoted ends of lines are none."""
    before = content[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if before.count(b'"') % 2:  # the place is inside a quoted cell
        before += b'"'
    return len(_sizes(before + b" "))


def _letter_faults(name: str, content: bytes, text: str) -> list[str]:
    if found := conflict(name, content, _row_of):
        return found
    letters = content.translate(None, PLAIN).decode()
    for place, said in _odd_letters(letters, text):
        row = _row_of(content, len(text[:place].encode()))
        return [f"{name}: row {row}: {said}"]
    return _quote_faults(name, content)


def _odd_letters(letters: str, text: str) -> Iterator[tuple[int, str]]:
    """Find what no table should hold, and where first; `letters` are all but ASCII."""
    doubtful = any(lead in letters for lead in BROKEN_LEADS)
    if doubtful and (broken := BROKEN.search(QUOTATION.sub(_blanks, text))):
        said = f"holds broken letters ({broken[0]!r}), of a file opened in another"
        yield broken.start(), f"{said} encoding; expected it saved as UTF-8"
    if hidden := [letter for letter in set(letters) if _is_hidden(letter)]:
        place = min(map(text.index, hidden))
        code = f"an invisible (U+{ord(text[place]):04X})"
        what = "a NUL" if text[place] == "\0" else code
        yield place, f"holds {what} character; expected plain text"
    if re.search(f"[{ALIKE}]", letters) and (mixed := MIXED.search(text)):
        said = f"{names.strange(mixed[0])} beside letters of Latin"
        yield mixed.start(), f"{said}; expected each word in letters of one script"
    if JOINING.search(letters) and not unicodedata.is_normalized("NFC", text):
        yield _decomposed(text), "decomposed letters; expected composed (NFC)"
    is_mixed = "\n" in text and text.count("\r") > text.count("\r\n")
    if is_mixed and (lone := re.search(r"\r(?!\n)", text)):
        said = "holds a carriage return (CR) alone; expected lines that end in LF"
        yield lone.start(), said


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _is_hidden(letter: str) -> bool:
    if unicodedata.category(letter) in HIDDEN or ord(letter) & 0xFFFE == 0xFFFE:
        return True
    return bool(UNSEEN.search(unicodedata.name(letter, "")))


def _decomposed(text: str) -> int:
    """Give the place of the first line that holds a decomposed letter."""
    place = 0
    for line in text.splitlines(keepends=True):
        if not unicodedata.is_normalized("NFC", line):
            break
        place += len(line)
    return place


def _quote_faults(name: str, content: bytes) -> list[str]:
    """Name the cell that a quote opens and none closes, or that holds half a pair."""
    if content.count(b'"') % 2 == 0:
        return []
    lines = io.StringIO(content.decode(), newline="").readlines()
    cells = csv.reader(lines, strict=True)
    row, begins = 1, 0
    try:
        for _ in cells:
            if "".join(lines[begins : cells.line_num]).count('"') % 2:
                said = "a quote mark stands alone; expected two of them in a cell that"
                return [f"{name}: row {row}: {said} is quoted"]
            row, begins = row + 1, cells.line_num
    except csv.Error as error:
        if "unexpected end" in str(error):
            return [
                f"{name}: row {row}: a quote is opened and never closed; expected a"
                " second one at the end of the cell"
            ]
    return []


def _header_faults(
    name: str, header: list[str], fields: list[str], optional: Sequence[str]
) -> list[str]:
    expected = f"expected columns {', '.join(fields)}"
    if more := [column for column in optional if column not in fields]:
        expected += f", and others only of {', '.join(more)}"
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
    if not any(map(str.strip, header)):
        return "is blank"
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
