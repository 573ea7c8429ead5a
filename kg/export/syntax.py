"""Nodes as lines of Turtle and TriG, N-Triples and N-Quads.

In: nodes (`kg.export.terms.Node`).  Out: text, the same for the same nodes.  Written here because this is the hot path:
pyoxigraph needs an object for every term and writes a third as fast (`bench/rdf.py`); the tests hold what is written
against pyoxigraph, rdflib, rapper, serdi and Virtuoso.
Grammars: https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/, https://www.w3.org/TR/n-quads/; a statement in a statement
is written as RDF 1.2 has it, `<<( s p o )>>`.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from kg.export.schema import ROOMS, expand, prefixes
from kg.export.terms import DECIMAL, INTEGER, Node, Object, Stated

_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {ord(a): b for a, b in zip('\b\t\n\f\r"\\', ("\\b", "\\t", "\\n", "\\f", "\\r", '\\"', "\\\\"), strict=True)}
_ESCAPES |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a character cannot be written in UTF-8
_NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f\ud800-\udfff]').search
_LOCAL = re.compile("(?:[A-Za-z0-9_一-鿿]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_一-鿿-]|%[0-9A-Fa-f]{2})*").fullmatch  # a safe part of PN_LOCAL
_BARE_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+").fullmatch
_NEXT = " ;\n\t"
_KEPT = 1 << 15  # terms that are kept as written
_DIGITS = 16  # of a hash at the end of an IRI
_NEVER_AGAIN = {"prov:wasDerivedFrom", "oa:hasSelector"}  # their objects are pointed at about once
_BARE_INTEGER = re.compile(r"-?[0-9]+").fullmatch


def quoted(text: str) -> str:
    """`text` as a quoted string of Turtle and N-Triples.

    >>> print(quoted('“金柚”\\n"飘香"'))
    "“金柚”\\n\\"飘香\\""
    """
    if text.isprintable() and '"' not in text and "\\" not in text:  # nearly always, and quicker to know than by a pattern
        return f'"{text}"'
    return f'"{text.translate(_ESCAPES)}"'


def angled(iri: str) -> str:
    """An IRI in angle brackets; signs that may stand in none are percent-encoded."""
    if _NOT_IN_IRI(iri):
        iri = "".join(quote(ch, errors="replace") if _NOT_IN_IRI(ch) else ch for ch in iri)
    return f"<{iri}>"


class Turtle:
    """Turtle, or TriG where nodes stand in graphs."""

    closing = "}\n"
    ending = " .\n"
    """How a node ends, behind all that is said of it."""

    def __init__(self, base: str):
        self._base, self._prefixes = base, prefixes(base)
        self._rooms = {f"{base}{room}/": f"{prefix}:" for prefix, room in ROOMS.items()}
        self._homes = sorted(((home, f"{prefix}:") for prefix, home in self._prefixes.items()), key=lambda pair: -len(pair[0]))
        self._rare = lru_cache(maxsize=_KEPT)(self._find)
        self._known: dict[tuple[str, Object], str] = {}  # pairs of predicate and IRI that come again and again, as written
        self._predicate = lru_cache(maxsize=None)(self._find_predicate)
        self._datatype = lru_cache(maxsize=None)(lambda iri: f"^^{self.iri(iri)}")

    def header(self) -> str:
        """The prefixes, in order."""
        return "".join(f"@prefix {prefix}: <{home}> .\n" for prefix, home in sorted(self._prefixes.items()))

    def iri(self, iri: str) -> str:
        """An IRI by its prefix, or in angle brackets."""
        room = self._rooms.get(iri[:-_DIGITS])  # most end in a hash of so many digits
        if room is not None:
            tail = iri[-_DIGITS:]
            if tail.isalnum() and tail.isascii():
                return room + tail
        return self._rare(iri)

    def _find(self, iri: str) -> str:
        room, slash, tail = iri.rpartition("/")
        if room + slash in self._rooms and _LOCAL(tail):
            return self._rooms[room + slash] + tail
        for home, prefix in self._homes:
            if iri.startswith(home) and _LOCAL(iri, len(home)):
                return prefix + iri[len(home):]
        return angled(iri)

    def _find_predicate(self, name: str) -> str:
        return "a " if name == "rdf:type" else f"{self.iri(expand(name, self._base))} "

    def term(self, value: Object) -> str:
        """A term as it stands in object place."""
        if isinstance(value, str):
            return self.iri(value)
        if isinstance(value, Stated):
            return f"<<( {self.iri(value.subject)} {self.iri(value.predicate)} {self.iri(value.object)} )>>"
        text, datatype, language = value
        if language:
            return f"{quoted(text)}@{language}"
        if not datatype:
            return quoted(text)
        if datatype == INTEGER and _BARE_INTEGER(text) or datatype == DECIMAL and _BARE_DECIMAL(text):
            return text
        return quoted(text) + self._datatype(datatype)

    def node(self, node: Node, graph: str = "") -> str:
        """One node: its subject once, equal predicates once."""
        return f"{self.iri(node[0])} {_NEXT.join(self._said(node[1]))}{self.ending}"

    def added(self, node: Node, graph: str = "") -> str:
        """What is said in a node, as it stands behind other pairs with other predicates."""
        return "".join(f"{_NEXT}{part}" for part in self._said(node[1]))

    def _said(self, pairs: Iterable[tuple[str, Object]]) -> list[str]:
        known, term, predicate = self._known.get, self.term, self._predicate
        parts: list[str] = []
        last = ""
        for pair in pairs:
            name, value = pair
            if name == last:
                parts[-1] += f" , {term(value)}"
                continue
            last = name
            if type(value) is str:
                parts.append(known(pair) or self._keep(name, value))
            else:
                parts.append(predicate(name) + term(value))
        return parts

    def _keep(self, name: str, value: str) -> str:
        shown = self._predicate(name) + self.iri(value)
        if len(self._known) < _KEPT and name not in _NEVER_AGAIN:
            self._known[name, value] = shown
        return shown

    def opening(self, graph: str) -> str:
        """What stands before the nodes of a named graph."""
        return f"{self.iri(graph)} {{\n"


class Lines:
    """N-Triples, or N-Quads where nodes stand in a graph."""

    closing = ending = ""

    def __init__(self, base: str):
        self._known: dict[tuple[str, Object], str] = {}
        self._predicate = lru_cache(maxsize=None)(lambda name: f" {angled(expand(name, base))} ")
        self._datatype = lru_cache(maxsize=None)(lambda iri: f"^^{angled(iri)}")

    def header(self) -> str:
        """Nothing: lines stand alone."""
        return ""

    def term(self, value: Object) -> str:
        """A term as it stands in object place."""
        if isinstance(value, str):
            return angled(value)
        if isinstance(value, Stated):
            return f"<<( {angled(value.subject)} {angled(value.predicate)} {angled(value.object)} )>>"
        text, datatype, language = value
        return f"{quoted(text)}@{language}" if language else quoted(text) + self._datatype(datatype) if datatype else quoted(text)

    def node(self, node: Node, graph: str = "") -> str:
        """One node, a line for each statement, each in the named graph."""
        subject, term, predicate, known = angled(node[0]), self.term, self._predicate, self._known.get
        end = f" {angled(graph)} .\n" if graph else " .\n"
        return "".join([f"{subject}{(known(pair) or self._keep(pair[0], pair[1])) if type(pair[1]) is str else predicate(pair[0]) + term(pair[1])}{end}" for pair in node[1]])

    def added(self, node: Node, graph: str = "") -> str:
        """What is said in a node, as it stands behind other pairs."""
        return self.node(node, graph)

    def _keep(self, name: str, value: str) -> str:
        shown = self._predicate(name) + angled(value)
        if len(self._known) < _KEPT and name not in _NEVER_AGAIN:
            self._known[name, value] = shown
        return shown

    def opening(self, graph: str) -> str:
        """Nothing: every line names its graph."""
        return ""
