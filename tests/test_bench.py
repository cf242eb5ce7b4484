"""The table of costs is complete: every part gives its lines, each with both sides and
their ratio. No time is looked at.
"""

import bench
import benchmark_data
import pytest
import small
from checkout import PATHS
from test_browser import CHROMIUM

SIZES = [len(small.read(small.template())) + more for more in (0, 10)]
ASKED = ("load", "first facts", "series", "derive", "check")


@pytest.fixture
def tiny(monkeypatch, tmp_path):
    """What takes minutes, a network or a site is done in no time."""
    for name in ("executed", "python", "empty", "copy", "fill", "publish"):
        monkeypatch.setattr(bench, name, lambda *given: None)
    monkeypatch.setattr(bench.making, "executed", lambda *given: [])
    monkeypatch.setattr(bench.pages, "write", lambda *given: "")
    monkeypatch.setattr(bench, "uv", lambda: ["uv"])
    monkeypatch.setattr(bench, "cache", lambda command: "a cache of 7 MB")
    monkeypatch.setattr(bench, "SITE", tmp_path)
    monkeypatch.setattr(bench, "CHROMIUM", "a browser")
    monkeypatch.setattr(bench, "FACTS", SIZES)
    monkeypatch.setattr(benchmark_data, "DATA", small.template())
    monkeypatch.setattr(benchmark_data, "ROUNDS", 1)


def test_every_part_gives_its_lines(tiny, capsys):
    bench.main([])
    head, rule, *lines = capsys.readouterr().out.splitlines()
    assert head == "| what | takes | against | takes | ratio |"
    assert {line.count("|") for line in (rule, *lines)} == {head.count("|")}
    cells = [[cell.strip() for cell in line[2:-2].split(" | ")] for line in lines]
    wanted = [path.name for path in PATHS]
    wanted += ["all notebooks, one after another", "import bacgiang", "the site"]
    wanted += [f"{what}, {size:,} facts" for what in ASKED for size in SIZES]
    wanted += [f"from clone to site with {t} (a cache of 7 MB)" for t in ("pip", "uv")]
    grown = [line[0] for line in cells if line[0].endswith("times as many facts")]
    assert {name.partition(",")[0] for name in grown} == {*ASKED, benchmark_data.FLOOR}
    missing = {
        "the first card of a page": "make first",
        "the first figure in the lab, first visit": "make lab-site first",
    }
    assert sorted([*wanted, *grown, *missing]) == sorted(line[0] for line in cells)
    assert {line[0]: line[2] for line in cells if line[1] == "-"} == missing
    for _, takes, _, floor, ratio in (line for line in cells if line[1] != "-"):
        assert takes.endswith("s") and floor.endswith("s") and float(ratio)


def test_a_ratio_is_that_of_its_two_sides():
    row = bench.Row("all", 3.0, "the least", 0.5)
    assert str(row) == "| all | 3.00 s | the least | 500.0 ms | 6.00 |"


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium or Chrome found")
def test_the_first_card_is_timed_in_a_browser(site):
    with bench.browser() as chromium:
        card, page = bench.card_of(chromium, site / f"{PATHS[1].stem}.html")
    assert card > 0 and page > 0


def test_an_unknown_part_is_refused_by_name():
    with pytest.raises(SystemExit, match="unknown: nothing; there are notebooks, "):
        bench.main(["nothing"])
