"""What a result, a table or a figure rests on, and what a notebook says it used."""

import asyncio
import re
from types import SimpleNamespace

import matplotlib.image
import nbformat
import pandas as pd
import pytest
import seaborn as sns

import bacgiang as bg
from bacgiang import evidence
from bacgiang.evidence import facts_of
from bacgiang.growth import average_rate
from bacgiang.publish import run

matplotlib.use("agg")


@pytest.fixture
def outputs(monkeypatch):
    """What leaves for the notebook: a list of (bundle, metadata)."""
    left = []

    def display(bundle, metadata):
        left.append((bundle, metadata["bacgiang"]))

    monkeypatch.setattr("bacgiang.evidence.display", display)
    return left


def test_a_result_of_single_numbers_rests_on_the_facts_of_both():
    part = bg.Range(49, 50, 51, ("a", "b"))
    whole = bg.Range(99, 100, 101, ("b", "c"))
    assert bg.share(part, whole).facts == ("a", "b", "c")


def test_a_result_of_columns_rests_row_by_row_on_the_facts_of_that_row():
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    doubled = bg.derive(lambda rate: 2 * rate, rates)
    assert doubled["facts"].tolist() == [(fact,) for fact in rates["fact"]]


def test_a_single_range_among_columns_stands_behind_every_row():
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    more = bg.difference(rates, bg.Range(1, 1, 1, ("x",)))
    assert more["facts"].tolist() == [(fact, "x") for fact in rates["fact"]]


def test_the_steps_of_a_longer_calculation_keep_their_facts():
    rates = bg.series("grdp_growth").loc["2021":"2024"]
    average = bg.derive(average_rate, *bg.each(rates))
    again = bg.ratio(average, bg.Range(2, 2, 2, ("x",)))
    assert again.facts == (*rates["fact"], "x")


def test_facts_are_found_in_frames_rows_lists_dicts_and_cells():
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    first, second = rates["fact"]
    made = bg.Range(1, 2, 3, ("x",))
    assert facts_of(rates.iloc[0]) == (first,)
    assert facts_of([rates.iloc[1], rates]) == (second, first)
    assert facts_of({"a": made, "b": 3}) == ("x",)
    assert facts_of(pd.DataFrame({"a": [made, "text"]})) == ("x",)
    assert facts_of(3, "text", None) == ()


def test_a_range_that_a_cell_shows_is_remembered_with_its_facts(monkeypatch):
    session = SimpleNamespace(execution_count=1)
    monkeypatch.setattr(evidence, "session", lambda: session)
    bundle, metadata = bg.Range(1, 2, 3, ("x", "y"))._repr_mimebundle_()
    assert bundle["text/plain"] == "2 (1 to 3)"
    assert metadata["bacgiang"]["facts"] == ["x", "y"]
    assert evidence.shown() == ("x", "y")


def test_a_number_that_a_cell_shows_says_its_unit_if_it_has_one(monkeypatch):
    plain = bg.value("grdp_current", "2024")._repr_mimebundle_()[0]["text/plain"]
    assert plain.endswith(" VND")
    assert bg.Range(1, 2, 3)._repr_mimebundle_()[0]["text/plain"] == "2 (1 to 3)"
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")
    people = bg.Range(2, 2, 2, unit="people")._repr_mimebundle_()[0]
    assert people["text/plain"] == "2 người"


def test_a_figure_says_which_facts_it_draws_and_where_its_plot_stands(outputs):
    bg.theme()
    rates = bg.series("grdp_growth").loc["2021":"2024"]
    ax = sns.lineplot(rates, x="year", y="value")
    bg.show(ax, rows=rates, title="T", subtitle="S", alt="A line.", ylabel="percent")
    bundle, basis = outputs[0]
    assert basis["facts"] == rates["fact"].tolist()
    assert basis["source"].startswith("Source: Vietnam.vn")
    left, top, right, bottom = basis["plot"]
    assert (left, right) == (0, 800)
    assert 0 < top < bottom < 440
    assert "image/png" in bundle


def test_a_figure_without_facts_is_not_given_a_source(outputs):
    ax = sns.lineplot(pd.DataFrame({"x": [1, 2], "y": [1, 2]}), x="x", y="y")
    bg.show(ax, rows=(), title="T", subtitle="S", alt="A line.", note="Invented.")
    assert outputs[0][1]["source"] == "Invented."


def test_a_table_says_cell_by_cell_what_it_rests_on(outputs):
    frame = pd.DataFrame(
        {"name": ["one"], "result": [bg.Range(1.5, 2, 2.5, ("x", "y"))]},
    )
    bg.table(frame)
    assert outputs[0][1]["cells"] == [["", "x y"]]
    assert outputs[0][1]["facts"] == ["x", "y"]


def test_only_takes_one_row_and_refuses_more_or_none():
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    one = bg.only(rates.loc[["2021"]])
    assert one.value == rates.loc["2021", "value"]
    assert one.facts == (rates.loc["2021", "fact"],)
    for rows in (rates, rates.iloc[:0]):
        with pytest.raises(ValueError, match=f"expected one row, got {len(rows)}"):
            bg.only(rows)


def test_the_rows_of_a_table_of_facts_rest_on_themselves(outputs):
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    bg.table(rates[["value", "publisher", "fact"]])
    first, second = rates["fact"]
    assert outputs[0][1]["columns"] == ["period", "value", "publisher"]
    assert outputs[0][1]["cells"] == [[first] * 3, [second] * 3]


def test_the_two_sides_of_a_check_rest_each_on_its_own_facts(outputs):
    checks = bg.audit().set_index("id").loc[["growth-2023-two-later"]]
    (said,), (against,) = checks["said"], checks["against"]
    assert said.facts and against.facts
    assert not {*said.facts} & {*against.facts}
    assert {*said.facts, *against.facts} == {*checks["facts"].iloc[0]}
    bg.table(checks[["said", "against", "verdict", "facts"]])
    cells = outputs[0][1]["cells"][0]
    assert [set(cell.split()) for cell in cells[1:3]] == [
        {*said.facts},
        {*against.facts},
    ]
    assert {*cells[3].split()} == {*said.facts, *against.facts}


def test_the_rows_of_a_grouped_table_rest_on_the_rows_of_their_name(outputs):
    rates = bg.facts("grdp_growth", "Bắc Giang", "", period=["2021", "2022"])
    means = rates.groupby("period")[["value"]].mean()
    bg.table(means, rows=rates, by="period")
    of_2021 = rates.loc[rates["period"] == "2021", "fact"].tolist()
    assert outputs[0][1]["cells"][0] == [" ".join(of_2021)] * 2


def test_columns_may_rest_on_different_rows_of_one_name(outputs):
    rates = bg.facts("grdp_growth", "Bắc Giang", "", period=["2023", "2024"])
    goals = rates[rates["status"] == "target"]
    reached = rates[rates["status"] != "target"]
    shown = pd.DataFrame(
        {
            "goal": goals.groupby("period")["value"].max(),
            "most": reached.groupby("period")["value"].max(),
        }
    )
    bg.table(shown, rows={"goal": goals, "most": reached}, by="period")
    name, goal, most = (set(cell.split()) for cell in outputs[0][1]["cells"][0])
    assert goal == {*goals.loc[goals["period"] == "2023", "fact"]}
    assert most == {*reached.loc[reached["period"] == "2023", "fact"]}
    assert name == goal | most
    assert goal and most


def test_a_row_of_totals_rests_on_all_rows_and_an_empty_cell_on_nothing(outputs):
    rates = bg.facts("grdp_growth", "Bắc Giang", "", period=["2021", "2022"])
    counts = rates.groupby("period")[["value"]].count()
    counts.loc["all"] = counts.sum()
    counts["remark"] = ["", None, ""]
    bg.table(counts, rows=rates, by="period")
    cells = outputs[0][1]["cells"]
    assert cells[-1] == [*[" ".join(rates["fact"])] * 2, ""]
    assert [row[-1] for row in cells] == [""] * 3


def test_a_row_of_totals_below_facts_rests_on_all_of_them(outputs):
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    rows = pd.DataFrame(rates[["value", "fact"]])
    lists = rows.assign(facts=[(fact,) for fact in rows["fact"]]).drop(columns="fact")
    for frame in (rows, lists):
        total = pd.DataFrame({"value": [frame["value"].sum()]}, index=["sum"])
        bg.table(pd.concat([frame, total]))
        last = outputs[-1][1]["cells"][-1]
        assert last == [" ".join(rates["fact"])] * 2


def test_every_number_of_a_table_with_rows_rests_on_something(outputs):
    rates = bg.facts("grdp_growth", "Bắc Giang", "", period=["2021", "2022"])
    made = bg.Range(1, 2, 3, ("x",))
    frame = pd.DataFrame({"a": [1.5, made], "b": [made, None]}, index=["one", "two"])
    bg.table(frame, rows=rates)
    one, two = outputs[0][1]["cells"]
    everything = " ".join(rates["fact"])
    assert one == [everything, everything, "x"]
    assert two == [everything, "x", ""]


def test_a_number_has_no_more_digits_than_it_needs(outputs):
    column = [158.6, 342.0, 341.96, bg.Range(1.1, 1.2, 1.3)]
    bg.table(pd.DataFrame({"a": column}), digits=1)
    html = outputs[0][0]["text/html"]
    for said in ("158.6", "342", "342.0", "1.2 (1.1 to 1.3)"):
        assert f">{said}<" in html


def test_a_table_has_one_header_row_with_text_left_and_numbers_right(outputs):
    frame = pd.DataFrame({"name": ["a <b>"], "value": [1234.5]}, index=["one"])
    frame.index.name = "row"
    bg.table(frame)
    html = outputs[0][0]["text/html"]
    assert html.count("<tr>") == 2
    assert '<th scope="col" align="left">row</th>' in html
    assert '<td align="left">a &lt;b&gt;</td><td align="right">1,234.5</td>' in html


def test_rows_beyond_twelve_are_one_click_away(outputs):
    bg.table(pd.DataFrame({"name": [f"row {n}" for n in range(12)]}))
    bg.table(pd.DataFrame({"name": [f"row {n}" for n in range(15)]}))
    short, long = (bundle["text/html"] for bundle, _ in outputs)
    assert "<details>" not in short
    in_view, folded = long.split("<details>")
    assert "<summary>Show 3 more rows</summary>" in folded
    assert "row 11" in in_view
    assert [f"row {n}" in folded for n in (11, 12, 14)] == [False, True, True]
    # the two parts have the same columns
    assert re.findall("<col .*?>", in_view) == re.findall("<col .*?>", folded)
    assert all(f"row {n}" in outputs[1][0]["text/plain"] for n in range(15))


def test_the_names_of_columns_are_words_to_a_reader(outputs):
    frame = pd.DataFrame({"as_printed": ["over 5"]}, index=["a"])
    bg.table(frame.rename_axis("source_and_page"))
    html = outputs[0][0]["text/html"]
    assert ">source and page</th>" in html
    assert ">as printed</th>" in html


def test_the_places_of_picked_facts_are_not_shown(outputs):
    picked = pd.DataFrame({"value": [5], "fact": ["aaaaaaaa"]}, index=[6794])
    bg.table(picked)
    bg.table(picked.rename_axis("year"))
    html = [bundle["text/html"] for bundle, _ in outputs]
    assert ["6794" in text for text in html] == [False, True]


def test_a_date_in_a_table_is_said_in_another_language_and_stands_in_english(
    outputs, monkeypatch
):
    frame = pd.DataFrame({"published": ["2024-01-22", "2024-12", "2025-H1", "2022"]})
    bg.table(frame)
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")
    bg.table(frame)
    english, vietnamese = (bundle["text/html"] for bundle, _ in outputs)
    assert "2024-01-22" in english and "2025-H1" in english
    for said in ("ngày 22 tháng 1 năm 2024", "tháng 12 năm 2024", "năm 2025", "2022"):
        assert said in vietnamese
    assert "-" not in re.sub("<.*?>", "", vietnamese)


def test_a_year_in_a_column_is_no_number_to_be_grouped(outputs):
    bg.table(pd.DataFrame({"year": [2019], "people": [2019]}))
    html = outputs[0][0]["text/html"]
    assert ">2019<" in html and ">2,019<" in html


def test_a_year_in_the_index_is_no_number_to_be_grouped(outputs):
    years = pd.Index([2019], name="workers, by year")
    bg.table(pd.DataFrame({"people": [2019]}, index=years))
    html = outputs[0][0]["text/html"]
    assert ">2019<" in html and ">2,019<" in html


def test_a_table_takes_digits_by_column(outputs):
    frame = pd.DataFrame({"a": [1.234], "b": [bg.Range(1.1, 1.2, 1.3)]})
    bg.table(frame, digits={"a": 1, "b": 2})
    html = outputs[0][0]["text/html"]
    assert ">1.2<" in html
    assert ">1.20 (1.10 to 1.30)<" in html


def test_digits_for_a_column_that_is_not_there_are_refused_with_those_there_are():
    frame = pd.DataFrame({"share": [1.234]}, index=pd.Index(["one"], name="who"))
    told = "digits are given for 'shares'; the table has the columns 'who', 'share'"
    with pytest.raises(KeyError, match=told):
        bg.table(frame, digits={"share": 1, "shares": 2})


def test_a_cell_without_a_date_is_empty_and_a_day_has_no_time(outputs):
    days = pd.to_datetime(["2023-12-31", None, "2024-01-01 12:30"], format="mixed")
    frame = pd.DataFrame({"day": days, "number": [-0.001, -0.5, None]})
    bg.table(frame.astype({"number": "Float64"}))
    bg.table(frame[:1].set_index("day"))
    cells = [re.findall("<td.*?>(.*?)</td>", out["text/html"]) for out, _ in outputs]
    assert cells[0] == ["2023-12-31", "0.00", "", "-0.5", "2024-01-01 12:30:00", ""]
    assert cells[1] == ["2023-12-31", "0.00"]


@pytest.mark.parametrize(
    "low, high, digits, said",
    [
        (15.955, 15.965, None, ("15.955", "15.965")),
        (15.955, 15.965, 1, ("15.9", "16")),
        (0.4851, 0.5152, None, ("0.48", "0.52")),
        (-0.5152, -0.4851, None, ("-0.52", "-0.48")),
        (-1.444, -1.441, 1, ("-1.5", "-1.4")),
        (
            27_350_000_000.0,
            27_450_000_000.0,
            None,
            ("27,350,000,000", "27,450,000,000"),
        ),
        (69_059_500_000_000.0, 69_060_500_000_000.0, None, None),
        (342.0, 342.0, None, ("342", "342")),
    ],
)
@pytest.mark.parametrize("lead", ["", "claimed_"])
def test_the_ends_of_a_range_are_never_shown_closer_than_they_are(
    outputs, lead, low, high, digits, said
):
    ends = {f"{lead}low": [low], f"{lead}high": [high]}
    bg.table(pd.DataFrame({"name": ["x"]} | ends), digits=digits)
    html = outputs[0][0]["text/html"]
    cells = re.findall('<td align="right">(.*?)</td>', html)
    assert tuple(cells) == (said or (f"{low:,.0f}", f"{high:,.0f}"))


def test_an_end_that_is_open_or_missing_is_said_as_before(outputs):
    bg.table(pd.DataFrame({"low": [None, 1.5], "high": [2.125, float("inf")]}))
    html = outputs[0][0]["text/html"]
    assert re.findall('<td align="right">(.*?)</td>', html)[:3] == ["", "2.13", "1.5"]


def test_a_sentence_remembers_what_its_numbers_rest_on(outputs):
    bg.tell("about 2", bg.Range(1, 2, 3, ("x",)))
    assert outputs[0] == (
        {"text/plain": "about 2"},
        {"kind": "text", "facts": ["x"]},
    )


LOOKS = """
import seaborn as sns
import bacgiang as bg
rates = bg.series("grdp_growth")
country = bg.series("gdp_growth", "Việt Nam")
"""
SHOWS = """
ax = sns.lineplot(rates.tail(3), x="year", y="value")
bg.show(ax, rows=rates.tail(3), title="T", subtitle="S", alt="A.", ylabel="percent")
"""


def test_sources_are_those_of_what_was_shown_and_a_look_changes_nothing(tmp_path):
    cells = [LOOKS, SHOWS, "len(bg.facts('grdp_current'))", "bg.sources()"]
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    path = tmp_path / "looks.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    notebook = asyncio.run(run.execute(path))
    figure = notebook.cells[1].outputs[0]["metadata"]["bacgiang"]
    listed = notebook.cells[3].outputs[0]["metadata"]["bacgiang"]
    assert listed["facts"] == figure["facts"]
    assert len(figure["facts"]) == 3


# --- a script, in which there is no session -------------------------------------------


def figure(rows):
    ax = sns.lineplot(rows, x="year", y="value")
    bg.show(ax, rows=rows, title="It grew", subtitle="GRDP", alt="A line.")
    return ax


def test_a_script_prints_the_words_of_what_it_shows_and_no_picture(capsys):
    rates = bg.series("grdp_growth").loc["2021":"2022"]
    figure(rates)
    drawn = capsys.readouterr().out
    assert drawn.startswith("Figure. It grew\nGRDP\nSource: ")
    assert "A line." in drawn and len(drawn) < 500
    bg.tell("It grew.", rates)
    assert capsys.readouterr().out == "It grew.\n"
    bg.table(pd.DataFrame({"a": [1], "b": ["x"]}))
    assert capsys.readouterr().out.split() == ["a", "b", "1", "x"]
    bg.claim("It grew.", rates["value"].gt(0))
    assert capsys.readouterr().out == ""


def test_a_script_lists_the_sources_of_what_it_has_shown(capsys):
    rates = bg.series("grdp_growth")
    bg.tell("It grew.", rates.tail(1))
    capsys.readouterr()
    bg.sources()
    pages = bg.read_table("sources").set_index("source")["url"]
    listed = capsys.readouterr().out
    assert listed.count("\n- ") == listed.startswith("- ") - 1
    assert pages[rates["source"].iloc[-1]] in listed


def test_a_script_can_keep_what_it_has_shown(tmp_path, capsys):
    ax = figure(bg.series("grdp_growth"))
    ax.figure.savefig(tmp_path / "growth.png", bbox_inches="tight")
    kept = matplotlib.image.imread(tmp_path / "growth.png")
    assert kept[..., :3].std() > 0.01  # not an empty sheet
