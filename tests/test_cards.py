"""Behind every bound number of every page is a card, and the card says what the tables
say.

What a page should hold is worked out from the notebooks and the CSV files; what it
holds is read from the HTML and the script that were written.
"""

import csv
import io
import json
import random
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import test_browser
from checkout import CHECKOUT, PATHS
from checkout import read as book_of
from test_browser import CHROMIUM, serious

from bacgiang import cite, data
from bacgiang.ledger import audit
from bacgiang.publish import cards, pages, prose
from bacgiang.publish.book import anchor

# the fixtures of the other file, for the pages of this one
browser, visit = test_browser.browser, test_browser.visit
in_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome found")
by_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
NAMES = ["index", *(path.stem for path in PATHS)]


class Numbers(HTMLParser):
    """The bound numbers of a page, in order: key, words, and whether in a link."""

    def __init__(self, html):
        super().__init__()
        self.found, self.inside = [], 0
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag != "a":
            return
        self.inside += self._open
        self._open = True
        if "data-evidence" in attributes:
            words = attributes.get("aria-label", "")
            self.found.append([attributes["data-evidence"], words])

    def handle_endtag(self, tag):
        if tag == "a":
            self._open = False

    def handle_data(self, words):
        if self._open and self.found and not self.found[-1][1]:
            self.found[-1][1] = words


@cache
def html_of(site, name):
    return (site / f"{name}.html").read_text(encoding="utf-8")


@cache
def held(site, name):
    """What the script of a page holds."""
    script = (site / "_static" / "evidence" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(script.removeprefix("window.EVIDENCE=").rstrip(";\n"))


@cache
def bound_in(path):
    return prose.bound(book_of(path))


def ids(page, k):
    """Ids of the facts of a list that a page holds."""
    return sorted(page["facts"][place][0] for place in page["lists"][k])


def behind(page, number):
    """The facts behind a number, those that print it first."""
    *_, k, first, _ = number
    return [page["facts"][place] for place in dict.fromkeys(first + page["lists"][k])]


def carded(page):
    """The facts that have a card: of each number as many as a card lists."""
    for number in page["numbers"]:
        yield from behind(page, number)[: page["most"]]


def wanted_on(name):
    """The numbers that a page must bind: their digits or word, and their facts."""
    if name != "index":
        bound = next(bound_in(path) for path in PATHS if path.stem == name)
    else:
        read = [book_of(path) for path in PATHS]
        bound = [b for pair in pages.best(read) + pages.sure(read) for b in of(*pair)]
    return [(digits(b), sorted(b.facts)) for b in bound if b.facts]


def digits(bound):
    return bound.block.text[bound.number.start : bound.number.end]


def of(book, finding):
    """The bound numbers in the words of a finding; those of its pointers left out."""
    for bound in bound_in(book.path):
        text = " ".join(bound.block.text.split())
        pointers = re.finditer(r"\[[^\]]*\]\(#[^)]*\)", bound.block.text)
        places = [range(*pointer.span()) for pointer in pointers]
        if (
            f"**{finding.message}" in text
            and bound.block.section.title == "In brief"
            and not any(bound.number.start in place for place in places)
        ):
            yield bound


def faults(html, page, wanted):
    """What is wrong with the bound numbers of a page, a line each."""
    found = Numbers(html).found
    lines = [
        f"{words}: bound {n} times"
        for key, words in found
        if (n := [k for k, _ in found].count(key)) > 1
    ]
    if len(found) != len(wanted):
        lines.append(f"{len(found)} numbers have a card, {len(wanted)} should")
    for (key, words), (number, facts) in zip(found, wanted, strict=False):
        if number not in words:
            lines.append(f"{number}: the page has {words} there")
        if not key.isdigit() or int(key) >= len(page["numbers"]):
            lines.append(f"{number}: no card has the key {key}")
        elif ids(page, page["numbers"][int(key)][5]) != facts:
            lines.append(f"{number}: its card rests on other facts")
    return lines


@pytest.mark.parametrize("name", NAMES)
def test_every_bound_number_has_one_card_with_its_facts(site, name):
    page, wanted = held(site, name), wanted_on(name)
    assert wanted
    assert faults(html_of(site, name), page, wanted) == []
    assert len(page["numbers"]) == len(wanted)


def test_a_number_without_a_card_is_seen(site):
    name = PATHS[1].stem
    html, page, wanted = html_of(site, name), held(site, name), wanted_on(name)
    lost = re.sub(r'<a [^>]*data-evidence="3">(.*?)</a>', r"\1", html)
    assert lost != html
    assert faults(lost, page, wanted)


def test_a_card_with_another_fact_is_seen(site):
    name = PATHS[1].stem
    html, page, wanted = html_of(site, name), held(site, name), wanted_on(name)
    swapped = [list(number) for number in page["numbers"]]
    others = (k for k in range(len(page["lists"])) if k != swapped[3][5])
    swapped[3][5] = next(others)
    assert len(faults(html, page | {"numbers": swapped}, wanted)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_link_stands_in_a_link(site, name):
    assert Numbers(html_of(site, name)).inside == 0


@by_notebook
def test_headings_keep_their_anchors_and_contents_their_words(site, path):
    html = html_of(site, path.stem)
    contents = html.split('class="toc-tree"')[1].split("</aside>")[0]
    assert "data-evidence" not in contents
    assert "&lt;a" not in html
    for section in book_of(path).sections:
        if section.title and section.level <= 3:
            assert f'id="{section.id}"' in html
            assert f'id="{anchor(section.title)}"' in html or section.level == 1


def test_search_shows_headings_without_their_links(site):
    assert "data-evidence" not in (site / "searchindex.js").read_text(encoding="utf-8")


# --- what a card says -----------------------------------------------------------------


@cache
def csv_of(table):
    with (CHECKOUT.root / "data" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def row_of(id):
    """The line of facts.csv that has an id."""
    return csv_of("facts")[int(data.facts(fact=id)["row"].iloc[0]) - 2]


def reach(row):
    """Low and high of a printing, as data/README.md has it; None where it is open."""
    value, step = float(row["value"]), float(row["resolution"])
    if row["value_max"]:
        return value, float(row["value_max"])
    return {
        "exact": (value - step / 2, value + step / 2),
        "about": (value - step, value + step),
        "over": (value, value + step),
        "nearly": (value - step, value),
        "at_least": (value, None),
        "at_most": (None, value),
    }[row["qualifier"]]


def printed_on(site, name):
    """Keys of the numbers that rest on one fact of facts.csv which prints them."""
    page = held(site, name)
    for key, number in enumerate(page["numbers"]):
        id = behind(page, number)[0][0]
        if not number[1] and data.tables().place(id)[0] == "facts":
            yield name, key, id


def ten(site):
    every = [card for path in PATHS for card in printed_on(site, path.stem)]
    return random.Random(20250701).sample(every, 10)


def near(one, other):
    return one == other or one == pytest.approx(other, rel=1e-9)


def test_ten_cards_say_what_the_tables_say(site):
    for name, _, id in ten(site):
        page, row = held(site, name), row_of(id)
        fact = next(fact for fact in page["facts"] if fact[0] == id)
        _, quantity, printed, _, low, _, high, _, status, sources, locator, note, *_ = (
            fact
        )
        indicator, *said = page["quantities"][quantity]
        entity, part, *_ = (page["texts"][place] for place in said)
        source = next(s for s in csv_of("sources") if s["source"] == row["source"])
        assert printed == row["as_printed"]
        assert all(map(near, (low, high), reach(row)))
        assert page["texts"][status] == row["status"]
        assert page["texts"][note] == row["note"]
        assert (entity, part, locator) == (
            row["entity"],
            row["breakdown"],
            row["locator"],
        )
        assert page["indicators"][indicator][2] == row["indicator"]
        publisher, title, _, date, _, url, _ = page["sources"][sources[0]]
        assert (publisher, title, url) == tuple(
            source[column] for column in ("publisher", "title", "url")
        )
        assert date == (source["published"] or "no date")


SAME = ("indicator", "entity", "breakdown", "period")


@cache
def quantities():
    """The quantity of each fact, and the facts of each quantity."""
    rows = data.table("facts")
    quantity_of = zip(*(rows[column].tolist() for column in SAME), strict=True)
    keys = dict(zip(rows["fact"].tolist(), quantity_of, strict=True))
    groups = {}
    for id, quantity in keys.items():
        groups.setdefault(quantity, set()).add(id)
    return keys, groups


@cache
def checks_of_facts():
    """The checks that take each fact: claim and verdict, in the order of the audit."""
    checks = {}
    for check in audit().to_dict("records"):
        for id in check["facts"]:
            checks.setdefault(id, []).append((check["claim"], check["verdict"]))
    return checks


@cache
def anchors(site, name):
    return {*re.findall(r'\bid="([^"]+)"', html_of(site, name))}


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_all_other_editions_of_its_quantity(site, name):
    page = held(site, name)
    keys, groups = quantities()
    shown = {}
    for id, quantity, *_ in page["facts"]:
        shown.setdefault(quantity, set()).add(id)
    checked = 0
    for id, quantity, *_ in carded(page):
        if id in keys:
            assert shown[quantity] == groups[keys[id]]
            checked += 1
    assert checked


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_the_checks_and_places_of_its_fact(site, name):
    page, checks = held(site, name), checks_of_facts()
    for id, *_, places, taken in {fact[0]: fact for fact in carded(page)}.values():
        said = [tuple(page["checks"][k][:2]) for k in taken]
        assert said == checks.get(id, [])
        for address, title in (page["places"][k] for k in places):
            file, _, section = address.partition("#")
            assert section in anchors(site, file.removesuffix(".html"))
            assert title
            path = next(path for path in PATHS if f"{path.stem}.html" == file)
            there = [s for s in book_of(path).sections if s.id == section]
            in_outputs = any(id in o.evidence["facts"] for s in there for o in shown(s))
            cited = any(
                id in b.facts and b.block.section in there for b in bound_in(path)
            )
            assert in_outputs or cited


def shown(section):
    return [o for o in section.outputs if "facts" in o.evidence]


@pytest.mark.parametrize("name", NAMES)
def test_a_number_that_no_row_prints_says_from_how_many_it_comes(site, name):
    page = held(site, name)
    for text, says, *_, k, _, _ in page["numbers"]:
        counts = [int(n) for n in re.findall(r"\d+", says)]
        assert (counts[0] if says else 1) == len(page["lists"][k]), text


@pytest.mark.parametrize("name", NAMES)
def test_where_a_number_is_shown_is_a_place_of_the_site(site, name):
    page = held(site, name)
    for title, address, *_ in page["shows"]:
        file, _, place = address.partition("#")
        assert title
        assert place in anchors(site, file.removesuffix(".html"))


# --- a card by itself, on a page made for it ------------------------------------------


@pytest.fixture(scope="module")
def collection():
    return cards.Collection([book_of(path) for path in PATHS])


@pytest.fixture
def page(collection):
    return cards.Page(collection)


def marked(page, text, written, *facts):
    """Mark the number that a text holds, with the facts behind it; returns the text."""
    book = page.all.read[0]
    block = next(b for b in book.blocks if b.section.title)
    start = re.search(r"\d", text).start()
    figures, decimals = re.match(r"\d+(?:\.(\d+))?", text[start:]).group(0, 1)
    step = 10.0 ** -len(decimals or "")
    number = prose.Number(written, start, start + len(figures), float(figures), step)
    bound = prose.Bound(block, number, "here", facts=facts)
    return page.marked(text, [(start, bound)], book)


def fact_of(**cells):
    """The id of the first row of facts.csv with these cells."""
    rows = csv_of("facts")
    row = next(r for r in rows if cells.items() <= r.items())
    return data.table("facts")["fact"].iloc[rows.index(row)]


RATE = {"indicator": "grdp_growth", "entity": "Bắc Giang", "period": "2023"}
FEET = {"qualifier": "exact", "value_max": ""}


@pytest.mark.parametrize(
    "text, written, link",
    [
        ("It fell: −2.5 percent.", "−2.5", ">−2.5</a> percent."),
        ("It rose by 2.5 percent.", "2.5", ">2.5</a> percent."),
        ("It took $8.3 billion.", "8.3 billion", ">8.3 billion</a>."),
        ("In 8.3 billion steps.", "8.3", ">8.3</a> billion steps."),
    ],
)
def test_a_link_takes_sign_and_scale_of_its_number_along(page, text, written, link):
    assert link in marked(page, text, written, fact_of(**RATE))


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"resolution": "0.01"}, "no hedge; to the nearest 0.01 percent"),
        ({"indicator": "fdi_projects_valid"}, "no hedge; printed to the last unit"),
    ],
)
def test_a_card_says_hedge_and_step_with_the_unit(page, cells, words):
    here = RATE if "indicator" not in cells else {}
    marked(page, "It was 9.9.", "9.9", id := fact_of(**here | FEET | cells))
    held = page.held()
    fact = next(fact for fact in held["facts"] if fact[0] == id)
    assert held["texts"][fact[3]] == words


@pytest.mark.parametrize("table, columns", cards.SAID.items())
def test_a_card_of_another_table_says_the_cells_of_its_row(page, table, columns):
    rows = csv_of(table)
    place = next(n for n, row in enumerate(rows) if all(row[c] for c in columns))
    marked(page, "It was 9.9.", "9.9", data.table(table)["fact"].iloc[place])
    held = page.held()
    row = {name: cell.replace("_", " ") for name, cell in rows[place].items()}
    row["wording"] = f"“{row.get('wording')}”"  # in the words of its page
    cells = [f"{said}: {row[column]}" for column, said in columns.items()]
    assert held["texts"][held["facts"][0][3]].split("; ") == cells


def test_a_number_that_its_facts_do_not_print_is_worked_out_from_them(page):
    id = fact_of(**RATE)
    marked(page, f"It was {row_of(id)['value']}.", row_of(id)["value"], id)
    marked(page, "It was 9999.9.", "9999.9", id)
    own, other = page.held()["numbers"]
    assert own[1] == ""
    assert other[1] == "Worked out or counted from 1 printed number."


def test_what_each_number_of_a_page_means_is_defined(page):
    names = ["grdp_growth", "fdi_projects_valid"]
    for name in names:
        marked(page, "It was 9.9.", "9.9", fact_of(indicator=name))
    defined = {i["indicator"]: i["definition"] for i in csv_of("indicators")}
    said = {name: words for _, words, name, *_ in page.held()["indicators"]}
    assert said == {name: defined[name] for name in names}


def test_all_editions_of_a_quantity_stand_on_the_page_of_one(page):
    id = fact_of(**RATE)
    marked(page, "It was 9.9.", "9.9", id)
    keys, groups = quantities()
    assert {fact[0] for fact in page.held()["facts"]} == groups[keys[id]]
    assert len(groups[keys[id]]) > 2


def test_names_stand_in_the_script_as_letters(page):
    marked(page, "It was 9.9.", "9.9", fact_of(**RATE))
    assert "Bắc Giang" in page.script()


def test_the_source_line_of_a_show_is_the_one_it_was_shown_with(collection):
    figures = [show for show in collection.shows.values() if show.output.figure]
    tables = [show for show in collection.shows.values() if not show.output.figure]
    assert figures and tables
    for show in figures:
        assert show.source == show.output.figure.source
    for show in tables:
        assert show.source == cite.line(tuple(show.facts))


# --- the data of a figure -------------------------------------------------------------


@by_notebook
def test_each_figure_and_table_with_facts_has_its_rows_under_it(site, path):
    page, html = held(site, path.stem), html_of(site, path.stem)
    outputs = [o for s in book_of(path).sections for o in s.outputs]
    drawn = [o for o in outputs if o.figure or o.evidence.get("kind") == "table"]
    folds = [
        int(key) for key in re.findall(r'class="figure-data" data-rows="(\d+)"', html)
    ]
    rows = [ids(page, page["shows"][key][2]) for key in folds]
    assert rows == [sorted(o.evidence["facts"]) for o in drawn if o.evidence["facts"]]


def taken_away(site, path, form):
    """The pictures of one form that a page gives to take away, in order."""
    pattern = rf'href="(_static/figures/[^"]+\.{form})" download'
    links = re.findall(pattern, html_of(site, path.stem))
    return [(site / link).read_bytes() for link in links]


@by_notebook
def test_each_figure_is_there_as_png_and_svg_to_take_away(site, published, path):
    figures = [figure for figure, _ in book_of(published[path]).figures]
    assert len(figures) == len(book_of(path).figures)
    assert taken_away(site, path, "png") == [figure.png for figure in figures]
    lines = [figure.svg.encode() for figure in figures]
    assert taken_away(site, path, "svg") == lines


# --- in a browser ---------------------------------------------------------------------


@pytest.fixture
def opened(visit):
    """Shows a page with the card of its number `key` open; closes it afterwards."""
    shown = []

    def show(name, key=0, **how):
        page = visit(name, **how)
        shown.append(page)
        number = page.locator(f'[data-evidence="{key}"]')
        number.evaluate("n => n.closest('details')?.setAttribute('open', '')")
        number.click()
        page.card = page.locator("dialog.evidence-card")
        return page

    yield show
    for page in shown:
        if page.card.is_visible():
            page.keyboard.press("Escape")


def focused(page):
    return page.evaluate("document.activeElement.dataset.evidence ?? ''")


@in_browser
def test_a_card_opens_by_click_enter_and_space_and_closes_with_escape(opened):
    page = opened(PATHS[1].stem, 2)
    number = page.locator('[data-evidence="2"]')
    for key in ("Enter", "Space", ""):
        assert page.card.is_visible()
        assert number.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.matches('dialog.evidence-card')")
        page.keyboard.press("Escape")
        assert not page.card.is_visible()
        assert number.get_attribute("aria-expanded") == "false"
        assert focused(page) == "2"
        if key:
            page.keyboard.press(key)


@in_browser
@pytest.mark.parametrize("number", ["0", "40"])
def test_a_number_stays_in_sight_when_its_card_opens(opened, number):
    page = opened(PATHS[1].stem, number)
    place = page.locator(f'[data-evidence="{number}"]').bounding_box()
    assert place["y"] >= 0
    assert place["y"] + place["height"] <= page.viewport_size["height"]


@in_browser
def test_a_walk_past_the_end_of_a_card_goes_on_from_its_number(opened):
    page = opened(PATHS[1].stem, 2)
    for _ in range(100):
        page.keyboard.press("Tab")
        if not page.card.is_visible():
            break
    assert focused(page) == "2"


@in_browser
def test_a_click_beside_a_card_closes_it_and_another_number_takes_its_place(opened):
    page = opened(PATHS[1].stem, 0)
    before = page.card.inner_text()
    page.locator('[data-evidence="14"]').click()
    assert page.card.is_visible()
    assert page.card.inner_text() != before
    page.locator("h1").click()
    assert not page.card.is_visible()


@in_browser
def test_a_card_has_a_name_for_screen_readers(opened):
    page = opened(PATHS[1].stem, 2)
    text = held_number(page, 2)
    assert page.get_by_role("dialog", name=f"Evidence for {text}").is_visible()
    assert (
        page.locator('[data-evidence="2"]').get_attribute("aria-haspopup") == "dialog"
    )


def held_number(page, key):
    return page.evaluate(f"EVIDENCE.numbers[{key}][0]")


@in_browser
def test_ten_cards_show_printing_status_and_source(site, opened):
    for name, key, id in ten(site):
        page, row = opened(name, key), row_of(id)
        source = next(s for s in csv_of("sources") if s["source"] == row["source"])
        said = dict(
            zip(
                page.card.locator("dl").first.locator("dt").all_inner_texts(),
                page.card.locator("dl").first.locator("dd").all_inner_texts(),
                strict=True,
            )
        )
        assert said["As printed"].strip("“”\"' ") == row["as_printed"]
        assert said["Status"] == row["status"]
        assert source["title"] in said["Source"]
        assert source["published"] in said["Source"]
        assert row["locator"] in said["Source"]
        links = page.card.locator("dl").first.locator("a")
        assert source["url"] in [
            link.get_attribute("href") for link in links.element_handles()
        ]
        row_link = page.card.locator(f'a[href="browser.html#fact-{id}"]')
        assert row_link.count() == 1
        page.keyboard.press("Escape")


def worked_out(site, name):
    """The key of a number that rests on several facts."""
    numbers = held(site, name)["numbers"]
    lists = held(site, name)["lists"]
    return next(key for key, n in enumerate(numbers) if len(lists[n[5]]) > 3)


@in_browser
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", PATHS[1].stem])
def test_an_open_card_is_open_to_everyone(site, opened, name, color_scheme):
    for key in (0, worked_out(site, name)):
        page = opened(name, key, color_scheme=color_scheme)
        for input in page.card.locator("details > summary").all()[:1]:
            input.click()
        assert serious(page, "dialog.evidence-card") == []
        assert page.faults == []
        page.keyboard.press("Escape")


@in_browser
@pytest.mark.parametrize("name", NAMES)
def test_a_card_fits_a_phone(site, opened, name):
    page = opened(name, 0, wide=360, tall=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.card.bounding_box()
    assert box["x"] >= 0
    assert box["width"] <= 360
    assert round(box["y"] + box["height"]) == 740, "it lies at the foot of the screen"
    assert page.card.evaluate("e => e.scrollWidth <= e.clientWidth")


@in_browser
def test_inputs_of_a_worked_out_number_are_cards_of_their_own(site, opened):
    name = PATHS[1].stem
    key = worked_out(site, name)
    facts = behind(held(site, name), held(site, name)["numbers"][key])
    page = opened(name, key)
    inputs = page.card.locator("details")
    assert inputs.count() == min(len(facts), 12)
    assert not page.card.locator("dl").count()
    inputs.first.locator("summary").click()
    printed = facts[0][2]
    inputs.first.locator("dl").wait_for()
    assert printed in inputs.first.locator("dd").first.inner_text()


@in_browser
def test_all_evidence_is_marked_and_becomes_notes_on_paper(site, visit):
    name = PATHS[1].stem
    page = visit(name)
    button, notes = page.locator(".all-evidence"), page.locator(".evidence-notes li")
    ground = "e => getComputedStyle(e).backgroundColor"
    first = page.locator("[data-evidence]").first
    plain = first.evaluate(ground)
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert first.evaluate(ground) != plain
    assert serious(page, "article") == []
    assert notes.count() == len(held(site, name)["numbers"])
    assert not notes.first.is_visible()
    page.emulate_media(media="print")
    assert notes.first.is_visible()
    assert first.evaluate("e => getComputedStyle(e, '::after').content") == '"1"'
    page.emulate_media(media="screen")
    button.click()
    assert notes.count() == 0
    assert first.evaluate(ground) == plain


@in_browser
def test_the_fold_of_a_figure_lists_and_saves_its_rows(site, visit):
    name = PATHS[1].stem
    page, holds = visit(name), held(site, name)
    fold = page.locator("details.figure-data").first
    fold.locator("summary").click()
    fold.locator("table").wait_for()
    _, _, k, *_ = holds["shows"][int(fold.get_attribute("data-rows"))]
    assert fold.locator("tbody tr").count() == len(holds["lists"][k])
    assert serious(page, "details.figure-data[open]") == []
    with page.expect_download() as download:
        fold.locator("button").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["fact"] for row in rows) == ids(holds, k)
    for row in rows:
        wanted = row_of(row["fact"])
        for column in ("as_printed", "indicator", "period", "status", "locator"):
            assert row[column] == wanted[column]
        low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
        assert all(map(near, (low, high), reach(wanted)))
    # the line of code fetches the same rows
    code = fold.locator("code").inner_text()
    fetched = data.facts(fact=re.findall(r'"(\w+)"', code))
    assert code.startswith("bg.facts(fact=[")
    assert sorted(fetched["fact"]) == ids(holds, k)
    fold.locator("summary").click()
