"""Every message that a reader may see, for translators, and what a catalogue lacks.

Messages stand in the code and the templates, in the claims of the ledger, in the
tables (units, parts, statuses, notes), in the prose, the figures and the tables of the
notebooks, and in the account of method.
"""

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from .. import cite, data, masks, tables
from .. import words as language
from ..exercises import EXERCISES
from ..ledger import audit
from ..ledger.claims import CHECKS, TOPICS
from ..ledger.declare import KINDS
from . import book as books
from . import edition, records, teaching
from .book import Output

PACKAGE = Path(__file__).resolve().parents[1]
# what the command line says is for maintainers
SILENT = ["publish/__main__.py", "publish/making.py"]
READERS: list[Any] = [
    *((name, "ignore") for name in SILENT),
    ("**.py", "python"),
    ("**.j2", "jinja2"),
    ("**.html", "jinja2"),
]
MARKS: dict[str, Any] = {
    "text": None,
    "mark": None,
    "_": None,
    "say": None,
    "plural": (1, 2),
}
WAITING = "waiting"  # a comment on a message that is published without its words
FIELD = re.compile(r"\{\w*\}")
WORD = re.compile(r"[^\W\d_]")
# tables with a column of notes
NOTED = ["facts", "zones", "districts", "projects", "priorities"]
# columns that hold words
NAMED = {
    "zones": ["kind", "status"],
    "districts": ["kind"],
    "priorities": ["priority"],
}
# columns whose cells a table shows as they are
QUOTED = [*tables.QUOTED, "period", "entity"]


def template(paths: list[Path]) -> Catalog:
    """List all messages, with their places, in the order of where they stand.

    Parameters
    ----------
    paths
        The executed notebooks.

    Returns
    -------
    Catalog
        Every number of a message has given way to a place; see `masks`.
    """
    catalogue = Catalog(project="bacgiang", charset="utf-8")
    for place, message in _everywhere(paths):
        if isinstance(message, tuple):
            id: Any = tuple(_key(form) for form in message)
        else:
            id = _key(message)
        catalogue.add(id, locations=[(place, 0)])
    return catalogue


def _key(message: str) -> str:
    """Give a message as the catalogue knows it; a template breaks lines anywhere."""
    return masks.mask(" ".join(message.split())).message


def _everywhere(paths: list[Path]) -> Iterator[tuple[str, Any]]:
    yield from _in_code()
    places = {"ledger": _in_claims(), "exercises": _in_answers(), "data": _in_tables()}
    places["handout"] = {said for said in teaching.printed() if WORD.search(said)}
    for place, said in places.items():
        for message in sorted(said):
            yield place, message
    for message in records.said(records.citation(paths[0].parents[1])):
        yield "CITATION.cff", message
    for path in paths:
        yield from _in_prose(path)
    for message in edition.messages(_method()):
        yield "data/README.md", message
    for message in sorted(_in_notebooks(paths)):
        yield "notebooks", message


def _in_prose(path: Path) -> Iterator[tuple[str, str]]:
    """List the prose of a notebook block by block, and the comments of its code."""
    for cell in books.read(path).cells:
        is_prose = cell.cell_type == "markdown"
        said = edition.messages if is_prose else edition.comments
        for message in said(cell.source):
            yield f"notebooks/{path.name}#{cell.id}", message


def _method() -> str:
    """Give what a page shows of the account of method; the rest is made of tables."""
    text = (data.folder() / "README.md").read_text(encoding="utf-8")
    return text.split("## Dictionary")[0]


def merged(paths: list[Path], file: Path) -> Catalog:
    """Bring the catalogue of a language up to date: new messages in, old ones out.

    A message that resembles one that is gone takes its words over, marked as fuzzy:
    outdated, to be looked at. `file` may be missing.
    """
    catalogue = read(file)
    catalogue.update(template(paths))
    catalogue.obsolete.clear()
    return catalogue


def read(file: Path) -> Catalog:
    """Read the catalogue of the language that the file is named by, if there is one."""
    if not file.exists():
        return Catalog(locale=file.stem, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=file.stem)


def write(catalogue: Catalog, file: Path) -> None:
    """Write a catalogue as a .po file; its head names no hour, so bytes stay."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True, include_lineno=False)
    file.write_bytes(stream.getvalue())


def faults(catalogue: Catalog) -> list[str]:
    """Say what of a catalogue cannot be published, each with its place.

    A message that a maintainer marks with the comment `# waiting` may lack its words.
    """
    return [
        f"{message.locations[0][0] if message.locations else '?'}: {fault}"
        for message in catalogue
        if message.id and (fault := _fault(message))
    ]


def waiting() -> int:
    """Count the messages that the edition in use shows in English for now."""
    file = language.CATALOGUES / f"{language.language()}.po"
    return sum(WAITING in message.user_comments for message in read(file))


def _fault(message: Message) -> str:
    id, said = (language.forms_of(forms)[-1] for forms in (message.id, message.string))
    if not said or message.fuzzy:
        if WAITING in message.user_comments:
            return ""
        return f"{'outdated' if said else 'no words'} for {id!r}"
    lost, more = _places(id) - _places(said), _places(said) - _places(id)
    if lost or more:
        what = [f"lacks {' '.join(lost)}"] * bool(lost)
        what += [f"has {' '.join(more)} too much"] * bool(more)
        return f"{said!r} {' and '.join(what)}; expected the places of {id!r}"
    if typed := re.search(r"\d", FIELD.sub("", said)):
        return f"{said!r} types {typed[0]!r}; expected numbers in places only"
    return ""


def _places(message: str) -> Counter[str]:
    return Counter(FIELD.findall(message))


def _in_code() -> Iterator[tuple[str, Any]]:
    strict = {pattern: {"silent": "false"} for pattern, _ in READERS}
    found = extract_from_dir(PACKAGE, READERS, strict, keywords=MARKS)
    for path, _, message, *_ in found:
        yield path, message


def _in_claims() -> set[str]:
    said = {*KINDS, *TOPICS}
    for check in CHECKS:
        said |= {check.claim, check.note, check.differs, check.unsaid, check.aside}
        said |= {check.unit, check.unit.removesuffix("s")}
    return said - {""}


def _in_answers() -> set[str]:
    """List the sentences that answer open questions."""
    asked = [exercise for exercise in EXERCISES.values() if exercise.is_open]
    return {str(exercise.solve()) for exercise in asked}


def _in_tables() -> set[str]:
    facts, indicators = data.table("facts"), data.table("indicators")
    units = {*indicators["unit"]}
    said = units | {unit.removesuffix("s") for unit in units}
    said |= {*facts["breakdown"], *indicators["topic"], *data.STATUSES, *data.KINDS}
    said |= {*indicators["definition"]}
    said.add(data.tables().contract["title"])
    for table in data.tables().contract["resources"]:
        said.add(table["description"])
        said |= {field.get("description", "") for field in table["schema"]["fields"]}
    for column in ("publisher", "citing"):
        said |= {*data.table("sources")[column]}
    ours = data.table("sources")["title"].str.extract(rf"^{cite.UNTITLED}\S+ \((.+)\)$")
    said |= {*ours[0].dropna()}
    for name in NOTED:
        said |= {*data.table(name)["note"]}
    for name, columns in NAMED.items():
        for column in columns:
            said |= {cell.replace("_", " ") for cell in data.table(name)[column]}
    return said - {""}


def _in_notebooks(paths: list[Path]) -> set[str]:
    facts = data.table("facts")
    quoted = {cell for column in QUOTED for cell in facts[column]}
    checks = audit()
    for column in ("reason", "said", "against"):  # made of messages
        quoted |= {*checks[column]}
    said: set[str] = set()
    for book in map(books.read, paths):
        said.add(book.name)
        for section in book.sections:
            lines = [figure.source for figure in section.figures]
            said |= _notes(section.code, lines)
            for output in section.outputs:
                said |= _shown(output)
    return {words for words in said - quoted if any(c.isalpha() for c in words)}


def _notes(code: str, lines: list[str]) -> set[str]:
    """Find the notes of figures, which are stored only as part of the source lines."""
    nodes = [*ast.walk(ast.parse(code))]
    named = {
        ast.unparse(target): node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
    }
    notes = set()
    for node in nodes:
        if isinstance(node, ast.keyword) and node.arg == "note":
            note = named.get(ast.unparse(node.value), node.value)
            parts = note.values if isinstance(note, ast.JoinedStr) else [note]
            # where a number is put in, the line has it
            said = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+?"
                for part in parts
            ]
            found = (re.search("".join(said), line) for line in lines)
            notes |= {match[0] for match in found if match}
    return notes


def _shown(output: Output) -> set[str]:
    """List the words of a figure, a table or a sentence."""
    if figure := output.figure:
        own = {figure.title, figure.subtitle, figure.alt}
        return own.union(figure.axes, figure.labels)
    shown = output.node.get("data", {})
    kind = output.evidence.get("kind")
    if kind == "table":
        cells = re.findall(r'<td align="left">(.*?)</td>', shown["text/html"], re.S)
        return {*output.evidence["columns"], *map(unescape, cells)}
    # a range says nothing but what is in the code
    is_sentence = kind == "text" and output.node.output_type == "display_data"
    return {shown["text/plain"]} if is_sentence else set()
