"""Years against ages and lengths of time: born 1908, died 1942, aged 34; from 1990 to 2014, 24 years; since 1417, 600 years.

In: `Records`.  Out: `Verdict`s.  An age by the old count (虚岁) may be one more, one before the birthday one less.
"""
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from kg.check.wording import say
from kg.check.words import CheckWords
from kg.model import Claim, Evidence, Records, Saying, Verdict
from kg.numerals import parse_number
from kg.series.desk import Desk
from kg.series.precision import Between, allowed

_FROM_TO = re.compile(r"(?:从|自)(\d{4})年?[^。！？]{0,16}?(?:到|至)(\d{4})年?[^。！？]{0,24}$")
_SINCE = re.compile(r"自(\d{4})年[^。；，]{0,12}(?:以来|至今|起)[^。；]{0,30}?(连续|已有?|走过了?|经历了?|历经)$")
_NUMERAL = re.compile("[0-9０-９]+|[〇零一二三四五六七八九十]+")
_BESIDE = 24  # raw characters behind an age in which the birth is told
_BETWEEN = re.compile(r"(\d{4})年?(?:至|到|—|－|-)(\d{4})年的?$")
_WINDOW = 1500  # raw characters before an age in which a birth may be told
_SENTENCE = 160


def births(records: Records, words: CheckWords) -> dict[tuple[str, str], tuple[int, Evidence]]:
    """(person, article) → the year of birth that the article prints beside the person's name, and where."""
    texts = {source.name: source.text for source in records.sources}
    people = {entity.id: entity for entity in records.entities if entity.type == "PER"}
    found: dict[tuple[str, str], tuple[int, Evidence]] = {}
    by_article: dict[str, set[str]] = {}
    for naming in records.namings:
        if naming.entity in people:
            by_article.setdefault(naming.evidence.article, set()).add(naming.entity)
    for article in records.articles:
        text = texts.get(article.source, "")
        for born in words.born.finditer(text, article.start, article.end):
            around = "".join(text[max(article.start, born.start() - 24):min(article.end, born.end() + 24)].split())
            near = [(around.find(form), key) for key in sorted(by_article.get(article.id, ())) for form in (people[key].name, *people[key].aliases) if form in around]
            if len({key for _, key in near}) == 1:
                evidence = Evidence(article.source, article.id, born.start(), born.end(), born[0], "birth")
                found.setdefault((near[0][1], article.id), (int(born[1] or born[2]), evidence))
    return found


def ages(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """An age with a date, and a birth year of the same person earlier in the article."""
    texts = {source.name: source.text for source in records.sources}
    names = {entity.id: (entity.name, *entity.aliases) for entity in records.entities}
    published = {article.id: article.published.value for article in records.articles}
    for claim in records.claims:
        if claim.unit != "岁" or not claim.metric.endswith(words.ages) or claim.bound != "exact":
            continue
        text = _before(texts.get(claim.evidence.source, ""), claim, _WINDOW)
        beside = words.born.search("".join(texts.get(claim.evidence.source, "")[claim.value_end:claim.value_end + _BESIDE].split()))
        year = (published.get(claim.evidence.article) or "")[:4]
        if beside and year and words.now.search(text):  # 今年68岁，1956年出生
            age = int(year) - int(beside[1] or beside[2])
            yield Verdict("age", "agrees" if abs(age - claim.value) <= 1 else "disagrees", _from_to(beside[1] or beside[2], year, claim), (claim.id,), (claim.evidence,))
            continue
        if not claim.time:
            continue
        births = [m for m in words.born.finditer(text) if any(n and n in text[max(0, m.start() - 30):m.end() + 30] for n in names.get(claim.subject or "", (claim.subject_name,)))]
        if not births:
            continue
        born, died = int(births[-1][1] or births[-1][2]), int(claim.time[:4])
        fits = abs(died - born - claim.value) <= 1
        yield Verdict("age", "agrees" if fits else "disagrees", _from_to(born, died, claim), (claim.id,), (claim.evidence,))


def since(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """A year of founding in the sentence and how long ago that is."""
    texts = {source.name: source.text for source in records.sources}
    published = {article.id: article.published.value for article in records.articles}
    for claim in records.claims:
        year = (published.get(claim.evidence.article) or "")[:4]
        if claim.unit != "年" or claim.kind != "level" or not year:
            continue
        sentence = _sentence(texts.get(claim.evidence.source, ""), claim)
        lasted = _SINCE.search(sentence)
        if lasted is not None:  # 自2016年成立以来连续两年 is no longer than since then, 走过了28年 as long
            real = int(year) - int(lasted[1])
            fits = claim.value <= real + 1 if lasted[2] == "连续" else abs(claim.value - real) <= 1 or _rounded(claim.value, claim.bound, real)
            yield Verdict("since", "agrees" if fits else "disagrees", _from_to(lasted[1], year, claim), (claim.id,), (claim.evidence,))
            continue
        found = words.founded.findall(sentence)
        if len(found) != 1 or not claim.metric.endswith(words.since):
            continue
        real = int(year) - int(found[0])
        fits = _rounded(claim.value, claim.bound, real)
        yield Verdict("since", "agrees" if fits else "disagrees", _from_to(found[0], year, claim), (claim.id,), (claim.evidence,))


def spans_of_years(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """从1990年…到2014年 and the number of years right after."""
    texts = {source.name: source.text for source in records.sources}
    for claim in records.claims:
        if claim.unit != "年" or claim.kind != "level":
            continue
        sentence = _sentence(texts.get(claim.evidence.source, ""), claim)
        found = _BETWEEN.search(sentence) or _FROM_TO.search(sentence)
        if found is None:
            continue
        real = int(found[2]) - int(found[1])
        fits = real > 0 and (real == claim.value or real + 1 == claim.value or _rounded(claim.value, claim.bound, real))
        yield Verdict("years", "agrees" if fits else "disagrees", _from_to(found[1], found[2], claim), (claim.id,), (claim.evidence,))


def lengths(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """A length in days beside its first and last day (8月4日至6日，为期两天半)."""
    desk = Desk(records, words)
    for claim in records.claims:
        first, _, last = (claim.time or "").partition("/")
        lasting = claim.metric.endswith(words.lengths) or words.lasting.search(desk.before(claim, 6))
        if claim.unit != "天" or not lasting or len(first) != 10 or len(last) != 10 or not _names_last_day(records, claim):
            continue
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        fits = days - 1 <= claim.value <= days
        yield Verdict("days", "agrees" if fits else "disagrees", say("days", first=first, last=last, days=days, printed=claim.value_text), (claim.id,), (claim.evidence,))


def _names_last_day(records: Records, claim: Claim) -> bool:
    """True where the page prints the last day (8月4日至6日); 3月初 is ten days, in which something may have taken three."""
    assert claim.time is not None
    last = int(claim.time[-2:])
    told = (time.text for time in records.times if time.source == claim.evidence.source and time.interval == claim.time)
    return any(numeral.low == last for text in told for number in _NUMERAL.findall(text) if (numeral := parse_number(number)) is not None)


def _rounded(value: Decimal, bound: str, real: int) -> bool:
    """A round number (600, 70) stands for the years it was rounded or cut down from."""
    if bound == "min":
        return value <= real
    if bound == "max":
        return real <= value
    step = 1
    while value % (step * 10) == 0 and step < 1000:
        step *= 10
    return value - Decimal(step) / 2 - (step == 1) <= real < value + max(step, 2)


def _from_to(first: str | int, last: str | int, claim: Claim) -> tuple[Saying, ...]:
    """Years from the first to the last, beside what is printed for them."""
    return say("difference", whole=int(last), part=int(first), rest=int(last) - int(first), printed=claim.value_text)


def _before(text: str, claim: Claim, length: int) -> str:
    return "".join(text[max(0, claim.value_start - length):claim.value_start].split()).replace(",", "，")


def _sentence(text: str, claim: Claim) -> str:
    """The sentence up to the figure."""
    return re.split(r"[。！？]", _before(text, claim, _SENTENCE))[-1]


def good_days(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """Days of a month, a quarter or a year and their share of it: 7月优良天数29天，优良率93.5%."""
    desk = Desk(records, words)
    for told in desk.told.values():
        for days, share in pairwise(told):
            period = _days_of(days.time or "")
            if days.unit != "天" or share.kind != "share" or share.unit not in ("%", "％") or period is None or days.time != share.time \
                    or not words.day_share.search(desk.between(days, share)):
                continue
            part, rate = allowed(days, words), allowed(share, words)
            ids, evidence = (days.id, share.id), (days.evidence, share.evidence)
            told_so = say("days-of-period", days=days.value, period=period, percent=(days.value / period * 100).quantize(Decimal("0.01")), printed=share.value_text)
            if part is None or rate is None:
                continue
            fits = Between(part.low / period * 100, part.high / period * 100).meets(rate)
            yield Verdict("share", "agrees" if fits else "undecidable", told_so, ids, evidence)


def _days_of(time: str) -> int | None:
    """How many days a period of whole months or of a year has.

    >>> _days_of("2024-02"), _days_of("2023-01/2023-06"), _days_of("2024"), _days_of("2024-02-03")
    (29, 181, 366, None)
    """
    first, _, last = time.partition("/")
    last = last or first
    if not re.fullmatch(r"\d{4}(-\d{2})?", first) or not re.fullmatch(r"\d{4}(-\d{2})?", last):
        return None
    begin = date(int(first[:4]), int(first[5:] or 1), 1)
    year, month = int(last[:4]), int(last[5:] or 12)
    return (date(year, month, monthrange(year, month)[1]) - begin).days + 1


def kin(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """The eldest with six younger brothers is one of seven sons."""
    desk = Desk(records, words)
    for told in desk.told.values():
        for child, sibling in words.children.items():
            brothers = next((c for c in told if c.metric == sibling and words.eldest.search(desk.before(c, 50))), None)
            sons = next((c for c in told if c.metric == child), None)
            if brothers is None or sons is None or {brothers.bound, sons.bound} != {"exact"}:
                continue
            count = 1 + brothers.value
            yield Verdict("kin", "agrees" if count == sons.value else "disagrees", say("eldest", siblings=brothers.value_text, sort=sibling, count=count, children=sons.value_text, child=child),
                          (sons.id, brothers.id), (sons.evidence, brothers.evidence))
