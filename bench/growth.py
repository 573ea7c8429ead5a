"""What more rules cost: the same pages with 1, 2, 5 and 10 times the rules.

    python bench/growth.py [--times N …] [--pages N]

Every rule with a pattern gets copies that ask for one more word directly before their match, each copy for another: words of the dictionary that news
prints now and then (溪口, 锚链), so that some copies are tried and nearly none matches, as rules for other trades and regions would be.  In: made pages
(bench/archive) and the built-in rules.  Out: processor time of reading to resolved claims, best of three, and what it is to the time with the rules as they are.
"""
from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench.archive.pages import page  # noqa: E402

from kg.rules import RuleSet  # noqa: E402
from kg.rules.patterns import Pattern  # noqa: E402
from kg.rules.rule import Rule  # noqa: E402
from kg.rules.triggers import REQUIREMENTS  # noqa: E402
from kg.text import fold  # noqa: E402

GOAL = 1.3  # times the time with ten times the rules
LEVELS = ("names", "values", "relations", "claims")
_RARE = range(20, 200)  # how often the dictionary counted a trigger's word; common words have thousands
_STEP = 4  # every fourth such word: a few thousand are needed


def triggers() -> Iterator[str]:
    """Uncommon words of two characters, the same in every run."""
    from kg.lexicon import lexicon
    from kg.tokens import frequency

    words = (word for word in lexicon().bundles.words() if len(word) == 2 and frequency(word) in _RARE)
    return cycle([fold(word) for number, word in enumerate(words) if number % _STEP == 0])


def copy_of(rule: Rule, number: int, words: Iterator[str]) -> Rule:
    """The rule once more, asking for another word before each of its patterns."""
    return replace(rule, id=f"{rule.id}-{number}", patterns=tuple(_with_trigger(pattern, next(words)) for pattern in rule.patterns))


def _with_trigger(pattern: Pattern, word: str) -> Pattern:
    return Pattern(word + pattern.source, pattern.tree, (word,), (frozenset((word,)), *pattern.requirements)[:REQUIREMENTS], pattern.slots, pattern.labels,
                   (f"{word}(?:){pattern.pieces[0]}", *pattern.pieces[1:]), None)


def grown(ruleset: RuleSet, times: int) -> RuleSet:
    """The rule set with so many times its rules; those copied are the ones with a pattern, of all levels that run over a page's sentences."""
    words = triggers()
    models = [rule for rule in ruleset.rules if rule.level in LEVELS and rule.patterns]
    copies = [copy_of(models[number % len(models)], number // len(models) + 1, words) for number in range((times - 1) * len(ruleset.rules))]
    made = RuleSet((*ruleset.rules, *copies), ruleset.lists, ruleset.vocabulary, ruleset.types, ruleset.plain_labels, ruleset.hash, ruleset.tables, ruleset.folders)
    made.documents = ruleset.documents
    return made


def seconds(texts: Sequence[str], ruleset: RuleSet) -> float:
    """Processor seconds from characters to resolved claims, best of three; patterns and automata are made before."""
    from kg.pipeline import analyse
    from kg.read import read_text

    best = float("inf")
    for _ in range(4):
        started = time.process_time()
        for number, text in enumerate(texts):
            analyse(read_text(text, str(number), ruleset=ruleset), ruleset)
        best = min(best, time.process_time() - started)
    return best


def measure(pages: int, times: Sequence[int]) -> list[tuple[int, int, float]]:
    """(times, rules, processor seconds) for each size of the rule set."""
    from kg.rules import built_in_rules

    ruleset = built_in_rules()
    texts = [page(number, seed=5) for number in range(pages)]
    return [(each, len(larger.rules), seconds(texts, larger)) for each in times for larger in [grown(ruleset, each)]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 5, 10], metavar="N")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measure(options.pages, options.times)
    if options.json:
        print(json.dumps(rows))
        return
    for times, rules, each in rows:
        print(f"{times:3} × the rules: {rules:6,} rules  {each:7.3f} s   {each / rows[0][2]:.2f} × the time")
    print(f"goal: {GOAL} × the time for 10 × the rules")


if __name__ == "__main__":
    main()
