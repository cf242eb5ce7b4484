"""How a printed number is read: value, hedge and rounding step, in English and
Vietnamese style.
"""

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
    ("two m2", "ha", "en", 0.0002, None, "exact", 0.0001),
    ("twelve [7]", "projects", "en", 12, None, "exact", 0),
    ("5 hundred people", "people", "en", 500, None, "exact", 0),
    ("3,895.59 km2", "ha", "en", 389_559, None, "exact", 1),
    ("1.234,5 tỷ đồng", "VND", "vi", 1234.5e9, None, "exact", 1e8),
    ("hơn 358,3 nghìn tỷ đồng", "VND", "vi", 358.3e12, None, "over", 1e11),
    ("gần 2.000 lao động", "people", "vi", 2000, None, "nearly", 100),
    ("giảm 2,3%", "percent", "vi", -2.3, None, "exact", 0.1),
    ("gấp đôi", "ratio", "vi", 2, None, "exact", 1),
    ("2268.7 [million USD]", "USD", "en", 2_268_700_000, None, "exact", 1e5),
    ("95.80 [previous year = 100]", "percent", "en", -4.2, None, "exact", 0.01),
    ("2.2 quadrillion VND", "VND", "en", 2.2e15, None, "exact", 1e14),
    ("one hundred firms", "enterprises", "en", 100, None, "exact", 0),
    ("hai trăm tỷ đồng", "VND", "vi", 200e9, None, "exact", 1e9),
    ("about ten zones", "zones", "en", 10, None, "about", 1),
    ("contracted 2.3 percent", "percent", "en", -2.3, None, "exact", 0.1),
    ("fell 2%", "percent", "en", -2, None, "exact", 1),
    ("decreased by 3.52%", "percent", "en", -3.52, None, "exact", 0.01),
    ("giảm khoảng 2,19%", "percent", "vi", -2.19, None, "about", 0.01),
    ("giảm 0,4 điểm", "percentage points", "vi", -0.4, None, "exact", 0.1),
    ("about 20 - 19.4 %", "percent", "en", 19.4, 20, "exact", 0.1),
    ("42 - 42.3%", "percent", "en", 42, 42.3, "exact", 0.1),
    ("1-1.2 million VND", "VND", "en", 1e6, 1.2e6, "exact", 1e5),
    ("$500 million to $1.2 billion", "USD", "en", 5e8, 1.2e9, "exact", 1e6),
    ("between 5 and 10 percent", "percent", "en", 5, 10, "exact", 1),
    ("5 to 8 kilometres", "", "en", 5, 8, "exact", 1),
    ("5 to 8 wells", "", "en", 5, 8, "exact", 0),
    ("5 đến 7,5%", "percent", "vi", 5, 7.5, "exact", 0.1),
    ("four to five zones", "zones", "en", 4, 5, "exact", 0),
    ("twenty-five projects", "projects", "en", 25, None, "exact", 0),
    ("hai mươi lăm dự án", "projects", "vi", 25, None, "exact", 0),
    ("hai trăm năm mươi dự án", "projects", "vi", 250, None, "exact", 0),
    ("mười lăm dự án", "projects", "vi", 15, None, "exact", 0),
    ("half", "ratio", "en", 0.5, None, "exact", 0.1),
    ("dẫn đầu cả nước", "rank", "vi", 1, None, "exact", 0),
    ("lead the nation", "rank", "en", 1, None, "exact", 0),
    ("cao nhất cả nước", "rank", "vi", 1, None, "exact", 0),
    ("đứng thứ hai cả nước", "rank", "vi", 2, None, "exact", 0),
    ("thứ tư", "rank", "vi", 4, None, "exact", 0),
    ("eleventh", "rank", "en", 11, None, "exact", 0),
    ("twelfth", "rank", "en", 12, None, "exact", 0),
    ("thirteenth", "rank", "en", 13, None, "exact", 0),
    ("-162.9 [million USD]", "USD", "en", -162.9e6, None, "exact", 1e5),
    ("−1,34", "percent", "vi", -1.34, None, "exact", 0.01),
    ("-5 [ha]", "ha", "en", -5, None, "exact", 1),
    ("-3", "projects", "en", -3, None, "exact", 0),
    ("près de 35 milliards d’USD", "USD", "fr", 35e9, None, "nearly", 1e9),
    ("plus de 26.000 milliards de dôngs", "VND", "fr", 26_000e9, None, "over", 1e12),
    ("unos 750 millones de dólares", "USD", "es", 750e6, None, "about", 1e7),
    ("más de 4,26 millones", "people", "es", 4_260_000, None, "over", 1e4),
    ("570 mil empresas", "enterprises", "es", 570_000, None, "exact", 1e3),
    ("6.5 mil. people", "people", "en", 6_500_000, None, "exact", 1e5),
    ("über 10,8 Milliarden US-Dollar", "USD", "de", 10.8e9, None, "over", 1e8),
    ("rund 348,31 Millionen US-Dollar", "USD", "de", 348.31e6, None, "about", 1e4),
    ("9.30 [last digit padded]", "percent", "vi", 9.3, None, "exact", 0.1),
    ("710.00 [last 2 digits padded]", "USD", "vi", 710, None, "exact", 1),
    (
        *("28448.30 [tỷ đồng; last digit padded]", "VND", "vi"),
        *(28448.3e9, None, "exact", 1e8),
    ),
    ("knapp 3 Milliarden USD", "USD", "de", 3e9, None, "nearly", 1e9),
]


@pytest.mark.parametrize(
    "text, unit, language, value, top, qualifier, step",
    CASES,
    ids=[c[0] for c in CASES],
)
def test_a_printing_is_read_with_value_hedge_and_rounding_step(
    text, unit, language, value, top, qualifier, step
):
    reading = read(text, unit, language)
    assert (reading.value, reading.qualifier, reading.resolution) == (
        pytest.approx(value),
        qualifier,
        pytest.approx(step),
    )
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "1, 2 and 3",
        "two into one",
        "7 of 63 provinces",
        "452 projects and 113",
        "two and a half",
        "leading",
    ],
)
def test_a_text_that_is_not_one_number_or_range_is_refused(text):
    with pytest.raises(ValueError, match="one, or a range of two, was expected"):
        read(text)


def test_a_number_whose_separators_contradict_one_another_is_refused():
    with pytest.raises(ValueError, match="separators of several kinds; expected"):
        read("19.412,512,5 people", "people")


def test_digits_that_are_no_padding_cannot_be_dropped():
    with pytest.raises(ValueError, match="has no 1 zeros to drop"):
        read("9.35 [last digit padded]", "percent")


def test_trailing_zeros_never_make_the_step_coarser_than_a_tenth_of_the_number():
    assert read("about 500,000", "people").resolution == 10_000
    assert read("about 100 ha", "ha").resolution == 10


@pytest.mark.parametrize(
    ("text", "unit", "named"),
    [
        ("8.3 billion euros", "USD", "EUR"),
        ("nearly 6 tỷ đồng", "USD", "VND"),
        ("$6.12", "percent", "USD"),
        ("6,12%", "people", "percent"),
        ("US$6.12 million", "VND", "USD"),
        ("6 triệu Mỹ kim", "VND", "USD"),
        ("6.000 đ", "USD", "VND"),
    ],
)
def test_a_printing_that_names_another_unit_is_refused(text, unit, named):
    with pytest.raises(ValueError, match=f"names {named}, the unit is {unit}"):
        read(text, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("25.450 VND/USD", "VND/USD"),
        ("85 USD/m2", "USD/m2"),
        ("104,64%", "index"),
        ("20 khu đô thị", "zones"),
        ("2 điểm %", "percentage points"),
        ("640 [million USD]", "USD"),
    ],
)
def test_a_printing_may_name_its_own_unit(text, unit):
    assert read(text, unit).value > 0


BROKEN = {
    "6.12 [percent": "a square bracket without its other half; expected a pair",
    "6.12 percent]": "a square bracket without its other half; expected a pair",
    '7.01%"': "a quote .* without its other half; expected none",
    "1.234.56": "has 2 marks; expected three digits between",
    "1,23,456.7": "has 3 marks; expected three digits between",
    "9" * 320: "larger than any number can be",
    "1" + "0" * 300 + " quadrillion": "larger than any number can be",
}


@pytest.mark.parametrize(("text", "said"), BROKEN.items())
def test_a_printing_that_is_broken_is_refused_with_the_cause(text, said):
    with pytest.raises(ValueError, match=said):
        read(text, "percent")


@pytest.mark.parametrize("text", ["1’234’567", "1'234'567", "１，２３４，５６７"])
def test_thousands_may_be_grouped_as_elsewhere(text):
    assert read(f"VND {text}", "VND").value == 1_234_567
