"""`kg rules test`: every sentence beside the rules, and with `--mutate` what the sentences would not notice."""
from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import add_rules, refuse_none, rule_folders
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.rules.mutation import Mutant


def add(actions) -> None:
    """Add the action to `kg rules`."""
    test = actions.add_parser("test", help="try every example, ignore and miss beside the rules",
                              description="Try every sentence beside the rules, alone and with all rules together; exit 1 if one fails. With --mutate, make the rules "
                                          "slightly wrong, one change at a time, and list the changes that no sentence notices.")
    add_rules(test)
    test.add_argument("--only", metavar="TEXT", help="only rules whose id or file contains this")
    test.add_argument("--accept", action="store_true", help="write what was found into the rule files of --rules folders (built-in ones where there are none), in place")
    test.add_argument("--mutate", action="store_true", help="drop a branch, widen a gap, remove a word, one at a time")
    test.add_argument("--sample", type=int, metavar="N", help="with --mutate: only N of the mutants")
    test.add_argument("--seed", type=int, default=0, metavar="N", help="with --sample: which ones (default: 0)")
    test.add_argument("--suggest", action="store_true", help="with --mutate: print sentences that would notice what none does; with --accept, write them beside their rules")
    test.add_argument("--shared", action="store_true", help="with --mutate: words of the lists in words/ too")
    test.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Try sentences, or mutants."""
    if (options.sample is not None or options.shared) and not options.mutate:
        raise UsageError("--sample and --shared belong to --mutate", hint="add --mutate")
    if options.suggest and not options.mutate:
        raise UsageError("--suggest belongs to --mutate", hint="add --mutate")
    if options.accept and options.mutate and not options.suggest:
        raise UsageError("--accept writes nothing of --mutate", hint="add --suggest")
    if options.sample is not None and options.sample < 1:
        raise UsageError("--sample must be at least 1")
    return _mutate(options) if options.mutate else _test(options)


def _wanted(options: argparse.Namespace):
    return lambda rule: not options.only or options.only in rule.id or options.only in rule.path


def _test(options: argparse.Namespace) -> int:
    from kg.read.line_samples import line_failures
    from kg.rules import load
    from kg.rules.samples import every, test_rule
    from kg.rules.stopping import letter

    folders = rule_folders(options)
    ruleset = load(folders)
    rules = [rule for rule in ruleset.rules if _wanted(options)(rule)]
    refuse_none(options, rules)
    failures = [failure for rule in rules for failure in (line_failures if rule.level == "lines" else test_rule)(rule, ruleset)]
    for failure in failures:
        print(letter(failure, ruleset))
    accepted = 0
    if options.accept:
        from kg.rules.accepting import accept

        accepted = accept(failures, ruleset, folders[1:] or folders)
        print(f"{accepted} accepted: read the difference", file=sys.stderr)
    sentences = sum(1 for rule in rules for _ in every([*rule.examples, *rule.ignores, *rule.misses]))
    print(f"{len(rules)} rule{'' if len(rules) == 1 else 's'}, {sentences} sentences, {len(failures)} failed")
    return 1 if len(failures) > accepted else 0


_mutants: list = []
_notice = None


def _start(folders: tuple[Path, ...], options: argparse.Namespace) -> None:
    """Each process has the rules, and the mutants in the same order."""
    global _mutants, _notice
    if _notice is None:
        from kg.read.line_samples import line_failures
        from kg.rules import load
        from kg.rules.folders import homes
        from kg.rules.mutation import Notice, mutants_of, sample_of

        ruleset = load(folders)
        own = list(homes(folders))[1:]
        refuse_none(options, [rule for rule in ruleset.rules if _wanted(options)(rule)])
        _mutants = mutants_of(ruleset, lambda rule: _wanted(options)(rule) and (not own or rule.path.partition("/")[0] in own), options.shared)
        if options.sample is not None:
            _mutants = sample_of(_mutants, options.sample, options.seed)
        _notice = Notice(ruleset, lambda rule, changed: bool(line_failures(rule, changed)))


def _tried(numbers: range) -> list[bool | None]:
    assert _notice is not None
    return [_notice.noticed(_mutants[number]) for number in numbers]


_BATCH = 40


def _mutate(options: argparse.Namespace) -> int:
    global _notice
    from kg import engine

    folders, _notice = rule_folders(options), None
    _start(folders, options)
    batches = [range(at, min(at + _BATCH, len(_mutants))) for at in range(0, len(_mutants), _BATCH)]
    assert _notice is not None
    noticed = [answer for part in engine.run(_tried, batches, engine.worth(len(batches)), _start, (folders, options)) for answer in part]
    count: Counter[tuple[str, bool | None]] = Counter()
    for mutant, answer in zip(_mutants, noticed, strict=True):
        count[mutant.sort, answer] += 1
        if answer is False:
            print(mutant)
    failing = sorted({rule for mutant in _mutants for rule in mutant.rules if _notice.fails_now(rule)})
    if failing:
        print(f"passed over, since their sentences fail as they stand: {', '.join(failing)}", file=sys.stderr)
    for sort in ("branch", "gap", "word"):
        if any(count[sort, answer] for answer in (True, False, None)):
            print(f"{sort}: {count[sort, True] + count[sort, False]} mutants, {count[sort, False]} unnoticed; {count[sort, None]} more change nothing that a page could show")
    tried = sum(n for (_sort, answer), n in count.items() if answer is not None)
    left = sum(n for (_sort, answer), n in count.items() if answer is False)
    if options.suggest:
        _suggest([mutant for mutant, answer in zip(_mutants, noticed, strict=True) if answer is False], options)
    print(f"{tried} mutants, {left} unnoticed ({left / max(tried, 1):.1%})")
    return 0


def _suggest(unnoticed: Sequence[Mutant], options: argparse.Namespace) -> None:
    from kg.read.line_samples import tries
    from kg.rules.suggesting import suggest

    assert _notice is not None
    ruleset, folders = _notice.ruleset, rule_folders(options)
    found = suggest(unnoticed, ruleset, tries)
    for suggestion in found:
        print(suggestion)
    print(f"{len(found)} sentences notice {sum(len(one.words) for one in found)} of {len(unnoticed)}", file=sys.stderr)
    if options.accept:
        from kg.rules.accepting import accept_suggestions

        print(f"{accept_suggestions(found, ruleset, folders[1:] or folders)} written: read them, mend their sense or drop them", file=sys.stderr)
