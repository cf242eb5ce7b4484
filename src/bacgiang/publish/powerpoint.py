"""Each deck once more as PowerPoint, which people brief with and change.

Titles and notes are text to edit, each figure a picture with its description. The same
notebooks give the same bytes.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from .. import words
from . import book as books
from .book import Book
from .downloads import zipped

WIDE, TALL = 12_192_000, 6_858_000  # of a slide, 16:9, in the unit of the format
EDGE = 457_200  # half an inch
TITLE_TALL = 1_000_000
LINE_TALL = 330_000  # of subtitle and source
TITLE_ONLY, TITLE_AND_TEXT, TITLE_SLIDE = 5, 1, 0  # layouts of the usual template
FONT = "Be Vietnam Pro"
INK, QUIET = RGBColor(0x22, 0x26, 0x2B), RGBColor(0x4C, 0x55, 0x60)


def write(book: Book, slides: list[dict], pictures: Path, target: Path) -> None:
    """Write the deck of a notebook.

    Parameters
    ----------
    book
        The executed notebook.
    slides
        Its slides, as `slides.slides` lists them.
    pictures
        The folder that holds their pictures.
    target
        The file to write.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(TALL)
    first = _slide(deck, TITLE_SLIDE, books.plain(book.title))
    record = words.text("Bắc Giang province, Việt Nam. Record to 30 June 2025")
    _place(first.placeholders[1], 3_600_000, 800_000)
    _say(first.placeholders[1], record, 20, QUIET)
    _note(first, [books.plain(book.lead)])
    for slide in slides:
        if slide["figure"]:
            _drawn(deck, slide, pictures)
        else:
            finding = slide["finding"]
            _told(deck, finding.message, [finding.detail], [finding.words])
    if book.doubts:
        short = [doubt.opening for doubt in book.doubts]
        whole = [doubt.words for doubt in book.doubts]
        _told(deck, words.text("How sure are we?"), short, whole)
    deck.core_properties.title = books.plain(book.title)
    deck.core_properties.author = words.text(
        "The authors of the Bắc Giang notebook collection"
    )
    deck.core_properties.language = words.language()
    target.write_bytes(_without_times(deck))


def _drawn(deck: Deck, slide: dict, pictures: Path) -> None:
    """Add a slide of one figure, as large as the slide allows."""
    figure, finding = slide["figure"], slide["finding"]
    made = _slide(deck, TITLE_ONLY, figure.title)
    top = EDGE // 2 + TITLE_TALL
    _line(made, figure.subtitle, top, 16)
    _line(made, figure.source, TALL - LINE_TALL - EDGE // 3, 10)
    top += LINE_TALL
    room = TALL - LINE_TALL - EDGE // 3 - top
    scale = min((WIDE - 2 * EDGE) / slide["width"], room / slide["height"])
    wide, tall = (Emu(round(slide[side] * scale)) for side in ("width", "height"))
    file = str(pictures / slide["image"])
    picture = made.shapes.add_picture(file, Emu(EDGE), Emu(top), wide, tall)
    picture._element._nvXxPr.cNvPr.set("descr", figure.alt)
    said = [finding.words] if finding else []
    section = words.text("Section: {title}.", title=books.plain(slide["section"].title))
    _note(made, [*said, figure.alt, figure.source, section])


def _told(deck: Deck, title: str, lines: list[str], notes: list[str]) -> None:
    """Add a slide of words: a sentence a paragraph."""
    made = _slide(deck, TITLE_AND_TEXT, books.plain(title))
    body = made.placeholders[1]
    _place(body, EDGE + TITLE_TALL, TALL - TITLE_TALL - 2 * EDGE)
    frame = body.text_frame
    size = 24 if len(lines) < 3 else 16
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = books.plain(line)
        paragraph.font.size, paragraph.font.name = Pt(size), FONT
        paragraph.font.color.rgb = INK
        paragraph.space_after = Pt(size / 2)
    _note(made, [books.plain(line) for line in notes])


def _slide(deck: Deck, layout: int, title: str) -> Slide:
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    head = made.shapes.title
    is_first = layout == TITLE_SLIDE
    _place(head, 2_000_000 if is_first else EDGE // 2, TITLE_TALL * (1 + is_first))
    _say(head, title, 36 if is_first else 28, INK)
    head.text_frame.paragraphs[0].font.bold = True
    return made


def _place(shape: Any, top: int, tall: int) -> None:
    """Let a shape take the whole width at a height of the slide."""
    shape.left, shape.top = Emu(EDGE), Emu(top)
    shape.width, shape.height = Emu(WIDE - 2 * EDGE), Emu(tall)


def _line(made: Slide, text: str, top: int, size: int) -> None:
    box = made.shapes.add_textbox(
        Emu(EDGE), Emu(top), Emu(WIDE - 2 * EDGE), Emu(LINE_TALL)
    )
    _say(box, text, size, QUIET)


def _say(shape: Any, text: str, size: int, colour: RGBColor) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.text = True, text
    for side in ("left", "right"):
        setattr(frame, f"margin_{side}", Emu(0))
    paragraph = frame.paragraphs[0]
    paragraph.font.size, paragraph.font.name = Pt(size), FONT
    paragraph.font.color.rgb = colour
    paragraph.alignment = 1  # left


def _note(made: Slide, lines: list[str]) -> None:
    """Write the speaker's notes: what is found, what is seen, where it is from."""
    text = "\n".join(books.plain(line) for line in lines if line)
    frame = made.notes_slide.notes_text_frame
    assert frame is not None, "the template has room for notes"
    frame.text = text


def _without_times(deck: Deck) -> bytes:
    """Pack a deck so that the time of packing is not in it."""
    packed = io.BytesIO()
    deck.save(packed)
    with zipfile.ZipFile(packed) as parts:
        return zipped({name: parts.read(name) for name in parts.namelist()})
