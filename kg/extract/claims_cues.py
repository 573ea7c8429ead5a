"""The word lists that reading a claim needs, looked up once.

In: a `RuleSet`.  Out: `Cues`.  What a word means stays in `rules/words/`; here it only gets a name in code.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from kg.bounded import KEPT_SETS
from kg.extract.claims_turns import Ends, MetricNames, Turns, Units
from kg.extract.claims_words import Cutter
from kg.model import record
from kg.rules import RuleSet
from kg.rules.asked import any_of, table
from kg.text import fold

_SETS = {  # field of `Cues` → word list
    "approach": "approach", "light": "light-verbs", "pivot": "pivot-verbs", "actors": "actor-nouns", "adverbs": "adverbs-of-figures",
    "joining": "joining-verbs", "heads": "compound-heads", "bound_after": "bound-after", "person_units": "person-units",
    "count_heads": "count-heads", "soft": "soft-verbs", "function_signs": "function-signs", "mass_units": "mass-units",
    "time_units": "time-units", "event_units": "event-units", "holding": "holding-verbs", "whole_sums": "sums-as-stated",
    "own_objects": "own-object-verbs", "agent_units": "agent-units", "rank_verbs": "rank-verbs", "spending": "spending-verbs",
    "money_units": "money-units", "time_fillers": "time-fillers", "time_verbs": "time-verbs", "aspects": "aspects",
    "doing_verbs": "doing-verbs", "periods": "periods", "attributes": "attribute-nouns", "of_any_metric": "of-any-metric",
    "count_verbs": "count-verbs", "place_kinds": "place-kinds", "moving_verbs": "moving-verbs", "sending_verbs": "sending-verbs", "winning_verbs": "winning-verbs", "contests": "contest-verbs",
    "members": "members", "capacity_verbs": "capacity-verbs", "fund_nouns": "fund-nouns", "team_units": "team-units", "qualities": "qualities", "topicless": "topicless",
    "former_times": "former-times", "befalling": "befalling-verbs", "results": "result-signs", "towards": "towards",
    "short_object": "short-object-verbs", "building": "building-verbs", "goods_units": "goods-units", "averages": "averages", "recipients": "recipients", "befallen": "befallen-words", "markets": "markets",
    "indicators": "indicator-nouns", "comparing": "comparing-words", "rising": "rising-or-falling", "driving": "driving-verbs", "any_trade": "trade-in-general", "budgeted": "budget-nouns", "more_than": "bound-min", "manners": "manners-at-end", "prices": "nouns-of-prices", "seasons": "seasons", "by_now": "words-of-by-now", "for_each": "means-for-each", "measure_ends": "ends-of-measures", "beginnings": "ends-of-times",
    "sources": "change-sources", "lying": "lying-words", "most": "superlatives", "no_bearers": "no-bearers", "outputs": "outputs-of-all",
    "parts": "part-nouns", "reaching": "reaching-verbs", "bare_work": "bare-verbs-of-work", "everywhere": "scopes-of-ranks", "growth_rates": "growth-rates",
    "each_person": "each-of-people", "change_results": "change-results", "thresholds": "thresholds", "asides": "asides", "means": "means-in-metrics",
    "leads_to_way": "leads-to-ways", "most_aged": "superlatives-of-ages", "achieving": "achieving-verbs", "no_trades": "words-in-ye", "closing": "closing-verbs",
    "threshold_units": "threshold-units", "vehicle_units": "vehicle-units",
    "sorts": "ends-of-sorts", "means_of_acts": "means-of-acts",
    "before_changes": "times-before-changes", "to_heights": "to-heights",
    "classes": "classes-of-residents", "case_kinds": "kinds-of-cases", "causing": "causing-verbs",
}
_TUPLES = {"deaths": "death-verbs", "person_endings": "person-endings", "price_nouns": "price-nouns", "event_heads": "event-heads",
           "attribute_qualifiers": "attribute-qualifiers", "money_nouns": "money-nouns", "purposes": "purposes", "plan_sizes": "plan-sizes",
           "shared_attributes": "shared-attributes", "teams": "team-nouns", "event_counts": "event-counts", "duration_nouns": "duration-nouns",
           "makers": "producer-endings", "sums_not_priced": "sums-not-priced", "post_endings": "post-endings", "body_signs": "body-signs", "acting_houses": "acting-houses",
           "offices": "offices-in-general", "rate_endings": "rate-endings", "not_inhabitants": "not-inhabitants", "head_count_endings": "head-count-endings", "land": "land-nouns", "indicator_heads": "indicator-heads"}
_TABLES = {"unit_nouns": "unit-nouns", "attribute_units": "attribute-units", "measures": "measure-verbs", "dimensions": "dimension-words",
           "money_verbs": "money-verbs", "bare_acts": "bare-acts", "sizes": "size-units", "part_units": "part-units", "halves": "halves-of-wholes"}

_ENDS = {"mass_ends": "mass-units", "actor_ends": "actor-nouns", "part_ends": "part-nouns", "place_kind_ends": "place-kinds", "of_any_metric_ends": "of-any-metric", "average_starts": "averages",
         "building_starts": "building-verbs", "no_trade_ends": "words-in-ye", "rank_starts": "rank-verbs"}  # sets of words once more as tuples, which is what `endswith` takes


@record
class Cues:
    """Word sets and small tables of the claims room; `_SETS`, `_TUPLES`, `_TABLES` and `_ENDS` say which list fills which field."""

    approach: frozenset[str]
    light: frozenset[str]
    pivot: frozenset[str]
    actors: frozenset[str]
    adverbs: frozenset[str]
    joining: frozenset[str]
    heads: frozenset[str]
    bound_after: frozenset[str]
    person_units: frozenset[str]
    count_heads: frozenset[str]
    soft: frozenset[str]
    function_signs: frozenset[str]
    mass_units: frozenset[str]
    time_units: frozenset[str]
    event_units: frozenset[str]
    holding: frozenset[str]
    whole_sums: frozenset[str]
    own_objects: frozenset[str]
    agent_units: frozenset[str]
    rank_verbs: frozenset[str]
    spending: frozenset[str]
    money_units: frozenset[str]
    time_fillers: frozenset[str]
    time_verbs: frozenset[str]
    aspects: frozenset[str]
    doing_verbs: frozenset[str]
    periods: frozenset[str]
    attributes: frozenset[str]
    of_any_metric: frozenset[str]
    count_verbs: frozenset[str]
    place_kinds: frozenset[str]
    moving_verbs: frozenset[str]
    sending_verbs: frozenset[str]
    winning_verbs: frozenset[str]
    contests: frozenset[str]
    members: frozenset[str]
    capacity_verbs: frozenset[str]
    fund_nouns: frozenset[str]
    team_units: frozenset[str]
    qualities: frozenset[str]
    topicless: frozenset[str]
    former_times: frozenset[str]
    befalling: frozenset[str]
    results: frozenset[str]
    towards: frozenset[str]
    short_object: frozenset[str]
    building: frozenset[str]
    goods_units: frozenset[str]
    averages: frozenset[str]
    recipients: frozenset[str]
    befallen: frozenset[str]
    markets: frozenset[str]
    indicators: frozenset[str]
    comparing: frozenset[str]
    rising: frozenset[str]
    driving: frozenset[str]
    any_trade: frozenset[str]
    budgeted: frozenset[str]
    more_than: frozenset[str]
    manners: frozenset[str]
    prices: frozenset[str]
    seasons: frozenset[str]
    by_now: frozenset[str]
    for_each: frozenset[str]
    measure_ends: frozenset[str]
    beginnings: frozenset[str]
    sources: frozenset[str]
    lying: frozenset[str]
    most: frozenset[str]
    no_bearers: frozenset[str]
    outputs: frozenset[str]
    parts: frozenset[str]
    reaching: frozenset[str]
    bare_work: frozenset[str]
    everywhere: frozenset[str]
    growth_rates: frozenset[str]
    each_person: frozenset[str]
    change_results: frozenset[str]
    thresholds: frozenset[str]
    asides: frozenset[str]
    means: frozenset[str]
    leads_to_way: frozenset[str]
    most_aged: frozenset[str]
    achieving: frozenset[str]
    no_trades: frozenset[str]
    closing: frozenset[str]
    threshold_units: frozenset[str]
    vehicle_units: frozenset[str]
    sorts: frozenset[str]
    means_of_acts: frozenset[str]
    before_changes: frozenset[str]
    to_heights: frozenset[str]
    classes: frozenset[str]
    case_kinds: frozenset[str]
    causing: frozenset[str]
    deaths: tuple[str, ...]
    person_endings: tuple[str, ...]
    price_nouns: tuple[str, ...]
    event_heads: tuple[str, ...]
    attribute_qualifiers: tuple[str, ...]
    money_nouns: tuple[str, ...]
    purposes: tuple[str, ...]
    plan_sizes: tuple[str, ...]
    shared_attributes: tuple[str, ...]
    teams: tuple[str, ...]
    event_counts: tuple[str, ...]
    duration_nouns: tuple[str, ...]
    makers: tuple[str, ...]
    sums_not_priced: tuple[str, ...]
    post_endings: tuple[str, ...]
    body_signs: tuple[str, ...]
    acting_houses: tuple[str, ...]
    offices: tuple[str, ...]
    rate_endings: tuple[str, ...]
    not_inhabitants: tuple[str, ...]
    head_count_endings: tuple[str, ...]
    land: tuple[str, ...]
    indicator_heads: tuple[str, ...]
    unit_nouns: Mapping[str, str]
    attribute_units: Mapping[str, str]
    measures: Mapping[str, str]
    dimensions: Mapping[str, str]
    money_verbs: Mapping[str, str]
    bare_acts: Mapping[str, str]
    sizes: Mapping[str, str]
    part_units: Mapping[str, str]
    halves: Mapping[str, str]
    source: re.Pattern[str]  # one of `sources` in a stretch
    counted_agents: frozenset[str]  # units of people, households and firms
    no_acts: frozenset[str]  # verbs and adverbs that only lead to a figure
    changes: tuple[str, ...]  # verbs of rising and falling, longest first
    leads_to_change: tuple[str, ...]  # what may stand between a comparison and its verb
    attribute_ends: tuple[str, ...]
    measured_ends: tuple[str, ...]  # what the units of attributes measure
    mass_ends: tuple[str, ...]
    actor_ends: tuple[str, ...]
    part_ends: tuple[str, ...]
    place_kind_ends: tuple[str, ...]
    of_any_metric_ends: tuple[str, ...]  # longest first
    average_starts: tuple[str, ...]  # longest first
    mean_starts: tuple[str, ...]  # 每 and these
    building_starts: tuple[str, ...]
    no_trade_ends: tuple[str, ...]
    rank_starts: tuple[str, ...]
    sums_or_plans: tuple[str, ...]  # nouns of money, and sizes of plans
    plans_or_actors: tuple[str, ...]
    head_counts: tuple[str, ...]  # how nouns of people end, and what counts them
    own_heads: tuple[str, ...]  # how metrics end that are told in full
    terms: tuple[str, ...]  # longest first
    cutter: Cutter  # words, with terms and reference words whole
    turns: Turns
    ends: Ends
    units: Units
    names: MetricNames

    @classmethod
    @lru_cache(maxsize=KEPT_SETS)
    def of(cls, ruleset: RuleSet) -> Cues:
        """The cues of a rule set, looked up once."""
        terms = longest_first(ruleset.words("metric-terms"))
        lists: dict[str, Any] = {  # of the type that each field has
            **{field: ruleset.word_set(name) for field, name in _SETS.items()},
            **{field: ruleset.words(name) for field, name in _TUPLES.items()},
            **{field: table(ruleset, name) for field, name in _TABLES.items()},
            **{field: longest_first(ruleset.word_set(name)) for field, name in _ENDS.items()}}
        return cls(
            **lists,
            source=re.compile(any_of(ruleset.words("change-sources"))),
            counted_agents=ruleset.word_set("person-units") | ruleset.word_set("agent-units"),
            no_acts=ruleset.word_set("light-verbs") | ruleset.word_set("pivot-verbs") | ruleset.word_set("adverbs-of-figures") | ruleset.word_set("approach"),
            changes=longest_first((*ruleset.words("rise"), *ruleset.words("fall"))),
            leads_to_change=(*ruleset.words("approach"), *ruleset.words("adverbs-of-figures"), *ruleset.words("adverbs-of-changes")),
            attribute_ends=ruleset.words("attribute-nouns"), measured_ends=tuple(table(ruleset, "attribute-units").values()),
            mean_starts=("每", *ruleset.words("averages")),
            sums_or_plans=(*ruleset.words("money-nouns"), *ruleset.words("plan-sizes")), plans_or_actors=(*ruleset.words("plan-sizes"), *ruleset.words("actor-nouns")),
            head_counts=(*ruleset.words("person-endings"), *ruleset.words("head-count-endings")),
            own_heads=(*ruleset.words("indicator-heads"), *ruleset.words("person-endings"), *ruleset.words("ends-of-amounts"), *ruleset.words("signs-of-prices")),
            terms=terms, cutter=Cutter(references(ruleset), terms), turns=Turns.of(ruleset), ends=Ends.of(ruleset), units=Units.of(ruleset), names=MetricNames.of(ruleset),
        )


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words, each before those that are shorter."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def references(ruleset: RuleSet) -> frozenset[str]:
    """Every pointer joined to every class noun (我 + 市, 该 + 公司), as `rules/references.yaml` lists them."""
    listed = ruleset.table("references")
    return frozenset(fold(pointer + noun) for pointer in listed["pointers"] for noun in listed["nouns"])
