"""The SHACL shapes, made from the schema: structure, ranges, closed lists, dates, dimensions, evidence on everything.

In: the tables of `schema` and `constraints`.  Out: statements (predicates as prefixed names) without blank nodes; every shape has a
message in Chinese and English, so that what is wrong can be read.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.export.constraints import CONSTRAINTS
from kg.export.schema import BASE, EACH_LANGUAGE, NODES, Node, Property, expand
from kg.export.terms import BOOLEAN, INTEGER, Literal, Statement
from kg.export.vocabularies import VOCABULARIES, values_of

_CLASSES = {node.target for node in NODES if not node.reached_by} | {"org:Organization"}
_SORTS = {"langString": "中文文字", EACH_LANGUAGE: "文字，每种语言一段", "date": "日期（年、月或日）", "xsd:string": "文字", "xsd:decimal": "数字", "xsd:integer": "整数", "xsd:date": "日期",
          "schema:Thing": "名称条目", "org:Organization": "机构条目", "owl:Thing": "别处的标识", "schema:CreativeWork": "稿件或版面", "qudt:QuantityKind": "QUDT 量的种类", "rdf:Property": "关系的名称", **{node.target: f"{node.zh}条目" for node in NODES}}
"""Range → what its values are called in Chinese."""
_OPEN = ("schema:isPartOf", "skos:exactMatch", "qudt:hasQuantityKind")  # their values may be described elsewhere


def shapes(base: str = BASE) -> Iterator[Statement]:
    """The statements of the shapes: for every node kind its properties, how often and of what, and what must hold between them."""
    def iri(name: str) -> str:
        return expand(name, base)

    for node in NODES:
        shape = f"{base}shapes#{node.name}"
        yield shape, "rdf:type", iri("sh:NodeShape")
        if node.reached_by:
            yield shape, "sh:targetObjectsOf", iri(node.reached_by)
        else:
            yield shape, "sh:targetClass", iri(node.target)
        if node.told_by:
            yield shape, "sh:targetSubjectsOf", iri(node.told_by)
        for p in node.properties:
            yield shape, "sh:property", _property_iri(base, node, p)
        for p in node.properties:
            yield from _property_shape(base, node, p)
    whole = f"{base}shapes#Graph"
    yield whole, "rdf:type", iri("sh:NodeShape")
    yield whole, "sh:targetClass", iri("prov:SoftwareAgent")
    for c in CONSTRAINTS:
        yield whole, "sh:sparql", f"{base}shapes#{c.node}-{c.name}"
    chinese = {node.name: node.zh for node in NODES}
    for c in CONSTRAINTS:
        one = f"{base}shapes#{c.node}-{c.name}"
        yield one, "rdf:type", iri("sh:SPARQLConstraint")
        yield one, "sh:message", Literal(f"{chinese[c.node]}：{c.zh}", language="zh")
        yield one, "sh:message", Literal(f"{c.node}: {c.en}", language="en")
        yield one, "sh:select", Literal(c.select(base))


def _property_iri(base: str, node: Node, p: Property) -> str:
    return f"{base}shapes#{node.name}-{p.path.replace(':', '-')}"


def _property_shape(base: str, node: Node, p: Property) -> Iterator[Statement]:
    def iri(name: str) -> str:
        return expand(name, base)

    one = _property_iri(base, node, p)
    yield one, "sh:path", iri(p.path)
    yield one, "sh:name", Literal(p.zh, language="zh")
    yield one, "sh:name", Literal(p.en, language="en")
    zh, en = messages(node, p)
    yield one, "sh:message", Literal(zh, language="zh")
    yield one, "sh:message", Literal(en, language="en")
    if p.least:
        yield one, "sh:minCount", Literal(str(p.least), INTEGER)
    if p.most is not None:
        yield one, "sh:maxCount", Literal(str(p.most), INTEGER)
    if p.range == "date":  # xsd:date, xsd:gYearMonth or xsd:gYear: as precise as known
        yield one, "sh:nodeKind", iri("sh:Literal")
    elif p.range in ("langString", EACH_LANGUAGE):
        yield one, "sh:datatype", iri("rdf:langString")
        if p.range == EACH_LANGUAGE:
            yield one, "sh:uniqueLang", Literal("true", BOOLEAN)
    elif p.range.startswith("xsd:"):
        yield one, "sh:datatype", iri(p.range)
    else:
        yield one, "sh:nodeKind", iri("sh:IRI")
    if pattern := pattern_of(p, base):
        yield one, "sh:pattern", Literal(pattern)
    if wanted := class_of(p):
        yield one, "sh:class", iri(wanted)
    if p.least_value is not None:
        yield one, "sh:minInclusive", Literal(str(p.least_value), INTEGER)
    if p.below:
        yield one, "sh:lessThan" if p.below.startswith("<") else "sh:lessThanOrEquals", iri(p.below.lstrip("<"))


def pattern_of(p: Property, base: str) -> str:
    """The regular expression that every value of a property matches; empty where there is none."""
    if p.pattern or not p.range.startswith("@"):
        return p.pattern
    words = "|".join(value.code for v in VOCABULARIES if v.name == p.range[1:] for value in v.values)
    return f"^{expand('kg:', base)}{p.range[1:]}-({words})$".replace(".", r"\.")


def class_of(p: Property) -> str:
    """The class that a property's values are of, where this graph describes them."""
    return p.range if p.range in _CLASSES and p.path not in _OPEN else ""


def messages(node: Node, p: Property) -> tuple[str, str]:
    """What a property shape says where it is not met, in Chinese and English."""
    counts = {(1, 1): ("恰好一项", "exactly one"), (0, 1): ("至多一项", "at most one"), (1, None): ("至少一项", "at least one"), (0, None): ("", "only")}
    zh, en = counts[p.least, p.most]
    extra = (f", not above {p.below.lstrip('<')}" if p.below else "") + (f", from {p.least_value} up" if p.least_value is not None else "")
    other = next((q.zh for q in node.properties if q.path == p.below.lstrip("<")), "")
    more = (f"，{'小于' if p.below.startswith('<') else '不大于'}{other}" if p.below else "") + (f"，不小于{p.least_value}" if p.least_value is not None else "")
    listed = values_of(p.range[1:]) if p.range.startswith("@") else ()
    sort = (f"“{'、'.join(value.zh for value in listed)}”中的值", f"of {', '.join(value.code for value in listed)}") if listed else (_SORTS.get(p.range, p.range), range_in_words(p))
    return f"{node.zh}：{p.zh}须为{zh}{sort[0]}{more}", f"{node.name}: {p.path} ({p.en}) must be {en} {sort[1]}{extra}".replace("`", "")


def range_in_words(p: Property) -> str:
    """Of what sort a property's values are.

    >>> range_in_words(Property("schema:name", "名称", "name", "langString"))
    'text `@zh`'
    """
    if p.range == "langString":
        return "text `@zh`"
    if p.range == EACH_LANGUAGE:
        return "text, one in each language"
    if p.range == "date":
        return "`xsd:date`, `xsd:gYearMonth` or `xsd:gYear`"
    return f"a value of *{p.range[1:]}*" if p.range.startswith("@") else f"`{p.range}`"


def count_in_words(p: Property) -> str:
    """How many values a property has.

    >>> count_in_words(Property("schema:name", "名称", "name", "langString", 0, None))
    '0 … n'
    """
    return f"{p.least}" if p.least == p.most else f"{p.least} … {'n' if p.most is None else p.most}"
