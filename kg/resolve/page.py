"""One page, resolved: places first, then organisations, people, the rest, then posts and relations.

In: `Findings` and a rule set.  Out: a `PageContext`.  The order matters: an office's 市 needs the page's city, a post's
organisation needs the offices, and namesakes are told apart by their posts.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.model import Mention
from kg.resolve.collect import collect_names
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts, facts_of
from kg.resolve.homes import Vote
from kg.resolve.named import Name
from kg.resolve.organisations import Organisations
from kg.resolve.people import People, split_namesakes
from kg.resolve.places import Places
from kg.resolve.relations import find_relations
from kg.resolve.roles import find_roles, posts_by_article
from kg.resolve.things import overlaid, put_things

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.rules import RuleSet

_SPAN = attrgetter("span")
_AT_HOME = ("government", "party", "school", "media", "military")


def resolve_page(findings: Findings, ruleset: RuleSet) -> PageContext:
    """Everything that one page says about who is who.  Pure: the same findings give the same context in any process."""
    facts = facts_of(ruleset)
    page, drafts = findings.page, Drafts()
    over: list[Mention] = []
    plain = ruleset.plain_labels
    under = _missing_bylines(findings)
    for mention in findings.mentions:
        (over if mention.label in plain else under).append(mention)
    names = collect_names(page, under, facts.types)
    places = Places(names, facts, drafts, _seat_votes(names, facts), page)
    geography = _context(findings, drafts, names, places.keys, places, facts, seats=True)
    organisations = Organisations(names, places, geography, facts, drafts)
    people = People(names, facts, drafts)
    keys = places.keys | organisations.keys | people.keys | put_things(names, drafts, facts.turns)
    context = _context(findings, drafts, names, keys, places, facts)
    context.roles = find_roles(context, facts, drafts)
    if split_namesakes(people.names, keys, posts_by_article(context, context.roles), _related(drafts), drafts):
        context = _context(findings, drafts, names, keys, places, facts)
        context.roles = find_roles(context, facts, drafts)
    context.entities = drafts.entities()  # a post may have brought its 市委 with it
    context.things = list(overlaid(page, over, facts.types, drafts, facts.turns))
    context.relations = find_relations(context, facts, drafts)
    context.entities = drafts.entities()  # and a relation a product or an honour
    return context


def _missing_bylines(findings: Findings) -> list[Mention]:
    """Reporters that reading found and the sheet did not keep."""
    mentions = findings.mentions  # in order of span
    places = [(bisect_left(mentions, byline.span, key=_SPAN), byline) for byline in findings.page.bylines]
    return [byline for at, byline in places if at == len(mentions) or mentions[at].span != byline.span]


def _seat_votes(names: Sequence[Name], facts: Facts) -> list[Vote]:
    """Places at the head of offices, schools and papers (滨江日报, 滨江市水利局) vote for the page's home too."""
    votes = []
    for name in names:
        masthead = name.article is None and name.subtype == "media" and not name.form.startswith(tuple(facts.epithets))  # 江城晚报 may be of any city on a river
        hall = name.mention.label == "Site" and name.form.endswith(facts.short.kinds_of_places)
        if name.type == "ORG" and (name.mention.label != "KnownOrg" or masthead) or hall:
            head, codes = _seat_of(name, facts)
            if not head and masthead and (head := _papers_county(name.form, facts)):
                codes = facts.gazetteer.codes(head)
            in_full = head in {facts.gazetteer.known(code).name for code in codes}
            if head and (name.subtype in _AT_HOME or in_full and (hall or name.subtype == "other")):  # a team is abroad half the time; 漳州市人民医院 is not
                votes.append(Vote(codes, name.article, 3 if masthead else 1, masthead))
    return votes


def _seat_of(name: Name, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """The lowest division that an organisation's name begins with, behind 中共, 共青团, 政协 or a paper's 中国 or 今日, and its codes; nothing of 宜川路派出所."""
    before = facts.turns.before_papers_place if name.subtype == "media" else facts.short.before_places
    form = name.form
    if form.startswith(before):
        form = form.removeprefix(next(word for word in before if form.startswith(word)))
    head = ""
    codes: tuple[str, ...] = ()
    while below := facts.gazetteer.longest_at(form):
        inside = tuple(code for code in facts.gazetteer.codes(below) if not head or any(facts.gazetteer.is_within(code, upper) for upper in codes))
        if not inside or form.startswith(facts.turns.streets, len(below)):
            break
        head, codes, form = below, inside, form[len(below):]
    return head, codes


def _papers_county(form: str, facts: Facts) -> str:
    """The county or city that a paper is called after, where its short name is no place of the lists (东海日报: a sea, and a county)."""
    found = facts.turns.paper.match(form)
    full = [found[1] + kind for kind in "县市旗"] if found is not None else []
    return next((name for name in full if len(facts.gazetteer.codes(name)) == 1), "")


def _context(findings: Findings, drafts: Drafts, names: Sequence[Name], keys: dict[int, str], places: Places, facts: Facts,
             seats: bool = False) -> PageContext:
    """A context over the names that have a key.  With `seats`, a place at the head of an office stands as a place name too."""
    settled = [name.meaning(keys[name.span.start]) for name in names if name.span.start in keys]
    if seats:
        settled += _seats(names, places, facts)
        settled.sort(key=_SPAN)
    return PageContext(findings.page, findings.mentions, drafts.entities(), tuple(settled), places.home, places.homes, facts.references)


def _seats(names: Sequence[Name], places: Places, facts: Facts) -> Iterator[Name]:
    for name in names:
        if name.type != "ORG":
            continue
        head, codes = _seat_of(name, facts)
        keys = places.by_form.get(head)
        if not keys and len(codes) != 1:
            continue
        yield Name(name.mention, name.span, "LOC", head, name.article, name.zone, keys[0] if keys else places.division_key(codes[0]))


def _related(drafts: Drafts):
    def related(a: str, b: str) -> bool:
        if a == b:
            return True
        return b in _line(a, drafts) or a in _line(b, drafts)
    return related


def _line(key: str, drafts: Drafts) -> list[str]:
    line: list[str] = []
    here = drafts.by_key.get(key)
    while here and here.within and here.within not in line:
        line.append(here.within)
        here = drafts.by_key.get(here.within)
    return line
