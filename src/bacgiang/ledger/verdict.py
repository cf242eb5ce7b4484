"""What follows from two ranges; the words are in `wording`."""

from .. import words
from ..ranges import Range, overlap
from . import wording
from .declare import REVISION, TARGET

# Keys, compared as they stand; a table says them in the language in use.
VERDICTS = [
    words.mark("agrees"),
    words.mark("agrees within rounding"),
    words.mark("differs by definition"),
    words.mark("revised"),
    words.mark("conflicts"),
    words.mark("cannot be told"),
]
AGREES, ROUNDING, DIFFERS, REVISED, CONFLICTS, UNTOLD = VERDICTS


def weigh(
    claimed: Range,
    other: Range,
    kind: str = "",
    differs: str = "",
    unsaid: str = "",
    unit: str = "",
    between: bool = False,
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

    Returns
    -------
    tuple of str
        One of `VERDICTS`, and the reason in the language in use.
    """
    if kind == TARGET and unsaid:
        verdict, case = UNTOLD, "explained"
    elif kind == TARGET:
        verdict, case = _target(claimed, other)
    elif overlap(claimed, other):
        verdict, case = _shared(claimed, other, between)
    else:
        verdict, case = _apart(kind, differs, unsaid)
    a = wording.number(claimed, unit)
    b = wording.number(other, unit, between)
    why = words.text(differs or unsaid)
    return verdict, words.text(wording.REASONS[case], a=a, b=b, why=why)


def _target(target: Range, outcome: Range) -> tuple[str, str]:
    if outcome.low >= target.low:
        return AGREES, "met"
    if outcome.high < target.low:
        return CONFLICTS, "missed"
    return UNTOLD, "met or missed"


def _shared(claimed: Range, other: Range, between: bool) -> tuple[str, str]:
    if _ends(claimed) == _ends(other):
        return AGREES, "same"
    if _is_wide(claimed):
        return UNTOLD, "claim too wide"
    if _is_wide(other):
        return UNTOLD, "other too wide"
    if between:
        return AGREES, "between"
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


def _is_wide(item: Range) -> bool:
    """Tell whether a range is wider than half of its number."""
    return item.high - item.low > abs(item.value) / 2
