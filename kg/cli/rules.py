"""`kg rules`: look after rule files."""
from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kg.cli import rules_listed, rules_test, rules_watch
from kg.cli.layers import LAYERED, add_rules, refuse_none, rule_folders


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("rules", help="test, check, watch and begin rules", description="Work on rule files.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    rules_test.add(actions)
    rules_watch.add(actions)
    check = actions.add_parser("check", help="list all that is wrong or doubtful in rule files",
                               description="Print every problem of every file as file:line:column: what; hint. Exit 1 where there are errors, 0 with advice only.")
    add_rules(check, LAYERED + "; then only these are advised on")
    check.add_argument("--json", action="store_true", help="as a JSON list")
    check.add_argument("--untimed", action="store_true", help="leave out the timing of patterns on long lines")
    check.set_defaults(run=run_check)
    stats = actions.add_parser("stats", help="show what each rule does on some pages",
                               description="For each rule: sentences tried, matched, won, lost, share of time, claims it feeds. Rules that won nothing are named last.")
    stats.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs (default: seeds/)")
    add_rules(stats)
    stats.add_argument("--only", metavar="TEXT", help="only rules whose id or file contains this")
    stats.add_argument("--sort", choices=("won", "tried", "matched", "lost", "time", "claims", "id"), default="won", help="largest first (default: won)")
    stats.add_argument("--json", action="store_true", help="as a JSON list")
    stats.set_defaults(run=run_stats)
    schema = actions.add_parser("schema", help="print the JSON Schema of a rule file", description="Print the JSON Schema of a rule file, with which editors complete and check as you type.")
    schema.set_defaults(run=run_schema)
    new = actions.add_parser("new", help="begin a pack: a folder of rules that passes its own test",
                             description="Write a folder with a rule for names, a rule for relations and a word list, commented, that passes its own test.")
    new.add_argument("folder", metavar="DIR", type=Path, help="a folder that does not exist yet, or is empty")
    new.set_defaults(run=run_new)
    rules_listed.add(actions)


def run_check(options: argparse.Namespace) -> int:
    """Print all problems; exit 1 where one is an error."""
    from kg.errors import KgError
    from kg.read.linerules import LineRules
    from kg.rules.check import as_error, check

    folders = rule_folders(options)
    problems, ruleset = check(folders, folders[1:] or None, not options.untimed)
    if ruleset is not None:
        try:
            LineRules(ruleset)  # what reading asks of line rules
        except KgError as refusal:
            problems = sorted([*problems, as_error(refusal)])
    errors = sum(problem.severity == "error" for problem in problems)
    if options.json:
        print(json.dumps([problem._asdict() for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem)
        print(f"{errors} error{'' if errors == 1 else 's'}, {len(problems) - errors} piece{'' if len(problems) - errors == 1 else 's'} of advice", file=sys.stderr)
    return 1 if errors else 0


def run_stats(options: argparse.Namespace) -> int:
    """Print what each rule did, then the rules that did nothing."""
    from kg.cli.telling import tell_skipped
    from kg.usage import measure

    measured, skipped = measure(options.pages, rule_folders(options))
    tell_skipped(skipped)
    uses = [use for use in measured if not options.only or options.only in use.rule or options.only in use.path]
    refuse_none(options, uses)
    uses.sort(key=lambda use: use.rule)
    if options.sort != "id":
        uses.sort(key=lambda use: -getattr(use, options.sort))
    if options.json:
        print(json.dumps([use._asdict() for use in uses], ensure_ascii=False, indent=1))
        return 0
    print(f"{'tried':>7} {'matched':>7} {'won':>6} {'lost':>6} {'time':>6} {'claims':>6}  rule")
    for use in uses:
        print(f"{use.tried:>7} {use.matched:>7} {use.won:>6} {use.lost:>6} {use.time:>6.1%} {use.claims:>6}  {use.rule}")
    dead = [use.rule for use in uses if not use.won]
    print(f"{len(uses)} rules, {len(dead)} that won nothing on these pages" + (": " + ", ".join(sorted(dead)) if dead else ""))
    return 0


def run_schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a rule file."""
    from kg.rules.schema import schema_text

    sys.stdout.write(schema_text())
    return 0


def run_new(options: argparse.Namespace) -> int:
    """Write a skeleton pack and say what to do next."""
    from kg.rules.skeleton import write_skeleton

    for path in write_skeleton(options.folder):
        print(path)
    print(f"next: kg rules test --rules {options.folder} --only {options.folder.name}/")
    return 0
