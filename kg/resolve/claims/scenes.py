"""Where a reporter stands: 记者在某公司车间看到, 走进某花卉市场.

In: the words of a clause.  Out: the works, house or place of the scene as a `Topic`, or None; what is seen there is its own.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kg.extract.claims import Layout
from kg.extract.claims.words import PERSONS, Word
from kg.model import Page
from kg.resolve.claims.ground import Ground, Topic
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_PLACES = frozenset(("Org", "KnownOrg", "Site"))
_OPENING = frozenset(("Time", "t", "c", "d", "w"))
_NAMES_BACK = 30
_FIRMS = frozenset(("company", "cooperative"))


class Scenes(Ground):
    """The scenes of one page, each looked for once."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        super().__init__(page, layout, context, cues, things)
        self._scenes: dict[int, Topic | None] = {}

    def of(self, number: int) -> Topic | None:
        """The works or place that a reporter looks at (记者在某公司车间看到), as the subject of what is seen there."""
        if number not in self._scenes:
            self._scenes[number] = self._find_scene(self.row(number))
        return self._scenes[number]

    def _find_scene(self, row: Sequence[Word]) -> Topic | None:
        found = self._where_told(row)
        for at, word in enumerate(row):
            if word.tag not in _PLACES:
                continue
            if self._is_heard(row, at):
                continue
            opened = next((i for i in range(at - 1, max(-1, at - 7), -1) if row[i].text in self.cues.scene_words), None)
            ended = any(w.text in self.cues.scene_ends for w in row[at + 1:at + 6])
            if opened is not None and (ended or row[0].text in self.cues.reporters) \
                    and not any(w.text in self.cues.localizers for w in row[opened:at]):
                found = self._workers_own(row, at) or self.name_at(word, "the place of the scene")
        return found or self._unnamed_scene(row)

    def _workers_own(self, row: Sequence[Word], at: int) -> Topic | None:
        """走进某团六连职工某人的大棚: who works at the body at word `at`, where the scene is a thing of his."""
        if at + 3 >= len(row) or row[at + 1].text not in self.cues.callings or row[at + 2].tag not in PERSONS or row[at + 3].text != "的":
            return None
        return self.name_at(row[at + 2], "the person whose scene it is")

    def _where_told(self, row: Sequence[Word]) -> Topic | None:
        """在某市某公司，…: the firm, cooperative or site that is all that a clause names."""
        if len(row) < 2 or row[0].text not in self.cues.turns.words_of_being_at or row[-1].tag not in _PLACES or not all(word.is_named for word in row[1:]):
            return None
        found = self.name_at(row[-1], "the place of the scene")
        entity = self.context.entities.get(found.key) if found.key is not None else None
        return found if entity is not None and entity.subtype in _FIRMS or found.name.endswith(self.cues.sights) else None

    def place(self, number: int) -> Topic | None:
        """在某镇某村，…, 走进某村，…: the place that is all that a clause names, as the last owner of what its sentence tells from there."""
        row = self.row(number)
        opens = next((at for at, word in enumerate(row) if word.text in self.cues.turns.words_of_being_at or word.text in self.cues.entering), None)
        if opens is None or opens + 1 == len(row) or not all(word.tag in _OPENING or word.text in self.cues.reporters for word in row[:opens]):
            return None
        last = len(row) - 1
        while last > opens and (row[last].tag in ("f", "s") or row[last].text in self.cues.localizers or row[last].text in self.cues.scene_ends):
            last -= 1
        if row[opens].text in self.cues.entering:
            while last > opens + 1 and row[last].mention is None and row[last].is_nominal:
                last -= 1  # 走进某村办公楼
        if last == opens or not all(word.is_named for word in row[opens + 1:last + 1]) or row[last].tag in PERSONS:
            return None
        return self.name_at(row[last], "the place of the scene")

    def _is_heard(self, row: Sequence[Word], at: int) -> bool:
        """True where the body at word `at` is only who tells (记者从某厅获悉)."""
        while at and row[at - 1].is_named and row[at - 1].end == row[at].start:
            at -= 1
        return at > 0 and row[at - 1].text in self.cues.heard_from

    def _unnamed_scene(self, row: Sequence[Word]) -> Topic | None:
        """记者在斗南花卉市场看到: a market or works that no list names; 走进包装公司的车间: the firm named before."""
        for at, word in enumerate(row[:-1]):
            if word.text not in self.cues.entering and not (word.text == "在" and at and row[at - 1].text in self.cues.reporters):
                continue
            site = self._site_again(row[at + 1])
            if site is not None:
                return site
            last = at
            while last + 1 < len(row) and (row[last + 1].is_nominal or row[last + 1].is_verb) and row[last + 1].mention is None and row[last + 1].text not in self.cues.scene_ends:
                last += 1
                if row[last].text in self.cues.turns.classes_of_firms_in_scenes:
                    key = self.context.resolve_reference("该" + row[last].text, row[last].start)
                    return Topic(key, self.context.name_of(key) or row[last].text, row[last].start, "the place of the scene") if key is not None else None
            name = self.page.text.printed[row[at + 1].start:row[last].end] if last > at else ""
            ended = last + 1 == len(row) or row[last + 1].text in self.cues.scene_ends or row[last + 1].text in self.cues.localizers
            if len(name) >= 4 and ended and name.endswith(self.cues.sights):
                return Topic(self.context.by_form(name), name, row[at + 1].start, "the place of the scene")
        return None

    def _site_again(self, word: Word) -> Topic | None:
        """市场 in 记者来到市场南侧: the market that the article named last before."""
        if word.mention is not None or word.text not in self.cues.sights:
            return None
        names = islice(self.context.names_before(word.start, self.context.article_at(word.start)), _NAMES_BACK)
        site = next((name for name in names if name.type in ("ORG", "LOC") and name.form.endswith(word.text) and len(name.form) > len(word.text)), None)
        return Topic(site.entity, self.context.name_of(site.entity) or site.form, word.start, "the place of the scene") if site is not None else None
