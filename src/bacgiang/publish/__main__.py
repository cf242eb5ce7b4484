"""Publish the notebooks of a checkout: `python -m bacgiang.publish run`."""

import argparse
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from . import place, prose, run
from .place import Checkout
from .run import say

COMMANDS = {
    "run": "execute the notebooks, write site, slides and papers into _site/",
    "site": "only the pages of the site",
    "slides": "only the slides, _site/slides/",
    "data": "only the tables in other forms, _site/data/",
    "briefing": "only the briefing, _site/briefing.pdf",
    "lab-site": "add the notebooks that run in a browser, _site/lab/",
    "refresh": "rewrite the committed outputs and the list of numbers in the prose",
    "exercises": "rewrite the notebooks with exercises, notebooks/exercises/",
    "words": "list every message for translators, as a gettext template",
    "test": "every check",
    "test-lab": "run the notebooks of _site/lab/ in a browser (some minutes)",
    "lab": "JupyterLab on the notebooks",
    "clean": "delete what the other commands made (.venv stays)",
}
KEPT = ("slides", "briefing.pdf", "teaching.pdf", "handout.pdf")  # by site alone
ENDING = ("SIGTERM", "SIGHUP")  # as Ctrl-C does: kernels and folders go, too
QUICK = [["ruff", "check"], ["ruff", "format", "--check"]]
TESTS_LAB = "BACGIANG_TEST_LAB"  # tells the tests of the lab that they are meant
BESIDE = [["mypy"], ["bacgiang", "check"]]  # while the tests run


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # a console that lacks a Vietnamese letter shows ? in its place
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    asked = _parser().parse_args(arguments)
    _end_in_order()
    try:
        checkout = place.find(asked.root)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        if asked.command != "clean":
            run.same_everywhere(checkout.build)
        return ACTIONS[asked.command](checkout)
    except (ValueError, run.Failed) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1
    except Exception as error:
        if not (said := place.refused(error, checkout.root)):
            raise
        print(said, file=sys.stderr)
        return 1


def _end_in_order() -> None:
    """Let what ends a program end this one as Ctrl-C does, unless it is ignored."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for name in ENDING:
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


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


def _executed(checkout: Checkout, folder: Path) -> list[Path]:
    """Execute the notebooks into a folder; returns their paths there."""
    paths = checkout.notebooks
    say(f"Executing {len(paths)} notebooks ...")
    target = folder / "notebooks"
    target.mkdir()
    executed = run.until_done(run.execute_all(paths, vectors=True))
    for path, notebook in executed.items():
        _write(target / path.name, run.as_text(notebook))
    return [target / path.name for path in paths]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


# --- publishing -----------------------------------------------------------------------


def _publish(checkout: Checkout) -> int:
    with checkout.workshop() as folder:
        paths = _executed(checkout, folder)
        lacking = _site(checkout, folder, paths, alone=False)
        _seal(folder / "site", folder)
        place.put(folder / "site", checkout.site)
        place.put(folder / "notebooks", checkout.build / "notebooks")
    return lacking


def _site_alone(checkout: Checkout) -> int:
    with checkout.workshop() as folder:
        _site(checkout, folder, _executed(checkout, folder), alone=True)
        _keep(checkout, folder, KEPT)
        _seal(folder / "site", folder)
        place.put(folder / "site", checkout.site)
    return 0


def _seal(site: Path, folder: Path) -> None:
    """List the sums of a site's downloads; until it is whole, the old list stays."""
    from . import downloads

    sums = folder / downloads.SUMS
    _write(sums, downloads.sums(site))
    place.put(sums, site / downloads.SUMS)


def _keep(checkout: Checkout, folder: Path, names: tuple[str, ...]) -> None:
    """Copy the parts that are not made anew; the old site stays whole."""
    for name in names:
        old, new = checkout.site / name, folder / "site" / name
        if old.is_dir():
            shutil.copytree(old, new)
        elif old.exists():
            shutil.copy(old, new)


def _site(checkout: Checkout, folder: Path, paths: list[Path], alone: bool) -> int:
    """Write the site into the workshop, with slides and briefing unless alone."""
    from . import pages, paper

    began, site = time.perf_counter(), folder / "site"
    faults = pages.write(paths, site, folder, checkout.root, not paper.lacks())
    place.put(folder / "pages", checkout.build / "pages")
    if faults:
        say(faults)
    _made("site", began, "_site/index.html")
    if alone:
        return 0
    _slides(paths, site / "slides")
    if lacking := _briefing(checkout, folder, paths, site / "briefing.pdf"):
        return lacking
    _for_teachers(checkout, folder, paths, site)
    return 0


def _slides(paths: list[Path], target: Path) -> None:
    from . import slides

    began = time.perf_counter()
    slides.write(paths, target)
    _made("slides", began, "_site/slides/index.html")


def _briefing(checkout: Checkout, folder: Path, paths: list[Path], target: Path) -> int:
    from . import briefing, paper

    began = time.perf_counter()
    if lacks := paper.lacks():  # the rest of the site stands without it
        say(f"  briefing not made: {lacks}")
        return 1
    briefing.write(paths, target, folder / "briefing", checkout.root)
    place.put(folder / "briefing", checkout.build / "briefing")
    _made("briefing", began, "_site/briefing.pdf")
    return 0


def _for_teachers(
    checkout: Checkout, folder: Path, paths: list[Path], target: Path
) -> None:
    from . import teaching

    began = time.perf_counter()
    teaching.write(paths, target, folder / "teaching", checkout.root)
    place.put(folder / "teaching", checkout.build / "teaching")
    _made("guide and handout", began, f"_site/{teaching.GUIDE}")


def _made(what: str, began: float, path: str) -> None:
    say(f"  {what:24} {time.perf_counter() - began:5.1f} s   {path}")


def _slides_alone(checkout: Checkout) -> int:
    with checkout.workshop() as folder:
        _slides(_executed(checkout, folder), folder / "slides")
        place.put(folder / "slides", checkout.site / "slides")
        _seal(checkout.site, folder)
    return 0


def _data_alone(checkout: Checkout) -> int:
    from . import forms, teachtable

    with checkout.workshop() as folder:
        began = time.perf_counter()
        forms.write(folder / "data")
        teachtable.write(folder / "data")
        place.put(folder / "data", checkout.site / "data")
        _seal(checkout.site, folder)
        _made("data", began, "_site/data/")
    return 0


def _briefing_alone(checkout: Checkout) -> int:
    with checkout.workshop() as folder:
        paths, new = _executed(checkout, folder), folder / "briefing.pdf"
        if _briefing(checkout, folder, paths, new):
            return 1
        place.put(new, checkout.site / "briefing.pdf")
        _seal(checkout.site, folder)
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
            _write(folder / name, text)
            place.put(folder / name, checkout.site / name)
    _made("lab", began, "_site/lab/index.html")
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
    from . import messages

    say(messages.template(checkout.notebooks).rstrip())
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
    "briefing": _briefing_alone,
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
    sys.exit(main())
