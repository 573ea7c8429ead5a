"""Blocks → sentences, quotations kept whole where that can be read.

In: the matching form of a block.  Out: spans.  A full stop inside a short quotation does not end the sentence, and a quotation
stays with the words after it that say who spoke (`“……。”张三说。`).
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.model import Span

_END = re.compile("[。！？]+[”’」』）》]*")
_LONGEST_QUOTATION = 120  # characters; a longer quotation is split at its own full stops
_LONGEST_ATTRIBUTION = 48
LONGEST_SENTENCE = 1000  # characters; text without full stops is cut there, so that no page costs more than its length
_PAUSE = re.compile("[；，、：]")
_OPENING, _CLOSING = "“「『", "”」』"
_OPENS = re.compile(f"[{_OPENING}]")


def sentence_spans(form: str, start: int, end: int, speech: Collection[str] = ()) -> Iterator[Span]:
    """The sentences of `form[start:end]`, in order, without gaps.  `speech` are verbs of saying.

    >>> text = "“桥通了。路也修了。”王海说。他很高兴。"
    >>> [text[a:b] for a, b in sentence_spans(text, 0, len(text), ("说",))]
    ['“桥通了。路也修了。”王海说。', '他很高兴。']
    """
    begin, quotes = start, _OPENS.search(form, start, end) is not None
    ends = [found.end() for found in _END.finditer(form, start, end)]
    for number, stop in enumerate(ends):
        if stop == end:
            break
        if stop - begin > LONGEST_SENTENCE:
            yield from _pieces(form, begin, stop)
            begin = stop
            continue
        if quotes and _inside_short_quotation(form, begin, stop, end):
            continue
        if speech and form[stop - 1] in _CLOSING:
            following = ends[number + 1] if number + 1 < len(ends) else end
            if following - stop <= _LONGEST_ATTRIBUTION and _says_who(form[stop:following], speech):
                continue
        yield Span(begin, stop)
        begin = stop
    if begin < end:
        yield from _pieces(form, begin, end)


def _pieces(form: str, begin: int, end: int) -> Iterator[Span]:
    """`form[begin:end]` whole, or where it is too long for a sentence, in pieces that end at a pause if there is one."""
    while end - begin > LONGEST_SENTENCE:
        limit = begin + LONGEST_SENTENCE
        stop = next((found.end() for found in reversed(list(_PAUSE.finditer(form, limit - 200, limit)))), limit)
        yield Span(begin, stop)
        begin = stop
    yield Span(begin, end)


def _inside_short_quotation(form: str, begin: int, stop: int, end: int) -> bool:
    opened = max(form.rfind(sign, begin, stop) for sign in _OPENING)
    if opened < 0 or any(form.find(sign, opened, stop) >= 0 for sign in _CLOSING):
        return False
    limit = min(end, opened + _LONGEST_QUOTATION)
    return any(form.find(sign, stop, limit) >= 0 for sign in _CLOSING)


def _says_who(words: str, speech: Collection[str]) -> bool:
    plain = words.rstrip("。！？”’」』）》")
    if any(sign in plain for sign in "，；“「"):
        return False
    return plain.endswith(tuple(speech)) or any(verb in plain for verb in speech if len(verb) > 1)
