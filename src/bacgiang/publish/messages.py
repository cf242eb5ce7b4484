"""Every message that a reader may see, for translators: a gettext template.

Messages stand in the code and the templates, in the claims of the ledger, in the
tables (units, parts, statuses) and in the figures and tables of the notebooks.
"""

import ast
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from .. import data
from ..ledger import audit
from ..ledger.claims import CHECKS, TOPICS
from ..ledger.declare import KINDS
from . import book as books
from .book import Output

PACKAGE = Path(__file__).resolve().parents[1]
READERS: list[Any] = [("**.py", "python"), ("**.j2", "jinja2"), ("**.html", "jinja2")]
MARKS: dict[str, Any] = {
    "text": None,
    "mark": None,
    "_": None,
    "say": None,
    "plural": (1, 2),
}
# columns of facts.csv whose cells a table shows as they are printed
QUOTED = ["as_printed", "publisher", "source", "locator", "period", "entity"]


def template(paths: list[Path]) -> str:
    """Write the template of all messages.

    Parameters
    ----------
    paths
        The executed notebooks.

    Returns
    -------
    str
        A .pot file; `msginit` or `pybabel init` makes a language's .po of it.
    """
    catalogue = Catalog(project="bacgiang", charset="utf-8")
    for path, message in _in_code():
        catalogue.add(message, locations=[(path, 0)])
    for place, said in {
        "ledger": _in_claims(),
        "data": _in_tables(),
        "notebooks": _in_notebooks(paths),
    }.items():
        for message in sorted(said):
            catalogue.add(message, locations=[(place, 0)])
    file = io.BytesIO()
    # the head would name the hour
    write_po(file, catalogue, width=0, omit_header=True, include_lineno=False)
    return file.getvalue().decode("utf-8")


def _in_code() -> Iterator[tuple[str, Any]]:
    strict = {pattern: {"silent": "false"} for pattern, _ in READERS}
    found = extract_from_dir(PACKAGE, READERS, strict, keywords=MARKS)
    for path, _, message, *_ in found:
        if path.endswith(".j2"):  # a template's lines are broken anywhere
            message = " ".join(str(message).split())
        yield path, message


def _in_claims() -> set[str]:
    said = {*KINDS, *TOPICS}
    for check in CHECKS:
        said |= {check.claim, check.note, check.differs, check.unsaid, check.aside}
    return said - {""}


def _in_tables() -> set[str]:
    facts, indicators = data.table("facts"), data.table("indicators")
    units = {*indicators["unit"]}
    said = units | {unit.removesuffix("s") for unit in units}
    said |= {*facts["breakdown"], *indicators["topic"], *data.STATUSES, *data.KINDS}
    said |= {*indicators["definition"]}
    package = (data.folder() / "datapackage.json").read_text(encoding="utf-8")
    said |= {table["description"] for table in json.loads(package)["resources"]}
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
