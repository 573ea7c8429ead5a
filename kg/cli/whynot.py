"""`kg whynot`: the rules that nearly found something, what stopped them, and the smallest edit."""
from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import add_rules, rule_folders
from kg.cli.placed import place_in_file
from kg.cli.telling import write_file
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.rules import RuleSet

_SHOWN = 6
_LISTS = 12


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("whynot", help="show why a name is not found, and the smallest edit that finds it",
                                  description="Print the rules that came closest to finding the expected words, the first thing that failed in each, and the smallest edit "
                                              "that makes one of them match, as a rule file with the sentence as an example.")
    command.add_argument("text", metavar="TEXT", help="a sentence, or FILE or FILE:LINE, whose sentence with these words is taken")
    command.add_argument("--expect", required=True, metavar="ORG=…", help="a type (ORG, PER, LOC …) or a label, and the words that should be found")
    add_rules(command)
    command.add_argument("--write", metavar="FILE", type=Path, help="write the smallest edit into this new rule file")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print stops and the smallest edit; exit 1 where no edit was found."""
    from kg.rules import load_cached
    from kg.rules.proposing import as_pack
    from kg.rules.whynot import why_not

    if options.write and options.write.exists():
        raise UsageError(f"{options.write} is there already", hint="give a new file")
    ruleset = load_cached(rule_folders(options))
    sentence = _sentence(options, ruleset)
    nearest = why_not(sentence, options.expect, ruleset)
    if nearest.found is not None:
        print(f"found: {nearest.found.label} {nearest.found.text} ← {nearest.found.rule}")
        return 0
    for line in (*_standing_there(sentence, options.expect, ruleset), *_lists_for(options.expect, ruleset)):
        print(f"# {line}")
    for stop in nearest.stops[:_SHOWN]:
        print(f"# {stop.rule.id} ({stop.rule.path}:{stop.rule.line}): {stop.what}")
    if not nearest.proposals:
        print("# no edit of one place makes a rule match; write a rule: kg rules new")
        return 1
    for other in nearest.proposals[1:_SHOWN]:
        print(f"# or {other.rule.id}: {other.about}")
    text = as_pack(nearest.proposals[0], nearest, ruleset)
    print(text, end="")
    if options.write:
        write_file(options.write, text, makes_folder=True)
    return 0


def _standing_there(sentence: str, expect: str, ruleset: RuleSet) -> Iterator[str]:
    """What was found where the expected words stand: part of them, or more."""
    from kg.extract import extract
    from kg.read import read_text

    page = read_text(sentence + "。", ruleset=ruleset)
    wanted = "".join(expect.partition("=")[2].split())
    start = page.text.printed.find(wanted)
    end = start + len(wanted)
    for mention in extract(page, ruleset).mentions if start >= 0 else ():
        if (ruleset.type_of(mention.label) or mention.label in ("Time", "Quantity", "Number")) and mention.span.start < end and start < mention.span.end:
            yield f"there stands {mention.label} {mention.text} ← {mention.rule}"


def _lists_for(expect: str, ruleset: RuleSet) -> Iterator[str]:
    """Where a name that no shape tells may be listed."""
    kind = expect.partition("=")[0]
    lists = [name for name, listed in sorted(ruleset.lists.items()) if listed.label and kind in (listed.label, ruleset.type_of(listed.label))]
    if lists:
        shown = ", ".join(lists[:_LISTS]) + (", …" if len(lists) > _LISTS else "")
        yield f"a name that no shape tells (a nickname, a local short form) is a line of a list of your own that adds to {shown}: docs/rules.md, Names of your own"


def _sentence(options: argparse.Namespace, ruleset: RuleSet) -> str:
    """The sentence that is meant: what was given, or the first of a file (of a line of it) in which the expected words stand."""
    from kg.read import read_file, span_of_line

    path, within = place_in_file(options.text)
    if path is None:
        return options.text
    page = read_file(path, ruleset=ruleset)
    if isinstance(within, int):
        within = span_of_line(page.source.text, within) or (0, 0)
    first, last = within or (0, len(page.source.text))
    wanted = "".join(options.expect.partition("=")[2].split())
    for sentence in page.sentences:
        start, end = page.text.raw(sentence.span)
        printed = "".join(page.text.printed[sentence.span.start:sentence.span.end].split())
        if start < last and first < end and wanted in printed:
            return printed
    raise UsageError(f"{wanted!r} stands in no sentence of it", options.text, "kg read shows the page as it was read")
