"""Growth arithmetic, against numbers worked out by hand and against itself."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bacgiang as bg
from bacgiang import growth as g

level, rate, years = st.floats(0.1, 1e6), st.floats(-50, 100), st.integers(1, 20)


def test_the_help_of_the_module_names_each_function():
    own = [n for n, f in vars(g).items() if getattr(f, "__module__", "") == g.__name__]
    own = [name for name in own if not name.startswith("_")]
    assert len(own) == 11
    assert [name for name in own if f"`growth.{name}`" not in bg.__doc__] == []


def test_growth_is_in_percent_of_the_old_level():
    assert g.growth(110, 100) == pytest.approx(10)


def test_a_level_that_grows_faster_gains_on_another():
    """Two levels of 1, a year later: 1.21 and 1.10."""
    assert g.relative(21, 10) == pytest.approx(1.21 / 1.10)
    assert g.relative(5, 5) == 1


def test_a_doubling_in_five_years_takes_14_87_percent_a_year():
    assert g.cagr(100, 200, 5) == pytest.approx(14.8698, abs=1e-4)


@given(level, rate, years)
def test_cagr_undoes_compounding(start, pace, count):
    assert g.cagr(start, g.compound(start, pace, count), count) == pytest.approx(
        pace, abs=1e-6
    )


@pytest.mark.parametrize("count", [0, -1])
def test_cagr_over_no_years_is_refused(count):
    with pytest.raises(ValueError, match="above 0"):
        g.cagr(1, 2, count)


@given(st.lists(rate, min_size=2, max_size=8))
def test_the_average_rate_compounds_to_the_same_level_as_the_yearly_rates(rates):
    assert g.compound(100, g.average_rate(*rates), len(rates)) == pytest.approx(
        g.path(2020, 100, rates).iloc[-1], rel=1e-9
    )


def test_the_average_of_plus_fifty_and_minus_fifty_is_a_loss():
    assert g.average_rate(50, -50) == pytest.approx(-13.3975, abs=1e-4)


@pytest.mark.parametrize("rates", [[], [10.0], [np.array([10.0, 20.0])]])
def test_an_average_of_one_input_is_refused_with_the_way_to_unpack(rates):
    with pytest.raises(ValueError, match=r"two or more.*\*bg\.each\(rows\)"):
        g.average_rate(*rates)


def test_the_average_of_a_column_that_was_not_unpacked_is_refused():
    with pytest.raises(ValueError, match="an average of one rate"):
        bg.derive(g.average_rate, bg.series("grdp_growth"))


def test_a_chain_starts_at_its_base_in_the_year_before():
    assert g.chain(pd.Series({2011: 10.0, 2012: 20.0})).to_dict() == pytest.approx(
        {2010: 100, 2011: 110, 2012: 132}
    )


def test_a_chain_takes_the_years_of_a_series_as_they_stand_there():
    rates = pd.Series({"2011": 50.0, "2012": 10.0})
    assert g.chain(rates).round(1).to_dict() == {2010: 100, 2011: 150, 2012: 165}


def test_a_chain_with_a_gap_is_refused():
    with pytest.raises(ValueError, match="unbroken"):
        g.chain(pd.Series({2011: 10.0, 2013: 20.0}))


def test_a_contribution_is_worked_back_to_what_it_was():
    # parts of 100 and 300; the first grows by 20, then by 50 percent, the other by 5
    part, rest = 100, 300
    whole_before = (part * 0.20 + rest * 0.05) / (part + rest) * 100
    points_before = part * 0.20 / (part + rest) * 100
    part, rest = part * 1.20, rest * 1.05
    points = part * 0.50 / (part + rest) * 100
    back = g.contribution_before(points, 50, 20, whole_before)
    assert back == pytest.approx(points_before)


def test_contributions_at_constant_prices_add_up_to_the_total():
    before, rates = pd.Series([60.0, 25.0, 15.0]), pd.Series([20.0, 8.0, 2.0])
    after = before * (1 + rates / 100)
    assert g.contribution(before, rates).sum() == pytest.approx(
        g.growth(after.sum(), before.sum())
    )


def test_a_path_lists_the_start_and_the_level_after_each_rate():
    assert g.path(2020, 100, [10, 20]).to_dict() == pytest.approx(
        {2020: 100, 2021: 110, 2022: 132}
    )


def test_the_rate_left_leads_with_the_years_done_to_the_goal():
    left = g.rate_left(15, 10, 7.82, 19.3, 14.99, 13.85)
    assert g.average_rate(7.82, 19.3, 14.99, 13.85, *[left] * 6) == pytest.approx(15)


def test_before_the_first_year_the_goal_itself_is_left():
    assert g.rate_left(10, 3) == pytest.approx(10)


def test_one_year_over_its_goal_leaves_less():
    # 1.1 times 1.1 is 1.21, of which 1.21 is done
    assert g.rate_left(10, 2, 21) == pytest.approx(0)


def test_no_rate_is_left_when_every_year_is_over():
    with pytest.raises(ValueError, match="2 of 2 years are over"):
        g.rate_left(10, 2, 5, 5)


def months(starts, steps, reach=0.0):
    """Monthly indices, each on a day of its month, with their ranges."""
    steps = pd.Series(steps)
    low, high = steps - reach, steps + reach
    rows = {"end": pd.to_datetime(starts), "low": low, "value": steps, "high": high}
    return pd.DataFrame(rows).assign(fact=[f"f{place}" for place in range(len(steps))])


def test_months_are_multiplied_with_their_ranges_and_facts():
    rows = months(["2021-03-01", "2021-01-01", "2021-02-01"], [120, 50, 110], 1)
    march = g.chain_months(rows, 2).loc["2021-03"]
    assert march["value"] == pytest.approx(132)
    assert march["low"] == pytest.approx(109 * 119 / 100)
    assert march["high"] == pytest.approx(111 * 121 / 100)
    assert set(march["facts"]) == {"f0", "f2"}


def test_a_month_after_a_gap_has_no_chain_until_the_gap_is_past():
    rows = months(["2021-01-01", "2021-03-01", "2021-04-01"], [100, 110, 120])
    assert [str(month) for month in g.chain_months(rows, 2).index] == ["2021-04"]


def test_without_a_chain_the_frame_has_its_columns_and_no_row():
    whole = g.chain_months(months(["2021-01-01", "2021-02-01"], [100, 110]), 2)
    none = g.chain_months(months(["2021-01-01", "2021-03-01"], [100, 110]), 2)
    assert list(whole["value"]) == [pytest.approx(110)] and none.empty
    assert list(none) == list(whole) == ["low", "value", "high", "facts"]
    assert none.index.equals(whole.index[:0])


@pytest.mark.parametrize("steps", [0, -1])
def test_no_month_leads_to_itself(steps):
    with pytest.raises(ValueError, match=f"months is {steps}; expected 1 or more"):
        g.chain_months(months(["2021-01-01"], [110]), steps)


def test_a_month_that_is_there_twice_is_named():
    rows = months(["2021-01-01", "2021-01-15"], [100, 110])
    with pytest.raises(ValueError, match="2021-01 is there twice"):
        g.chain_months(rows, 1)
