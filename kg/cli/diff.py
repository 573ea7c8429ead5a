"""`kg diff`: what two builds, or two rule sets over the same pages, gained, lost and changed."""
from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.published import add_published
from kg.cli.telling import tell_left_out, write_file


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("diff", help="compare two builds, or two sets of rules",
                                  description="Compare the tables of two output folders, or with --pages two rule sets over the same pages: entities, roles, relations and "
                                              "claims gained, lost and changed, grouped by the rule responsible.")
    command.add_argument("old", metavar="OLD", type=Path, help="the output folder of one build; with --pages a rules folder layered over the built-in rules, or - for these alone")
    command.add_argument("new", metavar="NEW", type=Path, help="the same, of the other")
    command.add_argument("--pages", nargs="+", metavar="PAGE", help="compare rule sets over these files, folders or globs")
    add_published(command, "with --pages: their publication date")
    command.add_argument("--only", metavar="TABLES", help="only these tables, with commas: claims,roles")
    command.add_argument("--by", choices=("rule", "page"), default="rule", help="put together what one rule found, or what changed on one page: changed, lost, gained (default: rule)")
    command.add_argument("--markdown", action="store_true", help="as Markdown, for a pull request")
    command.add_argument("--html", metavar="FILE", type=Path, help="also write an HTML page")
    command.add_argument("--fail-on-loss", action="store_true", help="exit 1 if anything was lost")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the changes."""
    from kg.compare import COMPARED, as_html, as_markdown, as_text, by_page, by_rule, changes_between, compare, rows_of
    from kg.errors import UsageError

    tables = options.only.split(",") if options.only else list(COMPARED)
    for table in tables:
        if table not in COMPARED:
            raise UsageError(f"--only knows no table {table!r}", hint="tables: " + ", ".join(COMPARED))
    groups = by_page if options.by == "page" else by_rule

    if options.pages:
        from kg import pipeline

        folders = [[] if str(folder) == "-" else [folder] for folder in (options.old, options.new)]
        graphs = [pipeline.build(options.pages, rules, options.published, None) for rules in folders]
        tell_left_out(graphs[0])
        changes = changes_between(*(rows_of(graph.records) for graph in graphs))
    elif options.published:
        raise UsageError("--published belongs to --pages", hint="a finished build has its dates")
    else:
        changes = compare(options.old, options.new)
    changes = tuple(change for change in changes if change.table in tables)
    if options.html:
        write_file(options.html, as_html(changes, f"{options.old} → {options.new}", groups))
    for line in (as_markdown if options.markdown else as_text)(changes, groups):
        print(line)
    return 1 if options.fail_on_loss and any(change.sort == "lost" for change in changes) else 0
