"""Citations: the source line under a figure, a source in a sentence, and the list at a
notebook's end.
"""

import pandas as pd
from IPython.display import Markdown

from . import data


def line(*rows, note=""):
    """The source line of a figure from the rows it draws: publishers, most rows first,
    and "data to".

    `rows` are DataFrames that carry `publisher`, `status`, `form` and `end`, as
    `facts`, `series` and
    `vintages` return them. At most four publishers are named; the notebook's own list
    has them all.
    """
    drawn = pd.concat(rows)
    names, ahead = (
        drawn["publisher"].value_counts(),
        drawn["status"].isin(["forecast", "plan", "target"]),
    )
    ranked = sorted(names.index, key=lambda n: (-names[n], n))
    more = f" and {len(ranked) - 4} more" if len(ranked) > 4 else ""
    to = [
        f"{word} to {_until(part)}"
        for word, part in (("data", drawn[~ahead]), ("targets", drawn[ahead]))
        if len(part)
    ]
    return f"Source: {'; '.join(ranked[:4])}{more}; {'; '.join(to)}." + (
        f" {note}" if note else ""
    )


def _until(rows):
    last = rows.sort_values("end", kind="stable").iloc[-1]
    return (
        str(last["end"].year)
        if last["form"] in ("year", "years")
        else f"{last['end']:%B %Y}"
    )


def cite(source):
    """One source as Markdown for a sentence: publisher and date, linked to the page."""
    known = data.table("sources").set_index("source")
    row = known.loc[source]
    words = f"{row['publisher']}, {row['published'] or 'no date'}"
    return f"[{words}]({row['url']})" if row["url"] else words


def used(*tables):
    """The sources this notebook really asked for, as a Markdown list: official pages
    first, then by publisher and date.

    `tables` are DataFrames with a `source` column (rows of projects or priorities)
    whose pages were used
    too. A publisher with more than twenty pages, as the statistics office has, takes
    one line of dates.
    """
    wanted = dict.fromkeys(
        [*data.used(), *(s for table in tables for s in table["source"])]
    )
    sources = data.table("sources").set_index("source").loc[list(wanted)]
    order = sources.assign(rank=sources["kind"].map(data.KINDS.index)).sort_values(
        ["rank", "publisher", "published"]
    )
    rows = []
    for _, pages in order.groupby(["rank", "publisher"], sort=False):
        if len(pages) > 20:
            dates = ", ".join(
                f"[{r['published']}]({r['url']})" for _, r in pages.iterrows()
            )
            rows += [
                f"- {pages['publisher'].iloc[0]}, {len(pages)} pages by date"
                f" ({pages['kind'].iloc[0]}): {dates}"
            ]
        else:
            rows += [
                f"- {r['publisher']}, [{r['title']}]({r['url']}),"
                f" {r['published'] or 'no date'} ({r['kind']})"
                for _, r in pages.iterrows()
            ]
    return Markdown("\n".join(rows))
