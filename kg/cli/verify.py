"""`kg verify`: does an output keep its promises?"""
from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.layers import add_rules, rule_folders


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("verify", help="check an output against its manifest, pages and rules",
                                  description="Check an output folder against its manifest, its pages and its rules, and its files against each other. "
                                              "Print the first ten failures of each sort; exit 1 if there is one.")
    command.add_argument("output", metavar="OUTPUT", type=Path, help="the folder that kg build wrote")
    command.add_argument("--pages", action="append", default=[], metavar="DIR", help="where its pages are (default: seeds/); may be repeated")
    add_rules(command, "the rules folders that the build was given; may be repeated")
    command.add_argument("--columns", metavar="NAMES", help="the columns of .jsonl, .csv and .tsv files that the build was given")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print failures, then a line of counts."""
    from kg.read import Columns
    from kg.rules import load
    from kg.verify import verify

    report = verify(options.output, options.pages, load(rule_folders(options)), Columns.of(options.columns))
    for line in report.lines():
        print(line.encode("utf-8", "backslashreplace").decode("utf-8"))
    return 0 if report.is_good else 1
