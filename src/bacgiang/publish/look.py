"""The templates of everything published, in one place."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from .. import words
from . import book as books

FOLDER = Path(__file__).resolve().parent / "look"


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
        number=words.number,
        language=words.language(),
        typeset=typeset,
        plain=books.plain,
    )
    return templates.get_template(template).render(**values)
