"""What every test run needs: the long work done once, and no reader's own settings."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import background
import pytest
from checkout import CHECKOUT
from hypothesis import settings

from bacgiang.publish import run

# a busy machine misses any deadline, and examples of chance would fail now and then
settings.register_profile("steady", deadline=None, derandomize=True)


def pytest_configure(config):
    settings.load_profile("steady")
    run.same_everywhere(CHECKOUT.build)
    # the committed outputs stand on the committed data
    os.environ.pop("BACGIANG_DATA", None)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def beside():
    """An interpreter of its own for long work: nothing that a test changes in this one
    reaches it.
    """
    with ProcessPoolExecutor(
        1, get_context("spawn"), background.end_with_parent
    ) as pool:
        yield pool


@pytest.fixture(scope="session")
def built(beside, site_folder):
    """Site, slides and briefing of the committed notebooks: (folder, Sphinx's
    warnings).
    """
    return site_folder / "_site", beside.submit(background.site, site_folder).result()


@pytest.fixture(scope="session")
def again(beside):
    """{path: the text that make refresh would write}, every notebook executed once."""
    try:
        return beside.submit(background.again).result()
    except run.Failed as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def site(built):
    return built[0]


@pytest.fixture(scope="session")
def site_faults(built):
    return built[1]
