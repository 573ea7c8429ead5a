"""Rules without a pattern: a proposer finds the stretches, a rule says in which company they count.

In: a sheet and the rules of a stratum that say `proposed: NAME`.  Out: candidates.  Where the shape itself needs
weighing (does 高峰 or 郭秀芳 read as a name here?), trying every rule on every character would cost far more than
weighing each likely place once; so a registered proposer does that for the page, and the rules only look
at what stands before and after (`before`, `after`, `unless-…`, `where`).
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.model import Mention, Span
from kg.rules.conditions import Condition, Grade, grades

if TYPE_CHECKING:
    from kg.rules.ruleset import Rule, Stratum
    from kg.rules.sheet import Sheet

Proposer = Callable[["Sheet"], Sequence[Span]]
proposers: dict[str, Proposer] = {}


def proposer(name: str):
    """Register a proposer under the name that rules use: `proposed: personal-names`."""

    def register(function: Proposer) -> Proposer:
        proposers[name] = function
        return function

    return register


def proposed_candidates(stratum: Stratum, sheet: Sheet, only: Callable[[Rule], bool] | None = None) -> list[tuple[Rule, Mention]]:
    """What the stratum's rules accept of what their proposers found, from left to right."""
    found: list[tuple[Rule, Mention]] = []
    for name, rules in stratum.proposed:
        wanted = [(rule, *_grades_of(rule)) for rule in rules if only is None or only(rule)]
        if not wanted:
            continue
        for span in proposers[name](sheet):
            piece = sheet.pieces_of[span.start]
            if piece < 0 or piece != sheet.pieces_of[span.end - 1]:
                continue
            reached: dict[Grade, float] = {}
            for rule, asked, others in wanted:
                if rule.zones and sheet.zones[piece] not in rule.zones:
                    continue
                if _is_good_enough(asked, reached, sheet, span) and _accepts(rule, others, sheet, span):
                    found.append((rule, sheet.mention(rule.label, span, rule.id, (), rule.attributes)))
    return found


def _grades_of(rule: Rule) -> tuple[list[tuple[Grade, float, bool]], list[tuple[bool, Condition, str]]]:
    """A rule's conditions: those that ask for a grade, with the least that does, and all others."""
    asked = [(wanted, test, argument) for _slot, wanted, test, argument in rule.conditions]
    return ([(grades[test], float(argument or 0), wanted) for wanted, test, argument in asked if test in grades],
            [one for one in asked if one[1] not in grades])


def _is_good_enough(asked: list[tuple[Grade, float, bool]], reached: dict[Grade, float], sheet: Sheet, span: Span) -> bool:
    """True where a stretch has the grades that a rule asks for; `reached` are those that were asked for before."""
    for grade, least, wanted in asked:
        worth = reached.get(grade)
        if worth is None:
            worth = reached[grade] = grade(sheet, span)
        if (worth >= least) is not wanted:
            return False
    return True


def _accepts(rule: Rule, conditions: list[tuple[bool, Condition, str]], sheet: Sheet, span: Span) -> bool:
    original, form = sheet.original, sheet.form
    if rule.preceding is not None and not rule.preceding.may_touch(form[span.start - 1]):
        return False
    if rule.following is not None and not rule.following.may_touch(form[span.end]):
        return False
    for wanted, test, argument in conditions:
        if test(sheet, span, argument) is not wanted:
            return False
    if rule.unless and original[span.start:span.end] in rule.unless:
        return False
    if rule.unless_before and original.endswith(rule.unless_before, 0, span.start):
        return False
    if rule.unless_after and original.startswith(rule.unless_after, span.end):
        return False
    if rule.preceding is not None and not rule.preceding.ends_at(sheet.encoded, span.start, sheet.engine_of(rule.preceding)):
        return False
    return rule.following is None or rule.following.begins_at(sheet.encoded, span.end, sheet.engine_of(rule.following))
