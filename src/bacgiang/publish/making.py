"""Makes the editions of the site, one in each language, side by side.

English is made in this process, the others each in one of its own: what they need is
the same, and most machines have two processors.
"""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from .. import words
from . import briefing, edition, pages, paper, place, run, slides, teaching
from .place import Checkout
from .run import say

ENGLISH, *OTHERS = words.LANGUAGES
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
    with _beside() as pool:
        begun: dict[str, Future[bool]] = {
            code: pool.submit(one, checkout, folder / code, code, parts)
            for code in OTHERS
        }
        whole = [one(checkout, folder, ENGLISH, parts)]
        whole += [future.result() for future in begun.values()]
    for code in OTHERS:
        (folder / code / "site").rename(folder / "site" / code)
    return all(whole)


@contextmanager
def _beside() -> Iterator[ProcessPoolExecutor]:
    """Open processes of their own; a fault in this one ends them."""
    with ProcessPoolExecutor(len(OTHERS), get_context("spawn")) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


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
    done = asyncio.run(run.execute_all(paths, vectors=True))
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
    """Take over the parts of the old site that are not made anew."""
    for code in ("", *OTHERS):
        for name in names:
            if (old := checkout.site / code / name).exists():
                old.rename(folder / "site" / code / name)


def put(checkout: Checkout, folder: Path, name: str) -> None:
    """Put one part of each edition into the site that stands."""
    for code in ("", *OTHERS):
        new = folder / "site" / code / name
        if new.exists():
            place.put(new, checkout.site / code / name)
