"""`kg rules watch`: the effect of a saved edit on the pages at hand."""
from __future__ import annotations

import argparse
import time

from kg.cli.layers import add_rules, rule_folders

_POLL = 0.1  # seconds between looks at the rule files


def add(actions) -> None:
    """Add the action to `kg rules`."""
    watch = actions.add_parser("watch", help="show what each saved edit changes on some pages",
                               description="Reload rules whenever a rule file is saved and print what that changes on the pages: rows gained, lost and changed, and sentences "
                                           "of the changed rules that fail. Stop with Ctrl-C.")
    watch.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs (default: seeds/)")
    add_rules(watch)
    watch.add_argument("--until", type=float, metavar="SECONDS", help="stop by itself after this time")
    watch.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print an account of each save until stopped."""
    from kg.cli.telling import tell_skipped
    from kg.compare import as_text
    from kg.rules.stopping import letter
    from kg.watch import Watch

    watch = Watch(options.pages, rule_folders(options))
    tell_skipped(watch.skipped)
    print(f"watching {len(watch.ruleset.rules)} rules on {len(watch.seen)} pages", flush=True)
    began = time.monotonic()
    while options.until is None or time.monotonic() - began < options.until:
        update = watch.refresh()
        if update is None:
            time.sleep(_POLL)
            continue
        if update.problem:
            print(f"{update.problem} ({update.seconds:.2f} s)", flush=True)
            continue
        if update.changes:
            print("\n".join(as_text(update.changes)))
        named = ", ".join([*(rule.id for rule in update.rules), *(f"{name} (gone)" for name in update.gone)])
        print(f"changed: {named or 'no rule'}; {len(update.changes)} differences; {update.pages} of {len(watch.seen)} pages say something else ({update.seconds:.2f} s)", flush=True)
        for failure in watch.failures(update):
            print(letter(failure, watch.ruleset), flush=True)
    return 0
