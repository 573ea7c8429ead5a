"""A figure with what stands round it, as the shapes of sentences look at it.

In: the words of a clause and the figure's place among them.  Out: `Figure`: its unit, the phrase before it and the phrase after
it, the act that leads to it; and `Memory`, what the article has said so far.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.claims_cues import Cues
from kg.extract.claims_approach import skip_approach
from kg.extract.claims_metric import Phrase, after, before
from kg.extract.claims_words import Word
from kg.text import fold

_NUMERALS = "０１２３４５６７８９．，／—－～第首约近余多几数百千万亿零一二三四五六七八九十两半来"


@dataclass(slots=True)
class Memory:
    """What an article has said so far.  `sentence` holds (metric, kind, unit) of the figures before in the sentence."""

    sentence: list[tuple[str, str, str]] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)  # 入选 → 入选西部计划项目: what an elliptic verb leaves out
    lead: str = ""  # the sentence up to the clause
    tail: str = ""  # the sentence after the clause
    noun: str = ""  # the people counted last, for 其中20人
    counted: dict[str, str] = field(default_factory=dict)  # unit → the things counted in it last, for 有28个实现增长
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
    part = value.mention.part("unit") if value.mention is not None else None
    return fold(part.text) if part is not None else value.text.lstrip(_NUMERALS)


def index_at(row: Sequence[Word], offset: int) -> int:
    """The index of the first word that begins at or after a page offset."""
    return next((i for i, word in enumerate(row) if word.start >= offset), len(row))


@dataclass(slots=True)
class Figure:
    """The figure at `index` of a clause's words, and what can be asked about its neighbours (each found once, when first asked for)."""

    row: Sequence[Word]
    index: int
    cues: Cues
    memory: Memory
    unit: str = field(init=False)  # as printed
    _lead: int | None = None
    _left: tuple[Phrase | None] | None = None  # one phrase or none, once it has been asked for
    _right: tuple[Phrase | None] | None = None

    def __post_init__(self) -> None:
        self.unit = unit_of(self.row[self.index])

    @property
    def value(self) -> Word:
        """The figure itself."""
        return self.row[self.index]

    @property
    def is_money(self) -> bool:
        """True for a sum of money in any currency."""
        return "元" in self.unit or self.unit in self.cues.money_units

    @property
    def is_time(self) -> bool:
        """True for a length of time."""
        return self.unit in self.cues.time_units

    @property
    def counts_persons(self) -> bool:
        """True for people."""
        return self.unit in self.cues.person_units

    @property
    def counts_agents(self) -> bool:
        """True for people, households and firms."""
        return self.counts_persons or self.unit in self.cues.agent_units

    @property
    def next_text(self) -> str:
        """The word right after the figure."""
        return self.row[self.index + 1].text if self.index + 1 < len(self.row) else ""

    @property
    def has_of(self) -> bool:
        """True where 的 follows directly."""
        return self.next_text == "的"

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
