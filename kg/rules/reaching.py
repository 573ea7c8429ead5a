"""Where a name begins that is told by its last word.

In: a sheet and a span of it.  Out: the conditions `reaches-back` and `one-name`.  An organisation is told by its last word (有限公司,
委员会); where it begins is told only by what cannot belong to it: the words of `kg.rules.runs`, and mentions that no name holds.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import tokens
from kg.model import Mention, Span
from kg.rules.conditions import condition
from kg.rules.runs import Runs, runs_of, turn_before
from kg.text import LINE_END

if TYPE_CHECKING:
    from kg.rules.sheet import Sheet

_LEVELS = {"country": 0, "province": 1, "city": 2, "county": 3, "town": 4, "village": 5}
_BRACKETED = re.compile("（[^（），。、；：！？\u2029]{1,8}）$")
_LEVEL_SIGNS = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道")
_NOT_IN_BRANDS = re.compile("[０-９几两的了与及或是在]")
_NEVER_INSIDE = frozenset("，。、；：！？“”‘’《》「」（　" + LINE_END)  # no name goes on over them
_NUMERAL_SIGNS = frozenset("一二三四五六七八九十第")
_USUAL = 20  # how often the dictionary counted a word that is no brand
_FARTHEST = 30  # characters that a name may reach back from its last word


@condition("reaches-back", narrows=True, takes="text?")
def reaches_back(sheet: Sheet, span: Span, argument: str) -> Span | bool:
    """The name that ends with the slot: back over words, places and organisations to the last thing that no name holds. Further words: placed (it begins with a place, an organisation or a scope such as 全国), branch (what stands before a place stays), rare (a place, or a word the dictionary does not have), chain (a chain of divisions before it belongs to it), own (words of its own beside places), apart (a place with its level stays out before a name of its own, and of places in a row all but the last), brand (two or three characters that are no word), numbered (一 alone before the slot is a number, 市一医院; else it counts: 某县一煤矿), stem N (at least N characters before the slot)."""
    wishes, size = _wishes(argument)
    if size and sheet.form[span.start - 1] in _NEVER_INSIDE:
        return False
    run = Run(sheet, runs_of(sheet), span.start)
    if "branch" not in wishes:
        run.begin_at_place()
    if "chain" not in wishes:
        run.begin_at_last_of_chain()
    if sheet.original[run.start] == "（" or span.start - run.start < size or span.start - run.start > _FARTHEST:
        return False
    if "placed" in wishes and not run.is_placed():
        return False
    if "rare" in wishes and not (run.is_placed() or run.is_rare()):
        return False
    if "own" in wishes and not run.has_own_words():
        return False
    if "numbered" not in wishes and run.mentions and "indefinite" in sheet.ruleset.lists and sheet.original[run.mentions[0].span.end + 1:span.start] in sheet.ruleset.word_set("indefinite"):
        return False
    if "brand" in wishes:
        run.begin_behind_mentions()
        if not _is_brand(sheet.original[run.start:span.start], sheet):
            return False
    if "apart" in wishes and sheet.original[span.start] not in _NUMERAL_SIGNS:  # 某县沙坪二中 is called after the county by its number
        run.begin_behind_levels()
    stem = sheet.original[run.start:span.start]
    if stem in sheet.ruleset.word_set("org-generic"):
        return False
    return Span(run.start, span.end)


def _is_brand(text: str, sheet: Sheet) -> bool:
    """True for two or three characters that the dictionary has for no usual word, and no list for a trade."""
    if not 2 <= len(text) <= 3 or _NOT_IN_BRANDS.search(text) or tokens.is_word(text, _USUAL) or len(text) == 3 and tokens.is_word(text[:2], _USUAL):
        return False
    tag = tokens.tag(text) or "n"
    return tag[0] == "n" and text not in sheet.ruleset.word_set("org-trades") and not (tag in ("ns", "nr") and tokens.frequency(text) > _USUAL)


@lru_cache(maxsize=1 << 8)
def _wishes(argument: str) -> tuple[frozenset[str], int]:
    """The further words of `reaches-back`, and how many characters must stand before the slot."""
    words = argument.split()
    return frozenset(words), int(words[words.index("stem") + 1]) if "stem" in words else 1


class Run:
    """What stands before the last word of a name, back to the first thing that cannot belong to it."""

    def __init__(self, sheet: Sheet, runs: Runs, end: int):
        self.sheet, self.runs, self.end = sheet, runs, end
        self.mentions: list[Mention] = []  # from right to left
        self.start, self.has_bracket = end, False
        while self.end - self.start <= _FARTHEST and self.step():
            pass

    def step(self) -> bool:
        """Take one more phrase, mention or bracket to the left; False where the run ends."""
        sheet, place = self.sheet, self.start
        mention = sheet.mention_before(place)
        if mention is not None:
            type_ = sheet.ruleset.type_of(mention.label)
            if type_ not in ("LOC", "ORG") or (self.mentions and _steps_up(mention, self.mentions[-1]) and self.mentions[-1].span.start == mention.span.end):
                return False
            self.mentions.append(mention)
            self.start = mention.span.start + 1
            if mention.label == "PlaceSign":  # 丹东 + 中朝友谊…公司: what stands before a sign belongs to the name only where it is a place
                beyond = sheet.mention_before(self.start)
                return beyond is not None and sheet.ruleset.type_of(beyond.label) == "LOC" and beyond.label != "PlaceSign"
            return type_ == "LOC"
        phrase = self.runs.phrase_at(place - 1)
        if phrase >= 0:
            start = turn_before(self.runs, phrase, place)
            if self.mentions and self.mentions[-1].span.start + 1 == place and self.is_deed(phrase, start, place):
                return False  # 在甲区 | 投资建设 | 乙市…中心
            self.start = start
            return self.start == phrase and self.start < place
        if not self.runs.form.startswith("）", place - 1):
            return False
        bracket = _BRACKETED.search(self.runs.form, max(0, place - 12), place)
        if bracket is not None and bracket.end() == place and bracket.start() and self.is_plain_before(bracket.start()):
            self.start, self.has_bracket = bracket.start(), True
            return True
        return False

    def is_deed(self, phrase: int, start: int, end: int) -> bool:
        """True where `[start, end)` is two verbs and more of the kind that names may hold, and nothing else."""
        edges = self.runs.edges[phrase]
        cuts = edges[bisect_left(edges, start):bisect_right(edges, end)]
        words = [self.runs.form[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]
        return len(words) > 1 and all(tokens.tag(word) in ("v", "vn") for word in words)

    def is_plain_before(self, place: int) -> bool:
        return self.runs.phrase_at(place - 1) >= 0 or self.sheet.mention_before(place) is not None

    def begin_at_place(self) -> None:
        """Drop common words before the first place of the run: 高新技术产业 | 连云港…公司."""
        if self.mentions and self.mentions[-1].span.start + 1 > self.start and self.sheet.ruleset.type_of(self.mentions[-1].label) == "LOC" \
                and not self.is_rare(self.mentions[-1].span.start + 1):
            self.start = self.mentions[-1].span.start + 1

    def begin_at_last_of_chain(self) -> None:
        """Of divisions in a row drop those without their level: 云南 | 昆明市第三医院, but 遵义市汇川区第三医院."""
        while len(self.mentions) > 1 and self.mentions[-1].span.start + 1 == self.start \
                and self.mentions[-1].span.end == self.mentions[-2].span.start and self.mentions[-1].label == self.mentions[-2].label == "Division" \
                and not self.mentions[-1].text.endswith(_LEVEL_SIGNS):
            self.start = self.mentions.pop().span.end + 1

    def begin_behind_levels(self) -> None:
        """Leave out a place with its level before a name of its own (某县某镇 | 石岭小学); before a kind of house only what stands before the last of two (某县 | 某镇中心小学)."""
        ranked = [m for m in self.mentions if m.label in ("Division", "Village") and m.text.endswith(_LEVEL_SIGNS)]
        if not ranked:
            return
        begin = ranked[0].span.end + 1
        if ranked[0] is not self.mentions[0] or self.end - begin > 1 and self.is_rare(start=begin):
            self.start = begin
        elif len(ranked) > 1 and ranked[1].span.end == ranked[0].span.start:
            self.start = ranked[0].span.start + 1

    def begin_behind_mentions(self) -> None:
        """Leave out the places in front: 开发区 | 远科新材料."""
        if self.mentions:
            self.start = max(self.start, self.mentions[0].span.end + 1)

    def has_own_words(self) -> bool:
        """True where the run holds more than mentions."""
        return self.end - self.start > sum(m.span.length for m in self.mentions)

    def is_placed(self) -> bool:
        """True where the run begins with a place, an organisation or a scope (全国, 省 …), or holds a bracket with a place."""
        if self.has_bracket:
            return True
        if self.mentions and self.mentions[-1].span.start + 1 == self.start:
            return True
        word = self.first_word()
        scopes = self.sheet.ruleset.words("org-scopes")
        return word.startswith(scopes) and any(
            word == scope or len(scope) < len(word) and word.startswith(scope) and (len(scope) > 1 or self.start + len(word) > self.end) for scope in scopes)

    def first_word(self) -> str:
        """The first word of the run, as the phrase was cut."""
        phrase = self.runs.phrase_at(self.start)
        if phrase < 0:
            return ""
        if phrase not in self.runs.turns:
            self.runs.cut(phrase)
        edges = self.runs.edges[phrase]
        after = bisect_right(edges, self.start)
        return self.runs.form[self.start:edges[after] if after < len(edges) else self.start]

    def is_rare(self, end: int | None = None, start: int | None = None) -> bool:
        """True where a word of the run's first phrase, or of that from `start` up to the end, is none that the dictionary knows as common."""
        whole, end, start = start is None, self.end if end is None else end, self.start if start is None else start
        phrase = self.runs.phrase_at(start)
        if phrase < 0:
            return False
        edges = self.runs.edges[phrase]
        borders = edges[bisect_left(edges, start):bisect_left(edges, end) + 1]
        words = [self.runs.form[a:b if whole else min(b, end)] for a, b in zip(borders, borders[1:], strict=False) if a < end]
        sizes = [len(word) for word in words if word]
        return any(not tokens.is_word(word, 20) for word in words) or (1, 1) in zip(sizes, sizes[1:], strict=False)


@condition("one-name", is_dear=True)
def is_one_name(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is one run: no verb, no noun of apposition, no joint between two names stands in it, and it begins with a word."""
    runs = runs_of(sheet)
    at, end = span.start, span.end
    before: Mention | None = None
    while at < end:
        mention = sheet.top.get(at)
        if mention is not None:
            if before is not None and _steps_up(before, mention):
                return False
            if mention.label in ("Person", "KnownPerson", "Time", "Quantity", "Fixed"):
                return False
            before, at = mention, mention.span.end + 1
            continue
        before = None
        phrase = runs.phrase_at(at)
        if phrase < 0:
            at += 1
            continue
        if phrase not in runs.turns:
            runs.cut(phrase)
        if at == span.start and at not in runs.borders[phrase]:
            return False
        stop = min(end, runs.ends[phrase])
        if runs.turns_within(phrase, at, stop):
            return False
        at = stop
    return True


def _steps_up(first: Mention, second: Mention) -> bool:
    """True where a place is followed by a larger one: 阳谷县 | 山东… begins a new name."""
    here, behind = (_LEVELS.get((m.attribute("level") or "").split(";")[0]) for m in (first, second))
    return here is not None and behind is not None and behind < here
