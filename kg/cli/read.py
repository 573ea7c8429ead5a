"""`kg read`: a page with its zones, headings and bylines, and why each is what it is."""
from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.cli.layers import add_rules, rule_folders
from kg.cli.published import add_published
from kg.cli.telling import tell_skipped

if TYPE_CHECKING:
    from kg.model import Block, Page
    from kg.read import Section

_COLOURS = {"title": "1;31", "subtitle": "31", "kicker": "35", "byline": "36", "dateline": "36", "subhead": "33", "caption": "32",
            "advert": "2", "furniture": "2", "body": "0"}
_GAP = 12  # characters between two stretches of a block: more is no line wrap but something that interrupts it


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("read", help="show a page as it was read", description="Print a page block by block: zone, offsets, rule; in colour on a terminal. "
                                  "A file of hundreds of megabytes is read section by section.")
    command.add_argument("page", metavar="PAGE", help="a file; - is standard input")
    add_rules(command)
    add_published(command, "publication date of the page")
    command.add_argument("--columns", metavar="NAMES", help="what the columns of .jsonl, .csv and .tsv files are called, for example id=no,title=headline,date=day,text=body")
    command.add_argument("--json", action="store_true", help="as JSON, for programs; one object for each page")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the blocks of a page in reading order; a long file section by section, so that memory stays small."""
    from kg.read import Columns, gather, read_sections
    from kg.rules import load_cached

    ruleset = load_cached(rule_folders(options))
    tasks, notes = gather([options.page], options.published, Columns.of(options.columns))
    tell_skipped(notes)
    show = _as_json if options.json else _for_people
    for place, name, published in tasks:
        show(read_sections(place, published, ruleset, name))
    return 1 if notes and not tasks else 0


def _as_json(sections: Iterator[Section]) -> None:
    """One JSON object for a page, its blocks written as they come."""
    articles: list[dict[str, object]] = []
    comma = ""
    for number, (start, page) in enumerate(sections):
        if not number:
            head = {"source": page.source.name, "encoding": page.source.encoding, "evidence": page.source.evidence, "extracted": page.source.extracted or None,
                    "published": page.published.value, "published_basis": page.published.basis}
            print(json.dumps(head, ensure_ascii=False)[:-1] + ', "blocks": [')
        for block in page.blocks:
            span = page.text.raw(block.span)
            row = {"zone": block.zone, "article": None if block.article is None else len(articles) + block.article, "start": span.start + start, "end": span.end + start,
                   "parts": [[part.start + start, part.end + start] for part in page.text.raw_parts(block.span, _GAP)], "rule": block.rule, "text": page.text.slice(block.span)}
            print(comma + json.dumps(row, ensure_ascii=False), end="")
            comma = ",\n"
        articles += [{"id": a.id, "kind": a.kind, "title": a.title, "subtitle": a.subtitle, "kicker": a.kicker, "reporters": list(a.reporters)} for a in page.articles]
    print('], "articles": ' + json.dumps(articles, ensure_ascii=False, indent=1) + "}")


def _for_people(sections: Iterator[Section]) -> None:
    """A line for each block, articles parted by empty lines; in colour on a terminal."""
    for number, (start, page) in enumerate(sections):
        source = page.source
        if not number:
            evidence = f" ({source.evidence})" if source.evidence else ""
            text = f", text by {source.extracted}" if source.extracted else ""
            print(f"{source.name}: {source.encoding}{evidence}{text}, published {page.published.value or 'unknown'} ({page.published.basis or 'nothing says when'})")
        last: object = ()
        for block in page.blocks:
            if block.article != last:
                print()
                last = block.article
            print(_line(page, block, start))


def _line(page: Page, block: Block, start: int) -> str:
    """One block: zone, offsets in the file, rule, words; a block that something interrupts shows all its stretches."""
    words = page.text.slice(block.span)
    text = f"\x1b[{_COLOURS.get(block.zone, '0')}m{words}\x1b[0m" if sys.stdout.isatty() else words
    where = "+".join(f"{part.start + start}-{part.end + start}" for part in page.text.raw_parts(block.span, _GAP))
    return f"{block.zone:9} {where:>13} {block.rule:28} {text}"
