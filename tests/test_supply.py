"""What is fetched is fixed to the byte, and what is shipped names its licence."""

import re
import tomllib

import pytest
import yaml
from checkout import CHECKOUT

from bacgiang.publish import look

PINNED = re.compile(
    r"(?m)^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)( ;[^\\]+)? \\\n((?:    --hash=.+\n)+)"
)
HOSTED = CHECKOUT.root / ".github" / "workflows" / "check.yml"


def requirements():
    return (CHECKOUT.root / "requirements.txt").read_text(encoding="utf-8")


def test_every_package_is_pinned_with_its_hashes():
    lines = re.findall(r"(?m)^[a-z0-9].*", requirements())
    pinned = PINNED.findall(requirements())
    assert len(pinned) == len(lines) > 100
    for name, _, _, hashes in pinned:
        sums = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", hashes)
        assert sums, name
        assert len(sums) == len(hashes.splitlines()), name


def test_what_we_choose_is_what_is_pinned():
    chosen = (CHECKOUT.root / "requirements.in").read_text(encoding="utf-8")
    wanted = set(re.findall(r"(?m)^([\w.-]+)(?:\[\w+\])?==([^\s;]+)", chosen))
    assert len(wanted) > 10
    assert wanted <= {
        (name.split("[")[0], n) for name, n, _, _ in PINNED.findall(requirements())
    }


def steps():
    (job,) = yaml.safe_load(HOSTED.read_text(encoding="utf-8"))["jobs"].values()
    return job


def test_hosted_checks_use_nothing_that_can_change_and_may_only_read():
    used = [step["uses"] for step in steps()["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.search(r"@[0-9a-f]{40}$", name)] == []
    hosted = yaml.safe_load(HOSTED.read_text(encoding="utf-8"))
    assert hosted["permissions"] == {"contents": "read"}
    assert "secrets." not in HOSTED.read_text(encoding="utf-8")


def test_hosted_checks_run_on_three_systems_from_the_oldest_python():
    matrix = steps()["strategy"]["matrix"]
    assert {name.split("-")[0] for name in matrix["system"]} == {
        "ubuntu",
        "macos",
        "windows",
    }
    project = tomllib.loads(
        (CHECKOUT.root / "pyproject.toml").read_text(encoding="utf-8")
    )
    assert project["project"]["requires-python"] == f">={matrix['python'][0]}"


def test_windows_is_checked_as_the_readme_says():
    (windows,) = [s for s in steps()["steps"] if "Windows" in s.get("if", "")]
    readme = (CHECKOUT.root / "README.md").read_text(encoding="utf-8")
    installs = [line for line in windows["run"].splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert [line for line in installs if line not in readme] == []


def test_a_package_without_its_licence_is_named(tmp_path, monkeypatch):
    odd = look.Shipped("furo", "the look", "MIT", "licenses/NOTHING")
    monkeypatch.setattr(look, "SHIPPED", [odd])
    with pytest.raises(ValueError, match=r"furo brings no licence text \(licenses/"):
        look.write_licences(tmp_path / "licences")
