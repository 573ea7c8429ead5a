"""A sentence as clauses, and a clause as words in which every mention is one word.

In: a page, its top mentions, the word classes of `kg.tokens`.  Out: `Clause` and `Word` records in page
offsets.  Word classes are a feature here, never the ground: what they decide (where a noun phrase ends) is
only ever the wording of a metric, not whether a claim exists.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from itertools import accumulate

from kg import tokens
from kg.alternatives import longest_first
from kg.lexicon import PERSON_TAGS
from kg.model import Mention, Page, Span, fillable, new_span, record
from kg.text import LINE_END

NAMED = frozenset({"Division", "Country", "City", "Region", "Nature", "Site", "Village", "Zone", "Org", "KnownOrg", "Person",
                   "KnownPerson", "Project", "Product", "Event"})
OWNERS = frozenset({"Division", "Country", "City", "Village", "Zone", "Org", "KnownOrg", "Person", "KnownPerson", "Region", "Site", "Nature"})
PERSONS = frozenset({"Person", "KnownPerson"})
VALUES = frozenset({"Quantity", "Number", "Time"})
_TOPS = NAMED | VALUES | {"Fixed", "Document", "Standard", "Honour", "Industry"}
_HOMES = frozenset(("Division", "Country", "City", "Region"))
_NAMING = frozenset({"name", "ordinal", "code", "idiom", "other"})  # fates of numbers that are a part of a name or word
_BREAKS = frozenset("，；：。！？…" + LINE_END)
_OPENERS = {"（": "）", "《": "》", "〈": "〉", "【": "】"}
HEADLINES = frozenset({"title", "subtitle", "kicker"})
_NEVER_RATED = frozenset("其的了由从将以且并又也都还已，。、；：（）“”")
_LED = frozenset(("队", "团", "众", "部", "军", "兵", "员"))
_COMMON = 5  # how often the dictionary counted a word that may be half of a set phrase
_LONGEST_CLAUSE = 250  # characters; words without any pause are no clause of a newspaper, and are read in pieces
_LONGEST_PARAGRAPH = 150  # clauses; what is said further back governs nothing here, and nobody need look for it
_SIGNS = re.compile("[" + "".join(sorted(_BREAKS | set(_OPENERS) | set(_OPENERS.values()))) + "]")
_VERB_TAGS = frozenset(("v", "vd", "vi", "vq"))
_NOUN_TAGS = frozenset(("n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "vn", "an", "b", "j", "l", "i", "a", "ag", "s", "f", "z", "eng",
                        "ad", "t", "tg", "x", "vg", "h", "k", "q", "zg", "dg"))


@fillable
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
NO_WORD = Word("", "", -1, -1)  # stands for the word beside the first or the last of a clause: it is nothing that a step asks for


@record
class Clause:
    """A stretch between two pauses.  `sentence` and `paragraph` count from the top of the page; `article` and `zone` are its sentence's."""

    span: Span
    sentence: int
    paragraph: int
    article: int | None
    zone: str
    opens: str  # the sign before it (`，`, `；`, `。` …), or nothing at the head of a sentence


def top_mentions(mentions: Sequence[Mention], form: str) -> tuple[Mention, ...]:
    """Names, values and fixed strings in print order; where two overlap, the longer; 中国籍 and 贵州籍 say of what sort people are, and name no owner."""
    kept: list[Mention] = []
    last_start, last_end = -1, -1
    for mention in mentions:  # in order of start
        if mention.label not in _TOPS:
            continue
        start, end = mention.span
        if mention.label in _HOMES and form.startswith("籍", end):
            continue
        if start >= last_end:
            kept.append(mention)
        elif start == last_start and end > last_end:
            kept[-1] = mention
        else:
            continue
        last_start, last_end = start, end
    return tuple(kept)


def clauses(page: Page, tops: Sequence[Mention]) -> tuple[Clause, ...]:
    """Every clause of every sentence.  A pause inside brackets or inside a mention (`1,200元`) does not break."""
    form, too_long = page.text.form, False
    found: list[Clause] = []
    spans = [m.span for m in tops]
    starts_of_tops = [start for start, _ in spans]
    places = [sign.start() for sign in _SIGNS.finditer(form)]  # of the whole page at once: a search for each sentence costs as much as what it finds
    held = {at for start, end in spans if end > start + 3 for at in places[bisect_left(places, start):bisect_left(places, end)] if form[at] in _BREAKS}  # pauses inside mentions of more than three characters
    paragraph, last_end, first = 0, 0, 0
    for number, sentence in enumerate(page.sentences):
        (start, stop), article, zone = sentence.span, sentence.article, sentence.zone
        if LINE_END in form[last_end:start + 1] or len(found) - first > _LONGEST_PARAGRAPH:
            paragraph, first = paragraph + 1, len(found)
        last_end, opens, closing = stop, "", ""
        too_long = too_long or stop - start > _LONGEST_CLAUSE
        signs = [(at, form[at]) for at in places[bisect_left(places, start):bisect_left(places, stop)]]
        if zone in HEADLINES:
            signs = sorted([*signs, *_gaps(page, sentence.span, tops, starts_of_tops)])
        for at, text in signs:
            if text == " ":  # a wide space between the two halves of a headline
                if at > start and at not in held:
                    found.append(Clause(new_span((start, at)), number, paragraph, article, zone, opens))
                    start, opens = at, "　"
                continue
            if closing:
                if text == closing:
                    closing = ""
            elif text in _BREAKS:
                if at not in held:
                    if at > start:
                        found.append(Clause(new_span((start, at)), number, paragraph, article, zone, opens))
                    start, opens = at + 1, text
            elif text in _OPENERS and _OPENERS[text] in form[at:min(at + 60, stop)]:
                closing = _OPENERS[text]
        if start < stop:
            found.append(Clause(new_span((start, stop)), number, paragraph, article, zone, opens))
    if not too_long:
        return tuple(found)
    return tuple(piece for clause in found for piece in _pieces(clause, tops, starts_of_tops))


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


def _halves(piece: str) -> tuple[str, ...]:
    """The two words of four characters that the dictionary has as a person, which it says of thousands of set phrases, or a quality that ends in a noun; names were found before.

    >>> _halves("拉开序幕"), _halves("调解纠纷"), _halves("石沉大海"), _halves("平平淡淡")
    (('拉开', '序幕'), ('调解', '纠纷'), ('石沉大海',), ('平平淡淡',))
    """
    if len(piece) != 4:
        return (piece,)
    tag = tokens.tag(piece)
    whole = tag not in PERSON_TAGS and not (tag == "z" and tokens.tag(piece[2:]) == "n")
    return (piece,) if whole or not all(tokens.is_word(half, _COMMON) for half in (piece[:2], piece[2:])) else (piece[:2], piece[2:])


class Cutter:
    """What cuts a stretch into words, the terms and reference words of a rule set whole; one for each rule set, which remembers stretches.

    `whole` are words that the dictionary tears (及其 and 他 in 及其他项目); those that it does not know are verbs (拖行).
    """

    def __init__(self, references: frozenset[str] = frozenset(), terms: tuple[str, ...] = (), whole: frozenset[str] = frozenset()):
        self.references, self._terms, self._whole = references, longest_first((*terms, *whole)), whole  # 净利润 before 净利
        self.ends = frozenset(word[at:] for word in references for at in range(1, len(word)))  # how a reference word may go on after its first character
        self._shortest = min(map(len, self._terms), default=0)
        self.cut = lru_cache(maxsize=20_000)(self._cut)

    def _cut(self, text: str) -> tuple[tuple[str, str, int, bool, tuple[bool, ...]], ...]:
        """The words of a stretch with their tags, their lengths, whether they may go on with a reference word, and what their tags say."""
        found = []
        for word, tag in self._words(text):
            tag = "Ref" if word in self.references else tag
            named, value, reference, verb, nominal = _TRAITS[tag]
            found.append((word, tag, len(word), word in self.ends and tag != "Ref", (named, value, reference, verb, nominal or tag == "m" and word[0] == "第")))
        return tuple(found)

    def _words(self, text: str) -> list[tuple[str, str]]:
        """The words of a stretch and their classes."""
        pieces = tokens.cut(text)
        terms = [term for term in self._terms if term in text] if len(text) >= self._shortest else []
        if terms:
            borders = frozenset(accumulate(map(len, pieces), initial=0))
            for term in terms:
                start = text.index(term)
                stop = start + len(term)
                if term not in self._whole:
                    tag = "n" if start in borders or stop in borders else ""  # 大项 is no word of 重大项目, 选手 none of 竞选手册
                else:
                    tag = (tokens.tag(term) or "v") if not borders.isdisjoint(range(start + 1, stop)) else ""
                if tag:
                    return [*self._words(text[:start]), (term, tag), *self._words(text[stop:])]
        return [(word, tokens.tag(word) or ("w" if not word.isalnum() else "x")) for piece in _whole_rates(pieces) for word in _halves(piece)]


_NEW = object.__new__


def words(form: str, span: Span, tops: Sequence[Mention], starts: Sequence[int], cutter: Cutter) -> tuple[Word, ...]:
    """The words of `span`: mentions whole, reference words whole, the stretches between them by the dictionary.

    `tops` are the page's top mentions, `starts` their starts (both in order); `cutter` keeps terms whole, too.
    """
    found: list[Word] = []
    at, last = span
    index, count = bisect_left(starts, at), len(starts)
    cut = cutter.cut
    while at < last:
        mention = tops[index] if index < count and starts[index] < last else None
        stop = starts[index] if mention is not None else last
        for text, tag, size, ends, traits in cut(form[at:stop]) if at < stop else ():
            end = at + size
            if ends and found and found[-1].end == at and found[-1].text + text in cutter.references \
                    and (found[-1].mention is None or found[-1].mention.taken_as == "indefinite-one"):  # 这家 + 公司
                before = found.pop()
                found.append(Word(before.text + text, "Ref", before.start, end))
                at = end
                continue
            word = _NEW(Word)  # filled here: the call of a constructor costs more than all that it sets
            word.text, word.tag, word.start, word.end, word.mention, word.unit = text, tag, at, end, None, None
            word.is_named, word.is_value, word.is_reference, word.is_verb, word.is_nominal = traits
            found.append(word)
            at = end
        if mention is None:
            break
        start, stop = mention.span
        stop, tag, at, index = min(stop, last), mention.label, stop, index + 1
        if mention.taken_as == "code-behind-name":
            continue
        if tag == "Number" and (mention.attribute("fate") in _NAMING or mention.taken_as == "mean-of-years"):
            tag = {"indefinite-one": "m", "mean-of-years": "Time", "class-of-voltage": "Number"}.get(mention.taken_as, "Fixed")
        found.append(Word(form[start:stop], tag, start, stop, mention))
    return tuple(found)
