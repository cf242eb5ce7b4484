"""Run test files of a copy of the checkout, each time in a process of its own.

Started as a script, with -P. What is read from the standard input is one job a line:
the copy, test files, whether those of their tests are meant that need the site, which
of them are left out, a limit in seconds, and whether to follow what is called. The
libraries named as arguments are imported once, before processes fork; the module never
is.
"""

import functools
import importlib
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import CodeType

import pytest

QUIET = ["-n", "0", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
# the fixtures that take minutes; others ask for them
LONG = {"published", "built", "publishing"}
OTHER_PROCESS = subprocess.Popen.__init__.__code__  # what is called there is not seen
_keeping = functools._lru_cache_wrapper


class Steps:
    """Which test calls which code; under "" stands what is called for all of them.

    That is what is called outside of tests, by a fixture that several share, while a
    module is imported, or by a function whose result is kept. Code goes by its id: to
    compare it takes longer than to run it.
    """

    def __init__(self, copy: Path) -> None:
        self.test = ""
        self._copy, self._source = copy, str(copy / "src") + os.sep
        self._met: dict[int, CodeType] = {}  # all code, so that no id is used twice
        self._seen: set[tuple[str, int]] = set()  # a test, and what counts
        self._foreign: set[int] = set()  # what does not count
        self._kept = {id(functools.cached_property.__get__.__code__)}
        self._inside = 0  # so many of them are being worked out

    def begin(self) -> None:
        functools._lru_cache_wrapper = self._noted
        threading.settrace(self._called)
        sys.settrace(self._called)

    def _noted(self, function, *more):
        if code := getattr(function, "__code__", None):
            self._met[id(code)] = code
            self._kept.add(id(code))
            self._foreign.discard(id(code))
        return _keeping(function, *more)

    def _called(self, frame, event, argument):
        code = frame.f_code
        place = id(code)
        if place in self._foreign:
            return None
        if place not in self._met:
            self._meet(code)
        kept = place in self._kept
        self._inside += kept
        self._seen.add(("" if self._inside else self.test, place))
        if not kept:
            return None
        frame.f_trace_lines = False
        return self._left

    def _meet(self, code: CodeType) -> None:
        self._met[id(code)] = code
        if code.co_name == "<module>":
            self._kept.add(id(code))
        counts = code.co_filename.startswith(self._source) or code is OTHER_PROCESS
        if not counts and id(code) not in self._kept:
            self._foreign.add(id(code))

    def _left(self, frame, event, argument):
        self._inside -= event == "return"
        return self._left

    def calls(self) -> dict[str, list]:
        """Give {test: [[file, first line of a function], ...]} of the module."""
        found: dict[str, list] = {}
        for test, place in self._seen:
            code = self._met[place]
            if code is OTHER_PROCESS:
                found.setdefault(test, []).append(["", 0])
            elif code.co_filename.startswith(self._source):
                file = Path(code.co_filename).relative_to(self._copy).as_posix()
                found.setdefault(test, []).append([file, code.co_firstlineno])
        return found


class Witness:
    """What a run of tests says: which there are, and which fail."""

    def __init__(self, job: dict, steps: Steps) -> None:
        self._job, self._steps = job, steps
        self.tests: list[str] = []
        self.failed: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Let work that has a process of its own be done here, where it is followed."""
        conftest = sys.modules.get("conftest")
        if conftest and not self._job["site"]:
            conftest.ProcessPoolExecutor = Here

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the tests that are asked for."""
        site, without = self._job["site"], {*self._job["without"]}
        items[:] = [i for i in items if bool(LONG & {*i.fixturenames}) == site]
        # a test named after a value that the edit changes is one that nobody left out
        items[:] = [i for i in items if i.nodeid not in without]
        self.tests = [item.nodeid for item in items]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item):
        self._steps.test = item.nodeid
        said = yield
        self._steps.test = ""
        return said

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef):
        before = self._steps.test
        if fixturedef.scope != "function":
            self._steps.test = ""
        try:
            return (yield)
        finally:
            self._steps.test = before

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(f"{report.nodeid} cannot be imported")


class Here:
    """Stands for a pool of processes and works in this one."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None: ...

    def submit(self, function, *arguments):
        self.function, self.arguments = function, arguments
        return self

    def result(self):
        return self.function(*self.arguments)


def tested(job: dict, answer: Path) -> None:
    """Run the tests of a job in this process, which ends with it."""
    copy = Path(job["copy"])
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy / "src")
    sys.dont_write_bytecode = not job["follow"]
    steps = Steps(copy)
    witness = Witness(job, steps)
    sources = " ".join(shlex.quote(str(copy / part)) for part in ("src", "tests"))
    asked = ["-o", f"pythonpath={sources}"]
    asked += [str(copy / "tests" / test) for test in job["tests"]]
    if job["follow"]:
        steps.begin()
    else:
        asked.append("-x")
    code = pytest.main([*QUIET, *asked], plugins=[witness])
    sys.settrace(None)
    said = {"code": int(code), "failed": witness.failed, "tests": witness.tests}
    said |= {"calls": steps.calls()}
    answer.write_text(json.dumps(said), encoding="utf-8")


def done(job: dict) -> dict:
    """Do a job in a forked process; one that does not end in time is ended."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as room:
        answer = Path(room) / "answer.json"
        child = os.fork()
        if not child:
            os.setsid()
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            try:
                tested(job, answer)
            finally:
                os._exit(0)
        ended = _waited(child, began + job["limit"])
        if not ended:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        said = {"code": -1, "failed": [], "tests": [], "calls": {}}
        if answer.exists():
            said = json.loads(answer.read_text(encoding="utf-8"))
        return said | {"ended": ended, "seconds": time.monotonic() - began}


def _waited(child: int, until: float) -> bool:
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.05)
    return False


def main() -> None:
    for name in sys.argv[1:]:
        try:
            importlib.import_module(name)
        except (ImportError, OSError):  # then the tests that need it say so
            continue
    for line in sys.stdin:
        print(json.dumps(done(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
