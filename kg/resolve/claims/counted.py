"""Owners that a clause names beside what it counts: where those live who are counted, whose they are, what carries them.

In: a reading and the topics of its page.  Out: a `Topic`, or None where the clause names no such owner.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Reading
from kg.extract.claims.figure import index_of, unit_of
from kg.extract.claims.words import Word
from kg.resolve.claims.ground import Topic, first_of_nouns
from kg.resolve.claims.topics import Topics

_LIVED_IN = frozenset(("Division", "Village", "City"))


def beside_counted(reading: Reading, topics: Topics) -> Topic | None:
    """The owner of what a clause counts, by the words on either side of the figure."""
    return of_place_of_members(reading, topics) or of_one_named_before(reading, topics) or of_maker(reading, topics) or of_vehicle(reading, topics)


def unit_of_figure(reading: Reading, topics: Topics) -> str:
    """The unit of the figure, empty for a bare number."""
    return next((unit_of(word) for word in topics.row(reading.clause) if word.mention is reading.value), "")


def counts_the_list(reading: Reading, topics: Topics) -> bool:
    """True where the figure counts the very places of the list before it (甲、乙等11市, 甲、乙两乡镇): the whole that they are of owns it."""
    row, form = topics.row(reading.clause), topics.page.text.form
    at = index_of(row, reading.value)
    if at < 1 or not (row[at - 1].is_named or row[at - 1].text in topics.cues.turns.and_so_on):
        return False
    end = reading.value.span.end
    classes = topics.cues.turns.classes_of_places_together
    return form.startswith(classes, end) or form.endswith(classes, reading.value.span.start, end)


def of_place_of_members(reading: Reading, topics: Topics) -> Topic | None:
    """在某县靠养蜂增收的农户达到1200家: the place where those live who are counted by what they do there."""
    row, start = topics.row(reading.clause), reading.value.span.start
    first = next((i for i, word in enumerate(row) if word.tag != "Time" and word.text != "，"), 0)
    if row[first].text not in topics.cues.turns.words_of_being_at or len(row) < first + 5:
        return None
    last = first
    while last + 1 < len(row) and row[last + 1].tag in _LIVED_IN:
        last += 1
    if last == first or row[last + 1].text in topics.cues.localizers:
        return None
    of = next((i for i in range(last + 2, len(row) - 1) if row[i].text == "的"), None)
    if of is None or row[of + 1].end > start or not row[of + 1].is_nominal or any(word.is_named or word.tag == "w" for word in row[last + 1:of + 2]):
        return None
    reached = [word for word in row[of + 2:] if word.end <= start]
    if not reached or not any(word.is_verb for word in reached) or any(word.is_nominal for word in reached):
        return None
    found = topics.goes_on[reading.clause] = topics.name_at(row[last], "the place of those who are counted")
    return found


def of_maker(reading: Reading, topics: Topics) -> Topic | None:
    """某人的田在某县建设的5万亩示范区内: who made what is counted right behind 的."""
    row = topics.row(reading.clause)
    at = index_of(row, reading.value)
    made = at > 2 and row[at - 1].text == "的" and row[at - 3].is_named and row[at - 2].text in topics.cues.turns.verbs_of_making
    return topics.name_at(row[at - 3], "who made what is counted") if made else None


def of_vehicle(reading: Reading, topics: Topics) -> Topic | None:
    """装着60个标箱的班列, 搭载了3名乘客的中巴, 货车内3人: the train or car that carries what is counted."""
    row = topics.row(reading.clause)
    at = index_of(row, reading.value)
    vehicles = topics.cues.turns.vehicles
    inside = at - 1 - (row[at - 1].text == "的")
    if inside > 0 and row[inside].text in topics.cues.turns.words_of_inside and row[inside - 1].text.endswith(vehicles) and unit_of(row[at]) in topics.layout.cues.person_units:
        return _vehicle(row, inside - 1, topics)
    verb = at - 1 - (row[at - 1].text in topics.layout.cues.aspects)
    if verb < 0 or row[verb].text not in topics.cues.turns.verbs_of_carrying:
        return None
    of = next((i for i in range(at + 1, min(len(row) - 1, at + 5)) if row[i].text == "的"), None)
    if of is None:
        return None
    last = next((i for i in range(of + 1, min(len(row), of + 4)) if row[i].text.endswith(vehicles)), None)
    return _vehicle(row, last, topics) if last is not None and all(word.is_nominal and not word.is_value for word in row[of + 1:last]) else None


def _vehicle(row: Sequence[Word], last: int, topics: Topics) -> Topic:
    first = first_of_nouns(row, last)
    name = topics.page.text.printed[row[first].start:row[last].end]
    return Topic(topics.context.by_form(name), name, row[first].start, "what carries those who are counted")


def of_one_named_before(reading: Reading, topics: Topics) -> Topic | None:
    """随着职工某人的540亩玉米收割完毕, 随着某公司的3条生产线投产: whose they are, whatever the sentence goes on to tell."""
    row = topics.row(reading.clause)
    if row[0].text not in topics.cues.turns.words_of_along_with:
        return None
    at = index_of(row, reading.value)
    return topics.name_at(row[at - 2], "the name whose figure it is") if at > 2 and row[at - 1].text == "的" and row[at - 2].is_named else None
