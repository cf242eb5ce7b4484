"""Each deck as PowerPoint: text to edit, figures described, sources in the notes."""

import pytest
from checkout import PATHS
from checkout import read as book_of
from pptx import Presentation
from pptx.util import Emu

from bacgiang.publish import book, slides

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)


@pytest.fixture(scope="module")
def opened(site):
    return {path: Presentation(site / "slides" / f"{path.stem}.pptx") for path in PATHS}


def pictures(slide):
    return [shape for shape in slide.shapes if shape.shape_type == 13]


@each_notebook
def test_a_slide_of_a_figure_has_its_title_picture_description_and_source(opened, path):
    drawn = [slide for slide in opened[path].slides if pictures(slide)]
    figures = {figure.title: figure for figure, _ in book_of(path).figures}
    assert drawn
    for slide in drawn:
        figure = figures[slide.shapes.title.text_frame.text]
        (picture,) = pictures(slide)
        assert picture._element._nvXxPr.cNvPr.get("descr") == figure.alt
        notes = slide.notes_slide.notes_text_frame.text
        assert figure.source in notes
        assert figure.alt in notes


@each_notebook
def test_nothing_leaves_the_slide(opened, path):
    deck = opened[path]
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + Emu(1)
            assert shape.top + shape.height <= deck.slide_height + Emu(1)


@each_notebook
def test_doubts_are_sentences_and_told_whole_in_the_notes(opened, path):
    doubts = [book.plain(doubt.opening) for doubt in book_of(path).doubts]
    assert all(len(doubt.split()) > 3 and doubt[-1] in ".!?" for doubt in doubts)
    notes = opened[path].slides[-1].notes_slide.notes_text_frame.text
    for doubt in book_of(path).doubts:
        assert book.plain(doubt.words) in notes
    said = [
        paragraph.text
        for slide in opened[path].slides
        for shape in slide.placeholders
        for paragraph in shape.text_frame.paragraphs
    ]
    assert doubts
    assert [doubt for doubt in doubts if doubt not in said] == []


def test_the_same_notebooks_give_the_same_bytes(site, tmp_path):
    slides.write(PATHS[:1], tmp_path / "slides")
    name = f"{PATHS[0].stem}.pptx"
    again = (tmp_path / "slides" / name).read_bytes()
    assert again == (site / "slides" / name).read_bytes()


@each_notebook
def test_each_finding_has_one_slide_with_its_figure_or_of_its_own(tmp_path, path):
    read = book_of(path)
    made = slides.slides(read, tmp_path)
    assert sorted(f.message for f in read.findings) == sorted(
        slide["finding"].message for slide in made if slide["finding"]
    )
    sizes = {f.title: f.plot()[1:] for f, _ in read.figures}
    fit = [name for name, (wide, tall) in sizes.items() if tall <= 0.75 * wide]
    assert [s["figure"].title for s in made if s["figure"]] == fit
    for slide in made:
        own = slide["finding"].figure if slide["finding"] else None
        assert own is None or own is slide["figure"] or own.title not in fit
