"""`kg validate`: does a graph keep to the SHACL shapes?"""
from __future__ import annotations

import argparse
from pathlib import Path

_ENGINES = ("quick", "pyshacl", "pyrudof")


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("validate", help="check a graph against its SHACL shapes",
                                  description="Check an RDF file against the SHACL shapes (kg/shapes.ttl): structure, ranges, units against metrics, dates, evidence on everything. "
                                              "Say what is wrong with which node, and print the sentence; exit 1 if something is.")
    command.add_argument("file", nargs="?", type=Path, default=Path("output/graph.ttl"), metavar="FILE", help="any RDF file, also packed (default: %(default)s)")
    command.add_argument("--engine", choices=_ENGINES, default="quick", help="quick asks Oxigraph the same questions; pyshacl and pyrudof read the shapes themselves, if installed (default: quick)")
    command.add_argument("--most", type=int, default=20, metavar="N", help="how many complaints to print (default: %(default)s)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print complaints, then a line of counts.  Raises `UsageError` for a file of no statements: nothing would be checked, and a write that was cut off leaves one."""
    from kg.errors import UsageError
    from kg.export import validation
    from kg.export.schema import BASE
    from kg.export.store import base_of, load_file

    store = load_file(options.file)
    if not len(store):
        raise UsageError("holds no statements, so there is nothing to check", str(options.file), "build it again, or name the file that kg build wrote")
    base = base_of(store, BASE)
    ask = {"quick": validation.quick, "pyshacl": validation.by_pyshacl, "pyrudof": validation.by_pyrudof}[options.engine]
    complaints = ask(store, base)
    for each in complaints[:options.most]:
        lines = [f"{each.node}", f"    {each.en}{f'; found {each.value}' if each.value else ''}", f"    {each.zh}"]
        if place := validation.words_of(store, each.node, base):
            words, file, start, end = place
            lines.append(f"    “{words}”{f' {file}:{start}-{end}' if file else ''}")
        for line in lines:
            print("".join(ch if ch.isprintable() else "\ufffd" for ch in line))
    if len(complaints) > options.most:
        print(f"… and {len(complaints) - options.most} more")
    print(f"{len(store)} triples, {len({each.node for each in complaints})} nodes with {len(complaints)} complaints ({options.engine})")
    return 1 if complaints else 0
