"""Typed edges between named things: relation mentions bound to entities, lists spread out, chains of places read.

In: a `PageContext` whose entities are settled, and its relation mentions (attribute `predicate`, slots `subject` and `object`).
Out: `Relation` records with page keys.  Attributes a rule may set: `each: subject|object|both` (the slot is a list: 流经 A、B、C),
`pairs: yes` (all of a list are related to each other: 三兄弟), `about: article` (the subject is what the headline names).
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.model import Mention, Relation, Span
from kg.resolve.context import PageContext
from kg.resolve.facts import Facts
from kg.resolve.named import Name

_JOINTS = ("、", "和", "与", "及", "以及", "，", "或", "至", "")
_MOST_LISTED = 40


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
    each = mention.attribute("each") or ""
    subjects = [part for name, part in mention.parts if name == "subject"]
    objects = [part for name, part in mention.parts if name == "object"]
    if mention.attribute("about") == "article" and not subjects:
        headline = context.headline_entity(context.article_at(mention.span.start))
        ends: list[tuple[str | None, str]] = [(headline, context.name_of(headline) or "")]
    else:
        ends = [end for part in subjects for end in _ends(part, each in ("subject", "both"), context)]
    targets = [end for part in objects for end in _ends(part, each in ("object", "both"), context)]
    time = mention.part("time")
    evidence = context.evidence(mention.span, mention.rule)
    pairs = combinations(dict.fromkeys(ends + targets), 2) if mention.attribute("pairs") == "yes" else ((s, o) for s in ends for o in targets)
    for (subject, _), (object_, object_name) in pairs:
        if subject and subject != object_ and (object_ or object_name):
            yield Relation(subject, predicate, object_, context.name_of(object_) or object_name, time.text if time else None, evidence)


def _ends(part: Mention, is_list: bool, context: PageContext) -> list[tuple[str | None, str]]:
    """What a slot means: (key, name) of its entity, of each entity listed with it, or only the printed words."""
    name = context.name_at(part.span)
    if name is None or not (name.span == part.span or name.span.holds(part.span)):
        inside = [n for n in context.names_within(part.span) if n.type in ("ORG", "PER", "LOC")]
        if is_list and inside:
            return [(n.entity, n.form) for n in inside]
        key = context.resolve_reference(part.text, part.span.start)
        return [(key, context.name_of(key) or "".join(part.text.split()))]
    if is_list:
        return [(n.entity, n.form) for n in listed_with(name, context)]
    return [(name.entity, name.form)]


def listed_with(name: Name, context: PageContext) -> list[Name]:
    """A name and the names of its type that are listed with it (北京、天津和河北), in print order."""
    shelf = [n for n in context.names_within(Span(name.span.start - 300, name.span.end + 300)) if n.type == name.type]
    at = next(index for index, n in enumerate(shelf) if n.span == name.span)
    first = last = at
    while first > 0 and _joined(shelf[first - 1], shelf[first], context) and at - first < _MOST_LISTED:
        first -= 1
    while last + 1 < len(shelf) and _joined(shelf[last], shelf[last + 1], context) and last - at < _MOST_LISTED:
        last += 1
    return shelf[first:last + 1]


def _joined(left: Name, right: Name, context: PageContext) -> bool:
    between = context.page.text.form[left.span.end:right.span.start]
    return between in _JOINTS[:5] and between != ""


# --- chains of places: 保定市涿州市北环路, 武义县三美化工 --------------------------------------


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
    if upper.subtype not in ("admin", "facility"):
        return False
    if name.form.endswith(facts.flowing):
        return False  # a river or a railway passes through; 流经 says so
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
