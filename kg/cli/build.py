"""`kg build`: pages → graph.ttl, graph.html, tables, report."""
from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import add_rules
from kg.cli.progress import shown
from kg.cli.published import add_published, date_of
from kg.cli.telling import tell_built, tell_left_out, tell_older
from kg.cli.writing import add_writing, formats_of, identified, settings_of, tops, unsound
from kg.errors import UsageError
from kg.flow.choosing import ENGINES

if TYPE_CHECKING:
    from kg.pipeline import KnowledgeGraph

DEFAULT = "turtle,html,tables,report,texts,manifest"


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("build", help="read pages and write the graph",
                                  description="Read newspaper pages and write the graph as Turtle, HTML, tables and a report. What the command line does not say "
                                              "is taken from kg.yaml, if there is one in this folder (see kg init).")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs; - is standard input (default: seeds/)")
    add_rules(command)
    command.add_argument("--out", metavar="DIR", help="where to write (default: output)")
    add_published(command, "publication date of all pages: 2025, 2025-07 or 2025-07-22")
    command.add_argument("--columns", metavar="NAMES", help="what the columns of .jsonl, .csv and .tsv files are called, for example id=no,title=headline,date=day,text=body")
    command.add_argument("--formats", default=DEFAULT, help="comma-separated; also trig, nquads, ntriples, jsonld, rdfxml; RDF also packed, as nquads.gz or trig.zst (default: %(default)s)")
    command.add_argument("--store", type=Path, metavar="DIR", help="also fill an Oxigraph store on disk, for kg query and kg ask")
    command.add_argument("--jobs", type=int, default=None, metavar="N", help="processes (default: as many as pay off)")
    command.add_argument("--engine", choices=("auto", *ENGINES, "spark"), default="auto",
                         help="memory: for some hundred pages, the only one that writes HTML; incremental: works out only what changed since the last build; disk: any number of pages; "
                              "spark: on a cluster (default: auto, one of the first three by the number of pages)")
    command.add_argument("--master", metavar="URL", help="with --engine spark: spark://HOST:7077, local[*], yarn; see docs/cluster.md (default: local[*])")
    command.add_argument("--spark", action="append", default=[], metavar="NAME=VALUE", help="with --engine spark: a setting of Spark, for example spark.executor.memory=2g; may be repeated")
    command.add_argument("--limit", type=int, metavar="N", help="only the first N pages")
    command.add_argument("--sample", type=int, metavar="N", help="only N pages, drawn by a hash of their names: the same on every machine")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="with --sample: which one (default: 1)")
    command.add_argument("--base", default=None, metavar="IRI", help="base of the graph's own IRIs (default: https://example.org/kg/)")
    add_writing(command)
    command.add_argument("--watch", action="store_true", help="build again whenever a page, a rule file or kg.yaml changes, until Ctrl-C")
    command.add_argument("--until", type=float, metavar="SECONDS", help="with --watch: stop after this time")
    command.add_argument("--fresh", action="store_true", help="take nothing from earlier builds: work out every page again")
    command.add_argument("--strict", action="store_true", help="exit 1 if a page was skipped or (--engine memory) the graph breaks its shapes")
    command.add_argument("--quiet", action="store_true", help="print nothing but errors")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build and write, once or for as long as it is watched."""
    if options.watch:
        from kg.cli.build_watch import watch

        return watch(options, settled, build_once)
    return build_once(settled(options))[0]


def settled(given: argparse.Namespace) -> argparse.Namespace:
    """The options with what kg.yaml says where the command line says nothing.  Raises `UsageError` for what cannot be meant."""
    from kg.project import NAME, read_settings

    options = argparse.Namespace(**vars(given))
    kept = read_settings(Path(NAME))  # what the command line says wins
    options.pages, options.rules = options.pages or list(kept.pages), options.rules or list(kept.rules)
    options.out, options.published, options.base = options.out or kept.out or "output", options.published or (kept.published and date_of(kept.published, f"{NAME}: published:")), options.base or kept.base
    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs must be at least 1")
    if any(wanted is not None and wanted < 1 for wanted in (options.limit, options.sample)):
        raise UsageError("--limit and --sample must be at least 1")
    if options.base and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+/", options.base):
        raise UsageError(f"--base {options.base} is not a base IRI", hint="an http(s) IRI that ends in /")
    return options


def build_once(options: argparse.Namespace) -> tuple[int, KnowledgeGraph | None]:
    """Build and write; the exit code and the graph, where it is in memory."""
    from kg import pipeline
    from kg.cli.build_rows import build_rows, engine_for
    from kg.export import refuse_unknown
    from kg.export.place import occupied, write_in_place
    from kg.read import Columns
    from kg.read.picking import Pick

    called = engine_for(options)
    if called != "spark" and (options.master or options.spark):
        raise UsageError("--master and --spark are for --engine spark", hint="add --engine spark")
    if called == "spark":
        from kg.cli.build_cluster import build_on_cluster

        return build_on_cluster(options), None
    if called != "memory":
        return build_rows(options, called), None
    refuse_unknown(formats_of(options))  # before pages are read for nothing
    started = time.perf_counter()
    with occupied(Path(options.out)):
        with shown(options.quiet) as progress:
            graph = pipeline.build(options.pages, options.rules, options.published, options.jobs,
                                   options.base or pipeline.BASE, progress, keep=not options.fresh, columns=Columns.of(options.columns),
                                   pick=Pick(options.limit, options.sample, options.seed))
        tell_left_out(graph)
        graph = pipeline.KnowledgeGraph(identified(graph.records, options, graph.base), graph.base)
        settings = settings_of(options, graph.base)
        written = write_in_place(graph.records, Path(options.out), formats_of(options), settings)
    if options.store:
        from kg.export.store import fill_store

        fill_store(graph.records, options.store, settings)
    faults = unsound(graph.records, settings)
    if not options.quiet:
        counts = {"pages": len(graph.sources), "articles": len(graph.articles), "entities": len(graph.entities), "claims": len(graph.claims)}
        tell_built(counts, len(graph.skipped), time.perf_counter() - started, [*tops(options.out, written), *([options.store] if options.store else ())])
        tell_older(options.out, written)
    return (1 if options.strict and (graph.skipped or faults) else 0), graph
