"""The maker of mutants: the same edits for the same seed, each a change that counts.

`make mutants` itself takes long and is no part of `make test`.
"""

import ast
import csv
import io
import random
import shutil
from functools import cache

import nbformat
import pytest
import small
from checkout import CHECKOUT
from mutants import CAUGHT_LATE, cells, code, prose, trial
from mutants.__main__ import EQUIVALENT, main

from bacgiang.publish.messages import MARKS

ROOT = CHECKOUT.root
MAKERS = pytest.mark.parametrize(
    "maker", [cells, prose, code], ids=["cells", "prose", "code"]
)


def make(maker, seed, number=12):
    return list(maker.make(ROOT, number, random.Random(seed)))


made = cache(make)


@MAKERS
def test_the_same_seed_makes_the_same_mutants(maker):
    assert make(maker, 5) == made(maker, 5)


@MAKERS
def test_another_seed_makes_others(maker):
    assert made(maker, 5) != make(maker, 8)


@MAKERS
def test_every_mutant_is_another_text_made_once(maker):
    mutants = made(maker, 5)
    for mutant in mutants:
        before = (ROOT / mutant.file).read_text(encoding="utf-8")
        assert mutant.text != before
        assert 0 < mutant.line <= before.count("\n") + 1
    assert len({mutant.text for mutant in mutants}) == len(mutants)


def test_a_mutant_of_code_can_be_read_and_is_another_program():
    for mutant in made(code, 5, 30):
        before = (ROOT / mutant.file).read_text(encoding="utf-8")
        assert ast.dump(ast.parse(mutant.text)) != ast.dump(ast.parse(before))


def test_a_mutant_of_a_table_differs_in_one_row():
    for mutant in made(cells, 5):
        rows = list(csv.reader(io.StringIO(mutant.text)))
        text = (ROOT / mutant.file).read_text(encoding="utf-8")
        differ = [
            a != b for a, b in zip(csv.reader(io.StringIO(text)), rows, strict=True)
        ]
        assert [n + 1 for n, other in enumerate(differ) if other] == [mutant.line]


def test_every_other_edit_of_a_cell_is_consistent_with_its_printing():
    mutants = made(cells, 5)
    assert [m.sort.startswith("consistent") for m in mutants] == [False, True] * 6
    for mutant in mutants[1::2]:
        assert "as_printed" in mutant.edit


def test_a_mutant_of_prose_leaves_a_notebook_or_template_that_can_be_read():
    from babel.messages.extract import extract

    for mutant in made(prose, 5, 30):
        if mutant.file.endswith(".ipynb"):
            nbformat.validate(nbformat.reads(mutant.text, as_version=4))
        elif mutant.file.endswith(".j2"):
            file = io.BytesIO(mutant.text.encode())
            assert list(extract("jinja2", file, keywords=MARKS))


def test_another_word_of_a_figure_stands_in_its_output_too():
    mutants = [m for m in made(prose, 5, 40) if m.sort.startswith("figure words")]
    assert mutants
    for mutant in mutants:
        cells_before = nbformat.read(ROOT / mutant.file, as_version=4).cells
        cells_now = nbformat.reads(mutant.text, as_version=4).cells
        pairs = zip(cells_before, cells_now, strict=True)
        [(before, now)] = [(a, b) for a, b in pairs if a.source != b.source]
        # what a word is worked into, and a note, may leave in other words
        assert (
            now.outputs != before.outputs
            or "{" in before.source
            or "note" in before.source
        )


# --- what edits there are -------------------------------------------------------------


def after(text):
    """What stands where, once each edit of a text is made."""
    found = code.edits(text)
    return {text[:start] + new + text[end:] for _, start, end, new in found}


@pytest.mark.parametrize(
    "text, other",
    [
        ("a < b", "a <= b"),
        ("a not in b", "a in b"),
        ("a is None", "a is not None"),
        ("'ắ' + a", "'ắ' - a"),
        ("a * b", "a / b"),
        ("a and b", "a or b"),
        ("not a", "a"),
        ("f(a, b)", "f(b, a)"),
        ("max(a)", "min(a)"),
        ("x = 3", "x = 4"),
        ("x = 3", "x = (2)"),
        ("x = True", "x = False"),
        ("a if b else c", "a if (not (b)) else c"),
        ("def f():\n    return a", "def f():\n    return None"),
        ("for a in b:\n    continue", "for a in b:\n    break"),
        ("f(a)", "pass"),
        ("x = a[-1]", "x = a[1]"),
    ],
)
def test_an_edit_of_each_sort_is_made(text, other):
    assert other in after(text)


@pytest.mark.parametrize(
    "text", ["x: int | None", "def f(a: 'b') -> c | d: ...", "f'{x:3}'"]
)
def test_types_and_forms_are_left_alone(text):
    assert after(text) == set()


@pytest.mark.parametrize(
    "text, sorts",
    [
        ("It grew by 13.4 percent in 2023", {"number", "year", "amount", "direction"}),
        ("`2023` [x](https://example.org/2023) {year}", set()),
        ("Two zones of Bắc Giang", {"number word", "place"}),
    ],
)
def test_slips_are_made_in_words_and_not_in_code_or_links(text, sorts):
    assert set(prose.spots(text)) == sorts


# --- how they are tried ---------------------------------------------------------------


def test_the_innermost_function_of_a_line_is_found():
    text = "x = 1\n@a\ndef f():\n    def g():\n        return 1\n    return 2\n"
    lines = [trial.first_line(text, line) for line in range(1, 7)]
    assert lines == [0, 2, 2, 4, 4, 2]


def test_the_rooms_that_a_test_uses_are_those_it_imports_or_asks_by_name():
    opening = "from .charts import show\nfrom . import data\nLATER = {'maps': ('a',)}"
    exports = trial.exported(opening)
    assert exports == {"show": ("charts",), "a": ("maps",)}
    text = "import bacgiang as bg\nfrom bacgiang.publish import book\nbg.show(1)"
    assert {("charts",), ("publish", "book")} <= trial.used(text, exports)
    assert ("data",) not in trial.used(text, exports)


def test_a_cell_is_named_by_the_check_or_by_the_lock(tmp_path):
    folder = small.copy(tmp_path / "data")
    assert cells.named(folder) == ""
    rows = small.read(folder)
    small.write(folder, [rows[0] | {"note": "another"}, *rows[1:]])
    assert cells.named(folder).startswith("lock")
    small.write(folder, [rows[0] | {"status": "guess"}, *rows[1:]])
    assert cells.named(folder) == "check: status"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A checkout of one room with one test file."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "src" / "bacgiang").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "src" / "bacgiang" / "__init__.py").write_text("")
    (root / "src" / "bacgiang" / "room.py").write_text(ROOM)
    (root / "tests" / "test_room.py").write_text(TEST)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.fixture(scope="module")
def workshop(checkout):
    with trial.Workshop(checkout, libraries="") as made:
        yield made


ROOM = """\
from functools import cache


def count(n):
    while n > 3:
        n -= 1
    return n


x = 1 + 1


def doubled(n):
    return n * 2


@cache
def kept(n):
    return doubled(n)


def shared():
    return 7


def shown():
    return 1


def spelt():
    return "three"
"""
TEST = """\
import subprocess
import sys

import pytest
from bacgiang.room import count, doubled, kept, shared, shown, spelt


@pytest.fixture(scope="module")
def seven():
    return shared()


@pytest.fixture(scope="session")
def built():
    return shown()


@pytest.fixture
def page(built):
    return built


def test_it_counts_down():
    assert count(9) == 3


def test_it_keeps():
    assert kept(1)


def test_it_keeps_what_is_right():
    assert kept(1) == 2


def test_another_process():
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def test_seven(seven):
    assert seven


@pytest.mark.parametrize("word", [spelt()])
def test_a_word(word):
    assert word == "three"


def test_the_site_shows(page):
    assert page == 1


def test_red_before():
    assert count(9) == 4
"""
FILE = "src/bacgiang/room.py"


def line(words):
    return ROOM[: ROOM.index(words)].count("\n") + 1


def reached(workshop, words):
    spot = FILE, trial.first_line(ROOM, line(words))
    ids = workshop.measured("test_room.py").reaching({spot})
    return [name.partition("::test_")[2] for name in ids]


EVERY = ["it_counts_down", "it_keeps", "it_keeps_what_is_right"]
EVERY += ["another_process", "seven", "a_word[three]"]


@pytest.mark.parametrize(
    "words, tests",
    [
        ("n -= 1", ["it_counts_down"]),
        ("n * 2", EVERY),  # below a result that is kept
        ("return 7", EVERY),  # for a fixture that tests share
        ("return 1", []),  # for the site alone
    ],
)
def test_the_tests_that_reach_a_function_are_found(workshop, words, tests):
    assert reached(workshop, words) == tests


def test_what_another_process_calls_may_be_anything(workshop):
    found = workshop.measured("test_room.py").reaching({trial.OTHER_PROCESS})
    assert found == ["tests/test_room.py::test_another_process"]


def test_what_needs_the_site_comes_last_and_only_if_asked(workshop, checkout):
    text = ROOM.replace("return 1", "return 2")
    assert workshop.named(FILE, text, line("return 1")) == ""
    with trial.Workshop(checkout, libraries="", site=True) as other:
        assert other.named(FILE, text, line("return 1")) == (
            "test_room.py::test_the_site_shows"
        )
        assert other.named(FILE, ROOM.replace("n * 2", "n * 3"), line("n * 2")) == (
            "test_room.py::test_it_keeps_what_is_right"
        )


def test_the_test_that_fails_is_named(workshop):
    assert workshop.named(FILE, ROOM.replace("> 3", "> 4"), line("> 3")) == (
        "test_room.py::test_it_counts_down"
    )


def test_a_test_named_after_what_the_edit_changes_is_run(workshop):
    text = ROOM.replace('"three"', '"four"')
    assert workshop.named(FILE, text, line('"three"')) == (
        "test_room.py::test_a_word[four]"
    )


def test_what_does_not_end_is_named_so(workshop, monkeypatch):
    monkeypatch.setattr(trial, "SLOWER", 0)
    monkeypatch.setattr(trial, "PATIENCE", 5)
    assert (
        workshop.named(FILE, ROOM.replace("-= 1", "-= 0"), line("-= 1")) == CAUGHT_LATE
    )


def test_what_no_test_sees_survives_and_the_file_is_put_back(workshop):
    assert workshop.named(FILE, ROOM.replace("1 + 1", "1 - 1"), line("1 + 1")) == ""
    assert (workshop.copy / FILE).read_text() == ROOM


def test_the_reasons_of_edits_that_change_nothing_are_given_once():
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["file"], row["edit"]) for row in rows}) == len(rows)
    for row in rows:
        assert (ROOT / row["file"]).exists()
        assert len(row["reason"].split()) >= 3


def test_a_run_can_be_cut(capsys):
    assert main(["--kind", "cells", "--number", "0"]) == 0
    assert "cells: 0 made" in capsys.readouterr().out


def test_some_of_a_run_can_be_tried_again(capsys):
    assert main(["--kind", "cells", "--number", "4", "--only", "2", "4"]) == 0
    said = capsys.readouterr().out
    lines = [line.split(":")[0] for line in said.splitlines() if "consistent" in line]
    mutants = list(cells.make(ROOT, 4, random.Random("cells 1")))
    assert lines == [f"{n:4} {mutants[n - 1].file}" for n in (2, 4)]
