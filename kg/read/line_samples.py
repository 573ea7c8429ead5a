"""The sentences beside line rules, tried as reading tries them.

In: a rule of level `lines` and its rule set.  Out: `Failure` records, as `kg.rules.samples` gives them for the other levels.
An example's line gets the zone that it names, from the rule alone and with all rules together; `reporters` and `all` hold where they are given.
"""
from __future__ import annotations

import copy
from collections.abc import Callable

from kg.read.bylines import names_in
from kg.read.columns import read_lines
from kg.read.kinds import cut_head, cut_tail, names_slot, parts_of_headline, score_lines, signs_at_head
from kg.read.linerules import LineRule, LineRules
from kg.rules import Rule, RuleSet, Sample
from kg.rules.samples import Failure, every, yaml_of
from kg.text import fold


def line_failures(rule: Rule, ruleset: RuleSet) -> list[Failure]:
    """The failures of one line rule's sentences; the rule may be a changed one that takes the place of the set's rule of its id."""
    tried = tries(rule, ruleset)
    failures = []
    for sort, samples in (("example", rule.examples), ("ignore", rule.ignores), ("miss", rule.misses)):
        for sample in every(samples):
            found, zone = tried(sample)
            where = f"{rule.path}:{sample.line}"
            if sort != "example":
                if found is not None:
                    wanted = "nothing" if sort == "ignore" else "nothing yet: the gap has closed, make it an example"
                    failures.append(Failure(rule.id, where, sort, sample.text, wanted, (yaml_of(found),), found))
                continue
            finds = dict(sample.finds or ())
            if found is None or any(key in found and fold(found[key]) != fold(text) for key, text in finds.items()):
                failures.append(Failure(rule.id, where, sort, sample.text, yaml_of(finds), () if found is None else (yaml_of(found),), found))
            elif zone != rule.zone:
                failures.append(Failure(rule.id, where, "company", sample.text, rule.zone, (zone,)))
    return failures


def tries(rule: Rule, ruleset: RuleSet) -> Callable[[Sample], tuple[dict[str, str] | None, str]]:
    """From a line to what a line rule alone finds in it, and the zone that all rules give it; the rule may be a changed one, as in `line_failures`."""
    if ruleset.by_id.get(rule.id) is not rule:
        variant = copy.copy(ruleset)
        variant.rules = tuple(rule if one.id == rule.id else one for one in ruleset.rules)
        ruleset = variant
    rules = LineRules(ruleset)
    return lambda sample: _tried(rules.by_id[rule.id], sample, rules)


def _tried(rule: LineRule, sample: Sample, rules: LineRules) -> tuple[dict[str, str] | None, str]:
    """(what the rule alone finds in a line, or None; the zone that all rules together give it)."""
    text = sample.text.replace("\\n", "\n")
    lines = read_lines(text, fold(text), rules.openings)
    if rule.takes == "heading":
        hit, zone, form, cut = bool(parts_of_headline(lines[0], rules, [rule])), rule.zone, lines[0].form, None
    elif rule.takes in ("", "line"):
        score_lines(lines, rules, [rule])
        hit = bool(lines[0].scores)
        score_lines(lines, rules)
        zone, form, cut = lines[0].zone, lines[0].form, None
    else:
        form = lines[0].form
        cuts = cut_head(form, rules, [rule]) if rule.takes == "start" else cut_tail(form, rules, [rule])
        cut = next((one for one in cuts if one.rule == rule.id), None)
        hit = cut is not None or (rule in rules.signs and signs_at_head(form, rules).get(rule.zone) == rule.score)
        zone = cut.zone if cut else rule.zone
    if not hit:
        return None, zone
    finds = {"zone": rule.zone}
    slot = cut.names if cut is not None else names_slot(rule, form, rules)
    stretch = form[slot.start:slot.end] if slot else form if cut is None and rule.zone == "byline" else ""
    if names := ";".join(name for name, _ in names_in(stretch, rules.credits)):
        finds["reporters"] = names
    if cut is not None:
        finds["all"] = form[cut.span.start:cut.span.end].strip("\u3000")
    return finds, zone
