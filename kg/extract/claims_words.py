"""A sentence as clauses, and a clause as words in which every mention is one word.

In: a page, its top mentions, the word classes of `kg.tokens`.  Out: `Clause` and `Word` records in page
offsets.  Word classes are a feature here, never the ground: what they decide (where a noun phrase ends) is
only ever the wording of a metric, not whether a claim exists.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from kg import tokens
from kg.model import Mention, Page, Span, record
from kg.text import LINE_END

NAMED = frozenset({"Division", "Country", "City", "Region", "Nature", "Site", "Village", "Zone", "Org", "KnownOrg", "Person",
                   "KnownPerson", "Project", "Product", "Event"})
OWNERS = frozenset({"Division", "Country", "City", "Village", "Zone", "Org", "KnownOrg", "Person", "KnownPerson", "Region", "Site", "Nature"})
VALUES = frozenset({"Quantity", "Number", "Time"})
_TOPS = NAMED | VALUES | {"Fixed", "Document", "Standard", "Honour", "Industry"}
_NAMING = frozenset({"name", "ordinal", "code", "idiom", "other"})  # fates of numbers that are a part of a name or word
_BREAKS = frozenset("，；：。！？…" + LINE_END)
_OPENERS = {"（": "）", "《": "》", "〈": "〉", "【": "】"}
HEADLINES = frozenset({"title", "subtitle", "kicker"})
_NEVER_RATED = frozenset("其的了由从将以且并又也都还已，。、；：（）“”")
_LED = frozenset(("队", "团", "众", "部", "军", "兵", "员"))
_LONGEST_CLAUSE = 250  # characters; words without any pause are no clause of a newspaper, and are read in pieces
_LONGEST_PARAGRAPH = 150  # clauses; what is said further back governs nothing here, and nobody need look for it
_SIGNS = re.compile("[" + "".join(sorted(_BREAKS | set(_OPENERS) | set(_OPENERS.values()))) + "]")
_VERB_TAGS = frozenset(("v", "vd", "vi", "vq"))
_NOUN_TAGS = frozenset(("n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "vn", "an", "b", "j", "l", "i", "a", "ag", "s", "f", "z", "eng",
                        "ad", "t", "tg", "x", "vg", "h", "k", "q", "zg", "dg"))


@record
class Word:
    """One word of a clause.  `tag` is the dictionary's word class, a mention's label, or `w` for a sign.

    What a tag says is looked up once, when the word is made: shapes of sentences ask each word some twenty times.
    """

    text: str
    tag: str
    start: int
    end: int
    mention: Mention | None
    is_named: bool = field(compare=False, repr=False)  # a name found earlier
    is_value: bool = field(compare=False, repr=False)  # a quantity, another number or a time
    is_reference: bool = field(compare=False, repr=False)  # points at an entity without naming it (我市, 该公司)
    is_verb: bool = field(compare=False, repr=False)  # the dictionary calls it a verb first of all
    is_nominal: bool = field(compare=False, repr=False)  # can stand inside a noun phrase
    unit: str | None = field(compare=False, repr=False)  # of a figure, once it has been asked for

    def __init__(self, text: str, tag: str, start: int, end: int, mention: Mention | None = None):
        self.text, self.tag, self.start, self.end, self.mention, self.unit = text, tag, start, end, mention, None
        self.is_named, self.is_value, self.is_reference, self.is_verb, nominal = _TRAITS[tag]
        self.is_nominal = nominal or (not self.is_value if mention is not None else tag == "m" and text[0] == "第")


class _Traits(dict[str, tuple[bool, bool, bool, bool, bool]]):
    """Tag → whether it is one of names, of values, of references, of verbs, of nouns without a mention."""

    def __missing__(self, tag: str) -> tuple[bool, bool, bool, bool, bool]:
        traits = self[tag] = (tag in NAMED, tag in VALUES, tag == "Ref", tag in _VERB_TAGS, tag in _NOUN_TAGS)
        return traits


_TRAITS = _Traits()


@record
class Clause:
    """A stretch between two pauses.  `sentence` and `paragraph` count from the top of the page; `article` and `zone` are its sentence's."""

    span: Span
    sentence: int
    paragraph: int
    article: int | None
    zone: str
    opens: str  # the sign before it (`，`, `；`, `。` …), or nothing at the head of a sentence


def top_mentions(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names, values and fixed strings in print order; where two overlap, the longer."""
    kept: list[Mention] = []
    last = Span(-1, -1)
    for mention in mentions:  # in order of start
        if mention.label not in _TOPS:
            continue
        span = mention.span
        if span.start >= last.end:
            kept.append(mention)
        elif span.start == last.start and span.end > last.end:
            kept[-1] = mention
        else:
            continue
        last = span
    return tuple(kept)


def clauses(page: Page, tops: Sequence[Mention]) -> tuple[Clause, ...]:
    """Every clause of every sentence.  A pause inside brackets or inside a mention (`1,200元`) does not break."""
    form, found = page.text.form, []
    starts_of_tops = [m.span.start for m in tops]
    paragraph, last_end, first = 0, 0, 0
    for number, sentence in enumerate(page.sentences):
        if LINE_END in form[last_end:sentence.span.start + 1] or len(found) - first > _LONGEST_PARAGRAPH:
            paragraph, first = paragraph + 1, len(found)
        last_end = sentence.span.end
        start, opens, closing = sentence.span.start, "", ""
        signs = [(sign.start(), sign.group()) for sign in _SIGNS.finditer(form, sentence.span.start, sentence.span.end)]
        if sentence.zone in HEADLINES:
            signs = sorted([*signs, *_gaps(page, sentence.span, tops, starts_of_tops)])
        for at, text in signs:
            if text == " ":  # a wide space between the two halves of a headline
                if at > start and not (form[at] in _BREAKS and _is_inside(at, tops, starts_of_tops)):
                    found.append(Clause(Span(start, at), number, paragraph, sentence.article, sentence.zone, opens))
                    start, opens = at, "　"
                continue
            if closing:
                if text == closing:
                    closing = ""
            elif text in _OPENERS:
                if _OPENERS[text] in form[at:min(at + 60, sentence.span.end)]:
                    closing = _OPENERS[text]
            elif text in _BREAKS and not _is_inside(at, tops, starts_of_tops):
                if at > start:
                    found.append(Clause(Span(start, at), number, paragraph, sentence.article, sentence.zone, opens))
                start, opens = at + 1, text
        if start < sentence.span.end:
            found.append(Clause(Span(start, sentence.span.end), number, paragraph, sentence.article, sentence.zone, opens))
    if all(sentence.span.length <= _LONGEST_CLAUSE for sentence in page.sentences):
        return tuple(found)
    return tuple(piece for clause in found for piece in _pieces(clause, tops, starts_of_tops))


def _is_inside(at: int, tops: Sequence[Mention], starts: Sequence[int]) -> bool:
    """True for a sign inside a mention of more than three characters."""
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < tops[index].span.end > tops[index].span.start + 3


def _gaps(page: Page, span: Span, tops: Sequence[Mention], starts: Sequence[int]) -> list[tuple[int, str]]:
    """Where a wide space after a figure parts a headline (查获假酒百瓶　抓获三人); a headline spaced letter by letter is not parted."""
    at, raw = page.text.at, page.source.text
    here = tops[max(0, bisect_left(starts, span.start) - 1):bisect_left(starts, span.end)]
    ends = {m.span.end for m in here if m.label == "Quantity" and span.start < m.span.end < span.end}
    return [(i, " ") for i in sorted(ends) if at[i] - at[i - 1] > 1 and raw[at[i - 1] + 1:at[i]].strip(" \u3000\t") == ""]


def _pieces(clause: Clause, tops: Sequence[Mention], starts: Sequence[int]) -> Iterator[Clause]:
    """The clause, or where it is too long to be one, pieces of it; no mention is cut."""
    begin, end = clause.span
    while end - begin > _LONGEST_CLAUSE:
        stop = begin + _LONGEST_CLAUSE
        index = bisect_left(starts, stop) - 1
        if index >= 0 and tops[index].span.end > stop:
            stop = tops[index].span.start if tops[index].span.start > begin else min(end, tops[index].span.end)
        if stop >= end:
            break
        yield Clause(Span(begin, stop), clause.sentence, clause.paragraph, clause.article, clause.zone, clause.opens if begin == clause.span.start else "")
        begin = stop
    yield Clause(Span(begin, end), clause.sentence, clause.paragraph, clause.article, clause.zone, clause.opens if begin == clause.span.start else "")


def _whole_rates(pieces: Sequence[str]) -> list[str]:
    """The pieces with 率 joined to the word, or the single characters, that it was cut from.

    >>> _whole_rates(["劝", "和", "率", "三成"]), _whole_rates(["全年", "良种", "率"]), _whole_rates(["其", "率", "队"])
    (['劝和率', '三成'], ['全年', '良种率'], ['其', '率', '队'])
    """
    found: list[str] = []
    for at, piece in enumerate(pieces):
        if piece == "率" and found and found[-1][-1] not in _NEVER_RATED and not (at + 1 < len(pieces) and pieces[at + 1] in _LED):
            head = found.pop()
            while len(head) < 2 and found and len(found[-1]) == 1 and found[-1] not in _NEVER_RATED:
                head = found.pop() + head
            found.append(head + piece)
        else:
            found.append(piece)
    return found


@lru_cache(maxsize=4)
def _cutter(terms: tuple[str, ...]) -> Callable[[str], tuple[tuple[str, str], ...]]:
    """What cuts a stretch into words and their classes, the terms whole; a function for each rule set, for a hundred terms are dear to hash for every stretch."""
    shortest = min(map(len, terms), default=0)

    @lru_cache(maxsize=20_000)
    def cut(text: str) -> tuple[tuple[str, str], ...]:
        term = next((t for t in terms if t in text), None) if len(text) >= shortest else None
        if term is not None:
            left, _, right = text.partition(term)
            return (*cut(left), (term, "n"), *cut(right))
        return tuple([(word, tokens.tag(word) or ("w" if not word.isalnum() else "x")) for word in _whole_rates(tokens.cut(text))])

    return cut


@lru_cache(maxsize=4)
def _ends_of(references: frozenset[str]) -> frozenset[str]:
    """How a reference word may go on after its first character."""
    return frozenset(word[at:] for word in references for at in range(1, len(word)))


def words(form: str, span: Span, tops: Sequence[Mention], starts: Sequence[int],
          references: frozenset[str] = frozenset(), terms: tuple[str, ...] = ()) -> tuple[Word, ...]:
    """The words of `span`: mentions whole, reference words whole, the stretches between them by the dictionary.

    `tops` are the page's top mentions, `starts` their starts (both in order); `terms` stay whole too.
    """
    found: list[Word] = []
    at = span.start
    index = bisect_left(starts, span.start)
    cut, ends = _cutter(terms), _ends_of(references)
    while at < span.end:
        mention = tops[index] if index < len(tops) and tops[index].span.start < span.end else None
        stop = mention.span.start if mention else span.end
        for text, tag in cut(form[at:stop]):
            end = at + len(text)
            if text in references:
                tag = "Ref"
            elif text in ends and found and found[-1].end == at and found[-1].text + text in references \
                    and (found[-1].mention is None or found[-1].mention.rule == "indefinite-one"):  # 这家 + 公司
                text, at, tag = found[-1].text + text, found[-1].start, "Ref"
                found.pop()
            found.append(Word(text, tag, at, end))
            at = end
        if mention is None:
            break
        stop = min(mention.span.end, span.end)
        tag = mention.label
        if tag == "Number" and (mention.attribute("fate") in _NAMING or mention.rule == "mean-of-years"):
            tag = {"indefinite-one": "m", "mean-of-years": "Time", "class-of-voltage": "Number"}.get(mention.rule, "Fixed")
        found.append(Word(form[mention.span.start:stop], tag, mention.span.start, stop, mention))
        at, index = stop, index + 1
    return tuple(found)
