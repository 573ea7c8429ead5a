"""What is counted by the noun behind the figure, with what those counted did, what was done to them, or what they are a part of.

In: a `Figure` with a phrase behind it.  Out: `Phrase`, or None where nothing stands behind it.  Shapes without one: kg/extract/claims/counts.py.
"""
from __future__ import annotations

import re

from kg import tokens
from kg.extract.claims.approach import changes_from
from kg.extract.claims.befallen import suffered_by, true_of_those, without_attribute
from kg.extract.claims.cues import Cues
from kg.extract.claims.deeds import deed_of_those
from kg.extract.claims.durations import rest_of
from kg.extract.claims.figure import Figure, index_at
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import ACT_AND_BEHIND, AND, Phrase
from kg.extract.claims.places import places_counted
from kg.extract.claims.predicate import predicate
from kg.extract.claims.words import Word
from kg.numerals import parse_number

_LONGEST_SHARED = 8  # characters; what a part of the whole did is named only where it is short (98%的用户恢复供水)
_LONGEST_CROP = 3  # characters
_FAR_OF_LISTED = 5  # words; the last thing listed is no longer
_MANY = re.compile("[百千万]|[0-9０-９]{3}")  # mouths to feed are few, inhabitants are not


def counted(figure: Figure) -> Phrase | None:
    """The counted noun after the figure with what was done: 抽检粽子, 捐献大豆, 入围第四批品牌企业, 选派专家."""
    row, cues, right, act = figure.row, figure.cues, figure.right, figure.act
    if right is None:
        return None
    found = _people(figure, right) or _crop(figure, right) or _of_what_there_are(figure, right) or _disposed_of(figure, right) or _to_places(figure, right) or places_counted(figure, right.text, right.end)
    if found is not None:
        return found
    acts = act is not None and not figure.is_money and not (len(act.text) == 1 and any(word.text == "的" for word in row[figure.lead:figure.index])) and (act.is_verb and act.text not in cues.no_acts and act.text not in cues.causing and not act.text.endswith("有") or act.text in cues.count_verbs)
    if figure.counts_persons and act is not None and act.text in cues.turns.verbs_of_calling_people and not figure.has_of:
        who = right.words[:1] if right.words[0].text in cues.actors else right.words
        return Phrase(act.text + "".join([word.text for word in who]), act.start, who[-1].end, ACT_AND_BEHIND, who)  # 组织了20名志愿者到敬老院开展活动
    driver = _driver(figure) if not acts and figure.counts_agents and not figure.has_of else None
    if driver is not None:
        return Phrase(driver.text + right.text, driver.start, right.end, ACT_AND_BEHIND, right.words)
    true = None if acts else true_of_those(figure, right)
    if true is not None:
        return true
    done = predicate(row, index_at(row, right.end), cues) if not figure.is_money and "％" not in figure.unit else None
    right = without_attribute(figure, right)
    if figure.counts_persons and right.words and right.words[-1].tag != "f":
        figure.memory.noun = right.text
    sums_up = _sums_up(figure)
    found = None if sums_up else _done_by_those(figure, right, done, acts) or _with_phrase_before(figure, right)
    if found is not None:
        return found
    if acts and act is not None and not sums_up and "％" not in figure.unit:
        return Phrase(act.text + right.text, act.start, right.end, ACT_AND_BEHIND, right.words)
    return _part_of_those(figure, right) or Phrase(right.text, figure.value.start, right.end, right.how, right.words)


def _sums_up(figure: Figure) -> bool:
    """True for 六大领域 behind the six (生态环保、民生保障六大重点领域): neither the last of them nor what is done with them tells more of what is counted."""
    return figure.unit == "大" and any(word.text == "、" for word in figure.row[max(0, figure.lead - _FAR_OF_LISTED):figure.lead])


def _driver(figure: Figure) -> Word | None:
    """带动 before 附近三个村1000余户农民: the verb of driving, over the places whose people are counted."""
    row, cues, at = figure.row, figure.cues, figure.lead - 1
    while at >= 0 and (row[at].is_named or row[at].is_reference or row[at].text == "、" or row[at].mention is None and (row[at].text in cues.turns.words_round_about or row[at].text.endswith(cues.ends.small_places))
                       or row[at].tag == "Quantity" and at + 1 < figure.index or row[at].text in "的了" or row[at].text in cues.place_kinds):
        at -= 1
    reached = 0 <= at < figure.lead - 1 and row[at].mention is None and (row[at].text in cues.turns.verbs_of_driving_people or row[at].text in cues.count_verbs)
    return row[at] if reached else None


def _people(figure: Figure, right: Phrase) -> Phrase | None:
    """全家5口人, 全村3000口人: mouths to feed, or inhabitants; 12个人: people, of the sort that the noun before names."""
    value, left, names = figure.value, figure.left, figure.cues.names
    if right.text != "人" or figure.unit not in ("口", "个"):
        return None
    if figure.unit == "口":
        return Phrase(names.inhabitants if _MANY.search(value.text) else names.mouths, value.start, right.end, "mouths to feed")
    return Phrase((left.text if left is not None and not left.ends_in_verb else "") + names.people, left.start if left else value.start, right.end, "so many people")


def _crop(figure: Figure, right: Phrase) -> Phrase | None:
    """500亩小麦: what grows on so much land; land itself needs no more words (500亩果园)."""
    cues, last = figure.cues, right.words[-1]
    if cues.sizes.get(figure.unit) != cues.names.area or not figure.unit.endswith(cues.ends.units_of_land) or figure.has_of or len(right.words) > 1 or not 1 < len(right.text) <= _LONGEST_CROP:
        return None
    behind = index_at(figure.row, right.end)
    if behind < len(figure.row) and (figure.row[behind].text in cues.befallen or figure.row[behind].text in cues.turns.verbs_of_harm):
        return None  # 60万亩谷子受旱
    if last.mention is not None or last.tag not in ("n", "nz") and right.text != figure.memory.ware(cues) or right.text.endswith((*cues.land, *cues.person_endings)) or right.text in cues.heads or figure.act is not None and figure.act.is_verb and not any(word.text == "的" for word in figure.row[figure.lead:figure.index]):
        return None
    return Phrase(right.text + cues.names.area, figure.value.start, right.end, "what grows on so much land", right.words)


def _of_what_there_are(figure: Figure, right: Phrase) -> Phrase | None:
    """毕业班有16个班: the noun before 有 says more than the one behind the figure, which ends it."""
    if not any(word.text.endswith("有") for word in figure.row[figure.lead:figure.index]):
        return None
    whole = before(figure.row, figure.index, figure.cues)
    if whole is None or len(whole.text) <= len(right.text) or not whole.text.endswith(right.text):
        return None
    return Phrase(whole.text, whole.start, right.end, "of what there are so many", whole.words)


def _done_by_those(figure: Figure, right: Phrase, done: Phrase | None, acts: bool) -> Phrase | None:
    """What those counted did or suffered, which stands behind their noun (22名学生获奖, 6名嫌疑人被拘留); `done` is the predicate there, `acts` says that a verb before the figure tells what was done."""
    row, cues = figure.row, figure.cues
    if figure.has_of:
        return None
    if figure.counts_agents and right.words[0].text in cues.actors and (done is None or len(right.words) > 1):
        told = rest_of(row, index_at(row, right.words[0].end) - 1, cues)
        if told is not None and (short := deed_of_those(figure, right) if done is None and not acts else None) is not None and len(short.text) - len(right.text) < len(told.text):
            return short  # 20名群众到法院申请执行
        if told is not None:
            return Phrase(told.text + right.words[0].text, figure.value.start, told.end, "what those counted did, and who they are", right.words[:1])
    if acts:
        return None
    if done is None:
        return suffered_by(row, right, cues) or deed_of_those(figure, right)
    full = figure.memory.recall(done.text)
    return Phrase(full if full.endswith(right.text) else full + right.text, figure.value.start, right.end, "what those counted did, and who they are", right.words)


def _with_phrase_before(figure: Figure, right: Phrase) -> Phrase | None:
    """The noun before the figure and the one behind it together, where the first stands right beside the figure or before what a change starts from (试点由2个旗县扩大到7个)."""
    row, left = figure.row, figure.left
    if left is None or left.ends_in_verb or len(left.words) > 1 and left.words[-1].text in figure.cues.results:
        return None  # 小麦加工成20种面粉
    changed = changes_from(row, figure.index, figure.cues)
    if changed and right.end < row[-1].end and row[index_at(row, right.end)].text in figure.cues.turns.results_of_changes:
        return left  # 养蚕由三百张发展到八百张
    if figure.has_of or left.text.endswith(("”", "’", "》")) or not (changed or left.end == figure.value.start):
        return None
    if right.words[0].is_verb and right.words[0].mention is None and (figure.unit in figure.cues.mass_units or figure.unit in figure.cues.sizes):
        return left  # 流转土地2000亩发展果园: what it was wanted for stands behind it
    if not changed and (figure.counts_persons or left.text not in figure.cues.actors) and left.words[-1].is_nominal and left.words[-1].tag != "vn" and _is_what_they_did(right, figure.cues):
        return left  # 战士16人奔赴火场, 大棚12座投入使用
    if (len(right.text) > 2 or right.text in figure.cues.actors) and _tells_members(figure):
        return None  # 甲集团、乙股份和丙科技3家公司: they are those counted; 清单 alone would say too little
    return Phrase(left.text + right.text, left.start, right.end, "the phrases before and after the figure", right.words)


def _is_what_they_did(right: Phrase, cues: Cues) -> bool:
    """True for 赶赴现场, 投入使用, 进行排查: a verb or a set phrase, and no noun of a project, a body or people that has one in it (在建项目, 获奖选手)."""
    first, last = right.words[0], right.words[-1]
    if first.mention is not None or not (first.is_verb or first.tag in ("i", "l") or first.tag == "vn" and last.is_verb) or last.text in cues.heads or last.text.endswith(cues.attribute_ends) or any(word.text.endswith(cues.person_endings) for word in right.words):
        return False
    return len(right.words) > 1 or first.tag in ("i", "l")


def _tells_members(figure: Figure) -> bool:
    """True where the list that ends right before the figure has as many members as it counts."""
    row, at, joints, cues = figure.row, figure.index - 1, 0, figure.cues
    while at >= 0 and (row[at].text == "、" or row[at].tag != "w" and not row[at].is_value and (row[at].text in AND or row[at].text not in cues.function_signs)):
        joints += row[at].text == "、" or row[at].text in AND
        at -= 1
    told = parse_number(figure.value.text.removesuffix(figure.unit)) if joints else None
    return told is not None and told.low == joints + 1


def _part_of_those(figure: Figure, right: Phrase) -> Phrase | None:
    """98%的用户恢复供水, 三成以上的企业: the part of those behind 的, with what it did where that is short."""
    row, index, cues = figure.row, figure.index, figure.cues
    is_share = "％" in figure.unit or figure.unit == "成" or "分之" in figure.value.text
    has_of = figure.has_of or figure.next_text in cues.bound_after and index + 2 < len(row) and row[index + 2].text == "的"
    if not is_share or not has_of or right.text.endswith(cues.price_nouns):
        return None
    told = rest_of(row, index_at(row, right.end) - 1, cues)
    if told is None or len(told.text) > _LONGEST_SHARED or not told.words[0].is_verb:
        return Phrase(right.text + cues.names.share, figure.value.start, right.end, "those of whom it is a part", right.words)
    did = "".join(w.text for w in told.words if w.text not in cues.aspects)
    return Phrase(did + right.text + cues.names.share, figure.value.start, told.end, "those of whom it is a part", right.words)


def _disposed_of(figure: Figure, right: Phrase) -> Phrase | None:
    """将大豆500斤全部捐献: what was done, told behind the figure, with what 把 or 将 moved away from its verb."""
    row, index, memory, turns = figure.row, figure.index, figure.memory, figure.cues.turns
    if not (turns.moved.search(memory.lead) or turns.moved.search("".join([w.text for w in row[:index]]))):
        return None
    found = turns.disposed.search("".join([w.text for w in row[index + 1:]]) + memory.tail)
    words = tokens.cut(found[1]) if found else []
    verb = words[len(words) > 1 and words[0] in turns.verbs_without_sense] if words else ""
    if len(verb) < 2 and tokens.tag(verb) != "v":
        return None
    return Phrase(verb + right.text, figure.value.start, right.end, "what was done with it (把…全部捐献)", right.words)


def _to_places(figure: Figure, right: Phrase) -> Phrase | None:
    """销往浙江、上海等10多个省市: a count of places has the verb that leads to them."""
    row, cues, at = figure.row, figure.cues, figure.lead - 1
    if right.text not in cues.place_kinds:
        return None
    while at >= 0 and (row[at].is_named or row[at].is_reference or row[at].text in cues.members or row[at].text in cues.turns.before_names_of_places):
        at -= 1
    if at < 0 or row[at].mention is not None or len(row[at].text) < 2 or not (row[at].is_verb or row[at].tag == "vn" or tokens.tag(row[at].text[-2:]) in ("v", "vn")):
        return None  # 产品销售 and 技术推广 are nouns to a dictionary
    return Phrase(row[at].text + right.text, row[at].start, right.end, "what led to so many places")
