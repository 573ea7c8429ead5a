"""A page's mentions kept step by step, so that rules which change later are tried alone.

In: a `Page`, then rule sets of which each differs a little from the one before.  Out: after each, whether the page's mentions are others
than before; they are those that `kg.extract.extract` finds.  Each step (the word lists, a stratum, the second reading of the page) keeps the
sheet as it saw it and all its candidates.  A changed rule is tried where it stands and settled against the others' kept candidates; only
where that gives other winners are later steps done again.
"""
from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.extract import LEVELS, Findings, settled
from kg.extract.again import AgainWords, find_again
from kg.model import Mention, Page
from kg.rules import RuleSet, Sheet
from kg.rules.match import find_candidates, find_words
from kg.rules.rule import Rule
from kg.rules.settling import settle, settle_by_key
from kg.rules.strata import OVERLAID, Stratum

ASKED_BY_CODE = frozenset({"after-brand", "after-country-signs", "before-country-signs", "country-signs", "house-nouns", "joined-to-country-signs", "indefinite", "roads-and-works", "org-breakers", "org-generic", "org-holders", "org-inner", "org-joined", "org-legal-forms", "org-scopes", "org-trades", "posts", "signs-alone", "small-words-that-open-names", "verbs-before-those-chosen",
                           *(name for field in AgainWords.asked.values() for name in field.lists)})
"""Word lists that steps look up by themselves, not because a rule names them (a test compares this with the code)."""


@dataclass(slots=True)
class _Step:
    """One step: the ids of its rules, the sheet as it saw it, what it found and what of that stands."""

    name: str
    rules: tuple[str, ...]
    sheet: Sheet
    candidates: list[tuple[Rule, Mention]]
    winners: list[Mention]


class Kept:
    """The mentions of one page, kept with every step that led to them."""

    def __init__(self, page: Page):
        self.page = page
        self.mentions: tuple[Mention, ...] = ()
        self._steps: list[_Step] = []

    def findings(self) -> Findings:
        """What the page says with the rule set of the last `renew`; losers are not kept."""
        return Findings(self.page, self.mentions)

    def renew(self, ruleset: RuleSet, changed: AbstractSet[str] = frozenset(), lists: AbstractSet[str] = frozenset()) -> bool:
        """True where the page's mentions are others than before.

        `changed` are the ids of all rules that may behave otherwise than in the rule set before, `lists` the names of all shared word lists that changed.
        """
        before, self._steps = self._steps, []
        sheet: Sheet | None = None  # None while every sheet is as it was
        overlay = False  # True where a relation or claim is another
        for number, (name, stratum) in enumerate(_plan(ruleset)):
            rules = tuple(rule.id for rule in stratum.rules) if stratum else ()
            old = before[number] if number < len(before) and before[number].name == name else None
            if old is not None and [i for i in old.rules if i not in changed] != [i for i in rules if i not in changed]:
                old = None
            over = name.startswith(OVERLAID)
            if sheet is not None or old is None or lists and (name == "words" or not lists.isdisjoint(ASKED_BY_CODE)):
                step = _done(name, stratum, rules, sheet or self._now(ruleset))
            elif changed.isdisjoint((*rules, *old.rules)):
                step = old
            else:
                step = _tried_again(old, stratum, ruleset, changed, rules)
            same = False
            if sheet is None and old is not None and step.winners == old.winners:
                same, step.winners = True, old.winners  # the very mentions that later sheets hold
            self._steps.append(step)
            if over:
                overlay = overlay or not same
            elif not same:
                sheet = self._now(ruleset)
        if sheet is None and not overlay and len(before) == len(self._steps):
            return False
        mentions, self.mentions = self.mentions, self._standing(ruleset)
        return mentions != self.mentions

    def _now(self, ruleset: RuleSet) -> Sheet:
        """The sheet that the next step sees."""
        if not self._steps:
            return Sheet(self.page.text, [s.span for s in self.page.sentences], ruleset, [s.zone for s in self.page.sentences])
        step = self._steps[-1]
        sheet = _as_seen(step.sheet, ruleset)
        if step.name.startswith(OVERLAID):
            return sheet
        won = [*step.winners, *(self.page.bylines if step.name == "bylines" else ())]
        sheet.top, sheet.mentions = dict(sheet.top), [*sheet.mentions, *won]
        sheet.overprint(won)
        return sheet

    def _standing(self, ruleset: RuleSet) -> tuple[Mention, ...]:
        last = next(step for step in self._steps if step.name.startswith(OVERLAID))
        sheet = _as_seen(last.sheet, ruleset)
        sheet.mentions = [*sheet.mentions, *(m for step in self._steps if step.name.startswith(OVERLAID) for m in step.winners)]
        return settled(sheet)


def _plan(ruleset: RuleSet) -> Iterator[tuple[str, Stratum | None]]:
    """The steps of `kg.extract.extract`, in order."""
    for level in LEVELS:
        if level == "words":
            yield "words", None
        for number, stratum in enumerate(ruleset.strata(level)):
            yield f"{level}/{number}", stratum
        if level == "words":
            yield "bylines", None
        if level == "names":
            yield "again", None


def _as_seen(sheet: Sheet, ruleset: RuleSet) -> Sheet:
    """The sheet for another rule set; what conditions remember of a sheet stays with the old one."""
    seen = copy.copy(sheet)
    seen.ruleset = ruleset
    seen.forget_sighted()
    return seen


def _done(name: str, stratum: Stratum | None, rules: tuple[str, ...], sheet: Sheet) -> _Step:
    if stratum is None:
        return _Step(name, rules, sheet, [], find_words(sheet) if name == "words" else find_again(sheet) if name == "again" else [])
    candidates = find_candidates(stratum, sheet)
    return _Step(name, rules, sheet, candidates, _settled(name, candidates))


def _tried_again(old: _Step, stratum: Stratum | None, ruleset: RuleSet, changed: AbstractSet[str], rules: tuple[str, ...]) -> _Step:
    """A step with its changed rules tried anew and all others' candidates as they were."""
    assert stratum is not None
    sheet = _as_seen(old.sheet, ruleset)
    kept = [(ruleset.by_id[rule.id], mention) for rule, mention in old.candidates if rule.id not in changed]
    candidates = kept + find_candidates(stratum, sheet, lambda rule: rule.id in changed)
    return _Step(old.name, rules, sheet, candidates, _settled(old.name, candidates))


def _settled(name: str, candidates: Sequence[tuple[Rule, Mention]]) -> list[Mention]:
    return (settle_by_key if name.startswith(OVERLAID) else settle)(list(candidates))[0]
