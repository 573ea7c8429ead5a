"""Edits of one rule, made and tried before anyone is asked to read them.

In: a rule, what changes in it, a sentence's sheet.  Out: `Proposal` records, and whether one holds.
"""
from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from kg.errors import RuleError
from kg.model import Span, record
from kg.rules.grammar import Vocabulary
from kg.rules.making import make_rule
from kg.rules.match import find_candidates
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.samples import every, found_alone, sheet_before
from kg.rules.settling import settle
from kg.rules.sheet import Sheet
from kg.rules.strata import Stratum
from kg.rules.yamldoor import Items, Mapping, Scalar


@record
class Proposal:
    """An edit of one rule: `cost` orders edits, `about` says what changes, `raw` and `words` are the rule and the local lists it needs."""

    rule: Rule
    cost: float
    about: str
    raw: Mapping
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


def where_with(rule: Rule, slot: Scalar, tests: Items) -> Mapping | None:
    """The `where:` of a rule with other conditions on one slot; None where none is left."""
    where = Mapping({key: (tests if key == slot else value) for key, value in rule.raw["where"].items() if key != slot or tests})
    where.line = rule.raw["where"].line
    return where if where else None


def without(rule: Rule, field: str) -> Mapping:
    """A rule without one of its fields."""
    return changed(rule, field, None)


def changed(rule: Rule, field: str, value: object) -> Mapping:
    """A rule with another value of a field, or without it (None)."""
    raw = Mapping({key: item for key, item in rule.raw.items() if key != field or value is not None})
    raw.line = rule.raw.line
    if value is not None:
        raw[next(key for key in rule.raw if key == field)] = value
    return raw


def edited(rule: Rule, source: str, field: str, old: str, new: str, cost: float, about: str) -> Proposal:
    """A proposal that writes `new` for the pattern `source` or for a context."""
    written = Scalar(new)
    written.line, written.column = rule.line, 1
    if field == "pattern" and "patterns" in rule.raw:
        items = Items([written if item == source else item for item in rule.raw["patterns"]])
        return Proposal(rule, cost, about, changed(rule, "patterns", items))
    return Proposal(rule, cost, about, changed(rule, field, written))


def _made(raw: Mapping, rule: Rule, ruleset: RuleSet, extra: Sequence[tuple[str, tuple[str, ...]]] = ()) -> tuple[Rule, RuleSet] | None:
    local = {name.partition("#")[2]: words for name, words in ruleset.vocabulary.lists.items() if name.startswith(f"{rule.path}#")} | dict(extra)
    lists = {**ruleset.vocabulary.lists, **{f"{rule.path}#{name}": words for name, words in extra}}
    vocabulary = Vocabulary(lists, ruleset.vocabulary.signs, ruleset.vocabulary.groups)
    variant = ruleset
    if extra:
        variant = copy(ruleset)
        variant.vocabulary, variant._word_sets = vocabulary, {}
    try:
        return make_rule(rule.path, rule.level, raw, local, vocabulary), variant
    except RuleError:
        return None


def finds_span(raw: Mapping, rule: Rule, sheet: Sheet, span: Span, ruleset: RuleSet) -> bool:
    """True where the changed rule alone finds exactly the stretch."""
    made = _made(raw, rule, ruleset)
    return made is not None and any(mention.span == span for mention in found_alone(made[0], sheet))


def holds(proposal: Proposal, sheet: Sheet, stratum: Stratum, span: Span, ruleset: RuleSet) -> bool:
    """True where the edited rule finds the words, wins them among the rules of its stratum, and leaves its own ignores alone."""
    made = _made(proposal.raw, proposal.rule, ruleset, proposal.words)
    if made is None:
        return False
    rule, variant = made
    here = _seen_by(sheet, variant, ruleset)
    own = [mention for mention in found_alone(rule, here) if mention.span == span]
    if not own:
        return False
    if rule.level in ("names", "values") and own[0] not in settle([*find_candidates(stratum, sheet), (rule, own[0])])[0]:
        return False
    zone = rule.zones[0] if rule.zones else "body"
    return not any(found_alone(rule, _seen_by(sheet_before(proposal.rule, sample, ruleset, zone)[0], variant, ruleset)) for sample in every(rule.ignores))


def _seen_by(sheet: Sheet, variant: RuleSet, ruleset: RuleSet) -> Sheet:
    if variant is ruleset:
        return sheet
    changed = copy(sheet)
    changed.ruleset = variant
    return changed
