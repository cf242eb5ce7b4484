"""Writes the site: the notebooks, a front page, the evidence browser, sources, data and
method, as HTML from Sphinx.

It works from a file and from any static host, and asks nothing of any other. The pages'
Markdown and
everything Sphinx reads is made in a folder of its own and can be looked at there.
"""

import io
import json
import re
import shutil
import zipfile
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

from . import browser
from . import findings
from . import fonts
import nbformat
from . import styles
from .findings import html, plain, text
from nbformat.v4 import new_markdown_cell
from PIL import Image

from .. import data

HERE = Path(__file__).resolve().parent
LOOK = HERE / "look"
KINDS = {
    "official": "Official pages and tables",
    "state media": "State media",
    "press": "Press",
    "copy": "Copies of other texts",
}
BRIEFING = '<a href="briefing.pdf">Briefing (PDF)</a> '
TABLES = [
    "facts",
    "sources",
    "indicators",
    "entities",
    "zones",
    "districts",
    "projects",
    "priorities",
]


def write(paths, target, build, pdf=True):
    """Write the site of executed notebooks into `target`, and return Sphinx's warnings.

    `build` is a folder for what is made on the way; `pdf` says whether there will be a
    briefing to link.
    """
    source = build / "pages"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    shutil.copytree(LOOK / "static", source / "_static")
    fonts.write(source / "_static")
    books = [findings.read(path) for path in paths]
    for book in books:
        nbformat.write(_for_sphinx(book, pdf), source / book.path.name)
    for name, page in {
        "index": _front(books, pdf),
        "browser": browser.page(),
        "sources": _sources(),
        "data": _data(pdf),
        "method": _method(),
    }.items():
        (source / f"{name}.md").write_text(page, encoding="utf-8", newline="\n")
    (source / "_static" / "front.png").write_bytes(books[0].figures[0][0].png)
    browser.write(books, source / "_static")
    faults = _sphinx(source, build)
    shutil.copytree(build / "html", target, dirs_exist_ok=True)
    _downloads(paths, target)
    _trim(target)
    return faults


def _sphinx(source, build):
    """Run Sphinx into a folder of the build folder, since it also writes beside its
    target; returns its warnings.
    """
    from sphinx.application import Sphinx
    from sphinx.util.console import nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    for folder in ("html", "doctrees", "jupyter_execute"):
        shutil.rmtree(build / folder, ignore_errors=True)
    warnings, settings = io.StringIO(), {"html_static_path": [str(source / "_static")]}
    nocolor()
    with patch_docutils(str(LOOK)), docutils_namespace():
        Sphinx(
            source,
            LOOK,
            build / "html",
            build / "doctrees",
            "html",
            settings,
            status=None,
            warning=warnings,
        ).build()
    return warnings.getvalue()


# --- notebooks ------------------------------------------------------------------------
# -------------------------------


def _for_sphinx(book, pdf):
    """A notebook with code folded, figures and tables readable by everyone, and a line
    of downloads under its title.
    """
    notebook = nbformat.read(book.path, as_version=4)
    heading = book.title
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = next(
                (t for _, t in reversed(findings._headings(cell.source))), heading
            )
            cell.source = _links(cell.source)
            continue
        if cell.cell_type != "code":
            continue
        cell.metadata["tags"] = ["hide-input"]
        for output in cell.outputs:
            about = output.get("metadata", {}).get("image/png")
            if about:  # where myst-nb looks for it
                cell.metadata["mystnb"] = {"image": {"alt": about["alt"]}}
            if "text/html" in output.get("data", {}):
                output["data"]["text/html"] = _table(
                    output["data"]["text/html"], plain(heading)
                )
    takeaway = (
        f'<p class="takeaway"><a href="notebooks/{book.path.name}" download>Download'
        f' this notebook</a> <a href="slides/{book.page}">Slides</a>'
        f' {BRIEFING if pdf else ""}<a href="browser.html">Every number behind'
        " it</a></p>"
    )
    notebook.cells.insert(1, new_markdown_cell(takeaway, id="downloads"))
    return notebook


def _links(markdown):
    """Links to files of the collection lead to the pages made from them."""
    for file, page in {
        "../data/README.md": "method.md",
        "../data/": "data.md",
        "../README.md": "index.md",
    }.items():
        markdown = markdown.replace(f"]({file}", f"]({page}")
    markdown = re.sub(r"\]\(\.\./data/\w+\.csv\)", "](data.md)", markdown)
    return re.sub(
        r"\]\(([\w-]+\.ipynb)?#([^)\s]+)\)",
        lambda m: f"]({m[1] or ''}#{findings.anchor(unquote(m[2]))})",
        markdown,
    )


def _table(source, heading):
    """A pandas table that scrolls on a small screen, by keyboard too."""
    source = re.sub(
        r"<style scoped>.*?</style>\s*|\s(?:border=\"1\"|style=\"text-align: right;\")",
        "",
        source,
        flags=re.S,
    )
    source = source.replace("<th></th>", "<td></td>")  # an empty heading names nothing
    return re.sub(
        r"^<div>",
        '<div class="scroll" role="region" tabindex="0" aria-label="Table:'
        f' {text(heading)}">',
        source.strip(),
    )


# --- front page -----------------------------------------------------------------------
# -------------------------------


def best(books, wanted=5):
    """The first findings of each notebook in turn, `wanted` of them, in the notebooks'
    order: [(book, finding)].
    """
    turns = [
        pair
        for turn in zip_longest(*([(b, f) for f in b.findings] for b in books))
        for pair in turn
        if pair
    ][:wanted]
    return sorted(turns, key=lambda pair: books.index(pair[0]))


def source_of(book, finding):
    """The source line of a finding's figure, or a pointer to the notebook's own
    list.
    """
    return (
        finding.figure.source.removeprefix("Source: ")
        if finding.figure
        else "sources in the notebook"
    )


def _front(books, pdf):
    figure, _ = books[0].figures[0]
    items = "\n".join(
        f'<li>{html(f.words).replace("<strong>", f"""<a href="{b.page}#{f.section.id}"><strong>""").replace("</strong>", "</strong></a>")}'
        f" <small>Source: {text(source_of(b, f))}</small></li>"
        for b, f in best(books)
    )
    facts, sources = data.table("facts"), data.table("sources")
    doors = (
        [(b.page, b.name, b.title) for b in books]
        + [
            (
                "browser.html",
                "Evidence browser",
                f"All {len(facts):,} numbers, each with its source",
            ),
            ("data.html", "Data", f"Tables to download; {len(sources)} sources"),
            ("slides/index.html", "Slides", "One deck a notebook"),
        ]
        + [("briefing.pdf", "Briefing", "A few pages to print or to send (PDF)")] * pdf
    )
    tiles = "\n".join(
        f'<li><a href="{to}"><strong>{text(name)}</strong>'
        f" <span>{text(plain(says))}</span></a></li>"
        for to, name, says in doors
    )
    toctree = "\n".join(f"{b.name} <{b.path.stem}>" for b in books)
    return f"""---
html_theme.sidebar_secondary.remove: true
---
# Bắc Giang's industrial rise, number by number

<div class="front">
<p class="lead">In fifteen years a province of rice and lychees became one of the fastest-growing economies of Việt Nam. On 1 July 2025 it was
merged into Bắc Ninh: its record is complete. Each number here has its source, and shows how far it can be trusted.</p>
<p class="front-figure"><a href="{books[0].page}#{books[0].sections[1].id}"><img src="_static/front.png" width="{figure.width}"
height="{figure.height}" alt="{text(figure.alt)}"></a></p>
<ul class="front-findings">
{items}
</ul>
<ul class="doors" aria-label="Where to go">
{tiles}
</ul>
</div>

```{{toctree}}
:hidden:
:caption: Notebooks

{toctree}
```
```{{toctree}}
:hidden:
:caption: Behind them

Evidence browser <browser>
Sources <sources>
Data and downloads <data>
Method <method>
```
"""


# --- sources, data, method ------------------------------------------------------------
# -------------------------------


def _sources():
    sources, facts = data.table("sources"), data.table("facts")
    counts = facts["source"].value_counts()
    parts = [
        f"# Sources\n\nThe {len(sources)} pages and tables that print the numbers,"
        f" {int(sources['kind'].eq('official').sum())} of them official. Press pages"
        " often repeat one office's report, so ten pages can be one origin. A number's"
        " own row names the page it is taken from: see the [evidence"
        " browser](browser.md).\n"
    ]
    for kind, title in KINDS.items():
        rows = sources[sources["kind"] == kind].sort_values(
            ["publisher", "published", "source"], key=lambda c: c.map(data.plain)
        )
        parts.append(f'## {title}\n\n{len(rows)} pages.\n\n<ul class="sources">')
        for _, row in rows.iterrows():
            number = counts.get(row["source"], 0)
            about = "; ".join(
                p
                for p in (
                    row["published"] or "no date",
                    f"quotes {row['citing']}" if row["citing"] else "",
                    (
                        f"{number:,} number{'' if number == 1 else 's'}"
                        if number
                        else "used for context or places"
                    ),
                )
                if p
            )
            title = (
                "<span"
                f' lang="{row["language"]}">{text(row["title"] or row["url"])}</span>'
            )
            link = f'<a href="{text(row["url"])}">{title}</a>' if row["url"] else title
            parts.append(
                f'<li id="{row["source"]}">{text(row["publisher"])}: {link},'
                f" {text(about)}</li>"
            )
        parts.append("</ul>\n")
    return "\n".join(parts)


def _data(pdf):
    package = {
        r["name"]: r
        for r in json.loads(
            (data.folder() / "datapackage.json").read_text(encoding="utf-8")
        )["resources"]
    }
    rows = "\n".join(
        f"| [{n}.csv](tables/{n}.csv) | {len(data.table(n)):,} |"
        f" {package[n]['description'].replace('|', '/')} |"
        for n in TABLES
    )
    rows = re.sub(
        r"\[([^\]]+)\]\((tables/[^)]+)\)", r'<a href="\2" download>\1</a>', rows
    )
    dictionary = (
        _readme()
        .split("## Dictionary")[1]
        .split("<!-- dictionary -->")[1]
        .split("<!-- end")[0]
    )
    return f"""# Data and downloads

<p class="takeaway"><a href="bacgiang-data.zip" download>All tables (zip)</a> <a href="bacgiang-notebooks.zip" download>All notebooks (zip)</a>
{BRIEFING if pdf else ""}<a href="slides/index.html">Slides</a></p>

| table | rows | what a row is |
|---|---|---|
{rows}

<a href="tables/datapackage.json" download>datapackage.json</a> describes every column for machines (a Frictionless Data Package); the dictionary
below says the same for people. How a number is recorded, and what was left out: [Method](method.md).

## Dictionary
{dictionary}"""


def _method():
    body = _readme().split("## Dictionary")[0]
    body = re.sub(r"^# .*?\n", "# Method: one printed number, one row\n", body, count=1)
    return _links(body)


def _readme():
    return (data.folder() / "README.md").read_text(encoding="utf-8")


# --- downloads and weight -------------------------------------------------------------
# -------------------------------


def _downloads(paths, target):
    for folder, files in {
        "notebooks": paths,
        "tables": (
            [data.folder() / f"{n}.csv" for n in TABLES]
            + [data.folder() / "datapackage.json"]
        ),
    }.items():
        (target / folder).mkdir()
        for file in files:
            shutil.copyfile(file, target / folder / file.name)
    _zip(target / "bacgiang-notebooks.zip", paths)
    _zip(
        target / "bacgiang-data.zip",
        [data.folder() / "README.md", *sorted((target / "tables").iterdir())],
    )


def _zip(path, files):
    """A zip file of the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(
                zipfile.ZipInfo(f"{path.stem}/{file.name}", (1980, 1, 1, 0, 0, 0)),
                file.read_bytes(),
                zipfile.ZIP_DEFLATED,
            )


def _trim(target):
    """Make the pages light, with nothing a reader would miss.

    Out go the maps of scripts, search on the pages that do not search, the theme's 1.5
    MB icon script (its icon
    font draws the same), icons and style rules that no page uses; figures become WebP,
    pixel for pixel.
    """
    for folder in ("_static/locales", "_static/images", "_sources"):
        shutil.rmtree(target / folder, ignore_errors=True)
    for file in [
        *target.rglob("*.map"),
        *target.rglob("*webpack-macros.html"),
        *(target / "_static" / f"{n}.png" for n in ("file", "minus", "plus")),
        target / "_static/scripts/fontawesome.js",
        target / ".buildinfo",
        target / "objects.inv",
    ]:
        file.unlink(missing_ok=True)
    for picture in [*target.glob("_images/*.png"), target / "_static/front.png"]:
        Image.open(picture).convert("RGB").save(
            picture.with_suffix(".webp"), lossless=True, method=4
        )
        picture.unlink()
    names = set()  # whatever may be the name of a class
    for page in target.glob("*.html"):
        source = page.read_text(encoding="utf-8")
        source = re.sub(
            r"\s*<!-- So that users can add custom icons -->\s*<script defer"
            r' src="[^"]*fontawesome\.js[^"]*"></script>',
            "",
            source,
        )
        if page.name != "search.html":
            source = re.sub(
                r"\s*<script"
                r' src="(?:_static/searchtools|_static/language_data|searchindex)\.js[^"]*"></script>',
                "",
                source,
            )
        source = re.sub(r'((?:_images|_static)/[\w-]+)\.png"', r'\1.webp"', source)
        source = re.sub(
            r'<span class="(?:n|p|w)">([^<]*)</span>', r"\1", source
        )  # of code; names and brackets have no colour of their own
        page.write_text(source, encoding="utf-8", newline="\n")
        names |= set(re.findall(r"[\w-]+", source))
    for script in target.glob("_static/**/*.js"):
        if script.name not in ("facts.js", "datatables.js"):
            names |= set(re.findall(r"[\w-]+", script.read_text(encoding="utf-8")))
    for style in target.glob("_static/**/*.css"):
        if style.name not in ("site.css", "fonts.css"):
            style.write_text(
                styles.used(style.read_text(encoding="utf-8"), names),
                encoding="utf-8",
                newline="\n",
            )
    theme = (target / "_static/styles/pydata-sphinx-theme.css").read_text(
        encoding="utf-8"
    )
    icons = {ord(icon) for icon in re.findall('--fa:"(.)"', theme)}
    for font in (target / "_static/vendor/fontawesome/webfonts").glob("*.woff2"):
        fonts.subset(font, font, icons)
