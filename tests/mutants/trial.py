"""A copy of the checkout in which code is edited, and the tests that reach an edit.

An edit is held against the test files that call its function, one after another: first
that of its own room, then those that import the room, then all others. Which file calls
which function, and how long it takes unchanged, is measured when it is first asked.
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
SLOWER = 4  # so many times as long as unchanged may a run take, and PATIENCE more
PATIENCE = 30  # seconds
UNKNOWN = 10  # seconds that a file is thought to take until it is measured
MEASURED = 900  # seconds that a file may take while it is followed
Call = tuple[str, int]  # a file of the module and the first line of a function


class Measure(NamedTuple):
    """What is known of a test file, unchanged."""

    seconds: float
    calls: set[Call]


class Workshop:
    """A copy of the checkout, with what is known of its tests."""

    def __init__(self, root: Path) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="mutants-")
        self.copy = Path(self._room.name) / "checkout"
        shutil.copytree(root, self.copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        found = sorted((self.copy / "tests").glob("test_*.py"))
        self.tests = [path.name for path in found if path.name not in UNUSED]
        self.imports = {
            name: imported(self.copy / "tests" / name) for name in self.tests
        }
        self._known: dict[str, Measure] = {}

    def __enter__(self) -> "Workshop":
        settings = {
            "MPLCONFIGDIR": str(self.copy / "_build" / "matplotlib"),
            "IPYTHONDIR": str(self.copy / "_build" / "ipython"),
        }
        self._nursery = subprocess.Popen(
            [sys.executable, "-P", Path(__file__).with_name("nursery.py")],
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
            if spots & self.measured(test).calls:
                if name := self._failing(test, file, text):
                    return name
        return ""

    def _in_order(self, file: str) -> list[str]:
        """List the test files: those of a room, its importers, others; quick ones first."""
        parts = Path(file).with_suffix("").parts[2:]
        own = [f"test_{part}.py" for part in parts]

        def away(test: str) -> tuple[bool, bool, float]:
            known = self._known.get(test)
            seconds = known.seconds if known else UNKNOWN
            return test not in own, parts not in self.imports[test], seconds

        return sorted(self.tests, key=away)

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


def imported(path: Path) -> set[tuple[str, ...]]:
    """List the rooms that a test file imports, by the parts of their names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = tuple(node.module.split("."))
            if parts[0] == "bacgiang":
                found.add(parts[1:])
                found |= {(*parts[1:], alias.name) for alias in node.names}
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
