"""Outputs read back: what the Turtle and the HTML page say, for those who hold them against the tables.

In: the files of a build.  Out: plain dictionaries.
"""
from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph

from kg.errors import PageError
from kg.export.schema import expand

_SCRIPT = re.compile(r'<script type="application/json" id="records">(.*?)</script>', re.DOTALL)


def read_turtle(path: Path, base: str) -> dict[str, dict[str, list[str]]]:
    """Subject → property (as `schema:value`) → values, of the properties that a claim or an entity is told by.

    Raises `PageError` where the file is no Turtle.
    """
    wanted = {expand(name, base): name for name in ("rdf:type", "schema:value", "schema:maxValue", "kg:printedValue", "schema:name", "schema:observationAbout",
                                                    "kg:rulesHash", "schema:sha256", "schema:description", "prov:wasDerivedFrom")}
    found: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            name = wanted.get(quad.predicate.value)
            if name:
                found.setdefault(quad.subject.value, {}).setdefault(name, []).append(quad.object.value)
    except (SyntaxError, ValueError, OSError) as problem:
        raise PageError(f"is not Turtle ({problem})", str(path), "build again") from problem
    return found


def read_page(path: Path) -> dict:
    """The records that the HTML page carries (see `kg.export.payload`).

    Raises `PageError` where it carries none.
    """
    try:
        carried = _SCRIPT.search(path.read_text(encoding="utf-8"))
        if carried is None:
            raise PageError("carries no records", str(path), "build again")
        return json.loads(carried[1])
    except (OSError, ValueError, RecursionError) as problem:
        raise PageError(f"cannot be read back ({problem})", str(path), "build again") from problem
