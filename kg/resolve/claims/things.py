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
_YEAR = re.compile(r"(?:19|20|１９|２０)[0-9０-９]{2}(?:[—－/-][0-9０-９]{2,4})?年?(?:度|赛季)?")
_SESSION = re.compile("(?:第.{1,4}|首)[届场]")
_ENDS_JOINED = frozenset("—－±～")
_JOINED = frozenset("、和与及")
_BODIES = frozenset({"Org", "KnownOrg"})
_THINGS = frozenset({"Project", "Event", "Product"})
_COUNTING = frozenset({"Quantity", "Number", "m", "q"})
_SMALL_TAGS = frozenset({"p", "r", "ul", "uj", "uz", "m"})
_SHORTEST, _SHORTEST_NAMED = 4, 2  # characters before the class noun: of a name, and of one with a name inside or of an event
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
            elif row[at].start > match.start():  # 对接|会, 义|拍: a class noun that no dictionary has
                row, at = self._joined(row, at, match.start())
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

    def _joined(self, row: tuple[Word, ...], last: int, start: int) -> tuple[tuple[Word, ...], int | None]:
        """The words of a clause where those from page offset `start` to word `last` are one, the class noun, and its place."""
        first = next((i for i in range(last) if row[i].start == start and all(word.mention is None for word in row[i:last + 1])), None)
        if first is None:
            return row, None
        noun = Word("".join([word.text for word in row[first:last + 1]]), "n", start, row[last].end)
        return (*row[:first], noun, *row[last + 1:]), first

    def _thing_at(self, row: Sequence[Word], at: int, head: str, clause: Clause) -> Thing | None:
        """The thing whose class noun is word `at`, where the words before it make a full name."""
        word, following, turns = row[at], row[at + 1] if at + 1 < len(row) else None, self.cues.turns
        if not word.text.endswith(head) or word.tag == "d" or word.text[0] == "按" or word.mention is not None and word.tag not in _THINGS:
            return None
        if following is not None and self._is_used_otherwise(head, following):
            return None
        whole = self._reach_left(row, at)
        if self._is_no_new_name(row, whole) or self._is_planning(row, whole, at, head):
            return None
        first = self._past_circumstances(row, whole, at, head)
        name = self._printed(row[first:at + 1])
        short = any(w.is_named for w in row[first:at + 1]) or head in self.cues.event_heads
        if len(name.strip("“”")) < len(head) + (_SHORTEST_NAMED if short else _SHORTEST):
            first, name = whole, self._printed(row[whole:at + 1])  # 汉江工程, 西部计划: too short without its place
            placed = row[first].tag in _PLACES
            if not placed and row[first].tag != "f" or len(name) < len(head) + _SHORTEST_NAMED:
                return None
            if head in turns.heads_that_are_verbs_too and following is not None and following.is_verb and (placed or following.text not in self.cues.plan_predicates):
                return None  # 某市计划改造…: a verb
        opened, closed = name.count("“"), name.count("”")
        if opened != closed:
            first, name = first + 1, name[name.rfind("“" if opened > closed else "”") + 1:]
        if not name.endswith(head) or len(name) < len(head) + _SHORTEST_NAMED or self._is_generic(name, head):
            return None
        return Thing(turns.formerly.sub("", name), head, row[first].start, word.end, clause.article, clause.sentence)

    def _is_used_otherwise(self, head: str, following: Word) -> bool:
        """True where the word behind a class noun tells that the noun names no thing: its figure, the measure that it takes, or a noun that it describes."""
        turns = self.cues.turns
        return following.tag == "Quantity" or following.tag == "m" and following.text[0] == "一" or following.text == turns.heads_with_their_measure.get(head) \
            or head in turns.heads_that_describe and following.is_nominal and following.mention is None

    def _is_no_new_name(self, row: Sequence[Word], first: int) -> bool:
        """True where the words from `first` on are counted, or said of a thing that has its name already (先后被列入甲项目和乙工程)."""
        if not first:
            return False
        before, said = row[first - 1], self.cues.said_of_things
        if _SESSION.fullmatch(before.text):
            return False  # 首届|某某大赛
        if before.text == "的" and any(word.text in self.cues.copulas and row[at + 1].tag in _COUNTING for at, word in enumerate(row[:first - 1])):
            return True  # 某水库是一项以供水为主的水利工程: a kind, and the water works have their name
        if before.is_verb and first > 1 and row[first - 2].tag == "Quantity":
            before = row[first - 2]
        return before.tag in _COUNTING or before.text in said or before.text in _JOINED and any(w.text in said and w.is_verb for w in row[:first])

    def _is_planning(self, row: Sequence[Word], first: int, at: int, head: str) -> bool:
        """True where 计划 at `at` says what somebody plans and heads no name: 2016年计划新增贷款15亿元, 某中学计划总投资2亿元, 补贴计划发放1600户."""
        following, cues, turns = row[at + 1] if at + 1 < len(row) else None, self.cues, self.cues.turns
        if head in turns.heads_of_plans and following is not None and (following.is_verb or following.tag == "Time" or following.text in cues.planned_acts) and all(w.is_value or w.tag in _PLACES or w.tag in _BODIES or w.tag == "d" for w in row[first:at]):
            return True
        if head not in turns.heads_that_are_verbs_too:
            return False
        if at and following is not None and following.is_verb and row[at - 1].text.endswith(self.layout.cues.indicator_heads):
            return True  # 总产值计划完成30亿元: no plan is called after an indicator
        return self.page.text.form.startswith(cues.planned, row[at].end) \
            or following is not None and following.is_verb and following.text not in cues.plan_predicates and any(w.tag == "Quantity" for w in row[at + 2:])

    def _past_circumstances(self, row: Sequence[Word], first: int, at: int, head: str) -> int:
        """The first word of a name behind where, when and by whom it was begun (2024年启动某项目); a line between two places (甲地—乙地) and an event's session need what stands before them."""
        while first < at and not any(w.text == "—" for w in row[first:at]) and not (head in self.cues.event_heads and _SESSION.fullmatch(row[first + 1].text)) \
                and self._is_circumstance(row[first], row[first + 1]):
            first += 1
        return first

    def _is_circumstance(self, word: Word, following: Word) -> bool:
        """True for a word at the head of a name that is no part of it: a place, 的, a numeral, a verb, or a time before a verb of starting."""
        cues = self.cues
        if word.tag in _PLACES and word.text not in cues.turns.names_of_the_nation or word.text in "、的" or word.tag in ("m", "f") or word.text in cues.division_ends or word.text in cues.starting:
            return True
        if word.is_verb and word.mention is None:
            return len(following.text) > 1 or len(word.text) > 1 and following.tag != "q"  # not 关|企直通平台, a word that no dictionary has, and 丰收|杯拔河比赛
        return (word.is_value or word.tag in ("ad", "d")) and following.text in cues.starting

    def _is_generic(self, name: str, head: str) -> bool:
        """True for a kind of thing (重点项目, 实地观摩), false for an event with its year."""
        return name.startswith(self.cues.turns.sizes_of_works) or not (head in self.cues.event_heads and name[:2] in ("19", "20")) and self.cues.holds_generic.search(name) is not None

    def _printed(self, words: Sequence[Word]) -> str:
        return "".join([self.page.text.printed[w.start:w.end] for w in words])

    def _reach_left(self, row: Sequence[Word], at: int) -> int:
        """The first of the words before the class noun at `at` that may belong to its name."""
        first = at
        while first:
            word, beyond = row[first - 1], row[first - 2] if first > 1 else None
            if word.text == "）":
                opening = next((i for i in range(first - 2, -1, -1) if row[i].text == "（"), None)
                if opening is None:
                    break
                first = opening
                continue
            rating = word.tag in ("Quantity", "Number") and word.text.endswith(self.cues.ratings)  # 甲地—乙地±800千伏输电工程
            rating = rating or word.tag == "Quantity" and beyond is not None and beyond.text.endswith(self.cues.turns.capacities_in_names) and not self._is_claimed_alone(row, first)  # 年产3万吨木糖醇项目
            of_time = word.tag == "Time" and beyond is not None and beyond.text == "的"
            if not (rating or of_time or word.text == "・"):
                if word.is_value and _YEAR.fullmatch(word.text):
                    return first - 1  # 2023水城优秀学生报告会
                if self._ends_name(row, first, at):
                    break
            first -= 1
        return first

    def _is_claimed_alone(self, row: Sequence[Word], first: int) -> bool:
        """True where the figure before `first` stands right before 的 or a comma: it is told of the works and no part of their name."""
        return first < len(row) and (row[first].tag == "w" or row[first].text == "的")

    def _ends_name(self, row: Sequence[Word], first: int, at: int) -> bool:
        """True where the word before `first` is no part of the name that goes from there to the class noun at `at`."""
        word, beyond, cues, light = row[first - 1], row[first - 2] if first > 1 else None, self.cues, self.layout.cues
        noun_beyond = beyond is not None and beyond.is_nominal
        if word.tag == "w" and noun_beyond and self._printed((word,)) in _ENDS_JOINED:
            return False  # 甲地—乙地
        if word.is_value or word.is_reference and not (beyond is not None and _YEAR.fullmatch(beyond.text)) or word.tag in PERSONS:
            return True
        if word.tag in _SMALL_TAGS and not _SESSION.fullmatch(word.text) or word.text in cues.turns.in_no_name:
            return True
        if word.text in "、和与及" or word.tag in ("c", "w"):
            listed = noun_beyond and (word.text == "、" and (first == 2 or row[first - 3].text == "的") or word.text == "及" and first > 1)
            quoted = word.text in "“”" and any(w.text == "“" for w in row[:first])
            return not (listed or quoted)
        if word.mention is not None:
            return False
        if word.text in light.light or word.text in light.pivot or word.text in light.joining or word.text in cues.governing or word.text in cues.convening:
            return not (word.text in light.soft and noun_beyond)
        return word.is_verb and not noun_beyond and first == at or word.tag == "d" and len(word.text) > 1

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
