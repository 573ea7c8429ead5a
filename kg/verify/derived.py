"""Do values, ids, rules and counts follow from what they are derived from?

In: an `Output` and the rule set.  Out: failures in a `Report`.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import kg
from kg.extract.values import unit_registry
from kg.numerals import parse_number
from kg.resolve.ids import entity_iri
from kg.rules import RuleSet
from kg.units import UnitRegistry
from kg.verify.output import Output, Report

_HALF = Decimal("0.5")
_WORDS = {"bound": {"exact", "about", "min", "max"}, "kind": {"level", "change", "rate", "share", "rank", "multiple"},
          "modality": {"actual", "planned", "target"}, "direction": {"", "up", "down"}}
_ID = re.compile(r"[a-z]+/[0-9a-f]{16}")
_POINTERS = (("mentions", ("entity",)), ("roles", ("person", "org")), ("relations", ("subject", "object")), ("entities", ("within",)),
             ("claims", ("subject", "speaker")))


_STEP = re.compile("([0-9０-９.．零〇一二两三四五六七八九十百千万]+)([^0-9０-９.．零〇一二两三四五六七八九十百千万]*)")
_BELOW = ("−", "-", "－", "零下", "负")  # what may be printed before a figure below zero


def values_of(printed: str) -> Iterator[tuple[Decimal, Decimal | None]]:
    """The values that a printed quantity can have: its longest numeral, with 半 behind it where that is printed.

    >>> list(values_of("两天半"))[-1], next(values_of("177.99亿元"))
    ((Decimal('2.5'), None), (Decimal('17799000000'), None))
    """
    text = "".join(printed.split()).lstrip("'").removeprefix("第")
    below = next((sign for sign in _BELOW if text.startswith(sign)), "")
    if below:
        yield from ((-low, None if high is None else -high) for low, high in values_of(text.removeprefix(below)))
    if text[:1] in ("首", "榜"):
        yield Decimal(1), None
        return
    for stop in range(len(text), 0, -1):
        numeral = parse_number(text[:stop])
        if numeral is not None:
            yield numeral.low, numeral.high
            if "半" in text[stop:]:
                yield numeral.low + _HALF, None if numeral.high is None else numeral.high + _HALF
            return


def _bare(printed: str, unit: str) -> str:
    """The numerals alone, where a unit begins as a numeral ends or stands within a range.

    >>> _bare("10千米", "千米"), _bare("8岁至20岁", "岁")
    ('10', '8至20')
    """
    return printed.replace(unit, "") or printed


def told_in_steps(printed: str, unit: str, units: UnitRegistry) -> Decimal | None:
    """The value in `unit` of what is printed in another unit, in one and the next smaller ones, or in tenths behind its unit; None for what is not printed so.

    >>> units = UnitRegistry.of([("小时", {"dimension": "time", "factor": "3600"}), ("分钟", {"dimension": "time", "factor": "60"}), ("秒", {"dimension": "time", "factor": "1"})])
    >>> told_in_steps("2小时12分35秒", "秒", units), told_in_steps("一小时五", "小时", units), told_in_steps("3分钟", "秒", units), told_in_steps("三", "秒", units)
    (Decimal('7955'), Decimal('1.5'), Decimal('180'), None)
    """
    steps = _STEP.findall("".join(printed.split()).lstrip("'"))
    total, before = Decimal(0), ""
    for number, name in steps:
        numeral = parse_number(number)
        if numeral is None or not (name or before):
            return None
        value = numeral.low if name else numeral.low.scaleb(-len(number))
        parts = (units.convert(value, called, unit) for called in (name or before, f"{name}钟"))  # 12分 is no money beside hours
        part = next((part for part in parts if part is not None), None)
        if part is None:
            return None
        total, before = total + part, name
    return total if steps else None


def check_claims(output: Output, ruleset: RuleSet, report: Report) -> None:
    """Values parse back from print; ids follow from page and place; slots hold known words."""
    units = unit_registry(ruleset)
    for number, row in enumerate(output.tables.get("claims", ()), 2):
        try:
            said = Decimal(row["value"]), Decimal(row["upper"]) if row["upper"] else None
        except InvalidOperation:
            said = None
        printed, unit = row["value_text"], row["unit"]
        told = (*values_of(printed), *values_of(_bare(printed, unit)), (told_in_steps(printed, unit, units), None))
        report.expect("values", said is not None and said in told, f"claims:{number} says {row['value']}{'–' + row['upper'] if row['upper'] else ''}, but prints {printed}")
        for column, known in _WORDS.items():
            report.expect("slots", row[column] in known, f"claims:{number} has the {column} {row[column]!r}")
        own = _claim_id(output, row["source"], row["value_start"], row["value_end"])
        report.expect("ids", row["id"] == own, f"claims:{number} has the id {row['id']}, but its page and place give {own}")
    for number, row in enumerate(output.tables.get("articles", ()), 2):
        content = f"{output.hashes.get(row['source'])}:{row['start']}"
        own = f"{output.base}article/{sha256(content.encode()).hexdigest()[:16]}"
        report.expect("ids", row["id"] == own, f"articles:{number} has the id {row['id']}, but its page and place give {own}")
    for number, row in enumerate(output.tables.get("entities", ()), 2):
        has_shape = row["id"].startswith(output.base) and _ID.fullmatch(row["id"][len(output.base):])
        report.expect("ids", bool(has_shape), f"entities:{number} has the id {row['id']}, which is none of this graph")
        if row["code"]:  # without a code the id of a namesake holds what told it apart, which no table has
            report.expect("ids", row["id"] == entity_iri(output.base, row["type"], row["name"], row["code"]), f"entities:{number} {row['name']}: the id does not follow from name and code")


def _claim_id(output: Output, source: str, start: str, end: str) -> str:
    return f"{output.base}claim/" + sha256(f"{output.hashes.get(source)}\n{start}\n{end}".encode()).hexdigest()[:16]


def check_rules(output: Output, ruleset: RuleSet, report: Report) -> None:
    """The rule set is the one recorded, and every rule, list and step named exists."""
    recorded = output.manifest["rules"].get("hash")
    if recorded is None and report.failures.get("manifest"):
        return  # no manifest, which is told, so no rule set to speak of
    report.expect("rules", recorded == ruleset.hash, f"made by the rule set {recorded}, but these rules are {ruleset.hash}; give the same --rules")
    known = {rule.id for rule in ruleset.rules} | {f"words/{name}" for name in ruleset.lists} | _steps()
    named = {row["rule"]: f"{table}:{number}" for table in ("mentions", "roles", "relations", "claims", "numbers")
             for number, row in enumerate(output.tables.get(table, ()), 2)} | dict.fromkeys(output.manifest["rules"].get("fired", ()), "manifest")
    for rule, place in sorted(named.items()):
        report.expect("rules", rule in known, f"{place} names the rule {rule!r}, which does not exist")


@lru_cache(maxsize=1)
def _steps() -> frozenset[str]:
    """Steps of the program that find things without a rule (name-again); each is called by its name in the code that takes it."""
    home = Path(kg.__file__).parent
    rooms = [path for room in ("read", "extract", "resolve") for path in sorted((home / room).rglob("*.py"))]
    return frozenset(name for path in rooms for name in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', path.read_text(encoding="utf-8")))


def check_counts(output: Output, report: Report) -> None:
    """Every id that is pointed at exists once; what is counted is there as often as the manifest and the tables say."""
    tables = output.tables
    entities = {row["id"] for row in tables.get("entities", ())}
    for table, columns in _POINTERS:
        for number, row in enumerate(tables.get(table, ()), 2):
            for column in columns:
                if row[column]:
                    report.expect("references", row[column] in entities, f"{table}:{number} {column} points at {row[column]}, which is no entity")
    claims = {row["id"] for row in tables.get("claims", ())}
    counted = {row["claim"] for row in tables.get("numbers", ())}
    for number, row in enumerate(tables.get("numbers", ()), 2):
        report.expect("references", bool(row["claim"]) == (row["fate"] == "claim") and (not row["claim"] or row["claim"] in claims),
                      f"numbers:{number} is a {row['fate']} and points at {row['claim'] or 'no claim'}")
    for number, row in enumerate(tables.get("claims", ()), 2):
        report.expect("references", row["id"] in counted, f"claims:{number} has no row in the ledger of numbers")
    for number, row in enumerate(tables.get("verdicts", ()), 2):
        for claim in filter(None, row["claims"].split(";")):
            report.expect("references", claim in claims, f"verdicts:{number} is about {claim}, which is no claim")
    report.expect("counts", len(entities) == len(tables.get("entities", ())), "an entity stands twice in its table")
    for name, number in output.manifest["counts"].items():
        here = len(output.manifest["pages"]) if name == "pages" else len(tables[name]) if name in tables else None
        if here is not None:
            report.expect("counts", here == number, f"the manifest counts {number} {name}, but there are {here}")
    mentions = Counter(row["entity"] for row in tables.get("mentions", ()))
    first = {place["article"]: places[0]["source"] for places in output.manifest.get("repeats", ()) for place in places}
    sources = Counter(entity for entity, _ in {(row["entity"], first.get(row["article"], row["source"])) for row in tables.get("mentions", ())})
    for number, row in enumerate(tables.get("entities", ()), 2):
        said, met = str(mentions[row["id"]]), str(sources[row["id"]])
        report.expect("counts", (row["mentions"], row["sources"]) == (said, met), f"entities:{number} {row['name']} counts {row['mentions']} mentions in {row['sources']} sources, but there are {said} in {met}")
