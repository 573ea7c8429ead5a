"""`kg extract`: text in, one JSON line a document out; the engine as a filter."""
from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.cli.layers import add_rules, rule_folders
from kg.cli.published import add_published
from kg.errors import UsageError


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "extract", help="text in, JSON lines out",
        description="Read text (or, with --lines, JSON lines {\"id\", \"text\", \"published\"?}) and print one JSON line for each document, "
                    "with its mentions, numbers, times and claims; offsets are code points of the text.")
    command.add_argument("file", nargs="?", default="-", metavar="FILE", help="a file, or - for standard input (default)")
    command.add_argument("--lines", action="store_true", help="the input is JSON lines")
    add_rules(command)
    add_published(command, "publication date where a document gives none")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a line for every document as soon as it is done."""
    from kg.pipeline import analyse
    from kg.read import read_text
    from kg.rules import load_cached

    ruleset = load_cached(rule_folders(options))
    for name, text, published in _documents(options):
        page = read_text(text, name, published or options.published, ruleset=ruleset)
        print(json.dumps(_shown(name, analyse(page, ruleset), ruleset), ensure_ascii=False), flush=True)
    return 0


def _documents(options: argparse.Namespace) -> Iterator[tuple[str, str, str | None]]:
    if not options.lines:
        from kg.read import given_dates
        from kg.read.source import decode, read_bytes

        if options.file == "-":
            yield "-", decode(sys.stdin.buffer.read(), "-")[0], None
        else:
            path = Path(options.file)
            yield path.name, decode(read_bytes(path), options.file)[0], options.published or given_dates(path.parent).get(path.name)
        return
    try:
        stream = sys.stdin.buffer if options.file == "-" else open(options.file, "rb")  # noqa: SIM115 (its reader closes it)
    except OSError as problem:
        raise UsageError(f"{options.file} cannot be read ({problem.strerror})", hint="check the path") from problem
    with stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            yield _document(line, f"{options.file}:{number}")


def _document(line: bytes, where: str) -> tuple[str, str, str | None]:
    """The id, text and date of a line of JSON; a date that is none counts as not given, as in a file of records."""
    from kg.read.records import iso_date

    try:
        document = json.loads(line)
    except (ValueError, RecursionError):  # [[[[… thousands deep
        document = None
    if not (isinstance(document, dict) and isinstance(document.get("id"), (str, int)) and isinstance(document.get("text"), str)):
        raise UsageError("is not a JSON object with id and text", where, 'for example {"id": "1", "text": "…"}')
    date = document.get("published")
    return str(document["id"]), document["text"], iso_date(str(date)) if isinstance(date, (str, int)) else None


def _shown(name: str, result, ruleset) -> dict:
    context = result.context
    page = context.page
    mentions = []
    for known in context.names:
        start, end = page.text.raw(known.span)
        mentions.append({"start": start, "end": end, "type": known.type, "subtype": context.entities[known.entity].subtype or None,
                         "surface": page.source.text[start:end], "name": context.entities[known.entity].name, "rule": known.mention.rule})
    numbers = [{"start": n.start, "end": n.end, "text": n.text,
                "value": _plain(n.quantity and n.quantity.low), "upper": _plain(n.quantity and n.quantity.high),
                "unit": n.quantity.unit if n.quantity else None, "bound": n.quantity.bound if n.quantity else None, "fate": n.fate}
               for n in result.numbers]
    times = [{"start": t.start, "end": t.end, "text": t.text, "interval": t.interval} for t in result.times]
    claims = [{"start": c.evidence.start, "end": c.evidence.end, "quote": c.evidence.quote, "value_start": c.value_start, "value_end": c.value_end,
               "value_text": c.value_text, "value": _plain(c.value), "upper": _plain(c.upper), "unit": c.unit, "bound": c.bound, "kind": c.kind,
               "direction": c.direction, "baseline": c.baseline, "metric": c.metric, "subject": c.subject_name, "time": c.time,
               "modality": c.modality, "speaker": c.speaker_name, "rule": c.evidence.rule} for c in result.claims]
    return {"id": name, "mentions": mentions, "numbers": numbers, "times": times, "claims": claims}


def _plain(value) -> str | None:
    """An exact decimal as plain digits (a JSON number would become a float)."""
    return None if value is None else format(value.normalize() if value == value.to_integral() else value, "f")
