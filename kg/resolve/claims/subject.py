"""Whose figure it is.

In: a reading and the topics of its page.  Out: a `Topic` (entity key or name, and the step that found it), or None.
`_STEPS` is the order of trust: what stands right beside the figure, the clause itself, the clauses before it in the sentence, the one after, who says so, the sentences before
in the paragraph, the heading.  What they find is looked at once more (`_settled`); where they find nothing, the speaker's house, the headline and the lead are asked.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.claims import Reading
from kg.extract.claims.phrase import CARRIED_ON, GREATEST_AND_WHERE, GREATEST_BEFORE, GREATEST_OF_ALL
from kg.extract.claims.words import HEADLINES
from kg.model import record
from kg.resolve.claims import beside, far, trust, wholes
from kg.resolve.claims.agents import acting_body, agents_act
from kg.resolve.claims.counted import beside_counted, counts_the_list, unit_of_figure
from kg.resolve.claims.earlier import earlier_sentence, single, whole
from kg.resolve.claims.ground import BODY_SAYS, COUNTED_TOGETHER, JOINT_NAMES, OF_CLAUSE, OF_HEADING, SOME_OF_THEM, WORKS_BY_PLACE, Topic, told_further
from kg.resolve.claims.speaking import at_home, earner, house_of_speaker, household, plain_speaker, said_by_own_house, who_says
from kg.resolve.claims.topics import Topics

_GREATEST = frozenset((GREATEST_BEFORE, GREATEST_OF_ALL, GREATEST_AND_WHERE))
_LISTS = frozenset((COUNTED_TOGETHER, JOINT_NAMES))


@record
class _Asked:
    """A figure whose owner is looked for.  `paid` are the works that it was spent on."""

    reading: Reading
    topics: Topics
    speaker: str | None
    quoted: bool
    paid: Topic | None


def subject_of(reading: Reading, topics: Topics, speaker: str | None, quoted: bool = False) -> Topic | None:
    """The owner of a figure.  `speaker` is the key of who says so, for 我们 in a quotation; `quoted` where the words are its own."""
    paid = beside.works_paid(reading, topics)
    if paid is not None:
        topics.goes_on[reading.clause] = paid
    asked = _Asked(reading, topics, speaker, quoted, paid)
    found = _settled(next((topic for step in _STEPS if (topic := step(asked)) is not None and (topic.key is not None or topic.step != SOME_OF_THEM)), None), asked)
    if found is not None and not found.name:
        return _of_speakers_place(asked)
    found = found or wholes.place_of_statistics(_far_off(asked), reading, topics)
    return found if found is not None and found.name and not trust.is_unlike(found, reading.metric, topics) else None


def _settled(found: Topic | None, asked: _Asked) -> Topic | None:
    """What the steps found, looked at once more: who only tells owns no statistics, a village stands for its body, a firm has no rainfall, 分别 gives each its own."""
    reading, topics = asked.reading, asked.topics
    if found is not None and wholes.only_tells(found, topics):
        found = wholes.place_of_statistics(found, reading, topics)
    found = wholes.place_of_leaders(wholes.village_of(found, reading, topics), reading, topics)
    if found is not None and trust.is_unlike(found, reading.metric, topics):
        found = _house_of_person(found, topics) or trust.NOBODY
    found = _in_turn(found, reading, topics)
    if found is not None and found.step == WORKS_BY_PLACE:
        found = topics.naming.compounds.without(found, reading.metric, unit_of_figure(reading, topics), reading.at) or found
    return found


def _house_of_person(found: Topic, topics: Topics) -> Topic | None:
    """The place whose officer owns no such figure: 村支书某某却担心，村集体收入只有3万元."""
    entities = topics.context.entities
    house = house_of_speaker(topics, found.key) if found.key is not None and entities[found.key].type == "PER" else None
    return house if house is not None and house.key is not None and entities[house.key].type == "LOC" else None


def _of_speakers_place(asked: _Asked) -> Topic | None:
    """全县…, where the page does not tell which: the place that the speaker's house serves, or that house where it is a place or has spoken."""
    topics = asked.topics
    house = house_of_speaker(topics, asked.speaker)
    served = wholes.place_of_statistics(house, asked.reading, topics)
    if served is not None and served.serves:
        return served  # 国家某局局长某人透露，……余额36万亿元
    return house if house is not None and house.key is not None and (topics.context.entities[house.key].type == "LOC" or house.key == topics.offices.house_by_post(asked.speaker)) else None


def _far_off(asked: _Asked) -> Topic | None:
    """Where the sentence and the paragraph name nobody: the house of the person who speaks, the headline, the name printed most often, the lead.

    A body that speaks itself tells of others (记者从某局获悉，……建成7个项目): of 16 such figures on 16 pages none was its own; at most they are of the place that it serves.
    """
    topics, number = asked.topics, asked.reading.clause
    clause = topics.layout.clauses[number]
    reported = topics.articles.place_reported(clause.article)
    if reported is not None and clause.zone not in HEADLINES:
        return reported
    speaks = house_of_speaker(topics, asked.speaker)
    house = wholes.place_governed(speaks, topics) or wholes.place_of_statistics(speaks, asked.reading, topics)
    headline = wholes.village_of(trust.of_headline(far.headline(topics, clause), number, topics), asked.reading, topics)
    return (house if house is not None and (house.step != BODY_SAYS or house.serves) else None) or headline or far.name_of_article(topics, number) \
        or trust.of_lead(single(_lead_before(topics, number)), number, topics)


def _lead_before(topics: Topics, number: int) -> Topic | None:
    """The article's own subject, unless it is first named behind the sentence of clause `number`; a headline stands before all of them."""
    clause = topics.layout.clauses[number]
    lead, end = topics.articles.lead(clause.article), topics.page.sentences[clause.sentence].span.end
    if lead is None or clause.zone in HEADLINES or lead.start < end:
        return lead
    return lead if any(name.entity == lead.key for name in topics.context.names_before(end, clause.article)) else None


def _of_quake(asked: _Asked) -> Topic | None:
    """The earthquake whose strength, depth or harm is told; the sentence goes on with what it caused."""
    found = asked.topics.quakes.of(asked.reading)
    if found is not None:
        asked.topics.goes_on[asked.reading.clause] = found
    return found


def _beside(asked: _Asked) -> Topic | None:
    """Whose it is by the words right beside the figure."""
    reading, topics = asked.reading, asked.topics
    return beside.before_brackets(reading, topics) or beside_counted(reading, topics) or beside.place_told(reading, topics) or beside.changed_by_others(reading, topics) or beside.aged(reading, topics) or beside.sentenced(reading, topics) or asked.paid \
        or beside.named_after(reading, topics) or beside.of_somebody_unnamed(reading, topics)


def _of_clause(asked: _Asked) -> Topic | None:
    """Whose it is by the clause: 我家, the body that publishes it, who stands in subject position, what was made so; nobody, where those counted act themselves."""
    reading, topics = asked.reading, asked.topics
    number, start = reading.clause, reading.value.span.start
    before = topics.before(number, start)
    if before is not None and before.step in _LISTS and counts_the_list(reading, topics):
        before = topics.naming.listed.whole_of_list(topics.row(number), before, start) or before  # 甲、乙两县受灾: the city in which the two lie
    return household(reading, topics, asked.speaker) or topics.issuer(number, start) or before or _pointed_thing(asked) or beside.made_so(reading, topics) or beside.members_act(reading, topics)


def _pointed_thing(asked: _Asked) -> Topic | None:
    """这棵古树高20米，胸径2米: the thing that its own clause points at; the sentence goes on with it."""
    number, topics = asked.reading.clause, asked.topics
    row = topics.row(number)
    found = topics.takings.pointed_thing(row[row[0].text == "“":], asked.reading.value.span.start)
    if found is not None:
        topics.goes_on[number] = found
    return found


def _where_greatest(asked: _Asked) -> Topic | None:
    """最大降雨量出现在青石镇，达342毫米."""
    return beside.where_it_lies(asked.topics, asked.reading.clause) if asked.reading.how in _GREATEST else None


def _of_words_own(asked: _Asked) -> Topic | None:
    """Whose it is by words of its own: 家里 and 我们 in a quotation, what its metric is a kind of or stands beside."""
    reading, topics = asked.reading, asked.topics
    return (at_home(reading, topics, asked.speaker) if asked.quoted else None) or said_by_own_house(reading, topics, asked.speaker) \
        or topics.takings.of_kind(reading.metric, reading.clause) or beside.beside_metric(reading, topics)


def _of_clauses_before(asked: _Asked) -> Topic | None:
    """What the clauses before in the sentence are about, or bring in, the nearest first."""
    reading, topics = asked.reading, asked.topics
    clauses, form, cues = topics.layout.clauses, topics.page.text.form, topics.cues
    step, crossed, found = reading.clause, False, None
    pays = cues.pays.search(form, clauses[step].span.start, reading.value.span.start) is not None
    tops = "最" in form
    while found is None and step and clauses[step - 1].sentence == clauses[reading.clause].sentence:
        step -= 1
        if topics.is_attribution(step) or topics.says_what_follows(step):
            continue
        brought = None if pays else topics.takings.brought_in(step)
        if brought is None and reading.metric.endswith(cues.terms):
            brought = topics.takings.launched(step)
        if brought is None and reading.metric.endswith(cues.terms_of_works):
            brought = topics.takings.started(step)
        crossed = crossed or clauses[step + 1].opens == "；"
        found = told_further(topics.goes_on.get(step) or brought or whole(topics.of(step), topics) or (beside.most_at(topics, step) if tops else None), OF_CLAUSE)
        if found is not None and found.key is None and "、" in found.name and trust.has_own_subject(topics.row(reading.clause)) and not trust.is_of_places(found, reading, topics):
            found = trust.NOBODY
        if found is not None and topics.walks.by_agent(topics.row(step)) is not None and trust.tells_of_others(topics.row(reading.clause)):
            found = trust.NOBODY  # 由市政府补贴30%，农户只花20元
        if found is not None and found.step in _LISTS and topics.row(reading.clause)[0].text in cues.turns.words_of_the_rest:
            found = None  # 甲、乙2市好于平均水平，其余9市差于平均水平
        if crossed and found is not None and found.said.startswith(cues.works_in_general):
            found = None  # 项目涉及三区；租赁补贴发放1600户: the project is of its own half
    return found


def _of_scene(asked: _Asked) -> Topic | None:
    """The place that the sentence is told from, or who speaks there of himself."""
    scene = _scene(asked.topics, asked.reading.clause)
    if scene is not None or asked.speaker is None or not asked.quoted:
        return scene
    return plain_speaker(asked.topics, asked.speaker) or earner(asked.reading.metric, asked.topics, asked.speaker)


def _of_clause_behind(asked: _Asked) -> Topic | None:
    """What the clause after is about; where agents act (执勤民警对…), the body for which they do."""
    topics, number = asked.topics, asked.reading.clause
    return acting_body(topics, number) if topics.is_agents(number) else _of_clause_after(asked.reading, topics)


def _of_who_says(asked: _Asked) -> Topic | None:
    """The person of 他算账说, or the body whose agents act in the sentence."""
    topics, number = asked.topics, asked.reading.clause
    return who_says(topics, number) or (acting_body(topics, number) if agents_act(topics, number) else None)


def _of_ways_and_parts(asked: _Asked) -> Topic | None:
    """The port that things go through, the whole whose parts are counted."""
    return beside.passed_through(asked.reading, asked.topics) or beside.of_all_parts(asked.reading, asked.topics)


def _of_place(asked: _Asked) -> Topic | None:
    """在某镇某村，由企业援建的20座大棚已投产: the place that opens the sentence."""
    topics, step = asked.topics, asked.reading.clause
    while step and topics.layout.clauses[step - 1].sentence == topics.layout.clauses[asked.reading.clause].sentence:
        step -= 1
        found = topics.scenes.place(step)
        if found is not None:
            return found
    return None


def _of_paragraph(asked: _Asked) -> Topic | None:
    """The whole of which a part is told, the nearest sentence before that names somebody, the heading above."""
    reading, topics, speaker = asked.reading, asked.topics, asked.speaker
    number = reading.clause
    found = wholes.whole_of(reading, topics) or (trust.NOBODY if topics.sentences.points_at_unknown(number) else None) \
        or _of_report(wholes.place_of_statistics(earlier_sentence(topics, number), reading, topics), number, topics) or told_further(topics.articles.heading(number), OF_HEADING)
    if found is not None and speaker is not None and found.key == speaker:
        found = house_of_speaker(topics, speaker) or found  # 科主任某某说：……老楼只有8间房
    return found


def _of_report(found: Topic | None, number: int, topics: Topics) -> Topic | None:
    """What a sentence before was about, as owner in a government's report; its next sentence goes on with the place, and not with the firm named in passing."""
    entity = topics.context.entities.get(found.key) if found is not None and found.key else None
    return found if entity is None or entity.subtype != "company" else topics.articles.place_reported(topics.layout.clauses[number].article) or found


def _event_of_headline(asked: _Asked) -> Topic | None:
    """The event of the headline, for what only events have (stands, visitors)."""
    topics = asked.topics
    return topics.articles.headlines_event(topics.layout.clauses[asked.reading.clause].article) if asked.reading.metric.endswith(topics.cues.of_events) else None


_STEPS: tuple[Callable[[_Asked], Topic | None], ...] = (
    _of_quake, _beside, _of_clause, _where_greatest, _of_words_own, _of_clauses_before, _of_scene, _of_clause_behind, _of_who_says, _of_ways_and_parts, _of_place, _of_paragraph, _event_of_headline)


def _of_clause_after(reading: Reading, topics: Topics) -> Topic | None:
    """What the next clause of the sentence is about, where this one names nobody before the figure, carries none on and neither lists parts."""
    clauses, number = topics.layout.clauses, reading.clause + 1
    if reading.how.startswith(CARRIED_ON) or number == len(clauses) or clauses[number].sentence != clauses[reading.clause].sentence or clauses[number].opens == "；" or topics.is_attribution(number):
        return None
    lists_parts = any(topics.page.text.form.startswith(topics.cues.turns.of_which, clauses[one].span.start) for one in (reading.clause, number))
    names_somebody = any(word.is_named for word in topics.row(reading.clause) if word.start < reading.value.span.start)
    if lists_parts or names_somebody or topics.sentences.has_acted(reading.clause) or trust.is_whole(reading, topics):
        return None
    return wholes.place_of_statistics(told_further(single(topics.of(number)), "of the clause after"), reading, topics)


def _in_turn(found: Topic | None, reading: Reading, topics: Topics) -> Topic | None:
    """甲、乙分别为4亿元和3亿元: the nth figure is the nth owner's."""
    if found is None or found.key is not None or "、" not in found.name:
        return found
    row, in_turn = topics.row(reading.clause), topics.cues.turns.in_turn
    each = next((i for i, word in enumerate(row) if word.text.startswith(in_turn)), None)
    if each is None and topics.layout.clauses[reading.clause].opens == "：" and any(word.text.startswith(in_turn) for word in topics.row(reading.clause - 1)):
        each = 0  # 甲、乙、丙增幅较大，分别为：21%、12%、6%
    names = found.name.split("、")
    figures = [word for word in row[each:] if word.tag in ("Quantity", "Number")] if each is not None else []
    if len(figures) != len(names) or reading.value not in [word.mention for word in figures]:
        return found
    name = names[[word.mention for word in figures].index(reading.value)]
    key = next((key for key, entity in topics.context.entities.items() if entity.name == name), None)
    return told_further(replace(found, key=key, name=name), "分别: the one of the same place")


def _scene(topics: Topics, number: int) -> Topic | None:
    clauses = topics.layout.clauses
    step = number
    while step >= 0 and clauses[step].sentence == clauses[number].sentence:
        found = topics.scenes.of(step)
        if found is not None:
            return found
        step -= 1
    return None
