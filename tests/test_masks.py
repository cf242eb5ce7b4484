"""Numbers leave a message and come back: no translator types one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacgiang import masks


@pytest.mark.parametrize(
    "english, message",
    [
        ("About 13.4 percent", "About {0} percent"),
        ("1,234.5 and -7.4", "{0} and {1}"),
        ("14-15% in 2021-2025", "{0}-{1}% in {2}-{3}"),
        ("US$24.5 billion", "US${0} billion"),
        ("8th of 63 provinces", "{0} of {1} provinces"),
        ("five of twelve", "{0} of {1}"),
        ("six-fold, two thirds", "{0}-fold, {1} thirds"),
        ("On 1 July 2025", "On {0}"),
        ("in June", "in {0}"),
        ("in May it may", "in {0} it may"),
        ("May 2024", "{0}"),
        ("[3](#In-2010)", "[{0}]({1})"),
        ("`x = 3` is 3", "{0} is {1}"),
        ("{n} of 5", "{n} of {0}"),
        ("Python 3.11, CC BY 4.0", "Python {0}, CC BY {1}"),
        ("nothing to mask", "nothing to mask"),
    ],
)
def test_numbers_dates_targets_and_code_become_places(english, message):
    assert masks.mask(english).message == message


@pytest.mark.parametrize(
    "text, kind",
    [
        ("27,4", "other"),  # of a Vietnamese page
        ("Q1", "name"),
        ("2023-11-15", "iso"),
        ("https://example.org/2024/5", "address"),
    ],
)
def test_what_is_written_alike_in_every_language_is_known(text, kind):
    masked = masks.mask(f"see {text} here")
    assert [(token.kind, token.text) for token in masked.tokens] == [(kind, text)]


def test_all_numbers_of_a_list_of_exercises_are_names():
    tokens = masks.mask("Try it: exercises 1.2, 1.3, 1.4 and 1.7 of 12.5").tokens
    assert [token.kind for token in tokens] == ["name"] * 4 + ["number"]


@given(st.text())
def test_a_message_filled_with_what_was_taken_out_is_the_text_again(english):
    if "{" in english or "}" in english:
        return
    masked = masks.mask(english)
    whole = masks.fill(masked.message, masked.tokens, lambda token: token.text)
    assert (
        whole.casefold() == english.casefold()
    )  # what opens a sentence gets a capital


def test_places_are_numbered_in_their_order():
    masked = masks.mask("from 3 to 4 in two years")
    assert masked.message == "from {0} to {1} in {2} years"
    assert [token.text for token in masked.tokens] == ["3", "4", "two"]
