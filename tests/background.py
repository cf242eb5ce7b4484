"""What takes long and needs nobody's attention: made in a process of its own while the
quick tests run.
"""

import contextlib
import io
import warnings

from checkout import CHECKOUT

from bacgiang.publish import (
    briefing,
    making,
    pages,
    paper,
    run,
    slides,
    teaching,
)


def published(folder):
    """Execute the notebooks as publishing does, into `notebooks` of a folder.

    Raises run.Failed with the line of each notebook that does not run through.
    """
    with contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            making.executed(CHECKOUT, folder, making.ENGLISH)
        except run.Failed as error:
            raise run.Failed(f"{error}\n{said.getvalue()}") from None


def vietnamese(folder):
    """Run the notebooks in Vietnamese, make that edition; returns its site."""
    with contextlib.redirect_stdout(io.StringIO()) as said, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the theme, as below
        making.one(CHECKOUT, folder, "vi", making.ALL)
    (folder / "said.txt").write_text(said.getvalue(), encoding="utf-8")
    return folder / "site"


def site(folder, paths):
    """Write site, slides and papers of executed notebooks into a folder; returns
    Sphinx's warnings.
    """
    target, pdf = folder / "_site", not paper.lacks()
    with warnings.catch_warnings():
        # the theme calls what a later Sphinx will drop; the versions are pinned
        warnings.simplefilter("ignore")
        faults = pages.write(paths, target, folder / "build", CHECKOUT.root, pdf)
    slides.write(paths, target / "slides")
    if pdf:
        place = folder / "build" / "briefing"
        briefing.write(paths, target / "briefing.pdf", place, CHECKOUT.root)
        teaching.write(paths, target, folder / "build" / "teaching", CHECKOUT.root)
    return faults
