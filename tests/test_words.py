"""Words, numbers and dates in the reader's language; English as it always was."""

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacgiang import data, periods, ranges, tables, words


@pytest.fixture
def vietnamese(monkeypatch):
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")


@pytest.fixture
def catalogue(vietnamese, monkeypatch, tmp_path):
    """A catalogue of its own for the Vietnamese of a test."""

    def write(*pairs):
        entries = [f'msgid "{id}"\nmsgstr "{said}"\n' for id, said in pairs]
        (tmp_path / "vi.po").write_text("\n".join(entries), encoding="utf-8")
        monkeypatch.setenv("BACGIANG_LOCALE", str(tmp_path))

    return write


@given(st.floats(-1e15, 1e15), st.integers(0, 4))
def test_an_english_number_is_what_python_writes(value, digits):
    assert words.number(value, digits) == f"{value:z,.{digits}f}"


def test_what_is_rounded_to_zero_has_no_sign():
    assert [words.number(n, 2) for n in (-0.001, -0.0, -0.01)] == ["0.00"] * 2 + [
        "-0.01"
    ]


@pytest.mark.parametrize(
    "value, said",
    [
        (999_999_999, "1 billion"),
        (-999_999_999_999, "-1 trillion"),
        (999_999.999, "1 million"),
        (999_994_000, "999.99 million"),
        (999_999.99, "999,999.99"),
        (1_250_000_000, "1.25 billion"),
    ],
)
def test_a_thousand_of_a_scale_is_one_of_the_next(value, said):
    assert words.scaled(value) == said


def test_a_vietnamese_number_has_a_decimal_comma_and_dots_between_thousands(
    vietnamese,
):
    assert words.number(1234.5, 1) == "1.234,5"


def test_a_month_is_written_in_the_language(monkeypatch):
    day = datetime.date(2025, 6, 30)
    assert words.month(day) == "June 2025"
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")
    assert words.month(day) == "tháng 6 năm 2025"


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


@pytest.mark.parametrize(
    "name, said",
    [
        ("2023-11", "tháng 11 năm 2023"),
        ("2023-11-15", "ngày 15 tháng 11 năm 2023"),
        ("2024", "2024"),
    ],
)
def test_a_period_follows_the_language(vietnamese, name, said):
    assert words.period(name) == said


def test_a_range_follows_the_language_and_stays_english_inside_a_sentence(catalogue):
    catalogue(("{0} ({1} to {2})", "{0} ({1} đến {2})"))
    wide = ranges.Range(17.93, 18.31, 18.74)
    assert str(wide) == "18,3 (17,9 đến 18,8)"
    assert f"grew by {wide}" == "grew by 18.3 (17.9 to 18.8)"


def test_a_sentence_is_said_with_its_numbers_dates_and_number_words(catalogue):
    catalogue(
        (
            "Output grew by {0} percent to {1} billion in {2}, in {3} of {4} zones.",
            "Trong {2}, sản lượng tăng {0}%, lên {1} tỷ, ở {3} trong {4} khu.",
        )
    )
    said = words.text(
        "Output grew by 13.45 percent to 1,234.5 billion in June 2025, in five of 12"
        " zones."
    )
    assert said == (
        "Trong tháng 6 năm 2025, sản lượng tăng 13,45%, lên 1.234,5 tỷ, ở năm trong 12"
        " khu."
    )


@pytest.mark.parametrize(
    "english, said",
    [
        ("Two zones.", "Hai khu."),
        ("1 July 2025 came.", "Ngày 1 tháng 7 năm 2025 khu."),
        ("June.", "Tháng 6."),
    ],
)
def test_what_opens_a_sentence_gets_a_capital(catalogue, english, said):
    pairs = [("{0} zones.", "{0} khu."), ("{0} came.", "{0} khu."), ("{0}.", "{0}.")]
    catalogue(*pairs)
    assert words.text(english) == said


def test_values_go_into_fields_as_they_are(catalogue):
    catalogue(("{n} of {0} zones", "{n} trong {0} khu"))
    assert words.text("{n} of 12 zones", n="1.234") == "1.234 trong 12 khu"


def test_what_is_quoted_or_names_something_is_written_alike(catalogue):
    catalogue(
        ("Exercise {0} quotes {1}, {2} and {3} in {4}", "Bài {0}: {1}, {2}, {3}, {4}")
    )
    english = "Exercise 1.4 quotes `13.4`, 27,4 and Q1 in 2023-11-15"
    assert words.text(english) == "Bài 1.4: `13.4`, 27,4, Q1, 2023-11-15"


def test_outdated_words_are_not_said(catalogue, tmp_path):
    catalogue(("Zones", "Khu"))
    assert words.text("Zones") == "Khu"
    (tmp_path / "vi.po").write_text('#, fuzzy\nmsgid "Zones"\nmsgstr "Khu"\n')
    words._read.cache_clear()
    assert words.text("Zones") == "Zones"


def test_the_language_may_come_from_the_environment(vietnamese):
    assert words.number(0.5, 1) == "0,5"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="no language 'xx'; expected one of"):
        words.language("xx")


def test_a_sentence_without_translation_stays_english(vietnamese):
    assert words.text("never {n} of 1,234", n=1) == "never 1 of 1,234"


def test_a_language_once_chosen_holds_until_another_is(monkeypatch):
    monkeypatch.delenv("BACGIANG_LANGUAGE", raising=False)
    assert words.language("vi") == words.language() == "vi"
    assert words.language("en") == words.language() == "en"


@pytest.mark.parametrize("name", [2023, None, "2023-13", "2023-Q5", "in 2023", ""])
def test_what_is_no_period_is_refused_with_the_forms_there_are(name):
    with pytest.raises(ValueError, match="is no period; expected a text such as"):
        words.period(name)


@pytest.mark.parametrize("name", ["2024/2020", "2024-12/2024-01", "2024-H2/2024-H1"])
def test_a_span_that_runs_backwards_is_refused(name):
    with pytest.raises(ValueError, match=f"'{name}' ends before it starts; expected"):
        words.period(name)


def test_a_text_that_only_looks_like_a_period_is_shown_as_it_is(vietnamese, capsys):
    tables.table(pd.DataFrame({"plan": ["2021-2025", "2021-26", "2024-Q3"]}))
    tables.table(pd.DataFrame({"plan": ["2024-12/2024-01", "2024-02-31"]}))
    shown = capsys.readouterr().out
    assert "2021-2025" in shown and "2021-26" in shown and "2024-Q3" not in shown
    assert "2024-12/2024-01" in shown and "2024-02-31" in shown
