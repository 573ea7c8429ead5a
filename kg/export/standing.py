"""Where things stand: pages, articles, and the evidence with its selectors that leads into them.

In: `Records`, of which pages and articles are known, and each `Evidence` as it comes by.  Out: IRIs at once, and the nodes of the evidence, sorted by IRI.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.export.concepts import Concepts
from kg.export.schema import expand
from kg.export.terms import Literal, Node, Object, Pairs, digest, digest_of, integer, local
from kg.model import Evidence, Records


class Standing:
    """The pages, articles and rules that evidence points to; remembers the evidence that comes by."""

    def __init__(self, records: Records, base: str, full: bool):
        self.base, self.full = base, full
        self.pages = {s.name: f"{base}source/{s.sha256[:16]}" for s in records.sources}
        self.article_ids = {a.id for a in records.articles}
        self.evidence: dict[str, Evidence] = {}
        self.software = f"{base}software/{digest(records.version, records.rules_hash)}"
        self._metrics = records.metrics
        self._concepts = Concepts(base, full, self.software)
        self.concept = self._concepts.iri
        self._evidence_room, self._selector_room = f"{base}evidence/", f"{base}selector/"
        self._classes: dict[str, str] = {}

    def a(self, name: str) -> tuple[str, Object]:
        """The pair that says of which class a node is."""
        iri = self._classes.get(name)
        if iri is None:
            iri = self._classes[name] = expand(name, self.base)
        return "rdf:type", iri

    def article(self, name: str) -> str:
        return name if "://" in name or name.startswith("urn:") else f"{self.base}article/{local(name)}"

    def page(self, name: str) -> str:
        return self.pages.get(name) or f"{self.base}source/{digest(name)}"

    def seen_at(self, e: Evidence) -> str:
        page = self.pages.get(e.source) or self.page(e.source)
        iri = self._evidence_room + digest_of(f"{page}\x1f{e.start}\x1f{e.end}\x1f{e.rule}")
        self.evidence[iri] = e
        return iri

    def derived(self, evidence: Iterable[Evidence]) -> Pairs:
        return [("prov:wasDerivedFrom", iri) for iri in dict.fromkeys(map(self.seen_at, evidence))]

    def evidence_nodes(self) -> Iterator[Node]:
        """The evidence that came by since the last call, and its selectors; rules that saw the same stretch share one."""
        came_by, self.evidence = sorted(self.evidence.items()), {}
        selected: dict[str, Evidence] = {}
        for iri, e in came_by:
            page = self.pages.get(e.source) or self.page(e.source)
            words = self._selector_room + digest_of(f"{page}\x1f{e.start}\x1f{e.end}")
            selected[words] = e
            pairs: Pairs = [("oa:hasSource", self.article(e.article) if e.article in self.article_ids else page), ("oa:hasSelector", words)]
            if rule := self.concept("rule", e.rule):
                pairs.append(("prov:wasGeneratedBy", rule))
            yield iri, [self.a("oa:SpecificResource"), *pairs] if self.full else pairs  # oa:hasSelector tells the class, so lean spares it
        for words, e in sorted(selected.items()):
            kinds = [self.a("oa:TextPositionSelector"), self.a("oa:TextQuoteSelector")] if self.full else []  # the domains of oa:start and oa:exact
            yield words, [*kinds, ("oa:start", integer(e.start)), ("oa:end", integer(e.end)), ("oa:exact", Literal(e.quote))]

    def forget_evidence_of_articles(self) -> None:
        """Evidence that stands in an article is told with it."""
        self.evidence = {iri: e for iri, e in self.evidence.items() if e.article not in self.article_ids}

    def concept_nodes(self) -> Iterator[Node]:
        """The metrics, units, posts, periods and rules that came by."""
        return self._concepts.nodes(self._metrics)
