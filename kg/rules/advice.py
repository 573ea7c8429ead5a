"""What an author would rather know about rules that load: doubles, shadows, dead ends, idle lists.

In: a `RuleSet`.  Out: `Letter` records.  Nothing here runs a rule over a text; `kg.rules.coverage` does.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.rules.fields import LEVELS
from kg.rules.folders import homes
from kg.rules.grammar import Node, nearest
from kg.rules.lists import WordList
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.yamldoor import Items
from kg.text import fold

_RESTRICTIONS = ("before", "after", "unless", "unless-before", "unless-after", "where", "keep", "shorter", "proposed")
_NAMED = re.compile(r"@([a-z][a-z0-9-]*)")
_QUOTED = re.compile(r"""["']?([a-z-]+\.yaml#[a-z-]+)|["'/]([a-z][a-z0-9-]*)["'.]""")  # "posts", "words/posts.tsv", "lines.yaml#role"
_IN_SHAPE = re.compile(r"(?<=[^\s\w])@([a-z][a-z0-9-]*)")  # (?:@denials): what `kg.rules.asked.shape` is given; before a decorator stands white space
_COMMA = re.compile("[^，]，[^，]|[^、]{2}、[^、]{2}|[^、]、.+、[^、]|[^；]；[^；]")  # 文、图 is one word of a byline
_PARTED = "words of a list are parted by ', ' in half width"
_SHOWN = 4  # words that a letter quotes


class Letter(NamedTuple):
    """A piece of advice with its place."""

    file: str
    line: int
    column: int
    what: str
    hint: str


def of_patterns(ruleset: RuleSet) -> Iterator[Letter]:
    """Patterns that stand twice, rules that another always beats, alternatives that another one holds."""
    rules = [rule for rule in ruleset.rules if rule.level != "lines"]
    same: dict[tuple, list[Rule]] = defaultdict(list)
    for rule in rules:
        seen: set[str] = set()
        for pattern in rule.patterns:
            if pattern.source in seen:
                yield letter_on(rule, pattern.source, f"the rule {rule.id} has one pattern twice", "keep one")
            seen.add(pattern.source)
            yield from _doubled_alternatives(rule, pattern.source, pattern.tree, ruleset)
        for source in sorted(seen):
            same[(rule.level, source)].append(rule)
    for (level, source), sharing in same.items():
        for number, rule in enumerate(sharing):
            for other in sharing[:number] + sharing[number + 1:]:
                if level in ("relations", "claims") and other.label != rule.label:
                    continue
                looser, mine = _restrictions(other), _restrictions(rule)
                if looser == mine and other.zones == rule.zones and other.weight == rule.weight and sharing.index(other) < number:
                    yield letter_on(rule, source, f"the rule {rule.id} has the pattern of {other.id} ({other.path}:{other.line})", "keep one of the two rules")
                    break
                if looser < mine and _zones_hold(other, rule) and (-other.weight, other.id) < (-rule.weight, rule.id):
                    yield letter_on(rule, source, f"the rule {rule.id} is in the shadow of {other.id} ({other.path}:{other.line}), which matches wherever it does and wins",
                                  "give it a higher weight, or leave it out")
                    break


def _restrictions(rule: Rule) -> set[tuple[str, str]]:
    return {(key, str(item)) for key in _RESTRICTIONS if key in rule.raw
            for item in (rule.raw[key].items() if isinstance(rule.raw[key], dict) else [rule.raw[key]])}


def _zones_hold(outer: Rule, inner: Rule) -> bool:
    return not outer.zones or (bool(inner.zones) and set(inner.zones) <= set(outer.zones))


def _doubled_alternatives(rule: Rule, source: str, node: Node, ruleset: RuleSet) -> Iterator[Letter]:
    if node.kind == "alt":
        lists = ruleset.vocabulary_of(rule.path).lists
        held: dict[str, str] = {}
        for child in node.children:
            if child.kind == "words":
                for word in lists[child.text]:
                    held.setdefault(word, f"@{child.text}")
        seen: set[str] = set()
        for child in node.children:
            word = literal(child)
            if word and word in held:
                yield letter_on(rule, source, f"the alternative {word} stands in {held[word]} beside it", "leave the alternative out")
            if word and word in seen:
                yield letter_on(rule, source, f"the alternative {word} stands twice", "keep one")
            seen.add(word)
    for child in node.children:
        yield from _doubled_alternatives(rule, source, child, ruleset)


def literal(node: Node) -> str:
    """The words of a node that is nothing but text, else empty."""
    if node.kind == "text":
        return node.text
    if node.kind == "seq" and node.children and all(child.kind == "text" for child in node.children):
        return "".join(child.text for child in node.children)
    return ""


def of_slots(ruleset: RuleSet) -> Iterator[Letter]:
    """Slots that can never be filled: of labels that nothing makes, makes in time, or overprints."""
    made: dict[str, int] = {}
    for rule in ruleset.rules:
        if rule.label:
            made[rule.label] = min(made.get(rule.label, 9), LEVELS.index(rule.level))
    for word_list in ruleset.lists.values():
        if word_list.label:
            made[word_list.label] = LEVELS.index("words")
    for rule in ruleset.rules:
        own = LEVELS.index(rule.level)
        latest = own if rule.level in ("names", "values") else own - 1
        for pattern in rule.patterns:
            for name, labels in slots_of(pattern.tree):
                if any(made.get(label, 9) <= latest and label not in ruleset.plain_labels for label in labels):
                    continue
                what = f"the slot {{{name}:{'|'.join(labels)}}} can never be filled"
                if all(label in ruleset.plain_labels for label in labels):
                    yield letter_on(rule, pattern.source, f"{what}: the label says overprint: no", "let labels.yaml overprint it")
                elif any(label in made for label in labels):
                    late = min(made[label] for label in labels if label in made)
                    yield letter_on(rule, pattern.source, f"{what}: level {rule.level} comes too early, {LEVELS[late]} makes the label", "move the rule to a later level")
                else:
                    yield letter_on(rule, pattern.source, f"{what}: no rule and no word list makes the label", "write a rule with this label; made are: " + ", ".join(sorted(made)[:12]))


def slots_of(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The slots of a pattern that hold labels."""
    if node.kind == "slot" and node.labels:
        yield node.name, node.labels
    for child in node.children:
        yield from slots_of(child)


def of_lists(ruleset: RuleSet) -> Iterator[Letter]:
    """Lists that nothing uses, and words that stand in several lists with a label: only the first makes the mention."""
    used = _names_in_code() | set(_names_in_rules(ruleset.tables.values()))
    for shown, document in ruleset.documents:
        named = set(_names_in_rules([document.get("rules") or []]))
        used |= named
        for name in document.get("words") or ():
            if name not in named and f"{Path(shown).name}#{name}" not in _names_in_code():
                yield Letter(shown, name.line, name.column, f"no rule of the file uses the local list {name}", f"use it as @{name}, or leave it out")
        for words in (document.get("words") or {}).values():
            yield from (Letter(shown, word.line, word.column, f"the word {word} holds a mark that parts words", _PARTED) for word in words if _COMMA.search(word))
    for name in sorted(ruleset.lists):
        word_list = ruleset.lists[name]
        if not word_list.label and name not in used:
            yield Letter(word_list.path, 1, 0, f"nothing uses the word list {name}", f"use it as @{name} in a pattern, give it a label, or leave it out; {nearest(name, used - set(ruleset.by_id))}")
        yield from (Letter(word_list.path, line, 0, f"the word {word} holds a mark that parts words", _PARTED) for word in word_list.words if _COMMA.search(word) and (line := line_of_word(word_list, word, ruleset)))
    yield from _repeated_words(ruleset)
    for home, folder in homes(ruleset.folders).items():
        for path in sorted((folder / "words").glob("[!.]*.*")):
            if path.suffix not in (".yaml", ".yml", ".tsv") and not path.name.endswith("~"):
                yield Letter(f"{home}/words/{path.name}", 0, 0, "is no word list and is not read", "word lists end in .yaml or .tsv")


def _repeated_words(ruleset: RuleSet) -> Iterator[Letter]:
    first: dict[str, tuple[WordList, int]] = {}
    shared: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for name in sorted(ruleset.lists):
        word_list = ruleset.lists[name]
        for index, word in enumerate(word_list.words if word_list.label else ()):
            if word not in first:
                first[word] = (word_list, index)
                continue
            if word_list.adds and not line_of_word(word_list, word, ruleset):
                continue  # a word of the list that it adds to
            earlier, at = first[word]
            if earlier.label != word_list.label:
                sort = f"as {word_list.label} and, in {earlier.path}, as {earlier.label}"
            elif dict(earlier.attributes(at)) != dict(word_list.attributes(index)):
                sort = f"here and, with other attributes, in {earlier.path}"
            else:
                sort = f"here and in {earlier.path}"
            shared[(name, sort)].append((word, index))
    for (name, sort), words in sorted(shared.items()):
        shown = "、".join(word for word, _ in words[:_SHOWN]) + (f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else "")
        word_list = ruleset.lists[name]
        yield Letter(word_list.path, line_of_word(word_list, words[0][0], ruleset) or 1, 0, f"{shown}: listed {sort}, which comes first and wins", "keep each word in one list")


def line_of_word(word_list: WordList, word: str, ruleset: RuleSet) -> int:
    """The line on which the file of a list has a word; 0 where another file has it, to which the list adds, or the file has gone."""
    top, _, rest = word_list.path.partition("/")
    path = homes(ruleset.folders).get(top, Path()) / rest
    if path.is_file():
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
            if not line.startswith(("#", "about:", "source:")) and word in fold(line):
                return number
    return 0


def _names_in_rules(values: Iterable) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            yield from _names_in_rules(value.values())
        elif isinstance(value, Items):
            yield from _names_in_rules(value)
        elif isinstance(value, str):
            yield from _NAMED.findall(value)
            yield from (word for word in value.split() if word.isascii())  # `contains stops` names a list without @


@lru_cache(maxsize=1)
def _names_in_code() -> frozenset[str]:
    """Every quoted word of the package: lists may be asked for in code, by their name."""
    home = Path(__file__).parent.parent
    names: set[str] = set()
    for path in sorted(home.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        names.update(shared or local for local, shared in _QUOTED.findall(text))
        names.update(_IN_SHAPE.findall(text))
    return frozenset(names)


def of_layers(ruleset: RuleSet) -> Iterator[Letter]:
    """Lists and tables that take away more than they bring, or add to nothing."""
    yield from (Letter(file, line, 0, what, hint) for file, line, what, hint in ruleset.told)


def of_switches(ruleset: RuleSet) -> Iterator[Letter]:
    """Rules that stand in a file and never run, because an `off:` names them."""
    for shown, document in ruleset.documents:
        for rule_id in document.get("off") or ():
            yield Letter(shown, rule_id.line, rule_id.column, f"the rule {rule_id} never runs: it is switched off here", "leave the line out to have it back")


def letter_on(rule: Rule, source: str, what: str, hint: str) -> Letter:
    """A letter that points at a pattern of a rule."""
    written = rule.raw.get("pattern")
    places = [written] if written is not None else [text for text in rule.raw.get("patterns") or () if text == source]
    place = places[-1] if places else rule.raw["id"]
    return Letter(rule.path, place.line, place.column, what, hint)
