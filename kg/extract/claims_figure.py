"""A figure with what stands round it, as the shapes of sentences look at it.

In: the words of a clause and the figure's place among them.  Out: `Figure`: its unit, the phrase before it and the phrase after
it, the act that leads to it; and `Memory`, what the article has said so far.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kg.extract.claims_cues import Cues
from kg.extract.claims_approach import skip_approach
from kg.extract.claims_metric import Phrase, after, before
from kg.extract.claims_words import Word
from kg.text import fold

_NUMERALS = "０１２３４５６７８９．，／—－～第首约近余多几数百千万亿零一二三四五六七八九十两半来"
_START = attrgetter("start")


@dataclass(slots=True)
class Memory:
    """What an article has said so far.  `sentence` holds (metric, kind, unit) of the figures before in the sentence."""

    sentence: list[tuple[str, str, str]] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)  # 入选 → 入选西部计划项目: what an elliptic verb leaves out
    lead: str = ""  # the sentence up to the clause
    clause: str = ""  # the clause itself
    tail: str = ""  # the sentence after the clause
    noun: str = ""  # the people counted last, for 其中20人
    counted: dict[str, str] = field(default_factory=dict)  # unit → the things counted in it last, for 有28个实现增长
    done: dict[tuple[str, str], str] = field(default_factory=dict)  # verb and unit → what was done, for 共查处38万起 sentences later
    acts: str = ""  # the verb that a list's first item was counted with (查获白酒1400瓶、商标2.6万张)
    before: Sequence[Word] = ()  # the clause before in the sentence, for 最大降雨量出现在某镇，达342毫米
    topic: str = ""  # the thing that the sentence is about, where it is no owner (籽棉…，价格每公斤6.1元)

    def recall(self, verb: str) -> str:
        """A bare verb with the object that it had before, where it had one."""
        return self.objects.get(verb, verb)


def unit_of(value: Word) -> str:
    """The printed unit at the end of a figure, as the unit tables name it.

    >>> unit_of(Word("１２０万元", "Quantity", 0, 5)), unit_of(Word("数百人", "Quantity", 0, 3))
    ('元', '人')
    """
    if value.unit is None:
        part = value.mention.part("unit") if value.mention is not None else None
        value.unit = fold(part.text) if part is not None else value.text.lstrip(_NUMERALS)
    return value.unit


def index_at(row: Sequence[Word], offset: int) -> int:
    """The index of the first word that begins at or after a page offset."""
    return bisect_left(row, offset, key=_START)


@dataclass(slots=True)
class Figure:
    """The figure at `index` of a clause's words, and what can be asked about its neighbours (each found once, when first asked for)."""

    row: Sequence[Word]
    index: int
    cues: Cues
    memory: Memory
    value: Word = field(init=False)  # the figure itself
    unit: str = field(init=False)  # as printed
    is_money: bool = field(init=False)  # a sum of money in any currency
    is_time: bool = field(init=False)  # a length of time
    counts_persons: bool = field(init=False)
    counts_agents: bool = field(init=False)  # people, households and firms
    next_text: str = field(init=False)  # the word right after the figure
    has_of: bool = field(init=False)  # 的 follows directly
    _lead: int | None = None
    _left: tuple[Phrase | None] | None = None  # one phrase or none, once it has been asked for
    _right: tuple[Phrase | None] | None = None

    def __post_init__(self) -> None:
        cues, self.value = self.cues, self.row[self.index]
        self.unit = unit = unit_of(self.value)
        self.is_money, self.is_time = "元" in unit or unit in cues.money_units, unit in cues.time_units
        self.counts_persons = unit in cues.person_units
        self.counts_agents = self.counts_persons or unit in cues.agent_units
        self.next_text = self.row[self.index + 1].text if self.index + 1 < len(self.row) else ""
        self.has_of = self.next_text == "的"

    @property
    def lead(self) -> int:
        """The index where the small words before the figure begin (约, 达到, 共)."""
        if self._lead is None:
            self._lead = skip_approach(self.row, self.index, self.cues)
        return self._lead

    @property
    def act(self) -> Word | None:
        """The word that leads to the figure, past a result such as 出 or 到."""
        at = self.lead - 1
        if at > 0 and self.row[at].text in self.cues.results and (self.row[at - 1].is_verb or self.row[at - 1].text in self.cues.money_verbs):
            at -= 1
        return self.row[at] if at >= 0 else None

    @property
    def left(self) -> Phrase | None:
        """The noun phrase before the figure."""
        if self._left is None:
            self._left = (before(self.row, self.index, self.cues, through_light=self.right is None),)
        return self._left[0]

    @left.setter
    def left(self, phrase: Phrase | None) -> None:
        self._left = (phrase,)

    @property
    def right(self) -> Phrase | None:
        """The noun phrase after the figure."""
        if self._right is None:
            self._right = (after(self.row, self.index, self.cues, self.unit not in self.cues.mass_units, self.counts_agents),)
        return self._right[0]

    @right.setter
    def right(self, phrase: Phrase | None) -> None:
        self._right = (phrase,)

    @property
    def rest(self) -> Sequence[Word]:
        """The clause after the figure."""
        return self.row[self.index + 1:]
