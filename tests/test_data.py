"""Asking for numbers: which edition a series takes, ids, and answers to wrong names."""

import csv
import json
import os
import re
import shutil
import warnings

import pandas as pd
import pytest

from bacgiang import data, ranges

FACT = {
    "indicator": "grdp_growth",
    "entity": "Bắc Giang",
    "breakdown": "",
    "value": "13.4",
    "value_max": "",
    "qualifier": "exact",
    "resolution": "0.1",
    "status": "actual",
    "locator": "",
    "note": "",
    "period": "2023",
    "source": "old-office",
}
SOURCES = {
    "old-office": ("2024-01-05", "official"),
    "new-office": ("2024-06-01", "official"),
    "new-press": ("2024-06-01", "press"),
    "old-press": ("2023-12-20", "press"),
    "copy": ("2024-12-31", "copy"),
}


def write(path, rows, columns):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


class Folder:
    """A data folder of a few made-up facts, as a teacher might write one."""

    def __init__(self, path):
        self.path = path
        shutil.copy(data.folder() / "datapackage.json", path)
        contract = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
        for resource in contract["resources"]:
            resource.pop("bytes", None)
            resource.pop("hash", None)
        self.fields = {
            resource["name"]: [f["name"] for f in resource["schema"]["fields"]]
            for resource in contract["resources"]
        }
        (path / "datapackage.json").write_text(json.dumps(contract), encoding="utf-8")
        for name, fields in self.fields.items():
            write(path / f"{name}.csv", [], fields)
        self.table("entities", [{"entity": "Bắc Giang", "kind": "province"}])
        self.table(
            "sources",
            [
                {
                    "source": name,
                    "publisher": name,
                    "title": name,
                    "language": "en",
                    "published": published,
                    "kind": kind,
                    "url": f"https://example.org/{name}",
                }
                for name, (published, kind) in SOURCES.items()
            ],
        )
        growth = {
            "indicator": "grdp_growth",
            "label": "GRDP growth",
            "label_vi": "Tốc độ tăng GRDP",
            "unit": "percent",
            "measure": "rate",
            "topic": "growth",
            "definition": "Growth of GRDP at constant prices.",
        }
        self.table("indicators", [growth])

    def table(self, name, rows):
        write(self.path / f"{name}.csv", rows, self.fields[name])

    def facts(self, *rows):
        numbered = [FACT | {"locator": f"p{n}"} | row for n, row in enumerate(rows)]
        for row in numbered:
            row.setdefault("as_printed", row["value"])
        self.table("facts", numbered)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = Folder(tmp_path)
    monkeypatch.setenv("BACGIANG_DATA", str(tmp_path))
    return made


def taken(**columns):
    return data.series("grdp_growth", **columns)["value"].tolist()


def test_actual_goes_before_estimate_and_forecast(folder):
    folder.facts(
        {"value": "13.1", "status": "forecast", "source": "new-office"},
        {"value": "13.2", "status": "estimate", "source": "new-office"},
        {"value": "13.3", "source": "copy"},
    )
    assert taken() == [13.3]


def test_official_goes_before_a_later_page_of_the_press(folder):
    folder.facts(
        {"value": "13.1", "source": "new-press"},
        {"value": "13.3", "source": "old-office"},
    )
    assert taken() == [13.3]


def test_among_pages_of_one_kind_the_later_is_taken(folder):
    folder.facts(
        {"value": "13.1", "source": "old-office"},
        {"value": "13.3", "source": "new-office"},
    )
    assert taken() == [13.3]


def test_among_editions_that_overlap_the_finest_is_taken(folder):
    folder.facts(
        {"value": "13", "resolution": "1", "source": "new-office"},
        {"value": "13.02", "resolution": "0.01", "source": "old-press"},
    )
    assert taken() == [13.02]


def test_a_finer_edition_that_says_something_else_is_not_taken(folder):
    folder.facts(
        {"value": "13", "resolution": "1", "source": "new-office"},
        {"value": "13.72", "resolution": "0.01", "source": "old-press"},
    )
    assert taken() == [13]


def test_a_fine_forecast_never_takes_the_place_of_an_outcome(folder):
    folder.facts(
        {"value": "13", "resolution": "1", "source": "new-office"},
        {"value": "13.02", "resolution": "0.01", "status": "forecast"},
    )
    assert taken() == [13]


def test_a_forecast_that_stands_alone_is_called_one(folder):
    folder.facts(
        {"value": "13.1", "status": "forecast", "period": "2024"},
        {"value": "13.4", "period": "2023"},
    )
    with pytest.warns(
        UserWarning, match="no outcome is published but a forecast.*2024"
    ):
        assert taken() == [13.4, 13.1]
    with pytest.warns(UserWarning, match="a forecast for 2024"):
        assert data.value("grdp_growth", "2024").value == 13.1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert data.value("grdp_growth", "2023").value == 13.4
        assert taken(status="forecast") == [13.1]
        assert taken(status=["actual", "estimate"]) == [13.4]


def test_a_series_says_at_which_periods_its_count_changes(folder):
    folder.facts(
        {"value": "13.1", "period": "2022", "note": "break: begins here"},
        {"value": "31.4", "period": "2023", "note": "break: another base"},
        {"value": "32.0", "period": "2024", "note": "no break: the same base"},
    )
    told = r"growth: the series breaks at 2023 \(another base\); expected no growth"
    with pytest.warns(UserWarning, match=told):
        assert taken() == [13.1, 31.4, 32.0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert taken(year=[2023, 2024]) == [31.4, 32.0]


@pytest.mark.parametrize(
    ("indicator", "form", "breaks"),
    [
        ("gva_constant_2010", "year", "2014 .*2015"),
        ("gva_current", "year", "2015"),
        ("budget_revenue", "year", "2009 .*2010"),
        ("labour_productivity", "year", "2020"),
        ("industrial_output_value", "year", "2022 .*2023"),
        ("industrial_labour_index_year", "day", "2020-04-01 .*2021-07-01 .*2023-12-01"),
    ],
)
def test_the_known_breaks_are_told(indicator, form, breaks):
    with pytest.warns(UserWarning, match=f"{indicator}: the series breaks at {breaks}"):
        data.series(indicator, form=form)


def test_a_target_is_no_part_of_a_series_unless_asked_for(folder):
    folder.facts({"value": "14.5", "status": "target"}, {"value": "13.4"})
    assert taken() == [13.4]
    assert taken(status="target") == [14.5]


def test_a_series_says_which_edition_it_took_and_which_it_left(folder):
    folder.facts({"value": "13.1"}, {"value": "13.3", "source": "new-office"})
    row = data.series("grdp_growth").loc["2023"]
    everything = data.editions("grdp_growth").set_index("value")["fact"]
    assert (row["row"], row["printings"]) == (3, 2)
    assert row["fact"] == everything[13.3]
    assert row["left"] == (everything[13.1],)


def test_a_series_never_mixes_two_places(monkeypatch):
    with pytest.raises(ValueError, match=r"would mix 2 .*'Bắc Giang', 'Bắc Ninh'"):
        data.series("fdi_registered_new", ["Bắc Giang", "Bắc Ninh"], form="days")


def test_a_remnant_says_which_form_holds_the_official_series():
    with pytest.warns(UserWarning, match="none official; official rows: .*'days'"):
        data.series("fdi_registered_new")


def test_one_value_is_taken_as_a_series_takes_it_with_its_range_and_fact(folder):
    folder.facts({"value": "13.1", "source": "new-press"}, {"value": "13.3"})
    found = data.value("grdp_growth", "2023")
    assert list(found) == pytest.approx([13.25, 13.3, 13.35])
    assert found.facts == (data.series("grdp_growth")["fact"].iloc[0],)
    assert data.value("grdp_growth", "2023", source="new-press").value == 13.1


def test_a_value_of_a_period_without_one_is_refused(folder):
    folder.facts({"value": "13.1"})
    with pytest.raises(KeyError, match="no period '2024' here; nearest: '2023'"):
        data.value("grdp_growth", "2024")


def test_the_periods_nearest_in_time_are_named_and_not_those_spelled_alike(folder):
    folder.facts(*({"period": year} for year in ("2021", "2018", "2017", "2010")))
    near = "nearest: '2017', '2018', '2010', '2021' "
    with pytest.raises(KeyError, match=near):
        data.value("grdp_growth", "2015")
    with pytest.raises(KeyError, match=near):
        data.series("grdp_growth", period=2015)


def test_a_sister_series_of_the_period_is_named():
    with pytest.raises(KeyError, match=r"of that period there is .*'gva_current'"):
        data.value("grdp_current", "2015")
    with pytest.raises(KeyError) as raised:
        data.value(
            "export_turnover", "2022"
        )  # foreign investment is counted in it, too
    assert "fdi" not in str(raised.value)
    with pytest.raises(KeyError) as raised:
        data.value("grdp_current", "1950")
    assert "of that period" not in str(raised.value)


def test_a_period_that_holds_the_one_asked_for_is_named_first():
    with pytest.raises(KeyError, match=r"nearest: '2023', .*asked of 'grdp_growth'"):
        data.value("grdp_growth", "2023-12")


def test_a_place_in_the_place_of_the_period_is_told_the_order():
    told = r"expected value\('gdp_growth', '2023', 'Việt Nam'\)"
    with pytest.raises(ValueError, match=told):
        data.value("gdp_growth", "Việt Nam", "2023")
    with pytest.raises(ValueError, match=told):
        data.value("gdp_growth", "viet nam")


@pytest.mark.parametrize("word", ["xuất khẩu", "Export", "kim ngạch xuất khẩu"])
def test_a_word_of_a_label_is_answered_with_what_is_labelled_so(word):
    with pytest.raises(
        KeyError, match=r"nearest: .*'export_turnover'.* \(of \d+\); find"
    ):
        data.series(word)


def test_a_fact_tells_whom_its_page_quotes():
    rows = data.facts(
        "export_turnover", period="2023", citing="the Ministry of Industry and Trade"
    )
    assert rows["value"].tolist() == [24.5e9]


def test_a_text_that_is_no_period_is_answered_by_spelling():
    with pytest.raises(KeyError, match=r"no period '2023-X1' here; nearest: .*'2023"):
        data.value("grdp_growth", "2023-X1")


def test_a_wrong_form_is_answered_with_those_there_are():
    with pytest.raises(KeyError, match="no form 'annual' here; there are 'year', 'h"):
        data.series("grdp_current", form="annual")


def test_a_series_names_only_the_columns_that_were_asked_for(folder):
    folder.facts({"value": "13.4", "status": "target"})
    told = r"breakdown '': no row has status 'actual', .*; there are rows of 'target'"
    with pytest.raises(KeyError, match=told):
        data.series("grdp_growth")
    with pytest.raises(
        KeyError, match=r"breakdown '', {'period': '2024', 'status': 'target'}: no"
    ):
        data.series("grdp_growth", period="2024", status="target")


def test_months_say_that_the_counts_to_a_day_hold_the_official_series():
    told = r"form='months', \d+ official; .*sums counted from January to a stated day"
    with pytest.warns(UserWarning, match=told):
        data.series("fdi_registered_new", form="months")


@pytest.mark.parametrize(("official", "is_told"), [(2, True), (3, False)])
def test_a_series_is_a_remnant_where_less_than_half_of_it_is_official(
    folder, recwarn, official, is_told
):
    kinds = ["old-office"] * official + ["new-press"] * (5 - official)
    years = [{"period": f"201{n}", "source": source} for n, source in enumerate(kinds)]
    halves = [{"period": f"20{year}-H{n}"} for year in range(10, 23) for n in (1, 2)]
    folder.facts(*years, *halves)
    data.series("grdp_growth")
    told = f"{official} official; official rows: 26 as form='half'"
    assert [told in str(one.message) for one in recwarn] == [True] * is_told


def test_the_form_that_holds_the_official_series_brings_no_warning(recwarn):
    data.series("fdi_registered_new", form="days")
    data.series("grdp_growth")
    assert not recwarn.list


def test_a_column_takes_a_list(folder):
    folder.facts(*({"period": year} for year in ("2021", "2022", "2023")))
    rows = data.series("grdp_growth", period=["2022", "2023"])
    assert rows.index.tolist() == ["2022", "2023"]


def test_a_table_edited_on_disk_is_read_anew(folder):
    folder.facts({"value": "13.4"})
    assert taken() == [13.4]
    folder.facts({"value": "13.4"}, {"value": "12.25", "period": "2022"} | FINE)
    assert taken() == [12.25, 13.4]


FINE = {"resolution": "0.01"}


def test_an_id_stays_the_same_when_rows_change_places(folder):
    first, second = {"value": "13.1"}, {"value": "13.3", "locator": "p9"}
    folder.facts(first | {"locator": "p0"}, second)
    before = data.facts("grdp_growth").set_index("value")["fact"]
    folder.facts(second, first | {"locator": "p0"})
    after = data.facts("grdp_growth").set_index("value")["fact"]
    assert before.to_dict() == after.to_dict()


def test_an_id_does_not_hang_on_the_value_or_the_note(folder):
    folder.facts({"value": "13.1"})
    before = data.facts("grdp_growth")["fact"].tolist()
    folder.facts({"value": "13.2", "note": "mended"})
    assert data.facts("grdp_growth")["fact"].tolist() == before


def test_every_row_of_every_table_has_an_id_of_its_own_of_eight_characters():
    read = data.tables()
    rows = sum(len(frame) for frame in read.frames.values())
    assert len(read.by_id) == rows
    assert {len(name) for name in read.by_id} == {8}


def test_an_id_leads_to_its_row_and_source():
    facts = data.facts("grdp_growth", "Bắc Giang").head(5)
    rows = data.by_id(facts["fact"])
    assert rows["source"].tolist() == facts["source"].tolist()
    assert rows["end"].tolist() == facts["end"].tolist()


def test_an_id_leads_to_its_number_and_printing():
    rows = data.facts("grdp_growth", "Bắc Giang").head(3)
    asked = data.facts(fact=rows["fact"].iloc[1])
    assert asked["as_printed"].tolist() == [rows["as_printed"].iloc[1]]
    assert "grdp_growth" in repr(asked)
    assert data.facts(fact=rows["fact"]).equals(rows)


def test_the_ids_of_a_result_and_those_left_lead_to_their_rows():
    rates = data.series("grdp_growth")
    result = ranges.total(*ranges.each(rates))
    assert set(data.facts(fact=result.facts)["fact"]) == set(rates["fact"])
    left = rates.loc["2017", "left"]
    assert set(data.facts(fact=left)["fact"]) == set(left)


def test_an_id_of_another_table_says_which():
    zone = data.table("zones")["fact"].iloc[0]
    with pytest.raises(KeyError, match=r"row of zones.*read_table\('zones'\)"):
        data.facts(fact=zone)


def test_an_id_that_no_fact_has_is_named():
    with pytest.raises(KeyError, match="no row has the id 'aaaaaaaa'"):
        data.facts(fact="aaaaaaaa")


@pytest.mark.parametrize("no_id", ["2023", "grdp_growth", "Bắc Giang"])
def test_what_can_be_no_id_is_answered_with_what_an_id_is(no_id):
    told = f"the id {no_id!r}; expected eight letters and digits such as 'bgcjw4va'"
    with pytest.raises(KeyError, match=f"{told}, which stand in the column 'fact'"):
        data.by_id([no_id])


def test_a_column_that_facts_do_not_have_is_answered_with_those_there_are():
    with pytest.raises(KeyError, match=r"no column 'foo'.*'indicator'.*'fact'"):
        data.facts(foo=1)


@pytest.mark.parametrize(
    "label", ["Exports", " EXPORTS ", "Kim ngạch xuất khẩu hàng hóa"]
)
def test_an_indicator_may_be_named_by_its_label_in_either_language(label):
    assert data.facts(label).equals(data.facts("export_turnover"))
    assert data.series(label).equals(data.series("export_turnover"))


def test_a_place_may_be_named_by_its_label():
    assert data.series("grdp_growth", "Tỉnh Bắc Giang").equals(
        data.series("grdp_growth", "Bắc Giang")
    )


def test_a_label_of_two_indicators_is_answered_with_the_names_of_both(folder):
    both = ("grdp_growth", "gdp_growth")
    said = {"label": "Growth", "label_vi": "Tăng trưởng", "definition": "Of output."}
    said |= {"unit": "percent", "measure": "rate", "topic": "growth"}
    folder.table("indicators", [{"indicator": name} | said for name in both])
    folder.facts(*({"indicator": name} for name in both))
    told = "'Growth' is a label; the indicator is named 'grdp_growth', 'gdp_growth'"
    with pytest.raises(KeyError, match=told):
        data.facts("Growth")


def test_the_label_of_a_place_without_rows_is_answered_with_its_name():
    told = "'Tỉnh An Giang' is a label; the entity is named 'An Giang'"
    with pytest.raises(KeyError, match=told):
        data.facts("export_turnover", "Tỉnh An Giang")


@pytest.mark.parametrize("wrong", [{"form": "weekly"}, {"period": "2050"}])
def test_only_a_wrong_name_is_answered_with_find(wrong):
    with pytest.raises(KeyError) as raised:
        data.facts("grdp_growth", **wrong)
    assert "find(" not in str(raised.value)


def test_a_year_may_be_asked_for_as_a_number_or_as_text():
    of_text = data.facts("grdp_growth", period="2023")
    assert of_text.equals(data.facts("grdp_growth", period=2023))
    assert data.facts("gdp_growth", year="2023").equals(
        data.facts("gdp_growth", year=2023)
    )


def test_a_value_of_a_list_that_no_row_has_is_named():
    with pytest.raises(KeyError, match="no row has year 1950; there are rows of 20"):
        data.facts("gdp_growth", year=[2023, "1950"])
    with pytest.raises(KeyError, match="no row has resolution 77; there are rows of"):
        data.facts("gdp_growth", resolution=[0.01, 77])


def test_of_several_statuses_one_is_enough():
    """A list of them says what counts, not what is there."""
    rows = data.facts("gdp_growth", status=["estimate", "plan"])
    assert set(rows["status"]) == {"estimate"}
    with pytest.raises(KeyError, match="no row has status 'plan', 'target'; there are"):
        data.facts("gdp_growth", status=["plan", "target"])


def test_a_series_of_the_nation_says_whom_to_ask_for():
    with pytest.raises(KeyError, match="ask for entity='Việt Nam'"):
        data.series("gdp_growth")


def test_a_series_the_nation_has_under_a_like_name_says_the_name():
    with pytest.raises(KeyError, match=r"Of 'Việt Nam' there is.* 'gdp_growth'"):
        data.series("grdp_growth", "Việt Nam")


def test_where_the_nation_has_nothing_like_it_the_message_says_so():
    told = "Of 'Việt Nam' there is nothing of a like name"
    with pytest.raises(KeyError, match=told):
        data.value("grdp_per_capita_usd", "2020", "Việt Nam")


def test_a_series_never_drops_one_of_two_indicators():
    with pytest.raises(ValueError, match=r"one indicator, this would mix 2"):
        data.series(["grdp_growth", "gdp_growth"])


def test_a_zone_leads_to_every_source_it_names():
    zones = data.table("zones").head(10)
    named = [name for cell in zones["sources"] for name in cell.split("; ")]
    assert data.by_id(zones["fact"])["source"].tolist() == named


def test_an_unknown_id_is_named():
    with pytest.raises(KeyError, match="no row has the id 'aaaaaaaa'"):
        data.by_id(["aaaaaaaa"])


def test_a_row_that_does_not_say_what_it_prints_is_not_handed_out(folder):
    folder.facts({"value": "13.4", "as_printed": "13.5"})
    with pytest.raises(data.check.BrokenTable, match=r"facts.csv: row 2: column value"):
        data.facts("grdp_growth")


def test_a_folder_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("BACGIANG_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(data.check.BrokenTable, match="nowhere: there is no such"):
        data.facts("grdp_growth")


def test_a_folder_may_be_named_from_where_the_reader_stands(folder, monkeypatch):
    folder.facts({"value": "13.4"})
    monkeypatch.chdir(folder.path.parent)
    monkeypatch.setenv("BACGIANG_DATA", folder.path.name)
    assert taken() == [13.4]


def test_a_table_in_a_folder_of_its_own_is_read_anew(folder):
    contract = folder.path / "datapackage.json"
    text = contract.read_text(encoding="utf-8")
    contract.write_text(text.replace('"facts.csv"', '"deep/facts.csv"'), "utf-8")
    (folder.path / "deep").mkdir()
    for years in (["2022", "2023"], ["2023"]):
        folder.facts(*({"period": year} for year in years))
        (folder.path / "facts.csv").replace(folder.path / "deep" / "facts.csv")
        assert data.facts()["period"].tolist() == years


NO_NAMES = {  # what is asked for, and what must be said of it
    "nothing": ({"indicator": []}, "indicator is an empty list; expected text"),
    "a number": ({"indicator": 1.5}, "indicator is 1.5; expected text"),
    "bytes": ({"indicator": b"grdp_growth"}, "expected text such as 'grdp_growth'"),
    "a dict": ({"indicator": {"a": 1}}, "indicator is of type dict; expected text"),
    "no place": ({"entity": []}, "entity is an empty list; expected text"),
    "no period": ({"period": []}, "period is an empty list; expected text"),
    "a year with a point": ({"period": 2023.0}, "2023.0; expected text such as '2023'"),
    "a date": ({"period": pd.Timestamp("2023")}, "of type Timestamp; expected text"),
    "a frame": ({"fact": pd.DataFrame()}, "fact is of type DataFrame; expected text"),
    "a list in a list": ({"year": [[2023]]}, "year is of type list; expected a number"),
    "a long name": ({"indicator": "x" * 999}, "999 characters; expected at most 200"),
    "a long number": ({"year": "9" * 5000}, "5,000 characters; expected at most 200"),
}


@pytest.mark.parametrize(("asked", "said"), NO_NAMES.values(), ids=NO_NAMES)
@pytest.mark.parametrize("hand_out", [data.facts, data.editions, data.series])
def test_what_can_be_no_name_is_refused_with_what_was_expected(hand_out, asked, said):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)) as raised:
        hand_out(**{"indicator": "grdp_growth"} | asked)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize("period", [None, [], ["2022", "2023"], 2023.0])
def test_a_value_is_of_one_period(period):
    with pytest.raises((TypeError, ValueError), match=r"expected (text|one)"):
        data.value("grdp_growth", period)


def test_a_series_is_of_one_form():
    with pytest.raises(TypeError, match="form is None; expected text such as 'year'"):
        data.series("grdp_growth", form=None)


@pytest.mark.parametrize("name", ["Facts", "facts.csv", None, ["facts"]])
def test_a_table_that_is_not_there_is_answered_with_those_there_are(name):
    with pytest.raises(KeyError, match=r"no table .*; there are facts, ind"):
        data.table(name)


OTHER_WAYS = {  # what is asked for in a wrong place, and where it belongs
    "an id": (["bgcjw4va"], "the id of a row: ask for fact='bgcjw4va'"),
    "a period": (["grdp_growth", 2023], "a time is asked for as period='2023'"),
    "nothing": (["grdp_growth", ""], "no entity ''"),
    "a word": ([None, None, None, "last"], "no year 'last' here"),
    "a country": (["grdp_growth", "Vietnam"], "no rows for 'Việt Nam'"),
    "a country behind the province": (
        ["grdp_growth", ["Bac Giang", "Vietnam"]],
        "no rows for 'Việt Nam'",
    ),
    "a country misspelt": (["grdp_growth", "Vietnm"], "nearest: 'Việt Nam'"),
    "initials": (["grdp_growth", "VN"], "nearest: 'Việt Nam', 'Việt Yên'"),
    "a Cyrillic letter": (
        ["grdp_growth", "Bắc Gi\u0430ng"],
        "it holds a CYRILLIC SMALL LETTER A (U+0430)",
    ),
}


@pytest.mark.parametrize(("asked", "said"), OTHER_WAYS.values(), ids=OTHER_WAYS)
def test_a_name_in_the_wrong_place_is_answered_with_the_right_one(asked, said):
    with pytest.raises(KeyError, match=re.escape(said)):
        data.facts(*asked[:3], **dict(zip(["year"], asked[3:], strict=False)))


@pytest.mark.parametrize("sign", ["2015\u2011Q1", "2015\u2013Q1"])
def test_a_dash_that_is_no_hyphen_is_named(sign):
    with pytest.raises(KeyError, match=rf"it holds an? .*\(U\+{ord(sign[4]):04X}\)"):
        data.facts("grdp_growth", period=sign)


@pytest.mark.parametrize(
    "typed", [" grdp_growth ", "GRDP_GROWTH", "grdp growth", "grdp_growth\u00a0"]
)
def test_blanks_and_capitals_of_a_name_do_not_matter(typed):
    asked = data.facts(typed, " BẮC GIANG")
    assert asked.equals(data.facts("grdp_growth", "Bắc Giang"))


def test_the_capitals_of_an_id_do_not_matter():
    id = data.facts("grdp_growth")["fact"].iloc[0]
    assert data.facts(fact=f" {id.upper()}")["fact"].tolist() == [id]


def test_a_run_of_years_may_be_asked_for():
    rows = data.series("grdp_growth", period=range(2020, 2023))
    assert rows.index.tolist() == ["2020", "2021", "2022"]


def test_whom_a_notebook_needs_may_be_typed_as_anywhere():
    data.needs("bac giang")
    with pytest.raises(data.OtherPlace, match="this is about Vĩnh Phú and needs"):
        data.needs("Vĩnh Phú")


@pytest.mark.skipif(os.name != "posix", reason="only there can one stand nowhere")
def test_a_folder_is_not_looked_for_in_one_that_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setenv("BACGIANG_DATA", "data")
    gone.rmdir()
    with pytest.raises(data.check.BrokenTable, match="data: is looked for in a folder"):
        data.facts()


def test_names_may_be_typed_without_diacritics():
    plain = data.facts("grdp_growth", "Bac Giang")
    assert plain.equals(data.facts("grdp_growth", "Bắc Giang"))


def test_a_wrong_indicator_is_answered_with_the_nearest_names_and_with_find():
    with pytest.raises(KeyError, match=r"nearest: 'grdp_growth'.*find\('grdp_grwth'\)"):
        data.facts("grdp_grwth")


def test_a_wrong_place_is_answered_with_the_nearest_names():
    with pytest.raises(KeyError, match="'Bắc Giang'"):
        data.facts("grdp_growth", "Bac Gian")


def test_a_series_in_a_form_it_does_not_have_names_the_forms_there_are():
    with pytest.raises(KeyError, match=r"no day series .*'year'"):
        data.series("grdp_growth", "Bắc Giang", form="day")


def test_what_is_handed_out_may_be_changed_without_changing_the_tables():
    copy = data.table("facts")
    copy["value"] = 0
    assert data.table("facts")["value"].abs().sum() > 0


def test_every_number_handed_out_lies_in_its_range():
    rows = data.facts()
    assert ((rows["low"] <= rows["value"]) & (rows["value"] <= rows["high"])).all()


def test_facts_are_shown_short_and_say_which_they_are():
    rows = data.series("grdp_growth")
    bundle, metadata = rows._repr_mimebundle_()
    assert "as_printed" in bundle["text/html"]
    assert "locator" not in bundle["text/html"]
    assert metadata["bacgiang"]["facts"] == rows["fact"].tolist()


def test_columns_that_a_reader_picks_are_shown_as_picked():
    picked = data.series("grdp_growth")[["locator", "fact"]]
    assert "locator" in picked._repr_mimebundle_()[0]["text/html"]
    assert "locator" in repr(picked)


@pytest.mark.parametrize("hand_out", [data.series, data.editions, data.facts])
def test_plain_python_prints_value_range_and_publisher_on_a_narrow_screen(hand_out):
    with pd.option_context("display.width", 80):
        rows = hand_out("export_turnover", "Bắc Giang", "", form="year", period="2024")
        heads, *lines = repr(rows).splitlines()
    wanted = ["value", "low", "high", "unit", "as_printed", "status", "publisher"]
    assert [head for head in heads.split() if head in wanted] == wanted
    assert any(rows["publisher"].iloc[0] in line for line in lines)
    assert "..." not in repr(rows)


def test_large_numbers_are_printed_with_grouped_thousands_and_no_exponent(folder):
    folder.facts({"value": "13.4"})
    rows = data.facts("grdp_growth").assign(value=27_400_000_000.0, high=13.45)
    assert "27,400,000,000" in repr(rows)
    assert "13.45" in repr(rows)
    assert "27,400,000,000" in rows._repr_mimebundle_()[0]["text/html"]


def test_of_many_rows_the_first_and_last_are_printed_and_all_are_counted():
    rows = data.facts()
    assert len(repr(rows).splitlines()) < 30
    assert f"[{len(rows)} rows" in repr(rows)


def test_editions_have_the_columns_of_facts_and_count_from_zero():
    rows = data.editions("grdp_growth", period="2023")
    assert [*rows] == [*data.facts("grdp_growth")]
    assert [*rows.index] == [*range(len(rows))]


def test_a_series_that_has_parts_alone_names_them():
    message = r"no row is about the whole; parts are 'standard to 2015', 'standard of"
    with pytest.raises(KeyError, match=message):
        data.series("poverty_rate")
