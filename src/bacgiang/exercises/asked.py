"""An exercise as a reader meets it: the question, and nothing that gives it away."""

from typing import Any

from ..words import text
from .declare import Exercise, Reply
from .waiting import shown_at_the_end


class Asked:
    """An exercise: `check` an answer, ask for a `hint`, or see the `solution`."""

    __slots__ = ("_exercise",)

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise

    def __repr__(self) -> str:
        """Show the question."""
        return repr(self._exercise)

    @property
    def number(self) -> str:
        """The notebook and the place in it, "1.3"."""
        return self._exercise.number

    @property
    def name(self) -> str:
        """The title."""
        return self._exercise.name

    @property
    def question(self) -> str:
        """What is asked."""
        return text(self._exercise.question)

    @property
    def unit(self) -> str:
        """The unit of the answer; empty where none is asked for."""
        return text(self._exercise.unit) if self._exercise.unit else ""

    @property
    def minutes(self) -> int:
        """How long it takes, about."""
        return self._exercise.minutes

    def check(self, answer: Any = ...) -> Reply:
        """Say whether an answer holds, or which trap it fell into.

        Parameters
        ----------
        answer
            A number, a range, or text: 13.4, "13,4 %", "1.5 tỷ". Rounding is accepted
            as far as the digits given allow.

        Returns
        -------
        Reply
            Its `right` is True, False, or None for an open task.
        """
        return shown_at_the_end(self._exercise.check(answer))

    def hint(self) -> Reply:
        """Give a hint, another one at each call."""
        return shown_at_the_end(self._exercise.hint())

    def solution(self) -> Reply:
        """Show one way to the answer: the lines that find it, and what they give."""
        return shown_at_the_end(self._exercise.solution())
