"""`kg score`: a build measured against gold."""
from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import LAYERED, add_rules
from kg.cli.telling import tell_left_out

if TYPE_CHECKING:
    from kg.score.report import Figure


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("score", help="measure a build against pages marked by people",
                                  description="Measure a build against gold files (one JSON file a page: articles, entities, roles, claims): precision, recall and F1 with "
                                              "95 % intervals, for each class, slot and rule. Without --build the pages are built first.")
    command.add_argument("gold", metavar="GOLD", type=Path, help="a folder with gold files")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="the pages: files, folders or globs (default: seeds/)")
    command.add_argument("--build", metavar="DIR", type=Path, help="the output folder of a build of these pages")
    add_rules(command, "without --build: " + LAYERED)
    command.add_argument("--by-rule", action="store_true", help="also for each rule: how much of what it found is right")
    command.add_argument("--misses", type=int, default=0, metavar="N", help="also list up to N mistakes of each sort (wanted / found)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the bootstrap for the intervals (default: 0)")
    command.add_argument("--json", action="store_true", help="as JSON, for programs")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the figures."""
    from kg.compare.rows import tables_of, tables_of_folder
    from kg.errors import UsageError
    from kg.read import find_pages, open_source
    from kg.score import match_page, read_gold, report

    if options.build and options.rules:
        raise UsageError("--rules and --build do not go together", hint="a finished build has its rules")
    golds = list(read_gold(options.gold, [open_source(path) for path in find_pages(options.pages)]))
    if options.build:
        tables = tables_of_folder(options.build)
    else:
        from kg import pipeline

        wanted = {gold.page.source.name for gold in golds}
        graph = pipeline.build([path for path in find_pages(options.pages) if path.name in wanted], options.rules, jobs=None)
        tell_left_out(graph)
        tables = tables_of(graph.records)
    result = report([outcome for gold in golds for outcome in match_page(gold, tables)], len(golds), options.seed)
    if options.json:
        def shown(figures: Iterable[Figure]) -> list[dict[str, object]]:
            return [{"name": f.name, "said": f.said, "wanted": f.wanted, "right": f.right, "precision": round(f.precision, 6), "recall": round(f.recall, 6),
                     "f1": round(f.f1, 6), "low": round(f.low, 6), "high": round(f.high, 6)} for f in figures]
        print(json.dumps({"pages": result.pages, "figures": shown(result.figures), "rules": shown(result.rules)}, ensure_ascii=False, indent=1))
        return 0
    print(f"{result.pages} pages")
    for figure in result.figures:
        if figure.is_ratio:
            print(f"{figure.name:22} {figure.precision:.3f} ({figure.low:.3f}–{figure.high:.3f}) of {figure.said:.0f}")
        else:
            counts = "" if figure.name == "cluster" else f"   {figure.right:.0f} of {figure.said:.0f} said, {figure.wanted:.0f} wanted"
            print(f"{figure.name:22} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f} ({figure.low:.3f}–{figure.high:.3f}){counts}")
    if options.by_rule:
        print()
        for figure in result.rules:
            print(f"{figure.right:>5.0f} of {figure.said:<5.0f} {figure.precision:.2f}  {figure.name}")
    if options.misses:
        groups = defaultdict(list)
        for miss in result.misses:
            groups[f"{miss.measure} {miss.part}".strip() + (" missed" if miss.wanted and not miss.said else " too much" if miss.said and not miss.wanted else "")].append(miss)
        for name, misses in sorted(groups.items()):
            print(f"\n{name}: {len(misses)}")
            for miss in misses[:options.misses]:
                print(f"  {miss.unit}: {miss.shown}" + (f"  ← {miss.rule}" if miss.rule else ""))
    return 0
