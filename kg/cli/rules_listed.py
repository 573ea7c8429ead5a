"""`kg rules labels`, `lists`, `conditions`: what a rule may name.

In: the rules of the command line.  Out: lines, a second one set in below each name.
"""
from __future__ import annotations

import argparse
from collections import Counter, defaultdict

from kg.cli.layers import add_rules, rule_folders
from kg.errors import UsageError

_SHOWN = 4  # words of a list, rules and lists of a label


def add(actions) -> None:
    """Add the actions to `kg rules`."""
    labels = actions.add_parser("labels", help="list the labels that a slot may ask for, and their groups",
                                description="List the labels that a slot of a pattern may ask for ({who:Person}), what makes each, and the groups that name several at once.")
    add_rules(labels)
    labels.set_defaults(run=run_labels)
    lists = actions.add_parser("lists", help="list the word lists that a pattern may name",
                               description="List the word lists in words/, which a pattern names with @. With TEXT only those whose name or description holds it or that have it as a word.")
    lists.add_argument("text", nargs="?", metavar="TEXT", help="a part of a name or a description, or a word")
    add_rules(lists)
    lists.set_defaults(run=run_lists)
    conditions = actions.add_parser("conditions", help="list the conditions that where: may name", description="List the conditions that the field where: of a rule may name, and what each asks.")
    conditions.set_defaults(run=run_conditions)


def run_labels(options: argparse.Namespace) -> int:
    """Print the groups with their labels, then each label with what makes it."""
    from kg.rules import load_cached

    ruleset = load_cached(rule_folders(options))
    for group, labels in sorted(ruleset.vocabulary.groups.items()):
        print(f"{group}\n    any of {', '.join(labels)}")
    lists: dict[str, list[str]] = defaultdict(list)
    for name in sorted(ruleset.lists):
        lists[ruleset.lists[name].label].append(name)
    rules = {label: Counter(rule.level for rule in ruleset.rules if rule.label == label) for label in ruleset.vocabulary.signs}
    for label in ruleset.vocabulary.signs:
        made = [f"{number} rule{'' if number == 1 else 's'} of level {level}" for level, number in rules[label].items()]
        several = lists[label]
        made += ["words of " + ", ".join(several[:_SHOWN]) + (f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else "")] if several else []
        kind = ruleset.type_of(label)
        print(f"{label}{f' ({kind})' if kind else ''}\n    {'; '.join(made) or 'no rule and no list makes it'}")
    return 0


def run_lists(options: argparse.Namespace) -> int:
    """Print each list with its file, some of its words and what it is."""
    from kg.rules import load_cached
    from kg.text import fold

    ruleset, text = load_cached(rule_folders(options)), options.text
    found = [one for _name, one in sorted(ruleset.lists.items()) if not text or text in one.name or text in one.about or fold(text) in one.words]
    if not found:
        raise UsageError(f"no list is called so, tells of it or has the word {text}", hint="a shorter part of a name finds more; kg rules lists has all")
    for one in found:
        shown = [text, *(word for word in one.words if word != fold(text))] if text and fold(text) in one.words else list(one.words)
        words = "、".join(shown[:_SHOWN]) + ("" if len(shown) <= _SHOWN else f" and {len(shown) - _SHOWN} more")
        print(f"@{one.name} ({one.path}){f', makes {one.label}' if one.label else ''}: {words}\n    {one.about}")
    return 0


def run_conditions(options: argparse.Namespace) -> int:
    """Print the conditions with what they ask."""
    import kg.rules  # noqa: F401  (registers them)
    from kg.rules.conditions import registry, signature

    for name in sorted(registry):
        print(f"{signature(name)}\n    {(registry[name].__doc__ or '').strip()}")
    return 0
