"""What those counted did or are, whatever the verb: a short noun alone would not tell them from others (218艘渔船已回港 counts 回港渔船).

In: a `Figure` and the noun of those counted, behind it or right before it.  Out: `Phrase`, or None where the clause says nothing of them.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, index_at
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.rightward import is_done
from kg.extract.claims.words import PERSONS, Word

_LONGEST_GOING = 8  # characters of a verb of going and where it leads
_LONGEST_WHO, _LONGEST_DEED = 5, 10  # characters; a longer noun tells enough, a longer deed is a sentence
_SMALL = frozenset(("d", "ad", "t", "zg"))
_BEFORE_THOSE = frozenset(("w", "c", "r"))  # signs, but and another: 但两名学生昏倒
_FIRST_OF_DEEDS = frozenset(("v", "vn", "n", "l", "i"))


def deed_of_those(figure: Figure, who: Phrase) -> Phrase | None:
    """12名医生为灾民诊治 → 诊治医生, 9名伤者均为司机 → 司机伤者."""
    if len(who.text) > _LONGEST_WHO or not _names_those(who.words) or who.text.endswith(figure.cues.attribute_ends) or not _can_act(figure):
        return None
    row, cues = figure.row, figure.cues
    if any(word.text == "的" for word in row[figure.index + 1:index_at(row, who.start)]):
        return None  # 两位1998年出生的小将夺冠: they are described before
    words = _predicate(row, index_at(row, max(who.end, figure.value.end)))
    people = not figure.unit and who.text.endswith(figure.cues.person_endings)  # 全县万余工人转到服务业
    harmed = len(words) == 1 and (words[0].text in cues.befallen or words[0].text in cues.turns.verbs_of_harm)  # 牲畜86头死亡
    if not figure.counts_agents and not people and not harmed and not any(_is_over(word, cues) for word in words):
        return None  # a headline may show off things: 80头牛登台
    return _phrase(_deed(words, cues), who.text, min(who.start, figure.value.start), "what those counted did, or are", who.words)


def _names_those(words: Sequence[Word]) -> bool:
    """True for nouns alone, or with what befell them before (停电|村民)."""
    return bool(words) and all(word.is_nominal and word.tag != "vn" for word in words[1:]) and (words[0].is_nominal and words[0].tag != "vn" or len(words) > 1 and words[0].is_verb)


def deed_of_some(figure: Figure) -> Phrase | None:
    """富余职工800人，其中300人得到分流 → 得到分流职工."""
    row, cues, at = figure.row, figure.cues, figure.index + 1
    same = figure.memory.counted.get(figure.unit, "")
    if not same or figure.has_of or row[0].text not in cues.of_which or figure.lead > 1 or at == len(row) or not _acts(row[at]):
        return None
    return _phrase(_deed(_predicate(row, at), cues), same, figure.value.start, "what some of those counted before did")


def _predicate(row: Sequence[Word], at: int) -> Sequence[Word]:
    """The words from `at` on to the next sign but 、."""
    return row[at:next((i for i in range(at, len(row)) if row[i].tag == "w" and row[i].text != "、"), len(row))]


def _phrase(told: Sequence[Word], who: str, start: int, because: str, words: tuple[Word, ...] = ()) -> Phrase | None:
    """A deed and who did it, where the deed is no sentence."""
    text = "".join([word.text for word in told])
    return Phrase(text + who, start, told[-1].end, because, words) if 1 < len(text) <= _LONGEST_DEED else None


def _can_act(figure: Figure) -> bool:
    """True for a count of people, bodies or things that nothing before it acts on or leads to."""
    cues, unit, row = figure.cues, figure.unit, figure.row
    if not unit and (figure.right is None or not figure.right.text.endswith(cues.person_endings)):
        return False
    if figure.is_money or figure.is_time or unit in cues.sizes or unit in cues.mass_units or unit in cues.event_units or "％" in unit or unit == "成":
        return False
    if any(word.text == "的" or word.text in cues.pivot for word in row[figure.lead:figure.index]):
        return False  # 靠海的3个村: what tells them from others stands before; 为80名学生发放……
    at = figure.lead - 1
    while at >= 0 and (row[at].text == "、" or row[at].is_named or row[at].is_reference or row[at].tag == "Time" or row[at].is_nominal and row[at].mention is None and row[at].tag not in ("vn", "ad")):
        at -= 1
    return at < 0 or row[at].tag in _BEFORE_THOSE and row[at].mention is None or row[at].text.endswith("有") or row[at].mention is None and row[at].text in cues.adverbs and row[at].text not in ("为", "的")


def _deed(words: Sequence[Word], cues: Cues) -> Sequence[Word]:
    """The words of a predicate that tell what was done, without its small words, its circumstances and where it ended; nothing where it tells a figure."""
    at = _past_small(words, 0, cues)
    if at == len(words) or words[at].text == "在" or words[0].text == "的":
        return ()
    if words[at].text in cues.turns.copulas and not any(_acts(word) for word in words[at + 1:]):
        return words[at + 1:] if all(word.is_nominal and not word.is_value for word in words[at + 1:]) else ()
    if words[at].mention is None and words[at].tag == "p" and words[at].text not in cues.turns.passive_words or at and words[at - 1].text in cues.turns.words_of_going_to:
        at = next((i for i in range(at + 1, len(words)) if _acts(words[i]) or i + 1 == len(words) and words[i].tag == "n"), len(words))
    if at + 1 < len(words) and (words[at].text in cues.achieving or words[at].text in cues.doing_verbs):
        at += 1
        if all(word.is_nominal and word.mention is None for word in words[at:]):
            return words[at:]  # 实现再就业
    return _taken(words[_past_small(words, at, cues):], cues)


def _is_over(word: Word, cues: Cues) -> bool:
    """True for a word that says that something came about: 已, 了, 被, 实现."""
    return word.mention is None and any(word.text in words for words in (cues.aspects, cues.turns.adverbs_of_all, cues.turns.words_of_already, cues.turns.passive_words, cues.achieving))


def _past_small(words: Sequence[Word], at: int, cues: Cues) -> int:
    """The index of the first word from `at` on that is no adverb and no time."""
    while at < len(words) and (words[at].tag == "Time" or words[at].mention is None and (words[at].tag in _SMALL or words[at].text in cues.turns.adverbs_of_all or words[at].text in cues.adverbs) and words[at].text not in cues.turns.copulas):
        at += 1
    return at


def _acts(word: Word) -> bool:
    return word.mention is None and (word.is_verb or word.tag == "vn")


def _taken(words: Sequence[Word], cues: Cues) -> Sequence[Word]:
    """The verb at the head of the words with its object: the verb alone where a figure follows, nothing where it leads to one or moves."""
    if not words or words[0].mention is not None:
        return ()
    if _leads(words[0], cues) or not is_done(words, 0) and (words[0].tag not in _FIRST_OF_DEEDS and words[0].text[0] not in cues.turns.passive_words or not any(_acts(word) or word.tag in ("l", "i", "a") for word in words)):
        return ()
    if any(word.tag == "Quantity" for word in words):
        return words[:1] if _acts(words[0]) else ()
    described = _past_description_of_object(words)
    if described:
        return described
    taken: list[Word] = []
    for at, word in enumerate(words):
        if word.tag in PERSONS or at == 1 and word.tag == "Time" or word.text == "的" and words[at - 1].is_verb:
            return ()  # 都早半年完工; 5名选手退赛的消息
        if at == 1 and word.text == "到" and all(behind.is_nominal and not behind.is_named for behind in words[2:]) and sum(len(behind.text) for behind in words) <= _LONGEST_GOING:
            return words  # 转移到二三产业
        if at and (word.tag in ("p", "f") or word.text in ("在", "到", "于")) or word.is_value or word.text == "、" or word.tag == "m" and word.text[0] == "一" and at + 1 < len(words):
            break
        if word.text not in cues.aspects or word.text == "的":
            taken.append(word)
    while taken and taken[-1].text == "的":
        taken.pop()
    return taken


def _past_description_of_object(words: Sequence[Word]) -> Sequence[Word]:
    """撬|轿车 of 撬停在楼下的一辆白色轿车: the verb and the last noun, where 的 tells which one is meant; nothing elsewhere."""
    of = max((at for at, word in enumerate(words) if word.text == "的"), default=0)
    behind = words[of + 1:]
    if of < 3 or not behind or not any(word.tag == "p" for word in words[1:of]) or not _acts(words[0]):
        return ()
    noun = [word for word in behind if word.mention is None and word.tag in ("n", "nz")]
    return (words[0], noun[-1]) if noun and noun[-1] is behind[-1] else ()


def _leads(word: Word, cues: Cues) -> bool:
    """True for a verb that leads to a figure or to what another does: 达到, 增长, 占, 有, 让."""
    return any(word.text in words for words in (cues.approach, cues.rising, cues.more_than, cues.rank_verbs, cues.pivot, cues.light, cues.turns.verbs_that_tell_nobody_apart))
