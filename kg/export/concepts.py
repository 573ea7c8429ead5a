"""The words that nodes were made from: metrics, units, posts, periods and rules, each a node of its own under an IRI that spells it.

In: words as they come by, by their room (`metric`, `unit`, `post`, `period`, `rule`).  Out: their IRIs at once, and at the end their nodes, sorted by IRI.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.export.measures import MULTIPLIERS, QUANTITY_KINDS, QUDT_UNITS
from kg.export.periods import days_of_period
from kg.export.schema import PREFIXES, expand
from kg.export.terms import DATE, DECIMAL, Literal, Node, Object, chinese, local, those_said
from kg.model import Metric


class Concepts:
    """The concepts of one graph; `software` is the IRI of what ran the rules, and `full` asks for the wider profile."""

    def __init__(self, base: str, full: bool, software: str):
        self._base, self._full, self._software = base, full, software
        self._rooms: dict[str, dict[str, str]] = defaultdict(dict)  # room → words → IRI

    def iri(self, room: str, words: str | None) -> str | None:
        """The IRI of words, which are remembered; None where nothing is said."""
        if not words:
            return None
        iri = self._rooms[room].get(words)
        if iri is None:
            iri = self._rooms[room][words] = self.spelled(room, words)
        return iri

    def spelled(self, room: str, words: str) -> str:
        """The IRI of words that need not come by."""
        return f"{self._base}{room}/{local(words)}"

    def nodes(self, metrics: Iterable[Metric]) -> Iterator[Node]:
        """A node for all words that came by; `metrics` tells the normal form of a metric and the next broader one."""
        yield from self._metrics({m.name: m for m in metrics})
        yield from self._units()
        for words, iri in self._named("post"):
            yield iri, [self._is_a("org:Role"), self._is_a("skos:Concept"), ("skos:prefLabel", Literal(words, language="zh"))]
        for words, iri in self._named("period"):
            first, last = days_of_period(words)
            yield iri, those_said([self._is_a("time:ProperInterval"), ("rdfs:label", Literal(words)),
                                   ("schema:startDate", Literal(first, DATE) if first else None), ("schema:endDate", Literal(last, DATE) if last else None)])
        for words, iri in self._named("rule"):
            yield iri, [self._is_a("prov:Activity"), ("schema:identifier", Literal(words)), ("prov:wasAssociatedWith", self._software)]

    def _metrics(self, forms: dict[str, Metric]) -> Iterator[Node]:
        also = [self._is_a("skos:Concept")] if self._full else []
        queue = list(self._rooms["metric"])
        while queue:  # normal forms that no claim prints are metrics too, and in the full profile broader ones
            m = forms.get(queue.pop())
            for words in (m.normal, m.broader if self._full else None) if m else ():
                if words and words not in self._rooms["metric"]:
                    self.iri("metric", words)
                    queue.append(words)
        printed = set(self._rooms["metric"])
        for words, iri in self._named("metric"):
            m = forms.get(words)
            normal, broader = (self.iri("metric", words) if m and words in printed else None for words in ((m.normal, m.broader) if m else ("", "")))
            yield iri, those_said([self._is_a("schema:StatisticalVariable"), *also, ("skos:prefLabel", chinese(words)),
                                   ("skos:exactMatch", normal if normal != iri else None), ("skos:broader", broader if broader != iri else None)])

    def _units(self) -> Iterator[Node]:
        for words, iri in self._named("unit"):
            kind, same = QUANTITY_KINDS.get(words), QUDT_UNITS.get(words)
            yield iri, those_said([self._is_a("qudt:Unit"), ("rdf:type", None) if kind else self._is_a("qudt:CountingUnit"), ("skos:prefLabel", chinese(words)),
                                   ("qudt:hasQuantityKind", PREFIXES["quantitykind"] + kind if kind else None),
                                   ("qudt:conversionMultiplier", Literal(MULTIPLIERS[words], DECIMAL) if words in MULTIPLIERS else None),
                                   ("skos:exactMatch", PREFIXES["unit"] + same if same else None)])

    def _is_a(self, name: str) -> tuple[str, Object]:
        return "rdf:type", expand(name, self._base)

    def _named(self, room: str) -> list[tuple[str, str]]:
        """Words and IRIs of a room, sorted by IRI; of words that one IRI spells alike the first."""
        by_iri: dict[str, str] = {}
        for words, iri in sorted(self._rooms[room].items()):
            by_iri.setdefault(iri, words)
        return [(words, iri) for iri, words in sorted(by_iri.items())]
