"""Run test files of a copy of the checkout, each time in a process of its own.

Started as a script, with -P. What is read from the standard input is one job a line:
the copy, a test file, a limit in seconds, and whether to follow what is called. The
libraries named as arguments are imported once, before processes fork; the module never
is.
"""

import importlib
import json
import os
import shlex
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

QUIET = ["-x", "-n", "0", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]


class Witness:
    """What a run of tests says: the first test that fails, and how it ends."""

    failed = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Let work that has a process of its own be done here, where it is followed."""
        if conftest := sys.modules.get("conftest"):
            conftest.ProcessPoolExecutor = Here

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.failed:
            self.failed = f"{report.nodeid} cannot be imported"


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
    seen: set = set()
    if job["follow"]:

        def follow(frame, event, argument):
            seen.add(frame.f_code)

        threading.settrace(follow)
        sys.settrace(follow)
    witness = Witness()
    sources = " ".join(shlex.quote(str(copy / part)) for part in ("src", "tests"))
    asked = ["-o", f"pythonpath={sources}", str(copy / "tests" / job["test"])]
    code = pytest.main([*QUIET, *asked], plugins=[witness])
    sys.settrace(None)
    inside = str(copy / "src") + os.sep
    calls = [
        [Path(c.co_filename).relative_to(copy).as_posix(), c.co_firstlineno, c.co_name]
        for c in seen
        if c.co_filename.startswith(inside)
    ]
    said = {"code": int(code), "failed": witness.failed, "calls": calls}
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
        said = {"code": -1, "failed": "", "calls": []}
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
