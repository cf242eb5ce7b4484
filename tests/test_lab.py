"""What the lab is made of is pinned and held against what its makers released; pages
lead to it only where it is. What Binder reads is there and agrees.

That notebooks run in it is tested in test_lab_browser.py.
"""

import io
import json
import re
import shutil
import tomllib
import zipfile

import pytest
from checkout import CHECKOUT, PATHS

from bacgiang.publish import __main__ as commands
from bacgiang.publish import lab
from bacgiang.publish.place import Checkout

ROOT = CHECKOUT.root
PINS = ROOT / "requirements-lab.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lines(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if re.match(r"\w", line)]


def packed(files):
    """A zip of {name: bytes}, as bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return content.getvalue()


def read(content):
    return zipfile.ZipFile(io.BytesIO(content))


# --- pins -----------------------------------------------------------------------------


def test_everything_the_lab_takes_is_pinned_by_its_hash():
    for line in lines(PINS.name):
        assert re.fullmatch(r"\S+==\S+ --hash=sha256:[0-9a-f]{64}", line), line


def test_what_counts_and_draws_has_the_version_of_the_collection():
    here = {line.partition(" ")[0] for line in lines("requirements.txt")}
    there = [line.partition(" ")[0] for line in lines(PINS.name)]
    both = {pin for pin in there if pin.partition("==")[0] in {*lab.OURS}}
    assert len(both) >= 5
    assert both <= here


def test_the_lab_holds_all_that_the_module_depends_on():
    needed = {re.match(r"[\w-]+", d)[0] for d in PROJECT["project"]["dependencies"]}
    assert needed == set(lab.OURS["bacgiang"])
    in_pyodide = " ".join(lab._sums())
    for name in {n for depends in lab.OURS.values() for n in depends} - {*lab.OURS}:
        assert f"{name.replace('-', '_')}-" in in_pyodide, name


# --- fetching and checking ------------------------------------------------------------


def test_what_is_held_already_is_not_fetched_again(tmp_path):
    wheel = tmp_path / "one-1-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    pins = tmp_path / "pins.txt"
    pins.write_text(f"one==1 --hash=sha256:{lab._sum(b'a wheel')}\n")
    assert lab.fetched(pins, tmp_path) == {"one": wheel}


def test_what_cannot_be_fetched_is_told_with_the_words_of_pip(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    pins = tmp_path / "pins.txt"
    pins.write_text(f"bacgiang-no-such==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(ValueError, match=r"pins.txt: .*network(.|\n)*no-such"):
        lab.fetched(pins, tmp_path)


@pytest.mark.parametrize("held, said", [(b"other", "SHA-256"), (None, "no such file")])
def test_a_compiled_part_that_is_not_pyodides_is_named(held, said):
    files = {} if held is None else {f"{lab.CARRIER}numpy.whl": held}
    wanted = lab._sum(b"numpy as released")
    with pytest.raises(ValueError, match=rf"numpy.whl .*{said}.*{wanted}"):
        lab.verified(read(packed(files)), "numpy.whl", wanted)


def test_a_compiled_part_as_released_is_taken():
    carrier = read(packed({f"{lab.CARRIER}numpy.whl": b"numpy"}))
    assert lab.verified(carrier, "numpy.whl", lab._sum(b"numpy")) == b"numpy"


def test_a_wheel_loses_what_nobody_needs_and_nothing_else():
    files = {"pandas/tests/x.py": b"1", "pandas/core.py": b"2", "pandas/tests.py": b"3"}
    left = lab.trimmed(packed(files), lab.LEFT_OUT["pandas"])
    assert {n: read(left).read(n) for n in read(left).namelist()} == {
        "pandas/core.py": b"2",
        "pandas/tests.py": b"3",
    }
    names = [f"babel/locale-data/{n}.dat" for n in ("root", "en", "vi", "fr", "en_GB")]
    assert [n for n in names if not lab.LEFT_OUT["babel"](n)] == names[:3]


def test_an_extension_is_unpacked_with_all_that_its_page_loads(tmp_path):
    inside = "one-1.data/data/share/jupyter/labextensions/one"
    package = {"name": "one", "jupyterlab": {"_build": {"load": "static/a.js"}}}
    files = {
        f"{inside}/package.json": json.dumps(package),
        f"{inside}/static/a.js": "1",
        f"{inside}/static/a.js.map": "2",
        "one-1.dist-info/METADATA": "3",
    }
    wheel = tmp_path / "one.whl"
    wheel.write_bytes(packed(files))
    said = lab._extension(wheel, tmp_path / "lab")
    assert said == {"name": "one", "load": "static/a.js"}
    made = [path for path in (tmp_path / "lab").rglob("*") if path.is_file()]
    assert {path.name for path in made} == {"package.json", "a.js"}


# --- notebooks and the first page -----------------------------------------------------


def test_every_notebook_is_listed_and_may_be_changed(tmp_path):
    lab._contents(CHECKOUT, tmp_path, "2025-07-01T00:00:00Z")
    listing = tmp_path / "api" / "contents" / "notebooks" / "all.json"
    listed = json.loads(listing.read_text(encoding="utf-8"))["content"]
    notebooks = [item for item in listed if item["type"] == "notebook"]
    assert [item["name"] for item in notebooks] == [path.name for path in PATHS]
    assert all(item["writable"] for item in listed)


def test_the_first_page_of_each_language_leads_to_its_notebooks(tmp_path):
    (tmp_path / lab.PYODIDE).mkdir(parents=True)
    pages = {"notebooks": "index.html", "vi/notebooks": "vi.html"}
    for folder in pages:
        files = tmp_path / "files" / folder
        files.mkdir(parents=True)
        for path in PATHS:
            shutil.copy(path, files)
    lab._start(CHECKOUT, tmp_path, "a release")
    for folder, page in pages.items():
        text = (tmp_path / page).read_text(encoding="utf-8")
        for path in PATHS:
            assert f'href="notebooks/index.html?path={folder}/{path.name}"' in text


def test_the_release_is_that_of_every_file_in_their_order(tmp_path):
    for name in ("b", "a/z", "a/b"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [path.relative_to(tmp_path).as_posix() for path in lab._files(tmp_path)]
    assert names == ["a/b", "a/z", "b"]


# --- links ----------------------------------------------------------------------------


@pytest.mark.parametrize("expected, made", [(False, ["site", "lab"]), (True, ["lab"])])
def test_a_lab_is_added_to_a_site_that_leads_to_it(
    expected, made, tmp_path, monkeypatch
):
    done = []

    def wrote(checkout, store, target):
        done.append("lab")
        target.mkdir()

    monkeypatch.setattr(commands, "_publish", lambda checkout: done.append("site"))
    monkeypatch.setattr(lab, "is_expected", lambda site: expected)
    monkeypatch.setattr(lab, "write", wrote)
    monkeypatch.setattr(lab, "linked", lambda site: {"page.html": "a link"})
    (tmp_path / "_site").mkdir()
    assert commands._lab_site(Checkout(tmp_path)) == 0
    assert done == made
    assert (tmp_path / "_site" / "lab").is_dir()
    assert (tmp_path / "_site" / "page.html").read_text() == "a link"


def test_a_site_from_before_the_lab_expects_none(site, tmp_path):
    assert lab.is_expected(site)
    assert not lab.is_expected(tmp_path)
    (tmp_path / "index.html").write_text("<h1>an older front page</h1>")
    assert not lab.is_expected(tmp_path)


def test_pages_lead_to_the_lab_only_once_it_is_there(site, tmp_path):
    pages = [*(f"{path.stem}.html" for path in PATHS), "index.html", "data.html"]
    pages += [f"vi/{name}" for name in pages]
    (tmp_path / "vi").mkdir()
    for name in pages:
        text = (site / name).read_text(encoding="utf-8")
        assert "lab/" not in text
        (tmp_path / name).write_text(text, encoding="utf-8")
    linked = lab.linked(tmp_path)
    assert sorted(linked) == sorted(pages)
    for path in PATHS:
        link = f'href="lab/index.html?path=notebooks/{path.name}">Run in your browser<'
        assert linked[f"{path.stem}.html"].count(link) == 1
        link = f'href="../lab/vi.html?path=vi/notebooks/{path.name}"'
        assert linked[f"vi/{path.stem}.html"].count(link) == 1
    assert all(text.count("/vi.html") == 1 for n, text in linked.items() if "vi/" in n)
    for name, text in linked.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert lab.linked(tmp_path) == {}


# --- what Binder reads ----------------------------------------------------------------


def test_binder_installs_the_pins_and_then_the_module():
    """With a project and a build system in pyproject.toml, it installs the folder after
    requirements.txt; another file named here would be read in their place.
    """
    assert {"project", "build-system"} <= PROJECT.keys()
    assert all("==" in line for line in lines("requirements.txt"))
    others = "binder .binder environment.yml Pipfile Dockerfile Project.toml"
    others += " postBuild start apt.txt default.nix setup.py install.R"
    assert [name for name in others.split() if (ROOT / name).exists()] == []


def test_binder_takes_the_python_that_the_pins_are_compiled_for():
    (runtime,) = lines("runtime.txt")
    version = runtime.removeprefix("python-")
    assert PROJECT["project"]["requires-python"] == f">={version}"
    compiled = (ROOT / "requirements.in").read_text(encoding="utf-8")
    assert f"--python-version {version} " in compiled
