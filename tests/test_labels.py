"""Labels find their own place: apart from one another, off the lines, on the figure."""

import itertools

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

import bacgiang as bg
from bacgiang import labels

matplotlib.use("agg")
bg.theme()


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def boxes(ax):
    renderer = FigureCanvasAgg(ax.figure).get_renderer()
    return {t.get_text(): t.get_window_extent(renderer) for t in ax.texts}


def overlapping(ax):
    named = boxes(ax).items()
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(named, 2)
        if a.shrunk(0.98, 0.98).overlaps(b.shrunk(0.98, 0.98))
    ]


def lines(*ends):
    frame = pd.DataFrame(
        [
            {"year": year, "value": value, "name": f"name {n}"}
            for n, end in enumerate(ends)
            for year, value in ((2020, 0.0), (2024, end))
        ]
    )
    palette = bg.colours(frame["name"])
    return sns.lineplot(frame, x="year", y="value", hue="name", palette=palette)


@settings(max_examples=15)
@given(st.lists(st.floats(-10, 10), min_size=2, max_size=6))
def test_names_at_line_ends_never_overlap(ends):
    plt.close("all")
    ax = lines(*ends)
    bg.label_ends(ax)
    labels.place(ax.figure)
    assert overlapping(ax) == []


def test_names_at_line_ends_keep_the_order_and_the_colour_of_their_lines():
    ax = lines(5, 5.01, 5.02)
    bg.label_ends(ax)
    labels.place(ax.figure)
    heights = [box.y0 for box in boxes(ax).values()]
    assert heights == sorted(heights)
    drawn = [line.get_color() for line in ax.get_lines() if len(line.get_xdata())]
    assert [text.get_color() for text in ax.texts] == drawn[:3]


TWO = pd.DataFrame(
    {"year": [2020, 2024] * 2, "value": [0, 1, 0, 2], "name": ["a", "a", "b", "b"]}
)


def test_lines_of_one_colour_are_told_apart_by_their_style():
    ax = sns.lineplot(TWO, x="year", y="value", style="name", color="black")
    bg.label_ends(ax)
    assert {t.get_text(): t.xy for t in ax.texts} == {"a": (2024, 1), "b": (2024, 2)}


def test_lines_that_look_alike_are_refused_by_their_names():
    black = {"a": "black", "b": "black"}
    ax = sns.lineplot(TWO, x="year", y="value", hue="name", palette=black)
    with pytest.raises(ValueError, match="'a' and 'b' name lines that look alike"):
        bg.label_ends(ax)


def test_a_name_with_room_stands_level_with_the_end_of_its_line():
    ax = lines(1, 9)
    bg.label_ends(ax)
    labels.place(ax.figure)
    box = boxes(ax)["name 1"]
    _, level = ax.transData.transform((2024, 9))
    assert abs((box.y0 + box.y1) / 2 - level) < 3


def test_the_legend_goes_and_without_one_the_error_says_what_to_do():
    ax = lines(1, 2)
    bg.label_ends(ax)
    assert ax.get_legend() is None
    _, bare = plt.subplots()
    bare.plot([1, 2], [1, 2])
    with pytest.raises(ValueError, match="legend=False"):
        bg.label_ends(bare)


def test_labels_of_points_stand_apart_and_off_the_line():
    _, ax = plt.subplots()
    x, y = (
        np.arange(15),
        np.array([9, 10, 10, 9, 9, 10, 10, 13, 16, 16, 13, 8, 19, 15, 14]),
    )
    ax.plot(x, y)
    bg.label(ax, x, y, [f"{value}.{n:02}" for n, value in enumerate(y)])
    labels.place(ax.figure)
    assert overlapping(ax) == []
    line = ax.get_lines()[0].get_path().interpolated(50)
    points = ax.transData.transform(line.vertices)
    crossed = [
        name
        for name, box in boxes(ax).items()
        if any(box.shrunk(0.9, 0.8).contains(*point) for point in points)
    ]
    assert crossed == []


def test_a_label_takes_the_wished_side_where_there_is_room():
    sides = {"above": (0, 1), "right": (1, 0), "below": (0, -1), "left": (-1, 0)}
    for side, (right, up) in sides.items():
        _, ax = plt.subplots()
        ax.plot([0, 5, 10], [0, np.nan, 10])
        bg.label(ax, [5], [5], ["here"], side=side)
        labels.place(ax.figure)
        box, (x, y) = boxes(ax)["here"], ax.transData.transform((5, 5))
        assert np.sign(round((box.x0 + box.x1) / 2 - x)) == right
        assert np.sign(round((box.y0 + box.y1) / 2 - y)) == up
    with pytest.raises(ValueError, match="no side"):
        bg.label(ax, [5], [5], ["here"], side="over")


def test_the_label_of_a_bar_stands_beside_it():
    ax = sns.barplot(x=[10, 35.5], y=["one", "two"])
    bg.label(ax, [10, 35.5], ["one", "two"], [10, 35.5], side="right")
    labels.place(ax.figure)
    for bar, box in zip(ax.patches, boxes(ax).values(), strict=True):
        assert box.x0 >= bar.get_window_extent().x1


def test_an_empty_label_takes_no_room():
    ax = sns.barplot(x=["a", "b"], y=[1, 2])
    ax.bar_label(ax.containers[0], ["", ""])
    bg.label(ax, ["a", "b"], [1, 2], ["", "2"])
    with np.errstate(all="raise"):
        assert labels.place(ax.figure)


def test_numbers_are_written_without_empty_digits():
    _, ax = plt.subplots()
    bg.label(ax, [1, 2, 3], [1, 2, 3], [19.30, np.float64(1234), "as is"])
    assert [text.get_text() for text in ax.texts] == ["19.3", "1,234", "as is"]


def test_the_same_figure_always_gets_the_same_places():
    def once():
        ax = lines(3, 3.1, 7)
        bg.label(ax, [2020] * 3, [3, 3.1, 7], ["a", "b", "c"])
        bg.label_ends(ax)
        labels.place(ax.figure)
        positions = [text.get_position() for text in ax.texts]
        plt.close("all")
        return positions

    assert once() == once()
