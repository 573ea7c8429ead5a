"""Works and houses that are named once in full and then by their class noun: 粮库, 该库, 新住院楼, 该总站.

In: the compounds of a page.  Out: a `Topic` with the full name, or None where nothing before ends so.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.claims.words import Clause, Word
from kg.resolve.claims.compounds import LINE, LONGEST, SHORTEST_HOUSE, Compounds
from kg.resolve.claims.ground import TAKES_UP, Topic

_NEAR, _FAR = 200, 600  # characters


class TakenUp(Compounds):
    """The compounds of one page, and the words that take them up."""

    def shortened(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """新住院楼 at word `at`: the house whose longer name (某医院新住院楼) was printed before and ends so."""
        end = self.house_end(row, at)
        if end is None or row[end].end > stop:
            return None
        name = self.page.text.printed[row[at].start:row[end].end]
        known = self.of_article(clause.article)
        whole = next((c for c in reversed(known[:bisect_right(known, clause.span.start, key=lambda c: c.end)]) if c.name.endswith(name) and len(c.name) > len(name)), None)
        return Topic(self.context.by_form(whole.name), self.full(whole), row[at].start, TAKES_UP, name, whole.name) if whole is not None else None

    def again(self, row: Sequence[Word], at: int, number: int) -> Topic | None:
        """粮库, 该库, 大桥 at word `at` of clause `number`: the compound of that class named before in the article."""
        first = row[at]
        pointed = first.text in self.cues.pointing and at + 1 < len(row)
        word = row[at + 1] if pointed else first
        text = word.text
        if word is first and text.startswith(self.cues.pointing):
            text = next((text[len(p):] for p in self.cues.pointing if text.startswith(p) and len(text) > len(p)), text)
        pointed = pointed or text != first.text
        if word.mention is not None or not pointed and text not in self.cues.bus_lines and text not in self.cues.works_heads and text not in self.cues.taken_up:
            return None
        clause = self.layout.clauses[number]
        body = self._body_of(text, first.start, clause) if text in self.cues.taken_up and text not in self.cues.house_nouns else None
        if body is not None:
            return replace(body, start=first.start)
        known = self.of_article(clause.article)
        line = self._line_of(text, first.start, clause) if text in self.cues.bus_lines else None
        if line is not None:
            return line
        site = self._body_of(text, first.start, clause) if text in self.cues.works_heads or pointed and len(text) == 1 else None
        if site is not None and text not in self.cues.works_heads and not site.name.endswith(self.cues.house_heads):
            site = None  # 该园 of 某科技园; not 该团 of 某兵团
        for compound in reversed(known[:bisect_right(known, clause.span.start, key=lambda c: c.end)]):
            if site is not None and site.start > compound.start:
                return replace(site, start=first.start)  # 桥长 of a bridge that a rule of names found
            if compound.name.endswith(text) or text == "大" + compound.name[-1:] or text in self.cues.bus_lines and LINE.fullmatch(compound.name):
                return Topic(self.context.by_form(compound.name), self.full(compound), first.start, TAKES_UP, first.text, compound.name)
        if pointed and site is not None:
            return replace(site, start=first.start)  # 该桥 of 某大桥, 该园 of 某科技园, which a rule of names found
        return self._pointed_back(text, first, clause) if pointed and len(text) > 1 and text.endswith(self.cues.house_ends) else None

    def works_again(self, word: Word, clause: Clause) -> Topic | None:
        """该项目, 工程 where no undertaking has that class noun: the works named last before in the article (某大桥, 某医院病房楼)."""
        if not word.text.endswith(self.cues.works_in_general):
            return None
        known = self.of_article(clause.article)
        at = bisect_right(known, word.start, key=lambda c: c.end) - 1
        if at < 0 or word.start - known[at].end > _FAR:
            return None
        return Topic(self.context.by_form(known[at].name), self.full(known[at]), word.start, TAKES_UP, word.text, known[at].name)

    def pointed_at(self, word: Word, clause: Clause) -> Topic | None:
        """该区 where no district is named: the zone named before in the article (某县产业集聚区); 我们农场 where no body is: the farm."""
        pointing = self.context.references.read(word.text)
        if pointing is None or pointing.way == "whole" or pointing.way == "own" and pointing.noun.type == "LOC":
            return None
        known = self.of_article(clause.article)
        zone = next((c for c in reversed(known[:bisect_right(known, clause.span.start, key=lambda c: c.end)]) if c.name.endswith(pointing.said) and len(c.name) > len(pointing.said)), None)
        return Topic(self.context.by_form(zone.name), self.full(zone), word.start, TAKES_UP, word.text, zone.name) if zone is not None else None

    def _pointed_back(self, text: str, first: Word, clause: Clause) -> Topic | None:
        """该总站: the longer noun that ended in the same class noun last before in the article (某某边检总站)."""
        form = self.page.text.form
        at = form.rfind(text, max(0, first.start - _FAR), first.start)
        clauses = self.layout.clauses
        number = bisect_right(clauses, at, key=lambda c: c.span.start) - 1 if at >= 0 else -1
        if number < 0 or clauses[number].article != clause.article:
            return None
        row, end = self.row(number), at + len(text)
        last = next((i for i, word in enumerate(row) if word.end == end), None)
        if last is None:
            return None
        begin = last
        while begin and (row[begin - 1].is_nominal or row[begin - 1].tag == "Fixed") and row[begin - 1].end == row[begin].start and row[begin - 1].tag not in ("Person", "KnownPerson") \
                and row[begin - 1].text not in self.cues.generic and end - row[begin - 1].start <= LONGEST + 4:
            begin -= 1
        if at - row[begin].start < SHORTEST_HOUSE:
            return None
        name = self.page.text.printed[row[begin].start:end]
        return Topic(self.context.by_form(name), name, first.start, TAKES_UP, first.text, name)

    def _line_of(self, text: str, position: int, clause: Clause) -> Topic | None:
        """线路 of a railway that a rule of names found (某市地铁5号线)."""
        for name in self.context.names_before(position, clause.article):
            if position - name.span.start > _FAR:
                return None
            if name.type == "LOC" and LINE.search(name.form) is not None and name.form.endswith("线"):
                return Topic(name.entity, self.context.name_of(name.entity) or name.form, position, TAKES_UP, text, name.form)
        return None

    def _body_of(self, text: str, position: int, clause: Clause) -> Topic | None:
        """The body or site named last before in its sentence or the one before whose name ends in a class noun (某扬水管理处…，管理处下辖…)."""
        for name in self.context.names_before(position, clause.article):
            if clause.span.start - name.span.start > _NEAR:
                break
            entity = self.context.entities[name.entity]
            if name.type in ("ORG", "LOC") and entity.name.endswith(text) and len(entity.name) > len(text):
                return Topic(name.entity, entity.name, name.span.start, TAKES_UP, text, entity.name)
        return None
