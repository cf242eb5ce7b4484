"""Whether the notebooks say the same on other versions than the pinned ones.

    .venv/bin/python tests/other_versions.py lowest-direct   # the oldest we declare
    .venv/bin/python tests/other_versions.py highest         # the newest there are
    .venv/bin/python tests/other_versions.py highest 3.14    # ... on another Python

Makes an environment of its own, executes every notebook there, and compares all text
that their outputs hold with the committed outputs; pictures are not compared. It needs
the network, and uv or a Python that can fetch it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from test_notebooks import output_texts

from bacgiang.publish import place

RUN = """
import sys, nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    quiet = ["--IPKernelApp.log_level=40"]  # no lecture on local sockets
    NotebookClient(
        notebook, timeout=None, kernel_name="python3", extra_arguments=quiet
    ).execute()
    nbformat.write(notebook, path)
"""
BESIDE = ["nbclient", "ipykernel"]  # what runs notebooks, in today's versions


def uv(*words):
    subprocess.run([sys.executable, "-m", "uv", *words], check=True)


def environment(folder, resolution, python):
    """Make an environment with the module; returns its Python."""
    uv("venv", "-q", "-p", python, str(folder))
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["pip", "install", "-q", "--python", str(inside)]
    root = str(place.find().root)
    uv(*install, "--resolution", resolution, root)
    uv(*install, *BESIDE)
    return inside


def texts(path):
    """The texts of all outputs of a notebook, by code cell."""
    notebook = nbformat.read(path, as_version=4)
    return [list(output_texts(c)) for c in notebook.cells if c.cell_type == "code"]


def main(resolution="lowest-direct", python="3.11"):
    committed = place.find().notebooks
    different = 0
    with tempfile.TemporaryDirectory() as name:
        inside = environment(Path(name) / "environment", resolution, python)
        copies = [Path(name) / path.name for path in committed]
        for path, copy in zip(committed, copies, strict=True):
            copy.write_bytes(path.read_bytes())
        subprocess.run([inside, "-c", RUN, *map(str, copies)], cwd=name, check=True)
        for path, copy in zip(committed, copies, strict=True):
            pairs = zip(texts(path), texts(copy), strict=True)
            cells = [n for n, (old, new) in enumerate(pairs) if old != new]
            different += len(cells)
            print(f"{path.name:24} {'same text' if not cells else f'cells {cells}'}")
    return different


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) > 0)
