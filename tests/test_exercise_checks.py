"""The exercises: solutions hold, traps are named, nothing gives an answer away, and the
committed notebooks are the declared ones.
"""

import ast
import builtins
import dataclasses
import doctest
import itertools
import json
import math
import re
from functools import cache

import nbformat
import numpy as np
import pandas as pd
import pytest
from checkout import CHECKOUT, PATHS
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import bacgiang as bg
from bacgiang import exercises, names
from bacgiang.exercises import EXERCISES, answers, declare, waiting
from bacgiang.exercises.answers import Unread, readings
from bacgiang.publish import student, teachtable


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
    years = {5.95}  # said in the question
    assert typed <= {0, 1, 2, 7, 8, 12, 100, 1e5, 1e6, 1e9, 1e12} | years


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
        is_midway = math.isclose(abs(float(written) - value), half)
        is_fine = half <= 0.05 * value and not is_midway
        if is_fine and not near_a_trap(asked, float(written), half):
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
    for answer in ("many", "3 or 4", [1, 2], True, float("nan"), "1.2.3"):
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


def test_a_wrong_answer_spends_no_hint():
    asked = fresh(EXERCISES["1.2"])
    for answer in (0.3, 40, 0.3, 40):
        assert asked.check(answer).text == (
            'Not yet. For a hint: bg.exercise("1.2").hint()'
        )
    assert [asked.hint().text for _ in asked.hints] == [
        f"Hint: {hint}" for hint in asked.hints
    ]
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


def test_the_model_sentence_on_workers_names_the_other_page_too():
    """As its own points ask: who, when, and what another page has."""
    sentence = EXERCISES["0.6"].solve()
    days = ["2022-07-28", "2022-12-31"]
    for row in bg.facts("ip_workers", "Bắc Giang", "", period=days).itertuples():
        assert f"over {row.value:,.0f}" in sentence
        assert row.publisher in sentence and row.published in sentence


def test_an_open_task_asks_for_a_sentence_where_there_is_none():
    for asked in (e for e in ALL if e.is_open):
        for answer in ("bla", "x", 13.4, "13.4 percent"):
            reply = asked.check(answer)
            assert reply.right is None and "whole sentence" in reply.text
            assert not any(point in reply.text for point in asked.points)


# --- what readers typed ---------------------------------------------------------------


def said(number, answer):
    return EXERCISES[number].check(answer).text


def rates():
    return bg.series("grdp_growth")


def test_what_holds_one_number_is_that_number():
    frame = rates().loc[["2024"]]
    right = bg.only(frame)
    asked = one_with(right)
    for answer in (
        *(frame, frame["value"], frame[["value"]], [right.value], (right,)),
        *(np.array([right.value]), np.array(right.value), str(right)),
        *(f"{right} percent", pd.Index([right.value])),
    ):
        assert asked.check(answer).right is True, answer
    assert said("3.3", ["Hòa Phú"]) == said("3.3", pd.Series(["Hòa Phú"])) == "Right."


def one_with(right, *ways, unit="percent"):
    """An exercise whose answer is given, and where its traps lead."""
    traps = [declare.Trap(f"trap {n}", ".", lambda w=w: w) for n, w in enumerate(ways)]
    shown = ("9.9", "title", 1, "question", unit, ("hint",), tuple(traps), ())
    return declare.Exercise(*shown, solve=lambda: right)


def test_a_table_is_told_to_give_one_number():
    whole = rates()
    for table in (whole, whole.loc["2023"], whole["value"], whole.iloc[:0]):
        for number in ("1.3", "3.3"):
            assert "take one number out of it" in said(number, table)


@pytest.mark.parametrize(
    "answer",
    ["754 to 767", "16 to 20", "2021: 13.9", "6 of 14", "15/138", "3 or 4", [13, 14]],
)
def test_several_numbers_are_called_so(answer):
    for asked in NUMBERS:
        assert "more than one number" in asked.check(answer).text


@pytest.mark.parametrize(
    "answer", ["ten", "five-fold", "Fivefold", "mười", "mười lăm", "two thirds"]
)
def test_a_number_in_words_is_asked_for_in_digits(answer):
    for asked in NUMBERS:
        assert "in digits, not in words" in asked.check(answer).text


@pytest.mark.parametrize("answer", ["196k", "8.12b", "1.5 mn"])
def test_a_number_cut_short_is_asked_for_with_its_zeros(answer):
    for asked in NUMBERS:
        assert "with all its zeros" in asked.check(answer).text


@pytest.mark.parametrize("number", ["1,3", "1.3 ", " 1.3", 1.3])
def test_the_number_of_an_exercise_is_read_kindly(number):
    assert bg.exercise(number).number == "1.3"


def test_a_zone_may_be_called_one():
    for answer in (
        *("KCN Hòa Phú", "Hòa Phú industrial zone", "In Hòa Phú, by 45 points"),
        *("khu công nghiệp Hoà Phú", "hoa phu IP", "Hòa Phú zone"),
    ):
        assert said("3.3", answer) == "Right.", answer
    for answer in ("KCN Vân Trung", "Hòa Phú or Vân Trung", "industrial zone"):
        assert EXERCISES["3.3"].check(answer).right is False
    assert "a level for a change" in said("3.3", "KCN Đình Trám")


@each(NUMBERS)
def test_the_wrong_sign_is_named(asked):
    value = right(asked)[1]
    wrong = asked.check(-value)
    trapped = "latest edition" in wrong.text
    assert wrong.right is False and ("sign" in wrong.text or trapped)


@pytest.mark.parametrize("number, answer", [("1.6", -1.05), ("3.6", -68.2)])
def test_signs_that_readers_gave_are_named(number, answer):
    assert "the sign is not" in said(number, answer)
    assert "the sign is not" in said("0.4", "-6.76 points")


@each(NUMBERS)
def test_thousands_and_millions_mistaken_are_named(asked):
    low, value, high = right(asked)
    for power in (3, 6, 9, 12):
        for factor in (10.0**power, 10.0**-power):
            answers = (value * factor, bg.Range(*(v * factor for v in right(asked))))
            for answer in answers if low < high else answers[:1]:
                reply = asked.check(answer)
                assert reply.right is False
                assert "wrong unit" in reply.text, (answer, reply)


@pytest.mark.parametrize(
    "number, answer",
    [
        *(("2.1", 8.12e9), ("2.3", 288500000), ("2.3", 2.885e8), ("2.5", 1.785e13)),
        *(("2.5", bg.Range(16.8e12, 17.85e12, 19.008e12)), ("2.6", 0.31)),
        *(("2.7", bg.Range(12.32e12, 12.33e12, 12.34e12)), ("0.1", 196)),
        *(("4.7", 222000), ("4.7", "222,000"), ("4.7", "222.000")),
        *(("0.2", 9400), ("0.2", 9.4e12), ("1.3", 0.139), ("1.3", 0.1389)),
    ],
)
def test_units_that_readers_mistook_are_named(number, answer):
    assert "wrong unit" in said(number, answer)


@each(NUMBERS)
def test_no_trap_reaches_between_the_ends_that_are_printed(asked):
    """What stands beside the answer as its range is never called a trap."""
    for end in re.findall(r"[\d,]+(?:\.\d+)?", asked.said(asked.solve())):
        assert not asked.check(end).text.startswith("Not yet: "), end


@pytest.mark.parametrize(
    "number, answer, reply",
    [
        # printed beside 221.97, and so no trap, though eight steps give 224.19
        ("4.7", 224, "Close: look at your rounding"),
        ("4.7", 221, "Close: look at your rounding"),
        ("4.7", 224.0, "Right"),
        ("4.7", "224.2", "another span"),
        ("4.7", 224.2, "another span"),
        ("4.7", "222", "Right"),
        ("1.1", "7.85", "Close: look at your rounding"),
        ("1.4", 14.0, "Close: look at your rounding"),  # 14.07
        ("2.3", 289, "Close: look at your rounding"),
        ("2.3", 288, "Close: look at your rounding"),
        ("3.1", 11, "Not yet. For"),  # a count is exact: one more is no rounding
        ("2.5", 18, "Right"),
        ("2.6", "31.5", "Right"),  # an end as printed, rounded outwards
        ("2.2", 73.3, "Right"),  # 73.24
        ("3.6", "68.3", "Close: look at your rounding"),
        ("2.2", 72, "one more"),  # below 72.5, where the range begins
        ("2.2", 72.0, "Not yet. For"),
        ("2.2", 73, "Right"),
        ("4.2", 104, "one more"),  # 104.8 is rounded to 105
        ("4.2", 104.0, "Not yet. For"),
        ("4.2", 105, "Right"),
        ("4.5", 11, "another base"),  # 10.58, where 11.84 is right
        ("4.5", 12, "Right"),
        ("4.6", 10, "Right"),
        ("1.1", 7.9, "Right"),
        ("1.1", 8.0, "Close: look at your rounding"),
        ("1.3", 14, "one more"),
        ("1.3", "14", "one more"),
        ("1.3", 14.0, "added for compounded"),
        ("1.3", "14.0", "added for compounded"),
    ],
)
def test_rounded_answers_get_a_sensible_reply(number, answer, reply):
    assert reply in said(number, answer)


@each(NUMBERS)
def test_one_more_digit_can_always_be_given(asked):
    """A float says how a zero is given, and some zeros more end the asking."""
    _, value, _ = right(asked)
    for near in (value, value * 1.01, value * 0.99, value * 1.03, value * 0.97):
        for digits in range(3):
            again = round(near, digits) if digits else float(round(near))
            asks = "Too few" in (text := asked.check(again).text)
            assert ("between quotes" in text) is asks
            assert "Too few" not in asked.check(f"{again:.6f}").text


def test_the_digits_of_two_near_numbers_decide():
    asked = one_with(bg.Range(13.4, 13.8, 13.9), 14.4)
    assert asked.check("14").text == "Too few digits to tell: give at least one more."
    assert asked.check("13.8").right and asked.check("13.7").right
    assert "trap 0" in asked.check("14.4").text


def test_a_range_far_wider_than_the_solution_is_too_wide():
    assert "too wide" in said("1.3", bg.Range(0, 13.9, 100))
    assert "too wide" in said("1.3", "13.92 (0 to 100)")
    assert said("1.3", "13.92 (13.89 to 13.94)") == "Right."
    assert said("3.5", bg.Range(754, 760.7, 767)) == "Right."
    workers = bg.value("ip_workers", "2022-12-31")
    assert "more than one number" in said("0.1", workers)


@pytest.mark.parametrize(
    "number, answer, is_other",
    [
        *(("0.4", "6.76 percent", True), ("1.1", "7.87 %", True)),
        *(("1.6", "1.05%", True), ("2.2", "73 points", True), ("1.2", "5.07%", True)),
        *(("0.4", "6.76 percentage points", False), ("2.2", "73 phần trăm", False)),
        *(("0.4", "6,76 điểm phần trăm", False), ("1.2", "5.07 times", False)),
        *(("3.5", "760.7 hectares", False), ("1.2", "5.07", False)),
    ],
)
def test_another_unit_than_the_one_asked_for_is_remarked(number, answer, is_other):
    reply = EXERCISES[number].check(answer)
    assert reply.right is True
    assert ("mind the unit" in reply.text) is is_other


@pytest.mark.parametrize(
    "number, answer, kind",
    [
        *(("1.1", 1.25, "times"), ("1.2", 406.6, "percent larger")),
        *(("1.2", 5.54, "rate of 2010"), ("1.4", 13.86, "70 by the rate")),
        *(("1.2", 6.2, "per head"), ("1.2", 4.95, "another edition")),
        *(("1.2", 173, "rates added up"), ("1.4", 14.3, "72 by the rate")),
        *(("1.2", 507, "in percent of"), ("1.2", "5.00", "teaching.csv")),
        *(("1.3", 1.1392, "factor"), ("1.3", 113.92, "from a hundred")),
        *(("1.3", 13.53, "teaching.csv"), ("0.1", 195999, "end of the step")),
        *(("2.5", 16.8, "the least"), ("2.5", 19.0, "the most")),
        *(("1.3", 16.0, "three steps"), ("1.3", 17.1, "each added the same")),
        *(("1.4", 13.9, "a rule of thumb"), ("1.4", 14.26, "a rule of thumb")),
        *(
            ("1.4", 15, "full years"),
            ("1.5", 6.1, "the share of 2011"),
            ("1.6", 1.4, "2024"),
        ),
        *(("1.7", 8, "round"), ("1.7", 14, "a difference for a ratio")),
        *(("2.2", 137.9, "upside down"), ("2.3", 8.7, "new capital alone")),
        *(("2.4", 413, "new capital alone"), ("2.7", 8.86, "published")),
        *(("2.4", 110, "rounded to 2.1"), ("2.4", 210, "above 100")),
        *(("1.4", 13.7, "once a year"), ("4.3", 167, "undated page")),
        *(("4.6", 21.5, "could end in a conflict"), ("1.5", 19.1, "itself grew")),
        *(("3.1", 16, "our own list"), ("3.4", 51, "our own list")),
        *(("3.4", 31.6, "target of 2021"), ("3.5", 905, "5 years"), ("3.5", 754, "6")),
        *(("3.7", 16.6, "nine steps"), ("4.2", 87.9, "printed elsewhere")),
        *(("4.4", 103.9, "in percent"), ("4.5", 111.8, "in percent")),
        *(("4.5", 1.118, "times"), ("4.7", 224.2, "eight steps")),
        *(("4.7", 220.5, "added"),),
    ],
)
def test_the_ways_that_readers_went_are_named(number, answer, kind):
    reply = EXERCISES[number].check(answer)
    assert reply.right is False
    assert reply.text.startswith("Not yet: ") and kind in reply.text


def test_the_small_table_leads_where_the_traps_say():
    rates = teachtable.table()["growth"]
    for number, first in (("1.2", "2011"), ("1.3", "2021")):
        steps = 1 + rates.loc[first:] / 100
        whole = math.prod(steps)
        led = whole if number == "1.2" else 100 * whole ** (1 / len(steps)) - 100
        assert "teaching.csv" in said(number, f"{led:.3f}")


def test_an_edition_in_between_is_not_called_the_first():
    assert "first edition" in said("0.3", "13.45")
    assert "in between" in said("0.3", "13.1")
    assert "first" not in said("0.3", "13.1")


def test_the_answer_that_the_readme_shows_falls_into_the_trap_it_names():
    readme = (CHECKOUT.root / "README.md").read_text(encoding="utf-8")
    shown = re.search(
        r'bg\.exercise\("([^"]+)"\)\.check\("([^"]+)"\)[^"]*"([^"]+)"', readme
    )
    assert said(shown[1], shown[2]).startswith(f"Not yet: {shown[3]}; ")


def test_a_reader_is_offered_nothing_that_gives_an_answer_away():
    asked = bg.exercise("1.3")
    offered = [name for name in dir(asked) if not name.startswith("_")]
    words = "check hint minutes name number question solution unit"
    assert offered == words.split()
    assert asked.unit == "percent a year" and "1.3" in repr(asked)
    assert bg.exercise("1.8").unit == ""


def test_the_first_hint_of_the_budget_leads_to_it_at_once():
    hint = EXERCISES["0.2"].hints[0]
    assert '`bg.find("budget investment")`' in hint
    first = bg.find("budget investment").iloc[0]
    assert first["indicator"] == "state_budget_investment"


# --- where replies are shown ----------------------------------------------------------

CELLS = {  # a cell, and how many replies it shows
    'bg.exercise("1.1").check(100)': 1,
    'bg.exercise("1.1").check(100)\nx = 1': 1,
    'for answer in (100, 31):\n    bg.exercise("1.1").check(answer)': 2,
    'bg.exercise("1.1").check(100)\nbg.exercise("1.1").check(31)': 2,
    'print(bg.exercise("1.1").check(100))': 1,
    'reply = bg.exercise("1.1").check(100)\nreply': 1,
    "x": 0,
    'bg.exercise("1.1").hint()\nx = 1': 1,
    'bg.exercise("1.1").solution()\nx = 1': 1,
    'bg.exercise("1.1").check(100)\n1 / 0': 1,
}


def test_a_cell_shows_each_reply_once_wherever_it_stands():
    cells = [new_code_cell(source) for source in ("import bacgiang as bg", *CELLS)]
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
    words = re.compile("Not yet|Right|Hint|difference\\(after")
    shown = {
        cell.source: len(words.findall(json.dumps(cell.outputs)))
        for cell in notebook.cells[1:]
    }
    assert shown == CELLS | {"x": 0}


def test_outside_a_notebook_nothing_waits(capsys):
    print(bg.exercise("1.1").check(7.87))
    bg.exercise("1.1").check(7.87)
    assert capsys.readouterr().out == "Right.\n"
    assert waiting._waiting() == []


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
        *((half, "times", [1.5]) for half in ("1½", "1 ½", "3/2", "1 1/2")),
        ("½", "times", [0.5]),
        ("4/2 times", "times", [2]),
        (13, "percent", [13]),
        (pd.Series([2.5]).iloc[0], "percent", [2.5]),
        (bg.Range(1, 2, 3), "percent", [2]),
        ("13.92 (13.89 to 13.94)", "percent", [13.92]),
        ("18.3 (17.9 to 18.8) billion", "million USD", [18300]),
    ],
)
def test_an_answer_is_read(answer, unit, values):
    assert [reading.value for reading in readings(answer, unit)] == pytest.approx(
        values
    )


@pytest.mark.parametrize(
    "answer, why",
    [
        *(("none", Unread.NONE), ("1.23.4", Unread.NONE), (None, Unread.NONE)),
        *(("1 to 2", Unread.SEVERAL), ("14 (2021)", Unread.SEVERAL)),
        *(("13 (1 to 2) 3", Unread.SEVERAL), ("(13.8 to 14)", Unread.SEVERAL)),
        *(("twenty", Unread.DIGITS), ([], Unread.NONE), ({}, Unread.NONE)),
    ],
)
def test_what_is_not_read_is_told_why(answer, why):
    assert readings(answer, "percent") is why


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
    assert all(c.startswith("# ") for c in code if ".hint()" in c)  # none unasked
    tags = [cell.metadata.get("tags", [""])[0] for cell in cells[2:]]
    kinds = ["question", "answer", "check", "hint"]
    assert tags == kinds * (len(tags) // len(kinds))
    whole = "\n".join(cell.source for cell in cells)
    own = [e for e in ALL if e.number[0] == path.name[0]]
    assert not any(exercise.lines in whole for exercise in own)
    assert all(exercise.question in whole for exercise in own)
    assert {len(cell.source) for cell in itertools.islice(cells, 3, None, 4)} == {0}
