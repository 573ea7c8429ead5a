"""The graph as Turtle, as N-Triples and as an rdflib graph.

In: `Records`.  Out: `graph.ttl` (plain RDF 1.1, prefixes, no blank nodes, the same bytes for the same records),
`graph.nt`, or an `rdflib.Graph`.  pyoxigraph writes: it is a hundred times faster than rdflib.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph

from kg.export import Settings
from kg.export.schema import prefixes
from kg.export.statements import Literal, Statement, statements
from kg.model import Records

if TYPE_CHECKING:
    import rdflib


def write(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.ttl` and return its path."""
    return (_write(records, folder / "graph.ttl", settings, pyoxigraph.RdfFormat.TURTLE),)


def write_ntriples(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.nt` and return its path."""
    return (_write(records, folder / "graph.nt", settings, pyoxigraph.RdfFormat.N_TRIPLES),)


def to_rdflib(records: Records, settings: Settings = Settings()) -> rdflib.Graph:
    """The same statements as an `rdflib.Graph`, prefixes bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, home in prefixes(settings.base).items():
        graph.bind(prefix, home)
    for subject, predicate, value in statements(records, settings.base, settings.profile == "full"):
        if isinstance(value, Literal):
            term = rdflib.Literal(value.text, datatype=rdflib.URIRef(value.datatype) if value.datatype else None,
                                  lang=value.language or None, normalize=False)
        else:
            term = rdflib.URIRef(value)
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), term))
    return graph


def serialize(stream: Iterator[Statement], output: IO[bytes], base: str, rdf_format=pyoxigraph.RdfFormat.TURTLE) -> None:
    """Write a stream of statements to a binary file."""
    if rdf_format == pyoxigraph.RdfFormat.TURTLE:
        pyoxigraph.serialize(triples(stream), _SortedHeader(output), rdf_format, prefixes=prefixes(base))
    else:
        pyoxigraph.serialize(triples(stream), output, rdf_format)


class _SortedHeader:
    """Passes bytes on, but puts the `@prefix` lines at the top in order: pyoxigraph writes them in hash order."""

    def __init__(self, output: IO[bytes]):
        self.output, self.header = output, bytearray()
        self.is_body = False

    def write(self, chunk: bytes) -> int:
        if self.is_body:
            self.output.write(chunk)
        else:
            self.header += chunk
            lines = bytes(self.header).split(b"\n")
            first = next((at for at, line in enumerate(lines[:-1]) if not line.startswith(b"@prefix ")), None)
            if first is not None:
                self.is_body = True
                self.output.write(b"\n".join(sorted(lines[:first]) + lines[first:]))
        return len(chunk)

    def flush(self) -> None:
        if not self.is_body:
            self.is_body = True
            self.output.write(b"\n".join(sorted(bytes(self.header).split(b"\n")[:-1]) + [b""]))
        self.output.flush()


def _write(records: Records, path: Path, settings: Settings, rdf_format) -> Path:
    with path.open("wb") as output:
        serialize(statements(records, settings.base, settings.profile == "full"), output, settings.base, rdf_format)
    return path


def triples(stream: Iterator[Statement]) -> Iterator[pyoxigraph.Triple]:
    """Statements as pyoxigraph's triples, lone surrogates made writable."""
    named = lru_cache(maxsize=1 << 14)(pyoxigraph.NamedNode)
    make, text = pyoxigraph.Triple, pyoxigraph.Literal
    for subject, predicate, value in stream:
        if isinstance(value, Literal):
            words = _encodable(value.text)
            if value.datatype:
                term = text(words, datatype=named(value.datatype))
            elif value.language:
                term = text(words, language=value.language)
            else:
                term = text(words)
        else:
            term = named(value)
        yield make(named(subject), named(predicate), term)


def _encodable(words: str) -> str:
    """Lone surrogates cannot be written in UTF-8; they become U+FFFD."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= ch <= "\udfff" else ch for ch in words)
    return words
