"""Whether an owner that is only carried over, or only printed in a headline, may be believed.

In: a `Topic` found some way off a figure, the topics of its page.  Out: the same topic, or `NOBODY`.

Measured on 3,200 figures of 18 sets: a name carried over a sentence is right in 97 of 100 where the headline or the paragraph before
tells of it too, in 52 where nothing does, in 25 where two other names stand between; a headline's name in 96 where the article's
first sentence is about it, in 48 where that is about another.  An owner that is wrong misleads; one that is missing is seen.
"""
from __future__ import annotations

from collections.abc import Sequence
from math import inf

from kg.extract.claims_words import Word
from kg.resolve.claims_ground import HEADLINES_OWN, IN_SUBJECT, Topic, told_further
from kg.resolve.claims_topics import Topics

NOBODY = Topic(None, "", 0, "nothing that may be believed names an owner")
_CROWD = 2  # other names between a topic and the sentence that leaves its own out
_BACK = 80  # clauses


def carried(topic: Topic | None, number: int, topics: Topics) -> Topic | None:
    """What the sentence before was about, as owner for clause `number`; nobody where too many other names came between."""
    if topic is None or not topic.because.startswith(IN_SUBJECT) or _is_home(topic, number, topics) or _is_confirmed(topic, number, topics):
        return topic
    start = topics.page.sentences[topics.layout.clauses[number].sentence].span.start
    others = 0
    for name in topics.context.names_before(start, topics.layout.clauses[number].article):
        if name.span.start <= topic.start:
            break
        others += name.entity != topic.key
        if others == _CROWD:
            return NOBODY
    return topic


def of_headline(topic: Topic | None, number: int, topics: Topics) -> Topic | None:
    """A headline's name as owner for clause `number`; nobody where the article's first sentence and what came last are about other names."""
    if topic is None or topic.because != HEADLINES_OWN:
        return topic
    lead = topics.articles.lead(topics.layout.clauses[number].article)
    if lead is None or lead.key is None or lead.key == topic.key or lead.name in topic.name or topic.name in lead.name:
        return topic
    last = _told_last(number, topics)
    return topic if last is not None and last.key == topic.key else NOBODY


def of_lead(topic: Topic | None, number: int, topics: Topics) -> Topic | None:
    """What the article's first sentence is about, as owner for clause `number`; nobody where that is a place elsewhere, from which something only comes."""
    entity = topics.context.entities.get(topic.key) if topic is not None and topic.key is not None else None
    home = topics.context.home_of(topics.layout.clauses[number].article)
    if entity is not None and entity.type == "LOC" and not _is_home(topic, number, topics) and not topics.context.is_within(topic.key, home.city or home.province):
        return NOBODY
    return told_further(topic, "of the article's lead")


def is_unlike(topic: Topic, metric: str, topics: Topics) -> bool:
    """True for a person as owner of a building's area, and for a body or place as owner of an age."""
    entity = topics.context.entities.get(topic.key) if topic.key is not None else None
    return entity is not None and (metric.endswith(topics.cues.of_no_person) if entity.type == "PER" else metric == "年龄")


def points_at_unknown(number: int, topics: Topics) -> bool:
    """True where the sentence takes up, before or in clause `number`, something by 该 that the page does not name (该房产建筑面积…)."""
    sentence = topics.layout.clauses[number].sentence
    if sentence not in topics.unknown:
        topics.unknown[sentence] = next((step for step in _clauses_of(sentence, number, topics) if _takes_up_unknown(step, topics)), inf)
    return topics.unknown[sentence] <= number


def _clauses_of(sentence: int, number: int, topics: Topics) -> range:
    """The clauses of a sentence, of which clause `number` is one."""
    clauses, first, end = topics.layout.clauses, number, number + 1
    while first and clauses[first - 1].sentence == sentence:
        first -= 1
    while end < len(clauses) and clauses[end].sentence == sentence:
        end += 1
    return range(first, end)


def _takes_up_unknown(step: int, topics: Topics) -> bool:
    row = topics.row(step)
    told = topics.context.references.read(row[0].text) if row and row[0].is_reference else None
    if told is not None and told.way == "nearest" and told.noun.type == "ORG" and topics.of(step) is None:
        return True  # 该公司, where none is named
    return len(row) > 1 and row[0].text == "该" and row[1].is_nominal and row[1].text not in topics.cues.works and topics.of(step) is None


def has_own_subject(row: Sequence[Word]) -> bool:
    """True for a clause that begins with other names, or with things counted (……，15个法院收案超过2万件): no list before it owns its figures."""
    return len(row) > 2 and (row[0].is_named or row[0].tag == "Quantity" and row[1].is_nominal and not row[1].is_value and row[1].start == row[0].end)


def has_acted(topics: Topics, number: int) -> bool:
    """True where a clause before in the sentence has a predicate, whose subject, though no name, goes on (多家公园…，组织活动370个，某馆…)."""
    sentence = topics.layout.clauses[number].sentence
    if sentence not in topics.acting:
        topics.acting[sentence] = next((step for step in _clauses_of(sentence, number, topics) if _acts(step, topics)), inf)
    return topics.acting[sentence] < number


def _acts(step: int, topics: Topics) -> bool:
    row = topics.row(step)
    return not topics.is_attribution(step) and any(word.is_verb and at and row[at - 1].is_nominal and not row[at - 1].is_value for at, word in enumerate(row))


def _is_home(topic: Topic, number: int, topics: Topics) -> bool:
    """True for the place that the article is at home in, and its government."""
    home = topics.context.home_of(topics.layout.clauses[number].article)
    entity = topics.context.entities.get(topic.key) if topic.key is not None else None
    place = entity.within if entity is not None and entity.subtype == "government" else topic.key
    return place is not None and place in (home.county, home.city, home.province)


def _is_confirmed(topic: Topic, number: int, topics: Topics) -> bool:
    """True where the headline names it, or the paragraph before ends on it."""
    if any(name.entity == topic.key for name in topics.context.headline_names(topics.layout.clauses[number].article)):
        return True
    last = _told_last(number, topics)
    return last is not None and last.key is not None and last.key == topic.key


def _told_last(number: int, topics: Topics) -> Topic | None:
    """What the last clause of the paragraphs before that has a topic is about."""
    clauses = topics.layout.clauses
    here = clauses[number]
    for step in range(number - 1, max(-1, number - _BACK), -1):
        if clauses[step].article != here.article:
            return None
        topic = topics.of(step) if clauses[step].paragraph != here.paragraph and not topics.is_attribution(step) else None
        if topic is not None:
            return topic
    return None
