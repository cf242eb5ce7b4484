"""Which facts a result, a table or a figure rests on, and which were shown.

Ids in, ids out; no data. A result carries its facts in `Range.facts`, a frame in a
column `fact` (one id a row) or `facts` (each a tuple of ids).
"""

import itertools
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

NARROW = "image/vnd.bacgiang.narrow+png"  # a figure drawn for a narrow screen
VECTOR = "image/vnd.bacgiang.vector+svg"  # the same as lines, to take away
WITH_FORMS = "BACGIANG_FORMS"  # set where figures are drawn in these forms, too
SHOWN = "bacgiang_shown"  # where a session keeps what its cells have shown


class Backed(str):
    """A text that says which facts it rests on, as a cell of a table may be."""

    def __new__(cls, text: str, facts: Iterable[str]) -> "Backed":
        """Join a text and the ids of its facts."""
        backed = super().__new__(cls, text)
        backed.facts = tuple(facts)
        return backed

    facts: tuple[str, ...]


def facts_of(*items: object) -> tuple[str, ...]:
    """List the ids of the facts that results, frames and lists of them rest on.

    Parameters
    ----------
    *items
        Ranges, backed texts, DataFrames with a column `fact` or `facts` or with ranges
        in their cells, rows of such frames, and lists or dicts of all these. Anything
        else has no facts.

    Returns
    -------
    tuple of str
        Each id once, in order of first use.
    """
    return tuple(dict.fromkeys(_ids(items)))


def facts_by_row(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """List the ids that each row of a frame rests on, as `facts_of` finds them."""
    if "fact" in frame:
        return [(id,) if isinstance(id, str) else () for id in frame["fact"]]
    if "facts" in frame:
        known = frame["facts"]
        rows = (ids if isinstance(ids, (tuple, list)) else () for ids in known)
        return [tuple(dict.fromkeys(ids)) for ids in rows]
    return [facts_of(_backed(row)) for row in _mixed(frame)]


def _ids(item: Any) -> Iterable[str]:
    if isinstance(item, pd.DataFrame):
        return _frame_ids(item)
    if isinstance(item, pd.Series) and "fact" in item.index:  # a row of a frame
        return [item["fact"]]
    if isinstance(item, pd.Series) and "facts" in item.index:
        return item["facts"]
    if isinstance(item, dict):
        item = list(item.values())
    if isinstance(item, (list, tuple, set, pd.Series)):
        return itertools.chain.from_iterable(_ids(part) for part in item)
    return getattr(item, "facts", ())


def _frame_ids(frame: pd.DataFrame) -> Iterable[str]:
    if "fact" in frame:
        return frame["fact"].dropna()
    if "facts" in frame:
        return itertools.chain.from_iterable(frame["facts"].dropna())
    return _ids(_backed(_mixed(frame).ravel()))


def _mixed(frame: pd.DataFrame) -> np.ndarray:
    """Give the cells that may hold more than numbers, a line a row."""
    return frame.loc[:, [dtype.kind == "O" for dtype in frame.dtypes]].to_numpy()


def _backed(cells: Iterable[Any]) -> list[Any]:
    return [cell for cell in cells if hasattr(cell, "facts")]


def note(facts: Iterable[str]) -> None:
    """Remember the facts that the running cell shows, in the session that shows them.

    A cell that runs again starts anew, so the session knows what its outputs hold now.
    A script is one cell.
    """
    shell, cells = session(), _cells()
    cell, now = None, 0
    if shell is not None:
        now = shell.execution_count
        parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
        cell = parent.get("metadata", {}).get("cellId", now)
    run, known = cells.get(cell, (None, {}))
    if run != now:
        known = {}
    cells[cell] = now, known | dict.fromkeys(facts)


def shown() -> tuple[str, ...]:
    """List the ids of the facts in the outputs of this session, in order of cells."""
    ordered = sorted(_cells().values(), key=lambda cell: cell[0])
    return tuple(dict.fromkeys(fact for _, facts in ordered for fact in facts))


def _cells() -> dict[Any, tuple[int, dict[str, None]]]:
    """Find what the session keeps of its cells; a script keeps it in its own module."""
    home = session() or sys.modules["__main__"]
    return vars(home).setdefault(SHOWN, {})


def publish(bundle: dict, basis: dict, metadata: dict | None = None) -> None:
    """Hand an output to the notebook together with what it rests on.

    A script prints the words alone: a table in columns, of a figure its title, source
    line and description.

    Parameters
    ----------
    bundle
        The output by media type.
    basis
        `kind` (figure, table or text), `facts`, and what a page needs to know.
    metadata
        By media type, as Jupyter takes it.
    """
    note(basis["facts"])
    display(bundle, {**(metadata or {}), "bacgiang": basis})


def display(bundle: dict, metadata: dict) -> None:
    """Hand an output to the session; where there is none, print its words."""
    if session() is None:
        if "text/plain" in bundle:
            print(bundle["text/plain"])
        return
    from IPython.display import display as hand_over  # only where something is shown

    hand_over(bundle, raw=True, metadata=metadata)


def session() -> Any:
    """Find the IPython session, without importing IPython where there is none."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
