"""Edits of the module's code, and the test that names each.

The edits are those of a slip: another comparison, a constant off by one, a `not` that
is gone, two arguments swapped, nothing returned. They are found on the syntax tree and
made in the text, so that all else stays as it is written.
"""

import ast
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from . import Mutant, Outcome, line_of, read
from .trial import MODULE, Workshop

# what is data or words, not code: exercises and claims are declarations
DECLARED = ("exercises", "ledger/claims", "publish/look", "publish/pictures")
COMPARED = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
}
RECKONED = {
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
    ast.BitOr: (r"\|", "&"),
    ast.BitAnd: ("&", "|"),
}
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
Edit = tuple[str, int, int, str]  # sort, where it begins and ends, what stands there


class Source:
    """A file's text, with places of the syntax tree as places of the text."""

    def __init__(self, text: str) -> None:
        self.text, self.tree = text, ast.parse(text)
        self._starts, self._lines = [0], text.splitlines(keepends=True)
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self._place(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        return self._place(node.end_lineno or 0, node.end_col_offset or 0)

    def _place(self, line: int, column: int) -> int:
        # columns count bytes
        before = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(before)

    def of(self, node: ast.expr | ast.stmt) -> str:
        return self.text[self.start(node) : self.end(node)]

    def between(
        self, sort: str, left: ast.expr, right: ast.expr, sign: str, other: str
    ) -> Iterator[Edit]:
        """Give the edit of the sign between two expressions."""
        start, end = self.end(left), self.start(right)
        gap = re.sub(r"#.*", lambda m: " " * len(m[0]), self.text[start:end])
        if found := re.search(rf"(?<![\w*/<>=!]){sign}(?![\w*/<>=])", gap):
            yield sort, start + found.start(), start + found.end(), other


# --- edits ----------------------------------------------------------------------------


def _of_comparison(source: Source, node: ast.Compare) -> Iterator[Edit]:
    sides = [node.left, *node.comparators]
    for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
        yield from source.between("comparison", left, right, *COMPARED[type(sign)])


def _of_arithmetic(source: Source, node: ast.BinOp) -> Iterator[Edit]:
    if type(node.op) in RECKONED and not isinstance(node.left, ast.JoinedStr):
        signs = RECKONED[type(node.op)]
        yield from source.between("operator", node.left, node.right, *signs)


def _of_logic(source: Source, node: ast.BoolOp) -> Iterator[Edit]:
    words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in zip(node.values, node.values[1:], strict=False):
        yield from source.between("and, or", left, right, *words)


def _of_not(source: Source, node: ast.UnaryOp) -> Iterator[Edit]:
    if isinstance(node.op, ast.Not):
        yield "not", source.start(node), source.start(node.operand), ""
    elif isinstance(node.op, ast.USub):
        yield "sign", source.start(node), source.start(node.operand), ""


def _of_constant(source: Source, node: ast.Constant) -> Iterator[Edit]:
    span = source.start(node), source.end(node)
    if isinstance(node.value, bool):
        yield "truth", *span, str(not node.value)
    elif isinstance(node.value, int):
        yield "constant", *span, str(node.value + 1)
        yield "constant", *span, f"({node.value - 1})"
    elif isinstance(node.value, float):
        yield "constant", *span, repr(node.value * 1.5 or 1.0)


def _of_call(source: Source, node: ast.Call) -> Iterator[Edit]:
    name, arguments = source.of(node.func), node.args
    if name in TWINS:
        yield "twin", source.start(node.func), source.end(node.func), TWINS[name]
    plain = [a for a in arguments[:2] if not isinstance(a, ast.Starred)]
    if len(plain) == 2 and source.of(plain[0]) != source.of(plain[1]):
        one, other = plain
        gap = source.text[source.end(one) : source.start(other)]
        swapped = source.of(other) + gap + source.of(one)
        yield "arguments", source.start(one), source.end(other), swapped


def _of_return(source: Source, node: ast.Return) -> Iterator[Edit]:
    if node.value is not None and source.of(node.value) != "None":
        yield "return", source.start(node), source.end(node), "return None"


def _of_condition(
    source: Source, node: ast.If | ast.IfExp | ast.While
) -> Iterator[Edit]:
    if not isinstance(node.test, ast.NamedExpr | ast.Compare):
        span = source.start(node.test), source.end(node.test)
        yield "condition", *span, f"(not ({source.of(node.test)}))"


def _of_jump(source: Source, node: ast.Continue | ast.Break) -> Iterator[Edit]:
    other = "break" if isinstance(node, ast.Continue) else "continue"
    yield "jump", source.start(node), source.end(node), other


def _of_statement(source: Source, node: ast.Expr) -> Iterator[Edit]:
    if isinstance(node.value, ast.Call):
        yield "statement", source.start(node), source.end(node), "pass"


EDITS: dict[type, Callable[..., Iterator[Edit]]] = {
    ast.Compare: _of_comparison,
    ast.BinOp: _of_arithmetic,
    ast.BoolOp: _of_logic,
    ast.UnaryOp: _of_not,
    ast.Constant: _of_constant,
    ast.Call: _of_call,
    ast.Return: _of_return,
    ast.If: _of_condition,
    ast.IfExp: _of_condition,
    ast.While: _of_condition,
    ast.Continue: _of_jump,
    ast.Break: _of_jump,
    ast.Expr: _of_statement,
}


def _silent(tree: ast.AST) -> set[int]:
    """Find what runs nowhere or only says types: annotations, format specs."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        for name in ("annotation", "returns", "format_spec"):
            if inner := getattr(node, name, None):
                silent |= {id(n) for n in ast.walk(inner)}
        if isinstance(node, ast.keyword) and node.arg == "strict":  # a guard itself
            silent.add(id(node.value))
        if isinstance(node, ast.JoinedStr):  # its places are those of the whole
            silent |= {id(n) for n in ast.walk(node)}
        if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            silent |= {id(n) for n in ast.walk(node)}
    return silent


def edits(text: str) -> list[Edit]:
    """List the edits of a file; some may leave what cannot be read, or the same."""
    source = Source(text)
    silent = _silent(source.tree)
    return [
        edit
        for node in ast.walk(source.tree)
        if id(node) not in silent and type(node) in EDITS
        for edit in EDITS[type(node)](source, node)
    ]


def _is_another(text: str, edit: Edit) -> bool:
    _, start, end, new = edit
    try:
        after = ast.parse(text[:start] + new + text[end:])
    except SyntaxError:
        return False
    return ast.dump(after) != ast.dump(ast.parse(text))


# --- made and tried -------------------------------------------------------------------


def files(root: Path) -> list[str]:
    """List the files that hold code."""
    found = sorted((root / MODULE).rglob("*.py"))
    named = [path.relative_to(root).as_posix() for path in found]
    outside = tuple(f"{MODULE}/{room}" for room in DECLARED)
    return [name for name in named if not name.startswith(outside)]


def make(root: Path, number: int, pick: random.Random) -> Iterator[Mutant]:
    """Give edits of code; in longer files there are more of them."""
    texts = {file: read(root, file) for file in files(root)}
    weights = [len(text) for text in texts.values()]
    known: dict[str, dict[str, list[Edit]]] = {}
    made: set[tuple[str, Edit]] = set()
    while len(made) < number:
        [file] = pick.choices(list(texts), weights)
        if file not in known:
            known[file] = {}
            for edit in edits(texts[file]):
                known[file].setdefault(edit[0], []).append(edit)
        if not known[file]:
            continue
        edit = pick.choice(known[file][pick.choice(sorted(known[file]))])
        if (file, edit) not in made and _is_another(texts[file], edit):
            made.add((file, edit))
            yield _mutant(file, texts[file], edit)


def _mutant(file: str, text: str, edit: Edit) -> Mutant:
    """Write an edit as the line before and after it."""
    sort, start, end, new = edit
    after = text[:start] + new + text[end:]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before_line = " ".join(text[first:last].split())
    after_line = " ".join(after[first : last + len(new) - (end - start)].split())
    said = f"{before_line} -> {after_line}"
    return Mutant(sort, file, line_of(text, start), said, after)


def trials(
    root: Path, mutants: Iterator[Mutant], site: bool = False
) -> Iterator[Outcome]:
    """Hold each mutant against the tests that reach its function, the nearest first.

    Those that need the built site come last, and only if they are asked for.
    """
    with Workshop(root, site=site) as workshop:
        for mutant in mutants:
            yield Outcome(mutant, workshop.named(mutant.file, mutant.text, mutant.line))
