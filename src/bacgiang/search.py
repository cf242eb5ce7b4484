"""Find what the collection holds by a word, in English or Vietnamese.

Reads the tables through `data`. A reader who types "exports", "xuat khau" or "Korea"
learns under which indicator, entity and part to ask.
"""

import pandas as pd

from . import data

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
    ("income", "grdp per head", "thu nhập"),
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


def find(word: str) -> pd.DataFrame:
    """List the series that fit a word, the best fit first.

    Searches ids, English and Vietnamese labels, definitions and synonyms of indicators,
    and the names of entities and parts, with or without diacritics.

    Parameters
    ----------
    word
        One or more words: "exports", "xuất khẩu", "Korea", "workers zones".

    Returns
    -------
    DataFrame
        One row per indicator, entity and part: label, years (first to last), rows, and
        forms (how many rows of each), ready to be asked for with `series`. Empty when
        nothing fits.

    Examples
    --------
    >>> find("xuat khau")["indicator"].iloc[0]
    'export_turnover'
    """
    read = data.tables()
    described = _described(read.frames)
    rows = read.facts[["indicator", "entity", "breakdown", "form", "year"]]
    wanted = [_spellings(part) for part in _parts(word)]
    scores = rows["indicator"].map(
        {name: _score(words, wanted) for name, words in described.items()}
    )
    for column, weight in (("entity", 2), ("breakdown", 2)):
        names = {name: data.plain(name) for name in rows[column].unique()}
        hits = {n: _score([(plain, weight)], wanted) for n, plain in names.items()}
        scores = [
            _both(one, two)
            for one, two in zip(scores, rows[column].map(hits), strict=True)
        ]
    score = pd.Series([sum(found) if all(found) else 0 for found in scores], rows.index)
    return _summary(rows.assign(score=score)[score > 0], read.frames["indicators"])


def _parts(word: str) -> list[str]:
    """Split a question: a known synonym stays whole, other words stand alone."""
    asked = data.plain(word).replace("_", " ").strip()
    known = {data.plain(name) for line in SYNONYMS for name in line}
    return [asked] if asked in known else asked.split() or [asked]


def _spellings(part: str) -> list[str]:
    """List a phrase and its synonyms, all without diacritics."""
    found = [part]
    for line in SYNONYMS:
        names = [data.plain(name) for name in line]
        if part in names:
            found += names
    return list(dict.fromkeys(found))


def _described(frames: dict[str, pd.DataFrame]) -> dict[str, list[tuple[str, int]]]:
    """List the words that describe each indicator, with the weight of a hit in them."""
    weights = {"label": 5, "label_vi": 5, "indicator": 4, "definition": 1}
    words: dict[str, list[tuple[str, int]]] = {}
    for _, row in frames["indicators"].iterrows():
        words[row["indicator"]] = [
            (data.plain(row[column]).replace("_", " "), weight)
            for column, weight in weights.items()
        ]
    return words


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


def _both(one: tuple[int, ...], two: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(max(pair) for pair in zip(one, two, strict=True))


def _summary(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    labels = indicators.set_index("indicator")["label"]
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
                "years": f"{group['year'].min()} to {group['year'].max()}",
                "rows": len(group),
                "forms": ", ".join(f"{name} {n}" for name, n in forms.items()),
                "score": group["score"].iloc[0],
                "own": entity == "Bắc Giang",
                "whole": part == "",
            }
        )
    if not lines:
        return pd.DataFrame(columns=["indicator", "entity", "breakdown", "label"])
    found = pd.DataFrame(lines).sort_values(
        ["score", "own", "whole", "rows"], ascending=False, kind="stable"
    )
    return found.drop(columns=["score", "own", "whole"]).reset_index(drop=True)
