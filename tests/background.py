"""What takes long and needs nobody's attention: made in a process of its own while the
quick tests run.
"""

import asyncio
import contextlib
import io
import os
import threading
import warnings
from multiprocessing import parent_process

from checkout import CHECKOUT, PATHS

from bacgiang.publish import briefing, downloads, pages, paper, run, slides, teaching


def end_with_parent():
    """End this process when the one that began it is gone, however it ended."""

    def watch():
        parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def site(folder):
    """Write site, slides and papers of the committed notebooks into a folder; returns
    Sphinx's warnings.
    """
    target, pdf = folder / "_site", not paper.lacks()
    with warnings.catch_warnings():
        # the theme calls what a later Sphinx will drop; the versions are pinned
        warnings.simplefilter("ignore")
        faults = pages.write(PATHS, target, folder / "build", CHECKOUT.root, pdf)
    slides.write(PATHS, target / "slides")
    if pdf:
        place = folder / "build" / "briefing"
        briefing.write(PATHS, target / "briefing.pdf", place, CHECKOUT.root)
        teaching.write(PATHS, target, folder / "build" / "teaching", CHECKOUT.root)
    downloads.seal(target)
    return faults


def again():
    """Execute every notebook; returns {path: the text that make refresh would write}.

    Raises run.Failed with the line of each notebook that does not run through.
    """
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            executed = asyncio.run(run.execute_all(PATHS, report=lambda line: None))
    except run.Failed as error:
        raise run.Failed(f"{error}\n{said.getvalue()}") from None
    return {path: run.as_text(notebook) for path, notebook in executed.items()}
