"""Where a name may begin: the words that end the leftward run of a name.

In: a sheet and a span of it.  Out: the condition `one-name`.  An organisation is told by its last
word (有限公司, 委员会); where it begins is told only by what cannot belong to it: a verb, an adverb, a
preposition of the general dictionary (走访, 通过), a noun of apposition (董事长, 龙头企业), a bound
joint (和 between two names, but not in 发展和改革 or in the brand 泰和).  Only phrases that hold a
candidate are cut into words, each once.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING

from kg import tokens
from kg.model import Mention, Span
from kg.rules.conditions import condition

if TYPE_CHECKING:
    from kg.rules.sheet import Sheet

_PLAIN = re.compile("[〇一-鿿㐀-䶿Ａ-Ｚａ-ｚ０-９・]+")
_TURNING_TAGS = frozenset({"v", "d", "p", "c", "u", "r", "y", "e", "o", "i", "t", "ad", "vd", "df", "vi", "vq", "rr", "rz", "uj", "ul", "zg"})
_JOINTS = frozenset("和与及同跟或暨")
_LEVELS = {"country": 0, "province": 1, "city": 2, "county": 3, "town": 4, "village": 5}
_HOLDERS = frozenset(("书记", "主任", "局长", "部长", "主席", "经理", "队长", "校长", "院长", "会长", "厂长"))  # a run ends at a holder of a post
_BRACKETED = re.compile("（[^（），。、；：！？\u2029]{1,8}）$")
_NUMERALS = re.compile("[〇一二三四五六七八九十百０-９]+")
_LEVEL_SIGNS = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道")
_NOT_IN_BRANDS = re.compile("[０-９几两的了与及或是在]")
_FARTHEST = 30  # characters that a name may reach back from its last word
_NEAR = 40  # characters; most phrases start no farther back
_LONGEST = 80  # characters of a phrase cut at once; a longer run without any punctuation is cut in pieces


class Runs:
    """The phrases of one state of a sheet, and in each, lazily, the words that no name may hold."""

    def __init__(self, sheet: Sheet):
        self.form = sheet.form
        self.starts: list[int] = []  # of the phrases that were asked for, in order; a phrase is called by its start
        self.ends: dict[int, int] = {}
        self.turns: dict[int, tuple[tuple[int, int], ...]] = {}
        self.borders: dict[int, frozenset[int]] = {}
        self.edges: dict[int, tuple[int, ...]] = {}  # the borders in order
        ruleset = sheet.ruleset
        self.breakers, self.inner = ruleset.word_set("org-breakers"), ruleset.word_set("org-inner")
        self.joined = ruleset.words("org-joined")

    def phrase_at(self, place: int) -> int:
        """Where the phrase starts that holds `place`, or -1 (punctuation, an earlier mention)."""
        before = bisect_right(self.starts, place)
        if before and place < self.ends[self.starts[before - 1]]:
            return self.starts[before - 1]
        held = _PLAIN.match(self.form, place)
        if held is None:
            return -1
        begin, start = place, place
        while begin and start == begin:  # back to a sign that is no part of it
            begin = max(0, 4 * begin - 3 * place - _NEAR)
            start = max(found.start() for found in _PLAIN.finditer(self.form, begin, place + 1))
        insort(self.starts, start)
        self.ends[start] = held.end()
        return start

    def cut(self, start: int) -> None:
        """Cut the phrase from `start` into words and note those that turn away from a name."""
        end = self.ends[start]
        words: list[str] = []
        for begin in range(start, end, _LONGEST):
            words += tokens.cut(self.form[begin:min(end, begin + _LONGEST)])
        turns, borders, at = [], [start], start
        for index, word in enumerate(words):
            if self.turns_away(word) and not (word in _JOINTS and self.is_inside(words, index, start, at)):
                turns.append((at, at + len(word)))
            at += len(word)
            borders.append(at)
        self.turns[start], self.borders[start], self.edges[start] = tuple(turns), frozenset(borders), tuple(borders)

    def turns_within(self, phrase: int, start: int, stop: int) -> bool:
        """True where a turning word of a phrase, which is cut, shares a character with `[start, stop)`."""
        before = bisect_left(self.turns[phrase], (stop,))
        return before > 0 and self.turns[phrase][before - 1][1] > start

    def is_border(self, place: int) -> bool:
        """True where a word begins or ends: at punctuation, at an earlier mention, between words."""
        phrase = self.phrase_at(place)
        if phrase < 0 or place == phrase:
            return True
        if phrase not in self.turns:
            begin = max(phrase, place - _LONGEST)
            if not tokens.may_reach_across(self.form[begin:place + 1], place - begin):
                return True
            self.cut(phrase)
        return place in self.borders[phrase]

    def is_seam(self, place: int) -> bool:
        """True inside a compound of two words of two characters: 公司|总裁."""
        edges = self.edges.get(self.phrase_at(place), ())
        after = bisect_right(edges, place)
        if not 0 < after < len(edges):
            return False
        left, right = self.form[edges[after - 1]:place], self.form[place:edges[after]]
        return len(left) > 1 and len(right) > 1 and tokens.is_word(left) and tokens.is_word(right)

    def turns_away(self, word: str) -> bool:
        """True where no name of an organisation holds `word`."""
        if word in self.breakers:
            return True
        if len(word) < 2 or word in self.inner:
            return False
        if len(word) == 4 and word[2:] in _HOLDERS:
            return True  # 县委书记
        if word[-1] in "了着的":
            return True
        tag = tokens.tag(word)
        if len(word) == 4 and tag in ("l", "n") and word[2:] not in self.inner and tokens.tag(word[2:]) == "v":
            return True  # a set phrase turns as its verb does: 充分发挥
        return tag in _TURNING_TAGS or (tag in ("m", "mq") and not word.startswith("第") and not _NUMERALS.fullmatch(word))

    def is_inside(self, words: list[str], index: int, start: int, at: int) -> bool:
        """True for a joint that belongs to the name: in a fixed phrase, or in a brand (泰和轴承)."""
        if index == 1 and len(words[0]) == 1 and words[0] not in self.breakers:
            return True
        near = self.form[max(start, at - 8):at + 9]
        return any(phrase in near for phrase in self.joined if words[index] in phrase)


def runs_of(sheet: Sheet) -> Runs:
    """The runs of the sheet as it is overprinted now."""
    found = sheet.worked_out.get("runs")
    if found is None or found.form is not sheet.form:
        found = sheet.worked_out["runs"] = Runs(sheet)
    return found


def turn_before(runs: Runs, phrase: int, place: int) -> int:
    """Where the last turning word of a phrase before `place` ends (the phrase's start where there is none); `place` itself inside one."""
    if phrase not in runs.turns:
        runs.cut(phrase)
    before = bisect_left(runs.turns[phrase], (place,))
    return min(runs.turns[phrase][before - 1][1], place) if before else phrase


@condition("bordered", takes="text?")
def is_bordered(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot begins and ends where a word of the sentence does: 工行 in 到工行贷款, not in 施工行为 (with start or end: only there)."""
    runs = runs_of(sheet)
    return (argument == "end" or runs.is_border(span.start)) and (argument == "start" or runs.is_border(span.end) or runs.is_seam(span.end))


@condition("reaches-back", narrows=True, takes="text?")
def reaches_back(sheet: Sheet, span: Span, argument: str) -> Span | bool:
    """The name that ends with the slot: back over words, places and organisations to the last thing that no name holds. Further words: placed (it begins with a place, an organisation or a scope such as 全国), branch (what stands before a place stays), rare (a place, or a word the dictionary does not have), chain (a chain of divisions before it belongs to it), own (words of its own beside places), brand (two or three characters that are no word), stem N (at least N characters before the slot)."""
    runs, wishes = runs_of(sheet), argument.split()
    run = Run(sheet, runs, span.start)
    if "branch" not in wishes:
        run.begin_at_place()
    if "chain" not in wishes:
        run.begin_at_last_of_chain()
    size = int(wishes[wishes.index("stem") + 1]) if "stem" in wishes else 1
    if sheet.original[run.start] == "（" or span.start - run.start < size or span.start - run.start > _FARTHEST:
        return False
    if "placed" in wishes and not run.is_placed():
        return False
    if "rare" in wishes and not (run.is_placed() or run.is_rare()):
        return False
    if "own" in wishes and not run.has_own_words():
        return False
    if "brand" in wishes:
        run.begin_behind_mentions()
        size = span.start - run.start
        brand = sheet.original[run.start:span.start]
        if not 2 <= size <= 3 or _NOT_IN_BRANDS.search(brand) or tokens.is_word(brand, 20) or not (tokens.tag(brand) or "n").startswith("n") or \
                (size == 3 and tokens.is_word(brand[:2], 20)) or brand in sheet.ruleset.word_set("org-trades") or (tokens.tag(brand) in ("ns", "nr") and tokens.frequency(brand) > 20):
            return False
    stem = sheet.original[run.start:span.start]
    if stem in sheet.ruleset.word_set("org-generic"):
        return False
    return Span(run.start, span.end)


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
            self.start = turn_before(self.runs, phrase, place)
            return self.start == phrase and self.start < place
        bracket = _BRACKETED.search(self.runs.form, max(0, place - 12), place)
        if bracket is not None and bracket.end() == place and bracket.start() and self.is_plain_before(bracket.start()):
            self.start, self.has_bracket = bracket.start(), True
            return True
        return False

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
        scopes = self.sheet.ruleset.word_set("org-scopes")
        return word in scopes or any(len(scope) < len(word) and word.startswith(scope) and (len(scope) > 1 or self.start + len(word) > self.end)
                                     for scope in scopes)

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

    def is_rare(self, end: int | None = None) -> bool:
        """True where a word of the run's first phrase is none that the dictionary knows as common."""
        end = self.end if end is None else end
        phrase = self.runs.phrase_at(self.start)
        if phrase < 0:
            return False
        edges = self.runs.edges[phrase]
        borders = edges[bisect_left(edges, self.start):bisect_left(edges, end) + 1]
        words = [self.runs.form[a:b] for a, b in zip(borders, borders[1:], strict=False) if a < end]
        sizes = [len(word) for word in words if word]
        return any(not tokens.is_word(word, 20) for word in words) or (1, 1) in zip(sizes, sizes[1:], strict=False)


@condition("one-name")
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
    levels = [_LEVELS.get((m.attribute("level") or "").split(";")[0]) for m in (first, second)]
    return None not in levels and levels[1] < levels[0]
