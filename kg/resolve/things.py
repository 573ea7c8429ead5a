"""Things that are no organisation, person or place: standards, projects, industries, honours, products, events, documents.

In: the mentions of a page.  Out: `Name`s with keys, drafts for the things.  Some of them hold names of their own (a firm inside the title of
a project); such labels are never overprinted, lie over the other names and are kept apart from them (`PageContext.things`).
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Mention, Page, Span
from kg.resolve.collect import collect_names
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.named import Name, make_key
from kg.resolve.turns import PageTurns

FAMILY = ("ORG", "PER", "LOC")
_MARKS = re.compile("^[《“‘]([^《》“”‘’]+)[》”’]$")
_STANDARD = re.compile("^([A-Z]+(?:/[A-Z]+)?)([0-9].*)$")


def called(type_: str, text: str, turns: PageTurns) -> str:
    """A thing's name as a reader would write it: without marks around the whole of it, a standard's number set off by a space.

    >>> from kg.rules import NO_RULES
    >>> bare = PageTurns.of(NO_RULES)
    >>> called("Document", "《湿地保护条例》", bare), called("Honour", "“小巨人”企业", bare), called("Document", "GB/T12345-2020", bare)
    ('湿地保护条例', '“小巨人”企业', 'GB/T 12345-2020')
    """
    text = "".join(text.split())
    while head := next((word for word in turns.before_things if text.startswith(word)), ""):
        text = text[len(head):]
    if type_ == "Product":
        text = next((text[:-len(end)] for end in turns.behind_products if text.endswith(end) and len(text) > len(end) + 1), text)
    whole = _MARKS.match(text) or (turns.titled.match(text) if type_ == "Honour" else None)
    if whole:
        return whole[1]
    number = _STANDARD.match(text) if type_ == "Document" else None
    return f"{number[1]} {number[2]}" if number else text


def put_things(names: Sequence[Name], drafts: Drafts, turns: PageTurns) -> dict[int, str]:
    """One entity for each type and name; answers start of a name → key."""
    keys = {}
    for name in names:
        if name.type not in FAMILY:
            text = name.mention.attribute("name") or called(name.type, name.mention.text, turns)
            key = make_key(name.type, text)
            drafts.put(key, name.type, name.subtype, text).forms[name.mention.text] = None
            keys[name.span.start] = key
    return keys


def overlaid(page: Page, mentions: Iterable[Mention], types: Mapping[str, str], drafts: Drafts, turns: PageTurns) -> tuple[Name, ...]:
    """The things whose labels are not overprinted, with their keys, in print order; the longest stands."""
    names = collect_names(page, mentions, types)
    keys = put_things(names, drafts, turns)
    return tuple(name.meaning(keys[name.span.start]) for name in names)


def made_thing(type_: str, text: str, span: Span, relation: Mention, context: PageContext, drafts: Drafts, turns: PageTurns) -> str | None:
    """The key of a thing that only a relation names (what a firm produces, which honour it got); the thing is put where it is new."""
    name = called(type_, text, turns)
    if len(name) < 2:
        return None
    key = make_key(type_, name)
    drafts.put(key, type_, "", name).forms["".join(text.split())] = None
    if not context.has_thing_at(span):
        article, zone = context.article_at(span.start), context.zone_at(span.start)
        made = Mention(type_, span, text, relation.rule)
        context.things.append(Name(made, span, type_, text, article, zone, key))
    return key
