"""The word lists that binding a claim needs, looked up once per page.

In: a `RuleSet`.  Out: `SubjectCues`.  What a word means stays in `rules/words/`.
"""
from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from kg.bounded import KEPT_SETS
from kg.extract.claims_turns import MetricNames
from kg.model import record
from kg.resolve.claims_marks import AGAIN, AREA, EVENT, EXAMPLE, HEAD, HOUSE, LOCAL, MARKET, NATION, PERSON, SELF, Marks
from kg.resolve.claims_turns import OwnerTurns, TimeTurns
from kg.rules import RuleSet
from kg.rules.asked import any_of as any_of_words
from kg.rules.automata import word_automaton

_SETS = {
    "generic": "generic-modifiers", "localizers": "localizers", "governing": "governing-words", "self_words": "self-words", "scene_words": "scene-words", "house_nouns": "house-nouns",
    "issuing": "issuing-verbs", "surnames": "surnames", "after_family": "after-household", "no_owners": "no-owners", "scene_ends": "scene-ends",
    "plan_predicates": "plan-predicates", "agents": "agents-of-body", "pointers": "pointers-with-qualities",
    "event_anaphors": "event-anaphors", "pronouns": "pronouns-of-persons", "causing": "causing-verbs", "works_heads": "works-heads",
    "driving": "driving-verbs", "entering": "entering-verbs", "nation": "nation-words", "fair_parts": "fair-parts", "convening": "convening-verbs",
    "feeding": "feeding-works", "markets": "markets", "completing": "completing-words", "said_of_things": "said-of-things", "bus_lines": "bus-lines",
    "starting": "starting-verbs", "done": "done-verbs", "settled": "settlement-ends", "between": "between-places", "heard_from": "sources-of-hearing",
    "copulas": "copulas", "share_verbs": "share-verbs", "works": "works-in-general", "ministries": "org-ministries", "national": "offices-of-the-nation", "areas_served": "areas-served", "houses_of_posts": "houses-of-posts", "local": "local-words",
    "hearing": "speaking-to", "waters": "waters-and-hills", "newswire": "newswire-marks", "owned_predicates": "owned-predicates",
    "one_of_many": "one-of-many", "this_occasion": "this-occasion", "planned_acts": "planned-acts", "built_lately": "built-lately", "examples": "for-example", "bringing_about": "bringing-about"
}
_TUPLES = {
    "bringing": "bringing-verbs", "ages": "ages-at-death", "posts": "posts", "nation_ranks": "nation-ranks",
    "sittings": "sittings", "counting_houses": "counting-houses", "house_ends": "house-ends", "zone_heads": "zones-of-works", "division_ends": "class-ends-of-divisions",
    "reporters": "reporter-nouns", "planned": "planned-objects",
    "list_items": "list-items", "of_events": "metrics-of-events", "of_no_person": "metrics-of-no-person", "of_bodies": "metrics-of-bodies", "kin_of_his": "women-of-kin", "kin_of_hers": "men-of-kin", "pointing": "pointing-at-works", "ratings": "ratings-of-works"
}
_LONGEST_FIRST = {
    "event_heads": "event-heads", "owning_events": "owning-events", "launching": "launching-verbs", "terms": "terms-of-products", "sights": "sights",
    "route_heads": "route-heads", "terms_of_works": "terms-of-works", "bodies": "bodies-with-brands", "thing_heads": "thing-heads",
    "product_heads": "product-heads", "house_heads": "house-heads"
}
_ANYWHERE = {  # field → word list: whether one of its words stands in a stretch of text
    "pays": "paying-verbs", "speaks_of_self": "self-words", "of_places": "metrics-of-places", "unlisted_bodies": "bodies-unlisted", "holds_generic": "generic-modifiers",
    "brings_about": "bringing-about", "gauging": "gauging-offices", "decrees": "decreeing-verbs", "of_media": "metrics-of-media"
}


def _shortest(words: Collection[str]) -> list[str]:
    """The words that begin with no other of them, sorted."""
    return [word for word in sorted(words) if not any(word[:size] in words for size in range(1, len(word)))]


@record
class SubjectCues:
    """Word lists for finding what a clause is about; `_SETS`, `_TUPLES`, `_LONGEST_FIRST` and `_ANYWHERE` say which list fills which field."""

    thing_heads: tuple[str, ...]
    product_heads: tuple[str, ...]
    anaphor_heads: frozenset[str]
    localizers: frozenset[str]
    governing: frozenset[str]
    self_words: frozenset[str]
    scene_words: frozenset[str]
    house_nouns: frozenset[str]
    event_heads: tuple[str, ...]
    issuing: frozenset[str]
    generic: frozenset[str]
    holds_generic: re.Pattern[str]
    seats: re.Pattern[str]
    surnames: frozenset[str]
    after_family: frozenset[str]
    no_owners: frozenset[str]
    scene_ends: frozenset[str]
    plan_predicates: frozenset[str]
    bringing: tuple[str, ...]
    agents: frozenset[str]
    pointers: frozenset[str]
    event_anaphors: frozenset[str]
    pronouns: frozenset[str]
    owning_events: tuple[str, ...]
    pays: re.Pattern[str]
    speaks_of_self: re.Pattern[str]
    ages: tuple[str, ...]
    causing: frozenset[str]
    works_heads: frozenset[str]
    long_works_heads: tuple[str, ...]
    zone_heads: tuple[str, ...]
    works_ends: tuple[str, ...]
    works_in_general: tuple[str, ...]
    house_heads: tuple[str, ...]
    taken_up: frozenset[str]
    all_works: Any  # an automaton of words: as an expression, so many of them take five times as long
    houses: re.Pattern[str]
    posts: tuple[str, ...]
    driving: frozenset[str]
    launching: tuple[str, ...]
    terms: tuple[str, ...]
    entering: frozenset[str]
    sights: tuple[str, ...]
    nation: frozenset[str]
    nation_ranks: tuple[str, ...]
    fair_parts: frozenset[str]
    sittings: tuple[str, ...]
    convening: frozenset[str]
    feeding: frozenset[str]
    markets: frozenset[str]
    completing: frozenset[str]
    heads: re.Pattern[str]
    said_of_things: frozenset[str]
    counting_houses: tuple[str, ...]
    bus_lines: frozenset[str]
    house_ends: tuple[str, ...]
    route_heads: tuple[str, ...]
    terms_of_works: tuple[str, ...]
    starting: frozenset[str]
    bodies: tuple[str, ...]
    done: frozenset[str]
    settled: frozenset[str]
    between: frozenset[str]
    division_ends: tuple[str, ...]
    lying: frozenset[str]
    reporters: tuple[str, ...]
    heard_from: frozenset[str]
    copulas: frozenset[str]
    share_verbs: frozenset[str]
    of_places: re.Pattern[str]
    unlisted_bodies: re.Pattern[str]
    of_areas: re.Pattern[str]  # and of places
    planned: tuple[str, ...]
    works: frozenset[str]
    list_items: tuple[str, ...]
    of_events: tuple[str, ...]
    of_no_person: tuple[str, ...]
    of_bodies: tuple[str, ...]
    kin_of_his: tuple[str, ...]  # nouns before a woman's name, whom 他 is not
    kin_of_hers: tuple[str, ...]
    ministries: frozenset[str]
    national: frozenset[str]
    gauging: re.Pattern[str]
    decrees: re.Pattern[str]
    of_media: re.Pattern[str]
    certified: re.Pattern[str]
    areas_served: frozenset[str]
    houses_of_posts: frozenset[str]
    local: frozenset[str]
    hearing: frozenset[str]
    waters: frozenset[str]
    newswire: frozenset[str]
    owned_predicates: frozenset[str]
    one_of_many: frozenset[str]
    this_occasion: frozenset[str]
    planned_acts: frozenset[str]
    built_lately: frozenset[str]
    examples: frozenset[str]
    bringing_about: frozenset[str]
    brings_about: re.Pattern[str]
    pointing: tuple[str, ...]
    ratings: tuple[str, ...]
    marks: Marks  # what the lists say of a word, as bits
    house_signs: frozenset[str]  # characters in which a house's class noun ends
    families: re.Pattern[str]
    inside: re.Pattern[str]
    formed: re.Pattern[str]
    papers: re.Pattern[str]
    turns: OwnerTurns
    names: MetricNames

    @classmethod
    @lru_cache(maxsize=KEPT_SETS)
    def of(cls, ruleset: RuleSet) -> SubjectCues:
        """The lists of a rule set, looked up once."""
        def longest_first(name: str) -> tuple[str, ...]:
            return tuple(sorted(ruleset.words(name), key=lambda word: (-len(word), word)))

        def any_of(name: str) -> str:
            return any_of_words(ruleset.words(name))

        things, products, houses = longest_first("thing-heads"), longest_first("product-heads"), longest_first("house-heads")
        taken_up = tuple(sorted({*houses, *(word for word in ruleset.words("works-heads") if len(word) > 1)}, key=lambda word: (-len(word), word)))
        anaphors = frozenset((*things, *products))
        lists: dict[str, Any] = {  # of the type that each field has
            **{field: ruleset.word_set(name) for field, name in _SETS.items()},
            **{field: ruleset.words(name) for field, name in _TUPLES.items()},
            **{field: longest_first(name) for field, name in _LONGEST_FIRST.items()},
            **{field: re.compile(any_of(name)) for field, name in _ANYWHERE.items()}}
        return cls(
            **lists,
            of_areas=re.compile(any_of("metrics-of-places") + "|" + any_of("metrics-of-areas")),
            works_ends=ruleset.words("works-heads"), works_in_general=ruleset.words("works-in-general"),
            house_signs=frozenset(head[-1] for head in houses),
            long_works_heads=tuple(word for word in ruleset.words("works-heads") if len(word) > 1),
            anaphor_heads=anaphors,
            marks=Marks({NATION: ruleset.word_set("nation-words"), SELF: ruleset.word_set("self-words"), LOCAL: ruleset.word_set("localizers"), MARKET: ruleset.word_set("markets"),
                         AREA: ruleset.word_set("areas-served"), HOUSE: ruleset.word_set("house-nouns"), EVENT: ruleset.word_set("event-anaphors"), PERSON: ruleset.word_set("pronouns-of-persons"),
                         HEAD: anaphors, EXAMPLE: ruleset.word_set("for-example"), AGAIN: ruleset.word_set("bus-lines") | ruleset.word_set("works-heads") | frozenset(taken_up)},
                        ruleset.words("pointing-at-works")),
            seats=re.compile(any_of("seat-verbs")),
            taken_up=frozenset(taken_up),
            all_works=word_automaton(_shortest({*houses, *ruleset.words("works-heads"), *ruleset.words("zones-of-works")})),
            houses=re.compile(any_of_words(taken_up)),
            heads=re.compile(any_of_words(things)),
            lying=ruleset.word_set("lying-words") | ruleset.word_set("copulas"),
            certified=re.compile(f"[^，。；、的]{{0,10}}(?:{any_of('certifying-verbs')})的(?:共?有|达)"),
            families=re.compile(f"(?:[我俺咱他她]|自己?)家(?![的]?(?:{any_of('not-households')}))"),
            inside=re.compile(f"({any_of('homes-of-speakers')})(?:里|上)|({any_of('divisions-of-speakers')})里"),
            formed=re.compile(f"(?:{any_of('forming-verbs')})成?了?“([^“”]{{2,14}}(?:{any_of('formed-teams')}))”"),
            papers=re.compile(any_of("ends-of-papers")),
            turns=OwnerTurns.of(ruleset), names=MetricNames.of(ruleset),
        )


@record
class TimeCues:
    """Word lists for finding when a figure holds; `done` finds the completion of works with 后."""

    founding: tuple[str, ...]
    event_heads: tuple[str, ...]
    now: re.Pattern[str]
    standing: tuple[str, ...]
    stands: re.Pattern[str]  # one of `standing`
    sums: frozenset[str]
    coming: tuple[str, ...]
    planned: tuple[str, ...]
    first: tuple[str, ...]
    holidays: tuple[str, ...]
    extremes: tuple[str, ...]
    lasting: tuple[str, ...]
    standing_at: tuple[str, ...]
    trading: re.Pattern[str]
    done: re.Pattern[str]
    finished: re.Pattern[str]
    finished_act: re.Pattern[str]
    turns: TimeTurns
    names: MetricNames

    @classmethod
    @lru_cache(maxsize=KEPT_SETS)
    def of(cls, ruleset: RuleSet) -> TimeCues:
        """The lists of a rule set."""
        finished = any_of_words(ruleset.words("completing-words"))
        return cls(ruleset.words("founding-words"), ruleset.words("event-heads"), re.compile(any_of_words(ruleset.words("now-verbs"))), ruleset.words("standing-figures"), re.compile(any_of_words(ruleset.words("standing-figures"))),
                   ruleset.word_set("sums-as-stated"), ruleset.words("coming-words"), ruleset.words("plan-nouns"), ruleset.words("first-of-kind"),
                   ruleset.words("holiday-words"), ruleset.words("extreme-words"), ruleset.words("lasting-words"), ruleset.words("standing-at"), re.compile(any_of_words(ruleset.words("trading-words"))),
                   re.compile(f"(?:{finished})[^，。；]{{0,4}}后"), re.compile(f"(?:正式|全面|全线|将|可|即可|建成)*(?:{finished})"), re.compile(finished), TimeTurns.of(ruleset), MetricNames.of(ruleset))
