"""Two hundred malformed data folders: each is refused in words that help to mend it."""

import malformed
import pytest

from bacgiang import BrokenTable, check, data

LONGEST = 2_500  # characters of a line, with the columns that were expected


def state(folder):
    """Give the bytes of every file, and where links lead."""
    return {
        path: path.readlink() if path.is_symlink() else path.read_bytes()
        for path in folder.iterdir()
        if path.is_symlink() or path.is_file()
    }


HARMLESS = malformed.Kind(lambda folder, chance: "facts.csv", "a NUL character")


@pytest.mark.parametrize(
    ("kind", "seed"), malformed.CASES, ids=[f"{k}-{n}" for k, n in malformed.CASES]
)
def test_a_malformed_folder_is_refused_in_words_that_help(tmp_path, kind, seed):
    folder, file = malformed.folder(tmp_path / "data", kind, seed)
    before = state(folder)
    found = check.faults(folder)
    assert found
    words = malformed.KINDS[kind].words
    assert any(line.startswith(f"{file}: ") and words in line for line in found), found
    assert all("; expected" in line or " more of this kind" in line for line in found)
    assert max(map(len, found)) < LONGEST
    assert not any("\n" in line for line in found)
    assert state(folder) == before


def test_there_are_two_hundred_of_many_kinds():
    assert len(malformed.CASES) == 200
    assert {kind for kind, _ in malformed.CASES} == set(malformed.KINDS)


def test_their_table_says_how_many_are_refused(monkeypatch):
    monkeypatch.setattr(malformed, "CASES", [("a NUL", 1), ("tabs", 2), ("tabs", 3)])
    monkeypatch.setitem(malformed.KINDS, "a NUL", HARMLESS)
    head, _, nul, tabs = malformed.table().splitlines()
    assert head.startswith("3 folders of ")
    assert head.endswith(" kinds, 2 refused")
    assert nul == "a NUL (0 of 1): "
    assert tabs.startswith("tabs (2 of 2): ")
    assert "are separated by tabs; expected commas" in tabs


@pytest.mark.parametrize("kind", malformed.KINDS)
def test_the_tables_are_read_whole_or_refused_as_broken(tmp_path, kind):
    folder, _ = malformed.folder(tmp_path / "data", kind, 1)
    try:
        facts = data.Tables(folder).facts
    except BrokenTable:
        return
    assert facts["low"].notna().all()
