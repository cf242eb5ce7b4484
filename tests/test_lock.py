"""The lock: every row that differs from the locked state is named, and can be renewed.

The copies of tables lie in a repository of their own, as a checkout's tables do, unless
a test says that there is none.
"""

import csv
import hashlib
import json
import subprocess

import frictionless
import pytest
import small
from small import DATA

from bacgiang import lock
from bacgiang.__main__ import main

GROWTH = {"indicator": "grdp_growth", "entity": "Bắc Giang", "period": "2023"}


def git(folder, *arguments):
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True)


@pytest.fixture
def bare(tmp_path):
    """Copy the small tables to a place without a history."""
    return small.copy(tmp_path / "data")


@pytest.fixture
def folder(bare):
    """Copy the small tables and commit them."""
    git(bare, "init", "-q")
    git(bare, "add", ".")
    git(bare, "commit", "-q", "-m", "Tables")
    return bare


def committed(where):
    """Give the first committed fact with these cells."""
    rows = small.read(small.template())
    return rows[place(rows, where)]


def edit(folder, change, table="facts"):
    """Rewrite a table after `change(rows)`; rows are dicts."""
    rows = small.read(folder, table)
    result = change(rows)
    small.write(folder, rows, table)
    return result


def place(rows, where):
    return next(n for n, row in enumerate(rows) if where.items() <= row.items())


def changed(where, **cells):
    """Give an edit that changes a row; it gives the row's number in a spreadsheet."""

    def change(rows):
        n = place(rows, where)
        rows[n] |= cells
        return n + 2

    return change


def removed(where):
    return lambda rows: rows.pop(place(rows, where))


def added(where, **cells):
    """Give an edit that adds a row like another one; it gives its number."""

    def change(rows):
        rows.append(rows[place(rows, where)] | cells)
        return len(rows) + 1

    return change


def renewed(folder, capsys):
    """Renew the lock by the command; gives the lines for CHANGELOG.md."""
    assert main(["lock", "--data", str(folder)]) == 0
    return capsys.readouterr().out.splitlines()


# --- the committed state --------------------------------------------------------------


def test_the_committed_tables_are_locked_as_they_stand():
    assert lock.differences(DATA) == []


def test_the_contract_states_bytes_hash_and_rows_of_every_table():
    contract = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in contract["resources"]:
        path = DATA / resource["path"]
        content = path.read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        with path.open(encoding="utf-8", newline="") as file:
            assert resource["rows"] == len(list(csv.DictReader(file)))


def test_the_lock_has_one_line_a_row_in_order():
    lines = (DATA / "rows.lock").read_text(encoding="utf-8").splitlines()
    contract = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert len(lines) == sum(r["rows"] for r in contract["resources"])
    for resource in contract["resources"]:
        own = [line for line in lines if line.startswith(resource["name"] + " ")]
        assert len(own) == resource["rows"]
        assert own == sorted(own)


# --- what the check names -------------------------------------------------------------


def test_a_changed_cell_is_named_with_what_it_said(folder, capsys):
    said = committed(GROWTH)["note"]
    row = edit(folder, changed(GROWTH, note="a word"))
    assert main(["check", "--data", str(folder)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == (
        f"facts.csv: row {row}: column note: is 'a word', was locked as {said!r};"
        " expected no change"
    )
    assert "python -m bacgiang lock" in last


def test_a_row_that_is_gone_is_named_with_what_it_said(folder):
    gone = edit(folder, removed(GROWTH))
    name = f"{gone['source']}, grdp_growth, Bắc Giang, 2023"
    first, _ = lock.differences(folder)
    assert first.startswith(f"facts.csv: lacks a locked row ({name}")
    assert f": {gone['as_printed']!r}); expected it to stay" in first


def test_a_new_row_is_named_and_no_other_one_that_only_moved(folder):
    row = edit(folder, added(GROWTH, locator="p99", note="repeats p2"))
    edit(folder, lambda rows: rows.insert(0, rows.pop()))
    (first, _) = lock.differences(folder)
    assert row == len(small.read(folder)) + 1
    assert first.startswith("facts.csv: row 2: is not locked (")
    assert "grdp_growth, Bắc Giang, 2023, p99" in first


def test_a_changed_row_of_any_table_is_named_by_its_key(folder):
    where = {"source": committed(GROWTH)["source"]}
    row = edit(folder, changed(where, title="Another"), "sources")
    (first, _) = lock.differences(folder)
    assert first.startswith(f"sources.csv: row {row}: column title: is 'Another', was ")


def test_without_a_history_the_row_is_named_all_the_same(bare):
    row = edit(bare, changed(GROWTH, note="a word"))
    (first, _) = lock.differences(bare)
    assert first.startswith(f"facts.csv: row {row}: differs from the locked row (")
    edit(bare, removed(GROWTH))
    (first, _) = lock.differences(bare)
    assert first.startswith("facts.csv: lacks a locked row (id ")


def test_a_change_committed_without_a_lock_is_still_known(folder):
    said = committed(GROWTH)["note"]
    edit(folder, changed(GROWTH, note="a word"))
    git(folder, "commit", "-q", "-a", "-m", "A change")
    assert f"was locked as {said!r}" in lock.differences(folder)[0]


def test_a_version_with_other_columns_hides_none_before_it(folder):
    said = committed(GROWTH)["note"]
    facts = folder / "facts.csv"
    whole = facts.read_bytes()
    facts.write_text("one,other\n1,2\n", encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "A slip")
    facts.write_bytes(whole)
    edit(folder, changed(GROWTH, note="a word"))
    assert f"was locked as {said!r}" in lock.differences(folder)[0]


def test_other_bytes_with_the_same_rows_are_named_by_file(folder):
    path = folder / "facts.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = lock.differences(folder)
    assert [line.split(" is ")[0] for line in found[:2]] == [
        "facts.csv: bytes",
        "facts.csv: hash",
    ]


def test_of_many_differences_twenty_are_listed_and_the_rest_counted(folder):
    edit(folder, lambda rows: [row.update(note="x") for row in rows[:25]])
    found = lock.differences(folder)
    assert len([line for line in found if "is 'x'" in line]) == 20
    assert "facts.csv: and 5 more of this kind" in found


@pytest.mark.parametrize("line", ["facts abc", "", "factz bgcjw4va abcd"])
def test_a_broken_line_of_the_lock_is_named_with_its_row(folder, line):
    path = folder / "rows.lock"
    path.write_text(line + "\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    first = lock.differences(folder)[0]
    assert first == f"rows.lock: row 1: is {line!r}; expected a table, id, hash"


def test_a_merge_begun_in_the_lock_is_called_one(folder):
    path = folder / "rows.lock"
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), "utf-8")
    first, _ = lock.differences(folder)
    assert first.startswith("rows.lock: row 1: holds a mark of a merge conflict")


def test_an_id_locked_twice_with_two_hashes_is_named(folder):
    path = folder / "rows.lock"
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    other = first[:-4] + ("aaaa" if first[-4:] != "aaaa" else "bbbb")
    path.write_text(f"{first}\n{other}\n{rest}", encoding="utf-8")
    said, _ = lock.differences(folder)
    assert said.startswith("rows.lock: row 2: locks ") and said.endswith("expected one")


def test_a_lock_with_a_mark_of_byte_order_is_as_good(folder):
    path = folder / "rows.lock"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert lock.differences(folder) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no locked row; expected a line a row"),
        ("facts".encode("utf-16"), "is text saved as UTF-16 (Unicode); expected"),
    ],
)
def test_a_lock_that_is_none_is_told_in_one_line_before_how_to_renew(
    folder, content, words
):
    (folder / "rows.lock").write_bytes(content)
    first, last = lock.differences(folder)
    assert first.startswith(f"rows.lock: {words}")
    assert first.count("python") == 0 and last.count("python -m bacgiang lock") == 1


def test_ends_of_lines_that_git_wrote_are_told(folder):
    path = folder / "facts.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "its lines end in CRLF, as git may write them" in lock.differences(folder)[0]


def test_a_cell_of_a_book_in_the_history_hides_no_difference(folder):
    whole = (folder / "facts.csv").read_bytes()
    edit(folder, changed(GROWTH, note="x" * 200_000))
    git(folder, "commit", "-q", "-a", "-m", "A book")
    (folder / "facts.csv").write_bytes(whole)
    row = edit(folder, changed(GROWTH, note="a word"))
    first, _ = lock.differences(folder)
    assert first.startswith(f"facts.csv: row {row}: column note: is 'a word', was ")


def test_a_folder_without_lock_and_hashes_is_fine(bare, capsys):
    (bare / "rows.lock").unlink()
    contract = json.loads((bare / "datapackage.json").read_text(encoding="utf-8"))
    for resource in contract["resources"]:
        for key in ("bytes", "hash", "rows"):
            del resource[key]
    (bare / "datapackage.json").write_text(json.dumps(contract), encoding="utf-8")
    edit(bare, changed(GROWTH, note="a word"))
    assert main(["check", "--data", str(bare)]) == 0
    assert "data is sound" in capsys.readouterr().out


# --- renewing -------------------------------------------------------------------------


def test_the_lines_for_the_changelog_say_what_rows_said_and_say(folder, capsys):
    other = {"indicator": "grdp_growth", "entity": "Bắc Giang", "period": "2016"}
    before = committed(GROWTH)
    edit(folder, changed(GROWTH, note="a word"))
    gone = edit(folder, removed(other))
    edit(folder, added(GROWTH, locator="p99", note="repeats p2"))
    changes, adds, removes = renewed(folder, capsys)
    name = f"{before['source']}, grdp_growth, Bắc Giang, 2023"
    assert changes.startswith(f"- changed: facts.csv: {name}")
    assert changes.endswith(f": note said {before['note']!r}, says 'a word'")
    name += ", p99"
    assert adds == f"- added: facts.csv: {name}: {before['as_printed']!r}"
    assert removes.startswith(f"- removed: facts.csv: {gone['source']}, grdp_growth")
    assert removes.endswith(f": {gone['as_printed']!r}")


def frictionless_says(folder, table):
    """List the kinds of faults that frictionless finds in one table of a package."""
    resource = frictionless.Package(str(folder / "datapackage.json")).get_resource(
        table
    )
    return {kind for (kind,) in resource.validate().flatten(["type"])}


def test_a_renewed_lock_is_whole_again_and_frictionless_agrees(folder, capsys):
    edit(folder, changed({"entity": "Bắc Giang"}, note="a word"), "entities")
    edit(folder, added(GROWTH, locator="p99", note="repeats p2"))
    assert frictionless_says(folder, "entities") == {"hash-count", "byte-count"}
    assert len(renewed(folder, capsys)) == 2
    assert lock.differences(folder) == []
    assert frictionless_says(folder, "entities") == set()
    assert renewed(folder, capsys) == []


def test_renewing_what_nobody_changed_writes_the_same_bytes(folder, capsys):
    assert renewed(folder, capsys) == []
    for name in ("rows.lock", "datapackage.json"):
        assert (folder / name).read_bytes() == (small.template() / name).read_bytes()


def test_a_lock_merged_line_by_line_is_put_in_order_again(folder, capsys):
    path = folder / "rows.lock"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[::-1] + lines[:50]), encoding="utf-8")
    assert renewed(folder, capsys) == []
    assert path.read_bytes() == (small.template() / "rows.lock").read_bytes()


def test_a_broken_table_is_not_locked(folder, capsys):
    before = (folder / "rows.lock").read_bytes()
    row = edit(folder, changed(GROWTH, status="guess"))
    assert main(["lock", "--data", str(folder)]) == 1
    assert f"facts.csv: row {row}: column status" in capsys.readouterr().out
    assert (folder / "rows.lock").read_bytes() == before


def test_a_first_lock_lists_no_row_as_added(bare, capsys):
    (bare / "rows.lock").unlink()
    assert renewed(bare, capsys) == []
    assert (bare / "rows.lock").read_bytes() == (
        small.template() / "rows.lock"
    ).read_bytes()


# --- writing --------------------------------------------------------------------------


def test_a_link_under_the_name_of_the_new_lock_is_not_written_through(
    folder, tmp_path, capsys
):
    precious = tmp_path / "precious"
    precious.write_text("precious", encoding="utf-8")
    (folder / "rows.lock.new").symlink_to(precious)
    assert main(["lock", "--data", str(folder)]) == 1
    assert "rows.lock.new: cannot be written" in capsys.readouterr().err
    assert precious.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("name", ["rows.lock", "datapackage.json.new"])
def test_a_folder_in_the_way_leaves_lock_and_contract_as_they_are(folder, capsys, name):
    edit(folder, changed(GROWTH, note="a word"))
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    before = {p: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    assert main(["lock", "--data", str(folder)]) == 1
    assert f"{name}: cannot be written" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before
