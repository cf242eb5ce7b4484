"""One reveal.js deck for each notebook: a message and a figure a slide.

The rule: a title; then each figure that is not too tall for a wall, in the notebook's
order, under its own title; then findings without a figure, and how sure we are. The
finding that points to a figure, its source and its description are the speaker's notes.
Where a notebook passes verdicts, the room is asked first: each figure is shown without
its title before it is shown with it. No cell needs a mark for all that.
reveal.js comes from the sphinx-revealjs package.
"""

import shutil
from pathlib import Path

import sphinx_revealjs

from . import book as books
from . import fonts, look, powerpoint
from .book import Book, Finding

REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
# height over width of a plot that can be read from the back of a room; a taller one
# stays in the notebook
TALLEST = 0.75
ASKED = ("Evidence",)  # notebooks whose figures are verdicts
PARTS = [
    "dist/reset.css",
    "dist/reveal.css",
    "dist/reveal.js",
    "plugin/notes/notes.js",
    "LICENSE",
]


def write(paths: list[Path], target: Path) -> None:
    """Write the decks of executed notebooks, and a page that lists them."""
    shutil.rmtree(target, ignore_errors=True)
    for part in PARTS:
        (target / "reveal" / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REVEAL / part, target / "reveal" / part)
    fonts.write(target)
    for name in ("slides.css", "slides.js"):
        shutil.copyfile(look.FOLDER / name, target / name)
    read = [books.read(path) for path in paths]
    for book in read:
        made = slides(book, target)
        asks = book.name in ASKED
        page = look.render("slides.html.j2", book=book, slides=made, asks=asks)
        (target / book.page).write_text(page, encoding="utf-8", newline="\n")
        powerpoint.write(book, made, target, target / f"{book.path.stem}.pptx")
    page = look.render("decks.html.j2", books=read)
    (target / "index.html").write_text(page, encoding="utf-8", newline="\n")


def slides(book: Book, target: Path) -> list[dict]:
    """List the slides between title and end, and write their pictures to `target`.

    Each is {message, detail, figure, image, section}.
    """
    of_figure: dict[int, Finding] = {}
    for finding in book.findings:
        if finding.figure:
            of_figure.setdefault(id(finding.figure), finding)
    made = []
    for number, (figure, section) in enumerate(book.figures, 1):
        png, width, height = figure.plot()
        if height > TALLEST * width:
            continue
        told = of_figure.pop(id(figure), None)
        image = f"{book.path.stem}-{number}.png"
        (target / image).write_bytes(png)
        made.append(
            {
                "message": figure.title,
                "finding": told,
                "figure": figure,
                "section": section,
                "image": image,
                "width": width,
                "height": height,
            }
        )
    shown = {id(s["finding"]) for s in made}
    return made + [
        {"message": f.message, "finding": f, "figure": None, "section": f.section}
        for f in book.findings
        if id(f) not in shown
    ]
