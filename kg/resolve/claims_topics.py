"""What each clause is about: the name, reference or named thing in subject position.

In: the layout of a page (clauses, mentions) and its `PageContext`.  Out: `Topic` per clause, found when asked for, and the
projects and events that a page introduces, so that 该项目 or 报告会 finds its full name again.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Layout
from kg.extract.claims_figure import unit_of
from kg.extract.claims_words import Word
from kg.model import Page, Role, Span
from kg.resolve.claims_articles import Articles
from kg.resolve.claims_centres import Centres
from kg.resolve.claims_ground import MARKET_IN_SUBJECT, POINTED_AT, THING_IN_SUBJECT, Ground, Topic, clauses_met, told_further
from kg.resolve.claims_lists import SubjectCues
from kg.resolve.claims_marks import AGAIN, AREA, EVENT, EXAMPLE, HEAD, HOUSE, LOCAL, MARKET, NATION, PERSON, SELF, WHILE
from kg.resolve.claims_naming import Naming
from kg.resolve.claims_offices import Offices
from kg.resolve.claims_phrases import Phrases
from kg.resolve.claims_scenes import Scenes
from kg.resolve.claims_sentences import Sentences
from kg.resolve.claims_takings import Takings
from kg.resolve.claims_things import Thing, ThingFinder
from kg.resolve.context import PageContext

_OPENING = frozenset(("Time", "c", "d", "w", "t"))
_DRIVEN = frozenset(("Division", "Village", "City"))
_OF_A_NAME = frozenset(("n", "nr", "ns", "nt", "nz", "j", "m", "Fixed"))  # word classes that go on with a name


class Topics(Ground):
    """The topics of one page.  `row(i)` are the words of clause `i`; `of(i)` is its topic."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, said: Sequence[Span]):
        super().__init__(page, layout, context, cues, ThingFinder(page, layout, cues).find())
        self.takings = Takings(page, layout, context, cues, self.things)
        self.phrases = Phrases(page, layout, context, cues, self.things)
        self.naming = Naming(page, layout, context, cues, self.things, self.takings, self.phrases)
        self._before: dict[tuple[int, int], Topic | None] = {}
        self.scenes = Scenes(page, layout, context, cues, self.things)
        self.paid: dict[int, Topic] = {}  # clause → the works that its sum was spent on, for the share that follows
        self.earlier: dict[int, Topic | None] = {}  # sentence → what the nearest one before it in its paragraph is about
        self.headed: dict[int | None, Topic | None] = {}  # article → what its headline tells
        self._attributing = clauses_met(layout, said)
        self._things_over = {at: thing for thing in self.things for at in range(thing.start, thing.end)}  # page offset → what is printed there, the last to begin
        self.articles = Articles(page, layout, context, cues, self.things, self)
        self.sentences = Sentences(page, layout, context, cues, self.things, self)
        self.centres = Centres(page, layout, context, cues, self.things, self.of)
        self._agents: dict[int, bool] = {}
        self._posted: frozenset[str] | None = None
        self.offices = Offices(page, layout, context, cues, self.things)
        self._roles: dict[str, list[Role]] = {}
        for role in context.roles:
            self._roles.setdefault(role.person, []).append(role)

    def roles_of(self, person: str) -> Sequence[Role]:
        """The posts of a person of the page."""
        return self._roles.get(person, ())

    def is_posted(self, person: str) -> bool:
        """True for a person whose name follows a post (县发改局局长某某), whatever body it is at."""
        if self._posted is None:
            form = self.page.text.form
            self._posted = frozenset(name.entity for name in self.context.names
                                     if name.type == "PER" and form.endswith(self.cues.posts, max(0, name.span.start - 4), name.span.start))
        return person in self._posted

    def is_agents(self, number: int) -> bool:
        """True for a clause that begins with those who act for a body (执勤民警对…; not 交警某大队)."""
        if number not in self._agents:
            row, agents = self.row(number), self.cues.agents
            last = None if not row else 0 if row[0].text in agents else 1 if len(row) > 1 and row[0].text + row[1].text in agents else None
            self._agents[number] = last is not None and last + 1 < len(row) and not row[last + 1].is_named and row[last + 1].tag not in _OF_A_NAME
        return self._agents[number]

    def is_attribution(self, number: int) -> bool:
        """True for a clause that only says who says so."""
        return number in self._attributing

    def of(self, number: int) -> Topic | None:
        """What clause `number` is about, or None where it leaves its subject out."""
        return self.before(number, self.layout.clauses[number].span.end)

    def before(self, number: int, stop: int) -> Topic | None:
        """The topic of clause `number` among its words before page offset `stop`."""
        if (number, stop) not in self._before:
            topic = self._find_before(number, stop)
            self._before[number, stop] = self.centres.of(topic, number) if topic is not None else None
        return self._before[number, stop]

    def _find_before(self, number: int, stop: int) -> Topic | None:
        clause, row = self.layout.clauses[number], self.row(number)
        form, cues, naming, compounds, marked = self.page.text.form, self.cues, self.naming, self.naming.compounds, self.cues.marks
        first, last = clause.span
        cleft = self.phrases.cleft(row, stop) if form.find("的是", first, last) >= 0 else None
        if cleft is not None:
            return naming.named(row, cleft, clause, stop)
        item = self.phrases.item(row, stop) if len(row) > 3 else 0
        row = row[item:] if item else row
        governed, relative, opening = False, False, True
        if form.endswith(self.cues.turns.nouns_of_reporting, first, last) and row and row[-1].text.endswith(self.cues.turns.nouns_of_reporting) and any(word.text.endswith(cues.reporters) for word in row):
            return None  # 某某、记者某某报道
        if form.find("记者", first, last) >= 0 and any(word.text in self.cues.reporters and at and row[at - 1].text in self.cues.hearing for at, word in enumerate(row)):
            return None  # 矿长某某给记者报了一串数字
        aside = -1  # the last word of what stands in brackets
        previous, before, marks = None, 0, 0
        for at, word in enumerate(row):
            if word.start >= stop:
                return None
            before, marks = marks, marked[word.text]
            if at <= aside:
                continue
            if word.text == "（" and (closing := next((i for i in range(at + 1, len(row)) if row[i].text == "）" and row[i].end < stop), None)) is not None:
                aside = closing
                continue
            previous = row[at - 1] if at else None
            if previous is not None:  # nothing before but when and how: 春运期间该站…
                opening = opening and (previous.tag in _OPENING or before & NATION != 0) or previous.tag == "f" or before & (LOCAL | WHILE) != 0 or marks & NATION != 0 and previous.tag == "Quantity" and unit_of(previous) in self.layout.cues.time_units  # 假期七天全国接待…
            if word.is_reference and not marks & NATION and not self._scopes(row, at) or marks & SELF and word.tag == "r":
                governing = naming.is_object(row, at)
                topic = naming.made_by(row, at, clause, stop) if not governing else None
                topic = topic or naming.referred(row, at, clause) or naming.seats.unlisted_place(word, clause)
                if topic is not None and not governed and (not governing or self._befell(row, at)):
                    return topic
            thing = self._things_over.get(word.start)
            if thing is not None:
                if word.end == thing.end and not governed and not self._one_of_kinds(thing) and self.phrases.apposed(row, at, stop) is None:
                    return Topic(self.context.by_form(thing.name), thing.name, thing.start, THING_IN_SUBJECT)
                continue
            if at == 0 and word.tag in ("Nature", "Division"):
                topic = self.naming.unlisted(row, clause)
                if topic is not None:
                    return topic
            if opening and word.mention is None and (works := self.takings.called_short(word, clause)) is not None:
                return works
            if at == 0 and word.tag == "Fixed" and len(word.text) > 2 and word.text[0] != "“" and at + 1 < len(row) and row[1].text in self.cues.copulas and row[1].end <= stop:
                return Topic(self.context.by_form(word.text), word.text, word.start, "what is said to be something")  # 第八师是…最大的单位
            if at == 0 and word.text == "“":
                quoted = compounds.quoted(row, stop)
                if quoted is not None:
                    return quoted
            if at == 0 and (word.mention is None or word.tag == "m"):
                topic = self.takings.taken_up(row, clause, stop) or (compounds.again(row, at, number) if marks & AGAIN else None) or naming.unlisted(row, clause)
                if topic is not None:
                    return topic
            if not governed and (opening or relative and previous.text == "的") and (word.mention is None and word.is_nominal or word.tag in ("Fixed", "r", "m")):
                again = (compounds.again(row, at, number) if marks & AGAIN and (at or word.mention is not None) else None) or (compounds.line(word) if word.tag == "Fixed" else None)
                if again is not None:
                    return again
                housed = compounds.house_end(row, at) is not None
                whole = compounds.shortened(row, at, clause, stop) if housed else None
                if whole is not None:
                    return whole
                body = self.phrases.called_by_its_end(row, at, clause, stop) or self.naming.bodies.at(word, stop)
                if body is not None:
                    return body
                house = compounds.house(row, at) if housed else None
                if house is not None and house.end <= stop:
                    return compounds.topic(house)
            if opening and not governed and word.mention is None and form.startswith(self.cues.turns.words_of_inside_places, word.start + 1):
                inside = self.takings.inside(row, at)
                if inside is not None:
                    return inside
            if opening and marks & NATION and not self._ranked(row, at):
                return Topic(self.context.by_form("中国"), "中国", word.start, POINTED_AT, word.text)
            if word.is_named and previous is not None and previous.tag == "Quantity":
                governed = True  # 1个国家标准化技术委员会: a name inside what is counted
            if marks & MARKET and not governed and (previous is None or not previous.is_nominal or previous.is_value):
                return Topic(self.context.by_form(word.text), word.text, word.start, MARKET_IN_SUBJECT)
            if word.tag in ("Division", "Country") and at + 1 < len(row) and row[at + 1].text in self.cues.fair_parts and row[at + 1].start == word.end:
                return None  # 台湾馆: a part of the fair
            if word.is_named:
                if self.is_no_owner(row, at):
                    relative = False
                    continue
                if word.text not in cues.no_owners and not governed and (not naming.is_object(row, at) or self._driven(row, at, stop)):
                    topic = naming.named(row, at, clause, stop)
                    if topic is not None:
                        return topic
            if at == 0 and word.text in cues.local and (here := naming.seats.here(word, clause)) is not None:
                return here
            if marks & AREA and at == 0:
                return naming.seats.seat(word, clause)
            if word.text in self.cues.turns.firms_at_large and not governed and at == 0 and at + 1 < len(row) and row[at + 1].is_verb and row[at + 1].text not in self.cues.copulas:  # 企业是…的细胞 is said of firms at large
                only = self.articles.only_company(clause.article)
                if only is not None:
                    return Topic(only, self.context.name_of(only) or word.text, word.start, POINTED_AT, word.text)
            if marks & HOUSE and not governed and opening:
                key = self.context.resolve_reference(word.text, word.start)
                if key is not None:
                    return Topic(key, self.context.name_of(key) or word.text, word.start, POINTED_AT, word.text)
            if marks & EVENT and not governed and (previous is None or self.naming.is_bare(previous) or previous.text in self.cues.turns.words_before_events_again):
                topic = self.takings.event_again(word, clause)
                if topic is not None:
                    return topic
            if marks & PERSON and not governed and (previous is None or previous.tag in _OPENING or at == 2 and previous.text == "是" or at == 1 and previous.text == "这是" or previous.tag == "Quantity" and previous.text.endswith("天") or relative and previous.text == "的"):
                topic = self.naming.made_by(row, at, clause, stop) or self.takings.person_again(word, clause)
                if topic is not None:
                    return topic
            if marks & HEAD and not governed and naming.is_bare(previous) and not self._plans(row, at):
                topic = self._works_of_sentence(word, number) or self.takings.again(word, clause) or self.naming.compounds.works_again(word, clause)
                if topic is not None:
                    return topic
            if at == 0 and marks & EXAMPLE:
                continue  # 如某镇的鞋企
            if (word.tag == "p" or word.text in self.cues.turns.words_of_also_towards) and word.mention is None:
                governed = True
            elif word.text == "的" or word.tag == "f" or marks & LOCAL:
                governed = governed and not ((marks & LOCAL or word.tag == "f") and not (at + 1 < len(row) and row[at + 1].text == "的"))  # 从北岸的某镇
                relative = word.text == "的"
                governed = governed and not (relative and at + 1 < len(row) and row[at + 1].is_named and self.cues.seats.match(self.page.text.form, clause.span.start) is not None)  # 坐落在某镇的某校
            elif word.is_verb and previous is not None and governed:
                governed = False
            elif word.is_nominal:
                relative = False
            if word.is_verb and not relative and not (word.text == "是" and at == 1 and row[0].text == "这") and not self.naming.leads_to_of(row, at) \
                    and not (at + 1 < len(row) and (row[at + 1].is_reference and self._befell(row, at + 1) or self._driven(row, at + 1, stop))):
                return None  # the predicate has begun: what follows is its object
        return None

    def _plans(self, row: Sequence[Word], at: int) -> bool:
        """True for 计划 in 2021年计划改造小区88个: a verb; and for 展览 in 展览面积."""
        behind = row[at + 1] if at + 1 < len(row) else None
        return behind is not None and behind.text == self.cues.turns.heads_with_their_measure.get(row[at].text) or row[at].text in self.cues.turns.heads_that_are_verbs_too and behind is not None and behind.is_verb and behind.text not in self.cues.plan_predicates

    def _works_of_sentence(self, word: Word, number: int) -> Topic | None:
        """项目 bare behind a clause about a site, a zone or works (某产业园是…，项目总投资11亿元): that one, not a project named further back."""
        if word.text not in self.cues.works or not number or self.layout.clauses[number - 1].sentence != self.layout.clauses[number].sentence:
            return None
        topic = self.of(number - 1)
        entity = self.context.entities.get(topic.key) if topic is not None and topic.key is not None else None
        sited = topic is not None and topic.name.endswith(self.cues.sights) and (entity is None or entity.subtype == "facility")
        return told_further(topic, "whose project it is") if sited else None

    def _scopes(self, row: Sequence[Word], at: int) -> bool:
        """True for 全省 in 均列全省第三: a rank's scope."""
        return row[at].text[0] == "全" and at + 1 < len(row) and row[at + 1].text.startswith(self.cues.turns.heads_of_places_in_an_order)

    def is_no_owner(self, row: Sequence[Word], at: int) -> bool:
        """True for the reporter who writes (记者某某报道), and for a place inside the name of a river (大宁河)."""
        word, previous, following = row[at], row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
        if word.tag in ("Org", "KnownOrg") and following is not None and (following.text in self.cues.newswire or following.text in self.cues.reporters):
            return True  # 某某晚报讯, 某某网记者
        if word.tag == "Division" and following is not None and following.text in self.cues.waters and len(word.text) == 2:
            return True  # 大宁|河: a river that no list has
        if word.tag in ("Country", "Org", "KnownOrg") and self.cues.certified.match(self.page.text.form, word.end):
            return True  # 泰国核准的有14家
        return word.tag in ("Person", "KnownPerson") and (previous is not None and previous.text.endswith(self.cues.reporters) or following is not None and following.text in self.cues.turns.nouns_of_reporting)

    def _one_of_kinds(self, thing: Thing) -> bool:
        """True for 信息安全工程 in 重点发展物联网、信息安全工程等产业: one of several kinds, no undertaking."""
        form = self.page.text.form
        return form[thing.end:thing.end + 1] == "等" and form[thing.start - 1:thing.start] == "、"

    def _befell(self, row: Sequence[Word], at: int) -> bool:
        """True for 全县 in 洪灾造成全县3万人受灾: what was caused is the county's."""
        return row[at].text[0] == "全" and at > 0 and row[at - 1].text in self.cues.causing

    def _driven(self, row: Sequence[Word], at: int, stop: int) -> bool:
        """True for a place in 带动某县竹笋种植面积扩大到11.8万亩: what it is driven to is its own figure."""
        if row[at].tag not in _DRIVEN or not at or row[at - 1].text not in self.cues.driving:
            return False
        rest = [word for word in row[at + 1:] if word.start < stop]
        return bool(rest) and rest[0].is_nominal and rest[0].mention is None and any(word.is_verb for word in rest)

    def _ranked(self, row: Sequence[Word], at: int) -> bool:
        """True for 全国 in 全国劳模某人, 全国首家, 全国各地: a rank or a place to go, not whose figure it is."""
        behind = row[at + 1] if at + 1 < len(row) else None
        if row[at].is_reference and behind is not None:
            return behind.text.startswith(self.cues.nation_ranks) or self._tells_of_name(row, at)  # 我国对东盟出口…: no rank, whatever follows
        return behind is None or behind.text.startswith(self.cues.nation_ranks) or behind.tag in ("w", "f", "v", "p", "c") and behind.text not in self.cues.owned_predicates \
            or any(word.is_named for word in row[at + 1:at + 6])

    def _tells_of_name(self, row: Sequence[Word], at: int) -> bool:
        """True for 我国 in 我国重要产棉区新疆今年…: the nouns behind it only say what the name is that follows them."""
        for step in range(at + 1, len(row)):
            if row[step].is_named:
                return step > at + 1 and row[step - 1].tag.startswith("n") and row[step - 1].mention is None
            if not (row[step].is_nominal or row[step].text == "的" or row[step].is_verb and step + 1 < len(row) and row[step + 1].is_nominal and not row[step + 1].is_named):
                return False
        return False

    def issuer(self, number: int, stop: int) -> Topic | None:
        """The body that publishes what is counted, directly before it (民政部公布的…300名)."""
        if self.page.text.form.find("的", *self.layout.clauses[number].span) < 0:
            return None
        row = self.row(number)
        found = None
        for at, word in enumerate(row):
            if word.start >= stop:
                break
            if word.is_named and at + 2 < len(row) and row[at + 1].text in self.cues.issuing and row[at + 2].text == "的":
                found = self.name_at(word, "the body that publishes what is counted")
            elif word.is_named:
                found = None
        return found
