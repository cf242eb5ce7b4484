"""One look for every figure: theme, colours, labels, and how it leaves a notebook.

Knows matplotlib and seaborn; of the facts drawn only their ids, which `cite` turns into
a source line.
"""

import base64
import io
import math
import os
import textwrap
import warnings
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.ticker import AutoLocator, FuncFormatter, MaxNLocator, ScalarFormatter
from matplotlib.transforms import Affine2D, Bbox
from numpy.typing import ArrayLike
from seaborn.external import husl

from . import cite, claims, evidence, narrow, words
from . import labels as placing

INK, QUIET, FAINT = "#22262B", "#5F6873", "#D5DAE0"
# One colour per entity, sector and investor everywhere; each group differs in lightness
# as well as in hue, so that it survives grey printing and the common forms of colour
# blindness (tests hold it to that).
COLOURS = {
    "Bắc Giang": "#B3202A",
    "Việt Nam": "#22262B",
    "Bắc Ninh": "#2F6DB5",
    "Hải Phòng": "#D99A1C",
    "Bình Dương": "#3F8A80",
    "industry and construction": "#174A7C",
    "industry": "#174A7C",
    "construction": "#7FAFD8",
    "services": "#D98B1C",
    "agriculture, forestry and fishery": "#2F7D4F",
    "product taxes less subsidies": "#B9BEC5",
    "new": "#174A7C",
    "additional": "#7FAFD8",
    "FDI": "#174A7C",
    "domestic": "#D98B1C",
    "Republic of Korea": "#174A7C",
    "China": "#B3202A",
    "Taiwan": "#D98B1C",
    "Hong Kong": "#A9CBE8",
    "Japan": "#2F7D4F",
    "Singapore": "#8A6BB0",
    "operating": "#174A7C",
    "under construction": "#5B93C5",
    "approved": "#D98B1C",
    "planned": "#F0CF95",
}
OTHER = "#9AA3AD"
# for names that have none of their own, in the order in which they come
SPARE = ("#5FB9D8", "#8A5CC2", "#D99A1C", "#3C4C7C", "#8CB319", "#C77BB0", "#7A4B2A")
# of the circle of hues: however many turns, no hue comes near another soon
TURN = 0.618
HUES, LIGHT = 24, (0.35, 0.55, 0.75)  # of the further colours to choose from


LOOK = {
    "font.family": ["Be Vietnam Pro", "DejaVu Sans"],
    "font.size": 10.5,
    "axes.labelsize": 10,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "text.color": INK,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "grid.color": "#E8EBEE",
    "grid.linewidth": 0.8,
    "axes.axisbelow": True,
    "figure.figsize": (8, 4.4),
    "figure.dpi": 100,
    "savefig.dpi": 200,
    "lines.linewidth": 2,
    "legend.frameon": False,
}
FIRST_YEAR, LAST_YEAR = 1900, 2100  # a scale between them is one of years
LARGE = 1e6
LEAST_PLOT = 0.3  # of the width of a figure, however long the words beside the plot
TITLE: dict[str, Any] = {"fontsize": 14, "fontweight": "bold"}
SUBTITLE: dict[str, Any] = {"fontsize": 10.5}
FOOT: dict[str, Any] = {"fontsize": 8.5}
AROUND = "around"  # the label of what is written around a plot
FACES = ("Regular", "Bold", "Italic", "SemiBold")


def theme() -> None:
    """Set the collection's seaborn theme; call it once, in the setup cell."""
    import fontpkg_be_vietnam_pro as font  # only where something is drawn
    from matplotlib.font_manager import fontManager

    for face in FACES:
        path = Path(font.__file__).parent / "files" / f"BeVietnamPro-{face}.ttf"
        fontManager.addfont(path)
    sns.set_theme(style="white", rc=LOOK)
    # told by the clock: a busy machine would say it, another not
    warnings.filterwarnings("ignore", "Creating legend with loc=", UserWarning)


def colours(names: Iterable[str]) -> dict[str, str]:
    """Give the palette for these names, as seaborn takes it.

    A name of COLOURS has the same colour everywhere. Other names take one colour each,
    in the order in which they come, that no other name of the list has; "other ..." and
    "another ..." are grey.

    Returns
    -------
    dict
        {name: colour}.
    """
    names = list(dict.fromkeys(names))
    palette = {name: COLOURS[name] for name in names if name in COLOURS}
    taken = {*palette.values(), OTHER}
    spare = (colour for colour in _spare(taken) if colour not in taken)
    for name in names:
        if name not in palette:
            grey = str(name).startswith(("other", "another"))
            palette[name] = OTHER if grey else next(spare)
    return {name: palette[name] for name in names}


def _spare(taken: Iterable[str]) -> Iterator[str]:
    """Give colours: those chosen, then what is farthest from all that came before."""
    yield from SPARE
    used = [_in_sight(colour) for colour in (*SPARE, *taken)]
    rest = {
        to_hex(colour).upper(): _in_sight(to_hex(colour))
        for light in LIGHT
        for colour in sns.husl_palette(HUES, s=0.8, l=light)
    }
    while rest:
        best = max(rest, key=lambda c: min(math.dist(rest[c], one) for one in used))
        used.append(rest.pop(best))
        yield best
    for n in count():  # nobody tells so many apart
        yield to_hex(sns.husl_palette(1, h=n * TURN % 1)[0]).upper()


def _in_sight(colour: str) -> tuple[float, float, float]:
    """Place a colour where distances are about those that an eye sees: CIE LUV."""
    light, chroma, hue = husl.rgb_to_lch(*to_rgb(colour))
    turn = math.radians(hue)
    return light, chroma * math.cos(turn), chroma * math.sin(turn)


def ranged(
    ax: Axes,
    x: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    **style: Any,
) -> None:
    """Draw how far each number reaches: an upright line from `low` to `high` at `x`."""
    look: dict[str, Any] = {"color": INK, "linewidth": 1.2, "zorder": 4}
    ax.vlines(x, low, high, **look | style)


def apart(
    x: Iterable[float], y: Iterable[float], radius: Iterable[float], rounds: int = 500
) -> tuple[list[float], list[float]]:
    """Move overlapping circles apart until they only touch.

    Positions and radii in one unit. The same circles always move the same way: each
    pair gives way by half along the line between its centres.

    Returns
    -------
    tuple
        The new x and the new y, as lists.
    """
    centres, radius = [list(pair) for pair in zip(x, y, strict=True)], list(radius)
    pairs = [(i, j) for i in range(len(centres)) for j in range(i)]
    for _ in range(rounds):
        moved = [_part(centres[i], centres[j], radius[i], radius[j]) for i, j in pairs]
        if not any(moved):
            break
    return [east for east, _ in centres], [north for _, north in centres]


def _part(one: list[float], other: list[float], reach: float, its_reach: float) -> bool:
    """Push two circles apart if they overlap; two on one point part sideways."""
    away = math.dist(one, other)
    push = (reach + its_reach - away) / 2
    if push <= 1e-6 * reach:
        return False
    for axis in (0, 1):
        direction = (one[axis] - other[axis]) / away if away else float(axis == 0)
        one[axis] += push * direction
        other[axis] -= push * direction
    return True


def show(
    ax: Axes,
    *,
    rows: object,
    title: str,
    subtitle: str,
    alt: str,
    xlabel: str = "",
    ylabel: str = "",
    height: float | None = None,
    note: str = "",
    holds: object = (),
) -> None:
    """Dress a seaborn axes and show its figure: the one way a figure leaves a notebook.

    The words, the box of the plot, the words drawn inside it and the facts drawn are
    stored with the picture, so that every page made from the notebook has them and a
    test can read them. The source line is made from the facts. All words are said in
    the language in use.

    ``ax.figure.savefig("growth.png")`` after `show` keeps the figure as shown, title,
    subtitle and source line included. A script prints these words alone.

    Parameters
    ----------
    ax
        The axes drawn on.
    rows
        What is drawn: frames of facts, ranges, or a list of them.
    title
        States the finding.
    subtitle
        Gives measure, unit, place and period.
    alt
        Says in one to three sentences what is drawn, the trend and the key values.
    xlabel, ylabel
        Labels of the axes.
    height
        Of the figure, in inches.
    note
        A sentence behind the source line.
    holds
        What makes the title true, as `bg.claim` takes it: a comparison or a plain
        truth, or a list or dict of them.

    Raises
    ------
    ClaimFails
        When a condition of the title does not hold.
    ValueError
        When the axes are in no figure.

    Examples
    --------
    >>> rows = series("grdp_growth")
    >>> ax = sns.lineplot(rows, x="year", y="value")
    >>> show(ax, rows=rows, title="T", subtitle="S", alt="A.")  # doctest: +ELLIPSIS
    Figure. T
    ...
    """
    facts = evidence.facts_of(rows)
    claim = claims.bear_out(title, holds) if _given(holds) else None
    if ax.figure is None:
        raise ValueError(
            "the axes were taken out of their figure; expected axes in one"
        )
    figure = ax.figure.figure  # the whole, of a subfigure too
    title, subtitle, alt = words.text(title), words.text(subtitle), words.text(alt)
    xlabel, ylabel = words.text(xlabel), words.text(ylabel)
    source = cite.line(facts, words.text(note))
    figure.set_dpi(200)  # double density, for sharp type on any screen
    if height:
        figure.set_figheight(height)
    _dress_axes(ax, xlabel, ylabel)
    if words.language() != "en":
        _translate(figure)
    said_around = (title, subtitle, source)
    picture = _draw(figure, said_around)
    labels = _drawn(figure)
    name = words.text("Figure. {title}", title=title)
    drawn = words.text("Drawn: {labels}", labels="; ".join(labels))
    said = [name, subtitle, source, alt, drawn]
    basis: dict[str, Any] = {
        "kind": "figure",
        "facts": list(facts),
        "plot": picture.plot,
        "title": title,
        "subtitle": subtitle,
        "source": source,
        "alt": alt,
        "labels": labels,
        "axes": [label for label in (xlabel, ylabel) if label],
    }
    if claim:
        basis["claim"] = claim
        evidence.note(claim["facts"])
    bundle = {"image/png": picture.png, "text/plain": "\n".join(said)}
    sizes: dict[str, Any] = {"image/png": picture.size}
    if picture.svg:  # in a notebook that is read or worked on, the PNG alone is shown
        slim = _draw_narrow(figure, said_around, picture)
        sizes[evidence.NARROW] = slim.size | {"plot": slim.plot}
        bundle |= {evidence.NARROW: slim.png, evidence.VECTOR: picture.svg}
    evidence.publish(bundle, basis, sizes)
    plt.close(figure)


class _Picture(NamedTuple):
    """A figure as drawn: the PNG in base64, and its measures in CSS pixels."""

    png: str
    svg: str  # empty unless asked for
    size: dict[str, int]  # width, height
    plot: list[int]  # left, top, right, bottom


def _draw(figure: Figure, said_around: tuple, leave_out: bool = False) -> _Picture:
    """Lay a figure out at its size, words around it included, and draw it."""
    wide, tall = figure.get_size_inches()
    around = frame(wide, *said_around)
    fit(figure, around.above, around.below)
    if leave_out:
        narrow.settle(figure)
        fit(figure, around.above, around.below)
    if placing.place(figure, leave_out):
        fit(figure, around.above, around.below)  # labels may reach over the edge
        placing.place(figure, leave_out)
    _write_around(figure, around)
    png = base64.b64encode(_png(figure)).decode()
    asked = os.environ.get(evidence.WITH_FORMS) and not leave_out
    svg = _svg(figure) if asked else ""
    plot = [0, around.above, wide, tall - around.below]
    size = {"width": round(wide * 100), "height": round(tall * 100)}
    return _Picture(png, svg, size, [round(edge * 100) for edge in plot])


def _draw_narrow(figure: Figure, said_around: tuple, picture: _Picture) -> _Picture:
    """Draw a figure once more, for narrow screens."""
    _, top, _, bottom = picture.plot
    narrow.adapt(figure)
    around = frame(narrow.WIDE, *said_around)
    plot = narrow.plot_height(figure, (bottom - top) / 100)
    figure.set_figheight(around.above + plot + around.below)
    with warnings.catch_warnings():
        # seaborn tells when the points of a swarm have little room
        warnings.simplefilter("ignore", UserWarning)
        return _draw(figure, said_around, leave_out=True)


def _given(holds: object) -> bool:
    """Tell whether there are conditions; one that is false is given too."""
    return not (isinstance(holds, (tuple, list, dict)) and len(holds) == 0)


def _dress_axes(ax: Axes, xlabel: str, ylabel: str) -> None:
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.tick_params(length=0)
    for axis in (ax.xaxis, ax.yaxis):
        if isinstance(axis.get_major_formatter(), ScalarFormatter):
            _dress_scale(axis)
    if ax.get_ylim()[0] < 0 < ax.get_ylim()[1]:
        ax.axhline(0, color=QUIET, linewidth=1, zorder=1.5)
        ax.spines["bottom"].set_visible(False)


def _dress_scale(axis: Axis) -> None:
    """Keep years whole, and say millions in words instead of "1e6" above the scale."""
    low, high = sorted(axis.get_view_interval())
    ticks = axis.get_majorticklocs()
    is_of_years = low >= FIRST_YEAR and high <= LAST_YEAR
    if is_of_years and any(tick != round(tick) for tick in ticks):
        axis.set_major_locator(MaxNLocator(integer=True))
    elif is_of_years and isinstance(axis.get_major_locator(), AutoLocator):
        # whole here, and so they stay when the figure is drawn again, narrow
        axis.set_major_locator(
            MaxNLocator("auto", steps=[1, 2, 2.5, 5, 10], integer=True)
        )
    elif max(abs(low), abs(high)) >= LARGE:
        axis.set_major_formatter(FuncFormatter(lambda tick, _: words.scaled(tick)))


def _translate(figure: Figure) -> None:
    """Say labels, legends and ticks in the language in use."""
    for axes in figure.axes:
        for text in _texts(axes):
            text.set_text(_label(text.get_text()))
        for axis in (axes.xaxis, axes.yaxis):
            retold = narrow.Retold(axis.get_major_formatter(), _label)
            axis.set_major_formatter(retold)


def _label(english: str) -> str:
    """Say a label; a number alone follows the language, too."""
    is_number = not any(letter.isalpha() for letter in english)
    return words.numerals(english) if is_number else words.text(english)


def _texts(axes: Axes) -> list[Text]:
    """List what is written inside the axes: direct labels and the legend."""
    written = [text for text in axes.texts if text.get_visible()]
    legend = axes.get_legend()
    if legend is None:
        return written
    return [*written, legend.get_title(), *legend.get_texts()]


def _write_around(figure: Figure, around: "Frame") -> None:
    """Write title and subtitle above the plot and the source line below it.

    What a former drawing has written there goes.
    """
    for text in [text for text in figure.texts if text.get_label() == AROUND]:
        text.remove()
    tall = figure.get_figheight()
    top, under = 1 - 0.12 / tall, 1 - around.under_title / tall
    plain: dict[str, Any] = {"ha": "left", "label": AROUND}
    left = 0.1 / figure.get_figwidth()
    quiet = plain | {"color": QUIET}
    title = plain | TITLE | {"va": "top", "linespacing": 1.25}
    figure.text(left, top, around.title, **title)
    figure.text(left, under, around.subtitle, va="top", **SUBTITLE, **quiet)
    figure.text(left, 0.09 / tall, around.source, va="bottom", **FOOT, **quiet)


def _png(figure: Figure) -> bytes:
    """Draw the figure in 256 colours: enough for a chart, and a third of the bytes."""
    from PIL import Image  # only where something is drawn

    canvas = placing.canvas(figure)
    canvas.draw()
    drawing = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    octree, plain = Image.Quantize.FASTOCTREE, Image.Dither.NONE
    picture = io.BytesIO()
    drawing.quantize(256, method=octree, dither=plain).save(picture, format="png")
    return picture.getvalue()


def _svg(figure: Figure) -> str:
    """Draw the figure in lines, its letters as outlines: it looks alike anywhere."""
    drawing = io.StringIO()
    fixed: Any = {"svg.hashsalt": "bacgiang", "svg.fonttype": "path"}
    with plt.rc_context(fixed):
        # no time of drawing: the same figure gives the same bytes
        figure.savefig(drawing, format="svg", metadata={"Date": None})
    return drawing.getvalue()


class Frame(NamedTuple):
    """The words around a picture, broken into lines, and the room they take (inches).

    `under_title` from the upper edge to the subtitle, `above` from the upper edge to
    the plot, `below` from the lower edge to the plot.
    """

    title: str
    subtitle: str
    source: str
    under_title: float
    above: float
    below: float


def frame(wide: float, title: str, subtitle: str, source: str) -> Frame:
    """Break the words around a picture `wide` inches wide into lines."""
    room = 72 * (wide - 0.15)  # points
    head = _fill(title, int(int(wide * 10.6) * 0.9), room, TITLE)
    sub = _fill(subtitle, int(wide * 13.9 - 5), room, SUBTITLE)
    foot = _fill(source, int(wide * 15 - 4), room, FOOT)
    under_title = 0.17 + 0.275 * (head.count("\n") + 1)
    above = under_title + 0.2 * (sub.count("\n") + 1) + 0.06
    return Frame(
        head, sub, foot, under_title, above, 0.12 + 0.16 * (foot.count("\n") + 1)
    )


def _fill(text: str, columns: int, room: float, font: dict[str, Any]) -> str:
    """Break a text into lines of so many letters, or of fewer where one is too wide.

    Parameters
    ----------
    room
        Points that a line may take.
    """
    size, weight = font["fontsize"], font.get("fontweight", "normal")
    letters = FontProperties(size=size, weight=weight)
    filled = textwrap.fill(text, columns)
    while columns > 1 and any(_width(s, letters) > room for s in filled.split("\n")):
        columns -= 1
        filled = textwrap.fill(text, columns, break_long_words=False)
    return filled


def _width(line: str, letters: FontProperties) -> float:
    return text_to_path.get_text_width_height_descent(line, letters, ismath=False)[0]


def fit(figure: Figure, above: float, below: float) -> None:
    """Let the axes, ticks and labels included, fill the room left by the words.

    What tight_layout does in two passes, in one: each figure pays for it.

    Parameters
    ----------
    above, below
        Inches to keep free at the upper and the lower edge.
    """
    size = figure.get_size_inches() * figure.dpi
    boxes = [axes.get_tightbbox() for axes in figure.axes]
    room = Bbox.union([box for box in boxes if box is not None])
    share = Bbox.union([axes.get_position() for axes in figure.axes])
    core = share.transformed(Affine2D().scale(*size))
    left, low = np.subtract(core.min, room.min) / size
    right, high = np.subtract(room.max, core.max) / size
    edge, tall = 0.12 / figure.get_figwidth(), figure.get_figheight()
    left = min(left + edge, 1 - LEAST_PLOT)
    figure.subplots_adjust(
        left=left,
        right=max(1 - right - edge, left + LEAST_PLOT),
        bottom=low + (below + 0.1) / tall,
        top=1 - high - (above + 0.1) / tall,
    )


def _drawn(figure: Figure) -> list[str]:
    """List the words inside the axes: direct labels, legends and named ticks.

    A bare scale shows no number of the data and is left out.
    """
    texts, ticks = [], []
    for axes in figure.axes:
        texts += _texts(axes)
        ticks += [*axes.get_xticklabels(), *axes.get_yticklabels()]
    said = [text.get_text() for text in texts]
    said += [t.get_text() for t in ticks if any(c.isalpha() for c in t.get_text())]
    lines = [text.replace("\n", " ") for text in said]
    return list(dict.fromkeys(line for line in lines if line.strip()))
