"""How a table, a sentence with numbers, and the list of sources leave a notebook."""

import math
from contextlib import suppress
from html import escape
from numbers import Real
from typing import Any

import pandas as pd

from . import cite, ranges, words
from .evidence import facts_of, publish, shown

HIDDEN = ("fact", "facts")  # columns that say what a row rests on, not for reading
ENDS = {"low": math.floor, "high": math.ceil}  # columns with an end of a range
# the same in any language; a year and a line are no numbers to be grouped
QUOTED = ("as_printed", "source", "locator", "year", "row")
IN_VIEW = 12  # rows; the others are one click away
FINEST = 6  # digits after the point that are looked at
MOST_DIGITS = 2  # after the point, of a number, where nothing else is asked
Digits = int | dict[str, int] | None


def table(
    frame: pd.DataFrame, *, rows: object = (), by: str = "", digits: Digits = None
) -> None:
    """Show a DataFrame as one table: one header row, text left, numbers right.

    Twelve rows are in view, the others one click away. The names of columns become
    words: blanks for underscores.

    Cells may be ranges, numbers or text, all said in the language in use. Which facts
    each cell rests on is stored with the table: those of a range in the cell, else
    those of its row (a column `fact` or `facts`, which is not shown, or `by`), as one
    text of ids with blanks between. A cell without any, as one of a row of totals,
    rests on all of `rows` and of those columns; an empty cell rests on nothing.

    Parameters
    ----------
    frame
        What to show. The index becomes the first columns, unless it only counts rows.
    rows
        Frames or ranges behind cells that do not say themselves what they rest on, or
        a dict of frames by column, where columns rest on different ones.
    by
        The column of `rows`, a frame, that holds the name of each row of the table: a
        row then rests only on the rows of its name ("" for all of them).
    digits
        After the point, for all columns or by column, and else as many as a range
        supports. A number never has more than it needs: 342, not 342.0. Columns named
        low and high (or ..._low, ..._high) are rounded outwards.

    Raises
    ------
    KeyError
        When `digits` names a column that the table does not show.

    Examples
    --------
    >>> table(pd.DataFrame({"name": ["one"], "share": [12.5]}))
    name share
     one  12.5
    """
    ranges.refuse_no_frame(frame, columns=[])
    lines = [frame.iloc[[place]] for place in range(len(frame))]
    of_column = rows if isinstance(rows, dict) else {}
    together = pd.concat(rows.values()) if isinstance(rows, dict) else rows
    shown_rows = frame.drop(columns=[c for c in HIDDEN if c in frame])
    if not _only_counts(frame):
        labels = frame.index.map(_label)  # a year among them is no number to be grouped
        if isinstance(frame.index, pd.MultiIndex):
            labels = frame.index
        shown_rows = shown_rows.set_axis(labels).reset_index(names=_index_names(frame))
    _refuse_no_column(digits, shown_rows)
    everything = facts_of(rows, frame[[c for c in HIDDEN if c in frame]])
    cells, texts = [], []
    for line, (_, row) in zip(lines, shown_rows.astype(object).iterrows(), strict=True):
        said = [
            str(cell) if name in QUOTED else _cell(row, name, _digits(digits, name))
            for name, cell in row.items()
        ]
        own = {name: _behind(line, some, by) for name, some in of_column.items()}
        whole = _behind(line, together, by)
        behind = [
            facts_of(cell) or own.get(name, whole) or everything
            for name, cell in row.items()
        ]
        pairs = zip(said, behind, strict=True)
        cells.append([" ".join(ids) if text else "" for text, ids in pairs])
        texts.append(said)
    heads = [_head(name) for name in shown_rows]
    right = [_numeric(shown_rows[name]) for name in shown_rows]
    facts = facts_of(rows, frame)
    basis = {"kind": "table", "columns": heads, "cells": cells, "facts": list(facts)}
    plain = pd.DataFrame(texts, columns=heads).to_string(index=False)
    publish({"text/plain": plain, "text/html": _html(heads, texts, right)}, basis)


def _behind(row: pd.DataFrame, rows: Any, by: str) -> tuple[str, ...]:
    """Find what a row rests on by itself; nothing where only the table is known."""
    if {*HIDDEN} & set(row):
        return facts_of(row)
    return facts_of(rows[rows[by] == row.index[0]]) if by else ()


def _head(column: object) -> str:
    """Say the name of a column: "as_printed" is "as printed" to a reader."""
    return words.text(str(column).replace("_", " "))


def _only_counts(frame: pd.DataFrame) -> bool:
    """Tell whether the index says where rows stood, not what they are."""
    index = frame.index
    is_place = isinstance(index, pd.RangeIndex)
    # of facts that were picked, the places in their table are left
    is_place |= "fact" in frame and pd.api.types.is_integer_dtype(index)
    return is_place and index.name is None


def _index_names(frame: pd.DataFrame) -> list[str]:
    return [str(name or "") for name in frame.index.names]


def _digits(digits: Digits, column: object) -> int | None:
    return digits.get(str(column)) if isinstance(digits, dict) else digits


def _refuse_no_column(digits: Digits, shown_rows: pd.DataFrame) -> None:
    """Refuse digits for a column that is not shown: it may be misspelt."""
    columns = [str(name) for name in shown_rows]
    asked = digits if isinstance(digits, dict) else {}
    if unknown := [name for name in asked if name not in columns]:
        raise KeyError(
            f"digits are given for {', '.join(map(repr, unknown))}; the table has the"
            f" columns {', '.join(map(repr, columns))}"
        )


def _cell(row: pd.Series, name: Any, digits: int | None) -> str:
    """Say a cell; the end of a range with the digits it needs, else rounded outwards.

    Rounded as a value is, an end would come too close, and the range look narrower.
    """
    cell, (lead, stroke, end) = row[name], str(name).rpartition("_")
    if end not in ENDS or not isinstance(cell, Real) or not math.isfinite(float(cell)):
        return _say(cell, digits)
    if digits is None:
        ends = [row.get(f"{lead}{stroke}{side}", cell) for side in ENDS]
        digits = max(MOST_DIGITS, ranges.places(*map(float, ends)))
    number = float(cell)
    if words.digits_of(number, FINEST) > digits:
        number = ranges.rounded(number, digits, ENDS[end])
    return words.number(number, words.digits_of(number, digits))


def _say(cell: Any, digits: int | None) -> str:
    if isinstance(cell, ranges.Range):
        return words.text(ranges.say(cell, digits=digits))
    if _is_nothing(cell):
        return ""
    if isinstance(cell, bool) or not isinstance(cell, Real):
        return _word(_label(cell))
    number = float(cell)
    most = MOST_DIGITS if digits is None else digits
    return words.number(number, words.digits_of(number, most))


def _is_nothing(cell: object) -> bool:
    """Tell whether a cell is empty; one that holds a tuple or a range is not."""
    return bool(pd.api.types.is_scalar(cell) and pd.isna(cell))


def _label(cell: object) -> str:
    """Write what is no number; a moment that is the start of a day as that day."""
    is_day = isinstance(cell, pd.Timestamp) and cell == cell.normalize()
    return f"{cell:%Y-%m-%d}" if is_day else str(cell)


def _word(cell: str) -> str:
    """Say a text; periods stand as they are in English, as in the tables.

    So do years and spans of them, in any language.
    """
    is_translated = words.language() != words.LANGUAGES[0] and "-" in cell
    if is_translated:
        with suppress(ValueError):  # what only looks like a period
            return words.period(cell)
    return words.text(cell)


def _numeric(column: pd.Series) -> bool:
    filled = [cell for cell in column if not _is_nothing(cell)]
    return all(isinstance(cell, (Real, ranges.Range)) for cell in filled)


def _html(heads: list[str], texts: list[list[str]], right: list[bool]) -> str:
    """Write the table; alignment stands in attributes, which every viewer keeps.

    Rows beyond the first IN_VIEW are folded; their columns are as wide as those above.
    """
    sides = ["right" if numbers else "left" for numbers in right]
    if len(texts) <= IN_VIEW:
        return _part(heads, texts, sides)
    widths = _widths(heads, texts)
    rest = len(texts) - IN_VIEW
    more = words.plural("Show {n} more row", "Show {n} more rows", rest)
    return (
        f"{_part(heads, texts[:IN_VIEW], sides, widths)}\n<details><summary>"
        f"{escape(more)}</summary>\n{_part(heads, texts[IN_VIEW:], sides, widths)}\n"
        "</details>"
    )


def _part(
    heads: list[str], texts: list[list[str]], sides: list[str], widths: str = ""
) -> str:
    head = "".join(
        f'<th scope="col" align="{side}">{escape(name)}</th>'
        for name, side in zip(heads, sides, strict=True)
    )
    lines = []
    for row in texts:
        cells = [
            f'<td align="{side}">{escape(text)}</td>'
            for text, side in zip(row, sides, strict=True)
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join(lines)
    wide = ' width="100%"' if widths else ""
    return (
        f'<table class="dataframe"{wide}>{widths}\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def _widths(heads: list[str], texts: list[list[str]]) -> str:
    """Share the width among columns by their longest text, within reason."""
    columns = zip(heads, *texts, strict=True)
    longest = [min(40, max(6, *map(len, column))) for column in columns]
    shares = [f'<col width="{100 * size / sum(longest):.0f}%">' for size in longest]
    return f"<colgroup>{''.join(shares)}</colgroup>"


def tell(text: str, *rows: object) -> None:
    """Show a sentence with numbers, and remember the facts they rest on.

    Parameters
    ----------
    text
        What to say.
    *rows
        Ranges and frames whose numbers stand in it.

    Examples
    --------
    >>> tell("It grew.")
    It grew.
    """
    basis = {"kind": "text", "facts": list(facts_of(*rows))}
    publish({"text/plain": words.text(text)}, basis)


def sources(*more: object) -> None:
    """List the sources of what this notebook has shown, official first.

    Parameters
    ----------
    *more
        Frames whose pages were used without being shown.

    Examples
    --------
    >>> sources(series("grdp_growth"))  # doctest: +ELLIPSIS
    - ...
    """
    facts = tuple(dict.fromkeys([*shown(), *facts_of(*more)]))
    basis = {"kind": "sources", "facts": list(facts)}
    listed = cite.listed(facts)
    publish({"text/markdown": listed, "text/plain": listed}, basis)
