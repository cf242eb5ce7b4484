"""Prove the guards: `make mutants`, or `python -m mutants --help` in tests/."""

import argparse
import csv
import random
import sys
import time
from collections import Counter
from importlib import import_module

import checkout

from . import Outcome

ROOT = checkout.CHECKOUT.root
NUMBERS = {"cells": 200, "prose": 120, "code": 200}
EQUIVALENT = ROOT / "tests" / "mutants_equivalent.csv"


def main(arguments: list[str] | None = None) -> int:
    """Make mutants and tell what names each; 1 when one survives unexplained."""
    asked = _asked(arguments)
    left = 0
    for kind in [asked.kind] if asked.kind else NUMBERS:
        began = time.perf_counter()
        outcomes = _tried(kind, asked)
        left += _report(kind, outcomes, time.perf_counter() - began)
    return min(left, 1)


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutants", description=__doc__)
    parser.add_argument("--kind", choices=NUMBERS, help="only this kind")
    parser.add_argument("--number", type=int, help="how many of a kind")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other edits")
    parser.add_argument("--only", type=int, nargs="+", help="those of these places")
    parser.add_argument(
        "--site",
        action="store_true",
        help="build the site for each edit of code that other tests leave (minutes)",
    )
    return parser.parse_args(arguments)


def _tried(kind: str, asked: argparse.Namespace) -> list[Outcome]:
    """Make mutants of a kind and try each, telling how it goes."""
    maker = import_module(f"mutants.{kind}")
    number = NUMBERS[kind] if asked.number is None else asked.number
    made = maker.make(ROOT, number, random.Random(f"{kind} {asked.seed}"))
    mutants = dict(enumerate(made, 1))
    chosen = asked.only or list(mutants)
    how = {"site": asked.site} if kind == "code" else {}
    outcomes = []
    trials = maker.trials(ROOT, (mutants[place] for place in chosen), **how)
    for place, outcome in zip(chosen, trials, strict=True):
        outcomes.append(outcome)
        mutant = outcome.mutant
        said = outcome.check or "SURVIVED"
        print(f"{place:4} {mutant.place}: {mutant.sort}: {said}", flush=True)
    return outcomes


def _equivalent() -> dict[tuple[str, str], str]:
    """Give the reasons why some edits change nothing, by file and edit."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {(row["file"], row["edit"]): row["reason"] for row in rows}


def _report(kind: str, outcomes: list[Outcome], seconds: float) -> int:
    """Print the table of a kind; returns how many survive unexplained."""
    known = _equivalent()
    survivors = [o.mutant for o in outcomes if not o.check]
    same = [m for m in survivors if (m.file, m.edit) in known]
    left = [m for m in survivors if m not in same]
    caught = len(outcomes) - len(survivors)
    print(
        f"\n{kind}: {len(outcomes)} made, {caught} caught, {len(same)} change nothing,"
    )
    print(f"  {len(left)} survive; {seconds:.0f} s")
    named = Counter(o.check.partition("::")[0] for o in outcomes if o.check)
    for check, number in named.most_common():
        print(f"  {number:4} {check}")
    for mutant in same:
        reason = known[mutant.file, mutant.edit]
        print(f"  changes nothing: {mutant.place}: {mutant.edit}: {reason}")
    for mutant in left:
        print(f"  SURVIVES: {mutant.place}: {mutant.sort}: {mutant.edit}")
    return len(left)


if __name__ == "__main__":
    sys.exit(main())
