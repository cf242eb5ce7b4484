"""Pages about any data folder: evidence browser, sources, glossary, tables to download.

The site of the collection is made of its notebooks, which are about one place; these
pages need none. In English, as their front page is that of the folder's contract.
"""

import json
import shutil
from pathlib import Path

from .. import data
from . import browser, fonts, forms, look, pages, teaching


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
    source = build / "pages"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    static = source / "_static"
    shutil.copytree(look.FOLDER / "static", static)
    fonts.write(static)
    look.write_licences(static / "licences")
    browser.write([], static)
    contract = data.tables().contract
    for name, text in {
        "index": _front(contract),
        "browser": browser.page(of_site=False),
        "sources": pages.sources(),
        "glossary": teaching.glossary(),
    }.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
    faults = pages.sphinx(source, build, title=contract["title"])
    shutil.copytree(build / "html", target, dirs_exist_ok=True)
    forms.write(target / "data")
    browser.write_database(target / "data" / "bacgiang.sqlite", target / "_static")
    _copy_tables(target / "tables")
    return faults


def _front(contract: dict) -> str:
    return look.render(
        "pages/place.md.j2",
        title=contract["title"],
        description=contract["description"],
        place=data.home(),
        facts=len(data.table("facts")),
        sources=len(data.table("sources")),
        forms=forms.listed(),
        tables=[resource["path"] for resource in contract["resources"]],
    )


def _copy_tables(folder: Path) -> None:
    """Copy the tables as they are kept, and the contract that describes them."""
    contract = data.folder() / "datapackage.json"
    paths = [r["path"] for r in json.loads(contract.read_text("utf-8"))["resources"]]
    for path in [*paths, contract.name]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data.folder() / path, folder / path)
