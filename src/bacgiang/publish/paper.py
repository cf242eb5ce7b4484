"""What every paper of the collection needs: the setting of a page as PDF.

WeasyPrint sets it; the eight questions stand in briefing and handout alike.
"""

import logging
from pathlib import Path

from markupsafe import Markup

from .. import words
from .book import Book

QUESTIONS = "Eight questions to ask of an official figure"


def lacks() -> str:
    """Say what the briefing needs and this computer lacks, or nothing."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:  # the library it draws text with belongs to the system
        return (
            "WeasyPrint needs Pango. Debian or Ubuntu: apt install libpango-1.0-0"
            " libpangoft2-1.0-0 libharfbuzz-subset0; Windows and macOS: see"
            f" WeasyPrint's installation page. ({error})"
        )
    return ""


def typeset(page: str, file: Path, target: Path) -> None:
    """Set an HTML page, kept as `file`, as the PDF `target`, open to screen readers."""
    import weasyprint

    # it tells every step
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8", newline="\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    weasyprint.HTML(file).write_pdf(target, pdf_variant="pdf/ua-1")


def questions(read: list[Book]) -> list[str]:
    """List the eight questions, as Markdown, in the words of the notebook."""
    return [question for book in read for question in book.items(QUESTIONS)]


def page_of() -> Markup:
    """Give "Page 1 of 9" as the value of content in CSS.

    Examples
    --------
    >>> print(page_of())
    "Page " counter(page) " of " counter(pages)
    """
    page, pages = '" counter(page) "', '" counter(pages) "'
    value = words.text("Page {page} of {pages}", page=page, pages=pages)
    return Markup(f'"{value}"'.replace(' ""', "").replace('"" ', ""))
