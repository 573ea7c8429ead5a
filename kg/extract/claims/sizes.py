"""Sizes of things: how wide, how large, how many parts, how many inhabitants.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from kg.extract.claims.figure import Figure
from kg.extract.claims.metric import after
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.places import places_counted
from kg.extract.claims.words import OWNERS


def so_wide(figure: Figure) -> Phrase | None:
    """三米宽的石桥, 800米长的路上: a dimension, and the thing that has it."""
    following, cues = figure.next_text, figure.cues
    if following not in cues.dimensions or cues.sizes.get(figure.unit) == cues.names.area or figure.index + 2 < len(figure.row) and figure.row[figure.index + 2].text == "、":  # 5600名高、初中毕业生
        return None
    has_of = figure.index + 2 < len(figure.row) and figure.row[figure.index + 2].text == "的"
    thing = after(figure.row, figure.index + 1, cues) if has_of else figure.left
    text = thing.text if thing else ""
    if thing is not None and len(thing.words) > 1 and thing.words[-1].tag == "f":
        text = text[:-len(thing.words[-1].text)]
    elif len(text) > 2 and text.endswith(cues.ends.inside_and_on):
        text = text[:-1]
    return Phrase(text + cues.dimensions[following], figure.value.start, thing.end if thing else figure.value.end, f"so {following}")


def thing_so_wide(figure: Figure) -> Phrase | None:
    """一条长约2米、宽半米的水沟, 挖出一个深3米的地窖: a dimension before its figure, and the thing behind 的 that has it."""
    row, cues, lead = figure.row, figure.cues, figure.lead
    noun = cues.dimensions.get(row[lead - 1].text) if lead else None
    if noun is None or cues.sizes.get(figure.unit) != cues.names.length or row[lead - 1].mention is not None or lead > 1 and row[lead - 2].is_nominal and row[lead - 2].tag not in ("m", "s", "f") and row[lead - 2].mention is None:
        return None  # 大堤长36公里
    last = figure.index
    while last + 3 < len(row) and row[last + 1].text == "、" and row[last + 2].text in cues.dimensions:
        further = next((i for i in range(last + 3, min(len(row), last + 5)) if row[i].tag == "Quantity"), None)
        if further is None:
            return None
        last = further
    if last + 2 >= len(row) or row[last + 1].text != "的":
        return None
    thing = after(row, last + 1, cues)
    return Phrase(thing.text + noun, row[lead - 1].start, thing.end, "a dimension, and the thing that has it") if thing is not None else None


def also_so_wide(figure: Figure) -> Phrase | None:
    """闸室长280米，宽34米, 面积900平方米、高三层: a dimension alone is that of the thing measured before."""
    word = figure.row[figure.lead - 1] if figure.lead else figure.row[0]
    noun = figure.cues.dimensions.get(word.text)
    parts = figure.cues.part_units.get(figure.unit)
    if noun is not None and parts is not None and figure.right is None and word.mention is None:
        return Phrase(parts, word.start, figure.value.end, "so many of its parts, one above the other")
    opens_item = figure.lead == 1 or figure.lead > 1 and figure.row[figure.lead - 2].text == "、"
    if noun is None or not opens_item or figure.right is not None or noun != figure.cues.names.weight and figure.cues.sizes.get(figure.unit) != figure.cues.names.length:
        return None
    last = figure.memory.sentence[-1][0] if figure.memory.sentence else ""
    bare = _longest_of(figure)
    if bare:
        return Phrase(bare + noun, word.start, figure.value.end, "so wide is the one that was called the longest")
    bare = next((last[:-len(end)] for end in (*figure.cues.dimensions.values(), *figure.cues.dimensions) if last.endswith(end)), "")
    return Phrase(_bare(bare, figure.cues.turns.words_of_whole_and_usable) + noun, word.start, figure.value.end, "so wide, too")


def _bare(text: str, words: tuple[str, ...]) -> str:
    """The text without these words at its end, each in its turn."""
    for word in words:
        text = text.removesuffix(word)
    return text


def _longest_of(figure: Figure) -> str:
    """隧道 in 最长的隧道是青山隧道，长2764米, or nothing."""
    before_it = figure.memory.before
    at = next((i for i, word in enumerate(before_it[:-2]) if word.mention is None and word.text in figure.cues.most and before_it[i + 1].text == "的"), None)
    if at is None:
        return ""
    noun = before_it[at + 2]
    return noun.text if noun.is_nominal and at + 3 < len(before_it) and before_it[at + 3].text in figure.cues.turns.words_of_identity_or_place else ""


def also_so_far(figure: Figure) -> Phrase | None:
    """距甲县县城12公里、乙县县城30公里: the next item of a list of distances from one place."""
    cues, row, said = figure.cues, figure.row, figure.memory.sentence
    last = said[-1][0] if said else ""
    if cues.sizes.get(figure.unit) != cues.names.length or figure.right is not None or not last.endswith(cues.names.distance) or "距" not in last:
        return None
    first = next((at + 1 for at in range(figure.lead - 1, -1, -1) if row[at].tag == "w"), 0)
    place = row[first:figure.lead]
    if not place or any(word.is_value or word.is_verb or word.tag == "p" for word in place) or not place[0].is_named and not place[-1].is_nominal:
        return None
    return Phrase(f"{last.partition('距')[0]}距{''.join([word.text for word in place])}{cues.names.distance}", place[0].start, place[-1].end, "the next place of a list of distances")


def deepest(figure: Figure) -> Phrase | None:
    """进水最深1.8米, 最深处达3米: the greatest of a dimension, and what has it."""
    row, cues, at = figure.row, figure.cues, figure.lead - 1
    word = row[at] if at >= 0 else None
    if word is None or word.mention is not None or cues.sizes.get(figure.unit) != cues.names.length or figure.right is not None or word.text[0] != "最" or len(word.text) > 3:
        return None
    noun = cues.dimensions.get(word.text[1])
    if noun is None or word.text[2:] not in ("", "处"):
        return None
    of = row[at - 1] if at and not word.text[2:] and (row[at - 1].is_verb or row[at - 1].is_nominal) and row[at - 1].tag not in OWNERS and not row[at - 1].is_value else None
    return Phrase((of.text if of is not None else word.text) + noun, (of or word).start, word.end, "the greatest of a dimension, and what has it")


def weather(figure: Figure) -> Phrase | None:
    """兰州多云转晴11℃／24℃: a table of weather names no noun."""
    if "／" not in figure.value.text or figure.unit not in figure.cues.units.warmth:
        return None
    return Phrase(figure.cues.names.temperature, figure.value.start, figure.value.end, "the lowest and the highest of a day")


def population(figure: Figure) -> Phrase | None:
    """1100万人口: the unit and the character after it are one word."""
    following = figure.next_text
    if figure.unit != "人" or not following.startswith("口") or following.startswith(figure.cues.not_inhabitants):
        return None
    left = figure.left if figure.left is not None and not figure.left.ends_in_verb else None
    act = figure.act
    if left is None and act is not None and act.is_verb and act.mention is None and len(act.text) > 1 and act.text not in figure.cues.light:
        return Phrase(act.text + figure.cues.names.inhabitants, act.start, figure.value.end + 1, "so many inhabitants, and what they did")  # 迁移188万人口
    who = left.text.removesuffix(figure.cues.names.inhabitants) if left is not None else ""
    return Phrase(who + figure.cues.names.inhabitants, left.start if left is not None else figure.value.start, figure.value.end + 1, "so many inhabitants")


def of_that_size(figure: Figure) -> Phrase | None:
    """280平方米的小楼, 60公里的山路: 的 after an area or a length makes it the size of one thing."""
    size = figure.cues.sizes.get(figure.unit)
    if size is None or not figure.has_of or figure.right is None or figure.right.text.endswith((*figure.cues.sizes.values(), *figure.cues.ends.no_sizes)):
        return None
    if figure.right.text in figure.cues.attributes:
        return Phrase(figure.right.text, figure.value.start, figure.right.end, "the attribute of that size", figure.right.words)  # 以120公里的时速
    if figure.left is not None and figure.left.text.endswith(size):
        return None  # 水稻面积50万亩的某农场: what is measured stands before the figure
    return Phrase(figure.right.text + size, figure.value.start, figure.right.end, "the thing of that size", figure.right.words)


def one_things_attribute(figure: Figure) -> Phrase | None:
    """30克长方形银质纪念币, 3.2级地震: the noun after, and what its unit measures."""
    attribute = figure.cues.attribute_units.get(figure.unit)
    if attribute is None or figure.right is None or figure.left is not None and figure.left.words:
        return None
    thing = "" if figure.right.text.endswith(attribute[0]) else figure.right.text  # 5.1级地震: 震级 says of what
    if attribute == figure.cues.names.length and thing.endswith(figure.cues.ends.roads):
        attribute = figure.cues.names.mileage  # 60条280公里农村公路
    return Phrase(thing + attribute, figure.right.start, figure.right.end, "the noun after, and what its unit measures")


def parts_of_one(figure: Figure) -> Phrase | None:
    """大楼共12层: how many of its parts one thing has."""
    if figure.right is None and figure.unit.endswith(figure.cues.units.that_are_nouns):
        return Phrase(next(noun for noun in figure.cues.units.that_are_nouns if figure.unit.endswith(noun)), figure.value.start, figure.value.end, "a unit that is a noun")
    noun = figure.cues.part_units.get(figure.unit)
    if noun is None or figure.right is not None or figure.left is None or figure.left.ends_in_verb:
        return None
    return Phrase(figure.left.text.removesuffix(noun) + noun, figure.left.start, figure.left.end, "a thing and how many parts it has")


def places_or_medals(figure: Figure) -> Phrase | None:
    """6市19个县, 沿途八省市, 6金4银: a number right before a kind of place or a metal counts such places, or medals."""
    units = figure.cues.units
    counted = figure.unit if figure.unit in units.that_are_places else units.medals.get(figure.unit)
    if not counted:
        return None
    return places_counted(figure, counted, figure.value.end) or Phrase(counted, figure.value.start, figure.value.end, "the kind of place, or the medal, that is counted")
