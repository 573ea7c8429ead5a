"""Options of `kg build` that say how the linked data is written, and whether it keeps to its shapes.

In: the command line.  Out: `Settings`, records that know earlier ids and the same things elsewhere, and how many faults a graph has.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.export import Settings
    from kg.model import Records


def add_writing(command: argparse.ArgumentParser) -> None:
    """Add the options to `kg build`."""
    command.add_argument("--profile", choices=("lean", "full"), default="lean",
                         help="full adds every mention, how each slot was filled and why names were joined (default: lean)")
    command.add_argument("--annotated", action="store_true", help="attach evidence to the relation itself, as RDF 1.2 allows; not every store reads that")
    command.add_argument("--since", type=Path, metavar="DIR", help="an earlier output: ids that no longer exist are redirected to the entity they now belong to")
    command.add_argument("--links", type=Path, metavar="TABLE", help="a CSV table name,code,same_as: entities that are the same in Wikidata, GeoNames …")


def settings_of(options: argparse.Namespace, base: str) -> Settings:
    """How to write."""
    from kg.export import Settings

    return Settings(base=base, profile=options.profile, annotated=options.annotated)


def formats_of(options: argparse.Namespace) -> tuple[str, ...]:
    """What `--formats` names.

    >>> formats_of(argparse.Namespace(formats="turtle, nquads.gz,"))
    ('turtle', 'nquads.gz')
    """
    return tuple(name.strip() for name in options.formats.split(",") if name.strip())


def tops(out: str, written: Iterable[Path]) -> list[Path]:
    """The files and folders directly in `out` that were written, each once.

    >>> [path.as_posix() for path in tops("output", [Path("output/tables/claims.csv"), Path("output/graph.ttl"), Path("output/tables/roles.csv")])]
    ['output/graph.ttl', 'output/tables']
    """
    return sorted({Path(out) / path.relative_to(out).parts[0] for path in written})


def unsound(records: Records, settings: Settings) -> int:
    """How often the graph breaks its own shapes, as far as one pass over it tells; the first ten are printed."""
    from kg.export.statements import nodes
    from kg.export.validation import core

    complaints = core(nodes(records, settings.base, settings.profile == "full"), settings.base)
    for each in complaints[:10]:
        print(f"{each.node}: {each.en}{f'; found {each.value}' if each.value else ''}", file=sys.stderr)
    if complaints:
        print(f"the graph breaks its shapes {len(complaints)} times: kg rules check tells what a pack sets wrongly, kg validate more; if neither does, please report this", file=sys.stderr)
    return len(complaints)


def identified(records: Records, options: argparse.Namespace, base: str) -> Records:
    """The records with redirects and links; rows of the table that name no one entity are told."""
    from kg.export.identity import links, redirects

    if options.since:
        records = replace(records, redirects=redirects(options.since, records, base))
    if options.links:
        elsewhere, notes = links(options.links, records)
        for note in notes:
            print(f"not linked {note.source}: {note.message}", file=sys.stderr)
        records = replace(records, elsewhere=elsewhere, notes=(*records.notes, *notes))
    return records
