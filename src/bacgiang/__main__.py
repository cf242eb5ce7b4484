"""python -m bacgiang check [--data DIR]                     validate a data folder, one
line per fault
python -m bacgiang dictionary                             print the data dictionary that
stands in data/README.md
python -m bacgiang candidates FILE [--language en|vi]     list every number of a text as
CSV, ready to complete
"""

import argparse
import csv
import io
import sys
from pathlib import Path

from . import candidates, check, data

LARGEST = 5_000_000  # bytes; a book, not an article


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python -m bacgiang",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate a data folder").add_argument(
        "--data", default=data.folder(), metavar="DIR"
    )
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
    asked = parser.parse_args(arguments)
    return {
        "check": lambda: _check(asked.data),
        "dictionary": _dictionary,
        "candidates": lambda: _candidates(Path(asked.file), asked.language),
    }[asked.command]()


def _check(folder):
    if hasattr(sys.stdout, "reconfigure"):  # a console that is not UTF-8 shows "?"
        sys.stdout.reconfigure(errors="replace")
    found = check.faults(folder)
    print("\n".join(found) if found else check.counts(folder))
    return 1 if found else 0


def _dictionary():
    print(check.dictionary(data.folder()))
    return 0


def _candidates(path, language):
    try:
        rows = candidates.listed(_text(path), language)
    except ValueError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    text = io.StringIO()
    table = csv.DictWriter(text, candidates.COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    sys.stdout.reconfigure(
        encoding="utf-8", newline=""
    )  # the same bytes on every system
    sys.stdout.write(text.getvalue())
    return 0


def _text(path):
    """The text of a file; ValueError says what is wrong with it and what was
    expected.
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
    if b"\0" in content:
        raise ValueError(
            "is not plain text (it holds zero bytes); expected an article saved as"
            " UTF-8 text, not a PDF, Word or UTF-16 file"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValueError(
            f"line {line} is not UTF-8 text; expected a file saved as UTF-8"
        ) from None
    if not text.strip():
        raise ValueError("is empty; expected the text of an article")
    if "\ufffd" in text or "áº" in text or "á»" in text:
        raise ValueError(
            "was saved with broken letters (such as \ufffd or áº¯); expected the text"
            " copied again and saved as UTF-8"
        )
    return text


if __name__ == "__main__":
    sys.exit(main())
