"""What a name in subject position stands for: itself, its office-holder, its project, the name that a dash sets off.

In: the words of a clause and the place of a name among them.  Out: a `Topic`, or None where the name is no subject.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.extract.claims import Layout
from kg.extract.claims.figure import unit_of
from kg.extract.claims.words import OWNERS, PERSONS, Clause, Word
from kg.model import Page
from kg.resolve.claims.again import TakenUp
from kg.resolve.claims.bodies import Bodies
from kg.resolve.claims.ground import FAMILY_IN_SUBJECT, IN_SUBJECT, JOINT_NAMES, OFFICE_HOLDER, POINTED_AT, THING_IN_SUBJECT, Ground, Topic
from kg.resolve.claims.listed import Listed
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.members import heads_counted_list, is_member
from kg.resolve.claims.phrases import Phrases
from kg.resolve.claims.seats import Seats
from kg.resolve.claims.takings import Takings
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_AND = frozenset("、和与及")
_QUALITY = 4  # words
_WHENCE = frozenset({"Country", "Division", "City", "Region"})
_DWELT = frozenset({"Division", "Village", "Site", "Zone"})


class Naming(Ground):
    """Names in subject position of one page."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things, takings: Takings, phrases: Phrases):
        super().__init__(page, layout, context, cues, things)
        self.phrases = phrases
        self.listed = Listed(page, layout, context, cues, things)
        self.bodies = Bodies(page, layout, context, cues, things)
        self.takings = takings
        self.seats = Seats(page, layout, context, cues, things)
        self.compounds = TakenUp(page, layout, context, cues, things)
        self._families: dict[str, bool] = {}

    def leads_to_of(self, row: Sequence[Word], at: int) -> bool:
        """True where a verb is inside a modifier at the head of the clause: … 的 and a name follow (1908年出生的郭秀芳, 位于滨江的某项目)."""
        if self.page.text.form.find("的", row[at].end, row[-1].end) < 0 or at and row[at].text in self.cues.copulas and row[at - 1].mention is not None:
            return False
        if any(word.is_nominal and not word.is_named and word.tag != "t" for word in row[:at]) and not self._tells_quality(row, at):
            return False
        measured = False
        for step, word in enumerate(row[at + 1:at + 10], at + 1):
            if word.text == "的":
                return not measured or step + 1 < len(row) and (row[step + 1].is_named or self.compounds.house(row, step + 1) is not None)  # 历时31个月建设的龙景二桥
            measured = measured or word.tag == "Quantity"
            if word.tag == "w" and word.text not in "“”、（）":
                return False
        return False

    def _tells_quality(self, row: Sequence[Word], at: int) -> bool:
        """True for 突出 in 实力突出的某队有5人, 享有 in 素有水乡之称的某镇: a short clause, 的, and the name that it describes."""
        of = next((step for step in range(at + 1, min(len(row) - 1, at + _QUALITY)) if row[step].text == "的"), None)
        if of is None or at > _QUALITY or any(word.mention is not None or word.tag == "w" for word in row[:of]):
            return False
        return row[of + 1].tag in OWNERS and not (of + 2 < len(row) and row[of + 2].is_nominal)

    def is_object(self, row: Sequence[Word], at: int) -> bool:
        """True for a name that a verb or preposition before it governs."""
        back = at - 1
        while back > 0 and row[back].text in _AND and row[back - 1].is_nominal:  # 支持甲高铁、乙高铁: the verb is before the list
            back -= 1
            while back >= 0 and row[back].is_nominal and row[back].text not in _AND and row[back].text not in self.cues.governing and not (row[back].mention is None and self._ends_as_leading_verb(row[back])):
                back -= 1
        while back > 0 and row[back].is_named and row[back].end == row[back + 1].start:  # 走进某县某镇: the verb is before the chain
            back -= 1
        while back >= 0 and (row[back].tag in ("ul", "uz", "ug") or row[back].text in ("了", "过", "着", "“", "《")):
            back -= 1
        if back < 0:
            return False
        before = row[back]
        if before.mention is not None or back == 0 and before.text in self.cues.examples:
            return False
        if before.tag == "p" or before.is_verb or before.tag not in ("c", "d") and self._ends_as_leading_verb(before):
            return True
        return before.text in self.cues.governing or before.text in self.cues.turns.words_of_also_towards or before.text in self.layout.cues.light or before.text in self.layout.cues.pivot

    def _ends_as_leading_verb(self, word: Word) -> bool:
        return len(word.text) > 1 and word.text.endswith(self.cues.turns.ends_of_leading_verbs)

    def named(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """What the name at word `at` makes the subject, before page offset `stop`."""
        last = self._end_of_chain(row, at, stop)
        told = self.set_off(row, last, clause, stop) or self.listed.together(row[last], stop) or self.phrases.group(row[last], stop)
        if told is not None or self._is_whence(row, last) or is_member(self, row, at, last, stop):
            return told
        return (self.listed.apiece(row, at, stop) or self._compound(row, at, last, stop) or self.made_by(row, last, clause, stop) or self.titled(row, last, stop)
                or self._thing_over(row[last], stop) or self.compounds.annex(row, last, stop) or self._village(row, last, stop) or self._owned_thing(row, last, clause, stop)
                or self.listed.joint(row, last, stop) or self.name_at(row[last], IN_SUBJECT))

    def _end_of_chain(self, row: Sequence[Word], at: int, stop: int) -> int:
        """The last name of those that describe each other, where the name at word `at` begins them (某县某镇某村, 太行山下的某村, 某湖畔的某校)."""
        last, shore = at, self.cues.turns.words_of_shore
        def names(to: int) -> bool:
            return to < len(row) and row[to].is_named and row[to].start < stop

        while last + 1 < len(row):
            following = row[last + 1]
            if names(last + 1):
                last += 1
            elif names(last + 3) and row[last + 2].text == "的" and (following.tag == "f" or following.text in self.cues.localizers or following.text in shore):
                last += 3
            elif names(last + 2) and (following.text == "的" or following.text in shore or following.text in self.cues.turns.words_of_belonging):
                last += 2
            elif (apposed := self.phrases.apposed(row, last, stop)) is not None:
                last = apposed
            else:
                break
        return last

    def _is_whence(self, row: Sequence[Word], at: int) -> bool:
        """True for 法国 in 法国及外地游客达3万人次, and for 日本 in 日本、泰国等国的客商参展: whence they come."""
        if row[at].tag in _WHENCE and self.cues.turns.visitors_from.match(self.page.text.form, row[at].end):
            return True
        return row[at].tag == "Country" and at + 2 < len(row) and row[at + 1].text in _AND and not row[at + 2].is_named

    def _compound(self, row: Sequence[Word], first: int, last: int, stop: int) -> Topic | None:
        """某县某水库: works named by the place and the class noun that the first or the last name begins."""
        compound = self.compounds.at(row, first) or self.compounds.at(row, last)
        if compound is None or compound.end > stop:
            return None
        joint = [self.compounds.topic(compound)]
        while compound.last + 2 < len(row) and row[compound.last + 1].text in _AND and (following := self.compounds.at(row, compound.last + 2)) is not None and following.end <= stop:
            compound = following
            joint.append(self.compounds.topic(compound))
        return joint[0] if len(joint) == 1 else Topic(None, "、".join([topic.name for topic in joint]), joint[0].start, JOINT_NAMES)  # 甲站、乙站各3列

    def _thing_over(self, word: Word, stop: int) -> Topic | None:
        """某湖综合治理工程: the project in whose name the word stands."""
        thing = next((thing for thing in self.things.over(word.end) if thing.end <= stop), None)
        return Topic(self.context.by_form(thing.name), thing.name, thing.start, THING_IN_SUBJECT) if thing is not None else None

    def _village(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """中山村, 和平镇: a village or town that is called like a city, which is the only name a list has."""
        if row[at].tag not in ("Division", "City") or at + 1 == len(row) or row[at].text.endswith(self.cues.division_ends):
            return None
        behind = row[at + 1]
        if behind.start != row[at].end or behind.end > stop or behind.text not in self.cues.settled:
            return None
        name = self.page.text.printed[row[at].start:behind.end]
        return Topic(self.context.by_form(name), name, row[at].start, "a village called like another place")

    def made_by(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """某指挥部援建的某医院大楼启用, 他的养鹅场存栏…, 该局帮扶的某村: the body, house or village behind 的, where word `at` only says whose work it is."""
        acted = row[at].text in self.cues.pronouns
        for step in range(at + 1, min(len(row) - 2, at + 12)):
            word = row[step]
            if word.start >= stop or word.tag == "w" or word.is_named and word.tag not in _DWELT:
                return None
            if word.text == "的":
                behind = row[step + 1]
                if not acted or behind.end > stop:
                    return None
                if behind.tag in ("Org", "KnownOrg", "Site") or behind.tag in _DWELT and row[step - 1].text in self.cues.turns.verbs_of_standing_by:
                    return self.named(row, step + 1, clause, stop)
                return self.compounds.line(behind)  # 某市开往某市的104路
            acted = acted or word.mention is None and (word.is_verb or word.tag == "vn" or word.text in self.cues.turns.verbs_of_standing_by)
        return None

    def set_off(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """某县某产业链龙头企业——某公司: the name that the dash sets off."""
        for step in range(at + 1, min(len(row) - 1, at + 14)):
            if row[step].text.startswith("—") and self.page.text.form[row[step + 1].start - 2:row[step + 1].start] == "——" and row[step + 1].is_named \
                    and row[step + 1].start < stop:  # a single dash joins two ends of a line (某地—某地输电工程)
                annex = self.compounds.annex(row, step + 1, stop)
                if annex is not None:
                    return annex
                return self.name_at(row[step + 1], "the name set off by a dash")
            if row[step].start >= stop or row[step].is_value or row[step].is_verb and not any(w.text == "的" for w in row[step + 1:step + 6]):
                return None
        return None

    def titled(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """某局局长某人, 公司董事长某人: the person whose office the name or class noun at word `at` begins."""
        called = self.phrases.of_trade(row, at, stop)
        if called is not None:
            return called
        for step, word in enumerate(row[at + 1:at + 9]):
            if word.start >= stop:
                return None
            if step == 0 and word.text == "的" and row[at].tag in _DWELT:
                continue  # 某村的果农某人
            if word.text in self.cues.one_of_many and row[at].tag in _DWELT:
                continue  # 某镇一家客栈的老板某人
            if row[at].tag in _DWELT and (unit_of(word) in self.layout.cues.units.age or word.text == "的" and unit_of(row[at + step]) in self.layout.cues.units.age):
                continue  # 某村68岁的村民某人
            if word.tag in PERSONS:
                return self.made_by(row, at + 1 + step, self.layout.clauses[bisect_right(self.layout.places, word.start) - 1], stop) or self.name_at(word, OFFICE_HOLDER)
            if word.is_named and step and row[at + step].text == "、" and row[at + step - 1].is_nominal:
                continue  # 省委常委、市委书记某人
            if word.is_named or not (word.is_nominal or word.text == "、"):
                return None
        return None

    def _owned_thing(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """X公司的Y项目: the project, not its owner."""
        if at + 1 >= len(row) or row[at + 1].text != "的":
            return None
        for thing in self.things.from_to(row[at].end, row[at].end + 2):
            if thing.sentence == clause.sentence and thing.end <= stop and not heads_counted_list(self.page.text.form, thing.end):
                return Topic(self.context.by_form(thing.name), thing.name, thing.start, "the named thing of an owner")
        return None

    def referred(self, row: Sequence[Word], at: int, clause: Clause) -> Topic | None:
        """What the pointing word at `at` means (我市, 该公司, 该项目)."""
        word = row[at]
        event = self.takings.event_behind(row, at)
        if event is not None:
            return event
        for thing in self.things.from_to(word.end, word.end + 2):
            if thing.sentence == clause.sentence and at + 1 < len(row) and row[at + 1].text == "的":
                return Topic(self.context.by_form(thing.name), thing.name, thing.start, "the named thing of a reference")
        if word.text.endswith(tuple(self.cues.anaphor_heads)):
            again = self.takings.again(word, clause) or self.compounds.works_again(word, clause)
            if again is not None:
                return again
        village = self.seats.of_body(word, clause)
        if village is not None:
            return village
        key = self.context.resolve_reference(word.text, word.start) or self.seats.of_the_paper(word.text)
        if key is None:
            return self.compounds.pointed_at(word, clause) or self._unlisted_body(word, clause)
        return Topic(key, self.context.name_of(key) or word.text, word.start, POINTED_AT, word.text)

    def _unlisted_body(self, word: Word, clause: Clause) -> Topic | None:
        pointing = self.context.references.read(word.text)
        return self.bodies.last(pointing.said, word.start, clause) if pointing is not None and pointing.noun.type == "ORG" else None

    def unlisted(self, row: Sequence[Word], clause: Clause) -> Topic | None:
        """What no list names but the sentence treats as a name: 某某位于…, and a family (沈家)."""
        lead = self.page.text.form[clause.span.start:min(clause.span.start + 12, clause.span.end)]
        sign = self.cues.seats.search(lead, 2)
        seated = sign.start() if sign is not None else -1
        if row[0].is_named and (seated < row[0].end - clause.span.start + 2 or self._short_for(lead[:seated], clause) is None):
            return None  # a name that lies somewhere is one itself; 瓯江锁业成立于1996年 is the firm's short name
        if not 2 <= seated <= 8 or any(self._is_no_part(w, lead[:seated], clause) for w in row if w.start < clause.span.start + seated):
            return self._family(clause.span.start)
        name = self.page.text.printed[clause.span.start:clause.span.start + seated]
        if name in self.cues.turns.sites_of_works:
            return None  # 某水库是……，坝址位于某县: where a part of it lies
        key = self._short_for(name, clause)
        return Topic(key, self.context.name_of(key) or name, clause.span.start, "what is said to lie somewhere")

    def _is_no_part(self, word: Word, name: str, clause: Clause) -> bool:
        """True for a word that no name holds; verbs stand only in names whose long form was printed before."""
        if word.is_value or word.tag in ("r", "p", "w") or word.is_reference or word.text in self.cues.governing or word.text in self.cues.scene_words:
            return True
        return word.is_verb and self._short_for(name, clause) is None

    def _short_for(self, name: str, clause: Clause) -> str | None:
        """The body named before in the article of whose name `name` is a part (瓯江锁业 of 温州瓯江锁业有限公司)."""
        return next((n.entity for n in self.context.names_before(clause.span.start, clause.article)
                     if n.type == "ORG" and name in self.context.entities[n.entity].name), None)

    def _family(self, start: int) -> Topic | None:
        """沈家 at a page offset: a surname and 家, printed more than once."""
        form = self.page.text.form
        family, behind = form[start:start + 2], form[start + 2:start + 3]
        if family[1:] == "家" and family[0] in self.cues.surnames and behind not in self.cues.after_family and family not in self.cues.no_owners and self._stands_twice(family):
            return Topic(None, self.page.text.printed[start:start + 2], start, FAMILY_IN_SUBJECT)
        return None

    def _stands_twice(self, family: str) -> bool:
        if family not in self._families:
            self._families[family] = self.page.text.form.count(family) > 1
        return self._families[family]

    def is_bare(self, previous: Word | None) -> bool:
        """True where nothing qualifies the class noun but a pointer (该, 本次, 这一)."""
        return previous is None or previous.text == "”" or previous.tag in ("r", "Time", "p", "c", "d") or previous.text == "“" or previous.text in self.cues.this_occasion
