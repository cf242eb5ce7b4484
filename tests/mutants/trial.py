"""A copy of the checkout in which code is edited, and the tests that reach an edit.

An edit is held against test files one after another: first that of its own room, then
those that use the room by name. Of each file those tests are run that call the function
that is edited; which do, and how long the file takes unchanged, is measured when it is
first asked. Tests that need the built site wait for a second stage, where it is built
once for all of them; it takes minutes and is left out unless it is asked for.
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
MEASURED = 3600  # seconds that files may take unchanged
MODULE = "src/bacgiang"
SITE = "the site"  # stands for all tests that need it, whichever their file
Room = tuple[str, ...]  # the parts of its name
Call = tuple[str, int]  # a file of the module and the first line of a function
OTHER_PROCESS: Call = ("", 0)  # the call of another process, which is not followed


class Measure(NamedTuple):
    """What is known of test files, unchanged."""

    seconds: float
    tests: list[str]
    failed: list[str]  # those of them that fail unchanged, which prove nothing
    calls: dict[str, set[Call]]  # of each test; under "" what is called for all

    def reaching(self, spots: set[Call]) -> list[str]:
        """List the tests that call one of these functions."""
        everywhere = self.calls.get("", set())
        return [
            test
            for test in self.passed
            if spots & (everywhere | self.calls.get(test, set()))
        ]

    @property
    def passed(self) -> list[str]:
        return [test for test in self.tests if test not in self.failed]


class Workshop:
    """A copy of the checkout, with what is known of its tests."""

    def __init__(
        self, root: Path, libraries: str = LIBRARIES, site: bool = False
    ) -> None:
        self._libraries, self._site = libraries.split(), site
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

    def _asked(self, test: str, **job: Any) -> dict[str, Any]:
        files = self.tests if test == SITE else [test]
        job |= {"copy": str(self.copy), "tests": files, "site": test == SITE}
        assert self._nursery.stdin and self._nursery.stdout
        print(json.dumps(job), file=self._nursery.stdin, flush=True)
        return json.loads(self._nursery.stdout.readline())

    def measured(self, test: str) -> Measure:
        """Run a test file, or SITE, unchanged, once, and note what its tests call."""
        if test not in self._known:
            follow = test != SITE
            said = self._asked(test, without=[], limit=MEASURED, follow=follow)
            for name in said["failed"]:
                print(f"not used: {name} fails unchanged", flush=True)
            calls = {
                name: {(file, line) for file, line in called}
                for name, called in said["calls"].items()
            }
            about = said["seconds"], said["tests"], said["failed"], calls
            self._known[test] = Measure(*about)
        return self._known[test]

    def named(self, file: str, text: str, line: int) -> str:
        """Put another text into a file; name the test that fails for it."""
        before = (self.copy / file).read_text(encoding="utf-8")
        first = first_line(before, line)
        spots = {(file, first)} if first else {(file, 0), (file, 1)}
        for test in self._in_order(file):
            reaching = self.measured(test).reaching(spots | {OTHER_PROCESS})
            if reaching and (name := self._failing(test, reaching, file, text)):
                return name
        if not self._site:
            return ""
        return self._failing(SITE, self.measured(SITE).passed, file, text)

    def _in_order(self, file: str) -> list[str]:
        """List the test files of a room and those that use it; all, where none does."""
        parts = Path(file).with_suffix("").parts[2:]
        own = [f"test_{part}.py" for part in parts]
        near = [t for t in self.tests if t in own or parts in self.uses[t]]

        def away(test: str) -> tuple[bool, float]:
            known = self._known.get(test)
            return test not in own, known.seconds if known else UNKNOWN

        return sorted(near or self.tests, key=away)

    def _failing(self, test: str, only: list[str], file: str, text: str) -> str:
        """Run tests on a changed file, which is put back."""
        place = self.copy / file
        times, before = place.stat(), place.read_bytes()
        known = self.measured(test)
        limit = SLOWER * known.seconds + PATIENCE
        without = [name for name in known.tests if name not in only]
        place.write_bytes(text.encode())
        said = self._asked(test, without=without, limit=limit, follow=False)
        place.write_bytes(before)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
        if not said["ended"]:
            return CAUGHT_LATE
        if said["failed"]:
            return said["failed"][0].removeprefix("tests/")
        return "" if said["code"] == 0 else f"{test} does not begin"


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
