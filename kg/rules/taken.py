"""What steps in code take a rule's matches for, where it matters to them: the values of a rule's field `as`.

In: nothing.  Out: the tables that the loader checks rules against, that `kg.rules.schema` lists and docs/rules.md prints.  A rule of a pack that says
`as: rank` is read as the built-in ones are; nothing in code asks for the id of a rule.
"""
from __future__ import annotations

from typing import NamedTuple


class Taken(NamedTuple):
    """What a match is taken for: the label and the slots that its rule must have, and what it means to the step."""

    label: str
    slots: tuple[str, ...]
    about: str


class TakenLine(NamedTuple):
    """What a line is taken for: the zone that its rule must give, and what it means to the step."""

    zone: str
    about: str


_VERB, _FROM = ("verb",), ("from",)
TAKEN_AS = {
    "plain-figure": Taken("Frame", (), "a figure without a frame of its own: its words are looked for before and behind it"),
    "plain-percentage": Taken("Frame", (), "as plain-figure, for a share or a rate"),
    "plain-fraction": Taken("Frame", (), "as plain-figure, for a fraction"),
    "plain-multiple": Taken("Frame", (), "as plain-figure, for a multiple"),
    "difference-of-percentages": Taken("Frame", (), "percentage points that two figures differ by"),
    "newly-added": Taken("Frame", _VERB, "新增: what was added is told behind the verb"),
    "rise-by-rate": Taken("Frame", (), "a rate of growth: what grew is told before it"),
    "fall-by-rate": Taken("Frame", (), "a rate of decline"),
    "growth-noun": Taken("Frame", (), "增幅, 增速: a rate of growth told by a noun"),
    "decline-noun": Taken("Frame", (), "降幅: a rate of decline told by a noun"),
    "rise-by-amount": Taken("Frame", (), "an amount by which something grew"),
    "fall-by-amount": Taken("Frame", (), "an amount by which something fell"),
    "more-than-amount": Taken("Frame", (), "an amount that something is more than something else"),
    "less-than-amount": Taken("Frame", (), "an amount that something is less than something else"),
    "more-by-doing": Taken("Frame", _VERB, "增收: what was gained, told by a verb"),
    "less-by-doing": Taken("Frame", _VERB, "节支: what was spared, told by a verb"),
    "earlier-or-later-by": Taken("Frame", _VERB, "提前3天: how much sooner or later"),
    "places-up": Taken("Frame", (), "places that something rose in an order"),
    "places-down": Taken("Frame", (), "places that something fell in an order"),
    "rise-reaching-level": Taken("Frame", (), "增至: the level that was reached"),
    "rise-reaching-share": Taken("Frame", (), "增至: the share that was reached"),
    "those-that-rose-or-fell": Taken("Frame", _VERB, "how many of those counted before rose or fell"),
    "share-of-plan": Taken("Frame", ("plan",), "a share of a plan or a target"),
    "share-of-whole": Taken("Frame", (), "占: a share of a whole"),
    "rank": Taken("Frame", (), "a place in an order, with the field in which it is held"),
    "rank-reached-from": Taken("Frame", (), "a place that was reached in an order"),
    "times-as-much": Taken("Frame", (), "how many times as much as something else"),
    "measured-by-verb": Taken("Frame", _VERB, "长8公里: what is measured is told by a verb or an adjective"),
    "time-taken": Taken("Frame", (), "how long something took"),
    "distance-from": Taken("Frame", _FROM, "距: how far from a place"),
    "distance-by-bearing": Taken("Frame", _FROM, "以北20公里: how far from a place, with a bearing"),
    "indefinite-one": Taken("Number", (), "一支, 这个: an article, which no metric ends at"),
    "mean-of-years": Taken("Number", (), "a mean of years before a figure, read as a time"),
    "class-of-voltage": Taken("Number", (), "500千伏: what names a line or a station, read as a number"),
    "price-for-one": Taken("Number", (), "每件5元: what the price is of"),
    "code-behind-name": Taken("Number", (), "某某股份（600000）: a code in brackets, which the words of a clause leave out"),
    "round-the-clock": Taken("Number", (), "24小时: how something is done"),
    "post-behind-name": Taken("HoldsPost", (), "a post behind a name, in his house that the text named before"),
    "post-behind-comma": Taken("HoldsPost", (), "a post behind a comma, of him who stands behind it where his own is told before"),
    "post-goes-on": Taken("HoldsPost", (), "a further post of him whose posts are listed"),
    "post-before-further-posts": Taken("HoldsPost", (), "a post with others behind it"),
    "office-goes-on": Taken("HoldsPost", (), "a further office in a list of offices"),
    "unread-post-goes-on": Taken("HoldsPost", ("post",), "post-goes-on at a house that no rule reads: it stays with the post"),
    "unread-office-goes-on": Taken("HoldsPost", ("post",), "office-goes-on at a house that no rule reads: it stays with the post"),
    "pronoun-says": Taken("Said", (), "he or she says: the person named before"),
    "reports": Taken("Said", (), "somebody reports a deed: the day on which he does is that of what he tells"),
    "body-not-listed": Taken("Said", (), "a body that no list has says: a shorter name inside it is not the speaker"),
    "to-come": Taken("Mood", ("cue",), "将: not where it moves an object (将它作为)"),
    "finished": Taken("Mood", (), "已完成: a time to come makes no plan of it"),
    "office-beside": Taken("Org", (), "an office whose place the head of its list says"),
    "part-of-unit": Taken("Org", (), "二连, 师党委: a part or office of a regiment, division or farm that the article names elsewhere"),
}
LINES_TAKEN_AS = {
    "row": TakenLine("body", "a row of a ranking, a field of a form: the headline above it heads no report"),
    "row-of-table": TakenLine("body", "as row, and a paragraph of its own"),
    "dateline-alone": TakenLine("body", "a dateline whose bracket of writers stands on the next line"),
    "head-of-comment": TakenLine("kicker", "短评: what stands below is a text of its own, and a line below it is its title"),
    "notice": TakenLine("advert", "招聘启事: what stands below is advert too"),
    "rubric": TakenLine("furniture", "简讯: the name of a column; what stands below is no part of the article above"),
    "guide": TakenLine("furniture", "图片新闻, 导读: a paragraph below it is a picture's, where it speaks of pictures"),
    "deck": TakenLine("furniture", "核心提示: the box below sums up the report whose headline stands above, and its writer may be named behind the box"),
    "jump-line": TakenLine("furniture", "上接第一版: a paragraph below it goes on with another page's article"),
    "mark-of-picture": TakenLine("furniture", "where a picture stood: as rubric, guide and jump-line it stands among texts, so a word or two beside it is no name of a section"),
    "links": TakenLine("furniture", "相关阅读: what heads no text below it leads to other pages"),
}
"""The same for rules of level lines; each tells what a whole line is (`takes: line`, or nothing)."""
SLOTS_OF_LABELS = {"Said": ("who",)}  # slots without which nothing can be made of a match
