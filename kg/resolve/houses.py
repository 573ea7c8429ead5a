"""At which house of a page a post is held whose house is not printed with it.

In: a post and where it stands.  Out: the page key of a place, an organ of a place or an organisation; None where no reader could say.
A place comes from the committee or office named before in the sentence, or is the page's own; a bare post goes to the nearest fitting organisation
of the article, unless a house that no list knows stands directly before it.
"""
from __future__ import annotations

import re

from kg.model import Mention, Span
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.named import PageEntity, make_key
from kg.resolve.postwords import Posts
from kg.resolve.references import Noun
from kg.text import LINE_END

_LONGEST_REFERENCE = 6
_LONGEST_HOUSE = 11  # characters of a house that no rule reads, with the pause before it
_BACK_TO_VERB = 30  # characters from a verb of choosing to the name: the house that the chosen one comes from stands between
_PAUSES = re.compile("[。；，]")
_RULING = ("party", "government")
OFFICIAL = (*_RULING, "military")
_JOINTS = re.compile("[、和与及]")
BETWEEN = "，由的“”（　"  # all that may stand between an organisation and a bare post that belongs to it
BEFORE_HOUSE = "，。、；：！？“”（）由和与兼任为向据被请经\n" + LINE_END  # after these a class noun is no end of a longer name


def place_of(level: str, position: int, context: PageContext, facts: Facts) -> str | None:
    kind = facts.short.levels.get(level, "")
    if kind in ("province", "city", "county") and (said := place_said(level, position, context, facts)):
        return said
    return context.resolve_reference(("我" if kind in ("province", "city") else "该") + level, position)


def place_ruled(house: str | None, level: str, context: PageContext, drafts: Drafts) -> str | None:
    """The place of a government whose head is told with it, where it is of the post's level (某市政府党组成员、副市长)."""
    draft, noun = drafts.by_key.get(house) if house else None, context.references.nouns.get(level)
    seat = context.entities.get(draft.within) if draft is not None and draft.within and draft.subtype in _RULING else None
    return seat.key if seat is not None and noun is not None and noun.fits(seat) else None


def place_said(level: str, position: int, context: PageContext, facts: Facts) -> str | None:
    """The place of the committee or office named last before in the sentence, where it is of the post's level (鞍山市第十一届委员会选举某某为市委书记)."""
    noun, sentence = context.references.nouns.get(level), context.sentence_at(position)
    if noun is None or sentence is None:
        return None
    if (beside := context.place_ending_at(position, level, facts.turns.former_office)) is not None:
        return beside
    for name in context.names_before(position, context.article_at(position)):
        if name.span.start < sentence.span.start:
            return None
        named = context.entities[name.entity]
        place: PageEntity | None = named
        if named.type == "ORG" and facts.short.level_at_head(name.form):
            continue  # 市委 itself asks which city is meant
        if named.type == "ORG" and named.subtype in _RULING and named.within:
            place = context.entities.get(named.within)
        elif not (named.type == "LOC" and context.page.text.form.startswith(facts.posts.ruled, name.span.end)):
            continue
        if place is not None and place.type == "LOC" and noun.fits(place):
            return place.key
    return None


def office_before(level_word: str, position: int, context: PageContext) -> tuple[bool, str | None]:
    """The place of the office named last before in the sentence, where it is of that level, and whether nothing but offices of one level stands between (怒江州委、州政府)."""
    noun, sentence = context.references.nouns.get(level_word), context.sentence_at(position)
    before = next(context.names_before(position, context.article_at(position)), None)
    if noun is None or sentence is None or before is None or before.span.start < sentence.span.start or before.mention.attribute("subtype") not in OFFICIAL:
        return False, None
    if not noun.fits(context.entities[before.entity]):
        return False, None
    first, *others = _JOINTS.split(context.page.text.form[before.span.end:position])
    return not first and bool(others) and not others[-1] and all(piece.startswith(level_word) for piece in others[:-1]), before.entity


def seat_of_office(position: int, context: PageContext) -> str | None:
    """The place of an office that is told without it (教体局局长): the one named last before in the sentence, or where the article is at home."""
    sentence, article = context.sentence_at(position), context.article_at(position)
    for name in context.names_before(position, article):
        if sentence is None or name.span.start < sentence.span.start:
            break
        named = context.entities[name.entity]
        place: PageEntity | None = named
        if named.type == "ORG" and named.subtype in _RULING and named.within:
            place = context.entities.get(named.within)
        if place is not None and place.type == "LOC" and place.subtype == "admin":
            return place.key
    home = context.homes[article] if article is not None and article < len(context.homes) else context.home
    return home.county or home.city


def organ_of(place: str, organ: str, facts: Facts, drafts: Drafts, subtype: str = "") -> str:
    """The key of an organ of a place (its 市委), found among the page's names or made here; a house of another kind has its `subtype`."""
    full = drafts.by_key[place].name
    long = facts.short.long_core(organ)
    name = full + full[-1] + long if organ in ("委", "纪委") and len(full) == 2 else full + long
    for prefix in reversed(facts.short.party):
        if make_key("ORG", prefix + name) in drafts.by_key:
            return make_key("ORG", prefix + name)
    key = make_key("ORG", name)
    drafts.put(key, "ORG", subtype or ("party" if organ in facts.posts.party_organs else "government"), name, origin="parent").within = place
    return key


def is_organ_of_place(house: str, facts: Facts, drafts: Drafts) -> bool:
    """True of a committee, government or assembly that is called after its place alone (高邑县委, 高邑县政协)."""
    draft = drafts.by_key[house]
    place = drafts.by_key.get(draft.within) if draft.within else None
    name = next((draft.name.removeprefix(party) for party in facts.short.party if draft.name.startswith(party)), draft.name)  # 中共高邑县委
    own = name.removeprefix(place.name) if place is not None and place.type == "LOC" and name.startswith(place.name) else ""
    return own.endswith(facts.posts.committees) or own in facts.posts.organs or own in map(facts.short.long_core, facts.posts.organs)


def organ_beside(house: str | None, organ: str, facts: Facts, drafts: Drafts) -> str | None:
    """The organ, told without its place, of the place whose other organ a house is (县委书记、人大常委会主任); None where the house is no organ of a place."""
    draft = drafts.by_key.get(house) if house else None
    if draft is None or not draft.within or not draft.within.startswith("LOC") or not is_organ_of_place(draft.key, facts, drafts):
        return None
    return organ_of(draft.within, organ, facts, drafts)


def pointed_at(piece: str, mention: Mention, context: PageContext, facts: Facts) -> tuple[str | None, str]:
    """The organisation of a reference inside or directly before a post (该公司 + 生产科科长), and the post without it."""
    for cut in range(min(_LONGEST_REFERENCE, len(piece) - 2), 1, -1):
        if context.references.read(piece[:cut]):
            found = context.resolve_reference(piece[:cut], mention.span.start)
            return (found, piece[cut:]) if found and (found.startswith("ORG") or _is_village(piece[:cut], facts)) else (None, piece[cut:])
    start = mention.span.start
    if any(name.span.end == start for name in context.names_within(Span(max(0, start - 1), start), touching=True)):
        return None, piece  # 某某有限公司甲为理事长: the firm's last word points at nothing
    for length in range(_LONGEST_REFERENCE, 1, -1):
        word = context.page.text.printed[max(0, start - length):start]
        if len(word) == length and context.references.read(word):
            found = context.resolve_reference(word, start - length)
            if found and found.startswith("LOC") and _is_village(word, facts):
                return found, piece  # 社区 + 网格员, 该村 + 党支部书记
            return (found, piece) if found and found.startswith("ORG") else (None, piece)
    return None, piece


def _is_village(reference: str, facts: Facts) -> bool:
    """True of 该村, 社区: people hold their posts at the place itself."""
    return any(facts.short.levels.get(reference[cut:]) == "village" for cut in range(len(reference)))


def house_of_noun(piece: str, post: Mention, context: PageContext, facts: Facts) -> tuple[str | None, str]:
    """The house named before that a class noun in or before a post means (研究所 + 党委书记), and the post without it.

    A noun behind other words is the end of another house's name (书画学会会长).
    """
    form, start, nouns = context.page.text.form, post.span.start, facts.posts.nouns
    inside = next((noun for noun in nouns if piece.startswith(noun) and len(piece) > len(noun) + 1), "") if piece.startswith(nouns) else ""
    noun = inside or (next(noun for noun in nouns if form.endswith(noun, 0, start)) if form.endswith(nouns, 0, start) else "")
    head = start + post.text.find(piece) if inside else start - len(noun)
    if not noun or form[head - 1:head].strip(BEFORE_HOUSE):
        return None, piece
    for name in context.names_before(head, context.article_at(start)):
        if name.type == "ORG" and name.form.endswith(noun) and len(name.form) > len(noun):
            return name.entity, piece[len(inside):]
    return None, piece


def unread_house(post: Mention, context: PageContext, facts: Facts) -> str:
    """The name, from a pause to the post, of a house that no rule reads but for its class noun (山脚养殖场 + 负责人), or nothing."""
    form, start = context.page.text.form, post.span.start
    found = facts.turns.unread_house.search(form[max(0, start - _LONGEST_HOUSE):start]) if form.endswith(facts.posts.nouns, 0, start) else None
    if found is None or found[1] in facts.posts.nouns:
        return ""
    named = context.names_within(Span(start - len(found[1]), start), touching=True)
    return "" if any(name.type != "LOC" for name in named) else found[1]


def house_that_chooses(bare: str, mention: Mention, context: PageContext, facts: Facts) -> str | None:
    """The association named last before, where a mention tells that someone was chosen to sit in its chair (某协会换届…，甲当选主席)."""
    form, start = context.page.text.form, mention.span.start
    noun = context.references.nouns.get(facts.posts.of_societies.get(bare, ""))
    clause = _PAUSES.split(form[max(0, start - _BACK_TO_VERB):start])[-1] + mention.text
    if noun is None or not any(word in clause for word in facts.posts.choosing):
        return None
    told = next((name.entity for name in context.names_within(mention.span) if name.type == "ORG" and noun.fits(context.entities[name.entity])), None)
    if told:  # 选举某某为某协会三届理事会主席
        return told
    return next((name.entity for name in context.names_before(start, context.article_at(start)) if noun.fits(context.entities[name.entity])), None)


def class_of(post: str, words: Posts) -> str:
    """The class noun of the house that has such a post (董事长 → 企业), or nothing."""
    return next((noun for end, noun in words.classes.items() if post.endswith(end)), "")


def nearest_house(bare: str, post: Mention, who: Mention, context: PageContext, facts: Facts) -> str | None:
    """The nearest organisation before a bare post: for 董事长 and the like one of its class, else only one directly before."""
    noun_word = class_of(bare, facts.posts)
    noun = context.references.nouns.get(noun_word)
    start, first = post.span.start, min(post.span.start, who.span.start)
    behind = post.span.start == who.span.end  # 范将军, 李明教授: a title behind the name tells no organisation; 李明局长 is of the office that the sentence names
    if behind and noun is None:
        return None
    sentence = context.sentence_at(start) if behind else None
    if _is_house_left_out(bare, noun_word, start, context, facts):
        return None
    is_near = noun is None or noun.is_any
    for name in context.names_before(start, context.article_at(start)):
        if is_near and context.page.text.form[name.span.end:first].strip(BETWEEN):
            return None
        if sentence is not None and name.span.start < sentence.span.start:
            break
        entity = context.entities[name.entity]
        if behind and entity.type == "PER" and name.span != who.span:
            return None  # 甲学院院长张某接待了李某院长: the house before is another's
        if entity.type == "ORG" and (noun is None or noun.fits(entity)):
            return entity.key
    article = context.article_at(start)
    if noun is None or behind:
        return None if bare.endswith(facts.posts.ranks) else _only_house(noun, start if start < who.span.start else None, article, context)
    heads = (context.entities[name.entity] for name in context.headline_names(article))
    found = next((entity.key for entity in heads if noun.fits(entity)), None)  # ——记某校教师某某 … 校长某某说
    return found or _own_house("我" + noun_word, start, article, context, noun) or _only_house(noun, start if start < who.span.start else None, article, context)


def village_of(bare: str, position: int, context: PageContext, facts: Facts) -> str | None:
    """The village named last before, where only villages have such a post (驻村第一书记, 村支书)."""
    return context.resolve_reference("该村", position) if bare in facts.posts.of_villages else None


def _only_house(noun: Noun | None, head: int | None, article: int | None, context: PageContext) -> str | None:
    """The one house of its class that an article names, wherever it does (某局长到访 … 某局表示感谢).

    What stands directly before a post, at `head` where it begins the mention, may be the end of a house that no rule reads; 、 goes on with the house of the post before.
    """
    if noun is None or noun.is_any or head is not None and context.page.text.form[head - 1:head].strip(BEFORE_HOUSE.replace("、", "")):
        return None
    fitting = {name.entity for name in context.names if name.article == article and name.type == "ORG" and noun.fits(context.entities[name.entity])}
    return fitting.pop() if len(fitting) == 1 else None


def _own_house(word: str, start: int, article: int | None, context: PageContext, noun: Noun) -> str | None:
    """The one house of its class that is listed or has a place in its name, where an article speaks of 我校 before it names it."""
    if word not in context.page.text.form:
        return None
    told = ((name.mention.label == "KnownOrg", context.entities[name.entity]) for name in context.names_after(start, article))
    fitting = {entity.key for is_listed, entity in told if (is_listed or entity.within) and noun.fits(entity)}
    return fitting.pop() if len(fitting) == 1 else None


def _is_house_left_out(bare: str, noun_word: str, start: int, context: PageContext, facts: Facts) -> bool:
    """True where a house of its own stands before or in the post, though no list knows it (安徽省足协秘书长, 教体局局长): the nearest one named is another."""
    if noun_word and len(bare) > 2 * len(noun_word) and bare.startswith(noun_word[:1], len(bare) - len(noun_word) - 1) and bare[-1] == "长":
        return True
    form = context.page.text.form
    return form.startswith(facts.posts.house_signs, start - 1) and not any(name.span.end == start for name in context.names_within(Span(max(0, start - 1), start), touching=True))
