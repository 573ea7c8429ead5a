"""Figures of who speaks: 我们, 我家, 家里 and 他 as owners.

In: a reading, the topics of its page and the key of who says so.  Out: a `Topic` (the person, the family, the house of the post), or None.
"""
from __future__ import annotations

from kg.extract.claims import Reading
from kg.resolve.claims.ground import BODY_SAYS, HOUSE_SAYS, Topic
from kg.resolve.claims.topics import Topics

_FAMILY_REACH = 120  # characters; further back in a sentence 我家 is another matter


def at_home(reading: Reading, topics: Topics, speaker: str | None) -> Topic | None:
    """家里 at the head of quoted words is the home of the person who says them."""
    form, start = topics.page.text.form, topics.layout.clauses[reading.clause].span.start
    if speaker is None or not form.startswith(topics.cues.turns.words_of_ones_home, start + (form[start] == "“")):
        return None
    entity = topics.context.entities.get(speaker)
    return Topic(speaker, entity.name, start, "家里 of the person who says so") if entity is not None and entity.type == "PER" else None


def said_by_own_house(reading: Reading, topics: Topics, speaker: str | None) -> Topic | None:
    """我们 in a quotation is the speaker's house; 我 said by a person without an office is that person."""
    clauses = topics.layout.clauses
    number = reading.clause
    if not topics.cues.speaks_of_self.search(topics.page.text.form, topics.page.sentences[clauses[number].sentence].span.start, reading.value.span.start):
        return None
    while number >= 0 and clauses[number].sentence == clauses[reading.clause].sentence:
        own = next((word.text for word in topics.row(number) if word.start < reading.value.span.start and word.text in topics.cues.self_words), None)
        if own is not None:
            person = _person(topics, speaker) if speaker is not None and not own.endswith("们") else None
            return person or house_of_speaker(topics, speaker) or (plain_speaker(topics, speaker) if speaker is not None else None)
        number -= 1
    return None


def household(reading: Reading, topics: Topics, speaker: str | None) -> Topic | None:
    """我家 is the family of who speaks, 他家 of the person named last."""
    clauses, context = topics.layout.clauses, topics.context
    clause = clauses[reading.clause]
    start = max(topics.page.sentences[clause.sentence].span.start, reading.value.span.start - _FAMILY_REACH)
    if topics.page.text.form.find("家", start, reading.value.span.start) < 0:
        return None
    found = list(topics.cues.families.finditer(topics.page.text.form, start, reading.value.span.start))
    if not found or any(word.is_named for word in topics.row(reading.clause) if found[-1].end() <= word.start < reading.value.span.start):
        return None
    key = speaker if found[-1].group()[0] in topics.cues.turns.pronouns_of_the_speaker else None
    if key is None and found[-1].group()[0] in topics.cues.turns.pronouns_of_another:
        key = next((name.entity for name in context.names_before(found[-1].start(), clause.article) if name.type == "PER"), None)
    entity = context.entities.get(key) if key else None
    return Topic(key, entity.name, found[-1].start(), ": the person meant", found[-1].group()) if entity and entity.type == "PER" else None


def house_of_speaker(topics: Topics, speaker: str | None) -> Topic | None:
    """The body that says so, or that of the speaker's post."""
    context = topics.context
    if speaker is None:
        return None
    entity = context.entities.get(speaker)
    if entity is not None and entity.type != "PER":
        return Topic(speaker, entity.name, 0, BODY_SAYS)
    for role in topics.roles_of(speaker):
        if role.org:
            return Topic(role.org, context.name_of(role.org) or "", 0, HOUSE_SAYS)
    house = topics.offices.house_by_post(speaker)
    return Topic(house, context.name_of(house) or "", 0, HOUSE_SAYS) if house is not None else None


def _person(topics: Topics, speaker: str) -> Topic | None:
    """Who says 我, whatever office he has."""
    entity = topics.context.entities.get(speaker)
    return Topic(speaker, entity.name, 0, "the person who says so") if entity is not None and entity.type == "PER" else None


def plain_speaker(topics: Topics, speaker: str) -> Topic | None:
    """A person without an office speaks of the own affairs (“……走10分钟就到了。”)."""
    entity = topics.context.entities.get(speaker)
    if entity is None or entity.type != "PER" or topics.roles_of(speaker) or topics.is_posted(speaker):
        return None
    return Topic(speaker, entity.name, 0, "the person who says so")


def earner(metric: str, topics: Topics, speaker: str) -> Topic | None:
    """A worker or villager tells what he earns himself (“一年下来，光这两项就收入6万多元。”某村牧民某人说); what each or all of them earn is of the house."""
    if not metric.endswith(topics.cues.earnings) or topics.cues.earnings_of_many.search(metric) or any(role.position not in topics.cues.callings for role in topics.roles_of(speaker)):
        return None
    return _person(topics, speaker)


def who_says(topics: Topics, number: int) -> Topic | None:
    """他算账说，一年能收入10万元: the person without an office named last, where a clause of saying in the sentence begins with 他."""
    clauses, step = topics.layout.clauses, number
    while step and clauses[step - 1].sentence == clauses[number].sentence:
        step -= 1
        row = topics.row(step)
        if row and row[0].text in topics.cues.pronouns and topics.is_attribution(step):
            person = topics.takings.person_again(row[0], clauses[step])
            return person if person is not None and person.key and not topics.roles_of(person.key) and not topics.is_posted(person.key) else None
    return None
