"""What those counted suffered, are, or have grown by: what a clause says of them behind their noun.

In: a `Figure`, and the noun after it.  Out: `Phrase`, or None where nothing is said of them.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, index_at
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import Word

_LONGEST_TOLD, _LONGEST_DENIED = 18, 5  # characters of what is true of those counted; of what they did not do


def befallen(figure: Figure) -> Phrase | None:
    """14万人受灾, 3人失踪: what befell those counted, where nothing else names them."""
    row, at = figure.row, figure.index + 1
    if at >= len(row) or figure.unit and not figure.counts_persons:
        return None
    word = row[at]
    if at + 1 < len(row) and not _ends_there(row[at + 1]):
        return None
    if not figure.unit:  # 3死5伤
        fate = figure.cues.turns.fates_in_short.get(word.text, "")
        return Phrase(fate + figure.cues.names.people, figure.value.start, word.end, "what befell those counted") if fate else None
    return Phrase(word.text + figure.cues.names.people, figure.value.start, word.end, "what befell those counted") if word.text in figure.cues.befallen else None


def died_or_hurt(figure: Figure) -> Phrase | None:
    """死二十九人, 伤十四人: what befell those counted, told in one character before the figure."""
    act = figure.row[figure.lead - 1] if figure.lead else None
    fate = figure.cues.turns.fates_in_short.get(act.text, "") if act is not None and act.mention is None and len(act.text) == 1 else ""
    if not fate or figure.lead > 1 and not (figure.row[figure.lead - 2].is_value or figure.row[figure.lead - 2].tag == "w"):
        return None  # 撞死二十九人 names an act
    return Phrase(fate + figure.cues.names.people, figure.value.start, figure.value.end, "what befell those counted")


def _ends_there(word: Word) -> bool:
    """True for what may follow what befell people: a sign, another number of them (两死一伤), or what goes on (8人死亡 另有2人失踪)."""
    return word.tag in ("w", "c") or word.is_value or word.mention is None and word.text.startswith("另")


def true_of_those(figure: Figure, right: Phrase) -> Phrase | None:
    """25个行业增加值同比增长, 474家法院新收案件数上升超过50%, 八成行业实现增长: those counted, and what grew or was reached with them."""
    row, cues, words = figure.row, figure.cues, right.words
    if figure.has_of or figure.is_money or figure.unit in cues.mass_units or figure.counts_persons:
        return None
    noun = _words_of_those(words, cues)
    if not noun:
        return None
    those = "".join([word.text for word in words[:noun]])
    end = next((at for at in range(noun, len(words)) if _moves(words[at], cues) and words[at - 1].text in cues.attributes), len(words))
    told, rest = words[noun:end], _told_of_those(row[index_at(row, words[end - 1].end):], cues)
    if not rest:  # 9种蔬菜|价格上涨
        torn = words[-1].text
        is_told = noun + 1 == len(words) and torn[:-2] in cues.attributes and torn[-2:] in cues.rising
        return Phrase(torn + those, figure.value.start, right.end, "those counted, and what is true of them") if is_told else None
    if rest[0].mention is not None or any(word.is_named or word.is_reference or word.text == "的" for word in (*told, *rest)):
        return None
    first = next((at for at, word in enumerate(rest) if word.tag == "Quantity"), None)
    past = first is not None and first > 0 and rest[first - 1].text in cues.more_than
    if first is not None and not past and not any(word.text.endswith("有") for word in row[figure.lead:figure.index]):
        return None  # 30种蔬菜价格下降3.2%: of all of them
    shared = figure.unit in ("成", "％") or "分之" in figure.value.text
    if not _grew(rest, shared, cues) and not _was_reached(told, rest, past, cues):
        return None
    text = "".join([word.text for word in (*told, *rest)])
    return Phrase(text + those + (cues.names.share if shared else ""), figure.value.start, rest[-1].end, "those counted, and what is true of them") if len(text) <= _LONGEST_TOLD else None


def _words_of_those(words: Sequence[Word], cues: Cues) -> int:
    """How many words of the phrase behind a figure name those counted: up to its first noun of two characters or more, and the bodies right behind that; the others say what grew with them."""
    noun = next((at + 1 for at, word in enumerate(words) if word.tag in ("n", "nt") and word.mention is None and len(word.text) > 1), 0)
    while noun and noun < len(words) and (words[noun].text in cues.actors or words[noun].text.endswith(cues.body_signs)):
        noun += 1
    return noun


def _told_of_those(words: Sequence[Word], cues: Cues) -> list[Word]:
    """The words of a clause up to its first sign, without adverbs."""
    told = [word for word in words if word.mention is not None or word.text not in cues.adverbs or word.text in cues.approach]
    return told[:next((at for at, word in enumerate(told) if word.tag == "w"), len(told))]


def _grew(rest: Sequence[Word], shared: bool, cues: Cues) -> bool:
    """True where a verb of growth is told (同比增长, 实现较快增长); of a part of all, any that was reached (八成行业实现盈利)."""
    if _moves(rest[0], cues):
        return True
    return rest[0].text in cues.reaching and (shared and len(rest) > 1 or any(word.text in cues.rising for word in rest))


def _was_reached(told: Sequence[Word], rest: Sequence[Word], past: bool, cues: Cues) -> bool:
    """True where what is measured of those counted has passed a figure (降雨量超过50毫米; `past`), or does what a verb says."""
    if not told or not (rest[0].is_verb or rest[0].text in cues.approach):
        return False
    return past or told[-1].text in cues.attributes or told[-1].text.endswith(cues.ends.things_measured)


def _moves(word: Word, cues: Cues) -> bool:
    return word.text in cues.rising or word.text in cues.turns.words_of_no_change


def without_attribute(figure: Figure, right: Phrase) -> Phrase:
    """县 of 16个县降雨量超过12毫米, 水库 of 41座水库蓄水量3亿立方米: those counted without what is measured of them."""
    row, cues = figure.row, figure.cues
    if figure.has_of or figure.is_money or figure.is_time or figure.unit in cues.mass_units or figure.unit in cues.sizes or figure.unit in ("成", "％") or len(right.words) < 2:
        return right
    at = index_at(row, right.end)
    kind = next((i for i, word in enumerate(right.words[:-1], 1) if word.mention is None and len(word.text) > 1 and word.text.endswith(cues.place_kind_ends)), 0)
    if kind and figure.next_text == right.words[0].text and any(word.tag == "Quantity" for word in row[at:]):  # 3个沿湖县水产品年产值近2亿元
        return Phrase("".join([word.text for word in right.words[:kind]]), right.start, right.words[kind - 1].end, "those counted, without what is measured of them", right.words[:kind])
    if at == len(row) or not _is_attribute(right.words[-1], cues) or not _leads_to_what_is_told(row[at], cues):
        return right
    end = len(right.words) - 1
    while end > 1 and right.words[end - 1].text in cues.attribute_qualifiers:
        end -= 1
    kept = right.words[:end]
    return Phrase("".join(w.text for w in kept), kept[0].start, kept[-1].end, "those counted, without what is measured of them", kept) if kept[-1].is_nominal else right


def _is_attribute(word: Word, cues: Cues) -> bool:
    """True for what things are measured by: 降雨量, 平均价格."""
    if word.mention is not None:
        return False
    qualified = next((word.text[len(qualifier):] for qualifier in cues.attribute_qualifiers if word.text.startswith(qualifier)), word.text)
    return qualified in cues.attributes or len(word.text) > 1 and word.tag != "m" and word.text.endswith(cues.ends.things_measured)


def _leads_to_what_is_told(word: Word, cues: Cues) -> bool:
    return word.is_verb or word.tag in ("Quantity", "p", "d") or word.text in cues.approach or word.text in cues.adverbs


def suffered_by(row: Sequence[Word], right: Phrase, cues: Cues) -> Phrase | None:
    """6名嫌疑人已被刑事拘留, 3批次粽子不合格, 4003项标准进行了自我声明公开: what was done to those counted, or is the matter with them."""
    at, turns = index_at(row, right.end), cues.turns
    while at < len(row) and row[at].mention is None and (row[at].text in cues.adverbs or row[at].text in turns.adverbs_of_all):
        at += 1
    if at < len(row) and row[at].text in "的，":
        return None
    words = list(row[at:at + 6])
    if not words or len(right.text) > 4:
        return None
    if words[0].text in cues.doing_verbs and right.text not in cues.actors and not (words[0].text in turns.arranging_verbs and len(words) > 1 and words[1].tag == "ul"):
        rest = [w for w in words[1:] if w.text not in cues.aspects]
        taken = _run(rest, cues)
    elif words[0].text in turns.passive_words:
        taken = _run(words[1:], cues)
    elif words[0].text in turns.verbs_of_harm or words[0].text in cues.befalling or words[0].text in cues.befallen or words[0].text in turns.denials or words[0].text.startswith(turns.heads_of_denied_acts):
        taken = _run(words, cues)
    else:
        return None
    text = "".join(w.text for w in taken)
    denied = words[0].text in turns.denials or words[0].text.startswith(turns.heads_of_denied_acts)
    if not 1 < len(text) <= (_LONGEST_DENIED if denied else 10):
        return None
    return Phrase(text + right.text, right.start, taken[-1].end, "what was done to those counted", right.words)


def _run(words: Sequence[Word], cues: Cues) -> list[Word]:
    """The words from the first on that can be one predicate."""
    taken: list[Word] = []
    for word in words:
        if word.tag in ("w", "p", "c") or word.is_value or word.is_named or word.tag == "r" and word.text not in cues.turns.words_of_oneself:
            break
        if word.text in cues.function_signs and word.text not in cues.turns.denials:
            break
        taken.append(word)
    return taken
