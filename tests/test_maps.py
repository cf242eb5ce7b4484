"""The map: land in its true shape, no degrees, and names that cover nothing."""

import itertools
import math

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import bacgiang as bg
from bacgiang import charts, maps, narrow

matplotlib.use("agg")

ZONES = bg.read_table("zones").set_index("zone")
PLACED = ZONES[ZONES["kind"] == "zone"].dropna(subset=["area_ha", "latitude"])
STAGES = ["operating", "under construction", "approved", "planned"]


@pytest.fixture(scope="module")
def drawn():
    """The map, for tests that leave it as it is."""
    ax, places = draw()
    yield ax, places
    plt.close(ax.figure)


@pytest.fixture
def own():
    """A map for a test that changes it."""
    ax, places = draw()
    yield ax, places
    plt.close(ax.figure)


def draw():
    """Draw a map with the circles of all zones and the names of the larger ones."""
    bg.theme()
    places = bg.spread(PLACED, "area_ha")
    ax = bg.base_map()
    bg.circles(ax, places, by="status", key={stage: stage for stage in STAGES})
    bg.name_map(ax, places, list(places.index[places["area_ha"] >= 200]))
    ax.figure.set_dpi(200)
    charts.fit(ax.figure, above=1, below=0.8)  # as figures are shown
    ax.figure.canvas.draw()
    return ax, places


def written(ax):
    """The names on the map, with the boxes of their letters."""
    shown = [text for text in ax.texts if text.get_visible()]
    box = matplotlib.text.Text.get_window_extent
    return {text.get_text().replace("\n", " "): box(text) for text in shown}


def test_places_for_which_the_key_has_no_words_are_not_left_out_unsaid(own):
    ax, places = own
    key = {"operating": "at work", "approved": "approved"}
    told = "no status 'under construction', .*; expected .* places of 'operating', 'a"
    with pytest.raises(ValueError, match=told):
        bg.circles(ax, places.sort_values("status", ascending=False), "status", key)


def test_the_province_has_its_printed_area_within_two_percent():
    ring = np.array(maps.outlines()["Bắc Giang"].vertices)
    east = ring[:, 0] * 111.32 * math.cos(math.radians(ring[:, 1].mean()))
    north = ring[:, 1] * 110.57
    area = abs(np.sum(east[:-1] * north[1:] - east[1:] * north[:-1])) / 2
    districts = bg.read_table("districts").query("valid_from == ''")
    assert area == pytest.approx(districts["area_ha"].sum() / 100, rel=0.02)


def test_each_district_centre_lies_in_the_province_and_in_no_neighbour():
    rings = maps.outlines()
    for home in bg.read_table("districts").query("valid_from == ''").itertuples():
        point = (home.longitude, home.latitude)
        holds = [name for name, ring in rings.items() if ring.contains_point(point)]
        assert holds == ["Bắc Giang"], home.district


def test_neighbours_share_the_border_of_the_province():
    rings = {name: ring.vertices.tolist() for name, ring in maps.outlines().items()}
    beside = itertools.chain(*(rings[name] for name in rings if name != "Bắc Giang"))
    assert {*map(tuple, rings["Bắc Giang"])} <= {*map(tuple, beside)}


def test_a_kilometre_is_as_long_northward_as_eastward(drawn):
    ax, _ = drawn
    middle = np.array([106.18, 21.34])
    shrink = math.cos(math.radians(middle[1]))
    ends = middle + np.array([(0, 0), (0.01 / shrink, 0), (0, 0.01)])
    start, east, north = ax.transData.transform(ends)
    assert (east - start)[0] == pytest.approx((north - start)[1], rel=0.005)


def test_the_map_shows_no_degrees(drawn):
    ax, _ = drawn
    assert not [*ax.get_xticks(), *ax.get_yticks()]


def test_no_name_covers_another_a_circle_or_the_key(drawn):
    ax, places = drawn
    boxes = written(ax)
    boxes["the key"] = ax.get_legend().get_window_extent()
    for one, other in itertools.combinations(boxes, 2):
        assert not boxes[one].overlaps(boxes[other]), f"{one} covers {other}"
    scale = np.diff(ax.transData.transform([(0, 0), (0, 1 / maps.DEGREE)])[:, 1])[0]
    for name, box in boxes.items():
        for zone in places.itertuples():
            centre = ax.transData.transform((zone.longitude, zone.latitude))
            away = math.dist(centre, np.clip(centre, box.min, box.max))
            assert away > zone.radius * scale - 1, f"{name} covers {zone.Index}"


def test_names_stay_on_the_map_and_clear_when_the_figure_shrinks(own):
    ax, _ = own
    ax.figure.set_size_inches(5, 4)
    ax.figure.canvas.draw()
    frame, boxes = ax.get_window_extent(), list(written(ax).values())
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)
    assert all(frame.containsx(box.x0) and frame.containsx(box.x1) for box in boxes)


def test_the_large_zones_the_neighbours_and_the_districts_are_named(drawn):
    ax, _ = drawn
    names = {"Quang Châu", "Vân Trung", "Việt Yên", "Bắc Giang city", "BẮC NINH"}
    assert names <= {*written(ax)}


@pytest.mark.filterwarnings("error")
def test_on_a_narrow_screen_the_key_stands_below_the_map_with_no_empty_room(own):
    ax, _ = own
    shape = ax.get_window_extent().height / ax.get_window_extent().width
    narrow.adapt(ax.figure)
    tall = narrow.plot_height(ax.figure, 5)
    ax.figure.set_figheight(tall)
    charts.fit(ax.figure, above=0, below=0)
    narrow.settle(ax.figure)
    ax.figure.canvas.draw()
    key, frame = ax.get_legend().get_window_extent(), ax.get_window_extent()
    assert key.y1 <= frame.y0
    lines = key.height / ax.figure.dpi
    assert tall == pytest.approx(narrow.WIDE * shape + lines, abs=0.4)


def test_the_same_map_is_drawn_alike_each_time(drawn):
    ax, _ = drawn
    first = [box.bounds for box in written(ax).values()]
    ax.figure.canvas.draw()
    again = [box.bounds for box in written(ax).values()]
    assert np.array(again) == pytest.approx(np.array(first))


def test_a_circle_has_one_and_a_half_times_the_radius_of_its_land():
    hectares = 100 * math.pi  # a circle of 1 km around its middle
    place = {"latitude": [21.3], "longitude": [106.2], "ha": [hectares]}
    placed = bg.spread(pd.DataFrame(place), "ha")
    assert placed["radius"].tolist() == pytest.approx([1.5])
    assert placed["moved"].tolist() == [0]


def test_circles_of_one_place_are_moved_apart_by_as_much_as_they_cover():
    place = {"latitude": [21.3] * 2, "longitude": [106.2] * 2, "ha": [100.0] * 2}
    placed = bg.spread(pd.DataFrame(place), "ha")
    assert placed["moved"].tolist() == pytest.approx(placed["radius"].tolist(), 1e-3)
    away = placed["longitude"].diff().abs().iloc[1]
    away *= maps.DEGREE * math.cos(math.radians(21.3))
    assert away == pytest.approx(placed["radius"].sum(), rel=1e-3)


def test_a_place_without_a_position_is_named():
    lost = ZONES[ZONES["latitude"].isna()]
    with pytest.raises(ValueError, match=f"no position or no area for {lost.index[0]}"):
        bg.spread(lost, "area_ha")
