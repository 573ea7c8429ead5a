"""What must hold between properties of a node, beyond how many values of what sort each has.

In: nothing.  Out: `CONSTRAINTS`: each a SPARQL pattern that finds an offending `?value`, with its message in two languages.  The SHACL
shapes carry them as `sh:sparql`; `kg.export.validation` asks them of a store directly.  They are asked of the graph as a whole, whose focus
node is the software that made it: once for a graph instead of once for a node, which is a hundred times quicker in pySHACL.
"""
from __future__ import annotations

import re

from kg.export.measures import METRIC_KINDS
from kg.export.schema import BASE, expand
from kg.model import record

_NAME = re.compile(r"(?<![\w?$/#<\"])([a-z]+):([A-Za-z][\w-]*)")


@record
class Constraint:
    """A pattern that no node of a kind may match."""

    name: str
    node: str
    zh: str
    en: str
    pattern: str

    def select(self, base: str = BASE) -> str:
        """The query of the shapes: `$this` is the software, `?value` the offending node.

        >>> CONSTRAINTS[0].select()[:40]
        'SELECT DISTINCT $this ?value WHERE { $th'
        """
        return f"SELECT DISTINCT $this ?value WHERE {{ $this a <{expand('prov:SoftwareAgent', base)}> . {self.where(base)} }}"

    def where(self, base: str = BASE) -> str:
        """The pattern with whole IRIs, so that it needs no prefixes."""
        return _NAME.sub(lambda found: f"<{expand(found[0], base)}>", " ".join(self.pattern.split()))


_FITS = " || ".join(f'(STRENDS(STR(?metric), "{end}") && ?shown != quantitykind:{kind})' for end, kind in METRIC_KINDS)

CONSTRAINTS = (
    Constraint("unit-fits-metric", "Claim", "单位与指标所量的不是同一种东西", "the unit measures something else than the metric says", f"""
        ?value schema:variableMeasured ?variable ; qudt:hasUnit ?unit ; kg:kind ?sort . ?variable skos:prefLabel ?metric . ?unit qudt:hasQuantityKind ?shown .
        FILTER(?sort IN (kg:kind-level, kg:kind-change) && ?shown != quantitykind:DimensionlessRatio && ({_FITS}))"""),
    Constraint("rate-has-ratio", "Claim", "增减率、占比、位次、倍数不能以长度、重量、金额等为单位", "a rate, share, rank or multiple has no unit of length, mass, money …", """
        ?value kg:kind ?sort ; qudt:hasUnit ?unit . ?unit qudt:hasQuantityKind ?shown .
        FILTER(?sort IN (kg:kind-rate, kg:kind-share, kg:kind-rank, kg:kind-multiple) && ?shown != quantitykind:DimensionlessRatio)"""),
    Constraint("rank-is-whole", "Claim", "位次须为不小于一的整数", "a rank is a whole number from 1 up", """
        ?value kg:kind kg:kind-rank ; schema:value ?shown . FILTER(?shown < 1 || ?shown != FLOOR(?shown))"""),
    Constraint("level-has-no-direction", "Claim", "数量和位次没有升降", "a level or a rank has no direction", """
        ?value kg:kind ?sort ; kg:direction ?shown . FILTER(?sort IN (kg:kind-level, kg:kind-rank))"""),
    Constraint("one-subject", "Claim", "主体既指向名录中的条目，又另写了名称", "the subject is an entity and a mere name at once", "?value schema:observationAbout ?about ; kg:subjectName ?shown ."),
    Constraint("one-speaker", "Claim", "谁说的：既指向名录中的条目，又另写了名称", "the speaker is an entity and a mere name at once", "?value prov:wasAttributedTo ?who ; kg:speakerName ?shown ."),
    Constraint("subject-is-known", "Claim", "主体所指的条目图中没有", "the subject is described nowhere", "?value schema:observationAbout ?shown . FILTER(isIRI(?shown)) FILTER NOT EXISTS { ?shown schema:name ?name }"),
    Constraint("quote-has-its-length", "Evidence", "原文长度与起止位置不符", "the words are longer or shorter than their offsets say", """
        ?value oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end ; oa:exact ?shown . FILTER(STRLEN(?shown) != ?end - ?start)"""),
    Constraint("source-is-known", "Evidence", "出处所在的稿件或版面图中没有", "the article or page it stands in is described nowhere", "?value oa:hasSource ?shown . FILTER NOT EXISTS { ?shown a ?class }"),
    Constraint("not-within-itself", "Place", "地点位于自身之内", "the place lies within itself", "?value schema:containedInPlace+ ?value"),
    Constraint("not-part-of-itself", "Organization", "机构隶属于自身", "the organisation belongs to itself", "?value org:subOrganizationOf+ ?value"),
    Constraint("has-ends", "Relation", "关系没有一方或者没有说是什么关系", "the relation has no subject or no predicate", """
        ?value a ?shown . FILTER(?shown = rdf:Statement) FILTER NOT EXISTS { ?value rdf:subject ?one ; rdf:predicate ?how } FILTER NOT EXISTS { ?value rdf:reifies ?whole }"""),
    Constraint("has-object", "Relation", "关系没有对象", "the relation has no object", """
        ?value rdf:predicate ?shown . FILTER NOT EXISTS { ?value rdf:object ?object } FILTER NOT EXISTS { ?value kg:objectName ?name }"""),
    Constraint("one-object", "Relation", "关系的对象既指向名录中的条目，又另写了名称", "the object is an entity and a mere name at once", "?value rdf:object ?object ; kg:objectName ?shown ."),
    Constraint("one-office", "Membership", "任职机构与任职地区并存", "the post is of an organisation and of a place at once", "?value org:organization ?organization ; kg:officeOf ?shown ."),
    Constraint("about-something", "Check", "核对没有对象", "the check looked at nothing", """
        ?value kg:verdict ?shown . FILTER NOT EXISTS { ?value kg:checks ?claim } FILTER NOT EXISTS { ?value prov:wasDerivedFrom ?evidence }"""),
    Constraint("leads-to-an-entity", "Redirect", "变更后的标识图中没有", "the redirect does not lead to an entity", "?value dcterms:isReplacedBy ?shown . FILTER NOT EXISTS { ?shown schema:name ?name }"),
)
