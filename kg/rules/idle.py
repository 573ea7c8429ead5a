"""Words of a rule that can never decide anything, whatever a page prints.

In: a rule and a word of one of its lists (or of what it refuses).  Out: the reason, or empty.  Only what can be shown from the rule itself
counts: another word or list of the rule already refuses wherever this one would, or the slot can never be this word.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.model import Span
from kg.rules import conditions
from kg.rules.advice import Letter
from kg.rules.grammar import Node
from kg.rules.making import lists_of
from kg.rules.patterns import compile_tree
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.sheet import Sheet
from kg.text import Text

_SHOWN = 6  # words that a letter quotes
_OF_THE_TEXT = ("word", "common", "longer-than", "shorter-than", "in", "starts-with", "ends-with")  # what they answer depends on the slot's words alone


def idle_words(ruleset: RuleSet, wanted: Callable[[Rule], bool]) -> Iterator[Letter]:
    """For each local list the words that decide nothing in any rule of its file, whatever its other lists and the dictionary say: two lists may well have one word."""
    users: dict[str, list[Rule]] = defaultdict(list)
    for rule in ruleset.rules:
        for name in lists_of(rule, ruleset) if wanted(rule) and rule.level != "lines" else ():
            users[name].append(rule)
    for shown, document in ruleset.documents:
        for written in document.get("words") or {}:
            name = f"{shown}#{written}"
            idle = {word: reasons[0] for word in ruleset.vocabulary.lists.get(name, ()) if name in users
                    if all(reasons := [why_idle(rule, ruleset, name, word, by_itself=True) for rule in users[name]])}
            if idle:
                shown_words = "、".join(list(idle)[:_SHOWN]) + (f" and {len(idle) - _SHOWN} more" if len(idle) > _SHOWN else "")
                first = next(iter(idle))
                yield Letter(shown, written.line, written.column, f"{shown_words} of @{written} can decide nothing ({first}: {idle[first]})", "leave them out")


def why_idle(rule: Rule, ruleset: RuleSet, name: str, word: str, by_itself: bool = False) -> str:
    """Why taking `word` away from the list (or guard) `name` changes nothing in what `rule` finds; empty where it may change something.

    With `by_itself`, other conditions of the rule do not count.
    """
    if name in ("unless-before", "unless-after"):
        held = implied("before" if name == "unless-before" else "after", word, getattr(rule, name.replace("-", "_")))
        return held and f"{held} of {name} refuses the same"
    if name == "unless":
        return _refused_alone(rule, ruleset, "all", word, "")
    local = name.rpartition("#")[2]
    if any(_uses(pattern.tree, local) for pattern in rule.patterns) or _guards_with(rule, local):
        return ""
    if name not in ruleset.vocabulary.lists:
        return ""
    reasons = [_why_idle_condition(rule, ruleset, condition, name, word, by_itself) for condition in rule.conditions if condition[3] == name]
    return reasons[0] if reasons and all(reasons) else ""


def implied(condition: str, word: str, others: Iterable[str]) -> str:
    """The other word that a condition meets wherever it meets `word`, or empty.

    >>> implied("contains", "一些", ["的", "些"]), implied("in", "一些", ["些"])
    ('些', '')
    """
    # `contains` also counts a word that only reaches into the slot, so what decides the same must stand at its end.
    holds = {"contains": str.endswith, "starts-with": str.startswith, "ends-with": str.endswith, "after": str.startswith, "before": str.endswith}.get(condition)
    return "" if holds is None else next((other for other in others if other != word and holds(word, other)), "")


def _why_idle_condition(rule: Rule, ruleset: RuleSet, condition: tuple, name: str, word: str, by_itself: bool) -> str:
    slot, wanted, test, _argument = condition
    called = _name_of(test)
    if held := implied(called, word, ruleset.words(name)):
        return f"{held} of the list decides the same"
    if called == "in" and not any(_can_be(node, rule, ruleset, word) for node in _slots(rule, slot)):
        return f"{{{slot}}} can never be it"
    if wanted or by_itself:
        return ""
    for other_slot, other_wanted, other, argument in rule.conditions:
        if other_slot in (slot, "all") and not other_wanted and _name_of(other) == "contains" and argument != name:
            if held := next((w for w in ruleset.words(argument) if (word.endswith(w) if called == "contains" else w in word)), ""):
                return f"@{argument.rpartition('#')[2]} has {held} and refuses the same"
    return _refused_alone(rule, ruleset, slot, word, name) if called == "in" else ""


def _refused_alone(rule: Rule, ruleset: RuleSet, slot: str, word: str, without: str) -> str:
    """The condition that refuses a slot that is exactly `word`, beside the list `without`."""
    text = Text.of(word)
    sheet = Sheet(text, [Span(0, len(text.form))], ruleset)
    for other_slot, wanted, test, argument in rule.conditions:
        called = _name_of(test)
        if other_slot == slot and called in _OF_THE_TEXT and argument != without and bool(test(sheet, Span(1, 1 + len(text.form)), argument)) is not wanted:
            return f"{'' if wanted else 'not '}{called} {argument.rpartition('#')[2]} refuses it".replace("  ", " ")
    return ""


def _name_of(test) -> str:
    return next((name for name, registered in conditions.registry.items() if registered is test), "")


def _uses(node: Node, name: str) -> bool:
    return (node.kind == "words" and node.text == name) or any(_uses(child, name) for child in node.children)


def _guards_with(rule: Rule, name: str) -> bool:
    return any(f"@{name}" in (value if isinstance(value, list) else [value]) for field in ("unless", "unless-before", "unless-after") if (value := rule.raw.get(field)))


def _slots(rule: Rule, name: str) -> Iterator[Node]:
    def walk(node: Node) -> Iterator[Node]:
        if node.kind == "slot" and node.name == name:
            yield node
        for child in node.children:
            yield from walk(child)

    for pattern in rule.patterns:
        if name == "all":
            yield Node("slot", name="all", children=(pattern.tree.children[1],))
        yield from walk(pattern.tree)
    if rule.proposer or rule.narrows and name == "all":  # 集团, found by itself, reaches back to 垄断集团
        yield Node("slot", name=name, labels=("proposed",))


def _can_be(node: Node, rule: Rule, ruleset: RuleSet, word: str) -> bool:
    """True where a slot may be exactly this word; a slot of labels may be anything."""
    if node.labels or _has_labels(node):
        return True
    engine, _groups = compile_tree(node.children[0], ruleset.vocabulary_of(rule.path))
    return engine.fullmatch(word.encode("utf-8")) is not None


def _has_labels(node: Node) -> bool:
    return bool(node.labels) or (node.kind == "class" and node.text in ("name", "mention")) or any(map(_has_labels, node.children))
