"""A full disk, a signal or a second run: the old site stays whole, nothing is left
behind, and one line says what is wrong.

What takes clones, disks and other users is tried by tests/rough.py.
"""

import asyncio
import errno
import inspect
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from checkout import CHECKOUT
from nbformat.v4 import new_code_cell, new_notebook

from bacgiang.publish import (
    __main__ as publish,
)
from bacgiang.publish import (
    briefing,
    forms,
    making,
    pages,
    paper,
    place,
    prose,
    run,
    slides,
    student,
    teaching,
)

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such locks")
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/disk/file")
PATIENCE = 600  # seconds, for a busy machine; none of it is waited for in vain


@pytest.fixture
def checkout(tmp_path):
    """A checkout of two notebooks and an old site."""
    (tmp_path / "notebooks").mkdir()
    for name in ("one", "two"):
        notebook = new_notebook(cells=[new_code_cell("1", id="one")])
        (tmp_path / "notebooks" / f"{name}.ipynb").write_text(run.as_text(notebook))
    (tmp_path / "_site" / "slides").mkdir(parents=True)
    for name in ("index.html", "briefing.pdf", "slides/index.html"):
        (tmp_path / "_site" / name).write_text("old")
    # a list of fonts, which would take seconds
    (tmp_path / "_build" / "matplotlib").mkdir(parents=True)
    (tmp_path / "_build" / "matplotlib" / "fontlist.json").write_text("{}")
    return place.find(tmp_path)


def held(folder):
    """The texts of all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("latin-1")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_room_that_somebody_has_cleared_is_left_in_peace(tmp_path):
    with place.room(tmp_path, "bg-") as folder:
        shutil.rmtree(folder)
    assert not folder.exists()


def at_work(checkout):
    return list(checkout.build.glob("*at-work*"))


# --- folders put in place -------------------------------------------------------------


def new_and_old(folder):
    """A new folder and the old one in whose place it shall be put."""
    for name in ("new", "old"):
        (folder / name).mkdir()
        (folder / name / "page").write_text(name)
    return folder / "new", folder / "old"


def test_a_folder_takes_the_place_of_another(tmp_path):
    new, target = new_and_old(tmp_path)
    place.put(new, target)
    assert held(tmp_path) == {"old/page": "new"}


def test_the_old_folder_stays_where_the_new_one_cannot_be_put(tmp_path, monkeypatch):
    new, target = new_and_old(tmp_path)
    rename = Path.rename

    def full(path, to):
        if path == new:
            raise FULL
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space left"):
        place.put(new, target)
    assert held(target) == {"page": "old"}
    assert {*tmp_path.iterdir()} == {
        new,
        target,
    }


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_from_another_disk_it_is_copied_first(tmp_path, monkeypatch, kind):
    """Systems refuse to rename from one disk to another."""
    new, target = new_and_old(tmp_path)
    if kind == "file":
        new, target = new / "page", target / "page"
    stat = Path.stat

    def elsewhere(path, **more):
        found = list(stat(path, **more))
        if path == new:
            found[2] += 1  # the disk
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", elsewhere)
    place.put(new, target)
    monkeypatch.undo()
    assert (tmp_path / "old" / "page").read_text() == "new"
    assert {path.name for path in target.parent.iterdir()} <= {"new", "old", "page"}


def test_a_link_goes_on_leading_where_it_led(tmp_path):
    new, target = new_and_old(tmp_path)
    link = tmp_path / "link"
    try:
        link.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("links are not allowed here")
    place.put(new, link)
    assert link.is_symlink()
    assert held(target) == {"page": "new"}


# --- rooms ----------------------------------------------------------------------------


@posix
def test_what_a_killed_process_left_is_swept_and_what_another_holds_is_not(tmp_path):
    left, another = tmp_path / "at-work-left", tmp_path / "another"
    for folder in (left, another):
        folder.mkdir()
        (folder / "page").write_text("half")
    with place.room(tmp_path, "at-work-") as first:
        assert not left.exists()
        with place.room(tmp_path, "at-work-") as second:
            assert {first, second, another} == {*tmp_path.iterdir()}
    assert [*tmp_path.iterdir()] == [another]


@posix
def test_where_nothing_can_be_locked_there_is_a_room_all_the_same(
    tmp_path, monkeypatch
):
    def refused(*how):
        raise OSError(errno.ENOTSUP, "no locks on this disk")

    monkeypatch.setattr(place.fcntl, "flock", refused)
    (tmp_path / "at-work-of-another").mkdir()
    with place.room(tmp_path, "at-work-") as room:
        assert len([*tmp_path.iterdir()]) == 2  # who holds the other is not known
    assert not room.exists()


def test_a_sign_from_another_font_is_the_same_in_every_locale(checkout, monkeypatch):
    """In the locale vi_VN the papers took it from another font than elsewhere."""
    monkeypatch.setenv("FC_LANG", "vi")
    run.same_everywhere(checkout.build)
    assert os.environ["FC_LANG"] == "en"


def test_fonts_are_listed_once_before_any_notebook_would_say_so(checkout, monkeypatch):
    called = []
    monkeypatch.setattr(subprocess, "call", lambda *how, **more: called.append(how))
    run.same_everywhere(checkout.build)  # which has a list
    assert called == []
    run.same_everywhere(checkout.root / "elsewhere" / "build")
    assert len(called) == 1


def test_an_executed_notebook_is_tidied_into_one_that_can_be_committed():
    cell = new_code_cell("1", id="one", metadata={"execution": {}, "tags": ["a"]})
    notebook = new_notebook(cells=[cell], metadata={"widgets": {}})
    tidied = nbformat.reads(run.as_text(run.tidy(notebook)), as_version=4)
    assert (tidied.nbformat, tidied.nbformat_minor) == (4, 5)
    assert {*tidied.metadata} == {"kernelspec", "language_info"}
    assert tidied.cells[0].metadata == {"tags": ["a"]}


# --- a notebook that fails ------------------------------------------------------------


@pytest.mark.parametrize(
    "said, line",
    [
        ("no such row", ": ValueError: no such row"),
        ("a\nb\nc", ": ValueError: a (and 2 more lines)"),
        ("", ": ValueError: "),
    ],
)
def test_a_failed_notebook_is_told_in_one_line(said, line):
    assert run._fault(ValueError(said), None) == line
    assert run._fault(ValueError(said), 3) == f", cell 3{line}"


@pytest.mark.parametrize("error", [ValueError("in a cell"), FULL])
@pytest.mark.parametrize("one_by_one", [True, False])
def test_only_what_the_system_refuses_ends_the_run_of_the_others(
    checkout, monkeypatch, error, one_by_one
):
    async def execute(path, *more):
        if path.stem == "one":
            raise error
        return new_notebook()

    monkeypatch.setattr(run, "execute", execute)
    ends = OSError if error is FULL else run.Failed
    with pytest.raises(ends, match=re.escape(str(FULL) if error is FULL else "1 of 2")):
        asyncio.run(run.execute_all(checkout.notebooks, one_by_one))


# --- a full disk ----------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch):
    """Publishing that makes a file where it makes much."""

    def write(paths, target, *more, **others):
        file = target if target.suffix else target / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("new")

    def made(paths, target, folder, *more):
        write(paths, target)
        (folder / "pages").mkdir()
        return ""

    def papers(paths, target, folder, *more):
        folder.mkdir()

    monkeypatch.setattr(run, "execute_all", executed)
    monkeypatch.setattr(making, "OTHERS", [])  # made in a process of its own
    monkeypatch.setattr(pages, "write", made)
    monkeypatch.setattr(slides, "write", write)
    monkeypatch.setattr(briefing, "write", in_folder(write))
    monkeypatch.setattr(teaching, "write", papers)
    monkeypatch.setattr(paper, "lacks", lambda: "")


def in_folder(write):
    def written(paths, target, folder, root):
        folder.mkdir()
        write(paths, target)

    return written


async def executed(paths, **more):
    return {path: new_notebook() for path in paths}


def published(checkout, command, capsys):
    """Run a command; returns its code and the lines on standard error."""
    code = publish.main(["--root", str(checkout.root), command])
    return code, capsys.readouterr().err.splitlines()


def test_without_trouble_the_new_site_is_there(checkout, quick, capsys):
    assert published(checkout, "run", capsys) == (0, [])
    made = held(checkout.site)
    assert made.pop("bacgiang-site.zip")
    assert made.pop("SHA256SUMS").endswith("  briefing.pdf\n")
    assert set(made.values()) == {"new"}
    assert at_work(checkout) == []


def test_a_folder_that_is_no_checkout_ends_in_one_line_and_a_code(tmp_path, capsys):
    code = publish.main(["--root", str(tmp_path), "run"])
    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_exercises_are_written_over_those_that_stand_there(
    checkout, capsys, monkeypatch
):
    made = {"one.ipynb": "new"}
    monkeypatch.setattr(student, "notebooks", lambda paths: made)
    for old in (None, "old"):
        if old:
            (checkout.exercises / "one.ipynb").write_text(old)
        assert published(checkout, "exercises", capsys) == (0, [])
        assert held(checkout.exercises) == made


def test_parts_that_are_not_made_anew_stay(checkout, quick, capsys):
    assert published(checkout, "site", capsys) == (0, [])
    made = held(checkout.site)
    assert made.pop("bacgiang-site.zip")
    assert made.pop("SHA256SUMS").endswith("  briefing.pdf\n")
    assert made.pop("index.html") == "new"
    assert made == {"briefing.pdf": "old", "slides/index.html": "old"}


STEPS = [
    (run, "same_everywhere"),
    (run, "execute_all"),
    (making, "executed"),
    (pages, "write"),
    (slides, "write"),
    (briefing, "write"),
    (teaching, "write"),
    (making, "seal"),
    (place, "put"),
]


@pytest.mark.parametrize(
    "step", STEPS, ids=[f"{m.__name__.rpartition('.')[2]}.{n}" for m, n in STEPS]
)
@pytest.mark.parametrize("how", ["as it is", "behind another error"])
def test_a_full_disk_is_one_line_and_the_old_site(
    checkout, quick, capsys, monkeypatch, step, how
):
    def full(*arguments, **more):
        if how == "as it is":
            raise FULL
        raise RuntimeError("an extension failed") from FULL

    before = held(checkout.site)
    monkeypatch.setattr(*step, full)
    code, said = published(checkout, "run", capsys)
    assert code == 1
    assert len(said) == 1
    assert said[0].startswith("/disk/file: No space left on device; expected room")
    assert held(checkout.site) == before
    assert at_work(checkout) == []


def test_a_full_disk_leaves_the_committed_notebooks_as_they_are(
    checkout, capsys, monkeypatch
):
    notebooks = checkout.root / "notebooks"
    before = held(notebooks)
    write = Path.write_text

    def half(path, text, **more):
        write(path, text[:10], **more)
        raise FULL

    monkeypatch.setattr(run, "execute_all", executed)
    monkeypatch.setattr(prose, "timed", lambda notebook: notebook)
    monkeypatch.setattr(Path, "write_text", half)
    code, said = published(checkout, "refresh", capsys)
    assert (code, len(said)) == (1, 1)
    assert held(notebooks) == before


def test_an_error_that_no_disk_makes_is_not_hidden(checkout, quick, monkeypatch):
    def broken(*arguments, **more):
        raise FileNotFoundError(errno.ENOENT, "no such file", "a template")

    monkeypatch.setattr(pages, "write", broken)
    with pytest.raises(FileNotFoundError):
        publish.main(["--root", str(checkout.root), "run"])


@posix
def test_too_little_room_is_said_before_anything_begins(checkout, quick, capsys):
    with files_of_at_most(100_000_000):  # what a disk says that has no more
        code, said = published(checkout, "run", capsys)
    assert (code, len(said)) == (1, 1)
    assert said[0].startswith(f"{checkout.build}: ")
    assert "300 MB are needed" in said[0]
    assert held(checkout.site)["index.html"] == "old"


@contextmanager
def files_of_at_most(size):
    """Let this process write no larger file."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite", "xlsx"])
def test_each_form_of_the_tables_names_the_file_it_cannot_write(tmp_path, form):
    rows = pd.DataFrame({"name": [f"{n * n:x}" for n in range(2_000)]})
    column = forms.Column("name", "string", "What it is called.", is_key=True)
    table = forms.Table("names", "Names.", [column], ["name"], rows, [])
    ready, path = tmp_path / "ready.csv", tmp_path / f"made.{form}"
    forms._write_csv(table, ready)
    write = {
        "csv": lambda: forms._write_csv(table, path),
        "parquet": lambda: forms._write_parquet(table, ready, path),
        "sqlite": lambda: forms._write_sqlite([table], path),
        "xlsx": lambda: forms._write_workbook([table], path),
    }[form]
    with files_of_at_most(4_096), pytest.raises(Exception) as error:
        write()
    assert place.refused(error.value, tmp_path)


@pytest.mark.parametrize("status, waits", [(1, False), (0, True)])
def test_what_was_stopped_or_failed_waits_for_nothing_at_its_end(status, waits):
    script = (
        "import atexit; from bacgiang.publish import run;"
        " atexit.register(print, 'cleared up'); print('said');"
        f" run.leave({status})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert done.stdout.split("\n")[:-1] == ["said", "cleared up"][: 1 + waits]


def test_work_that_is_stopped_before_it_began_does_not_complain(monkeypatch):
    def stopped(self, work):
        raise KeyboardInterrupt

    async def work():
        return 1

    begun = work()
    monkeypatch.setattr(asyncio.Runner, "run", stopped)
    with pytest.raises(KeyboardInterrupt):
        run.until_done(begun)
    assert inspect.getcoroutinestate(begun) == inspect.CORO_CLOSED


# Turkish has an "i" of its own: letters drawn and words compared change with it.
IN_TURKISH = """
import hashlib, locale, subprocess, sys
from pathlib import Path
from bacgiang.publish import forms, run
folder = Path(sys.argv[1])
print(locale.setlocale(locale.LC_CTYPE, None))
base = folder / "x.sqlite"
forms._write_sqlite(forms.contracted()[1:2], base)
print(int.from_bytes(base.read_bytes()[24:28], "big"))
run.same_everywhere(folder)
asked = "import locale; print(locale.setlocale(locale.LC_CTYPE, None))"
print(subprocess.check_output([sys.executable, "-c", asked], text=True).strip())
"""


@pytest.mark.skipif(not shutil.which("localedef"), reason="no localedef: no locales")
def test_a_turkish_machine_writes_and_draws_the_same(tmp_path):
    made = tmp_path / "tr_TR.UTF-8"
    command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(made)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("the sources of locales are not installed")
    place_of = {"LC_ALL": "tr_TR.UTF-8", "LOCPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", IN_TURKISH, str(tmp_path)],
        env=os.environ | place_of,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    before, changes, within = done.stdout.split()
    assert before == "tr_TR.UTF-8"
    assert int(changes) <= 3, "each row was written by itself"
    assert "UTF-8" in within and "tr_TR" not in within


def test_a_page_that_sphinx_cannot_write_stops_it(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.md").write_text("# A page\n\n" + "Words. " * 20_000)
    with files_of_at_most(100_000), pytest.raises(Exception) as error:
        pages.sphinx(tmp_path / "pages", tmp_path)
    assert place.refused(error.value, tmp_path)


def test_a_kernel_starts_where_the_temporary_folder_has_a_long_name(
    checkout, tmp_path, monkeypatch
):
    there = tmp_path / ("t" * 2 * run.LONGEST_TEMPORARY)  # longer than a socket's name
    there.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(there))
    [path, *_] = checkout.notebooks
    path.write_text(run.as_text(new_notebook(cells=[new_code_cell("1 + 1", id="one")])))
    [cell] = run.until_done(run.execute(path)).cells
    assert cell.outputs[0]["data"]["text/plain"] == "2"
    assert [*there.iterdir()] == []


# --- signals --------------------------------------------------------------------------

BEGUN = """
import os, pathlib, time
pathlib.Path(f"begun-{os.getpid()}").touch()
time.sleep(600)
"""


@pytest.fixture
def publishing(checkout, tmp_path_factory):
    """A run of the two notebooks, both in a cell that takes long: process, kernels and
    the folder for what is temporary.
    """
    temporary = tmp_path_factory.mktemp("t")
    for path in checkout.notebooks:
        notebook = new_notebook(cells=[new_code_cell(BEGUN, id="one")])
        path.write_text(run.as_text(notebook))
    process = subprocess.Popen(
        [sys.executable, "-m", "bacgiang.publish", "--root", str(checkout.root), "run"],
        env=os.environ
        | {"PYTHONPATH": str(CHECKOUT.root / "src"), "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding if os.name == "posix" else None,
    )
    # each notebook in each language
    begun = wait_for(lambda: len(kernels(checkout)) == 4)
    assert begun, process.stderr.read() if process.poll() else "no kernel began"
    yield process, kernels(checkout), temporary
    process.kill()
    process.wait()


def heeding():
    """Heed Ctrl-C, which whatever runs the tests in its background ignores."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def kernels(checkout):
    begun = (checkout.root / "notebooks").glob("begun-*")
    return [int(path.name.partition("-")[2]) for path in begun]


def wait_for(is_so):
    until = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < until:
        time.sleep(0.1)
    return is_so()


def is_gone(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_run_that_is_stopped_takes_kernels_and_folders_along(
    checkout, publishing, name
):
    process, begun, temporary = publishing
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said.splitlines()) == (1, ["Stopped."])
    assert wait_for(lambda: all(map(is_gone, begun)))
    assert at_work(checkout) == []
    assert [*temporary.glob("*bg-kernel*")] == []
    assert held(checkout.site)["index.html"] == "old"


@posix
def test_what_a_killed_run_leaves_ends_or_is_swept_by_the_next(checkout, publishing):
    process, begun, temporary = publishing
    process.kill()
    process.wait()
    assert wait_for(lambda: all(map(is_gone, begun)))
    assert held(checkout.site)["index.html"] == "old"
    assert len(at_work(checkout)) == 1
    # the other edition's process ends in order, and takes its folders along
    assert wait_for(lambda: len([*temporary.glob("bg-kernel-*")]) == 2)
    with checkout.workshop() as mine, place.room(temporary, "bg-kernel-") as room:
        assert at_work(checkout) == [mine]
        assert [*temporary.glob("bg-kernel-*")] == [room]


def deaf(connection, checkout, folder, *given):
    """A process that misses the first signal, as while Python clears up."""
    heard = []

    def hear(number, frame):
        heard.append(number)
        if len(heard) > 1:
            sys.exit()

    signal.signal(signal.SIGTERM, hear)
    (folder / "listening").touch()
    while True:
        time.sleep(0.1)


@posix
def test_a_process_that_missed_the_signal_is_told_again(monkeypatch, tmp_path):
    monkeypatch.setattr(making, "_answered", deaf)
    monkeypatch.setattr(run, "HEARD", 0.5)
    others = multiprocessing.active_children()  # those that make the site, for instance
    with (
        pytest.raises(ZeroDivisionError),
        making._beside(CHECKOUT, tmp_path, "vi", ()),
    ):
        assert wait_for((tmp_path / "listening").exists)
        raise ZeroDivisionError
    assert multiprocessing.active_children() == others


def slow_to_end(connection, checkout, folder, *given):
    """A process that clears up for a while when its work is done."""
    connection.send(True)
    time.sleep(1)
    (folder / "ended").touch()


def test_a_process_that_has_answered_ends_by_itself(monkeypatch, tmp_path):
    monkeypatch.setattr(making, "_answered", slow_to_end)
    with making._beside(CHECKOUT, tmp_path, "vi", ()) as answer:
        assert answer()
    assert (tmp_path / "ended").exists()


def test_what_the_machine_says_below_a_kernel_is_no_output_of_a_cell(tmp_path):
    path = tmp_path / "a.ipynb"
    source = (
        "import os, sys\nos.write(2, b'of the machine')\nprint('own', file=sys.stderr)"
    )
    notebook = new_notebook(cells=[new_code_cell(source, id="one")])
    path.write_text(run.as_text(notebook), encoding="utf-8")
    [cell] = asyncio.run(run.execute(path)).cells
    assert [output.text for output in cell.outputs] == ["own\n"]


def test_the_room_that_is_asked_for_is_the_one_told_to_maintainers():
    text = (CHECKOUT.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = rf"{place.AT_WORK} MB there and\s{place.TEMPORARY} MB in the temporary"
    assert re.search(told, text)
