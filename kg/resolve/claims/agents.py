"""Those who act for a body (民警, 校方, 工作组), and the body that they act for.

In: a clause and the topics of its page.  Out: a `Topic`: the body named last before that can have such agents; where none is named and they are of one
kind of body alone (警方), they themselves.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.resolve.claims.ground import ACTED_FOR, Topic, told_further
from kg.resolve.claims.topics import Topics

_FAR_BACK = 60  # clauses


def agents_act(topics: Topics, number: int, first: int = 0) -> bool:
    """True where those who act in the sentence up to clause `number`, from clause `first` on, do so for a body (执勤民警搜查了…，查获…)."""
    return _acting(topics, number, first) is not None


def acting_body(topics: Topics, number: int) -> Topic | None:
    """民警走访群众200人次: the body named last before as a topic, for whom they act; never a court for the police (法院查明，……。警方出动500人)."""
    clauses, acting = topics.layout.clauses, _acting(topics, number)
    said = topics.agents_of(acting) if acting is not None else ""
    kinds = next((kinds.split() for noun, kinds in topics.cues.turns.bodies_of_agents.items() if said.endswith(noun)), []) if said else []
    step = number
    while step and number - step < _FAR_BACK:
        step -= 1
        if clauses[step].article != clauses[number].article:
            break
        topic = topics.of(step)
        if topic is not None and topic.key is None and kinds and (one := _one_of(topic, kinds, topics)) is not None:
            return told_further(one, ACTED_FOR)
        entity = topics.context.entities.get(topic.key) if topic is not None and topic.key else None
        if entity is not None and entity.type == "ORG" and entity.subtype != "media" and (not kinds or any(kind in entity.name for kind in kinds)):
            return told_further(topic, ACTED_FOR)
    return Topic(None, said, clauses[acting].span.start, "those who act, of whose body nothing is said") if kinds and acting is not None else None


def _one_of(topic: Topic, kinds: Sequence[str], topics: Topics) -> Topic | None:
    """The one body of joint names that has such agents (某厂和某大学签约。厂方投入…)."""
    keys = [topics.context.by_form(name) for name in topic.name.split("、") if any(kind in name for kind in kinds)]
    entity = topics.context.entities.get(keys[0]) if len(keys) == 1 and keys[0] is not None else None
    return replace(topic, key=entity.key, name=entity.name) if entity is not None and entity.type == "ORG" else None


def _acting(topics: Topics, number: int, first: int = 0) -> int | None:
    """The clause nearest to `number` in its sentence that begins with those who act for a body."""
    clauses, step = topics.layout.clauses, number
    while step >= first and clauses[step].sentence == clauses[number].sentence:
        if topics.is_agents(step):
            return step
        step -= 1
    return None
