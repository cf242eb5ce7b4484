"""How a notebook of this collection is made: its order, its anatomy, and what it never
holds.

test_reexecution.py compares every committed output with a fresh one; the rules here
cover what that comparison does not see. Each rule is a function that returns its faults
as text; at the end, each is shown a notebook that breaks it.
"""

import ast
import io
import re

import pytest
from checkout import CHECKOUT, PATHS, load, read, refuse
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pictures import difference
from PIL import Image, ImageDraw

from bacgiang.publish.book import Book, anchor

ANATOMY = ["In brief", "How sure are we", "Try it", "Sources"]
WIDEST_LINE = 88  # characters, as in the module
TEXT_PER_CODE = 1.2  # words
SORT = ".sort_values"
SOURCES = [
    path
    for path in sorted((CHECKOUT.root / "src").rglob("*.py"))
    if SORT in path.read_text(encoding="utf-8")
]


def code(notebook):
    return [(i, c) for i, c in enumerate(notebook.cells) if c.cell_type == "code"]


def trees(notebook):
    """The syntax of each cell of code, without lines that only IPython reads."""
    for index, cell in code(notebook):
        plain = re.sub(r"^\s*[%!].*$", "", cell.source, flags=re.M)
        yield index, ast.parse(plain)


def markdown(notebook):
    return [(i, c) for i, c in enumerate(notebook.cells) if c.cell_type == "markdown"]


def output_texts(cell):
    """The texts of a cell's outputs, pictures aside."""
    for output in cell.outputs:
        yield output.get("text", "")
        yield from (
            text
            for kind, text in output.get("data", {}).items()
            if isinstance(text, str) and not kind.startswith("image/")
        )


def matches(notebook, in_code, in_outputs, what):
    """Faults for each place where a pattern occurs in the code or in the outputs."""
    for index, cell in code(notebook):
        for place, pattern, texts in (
            ("code", in_code, [cell.source]),
            ("an output", in_outputs, output_texts(cell)),
        ):
            hit = next(
                (m for t in texts if pattern and (m := re.search(pattern, t))), None
            )
            if hit:
                yield f"cell {index}: {what} in {place}: {hit.group()!r}"


# --- the rules ------------------------------------------------------------------------


def every_code_cell_has_run_once_and_in_order(notebook):
    counts = [c.execution_count for _, c in code(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield (
            f"execution counts are {counts}, not 1 to {len(counts)}: run make refresh"
        )


def no_output_is_a_warning_or_an_error(notebook):
    for index, cell in code(notebook):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield (
                    f"cell {index}:"
                    f" {output.get('ename') or output.get('text', '')[:80]!r}: mend the"
                    " cause"
                )


def no_local_path(notebook):
    path = r"(?<![\w.:/])/(?:home|work|tmp|root|Users|opt|var|mnt)/\S*|\b[A-Z]:\\\S*"
    yield from matches(notebook, path, path, "a path of one machine")


def no_clock(notebook):
    yield from matches(
        notebook,
        r"\bnow\(|\btoday\(|utcnow|time\.time|perf_counter|%time|%timeit|import time\b",
        r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d",
        "a clock",
    )


def no_network(notebook):
    yield from matches(
        notebook,
        r"\b(?:requests|urllib|urlopen|httpx|aiohttp|socket)\b|https?://"
        r"|^\s*[!%]\s*(?:pip|conda|curl|wget)",
        None,
        "network access",
    )


def no_memory_address(notebook):
    yield from matches(
        notebook, None, r"\b0x[0-9a-f]{6,}", "a memory address, different in each run,"
    )


def no_line_ends_in_a_semicolon(notebook):
    for index, cell in code(notebook):
        if re.search(r";\s*$", cell.source, re.M):
            yield (
                f"cell {index}: a closing semicolon hides a result only where IPython"
                " shows it: assign the result to _ instead"
            )


def no_function_or_class_is_defined(notebook):
    for index, tree in trees(notebook):
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
                yield (
                    f"cell {index}: {node.name} belongs in src/bacgiang, where it can"
                    " be tested and shared"
                )


def unstable_sorts(tree):
    """The lines that sort by one column and leave equal rows to the processor.

    numpy sorts by whatever the processor does best, and so equal rows stand in another
    order on another machine; by two columns or more pandas keeps their order.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(SORT):
            by = [*node.args, *(k.value for k in node.keywords if k.arg == "by")]
            many = by and isinstance(by[0], ast.List) and len(by[0].elts) > 1
            if not many and "stable" not in ast.unparse(node):
                yield node.lineno


def no_sort_leaves_equal_rows_to_the_processor(notebook):
    for index, tree in trees(notebook):
        for line in unstable_sorts(tree):
            yield f"cell {index}, line {line}: sort_values needs kind='stable'"


def no_line_of_a_cell_is_wide(notebook):
    for index, cell in code(notebook):
        for number, line in enumerate(cell.source.splitlines(), 1):
            if len(line) > WIDEST_LINE:
                yield (
                    f"cell {index}: line {number} has {len(line)} characters; at most"
                    f" {WIDEST_LINE}: break it, or move the work to src/bacgiang"
                )


def text_outweighs_code(notebook):
    texts = sum(len(cell.source.split()) for _, cell in markdown(notebook))
    codes = 0
    for _, cell in code(notebook):
        for line in cell.source.splitlines():
            # a comment is text, too
            words, _, comment = line.partition("# ")
            texts += len(comment.split())
            codes += len(words.split())
    if texts < TEXT_PER_CODE * codes:
        yield (
            f"{texts} words of text to {codes} of code, under {TEXT_PER_CODE} to 1: say"
            " what each output shows, or move code to src/bacgiang"
        )


def the_parts_of_the_anatomy_stand_in_order(notebook):
    first = notebook.cells[0]
    if first.cell_type != "markdown" or not first.source.startswith("# "):
        yield "the first cell is not the title: Markdown that begins with '# '"
    headings = [s.title for s in Book(notebook).sections if s.level == 2]
    here = [h for h in headings if h in ANATOMY]
    if here != ANATOMY:
        yield (
            f"of the headings ## {', ## '.join(ANATOMY)} this notebook has, in this"
            f" order: {here}"
        )


def every_heading_is_there_once(notebook):
    anchors = [anchor(s.title) for s in Book(notebook).sections if s.level in (2, 3)]
    for repeated in sorted({a for a in anchors if anchors.count(a) > 1}):
        yield f"two headings have the anchor #{repeated}: a link cannot tell them apart"


def every_link_inside_the_collection_leads_somewhere(notebook):
    anchors = {s.anchor for s in Book(notebook).sections}
    for index, cell in markdown(notebook):
        for target in re.findall(r"\]\(([^)\s]+)\)", cell.source):
            file, _, place = target.partition("#")
            if not file and anchor(place) not in anchors:
                yield f"cell {index}: no heading for the link #{place}"
            if (
                file
                and "://" not in file
                and not file.startswith("mailto:")
                and not (CHECKOUT.root / "notebooks" / file).exists()
            ):
                yield f"cell {index}: no file {file}"


def every_cell_is_executed_and_none_may_fail(notebook):
    for index, cell in code(notebook):
        for tag in {"skip-execution", "raises-exception"} & {
            *cell.metadata.get("tags", [])
        }:
            yield f"cell {index}: the tag {tag} keeps a fault from being seen"


def a_claim_holds_names_that_mean_one_thing(notebook):
    """A name bound anew in another section would let a claim hold another number."""
    places = {}  # of each name: the sections that bind it
    section, syntax = "", dict(trees(notebook))
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            section = next(iter(re.findall("^#+ (.*)", cell.source, re.M)), section)
            continue
        names = [n for n in ast.walk(syntax[index]) if isinstance(n, ast.Name)]
        bound = {n.id for n in names if isinstance(n.ctx, ast.Store)}
        if "bg.claim(" in cell.source or "holds=" in cell.source:
            for name in sorted({n.id for n in names} - bound):
                binding = places.get(name, [section])
                if len(set(binding)) > 1 and binding[-1] != section:
                    yield f"cell {index}: {name} is bound in {' and in '.join(binding)}"
        for name in bound:
            places.setdefault(name, []).append(section)


RULES = [
    every_code_cell_has_run_once_and_in_order,
    no_output_is_a_warning_or_an_error,
    no_local_path,
    no_clock,
    no_network,
    no_memory_address,
    no_line_ends_in_a_semicolon,
    no_function_or_class_is_defined,
    no_sort_leaves_equal_rows_to_the_processor,
    no_line_of_a_cell_is_wide,
    text_outweighs_code,
    the_parts_of_the_anatomy_stand_in_order,
    every_heading_is_there_once,
    every_link_inside_the_collection_leads_somewhere,
    every_cell_is_executed_and_none_may_fail,
    a_claim_holds_names_that_mean_one_thing,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_notebook(path, rule):
    refuse(path, rule(load(path)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_no_sort_of_the_module_leaves_equal_rows_to_the_processor(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert list(unstable_sorts(tree)) == []


# --- the rules, each shown a notebook that breaks it


def sample(source="1 + 1", outputs=(), count=1, tags=(), text="", titles=ANATOMY):
    cells = [
        new_markdown_cell("# Why?"),
        *(new_markdown_cell(f"## {t}") for t in titles),
        new_markdown_cell(text),
        new_code_cell(
            source,
            outputs=list(outputs),
            execution_count=count,
            metadata={"tags": list(tags)} if tags else {},
        ),
    ]
    return new_notebook(cells=cells)


def in_sections(*sources):
    cells = []
    for number, source in enumerate(sources):
        cells += [new_markdown_cell(f"## Part {number}"), new_code_cell(source)]
    return new_notebook(cells=cells)


CLAIM = 'bg.claim("x is 1", x)'


def printed(text, name="stdout"):
    return [new_output("stream", name=name, text=text)]


BROKEN = [
    (every_code_cell_has_run_once_and_in_order, sample(count=None)),
    (every_code_cell_has_run_once_and_in_order, sample(count=2)),
    (
        no_output_is_a_warning_or_an_error,
        sample(outputs=printed("FutureWarning", "stderr")),
    ),
    (
        no_output_is_a_warning_or_an_error,
        sample(
            outputs=[new_output("error", ename="ValueError", evalue="", traceback=[])]
        ),
    ),
    (no_local_path, sample(source="open('/home/me/x.csv')")),
    (no_local_path, sample(outputs=printed("C:\\data\\x.csv"))),
    (no_clock, sample(source="pd.Timestamp.now()")),
    (no_clock, sample(outputs=printed("built 2026-01-02 03:04"))),
    (no_network, sample(source="import requests")),
    (no_network, sample(source="pd.read_csv('https://example.org/a.csv')")),
    (no_network, sample(source="%pip install x")),
    (no_memory_address, sample(outputs=printed("<Axes at 0x7f3a2b1c4d5e>"))),
    (no_line_ends_in_a_semicolon, sample(source="plt.title('x');")),
    (no_function_or_class_is_defined, sample(source="def f():\n    return 1")),
    (
        no_sort_leaves_equal_rows_to_the_processor,
        sample(source='rows.sort_values("value", ascending=False)'),
    ),
    (
        no_sort_leaves_equal_rows_to_the_processor,
        sample(source='(x := rows.copy()).sort_values(by=["value"])'),
    ),
    (no_line_of_a_cell_is_wide, sample(source="x = 1\n" + "y = " + "1" * 85)),
    (
        text_outweighs_code,
        new_notebook(cells=[new_markdown_cell("# A"), new_code_cell("x = 1")]),
    ),
    (
        the_parts_of_the_anatomy_stand_in_order,
        sample(titles=["In brief", "Try it", "How sure are we", "Sources"]),
    ),
    (the_parts_of_the_anatomy_stand_in_order, new_notebook(cells=[new_code_cell("1")])),
    (every_heading_is_there_once, sample(titles=["In brief", "in brief"])),
    (every_link_inside_the_collection_leads_somewhere, sample(text="[x](#Nowhere)")),
    (
        every_link_inside_the_collection_leads_somewhere,
        sample(text="[x](9-nothing.ipynb)"),
    ),
    (every_cell_is_executed_and_none_may_fail, sample(tags=["skip-execution"])),
    (every_cell_is_executed_and_none_may_fail, sample(tags=["raises-exception"])),
    (a_claim_holds_names_that_mean_one_thing, in_sections(*["x = 1"] * 2, CLAIM)),
]


@pytest.mark.parametrize(
    "rule, notebook", BROKEN, ids=lambda x: getattr(x, "__name__", None) or "sample"
)
def test_the_rule_names_a_notebook_that_breaks_it(rule, notebook):
    assert list(rule(notebook))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
def test_the_rule_is_silent_on_a_sound_notebook(rule):
    sound = sample(
        source="x = 1\nx\nx.sort_values(['a', 'b']).sort_values('a', kind='stable')",
        outputs=printed("2023: 13.4 percent; a/b/c"),
        text="[here](#In-brief) and [there](https://example.org/home/)",
    )
    assert list(rule(sound)) == []


# --- figures are compared by what the eye would see


def picture(box=False, shade=255, size=(80, 60)):
    image = Image.new("RGB", size, (shade, shade, shade))
    if box:
        image.paste((200, 0, 0), (10, 10, 40, 40))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_figures_that_look_the_same_agree():
    assert difference(picture(), picture(shade=254)) == ""


@pytest.mark.parametrize(
    "other",
    [picture(box=True), picture(size=(80, 61))],
    ids=["a red box", "one more row of pixels"],
)
def test_figures_that_look_different_do_not(other):
    assert difference(picture(), other)


def dotted(x, y, size=(1600, 880), soft=1):
    """A picture of the size of a figure, with a dot; `soft` blurs its edge."""
    image = Image.new("RGB", (size[0] * soft, size[1] * soft), "white")
    edges = [soft * edge for edge in (x - 4, y - 4, x + 4, y + 4)]
    ImageDraw.Draw(image).ellipse(edges, fill=(0, 90, 160))
    file = io.BytesIO()
    image.resize(size, Image.Resampling.BOX).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("x, y", [(400, 306), (403, 300), (420, 300), (392, 292)])
def test_a_dot_that_moved_is_named_with_its_place(x, y):
    said = difference(dotted(400, 300), dotted(x, y))
    left, top = map(int, re.findall(r"around (\d+), (\d+)", said)[0])
    assert min(abs(left - 400), abs(left - x)) <= 24
    assert min(abs(top - 300), abs(top - y)) <= 24


def test_a_dot_drawn_with_a_softer_edge_is_the_same():
    assert difference(dotted(400, 300), dotted(400, 300, soft=4)) == ""


def test_a_dot_put_into_a_figure_of_the_collection_is_named():
    figure = read(PATHS[1]).figures[0][0]
    image = Image.open(io.BytesIO(figure.png)).convert("RGB")
    left, top, right, bottom = (round(2 * edge) for edge in figure.box)
    x, y = (left + right) // 2, (top + bottom) // 2
    ImageDraw.Draw(image).ellipse((x, y, x + 10, y + 10), fill=(0, 90, 160))
    file = io.BytesIO()
    image.save(file, "PNG")
    assert "around" in difference(figure.png, file.getvalue())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_title_of_a_book_is_its_first_heading(path):
    first = load(path).cells[0].source.splitlines()[0]
    assert read(path).title == first.removeprefix("# ")
