"""Where a rule stopped in a sentence of its own: what an author asks when an example finds nothing.

In: a rule and a sentence.  Out: lines that tell how far the pattern that came farthest fits and what it asks for there (or what refuses its
match), and the sentence as the rule sees it, earlier mentions in brackets.
"""
from __future__ import annotations

from dataclasses import replace

from kg.model import Span
from kg.rules.advice import slots_of
from kg.rules.grammar import Node
from kg.rules.patterns import Pattern, compile_tree
from kg.rules.refusing import refusal
from kg.rules.rule import Rule, Sample
from kg.rules.ruleset import RuleSet
from kg.rules.samples import Failure, line_sheet, sheet_before, standing_after
from kg.rules.sheet import SHIFT, Sheet
from kg.rules.slips import waiting
from kg.rules.strata import Stratum


def letter(failure: Failure, ruleset: RuleSet) -> str:
    """A failure as it is printed; of an example that finds nothing with where its rule stopped."""
    rule = ruleset.by_id[failure.rule]
    if failure.sort == "company" and rule.level != "lines":
        return f"{failure}\n    weight: {rule.weight:g}; higher weight wins, then the longer match: docs/rules.md, Settlement"
    if failure.sort != "example" or failure.found:
        return str(failure)
    return "\n".join([str(failure), *(f"    {line}" for line in stopped(rule, failure.text, ruleset))])


def stopped(rule: Rule, text: str, ruleset: RuleSet) -> tuple[str, ...]:
    """Why a rule finds nothing in a sentence; empty for one without a pattern."""
    if not rule.patterns:
        return ()
    if rule.level == "lines":
        sheet = line_sheet(text, ruleset)
        return max(_stop(rule, pattern, sheet, ruleset) for pattern in rule.patterns)[1:]
    sheet, stratum = sheet_before(rule, Sample(text, None, "", 0), ruleset, rule.zones[0] if rule.zones else "body")
    return (*max(_stop(rule, pattern, sheet, ruleset) for pattern in rule.patterns)[1:], f"it sees: {seen(sheet)}", *_too_late(rule, stratum, sheet, ruleset))


def _too_late(rule: Rule, stratum: Stratum, sheet: Sheet, ruleset: RuleSet) -> tuple[str, ...]:
    """What a slot of the rule's own label could hold, were the rule tried behind the others of its label; the sheet is overprinted."""
    own = any(rule.label in labels for pattern in rule.patterns for _name, labels in slots_of(pattern.tree))
    if rule.level not in ("names", "values") or rule.label in rule.waits_for or not own:
        return ()
    later = [mention.text for mention in standing_after(rule, stratum, sheet, ruleset) if mention.label == rule.label]
    return (f"it does not see yet: {'、'.join(later)}; {waiting(rule.label)}",) if later else ()


def _stop(rule: Rule, pattern: Pattern, sheet: Sheet, ruleset: RuleSet) -> tuple[int, str]:
    """(how many pieces of a pattern fit, what it wants then)."""
    core, words = pattern.tree.children[1], ruleset.vocabulary_of(rule.path)
    pieces = core.children if core.kind == "seq" else (core,)
    printed, source = sheet.text.printed, pattern.source
    for count in range(len(pieces), 0, -1):
        found = compile_tree(replace(core, kind="seq", children=pieces[:count]), words)[0].search(sheet.encoded)
        if found is None:
            continue
        start, end = (at // 3 - SHIFT for at in found.span())
        if count < len(pieces):
            gap = "; a space stands there, for which patterns have <space>?" if rule.level == "lines" and printed[end:end + 1].isspace() else ""
            return count, f"stopped: behind {printed[start:end] or 'nothing'} the pattern asks for {_written(pieces[count:], source)}{gap}"
        if rule.level == "lines":
            return count, f"stopped: the pattern fits {printed[start:end]}; its takes: or when: refuses that"
        return count, f"stopped: at {printed[start:end]} {refusal(rule, sheet, Span(start, end), ruleset)}"
    return 0, f"stopped: nothing here begins as the pattern does, with {_written(pieces, source)}"


def _written(pieces: tuple[Node, ...], source: str) -> str:
    """The first of some pieces that is not optional, with those before it, as written."""
    needed = next((number for number, piece in enumerate(pieces) if piece.kind != "repeat" or piece.low), len(pieces) - 1)
    while needed + 1 < len(pieces) and pieces[needed].kind == pieces[needed + 1].kind == "text":
        needed += 1
    return source[pieces[0].place[0]:pieces[needed].place[1]]


def seen(sheet: Sheet) -> str:
    """A sentence as rules see it now: earlier mentions in brackets, with their labels."""
    printed, shown, at = sheet.text.printed, "", 0
    for mention in sheet.visible():
        shown += f"{printed[at:mention.span.start]}[{mention.label} {mention.text}]"
        at = mention.span.end
    return shown + printed[at:]
