"""Records as RDF statements, before any RDF library sees them.

In: `Records` and `Settings`.  Out: a stream of `(subject, predicate, object)`: IRIs are `str`, values `Literal`.
No blank nodes, no statement twice; nodes of one kind stand together, sorted by IRI, so the stream is the same for
the same records on every machine.  The terms are those of `kg.export.schema`.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from kg.export.periods import days_of_period
from kg.export.schema import ENTITY_CLASSES, PREFIXES, QUDT_UNITS, RELATIONS, expand
from kg.export.tables import plain
from kg.model import Article, Claim, Entity, Evidence, Records


class Literal(NamedTuple):
    """A value: its text, and a datatype IRI or a language tag or neither (a plain string)."""

    text: str
    datatype: str = ""
    language: str = ""


Object = str | Literal
Statement = tuple[str, str, Object]
_XSD = PREFIXES["xsd"]
_STANDARD = {own: (standard, way) for own, _, _, standard, way in RELATIONS}
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_ARTICLE_CLASSES = {"article": "schema:NewsArticle", "advert": "schema:AdvertiserContentArticle"}


def decimal(value) -> Literal | None:
    return None if value is None else Literal(plain(value), f"{_XSD}decimal")


def integer(value: int) -> Literal:
    return Literal(str(value), f"{_XSD}integer")


def chinese(text: str | None) -> Literal | None:
    """Words of a page; None stays None, so that an unsaid slot gives no statement."""
    return Literal(text, language="zh") if text else None


def date(value: str | None) -> Literal | None:
    """A date as precise as said: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`; a plain string where it is no ISO date.

    >>> date("2025-07").datatype.rpartition("#")[2]
    'gYearMonth'
    """
    if not value:
        return None
    if len(value) not in _DATES or "/" in value or days_of_period(value)[0] is None:
        return Literal(value)
    return Literal(value, _XSD + _DATES[len(value)])


@lru_cache(maxsize=1 << 16)
def local(text: str) -> str:
    """`text` as the last step of an IRI: letters, digits and Chinese stay readable, the rest is percent-encoded.

    Full stops too: a step `.` or `..` would be resolved away, and one at the end would end a Turtle statement.

    >>> local("贷款余额(亿)")
    '贷款余额%28亿%29'
    """
    steps = (ch if ch.isalnum() and (ch < "\x80" or "一" <= ch <= "鿿") or ch in "-_" else quote(ch, errors="replace") for ch in text)
    return "".join(steps).replace(".", "%2E").replace("~", "%7E")


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for `parts`."""
    return sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "replace")).hexdigest()[:16]


def statements(records: Records, base: str, full: bool = False) -> Iterator[Statement]:
    """Every statement of the graph; `full` adds each mention and where in the clause each value stands."""
    yield from _Describer(records, base, full).everything()


class _Describer:
    """Describes one set of records; collects the metrics, units, posts, periods and rules that come by."""

    def __init__(self, records: Records, base: str, full: bool):
        self.records, self.base, self.full = records, base, full
        self.entities: dict[str, Entity] = {e.id: e for e in records.entities}
        self.pages = {s.name: f"{base}source/{s.sha256[:16]}" for s in records.sources}
        self.article_ids = {a.id for a in records.articles}
        self.concepts: dict[str, dict[str, str]] = defaultdict(dict)  # room → IRI → words
        self.evidence: dict[str, Evidence] = {}
        self.iri = lru_cache(maxsize=None)(lambda name: expand(name, base))
        self.software = f"{base}software/{digest(records.version, records.rules_hash)}"

    # --- parts -------------------------------------------------------------------------

    def node(self, subject: str, *pairs: tuple[str, Object | None]) -> Iterator[Statement]:
        seen = set()
        for name, value in pairs:
            if value is not None and (name, value) not in seen:
                seen.add((name, value))
                yield subject, self.iri(name), value

    def implied(self, name: str) -> str | None:
        """A class that the node's properties already tell (`oa:hasSelector`, `oa:exact`): written in full, spared in lean."""
        return self.iri(name) if self.full else None

    def concept(self, room: str, words: str | None) -> str | None:
        if not words:
            return None
        iri = f"{self.base}{room}/{local(words)}"
        self.concepts[room][iri] = words
        return iri

    def value(self, vocabulary: str, word: str | None) -> str | None:
        return self.iri(f"kg:{vocabulary}-{local(word)}") if word else None

    def article(self, name: str) -> str:
        return name if "://" in name or name.startswith("urn:") else f"{self.base}article/{local(name)}"

    def page(self, name: str) -> str:
        return self.pages.get(name) or f"{self.base}source/{digest(name)}"

    def seen_at(self, e: Evidence) -> str:
        iri = f"{self.base}evidence/{digest(self.page(e.source), e.start, e.end, e.rule)}"
        self.evidence[iri] = e
        return iri

    # --- the graph, section by section ----------------------------------------------------

    def everything(self) -> Iterator[Statement]:
        yield from self.node(self.software, ("rdf:type", self.iri("prov:SoftwareAgent")),
                             ("schema:softwareVersion", Literal(self.records.version)),
                             ("kg:rulesHash", Literal(self.records.rules_hash) if self.records.rules_hash else None))
        for source in sorted(self.records.sources, key=lambda s: (self.page(s.name), s.name)):
            yield from self.node(self.page(source.name), ("rdf:type", self.iri("schema:DigitalDocument")),
                                 ("schema:name", Literal(source.name)), ("schema:sha256", Literal(source.sha256)))
        yield from self.articles()
        for entity in sorted(self.records.entities, key=lambda e: e.id):
            yield from self.entity(entity)
        yield from self.roles()
        yield from self.relations()
        for claim in sorted(self.records.claims, key=lambda c: c.id):
            yield from self.claim(claim)
        yield from self.checks()
        if self.full:
            yield from self.namings()
        yield from self.evidence_nodes()
        yield from self.concept_nodes()

    def articles(self) -> Iterator[Statement]:
        named: dict[str, set[str]] = defaultdict(set)
        for n in self.records.namings:
            named[n.evidence.article].add(n.entity)
        for a in sorted(self.records.articles, key=lambda a: self.article(a.id)):
            people = {self.entities[i].name: i for i in sorted(named[a.id]) if i in self.entities and self.entities[i].type == "PER"}
            yield from self.node(
                self.article(a.id), ("rdf:type", self.iri(_ARTICLE_CLASSES.get(a.kind, "schema:CreativeWork"))),
                ("kg:articleKind", self.value("article", a.kind)), ("schema:isPartOf", self.page(a.source)),
                ("schema:headline", chinese(a.title)), ("schema:alternativeHeadline", chinese(a.subtitle)),
                ("kg:kicker", chinese(a.kicker)), ("schema:datePublished", date(a.published.value)),
                *(("schema:creditText", Literal(name)) for name in a.reporters),
                *(("schema:author", people[name]) for name in a.reporters if name in people),
                *(("schema:mentions", entity) for entity in sorted(named[a.id])))

    def entity(self, e: Entity) -> Iterator[Statement]:
        classes = ENTITY_CLASSES.get(e.type, ("schema:Thing",)) + ENTITY_CLASSES.get(e.subtype or "", ())
        over = self.entities.get(e.within or "")
        above = {("LOC", "LOC"): "schema:containedInPlace", ("ORG", "LOC"): "schema:location",
                 ("ORG", "ORG"): "org:subOrganizationOf"}.get((e.type, over.type)) if over else None
        yield from self.node(
            e.id, *(("rdf:type", self.iri(c)) for c in classes), ("schema:name", chinese(e.name)),
            *(("schema:alternateName", chinese(a)) for a in e.aliases if a != e.name),
            ("kg:subtype", self.value("subtype", e.subtype)),
            ("schema:identifier", Literal(e.code) if e.code else None), (above or "", e.within if above else None))

    def roles(self) -> Iterator[Statement]:
        held: dict[str, list] = defaultdict(list)
        for r in self.records.roles:
            held[f"{self.base}membership/{digest(r.person, r.position, r.org or r.org_name, r.time)}"].append(r)
        for iri, same in sorted(held.items()):
            r = same[0]
            over = self.entities.get(r.org or "")
            office = "kg:officeOf" if over and over.type == "LOC" else "org:organization"
            yield from self.node(
                iri, ("rdf:type", self.iri("org:Membership")), ("org:member", r.person),
                ("org:role", self.concept("post", r.position)), (office, r.org),
                ("kg:organizationName", None if r.org else chinese(r.org_name)),
                ("time:hasTime", self.concept("period", r.time)),
                *(("prov:wasDerivedFrom", self.seen_at(each.evidence)) for each in same))

    def relations(self) -> Iterator[Statement]:
        stated: dict[str, list] = defaultdict(list)
        for r in self.records.relations:
            stated[f"{self.base}relation/{digest(r.subject, r.predicate, r.object or r.object_name, r.time)}"].append(r)
        direct: set[Statement] = set()
        for iri, same in sorted(stated.items()):
            r = same[0]
            own = self.iri(f"kg:{local(r.predicate)}")
            if r.object:
                direct.add((r.subject, own, r.object))
                standard, way = _STANDARD.get(r.predicate, ("", ">"))
                if r.predicate == "located_in" and self.type_of(r.subject) == "LOC":
                    standard = "schema:containedInPlace"
                if standard:
                    ends = (r.subject, r.object) if way == ">" else (r.object, r.subject)
                    direct.add((ends[0], self.iri(standard), ends[1]))
            elif r.predicate == "awarded":
                direct.add((r.subject, self.iri("schema:award"), chinese(r.object_name)))
            yield from self.node(
                iri, ("rdf:type", self.iri("rdf:Statement")), ("rdf:subject", r.subject), ("rdf:predicate", own),
                ("rdf:object", r.object), ("kg:objectName", None if r.object else chinese(r.object_name)),
                ("time:hasTime", self.concept("period", r.time)),
                *(("prov:wasDerivedFrom", self.seen_at(each.evidence)) for each in same))
        direct -= {(e.id, self.iri(p), e.within) for e in self.records.entities if e.within
                   for p in ("schema:containedInPlace", "schema:location", "org:subOrganizationOf")}
        yield from sorted(direct, key=lambda s: (s[0], s[1], str(s[2])))

    def type_of(self, entity: str) -> str:
        return self.entities[entity].type if entity in self.entities else ""

    def claim(self, c: Claim) -> Iterator[Statement]:
        yield from self.node(
            c.id, ("rdf:type", self.iri("schema:Observation")), ("schema:observationAbout", c.subject or None),
            ("kg:subjectName", None if c.subject else chinese(c.subject_name)),
            ("schema:variableMeasured", self.concept("metric", c.metric)), ("schema:value", decimal(c.value)),
            ("schema:maxValue", decimal(c.upper)), ("qudt:hasUnit", self.concept("unit", c.unit)),
            ("kg:printedValue", Literal(c.value_text)), ("kg:bound", self.value("bound", c.bound)),
            ("kg:kind", self.value("kind", c.kind)), ("kg:direction", self.value("direction", c.direction)),
            ("kg:baseline", chinese(c.baseline)), ("kg:modality", self.value("modality", c.modality)),
            ("time:hasTime", self.concept("period", c.time)), ("prov:wasAttributedTo", c.speaker or None),
            ("kg:speakerName", None if c.speaker else chinese(c.speaker_name)),
            ("prov:wasDerivedFrom", self.seen_at(c.evidence)),
            *((("kg:valueStart", integer(c.value_start)), ("kg:valueEnd", integer(c.value_end))) if self.full else ()))

    def checks(self) -> Iterator[Statement]:
        found = {f"{self.base}check/{digest(v.kind, v.verdict, *v.claims, *(self.seen_at(e) for e in v.evidence))}": v
                 for v in self.records.verdicts}
        for iri, v in sorted(found.items()):
            yield from self.node(
                iri, ("rdf:type", self.iri("kg:Check")), ("kg:checkKind", Literal(v.kind)),
                ("kg:verdict", self.value("verdict", v.verdict)), ("schema:description", Literal(v.message) if v.message else None),
                *(("kg:checks", claim) for claim in v.claims),
                *(("prov:wasDerivedFrom", self.seen_at(e)) for e in v.evidence))

    def namings(self) -> Iterator[Statement]:
        for n in sorted(self.records.namings, key=lambda n: (n.entity, n.evidence.source, n.evidence.start)):
            yield n.entity, self.iri("prov:wasDerivedFrom"), self.seen_at(n.evidence)

    def evidence_nodes(self) -> Iterator[Statement]:
        selected: dict[str, Evidence] = {}  # rules that saw the same stretch share its selector
        for iri, e in sorted(self.evidence.items()):
            words = f"{self.base}selector/{digest(self.page(e.source), e.start, e.end)}"
            selected[words] = e
            yield from self.node(
                iri, ("rdf:type", self.implied("oa:SpecificResource")),
                ("oa:hasSource", self.article(e.article) if e.article in self.article_ids else self.page(e.source)),
                ("oa:hasSelector", words), ("prov:wasGeneratedBy", self.concept("rule", e.rule)))
        for words, e in sorted(selected.items()):
            yield from self.node(
                words, ("rdf:type", self.iri("oa:TextPositionSelector")), ("rdf:type", self.implied("oa:TextQuoteSelector")),
                ("oa:start", integer(e.start)), ("oa:end", integer(e.end)), ("oa:exact", Literal(e.quote)))

    def concept_nodes(self) -> Iterator[Statement]:
        for iri, words in sorted(self.concepts["metric"].items()):
            yield from self.node(iri, ("rdf:type", self.iri("schema:StatisticalVariable")), ("rdf:type", self.implied("skos:Concept")),
                                 ("skos:prefLabel", chinese(words)))
        for iri, words in sorted(self.concepts["unit"].items()):
            same = QUDT_UNITS.get(words)
            yield from self.node(iri, ("rdf:type", self.iri("qudt:Unit" if same else "qudt:CountingUnit")),
                                 ("rdf:type", None if same else self.iri("qudt:Unit")), ("skos:prefLabel", chinese(words)),
                                 ("skos:exactMatch", self.iri(f"unit:{same}") if same else None))
        for iri, words in sorted(self.concepts["post"].items()):
            yield from self.node(iri, ("rdf:type", self.iri("org:Role")), ("rdf:type", self.iri("skos:Concept")),
                                 ("skos:prefLabel", chinese(words)))
        for iri, words in sorted(self.concepts["period"].items()):
            first, last = days_of_period(words)
            yield from self.node(iri, ("rdf:type", self.iri("time:ProperInterval")), ("rdfs:label", Literal(words)),
                                 ("schema:startDate", Literal(first, f"{_XSD}date") if first else None),
                                 ("schema:endDate", Literal(last, f"{_XSD}date") if last else None))
        for iri, words in sorted(self.concepts["rule"].items()):
            yield from self.node(iri, ("rdf:type", self.iri("prov:Activity")), ("schema:identifier", Literal(words)),
                                 ("prov:wasAssociatedWith", self.software))
