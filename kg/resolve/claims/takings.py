"""Words that take up what was named before: 这个企业, 报告会, 赛事, 他; and bodies that a clause has just set up.

In: a word and its clause.  Out: a `Topic`, or None where nothing named before fits.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Layout
from kg.extract.claims.words import Clause, Word
from kg.model import Page
from kg.resolve.claims.ground import POINTED_AT, TAKES_UP, THING_IN_SUBJECT, Ground, Topic
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Thing, Things
from kg.resolve.context import PageContext
from kg.text import LINE_END

_FARTHEST = 4  # words from 全国 to the event that it says is of the nation
_LONGEST_THING = 6  # characters
_SHORTEST_STEM = 4  # characters before 项目 or 工程


class Takings(Ground):
    """Words of one page that take up its names and things."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        super().__init__(page, layout, context, cues, things)
        self._stems: dict[tuple[int | None, str], list[Thing]] | None = None  # article and first character → works
        self._brought: dict[int, Topic | None] = {}  # clause → the body that it says was brought in

    def taken_up(self, row: Sequence[Word], clause: Clause, stop: int) -> Topic | None:
        """这个曾经亏损的企业, 这片面积达3万亩的水域: the firm, the lake that was named before."""
        if row[0].text not in self.cues.pointers:
            return None
        for at, word in enumerate(row[1:12], 1):
            if word.start >= stop and word.tag != "Quantity" and row[at - 1].tag != "Quantity" and not (row[at - 1].text == "的" and row[at - 2].tag == "Quantity"):
                return None
            if row[at - 1].text == "的" and word.text in self.cues.turns.qualities_before_classes and at + 1 < len(row):
                continue  # 这个开采了60多年的老矿
            if (row[at - 1].text == "的" or row[at - 1].text in self.cues.turns.qualities_before_classes) and word.mention is None:
                key = self.context.resolve_reference("该" + word.text, word.start)
                return Topic(key, self.context.name_of(key) or word.text, word.start, TAKES_UP, f"{row[0].text}…{word.text}", "what was named before") if key else None
        return None

    def all_people(self, word: Word) -> Topic | None:
        """全村人, 全县干部: the whole place that the word begins with."""
        end = next((end for end in self.cues.turns.ends_of_all_people if word.text.endswith(end)), "") if word.text[0] == "全" and word.mention is None else ""
        key = self.context.resolve_reference(word.text.removesuffix(end), word.start) if end and len(word.text) == len(end) + 2 else None
        return Topic(key, self.context.name_of(key) or word.text, word.start, POINTED_AT, word.text) if key is not None else None

    def house_of(self, row: Sequence[Word], at: int) -> Topic | None:
        """她所在的学校: the house of that class named before, in which a person works."""
        if at + 3 >= len(row) or row[at + 1].text not in self.cues.turns.words_of_working_there or row[at + 2].text != "的" or row[at + 3].mention is not None:
            return None
        key = self.context.resolve_reference("该" + row[at + 3].text, row[at].start)
        return Topic(key, self.context.name_of(key) or "", row[at].start, TAKES_UP, row[at + 3].text, "what was named before") if key is not None else None

    def pointed_thing(self, row: Sequence[Word], stop: int) -> Topic | None:
        """这棵古树高20米, 这头牛重1吨: the thing itself that is pointed at, of which no name is printed."""
        if row[0].text not in self.cues.turns.pointers_at_things or len(row) < 3:
            return None
        last = 0
        while last + 1 < len(row) and row[last + 1].mention is None and row[last + 1].is_nominal and row[last + 1].text not in self.cues.turns.dimensions and row[last + 1].end <= stop:
            last += 1
        if not last or last + 1 == len(row) or row[last].end - row[1].start > _LONGEST_THING:
            return None
        return Topic(None, self.page.text.printed[row[1].start:row[last].end], row[1].start, "the thing that is pointed at")

    def inside(self, row: Sequence[Word], at: int) -> Topic | None:
        """矿上, 村里, 县里 as who acts: the body or place of that class named before (矿上投入6700万元)."""
        word = row[at]
        found = self.cues.inside.match(self.page.text.form, word.start) if word.mention is None and self.page.text.form.startswith(self.cues.turns.words_of_inside_places, word.start + 1) else None
        if found is None:
            return None
        behind = next((w for w in row[at:] if w.start >= found.end()), None)
        if behind is None or behind.start != found.end() or behind.text in "的、和":
            return None
        key = self.context.resolve_reference("该" + found[1] if found[1] else "全" + found[2], word.start)
        return Topic(key, self.context.name_of(key) or found.group(), word.start, TAKES_UP, found.group(), "what was named before") if key else None

    def again(self, word: Word, clause: Clause) -> Topic | None:
        """The full name of the thing that a bare class noun takes up (报告会, 该项目, 该套纪念币)."""
        article = clause.article
        thing = self.things.last_headed(word.start, article, word.text.endswith)
        if word.text.endswith(self.cues.works_in_general) and (thing is None or self.page.text.form.find(LINE_END, thing.end, word.start) >= 0):  # 该工程 of 某某项目, unless a 工程 is as near
            thing = self.things.last_headed(word.start, article, self.cues.works.__contains__)
        return Topic(self.context.by_form(thing.name), thing.name, word.start, TAKES_UP, word.text, thing.name) if thing else None

    def called_short(self, word: Word, clause: Clause) -> Topic | None:
        """青衣二桥 at the head of a clause, where the article calls the works 青衣二桥项目."""
        if self._stems is None:
            self._stems = {}
            for works in self.things:
                if works.head in self.cues.works and len(works.name) - len(works.head) >= _SHORTEST_STEM:
                    self._stems.setdefault((works.article, works.name[0]), []).append(works)
        form = self.page.text.form
        known = self._stems.get((clause.article, form[word.start])) if self._stems else None
        if known is None:
            return None
        thing = next((t for t in known if form.startswith(t.name[:-len(t.head)], word.start)), None)
        stem = thing.name[:-len(thing.head)] if thing is not None else ""
        if stem.endswith(self.cues.route_heads):
            return Topic(self.context.by_form(stem), stem, word.start, "a road that a project is named after")
        return Topic(self.context.by_form(thing.name), thing.name, word.start, TAKES_UP, stem, thing.name) if thing is not None else None

    def event_again(self, word: Word, clause: Clause) -> Topic | None:
        """赛事, 组委会: the event that the article named before."""
        article = clause.article
        thing = self.things.last_named(word.start, article, self.cues.owning_events)
        return Topic(self.context.by_form(thing.name), thing.name, word.start, TAKES_UP, word.text, thing.name) if thing else None

    def event_behind(self, row: Sequence[Word], at: int) -> Topic | None:
        """全市首场某某义拍, 全省农民象棋大赛: the event that the word at `at` says of whom it is."""
        behind = at + 1
        while behind < len(row) - 1 and behind < at + _FARTHEST and not (row[behind].is_value or row[behind].is_verb or row[behind].tag in ("w", "p")) and not any(self.things.from_to(row[behind].start, row[behind].start)):
            behind += 1
        if behind == len(row):
            return None
        events = [thing for thing in self.things.from_to(row[behind].start, row[behind].start) if thing.head in self.cues.owning_events]
        event = max(events, key=lambda thing: thing.end, default=None)
        return Topic(self.context.by_form(event.name), event.name, event.start, THING_IN_SUBJECT) if event is not None else None

    def person_again(self, word: Word, clause: Clause) -> Topic | None:
        """他, 老人: the person named last in the article."""
        others = self.cues.kin_of_hers if word.text == "她" else self.cues.kin_of_his if word.text == "他" else ()
        form = self.page.text.form
        found = next((name for name in self.context.names_before(word.start, clause.article) if name.type == "PER" and not (others and form.endswith(others, 0, name.span.start))), None)
        return Topic(found.entity, self.context.name_of(found.entity) or found.form, word.start, ": the person named last", word.text) if found else None

    def of_kind(self, text: str, number: int) -> Topic | None:
        """A thing named earlier in the article whose class noun stands in `text` (银质纪念币 → 熊猫金银纪念币)."""
        clause = self.layout.clauses[number]
        thing = self.things.last_headed(clause.span.start, clause.article, lambda head: head in text and (len(head) >= 3 or head in self.cues.event_heads))
        return Topic(self.context.by_form(thing.name), thing.name, thing.start, TAKES_UP, thing.head, thing.name) if thing else None

    def _met(self, row: Sequence[Word]) -> Topic | None:
        """某市长主持召开某委员会第六次会议，…: the body that meets; what is decided is its own."""
        if not row or not row[-1].text.endswith(self.cues.sittings):
            return None
        called = next((at for at, word in enumerate(row) if word.mention is None and word.text in self.cues.convening), None)
        body = next((word for word in reversed(row[called:]) if word.tag in ("Org", "KnownOrg")), None) if called is not None else None
        if body is None:
            return None
        return self.name_at(body, "the body that meets")

    def launched(self, number: int) -> Topic | None:
        """推出“惠农快贷”，单户额度5万元: the product in quotes that ends clause `number`."""
        row = self.row(number)
        if not row or row[-1].text != "”":
            return None
        thing = next((t for t in self.things.over(row[-1].start - 1) if t.head in self.cues.product_heads and t.end == row[-1].start), None)
        if thing is None:
            return None
        verb = next((word for word in reversed(row) if word.end <= thing.start and word.text not in "“了"), None)
        if verb is None or not verb.text.endswith(self.cues.launching):
            return None
        return Topic(self.context.by_form(thing.name), thing.name, thing.start, "the product that was launched")

    def started(self, number: int) -> Topic | None:
        """实施某改造工程，总投资2亿元: the works that end clause `number` behind a verb of beginning them."""
        row = self.row(number)
        thing = next((t for t in self.things.over(row[-1].end - 1) if t.end == row[-1].end), None) if row else None
        if thing is None:
            return self._roads_listed(row)
        verb = next((word for word in reversed(row) if word.end <= thing.start and not word.is_value and word.text != "了"), None)
        if verb is None or verb.text not in self.cues.starting:
            return None
        return Topic(self.context.by_form(thing.name), thing.name, thing.start, "the works that were begun")

    def _roads_listed(self, row: Sequence[Word]) -> Topic | None:
        """建设甲至乙、丙至丁4条高速公路，总长260公里: the roads that a list ends in, and their number."""
        if len(row) < 4 or row[-2].tag != "Quantity" or not row[-1].text.endswith(self.cues.route_heads) or not any(word.text == "、" for word in row[:-2]) \
                or not any(word.text in self.layout.cues.building for word in row[:-2]):
            return None
        name = self.page.text.printed[row[-2].start:row[-1].end]
        return Topic(self.context.by_form(name), name, row[-2].start, "the works that were begun")

    def brought_in(self, number: int) -> Topic | None:
        """The body that clause `number` says was brought in or set up (引进某公司，…; 派出专家组成“某医疗队”，…)."""
        if number not in self._brought:
            self._brought[number] = self._find_brought(self.row(number))
        return self._brought[number]

    def _find_brought(self, row: Sequence[Word]) -> Topic | None:
        formed = self.cues.formed.search(self.page.text.form, row[0].start, row[-1].end) if row else None
        if formed is not None and formed.end() == row[-1].end:
            return Topic(self.context.by_form(formed[1]), self.page.text.printed[formed.start(1):formed.end(1)], formed.start(1), "the team that was formed")
        met = self._met(row)
        if met is not None:
            return met
        for at in range(len(row) - 1, 0, -1):
            if row[at].tag in ("Org", "KnownOrg"):
                before = next((w for w in reversed(row[:at]) if not w.is_named and w.text not in ("了", "的")), None)
                if before is not None and before.text.endswith(self.cues.bringing):
                    return self.name_at(row[at], "the body brought in")
            elif row[at].tag != "w":
                return None
        return None
