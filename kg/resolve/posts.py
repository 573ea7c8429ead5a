"""A post as printed behind its house, and that house, one piece after the other (市委常委、副市长).

In: a `HoldsPost` mention with its slots `post` and `org`.  Out: `Post`s with page keys; neighbouring posts at one house are one, joined as printed.
The house comes from the slot, from the post's own head (市委书记 → the 市委, 市长 → the city), from a reference (该公司总经理) or from `kg.resolve.houses`.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from kg.model import Mention, record
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.houses import class_of, house_of_noun, house_that_chooses, is_organ_of_place, nearest_house, organ_beside, organ_of, place_of, place_ruled, place_said, pointed_at, seat_of_office, unread_house, village_of
from kg.resolve.postwords import Posts
from kg.resolve.turns import PageTurns
from kg.text import fold

_SO_MANY = re.compile("^[一两三四五六七八九十几数多][名位个](?=..)")  # 是某局的一名工程师, 两位副局长某某、某某
_SPACE = re.compile(r"\s+")


@record
class Post:
    """A post as printed and the key of its organisation, if any; `house` is the name of one that no rule reads."""

    printed: str
    org: str | None
    house: str = ""


def settled(mention: Mention, posts: list[Mention], orgs: list[Mention], who: Mention, context: PageContext, facts: Facts,
            drafts: Drafts) -> Iterator[Post]:
    """Posts with their organisations; neighbouring posts at one organisation are one, joined as printed."""
    found: list[Post] = []
    for post in posts:
        org, given = _house_before(post, orgs, found, context, facts, drafts)
        for number, piece in enumerate(_pieces(post.text, facts.posts.endings)):
            if number == 0 and org is not None and given and given.startswith("ORG") and org.text.endswith(facts.posts.committees):
                found.append(Post(piece, given))  # 南通市委 + 书记
            else:
                found.append(_one(piece, post, found[-1] if number and found else None, given, org, mention, who, context, facts, drafts))
    if len({post.org for post in found if post.org}) == 1 and not orgs:  # 党组副书记、总经理: the house of the one post is that of the party's in it
        house = next(post.org for post in found if post.org)
        found = [replace(post, org=house) if not post.org and _is_inner(post.printed, facts.posts) and house.startswith("ORG") else post for post in found]
    for (org, house), same in groupby(found, key=lambda post: (post.org, post.house)):
        yield Post("、".join([post.printed for post in same]), org, house)


def at_unread_house(post: str, words: Posts) -> Post:
    """A post at no house that is read; 帮扶组组长 is 组长 of the team that it begins with."""
    team = words.team_at_head(post)
    return Post(post[len(team):], None, team)


def _house_before(post: Mention, orgs: list[Mention], found: list[Post], context: PageContext, facts: Facts, drafts: Drafts) -> tuple[Mention | None, str | None]:
    """The organisation printed for a post and the key of the one that is meant; `found` are the posts told before it."""
    org = next((org for org in reversed(orgs) if org.span.end <= post.span.start), orgs[-1] if orgs else None)
    if org is None or context.page.text.form.endswith("驻", 0, org.span.start):
        return None, None  # 驻美国大使 stands for another country than the one named
    if org.text in facts.posts.committees and (said := place_said(org.text[0], org.span.start, context, facts)):
        return org, organ_of(said, "委", facts, drafts)  # …鞍山市第十一届委员会选举某某为市委书记: not the committee of the paper's city
    given = context.entity_of(org)
    if found and org.text in facts.posts.organs_of_places:
        given = organ_beside(found[-1].org, org.text, facts, drafts) or given
    return org, given


def _is_inner(post: str, words: Posts) -> bool:
    """True of a post in the party of the house itself: 党组副书记, and 校党委书记 with the house's last sign before it."""
    return post.startswith(words.inner_party, 1 if post.startswith(words.house_signs) else 0)


def _pieces(text: str, endings: tuple[str, ...]) -> list[str]:
    """The posts of a list; 和 parts two where the one before it is whole.

    >>> _pieces("主任和名誉主任兼书记", ("主任",)), _pieces("青年和体育部长", ("长",))
    (['主任', '名誉主任', '书记'], ['青年和体育部长'])
    """
    found: list[str] = []
    for piece in re.split("[、，,]|兼(?=.)", _SO_MANY.sub("", _SPACE.sub("", text))):
        head, joint, tail = piece.partition("和")
        found += [head, tail] if joint and tail and head.endswith(endings) else [piece]
    return [piece for piece in found if piece]


def _one(piece: str, post: Mention, before: Post | None, given: str | None, org: Mention | None, mention: Mention, who: Mention, context: PageContext,
         facts: Facts, drafts: Drafts) -> Post:
    """One post: at the head of a place, at a place's organ, at the house before it, or where nothing stands before it at the house that is meant."""
    if given and piece.startswith(facts.posts.pointers):  # 南方学院副院长、该中心干事长: the second post is elsewhere
        pointed, rest = pointed_at(piece, mention, context, facts)
        return Post(rest, pointed)  # 本届年会主席: of nothing that is named
    if piece == "长" and org is not None:  # 南平市 + 长: the place's last character is the post's first
        whole = org.text + piece
        piece = next((head for head in facts.posts.of_teams if whole.endswith(head)), whole[-2:])
    if before is not None and (inside := _in_department(piece, before.org, facts, drafts)) is not None:
        return inside
    form = fold(piece)
    bare = facts.posts.without_deputy(form)
    given_place = given if given and drafts.by_key[given].type == "LOC" else None
    if given and org is not None and org.text.endswith(facts.posts.committees):
        given_place = drafts.by_key[given].within  # 温岭市委副书记、市长: the mayor of that city
    if piece in facts.posts.of_state:
        return Post(piece, given_place)  # 中共中央总书记、国家主席
    level = facts.short.level_at_head(bare) or (facts.short.level_at_head(form) if bare != form else "")
    if bare in facts.posts.heads_of_place:
        return Post(piece, given_place or place_ruled(given, level, context, drafts) or place_of(level, post.span.start, context, facts))
    place = given_place or (place_of(level, post.span.start, context, facts) if level else None)
    if place is not None and (found := _in_place(piece, bare, level, place, facts, drafts, given == place)) is not None:
        return found
    if not given:
        return _unplaced(piece, bare, post, before, mention, who, context, facts, drafts)
    if given == given_place and not level and bare.endswith(facts.posts.of_firms):
        return Post(piece, before.org if before else None)  # 中色大冶总经理: no town has a general manager
    if before is not None and (elsewhere := _elsewhere(bare, given, post, who, context, facts, drafts)):
        return Post(piece, elsewhere)
    return _at_house(piece, given, org, before, facts, drafts)


def _in_department(piece: str, committee: str | None, facts: Facts, drafts: Drafts) -> Post | None:
    """The head of a department, told behind a post in the committee of a place that it belongs to (县委常委、组织部部长, 宣传部长)."""
    house = drafts.by_key.get(committee) if committee else None
    department = next((word for word in facts.posts.departments if piece.startswith(word)), "")
    if house is None or not department or not house.within:
        return None
    head, own = piece[len(department):], house.name.rpartition(drafts.by_key[house.within].name)[2]
    if not head or own not in facts.posts.party_organs:
        return None
    return Post(department[-1] + head if len(head) == 1 else head, organ_of(house.within, own + department, facts, drafts, "party"))


def _elsewhere(bare: str, given: str, post: Mention, who: Mention, context: PageContext, facts: Facts, drafts: Drafts) -> str | None:
    """The house of a further post that no organ of a place has (市政协副主席、院长某某, the hospital told before)."""
    noun = context.references.nouns.get(class_of(bare, facts.posts))
    if noun is None or noun.is_any or drafts.by_key[given].type != "ORG" or not is_organ_of_place(given, facts, drafts) or noun.fits(context.entities[given]):
        return None
    return nearest_house(bare, post, who, context, facts)


def _in_place(piece: str, bare: str, level: str, place: str, facts: Facts, drafts: Drafts, is_given: bool) -> Post | None:
    """市公安局局长, 镇党委书记: the post at the place's organ, office or house that `bare` begins with, behind its level; `is_given` where the place itself stands before the post."""
    behind, cut = bare[len(level):], len(piece) - len(bare) + len(level)
    if facts.short.levels.get(level) == "village":
        return Post(piece if piece[cut:].startswith(("委", "民")) else piece[cut:], place)  # 社区 + 党委书记: people hold it at the place; 村委会主任 stays whole
    organ = next((organ for organ in facts.posts.organs if behind.startswith(organ)), "") if level else ""
    if organ:
        return Post(piece[cut + len(organ):], organ_of(place, organ, facts, drafts))
    head = next((head for head in facts.posts.of_teams if is_given and behind.endswith(head) and len(behind) > len(head) + 1), "")
    if head and behind not in facts.posts.listed and not facts.posts.team_at_head(behind):  # 刑警大队长: the team's last sign is the post's first
        return Post(head, organ_of(place, behind[:-1], facts, drafts, facts.posts.kind_of_house(behind[:-1])))
    office = facts.short.office_at_head(behind)
    if office:
        return Post(piece[cut + len(office):], organ_of(place, office, facts, drafts))
    if (is_given or level) and (office := office_in(behind, facts.turns)):
        return Post(piece[cut + len(office):], organ_of(place, office, facts, drafts))  # 省监察厅厅长: an office that no list has
    house = facts.posts.house_at_head(behind) if level or is_given else ""
    return Post(piece[cut + len(house):], organ_of(place, house, facts, drafts, facts.posts.kind_of_house(house))) if house else None


def _at_house(piece: str, given: str, org: Mention | None, before: Post | None, facts: Facts, drafts: Drafts) -> Post:
    """The post at the house that stands before it, or at a body inside that; behind 省政府党组成员、 at the office of its own name (公安厅厅长).

    Behind the post of one organ of a place (县委书记、) another is told without the place (人大常委会主任, 纪委书记).
    """
    house = drafts.by_key[given]
    organ = next((organ for organ in facts.posts.organs_of_places if piece.startswith(organ) and piece != organ), "") if before is not None else ""
    if organ and (beside := organ_beside(given, organ, facts, drafts)):
        return Post(piece[len(organ):], beside)
    if before is not None:
        office = office_in(piece, facts.turns) if house.within and (house.subtype == "government" or is_organ_of_place(given, facts, drafts)) else ""
        is_elsewhere = office and office not in facts.short.inner  # 省人大常委会副秘书长、办公厅主任: every body has an office
        return Post(piece[len(office):], organ_of(house.within, office, facts, drafts)) if is_elsewhere and house.within else Post(piece, given)
    body = next((body for body in facts.posts.inner_bodies if org is not None and org.text.endswith(body)), "")
    return Post(body + piece, house.within if body and house.within and house.within.startswith("ORG") else given)


def _unplaced(piece: str, bare: str, post: Mention, before: Post | None, mention: Mention, who: Mention, context: PageContext, facts: Facts, drafts: Drafts) -> Post:
    """The post at the house that it points at (该公司总经理), that its noun means, that stands near, that its place has, or that the post before is held at."""
    pointed, rest = pointed_at(piece, mention, context, facts)
    if pointed:
        return Post(rest, pointed)
    meant, without = house_of_noun(piece, post, context, facts)
    if meant:
        return Post(without, meant)
    if facts.posts.team_at_head(rest):
        return at_unread_house(rest, facts.posts)
    own = nearest_house(bare, post, who, context, facts) or (house_that_chooses(bare, mention, context, facts) if before is None else None) or \
        village_of(bare, post.span.start, context, facts)
    office = office_in(rest, facts.turns) if own is None and before is None else ""
    if office and "部" not in office and (place := seat_of_office(post.span.start, context)):
        return Post(rest[len(office):], organ_of(place, office, facts, drafts))  # 教体局局长, the county told before
    house = own or (before.org if before else None)
    return Post(rest, house, "" if house or before else unread_house(post, context, facts))


def office_in(post: str, turns: PageTurns) -> str:
    """The whole office before its head's post (公安厅厅长 → 公安厅), or nothing.

    >>> from kg.rules import built_in_rules
    >>> turns = PageTurns.of(built_in_rules())
    >>> office_in("公安厅厅长", turns), office_in("商务委员会主任", turns), office_in("副局长", turns)
    ('公安厅', '商务委员会', '')
    """
    found = turns.office_and_head.fullmatch(post)
    return found[1] if found else ""
