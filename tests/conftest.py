"""What every test run needs: the long work done once, and no reader's own settings."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import background
import pytest
from checkout import CHECKOUT

from bacgiang.publish import run

LONG = ("built", "again")  # fixtures that wait for long work, in the order it is done


def pytest_configure(config):
    run.same_everywhere(CHECKOUT.build)
    # the committed outputs stand on the committed data
    os.environ.pop("BACGIANG_DATA", None)


def pytest_collection_modifyitems(items):
    """Let the tests that wait for long work come last."""
    items.sort(key=lambda item: [name in item.fixturenames for name in reversed(LONG)])


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session", autouse=True)
def at_work(request, site_folder):
    """The long work of this run, begun before its first test: a future by fixture."""
    work = {"built": (background.site, site_folder), "again": (background.again,)}
    awaited = {name for item in request.session.items for name in item.fixturenames}
    # an interpreter of its own: nothing that a test changes in this one reaches it
    with ProcessPoolExecutor(
        1, get_context("spawn"), background.end_with_parent
    ) as beside:
        yield {name: beside.submit(*work[name]) for name in LONG if name in awaited}
        beside.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def built(at_work, site_folder):
    """Site, slides and briefing of the committed notebooks: (folder, Sphinx's
    warnings).
    """
    return site_folder / "_site", at_work["built"].result()


@pytest.fixture(scope="session")
def again(at_work):
    """{path: the text that make refresh would write}, every notebook executed once."""
    try:
        return at_work["again"].result()
    except run.Failed as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def site(built):
    return built[0]


@pytest.fixture(scope="session")
def site_faults(built):
    return built[1]
