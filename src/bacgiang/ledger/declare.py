"""How a check is written down; no files, no numbers."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ..words import mark

KINDS = [
    "parts against total",
    "level against rate",
    "share against level",
    "repeated claim",
    "flow against stock",
    "first estimate against revision",
    "target against outcome",
    "province against nation",
    "definition against definition",
    "ratio against its two sides",
]
# What most likely lies behind a contradiction; judged from the sources, not computed.
CAUSES = [
    mark("another area"),
    mark("another span of time"),
    mark("another definition"),
    mark("a slip"),
    mark("not known"),
]
AREA, SPAN, OTHER_DEFINITION, SLIP, UNKNOWN = CAUSES
PARTS, RATE, SHARE, REPEATED, STOCK, REVISION, TARGET, NATION, DEFINITION, SIDES = KINDS

# What is better the less there is of it; a target on anything else asks for more.
LESS_IS_BETTER = {
    "unit": ("rank",),
    "indicator": ("poverty_rate", "poverty_rate_change", "poor_households", "icor"),
}
PLACE = "Bắc Giang"  # what the collection's own claims are about


class Row(NamedTuple):
    """Which one row of facts.csv is meant; None stands for "whichever there is"."""

    indicator: str
    period: str
    source: str | None = None
    breakdown: str | None = ""
    entity: str | None = PLACE
    locator: str | None = None
    status: str | None = None

    def __str__(self) -> str:
        """Name the row as a reason does, what is left open left out."""
        what = (self.indicator, self.entity, self.breakdown, self.period)
        where = (self.status, self.source, self.locator)
        return ", ".join(filter(None, what + where))


class Side(NamedTuple):
    """One side of a check.

    Attributes
    ----------
    function : callable or None
        What turns the parts into a number; None where the form says it, or where the
        one part is the number.
    parts : tuple
        Rows, or sides of rows.
    form : str
        "corners" (the function at the corners of the ranges), "between" (the stretch
        between two counts) or "place" (in a table of provinces).
    """

    function: Callable[..., Any] | None
    parts: tuple["Row | Side", ...]
    form: str = "corners"

    @property
    def rows(self) -> list[Row]:
        """The rows the side rests on, in the order of the parts."""
        found: list[Row] = []
        for part in self.parts:
            found += part.rows if isinstance(part, Side) else [part]
        return found


class Check(NamedTuple):
    """A claim, what it is held against, and what is known beforehand about the two.

    Attributes
    ----------
    note : str
        A half-sentence that ends the reason.
    differs, unsaid : str
        What the words of the sources count differently, or leave open.
    unit : str
        The unit of both sides, where it is not that of the claim's indicator.
    cause : str
        One of `CAUSES`: what would explain a contradiction.
    aside : str
        Why a contradiction is no finding of its own: a mismatch seen a second way, or
        a reading that was tried and fails.
    """

    id: str
    kind: str
    claim: str
    claimed: Side
    other: Side
    note: str = ""
    differs: str = ""
    unsaid: str = ""
    unit: str = ""
    cause: str = UNKNOWN
    aside: str = ""

    @property
    def rows(self) -> list[Row]:
        """The rows of both sides, the claim's first."""
        return self.claimed.rows + self.other.rows


def of(function: Callable[..., Any], *parts: Row | Side) -> Side:
    """Work a side out from several rows, or from sides of rows."""
    return Side(function, parts)


def between(first: Row, last: Row) -> Side:
    """Take the stretch between two dated counts for a side."""
    return Side(None, (first, last), "between")


def place(indicators: list[str], period: str, source: str) -> Side:
    """Take Bắc Giang's place in a table of provinces, by the sum of the indicators."""
    rows = [Row(name, period, source, entity=None) for name in indicators]
    return Side(None, tuple(rows), "place")


def mean(*printings: float) -> float:
    """Average several printings of one number: itself where all are the same."""
    return sum(printings) / len(printings)


def total(*parts: float) -> float:
    """Add the parts up."""
    return sum(parts)


def less(whole: float, *parts: float) -> float:
    """Take the parts away from the whole."""
    return whole - sum(parts)


def per(part: float, whole: float) -> float:
    """Divide the part by the whole."""
    return part / whole


def percent(part: float, whole: float) -> float:
    """Express the part in percent of the whole."""
    return part / whole * 100


def check(
    id: str,
    kind: str,
    claim: str,
    claimed: Row | Side,
    other: Row | Side,
    note: str = "",
    *,
    differs: str = "",
    unsaid: str = "",
    unit: str = "",
    cause: str = UNKNOWN,
    aside: str = "",
) -> Check:
    """Declare one check; a plain `Row` is a side of its own."""
    sides = _side(claimed), _side(other)
    return Check(id, kind, claim, *sides, note, differs, unsaid, unit, cause, aside)


def _side(side: Row | Side) -> Side:
    return side if isinstance(side, Side) else Side(None, (side,))


def twice(
    id: str,
    claim: str,
    first: Row,
    source: str,
    note: str = "",
    *,
    kind: str = REPEATED,
    unsaid: str = "",
    cause: str = UNKNOWN,
) -> Check:
    """Declare that another source prints the number of the row `first` too."""
    other = first._replace(source=source, locator=None)
    return check(id, kind, claim, first, other, note, unsaid=unsaid, cause=cause)


def revision(id: str, claim: str, first: Row, later: str, note: str = "") -> Check:
    """Declare a first printing of a number and a later one.

    For a year's growth, one rule for all: first is the earliest publication (one dated
    to the month or year alone: as of its last day), later is the latest one that prints
    an actual, where none does an estimate (as of its first day).
    """
    return twice(id, claim, first, later, note, kind=REVISION)


def parts(indicator: str, period: str, source: str, *breakdowns: str) -> Side:
    """Sum one indicator over several breakdowns."""
    rows = [Row(indicator, period, source, part) for part in breakdowns]
    return of(total, *rows)


def rate(
    year: int | str, source: str | None, status: str | None = None, sector: str = ""
) -> Row:
    """Pick the growth of a year or quarter, of the province or of a sector in it."""
    return Row("grdp_growth", str(year), source, sector, status=status)


def gso(indicator: str, year: int, month: int) -> Row:
    """Pick Bắc Giang's row in the national table of foreign investment.

    The table counts from 1 January to the 20th of the month.
    """
    period = f"{year}-01-01/{year}-{month:02}-20"
    return Row(indicator, period, f"gso-{year}-{month:02}-29")


def capital(year: int, month: int) -> Side:
    """Sum new and additional foreign capital, in the national table."""
    new = gso("fdi_registered_new", year, month)
    return of(total, new, gso("fdi_registered_additional", year, month))
