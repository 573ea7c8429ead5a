"""`kg read`: a page with its zones, headings and bylines, and why each is what it is."""
from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

_COLOURS = {"title": "1;31", "subtitle": "31", "kicker": "35", "byline": "36", "dateline": "36", "subhead": "33", "caption": "32",
            "advert": "2", "furniture": "2", "body": "0"}


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("read", help="a page as it was read", description="Print a page block by block: zone, offsets, rule; in colour on a terminal.")
    command.add_argument("page", metavar="PAGE", type=Path, help="a file")
    command.add_argument("--rules", action="append", default=[], metavar="DIR", help="a rules folder layered over the built-in rules; may be repeated")
    command.add_argument("--published", metavar="DATE", help="publication date of the page")
    command.add_argument("--json", action="store_true", help="as JSON, for programs")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the blocks of a page in reading order."""
    from kg.hanzi import rules_home
    from kg.read import read_file
    from kg.rules import load_cached

    page = read_file(options.page, options.published, ruleset=load_cached([rules_home(), *map(Path, options.rules)]))
    rows = [{"zone": block.zone, "article": block.article, "start": page.text.raw(block.span).start, "end": page.text.raw(block.span).end,
             "parts": [list(part) for part in page.text.raw_parts(block.span)], "rule": block.rule, "text": page.text.slice(block.span)} for block in page.blocks]
    if options.json:
        articles = [{"id": a.id, "kind": a.kind, "title": a.title, "subtitle": a.subtitle, "kicker": a.kicker, "reporters": list(a.reporters)} for a in page.articles]
        print(json.dumps({"source": page.source.name, "encoding": page.source.encoding, "published": page.published.value,
                          "published_basis": page.published.basis, "articles": articles, "blocks": rows}, ensure_ascii=False, indent=1))
        return 0
    colour = sys.stdout.isatty()
    print(f"{page.source.name}: {page.source.encoding}, published {page.published.value or 'unknown'} ({page.published.basis or 'nothing says when'})")
    last: object = ()
    for row in rows:
        if row["article"] != last:
            print()
            last = row["article"]
        text = f"\x1b[{_COLOURS.get(row['zone'], '0')}m{row['text']}\x1b[0m" if colour else row["text"]
        print(f"{row['zone']:9} {row['start']:>6}-{row['end']:<6} {row['rule']:28} {text}")
    return 0
