"""What every test run needs: the long work done once, and no reader's own settings."""

import gc
import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import background
import pytest
from checkout import CHECKOUT, PATHS
from hypothesis import settings

from bacgiang import evidence
from bacgiang.publish import making, run

if os.name == "posix":
    import fcntl

# a busy machine misses any deadline, and examples of chance would fail now and then
settings.register_profile("steady", deadline=None, derandomize=True)


def pytest_configure(config):
    settings.load_profile("steady")
    run.same_everywhere(CHECKOUT.build)
    # the committed outputs stand on the committed data
    os.environ.pop("BACGIANG_DATA", None)


# Begun first, in this order, so that no long file is left for one process at the end;
# files that need the site and files that do not, in turn.
LONG = [
    *("test_cards", "test_rules", "test_browser", "test_check", "test_candidates"),
    *("test_facts_page", "test_audit", "test_teaching", "test_reexecution"),
    *("test_malformed", "test_downloads", "test_exercise_checks", "test_reading"),
    *("test_forms", "test_lock", "test_mutants"),
]


def pytest_collection_modifyitems(items):
    names = [Path(name).stem for name in os.listdir(Path(__file__).parent)]
    assert {*LONG} <= {*names}, "a file is named here that is not there"
    rank = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONG)))
    gc.collect()
    gc.freeze()  # what is loaded by now stays: no need to look through it each time


@pytest.fixture(autouse=True)
def forgotten():
    """What a test shows is not remembered as shown by the next."""
    yield
    vars(sys.modules["__main__"]).pop(evidence.SHOWN, None)


def own_interpreter():
    """A pool of one process, which ends with this one."""
    return ProcessPoolExecutor(1, get_context("spawn"), run.end_with_parent)


@pytest.fixture(scope="session")
def elsewhere():
    """An interpreter that may speak another language."""
    with own_interpreter() as pool:
        yield pool


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder for what the processes of a test run make once for all of them."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def beside():
    """An interpreter of its own for long work: nothing that a test changes in this one
    reaches it.
    """
    with own_interpreter() as pool:
        yield pool


@pytest.fixture(scope="session")
def published(beside, shared_folder):
    """{committed notebook: the file of the same, executed once as publishing does}."""
    folder = shared_folder / "published"
    with one_at_a_time(shared_folder / "published.lock"):
        if not folder.exists():
            begun = folder.with_suffix(".begun")
            shutil.rmtree(begun, ignore_errors=True)  # of a process that was killed
            begun.mkdir()
            try:
                beside.submit(background.published, begun).result()
            except run.Failed as error:
                pytest.fail(str(error), pytrace=False)
            begun.rename(folder)
    return {path: folder / "notebooks" / path.name for path in PATHS}


@pytest.fixture(scope="session")
def built(beside, elsewhere, published, shared_folder):
    """Site, slides and papers of the notebooks: (folder, Sphinx's warnings).

    The Vietnamese edition is in it, as in the site that is published.

    The process that asks first makes them, others wait; nobody may change them.
    """
    folder, said = shared_folder / "site", shared_folder / "site.txt"
    with one_at_a_time(shared_folder / "site.lock"):
        if not said.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed
            folder.mkdir()
            other = elsewhere.submit(background.vietnamese, folder / "build" / "vi")
            paths = list(published.values())
            warnings = beside.submit(background.site, folder, paths).result()
            other.result().rename(folder / "_site" / "vi")
            making.seal(folder / "_site", folder / "build")
            said.write_text(warnings, encoding="utf-8")
    return folder / "_site", said.read_text(encoding="utf-8")


@contextmanager
def one_at_a_time(path):
    """Let one process in; the lock goes with the process that holds it."""
    with path.open("a") as file:
        if os.name == "posix":
            fcntl.flock(file, fcntl.LOCK_EX)
        else:
            while not locked(file):
                time.sleep(1)
        yield


def locked(file):
    """Lock a file on Windows, if no other process has."""
    import msvcrt

    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def site(built):
    return built[0]


@pytest.fixture(scope="session")
def vietnamese(built):
    """The folder in which the Vietnamese edition was made: `notebooks`, `said.txt`."""
    return built[0].parent / "build" / "vi"


@pytest.fixture(scope="session")
def site_faults(built):
    return built[1]
