"""The module installs anywhere: a wheel with its tables, used far from the checkout."""

import sys
import zipfile
from pathlib import Path

import pytest
from elsewhere import installed, run

ROOT = Path(__file__).parents[1]
ASK = "import bacgiang as bg; print(len(bg.series('grdp_growth')))"
NOTHING_DRAWN = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"IPython", "PIL", "fontpkg_be_vietnam_pro"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
import bacgiang as bg
print(bg.derive(lambda a, b: a - b, *bg.each(bg.series("grdp_growth").tail(2))))
print(len(bg.audit()), len(bg.find("exports")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run(sys.executable, *build, cwd=ROOT)
    return next(folder.glob("bacgiang-*.whl"))


def test_the_wheel_holds_every_table_as_it_is(wheel):
    with zipfile.ZipFile(wheel) as packed:
        for path in (ROOT / "data").iterdir():
            assert packed.read(f"bacgiang/data/{path.name}") == path.read_bytes()


def test_the_wheel_is_small_enough_for_a_browser(wheel):
    """Of the 49 million bytes that a browser loads at the first visit."""
    assert wheel.stat().st_size < 1_000_000


def test_an_installed_module_answers_from_another_folder(wheel, tmp_path):
    place = tmp_path / "Bắc Giang"
    inside, clean = installed(wheel, place)
    clean |= {"LC_ALL": "C"}
    where = "import bacgiang; print(bacgiang.__file__)"
    assert "Bắc Giang" in run(
        inside, "-X", "utf8", "-c", where, cwd=tmp_path, env=clean
    )
    assert run(inside, "-c", ASK, cwd=tmp_path, env=clean).strip() == "15"


def test_numbers_alone_need_no_plotting_and_no_notebook():
    said = run(sys.executable, "-c", NOTHING_DRAWN, encoding="utf-8").splitlines()
    assert said[0] == "1.14 (1.13 to 1.15)"
    assert [int(n) > 0 for n in said[1].split()] == [True, True]
