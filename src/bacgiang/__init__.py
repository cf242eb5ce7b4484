"""Bắc Giang's industrial rise, one printed number at a time.

`find` says what there is; `facts`, `series` and `editions` hand out numbers with their
sources and ranges; `derive` carries ranges and sources into a result; `audit` holds the
sources against one another; `claim` holds a sentence against the data;
`theme`, `show`, `table` and `tell` are how figures, tables and sentences leave a
notebook; `sources` lists what they rest on; `exercise` asks, hints and checks answers.

`growth` holds the arithmetic of rates and levels: `growth.growth`, `growth.cagr`,
`growth.compound`, `growth.average_rate`, `growth.rate_left`, `growth.chain`,
`growth.chain_months`, `growth.contribution`, `growth.contribution_before`,
`growth.relative` and `growth.path`. `growth.chain` takes a Series,
`growth.chain_months` a frame; all others can be handed to `derive`.
"""

from importlib import import_module
from typing import Any

from . import growth
from .check import BrokenTable
from .cite import number as cite_number
from .claims import ClaimFails, above, below, claim, equals, within
from .data import OtherPlace, editions, facts, needs, series, value
from .data import table as read_table
from .ledger import audit
from .ranges import (
    Range,
    added,
    as_ranges,
    bounds,
    count,
    derive,
    difference,
    each,
    only,
    overlap,
    ratio,
    say,
    share,
    total,
)
from .search import find
from .tables import sources, table, tell
from .words import language, period
from .zones import counted_once

# what is read only when it is asked for, by room: what draws, and the exercises
LATER = {
    "exercises": ("exercise",),
    "charts": ("colours", "ranged", "show", "theme"),
    "labels": ("label", "label_ends"),
    "maps": ("base_map", "circles", "name_map", "spread"),
}

__all__ = [
    "BrokenTable",
    "ClaimFails",
    "OtherPlace",
    "Range",
    "above",
    "added",
    "as_ranges",
    "audit",
    "base_map",
    "below",
    "bounds",
    "circles",
    "cite_number",
    "claim",
    "colours",
    "count",
    "counted_once",
    "derive",
    "difference",
    "each",
    "editions",
    "equals",
    "exercise",
    "facts",
    "find",
    "growth",
    "label",
    "label_ends",
    "language",
    "name_map",
    "needs",
    "only",
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
    "spread",
    "table",
    "tell",
    "theme",
    "total",
    "value",
    "within",
]


def __getattr__(name: str) -> Any:
    """Load a room only when it is asked for: numbers alone need no plotting."""
    for room, names in LATER.items():
        if name in names:
            return getattr(import_module(f".{room}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List what readers use, whether it is loaded yet or not."""
    return [*__all__]
