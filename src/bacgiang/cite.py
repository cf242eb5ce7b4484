"""Citations: the source line under a figure, a source in a sentence, and the list at a notebook's end."""

from . import data


def line(*rows, note=""):
    """The source line of a figure from the rows it draws: publishers, most rows first, and "data to".

    `rows` are DataFrames that carry `publisher`, `form` and `end`, as `facts`, `series` and `vintages`
    return them. At most four publishers are named; the notebook's own list has them all.
    """
    names, last = {}, max((r.loc[r["end"].idxmax()] for r in rows), key=lambda r: r["end"])
    for frame in rows:
        for publisher in frame["publisher"]:
            names[publisher] = names.get(publisher, 0) + 1
    ranked = sorted(names, key=lambda n: (-names[n], n))
    more = f" and {len(ranked) - 4} more" if len(ranked) > 4 else ""
    to = str(last["end"].year) if last["form"] in ("year", "years") else f"{last['end']:%B %Y}"
    return f"Source: {'; '.join(ranked[:4])}{more}; data to {to}." + (f" {note}" if note else "")


def cite(source):
    """One source as Markdown for a sentence: publisher and date, linked to the page."""
    known = data.table("sources").set_index("source")
    row = known.loc[source]
    words = f"{row['publisher']}, {row['published'] or 'no date'}"
    return f"[{words}]({row['url']})" if row["url"] else words


def used():
    """The sources this notebook really asked for: publisher, title, published, kind, address; a DataFrame."""
    sources = data.table("sources").set_index("source").loc[data.used()]
    return sources.sort_values(["kind", "publisher", "published"], key=lambda c: c.map(data.KINDS.index) if c.name == "kind" else c)
