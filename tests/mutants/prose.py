"""Edits of what readers read, and the check that names each.

Numbers, years, number words, directions, shares, places: in the notebooks' text, in the
words of their figures and claims, in the README and its like, in the messages of site
and briefing. The lists of words here are an editor's slips, and are kept apart from the
lists of the checks.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import claim_rule
import nbformat
import pinned
import test_figures
import test_notebooks
from nbformat import NotebookNode
from statements import STATEMENTS, wrong

from bacgiang.publish.book import Book
from bacgiang.publish.prose import Reader, timed

from . import Mutant, Outcome, edited, line_of, read

NOTEBOOKS = 0.6  # the share of the edits that are made there
TEXTS = ("README.md", "data/README.md")
TEMPLATES = tuple(file for file in pinned.TEXTS if file not in TEXTS)
SPOKEN = re.compile(
    r"_\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|mark\((\"[^\"]*\")"
)
KEYS = r"(?:title|subtitle|alt|ylabel|xlabel|note)="
FIGURE_WORDS = re.compile(rf"(?:{KEYS}|(?:claim|tell)\(\s*)f?((?:\s*f?\"[^\"\n]*\")+)")
# what is no prose: code, link targets, bare addresses, anchors, comments
SILENT = re.compile(
    r"```.*?```|`[^`\n]*`|(?<=\])\([^)\n]*\)|https?://\S+|<[^>\n]*>|\{[^}\n]*\}", re.S
)
Slip = Callable[[re.Match, random.Random], str]


def _pairs(*pairs: str) -> dict[str, str]:
    both = [pair.split("/") for pair in pairs]
    return dict(both) | {b: a for a, b in both}


DIRECTIONS = _pairs(
    "rose/fell",
    "grew/shrank",
    "more/less",
    "faster/slower",
    "larger/smaller",
    "above/below",
    "higher/lower",
    "highest/lowest",
    "largest/smallest",
    "most/least",
    "before/after",
    "over/under",
    "increase/decrease",
    "first/last",
    "earlier/later",
    "always/never",
    "all/none",
    "ahead/behind",
    "up/down",
    "north/south",
    "passed/missed",
)
AMOUNTS = {
    "half": "a third",
    "third": "quarter",
    "thirds": "quarters",
    "quarter": "fifth",
    "fifth": "sixth",
    "twice": "thrice",
    "doubled": "tripled",
    "tripled": "doubled",
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "thousand": "million",
    "percent": "points",
}
ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
)
NUMBER_WORDS = [*ONES.split(), "fifteen", "sixteen"]
PLACES = [
    *["Bắc Giang", "Bắc Ninh", "Việt Nam", "Hải Phòng", "Thái Nguyên", "Quang Châu"],
    *["Vân Trung", "Đình Trám", "Song Khê", "Hòa Phú", "Việt Yên", "Hiệp Hòa"],
    *["Yên Dũng", "Lạng Giang", "China", "Korea", "Japan", "Taiwan"],
]


def _one_of(words: list[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)"


def _number(match: re.Match, pick: random.Random) -> str:
    text = match[0]
    place = pick.choice([n for n, c in enumerate(text) if c.isdigit()])
    digit = str((int(text[place]) + pick.randint(1, 9)) % 10)
    return text[:place] + digit + text[place + 1 :]


def _year(match: re.Match, pick: random.Random) -> str:
    return str(int(match[0]) + pick.choice([-1, 1]))


def _word(match: re.Match, pick: random.Random) -> str:
    place = NUMBER_WORDS.index(match[0].lower())
    other = NUMBER_WORDS[max(place - 1, 0) if place else 1]
    return other.capitalize() if match[0][0].isupper() else other


def _other(known: dict[str, str]) -> Slip:
    def slip(match: re.Match, pick: random.Random) -> str:
        other = known[match[0].lower()]
        return other.capitalize() if match[0][0].isupper() else other

    return slip


def _place(match: re.Match, pick: random.Random) -> str:
    return pick.choice([place for place in PLACES if place != match[0]])


YEAR = r"(?<![\d.,/-])(?:199\d|20[0-3]\d)(?![\d,]*\d|[./-]\d)"
SLIPS: dict[str, tuple[re.Pattern[str], Slip]] = {
    "number": (
        re.compile(rf"(?!{YEAR})(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-])"),
        _number,
    ),
    "year": (re.compile(YEAR), _year),
    "number word": (re.compile(_one_of(NUMBER_WORDS), re.I), _word),
    "direction": (re.compile(_one_of(list(DIRECTIONS)), re.I), _other(DIRECTIONS)),
    "amount": (re.compile(_one_of(list(AMOUNTS)), re.I), _other(AMOUNTS)),
    "place": (re.compile(_one_of(PLACES)), _place),
}


def spots(text: str) -> dict[str, list[re.Match]]:
    """Find, by sort, what an editor may get wrong in a text."""
    blanked = SILENT.sub(lambda m: re.sub(r"[^\n]", "\0", m[0]), text)
    found = {
        sort: list(pattern.finditer(blanked)) for sort, (pattern, _) in SLIPS.items()
    }
    return {sort: matches for sort, matches in found.items() if matches}


# --- texts and templates --------------------------------------------------------------


def _of_file(
    root: Path, file: str, spans: list[tuple[int, int]], pick: random.Random
) -> Mutant:
    """Make a slip in one of some spans of a file."""
    text = read(root, file)
    by_sort: dict[str, list[tuple[int, int, re.Match]]] = {}
    for start, end in spans:
        for sort, matches in spots(text[start:end]).items():
            found = [(start + m.start(), start + m.end(), m) for m in matches]
            by_sort.setdefault(sort, []).extend(found)
    sort = pick.choice(sorted(by_sort))
    start, end, match = pick.choice(by_sort[sort])
    return edited(sort, file, text, (start, end), SLIPS[sort][1](match, pick))


def _in_text(root: Path, pick: random.Random) -> Mutant:
    file = pick.choice(TEXTS)
    text = read(root, file)
    end = text.find("\n## Dictionary\n")  # made from the contract, compared with it
    return _of_file(root, file, [(0, end if end > 0 else len(text))], pick)


def _in_template(root: Path, pick: random.Random) -> Mutant:
    file = pick.choice(TEMPLATES)
    found = SPOKEN.finditer(read(root, file))
    spans = [match.span(1) if match[1] else match.span(2) for match in found]
    spans = [span for span in spans if spots(read(root, file)[slice(*span)])]
    return _of_file(root, file, spans, pick)


# --- notebooks ------------------------------------------------------------------------


def _in_notebook(root: Path, pick: random.Random) -> Mutant:
    """Make a slip in a notebook's text or in the words of its figures."""
    path = pick.choice(sorted((root / "notebooks").glob("*.ipynb")))
    file = path.relative_to(root).as_posix()
    notebook = nbformat.read(path, as_version=4)
    kind = pick.choice(["markdown", "code"])
    cells = [n for n, c in enumerate(notebook.cells) if c.cell_type == kind]
    made = None
    while made is None:
        made = _in_cell(notebook.cells[pick.choice(cells)], pick)
    sort, edit = made
    where = f"figure words, {sort}" if kind == "code" else sort
    text = nbformat.writes(timed(notebook), version=4) + "\n"
    spot = read(root, file).find(f'"id": "{edit[0]}"')
    return Mutant(where, file, line_of(read(root, file), spot), edit[1], text)


def _in_cell(
    cell: NotebookNode, pick: random.Random
) -> tuple[str, tuple[str, str]] | None:
    """Change a cell in place, with its outputs; says sort, cell and edit."""
    source = cell.source
    if cell.cell_type == "markdown":
        spans = [(0, len(source))]
    else:
        spans = [match.span(1) for match in FIGURE_WORDS.finditer(source)]
    found = {}
    for start, end in spans:
        for sort, matches in spots(source[start:end]).items():
            here = [(start + m.start(), start + m.end(), m) for m in matches]
            found.setdefault(sort, []).extend(here)
    if not found:
        return None
    sort = pick.choice(sorted(found))
    start, end, match = pick.choice(found[sort])
    new = SLIPS[sort][1](match, pick)
    edit = f"cell {cell.id}: ...{source[max(start - 25, 0) : end + 10]!r}: -> {new!r}"
    changed = source[:start] + new + source[end:]
    if cell.cell_type == "code":
        _refreshed(cell, changed)
    cell.source = changed
    return sort, (cell.id, edit)


def _refreshed(cell: NotebookNode, changed: str) -> None:
    """Let the outputs say what the changed code would let them say.

    The words of a figure or claim leave the code as they stand, so that another word
    there is the same word here.
    """
    before, after = pinned.strings(cell.source), pinned.strings(changed)
    for old, new in zip(before, after, strict=True):
        if old != new:
            for output in cell.outputs:
                _replace(output, old, new)


def _replace(node: dict | list, old: str, new: str) -> None:
    """Put one text for another in all that an output says, its picture left out."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, (dict, list)):
            _replace(value, old, new)
        elif isinstance(value, str) and not str(key).startswith("image/"):
            node[key] = value.replace(old, new)


# --- made and tried -------------------------------------------------------------------


def make(root: Path, number: int, pick: random.Random) -> Iterator[Mutant]:
    """Give edits of words: of notebooks, of texts, of templates."""
    rest = (1 - NOTEBOOKS) / 2
    makers = (_in_notebook, _in_text, _in_template)
    made: set[tuple[str, str]] = set()
    while len(made) < number:
        [maker] = pick.choices(makers, (NOTEBOOKS, rest, rest))
        mutant = maker(root, pick)
        if (key := (mutant.place, mutant.edit)) not in made:
            made.add(key)
            yield mutant


def trials(root: Path, mutants: Iterator[Mutant]) -> Iterator[Outcome]:
    """Hold each mutant against the checks of the prose, in this process."""
    before = pinned.pinned()
    for mutant in mutants:
        if mutant.file.endswith(".ipynb"):
            check = _named_in_notebook(root, mutant, before)
        else:
            check = _named_in_text(mutant, before)
        yield Outcome(mutant, check)


def _named_in_notebook(root: Path, mutant: Mutant, before: list) -> str:
    notebook = nbformat.reads(mutant.text, as_version=4)
    book = Book(notebook, root / mutant.file)
    if Reader(book).loose():
        return "test_prose: a loose number"
    if any(claim_rule.faults(book)):
        return "test_claims: a sentence not borne out"
    if any(test_figures.name_faults(book)) or any(test_figures.scope_faults(book)):
        return "test_figures: words that are not about what is drawn"
    if any(fault for rule in test_notebooks.RULES for fault in rule(notebook)):
        return "test_notebooks: a link, a line, the anatomy"
    found = pinned.of_cells(notebook.cells)
    return _pinned([(mutant.file, words) for words in found], mutant.file, before)


def _named_in_text(mutant: Mutant, before: list) -> str:
    if mutant.file in STATEMENTS and any(wrong(mutant.file, mutant.text)):
        return "test_statements: a statement against data and code"
    return _pinned(pinned.of_file(mutant.file, mutant.text), mutant.file, before)


def _pinned(found: list[tuple[str, str]], file: str, before: list) -> str:
    same_file = [row for row in before if row[0] == file]
    differ = pinned.differences(pinned.rows(found), same_file)
    return "test_pinned_words: a word that claims" if differ else ""
