"""What one source says, held against what others imply: one check, one verdict, from
the two ranges.

How to read a check: `check("id", KIND, "The claim in words.", claimed, other, "a
note")`. `claimed` and `other` are a
`Row` (one row of facts.csv: indicator, period, source, breakdown ...), or a side worked
out from rows:
`of(per, a, b)` is a divided by b, `of(total, ...)` a sum, `between(a, b)` the stretch
between two dated counts.

How to recompute one by hand: `bg.audit()` names the lines of facts.csv that a check
used, the claim's first; so
`bg.facts(row=list(rows))` shows the printed numbers with their `low` and `high`. Put
the low and high ends in
turn into the function of the check: the smallest and largest results are the range of
that side. Then:

- agrees: both sides are one and the same number (or the claim lies between two dated
counts; or a target was met);
- agrees within rounding: the two ranges share a value;
- revised: they share none, and are printings of one quantity at two dates;
- differs by definition: they share none, and the words of the sources name what is
counted differently;
- conflicts: they share none (or a target was missed);
- cannot be told: a row is not there; or a range is wider than half of its number; or
they share none, and two pages
  leave open what they count (`unsaid`: at which prices, by which measure), so that no
  contradiction is shown.

No check knows its verdict beforehand: what differs or is left unsaid is declared from
the words, and counts only where
the ranges share no value.
"""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from . import data, ranges
from .growth import average_rate, compound, growth

KINDS = [
    "parts against total",
    "level against rate",
    "share against level",
    "repeated claim",
    "flow against stock",
    "first estimate against revision",
    "target against outcome",
    "province against nation",
    "definition against definition",
    "ratio against its two sides",
]
PARTS, RATE, SHARE, REPEATED, STOCK, REVISION, TARGET, NATION, DEFINITION, SIDES = KINDS
VERDICTS = [
    "agrees",
    "agrees within rounding",
    "differs by definition",
    "revised",
    "conflicts",
    "cannot be told",
]
AGREES, ROUNDING, DIFFERS, REVISED, CONFLICTS, UNTOLD = VERDICTS


class Row(NamedTuple):
    """Which one row of facts.csv is meant; None stands for "whichever there is"."""

    indicator: str
    period: str
    source: str | None = None
    breakdown: str | None = ""
    entity: str | None = "Bắc Giang"
    locator: str | None = None
    status: str | None = None

    def __str__(self):
        return ", ".join(
            filter(
                None,
                (
                    self.indicator,
                    self.entity,
                    self.breakdown,
                    self.period,
                    self.status,
                    self.source,
                    self.locator,
                ),
            )
        )


class Side(NamedTuple):
    """One side of a check: a function of rows, or of sides, evaluated at the corners of
    their ranges.
    """

    function: object
    parts: tuple
    form: str = "corners"

    @property
    def rows(self):
        return [
            row
            for part in self.parts
            for row in (part.rows if isinstance(part, Side) else [part])
        ]


class Check(NamedTuple):
    """A claim, what it is held against, and what is known beforehand about the two."""

    id: str
    kind: str
    claim: str
    claimed: Side
    other: Side
    note: str = ""
    differs: str = ""
    unsaid: str = ""
    unit: str = ""


class Untold(Exception):
    """Why a side has no number."""


def of(function, *parts):
    """A side worked out from several rows, or from sides of rows."""
    return Side(function, parts)


def between(first, last):
    """A side that is the stretch between two dated counts."""
    return Side(None, (first, last), "between")


def place(indicators, period, source):
    """A side that is Bắc Giang's place in a table of provinces, by the sum of the
    indicators.
    """
    return Side(
        None, tuple(Row(i, period, source, entity=None) for i in indicators), "place"
    )


def mean(*printings):
    """The mean of several printings of one number: the number itself where all are the
    same.
    """
    return sum(printings) / len(printings)


def total(*parts):
    return sum(parts)


def less(whole, *parts):
    return whole - sum(parts)


def per(part, whole):
    return part / whole


def percent(part, whole):
    return part / whole * 100


def weigh(claimed, other, kind="", differs="", unsaid="", unit="", between=False):
    """The verdict on two ranges, and the words that say why."""
    a, b = _words(claimed, unit), _words(other, unit, between)
    if kind == TARGET:
        met, missed = other[0] >= claimed[0], other[2] < claimed[0]
        verdict, word = (
            (AGREES, "met")
            if met
            else (CONFLICTS, "missed")
            if missed
            else (UNTOLD, "met or missed")
        )
        return verdict, f"{word}: the target is {a}, the outcome {b}"
    if tuple(claimed) == tuple(other):
        return AGREES, f"both sides are {a}"
    if ranges.overlap(claimed, other):
        for side, words in ((claimed, a), (other, b)):
            if side[2] - side[0] > abs(side[1]) / 2:
                return (
                    UNTOLD,
                    (
                        f"{words} is too wide a range to be held against"
                        f" {b if side is claimed else a}"
                    ),
                )
        if between:
            return (
                AGREES,
                f"the claim, {a}, lies between the counts before and after, {b}",
            )
        return ROUNDING, f"{a} and {b} share values"
    if differs or unsaid:
        return DIFFERS if differs else UNTOLD, f"{a} against {b}: {differs or unsaid}"
    return (
        (REVISED, f"first {a}, later {b}")
        if kind == REVISION
        else (CONFLICTS, f"{a} and {b} share no value")
    )


def _words(item, unit, between=False):
    scale, name = next(
        (
            (s, n)
            for s, n in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
            if abs(item[1]) >= s
        ),
        (1, ""),
    )
    narrow = item[2] - item[0] < 0.002 * abs(
        item[1]
    )  # the ends of so narrow a range say nothing to a reader
    low, value, high = (f"{float(f'{x / scale:.5g}'):,g}" for x in item)
    text = (
        f"{low} to {high}"
        if between
        else value
        if narrow or low == high
        else ranges.say(item, scale)
    )
    unit = {"ratio": "times"}.get(unit, unit.removesuffix("s") if text == "1" else unit)
    return f"rank {text}" if unit == "rank" else f"{text}{name} {unit}".strip()


def audit():
    """Every check with its verdict: a DataFrame, one row per check, in the order
    declared here.

    Columns: id, kind, topic, claim, claimed_low, claimed, claimed_high, other_low,
    other, other_high, unit, verdict,
    reason, source (of the claim), rows (lines of facts.csv used, the claim's first),
    sources (ids). A row that is
    missing, or that fits twice, makes the verdict "cannot be told" and is named in the
    reason.
    """
    found = _find(
        {
            row
            for check in CHECKS
            for side in (check.claimed, check.other)
            for row in side.rows
        }
    )
    known, units = {}, dict(data.table("indicators")[["indicator", "unit"]].to_numpy())
    if lines := sorted({line for some in found.values() for line in some}):
        facts = data.facts(
            sorted({row.indicator for row, some in found.items() if some}), row=lines
        )
        known = dict(
            zip(
                facts["row"],
                zip(facts["entity"], facts["source"], ranges.each(facts), strict=True),
                strict=True,
            )
        )
    return pd.DataFrame(
        [
            _judge(check, topic, found, known, units)
            for topic, checks in TOPICS.items()
            for check in checks
        ]
    )


def _find(wanted):
    columns, by_key = (
        ["indicator", "period", "source", "breakdown", "entity", "locator", "status"],
        defaultdict(list),
    )
    facts = data.table("facts")
    for line, *key in zip(
        facts["row"], *(facts[column] for column in columns), strict=True
    ):
        by_key[tuple(key[:2])].append((line, key[2:]))
    return {
        row: [
            line
            for line, key in by_key[row[:2]]
            if all(w is None or w == k for w, k in zip(row[2:], key, strict=True))
        ]
        for row in wanted
    }


def _judge(check, topic, found, known, units):
    sides, trouble = [], ""
    for side in (check.claimed, check.other):
        try:
            sides.append(_value(side, found, known))
        except (Untold, ValueError) as error:
            sides.append(ranges.Range(*[float("nan")] * 3))
            trouble = trouble or str(error)
    first = check.claimed.rows[0]
    unit = check.unit or units.get(first.indicator, "")
    between = check.other.form == "between"
    verdict, why = (
        (UNTOLD, trouble)
        if trouble
        else weigh(*sides, check.kind, check.differs, check.unsaid, unit, between)
    )
    lines = dict.fromkeys(
        line
        for side in (check.claimed, check.other)
        for row in side.rows
        for line in found[row]
    )
    (low, claimed, high), (other_low, other, other_high) = sides
    return {
        "id": check.id,
        "kind": check.kind,
        "topic": topic,
        "claim": check.claim,
        "claimed_low": low,
        "claimed": claimed,
        "claimed_high": high,
        "other_low": other_low,
        "other": other,
        "other_high": other_high,
        "unit": unit,
        "verdict": verdict,
        "reason": "; ".join(filter(None, (why[0].upper() + why[1:], check.note))) + ".",
        "source": known[found[first][0]][1] if found[first] else "",
        "rows": tuple(lines),
        "sources": tuple(dict.fromkeys(known[line][1] for line in lines)),
    }


def _value(part, found, known):
    if isinstance(part, Row):
        if not found[part]:
            raise Untold(f"no row prints {part}")
        if len(found[part]) > 1:
            raise Untold(f"rows {', '.join(map(str, found[part]))} all fit {part}")
        return known[found[part][0]][2]
    if part.form == "place":
        return _place([known[line] for row in part.parts for line in found[row]])
    inputs = [_value(p, found, known) for p in part.parts]
    if part.form == "between":
        first, last = inputs
        return ranges.Range(
            min(first.low, last.low),
            (first.value + last.value) / 2,
            max(first.high, last.high),
        )
    return ranges.derive(part.function, *inputs) if part.function else inputs[0]


def _place(rows):
    sums = defaultdict(lambda: [0, 0, 0])
    for entity, _, number in rows:
        sums[entity] = [a + b for a, b in zip(sums[entity], number, strict=True)]
    if "Bắc Giang" not in sums:
        raise Untold("the table does not list Bắc Giang")
    (low, value, high), others = (
        sums.pop("Bắc Giang"),
        [s for entity, s in sums.items() if entity != "Việt Nam"],
    )
    ahead = (
        sum(o[0] > high for o in others),
        sum(o[1] > value for o in others),
        sum(o[2] > low for o in others),
    )
    return ranges.Range(*(1.0 + n for n in ahead))


def _side(side):
    return side if isinstance(side, Side) else Side(None, (side,))


def check(id, kind, claim, claimed, other, note="", **more):
    """Declare one check; a plain `Row` is a side of its own."""
    return Check(id, kind, claim, _side(claimed), _side(other), note, **more)


def twice(id, claim, first, source, note="", kind=REPEATED, **more):
    """Declare that another source prints the same indicator, breakdown and period as
    the row `first`.
    """
    return check(
        id,
        kind,
        claim,
        first,
        first._replace(source=source, locator=None),
        note,
        **more,
    )


def revision(
    year,
    when,
    first,
    later,
    note="",
    indicator="grdp_growth",
    entity="Bắc Giang",
    name="growth",
    whose="The first",
):
    """Declare a first printing and a later one of a year's growth.

    One rule for all: first is the earliest publication (one dated to the month or year
    alone: as of its last day),
    later is the one that `data.series` takes.
    """
    return twice(
        f"{name}-{year}-revision",
        f"{whose} growth printed for {year} still stood {when}.",
        Row(indicator, str(year), first, entity=entity),
        later,
        note,
        REVISION,
    )


def parts(indicator, period, source, *breakdowns):
    """A side that is the sum of one indicator over several breakdowns."""
    return of(
        total, *(Row(indicator, period, source, breakdown) for breakdown in breakdowns)
    )


def rate(year, source, status=None):
    return Row("grdp_growth", str(year), source, status=status)


def gso(indicator, year, month, day=20):
    """Bắc Giang's row in the national statistics office's table of foreign investment,
    counted from 1 January.
    """
    return Row(
        indicator, f"{year}-01-01/{year}-{month:02}-{day}", f"gso-{year}-{month:02}-29"
    )


def capital(year, month):
    """New and additional foreign capital from 1 January to the 20th of a month, in the
    national table.
    """
    return of(total, gso(NEW, year, month), gso(ADDED, year, month))


# The declarations. Sources, breakdowns and rows that several checks use:
BGO22, BGO23, VNA, VNS = (
    "bgo-2022-12-31",
    "bgo-2022-12-30",
    "vna-2023-11-15",
    "vns-ein-2023-12-25",
)
TABLE, STATISTICS, OFFICE23 = (
    "bgdpi-2018",
    "bacgiangtv-2019-10-22",
    "doanhnghiepbacgiang-2023-11-29",
)
MAY25, OFFICE24, HALF23, PARKS23 = (
    "vietnamvn-2025-05",
    "vietnamhoinhap-2025-02",
    "vccinews-2023-09-05",
    "vccinews-2023-09-05-2",
)
KOREA, AGRICULTURE, BOTH = (
    "origin: Republic of Korea",
    "agriculture, forestry and fishery",
    "industry and construction",
)
TAXES, FOREIGN, NOT_SAID = (
    "product taxes less subsidies",
    "FDI sector",
    "area of counting not printed",
)
ADDED, NEW, STOCKS = (
    "fdi_registered_additional",
    "fdi_registered_new",
    "fdi_registered_stock",
)
OUTPUT, CURRENT = "industrial_output_value", "industrial_output_value_current"
CONTRIBUTION, CONSTANT, RANK = (
    "grdp_growth_contribution",
    "gva_constant_2010",
    "fdi_stock_rank_by_origin",
)
BRANCHES = (
    "manufacturing",
    "electricity, gas and steam supply",
    "water supply and waste treatment",
    "mining and quarrying",
)
TO20 = "the national table counts to the 20th of the month"
PRICES = "the pages do not all print at which prices they count"
AVERAGE = Row(
    "grdp_growth_average", "2021/2024", "bgo-2025-02-2"
)  # "an estimated growth rate of about 14.1% during 2021-2024"
READ_AS = "the page does not say average, it is read here as the rate that compounds"
QUOTED = Row("grdp_share", "2022", BGO22, "industry", locator="p2")
CHANGE = Row("grdp_share_change", "2022", BGO22, "industry", locator="p2")
INDEX22 = Row("iip_growth", "2022", BGO22, locator="p1")
TARGET25, OUTPUT24, H1_2023 = (
    Row(OUTPUT, "2025", VNS),
    Row(CURRENT, "2024", OFFICE24),
    Row(OUTPUT, "2023-H1", HALF23),
)
DOLLAR = of(
    per, Row("grdp_current", "2023", OFFICE23), Row("grdp_usd", "2023", OFFICE23)
)  # đồng per dollar, from one page
TEN_MONTHS, PRESS_OCTOBER = "2023-01/2023-10", "kinhtexahoi-2023-10"
TEXT = {
    i: Row(i, "2023", VNS, NOT_SAID)
    for i in (
        "investment_projects_valid",
        "fdi_projects_valid",
        "ddi_projects_valid",
        STOCKS,
        "ddi_registered_stock",
    )
}
STOCK_JUNE, STOCK_JANUARY = (
    Row(STOCKS, "2023-06-30", "bgo-2023-07"),
    Row(STOCKS, "2023-01-08", "vna-2023-01"),
)
STOCK_NOVEMBER, PROJECTS_NOVEMBER = (
    Row(i, "2023-11-15", "vietnamvn-2023-12") for i in (STOCKS, "fdi_projects_valid")
)
ZONES_TOTAL, ZONES_OPERATING = (
    Row("ip_zones_total", "2023-12-25", VNS),
    Row("ip_zones_operating", "2023-12-25", VNS),
)
ZONES_AREA = Row("ip_area_planned", "2023-12-25", VNS, "20 zones or eight of them")
AREA_ESTABLISHED = Row("ip_area_established", "2023-09-05", PARKS23)
WAITING_NEW, WAITING_EXPANDED = (
    Row("ip_zones_awaiting_approval", "2023-12-25", VNS, b) for b in ("new", "expanded")
)
FIRMS22, WORKERS22 = (
    Row("ip_enterprises_operating", "2022-12-31", BGO22),
    Row("ip_workers", "2022-12-31", BGO22),
)
FIRMS_JULY, WORKERS_JULY = (
    Row(row.indicator, "2022-07-28", "bgo-2022-07-28") for row in (FIRMS22, WORKERS22)
)

GROWTH = [
    twice(
        "growth-2023-repeated",
        "Two pages of December 2023 print the same expected growth for 2023.",
        rate(2023, VNS),
        "vna-2023-12-06",
        "both quote one estimate of November 2023",
    ),
    twice(
        "growth-2023-two-later",
        "Two later pages print one growth for 2023.",
        rate(2023, "vns-2024-12"),
        MAY25,
        "no page explains either number",
    ),
    check(
        "growth-2023-target",
        TARGET,
        "The goal of growth for 2023 was met, by the first estimate.",
        rate(2023, BGO23, "target"),
        rate(2023, VNS),
    ),
    check(
        "growth-2023-target-later",
        TARGET,
        "The goal of growth for 2023 was met, by the latest printing.",
        rate(2023, BGO23, "target"),
        rate(2023, MAY25),
        "the verdict turns on the vintage",
    ),
    check(
        "growth-2023-quarter-office",
        NATION,
        "The growth of the first quarter of 2023 stands in the national table too.",
        rate("2023-Q1", "vanhienplus-2023-10-04"),
        rate("2023-Q1", "gso-2023-03-29"),
    ),
    *(
        check(
            f"growth-average-{id}",
            PARTS,
            "The rate given for 2021 to 2024 follows from the years, with the"
            f" {words}.",
            AVERAGE,
            of(
                average_rate,
                rate(2021, "vna-2022-03"),
                rate(2022, source22),
                rate(2023, source23),
                rate(2024, MAY25),
            ),
            READ_AS,
        )
        for id, words, source22, source23 in (
            ("first", "first estimate of 2023 and the later one of 2022", MAY25, VNS),
            (
                "latest",
                "latest printing of 2023 and the later one of 2022",
                MAY25,
                MAY25,
            ),
            (
                "other-2022",
                "latest printing of 2023 and the first one of 2022",
                "markettimes-2022-12-22",
                MAY25,
            ),
        )
    ),
    check(
        "growth-average-2016-2019",
        PARTS,
        "The statistics office's average growth for 2016 to 2019 follows from its four"
        " years.",
        Row("grdp_growth_average", "2016/2019", STATISTICS),
        of(average_rate, *(rate(year, STATISTICS) for year in range(2016, 2020))),
    ),
    revision(2016, "in 2019", "bgdpi-2017", STATISTICS),
    revision(
        2017,
        "in 2022",
        "bgportal-2017-11",
        "gocnhinbatdongsan-2022-09-24",
        "a page between prints 13.33",
    ),
    revision(2018, "later in 2019", "bgo-2019-01", STATISTICS),
    revision(2020, "in March 2021", "vietnambiz-2021-01-03", "dangcongsan-2021-03"),
    revision(2021, "in 2022", "bgo-2021-12", "gocnhinbatdongsan-2022-09-24"),
    revision(2022, "in 2025", "markettimes-2022-12-22", MAY25),
    revision(
        2023, "in 2025", OFFICE23, MAY25, "the later page does not call it a revision"
    ),
    revision(2024, "in 2025", "daibieunhandan-2024-11", MAY25),
    *(
        check(
            f"growth-{year}-target",
            TARGET,
            f"The goal of growth for {year} was met.",
            rate(year, goal, "target"),
            rate(year, outcome),
        )
        for year, goal, outcome in (
            (2017, "bgdpi-2017", STATISTICS),
            (2024, "bgo-2023-12-07", MAY25),
        )
    ),
    check(
        "growth-2025-target",
        TARGET,
        "The Government's goal of growth for 2025 was met.",
        rate(2025, "vietnamvn-2025", "target"),
        rate(2025, None, "actual"),
        "the province was merged before the year was over",
    ),
    twice(
        "growth-2024-quarter-revision",
        "The first growth printed for early 2024 still stood in October.",
        rate("2024-Q1", "vna-2024-04-03"),
        "thuonghieucongluan-2024-10",
        kind=REVISION,
    ),
    twice(
        "growth-2025-quarter-revision",
        "The growth expected for early 2025 in March still stood in the quarter's"
        " account.",
        rate("2025-Q1", "vietnamvn-2025-03"),
        "congthuong-2025",
        kind=REVISION,
    ),
    twice(
        "growth-2016-2020-target",
        "The five-year goal of growth for 2016 to 2020 was met.",
        Row("grdp_growth_average", "2016/2020", "ven-2015-12-28"),
        "bgo-2020",
        kind=TARGET,
    ),
    check(
        "growth-2011-levels",
        RATE,
        "The growth of 2011 follows from the table's own levels at constant prices.",
        rate(2011, TABLE),
        of(growth, Row(CONSTANT, "2011", TABLE), Row(CONSTANT, "2010", TABLE)),
        "the levels hold an agriculture line that is no value added",
    ),
    *(
        check(
            f"constant-prices-{id}",
            DEFINITION,
            f"In the base year {id} has one value at constant and at current prices.",
            Row(CONSTANT, "2010", TABLE, sector),
            Row("gva_current", "2010", TABLE, sector),
            "in the base year the two must be equal",
        )
        for id, sector in (("agriculture", AGRICULTURE), ("industry", BOTH))
    ),
    check(
        "contributions-2017",
        PARTS,
        "The contributions printed for 2017 add up to the growth on the same page.",
        rate(2017, "bgdpi-2017", "estimate"),
        parts(CONTRIBUTION, "2017", "bgdpi-2017", AGRICULTURE, BOTH, "services", TAXES),
    ),
    check(
        "contributions-2024",
        PARTS,
        "The contributions printed for 2024 add up to the growth on the same page.",
        rate(2024, "dantri-2025-01-09"),
        parts(CONTRIBUTION, "2024", "dantri-2025-01-09", AGRICULTURE, BOTH, "services"),
        differs="the page leaves out the contribution of product taxes",
    ),
    twice(
        "contribution-2024-repeated",
        "Two pages of early 2025 print one contribution of industry and construction.",
        Row(CONTRIBUTION, "2024", "dantri-2025-01-09", BOTH),
        "ngoisao-2025-02-10",
    ),
    check(
        "shares-2022",
        PARTS,
        "The shares of 2022 add up to one hundred percent.",
        Row("grdp_share", "2022", "cafef-2023-01-16", BOTH),
        of(
            lambda others: 100 - others,
            parts(
                "grdp_share", "2022", "cafef-2023-01-16", AGRICULTURE, "services", TAXES
            ),
        ),
    ),
    check(
        "share-2022-quoted",
        REPEATED,
        "The pull quote repeats the share of industry in the text.",
        QUOTED,
        QUOTED._replace(locator="p17"),
    ),
    check(
        "share-2022-construction",
        DEFINITION,
        "The share of industry and the share of industry and construction are one"
        " number.",
        QUOTED,
        Row("grdp_share", "2022", "cafef-2023-01-16", BOTH),
        differs="the smaller share leaves construction out",
    ),
    check(
        "share-change-quoted",
        REPEATED,
        "The pull quote repeats the rise of the share in the text.",
        CHANGE,
        CHANGE._replace(locator="p17"),
    ),
    check(
        "share-change-2021",
        SHARE,
        "The rise of industry's share in 2022 starts from the share printed for 2021.",
        of(less, QUOTED, CHANGE),
        Row("grdp_share", "2021", breakdown="industry"),
        "points or percent is not said, and no page found prints the share of the year"
        " before",
    ),
    check(
        "iip-2022-hedges",
        REPEATED,
        "Over and about: one text gives the production index of 2022 two hedges.",
        INDEX22,
        INDEX22._replace(locator="p5"),
    ),
    twice(
        "iip-2022-revision",
        "The production index of 2022 printed at the year's end stood in 2023.",
        INDEX22,
        "ipcbacgiang-2023",
        kind=REVISION,
    ),
    check(
        "iip-2022-branches",
        PARTS,
        "The three branches of 2022, weighted by their output, give the whole index.",
        INDEX22,
        of(
            lambda m, e, n, wm, we, wn: (m * wm + e * we + n * wn) / (wm + we + wn),
            *(
                Row("iip_growth", "2022", BGO22, b)
                for b in (
                    "manufacturing",
                    "electricity, gas and water supply",
                    "mining and quarrying",
                )
            ),
            *(
                parts(OUTPUT, "2023-H1", HALF23, *some)
                for some in (BRANCHES[:1], BRANCHES[1:3], BRANCHES[3:])
            ),
        ),
        differs=(
            "the index weighs branches by value added in a base year, here output of"
            " 2023 stands in"
        ),
    ),
    check(
        "industrial-growth-2023-target",
        TARGET,
        "The goal of industrial growth for 2023 was met, by the production index.",
        Row("industrial_growth", "2023", BGO22),
        Row("iip_growth", "2023", "vna-2023-12-06"),
        "the text does not say which measure the goal means",
    ),
    check(
        "output-target-pace",
        RATE,
        "The pace of the five-year target leads from the output of 2020 to the level of"
        " the target.",
        TARGET25,
        of(
            lambda base, pace: compound(base, pace, 5),
            Row(OUTPUT, "2020", "vccinews-2021-10-25"),
            Row("industrial_output_growth_average", "2021/2025", VNS),
        ),
        unsaid=PRICES,
    ),
    check(
        "output-target-two",
        REVISION,
        "The target of output for 2025 is the one printed in 2021.",
        Row(OUTPUT, "2025", "vna-2021-07"),
        TARGET25,
        "no page says that the target was raised",
        unsaid=PRICES,
    ),
    check(
        "output-target-dollars",
        SIDES,
        "The two currencies of the output target imply the dollar rate of late 2023.",
        of(per, TARGET25, Row("industrial_output_value_usd", "2025", VNS)),
        DOLLAR,
        "the other pair is the GRDP of 2023 in both currencies",
        unit="VND per USD",
    ),
    check(
        "output-target-reached",
        TARGET,
        "The target of output for 2025 was reached in 2024, in đồng of the day.",
        TARGET25,
        OUTPUT24,
        "the outcome is at current prices, the target's prices are not printed",
    ),
    check(
        "output-2024-revision",
        REVISION,
        "The output of 2024 expected in November stood in the new year.",
        Row(OUTPUT, "2024", "daibieunhandan-2024-11"),
        OUTPUT24,
        unsaid=PRICES,
    ),
    check(
        "output-2024-growth",
        RATE,
        "The growth of output printed for 2024 follows from the levels of 2023 and"
        " 2024.",
        Row("industrial_output_growth", "2024", "vietnamvn-2024-12-06"),
        of(growth, OUTPUT24, Row(CURRENT, "2023", OFFICE23)),
        unsaid=PRICES,
    ),
    check(
        "output-2024-owners",
        PARTS,
        "State, private and foreign-invested output add up to the output of 2024.",
        OUTPUT24,
        parts(CURRENT, "2024", OFFICE24, FOREIGN, "non-state sector", "state sector"),
    ),
    check(
        "output-2024-plan",
        SIDES,
        "The shares of the plan reached after six and after nine months of 2024 imply"
        " one plan.",
        *(
            of(
                lambda level, share: level / share * 100,
                Row(CURRENT, period, source),
                Row("industrial_output_plan_fulfilment", period, source),
            )
            for period, source in (
                ("2024-H1", "vietnambiz-2024-06-28"),
                ("2024-01/2024-09", "doanhnhanvn-2024-10-10"),
            )
        ),
    ),
    check(
        "output-2022-foreign-share",
        SHARE,
        "The foreign-invested share of output in 2022 follows from the part and the"
        " whole.",
        Row("industrial_output_share", "2022", "bgo-2023-01", FOREIGN),
        of(
            percent,
            Row(OUTPUT, "2022", "ipcbacgiang-2023", FOREIGN),
            Row(OUTPUT, "2022", "ipcbacgiang-2023"),
        ),
        "one page prints the part above its whole",
    ),
    check(
        "output-2021-branches",
        PARTS,
        "The branches add up to the output of nine months of 2021.",
        Row(OUTPUT, "2021-01/2021-09", "bgo-2021-09-23"),
        parts(OUTPUT, "2021-01/2021-09", "bgo-2021-09-23", *BRANCHES),
    ),
    check(
        "output-2023-branches",
        PARTS,
        "The branches add up to the output of the first half of 2023.",
        H1_2023,
        parts(OUTPUT, "2023-H1", HALF23, *BRANCHES),
    ),
    check(
        "grdp-2019-growth",
        RATE,
        "The nominal growth printed for 2019 follows from the levels of 2018 and 2019.",
        Row("grdp_current_growth", "2019", "vna-2020"),
        of(
            growth,
            Row("grdp_current", "2019", "vna-2020"),
            Row("grdp_current", "2018", "bgportal-2019"),
        ),
    ),
    *(
        revision(
            year,
            when,
            first,
            later,
            indicator="gdp_growth",
            entity="Việt Nam",
            name="nation",
            whose="The country's first",
        )
        for year, when, first, later in (
            (2020, "in 2023", "gso-2020-12-27", "vietnamvn-2023-12-29"),
            (2021, "in 2023", "gso-2021-12-29", "vietnamvn-2023-12-29"),
            (2022, "in 2026", "gso-2022-12-29", "observatorial-2026-01"),
        )
    ),
    check(
        "neighbour-2024-growth",
        RATE,
        "Bắc Ninh's growth of 2024 follows from its levels at constant prices.",
        Row("grdp_growth", "2024", "cafef-2025-02-22", entity="Bắc Ninh"),
        of(
            growth,
            *(
                Row("grdp_constant_2010", year, source, entity="Bắc Ninh")
                for year, source in (
                    ("2024", "cafef-2025-02-22"),
                    ("2023", "vienthongke-2024"),
                )
            ),
        ),
        "the two levels were printed a year apart; whether the older one was revised no"
        " page says",
    ),
]

INVESTMENT = [
    check(
        "attracted-2023-nation",
        NATION,
        "The foreign investment of ten months of 2023 stands in the national table.",
        Row("fdi_attracted", TEN_MONTHS, VNA),
        capital(2023, 10),
    ),
    check(
        "attracted-2023-domestic",
        DEFINITION,
        "The same total is foreign and domestic investment together.",
        Row("fdi_attracted", TEN_MONTHS, VNA),
        of(
            lambda foreign, home, dong: foreign + home / dong,
            of(total, *(Row(i, TEN_MONTHS, PRESS_OCTOBER) for i in (NEW, ADDED))),
            of(
                total,
                *(
                    Row(f"ddi_registered_{i}", TEN_MONTHS, PRESS_OCTOBER)
                    for i in ("new", "additional")
                ),
            ),
            DOLLAR,
        ),
        "đồng turned into dollars at the rate that the GRDP of 2023 implies",
    ),
    check(
        "attracted-2023-twofold",
        SIDES,
        "FDI in ten months of 2023 was twice that of the year before.",
        Row("fdi_attracted_ratio", TEN_MONTHS, VNA),
        of(per, capital(2023, 10), capital(2022, 10)),
        "the page prints the ratio of its 2.2 billion, the tables are of FDI alone",
    ),
    check(
        "attracted-2023-twofold-total",
        SIDES,
        "All investment, foreign and domestic, was twice that of the year before.",
        Row("investment_converted_ratio", TEN_MONTHS, PRESS_OCTOBER),
        of(
            per,
            Row("investment_converted_total", TEN_MONTHS, PRESS_OCTOBER),
            Row("investment_converted_total", "2022-01/2022-10"),
        ),
    ),
    check(
        "attracted-2023-projects",
        NATION,
        "The number of new projects in ten months of 2023 stands in the national"
        " table.",
        Row("fdi_new_projects", TEN_MONTHS, PRESS_OCTOBER),
        gso("fdi_new_projects", 2023, 10),
    ),
    twice(
        "attracted-2022-repeated",
        "Two pages of one newspaper print one foreign investment for 2022.",
        Row("fdi_attracted", "2022", "bgo-2022-12-22"),
        "bgo-2023-07",
    ),
    check(
        "attracted-2021-parts",
        PARTS,
        "New and additional capital of 2021 add up to the total printed.",
        Row("fdi_registered_new_and_additional", "2021", "vna-2022-03"),
        of(
            total,
            Row(NEW, "2021", "asean-times-2022-02-14"),
            Row(ADDED, "2021", "vna-2022-03"),
        ),
    ),
    check(
        "attracted-2021-nation",
        NATION,
        "The capital of 2021 printed by the press stands in the national table.",
        Row("fdi_registered_new_and_additional", "2021", "vna-2022-03"),
        capital(2021, 12),
        differs=TO20,
    ),
    check(
        "attracted-2023-h1-times",
        SIDES,
        "Investment in the first half of 2023 was the printed multiple of that of the"
        " year before.",
        Row("fdi_attracted_ratio", "2023-H1", "bgo-2023-07"),
        of(per, capital(2023, 6), capital(2022, 6)),
    ),
    check(
        "new-2023-fivefold",
        SIDES,
        "New capital to September 2023 was five times that of the year before.",
        Row("fdi_registered_new_ratio", "2023-01-01/2023-09-15", "vna-2023-09-27"),
        of(per, gso(NEW, 2023, 9), gso(NEW, 2022, 9)),
        "the table counts five days more",
    ),
    check(
        "added-2022-repeated",
        REPEATED,
        "Four teasers repeat the capital added in 2022 from the article behind them.",
        Row(ADDED, "2022", "bgo-2022-12-22"),
        of(
            mean,
            *(
                Row(ADDED, "2022", s, locator=place)
                for s, t in ((BGO22, "t1"), (BGO23, "t4"))
                for place in (t, f"{t} title")
            ),
        ),
    ),
    check(
        "added-2022-nation",
        NATION,
        "The capital added in 2022 stands in the national table.",
        Row(ADDED, "2022", BGO22, locator="t1"),
        gso(ADDED, 2022, 12),
        differs=f"{TO20}, the page is of the 22nd and counts for the province",
    ),
    *(
        check(
            id,
            REPEATED,
            f"Two teasers repeat {words} from the article behind them.",
            Row(indicator, "2022", "bgo-2022-12-22"),
            of(mean, Row(indicator, "2022", BGO22), Row(indicator, "2022", BGO23)),
        )
        for id, words, indicator in (
            (
                "added-2022-projects",
                "the number of projects that added capital in 2022",
                "fdi_capital_increase_projects",
            ),
            ("added-2022-times-repeated", "the multiple", f"{ADDED}_ratio"),
        )
    ),
    check(
        "added-2022-times-year",
        SIDES,
        "The capital added in 2022 was the printed multiple of that of 2021, over the"
        " whole year.",
        Row(f"{ADDED}_ratio", "2022", BGO22),
        of(per, gso(ADDED, 2022, 12), gso(ADDED, 2021, 12)),
    ),
    check(
        "added-2022-times-november",
        SIDES,
        "The same multiple holds for the months to November.",
        Row(f"{ADDED}_ratio", "2022", BGO22),
        of(per, gso(ADDED, 2022, 11), gso(ADDED, 2021, 11)),
        "the headline says the year",
    ),
    *(
        check(
            f"rank-2022-{id}",
            NATION,
            f"The province's rank in 2022 is its place in the national table by {words}"
            " capital.",
            Row("fdi_rank_national", "2022", BGO22),
            place(measures, "2022-01-01/2022-12-20", "gso-2022-12-29"),
            note,
            unsaid="the teaser does not name the measure it ranks",
        )
        for id, words, measures, note in (
            ("new", "new", [NEW], "the table lists the largest by new capital"),
            (
                "both",
                "new and additional",
                [NEW, ADDED],
                "the place is among the provinces listed",
            ),
        )
    ),
    check(
        "rank-2023",
        NATION,
        "The province's rank in 2023 is its place in the national table by new and"
        " additional capital.",
        Row(
            "fdi_rank_national",
            "2023-01-01/2023-12-20",
            "vietnambiz-2023-12-27",
            "new, additional and share purchase",
        ),
        place([NEW, ADDED], "2023-01-01/2023-12-20", "gso-2023-12-29"),
        differs="the rank counts share purchases, the table does not",
    ),
    check(
        "stock-2023-june",
        STOCK,
        "The stock of mid-2023 is that of January plus what was registered in between.",
        STOCK_JUNE,
        of(total, STOCK_JANUARY, capital(2023, 6)),
    ),
    check(
        "stock-2023-november",
        STOCK,
        "The stock of November 2023 is that of June plus what was registered in"
        " between.",
        STOCK_NOVEMBER,
        of(total, STOCK_JUNE, of(less, capital(2023, 11), capital(2023, 6))),
        differs="the stock is of the 15th, the flow runs to the 20th",
    ),
    check(
        "stock-2023-january",
        STOCK,
        "The stock of January 2023 is that of March 2021 plus what was registered in"
        " between.",
        STOCK_JANUARY,
        of(
            total,
            Row(STOCKS, "2021-03-31", "tuoitrethudo-2021"),
            of(less, capital(2021, 12), capital(2021, 3)),
            capital(2022, 12),
        ),
        differs="a stock is net of licences withdrawn, which no page prints",
    ),
    check(
        "projects-2021-parts",
        PARTS,
        "Foreign and domestic projects add up to all projects of March 2021.",
        Row("investment_projects_valid", "2021-03-31", "tuoitrethudo-2021"),
        of(
            total,
            *(
                Row(f"{i}_projects_valid", "2021-03-31", "tuoitrethudo-2021")
                for i in ("fdi", "ddi")
            ),
        ),
    ),
    check(
        "projects-2023-parts",
        PARTS,
        "Foreign and domestic projects add up to the active projects.",
        TEXT["investment_projects_valid"],
        of(total, TEXT["fdi_projects_valid"], TEXT["ddi_projects_valid"]),
    ),
    check(
        "projects-2023-province",
        DEFINITION,
        "The foreign projects of the text are the province's.",
        TEXT["fdi_projects_valid"],
        PROJECTS_NOVEMBER,
        "the text presents them as the province's",
    ),
    check(
        "projects-2023-parks",
        DEFINITION,
        "The foreign projects of the text are those of the industrial parks.",
        TEXT["fdi_projects_valid"],
        between(
            Row("ip_projects", "2022-12-22", "bgo-2022-12-22", "FDI"),
            Row("ip_projects", "2023-H1", "vietdata-2023", "FDI"),
        ),
    ),
    check(
        "projects-2023-all-parks",
        DEFINITION,
        "All active projects of the text are those of the industrial parks.",
        TEXT["investment_projects_valid"],
        between(
            Row("ip_projects", "2022-11", "vietdata-2022-12"),
            Row("ip_projects", "2023-H1", "vietdata-2023"),
        ),
    ),
    check(
        "projects-2023-domestic",
        DEFINITION,
        "The domestic projects of the text are those of the industrial parks.",
        TEXT["ddi_projects_valid"],
        Row("ip_projects", "2023-H1", "vietdata-2023", "domestic"),
    ),
    check(
        "capital-2023-parks",
        DEFINITION,
        "The foreign capital of the text is that of the industrial parks.",
        TEXT[STOCKS],
        between(
            *(
                Row("ip_fdi_registered_stock", *at)
                for at in (
                    ("2022-12-22", "bgo-2022-12-22"),
                    ("2023-06-30", "bgo-2023-07"),
                )
            )
        ),
    ),
    check(
        "capital-2023-domestic",
        DEFINITION,
        "The domestic capital of the text is that of the industrial parks.",
        TEXT["ddi_registered_stock"],
        between(
            *(
                Row("ip_ddi_registered_stock", *at)
                for at in (
                    ("2022-11", "vietdata-2022-12"),
                    ("2023-H1", "vietdata-2023"),
                )
            )
        ),
    ),
    check(
        "capital-2023-size",
        SIDES,
        "Capital per foreign project in the text is that of the whole province.",
        of(per, TEXT[STOCKS], TEXT["fdi_projects_valid"]),
        of(per, STOCK_NOVEMBER, PROJECTS_NOVEMBER),
        "the same mismatch as in the count of projects; those in the parks are larger",
        unit="USD per project",
    ),
    *(
        check(
            f"korea-{id}-rank",
            REPEATED,
            f"Two pages rank the Republic of Korea alike by {id}.",
            Row(indicator, "2023-11-15", VNA, KOREA),
            Row(indicator, "2023-12-16", "vns-ein-2023-12-16", KOREA),
            "the second page rewords the same speaker",
        )
        for id, indicator in (
            ("projects", "fdi_projects_rank_by_origin"),
            ("capital", RANK),
        )
    ),
    check(
        "korea-capital-stocks",
        SHARE,
        "The rank by capital follows from the stocks of Korea and China.",
        Row(RANK, "2023-11-15", VNA, KOREA),
        of(
            lambda korea, china: 1.0 + (china > korea),
            *(
                Row(STOCKS, "2023-11-30", "vietnammoi-2023-12-25", o)
                for o in (KOREA, "origin: China")
            ),
        ),
        "no stock of a third country is printed for that year",
    ),
    check(
        "korea-output-share",
        DEFINITION,
        "Korea's share of the foreign sector's output is its share of the province's.",
        Row("fdi_industrial_output_share", "2023", VNA, KOREA),
        of(
            percent,
            Row("industrial_output_share", "2023", "vns-ein-2023-12-16", KOREA),
            Row("industrial_output_share", "2023", "kinhtevadubao-2024", FOREIGN),
        ),
        differs=(
            "one page measures against the foreign sector, the other against the"
            " province"
        ),
    ),
    twice(
        "korea-trade-share",
        "Two pages print one share of Korean firms in trade.",
        Row("trade_share", "2023", VNA, KOREA),
        "wtocenter-2023-12",
        "the second page rewords the first",
    ),
    check(
        "korea-budget-share",
        REPEATED,
        "Two pages print one share of Korean firms in the budget.",
        Row("budget_share", "2023", VNA, KOREA),
        Row("budget_share", "2023-09-16", "emidas-magazine-2023-09-22", KOREA),
    ),
    check(
        "countries-2022",
        REPEATED,
        "The number of investing countries at the end of 2022 still stood in September"
        " 2023.",
        Row("investor_countries", "2022-12-31", BGO22),
        Row("investor_countries", "2023-09-16", "emidas-magazine-2023-09-22"),
    ),
    check(
        "expansion-demand-2022",
        REPEATED,
        "A year later the province is still among the leaders by firms that want to"
        " grow.",
        Row("fdi_expansion_demand_top_group", "2022", BGO22),
        Row("fdi_expansion_demand_top_group", "2023"),
        "the survey behind it is not named",
    ),
    check(
        "trade-2022-growth",
        RATE,
        "Trade in 2022 is that of 2023 taken back by its growth.",
        Row("trade_turnover", "2022", BGO22),
        of(
            lambda level, pace: level / (1 + pace / 100),
            *(
                Row(i, "2023", "kinhtevadubao-2024")
                for i in ("trade_turnover", "trade_turnover_growth")
            ),
        ),
    ),
    check(
        "trade-2023-parts",
        PARTS,
        "Exports and imports add up to the trade of 2023.",
        Row("trade_turnover", "2023", "kinhtevadubao-2024"),
        of(
            total,
            *(
                Row(i, "2023", "kinhtevadubao-2024")
                for i in ("export_turnover", "import_turnover")
            ),
        ),
    ),
    check(
        "trade-2025-growth",
        PARTS,
        "The growth of trade in early 2025 follows from exports and imports.",
        Row("trade_turnover_growth", "2025-Q1", "vietnamvn-2025-03"),
        of(
            lambda x, m, gx, gm: (
                ((x + m) / (x / (1 + gx / 100) + m / (1 + gm / 100)) - 1) * 100
            ),
            *(
                Row(i, "2025-Q1", "vietnamvn-2025-03")
                for i in (
                    "export_turnover",
                    "import_turnover",
                    "export_turnover_growth",
                    "import_turnover_growth",
                )
            ),
        ),
    ),
    twice(
        "competitiveness-2021-target",
        "The goal for the competitiveness index of 2021 was met.",
        Row("pci_score", "2021", "vna-2021"),
        "pcivietnam-2023",
        kind=TARGET,
    ),
    twice(
        "attracted-2021-target",
        "The goal for investment in 2021 was met.",
        Row("investment_attracted", "2021", "vietmaz-2021-03-09"),
        "vna-2022-03",
        kind=TARGET,
    ),
]

ZONES = [
    check(
        "zones-2023-parts",
        PARTS,
        "Operating, new and expanded zones add up to the zones that the province"
        " hosts.",
        ZONES_TOTAL,
        of(total, ZONES_OPERATING, WAITING_NEW, WAITING_EXPANDED),
        "an expanded zone is not even a further one",
    ),
    check(
        "zones-2023-established",
        DEFINITION,
        "The zones that the province hosts are its established zones.",
        ZONES_TOTAL,
        Row("ip_zones_established", "2023-12", "biz-2024-04-16"),
        differs="the larger number also counts zones that are only planned",
    ),
    check(
        "zones-2023-planning",
        DEFINITION,
        "The zones that the province hosts are those with an approved plan.",
        ZONES_TOTAL,
        Row("ip_zones_planning_approved", "2025", "dulongip-2025"),
        "the list of names under the smaller number has one more",
        differs="a plan approved is not a zone that exists",
    ),
    check(
        "zones-2023-operating",
        REPEATED,
        "The operating zones of December 2023 are those of September 2023.",
        ZONES_OPERATING,
        Row("ip_zones_operating", "2023-09-05", PARKS23),
        "the text says operational and approved in one breath",
    ),
    check(
        "zones-2023-area",
        DEFINITION,
        "The planned area is that of the established zones.",
        ZONES_AREA,
        AREA_ESTABLISHED,
        differs="planned land of all zones against land of the established ones",
    ),
    check(
        "zones-2023-area-eight",
        SIDES,
        "If the planned area is of the operating zones alone, they are as large as"
        " established ones.",
        of(per, ZONES_AREA, ZONES_OPERATING),
        of(per, AREA_ESTABLISHED, Row("ip_zones_established", "2023-09-05", PARKS23)),
        "so the area belongs to all the zones named",
        unit="ha per zone",
    ),
    check(
        "zones-2022-new",
        STOCK,
        "The new zones approved in 2022 are the rise of established zones in that"
        " year.",
        Row("ip_zones_approved", "2022", BGO23, "new"),
        of(
            less,
            *(
                Row("ip_zones_established", *at)
                for at in (
                    ("2022-12-20", "vccinews-2022-12-20"),
                    ("2021-12", "daidoanket-undated"),
                )
            ),
        ),
        "one of the two counted there is an extension",
    ),
    twice(
        "zones-2022-expanded",
        "Another page counts the expansions approved in 2022.",
        Row("ip_zones_approved", "2022", BGO23, "expanded"),
        "vccinews-2022-12-20",
        "extensions are named one by one elsewhere, never counted",
    ),
    check(
        "zones-2022-proposed",
        DEFINITION,
        "The new zones proposed in 2022 are those waiting for approval a year later.",
        Row("ip_zones_proposed", "2022", BGO23, "new"),
        WAITING_NEW,
        differs="proposed in one year against waiting at a later date",
    ),
    check(
        "zones-2022-proposed-expanded",
        REPEATED,
        "The expansion proposed in 2022 is the one waiting for approval a year later.",
        Row("ip_zones_proposed", "2022", BGO23, "expanded"),
        WAITING_EXPANDED,
        "neither text names the zone",
    ),
    check(
        "zones-2022-documents",
        STOCK,
        "The planning documents completed in 2022 are the rise in zones with an"
        " approved plan.",
        Row("ip_zones_planning_documents", "2022", BGO23),
        of(
            less,
            *(
                Row("ip_zones_planning_approved", *at)
                for at in (("2025", "dulongip-2025"), ("2022-04", "fntvina-undated"))
            ),
        ),
        differs="a document completed is not yet a plan approved",
    ),
    check(
        "zones-2022-merger",
        STOCK,
        "The merger proposed in 2022 shortened the list of planned zones.",
        of(
            less,
            *(
                Row("ip_zones_merger_proposed", "2022", BGO23, f"zones {b}")
                for b in ("to be merged", "remaining")
            ),
        ),
        of(
            less,
            *(
                Row("ip_zones_planned", "2030", s)
                for s in ("talkvietnam-2021-07-19", "vns-ein-2023-07-24")
            ),
        ),
        differs="a proposal is not a decision, and no page names the two zones",
    ),
    check(
        "firms-2022",
        STOCK,
        "The firms operating in the parks at the end of 2022 fit the counts before and"
        " after.",
        FIRMS22,
        between(
            FIRMS_JULY, Row("ip_enterprises_operating", "2024-01-24", "bnbg-2024-01-24")
        ),
    ),
    check(
        "workers-2022",
        STOCK,
        "The workers in the parks at the end of 2022 fit the counts before and after.",
        WORKERS22,
        between(WORKERS_JULY, Row("ip_workers", "2023-09-05", PARKS23)),
        "a rise and a fall in between would fit, or a misprint, or a wider count that"
        " the page attributes to the parks",
    ),
    check(
        "workers-2022-per-firm",
        SIDES,
        "Workers per firm at the end of 2022 are those of July.",
        of(per, WORKERS22, FIRMS22),
        of(per, WORKERS_JULY, FIRMS_JULY),
        "the same mismatch as in the count of workers",
        unit="people per enterprise",
    ),
    check(
        "parks-output-share",
        SHARE,
        "The parks' share of output in early 2023 follows from the two levels"
        " beside it.",
        Row("ip_industrial_output_share", "2023-H1", PARKS23),
        of(
            percent,
            Row("ip_industrial_output_value", "2023-H1", PARKS23),
            Row(OUTPUT, "2023-H1", PARKS23),
        ),
        "a last digit cut off and not rounded would explain it",
    ),
    check(
        "parks-projects-2023",
        PARTS,
        "Foreign and domestic projects add up to the projects in the parks.",
        Row("ip_projects", "2023-09-05", PARKS23),
        parts("ip_projects", "2023-09-05", PARKS23, "FDI", "domestic"),
    ),
    check(
        "clusters-2024-parts",
        PARTS,
        "Clusters run by districts and by firms add up to all clusters.",
        Row("ic_established", "2024-08-10", "today-2024-08-10"),
        parts(
            "ic_established",
            "2024-08-10",
            "today-2024-08-10",
            "infrastructure by district authorities",
            "infrastructure by enterprises",
        ),
    ),
    check(
        "clusters-2025-spent",
        SHARE,
        "The share of cluster capital spent follows from the two levels beside it.",
        Row("ic_realised_share", "2025-03-19", "vns-2025-03-19"),
        of(
            percent,
            *(
                Row(f"ic_{i}_capital", "2025-03-19", "vns-2025-03-19")
                for i in ("realised", "registered")
            ),
        ),
    ),
    check(
        "urban-areas-2022",
        REPEATED,
        "The teaser's text repeats its title.",
        *(
            Row("urban_area_projects", "2022-12", BGO22, locator=place)
            for place in ("t4", "t4 title")
        ),
    ),
]

TOPICS = {"growth": GROWTH, "investment": INVESTMENT, "zones": ZONES}
CHECKS = [check for checks in TOPICS.values() for check in checks]
