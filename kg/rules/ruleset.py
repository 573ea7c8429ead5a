"""A rule set: rules, word lists and labels, compiled and ordered into strata.

In: what `kg.rules.load` has read and checked.  Out: `RuleSet`, the one object that matching, reading and resolving ask.
"""
from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from kg.errors import RuleError
from kg.model import record
from kg.rules.conditions import Condition
from kg.rules.automata import word_automaton
from kg.rules.firstpages import FirstPages, Here, Listed
from kg.rules.grammar import Vocabulary
from kg.rules.late import Late
from kg.rules.lists import WordList
from kg.rules.lookout import Lookout
from kg.rules.patterns import Context, Pattern
from kg.rules.trials import Trial
from kg.rules.triggers import REQUIREMENTS
from kg.rules.yamldoor import Mapping

LEFT_OVER = -5  # weight; rules as light as that explain what all others of their stratum have left
BLANK = "＿"  # in a sentence with several words, where each of them stands


@record
class Sample:
    """A sentence beside a rule: `finds` for examples, None for ignores and misses.

    With `words` it is several sentences: each of the words in turn stands where `＿` is printed, in `finds` too.
    """

    text: str
    finds: tuple[tuple[str, str], ...] | None
    because: str
    line: int
    words: tuple[str, ...] = ()

    def each(self) -> Iterator[Sample]:
        """The sentences that this one stands for: itself, or one a word.

        >>> [one.text for one in Sample("汕头市水务局＿濠江区", None, "", 1, ("搬入", "搬到")).each()]
        ['汕头市水务局搬入濠江区', '汕头市水务局搬到濠江区']
        """
        if not self.words:
            yield self
        for word in self.words:
            finds = self.finds and tuple((slot, text.replace(BLANK, word)) for slot, text in self.finds)
            yield Sample(self.text.replace(BLANK, word), finds, self.because, self.line)


class Letters:
    """What only people read of a rule set (rules as written, the sentences beside them, parsed patterns, whole files), packed until somebody asks.

    It is two thirds of a rule set, and a build does without.
    """

    def __init__(self, packed: memoryview | bytes):
        self._packed = packed
        self._opened: tuple[list[tuple], tuple] | None = None

    def __reduce__(self):  # what is mapped goes to other machines as bytes
        return Letters, (bytes(self._packed),)

    def open(self) -> tuple[list[tuple], tuple]:
        """For each rule (as written, examples, ignores, misses, trees and requirements of its patterns), and all documents."""
        if self._opened is None:
            self._opened = pickle.loads(self._packed)  # noqa: S301 (`kg.rules.cache` has read it with the rules, under one digest)
        return self._opened


@dataclass(slots=True)
class Rule:
    """One checked and compiled rule; see docs/rules.md for what each field means."""

    id: str
    about: str
    level: str
    label: str
    path: str
    line: int
    patterns: tuple[Pattern, ...] = ()
    unless: frozenset[str] = frozenset()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    conditions: tuple[tuple[str, bool, Condition, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    weight: float = 0.0
    keep: str = ""
    key: tuple[str, ...] = ("value", "who")
    shares: bool = False
    shorter: bool = False
    zones: tuple[str, ...] = ()
    everywhere: bool = False
    narrows: bool = False
    proposer: str = ""
    waits_for: tuple[str, ...] = ()
    zone: str = ""  # of a line rule, as its score, what it takes and its conditions
    score: str = ""
    takes: str = ""
    when: tuple[str, ...] = ()
    preceding: Context | None = None
    following: Context | None = None
    examples: tuple[Sample, ...] = ()
    ignores: tuple[Sample, ...] = ()
    misses: tuple[Sample, ...] = ()
    raw: Mapping = field(default_factory=Mapping)
    late: tuple[Letters, int] | None = field(default=None, compare=False, repr=False)


LATE = ("raw", "examples", "ignores", "misses")
"""The fields of a rule that a rule set from the cache opens late."""


def _open_letters(rule: Rule) -> None:
    letters, number = rule.late
    rule.raw, rule.examples, rule.ignores, rule.misses, _trees = letters.open()[0][number]


for _name in LATE:
    setattr(Rule, _name, Late(getattr(Rule, _name), _open_letters))


@dataclass(slots=True)
class Stratum:
    """Rules of one level that may run together: none uses a label that another of them makes."""

    rules: tuple[Rule, ...]
    tries: tuple[tuple[Rule, Pattern], ...]
    proposed: tuple[tuple[str, tuple[Rule, ...]], ...]
    lookout: Lookout  # of all strata of the level
    first: int = 0  # the number that the lookout gives to the first of the patterns
    companies: dict[str, object] = field(init=False, default_factory=dict, compare=False, repr=False)  # proposer → its rules by what stands beside (`kg.rules.proposals`)
    _trials: tuple[tuple, tuple[Trial, ...]] = field(init=False, default=((), ()), compare=False, repr=False)  # of which `tries`, and those made ready
    left_over: int = field(init=False)  # the lookout's first bits of patterns for what is left over: all that such a pattern needs stands in its mention

    def __post_init__(self) -> None:
        last = [number for number, (rule, pattern) in enumerate(self.tries, self.first) if rule.weight <= LEFT_OVER and not rule.keep and not pattern.has_context]
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


class RuleSet:
    """Everything that rules folders say, compiled.  Build one with `load`."""

    def __init__(self, rules: Sequence[Rule], lists: dict[str, WordList], vocabulary: Vocabulary,
                 types: dict[str, str], plain: frozenset[str], digest: str, tables: dict[str, Mapping], folders: Sequence[Path]):
        self.rules = tuple(rules)
        self.lists, self.vocabulary, self.types, self.plain_labels = lists, vocabulary, types, plain
        self.hash, self.tables, self.folders = digest, tables, tuple(folders)
        self.errors: tuple[RuleError, ...] = ()
        self._strata: dict[str, tuple[Stratum, ...]] = {}
        self._word_sets: dict[str, frozenset[str]] = {}
        self._longest: dict[str, int] = {}
        self._word_automaton: tuple | None = None
        self.late: Letters | None = None
        self.first_pages: FirstPages | None = None  # of a rule set from the cache

    @cached_property
    def documents(self) -> tuple[tuple[str, Mapping], ...]:
        """Every rule file as it was read; a rule set from the cache opens them when asked."""
        return self.late.open()[1] if self.late else ()

    def __getstate__(self) -> dict:
        state = {key: value for key, value in self.__dict__.items() if key != "by_id"}
        return state | {"_strata": {}, "_word_sets": {}, "_longest": {}, "_word_automaton": None, "first_pages": None}

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Rules by their id."""
        return {rule.id: rule for rule in self.rules}

    def vocabulary_of(self, path: str) -> Vocabulary:
        """What patterns of a rule file may name: shared lists, its local lists, labels."""
        shared = {name: words for name, words in self.vocabulary.lists.items() if "#" not in name}
        local = {name.partition("#")[2]: words for name, words in self.vocabulary.lists.items() if name.startswith(f"{path}#")}
        return Vocabulary(shared | local, self.vocabulary.signs, self.vocabulary.groups)

    def words(self, name: str) -> tuple[str, ...]:
        """The folded words of a list."""
        return self.vocabulary.lists[name]

    def longest(self, name: str) -> int:
        """How long the longest word of a list is."""
        if name not in self._longest:
            self._longest[name] = max(map(len, self.vocabulary.lists[name]))
        return self._longest[name]

    def word_set(self, name: str) -> frozenset[str]:
        """The folded words of a list, for membership."""
        if name not in self._word_sets:
            self._word_sets[name] = frozenset(self.vocabulary.lists[name])
        return self._word_sets[name]

    def table(self, name: str) -> Mapping:
        """A plain YAML table that sits beside the rules (`units.yaml`, `short-forms.yaml`)."""
        return self.tables[name]

    def type_of(self, label: str) -> str:
        """The entity type of a label (`ORG`, `PER`, `LOC`, a further class, or empty)."""
        return self.types.get(label, "")

    def level(self, level: str) -> tuple[Rule, ...]:
        """The rules of a level, in file order."""
        return tuple(rule for rule in self.rules if rule.level == level)

    def strata(self, level: str, before: RuleSet | None = None) -> tuple[Stratum, ...]:
        """The strata of a level, lowest first; automata are taken from the rule set `before` where a stratum's patterns are the same ones."""
        if level not in self._strata:
            self._strata[level] = stratify(self.level(level), level, before.strata(level) if before else ())
        return self._strata[level]

    def here(self, form: str) -> Here | None:
        """For one of the first pages that a rule set from the cache sees, what stands in it; else None."""
        return None if self.first_pages is None else self.first_pages.here(form)

    def listed(self) -> Iterator[Listed]:
        """Every word of a labelled list, once; a list counts in the order of all lists' names."""
        seen: set[str] = set()
        for number, name in enumerate(sorted(self.lists)):
            if self.lists[name].label:
                for index, word in enumerate(self.lists[name].words):
                    if word not in seen:
                        seen.add(word)
                        yield word, number, index

    def word_automaton(self, here: Here | None = None) -> tuple:
        """(automaton, entries) over all labelled lists, or over those of their words that stand `here`; an entry is (list, index, label)."""
        if self._word_automaton is not None:
            return self._word_automaton
        lists = [self.lists[name] for name in sorted(self.lists)]
        words, entries = [], []
        for word, number, index in self.listed() if here is None else here.listed():
            words.append(word)
            entries.append((lists[number], index, lists[number].label))
        made = (word_automaton(words), entries)
        if here is None:
            self._word_automaton = made
        return made


def stratify(rules: Sequence[Rule], level: str, before: Sequence[Stratum] = ()) -> tuple[Stratum, ...]:
    """Order rules so that what a rule's slots need is made in an earlier stratum of the level.

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
    if level in ("relations", "claims"):
        needs = {label: set() for label in makers}

    def depth_of(label: str, path: tuple[str, ...] = ()) -> int:
        if label in path:
            rule = next(rule for rule in rules if rule.label == label)
            raise RuleError(f"labels need each other in a circle: {' → '.join((*path, label))}", f"{rule.path}:{rule.line}",
                            "let one of the rules use a label that word lists make")
        if label not in depth:
            depth[label] = max((depth_of(n, (*path, label)) + (2 if n in joined else 1) for n in needs[label] if n != label), default=0)
        return depth[label]

    levels: dict[int, list[Rule]] = {}
    for rule in rules:
        levels.setdefault(depth_of(rule.label) + (rule.label in rule.waits_for), []).append(rule)
    return _strata([levels[d] for d in sorted(levels)], before)


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
