"""How numbers are filed: under the right name, once, with their digits and their cell.

Tables in (as text, in the form of the contract), faults out; no files.
"""

import re
from collections.abc import Callable

import pandas as pd

from .contract import BREAK
from .report import Broken, Faults, Tables, has, named, numbered

COLUMNS = {"indicator", "entity", "breakdown", "period", "value", "qualifier"}
COLUMNS |= {"source", "locator", "as_printed", "note"}
NAMES = {  # what the head of an indicator's name says of whom it is about
    "ip_": ["country", "province", "district"],
    "ic_": ["province", "district", "cluster"],
    "zone_": ["zone", "cluster"],
    "company_": ["company", "group"],
    "district_": ["district"],
}
PARKS = "industrial parks"  # a part that has indicators of its own, ip_...
# Hosts of what others wrote: forums, gatherers, staging and document-sharing sites.
HOSTS = (
    r"//(?:test|demo\d*|staging|forum|congdong|community)\.|docz|defence\.pk"
    r"|talkvietnam|vietmaz|xe\.today|lforum\.|baomoi\.|vietbao\.vn"
    r"|citylife\.capetown|wikiwand"
)
DATA_SETS = r"//github\.com/"
DECIMALS = re.compile(r"[.,](\d{1,2})(?!\d)[^\d]*$")
CELL = r"[^!]+![A-Z]{1,2}\d{1,3}"
PADDED = 8  # printings of a table that all end in 0: one chance in a hundred million
REPEATS = "repeat|title|teaser"  # what a note says of a number printed again
LARGE = 1000  # smaller counts may well be equal by chance
MONTH, YEAR = "industrial_labour_index_month", "industrial_labour_index_year"
JUMP = 0.15  # share by which two indices may disagree before a note says so


def faults(tables: Tables) -> Faults:
    """Find numbers filed twice, under a wrong name, or without digits and address.

    Parameters
    ----------
    tables
        The tables of a data folder as text, sound by themselves. Rules about tables or
        columns that a folder does not have are left out.
    """
    if not has(tables, "facts", COLUMNS):
        return
    rows = tables["facts"]
    rows = numbered(rows)
    for rule in RULES:
        yield from rule(rows, tables)


def _names_fit_their_entities(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find indicators of all zones filed for one of them, and the other way round."""
    kinds = rows["entity"].map(tables["entities"].set_index("entity")["kind"])
    for head, fitting in NAMES.items():
        is_named = rows["indicator"].str.startswith(head)
        wrong = rows[is_named & ~kinds.isin(fitting)]
        text = f"{{}} under an indicator {head}...; expected a {' or '.join(fitting)}"
        yield from named(wrong, "entity", text)


def _parks_have_their_own_indicators(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find numbers of the industrial parks filed as a part of the province's.

    Shares alone have the parks for a part: there the province is the whole.
    """
    measures = tables["indicators"].set_index("indicator")["measure"]
    is_share = rows["indicator"].map(measures) == "share"
    of_parks = rows["breakdown"].str.contains(PARKS)
    text = "{} has indicators of its own; expected one that starts with ip_"
    return named(rows[of_parks & ~is_share], "breakdown", text)


def _a_number_is_filed_once(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find one printing of a page under two indicators of the same unit.

    Small plain counts may be equal by chance; a large or a hedged number is not.
    """
    units = tables["indicators"].set_index("indicator")["unit"]
    rows = rows.assign(unit=rows["indicator"].map(units))
    same = ["source", "entity", "breakdown", "period", "value", "qualifier", "unit"]
    told = rows["note"].str.contains("the same number")
    twice = rows[rows.duplicated(same, keep=False) & ~told]
    several = twice.groupby(same)["indicator"].transform("nunique") > 1
    sizes = pd.to_numeric(twice["value"]).abs()
    striking = (twice["qualifier"] != "exact") | (sizes >= LARGE)
    text = (
        "{} has the number of another indicator, on the same page; expected one row, or"
        ' "the same number" and why in the note'
    )
    return named(twice[several & striking], "indicator", text)


def _a_printing_is_filed_once(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find a number that one source has twice, while no note says that it repeats it.

    That a title, a teaser or a pull quote repeats a paragraph is worth a row.
    """
    same = ["source", "indicator", "entity", "breakdown", "period", "status"]
    same += ["value", "qualifier"]
    twice = rows[rows.duplicated(same, keep=False)]
    told = twice["note"].str.contains(REPEATS)
    is_told = told.groupby([twice[column] for column in same]).transform("any")
    text = "{} stands twice from one source; expected one row, or a note that says why"
    return named(twice[~is_told], "as_printed", text)


def _digits_are_no_padding(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find tables whose decimals all end in 0 and whose rows do not say so."""
    texts = rows["as_printed"].tolist()
    found = [DECIMALS.search(text) if "padded" not in text else None for text in texts]
    decimals = [match[1] if match else "" for match in found]
    rows = rows.assign(
        places=[len(digits) for digits in decimals],
        zero=[digits.endswith("0") for digits in decimals],
    )
    printed = rows[rows["places"] > 0]
    table = printed.groupby(["source", "indicator", "places"])["zero"]
    wrong = printed[table.transform("all") & (table.transform("size") >= PADDED)]
    text = (
        "{} ends in 0 like every number of its table; expected [last digit padded]"
        " behind it"
    )
    return named(wrong, "as_printed", text)


def _cells_have_addresses(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find numbers of a workbook without sheet and cell."""
    sources = tables["sources"]
    workbooks = sources.loc[sources["url"].str.contains(r"\.xlsx?$"), "source"]
    cells = rows[rows["source"].isin(workbooks)]
    wrong = cells[~cells["locator"].str.fullmatch(CELL)]
    return named(wrong, "locator", "{} of a workbook; expected sheet!cell")


def _copies_are_no_press(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find forums, gatherers and staging hosts that pass for the press."""
    sources = numbered(tables["sources"])
    hosted = sources["url"].str.contains(HOSTS) & sources["kind"].ne("copy")
    for row, url in zip(sources["row"][hosted], sources["url"][hosted], strict=True):
        text = f"is no copy at {url!r}; expected 'copy', or the publisher's own address"
        yield Broken("sources", row, "kind", text)


def _data_sets_say_their_licence(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find repositories of data whose licence is not told; workbooks are no such."""
    sources = numbered(tables["sources"])
    urls = sources["url"]
    is_set = urls.str.contains(DATA_SETS) & ~urls.str.contains(r"\.xlsx?$")
    silent = sources[is_set & ~sources["note"].str.contains("licence")]
    text = "is {} for a repository of data; expected its licence"
    return named(silent, "note", text, "sources")


def _breaks_are_noted(rows: pd.DataFrame, tables: Tables) -> Faults:
    """Find months in which the two labour indices part and no note says so.

    What the yearly index gains from one month to the next, the monthly index gains on
    its own value of a year ago.
    """
    index = rows[rows["indicator"].isin([MONTH, YEAR])]
    index = index.assign(
        when=pd.PeriodIndex(index["period"].str[:7], freq="M"),
        level=pd.to_numeric(index["value"]),
    )
    wide = index.pivot_table("level", ["entity", "when"], "indicator", "first")
    if not {MONTH, YEAR} <= set(wide):
        return
    level = {name: wide[name].to_dict() for name in (MONTH, YEAR)}
    for row in index[index["indicator"] == YEAR].itertuples(index=False):
        known = (
            level[YEAR].get((row.entity, row.when - 1)),
            level[MONTH].get((row.entity, row.when)),
            level[MONTH].get((row.entity, row.when - 12)),
        )
        if None in known or row.note.startswith(BREAK):
            continue
        want = known[0] * known[1] / known[2]
        if abs(row.level / want - 1) > JUMP:
            text = (
                f"is {row.note!r} where the index jumps to {row.level:g} and the"
                f" monthly index would give {want:.1f}; expected {BREAK.strip()!r} and"
                " why"
            )
            yield Broken("facts", row.row, "note", text)


RULES: list[Callable[[pd.DataFrame, Tables], Faults]] = [
    _names_fit_their_entities,
    _parks_have_their_own_indicators,
    _a_number_is_filed_once,
    _a_printing_is_filed_once,
    _digits_are_no_padding,
    _cells_have_addresses,
    _copies_are_no_press,
    _data_sets_say_their_licence,
    _breaks_are_noted,
]
