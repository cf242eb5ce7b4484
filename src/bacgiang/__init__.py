"""Bắc Giang's industrial rise, one printed number at a time.

`facts`, `series` and `vintages` hand out numbers with their sources and ranges;
`derive` carries the
ranges into a result; `audit` holds the sources against one another; `theme`, `show` and
their helpers
dress a seaborn chart; `line`, `cite` and `sources_used` name the sources.
"""

from . import growth
from .audit import audit
from .charts import apart, colours, label, ranged, show, theme
from .check import BrokenTable
from .cite import cite, line
from .cite import used as sources_used
from .data import facts, series, table, vintages
from .ranges import Range, bounds, derive, each, overlap, say

__all__ = [
    "BrokenTable",
    "Range",
    "apart",
    "audit",
    "bounds",
    "cite",
    "colours",
    "derive",
    "each",
    "facts",
    "growth",
    "label",
    "line",
    "overlap",
    "ranged",
    "say",
    "series",
    "show",
    "sources_used",
    "table",
    "theme",
    "vintages",
]
