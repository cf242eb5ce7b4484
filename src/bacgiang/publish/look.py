"""The templates of everything published, and the licences of what others made."""

import json
from importlib.metadata import files
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from docutils.nodes import make_id
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from .. import words
from ..words import mark
from . import book as books

FOLDER = Path(__file__).resolve().parent / "look"


THEME_WORDS = "BACGIANG_THEME_WORDS"  # tells Sphinx where our words for the theme are
# What Sphinx and the theme say, and have no Vietnamese for or none that fits here.
THEIRS = [
    mark("Search"),
    mark("Search Results"),
    mark("Link to this heading"),
    mark("On this page"),
    mark("Back to top"),
    mark("Skip to content"),
    mark("Please activate JavaScript to enable the search functionality."),
    mark("Error"),
]
# What they say without asking any catalogue.
UNASKED = [
    mark("Toggle site navigation sidebar"),
    mark("Toggle table of contents sidebar"),
    mark("Toggle Light / Dark / Auto color theme"),
    mark("Toggle hidden content"),
]


ICONS = [
    mark("Contents"),
    mark("Menu"),
    mark("Expand"),
    mark("Light mode"),
    mark("Dark mode"),
    mark("Auto light/dark, in light mode"),
    mark("Auto light/dark, in dark mode"),
]
# What the search says by its script; the last two are one message, for one and more.
SEARCHING = [
    mark("Search Results"),
    mark("Searching"),
    mark("Preparing search..."),
    mark(
        "Your search did not match any documents. Please make sure that all words are"
        " spelled correctly and that you've selected enough categories."
    ),
]
ONE_FOUND = mark("Search finished, found one page matching the search query.")
MORE_FOUND = mark(
    "Search finished, found ${resultCount} pages matching the search query."
)


class Shipped(NamedTuple):
    """What the site brings of others."""

    name: str  # of the package it comes from
    what: str
    licence: str
    text: str  # the end of the path at which the package holds its licence


SHIPPED = [
    Shipped("furo", mark("the look of the pages"), "MIT", "licenses/LICENSE"),
    Shipped(
        "sphinx",
        mark("search and basic styles"),
        "BSD-2-Clause",
        "licenses/LICENSE.rst",
    ),
    Shipped("myst-nb", mark("styles of notebooks"), "BSD-3-Clause", "licenses/LICENSE"),
    Shipped("pygments", mark("colours of code"), "BSD-2-Clause", "licenses/LICENSE"),
    Shipped(
        "sphinx-revealjs", mark("reveal.js, the slides"), "MIT", "revealjs/LICENSE"
    ),
    Shipped(
        "fontpkg-be-vietnam-pro",
        mark("the letters, Be Vietnam Pro"),
        "OFL-1.1",
        "licenses/LICENSE",
    ),
    Shipped("sql.js", mark("SQLite for the browser"), "MIT", "LICENSE-sql.js"),
]


def write_licences(folder: Path) -> None:
    """Write the licence of everything that the pages bring of others.

    Raises
    ------
    ValueError
        When a package does not bring its licence where it did.
    """
    folder.mkdir()
    for part in SHIPPED:
        text = _licence(part).read_text(encoding="utf-8")
        path = folder / f"{part.name}.txt"
        path.write_text(text, encoding="utf-8", newline="\n")


def _licence(part: Shipped) -> Path:
    own = FOLDER / "vendor" / part.text  # of what no package brings
    if own.exists():
        return own
    for file in files(part.name) or ():
        if file.as_posix().endswith(part.text):
            return Path(str(file.locate()))
    raise ValueError(f"{part.name} brings no licence text ({part.text})")


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


def other_edition() -> dict[str, str]:
    """Say where the same page is in the other language, and how that calls itself.

    Returns
    -------
    dict
        `other`, the language; `other_root`, from the folder of one edition to that of
        the other; `top`, from there to the folder of all; `switch`, the words of the
        link.
    """
    if words.language() == "en":
        there = {"other": "vi", "other_root": "vi/", "top": ""}
        return there | {"switch": "Tiếng Việt"}
    there = {"other": "en", "other_root": "../", "top": "../"}
    return there | {"switch": "English"}


def write_theme_words(folder: Path) -> None:
    """Write our words for what Sphinx and the theme say, as they look for them."""
    code = words.language()
    place = folder / code / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue = Catalog(locale=code, charset="utf-8")
    for english in THEIRS:
        catalogue.add(english, words.text(english))
    with (place / "sphinx.po").open("wb") as file:
        write_po(file, catalogue)
    if code in words.OTHERS:  # English is what the script has of itself
        messages: dict[str, object] = {said: words.text(said) for said in SEARCHING}
        # a language whose words have no plural
        messages[ONE_FOUND] = [words.text(MORE_FOUND)]
        spoken = {"locale": code, "messages": messages, "plural_expr": "0"}
        script = f"Documentation.addTranslations({json.dumps(spoken)});\n"
        (place / "sphinx.js").write_text(script, encoding="utf-8")


def retold(page: Markup) -> Markup:
    """Say in the language in use what the theme says without asking a catalogue."""
    html = str(page)
    for english in UNASKED:
        html = html.replace(f'"{english}"', f'"{words.text(english)}"')
    for english in ICONS:
        said = f"<title>{words.text(english)}</title>"
        html = html.replace(f"<title>{english}</title>", said)
    return Markup(html)


def id_of(heading: str) -> str:
    """Give the id of an English heading on a page in the language in use."""
    return make_id(books.plain(words.text(heading)))


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
        **other_edition(),
        typeset=typeset,
        plain=books.plain,
        id_of=id_of,
    )
    return templates.get_template(template).render(**values)
