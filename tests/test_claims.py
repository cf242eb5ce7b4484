"""Sentences that claim something stand beside what makes them true.

The first part holds comparisons and `bg.claim` to small numbers; the second holds the
notebooks to the rule of claim_rule.py, and the rule to a small notebook with faults.
"""

import json
import re

import matplotlib
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from checkout import PATHS, read, refuse
from claim_rule import (
    claims,
    directions,
    faults,
    made,
    mismatches,
    normal,
    sentences,
    years_said,
)
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import bacgiang as bg
from bacgiang.claims import bear_out
from bacgiang.publish.book import Book

matplotlib.use("agg")

LOW, HIGH = bg.Range(4, 5, 6, ("a",)), bg.Range(6.5, 7, 7.5, ("b",))
WIDE = bg.Range(5, 7, 9, ("c",))


# --- comparisons are certain, or false ------------------------------------------------


@pytest.mark.parametrize(
    "check, sure",
    [
        (HIGH > LOW, True),
        (LOW > HIGH, False),
        (LOW < HIGH, True),
        (WIDE > LOW, False),  # their ranges share 5 to 6
        (WIDE < LOW, False),  # and neither is certain
        (LOW > 4, False),
        (LOW >= 4, True),
        (LOW <= 6, True),
        (LOW < 6, False),
        (bg.above(HIGH, np.float64(6)), True),
        (bg.above(8, HIGH), True),
        (bg.below(8, HIGH), False),
        (bg.within(LOW, 4, 6), True),
        (bg.within(LOW, 4.5, 6), False),
        (bg.equals(bg.Range(6, 6, 6), 6), True),
        (bg.equals(LOW, 5), False),
        (bg.within(LOW, 4, 5.5), False),
        (bg.Range(1, np.nan, np.nan) > 0.5, True),
        (bg.Range(np.nan, 1, 2) > 0, False),
    ],
)
def test_a_comparison_is_true_only_where_every_value_of_both_ranges_agrees(check, sure):
    assert bool(check) is sure


def frame(values, index, half=0.5):
    values = pd.Series(values, index, dtype=float)
    columns = {"low": values - half, "value": values, "high": values + half}
    return pd.DataFrame(columns).assign(fact=[f"f{label}" for label in index])


def test_frames_are_compared_row_by_row_by_their_labels():
    one, other = frame([5, 7], ["2020", "2021"]), frame([5, 3], ["2021", "2020"])
    assert bg.above(one, other)
    assert not bg.above(one, other.assign(high=[7, 3.5]))
    assert bg.above(one, other).facts == ("f2020", "f2021")


def test_one_number_or_row_is_compared_with_every_row():
    rows = frame([5, 7, 9], ["2020", "2021", "2022"])
    assert bg.above(rows.loc["2022"], rows.drop("2022"))
    assert not bg.above(rows.loc["2021"], rows.drop("2021"))
    assert bg.above(rows, 4)
    assert not bg.above(rows, 4.5)


@pytest.mark.parametrize(
    "other", [frame([1], ["2020"]), frame([1, 2, 3], [2020, 2021, 2022]), frame([], [])]
)
def test_frames_of_other_rows_are_refused_since_every_must_mean_every(other):
    with pytest.raises(ValueError, match="same rows"):
        bg.above(frame([5, 7], ["2020", "2021"]), other)


@pytest.mark.parametrize(
    "one, other",
    [
        (bg.value("export_turnover", "2023"), bg.value("grdp_current", "2023")),
        (bg.series("export_turnover").loc["2023"], bg.value("grdp_current", "2023")),
        (bg.series("export_turnover").tail(1), bg.series("grdp_growth").tail(1)),
    ],
)
def test_dollars_are_not_compared_with_dong_or_percent(one, other):
    with pytest.raises(ValueError, match=r"inputs are in USD and .*expected one unit"):
        bg.below(one, other)


def test_percent_is_compared_with_percentage_points_and_with_a_plain_number():
    grown = bg.value("grdp_growth", "2024", breakdown="")
    given = bg.facts("grdp_growth_contribution", "Bắc Giang", period="2024")
    of_industry = given[given["breakdown"] == "industry and construction"].iloc[0]
    assert bg.above(grown, of_industry)
    assert bg.above(grown, 13)


def test_a_count_has_no_width_and_rests_on_all_it_counts():
    number = bg.count(frame([5, 7], ["2020", "2021"]))
    assert tuple(number) == (2, 2, 2)
    assert number.facts == ("f2020", "f2021")


# --- claim ----------------------------------------------------------------------------


@pytest.fixture
def outputs(monkeypatch):
    """What leaves for the notebook: a list of (bundle, metadata)."""
    left = []

    def display(bundle, metadata):
        left.append((bundle, metadata["bacgiang"]))

    monkeypatch.setattr("bacgiang.evidence.display", display)
    return left


def test_a_claim_shows_nothing_and_stores_sentence_comparisons_and_facts(outputs):
    bg.claim("It rose.", HIGH > LOW)
    [(bundle, basis)] = outputs
    assert bundle == {}
    assert (basis["kind"], basis["sentence"]) == ("claim", "It rose.")
    assert basis["facts"] == ["b", "a"]
    assert basis["checks"] == [
        {
            "sign": ">",
            "pairs": 1,
            "left": "6.5 7 7.5",
            "right": "4 5 6",
            "left facts": "b",
            "right facts": "a",
        }
    ]


def test_an_open_range_can_be_stored_as_json(outputs):
    bg.claim("At least 5.", bg.Range(5, 5, np.inf) >= 5)
    assert (
        "inf"
        in json.loads(json.dumps(outputs[0][1], allow_nan=False))["checks"][0]["left"]
    )


def test_a_false_claim_names_the_sentence_the_place_and_the_numbers(outputs):
    one, other = frame([5, 7], ["2020", "2021"]), frame([3, 6.5], ["2020", "2021"])
    with pytest.raises(bg.ClaimFails) as error:
        bg.claim("It grew faster in every year", bg.above(one, other))
    assert str(error.value) == (
        '"It grew faster in every year" is not borne out:'
        " 2021: 7 (6.5 to 7.5) > 6.5 (6 to 7)"
    )
    assert outputs == []


@pytest.mark.parametrize(
    "condition",
    [
        False,
        np.bool_(False),
        np.array([True, False]),
        pd.Series([True, False]),
        pd.Series([], dtype=bool),
        [True, False],
        {"one": True, "other": LOW > HIGH},
    ],
)
def test_every_condition_must_hold(condition):
    with pytest.raises(bg.ClaimFails, match="It rose"):
        bear_out("It rose", condition)


def test_a_claim_needs_a_condition_that_can_be_true_or_false():
    with pytest.raises(bg.ClaimFails, match="no condition"):
        bg.claim("It rose")
    with pytest.raises(TypeError, match="plain truth"):
        bg.claim("It rose", LOW)


def figure(**about):
    bg.theme()
    ax = sns.lineplot(pd.DataFrame({"x": [1, 2], "y": [1, 2]}), x="x", y="y")
    bg.show(ax, rows=(), subtitle="S", alt="A line.", **about)


def test_a_figure_is_not_shown_with_a_title_that_does_not_hold(outputs):
    with pytest.raises(bg.ClaimFails, match="It rose"):
        figure(title="It rose", holds=LOW > HIGH)
    with pytest.raises(bg.ClaimFails, match="It rose"):
        figure(title="It rose", holds=False)
    assert outputs == []


def test_a_figure_stores_the_claim_of_its_title(outputs):
    figure(title="It rose", holds=[HIGH > LOW, True])
    claim = outputs[0][1]["claim"]
    assert claim["sentence"] == "It rose"
    assert [check["sign"] for check in claim["checks"]] == [">", "true"]
    assert outputs[0][1]["facts"] == []  # what is drawn, and so the source line, stays


# --- the notebooks --------------------------------------------------------------------

# a notebook is held to the rule from its first claim on
WRITTEN = [path for path in PATHS if made(read(path))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_every_heading_title_and_message_that_claims_is_borne_out(path):
    refuse(path, faults(read(path)))


# --- edits of the finished notebooks -------------------------------------------

TURNED = [  # a direction and the other one
    ("rose", "fell"),
    ("grew", "shrank"),
    ("more", "less"),
    ("faster", "slower"),
    ("larger", "smaller"),
    ("above", "below"),
    ("over", "under"),
    ("missed", "passed"),
    ("most", "least"),
    ("higher", "lower"),
    ("ahead", "behind"),
    ("peaked", "fell"),
]
TURNED += [pair[::-1] for pair in TURNED]


def edits_of(sentence):
    """What an editor may get wrong: a direction, a year, a number by a tenth."""
    for word, other in TURNED:
        if re.search(rf"\b{word}\b", sentence):
            yield re.sub(rf"\b{word}\b", other, sentence, count=1)
    for _, year in years_said(sentence):
        for wrong in (year - 1, year + 1):
            yield sentence.replace(str(year), str(wrong), 1)
    for number in re.findall(r"(?<![\d.,])\d{1,3}(?:\.\d)?(?![\d,]|\.\d)", sentence):
        digits = len(number.partition(".")[2])
        step = max(10.0**-digits, float(number) / 10)
        yield sentence.replace(number, f"{float(number) + step:.{digits}f}", 1)


def edits_of_all():
    """(claims, the sentence edited) for each edit of each sentence that has a claim."""
    for path in PATHS:
        book = read(path)
        known = made(book)
        for sentence in dict.fromkeys(words for _, words in sentences(book)):
            if its := known.get(normal(sentence)):
                yield from ((its, edited) for edited in edits_of(sentence))


def test_nine_in_ten_edits_of_the_notebooks_made_in_both_places_are_named():
    """The sentence and its claim are edited alike: only what is compared can tell."""
    edits = list(edits_of_all())
    assert len(edits) >= 50
    passed = [
        edited
        for its, edited in edits
        if not all(list(mismatches(edited, claim)) for claim in its)
    ]
    assert len(passed) <= len(edits) / 10, f"nothing names: {passed}"


# --- the rule, held to a small notebook -----------------------------------------------


PROVINCE = bg.series("grdp_growth").loc["2021":"2024"]
COUNTRY = bg.series("gdp_growth", "Việt Nam").loc["2021":"2024"]
SIZE = bg.series("grdp_current").loc[["2018", "2024"]]
GREW = bg.ratio(*bg.each(SIZE)[::-1])
# sentences with what bears them out, as a writer would set them side by side
SOUND = {
    "Bắc Giang grew faster than the country in every year from 2021 to 2024": [
        bg.above(PROVINCE, COUNTRY)
    ],
    "**Growth peaked in 2022.**": [
        bg.above(PROVINCE.loc["2022"], PROVINCE.drop("2022"))
    ],
    "Growth was above 19 percent in 2022": [bg.above(PROVINCE.loc["2022"], 19)],
    "The economy more than doubled between 2018 and 2024": [GREW > 2],
    "Growth fell below 15 percent in 2023": [bg.below(PROVINCE.loc["2023"], 15)],
    "The country never grew less than 2.5 percent": [bg.above(COUNTRY, 2.5)],
    "Growth missed 14 percent in 2024 and passed 19 in 2022": [
        bg.below(PROVINCE.loc["2024"], 14),
        bg.above(PROVINCE.loc["2022"], 19),
    ],
    "In 2018 the economy was less than half as large as in 2024": [
        bg.below(bg.ratio(*bg.each(SIZE)), 0.5)
    ],
    "Four years of growth above 7 percent": [
        bg.within(bg.count(PROVINCE), 4, 4),
        bg.above(PROVINCE, 7),
    ],
    "In 2024 the country grew slower than the province": [
        bg.below(COUNTRY.loc["2024"], PROVINCE.loc["2024"])
    ],
}
CELLS = {sentence: bear_out(sentence, checks) for sentence, checks in SOUND.items()}


def notebook(sentence, claim=None, message=False):
    """A notebook with one heading, or one message, and perhaps a claim."""
    text = f"## {sentence}"
    if message:
        text = f"## In brief\n\n- **{sentence}** See [it](#In-brief)."
    about = [{"kind": "claim", **claim}] if claim else []
    outputs = [
        new_output("display_data", {}, metadata={"bacgiang": basis}) for basis in about
    ]
    cells = [new_markdown_cell(text), new_code_cell("", outputs=outputs)]
    return Book(new_notebook(cells=cells))


@pytest.mark.parametrize("sentence", SOUND)
@pytest.mark.parametrize("message", [False, True], ids=["heading", "message"])
def test_a_sentence_with_its_claim_passes(sentence, message):
    plain = sentence.strip("*")
    assert list(faults(notebook(plain, CELLS[sentence], message))) == []


@pytest.mark.parametrize("sentence", SOUND)
@pytest.mark.parametrize("message", [False, True], ids=["heading", "message"])
def test_a_sentence_without_its_claim_is_named(sentence, message):
    [fault] = faults(notebook(sentence.strip("*"), message=message))
    assert "no bg.claim" in fault


# What an editor may turn wrong, for each of the sentences above in order.
EDITS = [
    [("faster", "slower"), ("2021", "2020"), ("2024", "2023"), ("2024", "2025")],
    [("2022", "2023"), ("2022", "2021"), ("2022", "2012"), ("peaked", "fell")],
    [
        ("above", "below"),
        ("19", "18"),
        ("19", "21"),
        ("2022", "2023"),
        ("19 percent", "19.8 percent"),
    ],
    [
        ("more", "less"),
        ("doubled", "tripled"),
        ("doubled", "quadrupled"),
        ("2018", "2019"),
        ("2018", "2015"),
        ("2024", "2025"),
        ("between 2018", "between 2016"),
        ("more than doubled", "halved"),
    ],
    [
        ("below", "above"),
        ("15", "14"),
        ("15", "16"),
        ("2023", "2024"),
        ("15", "1.5"),
        ("fell below", "rose above"),
    ],
    [
        ("less", "more"),
        ("2.5", "3.5"),
        ("2.5", "2.9"),
        ("never grew less", "never grew more"),
        ("never ", ""),
    ],
    [
        ("missed", "passed"),
        ("passed", "missed"),
        ("2024", "2023"),
        ("14", "15"),
        ("missed 14 percent in 2024 and passed", "passed 14 percent in 2024, missed"),
        ("19", "20"),
    ],
    [("less", "more"), ("half", "a third"), ("2018", "2017"), ("less than", "twice")],
    [("Four", "Five"), ("above", "below"), ("7", "8"), ("Four", "Two")],
    [("slower", "faster"), ("2024", "2023"), ("slower", "more"), ("2024", "2025")],
]
SEEDED = [
    (sentence, before, after)
    for sentence, edits in zip(SOUND, EDITS, strict=True)
    for before, after in edits
]


@pytest.mark.parametrize("sentence, before, after", SEEDED)
def test_an_edit_of_direction_number_or_year_is_named_even_if_made_in_both_places(
    sentence, before, after
):
    edited = sentence.strip("*").replace(before, after, 1)
    assert edited != sentence.strip("*")
    in_one = faults(notebook(edited, CELLS[sentence]))
    in_both = faults(notebook(edited, CELLS[sentence] | {"sentence": edited}))
    assert list(in_one)
    assert list(in_both), f"{edited!r} would pass"


@pytest.mark.parametrize(
    "sentence, ways",
    [
        ("Output rose", ["up"]),
        ("It grew slower than the country", ["down"]),
        ("It shrank faster than the country", ["down", "up"]),
        ("It never fell", ["up"]),
        ("No province grew faster", ["down"]),
        ("Exports fell while output rose", ["down", "up"]),
        ("Output rose above the goal", ["up"]),
        ("Where the zones are", []),
    ],
)
def test_the_words_for_more_and_less_are_read_in_their_order(sentence, ways):
    assert directions(sentence) == ways


@pytest.mark.parametrize(
    "sentence, claiming",
    [
        ("Industry stands in six zones", True),
        ("What 2025 brought", True),
        ("Most of it was new", True),
        ("How fast did it grow?", False),
        ("Where industry stands", False),
        ("In brief", False),
    ],
)
def test_a_sentence_that_could_be_false_is_told_from_one_that_could_not(
    sentence, claiming
):
    assert claims(sentence) is claiming


def test_a_claim_that_no_sentence_makes_any_more_is_named():
    stale = notebook("Where industry stands", CELLS["**Growth peaked in 2022.**"])
    assert "stands nowhere" in next(faults(stale))
