"""Records as RDF statements, before any RDF library sees them.

In: `Records`, a base IRI and whether all is told (the full profile).  Out: nodes, each a subject with its predicates and
objects; no blank nodes, no statement twice.  An article stands together with its claims, its checks and the evidence for all that it
says; what several articles may say (entities, posts held, relations) follows, and last the words that nodes were made from, each kind sorted
by IRI: the stream is the same for the same records on every machine.  The terms are those of `kg.export.schema`; `kg.export.graphs`
cuts the same nodes into one graph per article.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.check.wording import chinese as in_chinese
from kg.check.wording import english
from kg.export.said import NOWHERE, Said, by_article
from kg.export.schema import CLAIM_LINKS, ENTITY_CLASSES, expand
from kg.export.standing import Standing
from kg.export.terms import Literal, Node, Object, Stated, Statement, chinese, date, decimal, digest, integer, local, spoken, those_said
from kg.export.vocabularies import RELATIONS, VOCABULARIES
from kg.model import Article, Claim, Entity, Link, Naming, Reason, Records, Relation, Role, Verdict

_STANDARD = {r.code: (r.standard, r.way) for r in RELATIONS}
_LINKS = {kind: f"kg:{path}" for kind, path, _, _ in CLAIM_LINKS}
_ARTICLE_CLASSES = {"article": "schema:NewsArticle", "advert": "schema:AdvertiserContentArticle"}


def statements(records: Records, base: str, full: bool = False, annotated: bool = False) -> Iterator[Statement]:
    """Every statement of the graph, predicates as IRIs."""
    names: dict[str, str] = {}
    for subject, pairs in nodes(records, base, full, annotated):
        for name, value in pairs:
            predicate = names.get(name)
            if predicate is None:
                predicate = names[name] = expand(name, base)
            yield subject, predicate, value


def nodes(records: Records, base: str, full: bool = False, annotated: bool = False) -> Iterator[Node]:
    """Every node of the graph.  `full` adds each mention, how each slot was filled and which names were joined why;
    `annotated` ties a relation's evidence to the statement itself by RDF 1.2's `rdf:reifies`.
    """
    d = Describer(records, base, full, annotated)
    said = by_article(records)
    yield d.software_node()
    yield from d.sources()
    for article in sorted(records.articles, key=lambda article: d.article(article.id)):
        yield from d.article_alone(article, said[article.id])
    yield from d.entities()
    yield from d.roles(records.roles)
    yield from d.relations(records.relations)
    yield from d.direct_nodes(d.direct(records.relations), spare_within=True)
    yield from d.claims(said[NOWHERE].claims)
    yield from d.checks(said[NOWHERE].verdicts)
    if full:
        yield from d.namings(records.namings)
    d.forget_evidence_of_articles()
    yield from d.evidence_nodes()
    yield from d.concept_nodes()


def link_pair(link: Link) -> tuple[str, Object]:
    """How a link is told in the node of the claim that is linked."""
    return _LINKS.get(link.kind) or f"kg:{local(link.kind)}", link.other


class Describer(Standing):
    """Describes parts of one set of records; collects the concepts and the evidence that come by."""

    def __init__(self, records: Records, base: str, full: bool, annotated: bool = False):
        super().__init__(records, base, full)
        self.records, self.annotated = records, annotated
        self.entity: dict[str, Entity] = {e.id: e for e in records.entities}
        self.linked: dict[str, list[tuple[str, Object]]] = defaultdict(list)  # claim → how it belongs to other claims
        for link in sorted(records.links, key=lambda link: (link.claim, link.kind, link.other)):
            self.linked[link.claim].append(link_pair(link))
        self._values = {(v.name, value.code): expand(f"kg:{v.name}-{value.code}", base) for v in VOCABULARIES for value in v.values}

    def value(self, vocabulary: str, word: str | None) -> str | None:
        if not word:
            return None
        return self._values.get((vocabulary, word)) or expand(f"kg:{vocabulary}-{local(word)}", self.base)

    # --- what belongs to no one article ---------------------------------------------------

    def software_node(self) -> Node:
        r = self.records
        return self.software, those_said([self.a("prov:SoftwareAgent"), ("schema:softwareVersion", Literal(r.version)),
                                          ("kg:rulesHash", Literal(r.rules_hash) if r.rules_hash else None)])

    def sources(self) -> Iterator[Node]:
        named: dict[str, list] = defaultdict(list)  # copies of one page under two names are one source
        for source in self.records.sources:
            named[self.page(source.name)].append(source)
        for iri, same in sorted(named.items()):
            names = sorted({source.name for source in same})
            yield iri, [self.a("schema:DigitalDocument"), *(("schema:name", Literal(name)) for name in names),
                        ("schema:sha256", Literal(same[0].sha256))]

    def entities(self) -> Iterator[Node]:
        links: dict[str, set[str]] = defaultdict(set)
        for entity, same in self.records.elsewhere:
            links[entity].add(same)
        for e in sorted(self.records.entities, key=lambda e: e.id):
            yield self.entity_node(e, sorted(links[e.id]))
        for old, new in sorted(set(self.records.redirects)):
            yield old, [self.a("kg:Redirect"), ("dcterms:isReplacedBy", new)]
        if self.full:
            yield from self.reason_nodes()

    def entity_node(self, e: Entity, elsewhere: Iterable[str] = ()) -> Node:
        """One entity, with IRIs of the same thing elsewhere."""
        classes = dict.fromkeys(ENTITY_CLASSES.get(e.type, ("schema:Thing",)) + ENTITY_CLASSES.get(e.subtype or "", ()))
        above = self.above(e)
        pairs = [*map(self.a, classes), ("schema:name", chinese(e.name)),
                 *(("schema:alternateName", chinese(alias)) for alias in dict.fromkeys(e.aliases) if alias and alias != e.name),
                 ("kg:subtype", self.value("subtype", e.subtype)), ("schema:identifier", Literal(e.code) if e.code else None)]
        if above:
            pairs.append((above, e.within))
        pairs.extend(("owl:sameAs", same) for same in elsewhere)
        if self.full:
            pairs.extend(("kg:joinedBecause", self.reason(reason)) for reason in dict.fromkeys(e.because))
        return e.id, those_said(pairs)

    def above(self, e: Entity) -> str:
        """The property that leads to the entity that `e` lies in or belongs to; empty where none is written."""
        over = self.entity.get(e.within or "")
        return {("LOC", "LOC"): "schema:containedInPlace", ("ORG", "LOC"): "schema:location",
                ("ORG", "ORG"): "org:subOrganizationOf"}.get((e.type, over.type), "") if over else ""

    def reason(self, reason: Reason) -> str:
        return f"{self.base}reason/{digest(reason.kind, reason.form, reason.other, reason.rule)}"

    def reason_nodes(self) -> Iterator[Node]:
        found = {self.reason(reason): reason for e in self.records.entities for reason in e.because}
        for iri, r in sorted(found.items()):
            yield iri, those_said([self.a("kg:Reason"), ("kg:reasonKind", Literal(r.kind)), ("kg:form", chinese(r.form)),
                                   ("kg:otherForm", chinese(r.other)), ("kg:because", Literal(r.rule))])

    # --- what articles say ----------------------------------------------------------------

    def article_alone(self, article: Article, said: Said) -> Iterator[Node]:
        """What only this article can tell: itself, its claims, the checks of it alone, and the evidence for all that it says."""
        yield from self.articles([article], said.namings)
        yield from self.claims(said.claims)
        yield from self.checks(said.verdicts)
        for record in (*said.roles, *said.relations, *(said.namings if self.full else ())):
            self.seen_at(record.evidence)
        yield from self.evidence_nodes()

    def articles(self, articles: Iterable[Article], namings: Iterable[Naming]) -> Iterator[Node]:
        named: dict[str, set[str]] = defaultdict(set)
        for n in namings:
            named[n.evidence.article].add(n.entity)
        for a in sorted(articles, key=lambda a: self.article(a.id)):
            mentioned = sorted(named[a.id])
            people = {self.entity[i].name: i for i in mentioned if i in self.entity and self.entity[i].type == "PER"} if a.reporters else {}
            reporters = dict.fromkeys(a.reporters)
            yield self.article(a.id), those_said([
                self.a(_ARTICLE_CLASSES.get(a.kind, "schema:CreativeWork")),
                ("kg:articleKind", self.value("article", a.kind)), ("schema:isPartOf", self.page(a.source)),
                ("schema:headline", chinese(a.title)), ("schema:alternativeHeadline", chinese(a.subtitle)),
                ("kg:kicker", chinese(a.kicker)), ("schema:datePublished", date(a.published.value)),
                *(("schema:creditText", Literal(name)) for name in reporters),
                *(("schema:author", people[name]) for name in reporters if name in people),
                *(("schema:mentions", entity) for entity in mentioned)])

    def roles(self, roles: Iterable[Role]) -> Iterator[Node]:
        held: dict[str, list[Role]] = defaultdict(list)
        for r in roles:
            held[f"{self.base}membership/{digest(r.person, r.position, r.org or r.org_name, r.time)}"].append(r)
        for iri, same in sorted(held.items()):
            r = same[0]
            over = self.entity.get(r.org or "")
            office = "kg:officeOf" if over and over.type == "LOC" else "org:organization"
            yield iri, those_said([
                self.a("org:Membership"), ("org:member", r.person), ("org:role", self.concept("post", r.position)), (office, r.org),
                ("kg:organizationName", None if r.org else chinese(r.org_name)), ("time:hasTime", self.concept("period", r.time)),
                *self.derived(each.evidence for each in same)])

    def relations(self, relations: Iterable[Relation]) -> Iterator[Node]:
        """Relations with their evidence."""
        stated: dict[str, list[Relation]] = defaultdict(list)
        for r in relations:
            stated[f"{self.base}relation/{digest(r.subject, r.predicate, r.object or r.object_name, r.time)}"].append(r)
        for iri, same in sorted(stated.items()):
            r = same[0]
            own = expand(f"kg:{local(r.predicate)}", self.base)
            whole: list[tuple[str, Object | None]] = [("rdf:subject", r.subject), ("rdf:predicate", own), ("rdf:object", r.object)]
            if self.annotated and r.object:
                whole = [("rdf:reifies", Stated(r.subject, own, r.object))]
            yield iri, those_said([
                self.a("rdf:Statement"), *whole, ("kg:objectName", None if r.object else chinese(r.object_name)),
                ("time:hasTime", self.concept("period", r.time)), *self.derived(each.evidence for each in same)])

    def direct(self, relations: Iterable[Relation]) -> dict[str, set[tuple[str, Object]]]:
        """Relations as plain statements, by subject."""
        found: dict[str, set[tuple[str, Object]]] = defaultdict(set)
        for r in relations:
            if r.object:
                found[r.subject].add((f"kg:{local(r.predicate)}", r.object))
                standard, way = _STANDARD.get(r.predicate, ("", ">"))
                if r.predicate == "located_in" and self.type_of(r.subject) == "LOC":
                    standard = "schema:containedInPlace"
                if standard:
                    subject, other = (r.subject, r.object) if way == ">" else (r.object, r.subject)
                    found[subject].add((standard, other))
            elif r.predicate == "awarded" and r.object_name:
                found[r.subject].add(("schema:award", Literal(r.object_name, language="zh")))
        return found

    def direct_nodes(self, direct: Mapping[str, Iterable[tuple[str, Object]]], spare_within: bool = False) -> Iterator[Node]:
        """Plain statements in order; `spare_within` leaves out what the entity's own node says of it."""
        for subject, said in sorted(direct.items()):
            known = self.entity.get(subject) if spare_within else None
            spared = (self.above(known), known.within) if known and known.within else None
            pairs = sorted((pair for pair in set(said) if pair != spared), key=lambda pair: (pair[0], isinstance(pair[1], Literal), pair[1]))
            if pairs:
                yield subject, pairs

    def type_of(self, entity: str) -> str:
        return self.entity[entity].type if entity in self.entity else ""

    def claims(self, claims: Iterable[Claim]) -> Iterator[Node]:
        concept, value = self.concept, self.value
        for c in sorted(claims, key=lambda c: c.id):
            pairs: list[tuple[str, Object | None]] = [
                self.a("schema:Observation"), ("schema:observationAbout", c.subject or None),
                ("kg:subjectName", None if c.subject else chinese(c.subject_name)),
                ("schema:variableMeasured", concept("metric", c.metric)), ("schema:value", decimal(c.value)),
                ("schema:maxValue", decimal(c.upper)), ("qudt:hasUnit", concept("unit", c.unit)),
                ("kg:printedValue", Literal(c.value_text)), ("kg:bound", value("bound", c.bound)),
                ("kg:kind", value("kind", c.kind)), ("kg:direction", value("direction", c.direction)),
                ("kg:baseline", chinese(c.baseline)), ("kg:modality", value("modality", c.modality)),
                ("time:hasTime", concept("period", c.time)), ("prov:wasAttributedTo", c.speaker or None),
                ("kg:speakerName", None if c.speaker else chinese(c.speaker_name)), ("prov:wasDerivedFrom", self.seen_at(c.evidence))]
            if c.id in self.linked:
                pairs += dict.fromkeys(self.linked[c.id])
            if self.full:
                pairs += [("kg:valueStart", integer(c.value_start)), ("kg:valueEnd", integer(c.value_end)),
                          *(("kg:because", Literal(step)) for step in dict.fromkeys(c.because))]
            yield c.id, those_said(pairs)

    def checks(self, verdicts: Iterable[Verdict]) -> Iterator[Node]:
        found = {f"{self.base}check/{digest(v.kind, v.verdict, *v.claims, *map(self.seen_at, v.evidence))}": v for v in verdicts}
        for iri, v in sorted(found.items()):
            yield iri, those_said([
                self.a("kg:Check"), ("kg:checkKind", Literal(v.kind)), ("kg:verdict", self.value("verdict", v.verdict)),
                ("schema:description", spoken(english(v), "en")), ("schema:description", chinese(in_chinese(v))),
                *(("kg:checks", claim) for claim in dict.fromkeys(v.claims)), *self.derived(v.evidence)])

    def namings(self, namings: Iterable[Naming]) -> Iterator[Node]:
        seen: dict[str, dict[str, None]] = defaultdict(dict)
        for n in namings:
            seen[n.entity][self.seen_at(n.evidence)] = None
        for entity, evidence in sorted(seen.items()):
            yield entity, [("prov:wasDerivedFrom", iri) for iri in sorted(evidence)]
