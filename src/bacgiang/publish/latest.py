"""The latest figure of what officials ask for first, each with its year and source.

Where a year was published with several figures, both ends stand: 207 to 209.15.
"""

from typing import Any, NamedTuple

import pandas as pd

from .. import cite, data, ranges, words
from ..words import mark
from .teachtable import MEASURED, STANDARDS


class Series(NamedTuple):
    """What is asked of `data.series`, and the name that its latest figure gets."""

    indicator: str
    name: str = ""  # that of the indicator, if empty
    form: str = "year"
    breakdown: str = ""
    added: str = ""  # another indicator of the same period, added to the first


class Latest(NamedTuple):
    """A figure in words, for one period."""

    name: str
    period: str
    said: str
    publishers: str


WANTED = (
    Series("grdp_growth"),
    Series("grdp_growth", form="half"),
    Series("grdp_current"),
    Series("grdp_per_capita_usd"),
    Series("industrial_output_value_current"),
    Series("export_turnover"),
    Series(
        "fdi_registered_new",
        mark("Registered FDI, new and additional"),
        "days",
        added="fdi_registered_additional",
    ),
    Series("budget_revenue"),
    Series("ip_workers", form="day"),
    Series("poverty_rate", breakdown=STANDARDS["since_2022"]),
)
UNITS = {
    "VND": mark("{n} đồng"),
    "USD": mark("{n} US dollars"),
    "percent": mark("{n} percent"),
    "people": mark("{n} people"),
}


def figures() -> list[Latest]:
    """Give the latest figure of each series, in the language in use."""
    return [_latest(series) for series in WANTED]


def _latest(series: Series) -> Latest:
    asked = {"indicator": series.indicator, "breakdown": series.breakdown}
    rows = data.facts(entity=data.home(), form=series.form, status=MEASURED, **asked)
    which: dict[str, Any] = {"status": MEASURED}
    eligible = rows
    if series.form == "days":  # counted since January: to a day in December alone
        which["kind"] = "official"
        of_office = rows["kind"] == "official"
        eligible = rows[of_office & (rows["end"].dt.month == 12)]
    newest = eligible.loc[eligible["end"].idxmax(), "period"]
    published = rows[rows["period"] == newest]
    by_rule = data.value(period=newest, **asked, **which)
    last = published[published["fact"] == by_rule.facts[0]].iloc[0]
    name = words.text(series.name) or cite.labels("indicators", [series.indicator])[0]
    of = str(last["end"].year) if series.form == "days" else newest
    return Latest(
        name,
        words.period(of),
        _said(series, last, published),
        _publishers(last, published),
    )


def _publishers(last: pd.Series, published: pd.DataFrame) -> str:
    """Name who publishes the figure that `series` takes, and the first of another."""
    others = published[published["value"] != last["value"]]["publisher"]
    named = dict.fromkeys([last["publisher"], *others.head(1)])
    return ", ".join(words.text(name) for name in named)


def _said(series: Series, last: pd.Series, published: pd.DataFrame) -> str:
    """Say all figures published for the period, the lowest and the highest of them."""
    values = published["value"]
    if series.added:
        more = data.value(series.added, last["period"], kind="official")
        values = pd.Series([ranges.total(last["value"], more).value])
    said = words.text(UNITS[last["unit"]], n=_between(values.min(), values.max()))
    hedged = (published["qualifier"] == "over").all()
    return words.text("over {amount}", amount=said) if hedged else said


def _between(low: float, high: float) -> str:
    """Write one number or two, both in the largest scale that suits, in words."""
    fitting = [(s, phrase) for s, phrase in words.SCALES if low >= s]
    scale, phrase = fitting[0] if fitting else (1, "{n}")
    ends = [_plain(end / scale) for end in dict.fromkeys([low, high])]
    joined = words.text("{low} to {high}", low=ends[0], high=ends[-1])
    return words.text(phrase, n=joined if len(ends) > 1 else ends[0])


def _plain(number: float) -> str:
    """Write a number with two digits at most, and no zero at their end."""
    rounded = round(number, 2)
    digits = next(d for d in (0, 1, 2) if round(rounded, d) == rounded)
    return words.number(rounded, digits)
