"""What a page knows about its own names: who is where, what 我市 and 该公司 mean, what a headline is about.

In: a page, its mentions, its entities and names (from `kg.resolve.resolve_page`).  Out: `PageContext`,
a picklable book of the page with lookups by span, article and reference word.  All positions are page offsets.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Evidence, Mention, Page, Relation, Role, Sentence, Span
from kg.resolve.named import Home, Name, PageEntity
from kg.resolve.prefectures import prefecture_meant
from kg.resolve.references import Answer, Pointing, References
from kg.text import LINE_END

_LONGEST_HEAD = 14  # characters of a place that heads a paragraph
_LOOK_BACK = 400  # names; an article longer than that does not mean a name so far away
_HEAD_ZONES = ("title", "kicker", "subtitle")
_EMPTY: tuple[list[int], list[Name]] = ([], [])
_STORY_ZONES = ("body", "caption", "subhead", "advert")


@dataclass(slots=True)
class PageContext:
    """One page, resolved.  `roles` and `relations` hold page keys where `Records` will hold IRIs.

    `homes` has one `Home` per article, in the order of `Page.articles`; `home` is the page's.
    """

    page: Page
    mentions: tuple[Mention, ...]
    entities: dict[str, PageEntity]
    names: tuple[Name, ...]
    home: Home = Home()
    homes: tuple[Home, ...] = ()
    references: References = References()
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    things: list[Name] = field(default_factory=list)  # names of things that lie over other names: projects, standards, industries, honours
    _starts: list[int] = field(default_factory=list, repr=False, init=False)
    _blocks: list[int] = field(default_factory=list, repr=False, init=False)
    _sentences: list[int] = field(default_factory=list, repr=False, init=False)
    _story: dict[int | None, tuple[list[int], list[Name]]] = field(default_factory=dict, repr=False, init=False)
    _heads: dict[int | None, list[Name]] = field(default_factory=dict, repr=False, init=False)
    _thing_spans: set[Span] = field(default_factory=set, repr=False, init=False)
    _things_seen: int = field(repr=False, init=False)
    _headlines: dict[int | None, tuple[Name, ...]] = field(default_factory=dict, repr=False, init=False)
    _by_form: dict[str, str] = field(default_factory=dict, repr=False, init=False)

    def __post_init__(self) -> None:
        self._things_seen = 0
        self._starts = [name.span.start for name in self.names]
        self._blocks = [block.span.start for block in self.page.blocks]
        self._sentences = [sentence.span.start for sentence in self.page.sentences]
        for name in self.names:
            if name.zone in _HEAD_ZONES:
                self._heads.setdefault(name.article, []).append(name)
            elif name.zone in _STORY_ZONES:
                starts, shelf = self._story.setdefault(name.article, ([], []))
                starts.append(name.span.start)
                shelf.append(name)
            self._by_form.setdefault(name.form, name.entity)

    # --- where things stand ---------------------------------------------------------------

    def article_at(self, position: int) -> int | None:
        """The index of the article that owns a position, or None for page furniture."""
        at = bisect_right(self._blocks, position) - 1
        return self.page.blocks[at].article if at >= 0 else None

    def zone_at(self, position: int) -> str:
        """The zone of a position (`body` where nothing was said)."""
        at = bisect_right(self._blocks, position) - 1
        return self.page.blocks[at].zone if at >= 0 else "body"

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position, or None between sentences."""
        at = bisect_right(self._sentences, position) - 1
        if at < 0:
            return None
        sentence = self.page.sentences[at]
        return sentence if position < sentence.span.end else None

    def evidence(self, span: Span, rule: str) -> Evidence:
        """Evidence in raw offsets for a page span: source, article, the printed words, the rule."""
        article = self.article_at(span.start)
        raw = self.page.text.raw(span)
        return Evidence(self.page.source.name, self.page.articles[article].id if article is not None else "",
                        raw.start, raw.end, self.page.source.text[raw.start:raw.end], rule)

    # --- names -----------------------------------------------------------------------------

    def has_thing_at(self, span: Span) -> bool:
        """True where one of `things` is printed exactly at `span`."""
        self._thing_spans.update(thing.span for thing in self.things[self._things_seen:])
        self._things_seen = len(self.things)
        return span in self._thing_spans

    def name_at(self, span: Span) -> Name | None:
        """The name printed exactly at `span`; else the longest name that shares a character with it."""
        best: Name | None = None
        for name in self.names_within(span, touching=True):
            if name.span == span:
                return name
            if best is None or name.span.length > best.span.length:
                best = name
        return best

    def entity_at(self, span: Span) -> str | None:
        """The page key of the entity named at `span`, or None."""
        name = self.name_at(span)
        return name.entity if name else None

    def entity_of(self, mention: Mention | None) -> str | None:
        """The page key that a mention names; a mention that is no name is tried as a reference word."""
        if mention is None:
            return None
        name = self.name_at(mention.span)
        if name and (name.span == mention.span or name.span.holds(mention.span)):
            return name.entity
        return self.resolve_reference(mention.text, mention.span.start) or (name.entity if name else None)

    def names_within(self, span: Span, touching: bool = False) -> Iterator[Name]:
        """Names inside a span in print order (`touching`: also those that only share a character)."""
        at = bisect_left(self._starts, span.start)
        if touching:
            at = max(0, at - 1)
        while at < len(self.names) and self.names[at].span.start < span.end:
            name = self.names[at]
            if span.holds(name.span) or (touching and span.meets(name.span)):
                yield name
            at += 1

    def by_form(self, form: str) -> str | None:
        """The page key of the entity printed as `form`, or None."""
        return self._by_form.get(form)

    def name_of(self, key: str | None) -> str | None:
        """The canonical name of an entity of this page."""
        entity = self.entities.get(key) if key else None
        return entity.name if entity else None

    def is_within(self, inner: str | None, outer: str | None) -> bool:
        """True where `outer` is a parent (of any height) of `inner`."""
        steps = 0
        while inner and outer and steps < 12:
            inner = self.entities[inner].within if inner in self.entities else None
            if inner == outer:
                return True
            steps += 1
        return False

    def names_before(self, position: int, article: int | None) -> Iterator[Name]:
        """Names of an article's running text before a position, nearest first."""
        starts, shelf = self._story.get(article, _EMPTY)
        at = bisect_left(starts, position)
        for index in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
            yield shelf[index]

    def names_after(self, position: int, article: int | None) -> Iterator[Name]:
        """Names of an article's running text from a position on, nearest first."""
        starts, shelf = self._story.get(article, _EMPTY)
        at = bisect_left(starts, position)
        yield from shelf[at:at + _LOOK_BACK]

    def headline_names(self, article: int | None) -> tuple[Name, ...]:
        """Names in an article's title, kicker and subtitle; those of the title first."""
        if article not in self._headlines:
            self._headlines[article] = tuple(sorted(self._heads.get(article, ()), key=lambda name: (_HEAD_ZONES.index(name.zone), name.span)))
        return self._headlines[article]

    def home_of(self, article: int | None) -> Home:
        """Where an article is at home: its own `Home`, else the page's."""
        if article is not None and article < len(self.homes):
            return self.homes[article]
        return self.home

    # --- references ------------------------------------------------------------------------

    def place_ending_at(self, position: int, level: str, former: tuple[str, ...]) -> str | None:
        """The place that ends right there with the word for its level (天山区 before 区委), or before a word of `former` offices is of that level (四川原省委常委)."""
        word = next((word for word in former if self.page.text.form.endswith(word, 0, position)), "")
        noun, end = self.references.nouns.get(level) if word else None, position - len(word)
        touching = self.names_within(Span(max(0, end - 1), end), touching=True)
        return next((name.entity for name in touching if name.span.end == end and name.type == "LOC" and
                     (name.form.endswith(level) or noun is not None and noun.fits(self.entities[name.entity]))), None)

    def resolve_reference(self, word: str, position: int) -> str | None:
        """The page key that 我市, 全县, 该公司 … means at a position, or None where nothing on the page fits."""
        return self.refer(word, position).entity

    def refer(self, word: str, position: int) -> Answer:
        """As `resolve_reference`, with the reason."""
        pointing = self.references.read(word)
        if pointing is None:
            return Answer(None, f"{word} points at nothing known")
        article = self.article_at(position)
        if pointing.noun.type == "LOC":
            return self._place_meant(word, pointing, position, article)
        return self._thing_meant(word, pointing, position, article)

    def _place_meant(self, word: str, pointing: Pointing, position: int, article: int | None) -> Answer:
        level, home = pointing.noun.level, self.home_of(article)
        at_home = getattr(home, level) if level in ("province", "city", "county") else None
        if pointing.way == "own" and at_home and pointing.noun.fits(self.entities[at_home]):
            return Answer(at_home, f"{word}: the {level} this article is at home in ({home.because})")
        if pointing.way in ("whole", "nearest") and level == "city" and at_home and (town := self._opening_town(pointing, position, article, at_home)) is not None:
            return Answer(town, f"{word}: the city that the paragraph is about")
        if pointing.way == "whole" and level in ("province", "city") and (peer := self._opening_peer(pointing, position, article, at_home)) is not None:
            return Answer(peer, f"{word}: the {level} that heads the paragraph")
        if pointing.way == "whole" and level == "city" and at_home and (town := self._town_of(pointing, position, article, at_home)) is not None:
            return Answer(town, f"{word}: the city that the article is about")
        if pointing.way == "whole" and level in ("province", "city") and at_home:
            return Answer(at_home, f"{word}: the whole of the {level} this article is at home in ({home.because})")
        if pointing.way == "own" and level in ("province", "city") and at_home is None:
            return Answer(None, f"{word}: the page is at home in no {pointing.said} ({home.because})")
        told = {name.entity for name in self._story.get(article, _EMPTY)[1]} if pointing.said == "区" else ()
        prefecture = prefecture_meant(pointing, self.entities, self.names_before(position, article), told, home.province)
        if prefecture is not None:
            return Answer(prefecture, f"{word}: no district is named, so the prefecture that the page tells of")
        near = self._nearest(pointing, position, article)
        if near.entity:
            return near
        if pointing.said == "区" and home.province and self.entities[home.province].name.endswith("自治区"):
            return Answer(home.province, f"{word}: no district is named, so the region this article is at home in ({home.because})")
        if at_home and pointing.noun.fits(self.entities[at_home]):
            return Answer(at_home, f"{word}: nothing nearer, so the {level} this article is at home in")
        return Answer(None, f"{word}: no {pointing.said} named in this article")

    def _opening_town(self, pointing: Pointing, position: int, article: int | None, home: str) -> str | None:
        """The county-level city that opens the paragraph (某某是青铜古都。全市共有…), where the city above it is not named between."""
        start = self.page.text.form.rfind(LINE_END, 0, position) + 1
        places = []
        for name in self.names_before(position, article):
            if name.span.start < start:
                break
            if name.type == "LOC":
                places.append(name)
        if not places or places[-1].span.start > start + 1 or any(name.entity == home for name in places):
            return None
        first = places[-1].entity
        return first if pointing.noun.fits(self.entities[first]) and self.is_within(first, home) else None

    def _opening_peer(self, pointing: Pointing, position: int, article: int | None, home: str | None) -> str | None:
        """The province or city whose name and ： head the paragraph (某省：前四天，全省接待……), one of a round of them."""
        start = self.page.text.form.rfind(LINE_END, 0, position) + 1
        first = next(self.names_within(Span(start, min(position, start + _LONGEST_HEAD))), None)
        if first is None or first.type != "LOC" or first.span.start != start or first.entity == home or not self.page.text.form.startswith("：", first.span.end):
            return None
        return first.entity if pointing.noun.fits(self.entities[first.entity]) else None

    def _town_of(self, pointing: Pointing, position: int, article: int | None, home: str) -> str | None:
        """The county-level city (富锦市) that headline and text name first, where the city above it is named in no headline and in the text only later (申报某市级龙头企业)."""
        heads = [name for name in self.headline_names(article) if name.type == "LOC"]
        told = [name for name in self._story.get(article, _EMPTY)[1] if name.type == "LOC"]
        places = [*heads, *told]
        if not places or any(name.entity == home and (name.span.start < position or not heads) for name in places):
            return None
        first = places[0].entity
        return first if pointing.noun.fits(self.entities[first]) and self.is_within(first, home) else None

    def _thing_meant(self, word: str, pointing: Pointing, position: int, article: int | None) -> Answer:
        near = self._nearest(pointing, position, article)
        heads = [name for name in self.headline_names(article) if pointing.noun.fits(self.entities[name.entity])]
        if near.entity and heads and (self.is_within(heads[0].entity, near.entity) or self._is_branch(heads[0].entity, near.entity)):
            # A branch's own article says 工行 for the bank; 该行 still means the branch in the headline.
            return Answer(heads[0].entity, f"{word}: the headline's own {pointing.said}, a part of the nearest one", heads[0].span)
        if near.entity:
            return near
        for name in self.names_after(position, article):  # “我们公司…”，某公司经理说
            if pointing.noun.fits(self.entities[name.entity]):
                return Answer(name.entity, f"{word}: nothing named before, so the first {pointing.said} after", name.span)
        return Answer(None, f"{word}: no {pointing.said} named in this article")

    def _is_branch(self, part: str, whole: str) -> bool:
        """True where one name is the other's with a place and a branch word behind it (工商银行 → 工商银行聊城分行)."""
        name, entity = self.entities[part].name, self.entities[whole]
        stems = {form.removeprefix("中国") for form in (entity.name, *entity.forms) if len(form.removeprefix("中国")) >= 2}
        return part != whole and any(name.removeprefix("中国").startswith(stem) and len(name) > len(stem) + 2 for stem in stems)

    def _nearest(self, pointing: Pointing, position: int, article: int | None) -> Answer:
        fits = pointing.noun.fits
        works: Answer | None = None
        for name in self.names_before(position, article):
            entity = self.entities[name.entity]
            if fits(entity) or entity.type == "LOC" and _was_called(name.form, pointing):
                if pointing.noun.lesser and entity.name.endswith(pointing.noun.lesser):  # 某集团…二炼钢厂…公司: a works is not the company
                    works = works or Answer(entity.key, f"{pointing.said}: nearest named before, {name.form}", name.span)
                    continue
                return Answer(entity.key, f"{pointing.said}: nearest named before, {name.form}", name.span)
            if pointing.noun.type == "LOC" and entity.type == "ORG" and entity.within:
                seat = self.entities.get(entity.within)
                if seat and fits(seat):
                    return Answer(seat.key, f"{pointing.said}: the place of the nearest office, {name.form}", name.span)
        for name in self.headline_names(article):
            if fits(self.entities[name.entity]):
                return Answer(name.entity, f"{pointing.said}: named in the headline, {name.form}", name.span)
        return works or Answer(None, "")


def _was_called(form: str, pointing: Pointing) -> bool:
    """True for a place whose printed name ends with the word that points at it, whatever it is today (全县 of a county that became a city)."""
    noun = pointing.noun
    return noun.type == "LOC" and form.endswith(pointing.said) and form != pointing.said and not (noun.unlike and form.endswith(noun.unlike))
