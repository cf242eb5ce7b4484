"""The audit: every claim of the texts it began with is weighed, by ranges alone.

Each verdict is pinned with its reason. `python tests/test_audit.py` rewrites
tests/audit_verdicts.csv; read the difference before you keep it.
"""

import csv
import math
import shutil
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

import bacgiang as bg
from bacgiang import data, periods
from bacgiang.ledger import run
from bacgiang.ledger.claims import CHECKS
from bacgiang.ledger.declare import (
    CAUSES,
    KINDS,
    LESS_IS_BETTER,
    REPEATED,
    REVISION,
    TARGET,
    UNKNOWN,
    Row,
    between,
    check,
    of,
    per,
    place,
)
from bacgiang.ledger.verdict import VERDICTS, may_conflict, power, weigh
from bacgiang.ledger.wording import scale_of
from bacgiang.ranges import Range

# What a note says where another source has another number, and of what it matters most.
DISAGREES = r"printed elsewhere|a conflict|misprint|; the province prints|customs print"
HEADLINES = ["grdp_growth", "gdp_growth", "grdp_current", "export_turnover", "pci_rank"]
# A check that may settle a matter of output: a part above its whole.
ONE_PAGE_HAS_BOTH = {"output-2022-foreign-share"}
OUTPUT = {"industrial_output_value", "industrial_output_growth"}
SETTLED = ["conflicts", "revised", "differs by definition"]
PINNED = Path(__file__).parent / "audit_verdicts.csv"
COLUMNS = ["id", "kind", "topic", "verdict", "reason"]
NUMBERS = ["claimed_low", "claimed", "claimed_high", "other_low", "other", "other_high"]
FIRST_TEXTS = [
    "bgo-2022-12-31",
    "vns-ein-2023-12-25",
    "bgo-2022-12-30",
    "vna-2024",
    "vna-2023-11-15",
]


@pytest.fixture(scope="module")
def ledger():
    return bg.audit()


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Copy the data folder in use; give a function that edits one line of facts.csv.

    `edit(row, (old, new), ...)` replaces in the line that `row` picks, `edit(row)`
    takes the line away; both give the audit of the copy by id.
    """
    folder = tmp_path / "data"
    shutil.copytree(data.folder(), folder)
    facts = folder / "facts.csv"
    monkeypatch.setenv("BACGIANG_DATA", str(folder))

    def edit(row, *replacements):
        lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
        (number,) = run.find({row})[row]
        line = lines[number - 1]
        for old, new in replacements:
            assert old in line
            line = line.replace(old, new)
        lines[number - 1] = line if replacements else ""
        facts.write_text("".join(lines), encoding="utf-8")
        return bg.audit().set_index("id")

    return edit


# --- what is covered ------------------------------------------------------------------


def test_every_number_of_the_first_five_texts_is_in_a_check(ledger):
    facts = data.table("facts")
    claims = facts[facts["source"].isin(FIRST_TEXTS)]
    used = {number for rows in ledger["rows"] for number in rows}
    missing = claims[~claims["row"].isin(used)]
    named = missing[["row", "indicator", "breakdown", "period", "source", "locator"]]
    assert len(claims) >= 50
    assert missing.empty, named.to_string()


def test_there_are_at_least_sixty_checks_of_every_kind_with_ids_of_their_own(ledger):
    assert len(ledger) >= 60
    assert set(ledger["kind"]) == set(KINDS)
    assert set(ledger["verdict"]) == set(VERDICTS)
    assert ledger["id"].is_unique
    assert ledger["id"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+").all()


def test_every_id_stands_in_the_declarations_as_it_is_printed(ledger):
    claims = Path(run.__file__).parent / "claims"
    written = "".join(path.read_text(encoding="utf-8") for path in claims.glob("*.py"))
    assert [id for id in ledger["id"] if written.count(f'"{id}"') != 1] == []


def test_a_selector_fits_one_row_only():
    sides = [side for one in CHECKS for side in (one.claimed, one.other)]
    rows = {row for side in sides if side.form != "place" for row in side.rows}
    several = {row: some for row, some in run.find(rows).items() if len(some) > 1}
    assert not several, "name the breakdown, the locator or the status"


def test_what_cannot_be_told_lacks_a_row_or_a_definition_and_says_which(ledger):
    untold = ledger[ledger["verdict"] == "cannot be told"]
    told = ledger.drop(untold.index)
    assert told[NUMBERS].notna().all(axis=None)
    left_open = untold["id"].isin([one.id for one in CHECKS if one.unsaid])
    said = untold["reason"].str.contains(
        "No source gives|so would a number a tenth off"
    )
    assert (said | left_open).all()


def test_what_no_source_gives_is_said_in_words_a_reader_knows(ledger):
    missing = ledger[ledger["reason"].str.startswith("No source gives")]
    names = "|".join(data.table("indicators")["indicator"])
    assert len(missing) >= 3
    assert not missing["reason"].str.contains(rf"\b(?:{names})\b").any()


def test_a_repeated_claim_that_agrees_is_told_from_an_independent_one(ledger):
    """The reader's rule: two articles that repeat one announcement prove nothing."""
    equal = ledger[ledger["verdict"] == "agrees"]
    assert 0 < (equal["kind"] != REPEATED).sum() < len(equal)


def test_each_contradiction_has_a_cause_and_no_other_check_has(ledger):
    is_conflict = ledger["verdict"] == "conflicts"
    assert set(ledger.loc[is_conflict, "cause"]) <= set(CAUSES)
    assert set(ledger.loc[~is_conflict, "cause"]) == {""}
    assert set(ledger.loc[~is_conflict, "aside"]) == {""}


def test_no_cause_is_declared_for_a_check_that_does_not_conflict(ledger):
    clash = set(ledger.loc[ledger["verdict"] == "conflicts", "id"])
    declared = {one.id for one in CHECKS if one.cause != UNKNOWN or one.aside}
    assert declared <= clash
    assert not [one.id for one in CHECKS if one.cause != UNKNOWN and one.aside]


def test_what_a_note_calls_a_disagreement_on_a_headline_is_a_check(ledger):
    """A headline: a number of the whole province or country, for a year."""
    facts = data.table("facts")
    is_headline = facts["indicator"].isin(HEADLINES) & (facts["breakdown"] == "")
    is_outcome = facts["status"].isin(["actual", "estimate"])
    disagrees = facts["note"].str.contains(DISAGREES)
    noted = facts[is_headline & is_outcome & disagrees & (facts["form"] == "year")]
    quantity = ["indicator", "entity", "period"]
    used = facts[facts["row"].isin({row for rows in ledger["rows"] for row in rows})]
    known = set(used[quantity].itertuples(index=False, name=None))
    asked = set(noted[quantity].itertuples(index=False, name=None))
    assert len(asked) >= 5
    assert sorted(asked - known) == []


def test_no_check_of_output_is_settled_between_pages_that_print_no_prices(ledger):
    """One rule for all levels and rates of output whose prices are not printed.

    The prices are left open, or one page has both numbers, or it is a goal.
    """
    bases = data.table("facts").set_index("row")["indicator"]
    settled = ledger[ledger["verdict"].isin(SETTLED)]
    settled = settled[settled["sources"].map(len) > 1]
    of_output = settled["rows"].map(lambda rows: bool(OUTPUT & set(bases[list(rows)])))
    assert set(settled["id"][of_output]) <= ONE_PAGE_HAS_BOTH


def test_a_revision_runs_from_the_earliest_publication_to_the_latest(ledger):
    """A date printed to the month or the year alone makes no page first or last.

    It counts as its last day among the earliest, as its first among the latest. The
    latest is an actual where one is printed, else an estimate.
    """
    quantities = {
        "growth": ("grdp_growth", "Bắc Giang"),
        "nation": ("gdp_growth", "Việt Nam"),
    }
    yearly = ledger[ledger["id"].str.fullmatch(r"(growth|nation)-\d{4}-revision")]
    assert len(yearly) > 5
    for entry in yearly.itertuples():
        name, year, _ = entry.id.split("-")
        printed = bg.editions(
            *quantities[name], period=year, status=["actual", "estimate"]
        )
        printed = printed[printed["published"] != ""]
        days = printed["published"].map(periods.span)
        first, last = days.str[0], days.str[1]
        best = min(printed["status"], key=data.STATUSES.index)
        is_best = printed["status"] == best
        earliest = printed.loc[last.idxmin(), "value"]
        latest = printed.loc[first[is_best].idxmax(), "value"]
        assert (entry.claimed, entry.other) == (earliest, latest), entry.id


def test_a_reader_can_work_out_each_check_from_the_rows_it_names(ledger):
    facts = data.table("facts").set_index("row")
    for entry in ledger.itertuples():
        assert entry.rows and entry.sources
        assert entry.reason.endswith(".") and entry.claim.endswith(".")
        assert set(facts.loc[list(entry.rows), "source"]) == set(entry.sources)
        assert facts.loc[entry.rows[0], "source"] == entry.source
    by_hand = ledger.set_index("id").loc["workers-2022-per-firm"]
    workers, firms = (facts.loc[number] for number in by_hand["rows"][:2])
    low = workers["value"] / firms["value"]
    high = (workers["value"] + workers["resolution"]) / firms["value"]
    assert by_hand["claimed_low"] == pytest.approx(low)
    assert by_hand["claimed_high"] == pytest.approx(high)


def test_a_check_names_the_facts_it_rests_on_in_the_order_of_its_rows(ledger):
    ids = data.table("facts").set_index("row")["fact"]
    for entry in ledger.itertuples():
        assert entry.facts == tuple(ids[list(entry.rows)]), entry.id


def test_each_verdict_and_its_reason_are_the_pinned_ones(ledger):
    with PINNED.open(encoding="utf-8", newline="") as file:
        pinned = {row["id"]: row for row in csv.DictReader(file)}
    now = {row["id"]: row for row in ledger[COLUMNS].to_dict("records")}
    changed = [
        f"{id}:\n  was: {pinned.get(id)}\n  now: {now.get(id)}"
        for id in dict.fromkeys([*now, *pinned])
        if pinned.get(id) != now.get(id)
    ]
    hint = "If the change is meant, run: python tests/test_audit.py"
    assert not changed, "\n".join([*changed, hint])


def test_the_ledger_figure_draws_the_counts_of_the_audit(ledger):
    path = Path(__file__).parents[1] / "notebooks" / "4-evidence.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    known = [output.get("metadata", {}).get("bacgiang", {}) for output in outputs]
    figure = next(basis for basis in known if basis.get("kind") == "figure")
    compared = ledger[ledger["kind"] != TARGET]
    counts = set(compared["verdict"].value_counts())
    drawn = {int(label) for label in figure["labels"] if label.isdigit()}
    assert drawn == counts


# --- how a verdict is reached ---------------------------------------------------------

A, NEAR, FAR = Range(9.8, 10, 10.2), Range(10.1, 10.3, 10.5), Range(12.5, 13, 13.5)
COUNT, OPEN = Range(452, 452, 452), Range(10, 10, math.inf)
BELOW, WIDE = Range(8, 8, 8), Range(5, 10.2, 15)
FEWER = {"kind": TARGET, "less_is_better": True}
STRETCH, LONG = Range(9.9, 10.1, 10.3), Range(8, 10, 12)


@pytest.mark.parametrize(
    ("claimed", "other", "known", "verdict", "word"),
    [
        (A, A, {}, "agrees", "both sides are"),
        (COUNT, COUNT, {}, "agrees", "452"),
        (A, NEAR, {}, "agrees within rounding", "share values"),
        (A, NEAR, {"kind": REVISION}, "agrees within rounding", "share values"),
        (A, NEAR, {"unsaid": "prices"}, "agrees within rounding", "share values"),
        (A, NEAR, {"differs": "other firms"}, "agrees within rounding", "share values"),
        (A, FAR, {}, "conflicts", "share no value"),
        (A, FAR, {"kind": REVISION}, "revised", "later"),
        (A, FAR, {"unsaid": "prices"}, "cannot be told", "prices"),
        (A, FAR, {"unsaid": "prices", "kind": REVISION}, "cannot be told", "prices"),
        (A, FAR, {"differs": "other firms"}, "differs by definition", "other firms"),
        (A, WIDE, {}, "cannot be told", "so would a number a tenth off"),
        (WIDE, WIDE, {}, "agrees", "both sides are"),
        (OPEN, FAR, {}, "cannot be told", "at least"),
        (OPEN, BELOW, {}, "conflicts", "share no value"),
        (COUNT, COUNT, {"between": True}, "agrees", "both sides are"),
        (A, STRETCH, {"between": True}, "between its neighbours", "before and after"),
        (A, LONG, {"between": True}, "cannot be told", "so would a number"),
        (FAR, STRETCH, {"between": True}, "conflicts", "share no value"),
        (A, FAR, {"kind": TARGET}, "target met", "met"),
        (A, NEAR, {"kind": TARGET}, "target met", "met"),
        (A, A, {"kind": TARGET}, "target met", "met"),
        (FAR, A, {"kind": TARGET}, "target missed", "missed"),
        (NEAR, A, {"kind": TARGET}, "cannot be told", "met or missed"),
        (OPEN, FAR, {"kind": TARGET}, "target met", "met"),
        (A, FAR, {"kind": TARGET, "unsaid": "prices"}, "cannot be told", "prices"),
        (A, FAR, FEWER, "target missed", "missed"),
        (FAR, A, FEWER, "target met", "met"),
        (A, A, FEWER, "target met", "met"),
        (A, NEAR, FEWER, "cannot be told", "met or missed"),
    ],
)
def test_the_verdict_follows_from_the_two_ranges(claimed, other, known, verdict, word):
    found, reason = weigh(claimed, other, unit="percent", **known)
    assert found == verdict
    assert word in reason


@pytest.mark.parametrize(
    "claimed, other",
    [
        (COUNT, COUNT),
        (A, Range(13, 13, 13)),
        (Range(1.95, 2, 2), Range(2.04, 2.06, 2.1)),
        (WIDE, A),
        (OPEN, FAR),
        (Range(-4.4, -4.3, -4.2), Range(-5, -4.5, -4.4)),
    ],
)
def test_power_is_the_share_of_wrong_claims_that_would_be_found(claimed, other):
    """Move the claim to every place within a tenth of the other side, and count."""
    tenth = abs(other.value) / 10
    centres = other.value + np.linspace(-tenth, tenth, 20001)
    low = centres - (claimed.value - claimed.low)
    high = centres + (claimed.high - claimed.value)
    found = (low > other.high) | (high < other.low)
    assert power(claimed, other) == pytest.approx(found.mean(), abs=1e-3)


@pytest.mark.parametrize(
    "indicator, unit, verdict",
    [
        ("poverty_rate", "percent", "target missed"),
        ("poor_households", "households", "target missed"),
        ("icor", "ratio", "target missed"),
        ("pci_rank", "rank", "target missed"),
        ("grdp_growth", "percent", "target met"),
    ],
)
def test_a_target_of_two_is_missed_by_five_where_less_is_better(
    indicator, unit, verdict
):
    goal, outcome = Row(indicator, "2020"), Row(indicator, "2020", status="actual")
    entry = run.judge(
        check("x-y", TARGET, "The goal was met.", goal, outcome),
        "growth",
        {goal: [7], outcome: [8]},
        {
            7: run.Printed("aaaaaaaa", "Bắc Giang", "s", Range(2, 2, 2)),
            8: run.Printed("bbbbbbbb", "Bắc Giang", "s", Range(5, 5, 5)),
        },
        {indicator: unit},
    )
    assert entry["verdict"] == verdict


def test_what_is_better_for_being_less_is_something_the_tables_know():
    known = data.table("indicators")
    for column, names in LESS_IS_BETTER.items():
        assert set(names) <= set(known[column]), column


def test_only_what_nothing_explains_beforehand_may_be_a_contradiction(ledger):
    may = ledger.set_index("verdict")["may_conflict"]
    assert may["conflicts"].all()
    assert not may[["revised", "differs by definition"]].any()
    assert may_conflict(KINDS[0], "", "")
    assert not may_conflict(KINDS[0], "another area", "")
    assert not may_conflict(KINDS[0], "", "the area")
    assert not may_conflict(REVISION, "", "")
    assert not may_conflict(TARGET, "", "")


def test_a_check_that_cannot_fail_has_no_power_and_an_exact_one_has_all():
    assert power(WIDE, A) == 0
    assert power(COUNT, COUNT) == 1
    assert math.isnan(power(COUNT, Range(0, 0, 0)))


def test_the_ledger_knows_the_power_of_every_check_but_of_targets(ledger):
    is_target = ledger["kind"] == TARGET
    assert ledger.loc[is_target, "power"].isna().all()
    told = ledger[~is_target & ledger[NUMBERS].notna().all(axis=1)]
    told = told[told["other"] != 0]
    assert told["power"].between(0, 1).all()
    agreeing = ["agrees within rounding", "between its neighbours"]
    assert ledger.loc[ledger["verdict"].isin(agreeing), "power"].min() >= 0.5


def test_sides_are_carried_through_the_ranges():
    known = {
        1: run.Printed("aaaaaaaa", "Bắc Giang", "s", Range(90, 100, 110)),
        2: run.Printed("bbbbbbbb", "Bắc Giang", "s", Range(4, 5, 5)),
        3: run.Printed("cccccccc", "Bắc Ninh", "s", Range(95, 95, 95)),
        4: run.Printed("dddddddd", "Việt Nam", "s", Range(900, 900, 900)),
    }
    a, b, listed = (
        Row("a", "2020"),
        Row("b", "2020"),
        Row("c", "2020", "s", entity=None),
    )
    found = {a: [1], b: [2], listed: [1, 3, 4]}

    def value(side):
        return tuple(run.value(side, found, known))

    assert value(of(per, a, b)) == (18, 20, 27.5)
    assert value(of(per, of(np.maximum, a, b), b)) == (18, 20, 27.5)
    assert value(between(b, a))[::2] == (4, 110)
    # First by value, second if the ranges fall badly; the country is no competitor.
    assert value(place(["c"], "2020", "s")) == (1, 1, 2)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "No source gives a, Bắc Giang, 2020"),
        ([7, 8], "Rows 7, 8 all fit a, Bắc Giang, 2020"),
    ],
)
def test_a_missing_or_doubled_row_cannot_be_told_and_is_named(lines, words):
    claim, other = Row("a", "2020"), Row("b", "2020", "s", "part")
    one = run.Printed("aaaaaaaa", "Bắc Giang", "s", Range(1, 1, 1))
    entry = run.judge(
        check("x-y", "repeated claim", "A claim.", claim, other, "a note"),
        "growth",
        {claim: lines, other: [9]},
        {7: one, 8: one, 9: one},
        {"a": "percent"},
    )
    assert entry["verdict"] == "cannot be told"
    assert entry["reason"] == f"{words}; a note."


# --- what a change of the data does ---------------------------------------------------


def test_a_changed_fact_flips_its_verdicts(copied, ledger):
    before = ledger.set_index("id")["verdict"]
    changed = Row("grdp_growth", "2023", "vietnamvn-2025-05")
    after = copied(changed, ("14.99", "13.45"), ("14,99", "13,45"))["verdict"]
    flipped = after[after != before]
    assert {id: (before[id], flipped[id]) for id in flipped.index} == {
        "growth-2023-revision": ("revised", "agrees"),
        "growth-2023-target-later": ("target met", "target missed"),
        "growth-average-other-2022": ("agrees within rounding", "conflicts"),
    }


@pytest.mark.parametrize("gone", ["firms-2022", "workers-2022-per-firm"])
def test_a_fact_that_is_taken_away_is_named_and_the_rest_stands(copied, ledger, gone):
    after = copied(Row("ip_enterprises_operating", "2022-12-31", "bgo-2022-12-31"))
    assert len(after) == len(ledger)
    assert after.loc[gone, "verdict"] == "cannot be told"
    words = "No source gives Enterprises operating in zones, Bắc Giang, 31 December"
    assert words in after.loc[gone, "reason"]


# --- other readings of the same numbers -----------------------------------------------


@pytest.mark.parametrize(
    "reading, id, verdict",
    [
        # over 30 percent, read as 30 to 32, holds 31.5
        ({"reach": 2}, "iip-2022-revision", "agrees within rounding"),
        # 211,000 cut off may be 211,999 of 235,554: 89.6 to 90.0 percent
        ({"cut": True}, "parks-output-share", "agrees within rounding"),
    ],
)
def test_a_wider_hedge_or_a_cut_digit_changes_the_verdict_it_should(
    ledger, reading, id, verdict
):
    assert ledger.set_index("id").loc[id, "verdict"] == "cannot be told"
    assert bg.audit(**reading).set_index("id").loc[id, "verdict"] == verdict


@pytest.mark.parametrize("reach", [-3, -0.1, math.nan, math.inf])
def test_no_hedge_reaches_backwards_or_without_end(reach):
    with pytest.raises(ValueError, match=f"reach is {reach}; expected a number of"):
        bg.audit(reach)


def test_the_usual_reading_is_the_default(ledger):
    pd.testing.assert_frame_equal(bg.audit(reach=1, cut=False), ledger)


@pytest.mark.parametrize(
    "value, scale", [(999e6, 1e6), (1e9, 1e9), (-1e9, 1e9), (1e12, 1e12), (5, 1)]
)
def test_a_number_is_said_in_the_largest_scale_that_it_reaches(value, scale):
    assert scale_of(value)[0] == scale


if __name__ == "__main__":
    with PINNED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(bg.audit()[COLUMNS].to_dict("records"))
    print(f"{PINNED.name}: {len(CHECKS)} verdicts written")
