"""Publish the notebooks of a checkout: `python -m bacgiang.publish run`."""

import argparse
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .. import data, report, words
from . import place, prose, run
from .place import Checkout
from .run import say

COMMANDS = {
    "run": "execute the notebooks, write site, slides and papers into _site/",
    "site": "only the pages of the site",
    "slides": "only the slides, _site/slides/",
    "data": "only the tables in other forms, _site/data/",
    "briefing": "only the papers: _site/briefing.pdf, teaching.pdf, handout.pdf",
    "place": "pages about the tables that BACGIANG_DATA names, into _place/",
    "lab-site": "add the notebooks that run in a browser, _site/lab/",
    "refresh": "rewrite the committed outputs and the list of numbers in the prose",
    "exercises": "rewrite the notebooks with exercises, notebooks/exercises/",
    "words": "bring the catalogues for translators up to date, say what they lack",
    "test": "every check",
    "test-lab": "run the notebooks of _site/lab/ in a browser (some minutes)",
    "lab": "JupyterLab on the notebooks",
    "clean": "delete what the other commands made (.venv stays)",
}
OF_NOTEBOOKS = ("run", "site", "slides", "data", "briefing", "lab-site", "refresh")
QUICK = [["ruff", "check"], ["ruff", "format", "--check"]]
LISTED = 20  # messages that a catalogue lacks
TESTS_LAB = "BACGIANG_TEST_LAB"  # tells the tests of the lab that they are meant
BESIDE = [["mypy"], ["bacgiang", "check"]]  # while the tests run


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # a console that lacks a Vietnamese letter shows ? in its place
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    asked = _parser().parse_args(arguments)
    run.end_in_order()
    try:
        return _tried(asked.command, place.find(asked.root))
    except ValueError as error:  # no checkout
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except BrokenPipeError:  # who reads on, as `head`, has read enough
        report.say_no_more()
    return 1


def _tried(command: str, checkout: Checkout) -> int:
    """Carry a command out, or say in a line why that cannot be done."""
    try:
        if command != "clean":
            run.same_everywhere(checkout.build)
        if command in OF_NOTEBOOKS:
            data.needs("Bắc Giang")
        return ACTIONS[command](checkout)
    except (ValueError, run.Failed, data.OtherPlace) as error:
        print(error, file=sys.stderr)
    except Exception as error:
        if not (said := place.refused(error, checkout.root)):
            raise
        print(said, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bacgiang.publish", description=__doc__
    )
    parser.add_argument(
        "--root",
        metavar="FOLDER",
        help="the checkout; without it, the current folder or one above it",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in COMMANDS.items():
        commands.add_parser(name, help=what)
    return parser


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


# --- publishing -----------------------------------------------------------------------


def _publish(checkout: Checkout) -> int:
    from . import making

    with checkout.workshop() as folder:
        whole = making.editions(checkout, folder, making.ALL)
        making.seal(folder / "site", folder)
        place.put(folder / "site", checkout.site)
        for made in ("pages", "notebooks"):
            place.put(folder / made, checkout.build / made)
    say("The site: _site/index.html")
    return 0 if whole else 1


def _site_alone(checkout: Checkout) -> int:
    from . import making

    with checkout.workshop() as folder:
        making.editions(checkout, folder, ("site",))
        making.keep(checkout, folder, ("slides", *making.PAPERS))
        place.put(folder / "site", checkout.site)
    return 0


def _slides_alone(checkout: Checkout) -> int:
    from . import making

    with checkout.workshop() as folder:
        making.editions(checkout, folder, ("slides",))
        making.put(checkout, folder, ("slides",))
    return 0


def _papers_alone(checkout: Checkout) -> int:
    from . import making

    with checkout.workshop() as folder:
        whole = making.editions(checkout, folder, ("papers",))
        making.put(checkout, folder, making.PAPERS)
    return 0 if whole else 1


def _data_alone(checkout: Checkout) -> int:
    from . import forms, making, teachtable

    with checkout.workshop() as folder:
        began = time.perf_counter()
        forms.write(folder / "data")
        teachtable.write(folder / "data")
        place.put(folder / "data", checkout.site / "data")
        making.seal(checkout.site, folder)
        say(f"  data {time.perf_counter() - began:.1f} s   _site/data/")
    return 0


def _place(checkout: Checkout) -> int:
    """Make pages about tables of one's own."""
    from . import elsewhere

    with checkout.workshop() as folder:
        if faults := elsewhere.write(folder / "place", folder):
            say(faults)
        place.put(folder / "place", checkout.root / "_place")
    say("The pages: _place/index.html")
    return 0


def _lab_site(checkout: Checkout) -> int:
    """Add the lab to the site, which is made first where none expects a lab."""
    from . import lab

    if not lab.is_expected(checkout.site):
        _publish(checkout)
    with checkout.workshop() as folder:
        began = time.perf_counter()
        lab.write(checkout, checkout.build / "lab", folder / "lab")
        place.put(folder / "lab", checkout.site / "lab")
        for name, text in lab.linked(checkout.site).items():
            _write(folder / "page.html", text)
            place.put(folder / "page.html", checkout.site / name)
    say(f"  lab {time.perf_counter() - began:.1f} s   _site/lab/index.html")
    return 0


# --- the other commands ---------------------------------------------------------------


def _refresh(checkout: Checkout) -> int:
    paths = checkout.notebooks
    say(f"Executing {len(paths)} notebooks ...")
    executed = run.until_done(run.execute_all(paths))
    _rewrite(checkout, {p: run.as_text(prose.timed(n)) for p, n in executed.items()})
    _rewrite(checkout, {checkout.ledger: prose.ledger(paths)})
    return 0


def _rewrite(checkout: Checkout, texts: dict[Path, str]) -> None:
    """Write committed files, each whole or not, and say whether that changed them."""
    with checkout.workshop() as folder:
        for path, text in texts.items():
            same = path.exists() and path.read_bytes() == text.encode()
            if not same:
                _write(folder / path.name, text)
                place.put(folder / path.name, path)
            say(f"  {path.name:24} {'unchanged' if same else 'rewritten'}")


def _exercises(checkout: Checkout) -> int:
    from . import student

    checkout.exercises.mkdir(exist_ok=True)
    made = student.notebooks(checkout.notebooks)
    _rewrite(checkout, {checkout.exercises / name: text for name, text in made.items()})
    return 0


def _words(checkout: Checkout) -> int:
    """Bring each language's catalogue up to date and say what it lacks."""
    from . import messages

    words.CATALOGUES.mkdir(exist_ok=True)
    for code in words.OTHERS:
        file = words.CATALOGUES / f"{code}.po"
        catalogue = messages.merged(checkout.notebooks, file)
        messages.write(catalogue, file)
        faults = messages.faults(catalogue)
        say(f"{file.name}: {len(catalogue)} messages, {len(faults)} to be mended")
        for fault in faults[:LISTED]:
            say(f"  {fault}")
    return 0


def _test(checkout: Checkout) -> int:
    """Run every check; faults of form, found at once, end the run before the tests."""
    for check in QUICK:
        say(f"--- {' '.join(check)}")
        if code := subprocess.call(_module(check), cwd=checkout.root):
            return code
    beside = [_begun(check, checkout) for check in BESIDE]
    say("--- pytest")
    codes = [subprocess.call(_module(["pytest"]), cwd=checkout.root)]
    for check, process in zip(BESIDE, beside, strict=True):
        said, _ = process.communicate()
        say(f"--- {' '.join(check)}\n{said.rstrip()}")
        codes.append(process.returncode)
    return next((code for code in codes if code), 0)


def _test_lab(checkout: Checkout) -> int:
    """Run the tests that `make test` skips, on a site and a lab made anew."""
    _publish(checkout)
    _lab_site(checkout)
    os.environ[TESTS_LAB] = "yes"
    command = _module(
        ["pytest", "-n", "0", os.path.join("tests", "test_lab_browser.py")]
    )
    return subprocess.call(command, cwd=checkout.root)


def _module(check: list[str]) -> list[str]:
    return [sys.executable, "-m", *check]


def _begun(check: list[str], checkout: Checkout) -> subprocess.Popen[str]:
    """Begin a check whose words are kept until they are asked for."""
    return subprocess.Popen(
        _module(check),
        cwd=checkout.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _lab(checkout: Checkout) -> int:
    server = [f"--ServerApp.root_dir={checkout.root}"]
    server += ["--LabApp.default_url=/lab/tree/notebooks"]
    command = [sys.executable, "-m", "jupyterlab", *server]
    return subprocess.call(command, cwd=checkout.root)


def _clean(checkout: Checkout) -> int:
    place.clean(checkout)
    return 0


ACTIONS: dict[str, Callable[[Checkout], int]] = {
    "run": _publish,
    "site": _site_alone,
    "slides": _slides_alone,
    "data": _data_alone,
    "briefing": _papers_alone,
    "place": _place,
    "lab-site": _lab_site,
    "refresh": _refresh,
    "exercises": _exercises,
    "words": _words,
    "test": _test,
    "test-lab": _test_lab,
    "lab": _lab,
    "clean": _clean,
}


if __name__ == "__main__":
    run.leave(main())
