"""The exercises: solutions hold, traps are named, nothing gives an answer away, and the
committed notebooks are the declared ones.
"""

import ast
import builtins
import dataclasses
import doctest
import itertools
import re
from functools import cache

import nbformat
import pandas as pd
import pytest
from checkout import CHECKOUT, PATHS

import bacgiang as bg
from bacgiang import exercises, names
from bacgiang.exercises import EXERCISES, answers, declare
from bacgiang.exercises.answers import readings
from bacgiang.publish import student


def remembering(exercise):
    """The exercise with its answers worked out once, for all tests."""
    traps = [trap._replace(leads_to=cache(trap.leads_to)) for trap in exercise.traps]
    return dataclasses.replace(
        exercise, solve=cache(exercise.solve), traps=tuple(traps)
    )


ALL = [remembering(exercise) for exercise in EXERCISES.values()]
CLOSED = [e for e in ALL if not e.is_open]
NUMBERS = [e for e in CLOSED if e.unit]
TRAPS = [(e, trap) for e in CLOSED for trap in e.traps]
COMMITTED = sorted((CHECKOUT.root / "notebooks" / "exercises").glob("*.ipynb"))


def each(exercises):
    return pytest.mark.parametrize(
        "asked", exercises, ids=[e.number for e in exercises]
    )


def fresh(exercise):
    """The exercise as nobody has asked it for a hint."""
    return dataclasses.replace(exercise, given=0)


def right(exercise):
    """Low, value and high of the answer."""
    answer = exercise.solve()
    return tuple(answer) if isinstance(answer, bg.Range) else (answer,) * 3


# --- the collection -------------------------------------------------------------------


def test_each_notebook_has_six_to_eight_exercises_the_last_one_open():
    found = {}
    for exercise in ALL:
        notebook, _, place = exercise.number.partition(".")
        found.setdefault(notebook, []).append(int(place))
        is_last = f"{notebook}.{int(place) + 1}" not in EXERCISES
        assert exercise.is_open == is_last
    assert list(found) == [path.stem.partition("-")[0] for path in PATHS]
    for places in found.values():
        assert places == list(range(1, len(places) + 1))
        assert 6 <= len(places) <= 8


def test_each_of_the_known_traps_is_set_somewhere():
    assert {trap.kind for _, trap in TRAPS} >= set(declare.ALWAYS)


def test_an_unknown_number_names_the_known_ones():
    with pytest.raises(KeyError, match=r"no exercise '9.9'; there are 0.1, 0.2"):
        bg.exercise("9.9")


# --- right answers --------------------------------------------------------------------


@each(CLOSED)
def test_the_solution_is_right(asked):
    assert asked.check(asked.solve()).right is True


@each(ALL)
def test_the_lines_shown_give_the_answer(asked):
    lines = asked.lines.splitlines()
    assert 2 <= len(lines) <= 8
    *before, last = ast.parse(asked.lines).body
    space = {"bg": bg}
    exec(compile(ast.Module(before, []), "solution", "exec"), space)
    given = eval(compile(ast.Expression(last.value), "solution", "eval"), space)
    assert given == asked.solve()
    assert asked.lines in asked.solution().text


@each(ALL)
def test_no_number_of_the_data_is_typed_into_a_solution(asked):
    """Years and days in strings, scales and shapes of formulas are no numbers of it."""
    typed = {
        node.value
        for node in ast.walk(ast.parse(asked.lines))
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float))
    }
    spans = {5.9, 5.95, 6.0}  # years, said in the question
    assert typed <= {0, 1, 2, 7, 8, 12, 100, 1e5, 1e6, 1e9, 1e12} | spans


@each(NUMBERS)
def test_every_answer_inside_the_honest_range_is_right(asked):
    low, value, high = right(asked)
    for share in (0, 0.25, 0.5, 0.75, 1):
        assert asked.check(low + (high - low) * share).right is True
    assert asked.check(value).right is True


@each(NUMBERS)
def test_decimal_comma_and_point_count_alike(asked):
    value = right(asked)[1]
    plain = f"{value:.4f}".rstrip("0").rstrip(".")
    said = [plain, plain.replace(".", ","), f"{plain} {asked.unit}", f" {plain}% "]
    for text in said if "illion" not in asked.unit else said[:2]:
        assert asked.check(text).right is True, text


def test_grouped_thousands_are_read():
    for mark in ",. \u00a0":
        assert EXERCISES["0.1"].check(f"196{mark}000").right is True


@each(NUMBERS)
def test_rounding_is_accepted_as_far_as_the_digits_tell(asked):
    value = right(asked)[1]
    for digits in range(5):
        written = f"{value:.{digits}f}"
        half = 0.5 * 10.0**-digits
        if half <= 0.04 * value and not near_a_trap(asked, float(written), half):
            assert asked.check(written).right is True, written


def near_a_trap(exercise, value, half):
    for trap in exercise.traps:
        way = trap.leads_to()
        low, _, high = way if isinstance(way, bg.Range) else (way,) * 3
        if low <= value + half and value - half <= high:
            return True
    return False


# --- wrong answers --------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked, trap", TRAPS, ids=[f"{e.number}-{t.said[:30]}" for e, t in TRAPS]
)
def test_each_trap_is_named_and_not_right(asked, trap):
    way = trap.leads_to()
    for answer in tuple(way) if isinstance(way, bg.Range) else (way,):
        reply = asked.check(answer)
        assert reply.right is False
        assert trap.kind in reply.text and trap.said in reply.text


@each(NUMBERS)
def test_three_wrong_answers_fail(asked):
    low, value, high = right(asked)
    for answer in (low / 3.3, high * 3.3, -value, value * 1e4, low * 0.9, high * 1.1):
        assert fresh(asked).check(answer).right is False, answer


@each([e for e in CLOSED if not e.unit])
def test_three_wrong_names_fail(asked):
    for answer in ("Bắc Giang", "Vân Trung", "12"):
        assert fresh(asked).check(answer).right is False


@each([e for e in CLOSED if not e.unit])
def test_a_name_may_be_typed_without_its_diacritics(asked):
    assert asked.check(names.plain(asked.solve()).upper() + " ").right is True


@each(NUMBERS)
def test_what_cannot_be_read_is_refused_kindly(asked):
    for answer in ("many", "3 or 4", [1], True, float("nan"), "1.2.3"):
        assert "number" in asked.check(answer).text
        assert asked.check(answer).right is False


@each(ALL)
def test_the_cell_as_it_comes_asks_for_an_answer(asked):
    for empty in (..., None, ""):
        assert asked.check(empty).right is None
        assert "between the brackets" in asked.check(empty).text


# --- never the answer -----------------------------------------------------------------


def replies(exercise):
    """Everything that an exercise may say before its solution is asked for."""
    exercise = fresh(exercise)
    said = [exercise.hint().text for _ in range(len(exercise.hints) + 1)]
    answers = [trap.leads_to() for trap in exercise.traps]
    if exercise.unit:
        _, value, high = right(exercise)
        answers += [value, high * 2.2, value / 2.2, -value, 1, 0, "one"]
        answers += [f"{value:.{digits}f}" for digits in range(4)]
    said += [exercise.check(answer).text for answer in (*answers, "some name", ...)]
    return [*said, *(trap.said for trap in exercise.traps)]


@each(NUMBERS)
def test_no_reply_holds_the_digits_of_the_answer(asked):
    known = set()
    for number in right(asked):
        known |= {f"{number:.{digits}f}" for digits in range(4)}
        known |= {f"{number:,.{digits}f}" for digits in range(4)}
        known |= {f"{number:.{digits}g}" for digits in range(2, 6)}
    # an example of how a number is written, and the digit in every number
    known -= {"1", "2", "12.3"}
    for said in replies(asked):
        numerals = set(re.findall(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])", said))
        assert not numerals & known, said


@each([e for e in CLOSED if not e.unit])
def test_no_reply_holds_the_name(asked):
    for said in replies(asked):
        assert names.plain(asked.solve()) not in names.plain(said)


def test_a_wrong_answer_gets_the_next_hint_whichever_side_it_lies():
    asked = fresh(EXERCISES["1.2"])
    below, above = asked.check(0.3), asked.check(40)
    assert below.text == f"Not yet. Hint: {asked.hints[0]}"
    assert above.text == f"Not yet. Hint: {asked.hints[1]}"
    assert "no further hint" in asked.hint().text
    assert asked.hint().text == f"Hint: {asked.hints[0]}"


def test_too_few_digits_are_not_taken_for_right_or_for_a_trap():
    asked = EXERCISES["1.3"]  # the plain mean and the answer both round to 14
    reply = asked.check("14")
    assert reply.right is False and "digits" in reply.text


def test_an_open_task_returns_points_and_no_verdict():
    for asked in (e for e in ALL if e.is_open):
        reply = asked.check("The economy grew.")
        assert reply.right is None
        assert all(point in reply.text for point in asked.points)
        assert asked.solve() not in reply.text
        assert asked.solve() in asked.solution().text


# --- reading answers ------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer, unit, values",
    [
        ("13.4", "percent", [13.4]),
        ("13,4 %", "percent", [13.4]),
        ("−0,49", "percent", [-0.49]),
        (",5", "percent", [0.5]),
        ("1,891.6", "million USD", [1891.6]),
        ("1.891,6", "million USD", [1891.6]),
        ("1,891", "million USD", [1.891, 1891]),
        ("0,891", "million USD", [0.891]),
        ("1.234.567", "people", [1234567]),
        ("1 234 567", "people", [1234567]),
        ("1.5 billion", "million USD", [1500]),
        ("1,5 tỷ USD", "billion USD", [1.5]),
        ("18 nghìn tỷ", "trillion đồng", [18]),
        (13, "percent", [13]),
        (pd.Series([2.5]).iloc[0], "percent", [2.5]),
        (bg.Range(1, 2, 3), "percent", [2]),
        ("none", "percent", []),
        ("1 to 2", "percent", []),
        ("1.23.4", "percent", []),
        (None, "percent", []),
    ],
)
def test_an_answer_is_read(answer, unit, values):
    assert [reading.value for reading in readings(answer, unit)] == pytest.approx(
        values
    )


@pytest.mark.parametrize("module", [exercises, answers])
def test_the_examples_of_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


# --- the notebooks --------------------------------------------------------------------


def test_the_committed_notebooks_are_the_declared_exercises():
    """`make exercises` writes them."""
    made = student.notebooks(PATHS)
    assert [path.name for path in COMMITTED] == list(made)
    for path in COMMITTED:
        assert path.read_text(encoding="utf-8") == made[path.name]


@pytest.mark.parametrize("path", COMMITTED, ids=[p.stem for p in COMMITTED])
def test_a_notebook_runs_as_it_comes_and_holds_no_solution(path):
    cells = nbformat.read(path, as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    space = {"__builtins__": builtins}
    exec("\n".join(code), space)
    tags = [cell.metadata.get("tags", [""])[0] for cell in cells[2:]]
    kinds = ["question", "answer", "check", "hint"]
    assert tags == kinds * (len(tags) // len(kinds))
    whole = "\n".join(cell.source for cell in cells)
    own = [e for e in ALL if e.number[0] == path.name[0]]
    assert not any(exercise.lines in whole for exercise in own)
    assert all(exercise.question in whole for exercise in own)
    assert {len(cell.source) for cell in itertools.islice(cells, 3, None, 4)} == {0}
