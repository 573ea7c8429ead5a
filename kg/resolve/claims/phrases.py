"""Which word of a noun phrase is its head: the last of names that describe each other, what a clause with 的是 is about, the item of a list.

In: the words of a clause.  Out: the place of a word among them, or a `Topic`.  A Chinese phrase ends in its head, so that the name it
begins with is often no more than where the owner belongs (某省重点企业某公司).
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.words import OWNERS, PERSONS, Clause, Word
from kg.resolve.claims.ground import IN_SUBJECT, TAKES_UP, Ground, Topic

_DESCRIBING = frozenset(("n", "nz", "b", "j"))
_LISTED = frozenset(("Division", "Country", "City"))
_AND = frozenset("、和及与")
_FARTHEST = 6  # words between a name and the one that it describes
_LONGEST_MODIFIER = 20  # words
_SHORTEST_TAIL = 4  # characters of a name that is called by its end
_SHORTEST_OFFICE = 3  # characters, where a class noun of bodies ends them (水利局)
_LONGEST_TAIL = 12
_LONGEST_TRADE = 4  # characters


class Phrases(Ground):
    """The noun phrases of one page."""

    def apposed(self, row: Sequence[Word], last: int, stop: int) -> int | None:
        """The word of the name that is described by the name at word `last` and the plain nouns behind it (某省龙头企业|某公司, 某国“一哥”|某人)."""
        if row[last].tag in PERSONS:
            return None
        for step in range(last + 1, min(len(row), last + 2 + _FARTHEST)):
            word = row[step]
            if word.start != row[step - 1].end or word.end > stop:
                return None
            if word.is_named:
                quoted = any(between.tag == "Fixed" or between.text == "”" for between in row[last + 1:step])
                return step if step > last + 1 and word.tag in OWNERS and (quoted or word.tag not in PERSONS) else None  # 某县县长某人 is read by his office
            if word.tag == "Fixed" or word.text in "“”" or word.text[0] == "最" or word.text == "的" and row[step - 1].text[0] == "最":
                continue  # 某国最大的产棉区|某地
            if word.tag not in _DESCRIBING or word.text in self.cues.localizers or word.text in self.layout.cues.light or len(word.text) == 1:
                return None
        return None

    def cleft(self, row: Sequence[Word], stop: int) -> int | None:
        """成绩最好的是老将某人, 离河口最近的是某市某站: the word of the name behind 的是, to which the clause comes."""
        at = next((i for i in range(1, len(row) - 1) if row[i].text == "是" and row[i - 1].text == "的"), None)
        if at is None:
            return None
        last = at + 1
        while last < len(row) and row[last].end <= stop and (row[last].is_nominal or row[last].text in self.cues.works_heads) and not row[last].is_value and row[last].start == row[last - 1].end:
            last += 1
        if last < len(row) and row[last].tag != "Quantity":
            return None
        return next((i for i in range(at + 1, last) if row[i].tag in OWNERS), None)

    def tells_maker(self, row: Sequence[Word]) -> bool:
        """True for 是由返乡人士某人创立的, 由某人创办的: it says who made what the clause before is about, and of nobody else."""
        by = 1 if len(row) > 3 and row[0].text in self.cues.copulas else 0
        return len(row) > 3 and row[by].text in self.cues.turns.prepositions_of_makers and row[-1].text == "的" and (row[-2].is_verb or row[-2].tag == "vn")

    def behind_modifier(self, row: Sequence[Word], stop: int) -> int:
        """Where the clause begins that a preposition, a verb and 的 describe (由某集团承建的|某大桥全长3公里, 以他名字命名的|“某合作社”)."""
        if not row or row[0].text not in self.cues.turns.prepositions_of_makers:
            return 0
        for at in range(2, min(len(row) - 1, _LONGEST_MODIFIER)):
            word = row[at]
            if word.start >= stop or word.is_value and word.tag not in ("Time", "Quantity") or word.tag == "w" and word.text not in "“”、（）":
                return 0
            if word.text == "的" and (row[at - 1].is_verb or row[at - 1].tag == "vn" or row[at - 1].text in self.cues.turns.acts_of_makers):
                return at + 1
        return 0

    def item(self, row: Sequence[Word], stop: int) -> int:
        """Where the item of a list begins in which each name has its figure (北京晴17℃天津小雨19℃; 甲县113毫米、乙县97毫米)."""
        first = next((at for at, word in enumerate(row) if word.is_named or word.is_value), None)
        if first is None or len(row) < first + 4:
            return 0
        if not row[first].is_named:
            return self._item_behind(row, first, stop)
        if first == 0 and row[0].tag in _LISTED:
            starts = [at for at in range(1, len(row)) if row[at].tag in _LISTED and row[at - 1].tag == "Quantity" and row[at - 1].end == row[at].start]
            if len(starts) > 1:
                return max((at for at in starts if row[at].start < stop), default=0)
        if row[first].tag not in OWNERS or first and (row[first - 1].tag == "p" or row[first - 1].is_verb):
            return 0
        found = 0
        said = self._said_between(row, first)
        for at in range(first + 2, len(row)):
            if row[at].start >= stop:
                break
            if said is not None and row[at].tag in OWNERS and row[at - 1].text in _AND and row[at - 2].tag == "Quantity":
                here = self._said_between(row, at)
                if here is None or any(word.is_named for word in here):
                    return 0
                found = at
        return found

    def _item_behind(self, row: Sequence[Word], first: int, stop: int) -> int:
        """Where such an item begins behind one whose owner is no name (城区31座、甲县24座、乙县26座)."""
        return max((at for at in range(first + 2, len(row)) if row[at].start < stop and row[at].tag in OWNERS and row[at - 1].text in _AND and row[at - 2].tag == "Quantity"
                    and (said := self._said_between(row, at)) is not None and not said), default=0)

    def _said_between(self, row: Sequence[Word], at: int) -> Sequence[Word] | None:
        """The words between the name at word `at` and its figure; None where a name or pause comes first."""
        for step in range(at + 1, len(row)):
            if row[step].tag == "Quantity":
                return row[at + 1:step]
            if row[step].is_named or row[step].tag == "w":
                return None
        return None

    def called_by_its_end(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """高速交警支队 at word `at`, where the article named 临江高速交警支队, and 水利局 where it named 临江县水利局: a body that is called by the end of its name."""
        last, form, start = at, self.page.text.form, row[at].start
        while last < len(row) and row[last].mention is None and row[last].is_nominal and row[last].end <= min(stop, start + _LONGEST_TAIL) and row[last].start == (row[last - 1].end if last > at else start):
            last += 1
        for end in range(last - 1, at - 1, -1):
            size, sign, short = row[end].end - start, row[end].text[-1], self.cues.turns.last_signs_of_bodies_called_shortly
            if size < (_SHORTEST_OFFICE if sign in short else _SHORTEST_TAIL):
                return None
            if sign in self.cues.house_signs or sign in short or row[end].text in self.cues.house_nouns:
                said = form[start:row[end].end]
                whole = next((name for name in self.context.names_before(start, clause.article)
                              if name.type == "ORG" and len(name.form) > len(said) and name.form.endswith(said)), None)
                if whole is not None:
                    return Topic(whole.entity, self.context.name_of(whole.entity) or whole.form, start, TAKES_UP, said, whole.form)
        return None

    def group(self, word: Word, stop: int) -> Topic | None:
        """某某团伙, 某某之子: who is called after a person."""
        behind = next((noun for noun in self.cues.turns.groups_of_a_person if self.page.text.form.startswith(noun, word.end)), None) if word.tag in PERSONS else None
        if behind is None or word.end + len(behind) > stop:
            return None
        name = self.page.text.printed[word.start:word.end + len(behind)]
        return Topic(self.context.by_form(name), name, word.start, "who is called after a person")

    def of_trade(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """某地跑者某人: the person whose trade stands between the place at word `at` and the name, in words of which one acts."""
        person = next((word for word in row[at + 1:at + 5] if word.is_named), None)
        if person is None or person.tag not in PERSONS or person.start >= stop or row[at].tag in PERSONS:
            return None
        trade = self.page.text.form[row[at].end:person.start]
        return self.name_at(person, IN_SUBJECT) if 2 <= len(trade) <= _LONGEST_TRADE and trade.endswith(self.cues.turns.ends_of_trades_of_people) and trade.isalpha() else None
