"""Records by article, as writers need them that put an article and all it says in one place; and what no one article says alone.

In: `Records`.  Out: by the article's id a `Said`; under `NOWHERE` what stands in no article of the records, and verdicts that look at several.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Claim, Naming, Records, Relation, Role, Verdict

NOWHERE = ""


@dataclass(slots=True)
class Said:
    """What one article says."""

    namings: list[Naming] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)


def by_article(records: Records) -> Mapping[str, Said]:
    """Article → what it says, in the order of the records; an article that says nothing is there too when it is asked for."""
    known = {article.id for article in records.articles}
    found: dict[str, Said] = defaultdict(Said)

    def of(article: str) -> Said:
        return found[article if article in known else NOWHERE]

    for naming in records.namings:
        of(naming.evidence.article).namings.append(naming)
    for role in records.roles:
        of(role.evidence.article).roles.append(role)
    for relation in records.relations:
        of(relation.evidence.article).relations.append(relation)
    for claim in records.claims:
        of(claim.evidence.article).claims.append(claim)
    for verdict in records.verdicts:
        of(one_article(verdict)).verdicts.append(verdict)
    return found


def one_article(verdict: Verdict) -> str:
    """The one article that a verdict is about; `NOWHERE` where there are several."""
    return verdict.evidence[0].article if len({e.article for e in verdict.evidence}) == 1 else NOWHERE
