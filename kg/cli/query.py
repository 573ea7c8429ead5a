"""`kg query` and `kg ask`: SPARQL on what a build wrote, and the questions that come with it."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.errors import UsageError


def add(commands) -> None:
    """Add both commands to the command line."""
    query = commands.add_parser("query", help="ask the graph in SPARQL 1.1", description="Run a SPARQL 1.1 query on an RDF file or an Oxigraph store.")
    query.add_argument("query", metavar="QUERY", help="a file, - for standard input, or the name of a shipped question")
    _add_rest(query)
    query.set_defaults(run=run_query)
    ask = commands.add_parser("ask", help="ask one of the questions that come with kg", description="List the questions that come with kg, or answer one.")
    ask.add_argument("name", nargs="?", metavar="NAME", help="a question; without it all are listed")
    _add_rest(ask)
    ask.add_argument("--show", action="store_true", help="print the question's SPARQL instead of running it")
    ask.set_defaults(run=run_ask)


def _add_rest(command) -> None:
    command.add_argument("values", nargs="*", metavar="PARAM=VALUE", help="values of the query's parameters")
    place = command.add_mutually_exclusive_group()
    place.add_argument("--store", type=Path, metavar="DIR", help="an Oxigraph store, filled by kg build --store DIR")
    place.add_argument("--data", type=Path, metavar="FILE", default=Path("output/graph.ttl"), help="an RDF file (default: output/graph.ttl)")
    command.add_argument("--format", choices=("table", "csv", "json", "turtle"), help="how to print (default: table; turtle for CONSTRUCT)")


def run_query(options: argparse.Namespace) -> int:
    """Answer a query from a file, from standard input or by name."""
    from kg.export.questions import parse, question, read_question

    if options.query == "-":
        asked = parse("-", sys.stdin.buffer.read().decode("utf-8", "replace"))
    elif Path(options.query).is_file():
        asked = read_question(Path(options.query))
    elif "{" in options.query:
        raise UsageError("a query is not given on the command line itself", hint="put it into an .rq file, or hand it to kg query - on standard input")
    elif options.query.endswith(".rq") or "/" in options.query:
        raise UsageError("there is no such file", options.query, "name an .rq file, - or a question; kg ask lists them")
    else:
        asked = question(options.query)
    return _answer(asked, options)


def run_ask(options: argparse.Namespace) -> int:
    """List the shipped questions, or answer one."""
    from kg.export.questions import question, questions

    if options.name is None:
        for each in questions():
            print(f"{each.name}\n    {each.en}\n    {each.zh}")
            for p in each.parameters:
                print(f"    {p.name}=… ({p.type}{f', {p.default} unless given' if p.default is not None else ''}) {p.about}")
        return 0
    asked = question(options.name)
    if options.show:
        print(asked.query, end="")
        return 0
    return _answer(asked, options)


def _answer(asked, options: argparse.Namespace) -> int:
    from kg.export.answers import answer, as_text
    from kg.export.questions import given_values
    from kg.export.store import load_file, open_store

    given = given_values(options.values)
    asked.bind(given)  # a wrong value is told before a large file is loaded
    store = open_store(options.store) if options.store else load_file(options.data)
    found = answer(asked, store, given)
    if found.truth is None and not found.rows and not found.triples:
        _tell_unknown(asked, store, given)
    sys.stdout.write(as_text(found, options.format or ("table" if found.triples is None else "turtle")))
    return 0


def _tell_unknown(asked, store, given: dict[str, str]) -> None:
    """Say which of the given names nothing in the graph has, and what is near them; of a part, that a shorter one finds more."""
    from kg.export.answers import is_name, names_like
    from kg.export.questions import LISTS
    from kg.export.vocabularies import values_of
    from kg.hanzi import simplified

    for parameter in asked.parameters:
        name = given.get(parameter.name)
        if parameter.type == "name" and name and not is_name(store, name):
            near = names_like(store, simplified(name))
            print(f"nothing in the graph is called {name}" + (f"; near it: {'、'.join(near)}" if near else ""), file=sys.stderr)
        elif parameter.type in LISTS and name:
            print(f"{parameter.name}={name}: it may be {', '.join(f'{value.en} · {value.zh}' for value in values_of(parameter.type))}", file=sys.stderr)
        elif parameter.type == "part" and name:
            print(f"{parameter.name}={name}: fewer characters find more, for they are looked for as they stand", file=sys.stderr)
