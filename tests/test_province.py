"""A folder of another province: what works there, and what says that it cannot.

The folder is made as "Another province" in CONTRIBUTING.md tells.
"""

import pytest
import small

import bacgiang as bg
from bacgiang import check, lock

HERE, THERE = "Bắc Giang", "Thái Nguyên"
KEPT = ("grdp_growth", "fdi_projects_valid")
UNUSED = ("zones", "districts", "outlines", "projects", "priorities")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give some facts another province's name; of other tables leave the header."""
    made = small.copy(tmp_path / "data")
    (made / "rows.lock").unlink()
    facts = [
        row | {"entity": THERE}
        for row in small.read(made)
        if row["entity"] == HERE and row["indicator"] in KEPT
    ]
    small.write(made, facts)
    for table, key in (("sources", "source"), ("indicators", "indicator")):
        used = {row[key] for row in facts}
        rows = [row for row in small.read(made, table) if row[key] in used]
        small.write(made, rows, table)
    entity = {"entity": THERE, "kind": "province", "label_vi": "", "note": ""}
    small.write(made, [entity], "entities")
    for table in UNUSED:
        path = made / f"{table}.csv"
        names = path.read_text(encoding="utf-8").split("\n")[0]
        path.write_text(names + "\n", encoding="utf-8")
    monkeypatch.setenv("BACGIANG_DATA", str(made))
    return made


def test_its_tables_are_checked_and_locked(folder):
    assert check.faults(folder) == []
    assert lock.renew(folder) == []  # for the first time
    assert lock.differences(folder) == []


def test_its_numbers_are_found_and_read(folder):
    assert set(bg.find("growth")["entity"]) == {THERE}
    growth = bg.series("grdp_growth", "thai nguyen")
    assert set(growth["entity"]) == {THERE}
    assert len(growth) > 10
    assert bg.value("grdp_growth", "2023", THERE).value == growth.loc["2023", "value"]


def test_who_forgets_to_name_the_province_is_told_which_there_is(folder):
    with pytest.raises(KeyError, match=f"no entity '{HERE}' here; nearest: '{THERE}'"):
        bg.series("grdp_growth")


def test_an_audit_says_which_rows_it_lacks(folder):
    verdicts = bg.audit()
    assert set(verdicts["verdict"]) == {"cannot be told"}
    assert verdicts["reason"].str.startswith("No source gives").all()
