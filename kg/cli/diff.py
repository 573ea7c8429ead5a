"""`kg diff`: what two builds gained, lost and changed."""
from __future__ import annotations

import argparse
from pathlib import Path


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("diff", help="what two builds gained and lost", description="Compare the tables of two output folders, grouped by the rule responsible.")
    command.add_argument("old", metavar="OLD", type=Path, help="the output folder of one build")
    command.add_argument("new", metavar="NEW", type=Path, help="the output folder of another")
    command.add_argument("--markdown", action="store_true", help="as Markdown, for a pull request")
    command.add_argument("--fail-on-loss", action="store_true", help="exit 1 where anything was lost")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the changes."""
    from kg.compare import as_markdown, as_text, compare

    changes = compare(options.old, options.new)
    for line in (as_markdown if options.markdown else as_text)(changes):
        print(line)
    return 1 if options.fail_on_loss and any(change.sort == "lost" for change in changes) else 0
