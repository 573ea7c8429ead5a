"""The signs by which a headline is judged, as rules/headings.yaml weighs them.

In: a rule set.  Out: `HeadingSigns`: for titles, heads of articles and closing headlines each sign by its name, and lists of words.
"""
from __future__ import annotations

from collections.abc import Mapping

from kg.model import record
from kg.rules.asked import Lists, endings, made, shape
from kg.rules.ruleset import RuleSet


@record
class Sign:
    """Something that speaks for or against a reading of a headline."""

    name: str
    weight: float
    about: str


def _weighed(part: str) -> dict[str, Sign]:
    """The signs of a part of the table by their names, as a field of `HeadingSigns`."""

    def signs(ruleset: RuleSet) -> dict[str, Sign]:
        table: Mapping = ruleset.tables.get("headings", {})
        return {str(name): Sign(str(name), float(row["weight"]), str(row["about"])) for name, row in table.get(part, {}).items()}

    return made(signs)


class HeadingSigns(Lists):
    """The table rules/headings.yaml of a rule set."""

    title = _weighed("title")
    article = _weighed("article")
    closing = _weighed("closing")
    time = endings("headings.yaml#time")
    back = endings("headings.yaml#back")
    back_in_time = endings("headings.yaml#back-in-time")
    looking_back = endings("headings.yaml#looking-back")
    complete = endings("headings.yaml#complete")
    documents = endings("headings.yaml#documents")
    adds = endings("headings.yaml#adds")
    predicates = endings("headings.yaml#predicates")
    unfinished = endings("headings.yaml#unfinished")
    days = endings("headings.yaml#days")
    joining = endings("headings.yaml#joining")
    held = endings("headings.yaml#held")
    occasions = endings("headings.yaml#occasions")
    sees = endings("headings.yaml#sees")
    comes = shape("@headings.yaml#comes")
