"""The typeface of the figures as web fonts that hold just the letters needed."""

import logging
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset as tools

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every step
FILES = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
WEIGHTS = {
    "Regular": (400, "normal"),
    "Italic": (400, "italic"),
    "SemiBold": (600, "normal"),
}
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x300, 0x30A),
    0x309,
    0x323,
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    0x20AB,
    0x2212,
    0x2260,
    0x2264,
    0x2265,
    0xD7,
]


def write(folder: Path) -> None:
    """Write the web fonts and fonts.css into a folder."""
    for name, font in _web_fonts().items():
        (folder / name).write_bytes(font)
    rules = [
        f'@font-face {{ font-family: "Be Vietnam Pro"; font-weight: {weight};'
        f" font-style: {style}; font-display: swap; src:"
        f' url("be-vietnam-pro-{name.lower()}.woff2") format("woff2"); }}'
        for name, (weight, style) in WEIGHTS.items()
    ]
    (folder / "fonts.css").write_text(
        "\n".join(rules) + "\n", encoding="utf-8", newline="\n"
    )


def faces() -> list[tuple[int, str, str]]:
    """List weight, style and address of the files of a paper's typeface."""
    return [
        (weight, style, (FILES / f"BeVietnamPro-{name}.ttf").as_uri())
        for name, (weight, style) in WEIGHTS.items()
    ]


@cache
def _web_fonts() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        files = {
            f"be-vietnam-pro-{name.lower()}.woff2": FILES / f"BeVietnamPro-{name}.ttf"
            for name in WEIGHTS
        }
        for name, font in files.items():
            subset(font, Path(folder) / name, LETTERS)
        return {name: (Path(folder) / name).read_bytes() for name in files}


def subset(source: Path, target: Path, letters: Iterable[int]) -> None:
    """Write the letters of a font as a web font; the same bytes every time."""
    options = tools.Options(
        flavor="woff2",
        recalc_timestamp=False,
        notdef_outline=True,
        layout_features=[*tools.Options().layout_features, "tnum", "lnum"],
    )
    font = tools.load_font(str(source), options)
    worker = tools.Subsetter(options)
    worker.populate(unicodes=letters)
    worker.subset(font)
    tools.save_font(font, str(target), options)
