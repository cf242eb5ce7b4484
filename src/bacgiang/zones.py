"""The land of the list of zones, each hectare once."""

import pandas as pd

from .data import Facts

STAGES = ["operating", "under construction", "approved", "planned"]  # furthest first


def counted_once(zones: pd.DataFrame) -> Facts:
    """List the land of zones so that no hectare counts twice.

    A phase is land inside its zone. It is left out, unless it has come further than its
    zone: then it stands with its own status, and the zone keeps the rest. An extension
    is land on top and stands by itself. Clusters, and zones without an area, are left
    out.

    Parameters
    ----------
    zones
        The table `zones`, as `read_table` gives it.

    Returns
    -------
    Facts
        The rows that count, indexed by zone, with their hectares as low, value, high.

    Examples
    --------
    >>> from bacgiang import read_table
    >>> land = counted_once(read_table("zones"))
    >>> zone = land.index.str.startswith("Xuân Cẩm - Hương Lâm")
    >>> land[zone]["value"].to_dict()  # together the 224.02 ha of the plan
    {'Xuân Cẩm - Hương Lâm': 121.17, 'Xuân Cẩm - Hương Lâm (phase 1)': 102.85}
    """
    rows = zones[zones["kind"] != "cluster"].set_index("zone")
    stage = rows["status"].map(STAGES.index)
    inside = rows[rows["counts_in_parent"] == "yes"]
    ahead = inside[stage[inside.index] < stage[inside["parent"]].to_numpy()]
    once = rows.drop(inside.index.difference(ahead.index)).dropna(subset="area_ha")
    taken = ahead.groupby("parent")["area_ha"].sum()
    hectares = once["area_ha"].sub(taken, fill_value=0)[once.index].round(2)
    return Facts(once.assign(low=hectares, value=hectares, high=hectares))
