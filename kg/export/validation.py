"""Does a graph keep to its shapes?  Three ways to ask, one kind of answer.

In: nodes as they are written, or a store.  Out: `Complaint`s in a fixed order.  `core` needs one pass over the nodes, so every build runs it;
`quick` adds the constraints between nodes, as SPARQL on Oxigraph; pySHACL and pyrudof read `kg/shapes.ttl` as anyone's validator would.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pyoxigraph

from kg.errors import UsageError
from kg.export.constraints import CONSTRAINTS
from kg.export.periods import days_of_period
from kg.export.schema import EACH_LANGUAGE, NODES, Node, Property, expand
from kg.export.shapes import class_of, messages, pattern_of, shapes
from kg.export.store import serialized, solutions
from kg.export.terms import DATE, DECIMAL, INTEGER, Literal, Object
from kg.export.terms import Node as Described

ENGINES = ("quick", "pyshacl", "pyrudof")
_LEXICAL: dict[str, Callable[[str], object]] = {DECIMAL: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)").fullmatch, INTEGER: re.compile(r"[+-]?[0-9]+").fullmatch,
            DATE: lambda text: days_of_period(text)[0] == text}
_ZH = {node.name: node.zh for node in NODES}


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One node that does not keep to a shape: `shape` is the last step of the shape's IRI, `value` what offends, if one value does."""

    node: str
    shape: str
    en: str
    zh: str
    value: str = ""


class _Kind:
    """A node kind of the schema, made ready for checking."""

    def __init__(self, node: Node, base: str):
        self.name = node.name
        self.least = [p.path for p in node.properties if p.least]
        self.properties = {p.path: (p, re.compile(pattern_of(p, base)).search if pattern_of(p, base) else None, class_of(p) and expand(class_of(p), base),
                                    expand(p.range, base) if p.range.startswith("xsd:") else "") for p in node.properties}
        self.below = [(p.path, p.below) for p in node.properties if p.below]
        self.messages = {p.path: messages(node, p) for p in node.properties}

    def complaint(self, subject: str, path: str, value: str = "") -> Complaint:
        zh, en = self.messages[path]
        return Complaint(subject, f"{self.name}-{path.replace(':', '-')}", en, zh, value)


def core(nodes: Iterable[Described], base: str) -> list[Complaint]:
    """What a pass over the nodes finds: missing and superfluous properties, values of another sort, objects that nobody describes.

    Nodes of one subject that are not told together are looked at one by one; only the first has its class.
    """
    kinds = [_Kind(node, base) for node in NODES]
    by_class = {expand(node.target, base): kind for node, kind in zip(NODES, kinds, strict=True)}
    telling = {p.path: kind for node, kind in zip(NODES, kinds, strict=True) if node.reached_by for p in node.properties if p.path.startswith("oa:")}
    telling |= {node.told_by: kind for node, kind in zip(NODES, kinds, strict=True) if node.told_by}
    leading = {node.reached_by: kind for node, kind in zip(NODES, kinds, strict=True) if node.reached_by}
    described: set[tuple[str, str]] = set()
    pointed: dict[tuple[str, str], tuple[_Kind, str, str]] = {}
    reached: dict[tuple[str, str], _Kind] = {}
    found: list[Complaint] = []
    for subject, pairs in nodes:
        mine: list[_Kind] = []
        for path, value in pairs:
            kind = telling.get(path)
            if path == "rdf:type":
                of = str(value)
                kind = by_class.get(of)
                described.add((subject, of))
            elif path in leading and type(value) is str:
                reached.setdefault((value, leading[path].name), leading[path])
            if kind is not None and kind not in mine:
                mine.append(kind)
        for kind in mine:
            described.add((subject, kind.name))
            _check(kind, subject, pairs, found, pointed)
    for (target, wanted), (kind, subject, path) in pointed.items():
        if (target, wanted) not in described:
            found.append(kind.complaint(subject, path, target))
    for (target, name), kind in reached.items():
        if (target, name) not in described:
            found.extend(kind.complaint(target, path) for path in kind.least)
    return sorted(set(found))


def _check(kind: _Kind, subject: str, pairs: Sequence[tuple[str, Object]], found: list[Complaint], pointed: dict) -> None:
    counts: dict[str, int] = {}
    spoken: set[tuple[str, str]] = set()
    for path, value in pairs:
        known = kind.properties.get(path)
        if known is None:
            continue
        p, matches, wanted, datatype = known
        counts[path] = counts.get(path, 0) + 1
        text = value.text if isinstance(value, Literal) else str(value)
        if not _is_of(p, value, datatype) or matches is not None and not matches(text) or p.least_value is not None and _LEXICAL[INTEGER](text) and int(text) < p.least_value:
            found.append(kind.complaint(subject, path, text))
        elif p.range == EACH_LANGUAGE and isinstance(value, Literal):
            if (path, value.language) in spoken:
                found.append(kind.complaint(subject, path, text))
            spoken.add((path, value.language))
        elif wanted:
            pointed.setdefault((text, wanted), (kind, subject, path))
    for path in kind.least:
        if path not in counts:
            found.append(kind.complaint(subject, path))
    for path, number in counts.items():
        most = kind.properties[path][0].most
        if most is not None and number > most:
            found.append(kind.complaint(subject, path))
    for path, other in kind.below:
        ends = {name: value.text for name, value in pairs if isinstance(value, Literal)}
        low, high = ends.get(path), ends.get(other.lstrip("<"))
        if low is not None and high is not None and not _in_order(low, high, strictly=other.startswith("<")):
            found.append(kind.complaint(subject, path, low))


def _is_of(p: Property, value: Object, datatype: str) -> bool:
    if p.range in ("langString", EACH_LANGUAGE):
        return isinstance(value, Literal) and value.language != ""
    if p.range == "date":
        return isinstance(value, Literal)
    if not datatype:
        return type(value) is str
    if not isinstance(value, Literal) or value.language:
        return False
    lexical = _LEXICAL.get(value.datatype)
    return (value.datatype or expand("xsd:string")) == datatype and (lexical is None or bool(lexical(value.text)))


def _in_order(low: str, high: str, strictly: bool) -> bool:
    try:
        least, most = Decimal(low), Decimal(high)
    except ArithmeticError:  # dates, which compare as they are written
        return low < high if strictly else low <= high
    return least < most if strictly else least <= most


def nodes_of(store: pyoxigraph.Store, base: str) -> Iterator[Described]:
    """The nodes of a store, all that is said of a subject together, in order of subjects."""
    names = {expand(p.path, base): p.path for node in NODES for p in node.properties} | {expand("rdf:type"): "rdf:type"}
    told: dict[str, dict[tuple[str, Object], None]] = defaultdict(dict)
    for quad in store:
        term = quad.object
        value: Object = term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)
        if isinstance(term, pyoxigraph.Literal):
            value = Literal(term.value, "" if term.language or term.datatype.value == expand("xsd:string") else term.datatype.value, term.language or "")
        subject = quad.subject.value if isinstance(quad.subject, pyoxigraph.NamedNode) else str(quad.subject)
        told[subject][names.get(quad.predicate.value, quad.predicate.value), value] = None
    for subject, pairs in sorted(told.items()):
        yield subject, list(pairs)


def quick(store: pyoxigraph.Store, base: str) -> list[Complaint]:
    """`core`, and the constraints between nodes."""
    found = core(nodes_of(store, base), base)
    for c in CONSTRAINTS:
        for row in solutions(store, f"SELECT DISTINCT ?value WHERE {{ {c.where(base)} }}", everywhere=True):
            found.append(Complaint(row["value"].value, f"{c.node}-{c.name}", f"{c.node}: {c.en}", f"{_ZH[c.node]}：{c.zh}"))
    return sorted(set(found))


def _shapes(base: str) -> str:
    from kg.export.schema_documents import as_turtle

    return as_turtle(shapes(base), base).decode("utf-8")


def _lines(store: pyoxigraph.Store) -> bytes:
    return serialized(sorted({quad.triple for quad in store}, key=str), pyoxigraph.RdfFormat.N_TRIPLES)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str]]:
    """Shape → its messages, English first."""
    known = {f"{node.name}-{p.path.replace(':', '-')}": messages(node, p)[::-1] for node in NODES for p in node.properties}
    return known | {f"{c.node}-{c.name}": (f"{c.node}: {c.en}", f"{_ZH[c.node]}：{c.zh}") for c in CONSTRAINTS}


def by_pyshacl(store: pyoxigraph.Store, base: str) -> list[Complaint]:
    """What pySHACL says to the shapes.  Raises `UsageError` where it is not installed."""
    try:
        import pyshacl
    except ImportError as problem:
        raise UsageError("pySHACL is not installed", hint="pip install pyshacl, or leave --engine out") from problem
    import rdflib

    home = rdflib.Namespace(expand("sh:"))
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=_lines(store), format="nt"), shacl_graph=rdflib.Graph().parse(data=_shapes(base), format="turtle"), inference="none")
    found = []
    for result in report.subjects(rdflib.RDF.type, home.ValidationResult):
        shape = str(report.value(result, home.sourceConstraint) or report.value(result, home.sourceShape)).rpartition("#")[2]
        said = sorted(str(message) for message in report.objects(result, home.resultMessage))  # of constraints pySHACL drops the language
        en, zh = (words if words in said else " ".join(said) for words in _known().get(shape, ("", "")))
        value = report.value(result, home.value)
        about_whole = report.value(result, home.sourceConstraint) is not None
        node = str(value) if about_whole else str(report.value(result, home.focusNode))
        found.append(Complaint(node, shape, en, zh, "" if about_whole or value is None else str(value)))
    return sorted(set(found))


def by_pyrudof(store: pyoxigraph.Store, base: str) -> list[Complaint]:
    """What pyrudof says to the shapes.  Raises `UsageError` where it is not installed."""
    try:
        import pyrudof
    except ImportError as problem:
        raise UsageError("pyrudof is not installed", hint="pip install pyrudof, or leave --engine out") from problem
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(_lines(store).decode("utf-8"), format=pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(_shapes(base))
    found = []
    for entry in rudof.validate_shacl():
        shape = str(entry.source_shape).strip("<>").rpartition("#")[2]
        value = "" if entry.value is None else str(entry.value)
        node = str(entry.focus_node).strip("<>")
        if shape == "Graph":  # a constraint of the whole: told apart by its message, and about its value
            shape = next((name for name, (en, _) in _known().items() if f'"{en}"' in str(entry.message)), shape)
            node, value = value.strip("<>"), ""
        en, zh = _known().get(shape, (str(entry.message), str(entry.message)))
        found.append(Complaint(node, shape, en, zh, value))
    return sorted(set(found))


def words_of(store: pyoxigraph.Store, node: str, base: str) -> tuple[str, str, int, int] | None:
    """The sentence behind a node: words, file, first and last offset; None where nothing leads to one."""
    if node.startswith("_:"):
        return None
    query = f"""SELECT ?words ?file ?start ?end WHERE {{ <{node}> (<{expand('kg:checks', base)}>?/<{expand('prov:wasDerivedFrom')}>)?/<{expand('oa:hasSelector')}>? ?selector .
        ?selector <{expand('oa:exact')}> ?words . OPTIONAL {{ ?selector <{expand('oa:start')}> ?start ; <{expand('oa:end')}> ?end }}
        OPTIONAL {{ ?evidence <{expand('oa:hasSelector')}> ?selector ; <{expand('oa:hasSource')}>/<{expand('schema:isPartOf')}>?/<{expand('schema:name')}> ?file }} }} ORDER BY ?start ?words LIMIT 1"""
    for row in solutions(store, query, everywhere=True):
        place = [int(row[name].value) if row[name] is not None and _LEXICAL[INTEGER](row[name].value) else 0 for name in ("start", "end")]
        return "".join(row["words"].value.split()), row["file"].value if row["file"] is not None else "", place[0], place[1]
    return None
