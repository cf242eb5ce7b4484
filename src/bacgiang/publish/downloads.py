"""What readers take away: tables, notebooks, and zips for where there is no network.

One zip runs on any machine: it holds notebooks, the module as a wheel with its tables,
what to install beside, and a README of ten lines. Another is the site itself, to be
unpacked and opened. The same files give the same bytes.
"""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat

from .. import data
from . import book as books
from . import browser, forms, look, prose, run, student, teachtable

TABLES = [
    "facts",
    "sources",
    "indicators",
    "entities",
    "zones",
    "districts",
    "outlines",
    "projects",
    "priorities",
]
LAB, DATA = "bacgiang-notebooks.zip", "bacgiang-data.zip"
SITE = "bacgiang-site.zip"
LAB_LINK = re.compile(r"<!-- lab (\S+) -->.*?<!-- /lab -->", re.S)
ZIP_LINK = re.compile(r'<a\b[^>]*\bhref="[^":]*\.zip"[^>]*>(.*?)</a>', re.S)
SUMS = "SHA256SUMS"
LEFT_OUT = {"lab", SUMS}  # of the copy: too large; of another set of files
TAKEN = (
    "*.zip",
    "*.pdf",
    "data/*",
    "notebooks/**/*.ipynb",
    "tables/*",
    "slides/*.pptx",
)
READABLE = 0o100644 << 16  # for everyone, once unpacked
NEEDED = ("Write and run", "Count and draw")  # parts of requirements.in


def write(paths: list[Path], target: Path, build: Path, root: Path) -> None:
    """Write every download of the site.

    Parameters
    ----------
    paths
        The executed notebooks.
    target
        The folder of the site.
    build
        A folder for what is made on the way.
    root
        The checkout, whose module goes into the zip.
    """
    exercises = target / "notebooks" / student.FOLDER
    exercises.mkdir(parents=True)
    for name, text in student.notebooks(paths).items():
        (exercises / name).write_text(text, encoding="utf-8", newline="\n")
    handed_out = [_notebook(path, target / "notebooks") for path in paths]
    _tables(target)
    held = _runnable(handed_out, build / "lab", root)
    _zip(target / LAB, held | _for_class(target))


def _tables(target: Path) -> None:
    """Write the tables, as they are kept and in other forms."""
    tables = [data.folder() / f"{name}.csv" for name in TABLES]
    tables.append(data.folder() / "datapackage.json")
    (target / "tables").mkdir()
    for file in tables:
        shutil.copyfile(file, target / "tables" / file.name)
    forms.write(target / "data")
    teachtable.write(target / "data")
    browser.write_database(target / "data" / "bacgiang.sqlite", target / "_static")
    readme = data.folder() / "README.md"
    _zip(target / DATA, {file.name: file for file in [readme, *tables]})


def _notebook(path: Path, folder: Path) -> Path:
    """Write a notebook as it is committed into a folder."""
    notebook = run.without_forms(nbformat.read(path, as_version=4))
    copy = folder / path.name
    copy.write_text(run.as_text(notebook), encoding="utf-8", newline="\n")
    return copy


def copy(site: Path) -> bytes:
    """Pack a site, all editions, for a class without network: no zips, and no lab."""
    folder, held = SITE.removesuffix(".zip"), {}
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        name = file.relative_to(site)
        if file.suffix != ".zip" and LEFT_OUT.isdisjoint(name.parts):
            held[f"{folder}/{name.as_posix()}"] = _alone(file)
    return zipped(held)


def _alone(file: Path) -> bytes:
    """Give a file of a site without what leads to lab and zips; words of links stay."""
    content = file.read_bytes()
    if file.suffix != ".html":
        return content
    page = LAB_LINK.sub(r"<!-- lab \1 --><!-- /lab -->", content.decode())
    return ZIP_LINK.sub(r"\1", page).encode()


def sums(site: Path) -> str:
    """List the SHA-256 of every download of a site, in the form of `sha256sum -c`."""
    files = sorted({file for pattern in TAKEN for file in site.glob(pattern)})
    lines = [f"{_sum(file)}  {file.relative_to(site).as_posix()}\n" for file in files]
    return "".join(lines)


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _runnable(paths: list[Path], folder: Path, root: Path) -> dict[str, Path]:
    """Make what the zip of the notebooks holds: files by their name in it."""
    folder.mkdir(parents=True)
    module = wheel(root, folder)
    first = books.read(paths[0])
    needed = _needed((root / "requirements.in").read_text(encoding="utf-8"))
    made = {
        "README.txt": look.render(
            "lab.txt.j2",
            wheel=module.name,
            first=first,
            minutes=prose.minutes_said(first),
        ),
        "requirements.txt": "\n".join([*needed, f"./{module.name}", ""]),
    }
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    files = [folder / name for name in made]
    notebooks = {f"notebooks/{path.name}": path for path in paths}
    return {file.name: file for file in [*files, module]} | notebooks


def _for_class(target: Path) -> dict[str, Path]:
    """List the exercises and the small table, by their name in the zip."""
    exercises = (target / "notebooks" / student.FOLDER).glob("*.ipynb")
    tables = [target / "data" / name for name in teachtable.FILES]
    files = [*sorted(exercises), *tables]
    return {file.relative_to(target).as_posix(): file for file in files}


def wheel(root: Path, folder: Path) -> Path:
    """Build the module as a wheel; hatchling gives the same bytes every time.

    Raises
    ------
    ValueError
        When it cannot be built.
    """
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    command = [sys.executable, *build]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no word"]
        raise ValueError(f"the module could not be packed as a wheel: {said[-1]}")
    (wheel,) = folder.glob("*.whl")
    return wheel


def _needed(requirements: str) -> list[str]:
    """List what reading and running takes, from the parts of requirements.in."""
    parts = re.split(r"^# (.+)\n", requirements, flags=re.M)
    titled = dict(zip(parts[1::2], parts[2::2], strict=True))
    lines = [line for title in NEEDED for line in titled[title].splitlines()]
    return [line.split("#")[0].strip() for line in lines if "==" in line]


def _zip(path: Path, files: dict[str, Path]) -> None:
    """Write a zip file, its files in a folder of its name."""
    held = {f"{path.stem}/{name}": file.read_bytes() for name, file in files.items()}
    path.write_bytes(zipped(held))


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files, by their name, so that no time is in the zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = READABLE
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
