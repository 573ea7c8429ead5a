"""The word lists that binding a claim needs, looked up once per page.

In: a `RuleSet`.  Out: `SubjectCues`.  What a word means stays in `rules/words/`.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.rules import RuleSet


@dataclass(frozen=True, slots=True)
class SubjectCues:
    """Word lists for finding what a clause is about; each field is the list of that name."""

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
    generic: tuple[str, ...]
    seats: re.Pattern[str]
    surnames: frozenset[str]
    after_family: frozenset[str]
    no_owners: frozenset[str]
    scene_ends: frozenset[str]
    plan_predicates: frozenset[str]
    bringing: frozenset[str]
    agents: frozenset[str]
    pointers: frozenset[str]
    event_anaphors: frozenset[str]
    pronouns: frozenset[str]
    owning_events: tuple[str, ...]
    paying: tuple[str, ...]
    ages: tuple[str, ...]
    causing: frozenset[str]
    works_heads: frozenset[str]
    house_heads: tuple[str, ...]
    taken_up: frozenset[str]
    all_works: re.Pattern[str]
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
    of_places: tuple[str, ...]
    of_areas: tuple[str, ...]
    planned: tuple[str, ...]
    works: frozenset[str]
    list_items: tuple[str, ...]
    ministries: frozenset[str]
    certified: re.Pattern[str]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, ruleset: RuleSet) -> SubjectCues:
        """The lists of a rule set, longest words first."""
        def longest_first(name: str) -> tuple[str, ...]:
            return tuple(sorted(ruleset.words(name), key=lambda word: (-len(word), word)))

        things = longest_first("thing-heads")
        products = longest_first("product-heads")
        houses = longest_first("house-heads")
        taken_up = tuple(sorted({*houses, *(word for word in ruleset.words("works-heads") if len(word) > 1)}, key=lambda word: (-len(word), word)))
        return cls(things, products, frozenset((*things, *products)), ruleset.word_set("localizers"),
                   ruleset.word_set("governing-words"), ruleset.word_set("self-words"), ruleset.word_set("scene-words"), ruleset.word_set("house-nouns"), longest_first("event-heads"), ruleset.word_set("issuing-verbs"),
                   ruleset.words("generic-modifiers"), re.compile("|".join(map(re.escape, ruleset.words("seat-verbs")))), ruleset.word_set("surnames"),
                   ruleset.word_set("after-household"),
                   ruleset.word_set("no-owners"), ruleset.word_set("scene-ends"),
                   ruleset.word_set("plan-predicates"), ruleset.word_set("bringing-verbs"), ruleset.word_set("agents-of-body"), ruleset.word_set("pointers-with-qualities"),
                   ruleset.word_set("event-anaphors"), ruleset.word_set("pronouns-of-persons"), longest_first("owning-events"), ruleset.words("paying-verbs"), ruleset.words("ages-at-death"),
                   ruleset.word_set("causing-verbs"), ruleset.word_set("works-heads"), houses, frozenset(taken_up),
                   re.compile("|".join(map(re.escape, sorted({*houses, *ruleset.words("works-heads")})))), re.compile("|".join(map(re.escape, taken_up))), ruleset.words("posts"), ruleset.word_set("driving-verbs"), longest_first("launching-verbs"), longest_first("terms-of-products"),
                   ruleset.word_set("entering-verbs"), longest_first("sights"), ruleset.word_set("nation-words"), ruleset.words("nation-ranks"), ruleset.word_set("fair-parts"), ruleset.words("sittings"), ruleset.word_set("convening-verbs"), ruleset.word_set("feeding-works"), ruleset.word_set("markets"), ruleset.word_set("completing-words"),
                   re.compile("|".join(map(re.escape, things))), ruleset.word_set("said-of-things"),
                   ruleset.words("counting-houses"), ruleset.word_set("bus-lines"), ruleset.words("house-ends"), longest_first("route-heads"),
                   longest_first("terms-of-works"), ruleset.word_set("starting-verbs"), longest_first("bodies-with-brands"), ruleset.word_set("done-verbs"), ruleset.word_set("settlement-ends"), ruleset.word_set("between-places"),
                   ruleset.words("class-ends-of-divisions"), ruleset.word_set("lying-words") | ruleset.word_set("copulas"), ruleset.words("reporter-nouns"),
                   ruleset.word_set("sources-of-hearing"), ruleset.word_set("copulas"), ruleset.word_set("share-verbs"), ruleset.words("metrics-of-places"), ruleset.words("metrics-of-areas"),
                   ruleset.words("planned-objects"), ruleset.word_set("works-in-general"), ruleset.words("list-items"), ruleset.word_set("org-ministries"),
                   re.compile(f"[^，。；、的]{{0,10}}(?:{'|'.join(map(re.escape, ruleset.words('certifying-verbs')))})的(?:共?有|达)"))


@dataclass(frozen=True, slots=True)
class TimeCues:
    """Word lists for finding when a figure holds; `done` finds the completion of works with 后."""

    founding: tuple[str, ...]
    event_heads: tuple[str, ...]
    now: tuple[str, ...]
    standing: tuple[str, ...]
    sums: frozenset[str]
    coming: tuple[str, ...]
    planned: tuple[str, ...]
    first: tuple[str, ...]
    holidays: tuple[str, ...]
    extremes: tuple[str, ...]
    lasting: tuple[str, ...]
    trading: re.Pattern[str]
    done: re.Pattern[str]
    finished: re.Pattern[str]
    finished_act: re.Pattern[str]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, ruleset: RuleSet) -> TimeCues:
        """The lists of a rule set."""
        finished = "|".join(map(re.escape, ruleset.words("completing-words")))
        return cls(ruleset.words("founding-words"), ruleset.words("event-heads"), ruleset.words("now-verbs"), ruleset.words("standing-figures"),
                   ruleset.word_set("sums-as-stated"), ruleset.words("coming-words"), ruleset.words("plan-nouns"), ruleset.words("first-of-kind"),
                   ruleset.words("holiday-words"), ruleset.words("extreme-words"), ruleset.words("lasting-words"), re.compile("|".join(map(re.escape, ruleset.words("trading-words")))),
                   re.compile(f"(?:{finished})[^，。；]{{0,4}}后"), re.compile(f"(?:正式|全面|全线|将|可|即可|建成)*(?:{finished})"), re.compile(finished))
