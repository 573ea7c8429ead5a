"""Works and houses that are named once in full and then by their class noun: 粮库, 该库, 新住院楼, 该总站.

In: the compounds of a page.  Out: a `Topic` with the full name, or None where nothing before ends so.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.claims.words import Clause, Word
from kg.resolve.claims.compounds import LONGEST, SHORTEST_HOUSE, Compounds
from kg.resolve.claims.ground import TAKES_UP, Topic
from kg.resolve.claims.routes import LINE

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
        first, clause, cues = row[at], self.layout.clauses[number], self.cues
        noun, pointed = self._class_noun(row, at)
        if not noun:
            return None
        if noun in cues.taken_up and noun not in cues.house_nouns and (body := self._body_of(noun, first.start, clause)) is not None:
            return replace(body, start=first.start)
        if noun in cues.bus_lines and (line := self._line_of(noun, first.start, clause)) is not None:
            return line
        site, known = self._site_of(noun, first.start, clause, pointed), self.of_article(clause.article)
        for compound in reversed(known[:bisect_right(known, clause.span.start, key=lambda c: c.end)]):
            if site is not None and site.start > compound.start:
                return replace(site, start=first.start)  # 桥长 of a bridge that a rule of names found
            if compound.name.endswith(noun) or noun == "大" + compound.name[-1:] or noun in cues.bus_lines and LINE.fullmatch(compound.name):
                return Topic(self.context.by_form(compound.name), self.full(compound), first.start, TAKES_UP, first.text, compound.name)
        if not pointed:
            return None
        if site is not None:
            return replace(site, start=first.start)  # 该桥 of 某大桥, 该园 of 某科技园, which a rule of names found
        return self._pointed_back(noun, first, clause) if (len(noun) > 1 or noun in cues.turns.signs_of_works) and noun.endswith(cues.house_ends) else None

    def _class_noun(self, row: Sequence[Word], at: int) -> tuple[str, bool]:
        """(库 of 该库 or 粮库, whether it is pointed at) at word `at`; nothing where the word there takes nothing up."""
        first, cues = row[at], self.cues
        if first.text in cues.pointing and at + 1 < len(row):
            return row[at + 1].text if row[at + 1].mention is None else "", True
        if first.mention is not None:
            return "", False
        if first.text.startswith(cues.pointing):
            noun = next((first.text[len(p):] for p in cues.pointing if first.text.startswith(p) and len(first.text) > len(p)), "")
            if noun:
                return noun, True
        takes_up = first.text in cues.bus_lines or first.text in cues.works_heads or first.text in cues.taken_up
        return first.text if takes_up else "", False

    def _site_of(self, noun: str, position: int, clause: Clause, pointed: bool) -> Topic | None:
        """该园 of 某科技园, 桥 of a bridge: what a rule of names found and such a noun of works takes up; not 该团 of 某兵团."""
        works = noun in self.cues.works_heads or pointed and noun.endswith(self.cues.route_heads)
        site = self._body_of(noun, position, clause) if works or pointed and len(noun) == 1 else None
        return site if site is not None and (works or site.name.endswith(self.cues.house_heads)) else None

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
                and row[begin - 1].text not in self.cues.generic and row[begin - 1].text not in self.layout.cues.building and end - row[begin - 1].start <= LONGEST + 4:
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
