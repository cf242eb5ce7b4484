"""How loading, checking and asking grow with the number of facts.

Prints one line a size; never fails on time. Times are those of the processor, which
other work on the machine changes less than those of the clock. The floor is the same
facts.csv read by pandas alone, with the same types. The check runs in a process of its
own, so that its peak of memory is told apart. The facts are made up from a fixed seed:
nearly every printing is another, so that none is read only once for many rows.

`python tests/benchmark_data.py [SIZE ...]`, by default 10,000, 100,000 and 1,000,000.
"""

import csv
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from bacgiang import check, data, filing, ranges

DATA = Path(__file__).parents[1] / "data"
SIZES = [10_000, 100_000, 1_000_000]
ROUNDS = 5
SEED = 2087
NUMBERS = {"value": float, "value_max": float, "resolution": float}
# By unit: how a number is printed, what one of it is in the full unit, and the step.
PRINTINGS = {
    "percent": ("{:.4f} percent", 1, 0.0001),
    "USD": ("{:,.4f} million USD", 1_000_000, 100),
    "VND": ("{:,.4f} billion VND", 1_000_000_000, 100_000),
}


def main(sizes: list[int]) -> None:
    """Print the times and their ratios, a line a size."""
    print(
        "facts      bare read     load            first facts     series     derive"
        "     check             peak of check"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(_line(size, _made_up(Path(folder) / "data", size)))


def _made_up(folder: Path, size: int) -> Path:
    """Make a data folder with so many facts, and the other tables as they are."""
    shutil.copytree(DATA, folder)
    path = folder / "facts.csv"
    fields = list(pd.read_csv(path, nrows=0))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, "", lineterminator="\n")
        writer.writerows(_facts(size - _rows(path)))
    return folder


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _facts(number: int) -> Iterator[dict[str, object]]:
    chance = random.Random(SEED)
    tables, _ = check.read_tables(DATA)
    indicators = tables["indicators"][["indicator", "unit"]]
    any_place = ~indicators["indicator"].str.startswith(tuple(filing.NAMES))
    known = indicators[indicators["unit"].isin(list(PRINTINGS)) & any_place]
    known = known.to_numpy().tolist()
    entities = tables["entities"]["entity"].tolist()
    sources = tables["sources"]
    pages = sources.loc[sources["language"] == "en", "source"].tolist()
    pages = [page for page in pages if not page.startswith("gso-")]
    for place in range(number):
        indicator, unit = chance.choice(known)
        printing, scale, step = PRINTINGS[unit]
        amount = chance.randrange(1, 100_000_000) / 10_000
        value = f"{amount * scale:.4f}".rstrip("0").rstrip(".")
        yield {
            "indicator": indicator,
            "entity": chance.choice(entities),
            "period": str(chance.randrange(1980, 2006)),
            "value": value,
            "qualifier": "exact",
            "resolution": step,
            "status": "actual",
            "source": chance.choice(pages),
            "locator": f"made up {place}",
            "as_printed": printing.format(amount),
            "note": "made up",  # two of one quantity contradict each other
        }


def _line(size: int, folder: Path) -> str:
    os.environ["BACGIANG_DATA"] = str(folder)
    text = dict.fromkeys(list(pd.read_csv(folder / "facts.csv", nrows=0)), str)
    types = text | NUMBERS
    bare, load, first = _fastest(
        lambda: pd.read_csv(folder / "facts.csv", dtype=types),
        lambda: data.Tables(folder),
        lambda: data.Tables(folder).facts,
    )
    assert len(data.tables().facts) == size  # read now: the series alone is timed
    rows = data.series("grdp_growth")
    series, derive = _fastest(
        lambda: data.series("grdp_growth"), lambda: ranges.share(rows, rows)
    )
    with multiprocessing.get_context("spawn").Pool(1) as own:
        whole, peak = own.apply(_checked, [folder])
    return (
        f"{size:9,}  {bare:7.3f} s  {load:7.3f} s {load / bare:4.1f}x"
        f"  {first:7.3f} s {first / bare:4.1f}x"
        f"  {series * 1000:6.1f} ms  {derive * 1000:6.1f} ms"
        f"  {whole:7.2f} s {whole / bare:5.1f}x  {peak:6.2f} GB"
    )


def _checked(folder: Path) -> tuple[float, float]:
    """Check a sound folder; give the seconds, and the peak of memory in GB."""
    began = time.process_time()
    assert check.faults(folder) == []
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB; bytes on a Mac
    return seconds, peak * (1 if sys.platform == "darwin" else 1024) / 1e9


def _fastest(*actions: Callable[[], object]) -> list[float]:
    """Time actions in turn, in seconds: of each the round that was disturbed least."""
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for action in actions:
            began = time.process_time()
            action()
            times.append(time.process_time() - began)
        rounds.append(times)
    return [min(times) for times in zip(*rounds, strict=True)]


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
