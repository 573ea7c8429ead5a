"""A number against the list that it sums up: 北京、天津、河北三省市, 4张清单 with four named.

In: `Records` (the ledger of numbers) and the raw text before each small number.  Out: `Verdict`s.
With 等 the list may be shorter than the number, never longer; where a list of six and more leaves just one out the verdict is
*undecidable*, for few write 等 to spare one name.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import tokens
from kg.check.wording import say
from kg.check.words import CheckWords
from kg.model import Evidence, NumberFate, Records, Verdict
from kg.numerals import parse_number
from kg.text import fold

_BREAK = re.compile(r"[，,。；;：:！？!?\n]")
_MOST = 40
_MOST_APART = 2  # times; 冰球、高山滑雪和冬季两项 are nine of another list
_TELLING = 6  # names of an open list from which one left out is odd
_BEFORE = 220  # raw characters
_LOOSE_FIGURE = re.compile(r"(?<![A-Za-z0-9/-])[0-9]+(?![A-Za-z0-9-])")  # 投资8万元, not GB/T33226-2016
_BRACKETED = re.compile("[（(][^（）()]{1,12}[）)](?=.)")  # 县(市、区)委书记
_BYLINE = re.compile(r"^.*[）)](?=.{2})")  # （记者林晓）副县长张华
_OPENS = ("（", "(", "、")
_AHEAD = 12  # raw characters behind a number that say what it counts
_COUNTED = re.compile("[^0-9０-９一二三四五六七八九十两百]")
_FIGURES_FOLLOW = re.compile("[^，。；、]{0,3}、[０-９]")
_ITEM_NUMBERED = re.compile("[一二三四五六七八九十甲乙丙丁].$")
_AND = re.compile("..[和与及]..")
_QUOTES = "”’》"
_NO_NOUN = "pu"  # first letters of the dictionary's classes: prepositions, particles
_NO_END = "pumqrdcfw"  # also numerals, measure words, pronouns, adverbs, conjunctions, sides, signs
_NAMED = re.compile(r"[“《‘][^“”《》‘’]*[”》’]")


def as_digits(text: str) -> str:
    """The matching form of a text without its white space.

    >>> as_digits("双 20")
    '双２０'
    """
    return fold("".join(text.split()))


def small_number(text: str, most: int = _MOST) -> int | None:
    """The whole number of a numeral up to `most`, or None.

    >>> small_number("两"), small_number("十二"), small_number("３００")
    (2, 12, None)
    """
    parsed = parse_number(text)
    return int(parsed.low) if parsed is not None and 0 < parsed.low <= most and parsed.low == int(parsed.low) else None


class Listed(NamedTuple):
    """A list that ends right before a number: its items, where it starts (raw), and whether 等 leaves it open."""

    items: list[str]
    start: int
    is_open: bool


def announced_counts(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """Numbers directly after the list that they count."""
    texts = {source.name: source.text for source in records.sources}
    claims = {(claim.evidence.source, claim.value_start): claim for claim in records.claims}
    for fate in records.numbers:
        text = texts.get(fate.source, "")
        number = _counting(fate, text, words)
        listed = _list_before(text, fate.start) if number is not None else None
        verdict = _held_against(listed, number, fate, text, words) if listed and number else None
        if listed is None or verdict is None:
            continue
        claim = claims.get((fate.source, fate.start))
        evidence = Evidence(fate.source, claim.evidence.article if claim else "", listed.start, fate.end, text[listed.start:fate.end], "announced-counts")
        yield Verdict("list-count", verdict, say("list", count=len(listed.items), items=tuple(listed.items), counted=fate.text), (claim.id,) if claim else (), (evidence,))


def _counting(fate: NumberFate, text: str, words: CheckWords) -> int | None:
    """The number from two on that may sum up a list before it; None for a date, a measure, a class (高一（2）班), an item itself (打火机、五金; 教练和5名队员) and the 两会."""
    if fate.fate in ("date", "code", "ordinal") or fate.text.endswith((*words.measures, "%", "％")):
        return None
    last = text[max(0, fate.start - 1):fate.start]
    if last in _OPENS or last in words.joints or fate.text.startswith("两会") or text.startswith("会", fate.end) and fate.text.endswith("两"):
        return None
    if words.representing.search(text, max(0, fate.start - _AHEAD), fate.start):
        return None  # 局长甲、院长乙代表三方签约
    number = _small(fate)
    return number if number is not None and number > 1 else None


def _held_against(listed: Listed, number: int, fate: NumberFate, text: str, words: CheckWords) -> str | None:
    """The verdict on a list and the number behind it; None where the number need not be the list's."""
    items, named = listed.items, len(listed.items)
    one_short = listed.is_open and named == number - 1 and named >= _TELLING
    if named < 2 or listed.is_open and named < number and not one_short or not _is_plain(items, words):
        return None
    if named == number:
        return "agrees"
    if named < number and fate.text.endswith(words.persons) and (items[-1].endswith(words.houses) or re.search("[，,]", text[max(0, listed.start - _AHEAD):listed.start])):
        return None  # 第一、第二医院12位医生; 区委书记甲，县委书记乙，市委常委、区委书记丙3名同志
    if not _sums_up(items, fate.text, as_digits(text[fate.end:fate.end + _AHEAD]), words):
        return None
    if one_short:
        return "undecidable"
    is_surely_counted = max(named, number) <= _MOST_APART * min(named, number) and fate.text.endswith(words.listing_units) and _are_of_a_kind(items)
    return "disagrees" if is_surely_counted else None


def _is_plain(items: list[str], words: CheckWords) -> bool:
    """True where the items are names or nouns side by side; a list of figures or of whole clauses counts nothing."""
    if any(re.search(r"[0-9０-９].{0,6}$", item) and not item.endswith(("》", "”")) for item in items[:-1]):
        return False
    if _LOOSE_FIGURE.search(_NAMED.sub("", items[-1])) or words.counted_there.search(items[-1]):
        return False
    if _shares_its_object(items[0], items[-1], words):
        return False
    for item in items[1:]:
        bare = _NAMED.sub("", item)
        if "等" in bare or len(bare) > 20 or words.of_items.search(bare):
            return False
        cut = tokens.cut(bare)
        if len(cut) > 1 and tokens.tag(cut[0]) == "v" and len(cut[0]) > 1 and len(bare) > 8:
            return False
    return True


def _are_of_a_kind(items: list[str]) -> bool:
    """True where all items end in a name in quotation marks, or are nouns (or verbs) of about one length: only such a list is surely what the number counts.

    >>> _are_of_a_kind(["问题", "任务", "责任"]), _are_of_a_kind(["生产线", "忠", "酒业"]), _are_of_a_kind(["人造地球卫星", "探测器", "第一艘"])
    (True, False, False)
    """
    if all(item[-1] in _QUOTES for item in items):
        return True
    lengths = [len(_NAMED.sub("", item)) for item in items]
    if max(lengths) > 2 * min(lengths) or {1} != set(lengths) and min(lengths) < 2:
        return False
    return all(_is_nominal(tokens.cut(item)) for item in items)


def _is_nominal(words: Sequence[str]) -> bool:
    """True for one word, or several that end in a noun and hold no preposition or particle (not 第一艘, 市委书记林晓深入)."""
    last = tokens.tag(words[-1]) or "n"  # what the dictionary lacks is a name
    if len(words) == 1:
        return last[0] not in "mq"
    return last[0] not in _NO_END and not (last == "v" and len(words[-1]) > 1) and not any((tokens.tag(word) or "n")[0] in _NO_NOUN for word in words)


def _shares_its_object(first: str, last: str, words: CheckWords) -> bool:
    """True where verbs stand side by side before one noun: 新建、改扩建学校20所 names no schools.

    >>> from kg.rules import built_in_rules
    >>> words = CheckWords.of(built_in_rules())
    >>> _shares_its_object("全区新建", "改扩建学校", words), _shares_its_object("种植", "加工", words)
    (True, False)
    """
    one, other = tokens.cut(first), tokens.cut(last)
    return len(other) > 1 and _is_act(one[-1], words) and _is_act(other[0], words) and (tokens.tag(other[-1]) or "n").startswith("n")  # unknown words are names


def _is_act(word: str, words: CheckWords) -> bool:
    return tokens.tag(word) in ("v", "vn") or word.endswith(words.building)  # the dictionary takes 新建 for a district


def _sums_up(items: list[str], number: str, behind: str, words: CheckWords) -> bool:
    """True where a number can only be that of the list before it: 问题、任务、责任3张清单.

    Not where it has no counting word, counts what the last item names (新建、改扩建项目15项; 省内、省外知名医院的8位医生), is an item itself (一产、二产、三产; 大有、六套中心小学),
    numbers something (市政协十届三次会议), begins a list of figures (分别高15个、26个百分点) or sums up the last of two lists (国家计委、商业部和湖北、湖南两省).
    """
    last = items[-1]
    if last.endswith(words.leads_on) or not _COUNTED.search(number) or any(_AND.search(_NAMED.sub("", item)) for item in items[:-1]) or last.count("“") != last.count("”") or words.numbered.match(behind) or _FIGURES_FOLLOW.match(behind):
        return False
    if any(item.endswith(number[-1:]) and _ITEM_NUMBERED.search(item) for item in items):
        return False
    shared = behind[:2]
    if len(shared) == 2 and any(shared in item for item in items[:-1]):
        return False
    usual = max(len(_NAMED.sub("", item)) for item in items[:-1])
    is_noun_after = not behind[:1] or behind[0] not in "，。；、：！？）,."  # 清单3张 counts what is named before it
    return (is_noun_after or number.endswith(words.groups)) and len(_NAMED.sub("", last)) <= usual * 2 + 2


def _without_lead(item: str) -> str:
    """The first item without the verb that leads to the list, where the dictionary calls it one (聚焦民营企业 → 民营企业).

    >>> _without_lead("聚焦民营企业"), _without_lead("《甲》")
    ('民营企业', '《甲》')
    """
    words = tokens.cut(item)
    for at in range(len(words) - 1, 0, -1):
        if tokens.tag(words[at - 1]) in ("v", "p", "d", "r", "ul", "uj") and not {"《", "“", "‘"} & set(words[:at]):
            return "".join(words[at:])
    return item


def as_long_as_others(item: str, others: list[str]) -> str:
    """The first item cut to about the length of the others, at a word, where it is much longer (大运河流经北京 beside 天津 → 北京).

    >>> as_long_as_others("大运河流经北京", ["天津", "河北"]), as_long_as_others("《甲》", ["乙"])
    ('北京', '《甲》')
    """
    usual = sorted(len(other) for other in others)[len(others) // 2]
    if len(item) <= usual + 2 or _NAMED.search(item):
        return item
    words = tokens.cut(item)
    ends = ["".join(words[at:]) for at in range(len(words))]
    return min(ends, key=lambda end: (abs(len(end) - usual), len(end)))


def _small(fate: NumberFate) -> int | None:
    """The whole number of a counting expression up to 40, or None."""
    if fate.quantity is not None:
        value = fate.quantity
        whole = value.low == value.low.to_integral_value() and value.high is None and value.bound == "exact"
        return int(value.low) if whole and 0 < value.low <= _MOST and not fate.text.startswith("第") else None
    found = re.match(r"[0-9０-９]+|[一二两三四五六七八九十]+", fate.text)
    return small_number(found[0]) if found else None


def _list_before(text: str, end: int) -> Listed | None:
    """The list that ends right before `end`."""
    raw = text[max(0, end - _BEFORE):end]
    kept = [(i, ch) for i, ch in enumerate(raw) if not ch.isspace()]
    bare = "".join(ch for _, ch in kept)
    is_open = bare.endswith(("等", "等地的", "等的"))
    body = bare.rstrip("等的地") if is_open else bare
    masked = _BRACKETED.sub(lambda m: "□" * len(m[0]), _NAMED.sub(lambda m: "《" + "□" * (len(m[0]) - 2) + "》", body))
    breaks = [m.end() for m in _BREAK.finditer(masked)]
    start = breaks[-1] if breaks else 0
    stretch, mask = body[start:], masked[start:]
    if mask.count("》《") >= 1 and mask.endswith("》"):  # “甲”“乙”“丙”三个环节
        run = re.search(r"(?:《□*》[、和与及]?)+$", mask)
        if run is None:  # “甲”“乙”丙》三个环节: a bracket too many
            return None
        items = [stretch[m.start():m.end()] for m in re.finditer(r"《□*》", mask) if m.start() >= run.start()]
        return Listed(items, max(0, end - _BEFORE) + kept[start + run.start()][0], is_open) if len(items) > 1 else None
    if "、" not in mask and not (re.search("》[和与及]", mask) and mask.endswith("》")):
        return None
    pieces = _split(stretch, mask)
    if len(pieces) < 2:
        return None
    first = start + stretch.find(pieces[0]) + len(pieces[0])
    pieces[0] = as_long_as_others(_without_lead(_BYLINE.sub("", pieces[0])), pieces[1:])
    first -= len(pieces[0])
    return Listed(pieces, max(0, end - _BEFORE) + kept[first][0], is_open)


def _split(stretch: str, mask: str) -> list[str]:
    """Items between 、 and the last 和; quoted names stay whole."""
    cuts = [i for i, ch in enumerate(mask) if ch == "、"]
    last = cuts[-1] if cuts else -1
    tail = [m.start() for m in re.finditer(r"[和及与]", mask) if m.start() > last]
    if len(tail) == 1:
        cuts.append(tail[0])
    edges = [-1, *cuts, len(stretch)]
    return [stretch[a + 1:b] for a, b in zip(edges, edges[1:], strict=False) if stretch[a + 1:b]]
