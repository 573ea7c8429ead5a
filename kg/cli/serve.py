"""`kg serve`: the viewer and a SPARQL endpoint on this machine."""
from __future__ import annotations

import argparse
import threading
from pathlib import Path


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("serve", help="serve the viewer and a SPARQL endpoint on this machine",
                                  description="Serve an output folder on 127.0.0.1, read-only: / is the viewer, /graph.ttl and the like are its files, /sparql takes SPARQL 1.1 queries. "
                                              "Uses Oxigraph's server (pip install 'kg[serve]').")
    command.add_argument("output", nargs="?", type=Path, default=Path("output"), metavar="OUTPUT", help="the folder that kg build wrote (default: output)")
    command.add_argument("--store", type=Path, metavar="DIR", help="an Oxigraph store, filled by kg build --store DIR (default: graph.trig or graph.ttl is loaded)")
    command.add_argument("--port", type=int, default=7878, metavar="N", help="port; 0 for any that is free (default: %(default)s)")
    command.add_argument("--seconds", type=int, default=30, metavar="N", help="how long a query may take (default: %(default)s)")
    command.add_argument("--megabytes", type=int, default=50, metavar="N", help="how large an answer may be (default: %(default)s)")
    command.add_argument("--check", action="store_true", help="start, count the triples in one query, stop")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from kg.errors import UsageError
    from kg.export.serving import Serving

    if not 0 <= options.port <= 65535 or options.seconds < 1 or options.megabytes < 1:
        raise UsageError("--port is from 0 to 65535, --seconds and --megabytes from 1 up")
    with Serving(options.output, options.store, 0 if options.check else options.port, options.seconds, options.megabytes) as serving:
        if options.check:
            _, _, told = serving.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
            print(f"serves {told.decode().split()[-1]} triples; ready")
            return 0
        try:
            print(f"viewer  {serving.url}/\nSPARQL  {serving.url}/sparql\nCtrl-C stops it", flush=True)
            threading.Event().wait()
        except KeyboardInterrupt:
            print("stopped")
    return 0
