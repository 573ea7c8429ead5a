"""Whether an owner that is only carried over, or only printed in a headline, may be believed.

In: a `Topic` found some way off a figure, the topics of its page.  Out: the same topic, or `NOBODY`.

Measured on 3,200 figures of 18 sets: a name carried over a sentence is right in 97 of 100 where the headline or the paragraph before
tells of it too, in 52 where nothing does, in 25 where two other names stand between; a headline's name in 96 where the article's
first sentence is about it, in 48 where that is about another.  An owner that is wrong misleads; one that is missing is seen.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Reading
from kg.extract.claims.figure import unit_of
from kg.extract.claims.phrase import BEFORE_FIGURE
from kg.extract.claims.words import Word
from kg.resolve.claims.ground import ACTED_FOR, COUNTED_TOGETHER, HEADLINES_OWN, IN_SUBJECT, OF_HEADING, OF_LEAD, OF_SENTENCE, OFFICE_HOLDER, OFTEN_PRINTED, Topic, told_further
from kg.resolve.claims.topics import Topics

NOBODY = Topic(None, "", 0, "nothing that may be believed names an owner")
_FAR_OFF = frozenset((HEADLINES_OWN, OFTEN_PRINTED))
_CARRIED_FAR = frozenset((OF_LEAD, OF_HEADING))
_CROWD = 2  # other names between a topic and the sentence that leaves its own out
_BACK = 80  # clauses


def carried(topic: Topic | None, number: int, topics: Topics) -> Topic | None:
    """What the sentence before was about, as owner for clause `number`; nobody where too many other names came between."""
    if topic is not None and topic.step == OFFICE_HOLDER:
        return NOBODY  # 某公司总裁某人说……。今年车展预计吸引100万人次: 0 of 8 were the office-holder's
    if topic is None or topic.step != IN_SUBJECT or ACTED_FOR in topic.how or _is_home(topic, number, topics) or _is_confirmed(topic, number, topics):
        return topic
    start = topics.page.sentences[topics.layout.clauses[number].sentence].span.start
    if topics.page.text.form.startswith(topics.cues.turns.words_of_going_on, start):
        return topic  # 现场还发放手册2000份: who acts is who acted
    others, told = 0, _end_of_seat(topic, number, topics)
    for name in topics.context.names_before(start, topics.layout.clauses[number].article):
        if name.span.start <= told:
            break
        others += name.entity != topic.key
        if others == _CROWD:
            return NOBODY
    return topic


def _end_of_seat(topic: Topic, number: int, topics: Topics) -> int:
    """Where the clause of a topic ends that says only where it lies (某林区地处甲县、乙县交界): the names in it are no others; else where the topic begins."""
    if not topics.cues.seats.match(topics.page.text.form, topic.start + len(topic.name)):
        return topic.start
    clauses = topics.layout.clauses
    return next((clauses[step].span.end for step in range(number, max(-1, number - _BACK), -1) if clauses[step].span.start <= topic.start), topic.start)


def of_headline(topic: Topic | None, number: int, topics: Topics) -> Topic | None:
    """A headline's name as owner for clause `number`; nobody where the article's first sentence and what came last are about other names."""
    if topic is None or topic.step != HEADLINES_OWN:
        return topic
    lead = topics.articles.lead(topics.layout.clauses[number].article)
    if lead is None or lead.key is None or lead.key == topic.key or lead.name in topic.name or topic.name in lead.name:
        return topic
    last = _told_last(number, topics)
    return topic if last is not None and last.key == topic.key else NOBODY


def of_lead(topic: Topic | None, number: int, topics: Topics) -> Topic | None:
    """What the article's first sentence is about, as owner for clause `number`; nobody where that is a person, or a place elsewhere, from which something only comes."""
    entity = topics.context.entities.get(topic.key) if topic is not None and topic.key is not None else None
    if topic is not None and (topic.step == OFFICE_HOLDER or entity is not None and entity.type == "PER"):
        return NOBODY
    home = topics.context.home_of(topics.layout.clauses[number].article)
    if topic is not None and entity is not None and entity.type == "LOC" and not _is_home(topic, number, topics) and not topics.context.is_within(topic.key, home.city or home.province):
        return NOBODY
    return told_further(topic, OF_LEAD)


def is_told_of(topic: Topic, number: int, topics: Topics) -> bool:
    """True where the name that an article prints most often is also what it is told of before clause `number`: its home, its headline's, or the topic of the paragraphs before."""
    return _is_home(topic, number, topics) or _is_confirmed(topic, number, topics)


def is_unlike(topic: Topic, metric: str, topics: Topics) -> bool:
    """True for a person as owner of a building's area, for a body or place as owner of an age, for a county or city far off as owner of a height,
    and for a paper, a station, the police or a court further back than the clause, of what is not their own work: they only tell."""
    if topic.reach == OF_SENTENCE and topic.said in topics.cues.nation and metric.endswith(topics.cues.of_bodies):
        return True  # 我国研制的……。这颗卫星重1540公斤
    entity = topics.context.entities.get(topic.key) if topic.key is not None else None
    if entity is None:
        return False
    far = topic.step in _FAR_OFF and not topic.serves or topic.reach in _CARRIED_FAR
    if far and entity.type == "LOC" and entity.subtype == "admin" and metric.endswith(topics.cues.of_bodies) and not metric.endswith(topics.cues.changes):
        return True
    if entity.subtype == "media" and (far or topic.reach == OF_SENTENCE) and topics.cues.of_media.search(metric) is None:
        return True  # 某日报报道……。在为期两天的比赛中: it only tells
    if entity.type == "ORG" and (far or topic.reach == OF_SENTENCE) and topics.cues.watch_and_courts.search(entity.name) and topics.cues.of_watch_and_courts.search(metric) is None:
        return True  # 某派出所接到报警，……放在办公室的3000元被盗: it is not theirs
    return metric.endswith(topics.cues.of_no_person) if entity.type == "PER" else metric == topics.cues.names.age or metric in topics.cues.ages


def is_whole(reading: Reading, topics: Topics) -> bool:
    """True for a clause that has its own subject and says all of it: 跨海段长度约14公里, 8名选手全部为新人; not 20多年来, 在两大项目中."""
    row, value = topics.row(reading.clause), reading.value
    if row[0].mention is value:
        return len(row) > 2 and row[1].is_nominal and any(word.is_verb or word.tag == "p" for word in row[2:])
    if _tells_of_counted(row, topics):
        return True
    if row[0].text == "被":
        return False  # 被控受贿1200万元，某人……
    ends = value.span.end >= topics.layout.clauses[reading.clause].span.end - 2
    lasts = any(unit_of(word) in topics.layout.cues.time_units for word in row if word.mention is value)
    return ends and not lasts and reading.kind == "level" and reading.how.startswith(BEFORE_FIGURE)


def _tells_of_counted(row: Sequence[Word], topics: Topics) -> bool:
    """True for 6省24支队伍经过3天角逐: those who are counted act, whatever the clause behind tells of another."""
    first = next((i for i, word in enumerate(row) if word.tag != "Quantity"), 0)
    return first > 1 and first + 2 < len(row) and row[first].is_nominal and not row[first].is_value and unit_of(row[first - 1]) not in topics.layout.cues.time_units \
        and (row[first + 1].is_verb or row[first + 1].tag == "p")


def is_of_places(found: Topic, reading: Reading, topics: Topics) -> bool:
    """True for people and buildings of several places at once (甲市、乙市两市2万人受灾，400余人转移安置); houses that are counted may be of others."""
    first = topics.row(reading.clause)[0]
    return found.step == COUNTED_TOGETHER and first.tag == "Quantity" and not first.text.endswith(topics.layout.cues.units.houses)


def tells_of_others(row: Sequence[Word]) -> bool:
    """True for a clause that begins with a plain noun that does something (农户每亩只花20元)."""
    return len(row) > 2 and row[0].is_nominal and row[0].mention is None and any(word.is_verb for word in row[1:5]) and not row[0].is_verb


def has_own_subject(row: Sequence[Word]) -> bool:
    """True for a clause that begins with other names, or with things counted (……，15个法院收案超过2万件): no list before it owns its figures."""
    return len(row) > 2 and (row[0].is_named or row[0].tag == "Quantity" and row[1].is_nominal and not row[1].is_value and row[1].start == row[0].end)


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
