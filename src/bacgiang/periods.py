"""Period texts and the days they cover: years, halves, quarters, months, days, spans.

Strings in, pandas Timestamps out; no files. A span joins two texts with a stroke:
"2021/2025", "2023-01/2023-10", "2023-01-01/2023-10-20".
"""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

PARTS = {4: "year", 7: "month", 10: "day"}  # the form of a part, by length of its text
SPANS = {"year": "years", "half": "halves", "quarter": "quarters"}
SPANS |= {"month": "months", "day": "days"}
HALVES = {"1": (1, 2), "2": (3, 4)}  # the quarters of each half


def form(period: str) -> str:
    """Name the form of a period text.

    Returns
    -------
    str
        year, half, quarter, month or day; for a span of them years, halves, quarters;
        for one from January on, within a year, months or days; for any other, span.

    Raises
    ------
    ValueError
        When the text has none of these forms.

    Examples
    --------
    >>> form("2023"), form("2023-H1"), form("2023-01-01/2023-10-20")
    ('year', 'half', 'days')
    >>> form("2011-01/2014-08")
    'span'
    """
    first, stroke, last = period.partition("/")
    if not stroke:
        return _part(first)
    name = SPANS[_part(first)]
    from_january = first[4:] in ("-01", "-01-01") and first[:4] == last[:4]
    return "span" if name in ("months", "days") and not from_january else name


def _part(text: str) -> str:
    if "-Q" in text:
        return "quarter"
    if "-H" in text:
        if text.partition("-H")[2] not in HALVES:
            raise ValueError(f"{text!r} is no period; expected a form such as 2023-H1")
        return "half"
    if len(text) not in PARTS:
        raise ValueError(f"{text!r} is no period; expected a form such as 2023-10-20")
    return PARTS[len(text)]


@lru_cache(10_000)
def span(period: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give the first and the last day of a period text.

    Raises
    ------
    ValueError
        When there is no such day, or the span runs backwards.

    Examples
    --------
    >>> [str(day.date()) for day in span("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    first, _, last = period.partition("/")
    start, end = _days(first)[0], _days(last or first)[1]
    if end < start:
        raise ValueError(
            f"{period!r} ends before it starts; expected it to run forward"
        )
    return start, end


def nearest(period: str, known: Iterable[str]) -> list[str]:
    """Order periods by how far their first and last days are from those of another.

    Those that hold it come first. Nothing where the text is no period.

    Examples
    --------
    >>> nearest("2015", ["2021", "2017", "2018", "2014"])
    ['2014', '2017', '2018', '2021']
    >>> nearest("2023-12", ["2024-Q1", "2023"])
    ['2023', '2024-Q1']
    """
    try:
        start, end = span(period)
    except ValueError:
        return []

    def away(other: str) -> tuple[bool, pd.Timedelta]:
        its_start, its_end = span(other)
        lies_in_it = its_start <= start and end <= its_end
        return not lies_in_it, abs(its_start - start) + abs(its_end - end)

    return sorted(known, key=away)


def _days(text: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    if _part(text) == "half":  # the one form that pandas does not know
        year, half = text.split("-H")
        first, last = (pd.Period(f"{year}-Q{quarter}") for quarter in HALVES[half])
    else:
        first = last = pd.Period(text)
    return first.start_time, last.end_time.normalize()
