"""The lab in a real browser that reaches no other host: every notebook runs and says
what the committed one says, an answer to an exercise is judged, changes stay and go.

Takes some minutes and needs `_site/lab/`, so `make test` leaves it out; `make test-lab`
runs it. It prints what a visit costs: bytes and seconds.
"""

import json
import os
import threading
import time
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import zip_longest

import pytest
from checkout import CHECKOUT, PATHS, load
from test_browser import CHROMIUM, POLICY, serious

import bacgiang as bg
from bacgiang import exercises
from bacgiang.publish import lab
from bacgiang.publish.__main__ import TESTS_LAB

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get(TESTS_LAB),
        reason="the lab was not run in a browser: make test-lab does that",
    ),
    pytest.mark.skipif(
        not CHROMIUM,
        reason="no Chromium or Chrome found: the lab was not run in a browser",
    ),
]
LAB = CHECKOUT.site / "lab"
PATIENCE = 900_000  # ms; a busy machine takes long to start Python in a page
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
EXERCISES = "notebooks/exercises/1-growth.ipynb"
SMALL = PATHS[0].name
# Known to differ from the committed outputs. Pictures: another matplotlib draws them.
# One line on stderr: each visit begins without a list of fonts.
FONTS = "Matplotlib is building the font cache; this may take a moment.\n"

NOTEBOOK = "window.jupyterapp.shell.currentWidget"
KERNEL = f"""() => {{
    const panel = window.jupyterapp && {NOTEBOOK};
    const session = panel && panel.sessionContext && panel.sessionContext.session;
    return session && session.kernel && session.kernel.status === 'idle';
}}"""
RUN = f"""() => {{
    const panel = {NOTEBOOK}, code = [...panel.content.model.cells].filter(
        c => c.type === 'code' && c.sharedModel.source.trim());
    const done = code.filter(c => c.executionCount && c.executionState === 'idle');
    return done.length === code.length;
}}"""
DRAWN = f"""() => [...{NOTEBOOK}.content.model.cells].some(
    c => c.type === 'code' && c.executionCount && c.outputs &&
    [...Array(c.outputs.length).keys()].some(
        n => c.outputs.get(n).data['image/png']))"""
HELD = f"() => JSON.stringify({NOTEBOOK}.content.model.toJSON())"
WRITE = f"""([sources]) => {{
    for (const cell of {NOTEBOOK}.content.model.cells)
        if (sources[cell.id]) cell.sharedModel.setSource(sources[cell.id]);
}}"""


class Host(SimpleHTTPRequestHandler):
    """Serves the site, counts its bytes, and lets the page show its inside to tests."""

    sent = 0

    def do_GET(self):
        if self.path != "/lab/jupyter-lite.json":
            super().do_GET()
            return
        settings = json.loads((LAB / "jupyter-lite.json").read_text(encoding="utf-8"))
        settings["jupyter-config-data"]["exposeAppInBrowser"] = "true"
        text = json.dumps(settings).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def send_header(self, name, value):
        if name == "Content-Length":
            Host.sent += int(value)
        super().send_header(name, value)

    def end_headers(self):
        if self.path.partition("?")[0] in ("/lab/index.html", "/lab/vi.html"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture(scope="module")
def host():
    handler = partial(Host, directory=str(CHECKOUT.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture
def reader(playwright, host, tmp_path):
    """A browser that has nothing stored; what went wrong in it is asked at the end."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=CHROMIUM, args=[ONLY_HERE]
    )
    faults = []
    context.set_default_timeout(PATIENCE)

    def on_request(request):
        if not request.url.startswith((host, "data:", "blob:")):
            faults.append(f"asked for {request.url}")

    def on_response(response):
        # of a folder that a reader has made, no host has a list; an icon for the whole
        # host is what the browser itself may look for
        usual = ("/api/contents/earlier-", f"{host}/favicon.ico")
        if response.status >= 400 and not any(u in response.url for u in usual):
            faults.append(f"{response.status} for {response.url}")

    context.on("request", on_request)
    context.on("response", on_response)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    yield context
    context.close()
    assert faults == []


@pytest.fixture
def report(capsys):
    def say(line):
        with capsys.disabled():
            print(f"\n  {line}", end="", flush=True)

    return say


def start_page(page, host, path="", first="index"):
    page.goto(f"{host}/lab/{first}.html" + (f"?path={path}" if path else ""))
    page.wait_for_selector("body[data-ready]")
    return page


def opened(page):
    """The notebook of the start page's button, with its kernel at rest."""
    page.press("#open", "Enter")
    page.wait_for_selector(".jp-Notebook")
    page.wait_for_function(KERNEL)
    page.wait_for_timeout(1000)
    return page


def run_all(page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    return page


def ran(page):
    """The notebook after Run All, as the page holds it."""
    run_all(page).wait_for_function(RUN)
    return held(page)


def held(page):
    return json.loads(page.evaluate(HELD))["cells"]


def joined(text):
    return "".join(text) if isinstance(text, list) else text


def said(cell):
    """What a cell's outputs say in text, and the facts behind it; pictures left out."""
    lines = []
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            lines.append((output["name"], joined(output["text"])))
            continue
        texts = sorted(
            (kind, joined(content))
            for kind, content in output.get("data", {}).items()
            if "image" not in kind
        )
        about = output.get("metadata", {}).get("bacgiang", {})
        facts = sorted(about.get("facts", []))
        lines.append((output["output_type"], texts, facts, output.get("evalue")))
    return [line for line in lines if line != ("stderr", FONTS)]


def pictures(cells):
    """How many pictures each cell shows."""
    return {
        cell["id"]: sum("image/png" in o.get("data", {}) for o in cell["outputs"])
        for cell in cells
        if cell["cell_type"] == "code"
    }


def differences(committed, new):
    """Cells that say something else than the committed ones: from where on, by id."""
    found = {}
    for old, now in zip(committed, new, strict=True):
        one, other = str(said(old)), str(said(now))
        if one != other:
            pairs = enumerate(zip_longest(one, other))
            at = next(n for n, (a, b) in pairs if a != b)
            start = max(at - 60, 0)
            found[old["id"]] = one[start : at + 60], other[start : at + 60]
    return found


# --- the folder -----------------------------------------------------------------------


def sums(folder):
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_lab_is_that_of_the_committed_files_and_made_again_the_same(tmp_path):
    lab.write(CHECKOUT, CHECKOUT.build / "lab", tmp_path / "lab")
    assert sums(tmp_path / "lab") == sums(LAB), "run make lab-site"


# --- from a page to a figure ----------------------------------------------------------


def test_a_page_leads_to_its_notebook_which_draws_and_costs_what_is_said(
    reader, host, report
):
    name = PATHS[1].stem
    page = reader.new_page()
    page.goto(f"{host}/{name}.html")
    Host.sent = 0
    page.get_by_role("link", name="Run in your browser").click()
    page.wait_for_selector("body[data-ready]")
    began = time.monotonic()
    run_all(opened(page)).wait_for_function(DRAWN)
    seconds, first = time.monotonic() - began, Host.sent
    page.wait_for_function(RUN)
    Host.sent = 0
    again = reader.new_page()
    page.close()
    started = time.monotonic()
    run_all(opened(start_page(again, host, f"notebooks/{name}.ipynb")))
    again.wait_for_function(DRAWN)
    report(
        f"{name}: first visit {first / 1e6:.1f} MB, first figure {seconds:.0f} s; again"
        f" {Host.sent / 1e6:.1f} MB, {time.monotonic() - started:.0f} s"
    )
    words = start_page(again, host).inner_text("main")
    promised = int(words.partition("About ")[2].partition(" MB")[0])
    assert abs(first / 1e6 - promised) < 0.1 * promised
    assert Host.sent < first / 4


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_notebook_says_what_the_committed_one_says(reader, host, report, path):
    page = start_page(reader.new_page(), host, f"notebooks/{path.name}")
    began = time.monotonic()
    opened(page)
    ready = time.monotonic()
    cells = ran(page)
    seconds = time.monotonic() - ready
    report(f"{path.stem}: Python ready {ready - began:.0f} s, Run All {seconds:.0f} s")
    assert differences(load(path).cells, cells) == {}
    assert pictures(load(path).cells) == pictures(cells)


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_vietnamese_notebook_says_what_its_edition_says(reader, host, report, path):
    place = f"vi/notebooks/{path.name}"
    page = start_page(reader.new_page(), host, place, first="vi")
    opened(page)
    began = time.monotonic()
    cells = ran(page)
    report(f"{place}: Run All {time.monotonic() - began:.0f} s")
    edition = load(CHECKOUT.site / place).cells
    assert "Nguồn" in str(edition)
    assert differences(edition, cells) == {}
    assert pictures(edition) == pictures(cells)


def test_the_comparison_sees_another_word_and_another_fact():
    one = {"output_type": "display_data", "data": {"text/plain": "13.4"}}
    one["metadata"] = {"bacgiang": {"facts": ["a"]}}
    for other in ({"data": {"text/plain": "13.5"}}, {"metadata": {}}):
        cells = [{"id": "x", "outputs": [one]}], [{"id": "x", "outputs": [one | other]}]
        assert differences(*cells)
    stream = {"output_type": "stream", "name": "stderr", "text": FONTS}
    assert not said({"outputs": [stream]})
    assert said({"outputs": [stream | {"text": "Warning"}]})


# --- exercises ------------------------------------------------------------------------


def solved(number):
    return exercises.EXERCISES[number].solve()


def answers(number):
    """Wrong, right, and at both edges of the honest range."""
    low, value, high = solved(number)
    return {"wrong": high + 3 * (high - low) + 1000, "right": value} | {
        "low": low,
        "high": high,
    }


def test_an_answer_is_judged_in_the_browser(reader, host):
    numbers = [
        cell.id.removeprefix("exercise-").removesuffix("-check").replace("-", ".")
        for cell in load(CHECKOUT.root / EXERCISES).cells
        if cell.id.endswith("-check")
    ]
    asked = [n for n in numbers if isinstance(solved(n), bg.Range)]
    assert len(asked) >= 3
    typed = {}
    for number in asked:
        lines = [
            f'print("{what}", bg.exercise("{number}").check({answer!r}).text)'
            for what, answer in answers(number).items()
        ]
        typed[f"exercise-{number.replace('.', '-')}-check"] = "\n".join(lines)
    page = opened(start_page(reader.new_page(), host, EXERCISES))
    page.evaluate(WRITE, [typed])
    cells = {cell["id"]: cell for cell in ran(page)}
    for name in typed:
        # what is printed here, each judgement shows by itself, too
        (text,) = [line[1] for line in said(cells[name]) if line[0] == "stdout"]
        replies = dict(line.split(" ", 1) for line in text.splitlines() if " " in line)
        assert replies["wrong"].startswith("Not yet")
        assert {replies[k] for k in ("right", "low", "high")} == {"Right."}


# --- a reader's changes ---------------------------------------------------------------


def first_code(page):
    return next(c for c in held(page) if c["cell_type"] == "code")["source"]


def shown(page):
    """Wait until the notebook is there, with or without Python."""
    page.wait_for_selector(".jp-Notebook")
    page.wait_for_function(f"() => window.jupyterapp && {NOTEBOOK}.content.model")
    page.wait_for_function(f"() => {NOTEBOOK}.content.model.cells.length > 3")
    return page


def change(page):
    """Change the first cell of code as a reader does, and store it."""
    cell = page.locator(".jp-CodeCell .cm-content").first
    cell.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mine\n")
    page.keyboard.press("Control+s")
    page.wait_for_function(f"() => !{NOTEBOOK}.content.model.dirty")


def test_changes_stay_over_a_reload_and_go_when_thrown_away(reader, host):
    page = start_page(reader.new_page(), host, f"notebooks/{SMALL}")
    assert page.is_visible("#none")
    page.press("#open", "Enter")
    committed = first_code(shown(page))
    change(page)
    page.reload()
    assert joined(first_code(shown(page))) == "# mine\n" + joined(committed)

    other = start_page(reader.new_page(), host)
    assert other.inner_text("#changed a") == f"notebooks/{SMALL}"
    page.close()
    other.on("dialog", lambda dialog: dialog.accept())
    other.press("#all-away", "Enter")
    other.wait_for_selector("#none:visible")
    assert other.inner_text("#said").startswith("Thrown away")
    other.press("#open", "Enter")
    assert first_code(shown(other)) == committed


OLD = """async ([name, path, model]) => {
    const request = indexedDB.open(name);
    await new Promise(done => {
        request.onupgradeneeded = () => request.result.createObjectStore('files');
        request.onsuccess = done;
    });
    const store = request.result.transaction('files', 'readwrite').objectStore('files');
    await new Promise(done => { store.put(model, path).onsuccess = done; });
    request.result.close();
}"""


def test_a_newer_edition_shows_itself_and_keeps_what_was_changed_before(reader, host):
    notebook = json.loads((LAB / "files" / "notebooks" / SMALL).read_text("utf-8"))
    notebook["cells"][1]["source"] = "changed long ago"
    path = f"notebooks/{SMALL}"
    model = {"name": SMALL, "path": path, "type": "notebook", "format": "json"}
    model |= {"content": notebook, "mimetype": "", "size": 1, "writable": True}
    model |= {"created": "2020-01-01T00:00:00Z"}
    model |= {"last_modified": "2020-01-01T00:00:00Z"}
    page = start_page(reader.new_page(), host)
    storage = page.get_attribute("body", "data-storage")
    page.evaluate(OLD, [f"{storage} 0123456789", path, model])

    start_page(page, host, path)
    assert page.is_visible("#brought")
    kept = page.inner_text("#changed a")
    assert kept == f"earlier-0123456789/{path}"
    page.press("#open", "Enter")
    assert held(shown(page))[1]["source"] != "changed long ago"
    start_page(page, host)
    page.press("#changed a", "Enter")
    assert held(shown(page))[1]["source"] == "changed long ago"

    start_page(page, host)
    page.press("#changed button", "Enter")
    page.wait_for_selector("#none:visible")


# --- the first page -------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_is_open_to_everyone(reader, host, scheme):
    page, refused = reader.new_page(), []
    page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 700})
    start_page(page, host)
    assert refused == []  # its policy lets no script run but that of its file
    assert serious(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
