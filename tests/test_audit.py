"""The audit: every claim of the texts it began with is weighed, by ranges alone, and
each verdict is pinned with its reason.

`python tests/test_audit.py` rewrites tests/audit_verdicts.csv; read the difference
before you keep it.
"""

import csv
import math
import shutil
import sys
import time
from pathlib import Path

import nbformat
import pytest

import bacgiang as bg
from bacgiang.audit import (
    CHECKS,
    KINDS,
    VERDICTS,
    Row,
    between,
    check,
    of,
    per,
    place,
    weigh,
)
from bacgiang.ranges import Range

ONE_PAGE_HAS_BOTH = {
    "output-2022-foreign-share",
    "iip-2022-branches",
}  # a part above its whole; output only as a weight
PINNED = Path(__file__).parent / "audit_verdicts.csv"
COLUMNS = ["id", "kind", "topic", "verdict", "reason"]
FIRST_TEXTS = [
    "bgo-2022-12-31",
    "vns-ein-2023-12-25",
    "bgo-2022-12-30",
    "vna-2024",
    "vna-2023-11-15",
]
room = sys.modules["bacgiang.audit"]  # bacgiang.audit is the function


@pytest.fixture(scope="module")
def ledger():
    return bg.audit()


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the data folder in use, as a function: edit the copy line by line, get
    the audit of it by id.
    """
    folder = tmp_path / "data"
    shutil.copytree(bg.data.folder(), folder)
    monkeypatch.setenv("BACGIANG_DATA", str(folder))

    def edit(row, *replacements):
        lines = (
            (folder / "facts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        )
        for old, new in replacements:
            assert old in lines[line(row) - 1]
            lines[line(row) - 1] = lines[line(row) - 1].replace(old, new)
        if not replacements:
            del lines[line(row) - 1]
        (folder / "facts.csv").write_text("".join(lines), encoding="utf-8")
        bg.data._tables.cache_clear()
        return bg.audit().set_index("id")

    yield edit
    bg.data._tables.cache_clear()


def line(row):
    """The line of facts.csv that a selector picks."""
    (number,) = room._find({row})[row]
    return number


# --- what is covered ------------------------------------------------------------------
# --------------------------------


def test_every_number_of_the_first_five_texts_is_in_a_check(ledger):
    facts = bg.table("facts")
    claims = facts[facts["source"].isin(FIRST_TEXTS)]
    used = {number for rows in ledger["rows"] for number in rows}
    missing = claims[~claims["row"].isin(used)]
    assert len(claims) >= 50 and missing.empty, missing[
        ["row", "indicator", "breakdown", "period", "source", "locator"]
    ].to_string()


def test_there_are_at_least_sixty_checks_of_every_kind_with_ids_of_their_own(ledger):
    assert len(ledger) >= 60
    assert set(ledger["kind"]) == set(KINDS)
    assert set(ledger["verdict"]) == set(VERDICTS)
    assert (
        ledger["id"].is_unique
        and ledger["id"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+").all()
    )


def test_a_selector_fits_one_row_only():
    for row, some in room._find(
        {
            row
            for c in CHECKS
            for side in (c.claimed, c.other)
            if side.form != "place"
            for row in side.rows
        }
    ).items():
        assert len(some) <= 1, (
            f"{row} fits lines {some}: name the breakdown, the locator or the status"
        )


def test_what_cannot_be_told_lacks_a_row_or_a_definition_and_says_which(ledger):
    told = ledger[ledger["verdict"] != "cannot be told"]
    assert (
        told[
            [
                "claimed_low",
                "claimed",
                "claimed_high",
                "other_low",
                "other",
                "other_high",
            ]
        ]
        .notna()
        .all(axis=None)
    )
    untold, left_open = (
        ledger[ledger["verdict"] == "cannot be told"],
        {c.id for c in CHECKS if c.unsaid},
    )
    assert (
        untold["reason"].str.contains("No row prints") | untold["id"].isin(left_open)
    ).all()


def test_no_check_of_industrial_output_is_settled_between_pages_that_print_no_prices(
    ledger,
):
    """One rule for all levels and rates of output whose prices are not printed: the
    prices left open, or one page, or a goal.
    """
    bases = bg.table("facts").set_index("row")["indicator"]
    for entry in ledger[
        ledger["verdict"].isin(["conflicts", "revised", "differs by definition"])
    ].itertuples():
        output = {
            row
            for row in entry.rows
            if bases[row] in ("industrial_output_value", "industrial_output_growth")
        }
        assert not output or len(entry.sources) == 1 or entry.id in ONE_PAGE_HAS_BOTH, (
            entry.id
        )


def test_a_revision_runs_from_the_earliest_publication_to_the_one_that_series_takes(
    ledger,
):
    """A date printed to the month or the year alone counts as its last day."""
    for entry in ledger[
        ledger["id"].str.fullmatch(r"(growth|nation)-\d{4}-revision")
    ].itertuples():
        indicator, place, year = (
            *(
                ("grdp_growth", "Bắc Giang")
                if entry.id.startswith("growth")
                else ("gdp_growth", "Việt Nam")
            ),
            entry.id[-13:-9],
        )
        printed = bg.vintages(
            indicator, place, period=year, status=["actual", "estimate"]
        )
        printed = printed[printed["published"] != ""]
        first = printed.loc[
            printed["published"].map(lambda date: bg.data.span(date)[1]).idxmin()
        ]
        assert (entry.claimed, entry.other) == (
            first["value"],
            bg.series(indicator, place).loc[year, "value"],
        ), entry.id


def test_a_reader_can_work_out_each_check_from_the_rows_it_names(ledger):
    facts = bg.table("facts").set_index("row")
    for entry in ledger.itertuples():
        assert (
            entry.rows
            and entry.sources
            and entry.reason.endswith(".")
            and entry.claim.endswith(".")
        )
        assert set(facts.loc[list(entry.rows), "source"]) == set(entry.sources)
        assert facts.loc[entry.rows[0], "source"] == entry.source
    by_hand = ledger.set_index("id").loc["workers-2022-per-firm"]
    workers, firms = (facts.loc[number] for number in by_hand["rows"][:2])
    assert (by_hand["claimed_low"], by_hand["claimed_high"]) == pytest.approx(
        (
            workers["value"] / firms["value"],
            (workers["value"] + workers["resolution"]) / firms["value"],
        )
    )


def test_each_verdict_and_its_reason_are_the_pinned_ones(ledger):
    with PINNED.open(encoding="utf-8", newline="") as file:
        pinned = {row["id"]: row for row in csv.DictReader(file)}
    now = {row["id"]: row for row in ledger[COLUMNS].to_dict("records")}
    changed = [
        f"{i}: {pinned.get(i, {}).get('verdict')} -> {now.get(i, {}).get('verdict')}\n "
        f" was: {pinned.get(i, {}).get('reason')}\n  now:"
        f" {now.get(i, {}).get('reason')}"
        for i in [*now, *(set(pinned) - set(now))]
        if pinned.get(i) != now.get(i)
    ]
    assert not changed, "\n".join(
        [*changed, "If the change is meant, run: python tests/test_audit.py"]
    )


def test_the_audit_is_fast():
    began = time.perf_counter()
    bg.audit()
    assert time.perf_counter() - began < 2, (
        "an audit takes about a quarter of a second; look for rows fetched one at a time"
    )


def test_every_number_in_the_ledger_figure_is_a_count_of_the_audit(ledger):
    notebook = nbformat.read(
        Path(__file__).parents[1] / "notebooks" / "4-evidence.ipynb", as_version=4
    )
    labels = next(
        o.metadata["image/png"]["labels"]
        for c in notebook.cells
        for o in c.get("outputs", [])
        if "image/png" in o.get("data", {})
    )
    kinds = ledger["source"].map(bg.table("sources").set_index("source")["kind"])
    groups = [
        ledger,
        *(some for by in ("topic", kinds) for _, some in ledger.groupby(by)),
    ]
    counts = {len(group) for group in groups} | {
        n for group in groups for n in group["verdict"].value_counts()
    }
    drawn = {int(label) for label in labels if label.isdigit()}
    assert drawn and drawn <= counts and counts - drawn <= {1}, (
        "a label is no count, or a count above one is not drawn"
    )


# --- how a verdict is reached ---------------------------------------------------------
# --------------------------------

A, NEAR, FAR = Range(9.5, 10, 10.5), Range(10.4, 10.6, 10.8), Range(12.5, 13, 13.5)


@pytest.mark.parametrize(
    ("claimed", "other", "known", "verdict", "word"),
    [
        (A, A, {}, "agrees", "both sides are"),
        (Range(452, 452, 452), Range(452, 452, 452), {}, "agrees", "452"),
        (A, NEAR, {}, "agrees within rounding", "share values"),
        (
            A,
            NEAR,
            {"kind": "first estimate against revision"},
            "agrees within rounding",
            "share values",
        ),
        (A, NEAR, {"unsaid": "prices"}, "agrees within rounding", "share values"),
        (A, NEAR, {"differs": "other firms"}, "agrees within rounding", "share values"),
        (A, FAR, {}, "conflicts", "share no value"),
        (A, FAR, {"kind": "first estimate against revision"}, "revised", "later"),
        (A, FAR, {"unsaid": "prices"}, "cannot be told", "prices"),
        (
            A,
            FAR,
            {"unsaid": "prices", "kind": "first estimate against revision"},
            "cannot be told",
            "prices",
        ),
        (A, FAR, {"differs": "other firms"}, "differs by definition", "other firms"),
        (A, Range(5, 10.2, 15), {}, "cannot be told", "too wide"),
        (Range(10, 10, math.inf), FAR, {}, "cannot be told", "at least"),
        (Range(10, 10, math.inf), Range(8, 8, 8), {}, "conflicts", "share no value"),
        (A, Range(8, 10, 12), {"between": True}, "agrees", "before and after"),
        (FAR, Range(8, 10, 12), {"between": True}, "conflicts", "share no value"),
        (A, FAR, {"kind": "target against outcome"}, "agrees", "met"),
        (A, NEAR, {"kind": "target against outcome"}, "agrees", "met"),
        (A, A, {"kind": "target against outcome"}, "agrees", "met"),
        (FAR, A, {"kind": "target against outcome"}, "conflicts", "missed"),
        (
            NEAR,
            A,
            {"kind": "target against outcome"},
            "cannot be told",
            "met or missed",
        ),
        (
            Range(10, 10, math.inf),
            FAR,
            {"kind": "target against outcome"},
            "agrees",
            "met",
        ),
    ],
)
def test_the_verdict_follows_from_the_two_ranges(claimed, other, known, verdict, word):
    found, reason = weigh(claimed, other, unit="percent", **known)
    assert found == verdict and word in reason


def test_sides_are_carried_through_the_ranges():
    numbers = {
        1: ("Bắc Giang", "s", Range(90, 100, 110)),
        2: ("Bắc Giang", "s", Range(4, 5, 5)),
        3: ("Bắc Ninh", "s", Range(95, 95, 95)),
        4: ("Việt Nam", "s", Range(900, 900, 900)),
    }
    a, b, table = Row("a", "2020"), Row("b", "2020"), Row("c", "2020", "s", entity=None)
    found = {a: [1], b: [2], table: [1, 3, 4]}
    assert room._value(of(per, a, b), found, numbers) == (18, 20, 27.5)
    assert room._value(of(per, of(max, a, b), b), found, numbers) == (18, 20, 27.5)
    assert room._value(between(b, a), found, numbers)[::2] == (4, 110)
    assert room._value(place(["c"], "2020", "s"), found, numbers) == (
        1,
        1,
        2,
    ), "first by value, second if the ranges fall badly"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no row prints a, Bắc Giang, 2020"),
        ([7, 8], "rows 7, 8 all fit a, Bắc Giang, 2020"),
    ],
)
def test_a_missing_or_doubled_row_cannot_be_told_and_is_named(rows, words):
    claim, other = Row("a", "2020"), Row("b", "2020", "s", "part")
    found = {claim: rows, other: [9]}
    known = {n: ("Bắc Giang", "s", Range(1, 1, 1)) for n in (7, 8, 9)}
    entry = room._judge(
        check("x-y", "repeated claim", "A claim.", claim, other, "a note"),
        "growth",
        found,
        known,
        {"a": "percent"},
    )
    assert entry["verdict"] == "cannot be told"
    assert (
        words in entry["reason"].lower().replace("bắc giang", "Bắc Giang")
        and "a note" in entry["reason"]
    )


# --- what a change of the data does
# -----------------------------------------------------------------------------------


def test_a_changed_fact_flips_its_verdicts(copied, ledger):
    before = ledger.set_index("id")["verdict"]
    after = copied(
        Row("grdp_growth", "2023", "vietnamvn-2025-05"),
        ("14.99", "13.45"),
        ("14,99", "13,45"),
    )["verdict"]
    assert {i: (before[i], after[i]) for i in after.index if before[i] != after[i]} == {
        "growth-2023-revision": ("revised", "agrees"),
        "growth-2023-target-later": ("agrees", "conflicts"),
        "growth-average-other-2022": ("agrees within rounding", "conflicts"),
    }


def test_a_fact_that_is_taken_away_is_named_and_the_rest_stands(copied, ledger):
    after = copied(Row("ip_enterprises_operating", "2022-12-31", "bgo-2022-12-31"))
    assert len(after) == len(ledger)
    for gone in ("firms-2022", "workers-2022-per-firm"):
        assert after.loc[gone, "verdict"] == "cannot be told"
        assert (
            "No row prints ip_enterprises_operating, Bắc Giang, 2022-12-31,"
            " bgo-2022-12-31" in after.loc[gone, "reason"]
        )


if __name__ == "__main__":
    with PINNED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(bg.audit()[COLUMNS].to_dict("records"))
    print(f"{PINNED.name}: {len(CHECKS)} verdicts written")
