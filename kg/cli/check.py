"""`kg check`: what the figures of some pages say about each other."""
from __future__ import annotations

import argparse
import json


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("check", help="do the figures agree",
                                  description="Read pages and hold their figures against each other: levels, changes and rates, parts and wholes, "
                                              "counts and the lists they announce, the same figure told twice.")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs (default: seeds/)")
    command.add_argument("--rules", action="append", default=[], metavar="DIR", help="a rules folder layered over the built-in rules; may be repeated")
    command.add_argument("--published", metavar="DATE", help="publication date of all pages")
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    command.add_argument("--strict", action="store_true", help="exit 1 where figures disagree")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the verdicts, disagreements first."""
    from kg import pipeline

    graph = pipeline.build(options.pages, options.rules, options.published)
    order = {"disagrees": 0, "undecidable": 1, "agrees": 2}
    verdicts = sorted(graph.verdicts, key=lambda v: order.get(v.verdict, 3))
    if options.format == "json":
        print(json.dumps([{"verdict": v.verdict, "kind": v.kind, "message": v.message, "claims": v.claims,
                           "evidence": [{"source": e.source, "start": e.start, "end": e.end, "quote": e.quote} for e in v.evidence]} for v in verdicts],
                         ensure_ascii=False, indent=1))
    else:
        for verdict in verdicts:
            print(f"{verdict.verdict}: {verdict.kind}: {verdict.message}")
            for evidence in verdict.evidence:
                print(f"    {evidence.source}:{evidence.start}-{evidence.end}: {''.join(evidence.quote.split())}")
        count = {name: sum(v.verdict == name for v in verdicts) for name in order}
        print(f"{len(graph.claims)} claims, {len(verdicts)} verdicts: " + ", ".join(f"{n} {name}" for name, n in count.items()))
    return 1 if options.strict and any(v.verdict == "disagrees" for v in verdicts) else 0
