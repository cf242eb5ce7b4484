"""Frames that print whole lines: what a reader needs first, numbers written out.

No data. A frame of pandas folds away the columns that a narrow screen has no room for,
and writes large numbers with exponents; here every line stays whole.
"""

from typing import Any

import pandas as pd

from . import evidence, words

# What a frame of facts shows by itself; every other column is there when asked for.
SHORT = ["indicator", "entity", "breakdown", "period", "value", "low", "high", "unit"]
SHORT += ["as_printed", "status", "publisher"]
FINEST = 6  # digits after the point


class Whole(pd.DataFrame):
    """A DataFrame that prints every column, however narrow the screen."""

    @property
    def _constructor(self) -> type["Whole"]:
        return type(self)

    def __repr__(self) -> str:
        """Write whole lines; of many rows the first and the last."""
        shown, most = self._shown(), pd.get_option("display.max_rows")
        return shown.to_string(
            formatters=_formatters(shown),
            max_rows=most,
            min_rows=pd.get_option("display.min_rows"),
            show_dimensions=most is not None and len(shown) > most,
        )

    def _shown(self) -> pd.DataFrame:
        return pd.DataFrame(self)


class Facts(Whole):
    """A DataFrame of facts; shown short, with every column there on request."""

    def _shown(self) -> pd.DataFrame:
        shown = pd.DataFrame(self)
        if {"fact", "resolution"} <= set(shown):  # whole, not picked by a reader
            # the reader of a series has just named its indicator
            short = SHORT[1:] if shown.index.name == "period" else SHORT
            shown = shown[[column for column in short if column in shown]]
        return shown

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        """Show the columns a reader needs first, and which facts the rows are."""
        shown, facts = self._shown(), evidence.facts_of(self)
        evidence.note(facts)
        html = shown.to_html(
            formatters=_formatters(shown), max_rows=pd.get_option("display.max_rows")
        )
        bundle = {"text/plain": repr(self), "text/html": html}
        return bundle, {"bacgiang": {"kind": "table", "facts": list(facts)}}


def _formatters(frame: pd.DataFrame) -> dict[Any, Any]:
    """Say how columns of floating point are written: whole numbers without a point."""
    kinds = zip(frame.columns, frame.dtypes, strict=True)
    return {column: _number for column, dtype in kinds if dtype.kind == "f"}


def _number(value: float) -> str:
    if pd.isna(value):
        return ""
    if abs(value) == float("inf"):
        return str(value)
    return words.number(value, words.digits_of(value, FINEST))
