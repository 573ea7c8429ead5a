"""A rule: what it matches, what it makes, and the sentences beside it.

In: what `kg.rules.making` has checked and compiled.  Out: `Rule` and its `Sample`s; what only people read of them is opened when somebody asks.
"""
from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import record
from kg.rules.conditions import Condition
from kg.rules.late import Late
from kg.rules.patterns import Context, Pattern
from kg.rules.yamldoor import Mapping

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
    asked: tuple[tuple[str, tuple[str, ...]], ...] = ()  # slots, and of each the few words of which a condition asks for one
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
    late: tuple = field(default=(), compare=False, repr=False)  # of one from the cache: its letters, and its number there


LATE = ("raw", "examples", "ignores", "misses")
"""The fields of a rule that a rule set from the cache opens late."""


def _open_letters(rule: Rule) -> None:
    letters, number = rule.late
    rule.raw, rule.examples, rule.ignores, rule.misses, _trees = letters.open()[0][number]


for _name in LATE:
    setattr(Rule, _name, Late(getattr(Rule, _name), _open_letters))
