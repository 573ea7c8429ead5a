"""The graph as JSON-LD 1.1 that a person can read: one node a line, plain keys, a context made from the schema.

In: `Records`.  Out: `graph.jsonld`, with the statements of `graph.ttl` (https://www.w3.org/TR/json-ld11/).
"""
from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from kg.export import Settings
from kg.export.packing import open_to_write
from kg.export.schema import EACH_LANGUAGE, NODES, expand, prefixes
from kg.export.statements import nodes
from kg.export.syntax import Turtle
from kg.export.terms import Literal, Node, Object, as_iri
from kg.export.vocabularies import RELATIONS
from kg.model import Records

_HALF = re.compile("[\ud800-\udfff]")  # half a character cannot be written in UTF-8


def context(base: str) -> dict[str, object]:
    """The `@context`: prefixes, a word for every class and property, and of what sort its values are.

    >>> context("https://example.org/kg/")["value"]
    {'@id': 'schema:value', '@type': 'xsd:decimal'}
    """
    made: dict[str, object] = dict(sorted(prefixes(base).items()))
    made.update({node.name: node.target for node in NODES})
    said: dict[str, Counter] = defaultdict(Counter)
    for p in (p for node in NODES for p in node.properties):
        said[p.path][p.range] += 1
    ranges = {path: count.most_common(1)[0][0] for path, count in said.items()}  # what a property is in most kinds of nodes
    ranges.update({**{f"kg:{r.code}": "@" for r in RELATIONS}, **{r.standard: "@" for r in RELATIONS if r.standard}})
    for path, kind in sorted(ranges.items()):
        word = path.partition(":")[2]
        sort = {"@language": "zh"} if kind == "langString" else {} if kind in ("xsd:string", "date", EACH_LANGUAGE) else {"@type": kind if kind.startswith("xsd:") else "@id"}
        made[path if word in made else word] = {"@id": path, **sort}
    return made


def write(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.jsonld` and return its path."""
    path = folder / (f"graph.jsonld.{settings.packing}" if settings.packing else "graph.jsonld")
    teller = _Teller(settings.base)
    with open_to_write(path) as output:
        output.write(b'{"@context": ' + _json(teller.context).replace('},', '},\n ').encode("utf-8") + b',\n"@graph": [')
        before = b"\n"
        for node in nodes(records, settings.base, settings.profile == "full"):
            output.write(before + _json(teller.tell(node)).encode("utf-8"))
            before = b",\n"
        output.write(b"\n]}\n")
    return (path,)


def _json(told: object) -> str:
    return _HALF.sub("\ufffd", json.dumps(told, ensure_ascii=False))


class _Teller:
    """Nodes as JSON objects in the words of the context."""

    def __init__(self, base: str):
        self.context = context(base)
        self._turtle = Turtle(base)
        self._words = {sort["@id"]: (word, sort) for word, sort in self.context.items() if isinstance(sort, dict)}
        self._classes = {expand(node.target, base): node.name for node in NODES}

    def iri(self, iri: str) -> str:
        shown = self._turtle.iri(iri)
        return shown[1:-1] if shown.startswith("<") else shown

    def tell(self, node: Node) -> dict[str, object]:
        told: dict[str, list] = {}
        subject, pairs = node
        for name, value in pairs:
            if name == "rdf:type":
                kind = as_iri(value)
                told.setdefault("@type", []).append(self._classes.get(kind) or self.iri(kind))
                continue
            word, sort = self._words.get(name, (name, {"@id": name}))
            told.setdefault(word, []).append(self.value(value, sort))
        return {"@id": self.iri(subject), **{word: values[0] if len(values) == 1 else values for word, values in told.items()}}

    def value(self, value: Object, sort: dict[str, str]) -> object:
        if not isinstance(value, Literal):
            iri = self.iri(as_iri(value))
            return iri if sort.get("@type") == "@id" else {"@id": iri}
        kind = {"@language": value.language} if value.language else {"@type": self.iri(value.datatype)} if value.datatype else {}
        return value.text if kind == {key: said for key, said in sort.items() if key != "@id"} else {"@value": value.text, **kind}
