"""`kg load`: a build's graphs onto a SPARQL server."""
from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from kg.errors import OutputError

_KINDS = ("auto", "oxigraph", "fuseki", "rdf4j", "virtuoso", "qlever", "standard")


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "load", help="put the graphs onto a SPARQL server",
        description="Make a server hold a build's named graphs, one for each article: each is replaced, those of articles that no longer exist are removed, and the triples "
                    "are counted there. Loading twice changes nothing. Credentials: KG_USER and KG_PASSWORD, or KG_TOKEN, in the environment.",
        epilog="Addresses: Oxigraph http://host:7878; Fuseki http://host:3030/dataset; GraphDB and RDF4J http://host:7200/repositories/name; "
               "Virtuoso http://host:8890; QLever http://host:7001; any other: its Graph Store with --kind standard --sparql URL.")
    command.add_argument("url", metavar="URL", help="the server")
    command.add_argument("--data", type=Path, default=Path("output/graph.trig"), metavar="FILE", help="what kg build --formats trig (or nquads) wrote, also packed (default: %(default)s)")
    command.add_argument("--kind", choices=_KINDS, default="auto", help="what the server is (default: found out); GraphDB is rdf4j")
    command.add_argument("--sparql", metavar="URL", help="its SPARQL endpoint, if that is elsewhere")
    command.add_argument("--patience", type=float, default=60, metavar="SECONDS", help="how long to keep trying a server that is away or busy (default: %(default)s)")
    command.add_argument("--quiet", action="store_true", help="print nothing but errors")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load, and say what stands there now."""
    from kg.export.graphstore import find_doors, load
    from kg.export.http import Server

    started = time.perf_counter()
    server = Server(options.url, options.patience)
    doors = find_doors(server, options.url, options.kind, options.sparql)
    try:
        done = load(options.data, server, doors, _bar if sys.stderr.isatty() and not options.quiet else lambda sent, total: None)
    except OutputError as problem:
        raise OutputError(problem.what, problem.where, f"{problem.hint}; what was loaded so far stands, and loading again completes it") from problem
    if not options.quiet:
        print(f"{done.graphs} graphs with {done.triples} triples stand at {doors.store} ({done.kind}), {done.removed} removed, {done.sent_again} sent again, "
              f"{time.perf_counter() - started:.1f} s")
    return 0


def _bar(sent: int, total: int) -> None:
    print(f"\rsent {sent}/{total}", end="\n" if sent == total else "", file=sys.stderr, flush=True)
