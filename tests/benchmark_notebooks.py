"""How long the notebooks take against the shortest possible time. Prints; never fails
on time.

The floor: for each notebook one kernel started and pandas and seaborn imported, one
after another.
"""

import asyncio
import statistics
import time
from functools import partial

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from bacgiang.publish import place, run

ROUNDS = 3


def median(action):
    """The median wall time of an action, in seconds, after one run to warm the disk."""
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def execute(paths, one_by_one=False):
    asyncio.run(run.execute_all(paths, one_by_one, report=lambda line: None))


def main():
    checkout = place.find()
    run.same_everywhere(checkout.build)
    paths = checkout.notebooks
    only_imports = new_code_cell("import pandas\nimport seaborn")
    with checkout.workshop() as folder:
        empty = folder / "floor.ipynb"
        nbformat.write(new_notebook(cells=[only_imports]), empty)
        floor = median(lambda: execute([empty] * len(paths), one_by_one=True))
    print(f"{len(paths)} notebooks, median of {ROUNDS}")
    print(f"  floor: a kernel with pandas and seaborn for each  {floor:6.1f} s")
    for name, one_by_one in {
        "all notebooks as make runs them, side by side": False,
        "all notebooks one after another": True,
    }.items():
        took = median(partial(execute, paths, one_by_one))
        print(f"  {name:48}  {took:6.1f} s   {took / floor:.2f} times the floor")


if __name__ == "__main__":
    main()
