"""What the evidence browser's scripts are given, and the files that they load."""

import base64
import gzip
import hashlib
import json
import re
import sqlite3

import nbformat
import numpy as np
import pytest
from checkout import PATHS
from checkout import read as book_of
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from bacgiang import data, names
from bacgiang.publish import book, browser, look, rows


@pytest.fixture(scope="module")
def held():
    return rows.compact([book_of(path) for path in PATHS])


@pytest.fixture(scope="module")
def facts():
    return data.table("facts")


def cells(held, name):
    """The cells of a column, each position replaced by what stands there."""
    return [held["lists"][name][place] for place in held["rows"][name]]


# --- columns --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["indicator", "entity", "period", "status", "source"])
def test_a_column_leads_from_each_fact_to_its_text(held, facts, name):
    assert [cell["id"] for cell in cells(held, name)] == list(facts[name])


@pytest.mark.parametrize("name", ["locator", "note"])
def test_places_and_notes_are_there_as_they_are(held, facts, name):
    assert cells(held, name) == list(facts[name])


def test_each_fact_stands_there_as_printed_under_its_id(held, facts):
    assert held["rows"]["fact"] == list(facts["fact"])
    assert held["rows"]["printed"] == list(facts["as_printed"])


def test_the_whole_is_a_part_one_can_ask_for(held, facts):
    parts = [cell["id"] for cell in cells(held, "breakdown")]
    assert parts == list(facts["breakdown"].where(facts["breakdown"] != "", "whole"))


@pytest.mark.parametrize("name", ["value", "low", "high"])
def test_numbers_are_those_of_the_table_and_an_open_end_is_none(held, facts, name):
    told = held["rows"][name]
    open_ends = [number is None for number in told]
    assert open_ends == list(np.isinf(facts[name]))
    numbers = [np.nan if number is None else number for number in told]
    wanted = facts[name].where(np.isfinite(facts[name]))
    assert np.allclose(numbers, wanted, rtol=1e-12, equal_nan=True)


def test_a_fact_is_the_one_of_its_period_as_series_takes_it(held):
    taken = dict(zip(held["rows"]["fact"], held["rows"]["taken"], strict=True))
    growth = data.series("grdp_growth")
    assert all(taken[fact] for fact in growth["fact"])
    assert not any(taken[fact] for some in growth["left"] for fact in some)


def test_a_period_stands_in_its_middle_on_the_axis(held):
    at = {period["id"]: period["at"] for period in held["lists"]["period"]}
    assert at["2023"] == 2023.5
    assert at["2021/2025"] == 2023.5
    assert at["2023-Q1"] == pytest.approx(2023 + 45 / 365, abs=0.001)


def test_the_data_are_light(held):
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    assert len(text.encode()) < 2_000_000


def test_synonyms_are_folded_as_the_script_folds_a_question(held):
    spelt = [name for line in held["synonyms"] for name in line]
    assert spelt == [names.plain(name) for name in spelt]
    assert "xuat khau" in spelt


# --- which section shows a fact -------------------------------------------------------


def output(kind, *ids):
    about = {"bacgiang": {"kind": kind, "facts": list(ids)}}
    return new_output("display_data", {"text/plain": "x"}, metadata=about)


def made(*cells):
    return book.Book(new_notebook(cells=list(cells)), "1-growth.ipynb")


def test_a_section_shows_the_facts_of_its_outputs():
    sections, shown = rows.shown_in(
        [
            made(
                new_markdown_cell("# T"),
                new_markdown_cell("## One"),
                new_code_cell("x", outputs=[output("figure", "a", "b")]),
                new_markdown_cell("### Two"),
                new_code_cell("x", outputs=[output("table", "b"), output("text", "b")]),
            )
        ]
    )
    assert sections == [
        ["1-growth.html#one", "Growth: One"],
        ["1-growth.html#two", "Growth: Two"],
    ]
    assert shown == {"a": (0,), "b": (0, 1)}


def test_code_that_names_an_indicator_shows_nothing():
    cell = new_code_cell('bg.series("grdp_growth")')
    assert rows.shown_in([made(new_markdown_cell("## One"), cell)]) == ([], {})


def test_a_list_of_sources_shows_nothing():
    cell = new_code_cell("bg.sources()", outputs=[output("sources", "a")])
    assert rows.shown_in([made(new_markdown_cell("## Sources"), cell)]) == ([], {})


def test_every_fact_behind_an_output_of_the_notebooks_says_where(held, facts):
    wanted = set()
    for path in PATHS:
        for cell in nbformat.read(path, as_version=4).cells:
            for node in cell.get("outputs", []):
                about = node.get("metadata", {}).get("bacgiang", {})
                if about.get("kind") != "sources":
                    wanted |= set(about.get("facts", []))
    used = zip(held["rows"]["fact"], cells(held, "used"), strict=True)
    assert {fact for fact, some in used if some} == wanted & set(facts["fact"])


# --- files ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(site):
    return site / "data" / "bacgiang.sqlite"


def test_the_scripts_have_the_same_bytes_twice(database, tmp_path):
    read = [book_of(path) for path in PATHS]
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        browser.write(read, tmp_path / name)
        browser.write_database(database, tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_the_database_script_of_the_site_holds_the_very_file(site, database):
    script = (site / "_static" / "database.js").read_text(encoding="utf-8")
    packed = re.fullmatch(r'window\.DATABASE="([\w+/=]+)";\n', script)[1]
    assert gzip.decompress(base64.b64decode(packed)) == database.read_bytes()
    assert len(script) < 3_000_000


def test_the_script_of_others_is_the_one_that_its_line_names():
    folder = look.FOLDER / "vendor"
    said = (folder / "README.md").read_text(encoding="utf-8")
    digest = hashlib.sha256((folder / browser.SQL_JS).read_bytes()).hexdigest()
    assert f"`{browser.SQL_JS}`" in said
    assert f"`{digest}`" in said
    assert "Permission is hereby granted" in (folder / "LICENSE-sql.js").read_text()


@pytest.mark.parametrize("label, query", browser.EXAMPLES)
def test_an_example_query_has_an_answer(database, label, query):
    base = sqlite3.connect(database)
    base.create_function("plain", 1, names.plain)
    assert base.execute(query).fetchone()
    base.close()
