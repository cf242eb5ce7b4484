"""Set up, execute, refresh, publish and check the notebooks. `make` calls this; so can
you, on any system:

    python notebooks/site/build.py run        execute the notebooks into _build/, write
    site, briefing and slides into _site/
    python notebooks/site/build.py briefing   only the briefing, _site/briefing.pdf
    python notebooks/site/build.py slides     only the slides, _site/slides/
    python notebooks/site/build.py refresh    rewrite the committed outputs and the list
    of numbers in the prose
    python notebooks/site/build.py test       every check
    python notebooks/site/build.py lab        JupyterLab on the notebooks
    python notebooks/site/build.py benchmark  how long the notebooks take, against the
    shortest possible
    python notebooks/site/build.py setup      only create .venv
    python notebooks/site/build.py clean      delete what the other commands made (.venv
    stays)

The first lines keep to what an old Python can read, so that it can say that it is too
old.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
BUILD = ROOT / "_build"
SITE = ROOT / "_site"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"


def main(command):
    if sys.version_info < (3, 11):
        stop(
            "Python 3.11 or newer is needed; this is Python %d.%d. Name another: make"
            " PYTHON=python3.12" % sys.version_info[:2]
        )
    if command == "clean":
        return clean()
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if (
        not inside or STAMP.exists()
    ):  # a .venv filled by hand has no stamp and is taken as it is
        set_up()
    if not inside and command != "setup":
        return subprocess.call(
            [str(PYTHON), str(Path(__file__).resolve()), command], cwd=ROOT
        )
    same_everywhere()
    return {
        "setup": lambda: 0,
        "run": run,
        "briefing": briefing,
        "slides": slides,
        "refresh": refresh,
        "test": test,
        "lab": lab,
        "benchmark": benchmark,
    }[command]()


def stop(message):
    print(message, file=sys.stderr)
    raise SystemExit(1)


# --- the environment ------------------------------------------------------------------
# -------------------------------


def set_up():
    """Create .venv from requirements.txt when it is missing, broken, or made from other
    requirements or in another place.
    """
    wanted = str(ROOT) + "\n" + (ROOT / "requirements.txt").read_text(encoding="utf-8")
    works = (
        PYTHON.exists()
        and subprocess.call([str(PYTHON), "-c", ""], stderr=subprocess.DEVNULL) == 0
    )
    if works and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop(
            "Python's venv module is missing or incomplete. On Debian or Ubuntu: apt"
            " install python3-venv"
        )
    began = time.perf_counter()
    say("Setting up .venv from requirements.txt (once, about two minutes) ...")
    if not works and subprocess.call(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=subprocess.DEVNULL
    ):
        stop("Could not create .venv; see the lines above.")
    install = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "-r",
        "requirements.txt",
    ]
    if subprocess.call(install, cwd=ROOT):
        stop(
            "Could not install requirements.txt; see the lines above. It needs the"
            " network once."
        )
    STAMP.write_text(wanted, encoding="utf-8")
    say(f"... done in {time.perf_counter() - began:.0f} s")


def clean():
    for folder in [
        BUILD,
        SITE,
        ROOT / ".hypothesis",
        ROOT / ".pytest_cache",
        *ROOT.glob("src/*.egg-info"),
        *NOTEBOOKS.rglob(".ipynb_checkpoints"),
        *(
            p
            for part in ("src", "tests", "notebooks")
            for p in (ROOT / part).rglob("__pycache__")
        ),
    ]:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def say(text):
    print(text, flush=True)


# --- executing ------------------------------------------------------------------------
# -------------------------------


def notebooks():
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def same_everywhere():
    """Shield kernels from a reader's own settings: start-up files, plotting defaults,
    kernels of other Pythons.
    """
    settings = {"IPYTHONDIR": BUILD / "ipython", "MPLCONFIGDIR": BUILD / "matplotlib"}
    for name, folder in settings.items():
        folder.mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(folder)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ.pop("MPLBACKEND", None)
    os.environ.pop("MATPLOTLIBRC", None)
    if not any(
        settings["MPLCONFIGDIR"].glob("fontlist*")
    ):  # else a slow machine would say so within a notebook
        subprocess.call(
            [sys.executable, "-c", "import matplotlib.font_manager"],
            stderr=subprocess.DEVNULL,
        )


async def execute(path, at=None):
    """The notebook with fresh outputs, in the form in which it is committed; `at` is
    told each cell as it starts.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        record_timing=False,
        coalesce_streams=True,
        on_cell_start=at,
        extra_arguments=[
            "--IPKernelApp.log_level=40"
        ],  # no lecture on local sockets at each kernel start
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    await client.async_execute()
    return tidy(notebook)


def tidy(notebook):
    """Drop whatever differs from machine to machine or run to run without saying
    anything to a reader.
    """
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata.clear()
    notebook.metadata.kernelspec = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        for key in ("execution", "collapsed", "scrolled", "trusted", "ExecuteTime"):
            cell.metadata.pop(key, None)
        if (
            cell.cell_type == "code"
            # a live control says nothing on paper; the cell must also show a still figure
        ):
            cell.outputs = [
                o
                for o in cell.outputs
                if "application/vnd.jupyter.widget-view+json" not in o.get("data", {})
            ]
    return notebook


def as_text(notebook):
    import nbformat

    nbformat.validate(notebook)
    return (
        nbformat.writes(notebook, version=4).rstrip("\n") + "\n"
    )  # sorted keys, indent 1, letters not escaped


async def execute_all(paths, one_by_one=False, report=say):
    """Execute notebooks, side by side unless told otherwise; {path: notebook}. Ends the
    program when one fails.
    """
    done, failed, current = {}, [], {}

    async def one(path):
        began = time.perf_counter()
        try:
            done[path] = await execute(
                path, at=lambda cell, cell_index: current.update({path: cell_index})
            )
            report(f"  {path.name:24} {time.perf_counter() - began:5.1f} s")
        except Exception as error:
            failed.append(path.name)
            name, text = (
                getattr(error, "ename", type(error).__name__),
                getattr(error, "evalue", str(error)),
            )
            lines = text.strip().splitlines() or [""]
            where = f", cell {current[path]}" if path in current else ""
            more = f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else ""
            say(f"  {path.name:24} FAILED{where}: {name}: {lines[0]}{more}")

    if one_by_one:
        for path in paths:
            await one(path)
    else:
        await asyncio.gather(*(one(path) for path in paths))
    if failed:
        stop(
            f"{len(failed)} of {len(paths)} notebooks failed:"
            f" {', '.join(sorted(failed))}"
        )
    return {path: done[path] for path in paths}


def executed():
    """Execute the notebooks into _build/notebooks; returns the paths."""
    paths = notebooks()
    say(f"Executing {len(paths)} notebooks ...")
    target = BUILD / "notebooks"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path, notebook in asyncio.run(execute_all(paths)).items():
        (target / path.name).write_text(
            as_text(notebook), encoding="utf-8", newline="\n"
        )
    return [target / path.name for path in paths]


def run():
    paths = executed()
    write_site(paths)
    write_slides(paths)
    write_briefing(paths)
    return 0


def briefing():
    return write_briefing(executed())


def slides():
    return write_slides(executed())


def made(what, began, path):
    say(
        f"  {what:24} {time.perf_counter() - began:5.1f} s  "
        f" {path.relative_to(ROOT).as_posix()}"
    )
    return 0


def write_site(paths):
    import briefing
    import pages

    began = time.perf_counter()
    faults = pages.write(paths, SITE, BUILD, pdf=not briefing.lacks())
    if faults:
        say(faults)
    return made("site", began, SITE / "index.html")


def write_slides(paths):
    import slides

    began = time.perf_counter()
    slides.write(paths, SITE / "slides")
    return made("slides", began, SITE / "slides" / "index.html")


def write_briefing(paths):
    import briefing

    began = time.perf_counter()
    if lacks := briefing.lacks():  # the rest of the site stands without it
        say(f"  briefing not made: {lacks}")
        return 1
    briefing.write(paths, SITE / "briefing.pdf", BUILD / "briefing")
    return made("briefing", began, SITE / "briefing.pdf")


def refresh():
    paths = notebooks()
    say(f"Executing {len(paths)} notebooks ...")
    for path, notebook in asyncio.run(execute_all(paths)).items():
        say(f"  {path.name:24} {rewrite(path, as_text(notebook))}")
    sys.path.insert(0, str(ROOT / "tests"))
    from notebook_text import LEDGER, ledger_text

    say(f"  {LEDGER.name:24} {rewrite(LEDGER, ledger_text(paths))}")
    return 0


def rewrite(path, text):
    if path.exists() and path.read_bytes() == text.encode():
        return "unchanged"
    path.write_text(text, encoding="utf-8", newline="\n")
    return "rewritten"


# --- the other commands ---------------------------------------------------------------
# -------------------------------


def test():
    if subprocess.call([sys.executable, "-m", "bacgiang", "check"], cwd=ROOT):
        stop(
            "The data has faults, listed above. Mend them first; the other checks stand"
            " on it."
        )
    return subprocess.call([sys.executable, "-m", "pytest"], cwd=ROOT)


def lab():
    return subprocess.call(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--ServerApp.root_dir=" + str(ROOT),
            "--LabApp.default_url=/lab/tree/notebooks",
        ],
        cwd=ROOT,
    )


def benchmark():
    return subprocess.call(
        [sys.executable, str(ROOT / "tests" / "benchmark_notebooks.py")], cwd=ROOT
    )


if __name__ == "__main__":
    commands = (
        "setup",
        "run",
        "briefing",
        "slides",
        "refresh",
        "test",
        "lab",
        "benchmark",
        "clean",
    )
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        stop("One of these is needed: " + ", ".join(commands))
    sys.stdout.reconfigure(
        errors="replace"
    )  # a console that lacks a Vietnamese letter shows ? in its place
    try:
        raise SystemExit(main(sys.argv[1]))
    except KeyboardInterrupt:
        stop("Stopped.")
