"""Readings become claims: owner, time, modality and speaker bound, everything in raw offsets.

In: `Findings` of a page, its `PageContext`, the rule set.  Out: claims and the ledger of numbers.
What cannot be bound stays None.  Every claim says in `because` which rule or step filled each slot.
"""
from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.claims import Layout, Reading, is_claimed, layout, read
from kg.extract.claims.words import HEADLINES
from kg.extract.values import almanac_of, quantity, time_expressions
from kg.model import Claim, Evidence, NumberFate, Quantity, Span, TimeExpression
from kg.resolve.claims.ground import OF_CLAUSE, SUBJECTS, Topic
from kg.resolve.claims.ledger import ledger, twin
from kg.resolve.claims.lists import SubjectCues, TimeCues
from kg.resolve.claims.moments import Moment, as_told
from kg.resolve.claims.mood import Moods
from kg.resolve.claims.speaker import Speakers
from kg.resolve.claims.subject import subject_of
from kg.resolve.claims.time import Times
from kg.resolve.claims.topics import Topics
from kg.resolve.claims.turns import MoodTurns, SayingTurns, TimeTurns
from kg.timewords import TimeWords

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.resolve.context import PageContext
    from kg.rules import RuleSet

_HOURS = re.compile("[—－-]|至|到[0-9０-９]")  # 8时至20时 are the hours of a shop
_ROUNDED = 1000  # a smaller figure of a headline is told as it is
_REPEAT = 14  # characters; shorter sentences may be printed twice on purpose


def bind(findings: Findings, context: PageContext, ruleset: RuleSet, told: Sequence[TimeExpression] | None = None) -> tuple[tuple[Claim, ...], tuple[NumberFate, ...]]:
    """The claims of a page in print order, and what became of every number on it.

    Subjects and speakers are page keys of `context` (across pages they become IRIs), or only names.  `told` are the page's time expressions, where they are known.
    """
    times_told = time_expressions(findings, ruleset) if told is None else told
    page = layout(findings, ruleset)
    readings = read(findings, ruleset, page)
    said = tuple(m for m in findings.mentions if m.label == "Said" and m.part("who") is not None)
    topics = Topics(findings.page, page, context, SubjectCues.of(ruleset), [m.span for m in said if m.taken_as != "reports"])
    cues = TimeCues.of(ruleset)
    moments = _moments(findings, times_told, cues.turns, almanac_of(ruleset).words)
    speakers = Speakers(findings.page, page, context, said, ruleset.words("acting-verbs"), SayingTurns.of(ruleset), tuple(m.span.start for m in moments if m.interval and not m.is_stretch))
    times = Times(moments, topics, cues)
    moods = Moods([m for m in findings.mentions if m.label == "Mood"], topics, {m.span.start: m.interval for m in moments},
                  ruleset.words("sums-as-stated"), ruleset.words("paragraph-counters"), ruleset.words("works"), MoodTurns.of(ruleset))
    first_printed = _first_printed(findings, page)
    amounts = _amounts(findings, ruleset)
    claims: dict[Span, Claim] = {}
    printed: dict[int, Evidence] = {}  # clause → where it stands
    owners: dict[Span, Topic | None] = {}  # figure → its owner, as it was found
    for reading in readings:
        if reading.value.span in amounts and twin(reading.value.span, page, reading.clause, first_printed) is None:
            claims[reading.value.span] = _claim(reading, findings, context, amounts[reading.value.span], topics, times, moods, speakers, page, printed, owners)
    settled = _headlines(claims, readings, topics, owners)
    return tuple(settled[span] for span in sorted(settled)), ledger(findings, amounts, settled, page, first_printed, ruleset)


def _claim(reading: Reading, findings: Findings, context: PageContext, amount: Quantity, topics: Topics, times: Times, moods: Moods,
           speakers: Speakers, page: Layout, printed: dict[int, Evidence], owners: dict[Span, Topic | None]) -> Claim:
    value = reading.value
    speech = speakers.at(value.span.start)
    subject = owners[value.span] = subject_of(reading, topics, speech.key if speech else None, speech is not None and speakers.is_quoted(speech, value.span.start))
    mood = moods.of(reading, subject.name if subject else "")
    when, why_when = times.of(reading, subject.name if subject else None, "actual" if mood.in_time else mood.name)
    if mood.may_come and moods.is_to_come(when):  # 到2027年，……累计建成30个
        mood = moods.coming(reading, when or "")
    rule = reading.frame.rule if reading.frame else value.rule
    because = (*reading.because, f"subject: {subject.because}" if subject else "subject: nothing names an owner", why_when,
               *([mood.because] if mood.because else []), *([f"speaker: {speech.rule}"] if speech else []))
    raw = findings.page.text.raw(value.span)
    verb = reading.frame.part("verb") if reading.frame else None
    bound = "about" if amount.bound == "exact" and verb is not None and verb.text.startswith("约") else amount.bound  # 约占总数的36%
    return Claim(_identity(findings, raw), _evidence(reading.clause, rule, context, page, printed), raw.start, raw.end, value.text, amount.low, amount.high, amount.unit, bound,
                 reading.kind, reading.direction, reading.baseline, topics.naming.compounds.bare(reading.metric, subject.name) if subject else reading.metric,
                 subject.key if subject else None, subject.name if subject else None, when, mood.name,
                 speech.key if speech else None, speech.name if speech else None, because)


def _evidence(clause: int, rule: str, context: PageContext, page: Layout, printed: dict[int, Evidence]) -> Evidence:
    """Where a clause stands, looked up once for all its figures."""
    known = printed.get(clause)
    if known is None:
        known = printed[clause] = context.evidence(page.clauses[clause].span, rule)
    return known if known.rule == rule else Evidence(known.source, known.article, known.start, known.end, known.quote, rule)


def _amounts(findings: Findings, ruleset: RuleSet) -> dict[Span, Quantity]:
    """The value of every claimed quantity; a row of figures that has none claims nothing and stays unexplained in the ledger."""
    amounts = {}
    for mention in findings.mentions:
        if mention.label == "Quantity" and is_claimed(mention):
            try:
                amounts[mention.span] = quantity(mention, ruleset)
            except ValueError:
                continue
    return amounts


def _identity(findings: Findings, raw: Span) -> str:
    """`claim/…` from the page's hash and the figure's place: two builds agree."""
    content = f"{findings.page.source.sha256}\n{raw.start}\n{raw.end}"
    return "claim/" + hashlib.sha256(content.encode()).hexdigest()[:16]


def _moments(findings: Findings, told: Sequence[TimeExpression], turns: TimeTurns, words: TimeWords) -> tuple[Moment, ...]:
    """The page's time expressions in page offsets, bare hours left out, which fix no day; one that opens a sentence is of the day that its article told last."""
    found: list[Moment] = []
    sentences = {sentence.span.start: sentence for sentence in findings.page.sentences if sentence.zone == "body"}
    days: dict[int | None, str] = {}  # article → the day that its running text named last
    for mention, time in zip(findings.labelled("Time"), told, strict=True):
        if words.is_hour(mention.text):
            sentence = sentences.get(mention.span.start)
            day = days.get(sentence.article) if sentence is not None else None
            if day is not None and not _HOURS.match(findings.page.text.form, mention.span.end):
                found.append(Moment(mention.span, mention.text, day, turns))  # 昨日……。上午10时，他走到……: of that day
            continue
        moment = Moment(mention.span, mention.text, as_told(mention.text, time.interval, turns), turns)
        found.append(moment)
        if len(moment.interval or "") == 10:
            days[_article(findings, mention.span.start)] = moment.interval or ""
    return tuple(found)


def _article(findings: Findings, position: int) -> int | None:
    """The article of the sentence at a page offset."""
    sentences = findings.page.sentences
    at = bisect_right(sentences, position, key=lambda sentence: sentence.span.start) - 1
    return sentences[at].article if at >= 0 else None


def _headlines(claims: dict[Span, Claim], readings: tuple[Reading, ...], topics: Topics, owners: dict[Span, Topic | None]) -> dict[Span, Claim]:
    """A headline's figure takes time and metric's owner from the article's own sentence with the same figure.

    Where the headline names the body that the article's owner is a part of (a college, of whose office the head speaks), the figure is the body's in both.
    """
    clauses = topics.layout.clauses
    heads = [(reading, claims[reading.value.span]) for reading in readings if clauses[reading.clause].zone in HEADLINES and reading.value.span in claims]
    if not heads:
        return claims
    first: dict[tuple, Claim] = {}  # article and figure → the claim that prints it first
    bare: dict[tuple, Claim] = {}  # article and figure → the claim that prints it without a unit
    rounded: dict[tuple, list[Claim]] = {}  # article, unit and kind → the claims that a headline may round
    for reading in readings:
        claim, clause = claims.get(reading.value.span), clauses[reading.clause]
        if claim and clause.zone not in HEADLINES:
            first.setdefault((clause.article, claim.value, claim.unit, claim.kind), claim)
            first.setdefault((clause.article, claim.value, "", claim.kind), claim)  # 用户逾七十万 above 70万户
            if not claim.unit:
                bare.setdefault((clause.article, claim.value, claim.kind), claim)  # 310万人 above 310万民众
            rounded.setdefault((clause.article, claim.unit, claim.kind), []).append(claim)
    settled = dict(claims)
    for reading, claim in heads:
        same = first.get((clauses[reading.clause].article, claim.value, claim.unit, claim.kind)) or bare.get((clauses[reading.clause].article, claim.value, claim.kind)) or _rounded(claim, rounded.get((clauses[reading.clause].article, claim.unit, claim.kind), ()))
        if same and _is_part(same.subject, claim.subject, topics):
            place = next(span for span, other in settled.items() if other is same)
            same = settled[place] = replace(same, subject=claim.subject, subject_name=claim.subject_name, because=(*same.because, "subject: the body of which that is a part, as the headline says"))
            first[clauses[reading.clause].article, claim.value, claim.unit, claim.kind] = same
        found = owners[reading.value.span]
        owner = same if same and same.subject_name is not None and (found is None or found.step not in SUBJECTS or found.reach not in ("", OF_CLAUSE)) else None
        if owner is not None:
            claim = replace(claim, subject=owner.subject, subject_name=owner.subject_name,
                            because=(*claim.because, "subject: of the same figure in the article"))
            settled[reading.value.span] = claim
        if same and claim.time is None and same.time is not None:
            settled[reading.value.span] = replace(claim, time=same.time, because=(*claim.because, "time: of the same figure in the article"))
    return settled


def _rounded(head: Claim, told: Sequence[Claim]) -> Claim | None:
    """The one figure of the running text that a headline rounds (3.24万人 above 32446人)."""
    if head.value < _ROUNDED or head.upper is not None:
        return None
    near = [claim for claim in told if claim.upper is None and abs(claim.value - head.value) * 200 <= head.value]
    return near[0] if len({claim.value for claim in near}) == 1 else None


def _is_part(lower: str | None, upper: str | None, topics: Topics) -> bool:
    """True where one body stands within another (an office of a college), whatever stands between them."""
    entities = topics.context.entities
    return topics.context.is_within(lower, upper) and all(key in entities and entities[key].type == "ORG" for key in (lower, upper))


def _first_printed(findings: Findings, page: Layout) -> dict[int, int]:
    """Sentence number → how far back its words stood first, for running text printed twice by mistake.

    The second printing may lack the first words of the first (目前，全市…… / 全市……), so ends are compared.
    """
    form = findings.page.text.form
    seen: dict[str, list[Span]] = {}
    moved: dict[int, int] = {}
    for number, sentence in enumerate(findings.page.sentences):
        start, end = span = sentence.span
        if end - start < _REPEAT or form[end - 1] not in "。！？" or sentence.zone in HEADLINES:
            continue
        tail = form[end - _REPEAT:end]
        before = seen.get(tail)
        if before is None:
            seen[tail] = [span]
            continue
        earlier = next((e for e in before if form.endswith(form[start:end], e.start, e.end)), None)
        if earlier is not None:
            moved[number] = end - earlier.end
        else:
            before.append(span)
    return moved
