"""Who said what: attributions become relations `said`, the words said as the object.

In: a `PageContext` with its `Said` mentions (slot `who`, perhaps `verb`).  Out: `Relation` records whose object is only words.
What is said stands behind the attribution and a pause; else it is the quotation before it (“…”李明说。). What is neither is left alone.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention, Relation, Span
from kg.resolve.context import PageContext
from kg.resolve.turns import PageTurns

_LONGEST = 80  # characters of the words said that are kept as the object's name; the evidence has them all
_SHORTEST = 4
_PAUSES = ("，", "：", ",", ":", "“")
_STOPS = "。！？，…!?,"
_CLOSED = ("”", "’", "」")
_EDGE = "，。：；、,:;!?！？“”‘’\"'（）() \u3000"


def sayings(context: PageContext, turns: PageTurns) -> Iterator[Relation]:
    """One relation for each attribution whose speaker is named and whose words are printed."""
    said = [(mention, who, speaker) for mention in context.mentions if mention.label == "Said" and (who := mention.part("who")) and (speaker := context.entity_of(who))]
    ended_by_person = {mention.span.end: who.span.start for mention, who, speaker in said if speaker.startswith("PER")}
    for mention, who, speaker in said:
        if not speaker.startswith(("PER", "ORG", "LOC")):
            continue
        if who.span.end <= ended_by_person.get(mention.span.end, 0):  # 据某局局长李明介绍: he says so, not his office
            continue
        words = _words(mention, context, turns)
        if words is None:
            continue
        raw = context.page.text.raw
        verb = mention.part("verb")
        spans = [("subject", *raw(who.span)), ("object", *raw(words))]
        if verb is not None:
            spans.insert(0, ("trigger", *raw(verb.span)))
        whole = Span(min(mention.span.start, words.start), max(mention.span.end, words.end))
        yield Relation(speaker, "said", None, _shown(words, context), None, context.evidence(whole, mention.rule), tuple(spans))


def _words(mention: Mention, context: PageContext, turns: PageTurns) -> Span | None:
    """The span of what is said: behind the attribution, else the quotation before it in its sentence, else in the sentence before."""
    sentence = context.sentence_at(mention.span.start)
    if sentence is None:
        return None
    text, start = context.page.text.printed, mention.span.end
    for heard in turns.hearers:
        start += len(heard) if text.startswith(heard, start) else 0
    if text.startswith(_PAUSES, start):
        found = _trimmed(Span(start, sentence.span.end), context)
        if found.length >= _SHORTEST:
            return found
    closed = max(text.rfind(sign, sentence.span.start, mention.span.start) for sign in _CLOSED)
    if closed >= 0 and text[closed - 1] in _STOPS:  # “…。”李明说, not 办理“快贷”业务的李明说
        return _long_enough(_trimmed(Span(sentence.span.start, closed), context))
    before = context.sentence_at(sentence.span.start - 1)
    if before is None or before.article != sentence.article or not text[before.span.start:before.span.end].rstrip().endswith(_CLOSED):
        return None
    return _long_enough(_trimmed(before.span, context))


def _long_enough(span: Span) -> Span | None:
    return span if span.length >= _SHORTEST else None


def _trimmed(span: Span, context: PageContext) -> Span:
    text, start, end = context.page.text.printed, span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, max(start, end))


def _shown(span: Span, context: PageContext) -> str:
    words = "".join(context.page.text.printed[span.start:span.end].split())
    return words if len(words) <= _LONGEST else words[:_LONGEST - 1] + "…"
