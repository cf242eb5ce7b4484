"""What stands behind the numbers of a page: a card a number, the rows of each figure.

A number of the prose that an output or a cited source bears out becomes a quiet link.
Its card says what the tables say of the facts behind it. A page takes one script,
`_static/evidence/<page>.js`, that holds each fact once, as lists whose columns are
named where they are made; `cards.js` makes the cards of it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup

from .. import cite, data, ranges, words
from ..ledger import audit
from ..ledger.wording import scale_of
from ..words import mark
from . import book as books
from . import grammars, prose
from .book import Book, Output
from .prose import Bound
from .rows import place_of, short, showing

Row = dict[str, Any]
Item = TypeVar("Item")
NOTHING = Markup()
HEDGES = {  # how a printing is hedged, as the column qualifier has it
    "exact": mark("no hedge"),
    "about": mark("hedged as about"),
    "over": mark("hedged as over"),
    "nearly": mark("hedged as nearly"),
    "at_least": mark("a least value"),
    "at_most": mark("a most value"),
}
OTHERS = {  # what a row of another table than facts.csv stands for
    "projects": mark("Capital of a project"),
    "zones": mark("Zone or cluster in the list of zones"),
    "priorities": mark("Priority that a page states"),
    "districts": mark("District"),
    "outlines": mark("Outline on the map"),
}
# What such a row says besides its name, as far as numbers of a text rest on it.
WORDING = "wording"  # quoted, in the language of its page
SAID = {
    "zones": {
        "kind": mark("kind"),
        "district": mark("district"),
        "status": mark("status"),
        "area_ha": mark("hectares"),
        "occupancy_percent": mark("percent let"),
    },
    "priorities": {"priority": mark("priority"), WORDING: mark("wording")},
    "districts": {
        "kind": mark("kind"),
        "area_ha": mark("hectares"),
        "population": mark("people"),
    },
}
OF_FIGURE, OF_TABLE = mark("Data of this figure"), mark("Data of this table")
DIGITS = 12  # of a number on a card
MOST = 12  # facts that a card lists; the fold under the figure has all
# What the script says, by the name it knows it by.
SPOKEN = {
    "about": mark("Evidence for {number}"),
    "close": mark("Close"),
    "printed": mark("As printed"),
    "rounding": mark("Hedge and step"),
    "range": mark("Range"),
    "status": mark("Status"),
    "source": mark("Source"),
    "says": mark("What the row says"),
    "note": mark("Note"),
    "copy": mark("public copy"),
    "editions": mark("Other editions and sources of the same quantity"),
    "alone": mark("None: the collection has one printing of this quantity."),
    "checks": mark("Checks it takes part in"),
    "unchecked": mark("None."),
    "elsewhere": mark("Also used in"),
    "nowhere": mark("Nowhere else in the collection."),
    "browser": mark("This row in the evidence browser"),
    "shown": mark("Shown in"),
    "more": mark("And {n} more; the data under this figure or table list them all:"),
    "all": mark("Show all evidence"),
    "notes": mark("Evidence"),
    "first": mark("{fact}; and {n} more"),
    "quantity": mark("Quantity"),
    "low": mark("Low"),
    "high": mark("High"),
    "rows": mark("Rows behind: {name}"),
    "save": mark("Save these rows (CSV)"),
    "code": mark("In Python the rows are fetched by"),
    "cite": mark("To cite: {name}; notebook “{title}”; CC BY 4.0. {source}"),
    "every": mark("Evidence browser: every number of the collection"),
}


@dataclass(frozen=True)
class Show:
    """A figure or table of a page, with its name and its place there."""

    book: Book
    output: Output
    name: str
    anchor: str

    @property
    def facts(self) -> list[str]:
        """List the ids of the rows it shows."""
        return list(self.output.evidence.get("facts", ()))

    @property
    def address(self) -> str:
        """Give its address on the site."""
        return f"{self.book.page}#{self.anchor}"

    @property
    def source(self) -> str:
        """Give its source line."""
        figure = self.output.figure
        return figure.source if figure else cite.line(tuple(self.facts))


def shows(book: Book) -> list[Show]:
    """Name the figures and tables of a book, in order."""
    found: list[Show] = []
    figures = tables = 0
    for section in book.sections:
        for output in section.outputs:
            if output.figure:
                figures += 1
                anchor, name = f"figure-{figures}", output.figure.title
                name = words.text("Figure {n}: {title}", n=figures, title=name)
            elif "text/html" in output.node.get("data", {}):
                tables += 1
                anchor, heading = f"table-{tables}", books.plain(section.title)
                name = words.text("Table {n}: {heading}", n=tables, heading=heading)
            else:
                continue
            found.append(Show(book, output, name, anchor))
    return found


# --- the collection -------------------------------------------------------------------


class Collection:
    """What all pages draw on: the rows, the checks, and where each row is used."""

    def __init__(self, read: list[Book]) -> None:
        self.read = read
        self.readers = {book: prose.Reader(book) for book in read}
        self.bound = {book: r.bound(book.blocks) for book, r in self.readers.items()}
        self.shows = {show.output: show for book in read for show in shows(book)}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Every row of every table that may stand behind a number, by its id."""
        found: dict[str, Row] = {}
        for name in ("facts", *OTHERS):
            frame = data.table(name)
            if name == "projects":
                frame = ranges.bounds(frame)
            for row in frame.to_dict("records"):
                found[row["fact"]] = row | {"table": name}
        return found

    @cached_property
    def editions(self) -> dict[tuple, list[str]]:
        """The facts of each quantity and period, in the order of the table."""
        found = defaultdict(list)
        for id, row in self.rows.items():
            found[_quantity(row)].append(id)
        return found

    @cached_property
    def checks(self) -> dict[str, list[tuple[str, str, str]]]:
        """The checks that each fact takes part in: claim, verdict, reason."""
        found = defaultdict(list)
        for check in audit().to_dict("records"):
            said = (check["claim"], words.text(check["verdict"]), check["reason"])
            for id in check["facts"]:
                found[id].append(said)
        return found

    @cached_property
    def used(self) -> dict[str, list[tuple[str, str]]]:
        """The sections that show or cite each row: address, title."""
        found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for book in self.read:
            for section, facts in showing(book):
                if section.title:
                    for id in facts:
                        found[id][place_of(book, section)] = None
            for bound in self.bound[book]:
                if not bound.shown and bound.block.section.title:
                    for id in bound.facts:
                        found[id][place_of(book, bound.block.section)] = None
        return {id: list(places) for id, places in found.items()}

    @cached_property
    def sources(self) -> dict[str, Row]:
        """The rows of the table of sources, by id."""
        return _by_key("sources", "source")

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """The rows of the table of indicators, by id."""
        return _by_key("indicators", "indicator")

    @cached_property
    def entities(self) -> dict[str, Row]:
        """The rows of the table of entities, by name."""
        return _by_key("entities", "entity")

    @cached_property
    def meanings(self) -> dict[str, str]:
        """What a row of each table is."""
        tables = data.tables().contract["resources"]
        return {table["name"]: words.text(table["description"]) for table in tables}


def _by_key(table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in data.table(table).to_dict("records")}


def _quantity(row: Row) -> tuple:
    """Give what makes rows editions of each other; no others for other tables."""
    if row["table"] != "facts":
        return (row["fact"],)
    return tuple(row[name] for name in (*ranges.QUANTITY, "period"))


def sources_of(row: Row) -> list[str]:
    """List the sources that a row names, in either of the two ways tables name them."""
    listed = row.get("sources", "").split("; ")
    return [name for name in (row.get("source", ""), *listed) if name]


# --- a page ---------------------------------------------------------------------------


class Page:
    """The cards of one page: collects its numbers and figures, then writes them."""

    def __init__(self, collection: Collection) -> None:
        self.all = collection
        self.numbers: list[list] = []
        self._facts: dict[str, int] = {}
        self._lists: dict[tuple[int, ...], int] = {}
        self._shows: dict[Show, int] = {}
        self._folded: set[Show] = set()
        self._carded: dict[str, None] = {}
        self._texts: dict[str, int] = {"": 0}
        self._sources: dict[str, int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._checks: dict[tuple[str, str, str], int] = {}
        self._quantities: dict[tuple, int] = {}
        self._indicators: dict[tuple[str, str], int] = {}

    # numbers

    def marked(self, text: str, found: Iterable[tuple[int, Bound]], book: Book) -> str:
        """Make each bound number of a Markdown text a link that opens its card.

        A number inside a link keeps it; a small link to the card follows the other.

        Parameters
        ----------
        text
            The Markdown.
        found
            The numbers with the place where their digits begin in the text.
        book
            The notebook that they are of.
        """
        pieces: list[tuple[int, int, str]] = []
        links = [m.span() for m in _LINK.finditer(text)]
        for start, bound in found:
            if not bound.facts:
                continue
            key = len(self.numbers)
            self.numbers.append(self._number(bound, book))
            opening = self._opening(bound, key)
            end = start + bound.number.end - bound.number.start
            link = next((e for s, e in links if s <= start < e), 0)
            if link:
                # one link may not stand in another
                label = words.text("evidence for {number}", number=bound.number.text)
                mark = Markup('<sup>{} aria-label="{}">i</a></sup>')
                pieces.append((link, key, str(mark.format(opening, label))))
            else:
                start, end = _whole(text, start, end, bound.number.text)
                pieces.append((start, key, f"{opening}>"))
                pieces.append((end, -1, "</a>"))
        for place, _, piece in sorted(pieces, reverse=True):
            text = text[:place] + piece + text[place:]
        return text

    def _opening(self, bound: Bound, key: int) -> Markup:
        """Open the link; without the script it leads to the source in the list."""
        source = sources_of(self.all.rows[bound.facts[0]])[0]
        opening = '<a href="sources.html#{}" data-evidence="{}"'
        return Markup(opening).format(source, key)

    def _number(self, bound: Bound, book: Book) -> list:
        """Give a number's text, basis, show, section of it, context, facts and more.

        After the list of facts stand those of them that print the number, and the
        section of the number.
        """
        fitting = [id for id in bound.facts if self._fits(id, bound)]
        says = self._says(list(bound.facts), len(fitting), bound)
        show, place = self._shown(bound, book)
        context = _context(bound.shown) if bound.shown else ""
        section = bound.block.section
        here = _at(self._places, place_of(book, section)) if section.title else -1
        facts = self._list(bound.facts)
        first = [_at(self._facts, id) for id in fitting[:MOST]]
        others = [id for id in bound.facts if id not in fitting]
        self._carded.update(dict.fromkeys([*fitting, *others][:MOST]))
        return [bound.number.text, says, show, place, context, facts, first, here]

    def _list(self, ids: Iterable[str]) -> int:
        """Give the place of a list of facts among those of the page."""
        return _at(self._lists, tuple(_at(self._facts, id) for id in ids))

    def _fits(self, id: str, bound: Bound) -> bool:
        """Tell whether a fact prints the number, not only stands behind it."""
        fact = prose.printed().by_fact.get(id)
        scales = bound.shown.scales if bound.shown else ()
        return fact is not None and prose.prints(fact, bound.number, scales)

    def _says(self, facts: list[str], fitting: int, bound: Bound) -> str:
        """Say what the number rests on; nothing where one row prints it."""
        n = len(facts)
        if n == fitting == 1:
            return ""
        if n == fitting and bound.shown and bound.shown.together:
            return words.plural(
                "{n} of the printed numbers drawn or listed says this.",
                "{n} of the printed numbers drawn or listed say this; the text tells"
                " which is meant.",
                n,
            )
        if n == fitting:
            return words.plural(
                "{n} printed number says this.", "{n} printed numbers say this.", n
            )
        if not all(self.all.rows[id]["table"] in data.PRINTED for id in facts):
            return words.plural(
                "Worked out or counted from {n} row of the data.",
                "Worked out or counted from {n} rows of the data.",
                n,
            )
        said = words.plural(
            "Worked out or counted from {n} printed number.",
            "Worked out or counted from {n} printed numbers.",
            n,
        )
        if fitting:
            said += " " + words.plural(
                "{n} of them says the very number.",
                "{n} of them say the very number.",
                fitting,
            )
        return said

    def _shown(self, bound: Bound, book: Book) -> tuple[int, int]:
        """Give the figure or table that shows a number, or the section; -1 for none."""
        output = bound.shown.output if bound.shown else None
        if output is None:
            return -1, -1
        if show := self.all.shows.get(output):
            return _at(self._shows, show), -1
        section = next(s for s in book.sections if output in s.outputs)
        return -1, _at(self._places, place_of(book, section))

    # figures and tables

    def fold(self, show: Show, more: Markup = NOTHING) -> Markup:
        """Write the fold under a figure or table; `more` stands in it as it is.

        The script fills it with the rows when it is opened.
        """
        if not show.facts:
            return Markup()
        self._folded.add(show)
        key = _at(self._shows, show)
        what = OF_FIGURE if show.output.figure else OF_TABLE
        summary = "<summary>{}</summary>"
        fold = f'<details class="figure-data" data-rows="{{}}">{summary}{{}}</details>'
        return Markup(fold).format(key, words.text(what), more)

    # the script

    def script(self) -> str:
        """Write the page's facts as a script; a page opened from a file reads it."""
        held = json.dumps(self.held(), ensure_ascii=False, separators=(",", ":"))
        return f"window.EVIDENCE={held};\n"

    def held(self) -> dict:
        """Give the numbers and figures of the page with all rows that they need."""
        shows = [self._show(show) for show in self._shows]
        for id in self._carded:  # what it is compared with
            for edition in self.all.editions[_quantity(self.all.rows[id])]:
                _at(self._facts, edition)
        facts = [self._fact(id) for id in self._facts]
        return {
            "language": words.language(),
            "most": MOST,
            "numbers": self.numbers,
            "shows": shows,
            "lists": list(self._lists),
            "facts": facts,
            "quantities": list(self._quantities),
            "indicators": [self._indicator(*key) for key in self._indicators],
            "sources": [self._source(name) for name in self._sources],
            "places": list(self._places),
            "checks": list(self._checks),
            "texts": list(self._texts),
            "words": {name: words.text(said) for name, said in SPOKEN.items()},
        }

    def _show(self, show: Show) -> list:
        """Columns: name, address; of those on the page, rows, title and source line."""
        said = [show.name, show.address]
        if show not in self._folded:
            return said
        return [
            *said,
            self._list(show.facts),
            books.plain(show.book.title),
            show.source,
        ]

    def _fact(self, id: str) -> list:
        """Give id, quantity, printing, step, low, value, high, range, status and more.

        After them stand sources, locator, note, places and checks; the last two only
        for rows that have a card of their own on the page.
        """
        row, unit = self.all.rows[id], self._unit(id)
        printed, low, value, high = "", None, None, None
        if row["table"] in data.PRINTED:
            printed = row["as_printed"]
            low, value, high = (short(row[e], DIGITS) for e in ("low", "value", "high"))
        places = self.all.used.get(id, ()) if id in self._carded else ()
        checks = self.all.checks[id] if id in self._carded else ()
        return [
            id,
            _at(self._quantities, self._of(row)),
            printed,
            _at(self._texts, _rounding(row, unit) if printed else _row_says(row)),
            low,
            value,
            high,
            _range(low, value, high, unit) if printed else "",
            _at(self._texts, words.text(row.get("status", ""))),
            [_at(self._sources, name) for name in sources_of(row)],
            row.get("locator", ""),
            _at(self._texts, words.text(row.get("note", ""))),
            [_at(self._places, place) for place in places],
            [_at(self._checks, check) for check in checks],
        ]

    def _of(self, row: Row) -> tuple:
        """Give indicator, entity, part, period in words, and its name if not that.

        All but the first are places in the list of texts.
        """
        table = row["table"]
        key = (table, row["indicator"] if table == "facts" else "")
        place = _at(self._indicators, key)
        if table == "facts":
            entity = _named(self.all.entities[row["entity"]], row["entity"])
            part, period = row["breakdown"], row["period"]
        else:
            entity = row[data.tables().key(table)[0]]
            part, period = "", row.get("period") or row.get("status_as_of") or ""
            if table == "priorities":
                entity = words.text(row["priority"].replace("_", " "))
        said = words.period(period) if period else ""
        exact = () if said == period else (period,)
        said_of = (entity, words.text(part), said, *exact)
        return place, *(_at(self._texts, text) for text in said_of)

    def _indicator(self, table: str, name: str) -> tuple:
        """Give label, definition, name, unit, table; a definition where a card is."""
        if table != "facts":
            return words.text(OTHERS[table]), self.all.meanings[table], "", "", table
        row = self.all.indicators[name]
        has_card = any(
            self.all.rows[id].get("indicator") == name for id in self._carded
        )
        definition = words.text(row["definition"]) if has_card else ""
        unit = words.text(row["unit"])
        return _named(row, row["label"]), definition, name, unit, table

    def _unit(self, id: str) -> str:
        row = self.all.rows[id]
        if row["table"] == "facts":
            return self.all.indicators[row["indicator"]]["unit"]
        return row.get("unit", "")

    def _source(self, name: str) -> tuple:
        """Columns: publisher, title, language, date, kind, address, public copy."""
        row = self.all.sources[name]
        date = row["published"] or words.text("no date")
        kind, title = words.text(row["kind"]), cite.title_of(row["title"])
        links = row["url"], row["copy_url"]
        return words.text(row["publisher"]), title, row["language"], date, kind, *links


def _at(items: dict[Item, int], item: Item) -> int:
    """Give the place of an item in a list that holds each once."""
    return items.setdefault(item, len(items))


# --- words ----------------------------------------------------------------------------

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\([^)]*\)")


def _whole(text: str, start: int, end: int, number: str) -> tuple[int, int]:
    """Take a sign and a scale word ("8.3 billion") into the link."""
    if number[0] in "+-−" and text[start - 1 : start] == number[0]:
        start -= 1
    follows = re.match(r"[\s-]*", text[end:])
    after = end + (follows.end() if follows else 0)
    scale = grammars.spoken().scale_words.match(text, after)
    if scale and scale[1].lower() in number.lower():
        end = scale.end()
    return start, end


def _context(shown: prose.Shown) -> str:
    """Quote where a number stands: its cell with row and column, label or sentence."""
    output = shown.output
    if len(shown.whole) > 400:
        return ""
    columns = output.evidence.get("columns", [])
    if shown.row >= 0 and 0 < shown.column < len(columns):
        return words.text(
            "row “{row}”, column “{column}”: {cell}",
            row=prose.row_head(output.node["data"]["text/html"], shown.row),
            column=columns[shown.column],
            cell=shown.whole,
        )
    if output.figure:
        return words.text("label “{label}”", label=shown.whole)
    return shown.whole


def _named(row: Row, english: str) -> str:
    return row.get(f"label_{words.language()}") or english


def _scaled(measure: float, unit: str, *ends: float) -> str:
    """Say numbers, or the two ends of a range, with unit, in the scale of `measure`."""
    scale, phrase = scale_of(measure)
    digits = [words.numerals(f"{end / scale:,.12g}") for end in ends]
    said = digits[0]
    if len(digits) > 1:
        said = words.text("{low} to {high}", low=said, high=digits[1])
    if unit == "rank":
        return words.text("rank {n}", n=said)
    unit = words.text("times") if unit == "ratio" else words.text(unit)
    return words.text(phrase, n=said, unit=unit).strip()


def _range(
    low: float | None, value: float | None, high: float | None, unit: str
) -> str:
    """Say how far a printing reaches."""
    measure = value or 0
    if low is None and high is None:
        return ""
    if low is None:
        return words.text("up to {n}", n=_scaled(measure, unit, high or 0))
    if high is None:
        return words.text("from {n} upwards", n=_scaled(measure, unit, low))
    if low == high:
        return _scaled(measure, unit, low)
    return _scaled(measure, unit, low, high)


def _rounding(row: Row, unit: str) -> str:
    """Say how a number is hedged and to which step it is printed."""
    if row["value_max"] == row["value_max"]:
        return words.text("a printed range, no hedge")
    hedge = words.text(HEDGES[row["qualifier"]])
    if not row["resolution"]:
        return words.text("{hedge}; printed to the last unit", hedge=hedge)
    step = _scaled(row["resolution"], unit, row["resolution"])
    return words.text("{hedge}; to the nearest {step}", hedge=hedge, step=step)


def _row_says(row: Row) -> str:
    """Say what a row of another table holds: its columns and cells."""
    said = []
    for column, name in SAID.get(row["table"], {}).items():
        cell = f"“{row[column]}”" if column == WORDING else _cell(row[column])
        if cell:
            said.append(f"{words.text(name)}: {cell}")
    return "; ".join(said)


def _cell(cell: str | float) -> str:
    """Say a cell, a number or a name; nothing if it is empty."""
    if not isinstance(cell, str):
        number = short(cell, DIGITS)
        return "" if number is None else words.numerals(f"{number}")
    return words.text(cell.replace("_", " "))
