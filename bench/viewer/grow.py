"""Large graphs with the structure of real pages, to measure the viewer with.

In: the records of some pages and a number of nodes.  Out: records of that size: the pages again and again, each time
with other names.  Divisions of China stay what they are in every copy, so that the copies hang together as the pages of
one paper do; every sentence, offset, post, relation and figure is the original's.
"""
from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from kg.model import Entity, Evidence, Records

_FIRST = "江河湖海山川云林石泉金玉长永安宁平和昌盛东南西北中上下新古大小高文武德仁义礼信明光华丰"


def grow(records: Records, nodes: int) -> Records:
    """`records` copied page by page until entities, claims and articles are at least `nodes`."""
    entities: dict[str, Entity] = {}
    kept: dict[str, list] = {name: [] for name in ("sources", "articles", "namings", "roles", "relations", "claims", "numbers", "times")}
    copy = 0
    while True:
        for source in records.sources:
            _add_page(records, source.name, copy, entities, kept)
            if len(entities) + len(kept["claims"]) + len(kept["articles"]) >= nodes:
                return replace(records, entities=tuple(sorted(entities.values(), key=lambda e: e.id)), verdicts=(), repeats=(),
                               **{name: tuple(rows) for name, rows in kept.items()})
        copy += 1


def _add_page(records: Records, source: str, copy: int, entities: dict[str, Entity], kept: dict[str, list]) -> None:
    known = {e.id: e for e in records.entities}

    def entity_id(old: str | None) -> str | None:
        if old is None or old not in known or known[old].code or not copy:
            return old
        head, _, key = old.rpartition("/")
        return f"{head}/{sha256(f'{key}{copy}'.encode()).hexdigest()[:16]}"

    def keep(old: str | None) -> str | None:
        new = entity_id(old)
        if old in known and new not in entities:
            entity = known[old]
            sign = "" if entity.code or not copy else _FIRST[copy % len(_FIRST)] + (str(copy // len(_FIRST)) if copy >= len(_FIRST) else "")
            entities[new] = replace(entity, id=new, name=sign + entity.name, aliases=tuple(sign + alias for alias in entity.aliases), within=None)
            entities[new] = replace(entities[new], within=keep(entity.within))
        return new

    name = f"{copy:03}-{source}"

    def article_id(old: str) -> str:
        return f"{old}-{copy:03}" if old else old

    def moved(evidence: Evidence) -> Evidence:
        return replace(evidence, source=name, article=article_id(evidence.article))

    kept["sources"] += [replace(s, name=name) for s in records.sources if s.name == source]
    kept["articles"] += [replace(a, id=article_id(a.id), source=name) for a in records.articles if a.source == source]
    kept["namings"] += [replace(n, entity=keep(n.entity), evidence=moved(n.evidence)) for n in records.namings if n.evidence.source == source]
    kept["roles"] += [replace(r, person=keep(r.person), org=keep(r.org), evidence=moved(r.evidence)) for r in records.roles if r.evidence.source == source]
    kept["relations"] += [replace(r, subject=keep(r.subject), object=keep(r.object), evidence=moved(r.evidence)) for r in records.relations if r.evidence.source == source]
    kept["claims"] += [replace(c, id=f"{c.id}-{copy:03}", subject=keep(c.subject), speaker=keep(c.speaker), evidence=moved(c.evidence))
                       for c in records.claims if c.evidence.source == source]
    kept["numbers"] += [replace(n, source=name) for n in records.numbers if n.source == source]
    kept["times"] += [replace(t, source=name) for t in records.times if t.source == source]
