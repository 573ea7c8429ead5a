"""Places that are meant and not named: 全村 of a village that no list has, 全县 in the paper of a county, 辖区.

In: a word that points at a place.  Out: a `Topic` or an entity key, or None where the page tells none.
"""
from __future__ import annotations

import re
from itertools import islice

from kg.extract.claims import Layout
from kg.extract.claims.words import Clause, Word
from kg.model import Page
from kg.resolve.claims.ground import POINTED_AT, TAKES_UP, Ground, Topic
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_NAMES_BACK = 60


class Seats(Ground):
    """Places meant on one page; what a word means in it is found once."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        super().__init__(page, layout, context, cues, things)
        self._papers: dict[str, str | None] = {}

    def unlisted_place(self, word: Word, clause: Clause) -> Topic | None:
        """全村, 全镇, 我县 of a place that no list has: the last printed in the article that is called so (中山|村; 某县柳桥镇养殖场).

        Where none is printed, an owner without a name: nothing said before or elsewhere may take its place.
        """
        pointing = self.context.references.read(word.text)
        if pointing is None or pointing.noun.type != "LOC" or pointing.way == "nearest":
            return None
        form, said = self.page.text.form, pointing.said
        inside = re.compile(f"{'(?:^|[省市县区旗州镇乡])' if said in self.cues.turns.ends_of_counties else '[省市县区旗州镇乡]'}([一-龥]{{1,4}}?{said})")
        for name in islice(self.context.names_before(word.start, clause.article), _NAMES_BACK):
            if name.type == "LOC" and form.startswith(said, name.span.end):
                return Topic(None, self.page.text.printed[name.span.start:name.span.end + len(said)], word.start, TAKES_UP, word.text, f"{name.form}{said}")
            held = inside.search(name.form) if name.type == "ORG" or len(name.form) > len(said) + 4 else None  # 某县工业园区
            if held is not None:
                return Topic(None, held[1], word.start, TAKES_UP, word.text, held[1])
        return Topic(None, "", word.start, ", of which the page names none", word.text)

    def of_the_paper(self, word: str) -> str | None:
        """全县, 我区 where the article names none: the county whose paper this is (普宁报 → 普宁市), or the page's only one."""
        if word not in self._papers:
            self._papers[word] = self._paper_county(word)
        return self._papers[word]

    def _paper_county(self, word: str) -> str | None:
        pointing = self.context.references.read(word)
        if pointing is None or pointing.noun.type != "LOC" or pointing.noun.level != "county":
            return None
        fitting = sorted(key for key, entity in self.context.entities.items() if pointing.noun.fits(entity))
        stems = {key: self.context.entities[key].name[:-1] for key in fitting if len(self.context.entities[key].name) > 2}
        own = [key for key, stem in stems.items() if self._has_paper(stem)]
        return own[0] if own else fitting[0] if len(fitting) == 1 else None

    def _has_paper(self, stem: str) -> bool:
        """True where a paper of the place is printed (普宁报, 普宁日报)."""
        form, at = self.page.text.form, self.page.text.form.find(stem)
        while at >= 0:
            if self.cues.papers.match(form, at + len(stem)):
                return True
            at = form.find(stem, at + 1)
        return False

    def seat(self, word: Word, clause: Clause) -> Topic | None:
        """辖区 is the place that the article is at home in."""
        home = self.context.home_of(clause.article)
        key = home.county or home.city or home.province
        return Topic(key, self.context.name_of(key) or word.text, word.start, ": where the article is at home", word.text) if key else None

    def of_body(self, word: Word, clause: Clause) -> Topic | None:
        """全村 behind 某村蔬菜合作社, 我们村 below 某村党支部书记某某：…: the village that the body named last begins with, where no village was named since."""
        pointing = self.context.references.read(word.text)
        if pointing is None or pointing.said not in self.cues.settled:
            return None
        for name in (*self.context.names_before(word.start, clause.article), *self.context.headline_names(clause.article)):
            end = name.form.find(pointing.said, 2)
            if name.type == "LOC" and pointing.noun.fits(self.context.entities[name.entity]):
                return None
            if name.type == "ORG" and 2 <= end <= 12 and end + 1 < len(name.form):
                first = max((name.form.rfind(sign, 0, end - 1) for sign in self.cues.division_ends if len(sign) == 1), default=-1) + 1
                place = name.form[first:end + 1]
                key = self.context.by_form(place)
                return Topic(key, self.context.name_of(key) or place, word.start, POINTED_AT, word.text)
        return None

    def here(self, word: Word, clause: Clause) -> Topic | None:
        """当地: the place named last before in the article."""
        key = next((name.entity for name in self.context.names_before(word.start, clause.article) if name.type == "LOC" and self.context.entities[name.entity].subtype == "admin"), None)
        return Topic(key, self.context.name_of(key) or "", word.start, POINTED_AT, word.text) if key is not None else None
