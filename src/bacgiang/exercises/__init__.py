"""Exercises with their solutions, one declaration each, and the check of an answer.

`declare` says what an exercise is, `asked` what a reader sees of it, `answers` reads
what a reader types, `judge` holds it against the solution, `waiting` shows a reply
that is not the last line of its cell; the other files hold the exercises, a file a
notebook. Nothing is stored and nothing leaves the machine.
"""

from importlib import import_module

from .. import data
from .asked import Asked
from .declare import EXERCISES, Exercise

CHAPTERS = ("start", "growth", "investment", "zones", "evidence")  # notebooks 0 to 4

for _chapter in CHAPTERS:
    import_module(f".{_chapter}", __name__)

__all__ = ["EXERCISES", "Asked", "Exercise", "exercise"]


def exercise(number: str | float) -> Asked:
    """Give an exercise: "1.3", or "1,3", is the third one of the notebook 1-growth.

    Its methods: `check(answer)` says whether an answer holds, `hint()` gives a hint,
    another one at each call, and `solution()` shows one way to the answer.

    Raises
    ------
    KeyError
        For a number that no exercise has.
    OtherPlace
        When the tables in use are about another place.

    Examples
    --------
    >>> exercise("1.3").check("a guess")
    That holds no number; one was expected, such as `12.3` or "12,3".
    """
    data.needs("Bắc Giang")
    wanted = str(number).strip().replace(",", ".")
    if wanted not in EXERCISES:
        raise KeyError(f"no exercise {number!r}; there are {', '.join(EXERCISES)}")
    return Asked(EXERCISES[wanted])
