"""The registry of zones: no hectare twice, each number with its source, each position
called a proxy.
"""

import pandas as pd
import pytest

import bacgiang as bg

ZONES = bg.table("zones").set_index("zone", drop=False)
FACTS = bg.table("facts")
PARENTS = sorted(set(ZONES["parent"]) - {""})
METHODS = {
    "commune point": 3,
    "mean of commune points": 3,
    "district centroid": 8,
}  # and how far off each may be, km
BOX = {
    "latitude": (21.1, 21.7),
    "longitude": (105.8, 107.1),
}  # the province, to a tenth of a degree

each_zone = pytest.mark.parametrize(
    "zone", ZONES.to_dict("records"), ids=lambda row: row["zone"]
)
each_parent = pytest.mark.parametrize("parent", PARENTS)


def printed(indicator, zone, value, source=None):
    """The facts that print this value for this zone."""
    rows = FACTS[
        (FACTS["indicator"] == indicator)
        & (FACTS["entity"] == zone)
        & (FACTS["value"] == value)
    ]
    return rows if source is None else rows[rows["source"] == source]


def reach(zone):
    """How far the printings of a zone's own area reach, over all its sources."""
    rows = bg.facts("zone_area", zone, "")
    return rows["low"].min(), rows["high"].max()


# --- no hectare twice -----------------------------------------------------------------
# ---------------------------------


@each_parent
def test_a_parent_is_a_zone_of_its_own_and_no_one_elses_part(parent):
    assert ZONES.loc[parent, "kind"] == "zone" and ZONES.loc[parent, "parent"] == ""


def test_a_row_with_a_parent_says_whether_it_counts_inside_it():
    inside = ZONES["counts_in_parent"].where(ZONES["parent"] != "", "none")
    assert set(inside[ZONES["parent"] != ""]) <= {"yes", "no"}
    assert not ZONES.loc[ZONES["parent"] == "", "counts_in_parent"].any()


def test_phases_lie_inside_their_parent_and_extensions_on_top_of_it():
    parts = ZONES[ZONES["parent"] != ""]
    assert (
        parts["counts_in_parent"].tolist()
        == parts["kind"].map({"phase": "yes", "extension": "no"}).tolist()
    )


@each_parent
def test_the_phases_of_a_zone_do_not_exceed_its_printed_area(parent):
    phases = ZONES[(ZONES["parent"] == parent) & (ZONES["counts_in_parent"] == "yes")]
    assert phases["area_ha"].sum() <= reach(parent)[1], (
        f"the phases of {parent} hold more land than the zone: correct a row or name"
        " the conflict in its note"
    )


def test_phases_that_are_said_to_make_up_a_zone_add_up_to_it():
    phases = bg.facts(
        "zone_area",
        ["Tiên Sơn - Ninh Sơn (phase 1)", "Tiên Sơn - Ninh Sơn (outside the dyke)"],
        source="bnbg-2023-07",
    )
    whole = bg.facts("zone_area", "Tiên Sơn - Ninh Sơn", source="bnbg-2023-07")
    assert bg.overlap(
        bg.derive(lambda a, b: a + b, *bg.each(phases)), bg.each(whole)[0]
    )


@pytest.mark.parametrize(
    "zone, extension, breakdown",
    [
        ("Quang Châu", "Quang Châu (extension)", "with extension"),
        ("Hòa Phú", "Hòa Phú (extension phase 1)", "with extension phase 1"),
        ("Việt Hàn", "Việt Hàn (extension)", "with extension"),
    ],
)
def test_a_zone_and_its_extension_add_up_to_the_area_printed_for_both(
    zone, extension, breakdown
):
    own, added = (
        [
            bg.Range(r["low"], r["value"], r["high"])
            for _, r in bg.facts("zone_area", name, "").iterrows()
        ]
        for name in (zone, extension)
    )
    both = bg.each(bg.facts("zone_area", zone, breakdown))[0]
    assert any(
        bg.overlap(bg.derive(lambda x, y: x + y, a, b), both)
        for a in own
        for b in added
    )


@pytest.mark.parametrize(
    "zone, other", [("Đức Giang", "Đồng Phúc"), ("Đồng Phúc", "Đức Giang")]
)
def test_two_zones_that_may_be_one_name_each_other(zone, other):
    assert other in ZONES.loc[zone, "note"] and "do not add" in ZONES.loc[zone, "note"]


def test_an_area_that_sources_print_more_than_a_tenth_apart_is_named_in_the_note():
    areas = FACTS[
        (FACTS["indicator"] == "zone_area")
        & (FACTS["breakdown"] == "")
        & FACTS["entity"].isin(ZONES.index)
    ]
    for zone, values in areas.groupby("entity")["value"]:
        others = [
            f"{value:g}"
            for value in (values.min(), values.max())
            if abs(value / ZONES.loc[zone, "area_ha"] - 1) > 0.1
        ]
        assert all(other in ZONES.loc[zone, "note"] for other in others), (
            f"{zone}: {others} ha is printed too: name it in the note"
        )


# --- each number with its source ------------------------------------------------------
# ---------------------------------


@each_zone
def test_an_area_is_the_one_its_source_prints(zone):
    if pd.isna(zone["area_ha"]):
        assert zone["area_source"] == ""
    else:
        assert len(
            printed("zone_area", zone["zone"], zone["area_ha"], zone["area_source"])
        ), f"no zone_area of {zone['area_source']} prints {zone['area_ha']} ha"


@each_zone
def test_an_occupancy_is_printed_for_the_zone_at_its_date(zone):
    if pd.isna(zone["occupancy_percent"]):
        assert zone["occupancy_as_of"] == ""
        return
    rows = pd.concat(
        [
            printed(name, zone["zone"], zone["occupancy_percent"])
            for name in ("zone_occupancy_rate", "ic_occupancy_rate")
        ]
    )
    rows = rows[rows["period"] == zone["occupancy_as_of"]]
    assert len(rows) and set(rows["source"]) & set(zone["sources"].split("; ")), (
        "no fact of the row's own sources prints this occupancy"
    )


@each_zone
def test_a_row_has_a_source_and_a_dated_status(zone):
    assert zone["sources"] and zone["status_as_of"]
    assert zone["area_source"] in ["", *zone["sources"].split("; ")]


# --- each position a proxy ------------------------------------------------------------
# ---------------------------------


@each_zone
def test_a_position_lies_in_the_province_and_says_how_it_was_found(zone):
    if pd.isna(zone["latitude"]):
        assert pd.isna(zone["longitude"]) and zone["coordinate_method"] == ""
        return
    assert all(low < zone[side] < high for side, (low, high) in BOX.items())
    assert zone["accuracy_km"] >= METHODS[zone["coordinate_method"]], (
        "a proxy is no better than its method"
    )
    assert {"vietnamadminunits", "dvhcvn"} & set(zone["sources"].split("; ")), (
        "the source of the position is missing"
    )


def test_zones_have_a_position_and_a_district_of_the_table():
    assert ZONES.loc[ZONES["kind"] != "cluster", "latitude"].notna().all()
    assert set(ZONES["district"]) <= set(bg.table("districts")["district"])


# --- circles on the map ---------------------------------------------------------------
# ---------------------------------


def test_circles_that_cover_each_other_are_moved_until_they_touch():
    x, y = bg.apart([0, 0, 0.5], [0, 0, 0], [1, 1, 1])
    gaps = [
        ((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2) ** 0.5
        for i in range(3)
        for j in range(i)
    ]
    assert min(gaps) == pytest.approx(2, abs=1e-4)
    assert (x, y) == bg.apart([0, 0, 0.5], [0, 0, 0], [1, 1, 1])


def test_circles_that_stand_clear_stay_where_they_are():
    assert bg.apart([0, 3], [0, 4], [1, 2]) == ([0, 3], [0, 4])
