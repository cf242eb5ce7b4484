"""What the collection costs, against the shortest possible: one table, a ratio a line.

    make bench                          # everything, about half an hour
    make bench BENCH="notebooks data"   # some of it

Both sides of a ratio are measured in the same run, in turn. Where nothing is waited for
it is processor time (CPU), which other work on the machine disturbs least; else it is
the time on the clock. Prints; never fails on time.
"""

import asyncio
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import benchmark_data
import nbformat
import test_lab_browser as in_lab
from checkout import CHECKOUT
from nbformat.v4 import new_code_cell, new_notebook
from test_browser import CHROMIUM, watched

from bacgiang.publish import making, pages, paper, run

ROOT, SITE = CHECKOUT.root, CHECKOUT.site
ROUNDS = 3
FACTS = (10_000, 100_000, 1_000_000)
FURO = "html_theme = 'furo'\n"
FIRST_CARD = """() => new Promise((done, failed) => {
    const began = performance.now(), took = () => performance.now() - began;
    const look = () => {
        const card = document.querySelector('dialog.evidence-card[open]');
        if (card && card.innerText.trim()) done(took());
        else if (took() > 60000) failed(new Error('no card within a minute'));
        else setTimeout(look, 1);
    };
    document.querySelector('[data-evidence]').click();
    look();
})"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


class Row(NamedTuple):
    """A line of the table: what takes how long, against what."""

    what: str
    seconds: float
    against: str
    floor: float

    def __str__(self) -> str:
        ratio = self.seconds / self.floor if self.floor else math.nan
        took, floor = shown(self.seconds), shown(self.floor)
        return f"| {self.what} | {took} | {self.against} | {floor} | {ratio:.2f} |"


class Missing(NamedTuple):
    """A line of the table that says why there is nothing to measure."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"| {self.what} | - | {self.why} | - | - |"


Line = Row | Missing


def shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def cpu() -> float:
    """Give the processor time of this process and of those it has waited for."""
    if os.name != "posix":  # it does not know that of others
        return time.perf_counter()
    return sum(os.times()[:4])


def in_turn(
    *actions: Callable[[], object], clock: Callable[[], float] = cpu
) -> list[float]:
    """Do things in turn, several rounds: the median seconds of each."""
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for action in actions:
            began = clock()
            action()
            times.append(clock() - began)
        rounds.append(times)
    return [median(times) for times in zip(*rounds, strict=True)]


# --- parts ----------------------------------------------------------------------------


def notebooks(paths: Iterable[Path] = tuple(CHECKOUT.notebooks)) -> Iterator[Line]:
    """The notebooks one by one, against a kernel with pandas and seaborn each."""
    run.same_everywhere(CHECKOUT.build)
    only_imports = new_code_cell("import pandas\nimport seaborn")
    with CHECKOUT.workshop() as folder:
        empty = folder / "floor.ipynb"
        nbformat.write(new_notebook(cells=[only_imports]), empty)
        floor = "a kernel with pandas and seaborn (CPU)"
        whole = total = 0.0
        for path in paths:
            one, least = in_turn(partial(executed, path), partial(executed, empty))
            whole, total = whole + one, total + least
            yield Row(path.name, one, floor, least)
        yield Row("all notebooks, one after another", whole, f"{floor} for each", total)


def executed(path: Path) -> None:
    asyncio.run(run.execute_all([path], report=lambda line: None))


def imports() -> Iterator[Line]:
    """The import of the module, against the import of what it draws with."""
    ours, theirs = in_turn(
        partial(python, "-c", "import bacgiang"),
        partial(python, "-c", "import pandas, seaborn"),
    )
    yield Row("import bacgiang", ours, "import pandas, seaborn (CPU)", theirs)


def python(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, cwd=ROOT)


def facts() -> Iterator[Line]:
    """Loading, asking and checking, against a bare read; and how they grow."""
    smaller: dict[str, float] = {}
    before = 0
    for size in FACTS:
        times = benchmark_data.measured(size)
        for what, seconds in times.items():
            if what != benchmark_data.FLOOR:
                floor = benchmark_data.FLOOR
                yield Row(f"{what}, {size:,} facts", seconds, floor, times[floor])
        for what, seconds in times.items() if smaller else ():
            grown = f"{what}, {size / before:g} times as many facts"
            yield Row(grown, seconds, f"{before:,} facts", smaller[what])
        smaller, before = times, size


def site() -> Iterator[Line]:
    """The site of executed notebooks, against a site of one empty page."""
    with CHECKOUT.workshop() as folder:
        empty(folder / "warm")  # so that both find Sphinx imported
        began = cpu()
        empty(folder / "empty")
        floor = cpu() - began
        paths = making.executed(CHECKOUT, folder, making.ENGLISH)
        began = cpu()
        pages.write(paths, folder / "_site", folder, ROOT, not paper.lacks())
        yield Row("the site", cpu() - began, "an empty page, Furo (CPU)", floor)


def empty(folder: Path) -> None:
    """Let Sphinx make a site of one empty page."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    folder.mkdir()
    (folder / "conf.py").write_text(FURO, encoding="utf-8")
    (folder / "index.rst").write_text("Empty\n=====\n", encoding="utf-8")
    out, trees = folder / "html", folder / "trees"
    with docutils_namespace():
        Sphinx(folder, folder, out, trees, "html", status=None, warning=None).build()


def card() -> Iterator[Line]:
    """The first card of a page, from the click on, against the loading of the page."""
    what, page = "the first card of a page", SITE / "1-growth.html"
    if missing := lacking(what, page, "make"):
        yield missing
        return
    with browser() as chromium:
        times = [card_of(chromium, page) for _ in range(ROUNDS)]
    first, loaded = (median(sides) / 1000 for sides in zip(*times, strict=True))
    yield Row(what, first, "the page, until it is loaded (clock)", loaded)


def lacking(what: str, page: Path, first: str) -> Missing | None:
    """Say what must be there before a page can be measured, if it is not."""
    if not CHROMIUM:
        return Missing(what, "no Chromium or Chrome found")
    return None if page.exists() else Missing(what, f"{first} first")


def card_of(chromium: Any, path: Path) -> tuple[float, float]:
    """Give the milliseconds to the first card, and those to the loaded page."""
    page = watched(chromium, path.as_uri(), "light")
    found = page.evaluate(FIRST_CARD), page.evaluate(LOADED)
    page.context.close()
    return found


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


def lab() -> Iterator[Line]:
    """The first figure in the browser, against Python that stands ready there."""
    what = "the first figure in the lab, first visit"
    if missing := lacking(what, SITE / "lab" / "index.html", "make lab-site"):
        yield missing
        return
    handler = partial(in_lab.Host, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, browser() as one:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = one.new_context().new_page()
        page.set_default_timeout(in_lab.PATIENCE)
        address = f"http://127.0.0.1:{server.server_port}"
        in_lab.start_page(page, address, "notebooks/1-growth.ipynb")
        began = time.perf_counter()
        in_lab.opened(page)
        ready = time.perf_counter() - began
        in_lab.run_all(page).wait_for_function(in_lab.DRAWN)
        yield Row(what, time.perf_counter() - began, "Python ready (clock)", ready)
        server.shutdown()


def install() -> Iterator[Line]:
    """From a clone to a site that can be read, with pip and with uv, against the making
    of the site alone.
    """
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "clone"
        cloned = timed(partial(copy, clone))
        tools = {"pip": [sys.executable, "-m", "pip"], "uv": uv()}
        took = {tool: timed(partial(fill, clone, tool, c)) for tool, c in tools.items()}
        made = timed(partial(publish, clone))
        for tool, seconds in took.items():
            what = f"from clone to site with {tool} ({cache(tools[tool])})"
            yield Row(what, cloned + seconds + made, "make alone (clock)", made)


def copy(clone: Path) -> None:
    git = ["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(clone)]
    subprocess.run(git, check=True)


def timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def uv() -> list[str]:
    found = shutil.which("uv")
    return [found] if found else [sys.executable, "-m", "uv"]


def fill(clone: Path, tool: str, command: list[str]) -> None:
    """Make the environment of a clone anew and fill it."""
    environment = clone / ".venv"
    python(
        "-m", "venv", "--clear", *["--without-pip"][: tool == "uv"], str(environment)
    )
    inside = str(
        environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    )
    into = ["pip", "install", "-q", "--python", inside]
    if tool == "pip":
        into = ["--python", inside, "install", "-q", "--disable-pip-version-check"]
    requirements = ["-r", str(clone / "requirements.txt")]
    subprocess.run([*command, *into, *requirements], check=True)


def publish(clone: Path) -> None:
    inside = (
        clone / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    )
    subprocess.run(
        [inside, "-m", "bacgiang.publish", "run"],
        cwd=clone,
        env=os.environ | {"PYTHONPATH": str(clone / "src")},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def cache(command: list[str]) -> str:
    """Say how much a tool keeps of what it has fetched before."""
    said = subprocess.run(
        [*command, "cache", "dir"], capture_output=True, text=True, check=True
    )
    files = Path(said.stdout.strip()).rglob("*")
    held = sum(file.stat().st_size for file in files if file.is_file())
    return f"a cache of {held / 1e6:.0f} MB"


PARTS: dict[str, Callable[[], Iterator[Line]]] = {
    "notebooks": notebooks,
    "import": imports,
    "data": facts,
    "site": site,
    "card": card,
    "lab": lab,
    "install": install,
}


def main(names: list[str]) -> None:
    """Print the table, a line as soon as it is measured."""
    if unknown := set(names) - PARTS.keys():
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    print("| what | takes | against | takes | ratio |\n|---|---|---|---|---|")
    for name in names or PARTS:
        lines = PARTS[name]()
        with redirect_stdout(sys.stderr):  # what the measured things say
            measured = next(lines, None)
        while measured:
            print(measured, flush=True)
            with redirect_stdout(sys.stderr):
                measured = next(lines, None)


if __name__ == "__main__":
    main(sys.argv[1:])
