"""What every test run needs: figures compared too, and no reader's own settings in the way."""
import os
import sys
from pathlib import Path

import nbval_figures

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "notebooks" / "site"))
import build  # noqa: E402


def pytest_configure(config):
    build.same_everywhere()
    os.environ.pop("BACGIANG_DATA", None)  # the committed outputs stand on the committed data
    config.pluginmanager.register(nbval_figures)
