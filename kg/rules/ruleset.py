"""A rule set: rules, word lists and labels, compiled and ordered into strata.

In: what `kg.rules.load` has read and checked.  Out: `RuleSet`, the one object that matching, reading and resolving ask.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from kg.errors import RuleError
from kg.rules.automata import word_automaton
from kg.rules.firstpages import FirstPages, Here, Listed
from kg.rules.grammar import Vocabulary
from kg.rules.lists import WordList
from kg.rules.rule import Letters, Rule
from kg.rules.strata import OVERLAID, Stratum, stratify
from kg.rules.yamldoor import Mapping


class RuleSet:
    """Everything that rules folders say, compiled.  Build one with `load`."""

    def __init__(self, rules: Sequence[Rule], lists: dict[str, WordList], vocabulary: Vocabulary,
                 types: dict[str, str], plain: frozenset[str], digest: str, tables: dict[str, Mapping], folders: Sequence[Path]):
        self.rules = tuple(rules)
        self.lists, self.vocabulary, self.types, self.plain_labels = lists, vocabulary, types, plain
        self.hash, self.tables, self.folders = digest, tables, tuple(folders)
        self.errors: tuple[RuleError, ...] = ()
        self.told: tuple[tuple[str, int, str, str], ...] = ()  # advice of `kg.rules.layering`
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
        """The folded words of a list, or of one that stands in a file of its rules (`lines.yaml#role`); none of one that the rule set does not have."""
        return self.vocabulary.lists.get(name, ())

    def longest(self, name: str) -> int:
        """How long the longest word of a list is."""
        if name not in self._longest:
            self._longest[name] = max(map(len, self.words(name)), default=0)
        return self._longest[name]

    def word_set(self, name: str) -> frozenset[str]:
        """The folded words of a list, for membership."""
        if name not in self._word_sets:
            self._word_sets[name] = frozenset(self.words(name))
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
            together = OVERLAID if level in OVERLAID else (level,)
            self._strata |= stratify({each: self.level(each) for each in together}, [stratum for each in together for stratum in before.strata(each)] if before else ())
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
        if known := self._word_automaton or here and here.words:
            return known
        lists = [self.lists[name] for name in sorted(self.lists)]
        words, entries = [], []
        for word, number, index in self.listed() if here is None else here.listed():
            words.append(word)
            entries.append((lists[number], index, lists[number].label))
        made = (word_automaton(words), entries)
        if here is None:
            self._word_automaton = made
        else:
            here.words = made
        return made


NO_RULES = RuleSet((), {}, Vocabulary(), {}, frozenset(), "", {}, ())
"""A rule set that says nothing: no rule, no list, no table."""
