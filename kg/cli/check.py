"""`kg check`: what the figures of some pages say about each other."""
from __future__ import annotations

import argparse
import json

from kg.cli.layers import add_rules
from kg.cli.published import add_published
from kg.cli.telling import tell_left_out


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("check", help="check figures against each other",
                                  description="Read pages and check their figures against each other: levels, changes and rates, parts and wholes, shares and means, "
                                              "counts and the lists they announce, years and ages, the same figure told twice, goals and what became of them.")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="files, folders or globs (default: seeds/)")
    add_rules(command)
    add_published(command)
    command.add_argument("--format", choices=("text", "json", "html"), default="text", help="how to print (default: text)")
    command.add_argument("--strict", action="store_true", help="exit 1 where figures disagree")
    command.add_argument("--language", choices=("en", "zh"), default="en", help="of the printed text; JSON and HTML have both (default: en)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the verdicts, disagreements first."""
    from kg import pipeline

    graph = pipeline.build(options.pages, options.rules, options.published)
    tell_left_out(graph)
    order = {"disagrees": 0, "undecidable": 1, "agrees": 2}
    verdicts = sorted(graph.verdicts, key=lambda v: order.get(v.verdict, 3))
    if options.format == "html":
        from kg.export.checks import page

        print(page(graph.records), end="")
    else:
        from kg.check.quoting import quoted
        from kg.check.wording import LANGUAGES, in_words

        language = LANGUAGES.index(options.language)
        told = quoted(graph.records, verdicts)
        if options.format == "json":
            values = {claim.id: claim for claim in graph.claims}
            print(json.dumps([_as_json(v, sentences, values) for v, sentences in told], ensure_ascii=False, indent=1))
        else:
            for verdict, sentences in told:
                print(in_words(verdict, language))
                for each in sentences:
                    print(f"    {each.source}:{each.start}-{each.end}: {each.words}")
            print(_summary(graph, {name: sum(v.verdict == name for v in verdicts) for name in order}, language))
    return 1 if options.strict and any(v.verdict == "disagrees" for v in verdicts) else 0


def _summary(graph, count: dict[str, int], language: int) -> str:
    from kg.check.wording import EN, WORDS

    verdicts = len(graph.verdicts)
    if language == EN:
        return f"{len(graph.claims)} claims, {len(graph.links)} links between them, {verdicts} verdicts: " + ", ".join(f"{n} {name}" for name, n in count.items())
    return f"数据{len(graph.claims)}项，其间关联{len(graph.links)}处，核对{verdicts}处：" + "，".join(f"{WORDS[name][language]}{n}" for name, n in count.items())


def _as_json(verdict, sentences, values) -> dict:
    from kg.check.wording import chinese, english

    return {"verdict": verdict.verdict, "kind": verdict.kind, "message": english(verdict), "message_zh": chinese(verdict),
            "claims": [{"id": name, "metric": values[name].metric, "printed": "".join(values[name].value_text.split()), "time": values[name].time} for name in verdict.claims if name in values],
            "evidence": [{"source": e.source, "start": e.start, "end": e.end, "quote": e.quote} for e in verdict.evidence],
            "sentences": [{"source": each.source, "start": each.start, "end": each.end, "text": each.words} for each in sentences]}
