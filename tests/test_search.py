"""Finding a series by a word a reader would type."""

import pandas as pd
import pytest

from bacgiang import data, find, search, series


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


@pytest.mark.parametrize(
    "words, indicator",
    [
        ("GDP per capita", "grdp_per_capita_usd"),
        ("FDI 2023", "fdi_attracted"),
        ("South Korea exports", "export_share"),
        ("lychee", "lychee_output"),
    ],
)
def test_words_as_a_reader_strings_them_together_find_something(words, indicator):
    assert indicator in set(find(words).head(8)["indicator"])


def test_a_year_among_other_words_is_passed_over():
    assert find("exports 2023").equals(find("exports"))


def test_words_that_fit_only_apart_list_what_fits_most_and_say_so():
    with pytest.warns(UserWarning, match="nothing fits 'exports', 'zebra' together"):
        found = find("exports zebra")
    assert found.equals(find("exports"))


def test_a_word_that_fits_nothing_finds_nothing_and_keeps_its_columns():
    with pytest.warns(UserWarning, match=r"find\('zebra'\) finds nothing.*find\(''\)"):
        found = find("zebra")
    assert found.empty
    assert found.columns.tolist() == find("exports").columns.tolist()


def test_a_misspelt_word_is_answered_with_like_words():
    with pytest.warns(UserWarning, match="like words: 'exports'"):
        find("exprts")


def test_a_year_alone_is_answered_with_how_to_ask_for_it():
    with pytest.warns(UserWarning, match="a year is no name"):
        assert find("2050").empty


def test_a_word_of_another_table_says_which():
    park = data.table("projects")["investor"].loc[lambda names: names != ""].iloc[0]
    with pytest.warns(UserWarning, match=r"read_table\('projects'\)"):
        found = find(park.split()[0])
    assert found.empty


def test_what_is_found_prints_entity_and_part_on_a_narrow_screen():
    with pd.option_context("display.width", 80):
        heads, *lines = repr(find("exports")).splitlines()
    assert heads.split() == find("exports").columns.tolist()
    assert len(set(lines)) == len(lines)
    assert any("Hồ Chí Minh City" in line for line in lines)


def test_all_there_is_can_be_listed():
    asked = data.facts()[["indicator", "entity", "breakdown"]]
    assert len(find("")) == len(asked.drop_duplicates())


def test_no_synonym_stands_in_two_lines():
    names = [name for line in search.SYNONYMS for name in line]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("word", [None, ["exports", "imports"], 1.5, "exports " * 3000])
def test_what_is_no_word_is_refused_at_once(word):
    with pytest.raises((TypeError, ValueError), match="word"):
        find(word)
