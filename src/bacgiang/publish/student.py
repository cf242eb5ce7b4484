"""The notebooks for those who learn, made of the declared exercises."""

import re
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .. import words
from ..exercises import EXERCISES, Exercise
from . import book as books
from . import edition, run
from .book import Book, Section

METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
FOLDER = "exercises"  # beside the notebooks
NAMED = re.compile(r"\]\(exercises/[\w-]+\.ipynb\)")  # where a section names some
NUMBER = re.compile(r"\b\d\.\d\b")


def notebooks(paths: list[Path]) -> dict[str, str]:
    """Write a notebook of exercises for each notebook that has some.

    Parameters
    ----------
    paths
        The notebooks; the first figure of a name is that of its exercises' numbers.

    Returns
    -------
    dict
        The text of each, by file name.
    """
    made = {}
    for path in paths:
        if exercises := own(path):
            made[path.name] = run.as_text(_notebook(path, exercises))
    return made


def own(path: Path) -> list[Exercise]:
    """List the exercises to a notebook."""
    lead = path.name.partition("-")[0]
    return [e for e in EXERCISES.values() if e.number.partition(".")[0] == lead]


def placed(book: Book) -> dict[str, Section]:
    """Give the section of a notebook that names each exercise, by its number."""
    return {
        number: block.section
        for block in book.blocks
        if NAMED.search(block.text)
        for number in NUMBER.findall(block.text)
    }


def _notebook(path: Path, exercises: list[Exercise]) -> NotebookNode:
    cells = [
        _markdown(f"{path.stem}-use", _head(path)),
        _code("import", edition.imported()),
    ]
    for exercise in exercises:
        cells += _cells(exercise)
    return new_notebook(cells=cells, metadata=METADATA)


def _head(path: Path) -> str:
    title = books.read(path).title
    use = words.text(
        "Exercises to [{name}]({link}). Work in the empty cell under each question,"
        " then put your answer between the brackets of `check`: number or text, with a"
        " decimal point or comma, rounded as you like as long as it still tells. The"
        " reply says whether it holds, or which trap it fell into; take the sign # away"
        " from `hint()` for a hint, another one at each run;"
        ' `bg.exercise("...").solution()` shows one way. Nothing is stored or sent'
        " anywhere.",
        name=path.stem,
        link=f"../{path.name}",
    )
    heading = words.text("Exercises: {title}", title=title)
    return f"# {heading}\n\n{use}"


def _cells(exercise: Exercise) -> list[NotebookNode]:
    number = exercise.number
    lead = "exercise-" + number.replace(".", "-")
    minutes = words.plural("{n} minute", "{n} minutes", exercise.minutes)
    head = f"## {number} {words.text(exercise.name)} ({minutes})\n\n"
    asked = words.text(exercise.question)
    if exercise.unit:
        unit = words.text(exercise.unit)
        asked += "\n\n" + words.text("Answer in: {unit}.", unit=unit)
    comment = words.text("your answer in place of the dots")
    check = f'bg.exercise("{number}").check(...)  # {comment}'
    return [
        _markdown(f"{lead}-question", head + asked, "question"),
        _code(f"{lead}-answer", "", "answer"),
        _code(f"{lead}-check", check, "check"),
        _code(f"{lead}-hint", f'# bg.exercise("{number}").hint()', "hint"),
    ]


def _markdown(name: str, source: str, *tags: str) -> NotebookNode:
    return new_markdown_cell(source, id=name, metadata=_tagged(tags))


def _code(name: str, source: str, *tags: str) -> NotebookNode:
    return new_code_cell(source, id=name, metadata=_tagged(tags))


def _tagged(tags: tuple[str, ...]) -> dict[str, list[str]]:
    return {"tags": list(tags)} if tags else {}
