"""Names as readers type them: without diacritics, or nearly right. No data."""

import difflib
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

NONE = "none"  # said where no name is like the wanted one


@cache
def plain(name: str) -> str:
    """Strip a name of case and diacritics, so that it can be typed on any keyboard.

    Examples
    --------
    >>> plain("Đình Trám")
    'dinh tram'
    """
    letters = unicodedata.normalize("NFD", str(name))
    letters = letters.replace("đ", "d").replace("Đ", "D")
    kept = [c for c in letters if unicodedata.category(c) != "Mn"]
    return "".join(kept).casefold()


def meant(wanted: str, known: Collection[str]) -> str | None:
    """Find the known name that a reader means, however typed; None if there is none."""
    if wanted in known:
        return wanted
    return {plain(name): name for name in known}.get(plain(wanted))


def near(wanted: str, known: Iterable[str], n: int = 5, least: float = 0.4) -> str:
    """Quote the known names most like a wanted one; NONE where none is like it."""
    by_plain = {plain(name): name for name in known}
    close = difflib.get_close_matches(plain(wanted), by_plain, n, least)
    return quoted(by_plain[name] for name in close) or NONE


def quoted(names: Iterable[object], most: int = 5) -> str:
    """Quote names in a row, the first few of many: "'a', 'b' ..."."""
    listed = list(names)
    some = ", ".join(f"{n!r}" if isinstance(n, str) else f"{n}" for n in listed[:most])
    return some + (" ..." if len(listed) > most else "")
