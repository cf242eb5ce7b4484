"""The evidence browser in a real browser, opened from its file, without a network."""

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlencode

import pypdf
import pytest
import test_browser as shared
from checkout import PATHS
from checkout import read as book_of

import bacgiang as bg
from bacgiang import cite, data
from bacgiang.publish import forms

pytestmark = shared.pytestmark
browser, visit = shared.browser, shared.visit  # fixtures
GROWTH = {"indicator": "grdp_growth", "entity": "Bắc Giang", "breakdown": "whole"}


@pytest.fixture(scope="module")
def facts():
    return data.table("facts")


@pytest.fixture
def page(visit, site):
    """The page; `page.at(address)` opens it anew, `page.count()` says how many rows."""
    page = visit("browser")
    start = (site / "browser.html").as_uri()

    def at(address=""):
        page.goto("about:blank")
        page.goto(start + address)
        page.wait_for_load_state("load")
        return page

    page.at = at
    page.count = lambda: int(
        page.locator("#found").inner_text().split(" of ")[0].replace(",", "")
    )
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def view(**asked):
    return "#" + urlencode(asked)


def typed(page, words):
    """Type a search, and wait until the address says that it is done."""
    page.fill("#search", words)
    page.wait_for_function(
        "words => new URLSearchParams(location.hash.slice(1)).get('q') === words",
        arg=words,
    )


def ids(page):
    rows = page.locator("#facts tbody tr:not(.detail)")
    return rows.evaluate_all("rows => rows.map(row => row.dataset.fact)")


def wait_for_rows(page, n):
    """Wait until the table shows n rows."""
    page.wait_for_function(
        "n => document.querySelectorAll('#facts tbody tr').length === n", arg=n
    )


def detail(page, name):
    """What the opened row says under a name."""
    return page.locator(f"tr.detail dt:text-is('{name}') + dd").inner_text()


# --- addresses ------------------------------------------------------------------------


def test_every_fact_is_in_the_table(page, facts):
    assert page.at().count() == len(facts)


@pytest.mark.parametrize("place", [0, 1234, 4321, -1])
def test_a_permalink_opens_the_row_it_names_and_marks_it(page, facts, place):
    row = facts.iloc[place]
    page.at(f"#fact-{row['fact']}")
    opened = page.locator("tr.opened")
    assert opened.get_attribute("data-fact") == row["fact"]
    assert row["as_printed"] in opened.inner_text()
    assert page.locator("tr.detail").count() == 1
    box = opened.bounding_box()
    assert 0 <= box["y"] < 900
    assert page.evaluate("document.activeElement.closest('tr').className") == "opened"
    assert page.url.endswith(f"#fact-{row['fact']}")


def test_a_permalink_opens_its_row_on_a_page_that_is_open_already(page, facts):
    page.at()
    for fact in facts["fact"].iloc[[7, 5000]]:
        page.evaluate("hash => { location.hash = hash; }", f"fact-{fact}")
        page.wait_for_selector(f"tr.opened[data-fact='{fact}']")


def test_a_row_stands_among_its_series(page, facts):
    fact = bg.series("grdp_growth").loc["2019", "fact"]
    page.at(f"#fact-{fact}")
    same = (
        facts["indicator"].eq("grdp_growth")
        & facts["entity"].eq("Bắc Giang")
        & facts["breakdown"].eq("")
    )
    assert page.count() == same.sum()


def test_an_id_that_is_not_there_is_named(page, facts):
    page.at("#fact-aaaaaaaa")
    said = page.locator("#found").inner_text()
    assert "No number has the id aaaaaaaa" in said
    assert f"{len(facts):,} of {len(facts):,}" in said


@pytest.mark.parametrize("mark", ["#", "?"])
def test_an_address_restores_its_view(page, facts, mark):
    page.at(
        f"{mark}indicator=grdp_growth&entity={quote('Bắc Giang')}&status=target&q=2025"
    )
    assert page.input_value("#indicator") == "grdp_growth"
    assert page.input_value("#entity") == "Bắc Giang"
    assert page.input_value("#status") == "target"
    assert page.input_value("#search") == "2025"
    shown = facts[facts["fact"].isin(ids(page))]
    assert len(shown) == page.count() > 0
    assert set(shown["status"]) == {"target"}
    assert set(shown["indicator"]) == {"grdp_growth"}


def test_the_view_is_in_the_address_and_back_leads_to_the_one_before(page):
    page.at()
    everything = page.count()
    page.select_option("#indicator", "grdp_growth")
    growth = page.count()
    page.select_option("#status", "target")
    targets = page.count()
    assert everything > growth > targets
    address = page.url
    page.locator("#facts .open").first.press("Enter")
    assert page.locator("tr.detail").count() == 1
    for wanted in (targets, growth, everything):
        page.go_back()
        assert page.count() == wanted
        assert page.locator("tr.detail").count() == 0
    page.go_forward()
    assert page.count() == growth
    page.at(address.partition("browser.html")[2])
    assert page.count() == targets


def test_back_takes_a_search_out_of_its_field_too(page, facts):
    typed(page.at(), "xuat khau")
    page.go_back()
    page.wait_for_function("!document.querySelector('#search').value")
    assert page.count() == len(facts)


def test_a_view_asked_for_before_the_hash_goes_when_another_is_chosen(page):
    page.at("?indicator=grdp_growth")
    page.select_option("#indicator", "gdp_growth")
    page.reload()
    assert page.input_value("#indicator") == "gdp_growth"


def test_an_anchor_of_the_theme_leaves_the_view_alone(page):
    page.at(view(indicator="grdp_growth"))
    count = page.count()
    page.evaluate("location.hash = 'furo-main-content'")
    page.wait_for_timeout(100)
    assert page.count() == count


# --- filters --------------------------------------------------------------------------

COLUMN = {"indicator": "indicator", "entity": "entity", "status": "status"}
COLUMN |= {"form": "form", "kind": "kind"}


def offered(page, name):
    """{value: the count beside it} of a filter, without the first, which is all."""
    options = page.locator(f"#{name} option").evaluate_all(
        "all => all.slice(1).map(o => [o.value, o.text])"
    )
    return {
        value: int(re.search(r"\(([\d,]+)\)$", text)[1].replace(",", ""))
        for value, text in options
    }


@pytest.mark.parametrize("name", COLUMN)
def test_beside_each_value_stands_how_many_rows_have_it(page, facts, name):
    page.at()
    assert offered(page, name) == facts[COLUMN[name]].value_counts().to_dict()


@pytest.mark.parametrize("name", COLUMN)
def test_choices_narrow_one_another(page, facts, name):
    page.at(view(indicator="grdp_growth", status="target"))
    chosen = facts["indicator"].eq("grdp_growth") & facts["status"].eq("target")
    if name == "indicator":
        chosen = facts["status"].eq("target")
    if name == "status":
        chosen = facts["indicator"].eq("grdp_growth")
    assert (
        offered(page, name) == facts.loc[chosen, COLUMN[name]].value_counts().to_dict()
    )


def test_a_row_counts_for_every_year_that_it_touches(page, facts):
    page.at(view(indicator="grdp_growth_average"))
    rows = facts[facts["indicator"] == "grdp_growth_average"]
    touched = rows["start"].dt.year.le(2018) & rows["end"].dt.year.ge(2018)
    assert offered(page, "year")["2018"] == touched.sum() > 0


def test_one_value_a_period_leaves_what_series_takes(page):
    page.at(view(**GROWTH, form="year", series="1"))
    assert set(ids(page)) == set(bg.series("grdp_growth")["fact"])
    assert page.is_checked("#series")


def test_clear_widens_the_table(page, facts):
    page.at(view(indicator="grdp_growth", q="target", series="1"))
    page.click("#reset")
    page.wait_for_function("!location.hash")
    assert page.count() == len(facts)
    assert page.input_value("#search") == ""
    assert not page.is_checked("#series")


# --- search ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "with_accents, without, indicator, part",
    [
        ("xuất khẩu", "xuat khau", "export_turnover", ""),
        ("Hàn Quốc", "han quoc", "", "Republic of Korea"),
        ("bình quân đầu người", "per capita", "grdp_per_capita_usd", ""),
        ("Quang Châu", "quang chau", "", ""),
    ],
)
def test_a_search_finds_the_same_with_and_without_accents_or_in_english(
    page, facts, with_accents, without, indicator, part
):
    counts, first = [], []
    for words in (with_accents, without):
        typed(page.at(), words)
        counts.append(page.count())
        first.append(ids(page)[0])
    assert counts[0] == counts[1] > 0
    assert first[0] == first[1]
    shown = facts[facts["fact"].isin(ids(page))]
    assert indicator in {"", *shown["indicator"]}
    assert shown["breakdown"].str.contains(part).any()


@pytest.mark.parametrize(
    "words", ["xuat khau", "South Korea exports", "workers zones", "thu nhập"]
)
def test_a_search_finds_all_that_find_finds(page, facts, words):
    quantity = ["indicator", "entity", "breakdown"]
    wanted = facts.merge(bg.find(words)[quantity])["fact"]
    page.at()
    typed(page, words)
    page.select_option("#size", "500")
    found = ids(page)
    assert page.count() == len(found), "more than fit on one page"
    assert set(wanted) <= set(found)


def texts_of_one():
    """Words that only one place of a row can hold: definition, note, publisher, id."""
    facts = data.table("facts")
    about = data.table("indicators").set_index("indicator")["definition"]
    noted = facts[facts["note"].str.len().gt(25)].iloc[0]
    yield (
        "a definition",
        about["grdp_growth"][:40],
        facts[facts["indicator"] == "grdp_growth"]["fact"].iloc[0],
    )
    yield "a note", noted["note"], noted["fact"]
    yield "a publisher", facts["publisher"].iloc[-1], facts["fact"].iloc[-1]
    yield "an id", facts["fact"].iloc[99], facts["fact"].iloc[99]


@pytest.mark.parametrize("what, words, fact", list(texts_of_one()))
def test_what_a_row_says_is_searched(page, what, words, fact):
    page.at(view(q=words))
    page.select_option("#size", "500")
    assert fact in ids(page), f"{what} is not found"


def test_a_word_that_is_nowhere_finds_nothing_and_says_so(page):
    page.at(view(q="zebra"))
    assert page.count() == 0
    assert "No number fits" in page.locator("#facts tbody").inner_text()


# --- an opened row --------------------------------------------------------------------


@pytest.fixture(scope="module")
def some(facts):
    """Facts from all over the table."""
    return facts.iloc[::211]


def test_a_number_is_cited_as_the_module_cites_it(page, some):
    page.at()
    said = page.evaluate(
        "facts => facts.map(f => EVIDENCE.cite(EVIDENCE.byFact.get(f)))",
        list(some["fact"]),
    )
    assert said == [cite.number(fact) for fact in some["fact"]]


def test_an_opened_row_says_what_is_known_of_it(page, facts):
    row = bg.facts("grdp_growth", "Bắc Giang", "", period="2023").iloc[0]
    source = data.table("sources").set_index("source").loc[row["source"]]
    about = data.table("indicators").set_index("indicator").loc["grdp_growth"]
    page.at(f"#fact-{row['fact']}")
    assert detail(page, "As printed") == row["as_printed"]
    assert detail(page, "Range") == f"{row['low']:g} to {row['high']:g} percent"
    assert detail(page, "Status").startswith(row["status"])
    assert detail(page, "Definition") == about["definition"]
    assert source["publisher"] in detail(page, "Source")
    assert source["title"] in detail(page, "Source")
    assert page.locator("tr.detail .cite").inner_text() == cite.number(row["fact"])
    link = page.locator("tr.detail dd a").first
    assert link.get_attribute("href") == source["url"]


def test_the_other_printings_of_a_quantity_are_one_click_away(page):
    rows = bg.facts("grdp_growth", "Bắc Giang", "", period="2023")
    page.at(f"#fact-{rows['fact'].iloc[0]}")
    others = page.locator("tr.detail dt:text-is('Other printings of it') + dd a")
    addresses = others.evaluate_all("all => all.map(a => a.hash.slice(6))")
    assert sorted(addresses) == sorted(rows["fact"].iloc[1:])
    others.first.click()
    page.wait_for_selector(f"tr.opened[data-fact='{addresses[0]}']")


def test_the_citation_is_copied(page, facts):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fact = facts["fact"].iloc[3]
    page.at(f"#fact-{fact}")
    page.click("tr.detail button")
    page.wait_for_selector("tr.detail button:text-is('Copied')")
    assert page.evaluate("navigator.clipboard.readText()") == cite.number(fact)


def shown_in():
    """{fact: the addresses of the sections whose figures and tables hold it}."""
    found = {}
    for book in map(book_of, PATHS):
        for section in book.sections:
            held = {
                fact
                for output in section.outputs
                if output.evidence.get("kind") != "sources"
                for fact in output.evidence.get("facts", ())
            }
            for fact in held:
                found.setdefault(fact, []).append(f"{book.page}#{section.id}")
    return found


def test_a_row_leads_to_the_sections_whose_outputs_show_it(page, facts):
    shown = shown_in()
    drawn = [fact for fact in facts["fact"] if fact in shown]
    most = max(drawn, key=lambda fact: len(shown[fact]))
    for fact in (drawn[0], most, drawn[-1]):
        page.at(f"#fact-{fact}")
        links = page.locator("tr.detail dt:text-is('Shown in') + dd a")
        addresses = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert addresses == shown[fact]


def test_a_row_that_no_output_shows_says_so(page, facts):
    shown = shown_in()
    fact = next(fact for fact in facts["fact"] if fact not in shown)
    page.at(f"#fact-{fact}")
    assert detail(page, "Shown in") == "no output of a notebook"


# --- chart ----------------------------------------------------------------------------


def test_a_chart_has_as_many_points_as_there_are_rows(page, facts):
    page.at(view(**GROWTH, form="year"))
    assert page.locator("#chart .point").count() == page.count() > 10
    rows = bg.facts("grdp_growth", "Bắc Giang", "", form="year")
    hollow = rows["status"].ne("actual").sum()
    assert page.locator("#chart .point .hollow").count() == hollow > 0
    assert page.locator("#chart .point .outcome").count() == len(rows) - hollow


def test_points_and_bars_stand_where_their_numbers_are(page, facts):
    page.at(view(**GROWTH, form="year", series="1"))
    drawn = page.locator("#chart .point").evaluate_all(
        """all => all.map(g => [g.dataset.fact,
            +g.querySelector('path:not(.bar)').getAttribute('transform').split(',')[1]
                .slice(0, -1),
            ...g.querySelector('.bar').getAttribute('d').match(/,([^V]+)V(.+)/)
                .slice(1).map(Number)])"""
    )
    rows = facts.set_index("fact").loc[[fact for fact, *_ in drawn]]
    numbers = rows[["value", "low", "high"]].to_numpy().ravel()
    places = [place for _, *three in drawn for place in three]
    low, high = numbers.argmin(), numbers.argmax()
    scale = (places[high] - places[low]) / (numbers[high] - numbers[low])
    wanted = [places[low] + scale * (number - numbers[low]) for number in numbers]
    assert scale < 0
    assert places == pytest.approx(wanted, abs=0.01)


def test_a_chart_says_when_it_leaves_rows_out(page):
    page.at(view(**GROWTH))
    points = page.locator("#chart .point").count()
    assert points < page.count()
    assert f"Drawn: {points} of {page.count()} rows" in (
        page.locator("#chart figcaption").inner_text()
    )


def test_a_line_is_dotted_over_years_without_a_number(page):
    page.at(view(indicator="grdp_current", entity="Bắc Giang", form="year"))
    years = sorted(int(year) for year in bg.series("grdp_current").index)
    gaps = sum(b - a > 1 for a, b in pairwise(years))
    drawn = {
        name: page.locator(f"#chart .{name}").get_attribute("d").count("L")
        for name in ("line:not(.gap)", "gap")
    }
    assert drawn["gap"] == gaps > 0
    assert drawn["line:not(.gap)"] == len(years) - 1 - gaps > 0


def test_the_chart_of_an_opened_row_holds_it(page, facts):
    fact = bg.facts("grdp_growth", "Bắc Giang", "", form="half")["fact"].iloc[0]
    page.at(f"#fact-{fact}")
    assert page.locator("#chart .point.opened").get_attribute("data-fact") == fact


def test_places_are_told_apart_in_one_chart(page, facts):
    rows = facts[facts["form"].eq("year") & facts["breakdown"].eq("")]
    places = rows.groupby("indicator")["entity"].nunique()
    indicator = places[places.between(2, 6)].index[0]
    page.at(view(indicator=indicator, breakdown="whole", form="year"))
    names = page.locator("#chart .legend li").all_inner_texts()
    shapes = page.locator("#chart .legend path").evaluate_all(
        "all => all.map(path => path.getAttribute('d'))"
    )
    assert len(set(names)) == len(set(shapes)) == places[indicator]


@pytest.mark.parametrize("asked", [{}, {"entity": "Bắc Giang"}, {"q": "zebra"}])
def test_rows_of_several_quantities_make_no_chart(page, asked):
    page.at(view(**asked) if asked else "")
    assert page.locator("#chart svg").count() == 0
    assert "one indicator" in page.locator("#chart").inner_text()


def test_a_point_opens_its_row(page):
    page.at(view(**GROWTH, form="year", series="1"))
    point = page.locator("#chart .point").nth(3)
    fact = point.get_attribute("data-fact")
    point.click(force=True)
    page.wait_for_selector(f"tr.opened[data-fact='{fact}']")
    assert page.locator("#chart .point.opened").get_attribute("data-fact") == fact


# --- table, paper, files --------------------------------------------------------------


def test_a_column_is_sorted_from_the_keyboard(page):
    page.at(view(**GROWTH))
    head = page.locator("#facts thead th", has_text="Value")
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    values = bg.facts("grdp_growth", "Bắc Giang", "").set_index("fact")["value"]
    shown = list(values.loc[ids(page)])
    assert shown == sorted(values)[: len(shown)]
    head.locator("button").press("Enter")
    shown = list(values.loc[ids(page)])
    assert shown == sorted(values, reverse=True)[: len(shown)]
    before = ids(page)
    page.reload()
    assert ids(page) == before, "the address holds the order"
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "none" and "sort" not in page.url


def test_no_column_for_the_order_of_an_address_leaves_the_rows_as_they_are(page):
    page.at(view(**GROWTH))
    before = ids(page)
    page.at(view(**GROWTH, sort="-constructor"))
    assert ids(page) == before


@pytest.mark.parametrize("edition", ["", "vi/"])
@pytest.mark.parametrize("asked", ["", "#indicator=grdp_growth", "#topic=zones"])
def test_all_columns_are_in_sight_on_a_small_laptop(page, site, edition, asked):
    page.goto("about:blank")
    page.goto((site / f"{edition}browser.html").as_uri() + asked)
    page.wait_for_selector("#facts tbody tr")
    held = page.locator("#facts").evaluate(
        "table => [table.scrollWidth, table.parentElement.clientWidth]"
    )
    assert 0 < held[0] <= held[1]


def test_the_pages_of_the_table_hold_every_row_once(page):
    page.at(view(**GROWTH))
    found = ids(page)
    while page.is_enabled("#after"):
        page.click("#after")
        found += ids(page)
    assert len(found) == len(set(found)) == page.count()


def test_paper_gets_every_row_and_no_tools(page, tmp_path):
    page.at(view(**GROWTH))
    count = page.count()
    page.emulate_media(media="print")
    wait_for_rows(page, count)
    for tool in (".filters", ".tabs", ".paging", ".takeaway"):
        assert not page.locator(tool).first.is_visible(), tool
    page.emulate_media(media="screen")
    wait_for_rows(page, 25)
    page.emulate_media(media="null")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))
    words = " ".join(" ".join(p.extract_text() for p in paper.pages).split())
    assert words.count("GRDP growth") >= count > 25
    wait_for_rows(page, 25)


def test_paper_says_when_it_gets_only_the_first_rows(page, facts):
    page.at()
    page.emulate_media(media="print")
    wait_for_rows(page, 500)
    assert "printed: the first 500" in page.locator("#found").inner_text()
    page.emulate_media(media="screen")
    wait_for_rows(page, 25)
    assert "printed" not in page.locator("#found").inner_text()


def test_the_rows_found_are_saved_as_csv(page, facts):
    page.at(view(status="plan"))
    with page.expect_download() as download:
        page.click("#save")
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        saved = list(csv.DictReader(file))
    wanted = facts[facts["status"] == "plan"].set_index("fact")
    assert {row["fact"] for row in saved} == set(wanted.index)
    assert [row["as_printed"] for row in saved] == list(
        wanted.loc[[row["fact"] for row in saved], "as_printed"]
    )
    assert set(saved[0]) <= set(forms.WIDE), (
        "a column is called otherwise than in other files"
    )


# --- SQL ------------------------------------------------------------------------------


def answers(page, query):
    """Ask, and read the answer from the page: (heads, rows)."""
    page.fill("#sql", query)
    page.click("#sql-run")
    heads = page.locator("#sql-answer th").all_inner_texts()
    cells = page.locator("#sql-answer td").all_inner_texts()
    wide = max(1, len(heads))
    return heads, [cells[n : n + wide] for n in range(0, len(cells), wide)]


@pytest.fixture
def sql(page):
    page.at()
    page.click("#tab-sql")
    page.wait_for_selector("#sql-run:not([disabled])")
    return page


def test_the_database_is_loaded_only_when_its_tab_is_opened(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.at()
    assert any("facts.js" in url for url in asked)
    assert not [url for url in asked if "sql-wasm" in url or "database" in url]
    page.click("#tab-sql")
    page.wait_for_selector("#sql-run:not([disabled])")
    assert [url for url in asked if "database" in url]
    assert page.faults == []


def test_sql_counts_what_the_tables_hold(sql, facts):
    for name in ("facts", "sources", "indicators", "zones"):
        _, rows = answers(sql, f"SELECT count(*) FROM {name}")
        assert rows == [[str(len(data.table(name)))]]


def test_sql_gives_the_series_that_the_module_gives(sql):
    sql.select_option("#sql-examples", index=1)
    heads, rows = answers(sql, sql.input_value("#sql"))
    growth = bg.series("grdp_growth").sort_index()
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [row["period"] for row in told] == list(growth.index)
    for column in ("value", "low", "high"):
        assert [float(row[column]) for row in told] == pytest.approx(growth[column])
    assert [row["fact"] for row in told] == list(growth["fact"])


def test_a_fact_in_an_answer_leads_to_its_row(sql, facts):
    fact = facts["fact"].iloc[5]
    answers(sql, f"SELECT fact FROM facts WHERE fact = '{fact}'")
    sql.click("#sql-answer a")
    sql.wait_for_selector(f"tr.opened[data-fact='{fact}']")
    assert sql.locator("#tab-rows").get_attribute("aria-selected") == "true"


def test_a_query_that_is_refused_says_why_and_what_tables_there_are(sql):
    heads, _ = answers(sql, "SELECT x FROM nowhere")
    said = sql.locator("#sql-said").inner_text()
    assert heads == []
    assert "no such table: nowhere" in said
    assert "facts, indicators" in said


def test_a_query_cannot_change_the_tables(sql, facts):
    answers(sql, "DELETE FROM facts")
    assert "SQLite says" in sql.locator("#sql-said").inner_text()
    _, rows = answers(sql, "SELECT count(*) FROM facts")
    assert rows == [[str(len(facts))]]


def test_an_answer_of_millions_is_cut_and_says_so(sql):
    answers(sql, "SELECT a.fact FROM facts a, facts b")
    assert "Stopped after 20,000 rows" in sql.locator("#sql-said").inner_text()


def test_accents_are_folded_in_sql(sql):
    _, rows = answers(sql, "SELECT plain('Đình Trám')")
    assert rows == [["dinh tram"]]


def test_a_query_stands_in_the_address_that_leads_back_to_it(sql):
    query = "SELECT count(*) AS n FROM facts WHERE note LIKE '%100% & more#%'"
    answers(sql, query)
    address = sql.url
    sql.click("#tab-rows")
    assert "sql=" not in sql.url
    sql.goto("about:blank")
    sql.goto(address)
    sql.wait_for_selector("#sql-run:not([disabled])")
    assert sql.input_value("#sql") == query
    assert sql.locator("#tab-sql").get_attribute("aria-selected") == "true"
    assert not sql.locator("#sql-answer td").count(), "nothing runs unasked"


def test_the_answer_is_saved_as_csv(sql, facts):
    answers(sql, "SELECT fact, as_printed FROM facts ORDER BY fact")
    with sql.expect_download() as download:
        sql.click("#sql-save")
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        saved = list(csv.reader(file))
    wanted = facts.sort_values("fact")[["fact", "as_printed"]]
    assert saved == [["fact", "as_printed"], *wanted.to_numpy().tolist()]


def test_the_tabs_are_turned_and_a_query_is_run_from_the_keyboard(page):
    page.at()
    page.focus("#tab-rows")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-sql"
    assert page.locator("#panel-sql").is_visible()
    assert not page.locator("#panel-rows").is_visible()
    page.wait_for_selector("#sql-run:not([disabled])")
    page.fill("#sql", "SELECT 6 * 7")
    page.press("#sql", "Control+Enter")
    assert page.locator("#sql-answer td").all_inner_texts() == ["42"]


# --- open to everyone -----------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_opened_row_its_chart_and_sql_shut_nobody_out(page, scheme):
    page.emulate_media(color_scheme=scheme)
    fact = bg.series("grdp_growth").loc["2023", "fact"]
    page.at(f"#fact-{fact}")
    assert page.locator("#chart svg").count() == 1
    assert shared.serious(page) == []
    page.click("#tab-sql")
    page.wait_for_selector("#sql-run:not([disabled])")
    answers(page, "SELECT * FROM wide LIMIT 5")
    page.click("#panel-sql summary")
    # all else is as it was a moment ago
    assert shared.serious(page, ".tabs, #panel-sql") == []
    assert page.faults == []


def test_a_phone_never_scrolls_sideways_with_a_row_open(page):
    page.set_viewport_size({"width": 360, "height": 740})
    fact = bg.series("grdp_growth").loc["2023", "fact"]
    page.at(f"#fact-{fact}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#tab-sql")
    page.wait_for_selector("#sql-run:not([disabled])")
    answers(page, "SELECT * FROM wide LIMIT 5")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_words_of_the_scripts_are_all_given_to_them(site):
    """Every W.name of the scripts is among the words of facts.js."""
    folder = site / "_static"
    text = (folder / "facts.js").read_text(encoding="utf-8")
    words = json.loads(text.removeprefix("window.FACTS=").rstrip(";\n"))["words"]
    scripts = [*folder.glob("evidence-*.js"), folder / "browser.js"]
    used = {
        name
        for path in scripts
        for name in re.findall(r"\bW\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= set(words)
    assert set(words) - used <= {"too old"}
