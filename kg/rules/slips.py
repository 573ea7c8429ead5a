"""Slips of an author's hand that load as they stand and then find nothing, or find what no later step hears.

In: a `RuleSet`.  Out: `Letter` records: operators typed in full width, a label without its capital or a list without its @, a slot that only
a later turn of its own label could fill, relations of which the graph gets nothing, subtypes and predicates that nothing else says.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from kg.rules.advice import Letter, letter_on, slots_of
from kg.rules.folders import homes
from kg.rules.grammar import nearest
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.samples import every
from kg.rules.taken import SLOTS_OF_LABELS
from kg.text import fold

_SIGNS = ((re.compile(r"｛\s*[A-Za-z-]+\s*[:：]|＠[A-Za-z]|＜[a-z-]+＞"), "signs in full width stand for printed ones", "write {name:Label}, @list and <class> in half width"),
          (re.compile(r"（[^（）()]*[|｜][^（）()]*）"), "brackets in full width stand for printed ones and group nothing", "write alternatives (甲|乙)"),
          (re.compile(r"[^\s（(|｜]｜[^\s）)|｜]"), "a bar in full width stands for a printed one and parts nothing", "write alternatives (甲|乙)"),
          (re.compile(r"^“.*”$|^‘.*’$"), "Chinese quotation marks stand for printed ones", 'a pattern is quoted "…"'))
"""What an input method for Chinese makes of operators, and what to write."""
_SET = re.compile(r"\[[^\]]*\]")  # what stands in a set is meant as printed
_BARE = re.compile(r"\{([a-z][a-z0-9-]*):([a-z][A-Za-z0-9-]*)\}")
_READ_AS_THEY_ARE = (*SLOTS_OF_LABELS, "HoldsPost", "ShortFor")  # relations that steps of their own make of a match (kg.resolve)
_CLOSED = ("ORG", "LOC")  # types whose subtypes the graph's shapes list


def slips(ruleset: RuleSet, wanted: Callable[[Rule], bool]) -> Iterator[Letter]:
    """All letters on the rules that are wanted."""
    heard, ground = _heard(ruleset), _of_the_ground(ruleset)
    for rule in filter(wanted, ruleset.rules):
        yield from _signs_in_full_width(rule)
        yield from _bare_words(rule, ruleset)
        if rule.level in ("names", "values"):
            yield from _slots_of_own_label(rule, ruleset)
        if rule.level == "relations" and rule.label not in _READ_AS_THEY_ARE:
            yield from _unheard_relation(rule, heard)
        yield from _unheard_words(rule, ruleset.types.get(rule.label, ""), ground)


def _shown(rule: Rule) -> str:
    return "\n".join(fold(sample.text) for sample in every(rule.examples))


def _signs_in_full_width(rule: Rule) -> Iterator[Letter]:
    for pattern in rule.patterns:
        for sign, what, hint in _SIGNS:
            found = sign.search(_SET.sub("", pattern.source))
            if found and not any(fold(c) in _shown(rule) for c in found[0] if c in "｛＠＜（｜“‘"):  # no example has it, so no page is meant to
                yield letter_on(rule, pattern.source, f"in {pattern.source} {what}", hint)


def _bare_words(rule: Rule, ruleset: RuleSet) -> Iterator[Letter]:
    """{org:org} and {post:posts}: Latin letters where a label or a list was meant."""
    known = {name.casefold(): name for name in (*ruleset.vocabulary.signs, *ruleset.vocabulary.groups)}
    lists = ruleset.vocabulary_of(rule.path).lists
    for pattern in rule.patterns:
        for slot, word in _BARE.findall(pattern.source):
            meant = known.get(word.casefold()) or (f"@{word}" if word in lists else "")
            if meant and fold(word) not in _shown(rule):
                yield letter_on(rule, pattern.source, f"{{{slot}:{word}}} asks for the letters {word}", f"did you mean {{{slot}:{meant}}}?")


def _slots_of_own_label(rule: Rule, ruleset: RuleSet) -> Iterator[Letter]:
    listed = {word_list.label for word_list in ruleset.lists.values()}
    if rule.label in rule.waits_for or rule.label in listed:
        return
    for pattern in rule.patterns:
        for name, labels in slots_of(pattern.tree):
            if set(labels) == {rule.label}:
                yield letter_on(rule, pattern.source, f"the slot {{{name}:{rule.label}}} is never filled: rules of one label are tried together", waiting(rule.label))


def waiting(label: str) -> str:
    """What a rule says whose slot holds its own label."""
    return f"add waits-for: [{label}], so that this one is tried after the others"


def _heard(ruleset: RuleSet) -> frozenset[str]:
    """Labels that slots of rules ask for."""
    return frozenset(label for rule in ruleset.rules for pattern in rule.patterns for label in pattern.labels)


def _unheard_relation(rule: Rule, heard: frozenset[str]) -> Iterator[Letter]:
    said, place = dict(rule.attributes), rule.raw["id"]
    if "predicate" not in said:
        if rule.label not in heard:
            yield Letter(rule.path, place.line, place.column, f"what {rule.id} finds is no relation of the graph", "add set: {predicate: …}, such as located_in")
        return
    for pattern in rule.patterns:
        slots = {name for name, *_ in pattern.slots}
        ends = 2 if {"subject", "object"} <= slots else 1 if slots & {"subject", "object"} else 0
        if ends < (1 if said.get("pairs") == "yes" or "about" in said else 2):
            yield letter_on(rule, pattern.source, f"what {rule.id} finds is no relation of the graph, which has a subject and an object", "call the two slots {subject:…} and {object:…}")


def _unheard_words(rule: Rule, type_: str, ground: dict[tuple[str, str], set[str]]) -> Iterator[Letter]:
    """A subtype that no rule of the ground has; a predicate (of which a pack may have its own) that is nearly one of theirs."""
    for key, value in (rule.raw.get("set") or {}).items():
        if key == "subtype" and type_ in _CLOSED and (known := ground[key, type_]) and value not in known:
            yield Letter(rule.path, value.line, value.column, f"{type_} has no subtype {value}, and the shapes of the graph refuse it", "known: " + ", ".join(sorted(known)))
        if key == "predicate" and value not in ground[key, ""] and (close := nearest(value, ground[key, ""])).startswith("did"):
            yield Letter(rule.path, value.line, value.column, f"no built-in rule has the predicate {value}", close)


def _of_the_ground(ruleset: RuleSet) -> dict[tuple[str, str], set[str]]:
    """The subtypes of a type, and the predicates, that rules of the lowest folder set."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    ground = next(iter(homes(ruleset.folders)), "")
    for rule in ruleset.rules:
        for key, value in rule.attributes if rule.path.partition("/")[0] == ground else ():
            if key in ("subtype", "predicate"):
                found[key, ruleset.types.get(rule.label, "") if key == "subtype" else ""].add(value)
    return found
