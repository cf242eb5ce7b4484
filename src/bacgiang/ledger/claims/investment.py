"""Claims about investment, its origins, and trade."""

from ..declare import (
    AREA,
    DEFINITION,
    NATION,
    OTHER_DEFINITION,
    PARTS,
    RATE,
    REPEATED,
    SHARE,
    SIDES,
    SLIP,
    SPAN,
    STOCK,
    TARGET,
    Check,
    Row,
    between,
    capital,
    check,
    gso,
    less,
    mean,
    of,
    per,
    percent,
    place,
    total,
    twice,
)
from .growth import DONG_PER_DOLLAR

TO_THE_20TH = "the national table counts to the 20th of the month"
HALF_A_YEAR_OLD = (
    "the text is of December 2023, when the zones held 373 foreign projects: its"
    " numbers were half a year old or older"
)
COMPOSITION = "what is counted in, domestic capital for one, is not said"
TEN_MONTHS = "2023-01/2023-10"
KOREA = "origin: Republic of Korea"

ATTRACTED = Row("fdi_attracted", TEN_MONTHS, "vna-2023-11-15")
ADDED_TIMES = Row("fdi_registered_additional_ratio", "2022", "bgo-2022-12-31")
STOCK_JANUARY = Row("fdi_registered_stock", "2023-01-08", "vna-2023-01")
STOCK_JUNE = Row("fdi_registered_stock", "2023-06-30", "bgo-2023-07")
STOCK_NOVEMBER = Row("fdi_registered_stock", "2023-11-15", "vietnamvn-2023-12")
PROJECTS_NOVEMBER = Row("fdi_projects_valid", "2023-11-15", "vietnamvn-2023-12")
KOREA_CAPITAL_RANK = Row(
    "fdi_stock_rank_by_origin", "2023-11-15", "vna-2023-11-15", KOREA
)


def of_text(indicator: str) -> Row:
    """Pick what the text of December 2023 counts, in an area that it does not name."""
    place = "area of counting not printed"
    return Row(indicator, "2023-12-25", "vns-ein-2023-12-25", place)


PROJECTS = of_text("investment_projects_valid")
FOREIGN_PROJECTS = of_text("fdi_projects_valid")
DOMESTIC_PROJECTS = of_text("ddi_projects_valid")
FOREIGN_CAPITAL = of_text("fdi_registered_stock")
DOMESTIC_CAPITAL = of_text("ddi_registered_stock")


def october(indicator: str) -> Row:
    """Pick a number of ten months of 2023 from the press of October."""
    return Row(indicator, TEN_MONTHS, "kinhtexahoi-2023-10")


def added_in_teaser(source: str, locator: str) -> Row:
    """Pick the capital added in 2022, as a teaser or its title gives it."""
    return Row("fdi_registered_additional", "2022", source, locator=locator)


def korea_stock(origin: str) -> Row:
    """Pick the foreign capital of one origin at the end of November 2023."""
    return Row("fdi_registered_stock", "2023-11-30", "vietnammoi-2023-12-25", origin)


def year_2023(indicator: str) -> Row:
    """Pick a number of trade in 2023."""
    return Row(indicator, "2023", "kinhtevadubao-2024")


def early_2025(indicator: str) -> Row:
    """Pick a number of trade in the first quarter of 2025."""
    return Row(indicator, "2025-Q1", "vietnamvn-2025-03")


def in_dollars(foreign: float, domestic: float, dong_per_dollar: float) -> float:
    """Add dollars and đồng up, in dollars."""
    return foreign + domestic / dong_per_dollar


def place_of_two(one: float, other: float) -> float:
    """Rank one of two numbers, the larger first."""
    return 1.0 + (other > one)


def year_before(level: float, pace: float) -> float:
    """Take a level back by a year's growth in percent."""
    return level / (1 + pace / 100)


def growth_of_sum(
    first: float, second: float, first_pace: float, second_pace: float
) -> float:
    """Work out the growth of a sum from its two parts and their growth, in percent."""
    before = year_before(first, first_pace) + year_before(second, second_pace)
    return ((first + second) / before - 1) * 100


INVESTMENT: list[Check] = [
    check(
        "attracted-2023-nation",
        NATION,
        "The foreign investment of ten months of 2023 stands in the national table.",
        ATTRACTED,
        capital(2023, 10),
        "domestic money seems to be counted in",
        cause=OTHER_DEFINITION,
    ),
    check(
        "attracted-2023-domestic",
        DEFINITION,
        "The same total is foreign and domestic investment together.",
        ATTRACTED,
        of(
            in_dollars,
            of(
                total,
                october("fdi_registered_new"),
                october("fdi_registered_additional"),
            ),
            of(
                total,
                october("ddi_registered_new"),
                october("ddi_registered_additional"),
            ),
            DONG_PER_DOLLAR,
        ),
        "đồng turned into dollars at the rate that the GRDP of 2023 implies",
    ),
    check(
        "attracted-2023-twofold",
        SIDES,
        "FDI in ten months of 2023 was twice that of the year before.",
        Row("fdi_attracted_ratio", TEN_MONTHS, "vna-2023-11-15"),
        of(per, capital(2023, 10), capital(2022, 10)),
        "the article gives the ratio of its 2.2 billion, the tables are of FDI alone",
    ),
    check(
        "attracted-2023-twofold-total",
        SIDES,
        "All investment, foreign and domestic, was twice that of the year before.",
        october("investment_converted_ratio"),
        of(
            per,
            october("investment_converted_total"),
            Row("investment_converted_total", "2022-01/2022-10"),
        ),
    ),
    check(
        "attracted-2023-projects",
        NATION,
        "The number of new projects in ten months of 2023 stands in the national"
        " table.",
        october("fdi_new_projects"),
        gso("fdi_new_projects", 2023, 10),
    ),
    twice(
        "attracted-2022-repeated",
        "Two articles of one newspaper give one foreign investment for 2022.",
        Row("fdi_attracted", "2022", "bgo-2022-12-22"),
        "bgo-2023-07",
        unsaid=COMPOSITION,
    ),
    check(
        "attracted-2021-parts",
        PARTS,
        "New and additional capital of 2021 add up to the total published.",
        Row("fdi_registered_new_and_additional", "2021", "vna-2022-03"),
        of(
            total,
            Row("fdi_registered_new", "2021", "asean-times-2022-02-14"),
            Row("fdi_registered_additional", "2021", "vna-2022-03"),
        ),
    ),
    check(
        "attracted-2021-totals",
        REPEATED,
        "Two articles of 2022 give one total of foreign and domestic investment for"
        " 2021.",
        Row("investment_converted_total", "2021", "mtahanoi-2022-05-07"),
        Row("investment_converted_total", "2021", "vietnamvn-2022"),
        "a third has nearly 1.6 billion and does not say what is in it",
    ),
    check(
        "attracted-2021-nation",
        NATION,
        "The capital of 2021 published by the press stands in the national table.",
        Row("fdi_registered_new_and_additional", "2021", "vna-2022-03"),
        capital(2021, 12),
        differs=TO_THE_20TH,
    ),
    check(
        "attracted-2023-h1-times",
        SIDES,
        "Investment in the first half of 2023 was the published multiple of that of the"
        " year before.",
        Row("fdi_attracted_ratio", "2023-H1", "bgo-2023-07"),
        of(per, capital(2023, 6), capital(2022, 6)),
        unsaid=f"{COMPOSITION}; the table has new and additional FDI to the 20th",
    ),
    check(
        "new-2023-fivefold",
        SIDES,
        "New capital to September 2023 was five times that of the year before.",
        Row("fdi_registered_new_ratio", "2023-01-01/2023-09-15", "vna-2023-09-27"),
        of(per, gso("fdi_registered_new", 2023, 9), gso("fdi_registered_new", 2022, 9)),
        "the table counts five days more",
    ),
    check(
        "added-2022-repeated",
        REPEATED,
        "Four teasers repeat the capital added in 2022 from the article behind them.",
        Row("fdi_registered_additional", "2022", "bgo-2022-12-22"),
        of(
            mean,
            added_in_teaser("bgo-2022-12-31", "t1"),
            added_in_teaser("bgo-2022-12-31", "t1 title"),
            added_in_teaser("bgo-2022-12-30", "t4"),
            added_in_teaser("bgo-2022-12-30", "t4 title"),
        ),
    ),
    check(
        "added-2022-nation",
        NATION,
        "The capital added in 2022 stands in the national table.",
        added_in_teaser("bgo-2022-12-31", "t1"),
        gso("fdi_registered_additional", 2022, 12),
        differs=f"{TO_THE_20TH}, the article counts to the 22nd, for the province",
    ),
    check(
        "added-2022-projects",
        REPEATED,
        "Two teasers repeat the number of projects that added capital in 2022 from the"
        " article behind them.",
        Row("fdi_capital_increase_projects", "2022", "bgo-2022-12-22"),
        of(
            mean,
            Row("fdi_capital_increase_projects", "2022", "bgo-2022-12-31"),
            Row("fdi_capital_increase_projects", "2022", "bgo-2022-12-30"),
        ),
    ),
    check(
        "added-2022-times-repeated",
        REPEATED,
        "Two teasers repeat the multiple from the article behind them.",
        ADDED_TIMES._replace(source="bgo-2022-12-22"),
        of(mean, ADDED_TIMES, ADDED_TIMES._replace(source="bgo-2022-12-30")),
    ),
    check(
        "added-2022-times-year",
        SIDES,
        "The capital added in 2022 was the published multiple of that of 2021, over the"
        " whole year.",
        ADDED_TIMES,
        of(
            per,
            gso("fdi_registered_additional", 2022, 12),
            gso("fdi_registered_additional", 2021, 12),
        ),
        "to November it fits",
        cause=SPAN,
    ),
    check(
        "added-2022-times-november",
        SIDES,
        "The same multiple holds for the months to November.",
        ADDED_TIMES,
        of(
            per,
            gso("fdi_registered_additional", 2022, 11),
            gso("fdi_registered_additional", 2021, 11),
        ),
        "the headline says the year",
    ),
    check(
        "rank-2022-new",
        NATION,
        "The province's rank in 2022 is its place in the national table by new"
        " capital.",
        Row("fdi_rank_national", "2022", "bgo-2022-12-31"),
        place(["fdi_registered_new"], "2022-01-01/2022-12-20", "gso-2022-12-29"),
        "the table lists the largest by new capital",
        unsaid="the teaser does not name the measure it ranks",
    ),
    check(
        "rank-2022-both",
        NATION,
        "The province's rank in 2022 is its place in the national table by new and"
        " additional capital.",
        Row("fdi_rank_national", "2022", "bgo-2022-12-31"),
        place(
            ["fdi_registered_new", "fdi_registered_additional"],
            "2022-01-01/2022-12-20",
            "gso-2022-12-29",
        ),
        "the place is among the provinces listed",
        unsaid="the teaser does not name the measure it ranks",
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
        place(
            ["fdi_registered_new", "fdi_registered_additional"],
            "2023-01-01/2023-12-20",
            "gso-2023-12-29",
        ),
        differs="the rank counts share purchases, the table does not",
    ),
    check(
        "stock-2023-june",
        STOCK,
        "The stock of mid-2023 is that of 8 January plus what was registered after 20"
        " January.",
        STOCK_JUNE,
        of(total, STOCK_JANUARY, of(less, capital(2023, 6), capital(2023, 1))),
        unsaid=(
            "whether the large licences of early January are in the stock of the 8th is"
            " not said; if they are not, the sums agree"
        ),
    ),
    check(
        "stock-2023-november",
        STOCK,
        "The stock of November 2023 is that of June plus what was registered in"
        " between.",
        STOCK_NOVEMBER,
        of(total, STOCK_JUNE, of(less, capital(2023, 11), capital(2023, 6))),
        "the stock is of the 15th, the flow runs to the 20th",
        unsaid="over 10.8 billion does not say how far over",
    ),
    check(
        "stock-2023-january",
        STOCK,
        "The stock of January 2023 is that of March 2021 plus what was registered in"
        " between.",
        STOCK_JANUARY,
        of(
            total,
            Row("fdi_registered_stock", "2021-03-31", "tuoitrethudo-2021"),
            of(less, capital(2021, 12), capital(2021, 3)),
            capital(2022, 12),
        ),
        unsaid="a stock is net of licences withdrawn, and how many no source gives",
    ),
    check(
        "projects-2021-parts",
        PARTS,
        "Foreign and domestic projects add up to all projects of March 2021.",
        Row("investment_projects_valid", "2021-03-31", "tuoitrethudo-2021"),
        of(
            total,
            Row("fdi_projects_valid", "2021-03-31", "tuoitrethudo-2021"),
            Row("ddi_projects_valid", "2021-03-31", "tuoitrethudo-2021"),
        ),
    ),
    check(
        "projects-2023-parts",
        PARTS,
        "Foreign and domestic projects add up to the active projects.",
        PROJECTS,
        of(total, FOREIGN_PROJECTS, DOMESTIC_PROJECTS),
    ),
    check(
        "projects-2023-province",
        DEFINITION,
        "The foreign projects of the text are the province's.",
        FOREIGN_PROJECTS,
        PROJECTS_NOVEMBER,
        "the text presents them as the province's",
        cause=AREA,
    ),
    check(
        "projects-2023-parks",
        DEFINITION,
        "The foreign projects of the text are those of the industrial zones.",
        FOREIGN_PROJECTS,
        between(
            Row("ip_projects", "2022-12-22", "bgo-2022-12-22", "FDI"),
            Row("ip_projects", "2023-H1", "vietdata-2023", "FDI"),
        ),
        HALF_A_YEAR_OLD,
    ),
    check(
        "projects-2023-all-parks",
        DEFINITION,
        "All active projects of the text are those of the industrial zones.",
        PROJECTS,
        between(
            Row("ip_projects", "2022-11", "vietdata-2022-12"),
            Row("ip_projects", "2023-H1", "vietdata-2023"),
        ),
        HALF_A_YEAR_OLD,
    ),
    check(
        "projects-2023-domestic",
        DEFINITION,
        "The domestic projects of the text are those of the industrial zones.",
        DOMESTIC_PROJECTS,
        Row("ip_projects", "2023-H1", "vietdata-2023", "domestic"),
        HALF_A_YEAR_OLD,
    ),
    check(
        "capital-2023-parks",
        DEFINITION,
        "The foreign capital of the text is that of the industrial zones.",
        FOREIGN_CAPITAL,
        between(
            Row("ip_fdi_registered_stock", "2022-12-22", "bgo-2022-12-22"),
            Row("ip_fdi_registered_stock", "2023-06-30", "bgo-2023-07"),
        ),
        HALF_A_YEAR_OLD,
    ),
    check(
        "capital-2023-domestic",
        DEFINITION,
        "The domestic capital of the text is that of the industrial zones.",
        DOMESTIC_CAPITAL,
        between(
            Row("ip_ddi_registered_stock", "2022-11", "vietdata-2022-12"),
            Row("ip_ddi_registered_stock", "2023-H1", "vietdata-2023"),
        ),
        HALF_A_YEAR_OLD,
    ),
    check(
        "capital-2023-size",
        SIDES,
        "Capital per foreign project in the text is that of the whole province.",
        of(per, FOREIGN_CAPITAL, FOREIGN_PROJECTS),
        of(per, STOCK_NOVEMBER, PROJECTS_NOVEMBER),
        "those in the zones are larger",
        unit="USD per project",
        aside="the mismatch of the count of projects, seen a second way",
    ),
    check(
        "korea-projects-rank",
        REPEATED,
        "Two articles rank the Republic of Korea alike by projects.",
        Row("fdi_projects_rank_by_origin", "2023-11-15", "vna-2023-11-15", KOREA),
        Row("fdi_projects_rank_by_origin", "2023-12-16", "vns-ein-2023-12-16", KOREA),
        "the second article rewords the same speaker",
    ),
    check(
        "korea-capital-rank",
        REPEATED,
        "Two articles rank the Republic of Korea alike by capital.",
        KOREA_CAPITAL_RANK,
        Row("fdi_stock_rank_by_origin", "2023-12-16", "vns-ein-2023-12-16", KOREA),
        "the second article rewords the same speaker",
        cause=SLIP,
    ),
    check(
        "korea-capital-stocks",
        SHARE,
        "The rank by capital follows from the stocks of Korea and China.",
        KOREA_CAPITAL_RANK,
        of(place_of_two, korea_stock(KOREA), korea_stock("origin: China")),
        "no stock of a third country is published for that year",
    ),
    check(
        "korea-output-share",
        DEFINITION,
        "Korea's share of the foreign sector's output is its share of the province's.",
        Row("fdi_industrial_output_share", "2023", "vna-2023-11-15", KOREA),
        of(
            percent,
            Row("industrial_output_share", "2023", "vns-ein-2023-12-16", KOREA),
            Row("industrial_output_share", "2023", "kinhtevadubao-2024", "FDI sector"),
        ),
        differs=(
            "one article measures against the foreign sector, the other against the"
            " province"
        ),
    ),
    twice(
        "korea-trade-share",
        "Two articles give one share of Korean firms in trade.",
        Row("trade_share", "2023", "vna-2023-11-15", KOREA),
        "wtocenter-2023-12",
        "the second article rewords the first",
    ),
    check(
        "korea-budget-share",
        REPEATED,
        "Two articles give one share of Korean firms in the budget.",
        Row("budget_share", "2023", "vna-2023-11-15", KOREA),
        Row("budget_share", "2023-09-16", "emidas-magazine-2023-09-22", KOREA),
    ),
    check(
        "countries-2022",
        REPEATED,
        "The number of investing countries at the end of 2022 still stood in September"
        " 2023.",
        Row("investor_countries", "2022-12-31", "bgo-2022-12-31"),
        Row("investor_countries", "2023-09-16", "emidas-magazine-2023-09-22"),
    ),
    check(
        "expansion-demand-2022",
        REPEATED,
        "A year later the province is still among the leaders by firms that want to"
        " grow.",
        Row("fdi_expansion_demand_top_group", "2022", "bgo-2022-12-31"),
        Row("fdi_expansion_demand_top_group", "2023"),
        "the survey behind it is not named",
    ),
    check(
        "trade-2022-growth",
        RATE,
        "Trade in 2022 is that of 2023 taken back by its growth.",
        Row("trade_turnover", "2022", "bgo-2022-12-31"),
        of(
            year_before,
            year_2023("trade_turnover"),
            year_2023("trade_turnover_growth"),
        ),
    ),
    check(
        "trade-2023-parts",
        PARTS,
        "Exports and imports add up to the trade of 2023.",
        year_2023("trade_turnover"),
        of(total, year_2023("export_turnover"), year_2023("import_turnover")),
    ),
    check(
        "exports-2023-customs",
        NATION,
        "The province's exports of 2023 are those that the customs office counts.",
        year_2023("export_turnover"),
        Row(
            "export_turnover",
            "2023",
            "thoibaotaichinhvietnam-2024-05-19",
            "customs count",
        ),
        "an estimate of the province against a count; no source says what either leaves"
        " out, and for January to May 2024 the customs office has more",
    ),
    check(
        "trade-2025-growth",
        PARTS,
        "The growth of trade in early 2025 follows from exports and imports.",
        early_2025("trade_turnover_growth"),
        of(
            growth_of_sum,
            early_2025("export_turnover"),
            early_2025("import_turnover"),
            early_2025("export_turnover_growth"),
            early_2025("import_turnover_growth"),
        ),
        "one of the three rates cannot be right",
        cause=SLIP,
    ),
    twice(
        "competitiveness-2006",
        "Two publications of the chamber of commerce give one rank for 2006.",
        Row("pci_rank", "2006", "pcivietnam-2023"),
        "vcci-pci-2006",
        unsaid=(
            "each rank goes with a score of its own, 48.36 and 55.99, and how either"
            " was worked out is not said"
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
