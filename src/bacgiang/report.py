"""The lines that name faults: at most 20 of one kind, then how many more there are."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

LISTED = 20  # lines of one kind of fault


class Fault(NamedTuple):
    """One fault: the row it stands in, its sort, and its line."""

    row: int
    sort: str
    line: str


class Broken(NamedTuple):
    """One place where a rule that tables keep together is broken."""

    table: str
    row: int
    column: str
    text: str


def capped(where: str, found: Iterable[Fault]) -> list[str]:
    """List the lines of faults by row; of each sort the first 20, then the number."""
    seen: Counter[str] = Counter()
    shown = []
    for fault in found:
        seen[fault.sort] += 1
        if seen[fault.sort] <= LISTED:
            shown.append(fault)
    lines = [fault.line for fault in sorted(shown, key=_row)]
    return lines + [more(where, n) for n in seen.values() if n > LISTED]


def _row(fault: Fault) -> int:
    return fault.row


def more(where: str, number: int) -> str:
    """Say how many faults of one kind are not listed."""
    return f"{where}: and {number - LISTED:,} more of this kind"
