"""Who says so: from an attribution in the same sentence, round a quotation, or at the head of the paragraph.

In: the `Said` mentions of a page and its sentences.  Out: for a page offset, the key and name of the speaker.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.extract.claims import Layout
from kg.model import Mention, Page, Span, record
from kg.resolve.claims.turns import SayingTurns
from kg.resolve.context import PageContext
from kg.resolve.named import Name
from kg.text import LINE_END

_QUOTED = re.compile(r"“[^“”\u2029]*(?:“[^“”\u2029]*”[^“”\u2029]*)*”")
_SPEECH = re.compile(r"[。！？，…]”$")
_BEFORE_SPEECH = "。！？：…"  # a quotation within a sentence is no speech of its own
_STRETCH = 256  # characters
_REACH = 60  # characters between a closing quote and the words that name its speaker


@record
class Speech:
    """A stretch of the page and who asserts it."""

    span: Span
    key: str | None
    name: str
    rule: str


class Speakers:
    """The speeches of a page, the narrowest first."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, said: tuple[Mention, ...], acting: tuple[str, ...], turns: SayingTurns, dated: tuple[int, ...]):
        self.turns = turns
        self._dated = dated  # where times of a fixed interval begin
        self.page, self.layout, self.context, self.acting = page, layout, context, acting
        form = page.text.form
        quotes = [Span(*match.span()) for match in _QUOTED.finditer(form) if match.end() - match.start() > 14 or _SPEECH.search(match.group())]
        self._quote_starts, self._quote_ends = [quote.start for quote in quotes], [quote.end for quote in quotes]
        self._ends: dict[int, int] = {}
        self._alone: dict[int, Name | None] = {}  # where a paragraph begins → the only person that it names
        self._said, self._said_starts = said, [mention.span.start for mention in said]
        self._clause_starts = layout.places
        speeches = [speech for mention in said for speech in self._speeches(mention, quotes, form)]
        speeches += self._reactions(quotes, speeches, form)
        self.speeches = tuple(sorted(speeches, key=lambda s: (s.span.length, s.span.start)))
        self.quotes = tuple(quotes)
        self._spoken = {speech.span for speech in speeches}
        self._near: dict[int, list[Speech]] = {}  # stretch of the page → the speeches that reach into it, the narrowest first
        for one in self.speeches:
            for stretch in range(one.span.start // _STRETCH, (one.span.end - 1) // _STRETCH + 1):
                self._near.setdefault(stretch, []).append(one)

    def at(self, position: int) -> Speech | None:
        """Who asserts what stands at a page offset, or None."""
        inside = self._quotation_over(position)
        for speech in self._near.get(position // _STRETCH, ()):
            if speech.span.start <= position < speech.span.end and (inside is None or speech.span.length <= inside.length + 2 or not self._own_quote(inside)):
                return speech
        return None

    def is_quoted(self, speech: Speech, position: int) -> bool:
        """True where the speech is a quotation, the speaker's own words, or a page offset lies within one that it leads to (某人告诉记者：“家里……”)."""
        inside = self._quotation_over(position)
        return self.page.text.form[speech.span.start] == "“" or inside is not None and speech.span.start <= inside.start

    def _quotation_over(self, position: int) -> Span | None:
        """The quotation that a page offset lies in; quotations do not overlap."""
        number = bisect_left(self._quote_starts, position) - 1
        return self.quotes[number] if number >= 0 and position < self.quotes[number].end else None

    def _own_quote(self, quote: Span) -> bool:
        return quote in self._spoken

    def _speeches(self, mention: Mention, quotes: list[Span], form: str) -> list[Speech]:
        who = mention.slot("who")
        key = self.context.entity_of(who) or (self._person_before(who.span.start) if mention.taken_as == "pronoun-says" else None)
        if mention.taken_as == "body-not-listed":
            named = self.context.name_at(who.span)
            key = key if named is None or named.span == who.span else None  # 中国食糖网 is not 中国
        if key is None and mention.taken_as == "pronoun-says":
            return []
        name = self.context.name_of(key) or who.text

        def speech(span: Span) -> Speech:
            return Speech(span, key, name, mention.rule)

        first, last = (bisect_left(self._quote_starts, at) for at in (mention.span.end, mention.span.end + 13))
        led_to = next((quote for quote in quotes[first:last] if not set(form[mention.span.end:quote.start]) - self.turns.before_quotations), None)  # 某人说：“…”
        first, last = (bisect_left(self._quote_ends, at) for at in (mention.span.start - _REACH, mention.span.start + 1))
        for quote in quotes[first:last]:  # “…”某人说
            between = form[quote.end:mention.span.start]
            if "\u2029" not in between and "。" not in between:
                if led_to is not None:
                    return [speech(quote), speech(led_to)]  # “…，”某人说，“……。”如今…: what stands behind is the paper's
                goes_on = [speech(Span(mention.span.start, self._end(mention.span.start)))] if self.turns.leads.match(form, mention.span.end) else []
                return [speech(quote), *goes_on]
        if led_to is not None:
            return [speech(led_to)]
        sentence = self.context.sentence_at(mention.span.start)
        if sentence is None:
            return []
        if mention.attribute("scope") == "following":
            after = self.context.sentence_at(mention.span.end)
            return [speech(Span(mention.span.start, self._end(mention.span.end)))] if after is not None and "\u2029" not in form[mention.span.end:after.span.start + 1] else []
        if mention.attribute("scope") == "paragraph" and self.turns.leads.match(form, mention.span.end - mention.text.endswith("，")):
            return [speech(Span(mention.span.start, self._end(mention.span.start)))]
        return [speech(sentence.span)]

    def _person_before(self, position: int) -> str | None:
        """The person named last before 他 or 她; where that sentence has a speaker, the speaker: 梁志明给学生讲韦大海的故事，“……。”他说."""
        last = next((name for name in self.context.names_before(position, self.context.article_at(position)) if name.type == "PER"), None)
        if last is None:
            return None
        sentence = self.context.sentence_at(last.span.start)
        if sentence is None or sentence.span.end > position:
            return last.entity
        for mention in self._said[bisect_left(self._said_starts, sentence.span.start):bisect_left(self._said_starts, sentence.span.end)]:
            who = mention.slot("who")
            key = self.context.entity_of(who)
            if key is not None and any(name.entity == key and name.type == "PER" for name in self.context.names_within(who.span)):
                return key
        return last.entity

    def _end(self, start: int) -> int:
        """Where a speech that leads its sentence ends: at the next speaker of the paragraph, at another body's own act, or with it."""
        clauses = self.layout.clauses
        first = max(0, bisect_right(self._clause_starts, start) - 1)
        if clauses[first].sentence not in self._ends:
            self._ends[clauses[first].sentence] = self._find_end(first)
        return self._ends[clauses[first].sentence]

    def _find_end(self, first: int) -> int:
        clauses, form = self.layout.clauses, self.page.text.form
        number, paragraph, sentence = first, clauses[first].paragraph, clauses[first].sentence
        opening = first
        while opening and clauses[opening - 1].sentence == sentence:
            opening -= 1
        told = self.page.sentences[sentence].span
        leads = opening == 0 or clauses[opening - 1].paragraph != paragraph or any(told.start < at < told.end for at in self._dated[bisect_left(self._dated, clauses[first].span.end):][:1])
        while number < len(clauses) and clauses[number].paragraph == paragraph:
            clause = clauses[number]
            if clause.sentence != sentence:
                sentence = clause.sentence
                span = self.page.sentences[sentence].span
                at = bisect_left(self._said_starts, span.start)
                if at < len(self._said_starts) and self._said_starts[at] < span.end:
                    return span.start
                if not leads and (self._opens_dated(span.start) and not form.startswith(self.turns.words_of_now, span.start) or form.startswith("为", span.start)):
                    return span.start  # 校长介绍，……。去年9月，县里投资……: named in mid-paragraph, told again by the paper
                if self.turns.anonymous.search(form, span.start, span.end) or self.turns.unnamed.search(form, span.start, span.end) or self.turns.learned.match(form, span.start, span.end):
                    return span.start
                words = self.layout.row(number)
                if words and words[0].is_named and any(verb in form[words[0].end:clause.span.end] for verb in self.acting):
                    return span.start
            number += 1
        return clauses[number - 1].span.end

    def _opens_dated(self, start: int) -> bool:
        """True where a time of a fixed interval stands at a page offset."""
        at = bisect_left(self._dated, start)
        return at < len(self._dated) and self._dated[at] == start

    def _reactions(self, quotes: list[Span], speeches: list[Speech], form: str) -> list[Speech]:
        """“……。”昨日，某村村民某某算起账来: the person whom the next sentence is about has spoken the quotation that opens the paragraph."""
        taken = {speech.span for speech in speeches}
        clauses, found = self.layout.clauses, []
        for quote in quotes:
            if quote in taken or not _SPEECH.search(form, quote.start, quote.end):
                continue
            first = max(0, bisect_right(self._clause_starts, quote.start + 1) - 1)
            opens = self._named_at_once(quote.end) or first == 0 or clauses[first - 1].paragraph != clauses[first].paragraph or form[quote.start - 1] == "）"
            who = self._next_person(quote.end, form) if opens else self._only_person(quote, form)
            if who is not None:
                because = "the person after an opening quotation" if opens else "the only person of the paragraph"
                found.append(Speech(quote, who.entity, self.context.name_of(who.entity) or who.form, because))
        return found

    def _only_person(self, quote: Span, form: str) -> Name | None:
        """养蜂人某某的老家在某村。“种粮全看天……。”: the person named before the quotation, where its paragraph names no other."""
        start = form.rfind(LINE_END, 0, quote.start) + 1
        if start not in self._alone:
            end = form.find(LINE_END, quote.end)
            people = [name for name in self.context.names_within(Span(start, end if end >= 0 else len(form))) if name.type == "PER"]
            self._alone[start] = people[0] if people and all(name.entity == people[0].entity for name in people) else None
        who = self._alone[start]
        return who if who is not None and who.span.end <= quote.start and form[quote.start - 1] in _BEFORE_SPEECH else None

    def _named_at_once(self, end: int) -> bool:
        """True where a person's name begins right behind the closing quote (“……。”某某掰着指头算账)."""
        return any(name.type == "PER" and name.span.start == end for name in self.context.names_within(Span(end, min(len(self.page.text.form), end + 8))))

    def _next_person(self, start: int, form: str) -> Name | None:
        end = min(len(form), start + _REACH)
        stop = min((i for i in (form.find(mark, start, end) for mark in "。！？\u2029") if i >= 0), default=end)
        for name in self.context.names_within(Span(start, stop)):
            if name.type == "PER" and form[name.span.end:name.span.end + 1] not in ("的", "、", "和"):
                return name
        return None
