"""`kg whynot`: the rules that nearly found something, what stopped them, and the smallest edit."""
from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.layers import add_rules, rule_folders
from kg.cli.telling import write_file

_SHOWN = 6


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("whynot", help="show why a name is not found, and the smallest edit that finds it",
                                  description="Print the rules that came closest to finding the expected words, the first thing that failed in each, and the smallest edit "
                                              "that makes one of them match, as a rule file with the sentence as an example.")
    command.add_argument("text", metavar="TEXT", help="a sentence")
    command.add_argument("--expect", required=True, metavar="ORG=…", help="a type (ORG, PER, LOC …) or a label, and the words that should be found")
    add_rules(command)
    command.add_argument("--write", metavar="FILE", type=Path, help="write the smallest edit into this new rule file")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print stops and the smallest edit; exit 1 where no edit was found."""
    from kg.errors import UsageError
    from kg.rules import load_cached
    from kg.rules.proposing import as_pack
    from kg.rules.whynot import why_not

    if options.write and options.write.exists():
        raise UsageError(f"{options.write} is there already", hint="give a new file")
    ruleset = load_cached(rule_folders(options))
    nearest = why_not(options.text, options.expect, ruleset)
    if nearest.found is not None:
        print(f"found: {nearest.found.label} {nearest.found.text} ← {nearest.found.rule}")
        return 0
    for stop in nearest.stops[:_SHOWN]:
        print(f"# {stop.rule.id} ({stop.rule.path}:{stop.rule.line}): {stop.what}")
    if not nearest.proposals:
        print("# no edit of one place makes a rule match; write a rule: kg rules new")
        return 1
    for other in nearest.proposals[1:_SHOWN]:
        print(f"# or {other.rule.id}: {other.about}")
    text = as_pack(nearest.proposals[0], nearest, ruleset)
    print(text, end="")
    if options.write:
        write_file(options.write, text, makes_folder=True)
    return 0
