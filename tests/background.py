"""What takes long and needs nobody's attention: made in a process of its own while the
quick tests run.
"""

import asyncio
import contextlib
import io
import warnings

import nbformat
from checkout import CHECKOUT, PATHS

from bacgiang.evidence import VECTOR
from bacgiang.publish import (
    briefing,
    making,
    pages,
    paper,
    run,
    slides,
    teaching,
)


def executed(folder):
    """Copy the committed notebooks as publishing executes them: figures are there in
    lines, too.
    """
    folder.mkdir(parents=True)
    for path in PATHS:
        notebook = nbformat.read(path, as_version=4)
        outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
        for figure in [o for o in outputs if "image/png" in o.get("data", {})]:
            figure.data[VECTOR] = drawing(figure.metadata["bacgiang"]["title"])
        (folder / path.name).write_text(run.as_text(notebook), encoding="utf-8")
    return [folder / path.name for path in PATHS]


def drawing(title):
    """What stands for a figure in lines."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{title}</desc></svg>'


def vietnamese(folder):
    """Run the notebooks in Vietnamese, make that edition; returns its site."""
    with contextlib.redirect_stdout(io.StringIO()) as said, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the theme, as below
        making.one(CHECKOUT, folder, "vi", making.ALL)
    making.seal(folder / "site", folder)
    (folder / "said.txt").write_text(said.getvalue(), encoding="utf-8")
    return folder / "site"


def site(folder):
    """Write site, slides and papers of the committed notebooks into a folder; returns
    Sphinx's warnings.
    """
    target, pdf = folder / "_site", not paper.lacks()
    paths = executed(folder / "build" / "notebooks")
    with warnings.catch_warnings():
        # the theme calls what a later Sphinx will drop; the versions are pinned
        warnings.simplefilter("ignore")
        faults = pages.write(paths, target, folder / "build", CHECKOUT.root, pdf)
    slides.write(paths, target / "slides")
    if pdf:
        place = folder / "build" / "briefing"
        briefing.write(paths, target / "briefing.pdf", place, CHECKOUT.root)
        teaching.write(paths, target, folder / "build" / "teaching", CHECKOUT.root)
    making.seal(target, folder / "build")
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
