"""No loose numbers: what the prose says, an output in reach shows, or a cited source
prints.

The rule itself is in publish/prose.py; the first half of this file holds the notebooks
to it, the second half holds the rule to small notebooks whose right answer is known.
"""

import csv
import io
from dataclasses import replace

import pytest
from checkout import CHECKOUT, PATHS, read
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from bacgiang import data, words
from bacgiang.publish.book import Book
from bacgiang.publish.grammars import ENGLISH
from bacgiang.publish.prose import (
    Reader,
    Sources,
    bound,
    first_words,
    ledger,
    minutes,
    numbers,
    timed,
)

LEDGER = CHECKOUT.ledger
by_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)


@by_notebook
def test_every_number_of_the_prose_is_shown_in_its_section_or_printed_by_a_cited_source(
    path,
):
    loose = Reader(read(path)).loose()
    if loose:
        pytest.fail(
            f"{len(loose)} loose numbers. Correct each, or show it by an output of its"
            " section, or link the section that shows it, or cite a source that prints"
            " it.\n" + "\n".join(loose),
            pytrace=False,
        )


@by_notebook
def test_the_title_names_the_minutes_that_reading_takes(path):
    said = ENGLISH.reading.findall(read(path).lead)
    assert said == [f"{minutes(read(path))} minutes"], (
        "name the minutes once in the paragraph under the title; make refresh then"
        " writes the number"
    )


def test_minutes_are_the_time_of_reading_under_the_title_alone():
    text = "It takes 15 minutes."
    assert [n.kind for n in numbers(text)] == [""]
    assert [n.kind for n in numbers(text, is_title=True)] == ["reading time"]


@pytest.mark.parametrize(
    "words, pictures, wanted", [(200, 0, 1), (201, 0, 2), (400, 3, 3), (300, 1, 2)]
)
def test_reading_takes_a_minute_for_200_words_or_three_pictures(
    words, pictures, wanted
):
    text = "# Why? " + "word " * (words - 5) + "Reading takes 99 minutes."
    shown = [figure() for _ in range(pictures)]
    cells = [new_markdown_cell(text), new_code_cell("", outputs=[*shown, said("9")])]
    notebook = timed(new_notebook(cells=cells))
    assert f"takes {wanted} minutes" in notebook.cells[0].source


def test_the_list_of_prose_numbers_is_the_committed_one():
    committed = LEDGER.read_text(encoding="utf-8") if LEDGER.exists() else ""
    old, new = (
        list(csv.reader(io.StringIO(text))) for text in (committed, ledger(PATHS))
    )
    gone, come = (
        [row for row in old if row not in new],
        [row for row in new if row not in old],
    )
    lines = [f"  committed: {row}" for row in gone] + [
        f"  now:       {row}" for row in come
    ]
    if old != new:
        pytest.fail(
            "numbers of the prose, or where they stand, are not those of"
            " tests/prose_numbers.csv. Read each change; if it is meant, run make"
            " refresh.\n" + "\n".join(lines or ["  (the order changed)"]),
            pytrace=False,
        )


def places(reader, block):
    """Each number of a block with the place where it is found."""
    return [(b.number.text, b.place) for b in reader.bound([block])]


@by_notebook
def test_no_number_of_the_prose_can_change_unseen(path, capsys):
    reader = Reader(read(path))
    # claims need an output; years, dates, ordinals and the like do not
    claims, caught, others, unseen = 0, 0, 0, []
    for block in reader.book.blocks:
        before = places(reader, block)
        for number in numbers(block.text, block.is_title):
            other = replace(block, text=mutate(block.text, number))
            after = places(reader, other)
            claims, others = claims + (not number.kind), others + bool(number.kind)
            caught += not number.kind and any(place == "" for _, place in after)
            if after == before:
                unseen.append(
                    f"cell {block.cell} (id {block.cell_id}): {number.text!r} in"
                    f' "{first_words(block)} ..."'
                )
    with capsys.disabled():
        print(
            f"\n{path.name}: of {claims} numbers of the prose, each changed by one"
            f" digit, {caught} turn up as loose; the list of numbers shows the other"
            f" {claims - caught}, and {others} years, dates and the like"
        )
    assert not unseen, (
        "these numbers can change with no test turning red:\n" + "\n".join(unseen)
    )


def mutate(text, number):
    """The text with the number's last digit, or the number word, changed by one."""
    written = text[number.start : number.end]
    if written.lower() in ENGLISH.words:
        words = list(ENGLISH.words)
        new = words[words.index(written.lower()) - 1 if written.lower() != "two" else 1]
    else:
        place = max(i for i, c in enumerate(written) if c.isdigit())
        new = (
            written[:place] + str((int(written[place]) + 1) % 10) + written[place + 1 :]
        )
    return text[: number.start] + new + text[number.end :]


# --- the rule, held to notebooks whose answer is known


def figure(labels=(), axes=(), facts=(), **words):
    about = {"kind": "figure", "title": "", "subtitle": "", "source": "", "alt": ""}
    about |= {"labels": list(labels), "axes": list(axes), "facts": list(facts)} | words
    return new_output(
        "display_data",
        {"image/png": "", "text/plain": "Figure. 99"},
        metadata={"image/png": {"width": 800, "height": 440}, "bacgiang": about},
    )


def table(markup):
    return new_output(
        "execute_result", {"text/html": markup, "text/plain": "99"}, execution_count=1
    )


def said(text):
    return new_output("stream", name="stdout", text=text)


NOTHING = float("nan")
SOURCES = Sources(
    [
        {"source": "vna-2023", "url": "https://example.org/a"},
        {"source": "gso-2022", "url": "https://example.org/b"},
    ],
    [
        {
            "fact": "stock-23",
            "source": "vna-2023",
            "indicator": "fdi_stock",
            "entity": "Bắc Giang",
            "period": "2023",
            "value": 8.3e9,
            "value_max": NOTHING,
        },
        {
            "fact": "rate--25",
            "source": "vna-2023",
            "indicator": "required_rate",
            "entity": "Bắc Giang",
            "period": "2025",
            "value": 14.5,
            "value_max": 15.5,
        },
        {
            "fact": "head--24",
            "source": "gso-2022",
            "indicator": "grdp_per_capita_usd",
            "entity": "Bắc Giang",
            "period": "2024",
            "value": 4400,
            "value_max": NOTHING,
            "as_printed": "4.400 USD",
        },
        {
            "fact": "rate--23",
            "source": "gso-2022",
            "indicator": "grdp_growth",
            "entity": "Bắc Giang",
            "period": "2023",
            "value": 13.1,
            "value_max": NOTHING,
            "as_printed": "13.1",
        },
    ],
)


def loose(*cells):
    """The loose numbers of a notebook made of Markdown texts and outputs."""
    made = [
        new_markdown_cell(c) if isinstance(c, str) else new_code_cell("", outputs=[c])
        for c in cells
    ]
    return Reader(Book(new_notebook(cells=made)), SOURCES).loose()


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(
            ["## A\nIt grew by 13.5 percent.", said("growth 13.4")], id="a wrong digit"
        ),
        pytest.param(["## A\nIt grew by 13.4 percent."], id="no output at all"),
        pytest.param(
            ["## A\nIt grew by 13.4 percent.", "## B\nText.", said("13.4")],
            id="an output of another section",
        ),
        pytest.param(
            ["## A\n### A1\nIt grew by 13.4.", "### A2\ntext", "## B", said("13.4")],
            id="an output of the next chapter",
        ),
        pytest.param(
            ["## A\nIt grew by 13.4 percent.", said("13")],
            id="an output that shows fewer digits",
        ),
        pytest.param(
            ["## A\nIt grew by 13.5 percent.", said("13.44")], id="wrong rounding"
        ),
        pytest.param(
            ["## A\nIt fell by -3.2 points.", said("3.2")],
            id="a minus that the output lacks",
        ),
        pytest.param(
            ["## A\nA share of 45 percent.", said("0.45")],
            id="a fraction is no percentage",
        ),
        pytest.param(
            ["## A\nWorth 8.3 billion.", said("8.3 million")], id="a wrong scale word"
        ),
        pytest.param(
            ["## A\nWorth 8.3 billion.", said("8.3")],
            id="a scale word that the output lacks",
        ),
        pytest.param(
            ["## A\nIn all, 1,520 projects.", said("1,521")], id="a count off by one"
        ),
        pytest.param(
            ["## A\nThere are twelve zones.", said("11 zones")],
            id="a number word before a unit",
        ),
        pytest.param(["## A\nIt grew threefold.", said("2")], id="a fold"),
        pytest.param(["## A\nIt ranked 4th.", said("5")], id="a rank"),
        pytest.param(
            ["## A\nA share of 2015 percent.", said("3")],
            id="a year-like number with a unit",
        ),
        pytest.param(
            ["## It grew by 13.4 percent", said("12")], id="a number in a heading"
        ),
        pytest.param(
            ["## A\n- one item\n- grew by 13.4", said("12")], id="a list item"
        ),
        pytest.param(["## A\n**13.4** percent", said("12")], id="emphasis"),
        pytest.param(
            ["## A\nUSD8.3", said("12")], id="a currency code glued to the number"
        ),
        pytest.param(
            [
                (
                    "## A\n<details><summary>Solution</summary>\n\nIt is"
                    " 13.4.\n\n</details>"
                ),
                said("12"),
            ],
            id="a folded solution",
        ),
        pytest.param(
            ["## A", figure(title="It grew by 13.4 percent")],
            id="a figure's title, shown by no label",
        ),
        pytest.param(
            ["## A", figure(alt="A bar of 13.4.", labels=["13.5"])],
            id="a figure's alt text, against its labels",
        ),
        pytest.param(
            ["## A\nIt grew by 13.4.", figure(alt="A bar of 13.4.", title="13.4")],
            id="a figure's own words are no proof",
        ),
        pytest.param(
            [
                "## A\nThere are 1 zones.",
                table(
                    "<table><tbody><tr><th>0</th></tr><tr><th>1</th></tr></tbody>"
                    "</table>"
                ),
            ],
            id="the row count of a table",
        ),
        pytest.param(
            ["## A\nNearly 8.3 billion. \n\nSource: [x](https://example.org/a)"],
            id="a source cited in another paragraph",
        ),
        pytest.param(
            ["## A\nNearly 8.4 billion, [x](https://example.org/a)"],
            id="a number that the cited source does not print",
        ),
        pytest.param(
            ["## A\nNearly 8.3 billion, [x](https://example.org/b)"],
            id="another source",
        ),
        pytest.param(
            ["## A\nIt grew by 13.4 ([B](#C))", "## B\nText", said("13.4")],
            id="a link to a section that lacks it",
        ),
        pytest.param(
            ["## A\n13.4 `13.4`", said("12")], id="code does not excuse the prose"
        ),
    ],
)
def test_a_loose_number_is_named(cells):
    assert loose(*cells)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(
            ["## A\nIn 2023, from 2010 to 2024, 2021-2025, 2010–24 and in the 2010s."],
            id="years",
        ),
        pytest.param(
            [
                "## A\nOn 15 November 2023, 1 July 2025, March 3, 2021, 1-15 May,"
                " 2023-11-15, 2023-Q1."
            ],
            id="dates",
        ),
        pytest.param(["## A\nIn Q1 and H1 of that year."], id="quarters and halves"),
        pytest.param(["## 1. A\n1. one thing\n2. another thing"], id="ordinals"),
        pytest.param(
            ["## A\nSee section 3, Figure 2, exercise 4, Decision No. 219/QD."],
            id="references",
        ),
        pytest.param(
            [
                "## A\nRun `cagr(100, 200, 5)`.\n\n```python\nx = 13.4\n```\n<!--"
                " 13.4 -->"
            ],
            id="code and comments",
        ),
        pytest.param(
            ['## A\n[text](https://example.org/12/34.html) <img width="640">'],
            id="link targets and tags",
        ),
        pytest.param(
            ["# Title\n\nReading takes 15 minutes."],
            id="the reading time under the title",
        ),
        pytest.param(["## A\nAn index (previous year = 100)."], id="an index base"),
        pytest.param(
            ["## A\nIt grew by 13.4 percent.", said("13.4")], id="the number itself"
        ),
        pytest.param(
            ["## A\nIt grew by 13.4%, or 13 percent.", said("13.43")],
            id="right rounding",
        ),
        pytest.param(
            ["## A\nIt grew by 13.4 to 13.6 percent.", said("13.43 13.58")],
            id="a range",
        ),
        pytest.param(
            ["## A\nIt fell by 3.2 percent, −3.2.", said("-3.2")], id="a fall"
        ),
        pytest.param(
            ["## A\nVND 677 trillion, or 677.0 trillion.", said("677,000,000,000,000")],
            id="a scale word in the prose",
        ),
        pytest.param(
            ["## A\nVND 677 trillion.", figure(labels=["677"], axes=["VND trillion"])],
            id="a scale word on the axis",
        ),
        pytest.param(
            [
                "## A\nVND 677 trillion.",
                table("<table><th>VND trillion</th><td>677.1</td></table>"),
            ],
            id="a scale word in a table head",
        ),
        pytest.param(
            ["## A\nBetween 8.2 and 8.3 billion.", said("8200000000 8,300,000,000")],
            id="a shared scale word",
        ),
        pytest.param(
            [
                "## A\nIt grew by 14.01 percent.",
                table("<table><td>14,01%</td></table>"),
            ],
            id="a printing with a decimal comma",
        ),
        pytest.param(["## A\n240,000 workers.", said("239,873")], id="thousands"),
        pytest.param(
            ["## A\nTwelve zones, three parks.", said("12 zones, 3 parks")],
            id="number words",
        ),
        pytest.param(
            ["## A\nThe three of them, a five-year plan."],
            id="number words that count nothing",
        ),
        pytest.param(
            ["## A\n### A1\nIt grew by 13.4.", "### A2", said("13.4")],
            id="an output of the chapter around it",
        ),
        pytest.param(
            ["## A\nIt grew by 13.4.", "### A1", said("13.4")],
            id="an output of its own subsection",
        ),
        pytest.param(
            ["## A\nIt grew by 13.4 ([B](#B-and-C))", "## B and C", said("13.4")],
            id="a linked section",
        ),
        pytest.param(
            [
                "## A\nIt grew by 13.4 ([B](#Việt-Yên,-again))",
                "## Việt Yên, again",
                said("13.4"),
            ],
            id="a linked Vietnamese section",
        ),
        pytest.param(
            ["## A\nNearly $8.3 billion, [x](https://example.org/a)"],
            id="a cited source",
        ),
        pytest.param(
            ["## A\nNearly $8.3 billion (`vna-2023`)"], id="a cited source id"
        ),
        pytest.param(
            ["## A\nBetween 14.5 and 15.5 percent, [x](https://example.org/a)"],
            id="a cited range",
        ),
        pytest.param(
            [
                "## A",
                figure(
                    title="It grew by 13 percent", alt="A bar of 13.4.", labels=["13.4"]
                ),
            ],
            id="a figure's words and labels",
        ),
        pytest.param(
            ["## A", figure(alt="A bar of 13.4."), said("13.4")],
            id="a figure's words and a table",
        ),
    ],
)
def test_a_number_that_is_shown_or_needs_no_showing_passes(cells):
    assert loose(*cells) == []


def test_the_message_says_which_number_where_and_what_comes_near():
    [message] = loose(
        "## A\nIt grew by 13.5 percent in all.", said("13.4"), "## B", said("13.5")
    )
    for part in (
        "cell 0",
        '"It grew by 13.5 percent in all ..."',
        "'13.5'",
        "13.4 (output of cell",
        "section 'B', out of reach",
    ):
        assert part in message


# --- the facts behind a number, in notebooks where they are known ---------------------


def facts_behind(prose, output):
    """The facts of the first number of a section that shows one output."""
    made = [new_markdown_cell(prose), new_code_cell("", id="here", outputs=[output])]
    [first, *_] = bound(Book(new_notebook(cells=made)), SOURCES)
    assert first.cell == "here"
    return first.facts


def small_table():
    """As bg.table() leaves it: the index is the first column, and has its own cell."""
    rows = [
        "<tr><td>goal of 14.5 percent</td><td>13.5</td><td>40</td></tr>",
        "<tr><td>2023</td><td>12.1</td><td>50</td></tr>",
    ]
    heads = "<tr><th>year</th><th>of 9 billion</th><th>share</th></tr>"
    cells = [["", "a rate--25", "b"], ["y", "c", "d"]]
    return new_output(
        "display_data",
        {
            "text/html": (
                f"<table><thead>{heads}</thead><tbody>{''.join(rows)}</tbody></table>"
            )
        },
        metadata={
            "bacgiang": {
                "kind": "table",
                "columns": ["year", "of 9 billion", "share"],
                "cells": cells,
                "facts": ["a", "rate--25", "b", "y", "c", "d"],
            }
        },
    )


@pytest.mark.parametrize(
    "prose, facts",
    [
        ("It grew by 13.5 percent.", ("a", "rate--25")),
        ("It grew by 12.1 percent.", ("c",)),
        ("A share of 50 percent.", ("d",)),
        # the name of a row stands on those of its row's facts that print the number
        ("The goal was 14.5 percent.", ("rate--25",)),
        # a head that no fact prints stands on all
        ("Of 9 billion dollars.", ("a", "rate--25", "b", "y", "c", "d")),
    ],
)
def test_a_number_of_a_table_has_the_facts_of_its_cell(prose, facts):
    assert facts_behind(f"## A\n{prose}", small_table()) == facts


def test_a_number_of_a_folded_row_has_the_facts_of_its_cell():
    shown = small_table()
    shown.data["text/html"] = shown.data["text/html"].replace(
        "<tr><td>2023",
        "</tbody></table><details><summary>Show 77 more rows</summary><table><thead>"
        "<tr><th>year</th></tr></thead><tbody><tr><td>2023",
    )
    assert facts_behind("## A\nIt grew by 12.1 percent.", shown) == ("c",)
    assert loose("## A\nIt grew by 77 percent.", shown)


def test_a_printing_is_read_as_its_fact_reads_it():
    shown = small_table()
    shown.data["text/html"] = shown.data["text/html"].replace(">50<", ">4.400 USD<")
    shown.metadata["bacgiang"]["cells"][1][2] = "head--24"
    assert facts_behind("## A\nIt was 4,400 dollars.", shown) == ("head--24",)
    assert loose("## A\nIt rose 4.4-fold.", shown)


def test_a_number_of_a_figure_has_the_fact_whose_value_fits():
    shown = figure(
        labels=["8.3", "14.5 to 15.5", "7.7"],
        axes=["billion USD"],
        facts=["stock-23", "rate--25"],
    )
    assert facts_behind("## A\nNearly 8.3 billion.", shown) == ("stock-23",)
    assert facts_behind("## A\nNearly 8.3.", shown) == ("stock-23",)
    assert facts_behind("## A\nUp to 15.5 percent.", shown) == ("rate--25",)


def test_a_number_that_a_figure_works_out_has_all_its_facts():
    shown = figure(labels=["7.7"], facts=["stock-23", "rate--25"])
    assert facts_behind("## A\nBy 7.7 percent.", shown) == ("stock-23", "rate--25")


def test_a_number_of_a_result_has_its_inputs():
    basis = {"kind": "text", "facts": ["stock-23", "rate--25"]}
    result = new_output(
        "display_data",
        {"text/plain": "14.5 (14.0 to 15.0)"},
        metadata={"bacgiang": basis},
    )
    behind = facts_behind("## A\nIt takes 14.5 percent.", result)
    assert behind == ("stock-23", "rate--25")


def test_a_number_of_a_cited_source_has_its_fact():
    cell = new_markdown_cell("## A\nNearly 8.3 billion, [x](https://example.org/a)")
    [number] = bound(Book(new_notebook(cells=[cell])), SOURCES)
    assert (number.place, number.facts) == (
        "fact fdi_stock, Bắc Giang, 2023, vna-2023",
        ("stock-23",),
    )


def place_of_first(*cells):
    """Where the first number of the prose is found, outputs being cells c1, c2 ..."""
    made = [
        new_markdown_cell(c)
        if isinstance(c, str)
        else new_code_cell("", id=f"c{i}", outputs=[c])
        for i, c in enumerate(cells)
    ]
    return bound(Book(new_notebook(cells=made)), SOURCES)[0].place


def test_of_two_outputs_the_nearer_one_is_behind_a_number():
    far, near = said("trade 8.8"), said("revenue 9.1")
    assert place_of_first("## A", far, near, "It took in 9 percent.") == (
        "output of cell c2"
    )
    assert place_of_first("## A\nIt took in 9 percent.", near, far) == (
        "output of cell c1"
    )


@pytest.mark.parametrize(
    "prose, place",
    [
        ("Nearly 8.3 billion ([x](https://example.org/a)).", "fact fdi_stock"),
        ("Nearly 8.3 billion. All is told ([x](https://example.org/a)).", "output"),
        ("Eight-fold ([x](https://example.org/a)).", "output"),
    ],
)
def test_a_source_that_the_sentence_cites_comes_before_an_output(prose, place):
    """An output that shows 8.3 of something else, as it comes in the same section."""
    found = place_of_first("## A", said("8.3 billion; 8-fold"), prose)
    assert found.startswith(place)


def test_labels_and_bare_numbers_are_read_with_the_marks_of_the_language_in_use():
    facts = [*SOURCES.by_fact]
    with words.speaking("vi"):
        assert loose("## A\nGấp 4,9 lần.", figure(labels=["4.900"], facts=facts))
        assert loose("## A\nGấp 1,5 lần.", said("1.506 (1.500 đến 1.510)"))
        assert not loose("## A\nLà 4.900 USD.", figure(labels=["4.900"]))
        # words may stand around a quotation
        assert not loose("## A\nTăng 13,1%.", said("up 13.1 percent"))


def test_a_printing_of_the_other_language_is_read_by_its_fact():
    shown = small_table()
    shown.data["text/html"] = shown.data["text/html"].replace(">12.1<", ">13.1<")
    shown.metadata["bacgiang"]["cells"][1][1] = "rate--23"
    with words.speaking("vi"):
        assert facts_behind("## A\nTăng 13,1%.", shown) == ("rate--23",)


def test_a_number_of_a_plain_output_has_no_facts():
    assert facts_behind("## A\nIt grew by 13.4 percent.", said("13.4")) == ()


@by_notebook
def test_every_number_that_an_output_shows_has_its_facts(path, capsys):
    claims = [b for b in bound(read(path)) if not b.number.kind and b.place]
    known = {fact for b in claims for fact in b.facts}
    bare = [f"{b.number.text} in {b.place}" for b in claims if not b.facts]
    with capsys.disabled():
        print(
            f"\n{path.name}: {len(claims) - len(bare)} of {len(claims)} numbers lead"
            " to facts"
        )
    assert not bare
    assert len(claims) > 10
    assert known <= set(data.by_id(tuple(known))["fact"])
