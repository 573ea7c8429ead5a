"""Whose post at which organisation: `HoldsPost` mentions become roles.

In: a `PageContext` and its `HoldsPost` mentions (slots `who`, `post`, `org`; each may stand more than once).  Out: `Role`
records with page keys.  `kg.resolve.posts` says which posts a mention tells and where they are held, `kg.resolve.careers` whose they are
where nobody is named; what a post told before in the sentence adds is added here.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention, Role, Span
from kg.resolve.careers import FURTHER_ONES, UNREAD, goes_beyond, named_behind, people_meant
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.happened import event_time
from kg.resolve.houses import BETWEEN, class_of, is_organ_of_place, organ_of
from kg.resolve.posts import at_unread_house, office_in, settled

_LIST_SIGNS = ("、", "，", "和")


def find_roles(context: PageContext, facts: Facts, drafts: Drafts) -> tuple[Role, ...]:
    """The roles that a page states, in print order; the same post said twice is kept twice, with its own evidence."""
    roles: list[Role] = []
    told: list[Role] = []  # by the mention before
    last: Mention | None = None
    printed: dict[tuple[str, str], Role] = {}  # who holds which post at a house that is printed with it
    posts = _apart([mention for mention in context.mentions if mention.label == "HoldsPost"])
    named = [mention.span for mention in posts if mention.part("who") is not None]
    for at, mention in enumerate(posts):
        is_named = mention.part("who") is not None
        if not is_named and _is_inside((mention.part("post") or mention).span, named) or _has_post_before(mention, last):
            continue
        behind = named_behind(at, posts, context, facts.turns)
        holders = behind or people_meant(mention, last, [role.person for role in told], context, facts)
        if not is_named and not holders:
            continue
        between = context.page.text.form[last.span.end:mention.span.start] if last is not None else "。"
        chief = roles[-1] if roles and "。" not in between else None
        goes_on = told and not behind and not any(word in between for word in facts.posts.lasting)  # …，后历任…: when each began is not told
        before, told = told, list(_roles_of(mention, holders, told[-1] if goes_on else None, context, facts, drafts))
        if mention.taken_as not in UNREAD:
            told = [_beside_chief(_at_same_place(role, chief, facts, drafts), chief, facts) for role in told]
            if last is not None and chief is not None and between in _LIST_SIGNS:
                told = [_in_list(role, mention, chief, last, context, facts, drafts) for role in told]
        if last is not None and goes_beyond(mention, last):
            said = {(role.person, role.position, role.org) for role in before}
            told = [role for role in told if (role.person, role.position, role.org) not in said]
        told = _at_printed_house(told, mention, printed, roles, context, facts)
        roles += told
        last = mention
    return tuple(roles)


def _at_printed_house(told: list[Role], mention: Mention, printed: dict[tuple[str, str], Role], roles: Sequence[Role], context: PageContext, facts: Facts) -> list[Role]:
    """Roles without a house of their own at the one that is printed with the same post of the same person (李明市长, after 甲市市长李明); what they print is noted for those to come."""
    if mention.part("org") is not None:
        printed.update({(role.person, role.position): role for role in told if role.org})
        return told
    told = [replace(role, org=first.org, org_name=first.org_name) if (first := printed.get((role.person, role.position))) is not None else role for role in told]
    if mention.taken_as == "post-behind-name":
        told = [_at_his_house(role, roles, context, facts) for role in told]
    for role in told:
        if role.org:
            printed.setdefault((role.person, role.position), role)
    return told


def _apart(posts: Sequence[Mention]) -> list[Mention]:
    """The posts without those at unread houses of which another rule reads some part (西湖区代区长、区长)."""
    read = [mention.span for mention in posts if mention.taken_as not in UNREAD]

    def touched(span: Span) -> bool:
        at = bisect_right(read, span.end - 1, key=lambda other: other.start)
        return any(other.end > span.start for other in read[max(0, at - 3):at])

    return [mention for mention in posts if mention.taken_as not in UNREAD or not touched((mention.part("post") or mention).span)]


def _is_whole(role: Role, mention: Mention) -> bool:
    """True where the post is all that is printed; of 学院统战部部长, of an 学院 that is not told, it is not."""
    post = mention.part("post")
    return post is not None and post.text.startswith(role.position.split("、")[0])


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    """True where a post without its holder is part of one whose holder is named (时任某市副市长、现任某厅副厅长某某)."""
    at = bisect_right(others, span.start, key=lambda other: other.start)
    return any(other.holds(span) for other in others[max(0, at - 3):at])


def _has_post_before(mention: Mention, last: Mention | None) -> bool:
    """True where posts behind a comma cannot be his who is named before it, because his own stand before his name (副市长甲，市政府副秘书长，驻京办主任乙)."""
    who = mention.part("who") if mention.taken_as == "post-behind-comma" else None
    if who is None or last is None or last.span.end != who.span.end:
        return False
    post = last.part("post")
    return post is not None and post.span.end <= who.span.start and who.span.end < len(mention.text) + mention.span.start and "，" in mention.text


def _at_his_house(role: Role, roles: Sequence[Role], context: PageContext, facts: Facts) -> Role:
    """A title behind the name is of the house at which the article gives its bearer that post, or one that such a title fits (某小学负责人甲 … 甲校长)."""
    if role.org or role.org_name or role.position.endswith(facts.posts.ranks):
        return role
    noun = context.references.nouns.get(class_of(role.position, facts.posts))
    for other in reversed(roles):
        if other.person == role.person and other.org and other.evidence.article == role.evidence.article:
            house = context.entities.get(other.org)
            if any(piece.endswith(role.position) for piece in other.position.split("、")) or noun is not None and house is not None and not noun.is_any and noun.fits(house):
                return replace(role, org=other.org, org_name=other.org_name)
    return role


def _at_same_place(role: Role, before: Role | None, facts: Facts, drafts: Drafts) -> Role:
    """An office or organ without its place is of the place of the one told before in the sentence (任命某某为甲市商务局局长，某某为民政局局长; 县委书记甲，人大主任乙)."""
    alone = role.org_name if role.org_name in facts.posts.organs_of_places else ""  # 政协副主席丙: of no place that is printed
    house = drafts.by_key.get(before.org) if before is not None and before.org and (alone or not role.org) else None
    if house is None or house.type != "ORG" or not house.within:
        return role
    organ = alone or next((organ for organ in facts.posts.organs_of_places if role.position.startswith(organ) and role.position != organ), "")
    core = organ if organ and is_organ_of_place(house.key, facts, drafts) else office_in(role.position, facts.turns) if house.subtype == "government" else ""
    if not core:
        return role
    org = organ_of(house.within, core, facts, drafts)
    return replace(role, position=role.position if alone else role.position[len(core):], org=org, org_name=drafts.by_key[org].name)


def _beside_chief(role: Role, chief: Role | None, facts: Facts) -> Role:
    """A deputy of whom the organisation is not said serves under the chief named before in the sentence (某某为理事长，某某为副理事长), a secretary-general too."""
    if chief is None or role.org or role.org_name or not (role.position.startswith("副") and chief.position.endswith(role.position[1:]) or
                                         role.position in facts.posts.secretaries and chief.position != role.position and chief.position.endswith(facts.posts.chairs)):
        return role
    if chief.org and chief.org.startswith("LOC") and chief.position != role.position[1:]:  # 香港书艺会会长: the house is in the post, and no rule reads it
        return role
    return replace(role, org=chief.org, org_name=chief.org_name)


def _in_list(role: Role, mention: Mention, chief: Role, last: Mention, context: PageContext, facts: Facts, drafts: Drafts) -> Role:
    """A post directly behind another in a list is held at the house of that one before any that is named further off (某队主帅甲和队长乙)."""
    if not _is_whole(role, mention):
        return role
    is_far = role.org and mention.part("org") is None and not _has_level(role.position, facts) and not (chief.org and is_organ_of_place(chief.org, facts, drafts)) and \
        all(name.entity != role.org for name in context.names_within(Span(last.span.start, mention.span.end)))
    found = _in_same_house(replace(role, org=None, org_name=None) if is_far else role, chief, facts, drafts)
    bare = facts.posts.without_deputy(role.position)
    is_unread = chief.position != bare and chief.position.endswith(bare) and not chief.position.startswith(facts.posts.deputies)
    return found if found.org or is_far and is_unread else role  # 某地书艺会会长甲、副会长乙: the house of both is one that no rule reads


def _has_level(post: str, facts: Facts) -> bool:
    """True of a post whose own words say of what place it is (副市长, 代县长)."""
    return any(bool(facts.short.level_at_head(form)) for form in (post, facts.posts.without_deputy(post)))


def _in_same_house(role: Role, before: Role, facts: Facts, drafts: Drafts) -> Role:
    """A bare post directly behind another in a list is held at the same house (某公司董事长甲、总经理乙、财务总监丙), unless it is a rank of the learned."""
    if not before.org or role.org or role.org_name:
        return role
    house = drafts.by_key.get(before.org)
    of_himself = role.position.endswith(facts.posts.ranks) and not role.position.startswith(facts.posts.inner_party)
    if house is None or house.type != "ORG" or of_himself or _has_level(role.position, facts) or office_in(role.position, facts.turns):
        return role
    return replace(role, org=before.org, org_name=before.org_name)


def _roles_of(mention: Mention, holders: Sequence[str], before: Role | None, context: PageContext, facts: Facts, drafts: Drafts) -> Iterator[Role]:
    people = [(part, context.entity_at(part.span)) for name, part in mention.parts if name == "who"] or [(mention, holder) for holder in sorted(set(holders))]
    posts = [part for name, part in mention.parts if name == "post"]
    orgs = [part for name, part in mention.parts if name == "org"]
    evidence = context.evidence(mention.span, mention.rule)
    for who, person in people:
        if person is None:
            continue
        unread = [part for name, part in mention.parts if name == "further" or name == "post" and mention.taken_as in UNREAD]
        told = settled(mention, [post for post in posts if post not in unread], orgs, who, context, facts, drafts)
        for post in (*told, *(at_unread_house(part.text, facts.posts) for part in unread)):  # at a house that no rule reads: it stays with the post, but for a team
            yield Role(person, post.printed, post.org, _org_name(post.org, drafts) or post.house or None, _time_held(mention, who, posts, before, context, facts), evidence)


def _time_held(mention: Mention, who: Mention, posts: list[Mention], before: Role | None, context: PageContext, facts: Facts) -> str | None:
    """When a post was taken: a further one of a list when the one before it was; of a list that only the name behind it ends (`before` is None) no time is told."""
    if mention.taken_as in FURTHER_ONES:
        return before.time if before is not None else None
    return event_time(mention, context, facts.almanac, facts.turns, is_event=_takes_office(who, posts, context, facts))


def _takes_office(who: Mention, posts: list[Mention], context: PageContext, facts: Facts) -> bool:
    """True where words stand between the name and the post behind it (李明任校长), so that the sentence tells when it began; or where the name is left out."""
    if who.label == "HoldsPost":  # the name is left out; 两个月后任… began at no time that is printed
        return "后" not in who.text[:6] and not any(word in who.text for word in facts.posts.lasting)
    between = [context.page.text.form[who.span.end:post.span.start] for post in posts]
    return any(words.strip(BETWEEN) for words in between) and not any(words.startswith(facts.posts.being) or word in words for words in between for word in facts.posts.lasting)


def _org_name(key: str | None, drafts: Drafts) -> str | None:
    draft = drafts.by_key.get(key) if key else None
    return draft.name if draft else None


def posts_by_article(context: PageContext, roles: tuple[Role, ...]) -> dict[tuple[str, int | None], frozenset[str]]:
    """(person, article) → organisations of the posts that the article gives; a byline counts as a post at the paper."""
    article_index = {article.id: index for index, article in enumerate(context.page.articles)}
    found: dict[tuple[str, int | None], set[str]] = {}
    for role in roles:
        if role.org:
            found.setdefault((role.person, article_index.get(role.evidence.article)), set()).add(role.org)
    bylines = {Span(*mention.span) for mention in context.page.bylines}
    for name in context.names:
        if name.type == "PER" and name.span in bylines:
            found.setdefault((name.entity, name.article), set()).add("the paper itself")
    return {key: frozenset(organisations) for key, organisations in sorted(found.items(), key=lambda pair: (pair[0][0], -1 if pair[0][1] is None else pair[0][1]))}
