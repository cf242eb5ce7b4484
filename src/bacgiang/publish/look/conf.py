"""Sphinx settings of the site. pages.py writes the pages that this turns into HTML;
nothing is executed here.
"""

from sphinx.search.en import SearchEnglish

import bacgiang.data

project = "Bắc Giang's industrial rise"
author = "The authors of the Bắc Giang notebook collection"
language = "en"
extensions = ["myst_nb"]
nb_execution_mode = "off"  # build.py has executed the notebooks
nb_merge_streams = True
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
myst_heading_anchors = 4
myst_heading_slug_func = "bacgiang.publish.findings.anchor"
myst_links_external_new_tab = False
suppress_warnings = ["mystnb.unknown_mime_type"]

html_theme = "sphinx_book_theme"
html_title = project
html_css_files = ["site.css"]
html_copy_source = False  # each page links the notebook itself
html_use_index = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_permalinks_icon = "#"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "navbar_persistent": [],
    "navbar_end": [],  # the search box stands in the side bar
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "home_page_in_toc": False,
    "search_bar_text": "Search",
    "toc_title": "On this page",
    "footer_content_items": ["extra-footer.html"],
    "extra_footer": (
        "Text, figures and compiled data: CC BY 4.0. Code: MIT. Numbers as printed by"
        " the sources named beside them; for official use, go to the statistics office."
    ),
}


class AsTyped(SearchEnglish):
    """English search that also finds Bắc Giang when a foreign keyboard types bac
    giang.
    """

    def split(self, input):
        words = super().split(input)
        return words + [
            p for w in words if (p := bacgiang.data.plain(w)) != w.casefold()
        ]


def setup(app):
    app.add_search_language(AsTyped)
