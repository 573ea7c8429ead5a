"""What a sum of money is: a price for each, a cost of doing something, what was earned.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import OWNERS, Word

_STOPS = "，。；：、！？（）“”《》—…"
_LONGEST_WORK = 16  # characters; a longer object is a sentence


def spent_on(figure: Figure) -> Phrase | None:
    """投资620万元改造的教学楼, 花15万元盖起小楼, 投入460万元新建12个广场: what the money was spent on, and 投资."""
    act = figure.act
    if not figure.is_money or act is None or act.text not in figure.cues.spending:
        return None
    noun = figure.cues.money_verbs.get(act.text, act.text)
    words: list[Word] = []
    at, row = figure.index + 1, figure.row
    past_of = False
    while at < len(row) and row[at].text in figure.cues.bound_after:
        at += 1
    named = ""
    while at < len(row) and (row[at].tag != "w" or row[at].text not in _STOPS):
        word = row[at]
        if word.tag == "w" or at + 1 < len(row) and row[at + 1].tag == "w" and row[at + 1].text not in _STOPS:
            at += 1
            continue  # 2×25兆瓦发电项目
        past_of = past_of or word.text == "的"
        if past_of and words and words[-1].is_nominal and words[-1].tag != "vn" and (word.is_verb or word.tag in ("d", "ad")) and word.mention is None \
                and not (at + 1 < len(row) and (row[at + 1].text in figure.cues.heads or row[at + 1].tag == "Site")):
            break  # 改造的教学楼封顶: the predicate begins
        if word.tag in OWNERS:
            named = word.text
        elif word.tag == "Quantity" and at + 1 < len(row) and row[at + 1].text == "的":
            words.clear()  # 兴建一座贮藏量为一千吨的冷库: what the works measure is no part of them
        elif not (word.is_value or word.text in figure.cues.aspects or word.text in figure.cues.turns.small_words_in_works or word.mention is not None and word.mention.taken_as == "indefinite-one"):
            words.append(word)
        at += 1
    while len(words) > 1 and (words[0].text in figure.cues.light or words[0].text in figure.cues.building) and words[0].is_verb | (words[0].text in figure.cues.building):
        words.pop(0)
    text = "".join(w.text for w in words)
    if words and words[-1].is_nominal and words[0].is_verb and len(words) > 1:
        if len(text) > _LONGEST_WORK:
            return None
        return Phrase(text + noun, act.start, words[-1].end, f"{act.text} and what it was spent on")
    if words and words[0].is_nominal and len(text) <= (4 if named and len(words) < 2 else _LONGEST_WORK) and not figure.has_of and not _acts_on(words, figure.cues):
        return Phrase(text + noun, act.start, words[-1].end, f"{act.text} and what it was spent on")
    return None


def earned_or_paid(figure: Figure) -> Phrase | None:
    """赚了8000元, 每餐只收5元, 卖到30元: a verb of getting or giving money, and what it was for where that is named."""
    act = figure.act
    if figure.is_money and figure.lead > 1 and _is_recipient(figure.row[figure.lead - 1], figure.cues) and figure.row[figure.lead - 2].text in figure.cues.money_verbs:
        gave = figure.row[figure.lead - 2]
        return Phrase(figure.cues.money_verbs[gave.text], gave.start, gave.end, f"{gave.text}, and to whom")
    if not figure.is_money or act is None or act.mention is not None or act.text not in figure.cues.money_verbs \
            or figure.right is not None and not figure.right.ends_in_verb and figure.next_text != "，":
        return None
    if figure.has_of and figure.right is not None and figure.right.text.endswith(figure.cues.money_nouns):
        return None  # 拿到800元的分红
    noun = figure.cues.money_verbs[act.text]
    if noun in figure.cues.turns.nouns_of_income_by_sale and any(word.text[0] == "每" for word in figure.row[figure.lead:figure.index]):
        noun = figure.cues.names.price  # 柚子卖到了每公斤9元
    if act.text in figure.cues.budgeted and figure.left is not None and len(figure.left.words) > 1 and figure.left.words[-1] is act and not (figure.left.words[-2].text in figure.cues.actors or figure.left.words[-2].is_verb
                                                                                                        or _is_recipient(figure.left.words[-2], figure.cues)):
        return figure.left  # 保费收入, 财政支出
    at = next(i for i, word in enumerate(figure.row) if word is act)
    if at and (act.text in figure.cues.budgeted or not act.is_verb) and _qualifies(figure.row[at - 1], figure.cues):
        way = figure.row[at - 1]
        return Phrase(way.text + act.text, way.start, act.end, f"{act.text}, and by what it came about")  # 分红收入, 追缴损失
    if at and figure.row[at - 1].text in figure.cues.turns.periods_before_acts:
        return Phrase(figure.row[at - 1].text + noun, figure.row[at - 1].start, act.end, f"{act.text} says what the money is")
    lead = at
    while lead and figure.row[lead - 1].mention is None and figure.row[lead - 1].text in figure.cues.adverbs:
        lead -= 1
    each, first = for_each(figure.row, lead, figure.cues)
    if each and act.text in figure.cues.turns.verbs_of_selling_each and first and (sold := before(figure.row, first, figure.cues)) is not None and not sold.ends_in_verb and len(sold.text) < 8 \
            and sold.text not in figure.cues.actors and not sold.text.endswith(figure.cues.person_endings):
        return Phrase(sold.text + each + figure.cues.names.price, sold.start, act.end, f"{act.text}, and what it is sold for each")  # 菠萝每斤只卖三毛钱
    thing = one_of(figure.row, at) or before(figure.row, at, figure.cues)
    if thing is None or thing.ends_in_verb or len(thing.text) > 8 or thing.text in figure.cues.actors or thing.words and thing.words[-1].tag in ("m", "t", "q"):
        thing = _counted_before(figure, at)
    if thing is None:
        is_price = act.text in figure.cues.turns.verbs_of_selling_or_earning and for_each(figure.row, at, figure.cues)[0]
        return Phrase(figure.cues.names.price if is_price else noun, act.start, act.end, f"{act.text} says what the money is")
    if act.text in figure.cues.turns.verbs_of_selling and (thing.text.startswith("一") or for_each(figure.row, next((i for i, w in enumerate(figure.row) if w.start >= thing.start), 0), figure.cues)[0]):
        noun = figure.cues.names.price  # 一只杨梅卖到30元, 每斤麦子卖到0.8元
    return Phrase(thing.text + noun, thing.start, act.end, f"{act.text}, and what was paid for")


def _qualifies(word: Word, cues: Cues) -> bool:
    """True for 分红 in 分红收入: an act that tells which sum it is, and does not only bring it about (带来收入, 增加收入, 造成损失)."""
    return word.mention is None and word.is_verb and len(word.text) == 2 and not (word.text in cues.light or word.text in cues.causing or word.text in cues.achieving or word.text in cues.rising
                                                                                 or word.text in cues.pivot or word.text in cues.adverbs or word.text in cues.approach or word.text in cues.no_acts)


def _is_recipient(word: Word, cues: Cues) -> bool:
    """True for people whom money can be given to."""
    return word.text in cues.recipients or word.mention is None and word.is_nominal and len(word.text) > 1 and word.text.endswith(cues.person_endings)


def gained_or_saved(row: Sequence[Word], start: int, verb: str, cues: Cues) -> Phrase | None:
    """果农每斤多卖2元, 车主少花600元: what the money is; whoever got it is no part of it."""
    noun = cues.money_verbs.get(verb.strip(cues.turns.more_or_less))
    stop = next((i for i, word in enumerate(row) if word.start >= start), len(row))
    each, at = for_each(row, stop, cues)
    doer = row[at - 1] if at else None
    if noun is None or doer is not None and doer.mention is None and doer.is_nominal and not (doer.text in cues.actors or _is_recipient(doer, cues)):
        return None
    return Phrase(each + (cues.names.price if each and noun.endswith(cues.ends.income_with_price) else noun), row[at].start if at < len(row) else start, row[-1].end, "money that was gained or saved")


def _acts_on(words: Sequence[Word], cues: Cues) -> bool:
    """True where a verb among the words makes no compound with the word after it (not 健身广场)."""
    return any(word.is_verb and (at + 1 == len(words) or words[at + 1].text not in cues.heads) for at, word in enumerate(words))


def project_sum(figure: Figure) -> Phrase | None:
    """52亿元机器人项目: a sum right before works is what they cost."""
    if not figure.is_money or figure.right is None or figure.has_of or figure.left is not None and not figure.left.ends_in_verb:
        return None
    end = next((i for i, word in enumerate(figure.right.words) if word.text.endswith(figure.cues.ends.works)), None)
    if end is None:
        return None
    words = figure.right.words[:end + 1]
    return Phrase("".join(w.text for w in words) + figure.cues.names.investment, words[0].start, words[-1].end, "the works and what they cost")


def worth(figure: Figure) -> Phrase | None:
    """价值3000元的药品: the thing that is worth so much."""
    word = figure.row[figure.lead - 1] if figure.lead else figure.row[0]
    if not figure.has_of or figure.right is None or word.text not in figure.cues.turns.worth_nouns:
        return None
    return Phrase(figure.right.text + word.text, word.start, figure.right.end, "a thing and what it is worth")


def set_aside_for(figure: Figure) -> Phrase | None:
    """安排专项资金300万元扶持农户, 拿出2000万元资金，推动企业转型: a fund and what it is for."""
    fund = next((side for side in (figure.right, figure.left) if side is not None and side.text in figure.cues.fund_nouns), None)
    if not figure.is_money or fund is None:
        return None
    rest = "".join(w.text for w in figure.row if w.start >= max(fund.end, figure.value.end)) + figure.memory.tail
    found = next((p for p in figure.cues.purposes if rest.lstrip("，").startswith(p)), None)
    if found is None:
        return None
    purpose = re.split("[，。；、0-9０-９]", rest.lstrip("，"))[0]
    for word in figure.cues.turns.words_with_purposes:
        purpose = purpose.removeprefix(word)
    if not 2 < len(purpose) <= _LONGEST_WORK or "的" in purpose:
        return None
    return Phrase(purpose + fund.text, fund.start, fund.end, "a fund and what it is for")


def price_of(figure: Figure) -> Phrase | None:
    """以每瓶12元的成本灌装白酒: the price or cost after 的, and the thing that is made or sold at it."""
    if not figure.has_of or figure.right is None or figure.right.words[0].text not in figure.cues.attributes:
        return None
    head = figure.right.words[0]
    at = next(i for i, word in enumerate(figure.row) if word is head) + 1
    made = [w for w in figure.row[at + 1:at + 4] if w.mention is None] if at < len(figure.row) and (figure.row[at].is_verb or figure.row[at].tag == "vn") else []
    thing = made[0].text if made and made[0].is_nominal and made[0].tag not in ("vn", "f", "s") and len(made[0].text) > 1 else ""
    if not thing and figure.memory.sentence:
        thing = next((t for t in (strip_attribute(m, figure.cues) for m, _, _ in reversed(figure.memory.sentence)) if t), "")
    return Phrase(thing + head.text, head.start, figure.right.end, "a price and what it is the price of")


def strip_attribute(metric: str, cues: Cues) -> str:
    """The thing in front of an attribute that ends a metric (每瓶白酒成本 → 白酒), or nothing."""
    tail = max((a for a in cues.attributes if metric.endswith(a)), key=len, default="")
    bare = re.sub("^每[\u4e00-\u9fff](?=..)", "", metric[:len(metric) - len(tail)]) if tail else ""
    return bare if len(bare) > 1 else ""


def one_of(row: Sequence[Word], stop: int) -> Phrase | None:
    """一只杨梅 before a verb: a single thing that has a price."""
    at = stop
    while at > 1 and stop - at < 4 and row[at - 1].is_nominal and row[at - 1].mention is None:
        at -= 1
        one = row[at - 1].mention
        if one is not None and one.taken_as == "indefinite-one":
            return Phrase("".join(w.text for w in row[at - 1:stop]), row[at - 1].start, row[stop - 1].end, "one of a kind")
    return None


def _counted_before(figure: Figure, stop: int) -> Phrase | None:
    """20亩甘蔗能卖5万元: the thing counted before the verb."""
    at = stop - 1
    while at >= 0 and (figure.row[at].text in figure.cues.adverbs or figure.row[at].tag in ("d", "v", "ul") and not figure.row[at].is_nominal):
        at -= 1
    if at > 0 and figure.row[at].is_nominal and figure.row[at].mention is None and figure.row[at - 1].tag == "Quantity":
        return Phrase(figure.row[at].text, figure.row[at].start, figure.row[at].end, "the thing counted before")
    return None


def for_each(row: Sequence[Word], stop: int, cues: Cues) -> tuple[str, int]:
    """每公斤, 每天每平方米 or 户均-like words that end at `stop`, and where they begin; nothing where the figure is of no single one.

    每年 and 每天 alone say how often, not of what.
    """
    at = stop
    pieces: list[str] = []
    while at:
        word = row[at - 1]
        if at > 1 and row[at - 2].text == "每" and word.is_nominal | (word.mention is not None):
            pieces.insert(0, "每" + word.text)
            at -= 2
        elif word.text[0] == "每" and len(word.text) > 1 and word.text not in cues.terms:
            pieces.insert(0, word.text)
            at -= 1
        else:
            break
    if not pieces or all(piece[1:] in cues.periods for piece in pieces):
        return "", stop
    return "".join(pieces), at
