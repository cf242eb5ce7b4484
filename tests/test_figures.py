"""What every figure carries with it, read from the committed outputs; and how
Vietnamese names are written.
"""

import re
import unicodedata

import pytest
from checkout import PATHS, read, refuse
from claim_rule import years_of, years_said
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pictures import pixels
from test_prose import figure as figure_output

import bacgiang as bg
from bacgiang import data
from bacgiang.publish.book import WORDS, Book
from bacgiang.publish.prose import MASKED

FIGURES = [
    (path, output)
    for path in PATHS
    for section in read(path).sections
    for output in section.outputs
    if output.figure
]
each_figure = pytest.mark.parametrize(
    "figure",
    [
        pytest.param(output.figure, id=f"{path.stem}-cell-{output.index}")
        for path, output in FIGURES
    ],
)


# --- what a figure carries ------------------------------------------------------------


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
def test_the_alt_text_says_what_is_drawn_in_one_to_three_sentences(figure):
    faults = list(alt_faults(figure.alt))
    assert not faults, (
        f"alt text {figure.alt!r}: {'; '.join(faults)}. Give it to show(alt=...)"
    )


@each_figure
@pytest.mark.parametrize("key", ["title", "subtitle"])
def test_it_has_a_title_and_a_subtitle(figure, key):
    assert getattr(figure, key).strip(), (
        f"give {key}=... to show(): the title states the finding, the subtitle measure,"
        " unit, place and period"
    )


@each_figure
def test_the_source_line_names_sources_and_the_last_date_of_the_data(figure):
    source = figure.source
    assert source.startswith("Source") and "data to" in source, (
        f"source line {source!r}: give the rows drawn to show(rows=...)"
    )


@each_figure
def test_it_says_which_facts_it_draws(figure):
    assert figure.facts, "give the rows drawn to show(rows=...)"
    without_a_page = set(figure.facts) - set(data.by_id(figure.facts)["fact"])
    assert without_a_page == set()


@each_figure
def test_the_plot_lies_within_the_picture(figure):
    left, top, right, bottom = figure.box
    assert 0 <= left < right <= figure.width
    assert 0 < top < bottom < figure.height


@each_figure
def test_an_axis_is_labelled(figure):
    on_map = any(label.endswith(" km") for label in figure.labels)  # its scale
    assert on_map or any(label.strip() for label in figure.axes), (
        "give xlabel= or ylabel= with the unit to show()"
    )


@pytest.mark.parametrize(
    "output",
    [pytest.param(o, id=f"{path.stem}-cell-{o.index}") for path, o in FIGURES],
)
def test_the_words_stand_in_the_plain_text_too_where_a_difference_is_read(output):
    plain, figure = output.node.data.get("text/plain", ""), output.figure
    words = [figure.title, figure.subtitle, figure.source, figure.alt, *figure.labels]
    missing = [word for word in words if word not in plain]
    assert not missing, (
        f"the plain text of the figure lacks {missing}: show figures with show() only"
    )


@each_figure
def test_the_picture_has_double_density_and_something_on_it(figure):
    drawn = pixels(figure.png)
    size, wanted = drawn.shape[1::-1], (2 * figure.width, 2 * figure.height)
    assert all(abs(a - b) <= 2 for a, b in zip(size, wanted, strict=True)), (
        f"{size} pixels; twice the shown size is {wanted}"
    )
    assert drawn.std() > 3, "the picture is blank"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_site_has_each_figure_for_narrow_screens_too(published, path):
    for figure, _ in read(published[path]).figures:
        wide, tall = figure.narrow_size
        assert wide <= 340, "a screen of 360 pixels leaves no more"
        left, top, right, bottom = figure.narrow_box
        assert 0 <= left < right <= wide + 1
        assert 0 < top < bottom < tall
        drawn = pixels(figure.narrow)
        size, wanted = drawn.shape[1::-1], (2 * wide, 2 * tall)
        assert all(abs(a - b) <= 2 for a, b in zip(size, wanted, strict=True))
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


# --- words that are about what is drawn -----------------------------------------------


def drawn_cells(facts):
    """Every cell of the rows drawn."""
    tables = data.tables()
    places = [tables.by_id[fact] for fact in facts]
    rows = [tables.frames[name].iloc[place] for name, place in places]
    cells = {str(cell) for row in rows for cell in row}
    # the registry of zones names no province, since all lie in one
    return cells | ({"Bắc Giang"} if any("zone" in row for row in rows) else set())


def scope_faults(book):
    """Years and places in a figure's words that no fact drawn is about."""
    for figure, _ in book.figures:
        years, cells = years_of(figure.facts), drawn_cells(figure.facts)
        words = {key: getattr(figure, key) for key in WORDS}
        for key, text in words.items():
            for year in unknown_years(text, years):
                yield f"{key} {text!r}: no fact drawn is of {year}"
            for place in PLACES.findall(text):
                if place not in cells:
                    yield f"{key} {text!r}: no fact drawn is about {place}"
        for span in re.findall(r"(\d{4}) to (?:\w+ )?(\d{4})", words["subtitle"]):
            if years and span != (str(min(years)), str(max(years))):
                yield f"subtitle {words['subtitle']!r}: drawn from {min(years)} on"


def unknown_years(text, years):
    """Years of a text that are none of these; what is not there may be told."""
    for sentence in re.split(r"(?<=[.?!]) ", text):
        if not re.match(r"No\b", sentence):
            yield from (y for _, y in years_said(sentence) if y not in years)


ENTITIES = sorted(data.table("entities")["entity"], key=len, reverse=True)
PLACES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ENTITIES))})(?!\w)")


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_figures_words_speak_of_the_years_and_places_drawn(path):
    refuse(path, scope_faults(read(path)))


@pytest.mark.parametrize(
    "words, right",
    [
        ({"subtitle": "Growth of Bắc Giang, 2010 to 2024"}, True),
        ({"subtitle": "Growth of Bắc Giang, 2011 to 2024"}, False),
        ({"subtitle": "Growth of Bắc Ninh, 2010 to 2024"}, False),
        ({"alt": "It rose to 13.4 percent in 2023."}, True),
        ({"alt": "It rose to 13.4 percent in 2025."}, False),
        ({"alt": "It rose. No figure is published for 2025."}, True),
        ({"title": "Hải Phòng grew most"}, False),
    ],
)
def test_words_about_other_years_or_places_are_named(words, right):
    rows = bg.series("grdp_growth").loc["2010":"2024"]
    output = figure_output(facts=list(rows["fact"]), **words)
    book = Book(new_notebook(cells=[new_code_cell("", outputs=[output])]))
    assert (list(scope_faults(book)) == []) == right


# --- Vietnamese names -----------------------------------------------------------------


def bare(name):
    """A name without its diacritics."""
    letters = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


NEVER_BARE = (
    "Bắc Giang,Bắc Ninh,Việt Nam,Hải Phòng,Quang Châu,Việt Yên,Vân Trung,Đình Trám"
)


def bare_names():
    """{spelling without diacritics: the right one}, from the entities of the data and a
    few that must never be missing.
    """
    names = set(NEVER_BARE.split(","))
    for entity in data.table("entities")["entity"]:
        names |= {entity, *entity.split(" - ")}
    names = {re.sub(r"\s*\(.*\)", "", name) for name in names}
    return {bare(n): n for n in names if bare(n) != n and len(n) > 3}


NAMES = bare_names()
LONGEST_FIRST = sorted(map(re.escape, NAMES), key=len, reverse=True)
PATTERN = re.compile(rf"\b(?:{'|'.join(LONGEST_FIRST)})\b")
SOURCES = data.table("sources")[["publisher", "citing", "title"]]
# as a page writes itself
QUOTED = {words for words in SOURCES.to_numpy().ravel() if PATTERN.search(words)}


def texts_of(book):
    """Cell and words of Markdown outside code and links, and of figures."""
    for block in book.blocks:
        words = re.sub(r"\[[^\]]*\]\([^)]*\)", " ", block.text)
        yield block.cell, MASKED.sub(" ", words)
    yield from ((block.cell, block.text) for block in book.figure_blocks)
    for section in book.sections:
        for output in section.outputs:
            figure = output.figure
            for words in (*figure.labels, *figure.axes) if figure else ():
                yield output.index, words


def name_faults(book):
    """Names without diacritics, and names in decomposed letters."""
    for index, text in texts_of(book):
        if unicodedata.normalize("NFC", text) != text:
            yield (
                f"cell {index}: {text[:60]!r} has decomposed letters: normalise it"
                " (NFC)"
            )
        for quoted in sorted(QUOTED, key=len, reverse=True):
            text = text.replace(quoted, " ")
        for wrong in PATTERN.findall(text):
            yield f"cell {index}: {wrong!r} is written {NAMES[wrong]!r}"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_vietnamese_names_carry_their_diacritics(path):
    refuse(path, name_faults(read(path)))


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
    book = Book(new_notebook(cells=[new_markdown_cell(text), new_code_cell("")]))
    assert (list(name_faults(book)) == []) == right
