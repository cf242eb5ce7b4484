"""The latest figures on the briefing, held against rows looked up another way."""

import pytest

import bacgiang as bg
from bacgiang.publish import latest


def of(name):
    return [figure for figure in latest.figures() if figure.name == name]


def test_a_year_published_with_two_figures_is_said_with_both():
    (grdp,) = of("GRDP at current prices")
    printed = bg.facts("grdp_current", "Bắc Giang", "", period="2024")["value"]
    assert {*printed} == {207e12, 209.15e12}
    assert (grdp.period, grdp.said) == ("2024", "207 to 209.15 trillion đồng")
    assert grdp.publishers == "Công Thương, Vietnam.vn"  # 209.15 by the one, 207


def test_no_later_figure_is_left_out():
    for series, figure in zip(latest.WANTED, latest.figures(), strict=True):
        rows = bg.facts(series.indicator, "Bắc Giang", series.breakdown)
        rows = rows[rows["form"].eq(series.form) & rows["status"].isin(latest.MEASURED)]
        if series.form == "days":
            rows = rows[rows["end"].dt.month == 12]
        assert str(rows["end"].max().year) in figure.period, figure


def test_a_hedge_is_kept():
    (workers,) = of("Workers in zones")
    assert workers.said == "over 175,000 people"  # printed "over 175,000 workers"


def test_new_and_additional_capital_are_added():
    (registered,) = of("Registered FDI, new and additional")
    given = [
        bg.value(name, "2024-01-01/2024-12-31", kind="official").value
        for name in ("fdi_registered_new", "fdi_registered_additional")
    ]
    assert sum(given) == pytest.approx(1186e6, abs=1e6)
    assert (registered.period, registered.said) == ("2024", "1.19 billion US dollars")


def test_figures_are_said_in_the_language_of_the_edition(monkeypatch):
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")
    said = [figure.said for figure in latest.figures()]
    assert "207 đến 209,15 nghìn tỷ đồng" in said
    assert "1,73%" in said
