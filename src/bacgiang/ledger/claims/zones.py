"""Claims about industrial zones and clusters, their firms and workers."""

import pandas as pd

from ..declare import (
    DEFINITION,
    PARTS,
    REPEATED,
    SHARE,
    SIDES,
    STOCK,
    Check,
    Row,
    Side,
    between,
    check,
    less,
    of,
    parts,
    per,
    percent,
    total,
    twice,
)

ZONES_TOTAL = Row("ip_zones_total", "2023-12-25", "vns-ein-2023-12-25")
ZONES_OPERATING = Row("ip_zones_operating", "2023-12-25", "vns-ein-2023-12-25")
ZONES_AREA = Row(
    "ip_area_total", "2023-12-25", "vns-ein-2023-12-25", "20 zones or eight of them"
)
AREA_ESTABLISHED = Row("ip_area_established", "2023-09-05", "vccinews-2023-09-05-2")
WAITING_NEW = Row(
    "ip_zones_awaiting_approval", "2023-12-25", "vns-ein-2023-12-25", "new"
)
WAITING_EXPANDED = WAITING_NEW._replace(breakdown="expanded")
FIRMS_2022 = Row("ip_enterprises_operating", "2022-12-31", "bgo-2022-12-31")
FIRMS_JULY = Row("ip_enterprises_operating", "2022-07-28", "bgo-2022-07-28")
WORKERS_2022 = Row("ip_workers", "2022-12-31", "bgo-2022-12-31")
WORKERS_JULY = Row("ip_workers", "2022-07-28", "bgo-2022-07-28")
WORKERS_2021 = Row("ip_workers", "2021-12", "bgo-2021-12-2")
WORKERS_2023 = Row("ip_workers", "2023-09-05", "vccinews-2023-09-05-2")
OF_INDEX = (
    "the index counts the workers of all industrial firms of the province, and those in"
    " the zones need not have moved alike"
)
MERGER = Row("ip_zones_merger_proposed", "2022", "bgo-2022-12-30")


def carried(people: float, *indices: float) -> float:
    """Carry a number of people on by indices, the month before being 100."""
    for index in indices:
        people = people * index / 100
    return people


def by_labour(people: Row, first: str, last: str) -> Side:
    """Carry a count on by the labour index of the months from the first to the last."""
    months = pd.period_range(first, last, freq="M")
    rows = [Row("industrial_labour_index_month", f"{month}-01") for month in months]
    return of(carried, people, *rows)


ZONES: list[Check] = [
    check(
        "zones-2023-parts",
        PARTS,
        "Operating, new and expanded zones add up to the zones that the province"
        " hosts.",
        ZONES_TOTAL,
        of(total, ZONES_OPERATING, WAITING_NEW, WAITING_EXPANDED),
        "an expanded zone is not even a further one",
        unsaid="the text does not say that the three groups are all of them",
    ),
    check(
        "zones-2023-established",
        DEFINITION,
        "The zones that the province hosts are its established zones.",
        ZONES_TOTAL,
        Row("ip_zones_established", "2023-12", "biz-2024-04-16"),
        differs="the text of the larger number has zones that wait for approval in it",
    ),
    check(
        "zones-2023-planning",
        DEFINITION,
        "The zones that the province hosts are those with an approved plan.",
        ZONES_TOTAL,
        Row("ip_zones_planning_approved", "2025", "dulongip-2025"),
        "the list of names under the smaller number has one more",
        differs=(
            "a plan approved is not a zone that exists, and its count is two years"
            " younger"
        ),
    ),
    check(
        "zones-2023-operating",
        REPEATED,
        "The operating zones of December 2023 are those of September 2023.",
        ZONES_OPERATING,
        Row("ip_zones_operating", "2023-09-05", "vccinews-2023-09-05-2"),
        differs=(
            "one text counts zones operational and approved, the other those at work"
        ),
    ),
    check(
        "zones-2023-area",
        DEFINITION,
        "The area of the zones is that of the established ones.",
        ZONES_AREA,
        AREA_ESTABLISHED,
        unsaid="the sentence leaves open which zones are meant",
    ),
    check(
        "zones-2023-area-eight",
        SIDES,
        "If the area is of the operating zones alone, they are as large as"
        " established ones.",
        of(per, ZONES_AREA, ZONES_OPERATING),
        of(
            per,
            AREA_ESTABLISHED,
            Row("ip_zones_established", "2023-09-05", "vccinews-2023-09-05-2"),
        ),
        unit="ha per zone",
        aside="a reading that was tried: the area belongs to all the zones named",
    ),
    check(
        "zones-2022-new",
        STOCK,
        "The zones approved in 2022, new and expanded, are the rise of established"
        " zones in that year.",
        parts("ip_zones_approved", "2022", "bgo-2022-12-30", "new", "expanded"),
        of(
            less,
            Row("ip_zones_established", "2022-12-20", "vccinews-2022-12-20"),
            Row("ip_zones_established", "2021-12", "daidoanket-undated"),
        ),
        differs="of the extensions the counts of established zones take in but one",
    ),
    twice(
        "zones-2022-expanded",
        "Another article counts the expansions approved in 2022.",
        Row("ip_zones_approved", "2022", "bgo-2022-12-30", "expanded"),
        "vccinews-2022-12-20",
        "extensions are named one by one elsewhere, never counted",
    ),
    check(
        "zones-2022-proposed",
        DEFINITION,
        "The new zones proposed in 2022 are those waiting for approval a year later.",
        Row("ip_zones_proposed", "2022", "bgo-2022-12-30", "new"),
        WAITING_NEW,
        differs="proposed in one year against waiting at a later date",
    ),
    check(
        "zones-2022-proposed-expanded",
        REPEATED,
        "The expansion proposed in 2022 is the one waiting for approval a year later.",
        Row("ip_zones_proposed", "2022", "bgo-2022-12-30", "expanded"),
        WAITING_EXPANDED,
        "neither text names the zone",
    ),
    check(
        "zones-2022-documents",
        STOCK,
        "The planning documents completed in 2022 are the rise in zones with an"
        " approved plan.",
        Row("ip_zones_planning_documents", "2022", "bgo-2022-12-30"),
        of(
            less,
            Row("ip_zones_planning_approved", "2025", "dulongip-2025"),
            Row("ip_zones_planning_approved", "2022-04", "fntvina-undated"),
        ),
        "a document completed is not yet a plan approved",
        unsaid="how much of the rise to 2025 came after 2022 no source says",
    ),
    check(
        "zones-2022-merger",
        STOCK,
        "The merger proposed in 2022 shortened the list of planned zones.",
        of(
            less,
            MERGER._replace(breakdown="zones to be merged"),
            MERGER._replace(breakdown="zones remaining"),
        ),
        of(
            less,
            Row("ip_zones_planned", "2030", "talkvietnam-2021-07-19"),
            Row("ip_zones_planned", "2030", "vns-ein-2023-07-24"),
        ),
        differs="one text tells of a proposal, the plans of what was decided",
    ),
    check(
        "firms-2022",
        STOCK,
        "The firms operating in the zones at the end of 2022 fit the counts before and"
        " after.",
        FIRMS_2022,
        between(
            FIRMS_JULY, Row("ip_enterprises_operating", "2024-01-24", "bnbg-2024-01-24")
        ),
    ),
    check(
        "workers-2022",
        STOCK,
        "The workers in the zones at the end of 2022 fit the counts before and after.",
        WORKERS_2022,
        between(WORKERS_JULY, WORKERS_2023),
        unsaid=(
            "the industry department gave this count, the zones' authority the two"
            " others; whether they count alike no source says"
        ),
    ),
    check(
        "workers-2022-before",
        STOCK,
        "The workers of July 2022 are those of December 2021, carried on by the labour"
        " index.",
        WORKERS_JULY,
        by_labour(WORKERS_2021, "2022-01", "2022-08"),
        unsaid=OF_INDEX,
    ),
    check(
        "workers-2022-index",
        STOCK,
        "The workers at the end of 2022 are those of July, carried on by the labour"
        " index.",
        WORKERS_2022,
        by_labour(WORKERS_JULY, "2022-09", "2023-01"),
        OF_INDEX,
        unsaid=OF_INDEX,
    ),
    check(
        "workers-2023-index",
        STOCK,
        "The workers of September 2023 are those of the end of 2022, carried on by the"
        " labour index.",
        WORKERS_2023,
        by_labour(WORKERS_2022, "2023-02", "2023-08"),
        unsaid=OF_INDEX,
    ),
    check(
        "workers-2022-per-firm",
        SIDES,
        "Workers per firm at the end of 2022 are those of July.",
        of(per, WORKERS_2022, FIRMS_2022),
        of(per, WORKERS_JULY, FIRMS_JULY),
        unit="people per enterprise",
        aside="a reading that was tried: firms may well take workers on",
    ),
    check(
        "parks-output-share",
        SHARE,
        "The zones' share of output in early 2023 follows from the two levels"
        " beside it.",
        Row(
            "industrial_output_share",
            "2023-H1",
            "vccinews-2023-09-05-2",
            "industrial parks",
        ),
        of(
            percent,
            Row("ip_industrial_output_value", "2023-H1", "vccinews-2023-09-05-2"),
            Row("industrial_output_value", "2023-H1", "vccinews-2023-09-05-2"),
        ),
        unsaid=(
            "whether 211,000 billion is rounded to thousands is not said; if it is,"
            " the share fits"
        ),
    ),
    check(
        "parks-projects-2023",
        PARTS,
        "Foreign and domestic projects add up to the projects in the zones.",
        Row("ip_projects", "2023-09-05", "vccinews-2023-09-05-2"),
        parts("ip_projects", "2023-09-05", "vccinews-2023-09-05-2", "FDI", "domestic"),
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
            Row("ic_realised_capital", "2025-03-19", "vns-2025-03-19"),
            Row("ic_registered_capital", "2025-03-19", "vns-2025-03-19"),
        ),
    ),
    check(
        "urban-areas-2022",
        REPEATED,
        "The teaser's text repeats its title.",
        Row("urban_area_projects", "2022-12", "bgo-2022-12-31", locator="t4"),
        Row("urban_area_projects", "2022-12", "bgo-2022-12-31", locator="t4 title"),
    ),
]
