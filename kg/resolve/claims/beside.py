"""Owners that stand right beside a figure: the name behind it, the works it was spent on, the place where it was measured.

In: a reading and the topics of its page.  Out: a `Topic`, or None where nothing beside the figure is its owner.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims import Reading
from kg.extract.claims.figure import index_of, unit_of
from kg.extract.claims.words import OWNERS, PERSONS, Word
from kg.model import Span
from kg.resolve.claims import members, trust
from kg.resolve.claims.ground import Topic, told_further
from kg.resolve.claims.topics import Topics

_TO_PERSON = 30  # characters from an age to whose it is, all of them names and nouns (58岁的某市某区某镇某村村民某人)
_TO_NEXT = 12  # characters, whatever stands between (36岁时当选的某人)
_ATTRIBUTES = re.compile("(?:、[^，。；、的]{3,16}){1,3}的")


def before_brackets(reading: Reading, topics: Topics) -> Topic | None:
    """高于全省（3%），居前的是某县（12亿元）、某县（9亿元）: the place or body before brackets that hold the figure alone."""
    form, span = topics.page.text.form, reading.value.span
    if form[span.start - 1:span.start] != "（" or form[span.end:span.end + 1] != "）":
        return None
    row = topics.row(reading.clause)
    at = next((i for i, word in enumerate(row) if word.end == span.start - 1), None)
    if at is None:
        return None
    if row[at].is_reference:
        return topics.naming.referred(row, at, topics.layout.clauses[reading.clause])
    return topics.name_at(row[at], "the name before its brackets") if row[at].tag in OWNERS else None


def named_after(reading: Reading, topics: Topics) -> Topic | None:
    """总投资4.5亿元的某某项目: the thing that the figure is an attribute of."""
    end = reading.value.span.end
    form = topics.page.text.form
    if reading.metric == topics.cues.names.age:
        afterwards = [word for word in topics.row(reading.clause) if word.start >= end]
        plain = next((at for at, word in enumerate(afterwards) if not word.is_nominal and word.text not in "的、"), len(afterwards))
        for at, word in enumerate(afterwards):
            if word.tag in PERSONS and word.start <= end + (_TO_PERSON if at <= plain else _TO_NEXT):
                return topics.name_at(word, "the person whose age it is")
    if form[end:end + 1] == "、" and reading.at < reading.value.span.start:
        return _after_attributes(reading, topics)
    if form[end:end + 1] != "的" and not form.startswith(topics.cues.turns.bounds_before_owners, end):
        return None
    clause = topics.layout.clauses[reading.clause]
    if reading.at >= reading.value.span.start:
        return None  # 200平方米的某某项目: the project is what is measured, not whose figure it is
    row = topics.row(reading.clause)
    named = [word for word in row if end < word.start <= end + 3 and word.is_named]
    while named and (following := next((w for w in row if w.start == named[-1].end and w.is_named), None)) is not None:
        named.append(following)
    if named and not any(topics.things.over(named[-1].start)):
        works = topics.naming.compounds.at(row, row.index(named[-1]))  # 总投资9亿元的某市工厂
        return topics.naming.compounds.topic(works) if works is not None else topics.name_at(named[-1], "the name after the figure")
    behind = next((i for i, word in enumerate(row) if word.start == end + 1), None)
    set_off = topics.naming.set_off(row, behind, clause, clause.span.end) if behind is not None else None
    if set_off is not None:
        return set_off  # 总投资1亿元的民生项目——某医院康复楼
    works = topics.naming.compounds.described(row, behind) or topics.naming.compounds.house(row, behind) if behind is not None and form[end:end + 1] == "的" else None
    if works is not None:
        return topics.naming.compounds.topic(works)
    for thing in topics.things.from_to(end + 1, end + 12):
        if thing.end <= clause.span.end:
            return Topic(topics.context.by_form(thing.name), thing.name, thing.start, "the named thing after the figure")
    return None


def _after_attributes(reading: Reading, topics: Topics) -> Topic | None:
    """总投资8亿元、年用电8千万度的某集团: the name behind several figures that are all attributes of it."""
    found = _ATTRIBUTES.match(topics.page.text.form, reading.value.span.end)
    if found is None:
        return None
    row = topics.row(reading.clause)
    thing = next(iter(topics.things.from_to(found.end(), found.end())), None)
    if thing is not None:
        return Topic(topics.context.by_form(thing.name), thing.name, thing.start, "the named thing after its figures")
    named = next((word for word in row if word.start == found.end() and word.is_named), None)
    if named is None or not any(word.tag == "Quantity" and word.end == found.end() - 1 for word in row):
        return None
    return topics.name_at(named, "the name after its figures")


def aged(reading: Reading, topics: Topics) -> Topic | None:
    """享年78岁: the person named last in the sentence."""
    if not reading.metric.endswith(topics.cues.ages):
        return None
    sentence = topics.layout.clauses[reading.clause].sentence
    step = reading.clause
    while step >= 0 and topics.layout.clauses[step].sentence == sentence:
        for word in reversed(topics.row(step)):
            if word.start < reading.value.span.start and word.tag in ("Person", "KnownPerson"):
                return topics.name_at(word, "the person whose age it is")
        step -= 1
    return None


def sentenced(reading: Reading, topics: Topics) -> Topic | None:
    """判决某人犯受贿罪，判处有期徒刑九年，并处罚金二百万元, 有期徒刑1年，缓刑2年, 对他处以500元罚款: the person named last before, never the court; nobody, where those on trial are not named."""
    turns, form, start = topics.cues.turns, topics.page.text.form, reading.value.span.start
    clause = topics.layout.clauses[reading.clause]
    first = topics.page.sentences[clause.sentence].span.start
    said = form[clause.span.start:start]
    further = turns.further_penalty.fullmatch(said) is not None and turns.sentences.search(form, first, clause.span.start) is not None
    if not further and turns.sentenced.search(said) is None and (turns.fined.search(said) is None or turns.fines.match(form, reading.value.span.end) is None):
        return None
    person = next((name for name in topics.context.names_before(start, clause.article) if name.type == "PER" or name.span.start < first), None)
    if person is not None and person.span.start >= first:
        return Topic(person.entity, topics.context.name_of(person.entity) or person.form, person.span.start, "the person who was sentenced")
    return trust.NOBODY if turns.accused.search(form, first, start) is not None else None


def of_somebody_unnamed(reading: Reading, topics: Topics) -> Topic | None:
    """民警发现一名30岁左右、身高1米7的男子, 一名男子停留了2分钟: nobody, where what is told is of a person whom the page does not name."""
    turns, form, value = topics.cues.turns, topics.page.text.form, reading.value.span
    start = topics.layout.clauses[reading.clause].span.start
    acts = turns.somebody_acts.match(form, start, value.start)
    if acts is not None:
        return None if any(name.type == "PER" for name in topics.context.names_within(Span(start, value.start))) else trust.NOBODY
    opened = turns.somebody_opened.search(form, start, value.start)
    closed = turns.somebody_closed.match(form, value.end) if opened is not None else None
    if closed is None or any(name.type == "PER" for name in topics.context.names_within(Span(closed.end(), closed.end() + 1), touching=True)):
        return None
    return trust.NOBODY


def works_paid(reading: Reading, topics: Topics) -> Topic | None:
    """某县完成某高速公路投资2亿元: the works between the act and 投资, whoever builds them."""
    if not reading.metric.endswith(topics.cues.names.investment):
        return None
    row, start = topics.row(reading.clause), reading.value.span.start
    paid = next((i for i in range(len(row) - 1, 0, -1) if row[i].end <= start and row[i].text == topics.cues.names.investment), None)
    if paid is None:
        return None
    done = next((i for i in range(paid - 1, max(-1, paid - 9), -1) if row[i].text in topics.cues.done), None)
    if done is None or done + 1 == paid:
        return None
    thing = next((t for t in topics.things.over(row[paid].start - 1) if t.end == row[paid].start), None)
    if thing is not None:
        return Topic(topics.context.by_form(thing.name), thing.name, thing.start, "the works that the sum was spent on")
    name = topics.page.text.printed[row[done + 1].start:row[paid].start]
    heads = topics.cues.route_heads
    if not name.endswith(heads) or name in heads or topics.cues.holds_generic.search(name) or not all(word.is_nominal or word.tag == "d" for word in row[done + 1:paid]):
        return None
    return Topic(topics.context.by_form(name), name, row[done + 1].start, "the works that the sum was spent on")


def made_so(reading: Reading, topics: Topics) -> Topic | None:
    """历时31个月建设的某大桥通车: the works named behind the clause that tells how they were made."""
    row, end = topics.row(reading.clause), reading.value.span.end
    if topics.page.text.form.find("的", end, topics.layout.clauses[reading.clause].span.end) < 0:
        return None
    of = next((i for i, word in enumerate(row) if word.start >= end and word.text == "的"), None)
    if of is None or of + 1 >= len(row) or not row[of + 1].is_named:
        return None
    making = [word for word in row[:of] if word.start >= end]
    if any(word.is_value or word.tag == "w" or word.is_named for word in making) or not any(word.is_verb or word.tag == "vn" for word in making):
        return None
    found = topics.of(reading.clause)
    return told_further(found, "which was made so") if found is not None and found.start >= row[of + 1].start else None


def changed_by_others(reading: Reading, topics: Topics) -> Topic | None:
    """她将某村的种植面积由2000亩扩大到4000亩, 使全县覆盖率达到61%: whose figure is changed, not who changes it."""
    row, clause = topics.row(reading.clause), topics.layout.clauses[reading.clause]
    if not topics.cues.brings_about.search(topics.page.text.form, clause.span.start, reading.value.span.start):
        return None
    for at in range(len(row) - 1, 0, -1):
        word = row[at]
        if word.end > reading.value.span.start or row[at - 1].text not in topics.cues.bringing_about or not (word.is_named or word.is_reference):
            continue
        behind = next((i for i in range(at + 1, len(row)) if not _is_of_metric(row, i)), None)
        if behind is None or behind == at + 1 or not _changes(row, behind, topics):
            return None
        return topics.name_at(word, "whose figure is changed") if word.is_named else topics.naming.referred(row, at, clause)
    return None


def _is_of_metric(row: Sequence[Word], at: int) -> bool:
    """True for a word that a metric behind its owner may hold: nouns, 的, a verb before either of them, a name behind 的."""
    word, following = row[at], row[at + 1] if at + 1 < len(row) else None
    if word.is_nominal:
        return not word.is_named or row[at - 1].text == "的"
    return word.text == "的" or word.is_verb and following is not None and (following.tag == "n" or following.text == "的")


def _changes(row: Sequence[Word], at: int, topics: Topics) -> bool:
    """True where 由, 达到 or a verb before 至 begins what becomes of a metric."""
    cues = topics.layout.cues
    return row[at].text in cues.sources or row[at].text.endswith(topics.cues.turns.ends_of_verbs_of_height) or at + 1 < len(row) and row[at + 1].text in cues.to_heights


def where_it_lies(topics: Topics, number: int) -> Topic | None:
    """The place that ends the clause before (最大降雨量出现在青石镇，达342毫米)."""
    row = topics.row(number - 1) if number else ()
    if not row or not row[-1].is_named:
        return None
    return topics.name_at(row[-1], "where what is greatest lies")


def most_at(topics: Topics, number: int) -> Topic | None:
    """游客在某市消费最高: the place of clause `number` where something is greatest, for the figure that tells how great."""
    row = topics.row(number)
    if len(row) < 3 or topics.page.text.form.find("最", row[-2].start, row[-1].end - 1) < 0:
        return None
    at = next((i for i in range(1, len(row)) if row[i].is_named and row[i - 1].text in topics.cues.turns.before_place_of_the_most), None)
    return topics.name_at(row[at], "where what is greatest lies") if at is not None and not any(word.is_named for word in row[at + 1:]) else None


def place_told(reading: Reading, topics: Topics) -> Topic | None:
    """最大雨量为某乡145毫米, 以某乡145毫米为最大, 面积居前三位的县有某县3万亩、某县2万亩: the place between what is greatest, or stands out, and its figure."""
    form, span, end = topics.page.text.form, topics.layout.clauses[reading.clause].span, reading.value.span.end
    if form.startswith("为最", end) and form[span.start] == "以":
        return topics.naming.named(topics.row(reading.clause), 1, topics.layout.clauses[reading.clause], reading.value.span.start)
    if form.find("最", span.start, reading.value.span.start) < 0 and not topics.layout.cues.turns.stands_out.search(form, span.start, reading.value.span.start):
        return None
    row = topics.row(reading.clause)
    at = next((i for i, word in enumerate(row) if word.end == reading.value.span.start), None)
    return topics.name_at(row[at], "the place where what is greatest was measured") if at and row[at].is_named and _is_told_of(row, at, topics) else None


def _is_told_of(row: Sequence[Word], at: int, topics: Topics) -> bool:
    """True where the name at `at`, or the chain of places that it ends, stands behind the words for what stands out, or behind the figure of another place that does."""
    turns, first = topics.layout.cues.turns, at
    while first > 1 and row[first - 1].is_named and row[first - 1].end == row[first].start:
        first -= 1
    before = row[first - 1].text
    if before == "、":
        return first > 1 and row[first - 2].tag == "Quantity"
    if before in topics.cues.lying and any(word.text.startswith("最") for word in row[:first]):
        return True
    return before in turns.words_before_the_greatest and any(word.text in turns.words_of_standing_out for word in row[:first])


def members_act(reading: Reading, topics: Topics) -> Topic | None:
    """甲公司、乙公司等8家企业联手……: nobody, where those counted act themselves."""
    row = topics.row(reading.clause)
    counted = index_of(row, reading.value)
    if topics.page.text.form.startswith(topics.cues.turns.of_which, topics.layout.clauses[reading.clause].span.start):
        return None  # 其中甲公司、乙公司等8家: of those told before
    return trust.NOBODY if counted and unit_of(row[counted]) in topics.layout.cues.counted_agents and members.members_act(topics, row, counted) else None


def beside_metric(reading: Reading, topics: Topics) -> Topic | None:
    """A name directly before the metric's own words (…，临江县森林覆盖率达61%)."""
    row = topics.row(reading.clause)
    at = next((i for i, word in enumerate(row) if word.is_named and word.end == reading.at), None)
    told = at is not None and at > 1 and row[at].tag in PERSONS and row[at - 1].mention is None and row[at - 1].is_nominal and topics.naming.is_object(row, at - 1)  # 赔偿原告某人
    if at is None or told or at and (row[at - 1].text == "、" or row[at - 1].is_verb or topics.naming.is_object(row, at)) or topics.walks.is_no_owner(row, at) or row[at].text in topics.cues.no_owners:
        return None
    return None if members.is_member(topics, row, at, at, reading.value.span.start) else topics.name_at(row[at], "the name before the metric")


def passed_through(reading: Reading, topics: Topics) -> Topic | None:
    """每天经某口岸出口的汽车约110辆: the port or station that all of it goes through."""
    row = topics.row(reading.clause)
    ports, ways = topics.cues.turns.ends_of_ports, topics.cues.turns.words_of_ways_through
    at = next((i for i in range(1, len(row)) if row[i].end <= reading.value.span.start and row[i].is_named and row[i].text.endswith(ports) and row[i - 1].text in ways), None)
    if at is None:
        return None
    found = topics.goes_on[reading.clause] = topics.name_at(row[at], "what all of it goes through")
    return found


def of_all_parts(reading: Reading, topics: Topics) -> Topic | None:
    """来自全县28个乡镇的102名新兵: the whole place whose parts are counted, where nobody else is told of."""
    row = topics.row(reading.clause)
    at = next((i for i, word in enumerate(row[:-1]) if word.is_reference and word.text[0] == "全" and row[i + 1].tag == "Quantity" and word.end == row[i + 1].start), None)
    if at is None or row[at].start >= reading.value.span.start or topics.walks.scopes(row, at) or topics.walks.ranked(row, at):
        return None
    reaches = not at or row[at - 1].tag == "w" or row[at - 1].text in topics.cues.turns.verbs_of_reaching_all
    return topics.naming.referred(row, at, topics.layout.clauses[reading.clause]) if reaches else None
