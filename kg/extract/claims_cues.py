"""The word lists that reading a claim needs, looked up once per page.

In: a `RuleSet`.  Out: `Cues`.  What a word means stays in `rules/words/`; here it only gets a name in code.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.rules import RuleSet
from kg.text import fold


@dataclass(frozen=True, slots=True)
class Cues:
    """Word sets and small tables of the claims room; each field is the list of that name."""

    approach: frozenset[str]
    light: frozenset[str]
    pivot: frozenset[str]
    actors: frozenset[str]
    adverbs: frozenset[str]
    joining: frozenset[str]
    heads: frozenset[str]
    bound_after: frozenset[str]
    person_units: frozenset[str]
    count_heads: frozenset[str]
    deaths: tuple[str, ...]
    scopes: frozenset[str]
    soft: frozenset[str]
    function_signs: frozenset[str]
    mass_units: frozenset[str]
    time_units: frozenset[str]
    event_units: frozenset[str]
    person_endings: tuple[str, ...]
    references: frozenset[str]
    holding: frozenset[str]
    whole_sums: frozenset[str]
    own_objects: frozenset[str]
    agent_units: frozenset[str]
    terms: tuple[str, ...]
    unit_nouns: Mapping[str, str]
    attribute_units: Mapping[str, str]
    measures: Mapping[str, str]

    @classmethod
    def of(cls, ruleset: RuleSet) -> Cues:
        """The cues of a rule set."""
        return cls(
            ruleset.word_set("approach"), ruleset.word_set("light-verbs"), ruleset.word_set("pivot-verbs"),
            ruleset.word_set("actor-nouns"), ruleset.word_set("adverbs-of-figures"), ruleset.word_set("joining-verbs"),
            ruleset.word_set("compound-heads"), ruleset.word_set("bound-after"), ruleset.word_set("person-units"),
            ruleset.word_set("count-heads"), ruleset.words("death-verbs"), ruleset.word_set("scope-words"),
            ruleset.word_set("soft-verbs"), ruleset.word_set("function-signs"), ruleset.word_set("mass-units"),
            ruleset.word_set("time-units"), ruleset.word_set("event-units"), ruleset.words("person-endings"), references(ruleset),
            ruleset.word_set("holding-verbs"), ruleset.word_set("sums-as-stated"), ruleset.word_set("own-object-verbs"), ruleset.word_set("agent-units"),
            tuple(sorted(ruleset.words("metric-terms"), key=lambda word: (-len(word), word))),
            table(ruleset, "unit-nouns"), table(ruleset, "attribute-units"), table(ruleset, "measure-verbs"),
        )


def table(ruleset: RuleSet, name: str) -> dict[str, str]:
    """A word list whose words carry one value, as a mapping."""
    words = ruleset.lists[name]
    return {word: words.rows[index][0] for index, word in enumerate(words.words)}


def references(ruleset: RuleSet) -> frozenset[str]:
    """Every pointer joined to every class noun (我 + 市, 该 + 公司), as `rules/references.yaml` lists them."""
    listed = ruleset.table("references")
    return frozenset(fold(pointer + noun) for pointer in listed["pointers"] for noun in listed["nouns"])
