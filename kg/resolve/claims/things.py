"""Projects, plans, events and products that a page introduces by a full name.

In: the layout of a page and the word lists.  Out: `Thing` records in print order, so that 该项目 or 报告会 finds its name again
and 总投资4.5亿元的某某项目 its owner.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from kg.extract.claims import Layout
from kg.extract.claims.words import PERSONS, Clause, Word
from kg.model import Page, record
from kg.resolve.claims.lists import SubjectCues

_QUOTED = re.compile(r"“([^“”，。；：\u2029]{4,20})”")
_YEAR = re.compile(r"(?:19|20|１９|２０)[0-9０-９]{2}年?")
_SESSION = re.compile("第.{1,4}届")
_ENDS_JOINED = frozenset("—－±～")
_JOINED = frozenset("、和与及")
_BODIES = frozenset({"Org", "KnownOrg"})
_PLACES = frozenset({"Division", "Country", "City", "Region", "Village", "Zone"})


@record
class Thing:
    """A project, event or product that a page introduces by a full name; `head` is its class noun."""

    name: str
    head: str
    start: int
    end: int
    article: int | None
    sentence: int


class Things(tuple[Thing, ...]):
    """The things of a page in print order, found by place; a page may hold as many as it likes.

    >>> bridge, road = (Thing(name, name[-2:], at, at + 4, 0, 0) for name, at in (("沿江大桥", 3), ("环城公路", 20)))
    >>> things = Things((bridge, road))
    >>> [thing.name for thing in things.over(5)], things.last_headed(30, 0, lambda head: head == "大桥").name
    (['沿江大桥'], '沿江大桥')
    >>> things.last_named(30, 0, ("公路",)).name
    '环城公路'
    """

    def __init__(self, things: Sequence[Thing] = ()):
        self._starts = [thing.start for thing in self]
        self._longest = max((thing.end - thing.start for thing in self), default=0)
        self._by_head: dict[int | None, dict[str, list[int]]] = {}  # article → head → numbers; heads are few, names are not
        for number, thing in enumerate(self):
            self._by_head.setdefault(thing.article, {}).setdefault(thing.head, []).append(number)
        self._named: dict[tuple[str, ...], dict[int | None, list[int]]] = {}

    def from_to(self, first: int, last: int) -> Iterator[Thing]:
        """The things that begin at a page offset from `first` to `last`, both included."""
        yield from self[bisect_left(self._starts, first):bisect_right(self._starts, last)]

    def over(self, position: int) -> Iterator[Thing]:
        """The things that hold a page offset."""
        return (thing for thing in self.from_to(position - self._longest, position) if position < thing.end)

    def last_headed(self, position: int, article: int | None, fits: Callable[[str], bool]) -> Thing | None:
        """The last thing of an article whose head fits and that ends at a page offset or before it."""
        best = max((self._last(numbers, position) for head, numbers in self._by_head.get(article, {}).items() if fits(head)), default=-1)
        return self[best] if best >= 0 else None

    def last_named(self, position: int, article: int | None, endings: tuple[str, ...]) -> Thing | None:
        """The last thing of an article whose name has one of the endings and that ends at a page offset or before it."""
        if endings not in self._named:
            self._named[endings] = {}
            for number, thing in enumerate(self):
                if thing.name.endswith(endings):
                    self._named[endings].setdefault(thing.article, []).append(number)
        best = self._last(self._named[endings].get(article, []), position)
        return self[best] if best >= 0 else None

    def _last(self, numbers: Sequence[int], position: int) -> int:
        """Of some things in order the last that ends at `position` or before it; -1 where none does."""
        at = bisect_right(numbers, position, key=lambda number: self[number].start) - 1
        while at >= 0 and self[numbers[at]].end > position:
            at -= 1
        return numbers[at] if at >= 0 else -1


class ThingFinder:
    """Finds the things of one page."""

    def __init__(self, page: Page, layout: Layout, cues: SubjectCues):
        self.page, self.layout, self.cues = page, layout, cues
        self.row = layout.row

    def find(self) -> Things:
        """Every thing of the page, in print order."""
        found: list[Thing] = []
        clauses, starts = self.layout.clauses, self.layout.places
        for match in self.cues.heads.finditer(self.page.text.form):
            number = bisect_right(starts, match.start()) - 1
            if number < 0 or clauses[number].span.end < match.end():
                continue
            row = self.row(number)
            at = next((i for i, word in enumerate(row) if word.end == match.end()), None)
            if at is None:  # 水库工程建设现场: the dictionary's word is longer than the class noun
                row, at = self._parted(row, match.span())
            thing = self._thing_at(row, at, match.group(), clauses[number]) if at is not None else None
            if thing is not None:
                found.append(thing)
        found += self._quoted_products()
        return Things(sorted(found, key=lambda thing: (thing.start, thing.end)))

    def _parted(self, row: tuple[Word, ...], head: tuple[int, int]) -> tuple[tuple[Word, ...], int | None]:
        """The words of a clause where a word that begins with the class noun at `head` is two (工程建设 → 工程, 建设), and the place of the noun."""
        start, end = head
        at = next((i for i, word in enumerate(row) if word.start == start and word.end > end and word.mention is None and word.text[end - start:] in self.layout.cues.building), None)
        if at is None:
            return row, None
        word, cut = row[at], end - start
        return (*row[:at], Word(word.text[:cut], "n", start, end), Word(word.text[cut:], "vn", end, word.end), *row[at + 1:]), at

    def _thing_at(self, row: Sequence[Word], at: int, head: str, clause: Clause) -> Thing | None:
        """The thing whose class noun is word `at`, where the words before it make a full name."""
        word = row[at]
        if not word.text.endswith(head) or word.tag == "d" or word.text[0] == "按" or (word.mention is not None and word.tag not in ("Project", "Event", "Product")):
            return None
        following = row[at + 1] if at + 1 < len(row) else None
        if following is not None and (following.tag == "Quantity" or following.tag == "m" and following.text[0] == "一" or following.text == self.cues.turns.heads_with_their_measure.get(head) or head in self.cues.turns.heads_that_describe and following.is_nominal and following.mention is None):
            return None
        first = self._reach_left(row, at)
        before = row[first - 1] if first else None
        if before is not None and before.is_verb and first > 1:
            before = row[first - 2] if row[first - 2].tag == "Quantity" else before
        if before is not None and (before.tag in ("Quantity", "Number", "m", "q") or before.text in self.cues.said_of_things
                                   or before.text in _JOINED and any(w.text in self.cues.said_of_things and w.is_verb for w in row[:first])):
            return None  # counted, or said of a thing that has its name already (先后被列入甲项目和乙工程)
        if head in self.cues.turns.heads_of_plans and following is not None and (following.is_verb or following.text in self.cues.planned_acts) \
                and all(w.is_value or w.tag in _PLACES or w.tag in _BODIES or w.tag == "d" for w in row[first:at]):
            return None  # 2016年计划新增贷款15亿元: a verb
        if head in self.cues.turns.heads_that_are_verbs_too and (self.page.text.form.startswith(self.cues.planned, word.end) or following is not None and following.is_verb and following.text not in self.cues.plan_predicates
                             and any(w.tag == "Quantity" for w in row[at + 2:])):
            return None  # 某中学计划总投资2亿元, 补贴计划发放1600户: a verb
        placed = first
        while first < at and not any(w.text == "—" for w in row[first:at]) and not (head in self.cues.event_heads and _SESSION.fullmatch(row[first + 1].text)) and (row[first].tag in _PLACES and row[first].text not in self.cues.turns.names_of_the_nation or row[first].text in "、的" or row[first].tag in ("m", "f")
                              or row[first].text in self.cues.division_ends or row[first].text in self.cues.starting or row[first].is_verb and row[first].mention is None and not (len(row[first].text) == 1 and len(row[first + 1].text) == 1)  # 关|企直通平台: a word that no dictionary has
                              or (row[first].is_value or row[first].tag in ("ad", "d")) and row[first + 1].text in self.cues.starting):  # 2024年启动某项目
            first += 1
        name = self._printed(row[first:at + 1])
        short = any(w.is_named for w in row[first:at + 1]) or head in self.cues.event_heads
        if len(name.strip("“”")) < len(head) + (2 if short else 4):
            first = placed  # 汉江工程, 西部计划: too short without its place
            name = self._printed(row[first:at + 1])
            if row[first].tag not in _PLACES and row[first].tag != "f" or len(name) < len(head) + 2:
                return None
            if head in self.cues.turns.heads_that_are_verbs_too and following is not None and following.is_verb \
                    and (row[first].tag in _PLACES or following.text not in self.cues.plan_predicates):
                return None  # 某市计划改造…: a verb
        if name.count("“") != name.count("”"):
            cut = name.rfind("“" if name.count("“") > name.count("”") else "”") + 1
            first, name = first + 1, name[cut:]
        if not name.endswith(head) or len(name) < len(head) + 2 or self._is_generic(name, head):
            return None
        return Thing(self.cues.turns.formerly.sub("", name), head, row[first].start, word.end, clause.article, clause.sentence)

    def _is_generic(self, name: str, head: str) -> bool:
        """True for a kind of thing (重点项目, 实地观摩), false for an event with its year."""
        return not (head in self.cues.event_heads and name[:2] in ("19", "20")) and self.cues.holds_generic.search(name) is not None

    def _printed(self, words: Sequence[Word]) -> str:
        return "".join(self.page.text.printed[w.start:w.end] for w in words)

    def _reach_left(self, row: Sequence[Word], at: int) -> int:
        cues = self.layout.cues
        first = at
        while first:
            word, beyond = row[first - 1], row[first - 2] if first > 1 else None
            nominal_beyond = beyond is not None and beyond.is_nominal
            if word.text == "）":
                opening = next((i for i in range(first - 2, -1, -1) if row[i].text == "（"), None)
                if opening is None:
                    break
                first = opening
                continue
            if word.tag == "Time" and beyond is not None and beyond.text == "的" or word.text == "・":
                first -= 1
                continue
            if word.tag in ("Quantity", "Number") and word.text.endswith(self.cues.ratings) or word.tag == "w" and nominal_beyond and self._printed((word,)) in _ENDS_JOINED:
                first -= 1  # 甲地—乙地±800千伏输电工程
                continue
            if word.is_value and _YEAR.fullmatch(word.text):
                return first - 1  # 2023水城优秀学生报告会
            if word.is_value or word.is_reference and not (beyond is not None and _YEAR.fullmatch(beyond.text)) or word.tag in PERSONS:
                break
            if word.tag in ("p", "r", "ul", "uj", "uz", "m") or word.text in self.cues.turns.in_no_name:
                break
            if word.text in "、和与及" or word.tag in ("c", "w"):
                joins = nominal_beyond and (word.text == "、" and (first == 2 or row[first - 3].text == "的") or word.text == "及" and first > 1)
                quote = word.text in "“”" and any(w.text == "“" for w in row[:first])
                if not (joins or quote):
                    break
            if word.mention is None and (word.text in cues.light or word.text in cues.pivot or word.text in cues.joining or word.text in self.cues.governing or word.text in self.cues.convening):
                if not (word.text in cues.soft and nominal_beyond):
                    break
            if word.mention is None and word.is_verb and not nominal_beyond and first == at:
                break
            if word.tag == "d" and word.mention is None and len(word.text) > 1:
                break
            first -= 1
        return first

    def _quoted_products(self) -> list[Thing]:
        """Names in quotes that end in a thing that can be had (“熊猫金银纪念币”)."""
        form, found = self.page.text.form, []
        clauses, starts = self.layout.clauses, self.layout.places
        for match in _QUOTED.finditer(form):
            head = next((h for h in self.cues.product_heads if match[1].endswith(h)), None) if match[1].endswith(self.cues.product_heads) else None
            number = bisect_right(starts, match.start()) - 1
            if head and number >= 0:
                clause = clauses[number]
                found.append(Thing(self.page.text.printed[match.start(1):match.end(1)], head, match.start(1), match.end(1), clause.article, clause.sentence))
        return found
