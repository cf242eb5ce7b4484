"""The exercises to 0-start: reading one number."""

import bacgiang as bg

from ..words import mark
from .declare import (
    COUNT,
    EDITION,
    GOAL,
    HEDGE,
    MULTIPLE,
    OVERTAKEN,
    POINTS,
    ROUNDING,
    UNIT,
    Trap,
    declare,
)


@declare(
    "0.1",
    mark("How far a hedge reaches"),
    minutes=3,
    unit=mark("people"),
    question=mark(
        "At the end of 2022 the zones had “more than 195,000” workers, said a"
        " newspaper. What is the highest number that the collection reads into this,"
        " with the end of the step?"
    ),
    hints=(
        mark(
            'The row is in `bg.facts("ip_workers", "Bắc Giang")`; look at its column'
            " `high`."
        ),
        mark("“More than” is read as up to one step of the last digit that is not 0."),
    ),
    traps=(
        Trap(
            HEDGE,
            mark("that is the number as printed, and it says more than that."),
            lambda: bg.value("ip_workers", "2022-12-31").value,
        ),
        Trap(
            ROUNDING,
            mark("half a step is for a number without a hedge."),
            lambda: bg.value("ip_workers", "2022-12-31").low + 1000 / 2,
        ),
        Trap(
            ROUNDING,
            mark("the end of the step counts, too."),
            lambda: bg.value("ip_workers", "2022-12-31").high - 1,
        ),
    ),
)
def _highest() -> float:
    workers = bg.value("ip_workers", "2022-12-31")
    return workers.high


@declare(
    "0.2",
    mark("Trillions or billions"),
    minutes=3,
    unit=mark("trillion đồng"),
    question=mark(
        "How much did the province's authorities invest from the state budget in 2022"
        ' (indicator "state_budget_investment"), in trillion đồng?'
    ),
    hints=(
        mark(
            '`bg.find("budget investment")` shows what there is of it; `bg.value` gives'
            " the year."
        ),
        mark("The tables hold full đồng; a trillion has twelve zeros."),
    ),
    traps=(
        Trap(
            UNIT,
            mark("that many billions; the question asks for trillions."),
            lambda: bg.ratio(bg.value("state_budget_investment", "2022"), 1e9),
        ),
        Trap(
            UNIT,
            mark("that many đồng; the question asks for trillions."),
            lambda: bg.value("state_budget_investment", "2022"),
        ),
    ),
)
def _invested() -> bg.Range:
    spent = bg.value("state_budget_investment", "2022")
    return bg.ratio(spent, 1e12)


@declare(
    "0.3",
    mark("Which edition?"),
    minutes=5,
    unit=mark("percent"),
    question=mark(
        "By which rate did the economy of Bắc Giang grow in 2023, in the edition"
        " published last?"
    ),
    hints=(
        mark(
            '`bg.editions("grdp_growth", period="2023")` lists them, oldest publication'
            " first."
        ),
        mark("Leave out what was aimed at, and look when each was published."),
    ),
    traps=(
        Trap(
            EDITION,
            mark("that rate was published in 2023, and others came later."),
            lambda: bg.value("grdp_growth", "2023", status="estimate"),
        ),
        Trap(
            OVERTAKEN,
            mark("that one is in between; a later one is in the table."),
            lambda: bg.value("grdp_growth", "2023", source="vns-2024-12"),
        ),
        Trap(
            GOAL,
            mark("that is the goal for the year, not what came about."),
            lambda: bg.value("grdp_growth", "2023", status="target"),
        ),
    ),
)
def _latest_edition() -> bg.Range:
    measured = ["actual", "estimate"]
    editions = bg.editions("grdp_growth", period="2023", status=measured)
    editions = editions.sort_values("published", kind="stable")
    return bg.only(editions.tail(1))


@declare(
    "0.4",
    mark("How far ahead?"),
    minutes=5,
    unit=mark("percentage points"),
    question=mark(
        "In 2024 Bắc Giang's economy grew faster than the country's. By how many"
        " percentage points, by the figures that `series` takes?"
    ),
    hints=(
        mark(
            'The country\'s rate is the series "gdp_growth" of "Việt Nam"; `bg.value`'
            " gives one year of a series."
        ),
        mark("Between two rates, percentage points are a plain difference."),
    ),
    traps=(
        Trap(
            POINTS,
            mark("that is how much larger the one rate is, in percent of the other."),
            lambda: bg.derive(
                bg.growth.growth,
                bg.value("grdp_growth", "2024"),
                bg.value("gdp_growth", "2024", "Việt Nam"),
            ),
        ),
        Trap(
            MULTIPLE,
            mark("that is how many times the one rate is of the other."),
            lambda: bg.ratio(
                bg.value("grdp_growth", "2024"),
                bg.value("gdp_growth", "2024", "Việt Nam"),
            ),
        ),
    ),
)
def _ahead() -> bg.Range:
    here = bg.value("grdp_growth", "2024")
    country = bg.value("gdp_growth", "2024", "Việt Nam")
    return bg.difference(here, country)


@declare(
    "0.5",
    mark("Years, not rows"),
    minutes=8,
    unit=mark("years"),
    question=mark(
        "A small investigation. For how many of the years from 2010 to 2024 has the"
        " collection a figure of GRDP per head in US dollars, goals and forecasts left"
        " out?"
    ),
    hints=(
        mark(
            'The indicator is "grdp_per_capita_usd". `bg.editions` lists each'
            " publication; what does `bg.series` do?"
        ),
        mark("Look for a year that is missing between its neighbours."),
    ),
    traps=(
        Trap(
            COUNT,
            mark("those are publications, and some years have several."),
            lambda: bg.count(
                bg.editions(
                    "grdp_per_capita_usd", form="year", status=["actual", "estimate"]
                )
            ),
        ),
        Trap(
            COUNT,
            mark("from the first to the last year, but is there a figure for each?"),
            lambda: 2024.0 - 2010 + 1,
        ),
    ),
)
def _years_known() -> bg.Range:
    per_head = bg.series("grdp_per_capita_usd", status=["actual", "estimate"])
    return bg.count(per_head.loc["2010":"2024"])


@declare(
    "0.6",
    mark("Your own sentence"),
    minutes=10,
    question=mark(
        "An open task. Take a headline with one number about Bắc Giang, or a row of"
        ' `bg.facts("ip_workers")`; look the number up in the collection, and write'
        " the sentence that would stand."
    ),
    hints=(
        mark("`bg.find` with a word of the headline shows what there is."),
        mark(
            "`bg.facts` shows the words of each page, and how far its number reaches."
        ),
    ),
    points=(
        mark("Who says it, and when was it published?"),
        mark("Which place and which span of time is the number about?"),
        mark("Is it measured, estimated, or aimed at?"),
        mark("Does the sentence give no more digits than the page did?"),
        mark("Where another page has another number: are both named?"),
    ),
)
def _sentence() -> str:
    days = ["2022-07-28", "2022-12-31"]
    pages = bg.facts("ip_workers", "Bắc Giang", "", period=days)
    pages = pages.sort_values("period", kind="stable")
    july, december = pages["value"]
    said = f"{pages['publisher'].iloc[-1]}, {days[-1]}: over {december:,.0f} workers in"
    said = f"{said} Bắc Giang's zones, without the day of the count; the zones'"
    return f"{said} authority was quoted with over {july:,.0f} on {days[0]}."
