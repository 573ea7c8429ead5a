"""Do the Turtle and the HTML page say what the tables say?

In: an `Output`.  Out: failures in a `Report`.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from kg.errors import PageError
from kg.export.reading import read_page, read_turtle
from kg.export.schema import expand
from kg.export.terms import decimal
from kg.verify.output import Output, Report


def check_turtle(output: Output, report: Report) -> None:
    """Claims, entities and articles are the same ones; a claim's value, subject and printed value are the table's."""
    path = output.folder / "graph.ttl"
    if "graph.ttl" not in output.manifest["outputs"] and not path.exists():
        return
    try:
        nodes = read_turtle(path, output.base)
    except PageError as problem:
        report.expect("turtle", False, str(problem))
        return
    observation = expand("schema:Observation", output.base)
    described = {iri for iri, said in nodes.items() if observation in said.get("rdf:type", ())}
    _same_ids(report, "turtle", "claims", described, (row["id"] for row in output.tables.get("claims", ())))
    entities = {row["id"] for row in output.tables.get("entities", ())}
    rooms = {iri.rpartition("/")[0] for iri in entities}
    _same_ids(report, "turtle", "entities", {iri for iri, said in nodes.items() if iri.rpartition("/")[0] in rooms and "schema:name" in said}, entities)
    _same_ids(report, "turtle", "articles", {iri for iri in nodes if iri.startswith(f"{output.base}article/")}, (row["id"] for row in output.tables.get("articles", ())))
    _same_ids(report, "turtle", "pages", {value for said in nodes.values() for value in said.get("schema:sha256", ())}, output.hashes.values())
    hashes = {value for said in nodes.values() for value in said.get("kg:rulesHash", ())}
    report.expect("turtle", hashes == {output.manifest["rules"].get("hash")}, f"graph.ttl names the rule sets {', '.join(sorted(hashes))}")
    for row in output.tables.get("claims", ()):
        said = nodes.get(row["id"], {})
        for name, column in (("schema:value", "value"), ("schema:maxValue", "upper"), ("kg:printedValue", "value_text"), ("schema:observationAbout", "subject")):
            here = "".join(said.get(name, ()))
            there = row[column].removeprefix("'")
            report.expect("turtle", here == there or column in ("value", "upper") and here == _in_turtle(there), f"{row['id']}: {name} is {here!r} in graph.ttl, {row[column]!r} in the table")
        report.expect("turtle", bool(said.get("prov:wasDerivedFrom")), f"{row['id']} has no evidence in graph.ttl")
    for row in output.tables.get("entities", ()):
        here = "".join(nodes.get(row["id"], {}).get("schema:name", ()))
        report.expect("turtle", here == row["name"].removeprefix("'") or here == row["name"], f"{row['id']}: named {here!r} in graph.ttl, {row['name']!r} in the table")
    told = {row[column].removeprefix("'") for row in output.tables.get("verdicts", ()) for column in ("message", "message_zh")}
    for iri, said in nodes.items():
        for text in said.get("schema:description", ()):
            report.expect("turtle", text.removeprefix("'") in told, f"{iri} says {text!r}, the table of verdicts does not")


def _in_turtle(number: str) -> str:
    """A number of a table as Turtle has it, where a fraction keeps fewer digits (三分之二); what is none stays."""
    try:
        literal = decimal(Decimal(number))
    except InvalidOperation:
        return number
    return literal.text if literal is not None else number


def check_page(output: Output, report: Report) -> None:
    """The HTML page carries the same entities, claims, articles and figures as the tables."""
    path = output.folder / "graph.html"
    if "graph.html" not in output.manifest["outputs"] and not path.exists():
        return
    try:
        records = read_page(path)
        _compare_page(records, output, report)
    except PageError as problem:
        report.expect("page", False, str(problem))
    except (KeyError, TypeError, AttributeError) as problem:
        report.expect("page", False, f"graph.html carries records of another shape ({type(problem).__name__}: {problem})")


def _compare_page(records: dict, output: Output, report: Report) -> None:
    report.expect("page", records["rulesHash"] == output.manifest["rules"].get("hash"), f"graph.html was made by the rule set {records['rulesHash']}")
    _same_ids(report, "page", "pages", (source["name"] for source in records["sources"]), output.hashes)
    for name in ("entities", "claims", "articles"):
        _same_ids(report, "page", name, (record["id"] for record in records[name]), (row["id"] for row in output.tables.get(name, ())))
    for name, carried in (("mentions", "namings"), ("roles", "roles"), ("relations", "relations"), ("verdicts", "verdicts")):
        rows = len(output.tables.get(name, ()))
        report.expect("page", len(records[carried]) == rows, f"graph.html carries {len(records[carried])} {name}, the table {rows}")
    report.expect("page", sum(number for _, number, *_ in records["fates"]) == len(output.tables.get("numbers", ())), "graph.html counts other numbers than the table")
    claims = {record["id"]: record for record in records["claims"]}
    for row in output.tables.get("claims", ()):
        record = claims.get(row["id"], {})
        for field, column in (("value", "value"), ("upper", "upper"), ("text", "value_text"), ("unit", "unit"), ("kind", "kind"), ("metric", "metric")):
            report.expect("page", (record.get(field) or "") == row[column] or "'" + (record.get(field) or "") == row[column],
                          f"{row['id']}: {field} is {record.get(field)!r} in graph.html, {row[column]!r} in the table")
    names = {record["id"]: record["name"] for record in records["entities"]}
    for row in output.tables.get("entities", ()):
        here = names.get(row["id"], "")
        report.expect("page", here == row["name"] or "'" + here == row["name"], f"{row['id']}: named {here!r} in graph.html, {row['name']!r} in the table")
    for number, (row, record) in enumerate(zip(output.tables.get("verdicts", ()), records["verdicts"], strict=False), 2):
        here, there = [text.removeprefix("'") for text in record["message"]], [row["message_zh"].removeprefix("'"), row["message"].removeprefix("'")]
        report.expect("page", here == there, f"verdicts:{number}: {here!r} in graph.html, {there!r} in the table")
    texts = {source["name"]: source["text"] for source in records["sources"]}
    for name, text in output.texts.items():
        report.expect("page", texts.get(name) == text, f"graph.html carries another text of {name} than the page has")


def _same_ids(report: Report, view: str, what: str, here: Iterable[str], table: Iterable[str]) -> None:
    """One count of checks for each id; names what only one of the two has."""
    left, right = Counter(set(here)), Counter(set(table))
    for iri in sorted(left.keys() | right.keys()):
        report.expect(view, left[iri] == right[iri], f"{what}: {iri} stands only in {'the table' if right[iri] else {'turtle': 'graph.ttl', 'page': 'graph.html'}[view]}")
