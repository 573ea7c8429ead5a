"""Comma-separated tables for people with a spreadsheet, pandas or DuckDB.

In: `Records`.  Out: `tables/*.csv`: UTF-8 with byte-order mark, RFC 4180 quoting and line ends, a header row, rows
in the records' own order.

**Formulas.** A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, tab or carriage return.  A cell whose words
come from a page and whose first character (after white space) is one of these gets one apostrophe `'` in front: the
usual guard, visible, and undone by dropping it.  Number columns hold only what `plain` prints, so a negative value
stays `-3.5`.  All other cells are written unchanged; offsets still find the printed words.
"""
from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kg.check.wording import chinese, english
from kg.model import Entity, Records, Verdict
from kg.resolve.repeats import origins

if TYPE_CHECKING:
    from kg.export import Settings

Row = tuple[object, ...]
_RISKY = tuple("=+-@\t\r＝＋－＠")  # spreadsheets set to Chinese or Japanese take the full-width signs too


def plain(value: Decimal | None) -> str:
    """A decimal as plain digits: no exponent, no trailing zeros after the point, nothing rounded.

    >>> plain(Decimal("1.7799E+10")), plain(Decimal("12.50")), plain(Decimal("-0")), plain(None)
    ('17799000000', '12.5', '0', '')
    """
    if value is None:
        return ""
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def guard(cell: str) -> str:
    """`cell`, made harmless to a spreadsheet.

    >>> guard("=HYPERLINK(1)"), guard(" @市民"), guard("——聊聊天")
    ("'=HYPERLINK(1)", "' @市民", '——聊聊天')
    """
    if cell and (cell[0] in _RISKY or cell.lstrip()[:1] in _RISKY and cell.strip()):
        return "'" + cell
    return cell


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int):
        return str(value)
    return guard(str(value))


def articles(records: Records) -> Iterable[Row]:
    for a in records.articles:
        yield (a.id, a.source, a.kind, a.title, a.subtitle, a.kicker, ";".join(a.reporters), a.published.value,
               a.published.basis, a.start, a.end)


def entities(records: Records) -> Iterable[Row]:
    mentions = Counter(n.entity for n in records.namings)
    first = origins(records)  # an article printed twice is one source
    sources = Counter(entity for entity, _ in {(n.entity, first.get(n.evidence.article, n.evidence.source)) for n in records.namings})
    for e in records.entities:
        yield entity_row(e, mentions[e.id], sources[e.id])


def entity_row(e: Entity, mentions: int, sources: int) -> Row:
    """The row of one entity."""
    return e.id, e.type, e.subtype, e.name, ";".join(e.aliases), e.within, mentions, sources, e.code


def mentions(records: Records) -> Iterable[Row]:
    for n in records.namings:
        e = n.evidence
        yield n.entity, e.source, e.article, e.start, e.end, e.quote, e.rule


def roles(records: Records) -> Iterable[Row]:
    names = {e.id: e.name for e in records.entities}
    for r in records.roles:
        e = r.evidence
        yield (r.person, names.get(r.person), r.position, r.org, r.org_name or names.get(r.org or ""), r.time,
               e.source, e.article, e.start, e.end, e.rule)


def relations(records: Records) -> Iterable[Row]:
    names = {e.id: e.name for e in records.entities}
    for r in records.relations:
        e = r.evidence
        at = {name: (start, end) for name, start, end in r.spans}
        yield (r.subject, names.get(r.subject), r.predicate, r.object, r.object_name, r.time,
               e.source, e.article, e.start, e.end, e.rule,
               *(offset for name in ("trigger", "subject", "object") for offset in at.get(name, (None, None))))


def claims(records: Records) -> Iterable[Row]:
    names = {e.id: e.name for e in records.entities}
    for c in records.claims:
        e = c.evidence
        yield (c.id, e.source, e.article, e.start, e.end, e.quote, c.value_start, c.value_end, c.value_text, c.value,
               c.upper, c.unit, c.bound, c.kind, c.direction, c.baseline, c.metric, c.subject,
               c.subject_name or names.get(c.subject or ""), c.time, c.modality, c.speaker,
               c.speaker_name or names.get(c.speaker or ""), e.rule)


def numbers(records: Records) -> Iterable[Row]:
    for n in records.numbers:
        yield n.source, n.start, n.end, n.text, n.fate, n.claim, n.rule


def verdicts(records: Records) -> Iterable[Row]:
    for v in records.verdicts:
        yield verdict_row(v)


def verdict_row(v: Verdict) -> Row:
    """The row of one verdict."""
    return v.kind, v.verdict, english(v), ";".join(v.claims), ";".join(dict.fromkeys(e.source for e in v.evidence)), chinese(v)


TABLES: dict[str, tuple[str, Callable[[Records], Iterable[Row]]]] = {
    "articles": ("id source kind title subtitle kicker reporters published published_basis start end", articles),
    "entities": ("id type subtype name aliases within mentions sources code", entities),
    "mentions": ("entity source article start end surface rule", mentions),
    "roles": ("person person_name position org org_name time source article start end rule", roles),
    "relations": ("subject subject_name predicate object object_name time source article start end rule "
                  "trigger_start trigger_end subject_start subject_end object_start object_end", relations),
    "claims": ("id source article start end quote value_start value_end value_text value upper unit bound kind direction "
               "baseline metric subject subject_name time modality speaker speaker_name rule", claims),
    "numbers": ("source start end text fate claim rule", numbers),
    "verdicts": ("kind verdict message claims sources message_zh", verdicts),
}
"""Table name → its columns in order, and the function that gives its rows."""


def write_rows(file: TextIO, rows: Iterable[Row]) -> None:
    """Rows as lines of a table."""
    csv.writer(file).writerows([_cell(value) for value in row] for row in rows)  # the csv module's default dialect is RFC 4180 with CR LF


def write(records: Records, folder: Path, settings: Settings | None = None) -> tuple[Path, ...]:
    """Write `folder/tables/NAME.csv` for every table and return their paths."""
    home = folder / "tables"
    home.mkdir(parents=True, exist_ok=True)
    written = []
    for name, (columns, rows) in TABLES.items():
        path = home / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            write_rows(file, [tuple(columns.split())])
            write_rows(file, rows(records))
        written.append(path)
    return tuple(written)
