"""The templates of everything published, and the licences of what others made."""

import shutil
from importlib.metadata import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from .. import words
from . import book as books

FOLDER = Path(__file__).resolve().parent / "look"


LICENCES = {  # whose scripts, styles and letters the pages bring
    "furo": "licenses/LICENSE",
    "sphinx": "licenses/LICENSE.rst",
    "sphinx-revealjs": "revealjs/LICENSE",  # of reveal.js
    "fontpkg-be-vietnam-pro": "licenses/LICENSE",
}


def write_licences(folder: Path) -> None:
    """Write the licence of each package whose files the pages bring.

    Raises
    ------
    ValueError
        When a package does not bring its licence where it did.
    """
    folder.mkdir()
    for name, end in LICENCES.items():
        found = [f for f in files(name) or () if f.as_posix().endswith(end)]
        if not found:
            raise ValueError(f"{name} brings no licence text ({end})")
        text = found[0].read_text(encoding="utf-8")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(FOLDER / "vendor" / "LICENSE-sql.js", folder / "sql.js.txt")


def typeset(markdown: str) -> Markup:
    """Set one paragraph of Markdown as HTML that a template takes as it is."""
    return Markup(books.html(markdown))


def said(english: str, **values: object) -> Markup:
    """Say words of a template, which may hold HTML, with `values` escaped in them.

    How the template breaks its lines does not matter to the catalogue, and stays where
    there is no translation.
    """
    line = " ".join(english.split())
    found = words.text(line)
    markup = Markup(english if found == line else found)
    return markup.format(**values) if values else markup


def render(template: str, **values: object) -> str:
    """Fill in a template of `look/`; whatever it is given is escaped."""
    templates = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.globals.update(
        _=said,
        word=words.text,
        plural=words.plural,
        number=words.number,
        language=words.language(),
        typeset=typeset,
        plain=books.plain,
    )
    return templates.get_template(template).render(**values)
