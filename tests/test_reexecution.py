"""Running a notebook again changes no byte of it.

On one machine that holds to the last byte. Another machine may draw the same picture
with other bytes (another build of a drawing library); then, and only then, pictures are
compared by what the eye would see.
"""

import base64
import io
import json
import warnings

import nbformat
import pytest
from checkout import PATHS
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pictures import difference
from PIL import Image

from bacgiang.publish import run


def without_pictures(text):
    """The text of a notebook with each PNG cut out, and the PNGs in order."""
    notebook, pictures = json.loads(text), []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                pictures.append("".join(output["data"]["image/png"]))
                output["data"]["image/png"] = ""
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False), pictures


def on_stderr(text):
    """What the cells of a notebook say on standard error."""
    cells = json.loads(text)["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "".join(
        "".join(output["text"]) for output in outputs if output.get("name") == "stderr"
    )


def first_difference(one, other):
    if (said := on_stderr(other)) != on_stderr(one):
        return f"on standard error it now says {said!r}"
    lines = zip(one.splitlines(), other.splitlines(), strict=False)
    for number, (a, b) in enumerate(lines, 1):
        if a != b:
            return (
                f"line {number}: committed {a.strip()[:100]!r}, now {b.strip()[:100]!r}"
            )
    return "the length"


def fault(committed, new):
    """How a notebook differs from the committed one; nothing when the pictures only
    have other bytes.
    """
    (old_rest, old_pictures), (new_rest, new_pictures) = map(
        without_pictures, (committed, new)
    )
    if old_rest != new_rest:
        return f"differs after running again ({first_difference(old_rest, new_rest)})"
    pairs = zip(old_pictures, new_pictures, strict=True)
    for number, pair in enumerate(pairs, 1):
        if unlike := difference(*pair):
            return f"picture {number}: {unlike}"
    if old_pictures == new_pictures and committed != new:
        return "is not in the form that make refresh writes"
    return ""


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_running_again_leaves_the_notebook_as_it_is(path, published):
    committed = path.read_text(encoding="utf-8")
    executed = nbformat.read(published[path], as_version=4)
    new = run.as_text(run.without_forms(executed))
    if committed == new:
        return
    if found := fault(committed, new):
        pytest.fail(
            f"{path.name}: {found}; if that is meant, run make refresh", pytrace=False
        )
    warnings.warn(
        f"{path.name}: the pictures have other bytes here but look the same (drawn on"
        " another machine)",
        stacklevel=1,
    )


# --- the comparison, shown notebooks that differ --------------------------------------


def stored(shade=255, box=False, plain="Figure"):
    """The text of a notebook that shows one picture."""
    image = Image.new("RGB", (80, 60), (shade, shade, shade))
    if box:
        image.paste((200, 0, 0), (10, 10, 40, 40))
    file = io.BytesIO()
    image.save(file, "PNG")
    png = base64.b64encode(file.getvalue()).decode()
    output = new_output("display_data", {"image/png": png, "text/plain": plain})
    cell = new_code_cell("1", id="one", outputs=[output], execution_count=1)
    return run.as_text(new_notebook(cells=[cell]))


def test_a_tampered_picture_is_named():
    assert fault(stored(), stored(box=True)).startswith("picture 1: colours differ")


def test_a_changed_word_is_named_with_both_readings():
    said = fault(stored(), stored(plain="Picture"))
    assert "Figure" in said
    assert "Picture" in said


def test_a_warning_is_named_in_its_own_words():
    told = json.loads(stored())
    warned = new_output("stream", name="stderr", text="The cache is being built.")
    told["cells"][0]["outputs"].insert(0, warned)
    assert "The cache is being built." in fault(stored(), json.dumps(told))


def test_another_layout_of_the_same_notebook_is_named():
    assert "make refresh" in fault(json.dumps(json.loads(stored())), stored())


def test_a_picture_of_other_bytes_that_looks_the_same_passes():
    assert fault(stored(), stored(shade=254)) == ""
