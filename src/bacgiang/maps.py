"""A map of the province: land, circles by area, and names that cover nothing.

Knows matplotlib and the tables of outlines and districts. Where names go is worked out
when the figure is drawn, so they keep clear of one another at any size of the figure.
"""

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import EllipseCollection
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from . import data
from .charts import INK, QUIET, apart, colours

View = tuple[float, float, float, float]  # west, south, east and north end, degrees
VIEWS = {"Bắc Giang": (105.83, 21.1, 106.53, 21.585)}  # where its zones lie
MARGIN = 0.05  # degrees around the outline of a province without a view of its own
LAND, AROUND, BORDER = "#FFFFFF", "#E9ECEF", "#B4BCC5"
HALO = 26  # width of the band in which the border may run, in print points
DEGREE = 111.2  # kilometres from one parallel to the next
# A circle is drawn with 1.5 times the radius of its land, so that small zones show.
ENLARGED = 1.5
# A second sign beside the colour, for grey print and colour-blind readers.
SIGNS = {"under construction": ("^", "white"), "approved": (".", INK)}
DASHED = "planned"
# How far a name may stand from its circle, in print points, and on which sides.
GAPS = (2, 4, 7, 12, 17, 22, 28, 34, 41, 48, 56, 68, 80)
NEAR, AIR = 6, 3  # beyond NEAR a thin line leads to the circle
SIDES = [
    (math.cos(turn * math.pi / 12), math.sin(turn * math.pi / 12)) for turn in range(24)
]


def base_map(ax: Axes | None = None, view: View | None = None) -> Axes:
    """Draw the province and its neighbours, without degrees, and a scale.

    Parameters
    ----------
    ax
        The axes to draw on; left out, a figure of the right shape is made.
    view
        West, south, east and north end of the map, in degrees; left out, the part of
        Bắc Giang where its zones lie, or another province whole.

    Returns
    -------
    Axes
        In degrees, with kilometres alike in all directions.

    Raises
    ------
    KeyError
        When the tables have no outline of the province that they are about.
    """
    rings = outlines()
    if data.home() not in rings:
        raise KeyError(
            f"outlines.csv has no row {data.home()!r}; expected its outline, POLYGON"
            " ((longitude latitude, ...))"
        )
    view = view or VIEWS.get(data.home()) or _around(rings[data.home()])
    west, south, east, north = view
    if ax is None:
        shape = (north - south) / (east - west) / _shrink(view)
        _, ax = plt.subplots(figsize=(7, 6.8 * shape + 1.9))
    ax.set(xlim=(west, east), ylim=(south, north), aspect=1 / _shrink(view))
    ax.set(xticks=[], yticks=[], anchor="N", facecolor=AROUND)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    _land(ax, rings)
    _scale(ax, view)
    return ax


def _around(ring: Path) -> View:
    """Give the view that holds a province whole."""
    points = np.asarray(ring.vertices)
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN


def _land(ax: Axes, rings: dict[str, Path]) -> None:
    """Draw the land with a soft edge: the outline is good to a few kilometres."""
    points = {name: np.asarray(ring.vertices) for name, ring in rings.items()}
    home = points.pop(data.home())
    for ring in points.values():
        ax.plot(*ring.T, color=BORDER, linewidth=0.9, zorder=0.8)
    ax.fill(*home.T, facecolor=LAND, zorder=0.9)
    ax.plot(*home.T, color=LAND, linewidth=HALO, zorder=0.9)
    ax.plot(*home.T, color=QUIET, linewidth=1.1, zorder=1)


def outlines() -> dict[str, Path]:
    """Read the outlines: {province: ring of longitudes and latitudes}."""
    table = data.table("outlines")
    return {
        name: Path(np.array(re.findall(r"[\d.]+", text), float).reshape(-1, 2))
        for name, text in zip(table["name"], table["outline"], strict=True)
    }


def _shrink(view: View) -> float:
    """Say how much shorter a degree east is than a degree north, mid-map."""
    return math.cos(math.radians((view[1] + view[3]) / 2))


def _scale(ax: Axes, view: View) -> None:
    """Draw ten kilometres in the lower left corner."""
    west, south, east, north = view
    start, low = west + 0.03 * (east - west), south + 0.03 * (north - south)
    long = 10 / DEGREE / _shrink(view)
    ax.plot([start, start + long], [low, low], color=QUIET, linewidth=2)
    middle = start + long / 2
    text: dict[str, Any] = {"ha": "center", "textcoords": "offset points"}
    ax.annotate("10 km", (middle, low), (0, 3), color=QUIET, fontsize=9, **text)


def spread(places: pd.DataFrame, area: str) -> pd.DataFrame:
    """Give places circles by area, moved apart until none covers another.

    Parameters
    ----------
    places
        With `latitude` and `longitude`; a row without one is an error.
    area
        The column that holds hectares.

    Returns
    -------
    DataFrame
        The places with `radius` (of the circle drawn) and `moved`, both in km, and
        `latitude` and `longitude` of the circle.
    """
    lost = places.index[places[["latitude", "longitude", area]].isna().any(axis=1)]
    if len(lost):
        raise ValueError(
            f"no position or no area for {', '.join(map(str, lost))}; expected"
            f" latitude, longitude and {area} in every row"
        )
    shrink = math.cos(math.radians(places["latitude"].mean()))
    radius = ENLARGED * np.sqrt(places[area] / 100 / math.pi)
    east, north = places["longitude"] * shrink * DEGREE, places["latitude"] * DEGREE
    at_x, at_y = (np.array(ends) for ends in apart(east, north, radius))
    return places.assign(
        radius=radius,
        moved=np.hypot(at_x - east, at_y - north),
        longitude=at_x / shrink / DEGREE,
        latitude=at_y / DEGREE,
    )


def circles(
    ax: Axes, places: pd.DataFrame, by: str, key: Mapping[str, str], title: str = ""
) -> None:
    """Draw the circles of places and their key.

    Parameters
    ----------
    ax
        A base map.
    places
        As `spread` gives them.
    by
        The column that holds what the colour tells.
    key
        {what the colour tells: its words in the key}, in the order of the key.
    title
        The head of the key.

    Raises
    ------
    ValueError
        When the key has no words for some of the places, which would not be drawn.
    """
    if unsaid := [str(cell) for cell in places[by].unique() if cell not in key]:
        raise ValueError(
            f"the key has no {by} {', '.join(map(repr, unsaid))}, which some places"
            f" have; expected words for each, or places of {', '.join(map(repr, key))}"
        )
    tones, handles = colours(key), []
    for value in key:
        look = {"facecolor": tones[value], "edgecolor": INK, "linewidth": 0.9}
        look["linestyle"] = "--" if value == DASHED else "-"
        group = places[places[by] == value]
        _draw(ax, group, look)
        sign, tone = SIGNS.get(value, ("", INK))
        mark: dict[str, Any] = {"marker": sign, "color": tone, "markeredgewidth": 0}
        mark |= {"linestyle": "", "markersize": 6, "zorder": 3}
        ax.plot(group["longitude"], group["latitude"], **mark)
        disc: dict[str, Any] = {"marker": "o", "linestyle": "", "markersize": 12}
        disc |= {"markerfacecolor": tones[value], "markeredgecolor": INK}
        handles.append((Line2D([], [], **disc), Line2D([], [], **mark)))
    shape: dict[str, Any] = {"frameon": True, "framealpha": 1, "edgecolor": BORDER}
    shape |= {"loc": "upper left", "alignment": "left", "borderpad": 0.7}
    shape |= {"handler_map": {tuple: HandlerTuple()}, "title_fontsize": 10}
    ax.legend(handles, list(key.values()), title=title, **shape)


def _draw(ax: Axes, places: pd.DataFrame, look: dict[str, Any]) -> None:
    high = 2 * places["radius"] / DEGREE
    wide = high * ax.get_aspect()  # type: ignore[operator] # a number on a base map
    where = places[["longitude", "latitude"]]
    shapes = EllipseCollection(
        wide, high, np.zeros(len(places)), units="xy", offsets=where, zorder=2, **look
    )
    shapes.set_offset_transform(ax.transData)
    ax.add_collection(shapes, autolim=False)


def name_map(ax: Axes, places: pd.DataFrame, names: list[str]) -> None:
    """Name places, districts and neighbouring provinces, each where there is room.

    A name stands beside its circle, or further off with a thin line to it. No name
    covers another, a circle or the key; one for which no room is left is not drawn.

    Parameters
    ----------
    ax
        A base map.
    places
        All circles drawn, as `spread` gives them.
    names
        Which of them to name.
    """
    ax.add_artist(_Names(ax, places, names))


class _Names(Artist):
    """Places the names of a map just before they are drawn; all in pixels."""

    def __init__(self, ax: Axes, places: pd.DataFrame, names: list[str]) -> None:
        super().__init__()
        self.point = 1.0
        self.taken: list[tuple[np.ndarray, np.ndarray]] = []
        self.low = self.high = self.radii = self.centres = np.zeros(2)
        self.set_zorder(1)  # ahead of all text
        self.set_in_layout(False)
        self.places, self.ax, self.rings = places, ax, outlines()
        large = places.loc[names].sort_values("radius", ascending=False, kind="stable")
        look: dict[str, Any] = {"fontsize": 10, "color": INK, "linespacing": 1}
        self.beside = {
            places.index.get_loc(row.Index): self._text(_broken(row.Index), row, look)
            for row in large.itertuples()
        }
        low, high = self._view()
        homes = data.table("districts").query("valid_from == ''")
        where = homes[["longitude", "latitude"]]
        homes = homes[((where > low) & (where < high)).all(axis=1)]
        look = {"fontsize": 10.5, "color": QUIET, "fontstyle": "italic"}
        self.districts = [
            self._text(row.district, row, look) for row in homes.itertuples()
        ]
        look = {"fontsize": 9, "color": QUIET, "fontweight": "bold"}
        self.around = {
            name: self._text(name.upper(), None, look)
            for name, ring in self.rings.items()
            if name != data.home()
            and ring.intersects_bbox(Bbox([low, high]), filled=True)
        }

    def _text(self, words: str, row: Any, look: dict[str, Any]) -> Annotation:
        at = self.ax.get_xlim()[0], self.ax.get_ylim()[0]
        if row is not None:
            at = row.longitude, row.latitude
        line: dict[str, Any] = {"arrowstyle": "-", "color": QUIET, "linewidth": 0.7}
        line |= {"shrinkA": 0, "shrinkB": 0, "visible": False}
        beside: dict[str, Any] = {"textcoords": "offset points", "arrowprops": line}
        text = self.ax.annotate(words, at, (0, 0), zorder=5, **beside)
        text.set(ha="center", va="center", in_layout=False, **look)
        return text

    def draw(self, renderer: RendererBase) -> None:
        """Find room for every name; the names themselves are drawn later."""
        self.point = float(np.asarray(renderer.points_to_pixels(1)))
        self.low, self.high = self._pixels(self._view())
        where = self.places[["longitude", "latitude"]].to_numpy()
        self.centres = self._pixels(where)
        foot, top = self._pixels([(0, 0), (0, 1 / DEGREE)])
        self.radii = self.places["radius"].to_numpy() * (top - foot)[1]
        boxes = [np.asarray(box.get_points()) for box in self._drawn(renderer)]
        there = [(box.min(axis=0), box.max(axis=0)) for box in boxes]
        tries = [(zones, first) for first in (True, False) for zones in (1, -1)]
        hidden = {}
        for attempt in tries:
            hidden[attempt] = self._arrange(there, *attempt, renderer)
            if not hidden[attempt]:
                return
        self._arrange(there, *min(tries, key=hidden.__getitem__), renderer)

    def _arrange(
        self, there: list, zones: int, districts_first: bool, renderer: RendererBase
    ) -> int:
        """Place all names in one order and count those without room."""
        self.taken = list(there)
        if districts_first:
            self._within(renderer)
        for place in list(self.beside)[::zones]:
            self._beside(self.beside[place], place, renderer)
        if not districts_first:
            self._within(renderer)
        self._outside(renderer)
        names = [*self.beside.values(), *self.districts, *self.around.values()]
        return sum(not text.get_visible() for text in names)

    def _view(self) -> np.ndarray:
        """Give the lower left and the upper right corner of the map, in degrees."""
        return np.column_stack([self.ax.get_xlim(), self.ax.get_ylim()])

    def _pixels(self, where: Any) -> np.ndarray:
        return np.asarray(self.ax.transData.transform(where))

    def _drawn(self, renderer: RendererBase) -> Iterator[Bbox]:
        """Give the boxes of what is there already: the key and the scale."""
        own = {*self.beside.values(), *self.districts, *self.around.values()}
        for text in self.ax.texts:
            if text not in own:
                yield text.get_window_extent(renderer)
        if legend := self.ax.get_legend():
            yield legend.get_window_extent(renderer)

    def _free(self, at: np.ndarray, half: np.ndarray, air: Any = 0.0) -> np.ndarray:
        """Tell which boxes around the points lie on the map and cover nothing.

        `air` is how far each stays away from every circle.
        """
        low, high = at - half, at + half
        free = ((low >= self.low) & (high <= self.high)).all(axis=1)
        for start, end in self.taken:
            free &= ((high <= start) | (low >= end)).any(axis=1)
        nearest = np.clip(self.centres[:, None], low, high)
        away = np.hypot(*np.moveaxis(self.centres[:, None] - nearest, 2, 0))
        return np.asarray(free & (away >= self.radii[:, None] + air).all(axis=0))

    def _beside(self, text: Annotation, place: int, renderer: RendererBase) -> None:
        """Put a name beside its circle, as near as there is room."""
        half, centre = self._half(text, renderer), self.centres[place]
        gaps = np.repeat(GAPS, len(SIDES)) * self.point
        away = (self.radii[place] + gaps)[:, None]
        ways = np.tile(SIDES, (len(GAPS), 1))
        # A box beside is held at its middle, one above too, the others at a corner.
        at = centre + away * ways + np.clip(1.5 * ways, -1, 1) * half
        lines = centre + np.linspace(0, 1, 12)[1:-1, None, None] * (at - centre)
        free = self._free(at, half, np.minimum(gaps, AIR * self.point))
        free &= self._clear(lines, place) | (gaps <= NEAR * self.point)
        text.set_visible(bool(free.any()))
        best = int(free.argmax())
        if free.any():
            self._put(text, at[best], half, centre)
        if text.arrow_patch is not None:
            text.arrow_patch.set_visible(gaps[best] > NEAR * self.point)
            text.arrow_patch.shrinkB = self.radii[place] / self.point
        if free.any() and gaps[best] > NEAR * self.point:
            self.taken += [(spot - 1, spot + 1) for spot in lines[:, best]]

    def _clear(self, lines: np.ndarray, place: int) -> np.ndarray:
        """Tell which lines, each a row of points, meet no other circle and no name."""
        others = np.arange(len(self.radii)) != place
        away = lines[..., None, :] - self.centres[others]
        clear = (np.hypot(away[..., 0], away[..., 1]) > self.radii[others]).all(-1)
        for start, end in self.taken:
            clear &= ((lines < start) | (lines > end)).any(axis=-1)
        return np.asarray(clear.all(axis=0))

    def _within(self, renderer: RendererBase) -> None:
        """Name each district near its centre: nearer to it than to any other centre."""
        homes = self._pixels([text.xy for text in self.districts])
        province = self.ax.transData.transform_path(self.rings[data.home()])
        grid = self._grid()
        own = np.hypot(*np.moveaxis(grid[:, None] - homes, 2, 0)).argmin(axis=1)
        for number, text in enumerate(self.districts):
            near = grid[own == number]
            self._nearest(text, near, homes[number], homes[number], province, renderer)

    def _outside(self, renderer: RendererBase) -> None:
        """Name each neighbour in the middle of its part of the map."""
        grid = self._grid()
        for name, text in self.around.items():
            ring = self.ax.transData.transform_path(self.rings[name])
            seen = grid[ring.contains_points(grid)]
            middle = seen.mean(axis=0) if len(seen) else None
            self._nearest(text, seen, middle, self._pixels(text.xy), ring, renderer)

    def _grid(self) -> np.ndarray:
        """Give points all over the map, six print points apart."""
        ends = zip(self.low, self.high, strict=True)
        mesh = np.meshgrid(*[np.arange(*end, 6 * self.point) for end in ends])
        return np.column_stack([axis.ravel() for axis in mesh])

    def _nearest(
        self,
        text: Annotation,
        grid: np.ndarray,
        wish: Any,
        anchor: np.ndarray,
        ring: Path,
        renderer: RendererBase,
    ) -> None:
        """Put a name where it is free, inside a ring, nearest to the wished point."""
        half = self._half(text, renderer)
        grid = grid[self._free(grid, half)] if len(grid) else grid
        for corner in itertools.product((-1, 1), (-1, 1)):
            grid = (
                grid[ring.contains_points(grid + corner * half)] if len(grid) else grid
            )
        text.set_visible(len(grid) > 0)
        if len(grid):
            best = grid[np.hypot(*(grid - wish).T).argmin()]
            self._put(text, best, half, anchor)

    def _half(self, text: Text, renderer: RendererBase) -> np.ndarray:
        """Measure half a name, with a little air around it."""
        text.set_visible(True)
        box = Text.get_window_extent(text, renderer)
        return np.array([box.width / 2 + 2 * self.point, box.height / 2 + self.point])

    def _put(
        self, text: Annotation, at: np.ndarray, half: np.ndarray, anchor: np.ndarray
    ) -> None:
        east, north = (at - anchor) / self.point
        text.set_position((float(east), float(north)))
        self.taken.append((at - half, at + half))


def _broken(name: str) -> str:
    """Break a long name of several communes into lines."""
    return name.replace(" - ", " -\n") if len(name) > 14 else name
