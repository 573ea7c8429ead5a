"""The word lists of turns of phrase that bind a figure: of times, of what is planned, of who says so.

In: a `RuleSet`.  Out: `TimeTurns`, `MoodTurns` and `SayingTurns`.  In an expression `@name` is a list in `rules/words/`, and what it is for stands there, at its head.
"""
from __future__ import annotations

from kg.rules.asked import Lists, endings, shape, signs, word_set


class TimeTurns(Lists):
    """What stands beside a printed time."""

    age = shape("(?:@words-before-ages)?(?:满|有)?[0-9０-９一二三四五六七八九十]{1,3}周?岁")
    announced = shape("[^，。；]{0,4}，?[^，。；]{2,30}(?:@verbs-of-publishing)[^，。；]{0,24}(?:@ends-of-what-is-published)|，?[^，。；]{2,40}(?:@papers-that-come-out)[^，。；]{0,4}(?:@verbs-of-coming-out)")
    as_follows = shape(r"[^，。\u2029]{0,40}(?:@verbs-of-announcing)如下")
    before_and_after = signs("signs-of-before-and-after")
    before_goals_and_causes = endings("words-that-reach-a-time", "words-of-a-cause-before-times")
    begins = shape("(?:@words-that-open-a-stretch)，")
    better_than = shape("(?:@qualities-held-against)于$")
    came = shape("(?:@adverbs-of-each)?(?:@verbs-of-appearing)[在于]")
    can_do = shape("(?:预计)?(?:每?[年日月天])?(?:@words-of-can)|[年日月]产|每[年天日月]")
    census = shape("第[一二三四五六七八]次(?:全国)?[^，。]{0,4}(?:@counts-of-the-nation)的")
    changes = shape("[^，。；0-9０-９]{0,8}(?:@words-of-change-behind-times)")
    compares = shape("[同环]比|(?:@words-of-comparison-in-reports)(?:@words-for-last-year)(?:同期)?")
    conjunctions_at_heads = word_set("conjunctions-at-heads")
    count = shape("，?[^，。；]{0,16}(?:@words-of-counting-up)[^，。；]{0,10}[0-9０-９]")
    counted = shape("@units-of-what-stands")
    done_by_then = shape("@words-of-done-by-then")
    each_time = shape("@words-of-each-time")
    end_of_reports_period = endings("words-for-the-end-of-the-reports-period")
    ends_of_ends_of_times = endings("ends-of-ends-of-times")
    ends_of_years_of_plans = endings("ends-of-years-of-plans")
    event = shape("[^，。；0-9０-９]{2,18}(?:@ends-of-events-held)[^，。；0-9０-９]?$")
    every = shape("每(?:@periods-of-repetition)?[^，。；]{0,6}$")
    expected_year = shape("@words-of-expected-years")
    forecasts = shape("@words-of-forecasts")
    forward = shape("@words-that-look-forward")
    from_to = shape("(?:@ends-before-to)起?(?:至(?!今(?:$|[^年天日晚]))|到|—)")
    heads_of_this_year = endings("heads-of-this-year")
    heads_of_years_not_over = endings("heads-of-years-not-over")
    held = shape("(?:@verbs-of-holding-events)了?[^，。；]{0,8}$")
    held_against = shape("(?:@words-held-against)[^，。；0-9０-９]{1,8}$")
    hereby = shape(r"(?:@words-of-hereby)[^，。\u2029]*$")
    in_a_row = endings("words-in-a-row")
    its_state = shape(r"[^。；！？，\u20290-9０-９]{0,30}(?:@nouns-of-how-a-period-went)[^。！？，\u20290-9０-９]{0,12}。")
    lasting_until_now = shape(r"[^，。；、：0-9０-９\u2029]{1,24}?(?:@words-until-now)")
    lasts = shape("(?:@units-of-how-long)(?:@words-behind-units-of-how-long)?$")
    learnt = shape("(?:[晨上下中傍]?[午晚晨])?，?从[^，。；0-9０-９]{2,16}(?:@verbs-of-learning)")
    measured_times = shape("@words-of-measured-times")
    names_of_ends_of_the_year = word_set("names-of-ends-of-the-year")
    names_of_years_ends = word_set("names-of-years-ends")
    on_basis = shape("@words-of-a-basis")
    once = shape("@words-of-former-times")
    opened = shape("@verbs-of-opening")
    own_period = shape("[^，。；]{1,12}(?:(?:@ends-of-own-periods)，|(?:@words-of-since)(?:@words-behind-since))")
    paper = shape("@papers-of-firms")
    reaches = shape("@words-of-reaching-by-then")
    reckoned_prices = shape("的?(?:@kinds-of-reckoned-prices)价")
    report = shape("[^，。；]{0,4}(?:@reports-of-periods)")
    reports_period = shape("@words-for-the-reports-period")
    sent = shape("(?:@newswire-marks)(?:[（ ]|，|$)")
    signs_of_goals_of_change = endings("signs-of-goals-of-change")
    since = endings("words-of-since")
    source_inside = shape("@change-sources")
    sources = endings("change-sources")
    span_to_now = shape("[0-9０-９一二三四五六七八九十两几多]+(?:余|多)?个?(?:年|月)以?来")
    started = shape("[^，。；]{0,6}(?:@verbs-of-breaking-ground)")
    tells_of = shape(r"(?:@verbs-of-telling-on-periods)了?[^。；！？\u20290-9０-９]*$")
    this_event = shape("(?:@words-for-this-occasion)(?![^，。；]{0,8}(?:@no-occasions))")
    this_year = word_set("this-year")
    until_now = shape("@words-until-now")
    whole_periods = shape("@whole-periods")
    whole_year = shape("(?:@words-before-a-whole-year)?(?:@whole-periods)")
    words_against_times = endings("words-against-times")
    words_from_a_beginning = endings("words-from-a-beginning")
    words_of_a_beginning_behind = endings("words-of-a-beginning-behind")
    words_of_after_an_act = endings("words-of-after-an-act")
    words_of_beginning = endings("words-of-beginning")
    words_of_former = word_set("words-of-former-times")
    words_of_grounds = endings("words-of-grounds")
    words_of_now = word_set("words-of-now")
    words_of_the_first = endings("words-of-the-first")
    words_of_then = endings("words-of-then")
    words_of_up_to = endings("words-of-up-to")
    words_of_when_it_came = endings("words-of-when-it-came")
    words_that_begin_a_time = endings("words-that-begin-a-time")
    words_that_reach_a_time = endings("words-that-reach-a-time")
    words_until_now = endings("words-until-now")


class MoodTurns(Lists):
    """What makes a figure a plan, or says that it is so."""

    as_it_is = shape("(?:由|从|比|较)[^，；]{0,8}(?:@words-for-how-it-is)[^，；]{0,4}的[^，；0-9０-９]{0,6}$|(?:比|较)[12][0-9]{3}年[^，；]{0,3}的$")
    at_present = shape("@words-at-present")
    done = shape("(?:@words-of-really)(?:@verbs-of-having-done)")
    own = shape("@signs-of-what-is-so|[今去前上]年|[0-9０-９]{4}年")
    rises_from = shape("(?:@change-sources)[^，；0-9０-９]{0,6}$")
    rises_to = shape("(?:@verbs-of-rising-to)(?:到|至|为)")
    settled = shape("(?:全.|该.|我.|目前)?(?:@heads-of-settled-clauses)|[而但]?(?:@times-of-settled-clauses)(?!.{0,12}(?:@words-of-plans-inside))")
    treated_as = shape("(?!@words-behind-a-real-will)[^，。；]{0,40}?(?:@verbs-of-treating-as)")


class SayingTurns(Lists):
    """What stands between a speaker and what was said."""

    anonymous = shape(r"”[^“”。，\u2029]{2,30}(?:@verbs-of-speech-at-ends)。")
    before_quotations = word_set("signs-between-speaker-and-quotation")
    leads = shape("(?:@words-of-ones-own-paper)?(?:@words-for-writers)?[，：]")
    learned = shape(r"(?:@words-of-hearsay)，|[^，。]{0,8}(?:@words-for-writers)(?:@adverbs-of-also)?[^，。\u2029]{0,24}(?:@verbs-of-having-learnt)，")
    unnamed = shape(r"(?:@speakers-without-name)(?!(?:@no-speech-behind-speakers))[^，。\u2029]{0,12}(?:@verbs-of-unnamed-speech)")
