"""The exercises to 1-growth: rates, levels and shares."""

from math import ceil, log
from typing import Any

import bacgiang as bg

from ..words import mark
from .declare import (
    ADDED,
    ALL_THE_TIME,
    CHANGE,
    CUMULATED,
    DIFFERENCE,
    DOUBLING,
    EARLIER,
    LEVEL,
    MULTIPLE,
    NOMINAL,
    OTHER_EDITION,
    POINTS,
    RATE,
    REST,
    ROUNDING,
    SPAN,
    THUMB,
    Trap,
    declare,
    right,
)

INDUSTRY = "industry and construction"


def _rates(start: str, end: str) -> list[bg.Range]:
    return bg.each(bg.series("grdp_growth").loc[start:end])


def _years_points_ahead(points: float) -> bg.Range:
    here = bg.series("grdp_growth").loc["2011":"2024"]
    gap = bg.difference(here, bg.series("gdp_growth", "Việt Nam"))
    return bg.count(gap[gap["low"] > points])


def _years_about_twice() -> bg.Range:
    here = bg.series("grdp_growth").loc["2011":"2024"]
    ratios = bg.ratio(here, bg.series("gdp_growth", "Việt Nam"))
    return bg.count(ratios[ratios["value"].astype(float).round(1) >= 2])


def _share_of_industry(year: str) -> bg.Range:
    return bg.value("gva_share", year, breakdown=INDUSTRY)


def _compounded(rates: list[bg.Range]) -> bg.Range:
    average = bg.derive(bg.growth.average_rate, *rates)
    return bg.derive(bg.growth.compound, 1, average, len(rates))


def _lowest_editions() -> list[bg.Range]:
    """Give the lowest rate that was published for each year."""
    every = bg.editions("grdp_growth", form="year", status=["actual", "estimate"])
    every = every[every["year"].between(2011, 2024)].sort_values("value", kind="stable")
    return bg.each(every.drop_duplicates("year"))


def _rates_of_small_table(start: str, end: str) -> list[bg.Range]:
    """Give the rates with that of 2023 as in the small table for a first lesson."""
    rates = bg.series("grdp_growth").loc[start:end].drop("2023")
    return [*bg.as_ranges(rates), _of_2023(status="estimate")]


def _growth_of_2011(breakdown: str) -> bg.Range:
    return bg.value("grdp_growth", "2011", breakdown=breakdown, source="bgdpi-2018")


def _contribution(share: bg.Range) -> bg.Range:
    return bg.derive(bg.growth.contribution, share, _growth_of_2011(INDUSTRY))


def _of_2023(**which: Any) -> bg.Range:
    return bg.value("grdp_growth", "2023", **which)


@declare(
    "1.1",
    mark("A share that grew"),
    minutes=5,
    unit=mark("percentage points"),
    question=mark(
        "By how many percentage points did the share of industry and construction in"
        ' value added (indicator "gva_share") rise from 2010 to 2014? Both are of one'
        " table. Give one decimal."
    ),
    hints=(
        mark('The sector is asked for by `breakdown="industry and construction"`.'),
        mark("Subtract the first share from the second; do not divide."),
    ),
    traps=(
        Trap(
            POINTS,
            mark("that is the growth of the share in percent."),
            lambda: bg.derive(
                bg.growth.growth,
                _share_of_industry("2014"),
                _share_of_industry("2010"),
            ),
        ),
        Trap(
            LEVEL,
            mark("that is the share of the later year, not its rise."),
            lambda: _share_of_industry("2014"),
        ),
        Trap(
            MULTIPLE,
            mark("that is how many times the earlier share the later one is."),
            lambda: bg.ratio(_share_of_industry("2014"), _share_of_industry("2010")),
        ),
    ),
)
def _rise_of_share() -> bg.Range:
    industry = "industry and construction"
    before = bg.value("gva_share", "2010", breakdown=industry)
    after = bg.value("gva_share", "2014", breakdown=industry)
    return bg.difference(after, before)


@declare(
    "1.2",
    mark("How large did the economy become?"),
    minutes=8,
    unit=mark("times"),
    question=mark(
        "How many times as large as in 2010 was the economy of 2024 at constant prices,"
        " by the yearly rates that `series` takes?"
    ),
    hints=(
        mark("The first rate to use is that of 2011: it leads away from 2010."),
        mark(
            "`bg.growth.average_rate` gives the steady rate of all years,"
            " `bg.growth.compound` where it leads."
        ),
    ),
    traps=(
        Trap(
            NOMINAL,
            mark("levels at current prices hold the rise of prices, too."),
            lambda: bg.ratio(
                bg.value("grdp_current", "2024"), bg.value("gva_current", "2010")
            ),
        ),
        Trap(
            NOMINAL,
            mark("that is GRDP per head in dollars, at each year's prices."),
            lambda: bg.ratio(
                bg.value("grdp_per_capita_usd", "2024"),
                bg.value("grdp_per_capita_usd", "2010"),
            ),
        ),
        Trap(
            ADDED,
            mark("each year's growth starts from a larger economy."),
            lambda: bg.derive(
                lambda *rates: 1 + sum(rates) / 100, *_rates("2011", "2024")
            ),
        ),
        Trap(
            ADDED,
            mark("those are the rates added up, in percent; multiply the steps."),
            lambda: bg.derive(lambda *rates: sum(rates), *_rates("2011", "2024")),
        ),
        Trap(
            CHANGE,
            mark("that is what came on top of the economy of 2010."),
            lambda: bg.difference(right("1.2"), 1),
        ),
        Trap(
            MULTIPLE,
            mark("that is how many percent larger; the question asks how many times."),
            lambda: bg.derive(lambda times: (times - 1) * 100, right("1.2")),
        ),
        Trap(
            MULTIPLE,
            mark("that is in percent of the economy of 2010, not how many times."),
            lambda: bg.derive(lambda times: times * 100, right("1.2")),
        ),
        Trap(
            SPAN,
            mark("that takes the rate of 2010, too, which leads to 2010 from 2009."),
            lambda: _compounded(_rates("2010", "2024")),
        ),
        Trap(
            SPAN,
            mark("the rate of 2011 is left out, which leads away from 2010."),
            lambda: _compounded(_rates("2012", "2024")),
        ),
        Trap(
            OTHER_EDITION,
            mark("that takes 2023 from teaching.csv; `series` takes another rate."),
            lambda: _compounded(_rates_of_small_table("2011", "2024")).value,
        ),
        Trap(
            OTHER_EDITION,
            mark("other rates were published, too; take those that `series` takes."),
            lambda: _compounded(_lowest_editions()),
        ),
    ),
)
def _real_multiple() -> bg.Range:
    rates = bg.series("grdp_growth").loc["2011":"2024"]
    average = bg.derive(bg.growth.average_rate, *bg.each(rates))
    return bg.derive(bg.growth.compound, 1, average, len(rates))


@declare(
    "1.3",
    mark("The pace of four years"),
    minutes=5,
    unit=mark("percent a year"),
    question=mark(
        "At which steady yearly rate would the economy have grown as much over the four"
        " years 2021, 2022, 2023 and 2024, from the level of 2020, as it did by the"
        " rates that `series` takes for these years?"
    ),
    hints=(
        mark("`bg.each` makes a list of ranges of the rows of a series."),
        mark("`bg.derive(bg.growth.average_rate, ...)` takes the rates one by one."),
    ),
    traps=(
        Trap(
            CUMULATED,
            mark("that is the growth of the four years together."),
            lambda: bg.derive(
                lambda rate: bg.growth.compound(100, rate, 4) - 100,
                right("1.3"),
            ),
        ),
        Trap(
            ADDED,
            mark("a plain mean of rates leads further than the rates do."),
            lambda: bg.derive(
                lambda *rates: sum(rates) / len(rates), *_rates("2021", "2024")
            ),
        ),
        Trap(
            ADDED,
            mark("all the growth by the number of years, as if each added the same."),
            lambda: bg.derive(
                lambda rate: (bg.growth.compound(100, rate, 4) - 100) / 4,
                right("1.3"),
            ),
        ),
        Trap(
            SPAN,
            mark("that takes three steps, from 2021; the rate of 2021 is a step, too."),
            lambda: bg.derive(bg.growth.average_rate, *_rates("2022", "2024")),
        ),
        Trap(
            LEVEL,
            mark("that is the factor of a year; the rate is what it has above one."),
            lambda: bg.derive(lambda rate: 1 + rate / 100, right("1.3")),
        ),
        Trap(
            LEVEL,
            mark(
                "that is the level after a year, from a hundred; take the rise alone."
            ),
            lambda: bg.derive(lambda rate: 100 + rate, right("1.3")),
        ),
        Trap(
            OTHER_EDITION,
            mark("that takes 2023 from teaching.csv; `series` takes another rate."),
            lambda: bg.derive(
                bg.growth.average_rate, *_rates_of_small_table("2021", "2024")
            ),
        ),
    ),
)
def _yearly_pace() -> bg.Range:
    rates = bg.series("grdp_growth").loc["2021":"2024"]
    return bg.derive(bg.growth.average_rate, *bg.each(rates))


@declare(
    "1.4",
    mark("When has it doubled?"),
    minutes=5,
    unit=mark("years"),
    question=mark(
        'At its rate of 2023 (series "gdp_growth", Việt Nam), how long would the'
        " country's economy take to double? Give years to one decimal."
    ),
    hints=(
        mark("Growth compounds: each year starts from a larger economy."),
        mark("Doubling time is the logarithm of 2 by that of 1 + rate / 100."),
    ),
    traps=(
        Trap(
            DOUBLING,
            mark("that would be so if each year added the same amount."),
            lambda: bg.ratio(100, bg.value("gdp_growth", "2023", "Việt Nam")),
        ),
        Trap(DOUBLING, mark("growth compounds on the way."), lambda: 100 / 5),
        Trap(
            THUMB,
            mark("70 by the rate is near; logarithms tell it exactly."),
            lambda: bg.ratio(70, bg.value("gdp_growth", "2023", "Việt Nam")),
        ),
        Trap(
            THUMB,
            mark("72 by the rate is near; logarithms tell it exactly."),
            lambda: bg.ratio(72, bg.value("gdp_growth", "2023", "Việt Nam")),
        ),
        Trap(
            ALL_THE_TIME,
            mark("a yearly rate is added once a year, so the base is 1 + rate / 100."),
            lambda: bg.ratio(100 * log(2), bg.value("gdp_growth", "2023", "Việt Nam")),
        ),
        Trap(
            ROUNDING,
            mark("after so many full years it is more than double; give a decimal."),
            lambda: float(ceil(right("1.4").value)),
        ),
    ),
)
def _doubling_time() -> bg.Range:
    import numpy as np

    rate = bg.value("gdp_growth", "2023", "Việt Nam")
    return bg.derive(lambda r: np.log(2) / np.log(1 + r / 100), rate)


@declare(
    "1.5",
    mark("What a sector contributed"),
    minutes=5,
    unit=mark("percentage points"),
    question=mark(
        "By its rate of growth in 2011 and its share of value added in 2010, how many"
        " percentage points did industry and construction contribute to the growth of"
        ' 2011? Both are of one table (source "bgdpi-2018"). Give one decimal.'
    ),
    hints=(
        mark('The indicators are "grdp_growth" and "gva_share".'),
        mark("A third of the economy that grows by 9 percent adds 3 points."),
        mark("`bg.growth.contribution` takes the share, then the rate."),
    ),
    traps=(
        Trap(
            RATE,
            mark("that is how fast the sector itself grew."),
            lambda: _growth_of_2011(INDUSTRY),
        ),
        Trap(
            SPAN,
            mark("that takes the share of 2011; growth starts from the parts of 2010."),
            lambda: _contribution(_share_of_industry("2011")),
        ),
        Trap(
            POINTS,
            mark("that is in percent of the growth of the whole."),
            lambda: bg.share(right("1.5"), _growth_of_2011("")),
        ),
        Trap(
            REST,
            mark("that is what all others contributed."),
            lambda: bg.difference(_growth_of_2011(""), right("1.5")),
        ),
    ),
)
def _contribution_of_industry() -> bg.Range:
    which = {"breakdown": "industry and construction", "source": "bgdpi-2018"}
    growth = bg.value("grdp_growth", "2011", **which)
    share = bg.value("gva_share", "2010", **which)
    return bg.derive(bg.growth.contribution, share, growth)


@declare(
    "1.6",
    mark("Missed by how much?"),
    minutes=8,
    unit=mark("percentage points"),
    question=mark(
        "Subtract the growth of 2023 by the estimate of 29 November 2023 (source"
        ' "doanhnghiepbacgiang-2023-11-29") from the goal for that year: by how many'
        " percentage points was it missed? Answer as a positive number."
    ),
    hints=(
        mark('The goal is the row with status "target".'),
        mark("The estimate has a source of its own: `bg.value(..., source=...)`."),
    ),
    traps=(
        Trap(
            EARLIER,
            mark("that takes a later edition; the question names an earlier one."),
            lambda: bg.difference(
                _of_2023(status="target"), _of_2023(source="vietnamvn-2025-05")
            ),
        ),
        Trap(
            EARLIER,
            mark("that takes a later edition; the question names an earlier one."),
            lambda: bg.difference(
                _of_2023(source="vietnamvn-2025-05"), _of_2023(status="target")
            ),
        ),
        Trap(
            EARLIER,
            mark("that takes an edition of 2024; the question names an earlier one."),
            lambda: bg.difference(
                _of_2023(status="target"), _of_2023(source="vns-2024-12")
            ),
        ),
        Trap(
            POINTS,
            mark("that is the gap in percent of the goal."),
            lambda: bg.derive(
                lambda goal, came: (goal - came) / goal * 100,
                _of_2023(status="target"),
                _of_2023(status="estimate"),
            ),
        ),
    ),
)
def _short_of_goal() -> bg.Range:
    goal = bg.value("grdp_growth", "2023", status="target")
    page = "doanhnghiepbacgiang-2023-11-29"
    estimate = bg.value("grdp_growth", "2023", source=page)
    return bg.difference(goal, estimate)


@declare(
    "1.7",
    mark("Twice as fast"),
    minutes=12,
    unit=mark("years"),
    question=mark(
        "A small investigation. In how many of the years from 2011 to 2024 did Bắc"
        " Giang grow more than twice as fast as the country, by the figures that"
        " `series` takes and whatever the rounding?"
    ),
    hints=(
        mark(
            "`bg.ratio` of two series gives a frame with `low`, `value` and `high` by"
            " year."
        ),
        mark(
            "Certain is a year whose lowest ratio is above 2; `bg.count` counts rows."
        ),
    ),
    traps=(
        Trap(
            DIFFERENCE,
            mark("those are the years two points ahead; twice as fast is a ratio."),
            lambda: _years_points_ahead(2),
        ),
        Trap(
            ROUNDING,
            mark("that counts ratios below 2 that only round to it."),
            _years_about_twice,
        ),
    ),
)
def _years_twice_as_fast() -> bg.Range:
    here = bg.series("grdp_growth").loc["2011":"2024"]
    country = bg.series("gdp_growth", "Việt Nam")
    ratios = bg.ratio(here, country)
    return bg.count(ratios[ratios["low"] > 2])


@declare(
    "1.8",
    mark("A headline on growth"),
    minutes=15,
    question=mark(
        "An open task. Find a headline on the growth of Bắc Giang, or of the place"
        " where you live, and write the sentence that would stand."
    ),
    hints=(
        mark('`bg.editions("grdp_growth", period="...")` lists what was published.'),
        mark("Say of which year, at which prices, and in which edition."),
    ),
    points=(
        mark("Is it growth at constant prices, or do rising prices hide in it?"),
        mark("Which edition is it, and is there a later one?"),
        mark("Is growth of a year compared with a year, not with a half or a quarter?"),
        mark("Are percent and percentage points kept apart?"),
        mark("Was the year before an unusual one?"),
    ),
)
def _sentence_on_growth() -> str:
    measured = ["actual", "estimate"]
    editions = bg.editions("grdp_growth", period="2023", status=measured)
    low, high = editions["value"].min(), editions["value"].max()
    goal = bg.value("grdp_growth", "2023", status="target")
    said = f"The economy grew by {low:.0f} to {high:.0f} percent in 2023, at constant"
    return f"{said} prices, depending on the edition; the goal was {goal.value:.1f}."
