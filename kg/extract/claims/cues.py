"""The word lists that reading a claim needs, looked up once.

In: a `RuleSet`.  Out: `Cues`.  What a word means stays in `rules/words/`; here it only gets a name in code.
"""
from __future__ import annotations

from kg.extract.claims.turns import Ends, MetricNames, Turns, Units
from kg.extract.claims.words import Cutter
from kg.rules import RuleSet
from kg.rules.asked import Lists, endings, in_order, lists_of, made, shape, valued, values, word_set
from kg.text import fold


class Cues(Lists):
    """Word sets and small tables of the claims room."""

    achieving = word_set("achieving-verbs")
    acting_houses = in_order("acting-houses")
    actor_ends = endings("actor-nouns")
    actors = word_set("actor-nouns")
    adverbs = word_set("adverbs-of-figures")
    agent_units = word_set("agent-units")
    any_trade = word_set("trade-in-general")
    approach = word_set("approach")
    asides = word_set("asides")
    aspects = word_set("aspects")
    attribute_ends = in_order("attribute-nouns")
    attribute_qualifiers = in_order("attribute-qualifiers")
    attribute_units = valued("attribute-units")
    attributes = word_set("attribute-nouns")
    average_starts = endings("averages")
    averages = word_set("averages")
    bare_acts = valued("bare-acts")
    bare_work = word_set("bare-verbs-of-work")
    befallen = word_set("befallen-words")
    befalling = word_set("befalling-verbs")
    before_changes = word_set("times-before-changes")
    beginnings = word_set("ends-of-times")
    bare = word_set("averages", "event-counts", "halves-of-wholes", "part-nouns", "plan-sizes", "seasons")  # what says nothing alone: 平均, 起数, 出口, 比重, 任务, 冬季
    body_signs = in_order("body-signs")
    bound_after = word_set("bound-after")
    budgeted = word_set("budget-nouns")
    building = word_set("building-verbs")
    building_starts = endings("building-verbs")
    by_now = word_set("words-of-by-now")
    capacity_verbs = word_set("capacity-verbs")
    case_kinds = word_set("kinds-of-cases")
    causing = word_set("causing-verbs")
    change_results = word_set("change-results")
    changes = endings("rise", "fall")  # verbs of rising and falling
    classes = word_set("classes-of-residents")
    closing = word_set("closing-verbs")
    comparing = word_set("comparing-words")
    contests = word_set("contest-verbs")
    count_heads = word_set("count-heads")
    count_verbs = word_set("count-verbs")
    counted_agents = word_set("person-units", "agent-units")  # units of people, households and firms
    cutter = made(lambda ruleset: Cutter(_references(ruleset), ruleset.words("metric-terms"), _never_torn(ruleset)), "metric-terms", "words-never-torn", "moving-verbs")  # words, with terms and reference words whole
    deaths = in_order("death-verbs")
    dimensions = valued("dimension-words")
    doing_verbs = word_set("doing-verbs")
    driving = word_set("driving-verbs")
    driving_starts = endings("driving-verbs")
    duration_nouns = in_order("duration-nouns")
    each_person = word_set("each-of-people")
    ends = lists_of(Ends)
    event_counts = in_order("event-counts")
    event_heads = endings("event-heads", "owning-events")
    event_units = word_set("event-units")
    everywhere = word_set("scopes-of-ranks")
    for_each = word_set("means-for-each")
    former_times = word_set("former-times")
    function_signs = word_set("function-signs")
    fund_nouns = word_set("fund-nouns")
    goods_units = word_set("goods-units")
    growth_rates = word_set("growth-rates")
    halves = valued("halves-of-wholes")
    head_counts = in_order("person-endings", "head-count-endings")  # how nouns of people end, and what counts them
    heads = word_set("compound-heads")
    holding = word_set("holding-verbs")
    indicator_heads = in_order("indicator-heads")
    in_turn = endings("words-in-turn")
    in_turn_there = shape("@words-in-turn")
    indicators = word_set("indicator-nouns")
    joining = word_set("joining-verbs")
    land = in_order("land-nouns")
    leads_to_change = in_order("approach", "adverbs-of-figures", "adverbs-of-changes")  # what may stand between a comparison and its verb
    leads_to_way = word_set("leads-to-ways")
    light = word_set("light-verbs")
    lying = word_set("lying-words")
    makers = in_order("producer-endings")
    manners = word_set("manners-at-end")
    markets = word_set("markets")
    mass_ends = endings("mass-units")
    mass_units = word_set("mass-units")
    mean_starts = made(lambda ruleset: ("每", *ruleset.words("averages")), "averages")  # 每 and these
    means = word_set("means-in-metrics")
    means_of_acts = word_set("means-of-acts")
    measure_ends = word_set("ends-of-measures")
    measured_ends = values("attribute-units")  # what the units of attributes measure
    measures = valued("measure-verbs")
    members = word_set("members")
    money_nouns = in_order("money-nouns")
    money_sign = shape("@signs-of-money")
    money_units = word_set("money-units")
    money_verbs = valued("money-verbs")
    more_than = word_set("bound-min")
    most = word_set("superlatives")
    most_aged = word_set("superlatives-of-ages")
    moving_verbs = word_set("moving-verbs")
    names = lists_of(MetricNames)
    no_acts = word_set("light-verbs", "pivot-verbs", "adverbs-of-figures", "approach")  # verbs and adverbs that only lead to a figure
    no_bearers = word_set("no-bearers")
    no_trade_ends = endings("words-in-ye")
    not_inhabitants = in_order("not-inhabitants")
    of_any_metric = word_set("of-any-metric")
    of_any_metric_ends = endings("of-any-metric")
    of_which = endings("words-for-of-which")
    offices = in_order("offices-in-general")
    own_heads = in_order("indicator-heads", "person-endings", "ends-of-amounts", "signs-of-prices")  # how metrics end that are told in full
    own_objects = word_set("own-object-verbs")
    part_ends = endings("part-nouns")
    part_units = valued("part-units")
    parts = word_set("part-nouns")
    periods = word_set("periods")
    person_endings = in_order("person-endings")
    person_units = word_set("person-units")
    pivot = word_set("pivot-verbs")
    place_kind_ends = endings("place-kinds")
    place_kinds = word_set("place-kinds")
    plan_sizes = in_order("plan-sizes")
    plans_or_actors = in_order("plan-sizes", "actor-nouns")
    post_endings = in_order("post-endings")
    price_nouns = in_order("price-nouns")
    prices = word_set("nouns-of-prices")
    purposes = in_order("purposes")
    qualities = word_set("qualities")
    rank_starts = endings("rank-verbs")
    rank_verbs = word_set("rank-verbs")
    rate_endings = in_order("rate-endings")
    reaching = word_set("reaching-verbs")
    recipients = word_set("recipients")
    results = word_set("result-signs")
    rising = word_set("rising-or-falling")
    seasons = word_set("seasons")
    sending_starts = endings("sending-verbs")
    sending_verbs = word_set("sending-verbs")
    shared_attributes = in_order("shared-attributes")
    short_object = word_set("short-object-verbs")
    sizes = valued("size-units")
    soft = word_set("soft-verbs")
    sorts = word_set("ends-of-sorts")
    source = shape("@change-sources")  # one of `sources` in a stretch
    sources = word_set("change-sources")
    spending = word_set("spending-verbs")
    sums_not_priced = in_order("sums-not-priced")
    sums_or_plans = in_order("money-nouns", "plan-sizes")  # nouns of money, and sizes of plans
    team_units = word_set("team-units")
    teams = in_order("team-nouns")
    terms = endings("metric-terms")
    threshold_units = word_set("threshold-units")
    thresholds = word_set("thresholds")
    time_fillers = word_set("time-fillers")
    time_units = word_set("time-units")
    time_verbs = word_set("time-verbs")
    to_heights = word_set("to-heights")
    topicless = word_set("topicless")
    towards = word_set("towards")
    turns = lists_of(Turns)
    unit_nouns = valued("unit-nouns")
    units = lists_of(Units)
    vehicle_units = word_set("vehicle-units")
    whole_sums = word_set("sums-as-stated")
    winning_verbs = word_set("winning-verbs")

    def is_money(self, unit: str) -> bool:
        """True for a unit of money in any currency, also for a price (元／吨)."""
        return unit in self.money_units or self.money_sign.search(unit) is not None


def _never_torn(ruleset: RuleSet) -> frozenset[str]:
    """Words that stand whole wherever they are printed."""
    return ruleset.word_set("words-never-torn") | frozenset(verb for verb in ruleset.words("moving-verbs") if len(verb) > 1)


def _references(ruleset: RuleSet) -> frozenset[str]:
    """Every pointer joined to every class noun (我 + 市, 该 + 公司), as `rules/references.yaml` lists them."""
    listed = ruleset.table("references")
    return frozenset(fold(pointer + noun) for pointer in listed["pointers"] for noun in listed["nouns"])
