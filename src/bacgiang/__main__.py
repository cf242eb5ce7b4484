"""`python -m bacgiang check [--data DIR]`: validate a data folder, one line per fault.
`python -m bacgiang dictionary`: print the data dictionary that stands in data/README.md.
"""

import argparse
import sys

from . import check, data


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bacgiang", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate a data folder").add_argument("--data", default=data.folder(), metavar="DIR")
    commands.add_parser("dictionary", help="print the data dictionary as Markdown")
    asked = parser.parse_args(arguments)
    return {"check": lambda: _check(asked.data), "dictionary": _dictionary}[asked.command]()


def _check(folder):
    found = check.faults(folder)
    print("\n".join(found) if found else check.counts(folder))
    return 1 if found else 0


def _dictionary():
    print(check.dictionary(data.folder()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
