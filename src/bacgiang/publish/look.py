"""The templates of everything published, in one place."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from . import book as books

FOLDER = Path(__file__).resolve().parent / "look"


def typeset(markdown: str) -> Markup:
    """Set one paragraph of Markdown as HTML that a template takes as it is."""
    return Markup(books.html(markdown))


def render(template: str, **values: object) -> str:
    """Fill in a template of `look/`; whatever it is given is escaped."""
    templates = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.globals.update(typeset=typeset, plain=books.plain)
    return templates.get_template(template).render(**values)
