"""All checks against the tables: rows are found, sides worked out, verdicts reached."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from .. import cite, data, ranges, words
from ..evidence import Backed
from ..ranges import Range
from . import own, wording
from .claims import TOPICS
from .declare import PLACE, TARGET, Check, Row, Side
from .verdict import CONFLICTS, UNTOLD, is_less_better, may_conflict, power, weigh


class Printed(NamedTuple):
    """What a check needs of one line of facts.csv."""

    fact: str
    entity: str
    source: str
    number: Range


class Untold(Exception):
    """Why a side has no number."""


Found: TypeAlias = Mapping[Row, list[int]]  # the lines of facts.csv that fit a row
Known: TypeAlias = Mapping[int, Printed]  # by line


def audit(reach: float = 1, cut: bool = False) -> pd.DataFrame:
    """Hold every claim against what other sources imply.

    Where the folder in use has a file claims.csv, its claims are judged and not those
    of the collection: see `own`.

    Parameters
    ----------
    reach
        How many steps of the last digit "about", "over" and "nearly" reach. One is the
        convention of this collection; more shows which verdicts hang on it.
    cut
        Whether digits may have been cut off instead of rounded.

    Returns
    -------
    DataFrame
        One row per check, in the order declared. Columns: id, kind, topic, claim,
        claimed_low, claimed, claimed_high, other_low, other, other_high, unit, said and
        against (the two sides in words, each resting on its own facts), verdict,
        reason, cause (of a conflict), aside (why a conflict is no finding of its own),
        power (see `verdict.power`; none for a target), may_conflict (whether two ranges
        apart would be a contradiction; not where a difference is known beforehand, nor
        between two editions), source (of the claim), rows
        (lines of facts.csv used, the claim's first), sources (ids), facts (the ids of
        the rows, in their order). A row that is missing, or that fits twice, makes the
        verdict "cannot be told" and is named in the reason. A target on a rank, on
        poverty or on the ICOR is met by less, any other by more. Claim, said, against,
        reason and aside are in the language in use; kind, topic, verdict and cause are
        keys, which `table` translates.

    Raises
    ------
    OtherPlace
        When the tables are about another place and have no claims of their own.
    BrokenTable
        When claims.csv cannot be read, with one line per fault.
    TypeError, ValueError
        When `reach` is no number, below 0, nan or infinite.

    Examples
    --------
    >>> audit()["id"].is_unique
    True
    """
    if not isinstance(reach, Real):
        raise TypeError(f"reach is {reach!r}; expected a number of steps, such as 2")
    if not 0 <= reach < math.inf:
        raise ValueError(f"reach is {reach!r}; expected a number of steps from 0 on")
    topics = own.claims() or _ours()
    found = find({row for some in topics.values() for one in some for row in one.rows})
    known = _read(found, reach, cut)
    indicators = data.table("indicators")
    units = dict(zip(indicators["indicator"], indicators["unit"], strict=True))
    entries = []
    for topic, checks in topics.items():
        entries += [judge(check, topic, found, known, units) for check in checks]
    audited = pd.DataFrame(entries)
    for side in ("said", "against"):  # a column of plain text would drop the facts
        audited[side] = pd.Series([entry[side] for entry in entries], dtype=object)
    return audited


def _ours() -> dict[str, list[Check]]:
    """Give the claims of the collection, where the tables are about its place."""
    if (there := data.home()) == PLACE:
        return TOPICS
    raise data.OtherPlace(
        f"the claims of the collection are about {PLACE}, the tables in"
        f" {data.folder()} about {there}; expected claims of your own in {own.FILE}:"
        " see 'Another province' in CONTRIBUTING.md"
    )


def find(wanted: Iterable[Row]) -> dict[Row, list[int]]:
    """Find the lines of facts.csv that fit each row."""
    facts = data.table("facts")
    columns = [facts[name].tolist() for name in ("row", *Row._fields)]
    by_key = defaultdict(list)
    for line, *cells in zip(*columns, strict=True):
        row = Row(*cells)
        by_key[row.indicator, row.period].append((line, row))
    found = {}
    for row in wanted:
        near = by_key[row.indicator, row.period]
        found[row] = [line for line, printed in near if _fits(row, printed)]
    return found


def _fits(wanted: Row, printed: Row) -> bool:
    pairs = zip(wanted, printed, strict=True)
    return all(want is None or want == cell for want, cell in pairs)


def _read(found: Found, reach: float, cut: bool) -> dict[int, Printed]:
    lines = sorted({line for some in found.values() for line in some})
    if not lines:
        return {}
    indicators = sorted({row.indicator for row, some in found.items() if some})
    facts = data.facts(indicators, row=lines)
    numbers = ranges.each(ranges.widened(facts, reach, cut))
    columns = facts["fact"], facts["entity"], facts["source"], numbers
    printed = (Printed(*cells) for cells in zip(*columns, strict=True))
    return dict(zip(facts["row"], printed, strict=True))


def judge(
    check: Check, topic: str, found: Found, known: Known, units: Mapping[str, str]
) -> dict[str, Any]:
    """Reach the verdict of one check: its row of the audit."""
    first = check.claimed.rows[0]
    unit = check.unit or units.get(first.indicator, "")
    claimed, trouble = _attempt(check.claimed, found, known)
    other, other_trouble = _attempt(check.other, found, known)
    verdict, reason = UNTOLD, trouble or other_trouble
    is_between = check.other.form == "between"
    if not reason:
        known_before = check.kind, check.differs, check.unsaid, unit, is_between
        less = is_less_better(first.indicator, unit)
        verdict, reason = weigh(claimed, other, *known_before, less_is_better=less)
    is_conflict = verdict == CONFLICTS
    lines = dict.fromkeys(line for row in check.rows for line in found[row])
    sources = dict.fromkeys(known[line].source for line in lines)
    return {
        "id": check.id,
        "kind": check.kind,
        "topic": topic,
        "claim": words.text(check.claim),
        "claimed_low": claimed.low,
        "claimed": claimed.value,
        "claimed_high": claimed.high,
        "other_low": other.low,
        "other": other.value,
        "other_high": other.high,
        "unit": unit,
        "said": Backed(
            wording.side(claimed, unit), _facts(check.claimed, found, known)
        ),
        "against": Backed(
            wording.side(other, unit, is_between), _facts(check.other, found, known)
        ),
        "verdict": verdict,
        "reason": wording.sentence(reason, check.note),
        "cause": check.cause if is_conflict else "",
        "aside": words.text(check.aside) if is_conflict else "",
        "power": math.nan if check.kind == TARGET else power(claimed, other),
        "may_conflict": may_conflict(check.kind, check.differs, check.unsaid),
        "source": known[found[first][0]].source if found[first] else "",
        "rows": tuple(lines),
        "sources": tuple(sources),
        "facts": tuple(known[line].fact for line in lines),
    }


def _facts(side: Side, found: Found, known: Known) -> list[str]:
    return [known[line].fact for row in side.rows for line in found[row]]


def _attempt(side: Side, found: Found, known: Known) -> tuple[Range, str]:
    """Return the range of a side; or no number, and why."""
    try:
        return value(side, found, known), ""
    except (Untold, ValueError) as error:
        nothing = float("nan")
        return Range(nothing, nothing, nothing), str(error)


def value(part: Row | Side, found: Found, known: Known) -> Range:
    """Work out the range of a row or side.

    Raises
    ------
    Untold
        If a row is missing or fits twice, or a table does not list the province.
    """
    if isinstance(part, Row):
        return known[_line(part, found)].number
    if part.form == "place":
        return _place([known[line] for row in part.rows for line in found[row]])
    inputs = [value(inner, found, known) for inner in part.parts]
    if part.form == "between":
        return _stretch(*inputs)
    if part.function is None:
        return inputs[0]
    return ranges.derive(part.function, *inputs)


def _line(row: Row, found: Found) -> int:
    lines = found[row]
    if not lines:
        raise Untold(words.text(wording.NO_ROW, what=_named(row)))
    if len(lines) > 1:
        named = ", ".join(map(str, lines))
        raise Untold(words.text(wording.SEVERAL_ROWS, lines=named, row=row))
    return lines[0]


def _named(row: Row) -> str:
    """Name what a row would say as a reader knows it: no ids."""
    sources = data.table("sources").set_index("source")
    publisher = sources["publisher"].get(row.source, "")
    what = (
        *cite.labels("indicators", [row.indicator]),
        *cite.labels("entities", [row.entity] if row.entity else []),
        row.breakdown and words.text(row.breakdown),
        row.period and words.period(row.period),
        row.status and words.text(row.status),
        words.text(publisher),
    )
    return ", ".join(part for part in what if part)


def _stretch(first: Range, last: Range) -> Range:
    middle = (first.value + last.value) / 2
    return Range(min(first.low, last.low), middle, max(first.high, last.high))


def _place(printed: Iterable[Printed]) -> Range:
    """Rank the province: if the ranges fall well, by value, if they fall badly."""
    sums: dict[str, Range] = {}
    for one in printed:
        so_far = sums.get(one.entity, Range(0, 0, 0))
        sums[one.entity] = _sum(so_far, one.number)
    own = sums.pop(PLACE, None)
    if own is None:
        raise Untold(words.text(wording.NOT_LISTED))
    others = [number for entity, number in sums.items() if entity != "Việt Nam"]
    best = sum(other.low > own.high for other in others)
    middle = sum(other.value > own.value for other in others)
    worst = sum(other.high > own.low for other in others)
    return Range(1.0 + best, 1.0 + middle, 1.0 + worst)


def _sum(a: Range, b: Range) -> Range:
    return Range(a.low + b.low, a.value + b.value, a.high + b.high)
