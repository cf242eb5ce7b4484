"""How long the notebooks take against the shortest possible time. Prints; never fails
on time.

The floor: for each notebook one kernel started and pandas and seaborn imported, one
after another.
"""

import asyncio
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "notebooks" / "site"))
import build
import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ROUNDS = 3


def median(action):
    """The median wall time of an action, in seconds, after one run to warm the disk."""
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def run(paths, one_by_one=False):
    asyncio.run(build.execute_all(paths, one_by_one, report=lambda line: None))


def main():
    build.same_everywhere()
    paths = build.notebooks()
    empty = build.BUILD / "floor.ipynb"
    nbformat.write(
        new_notebook(cells=[new_code_cell("import pandas\nimport seaborn")]), empty
    )
    floor = median(lambda: run([empty] * len(paths), one_by_one=True))
    together, after = (
        median(lambda: run(paths)),
        median(lambda: run(paths, one_by_one=True)),
    )
    empty.unlink()
    print(f"{len(paths)} notebooks, median of {ROUNDS}")
    print(f"  floor: a kernel with pandas and seaborn for each  {floor:6.1f} s")
    print(
        f"  all notebooks as make runs them, side by side     {together:6.1f} s  "
        f" {together / floor:.2f} times the floor"
    )
    print(
        f"  all notebooks one after another                   {after:6.1f} s  "
        f" {after / floor:.2f} times the floor"
    )


if __name__ == "__main__":
    main()
