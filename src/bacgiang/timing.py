"""What a number may be called, by its period and the day its page appeared.

Tables in (as text, in the form of the contract), faults out; no files. A page cannot
have seen the end of a period that was not over: it prints an estimate. A stock stands
at a point, a flow fills a span. The record of the province ends with its merger.
"""

from collections.abc import Callable

import pandas as pd

from . import periods
from .report import Broken, Faults, Tables, has, named, numbered

FACT_COLUMNS = {"indicator", "entity", "period", "status", "source", "note"}
FACT_COLUMNS |= {"as_printed"}
PROJECT_COLUMNS = {"period", "status", "source"}
AT_A_POINT = {"stock", "level"}  # measures; a share is one where its whole is a stock
SHARES_OF_STOCKS = (
    "occupancy_rate|cleared_share|local_share|realised_share"
    "|stock_share|projects_share|employment_share"
)
ACCOUNTS = "(?:gdp|grdp|gva|iip|industrial_growth|industrial_output)"
FIRST_PRINT = 60  # days after its period in which a number of the accounts is a first
# Registers, surveys and price lists are counted, not estimated.
COUNTED = (
    "registered|projects|enterprises|transactions|labour_index|pci_|^zone_|ip_zones"
    "|^ic_|^ip_area|^land_rent$|workers|occupancy|^fdi_.*rank|^company_"
)
LATE = 120  # days after which an estimate says that it is one
NEAR = 31  # days before a date, from which on a count at it can be estimated
UNDER_WAY = 0.6  # of its period must be over before an outcome can be estimated
SET_BEFORE = 0.75  # of its period; who prints a target later looks back at it
ESTIMATED = "estimate|preliminary|first print"
AIMED = "goal|target|plan|aim|forecast|projection|scenario|assigned"
MERGER = pd.Timestamp("2025-07-01")
HOME = "Bắc Giang"
OUTCOMES = ["actual", "estimate"]


def faults(tables: Tables) -> Faults:
    """Find numbers whose status, measure or period cannot be; nothing where all can.

    Parameters
    ----------
    tables
        The tables of a data folder as text, sound by themselves. Rules about tables or
        columns that a folder does not have are left out.
    """
    if has(tables, "districts", {"valid_from", "valid_to"}):
        yield from _nothing_ends_before_it_begins(tables["districts"])
    if not has(tables, "sources", {"source", "published"}):
        return
    if has(tables, "facts", FACT_COLUMNS) and has(tables, "indicators", {"measure"}):
        facts = _facts(tables)
        for rule in RULES:
            yield from rule(facts)
        if facts["entity"].eq(HOME).any():  # else a folder of another province
            yield from _record_ends_with_the_merger(facts, tables)
    if has(tables, "projects", PROJECT_COLUMNS):
        projects = _dated(tables["projects"], tables["sources"])
        yield from _not_over("projects", projects, _ends_after(projects))


def _facts(tables: Tables) -> pd.DataFrame:
    """Give the facts their measure, and whether they hold at a point."""
    facts = _dated(tables["facts"], tables["sources"])
    measures = tables["indicators"].set_index("indicator")["measure"]
    measure = facts["indicator"].map(measures)
    is_share = facts["indicator"].str.contains(SHARES_OF_STOCKS)
    at_a_point = measure.isin(AT_A_POINT) | is_share
    return facts.assign(measure=measure, at_a_point=at_a_point)


def _dated(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Give rows the days of their period and of their page's publication.

    `first` and `last`: no day is known where a page prints but its month or year.
    """
    rows = numbered(rows)
    published = sources.set_index("source")["published"]
    start, end = _days(rows["period"])
    first, last = _days(rows["source"].map(published))
    form = rows["period"].map({p: periods.form(p) for p in rows["period"].unique()})
    return rows.assign(start=start, end=end, first=first, last=last, form=form)


def _days(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the first and last day of each period text; none where it is empty."""
    places, known = texts.factorize()
    spans = [periods.span(text) if text else (pd.NaT, pd.NaT) for text in known]
    edges = pd.DataFrame(spans, columns=["first", "last"]).astype("datetime64[s]")
    rows = edges.take(places).set_axis(texts.index)
    return rows["first"], rows["last"]


def _ends_after(rows: pd.DataFrame) -> pd.Series:
    """Tell which periods end after their page appeared, on its latest day."""
    return rows["last"] < rows["end"]


def _is_running(facts: pd.DataFrame) -> pd.Series:
    """Tell which periods were not over when their page appeared.

    What fills a period is not complete on its last day, unless the page counts to a
    day that it states. What holds at a point can be told on that day.
    """
    to_a_day = facts["period"].str.fullmatch(r".*\d{4}-\d\d-\d\d")
    is_filled = ~facts["at_a_point"] & ~to_a_day
    return _ends_after(facts) | (is_filled & (facts["last"] == facts["end"]))


def _nothing_ends_before_it_begins(districts: pd.DataFrame) -> Faults:
    """Find districts that ended before they began."""
    rows = numbered(districts)
    begun, ended = _days(rows["valid_from"])[0], _days(rows["valid_to"])[1]
    text = "{} is before valid_from; expected a later day"
    return named(rows[ended < begun], "valid_to", text, "districts")


# --- status ---------------------------------------------------------------------------


def _actuals_are_of_periods_that_are_over(facts: pd.DataFrame) -> Faults:
    """Find actuals of periods that were running when their page appeared."""
    return _not_over("facts", facts, _is_running(facts))


def _not_over(table: str, rows: pd.DataFrame, is_running: pd.Series) -> Faults:
    wrong = rows[rows["status"].eq("actual") & is_running]
    for row, period in zip(wrong["row"], wrong["period"], strict=True):
        text = (
            f"'actual', but {period!r} was not over when its page appeared; expected"
            " 'estimate', or the day counted to as period"
        )
        yield Broken(table, row, "status", text)


def _first_prints_are_estimates(facts: pd.DataFrame) -> Faults:
    """Find actuals of the accounts that appeared just after their period."""
    since = (facts["last"] - facts["end"]).dt.days
    is_first = facts["indicator"].str.match(ACCOUNTS) & since.between(1, FIRST_PRINT)
    wrong = facts[facts["status"].eq("actual") & is_first & ~facts["at_a_point"]]
    text = f"{{}} within {FIRST_PRINT} days of its period; expected 'estimate'"
    return named(wrong, "status", text)


def _counts_are_no_estimates(facts: pd.DataFrame) -> Faults:
    """Find estimates of what a register counts, when nothing was left to come."""
    counted = facts["indicator"].str.contains(COUNTED)
    silent = ~facts["note"].str.contains(ESTIMATED)
    is_over = facts["last"].notna() & ~_is_running(facts)
    wrong = facts[facts["status"].eq("estimate") & counted & is_over & silent]
    text = "{} of a period that was over, counted in a register; expected 'actual'"
    return named(wrong, "status", text + ', or "estimate" in the note')


def _estimates_are_made_about_the_end(facts: pd.DataFrame) -> Faults:
    """Find estimates made too early to be one, or so late that they must say so."""
    estimates = facts[facts["status"].eq("estimate")]
    is_early = _share_over(estimates, "last") < UNDER_WAY
    days = (estimates["end"] - estimates["last"]).dt.days
    is_near = estimates["form"].eq("day") & (days <= NEAR)
    early = estimates[is_early & ~is_near]
    text = "{} when much of its period was to come; expected 'forecast' or 'target'"
    yield from named(early, "status", text)
    since = (estimates["first"] - estimates["end"]).dt.days
    silent = ~estimates["note"].str.contains(ESTIMATED)
    late = estimates[(since > LATE) & silent]
    text = (
        f"{{}} more than {LATE} days after its period; expected 'actual', or"
        ' "estimate" in the note'
    )
    yield from named(late, "status", text)


def _targets_are_set_before(facts: pd.DataFrame) -> Faults:
    """Find targets and forecasts of periods nearly over that no note calls so."""
    ahead = facts["status"].isin(["target", "forecast"])
    is_late = facts["first"] >= facts["end"]
    is_late |= _share_over(facts, "first") > SET_BEFORE
    is_late |= facts["measure"].eq("stock") & (facts["last"] >= facts["end"])
    silent = ~facts["note"].str.contains(AIMED) & ~facts["indicator"].str.contains(
        AIMED
    )
    wrong = facts[ahead & is_late & silent]
    text = (
        "{} when its period was over, or nearly; expected an outcome, or a note that"
        " says target, goal or forecast"
    )
    return named(wrong, "status", text)


def _share_over(facts: pd.DataFrame, day: str) -> pd.Series:
    """Tell which share of its period was over on a day of publication."""
    length = (facts["end"] - facts["start"]).dt.days + 1
    return ((facts[day] - facts["start"]).dt.days + 1) / length


# --- measure --------------------------------------------------------------------------


def _measures_fit_their_periods(facts: pd.DataFrame) -> Faults:
    """Find stocks and levels over a span, flows and rates on a single day."""
    spans = facts["period"].str.contains("/")
    wrong = facts[facts["measure"].isin(AT_A_POINT) & spans]
    text = "{} is a span, the indicator a stock or level; expected a date or a year"
    yield from named(wrong, "period", text)
    wrong = facts[facts["measure"].eq("flow") & facts["form"].eq("day")]
    text = "{} is a day, the indicator a flow; expected the span that it fills"
    yield from named(wrong, "period", text)


# --- the merger -----------------------------------------------------------------------


def _record_ends_with_the_merger(facts: pd.DataFrame, tables: Tables) -> Faults:
    """Find outcomes of the province and its parts from after it was merged."""
    parts = {HOME}
    for name, column in (("zones", "zone"), ("districts", "district")):
        if name in tables:
            parts |= set(tables[name][column])
    ours = facts["entity"].isin(parts) & facts["status"].isin(OUTCOMES)
    wrong = facts[ours & (facts["start"] >= MERGER)]
    text = "{} lies after the merger of 1 July 2025; expected no such row"
    return named(wrong, "period", text)


RULES: list[Callable[[pd.DataFrame], Faults]] = [
    _actuals_are_of_periods_that_are_over,
    _first_prints_are_estimates,
    _counts_are_no_estimates,
    _estimates_are_made_about_the_end,
    _targets_are_set_before,
    _measures_fit_their_periods,
]
