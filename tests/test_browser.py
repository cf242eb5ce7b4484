"""The site and the slides in a real browser that has no network: nothing fails to load,
nothing shuts anyone out.

Needs Chromium or Chrome on this computer (`apt install chromium`); without one these
checks are skipped and say so.
"""

import io
import re
import shutil
from pathlib import Path

import axe_playwright_python
import numpy as np
import pytest
from checkout import PATHS
from PIL import Image

from bacgiang import data

CHROMIUM = next(
    (
        p
        for n in ("chromium", "chromium-browser", "google-chrome", "chrome")
        if (p := shutil.which(n))
    ),
    None,
)
pytestmark = pytest.mark.skipif(
    not CHROMIUM,
    reason="no Chromium or Chrome found: the pages were not looked at in a browser",
)
PAGES = [
    "index",
    "browser",
    "sources",
    "data",
    "method",
    "search",
    *(p.stem for p in PATHS),
]
DECKS = ["slides/index", *(f"slides/{p.stem}" for p in PATHS)]
SEEN_DARK = ["index", "browser", PATHS[0].stem]
HIDDEN_ON_PAPER = [
    ".sidebar-drawer",
    ".toc-drawer",
    ".takeaway",
    "details.hide",
    ".related-pages",
]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(
    encoding="utf-8"
)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def visit(browser, site):
    """Shows a page of the site, opened once from its file; `.faults` of the page
    collects what went wrong.
    """
    opened = {}

    def show(name, query="", wide=1280, tall=900, color_scheme="light"):
        key = (name, query, color_scheme)
        if key not in opened:
            address = (site / f"{name}.html").as_uri() + query
            opened[key] = watched(browser, address, color_scheme)
        opened[key].set_viewport_size({"width": wide, "height": tall})
        return opened[key]

    yield show
    for page in opened.values():
        page.context.close()


def watched(browser, address, color_scheme):
    context = browser.new_context(
        offline=True, reduced_motion="reduce", color_scheme=color_scheme
    )
    page, faults = context.new_page(), []
    page.faults = faults

    def on_message(message):
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def on_request(request):
        if not request.url.startswith(("file:", "data:", "blob:")):
            faults.append(f"asked for {request.url}")

    page.on("console", on_message)
    page.on("request", on_request)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("requestfailed", lambda r: faults.append(f"not loaded: {r.url}"))
    page.goto(address)
    page.wait_for_load_state("load")
    return page


def serious(page):
    """What axe finds serious or critical, as texts."""
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run(document, {preload: false, resultTypes: ['violations']})"
    )
    return [
        f"{v['id']}: {n['html'][:120]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES + DECKS)
def test_a_page_is_complete_without_network_and_open_to_everyone(visit, name):
    page = visit(name)
    empty = page.eval_on_selector_all(
        "img",
        "all => all.filter(i => !i.closest('section[hidden]') && (!i.complete ||"
        " !i.naturalWidth || !i.alt)).map(i => i.src)",
    )
    assert not empty
    assert page.faults == []
    assert serious(page) == []


def test_the_check_itself_sees_a_picture_without_words(browser):
    page = browser.new_page()
    page.set_content(
        "<html lang='en'><title>x</title><main><img src='data:,'></main></html>"
    )
    assert [f for f in serious(page) if f.startswith("image-alt")]
    page.close()


@pytest.mark.parametrize("name", SEEN_DARK)
def test_a_page_is_open_to_everyone_in_the_dark_too(visit, name):
    page = visit(name, color_scheme="dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", background)) < 32
    assert serious(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_never_scrolls_sideways(visit, name):
    page = visit(name, wide=360, tall=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", [path.stem for path in PATHS])
def test_no_table_is_cut_on_a_wide_screen(visit, name):
    page = visit(name, wide=1280)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    cut = page.eval_on_selector_all(
        ".scroll",
        "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.ariaLabel)",
    )
    assert cut == []


@pytest.mark.parametrize("name", ["index", *(path.stem for path in PATHS)])
def test_a_phone_shows_figures_drawn_for_it_at_full_size(visit, name):
    page = visit(name, wide=360, tall=740)
    shown = page.eval_on_selector_all(
        ".figure img", "all => all.map(i => [i.currentSrc, i.width / 340])"
    )
    assert shown
    for address, scale in shown:
        assert address.endswith("-narrow.webp")
        assert scale >= 0.95, "its letters would be smaller than they were drawn"
    visit(name, wide=1280)
    wide = page.eval_on_selector_all(".figure img", "all => all.map(i => i.currentSrc)")
    assert not [address for address in wide if "narrow" in address]


def brightness(page, selector):
    """Mean brightness, of 255, of what stands at a place of the page."""
    place = page.locator(selector).first
    shot = Image.open(io.BytesIO(place.screenshot())).convert("L")
    return float(np.asarray(shot).mean())


@pytest.mark.parametrize("wide", [1280, 360])
def test_figures_are_dark_on_dark_pages_and_light_on_light_ones(visit, wide):
    name = PATHS[0].stem
    dark = visit(name, wide=wide, color_scheme="dark")
    assert brightness(dark, ".figure") < 60
    assert brightness(visit(name, wide=wide), ".figure") > 220


# the first thing that a key reaches shows itself only then
STOPS = """() => {
    const stops = 'a[href], button, input, select, summary, [tabindex="0"]';
    const seen = {checkVisibilityCSS: true, checkOpacity: true};
    return [...document.querySelectorAll(stops)]
        .filter(e => e.checkVisibility(seen) && e.tabIndex >= 0 && !e.disabled)
        .filter(e => !e.closest('.skip-to-content'))
        .map((e, i) => (e.dataset.stop = i));
}"""


@pytest.mark.parametrize("name", ["index", "browser", PATHS[0].stem])
def test_the_keyboard_reaches_everything(visit, name):
    page = visit(name)
    wanted = page.evaluate(STOPS)
    reached = set()
    for _ in range(len(wanted) * 2 + 20):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.stop"))
        if len(reached - {None}) == len(wanted):
            break
    missed = [
        page.eval_on_selector(f'[data-stop="{i}"]', "e => e.outerHTML.slice(0, 120)")
        for i in wanted
        if str(i) not in reached
    ]
    assert not missed


def test_print_shows_the_text_and_hides_the_tools(visit):
    page = visit(PATHS[0].stem)
    page.emulate_media(media="print")
    assert page.locator("h1").first.is_visible()
    for hidden in HIDDEN_ON_PAPER:
        assert page.locator(hidden).count(), hidden
        assert not page.locator(hidden).first.is_visible(), hidden
    page.emulate_media(media="screen")
    for hidden in (".takeaway", "details.hide"):
        assert page.locator(hidden).first.is_visible(), hidden


def test_code_opens_with_one_key(visit):
    page = visit(PATHS[0].stem)
    code = page.locator("details.hide .highlight").first
    assert not code.is_visible()
    page.locator("details.hide > summary").first.press("Enter")
    assert code.is_visible()


def test_search_finds_a_name_typed_without_its_accents(visit):
    page = visit("search", query="?q=bac+giang")
    page.locator("#search-results li a").first.wait_for()
    assert page.locator("#search-results li").count() >= len(PATHS)


# --- the evidence browser -------------------------------------------------------------


@pytest.fixture
def evidence(visit):
    page = visit("browser")
    page.click("#reset")
    page.wait_for_timeout(50)
    page.count = lambda: int(
        page.locator("#found").inner_text().split(" of ")[0].replace(",", "")
    )
    return page


def test_every_fact_is_in_the_table(evidence):
    assert evidence.count() == len(data.table("facts"))


def test_filters_narrow_the_table_and_clear_widens_it(evidence):
    everything, facts = evidence.count(), data.table("facts")
    evidence.select_option("#entity", "Bắc Giang")
    evidence.select_option("#status", "target")
    evidence.wait_for_timeout(50)
    assert (
        evidence.count()
        == ((facts["entity"] == "Bắc Giang") & (facts["status"] == "target")).sum()
    )
    evidence.click("#reset")
    evidence.wait_for_timeout(50)
    assert evidence.count() == everything


def test_search_takes_names_with_and_without_accents(evidence):
    counts = []
    for typed in ("quang chau", "Quang Châu"):
        evidence.fill("#search", typed)
        evidence.wait_for_timeout(300)
        counts.append(evidence.count())
    assert counts[0] == counts[1] > 0


def test_a_column_is_sorted_from_the_keyboard(evidence):
    evidence.select_option("#indicator", "GRDP growth")
    evidence.wait_for_timeout(50)
    head = evidence.locator("#facts thead th", has_text="Value")
    head.locator("[tabindex='0']").press("Enter")
    evidence.wait_for_selector("#facts thead th.dt-ordering-asc")
    evidence.wait_for_function(  # the rows are drawn anew a moment later
        """() => {
            const table = document.querySelector("#facts tbody");
            const cells = [...table.querySelectorAll("td:nth-child(6)")];
            const value = (cell) => parseFloat(cell.textContent.replaceAll(",", ""));
            return cells.every((cell, n) => !n || value(cells[n - 1]) <= value(cell));
        }"""
    )
    shown = [
        float(v.split(" to ")[0].replace(",", ""))
        for v in evidence.locator("#facts tbody td:nth-child(6)").all_inner_texts()
    ]
    assert shown == sorted(shown) and len(shown) > 5


def test_a_row_leads_to_its_source_and_to_a_notebook(evidence):
    evidence.select_option("#indicator", "GRDP growth")
    evidence.wait_for_timeout(50)
    row = evidence.locator("#facts tbody tr").first
    assert row.locator("td:nth-child(9) a").get_attribute("href").startswith("http")
    assert ".html#" in row.locator("td:nth-child(10) a").get_attribute("href")


def test_the_rows_shown_are_saved_as_csv(evidence):
    evidence.select_option("#status", "plan")
    evidence.wait_for_timeout(50)
    with evidence.expect_download() as download:
        evidence.click("#save")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert (
        lines[0].startswith("indicator,entity,part,period,as_printed,value")
        and len(lines) == evidence.count() + 1
    )


# --- the slides -----------------------------------------------------------------------


CUT_OFF = """() => {
    const out = box => box.bottom > innerHeight || box.right > innerWidth;
    return [...Reveal.getCurrentSlide().children]
        .filter(e => e.tagName !== 'ASIDE' && out(e.getBoundingClientRect()))
        .map(e => e.outerHTML.slice(0, 90));
}"""


@pytest.mark.parametrize("name", [p.stem for p in PATHS])
def test_the_arrow_key_turns_every_slide_and_nothing_is_cut_off(visit, name):
    page = visit(f"slides/{name}", tall=720)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    total, cut = page.evaluate("Reveal.getTotalSlides()"), []
    for number in range(total):
        assert page.evaluate("Reveal.getIndices().h") == number
        cut += page.evaluate(CUT_OFF)
        page.keyboard.press("ArrowRight")
    assert total >= 5
    assert cut == []
    assert page.faults == []
