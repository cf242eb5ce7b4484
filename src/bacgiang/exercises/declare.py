"""What an exercise is, and how it speaks to a reader. No data of its own."""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..data import tables
from ..evidence import note
from ..ranges import Range, say
from ..words import mark, number, text
from .answers import WORD, Unread, kind_of, one
from .judge import Finding, judge
from .waiting import seen

# The traps that come up again and again; an exercise adds what is meant in its case.
POINTS = mark("percent and percentage points mixed up")
REGISTERED = mark("registered for realised")
CUMULATED = mark("cumulated for yearly")
NOMINAL = mark("nominal for real")
EDITION = mark("first edition for latest")
UNIT = mark("wrong unit")
DOUBLING = mark("100 divided by the rate for doubling")
OVERTAKEN = mark("an earlier edition for the latest")
OTHER_EDITION = mark("another edition")
EARLIER = mark("latest edition for an earlier one")
MULTIPLE = mark("times and percent more mixed up")
GOAL = mark("a goal for a result")
HEDGE = mark("the hedge left out")
ROUNDING = mark("the rounding misread")
ROUNDED = mark("rounded too early")
END = mark("an end for the middle")
THUMB = mark("a rule of thumb")
ALL_THE_TIME = mark("growth at every moment for growth by the year")
STAGE = mark("another stage")
AREA = mark("another area")
SPAN = mark("another span of time")
COUNT = mark("another count")
BASE = mark("another base")
ADDED = mark("added for compounded")
WEIGHTS = mark("a plain mean for a weighted one")
REST = mark("the rest for the part")
LEVEL = mark("a level for a change")
CHANGE = mark("a change for a level")
RATE = mark("a rate for a contribution")
DIFFERENCE = mark("a difference for a ratio")
PUBLISHED = mark("what is published for what is implied")
ALWAYS = (POINTS, REGISTERED, CUMULATED, NOMINAL, EDITION, UNIT, DOUBLING)

Answer = Range | float | str
SENTENCE = 3  # words, at least
SAYINGS: dict[Finding | Unread, str] = {  # each without a number of the answer
    Finding.RIGHT: mark("Right."),
    Finding.COARSE: mark("Too few digits to tell: give at least one more."),
    Finding.NEAR: mark("Close: look at your rounding, or give one more digit."),
    Finding.WIDE: mark("Not yet: that range is too wide to tell."),
    Finding.SIGN: mark("Not yet: the size is right, the sign is not."),
    Finding.SCALE: mark(
        "Not yet: wrong unit; the digits are right, their size is not. The question"
        " asks for {unit}."
    ),
    Finding.WRONG: mark("Not yet."),
    Unread.NONE: mark(
        'That holds no number; one was expected, such as `12.3` or "12,3".'
    ),
    Unread.SEVERAL: mark("That holds more than one number; give the one asked for."),
    Unread.DIGITS: mark("Write the number in digits, not in words."),
    Unread.SHORT: mark("Write the number in digits, with all its zeros."),
    Unread.TABLE: mark(
        "That is a table; take one number out of it, or one name. `bg.only` gives the"
        " number of a single row."
    ),
}
LAST_ZERO = mark("A zero at the end counts only in text, between quotes.")
OTHER_UNIT = mark("Right, but mind the unit: the question asks for {unit}.")


class Trap(NamedTuple):
    """A wrong way that many go: where it leads, and the sentence that names it."""

    kind: str
    said: str
    leads_to: Callable[[], Answer]


@dataclass(frozen=True)
class Reply:
    """What an exercise says; `right` is None where there is no right or wrong."""

    text: str
    right: bool | None = None
    facts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show the words alone."""
        seen(self)
        return self.text

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        """Show the words in a notebook, with the facts beside them."""
        seen(self)
        note(self.facts)
        basis = {"kind": "text", "facts": list(self.facts)}
        return {"text/plain": self.text}, {"bacgiang": basis}


@dataclass
class Exercise:
    """A question with its hints, its traps, and the function that solves it.

    Attributes
    ----------
    number, title, minutes, question, unit
        What a reader is asked; the unit is empty for text.
    hints
        From the first help to the last.
    traps
        Tested before the answer is.
    points
        What to look for in one's own sentence; an exercise with points is open, and its
        solution is a sentence that would stand.
    solve
        Its lines are the solution, what it returns is the answer.
    """

    number: str
    title: str
    minutes: int
    question: str
    unit: str
    hints: tuple[str, ...]
    traps: tuple[Trap, ...]
    points: tuple[str, ...]
    solve: Callable[[], Answer]
    digits: int | None = None  # that the answer is said with; else what it supports
    given: int = 0  # hints so far
    known: tuple[Any, Answer, list[Answer]] | None = None  # of which tables

    def __repr__(self) -> str:
        """Show the question."""
        head = text(
            "Exercise {number}: {title}", number=self.number, title=text(self.name)
        )
        return f"{head}\n{text(self.question)}"

    @property
    def name(self) -> str:
        """The title in the language in use."""
        return text(self.title)

    @property
    def is_open(self) -> bool:
        """Whether there is no right or wrong."""
        return bool(self.points)

    def check(self, answer: Any = ...) -> Reply:
        """Judge an answer: see `Asked.check`, by which readers call it."""
        answer = one(answer)
        if answer is None or answer is ... or str(answer).strip() == "":
            return Reply(text("Put your answer between the brackets."), None)
        if self.is_open:
            return self._points(answer)
        found = judge(answer, *self.worked_out(), self.unit)
        if not isinstance(found, int):
            return self._of(found, answer)
        trap = self.traps[found]
        kind, meant = text(trap.kind), text(trap.said)
        return Reply(text("Not yet: {kind}; {said}", kind=kind, said=meant), False)

    def _points(self, answer: Any) -> Reply:
        if not isinstance(answer, str) or len(WORD.findall(answer)) < SENTENCE:
            return Reply(text("Write a whole sentence, as text between quotes."))
        lines = [text("Hold your sentence against these points:")]
        return Reply("\n".join([*lines, *(f"- {text(p)}" for p in self.points)]))

    def worked_out(self) -> tuple[Answer, list[Answer]]:
        """Give the answer and where each trap leads, worked out once for the tables."""
        read = tables()
        if self.known is None or self.known[0] is not read:
            self.known = read, self.solve(), [trap.leads_to() for trap in self.traps]
        return self.known[1:]

    def _of(self, found: Finding | Unread, answer: Any) -> Reply:
        said, unit = text(SAYINGS[found]), text(self.unit)
        if found is Finding.RIGHT:
            typed = kind_of(answer) if isinstance(answer, str) else ""
            is_other = bool(self.unit and typed) and typed != kind_of(self.unit)
            return Reply(text(OTHER_UNIT, unit=unit) if is_other else said, True)
        if found is Finding.SCALE:
            said = text(SAYINGS[found], unit=unit)
        if found is Finding.COARSE and isinstance(answer, float):
            said = f"{said} {text(LAST_ZERO)}"
        if found is Finding.WRONG:
            more = text(
                "For a hint: {call}", call=f'bg.exercise("{self.number}").hint()'
            )
            said = f"{said} {more}"
        return Reply(said, False)

    def hint(self) -> Reply:
        """Give a hint, another one at each call."""
        if self.given == len(self.hints):
            self.given = 0
            return Reply(text("There is no further hint; solution() shows one way."))
        self.given += 1
        return Reply(text("Hint: {hint}", hint=text(self.hints[self.given - 1])))

    def solution(self) -> Reply:
        """Show one way to the answer: the lines that find it, and what they give."""
        answer = self.solve()
        said = f"{self.lines}\n\n{self.said(answer)}"
        return Reply(said, facts=getattr(answer, "facts", ()))

    def said(self, answer: Answer) -> str:
        """Say an answer, or where a trap leads, with its range and unit."""
        if isinstance(answer, str):
            return text(answer)
        if isinstance(answer, Range):
            told = text(say(answer, digits=self.digits))
        else:
            told = _written(answer)
        return f"{told} {text(self.unit)}"

    @property
    def lines(self) -> str:
        """The lines of the solution, as a reader would type them."""
        source = inspect.getsource(self.solve)
        body = source[source.index("\ndef ") + 1 :].partition(":\n")[2]
        return textwrap.dedent(body).replace("return ", "").rstrip()


def _written(value: float) -> str:
    return number(value, 0 if value == round(value) else 2)


EXERCISES: dict[str, Exercise] = {}


def right(number: str) -> Any:
    """Solve an exercise, for a trap that starts from what is right."""
    return EXERCISES[number].solve()


def declare(
    number: str,
    title: str,
    minutes: int,
    question: str,
    hints: tuple[str, ...],
    unit: str = "",
    traps: tuple[Trap, ...] = (),
    points: tuple[str, ...] = (),
    digits: int | None = None,
) -> Callable[[Callable[[], Answer]], Exercise]:
    """Declare an exercise; stands above the function that solves it.

    Raises
    ------
    ValueError
        For a number that is taken.
    """

    def of(solve: Callable[[], Answer]) -> Exercise:
        if number in EXERCISES:
            raise ValueError(f"two exercises are numbered {number}")
        shown = (number, title, minutes, question, unit, hints, traps, points)
        EXERCISES[number] = Exercise(*shown, solve, digits)
        return EXERCISES[number]

    return of
