"""A copy of the checkout in which code is edited, and the tests that reach an edit.

An edit is held against test files one after another: first that of its own room, then
those that use the room by name, as far as they call the function that is edited. Which
file calls which function, and how long it takes unchanged, is measured when it is first
asked.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from . import CAUGHT_LATE

LEFT_OUT = (".git", ".venv", "_build", "_site", "__pycache__", ".hypothesis")
# they run other Pythons, in which nothing can be followed, or the notebooks, whose
# outputs a refresh would rewrite; and these tests themselves
UNUSED = ("test_reexecution.py", "test_install.py", "test_mutants.py")
LIBRARIES = (
    "pandas numpy matplotlib.pyplot seaborn nbformat.v4 nbclient IPython.display"
    " PIL.Image hypothesis markdown_it docutils.nodes jinja2 babel.messages.extract zmq"
    " sphinx.application myst_nb frictionless duckdb xlsxwriter openpyxl weasyprint"
)
SLOWER = 4  # so many times as long as unchanged may a run take, and PATIENCE more
PATIENCE = 30  # seconds
UNKNOWN = 10  # seconds that a file is thought to take until it is measured
MEASURED = 900  # seconds that a file may take while it is followed
MODULE = "src/bacgiang"
Room = tuple[str, ...]  # the parts of its name
Call = tuple[str, int]  # a file of the module and the first line of a function


class Measure(NamedTuple):
    """What is known of a test file, unchanged."""

    seconds: float
    calls: set[Call]


class Workshop:
    """A copy of the checkout, with what is known of its tests."""

    def __init__(self, root: Path, libraries: str = LIBRARIES) -> None:
        self._libraries = libraries.split()
        self._room = tempfile.TemporaryDirectory(prefix="mutants-")
        self.copy = Path(self._room.name) / "checkout"
        shutil.copytree(root, self.copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        found = sorted((self.copy / "tests").glob("test_*.py"))
        self.tests = [path.name for path in found if path.name not in UNUSED]
        opening = (self.copy / MODULE / "__init__.py").read_text(encoding="utf-8")
        exports = exported(opening)
        self.uses = {
            path.name: used(path.read_text(encoding="utf-8"), exports) for path in found
        }
        self._known: dict[str, Measure] = {}

    def __enter__(self) -> "Workshop":
        settings = {
            "MPLCONFIGDIR": str(self.copy / "_build" / "matplotlib"),
            "IPYTHONDIR": str(self.copy / "_build" / "ipython"),
        }
        script = str(Path(__file__).with_name("nursery.py"))
        self._nursery = subprocess.Popen(
            [sys.executable, "-P", script, *self._libraries],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | settings,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._nursery.stdin
        self._nursery.stdin.close()
        self._nursery.wait()
        self._room.cleanup()

    def _asked(self, test: str, limit: float, follow: bool) -> dict[str, Any]:
        job = {"copy": str(self.copy), "test": test, "limit": limit, "follow": follow}
        assert self._nursery.stdin and self._nursery.stdout
        print(json.dumps(job), file=self._nursery.stdin, flush=True)
        return json.loads(self._nursery.stdout.readline())

    def measured(self, test: str) -> Measure:
        """Run a test file unchanged, once, and note what it calls."""
        if test not in self._known:
            said = self._asked(test, MEASURED, follow=True)
            calls = {(file, line) for file, line, _ in said["calls"]}
            if said["code"] != 0:  # what fails unchanged proves nothing
                print(f"not used: {test} fails unchanged: {said['failed']}", flush=True)
                calls = set()
            self._known[test] = Measure(said["seconds"], calls)
        return self._known[test]

    def named(self, file: str, text: str, line: int) -> str:
        """Put another text into a file; name the test that fails for it."""
        before = (self.copy / file).read_text(encoding="utf-8")
        first = first_line(before, line)
        spots = {(file, first)} if first else {(file, 0), (file, 1)}
        for test in self._in_order(file):
            reaches = spots & self.measured(test).calls
            if reaches and (name := self._failing(test, file, text)):
                return name
        return ""

    def _in_order(self, file: str) -> list[str]:
        """List the test files of a room and those that use it; all, where none does."""
        parts = Path(file).with_suffix("").parts[2:]
        own = [f"test_{part}.py" for part in parts]
        near = [t for t in self.tests if t in own or parts in self.uses[t]]

        def away(test: str) -> tuple[bool, float]:
            known = self._known.get(test)
            return test not in own, known.seconds if known else UNKNOWN

        return sorted(near or self.tests, key=away)

    def _failing(self, test: str, file: str, text: str) -> str:
        """Run a test file on a changed file, which is put back."""
        place = self.copy / file
        times, before = place.stat(), place.read_bytes()
        place.write_bytes(text.encode())
        usual = self.measured(test).seconds
        said = self._asked(test, SLOWER * usual + PATIENCE, follow=False)
        place.write_bytes(before)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
        if not said["ended"]:
            return CAUGHT_LATE
        if said["code"] == 0:
            return ""
        return said["failed"].removeprefix("tests/") or f"{test} does not begin"


def exported(text: str) -> dict[str, Room]:
    """Tell from which room each name comes that the module hands on, now or later."""
    found: dict[str, Room] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level and node.module:
            room = tuple(node.module.split("."))
            found |= {alias.asname or alias.name: room for alias in node.names}
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LATER":
            later = ast.literal_eval(node.value)
            found |= {name: (room,) for room, names in later.items() for name in names}
    return found


def used(text: str, exports: dict[str, Room]) -> set[Room]:
    """List the rooms that a test file imports, or asks as `bg.name`."""
    found: set[Room] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            room = tuple(node.module.split("."))
            if room[0] == "bacgiang":
                found.add(room[1:])
                found |= {(*room[1:], alias.name) for alias in node.names}
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "bg":
            found |= {exports[node.attr]} if node.attr in exports else set()
    return found


def first_line(text: str, line: int) -> int:
    """Tell where the innermost function around a line begins; 0 outside of all."""
    found = 0
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            if start <= line <= (node.end_lineno or 0):
                found = max(found, start)
    return found
