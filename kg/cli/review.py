"""`kg review`: a page to accept, reject or correct what a build says."""
from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.layers import add_rules
from kg.cli.published import add_published
from kg.cli.telling import tell_left_out, write_file


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("review", help="make a page on which to accept, reject or correct what was found",
                                  description="Build the pages and write one HTML page of their mentions and claims with their sentences, to accept, reject or correct by "
                                              "keyboard. The page saves a judgements.yaml; put that into a folder and build with --rules FOLDER.")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs (default: seeds/)")
    command.add_argument("--out", default="review.html", metavar="FILE", type=Path, help="where to write (default: review.html)")
    add_rules(command)
    add_published(command)
    command.add_argument("--only", default="", metavar="TEXT", help="only what was found by rules whose id contains this")
    command.add_argument("--kind", choices=("mentions", "claims"), help="only these")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    from kg import pipeline
    from kg.review import items_of, page_of

    graph = pipeline.build(options.pages, options.rules, options.published, None)
    tell_left_out(graph)
    records = graph.records
    kinds = (options.kind,) if options.kind else ("mentions", "claims")
    write_file(options.out, page_of(records, options.only, kinds))
    print(f"{len(items_of(records, options.only, kinds))} to review: {options.out}")
    return 0
