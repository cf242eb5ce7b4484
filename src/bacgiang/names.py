"""Names as readers type them: without diacritics, or nearly right. No data."""

import difflib
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from numbers import Real

NONE = "none"  # said where no name is like the wanted one
LONGEST = 200  # characters of a name that a message shows


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
    return {_bare(name): name for name in known}.get(_bare(wanted))


def _bare(name: str) -> str:
    """Strip a name of blanks, too: "Vietnam" is Việt Nam, "grdp growth" grdp_growth."""
    return "".join(plain(name).replace("_", " ").split())


def look_alike(name: str) -> str:
    """Name the first letter that is none of ours and may look like one; "" without one.

    Examples
    --------
    >>> look_alike("B\u0430c Giang")
    'a cyrillic small letter a (U+0430)'
    """
    for letter in name:
        known_as = unicodedata.name(letter, "letter without a name")
        is_ours = letter.isascii() or known_as.startswith(("LATIN", "COMBINING"))
        if not is_ours:
            return f"a {known_as.lower()} (U+{ord(letter):04X})"
    return ""


def shown(given: object) -> str:
    """Say in a message what was given: a text or number, of all else the type."""
    if given is not None and not isinstance(given, (str, bytes, Real)):
        return f"of type {type(given).__name__}"
    said = repr(given)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}..."


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
