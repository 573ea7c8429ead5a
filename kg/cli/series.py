"""`kg series`: the figures of one metric over time, as a table and as a picture."""
from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import add_rules, rule_folders
from kg.cli.published import add_published
from kg.cli.telling import tell_left_out, write_file

if TYPE_CHECKING:
    from kg.series.points import Line


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("series", help="lay out a metric's figures over time",
                                  description="Read pages and lay out the figures of a metric, and of the narrower ones under it, over time. Levels that follow from "
                                              "a level and its change or rate are marked as derived, with the arithmetic.")
    command.add_argument("metric", metavar="METRIC", help="what is measured, for example 贷款余额")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs (default: seeds/)")
    command.add_argument("--subject", metavar="NAME", help="whose figures: a name, an alias, or a part of a name")
    command.add_argument("--plot", type=Path, metavar="FILE", help="also draw them: FILE ends in .svg, or in .png (needs the extra kg[plot])")
    add_rules(command)
    add_published(command)
    command.add_argument("--format", choices=("table", "json"), default="table", help="how to print (default: table)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the lines of a metric; draw them where asked."""
    from kg import pipeline
    from kg.errors import UsageError
    from kg.rules import load_cached
    from kg.series.points import lines

    if options.plot is not None and options.plot.suffix.lower() not in (".svg", ".png"):
        raise UsageError("a picture is SVG or PNG", str(options.plot), "let the file's name end in .svg or .png")
    if not options.metric.strip():
        raise UsageError("METRIC is empty", hint="say what is measured, for example 贷款余额")
    graph = pipeline.build(options.pages, options.rules, options.published)
    tell_left_out(graph)
    ruleset = load_cached(rule_folders(options))
    found = lines(graph.records, options.metric, options.subject, ruleset)
    if options.plot is not None:
        _draw(found, options.plot)
    if options.format == "json":
        print(json.dumps([_as_json(line) for line in found], ensure_ascii=False, indent=1))
    elif not found:
        print(f"no figures of {options.metric}" + (f" of {options.subject}" if options.subject else "") + "; " + _hint(graph.records, options.metric))
    else:
        for line in found:
            print("\n".join(_as_table(line)))
    if options.plot is not None:
        print(f"wrote {options.plot}")
    return 0


def _draw(found, path: Path) -> None:
    from kg.series.picture import png, svg

    write_file(path, png(found) if path.suffix.lower() == ".png" else svg(found))


def _hint(records, metric: str) -> str:
    """Metrics that sound like the one asked for."""
    near = sorted({m.normal for m in records.metrics if any(metric[i:i + 2] in m.normal for i in range(len(metric) - 1))})
    return f"near it: {'、'.join(near[:8])}" if near else "kg extract lists the metrics of a page"


def _as_table(line: Line) -> Iterator[str]:
    from kg.series.precision import plain

    yield f"{line.metric} · {line.subject or '—'} · {line.kind}, {line.unit or 'no unit'}"
    for p in line.points:
        value = {"about": "≈", "min": "≥", "max": "≤"}.get(p.bound, "") + plain(p.value) + (f"–{plain(p.upper)}" if p.upper is not None else "")
        told = f"derived: {p.how}" if p.how else "printed" if p.modality == "actual" else p.modality
        place = p.evidence[0]
        yield f"    {p.time or '—':<21} {value:>12}  {told:<36} {place.source}:{place.start}-{place.end}: {''.join(place.quote.split())}"
    yield ""


def _as_json(line: Line) -> dict:
    def digits(value: Decimal | None) -> str | None:
        return None if value is None else format(value, "f")

    return {"subject": line.subject, "metric": line.metric, "kind": line.kind, "unit": line.unit,
            "points": [{"time": p.time, "value": digits(p.value), "upper": digits(p.upper), "bound": p.bound, "modality": p.modality, "derived": p.how or None,
                        "claims": p.claims, "evidence": [{"source": e.source, "start": e.start, "end": e.end, "quote": e.quote} for e in p.evidence]} for p in line.points]}
