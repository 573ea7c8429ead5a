"""A figure with what stands round it, as the shapes of sentences look at it.

In: the words of a clause and the figure's place among them.  Out: `Figure`: its unit, the phrase before it and the phrase after
it, the act that leads to it; and `Memory`, what the article has said so far.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kg.extract.claims.approach import skip_approach
from kg.extract.claims.cues import Cues
from kg.extract.claims.metric import after, before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.wares import ware_of
from kg.extract.claims.words import Word
from kg.model import Mention
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

    article: str = ""  # the text of the whole article
    about: str | None = None  # the ware that it is about throughout, once it was looked for
    index: str = ""  # the index of a market that was named last (沪指…，收报3020点)

    def ware(self, cues: Cues) -> str:
        """The crop, stock or ware that the article is about throughout, or nothing; it is looked for once, when a bare attribute asks."""
        if self.about is None:
            self.about = ware_of(self.article, cues)
        return self.about

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
        if value.unit == "分" and value.mention is not None and value.mention.part("lesser") is not None:
            value.unit = "分钟"  # 4分08秒 is no score
    return value.unit


def index_at(row: Sequence[Word], offset: int) -> int:
    """The index of the first word that begins at or after a page offset."""
    return bisect_left(row, offset, key=_START)


def index_of(row: Sequence[Word], value: Mention) -> int:
    """The index of the word that is a figure; 0 where no word of the row is."""
    return next((at for at, word in enumerate(row) if word.mention is value), 0)


class Figure:
    """The figure at `index` of a clause's words, and what can be asked about its neighbours."""

    __slots__ = ("row", "index", "cues", "memory", "value", "unit", "is_money", "is_time", "counts_persons", "counts_agents", "next_text", "has_of", "lead", "act")

    def __init__(self, row: Sequence[Word], index: int, cues: Cues, memory: Memory):
        self.row, self.index, self.cues, self.memory = row, index, cues, memory
        self.value = row[index]  # the figure itself
        self.unit = unit = unit_of(self.value)  # as printed
        self.is_money, self.is_time = cues.is_money(unit), unit in cues.time_units  # a sum in any currency; a length of time
        self.counts_persons = unit in cues.person_units
        self.counts_agents = self.counts_persons or unit in cues.agent_units  # people, households and firms
        self.next_text = row[index + 1].text if index + 1 < len(row) else ""  # the word right after the figure
        self.has_of = self.next_text == "的"
        self.lead = lead = skip_approach(row, index, cues)  # the index where the small words before the figure begin (约, 达到, 共)
        if lead > 1 and row[lead - 1].text in cues.results and (row[lead - 2].is_verb or row[lead - 2].text in cues.money_verbs):
            lead -= 1
        self.act = row[lead - 1] if lead else None  # the word that leads to the figure, past a result such as 出 or 到

    @property
    def right(self) -> Phrase | None:
        """The noun phrase after the figure."""
        return after(self.row, self.index, self.cues, self.unit not in self.cues.mass_units, self.counts_agents)

    @property
    def left(self) -> Phrase | None:
        """The noun phrase before the figure."""
        return before(self.row, self.index, self.cues, self.right is None, self.lead)


class PlainFigure(Figure):
    """A figure without a frame that says more; all shapes ask for the phrases beside it, so they are looked for at once, and what is no part of them is taken away."""

    __slots__ = ("left", "right")

    def __init__(self, row: Sequence[Word], index: int, cues: Cues, memory: Memory):
        super().__init__(row, index, cues, memory)
        self.right: Phrase | None = after(row, index, cues, self.unit not in cues.mass_units, self.counts_agents)
        self.left: Phrase | None = before(row, index, cues, self.right is None, self.lead)
