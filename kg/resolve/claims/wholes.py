"""Owners told by the whole that a figure is a part of, or by what only places are measured by.

In: a reading, what was found for it elsewhere, the topics of its page.  Out: a `Topic`, or None.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.claims import Reading
from kg.extract.claims.words import HEADLINES, Word
from kg.resolve.claims.ground import BODY_SAYS, HEADLINES_OWN, HOUSE_SAYS, IN_SUBJECT, JOINT_NAMES, OF_CLAUSE, OF_HEADING, OF_LEAD, OF_SENTENCE, Topic
from kg.resolve.claims.topics import Topics
from kg.resolve.named import PageEntity

_PLACED = frozenset(("Division", "City", "Country", "Region"))
_BACK = 60  # clauses
_LEADERS = frozenset(("party", "government"))
_SAYS_SO = frozenset((BODY_SAYS, HOUSE_SAYS))
_TELLS_OF_US = frozenset((HOUSE_SAYS, HEADLINES_OWN))
_ONLY_TELLS = frozenset((OF_SENTENCE, OF_LEAD, OF_HEADING))  # how an office is found that only says so


def whole_of(reading: Reading, topics: Topics) -> Topic | None:
    """六家企业出口占我省出口的六成: where what is a part stands in the clause and has no owner there, the place of the whole is."""
    row = topics.row(reading.clause)
    clause = topics.layout.clauses[reading.clause]
    at = next((i for i in range(1, len(row)) if row[i - 1].text in topics.cues.share_verbs and (row[i].is_reference or _is_market(row, i)) and any(word.is_nominal for word in row[:i - 1])), None)
    if at is None or row[at].is_reference:
        return topics.naming.referred(row, at, clause) if at is not None else None
    found = topics.goes_on[reading.clause] = topics.name_at(row[at], "the place of whose market it is a part")
    return found


def _is_market(row: Sequence[Word], at: int) -> bool:
    """True for the place in 占某地市场份额的九成."""
    return row[at].tag in _PLACED and at + 1 < len(row) and row[at + 1].text.startswith("市场")


def place_of_statistics(found: Topic | None, reading: Reading, topics: Topics) -> Topic | None:
    """The place told last, instead of a firm or a person, for 规模以上工业增加值 and the like; an office's own place for what it tells of its area."""
    entity = topics.context.entities.get(found.key) if found is not None and found.key else None
    if found is None or entity is None or entity.type == "LOC" or entity.subtype == "military" or entity.name.endswith(topics.cues.bodies_like_places):
        return found
    clause = topics.layout.clauses[reading.clause]
    said = f"{reading.metric} {topics.page.text.form[clause.span.start:reading.value.span.start]}"
    if entity.subtype == "government" or entity.name in topics.cues.national or topics.cues.gauging.search(entity.name):
        return _place_served(found, entity, said, topics)
    return _place_told_last(reading.clause, topics) if topics.cues.of_places.search(said) else found


def place_of_leaders(found: Topic | None, reading: Reading, topics: Topics) -> Topic | None:
    """某市委、市政府提出，到2010年森林覆盖率达到40%: the place that both lead, for what is told of areas; 某地委提出：每年栽茶5万亩, whatever a committee proposes."""
    if found is not None and found.step == IN_SUBJECT and found.reach == OF_CLAUSE and (place := _place_of_proposal(found, reading, topics)) is not None:
        return replace(found, key=place.key, name=place.name, serves=": the place that it serves")
    if found is None or found.step != JOINT_NAMES:
        return found
    names = found.name.split("、")
    bodies = [entity for entity in topics.context.entities.values() if entity.name in names]
    seats = {entity.within for entity in bodies if entity.subtype in _LEADERS}
    place = topics.context.entities.get(next(iter(seats)) or "") if len(bodies) == len(names) and len(seats) == 1 and all(entity.subtype in _LEADERS for entity in bodies) else None
    clause = topics.layout.clauses[reading.clause]
    if place is None or not topics.cues.of_areas.search(f"{reading.metric} {topics.page.text.form[clause.span.start:reading.value.span.start]}"):
        return found
    return replace(found, key=place.key, name=place.name, serves=": the place that it serves")


def _place_of_proposal(found: Topic, reading: Reading, topics: Topics) -> PageEntity | None:
    """The place of a leading committee or government that a clause before says proposes something."""
    entity = topics.context.entities.get(found.key) if found.key else None
    if entity is None or entity.subtype not in _LEADERS or not entity.within or not entity.name.endswith(topics.cues.turns.ends_of_leaders):
        return None
    number = bisect_right(topics.layout.places, found.start) - 1
    place = topics.context.entities.get(entity.within)
    proposes = number >= 0 and topics.cues.turns.proposes.search(topics.page.text.form, found.start, topics.layout.clauses[number].span.end) is not None
    return place if proposes and place is not None and place.type == "LOC" else None


def _place_served(found: Topic, office: PageEntity, said: str, topics: Topics) -> Topic:
    """The country or place that an office serves, where it only tells a figure or what is `said` tells of areas; else the office."""
    gauging = topics.cues.gauging.search(office.name)
    national = office.name in topics.cues.ministries or office.name in topics.cues.national
    tells_of_place = (national or gauging) and (found.reach in _ONLY_TELLS or found.step in _SAYS_SO or only_tells(found, topics))
    if not tells_of_place and not topics.cues.of_areas.search(said):
        return found
    if national:
        return replace(found, key=topics.context.by_form("中国"), name="中国", serves=": the country that it serves")
    place = topics.context.entities.get(office.within) if office.within else None
    return replace(found, key=place.key, name=place.name, serves=": the place that it serves") if place is not None and place.type == "LOC" else found


def _place_told_last(number: int, topics: Topics) -> Topic | None:
    """The place that the clauses before clause `number` are about, or the city where the article is at home."""
    clause = topics.layout.clauses[number]
    for before in range(number - 1, max(-1, number - _BACK), -1):
        if topics.layout.clauses[before].article != clause.article:
            break
        topic = topics.of(before)
        entity = topics.context.entities.get(topic.key) if topic is not None and topic.key else None
        if topic is not None and entity is not None and entity.type == "LOC" and entity.subtype == "admin":
            return Topic(topic.key, topic.name, topic.start, "the place told last, for a figure that no firm has")
    home = topics.context.home_of(clause.article)
    key = home.city if home.county is None else None
    return Topic(key, topics.context.name_of(key) or "", clause.span.start, "the city that the article is at home in, for a figure that no firm has") if key else None


def only_tells(found: Topic, topics: Topics) -> bool:
    """True for a body that a heading above names, or that a headline begins with, a colon behind it (国家统计局：7月猪肉价格下降)."""
    if found.reach == OF_HEADING:
        return True
    number = bisect_right(topics.layout.places, found.start) - 1
    clauses = topics.layout.clauses
    return number >= 0 and number + 1 < len(clauses) and clauses[number].zone in HEADLINES and clauses[number + 1].opens == "：" and clauses[number].span.start == found.start


def place_governed(speaker: Topic | None, topics: Topics) -> Topic | None:
    """The place of a government that says so, for what nobody else owns (市政府负责人介绍，此次开工的项目共7个)."""
    entity = topics.context.entities.get(speaker.key) if speaker is not None and speaker.key else None
    place = topics.context.entities.get(entity.within) if entity is not None and entity.within else None
    if speaker is None or entity is None or place is None or place.type != "LOC" or entity.name.removeprefix(place.name) not in topics.cues.turns.ends_of_leaders:
        return None
    return replace(speaker, key=place.key, name=place.name, serves=": the place that it serves")


def village_of(found: Topic | None, reading: Reading, topics: Topics) -> Topic | None:
    """The village instead of its party branch, for what the village earns (某村党支部推进…，村集体收入35万元) and for what its secretary tells of 我们."""
    entity = topics.context.entities.get(found.key) if found is not None and found.key else None
    if found is None or entity is None or entity.subtype != "party":
        return found
    end = entity.name.find("村", 1)
    said = topics.page.text.form[topics.layout.clauses[reading.clause].span.start:reading.value.span.start] if end > 0 else ""
    if end < 0 or end + 1 == len(entity.name) or found.step not in _TELLS_OF_US and not topics.cues.of_areas.search(f"{reading.metric} {said}"):
        return found
    first = max((entity.name.rfind(sign, 0, end - 1) for sign in topics.cues.division_ends if len(sign) == 1), default=-1) + 1
    name = entity.name[first:end + 1]
    key = topics.context.by_form(name)
    return replace(found, key=key, name=topics.context.name_of(key) or name, serves=": the place that it serves")
