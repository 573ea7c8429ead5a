"""What refuses a stretch that a rule's pattern fits: what stands beside it, a guard, or a condition, with the word of its list.

In: a rule, a sheet and the stretch.  Out: `Stop`, where the rule stopped, and the edits that would lift it.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.model import Span, record
from kg.rules import conditions
from kg.rules.edits import Proposal, changed, finds_span, where_with, without
from kg.rules.grammar import Vocabulary
from kg.rules.patterns import compile_context, compile_tree
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.sheet import Sheet
from kg.rules.yamldoor import Items, Mapping, Scalar
from kg.text import fold

_MOST = 200  # words of a list that is written out in a proposal
_ADDING = ("in", "starts-with", "ends-with", "before", "after")


@record
class Stop:
    """Where a rule stopped: `near` orders rules, the nearest to a match first."""

    rule: Rule
    near: int
    what: str


def refusal(rule: Rule, sheet: Sheet, span: Span, ruleset: RuleSet) -> str:
    """What refuses a stretch that the pattern of a rule fits."""
    failing = failing_context(rule, ruleset.vocabulary_of(rule.path), sheet, span)
    if failing:
        return f"the pattern fits, but {failing[0]}: {rule.raw[failing[0]]} does not"
    return refused_by(rule, sheet, span, ruleset)[0].what


def failing_context(rule: Rule, words: Vocabulary, sheet: Sheet, span: Span) -> tuple[str, list[str]] | None:
    """(the side that does not fit, what could be let stand there), or None."""
    for side in ("before", "after"):
        if side not in rule.raw:
            continue
        context = compile_context(str(rule.raw[side]), words, f"{rule.path}:{rule.line}", side)
        here = span.start + 1 if side == "before" else span.end + 1
        if not (context.ends_at(sheet.encoded, here) if side == "before" else context.begins_at(sheet.encoded, here)):
            printed = sheet.text.printed
            seen = [printed[max(0, span.start - n):span.start] if side == "before" else printed[span.end:span.end + n] for n in (1, 2)]
            return side, [one for one in dict.fromkeys(seen) if one.strip()]
    return None


def refused_by(rule: Rule, sheet: Sheet, span: Span, ruleset: RuleSet) -> tuple[Stop, list[Proposal]]:
    """The guard or condition that refuses a match of the pattern, and the edits that lift it."""
    edits: list[Proposal] = []
    for field in ("unless", "unless-before", "unless-after"):
        value = rule.raw.get(field)
        if value is not None and not finds_span(without(rule, field), rule, sheet, span, ruleset):
            continue
        if value is None:
            continue
        items = value if isinstance(value, Items) else Items([value])
        for item in items:
            left = Items([other for other in items if other is not item])
            edits.append(Proposal(rule, 2.0, f"{field} no longer names {item}", changed(rule, field, left if left else None)))
        return Stop(rule, 0, f"the pattern fits, but {field}: refuses it"), edits
    for slot, value in (rule.raw.get("where") or {}).items():
        tests = value if isinstance(value, Items) else Items([value])
        for test in tests:
            left = Items([other for other in tests if other is not test])
            raw = changed(rule, "where", where_with(rule, slot, left))
            if not finds_span(raw, rule, sheet, span, ruleset):
                continue
            edits += list(_list_edits(rule, slot, test, tests, sheet, span, ruleset))
            edits.append(Proposal(rule, 3.0, f"{slot}: {test} is asked no longer", raw))
            return Stop(rule, 0, f"the pattern fits, but {slot}: {test} does not hold{_words_refused(rule, slot, test, sheet, span, ruleset)}"), edits
    refusing = [f"{slot}: {test}{_words_refused(rule, slot, test, sheet, span, ruleset)}" for slot, test in _alone_refusing(rule, sheet, span, ruleset)]
    if len(refusing) > 1:
        return Stop(rule, 1, f"the pattern fits, but these do not hold: {'; '.join(refusing)}"), edits
    return Stop(rule, 1, "the pattern fits; another match or several conditions stand in the way"), edits


def _alone_refusing(rule: Rule, sheet: Sheet, span: Span, ruleset: RuleSet) -> list[tuple[Scalar, Scalar]]:
    """The conditions that refuse a match each by itself, where no single one does."""
    tests = [(slot, test) for slot, value in (rule.raw.get("where") or {}).items() for test in (value if isinstance(value, Items) else Items([value]))]
    if not tests or not finds_span(changed(rule, "where", None), rule, sheet, span, ruleset):
        return []
    return [(slot, test) for slot, test in tests if not finds_span(changed(rule, "where", Mapping({slot: Items([test])})), rule, sheet, span, ruleset)]


def _words_refused(rule: Rule, slot: Scalar, test: Scalar, sheet: Sheet, span: Span, ruleset: RuleSet) -> str:
    """Which words of its list a condition found where it wants none: a list of six hundred is not searched by eye."""
    vocabulary = ruleset.vocabulary_of(rule.path)
    name, _, argument = test.removeprefix("not ").partition(" ")
    words = vocabulary.lists.get(argument.removeprefix("@"), ()) if test.startswith("not ") and name in ("contains", "starts-with", "ends-with", "in") else ()
    for pattern in rule.patterns if words else ():
        engine, groups = compile_tree(pattern.tree.children[1], vocabulary)
        match = engine.fullmatch(sheet.encoded[(span.start + 1) * 3:(span.end + 1) * 3])
        if match is None or slot != "all" and match.span(groups.get(slot, 0))[0] < 0:
            continue
        first, last = match.span(groups[slot]) if slot in groups else (0, span.length * 3)
        held = sheet.text.printed[span.start + first // 3:span.start + last // 3]
        form = fold(held)
        places = {"starts-with": form.startswith, "ends-with": form.endswith}
        found = [word for word in words if (places[name](word) if name in places else word == form if name == "in" else word in form)]
        return f" ({'、'.join(found[:3])} of the list stands there)" if found else ""
    return ""


def _list_edits(rule: Rule, slot: Scalar, test: Scalar, tests: Items, sheet: Sheet, span: Span, ruleset: RuleSet) -> Iterator[Proposal]:
    """A condition that names a list, with a word more or less in it."""
    negated = test.startswith("not ")
    name, _, argument = test.removeprefix("not ").partition(" ")
    key = argument.removeprefix("@")
    words = ruleset.vocabulary_of(rule.path).lists.get(key, ())
    if name not in conditions.takes_list or not words or len(words) > _MOST:
        return
    stretch = sheet.text.printed[span.start:span.end]
    if negated:
        changes = [(word, tuple(w for w in words if w != word)) for word in words if word in sheet.text.printed[max(0, span.start - 4):span.end + 4]]
    elif name in _ADDING:
        changes = [(stretch[:n] if name == "starts-with" else stretch[-n:], (*words, stretch[:n] if name == "starts-with" else stretch[-n:])) for n in (2, 1, 3)]
    else:
        changes = []
    for word, left in changes:
        new = Scalar(f"{'not ' if negated else ''}{name} @{key}-here")
        new.line, new.column = test.line, test.column
        where = where_with(rule, slot, Items([new if other is test else other for other in tests]))
        about = f"{word} is {'out of' if negated else 'added to'} @{key}"
        yield Proposal(rule, 1.6, about, changed(rule, "where", where), ((f"{key}-here", left),))
