"""A page → its mentions, level by level.

In: a `Page` and a `RuleSet`.  Out: `Findings`: settled mentions of all levels (page offsets), and the
candidates that lost.  Pure: the same page and rules give the same findings in any process.
"""
from __future__ import annotations

from operator import attrgetter

from kg.model import Loser, Mention, Page, record
from kg.rules import RuleSet, Sheet, run_level

LEVELS = ("words", "names", "values", "relations", "claims")


@record
class Findings:
    """What one page says, before anything is joined.  `mentions` are in order of start."""

    page: Page
    mentions: tuple[Mention, ...]
    losers: tuple[Loser, ...] = ()

    def labelled(self, *labels: str) -> list[Mention]:
        """The mentions with one of these labels."""
        return [m for m in self.mentions if m.label in labels]


def extract(page: Page, ruleset: RuleSet, levels: tuple[str, ...] = LEVELS) -> Findings:
    """Run the levels over a page.

    Bylines that reading has found are put on the sheet first, so no rule cuts a reporter's name.
    After the names level the page is read again for names already known from it (`kg.extract.again`).
    """
    from kg.extract.again import find_again

    sheet = Sheet(page.text, [s.span for s in page.sentences], ruleset, [s.zone for s in page.sentences])
    for level in levels:
        if level == "words":
            run_level(ruleset, level, sheet)
            sheet.overprint(page.bylines)
            sheet.mentions += page.bylines
        else:
            run_level(ruleset, level, sheet)
        if level == "names":
            again = find_again(sheet)
            sheet.overprint(again)
            sheet.mentions += again
    return Findings(page, settled(sheet), tuple(sheet.losers))


def settled(sheet: Sheet) -> tuple[Mention, ...]:
    """What stands at the end: everything still on top of the sheet, and the relations and frames over it."""
    standing, plain = set(map(id, sheet.top.values())), sheet.ruleset.plain_labels
    overlay = [m for m in sheet.mentions if id(m) in standing or m.label in plain or _is_overlay(sheet, m)]
    return tuple(sorted(overlay, key=attrgetter("span", "label", "rule")))


def _is_overlay(sheet: Sheet, mention: Mention) -> bool:
    rule = sheet.ruleset.by_id.get(mention.rule)
    return rule is not None and rule.level in ("relations", "claims")
