"""Circles on the map of zones: none covers another, and each stays near its place."""

import math

import pytest

import bacgiang as bg


def test_circles_that_cover_each_other_are_moved_until_they_touch():
    x, y = bg.apart([0, 0, 0.5], [0, 0, 0], [1, 1, 1])
    places = list(zip(x, y, strict=True))
    pairs = [(a, b) for n, a in enumerate(places) for b in places[:n]]
    assert min(math.dist(a, b) for a, b in pairs) == pytest.approx(2, abs=1e-4)


def test_circles_are_moved_alike_each_time():
    circles = [0, 0, 0.5], [0, 0, 0], [1, 1, 1]
    assert bg.apart(*circles) == bg.apart(*circles)


def test_circles_that_stand_clear_stay_where_they_are():
    assert bg.apart([0, 3], [0, 4], [1, 2]) == ([0, 3], [0, 4])
