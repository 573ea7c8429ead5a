"""Typed edges between named things: relation mentions bound to entities, chains of places read.

In: a `PageContext` whose entities are settled, and its relation mentions (attribute `predicate`, slots `subject` and `object`,
each of which may stand several times; `trigger`).  Out: `Relation` records with page keys and the spans of trigger and arguments.
Attributes a rule may set: `pairs: yes` (all of a list are related to each other: 三兄弟), `about: nearest` (the subject is the organisation
named last before; `nearest-firm`: the company or cooperative; `nearest-person`: the person; `life-told`: the person whose life the paragraph tells;
`nearest-work`: the road, station or project; `nearest-of-its-kind`: the place or body whose name ends as the object does), `makes: Product` (an object that no rule has named becomes a thing of that type; `subject-makes` likewise),
`lasts: yes` (what is told is no event: only a time inside the mention is its own).
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from kg.errors import RuleError
from kg.model import Mention, Relation, Span
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.happened import event_time
from kg.resolve.named import Name, PageEntity
from kg.resolve.sayings import sayings
from kg.resolve.things import made_thing
from kg.resolve.turns import PageTurns
from kg.text import LINE_END

_EVENTS = frozenset({"renamed_to", "founded", "invests", "awarded", "issued", "born_in", "died_in", "member_of"})
_MEANT: dict[str, Callable[[PageEntity], bool]] = {
    "nearest": lambda e: e.type == "ORG",
    "nearest-firm": lambda e: e.type == "ORG" and e.subtype in ("company", "cooperative"),
    "nearest-person": lambda e: e.type == "PER",
    "nearest-work": lambda e: e.type == "Project" or e.type == "LOC" and e.subtype == "facility",
    "life-told": lambda e: e.type == "PER",
    "nearest-of-its-kind": lambda e: e.type in ("LOC", "ORG"),
}
"""What a rule's `about` asks the subject to be, where the sentence leaves it out."""

_ENDS = frozenset(f"。！？；{LINE_END}")  # what a sentence stands behind
_NEAR = 150  # characters; a subject left out was named in this sentence or the one before
_TOLD = 400  # and where its class word says which one is meant, in this paragraph or the one before


class _End(NamedTuple):
    """One argument of a relation: the key of its entity, the words, and where it is printed (None where it is only understood)."""

    key: str | None
    name: str
    span: Span | None


def find_relations(context: PageContext, facts: Facts, drafts: Drafts) -> tuple[Relation, ...]:
    """The relations that a page states, in print order; a relation stated twice in one article is kept once.

    Raises `RuleError` where a rule asks for a subject of no known sort.
    """
    found = [*(relation for mention in context.mentions if mention.parts and mention.attribute("predicate") for relation in _bound(mention, context, facts, drafts)),
             *sayings(context, facts.turns), *_chains(context, facts)]
    found.sort(key=lambda r: (r.evidence.start, r.evidence.end, r.predicate, r.subject, r.object_name))
    kept: dict[tuple, Relation] = {}
    for relation in found:
        kept.setdefault((relation.subject, relation.predicate, relation.object or relation.object_name, relation.evidence.article), relation)
    return tuple(kept.values())


def _bound(mention: Mention, context: PageContext, facts: Facts, drafts: Drafts) -> Iterator[Relation]:
    predicate = mention.attribute("predicate") or ""
    subjects = [_end(part, context) for name, part in mention.parts if name == "subject"]
    objects = [_end(part, context) for name, part in mention.parts if name == "object"]
    about = mention.attribute("about")
    if about and about not in _MEANT:
        raise RuleError(f"rule {mention.rule} sets about: {about}, which means nobody", hint=f"write one of {', '.join(_MEANT)}")
    if about and not subjects:
        key = _left_out(about, mention.span.start, objects, context, facts.turns)
        subjects = [_End(key, context.name_of(key) or "", None)] if key else []
    time = event_time(mention, context, facts.almanac, facts.turns, is_event=predicate in _EVENTS and mention.attribute("lasts") != "yes")
    evidence = context.evidence(mention.span, mention.rule)
    owner = mention.attribute("subject-makes")
    subjects = [_made(end, owner, mention, context, drafts, facts.turns) for end in subjects]
    if subjects and subjects[0].key:
        objects = [_made(end, mention.attribute("makes"), mention, context, drafts, facts.turns) for end in objects]
    pairs = combinations(dict.fromkeys(subjects + objects), 2) if mention.attribute("pairs") == "yes" else product(subjects, objects)
    for subject, object_ in pairs:
        if subject.key and subject.key != object_.key and (object_.key or object_.name):
            named = drafts.by_key[object_.key].name if object_.key in drafts.by_key else object_.name
            yield Relation(subject.key, predicate, object_.key, named, time, evidence, _spans(mention, subject.span, object_.span, context))


def _made(end: _End, type_: str | None, mention: Mention, context: PageContext, drafts: Drafts, turns: PageTurns) -> _End:
    """The argument as a thing of its own type, where nothing has named it before and the rule says what it is."""
    if not type_ or end.key or end.span is None:
        return end
    return _End(made_thing(type_, end.name, end.span, mention, context, drafts, turns), end.name, end.span)


def _spans(mention: Mention, subject: Span | None, object_: Span | None, context: PageContext) -> tuple[tuple[str, int, int], ...]:
    trigger = mention.part("trigger") or mention.part("kin")
    printed = (("trigger", trigger.span if trigger else None), ("subject", subject), ("object", object_))
    return tuple((name, *context.page.text.raw(span)) for name, span in printed if span is not None)


def _end(part: Mention, context: PageContext) -> _End:
    """What a slot means: key and name of its entity (a reference word is followed), or only the printed words."""
    name = context.name_at(part.span)
    if name is not None and (name.span == part.span or name.span.holds(part.span)):
        return _End(name.entity, name.form, part.span)
    key = context.resolve_reference(part.text, part.span.start)
    return _End(key, context.name_of(key) or "".join(part.text.split()), part.span)


def _left_out(about: str, position: int, objects: Sequence[_End], context: PageContext, turns: PageTurns) -> str | None:
    """Whom a rule means where the sentence leaves its subject out."""
    if about == "life-told":
        return _life_told(position, context, turns)
    is_meant = _MEANT[about]
    if about != "nearest-of-its-kind":
        return _nearest(position, is_meant, context, turns)
    kinds = tuple({end.name[-1:] for end in objects})  # 示范村 is a village, 卫生城市 a 市
    return _nearest(position, lambda e: is_meant(e) and (context.name_of(e.key) or "").endswith(kinds), context, turns, _TOLD)


def _nearest(position: int, is_meant: Callable[[PageEntity], bool], context: PageContext, turns: PageTurns, near: int = _NEAR) -> str | None:
    """The entity of the wanted sort named last before a position in its article, if that is near; another name of his (又名李毅) only where no other is."""
    second: str | None = None
    for name in context.names_before(position, context.article_at(position)):
        if position - name.span.end > near:
            break
        if not is_meant(context.entities[name.entity]):
            continue
        if not turns.second_name.search(context.page.text.form, max(0, name.span.start - _NEAR), name.span.start):
            return name.entity
        second = second or name.entity
    return second


def _life_told(position: int, context: PageContext, turns: PageTurns) -> str | None:
    """The person whose life a clause goes on with: who heads a sentence of its paragraph last before it, or who alone is named there.

    A paragraph that begins with a pronoun or with the clause itself goes on with the life of the one before: 他结识了李国胜，同年加入… is not told of 李国胜.
    """
    form = context.page.text.form
    paragraph = form.rfind(LINE_END, 0, position) + 1
    goes_on = form.startswith(turns.pronouns_at_heads, paragraph) or position - paragraph <= 1
    named = [name for name in context.names_before(position, context.article_at(position)) if name.type == "PER" and (goes_on or name.span.start >= paragraph)]
    heading = next((name.entity for name in named if name.span.start == 0 or form[name.span.start - 1] in _ENDS), None)
    if heading:
        return heading
    return named[0].entity if len({name.entity for name in named}) == 1 else None


# --- chains of places: 滨江市海宁区北山路, 武义县三美化工 --------------------------------------


def _chains(context: PageContext, facts: Facts) -> Iterator[Relation]:
    names = context.names
    parent: dict[int, Name] = {}  # start of a name → the division it was found in
    former: dict[int, Name] = {}  # start of a name in brackets → the bygone name before it
    for before, name in zip(names, names[1:], strict=False):
        gap = context.page.text.form[before.span.end:name.span.start]
        if before.type == "LOC" and facts.turns.today.fullmatch(gap):
            former[name.span.start] = before
        if gap == "" and before.type == "LOC":
            yield from _chain_step(before, name, parent, context, facts)
        elif gap == "）" and before.span.start in former and name.type == "LOC":  # 辽县（今左权县）麻田镇
            bygone = former[before.span.start]
            yield _located(name, bygone, Span(bygone.span.start, name.span.end), context, "place-behind-a-bygone-place")
        elif gap == "、" and before.span.start in parent and _stands_alike(before, name, context, facts):
            yield from _shared_parent(before, name, parent, context)


def _chain_step(before: Name, name: Name, parent: dict[int, Name], context: PageContext, facts: Facts) -> Iterator[Relation]:
    upper, lower = context.entities[before.entity], context.entities[name.entity]
    if upper.key == lower.key or not _may_hold(before, name, context, facts):
        return
    yield _located(name, before, Span(before.span.start, name.span.end), context, "place-in-place" if name.type == "LOC" else "place-before-organisation")
    division = before if upper.subtype == "admin" else parent.get(before.span.start)
    if division is not None:
        parent[name.span.start] = division
        if division is not before:
            yield _located(name, division, Span(division.span.start, name.span.end), context, "place-in-place")


def _shared_parent(before: Name, name: Name, parent: dict[int, Name], context: PageContext) -> Iterator[Relation]:
    division = parent[before.span.start]
    parent[name.span.start] = division
    yield _located(name, division, Span(division.span.start, name.span.end), context, "listed-places-share-the-division")


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


def _located(thing: Name, place: Name, span: Span, context: PageContext, rule: str) -> Relation:
    raw = context.page.text.raw
    spans = (("subject", *raw(thing.span)), ("object", *raw(place.span)))
    return Relation(thing.entity, "located_in", place.entity, context.name_of(place.entity) or place.form, None, context.evidence(span, rule), spans)
