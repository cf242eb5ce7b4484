"""An edition in another language: the notebooks with their words said in it.

Cells of Markdown are said block by block, comments of code line by line; numbers come
from the English text by way of places. What cells show is said by the module, when they
run. A link to a heading leads to the heading in the other language.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .. import words
from . import book as books

_LEAD = re.compile(r"\s*(?:>\s*)?(?:(?:#{1,6}|[-*+]|\d{1,2}[.)])\s+)?")
_TARGET = re.compile(r"\]\(([^)\s]+)(?=[)\s])")
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(
    r"(^\s*|\S  )# (.*)$", re.M
)  # on a line of its own or behind code
IMPORT = "import bacgiang as bg"


def messages(source: str) -> Iterator[str]:
    """List what of a Markdown source is said in each language, each as one line."""
    for _, block in books.split_blocks(source):
        _, core, _ = _taken_apart(block)
        if any(letter.isalpha() for letter in _TAG.sub("", core)):
            yield core


def _taken_apart(block: str) -> tuple[str, str, str]:
    """Part a block: its mark, as of a list or heading, its words, the blanks after."""
    lead = _LEAD.match(block)
    start = lead.end() if lead else 0
    core = block[start:].rstrip()
    end = block[start + len(core) :]
    # a line that ends inside a quotation goes on after its mark
    joined = " ".join(re.sub(r"\n\s*>\s?", " ", core).split())
    return block[:start], joined, end


def markdown(source: str, targets: dict[str, str]) -> str:
    """Say a Markdown source in the language in use.

    Parameters
    ----------
    source
        The English.
    targets
        For each link to a heading the one in the other language.

    Returns
    -------
    str
        The same with every block said; code stays as it is.
    """
    said, done = [], 0
    for start, block in books.split_blocks(source):
        lead, core, end = _taken_apart(block)
        said += [source[done:start], lead, words.text(core), end]
        done = start + len(block)
    whole = "".join([*said, source[done:]])
    return _TARGET.sub(lambda link: f"]({targets.get(link[1], link[1])}", whole)


def document(source: str) -> str:
    """Say a Markdown source whose links to headings stay within it."""
    headings = [title for _, title in books.headings(source)]
    leading = {
        f"#{books.anchor(t)}": f"#{books.anchor(words.text(t))}" for t in headings
    }
    return markdown(source, leading)


def write(paths: list[Path], folder: Path) -> list[Path]:
    """Write notebooks, said in the language in use and without outputs, into a folder.

    Returns
    -------
    list
        Their paths, in the same order.
    """
    folder.mkdir()
    leading = targets(paths)
    for path in paths:
        made = notebook(path, leading[path])
        nbformat.write(made, folder / path.name)
    return [folder / path.name for path in paths]


def notebook(path: Path, leading: dict[str, str]) -> NotebookNode:
    """Say a notebook in the language in use; it has to be run anew."""
    made = nbformat.read(path, as_version=4)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = markdown(cell.source, leading)
        else:
            cell.source, cell.outputs = _code(cell.source), []
    return made


def _code(source: str) -> str:
    """Say the comments of a cell, and let the module speak the language."""
    said = _COMMENT.sub(lambda found: f"{found[1]}# {words.text(found[2])}", source)
    return said.replace(IMPORT, imported(), 1)


def imported() -> str:
    """Import the module, and let it speak the language in use where it is another."""
    code = words.language()
    return IMPORT if code == "en" else f'{IMPORT}\n\nbg.language("{code}")'


def comments(source: str) -> list[str]:
    """List the comments of a cell."""
    return [found[2] for found in _COMMENT.finditer(source)]


def targets(paths: list[Path]) -> dict[Path, dict[str, str]]:
    """Give for each notebook where its links to headings lead in the language in use.

    A heading is linked as Jupyter writes it, within its notebook or after the name of
    another one.
    """
    own = {path: _headings(path) for path in paths}
    others = {
        f"{path.name}#{english}": f"{path.name}#{said}"
        for path, headings in own.items()
        for english, said in headings.items()
    }
    return {
        path: others | {f"#{english}": f"#{said}" for english, said in headings.items()}
        for path, headings in own.items()
    }


def _headings(path: Path) -> dict[str, str]:
    titles = [s.title for s in books.read(path).sections if s.title]
    return {_linked(title): _linked(words.text(title)) for title in titles}


def _linked(title: str) -> str:
    """Write the anchor of a heading as Jupyter does."""
    return re.sub(r"\s", "-", title)
