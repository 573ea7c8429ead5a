"""Pages with their names already marked, so that resolving is tested without extraction.

In: text in which `[名字|Label subtype]` marks a name, `#` begins a headline line and an empty line ends an article.
Out: `Findings`.  Posts and relations are added with `post(...)` and `relation(...)` on the words of the page.
"""
from __future__ import annotations

import re
from hashlib import sha256

from kg.extract import Findings
from kg.model import Article, Block, Mention, Page, Published, Sentence, Source, Span
from kg.text import Text

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)((?: [^\]]+)?)\]")


def page(marked: str, name: str = "page.txt", *extra) -> Findings:
    """Findings of a marked page.  `extra` are functions from (text, mentions) to further mentions."""
    plain, mentions = _read_marks(marked.strip("\n"))
    blocks, articles, sentences = [], [], []
    at = 0
    for index, story in enumerate(plain.split("\n\n")):
        body: list[Span] = []
        title = None
        for line in story.split("\n"):
            span = Span(at, at + len(line))
            head = line.startswith("#")
            zone = "title" if head else "byline" if line.startswith("■") else "body"
            title = line[1:] if head else title
            blocks.append(Block(zone, span, index, "by hand"))
            if not head:
                body.append(span)
                sentences += [Sentence(Span(at + m.start(), at + m.end()), index, zone) for m in re.finditer("[^。！？]+[。！？]?", line)]
            at = span.end + 1
        at += 1
        articles.append(Article(f"a{index}", name, "article", title, None, None, (), Published(), tuple(body), body[0].start, body[-1].end))
    text = Text.of(plain)
    bylines = tuple(m for m in mentions if any(b.zone == "byline" and b.span.holds(m.span) for b in blocks))
    source = Source(name, plain, "utf-8", sha256((name + plain).encode()).hexdigest())
    made = Page(source, text, tuple(blocks), tuple(articles), tuple(sentences), Published(), bylines)
    for add in extra:
        mentions += add(plain, mentions)
    return Findings(made, tuple(sorted(mentions, key=lambda m: (m.span, m.label))))


def post(who: str, title: str, org: str | None = None, near: int = 0):
    """A `HoldsPost` mention over words of the page, from position `near` on."""
    def add(text: str, mentions: list[Mention]) -> list[Mention]:
        parts = [("post", _words(text, title, near)), ("who", _name(mentions, who, near))]
        if org:
            parts.append(("org", _name(mentions, org, near)))
        return [_over("HoldsPost", text, parts)]
    return add


def relation(predicate: str, *slots: tuple[str, str], **attributes: str):
    """A relation mention; each slot is (name, words); words that are a name take the name."""
    def add(text: str, mentions: list[Mention]) -> list[Mention]:
        parts = [(slot, _name(mentions, words) if any(m.text == words for m in mentions) else _words(text, words)) for slot, words in slots]
        return [_over("Relation", text, parts, (("predicate", predicate), *attributes.items()))]
    return add


def _over(label: str, text: str, parts, attributes=()) -> Mention:
    start, end = min(p.span.start for _, p in parts), max(p.span.end for _, p in parts)
    return Mention(label, Span(start, end), text[start:end], "by-hand", tuple(parts), tuple(attributes))


def _words(text: str, words: str, near: int = 0) -> Mention:
    at = text.index(words, near)
    return Mention("Words", Span(at, at + len(words)), words, "by-hand")


def _name(mentions: list[Mention], words: str, near: int = 0) -> Mention:
    return next(m for m in mentions if m.text == words and m.span.start >= near)


def _read_marks(marked: str) -> tuple[str, list[Mention]]:
    plain, mentions, last = "", [], 0
    for found in _MARK.finditer(marked):
        plain += marked[last:found.start()]
        attributes = []
        for word in found[3].split():
            key, _, value = word.rpartition("=")
            attributes.append((key or "subtype", value))
        span = Span(len(plain), len(plain) + len(found[1]))
        mentions.append(Mention(found[2], span, found[1], "by-hand", (), tuple(attributes)))
        plain += found[1]
        last = found.end()
    return plain + marked[last:], mentions
