"""Who stands in subject position: the words of a clause are walked through up to the figure.

In: a clause and where to stop.  Out: the `Topic` that the first word gives which can, or None where the clause leaves its subject out.
Each word is asked the same questions in the same order; what a word does to those behind it (it governs them, it goes on with 的) the `Walk` remembers.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Layout
from kg.extract.claims.figure import unit_of
from kg.extract.claims.words import PERSONS, Clause, Word
from kg.model import Page
from kg.resolve.claims.articles import Articles, ClauseTopics
from kg.resolve.claims.ground import IN_SUBJECT, THING_IN_SUBJECT, Topic
from kg.resolve.claims.listedwords import ListedWords, Walk
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.marks import AGAIN, LOCAL, NATION, SELF, WHILE
from kg.resolve.claims.members import OPENING, heads_counted_list
from kg.resolve.claims.naming import Naming
from kg.resolve.claims.phrases import Phrases
from kg.resolve.claims.takings import Takings
from kg.resolve.claims.things import Thing, Things
from kg.resolve.context import PageContext

_UNLISTED = frozenset(("Nature", "Division"))
_TAKEN_UP = frozenset(("Fixed", "r", "m"))
_PLACED = frozenset(("Division", "Country"))
_PART_OF_PLACE = frozenset(("Division", "Village"))
_TOLD_ALONE = PERSONS | {"Org", "KnownOrg"}
_LIFE = 6  # clauses from a person's name that stands alone to the last that says who that is


class Walks(ListedWords):
    """Ways through the clauses of one page."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things, takings: Takings, phrases: Phrases, naming: Naming, articles: Articles,
                 clauses: ClauseTopics):
        super().__init__(page, layout, context, cues, things, takings, phrases, naming, articles, clauses)
        self._things_over = {at: thing for thing in things for at in range(thing.start, thing.end)}  # page offset → what is printed there, the last to begin

    def subject(self, number: int, stop: int) -> Topic | None:
        """What clause `number` is about, among its words before page offset `stop`."""
        clause, row = self.layout.clauses[number], self.row(number)
        cleft = self.phrases.cleft(row, stop) if self.page.text.form.find("的是", *clause.span) >= 0 else None
        if cleft is not None:
            return self.naming.named(row, cleft, clause, stop)
        item = self.phrases.item(row, stop) if len(row) > 3 else 0
        item = item or self.phrases.behind_modifier(row, stop)
        row = row[item:] if item else row
        if not row or self._is_report(row, clause) or self.phrases.tells_maker(row):
            return None
        whose = self._life_told(number, row)
        if whose is not None:
            return whose
        agent = self.by_agent(row)
        return self._walked(Walk(row, clause, number, stop)) or (self._walked(Walk(row[agent:], clause, number, stop)) if agent is not None else None)

    def _life_told(self, number: int, row: Sequence[Word]) -> Topic | None:
        """某人，某公司高级技师，中共党员，…… and 某公司，某市重点企业，……: whose name alone is a clause before, where this one only says who or what that is."""
        clauses, step = self.layout.clauses, number
        if not row[0].is_named or row[0].tag in PERSONS or row[-1].is_named or not (row[-1].text.endswith(self.cues.posts) or not any(word.is_verb or word.is_value for word in row)):
            return None
        while step > max(0, number - _LIFE) and clauses[step].opens == "，" and clauses[step - 1].sentence == clauses[number].sentence:
            step -= 1
            alone = self.row(step)
            if len(alone) == 1 and alone[0].tag in _TOLD_ALONE:
                return self.name_at(alone[0], IN_SUBJECT)
        return None

    def _is_report(self, row: Sequence[Word], clause: Clause) -> bool:
        """True for 某某、记者某某报道, and for 矿长某某给记者报了一串数字."""
        form, (first, last) = self.page.text.form, clause.span
        cues, reporting = self.cues, self.cues.turns.nouns_of_reporting
        if form.endswith(reporting, first, last) and row[-1].text.endswith(reporting) and any(word.text.endswith(cues.reporters) for word in row):
            return True
        return form.find("记者", first, last) >= 0 and any(word.text in cues.reporters and at and row[at - 1].text in cues.hearing for at, word in enumerate(row))

    def _walked(self, walk: Walk) -> Topic | None:
        row, stop, marked = walk.row, walk.stop, self.cues.marks
        aside = -1  # the last word of what stands in brackets
        for at, word in enumerate(row):
            if word.start >= stop:
                return None
            before, walk.marks = walk.marks, marked[word.text]
            if at <= aside:
                continue
            if word.text == "（":
                closing = next((i for i in range(at + 1, len(row)) if row[i].text == "）" and row[i].end < stop), None)
                if closing is not None:
                    aside = closing
                    continue
            walk.at, walk.word = at, word
            if at:
                previous = walk.previous = row[at - 1]
                still_opens = walk.opening and (previous.tag in OPENING or before & NATION != 0)
                walk.opening = still_opens or previous.tag == "f" or before & (LOCAL | WHILE) != 0 or walk.marks & NATION != 0 and self._is_after_days(previous)
            walk.passed = False
            topic = self._answer(walk)
            if topic is not None or walk.ended:
                return topic
            if walk.passed:
                continue
            self._govern(walk)
            if word.is_verb and self._is_predicate(walk):
                return None  # what follows is its object
        return None

    def _answer(self, walk: Walk) -> Topic | None:
        """What the word that is reached makes the clause be about."""
        word, marks = walk.word, walk.marks
        if word.is_reference and not marks & NATION and not self.scopes(walk.row, walk.at) or marks & SELF and word.tag == "r":
            topic = self._reference(walk)
            if topic is not None:
                return topic
        thing = self._things_over.get(word.start)
        if thing is not None:
            return self._thing(walk, thing)
        topic = self.takings.called_short(word, walk.clause) if walk.opening and word.mention is None else None
        if topic is None and walk.at == 0:
            topic = self._first_word(walk)
        if topic is None and not walk.governed and (word.mention is None and word.is_nominal or word.tag in _TAKEN_UP):
            if walk.opening or walk.relative and walk.previous is not None and walk.previous.text == "的":
                topic = self._common_noun(walk)
        if topic is None and word.tag == "Fixed" and walk.previous is not None and walk.previous.text in self.cues.turns.of_which:
            topic = self.compounds.line(word)  # 其中78路全长15公里
        if topic is None and word.text.endswith(self.cues.turns.accidents) and word.mention is None and not walk.governed:
            topic = self.accident(walk.row, walk.at, walk.stop)
        if topic is None and walk.opening:
            topic = self.inside_or_nation(walk)
        if topic is None and word.is_named:
            topic = self._name(walk)
        if topic is None and not walk.passed and not walk.ended and (marks or walk.at == 0):
            topic = self.listed(walk)
        return topic

    def _is_after_days(self, previous: Word) -> bool:
        """True for the word before 全国 in 假期七天全国接待…."""
        return previous.tag == "Quantity" and unit_of(previous) in self.layout.cues.time_units

    def _reference(self, walk: Walk) -> Topic | None:
        """全县, 该公司, 我们: what the word points at, unless a preposition or a verb holds it."""
        row, at, following = walk.row, walk.at, walk.following
        if following is not None and following.tag in _PART_OF_PLACE and following.start == walk.word.end and following.end < walk.stop:
            return None  # 该县某镇某村有210户: the village
        governing = self.naming.is_object(row, at)
        topic = self.naming.made_by(row, at, walk.clause, walk.stop) if not governing else None
        topic = topic or self.naming.referred(row, at, walk.clause) or self.naming.seats.unlisted_place(walk.word, walk.clause)
        return topic if topic is not None and not walk.governed and (not governing or self.befell(row, at)) else None

    def _thing(self, walk: Walk, thing: Thing) -> Topic | None:
        """A thing with a name of its own, at its last word; the head of a list that is counted (甲平台、乙工程等11个项目) owns nothing."""
        if walk.word.end == thing.end and not walk.governed and not heads_counted_list(self.page.text.form, thing.end) and not self.one_of_kinds(thing) and self.phrases.apposed(walk.row, walk.at, walk.stop) is None:
            return Topic(self.context.by_form(thing.name), thing.name, thing.start, THING_IN_SUBJECT)
        walk.passed = True
        return None

    def _first_word(self, walk: Walk) -> Topic | None:
        """What only the first word of a clause may tell: places and houses that no list has, what is said to be something, a quoted name, 这个企业."""
        row, word, clause, stop = walk.row, walk.word, walk.clause, walk.stop
        if word.tag in _UNLISTED:
            topic = self.naming.unlisted(row, clause)
            if topic is not None:
                return topic
        if word.tag == "Fixed" and len(word.text) > 2 and word.text[0] != "“" and not word.text.endswith(self.cues.turns.parts_of_works) and len(row) > 1 and row[1].text in self.cues.copulas and row[1].end <= stop:
            return Topic(self.context.by_form(word.text), word.text, word.start, "what is said to be something")  # 第八师是…最大的单位
        if word.text == "“":
            quoted = self.compounds.quoted(row, stop)
            if quoted is not None:
                return quoted
        if word.mention is not None and word.tag != "m":
            return None
        everybody = self.takings.all_people(word)
        if everybody is not None:
            return everybody
        return self.takings.taken_up(row, clause, stop) or (self.compounds.again(row, 0, walk.number) if walk.marks & AGAIN else None) or self.naming.unlisted(row, clause)

    def _common_noun(self, walk: Walk) -> Topic | None:
        """A noun that no rule names: what it takes up, or a house or body that its class noun ends."""
        row, at, word, clause, stop, compounds = walk.row, walk.at, walk.word, walk.clause, walk.stop, self.compounds
        again = (compounds.again(row, at, walk.number) if walk.marks & AGAIN and (at or word.mention is not None) else None) or (compounds.line(word) if word.tag == "Fixed" else None)
        if again is not None:
            return again
        built = compounds.behind_figure(row, at)
        if built is not None and built.end <= stop:
            return compounds.topic(built)
        housed = compounds.house_end(row, at) is not None
        whole = compounds.shortened(row, at, clause, stop) if housed else None
        if whole is not None:
            return whole
        body = self.phrases.called_by_its_end(row, at, clause, stop) or self.naming.bodies.at(word, stop)
        if body is not None:
            return body
        house = compounds.house(row, at) if housed else None
        return compounds.topic(house) if house is not None and house.end <= stop else self.crew(row, at, stop)

    def _name(self, walk: Walk) -> Topic | None:
        """A name in subject position; inside what is counted (1个国家标准化技术委员会) it holds what follows."""
        row, at, word = walk.row, walk.at, walk.word
        if walk.previous is not None and walk.previous.tag == "Quantity":
            walk.governed = True
        if word.tag in _PLACED and (following := walk.following) is not None and following.text in self.cues.fair_parts and following.start == word.end:
            walk.ended = True  # 台湾馆: a part of the fair
        elif self.is_no_owner(row, at):
            walk.relative, walk.passed = False, True
        elif word.text not in self.cues.no_owners and not walk.governed and (not self.naming.is_object(row, at) or self.driven(row, at, walk.stop)):
            return self.naming.named(row, at, walk.clause, walk.stop)
        return None

    def _govern(self, walk: Walk) -> None:
        """What the word that is reached does to those behind it: prepositions hold them, 的 and what says where let go, a verb begins anew."""
        word, marks = walk.word, walk.marks
        if (word.tag == "p" or word.text in self.cues.turns.words_of_also_towards) and word.mention is None:
            walk.governed = True
        elif word.text == "的" or word.tag == "f" or marks & LOCAL:
            following = walk.following
            if (marks & LOCAL or word.tag == "f") and not (following is not None and following.text == "的"):
                walk.governed = False  # 从北岸的某镇
            walk.relative = word.text == "的"
            if walk.relative and walk.governed and following is not None and following.is_named and self.cues.seats.match(self.page.text.form, walk.clause.span.start) is not None:
                walk.governed = False  # 坐落在某镇的某校
        elif word.is_verb and walk.previous is not None and walk.governed:
            walk.governed = False
        elif word.is_nominal:
            walk.relative = False

    def _is_predicate(self, walk: Walk) -> bool:
        """True for a verb with which the predicate begins: one that no 的 leads to, but for 这是, verbs that lead to a name and those that befall or drive what follows."""
        row, at, word = walk.row, walk.at, walk.word
        if walk.relative or word.text == "是" and at == 1 and row[0].text == "这" or self.naming.leads_to_of(row, at):
            return False
        following = walk.following
        behind = at + 1 + (following is not None and following.tag == "ul")  # 造成了某县3人受伤
        return following is None or not (following.is_reference and self.befell(row, at + 1) or behind < len(row) and self.driven(row, behind, walk.stop))
