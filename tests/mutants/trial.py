"""A copy of the checkout in which code is edited, and the tests that reach an edit.

Which test file calls which function is measured first, one file after another, with
how long each takes unchanged. An edit is then held against the files that call its
function: that of its own room first, then the quick ones.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import CAUGHT_LATE

LEFT_OUT = (".git", ".venv", "_build", "_site", "__pycache__", ".hypothesis")
# they run other Pythons, in which nothing can be followed, or the notebooks, whose
# outputs a refresh would rewrite; and these tests themselves
UNUSED = ("test_reexecution.py", "test_install.py", "test_mutants.py")
SLOWER = 4  # so many times as long as unchanged may a run take, and PATIENCE more
PATIENCE = 30  # seconds
AT_FIRST = 60  # seconds of tests, unchanged, that are tried before all others
MEASURED = 900  # seconds that a file may take while it is followed
Call = tuple[str, int]  # a file of the module and the first line of a function


class Workshop:
    """A copy of the checkout, with what is known of its tests."""

    def __init__(self, root: Path) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="mutants-")
        self.copy = Path(self._room.name) / "checkout"
        shutil.copytree(root, self.copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        self.seconds: dict[str, float] = {}
        self.calls: dict[str, set[Call]] = {}

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
        self._measure()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._nursery.stdin
        self._nursery.stdin.close()
        self._nursery.wait()
        self._room.cleanup()

    def _asked(self, files: list[str], limit: float, follow: bool) -> dict[str, Any]:
        job = {"copy": str(self.copy), "files": files, "limit": limit, "follow": follow}
        assert self._nursery.stdin and self._nursery.stdout
        print(json.dumps(job), file=self._nursery.stdin, flush=True)
        return json.loads(self._nursery.stdout.readline())

    def _measure(self) -> None:
        """Run each test file unchanged and note which functions it calls."""
        for path in sorted((self.copy / "tests").glob("test_*.py")):
            file = f"tests/{path.name}"
            if path.name in UNUSED:
                continue
            said = self._asked([file], MEASURED, follow=True)
            if said["code"] != 0:
                # what fails unchanged proves nothing
                print(
                    f"not used: {file}: fails unchanged ({said['failed']})", flush=True
                )
                continue
            self.seconds[file] = said["seconds"]
            self.calls[file] = {(name, line) for name, line, _ in said["calls"]}
        print(f"measured: {len(self.calls)} test files", flush=True)

    def reaching(self, file: str, line: int) -> list[str]:
        """List the test files that call the function of a line, the nearest first."""
        text = (self.copy / file).read_text(encoding="utf-8")
        first = first_line(text, line)
        spots = {(file, first)} if first else {(file, 0), (file, 1)}
        found = [test for test, calls in self.calls.items() if spots & calls]
        room = Path(file).stem
        own = [f"tests/test_{name}.py" for name in (room, Path(file).parent.name)]
        return sorted(found, key=lambda test: (test not in own, self.seconds[test]))

    def named(self, file: str, line: int) -> str:
        """Name the test that fails now that a file is changed in a line."""
        known = self.reaching(file, line)
        first: list[str] = []
        for test in known:
            if first and sum(map(self.seconds.get, [*first, test])) > AT_FIRST:
                break
            first.append(test)
        for some in (first, known[len(first) :]):
            if some and (name := self._failing(some)):
                return name
        return ""

    def _failing(self, tests: list[str]) -> str:
        limit = SLOWER * sum(map(self.seconds.get, tests)) + PATIENCE
        said = self._asked(tests, limit, follow=False)
        if not said["ended"]:
            return CAUGHT_LATE
        if said["code"] == 0:
            return ""
        return said["failed"] or f"{tests[0]} does not begin"


def first_line(text: str, line: int) -> int:
    """Tell where the innermost function around a line begins; 0 outside of all."""
    found = 0
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            if start <= line <= (node.end_lineno or 0):
                found = max(found, start)
    return found
