"""Ranges: how far a printing reaches, and how that carries through to a result."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacgiang import claims, ranges, tables
from bacgiang.growth import average_rate, cagr, compound, contribution, growth
from bacgiang.ranges import (
    Range,
    added,
    bounds,
    derive,
    difference,
    overlap,
    ratio,
    say,
    total,
    widened,
)
from bacgiang.ranges import share as share_of

positive = st.floats(0.5, 1e6)
share = st.floats(0.001, 0.4)


def printed(value, qualifier, resolution, value_max=None):
    row = bounds(
        pd.DataFrame(
            [
                {
                    "value": value,
                    "value_max": value_max,
                    "qualifier": qualifier,
                    "resolution": resolution,
                }
            ]
        )
    ).iloc[0]
    return row["low"], row["value"], row["high"]


@pytest.mark.parametrize(
    "qualifier, low, high",
    [
        ("exact", 7.5, 8.5),
        ("about", 7, 9),
        ("over", 8, 9),
        ("nearly", 7, 8),
        ("at_least", 8, math.inf),
        ("at_most", -math.inf, 8),
    ],
)
def test_the_hedge_decides_on_which_side_a_number_reaches(qualifier, low, high):
    assert printed(8.0, qualifier, 1.0) == (low, 8, high)


def test_a_count_printed_to_its_last_unit_has_no_width():
    assert printed(401.0, "exact", 0.0) == (401, 401, 401)


def test_an_open_hedge_stays_open_on_a_count():
    assert printed(5.0, "at_least", 0.0) == (5, 5, math.inf)


def test_a_printed_range_is_its_own_range_and_its_middle_the_value():
    assert printed(9.0, "exact", 1.0, 12.0) == (9, 10.5, 12)


def test_an_unknown_hedge_is_refused_by_name():
    with pytest.raises(ValueError, match="perhaps"):
        printed(1.0, "perhaps", 1.0)


def box(value, below, above):
    return Range(value * (1 - below), value, value * (1 + above))


@given(positive, share, share, positive, share, share)
def test_a_derived_range_holds_the_derived_value(a, a_low, a_high, b, b_low, b_high):
    for function in (
        growth,
        lambda x, y: x * y,
        lambda x, y: x - y,
        lambda x, y: cagr(x, y, 5),
    ):
        result = derive(function, box(a, a_low, a_high), box(b, b_low, b_high))
        assert result.low <= result.value <= result.high


@given(positive, share, share, positive, share, share, st.floats(0, 1), st.floats(0, 1))
def test_a_derived_range_holds_the_result_of_every_point_of_the_box(
    a, a_low, a_high, b, b_low, b_high, at_a, at_b
):
    first, second = box(a, a_low, a_high), box(b, b_low, b_high)
    result = derive(growth, first, second)
    inside = growth(
        first.low + at_a * (first.high - first.low),
        second.low + at_b * (second.high - second.low),
    )
    assert result.low - 1e-9 * abs(inside) <= inside <= result.high + 1e-9 * abs(inside)


@given(positive, share, share, positive, share, share, st.floats(1, 2))
def test_wider_inputs_never_give_a_narrower_result(
    a, a_low, a_high, b, b_low, b_high, wider
):
    narrow = derive(growth, box(a, a_low, a_high), box(b, b_low, b_high))
    wide = derive(
        growth,
        box(a, a_low * wider, a_high * wider),
        box(b, b_low * wider, b_high * wider),
    )
    slack = 1e-9 * max(1, abs(narrow.value))
    assert wide.low <= narrow.low + slack and narrow.high <= wide.high + slack


def test_a_result_can_be_worked_out_by_hand():
    # 2.2 billion printed exactly is 2.15 to 2.25; 1.1 billion is 1.05 to 1.15
    result = derive(
        lambda new, old: new / old, Range(2.15, 2.2, 2.25), Range(1.05, 1.1, 1.15)
    )
    assert tuple(result) == pytest.approx((2.15 / 1.15, 2.0, 2.25 / 1.05))


def test_plain_numbers_pass_through_without_width():
    assert tuple(derive(compound, 100, 10, 2)) == pytest.approx((121, 121, 121))


def test_a_chain_of_many_years_is_one_derivation():
    rates = [Range(9, 10, 11)] * 14
    assert tuple(derive(average_rate, *rates)) == pytest.approx((9, 10, 11))


def test_more_inputs_than_corners_can_be_tried_are_refused():
    with pytest.raises(ValueError, match="17 inputs with a range; at most 16"):
        derive(average_rate, *[Range(9, 10, 11)] * 17)


def test_columns_are_derived_row_by_row_and_aligned_on_their_index():
    new = pd.DataFrame(
        {"low": [9.0, 19], "value": [10.0, 20], "high": [11.0, 21]},
        index=["2023", "2024"],
    )
    old = pd.DataFrame({"low": [10.0], "value": [10.0], "high": [10.0]}, index=["2024"])
    result = derive(growth, new, old)
    assert list(result.index) == ["2024"]
    assert result.loc["2024", ["low", "value", "high"]].tolist() == pytest.approx(
        [90, 100, 110]
    )


def frame(*labels):
    ends = {"low": 1.0, "value": 2.0, "high": 3.0}
    return pd.DataFrame(ends, index=list(labels))


@pytest.mark.parametrize("work_out", [ratio, difference, share_of, total])
def test_frames_whose_indexes_do_not_meet_are_refused_with_their_labels(work_out):
    days = [f"2023-01-0{day}" for day in range(1, 6)]
    told = (
        "no label in common: '2023'; '2023-01-01', '2023-01-02', '2023-01-03' ...;"
        ".* bg.only.rows. and bg.value"
    )
    with pytest.raises(ValueError, match=told):
        work_out(frame("2023"), frame(*days))


def test_a_result_keeps_the_times_in_which_all_frames_say_the_same():
    days = pd.to_datetime(["2022-12-20", "2023-12-20"])
    new = frame("a", "b").assign(year=[2022, 2023], end=days, unit="USD")
    assert total(new, new).groupby("year")["value"].sum().to_dict() == {
        2022: 4,
        2023: 4,
    }
    assert total(new, new, 1)["end"].tolist() == days.tolist()
    later = new.assign(end=days + pd.Timedelta(days=1))
    for other in (later, frame("a", "b").assign(year=new["year"])):
        result = ratio(new, other)
        assert list(result) == ["low", "value", "high", "facts", "year"]


def test_three_frames_must_share_a_label():
    with pytest.raises(ValueError, match="in common: 'a', 'b'; 'b', 'c'; 'c', 'a';"):
        total(frame("a", "b"), frame("b", "c"), frame("c", "a"))


def test_a_frame_without_rows_gives_a_result_without_rows():
    assert ratio(frame("2023"), frame()).empty


@pytest.mark.parametrize("divisor", [Range(-1, 1, 2), Range(0, 1, 2), Range(-2, -1, 0)])
def test_a_divisor_whose_range_holds_zero_is_refused(divisor):
    with pytest.raises(ValueError, match="input 2 spans"):
        derive(lambda a, b: a / b, 1, divisor)


def test_a_function_that_turns_inside_the_box_is_refused():
    with pytest.raises(ValueError, match="turns"):
        derive(lambda a: (a - 3) ** 2, Range(1, 2, 6))


def numbered(*labels):
    """A row of ranges for each label of the index."""
    ends = {"low": 1.0, "value": 2.0, "high": 3.0}
    return pd.DataFrame(ends, index=list(labels))


@pytest.mark.parametrize(
    "frames", [[numbered("2023", "2023")], [numbered("2023"), numbered("2023", "2023")]]
)
def test_a_label_that_two_rows_have_is_named(frames):
    told = "has '2023' more than once; .* expected each label once: choose the rows"
    with pytest.raises(ValueError, match=told):
        total(*frames)


def test_a_label_that_two_rows_have_does_no_harm_where_no_other_frame_has_it():
    one = numbered("2022", "2023", "2023")
    assert difference(one, numbered("2022")).index.to_list() == ["2022"]


def test_an_open_range_gives_an_open_result():
    result = derive(lambda a, b: a * b, Range(5, 5, math.inf), 2)
    assert tuple(result) == (10, 10, math.inf)


def test_ranges_overlap_when_one_number_could_have_both_printings():
    assert overlap((29, 30, 31), (30, 30, 31))
    assert not overlap((13.445, 13.45, 13.455), (14.985, 14.99, 14.995))


@pytest.mark.parametrize(
    "item, words",
    [
        ((17.94, 18.32, 18.76), "18.3 (17.9 to 18.8)"),
        ((8, 8, 8), "8"),
        ((8.25, 8.25, 8.25), "8.25"),
        ((64, 72, 80), "72 (64 to 80)"),
        ((60, 72, 86), "70 (60 to 90)"),
        ((100, 720, 1360), "700 (100 to 1,400)"),
        ((5, 5, math.inf), "at least 5"),
        ((-math.inf, 42, 42), "at most 42"),
        ((1234, 1240, 1246), "1,240 (1,234 to 1,246)"),
    ],
)
def test_a_result_is_said_with_no_more_digits_than_its_range_supports(item, words):
    assert say(item) == words


@pytest.mark.parametrize(
    "item, digits, words",
    [
        ((1.7, 1.7, math.inf), None, "at least 1.7"),
        ((-math.inf, 1.4, 1.4), None, "at most 1.4"),
        ((2.716, 2.716, math.inf), None, "at least 2.71"),
        ((1.7, 1.7, math.inf), 0, "at least 1"),
        ((-math.inf, 1.4, 1.4), 0, "at most 2"),
        ((1999, 1999, math.inf), -3, "at least 1,000"),
        ((-math.inf, 1001, 1001), -3, "at most 2,000"),
        ((2600, 2600, 2600), -3, "3,000"),
    ],
)
def test_an_open_end_is_rounded_outwards_to_the_digits_asked_for(item, digits, words):
    assert say(item, digits=digits) == words


@pytest.mark.parametrize(
    "item, words",
    [
        ((-0.4, -0.4, -0.4), "0"),
        ((-0.9, -0.4, -0.1), "0 (-1 to 0)"),
        ((-0.0, -0.0, math.inf), "at least 0"),
    ],
)
def test_what_is_rounded_to_zero_has_no_sign(item, words):
    assert say(item, digits=0) == words


@given(positive, share, share)
def test_the_words_of_a_range_never_claim_more_than_the_range(value, below, above):
    item = box(value, below, above)
    ends = say(item).split("(")[1].rstrip(")").replace(",", "").split(" to ")
    slack = 1e-5 * (item.high - item.low)
    assert float(ends[0]) <= item.low + slack and item.high - slack <= float(ends[1])


def test_contributions_keep_their_range():
    result = derive(contribution, Range(54.75, 54.8, 54.85), Range(20.95, 21, 21.05))
    assert tuple(result) == pytest.approx(
        (np.prod([54.75, 20.95]) / 100, 11.508, 54.85 * 21.05 / 100)
    )


# --- what is a range ------------------------------------------------------------------


@pytest.mark.parametrize(
    "ends", [(9, 3, 1), (1, 0, 2), (1, 3, 2), (2, math.nan, 1), (1, math.inf, 2)]
)
def test_ends_on_the_wrong_side_are_refused(ends):
    with pytest.raises(ValueError, match="expected them in rising order"):
        Range(*ends)


@pytest.mark.parametrize("ends", [("1", 2, 3), (1, None, 3), (1, 2, [3])])
def test_ends_that_are_no_numbers_are_refused(ends):
    with pytest.raises(TypeError, match=r"a range of .*; expected three numbers"):
        Range(*ends)


@pytest.mark.parametrize(
    "ends",
    [
        (math.nan, math.nan, math.nan),
        (-math.inf, math.nan, math.inf),
        (-math.inf, 1, 1),
        (0.3, 0.1 + 0.2, 0.3),  # the sum is 0.30000000000000004
    ],
)
def test_no_number_and_what_a_float_misses_are_no_wrong_side(ends):
    assert str(tuple(Range(*ends))) == str(ends)


# --- signs of arithmetic --------------------------------------------------------------

A, B = Range(1, 2, 3), Range(4, 5, 6)


@pytest.mark.parametrize(
    "work_out",
    [
        *(lambda: A + B, lambda: A - B, lambda: A * B, lambda: A / B, lambda: A**B),
        *(lambda: 1 + A, lambda: 1 - A, lambda: 2 * A, lambda: 1 / A, lambda: 2**A),
        *(lambda: -A, lambda: sum([A, B]), lambda: np.float64(2) * A),
        *(lambda: cagr(A, B, 8), lambda: growth(B, A), lambda: compound(1, A, 2)),
        *(lambda: average_rate(A, B), lambda: contribution(A, B)),
    ],
)
def test_a_sign_between_ranges_is_answered_with_what_works(work_out):
    told = r"expected bg\.ratio\(a, b\).*bg\.difference.*bg\.derive\(bg\.growth\.cagr"
    with pytest.raises(TypeError, match=told):
        work_out()


# --- sums -----------------------------------------------------------------------------


def facts_for(*times, **columns):
    """Facts of one quantity: a row for each time, a pair of days."""
    rows = pd.DataFrame(times, columns=["start", "end"]).apply(pd.to_datetime)
    names = {"indicator": "exports", "entity": "Bắc Giang", "breakdown": ""}
    printed = {"as_printed": "27,4 tỷ", "source": "page", "fact": list("abcde")}
    printed["fact"] = printed["fact"][: len(rows)]
    ends = {"low": 1.0, "value": 2.0, "high": 3.0}
    return rows.assign(**names, **printed, **ends).assign(**columns)


YEAR, HALF = ("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-06-30")
LATER = ("2023-07-01", "2023-12-31")


@pytest.mark.parametrize(
    "times, named",
    [
        ([YEAR, YEAR], "ab"),
        ([YEAR, HALF], "ba"),
        ([HALF, LATER, ("2023-12-31", "2024-12-31")], "bc"),
        # the rival of a long time need not come next by its end
        ([("2020-01-01", "2020-12-31"), YEAR, HALF, LATER], "cb"),
    ],
)
def test_rival_printings_of_one_quantity_are_not_added(times, named):
    told = r"page, {}\) and '27,4 tỷ' .*page, {}\) are printings of one quantity"
    with pytest.raises(ValueError, match=told.format(*named)) as refused:
        added(facts_for(*times))
    assert "(exports, Bắc Giang)" in str(refused.value)
    assert "bg.series" in str(refused.value)


def test_times_that_follow_one_another_are_added():
    assert list(added(facts_for(HALF, LATER))) == [2, 4, 6]


@pytest.mark.parametrize("measure", ["rate", "share", "stock", "index"])
def test_what_is_no_flow_is_not_added_over_several_times(measure):
    """182 percent in fifteen years, or workers of three days, say nothing."""
    rows = facts_for(HALF, LATER, measure=measure).assign(period=["H1", "H2"])
    with pytest.raises(
        ValueError, match=f"exports is a {measure}, and rows of several"
    ):
        added(rows)
    assert list(added(rows.assign(measure="flow"))) == [2, 4, 6]
    parts = facts_for(YEAR, YEAR, measure=measure, breakdown=["one", "other"])
    assert list(added(parts.assign(period="2023"))) == [2, 4, 6]


@pytest.mark.parametrize("column", ["indicator", "entity", "breakdown"])
def test_different_quantities_of_one_time_are_added(column):
    parts = facts_for(YEAR, YEAR, **{column: ["one", "other"]})
    assert list(added(parts)) == [2, 4, 6]


# --- looser readings ------------------------------------------------------------------


def test_wider_hedges_and_cut_digits_reach_further_and_leave_the_rest_alone():
    hedges = ["exact", "about", "over", "nearly", "exact", "exact", "exact", "at_least"]
    rows = pd.DataFrame(
        {
            "value": [30, 30, 30, 30, -4.3, 452, 5, 30],
            "value_max": [np.nan] * 6 + [8, np.nan],
            "qualifier": hedges,
            "resolution": [1, 1, 1, 1, 0.1, 0, 1, 1],
        }
    )
    rows = bounds(rows)
    hedged, cut = widened(rows, 3), widened(rows, cut=True)
    ends = list(zip(hedged["low"], hedged["high"], strict=True))
    assert ends == [
        (29.5, 30.5),  # no hedge
        (27, 33),
        (30, 33),
        (27, 30),
        (pytest.approx(-4.35), pytest.approx(-4.25)),
        (452, 452),
        (5, 8),
        (30, np.inf),
    ]
    # a digit cut off lies away from zero: 30 may have been 30.9, -4.3 may be -4.39
    assert (cut["low"][0], cut["high"][0]) == (29.5, 31)
    assert cut["low"][4] == pytest.approx(-4.4)
    assert cut["high"][4] == pytest.approx(-4.25)
    others = [1, 2, 3, 5, 6, 7]
    assert cut.loc[others].equals(rows.loc[others])
    assert widened(rows).equals(rows)


def test_a_list_of_parts_is_refused_with_the_way_to_add_them():
    with pytest.raises(TypeError, match=r"is a list; expected .* total\(\*parts\)"):
        total([Range(1, 2, 3), Range(1, 2, 3)])


def test_low_value_and_high_stand_for_a_range():
    assert tuple(total((1, 2, 3), 1)) == (2, 3, 4)
    assert bool(claims.above((5, 6, 7), 4)) and not claims.above((5, 6, 7), 5)
    with pytest.raises(ValueError, match="expected them in rising order"):
        total((3, 2, 1))


FRAME = pd.DataFrame({"value": [1]})
NO_NUMBERS = {
    "ratio": lambda: ranges.ratio(None, 5),
    "share of a text": lambda: ranges.share("5", 10),
    "total": lambda: ranges.total(None),
    "total of a column": lambda: ranges.total(pd.Series([1, 2])),
    "total of an array": lambda: ranges.total(np.array([1, 2])),
    "total of a pair": lambda: ranges.total((1, 2)),
    "a ratio to a tuple of texts": lambda: ranges.ratio(1, ("1", "2", "3")),
    "difference": lambda: ranges.difference(FRAME, 1),
    "derive": lambda: ranges.derive(None),
    "derive without inputs": lambda: ranges.derive(max),
    "say": lambda: ranges.say(None),
    "say a text": lambda: ranges.say("123"),
    "overlap": lambda: ranges.overlap(None, None),
    "only": lambda: ranges.only(None),
    "each": lambda: ranges.each(FRAME),
    "added": lambda: ranges.added([Range(1, 2, 3)]),
    "count": lambda: ranges.count(None),
    "as_ranges": lambda: ranges.as_ranges(FRAME),
    "above": lambda: claims.above("a", "b"),
    "below": lambda: claims.below(Range(1, 2, 3), None),
    "above a pair": lambda: claims.above(Range(1, 2, 3), (0, 1)),
    "table": lambda: tables.table(None),
}


@pytest.mark.parametrize("ask", NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_what_is_no_number_is_refused_with_what_was_expected(ask):
    with pytest.raises(TypeError, match=r"expected a|Range, or low, value, high"):
        ask()


@pytest.mark.parametrize(
    "work_out",
    [
        lambda: ratio(5, 0),
        lambda: share_of(Range(1, 2, 3), 0),
        lambda: derive(growth, 5, 0),
        lambda: ratio(1, frame("a", "b") * 0),
    ],
)
def test_a_division_by_zero_is_no_number(work_out):
    with pytest.raises(ValueError, match="no value"):
        work_out()


def rate(value, unit="percent"):
    return Range(value, value, value, (), unit)


@pytest.mark.parametrize("function", [ranges.total, ranges.difference, ranges.share])
def test_numbers_of_two_units_are_not_added_or_compared(function):
    rows = of_a_year(year=2020, value=5).assign(unit="VND")
    more = pd.concat([rows, of_a_year(year=2021, value=4)])  # this one names no unit
    for one, other in [(rate(3), rate(2, "USD")), (rate(3), more), (rows, rate(3))]:
        with pytest.raises(ValueError, match="expected one unit"):
            function(one, other)


def test_growth_is_not_worked_out_from_two_units():
    new, old = rate(3, "USD"), rate(2, "VND")
    for function, inputs in [(growth, (new, old)), (cagr, (old, new, 5))]:
        with pytest.raises(ValueError, match="expected one unit"):
            derive(function, *inputs)
    assert derive(growth, new, rate(2, "USD")).value == 50


def test_rates_and_results_may_be_added():
    points = rate(2, "percentage points")
    assert ranges.total(rate(3), points).value == 5
    assert ranges.total(ranges.ratio(rate(3), points), rate(1, "USD")).value == 2.5


def of_a_year(**columns):
    fixed = {"indicator": "x", "entity": "y", "breakdown": "", "form": "year"}
    fixed |= {"measure": "rate"}
    rows = pd.DataFrame(fixed | columns, index=[0])
    return rows.assign(low=rows["value"], high=rows["value"])


def test_years_missing_between_rates_are_told(recwarn):
    rows = pd.concat([of_a_year(year=year, value=5.0) for year in (2019, 2020, 2023)])
    with pytest.warns(UserWarning, match="the years 2021, 2022 are missing .* of x"):
        ranges.each(rows)
    ranges.each(rows[::2])  # two ends
    ranges.each(rows.assign(form="days"))
    ranges.each(rows.assign(measure="level"))
    assert not recwarn.list


def test_what_a_float_misses_of_a_large_number_is_no_turn():
    flat = derive(lambda a: a * 1e13 / a, Range(0.1, 0.2, 0.3))
    assert [*flat] == pytest.approx([1e13] * 3)
