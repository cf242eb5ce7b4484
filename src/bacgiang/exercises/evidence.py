"""The exercises to 4-evidence: which figures hold."""

from functools import lru_cache

import pandas as pd

import bacgiang as bg

from ..data import Tables, tables
from ..words import mark
from .declare import (
    ADDED,
    AREA,
    BASE,
    COUNT,
    LEVEL,
    MULTIPLE,
    PUBLISHED,
    ROUNDING,
    SPAN,
    UNIT,
    Trap,
    declare,
    right,
)

FDI = "FDI sector"


def _carried(steps: int) -> float:
    """Carry the count of workers on by so many chained indices to August 2023."""
    months = bg.facts("industrial_labour_index_month", "Bắc Giang")
    index = bg.only(bg.growth.chain_months(months, steps).loc[["2023-08"]])
    count = bg.value("ip_workers", "2022-12-31")
    return count.value * index.value / 1e5


def _carried_by_sum() -> float:
    months = bg.facts("industrial_labour_index_month", "Bắc Giang")
    steps = months[months["period"].between("2023-02-01", "2023-08-01")]["value"]
    level = 100 + float((steps - 100).sum())
    return bg.value("ip_workers", "2022-12-31").value * level / 1e5


def _exports() -> tuple[bg.Range, bg.Range]:
    """Give the exports of 2023 by a magazine and by the customs."""
    magazine = bg.value("export_turnover", "2023", source="kinhtevadubao-2024")
    customs = bg.value("export_turnover", "2023", breakdown="customs count")
    return magazine, customs


def _additions(year: int, day: str) -> bg.Range:
    span = f"{year}-01-01/{year}-{day}"
    return bg.value("fdi_registered_additional", span, kind="official")


@lru_cache(maxsize=1)
def _ledger(of: Tables) -> pd.DataFrame:
    """Run the audit once for the traps; it takes long."""
    return bg.audit()


def _part(aside: bool, goals: bool, able: bool = False) -> bg.Range:
    """Conflicts in percent of the ledger: with those aside, with goals, of the able."""
    ledger = _ledger(tables())
    if able:
        ledger = ledger[ledger["may_conflict"]]
    if not goals:
        ledger = ledger[ledger["kind"] != "target against outcome"]
    conflicts = ledger[ledger["verdict"] == "conflicts"]
    if not aside:
        conflicts = conflicts[conflicts["aside"] == ""]
    return bg.share(bg.count(conflicts), bg.count(ledger))


@declare(
    "4.1",
    mark("How round is two-fold?"),
    minutes=3,
    unit=mark("times"),
    question=mark(
        'An article of November 2023 called investment "two-fold" (indicator'
        ' "fdi_attracted_ratio", source "vna-2023-11-15"). Which is the lowest multiple'
        " that this wording allows?"
    ),
    hints=(
        mark("Look at the columns `low` and `high` of the row."),
        mark("A number without decimals is rounded to a whole one."),
    ),
    traps=(
        Trap(
            ROUNDING,
            mark("that is the number as printed; rounding reaches below it."),
            lambda: _two_fold().value,
        ),
        Trap(
            ROUNDING,
            mark("that would need a decimal in print, and there is none."),
            lambda: _two_fold().value - 0.05,
        ),
    ),
)
def _lowest_multiple() -> float:
    page = "vna-2023-11-15"
    rows = bg.facts("fdi_attracted_ratio", "Bắc Giang", source=page)
    return bg.only(rows).low


def _two_fold() -> bg.Range:
    rows = bg.facts("fdi_attracted_ratio", "Bắc Giang", source="vna-2023-11-15")
    return bg.only(rows)


@declare(
    "4.2",
    mark("A part and its whole"),
    minutes=5,
    unit=mark("percent"),
    question=mark(
        "A text gives industrial output of 2022 for all industry and for the FDI sector"
        ' (indicator "industrial_output_value"). By dividing these two levels (not'
        " the share printed elsewhere), how many percent of all is the FDI sector?"
    ),
    hints=(
        mark('The part is the breakdown "FDI sector", the whole has none.'),
        mark("Divide, whatever comes out; then ask what the result says of the text."),
    ),
    traps=(
        Trap(
            PUBLISHED,
            mark("that share is printed elsewhere; what do the two levels give?"),
            lambda: bg.value("industrial_output_share", "2022", breakdown=FDI),
        ),
        Trap(
            BASE,
            mark("that takes the part for the whole."),
            lambda: bg.share(
                bg.value("industrial_output_value", "2022"),
                bg.value("industrial_output_value", "2022", breakdown=FDI),
            ),
        ),
    ),
)
def _foreign_share() -> bg.Range:
    whole = bg.value("industrial_output_value", "2022")
    foreign = bg.value("industrial_output_value", "2022", breakdown="FDI sector")
    return bg.share(foreign, whole)


@declare(
    "4.3",
    mark("Outside the zones"),
    minutes=5,
    unit=mark("projects"),
    question=mark(
        "How many foreign projects did the province have outside its industrial zones"
        " on 30 June 2023?"
    ),
    hints=(
        mark(
            'All: "fdi_projects_valid". In the zones: "ip_projects", breakdown "FDI".'
        ),
        mark("Both are of one day, so the one may be subtracted from the other."),
    ),
    traps=(
        Trap(
            AREA,
            mark("those are the projects inside the zones."),
            lambda: bg.value("ip_projects", "2023-06-30", breakdown="FDI"),
        ),
        Trap(
            AREA,
            mark("those are the projects of the whole province."),
            lambda: bg.value("fdi_projects_valid", "2023-06-30"),
        ),
        Trap(
            COUNT,
            mark("that takes an undated page's count of the zones, of another day."),
            lambda: bg.difference(
                bg.value("fdi_projects_valid", "2023-06-30"),
                bg.value("ip_projects", "2023-H1", breakdown="FDI"),
            ),
        ),
    ),
)
def _outside_zones() -> bg.Range:
    day = "2023-06-30"
    everywhere = bg.value("fdi_projects_valid", day)
    in_zones = bg.value("ip_projects", day, breakdown="FDI")
    return bg.difference(everywhere, in_zones)


@declare(
    "4.4",
    mark("The multiple of the year"),
    minutes=8,
    unit=mark("times"),
    question=mark(
        "How many times as much additional FDI as to 20 December 2021 was registered to"
        " 20 December 2022?"
    ),
    hints=(
        mark('The indicator is "fdi_registered_additional"; spans begin on 1 January.'),
        mark('A period is written "2022-01-01/2022-12-20".'),
    ),
    traps=(
        Trap(
            SPAN,
            mark("that multiple is to 20 November."),
            lambda: bg.ratio(_additions(2022, "11-20"), _additions(2021, "11-20")),
        ),
        Trap(
            SPAN,
            mark("the two sums are to different days of their years."),
            lambda: bg.ratio(_additions(2022, "12-20"), _additions(2021, "11-20")),
        ),
        Trap(
            MULTIPLE,
            mark("that is percent more; the question asks how many times."),
            lambda: bg.derive(
                bg.growth.growth, _additions(2022, "12-20"), _additions(2021, "12-20")
            ),
        ),
        Trap(
            MULTIPLE,
            mark("that is the later sum in percent of the earlier one."),
            lambda: bg.share(_additions(2022, "12-20"), _additions(2021, "12-20")),
        ),
    ),
)
def _multiple_of_year() -> bg.Range:
    spans = ["2022-01-01/2022-12-20", "2021-01-01/2021-12-20"]
    added = bg.series("fdi_registered_additional", form="days", kind="official")
    return bg.ratio(*bg.each(added.loc[spans]))


@declare(
    "4.5",
    mark("Two counts of exports"),
    minutes=5,
    unit=mark("percent"),
    question=mark(
        "By how many percent are the exports of 2023 that a magazine gave (source"
        ' "kinhtevadubao-2024") above those of the customs'
        ' (breakdown "customs count")?'
    ),
    hints=(
        mark("The customs' count is the base."),
        mark("`bg.derive(bg.growth.growth, new, old)` carries both ranges."),
    ),
    traps=(
        Trap(
            BASE,
            mark("that is in percent of the magazine's count."),
            lambda: bg.derive(
                lambda more, less: (more - less) / more * 100, *_exports()
            ),
        ),
        Trap(
            UNIT,
            mark("those are billions of dollars; the question asks for percent."),
            lambda: bg.ratio(bg.difference(*_exports()), 1e9),
        ),
        Trap(
            MULTIPLE,
            mark("that is the one in percent of the other; by how many is it above?"),
            lambda: bg.share(*_exports()),
        ),
        Trap(
            MULTIPLE,
            mark("that is how many times; the question asks how many percent above."),
            lambda: bg.ratio(*_exports()),
        ),
    ),
)
def _above_customs() -> bg.Range:
    magazine = bg.value("export_turnover", "2023", source="kinhtevadubao-2024")
    customs = bg.value("export_turnover", "2023", breakdown="customs count")
    return bg.derive(bg.growth.growth, magazine, customs)


@declare(
    "4.6",
    mark("How many contradict?"),
    minutes=8,
    unit=mark("percent"),
    question=mark(
        "How many percent of the comparisons of the ledger, goals left out, end in a"
        " conflict that is not set aside?"
    ),
    hints=(
        mark(
            "`bg.audit()` gives the ledger; `kind`, `verdict` and `aside` are columns."
        ),
        mark('Goals are of the kind "target against outcome"; `bg.count` counts rows.'),
    ),
    traps=(
        Trap(
            COUNT,
            mark("that counts the conflicts that were set aside, too."),
            lambda: _part(aside=True, goals=False),
        ),
        Trap(
            BASE,
            mark("that has the goals among the comparisons."),
            lambda: _part(aside=False, goals=True),
        ),
        Trap(
            BASE,
            mark("that is in percent of those alone that could end in a conflict."),
            lambda: _part(aside=False, goals=False, able=True),
        ),
    ),
)
def _part_in_conflict() -> bg.Range:
    ledger = bg.audit()
    compared = ledger[ledger["kind"] != "target against outcome"]
    conflicts = compared[compared["verdict"] == "conflicts"]
    return bg.share(bg.count(conflicts[conflicts["aside"] == ""]), bg.count(compared))


@declare(
    "4.7",
    mark("A count carried on"),
    minutes=12,
    unit=mark("thousand people"),
    question=mark(
        "A small investigation. Carry the count of zone workers at the end of 2022 on,"
        " from 1 January to 1 August 2023, by the seven monthly indices of labour from"
        " February to August. How many thousand would there have been? Give one"
        " decimal."
    ),
    digits=1,
    hints=(
        mark('`bg.growth.chain_months(rows, 7)`, and its row "2023-08".'),
        mark("The chained index has January as 100: multiply, and divide by 100."),
    ),
    traps=(
        Trap(
            COUNT,
            mark("that is another office's count, not the one carried on."),
            lambda: bg.ratio(bg.value("ip_workers", "2023-09-05"), 1e3),
        ),
        Trap(
            LEVEL,
            mark("that is the count that the steps begin with."),
            lambda: bg.ratio(bg.value("ip_workers", "2022-12-31"), 1e3),
        ),
        Trap(
            SPAN,
            mark("that takes eight steps: the one to January comes before the count."),
            lambda: _carried(8),
        ),
        Trap(
            ADDED,
            mark("each step starts from the level that the last one left."),
            _carried_by_sum,
        ),
        Trap(
            UNIT,
            mark("those are people; the question asks for thousands."),
            lambda: bg.derive(lambda thousand: thousand * 1e3, right("4.7")),
        ),
    ),
)
def _carried_on() -> bg.Range:
    months = bg.facts("industrial_labour_index_month", "Bắc Giang")
    chained = bg.growth.chain_months(months, 7)
    index = bg.only(chained.loc[["2023-08"]])
    count = bg.value("ip_workers", "2022-12-31")
    return bg.derive(lambda people, level: people * level / 1e5, count, index)


@declare(
    "4.8",
    mark("A headline against another"),
    minutes=15,
    question=mark(
        "An open task. Find two headlines that seem to contradict one another, say"
        " which of the eight questions tells them apart, and write the sentence that"
        " would stand."
    ),
    hints=(
        mark("The ledger's columns `said`, `against` and `cause` show how it is done."),
        mark("Rounding first: do the two ranges share a value?"),
    ),
    points=(
        mark("Do the two count the same thing, for the same area and span?"),
        mark("Do their ranges share a value? `bg.overlap` tells."),
        mark("Could both have one origin?"),
        mark("Where nothing explains the difference, are both figures given?"),
        mark("Does the sentence claim no cause that no source names?"),
    ),
)
def _sentence_on_two() -> str:
    magazine = bg.value("export_turnover", "2023", source="kinhtevadubao-2024")
    customs = bg.value("export_turnover", "2023", breakdown="customs count")
    more, less = magazine.value / 1e9, customs.value / 1e9
    said = f"For 2023 a magazine gives estimated exports of {more:.1f} billion USD,"
    return f"{said} the customs office counts {less:.1f}; no source says why."
