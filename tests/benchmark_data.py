"""How loading, checking and asking grow with the number of facts: a part of bench.py.

The floor is the same facts.csv read by pandas alone, with the same types. The facts are
made up from a fixed seed: nearly every printing is another, so that none is read only
once for many rows.
"""

import csv
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

from bacgiang import check, data, derive, filing

DATA = Path(__file__).parents[1] / "data"
FLOOR = "facts.csv read bare"
ROUNDS = 5
SEED = 2087
NUMBERS = {"value": float, "value_max": float, "resolution": float}
# By unit: how a number is printed, what one of it is in the full unit, and the step.
PRINTINGS = {
    "percent": ("{:.4f} percent", 1, 0.0001),
    "USD": ("{:,.4f} million USD", 1_000_000, 100),
    "VND": ("{:,.4f} billion VND", 1_000_000_000, 100_000),
}


def measured(size: int) -> dict[str, float]:
    """Give the seconds that each question takes with so many facts."""
    with tempfile.TemporaryDirectory() as folder:
        return _times(size, _made_up(Path(folder) / "data", size))


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


def _times(size: int, folder: Path) -> dict[str, float]:
    text = dict.fromkeys(list(pd.read_csv(folder / "facts.csv", nrows=0)), str)
    types = text | NUMBERS
    with _tables_in(folder):
        bare, load, first = _fastest(
            lambda: pd.read_csv(folder / "facts.csv", dtype=types),
            lambda: data.Tables(folder),
            lambda: data.Tables(folder).facts,
        )
        facts = data.facts()
        assert len(facts) == size  # read now: what follows is timed alone
        closed = facts[np.isfinite(facts[["low", "high"]]).all(axis=1)]
        series, derived = _fastest(
            lambda: data.series("grdp_growth"),
            lambda: derive(lambda a, b: a + b, closed, 1.0),
        )
        began = time.process_time()
        assert check.faults(folder) == []
        whole = time.process_time() - began
    return {
        FLOOR: bare,
        "load": load,
        "first facts": first,
        "series": series,
        "derive": derived,
        "check": whole,
    }


@contextmanager
def _tables_in(folder: Path) -> Iterator[None]:
    """Let the module read the tables of a folder."""
    before = os.environ.get("BACGIANG_DATA")
    os.environ["BACGIANG_DATA"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("BACGIANG_DATA")
        if before is not None:
            os.environ["BACGIANG_DATA"] = before


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
