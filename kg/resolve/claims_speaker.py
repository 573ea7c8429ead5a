"""Who says so: from an attribution in the same sentence, round a quotation, or at the head of the paragraph.

In: the `Said` mentions of a page and its sentences.  Out: for a page offset, the key and name of the speaker.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.claims import Layout
from kg.model import Mention, Page, Span
from kg.resolve.context import PageContext

_QUOTED = re.compile(r"“[^“”\u2029]*(?:“[^“”\u2029]*”[^“”\u2029]*)*”")
_SPEECH = re.compile(r"[。！？，…]”$")
_REACH = 60  # characters between a closing quote and the words that name its speaker


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of the page and who asserts it."""

    span: Span
    key: str | None
    name: str
    rule: str


class Speakers:
    """The speeches of a page, the narrowest first."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, said: tuple[Mention, ...]):
        self.page, self.context = page, context
        form = page.text.form
        quotes = [Span(*match.span()) for match in _QUOTED.finditer(form) if match.end() - match.start() > 14 or _SPEECH.search(match.group())]
        paragraphs = _paragraphs(layout)
        speeches = [speech for mention in said for speech in self._speeches(mention, quotes, paragraphs, form)]
        self.speeches = tuple(sorted(speeches, key=lambda s: (s.span.length, s.span.start)))
        self.quotes = tuple(quotes)

    def at(self, position: int) -> Speech | None:
        """Who asserts what stands at a page offset, or None."""
        inside = next((q for q in self.quotes if q.start < position < q.end), None)
        for speech in self.speeches:
            if speech.span.start <= position < speech.span.end and (inside is None or speech.span.length <= inside.length + 2 or not self._own_quote(inside)):
                return speech
        return None

    def _own_quote(self, quote: Span) -> bool:
        return any(speech.span == quote for speech in self.speeches)

    def _speeches(self, mention: Mention, quotes: list[Span], paragraphs: dict[int, Span], form: str) -> list[Speech]:
        who = mention.part("who")
        key = self.context.entity_of(who)
        name = self.context.name_of(key) or who.text

        def speech(span: Span) -> Speech:
            return Speech(span, key, name, mention.rule)

        for quote in quotes:  # “…”某人说
            between = form[quote.end:mention.span.start]
            if 0 <= mention.span.start - quote.end <= _REACH and "\u2029" not in between and "。" not in between:
                return [speech(quote)]
        for quote in quotes:  # 某人说：“…”
            if 0 <= quote.start - mention.span.end <= 12 and not set(form[mention.span.end:quote.start]) - set("：，道说他她，"):
                return [speech(quote)]
        sentence = self.context.sentence_at(mention.span.start)
        if sentence is None:
            return []
        paragraph = paragraphs.get(sentence.span.start)
        if mention.attribute("scope") == "paragraph" and paragraph is not None and form[mention.span.end:mention.span.end + 1] in "，：":
            return [speech(Span(mention.span.start, paragraph.end))]
        return [speech(sentence.span)]


def _paragraphs(layout: Layout) -> dict[int, Span]:
    """The paragraph's span for the start of its first sentence."""
    found: dict[int, Span] = {}
    first = None
    for clause in layout.clauses:
        if first is None or clause.paragraph != first[0]:
            first = (clause.paragraph, clause.span.start)
        found[first[1]] = Span(first[1], clause.span.end)
    return found
