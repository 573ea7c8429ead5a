"""What the sentences before are about, where a sentence leaves its subject out.

In: the topics of a page and a clause.  Out: the `Topic` of the nearest earlier sentence of the paragraph that has one, or None.
"""
from __future__ import annotations

from kg.resolve.claims import trust
from kg.resolve.claims.agents import acting_body
from kg.resolve.claims.ground import OF_SENTENCE, WORKS_BY_PLACE, Topic, told_further
from kg.resolve.claims.topics import Topics

_BACK = 12  # sentences; a paragraph that leaves its subject out longer than that has changed it


def earlier_sentence(topics: Topics, number: int) -> Topic | None:
    """The first topic of the nearest earlier sentence of the paragraph that has one; the same for all clauses of a sentence."""
    sentence = topics.layout.clauses[number].sentence
    if sentence not in topics.earlier:
        topics.earlier[sentence] = trust.carried(_find_earlier(topics, number), number, topics)
    return topics.earlier[sentence]


def _find_earlier(topics: Topics, number: int) -> Topic | None:
    clauses = topics.layout.clauses
    clause = clauses[number]
    step, best, sentence = number, None, clause.sentence
    listed = _is_item(topics, clause.sentence)
    while step and clauses[step - 1].paragraph == clause.paragraph and clause.sentence - clauses[step - 1].sentence <= _BACK:
        step -= 1
        here = clauses[step].sentence
        if here == clause.sentence or listed and _is_item(topics, here) or topics.page.text.form.startswith(topics.cues.turns.of_which, topics.page.sentences[here].span.start):
            continue  # a part lends the next sentence no owner
        if here != sentence:
            if best is not None:
                break
            sentence = here
        if topics.page.text.form.startswith(topics.cues.turns.of_which, clauses[step].span.start):
            best = None
            continue  # 新增病例203例，其中甲省96例、乙省37例。新增死亡8例: of the whole again
        if not topics.is_attribution(step):
            best = topics.scenes.of(step) or whole(single(topics.of(step)), topics) or (acting_body(topics, step) if topics.is_agents(step) else None) or best
    return told_further(best, OF_SENTENCE)


def single(topic: Topic | None) -> Topic | None:
    """The topic, unless it is a list of several: their common figures stand beside them (甲、乙两乡受灾), never a sentence further."""
    return None if topic is not None and topic.key is None and "、" in topic.name else topic


def whole(topic: Topic | None, topics: Topics) -> Topic | None:
    """The topic, unless it is a part of a firm or of works: 1号厂房完工。二期投资3亿元 is of the whole."""
    return None if topic is not None and topic.step == WORKS_BY_PLACE and topic.name.endswith(topics.cues.turns.parts_of_works) else topic


def _is_item(topics: Topics, sentence: int) -> bool:
    """True for 二是…: what the item before it is about is not its own subject."""
    return topics.page.text.form.startswith(topics.cues.list_items, topics.page.sentences[sentence].span.start)
