"""What a teacher takes: guide, answers, glossary and a handout.

Guide, answers and glossary are written once, as Markdown pages of the site; the PDF is
set from the same Markdown. Minutes, key points, answers and terms come from notebooks,
exercises and tables; the prose around them stands in the templates.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from .. import cite, data, growth, words, zones
from ..exercises import EXERCISES
from ..ledger.verdict import MET, VERDICTS
from ..words import mark
from . import book as books
from . import fonts, look, paper, quiz, records, teachtable
from .quiz import Part

GUIDE, HANDOUT = PAPERS = ("teaching.pdf", "handout.pdf")
# Figures for the board: indicator and source of each, and what the page says, told in
# our own words from the row.
FIGURES = {
    ("ip_fdi_registered_stock", "bgo-2025-02"): mark(
        "{publisher} says that foreign firms had registered “{printed}” of capital for"
        " projects in the industrial zones of Bắc Giang by {of}."
    ),
    ("grdp_growth", "vna-2023-12-06"): mark(
        "{publisher} says that the economy of Bắc Giang, by an estimate, grows by"
        " “{printed}” in {of}, at constant prices."
    ),
    ("ip_workers", "bgo-2022-12-31"): mark(
        "{publisher} says that the industrial zones of Bắc Giang have “{printed}”; on"
        " which day they were counted it does not say."
    ),
}
# Headlines with billions of dollars, for the open task on investment, each with a
# sentence that would stand; its numbers are named by their indicators.
HEADLINES = {
    "orangemedia-2023-08": mark(
        "By {publisher}, from January to July 2023 investment of"
        " {investment_converted_total} was registered, with domestic capital converted"
        " into it: {fdi_registered_new} for new foreign projects,"
        " {fdi_registered_additional} for older ones, and {ddi_registered_new} for new"
        " domestic ones. It was promised, not spent. The statistics office has {new}"
        " and {added} million USD, to 20 July."
    ),
    "delco-construction-2024-09": mark(
        "By {publisher}, from January to August 2024 foreign firms registered"
        " {fdi_registered_new} for new projects and {fdi_registered_additional} for"
        " older ones, as the statistics office has it ({new} and {added} million USD)."
        " What is missing to {fdi_registered_total} would have come by purchases of"
        " shares, whose sum is not told."
    ),
    "vns-2025-02-07": mark(
        "By {publisher}, the province aims at {fdi_attracted} of foreign investment for"
        " 2025: a goal, and whether promised or spent money is meant is not told."
    ),
}
BESIDE = {  # the office's sum to the nearest day
    "orangemedia-2023-08": "2023-01-01/2023-07-20",
    "delco-construction-2024-09": "2024-01-01/2024-08-31",
}
# What a class splits by sector: years of one table, whose sum fits growth or does not.
SPLIT, SPLIT_BY = ("2011", "2014", "2016"), "bgdpi-2018"
RISEN = ("2010", "2014")  # the years of exercise 1.1
SECTORS = (teachtable.FARMING, teachtable.INDUSTRY, "services")
CASE = "4.3"  # the exercise to the case that a class guesses
# What its README has a machine fetch, counted on Linux with Python 3.11.
FETCHED = {"packages": 100, "megabytes": 100}
# Words that have a sense of their own here, as the account of method uses them.
TERMS = {
    mark("figure as printed"): mark(
        "The number's own few characters on the page, hedge included. One is one row of"
        " the tables; what the page says in more words is not kept."
    ),
    mark("hedge"): mark(
        "A word before a number that moves it to one side or widens it: over, nearly,"
        " about, at least, at most."
    ),
    mark("rounding step"): mark(
        "The distance between two numbers that could have been printed next to each"
        " other: decimals say it themselves, a count printed to its last unit has none."
    ),
    mark("range"): mark(
        "From where to where a number reaches by its rounding and hedge; of a result,"
        " the smallest and the largest value that the printed figures allow together."
        " It covers no error of measurement and no other definition."
    ),
    mark("edition"): mark(
        "One publication of a quantity for a period. Later ones stand beside the"
        " earlier; not every one is a revision."
    ),
    mark("estimate"): mark(
        "A number from a page that cannot have seen the end of its period, or that"
        " calls it an estimate; else it is actual. Goals and forecasts are neither."
    ),
    mark("span of time"): mark(
        "What a number counts over: a year, a month, from January to a month or to a"
        " stated day. A table that counts to a day does not cover the month."
    ),
    mark("percentage point"): mark(
        "The unit of a plain difference of two percentages. How much larger the one is,"
        " in percent of the other, is another statement."
    ),
    mark("contribution to growth"): mark(
        "The points that a part adds to the growth of the whole: its share in the year"
        " before times its own growth. It splits growth by sector, not by capital,"
        " labour and productivity: the tables have no stock of capital."
    ),
    mark("constant and current prices"): mark(
        "At constant prices everything is counted at the prices of one year, the base"
        " year, so that quantities alone move it: real growth. At current prices, those"
        " of each year, rising prices are in the number, too: nominal growth."
    ),
    mark("steady rate"): mark(
        "The one yearly rate that leads as far as several rates together (CAGR). Growth"
        " compounds, so it is not their mean: each year starts from the level that the"
        " last one left."
    ),
    mark("stock and flow"): mark(
        "A stock holds at a date; a flow is what happened within a period."
    ),
    mark("claim"): mark(
        "A sentence of an article, or of ours, that other figures are held against."
    ),
    mark("ledger"): mark(
        "The list of all claims held against other figures, each with a verdict, its"
        " reason, and the facts on both sides."
    ),
    mark("trap"): mark(
        "A wrong way to an answer that many go. The check of an exercise names it."
    ),
}
SECTION = re.compile(r'<a class="section"[^>]*>(.*?)</a>')
TO_ANSWER = re.compile(r' <a class="to-answer"[^>]*>.*?</a>')
LINK = re.compile(r"</?a\b[^>]*>")  # leads nowhere on paper
# A case as the notebook tells it: what is claimed, and the first sentence against it.
TOLD = re.compile(r"\*[^*]+\*\s+(.+?)\s+\*[^*]+\*\s+(.+?[.])\s", re.S)


class Sector(NamedTuple):
    """A sector in a year: its share the year before and its growth, in percent."""

    name: str
    share: float
    growth: float

    @property
    def points(self) -> float:
        """Give what it adds to the growth of the whole, in percentage points."""
        return growth.contribution(self.share, self.growth)


class Split(NamedTuple):
    """The growth of a year by sector, and as it is published for the whole."""

    year: str
    sectors: list[Sector]
    published: float

    @property
    def together(self) -> float:
        """Give what the sectors add together."""
        return sum(sector.points for sector in self.sectors)


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
        figures=_figures(),
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
        figures=_figures(),
        headlines=[
            _headline(source) | {"stands": _stands(source)} for source in HEADLINES
        ],
        split=[_split(year) for year in SPLIT],
        risen=[_share(year, teachtable.INDUSTRY) for year in RISEN],
        split_by=_headline(SPLIT_BY),
        weighed=_weighed(),
        case=_case(parts),
        verdicts=", ".join(map(words.text, VERDICTS[: VERDICTS.index(MET)])),
        fetched=FETCHED,
        questions=paper.questions([part.book for part in parts]),
        table={
            "first": teachtable.FIRST,
            "last": teachtable.LAST,
            "columns": teachtable.dictionary().to_dict("records"),
            "rule": words.text(teachtable.RULE),
            "apart": teachtable.apart(teachtable.COLUMNS[0]),
            "shrank": teachtable.shrank(),
            "farming": teachtable.table()["growth_farming"].count(),
            "disputed": teachtable.disputed(),
        },
        pdf=pdf,
    )


def _case(parts: list[Part]) -> dict[str, str]:
    """Take what a class is told of a case before it guesses, and its notebook."""
    (part,) = [part for part in parts if CASE in part.placed]
    own = [b for b in part.book.blocks if b.section is part.placed[CASE]]
    (told, *_) = filter(None, (TOLD.match(block.text) for block in own))
    claim, against = (" ".join(said.split()) for said in told.groups())
    return {"claim": claim, "against": against, "notebook": part.book.name}


def _headline(source: str) -> dict[str, str]:
    about = data.table("sources").set_index("source").loc[source]
    return {
        "source": source,
        "title": about["title"],
        "publisher": words.text(about["publisher"]),
        "citing": words.text(about["citing"]) if about["citing"] else "",
        "published": words.period(about["published"]),
    }


def _stands(source: str) -> str:
    """Say the sentence that would stand in place of a headline, from its rows."""
    said = {name: words.text(text) for name, text in _named(source).items()}
    said["publisher"] = _headline(source)["publisher"]
    if source in BESIDE:
        said |= {"new": _by_office("new", source)}
        said |= {"added": _by_office("additional", source)}
    return words.text(HEADLINES[source], **said)


def _named(source: str) -> dict[str, str]:
    """Give what a page prints of each indicator that its sentence names."""
    rows = data.facts(source=source, entity="Bắc Giang").set_index("indicator")
    named = re.findall(r"\{(\w+)\}", HEADLINES[source])
    return {name: rows.loc[name, "as_printed"] for name in named if name in rows.index}


def _by_office(which: str, source: str) -> str:
    """Give the office's sum of FDI in million USD, beside that of a page."""
    span = {"period": BESIDE[source], "kind": "official"}
    return words.number(data.value(f"fdi_registered_{which}", **span).value / 1e6, 1)


def _share(year: str, sector: str) -> float:
    return data.value("gva_share", year, breakdown=sector, source=SPLIT_BY).value


def _rate(year: str, sector: str) -> float:
    return data.value("grdp_growth", year, breakdown=sector, source=SPLIT_BY).value


def _split(year: str) -> Split:
    """Split the growth of a year by sector, from rates and the shares before."""
    before = str(int(year) - 1)
    sectors = [
        Sector(words.text(s), _share(before, s), _rate(year, s)) for s in SECTORS
    ]
    return Split(year, sectors, _rate(year, ""))


def _weighed() -> list[dict[str, Any]]:
    """List rate and hectares of the zones that exercise 3.2 weighs."""
    rates = data.facts("zone_occupancy_rate", publisher="Vietdata")
    land = zones.counted_once(data.table("zones"))["value"]
    return [
        {"name": zone, "rate": rate, "hectares": land[zone]}
        for zone, rate in zip(rates["entity"], rates["value"], strict=True)
    ]


def printed() -> list[str]:
    """List what the pages print of the figures and headlines for the board."""
    of_figures = [_row(*each)["as_printed"] for each in FIGURES]
    return of_figures + [said for page in HEADLINES for said in _named(page).values()]


def _row(indicator: str, source: str) -> pd.Series:
    """Take what one source prints of an indicator for the whole province."""
    return data.facts(indicator, "Bắc Giang", "", source=source).iloc[0]


def _figures() -> list[dict[str, str]]:
    return [_figure(*each, said) for each, said in FIGURES.items()]


def _figure(indicator: str, source: str, said: str) -> dict[str, str]:
    """Say what one source prints of an indicator, and what stands beside it."""
    row, headline = _row(indicator, source), _headline(source)
    printed, of = row["as_printed"], words.period(row["period"])
    publisher = headline["publisher"]
    told = words.text(said, publisher=publisher, printed=printed, of=of)
    read = words.text(printed)  # in the language of the edition, numbers and all
    if read == printed:  # a number without words
        read = words.numerals(printed)
    read = "" if read == printed else read
    if read:
        told = told.replace(f"“{printed}”", f"“{printed}” ({read})")
    return headline | {
        "fact": row["fact"],
        "printed": printed,
        "read": read,
        "label": cite.labels("indicators", [indicator])[0],
        "of": of,
        "low": _end(row["low"]),
        "high": _end(row["high"]),
        "said": told,
        "note": words.text(row["note"]) if row["note"] else "",
    }


def _end(value: float) -> str:
    """Write an end of a range: half a step needs one digit more than was printed."""
    if value >= words.SCALES[-1][0]:
        return words.scaled(value)
    return words.number(value, words.digits_of(value, 3))


def _to_sections(parts: list[Part]) -> Callable[..., Markup]:
    """Link the section of a notebook that names an exercise, by its title or a name."""
    places = {
        number: (f"{part.book.page}#{section.id}", section.title)
        for part in parts
        for number, section in part.placed.items()
    }
    link = Markup('<a class="section" href="{}">{}</a>')
    return lambda number, name="": link.format(
        places[number][0], name or places[number][1]
    )


def _exercise(number: str) -> Markup:
    """Name an exercise with its minutes, linked to the question and to its answer."""
    said = words.plural("{n} minute", "{n} minutes", EXERCISES[number].minutes)
    name = words.text("exercise {number} ({minutes})", number=number, minutes=said)
    to_answer = "answers.html#answer-" + number.replace(".", "-")
    link = '<a href="{}">{}</a> <a class="to-answer" href="{}">({})</a>'
    return Markup(link).format(
        quiz.place(number), name, to_answer, words.text("answer")
    )


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
        own=_own_terms(),
    )


def _own_terms() -> list[tuple[str, str, str]]:
    """List each of our terms in the language in use and in the other, and its sense."""
    with words.speaking(look.other_edition()["other"]):
        others = [words.text(term) for term in TERMS]
    return [
        (words.text(term), other, words.text(sense))
        for (term, sense), other in zip(TERMS.items(), others, strict=True)
    ]


def _on_paper(page: str) -> Markup:
    """Set a page of the site for paper: no settings of Sphinx, and no links."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.S)
    body = SECTION.sub(r"<em>\1</em>", TO_ANSWER.sub("", body))
    return Markup(books.document(LINK.sub("", body)))
