"""A number against what it announces further on, or sums up by a shared word: 三大目标。一是…二是…三是…, 三个“更”, 五方合作, “双20”.

In: `Records`; only the words of the articles are read.  Out: `Verdict`s.  Each shape fixes by itself where what is counted begins and
ends; a list that 等 leaves open may fall short by more than one, and then nothing is said.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice

from kg.check.counts import as_digits, as_long_as_others, small_number
from kg.check.wording import say
from kg.check.words import CheckWords
from kg.model import Evidence, Records, Saying, Verdict
from kg.series.desk import Desk

_N = "([二两三四五六七八九十]{1,2}|[０-９]{1,2})"
_DIGITS = "一二三四五六七八九十"
_MARKS = {"一是": [f"{d}是" for d in _DIGITS], "其一": [f"其{d}" for d in _DIGITS], "一要": [f"{d}要" for d in _DIGITS],
          "（一）": [f"（{d}）" for d in _DIGITS], "①": list("①②③④⑤⑥⑦⑧⑨⑩")}
_REACH = 2500  # characters over which an announced list may run
_WORDS = re.compile(_N + "个[“‘]([^“”‘’]{1,4})[”’]")
_QUOTED = re.compile("[“‘]" + _N + "([^“”‘’０-９一二三四五六七八九十]{1,2})[”’]")
_MEETINGS = 20  # counts of meetings that one article has at most
_WINDOW = 160  # characters before a number in which its list stands
_TWICE = re.compile("“?双([０-９]{1,3}|[一二三四五六七八九十百]{1,3})”?")
_STRETCH = re.compile("[^，。；：！？“”（）《》０-９]+")
_SHARE = "[０-９]{1,3}(?:．[０-９]{1,2})?"
_SIDE_BY_SIDE = re.compile(f"(?<![０-９．]){_SHARE}(?:(?:[：比]{_SHARE}){{2}}|％[、，]{_SHARE}％[、，]?[和及]?{_SHARE}％)(?![０-９．：])")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BREATH = 60  # characters before shares in which stands what they are of
_OF_TEN = Decimal(10)
_EDITION = re.compile("第" + _N + "次([^，。；、“”]{0,16})")

Shown = tuple[str, tuple[Saying, ...], int, int]
"""A verdict, its reckoning, and where the words of the body that it looked at begin and end."""

Shape = Callable[[str, str, CheckWords], Iterator[Shown]]
"""A shape reads a body without white space, and its headline."""


def announced_lists(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """All shapes over all articles."""
    desk = Desk(records, words)
    for article in records.articles:
        raw = desk.body(article)
        body, title = as_digits(raw), as_digits(article.title or "")
        places: list[int] = []
        for kind, shape in SHAPES:
            for verdict, reckoning, start, end in shape(body, title, words):
                places = places or [at for at, ch in enumerate(raw) if not ch.isspace()]
                first, last = places[start], places[end - 1] + 1
                evidence = Evidence(article.source, article.id, article.start + first, article.start + last, raw[first:last], "announced-lists")
                yield Verdict(kind, verdict, reckoning, (), (evidence,))


def _back_to(body: str, signs: str, at: int, length: int = _WINDOW) -> int:
    """Where the stretch before `at` begins: behind the last of `signs`, `length` characters back at most."""
    least = max(0, at - length)
    return max(least, *(body.rfind(sign, least, at) + 1 for sign in signs))


def enumerated(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """Three goals, then 一是, 二是, 三是.

    >>> from kg.rules import built_in_rules
    >>> words = CheckWords.of(built_in_rules())
    >>> next(enumerated("今年抓好两件实事。一是修路，二是通水。", "", words))[0]
    'agrees'
    """
    for found in words.enumerated.finditer(body):
        wanted = small_number(found[1])
        marks = _MARKS[found[2]]
        at, count = found.start(2), 0
        limit = min(found.end() + _REACH, len(body))
        stop = body.find(marks[0], found.end(), limit)
        limit = stop if stop > 0 else limit
        while count < len(marks):
            place = body.find(marks[count], at, limit)
            if place < 0:
                break
            at, count = place + 1, count + 1
        if count >= 2 and wanted:
            verdict = "undecidable" if count < wanted - 1 else _told(count, wanted)  # more than one is not left out by a slip: the list may go on elsewhere
            yield verdict, say("enumeration", count=count, first=marks[0], last=marks[count - 1], counted=found[1]), found.start(), found.end()


def _told(count: int, wanted: int) -> str:
    return "agrees" if count == wanted else "disagrees"


def repeated_words(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """三个“更” after a quotation that says 更 three times.

    >>> from kg.rules import built_in_rules
    >>> words = CheckWords.of(built_in_rules())
    >>> next(repeated_words("“路更宽了，灯更亮了，心更暖了。”他用三个“更”来形容。", "", words))[0]
    'agrees'
    """
    for found in _WORDS.finditer(body):
        wanted, word = small_number(found[1]), found[2]
        close = body.rfind("”", max(0, found.start() - 60), found.start())
        opened = body.rfind("“", max(0, close - 400), close) if close >= 0 else -1
        if wanted is None or opened < 0 or close - opened < 8:
            continue
        count = body.count(word, opened, close)
        if count >= 2:
            yield _told(count, wanted), say("repeated-word", word=word, count=count, counted=found[1]), opened, found.end()


def quoted_counts(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """新材料、新能源、新食品等“三新”: every item holds the word that is counted."""
    for found in _QUOTED.finditer(body):
        before = re.split("[，。；：！？“”（）]", body[max(0, found.start() - _WINDOW):found.start()])[-1]
        items, wanted, word = before.removesuffix("等").split("、"), small_number(found[1]), found[2][0]
        if wanted and len(items) >= 2 and all(word in item for item in items):
            short = len(items) < wanted and before.endswith("等")
            verdict = "undecidable" if short else _told(len(items), wanted)
            yield verdict, say("list", count=len(items), items=tuple(items), counted=found[1] + found[2]), found.start() - len(before), found.end()


def chained_steps(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """“机械—电气—智能”的三级跳: steps joined by dashes."""
    for found in words.steps.finditer(body):
        steps, wanted = re.split("[—－―]+", found[1]), small_number(found[2])
        if wanted:
            yield _told(len(steps), wanted), say("list", count=len(steps), items=tuple(steps), counted=found[2] + found[3]), found.start(), found.end()


def parties(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """甲与乙、丙、丁签署四方协议: who comes together, and how many sides they are said to be."""
    done = 0
    for found in words.party.finditer(body):
        begin = max(done, _back_to(body, "。！？", found.start()))
        together = words.parties.search(body, begin, found.start())
        wanted = small_number(found[1])
        if together is None or wanted is None or "等" in together[2] or words.representing.search(body, begin, found.start()):
            continue
        others = together[2].split("、")
        done, count = found.end(), 1 + len(others)
        first = as_long_as_others(together[1], others)
        yield _told(count, wanted), say("list", count=count, items=(first, *others), counted=found[0]), together.start(), found.end()


def doubled(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """前20名和后20名, the “双20”: two figures of one measure, both as many as 双 says."""
    for found in _TWICE.finditer(body):
        wanted = small_number(found[1], 1000)
        sentence = _back_to(body, "。！？；", found.start())
        figures = [(small_number(m[1], 1000), m[2], m.start()) for m in words.figure.finditer(body, sentence, found.start())]
        if wanted is None or len(figures) < 2 or figures[-1][1] != figures[-2][1]:
            continue
        first, second = figures[-2][0], figures[-1][0]
        if wanted in (first, second) or first == second:
            yield "agrees" if first == second == wanted else "disagrees", say("double", first=first, second=second, number=found[1]), sentence, found.end()


def shared_nouns(body: str, title: str, words: CheckWords) -> Iterator[Shown]:
    """五维互嵌, and 空间互嵌、文化互嵌 …: a list in which every item holds the noun that is counted in the headline or the text.

    >>> from kg.rules import built_in_rules
    >>> words = CheckWords.of(built_in_rules())
    >>> next(shared_nouns("村里推进产业联动、人才联动、文化联动、生态联动。", "四维联动带来新变化", words))[0]
    'agrees'
    """
    seen: set[str] = set()
    counts = {m[2]: m for text in (body, title) for m in words.counted.finditer(text)}
    for stretch in _STRETCH.finditer(body):
        items = stretch[0].split("、")
        if not 3 <= len(items) <= 12 or body.startswith("等", stretch.end()) or items[-1].endswith("等"):
            continue
        pairs = [{item[i:i + 2] for i in range(len(item) - 1)} for item in items]
        for noun in sorted(set.intersection(*pairs) - seen):
            seen.add(noun)
            counted = counts.get(noun)
            wanted = small_number(counted[1]) if counted else None
            if counted and wanted and wanted >= 3:
                yield "agrees" if len(items) == wanted else "undecidable", say("shared-noun", count=len(items), items=tuple(items), counted=counted[1], noun=noun), stretch.start(), stretch.end()


def editions(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """第四次联席会议 and 召开四次联席会议 in one article."""
    held = [(small_number(m[1]), m[2], m) for m in islice(words.held.finditer(body), _MEETINGS)]
    for found in _EDITION.finditer(body) if held else ():
        wanted, noun = small_number(found[1]), found[2][:4]
        for count, told, match in held:
            if len(noun) == 4 and noun in told and count and wanted:
                yield "agrees" if count == wanted else "disagrees", say("edition", edition=found[1], noun=noun, held=match[1]), min(found.start(), match.start()), min(found.start(), match.start()) + len(found[0])
                return


def shares_of_all(body: str, _title: str, words: CheckWords) -> Iterator[Shown]:
    """三次产业结构为12.3：41.2：46.5: the shares of all there is make a hundred (or ten), as far as they are rounded.

    >>> from kg.rules import built_in_rules
    >>> words = CheckWords.of(built_in_rules())
    >>> [next(shares_of_all(as_digits(f"三次产业结构调整为12.3:41.2:{last}。"), "", words))[0] for last in ("46.5", "47.5")]
    ['agrees', 'disagrees']
    """
    for found in _SIDE_BY_SIDE.finditer(body):
        before = _back_to(body, "。；！？", found.start(), _BREATH)
        named = words.shares_of_all.search(body[before:found.start()])
        printed = [Decimal(number) for number in _NUMBER.findall(unicodedata.normalize("NFKC", found[0]))]
        total, loose = sum(printed, Decimal(0)), sum(Decimal(1).scaleb(int(number.as_tuple().exponent)) for number in printed) / 2
        whole = Decimal(100) if total > 2 * _OF_TEN else _OF_TEN
        if named is not None and abs(total - whole) < whole / 10:
            verdict = "agrees" if abs(total - whole) <= (loose if whole > _OF_TEN else 0) else "disagrees"
            yield verdict, say("sum", parts=tuple(printed), total=total, whole=whole), before + named.start(), found.end()


SHAPES: tuple[tuple[str, Shape], ...] = (
    ("list-count", enumerated), ("list-count", repeated_words), ("list-count", quoted_counts), ("list-count", chained_steps), ("list-count", parties),
    ("list-count", doubled), ("list-count", shared_nouns), ("editions", editions), ("parts-whole", shares_of_all))
