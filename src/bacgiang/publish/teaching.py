"""What a teacher takes: guide, answers, glossary and a handout of one page.

Guide, answers and glossary are written once, as Markdown pages of the site; the PDF is
set from the same Markdown. Minutes, key points, answers and terms come from notebooks,
exercises and tables; the prose around them stands in the templates.
"""

import re
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from .. import cite, data, words
from ..exercises import EXERCISES
from . import book as books
from . import fonts, look, paper, quiz, records, teachtable
from .quiz import Part

GUIDE, HANDOUT = PAPERS = ("teaching.pdf", "handout.pdf")
# Printings for the board: the indicator and the source of each.
PRINTINGS = {
    "fdi_registered_stock": "vns-ein-2023-12-25",
    "grdp_growth": "vna-2023-12-06",
    "ip_workers": "bgo-2022-12-31",
}
SECTION = re.compile(r'<a class="section"[^>]*>(.*?)</a>')
LINK = re.compile(r"</?a\b[^>]*>")  # leads nowhere on paper


def pages(parts: list[Part], pdf: bool) -> dict[str, str]:
    """Write the pages for teachers, by name.

    Parameters
    ----------
    parts
        What each notebook has of exercises.
    pdf
        Whether there will be papers to link.

    Returns
    -------
    dict
        The Markdown of each page.
    """
    return {
        "teach": _guide(parts, pdf),
        "answers": look.render("pages/answers.md.j2", parts=_by_name(parts)),
        "glossary": glossary(),
    }


def write(paths: list[Path], target: Path, build: Path, root: Path) -> None:
    """Write guide and handout of executed notebooks as PDF into the folder `target`.

    `build` is a folder for the HTML they are made from, `root` the checkout, whose
    CITATION.cff names the authors.
    """
    read, cited = [books.read(path) for path in paths], records.citation(root)
    texts = pages(quiz.parts(read), pdf=True)
    guide = look.render(
        "teaching.html.j2",
        guide=_on_paper(texts["teach"]),
        answers=_on_paper(texts["answers"]),
        glossary=_on_paper(texts["glossary"]),
        cited=cited,
        faces=fonts.faces(),
        style=look.render("teaching.css.j2", page_of=paper.page_of()),
    )
    handout = look.render(
        "handout.html.j2",
        questions=paper.questions(read),
        cited=cited,
        faces=fonts.faces(),
    )
    for name, page in {GUIDE: guide, HANDOUT: handout}.items():
        paper.typeset(page, build / f"{Path(name).stem}.html", target / name)


def _by_name(parts: list[Part]) -> dict[str, Part]:
    return {part.book.path.stem: part for part in parts}


def _guide(parts: list[Part], pdf: bool) -> str:
    return look.render(
        "pages/teach.md.j2",
        parts=_by_name(parts),
        shown=_to_sections(parts),
        exercise=_exercise,
        trap=_trap,
        headlines=[_printing(*each) for each in PRINTINGS.items()],
        table={
            "first": teachtable.FIRST,
            "last": teachtable.LAST,
            "columns": teachtable.dictionary().to_dict("records"),
            "rule": words.text(teachtable.RULE),
        },
        pdf=pdf,
    )


def _printing(indicator: str, source: str) -> dict[str, str]:
    """Take what one source prints of an indicator for the province, whole or not."""
    rows = data.facts(indicator, "Bắc Giang", source=source)
    row = rows[rows["status"] != "target"].sort_values("breakdown").iloc[0]
    about = data.table("sources").set_index("source").loc[source]
    return {
        "as_printed": row["as_printed"],
        "label": cite.labels("indicators", [indicator])[0],
        "of": words.period(row["period"]),
        "publisher": row["publisher"],
        "title": about["title"],
        "published": words.period(row["published"]),
    }


def _to_sections(parts: list[Part]) -> Callable[[str], Markup]:
    """Link the section of a notebook that names an exercise."""
    places = {
        number: (f"{part.book.page}#{section.id}", section.title)
        for part in parts
        for number, section in part.placed.items()
    }
    link = Markup('<a class="section" href="{}">{}</a>')
    return lambda number: link.format(*places[number])


def _exercise(number: str) -> Markup:
    """Name an exercise with its minutes, as a link to its answer."""
    said = words.plural("{n} minute", "{n} minutes", EXERCISES[number].minutes)
    name = words.text("exercise {number} ({minutes})", number=number, minutes=said)
    link = '<a href="answers.html#answer-{}">{}</a>'
    return Markup(link).format(number.replace(".", "-"), name)


def _trap(number: str, kind: str) -> str:
    """Say a kind of trap that an exercise sets.

    Raises
    ------
    ValueError
        When it sets none of that kind.
    """
    kinds = [trap.kind for trap in EXERCISES[number].traps]
    if kind not in kinds:
        raise ValueError(
            f"look/pages/teach.md.j2: exercise {number} has no trap {kind!r}; expected"
            f" one of {kinds}"
        )
    return words.text(kind)


def glossary() -> str:
    """Write the page of terms, as Markdown."""
    terms = data.table("indicators").sort_values(
        "label", key=lambda c: c.str.lower(), kind="stable"
    )
    topics = terms.groupby("topic", sort=False)
    listed = {topic: own.to_dict("records") for topic, own in topics}
    return look.render(
        "pages/glossary.md.j2",
        topics=[(topic, listed[topic]) for topic in terms["topic"].unique()],
        number=len(terms),
    )


def _on_paper(page: str) -> Markup:
    """Set a page of the site for paper: no settings of Sphinx, and no links."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.S)
    body = SECTION.sub(r"<em>\1</em>", body)
    return Markup(books.document(LINK.sub("", body)))
