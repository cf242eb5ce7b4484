"""One look for every figure: theme, colours, titles, direct labels, source line,
alternative text.

Knows matplotlib and seaborn, and no data.
"""

import base64
import io
import math
import textwrap
from pathlib import Path

import fontpkg_be_vietnam_pro
import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from IPython.display import display
from matplotlib import font_manager
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

INK, QUIET, FAINT = "#22262B", "#5F6873", "#D5DAE0"
# One colour per entity, sector and investor everywhere; each group differs in lightness
# as well as in
# hue, so that it survives grey printing and the common forms of colour blindness (tests
# hold it to that).
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


def theme():
    """Set the collection's seaborn theme; call it once, in the setup cell."""
    for face in (Path(fontpkg_be_vietnam_pro.__file__).parent / "files").glob(
        "BeVietnamPro-*.ttf"
    ):
        if face.stem.split("-")[1] in ("Regular", "Bold", "Italic", "SemiBold"):
            font_manager.fontManager.addfont(face)
    sns.set_theme(
        style="white",
        rc={
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
        },
    )


def colours(names):
    """The palette for these names, as seaborn takes it: {name: colour}, grey where none
    is reserved.
    """
    return {name: COLOURS.get(name, OTHER) for name in names}


def ranged(ax, x, low, high, **style):
    """Draw how far each printed number reaches: a thin upright line from `low` to
    `high` at `x`.
    """
    ax.vlines(x, low, high, **{"color": INK, "linewidth": 1.2, "zorder": 4} | style)


def label(ax, x, y, texts, dx=0, dy=5, **style):
    """Write each text beside its point, `dx` and `dy` in print points; the labels count
    as drawn numbers.
    """
    style = {
        "ha": "center",
        "va": "bottom" if dy > 0 else "top" if dy < 0 else "center",
        "fontsize": 9.5,
    } | style
    for at_x, at_y, text in zip(x, y, texts, strict=True):
        ax.annotate(
            str(text), (at_x, at_y), (dx, dy), textcoords="offset points", **style
        )


def apart(x, y, radius, rounds=500):
    """Move overlapping circles apart until they only touch; returns the new x and y as
    lists.

    Positions and radii in one unit. The same circles always move the same way: each
    pair gives way by
    half along the line between its centres, and two circles on one point part sideways.
    """
    x, y, radius = list(x), list(y), list(radius)
    for _ in range(rounds):
        still = True
        for i, j in ((i, j) for i in range(len(x)) for j in range(i)):
            away = math.dist((x[i], y[i]), (x[j], y[j]))
            push = (radius[i] + radius[j] - away) / 2
            if push > 1e-6 * radius[i]:
                east, north = (
                    ((x[i] - x[j]) / away, (y[i] - y[j]) / away) if away else (1.0, 0.0)
                )
                x[i], y[i], x[j], y[j] = (
                    x[i] + push * east,
                    y[i] + push * north,
                    x[j] - push * east,
                    y[j] - push * north,
                )
                still = False
        if still:
            break
    return x, y


def show(ax, *, title, subtitle, source, alt, xlabel="", ylabel="", height=None):
    """Dress a seaborn axes and show its figure: the one way a figure leaves a notebook.

    `title` states the finding; `subtitle` gives measure, unit, place and period;
    `source` is
    `cite.line(...)`; `alt` says in one to three sentences what is drawn, the trend and
    the key
    values. All of them, and the words drawn inside the axes, are stored with the
    picture, so that
    every page made from the notebook has them and a test can read them. `height` in
    inches.
    """
    figure = ax.figure
    figure.set_dpi(200)  # double density, for sharp type on any screen
    if height:
        figure.set_figheight(height)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.tick_params(length=0)
    if ax.get_ylim()[0] < 0 < ax.get_ylim()[1]:
        ax.axhline(0, color=QUIET, linewidth=1, zorder=1.5)
        ax.spines["bottom"].set_visible(False)
    wide, tall = figure.get_size_inches()
    head, sub, foot, under_title, above, below = frame(wide, title, subtitle, source)
    fit(figure, above, below)
    figure.text(
        0.012,
        1 - 0.12 / tall,
        head,
        ha="left",
        va="top",
        fontsize=14,
        fontweight="bold",
        linespacing=1.25,
    )
    figure.text(
        0.012,
        1 - under_title / tall,
        sub,
        ha="left",
        va="top",
        fontsize=10.5,
        color=QUIET,
    )
    figure.text(
        0.012, 0.09 / tall, foot, ha="left", va="bottom", fontsize=8.5, color=QUIET
    )
    labels = _drawn(figure)
    figure.canvas.draw()
    drawing = Image.fromarray(np.asarray(figure.canvas.buffer_rgba())).convert("RGB")
    picture = (
        io.BytesIO()
    )  # 256 colours are enough for a chart, and a third of the bytes
    drawing.quantize(
        256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    ).save(picture, format="png")
    words = {"title": title, "subtitle": subtitle, "source": source, "alt": alt}
    display(
        {
            "image/png": base64.b64encode(picture.getvalue()).decode(),
            "text/plain": "\n".join(
                [
                    "Figure. " + title,
                    subtitle,
                    source,
                    alt,
                    "Drawn: " + "; ".join(labels),
                ]
            ),
        },
        raw=True,
        metadata={
            "image/png": {
                "width": round(wide * 100),
                "height": round(tall * 100),
                "labels": labels,
                "axes": [a for a in (xlabel, ylabel) if a],
                **words,
            }
        },
    )
    plt.close(figure)


def frame(wide, title, subtitle, source):
    """The words around a picture `wide` inches wide, broken into lines, and the room
    they take.

    Returns title, subtitle and source line with line breaks, then inches: from the
    upper edge to the
    subtitle, from the upper edge to the plot, and from the lower edge to the plot.
    """
    columns = int(wide * 10.6)
    head, sub, foot = (
        textwrap.fill(t, w)
        for t, w in (
            (title, int(columns * 0.9)),
            (subtitle, columns + 22),
            (source, columns + 32),
        )
    )
    under_title = 0.17 + 0.275 * (head.count("\n") + 1)
    return (
        head,
        sub,
        foot,
        under_title,
        under_title + 0.2 * (sub.count("\n") + 1) + 0.06,
        0.12 + 0.16 * (foot.count("\n") + 1),
    )


def fit(figure, above, below):
    """Let the axes fill the room between `above` and `below` (inches), ticks and labels
    included.

    What tight_layout does in two passes, in one: every figure of a notebook pays for
    it.
    """
    size = figure.get_size_inches() * figure.dpi
    room = Bbox.union([a.get_tightbbox() for a in figure.axes])
    core = Bbox.union([a.get_position() for a in figure.axes]).transformed(
        Affine2D().scale(*size)
    )
    (left, low), (right, high) = (
        (core.min - room.min) / size,
        (room.max - core.max) / size,
    )
    edge, tall = 0.12 / figure.get_figwidth(), figure.get_figheight()
    figure.subplots_adjust(
        left=left + edge,
        right=1 - right - edge,
        bottom=low + (below + 0.1) / tall,
        top=1 - high - (above + 0.1) / tall,
    )


def _drawn(figure):
    """The words inside the axes: direct labels, legends and named ticks; a bare scale
    shows no number of the data.
    """
    texts = [
        t
        for a in figure.axes
        for t in (*a.texts, *(a.get_legend().get_texts() if a.get_legend() else []))
    ]
    ticks = [
        t for a in figure.axes for t in (*a.get_xticklabels(), *a.get_yticklabels())
    ]
    words = [
        t.get_text().replace("\n", " ")
        for t in (*texts, *(t for t in ticks if any(c.isalpha() for c in t.get_text())))
    ]
    return list(dict.fromkeys(w for w in words if w.strip()))
