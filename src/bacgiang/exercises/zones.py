"""The exercises to 3-zones: land, counts and workers."""

import pandas as pd

import bacgiang as bg

from ..words import mark
from .declare import (
    ADDED,
    BASE,
    COUNT,
    CUMULATED,
    GOAL,
    LEVEL,
    REST,
    SPAN,
    STAGE,
    UNIT,
    WEIGHTS,
    Trap,
    declare,
    right,
)


def _last(indicator: str) -> bg.Range:
    rows = bg.facts(indicator, "Bắc Giang", "").sort_values(["end", "published"])
    return bg.only(rows.tail(1))


def _mean(rates: pd.DataFrame) -> bg.Range:
    return bg.ratio(bg.added(rates), len(rates))


def _fullest(rates: pd.DataFrame) -> str:
    return str(rates.set_index("entity")["value"].idxmax())


def _at_work() -> bg.Range:
    land = bg.counted_once(bg.read_table("zones"))
    return bg.added(land[land["status"] == "operating"])


def _plan() -> bg.Range:
    plans = bg.facts("ip_area_planned", "Bắc Giang", status="plan")
    return bg.only(plans.tail(1))


def _target() -> bg.Range:
    return bg.only(bg.facts("ip_area_planned", "Bắc Giang", status="target"))


def _established() -> bg.Range:
    return bg.only(bg.editions("ip_area_established").tail(1))


def _own_list() -> pd.DataFrame:
    """Give what our own list holds of zones that are established."""
    land = bg.counted_once(bg.read_table("zones"))
    return land[land["status"] != "planned"]


def _chained(steps: int) -> bg.Range:
    months = bg.facts("industrial_labour_index_month", "Bắc Giang")
    level = bg.only(bg.growth.chain_months(months, steps).loc[["2023-08"]])
    return bg.difference(level, 100)


def _left_in(years: float) -> bg.Range:
    return bg.ratio(bg.difference(_plan(), _established()), years)


def _steps_added() -> float:
    months = bg.facts("industrial_labour_index_month", "Bắc Giang")
    steps = months[months["period"].between("2023-01-01", "2023-08-01")]["value"]
    return float((steps - 100).sum())


@declare(
    "3.1",
    mark("How many zones?"),
    minutes=5,
    unit=mark("zones"),
    question=mark(
        "How many zones were established by the latest count that a source published"
        ' (indicator "ip_zones_established")? Not by our own list.'
    ),
    hints=(
        mark("Each step has an indicator of its own: planned, established, operating."),
        mark('`bg.facts("ip_zones_established", "Bắc Giang")`, by its column `end`.'),
    ),
    traps=(
        Trap(
            STAGE,
            mark("those are the zones at work."),
            lambda: _last("ip_zones_operating"),
        ),
        Trap(
            STAGE,
            mark("those are the zones of the plan for 2030."),
            lambda: _last("ip_zones_planned"),
        ),
        Trap(
            COUNT,
            mark("that is our own list; the question asks for what a source counted."),
            lambda: bg.count(_own_list()[_own_list()["kind"] != "extension"]),
        ),
    ),
)
def _zones_established() -> bg.Range:
    counts = bg.facts("ip_zones_established", "Bắc Giang", "")
    counts = counts.sort_values(["end", "published"])
    return bg.only(counts.tail(1))


@declare(
    "3.2",
    mark("How full are all six?"),
    minutes=10,
    unit=mark("percent"),
    question=mark(
        "The data firm Vietdata gives the share of land let for six zones. How many"
        " percent of the land of all six together were let by these rates? Weight each"
        ' rate by the zone\'s hectares in the list (`bg.read_table("zones")`): roughly,'
        " as some rates are of land for factories alone."
    ),
    hints=(
        mark(
            'The hectares are in `bg.counted_once(bg.read_table("zones"))`, one row a'
            " zone."
        ),
        mark("A large zone weighs more: work out the hectares let, add them, divide."),
    ),
    traps=(
        Trap(
            WEIGHTS,
            mark("a mean of the rates takes a small zone for as much as a large one."),
            lambda: _mean(bg.facts("zone_occupancy_rate", publisher="Vietdata")),
        ),
    ),
)
def _share_let() -> bg.Range:
    rates = bg.facts("zone_occupancy_rate", publisher="Vietdata")
    rates = rates.set_index("entity")
    land = bg.counted_once(bg.read_table("zones")).loc[rates.index]
    let = bg.derive(lambda rate, ha: rate / 100 * ha, rates, land)
    return bg.share(bg.added(let), bg.added(land))


@declare(
    "3.3",
    mark("Which zone filled fastest?"),
    minutes=8,
    question=mark(
        "Three zones have a rate of 2021 by the page tinbds-undated and a rate of 2023"
        " by Vietdata. In which one did the share of land let rise most? Answer with"
        " its name. Not each of these rates says by which land it divides, so ask"
        " yourself whether another base could change the order."
    ),
    hints=(
        mark(
            '`bg.facts("zone_occupancy_rate", source="...")` gives the rates of each.'
        ),
        mark("Set both by zone and subtract the earlier from the later."),
    ),
    traps=(
        Trap(
            LEVEL,
            mark("it was the fullest in 2021, but did it fill?"),
            lambda: _fullest(bg.facts("zone_occupancy_rate", source="tinbds-undated")),
        ),
    ),
)
def _filled_fastest() -> str:
    early = bg.facts("zone_occupancy_rate", source="tinbds-undated")
    late = bg.facts("zone_occupancy_rate", publisher="Vietdata")
    rise = bg.difference(late.set_index("entity"), early.set_index("entity"))
    return str(rise["value"].idxmax())


@declare(
    "3.4",
    mark("How far is the plan?"),
    minutes=5,
    unit=mark("percent"),
    question=mark(
        "How many percent of the land that the plan gives the zones by 2030 (status"
        ' "plan", not the target of another year) was established by the last published'
        " total of January 2025?"
    ),
    hints=(
        mark('The total is the last row of `bg.editions("ip_area_established")`.'),
        mark('The plan is "ip_area_planned", status "plan", its last row.'),
    ),
    traps=(
        Trap(
            STAGE,
            mark("that is the land at work in 2023."),
            lambda: bg.share(_at_work(), _plan()),
        ),
        Trap(
            COUNT,
            mark("that is our own list; the question asks for the published total."),
            lambda: bg.share(bg.added(_own_list()), _plan()),
        ),
        Trap(
            GOAL,
            mark("that is in percent of the target of 2021, which is larger."),
            lambda: bg.share(_established(), _target()),
        ),
        Trap(
            UNIT,
            mark("those are hectares; the question asks for percent of the plan."),
            _established,
        ),
        Trap(
            REST,
            mark("that is what was still to come."),
            lambda: bg.difference(100, right("3.4")),
        ),
    ),
)
def _share_of_plan() -> bg.Range:
    established = bg.only(bg.editions("ip_area_established").tail(1))
    plans = bg.facts("ip_area_planned", "Bắc Giang", status="plan")
    return bg.share(established, bg.only(plans.tail(1)))


@declare(
    "3.5",
    mark("The pace that is left"),
    minutes=8,
    unit=mark("hectares a year"),
    question=mark(
        "How many hectares a year had to be established from January 2025, when the"
        " last total was published, to the end of 2030, to reach the plan? Take 5.95"
        " years."
    ),
    hints=(
        mark("What is left is the plan less the last total."),
        mark("`bg.difference` and `bg.ratio` carry the ranges of both."),
    ),
    traps=(
        Trap(
            CUMULATED,
            mark("that is the land of all these years together."),
            lambda: bg.difference(_plan(), _established()),
        ),
        Trap(
            BASE,
            mark("what is established already need not be established again."),
            lambda: bg.ratio(_plan(), 5.95),
        ),
        Trap(
            SPAN,
            mark("that takes 5 years; take 5.95, as the question says."),
            lambda: _left_in(5),
        ),
        Trap(
            SPAN,
            mark("that takes 6 full years; take 5.95, as the question says."),
            lambda: _left_in(6),
        ),
    ),
)
def _pace_needed() -> bg.Range:
    established = bg.only(bg.editions("ip_area_established").tail(1))
    plans = bg.facts("ip_area_planned", "Bắc Giang", status="plan")
    left = bg.difference(bg.only(plans.tail(1)), established)
    return bg.ratio(left, 5.95)


@declare(
    "3.6",
    mark("What does the index say?"),
    minutes=3,
    unit=mark("percent"),
    question=mark(
        "The index of industrial labour has the month before as 100. By this index as"
        " first published, how many percent fewer workers had industry on 1 June 2021"
        " than a month before? Answer as a positive number."
    ),
    hints=(
        mark('The indicator is "industrial_labour_index_month".'),
        mark("The index says how many were left of a hundred."),
    ),
    traps=(
        Trap(
            REST,
            mark("those are the workers who were still there."),
            lambda: bg.value("industrial_labour_index_month", "2021-06-01"),
        ),
    ),
)
def _workers_gone() -> bg.Range:
    index = bg.value("industrial_labour_index_month", "2021-06-01")
    return bg.difference(100, index)


@declare(
    "3.7",
    mark("Eight steps of an index"),
    minutes=12,
    unit=mark("percent"),
    question=mark(
        "A small investigation. By how many percent did industrial labour change from 1"
        " December 2022 to 1 August 2023, by the monthly indices?"
    ),
    hints=(
        mark("Each index has the month before as 100, so they are multiplied."),
        mark("`bg.growth.chain_months(rows, 8)` gives one row for each last month."),
    ),
    traps=(
        Trap(
            ADDED,
            mark("each step starts from the level that the last one left."),
            _steps_added,
        ),
        Trap(
            LEVEL,
            mark("that is the level, with December as 100; the change is asked for."),
            lambda: bg.derive(lambda change: 100 + change, right("3.7")),
        ),
        Trap(
            SPAN,
            mark("that takes nine steps: the first one leads to 1 December."),
            lambda: _chained(9),
        ),
        Trap(
            SPAN,
            mark("that takes seven steps: the first of the eight leads to 1 January."),
            lambda: _chained(7),
        ),
        Trap(
            SPAN,
            mark("that is the change of the last month alone."),
            lambda: bg.difference(
                bg.value("industrial_labour_index_month", "2023-08-01"), 100
            ),
        ),
    ),
)
def _labour_change() -> bg.Range:
    months = bg.facts("industrial_labour_index_month", "Bắc Giang")
    chained = bg.growth.chain_months(months, 8)
    return bg.difference(bg.only(chained.loc[["2023-08"]]), 100)


@declare(
    "3.8",
    mark("A headline on zones"),
    minutes=15,
    question=mark(
        "An open task. Find a headline with a number of zones, hectares or workers, and"
        " write the sentence that would stand."
    ),
    hints=(
        mark("Ask at which step a zone is counted: planned, established, at work."),
        mark("No number of workers without its date and its office."),
    ),
    points=(
        mark("Which step: planned, approved, established, being built, at work, full?"),
        mark("Zones alone, or zones and clusters?"),
        mark("All land, or the land for factories alone?"),
        mark("Who counted, and on which day?"),
        mark("Is a count held only against counts by the same office?"),
    ),
)
def _sentence_on_zones() -> str:
    counted = bg.facts("ip_workers", "Bắc Giang", period="2023-09-05").iloc[0]
    said = f"In September 2023 the zones' authority counted {counted['as_printed']}"
    return f"{said}; other offices' counts are not comparable."
