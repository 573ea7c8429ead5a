"""The word lists that binding a claim needs, looked up once per rule set.

In: a `RuleSet`.  Out: `SubjectCues` and `TimeCues`.  What a word means stays in `rules/words/`; here it only gets a name in code.
"""
from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain
from typing import Any

from kg.alternatives import any_of, longest_first
from kg.extract.claims.turns import MetricNames
from kg.resolve.claims.marks import AGAIN, AREA, EVENT, EXAMPLE, HEAD, HOUSE, LOCAL, MARKET, NATION, PERSON, SELF, Marks
from kg.resolve.claims.turns import OwnerTurns, TimeTurns
from kg.rules import RuleSet
from kg.rules.asked import Lists, endings, in_order, lists_of, made, shape, word_set
from kg.rules.automata import word_automaton

_MARKED = {"areas-served": AREA, "event-anaphors": EVENT, "for-example": EXAMPLE, "house-nouns": HOUSE, "localizers": LOCAL, "markets": MARKET, "nation-words": NATION,
           "pronouns-of-persons": PERSON, "self-words": SELF}  # word list → bit of its words
_TAKEN_UP = "house-heads", "works-heads"
_THINGS = "thing-heads", "event-heads", "owning-events"  # what carries figures of its own


def _taken_up(ruleset: RuleSet) -> tuple[str, ...]:
    """Class nouns that may take up works named before, longest first."""
    return longest_first({*ruleset.words("house-heads"), *_long_works_heads(ruleset)})


def _long_works_heads(ruleset: RuleSet) -> tuple[str, ...]:
    return tuple(word for word in ruleset.words("works-heads") if len(word) > 1)


def _marks(ruleset: RuleSet) -> Marks:
    """What the lists say of a word, as bits."""
    lists = {bit: ruleset.word_set(name) for name, bit in _MARKED.items()}
    return Marks({**lists, HEAD: frozenset().union(*map(ruleset.word_set, (*_THINGS, "product-heads"))),
                  AGAIN: ruleset.word_set("bus-lines") | ruleset.word_set("works-heads") | frozenset(_taken_up(ruleset))}, ruleset.words("pointing-at-works"))


def _all_works(ruleset: RuleSet) -> Any:
    """An automaton of words: as an expression, so many of them take five times as long."""
    return word_automaton(_shortest({*ruleset.words("house-heads"), *ruleset.words("works-heads"), *ruleset.words("zones-of-works"), *ruleset.words("route-heads")}))


def _shortest(words: Collection[str]) -> list[str]:
    """The words that begin with no other of them, sorted."""
    return [word for word in sorted(words) if not any(word[:size] in words for size in range(1, len(word)))]


class SubjectCues(Lists):
    """Word lists for finding what a clause is about."""

    after_family = word_set("after-household")
    agents = word_set("agents-of-body")
    ages = in_order("ages-at-death")
    all_works = made(_all_works, *_TAKEN_UP, "zones-of-works", "route-heads")
    anaphor_heads = word_set(*_THINGS, "product-heads")
    between = word_set("between-places")
    bodies = endings("bodies-with-brands")
    bodies_like_places = endings("bodies-like-places")
    bringing = in_order("bringing-verbs")
    bringing_about = word_set("bringing-about")
    brings_about = shape("@bringing-about")
    built_lately = word_set("built-lately")
    bus_lines = word_set("bus-lines")
    callings = word_set("callings")
    causing = word_set("causing-verbs")
    certified = shape("[^，。；、的]{0,10}(?:@certifying-verbs)的(?:共?有|达)")
    changes = endings("rise", "fall")
    completing = word_set("completing-words")
    convening = word_set("convening-verbs")
    copulas = word_set("copulas")
    counting_houses = in_order("counting-houses")
    decrees = shape("@decreeing-verbs")
    division_ends = in_order("class-ends-of-divisions")
    done = word_set("done-verbs")
    driving = word_set("driving-verbs")
    earnings = in_order("earnings-of-persons")
    earnings_of_many = shape("[人户]均|集体|平均")
    entering = word_set("entering-verbs")
    event_heads = endings("event-heads", "owning-events")
    examples = word_set("for-example")
    fair_parts = word_set("fair-parts")
    families = shape("(?:[我俺咱他她]|自己?)家(?![的]?(?:@not-households))")
    feeding = word_set("feeding-works")
    formed = shape("(?:@forming-verbs)成?了?“([^“”]{2,14}(?:@formed-teams))”")
    gauging = shape("@gauging-offices")
    generic = word_set("generic-modifiers")
    governing = word_set("governing-words")
    heads = made(lambda ruleset: re.compile(any_of(longest_first(chain.from_iterable(map(ruleset.words, _THINGS))))), *_THINGS)
    heard_from = word_set("sources-of-hearing")
    hearing = word_set("speaking-to")
    holds_generic = shape("@generic-modifiers")
    house_ends = in_order("house-ends")
    house_heads = endings("house-heads")
    house_nouns = word_set("house-nouns")
    house_signs = made(lambda ruleset: frozenset(head[-1] for head in ruleset.words("house-heads")), "house-heads")  # characters in which a house's class noun ends
    houses = made(lambda ruleset: re.compile(any_of(_taken_up(ruleset))), *_TAKEN_UP)
    houses_of_posts = word_set("houses-of-posts")
    inside = shape("(@homes-of-speakers)(?:里|上)|(@divisions-of-speakers)里")
    issuing = word_set("issuing-verbs")
    kin_of_hers = in_order("men-of-kin")
    kin_of_his = in_order("women-of-kin")  # nouns before a woman's name, whom 他 is not
    kinds_of_bodies = word_set("org-generic")
    launching = endings("launching-verbs")
    list_items = in_order("list-items")
    local = word_set("local-words")
    localizers = word_set("localizers")
    long_works_heads = made(_long_works_heads, "works-heads")
    lying = word_set("lying-words", "copulas")
    markets = word_set("markets")
    marks = made(_marks, *_MARKED, *_TAKEN_UP, *_THINGS, "product-heads", "bus-lines", "pointing-at-works")
    measures_of_works = shape("@terms-of-works|@measures-of-works")
    ministries = word_set("org-ministries")
    names = lists_of(MetricNames)
    nation = word_set("nation-words")
    nation_ranks = in_order("nation-ranks")
    national = word_set("offices-of-the-nation")
    newswire = word_set("newswire-marks")
    no_owners = word_set("no-owners")
    of_areas = shape("@metrics-of-places|@metrics-of-areas")  # and of places
    of_bodies = in_order("metrics-of-bodies")
    of_events = in_order("metrics-of-events")
    of_media = shape("@metrics-of-media")
    of_no_person = in_order("metrics-of-no-person")
    of_places = shape("@metrics-of-places")
    of_watch_and_courts = shape("@work-of-watch-and-courts")
    one_of_many = word_set("one-of-many")
    owned_predicates = word_set("owned-predicates")
    owning_events = endings("owning-events")
    papers = shape("@ends-of-papers")
    pays = shape("@paying-verbs")
    plan_predicates = word_set("plan-predicates")
    planned = in_order("planned-objects")
    planned_acts = word_set("planned-acts")
    pointers = word_set("pointers-with-qualities")
    pointing = in_order("pointing-at-works")
    posts = in_order("posts")
    product_heads = endings("product-heads")
    pronouns = word_set("pronouns-of-persons")
    ratings = in_order("ratings-of-works")
    reporters = in_order("reporter-nouns")
    route_heads = endings("route-heads")
    said_of_things = word_set("said-of-things")
    scene_ends = word_set("scene-ends")
    scene_words = word_set("scene-words")
    seats = shape("@seat-verbs")
    self_words = word_set("self-words")
    settled = word_set("settlement-ends")
    share_verbs = word_set("share-verbs")
    sights = endings("sights")
    sittings = in_order("sittings")
    speaks_of_self = shape("@self-words")
    starting = word_set("starting-verbs")
    surnames = word_set("surnames")
    taken_up = made(lambda ruleset: frozenset(_taken_up(ruleset)), *_TAKEN_UP)
    terms = endings("terms-of-products")
    terms_of_works = endings("terms-of-works")
    this_occasion = word_set("this-occasion")
    turns = lists_of(OwnerTurns)
    unlisted_bodies = shape("@bodies-unlisted")
    waters = word_set("waters-and-hills")
    watch_and_courts = shape("@watch-and-courts")
    works = word_set("works-in-general")
    works_ends = in_order("works-heads")
    works_heads = word_set("works-heads")
    works_in_general = in_order("works-in-general")
    world = word_set("world-words")
    zone_heads = in_order("zones-of-works")


class TimeCues(Lists):
    """Word lists for finding when a figure holds."""

    coming = in_order("coming-words")
    done = shape("(?:@completing-words|@completing-of-tasks)[^，。；]{0,4}后")
    event_heads = in_order("event-heads", "owning-events")
    extremes = in_order("extreme-words")
    finished = shape("(?:正式|全面|全线|将|可|即可|建成)*(?:@completing-words)")
    finished_act = shape("@completing-words")
    first = in_order("first-of-kind")
    founding = in_order("founding-words")
    holidays = in_order("holiday-words")
    lasting = in_order("lasting-words")
    list_items = in_order("list-items")
    names = lists_of(MetricNames)
    now = shape("(?<![实呈发出体展再显兑表浮闪涌])(?:@now-verbs)")  # 可实现年产值3亿元 is not now
    planned = in_order("plan-nouns")
    standing = in_order("standing-figures")
    standing_at = in_order("standing-at")
    stands = shape("@standing-figures")
    sums = word_set("sums-as-stated")
    trading = shape("@trading-words")
    turns = lists_of(TimeTurns)
