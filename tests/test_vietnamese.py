"""The Vietnamese edition says what the English one says: every word, the same numbers.

The catalogue is whole and typed no number; the pages made with it are read by the rules
of Vietnamese numbers and held against the English ones.
"""

import copy
import json
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import combinations

import matplotlib.pyplot as plt
import pypdf
import pytest
from checkout import PATHS
from checkout import read as english_book
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.transforms import Bbox

from bacgiang import charts, masks, words
from bacgiang.publish import book, messages, paper, prose

FILE = words.CATALOGUES / "vi.po"
NAMES = [path.name for path in PATHS]


@pytest.fixture(scope="module")
def catalogue():
    return messages.merged(PATHS, FILE)


@pytest.fixture
def in_vietnamese(monkeypatch):
    monkeypatch.setenv("BACGIANG_LANGUAGE", "vi")


@pytest.fixture
def said(vietnamese, in_vietnamese):
    """The notebooks of the edition, taken apart, by name."""
    folder = vietnamese / "notebooks"
    return {name: book.read(folder / name) for name in NAMES}


# --- the catalogue --------------------------------------------------------------------


def test_every_message_has_its_words_and_each_place_once(catalogue):
    faults = messages.faults(catalogue)
    assert not faults, "\n".join(
        [*faults[:20], "python -m bacgiang.publish words lists them; see CONTRIBUTING"]
    )


def test_the_catalogue_is_the_one_that_the_command_writes(catalogue, tmp_path):
    messages.write(catalogue, tmp_path / "vi.po")
    assert (tmp_path / "vi.po").read_text() == FILE.read_text()


def fault_of(id, string, comment=(), flags=()):
    catalogue = messages.Catalog(locale="vi")
    places = [("pages/index.md.j2", 0)]
    catalogue.add(id, string, places, user_comments=comment, flags=flags)
    return messages.faults(catalogue)


GREW = "It grew by {0} percent in {1}"


@pytest.mark.parametrize(
    "string, fault",
    [
        ("", "no words for"),
        ("Tăng {0}%", "lacks {1}"),
        ("Tăng {0}% năm {1}, {1}", "has {1} too much"),
        ("Tăng {0}% năm {1}, {2}", "has {2} too much"),
        ("Tăng {0}% năm 2023", "lacks {1}"),
        ("Tăng {0}% năm {1} (gấp 2)", "types '2'"),
    ],
)
def test_a_message_without_words_or_with_a_number_of_its_own_is_named(string, fault):
    (found,) = fault_of(GREW, string)
    assert found.startswith("pages/index.md.j2: ") and fault in found


def test_outdated_words_are_named():
    (found,) = fault_of(GREW, "Tăng {0}% năm {1}", flags=["fuzzy"])
    assert found == f"pages/index.md.j2: outdated for {GREW!r}"


def test_a_message_may_wait_for_its_words():
    assert fault_of(GREW, "", comment=["waiting"]) == []


def test_a_sound_message_has_no_fault():
    assert fault_of(GREW, "Năm {1} tăng {0}%") == []


# --- the same numbers -----------------------------------------------------------------


DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
OTHER_STYLE = str.maketrans(".,", ",.")


def wanted(english):
    """The numbers that the translation of a text must have, in Vietnamese style."""
    for token in masks.mask(" ".join(english.split())).tokens:
        if token.kind == "date":
            day, month, year = token.date
            yield from filter(None, (day, str(month), year))
        elif token.kind in ("number", "rank"):
            yield from (n.translate(OTHER_STYLE) for n in DIGITS.findall(token.text))
        elif token.kind != "target":
            yield from DIGITS.findall(token.text)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_paragraph_has_the_numbers_of_the_english_one(said, path):
    pairs = zip(english_book(path).blocks, said[path.name].blocks, strict=True)
    for english, vietnamese in pairs:
        words_alone = re.sub(r"\]\([^)\s]*", "](", vietnamese.text)
        has = Counter(DIGITS.findall(words_alone))
        assert has == Counter(wanted(english.text)), vietnamese.text


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_the_prose_is_shown_by_a_vietnamese_output(said, name):
    loose = prose.Reader(said[name]).loose()
    assert not loose, "\n".join(loose)


@pytest.mark.parametrize(
    "language, number, other", [("vi", "13,85", "77,31"), ("en", "13.85", "77.31")]
)
def test_a_sentence_whose_number_is_shown_no_more_is_named_in_both_editions(
    said, monkeypatch, language, number, other
):
    """As when the data change and the prose does not."""
    (path,) = [path for path in PATHS if path.name == "1-growth.ipynb"]
    read = {"vi": said[path.name], "en": english_book(path)}[language]
    monkeypatch.setenv("BACGIANG_LANGUAGE", language)
    changed = book.Book(book.nbformat.v4.new_notebook(cells=copy.deepcopy(read.cells)))
    cell = next(c for c in changed.cells if number in c.source)
    cell.source = cell.source.replace(number, other)
    changed = book.Book(book.nbformat.v4.new_notebook(cells=changed.cells))
    found = prose.Reader(changed).loose()
    assert found and all(f"nothing shows '{other}" in message for message in found)


def test_a_heading_that_is_a_claim_is_said_as_the_claim_is(said):
    claims = 0
    for path in PATHS:
        pairs = zip(english_book(path).sections, said[path.name].sections, strict=True)
        for english, vietnamese in pairs:
            if english.title:
                assert vietnamese.title == words.text(english.title)
                claims += 1
    assert claims > 50


# --- no English left ------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(?:the|of|and|is|are|was|were|with|from|which|that|this|their|its|by)\b"
)
QUOTED = ("code", "pre", "script", "style", "kbd", "textarea", "option")


class Words(HTMLParser):
    """The Vietnamese texts of a page: neither code nor what is marked as English."""

    VOID = ("img", "br", "hr", "input", "meta", "link", "source", "col", "wbr", "use")

    def __init__(self, path):
        super().__init__()
        self.texts, self.open = [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag not in self.VOID:
            foreign = given.get("lang", "vi") != "vi" or tag in QUOTED
            self.open.append((tag, foreign))
        for name in ("alt", "title", "aria-label", "placeholder"):
            self.handle_data(given.get(name) or "")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(foreign for _, foreign in self.open):
            self.texts.append(" ".join(data.split()))


def test_no_page_has_english_left(site):
    left = []
    for page in sorted((site / "vi").rglob("*.html")):
        if "lab" not in page.parts:
            left += [
                f"{page.name}: {t[:120]}" for t in Words(page).texts if is_english(t)
            ]
    assert not left, f"{len(left)}:\n" + "\n".join(left[:40])


def is_english(text):
    """Whether a text has English words that no name or quotation explains."""
    text = re.sub(r"[“\"‘'][^”\"’']*[”\"’']", "", text)
    for name in KNOWN:
        text = text.replace(name, "")
    return len(ENGLISH.findall(text)) > 0


KNOWN = sorted(
    {*messages.data.table("sources")["publisher"]}
    | {*messages.data.table("sources")["title"]} - {""}
    | {*messages.data.table("projects")["project"]},
    key=len,
    reverse=True,
)


def test_a_text_left_in_english_is_named():
    assert is_english("Growth of the province")
    assert not is_english("Tăng trưởng của tỉnh, theo Viet Nam News")


# --- figures --------------------------------------------------------------------------


def test_every_letter_of_a_figure_is_in_the_font(said):
    charts.theme()
    font = FT2Font(charts.plt.matplotlib.font_manager.findfont(FontProperties()))
    known = set(font.get_charmap())
    figures = [figure for read in said.values() for figure, _ in read.figures]
    assert len(figures) > 20
    for figure in figures:
        drawn = "".join([figure.title, figure.subtitle, figure.source, *figure.labels])
        lacking = {letter for letter in drawn if ord(letter) not in known}
        assert not lacking, f"{figure.title}: {lacking}"


def test_the_page_of_numbers_speaks_vietnamese(site):
    script = (site / "vi" / "_static" / "facts.js").read_text(encoding="utf-8")
    held = json.loads(script.removeprefix("window.FACTS=").rstrip(";\n"))
    assert held["words"]["language"] == "vi"
    assert not [said for said in held["words"].values() if ENGLISH.search(str(said))]


def texts_in(held):
    """Every text of what a script says, at any depth: no id, no address, no name that
    is there to be searched by alone.
    """
    if isinstance(held, str):
        if not re.match(r"https?:|[\w-]+\.html", held):
            yield held
    elif isinstance(held, dict):
        said = [part for key, part in held.items() if key not in ("id", "also")]
        yield from texts_in(said)
    elif isinstance(held, list):
        for part in held:
            yield from texts_in(part)


def test_no_script_has_english_left_where_it_speaks_to_readers(site):
    folder = site / "vi" / "_static"
    scripts = [folder / "facts.js", *sorted((folder / "evidence").glob("*.js"))]
    assert len(scripts) > 5
    left = []
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        held = json.loads(text[text.index("=") + 1 :].rstrip(";\n"))
        # how a source prints a number, where in it, its title and address are quoted
        told = held.get("lists", {}) if script.stem == "facts" else held
        told = {
            k: v for k, v in told.items() if k not in ("locator", "source", "facts")
        }
        left += [f"{script.name}: {t[:90]}" for t in texts_in(told) if is_english(t)]
    assert not left, f"{len(left)}:\n" + "\n".join(left[:40])


def test_the_search_says_what_it_finds(site):
    script = (site / "vi" / "_static" / "translations.js").read_text(encoding="utf-8")
    spoken = json.loads(script[script.index("{") : script.rindex("}") + 1])["messages"]
    asked = (site / "vi" / "_static" / "searchtools.js").read_text(encoding="utf-8")
    said = re.findall(r'(?:_|gettext)\(\s*"([A-Z][^"]+)"', asked)
    assert len(said) >= 4
    assert [english for english in said if not spoken.get(english)] == []


# --- papers ---------------------------------------------------------------------------


@pytest.mark.skipif(bool(paper.lacks()), reason=paper.lacks() or "there are papers")
@pytest.mark.parametrize("name, pages", [("briefing", 2), ("handout", 2)])
def test_a_paper_has_as_many_pages_as_in_english(site, name, pages):
    pdf = pypdf.PdfReader(site / "vi" / f"{name}.pdf")
    assert len(pdf.pages) == pages
    assert pdf.trailer["/Root"]["/Lang"] == "vi"
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert not ENGLISH.search(re.sub(r"[“\"][^”\"]*[”\"]", "", without_names(text)))


def without_names(text):
    text = " ".join(text.split())
    for name in KNOWN:
        text = text.replace(name, "")
    return text


# --- no word covers another -----------------------------------------------------------


MOST_SHARED = 0.15  # of the smaller box: boxes have room above and below the letters


def drawn(name, folder, monkeypatch):
    """Draw the figures of a notebook; gives the words that meet, and how many are."""
    met, seen = [], []
    plt.close("all")  # what another test has left would be drawn on

    def look(figure):
        figure.canvas.draw()
        boxes = [(t.get_text(), t.get_window_extent()) for t in written(figure)]
        seen.append(len(boxes))
        for (one, box), (other, its_box) in combinations(boxes, 2):
            shared = Bbox.intersection(box, its_box)
            smaller = min(b.width * b.height for b in (box, its_box))
            if shared and shared.width * shared.height > MOST_SHARED * smaller:
                met.append((one, other))
        return b""

    monkeypatch.setattr(charts, "_png", look)
    monkeypatch.setattr("bacgiang.evidence.publish", lambda *given: None)
    cells = book.read(folder / name).cells
    names = {}
    for cell in cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, name, "exec"), names)
    return met, seen


def written(figure):
    """What is written inside the axes; not on maps, where names stand on places."""
    texts = [text for axes in figure.axes for text in charts._texts(axes)]
    on_map = any(text.get_text().endswith(" km") for text in texts)
    return [t for t in texts if t.get_text().strip() and not on_map]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_figure_covers_another(
    vietnamese, in_vietnamese, monkeypatch, name
):
    met, seen = drawn(name, vietnamese / "notebooks", monkeypatch)
    assert seen and max(seen) > 1
    assert met == [], met[:20]


# --- going over -----------------------------------------------------------------------


def test_every_page_leads_to_the_same_page_of_the_other_edition(site):
    english = {p.name for p in site.glob("*.html")}
    assert english == {p.name for p in (site / "vi").glob("*.html")}
    for name in english:
        for folder, link in ((site, f"vi/{name}"), (site / "vi", f"../{name}")):
            page = (folder / name).read_text(encoding="utf-8")
            assert f'href="{link}"' in page, f"{folder.name}/{name}"
