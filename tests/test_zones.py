"""The land of zones: each hectare once, and circles that cover no other."""

import io
import math

import pandas as pd
import pytest

import bacgiang as bg
from bacgiang.charts import apart

# a zone at work with a phase only planned; a planned zone with one phase ahead of it
ZONES = pd.read_csv(
    io.StringIO(
        """
zone,kind,parent,counts_in_parent,status,area_ha,fact
A,zone,,,operating,100,a
A south,phase,A,yes,planned,30,b
A east,extension,A,no,approved,50,c
B,zone,,,planned,80,d
B one,phase,B,yes,approved,20,e
B two,phase,B,yes,planned,10,f
C,zone,,,planned,,g
D,cluster,,,operating,40,h
"""
    ),
    keep_default_na=False,
    na_values={"area_ha": [""]},
)


def test_each_hectare_counts_once_and_with_the_furthest_stage():
    land = bg.counted_once(ZONES)
    assert land["value"].to_dict() == {"A": 100, "A east": 50, "B": 60, "B one": 20}


def test_land_keeps_what_it_rests_on_and_its_stage():
    land = bg.counted_once(ZONES)
    assert land.loc["B one", ["status", "fact"]].to_list() == ["approved", "e"]


def test_the_whole_is_the_land_outside_all_phases():
    zones = bg.read_table("zones").query("kind != 'cluster'")
    outside = zones[zones["counts_in_parent"] != "yes"]["area_ha"].sum()
    assert bg.counted_once(zones)["value"].sum() == pytest.approx(outside)


def test_circles_that_cover_each_other_are_moved_until_they_touch():
    x, y = apart([0, 0, 0.5], [0, 0, 0], [1, 1, 1])
    places = list(zip(x, y, strict=True))
    pairs = [(a, b) for n, a in enumerate(places) for b in places[:n]]
    assert min(math.dist(a, b) for a, b in pairs) == pytest.approx(2, abs=1e-4)


def test_circles_that_stand_clear_stay_where_they_are():
    assert apart([0, 3], [0, 4], [1, 2]) == ([0, 3], [0, 4])
