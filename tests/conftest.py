"""What every test run needs: the site built once, and no reader's own settings."""

import os
import warnings

import pytest
from checkout import CHECKOUT, PATHS

from bacgiang.publish import briefing, pages, run, slides


def pytest_configure(config):
    run.same_everywhere(CHECKOUT.build)
    # the committed outputs stand on the committed data
    os.environ.pop("BACGIANG_DATA", None)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The site, the slides and the briefing of the committed notebooks, made once:
    (folder, Sphinx's warnings).
    """
    folder = tmp_path_factory.mktemp("site")
    site, pdf = folder / "_site", not briefing.lacks()
    with warnings.catch_warnings():
        # the theme calls what a later Sphinx will drop; the versions are pinned
        warnings.simplefilter("ignore")
        faults = pages.write(PATHS, site, folder / "build", pdf=pdf)
    slides.write(PATHS, site / "slides")
    if pdf:
        briefing.write(PATHS, site / "briefing.pdf", folder / "build" / "briefing")
    return site, faults


@pytest.fixture(scope="session")
def site(built):
    return built[0]


@pytest.fixture(scope="session")
def site_faults(built):
    return built[1]
