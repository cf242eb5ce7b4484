"""How far a printed number reaches, and what that means for a result derived from such
numbers.

Numbers and columns only; no files. A *range* is a triple (low, value, high), in a
`Range` for single
numbers and in the columns `low`, `value`, `high` of a DataFrame for many.
"""

import itertools
import math
from typing import NamedTuple

import numpy as np
import pandas as pd

# Multiples of the rounding step below and above the printed value, by the source's own
# hedge.
REACH = {
    "exact": (0.5, 0.5),
    "about": (1, 1),
    "over": (0, 1),
    "nearly": (1, 0),
    "at_least": (0, np.inf),
    "at_most": (np.inf, 0),
}


class Range(NamedTuple):
    """A number with the lowest and highest value its printing allows, all in one
    unit.
    """

    low: float
    value: float
    high: float

    def __str__(self):
        return say(self)


def bounds(rows):
    """Add `low` and `high` to a DataFrame with `value`, `value_max`, `qualifier`,
    `resolution`.

    exact: half a rounding step either way; about: a whole step; over and nearly: a step
    on one
    side; at_least and at_most: open on one side; a printed range: its two ends; a count
    printed
    to its last unit (resolution 0): the number itself. Where a source prints a range,
    `value`
    becomes the middle of it. Raises ValueError for a hedge not in the list.
    """
    unknown = set(rows["qualifier"]) - set(REACH)
    if unknown:
        raise ValueError(
            f"unknown qualifier {sorted(unknown)}; known are {sorted(REACH)}"
        )
    below, above = (
        rows["qualifier"].map(lambda q, side=side: REACH[q][side]).astype(float)
        for side in (0, 1)
    )
    step, printed_range = rows["resolution"].astype(float), rows["value_max"].notna()
    low = rows["value"] - np.where(
        step > 0, below * step.where(step > 0, 1), np.where(np.isinf(below), np.inf, 0)
    )
    high = rows["value"] + np.where(
        step > 0, above * step.where(step > 0, 1), np.where(np.isinf(above), np.inf, 0)
    )
    return rows.assign(
        low=low.where(~printed_range, rows["value"]),
        high=high.where(~printed_range, rows["value_max"]),
        value=rows["value"].where(
            ~printed_range, (rows["value"] + rows["value_max"]) / 2
        ),
    )


def derive(function, *inputs):
    """A result and its range: `function` at every corner of the box that the inputs
    span.

    Each input is a plain number, a Range, or a DataFrame with columns low, value, high
    (aligned on
    the index). Returns a Range, or a DataFrame with those columns. The smallest and
    largest corner
    bound the result only where `function` moves one way in each input, so every edge of
    the box is
    walked first: a ValueError names the input along which the function turns or has no
    value (a
    divisor whose range holds zero, for instance).
    """
    frames = [i for i in inputs if isinstance(i, pd.DataFrame)]
    index = None
    if frames:
        index = frames[0].index
        for frame in frames[1:]:
            index = index.intersection(frame.index, sort=False)
    lows, values, highs = zip(*(_triple(i, index) for i in inputs), strict=True)
    with np.errstate(all="ignore"):
        _refuse_turns(function, lows, highs)
        corners = np.array(
            [
                _at(function, corner)
                for corner in itertools.product(*zip(lows, highs, strict=True))
            ]
        )
        value = _at(function, values)
    if np.isnan(corners).any():
        raise ValueError(
            "the function has no value at a corner of the box its inputs span"
        )
    low, high = corners.min(axis=0), corners.max(axis=0)
    if index is None:
        return Range(float(low), float(value), float(high))
    return pd.DataFrame({"low": low, "value": value, "high": high}, index=index)


def _triple(item, index):
    if isinstance(item, pd.DataFrame):
        return tuple(
            item.loc[index, c].to_numpy(float) for c in ("low", "value", "high")
        )
    low, value, high = item if isinstance(item, tuple) else (item, item, item)
    return tuple(np.asarray(x, float) for x in (low, value, high))


def _at(function, arguments):
    return np.asarray(function(*arguments), float)


def _refuse_turns(function, lows, highs):
    """Walk every edge of the box in eight steps; the function must not turn on the
    way.
    """
    for i, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if np.all(low == high):
            continue
        reach = np.where(
            np.isinf(high - low),
            1e3 * (1 + np.abs(np.where(np.isinf(low), high, low))),
            high - low,
        )
        start = np.where(np.isinf(low), high - reach, low)
        others = [
            list({id(x): x for x in pair}.values())
            for j, pair in enumerate(zip(lows, highs, strict=True))
            if j != i
        ]
        for rest in itertools.product(*others):
            walk = np.array(
                [
                    _at(function, (*rest[:i], start + reach * t, *rest[i:]))
                    for t in np.linspace(0, 1, 9)
                ]
            )
            steps = np.diff(walk, axis=0)
            slack = 1e-12 * np.nanmax(np.abs(walk), initial=1)
            if (
                not np.isfinite(walk).all()
                or not (
                    (steps >= -slack).all(axis=0) | (steps <= slack).all(axis=0)
                ).all()
            ):
                raise ValueError(
                    f"input {i + 1} spans {np.min(low):g} to {np.max(high):g}, and the"
                    " function turns or has no value in between, so its corners do not"
                    " bound it (does a divisor's range hold zero?)"
                )


def each(rows):
    """The rows of a DataFrame with low, value, high as a list of `Range`, for functions
    of many numbers.
    """
    return [Range(*row) for row in rows[["low", "value", "high"]].to_numpy(float)]


def overlap(a, b):
    """Whether two ranges share a value: whether their printings can describe one
    number.
    """
    return bool(a[0] <= b[2] and b[0] <= a[2])


def say(item, scale=1, digits=None):
    """A range in words, with no more digits than it supports: "18.3 (17.9 to 18.8)".

    The step is the power of ten at or below half the width of the range; the ends are
    rounded
    outwards, so that the words never claim more than the numbers. `scale` divides first
    (1e9 for
    billions); `digits` after the point, where given, take the place of the step.
    """
    low, value, high = (x / scale for x in item)
    if math.isinf(low) or math.isinf(high):
        side, end = ("at least", low) if math.isinf(high) else ("at most", high)
        return f"{side} {end:,.{digits or 0}f}"
    width = high - low
    if width <= 1e-12 * max(1, abs(value)):
        return f"{value:,.{digits if digits is not None else 0 if value == round(value) else 2}f}"
    step = math.floor(math.log10(width / 2) + 1e-9) if digits is None else -digits
    places, unit = max(0, -step), 10.0**step
    down, up = (
        math.floor(low / unit + 1e-6) * unit,
        math.ceil(high / unit - 1e-6) * unit,
    )
    middle = round(value / unit) * unit
    return f"{middle:,.{places}f} ({down:,.{places}f} to {up:,.{places}f})"
