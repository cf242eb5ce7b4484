"""The list of sources at a notebook's end."""

import pandas as pd

from bacgiang import data, sources_used


def test_pages_of_further_tables_are_listed_once(monkeypatch):
    monkeypatch.setattr(data, "_used", {"bgo-2022-12-22": None})
    projects = pd.DataFrame({"source": ["bgo-2022-12-22", "nasdaq-2023-11-09"]})
    assert (
        sources_used(projects).data.count("\n- ") == 1
        and "nasdaq" in sources_used(projects).data.lower()
    )


def test_a_publisher_with_many_pages_takes_one_line_with_a_link_to_each(monkeypatch):
    ids = [s for s in data.table("sources")["source"] if s.startswith("gso-")]
    monkeypatch.setattr(data, "_used", dict.fromkeys(ids))
    lines = sources_used().data.splitlines()
    assert len(lines) == 1 and lines[0].count("](http") == len(ids)
