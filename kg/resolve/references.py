"""Words that point at an entity without naming it: 我市, 全县, 该公司, 本行.

In: the word lists `reference-pointers` and `reference-nouns`.  Out: `Pointing`: how a word points
(at the paper's own place, at the nearest thing named before, at the whole of a place) and at what class.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kg.model import Span, record
from kg.resolve.named import PageEntity


@record
class Noun:
    """A class noun: the type it means, the endings of names it fits, and subtypes it fits.

    `level` is province, city or county where the noun means a division.
    """

    type: str
    endings: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    level: str = ""
    unlike: tuple[str, ...] = ()  # endings of other classes: 社区 is no 区
    lesser: tuple[str, ...] = ()  # endings of what is meant only where nothing else is named: a works (二炼钢厂) is not the 公司

    @property
    def is_any(self) -> bool:
        """True of a noun that fits all names of its type (单位)."""
        return not self.endings and not self.subtypes

    def fits(self, entity: PageEntity) -> bool:
        """True where the entity belongs to the class of this noun; a museum or a station that is listed among places acts as a house does (我馆)."""
        if entity.type != self.type:
            return self.type == "ORG" and entity.subtype == "facility" and bool(self.endings) and entity.name.endswith(self.endings)
        if self.unlike and not entity.code and entity.name.endswith(self.unlike):
            return False  # 房山区 has a code and is no 山区
        if self.is_any:
            return True
        if self.endings and entity.name.endswith(self.endings):
            return True
        return entity.subtype in self.subtypes


@record
class Pointing:
    """How one reference word points: `way` is own, nearest or whole."""

    way: str
    noun: Noun
    said: str  # the class noun itself


@record
class References:
    """The tables of pointers (我 → own, 该 → nearest, 全 → whole) and class nouns (市, 公司 …)."""

    pointers: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, Noun] = field(default_factory=dict)

    @classmethod
    def of(cls, pointers: Mapping[str, Mapping[str, str]], nouns: Mapping[str, Mapping[str, str]]) -> References:
        """References from two word lists: pointer → {way}, noun → {type, endings, subtypes, level, unlike, lesser}."""
        return cls(
            {word: facts.get("way", "nearest") for word, facts in pointers.items()},
            {word: Noun(facts.get("type", "ORG"), tuple((facts.get("endings") or "").split()),
                        tuple((facts.get("subtypes") or "").split()), facts.get("level") or "", tuple((facts.get("unlike") or "").split()), tuple((facts.get("lesser") or "").split()))
             for word, facts in nouns.items()},
        )

    def read(self, word: str) -> Pointing | None:
        """How `word` points, or None where it is no reference.  A bare class noun points at the nearest.

        >>> table = References.of({"我": {"way": "own"}}, {"市": {"type": "LOC", "endings": "市", "level": "city"}})
        >>> table.read("我市").way, table.read("市").way, table.read("北京") is None
        ('own', 'nearest', True)
        """
        for cut in range(min(4, len(word) - 1), 0, -1):
            way = self.pointers.get(word[:cut])
            if way and (noun := self.nouns.get(word[cut:])):
                return Pointing(way, noun, word[cut:])
        noun = self.nouns.get(word)
        return Pointing("nearest", noun, word) if noun else None


@record
class Answer:
    """What a reference was taken to mean (a page key or None) and why."""

    entity: str | None
    because: str
    span: Span | None = None  # the name that decided, where one did
