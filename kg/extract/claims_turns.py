"""The word lists of turns of phrase round a figure: how nouns end, which small words stand between, in which units things of one sort are counted.

In: a `RuleSet`.  Out: `Turns`, `Ends` and `Units`, which `Cues` has as `turns`, `ends` and `units`.  A field has the name of its list in `rules/words/`, and what the
list is for stands there, at its head.
"""
from __future__ import annotations

from kg.rules.asked import Lists, endings, shape, valued, word_set


class Turns(Lists):
    """Words that are met whole, beside a figure or its noun."""

    adverbs_of_all = word_set("adverbs-of-all")
    adverbs_of_progress = word_set("adverbs-of-progress")
    after_words_of_height = word_set("after-words-of-height")
    arranging_verbs = word_set("arranging-verbs")
    attributes_of_acts = endings("attributes-of-acts")
    before_names_of_places = word_set("before-names-of-places")
    between_names_of_some = word_set("between-names-of-some")
    denials = word_set("denials")
    extents = endings("extents")
    finishing_words = word_set("finishing-words")
    firms_as_owners = word_set("firms-as-owners")
    heads_of_denied_acts = endings("heads-of-denied-acts")
    high_before_reaching = word_set("high-before-reaching")
    may_or_about = word_set("may-or-about")
    outputs_by_period = word_set("outputs-by-period")
    passive_words = word_set("passive-words")
    periods_of_output = word_set("periods-of-output")
    reaching_after_maybe = word_set("reaching-after-maybe")
    results_of_changes = word_set("results-of-changes")
    sides_of_places = word_set("sides-of-places")
    verbs_in_lists = word_set("verbs-in-lists")
    verbs_without_sense = word_set("verbs-without-sense")
    whole_periods = word_set("whole-periods")
    words_of_cause = endings("words-of-cause")
    words_in_a_row = word_set("words-in-a-row")
    words_of_every_sort = endings("words-of-every-sort")
    words_of_height = word_set("words-of-height")
    words_of_near_completion = word_set("words-of-near-completion")
    words_of_need = word_set("words-of-need")
    words_of_oneself = word_set("words-of-oneself")
    words_of_others = word_set("words-of-others")
    words_of_use = word_set("words-of-use")
    disposed = shape("(?:@all-of-it)(.{4})")
    moved = shape("@object-movers")


class Ends(Lists):
    """Characters and words in which others end."""

    full_nouns_of_acts = valued("full-nouns-of-acts")
    after_adverbs = endings("ends-after-adverbs")
    after_each = endings("ends-after-each")
    classes = endings("ends-of-classes")
    grades = endings("ends-of-grades")
    joined_acts = endings("ends-of-joined-acts")
    processes = endings("ends-of-processes")
    qualities = endings("ends-of-qualities")
    things_measured = endings("ends-of-things-measured")


class Units(Lists):
    """Units of one sort."""

    storeys = endings("words-of-storeys")
    undertakings = word_set("units-of-undertakings")
