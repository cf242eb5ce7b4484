"""The kinds of printings that are easily misread, a line each in reading_cases.csv.

Where no reading is certain, "?", the value stays empty and the note says why.
"""

import csv
import re
import time
from pathlib import Path

import pytest

from bacgiang import finding
from bacgiang.candidates import listed
from bacgiang.printed import read

PATH = Path(__file__).parent / "reading_cases.csv"
SIGNS = {r"\n": "\n", r"\t": "\t", r"\u00ad": "\u00ad", r"\u200b": "\u200b"}


def cases():
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for written, sign in SIGNS.items():
            row["text"] = row["text"].replace(written, sign)
    return rows


def expected(said):
    """Part "5..7 percent exact 1": value, upper end, unit, qualifier and step."""
    for one in filter(None, said.split("; ")):
        if one == "?":
            yield None
            continue
        value, *unit, qualifier, step = one.split()
        low, _, high = value.partition("..")
        name = " ".join(unit).replace("-", "")
        yield low, high, name, qualifier, step


def proposed(row):
    names = ("value", "value_max", "unit", "qualifier", "resolution")
    return tuple(row[name] for name in names) if row["value"] else None


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_a_printing_is_read_right_or_left_empty(case):
    rows = listed(case["text"], case["language"])
    numbers = [row for row in rows if row["kind"] == "number"]
    assert [proposed(row) for row in numbers] == list(expected(case["expected"]))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_an_empty_value_says_why(case):
    for row in listed(case["text"], case["language"]):
        assert row["value"] or row["kind"] != "number" or row["note"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_what_is_proposed_is_what_the_check_reads(case):
    for row in listed(case["text"], case["language"]):
        if row["value"]:
            reading = read(row["as_printed"], row["unit"], case["language"])
            assert reading.value == float(row["value"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_whatever_may_be_a_number_is_tried(case):
    text, find = case["text"], finding.pattern(case["language"])
    starts = [m.start() for m in re.finditer(r"(?<!\w)\S|\d", text)]
    found = [start for start in starts if find.match(text, start)]
    opens = finding.opening()
    assert [s for s in found if not opens.match(text.lower(), s)] == []


def test_a_style_against_the_language_stands_behind_the_printing():
    rows = listed("It earned 41.250,6 billion VND; customs took 23.417 billion VND.")
    assert rows[1]["as_printed"] == "23.417 billion VND [dot groups thousands]"


def test_a_style_that_only_the_language_tells_is_marked():
    (row,) = listed("Customs took 23.417 billion VND.", "en")
    assert row["value"] == "23417000000" and "language alone" in row["note"]


SQUARE = 24  # times as long: a square would take 64 times


def seconds(text):
    """Take the time of this process alone."""
    start = time.process_time()
    listed(text, "en")
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    [
        *("It drew over $3.4 billion, up 7.4%, in 12 zones. ", "1\t", "1% - ", "1/2/"),
        *("fell in the ", "fell sharply ", "two hundred and ", "5 new ", "1,234,"),
        *("4 tỷ 300 triệu ", "- 5\n", "one hundred ", "giảm mạnh ", "minus growth "),
        *("fell from 5% to ", "İ 5%. "),
    ],
)
def test_time_grows_with_the_length_of_a_text_and_no_faster(piece):
    assert grows(lambda size: piece * (size // len(piece)))


def test_time_grows_with_a_run_of_blanks_and_no_faster():
    assert grows(lambda size: f"It was 3{' ' * size}billion.")


def grows(text):
    """Tell whether a text of eight times the length takes no square of the time.

    The best of three counts, so that the first that is quick enough settles it.
    """
    seconds(text(3_000))  # patterns are compiled once
    short = min(seconds(text(3_000)) for _ in range(3))
    return any(seconds(text(24_000)) < SQUARE * short + 0.02 for _ in range(3))
