"""Execute notebooks, side by side, into the form in which they are committed."""

import asyncio
import atexit
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine
from multiprocessing import parent_process
from pathlib import Path
from typing import NoReturn, TypeVar

import nbformat
import zmq
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbformat import NotebookNode

from ..evidence import NARROW, VECTOR, WITH_FORMS
from . import place

Result = TypeVar("Result")

ENDING = ("SIGTERM", "SIGHUP")  # as Ctrl-C does: kernels and folders go, too
# What a kernel says of itself is no output of a cell: no lecture on local sockets, no
# complaint that a busy machine was slow to pass a line on.
QUIET = ["--IPKernelApp.log_level=50", "--IPKernelApp.capture_fd_output=False"]
# seconds until a process is told again to end: while Python clears up what nobody uses
# any longer, what a signal raises is lost
HEARD = 30
SECONDS = 600  # for one cell, on a busy machine too
# bytes: the address of a socket holds about a hundred
LONGEST_TEMPORARY = 64
UNSAID = ("execution", "collapsed", "scrolled", "trusted", "ExecuteTime")


class Failed(Exception):
    """Some notebooks did not run through; the message names them."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def end_in_order() -> None:
    """Let what ends a program end this one as Ctrl-C does, unless it is ignored."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for name in ENDING:
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def leave(status: int) -> NoReturn:
    """End the process; one that was stopped, or that failed, at once.

    Python would clear up in memory first, and there wait without end for a kernel that
    was stopped before it had answered.
    """
    if not status:
        sys.exit(0)
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
    os._exit(status)


def end_with_parent() -> None:
    """End this process in order when the one that began it is gone."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        while True:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(HEARD)

    threading.Thread(target=watch, daemon=True).start()


def same_everywhere(build: Path) -> None:
    """Shield kernels from a reader's own settings.

    Start-up files, plotting defaults, kernels of other Pythons and another data
    folder must not change what a notebook shows.
    """
    settings = {"IPYTHONDIR": build / "ipython", "MPLCONFIGDIR": build / "matplotlib"}
    for name, folder in settings.items():
        folder.mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(folder)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    # a sign that the papers' typeface lacks comes from a font chosen by language, and
    # a letter may have another form in a language: the "i" of Turkish
    os.environ["FC_LANG"] = "en"
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ.pop("MPLBACKEND", None)
    os.environ.pop("MATPLOTLIBRC", None)
    if not any(settings["MPLCONFIGDIR"].glob("fontlist*")):
        # else a slow machine would say within a notebook that it lists its fonts
        subprocess.call(
            [sys.executable, "-c", "import matplotlib.font_manager"],
            stderr=subprocess.DEVNULL,
        )


def until_done(work: Coroutine[object, object, Result]) -> Result:
    """Run to the end, or until somebody stops it: then every kernel ends, too.

    The client of a kernel would take the signals for itself, end its own kernel and
    leave the others.
    """
    with asyncio.Runner(loop_factory=_quiet_loop) as runner:
        try:
            return runner.run(work)
        finally:
            work.close()  # one that was stopped before it began would complain


def _quiet_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    # what watched a kernel that was ended complains of it
    loop.set_exception_handler(lambda loop, context: None)
    for name in ("add_signal_handler", "remove_signal_handler"):
        setattr(loop, name, lambda *signal: None)
    return loop


async def execute(
    path: Path,
    at: Callable[..., object] | None = None,
    forms: bool = False,
    folder: Path | None = None,
) -> NotebookNode:
    """Execute a notebook; `at` is told each cell as it starts.

    With `forms`, outputs hold figures narrow and as SVG, too; it runs in its own folder
    unless another is given.

    Kernels talk through files where the system can, since two that start at once may
    choose the same port; elsewhere a kernel that does not start is started again.
    """
    begun: list[int] = []

    def started(cell: NotebookNode, cell_index: int) -> None:
        begun.append(cell_index)
        if at:
            at(cell=cell, cell_index=cell_index)

    is_short = len(os.fsencode(tempfile.gettempdir())) <= LONGEST_TEMPORARY
    if os.name == "posix" and zmq.has("ipc") and is_short:
        return await _executed(path, started, "ipc", forms, folder)
    try:
        return await _executed(path, started, "tcp", forms, folder)
    except RuntimeError:  # the kernel died: "Address already in use"
        if begun:
            raise
        return await _executed(path, started, "tcp", forms, folder)


async def _executed(
    path: Path,
    started: Callable[..., object],
    transport: str,
    forms: bool,
    folder: Path | None,
) -> NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS,
        startup_timeout=SECONDS,
        record_timing=False,
        coalesce_streams=True,
        on_cell_start=started,
        extra_arguments=QUIET,
        resources={"metadata": {"path": str(folder or path.parent)}},
    )
    with place.room(Path(tempfile.gettempdir()), "bg-kernel-") as room:
        manager = client.create_kernel_manager()
        manager.transport = transport
        manager.connection_file = str(room / "kernel.json")
        if transport == "ipc":
            manager.ip = str(room / "kernel")
        environment = os.environ | ({WITH_FORMS: "yes"} if forms else {})
        try:
            await client.async_execute(env=environment)
        finally:  # of a kernel that never began it would try, and fail, at exit
            atexit.unregister(client._cleanup_kernel)
            if manager.has_kernel:  # stopped before it was ready
                await ensure_async(manager.shutdown_kernel(now=True))
    return tidy(notebook)


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Drop what differs from run to run without saying anything to a reader."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata.clear()
    notebook.metadata.kernelspec = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        for key in UNSAID:
            cell.metadata.pop(key, None)
    return notebook


def without_forms(notebook: NotebookNode) -> NotebookNode:
    """Drop what only the site shows of its figures: narrow ones and those in lines."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for part in (output.get("data", {}), output.get("metadata", {})):
                for form in (NARROW, VECTOR):
                    part.pop(form, None)
    return notebook


def as_text(notebook: NotebookNode) -> str:
    """Write a notebook as it is committed: sorted keys, indent 1, letters as such."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


async def execute_all(
    paths: list[Path],
    one_by_one: bool = False,
    report: Callable[[str], object] = say,
    forms: bool = False,
    folder: Path | None = None,
) -> dict[Path, NotebookNode]:
    """Execute notebooks, side by side unless told otherwise.

    With `forms`, outputs hold figures narrow and as SVG, too; each runs in its own
    folder unless another is given.

    Raises
    ------
    Failed
        When a notebook does not run through; the cell and the error are printed.
    OSError
        When the disk is full, or what a kernel needs cannot be written.
    """
    done: dict[Path, NotebookNode] = {}
    current: dict[Path, int] = {}

    async def one(path: Path) -> None:
        began = time.perf_counter()

        def at(cell: NotebookNode, cell_index: int) -> None:
            current[path] = cell_index

        try:
            done[path] = await execute(path, at, forms, folder)
            report(f"  {path.name:24} {time.perf_counter() - began:5.1f} s")
        except Exception as error:
            if place.refused(error, path.parent):
                raise
            say(f"  {path.name:24} FAILED{_fault(error, current.get(path))}")

    if one_by_one:
        for path in paths:
            await one(path)
    else:
        await asyncio.gather(*(one(path) for path in paths))
    failed = sorted(path.name for path in paths if path not in done)
    if failed:
        raise Failed(
            f"{len(failed)} of {len(paths)} notebooks failed: {', '.join(failed)}"
        )
    return {path: done[path] for path in paths}


def _fault(error: Exception, cell: int | None) -> str:
    """Say in one line where and how a notebook failed."""
    name = getattr(error, "ename", type(error).__name__)
    lines = getattr(error, "evalue", str(error)).strip().splitlines() or [""]
    where = f", cell {cell}" if cell is not None else ""
    more = f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else ""
    return f"{where}: {name}: {lines[0]}{more}"
