"""What every test run needs: the long work done once, and no reader's own settings."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import background
import pytest
from checkout import CHECKOUT

from bacgiang.publish import run

LONG = ("built", "again")  # fixtures that wait for long work


def pytest_configure(config):
    run.same_everywhere(CHECKOUT.build)
    # the committed outputs stand on the committed data
    os.environ.pop("BACGIANG_DATA", None)


def pytest_collection_modifyitems(items):
    """Let one worker take what needs the long work, first; the others do the rest."""

    def waits(item):
        return any(name in item.fixturenames for name in LONG)

    for item in items:
        # a file keeps to one worker: what its tests share is made once
        group = "pages" if waits(item) else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=waits, reverse=True)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def at_work(site_folder):
    """The long work of this run, all begun with the first test that waits for some: a
    future by fixture.
    """
    # an interpreter of its own: nothing that a test changes in this one reaches it
    with ProcessPoolExecutor(
        1, get_context("spawn"), background.end_with_parent
    ) as beside:
        yield {
            "built": beside.submit(background.site, site_folder),
            "again": beside.submit(background.again),
        }
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
