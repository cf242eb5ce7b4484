"""Sphinx settings of the site; pages.py writes the pages that this turns into HTML.

Nothing is executed here. The words of Sphinx and of the theme come from their own
catalogues, in the same language as ours.
"""

import os
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.writers.html5 import HTML5Translator

from bacgiang import names, words
from bacgiang.publish import look

project = words.text("Bắc Giang's industrial rise")
author = words.text("The authors of the Bắc Giang notebook collection")
language = words.language()
locale_dirs = [os.environ[look.THEME_WORDS]]
extensions = ["myst_nb"]
nb_execution_mode = "off"  # the notebooks come executed
nb_merge_streams = True
nb_code_prompt_show = words.text("Show the code")
nb_code_prompt_hide = words.text("Hide the code")
myst_heading_anchors = 4
myst_heading_slug_func = "bacgiang.publish.book.anchor"
myst_links_external_new_tab = False
suppress_warnings = ["mystnb.unknown_mime_type"]

html_theme = "furo"
html_title = project
templates_path = ["templates"]
html_css_files = ["site.css"]
html_copy_source = False  # each page links the notebook itself
html_search_language = "en"  # AsTyped, below, whatever the language of the pages
html_use_index = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_permalinks_icon = "#"
_FONTS = '"Be Vietnam Pro", system-ui, "Segoe UI", sans-serif'
html_theme_options = {
    "top_of_page_buttons": [],
    "light_css_variables": {
        "font-stack": _FONTS,
        "font-stack--headings": _FONTS,
        "color-brand-primary": "#9b1c25",
        "color-brand-content": "#17528a",
        "color-brand-visited": "#17528a",
        "color-link-underline": "var(--color-link)",
        "color-foreground-primary": "#22262b",
        "color-foreground-muted": "#5a626c",
        "color-sidebar-link-text--top-level": "#444b54",
        "color-border-strong": "#6b7480",
    },
    "dark_css_variables": {
        "color-brand-primary": "#f0868d",
        "color-brand-content": "#8cc4f5",
        "color-brand-visited": "#8cc4f5",
        "color-foreground-muted": "#a5adb6",
        "color-sidebar-link-text--top-level": "#c4cad1",
        "color-border-strong": "#8a939d",
    },
}


class AsTyped(SearchEnglish):
    """English search that also finds Bắc Giang when a keyboard types bac giang."""

    def split(self, input: str) -> list[str]:
        """Split into words, and add those that have another spelling typed plainly."""
        typed = super().split(input)
        return typed + [p for w in typed if (p := names.plain(w)) != w.casefold()]


def say(app: Sphinx, page: str, template: str, context: dict, tree: Any) -> None:
    """Give the theme's templates our catalogue."""
    context["say"] = words.text
    context["retold"] = look.retold
    context["id_of"] = look.id_of


class Writer(HTML5Translator):
    """Writes HTML that `set_aside` took out of a heading."""

    def visit_raw(self, node: nodes.raw) -> None:
        """Write what was put back."""
        if "aside" in node:
            self.body.append(node.get("back", ""))
            raise nodes.SkipNode
        super().visit_raw(node)


def set_aside(app: Sphinx, doctree: nodes.document) -> None:
    """Keep HTML in headings, links around numbers, out of contents and search."""
    for title in doctree.findall(nodes.title):
        for raw in title.findall(nodes.raw):
            raw["aside"] = raw.astext()
            raw.clear()


def put_back(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Let the HTML of headings be written, now that the contents are made."""
    for title in doctree.findall(nodes.title):
        for raw in title.findall(nodes.raw):
            raw["back"] = raw["aside"]


def setup(app: Sphinx) -> None:
    """Tell Sphinx of the search, of our words and of numbers in headings."""
    app.add_search_language(AsTyped)
    app.connect("html-page-context", say)
    app.set_translator("html", Writer)
    app.connect("doctree-read", set_aside, priority=400)  # before contents are made
    app.connect("doctree-resolved", put_back)
