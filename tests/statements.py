"""Statements of the README and its like that data or code bear out.

Each is a pattern whose groups must say what is worked out here. Wherever the pattern
stands in the file, it must hold, and it must stand there.
"""

import datetime
import re
import tomllib
from functools import cache

import malformed
import pandas as pd
from checkout import CHECKOUT, PATHS, read

from bacgiang import data, lock, printed, ranges, report, timing
from bacgiang.contract import KINDS, STATUSES
from bacgiang.exercises import EXERCISES
from bacgiang.publish import briefing, pages, paper
from bacgiang.publish.grammars import ENGLISH

IN_WORDS = {n: word for word, n in ENGLISH.words.items()}
PROVINCE = "Bắc Giang"
SERIES = {  # rows of the table of what is not here, and the indicators behind them
    "GRDP growth": "grdp_growth",
    "GRDP, current prices": "grdp_current",
    "GRDP a head, dollars": "grdp_per_capita_usd",
    "exports": "export_turnover",
    "imports": "import_turnover",
    "exports and imports together": "trade_turnover",
    "retail sales": "retail_sales",
    "index of industrial production": "iip_growth",
    "electricity": "electricity_sold",
}


def said(day):
    """A day as the texts write it."""
    return f"{day.day} {day:%B %Y}"


@cache
def last_day():
    """The last day of the province, from the table of its districts."""
    ends = data.table("districts")["valid_to"]
    return datetime.date.fromisoformat(max(ends))


def merged():
    return said(last_day() + datetime.timedelta(days=1))


def closes():
    return said(last_day())


def first_year():
    """The year in which the unbroken series of growth begins."""
    known = sorted(years_of("grdp_growth"), reverse=True)
    unbroken = zip(known, range(known[0], 0, -1), strict=False)
    return min(year for year, expected in unbroken if year == expected)


def span():
    """How many years the record has, in words."""
    return IN_WORDS[last_day().year - first_year()]


def of_exercises():
    """The least and the most exercises of a notebook, in words."""
    counts = pd.Series([number[0] for number in EXERCISES]).value_counts()
    return IN_WORDS[counts.min()], IN_WORDS[counts.max()]


def python():
    text = (CHECKOUT.root / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["requires-python"].removeprefix(">=")


def reach(text, unit, qualifier=None, value=None, step=None):
    """From where to where a printing reaches."""
    if text:
        reading = printed.read(text, unit)
        value, step, qualifier = reading.value, reading.resolution, reading.qualifier
    cells = {"value": value, "value_max": float("nan"), "resolution": step}
    rows = pd.DataFrame([cells | {"qualifier": qualifier}])
    found = ranges.bounds(rows).iloc[0]
    return float(found["low"]), float(found["high"])


def billions():
    low, high = reach("nearly $8.3 billion", "USD")
    return f"{low / 1e9:g}", f"{high / 1e9:g}"


def percents():
    return tuple(f"{end:g}" for end in reach("13.45 percent", "percent"))


def messages():
    """Findings of the front page, in words, the one on reliability aside."""
    return IN_WORDS[sum(map(len, pages.FRONT.values()))]


def drawn():
    return IN_WORDS[len(briefing.DRAWN)]


def questions():
    return IN_WORDS[len(paper.questions([read(path) for path in PATHS]))]


def contrasts():
    """The rows of the merged province, in words."""
    kinds = data.table("entities").set_index("entity")["kind"]
    number = int(data.table("facts")["entity"].map(kinds).eq("merged province").sum())
    return "one" if number == 1 else IN_WORDS[number]


def start_minutes():
    [minutes] = re.findall(r"(\d+) minutes", read(PATHS[0]).lead)
    return IN_WORDS[int(minutes)]


def steps():
    """The numbered steps of the guide, in words."""
    text = (CHECKOUT.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return IN_WORDS[len(re.findall(r"^\*\*\d\. ", text, re.M))]


def malformed_folders():
    return str(len(malformed.CASES)), str(len(malformed.KINDS))


def id_length():
    return IN_WORDS[len(data.table("facts")["fact"].iloc[0])]


def hash_length():
    text = (data.folder() / lock.FILE).read_text(encoding="utf-8")
    return IN_WORDS[len(text.split()[2])]


MERGED = (r"(?:[Oo]n|after) (1 \w+ 20\d\d)(?! Bắc Ninh)", merged)
CLOSED = (r"(?:closes on|Record to|up to) (\d+ \w+ 20\d\d)", closes)
YEARS = (r"In (\w+) years", span)
PYTHON = (r"Python (\d\.\d+) or newer", python)
STATEMENTS = {
    "README.md": [
        MERGED,
        YEARS,
        PYTHON,
        (r"that in (\d{4}) lived", lambda: str(first_year())),
        (r"has (\w+) to (\w+) exercises for each", of_exercises),
        (r'"Nearly \$8\.3 billion" says: between ([\d.]+) and ([\d.]+) bill', billions),
        (r'"13\.45 percent" says: between ([\d.]+) and ([\d.]+)\.', percents),
        (r"(\w+) findings with their", messages),
        (r"briefing: (\w+) messages", messages),
        (r"messages, (\w+) figures and the map", drawn),
        (r"(\w+) labelled row stands as a contrast", contrasts),
        (r"(\w+) minutes; begin here", start_minutes),
    ],
    "CONTRIBUTING.md": [
        (r"(\w+) steps, with an example", steps),
        (r"as in the (\w+) steps above", steps),
        (r"at most (\d+) of a kind", lambda: str(report.LISTED)),
        (r"makes (\d+) folders of (\d+) kinds", malformed_folders),
        (r"\| a cell \| (\d+) \|", lambda: str(len(malformed.CELLS))),
        (r"\| rows and columns \| (\d+) \|", lambda: str(len(malformed.ROWS))),
        (r"\| a file \| (\d+) \|", lambda: str(len(malformed.FILES))),
        (r"\| the contract \| (\d+) \|", lambda: str(len(malformed.CONTRACTS))),
    ],
    "data/README.md": [
        MERGED,
        CLOSED,
        (r"\((\w+) row of it stands as a", contrasts),
        (r"more than (\d+) days after", lambda: str(timing.FIRST_PRINT)),
        (r"id of (\w+) characters", id_length),
        (r"table, id, (\w+) characters of a hash", hash_length),
        (r"takes (\w+) before (\w+) before (\w+); then", lambda: STATUSES[:3]),
        (r"then (\w+) before ([\w ]+) before (\w+)\s+before (\w+);", lambda: KINDS),
    ],
    "CITATION.cff": [(r"on (1 \w+ 2\d+)", merged)],
    "src/bacgiang/publish/look/briefing.html.j2": [
        MERGED,
        CLOSED,
        YEARS,
        (r"(\w+) questions to ask", questions),
    ],
    "src/bacgiang/publish/paper.py": [(r"(\w+) questions to ask", questions)],
    "src/bacgiang/publish/look/pages/index.md.j2": [MERGED, YEARS],
    "src/bacgiang/publish/look/pages/data.md.j2": [
        PYTHON,
        (r"its (\w+)-letter id", id_length),
    ],
}


@cache
def known(worked_out):
    """What data and code say, worked out once for all texts held against it."""
    return worked_out()


def wrong(file, text):
    """Say which statements of a text do not hold."""
    for pattern, worked_out in STATEMENTS[file]:
        expected = known(worked_out)
        expected = (expected,) if isinstance(expected, str) else tuple(expected)
        found = [match.groups() for match in re.finditer(pattern, text)]
        if not found:
            yield f"{file}: lacks {pattern!r}; expected {expected}"
        for groups in found:
            if [g.casefold() for g in groups] != [e.casefold() for e in expected]:
                yield f"{file}: {pattern!r} says {groups}; expected {expected}"
    if file == "data/README.md":
        yield from wrong_printings(text)
        yield from wrong_reaches(text)
        yield from wrong_years(text)
        yield from wrong_sums(text)


# --- the tables of data/README.md -----------------------------------------------------


def wrong_printings(text):
    """Rows of the table of printings that are not read so."""
    rows = re.findall(
        r"^\| `(.+)` \| (\w+) \| (\d\S*) \| (\w+) \| (\S+) \|$", text, re.M
    )
    if len(rows) < 5:
        yield f"{len(rows)} printings are shown; expected at least 5"
    for text_, unit, value, qualifier, step in rows:
        language = "vi" if "," in text_ else "en"
        it = printed.read(text_, unit, language)
        if (it.value, it.qualifier, it.resolution) != (
            float(value),
            qualifier,
            float(step),
        ):
            yield f"`{text_}` is read as {it}"
    for text_, value in re.findall(
        r"`(\d\S+ \[last .*?padded\])`\s.*?as (\d+\.?\d*)", text
    ):
        if printed.read(text_, "ha").value != float(value):
            yield f"`{text_}` is not read as {value}"


def wrong_reaches(text):
    """Hedges that reach elsewhere than the text says, for v = 100 and r = 8."""
    end = r"\*(v.*?)\*?(/2)?"
    hedges = "exact|about|over|nearly"
    pattern = rf"({hedges})(?: reaches)? from {end} to {end}[;.]"
    found = re.findall(pattern, text)
    if len(found) != 4:
        yield f"the reach of {len(found)} hedges is told; expected 4"
    for qualifier, low, halved, high, high_halved in found:
        ends = [_end(low + halved), _end(high + high_halved)]
        if list(reach("", "", qualifier, 100, 8)) != ends:
            yield f"{qualifier} is told to reach from {low} to {high}"


def _end(text):
    terms = text.replace("*", "").replace("−", "-").replace(" ", "")
    _, sign, step = re.fullmatch(r"(v)([+-]?)(r?(?:/2)?)", terms).groups()
    width = {"": 0, "r": 8, "r/2": 4}[step]
    return 100 + (-width if sign == "-" else width)


def years_in(cell):
    """The years that a cell names, up to its first semicolon."""
    found = set()
    for first, last in re.findall(r"(\d{4})(?: to (\d{4}))?", cell.partition(";")[0]):
        found |= {*range(int(first), int(last or first) + 1)}
    return found


def wrong_years(text):
    """Series whose years are not those of the data, or whose gaps do not fit."""
    table = text.partition("| series |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    covered = {*range(2010, 2025)}
    shown = re.search(r"whole province, (\d{4}) to (\d{4})", text)
    if not shown or covered != {*range(int(shown[1]), int(shown[2]) + 1)}:
        yield "the years covered are not 2010 to 2024"
    names = [row[0].strip() for row in rows]
    if missing := SERIES.keys() - {*names}:
        yield f"the table lacks {missing}"
    for name, cells in zip(names, rows, strict=True):
        if name in SERIES:
            here = years_in(cells[1]) & covered
            if here != (has := years_of(SERIES[name]) & covered):
                yield f"{name}: says {sorted(here)}, the data have {sorted(has)}"
            gaps = cells[2] if len(cells) > 2 else ""
            # a table that begins later, as one says, lacks no year before
            lacks = years_in(gaps) & covered
            if lacks and lacks != {y for y in covered - here if y >= min(lacks)}:
                yield f"{name}: the missing years are not the rest of {sorted(here)}"


@cache
def years_of(indicator):
    """The years for which the whole province has a printed value that was seen."""
    rows = data.table("facts")
    rows = rows[rows["indicator"].eq(indicator) & rows["entity"].eq(PROVINCE)]
    rows = rows[rows["breakdown"].eq("") & rows["status"].isin(["actual", "estimate"])]
    return {int(p) for p in rows["period"] if re.fullmatch(r"\d{4}", p)}


def wrong_sums(text):
    """Rows of what was left out whose parts do not add up."""
    found = re.findall(r"^\| \w+ \| (\d+) \| (.*?) \|", text, re.M)
    if len(found) < 20:
        yield f"{len(found)} rows tell what was left out; expected at least 20"
    for rows, what in found:
        parts = [int(n) for n in re.findall(r"\((\d+)\)", what)]
        if len(parts) > 1 and sum(parts) != int(rows):
            yield f"{what!r} adds up to {sum(parts)}; expected {rows}"
