"""Makes the editions of the site, one in each language, side by side.

English is made in this process, the others each in one of its own: what they need is
the same, and most machines have two processors.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from .. import words
from . import briefing, downloads, edition, pages, paper, place, run, slides, teaching
from .place import Checkout
from .run import say

ENGLISH, OTHERS = words.LANGUAGES[0], words.OTHERS
PAPERS = ("briefing.pdf", *teaching.PAPERS)
ALL = ("site", "slides", "papers")


def editions(checkout: Checkout, folder: Path, parts: tuple[str, ...]) -> bool:
    """Make parts of all editions into `site` of a folder, others than English in it.

    Parameters
    ----------
    checkout
        The committed notebooks and the module.
    folder
        An empty folder for all that is made.
    parts
        Some of ALL.

    Returns
    -------
    bool
        Whether all could be made; without Pango there are no papers.

    Raises
    ------
    run.Failed
        When a notebook does not run through.
    """
    with ExitStack() as stack:
        answers = [
            stack.enter_context(_beside(checkout, folder / code, code, parts))
            for code in OTHERS
        ]
        whole = [one(checkout, folder, ENGLISH, parts)]
        whole += [answer() for answer in answers]
    for code in OTHERS:
        place.put(folder / code / "site", folder / "site" / code)
    return all(whole)


@contextmanager
def _beside(
    checkout: Checkout, folder: Path, code: str, parts: tuple[str, ...]
) -> Iterator[Callable[[], bool]]:
    """Begin an edition in a process of its own, and give what waits for it.

    The process is ended when this one goes on without its answer.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    given = (theirs, checkout, folder, code, parts)
    process = context.Process(target=_answered, args=given)
    process.start()
    theirs.close()

    answers = []

    def answer() -> bool:
        try:
            found = ours.recv()
        except EOFError:
            raise run.Failed(f"the process of the edition {code} was ended") from None
        answers.append(found)
        if isinstance(found, BaseException):
            raise found
        return found

    try:
        yield answer
    finally:
        if answers:
            process.join(run.HEARD)  # it is about to end by itself
        while process.is_alive():
            process.terminate()
            process.join(run.HEARD)


def _answered(
    connection: Connection,
    checkout: Checkout,
    folder: Path,
    code: str,
    parts: tuple[str, ...],
) -> None:
    """Make an edition and send whether it is whole, or what went wrong."""
    run.end_in_order()
    run.end_with_parent()
    try:
        connection.send(one(checkout, folder, code, parts))
    except KeyboardInterrupt:
        run.leave(1)  # the other process says so
    except Exception as error:
        connection.send(error)


def one(checkout: Checkout, folder: Path, code: str, parts: tuple[str, ...]) -> bool:
    """Make parts of the edition in one language into `site` of a folder."""
    words.language(code)
    site = folder / "site"
    site.mkdir(parents=True)
    paths, pdf = executed(checkout, folder, code), not paper.lacks()
    if "site" in parts:
        with _timed(code, "site"):
            faults = pages.write(paths, site, folder, checkout.root, pdf)
        if faults:
            say(faults)
    if "slides" in parts:
        with _timed(code, "slides"):
            slides.write(paths, site / "slides")
    if "papers" in parts and pdf:
        with _timed(code, "briefing, guide and handout"):
            root = checkout.root
            briefing.write(paths, site / PAPERS[0], folder / "briefing", root)
            teaching.write(paths, site, folder / "teaching", root)
    elif "papers" in parts and code == ENGLISH:
        say(f"  papers not made: {paper.lacks()}")
    return pdf or "papers" not in parts


def executed(checkout: Checkout, folder: Path, code: str) -> list[Path]:
    """Execute the notebooks in the language in use; returns their paths."""
    paths = checkout.notebooks
    if code != ENGLISH:
        paths = edition.write(paths, folder / "said")
    say(f"Executing {len(paths)} notebooks ({code}) ...")
    target = folder / "notebooks"
    target.mkdir()
    home = checkout.notebooks[0].parent  # which outlasts a run that is stopped
    done = run.until_done(run.execute_all(paths, forms=True, folder=home))
    for path, notebook in done.items():
        text = run.as_text(notebook)
        (target / path.name).write_text(text, encoding="utf-8", newline="\n")
    return [target / path.name for path in paths]


@contextmanager
def _timed(code: str, what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    say(f"  {f'{what} ({code})':32} {time.perf_counter() - began:5.1f} s")


def keep(checkout: Checkout, folder: Path, names: tuple[str, ...]) -> None:
    """Copy the parts that are not made anew; the old site stays whole."""
    for code in ("", *OTHERS):
        for name in names:
            old, new = checkout.site / code / name, folder / "site" / code / name
            if old.is_dir():
                shutil.copytree(old, new)
            elif old.exists():
                shutil.copy(old, new)
    seal(folder / "site", folder)


def put(checkout: Checkout, folder: Path, names: tuple[str, ...]) -> None:
    """Put parts of each edition into the site that stands."""
    for code in ("", *OTHERS):
        for name in names:
            new = folder / "site" / code / name
            if new.exists():
                place.put(new, checkout.site / code / name)
    seal(checkout.site, folder)


def seal(site: Path, folder: Path) -> None:
    """Pack a copy of the site and list the sums of the downloads, of a site in a place.

    Until the new ones are whole, the old ones stay.
    """
    if (site / "index.html").exists():
        packed = folder / downloads.SITE
        packed.write_bytes(downloads.copy(site))
        place.put(packed, site / downloads.SITE)
    for code in ("", *OTHERS):
        if (site / code).is_dir():
            sums = folder / downloads.SUMS
            text = downloads.sums(site / code)
            sums.write_text(text, encoding="utf-8", newline="\n")
            place.put(sums, site / code / downloads.SUMS)
