"""The data contract, and the messages that a broken table gives.

Each names file, row, column, what is wrong, and what was expected.
"""

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata

import frictionless
import pytest
import small
from small import DATA

from bacgiang import BrokenTable, check, data, reading


@pytest.fixture
def folder(tmp_path):
    """Copy the small tables, to break the copy."""
    return small.copy(tmp_path / "data")


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
    """Find the spreadsheet row of the first row with these cells."""
    rows = list(
        csv.DictReader(
            io.StringIO((folder / table).read_text(encoding="utf-8"), newline="")
        )
    )
    return next(
        n for n, r in enumerate(rows, 2) if all(r[c] == v for c, v in cells.items())
    )


def test_a_page_may_print_a_plus_but_a_note_that_begins_so_is_a_formula(folder):
    row = row_where(folder, "facts.csv", indicator="grdp_growth", period="2023")
    put(folder, "facts.csv", row, "as_printed", "+13.45 percent")
    assert not [f for f in check.faults(folder) if "formula" in f]
    put(folder, "facts.csv", row, "note", "+1")
    (said,) = [f for f in check.faults(folder) if "formula" in f]
    assert said.startswith(f"facts.csv: row {row}: column note: ")


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
    units = tables["indicators"].set_index("indicator")["unit"]
    languages = tables["sources"].set_index("source")["language"]
    silent = []
    for number, row in enumerate(tables["facts"].to_dict("records"), 2):
        changed = row | {"value": str(float(row["value"]) * 1.1 + 1)}
        if row["value_max"]:
            changed["value_max"] = str(float(row["value_max"]) * 2 + 2)
        unit, language = units[row["indicator"]], languages[row["source"]]
        if not check.number_faults("", changed, unit, language):
            silent.append(number)
    assert silent == [], "rows of facts.csv where another value passes for the printing"


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


@pytest.mark.parametrize("entity", ["VIET NAM", "Viet Nam", "việt nam"])
def test_a_name_typed_otherwise_is_near_the_known_one(folder, entity):
    text = (folder / "facts.csv").read_text(encoding="utf-8")
    (folder / "facts.csv").write_text(
        text.replace("Việt Nam", entity), encoding="utf-8"
    )
    assert check.faults(folder)[0].endswith("(near: Việt Nam)")


def test_a_duplicate_key_names_both_rows(folder):
    edit(folder / "facts.csv", lambda rows: rows.append(rows[1]))
    assert any("repeats row 2" in line for line in check.faults(folder))


def test_a_source_nobody_uses_is_named(folder):
    edit(
        folder / "sources.csv", lambda rows: rows.append(["unused-2020", *rows[1][1:]])
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


def test_a_missing_folder_is_named_before_its_contract(tmp_path):
    with pytest.raises(check.BrokenTable, match="there is no such data folder"):
        check.contract(tmp_path / "gone")


def test_a_table_of_one_column_is_no_table_of_other_separators(tmp_path):
    (tmp_path / "t.csv").write_text("id\na\n", encoding="utf-8")
    rows, found = reading.read(tmp_path, "t.csv", ["id"])
    assert found == [] and rows["id"].tolist() == ["a"]


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


# --- guards: no broken file ends in a traceback or a thousand lines -------------------


def test_of_one_kind_of_fault_twenty_lines_are_given_and_the_rest_counted(folder):
    def spoil(rows):
        status, value = rows[0].index("status"), rows[0].index("value")
        for row in rows[1:26]:
            row[status] = "guess"
        rows[1][value] = "many"

    edit(folder / "facts.csv", spoil)
    found = check.faults(folder)
    assert len([line for line in found if "unknown status 'guess'" in line]) == 20
    assert "facts.csv: column status: and 5 more of this kind" in found
    assert [line for line in found if "no plain number" in line]


def test_twenty_printings_that_disagree_are_given_and_the_rest_counted(folder):
    def spoil(rows):
        value, top = rows[0].index("value"), rows[0].index("value_max")
        singles = [row for row in rows[1:] if not row[top]]
        for row in singles[:24]:
            row[value] = "987654.321"

    edit(folder / "facts.csv", spoil)
    found = check.faults(folder)
    assert len([line for line in found if "987654.321" in line]) == 20
    assert "facts.csv: column value: and 4 more of this kind" in found


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2023-02-30", "is no day of the calendar; expected one that exists"),
        ("2022-01-01/2022-11-31", "is no day of the calendar"),
        ("2023/2021", "ends before it begins; expected the earlier end first"),
        ("2023-10/2023-01", "ends before it begins"),
        ("0999", "has no usable year; expected 1700 to 2200"),
    ],
)
def test_a_period_that_no_calendar_knows_is_named(folder, period, words):
    put(folder, "facts.csv", 2, "period", period)
    lead = f"facts.csv: row 2: column period: '{period}' "
    assert [line for line in check.faults(folder) if line.startswith(lead + words)]


@pytest.mark.parametrize(
    "path",
    ["../facts.csv", "/etc/facts.csv", "C:/facts.csv", "a/../../b.csv", r"..\b.csv"],
)
def test_a_contract_that_leads_out_of_the_folder_is_refused(folder, path):
    change_contract(folder, lambda it: it["resources"][0].update(path=path))
    words = f"datapackage.json: path {path!r} leads out of the data folder"
    assert check.faults(folder)[0].startswith(words)


@pytest.mark.parametrize("path", ["CON.csv", "x/nul.csv", "Lpt1.csv"])
def test_a_table_is_no_device_of_windows(folder, path):
    change_contract(folder, lambda it: it["resources"][0].update(path=path))
    (line,) = check.faults(folder)
    assert line.startswith(f"datapackage.json: path {path!r} names no file")


def change_contract(folder, change):
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    change(described)
    path.write_text(json.dumps(described), encoding="utf-8")


def schema_of(described, table):
    found = [r["schema"] for r in described["resources"] if r["name"] == table]
    return found[0]


def test_a_contract_without_a_column_that_the_module_needs_is_refused(folder):
    def drop(described):
        fields = schema_of(described, "facts")["fields"]
        fields[:] = [field for field in fields if field["name"] != "as_printed"]

    change_contract(folder, drop)
    words = "lacks the column 'as_printed' of the table 'facts'"
    assert words in check.faults(folder)[0]


SHAPES = {
    "a list": ("[]", "holds no JSON object"),
    "a number": ("3", "holds no JSON object"),
    "no resources": ("{}", "lacks or misspells a key ('resources' of the contract)"),
    "resources that are numbers": ('{"resources": [1]}', "lacks or misspells a key"),
    "resources that are null": ('{"resources": null}', "lacks or misspells a key"),
    "a key twice": ('{"resources": [], "resources": []}', "'resources' stands twice"),
    "half a file": ('{"resources": [', "row 1: cannot be read (Expecting value)"),
    "a file nested without end": ("[" * 100_000, "cannot be read (RecursionError)"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_contract_of_another_shape_is_one_line(folder, shape):
    text, words = SHAPES[shape]
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    (line,) = check.faults(folder)
    assert line.startswith("datapackage.json: ")
    assert words in line


def lose_the_type(described):
    del schema_of(described, "facts")["fields"][0]["type"]


def spoil_a_pattern(described):
    schema_of(described, "facts")["fields"][3]["constraints"]["pattern"] = "("


def misspell_the_key(described):
    schema_of(described, "facts")["primaryKey"] = ["indicater"]


def misspell_a_link(described):
    schema_of(described, "facts")["foreignKeys"][0]["fields"] = "indicater"


def set_field(table, column, **said):
    def change(described):
        fields = schema_of(described, table)["fields"]
        next(field for field in fields if field["name"] == column).update(said)
        if said.get("name"):
            fields.append({"name": column, "type": "string"})

    return change


def set_schema(table, **said):
    return lambda described: schema_of(described, table).update(said)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lose_the_type,
            "lacks or misspells a key ('type' of column 'indicator' of 'facts')",
        ),
        (spoil_a_pattern, "not a pattern that surely ends"),
        (misspell_the_key, "the key of 'facts' names no column: 'indicater'"),
        (misspell_a_link, "a link of 'facts' names no column"),
        (
            set_field("zones", "latitude", type="string"),
            "is text; expected type number",
        ),
        (
            set_field("facts", "period", type="integer"),
            "is no text; expected type string",
        ),
        (set_field("facts", "note", name="unit"), "'unit' of 'facts' has a name that"),
        (
            set_field("facts", "note", constraints={"requried": True}),
            "column 'note': constraint 'requried' is none of required, ",
        ),
        (
            set_field("facts", "note", constraints={"pattern": ".*" * 12 + "="}),
            "not a pattern that surely ends",
        ),
        (set_schema("zones", foreignKeys=[]), "expected a foreign key to 'zones'"),
        (
            set_schema("indicators", primaryKey=["definition"]),
            "expected 'indicator' alone",
        ),
        (set_schema("facts", fields=[1]), "('name' of field 1 of 'facts')"),
    ],
)
def test_a_contract_that_misspells_is_one_line(folder, change, words):
    change_contract(folder, change)
    (line,) = check.faults(folder)
    assert words in line


def test_a_key_may_be_a_text_and_a_link_a_list_as_frictionless_allows(folder):
    def change(described):
        schema_of(described, "sources")["primaryKey"] = "source"
        for link in schema_of(described, "facts")["foreignKeys"]:
            link["fields"] = [link["fields"]]
            link["reference"]["fields"] = [link["reference"]["fields"]]

    change_contract(folder, change)
    assert check.faults(folder) == []


@pytest.mark.parametrize("column", ["valid_from", "valid_to"])
def test_a_day_is_one_though_the_contract_has_no_pattern(folder, column):
    change_contract(folder, set_field("districts", column, constraints={}))
    put(folder, "districts.csv", 2, column, "long ago")
    (line,) = check.faults(folder)
    assert line.startswith(
        f"districts.csv: row 2: column {column}: 'long ago' is no period"
    )


def test_a_contract_in_utf_16_is_called_so(folder):
    path = folder / "datapackage.json"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    (line,) = check.faults(folder)
    assert line.startswith("datapackage.json: is text saved as UTF-16")


def test_a_folder_without_a_contract_is_named(tmp_path):
    (line,) = check.faults(tmp_path)
    assert str(tmp_path) in line


@pytest.mark.parametrize(
    ("name", "words"),
    [("a file", "is a file, no data folder"), ("x" * 300, "there is no such data")],
)
def test_what_is_no_folder_is_told_in_one_line(tmp_path, name, words):
    (tmp_path / "a file").write_text("text", encoding="utf-8")
    (line,) = check.faults(tmp_path / name)
    assert words in line


def test_columns_that_may_be_left_out_are_told_with_those_that_may_not(tmp_path):
    (tmp_path / "t.csv").write_text("id,kind,Unit\n1,2,3\n", encoding="utf-8")
    _, (line,) = reading.read(tmp_path, "t.csv", ["id", "kind"], ["unit", "note"])
    assert line.startswith("t.csv: column Unit: is not in the contract; expected ")
    assert line.endswith("columns id, kind, and others only of unit, note")


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_named_once(folder, mark, word):
    path = folder / "entities.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    text = "\n".join(mark.join(row) for row in rows)
    path.write_text(text, encoding="utf-8")
    (line,) = check.faults(folder)
    assert line.startswith(f"entities.csv: row 1: columns are separated by {word}")
    assert line.endswith("; expected commas")


def test_letters_that_are_not_looked_at_twice_join_no_other():
    letters = map(chr, [*range(0xD800), *range(0xE000, 0x110000)])
    alone = "".join(one for one in letters if not reading.JOINING.match(one))
    assert len(alone) > 1000
    assert unicodedata.is_normalized("NFC", "a".join(alone))
    assert not any(map(unicodedata.combining, alone))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a", "a\0", "holds a NUL character; expected plain text"),
        ("Bắc", "Ba\u0306\u0301c", "decomposed letters; expected composed (NFC)"),
        ("\n", "\n<<<<<<< HEAD\n", "holds a mark of a merge conflict (<<<<<<<)"),
        ("\n", "\n>>>>>>> theirs\n", "holds a mark of a merge conflict (>>>>>>>)"),
    ],
)
def test_what_an_editor_or_a_merge_leaves_behind_is_named_with_its_row(
    folder, old, new, words
):
    path = folder / "entities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if n and old in line)
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("".join(lines), encoding="utf-8")
    row = number + 1 + new.startswith("\n")
    (line,) = check.faults(folder)
    assert line.startswith(f"entities.csv: row {row}: {words}")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("spoilt", ["Báº¯c", "Bac\u200b", "Ba\u0306c"])
def test_rows_are_counted_as_a_spreadsheet_does(folder, end, spoilt):
    path = folder / "entities.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[1] = 'Somewhere,province,"two, of, one"'
    lines[4] = f"{spoilt},{lines[4]}"
    lines[2] = lines[2].replace(",", f',"a{end}quoted{end}cell",', 1)
    path.write_bytes(end.join(lines).encode())
    (line,) = check.faults(folder)
    assert line.startswith("entities.csv: row 5: ")


def test_a_letter_inside_a_quoted_cell_is_named_by_the_row_of_the_cell(folder):
    path = folder / "entities.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[3] += '"a cell of\n\ntwo\rlines"'
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    (line,) = check.faults(folder)
    assert line.startswith("entities.csv: row 4: holds a carriage return (CR) alone")


@pytest.mark.parametrize(
    "cell",
    [
        "the fair «Tôm và cá» drew 500 people",
        "«Tôm và cá»\u00a0drew 500",
        "the paper says «tôm, cá»…",
        "μm and ΔGDP",
        'a "quoted", word',
        "two\nlines, one cell",
        "two\r\nlines",
        '"',
        '5" pipe',
        "NA",
        "null, 007",
        "Bắc Giang",
    ],
)
def test_a_cell_is_read_as_it_was_written(folder, cell):
    put(folder, "facts.csv", 3, "note", cell)
    tables, found = check.read_tables(folder)
    assert found == []
    assert tables["facts"]["note"].iloc[1] == cell


@pytest.mark.parametrize(
    ("before", "end", "last"),
    [("", "\n", ""), ("\ufeff", "\r\n", "\r\n"), ("", "\r", "\r")],
    ids=["no end of the last line", "saved by Excel", "saved by an old Mac"],
)
def test_marks_and_ends_of_lines_of_other_programs_change_nothing(
    folder, before, end, last
):
    path = folder / "entities.csv"
    committed, _ = check.read_tables(folder)
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_bytes((before + text.replace("\n", end) + last).encode())
    tables, found = check.read_tables(folder)
    assert found == []
    assert tables["entities"].equals(committed["entities"])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "has 0 cells"),
        ("Somewhere", "has 1 cells"),
        ("a,b,c,d,e,f,g,h,i,j", "has 10 cells"),
        ('5" a,b,c,d,e,f,g",h,i,j', "has 10 cells"),
    ],
)
def test_a_line_of_another_width_is_named_with_its_row(folder, line, words):
    path = folder / "entities.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([*lines[:3], line, *lines[3:]]), encoding="utf-8")
    (found,) = check.faults(folder)
    assert found.startswith(f"entities.csv: row 4: {words}; expected ")


def test_a_number_over_two_lines_is_no_plain_number(folder):
    put(folder, "facts.csv", 2, "value", "6\n78")
    assert any("is no plain number" in line for line in check.faults(folder))


def test_a_printing_in_another_currency_than_its_indicator_is_named(folder):
    rows = small.read(folder)
    place = next(n for n, row in enumerate(rows) if "$" in row["as_printed"])
    printed = rows[place]["as_printed"]
    rows[place]["as_printed"] = printed.replace("US$", "$").replace("$", "VND ")
    small.write(folder, rows)
    line = f"facts.csv: row {place + 2}: column as_printed: "
    [fault] = [fault for fault in check.faults(folder) if "names VND" in fault]
    assert fault.startswith(line) and "the unit is USD" in fault


# --- the command ----------------------------------------------------------------------


def run(folder, encoding="utf-8"):
    return subprocess.run(
        [sys.executable, "-m", "bacgiang", "check", "--data", str(folder)],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        encoding=encoding,
        check=False,
    )


def test_a_console_without_utf_8_shows_question_marks_and_no_traceback(folder):
    put(folder, "facts.csv", 2, "entity", "Bắc Giangg")
    done = run(folder, "ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "facts.csv: row 2: column entity: unknown entity 'B?c Giangg'" in done.stdout


def test_the_command_gives_one_line_of_counts_and_exit_0_on_sound_data():
    done = run(small.template())
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
    assert "nowhere: there is no such data folder" in done.stdout


def test_the_module_alone_says_which_commands_there_are():
    done = subprocess.run(
        [sys.executable, "-m", "bacgiang"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: python -m bacgiang" in done.stderr
    assert "{check,lock,dictionary," in done.stderr


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
