"""Find what the collection holds by a word, in English or Vietnamese.

Reads the tables through `data`. A reader who types "exports", "xuat khau" or "Korea"
learns under which indicator, entity and part to ask.
"""

import re
import warnings

import numpy as np
import pandas as pd

from . import cite, data, names, words
from .frames import Whole

Frames = dict[str, pd.DataFrame]
COLUMNS = ["indicator", "entity", "breakdown", "label", "years", "rows", "forms"]
RANKING = ["score", "own", "whole"]
OTHERS = ("projects", "zones", "districts", "priorities")  # that are not searched
YEAR = re.compile(r"(19|20)\d\d")

# Words that readers use and labels do not; each line is one thing.
SYNONYMS = (
    ("exports", "export turnover", "xuất khẩu", "xuất cảng"),
    ("imports", "import turnover", "nhập khẩu"),
    ("korea", "south korea", "republic of korea", "hàn quốc"),
    ("china", "trung quốc"),
    ("japan", "nhật bản"),
    ("taiwan", "đài loan"),
    ("hong kong", "hồng kông"),
    ("per capita", "per head", "bình quân đầu người"),
    ("income", "grdp per head", "grdp per capita", "gdp per capita", "thu nhập"),
    ("fdi", "foreign investment", "foreign direct investment", "đầu tư nước ngoài"),
    ("grdp", "gross regional domestic product", "tổng sản phẩm trên địa bàn"),
    ("gdp", "gross domestic product", "tổng sản phẩm trong nước"),
    ("iip", "index of industrial production", "chỉ số sản xuất công nghiệp"),
    ("jobs", "workers", "labour", "labor", "employment", "lao động", "việc làm"),
    ("wage", "wages", "salary", "tiền lương"),
    ("industrial park", "industrial zone", "khu công nghiệp", "kcn"),
    ("cluster", "industrial cluster", "cụm công nghiệp", "ccn"),
    ("companies", "firms", "enterprises", "doanh nghiệp"),
    ("realised", "realized", "disbursed", "paid in", "vốn thực hiện", "giải ngân"),
    ("registered", "pledged", "promised", "vốn đăng ký"),
    ("occupancy", "fill rate", "tỷ lệ lấp đầy"),
    ("budget", "state budget", "ngân sách"),
    ("population", "dân số"),
    ("poverty", "poor households", "hộ nghèo"),
    ("competitiveness", "pci", "năng lực cạnh tranh"),
    ("growth", "tăng trưởng", "tốc độ tăng"),
    ("housing", "social housing", "nhà ở xã hội"),
)


def find(word: str) -> Whole:
    """List the series that fit a word, the best fit first.

    Searches ids, English and Vietnamese labels, definitions and synonyms of indicators,
    and the names of entities and parts, with or without diacritics. A year among other
    words is passed over. Where nothing fits all words, what fits most of them is
    listed, with a warning that says so.

    Parameters
    ----------
    word
        One or more words: "exports", "xuất khẩu", "Korea", "workers zones".

    Returns
    -------
    DataFrame
        One row per indicator, entity and part: label, years (first to last), rows, and
        forms (how many rows of each), ready to be asked for with `series`. Empty when
        nothing fits, with a warning that says what to try.

    Examples
    --------
    >>> find("xuat khau")["indicator"].iloc[0]
    'export_turnover'
    """
    data.one("word", word)
    read = data.tables()
    rows = read.facts[["indicator", "entity", "breakdown", "form", "year"]]
    parts = _parts(word)
    scores = _scores(rows, read.frames, parts)
    fits = (scores > 0).sum(axis=1)
    most = int(fits.max()) if parts else 0
    if most == 0:
        warnings.warn(_nothing(word, parts, read.frames), stacklevel=2)
    elif most < len(parts):
        warnings.warn(
            f"nothing fits {names.quoted(parts)} together; listed is what fits {most}"
            " of them",
            stacklevel=2,
        )
    is_found = (fits == most) & (most > 0)
    found = rows.assign(score=scores.sum(axis=1))[is_found]
    return _summary(found, read.frames["indicators"])


def _parts(word: str) -> list[str]:
    """Split a question: known synonyms stay whole, other words stand alone."""
    split = names.plain(word).replace("_", " ").split() or [""]
    left = [w for w in split if not YEAR.fullmatch(w)]
    known = {names.plain(name) for line in SYNONYMS for name in line}
    found = []
    while left:
        n = next(n for n in range(len(left), 0, -1) if _fits(left[:n], known))
        found.append(" ".join(left[:n]))
        left = left[n:]
    return list(dict.fromkeys(found))


def _fits(some: list[str], known: set[str]) -> bool:
    return len(some) == 1 or " ".join(some) in known


def _scores(rows: pd.DataFrame, frames: Frames, parts: list[str]) -> np.ndarray:
    """Say how well each row fits each part: the weight of the best hit, else 0."""
    wanted = [_spellings(part) for part in parts]
    named = {name: _score(hit, wanted) for name, hit in _described(frames).items()}
    found = [rows["indicator"].map(named)]
    for column in ("entity", "breakdown"):
        hits = {
            name: _score([(names.plain(name), 2)], wanted)
            for name in rows[column].unique()
        }
        found.append(rows[column].map(hits))
    shape = (len(found), len(rows), len(parts))
    return np.array([list(column) for column in found]).reshape(shape).max(axis=0)


def _nothing(word: str, parts: list[str], frames: Frames) -> str:
    """Say that nothing is found, and what to try."""
    told = f"find({word!r}) finds nothing"
    if not parts:
        return f"{told}: a year is no name; find a series, then ask for its period"
    columns = [
        frames[name][column]
        for name, column in (
            ("indicators", "label"),
            ("indicators", "label_vi"),
            ("indicators", "indicator"),
            ("facts", "entity"),
            ("facts", "breakdown"),
        )
        if column in frames[name]
    ]
    texts = " ".join(names.plain(text) for c in columns for text in c.unique())
    known = [*re.findall(r"\w{4,}", texts.replace("_", " "))]
    known += [names.plain(name) for line in SYNONYMS for name in line]
    known = [name for name in known if name not in parts]
    near = [names.near(part, known, 3, 0.7) for part in parts]
    if like := [some for some in near if some != names.NONE]:
        told += f"; like words: {' and '.join(like)}"
    if there := _elsewhere(parts, frames):
        reads = " and ".join(f"read_table({name!r})" for name in there)
        return f"{told}; rows with it stand in {reads}"
    return f"{told}; try a more general word, or see all with find('')"


def _elsewhere(parts: list[str], frames: Frames) -> list[str]:
    """List the tables besides the facts whose cells hold one of the parts."""
    found = []
    for name in [table for table in OTHERS if table in frames]:
        texts = {names.plain(text) for text in frames[name].astype(str).to_numpy().flat}
        if any(part in text for part in parts for text in texts):
            found.append(name)
    return found


def _spellings(part: str) -> list[str]:
    """List a phrase and its synonyms, all without diacritics."""
    found = [part]
    for line in SYNONYMS:
        spelt = [names.plain(name) for name in line]
        if part in spelt:
            found += spelt
    return list(dict.fromkeys(found))


def _described(frames: dict[str, pd.DataFrame]) -> dict[str, list[tuple[str, int]]]:
    """List the words that describe each indicator, with the weight of a hit in them."""
    weights = {"label": 5, "label_vi": 5, "indicator": 4, "definition": 1}
    said: dict[str, list[tuple[str, int]]] = {}
    for _, row in frames["indicators"].iterrows():
        said[row["indicator"]] = [
            (names.plain(row[column]).replace("_", " "), weight)
            for column, weight in weights.items()
            if column in row
        ]
    return said


def _score(words: list[tuple[str, int]], wanted: list[list[str]]) -> tuple[int, ...]:
    """Say how well words fit each wanted phrase: the weight of the best hit, else 0."""
    found = []
    for spellings in wanted:
        hits = [
            weight + (text.startswith(spelling))
            for text, weight in words
            for spelling in spellings
            if spelling in text
        ]
        found.append(max(hits, default=0))
    return tuple(found)


def _span(years: pd.Series) -> str:
    return words.text("{low} to {high}", low=years.min(), high=years.max())


def _summary(rows: pd.DataFrame, indicators: pd.DataFrame) -> Whole:
    known = indicators["indicator"].to_list()
    labels = dict(zip(known, cite.labels("indicators", known), strict=True))
    lines = []
    for (indicator, entity, part), group in rows.groupby(
        ["indicator", "entity", "breakdown"], sort=False
    ):
        forms = group["form"].value_counts()
        lines.append(
            {
                "indicator": indicator,
                "entity": entity,
                "breakdown": part,
                "label": labels[indicator],
                "years": _span(group["year"]),
                "rows": len(group),
                "forms": ", ".join(f"{name} {n}" for name, n in forms.items()),
                "score": group["score"].iloc[0],
                "own": entity == data.home(),
                "whole": part == "",
            }
        )
    found = pd.DataFrame(lines, columns=[*COLUMNS, *RANKING]).sort_values(
        [*RANKING, "rows"], ascending=False, kind="stable"
    )
    return Whole(found[COLUMNS].reset_index(drop=True))
