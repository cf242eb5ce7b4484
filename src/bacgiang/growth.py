"""Growth arithmetic on numbers and Series: rates in percent, levels in their own unit.

No files. Every function but `chain`, of a Series, and `chain_months`, which carries
ranges itself, is plain enough to be passed to `ranges.derive`, which turns inputs with
ranges into results with ranges.
"""

import math
from collections.abc import Iterable
from typing import Any, TypeAlias

import pandas as pd

from .evidence import facts_of

# A float, or a Series or DataFrame of them; pandas promises no closer type.
Number: TypeAlias = Any


def growth(new: Number, old: Number) -> Number:
    """Work out the growth in percent from level `old` to level `new`.

    Examples
    --------
    >>> growth(150, 100)
    50.0
    """
    return (new / old - 1) * 100


def cagr(start: Number, end: Number, years: float) -> Number:
    """Work out the compound annual growth rate in percent from `start` to `end`.

    The same arithmetic gives the *required rate*: the pace at which the present level
    reaches a target. Definition: (end / start) ** (1 / years) - 1, times 100.

    Raises
    ------
    ValueError
        If `years` is not positive.

    Examples
    --------
    >>> round(cagr(100, 200, 5), 2)
    14.87
    """
    if years <= 0:
        raise ValueError(f"years is {years}; a number above 0 was expected")
    return ((end / start) ** (1 / years) - 1) * 100


def compound(start: Number, rate: Number, years: float) -> Number:
    """Work out the level after `years` years at `rate` percent a year.

    Examples
    --------
    >>> compound(100, 50, 2)
    225.0
    """
    return start * (1 + rate / 100) ** years


def contribution_before(
    points: Number, rate: Number, rate_before: Number, whole_before: Number
) -> Number:
    """Work a contribution to growth back by a year, by weights at constant prices.

    Points by rate are the weight that a part had at the end of the year before. A year
    earlier it was smaller, where the part grew faster than the whole.

    Parameters
    ----------
    points, rate
        What the part gave to the growth of a year, in percentage points, and its own
        growth in that year, in percent.
    rate_before, whole_before
        Growth of the part and of the whole in the year before, in percent.

    Examples
    --------
    A part that doubled while the whole grew by half, and is half of it now, was three
    eighths of it before, and gave 37.5 of the 50 points.

    >>> contribution_before(5, 10, 100, 50)
    37.5
    """
    weight = points / rate
    weight_before = weight * relative(whole_before, rate_before)
    return weight_before * rate_before


def average_rate(*rates: Number) -> Number:
    """Work out the steady annual rate, in percent, that compounds to the same growth.

    Parameters
    ----------
    *rates
        The rates of the years one by one: `derive(average_rate, *each(rows))`.

    Raises
    ------
    ValueError
        For a single rate, which may be a whole column that was not unpacked.

    Examples
    --------
    >>> round(average_rate(10, 20), 2)
    14.89
    """
    if len(rates) < 2:
        raise ValueError(
            "an average of one rate, or of none; expected two or more, one by one:"
            " bg.derive(bg.growth.average_rate, *bg.each(rows))"
        )
    return (_multiple(rates) ** (1 / len(rates)) - 1) * 100


def _multiple(rates: Iterable[Number]) -> Number:
    """Multiply up what rates in percent make of 1."""
    return math.prod(1 + rate / 100 for rate in rates)


def rate_left(goal: Number, years: int, *done: Number) -> Number:
    """Give the steady rate that is left to reach an average goal after some years.

    Parameters
    ----------
    goal
        The average rate aimed at, percent a year, over all `years`.
    years
        How many years the goal covers.
    *done
        The rates of the years that are over, in percent.

    Raises
    ------
    ValueError
        When no year is left.

    Examples
    --------
    >>> round(rate_left(10, 3, 10, 10), 6)
    10.0
    """
    left = years - len(done)
    if left <= 0:
        raise ValueError(
            f"{len(done)} of {years} years are over; at least one was expected"
        )
    whole = (1 + goal / 100) ** years
    return ((whole / _multiple(done)) ** (1 / left) - 1) * 100


def chain(rates: pd.Series, base: float = 100.0) -> pd.Series:
    """Chain yearly growth rates to an index: `base` in the year before the first.

    Parameters
    ----------
    rates : Series
        Growth in percent, indexed by consecutive whole years, as numbers or as text.
    base : float
        The level in the year before the first rate.

    Returns
    -------
    Series
        The level by year.

    Raises
    ------
    ValueError
        If a year is missing.

    Examples
    --------
    >>> chain(pd.Series({2011: 50.0, 2012: 10.0})).round(1).to_dict()
    {2010: 100.0, 2011: 150.0, 2012: 165.0}
    """
    rates = rates.set_axis(rates.index.astype(int))
    years = list(rates.index)
    if years != list(range(years[0], years[0] + len(years))):
        raise ValueError(
            f"the rates cover the years {years}; an unbroken run was expected"
        )
    levels = base * (1 + rates / 100).cumprod()
    return pd.concat([pd.Series({years[0] - 1: base}), levels])


def chain_months(rows: pd.DataFrame, months: int) -> pd.DataFrame:
    """Multiply monthly indices to indices on an earlier month (= 100), ranges along.

    Parameters
    ----------
    rows : DataFrame
        Indices with the month before = 100: `end`, low, value, high, and `fact`.
    months : int
        How many months lie between a date and the one it is compared with.

    Returns
    -------
    DataFrame
        low, value, high and facts by month; a month is left out where one of the
        indices that lead to it is missing, so there may be none.

    Raises
    ------
    ValueError
        If a month is there twice, or `months` is less than one.

    Examples
    --------
    >>> ends = pd.to_datetime(["2021-01-01", "2021-02-01", "2021-03-01"])
    >>> steps = [110.0, 50.0, 120.0]
    >>> rows = pd.DataFrame({"end": ends, "low": steps, "value": steps, "high": steps})
    >>> chain_months(rows, 2)["value"].round(1).to_list()
    [55.0, 60.0]
    """
    if months < 1:
        raise ValueError(f"months is {months}; expected 1 or more")
    by_month = rows.set_index(rows["end"].dt.to_period("M")).sort_index()
    if not by_month.index.is_unique:
        twice = by_month.index[by_month.index.duplicated()][0]
        raise ValueError(f"{twice} is there twice; one index a month was expected")
    ends, chained = ["low", "value", "high"], {}
    for last in by_month.index:
        span = pd.period_range(end=last, periods=months, freq="M")
        if span.isin(by_month.index).all():
            steps = by_month.loc[span]
            product = 100 * (steps[ends] / 100).prod()
            chained[last] = {**product, "facts": facts_of(steps)}
    if not chained:  # the columns stay, whoever asks for them
        return by_month[ends].iloc[:0].assign(facts=[]).rename_axis(None)
    return pd.DataFrame.from_dict(chained, orient="index")


def contribution(share_before: Number, rate: Number) -> Number:
    """Work out the percentage points that a part adds to the growth of the whole.

    Its share (percent of the whole in the year before, same prices) times its own
    growth (percent). Parts add up to the total exactly only at constant prices; with
    current-price shares the sum misses by what relative prices moved.

    Examples
    --------
    >>> contribution(60, 20)
    12.0
    """
    return share_before * rate / 100


def relative(rate: Number, other: Number) -> Number:
    """Work out how many times as much one level has grown as another.

    Both rates in percent, of one span and at the same prices.

    Examples
    --------
    >>> relative(21, 10)
    1.1
    """
    return (100 + rate) / (100 + other)


def path(start_year: int, start: float, rates: Iterable[float]) -> pd.Series:
    """Follow a scenario: the level in `start_year`, and after each of the `rates`.

    The rates are yearly, in percent.

    Examples
    --------
    >>> path(2020, 100.0, [50, 10]).round(1).to_dict()
    {2020: 100.0, 2021: 150.0, 2022: 165.0}
    """
    levels = [start]
    for rate in rates:
        levels.append(compound(levels[-1], rate, 1))
    return pd.Series(levels, index=range(start_year, start_year + len(levels)))
