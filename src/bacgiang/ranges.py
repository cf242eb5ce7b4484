"""How far a printed number reaches, and what that means for results derived from it.

Numbers and columns only; no files. A single number with its reach is a `Range`; many
stand in the columns `low`, `value`, `high` of a DataFrame. Both carry the ids of the
facts they rest on: `Range.facts`, or a column `fact` (one id a row) or `facts` (each a
tuple of ids).
"""

import math
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from numbers import Real
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pandas as pd

from . import growth, names, wording, words
from .evidence import facts_by_row, facts_of, note

if TYPE_CHECKING:
    from .claims import Check

# Multiples of the rounding step below and above the printed value, by the source's
# own hedge. That "over" reaches one step is a convention of this collection.
REACH = {
    "exact": (0.5, 0.5),
    "about": (1, 1),
    "over": (0, 1),
    "nearly": (1, 0),
    "at_least": (0, np.inf),
    "at_most": (np.inf, 0),
}
HEDGES = ("about", "over", "nearly")  # those whose reach is a convention
COLUMNS = ["low", "value", "high"]
TIMES = ["end", "year"]  # columns of facts that a result keeps
QUANTITY = ["indicator", "entity", "breakdown"]  # of which a series has one each
Input = Any  # a plain number, a Range, or a DataFrame with low, value, high
OF_ONE_UNIT = (growth.growth, growth.cagr)
MOST = 16  # ranged inputs of one derivation: each doubles the corners of the box


@dataclass(frozen=True)
class Range:
    """A number with the lowest and highest value its printing allows, all in one unit.

    `facts` are the ids of the facts it rests on; `unit` is theirs where it is a number
    as printed, and no result. Unpacks into low, value, high. A comparison (`a > b`) is
    true only if it holds at every value that both sides allow, so `not a > b` does not
    say that a is at most b.

    Raises
    ------
    TypeError, ValueError
        For what is no number, and where the value does not lie from low to high; an end
        that is nan is not held against it.
    """

    low: float
    value: float
    high: float
    facts: tuple[str, ...] = field(default=(), compare=False)
    unit: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse ends on the wrong side, with which a false comparison would hold."""
        low, value, high = ends = self.low, self.value, self.high
        if not all(isinstance(end, Real) for end in ends):
            said = ", ".join(map(names.shown, ends))
            raise TypeError(f"a range of {said}; expected three numbers")
        # so little may be missing where a result is worked out in floats
        slack = 1e-9 * abs(value) if math.isfinite(value) else 0.0
        if low > high or low > value + slack or value - slack > high:
            said = ", ".join(f"{end:.12g}" for end in ends)
            raise ValueError(
                f"a range with low, value, high {said}; expected them in rising order"
            )

    def __iter__(self) -> Iterator[float]:
        """Go through low, value, high."""
        return iter((self.low, self.value, self.high))

    def __gt__(self, other: Any) -> "Check":
        """Compare: certainly more than a range, a number or every row of a frame."""
        return _compare(self, ">", other)

    def __ge__(self, other: Any) -> "Check":
        """Compare: certainly at least as much."""
        return _compare(self, ">=", other)

    def __lt__(self, other: Any) -> "Check":
        """Compare: certainly less than a range, a number or every row of a frame."""
        return _compare(self, "<", other)

    def __le__(self, other: Any) -> "Check":
        """Compare: certainly at most as much."""
        return _compare(self, "<=", other)

    def _refuse_sign(self, *_: object) -> NoReturn:
        """Say what to use in place of a sign of arithmetic."""
        raise TypeError(
            "a range takes no sign of arithmetic; expected bg.ratio(a, b),"
            " bg.share(a, b), bg.difference(a, b) or bg.total(a, b), or"
            " bg.derive(function, a, b) for any other arithmetic, as in"
            " bg.derive(bg.growth.cagr, a, b, 8)"
        )

    __add__ = __radd__ = __sub__ = __rsub__ = __neg__ = _refuse_sign
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse_sign
    __pow__ = __rpow__ = _refuse_sign

    def __str__(self) -> str:
        """Say the range in the language in use."""
        return words.text(say(self))

    def __format__(self, spec: str) -> str:
        """Say the range inside an English sentence, which is said as a whole later."""
        return format(say(self), spec)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        """Show words and unit in a notebook, with the facts beside them."""
        note(self.facts)
        basis = {"kind": "text", "facts": list(self.facts)}
        said = f"{self} {words.text(self.unit)}" if self.unit else str(self)
        return {"text/plain": said}, {"bacgiang": basis}


def _compare(one: Any, sign: str, other: Any) -> "Check":
    from .claims import compare  # which needs ranges first

    return compare(one, sign, other)


def bounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `low` and `high` to printed numbers.

    exact: half a rounding step either way; about: a whole step; over and nearly: a step
    on one side; at_least and at_most: open on one side; a printed range: its two ends;
    a count printed to its last unit (resolution 0): the number itself. Where a source
    prints a range, `value` becomes the middle of it.

    Parameters
    ----------
    rows
        A DataFrame with value, value_max, qualifier, resolution.

    Raises
    ------
    ValueError
        For a hedge that is not in the list.
    """
    unknown = set(rows["qualifier"]) - set(REACH)
    if unknown:
        known = sorted(REACH)
        raise ValueError(f"unknown qualifier {sorted(unknown)}; known are {known}")
    value, top = rows["value"], rows["value_max"]
    step, single = rows["resolution"].astype(float), top.isna()
    below = _reach(rows["qualifier"], 0, step)
    above = _reach(rows["qualifier"], 1, step)
    return rows.assign(
        low=(value - below).where(single, value),
        high=(value + above).where(single, top),
        value=value.where(single, (value + top) / 2),
    )


def _reach(hedges: pd.Series, side: int, step: pd.Series) -> pd.Series:
    """How far each number reaches to one side; an open side stays open at step 0."""
    steps = hedges.map({hedge: reach[side] for hedge, reach in REACH.items()})
    steps = steps.astype(float)  # of no rows, too
    return (steps * step).where(np.isfinite(steps), np.inf)


def widened(rows: pd.DataFrame, steps: float = 1, cut: bool = False) -> pd.DataFrame:
    """Read published numbers more loosely than `bounds` does, to see what changes.

    Parameters
    ----------
    rows
        Rows with low and high, as `bounds` leaves them.
    steps
        How many steps of the last digit "about", "over" and "nearly" reach; a number
        without a hedge stays as it is.
    cut
        Whether digits may have been cut off instead of rounded: an exact number then
        reaches a whole step away from zero, too.

    Returns
    -------
    DataFrame
        The rows with their new low and high.
    """
    single, step = rows["value_max"].isna(), rows["resolution"].astype(float)
    more = (steps - 1) * step.where(single & rows["qualifier"].isin(HEDGES), 0)
    low = rows["low"] - more * (rows["qualifier"] != "over")
    high = rows["high"] + more * (rows["qualifier"] != "nearly")
    if cut:
        more = step.where(single & (rows["qualifier"] == "exact"), 0) / 2
        low = low - more * (rows["value"] < 0)
        high = high + more * (rows["value"] >= 0)
    return rows.assign(low=low, high=high)


def derive(function: Callable, *inputs: Input) -> Any:
    """Work out a result and its range: `function` at every corner of the inputs' box.

    The smallest and largest corner bound the result only where `function` moves one way
    in each input, so every edge of the box is walked first.

    Parameters
    ----------
    function
        Takes as many numbers as there are inputs, or arrays of them, and returns one
        or an array: plain arithmetic, numpy functions.
    *inputs
        Plain numbers, ranges, or DataFrames with low, value, high (aligned by index).

    Returns
    -------
    Range or DataFrame
        With the facts of all inputs; a DataFrame (columns low, value, high, facts)
        where an input is one; it keeps `end` and `year` where all frames say the same.

    Raises
    ------
    ValueError
        When the function turns, or has no value, along an input (a divisor whose range
        holds zero, for instance), when no label is in the index of every DataFrame, or
        one of them is there twice, or when `growth.growth` or `growth.cagr` is given
        printed numbers in different units.

    Examples
    --------
    >>> derive(lambda part, whole: part / whole, Range(49, 50, 51), Range(99, 100, 101))
    Range(low=0.48514851485148514, value=0.5, high=0.5151515151515151, facts=())
    """
    if not callable(function) or not inputs:
        raise TypeError("expected a function, and one or more inputs for it")
    for item in inputs:
        refuse_no_number(item)
    if function in OF_ONE_UNIT:
        refuse_other_units(*inputs)
    index = _shared_index(inputs)
    sides = [_sides(item, index) for item in inputs]
    ranged = [number for number, ends in enumerate(sides) if len(ends) > 1]
    if len(ranged) > MOST:
        raise ValueError(
            f"{len(ranged)} inputs with a range; at most {MOST} can be combined at"
            " once: derive in steps"
        )
    with np.errstate(all="ignore"):
        _refuse_turns(function, sides, ranged)
        corners = _at_all(function, sides)
        value = _at(function, [_middle(item, index) for item in inputs])
    is_open = sum(np.isinf(end) for ends in sides for end in ends) > 0
    if (np.isnan(corners) | (np.isinf(corners) & ~np.asarray(is_open))).any():
        raise ValueError(
            "the function has no value at a corner of the box its inputs span"
        )
    low, high = corners.min(axis=0), corners.max(axis=0)
    if index is None:
        ends = (float(low.item()), float(value.item()), float(high.item()))
        return Range(*ends, facts_of(*inputs))
    result = pd.DataFrame({"low": low, "value": value, "high": high}, index=index)
    facts = _facts_by_row(inputs, index)
    return result.assign(facts=facts, **_shared_times(inputs, index))


def refuse_no_number(item: object) -> None:
    """Refuse what is no number, range or frame with ranges.

    Raises
    ------
    TypeError, ValueError
        That says what was given, and what was expected.
    """
    if isinstance(item, pd.DataFrame):
        return refuse_no_frame(item)
    if isinstance(item, list):
        raise TypeError(
            "an input is a list; expected numbers, ranges or DataFrames one by one:"
            " total(first, second), or total(*parts)"
        )
    if isinstance(item, tuple):
        Range(*_ends(item))
    elif not isinstance(item, (Range, Real)):
        raise TypeError(
            f"an input is {names.shown(item)}; expected a number, a Range, or a"
            " DataFrame with low, value, high"
        )


def refuse_no_frame(rows: object, columns: Iterable[str] = COLUMNS) -> None:
    """Refuse what is no DataFrame, or one that lacks a column.

    Raises
    ------
    TypeError
        That says what was given, and what was expected.
    """
    expected = "expected a DataFrame"
    if columns:
        expected += f" with {', '.join(columns)}, as bg.series gives it"
    if not isinstance(rows, pd.DataFrame):
        raise TypeError(f"the rows are {names.shown(rows)}; {expected}")
    if missing := [column for column in columns if column not in rows]:
        raise TypeError(f"the rows have no {' and no '.join(missing)}; {expected}")


def _ends(item: Iterable[float]) -> tuple[float, float, float]:
    """Give low, value and high of a range, or of three numbers in its place."""
    ends = tuple(item) if isinstance(item, Iterable) else ()
    if len(ends) != 3 or not all(isinstance(end, Real) for end in ends):
        said = names.shown(item)
        raise TypeError(f"a range is {said}; expected a Range, or low, value, high")
    return ends


def _shared_index(inputs: tuple) -> pd.Index | None:
    """Find the index that all frames among the inputs share; None without a frame."""
    indexes = [item.index for item in inputs if isinstance(item, pd.DataFrame)]
    if not indexes:
        return None
    shared = indexes[0]
    for other in indexes[1:]:
        shared = shared.intersection(other, sort=False)
    if shared.empty and all(map(len, indexes)):
        labels = "; ".join(names.quoted(index, 3) for index in indexes)
        raise ValueError(
            f"the indexes of the frames have no label in common: {labels}; rows are"
            " matched by their index. For one row each, bg.only(rows) and"
            " bg.value(...) make ranges"
        )
    for index in indexes:
        _refuse_repeated(index[index.duplicated() & index.isin(shared)])
    return shared


def _refuse_repeated(labels: pd.Index) -> None:
    """Refuse labels that several rows of one frame have: which is meant is open."""
    if len(labels):
        raise ValueError(
            f"the index of a frame has {names.quoted(labels.unique())} more than once;"
            " rows are matched by their index, so expected each label once: choose the"
            " rows first, or bg.series takes one a period"
        )


def _facts_by_row(inputs: tuple, index: pd.Index) -> list[tuple[str, ...]]:
    known = [
        facts_by_row(item.loc[index])
        if isinstance(item, pd.DataFrame)
        else [facts_of(item)] * len(index)
        for item in inputs
    ]
    return [tuple(dict.fromkeys(chain(*row))) for row in zip(*known, strict=True)]


def _shared_times(inputs: tuple, index: pd.Index) -> dict[str, pd.Series]:
    """Take the columns of time in which all frames among the inputs say the same."""
    frames = [item.loc[index] for item in inputs if isinstance(item, pd.DataFrame)]
    first = frames[0]
    return {
        column: first[column]
        for column in TIMES
        if all(column in rows and rows[column].equals(first[column]) for rows in frames)
    }


def _triple(item: Input, index: pd.Index | None) -> tuple[np.ndarray, ...]:
    """Low, value and high of an input as arrays; a plain number is all three."""
    if isinstance(item, pd.DataFrame):
        rows = item.loc[index]
        return tuple(rows[column].to_numpy(float) for column in COLUMNS)
    parts = item if isinstance(item, (Range, tuple)) else (item, item, item)
    return tuple(np.asarray(part, float) for part in parts)


def _sides(item: Input, index: pd.Index | None) -> list[np.ndarray]:
    """Low and high end of an input; the one value where they are the same."""
    low, _, high = _triple(item, index)
    return [low] if np.array_equal(low, high) else [low, high]


def _middle(item: Input, index: pd.Index | None) -> np.ndarray:
    return _triple(item, index)[1]


def _at(function: Callable, arguments: list[np.ndarray]) -> np.ndarray:
    return np.asarray(function(*arguments), float)


def _at_all(function: Callable, sides: list[list[np.ndarray]]) -> np.ndarray:
    """Work `function` out wherever one side of each input meets one of each other.

    One line per such place, those of the last input changing fastest; a column a row.
    An input that has one side only stays as it is.
    """
    counts = [len(ends) for ends in sides]
    chosen = np.indices(counts).reshape(len(counts), -1)
    arguments = [
        np.array([np.atleast_1d(end) for end in ends])[which]
        if len(ends) > 1
        else ends[0]
        for ends, which in zip(sides, chosen, strict=True)
    ]
    width = max(argument.shape[-1] if argument.ndim else 1 for argument in arguments)
    return np.broadcast_to(_at(function, arguments), (math.prod(counts), width))


def _refuse_turns(
    function: Callable, sides: list[list[np.ndarray]], ranged: list[int]
) -> None:
    """Walk every edge of the box; the function must not turn on the way."""
    for who in ranged:
        low, high = sides[who]
        stops = _stops(low, high)
        along = [*sides[:who], stops, *sides[who + 1 :]]
        values = _at_all(function, along).reshape(*map(len, along), -1)
        walk = np.moveaxis(values, who, 0).reshape(len(stops), -1)
        if not _one_way(walk):
            raise ValueError(
                f"input {who + 1} spans {np.min(low):g} to {np.max(high):g}, and"
                " the function turns or has no value in between, so its corners do"
                " not bound it (does a divisor's range hold zero?)"
            )


def _stops(low: np.ndarray, high: np.ndarray) -> list[np.ndarray]:
    """Nine stops from low to high; an open end is walked a long way from the other."""
    long_way = 1e3 * (1 + np.abs(np.where(np.isinf(low), high, low)))
    reach = np.where(np.isinf(high - low), long_way, high - low)
    start = np.where(np.isinf(low), high - reach, low)
    return [start + reach * share for share in np.linspace(0, 1, 9)]


def _one_way(walk: np.ndarray) -> bool:
    """Whether each column of a walk only rises or only falls, and has values at all."""
    if not np.isfinite(walk).all():
        return False
    steps, slack = np.diff(walk, axis=0), 1e-12 * np.nanmax(np.abs(walk), initial=1)
    rises, falls = (steps >= -slack).all(axis=0), (steps <= slack).all(axis=0)
    return bool((rises | falls).all())


def ratio(part: Input, whole: Input) -> Any:
    """Divide one input by another, ranges and facts carried along.

    Examples
    --------
    >>> ratio(Range(2, 3, 4), 2)
    Range(low=1.0, value=1.5, high=2.0, facts=())
    """
    return derive(lambda a, b: a / b, part, whole)


def share(part: Input, whole: Input) -> Any:
    """Give a part in percent of its whole, ranges and facts carried along.

    Raises
    ------
    ValueError
        When the two are printed numbers in different units.

    Examples
    --------
    >>> share(Range(2, 3, 4), 8)
    Range(low=25.0, value=37.5, high=50.0, facts=())
    """
    refuse_other_units(part, whole)
    return derive(lambda a, b: a / b * 100, part, whole)


def difference(first: Input, second: Input) -> Any:
    """Take the second input from the first, ranges and facts carried along.

    Raises
    ------
    ValueError
        When the two are printed numbers in different units.

    Examples
    --------
    >>> difference(Range(2, 3, 4), Range(0, 1, 2))
    Range(low=0.0, value=2.0, high=4.0, facts=())
    """
    refuse_other_units(first, second)
    return derive(lambda a, b: a - b, first, second)


def total(*parts: Input) -> Any:
    """Add inputs up, ranges and facts carried along.

    Raises
    ------
    ValueError
        When they are printed numbers in different units.

    Examples
    --------
    >>> total(Range(2, 3, 4), 1)
    Range(low=3.0, value=4.0, high=5.0, facts=())
    """
    refuse_other_units(*parts)
    return derive(lambda *numbers: sum(numbers), *parts)


def refuse_other_units(*inputs: Any) -> None:
    """Refuse printed numbers of several units: no sum, share or order is of both."""
    found: list[str] = []
    for item in inputs:
        if isinstance(item, pd.Series) and "unit" in item:
            found.append(item["unit"])
        elif isinstance(item, pd.DataFrame):
            found += list(item["unit"].dropna().unique()) if "unit" in item else []
        elif isinstance(item, Range) and item.unit:
            found.append(item.unit)
    units = list(dict.fromkeys(found))
    if len({"a rate" if unit in wording.RATES else unit for unit in units}) > 1:
        raise ValueError(
            f"the inputs are in {' and '.join(units)}; expected one unit:"
            " bg.ratio(a, b) gives how much of one there is for one of the other"
        )


def added(rows: pd.DataFrame) -> Range:
    """Add up the rows of a DataFrame, their ranges and facts with them.

    Raises
    ------
    ValueError
        When rows of facts are in different units, when two of them print one quantity
        (indicator, entity and breakdown) for times that overlap, so that their sum
        would count it twice, or when they print one for several times and it is no
        flow: rates and stocks of several years add up to nothing.

    Examples
    --------
    >>> added(pd.DataFrame({"low": [1, 2], "value": [2, 3], "high": [3, 4]}))
    Range(low=3.0, value=5.0, high=7.0, facts=())
    """
    refuse_no_frame(rows)
    refuse_other_units(rows)
    _refuse_rivals(rows)
    _refuse_no_flow(rows)
    low, value, high = rows[COLUMNS].sum().astype(float)
    return Range(float(low), float(value), float(high), facts_of(rows))


def _refuse_rivals(rows: pd.DataFrame) -> None:
    """Refuse printings of one quantity for times that overlap; name the first two."""
    if not {*QUANTITY, "start", "end"} <= set(rows):
        return  # no rows of facts
    ordered = rows.sort_values([*QUANTITY, "start", "end"], kind="stable")
    # in order of their start, any two that overlap have two neighbours that do
    before = ordered.shift()
    is_same = (ordered[QUANTITY] == before[QUANTITY]).all(axis=1)
    rival = (is_same & (ordered["start"] <= before["end"])).to_numpy()
    if rival.any():
        place = int(rival.argmax())
        one, other = (_printing(ordered.iloc[at]) for at in (place - 1, place))
        quantity = ", ".join(filter(None, ordered.iloc[place][QUANTITY]))
        raise ValueError(
            f"{one} and {other} are printings of one quantity ({quantity}) for times"
            " that overlap, so their sum would count it twice; expected one row for"
            " each time: bg.series takes one a period, rows.groupby('year').tail(1) the"
            " last count of each year"
        )


def _refuse_no_flow(rows: pd.DataFrame) -> None:
    """Refuse a rate, share or stock at several times."""
    if not {*QUANTITY, "measure", "period"} <= set(rows):
        return  # no rows of facts
    lasting = rows[rows["measure"] != "flow"]
    again = lasting[lasting.duplicated(QUANTITY)]
    if len(again):
        indicator, measure = again[["indicator", "measure"]].iloc[0]
        raise ValueError(
            f"{indicator} is a {measure}, and rows of several times cannot be added;"
            " expected a flow, or one time: bg.growth.average_rate takes yearly rates"
        )


def _printing(row: pd.Series) -> str:
    """Name a row of facts by what it prints, its time and its id."""
    named = [f"{row['start']:%Y-%m-%d} to {row['end']:%Y-%m-%d}"]
    named += [row[column] for column in ("source", "fact") if column in row]
    printed = row["as_printed"] if "as_printed" in row else f"{row['value']:,.6g}"
    return f"{printed!r} ({', '.join(named)})"


def each(rows: pd.DataFrame) -> list[Range]:
    """List the rows of a DataFrame as ranges, for functions of many numbers.

    Says, as a warning, which years are missing between yearly rates, whose average or
    chain would skip them.

    Examples
    --------
    >>> each(pd.DataFrame({"low": [1], "value": [2], "high": [3]}))
    [Range(low=1.0, value=2.0, high=3.0, facts=())]
    """
    refuse_no_frame(rows)
    _warn_of_holes(rows)
    return _each(rows)


def _each(rows: pd.DataFrame) -> list[Range]:
    numbers = rows[COLUMNS].to_numpy(float)
    units = rows["unit"] if "unit" in rows else [""] * len(rows)
    known = zip(numbers, facts_by_row(rows), units, strict=True)
    return [
        Range(float(low), float(value), float(high), ids, unit)
        for (low, value, high), ids, unit in known
    ]


def _warn_of_holes(rows: pd.DataFrame) -> None:
    """Say which years are missing between yearly rates of one quantity."""
    if len(rows) < 3 or not {*QUANTITY, "form", "measure", "year"} <= set(rows):
        return  # two may be the ends of a span
    if (rows["form"] != "year").any() or (rows["measure"] != "rate").any():
        return
    years = rows["year"]
    missing = sorted({*range(years.min(), years.max())} - {*years})
    if missing and len(rows[QUANTITY].drop_duplicates()) == 1:
        warnings.warn(
            f"the years {names.quoted(missing, 9)} are missing between these rates of"
            f" {rows['indicator'].iloc[0]}: an average or a chain skips the gap",
            stacklevel=3,
        )


def only(rows: pd.DataFrame) -> Range:
    """Give the one row of a DataFrame as a range.

    Raises
    ------
    ValueError
        When there are more rows than one, or none.

    Examples
    --------
    >>> only(pd.DataFrame({"low": [1], "value": [2], "high": [3]}))
    Range(low=1.0, value=2.0, high=3.0, facts=())
    """
    refuse_no_frame(rows)
    if len(rows) != 1:
        raise ValueError(f"expected one row, got {len(rows)}")
    return _each(rows)[0]


def count(rows: pd.DataFrame) -> Range:
    """Count rows: a number without width that rests on the facts of all of them.

    Examples
    --------
    >>> count(pd.DataFrame({"low": [1, 2]}))
    Range(low=2.0, value=2.0, high=2.0, facts=())
    """
    refuse_no_frame(rows, columns=[])
    number = float(len(rows))
    return Range(number, number, number, facts_of(rows))


def as_ranges(rows: pd.DataFrame) -> pd.Series:
    """Give the rows of a DataFrame as a column of ranges, for a table."""
    refuse_no_frame(rows)
    return pd.Series(_each(rows), rows.index, dtype=object)


def overlap(first: Iterable[float], second: Iterable[float]) -> bool:
    """Tell whether two ranges share a value, and so can describe one number."""
    low, _, high = _ends(first)
    other_low, _, other_high = _ends(second)
    return bool(low <= other_high and other_low <= high)


# the forms that `say` gives, for the catalogue
SAID = (
    words.mark("1 (0 to 2)"),
    words.mark("at least 1"),
    words.mark("at most 1"),
)


def say(item: Iterable[float], scale: float = 1, digits: int | None = None) -> str:
    """Say a range with no more digits than it supports: "18.3 (17.9 to 18.8)".

    In English, as part of a sentence that `show`, `tell` or `table` says as a whole in
    the language in use; `words.text` says it alone.

    The step is the power of ten at or below half the width of the range; the ends are
    rounded outwards, so that the words never claim more than the numbers.

    Parameters
    ----------
    item
        A Range, or low, value, high.
    scale
        What to divide by first: 1e9 for billions.
    digits
        Digits after the point; where given, they take the place of the step. Negative
        ones round to tens, hundreds and so on.

    Examples
    --------
    >>> say(Range(17.93, 18.31, 18.74))
    '18.3 (17.9 to 18.8)'
    """
    low, value, high = (end / scale for end in _ends(item))
    if math.isinf(high):
        return f"at least {_end(low, digits, math.floor)}"
    if math.isinf(low):
        return f"at most {_end(high, digits, math.ceil)}"
    if high - low <= 1e-12 * max(1, abs(value)):
        if digits is None:
            digits = 0 if value == round(value) else 2
        return _written(value if digits > 0 else rounded(value, digits, round), digits)
    if digits is None:
        digits = -_supported(high - low)
    down, up = rounded(low, digits, math.floor), rounded(high, digits, math.ceil)
    ends = f"{_written(down, digits)} to {_written(up, digits)}"
    return f"{_written(rounded(value, digits, round), digits)} ({ends})"


def _end(end: float, digits: int | None, way: Callable[[Any], int]) -> str:
    """Write the one end of an open range, rounded outwards where it is rounded."""
    if digits is None:
        digits = words.digits_of(end, 2)
    return _written(rounded(end, digits, way) if math.isfinite(end) else end, digits)


def _written(number: float, digits: int) -> str:
    """Write a number in English; what is rounded to zero has no sign."""
    return f"{number:z,.{max(0, digits)}f}"


def rounded(number: float, digits: int, way: Callable[[Any], int]) -> float:
    """Round to digits after the point: by `math.floor`, `math.ceil` or `round`.

    Examples
    --------
    >>> rounded(2.3, 0, math.floor), rounded(2.3, 0, math.ceil)
    (2.0, 3.0)
    """
    unit = 10.0**-digits
    # what a float misses of a whole number of units is no further unit
    slack: dict[Callable, float] = {math.floor: 1e-6, math.ceil: -1e-6}
    return way(number / unit + slack.get(way, 0)) * unit


def places(low: float, high: float) -> int:
    """Count the digits after the point that a range supports; none where it is open.

    Examples
    --------
    >>> places(15.955, 15.965), places(3, 3)
    (3, 0)
    """
    width = high - low
    return -_supported(width) if 0 < width < math.inf else 0


def _supported(width: float) -> int:
    """Find the power of ten at or below half the width of a range."""
    return math.floor(math.log10(width / 2) + 1e-9)
