"""Solutions of the exercises are known to be right: each is run, and prints what it
says it prints.
"""

import doctest
import re

import pandas as pd
import pytest
from checkout import PATHS, load

import bacgiang as bg

CODE = re.compile(r"```python\n(.*?)```", re.S)


def solutions(path):
    cells = [c for c in load(path).cells if c.cell_type == "markdown"]
    return [block for cell in cells for block in CODE.findall(cell.source)]


@pytest.mark.parametrize("path", PATHS, ids=[p.stem for p in PATHS])
def test_every_solution_prints_what_it_says(path):
    blocks = solutions(path)
    assert blocks, f"{path.name} has no exercise with a solution under 'Try it'"
    names = {"bg": bg, "pd": pd}
    test = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), names, path.stem, str(path), 0
    )
    assert test.examples, (
        f"the solutions of {path.name} hold no line that starts with >>>"
    )
    output = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    failed, _ = runner.run(test, out=output.append)
    assert not failed, "".join(output)
