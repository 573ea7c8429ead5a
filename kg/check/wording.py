"""Verdicts in words, English and Chinese side by side: the only room that knows how a reckoning reads.

In: `Verdict`s, whose reckoning is a template's name and values.  Out: sentences for a reader.  In a template `{name}` is a value, `{name:word}` a
word of `WORDS`, `{name:sum}` (`list`, `and`) several values; `[…]` is left out where one of its values is None.
"""
from __future__ import annotations

import re
from decimal import Decimal

from kg.model import Saying, Value, Verdict
from kg.series.precision import plain

EN, ZH = 0, 1
LANGUAGES = ("en", "zh")

SAYINGS: dict[str, tuple[str, str]] = {
    # one figure beside another
    "told-twice": ("{metric}: {first} and {second}", "{metric}：一处为{first}，一处为{second}"),
    "opposed": ("{metric}: {first} {way:word} and {second} {other:word}", "{metric}：一处{way:word}{first}，一处{other:word}{second}"),
    "points": ("{metric}: {first} and {second}, per cent or percentage points", "{metric}：一处为{first}，一处为{second}，百分比与百分点不是一回事"),
    "goal": ("{metric}: {modality:word} {goal}[ by {until}], {result} in {time}: {outcome:word}", "{metric}：{modality:word}{goal}[（到{until}年）]，{time}为{result}：{outcome:word}"),
    "difference": ("{whole} − {part} = {rest}, printed {printed}", "{whole} − {part} = {rest}，原文为{printed}"),
    "share": ("{part} / {whole} = {ratio} {unit}, printed {printed}", "{part} ÷ {whole} = {ratio}{unit}，原文为{printed}"),
    "product": ("{number} × {mean} = {product}, printed {printed}", "{number} × {mean} = {product}，原文为{printed}"),
    "open-figure": ("one of the figures is open to one side", "其中有的数只给出上限或下限"),
    "far-apart": ("so far apart that they may tell of different things", "相差太大，说的可能不是同一件事"),
    "several": ("figures beside them differ too, so they may tell of different things", "旁边的数也不一致，说的可能不是同一件事"),
    "carried": ("one of them is told of the figure before it, which may be narrower", "其中一处承接前一个数，范围可能不同"),
    "corrected": ("one of them corrects a figure", "其中一处是更正或修订"),
    "cut-off": ("cut off behind its last place, and not rounded", "末位之后是舍去的，没有四舍五入"),
    # growth
    "growth": ("{level} {sign} {change} = {base}; {change} / {base} = {rate} %, printed {printed} %", "{level} {sign} {change} = {base}；{change} ÷ {base} = {rate}%，原文为{printed}%"),
    "no-growth": ("{level} cannot have changed by {change}", "{level}不可能是增减{change}之后的数"),
    "from-to": ("from {old} to {new} is {grown}[, {percent} %], printed {printed}", "从{old}到{new}，相差{grown}[，即{percent}%]，原文为{printed}"),
    "times": ("{new} is {times} times {old}, printed {printed}", "{new}是{old}的{times}倍，原文为{printed}"),
    "as-many-times": ("it is about {printed} of what it was, and grew by one less", "约为原来的{printed}，增长的倍数要少1"),
    "yearly": ("from {old} to {new} in {years} years is {times} times; {factor} to the power of {years} is {power}", "{years}年间从{old}到{new}，为{times}倍；{factor}的{years}次方为{power}"),
    "chain": ("{metric}: {how} = {value} for {time}, printed {printed}", "{metric}：{time}应为{how} = {value}，原文为{printed}"),
    "two-chains": ("{metric} for {time}: {how} = {value}; {other} = {reckoned}", "{metric}，{time}：{how} = {value}；{other} = {reckoned}"),
    "constant-prices": ("growth of it is told at constant prices", "其增速按可比价格计算"),
    # parts and wholes
    "sum": ("{parts:sum}[ = {total}], the whole is {whole}", "{parts:sum}[ = {total}]，总数为{whole}"),
    "sorted-twice": ("some may be parts of the first part", "后面几项可能是第一项的一部分"),
    "not-all-named": ("others may not be named", "可能还有未列出的部分"),
    "between": ("{whole} lies between {means:and}", "{whole}介于{means:and}之间"),
    "not-between": ("{whole} lies not between {means:and}", "{whole}不在{means:and}之间"),
    # lists and what they announce
    "list": ("{count} named ({items:list}), counted as {counted}", "列出{count}项（{items:list}），原文称“{counted}”"),
    "shared-noun": ("{count} named ({items:list}), counted as {counted} {noun}", "列出{count}项（{items:list}），原文称“{counted}”个“{noun}”"),
    "enumeration": ("{count} listed ({first} … {last}), counted as {counted}", "分列{count}项（{first}……{last}），原文称“{counted}”"),
    "repeated-word": ("“{word}” stands {count} times in the quotation, counted as {counted}", "引语中“{word}”字出现{count}次，原文称“{counted}”"),
    "double": ("{first} and {second}, called 双{number}", "{first}与{second}，原文称“双{number}”"),
    "edition": ("第{edition}次{noun}, held {held}次", "第{edition}次{noun}，原文称已举行{held}次"),
    # years and days
    "days": ("{first} to {last} are {days} days, printed {printed}", "{first}至{last}共{days}天，原文为{printed}"),
    "days-of-period": ("{days} / {period} days = {percent} %, printed {printed}", "{days} ÷ {period}天 = {percent}%，原文为{printed}"),
    "eldest": ("the eldest and {siblings}{sort} are {count}, printed {children}{child}", "排行最长的一人与{siblings}{sort}合为{count}人，原文为{children}{child}"),
    # what cannot be
    "above-whole": ("{metric} of {printed} is more than the whole", "{metric}{printed}，超过了整体"),
    "below-nothing": ("{metric} cannot fall by {printed}", "{metric}不可能下降{printed}"),
    "too-old": ("nobody was ever {printed} old", "从未有人活到{printed}"),
    "out-of-habit": ("{metric} of {printed} lies outside {least}–{most} {unit}: {because}", "{metric}{printed}，不在{least}至{most}{unit}之间：{because_zh}"),
    "before-birth": ("{person}: born in {born}, yet this is dated {time}", "{person}：生于{born}年，此处所记的时间却是{time}"),
}
"""Name of a saying → how it reads in English and in Chinese."""

WORDS: dict[str, tuple[str, str]] = {
    "agrees": ("agrees", "一致"), "disagrees": ("disagrees", "不一致"), "undecidable": ("undecidable", "无法判定"),
    "actual": ("actual", "已然"), "planned": ("planned", "计划"), "target": ("target", "目标"),
    "up": ("up", "上升"), "down": ("down", "下降"),
    "reached": ("reached", "已达到"), "not-reached": ("not reached", "未达到"), "not-so-far": ("not reached so far", "尚未达到"),
}
"""Words of closed lists: what a check found, and what sayings tell."""

KINDS: dict[str, tuple[str, str]] = {
    "level-change-rate": ("level, change and rate", "总量、增减量与增减率"), "from-to": ("from one level to the next", "前后两数与增减"), "chain": ("figures over time", "历次数据推算"),
    "parts-whole": ("parts and whole", "分项与总数"), "parts-within": ("parts within a whole", "部分分项与总数"), "share": ("share", "占比"), "mean": ("mean", "平均数"),
    "list-count": ("list and its count", "列举与计数"), "editions": ("editions", "届次"), "age": ("age", "年龄"), "since": ("years since", "距今年数"), "years": ("span of years", "起讫年数"),
    "days": ("span of days", "起讫天数"), "kin": ("kin", "兄弟姐妹人数"), "restated": ("told again", "前后所述"), "goal": ("goal and result", "目标与结果"), "sanity": ("what cannot be", "常理"),
}
"""Kind of a check → its name in English and in Chinese."""

_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_BETWEEN = {"sum": (" + ", " + "), "list": ("、", "、"), "and": (" and ", "和")}


def say(name: str, **values: Value) -> tuple[Saying, ...]:
    """The saying `name` with its values, as a reckoning of one sentence; reckonings are put together by `+`.

    >>> say("difference", whole=1942, part=1908, rest=34, printed="34岁")[0].name
    'difference'
    """
    return (Saying(name, tuple(values.items())),)


def english(verdict: Verdict) -> str:
    """The reckoning of a verdict in English."""
    return _told(verdict.reckoning, EN)


def chinese(verdict: Verdict) -> str:
    """The reckoning of a verdict in Chinese."""
    return _told(verdict.reckoning, ZH)


def in_words(verdict: Verdict, language: int) -> str:
    """A whole verdict on one line: what was found, by which kind of check, by which reckoning.

    >>> in_words(Verdict("sanity", "disagrees", say("too-old", printed="180岁"), (), ()), ZH)
    '不一致：常理：从未有人活到180岁'
    """
    if language == EN:
        return f"{verdict.verdict}: {verdict.kind}: {english(verdict)}"
    return f"{WORDS.get(verdict.verdict, (verdict.verdict,) * 2)[ZH]}：{kind_in_words(verdict.kind, ZH)}：{chinese(verdict)}"


def kind_in_words(kind: str, language: int) -> str:
    """What a kind of check is called; a kind without a name is called by its word.

    >>> kind_in_words("parts-whole", ZH)
    '分项与总数'
    """
    return KINDS.get(kind, (kind, kind))[language]


def _told(reckoning: tuple[Saying, ...], language: int) -> str:
    return ("; ", "；")[language].join(sentence(saying, language) for saying in reckoning)


def sentence(saying: Saying, language: int) -> str:
    """One saying in one language.

    >>> sums = say("sum", parts=(Decimal(244), Decimal(24)), total=Decimal(268), whole=Decimal(268))[0]
    >>> sentence(sums, EN), sentence(sums, ZH)
    ('244 + 24 = 268, the whole is 268', '244 + 24 = 268，总数为268')
    """
    values = dict(saying.values)

    def told(place: re.Match) -> str:
        value, sort = values[place[1]], place[2]
        if sort == "word":
            return WORDS[str(value)][language]
        return _BETWEEN[sort][language].join(map(_shown, value)) if isinstance(value, tuple) else _shown(value)

    def kept(part: re.Match) -> str:
        return "" if any(values[place[1]] is None for place in _PLACE.finditer(part[1])) else part[1]

    return _PLACE.sub(told, _OPTIONAL.sub(kept, SAYINGS[saying.name][language]))


def _shown(value: Value) -> str:
    return "?" if value is None else plain(value) if isinstance(value, Decimal) else str(value)
