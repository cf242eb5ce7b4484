"""What a teacher takes: a guide with all its parts, one page of questions, answers
apart, a small table that says what the collection says, and questions that check
themselves as the notebooks do.
"""

import csv
import json
import re
from functools import cache
from html import unescape

import pypdf
import pytest
import test_browser
from babel.messages.extract import extract
from checkout import CHECKOUT, PATHS
from checkout import read as book_of
from nbformat.v4 import new_notebook
from test_browser import CHROMIUM

import bacgiang as bg
from bacgiang import data
from bacgiang.exercises import EXERCISES, declare
from bacgiang.exercises.judge import judge
from bacgiang.publish import (
    downloads,
    look,
    paper,
    prose,
    quiz,
    records,
    student,
    teaching,
    teachtable,
)
from bacgiang.publish.book import Book

# the fixtures of the other file, for the pages of this one
browser, visit = test_browser.browser, test_browser.visit
in_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome found")
on_paper = pytest.mark.skipif(bool(paper.lacks()), reason="no PDF can be made here")
by_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
PARTS = [
    "Prerequisites",
    "Questions",
    "Objectives: after this you can",
    "Key points",
    "For the teacher",
    "To discuss",
]
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@cache
def html_of(site, name):
    return (site / f"{name}.html").read_text(encoding="utf-8")


def words_of(html):
    """The words of some HTML, as a reader sees them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section_of(html, start):
    """What stands under the heading of the second level that begins so."""
    parts = re.split(r"<h2>", html)
    (found,) = [part for part in parts[1:] if words_of(part).startswith(start)]
    return found


@cache
def parts():
    return quiz.parts([book_of(path) for path in PATHS])


@cache
def written():
    """The pages for teachers and the page of questions, as Markdown."""
    return teaching.pages(parts(), pdf=False) | {"questions": quiz.page(parts())}


# --- the exercises are in sight -------------------------------------------------------


@by_notebook
def test_a_section_of_the_notebook_names_each_exercise(path):
    named = student.placed(book_of(path))
    assert sorted(named) == sorted(e.number for e in student.own(path))
    opened = [e.number for e in student.own(path) if e.is_open]
    assert [n for n, s in named.items() if s.title == "Try it"] == opened


@by_notebook
def test_the_page_of_a_notebook_leads_to_its_exercises(site, path):
    html = html_of(site, path.stem)
    assert f'href="notebooks/exercises/{path.name}" download' in html
    name = book_of(path).name.lower()
    named = len({id(s) for s in student.placed(book_of(path)).values()})
    assert len(re.findall(rf'"questions.html#{name}">[^Q]', html)) == named
    copied = site / "notebooks" / "exercises" / path.name
    assert copied.read_bytes() == (CHECKOUT.exercises / path.name).read_bytes()


def test_an_exercise_that_no_section_names_is_refused():
    title = new_notebook(cells=book_of(PATHS[0]).cells[:1])
    with pytest.raises(ValueError, match=r"no section names exercise 0\.1, 0\.2"):
        quiz.parts([Book(title, PATHS[0])])


# --- the guide ------------------------------------------------------------------------


@by_notebook
def test_each_notebook_has_every_part_in_the_guide(site, path):
    own = section_of(html_of(site, "teach"), book_of(path).name + ":")
    heads = re.findall(r"<h3>(.*?)<a", own)
    assert heads == PARTS
    for part in re.split(r"<h3>", own)[1:]:
        assert len(words_of(part).split()) > 6, words_of(part)
    minutes = sum(e.minutes for e in student.own(path))
    said = words_of(own)
    assert f"Reading takes {prose.minutes(book_of(path))} minutes" in said
    assert f"the {len(student.own(path))} exercises {minutes} (" in said
    for finding in book_of(path).findings:
        assert words_of(look.typeset(finding.words)) in said


@pytest.mark.parametrize("which", ["45 minutes: ", "45 minutes on paper", "90 minutes"])
def test_the_steps_of_a_lesson_fill_its_minutes(site, which):
    minutes = int(which[:2])
    plan = section_of(html_of(site, "teach"), f"A lesson of {which}")
    steps = r"<tr.*?<td><p>(\d\d?)</p></td>\s*<td>(.*?)</tr>"  # a year has four
    rows = re.findall(steps, plan, re.S)
    assert sum(int(length) for length, _ in rows) == minutes
    for length, what in rows:
        for number in re.findall(r"exercise (\d\.\d)", what):
            assert EXERCISES[number].minutes == int(length)


def misreadings(site):
    return re.split(r"<h3>", section_of(html_of(site, "teach"), "Common misreadings"))[
        1:
    ]


def test_each_misreading_has_its_reasoning_a_section_and_an_exercise(site):
    places = {}
    for path in PATHS:
        for number, section in student.placed(book_of(path)).items():
            places[number] = f"{path.stem}.html#{section.id}"
    assert len(misreadings(site)) >= 12
    for one in misreadings(site):
        thought = re.search(r'<span class="thought">“(.+?)”</span>', one, re.S)
        assert len(thought[1].split()) > 5
        (number,) = re.findall(r"exercise (\d\.\d)", one)
        kind = words_of(one.rpartition("</a>:")[2]).strip(" .")
        assert kind in {trap.kind for trap in EXERCISES[number].traps}
        assert f'href="{places[number]}"' in one


def test_every_trap_that_always_comes_up_is_among_the_misreadings(site):
    said = words_of("".join(misreadings(site)))
    assert [kind for kind in declare.ALWAYS if kind not in said] == []


def test_a_trap_that_the_exercise_does_not_set_is_refused():
    with pytest.raises(ValueError, match=r"exercise 0\.1 has no trap 'wrong unit'"):
        teaching._trap("0.1", "wrong unit")


@pytest.mark.parametrize("name", ["teach", "answers", "questions", "glossary"])
def test_no_number_of_the_economy_is_typed_into_a_template(name):
    """What a page says of it comes from notebooks, exercises and tables."""
    with (look.FOLDER / "pages" / f"{name}.md.j2").open("rb") as template:
        found = list(extract("jinja2", template, keywords={"_": None}))
    loose = [
        number.text
        for _, message, *_ in found
        for number in prose.numbers(re.sub(r"<[^>]*>|\d+ minutes", "", message))
        if not number.kind
    ]
    assert found
    assert loose == []


def test_the_guide_leads_to_each_question_and_beside_it_to_its_answer():
    ids = set(re.findall(r' id="([\w-]+)"', written()["questions"]))
    linked = re.findall(
        r'href="questions\.html#([\w-]+)">exercise (\d\.\d) .*?</a>'
        r' <a class="to-answer" href="answers\.html#(.*?)">',
        written()["teach"],
    )
    assert len(linked) == len(
        re.findall(r'="answers\.html#answer-', written()["teach"])
    )
    for place, number, answer in linked:
        exercise = number.replace(".", "-")
        assert place in ids and place.endswith(exercise)
        assert answer == f"answer-{exercise}"
        assert f'id="{answer}"' in written()["answers"]


def test_the_collection_has_one_name():
    readme = (CHECKOUT.root / "README.md").read_text(encoding="utf-8")
    name = readme.partition("\n")[0].removeprefix("# ")
    assert records.citation(CHECKOUT.root)["title"] == name
    for page in ("pages/index.md.j2", "teaching.html.j2", "teaching.css.j2"):
        template = (look.FOLDER / page).read_text(encoding="utf-8")
        assert name in template.replace("’", "'"), page


def test_on_paper_no_link_to_an_answer_is_left():
    assert "(answer)" in written()["teach"]
    assert "(answer)" not in teaching._on_paper(written()["teach"])


def test_each_of_the_eight_questions_is_answered_for_each_figure():
    _, _, filled = written()["teach"].partition("filled in for each of the three")
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", filled, re.M)
    questions = paper.questions([book_of(path) for path in PATHS])
    assert len(rows) == len(questions) == 8
    for (lead, answers), question in zip(rows, questions, strict=True):
        assert question.startswith(f"**{lead}**")
        each = answers.split(" | ")
        assert len(each) == len(teaching.FIGURES) and all(map(str.strip, each))


def test_what_is_said_to_be_open_of_a_figure_is_in_no_row():
    """Parts of the first and the third on their day; sectors on the page of growth."""
    keys = list(teaching.FIGURES)
    for place in (0, 2):
        day = teaching._row(*keys[place])["period"]
        rows = bg.facts(keys[place][0], "Bắc Giang", period=day)
        assert {*rows["breakdown"]} == {""}
    rows = bg.facts(keys[1][0], "Bắc Giang", source=keys[1][1])
    assert {*rows["breakdown"]} == {"", teachtable.INDUSTRY}
    for place in (0, 1):
        source = data.table("sources").set_index("source").loc[keys[place][1]]
        assert source["citing"] == ""


def test_each_figure_and_headline_opens_its_rows():
    for key in teaching.FIGURES:
        row = teaching._row(*key)
        assert f'"browser.html#fact-{row["fact"]}">“{row["as_printed"]}”</a>' in guide()
    sources = data.table("sources").set_index("source")
    for source in teaching.HEADLINES:
        title = sources.loc[source, "title"]
        assert "billion" in title and bg.facts(source=source).size
        assert f'"browser.html?source={source}">“{title}”</a>' in guide()


@pytest.mark.parametrize("source", teaching.HEADLINES)
def test_the_sentence_in_place_of_a_headline_holds_what_its_page_prints(source):
    rows = bg.facts(source=source, entity="Bắc Giang").set_index("indicator")
    stands = teaching._stands(source)
    assert "{" not in stands and stands in guide()
    for name in teaching._named(source):
        assert rows.loc[name, "as_printed"] in stands


def test_the_sentences_in_place_of_headlines_name_the_office_beside_the_page():
    first, second, _ = map(teaching._stands, teaching.HEADLINES)
    assert "has 1,215.8 and 207.8 million USD, to 20 July" in first
    assert "(364.3 and 598.8 million USD)" in second


def test_the_years_that_fit_are_chosen():
    for year in range(2011, 2018):
        split = teaching._split(str(year))
        gap = split.published - split.together
        assert gap > 0.1 or str(year) in ("2011", "2014")


def test_the_sectors_of_a_lesson_add_up_in_two_years_and_not_in_the_third():
    """The growth of 2011 by hand: 28.27 * 5.6 + 31.48 * 19.1 + 40.25 * 6.4 percent."""
    first, second, third = map(teaching._split, teaching.SPLIT)
    assert first.together == pytest.approx(10.17, abs=0.005)
    assert abs(first.together - first.published) < 0.05
    assert abs(second.together - second.published) < 0.05
    assert abs(third.together - third.published) > 0.5
    assert "| 2011 | 1.58 | 6.01 | 2.58 | 10.17 | 10.2 |" in guide()


def test_the_lesson_on_paper_leads_to_the_answers_of_its_exercises():
    before, after = (teaching._share(y, teachtable.INDUSTRY) for y in teaching.RISEN)
    assert after - before == pytest.approx(EXERCISES["1.1"].solve().value)
    points = teaching._split(teaching.SPLIT[0]).sectors[1].points
    assert points == pytest.approx(EXERCISES["1.5"].solve().value)


def test_the_guide_has_the_numbers_that_one_exercise_weighs_by_hand():
    """The six rates and hectares by hand lead to the exercise's own answer."""
    zones = teaching._weighed()
    let = sum(zone["rate"] * zone["hectares"] for zone in zones)
    whole = sum(zone["hectares"] for zone in zones)
    low, _, high = EXERCISES["3.2"].solve()
    assert len(zones) == 6 and low <= let / whole <= high
    assert "| Hòa Phú | 95 | 207.45 |" in guide()


def guide():
    return unescape(written()["teach"])


def test_a_figure_is_rendered_in_the_language_of_the_edition(monkeypatch):
    assert not any(figure["read"] for figure in teaching._figures())
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")
    for figure in teaching._figures():
        assert figure["read"] not in ("", figure["printed"])
        assert f"“{figure['printed']}” ({figure['read']})" in figure["said"]
        for english in ("billion", "nearly", "labours", "more than"):
            assert english not in figure["read"]
    reads = " ".join(figure["read"] for figure in teaching._figures())
    assert {"11,2", "13,45", "195.000"} <= set(re.findall(r"\d[\d.,]*\d", reads))


def test_the_list_for_the_board_holds_no_note_of_the_teacher():
    board, _, below = guide().partition("| minutes | what the class does |")
    for key in teaching.FIGURES:
        if note := teaching._row(*key)["note"]:
            assert note not in board and note in below


def test_the_case_is_told_without_its_verdict():
    """The heading of its section tells it, so the plan does not name it."""
    case = teaching._case(parts())
    lines = [line for line in guide().splitlines() if case["claim"] in line]
    assert len(lines) == 1 and case["against"] in lines[0]
    title = next(
        p.placed[teaching.CASE].title for p in parts() if teaching.CASE in p.placed
    )
    assert title not in lines[0]
    for verdict in bg.audit()["verdict"].unique():
        assert verdict.startswith("target") or verdict in lines[0]


def test_the_year_in_which_the_small_table_differs_is_named_before_it():
    taken = bg.series("grdp_growth")["value"]
    own = teachtable.table()["growth"]
    before, _, _ = guide().partition('<a href="data/teaching.csv"')
    _, _, before = before.partition("## A small table to begin with")
    differ = [year for year in own.index if own[year] != taken[year]]
    assert differ == ["2023"]
    for year in differ:
        assert f"for {year} " in before
        assert f"{own[year]:.2f}" in before and f"{taken[year]:.2f}" in before


def test_the_guide_says_where_a_copy_of_the_site_is_and_the_labs():
    use = guide().partition("## How to use it")[2].partition("\n## ")[0]
    for word in (f'"{downloads.SITE}"', "http.server", "make lab-site", "JupyterHub"):
        assert word in use, word
    assert "For a class" in use and "## For a class" in (
        CHECKOUT.root / "CONTRIBUTING.md"
    ).read_text(encoding="utf-8")


# --- papers ---------------------------------------------------------------------------


@cache
def papers_of(site, name):
    """The text of each page of a paper."""
    return [page.extract_text() for page in pypdf.PdfReader(site / name).pages]


def text_of(pages):
    return " ".join(" ".join(pages).split())


def plain(text):
    """Words alone: typeset quotes are others than those written, lines break words."""
    return re.sub(r'["“”’\'\s]', "", text)


@on_paper
def test_the_handout_has_the_questions_of_the_briefing_and_the_figures(site):
    pages = pypdf.PdfReader(site / teaching.HANDOUT).pages
    assert len(pages) == 2
    for page in pages:
        wide, tall = (float(page.mediabox[i]) / 72 * 25.4 for i in (2, 3))
        assert (round(wide), round(tall)) == (210, 297)
    _, second = papers_of(site, teaching.HANDOUT)
    for figure in teaching._figures():
        for said in ("title", "publisher", "published", "said"):
            assert plain(figure[said]) in plain(second)
        assert not figure["note"] or plain(figure["note"]) not in plain(second)
    handout = plain(text_of(papers_of(site, teaching.HANDOUT)))
    briefing = plain(text_of(papers_of(site, "briefing.pdf")))
    questions = paper.questions([book_of(path) for path in PATHS])
    assert len(questions) == 8
    for question in questions:
        said = plain(prose.mask(question).strip())
        assert said in handout
        assert said in briefing


@on_paper
def test_the_guide_on_paper_has_the_answers_on_pages_of_their_own(site):
    pages = papers_of(site, teaching.GUIDE)
    heads = [" ".join(page.split())[:40] for page in pages]
    (first,) = [n for n, head in enumerate(heads) if head.startswith("Answers to the")]
    (last,) = [n for n, head in enumerate(heads) if head.startswith("Glossary, Engl")]
    assert 0 < first < last
    outside = text_of([*pages[:first], *pages[last:]])
    assert "Answer:" not in outside
    assert text_of(pages[first:last]).count("Answer:") == len(
        [e for e in EXERCISES.values() if not e.is_open]
    )


# --- answers --------------------------------------------------------------------------


def answers(site):
    """What the page says of each exercise: the answer, and where each trap leads."""
    found = {}
    for part in re.split(r"<h3>", html_of(site, "answers"))[1:]:
        answer = re.search(
            r'<strong class="answer" id="answer-(\d-\d)">(.*?)</strong>', part, re.S
        )
        traps = re.findall(r'<em class="trap">(.*?)</em>', part, re.S)
        number = answer[1].replace("-", ".")
        found[number] = words_of(answer[2]), [*map(words_of, traps)]
    return found


def test_the_answers_hold_each_exercise_within_its_range(site):
    said = answers(site)
    assert list(said) == list(EXERCISES)
    for number, exercise in EXERCISES.items():
        answer, traps = said[number]
        if exercise.is_open:
            assert plain(answer) == plain(exercise.solve())
        elif not exercise.unit:
            assert answer == exercise.solve()
        else:
            right, ways = exercise.worked_out()
            assert within(answer, right), (number, answer, right)
            assert len(traps) == len(ways)
            for trap, way in zip(traps, ways, strict=True):
                assert within(trap, way), (number, trap, way)


def within(said, right):
    """Whether the first number said lies in a range, rounded as it is written."""
    digits = NUMBER.search(said)[0].replace(",", "")
    step = 10.0 ** -len(digits.partition(".")[2])
    low, high = (right.low, right.high) if isinstance(right, bg.Range) else (right,) * 2
    return low - step / 2 <= float(digits) + 1e-9 and float(digits) <= high + step / 2


def test_only_the_guide_leads_to_the_answers(site):
    leading = {
        page.stem
        for page in site.rglob("*.html")
        if re.search(r'href="[^"]*answers\.html', page.read_text(encoding="utf-8"))
    }
    # its own page leads to the other edition of itself
    assert leading == {"teach", "answers"}
    own = re.findall(r'href="([^"]*answers\.html)', (site / "answers.html").read_text())
    assert {*own} == {"vi/answers.html"}


def test_the_search_does_not_look_into_the_answers(site):
    script = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(script.partition("(")[2].rpartition(")")[0])
    place = index["docnames"].index("answers")
    holding = [
        word
        for word, places in index["terms"].items()
        if place in (places if isinstance(places, list) else [places])
    ]
    assert holding == []


@pytest.mark.parametrize("page", ["teach", "answers", "questions", "glossary"])
def test_code_keeps_its_straight_quotes(site, page):
    """Copied with curly ones it is a syntax error."""
    code = re.findall(r"<(code|pre)\b[^>]*>(.*?)</\1>", html_of(site, page), re.S)
    assert [own for _, own in code if re.search("[“”‘’]", unescape(own))] == []


@pytest.mark.parametrize("page", ["teach", "answers", "glossary"])
def test_code_with_quotes_is_marked_as_markdown_does(page):
    """In an element of HTML the quotes would be set as those of prose."""
    code = re.findall(r"<code>(.*?)</code>", written()[page], re.S)
    assert [own for own in code if re.search("[\"']", unescape(own))] == []


# --- glossary and table ---------------------------------------------------------------


def test_the_glossary_has_every_indicator_in_both_languages(site):
    said = words_of(html_of(site, "glossary"))
    for row in data.table("indicators").itertuples():
        head = f"{row.label} ( {row.label_vi} ; {row.unit})."
        assert plain(f"{head} {row.definition}") in plain(said), row.indicator


def rows_of(site, name):
    with (site / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_small_table_has_a_line_for_each_of_fifteen_years(site):
    rows = rows_of(site, teachtable.TABLE)
    assert [row["year"] for row in rows] == [str(year) for year in range(2010, 2025)]
    described = rows_of(site, teachtable.DICTIONARY)
    assert list(rows[0]) == ["year", *(row["column"] for row in described)]
    assert 8 <= len(described) <= 14


def test_each_value_of_the_small_table_is_the_one_that_series_gives(site):
    rows = {row["year"]: row for row in rows_of(site, teachtable.TABLE)}
    together = [column.name for column in teachtable.TOGETHER]
    for about in rows_of(site, teachtable.DICTIONARY):
        if about["column"] in together:
            continue  # of one source a year, see below
        which = {"form": about["form"], "status": ["actual", "estimate"]}
        if about["form"] == "days":
            which["kind"] = "official"
        taken = bg.series(
            about["indicator"], about["entity"], about["breakdown"], **which
        )
        months = taken["end"].dt.month
        taken = taken[(months == 12) | (about["form"] == "year")]
        years = taken["end"].dt.year.astype(str)
        wanted = dict(zip(years, taken["value"], strict=True))
        held = {y: row[about["column"]] for y, row in rows.items()}
        assert {y for y, cell in held.items() if cell} == {*wanted} & {*rows}
        assert all(float(c) == wanted[y] for y, c in held.items() if c)
        estimates = taken[taken["status"] == "estimate"]["end"].dt.year.astype(str)
        assert about["estimates"].split() == [y for y in estimates if y in rows]
        assert int(about["values"]) == len([c for c in held.values() if c])


def test_growth_and_its_sectors_are_of_one_source_where_one_has_them_all():
    taken = {c.name: teachtable.series(c) for c in teachtable.TOGETHER}
    parts = [column.breakdown for column in teachtable.TOGETHER]
    for year in teachtable.YEARS:
        sources = {rows["source"].get(year) for rows in taken.values()}
        rows = bg.facts(
            "grdp_growth",
            breakdown=parts,
            period=year,
            status=["actual", "estimate"],
        )
        held = [{*own["breakdown"]} for _, own in rows.groupby("source")]
        assert (len(sources) == 1) is any(has == {*parts} for has in held), year


def test_the_first_tasks_have_their_answers():
    industry, farming = (teachtable.series(c)["value"] for c in teachtable.COLUMNS[2:4])
    years = [year for year in farming.index if farming[year] < 0 < industry[year]]
    assert years == ["2017", "2019", "2024"]
    said = f"farming shrank ({', '.join(years)}), of the {len(farming)} that have"
    assert said in guide()
    assert "rate of farming; for 2019 another page has it growing" in guide()


def test_the_dictionary_says_what_sets_a_value_apart():
    said = teachtable.dictionary().set_index("column")["remarks"]
    assert "2022: preliminary review of December 2022" in said["poverty_since_2022"]
    for column in teachtable.TOGETHER:
        rows = teachtable.series(column)
        by_rule = bg.series("grdp_growth", breakdown=column.breakdown)["value"]
        for year, value in rows["value"].items():
            if value != by_rule[year]:
                assert f"bg.series takes {by_rule[year]:.2f}" in said[column.name]


def test_the_guide_has_a_line_on_the_counting_of_each_column():
    said = teachtable.dictionary().set_index("column")
    missing = {*teachtable.YEARS} - {*teachtable.one_source()}
    assert sorted(missing) == ["2020", "2021", "2022"]  # as the lines on growth say
    _, _, below = guide().partition("What changes in the counting")
    for column in teachtable.COLUMNS:
        line = said.loc[column.name, "changes"]
        assert 5 < len(line.split()) < 25
        assert f"- `{column.name}`: {line}\n" in below
        remarks = said.loc[column.name, "remarks"]
        assert not remarks or remarks not in below


def test_the_figures_for_the_board_are_rows_of_the_tables_and_their_notes_are_told():
    rows = data.table("facts")
    for (indicator, source), said in teaching.FIGURES.items():
        figure = teaching._figure(indicator, source, said)
        own = rows[(rows["indicator"] == indicator) & (rows["source"] == source)]
        row = own[own["breakdown"] == ""].iloc[0]
        assert figure["printed"] == row["as_printed"]
        assert f"“{row['as_printed']}”" in figure["said"]
        assert figure["said"] in written()["teach"]
        assert row["note"] in guide()


def test_the_first_figure_is_promised_and_the_first_exercise_asks_what_was_spent():
    """Same page, same day: a class that compares the two compares like with like."""
    (indicator, source), *_ = teaching.FIGURES
    promised = bg.facts(indicator, "Bắc Giang", source=source)
    spent = EXERCISES["2.1"].solve()
    (row,) = spent.facts
    assert bg.facts(fact=row)["source"].item() == source
    assert bg.facts(fact=row)["period"].item() == promised["period"].item()
    assert spent.high * 1e9 < promised["low"].item()


def test_the_years_that_the_small_table_is_asked_for_are_several():
    table = teachtable.table()
    years = table[(table["growth_industry"] > 0) & (table["growth_farming"] < 0)]
    assert len(years) > 1
    assert "find the years in which industry grew" in written()["teach"]


def test_the_glossary_begins_with_the_words_of_the_collection():
    first, _, _ = written()["glossary"].partition("## Investment")
    for term, sense in teaching.TERMS.items():
        assert f"**{term}** (" in first and sense.split(".")[0] in unescape(first)
    for word in ("hedge", "edition", "span", "trap", "ledger", "range"):
        assert any(word in term for term in teaching.TERMS), word


# --- the questions --------------------------------------------------------------------


def test_each_notebook_has_two_or_three_questions():
    for part in parts():
        assert 2 <= len(part.questions) <= 3
        assert not any(q.exercise.is_open for q in part.questions)


def test_a_question_for_one_number_is_told_from_one_for_a_range():
    script = quiz.script().removeprefix("window.QUESTIONS=").rstrip(";\n")
    held = json.loads(script)["questions"]
    kinds = set()
    for number in quiz.ASKED:
        exercise = EXERCISES[number]
        right, _ = exercise.worked_out()
        kind = "word" if not exercise.unit else type(right).__name__
        kinds.add(kind)
        assert held[number]["one"] == (kind in ("int", "float")), number
    assert {"word", "Range"} & kinds and kinds - {"word", "Range"}


def test_hints_on_the_page_need_no_python():
    known = {*data.table("indicators")["indicator"]}
    for question in (q for part in parts() for q in part.questions):
        indicators = quiz.look_up(question.exercise)
        assert question.hints and "`" not in "".join(question.hints)
        assert indicators and {*indicators} <= known
        for indicator in indicators:
            assert (
                f'href="browser.html?indicator={indicator}"' in written()["questions"]
            )


def test_an_open_task_says_where_to_look_up():
    page = written()["questions"]
    figures = [indicator for indicator, _ in teaching.FIGURES]
    assert list(quiz.look_up(EXERCISES["0.6"])) == figures
    for exercise in (e for e in EXERCISES.values() if e.is_open):
        start = page.index(f'id="exercise-{exercise.number.replace(".", "-")}"')
        own = page[start : page.index("</li>", start)]
        for indicator in quiz.look_up(exercise):
            assert f'href="browser.html?indicator={indicator}"' in own


def test_each_exercise_is_asked_on_the_page_or_told_in_its_list():
    page = written()["questions"]
    for exercise in EXERCISES.values():
        place = quiz.place(exercise.number).partition("#")[2]
        assert page.count(f' id="{place}"') == 1
        assert page.count(str(look.typeset(exercise.question))) == 1


@in_browser
def test_an_address_of_the_folded_list_opens_it(visit):
    page = visit("questions", "#exercise-0-6")
    assert page.locator("#exercise-0-6").is_visible()
    assert not page.locator("#exercise-2-2").is_visible()


def test_no_answer_stands_beside_a_question(site):
    html = html_of(site, "questions")
    for number in quiz.ASKED:
        exercise = EXERCISES[number]
        start = html.index(f'id="question-{number.replace(".", "-")}"')
        form = words_of(html[start : html.index("</form>", start)])
        if exercise.unit:
            right, _ = exercise.worked_out()
            digits = {m.replace(",", "") for m in NUMBER.findall(form)} - {number}
            said = exercise.said(right)
            for answer in NUMBER.findall(said.replace(" to ", " ")):
                bare = answer.replace(",", "").rstrip("0").rstrip(".")
                assert bare not in digits, (number, answer)
        assert 'type="hidden"' not in form


def ask(page, number, answer):
    """Type an answer, press Enter, and read what the page says."""
    form = page.locator(f'form[data-question="{number}"]')
    box = form.locator('input[type="text"]')
    box.fill(answer)
    box.press("Enter")
    said = form.locator('[role="status"]').inner_text()
    return form.get_attribute("data-found"), said


@in_browser
def test_a_right_answer_counts_with_point_and_comma(visit):
    page = visit("questions")
    for number in quiz.ASKED:
        exercise = EXERCISES[number]
        if exercise.unit:
            right = exercise.solve()
            value = right.value if isinstance(right, bg.Range) else right
            typed = f"{value:.4f}".rstrip("0").rstrip(".")
            for answer in (typed, typed.replace(".", ","), f" {typed} {exercise.unit}"):
                assert ask(page, number, answer) == ("right", "Right."), answer


@in_browser
def test_a_trap_is_named_and_a_wrong_answer_gets_no_number(visit):
    page = visit("questions")
    for number in quiz.ASKED:
        exercise = EXERCISES[number]
        if not exercise.unit:
            continue
        for trap, way in zip(exercise.traps, exercise.worked_out()[1], strict=True):
            value = way.value if isinstance(way, bg.Range) else way
            found, said = ask(page, number, f"{value:.4f}")
            assert found == "trap"
            assert trap.kind in said and trap.said in said
        found, said = ask(page, number, "-77.77")
        assert found == "wrong"
        assert not re.search(r"\d", said)


TYPED = [
    *("13.4", "13,4 %", "−0,49", ",5", "1.5 billion", "1,5 tỷ", "1.891", "1,891,6"),
    *("1.234.567", "1 234 567", "196.000", "196,000", "8 nghìn tỷ", "none", "3 or 4"),
    *("1.2.3", "14", "15", "20", "0.5", "350", "1,7", "100 %", "+7", "1e3", "8.12"),
    *("9 tháng", "3,9", "93", "93,4", "2", "1,95", "115", "10", "29"),
    *("754 to 767", "6 of 14", "15/138", "ten", "five-fold", "196k", "196", "8.12b"),
    *("−1.05", "-6.76 points", "1.05%", "6.76 percent", "6.76 points", "8120000000"),
    *("114.5", "1.145", "114", "0.31", "31", "14 years (13 to 20)", "10.0", "1.00"),
    *("14.07 (14.05 to 14.09)", "14.07 (0 to 100)", "196,000 (195,000 to 196,000)"),
    *("10 (5 to 20)", "15.0", "14,000", "1.040 (1.039 to 1.040)", "15 (x", "trăm"),
    *("1½", "1 ½", "½", "3/2", "4/2", "1 1/2", "2/3", "30.9", "68.3", "31.5"),
    *("mười lăm", "two thirds", "13.1", "15/8"),
    *("110", "210", "6.01", "6.1", "8100", "8,100", "0.0031", "3100", "0", "73.3"),
    *("8.12 times", "31,02 phần trăm", "68", "−68.2", "15.00", "0.0676", "1,5"),
]


ASK_ALL = """([number, answers]) => {
    const form = document.querySelector(`form[data-question="${number}"]`);
    const box = form.querySelector('input[type="text"]');
    return answers.map(answer => {
        box.value = answer;
        box.dispatchEvent(new Event('input', {bubbles: true}));
        form.requestSubmit();
        return [form.dataset.found, form.querySelector('[role="status"]').innerText];
    });
}"""


@in_browser
def test_the_page_judges_as_the_notebooks_do(visit):
    """Everything typed, held against every question, in both."""
    page = visit("questions")
    differ = []
    for number in quiz.ASKED:
        exercise = EXERCISES[number]
        if not exercise.unit:
            continue
        replies = page.evaluate(ASK_ALL, [number, TYPED])
        for answer, (got, said) in zip(TYPED, replies, strict=True):
            found = judge(answer, *exercise.worked_out(), exercise.unit)
            wanted = "trap" if isinstance(found, int) else found.name.lower()
            replied = exercise.check(answer).text
            if got != wanted or (got != "wrong" and said != replied):
                differ.append((number, answer, got, wanted, said, replied))
    assert differ == []


@in_browser
def test_names_are_chosen_by_keyboard_and_the_reply_is_announced(visit):
    page = visit("questions")
    exercise = EXERCISES["3.3"]
    form = page.locator('form[data-question="3.3"]')
    status = form.locator('[role="status"]')
    form.locator("button").press("Enter")
    assert status.inner_text() == quiz.SAID["empty"]
    seen = {}
    choices = form.locator('input[type="radio"]')
    choices.first.focus()
    page.keyboard.press("Space")
    for _ in range(choices.count()):
        form.locator("button").press("Enter")
        chosen = form.locator("input:checked").get_attribute("value")
        seen[chosen] = form.get_attribute("data-found")
        form.locator("input:checked").press("ArrowDown")
    assert len(seen) == 3
    assert [name for name, found in seen.items() if found == "right"] == [
        exercise.solve()
    ]
    assert "trap" in seen.values()
