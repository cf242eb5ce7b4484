"""Period texts: their form, their first and their last day."""

import pytest

from bacgiang import periods


@pytest.mark.parametrize(
    "period, form, start, end",
    [
        ("2023", "year", "2023-01-01", "2023-12-31"),
        ("2023-Q2", "quarter", "2023-04-01", "2023-06-30"),
        ("2023-H1", "half", "2023-01-01", "2023-06-30"),
        ("2023-H2", "half", "2023-07-01", "2023-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-11-15", "day", "2023-11-15", "2023-11-15"),
        ("2021/2025", "years", "2021-01-01", "2025-12-31"),
        ("2023-01/2023-10", "months", "2023-01-01", "2023-10-31"),
        # only sums from January on, within a year, stand in one series
        ("2011-01/2014-08", "span", "2011-01-01", "2014-08-31"),
        ("2023-03/2023-10", "span", "2023-03-01", "2023-10-31"),
        ("2021-07-28/2022-07-28", "span", "2021-07-28", "2022-07-28"),
        ("2023-01-01/2023-10-20", "days", "2023-01-01", "2023-10-20"),
        ("2023-H1/2024-H1", "halves", "2023-01-01", "2024-06-30"),
        ("2023-Q2/2023-Q4", "quarters", "2023-04-01", "2023-12-31"),
    ],
)
def test_a_period_text_has_a_form_a_first_and_a_last_day(period, form, start, end):
    assert periods.form(period) == form
    assert [str(day.date()) for day in periods.span(period)] == [start, end]


@pytest.mark.parametrize("period", ["2023-02-30", "2023-13", "0000", "20", "2021-Q5"])
def test_what_is_no_day_or_period_is_refused(period):
    with pytest.raises(ValueError):
        periods.span(period)


@pytest.mark.parametrize("period", ["2023-H3", "2023-H", "2023-H12", "2023-H1/2023-H0"])
def test_a_year_has_two_halves(period):
    with pytest.raises(
        ValueError, match="is no period; expected a form such as 2023-H1"
    ):
        periods.span(period)


def test_a_span_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="'2025/2021' ends before it starts"):
        periods.span("2025/2021")
