"""What every test run needs: figures compared too, and no reader's own settings in the
way.
"""

import os
import sys
import warnings
from pathlib import Path

import nbval_figures
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "notebooks" / "site"))
import build


def pytest_configure(config):
    build.same_everywhere()
    os.environ.pop(
        "BACGIANG_DATA", None
    )  # the committed outputs stand on the committed data
    config.pluginmanager.register(nbval_figures)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The site, the slides and the briefing of the committed notebooks, made once:
    (folder, Sphinx's warnings).
    """
    import briefing
    import pages
    import slides

    folder = tmp_path_factory.mktemp("site")
    paths = build.notebooks()
    with (
        warnings.catch_warnings()
    ):  # the theme calls what a later Sphinx will drop; the versions are pinned
        warnings.simplefilter("ignore")
        faults = pages.write(
            paths, folder / "_site", folder / "build", pdf=not briefing.lacks()
        )
    slides.write(paths, folder / "_site" / "slides")
    if not briefing.lacks():
        briefing.write(
            paths, folder / "_site" / "briefing.pdf", folder / "build" / "briefing"
        )
    return folder / "_site", faults


@pytest.fixture(scope="session")
def site(built):
    return built[0]


@pytest.fixture(scope="session")
def site_faults(built):
    return built[1]
