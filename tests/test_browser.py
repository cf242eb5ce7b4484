"""The site and the slides in a real browser that has no network: nothing fails to load,
nothing shuts anyone out.

Needs Chromium or Chrome on this computer (`apt install chromium`); without one these
checks are skipped and say so.
"""

import io
import re
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import axe_playwright_python
import numpy as np
import pytest
from checkout import PATHS
from PIL import Image

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
    "questions",
    "teach",
    "answers",
    "glossary",
    "browser",
    "sources",
    "data",
    "method",
    "search",
    *(p.stem for p in PATHS),
]
# of the other edition one page of each kind
IN_VIETNAMESE = [
    f"vi/{name}"
    for name in (
        "index",
        "browser",
        "questions",
        "teach",
        "answers",
        "method",
        "search",
    )
]
IN_VIETNAMESE += [f"vi/{path.stem}" for path in PATHS]
DECKS = ["slides/index", *(f"slides/{p.stem}" for p in PATHS)]
SEEN_DARK = ["index", "browser", "questions", "teach", PATHS[0].stem]
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
# A browser takes another file of a picture some time after its window was resized.
PICTURES_CHOSEN = """() =>
    [...document.querySelectorAll('picture > img')].every(img => {
        const sources = [...img.parentElement.querySelectorAll('source')];
        const chosen = sources.find(source => matchMedia(source.media).matches);
        const file = chosen ? chosen.srcset : img.getAttribute('src');
        return img.complete && img.currentSrc === new URL(file, document.baseURI).href;
    })
"""
PATIENCE = 600_000  # ms; a page that never comes must fail, a busy machine must not


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
        opened[key].wait_for_function(PICTURES_CHOSEN)
        return opened[key]

    yield show
    for page in opened.values():
        page.context.close()


def watched(browser, address, color_scheme):
    context = browser.new_context(
        offline=True, reduced_motion="reduce", color_scheme=color_scheme
    )
    context.set_default_timeout(PATIENCE)
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


# Thousands of cells of a table look alike, and the contrast of each takes axe its time.
# It looks at three of each look: the same element in the same ink and type, on the same
# grounds all the way up. All its other rules see everything.
MARK_LOOKS = """() => {
    const GROUND = ['backgroundColor', 'backgroundImage', 'opacity', 'filter'];
    const INK = ['color', 'fontSize', 'fontWeight', 'textShadow'];
    const NOTHING = 'rgba(0, 0, 0, 0)|none|1|none';
    const style = (e, names) => {
        const all = getComputedStyle(e);
        return names.map(name => all[name]).join('|');
    };
    const numbers = new Map(), grounds = new Map([[null, '']]), alike = new Map();
    const ground = e => {
        if (!grounds.has(e)) {
            const below = ground(e.parentElement), own = style(e, GROUND);
            const both = `${below} ${own}`;
            if (!numbers.has(both)) numbers.set(both, numbers.size);
            grounds.set(e, own === NOTHING ? below : numbers.get(both));
        }
        return grounds.get(e);
    };
    // axe gives no verdict on a single letter
    const speaks = e => e.matches('input, select, textarea, button') ||
        [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim().length > 1);
    const seen = {checkVisibilityCSS: true, checkOpacity: true};
    for (const e of document.body.querySelectorAll('*')) {
        if (!speaks(e) || !e.checkVisibility(seen)) continue;
        const look = `${e.tagName} ${ground(e)} ${style(e, INK)}`;
        alike.set(look, (alike.get(look) ?? 0) + 1);
        if (alike.get(look) <= 3) e.dataset.look = look;
    }
}"""
RUN_AXE = """(within) => {
    axe.configure({rules: [{id: 'color-contrast', selector: '[data-look]'}]});
    return axe.run(within, {preload: false, resultTypes: ['violations']});
}"""


def serious(page, within="html"):
    """What axe finds serious or critical in a part of a page, as texts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(MARK_LOOKS)
    return [
        f"{v['id']}: {n['html'][:120]}"
        for v in page.evaluate(RUN_AXE, within)["violations"]
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES + DECKS + IN_VIETNAMESE + ["vi/slides/1-growth"])
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


# --- the other language ---------------------------------------------------------------


@pytest.mark.parametrize(
    "locale, page", [("vi-VN", "vi/index.html"), ("en-US", "index.html")]
)
def test_the_front_page_speaks_the_language_of_the_browser(browser, site, locale, page):
    context = browser.new_context(locale=locale, offline=True)
    shown = context.new_page()
    shown.goto((site / "index.html").as_uri())
    shown.wait_for_url((site / page).as_uri())
    context.close()


def test_a_choice_of_language_is_remembered_without_a_cookie(browser, site):
    context = browser.new_context(locale="vi-VN", offline=True)
    context.set_default_timeout(PATIENCE)
    shown, front = context.new_page(), (site / "index.html").as_uri()
    shown.goto((site / "vi" / "index.html").as_uri())
    shown.click("a[data-language]")
    shown.wait_for_url(front)
    shown.goto((site / "data.html").as_uri())
    shown.goto(front)
    shown.wait_for_load_state("load")
    assert shown.url == front
    shown.click("a[data-language]")
    shown.wait_for_url((site / "vi" / "index.html").as_uri())
    assert context.cookies() == []
    context.close()


# --- no script but the site's own -----------------------------------------------------


class Guarded(SimpleHTTPRequestHandler):
    """Serves files with a policy that runs no script but those of this host."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *words):
        """Say nothing."""


POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; object-src 'none'; base-uri 'none'"
)


@contextmanager
def serving(folder):
    """Serve a folder on this machine, with a strict policy; gives its address."""
    handler = partial(Guarded, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def served(site):
    with serving(site) as address:
        yield address


def refused(browser, address):
    """What the policy refused on a page, as the browser says it."""
    page, said = browser.new_page(), []
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.goto(address)
    page.wait_for_load_state("load")
    page.close()
    return [text for text in said if "Content Security Policy" in text]


@pytest.mark.parametrize("name", PAGES + DECKS)
def test_a_page_runs_no_script_of_its_own(browser, served, name):
    assert refused(browser, f"{served}/{name}.html") == []


def test_the_policy_refuses_a_script_inside_a_page(browser, tmp_path):
    text = "<!doctype html><title>x</title><script>document.title = 'ran'</script>"
    (tmp_path / "inline.html").write_text(text)
    with serving(tmp_path) as address:
        assert len(refused(browser, f"{address}/inline.html")) == 1


@pytest.fixture
def alone(browser):
    """Shows a page of nothing but the given elements."""
    page = browser.new_page()

    def show(body):
        page.set_content(
            f"<html lang='en'><title>x</title><main><h1>x</h1>{body}</main></html>"
        )
        return page

    yield show
    page.close()


def test_the_check_itself_sees_a_picture_without_words(alone):
    found = serious(alone("<img src='data:,'>"))
    assert [f for f in found if f.startswith("image-alt")]


PALE = {
    "in a pale colour": "<td style='color: #bbb'>pale</td>",
    "on a dark ground": "<td style='background: #222'>pale</td>",
    "on a ground further up": "<td><p style='background: #222'><b>pale</b></p></td>",
    "in half-transparent ink": "<td style='opacity: 0.4'>pale</td>",
}


@pytest.mark.parametrize("cell", PALE.values(), ids=PALE)
def test_the_check_itself_sees_one_pale_cell_among_many(alone, cell):
    cells = "<tr><td>clear</td><td><b>bold</b></td></tr>" * 50
    table = f"<table>{cells}<tr>{cell}<td>clear</td></tr>{cells}</table>"
    found = [f for f in serious(alone(table)) if f.startswith("color-contrast")]
    assert len(found) == 1
    assert "pale" in found[0]


@pytest.mark.parametrize("name", SEEN_DARK)
def test_a_page_is_open_to_everyone_in_the_dark_too(visit, name):
    page = visit(name, color_scheme="dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", background)) < 32
    assert serious(page) == []


@pytest.mark.parametrize("name", PAGES + IN_VIETNAMESE)
def test_a_phone_never_scrolls_sideways(visit, name):
    page = visit(name, wide=360, tall=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", [f"{e}{p.stem}" for e in ("", "vi/") for p in PATHS])
def test_no_table_is_cut_on_a_wide_screen(visit, name):
    page = visit(name, wide=1280)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    cut = page.eval_on_selector_all(
        ".scroll",
        "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.ariaLabel)",
    )
    assert cut == []


@pytest.mark.parametrize("name", [f"{e}{p.stem}" for e in ("", "vi/") for p in PATHS])
def test_no_sentence_that_a_cell_says_is_cut_on_a_phone(visit, name):
    page = visit(name, wide=360, tall=740)
    cut = page.eval_on_selector_all(
        ".cell_output pre",
        "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)",
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
        // of a group of choices Tab reaches one, arrows the others
        .filter(e => e.type !== 'radio' || e === e.form.querySelector('[type=radio]'))
        .map((e, i) => (e.dataset.stop = i));
}"""
NOTE_STOPS = """() => {
    window.reached = [];
    document.addEventListener('focusin', event => {
        if (event.target.dataset.stop) window.reached.push(event.target.dataset.stop);
    });
}"""


@pytest.mark.parametrize("name", ["index", "browser", "questions", PATHS[0].stem])
def test_the_keyboard_reaches_everything(visit, name):
    page = visit(name)
    wanted = page.evaluate(STOPS)
    page.evaluate(NOTE_STOPS)
    for presses in (len(wanted), 20, len(wanted)):
        for _ in range(presses):
            page.keyboard.press("Tab")
        reached = page.evaluate("window.reached")
        if len(set(reached)) == len(wanted):
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


# --- the slides -----------------------------------------------------------------------


CUT_OFF = """() => {
    const out = box => box.bottom > innerHeight || box.right > innerWidth;
    return [...Reveal.getCurrentSlide().children]
        .filter(e => e.tagName !== 'ASIDE' && out(e.getBoundingClientRect()))
        .map(e => e.outerHTML.slice(0, 90));
}"""


@pytest.mark.parametrize("name", DECKS[1:] + [f"vi/{name}" for name in DECKS[1:]])
def test_the_arrow_key_turns_every_slide_and_nothing_is_cut_off(visit, name):
    page = visit(name, tall=720)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    total, cut = page.evaluate("Reveal.getTotalSlides()"), []
    for number in range(total):
        assert page.evaluate("Reveal.getIndices().h") == number
        cut += page.evaluate(CUT_OFF)
        page.keyboard.press("ArrowRight")
    assert total >= 5
    assert cut == []
    assert page.faults == []
