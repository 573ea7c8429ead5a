"""`kg rules`: look after rule files."""
from __future__ import annotations

import argparse
from pathlib import Path


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("rules", help="test and list the rules", description="Look after rule files.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    test = actions.add_parser("test", help="try every example, ignore and miss beside the rules")
    test.add_argument("--rules", action="append", default=[], metavar="DIR", help="a rules folder layered over the built-in rules; may be repeated")
    test.add_argument("--only", metavar="TEXT", help="only rules whose id or file contains this")
    test.set_defaults(run=run_test)
    conditions = actions.add_parser("conditions", help="the conditions that where: may name")
    conditions.set_defaults(run=run_conditions)


def run_test(options: argparse.Namespace) -> int:
    """Try every sentence beside the rules; exit 1 where one fails."""
    from kg.hanzi import rules_home
    from kg.rules import load
    from kg.rules.samples import test_rule

    ruleset = load([rules_home(), *map(Path, options.rules)])
    tried = failed = sentences = 0
    for rule in ruleset.rules:
        if options.only and options.only not in rule.id and options.only not in rule.path:
            continue
        tried += 1
        sentences += len(rule.examples) + len(rule.ignores) + len(rule.misses)
        for failure in test_rule(rule, ruleset):
            failed += 1
            print(failure)
    print(f"{tried} rules, {sentences} sentences, {failed} failed")
    return 1 if failed else 0


def run_conditions(options: argparse.Namespace) -> int:
    """Print the conditions with what they ask."""
    import kg.rules  # noqa: F401  (registers them)
    from kg.rules.conditions import registry, takes_list

    for name in sorted(registry):
        argument = " @list" if name in takes_list else ""
        print(f"{name}{argument}\n    {(registry[name].__doc__ or '').strip()}")
    return 0
