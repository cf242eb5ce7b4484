"""Bắc Giang's industrial rise, one printed number at a time.

`find` says what there is; `facts`, `series` and `editions` hand out numbers with their
sources and ranges; `derive` carries ranges and sources into a result; `audit` holds the
sources against one another; `claim` holds a sentence against the data;
`theme`, `show`, `table` and `tell` are how figures, tables and sentences leave a
notebook; `sources` lists what they rest on.
"""

from typing import Any

from . import growth
from .check import BrokenTable
from .claims import ClaimFails, above, below, claim, within
from .data import editions, facts, series, value
from .data import table as read_table
from .ledger import audit
from .ranges import (
    Range,
    as_ranges,
    bounds,
    count,
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
from .words import language, period

DRAWING = ("apart", "colours", "ranged", "show", "theme")
LABELLING = ("label", "label_ends")

__all__ = [
    "BrokenTable",
    "ClaimFails",
    "Range",
    "above",
    "apart",
    "as_ranges",
    "audit",
    "below",
    "bounds",
    "claim",
    "colours",
    "count",
    "derive",
    "difference",
    "each",
    "editions",
    "facts",
    "find",
    "growth",
    "label",
    "label_ends",
    "language",
    "overlap",
    "period",
    "ranged",
    "ratio",
    "read_table",
    "say",
    "series",
    "share",
    "show",
    "sources",
    "table",
    "tell",
    "theme",
    "total",
    "value",
    "within",
]


def __getattr__(name: str) -> Any:
    """Load what draws only when it is asked for: numbers alone need no plotting."""
    if name in DRAWING:
        from . import charts

        return getattr(charts, name)
    if name in LABELLING:
        from . import labels

        return getattr(labels, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
