"""The exercises to 2-investment: promises, spending and what stays."""

import bacgiang as bg

from ..words import mark
from .declare import (
    BASE,
    COUNT,
    CUMULATED,
    END,
    MULTIPLE,
    PUBLISHED,
    REGISTERED,
    REST,
    ROUNDED,
    SPAN,
    UNIT,
    Trap,
    declare,
    right,
)

FEBRUARY, PAY = "2025-02-03", "vccinews-2023-09-05-2"
TO_OCTOBER = ("2022-01-01/2022-10-20", "2023-01-01/2023-10-20")


def _new(*spans: str) -> list[bg.Range]:
    """Give new capital alone, in million USD."""
    new = bg.series("fdi_registered_new", form="days", kind="official")
    return bg.each(bg.ratio(new.loc[list(spans)], 1e6))


def _registered(*spans: str) -> list[bg.Range]:
    """Give new and additional FDI by the tables, in million USD."""
    which = {"form": "days", "kind": "official"}
    new = bg.series("fdi_registered_new", **which)
    added = bg.series("fdi_registered_additional", **which)
    asked = list(spans)
    return bg.each(bg.ratio(bg.total(new.loc[asked], added.loc[asked]), 1e6))


def _multiple() -> bg.Range:
    return bg.ratio(*reversed(_registered(*TO_OCTOBER)))


def _rounded_multiple() -> float:
    return round(_multiple().value, 1)


def _pay() -> bg.Range:
    return bg.value("ip_worker_income_monthly", "2023-09-05", source=PAY)


def _paid(month: float) -> bg.Range:
    """Give the pay of a year in trillion đồng, if everyone earns so much in a month."""
    workers = bg.value("ip_workers", "2023-09-05", source=PAY)
    return bg.derive(lambda people: people * month * 12 / 1e12, workers)


@declare(
    "2.1",
    mark("What was spent"),
    minutes=3,
    unit=mark("billion USD"),
    question=mark(
        "How many billion US dollars had foreign firms spent in the industrial zones by"
        " 3 February 2025?"
    ),
    hints=(
        mark("Two stocks are published: the promise and the spending."),
        mark('`bg.find("realised FDI in zones")` finds the one.'),
    ),
    traps=(
        Trap(
            REGISTERED,
            mark("that is the capital promised in the certificates."),
            lambda: bg.ratio(bg.value("ip_fdi_registered_stock", FEBRUARY), 1e9),
        ),
        Trap(
            UNIT,
            mark("that many millions; the question asks for billions."),
            lambda: bg.ratio(bg.value("ip_fdi_realised_stock", FEBRUARY), 1e6),
        ),
    ),
)
def _spent() -> bg.Range:
    realised = bg.value("ip_fdi_realised_stock", "2025-02-03")
    return bg.ratio(realised, 1e9)


@declare(
    "2.2",
    mark("How much of the promise?"),
    minutes=5,
    unit=mark("percent"),
    question=mark(
        "How many percent of the capital they had registered had foreign firms in the"
        " zones spent by 3 February 2025?"
    ),
    hints=(
        mark('The promise is "ip_fdi_registered_stock".'),
        mark("`bg.share(part, whole)` carries the ranges of both."),
    ),
    traps=(
        Trap(
            REST,
            mark("that is what was promised and not yet spent."),
            lambda: bg.difference(100, right("2.2")),
        ),
        Trap(
            BASE,
            mark("that is the promise in percent of the spending: upside down."),
            lambda: bg.share(
                bg.value("ip_fdi_registered_stock", FEBRUARY),
                bg.value("ip_fdi_realised_stock", FEBRUARY),
            ),
        ),
        Trap(
            UNIT,
            mark("that is a part of one; the question asks for percent."),
            lambda: bg.ratio(right("2.2"), 100),
        ),
    ),
)
def _share_spent() -> bg.Range:
    realised = bg.value("ip_fdi_realised_stock", "2025-02-03")
    registered = bg.value("ip_fdi_registered_stock", "2025-02-03")
    return bg.share(realised, registered)


@declare(
    "2.3",
    mark("One month out of a sum"),
    minutes=8,
    unit=mark("million USD"),
    question=mark(
        "The statistics office counts registered FDI from 1 January on. How much, new"
        " and additional together, was registered between 20 November and 20 December"
        " 2023, in million US dollars? Give one decimal."
    ),
    hints=(
        mark(
            'Sums to a day are a form of series: `bg.series(..., form="days",'
            ' kind="official")`.'
        ),
        mark("Both sums begin on 1 January, so the later one holds the earlier one."),
    ),
    traps=(
        Trap(
            CUMULATED,
            mark("that is the sum from 1 January on."),
            lambda: _registered("2023-01-01/2023-12-20")[0],
        ),
        Trap(
            CUMULATED,
            mark("that is the sum from 1 January on."),
            lambda: _registered("2023-01-01/2023-11-20")[0],
        ),
        Trap(
            COUNT,
            mark("that is the new capital alone."),
            lambda: bg.difference(
                *_new("2023-01-01/2023-12-20", "2023-01-01/2023-11-20")
            ),
        ),
        Trap(
            COUNT,
            mark("that is the additional capital alone."),
            lambda: bg.ratio(
                bg.difference(
                    bg.value("fdi_registered_additional", "2023-01-01/2023-12-20"),
                    bg.value("fdi_registered_additional", "2023-01-01/2023-11-20"),
                ),
                1e6,
            ),
        ),
    ),
)
def _one_month() -> bg.Range:
    by_office = {"form": "days", "kind": "official"}
    new = bg.series("fdi_registered_new", **by_office)
    added = bg.series("fdi_registered_additional", **by_office)
    spans = ["2023-01-01/2023-12-20", "2023-01-01/2023-11-20"]
    both = bg.total(new.loc[spans], added.loc[spans])
    later, earlier = bg.each(both)
    return bg.ratio(bg.difference(later, earlier), 1e6)


@declare(
    "2.4",
    mark("Times, or percent more?"),
    minutes=8,
    unit=mark("percent"),
    question=mark(
        "By how many percent was registered FDI, new and additional, to 20 October 2023"
        " above that to 20 October 2022?"
    ),
    hints=(
        mark("Add new and additional capital of each span first."),
        mark(
            "`bg.total` adds series; what is twice as much is 100 percent more: see"
            " `bg.growth.growth`."
        ),
    ),
    traps=(
        Trap(
            MULTIPLE,
            mark("that is the later sum in percent of the earlier one."),
            lambda: bg.share(*reversed(_registered(*TO_OCTOBER))),
        ),
        Trap(
            MULTIPLE,
            mark("that is how many times; the question asks how many percent more."),
            _multiple,
        ),
        Trap(
            ROUNDED,
            mark("that works on from a multiple rounded to 2.1."),
            lambda: (_rounded_multiple() - 1) * 100,
        ),
        Trap(
            MULTIPLE,
            mark("that is a rounded multiple in percent; how much is above 100?"),
            lambda: _rounded_multiple() * 100,
        ),
        Trap(
            COUNT,
            mark("that is the growth of the new capital alone."),
            lambda: bg.derive(bg.growth.growth, *reversed(_new(*TO_OCTOBER))),
        ),
        Trap(
            SPAN,
            mark("that is growth to 20 December."),
            lambda: bg.derive(
                bg.growth.growth,
                *_registered("2023-01-01/2023-12-20", "2022-01-01/2022-12-20"),
            ),
        ),
    ),
)
def _percent_more() -> bg.Range:
    by_office = {"form": "days", "kind": "official"}
    new = bg.series("fdi_registered_new", **by_office)
    added = bg.series("fdi_registered_additional", **by_office)
    spans = ["2023-01-01/2023-10-20", "2022-01-01/2022-10-20"]
    both = bg.total(new.loc[spans], added.loc[spans])
    after, before = bg.each(both)
    return bg.derive(bg.growth.growth, after, before)


@declare(
    "2.5",
    mark("Pay of a year"),
    minutes=8,
    unit=mark("trillion đồng"),
    question=mark(
        "An article of 5 September 2023 has the number of zone workers and what they"
        ' earn in a month, from one sum to another (source "vccinews-2023-09-05-2").'
        " Take the middle of the two for everyone: how many trillion đồng is their pay"
        " of a year?"
    ),
    hints=(
        mark('The indicators are "ip_workers" and "ip_worker_income_monthly".'),
        mark("Mind the months, and the twelve zeros of a trillion."),
    ),
    traps=(
        Trap(
            SPAN,
            mark("that is the pay of one month."),
            lambda: bg.ratio(right("2.5"), 12),
        ),
        Trap(
            UNIT,
            mark("that many billions; the question asks for trillions."),
            lambda: bg.derive(lambda trillions: trillions * 1e3, right("2.5")),
        ),
        Trap(
            END,
            mark("that takes the least that they earn; the question says the middle."),
            lambda: _paid(_pay().low),
        ),
        Trap(
            END,
            mark("that takes the most that they earn; the question says the middle."),
            lambda: _paid(_pay().high),
        ),
    ),
)
def _pay_of_a_year() -> bg.Range:
    day, page = "2023-09-05", "vccinews-2023-09-05-2"
    workers = bg.value("ip_workers", day, source=page)
    middle = bg.value("ip_worker_income_monthly", day, source=page).value
    return bg.derive(lambda people: people * middle * 12 / 1e12, workers)


@declare(
    "2.6",
    mark("What a dollar of exports leaves"),
    minutes=8,
    unit=mark("percent"),
    question=mark(
        'How large was the GRDP of 2023 (indicator "grdp_usd"), in percent of the'
        " exports of 2023 as the customs counted them (breakdown"
        ' "customs count")? Give one decimal.'
    ),
    hints=(
        mark('The indicators are "grdp_usd" and "export_turnover".'),
        mark("The whole, the second argument of `bg.share`, is exports here."),
    ),
    traps=(
        Trap(
            BASE,
            mark("that is exports in percent of GRDP."),
            lambda: bg.share(
                bg.value("export_turnover", "2023", breakdown="customs count"),
                bg.value("grdp_usd", "2023"),
            ),
        ),
        Trap(
            COUNT,
            mark("that takes the exports that a magazine gave."),
            lambda: bg.share(
                bg.value("grdp_usd", "2023"),
                bg.value("export_turnover", "2023", source="kinhtevadubao-2024"),
            ),
        ),
    ),
)
def _grdp_of_exports() -> bg.Range:
    exports = bg.value("export_turnover", "2023", breakdown="customs count")
    return bg.share(bg.value("grdp_usd", "2023"), exports)


@declare(
    "2.7",
    mark("A year that does not fit"),
    minutes=12,
    unit=mark("trillion đồng"),
    question=mark(
        "A small investigation. The office gives a level of investment from the state"
        " budget for 2024, and a rate against 2023. Which level of 2023 do the two"
        " imply, in trillion đồng?"
    ),
    hints=(
        mark(
            'The rate is "state_budget_investment_growth"; it is a fall, and in the'
            " table as such."
        ),
        mark("`bg.growth.compound` goes back in time, too: with -1 years."),
    ),
    traps=(
        Trap(
            PUBLISHED,
            mark("that is the level published for 2023; does it fit the rate?"),
            lambda: bg.ratio(bg.value("state_budget_investment", "2023"), 1e12),
        ),
        Trap(
            BASE,
            mark("the rate is in percent of 2023, not of 2024."),
            lambda: bg.derive(
                lambda level, rate: level * (1 - rate / 100) / 1e12,
                bg.value("state_budget_investment", "2024"),
                bg.value("state_budget_investment_growth", "2024"),
            ),
        ),
    ),
)
def _implied_level() -> bg.Range:
    level = bg.value("state_budget_investment", "2024")
    rate = bg.value("state_budget_investment_growth", "2024")
    before = bg.derive(bg.growth.compound, level, rate, -1)
    return bg.ratio(before, 1e12)


@declare(
    "2.8",
    mark("A headline on investment"),
    minutes=15,
    question=mark(
        "An open task. Find a headline that gives billions of dollars of investment,"
        " and write the sentence that would stand."
    ),
    hints=(
        mark("Ask first: promised or spent, new or in all, foreign or with domestic?"),
        mark("The statistics office's table of the same span is the nearest ruler."),
    ),
    points=(
        mark("Registered or realised?"),
        mark("New capital, additions to older projects, or both?"),
        mark("From which day to which day?"),
        mark("Is domestic capital in it?"),
        mark("A stock at a date, or what came in a span of time?"),
    ),
)
def _sentence_on_investment() -> str:
    span = "2023-01-01/2023-10-20"
    new = bg.value("fdi_registered_new", span, kind="official")
    added = bg.value("fdi_registered_additional", span, kind="official")
    millions = bg.total(new, added).value / 1e6
    said = f"From 1 January to 20 October 2023, {millions:,.1f} million USD of FDI were"
    return f"{said} registered in Bắc Giang, additions to older projects included."
