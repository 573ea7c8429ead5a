"""What each clause is about: the name, reference or named thing in subject position.

In: the layout of a page (clauses, mentions) and its `PageContext`.  Out: `Topic` per clause, found when asked for, and the
projects and events that a page introduces, so that 该项目 or 报告会 finds its full name again.
"""
from __future__ import annotations

from collections.abc import Sequence
from weakref import proxy

from kg.extract.claims import Layout
from kg.extract.claims.words import PERSONS
from kg.model import Page, Role, Span
from kg.resolve.claims.articles import Articles, ClauseTopics
from kg.resolve.claims.centres import Centres
from kg.resolve.claims.ground import Ground, Topic, clauses_met
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.naming import Naming
from kg.resolve.claims.offices import Offices
from kg.resolve.claims.phrases import Phrases
from kg.resolve.claims.quakes import Quakes
from kg.resolve.claims.scenes import Scenes
from kg.resolve.claims.sentences import Sentences
from kg.resolve.claims.takings import Takings
from kg.resolve.claims.things import ThingFinder
from kg.resolve.claims.walk import Walks
from kg.resolve.context import PageContext

_OF_A_NAME = frozenset(("n", "nr", "ns", "nt", "nz", "j", "m", "Fixed"))  # word classes that go on with a name


class Topics(Ground):
    """The topics of one page.  `row(i)` are the words of clause `i`; `of(i)` is its topic."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, said: Sequence[Span]):
        super().__init__(page, layout, context, cues, ThingFinder(page, layout, cues).find())
        self.takings = Takings(page, layout, context, cues, self.things)
        self.phrases = Phrases(page, layout, context, cues, self.things)
        self.naming = Naming(page, layout, context, cues, self.things, self.takings, self.phrases)
        self._before: dict[tuple[int, int], Topic | None] = {}
        self.quakes = Quakes(page, layout, context, cues, self.things)
        self.scenes = Scenes(page, layout, context, cues, self.things)
        self.goes_on: dict[int, Topic] = {}  # clause → the works that its sum was spent on, the place of those it counts: the owner of what follows
        self.earlier: dict[int, Topic | None] = {}  # sentence → what the nearest one before it in its paragraph is about
        self.headed: dict[int | None, Topic | None] = {}  # article → what its headline tells
        self._attributing = clauses_met(layout, said)
        clauses: ClauseTopics = proxy(self)  # held by its own parts, all of a page would stay until the garbage collector comes: a twentieth of a build's time
        self.articles = Articles(page, layout, context, cues, self.things, clauses)
        self.walks = Walks(page, layout, context, cues, self.things, self.takings, self.phrases, self.naming, self.articles, clauses)
        self.sentences = Sentences(page, layout, context, cues, self.things, clauses)
        self.centres = Centres(page, layout, context, cues, self.things, clauses)
        self._agents: dict[int, str] = {}
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
        return bool(self.agents_of(number))

    def agents_of(self, number: int) -> str:
        """The noun of those who act for a body at the head of a clause; empty where it begins otherwise."""
        if number not in self._agents:
            row, agents = self.row(number), self.cues.agents
            last = None if not row else 0 if row[0].text in agents else 1 if len(row) > 1 and row[0].text + row[1].text in agents else None
            acts = last is not None and last + 1 < len(row) and not row[last + 1].is_named and row[last + 1].tag not in _OF_A_NAME
            self._agents[number] = "".join(word.text for word in row[:last + 1]) if acts and last is not None else ""
        return self._agents[number]

    def is_attribution(self, number: int) -> bool:
        """True for a clause that only says who says so."""
        return number in self._attributing

    def says_what_follows(self, number: int) -> bool:
        """True for an office-holder's name before a colon (某律师事务所律师某人：捡卡取款的，……): what follows is what he says, and not of him."""
        clauses = self.layout.clauses
        row = self.row(number) if number + 1 < len(clauses) and clauses[number + 1].opens == "：" else ()
        if len(row) < 2 or row[-1].tag not in PERSONS:
            return False
        return self.page.text.form.endswith(self.cues.posts, max(0, row[-1].start - 4), row[-1].start)

    def of(self, number: int) -> Topic | None:
        """What clause `number` is about, or None where it leaves its subject out."""
        return self.before(number, self.layout.clauses[number].span.end)

    def before(self, number: int, stop: int) -> Topic | None:
        """The topic of clause `number` among its words before page offset `stop`."""
        if (number, stop) not in self._before:
            topic = self.walks.subject(number, stop)
            self._before[number, stop] = self.centres.of(topic, number) if topic is not None else None
        return self._before[number, stop]

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
