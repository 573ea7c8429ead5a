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
from kg.rules.outline import Signs

if TYPE_CHECKING:
    from kg.rules.rule import Rule
    from kg.rules.sheet import Sheet
    from kg.rules.strata import Stratum

Proposer = Callable[["Sheet", "Company"], Sequence[Span]]
"""From a sheet and the rules that will judge to stretches; those that none of the rules would accept may be left out."""
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
    form = sheet.form
    for name, rules in stratum.proposed:
        if only is not None and not any(map(only, rules)):
            continue
        company = stratum.companies.get(name)
        if company is None:
            company = stratum.companies[name] = Company(rules)
        for span in proposers[name](sheet, company):
            start, end = span
            piece = sheet.pieces_of[start]
            if piece < 0 or piece != sheet.pieces_of[end - 1]:
                continue
            reached: dict[Grade, float] = {}
            for rule, asked, others in company.between(form[start - 1], form[end]):
                if only is not None and not only(rule) or rule.zones and sheet.zones[piece] not in rule.zones:
                    continue
                if _is_good_enough(asked, reached, sheet, span) and _accepts(rule, others, sheet, span):
                    found.append((rule, sheet.mention(rule.label, span, rule.id, (), rule.attributes)))
    return found


Judged = tuple["Rule", list[tuple[Grade, float, bool]], list[tuple[bool, Condition, str]]]
"""A rule, the grades that it asks for, and its other conditions."""


class Company:
    """The rules of a proposer, by the characters that may stand beside a stretch: one look at the two tells that most of them need not be asked."""

    def __init__(self, rules: Sequence[Rule]):
        self._judged: list[Judged] = [(rule, *_grades_of(rule)) for rule in rules]
        self.before = Signs([(1 << number, [rule.preceding.edge if rule.preceding else None]) for number, rule in enumerate(rules)])
        self.after = Signs([(1 << number, [rule.following.edge if rule.following else None]) for number, rule in enumerate(rules)])
        self._asked: dict[int, list[Judged]] = {}
        self.least: dict[int, float] = {}  # what the proposer makes of `grades_asked`, by the bits of the rules

    def grades_asked(self, bits: int) -> list[dict[Grade, float]]:
        """For each of these rules the grades that it asks for, each with the least."""
        return [{grade: least for grade, least, wanted in asked if wanted} for number, (_rule, asked, _others) in enumerate(self._judged) if bits >> number & 1]

    def between(self, before: str, after: str) -> list[Judged]:
        """The rules that may accept a stretch between two characters, in order."""
        bits = self.before[before] & self.after[after]
        found = self._asked.get(bits)
        if found is None:
            found = self._asked[bits] = [judged for number, judged in enumerate(self._judged) if bits >> number & 1]
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
    original = sheet.original
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
