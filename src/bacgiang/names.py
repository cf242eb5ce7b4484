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


def near(wanted: str, known: Iterable[str], n: int = 5, least: float = 0.4) -> str:
    """Quote the known names most like a wanted one; NONE where none is like it."""
    return quoted(close(wanted, known, n, least)) or NONE


def close(wanted: str, known: Iterable[str], n: int, least: float) -> list[str]:
    """List the known names most like a wanted one, whatever its case and diacritics.

    First those whose initials it is: "VN" is as near to Việt Yên as to Việt Nam.
    """
    by_plain, typed = {plain(name): name for name in known}, plain(wanted)
    short = [name for name in by_plain if _initials(name) == typed]
    found = difflib.get_close_matches(typed, by_plain, n, least)
    return [by_plain[name] for name in dict.fromkeys([*short, *found])][:n]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def strange(name: str, known: Iterable[str] = ()) -> str:
    """Name the first letter that looks like another one: no ASCII, Latin or known one.

    Examples
    --------
    >>> strange("2015\u2011Q1"), strange("Đình Trám")
    ('holds a NON-BREAKING HYPHEN (U+2011)', '')
    """
    usual = set("".join(known))
    for letter in name:
        said = unicodedata.name(letter, "LETTER WITHOUT A NAME")
        if not (letter.isascii() or letter in usual or said.startswith("LATIN")):
            return f"holds a {said} (U+{ord(letter):04X})"
    return ""


def quoted(names: Iterable[object], most: int = 5) -> str:
    """Quote names in a row, the first few of many.

    Examples
    --------
    >>> print(quoted(["a", "b", 3], most=2), "and", quoted([3]))
    'a', 'b' ... and 3
    """
    listed = list(names)
    some = ", ".join(f"{n!r}" if isinstance(n, str) else f"{n}" for n in listed[:most])
    return some + (" ..." if len(listed) > most else "")


def shown(given: object) -> str:
    """Say in a message what was given: a text or number, of all else the type."""
    if given is not None and not isinstance(given, (str, bytes, Real)):
        return f"of type {type(given).__name__}"
    said = repr(given)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}..."
