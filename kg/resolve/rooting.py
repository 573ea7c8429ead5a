"""Ids of articles and claims become IRIs under the graph's base.

In: records whose articles and claims are called `article/…` and `claim/…` (reading and binding know no base).  Out: the
same records with `https://…/article/…` and `https://…/claim/…` wherever they are named.
"""
from __future__ import annotations

from dataclasses import replace

from kg.model import Evidence, Records


def rooted(records: Records, base: str) -> Records:
    """`records` with every id of an article or claim made absolute; ids that are absolute stay."""
    def iri(name: str | None) -> str | None:
        return name if not name or "://" in name else base + name

    known: dict[Evidence, Evidence] = {}

    def seen(evidence: Evidence) -> Evidence:
        if evidence not in known:
            known[evidence] = replace(evidence, article=iri(evidence.article))
        return known[evidence]

    return replace(
        records,
        articles=tuple(replace(a, id=iri(a.id)) for a in records.articles),
        namings=tuple(replace(n, evidence=seen(n.evidence)) for n in records.namings),
        roles=tuple(replace(r, evidence=seen(r.evidence)) for r in records.roles),
        relations=tuple(replace(r, evidence=seen(r.evidence)) for r in records.relations),
        claims=tuple(replace(c, id=iri(c.id), evidence=seen(c.evidence)) for c in records.claims),
        numbers=tuple(replace(n, claim=iri(n.claim)) if n.claim else n for n in records.numbers))
