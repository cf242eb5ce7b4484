"""Figures on a narrow screen: the same content, with letters of full size."""

import itertools

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.text import Text

import bacgiang as bg
from bacgiang import charts, narrow
from bacgiang.evidence import NARROW, WITH_FORMS

matplotlib.use("agg")
bg.theme()

SCREEN = 360 - 2 * 16  # pixels that a page leaves on a phone


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def drawn_narrow(ax, title="T", subtitle="S", source="N."):
    """The figure as it is when its narrow picture is drawn, and the picture."""
    figure = ax.figure
    figure.set_dpi(200)
    around = (title, subtitle, source)
    picture = charts._draw(figure, around)
    slim = charts._draw_narrow(figure, around, picture)
    return figure, slim


def years(first, last):
    names = [str(year) for year in range(first, last + 1)]
    return pd.DataFrame({"year": names, "value": range(len(names))})


def texts(figure):
    found = [t for t in figure.findobj(Text) if t.get_text().strip()]
    return [text for text in found if text.get_visible()]


def test_no_letter_is_under_nine_pixels_on_a_phone():
    ax = sns.barplot(years(2015, 2020), x="year", y="value")
    bg.label(ax, range(6), range(6), range(6), fontsize=5)
    ax.bar_label(ax.containers[0], fontsize=4)
    figure, slim = drawn_narrow(ax)
    for text in texts(figure):
        pixels = text.get_fontsize() * 100 / 72 * SCREEN / slim.size["width"]
        assert pixels >= 9, text.get_text()


def test_all_words_around_the_plot_lie_on_the_picture(monkeypatch):
    written = []
    monkeypatch.setattr(
        charts, "_png", lambda figure: written.append(reach(figure)) or b""
    )

    def reach(figure):
        edge = figure.bbox.x1
        return [t.get_text() for t in figure.texts if t.get_window_extent().x1 > edge]

    words = "Growth of the province and of the country at constant prices, " * 2
    ax = sns.lineplot(years(2015, 2020), x="year", y="value")
    drawn_narrow(ax, words, words, words * 2)
    assert written == [[], []]


def test_years_of_the_lower_scale_are_thinned_from_the_last_one():
    figure, _ = drawn_narrow(sns.barplot(years(2001, 2024), x="year", y="value"))
    labels = [t for t in figure.axes[0].get_xticklabels() if t.get_text()]
    assert labels[-1].get_text() == "2024"
    assert 3 <= len(labels) < 24
    boxes = [label.get_window_extent() for label in labels]
    assert all(a.x1 < b.x0 for a, b in itertools.pairwise(boxes))


def test_no_name_of_the_lower_scale_is_left_out():
    names = ["agriculture", "construction", "manufacturing", "services", "trade"]
    figure, _ = drawn_narrow(sns.barplot(x=names, y=range(5)))
    shown = [t.get_text() for t in figure.axes[0].get_xticklabels()]
    assert shown == names


def test_long_names_beside_the_plot_are_broken_into_lines():
    name = "agriculture, forestry and fishery"
    figure, _ = drawn_narrow(sns.barplot(x=[1, 2], y=[name, "services"]))
    lines = figure.axes[0].get_yticklabels()[0].get_text().split("\n")
    assert " ".join(lines) == name
    assert max(map(len, lines)) <= narrow.NAME
    assert figure.axes[0].get_position().width > 0.45


def test_a_legend_goes_below_the_plot():
    frame = years(2015, 2020).assign(name=list("aabbcc"))
    figure, _ = drawn_narrow(sns.scatterplot(frame, x="year", y="value", hue="name"))
    [ax] = figure.axes
    assert ax.get_legend().get_window_extent().y1 <= ax.get_window_extent().y0
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["a", "b", "c"]


def test_panels_stand_under_one_another():
    _, axes = plt.subplots(1, 2)
    for ax in axes:
        ax.plot([1, 2], [1, 2])
    drawn_narrow(axes[0])
    upper, lower = (ax.get_window_extent() for ax in axes)
    assert lower.y1 < upper.y0
    assert round(lower.x0) == round(upper.x0)


def test_a_label_without_room_is_left_out_and_none_covers_another():
    frame = years(2001, 2024)
    ax = sns.barplot(frame, x="year", y="value")
    bg.label(ax, frame["year"], frame["value"], [f"1,{n:03}.5" for n in range(24)])
    figure, _ = drawn_narrow(ax)
    kept = [text for text in figure.axes[0].texts if text.get_visible()]
    assert 3 <= len(kept) < 24
    assert kept[-1].get_text() == "1,023.5"  # the newest
    boxes = [text.get_window_extent() for text in kept]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


def test_the_wide_picture_keeps_every_label(monkeypatch):
    left = []
    monkeypatch.setattr(
        "bacgiang.evidence.display", lambda data, metadata: left.append(metadata)
    )
    monkeypatch.setenv(WITH_FORMS, "yes")
    frame = years(2001, 2024)
    ax = sns.barplot(frame, x="year", y="value")
    bg.label(ax, frame["year"], frame["value"], frame["value"])
    bg.show(ax, rows=(), title="T", subtitle="S", alt="Bars.", note="N.")
    labels = left[0]["bacgiang"]["labels"]
    assert labels[:24] == [str(n) for n in range(24)]
    assert left[0][NARROW]["width"] == 340


def test_what_all_ticks_share_is_said_in_other_words_too():
    _, ax = plt.subplots()
    ax.plot([0, 1], [1e9, 1e9 + 1])
    axis = ax.yaxis
    axis.set_major_formatter(narrow.Retold(axis.get_major_formatter(), str.upper))
    ax.figure.canvas.draw()
    assert axis.get_offset_text().get_text() == "+1E9"
