"""The command line: check data, lock it, list an article's numbers.

python -m bacgiang check [--data DIR]                   one line per fault
python -m bacgiang lock [--data DIR]                    renew the lock, list changes
python -m bacgiang dictionary                           the tables of data/README.md
python -m bacgiang candidates FILE [--language en|vi]   rows of CSV, ready to complete
python -m bacgiang new DIR PROVINCE                     empty tables for another place
"""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from . import candidates, check, data, founding, lock, reading, report
from .ledger import own

LARGEST = 5_000_000  # bytes: a book, not an article


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Of the command line, without the program; those given to the process if None.

    Returns
    -------
    int
        The exit status: 0 when all is well, 1 when a fault was named.
    """
    _say_it_anywhere()
    try:
        status = _run(_parser().parse_args(arguments))
        if sys.stdout:
            sys.stdout.flush()  # what cannot be written is told here, not at the exit
        return status
    except check.BrokenTable as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except BrokenPipeError:  # who reads on, as `head`, has read enough
        report.say_no_more()
    except OSError as error:
        place = error.filename or "standard output"
        print(f"{place}: cannot be used ({error.strerror})", file=sys.stderr)
        if not error.filename:
            report.say_no_more()
    return 1


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "check":
        return _check(asked.data)
    if asked.command == "lock":
        return _lock(asked.data)
    if asked.command == "dictionary":
        return _dictionary()
    if asked.command == "new":
        return _new(Path(asked.folder), asked.province)
    return _candidates(Path(asked.file), asked.language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bacgiang",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in {
        "check": "validate a data folder, and hold its rows against the locked ones",
        "lock": "lock a data folder as it stands; print lines for CHANGELOG.md",
    }.items():
        command = commands.add_parser(name, help=what)
        command.add_argument("--data", default=data.folder(), metavar="DIR")
    commands.add_parser("dictionary", help="print the data dictionary as Markdown")
    numbers = commands.add_parser(
        "candidates", help="list every number of a text file as CSV"
    )
    numbers.add_argument(
        "file", metavar="FILE", help="a plain text file, saved as UTF-8"
    )
    numbers.add_argument(
        "--language",
        choices=["en", "vi"],
        help="language of the text; guessed where it is not given",
    )
    begun = commands.add_parser("new", help="write empty tables for another province")
    begun.add_argument("folder", metavar="DIR", help="the folder, a new one")
    begun.add_argument("province", metavar="PROVINCE", help='its name: "Vĩnh Phúc"')
    return parser


def _check(folder: str | Path) -> int:
    found = check.faults(folder) or own.faults(Path(folder))
    found = found or lock.differences(folder)
    print("\n".join(found) if found else check.counts(folder))
    return 1 if found else 0


def _lock(folder: str | Path) -> int:
    """Lock a sound folder; the lines for CHANGELOG.md alone go to standard output."""
    if found := check.faults(folder):
        print("\n".join(found))
        print("nothing was locked; expected sound data", file=sys.stderr)
        return 1
    try:
        lines = lock.renew(folder)
    except OSError as error:
        print(
            f"{error.filename}: cannot be written ({error.strerror})", file=sys.stderr
        )
        return 1
    print("\n".join(lines), end="\n" if lines else "")
    locked = check.counts(folder).replace("data is sound", "locked")
    print(f"{locked}; lines for CHANGELOG.md: {len(lines)}", file=sys.stderr)
    return 0


def _new(folder: Path, province: str) -> int:
    try:
        files = founding.write(folder, province, data.folder())
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 1
    then = f"python -m bacgiang check --data {folder}"
    print(f"written into {folder}: {', '.join(files)}")
    print(f"fill sources.csv, indicators.csv and facts.csv; then: {then}")
    return 0


def _say_it_anywhere() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console without UTF-8 shows "?"


def _dictionary() -> int:
    print(check.dictionary(data.folder()))
    return 0


def _candidates(path: Path, language: str | None) -> int:
    try:
        rows = candidates.listed(_text(path), language)
    except ValueError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    text = io.StringIO()
    table = csv.DictWriter(text, candidates.COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The same bytes on every system.
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    print(text.getvalue(), end="")
    return 0


def _text(path: Path) -> str:
    """Read the text of a file.

    Raises
    ------
    ValueError
        That says what is wrong with it, and what was expected.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ValueError(
            f"cannot be read ({error.strerror}); expected a plain text file"
        ) from None
    if len(content) > LARGEST:
        raise ValueError(
            f"is too large; expected one article, at most {LARGEST:,} bytes of plain"
            " text"
        )
    if what := reading.what_else(content):
        raise ValueError(f"is not plain text ({what}); expected an article as text")
    if b"\0" in content:
        raise ValueError(
            "is not plain text (it holds zero bytes); expected an article saved as"
            " UTF-8 text, not a PDF, Word or UTF-16 file"
        )
    text = _decoded(content)
    if not text.strip():
        raise ValueError("is empty; expected the text of an article")
    if reading.BROKEN.search(reading.QUOTATION.sub("", text)):
        raise ValueError(
            "was saved with broken letters (such as \ufffd or áº¯); expected the text"
            " copied again and saved as UTF-8"
        )
    return text


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValueError(
            f"line {line} is not UTF-8 text; expected a file saved as UTF-8"
        ) from None


if __name__ == "__main__":
    sys.exit(main())
