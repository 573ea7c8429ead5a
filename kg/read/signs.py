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

        def words(part: str) -> tuple[str, ...]:
            return longest_first(table.get("words", {}).get(part, ()))

        self.time = words("time")
        self.back = words("back")
        self.complete = words("complete")
        self.documents = words("documents")
        self.adds = words("adds")
        self.predicates = words("predicates")
        self.unfinished = words("unfinished")
        self.back_in_time = words("back-in-time")
        self.looking_back = words("looking-back")
        self.days = words("days")
        self.joining = words("joining")
        self.held = words("held")
        self.occasions = words("occasions")


def _signs(rows: Mapping) -> dict[str, Sign]:
    return {str(name): Sign(str(name), float(row["weight"]), str(row["about"])) for name, row in rows.items()}
