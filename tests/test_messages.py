"""The catalogue of messages holds what a reader may see, wherever it is written."""

import pytest
from checkout import PATHS

from bacgiang.publish import messages


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


def test_notes_are_found_plain_named_and_worked_out():
    code = "note = f'Of {n} zones.'\nbg.show(note=note)\nbg.show(note='Five.')"
    lines = ["Source: A. Of 12 zones. Data to 2024", "Source: B. Five."]
    assert messages._notes(code, lines) == {"Of 12 zones.", "Five."}
