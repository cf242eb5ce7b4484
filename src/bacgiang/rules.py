"""What the tables must say together: the rules that no single column can state.

Tables in (as text, in the form of the contract), faults out; no files. Four families:
the printings of one source (none contradicts another in silence), the outlines (closed
rings in the country), the registry of zones (no hectare counted twice, each number with
its source, each position a proxy), and the statistics office's tables of foreign
investment, which add up from 1 January to a stated day and list selected provinces
only.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from . import ranges
from .contract import COUNTRY
from .report import Broken, Faults, Tables, has, named, numbered


def faults(tables: Tables) -> Faults:
    """Find where the tables contradict one another; nothing where they agree.

    Parameters
    ----------
    tables
        The tables of a data folder as text, sound by themselves. Rules about tables or
        columns that a folder does not have are left out.
    """
    if has(tables, "facts", FACT_COLUMNS):
        yield from _printings_of_a_source_agree(tables["facts"])
    if has(tables, "outlines", {"outline"}):
        yield from _outlines_are_rings_in_the_country(tables["outlines"])
    if has(tables, "zones", ZONE_COLUMNS) and has(tables, "facts", FACT_COLUMNS):
        registry = _registry(tables)
        for rule in ZONE_RULES:
            yield from rule(registry)
    if has(tables, "sources", {"published"}) and has(tables, "facts", FACT_COLUMNS):
        office = _office(tables)
        for law in OFFICE_RULES:
            yield from law(office)


def _picked(rows: pd.DataFrame, indicators: list[str]) -> pd.DataFrame:
    """Pick the facts of some indicators, with their lines, as numbers and texts."""
    rows = numbered(rows)
    rows = rows[rows["indicator"].isin(indicators)]
    names = rows.select_dtypes("category")
    return _numbers(rows.astype(dict.fromkeys(names, str)), FACT_NUMBERS)


def _numbers(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows.assign(**{name: pd.to_numeric(rows[name]) for name in columns})


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    yield from frame.itertuples(index=False)


def _listed(sources: str) -> list[str]:
    return sources.split("; ")


# --- the printings of one source ------------------------------------------------------

QUANTITY = ["source", "indicator", "entity", "breakdown", "period", "status"]
FACT_NUMBERS = ["value", "value_max", "resolution"]
FACT_COLUMNS = {*QUANTITY, *FACT_NUMBERS, "qualifier", "locator", "note", "as_printed"}


def _printings_of_a_source_agree(facts: pd.DataFrame) -> Faults:
    """Find two printings of a quantity by one source that cannot both hold, unnoted."""
    rows = numbered(facts)
    silent = rows[rows["note"] == ""]
    twice = silent[silent.duplicated(QUANTITY, keep=False)]
    twice = ranges.bounds(_numbers(twice, FACT_NUMBERS))
    for _, printings in twice.groupby(QUANTITY, sort=False):
        earlier: list[Any] = []
        for row in _rows(printings):
            yield from _contradiction(row, earlier)
            earlier.append(row)


def _contradiction(row: Any, earlier: list[Any]) -> Faults:
    """Name the first earlier printing whose range shares no value with a row's."""
    for other in earlier:
        slack = 1e-9 * max(abs(row.value), abs(other.value))
        if row.high < other.low - slack or other.high < row.low - slack:
            text = (
                f"{row.as_printed!r} contradicts {other.as_printed!r} of the same"
                f" source (row {other.row}, {other.locator or 'no locator'}); expected"
                " printings that agree, or a note that says what each of them is"
            )
            yield Broken("facts", row.row, "as_printed", text)
            return


# --- the outlines ---------------------------------------------------------------------

POINT = re.compile(r"(\d+(?:\.\d+)?) (\d+(?:\.\d+)?)")


def _outlines_are_rings_in_the_country(outlines: pd.DataFrame) -> Faults:
    """Find outlines that are not closed, or lead abroad, as with latitudes first."""
    (south, north), (west, east) = COUNTRY["latitude"], COUNTRY["longitude"]
    for row in _rows(numbered(outlines)):
        points = POINT.findall(row.outline)
        if points[:1] != points[-1:]:
            text = f"ends at {' '.join(points[-1])}; expected the point it began with"
            yield Broken("outlines", row.row, "outline", text)
        for point in points:
            x, y = map(float, point)
            if not (west <= x <= east and south <= y <= north):
                text = (
                    f"leads to {' '.join(point)}; expected a longitude of {west:g} to"
                    f" {east:g}, then a latitude of {south:g} to {north:g}"
                )
                yield Broken("outlines", row.row, "outline", text)
                break


# --- the registry of zones ------------------------------------------------------------

ZONE_NUMBERS = ["area_ha", "occupancy_percent", "latitude", "longitude", "accuracy_km"]
ZONE_COLUMNS = {*ZONE_NUMBERS, "zone", "kind", "parent", "counts_in_parent", "note"}
ZONE_COLUMNS |= {"area_source", "occupancy_as_of", "coordinate_method", "sources"}
INSIDE = {"phase": "yes", "extension": "no"}  # whether its land is in the parent's
METHODS = {  # the least that each way to a position may be off, km
    "commune point": 3,
    "mean of commune points": 3,
    "district centroid": 8,
}
POSITIONS = {"vietnamadminunits"}  # sources of positions
OCCUPANCY = ["zone_occupancy_rate", "ic_occupancy_rate"]
NOTED = 0.1  # printings further than this share from the area adopted need a note


class Registry(NamedTuple):
    """The zones by name, and the facts about them with their ranges."""

    zones: pd.DataFrame
    areas: pd.DataFrame
    occupancies: pd.DataFrame
    positions: set[str]  # the sources of positions that the folder has


def _registry(tables: Tables) -> Registry:
    zones = tables["zones"]
    zones = _numbers(numbered(zones), ZONE_NUMBERS)
    zones = zones.set_index("zone", drop=False).rename_axis(None)
    areas = ranges.bounds(_picked(tables["facts"], ["zone_area"]))
    occupancies = _picked(tables["facts"], OCCUPANCY)
    positions = POSITIONS & set(tables["sources"]["source"])
    return Registry(zones, areas, occupancies, positions)


def _parts_count_by_their_kind(registry: Registry) -> Faults:
    """Find parts that count in their parent as their kind does not, or have none."""
    for zone in _rows(registry.zones):
        if zone.parent and zone.kind not in INSIDE:
            text = f"a {zone.kind} has the parent {zone.parent!r}; expected none"
            yield Broken("zones", zone.row, "parent", text)
            continue
        want = INSIDE[zone.kind] if zone.parent else ""
        if zone.counts_in_parent != want:
            whose = f"{zone.kind} of {zone.parent!r}" if zone.parent else "whole zone"
            text = f"is {zone.counts_in_parent!r} for a {whose}; expected {want!r}"
            yield Broken("zones", zone.row, "counts_in_parent", text)


def _parents_are_zones(registry: Registry) -> Faults:
    """Find parents that are parts themselves, or clusters."""
    for zone in _rows(registry.zones):
        if zone.parent:
            parent = registry.zones.loc[zone.parent]
            if parent["kind"] != "zone" or parent["parent"]:
                text = f"{zone.parent!r} is a part or a cluster; expected a whole zone"
                yield Broken("zones", zone.row, "parent", text)


def _phases_fit_their_zone(registry: Registry) -> Faults:
    """Find zones whose phases hold more land than the printed areas reach."""
    zones, whole = registry.zones, registry.areas[registry.areas["breakdown"] == ""]
    reach = whole.groupby("entity")["high"].max()
    inside = zones[zones["counts_in_parent"] == "yes"]
    for name, held in inside.groupby("parent")["area_ha"].sum().items():
        if held > reach.get(name, float("inf")):
            text = (
                f"its phases hold {held:g} ha, its printed areas reach"
                f" {reach[name]:g} ha; expected no more than that"
            )
            yield Broken("zones", zones.loc[name, "row"], "area_ha", text)


def _phases_of_a_page_add_up(registry: Registry) -> Faults:
    """Find pages whose area of a zone is not that of its several phases there."""
    zones, whole = registry.zones, registry.areas[registry.areas["breakdown"] == ""]
    inside = zones.loc[zones["counts_in_parent"] == "yes", "parent"]
    parts = whole.assign(parent=whole["entity"].map(inside)).dropna(subset="parent")
    for (parent, source), some in parts.groupby(["parent", "source"]):
        page = whole[(whole["entity"] == parent) & (whole["source"] == source)]
        if len(some) > 1 and len(page):
            low, high = some["low"].sum(), some["high"].sum()
            yield from _apart(page, low, high, "its phases on the same page")


def _apart(rows: pd.DataFrame, low: float, high: float, what: str) -> Faults:
    """Name the rows whose range shares no value with a sum."""
    for row in _rows(rows):
        if high < row.low or row.high < low:
            text = (
                f"{row.value:g} ha, but {what} add up to {low:g} to {high:g};"
                " expected the two to agree"
            )
            yield Broken("facts", row.row, "value", text)


def _extensions_add_up(registry: Registry) -> Faults:
    """Find areas "with extension" that are no sum of the zone and its extension."""
    areas = registry.areas
    whole = areas[areas["breakdown"] == ""]
    both = areas[areas["breakdown"].str.startswith("with extension")]
    for row in _rows(both):
        name = f"{row.entity} ({row.breakdown.removeprefix('with ')})"
        own, added = (whole[whole["entity"] == zone] for zone in (row.entity, name))
        pairs = own.merge(added, how="cross")
        low, high = pairs["low_x"] + pairs["low_y"], pairs["high_x"] + pairs["high_y"]
        if len(pairs) and not ((low <= row.high) & (row.low <= high)).any():
            text = (
                f"{row.value:g} ha is no sum of the areas printed for {row.entity!r}"
                f" and {name!r}; expected one pair of them to add up"
            )
            yield Broken("facts", row.row, "value", text)


def _doubtful_pairs_name_each_other(registry: Registry) -> Faults:
    """Find notes that warn not to add two zones and are not returned by the other."""
    notes = registry.zones["note"]
    warned = notes[notes.str.contains("do not add")]
    for name, note in warned.items():
        back = [other for other in warned.index if other != name and other in note]
        if not any(name in warned[other] for other in back):
            text = (
                "says not to add the zone to another that does not say so of it;"
                ' expected both notes to name the other and "do not add"'
            )
            yield Broken("zones", registry.zones.loc[name, "row"], "note", text)


def _far_areas_are_noted(registry: Registry) -> Faults:
    """Find areas printed more than a tenth off the adopted one that no note names."""
    whole = registry.areas[registry.areas["breakdown"] == ""]
    known = whole.merge(
        registry.zones[["zone", "area_ha", "note", "row"]],
        left_on="entity",
        right_on="zone",
        suffixes=("", "_zone"),
    )
    for _, printings in known.groupby("zone"):
        for place in (printings["value"].idxmin(), printings["value"].idxmax()):
            one = printings.loc[place]
            is_far = abs(one["value"] / one["area_ha"] - 1) > NOTED
            if is_far and f"{one['value']:g}" not in one["note_zone"]:
                text = (
                    f"does not name the {one['value']:g} ha of {one['source']}, more"
                    f" than a tenth off {one['area_ha']:g}; expected it to"
                )
                yield Broken("zones", one["row_zone"], "note", text)


def _areas_are_printed(registry: Registry) -> Faults:
    """Find areas that their source does not print, or with a source of elsewhere."""
    areas = registry.areas
    printed = set(zip(areas["entity"], areas["value"], areas["source"], strict=True))
    for zone in _rows(registry.zones):
        if pd.isna(zone.area_ha):
            if zone.area_source:
                text = "is named without an area; expected none"
                yield Broken("zones", zone.row, "area_source", text)
            continue
        if (zone.zone, zone.area_ha, zone.area_source) not in printed:
            text = (
                f"no zone_area of {zone.area_source!r} prints {zone.area_ha:g} ha for"
                f" {zone.zone!r}; expected a fact that does"
            )
            yield Broken("zones", zone.row, "area_ha", text)
        if zone.area_source not in _listed(zone.sources):
            text = f"{zone.area_source!r} is not in sources; expected it there too"
            yield Broken("zones", zone.row, "area_source", text)


def _occupancies_are_printed(registry: Registry) -> Faults:
    """Find occupancies that no source of the row prints at their date."""
    facts = registry.occupancies
    cells = [facts[name] for name in ("entity", "value", "period", "source")]
    printed = set(zip(*cells, strict=True))
    for zone in _rows(registry.zones):
        share, when = zone.occupancy_percent, zone.occupancy_as_of
        if pd.isna(share):
            if when:
                text = "is dated without a share; expected none"
                yield Broken("zones", zone.row, "occupancy_as_of", text)
            continue
        names = _listed(zone.sources)
        if not any((zone.zone, share, when, name) in printed for name in names):
            text = (
                f"no fact of the row's own sources prints {share:g} percent at"
                f" {when!r}; expected one"
            )
            yield Broken("zones", zone.row, "occupancy_percent", text)


def _positions_are_proxies(registry: Registry) -> Faults:
    """Find positions that do not say how they were found, or claim too much."""
    for zone in _rows(registry.zones):
        given = [pd.notna(zone.latitude), pd.notna(zone.longitude)]
        given.append(zone.coordinate_method != "")
        if not any(given):
            if zone.kind != "cluster":
                text = f"is empty for a {zone.kind}; expected a position"
                yield Broken("zones", zone.row, "latitude", text)
        elif not all(given):
            text = (
                "latitude, longitude and method do not stand together; expected all of"
                " them or none"
            )
            yield Broken("zones", zone.row, "coordinate_method", text)
        else:
            yield from _proxy_faults(zone, registry.positions)


def _proxy_faults(zone: Any, positions: set[str]) -> Faults:
    row, least = zone.row, METHODS.get(zone.coordinate_method, 0)
    if not zone.accuracy_km >= least:
        text = (
            f"is {zone.accuracy_km:g} for a {zone.coordinate_method}; expected"
            f" {least} or more"
        )
        yield Broken("zones", row, "accuracy_km", text)
    if positions and not positions & set(_listed(zone.sources)):
        text = (
            "lacks the source of the position; expected one of"
            f" {', '.join(sorted(positions))}"
        )
        yield Broken("zones", row, "sources", text)


ZONE_RULES: list[Callable[[Registry], Faults]] = [
    _parts_count_by_their_kind,
    _parents_are_zones,
    _phases_fit_their_zone,
    _phases_of_a_page_add_up,
    _extensions_add_up,
    _doubtful_pairs_name_each_other,
    _far_areas_are_noted,
    _areas_are_printed,
    _occupancies_are_printed,
    _positions_are_proxies,
]

# --- the office's tables of foreign investment ----------------------------------------

NEW, ADDED = "fdi_registered_new", "fdi_registered_additional"
COUNT = "fdi_new_projects"
DOLLARS = r"-?\d+(\.\d)? \[(million|thousand) USD(, dot is decimal)?\]"
CELLS = {  # how a cell of each indicator is printed
    NEW: DOLLARS,
    ADDED: DOLLARS,
    COUNT: r"\d+",
}
SPAN = r"(\d{4})-01-01/\1-\d\d-\d\d"
CELL = r"(?P<sheet>[^!]+)!(?P<letters>[A-Z]{1,2})(?P<line>\d{1,3})"
NATION, PROVINCE = "Việt Nam", "Bắc Giang"
LISTED = range(16, 30)  # how many provinces the last table of a year lists
WHOLE = "2009"  # of the tables before, only the province and its neighbours are held


def _office(tables: Tables) -> pd.DataFrame:
    """Pick the cells of the office's tables, with sheet, line, year and last day."""
    rows = _picked(tables["facts"], list(CELLS))
    is_span = rows["period"].str.len() == len("2023-01-01/2023-10-20")
    rows = rows[rows["source"].str.startswith("gso-") & is_span]
    days = tables["sources"].set_index("source")["published"]
    sheet = rows["locator"].str.extract(f"^{CELL}$")
    return rows.assign(
        published=rows["source"].map(days),
        year=rows["period"].str[:4],
        until=rows["period"].str[-10:],
        sheet=sheet["sheet"],
        line=pd.to_numeric(sheet["line"]),
    )


def _spans_start_at_new_year(office: pd.DataFrame) -> Faults:
    """Find spans that do not run from 1 January to a day of the same year."""
    wrong = office[~office["period"].str.fullmatch(SPAN)]
    text = "{} is no span of the office's tables; expected YYYY-01-01/YYYY-MM-DD"
    return named(wrong, "period", text)


def _tables_are_published_after_they_count(office: pd.DataFrame) -> Faults:
    """Find tables that count further than the month they were published in."""
    wrong = office[office["published"].str[:7] < office["until"].str[:7]]
    text = "{} counts further than its table was published; expected an earlier day"
    return named(wrong, "period", text)


def _locators_are_cells(office: pd.DataFrame) -> Faults:
    """Find locators that are no cell of a sheet, and cells with two numbers."""
    wrong = office[office["sheet"].isna()]
    yield from named(wrong, "locator", "{} is no cell; expected sheet!cell")
    cells = office.dropna(subset="sheet")
    twice = cells[cells.duplicated(["source", "locator"], keep=False)]
    yield from named(twice, "locator", "{} holds two numbers; expected one a cell")


def _lines_belong_to_one_place(office: pd.DataFrame) -> Faults:
    """Find lines of a table whose numbers belong to several places."""
    cells = office.dropna(subset="sheet")
    places = cells.groupby(["source", "sheet", "line"])["entity"]
    wrong = cells[places.transform("nunique") > 1]
    text = "{} shares its line of the table with another place; expected one"
    return named(wrong, "entity", text)


def _cells_keep_their_digits(office: pd.DataFrame) -> Faults:
    """Find printings without the digits of a cell: dollars, or a whole count."""
    for indicator, form in CELLS.items():
        rows = office[office["indicator"] == indicator]
        wrong = rows[~rows["as_printed"].str.fullmatch(form)]
        text = f"{{}} is no cell of {indicator}; expected digits as the table has them"
        yield from named(wrong, "as_printed", text)


def _falls_are_noted(office: pd.DataFrame) -> Faults:
    """Find falls of what adds up within a year where no note says below what."""
    rows = office[office["entity"] == PROVINCE].sort_values("until", kind="stable")
    fell = rows.groupby(["indicator", "year"])["value"].diff() < 0
    silent = rows[fell & ~rows["note"].str.contains("below")]
    text = 'is {} where the count of the year falls; expected "below" and what'
    return named(silent, "note", text)


def _no_new_capital_is_zero(office: pd.DataFrame) -> Faults:
    """Find provinces listed without new capital; one left out has no row."""
    zero = office[(office["indicator"] == NEW) & (office["value"] <= 0)]
    return named(zero, "value", "{} of new capital; expected more, or no row")


def _last_tables_list_by_new_capital(office: pd.DataFrame) -> Faults:
    """Find last tables of a year that do not list provinces by new capital.

    Only where they do can a place in them be read as a place in the country.
    """
    is_place = (office["indicator"] == NEW) & (office["entity"] != NATION)
    rows = office[is_place & (office["year"] >= WHOLE)]
    last = rows[rows["until"] == rows.groupby("year")["until"].transform("max")]
    last = last.sort_values(["year", "line"])
    sizes = last.groupby("year")["row"].transform("size")
    first = ~last.duplicated("year")
    text = "{} lists too few or too many provinces; expected"
    text += f" {LISTED[0]} to {LISTED[-1]} in the last table of a year"
    yield from named(last[first & ~sizes.isin(LISTED)], "period", text)
    higher = last[last.groupby("year")["value"].diff() > 0]
    text = "{} is more than the line above has; expected the largest first"
    yield from named(higher, "value", text)


def _provinces_are_parts_of_the_country(office: pd.DataFrame) -> Faults:
    """Find tables whose provinces hold more than the country.

    Additional capital is net of cuts: there a part may exceed the whole.
    """
    rows = office[office["indicator"] != ADDED]
    table = ["source", "period", "indicator"]
    is_whole = rows["entity"] == NATION
    parts = rows[~is_whole].groupby(table)["value"].sum().rename("parts")
    both = rows[is_whole].merge(parts, on=table)
    wrong = both[both["parts"] > both["value"] * (1 + 1e-9)]
    text = "{} for the country is less than its provinces have; expected more"
    return named(wrong, "value", text)


OFFICE_RULES: list[Callable[[pd.DataFrame], Faults]] = [
    _spans_start_at_new_year,
    _tables_are_published_after_they_count,
    _locators_are_cells,
    _lines_belong_to_one_place,
    _cells_keep_their_digits,
    _falls_are_noted,
    _no_new_capital_is_zero,
    _last_tables_list_by_new_capital,
    _provinces_are_parts_of_the_country,
]
