"""The site, the briefing and the slides, built once from the committed notebooks:
complete, self-contained, light, and saying the same.

What needs a browser to be seen is in test_browser.py.
"""

import json
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pypdf
import pytest
from checkout import CHECKOUT, PATHS
from checkout import read as book_of
from nbformat.v4 import new_markdown_cell, new_notebook

from bacgiang import data
from bacgiang.publish import book, briefing, forms, look, teachtable
from bacgiang.publish import pages as front
from bacgiang.publish import paper as papers
from bacgiang.publish import slides as decks
from bacgiang.publish.book import Book
from bacgiang.publish.prose import numbers

HEAVIEST_PAGE = 1_000_000  # bytes, all that a page loads
HEAVIER = dict.fromkeys(["browser.html", "vi/browser.html"], 1_500_000)
HEAVIER |= dict.fromkeys(["1-growth.html", "vi/1-growth.html"], 1_100_000)


LOADING = {"script", "link", "img", "iframe", "source", "video", "audio"}
LOADING |= {"embed", "object"}
LOADED_BY = ("src", "href", "data", "srcset", "poster")


class Page(HTMLParser):
    """Links, what the page loads, ids, pictures and text of an HTML file."""

    def __init__(self, path):
        super().__init__()
        self.path, self.language, self.ids = path, "", set()
        self.links, self.loads, self.pictures, self.words = [], [], [], []
        self.choices = []  # of each <picture>: its files, of which a browser loads one
        self._silent = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.ids |= {a[k] for k in ("id", "name") if a.get(k)}
        self.language = a.get("lang", "") if tag == "html" else self.language
        self._silent += tag in ("script", "style")
        relation = set(a.get("rel", "").split())
        if tag == "a" and a.get("href"):
            self.links.append(a["href"])
        if tag == "img":
            self.pictures.append(a)
        if tag == "link" and not {"stylesheet", "preload", "icon"} & relation:
            self.links.append(a.get("href", ""))
        elif tag in LOADING:
            self.loads += [a[k] for k in LOADED_BY if a.get(k)]
        if tag == "picture":
            self.choices.append([])
        elif tag == "source":
            self.choices[-1].append(a["srcset"])
        elif tag == "img" and self.choices and len(self.choices[-1]) == 1:
            self.choices[-1].append(a["src"])

    def handle_endtag(self, tag):
        self._silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._silent:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@cache
def read(path):
    return Page(path)


def file_of(page, link):
    """The file that a link of a page leads to, or None when it leads out of the
    site.
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page


def assets(file, seen=None):
    """A page's own file and all that it loads, through style sheets too; files that do
    not exist included.
    """
    seen = {} if seen is None else seen
    if file in seen:
        return seen
    seen[file] = file.stat().st_size if file.exists() else 0
    if file.suffix == ".html":
        links = read(file).loads
    elif file.suffix == ".css":
        links = re.findall(
            r"""(?:url\(|@import\s+(?!url))["']?(?!data:)([^"')\s;]+)""",
            file.read_text(encoding="utf-8"),
        )
    else:
        links = []
    for link in links:
        if not link.startswith(("data:", "#")) and (target := file_of(file, link)):
            assets(target, seen)
    return seen


def weight(page):
    """Bytes that a browser loads for a page; of two sizes of a picture the larger."""
    sizes = assets(page)
    for files in read(page).choices:
        both = [sizes[file_of(page, file)] for file in files]
        sizes[page] -= sum(both) - max(both, default=0)
    return sum(sizes.values())


@pytest.fixture(scope="module")
def pages(site):
    return sorted(p for p in site.rglob("*.html"))


# --- complete -------------------------------------------------------------------------


def test_sphinx_has_nothing_to_complain_about(site, site_faults):
    assert site_faults == ""


@pytest.fixture(scope="module")
def paper(site):
    """The briefing."""
    if papers.lacks():
        pytest.skip(f"no briefing to look at: {papers.lacks()}")
    return site / "briefing.pdf"


def test_every_form_is_there(site):
    names = [p.stem for p in PATHS]
    wanted = [
        "index.html",
        "browser.html",
        "sources.html",
        "data.html",
        "method.html",
        "search.html",
        *(f"{name}.html" for name in ("questions", "teach", "answers", "glossary")),
        *(f"data/{name}" for name in teachtable.FILES),
        "slides/index.html",
        "bacgiang-data.zip",
        "bacgiang-notebooks.zip",
        "bacgiang-site.zip",
        "SHA256SUMS",
        "tables/facts.csv",
        *(f"_static/licences/{part.name}.txt" for part in look.SHIPPED),
        *(f"data/{name}" for name in forms.FILES),
        *(
            f"{folder}{n}.{kind}"
            for n in names
            for folder, kind in (
                ("", "html"),
                ("slides/", "html"),
                ("notebooks/", "ipynb"),
                ("notebooks/exercises/", "ipynb"),
            )
        ),
    ]
    missing = [w for w in wanted if not (site / w).is_file()]
    assert not missing


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    broken = []
    rows = {f"fact-{fact}" for fact in data.table("facts")["fact"]}
    for page in pages:
        for link in read(page).links:
            file, anchor = file_of(page, link), unquote(urlsplit(link).fragment)
            if file is None:
                continue
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                broken.append(f"{page.name}: {link}: no such file")
            elif (
                anchor
                and file.suffix == ".html"
                and anchor not in read(file).ids
                and not anchor.startswith("/")
                # the browser opens any row by its id
                and not (file.name == "browser.html" and anchor in rows)
            ):
                broken.append(f"{page.name}: {link}: no such place on the page")
    assert not broken, "\n".join(broken[:20])


def test_the_links_of_the_evidence_table_lead_somewhere(site):
    script = (site / "_static" / "facts.js").read_text(encoding="utf-8")
    facts = json.loads(script.removeprefix("window.FACTS=").rstrip(";\n"))
    targets = [address for address, _ in facts["sections"]]
    assert len(targets) > 10, "hardly any section shows a fact"
    broken = [
        t
        for t in targets
        if t.partition("#")[2] not in read(site / t.partition("#")[0]).ids
    ]
    assert not broken


def test_names_are_found_as_a_foreign_keyboard_types_them(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    for word in ("bac", "giang", "dinh", "tram", "quang", "chau", "viet"):
        assert re.search(rf'"{word}":', index), f"search does not know {word!r}"


def test_the_same_bytes_come_out_twice(paper, published, tmp_path):
    again, paths = tmp_path / "again.pdf", list(published.values())
    briefing.write(paths, again, tmp_path / "build", CHECKOUT.root)
    assert again.read_bytes() == paper.read_bytes()


def test_building_leaves_nothing_beside_its_folders(site):
    assert sorted(p.name for p in site.parent.iterdir()) == ["_site", "build"]


# --- self-contained and light ---------------------------------------------------------


def test_no_page_loads_anything_from_elsewhere(site, pages):
    foreign = [
        f"{page.name}: {link}"
        for page in pages
        for link in read(page).loads
        if urlsplit(link).netloc
    ]
    foreign += [
        f"{style.name}: {link}"
        for style in site.rglob("*.css")
        for link in re.findall(
            r"""(?:url\(|@import\s+)["']?((?:https?:)?//[^"')\s;]+)""",
            style.read_text(encoding="utf-8"),
        )
    ]
    assert not foreign


def test_nothing_that_a_page_loads_is_missing(site, pages):
    missing = {
        f"{page.name}: {file.name}"
        for page in pages
        for file in assets(page)
        if not file.exists()
    }
    assert not missing


def test_no_page_is_heavy(site, pages):
    weights = {page.relative_to(site).as_posix(): weight(page) for page in pages}
    heavy = {
        path: size
        for path, size in weights.items()
        if size > HEAVIER.get(path, HEAVIEST_PAGE)
    }
    assert not heavy


def test_no_leftovers_are_published(site):
    leftovers = [
        p.name
        for p in site.rglob("*")
        if p.suffix in (".map", ".doctree", ".pickle", ".ipynb_checkpoints")
        or "mathjax" in p.name.lower()
    ]
    assert not leftovers
    texts = [
        p for p in site.rglob("*") if p.suffix in (".html", ".js", ".css", ".json")
    ]
    assert not [
        p.name for p in texts if str(CHECKOUT.root) in p.read_text(encoding="utf-8")
    ]


def test_every_picture_is_described(site, pages):
    for page in pages:
        language = "vi" if page.is_relative_to(site / "vi") else "en"
        assert read(page).language == language, page.name
        for picture in read(page).pictures:
            alt = picture.get("alt")
            assert (
                alt is not None
                and not re.search(r"_images/|\.png|No description", alt)
                and len(alt) > 30
            ), f"{page.name}: {picture}"


# --- saying the same ------------------------------------------------------------------

FINDINGS = [(path, finding) for path in PATHS for finding in book_of(path).findings]
MESSAGES = [finding for _, finding in front.best([book_of(path) for path in PATHS])]


@cache
def text_of(paper):
    return " ".join(
        " ".join(p.extract_text() for p in pypdf.PdfReader(paper).pages).split()
    )


@pytest.mark.parametrize(
    "path, finding",
    [pytest.param(p, f, id=f"{p.stem}-{n}") for n, (p, f) in enumerate(FINDINGS)],
)
def test_a_finding_and_its_numbers_stand_in_notebook_site_briefing_and_slides(
    site, paper, path, finding
):
    source = next(
        c["source"]
        for c in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if "".join(c["source"]).startswith("## In brief")
    )
    places = {
        "the notebook": "".join(source),
        "the site": read(site / f"{path.stem}.html").text,
        "the slides": read(site / "slides" / f"{path.stem}.html").text,
    }
    if finding in MESSAGES:
        places["the front page"] = read(site / "index.html").text
        places["the briefing"] = text_of(paper)
    said = book.plain(finding.words)
    digits = sorted(
        {n.text.split()[0] for n in numbers(said) if any(c.isdigit() for c in n.text)}
    )
    for place, text in places.items():
        lacking = [
            d
            for d in digits
            if not re.search(rf"(?<![\d.]){re.escape(d)}(?![\d])", text)
        ]
        assert not lacking, f"{place} lacks {lacking} of: {said}"


def test_five_messages_stand_on_the_front_page_and_in_the_briefing():
    assert len(MESSAGES) == 5
    assert all(len(re.findall(r"[.?!](?=\s|$)", f.words)) <= 3 for f in MESSAGES)


def test_ten_findings_and_more_have_numbers():
    assert sum(
        any(not n.kind for n in numbers(book.plain(f.words))) for _, f in FINDINGS
    ) >= (10 if len(PATHS) > 2 else 3)


def test_the_front_page_shows_five_findings_each_with_a_source(site):
    text = (
        (site / "index.html")
        .read_text(encoding="utf-8")
        .split('class="front-findings"')[1]
        .split("</ul>")[0]
    )
    items = re.findall(r"<li>.*?</li>", text, re.S)
    assert len(items) == 5 and all(
        "<small>Source: " in i and "data to" in i for i in items
    )
    assert '<li class="front-sure">How sure: ' in text


# --- the briefing ---------------------------------------------------------------------


def test_the_briefing_is_a_short_well_formed_document(paper):
    pdf = pypdf.PdfReader(paper)
    root = pdf.trailer["/Root"]
    assert len(pdf.pages) == 2
    assert pdf.metadata.title == briefing.TITLE and root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] and "pdfuaid" in root[
        "/Metadata"
    ].get_object().get_data().decode("utf-8")
    assert len(pdf.outline) >= 1 and "/CreationDate" not in pdf.metadata
    for number, page in enumerate(pdf.pages, 1):
        assert f"Page {number} of {len(pdf.pages)}" in " ".join(
            page.extract_text().split()
        )
        wide, tall = (float(page.mediabox[i]) / 72 * 25.4 for i in (2, 3))
        assert round(wide) == 210 and round(tall) == 297


def test_messages_and_questions_stand_on_the_first_page_the_doubts_on_the_second(paper):
    first, second = (page.extract_text() for page in pypdf.PdfReader(paper).pages)
    for message in MESSAGES:
        assert " ".join(book.plain(message.message).split()[:4]) in squeezed(first)
    assert "How sure are we?" in squeezed(second)
    for read_book in map(book_of, PATHS):
        for question in read_book.items(papers.QUESTIONS):
            assert squeezed(book.plain(question)) in squeezed(first)
    assert len(book_of(PATHS[-1]).items(papers.QUESTIONS)) == 8


def squeezed(text):
    """Words alone: typeset quotes are others than those written."""
    return re.sub(r"[\"“”]", "", " ".join(text.split()))


def test_every_figure_of_the_briefing_has_its_words(paper):
    alts = []

    def walk(node):
        node = node.get_object()
        if node.get("/S") == "/Figure":
            alts.append(node.get("/Alt", ""))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if hasattr(kid.get_object(), "keys"):
                walk(kid)

    walk(pypdf.PdfReader(paper).trailer["/Root"]["/StructTreeRoot"])
    assert len(alts) == 4, "three figures and the map"
    assert all(len(a) > 30 for a in alts)


# --- the slides -----------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_deck_shows_each_figure_once_with_its_source_in_the_notes(site, path):
    source = (site / "slides" / f"{path.stem}.html").read_text(encoding="utf-8")
    slides = re.findall(r"<section.*?</section>", source, re.S)
    drawn = [slide for slide in slides if "<img" in slide and "asked" not in slide]
    asked = [slide for slide in slides if '<section class="drawn asked"' in slide]
    assert len(asked) == (len(drawn) if book_of(path).name in decks.ASKED else 0)
    sizes = [figure.plot()[1:] for figure, _ in book_of(path).figures]
    fit = [tall for wide, tall in sizes if tall <= decks.TALLEST * wide]
    assert len(drawn) == len(fit) >= 1
    assert len(slides) <= 24
    for slide in drawn:
        assert slide.count("<img") == 1
        assert slide.count("<h2>") == 1
        assert "Source: " in slide.split('class="notes"')[1]
    assert "<code" not in source
    assert "<pre" not in source


# --- the parts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item, message, detail",
    [
        (
            "**It grew.** By 5.1 times. ([The figure](#It-grew))",
            "It grew",
            "By 5.1 times.",
        ),
        (
            "**Industry did most of it:** 12.93 points. ([Sectors](#Sectors))",
            "Industry did most of it",
            "12.93 points.",
        ),
        (
            "**Capital stood still**, while projects grew. ([x](#y))",
            "Capital stood still",
            "While projects grew.",
        ),
        (
            "Nothing is bold here. The rest follows.",
            "Nothing is bold here",
            "The rest follows.",
        ),
        ("A page for class", "A page for class", ""),
    ],
)
def test_a_bullet_gives_message_and_detail(item, message, detail):
    words, *parts = book.message(item)
    assert parts == [message, detail] and "](#" not in words


def test_a_finding_that_points_nowhere_is_named():
    cells = [
        new_markdown_cell("# Why?\n\nBecause."),
        new_markdown_cell("## In brief\n\n- **A.** B. ([c](#Nowhere))"),
    ]
    with pytest.raises(ValueError, match=r"x.ipynb: this finding points to no section"):
        print(Book(new_notebook(cells=cells), "x.ipynb").findings)
