"""The look: colours that survive grey printing and colour blindness, and figures that
carry their own words.
"""

import itertools
import warnings
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font

from bacgiang import charts, data, evidence, labels, narrow

matplotlib.use("agg")

# Colours that meet in one figure.
TOGETHER = {
    "provinces": ["Bắc Giang", "Hải Phòng", "Bình Dương"],
    "province and country": ["Bắc Giang", "Việt Nam"],
    "sectors": [
        "industry and construction",
        "services",
        "agriculture, forestry and fishery",
        "product taxes less subsidies",
    ],
    "kinds of capital": ["new", "additional"],
    "owners": ["FDI", "domestic"],
    "origins": ["Republic of Korea", "China", "Taiwan", "Hong Kong"],
    "status of a zone": ["operating", "approved", "planned"],
    "province, country and two others": ["Bắc Giang", "Việt Nam", "one", "two"],
}
# Linear RGB seen without red, green or blue receptors: Viénot, Brettel and Mollon
# (1999) for the first two, Machado and others (2009) for the third.
BLIND = {
    "protanopia": [
        [0.11238, 0.88762, 0],
        [0.11238, 0.88762, 0],
        [0.00401, -0.00401, 1],
    ],
    "deuteranopia": [
        [0.29275, 0.70725, 0],
        [0.29275, 0.70725, 0],
        [-0.02234, 0.02234, 1],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of linear RGB (white D65)."""
    xyz = (
        np.array(
            [
                [0.4124, 0.3576, 0.1805],
                [0.2126, 0.7152, 0.0722],
                [0.0193, 0.1192, 0.9505],
            ]
        )
        @ np.clip(rgb, 0, 1)
        / [0.9505, 1, 1.089]
    )
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


PAIRS = [
    (group, *pair)
    for group, names in TOGETHER.items()
    for pair in itertools.combinations(names, 2)
]


PALETTES = {group: charts.colours(names) for group, names in TOGETHER.items()}


@pytest.mark.parametrize("group, one, other", PAIRS)
@pytest.mark.parametrize("kind", BLIND)
def test_colours_that_meet_stay_apart_for_colour_blind_readers(group, one, other, kind):
    a, b = (
        lab(np.array(BLIND[kind]) @ linear(PALETTES[group][name]))
        for name in (one, other)
    )
    assert np.linalg.norm(a - b) > 12, (
        f"{group}: {one} and {other} look alike with {kind}: choose a lighter or darker"
        " one in charts.COLOURS"
    )


@pytest.mark.parametrize("group, one, other", PAIRS)
def test_colours_that_meet_differ_in_lightness_for_grey_printing(group, one, other):
    a, b = (lab(linear(PALETTES[group][name]))[0] for name in (one, other))
    assert abs(a - b) > 7, (
        f"{group}: {one} (L* {a:.0f}) and {other} (L* {b:.0f}) print as one grey:"
        " choose a lighter or darker one in charts.COLOURS"
    )


@pytest.fixture
def shown(monkeypatch):
    """A small figure sent through show(), as the notebook would store it."""
    stored = {}

    def display(data, metadata):
        stored.update(data=data, words=metadata["bacgiang"])

    monkeypatch.setattr("bacgiang.evidence.display", display)
    charts.theme()
    _, ax = plt.subplots()
    ax.plot([2020, 2021], [-1, 13.4])
    labels.label(ax, [2021], [13.4], ["13.4 Bắc Giang"])
    charts.show(
        ax,
        title="A finding",
        subtitle="Growth, percent",
        rows=(),
        note="Source: test; data to 2021.",
        alt="A line that rises.",
        ylabel="percent",
    )
    return stored


def test_a_shown_figure_stores_its_words_beside_the_picture(shown):
    words = shown["words"]
    assert (words["title"], words["subtitle"], words["alt"]) == (
        "A finding",
        "Growth, percent",
        "A line that rises.",
    )
    assert words["source"] == "Source: test; data to 2021." and words["axes"] == [
        "percent"
    ]


def test_the_words_around_a_plot_begin_at_the_left_edge_one_below_another():
    figure = plt.figure(figsize=(8, 4.4))
    around = charts.frame(8, "A finding", "Growth", "Source: test.")
    charts._write_around(figure, around)
    written = figure.texts
    assert [text.get_text() for text in written] == [*around[:3]]
    boxes = [text.get_window_extent() for text in written]
    title, subtitle, source = boxes
    lefts = [box.x0 for box in boxes]
    assert min(lefts) > 0 and max(lefts) - min(lefts) < 0.03 * figure.dpi
    assert title.y1 < figure.bbox.height and title.y0 > subtitle.y1
    assert subtitle.y0 > figure.bbox.height - around.above * figure.dpi
    assert 0 < source.y0 < source.y1 < around.below * figure.dpi


def test_drawn_labels_are_stored_and_bare_scales_are_not(shown):
    assert shown["words"]["labels"] == ["13.4 Bắc Giang"]


def test_the_words_are_in_the_plain_text_too_so_that_strict_comparison_sees_them(shown):
    assert all(
        w in shown["data"]["text/plain"]
        for w in (
            "A finding",
            "Growth, percent",
            "data to 2021",
            "A line that rises",
            "13.4 Bắc Giang",
        )
    )


def test_axes_that_were_taken_out_of_their_figure_are_refused():
    _, ax = plt.subplots()
    ax.remove()
    with pytest.raises(ValueError, match="taken out of their figure; expected axes"):
        charts.show(ax, rows=(), title="T", subtitle="S", alt="A.", note="Source: x.")


def test_a_figure_leaves_nothing_open_behind_it(monkeypatch):
    before = plt.get_fignums()
    shown_output(monkeypatch, 2)
    assert plt.get_fignums() == before


def test_a_figure_keeps_the_words_around_it_once_so_that_it_can_be_saved(monkeypatch):
    monkeypatch.setattr("bacgiang.evidence.display", lambda data, metadata: None)
    monkeypatch.setenv(evidence.WITH_FORMS, "yes")  # drawn twice, wide and narrow
    _, ax = plt.subplots()
    ax.plot([2020, 2021], [1, 2])
    for title in ("First", "Second"):
        charts.show(ax, rows=(), title=title, subtitle="S", alt="A.", note="Source: x.")
    written = [text.get_text() for text in ax.figure.texts]
    assert written == ["Second", "S", "Source: x."]


def test_the_font_has_the_letters_of_every_name():
    charts.theme()
    family = matplotlib.rcParams["font.family"][0]
    faces = {face.fname for face in fontManager.ttflist if face.name == family}
    assert len(faces) == len(charts.FACES)
    named = data.table("entities")[["entity", "label_vi"]].to_numpy().ravel()
    letters = set("".join(named)) - {" "}
    assert len(letters) > 60  # the Vietnamese ones among them
    for face in faces:
        known = FT2Font(face).get_charmap()
        assert [sign for sign in letters if ord(sign) not in known] == [], face


def test_a_name_of_its_own_keeps_its_colour_in_any_company():
    alone = charts.colours(["Bắc Giang"])
    assert charts.colours(["new one", "Bắc Giang"])["Bắc Giang"] == alone["Bắc Giang"]


def test_every_new_name_has_a_colour_that_no_other_of_its_figure_has():
    names = ["Thái Nguyên", "Bắc Giang", "Hải Phòng", "Hưng Yên", "Long An", "Hà Nam"]
    palette = charts.colours(names)
    assert list(palette) == names
    assert len(set(palette.values())) == len(names)
    assert charts.OTHER not in palette.values()


def test_sixty_names_have_sixty_colours():
    palette = charts.colours(["Việt Nam", *(f"Province {n}" for n in range(59))])
    assert len({*palette.values(), charts.OTHER}) == 61


def test_a_dozen_new_names_are_told_apart_at_sight():
    palette = charts.colours([f"Province {n}" for n in range(12)])
    seen = [lab(linear(colour)) for colour in palette.values()]
    pairs = itertools.combinations(seen, 2)
    assert min(np.linalg.norm(one - other) for one, other in pairs) > 20


def test_years_stay_whole_in_a_narrow_figure():
    figure, ax = plt.subplots(figsize=(8, 4))
    ax.plot(range(2006, 2015), range(9))
    charts._dress_axes(ax, "", "")
    figure.set_size_inches(narrow.WIDE, 4)
    figure.draw_without_rendering()
    assert all(tick == round(tick) for tick in ax.xaxis.get_majorticklocs())
    plt.close(figure)


def test_no_line_of_the_words_around_a_figure_is_wider_than_it():
    said = "Mười mươi tỷ lệ WWW WWWW từ năm 2006 đến năm 2014, số bổ sung từ trung ương"
    around = charts.frame(narrow.WIDE, said, said, said)
    figure = plt.figure(figsize=(narrow.WIDE, 4))
    charts._write_around(figure, around)
    edges = [text.get_window_extent().x1 for text in figure.texts]
    assert len(edges) == 3
    assert max(edges) <= figure.bbox.x1
    plt.close(figure)


def test_years_are_whole_and_millions_are_said_in_words(monkeypatch):
    monkeypatch.setattr("bacgiang.evidence.display", lambda data, metadata: None)
    _, ax = plt.subplots()
    ax.plot([2019, 2020, 2021], [2e8, 1.5e9, 1e9])
    charts.show(ax, rows=(), title="T", subtitle="S", alt="A line.")
    assert not [tick for tick in ax.get_xticks() if tick != round(tick)]
    said = ax.yaxis.get_major_formatter().format_ticks([0, 2e8, 1.4e9])
    assert said == ["0", "200 million", "1.4 billion"]


def test_the_rest_is_grey():
    palette = charts.colours(["Bắc Giang", "another province", "other sectors"])
    assert palette["another province"] == palette["other sectors"] == charts.OTHER


def shown_output(monkeypatch, value):
    """What a figure leaves in a notebook."""
    left = []
    monkeypatch.setattr(
        "bacgiang.evidence.display", lambda data, metadata: left.append(data)
    )
    _, ax = plt.subplots()
    ax.plot([2020, 2021], [1, value])
    charts.show(ax, rows=(), title="Tăng trưởng", subtitle="S", alt="A line.")
    return left[0]


def test_a_figure_is_drawn_narrow_and_in_lines_where_that_is_asked(monkeypatch):
    assert shown_output(monkeypatch, 2).keys() == {"image/png", "text/plain"}
    monkeypatch.setenv(evidence.WITH_FORMS, "yes")
    drawings = [shown_output(monkeypatch, value) for value in (2, 2, 3)]
    assert all(evidence.NARROW in drawing for drawing in drawings)
    first, again, other = (drawing[evidence.VECTOR] for drawing in drawings)
    assert first == again != other
    assert ElementTree.fromstring(first).tag == "{http://www.w3.org/2000/svg}svg"
    assert "<text" not in first  # letters as outlines, in any viewer alike


def test_a_figure_says_the_same_on_a_busy_machine(monkeypatch):
    clock = itertools.count(step=60)
    slow = SimpleNamespace(perf_counter=lambda: next(clock))
    monkeypatch.setattr("matplotlib.legend.time", slow)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        charts.theme()
        _, ax = plt.subplots()
        ax.plot([0, 1], [0, 1], label="a line")
        ax.legend()
        ax.figure.canvas.draw()
    assert next(clock) > 0, "the legend did not look at the clock"
    assert [str(one.message) for one in told] == []
