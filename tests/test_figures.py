"""What every figure carries with it, read from the committed outputs; and how
Vietnamese names are written.
"""

import re
import unicodedata

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbval_figures import pixels
from notebook_text import MASKED, PATHS, Notebook, load, read_csv

FIGURES = [
    (path, index, output)
    for path in PATHS
    for index, cell in enumerate(load(path).cells)
    if cell.cell_type == "code"
    for output in cell.outputs
    if "image/png" in output.get("data", {})
]
each_figure = pytest.mark.parametrize(
    "about, output",
    [
        pytest.param(o.metadata.get("image/png", {}), o, id=f"{path.stem}-cell-{index}")
        for path, index, o in FIGURES
    ],
)


# --- what a figure carries ------------------------------------------------------------
# -------------------------------


def alt_faults(alt):
    sentences = len(re.findall(r"[.!?](?=\s|$)", alt))
    if not 40 <= len(alt) <= 500 or len(alt.split()) < 4:
        yield (
            f"it has {len(alt)} characters in {len(alt.split())} words; 40 to 500"
            " characters and at least 4 words are wanted"
        )
    if not 1 <= sentences <= 3:
        yield (
            f"it has {sentences} sentences; one to three are wanted: what is drawn, the"
            " trend, the key values"
        )


@each_figure
def test_the_alt_text_says_what_is_drawn_in_one_to_three_sentences(about, output):
    faults = list(alt_faults(about.get("alt", "")))
    assert not faults, (
        f"alt text {about.get('alt')!r}: {'; '.join(faults)}. Give it to show(alt=...)"
    )


@each_figure
@pytest.mark.parametrize("key", ["title", "subtitle"])
def test_it_has_a_title_and_a_subtitle(about, output, key):
    assert about.get(key, "").strip(), (
        f"give {key}=... to show(): the title states the finding, the subtitle measure,"
        " unit, place and period"
    )


@each_figure
def test_the_source_line_names_sources_and_the_last_date_of_the_data(about, output):
    source = about.get("source", "")
    assert source.startswith("Source") and "data to" in source, (
        f"source line {source!r}: take it from cite.line(rows)"
    )


@each_figure
def test_an_axis_is_labelled(about, output):
    assert any(label.strip() for label in about.get("axes", [])), (
        "give xlabel= or ylabel= with the unit to show()"
    )


@each_figure
def test_the_words_stand_in_the_plain_text_too_where_outputs_are_compared(
    about, output
):
    plain = output.data.get("text/plain", "")
    words = [
        about.get(key, "") for key in ("title", "subtitle", "source", "alt")
    ] + about.get("labels", [])
    missing = [word for word in words if word not in plain]
    assert not missing, (
        f"the plain text of the figure lacks {missing}: show figures with show() only"
    )


@each_figure
def test_the_picture_has_double_density_and_something_on_it(about, output):
    drawn = pixels(output.data["image/png"])
    size, wanted = (
        (drawn.shape[1], drawn.shape[0]),
        (2 * about.get("width", 0), 2 * about.get("height", 0)),
    )
    assert all(abs(a - b) <= 2 for a, b in zip(size, wanted)), (
        f"{size} pixels; twice the shown size is {wanted}"
    )
    assert drawn.std() > 3, "the picture is blank"


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "A chart.",
        "Bars of the growth of Bắc Giang in each year since two thousand and ten",
        "One thing. Two things. Three things. Four things, which is too many.",
        "figure_one_two_three_four_five_six_seven_eight.png",
    ],
)
def test_a_poor_alt_text_is_named(alt):
    assert list(alt_faults(alt))


def test_a_good_alt_text_passes():
    assert not list(
        alt_faults(
            "Line chart of growth from 2010 to 2024. Bắc Giang rose from 9.5 to 13.4"
            " percent."
        )
    )


# --- Vietnamese names -----------------------------------------------------------------
# -------------------------------


def bare(name):
    """A name without its diacritics."""
    letters = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def bare_names():
    """{spelling without diacritics: the right one}, from the entities of the data and a
    few that must never be missing.
    """
    names = {
        "Bắc Giang",
        "Bắc Ninh",
        "Việt Nam",
        "Hải Phòng",
        "Quang Châu",
        "Việt Yên",
        "Vân Trung",
        "Đình Trám",
    }
    names |= {
        part
        for row in read_csv("entities.csv")
        for part in (row["entity"], *row["entity"].split(" - "))
    }
    names = {re.sub(r"\s*\(.*\)", "", name) for name in names}
    return {bare(n): n for n in names if bare(n) != n and len(n) > 3}


NAMES = bare_names()
PATTERN = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)) + r")\b"
)
QUOTED = sorted(
    {
        row[c]
        for row in read_csv("sources.csv")
        for c in ("publisher", "citing", "title")
        if PATTERN.search(row[c])
    },
    key=len,
    reverse=True,
)


def name_faults(notebook):
    """Names without diacritics in Markdown outside code and links, and in the words of
    figures; names in decomposed letters.
    """
    texts = [
        (b.cell, MASKED.sub(" ", re.sub(r"\[[^\]]*\]\([^)]*\)", " ", b.text)))
        for b in notebook.blocks
    ]
    texts += [(b.cell, b.text) for b in notebook.figure_blocks]
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            about = output.get("metadata", {}).get("image/png", {})
            texts += [
                (index, text)
                for text in [*about.get("labels", []), *about.get("axes", [])]
            ]
    for index, text in texts:
        if unicodedata.normalize("NFC", text) != text:
            yield (
                f"cell {index}: {text[:60]!r} has decomposed letters: normalise it"
                " (NFC)"
            )
        for quoted in QUOTED:
            text = text.replace(quoted, " ")
        for wrong in PATTERN.findall(text):
            yield f"cell {index}: {wrong!r} is written {NAMES[wrong]!r}"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_vietnamese_names_carry_their_diacritics(path):
    faults = list(name_faults(Notebook(load(path))))
    if faults:
        pytest.fail(f"{path.name}:\n" + "\n".join(faults), pytrace=False)


@pytest.mark.parametrize(
    "text, right",
    [
        ("Growth in Bac Giang", False),
        ("the Quang Chau park", False),
        ("Bắc Giang".replace("ắ", "a\u0306\u0301"), False),
        ("Growth in Bắc Giang", True),
        ("`bac Giang` and `Bac Giang`", True),
        ("[Bac Giang grows](https://example.org)", True),
    ],
)
def test_a_name_without_diacritics_is_named(text, right):
    notebook = Notebook(
        new_notebook(cells=[new_markdown_cell(text), new_code_cell("")])
    )
    assert (list(name_faults(notebook)) == []) == right
