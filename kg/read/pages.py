"""Segments → `Page`: one clean text with a way back, blocks, articles, sentences, bylines.

In: a `Source` and its segments.  Out: `kg.model.Page`.
"""
from __future__ import annotations

import hashlib
import re
from array import array

from kg.model import Article, Block, Mention, Note, Page, Published, Sentence, Source, Span
from kg.read.broken import kickers_apart, whole_title
from kg.read.bylines import names_in
from kg.read.cleaning import Clean, tight
from kg.read.clusters import joins
from kg.read.kinds import names_slot
from kg.read.lifting import Segment
from kg.read.linerules import LineRules
from kg.read.published import infer
from kg.read.sentences import sentence_spans
from kg.read.titles import title_of
from kg.read.units import Unit
from kg.text import LINE_END, Text


class PageMaker:
    """Gathers blocks one by one and counts their places."""

    def __init__(self, source: Source, rules: LineRules):
        self.source, self.rules = source, rules
        self.printed: list[str] = []
        self.form: list[str] = []
        self.at = array("L")
        self.size = 0
        self.blocks: list[Block] = []
        self.bylines: list[tuple[Span, str]] = []

    def add(self, clean: Clean, zone: str, article: int | None, rule: str) -> Span:
        """One block; a line feed parts it from the one before."""
        if self.size:
            self.printed.append("\n")
            self.form.append(LINE_END)
            self.at.append(self.at[-1])
            self.size += 1
        start = self.size
        self._put(clean)
        span = Span(start, self.size)
        self.blocks.append(Block(zone, span, article, rule))
        return span

    def _put(self, clean: Clean) -> None:
        self.printed.append(clean.printed)
        self.form.append(clean.form)
        self.at.extend(clean.at)
        self.size += len(clean)

    def go_on(self, clean: Clean, span: Span) -> Span:
        """More characters for the block added last."""
        self._put(clean)
        block = self.blocks[-1]
        self.blocks[-1] = Block(block.zone, Span(span.start, self.size), block.article, block.rule)
        return self.blocks[-1].span

    def byline(self, clean: Clean, names: Span | None, article: int, rule: str, zone: str) -> list[str]:
        """A byline or dateline block; answers the names in it."""
        where = names or Span(0, len(clean))
        found = [Span(where.start + place.start, where.start + place.end) for _, place in names_in(clean.form[where.start:where.end], self.rules.credits)]
        # A name of two characters set apart (王 芳) is one word in the page's text.
        gaps = [at for place in found for at in range(*place) if clean.printed[at] == " " and not clean.printed[at - 1].isascii()]
        out = []
        clean = clean.without(gaps)
        span = self.add(clean, zone, article, rule)
        for place in found:
            start, end = (at - sum(gap < at for gap in gaps) for at in place)
            self.bylines.append((Span(span.start + start, span.start + end), rule))
            out.append(clean.printed[start:end])
        return out


def make_page(source: Source, segments: list[Segment], others: list[Unit], rules: LineRules, published: str | None) -> Page:
    """The page.  `others` are units of no article (adverts, furniture)."""
    maker = PageMaker(source, rules)
    drafts: list[dict] = []
    for number, segment in enumerate(segments):
        drafts.append(_article(maker, segment, number))
    for unit in others:
        maker.add(_pairs_closed(unit.clean) if unit.zone == "furniture" else tight(unit.clean), unit.zone, None, unit.rule)  # 要闻　鸭绿江晚报: apart
    text = Text("".join(maker.printed), "".join(maker.form), maker.at)
    when = Published(published, "given", "") if published else Published(source.date, "given", f"{source.date} by {source.extracted}") if source.date else _inferred(maker, text, drafts)
    articles = []
    for draft in drafts:
        body, places = draft.pop("body"), draft.pop("places")
        start, end = (min(places), max(places)) if places else (draft["first"], draft["first"])
        draft.pop("first")
        identity = hashlib.sha256(f"{source.sha256}:{start}".encode()).hexdigest()[:16]
        articles.append(Article(id=f"article/{identity}", source=source.name, published=when, body=tuple(body), start=start, end=end, **draft))
    sentences = [Sentence(span, block.article, block.zone) for block in maker.blocks
                 for span in sentence_spans(text.form, block.span.start, block.span.end, rules.credits.speech)]
    bylines = tuple(Mention("Person", span, text.slice(span), rule) for span, rule in maker.bylines)
    notes = () if when.value else (Note("date", source.name, "no publication date could be read from the page; give --published"),)
    return Page(source, text, tuple(maker.blocks), tuple(articles), tuple(sentences), when, bylines, notes)


def _inferred(maker: PageMaker, text: Text, drafts: list[dict]) -> Published:
    datelines: dict[int | None, str] = {}
    for block in maker.blocks:
        if block.zone == "dateline":
            datelines[block.article] = datelines.get(block.article, "") + text.form[block.span.start:block.span.end]
    leads = [datelines.get(number, "") + text.form[draft["body"][0].start:draft["body"][0].start + 200]
             for number, draft in enumerate(drafts) if draft["body"] and draft["kind"] in ("article", "caption")]
    furniture = [text.form[block.span.start:block.span.end] for block in maker.blocks if block.zone == "furniture" and block.rule != "paragraph-printed-twice"]
    return infer(text.form, leads, furniture, maker.rules.years)


def _article(maker: PageMaker, segment: Segment, number: int) -> dict:
    first = maker.size + bool(maker.size)  # after the line feed that parts it from the block before
    title, subtitle, kicker = _headings(segment, maker.rules)
    zones = {id(unit): zone for zone, units in (("title", title), ("subtitle", subtitle)) for unit in units}
    for unit in segment.heads:
        zone = zones.get(id(unit), "kicker")
        maker.add(_without_brackets(_without_marks(tight(unit.clean))), zone, number, unit.rule)
    reporters: list[str] = []
    for unit in segment.bylines:
        rule = maker.rules.by_id.get(unit.rule)
        reporters += maker.byline(unit.clean, names_slot(rule, unit.form, maker.rules), number, unit.rule if rule else "byline", "byline")
    body: list[Span] = []
    places: list[int] = []  # where in the file each of its paragraphs begins and ends
    earlier: list[str] = []
    last: Unit | None = None
    for unit in segment.body:
        rest = unit.clean
        begin, end = 0, len(rest)
        for cut in unit.heads:
            piece = rest.cut(cut.span.start, cut.span.end)
            if cut.zone == "furniture":
                maker.add(tight(piece), "furniture", None, cut.rule)
            else:
                reporters += maker.byline(_trimmed(piece), _within(cut.names, cut.span) or Span(0, 0), number, cut.rule, "dateline")
            begin = cut.span.end
        if unit.tails:
            end = unit.tails[0].span.start
        running = tight(rest.cut(begin, end))
        if running.printed:
            if unit.zone == "subhead":
                maker.add(_without_marks(running), "subhead", number, unit.rule)
            elif _is_repeat(running.printed, earlier):
                maker.add(running, "furniture", None, "paragraph-printed-twice")
            elif last is not None and body and joins(last, unit) and maker.blocks[-1].zone == "body":
                body[-1] = maker.go_on(running, body[-1])
                places += (running.at[0], running.at[-1] + 1)
            else:
                zone = segment.kind if segment.kind in ("caption", "advert") else "body"
                body.append(maker.add(running, zone, number, unit.rule))
                places += (running.at[0], running.at[-1] + 1)
            earlier.append(running.printed)
            if unit.zone == "body":
                last = unit
        for cut in unit.tails:
            piece = rest.cut(cut.span.start, cut.span.end)
            if cut.zone == "furniture":
                maker.add(tight(piece), "furniture", None, cut.rule)
            else:
                reporters += maker.byline(_trimmed(piece), _within(cut.names, cut.span), number, cut.rule, "byline")
    kind = segment.kind if body or segment.kind == "advert" else "other"
    return {"kind": kind, "title": _said(title), "subtitle": _said(subtitle), "kicker": _said(kicker),
            "reporters": tuple(dict.fromkeys(reporters)), "body": body, "places": places, "first": maker.at[min(first, len(maker.at) - 1)] if maker.at else 0}


_PAIR = re.compile("(?<![^ :：/／])(?<![ :：][一-鿿] )[一-鿿]( )[一-鿿](?![^ /／])(?! [一-鿿](?![^ ]))")


def _pairs_closed(clean: Clean) -> Clean:
    """A line of furniture in which two characters set apart are one word (责任编辑 顾 平)."""
    return clean.without([found.start(1) for found in _PAIR.finditer(clean.printed)])


def _is_repeat(printed: str, earlier: list[str]) -> bool:
    """True where one of the last paragraphs says the same words, a few at its head or end aside."""
    return len(printed) > 40 and any(printed in other or other in printed and len(other) * 10 > len(printed) * 9 for other in earlier[-4:])


def _trimmed(clean: Clean) -> Clean:
    return clean.cut(0, len(clean.printed.rstrip()))


def _within(names: Span | None, cut: Span) -> Span | None:
    return Span(names.start - cut.start, names.end - cut.start) if names else None


_MARKS = re.compile("^[#§■□▲△●◆◇◈❖○◎◉▶►▷◀◄◁\\s]+|[#■□▶►▷◀◄◁\\s]+$")


def _without_marks(clean: Clean) -> Clean:
    """A heading without its Markdown and arrow signs."""
    found = list(_MARKS.finditer(clean.printed))
    if not found:
        return clean
    start = next((m.end() for m in found if m.start() == 0), 0)
    end = next((m.start() for m in found if m.end() == len(clean) and m.start() > start), len(clean))
    return clean.cut(start, end) if start < end else clean


def _without_brackets(clean: Clean) -> Clean:
    """A headline without the brackets that set it apart from its report (【老街通了公交】)."""
    inside = clean.printed[1:-1]
    return clean.cut(1, len(clean) - 1) if clean.printed[:1] == "【" and clean.printed[-1:] == "】" and inside and "】" not in inside else clean


def _headings(segment: Segment, rules: LineRules) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """(title, subtitle, kicker) units: a dash makes a subtitle, Markdown's top level the title; else the lines' own looks and the text decide."""
    heads = segment.heads = kickers_apart(segment.heads, segment.body)
    subtitle = [unit for unit in heads if unit.zone == "subtitle"]
    rest = [unit for unit in heads if unit.zone != "subtitle"]
    marked = [unit for unit in rest if unit.level]
    top = min((unit.level for unit in marked), default=0)
    title = title_of([unit for unit in rest if unit.level == top] if marked else rest, segment.body, rules.headings)
    title = whole_title(title, heads, segment.body)
    if not title and subtitle:
        title, subtitle = subtitle[:1], subtitle[1:]
    at = heads.index(title[0]) if title else 0
    dashed = {id(unit) for unit in (*subtitle, *title)}
    kicker = [unit for unit in heads[:at] if id(unit) not in dashed]
    taken = {id(unit) for unit in (*title, *kicker)}
    subtitle = [unit for unit in heads if id(unit) not in taken]
    return title, subtitle, kicker


def _said(units: list[Unit]) -> str | None:
    text = "".join(_without_brackets(_without_marks(tight(unit.clean))).printed for unit in units)
    return text or None
