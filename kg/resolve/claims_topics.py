"""What each clause is about: the name, reference or named thing in subject position.

In: the layout of a page (clauses, mentions) and its `PageContext`.  Out: `Topic` per clause, found when asked for, and the
projects and events that a page introduces, so that 该项目 or 报告会 finds its full name again.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.claims import Layout
from kg.extract.claims_words import OWNERS, Clause, Word
from kg.model import Page, Span
from kg.resolve.claims_lists import SubjectCues
from kg.resolve.claims_things import Thing, ThingFinder
from kg.resolve.context import PageContext

_AND = frozenset("、和与及")
_MEMBERS = re.compile(r"[^，。；：]{0,40}等")
_PERSONS = frozenset({"Person", "KnownPerson"})
_FORMED = re.compile(r"(?:组成|组建|成立|组建成)了?“([^“”]{2,14}(?:队|组|团|班|社|所|站))”")


@dataclass(frozen=True, slots=True)
class Topic:
    """Whose figure it may be: an entity key, or only a name; `start` is its page offset, `because` the step."""

    key: str | None
    name: str
    start: int
    because: str


class Topics:
    """The topics of one page.  `row(i)` are the words of clause `i`; `of(i)` is its topic."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, said: Sequence[Span]):
        self.page, self.layout, self.context, self.cues = page, layout, context, cues
        self._topics: dict[int, Topic | None] = {}
        self._papers: dict[str, str | None] = {}
        self._leads: dict[int | None, Topic | None] = {}
        self._first_of: dict[int | None, int] = {}
        for number, clause in enumerate(layout.clauses):
            self._first_of.setdefault(self.article(clause), number)
        self._scenes: dict[int, Topic | None] = {}
        self._attributing = _clauses_met(layout, said)
        self.things = ThingFinder(page, layout, cues).find()
        self._thing_starts = [thing.start for thing in self.things]

    def row(self, number: int) -> tuple[Word, ...]:
        """The words of a clause."""
        return self.layout.row(number)

    def article(self, clause: Clause) -> int | None:
        """The article that a clause belongs to."""
        return self.page.sentences[clause.sentence].article

    def is_attribution(self, number: int) -> bool:
        """True for a clause that only says who says so."""
        return number in self._attributing

    def of(self, number: int) -> Topic | None:
        """What clause `number` is about, or None where it leaves its subject out."""
        if number not in self._topics:
            self._topics[number] = self.before(number, self.layout.clauses[number].span.end)
        return self._topics[number]

    def before(self, number: int, stop: int) -> Topic | None:
        """The topic of clause `number` among its words before page offset `stop`."""
        clause, row = self.layout.clauses[number], self.row(number)
        governed, relative = False, False
        for at, word in enumerate(row):
            if word.start >= stop:
                return None
            previous = row[at - 1] if at else None
            if word.is_reference or word.tag in ("r",) and word.text in self.cues.self_words:
                topic = self._referred(row, at, clause)
                if topic is not None and not governed and not self._is_object(row, at):
                    return topic
            thing = self._thing_over(word)
            if thing is not None:
                if word.end == thing.end and not governed:
                    return Topic(self.context.by_form(thing.name), thing.name, thing.start, "a named thing in subject position")
                continue
            if at == 0 and word.mention is None:
                topic = self._taken_up(row, clause, stop) or self._unlisted(row, clause)
                if topic is not None:
                    return topic
            if word.is_named and previous is not None and previous.tag == "Quantity":
                governed = True  # 1个国家标准化技术委员会: a name inside what is counted
            if word.is_named and word.text not in self.cues.no_owners and not governed and not self._is_object(row, at):
                topic = self._named(row, at, clause, stop)
                if topic is not None:
                    return topic
            if word.text in ("辖区", "辖内", "全辖") and at == 0:
                return self._seat(word, clause)
            if word.text in self.cues.house_nouns and not governed and at == 0:
                key = self.context.resolve_reference(word.text, word.start)
                if key is not None:
                    return Topic(key, self.context.name_of(key) or word.text, word.start, f"{word.text} in subject position")
            if word.text in self.cues.anaphor_heads and not governed and self._is_bare(previous):
                topic = self._again(word, clause)
                if topic is not None:
                    return topic
            if (word.tag == "p" or word.text in ("并对", "还对", "也对", "已对")) and word.mention is None:
                governed = True
            elif word.text == "的" or word.tag == "f" or word.text in self.cues.localizers:
                governed = governed and not (word.text in self.cues.localizers or word.tag == "f")
                relative = word.text == "的"
            elif word.is_verb and previous is not None and governed:
                governed = False
            elif word.is_nominal:
                relative = False
            if word.is_verb and not relative and not self._leads_to_of(row, at):
                return None  # the predicate has begun: what follows is its object
        return None

    def issuer(self, number: int, stop: int) -> Topic | None:
        """The body that publishes what is counted, directly before it (民政部公布的…300名)."""
        row = self.row(number)
        found = None
        for at, word in enumerate(row):
            if word.start >= stop:
                break
            if word.is_named and at + 2 < len(row) and row[at + 1].text in self.cues.issuing and row[at + 2].text == "的":
                key = self.context.entity_at(Span(word.start, word.end))
                found = Topic(key, self.context.name_of(key) or word.text, word.start, "the body that publishes what is counted")
            elif word.is_named:
                found = None
        return found

    def scene(self, number: int) -> Topic | None:
        """The works or place that a reporter looks at (记者在某公司车间看到), as the subject of what is seen there."""
        if number not in self._scenes:
            self._scenes[number] = self._find_scene(self.row(number))
        return self._scenes[number]

    def _find_scene(self, row: Sequence[Word]) -> Topic | None:
        found = None
        for at, word in enumerate(row):
            opened = next((i for i in range(at - 1, max(-1, at - 7), -1) if row[i].text in self.cues.scene_words), None)
            ended = any(w.text in self.cues.scene_ends for w in row[at + 1:at + 6])
            if word.tag in ("Org", "KnownOrg", "Site") and opened is not None and (ended or row[0].text in ("记者", "笔者")) \
                    and not any(w.text in self.cues.localizers for w in row[opened:at]):
                key = self.context.entity_at(Span(word.start, word.end))
                found = Topic(key, self.context.name_of(key) or word.text, word.start, "the place of the scene")
        return found

    def _unlisted(self, row: Sequence[Word], clause: Clause) -> Topic | None:
        """What no list names but the sentence treats as a name: 某某位于…, and a family (沈家)."""
        lead = self.page.text.form[clause.span.start:clause.span.start + 12]
        seated = next((lead.find(v) for v in self.cues.seats if lead.find(v) > 1), -1)
        if 2 <= seated <= 8 and not any(w.is_value or w.tag in ("r", "p", "w") or w.is_reference for w in row if w.start < clause.span.start + seated):
            return Topic(None, self.page.text.printed[clause.span.start:clause.span.start + seated], clause.span.start, "what is said to lie somewhere")
        return self._family(clause.span.start)

    def _taken_up(self, row: Sequence[Word], clause: Clause, stop: int) -> Topic | None:
        """这个曾经亏损的企业: the firm that was named before."""
        if row[0].text not in self.cues.pointers:
            return None
        for at, word in enumerate(row[1:12], 1):
            if word.start >= stop or word.is_value:
                return None
            if row[at - 1].text == "的" and word.mention is None:
                key = self.context.resolve_reference("该" + word.text, word.start)
                return Topic(key, self.context.name_of(key) or word.text, word.start, f"{row[0].text}…{word.text} takes up what was named before") if key else None
        return None

    def _family(self, start: int) -> Topic | None:
        """沈家 at a page offset: a surname and 家, printed more than once."""
        form = self.page.text.form
        if form[start + 1:start + 2] == "家" and form[start] in self.cues.surnames and form[start + 2:start + 3] not in self.cues.after_family \
                and form.count(form[start:start + 2]) > 1:
            return Topic(None, self.page.text.printed[start:start + 2], start, "a family in subject position")
        return None

    def _seat(self, word: Word, clause: Clause) -> Topic | None:
        """辖区 is the place that the article is at home in."""
        home = self.context.home_of(self.article(clause))
        key = home.county or home.city or home.province
        return Topic(key, self.context.name_of(key) or word.text, word.start, f"{word.text}: where the article is at home") if key else None

    def _is_bare(self, previous: Word | None) -> bool:
        """True where nothing qualifies the class noun but a pointer (该, 本次, 这一)."""
        return previous is None or previous.text == "”" or previous.tag in ("r", "Time", "p", "c", "d") or previous.text in ("本次", "此次", "这次", "该次", "“", "一个")

    # --- pieces ----------------------------------------------------------------------------

    def _leads_to_of(self, row: Sequence[Word], at: int) -> bool:
        """True where a verb is inside a modifier at the head of the clause: … 的 and a name follow (1908年出生的郭秀芳, 位于滨江的某项目)."""
        if any(word.is_nominal and not word.is_named for word in row[:at]):
            return False
        for word in row[at + 1:at + 10]:
            if word.tag == "Quantity":
                return False
            if word.text == "的":
                return True
            if word.tag == "w" and word.text not in "“”、（）":
                return False
        return False

    def _is_object(self, row: Sequence[Word], at: int) -> bool:
        """True for a name that a verb or preposition before it governs."""
        back = at - 1
        while back > 0 and row[back].text in _AND and row[back - 1].is_nominal:  # 支持甲高铁、乙高铁: the verb is before the list
            back -= 1
            while back >= 0 and row[back].is_nominal and row[back].text not in _AND:
                back -= 1
        while back >= 0 and (row[back].tag in ("ul", "uz", "ug") or row[back].text in ("了", "过", "着", "“", "《")):
            back -= 1
        if back < 0:
            return False
        before = row[back]
        if before.mention is not None:
            return False
        return before.tag == "p" or before.is_verb or before.text in self.cues.governing or before.text in self.layout.cues.light \
            or before.text in self.layout.cues.pivot

    def _named(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        last = at
        while last + 1 < len(row):
            following = row[last + 1]
            if following.is_named and following.start < stop:
                last += 1
            elif following.text in "的畔" and last + 2 < len(row) and row[last + 2].is_named and row[last + 2].start < stop and row[last].tag in OWNERS:
                last += 2
            elif following.text == "畔" and last + 3 < len(row) and row[last + 2].text == "的" and row[last + 3].is_named:
                last += 3
            else:
                break
        set_off = self._set_off(row, last, stop)
        if set_off is not None:
            return set_off
        word = row[last]
        counted = next((w.start for w in row[last + 1:] if w.tag == "Quantity"), stop)
        if _MEMBERS.fullmatch(self.page.text.form[word.end:counted]) and counted < clause.span.end:
            return None  # 甲公司、乙公司等10家企业: members of what is counted
        person = self._titled(row, last, stop)
        if person is not None:
            return person
        thing = next((t for t in self.things if t.start <= word.end < t.end and t.article == self.article(clause) and t.end <= stop), None)
        if thing is not None:
            return Topic(self.context.by_form(thing.name), thing.name, thing.start, "a named thing in subject position")
        owner = self._owned_thing(row, last, clause, stop) or (self._family(word.end) if word.end + 2 <= stop else None)
        if owner is not None:
            return owner
        joint = [word]
        step = last
        while step + 2 < len(row) and row[step + 1].text in _AND and row[step + 2].is_named and row[step + 2].start < stop:
            joint.append(row[step + 2])
            step += 2
        following = row[step + 1] if step + 1 < len(row) else None
        if len(joint) > 1 and following is not None and (following.text == "等" or following.is_nominal and following.tag not in ("d", "f")):
            joint = joint[:1]
        if len(joint) > 1:
            keys = [self.context.entity_at(Span(w.start, w.end)) for w in joint]
            names = [self.context.name_of(key) or w.text for key, w in zip(keys, joint, strict=True)]
            return Topic(None, "、".join(names), word.start, "joint names in subject position")
        key = self.context.entity_at(Span(word.start, word.end))
        return Topic(key, self.context.name_of(key) or word.text, word.start, "the name in subject position")

    def _set_off(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """某县某产业链龙头企业——某公司: the name that the dash sets off."""
        for step in range(at + 1, min(len(row) - 1, at + 14)):
            if row[step].text.startswith("—") and row[step + 1].is_named and row[step + 1].start < stop:
                key = self.context.entity_at(Span(row[step + 1].start, row[step + 1].end))
                return Topic(key, self.context.name_of(key) or row[step + 1].text, row[step + 1].start, "the name set off by a dash")
            if row[step].start >= stop or row[step].is_value or row[step].is_verb and not any(w.text == "的" for w in row[step + 1:step + 6]):
                return None
        return None

    def _titled(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """某局局长某人: the person whose office the name begins."""
        for step, word in enumerate(row[at + 1:at + 9]):
            if word.start >= stop:
                return None
            if step == 0 and word.text == "的" and row[at].tag in ("Division", "Village", "Site", "Zone"):
                continue  # 某村的果农某人
            if word.tag in _PERSONS:
                key = self.context.entity_at(Span(word.start, word.end))
                return Topic(key, self.context.name_of(key) or word.text, word.start, "the office-holder in subject position")
            if word.is_named or not (word.is_nominal or word.text == "、"):
                return None
        return None

    def _owned_thing(self, row: Sequence[Word], at: int, clause: Clause, stop: int) -> Topic | None:
        """X公司的Y项目: the project, not its owner."""
        if at + 1 >= len(row) or row[at + 1].text != "的":
            return None
        for thing in self.things:
            if thing.sentence == clause.sentence and row[at].end <= thing.start <= row[at].end + 2 and thing.end <= stop:
                return Topic(self.context.by_form(thing.name), thing.name, thing.start, "the named thing of an owner")
        return None

    def _referred(self, row: Sequence[Word], at: int, clause: Clause) -> Topic | None:
        word = row[at]
        for thing in self.things:
            if thing.sentence == clause.sentence and at + 1 < len(row) and row[at + 1].text == "的" and word.end <= thing.start <= word.end + 2:
                return Topic(self.context.by_form(thing.name), thing.name, thing.start, "the named thing of a reference")
        if word.text.endswith(tuple(self.cues.anaphor_heads)):
            again = self._again(word, clause)
            if again is not None:
                return again
        key = self.context.resolve_reference(word.text, word.start) or self._of_the_paper(word.text)
        if key is None:
            return None
        return Topic(key, self.context.name_of(key) or word.text, word.start, f"{word.text} in subject position")

    def _of_the_paper(self, word: str) -> str | None:
        """全县, 我区 where the article names none: the county whose paper this is (普宁报 → 普宁市), or the page's only one."""
        if word not in self._papers:
            self._papers[word] = self._paper_county(word)
        return self._papers[word]

    def _paper_county(self, word: str) -> str | None:
        pointing = self.context.references.read(word)
        if pointing is None or pointing.noun.type != "LOC" or pointing.noun.level != "county":
            return None
        fitting = sorted(key for key, entity in self.context.entities.items() if pointing.noun.fits(entity))
        stems = {key: re.escape(self.context.entities[key].name[:-1]) for key in fitting if len(self.context.entities[key].name) > 2}
        own = [key for key, stem in stems.items() if re.search(stem + "(?:日报|晚报|晨报|商报|时报|时讯|新闻|报|讯)", self.page.text.form)]
        return own[0] if own else fitting[0] if len(fitting) == 1 else None

    def lead(self, article: int | None) -> Topic | None:
        """What the first sentence of an article's running text that has a subject is about."""
        if article not in self._leads:
            self._leads[article] = None
            for number in range(self._first_of.get(article, len(self.layout.clauses)), len(self.layout.clauses)):
                clause = self.layout.clauses[number]
                if self.article(clause) != article:
                    break
                topic = self.of(number) if self.context.zone_at(clause.span.start) == "body" and not self.is_attribution(number) else None
                if topic is not None:
                    self._leads[article] = topic
                    break
        return self._leads[article]

    def brought_in(self, number: int) -> Topic | None:
        """The body that clause `number` says was brought in or set up (引进某公司，…; 派出专家组成“某医疗队”，…)."""
        row = self.row(number)
        formed = _FORMED.search(self.page.text.form, row[0].start, row[-1].end) if row else None
        if formed is not None and formed.end() == row[-1].end:
            return Topic(self.context.by_form(formed[1]), self.page.text.printed[formed.start(1):formed.end(1)], formed.start(1), "the team that was formed")
        for at in range(len(row) - 1, 0, -1):
            if row[at].tag in ("Org", "KnownOrg"):
                before = next((w for w in reversed(row[:at]) if not w.is_named and w.text not in ("了", "的")), None)
                if before is not None and before.text.endswith(tuple(self.cues.bringing)):
                    key = self.context.entity_at(Span(row[at].start, row[at].end))
                    return Topic(key, self.context.name_of(key) or row[at].text, row[at].start, "the body brought in")
            elif row[at].tag != "w":
                return None
        return None

    def _thing_over(self, word: Word) -> Thing | None:
        for at in range(bisect_right(self._thing_starts, word.start) - 1, -1, -1):
            thing = self.things[at]
            if word.start < thing.end:
                return thing
            if word.start - thing.start > 60:
                return None
        return None

    def _again(self, word: Word, clause: Clause) -> Topic | None:
        """The full name of the thing that a bare class noun takes up (报告会, 该项目, 该套纪念币)."""
        article = self.article(clause)
        for thing in reversed(self.things):
            if thing.article == article and thing.end <= word.start and word.text.endswith(thing.head):
                return Topic(self.context.by_form(thing.name), thing.name, word.start, f"{word.text} takes up {thing.name}")
        return None

    def of_kind(self, text: str, number: int) -> Topic | None:
        """A thing named earlier in the article whose class noun stands in `text` (银质纪念币 → 熊猫金银纪念币)."""
        clause = self.layout.clauses[number]
        article = self.article(clause)
        for thing in reversed(self.things):
            if thing.article == article and thing.end <= clause.span.start and thing.head in text \
                    and (len(thing.head) >= 3 or thing.head in self.cues.event_heads):
                return Topic(self.context.by_form(thing.name), thing.name, thing.start, f"{thing.head} takes up {thing.name}")
        return None


def _clauses_met(layout: Layout, spans: Sequence[Span]) -> frozenset[int]:
    """The numbers of the clauses that share a character with one of the spans."""
    starts = [clause.span.start for clause in layout.clauses]
    met = set()
    for span in spans:
        number = max(0, bisect_right(starts, span.start) - 1)
        while number < len(layout.clauses) and layout.clauses[number].span.start < span.end:
            if layout.clauses[number].span.meets(span):
                met.add(number)
            number += 1
    return frozenset(met)
