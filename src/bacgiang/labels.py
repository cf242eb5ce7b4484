"""Labels that find their own place: beside a point, or at the end of a line.

Knows matplotlib only. A label waits where it was asked for until `place` is called on
the finished figure, at its final size: so the same labels fit a wide page and a phone.
The same figure always gets the same places.
"""

import itertools
from collections.abc import Iterable
from numbers import Real
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import same_color
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from numpy.typing import NDArray

from . import words

# where a label may stand, first choice first: direction to the right, upwards
SIDES = {"above": (0, 1), "right": (1, 0), "below": (0, -1), "left": (-1, 0)}
CORNERS = [(1, 1), (-1, 1), (1, -1), (-1, -1)]
STEPS = (5, 11, 18, 27)  # print points between a point and its label
AIR = 1.5  # print points around a label that stay free
HIDES = 100  # price of a place on another text or off the axes
DEAREST = 3.6  # price up to which a place is good enough to be kept on a narrow screen
POINT = "label "  # how a label of a point is marked, ahead of its wished side
END = "line end"  # how a name at the end of a line is marked
Boxes = NDArray[np.float64]  # rows of left, bottom, right, top, in pixels


def label(
    ax: Axes,
    x: Iterable,
    y: Iterable,
    texts: Iterable,
    side: str = "above",
    **style: Any,
) -> None:
    """Write each text beside its point; the labels count as drawn numbers.

    Where exactly is found when the figure is shown: on the wished side if there is
    room, else around the point, clear of other labels, of lines and of points.

    Parameters
    ----------
    ax
        The axes drawn on.
    x, y
        The points, in the units of the axes.
    texts
        What to write, one for each point: text, or numbers, with two digits after the
        point at most.
    side
        Tried first: above, right, below or left.
    **style
        As matplotlib's text takes it.
    """
    if side not in SIDES:
        raise ValueError(f"no side {side!r}; expected one of {[*SIDES]}")
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9.5}
    for at_x, at_y, text in zip(x, y, texts, strict=True):
        ax.annotate(
            _say(text),
            (at_x, at_y),
            (0, 0),
            textcoords="offset points",
            gid=POINT + side,
            **look | style,
        )


def _say(text: object) -> str:
    """Write a number in English without zeros that say nothing."""
    if isinstance(text, Real) and not isinstance(text, bool):
        number = float(text)
        return f"{number:,.{words.digits_of(round(number, 2), 2)}f}"
    return str(text)


def label_ends(ax: Axes, **style: Any) -> None:
    """Write the names of the legend at the ends of the lines, and drop the legend.

    Each name takes the colour of its line; names whose ends lie close are pushed apart
    when the figure is shown.

    Parameters
    ----------
    ax
        Axes with lines and seaborn's legend (leave `legend` as it is).
    **style
        As matplotlib's text takes it.

    Raises
    ------
    ValueError
        When the axes have no legend, or a name of it has no line of its own.
    """
    handles, names = ax.get_legend_handles_labels()
    if not names:
        raise ValueError(
            "label_ends needs the names of a legend; leave out legend=False, or give"
            " the lines a label"
        )
    lines = [line for line in ax.get_lines() if len(_points(line))]
    named: dict[Line2D, str] = {}
    for handle, name in zip(handles, names, strict=True):
        line = _line_of(handle, lines, name)
        if line in named:
            raise ValueError(
                f"{named[line]!r} and {name!r} name lines that look alike; expected"
                " another colour, style or marker for each"
            )
        named[line] = name
        points = _points(line)
        point = points[int(np.nanargmax(points[:, 0]))]
        look: dict[str, Any] = {"ha": "left", "va": "center", "fontsize": 10}
        look["color"] = line.get_color()
        ax.annotate(
            str(name),
            tuple(point),
            (8, 0),
            textcoords="offset points",
            gid=END,
            annotation_clip=False,
            **look | style,
        )
    if legend := ax.get_legend():
        legend.remove()


def _line_of(handle: Any, lines: list[Line2D], name: str) -> Line2D:
    """Find the line in the colour of a legend's entry; of several, that of its style.

    Where a style tells nothing, as where each point has a marker that the entry lacks,
    the first of the colour is meant.
    """
    if handle in lines:
        return handle
    like = [line for line in lines if same_color(line.get_color(), handle.get_color())]
    if not like:
        raise ValueError(f"no line is drawn in the colour of {name!r}")
    for look in (Line2D.get_linestyle, Line2D.get_marker):
        like = [line for line in like if look(line) == look(handle)] or like
    return like[0]


def _points(line: Line2D) -> Boxes:
    """List the points of a line as numbers, dates and names too."""
    x, y = (np.asarray(side, float) for side in line.get_data(orig=False))
    return np.column_stack([x, y])


def canvas(figure: Figure) -> FigureCanvasAgg:
    """Give the canvas on which a figure is measured and drawn: one, as long as it can.

    matplotlib remembers the size of a text for the canvas that measured it.
    """
    known = figure.canvas
    return known if isinstance(known, FigureCanvasAgg) else FigureCanvasAgg(figure)


def place(figure: Figure, leave_out: bool = False) -> bool:
    """Give the labels of a finished figure their places.

    Parameters
    ----------
    leave_out
        Whether a label without room is left out; else it covers another.

    Returns
    -------
    bool
        Whether there were labels to be placed.
    """
    renderer: Any = canvas(figure).get_renderer()
    moved = False
    for ax in figure.axes:
        # matplotlib works the limits out when they are asked for
        ax.get_xlim()
        ax.get_ylim()
        written = [text for text in ax.texts if text.get_text().strip()]
        texts = [text for text in written if isinstance(text, Annotation)]
        waiting = [text for text in texts if _waits(text)]
        ends = [text for text in texts if text.get_gid() == END]
        _spread(ends, renderer)
        taken: list[Boxes] = []
        for text in written:
            if not _waits(text):
                box = _box(text, renderer)
                hidden = leave_out and _shared(box[None], taken).any()
                _keep(text, box, taken, hidden)
        marks, bars = _marks(ax), _bars(ax)
        for text in _in_turn(waiting, renderer) if leave_out else waiting:
            drawn = _Drawn(np.array(ax.bbox.extents), taken, bars, marks)
            box, price = _settle(text, drawn, renderer)
            _keep(text, box, taken, leave_out and price > DEAREST)
        moved = moved or bool(waiting or ends)
    return moved


def _in_turn(waiting: list[Annotation], renderer: Any) -> list[Annotation]:
    """Sort labels for which there may be no room: the last one first, then peaks."""

    def depth(text: Annotation) -> float:
        text.set_position((0, 0))
        return -_box(text, renderer)[1]

    return [*waiting[-1:], *sorted(waiting[:-1], key=depth)]


def _keep(text: Any, box: Boxes, taken: list[Boxes], hidden: Any) -> None:
    """Hide a label, or show it and note the box that it takes."""
    text.set_visible(not hidden)
    if not hidden:
        taken.append(box)


def _waits(text: Any) -> bool:
    """Tell whether a text is a label of a point, which has no place of its own."""
    return (text.get_gid() or "").startswith(POINT)


def _box(text: Any, renderer: Any) -> Boxes:
    return np.array(text.get_window_extent(renderer).extents)


def _scale(text: Any) -> float:
    """Give the pixels of one print point."""
    return text.figure.figure.dpi / 72


def _spread(ends: list[Annotation], renderer: Any) -> None:
    """Push the names at line ends apart, upwards and downwards alike."""
    if not ends:
        return
    for text in ends:
        text.set_position((8, 0))
    boxes = np.array([_box(text, renderer) for text in ends])
    centres = (boxes[:, 1] + boxes[:, 3]) / 2
    tall = boxes[:, 3] - boxes[:, 1] + AIR * _scale(ends[0])
    order = np.argsort(centres, kind="stable")
    settled = _apart(centres[order], tall[order])
    for number, centre in zip(order, settled, strict=True):
        away = (centre - centres[number]) / _scale(ends[number])
        ends[number].set_position((8, float(away)))


def _apart(centres: Boxes, tall: Boxes) -> Boxes:
    """Move ascending centres as little as keeps neighbours from touching.

    Neighbours that touch form a block around the mean of what they wish.
    """
    # each block: [wished centre of its lowest member, total size, members]
    blocks: list[list] = []
    for centre, size in zip(centres, tall, strict=True):
        blocks.append([centre - size / 2, size, [size], 1])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] > blocks[-1][0]:
            low, size_above, members, count = blocks.pop()
            under = blocks[-1]
            # where the block would start if its upper part had its wish
            start = (under[0] * under[3] + (low - under[1]) * count) / (
                under[3] + count
            )
            blocks[-1] = [
                start,
                under[1] + size_above,
                under[2] + members,
                under[3] + count,
            ]
    settled = []
    for start, _, members, _ in blocks:
        edges = start + np.concatenate([[0], np.cumsum(members)])
        settled += list((edges[:-1] + edges[1:]) / 2)
    return np.array(settled)


def _marks(ax: Axes) -> Boxes:
    """List points on everything drawn that a label should not cover, in pixels."""
    found = [np.empty((0, 2))]
    for line in ax.get_lines():
        if line.get_transform() == ax.transData:
            found.append(_along(ax.transData.transform(_points(line))))
    for drawn in ax.collections:
        if isinstance(drawn, LineCollection):
            for points in drawn.get_segments():
                found.append(_along(ax.transData.transform(np.asarray(points))))
        elif isinstance(drawn, PathCollection):
            offsets: Any = drawn.get_offsets()
            dots = np.ma.masked_invalid(offsets).filled(np.nan)
            found.append(ax.transData.transform(dots))
    marks = np.concatenate(found)
    return marks[np.isfinite(marks).all(axis=1)]


def _along(points: Boxes, every: float = 6) -> Boxes:
    """Put points along a line, so many pixels apart; a gap stays a gap."""
    pieces = [points]
    for start, end in itertools.pairwise(points):
        away = np.hypot(*(end - start))
        many = int(np.nan_to_num(min(away / every, 400)))
        pieces.append(start + (end - start) * np.linspace(0, 1, many + 2)[1:-1, None])
    return np.concatenate(pieces)


def _bars(ax: Axes) -> list[Boxes]:
    """List the bars; a label stands beside its bar."""
    drawn = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [np.array(patch.get_window_extent().extents) for patch in drawn]


class _Drawn(NamedTuple):
    """What a label should keep clear of, in pixels."""

    room: Boxes  # the box of the axes
    taken: list[Boxes]  # other texts
    bars: list[Boxes]
    marks: Boxes  # points on lines and dots


def _settle(text: Annotation, drawn: _Drawn, renderer: Any) -> tuple[Boxes, float]:
    """Move a label to the best place around its point.

    Returns
    -------
    tuple
        The box that it takes, and the price of the place.
    """
    text.set_position((0, 0))
    box, scale = _box(text, renderer), _scale(text)
    half = np.array([box[2] - box[0], box[3] - box[1]]) / 2
    wished = (text.get_gid() or "").removeprefix(POINT)
    sides = [SIDES[wished], *(way for name, way in SIDES.items() if name != wished)]
    ways = np.repeat([*sides, *CORNERS], len(STEPS), axis=0)
    gaps = np.tile(STEPS, len(sides) + len(CORNERS)) * scale
    # a corner needs less distance than a side: it counts both ways
    gaps = np.where(ways.all(axis=1), 0.7 * gaps, gaps)
    moves = ways * (half + gaps[:, None])
    rank, far = np.divmod(np.arange(len(moves)), len(STEPS))
    prices = _prices(box + np.tile(moves, 2), drawn, scale)
    prices += 1.0 * (rank > 0) + 0.1 * rank + 1.5 * far
    best = int(np.argmin(prices.round(6)))
    x, y = moves[best] / scale
    text.set_position((float(x), float(y)))
    return box + np.tile(moves[best], 2), float(prices[best])


def _prices(boxes: Boxes, drawn: _Drawn, scale: float) -> Boxes:
    """Tell how bad places are: on another text, off the axes, on a bar, on a mark."""
    grown = boxes + np.array([-1, -1, 1, 1]) * AIR * scale
    on_texts, on_bars = _shared(grown, drawn.taken), _shared(boxes, drawn.bars)
    prices = (HIDES * (on_texts > 0) + on_texts).sum(axis=1)
    prices += (8 * (on_bars > 0) + on_bars).sum(axis=1)
    left, low, right, high = grown.T
    room = drawn.room + np.array([0, 0, 0, 8]) * scale  # the words above are not near
    out = np.maximum(0, [room[0] - left, room[1] - low, high - room[3]])
    prices += HIDES * out.any(axis=0) + 5 * out.sum(axis=0) / scale
    prices += 2 * (right > room[2])  # nothing stands there but the edge
    x, y = drawn.marks.T
    inside = (x > left[:, None]) & (x < right[:, None])
    inside &= (y > low[:, None]) & (y < high[:, None])
    return prices + 3 * inside.sum(axis=1)


def _shared(boxes: Boxes, others: list[Boxes]) -> Boxes:
    """Give how much of each box, in hundredths, each of the others covers.

    Examples
    --------
    >>> box, beside = np.array([[10, 0, 20, 10]]), np.array([[15, 0, 30, 10]])
    >>> _shared(box, [beside]).tolist()
    [[50.0]]
    """
    left, low, right, high = boxes.T[:, :, None]
    its_left, its_low, its_right, its_high = np.reshape(others, (-1, 4)).T[:, None, :]
    over = np.minimum(right, its_right) - np.maximum(left, its_left)
    up = np.minimum(high, its_high) - np.maximum(low, its_low)
    size = (right - left) * (high - low)
    return np.where((over > 0) & (up > 0), 100 * over * up / size, 0)
