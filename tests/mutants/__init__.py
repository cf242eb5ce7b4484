"""Edits that a check must name: how the guards of this collection are proven.

`python -m mutants`, in this folder's parent, makes edits of three kinds by a fixed
seed, each in a copy of the checkout, and says which check names each. An edit that no
check names has survived.
"""

from dataclasses import dataclass
from pathlib import Path

CAUGHT_LATE = "does not end"  # the name under which a hang is listed


@dataclass(frozen=True)
class Mutant:
    """One edit of one file."""

    sort: str  # what was edited: digit, year, direction, comparison ...
    file: str  # from the root of the checkout
    line: int
    edit: str  # what stood there and what stands there now
    text: str  # the whole file after the edit

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant."""

    mutant: Mutant
    check: str  # the check that names it; "" for a survivor


def read(root: Path, file: str) -> str:
    """Give a file of the checkout, line ends as they stand."""
    with (root / file).open(encoding="utf-8", newline="") as opened:
        return opened.read()


def write(root: Path, file: str, text: str) -> None:
    """Write a file of the copy, line ends as given."""
    with (root / file).open("w", encoding="utf-8", newline="") as opened:
        opened.write(text)


def line_of(text: str, place: int) -> int:
    """Tell in which line a place of a text stands."""
    return text.count("\n", 0, place) + 1


def edited(sort: str, file: str, text: str, span: tuple[int, int], new: str) -> Mutant:
    """Give the mutant that puts something else in a span of a file's text."""
    start, end = span
    old = text[start:end]
    edit = f"{old!r} -> {new!r}"
    after = text[:start] + new + text[end:]
    return Mutant(sort, file, line_of(text, start), edit, after)
