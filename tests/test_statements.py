"""What the README and its like state is what data and code say."""

import re

import pytest
from checkout import CHECKOUT
from statements import STATEMENTS, wrong


def committed(file):
    return (CHECKOUT.root / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", STATEMENTS)
def test_its_statements_hold(file):
    found = list(wrong(file, committed(file)))
    assert not found, "\n".join(found)


SLIPS = [
    ("README.md", "In fifteen years", "In sixteen years"),
    ("README.md", "On 1 July 2025", "On 1 June 2025"),
    ("README.md", "in 2010 lived", "in 2011 lived"),
    ("README.md", "between 8.2 and 8.3", "between 8.2 and 8.4"),
    ("README.md", "between 13.445", "between 13.45"),
    ("README.md", "five findings", "six findings"),
    ("README.md", "has six to eight", "has six to nine"),
    ("README.md", "Eight minutes; begin", "Six minutes; begin"),
    ("README.md", "Python 3.11 or", "Python 3.10 or"),
    ("CONTRIBUTING.md", "Six steps, with", "Five steps, with"),
    ("CONTRIBUTING.md", "at most 20 of a kind", "at most 30 of a kind"),
    ("CONTRIBUTING.md", "folders of 94 kinds", "folders of 95 kinds"),
    ("data/README.md", "| 8300000000 |", "| 8400000000 |"),
    ("data/README.md", "| exact | 100000 |", "| exact | 10000 |"),
    ("data/README.md", "is read as 9.3,", "is read as 9.4,"),
    ("data/README.md", "exact reaches from *v − r*/2", "exact reaches from *v − r*"),
    ("data/README.md", "nearly from *v − r*", "nearly from *v + r*"),
    ("data/README.md", "more than 60 days", "more than 90 days"),
    ("data/README.md", "id of eight", "id of seven"),
    ("data/README.md", "actual before estimate", "estimate before actual"),
    ("data/README.md", "| 2017 to 2019, 2021 to 2024 |", "| 2017 to 2024 |"),
    ("data/README.md", "| 2010 to 2016, 2020 |", "| 2010 to 2016 |"),
    ("data/README.md", "(49), men", "(48), men"),
    ("CITATION.cff", "1 July 2025", "1 July 2024"),
]


@pytest.mark.parametrize("file, said, other", SLIPS)
def test_a_slip_in_a_statement_is_named(file, said, other):
    text = committed(file)
    assert said in text
    assert list(wrong(file, text.replace(said, other)))


@pytest.mark.parametrize("file", [f for f in STATEMENTS if "look/" in f])
def test_a_slip_in_a_message_of_the_pages_is_named(file):
    text = committed(file)
    other = re.sub(r"fifteen|Python 3\.11", "eleven", text)
    assert other != text
    assert list(wrong(file, other))
