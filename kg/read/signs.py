"""The signs by which a headline is judged, as rules/headings.yaml weighs them.

In: a rule set.  Out: `HeadingSigns`: for titles, heads of articles and closing headlines each sign by its name, and two lists of words.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.alternatives import longest_first
from kg.model import record

if TYPE_CHECKING:
    from kg.rules import RuleSet


@record
class Sign:
    """Something that speaks for or against a reading of a headline."""

    name: str
    weight: float
    about: str


class HeadingSigns:
    """The table rules/headings.yaml of a rule set."""

    def __init__(self, ruleset: RuleSet):
        table: Mapping = ruleset.tables.get("headings", {})
        self.title, self.article, self.closing = (_signs(table.get(part, {})) for part in ("title", "article", "closing"))
        words = table.get("words", {})
        self.time, self.back, self.complete, self.documents, self.adds, self.predicates, self.unfinished, self.back_in_time, self.looking_back, self.days, self.joining, self.held, self.occasions = (longest_first(words.get(part, ())) for part in ("time", "back", "complete", "documents", "adds", "predicates", "unfinished", "back-in-time", "looking-back", "days", "joining", "held", "occasions"))


def _signs(rows: Mapping) -> dict[str, Sign]:
    return {str(name): Sign(str(name), float(row["weight"]), str(row["about"])) for name, row in rows.items()}
