"""Works and houses that no list of names has: a place and what stands there, 临江县粮库, 乌兰浩特站, 青山二桥.

In: the layout of a page and its names.  Out: `Compound`, an owner of figures with a name and the place it begins with.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg import tokens
from kg.extract.claims import Layout
from kg.extract.claims.words import PERSONS, Word
from kg.model import Page, Span
from kg.resolve.claims.ground import WORKS_BY_PLACE, Topic
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.routes import LINE, PLACES, Compound, Routes
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_BODIES = frozenset({"Org", "KnownOrg"})
LONGEST = 12  # characters between the place and the head's end
_ONE = re.compile("[一１1][^0-9０-９十百千万]")
_CALLED = 2  # characters between a place and the class noun of a zone or road, without which all of them are meant (某省高速公路里程)
_SHORTEST_BARE = 3  # characters of a class noun that stands for works by itself
SHORTEST_HOUSE = 2  # characters before its class noun
_BREAKING = frozenset(("w", "p", "c", "ul", "uz", "uj", "d", "r", "Quantity", "Number", "Time"))
_NO_PARTS = frozenset(("w", "p", "c", "ul", "uj", "d", "r", "m"))
_PROPER = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz"))
_ACTING = frozenset(("v", "vd", "vi", "vq", "d", "ad", "p", "t", "Time"))


class Compounds(Routes):
    """The compounds of one page."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        super().__init__(page, layout, context, cues, things)
        self._known: dict[int | None, list[Compound]] | None = None
        self._of_clauses: dict[int, list[Compound]] = {}
        self._worked: frozenset[int] | None = None  # the clauses in which class nouns of works begin
        self._house_ends: dict[int, int | None] = {}  # where a word begins → how many words further a house ends that begins there

    def at(self, row: Sequence[Word], at: int) -> Compound | None:
        """The compound that begins with the place at word `at`, where what follows its class noun is no further noun; a house called after a person (某某教学楼)."""
        place = row[at]
        if place.tag in PERSONS:
            named = at + 1 < len(row) and row[at + 1].start == place.end and row[at + 1].text in self.cues.taken_up
            return Compound(self.page.text.printed[place.start:row[at + 1].end], place.start, row[at + 1].end, at + 1, place) if named else None
        if place.tag not in PLACES or place.text.endswith(self.cues.works_ends):
            return None
        route = self.route(row, at)
        if route is not None:
            return route
        last = None
        for step in range(at + 1, len(row)):
            word = row[step]
            if word.start != row[step - 1].end:
                break
            if word.tag in _BODIES and step > at + 1 and all(len(w.text) == 1 and w.mention is None and w.is_nominal for w in row[at + 1:step]):
                return self._from(place, row, step, place)  # 某省|红|云|河谷队: the rule saw the end of the name
            if word.end - place.end > LONGEST or not self._goes_on(row, step) or word.text in self.layout.cues.building and at and row[at - 1].tag == "p":
                break  # 在某村|建设加工园区: where, and what is done there
            if self._is_class_noun(word, place) and self._ends(row, step):
                last = step
        if last is None:
            return None
        owner = row[at - 1] if at and row[at - 1].tag in _BODIES and row[at - 1].end == place.start else place  # 某集团某市工厂
        return self._from(owner, row, last, place)

    def _from(self, first: Word, row: Sequence[Word], last: int, place: Word) -> Compound:
        end = row[last].end
        return Compound(self.page.text.printed[first.start:end], first.start, end, last, place)

    def _goes_on(self, row: Sequence[Word], at: int) -> bool:
        """True for a word that the name of works may go on with; not for what says something of the place (某镇新建|水厂2座, 某镇现有|养殖基地7个, 某线南起|某站)."""
        word, following = row[at], row[at + 1].text if at + 1 < len(row) else ""
        if word.tag not in ("Fixed", "zg") and word.mention is not None or word.tag in _NO_PARTS or word.text in self.layout.cues.building and word.tag != "vn":
            return False
        if following in self.cues.house_ends:
            return True  # 产业集聚|区
        is_act = word.is_verb and word.text not in self.cues.works_heads and following not in self.cues.works_heads
        return not is_act and word.text not in self.layout.cues.light

    def _is_class_noun(self, word: Word, place: Word) -> bool:
        if word.text in self.cues.works_heads or len(word.text) > 2 and word.text.endswith(self.cues.long_works_heads):
            return True
        return self.page.text.form.endswith(self.cues.zone_heads, place.end + _CALLED, word.end)

    def annex(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """某医院住院大楼: the building of the body at word `at`, where what it is stands directly behind its name."""
        body = row[at]
        if body.tag not in _BODIES or at + 1 == len(row) or row[at + 1].start != body.end:
            return None
        known = self._of_clause(bisect_right(self.layout.places, body.start) - 1)
        found = min((c for c in known if c.start == body.start and c.end > body.end), key=lambda c: c.end, default=None)
        if found is None or found.end > stop or not self._ends(row, found.last):
            return None
        return self.topic(found)

    def quoted(self, row: Sequence[Word], stop: int) -> Topic | None:
        """“丰禾”蔬菜合作社: the body that begins a clause with its brand in quotes."""
        close = next((i for i in range(2, min(len(row), 7)) if row[i].text == "”"), None)
        if close is None or row[close].end - row[0].start > LONGEST or any(word.is_value or word.is_verb or word.text == "的" for word in row[1:close]):
            return None
        form, start, best = self.page.text.form, row[close].end, None
        for step in range(close + 1, min(len(row), close + 6)):
            word = row[step]
            if word.is_value or word.tag in _BREAKING or word.text in self.cues.copulas or word.end > stop:
                break
            best = step if form.endswith(self.cues.bodies, start, word.end) else best
        if best is None:
            return None
        name = self.page.text.printed[row[0].start:row[best].end]
        return Topic(self.context.by_form(name), name, row[0].start, "a body with its brand in quotes")

    def behind_figure(self, row: Sequence[Word], at: int) -> Compound | None:
        """The works at word `at`, where a figure and 的 stand right before it."""
        return self.described(row, at) if at > 1 and row[at - 1].text == "的" and row[at - 2].tag == "Quantity" else None

    def described(self, row: Sequence[Word], at: int) -> Compound | None:
        """The works that begin with the noun at word `at` behind a figure and 的: 总投资16亿元的光热电站正在调试, 总投资2亿元的体育馆封顶."""
        if not row[at].is_nominal or row[at].mention is not None:
            return None
        for step in range(at, min(len(row), at + 6)):
            word = row[step]
            if word.mention is not None or not word.is_nominal or word.start != (row[step - 1].end if step > at else word.start):
                return None
            bare = step == at and len(word.text) >= _SHORTEST_BARE and word.text.endswith(self.cues.house_heads)
            if (bare or word.text in self.cues.works_heads and (step > at or len(word.text) >= _SHORTEST_BARE)) and self._ends(row, step):
                return Compound(self.page.text.printed[row[at].start:word.end], row[at].start, word.end, step, row[at])
        return None

    def house(self, row: Sequence[Word], at: int) -> Compound | None:
        """The house that begins with the noun at word `at` and does something behind it: 婚姻登记处提前开门, 二期厂房正在封顶; of one that a proper name begins, a measure may be told: 白沙水文站水位26米.

        None where it is only counted (服务站达到30个).
        """
        end = self.house_end(row, at)
        if end is None or end + 1 >= len(row) or row[end + 1].tag not in _ACTING and not (row[at].tag in _PROPER and row[end + 1].is_nominal):
            return None
        figure = next((i for i in range(end + 1, len(row)) if row[i].tag == "Quantity"), None)
        if figure is not None and row[figure].text.endswith(self.cues.counting_houses) and not any(w.is_nominal for w in row[end + 1:figure]):
            return None
        return self._as_house(row, at, end)

    def _as_house(self, row: Sequence[Word], at: int, end: int) -> Compound:
        return Compound(self.page.text.printed[row[at].start:row[end].end], row[at].start, row[end].end, end, row[at])

    def house_end(self, row: Sequence[Word], at: int) -> int | None:
        """The last word of a house that begins with word `at`, where what it is for stands before its class noun."""
        start = row[at].start
        if start not in self._house_ends:
            end = self._find_house_end(row, at, start)
            self._house_ends[start] = end - at if end is not None else None
        further = self._house_ends[start]
        return at + further if further is not None else None

    def _find_house_end(self, row: Sequence[Word], at: int, start: int) -> int | None:
        form, heads = self.page.text.form, self.cues.house_heads
        for step in range(at, min(len(row), at + 6)):
            word = row[step]
            if word.mention is not None and word.tag != "Fixed" or word.tag in _BREAKING or step > at and word.start != row[step - 1].end \
                    or word.text in self.cues.generic or word.end - start > LONGEST:
                return None
            if word.text[-1] in self.cues.house_signs and form.endswith(heads, start, word.end):
                head = next(h for h in heads if form.endswith(h, start, word.end))
                return step if word.end - start >= len(head) + SHORTEST_HOUSE else None
        return None

    def _houses(self, row: Sequence[Word], span: Span) -> Iterator[Compound]:
        """Every house or works of a clause that is named by what it is for, in whichever place it stands; office-holders name theirs (货运车间主任)."""
        for found in self.cues.houses.finditer(self.page.text.form, span.start, span.end):
            begin, stop = found.span()
            last = next((i for i, word in enumerate(row) if word.start < stop <= word.end), None)
            if last is None or row[last].mention is not None:
                continue
            first = last
            while first and (row[first - 1].is_nominal or row[first - 1].tag == "Fixed") and not row[first - 1].is_named and row[first - 1].end == row[first].start \
                    and row[first - 1].text not in self.cues.generic and row[first - 1].text not in self.layout.cues.building and stop - row[first - 1].start <= LONGEST:
                first -= 1
            if first > 1 and row[first - 1].text in self.cues.built_lately and row[first - 2].tag in _BODIES and row[first - 2].end == row[first - 1].start and row[first - 1].end == row[first].start:
                first -= 1  # 某卫生院新建病房楼
            if first and row[first - 1].is_named and row[first - 1].tag not in PERSONS and row[first - 1].end == row[first].start:
                first -= 1  # 某医院外科大楼
            compared = first and row[first - 1].text in self.cues.turns.words_of_holding_against  # 比人工码头高出五成
            counted = first and row[first - 1].tag == "Quantity" and not _ONE.match(row[first - 1].text)  # 100个农业示范园区: no single one that could be taken up
            listed = not row[first].is_named and (first and row[first - 1].text == "、" or self.page.text.form.startswith("、", stop))  # 产业园区、示范园区等: kinds
            if not compared and not counted and not listed and stop - row[first].start >= stop - begin + SHORTEST_HOUSE:
                yield Compound(self.page.text.printed[row[first].start:stop], row[first].start, stop, last, row[first])

    def _ends(self, row: Sequence[Word], at: int) -> bool:
        """True where no noun goes on behind word `at` (水库|库容 goes on, 粮库|收购 does not)."""
        following = row[at + 1] if at + 1 < len(row) else None
        if following is None or following.mention is not None or not following.is_nominal or following.tag in ("ad", "f", "t") or following.text in self.cues.completing:
            return True
        if row[at].text in self.cues.feeding:  # 某市电网新能源发电量83亿千瓦时
            return True
        return following.tag == "vn" and at + 2 < len(row) and (row[at + 2].tag == "Quantity" or row[at + 2].is_nominal)

    def topic(self, compound: Compound) -> Topic:
        """The compound as an owner."""
        return Topic(self.context.by_form(compound.name), self.full(compound), compound.start, WORKS_BY_PLACE)

    def full(self, compound: Compound) -> str:
        """The name of a compound, with the whole name of the body it begins with (市人民医院病房楼 → 某市人民医院病房楼)."""
        body = self.context.name_at(Span(compound.start, compound.start + 1))
        if body is None or body.type != "ORG" or body.span.start != compound.start or body.form[0] not in self.cues.division_ends:
            return compound.name
        whole = self.context.name_of(body.entity)
        return whole + compound.name[len(body.form):] if whole is not None and whole.endswith(body.form) and compound.name.startswith(body.form) else compound.name

    def without(self, topic: Topic, metric: str, unit: str, at: int) -> Topic | None:
        """The place instead, where the works are what is measured (某市小水电站达到320座); None where they own the figure (某市站8列), and for a road between two places."""
        if unit in self.cues.turns.units_of_what_houses_do:
            return None
        compound = next((c for c in self.of_article(self.context.article_at(topic.start)) if topic.name in (c.name, self.full(c))), None)
        tail = compound.name[len(compound.place.text):] if compound is not None else ""
        if compound is None or compound.place.tag not in PLACES or tail.startswith(tuple(self.cues.between)) or not (metric and tail.endswith(metric) or compound.start <= at < compound.end and not metric.startswith(tail)):
            return None
        key = self.context.entity_at(Span(compound.place.start, compound.place.end))
        return Topic(key, self.context.name_of(key) or compound.place.text, compound.start, "the place of the works that are counted")

    def bare(self, metric: str, owner: str) -> str:
        """A metric without the class noun of its owner at its head (粮库投资 of 临江县粮库 → 投资)."""
        if metric[:1] not in owner or not any(owner.endswith(metric[:size]) and metric[:size] in self.cues.works_heads for size in range(1, len(metric) - 1)):
            return metric
        first = tokens.cut(metric)[0]
        return metric[len(first):] if first in self.cues.works_heads and owner.endswith(first) and len(metric) > len(first) + 1 else metric

    def of_article(self, article: int | None) -> list[Compound]:
        """The compounds of an article in print order, found once for the page."""
        if self._known is None:
            self._known = {}
            clauses, starts = self.layout.clauses, self.layout.places
            for number in sorted(self._clauses_with_works()):
                self._known.setdefault(clauses[number].article, []).extend(self._of_clause(number))
            for found in LINE.finditer(self.page.text.form):
                number = bisect_right(starts, found.start()) - 1
                word = next((word for word in self.row(number) if word.start == found.start() and self.line(word) is not None), None) if number >= 0 else None
                if word is not None:
                    self._known.setdefault(clauses[number].article, []).append(Compound(self.page.text.printed[word.start:word.end], word.start, word.end, 0, word))
            for known in self._known.values():
                known.sort(key=lambda c: (c.end, c.start))
        return self._known.get(article, [])

    def _clauses_with_works(self) -> frozenset[int]:
        """The numbers of the clauses in which class nouns of works begin, looked for once for the page."""
        if self._worked is None:
            words = self.cues.all_works.find_matches_as_indexes(self.page.text.form) if self.cues.all_works is not None else ()
            self._worked = frozenset(bisect_right(self.layout.places, start) - 1 for _, start, _ in words) - {-1}
        return self._worked

    def _of_clause(self, number: int) -> list[Compound]:
        """The compounds of a clause, found once."""
        if number not in self._of_clauses:
            found = self._of_clauses[number] = []
            row = self.row(number) if number in self._clauses_with_works() else ()
            at = 0
            while at < len(row):
                if row[at].tag in PLACES or row[at].tag in PERSONS:
                    compound = self.at(row, at)
                else:
                    compound = self.behind_figure(row, at)
                if compound is not None:
                    found.append(compound)
                    at = compound.last
                at += 1
            if row:
                found += self._houses(row, self.layout.clauses[number].span)
        return self._of_clauses[number]
