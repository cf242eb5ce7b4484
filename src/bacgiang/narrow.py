"""The same figure for a narrow screen: laid out anew, with letters of full size.

Knows matplotlib only. What has no room beside the plot goes below it or is broken into
lines; what still has none is left out here: the wide figure and its words have it.
"""

import itertools
import math
import textwrap
from collections.abc import Callable
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.ticker import Formatter

WIDE = 3.4  # inches: a screen of 360 pixels less its margins
LOWEST_PLOT = 2.4  # inches
LINE = 0.23  # inches: a line of a key below the plot
SMALLEST = 8  # print points; at 100 pixels an inch a letter is never under 9 pixels
NAME, TICK = 16, 11  # letters of a line beside the plot, and below it


def adapt(figure: Figure) -> None:
    """Make a figure narrow: panels under one another, legends below, words broken."""
    figure.set_figwidth(WIDE)
    panels = _stack(figure)
    for ax in panels:
        if legend := ax.get_legend():
            legend.set_in_layout(False)  # until `settle` finds it a place
        for axis, letters in ((ax.xaxis, TICK), (ax.yaxis, NAME)):
            say = partial(_broken, letters=letters)
            axis.set_major_formatter(Retold(axis.get_major_formatter(), say))
            axis.label.set_text(textwrap.fill(axis.label.get_text(), 34))
        for text in ax.texts:
            text.set_text(_broken(text.get_text(), NAME))
            text.set_fontsize(max(SMALLEST, float(text.get_fontsize())))


def _stack(figure: Figure) -> list[Axes]:
    """Put panels that stand side by side under one another, each with its scale."""
    panels = list(figure.axes)
    specs = [ax.get_subplotspec() for ax in panels]
    if not all(spec and spec.get_gridspec().ncols > 1 for spec in specs):
        return panels
    grid = GridSpec(len(panels), 1, figure, hspace=0.5)
    for number, ax in enumerate(panels):
        ax.set_subplotspec(grid[number])
        ax.tick_params(labelleft=True, labelbottom=True)
    return panels


def plot_height(figure: Figure, wide: float) -> float:
    """Give the height of the plot in inches, from its height on a wide page."""
    maps = [ax for ax in figure.axes if ax.get_aspect() != "auto"]
    if maps:  # a shape of its own, and the lines of its key below
        return max(LOWEST_PLOT, sum(map(_map_height, maps)))
    rows = [ax.get_subplotspec() for ax in figure.axes]
    stacked = max((spec.get_gridspec().nrows for spec in rows if spec), default=1)
    return max(LOWEST_PLOT, wide) * max(1.0, 0.7 * stacked)


def _map_height(ax: Axes) -> float:
    west, east, south, north = *ax.get_xlim(), *ax.get_ylim()
    shape = float(ax.get_aspect()) * (north - south) / (east - west)
    legend = ax.get_legend()
    lines = 2 + len(legend.get_texts()) if legend else 0
    return WIDE * shape + LINE * lines


def settle(figure: Figure) -> None:
    """Bring legends below the plot and thin out ticks, once the plot has its size."""
    for ax in figure.axes:
        _thin(ax)
        _legend_below(ax)


class Retold(Formatter):
    """Ticks as another formatter writes them, each text said another way."""

    def __init__(self, whole: Formatter, say: Callable[[str], str]) -> None:
        self.whole, self.say = whole, say

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Say one tick."""
        return self.say(self.whole(x, pos))

    def format_ticks(self, values: Any) -> list[str]:
        """Say all ticks of an axis."""
        return [self.say(text) for text in self.whole.format_ticks(values)]

    def set_locs(self, locs: Any) -> None:
        """Tell the other formatter where the ticks are."""
        self.whole.set_locs(locs)

    def get_offset(self) -> str:
        """Say what all ticks share."""
        return self.say(self.whole.get_offset())

    def set_axis(self, axis: Any) -> None:
        """Tell both formatters their axis."""
        self.axis = axis
        self.whole.set_axis(axis)


def _broken(text: str, letters: int) -> str:
    """Break each line of a text; a long word stays whole."""
    lines = [
        textwrap.fill(line, letters, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    ]
    return "\n".join(lines)


def _thin(ax: Axes) -> None:
    """Leave out numbers of the lower scale, or turn its names, until none touch."""
    axis = ax.xaxis
    ticks, shown = _ticks(axis)
    if not _touching(axis):
        return
    if any(character.isalpha() for text in shown for character in text):
        ax.tick_params(axis="x", rotation=90)
        return
    for step in range(2, len(ticks)):
        # counted from the last one, the newest
        kept = slice((len(ticks) - 1) % step, None, step)
        ax.set_xticks(ticks[kept], shown[kept])
        if not _touching(axis):
            return


def _ticks(axis: Axis) -> tuple[list[float], list[str]]:
    """List the ticks within view with what is written at them."""
    low, high = sorted(axis.get_view_interval())
    slack = 1e-9 * (high - low)
    seen = [
        (float(tick), label.get_text())
        for tick, label in zip(
            axis.get_majorticklocs(), axis.get_ticklabels(), strict=True
        )
        if low - slack <= tick <= high + slack
    ]
    return [tick for tick, _ in seen], [text for _, text in seen]


def _touching(axis: Axis) -> bool:
    """Tell whether two neighbours of a scale touch."""
    boxes = [
        label.get_window_extent()
        for label in axis.get_ticklabels()
        if label.get_text() and label.get_visible()
    ]
    boxes = sorted((b for b in boxes if b.width), key=lambda box: box.x0)
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(boxes)]
    return bool(gaps) and min(gaps) < 4


def _legend_below(ax: Axes) -> None:
    """Write the legend anew below the scale, in as many columns as fit."""
    legend = ax.get_legend()
    if legend is None:
        return
    names = [text.get_text() for text in legend.get_texts()]
    longest = max(len(name) for name in names)
    columns = max(1, min(len(names), math.floor(40 / (longest + 5))))
    lower = ax.xaxis.get_tightbbox() or ax.bbox  # a map has no scale
    under = ax.transAxes.inverted().transform((0, lower.y0))[1]
    ax.legend(
        [handle for handle in legend.legend_handles if handle is not None],
        names,
        title=legend.get_title().get_text() or None,
        loc="upper left",
        bbox_to_anchor=(-0.05, under),
        ncols=columns,
        columnspacing=1,
        handlelength=1.2,
        borderaxespad=0.3,
    )
