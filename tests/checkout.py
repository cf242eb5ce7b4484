"""The checkout that the tests look at, and its committed notebooks."""

from functools import cache
from pathlib import Path

import nbformat
import pytest

from bacgiang.publish import book, place

CHECKOUT = place.find(Path(__file__).resolve().parents[1])
PATHS = CHECKOUT.notebooks


@cache
def load(path):
    """A notebook as it is stored; nobody may change it."""
    return nbformat.read(path, as_version=4)


@cache
def read(path):
    """A notebook taken apart by the one reader."""
    return book.read(path)


def refuse(path, faults):
    """Fail with the faults of a notebook, if there are any."""
    if found := list(faults):
        pytest.fail(f"{path.name}:\n" + "\n".join(found), pytrace=False)
