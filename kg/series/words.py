"""The word lists that series ask for: what joins a level to its change, a part to its whole, a share to both, and which units count alike.

In: a `RuleSet`.  Out: `SeriesWords`.  In an expression `@name` is a list in `rules/words/`, and what it is for stands there, at its head.
"""
from __future__ import annotations

from fractions import Fraction

from kg.extract.values import unit_registry
from kg.rules.asked import Lists, endings, made, shape, valued, word_set
from kg.text import fold

_TO_SHARE = "(?:@words-that-lead-to-a-share)?$"


class SeriesWords(Lists):
    """What stands between figures, and what is said of them."""

    as_base = shape("(?:@words-of-comparison-behind)，")
    aside = shape("[^，。；]{0,12}（(?:@words-of-asides-in-brackets)")  # 收案321件（不含旧存28件）
    averages = shape("@words-of-average")
    begins_year = shape("(?:@ends-of-years-of-plans)|(?:@words-for-last-year)(?:@ends-of-ends-of-times|@names-of-years-ends)")
    coming_from = shape("(?:@change-sources)[^，。；、]{0,14}$")
    corrections = shape("@words-of-corrections")
    denials = endings("denials", "signs-of-denial")
    divided = shape("。(?:@words-before-divisions)[^，。；0-9０-９]{1,6}(?:@words-behind-divisions)[，：]")
    divisions = endings("class-ends-of-divisions")
    events = endings("event-heads", "owning-events", "nouns-of-gatherings")
    fresh = shape("@words-of-new-cases")  # of 新收案件 no 结案率 is told: what was left from before counts too
    is_denied = shape("@signs-of-denial")
    joined = shape("、|@joints-before-a-number")
    leads_to_whole = shape("(?:@words-that-lead-to-a-whole)[^，。；、０-９]{0,14}$")
    means = shape("@words-of-means|@words-of-average|@words-of-yearly-means")
    measured = word_set("units-that-are-rounded")
    month_ago = shape("(?:@changes-on-the-period-before)|(?:@words-of-holding-against)(?:@words-for-last-month)")
    more_than = endings("bound-min")
    named_share = shape("(?:@ends-of-shares)" + _TO_SHARE)
    named_whole = shape("占([^，。；]{2,16})的" + _TO_SHARE)
    of_plan = shape("^，?(?:@verbs-of-reaching-plans)[^，。；]{0,4}(?:@nouns-of-plans)的$")
    of_share = shape("的(?:@words-that-lead-to-a-share)?")
    of_scope = shape("^[，（]?占(全[^，。；])的?(?:@words-that-lead-to-a-share)?$")
    of_whole = shape("占了?(?:@words-for-the-whole)[^，。；、]{0,6}的?(?:@part-nouns)?(?:的|@words-that-lead-to-a-share)?$")
    its_share = shape("^[，（]?(?:占|@part-nouns|占总数|占[^，。；]{2,14}总(?:@ends-of-nouns-of-totals)的?)" + _TO_SHARE)
    ordinals = shape("([０-９]+|[一二三四五六七八九十]+)(@nouns-behind-ordinals)")
    of_named = shape("占了?([^，。；、占0-9０-９]{2,14}?)(?:的|的?(?:@part-nouns))(?:@words-that-lead-to-a-share)?$")
    over_years = shape("(?:@words-over-several-years)[^，。；]{0,6}$")  # no step from one level to the next
    parts = shape("@words-for-of-which")
    planned = shape("@nouns-of-plans")
    points = word_set("units-of-percentage-points")
    printed_share = shape("([^，。；]{2,8})(?:@ends-of-shares)" + _TO_SHARE)
    reached = shape("^(?:的|／[^，。；]{1,4})?[^，。；、]{0,8}?(?:@results-of-changes)了?(?:(?:[０-９]{2,4}年|@words-of-now|@this-year|@words-for-last-year)底?的?)?的?$")
    rest = shape("(@words-of-the-rest)")
    share_ends = endings("ends-of-shares")
    summed = shape("(?:@words-of-totals)$")
    than = shape("^，?(?:@words-of-holding-against)(?:[０-９]{4}年|@words-for-last-year|@words-for-the-year-before-last|[^，。；]{0,3}同期)底?[^，。；]{0,4}的$")
    to_level = shape("，?[^，。；]{0,6}(?:@words-that-lead-to-a-level)[^，。；]{0,4}")
    unchanging = endings("metrics-that-do-not-change")
    units = made(unit_registry, "units", "measure-words")
    units_alike = valued("units-alike")
    vague = shape("@signs-of-open-figures")
    year_ago = shape("@changes-on-the-year-before|^(?:比|较|与)?(?:@words-for-last-year)(?:同期)?(?:相比)?$|(?:@words-for-last-year)同")

    def is_measured(self, unit: str) -> bool:
        """True for what is measured and rounded; all else is counted one by one."""
        return fold(unit) in self.measured

    def measure(self, unit: str) -> tuple[str, Fraction]:
        """What a unit measures, and how many of the base unit of that it makes (亩 and 公顷, 斤 and 吨, 度 and 千瓦时); what is counted measures itself."""
        found = self.units.find(self.unit_class(unit))
        return (found.dimension, found.factor) if found.known and found.factor is not None else (self.unit_class(unit), Fraction(1))

    def unit_class(self, unit: str) -> str:
        """One name for units that count the same things alike (名, 人)."""
        return self.units_alike.get(fold(unit), unit)
