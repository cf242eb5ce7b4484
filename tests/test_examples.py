"""The examples of the README and of the docstrings run, and say what they say."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import matplotlib
import pytest

import bacgiang as bg

matplotlib.use("agg")
ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
ROOMS = [
    ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    for path in sorted(SOURCE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


def test_the_lines_of_the_readme_run(capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    exec(code, {})
    assert "Figure. GRDP per head" in capsys.readouterr().out


@pytest.mark.parametrize("room", ROOMS)
def test_the_examples_of_the_docstrings_hold(room):
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    options |= doctest.IGNORE_EXCEPTION_DETAIL
    module = import_module(room.removesuffix(".__init__"))
    names = {name: getattr(bg, name) for name in ("Range", "series", "facts")}
    result = doctest.testmod(module, optionflags=options, extraglobs=names)
    assert result.attempted and not result.failed
