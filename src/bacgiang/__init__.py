"""Bắc Giang's industrial rise, one printed number at a time.

`find` says what there is; `facts`, `series` and `editions` hand out numbers with their
sources and ranges; `derive` carries ranges and sources into a result; `audit` holds the
sources against one another; `theme`, `show`, `table` and `tell` are how figures, tables
and sentences leave a notebook; `sources` lists what they rest on.
"""

from typing import Any

from . import growth
from .check import BrokenTable
from .data import editions, facts, series
from .data import table as read_table
from .ledger import audit
from .ranges import (
    Range,
    as_ranges,
    bounds,
    derive,
    difference,
    each,
    overlap,
    ratio,
    say,
    share,
    total,
)
from .search import find
from .tables import sources, table, tell
from .words import language

DRAWING = ("apart", "colours", "label", "ranged", "show", "theme")
MAPPING = ("base_map", "circles", "name_map", "spread")

__all__ = [
    "BrokenTable",
    "Range",
    "apart",
    "as_ranges",
    "audit",
    "base_map",
    "bounds",
    "circles",
    "colours",
    "derive",
    "difference",
    "each",
    "editions",
    "facts",
    "find",
    "growth",
    "label",
    "language",
    "name_map",
    "overlap",
    "ranged",
    "ratio",
    "read_table",
    "say",
    "series",
    "share",
    "show",
    "sources",
    "spread",
    "table",
    "tell",
    "theme",
    "total",
]


def __getattr__(name: str) -> Any:
    """Load what draws only when it is asked for: numbers alone need no plotting."""
    if name in DRAWING:
        from . import charts

        return getattr(charts, name)
    if name in MAPPING:
        from . import maps

        return getattr(maps, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
