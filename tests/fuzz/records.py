"""Random records: a page, names, posts, figures and sentences made of the strangest strings, in the shapes of the model.

In: `Choices`.  Out: `Records` and the strings that every view of them has to carry.
"""
from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from fuzz.pieces import CHARACTERS, NUMERALS, PRINTED, Choices

from kg.check.wording import say
from kg.export.schema import BASE
from kg.model import Article, Claim, Entity, Evidence, Naming, Note, NumberFate, Published, Quantity, Reason, Records, Relation, Role, Source, TimeExpression, Verdict

_TIMES = (None, "2024", "2024-05", "2024-05-06", "2024-01/2024-06", "2024-05-01/2024-05-07", "-0001", "2024-13", "x", "")
_VALUES = ("0", "-3.5", "120", "0.00001", "17799000000", "1E+30", "-0", "1.50")


def records_of(choices: Choices) -> Records:
    """A small graph: every kind of record, most of them once."""
    def words(most: int = 6) -> str:
        return choices.words(CHARACTERS, PRINTED, NUMERALS, most=most)

    text = words(20) or "。"
    source = Source(words(3), text, "utf-8", sha256(text.encode("utf-8", "replace")).hexdigest())
    article = f"{BASE}article/{source.sha256[:16]}"
    ids = [f"{BASE}{room}/{sha256(bytes([at])).hexdigest()[:16]}" for at, room in enumerate(("org", "person", "place", "thing"))]
    entities = tuple(Entity(iri, kind, words(1), words(), tuple(words(2) for _ in range(choices.number(3))), ids[2] if kind == "ORG" else None,
                            choices.one((None, "110101", words(1))), (Reason("merged", words(2), words(2), words(1)),))
                     for iri, kind in zip(ids, ("ORG", "PER", "LOC", choices.one(("Project", "Work", "x"))), strict=True))

    def evidence() -> Evidence:
        start = choices.number(len(text))
        return Evidence(source.name, article, start, len(text), words(8), words(1))

    value = Decimal(choices.one(_VALUES))
    upper = value + 1 if choices.number(3) == 0 else None
    unit, bound = words(1), choices.one(("exact", "about", "min", "max"))
    claim = Claim(f"{BASE}claim/{source.sha256[16:32]}", evidence(), 0, 1, words(2), value, upper, unit, bound, choices.one(("level", "change", "rate", "share", "rank", "multiple")), choices.one((None, "up", "down")),
                  choices.one((None, words(2))), words(3), choices.one((None, *ids)), words(2), choices.one(_TIMES), choices.one(("actual", "planned", "target")), choices.one((None, *ids)), words(2), (words(3),))
    return Records(
        sources=(source,), articles=(Article(article, source.name, choices.one(("article", "caption", "advert", "other")), words(), words(), words(), (words(1), words(1)),
                                             Published(choices.one(_TIMES[:4]), words(2), words(2)), (), 0, len(text)),),
        entities=entities, namings=tuple(Naming(entity.id, evidence()) for entity in entities),
        roles=(Role(ids[1], words(2), choices.one((None, ids[0])), words(2), choices.one(_TIMES), evidence()),),
        relations=(Relation(ids[0], choices.one(("located_in", "cooperates_with", "renamed_to", "part_of", "any_word")), choices.one((None, ids[3])), words(2), choices.one(_TIMES), evidence()),),
        claims=(claim,), numbers=(NumberFate(source.name, 0, 1, words(1), "claim", claim.id, words(1), Quantity(value, upper, unit, bound)),),
        times=(TimeExpression(source.name, 0, 1, words(2), choices.one(_TIMES), words(1)),), verdicts=(Verdict("restated", "disagrees", say("told-twice", metric=words(1), first=words(1), second=words(1)), (claim.id,), (evidence(),)),),
        notes=(Note("skipped", words(2), words(3)),), rules_fired=((words(1), 3),), rules_hash="0" * 64, version="0.1.0")


def carried(records: Records) -> set[str]:
    """What no view may lose: names, titles, metrics and sentences."""
    return {*(entity.name for entity in records.entities), *(article.title or "" for article in records.articles), *(claim.metric for claim in records.claims), *(claim.value_text for claim in records.claims)}
