"""The sentences that a verdict looked at, each once, with the figures in them.

In: `Records` and a `Verdict`.  Out: `Quoted` sentences in raw offsets.
"""
from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Records, Span, Verdict, record

_ENDS = "。！？!?；"
_LONGEST = 240  # raw characters to either side of the words
_STOPS = tuple("。！？!?；;：:…—”’」』）)")
_SHORT_LINE, _SHORT_CLAUSES = 30, 18  # a heading is no longer, and one of two halves that a comma parts
_BLANK = re.compile(r"\n[ \t　]*\n")


@record
class Quoted:
    """One sentence of a source: its raw offsets, its words, and the figures in it as raw spans."""

    source: str
    start: int
    end: int
    text: str
    figures: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The sentence without the page's line wraps."""
        return "".join(self.text.split())


def quoted(records: Records, verdicts: Iterable[Verdict]) -> list[tuple[Verdict, tuple[Quoted, ...]]]:
    """Each verdict with its sentences, in order of its evidence."""
    texts = {source.name: source.text for source in records.sources}
    values = {claim.id: (claim.evidence.source, Span(claim.value_start, claim.value_end)) for claim in records.claims}
    bodies = {article.id: Span(article.start, article.end) for article in records.articles}
    return [(verdict, _sentences(verdict, texts, values, bodies)) for verdict in verdicts]


def _sentences(verdict: Verdict, texts: dict[str, str], values: dict[str, tuple[str, Span]], bodies: dict[str, Span]) -> tuple[Quoted, ...]:
    figures = [values[name] for name in verdict.claims if name in values]
    found: dict[tuple[str, int, int], None] = {}
    for evidence in verdict.evidence:
        start, end = sentence_around(texts.get(evidence.source, ""), evidence.start, evidence.end)
        body = bodies.get(evidence.article)
        if body is not None and body.start <= evidence.start and evidence.end <= body.end:
            start, end = max(start, body.start), min(end, body.end)
        elif body is not None:  # a headline is its own line and does not run on into its article
            text = texts.get(evidence.source, "")
            stop = text.find("\n", evidence.end)
            start, end = text.rfind("\n", 0, evidence.start) + 1, stop if stop >= 0 else len(text)
        found[evidence.source, start, end] = None
    return tuple(Quoted(source, start, end, texts.get(source, "")[start:end], tuple(sorted(span for name, span in figures if name == source and start <= span.start and span.end <= end)))
                 for source, start, end in found)


def _is_end(text: str, blank: re.Match[str], base: int) -> bool:
    """Does a paragraph end at a blank line?  Not where running text stops without a sign at the foot of a column and running text goes on behind it.

    `blank` was found in `text` from `base` on.
    """
    start, end = base + blank.start(), base + blank.end()
    before = text[text.rfind("\n", 0, start) + 1:start].strip()
    behind = text[end:end + _LONGEST].strip().partition("\n")[0]
    is_running = len(before) > (_SHORT_CLAUSES if "，" in before or "," in before else _SHORT_LINE) or any(sign in before for sign in "。！？")
    return not (is_running and not before.endswith(_STOPS) and any(sign in behind for sign in "，,。；;！？"))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds `start` to `end`: to the next full stop or blank line on either side.

    >>> sentence_around("甲事。乙有3项，丙有4项。丁事。", 4, 6)
    (3, 13)

    A column may end in the midst of a sentence:

    >>> page = "今年雨水匀。全县油茶面积已经突破\\n\\n9万亩，其中新种2万亩。"
    >>> page[slice(*sentence_around(page, 25, 28))]
    '全县油茶面积已经突破\\n\\n9万亩，其中新种2万亩。'
    """
    left = text[max(0, start - _LONGEST):start]
    base = start - len(left)
    breaks = [m.end() for m in _BLANK.finditer(left) if _is_end(text, m, base)] + [left.rfind(sign) + 1 for sign in _ENDS]
    first = base + max([0, *breaks])
    while first < start and text[first].isspace():
        first += 1
    right = text[end:end + _LONGEST]
    stops = [place + 1 for sign in _ENDS if (place := right.find(sign)) >= 0] + [m.start() for m in _BLANK.finditer(right) if _is_end(text, m, end)]
    ended = text[end - 1:end] in tuple(_ENDS)
    return first, end if ended else end + min([len(right), *stops])
