"""Typed edges between named things: relation mentions bound to entities, chains of places read.

In: a `PageContext` whose entities are settled, and its relation mentions (attribute `predicate`, slots `subject` and `object`,
each of which may stand several times).  Out: `Relation` records with page keys.  Attributes a rule may set: `pairs: yes` (all of a
list are related to each other: 三兄弟), `about: nearest` (the subject is the organisation named last before).
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from kg.model import Mention, Relation, Span
from kg.resolve.context import PageContext
from kg.resolve.facts import Facts
from kg.resolve.happened import event_time
from kg.resolve.named import Name

_EVENTS = frozenset({"renamed_to", "founded", "invests", "awarded", "issued", "born_in", "died_in", "member_of"})
_NEAR = 150  # characters; a subject left out was named in this sentence or the one before


def find_relations(context: PageContext, facts: Facts) -> tuple[Relation, ...]:
    """The relations that a page states, in print order; a relation stated twice in one article is kept once."""
    found = [*(relation for mention in context.mentions if mention.attribute("predicate") for relation in _bound(mention, context)),
             *_chains(context, facts)]
    found.sort(key=lambda r: (r.evidence.start, r.evidence.end, r.predicate, r.subject, r.object_name))
    kept: dict[tuple, Relation] = {}
    for relation in found:
        kept.setdefault((relation.subject, relation.predicate, relation.object or relation.object_name, relation.evidence.article), relation)
    return tuple(kept.values())


def _bound(mention: Mention, context: PageContext) -> Iterator[Relation]:
    predicate = mention.attribute("predicate") or ""
    subjects = [_end(part, context) for name, part in mention.parts if name == "subject"]
    objects = [_end(part, context) for name, part in mention.parts if name == "object"]
    if mention.attribute("about") == "nearest" and not subjects:
        subjects = [(key, context.name_of(key) or "") for key in [_nearest(mention.span.start, context)] if key]
    time = event_time(mention, context, is_event=predicate in _EVENTS)
    evidence = context.evidence(mention.span, mention.rule)
    pairs = combinations(dict.fromkeys(subjects + objects), 2) if mention.attribute("pairs") == "yes" else product(subjects, objects)
    for (subject, _), (object_, object_name) in pairs:
        if subject and subject != object_ and (object_ or object_name):
            yield Relation(subject, predicate, object_, context.name_of(object_) or object_name, time, evidence)


def _end(part: Mention, context: PageContext) -> tuple[str | None, str]:
    """What a slot means: key and name of its entity (a reference word is followed), or only the printed words."""
    name = context.name_at(part.span)
    if name is not None and (name.span == part.span or name.span.holds(part.span)):
        return name.entity, name.form
    key = context.resolve_reference(part.text, part.span.start)
    return key, context.name_of(key) or "".join(part.text.split())


def _nearest(position: int, context: PageContext) -> str | None:
    """The organisation named last before a position in its article, if that is near."""
    for name in context.names_before(position, context.article_at(position)):
        if position - name.span.end > _NEAR:
            return None
        if name.type == "ORG":
            return name.entity
    return None


# --- chains of places: 滨江市海宁区北山路, 武义县三美化工 --------------------------------------


def _chains(context: PageContext, facts: Facts) -> Iterator[Relation]:
    names = context.names
    parent: dict[int, Name] = {}  # start of a name → the division it was found in
    for before, name in zip(names, names[1:], strict=False):
        gap = context.page.text.form[before.span.end:name.span.start]
        if gap == "" and before.type == "LOC":
            yield from _chain_step(before, name, parent, context, facts)
        elif gap == "、" and before.span.start in parent and _stands_alike(before, name, context, facts):
            yield from _shared_parent(before, name, parent, context)


def _chain_step(before: Name, name: Name, parent: dict[int, Name], context: PageContext, facts: Facts) -> Iterator[Relation]:
    upper, lower = context.entities[before.entity], context.entities[name.entity]
    if upper.key == lower.key or not _may_hold(before, name, context, facts):
        return
    yield _located(lower.key, before, Span(before.span.start, name.span.end), context, "place-in-place" if name.type == "LOC" else "place-before-organisation")
    division = before if upper.subtype == "admin" else parent.get(before.span.start)
    if division is not None:
        parent[name.span.start] = division
        if division is not before:
            yield _located(lower.key, division, Span(division.span.start, name.span.end), context, "place-in-place")


def _shared_parent(before: Name, name: Name, parent: dict[int, Name], context: PageContext) -> Iterator[Relation]:
    division = parent[before.span.start]
    parent[name.span.start] = division
    yield _located(name.entity, division, Span(division.span.start, name.span.end), context, "listed-places-share-the-division")


def _may_hold(before: Name, name: Name, context: PageContext, facts: Facts) -> bool:
    upper, lower = context.entities[before.entity], context.entities[name.entity]
    if upper.subtype not in ("admin", "facility") or len(before.form) < 2 or len(name.form) < 2:
        return False  # 中美 are two countries, not one in the other
    if name.mention.label == "Region" or name.form.endswith(facts.flowing):
        return False  # a river or a railway passes through, as 流经 says; 美国中东政策 is no chain
    if name.type == "LOC":
        if lower.code and upper.code:
            return context.is_within(lower.key, upper.key)
        return lower.code is None and not (upper.subtype == "facility" and lower.subtype == "admin")
    if name.type == "ORG":
        return name.mention.label != "KnownOrg" and lower.subtype not in ("government", "party", "media", "military")
    return False


def _stands_alike(before: Name, name: Name, context: PageContext, facts: Facts) -> bool:
    left, right = context.entities[before.entity], context.entities[name.entity]
    return (left.type == right.type == "LOC" and left.code is None and right.code is None
            and before.form.endswith(facts.address_tails) and name.form.endswith(facts.address_tails))


def _located(subject: str, place: Name, span: Span, context: PageContext, rule: str) -> Relation:
    return Relation(subject, "located_in", place.entity, context.name_of(place.entity) or place.form, None, context.evidence(span, rule))
