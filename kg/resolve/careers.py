"""Whose posts they are that a text tells without the name: 他先后担任…, …，后任…, and the further ones of a list.

In: `HoldsPost` mentions without a slot `who`, the posts found before them.  Out: the keys of the people meant, or none.
他 is whom the nearest sentence before names first; a clause without a subject goes on from the last person of its sentence whose
post was told, or from whom the sentence names first; a further post of a list stands directly behind the one before,
or before the one that the name ends.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention
from kg.resolve.context import PageContext
from kg.resolve.facts import Facts
from kg.resolve.turns import PageTurns
from kg.text import LINE_END

_LIST_SIGNS = "，、；和兼及"
_ASIDE = re.compile("（[^）]{1,12}）")  # 某处处长（正科）、…
_SIGNS = re.compile(f"[{_LIST_SIGNS}]")
_LONGEST_POST = 24  # characters of a house and its post
_FURTHER = 6  # mentions that may lie over a post before the next of its list
UNREAD = frozenset({"unread-post-goes-on", "unread-office-goes-on"})  # at houses that no rule reads
FURTHER_ONES = frozenset({"post-goes-on", "post-before-further-posts", "unread-post-goes-on"})  # no verb, so no subject either, and no time of its own
_BEFORE_MORE = FURTHER_ONES | UNREAD | {"office-goes-on"}
_BACK = 4  # sentences; a subject is not left out for longer


def people_meant(mention: Mention, told: Mention | None, holders: Sequence[str], context: PageContext, facts: Facts) -> tuple[str, ...]:
    """The people whose post a mention tells that names none; `told` is the mention of a post before it, `holders` whose that is."""
    if mention.part("who") is not None:
        return ()
    start = mention.span.start
    form = context.page.text.form
    between = form[told.span.end:start] if told is not None and told.span.end <= start else None
    if mention.taken_as in FURTHER_ONES:
        if told is not None and holders and goes_beyond(mention, told):
            return tuple(holders)
        post = told.part("post") if told is not None else None
        listed = between is not None and bool(holders) and _is_list(_ASIDE.sub("", between), facts.posts.endings) and told is not None and post is not None and post.span.end == told.span.end
        return tuple(holders) if listed else ()
    person = mention.part("person")
    if person is not None:
        found = _subject_before(person.span.start, 0, context)
    elif told is not None and between is not None and holders and "。" not in between and not _names_person(told.span.end, start, context):
        return tuple(holders)
    else:
        paragraph = form.rfind(LINE_END, 0, start) + 1
        goes_on = form.startswith(facts.turns.pronouns_at_heads, paragraph) or start == paragraph and mention.part("time") is not None  # 2008年，担任…: a line of a life
        found = _subject_before(start, 0 if goes_on else paragraph, context)
    return (found,) if found else ()


def goes_beyond(mention: Mention, told: Mention) -> bool:
    """True of a list of posts that begins with the one told last and has more (任新源县委常委 told, then 新源县委常委、副县长)."""
    post, before = mention.part("post"), [part for name, part in told.parts if name == "post"]
    return post is not None and bool(before) and post.span.start == before[-1].span.start and post.span.end > before[-1].span.end


def _is_list(between: str, endings: tuple[str, ...]) -> bool:
    """True where between two posts of a list stand only signs of it, or further posts that no rule reads.

    >>> _is_list("、", ("长",)), _is_list("、某办公厅秘书一处处长、", ("长",)), _is_list("，某某到会，", ("长",))
    (True, True, False)
    """
    pieces = [piece for piece in _SIGNS.split(between) if piece]
    return not pieces or between[0] in _LIST_SIGNS and between[-1] in _LIST_SIGNS and all(piece.endswith(endings) and len(piece) <= _LONGEST_POST for piece in pieces)


def named_behind(at: int, posts: Sequence[Mention], context: PageContext, turns: PageTurns) -> tuple[str, ...]:
    """The people named behind the last post of a list that the post at a place belongs to (丽水市副市长、莲都区委书记某某), or none.

    `posts` are the page's `HoldsPost` mentions in print order.
    """
    mention = posts[at]
    if mention.taken_as not in _BEFORE_MORE:
        return ()
    nearest = None
    for behind in range(at + 1, min(at + _FURTHER, len(posts))):
        start = posts[behind].span.start
        if start < mention.span.end:
            continue
        if nearest is None:
            nearest = start
            if not turns.between_posts.fullmatch(context.page.text.form[mention.span.end:start]):
                break
        elif start != nearest:
            break
        holders = _named_in(posts[behind], context) if posts[behind].part("who") is not None else named_behind(behind, posts, context, turns)
        if holders:
            return holders
    if mention.taken_as not in FURTHER_ONES:
        return ()
    name = next((name for name in context.names_after(mention.span.end, context.article_at(mention.span.end)) if name.type == "PER"), None)
    if name is None or nearest is not None and nearest < name.span.start:
        return ()
    items = context.page.text.form[mention.span.end:name.span.start]
    return (name.entity,) if turns.unread_items.fullmatch(items) and not items.endswith(turns.joints_before_names) else ()


def _named_in(mention: Mention, context: PageContext) -> tuple[str, ...]:
    """The people whom a post is printed before, or none."""
    who, post = mention.part("who"), mention.part("post")
    if who is None or post is None or post.span.end > who.span.start:
        return ()
    return tuple(holder for name, part in mention.parts if name == "who" and (holder := context.entity_at(part.span)))


def _names_person(start: int, end: int, context: PageContext) -> bool:
    return any(name.type == "PER" and name.span.start >= start for name in _before(end, context, start))


def _before(position: int, context: PageContext, floor: int):
    for name in context.names_before(position, context.article_at(position)):
        if name.span.start < floor:
            return
        yield name


def _subject_before(position: int, floor: int, context: PageContext) -> str | None:
    """Whom the nearest sentence up to a position names first, its own sentence counted."""
    found, seen = None, None
    for name in _before(position, context, floor):
        if name.type != "PER":
            continue
        own = context.sentence_at(name.span.start)
        if seen is not None and own != seen:
            break
        seen, found = own, name.entity
    if seen is None or context.page.text.form.count("。", seen.span.start, position) > _BACK:
        return None
    return found
