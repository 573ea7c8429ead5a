"""The graph as Turtle, TriG, N-Triples, N-Quads and RDF/XML, and as an rdflib graph.

In: `Records`.  Out: `graph.ttl`, `graph.nt` (plain RDF 1.1, no blank nodes), `graph.trig`, `graph.nq` (one named graph per
article, see `kg.export.graphs`), `graph.rdf`; packed where `settings.packing` says so; the same bytes for the same records.
"""
from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg.export import Settings
from kg.export.graphs import graphs
from kg.export.packing import File, open_to_write
from kg.export.schema import prefixes
from kg.export.statements import nodes, statements
from kg.export.syntax import Lines, Turtle
from kg.export.terms import Literal, Node, Stated, Statement, as_iri
from kg.model import Records

if TYPE_CHECKING:
    import rdflib

_BATCH = 1 << 10  # nodes joined before they are encoded and written
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.ttl` and return its path."""
    return _write_nodes(records, folder, "graph.ttl", settings, Turtle(settings.base))


def write_ntriples(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.nt` and return its path."""
    return _write_nodes(records, folder, "graph.nt", settings, Lines(settings.base))


def write_trig(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.trig` and return its path."""
    return _write_graphs(records, folder, "graph.trig", settings, Turtle(settings.base))


def write_nquads(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.nq` and return its path."""
    return _write_graphs(records, folder, "graph.nq", settings, Lines(settings.base))


def write_rdfxml(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.rdf` and return its path.

    RDF/XML holds neither control characters (they become U+FFFD) nor statements about statements (written as in RDF 1.1).
    """
    path = _path(folder, "graph.rdf", settings)
    base = settings.base
    with open_to_write(path) as output:
        made = io.BytesIO()
        pyoxigraph.serialize(triples(statements(records, base, settings.profile == "full"), _NOT_IN_XML), made,
                             pyoxigraph.RdfFormat.RDF_XML, prefixes=prefixes(base))
        head, first, rest = made.getvalue().partition(b"<rdf:RDF ")
        names, close, rest = rest.partition(b">")  # pyoxigraph writes the prefixes in hash order
        output.write(head + first + b" ".join(sorted(names.split())) + close + rest)
    return (path,)


def to_rdflib(records: Records, settings: Settings = Settings()) -> rdflib.Graph:
    """The same statements as an `rdflib.Graph`, prefixes bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, home in prefixes(settings.base).items():
        graph.bind(prefix, home)
    for subject, predicate, value in statements(records, settings.base, settings.profile == "full"):
        if isinstance(value, Literal):
            term: rdflib.Literal | rdflib.URIRef = rdflib.Literal(value.text, datatype=rdflib.URIRef(value.datatype) if value.datatype else None,
                                                                  lang=value.language or None, normalize=False)
        else:
            term = rdflib.URIRef(as_iri(value))
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), term))
    return graph


def serialize(stream: Iterable[Node], output: File, base: str) -> None:
    """Write nodes to a binary file as Turtle."""
    write_nodes(Turtle(base), stream, output)


def write_nodes(syntax: Turtle | Lines, stream: Iterable[Node], output: File, graph: str = "") -> None:
    """Nodes as bytes, in batches: joining and encoding many at once costs least."""
    parts, node = [syntax.opening(graph) if graph else syntax.header()], syntax.node
    for each in stream:
        parts.append(node(each, graph))
        if len(parts) >= _BATCH:
            output.write("".join(parts).encode("utf-8"))
            parts.clear()
    parts.append(syntax.closing if graph else "")
    output.write("".join(parts).encode("utf-8"))


def _path(folder: Path, name: str, settings: Settings) -> Path:
    return folder / (f"{name}.{settings.packing}" if settings.packing else name)


def _write_nodes(records: Records, folder: Path, name: str, settings: Settings, syntax: Turtle | Lines) -> tuple[Path, ...]:
    path = _path(folder, name, settings)
    with open_to_write(path) as output:
        write_nodes(syntax, nodes(records, settings.base, settings.profile == "full", settings.annotated), output)
    return (path,)


def _write_graphs(records: Records, folder: Path, name: str, settings: Settings, syntax: Turtle | Lines) -> tuple[Path, ...]:
    path = _path(folder, name, settings)
    with open_to_write(path) as output:
        output.write(syntax.header().encode("utf-8"))
        for graph, stream in graphs(records, settings.base, settings.profile == "full", settings.annotated):
            write_nodes(syntax, stream, output, graph)
    return (path,)


def triples(stream: Iterable[Statement], unwanted: re.Pattern[str] = re.compile("[\ud800-\udfff]")) -> Iterator[pyoxigraph.Triple]:
    """Statements as pyoxigraph's triples; `unwanted` characters (lone surrogates, which UTF-8 cannot hold) become U+FFFD."""
    named = lru_cache(maxsize=1 << 14)(pyoxigraph.NamedNode)
    make, text = pyoxigraph.Triple, pyoxigraph.Literal
    term: pyoxigraph.Literal | pyoxigraph.Triple | pyoxigraph.NamedNode
    for subject, predicate, value in stream:
        if isinstance(value, Literal):
            words = unwanted.sub("\ufffd", value.text)
            if value.datatype:
                term = text(words, datatype=named(value.datatype))
            elif value.language:
                term = text(words, language=value.language)
            else:
                term = text(words)
        elif isinstance(value, Stated):
            term = make(*map(named, value))
        else:
            term = named(value)
        yield make(named(subject), named(predicate), term)
