"""What follows from two ranges; the words are in `wording`."""

import math

from .. import words
from ..ranges import Range, overlap
from . import wording
from .declare import LESS_IS_BETTER, REVISION, TARGET

# Keys, compared as they stand; a table says them in the language in use.
VERDICTS = [
    words.mark("agrees"),
    words.mark("agrees within rounding"),
    words.mark("between its neighbours"),
    words.mark("differs by definition"),
    words.mark("revised"),
    words.mark("conflicts"),
    words.mark("cannot be told"),
    words.mark("target met"),
    words.mark("target missed"),
]
AGREES, ROUNDING, BETWEEN, DIFFERS, REVISED, CONFLICTS, UNTOLD = VERDICTS[:7]
MET, MISSED = VERDICTS[7:]
OFF = 0.1  # how wrong a number is that a check should find
LEAST = 0.5  # the power below which an agreement says nothing


def weigh(
    claimed: Range,
    other: Range,
    kind: str = "",
    differs: str = "",
    unsaid: str = "",
    unit: str = "",
    between: bool = False,
    less_is_better: bool = False,
) -> tuple[str, str]:
    """Reach the verdict on two ranges, and say why.

    Parameters
    ----------
    claimed, other : Range
        The two sides.
    kind : str
        One of `declare.KINDS`.
    differs, unsaid : str
        What the words of the sources count differently, or leave open.
    unit : str
        The unit of both, for the words.
    between : bool
        Whether `other` is the stretch between two dated counts.
    less_is_better : bool
        Whether a target is met by what stays at or below it.

    Returns
    -------
    tuple of str
        One of `VERDICTS`, and the reason in the language in use.
    """
    if kind == TARGET and unsaid:
        verdict, case = UNTOLD, "explained"
    elif kind == TARGET:
        verdict, case = _target(claimed, other, less_is_better)
    elif overlap(claimed, other):
        verdict, case = _shared(claimed, other, between)
    else:
        verdict, case = _apart(kind, differs, unsaid)
    a = wording.number(claimed, unit)
    b = wording.number(other, unit, between)
    why = words.text(differs or unsaid)
    return verdict, words.text(wording.REASONS[case], a=a, b=b, why=why)


def power(claimed: Range, other: Range, off: float = OFF) -> float:
    """Work out how likely a check finds a claim that is up to a tenth off.

    The other side is taken to be right. The claim, as wide as it was published, may
    then have any value within a tenth of it, each as likely as the other; it is found
    out where the two ranges share no value. What the verdict was does not matter.

    Parameters
    ----------
    claimed, other : Range
        The two sides.
    off : float
        How far off the claim may be, as a part of the other side.

    Returns
    -------
    float
        1 for a check that finds every such error, 0 for one that cannot fail; nan
        where the other side is zero or has no number.

    Examples
    --------
    "Two-fold", anything from 1.5 to 2.5, says nothing on 2.2; "2.2 times" does.

    >>> power(Range(1.5, 2, 2.5), Range(2.2, 2.2, 2.2))
    0.0
    >>> round(power(Range(2.15, 2.2, 2.25), Range(2.2, 2.2, 2.2)), 2)
    0.77
    """
    reach = off * abs(other.value)
    if not reach:
        return math.nan
    # how far down, and up, the claim may move and still touch the other side
    down = other.value - other.low + claimed.high - claimed.value
    up = other.high - other.value + claimed.value - claimed.low
    return 1 - (min(down, reach) + min(up, reach)) / (2 * reach)


def may_conflict(kind: str, differs: str, unsaid: str) -> bool:
    """Tell whether two ranges that share no value would be a contradiction.

    Where the sources name a difference or leave one open, or where a first estimate
    meets a later one, the verdict is another, whatever the numbers.
    """
    return kind != TARGET and _apart(kind, differs, unsaid)[0] == CONFLICTS


def is_less_better(indicator: str, unit: str) -> bool:
    """Tell whether the aim is to have less: a place nearer the first, fewer poor.

    Examples
    --------
    >>> is_less_better("pci_rank", "rank"), is_less_better("pci_score", "points")
    (True, False)
    """
    return unit in LESS_IS_BETTER["unit"] or indicator in LESS_IS_BETTER["indicator"]


def _target(target: Range, outcome: Range, less_is_better: bool) -> tuple[str, str]:
    if less_is_better:
        target, outcome = _turned(target), _turned(outcome)
    if outcome.low >= target.low:
        return MET, "met"
    if outcome.high < target.low:
        return MISSED, "missed"
    return UNTOLD, "met or missed"


def _turned(item: Range) -> Range:
    """Give the range the other sign, so that less is more."""
    return Range(-item.high, -item.value, -item.low)


def _shared(claimed: Range, other: Range, between: bool) -> tuple[str, str]:
    if _ends(claimed) == _ends(other):
        return AGREES, "same"
    if power(claimed, other) < LEAST:
        return UNTOLD, "too wide"
    if between:
        return BETWEEN, "between"
    return ROUNDING, "shared"


def _apart(kind: str, differs: str, unsaid: str) -> tuple[str, str]:
    if differs:
        return DIFFERS, "explained"
    if unsaid:
        return UNTOLD, "explained"
    if kind == REVISION:
        return REVISED, "revised"
    return CONFLICTS, "apart"


def _ends(item: Range) -> tuple[float, float, float]:
    return item.low, item.value, item.high
