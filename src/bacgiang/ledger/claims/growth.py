"""Claims about growth, output and value added."""

from ...growth import average_rate, compound, growth
from ..declare import (
    DEFINITION,
    NATION,
    OTHER_DEFINITION,
    PARTS,
    RATE,
    REPEATED,
    REVISION,
    SHARE,
    SIDES,
    SLIP,
    TARGET,
    Check,
    Row,
    Side,
    check,
    less,
    of,
    parts,
    per,
    percent,
    rate,
    revision,
    twice,
)

# The statistics office, as the province's television quotes it.
OFFICE_2019 = "bacgiangtv-2019-10-22"
# The provincial portal, on the years 2013 and 2018.
PORTAL_2015, PORTAL_2018 = "bgportal-2015-03-26", "bgportal-2018-12-20"

INDUSTRY = "industry and construction"
AGRICULTURE = "agriculture, forestry and fishery"
BRANCHES = (
    "manufacturing",
    "electricity, gas and steam supply",
    "water supply and waste treatment",
    "mining and quarrying",
)

PRICES = "the sources do not all say at which prices they count"
READ_AS = "the article does not say average, it is read here as the rate that compounds"

# "an estimated growth rate of about 14.1% during 2021-2024"
AVERAGE = Row("grdp_growth_average", "2021/2024", "bgo-2025-02-2")
SHARE_2022 = Row("grdp_share", "2022", "bgo-2022-12-31", "industry", locator="p2")
SHARE_RISE = Row(
    "grdp_share_change", "2022", "bgo-2022-12-31", "industry", locator="p2"
)
INDEX_2022 = Row("iip_growth", "2022", "bgo-2022-12-31", locator="p1")
OUTPUT_TARGET = Row("industrial_output_value", "2025", "vns-ein-2023-12-25")
OUTPUT_2024 = Row("industrial_output_value_current", "2024", "vietnamhoinhap-2025-02")
OUTPUT_H1_2023 = Row("industrial_output_value", "2023-H1", "vccinews-2023-09-05")

# Đồng per dollar, from one article that gives the GRDP of 2023 in both.
DONG_PER_DOLLAR = of(
    per,
    Row("grdp_current", "2023", "doanhnghiepbacgiang-2023-11-29"),
    Row("grdp_usd", "2023", "doanhnghiepbacgiang-2023-11-29"),
)


def average_2021_2024(source_2022: str, source_2023: str) -> Side:
    """Average the rates of four years; 2022 and 2023 are published more than once."""
    return of(
        average_rate,
        rate(2021, "vna-2022-03"),
        rate(2022, source_2022),
        rate(2023, source_2023),
        rate(2024, "vietnamvn-2025-05"),
    )


def rest_of_hundred(others: float) -> float:
    """Leave what the other shares leave of a hundred percent."""
    return 100 - others


def three_weighted(
    first: float,
    second: float,
    third: float,
    first_weight: float,
    second_weight: float,
    third_weight: float,
) -> float:
    """Average three growth rates by their weights."""
    weights = first_weight + second_weight + third_weight
    sum_ = first * first_weight + second * second_weight + third * third_weight
    return sum_ / weights


def after_five_years(base: float, pace: float) -> float:
    """Follow a yearly pace for the five years of a plan."""
    return compound(base, pace, 5)


def whole_of_percent(level: float, share: float) -> float:
    """Find the whole of which the level is so many percent."""
    return level / share * 100


def branch_index(branch: str) -> Row:
    """Pick a branch's part of the production index of 2022."""
    return Row("iip_growth", "2022", "bgo-2022-12-31", branch)


def branch_output(*branches: str) -> Side:
    """Sum the output of branches in the first half of 2023."""
    return parts("industrial_output_value", "2023-H1", "vccinews-2023-09-05", *branches)


def plan_2024(period: str, source: str) -> Side:
    """Work out the year's plan from a level and the share of the plan it makes up."""
    return of(
        whole_of_percent,
        Row("industrial_output_value_current", period, source),
        Row("industrial_output_plan_fulfilment", period, source),
    )


def nation(year: str, source: str) -> Row:
    """Pick the country's growth of a year."""
    return Row("gdp_growth", year, source, entity="Việt Nam")


GROWTH: list[Check] = [
    twice(
        "growth-2023-repeated",
        "Two articles of December 2023 give the same expected growth for 2023.",
        rate(2023, "vns-ein-2023-12-25"),
        "vna-2023-12-06",
        "both quote one estimate of November 2023",
    ),
    twice(
        "growth-2023-two-later",
        "Two later articles give one growth for 2023.",
        rate(2023, "vns-2024-12"),
        "vietnamvn-2025-05",
        "no source explains either number",
    ),
    check(
        "growth-2023-target",
        TARGET,
        "The goal of growth for 2023 was met, by the first estimate.",
        rate(2023, "bgo-2022-12-30", "target"),
        rate(2023, "vns-ein-2023-12-25"),
    ),
    check(
        "growth-2023-target-later",
        TARGET,
        "The goal of growth for 2023 was met, by the latest edition.",
        rate(2023, "bgo-2022-12-30", "target"),
        rate(2023, "vietnamvn-2025-05"),
        "the verdict turns on the edition",
    ),
    check(
        "growth-2023-quarter-office",
        NATION,
        "The growth of the first quarter of 2023 stands in the national table too.",
        rate("2023-Q1", "vanhienplus-2023-10-04"),
        rate("2023-Q1", "gso-2023-03-29"),
    ),
    check(
        "growth-average-first",
        PARTS,
        "The rate given for 2021 to 2024 follows from the years, with the first"
        " estimate of 2023 and the later one of 2022.",
        AVERAGE,
        average_2021_2024("vietnamvn-2025-05", "vns-ein-2023-12-25"),
        READ_AS,
        aside="a reading that was tried: with other editions the rate fits",
    ),
    check(
        "growth-average-latest",
        PARTS,
        "The rate given for 2021 to 2024 follows from the years, with the latest"
        " edition of 2023 and the later one of 2022.",
        AVERAGE,
        average_2021_2024("vietnamvn-2025-05", "vietnamvn-2025-05"),
        READ_AS,
        unsaid="which mean is meant is not said, and the plain mean of the years fits",
    ),
    check(
        "growth-average-other-2022",
        PARTS,
        "The rate given for 2021 to 2024 follows from the years, with the latest"
        " edition of 2023 and the first one of 2022.",
        AVERAGE,
        average_2021_2024("markettimes-2022-12-22", "vietnamvn-2025-05"),
        f"{READ_AS}; of three mixtures of editions tried, this one fits",
    ),
    check(
        "growth-average-2016-2019",
        PARTS,
        "The statistics office's average growth for 2016 to 2019 follows from its four"
        " years.",
        Row("grdp_growth_average", "2016/2019", OFFICE_2019),
        of(average_rate, *(rate(year, OFFICE_2019) for year in range(2016, 2020))),
    ),
    revision(
        "growth-2013-revision",
        "The growth published for 2013 in 2015 still stood in the table of 2018.",
        rate(2013, PORTAL_2015),
        "bgdpi-2018",
    ),
    revision(
        "growth-2013-farming",
        "The growth of farming in 2013 still stood in the table of 2018.",
        rate(2013, PORTAL_2015, sector=AGRICULTURE),
        "bgdpi-2018",
    ),
    revision(
        "growth-2013-industry",
        "The growth of industry in 2013 still stood in the table of 2018.",
        rate(2013, PORTAL_2015, sector=INDUSTRY),
        "bgdpi-2018",
    ),
    revision(
        "growth-2013-services",
        "The growth of services in 2013 still stood in the table of 2018.",
        rate(2013, PORTAL_2015, sector="services"),
        "bgdpi-2018",
    ),
    revision(
        "growth-2016-revision",
        "The first growth published for 2016 still stood in 2019.",
        rate(2016, "bgdpi-2017"),
        OFFICE_2019,
    ),
    revision(
        "growth-2016-farming",
        "The first growth of farming published for 2016 still stood in 2019.",
        rate(2016, "bgdpi-2017", sector=AGRICULTURE),
        OFFICE_2019,
    ),
    revision(
        "growth-2016-industry",
        "The first growth of industry published for 2016 still stood in 2019.",
        rate(2016, "bgdpi-2017", sector=INDUSTRY),
        OFFICE_2019,
    ),
    revision(
        "growth-2016-services",
        "The first growth of services published for 2016 still stood in 2019.",
        rate(2016, "bgdpi-2017", sector="services"),
        OFFICE_2019,
    ),
    revision(
        "growth-2017-revision",
        "The first growth published for 2017 still stood in 2022.",
        rate(2017, "bgportal-2017-11"),
        "gocnhinbatdongsan-2022-09-24",
        "an article between gives 13.33",
    ),
    revision(
        "growth-2017-farming",
        "The first growth of farming published for 2017 still stood in 2019.",
        rate(2017, "bgdpi-2017-12", sector=AGRICULTURE),
        OFFICE_2019,
    ),
    revision(
        "growth-2017-industry",
        "The first growth of industry published for 2017 still stood in 2019.",
        rate(2017, "bgdpi-2017-12", sector=INDUSTRY),
        OFFICE_2019,
    ),
    revision(
        "growth-2017-services",
        "The first growth of services published for 2017 still stood in 2019.",
        rate(2017, "bgdpi-2017-12", sector="services"),
        OFFICE_2019,
    ),
    revision(
        "growth-2018-revision",
        "The first growth published for 2018 still stood later in 2019.",
        rate(2018, PORTAL_2018),
        OFFICE_2019,
    ),
    revision(
        "growth-2018-farming",
        "The first growth of farming published for 2018 still stood in 2019.",
        rate(2018, PORTAL_2018, sector=AGRICULTURE),
        OFFICE_2019,
    ),
    revision(
        "growth-2018-industry",
        "The first growth of industry published for 2018 still stood in 2019.",
        rate(2018, PORTAL_2018, sector=INDUSTRY),
        OFFICE_2019,
    ),
    revision(
        "growth-2018-services",
        "The first growth of services published for 2018 still stood in 2019.",
        rate(2018, PORTAL_2018, sector="services"),
        OFFICE_2019,
    ),
    revision(
        "growth-2019-revision",
        "The growth estimated for 2019 in October still stood in December.",
        rate(2019, OFFICE_2019),
        "bgportal-2019-12",
    ),
    revision(
        "growth-2019-farming",
        "The growth of farming estimated for 2019 in October still stood in December.",
        rate(2019, OFFICE_2019, sector=AGRICULTURE),
        "bgportal-2019-12",
    ),
    revision(
        "growth-2019-industry",
        "The growth of industry estimated for 2019 in October still stood in December.",
        rate(2019, OFFICE_2019, sector=INDUSTRY),
        "bgportal-2019-12",
    ),
    revision(
        "growth-2019-services",
        "The growth of services estimated for 2019 in October still stood in December.",
        rate(2019, OFFICE_2019, sector="services"),
        "bgportal-2019-12",
    ),
    revision(
        "growth-2020-revision",
        "The first growth published for 2020 still stood in March 2021.",
        rate(2020, "vietnambiz-2021-01-03"),
        "dangcongsan-2021-03",
    ),
    revision(
        "growth-2021-revision",
        "The first growth published for 2021 still stood in 2022.",
        rate(2021, "bgo-2021-12"),
        "gocnhinbatdongsan-2022-09-24",
    ),
    revision(
        "growth-2022-revision",
        "The first growth published for 2022 still stood in 2025.",
        rate(2022, "markettimes-2022-12-22"),
        "vietnamvn-2025-05",
    ),
    revision(
        "growth-2023-revision",
        "The first growth published for 2023 still stood in 2025.",
        rate(2023, "doanhnghiepbacgiang-2023-11-29"),
        "vietnamvn-2025-05",
        "the later article does not call it a revision",
    ),
    revision(
        "growth-2024-revision",
        "The first growth published for 2024 still stood in 2025.",
        rate(2024, "daibieunhandan-2024-11"),
        "vietnamvn-2025-05",
    ),
    revision(
        "growth-2024-industry",
        "The growth of industry published for 2024 in January still stood in February"
        " 2025.",
        rate(2024, "dantri-2025-01-09", sector=INDUSTRY),
        "ngoisao-2025-02-10",
    ),
    check(
        "growth-2017-target",
        TARGET,
        "The goal of growth for 2017 was met.",
        rate(2017, "bgdpi-2017", "target"),
        rate(2017, OFFICE_2019),
    ),
    check(
        "growth-2024-target",
        TARGET,
        "The goal of growth for 2024 was met.",
        rate(2024, "bgo-2023-12-07", "target"),
        rate(2024, "vietnamvn-2025-05"),
    ),
    check(
        "growth-2025-target",
        TARGET,
        "The Government's goal of growth for 2025 was met.",
        rate(2025, "vietnamvn-2025", "target"),
        rate(2025, None, "actual"),
        "the province was merged before the year was over",
    ),
    revision(
        "growth-2024-quarter-revision",
        "The first growth published for early 2024 still stood in October.",
        rate("2024-Q1", "vna-2024-04-03"),
        "thuonghieucongluan-2024-10",
    ),
    revision(
        "growth-2025-quarter-revision",
        "The growth expected for early 2025 in March still stood in the quarter's"
        " account.",
        rate("2025-Q1", "vietnamvn-2025-03"),
        "congthuong-2025",
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
        rate(2011, "bgdpi-2018"),
        of(
            growth,
            Row("gva_constant_2010", "2011", "bgdpi-2018"),
            Row("gva_constant_2010", "2010", "bgdpi-2018"),
        ),
        differs=(
            "the levels hold agriculture as gross output and leave product taxes out"
        ),
    ),
    check(
        "constant-prices-agriculture",
        DEFINITION,
        "In the base year agriculture has one value at constant and at current prices.",
        Row("gva_constant_2010", "2010", "bgdpi-2018", AGRICULTURE),
        Row("gva_current", "2010", "bgdpi-2018", AGRICULTURE),
        "in the base year the two must be equal",
        cause=OTHER_DEFINITION,
    ),
    check(
        "constant-prices-industry",
        DEFINITION,
        "In the base year industry has one value at constant and at current prices.",
        Row("gva_constant_2010", "2010", "bgdpi-2018", INDUSTRY),
        Row("gva_current", "2010", "bgdpi-2018", INDUSTRY),
        "in the base year the two must be equal",
    ),
    check(
        "contributions-2017",
        PARTS,
        "The contributions of 2017 add up to the growth in the same article.",
        rate(2017, "bgdpi-2017-12", "estimate"),
        parts(
            "grdp_growth_contribution",
            "2017",
            "bgdpi-2017-12",
            AGRICULTURE,
            INDUSTRY,
            "services",
            "product taxes less subsidies",
        ),
    ),
    check(
        "contributions-2024",
        PARTS,
        "The contributions of 2024 add up to the growth in the same article.",
        rate(2024, "dantri-2025-01-09"),
        parts(
            "grdp_growth_contribution",
            "2024",
            "dantri-2025-01-09",
            AGRICULTURE,
            INDUSTRY,
            "services",
        ),
        differs="the article leaves out the contribution of product taxes",
    ),
    revision(
        "contribution-2024-revision",
        "The contribution of industry and construction published for 2024 in January"
        " still stood in February 2025.",
        Row("grdp_growth_contribution", "2024", "dantri-2025-01-09", INDUSTRY),
        "ngoisao-2025-02-10",
        "each article also gives a growth of the sector, and its contribution goes with"
        " its own",
    ),
    check(
        "shares-2022",
        PARTS,
        "The shares of 2022 add up to one hundred percent.",
        Row("grdp_share", "2022", "cafef-2023-01-16", INDUSTRY),
        of(
            rest_of_hundred,
            parts(
                "grdp_share",
                "2022",
                "cafef-2023-01-16",
                AGRICULTURE,
                "services",
                "product taxes less subsidies",
            ),
        ),
    ),
    check(
        "share-2022-quoted",
        REPEATED,
        "The pull quote repeats the share of industry in the text.",
        SHARE_2022,
        SHARE_2022._replace(locator="p17"),
    ),
    check(
        "share-2022-construction",
        DEFINITION,
        "The share of industry and the share of industry and construction are one"
        " number.",
        SHARE_2022,
        Row("grdp_share", "2022", "cafef-2023-01-16", INDUSTRY),
        differs="the smaller share leaves construction out",
    ),
    check(
        "share-change-quoted",
        REPEATED,
        "The pull quote repeats the rise of the share in the text.",
        SHARE_RISE,
        SHARE_RISE._replace(locator="p17"),
    ),
    check(
        "share-change-2021",
        SHARE,
        "The rise of industry's share in 2022 starts from the share given for 2021.",
        of(less, SHARE_2022, SHARE_RISE),
        Row("grdp_share", "2021", breakdown="industry"),
        "neither that share nor the value added of industry in 2021 is known",
    ),
    check(
        "iip-2022-hedges",
        REPEATED,
        "Over and about: one text gives the production index of 2022 two hedges.",
        INDEX_2022,
        INDEX_2022._replace(locator="p5"),
    ),
    check(
        "iip-2022-revision",
        REVISION,
        "The production index of 2022 published at the year's end stood in 2023.",
        INDEX_2022,
        INDEX_2022._replace(source="ipcbacgiang-2023", locator=None),
        unsaid="over 30 percent does not say how far over",
    ),
    check(
        "iip-2022-branches",
        PARTS,
        "The three branches of 2022, weighted by their output, give the whole index.",
        INDEX_2022,
        of(
            three_weighted,
            branch_index("manufacturing"),
            branch_index("electricity, gas and water supply"),
            branch_index("mining and quarrying"),
            branch_output("manufacturing"),
            branch_output(
                "electricity, gas and steam supply", "water supply and waste treatment"
            ),
            branch_output("mining and quarrying"),
        ),
        unsaid=(
            "the index weighs branches by value added in a base year, which no source"
            " gives; here output of 2023 stands in"
        ),
    ),
    check(
        "industrial-growth-2023-target",
        TARGET,
        "The goal of industrial growth for 2023 was met, by the production index.",
        Row("industrial_growth", "2023", "bgo-2022-12-31"),
        Row("iip_growth", "2023", "vna-2023-12-06"),
        unsaid="the text does not say which measure the goal means",
    ),
    check(
        "output-target-pace",
        RATE,
        "The pace of the five-year target leads from the output of 2020 to the level of"
        " the target.",
        OUTPUT_TARGET,
        of(
            after_five_years,
            Row("industrial_output_value", "2020", "vccinews-2021-10-25"),
            Row("industrial_output_growth_average", "2021/2025", "vns-ein-2023-12-25"),
        ),
        unsaid=PRICES,
    ),
    check(
        "output-target-two",
        REVISION,
        "The target of output for 2025 is the one published in 2021.",
        Row("industrial_output_value", "2025", "vna-2021-07"),
        OUTPUT_TARGET,
        "no source says that the target was raised",
        unsaid=PRICES,
    ),
    check(
        "output-target-dollars",
        SIDES,
        "The two currencies of the output target imply the dollar rate of late 2023.",
        of(
            per,
            OUTPUT_TARGET,
            Row("industrial_output_value_usd", "2025", "vns-ein-2023-12-25"),
        ),
        DONG_PER_DOLLAR,
        "the other pair is the GRDP of 2023 in both currencies",
        unit="VND per USD",
    ),
    check(
        "output-target-reached",
        TARGET,
        "The target of output for 2025 was reached in 2024, in đồng of the day.",
        OUTPUT_TARGET,
        OUTPUT_2024,
        unsaid="the outcome is at current prices, the target's prices are not given",
    ),
    check(
        "output-2024-revision",
        REVISION,
        "The output of 2024 expected in November stood in the new year.",
        Row("industrial_output_value", "2024", "daibieunhandan-2024-11"),
        OUTPUT_2024,
        unsaid=PRICES,
    ),
    check(
        "output-2024-growth",
        RATE,
        "The growth of output published for 2024 follows from the levels of 2023 and"
        " 2024.",
        Row("industrial_output_growth", "2024", "vietnamvn-2024-12-06"),
        of(
            growth,
            OUTPUT_2024,
            Row(
                "industrial_output_value_current",
                "2023",
                "doanhnghiepbacgiang-2023-11-29",
            ),
        ),
        unsaid=PRICES,
    ),
    check(
        "output-2024-owners",
        PARTS,
        "State, private and foreign-invested output add up to the output of 2024.",
        OUTPUT_2024,
        parts(
            "industrial_output_value_current",
            "2024",
            "vietnamhoinhap-2025-02",
            "FDI sector",
            "non-state sector",
            "state sector",
        ),
    ),
    check(
        "output-2024-plan",
        SIDES,
        "The shares of the plan reached after six and after nine months of 2024 imply"
        " one plan.",
        plan_2024("2024-H1", "vietnambiz-2024-06-28"),
        plan_2024("2024-01/2024-09", "doanhnhanvn-2024-10-10"),
    ),
    check(
        "output-2022-foreign-share",
        SHARE,
        "The foreign-invested share of output in 2022 follows from the part and the"
        " whole.",
        Row("industrial_output_share", "2022", "bgo-2023-01", "FDI sector"),
        of(
            percent,
            Row("industrial_output_value", "2022", "ipcbacgiang-2023", "FDI sector"),
            Row("industrial_output_value", "2022", "ipcbacgiang-2023"),
        ),
        "one article gives the part above its whole",
        cause=OTHER_DEFINITION,
    ),
    check(
        "output-2021-branches",
        PARTS,
        "The branches add up to the output of nine months of 2021.",
        Row("industrial_output_value", "2021-01/2021-09", "bgo-2021-09-23"),
        parts(
            "industrial_output_value", "2021-01/2021-09", "bgo-2021-09-23", *BRANCHES
        ),
        "by owners the same article adds up",
        cause=SLIP,
    ),
    check(
        "output-2023-branches",
        PARTS,
        "The branches add up to the output of the first half of 2023.",
        OUTPUT_H1_2023,
        branch_output(*BRANCHES),
    ),
    check(
        "grdp-2019-growth",
        RATE,
        "The growth given beside the level of 2019 follows from the levels of 2018 and"
        " 2019.",
        Row("grdp_current_growth", "2019", "vna-2020"),
        of(
            growth,
            Row("grdp_current", "2019", "vna-2020"),
            Row("grdp_current", "2018", "bgportal-2019"),
        ),
        unsaid="the article does not say at which prices it counts the growth",
    ),
    revision(
        "grdp-2017-level",
        "The first level of GRDP published for 2017 still stood in December.",
        Row("grdp_current", "2017", "bgportal-2017-11"),
        "bgdpi-2017-12",
    ),
    revision(
        "grdp-2018-level",
        "The first level of GRDP published for 2018 still stood in 2019.",
        Row("grdp_current", "2018", "bgportal-2018-12-20"),
        "bgportal-2019",
    ),
    revision(
        "grdp-2019-level",
        "The first level of GRDP published for 2019 still stood in 2020.",
        Row("grdp_current", "2019", "bgportal-2019-12"),
        "vna-2020",
    ),
    check(
        "share-2019-industry",
        REPEATED,
        "Two sources of 2019 give one share of industry and construction.",
        Row("grdp_share", "2019", OFFICE_2019, INDUSTRY),
        Row("grdp_share", "2019", "bgportal-2019-12", INDUSTRY),
        "with 57.61 the shares add up to a hundred",
        cause=SLIP,
    ),
    twice(
        "growth-2022-quarter",
        "Two articles give one growth for the first quarter of 2022.",
        rate("2022-Q1", "tuoitrethudo-2022"),
        "qdnd-2022-06",
    ),
    revision(
        "nation-2020-revision",
        "The country's first growth published for 2020 still stood in 2023.",
        nation("2020", "gso-2020-12-27"),
        "vietnamvn-2023-12-29",
    ),
    revision(
        "nation-2021-revision",
        "The country's first growth published for 2021 still stood in 2023.",
        nation("2021", "gso-2021-12-29"),
        "vietnamvn-2023-12-29",
    ),
    revision(
        "nation-2022-revision",
        "The country's first growth published for 2022 still stood in 2026.",
        nation("2022", "gso-2022-12-29"),
        "observatorial-2026-01",
    ),
    twice(
        "nation-2022-quarter",
        "The press gives the growth of the third quarter of 2022 as the office does.",
        nation("2022-Q3", "baochinhphu-2022-12-29"),
        "gso-2022-12-29",
        cause=SLIP,
    ),
    check(
        "neighbour-2024-growth",
        RATE,
        "Bắc Ninh's growth of 2024 follows from its levels at constant prices.",
        Row("grdp_growth", "2024", "cafef-2025-02-22", entity="Bắc Ninh"),
        of(
            growth,
            Row("grdp_constant_2010", "2024", "cafef-2025-02-22", entity="Bắc Ninh"),
            Row("grdp_constant_2010", "2023", "vienthongke-2024", entity="Bắc Ninh"),
        ),
        unsaid=(
            "the two levels were published a year apart; whether the older one was"
            " revised no source says"
        ),
    ),
]
