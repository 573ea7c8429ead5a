"""Whose figure it is.

In: a reading and the topics of its page.  Out: a `Topic` (entity key or name, and the step that found it), or None.
The order of trust: a named thing right after the figure, the clause itself, the clauses before it in the sentence, the ones after,
the sentences before in the paragraph, the headline, the article's own name.
"""
from __future__ import annotations

from dataclasses import replace

from kg.extract.claims import Reading
from kg.extract.claims_phrase import GREATEST_AND_WHERE, GREATEST_BEFORE, GREATEST_OF_ALL
from kg.resolve import claims_beside, claims_far, claims_trust, claims_wholes
from kg.resolve.claims_ground import ACTED_FOR, BODY_SAYS, HOUSE_SAYS, OF_CLAUSE, OF_HEADING, OF_SENTENCE, WORKS_BY_PLACE, Topic, told_further
from kg.resolve.claims_topics import Topics

_FAMILY_REACH = 120  # characters; further back in a sentence 我家 is another matter
_FAR_BACK = 60  # clauses
_GREATEST = frozenset((GREATEST_BEFORE, GREATEST_OF_ALL, GREATEST_AND_WHERE))
_BACK = 12  # sentences; a paragraph that leaves its subject out longer than that has changed it


def subject_of(reading: Reading, topics: Topics, speaker: str | None, quoted: bool = False) -> Topic | None:
    """The owner of a figure.  `speaker` is the key of who says so, for 我们 in a quotation; `quoted` where the words are its own."""
    clauses = topics.layout.clauses
    number = reading.clause
    clause, form = clauses[number], topics.page.text.form
    paid = claims_beside.works_paid(reading, topics)
    if paid is not None:
        topics.paid[number] = paid
    found = claims_beside.aged(reading, topics) or paid or claims_beside.named_after(reading, topics) or _household(reading, topics, speaker) or topics.issuer(number, reading.value.span.start) or topics.before(number, reading.value.span.start)
    found = claims_beside.changed_by_others(reading, topics) or found or claims_beside.made_so(reading, topics)
    found = claims_beside.place_told(reading, topics) or found
    if found is None and reading.how in _GREATEST:
        found = claims_beside.where_it_lies(topics, number)
    if found is None and quoted and form.startswith(topics.cues.turns.words_of_ones_home, clause.span.start + (form[clause.span.start] == "“")):
        entity = topics.context.entities.get(speaker) if speaker is not None else None
        found = Topic(speaker, entity.name, clause.span.start, "家里 of the person who says so") if entity is not None and entity.type == "PER" else None
    if found is None:
        found = _said_by_own_house(reading, topics, speaker) or topics.takings.of_kind(reading.metric, number) or claims_beside.beside_metric(reading, topics)
    step, crossed, tops = number, False, "最" in form
    pays = found is None and topics.cues.pays.search(form, clause.span.start, reading.value.span.start) is not None
    while found is None and step and clauses[step - 1].sentence == clause.sentence:
        step -= 1
        if not topics.is_attribution(step):
            brought = None if pays else topics.takings.brought_in(step)
            if brought is None and reading.metric.endswith(topics.cues.terms):
                brought = topics.takings.launched(step)
            if brought is None and reading.metric.endswith(topics.cues.terms_of_works):
                brought = topics.takings.started(step)
            crossed = crossed or clauses[step + 1].opens == "；"
            found = told_further(topics.paid.get(step) or brought or topics.of(step) or (claims_beside.most_at(topics, step) if tops else None), OF_CLAUSE)
            if found is not None and found.key is None and "、" in found.name and claims_trust.has_own_subject(topics.row(number)):
                found = claims_trust.NOBODY
            if crossed and found is not None and found.said.startswith(topics.cues.works_in_general):
                found = None  # 项目涉及三区；租赁补贴发放1600户: the project is of its own half
    if found is None:
        found = _scene(topics, number)
    if found is None and speaker is not None and quoted:
        found = _plain_speaker(topics, speaker)
    if found is None:
        acting = topics.is_agents(number)
        found = (None if acting else _of_clause_after(reading, topics)) or (_acting_body(topics, number) if acting else None)
    if found is None:
        found = _who_says(topics, number)
    if found is None and _agents_act(topics, number):
        found = _acting_body(topics, number)
    if found is None:
        found = claims_wholes.whole_of(reading, topics) or (claims_trust.NOBODY if topics.sentences.points_at_unknown(number) else None) or claims_wholes.place_of_statistics(_earlier_sentence(topics, number), reading, topics) or told_further(topics.articles.heading(number), OF_HEADING)
        if found is not None and found.key == speaker and speaker is not None:
            found = _house_of_speaker(topics, speaker) or found  # 科主任某某说：……老楼只有8间房
    if found is None and reading.metric.endswith(topics.cues.of_events):
        found = topics.articles.headlines_event(clause.article)
    if found is not None and claims_wholes.only_tells(found, topics):
        found = claims_wholes.place_of_statistics(found, reading, topics)
    found = claims_wholes.village_of(found, reading, topics)
    if found is not None and claims_trust.is_unlike(found, reading.metric, topics):
        found = claims_trust.NOBODY
    found = _in_turn(found, reading, topics)
    if found is not None and found.step == WORKS_BY_PLACE:
        found = topics.naming.compounds.without(found, reading.metric, reading.at) or found
    if found is not None and not found.name:  # 全县…, where the page does not tell which
        house = _house_of_speaker(topics, speaker)
        served = claims_wholes.place_of_statistics(house, reading, topics)
        if served is not None and served.serves:
            return served  # 国家某局局长某人透露，……余额36万亿元
        return house if house is not None and house.key is not None and (topics.context.entities[house.key].type == "LOC" or house.key == topics.offices.house_by_post(speaker)) else None
    found = found or claims_wholes.place_of_statistics(
        _house_of_speaker(topics, speaker) or claims_trust.of_headline(claims_far.headline(topics, clause), number, topics) or claims_far.name_of_article(topics, number)
        or claims_trust.of_lead(_single(topics.articles.lead(clause.article)), number, topics), reading, topics)
    return found if found is not None and found.name and not claims_trust.is_unlike(found, reading.metric, topics) else None


def _of_clause_after(reading: Reading, topics: Topics) -> Topic | None:
    """What the next clause of the sentence is about, where this one names nobody before the figure and neither lists parts."""
    clauses, form = topics.layout.clauses, topics.page.text.form
    clause, number = clauses[reading.clause], reading.clause + 1
    if number == len(clauses) or clauses[number].sentence != clause.sentence or clauses[number].opens == "；" or form.startswith("其中", clause.span.start) \
            or form.startswith("其中", clauses[number].span.start) or topics.is_attribution(number) \
            or any(word.is_named for word in topics.row(reading.clause) if word.start < reading.value.span.start) or topics.sentences.has_acted(reading.clause) or claims_trust.is_whole(reading, topics):
        return None
    return told_further(_single(topics.of(number)), "of the clause after")


def _in_turn(found: Topic | None, reading: Reading, topics: Topics) -> Topic | None:
    """甲、乙分别为4亿元和3亿元: the nth figure is the nth owner's."""
    if found is None or found.key is not None or "、" not in found.name:
        return found
    row = topics.row(reading.clause)
    each = next((i for i, word in enumerate(row) if word.text.startswith("分别")), None)
    if each is None and topics.layout.clauses[reading.clause].opens == "：" and any(word.text.startswith("分别") for word in topics.row(reading.clause - 1)):
        each = 0  # 甲、乙、丙增幅较大，分别为：21%、12%、6%
    names = found.name.split("、")
    figures = [word for word in row[each:] if word.tag in ("Quantity", "Number")] if each is not None else []
    if len(figures) != len(names) or reading.value not in [word.mention for word in figures]:
        return found
    name = names[[word.mention for word in figures].index(reading.value)]
    key = next((key for key, entity in topics.context.entities.items() if entity.name == name), None)
    return told_further(replace(found, key=key, name=name), "分别: the one of the same place")


def _agents_act(topics: Topics, number: int, first: int = 0) -> bool:
    """True where those who act in the sentence up to clause `number`, from clause `first` on, do so for a body (执勤民警搜查了…，查获…)."""
    clauses, step = topics.layout.clauses, number
    while step >= first and clauses[step].sentence == clauses[number].sentence:
        if topics.is_agents(step):
            return True
        step -= 1
    return False


def _acting_body(topics: Topics, number: int) -> Topic | None:
    """民警走访群众200人次: the body named last before as a topic, for whom they act."""
    article, step = topics.layout.clauses[number].article, number
    while step and number - step < _FAR_BACK:
        step -= 1
        if topics.layout.clauses[step].article != article:
            break
        topic = topics.of(step)
        entity = topics.context.entities.get(topic.key) if topic is not None and topic.key else None
        if entity is not None and entity.type == "ORG":
            return told_further(topic, ACTED_FOR)
    return None


def _said_by_own_house(reading: Reading, topics: Topics, speaker: str | None) -> Topic | None:
    """我们 in a quotation is the speaker's house; 我 said by a person without an office is that person."""
    clauses = topics.layout.clauses
    number = reading.clause
    if not topics.cues.speaks_of_self.search(topics.page.text.form, topics.page.sentences[clauses[number].sentence].span.start, reading.value.span.start):
        return None
    while number >= 0 and clauses[number].sentence == clauses[reading.clause].sentence:
        own = next((word.text for word in topics.row(number) if word.start < reading.value.span.start and word.text in topics.cues.self_words), None)
        if own is not None:
            person = _plain_speaker(topics, speaker) if speaker is not None and not own.endswith("们") else None
            return person or _house_of_speaker(topics, speaker) or (_plain_speaker(topics, speaker) if speaker is not None else None)
        number -= 1
    return None


def _household(reading: Reading, topics: Topics, speaker: str | None) -> Topic | None:
    """我家 is the family of who speaks, 他家 of the person named last."""
    clauses, context = topics.layout.clauses, topics.context
    clause = clauses[reading.clause]
    start = max(topics.page.sentences[clause.sentence].span.start, reading.value.span.start - _FAMILY_REACH)
    if topics.page.text.form.find("家", start, reading.value.span.start) < 0:
        return None
    found = list(topics.cues.families.finditer(topics.page.text.form, start, reading.value.span.start))
    if not found or any(word.is_named for word in topics.row(reading.clause) if found[-1].end() <= word.start < reading.value.span.start):
        return None
    key = speaker if found[-1].group()[0] in topics.cues.turns.pronouns_of_the_speaker else None
    if key is None and found[-1].group()[0] in topics.cues.turns.pronouns_of_another:
        key = next((name.entity for name in context.names_before(found[-1].start(), clause.article) if name.type == "PER"), None)
    entity = context.entities.get(key) if key else None
    return Topic(key, entity.name, found[-1].start(), ": the person meant", found[-1].group()) if entity and entity.type == "PER" else None


def _house_of_speaker(topics: Topics, speaker: str | None) -> Topic | None:
    context = topics.context
    if speaker is None:
        return None
    entity = context.entities.get(speaker)
    if entity is not None and entity.type != "PER":
        return Topic(speaker, entity.name, 0, BODY_SAYS)
    for role in topics.roles_of(speaker):
        if role.org:
            return Topic(role.org, context.name_of(role.org) or "", 0, HOUSE_SAYS)
    house = topics.offices.house_by_post(speaker)
    return Topic(house, context.name_of(house) or "", 0, HOUSE_SAYS) if house is not None else None


def _plain_speaker(topics: Topics, speaker: str) -> Topic | None:
    """A person without an office speaks of the own affairs (“……走10分钟就到了。”)."""
    entity = topics.context.entities.get(speaker)
    if entity is None or entity.type != "PER" or topics.roles_of(speaker) or topics.is_posted(speaker):
        return None
    return Topic(speaker, entity.name, 0, "the person who says so")


def _who_says(topics: Topics, number: int) -> Topic | None:
    """他算账说，一年能收入10万元: the person without an office named last, where a clause of saying in the sentence begins with 他."""
    clauses, step = topics.layout.clauses, number
    while step and clauses[step - 1].sentence == clauses[number].sentence:
        step -= 1
        row = topics.row(step)
        if row and row[0].text in topics.cues.pronouns and topics.is_attribution(step):
            person = topics.takings.person_again(row[0], clauses[step])
            return person if person is not None and person.key and not topics.roles_of(person.key) and not topics.is_posted(person.key) else None
    return None


def _scene(topics: Topics, number: int) -> Topic | None:
    clauses = topics.layout.clauses
    step = number
    while step >= 0 and clauses[step].sentence == clauses[number].sentence:
        found = topics.scenes.of(step)
        if found is not None:
            return found
        step -= 1
    return None


def _earlier_sentence(topics: Topics, number: int) -> Topic | None:
    """The first topic of the nearest earlier sentence of the paragraph that has one; the same for all clauses of a sentence."""
    sentence = topics.layout.clauses[number].sentence
    if sentence not in topics.earlier:
        topics.earlier[sentence] = claims_trust.carried(_find_earlier(topics, number), number, topics)
    return topics.earlier[sentence]


def _find_earlier(topics: Topics, number: int) -> Topic | None:
    clauses = topics.layout.clauses
    clause = clauses[number]
    step, best, sentence = number, None, clause.sentence
    listed = _is_item(topics, clause.sentence)
    while step and clauses[step - 1].paragraph == clause.paragraph and clause.sentence - clauses[step - 1].sentence <= _BACK:
        step -= 1
        here = clauses[step].sentence
        if here == clause.sentence or listed and _is_item(topics, here) or topics.page.text.form.startswith("其中", topics.page.sentences[here].span.start):
            continue  # a part lends the next sentence no owner
        if here != sentence:
            if best is not None:
                break
            sentence = here
        if not topics.is_attribution(step):
            best = topics.scenes.of(step) or _single(topics.of(step)) or (_acting_body(topics, step) if topics.is_agents(step) else None) or best
    return told_further(best, OF_SENTENCE)


def _single(topic: Topic | None) -> Topic | None:
    """The topic, unless it is a list of several: their common figures stand beside them (甲、乙两乡受灾), never a sentence further."""
    return None if topic is not None and topic.key is None and "、" in topic.name else topic


def _is_item(topics: Topics, sentence: int) -> bool:
    """True for 二是…: what the item before it is about is not its own subject."""
    return topics.page.text.form.startswith(topics.cues.list_items, topics.page.sentences[sentence].span.start)
