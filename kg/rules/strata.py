"""Rules of one level in the order in which they run: what a rule's slots need is made before it.

In: the rules of levels that see the same sheet.  Out: their `Stratum`s, with one lookout for all of them.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from kg.errors import RuleError
from kg.rules.conditions import follows
from kg.rules.lookout import Lookout
from kg.rules.patterns import Pattern
from kg.rules.rule import Rule
from kg.rules.trials import Trial
from kg.rules.triggers import REQUIREMENTS

if TYPE_CHECKING:
    from kg.rules.proposals import Company

OVERLAID = ("relations", "claims")
"""Levels whose mentions lie over the others and change no sheet: what one of them sees there, the other sees, too."""
LEFT_OVER = -5  # weight; rules as light as that explain what all others of their stratum have left


@dataclass(slots=True)
class Stratum:
    """Rules of one level that may run together: none uses a label that another of them makes."""

    rules: tuple[Rule, ...]
    tries: tuple[tuple[Rule, Pattern], ...]
    proposed: tuple[tuple[str, tuple[Rule, ...]], ...]
    lookout: Lookout  # of all strata of the level, or of those that see the same sheet
    first: int = 0  # the number that the lookout gives to the first of the patterns
    companies: dict[str, Company] = field(init=False, default_factory=dict, compare=False, repr=False)  # proposer → its rules by what stands beside (`kg.rules.proposals`)
    _trials: tuple[tuple, tuple[Trial, ...]] = field(init=False, default=((), ()), compare=False, repr=False)  # of which `tries`, and those made ready
    left_over: int = field(init=False)  # the lookout's first bits of patterns for what is left over: all that such a pattern needs stands in its mention

    def __post_init__(self) -> None:
        last = [number for number, (rule, pattern) in enumerate(self.tries, self.first) if rule.weight <= LEFT_OVER and not rule.keep and not pattern.has_context
                and not any(test is follows for _slot, _wanted, test, _argument in rule.conditions)]
        self.left_over = sum(1 << number * REQUIREMENTS for number in last)

    @property
    def trials(self) -> tuple[Trial, ...]:
        """`tries`, made ready."""
        if self._trials[0] is not self.tries:
            self._trials = self.tries, tuple([Trial(*one) for one in self.tries])
        return self._trials[1]

    @property
    def own(self) -> int:
        """The bits that the lookout has for the patterns of this stratum."""
        return (1 << len(self.tries) * REQUIREMENTS) - 1 << self.first * REQUIREMENTS


def stratify(levels: Mapping[str, Sequence[Rule]], before: Sequence[Stratum] = ()) -> dict[str, tuple[Stratum, ...]]:
    """The strata of each level; automata are taken from the strata `before` where these have the same patterns."""
    ordered = {level: _ordered(rules, level) for level, rules in levels.items()}
    made = iter(_strata([rules for level in ordered for rules in ordered[level]], before))
    return {level: tuple(islice(made, len(rules))) for level, rules in ordered.items()}


def _ordered(rules: Sequence[Rule], level: str) -> list[list[Rule]]:
    """The rules of a level so that what a rule's slots need is made in an earlier stratum of the level.

    A rule that waits for its own label (an organisation made of two organisations) is tried right after the other rules of that label.
    """
    makers = {rule.label for rule in rules}
    joined = {rule.label for rule in rules if rule.label in rule.waits_for}
    depth: dict[str, int] = {}
    needs: dict[str, set[str]] = {label: set() for label in makers}
    for rule in rules:
        for pattern in rule.patterns:
            needs[rule.label] |= {label for label in pattern.labels if label in makers}
        needs[rule.label] |= {label for label in rule.waits_for if label in makers}
    if level in OVERLAID:
        needs = {label: set() for label in makers}

    def depth_of(label: str, path: tuple[str, ...] = ()) -> int:
        if label in path:
            rule = next(rule for rule in rules if rule.label == label)
            raise RuleError(f"labels need each other in a circle: {' → '.join((*path, label))}", f"{rule.path}:{rule.line}",
                            "let one of the rules use a label that word lists make")
        if label not in depth:
            depth[label] = max((depth_of(n, (*path, label)) + (2 if n in joined else 1) for n in needs[label] if n != label), default=0)
        return depth[label]

    found: dict[int, list[Rule]] = {}
    for rule in rules:
        found.setdefault(depth_of(rule.label) + (rule.label in rule.waits_for), []).append(rule)
    return [found[depth] for depth in sorted(found)]


def _strata(levels: Sequence[Sequence[Rule]], before: Sequence[Stratum] = ()) -> tuple[Stratum, ...]:
    """The strata of rules in this order, with one lookout for all of them."""
    tries = [tuple((rule, pattern) for rule in rules for pattern in rule.patterns) for rules in levels]
    patterns = [pattern for part in tries for _rule, pattern in part]
    known = [pattern for stratum in before for _rule, pattern in stratum.tries]
    is_known = len(known) == len(patterns) and all(a is b for a, b in zip(known, patterns, strict=True))
    lookout = before[0].lookout if before and is_known else Lookout.of([pattern.requirements for pattern in patterns])
    first = [0, *accumulate(map(len, tries))]
    return tuple(Stratum(tuple(rules), part, _proposed(rules), lookout, number) for rules, part, number in zip(levels, tries, first, strict=False))


def _proposed(rules: Sequence[Rule]) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Proposers and the rules that ask them."""
    return tuple((name, tuple(rule for rule in rules if rule.proposer == name)) for name in sorted({rule.proposer for rule in rules if rule.proposer}))
