"""Owners that only the article as a whole tells: the name in its headline, the place of its lead, the name it prints most often.

In: an article or a clause of it, the topics of its page.  Out: a `Topic`, or None; whether it may be believed is asked in `trust`.
"""
from __future__ import annotations

from kg.extract.claims.words import HEADLINES, Clause
from kg.resolve.claims import trust
from kg.resolve.claims.ground import HEADLINES_OWN, OF_LEAD, OFFICE_HOLDER, OFTEN_PRINTED, Topic, told_further
from kg.resolve.claims.members import heads_counted_list
from kg.resolve.claims.topics import Topics

_OFTEN = 3  # printings of a name that is not the article's home


def headline(topics: Topics, clause: Clause) -> Topic | None:
    """The name that the headline of a clause's article tells, or an event that its lead is about."""
    article = clause.article
    if article not in topics.headed:
        topics.headed[article] = _find_headline(topics, article)
    return topics.headed[article]


def _find_headline(topics: Topics, article: int | None) -> Topic | None:
    lead = topics.articles.lead(article)
    if lead is not None and lead.name.endswith(topics.cues.owning_events):
        return told_further(lead, "of the article's lead, an event")
    event = topics.articles.headlines_event(article)
    if event is not None:
        return event
    names = [name for name in topics.context.headline_names(article) if name.type in ("ORG", "LOC") and not heads_counted_list(topics.page.text.form, name.span.end)]
    first = next((at for at, name in enumerate(names) if topics.context.entities[name.entity].subtype != "nature"), None)
    while first is not None and first + 1 < len(names) and names[first + 1].span.start == names[first].span.end:
        first += 1  # 某省某县: the last of the chain
    key = names[first].entity if first is not None else None
    whole = topics.articles.headlines_whole(article) if key is None else None
    if whole is not None:
        return whole
    house = _house_of_headline(topics, article) if key is None else None
    if house is not None:
        return house
    if key is None or topics.context.name_of(key) in topics.cues.no_owners:
        return told_further(lead, OF_LEAD) if topics.context.headline_names(article) and not (lead is not None and lead.step == OFFICE_HOLDER) else None
    return Topic(key, topics.context.name_of(key) or "", 0, HEADLINES_OWN)


def _house_of_headline(topics: Topics, article: int | None) -> Topic | None:
    """同心服务站帮人找钥匙: the house that no list has and that a headline begins with, where the article prints it again."""
    number = next((number for number, clause in topics.articles.clauses_of(article) if clause.zone in HEADLINES), None)
    row = topics.row(number) if number is not None else ()
    end = topics.naming.compounds.house_end(row, 0) if row else None
    if end is None:
        return None
    name = topics.page.text.printed[row[0].start:row[end].end]
    again = any(topics.page.text.form.find(name, clause.span.start, clause.span.end) >= 0 for at, clause in topics.articles.clauses_of(article) if at != number)
    return Topic(None, name, row[0].start, "the house that the headline begins with") if again else None


def name_of_article(topics: Topics, number: int) -> Topic | None:
    """The whole place that the lead is about (全市…, 我县…), else the name that the article prints most often; nothing where two are printed as often."""
    clause = topics.layout.clauses[number]
    lead = topics.articles.lead(clause.article)
    if lead is not None and lead.said.startswith(("全", "我")):
        return told_further(lead, OF_LEAD)
    ranked = topics.articles.often_printed(clause.article)
    if not ranked or ranked[0][1] < 2 or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    home = topics.context.home_of(clause.article)
    place = topics.context.entities[ranked[0][0]]
    if place.type == "LOC" and place.key not in (home.province, home.city, home.county) and not topics.context.is_within(place.key, home.city or home.province):
        return None  # a place elsewhere is where something comes from
    if ranked[0][0] not in (home.province, home.city, home.county) and (ranked[0][1] < _OFTEN or len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    found = Topic(ranked[0][0], topics.context.name_of(ranked[0][0]) or "", 0, OFTEN_PRINTED)
    return found if trust.is_told_of(found, number, topics) else None
