"""A small part of data/, whole in itself: what breaks in it is found quickly.

It has every table. Of the facts it has those of the series that many rules read, all
that some sources print, and one of every other indicator.
"""

import csv
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bacgiang import lock

DATA = Path(__file__).parents[1] / "data"
SERIES = (
    "fdi_projects_valid",
    "fdi_rank_national",
    "gdp_growth",
    "grdp_growth",
    "grdp_growth_average",
)
FAMILIES = ("zone_", "ip_", "ic_")
LABOUR = ("Bắc Giang", "Việt Nam")  # whose labour index it has
SOURCES = ("gso-2022-12-29", "gso-2010-", "infina-2024-01")


def read(folder, table="facts"):
    """Read a table as dicts of text."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, rows, table="facts"):
    """Write a table of dicts."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def copy(target):
    """Put the small tables, locked as they stand, into a new folder; returns it."""
    return Path(shutil.copytree(template(), target))


@cache
def template():
    """Make the small tables once; whoever breaks them takes a copy."""
    folder = Path(tempfile.mkdtemp()) / "data"
    shutil.copytree(DATA, folder)
    facts = read(DATA)
    kept = [row for row in facts if _is_wanted(row)]
    met = {row["indicator"] for row in kept}
    first = {row["indicator"]: row for row in facts[::-1]}
    kept += [row for name, row in first.items() if name not in met]
    write(folder, kept)
    used = {row["source"] for row in kept}
    for table in ("zones", "projects", "districts", "outlines", "priorities"):
        for row in read(DATA, table):
            used |= {*(row.get("source") or row["sources"]).split("; ")}
    sources = [row for row in read(DATA, "sources") if row["source"] in used]
    write(folder, sources, "sources")
    lock.renew(folder)
    return folder


def _is_wanted(row):
    if row["indicator"].startswith("industrial_labour_index_"):
        return row["entity"] in LABOUR
    if row["source"].startswith(SOURCES):
        return True
    return row["indicator"] in SERIES or row["indicator"].startswith(FAMILIES)
