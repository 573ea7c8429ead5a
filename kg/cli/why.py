"""`kg why`: the derivation of what is found in a text."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import add_rules, rule_folders
from kg.cli.placed import place_in_file
from kg.cli.published import add_published
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.resolve.named import PageEntity


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("why", help="show how something was found",
                                  description="Print how each mention, relation and claim of a text was found: rules, parts, losers, reasons. "
                                              "For a line or a stretch of a file, first why the line is a headline, a byline or text.")
    command.add_argument("text", metavar="TEXT", help="a sentence, or FILE, FILE:LINE, FILE:START-END with offsets in code points, or the id (IRI) of an entity, a claim or an article of --build")
    command.add_argument("--build", default="output", metavar="DIR", help="the output folder that an id stands in (default: output)")
    command.add_argument("--pages", nargs="+", default=[], metavar="PAGE", help="the pages of that build (default: seeds/)")
    add_rules(command)
    add_published(command, "publication date of the text")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print why lines are what they are, derivation trees, then entities with their reasons, then claims with theirs."""
    number = 0
    for number, line in enumerate(_derivation(options), 1):
        print(line)
    if not number:
        print("no rule finds anything in it; kg whynot tells what a name lacks", file=sys.stderr)
    return 0


def _derivation(options: argparse.Namespace) -> Iterator[str]:
    from kg.explain import explain
    from kg.export.fates import FATES
    from kg.extract import extract
    from kg.model import Span
    from kg.pipeline import analyse
    from kg.read import given_dates, read_file, read_text, reasons, span_of_line
    from kg.rules import load_cached

    ruleset = load_cached(rule_folders(options))
    path, within = _place_of_id(options) if options.text.startswith(("http://", "https://")) else place_in_file(options.text)
    page = read_file(path, options.published or given_dates(path.parent).get(path.name), ruleset=ruleset) if path else read_text(options.text, "text", options.published, ruleset=ruleset)
    span = None
    if isinstance(within, int):
        found = span_of_line(page.source.text, within)
        if found is None or not page.source.text[found.start:found.end].strip():
            raise UsageError(f"nothing stands on line {within}", str(path), f"it has {page.source.text.count(chr(10)) + 1} lines")
        within = found
    if within:
        yield from reasons(page, Span(*within), ruleset)
        places = [i for i, raw in enumerate(page.text.at) if within[0] <= raw < within[1]]
        if not places:
            raise UsageError(f"nothing stands at {within[0]}-{within[1]}", str(path), f"offsets run from 0 to {len(page.source.text)}")
        span = Span(min(places), max(places) + 1)
    yield from explain(extract(page, ruleset), ruleset, span)
    result = analyse(page, ruleset)
    yield from _reasons_of_names(result.context.entities.values(), page.source.text[slice(*within)] if within else page.source.text)
    for claim in result.claims:
        if within is None or (claim.evidence.start < within[1] and within[0] < claim.evidence.end):
            yield from _claim(claim)
    for number in result.numbers:
        if number.fate in FATES and (within is None or (number.start < within[1] and within[0] < number.end)):
            english, chinese = FATES[number.fate]
            yield f"number {_one_line(number.text)}: no claim, {english} ({number.rule}) · 不作数据：{chinese}"


def _reasons_of_names(entities: Iterable[PageEntity], printed: str) -> Iterator[str]:
    """Why names in `printed` are one or kept apart."""
    from kg.text import fold

    here = fold(_one_line(printed))
    for entity in entities:
        for reason in entity.because:
            if fold(_one_line(reason.form)) in here:
                yield f"{entity.type} {entity.name}: {reason.kind}: {reason.form} ~ {reason.other} ({reason.rule})"


def _claim(claim: Claim) -> Iterator[str]:
    """What a claim says, and for each of its slots how it was filled."""
    from kg.export.reasons import reason_in_chinese
    from kg.export.tables import plain

    told = {"subject": claim.subject_name, "metric": claim.metric, "value": plain(claim.value) + (f"–{plain(claim.upper)}" if claim.upper is not None else ""), "unit": claim.unit, "bound": claim.bound,
            "kind": claim.kind, "direction": claim.direction, "baseline": claim.baseline, "time": claim.time, "modality": claim.modality, "speaker": claim.speaker_name}
    yield f"claim {_one_line(claim.value_text)}: " + "  ".join(f"{slot}={value}" for slot, value in told.items() if value)
    for reason in claim.because:
        chinese = reason_in_chinese(reason)
        yield f"  {reason}" + (f" · {chinese}" if chinese != reason else "")


def _one_line(printed: str) -> str:
    """Words of a page without the white space of wrapped lines."""
    return "".join(printed.split())


def _place_of_id(options: argparse.Namespace) -> tuple[Path, tuple[int, int]]:
    """The page and the stretch (raw offsets) of a claim's clause, an article's body, or the first mention of an entity."""
    from kg.compare.rows import tables_of_folder
    from kg.read import find_pages

    tables = tables_of_folder(Path(options.build))
    columns = (("claims", "id"), ("articles", "id"), ("mentions", "entity"))
    row = next((row for table, column in columns for row in tables[table] if row[column] == options.text), None)
    if row is None:
        raise UsageError(f"{options.text} stands in no table", options.build, "give the id of an entity, a claim or an article, and --build the folder it stands in")
    path = next((path for path in find_pages(options.pages) if path.name == Path(row["source"]).name), None)
    if path is None:
        raise UsageError(f"the page {row['source']} is not among the pages", hint="name the pages of the build with --pages")
    if not (row["start"].isdecimal() and row["end"].isdecimal()):
        raise UsageError(f"the place of {options.text} is no pair of numbers", options.build, "build it again")
    return path, (int(row["start"]), int(row["end"]))
