"""Asking for numbers: the rule by which one printing per period is taken, and answers
to wrong names.
"""

import pandas as pd
import pytest

from bacgiang import data, ranges

FACT = {
    "indicator": "grdp_growth",
    "entity": "Bắc Giang",
    "breakdown": "",
    "value": "13.4",
    "value_max": "",
    "qualifier": "exact",
    "resolution": "0.1",
    "status": "actual",
    "locator": "",
    "note": "",
    "as_printed": "13.4",
    "period": "2023",
    "source": "a",
}
SOURCES = {
    "a": ("2024-01-05", "official"),
    "b": ("2024-06", "press"),
    "c": ("2024-06", "official"),
    "d": ("2023", "copy"),
}


def ask(monkeypatch, *rows, **columns):
    """series() over a handful of made-up rows of one quantity."""
    frame = pd.DataFrame(
        [FACT | {"locator": str(n)} | r for n, r in enumerate(rows)]
    ).astype({"value": float, "resolution": float})
    frame["value_max"] = float("nan")
    sources = pd.DataFrame(
        [
            {"source": s, "publisher": s, "published": d, "kind": k, "language": "en"}
            for s, (d, k) in SOURCES.items()
        ]
    )
    indicators = pd.DataFrame(
        [{"indicator": "grdp_growth", "unit": "percent", "measure": "rate"}]
    )
    tables = {"facts": frame, "sources": sources, "indicators": indicators}
    tables["facts"] = ranges.bounds(data._with_periods(data._with_labels(tables)))
    monkeypatch.setattr(data, "_tables", lambda folder: tables)
    monkeypatch.setattr(data, "_verified", lambda folder: set())
    return data.series("grdp_growth", **columns)


def fact(value, **cells):
    return {"value": value, "as_printed": str(value)} | cells


def test_actual_goes_before_estimate_and_forecast(monkeypatch):
    taken = ask(
        monkeypatch,
        fact(13.1, status="forecast", source="c"),
        fact(13.2, status="estimate", source="c"),
        fact(13.3, source="d"),
    )
    assert taken["value"].tolist() == [13.3]


def test_then_the_later_publication(monkeypatch):
    assert ask(monkeypatch, fact(13.1, source="a"), fact(13.2, source="b"))[
        "value"
    ].tolist() == [13.2]


def test_then_official_before_press(monkeypatch):
    assert ask(monkeypatch, fact(13.1, source="b"), fact(13.2, source="c"))[
        "value"
    ].tolist() == [13.2]


def test_then_the_finer_printing(monkeypatch):
    coarse = fact(13.0, as_printed="13", resolution=1)
    assert ask(monkeypatch, coarse, fact(13.45, resolution=0.01))["value"].tolist() == [
        13.45
    ]


def test_a_target_is_no_part_of_a_series_unless_asked_for(monkeypatch):
    rows = fact(14.5, status="target"), fact(13.4)
    assert ask(monkeypatch, *rows)["value"].tolist() == [13.4]
    assert ask(monkeypatch, *rows, status="target")["value"].tolist() == [14.5]


def test_the_row_says_which_printing_was_taken_and_from_how_many(monkeypatch):
    taken = ask(monkeypatch, fact(13.1, source="a"), fact(13.2, source="b"))
    assert (
        taken["row"].iloc[0],
        taken["source"].iloc[0],
        taken["printings"].iloc[0],
    ) == (3, "b", 2)


@pytest.mark.parametrize(
    "period, form, start, end",
    [
        ("2023", "year", "2023-01-01", "2023-12-31"),
        ("2023-Q2", "quarter", "2023-04-01", "2023-06-30"),
        ("2023-H2", "half", "2023-07-01", "2023-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-11-15", "day", "2023-11-15", "2023-11-15"),
        ("2021/2025", "years", "2021-01-01", "2025-12-31"),
        ("2023-01/2023-10", "months", "2023-01-01", "2023-10-31"),
        ("2023-01-01/2023-10-20", "days", "2023-01-01", "2023-10-20"),
    ],
)
def test_a_period_text_has_a_form_a_first_and_a_last_day(period, form, start, end):
    assert data.form(period) == form
    assert [str(d.date()) for d in data.span(period)] == [start, end]


def test_names_may_be_typed_without_diacritics():
    assert data.facts("grdp_growth", "Bac Giang").equals(
        data.facts("grdp_growth", "Bắc Giang")
    )


def test_a_wrong_indicator_is_answered_with_the_nearest_names():
    with pytest.raises(KeyError, match="nearest: 'grdp_growth'"):
        data.facts("grdp_grwth")


def test_a_wrong_place_is_answered_with_the_nearest_names():
    with pytest.raises(KeyError, match="'Bắc Giang'"):
        data.facts("grdp_growth", "Bac Gian")


def test_a_series_without_a_value_of_the_asked_form_says_what_to_look_at():
    with pytest.raises(KeyError, match="vintages|nearest"):
        data.series("grdp_growth", "Bắc Giang", form="day")


def test_what_is_handed_out_may_be_changed_without_changing_the_tables():
    copy = data.table("facts")
    copy["value"] = 0
    assert data.table("facts")["value"].abs().sum() > 0


def test_every_number_handed_out_lies_in_its_range():
    rows = data.facts()
    assert ((rows["low"] <= rows["value"]) & (rows["value"] <= rows["high"])).all()
