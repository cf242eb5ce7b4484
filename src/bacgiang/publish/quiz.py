"""Some exercises as questions on a page, which a script checks as `check` does.

The page holds the questions. Where right answers and traps lie stands in a script of
its own, so that no reader sees it beside a question; the script judges by the rules of
`exercises.judge` and reads what is typed by those of `exercises.answers`.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from .. import cite, data, words
from ..exercises import EXERCISES, Exercise
from ..exercises.answers import KINDS
from ..exercises.declare import OTHER_UNIT, SAYINGS
from ..exercises.judge import COARSE, PART, POWERS, WIDER, ends
from ..ranges import Range
from ..wording import NUMBER_WORDS, SCALES, SHORTENED, VULGAR
from ..words import mark
from . import look, prose, student
from .book import Book, Section

# Three a notebook, chosen by hand: what its page shows is enough to answer them.
ASKED = (
    *("0.1", "0.3", "0.4"),
    *("1.4", "1.5", "1.6"),
    *("2.1", "2.4", "2.6"),
    *("3.1", "3.3", "3.6"),
    *("4.1", "4.3", "4.4"),
)
SAID = {each.name.lower(): said for each, said in SAYINGS.items()} | {
    "trap": mark("Not yet: {kind}; {said}"),
    "wrong": mark("Not yet. The hint leads on."),
    "unit": OTHER_UNIT,
    "empty": mark("Type or choose an answer first."),
}


def _filled_zones() -> list[str]:
    """Name the zones that have a rate of both years."""
    early = data.facts("zone_occupancy_rate", source="tinbds-undated")
    late = data.facts("zone_occupancy_rate", publisher="Vietdata")
    return sorted({*early["entity"]} & {*late["entity"]})


CHOICES: dict[str, Callable[[], list[str]]] = {"3.3": _filled_zones}  # of names


# What the figures are about that a class may take for the first open task.
OPEN = {"0.6": ("ip_fdi_registered_stock", "grdp_growth", "ip_workers")}


def look_up(exercise: Exercise) -> dict[str, str]:
    """Name what a solution asks the tables for, or a task leaves open, with labels."""
    known = data.table("indicators")["indicator"]
    asked = [name for name in known if f'"{name}"' in exercise.lines]
    asked = list(OPEN.get(exercise.number, asked))
    return dict(zip(asked, cite.labels("indicators", asked), strict=True))


class Question(NamedTuple):
    """An exercise on the page, with the names to choose from, if it asks for one."""

    exercise: Exercise
    choices: list[str]
    section: Section

    @property
    def id(self) -> str:
        """Give what the elements of the question are named by."""
        return self.exercise.number.replace(".", "-")

    @property
    def hints(self) -> list[str]:
        """Give the hints without code: the page is for those who have no Python."""
        return [hint for hint in self.exercise.hints if "`" not in hint]


class Part(NamedTuple):
    """What the page has of one notebook."""

    book: Book
    questions: list[Question]
    exercises: list[Exercise]
    placed: dict[str, Section]

    @property
    def reading(self) -> int:
        """Tell how many minutes the notebook takes to read, as its lead says."""
        return prose.minutes_said(self.book)

    @property
    def working(self) -> int:
        """Tell how many minutes all its exercises take."""
        return sum(exercise.minutes for exercise in self.exercises)


def parts(read: list[Book]) -> list[Part]:
    """Take what notebooks have of exercises, in order."""
    return [_part(book) for book in read]


def _part(book: Book) -> Part:
    exercises, placed = student.own(book.path), student.placed(book)
    if lost := [e.number for e in exercises if e.number not in placed]:
        raise ValueError(
            f"{book.path.name}: no section names exercise {', '.join(lost)}; expected a"
            f" line such as: Try it: exercise {lost[0]} in"
            f" [exercises](exercises/{book.path.name})."
        )
    asked = [
        Question(e, CHOICES[e.number]() if e.number in CHOICES else [], placed[n])
        for e in exercises
        if (n := e.number) in ASKED
    ]
    return Part(book, asked, exercises, placed)


def page(made: list[Part]) -> str:
    """Write the page of questions."""
    return look.render(
        "pages/questions.md.j2", parts=made, asked=ASKED, look_up=look_up
    )


def place(number: str) -> str:
    """Give where the page has an exercise: as a question, or in the list of all."""
    kind = "question" if number in ASKED else "exercise"
    return f"questions.html#{kind}-{number.replace('.', '-')}"


def script() -> str:
    """Write where answers and traps lie, as a script; a file may read no other."""
    held = {
        "words": {name: words.text(said) for name, said in SAID.items()},
        "scales": SCALES,
        "short": list(SHORTENED),
        "vulgar": VULGAR,
        "numbers": list(NUMBER_WORDS),
        "kinds": KINDS,
        "coarse": COARSE,
        "wider": WIDER,
        "part": PART,
        "powers": POWERS,
        "questions": {number: _judged(EXERCISES[number]) for number in ASKED},
    }
    text = json.dumps(held, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"window.QUESTIONS={text};\n"


def _judged(exercise: Exercise) -> dict[str, Any]:
    right, ways = exercise.worked_out()
    place = ends if exercise.unit else str
    traps = [
        [place(way), words.text(trap.kind), words.text(trap.said)]
        for trap, way in zip(exercise.traps, ways, strict=True)
    ]
    asked = words.text(exercise.unit) if exercise.unit else ""
    one = bool(exercise.unit) and not isinstance(right, Range)
    held = {"unit": exercise.unit, "asked": asked, "one": one}
    return held | {"right": place(right), "traps": traps}
