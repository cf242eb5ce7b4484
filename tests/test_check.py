"""The data contract, and the messages a broken table gives: file, row, column, what is
wrong, what was expected.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import frictionless
import pytest

from bacgiang import BrokenTable, check, data

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def folder(tmp_path):
    """A copy of data/ to break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(path, change):
    """Rewrite a table after `change(rows)`; rows are lists, the header first."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    change(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def put(folder, table, row, column, value):
    """Set one cell; `row` as a spreadsheet counts."""
    edit(
        folder / table,
        lambda rows: rows[row - 1].__setitem__(rows[0].index(column), value),
    )


def row_where(folder, table, **cells):
    """The spreadsheet row of the first row with these cells."""
    rows = list(
        csv.DictReader(
            io.StringIO((folder / table).read_text(encoding="utf-8"), newline="")
        )
    )
    return next(
        n for n, r in enumerate(rows, 2) if all(r[c] == v for c, v in cells.items())
    )


def test_the_committed_data_keeps_the_contract():
    assert check.faults(DATA) == []


def test_frictionless_agrees_that_the_committed_data_keeps_the_contract():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:10]


BREAKS = {  # what is done to facts.csv: (column, value, words the message must hold)
    "an unknown indicator": ("indicator", "grdp_grwth", "near: grdp_growth"),
    "an unknown entity": ("entity", "Bắc Giangg", "near: Bắc Giang"),
    "an unknown source": (
        "source",
        "nobody-1999",
        "expected one listed in sources.csv",
    ),
    "an unknown hedge": ("qualifier", "perhaps", "expected one of exact, about"),
    "an unknown status": ("status", "guess", "expected one of actual, estimate"),
    "an unknown form of period": ("period", "in 2023", "expected 2023, 2023-Q1"),
    "a value that is no number": ("value", "13,4", "no plain number"),
    "a value with an exponent": ("value", "1e9", "no plain number"),
    "an empty value": ("value", "", "is empty"),
    "a value_max below value": (
        "value_max",
        "-999",
        "expected the upper end of a range",
    ),
    "a negative rounding step": ("resolution", "-1", "is below 0"),
    "a printing that does not say the value": (
        "as_printed",
        "99.99 percent",
        "expected the two to agree",
    ),
    "a printing without a number": ("as_printed", "many", "holds no numbers"),
    "a space at an end": ("note", " see below", "has spaces at an end"),
}


@pytest.mark.parametrize("fault", BREAKS)
def test_a_fault_in_a_fact_is_named_with_file_row_and_column(folder, fault):
    column, value, words = BREAKS[fault]
    named = {
        "a printing that does not say the value": "value"
    }  # the two disagree: the value is named, with what its printing says
    row = row_where(
        folder,
        "facts.csv",
        indicator="grdp_growth",
        entity="Bắc Giang",
        qualifier="exact",
    )
    put(folder, "facts.csv", row, column, value)
    lines = [
        line
        for line in check.faults(folder)
        if line.startswith(f"facts.csv: row {row}: column {named.get(fault, column)}: ")
    ]
    assert any(words in line for line in lines), check.faults(folder)[:5]


def test_a_changed_value_is_caught_by_its_printing_on_every_row():
    tables, _ = check.read_tables(DATA)
    units = {i["indicator"]: i["unit"] for i in tables["indicators"]}
    languages = {s["source"]: s["language"] for s in tables["sources"]}
    silent = []
    for n, row in enumerate(tables["facts"].to_dict("records"), 2):
        changed = row | {
            "value": str(float(row["value"]) * 1.1 + 1),
            "value_max": row["value_max"] and str(float(row["value_max"]) * 2 + 2),
        }
        if not check.number_faults(
            "", changed, units[row["indicator"]], languages[row["source"]]
        ):
            silent.append(n)
    assert not silent, (
        f"facts.csv rows {silent[:10]}: another value passes for the printing"
    )


def test_a_negative_count_is_named(folder):
    row = row_where(
        folder, "facts.csv", indicator="fdi_new_projects", qualifier="exact"
    )
    put(folder, "facts.csv", row, "value", "-3")
    assert any(
        "negative; expected a count of 0 or more" in line
        for line in check.faults(folder)
    )


def test_an_unknown_unit_is_named(folder):
    put(folder, "indicators.csv", 2, "unit", "million USD")
    assert any(
        line.startswith(
            "indicators.csv: row 2: column unit: unknown unit 'million USD'"
        )
        for line in check.faults(folder)
    )


def test_a_duplicate_key_names_both_rows(folder):
    edit(folder / "facts.csv", lambda rows: rows.append(rows[1]))
    assert any("repeats row 2" in line for line in check.faults(folder))


def test_a_source_nobody_uses_is_named(folder):
    edit(
        folder / "sources.csv", lambda rows: rows.append(["unused-2020"] + rows[1][1:])
    )
    assert any(
        "'unused-2020' is used by no row" in line for line in check.faults(folder)
    )


@pytest.mark.parametrize(
    "table", [r["path"] for r in check.contract(DATA)["resources"]]
)
def test_a_missing_file_is_named(folder, table):
    (folder / table).unlink()
    assert any(
        line.startswith(f"{table}: file is missing") for line in check.faults(folder)
    )


def test_a_missing_contract_is_named(folder):
    (folder / "datapackage.json").unlink()
    assert check.faults(folder)[0].startswith("datapackage.json: cannot be read")


def test_a_wrong_encoding_is_named_with_its_row(folder):
    text = (folder / "entities.csv").read_text(encoding="utf-8")
    (folder / "entities.csv").write_bytes(
        text.encode("cp1258", errors="replace").replace(b"?", b"\xd4")
    )
    assert any(
        line.startswith("entities.csv: row ") and "is not UTF-8 text" in line
        for line in check.faults(folder)
    )


def test_a_missing_and_an_extra_column_are_named(folder):
    edit(
        folder / "facts.csv",
        lambda rows: rows[0].__setitem__(rows[0].index("value"), "amount"),
    )
    lines = check.faults(folder)
    assert any(line.startswith("facts.csv: column value: is missing") for line in lines)
    assert any(
        line.startswith("facts.csv: column amount: is not in the contract")
        for line in lines
    )


def test_a_row_with_too_few_cells_is_named(folder):
    edit(
        folder / "facts.csv", lambda rows: rows.insert(2, ["grdp_growth", "Bắc Giang"])
    )
    assert any(
        line.startswith("facts.csv: row 3: has 2 cells")
        for line in check.faults(folder)
    )


def run(folder):
    return subprocess.run(
        [sys.executable, "-m", "bacgiang", "check", "--data", str(folder)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )


def test_the_command_gives_one_line_of_counts_and_exit_0_on_sound_data():
    done = run(DATA)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert "facts" in done.stdout


def test_the_command_gives_one_line_per_fault_exit_1_no_traceback_and_writes_nothing(
    folder,
):
    put(folder, "facts.csv", 2, "status", "guess")
    put(folder, "facts.csv", 3, "status", "guess")
    before = {p: p.read_bytes() for p in folder.rglob("*")}
    done = run(folder)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (1, "", 2)
    assert {p: p.read_bytes() for p in folder.rglob("*")} == before


def test_the_command_on_a_folder_that_is_not_there_says_so(tmp_path):
    done = run(tmp_path / "nowhere")
    assert (done.returncode, done.stderr) == (1, "")
    assert "datapackage.json: cannot be read" in done.stdout


def test_facts_gives_the_same_message_as_the_command(folder, monkeypatch):
    put(folder, "facts.csv", 2, "status", "guess")
    monkeypatch.setenv("BACGIANG_DATA", str(folder))
    with pytest.raises(BrokenTable) as error:
        data.facts()
    assert str(error.value).splitlines() == check.faults(folder)


def test_facts_reads_each_printing_again_when_it_hands_a_number_out(
    folder, monkeypatch
):
    row = row_where(
        folder,
        "facts.csv",
        indicator="grdp_growth",
        entity="Bắc Giang",
        qualifier="exact",
    )
    put(folder, "facts.csv", row, "value", "99.5")
    monkeypatch.setenv("BACGIANG_DATA", str(folder))
    with pytest.raises(
        BrokenTable, match=f"facts.csv: row {row}: column value: is 99.5"
    ):
        data.facts("grdp_growth", "Bắc Giang")


def test_the_dictionary_in_the_readme_is_made_from_the_contract():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    stands = (
        text.split("<!-- dictionary -->\n")[1]
        .split("<!-- end of dictionary -->")[0]
        .strip()
    )
    assert stands == check.dictionary(DATA), (
        "run: python -m bacgiang dictionary, and put it between the marks in"
        " data/README.md"
    )


def test_the_contract_is_plain_json_that_every_table_follows_in_column_order():
    for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))[
        "resources"
    ]:
        header = (DATA / resource["path"]).read_text(encoding="utf-8").split("\n", 1)[0]
        assert header == ",".join(f["name"] for f in resource["schema"]["fields"])
