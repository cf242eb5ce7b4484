"""What is downloaded is whole; the zip of the notebooks runs where it is unpacked, and
the copy of the site is the site.
"""

import hashlib
import io
import os
import zipfile

import pytest
from checkout import CHECKOUT, PATHS, read
from elsewhere import installed, run

from bacgiang.publish import downloads, prose, teachtable

NO_TIME = (1980, 1, 1, 0, 0, 0)
EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=None).execute()
"""


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    """The zip of the notebooks, unpacked where the checkout is out of reach."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(site / downloads.LAB) as archive:
        archive.extractall(folder)
    return folder / "bacgiang-notebooks"


def test_the_zip_of_the_notebooks_holds_what_running_them_takes(unpacked):
    (wheel,) = unpacked.glob("*.whl")
    names = {path.name for path in unpacked.iterdir()}
    assert names == {"README.txt", "requirements.txt", "notebooks", "data", wheel.name}
    notebooks = {p.name: p.read_bytes() for p in PATHS}
    found = (unpacked / "notebooks").glob("*.ipynb")
    assert {p.name: p.read_bytes() for p in found} == notebooks
    exercises = (unpacked / "notebooks" / "exercises").glob("*.ipynb")
    assert {path.name for path in exercises} == set(notebooks)
    tables = {path.name for path in (unpacked / "data").iterdir()}
    assert tables == set(teachtable.FILES)
    readme = (unpacked / "README.txt").read_text(encoding="utf-8")
    assert wheel.name in readme
    assert f"about {prose.minutes_said(read(PATHS[0]))} minutes" in readme
    assert "notebooks/exercises/" in readme and "data/teaching.csv" in readme
    assert len([line for line in readme.splitlines() if line]) <= 10


def test_what_is_unpacked_can_be_read_by_everyone(site):
    for name in (downloads.LAB, downloads.DATA, downloads.SITE):
        with zipfile.ZipFile(site / name) as archive:
            modes = {entry.external_attr >> 16 for entry in archive.infolist()}
        assert modes == {0o100644}


def test_it_asks_for_the_versions_that_the_collection_is_made_with(unpacked):
    asked = (unpacked / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = (CHECKOUT.root / "requirements.txt").read_text(encoding="utf-8")
    *versions, wheel = asked
    assert {line.partition("==")[0] for line in versions} >= {"jupyterlab", "pandas"}
    assert [line for line in versions if f"{line} \\\n" not in pinned] == []
    assert wheel == f"./{next(unpacked.glob('*.whl')).name}"


def test_a_notebook_of_the_zip_runs_on_the_module_of_the_zip(unpacked, tmp_path):
    place = tmp_path / "place"
    (wheel,) = unpacked.glob("*.whl")
    inside, clean = installed(wheel, place)
    clean |= {"HOME": str(tmp_path)}
    clean |= {"MPLCONFIGDIR": os.environ["MPLCONFIGDIR"]}  # its fonts are listed
    where = "import bacgiang; print(bacgiang.__file__)"
    assert str(place) in run(inside, "-c", where, cwd=tmp_path, env=clean)
    notebook = unpacked / "notebooks" / PATHS[0].name
    run(inside, "-c", EXECUTE, str(notebook), cwd=notebook.parent, env=clean)


def test_the_sums_are_those_of_every_download(site):
    lines = (site / downloads.SUMS).read_text(encoding="utf-8").splitlines()
    listed = dict(line.split("  ")[::-1] for line in lines)
    exercises = f"notebooks/exercises/{PATHS[0].name}"
    for name in ("data/bacgiang.xlsx", "tables/facts.csv", downloads.LAB, exercises):
        assert name in listed
    assert downloads.SITE in listed
    for name, said in listed.items():
        assert said == hashlib.sha256((site / name).read_bytes()).hexdigest(), name


def test_the_copy_is_the_site_without_zips_and_sums(site):
    whole = {path.relative_to(site).as_posix(): path for path in site.rglob("*")}
    with zipfile.ZipFile(site / downloads.SITE) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
        assert {file.date_time for file in archive.infolist()} == {NO_TIME}
    assert {name.partition("/")[0] for name in held} == {"bacgiang-site"}
    wanted = {
        f"bacgiang-site/{name}": path
        for name, path in whole.items()
        if path.is_file() and path.suffix != ".zip" and path.name != "SHA256SUMS"
    }
    assert {*held} == {*wanted}
    for name in ("index.html", "vi/index.html", "handout.pdf", "slides/index.html"):
        file = f"bacgiang-site/{name}"
        assert held[file] == wanted[file].read_bytes()
    assert not [name for name, page in held.items() if b'.zip"' in page]
    assert (site / downloads.SITE).stat().st_size < 25e6  # goes with a mail


def test_the_copy_leads_to_no_lab(tmp_path):
    (tmp_path / "lab").mkdir()
    for name in ("lab/index.html", "all.zip", "SHA256SUMS", "vi.css"):
        (tmp_path / name).write_text("x")
    place = "<p><!-- lab one -->{}<!-- /lab --></p>"
    (tmp_path / "index.html").write_text(place.format('<a href="lab/">Run</a>'))
    with zipfile.ZipFile(io.BytesIO(downloads.copy(tmp_path))) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    folder = "bacgiang-site"
    assert held == {f"{folder}/index.html": place.format(""), f"{folder}/vi.css": "x"}


def test_the_copy_leads_to_no_zip_that_it_has_not(tmp_path):
    link = (
        'The <a href="../all.zip" download>zip of <em>all</em></a>, <a href="b">b</a>'
    )
    (tmp_path / "index.html").write_text(link)
    with zipfile.ZipFile(io.BytesIO(downloads.copy(tmp_path))) as archive:
        page = archive.read("bacgiang-site/index.html").decode()
    assert page == 'The zip of <em>all</em>, <a href="b">b</a>'


def test_the_same_files_give_the_same_zip_without_a_time(tmp_path):
    packed = tmp_path / "packed.zip"
    packed.write_bytes(downloads.zipped({"one.txt": b"1", "two.txt": b"2"}))
    with zipfile.ZipFile(packed) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "one.txt": b"1",
            "two.txt": b"2",
        }
        assert {file.date_time for file in archive.infolist()} == {NO_TIME}


def test_what_cannot_be_packed_is_said(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'nothing'\n")
    with pytest.raises(ValueError, match="could not be packed as a wheel"):
        downloads.wheel(tmp_path, tmp_path)
