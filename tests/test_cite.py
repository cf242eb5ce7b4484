"""Source lines and lists, made from what was shown."""

import pytest

import bacgiang as bg
from bacgiang import cite, data


def test_a_source_line_names_at_most_four_publishers_and_the_last_year():
    rates = bg.series("grdp_growth")
    line = cite.line(tuple(rates["fact"]))
    assert line.startswith("Source: Bắc Giang Department of Planning and Investment; ")
    assert line.count(";") == 4
    assert line.endswith("more; data to 2024.")


def test_targets_are_told_apart_from_data():
    rates = bg.facts("grdp_growth", "Bắc Giang", "", period=["2023", "2025"])
    line = cite.line(tuple(rates["fact"]))
    assert "; data to 2023; targets to 2025." in line


def test_a_forecast_is_called_no_target():
    rows = bg.facts("grdp_growth", "Bắc Giang", "", period="2023-H1", status="forecast")
    assert cite.line(tuple(rows["fact"])).endswith("; forecasts to June 2023.")


def test_a_part_of_a_year_ends_in_its_month():
    rows = bg.facts("grdp_growth", "Bắc Giang", "", period="2023-Q1")
    assert cite.line(tuple(rows["fact"])).endswith("data to March 2023.")


def test_a_note_stands_behind_the_line():
    rows = bg.facts("grdp_growth", "Bắc Giang", "", period="2023-Q1")
    assert cite.line(tuple(rows["fact"]), "Own sum.").endswith("2023. Own sum.")


def test_one_source_in_a_sentence_is_linked():
    said = cite.cite("bgdpi-2018")
    assert said.startswith("[Bắc Giang Department of Planning and Investment, 2018](h")


def test_an_unknown_source_is_named():
    with pytest.raises(KeyError, match="nowhere-2020"):
        cite.cite("nowhere-2020")


def test_each_page_is_listed_once_official_first():
    rates = bg.facts("grdp_growth", "Bắc Giang")
    lines = cite.listed(tuple(rates["fact"])).splitlines()
    assert len(lines) == rates["source"].nunique()
    official = [line.endswith("(official)") for line in lines]
    assert official == sorted(official, reverse=True)


def test_a_publisher_with_many_pages_takes_one_line_with_a_link_to_each():
    rows = data.facts(
        source=[s for s in data.facts()["source"].unique() if "gso-" in s]
    )
    lines = cite.listed(tuple(rows["fact"])).splitlines()
    assert len(lines) == 1
    assert lines[0].count("](http") == rows["source"].nunique()


def test_a_page_without_a_date_among_many_has_a_link_one_can_read():
    rows = data.facts(
        source=[s for s in data.facts()["source"].unique() if "gso-" in s]
    )
    assert "[no date](http" in cite.listed(tuple(rows["fact"]))


def test_a_single_number_is_cited_with_what_where_and_its_row():
    row = data.facts("grdp_growth", "Bắc Giang", "", source="bgdpi-2018", period="2012")
    fact = row["fact"].iloc[0]
    source = data.table("sources").set_index("source").loc["bgdpi-2018"]
    assert cite.number(fact) == (
        f"“{row['as_printed'].iloc[0]}”: GRDP growth, Bắc Giang, 2012. Bắc Giang"
        f" Department of Planning and Investment, “{source['title']}”, 2018."
        f" {source['url']} (row {fact} of the Bắc Giang notebook collection)"
    )


def test_a_citation_names_the_part_and_the_place_on_the_page():
    rows = data.table("facts")
    row = rows[(rows["breakdown"] != "") & (rows["locator"] != "")].iloc[0]
    said = cite.number(row["fact"])
    assert f", {row['entity']}, {row['breakdown']}, " in said
    assert f", {row['locator']}. http" in said


def test_a_number_that_is_not_there_cannot_be_cited():
    with pytest.raises(KeyError, match="aaaaaaaa"):
        cite.number("aaaaaaaa")


def test_a_year_is_no_id_of_a_number():
    with pytest.raises(KeyError, match="'2023'; expected eight letters and digits"):
        cite.number("2023")


def test_a_number_is_cited_from_the_front_of_the_module():
    assert bg.cite_number("bgcjw4va") == cite.number("bgcjw4va")


def test_a_range_on_one_row_is_cited_and_a_result_of_several_is_not():
    one, other = bg.value("grdp_growth", "2019"), bg.value("grdp_growth", "2020")
    assert bg.cite_number(one) == cite.number(*one.facts)
    with pytest.raises(ValueError, match="expected one fact, this would mix 2"):
        bg.cite_number(bg.total(one, other))
    with pytest.raises(ValueError, match="fact"):
        bg.cite_number(bg.Range(1, 2, 3))


@pytest.mark.parametrize("fact", [None, [], ["bgcjw4va", "bgcjw4vb"]])
def test_a_citation_is_of_one_number(fact):
    with pytest.raises((TypeError, ValueError), match="fact"):
        cite.number(fact)
