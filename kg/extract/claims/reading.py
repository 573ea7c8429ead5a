"""Each quantity of a page as a reading: what kind of figure it is, which way it points, what it measures.

In: a page's findings (values and frames found by rules) and the rule set.  Out: `Reading` records in print order, still without
owner, time and speaker; those need the page's entities and are bound in `kg.resolve.claims`.
Every slot says in `because` which rule or step filled it.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from kg.extract import Findings
from kg.extract.claims.bearers import topic_of
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory, index_at, unit_of
from kg.extract.claims.measure import metric_of
from kg.extract.claims.predicate import predicate
from kg.extract.claims.thresholds import rank_scopes, thresholds
from kg.extract.claims.words import Clause, Word, clauses, top_mentions, words
from kg.model import Mention, Page, Span, record
from kg.rules import RuleSet
from kg.text import fold

_FIGURE_BEFORE = re.compile("[0-9０-９.．]+[倍％%][和、与及]$")  # 为“十二五”期间的1.6倍和|2.5倍
_AS_BEFORE = "kind: as the item before it in the list"
_CLAUSES_BACK = 2  # a topic further back in the sentence may be another's


@record
class Reading:
    """One quantity in its frame.  `at` is the page offset where the words that were read begin.

    `clause` indexes `Sheet.clauses`; `metric` is empty where the print names none.
    """

    value: Mention
    frame: Mention | None
    clause: int
    at: int
    kind: str
    direction: str | None
    baseline: str | None
    metric: str
    because: tuple[str, ...]
    how: str = ""  # the steps that found the metric


class _Rows(dict[int, tuple[Word, ...]]):
    """The words of a page's clauses by their numbers."""

    def __init__(self, form: str, found: Sequence[Clause], tops: Sequence[Mention], starts: Sequence[int], cues: Cues):
        super().__init__()
        self._form, self._clauses, self._tops, self._starts, self._cutter = form, found, tops, starts, cues.cutter

    def __missing__(self, number: int) -> tuple[Word, ...]:
        row = self[number] = words(self._form, self._clauses[number].span, self._tops, self._starts, self._cutter)
        return row


@record
class Layout:
    """What reading claims needs to know of a page again and again: top mentions, clauses and their words, cues.

    `thresholds` are quantities that only say which things are counted; `read` fills it.
    """

    form: str
    tops: tuple[Mention, ...]
    starts: tuple[int, ...]
    clauses: tuple[Clause, ...]
    places: tuple[int, ...]  # where the clauses begin
    cues: Cues
    row: Callable[[int], tuple[Word, ...]] = field(compare=False, repr=False)  # the words of a clause by its number, cut when first asked for
    scopes: Mapping[int, int] = field(compare=False, repr=False)  # page offset inside the field of a rank → where that ends
    thresholds: set[Span] = field(default_factory=set, compare=False, repr=False)


def layout(findings: Findings, ruleset: RuleSet) -> Layout:
    """The layout of a page."""
    form, tops, cues = findings.page.text.form, top_mentions(findings.mentions, findings.page.text.form), Cues.of(ruleset)
    starts, found = tuple([m.span.start for m in tops]), clauses(findings.page, tops)
    return Layout(form, tops, starts, found, tuple([clause.span.start for clause in found]), cues, _Rows(form, found, tops, starts, cues).__getitem__, rank_scopes(findings))


def is_claimed(mention: Mention) -> bool:
    """True for a quantity that the page asserts, false for one that a rule gave another fate."""
    return mention.label == "Quantity" and mention.attribute("fate", "claim") in ("claim", "quantity")


def read(findings: Findings, ruleset: RuleSet, page: Layout | None = None) -> tuple[Reading, ...]:
    """The readings of a page, one for each claimed quantity that stands in a clause, in print order."""
    page = page or layout(findings, ruleset)
    frames, form = _frames(findings), findings.page.text.form
    found: list[Reading] = []
    memory, first, article, texts = Memory(), 0, None, _texts(findings.page)
    for number, here in _claimed(page).items():
        clause = page.clauses[number]
        sentence = findings.page.sentences[clause.sentence]
        if sentence.article != article:
            memory, article = Memory(article=texts.get(sentence.article, "")), sentence.article
        goes_on = found and page.clauses[found[-1].clause].sentence == clause.sentence - 1 \
            and (form.startswith(page.cues.of_which, sentence.span.start) or page.cues.turns.by_parts.match(form, sentence.span.start, clause.span.start) is not None)
        if not goes_on and (not found or page.clauses[found[-1].clause].sentence != clause.sentence):
            first = len(found)
            memory.sentence.clear()
            memory.acts, memory.topic, memory.before = "", _topic_before(page, number), ()
        memory.lead = form[sentence.span.start:clause.span.start]
        memory.clause = form[clause.span.start:clause.span.end]
        memory.tail = form[clause.span.end:sentence.span.end]
        row = page.row(number)
        memory.before = page.row(number - 1) if number and page.clauses[number - 1].sentence == clause.sentence else ()
        memory.topic = topic_of(row, page.cues) or memory.topic
        page.thresholds.update(thresholds(row, page.cues))
        aside, outside = None, memory.counted
        yardsticks = [part.span for value in here if (frame := frames.get(value.span)) is not None and (part := frame.part("baseline")) is not None] if len(here) > 1 else []
        for value in here:
            if value.span in page.thresholds:
                continue
            index = index_at(row, value.span.start)
            reading = _reading(value, frames.get(value.span), number, row, index, page, memory, found[first:], ruleset)
            if yardsticks and memory.sentence and any(span.start < value.span.start and value.span.end <= span.end for span in yardsticks):
                reading = _held_against(reading, unit_of(row[index]), memory)
            found.append(reading)
            inside = "（" in memory.clause and _bracketed(row, index)
            if not inside:
                if aside is not None and memory.sentence[-1] is not aside:
                    memory.sentence.append(aside)
                outside = dict(memory.counted)
            said = (reading.metric, reading.kind, unit_of(row[index]))
            memory.sentence.append(said)
            aside = aside if inside else said
        if aside is not None and memory.sentence[-1] is not aside:
            memory.sentence.append(aside)  # 报名2.7万人（专升本587人），比去年减少1900人
            memory.counted = outside
        _remember(row, page.cues, memory)
    return tuple([_as_printed(reading) for reading in found])


def _texts(page: Page) -> dict[int | None, str]:
    """The text of each article, from its first sentence to its last."""
    ends: dict[int | None, tuple[int, int]] = {}
    for sentence in page.sentences:
        ends[sentence.article] = ends.get(sentence.article, sentence.span)[0], sentence.span.end
    return {article: page.text.form[start:stop] for article, (start, stop) in ends.items() if article is not None}


def _topic_before(page: Layout, number: int) -> str:
    """The thing that the sentence of clause `number` was about before it: 金融业 in 金融业较为活跃，上半年增加值200亿元, or nothing."""
    at = number
    while at and page.clauses[at - 1].sentence == page.clauses[number].sentence and number - at < _CLAUSES_BACK:
        at -= 1
    return next((topic for k in range(at, number) if (topic := topic_of(page.row(k), page.cues))), "")


def _bracketed(row: Sequence[Word], index: int) -> bool:
    """True for a figure inside round brackets after the first word of its clause."""
    return sum((word.text == "（") - (word.text == "）") for word in row[:index]) > 0


def _claimed(page: Layout) -> dict[int, list[Mention]]:
    """The number of each clause in which claimed quantities begin, and these; a number inside the field of a rank claims nothing."""
    by_clause: dict[int, list[Mention]] = {}
    for mention in page.tops:
        if mention.label == "Quantity" and is_claimed(mention) and page.scopes.get(mention.span.start, 0) < mention.span.end:
            number = bisect_right(page.places, mention.span.start) - 1
            if number >= 0 and mention.span.start < page.clauses[number].span.end:
                by_clause.setdefault(number, []).append(mention)
    return by_clause


def _frames(findings: Findings) -> dict:
    frames = {}
    for mention in findings.mentions:
        if mention.label == "Frame":
            value = mention.part("value")
            if value is not None:
                frames[value.span] = mention
    return frames


def _reading(value: Mention, frame: Mention | None, clause: int, row: Sequence[Word], index: int, page: Layout,
             memory: Memory, earlier: Sequence[Reading], ruleset: RuleSet) -> Reading:
    kind = frame.attribute("kind", "level") if frame else "level"
    direction = frame.attribute("direction") if frame else None
    because = [f"kind: {frame.rule}" if frame else "kind: no frame, so a size"]
    baseline = _baseline(frame, page.cues)
    inherits = _list_head(row, index, earlier, page.cues)
    if inherits is not None and inherits.kind == "change" and kind == "level" \
            and (inherits.frame is not None and inherits.frame.taken_as == "newly-added" or _AS_BEFORE in inherits.because) and not _acts_itself(row, index):
        kind, direction = inherits.kind, inherits.direction
        because.append(_AS_BEFORE)
    joined = _joined_to(row, index, earlier)
    if joined is not None and joined.direction and frame is not None and frame.taken_as.startswith(("plain", "difference-of")):
        kind, direction, baseline = joined.kind, joined.direction, joined.baseline
        because.append("kind: as the figure that it is joined to")
    metric = metric_of(row, index, frame, page.cues, memory, inherits is not None or _goes_on_list(row, index, earlier, page, clause))
    because.append(f"metric: {metric.how}")
    if kind == "share" and fold(metric.text).endswith(ruleset.words("price-nouns")) and not metric.text.endswith(page.cues.ends.rates_of_profit):
        kind = "level"
        because.append("kind: a rate of interest or a price stands as it is")
    before = earlier[-1] if earlier and earlier[-1].clause == clause - 1 else None
    if baseline is None and kind == "rate" and before is not None and before.baseline and before.direction == direction and frame is not None and frame.taken_as in ("growth-noun", "decline-noun"):
        baseline = before.baseline
        because.append("baseline: of the change it restates")
    return Reading(value, frame, clause, min(metric.start, value.span.start), kind, direction, baseline, metric.text, tuple(because), metric.how)


def _held_against(reading: Reading, unit: str, memory: Memory) -> Reading:
    """A figure that another is held against measures the same as that (均价5元，比上周同期的5.6元下降11%)."""
    metric = next((metric for metric, kind, earlier in reversed(memory.sentence) if earlier == unit and kind == reading.kind == "level"), "")
    if not metric:
        return reading
    because = tuple(reason for reason in reading.because if not reason.startswith("metric: "))
    return replace(reading, metric=metric, because=(*because, "metric: what it is held against"), how="what it is held against")


def _baseline(frame: Mention | None, cues: Cues) -> str | None:
    """The words of comparison without the verb and adverbs that a greedy pattern took along (较上年末净|增加)."""
    part = frame.part("baseline") if frame else None
    if frame is None or part is None:
        return None
    text, verb = fold(part.text), frame.part("verb")
    if verb is not None:
        whole = text + fold(verb.text)
        changed = next((w for w in cues.changes if whole.endswith(w) and whole[:-len(w)] not in ("同", "环")), fold(verb.text))  # 同比|增8%, not 同|比增
        text = whole[:-len(changed)]
    while (adverb := _adverb_behind(text, cues)):
        text = text[:-len(adverb)]
    return _FIGURE_BEFORE.sub("", part.text[:len(text)]) or None


def _adverb_behind(text: str, cues: Cues) -> str:
    """The adverb of a change that ends a comparison (较上年末净); 平均 keeps its 均, and 与去年同比 its 同比."""
    if not text.endswith(cues.leads_to_change):
        return ""
    return next((w for w in cues.leads_to_change if text.endswith(w) and len(text) - len(w) >= 2 and not (w == "均" and text.endswith("平均")) and not (w == "同比" and text[0] == "与")), "")


def _remember(row: Sequence[Word], cues: Cues, memory: Memory) -> None:
    """Keep a verb of entering with its object, for the sentences that leave the object out."""
    for at, word in enumerate(row):
        if word.text in cues.joining and word.mention is None:
            phrase = predicate(row, at, cues)
            if phrase is not None and len(phrase.text) > len(word.text) + 2:
                memory.objects.setdefault(word.text, phrase.text)


def _joined_to(row: Sequence[Word], index: int, earlier: Sequence[Reading]) -> Reading | None:
    """The reading before, where only 和 or 、 stands between the two figures (分别增长23.5%和31.2%)."""
    joined = index > 1 and row[index - 1].text in "和、与及" and earlier and earlier[-1].value is row[index - 2].mention
    return earlier[-1] if joined else None


def _list_head(row: Sequence[Word], index: int, earlier: Sequence[Reading], cues: Cues) -> Reading | None:
    """The reading before, where this quantity is the next item of its list (A 1件、B 5件)."""
    at = index - 1
    while at >= 0 and not row[at].is_value:
        if row[at].tag == "w" and row[at].text == "、" and at and row[at - 1].is_value and earlier \
                and earlier[-1].value is row[at - 1].mention:
            return earlier[-1]
        if row[at].text in cues.light or row[at].text in cues.pivot:
            return None
        at -= 1
    return None


def _acts_itself(row: Sequence[Word], index: int) -> bool:
    """True for 失业人员再就业5万人 after 城镇新增就业9万人、: the item ends in an act of its own."""
    last = row[index - 1]
    return last.mention is None and (last.is_verb or last.text.endswith("就业"))


def _goes_on_list(row: Sequence[Word], index: int, earlier: Sequence[Reading], page: Layout, clause: int) -> bool:
    """True for 其中水稻4万吨, and for a clause of only a noun and a figure after one counted in the same unit (…标准18项，地方标准12项)."""
    if not earlier:
        return False
    if row[0].text in page.cues.of_which:
        return True
    figure = row[index].mention
    units = (_unit(earlier[-1].value), _unit(figure)) if figure is not None else ("", "")
    same = figure is not None and (units[0] == units[1] or all(unit in page.cues.person_units or unit in page.cues.vehicle_units for unit in units) and earlier[-1].metric.startswith(page.cues.sending_starts))  # 出动民警50人，警车8辆
    return same and "％" not in row[index].text and earlier[-1].clause == clause - 1 and page.clauses[clause].opens in "，；" and index == len(row) - 1 and 0 < index <= 4 \
        and all(word.is_nominal and not word.is_verb for word in row[:index])


def _unit(value: Mention) -> str:
    part = value.part("unit")
    return part.text if part is not None else ""


def _as_printed(reading: Reading) -> Reading:
    """The metric in half-width digits and letters, as it was printed."""
    narrow = reading.metric.translate(_WIDE)
    return reading if narrow == reading.metric else Reading(reading.value, reading.frame, reading.clause, reading.at, reading.kind, reading.direction, reading.baseline,
                                                            narrow, reading.because, reading.how)


_WIDE = {code + 0xFEE0: code for code in range(0x30, 0x7B) if chr(code).isalnum()} | {ord("％"): "%", ord("＋"): "+", ord("－"): "-", ord("／"): "/", ord("．"): "."}
