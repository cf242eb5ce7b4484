"""A folder of another province: what works there, and what says that it cannot.

The folder is made as "Another province" in CONTRIBUTING.md tells.
"""

import html
import json
import re

import matplotlib.pyplot as plt
import pytest
import small
from checkout import CHECKOUT, PATHS, load

import bacgiang as bg
from bacgiang import check, contract, founding, lock
from bacgiang.__main__ import main
from bacgiang.ledger import own
from bacgiang.publish import elsewhere, pages
from bacgiang.publish.__main__ import main as publish

HERE, THERE = "Bắc Giang", "Thái Nguyên"
LINK = re.compile(r'(?:href|src)="(?!https?:|data:|#)([^"#?]+)')
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


def test_a_word_is_looked_for_in_the_tables_and_columns_there_are(folder):
    """Of tables only four are asked for, and of labels the English ones."""
    path = folder / contract.FILE
    told = json.loads(path.read_text(encoding="utf-8"))
    tables = [one for one in told["resources"] if one["name"] in contract.NEEDED]
    for table in tables:
        fields = table["schema"]["fields"]
        table["schema"]["fields"] = [f for f in fields if f["name"] != "label_vi"]
    path.write_text(json.dumps(told | {"resources": tables}), encoding="utf-8")
    for table in ("indicators", "entities"):
        rows = small.read(folder, table)
        for row in rows:
            del row["label_vi"]
        small.write(folder, rows, table)
    assert check.faults(folder) == []
    assert set(bg.find("growth")["indicator"]) == {"grdp_growth"}
    with pytest.warns(UserWarning, match=r"find\('zzzzqq'\) finds nothing; try a more"):
        assert bg.find("zzzzqq").empty


def test_who_names_no_place_gets_the_province_of_the_folder(folder):
    assert set(bg.series("grdp_growth")["entity"]) == {THERE}
    assert set(bg.editions("grdp_growth")["entity"]) == {THERE}
    growth = bg.series("grdp_growth", THERE)
    assert bg.value("grdp_growth", "2023").value == growth.loc["2023", "value"]


def test_who_names_a_place_that_is_not_there_is_told_which_there_is(folder):
    with pytest.raises(KeyError, match=f"no entity '{HERE}' here; nearest: '{THERE}'"):
        bg.series("grdp_growth", HERE)


def test_a_word_that_is_not_found_is_not_said_to_be_like_itself(folder):
    with pytest.warns(UserWarning, match=r"find\('exports'\) finds nothing") as told:
        bg.find("exports")
    assert "like words: 'exports'" not in str(told[0].message)


def test_a_citation_names_the_place_that_the_tables_are_about(folder):
    fact = bg.series("grdp_growth")["fact"].iloc[0]
    assert bg.cite_number(fact).endswith(f"of the {THERE} notebook collection)")


def test_a_map_needs_an_outline_of_the_province_and_then_shows_it_whole(folder):
    with pytest.raises(KeyError, match=f"outlines.csv has no row '{THERE}'; expected"):
        bg.base_map()
    path = folder / "outlines.csv"
    names = path.read_text(encoding="utf-8").strip().split(",")
    ring = "105.5 21.3, 106.2 21.3, 106.2 22.0, 105.5 22.0, 105.5 21.3"
    line = dict.fromkeys(names, "") | {
        "name": THERE,
        "kind": "province",
        "outline": f"POLYGON (({ring}))",
        "sources": small.read(folder, "sources")[0]["source"],
    }
    small.write(folder, [line], "outlines")
    ax = bg.base_map()
    assert ax.get_xlim()[0] < 105.5 and ax.get_xlim()[1] > 106.2
    assert ax.get_ylim()[0] < 21.3 and ax.get_ylim()[1] > 22.0
    plt.close(ax.figure)


def test_an_exercise_says_that_it_is_about_another_place(folder):
    with pytest.raises(bg.OtherPlace, match=f"about {HERE} .* are about {THERE}"):
        bg.exercise("1.3")


def test_a_notebook_says_in_its_first_cell_that_it_is_about_another_place(folder):
    said = f"this is about {HERE} and needs facts of it; .* are about {THERE}:"
    for path in PATHS:
        cell = next(c for c in load(path).cells if c.cell_type == "code")
        with pytest.raises(bg.OtherPlace, match=said):
            exec(cell.source, {})


def test_an_audit_without_claims_asks_for_some(folder):
    said = f"are about {HERE}, .* about {THERE}; expected claims of your own"
    with pytest.raises(bg.OtherPlace, match=said):
        bg.audit()


def test_an_empty_folder_is_begun_under_the_contract(tmp_path, capsys):
    made = tmp_path / "data"
    assert main(["new", str(made), "Vĩnh Phúc"]) == 0
    described = contract.contract(made)
    assert described["name"] == "vinh-phuc-economy"
    assert HERE not in described["title"] + described["description"]
    for resource in described["resources"]:
        lines = (made / resource["path"]).read_text(encoding="utf-8").splitlines()
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert lines[0].split(",") == fields
        assert lines[1:] == ["Vĩnh Phúc,province,,"] * (resource["name"] == "entities")
    first, then = capsys.readouterr().out.splitlines()
    assert first.startswith(f"written into {made}: ")
    assert {*first.partition(": ")[2].split(", ")} == {p.name for p in made.iterdir()}
    assert then.endswith(f"then: python -m bacgiang check --data {made}")
    assert main(["check", "--data", str(made)]) == 1
    said = capsys.readouterr().out
    assert said == "facts.csv: has no rows; expected one a printed number\n"
    assert main(["new", str(made), "Vĩnh Phúc"]) == 1
    assert "is not empty; expected a new folder" in capsys.readouterr().err


def test_a_folder_that_is_begun_can_be_filled_checked_and_locked(folder, tmp_path):
    made = tmp_path / "begun"
    founding.write(made, THERE, small.DATA)
    for table in ("facts", "sources", "indicators"):
        (made / f"{table}.csv").write_bytes((folder / f"{table}.csv").read_bytes())
    assert check.faults(made) == []
    assert lock.renew(made) == [] and lock.differences(made) == []


def test_its_pages_are_made_without_notebooks(folder, tmp_path):
    assert elsewhere.write(tmp_path / "pages", tmp_path / "build") == ""
    pages = {
        path.name: path.read_text("utf-8") for path in tmp_path.glob("pages/*.html")
    }
    assert {"index.html", "browser.html", "sources.html", "glossary.html"} <= {*pages}
    count = len(small.read(folder))
    assert f"{count} numbers about {THERE}" in pages["index.html"]
    assert f"entity = '{THERE}'" in html.unescape(pages["browser.html"])
    linked = {link for text in pages.values() for link in LINK.findall(text)}
    assert [link for link in linked if not (tmp_path / "pages" / link).exists()] == []


def test_the_site_is_not_made_of_another_place(folder, capsys):
    assert publish(["--root", str(CHECKOUT.root), "data"]) == 1
    said = capsys.readouterr().err
    assert f"about {HERE} and needs facts of it" in said and said.count("\n") == 1


# --- claims of one's own --------------------------------------------------------------


def claim(folder, *lines):
    """Write claims.csv into a folder."""
    head = "id,kind,claim,claimed,other,unit"
    (folder / "claims.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")


@pytest.fixture
def two_years():
    """Two facts of one series: their ids and their printed numbers."""
    rows = bg.series("grdp_growth", THERE).loc[["2015", "2016"]]
    return list(rows["fact"]), list(rows["value"])


def test_claims_of_ones_own_are_judged_and_no_others(folder, two_years):
    (first, second), (earlier, later) = two_years
    claim(
        folder,
        f"same,repeated claim,The rate of 2015 is itself.,{first},{first},",
        f"other,repeated claim,The rate of 2015 is that of 2016.,{first},{second},",
        f'ratio,ratio against its two sides,Their ratio.,"per({second}, {first})",'
        f'"per({second}, {first})",ratio',
    )
    verdicts = bg.audit().set_index("id")
    assert list(verdicts.index) == ["same", "other", "ratio"]
    assert list(verdicts["verdict"]) == ["agrees", "conflicts", "agrees"]
    assert verdicts.loc["ratio", "claimed"] == pytest.approx(later / earlier)
    assert verdicts.loc["other", "facts"] == (first, second)


WRONG_CLAIMS = {
    "an unknown fact": (
        "a,repeated claim,C.,nothere1,{id},",
        "row 2: claimed: no fact has the id 'nothere1'",
    ),
    "an unknown kind": ("a,hearsay,C.,{id},{id},", "row 2: kind: 'hearsay'; expected"),
    "an unknown way": (
        'a,repeated claim,C.,{id},"root({id}, {id})",',
        "row 2: other: 'root' works nothing out; expected total",
    ),
    "too few parts": (
        'a,repeated claim,C.,{id},"percent({id})",',
        "row 2: other: percent.*missing a required argument: 'whole'",
    ),
    "two units added": (
        'a,repeated claim,C.,{id},"total({id}, {other})",',
        "row 2: other: puts percent and projects together; expected one unit",
    ),
    "sides in two units": (
        "a,repeated claim,C.,{id},{other},",
        "row 2: other: is in projects, claimed in percent; expected one unit",
    ),
    "an unknown unit": (
        "a,repeated claim,C.,{id},{id},bananas",
        "row 2: unit: 'bananas', but the facts are in percent; expected that",
    ),
    "too many parts": (
        'a,repeated claim,C.,{id},"growth({id}, {id}, {id})",',
        r"row 2: other: growth.*too many .*; expected growth\(new, old\)",
    ),
    "no id": (",repeated claim,C.,{id},{id},", "row 2: id: is empty; expected some"),
    "no words": ("a,repeated claim, ,{id},{id},", "row 2: claim: is empty; expected"),
    "an id again": (
        "a,repeated claim,C.,{id},{id},\na,repeated claim,C.,{id},{id},",
        "row 3: id: 'a' again; expected it once",
    ),
}


@pytest.mark.parametrize("line, said", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_claim_that_cannot_be_read_is_named(folder, two_years, line, said):
    other = bg.facts("fdi_projects_valid")["fact"].iloc[0]
    claim(folder, line.format(id=two_years[0][0], other=other))
    with pytest.raises(bg.BrokenTable, match=f"claims.csv: {said}") as refused:
        bg.audit()
    assert own.faults(folder) == str(refused.value).split("\n")


def test_of_many_wrong_claims_the_first_are_named_and_all_are_counted(folder):
    claim(folder, *(f"c{n},repeated claim,C.,nothere,nothere," for n in range(50)))
    found = own.faults(folder)
    assert len(found) == 2 * 21
    assert found[-1] == "claims.csv: and 30 more of this kind"


@pytest.mark.parametrize("name", ["Claims.csv", "claims.csv"])
def test_claims_that_cannot_be_opened_are_not_taken_for_none(folder, name):
    if name == own.FILE:
        (folder / name).symlink_to(folder / "nowhere.csv")
    else:
        (folder / name).write_text("id\n", encoding="utf-8")
    assert own.faults(folder)
    with pytest.raises(bg.BrokenTable, match=r"claims\.csv: "):
        bg.audit()


@pytest.mark.parametrize("reach", ["growth", None])
def test_an_audit_reaches_so_many_steps(reach):
    with pytest.raises(TypeError, match="expected a number of steps"):
        bg.audit(reach)


def test_the_check_of_a_folder_reads_its_claims(folder, two_years, capsys):
    claim(folder, f"a,hearsay,C.,{two_years[0][0]},{two_years[0][0]},")
    assert main(["check", "--data", str(folder)]) == 1
    assert "claims.csv: row 2: kind: 'hearsay'; expected" in capsys.readouterr().out


WRONG_FILES = {
    "without a column": (
        "id,kind,claim,claimed\n",
        "column other: is missing; expected columns id, kind, claim, claimed, other",
    ),
    "with an unknown column": (
        "id,kind,claim,claimed,other,unti\n",
        "column unti: is not in the contract; expected columns",
    ),
    "saved by a spreadsheet": (
        "id;kind;claim;claimed;other\n",
        "row 1: columns are separated by semicolons",
    ),
    "without a claim": (
        "id,kind,claim,claimed,other\n",
        "holds no claim; expected one a line",
    ),
    "with a short row": (
        "id,kind,claim,claimed,other\na,repeated claim\n",
        "row 2: has 2 cells; expected 5",
    ),
}


@pytest.mark.parametrize("text, said", WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_file_of_claims_that_cannot_be_read_is_refused(folder, text, said):
    (folder / "claims.csv").write_text(text, encoding="utf-8")
    with pytest.raises(bg.BrokenTable, match=f"claims.csv: {said}"):
        bg.audit()


def test_a_claim_may_leave_out_what_is_optional(folder, two_years):
    first, second = two_years[0]
    head = "id,kind,claim,claimed,other"
    line = f"a,repeated claim,C.,{first},{second}"
    (folder / "claims.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    assert list(bg.audit()["unit"]) == ["percent"]


def test_a_site_begins_empty_whatever_stood_there(tmp_path):
    target = tmp_path / "site"
    for _ in range(2):
        source = pages.begin(target, tmp_path / "build")
        assert (source / "_static" / "licences").is_dir()
        assert [*target.iterdir()] == []
        (target / "index.html").write_text("old")
