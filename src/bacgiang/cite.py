"""Citations: the source line of a figure, a source in a sentence, a notebook's list.

What is cited is what was shown: the ids of the facts behind figures, tables and results
lead to the sources.
"""

import pandas as pd

from . import data, words
from .ranges import Range
from .words import mark

# How a single number is cited, and a page by its title; the evidence browser's script
# says both too.
NUMBER = mark(
    "“{printed}”: {what}, {period}. {page}. {address} (row {fact} of the {place}"
    " notebook collection)"
)
TITLE = mark("“{title}”")
DATA, FORECASTS, TARGETS = (
    mark("data to {when}"),
    mark("forecasts to {when}"),
    mark("targets to {when}"),
)
AHEAD = {"forecast": FORECASTS, "plan": TARGETS, "target": TARGETS}
UNTITLED = "GSO statistical tables, file "  # how titles of ours begin in sources.csv


def line(facts: tuple[str, ...], note: str = "") -> str:
    """Write the source line of a figure or table from the ids of its facts.

    Parameters
    ----------
    facts
        Ids of the rows drawn, of any table.
    note
        A sentence to end with.

    Returns
    -------
    str
        At most four publishers, most rows first and those of copies last, and "data
        to"; the list at the notebook's end has them all. Empty when there are no facts.
    """
    drawn = data.by_id(facts)
    if drawn.empty:
        return note
    counts = drawn["publisher"].value_counts()
    copies = {*counts.index} - {*drawn.loc[drawn["kind"] != "copy", "publisher"]}
    ranked = sorted(
        counts.index, key=lambda name: (name in copies, -counts[name], name)
    )
    named = "; ".join(words.text(name) for name in ranked[:4])
    if len(ranked) > 4:
        named = words.text("{names} and {n} more", names=named, n=len(ranked) - 4)
    kinds = drawn["status"].map(AHEAD).fillna(DATA)
    until = [
        words.text(kind, when=_until(drawn[kinds == kind]))
        for kind in (DATA, FORECASTS, TARGETS)
        if (kinds == kind).any()
    ]
    said = words.text("Source: {names}; {until}.", names=named, until="; ".join(until))
    return f"{said} {note}" if note else said


def _until(rows: pd.DataFrame) -> str:
    """Say the year or month in which the last of the rows ends."""
    last = rows.sort_values("end", kind="stable").iloc[-1]
    if last["form"] in ("year", "years"):
        return str(last["end"].year)
    return words.month(last["end"])


def cite(source: str) -> str:
    """Name one source as Markdown for a sentence: publisher and date, linked.

    Raises
    ------
    KeyError
        For an id that sources.csv does not have.
    """
    row = data.table("sources").set_index("source").loc[source]
    day = row["published"] or words.text("no date")
    said = f"{words.text(row['publisher'])}, {day}"
    return f"[{said}]({row['url']})" if row["url"] else said


def number(fact: str | Range) -> str:
    """Cite one printed number: what it is, who printed it where, and its row here.

    Parameters
    ----------
    fact
        The id of a row of facts, or a range that rests on one row, as `data.value`
        gives it.

    Raises
    ------
    KeyError
        For an id that no fact has.

    Examples
    --------
    >>> row = data.series("grdp_growth").loc["2019"]
    >>> number(row["fact"]).startswith(f"“{row['as_printed']}”: GRDP growth, ")
    True
    """
    facts = list(fact.facts) if isinstance(fact, Range) else [fact]
    data.one("fact", facts)
    [fact] = facts
    row = data.facts(fact=fact).iloc[0]
    source = data.table("sources").set_index("source").loc[row["source"]]
    title = title_of(source["title"])
    day = source["published"] or words.text("no date")
    said = title and words.text(TITLE, title=title)
    page = [words.text(source["publisher"]), said, day, row["locator"]]
    what = [
        *labels("indicators", [row["indicator"]]),
        *labels("entities", [row["entity"]]),
        words.text(row["breakdown"]),
    ]
    return words.text(
        NUMBER,
        printed=row["as_printed"],
        what=", ".join(filter(None, what)),
        period=words.period(row["period"]),
        page=", ".join(filter(None, page)),
        address=source["url"] or source["copy_url"],
        fact=fact,
        place=data.home(),
    )


def title_of(title: str) -> str:
    """Say the title of a source: as printed, or ours where a page has none of its own.

    Examples
    --------
    >>> title_of("Kinh tế Bắc Giang 2024")
    'Kinh tế Bắc Giang 2024'
    >>> title_of("GSO statistical tables, file Bieu.xls (FDI by province)")
    'GSO statistical tables, file Bieu.xls (FDI by province)'
    >>> title_of("GSO statistical tables, file Bieu.xls")
    'GSO statistical tables, file Bieu.xls'
    """
    lead, is_ours, file = title.partition(UNTITLED)
    if lead or not is_ours:
        return title
    name, opening, about = file.partition(" (")
    said = words.text("GSO statistical tables, file {file}", file=name)
    return f"{said} ({words.text(about.removesuffix(')'))})" if opening else said


def labels(table: str, names: list[str]) -> list[str]:
    """Name indicators or entities as their table does in the language in use.

    What the table does not list keeps its own name.
    """
    about = data.table(table)
    about = about.set_index(about.columns[0]).reindex(names)
    for column in (f"label_{words.language()}", "label"):
        if column in about:
            pairs = zip(about[column], names, strict=True)
            return [label if isinstance(label, str) else name for label, name in pairs]
    return names


def listed(facts: tuple[str, ...]) -> str:
    """List the sources behind facts as Markdown, official first, then by publisher.

    A publisher with more than twenty pages, as the statistics office has, takes one
    line of dates.
    """
    wanted = data.by_id(facts)["source"].unique()
    pages = data.table("sources").set_index("source").loc[wanted]
    pages = pages.assign(rank=pages["kind"].map(data.KINDS.index))
    pages = pages.sort_values(["rank", "publisher", "published"])
    lines = []
    for _, group in pages.groupby(["rank", "publisher"], sort=False):
        lines += [_by_date(group)] if len(group) > 20 else _by_title(group)
    return "\n".join(lines)


def _by_date(pages: pd.DataFrame) -> str:
    unsaid = words.text("no date")
    dates = [
        f"[{day or unsaid}]({url})"
        for day, url in zip(pages["published"], pages["url"], strict=True)
    ]
    publisher, kind = pages["publisher"].iloc[0], pages["kind"].iloc[0]
    said = words.text(
        "{publisher}, {n} pages by date ({kind})",
        publisher=words.text(publisher),
        n=len(pages),
        kind=words.text(kind),
    )
    return f"- {said}: {', '.join(dates)}"


def _by_title(pages: pd.DataFrame) -> list[str]:
    lines = []
    for _, page in pages.iterrows():
        page_title = title_of(page["title"]) or words.text("untitled")
        day = page["published"] or words.text("no date")
        kind = page["kind"]
        said = f"{words.text(page['publisher'])}, [{page_title}]({page['url']}), {day}"
        if page["copy_url"]:
            copy = words.text("public copy")
            said += f", [{copy}]({page['copy_url']})"
        lines.append(f"- {said} ({words.text(kind)})")
    return lines
