"""Pages about any data folder: evidence browser, sources, glossary, tables to download.

The site of the collection is made of its notebooks, which are about one place; these
pages need none. In English, as their front page is that of the folder's contract.
"""

import shutil
from pathlib import Path

from .. import data
from ..contract import FILE
from . import browser, forms, look, pages, teaching


def write(target: Path, build: Path) -> str:
    """Write the pages of the data folder in use.

    Parameters
    ----------
    target
        The folder of the pages; it is made anew.
    build
        A folder for what is made on the way.

    Returns
    -------
    str
        What Sphinx complained about.
    """
    source, contract = pages.begin(target, build), data.tables().contract
    paths = [resource["path"] for resource in contract["resources"]]
    browser.write([], source / "_static")
    for name, text in {
        "index": _front(contract, paths),
        "browser": browser.page(of_site=False),
        "sources": pages.sources(),
        "glossary": teaching.glossary(),
    }.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
    faults = pages.sphinx(source, build, title=contract["title"])
    shutil.copytree(build / "html", target, dirs_exist_ok=True)
    forms.write(target / "data")
    browser.write_database(target / "data" / "bacgiang.sqlite", target / "_static")
    _copy([*paths, FILE], target / "tables")
    return faults


def _front(contract: dict, paths: list[str]) -> str:
    return look.render(
        "pages/place.md.j2",
        title=contract["title"],
        description=contract["description"],
        place=data.home(),
        facts=len(data.table("facts")),
        sources=len(data.table("sources")),
        forms=forms.listed(),
        tables=paths,
    )


def _copy(paths: list[str], folder: Path) -> None:
    """Copy files of the data folder as they are kept."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data.folder() / path, folder / path)
