"""Words, numbers and dates in the reader's language; English as it always was."""

import contextvars
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacgiang import data, periods, ranges, words


def in_language(code, action):
    """What `action` gives in another language, with the language left as it was."""

    def run():
        words.language(code)
        return action()

    return contextvars.copy_context().run(run)


@given(st.floats(-1e15, 1e15), st.integers(0, 4))
def test_an_english_number_is_what_python_writes(value, digits):
    assert words.number(value, digits) == f"{value:,.{digits}f}"


def test_a_vietnamese_number_has_a_decimal_comma_and_dots_between_thousands():
    assert in_language("vi", lambda: words.number(1234.5, 1)) == "1.234,5"


def test_a_month_is_written_in_the_language():
    day = datetime.date(2025, 6, 30)
    assert words.month(day) == "June 2025"
    assert in_language("vi", lambda: words.month(day)) == "tháng 6 2025"


@pytest.mark.parametrize(
    "name, said",
    [
        ("2024", "2024"),
        ("2024-H1", "first half of 2024"),
        ("2025-Q1", "first quarter of 2025"),
        ("2023-11", "November 2023"),
        ("2023-11-15", "15 November 2023"),
        ("2021/2025", "2021 to 2025"),
        ("2021-01/2021-08", "January to August 2021"),
        ("2021-11/2022-02", "November 2021 to February 2022"),
        ("2023-01-01/2023-10-20", "1 January to 20 October 2023"),
    ],
)
def test_a_period_is_written_as_it_is_said(name, said):
    assert words.period(name) == said


def test_every_period_of_the_tables_can_be_written():
    for name in data.table("facts")["period"].unique():
        assert words.period(name)[-4:] == periods.span(name)[1].strftime("%Y")


def test_a_period_follows_the_language():
    assert in_language("vi", lambda: words.period("2023-11")) == "tháng 11 2023"


def test_a_range_follows_the_language():
    wide = ranges.Range(17.93, 18.31, 18.74)
    assert in_language("vi", lambda: str(wide)).startswith("18,3 (17,9")


def test_the_language_may_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")
    assert words.number(0.5, 1) == "0,5"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="no language 'xx'; expected one of"):
        words.language("xx")


def test_a_sentence_without_translation_stays_english():
    assert in_language("vi", lambda: words.text("never {n}", n=1)) == "never 1"
