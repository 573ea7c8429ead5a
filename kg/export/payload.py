"""What the viewer knows, as one JSON value: the records with texts once and everything else by number.

In: `Records`, the graph's node order, layout and columns.  Out: a dictionary of plain lists that `json` can write.
Seconds are left out, so the page is the same for the same pages.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.check.wording import EN, ZH, chinese, english, kind_in_words
from kg.export.centres import centres
from kg.export.fates import FATES
from kg.export.measures import scales
from kg.export.pinyin import spellings
from kg.export.reasons import reason_in_chinese
from kg.export.tables import plain
from kg.export.vocabularies import words
from kg.graph.layout import Layout
from kg.hanzi import simplified, traditional_to_simplified
from kg.model import Evidence, Records

Json = dict[str, object]


def payload(records: Records, nodes: list[str], layout: Layout, drawing: Mapping[str, object], title: str = "") -> Json:
    """Everything the page shows.  `nodes` are the graph's nodes in order; records point to one another by position.

    `drawing` is what `kg.graph.picture.columns` makes.  Rules are named once, in `ruleNames`; evidence points there.
    """
    sources = {s.name: at for at, s in enumerate(records.sources)}
    articles = {a.id: at for at, a in enumerate(records.articles)}
    entities = {e.id: at for at, e in enumerate(records.entities)}
    claims = {c.id: at for at, c in enumerate(records.claims)}
    rules: dict[str, int] = {}

    def evidence(e: Evidence) -> list:
        return [sources.get(e.source, -1), e.start, e.end, articles.get(e.article, -1), rules.setdefault(e.rule, len(rules))]

    def at(table: dict[str, int], name: str | None) -> int:
        return table.get(name, -1) if name else -1

    counted = Counter(n.fate for n in records.numbers)
    fates = sorted(counted)
    place: dict[str, list] = {}
    for kind, table in (("e", entities), ("c", claims), ("a", articles)):
        for name, number in table.items():
            place[name] = [kind, number]
    page: Json = {
        "title": title, "version": records.version, "rulesHash": records.rules_hash,
        "nodes": [place[name] for name in nodes],
        "community": [layout.community[name] for name in nodes],
        "drawing": drawing,
        "discs": [[d.x, d.y, d.radius] for d in layout.discs],
        "sources": [{"name": s.name, "text": s.text, "encoding": s.encoding} for s in records.sources],
        "articles": [{"id": a.id, "source": at(sources, a.source), "kind": a.kind, "title": a.title, "subtitle": a.subtitle,
                      "kicker": a.kicker, "reporters": list(a.reporters), "published": a.published.value,
                      "basis": a.published.basis, "start": a.start, "end": a.end} for a in records.articles],
        "entities": [{"id": e.id, "type": e.type, "subtype": e.subtype, "name": e.name, "aliases": list(e.aliases),
                      "within": at(entities, e.within), "code": e.code,
                      "because": [[r.kind, r.form, r.other, r.rule] for r in e.because]} for e in records.entities],
        "namings": [[at(entities, n.entity), *evidence(n.evidence)] for n in records.namings],
        "roles": [{"person": at(entities, r.person), "position": r.position, "org": at(entities, r.org), "orgName": r.org_name,
                   "time": r.time, "evidence": evidence(r.evidence)} for r in records.roles],
        "relations": [{"subject": at(entities, r.subject), "predicate": r.predicate, "object": at(entities, r.object),
                       "objectName": r.object_name, "time": r.time, "evidence": evidence(r.evidence)} for r in records.relations],
        "claims": [{"id": c.id, "evidence": evidence(c.evidence), "start": c.value_start, "end": c.value_end, "text": c.value_text,
                    "value": plain(c.value), "upper": plain(c.upper), "unit": c.unit, "bound": c.bound, "kind": c.kind,
                    "direction": c.direction, "baseline": c.baseline, "metric": c.metric, "subject": at(entities, c.subject),
                    "subjectName": c.subject_name, "time": c.time, "modality": c.modality, "speaker": at(entities, c.speaker),
                    "speakerName": c.speaker_name, "because": list(c.because),
                    "also": [evidence(e) for e in c.also]} for c in records.claims],
        "times": [[at(sources, t.source), t.start, t.end, t.text, t.interval] for t in records.times],
        "verdicts": [{"kind": v.kind, "verdict": v.verdict, "message": [chinese(v), english(v)], "claims": [at(claims, c) for c in v.claims],
                      "evidence": [evidence(e) for e in v.evidence]} for v in records.verdicts],
        "checks": {kind: [kind_in_words(kind, ZH), kind_in_words(kind, EN)] for kind in sorted({v.kind for v in records.verdicts})},
        "fates": [[fate, counted[fate]] for fate in fates],
        "fateWords": [FATES.get(fate, (fate, fate))[::-1] for fate in fates],
        "numbers": [[at(sources, n.source), n.start, n.end, fates.index(n.fate), rules.setdefault(n.rule, len(rules))] for n in records.numbers if n.fate != "claim"],
        "units": scales(c.unit for c in records.claims),
        "notes": [[n.kind, n.source, n.message] for n in records.notes],
        "repeats": [[[at(sources, p.source), p.start, p.end, at(articles, p.article), p.alike] for p in r.places] for r in records.repeats],
        "rules": [list(pair) for pair in records.rules_fired],
        "centres": _centres(records),
        "traditional": _traditional(records),
        "words": {"about1" if code == "about" else code: names for code, names in words().items()},
        "pinyin": spellings(simplified(word) for word in _searched(records)),
    }
    page["reasons"] = _reasons(records)
    page["ruleNames"] = list(rules)  # complete only when all evidence has been numbered
    return page


def _reasons(records: Records) -> dict[str, str]:
    """Reasons and notes → Chinese, for those that there is Chinese for."""
    told = {step for c in records.claims for step in c.because} | {r.rule for e in records.entities for r in e.because} | {n.message for n in records.notes}
    return {reason: chinese_words for reason in sorted(told) if (chinese_words := reason_in_chinese(reason)) != reason}


def _centres(records: Records) -> dict[str, list[str]]:
    """Latitude and longitude of the divisions that the records name, by code."""
    known = centres()
    return {code: list(known[code]) for code in sorted({e.code for e in records.entities if e.code and e.code in known})}


def _searched(records: Records) -> list[str]:
    """Names, metrics and headlines: what a reader may also type in pinyin."""
    return ([word for e in records.entities for word in (e.name, *e.aliases)] + [c.metric for c in records.claims]
            + [a.title or a.subtitle or a.kicker or "" for a in records.articles])


def _traditional(records: Records) -> str:
    """Pairs of a traditional character and its simplified one, of which the page shows either: a reader may type the other (臺灣, 台湾)."""
    shown = set[str]().union(*(source.text for source in records.sources), *_searched(records))
    return "".join(old + new for old, new in sorted(traditional_to_simplified().items()) if old in shown or new in shown)
