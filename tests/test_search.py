"""Finding a series by a word a reader would type."""

import pytest

from bacgiang import find, search, series


@pytest.mark.parametrize(
    "word, indicator, entity",
    [
        ("exports", "export_turnover", "Bắc Giang"),
        ("xuất khẩu", "export_turnover", "Bắc Giang"),
        ("xuat khau", "export_turnover", "Bắc Giang"),
        ("imports", "import_turnover", "Bắc Giang"),
        ("grdp_growth", "grdp_growth", "Bắc Giang"),
        ("per capita", "grdp_per_capita_usd", "Bắc Giang"),
        ("bình quân đầu người", "grdp_per_capita_usd", "Bắc Giang"),
        ("workers", "ip_workers", "Bắc Giang"),
        ("occupancy", "ip_occupancy_rate", "Bắc Giang"),
    ],
)
def test_a_word_finds_its_series_within_the_first_rows(word, indicator, entity):
    found = find(word).head(8)
    assert (indicator, entity) in set(
        zip(found["indicator"], found["entity"], strict=True)
    )


@pytest.mark.parametrize("word", ["Korea", "South Korea", "Hàn Quốc", "han quoc"])
def test_a_country_is_found_among_the_parts(word):
    found = find(word)
    assert found["breakdown"].iloc[0] == "origin: Republic of Korea"
    assert found["breakdown"].str.contains("Republic of Korea").all()


def test_a_place_and_a_thing_narrow_one_another():
    found = find("exports Bac Ninh")
    assert set(found["entity"]) == {"Bắc Ninh"}
    assert found["indicator"].iloc[0] == "export_turnover"
    assert found["indicator"].str.contains("export|trade").all()


def test_what_is_found_can_be_asked_for():
    first = find("exports").iloc[0]
    taken = series(first["indicator"], first["entity"], first["breakdown"])
    assert taken["year"].min() >= int(first["years"][:4])


def test_a_word_that_fits_nothing_finds_nothing():
    assert find("zebra").empty


def test_no_synonym_stands_in_two_lines():
    names = [name for line in search.SYNONYMS for name in line]
    assert len(names) == len(set(names))
