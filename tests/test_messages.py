"""The catalogue of messages holds what a reader may see, wherever it is written."""

import ast

import pytest
from checkout import PATHS

from bacgiang.publish import edition, messages


@pytest.fixture(scope="module")
def ids():
    return {message.id for message in messages.template(PATHS)}


@pytest.mark.parametrize(
    "words",
    [
        "All {n} numbers, each with its source",  # of a template
        "Zones",  # the name of a notebook
        "In brief",  # a heading
        "in {0} itself current prices are the prices of {1}",  # a comment of code
        "Bắc Giang newspaper",  # a publisher
        ("{n} number", "{n} numbers"),
    ],
)
def test_the_template_holds_what_readers_see(ids, words):
    assert words in ids


def in_f_strings(text):
    """The calls for words inside f-strings, where no extractor looks."""
    strings = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.JoinedStr)]
    calls = [n for s in strings for n in ast.walk(s) if isinstance(n, ast.Call)]
    asked = {"words.text", "words.plural", "mark"}
    return [
        ast.unparse(call)
        for call in calls
        if ast.unparse(call.func) in asked and isinstance(call.args[0], ast.Constant)
    ]


def test_no_words_stand_where_they_are_not_found():
    files = sorted(messages.PACKAGE.rglob("*.py"))
    found = {f.name: in_f_strings(f.read_text(encoding="utf-8")) for f in files}
    assert {name: calls for name, calls in found.items() if calls} == {}
    hidden = "x = f\"# {words.text('Method')}\""
    assert in_f_strings(hidden) == ["words.text('Method')"]


def test_notes_are_found_plain_named_and_worked_out():
    code = "note = f'Of {n} zones.'\nbg.show(note=note)\nbg.show(note='Five.')"
    lines = ["Source: A. Of 12 zones. Data to 2024", "Source: B. Five."]
    assert messages._notes(code, lines) == {"Of 12 zones.", "Five."}


def test_a_comment_is_said_on_its_own_line_and_behind_code():
    code = 'colour = "#22262B"\n# one\nfor x in y:\n    # two\n    z(x)  # three'
    assert edition.comments(code) == ["one", "two", "three"]
