"""Running a notebook again changes no byte of it.

On one machine that holds to the last byte. Another machine may draw the same picture
with other bytes
(another build of a drawing library); then, and only then, pictures are compared by what
the eye would see.
"""

import asyncio
import json
import warnings

import build
import pytest
from nbval_figures import difference
from notebook_text import PATHS


@pytest.fixture(scope="module")
def again():
    """{path: the text that make refresh would write}; all notebooks executed once, side
    by side.
    """
    try:
        executed = asyncio.run(build.execute_all(PATHS, report=lambda line: None))
    except SystemExit:
        pytest.fail(
            "a notebook does not run through; the captured lines name the cell",
            pytrace=False,
        )
    return {path: build.as_text(notebook) for path, notebook in executed.items()}


def without_pictures(text):
    """The text of a notebook with each PNG cut out, and the PNGs in order."""
    notebook, pictures = json.loads(text), []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                pictures.append("".join(output["data"]["image/png"]))
                output["data"]["image/png"] = ""
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False), pictures


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_running_again_leaves_the_notebook_as_it_is(path, again):
    committed, new = path.read_text(encoding="utf-8"), again[path]
    if committed == new:
        return
    (old_rest, old_pictures), (new_rest, new_pictures) = (
        without_pictures(committed),
        without_pictures(new),
    )
    line = next(
        (
            f"line {i}: committed {a.strip()[:100]!r}, now {b.strip()[:100]!r}"
            for i, (a, b) in enumerate(
                zip(old_rest.splitlines(), new_rest.splitlines()), 1
            )
            if a != b
        ),
        "the length",
    )
    assert old_rest == new_rest, (
        f"{path.name} differs after running again ({line}); if that is meant, run make"
        " refresh"
    )
    unlike = [
        f"picture {i}: {d}"
        for i, pair in enumerate(zip(old_pictures, new_pictures), 1)
        if (d := difference(*pair))
    ]
    assert not unlike, (
        f"{path.name}: {'; '.join(unlike)}; if that is meant, run make refresh"
    )
    assert old_pictures != new_pictures, (
        f"{path.name} is not in the form that make refresh writes: run make refresh"
    )
    warnings.warn(
        f"{path.name}: the pictures have other bytes here but look the same (drawn on"
        " another machine)"
    )
