"""Growth arithmetic on numbers and Series: rates in percent, levels in their own unit;
no files.

Every function is plain enough to be passed to `ranges.derive`, which turns inputs with
ranges into
results with ranges.
"""

import pandas as pd


def growth(new, old):
    """Growth in percent from level `old` to level `new`."""
    return (new / old - 1) * 100


def cagr(start, end, years):
    """Compound annual growth rate in percent that leads from `start` to `end` in
    `years` years.

    The same arithmetic gives the *required rate*: the pace at which the present level
    reaches a
    target. Definition: (end / start) ** (1 / years) - 1, times 100. `years` must be
    positive.
    """
    if years <= 0:
        raise ValueError(f"years is {years}; a number above 0 was expected")
    return ((end / start) ** (1 / years) - 1) * 100


def compound(start, rate, years):
    """The level after `years` years at `rate` percent a year."""
    return start * (1 + rate / 100) ** years


def average_rate(*rates):
    """The steady annual rate, in percent, that compounds to the same growth as yearly
    `rates`.
    """
    product = 1.0
    for rate in rates:
        product = product * (1 + rate / 100)
    return (product ** (1 / len(rates)) - 1) * 100


def chain(rates, base=100.0):
    """An index chained from yearly growth rates: a Series by year, `base` in the year
    before the first.

    `rates` is a Series in percent indexed by consecutive whole years; a gap raises
    ValueError.
    """
    years = list(rates.index)
    if years != list(range(years[0], years[0] + len(years))):
        raise ValueError(
            f"the rates cover the years {years}; an unbroken run was expected"
        )
    levels = base * (1 + rates / 100).cumprod()
    return pd.concat([pd.Series({years[0] - 1: base}), levels])


def contribution(share_before, rate):
    """Percentage points that a part adds to the whole's growth: its share (percent of
    the whole in the
    year before, same prices) times its own growth (percent). Parts add up to the total
    exactly only at
    constant prices; with current-price shares the sum misses by what relative prices
    moved.
    """
    return share_before * rate / 100


def share_after(share_before, rate, rate_of_whole):
    """The share in percent that a part has after growing `rate` percent while the whole
    grew `rate_of_whole`.
    """
    return share_before * (1 + rate / 100) / (1 + rate_of_whole / 100)


def path(start_year, start, rates):
    """A scenario: the level in `start_year` and after each of the yearly `rates`
    (percent), by year.
    """
    levels = [start]
    for rate in rates:
        levels.append(compound(levels[-1], rate, 1))
    return pd.Series(levels, index=range(start_year, start_year + len(levels)))
