"""Whose post at which organisation: `HoldsPost` mentions become roles.

In: a `PageContext` and its `HoldsPost` mentions (slots `who`, `post`, `org`; each may stand more than once).  Out: `Role`
records with page keys.  The organisation comes from the slot, from the post's own prefix (市委书记 → the 市委, 市长 → the city),
from a reference before it (该公司总经理), or from the nearest fitting organisation of the sentence; else it stays open.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Mention, Role, Span
from kg.resolve.careers import people_meant
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.happened import event_time
from kg.resolve.named import make_key
from kg.text import fold

_COMMITTEES = ("省委", "市委", "县委", "区委", "州委", "旗委", "镇委", "乡委")
_LEAGUES = ("共青团", "团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")  # whose committees no one means by 县委书记
_SPOKEN = ("党工委", "党委", "党组", "工委", "纪委")  # said before the post although the organisation has it: 党工委书记
_POINTERS = ("该", "本")
_SECRETARIES, _CHAIRS = ("秘书长", "副秘书长"), ("主任", "主席", "会长", "理事长", "秘书长")  # heads of bodies that have a secretary-general
_OFFICE_AND_HEAD = re.compile("([一-鿿]{1,10}(?:局|厅|委员会))副?(?:局长|厅长|主任)")
_SPACE = re.compile(r"\s+")
_LONGEST_REFERENCE = 6
_RULING, _RULED = ("party", "government"), ("副", "代", "长", "省长", "市长", "州长", "县长", "区长", "旗长", "委", "政府", "人大", "政协")  # bodies of a place; what follows a place whose posts are told
_HOUSES = tuple("协会局厂站校院部委社队馆场")  # what the name of a house ends with
_BEING = ("是", "系")
_PARTY_POSTS = ("党组", "党委", "党总支", "党支部")
_LASTING = ("现任", "现为", "曾任", "历任")  # the sentence's date is not when such a post began
_BETWEEN = "，由的“”（　"  # all that may stand between an organisation and a bare post that belongs to it


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as printed and the key of its organisation, if any."""

    printed: str
    org: str | None


def find_roles(context: PageContext, facts: Facts, drafts: Drafts) -> tuple[Role, ...]:
    """The roles that a page states, in print order; the same post said twice is kept twice, with its own evidence."""
    roles: list[Role] = []
    told: list[Role] = []
    last: Mention | None = None
    for mention in context.mentions:
        if mention.label == "HoldsPost":
            chief = roles[-1] if roles and last is not None and "。" not in context.page.text.form[last.span.end:mention.span.start] else None
            holders = people_meant(mention, last, [role.person for role in told], context)
            if mention.part("who") is None and not holders:
                continue
            told = [_beside_chief(_at_same_place(role, chief, facts, drafts), chief) for role in _roles_of(mention, holders, context, facts, drafts)]
            roles += told
            last = mention
    return tuple(roles)


def _at_same_place(role: Role, before: Role | None, facts: Facts, drafts: Drafts) -> Role:
    """An office without its place is of the place of the office told before in the sentence (任命某某为甲市商务局局长，某某为民政局局长)."""
    core = _office_in(role.position) if before is not None and before.org and not role.org else ""
    house = drafts.by_key.get(before.org) if core else None
    if house is None or house.type != "ORG" or house.subtype != "government" or not house.within:
        return role
    org = _organ(house.within, "", core, facts, drafts)
    return replace(role, position=role.position[len(core):], org=org, org_name=drafts.by_key[org].name)


def _beside_chief(role: Role, chief: Role | None) -> Role:
    """A deputy of whom the organisation is not said serves under the chief named before in the sentence (某某为理事长，某某为副理事长), a secretary-general too."""
    if chief is None or role.org or not (role.position.startswith("副") and chief.position.endswith(role.position[1:]) or
                                         role.position in _SECRETARIES and chief.position != role.position and chief.position.endswith(_CHAIRS)):
        return role
    return replace(role, org=chief.org, org_name=chief.org_name)


def _roles_of(mention: Mention, holders: Sequence[str], context: PageContext, facts: Facts, drafts: Drafts) -> Iterator[Role]:
    people = [(part, context.entity_at(part.span)) for name, part in mention.parts if name == "who"] or [(mention, holder) for holder in sorted(set(holders))]
    posts = [part for name, part in mention.parts if name == "post"]
    orgs = [part for name, part in mention.parts if name == "org"]
    evidence = context.evidence(mention.span, mention.rule)
    for who, person in people:
        if person is None:
            continue
        for post in _settle(mention, posts, orgs, who, context, facts, drafts):
            time = event_time(mention, context, is_event=_takes_office(who, posts, context))
            yield Role(person, post.printed, post.org, _org_name(post.org, drafts), time, evidence)


def _takes_office(who: Mention, posts: list[Mention], context: PageContext) -> bool:
    """True where words stand between the name and the post behind it (李明任校长), so that the sentence tells when it began; or where the name is left out."""
    if who.label == "HoldsPost":  # the name is left out; 两个月后任… began at no time that is printed
        return "后" not in who.text[:6] and not any(word in who.text for word in _LASTING)
    between = [context.page.text.form[who.span.end:post.span.start] for post in posts]
    return any(words.strip(_BETWEEN) for words in between) and not any(words.startswith(_BEING) or word in words for words in between for word in _LASTING)


def _org_name(key: str | None, drafts: Drafts) -> str | None:
    draft = drafts.by_key.get(key) if key else None
    return draft.name if draft else None


def _settle(mention: Mention, posts: list[Mention], orgs: list[Mention], who: Mention, context: PageContext, facts: Facts,
            drafts: Drafts) -> Iterator[_Post]:
    """Posts with their organisations; neighbouring posts at one organisation are one, joined as printed."""
    found: list[_Post] = []
    for post in posts:
        before = [org for org in orgs if org.span.end <= post.span.start] or orgs
        org = before[-1] if before else None
        given = context.entity_of(org) if org else None
        if org and context.page.text.form.endswith("驻", 0, org.span.start):
            given = org = None  # 驻美国大使 stands for another country than the one named
        elif org and org.text in _COMMITTEES and (said := _place_said(org.text[0], org.span.start, context)):
            given = _organ(said, org.text[0], "委", facts, drafts)  # …鞍山市第十一届委员会选举某某为市委书记: not the committee of the paper's city
        for number, piece in enumerate(_pieces(post.text)):
            if number == 0 and org is not None and given and not given.startswith("LOC") and (spoken := _with_committee(piece, org)) != piece:
                found.append(_Post(spoken, given))
                continue
            found.append(_one(piece, post, found[-1] if number and found else None, given, org, mention, who, context, facts, drafts))
    if len({post.org for post in found if post.org}) == 1 and not orgs:  # 党组副书记、总经理: the house of the one post is that of the party's in it
        house = next(post.org for post in found if post.org)
        found = [replace(post, org=house) if not post.org and post.printed.startswith(_PARTY_POSTS) and house.startswith("ORG") else post for post in found]
    joined: list[_Post] = []
    for post in found:
        if joined and joined[-1].org == post.org:
            joined[-1] = _Post(f"{joined[-1].printed}、{post.printed}", post.org)
        else:
            joined.append(post)
    yield from joined


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split("[、，,]|兼(?=.)", _SPACE.sub("", text)) if piece]


def _one(piece: str, post: Mention, before: _Post | None, given: str | None, org: Mention | None, mention: Mention, who: Mention, context: PageContext,
         facts: Facts, drafts: Drafts) -> _Post:
    if given and piece.startswith(_POINTERS):  # 南方学院副院长、该中心干事长: the second post is elsewhere
        pointed, rest = _pointed(piece, mention, context, facts)
        if rest != piece:
            return _Post(rest, pointed)
    if piece == "长" and org is not None:  # 南平市 + 长: the place's last character is the post's first
        piece = org.text[-1] + piece
    form = fold(piece)
    bare = facts.posts.without_deputy(form)
    given_place = given if given and drafts.by_key[given].type == "LOC" else None
    if given and org is not None and org.text.endswith(_COMMITTEES):
        given_place = drafts.by_key[given].within  # 温岭市委副书记、市长: the mayor of that city
    level = facts.short.level_at_head(bare) or (facts.short.level_at_head(form) if bare != form else "")
    if bare in facts.posts.heads_of_place or (given_place and bare.endswith("长") and bare[:-1] in facts.short.levels):
        return _Post(piece, given_place or _place_of(level, post.span.start, context, facts))
    if facts.short.levels.get(level) == "village" and (place := given_place or _place_of(level, post.span.start, context, facts)):
        behind = piece[len(piece) - len(bare) + len(level):]  # 社区 + 党委书记: people hold it at the place; 村委会主任 stays whole
        return _Post(piece if behind.startswith(("委", "民")) else behind, place)
    if level:
        place = given_place or _place_of(level, post.span.start, context, facts)
        organ = next((organ for organ in facts.posts.organs if bare[len(level):].startswith(organ)), "")
        if place and organ:
            return _Post(piece, _organ(place, level, organ, facts, drafts))
        if place and (core := _house_in(bare[len(level):])):
            return _Post(piece[:len(piece) - len(bare)] + core[-1] + "长", _organ(place, level, core, facts, drafts))
        office = facts.short.office_at_head(bare[len(level):])
        if place and office:
            return _Post(piece[len(piece) - len(bare) + len(level) + len(office):], _organ(place, level, office, facts, drafts))
    elif given_place and (core := _house_in(bare)):
        return _Post(piece[:len(piece) - len(bare)] + core[-1] + "长", _organ(given_place, "", core, facts, drafts))
    elif given_place and (office := facts.short.office_at_head(bare)):
        return _Post(piece[len(piece) - len(bare) + len(office):], _organ(given_place, "", office, facts, drafts))
    if given:
        house = drafts.by_key[given]
        if before is not None and house.subtype == "government" and house.within and (core := _office_in(piece)):
            return _Post(piece[len(core):], _organ(house.within, "", core, facts, drafts))  # 省政府党组成员、公安厅厅长
        return _Post(piece, given)
    pointed, rest = _pointed(piece, mention, context, facts)
    if pointed:
        return _Post(rest, pointed)
    own = _nearest_org(bare, post, who, context, facts)
    return _Post(rest, own or (before.org if before else None))


def _office_in(post: str) -> str:
    """The whole office before its head's post (公安厅厅长 → 公安厅), or nothing.

    >>> _office_in("公安厅厅长"), _office_in("商务委员会主任"), _office_in("副局长")
    ('公安厅', '商务委员会', '')
    """
    found = _OFFICE_AND_HEAD.fullmatch(post)
    return found[1] if found else ""


def _house_in(post: str) -> str:
    """The office that a post shares its last character with (公安局长 → 公安局), or nothing.

    >>> _house_in("公安局长"), _house_in("局长"), _house_in("公安局局长")
    ('公安局', '', '')
    """
    core = post[:-1]
    return core if post.endswith(("局长", "厅长")) and len(core) > 2 and core[-2] != core[-1] else ""


def _with_committee(piece: str, org: Mention) -> str:
    """南通市委 + 书记: the post that people speak of is 市委书记.

    >>> from kg.model import Mention, Span
    >>> _with_committee("书记", Mention("Org", Span(0, 4), "南通市委", ""))
    '市委书记'
    """
    if org.text.endswith(_COMMITTEES) and not org.text.startswith(_LEAGUES):
        return org.text[-2:] + piece
    if org.text in ("管委会", "管理委员会"):
        return org.text + piece
    return next((end for end in _SPOKEN if org.text.endswith(end) and not piece.startswith(end)), "") + piece


def _place_of(level: str, position: int, context: PageContext, facts: Facts) -> str | None:
    kind = facts.short.levels.get(level, "")
    if kind in ("province", "city", "county") and (said := _place_said(level, position, context)):
        return said
    return context.resolve_reference(("我" if kind in ("province", "city") else "该") + level, position)


def _place_said(level: str, position: int, context: PageContext) -> str | None:
    """The place of the committee or office named last before in the sentence, where it is of the post's level (鞍山市第十一届委员会选举某某为市委书记)."""
    noun, sentence = context.references.nouns.get(level), context.sentence_at(position)
    if noun is None or sentence is None:
        return None
    for name in context.names_before(position, context.article_at(position)):
        if name.span.start < sentence.span.start:
            return None
        entity = context.entities[name.entity]
        if entity.type == "ORG" and entity.subtype in _RULING and entity.within:
            entity = context.entities.get(entity.within)
        elif not (entity.type == "LOC" and context.page.text.form.startswith(_RULED, name.span.end)):
            continue
        if entity is not None and entity.type == "LOC" and noun.fits(entity):
            return entity.key
    return None


def _organ(place: str, level: str, organ: str, facts: Facts, drafts: Drafts) -> str:
    """The key of an organ of a place (its 市委), found among the page's names or made here."""
    full = drafts.by_key[place].name
    long = facts.short.long_core(organ)
    name = full + full[-1] + long if organ in ("委", "纪委") and len(full) == 2 else full + long
    for prefix in ("中共", "中国共产党"):
        if make_key("ORG", prefix + name) in drafts.by_key:
            return make_key("ORG", prefix + name)
    key = make_key("ORG", name)
    drafts.put(key, "ORG", "party" if "委" in organ else "government", name, origin="parent").within = place
    return key


def _pointed(piece: str, mention: Mention, context: PageContext, facts: Facts) -> tuple[str | None, str]:
    """The organisation of a reference inside or directly before a post (该公司 + 生产科科长), and the post without it."""
    for cut in range(min(_LONGEST_REFERENCE, len(piece) - 2), 1, -1):
        if context.references.read(piece[:cut]):
            found = context.resolve_reference(piece[:cut], mention.span.start)
            return (found, piece[cut:]) if found and found.startswith("ORG") else (None, piece[cut:])
    start = mention.span.start
    for length in range(_LONGEST_REFERENCE, 1, -1):
        word = context.page.text.printed[max(0, start - length):start]
        if len(word) == length and context.references.read(word):
            found = context.resolve_reference(word, start - length)
            if found and found.startswith("LOC") and facts.short.levels.get(word) == "village":
                return found, piece  # 社区 + 网格员
            return (found, piece) if found and found.startswith("ORG") else (None, piece)
    return None, piece


def _nearest_org(bare: str, post: Mention, who: Mention, context: PageContext, facts: Facts) -> str | None:
    """The nearest organisation before a bare post: for 董事长 and the like one of its class, else only one directly before."""
    if post.span.start >= who.span.end and post.span.start - who.span.end < 1:
        return None  # 范将军, 李明教授: a title behind the name tells no organisation
    noun_word = next((facts.posts.classes[end] for end in sorted(facts.posts.classes, key=len, reverse=True) if bare.endswith(end)), "")
    noun = context.references.nouns.get(noun_word)
    start, first = post.span.start, min(post.span.start, who.span.start)
    if _is_house_left_out(bare, noun_word, start, context):
        return None
    for name in context.names_before(start, context.article_at(start)):
        if noun is None and context.page.text.form[name.span.end:first].strip(_BETWEEN):
            return None
        entity = context.entities[name.entity]
        if entity.type == "ORG" and (noun is None or noun.fits(entity)):
            return entity.key
    if noun is None:
        return None
    heads = (context.entities[name.entity] for name in context.headline_names(context.article_at(start)))
    return next((entity.key for entity in heads if noun.fits(entity)), None)  # ——记某校教师某某 … 校长某某说


def _is_house_left_out(bare: str, noun_word: str, start: int, context: PageContext) -> bool:
    """True where a house of its own stands before or in the post, though no list knows it (安徽省足协秘书长, 教体局局长): the nearest one named is another."""
    if noun_word and len(bare) > 2 * len(noun_word) and bare.startswith(noun_word[:1], len(bare) - len(noun_word) - 1) and bare[-1] == "长":
        return True
    form = context.page.text.form
    return form.startswith(_HOUSES, start - 1) and not any(name.span.end == start for name in context.names_within(Span(max(0, start - 1), start), touching=True))


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
