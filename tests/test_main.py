"""The command line where something outside it fails: the folder, the output, a key."""

import os
import subprocess
import sys

import pytest
import small

import bacgiang
from bacgiang import check
from bacgiang.__main__ import main

FULL = "/dev/full"  # where writing always fails
ALL = ["check", "dictionary", "candidates"]


def shell(*arguments, module="bacgiang", **other):
    """Run a command as a reader does; its errors are caught, its output is not."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **other,
    )


@pytest.fixture
def asked(request, tmp_path):
    """Give the arguments of a command that has much to say."""
    article = tmp_path / "article.txt"
    article.write_text("It has 35 projects. " * 500, encoding="utf-8")
    arguments = {"check": ["--data", small.template()], "candidates": [article]}
    return request.param, *arguments.get(request.param, [])


@pytest.mark.parametrize("asked", ALL, indirect=True)
def test_who_has_read_enough_may_close_the_output(asked):
    reading, writing = os.pipe()
    os.close(reading)
    done = shell(*asked, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_publishing_ends_in_silence_when_nobody_reads_on():
    reading, writing = os.pipe()
    os.close(reading)
    done = shell("exercises", module="bacgiang.publish", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(os.name != "posix", reason="only there can output be closed")
def test_publishing_that_fails_says_why_without_an_output(tmp_path):
    command = ["--root", tmp_path, "exercises"]
    close = {"preexec_fn": lambda: os.close(1)}
    done = shell(*command, module="bacgiang.publish", **close)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path}: no notebooks/ with notebooks")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not os.path.exists(FULL), reason="no device that is always full")
@pytest.mark.parametrize("asked", ALL, indirect=True)
def test_a_full_disk_is_told_in_one_line(asked):
    with open(FULL, "w") as full:
        done = shell(*asked, stdout=full)
    assert done.returncode == 1
    assert done.stderr.startswith("standard output: cannot be used (")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="only there can output be closed")
@pytest.mark.parametrize("asked", ALL, indirect=True)
def test_a_closed_output_breaks_nothing(asked):
    done = shell(*asked, preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_dictionary_of_no_folder_is_refused_in_one_line(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("BACGIANG_DATA", str(tmp_path / "nope"))
    assert main(["dictionary"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "nope: there is no such" in err and err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["dictionary"], ["--help"]])
def test_a_console_of_few_letters_is_told_all_the_same(arguments):
    few = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = shell(*arguments, env=few, stdout=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_key_that_stops_the_program_ends_it_in_one_word(monkeypatch, capsys):
    def stopped(folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "faults", stopped)
    assert main(["check"]) == 1
    assert capsys.readouterr() == ("", "Stopped.\n")


def test_completion_lists_what_readers_use_loaded_or_not():
    listed = dir(bacgiang)
    assert {"show", "theme", "exercise", "series", "growth"} <= {*listed}
    assert [name for name in listed if not hasattr(bacgiang, name)] == []
    assert not {"filing", "masks", "LATER", "import_module"} & {*listed}
