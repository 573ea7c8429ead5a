"""The word lists that checks ask for: what makes a whole, a mean, a list, a length of time.

In: a `RuleSet`.  Out: `CheckWords`.  In an expression `@name` is a list in `rules/words/`, and what it is for stands there, at its head.
"""
from __future__ import annotations

from kg.rules.asked import endings, in_order, shape, valued, word_set
from kg.series.words import SeriesWords

_N = "([二两三四五六七八九十]{1,2}|[０-９]{1,2})"


class CheckWords(SeriesWords):
    """What stands beside figures that are held against each other, and what series ask for."""

    ages = endings("metrics-of-ages")
    averaged = shape("@averaged-metrics|[^总]率$")
    birth_rates = endings("rates-of-births")
    born = shape(r"(1[5-9]\d\d|20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:，)?(?:@verbs-of-birth)|(?:@verbs-before-years-of-birth)(1[5-9]\d\d|20\d\d)年")
    building = endings("ends-of-building-words")
    by_time = word_set("means-over-time")
    children = valued("children-and-siblings")
    counted = shape("(?=" + _N + "(?:@measure-words-of-slogans)([一-龥]{2}))")
    counted_there = shape("[二两三四五六七八九十]{1,2}(@classes-summed-up)")
    counters = valued("counters-of-means")
    day_share = shape("^，?[^，。；]{0,8}(@words-of-good-days)[^，。；]{0,6}(@ends-of-shares)(?:@words-that-lead-to-a-share)?$")
    death_rates = endings("rates-of-deaths")
    each = shape("每(@groups-of-one-size)$")
    eldest = shape("(家中)?(@words-of-the-eldest)[，。、]?[^。]{0,20}$")
    enumerated = shape(_N + "(?:@units-of-announced-lists)[^。；！？：０-９]{0,30}[。：；，][“]?(一是|其一|一要|（一）|①)")
    figure = shape("([０-９]+|[一二三四五六七八九十百]+)(@units-said-twice)")
    founded = shape(r"(?:@verbs-before-years-of-founding)(\d{3,4})年")
    groups = endings("groups-that-sum-up")
    harvests = endings("ends-of-harvests")
    held = shape("(?:@words-of-having-held)召?(?:@verbs-of-holding-meetings)了?" + _N + "次([^，。；、]{0,30})")
    houses = endings("ends-of-houses-in-lists")
    joints = word_set("joints-before-a-number")
    lasting = shape("(@words-of-how-long)$")
    leads_on = endings("characters-that-lead-on")
    lengths = endings("words-of-duration")
    mean = shape("(平均每|平均|每)?(@words-of-means|每(?:@units-of-each){1,2})")
    listing_units = endings("units-that-sum-up-lists", "groups-that-sum-up")
    measures = endings("units-that-measure")
    natural_growth = endings("rates-of-natural-growth")
    now = shape("(@words-of-this-year-of-age)[^，。]{0,6}$")
    numbered = shape("@words-of-numbering")
    of_items = shape("[0-9０-９一二三四五六七八九十]+(?:@units-of-items)")
    of_last = shape("，(@means-behind-sums|平均每(?:@units-behind-means))(约|近|达)?")
    parties = shape("([^，。；：、“”]{2,24}?)(?:@words-of-joining-parties)((?:[^，。；：、“”与和同]{2,20}、)+[^，。；：、“”]{2,30}?)(?:@words-of-agreement)")
    party = shape("([三四五六七八九])方(?!@words-that-go-on-from-fang)")
    representing = shape("(?:@words-of-standing-for)$")
    persons = endings("units-of-persons-named")
    shares_of_all = shape("(?:@groups-that-are-all)[^。；]{0,16}?(?:@nouns-of-shares-of-all)[^。；增降]{0,30}$")
    since = endings("metrics-of-time-since")
    steps = shape("[“‘]([^“”‘’—－―]{2,14}(?:[—－―]+[^“”‘’—－―]{2,14})+)[”’]的?" + _N + "(@words-of-steps)")
    sum = shape("(@words-of-sums)[^，。；、0-9０-９]{0,10}$")
    threshold = shape("([0-9０-９一二三四五六七八九十百千万亿]+[^，。；、]{0,3}?)(@sides-of-thresholds)")
    totals = endings("words-of-all-that-follows", "words-of-totals")
    with_a_rest = in_order("acts-with-a-rest")
    yields = word_set("words-of-yields")
