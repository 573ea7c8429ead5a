"""What each shipped question must answer, told from the records without RDF.

In: `Records`.  Out: `Told`, with a method for each question: the parameters to ask with, and rows that must be among the answers.
"""
from __future__ import annotations

import re
from collections import Counter

from kg.check.wording import english
from kg.export.tables import plain
from kg.model import Records


class Told:
    """The records, asked in Python: for each question its parameters and rows that must be among the answers."""

    def __init__(self, records: Records):
        self.records = records
        self.entities = {e.id: e for e in records.entities}
        self.claims = [c for c in records.claims if c.subject in self.entities]
        self.articles = {a.id: a for a in records.articles}

    def name(self, entity: str | None) -> str | None:
        return self.entities[entity].name if entity in self.entities else None

    def of_type(self, kind: str) -> list:
        return [c for c in self.claims if self.entities[c.subject].type == kind]

    def most(self, names) -> str:
        """The commonest name, the first by spelling among equals."""
        return min(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))[0]

    def figures(self, kind: str, parameter: str):
        about = self.most(self.name(c.subject) for c in self.of_type(kind))
        rows = [{"about": about, "measured": c.metric or None, "value": plain(c.value), "printed": c.value_text, "when": c.time, "stated": c.modality,
                 "figure": c.kind, "way": c.direction or None, "unit": c.unit or None, "words": "".join(c.evidence.quote.split())} for c in self.of_type(kind) if self.name(c.subject) == about]
        return {parameter: about}, rows

    def figures_of_place(self):
        return self.figures("LOC", "place")

    def figures_of_organisation(self):
        return self.figures("ORG", "org")

    def said_again(self):
        told = [((c.subject, c.metric, c.time, c.kind, c.modality), c) for c in self.claims if c.subject and c.metric and c.time]
        times = Counter(key for key, _ in told)
        return {}, [{"about": self.name(c.subject), "measured": c.metric, "when": c.time, "printed": c.value_text, "figure": c.kind, "stated": c.modality}
                    for key, c in told if times[key] > 1]

    def posts(self):
        return {}, [{"who": self.name(r.person), "position": r.position, "at": self.name(r.org) or r.org_name or "", "when": r.time} for r in self.records.roles]

    def metric_over_time(self):
        dated = [c for c in self.claims if c.metric and re.fullmatch(r"\d{4}-\d\d-\d\d", c.time or "")]
        metric = self.most(c.metric for c in dated)
        return {"metric": metric}, [{"about": self.name(c.subject), "from": c.time, "until": c.time, "measured": metric, "figure": c.kind, "way": c.direction or None,
                                     "value": plain(c.value)} for c in dated if c.metric == metric]

    def metric_over_places(self):
        metric = self.most(c.metric for c in self.of_type("LOC") if c.metric)
        return {"metric": metric}, [{"place": self.name(c.subject), "measured": metric, "figure": c.kind, "way": c.direction or None, "value": plain(c.value), "code": self.entities[c.subject].code}
                                    for c in self.of_type("LOC") if c.metric == metric]

    def firms(self):
        placed = [e for e in self.records.entities if e.subtype == "company" and e.within]
        place = self.most(self.name(e.within) for e in placed)
        return {"place": place}, [{"firm": e.name, "lies_in": place} for e in placed if self.name(e.within) == place]

    def disagreements(self):
        claims = {c.id: c for c in self.records.claims}
        return {}, [{"sort": v.kind, "reckoning": english(v), "printed": claims[c].value_text} for v in self.records.verdicts if v.verdict == "disagrees" for c in v.claims]

    def checks(self):
        return {"verdict": "agrees"}, [{"found": "agrees", "kind": v.kind, "reckoning": english(v)} for v in self.records.verdicts if v.verdict == "agrees"]

    def targets_without_result(self):
        told = [(self.name(c.subject) or c.subject_name, c) for c in self.records.claims if c.metric and (c.subject or c.subject_name)]
        done = {(about, c.metric, c.kind) for about, c in told if c.modality == "actual"}
        return {}, [{"about": about, "measured": c.metric, "figure": c.kind, "value": plain(c.value), "stated": c.modality} for about, c in told
                    if c.modality in ("planned", "target") and (about, c.metric, c.kind) not in done]

    def evidence(self):
        c = self.records.claims[0]
        return {"claim": c.id}, [{"statement": c.id, "printed": c.value_text, "file": c.evidence.source, "start": str(c.evidence.start),
                                  "end": str(c.evidence.end), "rule": c.evidence.rule}]

    def together(self) -> dict[str, set[str]]:
        named: dict[str, set[str]] = {}
        for n in self.records.namings:
            if n.evidence.article in self.articles and n.entity in self.entities and self.entities[n.entity].type == "ORG":
                named.setdefault(n.evidence.article, set()).add(n.entity)
        return named

    def named_together(self):
        named = self.together()
        one = self.most(entity for entities in named.values() if len(entities) > 1 for entity in sorted(entities))
        counts = Counter(other for entities in named.values() if one in entities for other in entities - {one})
        return {"org": self.name(one)}, [{"one": self.name(one), "other": self.name(other), "articles": str(n)} for other, n in counts.items()]

    def people_of_organisation(self):
        seat = self.most(r.org for r in self.records.roles if r.org)
        return {"org": self.name(seat)}, [{"at": self.name(seat), "who": self.name(r.person), "post": r.position} for r in self.records.roles if r.org == seat]

    def articles_about(self):
        named = [n for n in self.records.namings if n.evidence.article in self.articles]
        entity = self.most(n.entity for n in named)
        return {"entity": self.name(entity)}, [{"named": self.name(entity), "file": n.evidence.source, "headline": self.articles[n.evidence.article].title or None}
                                               for n in named if n.entity == entity]

    def biggest_changes(self):
        return {"unit": "%", "least": "5"}, [{"value": plain(c.value), "in": "%", "words": "".join(c.evidence.quote.split())} for c in self.records.claims
                                             if c.kind == "rate" and c.unit == "%" and c.value >= 5]

    def ranks(self):
        return {}, [{"rank": plain(c.value), "about": c.subject_name or ""} for c in self.records.claims if c.kind == "rank"]

    def said_by(self):
        speaker = self.most(c.speaker for c in self.records.claims if c.speaker)
        return {"speaker": self.name(speaker)}, [{"who": self.name(speaker), "printed": c.value_text, "when": c.time, "figure": c.kind, "way": c.direction or None}
                                               for c in self.records.claims if c.speaker == speaker]

    def within(self):
        inner = [e for e in self.records.entities if e.within in self.entities and self.entities[e.within].type == "LOC"]
        place = self.most(self.name(e.within) for e in inner)
        return {"place": place}, [{"area": place, "inside": e.name, "sort": e.subtype or None} for e in inner if self.name(e.within) == place]

    def relations(self):
        return {"predicate": "located"}, [{"one": self.name(r.subject), "relation": "located_in", "other": self.name(r.object)}
                                          for r in self.records.relations if r.predicate == "located_in" and r.object]

    def speakers(self):
        counts = Counter(c.speaker for c in self.records.claims if c.speaker)
        return {"least": "2"}, [{"who": self.name(who), "figures": str(n)} for who, n in counts.items() if n > 1]

    def rules_at_work(self):
        return {}, [{"id": rule, "figures": str(n)} for rule, n in Counter(c.evidence.rule for c in self.records.claims).items()]
