"""Sentences that claim something, each beside the comparisons that make it true.

A comparison is certain: it holds only if it holds at every value that the ranges of
both sides allow. `claim` stops a notebook whose data no longer bear a sentence out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .evidence import facts_of, publish
from .ranges import COLUMNS, Range, as_ranges, refuse_no_number, refuse_other_units

SURE = {
    ">": lambda one, other: one.low > other.high,
    ">=": lambda one, other: one.low >= other.high,
    "<": lambda one, other: one.high < other.low,
    "<=": lambda one, other: one.high <= other.low,
    "within": lambda one, other: one.low >= other.low and one.high <= other.high,
}
NAMED = 5  # pairs that a message names


class ClaimFails(Exception):
    """A sentence says what the data do not bear out; the message has the numbers."""


@dataclass(frozen=True)
class Check:
    """A comparison that was made, pair by pair: true if it is certain for every pair.

    `not check` says only that it is not certain; the opposite need not hold either.
    """

    left: tuple[Range, ...]
    sign: str
    right: tuple[Range, ...]
    labels: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether the comparison holds at every value that the ranges allow."""
        return not self.faults()

    def faults(self) -> list[str]:
        """Name the pairs for which the comparison is not certain."""
        labels = self.labels or ("",) * len(self.left)
        found = []
        for label, one, other in zip(labels, self.left, self.right, strict=True):
            if not SURE[self.sign](one, other):
                where = f"{label}: " if label else ""
                found.append(f"{where}{_exact(one)} {self.sign} {_exact(other)}")
        return found

    @property
    def facts(self) -> tuple[str, ...]:
        """List the ids of the facts that both sides rest on."""
        return facts_of(self.left, self.right)

    def stored(self) -> dict:
        """Write the comparison for the metadata of an output."""
        ends = [0, 2] if self.sign == "within" else [0, 1, 2]
        return {
            "sign": self.sign,
            "pairs": len(self.left),
            "left": _numbers(self.left, [0, 1, 2]),
            "right": _numbers(self.right, ends),
            "left facts": " ".join(facts_of(self.left)),
            "right facts": " ".join(facts_of(self.right)),
        }


def _exact(item: Range) -> str:
    """Say a range without rounding its ends: a close miss must be seen."""
    low, value, high = (f"{end:,.8g}" for end in item)
    return value if low == high else f"{value} ({low} to {high})"


def _numbers(side: Iterable[Range], ends: list[int]) -> str:
    """Write the numbers of a side, each once; as text, since JSON knows no infinity."""
    numbers = {tuple(item)[end] for item in side for end in ends}
    return " ".join(f"{number:.12g}" for number in sorted(numbers))


def above(one: Any, other: Any) -> Check:
    """Tell whether one is certainly more than the other, row by row where it has rows.

    Parameters
    ----------
    one, other
        Ranges, plain numbers, rows of a frame, or DataFrames with low, value, high. Two
        frames must have the same index; one number stands against every row.

    Returns
    -------
    Check
        True only if the lowest value of `one` is above the highest of `other`, in every
        row. On ranges, `a > b` says the same, and `a >= b` allows them to touch.

    Examples
    --------
    >>> bool(above(Range(5, 6, 7), 4)), bool(above(Range(5, 6, 7), Range(7, 8, 9)))
    (True, False)
    """
    return compare(one, ">", other)


def below(one: Any, other: Any) -> Check:
    """Tell whether one is certainly less than the other: `above` the other way round.

    Examples
    --------
    >>> bool(below(Range(5, 6, 7), Range(7, 8, 9))), bool(below(Range(5, 6, 7), 8))
    (False, True)
    """
    return compare(one, "<", other)


def within(item: Any, low: float, high: float) -> Check:
    """Tell whether the whole range, of every row, lies between two numbers.

    Examples
    --------
    >>> bool(within(Range(49, 50, 51), 45, 55)), bool(within(Range(49, 50, 51), 50, 55))
    (True, False)
    """
    return compare(item, "within", Range(low, (low + high) / 2, high))


def equals(item: Any, number: float) -> Check:
    """Tell whether an item is one number and no other, as a count is.

    A printed number is a range ("22.3" reaches from 22.25 to 22.35), and hence not one
    number: `within(item, 22.25, 22.35)`, or `overlap` with what it is held against.

    Examples
    --------
    >>> bool(equals(Range(6, 6, 6), 6)), bool(equals(Range(5.5, 6, 6.5), 6))
    (True, False)
    """
    return within(item, number, number)


def compare(one: Any, sign: str, other: Any) -> Check:
    """Compare two sides by a sign of `SURE`, row by row where they have rows.

    Raises
    ------
    ValueError
        When the sides are printed numbers in different units, two frames do not have
        the same rows, or a frame has none.
    """
    refuse_other_units(one, other)
    frames = [item for item in (one, other) if isinstance(item, pd.DataFrame)]
    if not frames:
        return Check((_single(one),), sign, (_single(other),))
    index = frames[0].index
    _refuse_other_rows(index, frames[-1].index)
    left, right = (_column(item, index) for item in (one, other))
    return Check(left, sign, right, tuple(map(str, index)))


def _refuse_other_rows(index: pd.Index, other: pd.Index) -> None:
    """Refuse to compare some rows only: the sentence speaks of all."""
    alone = [str(label) for label in index.symmetric_difference(other)]
    if alone or not len(index) or not (index.is_unique and other.is_unique):
        fault = f"only one side has {alone[:NAMED]}" if alone else "see the index"
        raise ValueError(
            "compared frames must have the same rows, each once, and at least one:"
            f" {fault}; choose the rows with .loc"
        )


def _column(item: Any, index: pd.Index) -> tuple[Range, ...]:
    if isinstance(item, pd.DataFrame):
        return tuple(as_ranges(item.loc[index]))
    return (_single(item),) * len(index)


def _single(item: Any) -> Range:
    """Make a range of a plain number or of a row of a frame."""
    if isinstance(item, Range):
        return item
    if isinstance(item, pd.Series):
        low, value, high = (float(item[column]) for column in COLUMNS)
        return Range(low, value, high, facts_of(item))
    refuse_no_number(item)
    if isinstance(item, tuple):
        return Range(*item)
    return Range(float(item), float(item), float(item))


def claim(sentence: str, *conditions: Any) -> None:
    """State that a heading, a message or a title is borne out by the data.

    Shows nothing; the sentence, the comparisons and their facts are stored beside the
    cell, and a test holds the words of the notebook against them.

    Parameters
    ----------
    sentence
        The heading or message, word for word; Markdown signs and the point at its end
        do not matter.
    *conditions
        What makes it true, in the order in which the sentence speaks of it: `above`,
        `below`, `within`, comparisons of ranges (`a > b`), or plain truths (a bool, an
        array of them), or lists or dicts of these.

    Raises
    ------
    ClaimFails
        When a condition does not hold, or none is given.

    Examples
    --------
    >>> claim("Output rose", Range(5, 6, 7) < Range(1, 2, 3))
    Traceback (most recent call last):
    bacgiang.claims.ClaimFails: "Output rose" is not borne out: 6 (5 to 7) < 2 (1 to 3)
    """
    basis = bear_out(sentence, conditions)
    publish({}, {"kind": "claim", **basis})


def bear_out(sentence: str, conditions: Any) -> dict:
    """Evaluate the conditions of a sentence.

    Returns
    -------
    dict
        sentence, facts and checks, as an output's metadata hold them.

    Raises
    ------
    ClaimFails
        When a condition does not hold, or none is given.
    """
    checks = list(_flat(conditions))
    if not checks:
        raise ClaimFails(f'"{sentence}" stands beside no condition')
    faults = [fault for check in checks for fault in _faults(check)]
    if faults:
        more = f", and {len(faults) - NAMED} more" if len(faults) > NAMED else ""
        said = "; ".join(faults[:NAMED])
        raise ClaimFails(f'"{sentence}" is not borne out: {said}{more}')
    stored = [c.stored() if isinstance(c, Check) else {"sign": "true"} for c in checks]
    return {"sentence": sentence, "facts": list(facts_of(checks)), "checks": stored}


def _flat(conditions: Any) -> Iterable[Any]:
    """Go through conditions in order, out of lists and dicts."""
    if isinstance(conditions, dict):
        conditions = list(conditions.values())
    if not isinstance(conditions, (list, tuple)):
        yield conditions
        return
    for part in conditions:
        yield from _flat(part)


def _faults(check: Any) -> list[str]:
    """Say why a condition does not hold; nothing if it does."""
    if isinstance(check, Check):
        return check.faults()
    if isinstance(check, (bool, np.bool_, np.ndarray, pd.Series)):
        truths = np.asarray(check)
        if truths.size and truths.dtype == bool and truths.all():
            return []
        return [f"a condition is {check!r}"]
    raise TypeError(
        f"a condition is a comparison of ranges or a plain truth, not {check!r}"
    )
