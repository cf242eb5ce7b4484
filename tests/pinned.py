"""The words by which a text of the collection claims something, piece by piece.

A *piece* is a paragraph, a list item, a table row or a heading of a Markdown text, a
string of a notebook's code, or a message of the front page and the briefing. The words
that claim are numbers in digits and in words, names (places, months, offices), and the
words for more and less, for shares, for all and none, for before and after.

They are pinned in tests/pinned_words.csv. Other rules ask whether a sentence is borne
out by data; this one makes sure that none of these words changes unseen.
"""

import ast
import csv
import io
import re
from collections import Counter
from functools import cache

from babel.messages.extract import extract
from checkout import CHECKOUT, PATHS, load
from claim_rule import DOWN, NEGATIONS, OTHER, SEVERAL, UP, listed

from bacgiang import data
from bacgiang.publish.book import split_blocks
from bacgiang.publish.grammars import ENGLISH
from bacgiang.publish.messages import MARKS

PINNED = CHECKOUT.root / "tests" / "pinned_words.csv"
COLUMNS = ["file", "piece", "words"]
LOOK = "src/bacgiang/publish/look"
TEXTS = (  # beside the notebooks: what tells a reader of the economy and its figures
    "README.md",
    "data/README.md",
    f"{LOOK}/pages/index.md.j2",
    f"{LOOK}/briefing.html.j2",
    "src/bacgiang/publish/briefing.py",
)
AMOUNTS = listed(
    """
    one once thrice half halves quarter fourth fifth sixth seventh eighth ninth tenth
    fifths sixths sevenths eighths ninths tenths second fold double dozen tens hundred
    hundreds thousands millions billions percent points many much some any few little
    whole part per
    """
)
TURNS = listed(
    """
    up down growth decline increase decrease rising gain loss before after since until
    till within outside inside between earlier later sooner early late new old north
    south east west northern southern eastern western minimum maximum enough too only
    almost about around roughly certain may cannot can
    """
)
CARRYING = {*UP, *DOWN, *SEVERAL, *OTHER, *NEGATIONS, *ENGLISH.words, *ENGLISH.scales}
CARRYING |= {*AMOUNTS, *TURNS}
TOKEN = re.compile(r"\d[\w.,%]*\w%?|\d%?|[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENS = re.compile(
    r"(?:^|[.?!:|(\[\"“>*#-])\W*$"
)  # a capital after it may mean nothing
LINKED = re.compile(r"(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\)")


@cache
def names():
    """The words of which the names of places, firms and countries are made."""
    projects = data.table("projects")
    known = [data.table("entities")["entity"], projects["origin"], projects["investor"]]
    said = {word for cells in known for cell in cells for word in TOKEN.findall(cell)}
    return {word for word in said if word[0].isupper()}


def carrying(text):
    """The words of a text by which it claims something, in order."""
    text, found = LINKED.sub(" ", text), []
    for match in TOKEN.finditer(text):
        word = match[0]
        opens = OPENS.search(text[: match.start()])
        is_name = word in names() or (word[0].isupper() and not opens)
        if word[0].isdigit() or is_name or word.casefold() in CARRYING:
            found.append(word)
    return found


# --- pieces ---------------------------------------------------------------------------


def strings(code):
    """The strings of Python code that a reader sees, in order: those that have more
    than one word, and the labels of axes.
    """
    inner, found, labels = set(), [], set()
    for node in ast.walk(ast.parse(re.sub(r"^\s*[%!].*$", "", code, flags=re.M))):
        if isinstance(node, ast.JoinedStr):
            inner |= {id(part) for part in node.values}
            parts = [getattr(part, "value", "{}") for part in node.values]
            words = "".join(p if isinstance(p, str) else "{}" for p in parts)
            found.append((node.lineno, node.col_offset, words))
        elif isinstance(node, ast.keyword) and node.arg in ("xlabel", "ylabel"):
            labels.add(getattr(node.value, "value", ""))
        elif isinstance(getattr(node, "value", None), str) and id(node) not in inner:
            found.append((node.lineno, node.col_offset, node.value))
    return [
        words
        for *_, words in sorted(found)
        if words in labels or re.search(r"\w\s+\S", words)
    ]


def markdown(source):
    """The blocks of a Markdown text; how long reading takes is worked out."""
    return [ENGLISH.reading.sub("", words) for _, words in split_blocks(source)]


def of_cells(cells):
    """The pieces of a notebook's cells."""
    for cell in cells:
        if cell.cell_type == "markdown":
            yield from markdown(cell.source)
        elif cell.cell_type == "code":
            yield from strings(cell.source)


def of_file(file, text):
    """(file, text) of each piece of a text, or of a template's or code's messages."""
    if file.endswith(".md"):
        # the dictionary is made from the contract
        said = markdown(text.partition("\n## Dictionary\n")[0])
    else:
        said = messages(text, "python" if file.endswith(".py") else "jinja2")
    return [(file, words) for words in said]


def messages(text, language):
    """The messages of code or of a template."""
    found = extract(language, io.BytesIO(text.encode()), keywords=MARKS)
    said = [m if isinstance(m, tuple) else (m,) for _, m, *_ in found]
    return [words for some in said for words in some if words]


def pieces(root=CHECKOUT.root):
    """(file, text) of each piece of the whole collection."""
    for path in PATHS:
        said = of_cells(load(path).cells)
        yield from ((f"notebooks/{path.name}", words) for words in said)
    for file in TEXTS:
        yield from of_file(file, (root / file).read_text(encoding="utf-8"))


# --- the list -------------------------------------------------------------------------


def row(file, text):
    """The row of a piece, or nothing for one that claims nothing."""
    words = carrying(text)
    return (file, " ".join(text.split()[:6]), " ".join(words)) if words else None


def rows(found=None):
    """The rows of some pieces, in order; of all when not given."""
    some = pieces() if found is None else found
    return list(filter(None, (row(file, text) for file, text in some)))


def pinned():
    """The rows as they are pinned."""
    with PINNED.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def differences(now, before):
    """Say which pieces are not as they were pinned; their order means nothing."""
    gone, come = Counter(before) - Counter(now), Counter(now) - Counter(before)
    return [
        *(f"  pinned: {file}: {piece} ...: {words}" for file, piece, words in gone),
        *(f"  now:    {file}: {piece} ...: {words}" for file, piece, words in come),
    ]


def written(found):
    """The list as it stands in its file."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([COLUMNS, *found])
    return file.getvalue()
