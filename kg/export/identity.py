"""The same thing under another name: redirects from an earlier build, and links to other data sets.

In: `Records`, the folder of an earlier build, a table that the user gives.  Out: pairs of IRIs for `Records.redirects` and
`Records.elsewhere`, and notes on what could not be linked.
"""
from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph

from kg.errors import UsageError
from kg.export.schema import expand
from kg.model import Note, Records
from kg.resolve.ids import even

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def redirects(earlier: Path, records: Records, base: str) -> tuple[tuple[str, str], ...]:
    """Ids of an `earlier` build that are no more, each with the entity that now stands where the old one was named.

    An old entity is redirected where all its places (page, offsets) that are still read as names belong to one entity now.
    Redirects of the earlier build live on.  Raises `UsageError` where `earlier` holds no tables of a build.
    """
    before, places = _named_before(earlier)
    hashes = {source.name: source.sha256 for source in records.sources}
    now = {(hashes[n.evidence.source], n.evidence.start, n.evidence.end): n.entity for n in records.namings if n.evidence.source in hashes}
    present = {entity.id for entity in records.entities}
    found = {}
    for old in sorted(before - present):
        heirs = {now[place] for place in places.get(old, ()) if place in now}
        if len(heirs) == 1:
            found[old] = heirs.pop()
    for old, middle in _redirects_before(earlier, base):
        heir = middle if middle in present else found.get(middle)
        if heir and old not in present:
            found.setdefault(old, heir)
    return tuple(sorted(found.items()))


def _named_before(folder: Path) -> tuple[set[str], dict[str, list[tuple[str, int, int]]]]:
    from kg.export.place import finish

    finish(folder)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        hashes = {page["name"]: page["sha256"] for page in manifest["pages"]}
        with (folder / "tables" / "entities.csv").open(encoding="utf-8-sig", newline="") as file:
            entities = {row["id"] for row in csv.DictReader(file)}
        places = defaultdict(list)
        with (folder / "tables" / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["source"] in hashes:
                    places[row["entity"]].append((hashes[row["source"]], int(row["start"]), int(row["end"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, csv.Error) as problem:
        raise UsageError(f"holds no earlier build ({problem})", str(folder), "name the --out folder of one, built with the formats tables and manifest") from problem
    return entities, places


def _redirects_before(folder: Path, base: str) -> list[tuple[str, str]]:
    path = folder / "graph.ttl"
    if not path.exists():
        return []
    kind, replaced = expand("kg:Redirect", base), expand("dcterms:isReplacedBy", base)
    old, pairs = set(), []
    try:
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            if triple.predicate.value == replaced:
                pairs.append((triple.subject.value, triple.object.value))
            elif isinstance(triple.object, pyoxigraph.NamedNode) and triple.object.value == kind:
                old.add(triple.subject.value)
    except (SyntaxError, ValueError, OSError) as problem:
        raise UsageError(f"is not Turtle ({problem})", str(path), "build the earlier output again") from problem
    return sorted(pair for pair in pairs if pair[0] in old)


def links(table: Path, records: Records) -> tuple[tuple[tuple[str, str], ...], tuple[Note, ...]]:
    """Pairs of entity and IRI elsewhere from a CSV table, and a note for every row that names no one entity.

    Columns: `same_as` (an IRI), and `code` (division code) or `name` (any form), and maybe `type` (ORG, PER, LOC …).
    Raises `UsageError` with the line where the table cannot be read or a row says no IRI.
    """
    by_code, by_name = defaultdict(set), defaultdict(set)
    for entity in records.entities:
        if entity.code:
            by_code[entity.code].add((entity.id, entity.type))
        for form in (entity.name, *entity.aliases):
            by_name[even(form)].add((entity.id, entity.type))
    found, notes = set(), []
    for number, row in _rows(table):
        iri, code, name, kind = ((row.get(column) or "").strip() for column in ("same_as", "code", "name", "type"))
        if not _IRI.fullmatch(iri):
            raise UsageError(f"same_as {iri!r} is no IRI", f"{table}:{number}", "such as http://www.wikidata.org/entity/Q…")
        if not code and not name:
            raise UsageError("has neither code nor name", f"{table}:{number}", "say which entity the IRI is")
        meant = sorted(entity for entity, its in (by_code[code] if code else by_name[even(name)]) if not kind or kind == its)
        if len(meant) == 1:
            found.add((meant[0], iri))
        else:
            notes.append(Note("link", f"{table.name}:{number}", f"{code or name} is {f'the name of {len(meant)} entities; give a code or a type' if meant else 'on no page'}"))
    return tuple(sorted(found)), tuple(notes)


def _rows(table: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise UsageError(f"cannot be read ({getattr(problem, 'strerror', None) or problem})", str(table), "a CSV table in UTF-8") from problem
    if "same_as" not in (reader.fieldnames or ()) or not {"name", "code"} & set(reader.fieldnames or ()):
        raise UsageError("lacks its columns", f"{table}:1", "the first line names them: name,code,same_as (name or code may be missing)")
    return rows
