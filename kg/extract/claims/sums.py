"""What a sum of money is: a price for each, a cost of doing something, what was earned.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, index_at
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import OWNERS, PERSONS, Word

_STOPS = "，。；：、！？（）“”《》—…"
_LONGEST_WORK = 16  # characters; a longer object is a sentence
_LONGEST_BARE = 4  # of a word alone behind a name
_LONGEST_THING = 8  # of what is sold or bought


def spent_on(figure: Figure) -> Phrase | None:
    """投资620万元改造的教学楼, 花15万元盖起小楼, 投入460万元新建12个广场: what the money was spent on, and 投资."""
    act, cues = figure.act, figure.cues
    if not figure.is_money or act is None or act.text not in cues.spending:
        return None
    words, is_named = _works_behind(figure)
    while len(words) > 1 and (words[0].text in cues.building or words[0].text in cues.light and words[0].is_verb):
        words.pop(0)
    if not words:
        return None
    text = "".join(w.text for w in words)
    if len(words) > 1 and words[0].is_verb and words[-1].is_nominal:
        fits = len(text) <= _LONGEST_WORK
    else:
        most = _LONGEST_BARE if is_named and len(words) < 2 else _LONGEST_WORK
        fits = words[0].is_nominal and len(text) <= most and not figure.has_of and not _acts_on(words, cues)
    return Phrase(text + cues.money_verbs.get(act.text, act.text), act.start, words[-1].end, f"{act.text} and what it was spent on") if fits else None


def _works_behind(figure: Figure) -> tuple[list[Word], bool]:
    """The words behind a sum that tell what is made with it, without names, figures and small words; whether a name stands among them."""
    row, cues = figure.row, figure.cues
    words: list[Word] = []
    is_named = past_of = False
    first = figure.index + 1
    while first < len(row) and row[first].text in cues.bound_after:
        first += 1
    for at in range(first, len(row)):
        word = row[at]
        if _stops(word):
            break
        if word.tag == "w" or at + 1 < len(row) and row[at + 1].tag == "w" and not _stops(row[at + 1]):
            continue  # 2×25兆瓦发电项目
        past_of = past_of or word.text == "的"
        if past_of and words and _begins_predicate(row, at, words[-1], cues):
            break  # 改造的教学楼封顶
        if word.tag in OWNERS:
            is_named = True
        elif word.tag == "Quantity" and at + 1 < len(row) and row[at + 1].text == "的":
            words.clear()  # 兴建一座贮藏量为一千吨的冷库: what the works measure is no part of them
        elif not _is_small(word, cues):
            words.append(word)
    return words, is_named


def _stops(word: Word) -> bool:
    return word.tag == "w" and word.text in _STOPS


def _begins_predicate(row: Sequence[Word], at: int, before_it: Word, cues: Cues) -> bool:
    """True where a verb or adverb behind a noun says what becomes of it; not where it goes on into a class noun (教学楼改造工程)."""
    word = row[at]
    if word.mention is not None or not (word.is_verb or word.tag in ("d", "ad")) or not before_it.is_nominal or before_it.tag == "vn":
        return False
    return not (at + 1 < len(row) and (row[at + 1].text in cues.heads or row[at + 1].tag == "Site"))


def _is_small(word: Word, cues: Cues) -> bool:
    """True for what is no part of the name of works: figures, aspects, 一座."""
    return word.is_value or word.text in cues.aspects or word.text in cues.turns.small_words_in_works or word.mention is not None and word.mention.taken_as == "indefinite-one"


def earned_or_paid(figure: Figure) -> Phrase | None:
    """赚了8000元, 每餐只收5元, 卖到30元: a verb of getting or giving money, and what it was for where that is named."""
    act, cues = figure.act, figure.cues
    if not figure.is_money:
        return None
    if figure.lead > 1 and _is_recipient(figure.row[figure.lead - 1], cues) and figure.row[figure.lead - 2].text in cues.money_verbs:
        gave = figure.row[figure.lead - 2]
        return Phrase(cues.money_verbs[gave.text], gave.start, gave.end, f"{gave.text}, and to whom")
    if act is None or act.mention is not None or act.text not in cues.money_verbs or figure.right is not None and not figure.right.ends_in_verb and figure.next_text != "，":
        return None
    if figure.has_of and figure.right is not None and figure.right.text.endswith(cues.money_nouns):
        return None  # 拿到800元的分红
    if figure.left is not None and _is_budgeted(figure.left, act, cues):
        return figure.left
    at = next(i for i, word in enumerate(figure.row) if word is act)
    return _by_what_way(figure, act, at) or _sold_each(figure, act, at) or _paid_for(figure, act, at)


def _noun_of(figure: Figure, act: Word) -> str:
    """What a verb says that money is; 价格 of what is sold by the piece (柚子卖到了每公斤9元)."""
    noun = figure.cues.money_verbs[act.text]
    is_by_piece = noun in figure.cues.turns.nouns_of_income_by_sale and any(word.text[0] == "每" for word in figure.row[figure.lead:figure.index])
    return figure.cues.names.price if is_by_piece else noun


def _is_budgeted(left: Phrase, act: Word, cues: Cues) -> bool:
    """True for 保费收入 and 财政支出: a noun, where 工人收入 is whose."""
    if act.text not in cues.budgeted or len(left.words) < 2 or left.words[-1] is not act:
        return False
    of = left.words[-2]
    return not (of.text in cues.actors or of.is_verb and of.text not in cues.money_nouns or _is_recipient(of, cues))


def _by_what_way(figure: Figure, act: Word, at: int) -> Phrase | None:
    """分红收入, 追缴损失, 全年赚: the word before the verb `at` tells by what or when the sum came about."""
    if not at:
        return None
    way, cues = figure.row[at - 1], figure.cues
    if (act.text in cues.budgeted or not act.is_verb) and _qualifies(way, cues):
        if figure.left is not None and figure.left.words and figure.left.words[-1] is act and not any(w.text in cues.actors or _is_recipient(w, cues) for w in figure.left.words):
            return figure.left  # 土地使用权出让收入
        return Phrase(way.text + act.text, way.start, act.end, f"{act.text}, and by what it came about")
    return Phrase(way.text + _noun_of(figure, act), way.start, act.end, f"{act.text} says what the money is") if way.text in cues.turns.periods_before_acts else None


def _sold_each(figure: Figure, act: Word, at: int) -> Phrase | None:
    """菠萝每斤只卖三毛钱."""
    row, cues = figure.row, figure.cues
    if act.text not in cues.turns.verbs_of_selling_each:
        return None
    while at and row[at - 1].mention is None and row[at - 1].text in cues.adverbs:
        at -= 1
    each, first = for_each(row, at, cues)
    sold = before(row, first, cues) if each and first else None
    if sold is None or sold.ends_in_verb or len(sold.text) >= _LONGEST_THING or sold.text in cues.actors or sold.text.endswith(cues.person_endings):
        return None
    return Phrase(sold.text + each + cues.names.price, sold.start, act.end, f"{act.text}, and what it is sold for each")


def _paid_for(figure: Figure, act: Word, at: int) -> Phrase:
    """What was bought or sold, as far as it is named before the verb `at`, and what the verb says that the money is."""
    row, cues, turns = figure.row, figure.cues, figure.cues.turns
    thing = one_of(row, at) or before(row, at, cues)
    if thing is None or thing.ends_in_verb or len(thing.text) > _LONGEST_THING or thing.text in cues.actors or act.text in turns.verbs_of_claiming and thing.text.endswith(cues.person_endings) or thing.words and thing.words[-1].tag in ("m", "t", "q"):
        thing = _counted_before(figure, at)
    if thing is None:
        each = for_each(row, at, cues)[0]
        is_price = act.text in turns.verbs_of_selling_or_earning and bool(each) and not each.endswith(cues.ends.units_of_land)  # 每斤卖4元, but 每亩收入4000元
        return Phrase(cues.names.price if is_price else _noun_of(figure, act), act.start, act.end, f"{act.text} says what the money is")
    is_price = act.text in turns.verbs_of_selling and (thing.text.startswith("一") or bool(thing.words) and thing.words[-1].text[:1] == "一" and thing.words[-1].text[1:] in cues.mass_units or bool(for_each(row, next((i for i, w in enumerate(row) if w.start >= thing.start), 0), cues)[0]))
    noun = cues.names.price if is_price else _noun_of(figure, act)  # 一只杨梅卖到30元, 每斤麦子卖到0.8元, 鲜桃一斤卖4元
    return Phrase(thing.text + noun, thing.start, act.end, f"{act.text}, and what was paid for")


def _qualifies(word: Word, cues: Cues) -> bool:
    """True for 分红 in 分红收入: an act that tells which sum it is, and does not only bring it about (带来收入, 增加收入, 造成损失)."""
    if word.mention is not None or not word.is_verb or len(word.text) != 2:
        return False
    return not any(word.text in words for words in (cues.causing, cues.achieving, cues.rising, cues.no_acts))


def _is_recipient(word: Word, cues: Cues) -> bool:
    """True for people whom money can be given to."""
    return word.tag in PERSONS or word.text in cues.recipients or word.mention is None and word.is_nominal and len(word.text) > 1 and word.text.endswith(cues.person_endings)


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
    made = [w for w in figure.row[at + 1:at + 4] if w.mention is None] if figure.is_money and at < len(figure.row) and (figure.row[at].is_verb or figure.row[at].tag == "vn") else []
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


def made_by_trade(figure: Figure, left: Phrase) -> Phrase | None:
    """服务业实现税收28亿元: the branch of trade before a verb of bringing about tells which taxes; `left` is the phrase after the verb."""
    row = figure.row
    at = index_at(row, left.start)
    if at < 2 or row[at - 1].text not in figure.cues.achieving or not _is_trade(row[at - 2], figure.cues):
        return None
    trade = before(row, at - 1, figure.cues, through_light=False)
    if trade is not None and left.words and trade.text.endswith(left.words[0].text):
        return Phrase(trade.text + left.text.removeprefix(left.words[0].text), trade.start, left.end, "a branch of trade and what it brings about", left.words)  # 规模以上工业实现工业增加值
    return Phrase(trade.text + left.text, trade.start, left.end, "a branch of trade and what it brings about", left.words) if trade is not None and len(trade.text) <= 10 else None


def _is_trade(word: Word, cues: Cues) -> bool:
    """True for 服务业, and for no house (旅游公司) and nobody who works in it."""
    return word.text.endswith(cues.ends.trades) and word.tag not in ("Org", "KnownOrg", "Ref") and word.text not in cues.actors and not word.text.endswith(cues.no_trade_ends)
