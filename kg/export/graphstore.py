"""A build's named graphs on a server: one for each article, replaced; those of articles that are gone, removed.

In: `graph.trig` or `graph.nq` of a build (also packed) and the address of a server.  Out: the server holds exactly these graphs
under the build's base, counted.  Graphs outside the base, and the default graph, are never touched.
Speaks the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) and SPARQL queries, no more.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph

from kg.errors import OutputError, UsageError
from kg.export.http import Server
from kg.export.packing import bare_suffix
from kg.export.store import open_graph
from kg.model import record

KINDS = {
    # kind: the address given ends in, Graph Store behind the root, SPARQL behind the root
    "oxigraph": ("/store", "/store", "/query"), "fuseki": ("/data", "/data", "/query"), "rdf4j": ("/rdf-graphs/service", "/rdf-graphs/service", ""),
    "virtuoso": ("/sparql-graph-crud-auth", "/sparql-graph-crud-auth", "/sparql"), "qlever": ("", "", ""),
}
"""Where each kind of server has its doors; GraphDB has those of RDF4J."""

_CHUNK = 100_000  # triples a request
_PAGE = 10_000  # graphs a query: Virtuoso gives no more unless told so
_FORMATS = {"trig": pyoxigraph.RdfFormat.TRIG, "nq": pyoxigraph.RdfFormat.N_QUADS}


@record
class Doors:
    """The addresses of a server: `store` for graphs, `query` for questions."""

    kind: str
    store: str
    query: str

    def graph(self, name: str) -> str:
        """The address of a named graph."""
        return f"{self.store}?{'graph-uri' if self.kind == 'virtuoso' else 'graph'}={quote(name, safe='')}"


@record
class Loaded:
    """What a load did: graphs and triples that now stand there, graphs that were removed, graphs that had to be sent twice."""

    kind: str
    graphs: int
    triples: int
    removed: int
    sent_again: int


def find_doors(server: Server, url: str, kind: str = "auto", sparql: str | None = None) -> Doors:
    """The doors of the server at `url`, by the address, and where that does not tell, by how it introduces itself.

    Raises `UsageError` where neither tells.
    """
    root = url.rstrip("/")
    if kind == "standard":
        if not sparql:
            raise UsageError("--kind standard needs the address of the SPARQL endpoint too", url, "add --sparql URL")
        return Doors(kind, root, sparql)
    if kind == "auto":
        path = urlsplit(root).path
        kind = "rdf4j" if "/repositories/" in path else next((name for name, (end, _, _) in KINDS.items() if end and path.endswith(end)), "")
        kind = kind or _introduced(server, root)
    end, store, query = KINDS[kind]
    root = root.removesuffix(end) if end else root
    return Doors(kind, root + store, sparql or root + query)


def _introduced(server: Server, url: str) -> str:
    _, headers, _ = server.ask("GET", url, fine=tuple(range(300, 500)))
    name = headers.get("server", "").lower()
    for word, kind in (("oxigraph", "oxigraph"), ("virtuoso", "virtuoso"), ("fuseki", "fuseki"), ("graphdb", "rdf4j"), ("rdf4j", "rdf4j"), ("qlever", "qlever")):
        if word in name:
            return kind
    if "fuseki-request-id" in headers:
        return "fuseki"
    raise UsageError(f"does not tell what it is ({name or 'no name'})", url, f"add --kind {', '.join(KINDS)}, or standard with --sparql")


def load(path: Path, server: Server, doors: Doors, told: Callable[[int, int], None] = lambda done, total: None) -> Loaded:
    """Make the server hold the named graphs of `path` and no others of the same base.

    `told` hears how many graphs of how many have been sent.  Raises `UsageError` for a file that is no data set of a build, and
    `OutputError` where the server refuses, or in the end counts other triples than were sent.
    """
    wanted = dict(_counts(path))
    base = next((name.removesuffix("graph/common") for name in wanted if name.endswith("/graph/common")), None)
    if base is None:
        raise UsageError("has no named graphs of a build", str(path), "build them with: kg build --formats trig")
    outside = next((name for name in wanted if not name.startswith(base)), None)
    if outside is not None:
        raise UsageError(f"has a graph outside its base {base}: {outside}", str(path), "load a file that kg build wrote")
    for number, (name, triples) in enumerate(_graphs(path), 1):
        _send(server, doors, name, triples)
        told(number, len(wanted))
    present = _present(server, doors, base)
    gone = sorted(name for name in present if name not in wanted)
    for name in gone:
        server.ask("DELETE", doors.graph(name), fine=(404,))
    wrong = {name for name, count in wanted.items() if present.get(name) != count}  # a server that fell may have lost what it had taken
    for name, triples in _graphs(path) if wrong else ():
        if name in wrong:
            _send(server, doors, name, triples)
    if wrong or gone:
        present = _present(server, doors, base)
        for name in sorted(wanted.keys() | present.keys()):
            if wanted.get(name, 0) != present.get(name, 0):
                raise OutputError(f"holds {present.get(name, 0)} triples in the graph {name}, but {wanted.get(name, 0)} were sent", doors.store, "is another program writing there? load again")
    return Loaded(doors.kind, len(wanted), sum(wanted.values()), len(gone), len(wrong))


def _send(server: Server, doors: Doors, name: str, triples: list[pyoxigraph.Triple]) -> None:
    for start in range(0, max(len(triples), 1), _CHUNK):
        content = pyoxigraph.serialize(triples[start:start + _CHUNK], format=pyoxigraph.RdfFormat.N_TRIPLES)
        server.ask("PUT" if start == 0 else "POST", doors.graph(name), content, "application/n-triples")


def _present(server: Server, doors: Doors, base: str) -> dict[str, int]:
    """Named graphs under `base` on the server, and how many triples each has."""
    found: dict[str, int] = {}
    last = base
    while True:
        query = (f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {json.dumps(base)}) && STR(?g) > {json.dumps(last)}) }} "
                 f"GROUP BY ?g ORDER BY ?g LIMIT {_PAGE}")
        _, _, content = server.ask("POST", doors.query, urlencode({"query": query}).encode(), "application/x-www-form-urlencoded", "application/sparql-results+json")
        try:
            rows = [(row["g"]["value"], int(row["n"]["value"])) for row in json.loads(content)["results"]["bindings"] if "g" in row]
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise OutputError(f"answers a query with something else than results ({type(problem).__name__})", doors.query, "give its SPARQL endpoint with --sparql") from problem
        found.update(rows)
        if len(rows) < _PAGE:
            return found
        last = rows[-1][0]


def _counts(path: Path) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for name, triples in _graphs(path):
        if name in seen:
            raise UsageError(f"has the graph {name} in two places", str(path), "load a file that kg build wrote, where each graph stands together")
        seen.add(name)
        yield name, len(set(triples))


def _graphs(path: Path) -> Iterator[tuple[str, list[pyoxigraph.Triple]]]:
    """Each named graph of a file with its triples.  Raises `UsageError` where the file cannot be read or has triples outside graphs."""
    kind = _FORMATS.get(bare_suffix(path))
    if kind is None:
        raise UsageError("has no named graphs: it is neither .trig nor .nq", str(path), "build them with: kg build --formats trig")
    with open_graph(path, kind, "kg build --formats trig") as file:
        for name, quads in groupby(pyoxigraph.parse(file, format=kind), key=lambda quad: quad.graph_name):
            if not isinstance(name, pyoxigraph.NamedNode):
                raise UsageError("has triples outside named graphs", str(path), "build it with: kg build --formats trig")
            yield name.value, [quad.triple for quad in quads]
