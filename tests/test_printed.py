"""How a printed number is read: value, hedge and rounding step, in English and Vietnamese style."""

import pytest

from bacgiang.printed import read

CASES = [  # as printed, unit, language, value, value_max, qualifier, resolution
    ("nearly $8.3 billion", "USD", "en", 8.3e9, None, "nearly", 1e8),
    ("VNĐ677 trillion", "VND", "en", 677e12, None, "exact", 1e12),
    ("over 30 percent", "percent", "en", 30, None, "over", 1),
    ("13.45 per cent", "percent", "en", 13.45, None, "exact", 0.01),
    ("401 businesses", "enterprises", "en", 401, None, "exact", 0),
    ("more than 195,000", "people", "en", 195_000, None, "over", 1000),
    ("nearly 140 projects", "projects", "en", 140, None, "nearly", 10),
    ("Eight", "zones", "en", 8, None, "exact", 0),
    ("ninth", "rank", "en", 9, None, "exact", 0),
    ("two-fold", "ratio", "en", 2, None, "exact", 1),
    ("1.7 fold", "ratio", "en", 1.7, None, "exact", 0.1),
    ("9 – 12 million VND", "VND", "en", 9e6, 12e6, "exact", 1e6),
    ("up to 42,000 workers", "people", "en", 42_000, None, "at_most", 1000),
    ("at least 5 zones", "zones", "en", 5, None, "at_least", 1),
    ("down 2.3 percent", "percent", "en", -2.3, None, "exact", 0.1),
    ("3,895.59 km2", "ha", "en", 389_559, None, "exact", 1),
    ("1.234,5 tỷ đồng", "VND", "vi", 1234.5e9, None, "exact", 1e8),
    ("hơn 358,3 nghìn tỷ đồng", "VND", "vi", 358.3e12, None, "over", 1e11),
    ("gần 2.000 lao động", "people", "vi", 2000, None, "nearly", 100),
    ("giảm 2,3%", "percent", "vi", -2.3, None, "exact", 0.1),
    ("gấp đôi", "ratio", "vi", 2, None, "exact", 1),
    ("2268.7 [million USD]", "USD", "en", 2_268_700_000, None, "exact", 1e5),
    ("95.80 [previous year = 100]", "percent", "en", -4.2, None, "exact", 0.01),
]


@pytest.mark.parametrize("text, unit, language, value, top, qualifier, step", CASES, ids=[c[0] for c in CASES])
def test_a_printing_is_read_with_value_hedge_and_rounding_step(text, unit, language, value, top, qualifier, step):
    reading = read(text, unit, language)
    assert (reading.value, reading.qualifier, reading.resolution) == (pytest.approx(value), qualifier, pytest.approx(step))
    assert reading.value_max == (None if top is None else pytest.approx(top))


def test_an_ambiguous_separator_follows_the_language_of_the_page():
    assert read("541.169", "VND", "en").value == 541.169
    assert read("541.169", "VND", "vi").value == 541_169


def test_a_bracket_settles_an_ambiguous_separator_against_the_language():
    assert read("1.520 projects [dot groups thousands]", "projects", "en").value == 1520
    assert read("541.169 [dot is decimal]", "VND", "vi").value == 541.169


def test_an_unambiguous_number_is_read_the_same_in_both_languages():
    for text in ("1,234.5", "12,5", "1.234.567", "0.125"):
        assert read(text, "VND", "en") == read(text, "VND", "vi")


@pytest.mark.parametrize("text", ["", "many", "1, 2 and 3"])
def test_a_text_that_is_not_one_number_or_range_is_refused(text):
    with pytest.raises(ValueError, match="one, or a range of two, was expected"):
        read(text)


def test_trailing_zeros_never_make_the_step_coarser_than_a_tenth_of_the_number():
    assert read("about 500,000", "people").resolution == 10_000
    assert read("about 100 ha", "ha").resolution == 10
