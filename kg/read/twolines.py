"""Headlines broken over two lines: which line goes on with the one above it, told by the lines themselves and by how the headline stands on its page.

In: the lines of a page, scored.  Out: for two lines right on top of each other, whether they are one title or one kicker.  What needs the text below is told later
(kg/read/broken.py).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.read.going_on import is_cut_figure, is_cut_word
from kg.read.linerules import LineRules
from kg.read.lines import HEADS, Line
from kg.read.verbs import begins_with_verb, has_verb, names_thing
from kg.tokens import cut, frequency

NAME_ALONE = 2.0  # how much a name alone looks like a kicker; its verb may stand on the next line
_OF_A_KIND = 4.0  # how much a line looks like a subtitle that says what kind of report it is (某地见闻)
_WIDER = 4  # characters; a headline is broken where its line is full, so what goes on is not much wider
_NARROWER = 6  # and not much narrower
_SHORTEST_HALF = 5  # characters of the longer of two lines that are one title
_WIDEST_HALF = 16  # characters of each line of a title that stands on two
_WIDEST_WHOLE, _WIDEST_PAIR = 11, 7  # characters of each line of a title that nothing but its stand tells to be one, and of a short pair whose lower line may count something
_LONGEST_SUBJECT = 12  # characters of a line that is only whom the next one tells of
_REACHES = re.compile("[达超逾破增降升居](?:[０-９]|[一二三四五六七八九十百千万两]{2})")  # 达九百二十元
_SHORTEST_SUBJECT = 5  # characters of a line that is only whom the next one tells of; shorter ones name a field (市场监管)
_MOST_LINES = 6  # of a headline that are looked at on either side of one
_LONGEST_OCCASION = 16  # characters
_LONG_VERB = 8  # characters of a line with its own verb, below one that has its own
_SHORT_VERB = 4  # characters of a verb that closes the news, behind its day
_TIME_ALONE = re.compile("(?:(?:今|去|明|[０-９]{4})年)?(?:前?[０-９一二三四五六七八九十]{1,2}(?:个月|季度|月份)|[上下]半年|前三季度|[０-９]{1,2}[至—－～][０-９]{1,2}月)")


_SPACE_OF_YEAR = re.compile("\u3000(?=[０-９]{4}\u3000?年)|(?<=[０-９])\u3000(?=年)")  # 召开 2023 年第六次会议


class Stand(NamedTuple):
    """How a line of a headline stands: beside how many lines (0 where the page is not set in narrow columns), on a page whose blank lines part the parts of headlines, in a headline whose own do."""

    block: int = 0
    parted: bool = False
    inside: bool = False


def stand_of(lines: Sequence[Line], number: int, wrapped_page: bool, parted: bool) -> Stand:
    """How the line at `number` stands in its headline; `parted`: blank lines part the parts of the page's headlines."""
    if lines[number].zone not in HEADS or lines[number].blank or not number:
        return Stand()
    return Stand(_lines_of_headline(lines, number) if wrapped_page else 0, parted, _is_parted(lines, number))


def parts_stand_apart(lines: Sequence[Line]) -> bool:
    """True where a page parts its kickers, titles and subtitles by blank lines more often than it sets them tight."""
    apart = 0
    for before, line in pairwise(lines):
        if before.zone in HEADS and line.zone in HEADS and not before.level and not line.level and line.zone != "subtitle":
            tight = not line.blank and (before.parts.get("kicker", 0.0) > NAME_ALONE or bool(line.parts.get("subtitle")))
            apart += (line.blank == 1) - tight
    return apart > 0


def _is_parted(lines: Sequence[Line], number: int) -> bool:
    """True where a blank line parts some lines of the headline that the line at `number` stands in: those that no blank line parts are one part."""
    first = last = number
    while first and number - first < _MOST_LINES and _goes_with(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and last - number < _MOST_LINES and _goes_with(lines[last], lines[last + 1]):
        last += 1
    return any(line.blank for line in lines[first + 1:last + 1])


def _goes_with(above: Line, line: Line) -> bool:
    """True where two lines stand in one headline, a blank line between them perhaps."""
    return above.zone in HEADS and line.zone in HEADS and not (above.level or line.level) and line.blank <= 1 and "subtitle" not in (above.zone, line.zone)


def _lines_of_headline(lines: Sequence[Line], number: int) -> int:
    """How many lines of a headline stand together with the one at `number`, subtitles with a dash and a kicker on top of two more lines left out."""
    first = last = number
    while first and lines[first - 1].run == lines[number].run and lines[first - 1].zone in HEADS:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].run == lines[number].run and lines[last + 1].zone in HEADS:
        last += 1
    count = sum(line.zone != "subtitle" for line in lines[first:last + 1])
    return count - (count == 3 and number > first and lines[first].parts.get("kicker", 0.0) > NAME_ALONE)


_ENDS_WITH_FIGURE = re.compile("[０-９][百千万亿]*[余多]?(?![年月日届期号版次])[一-鿿％]{1,3}$")  # 存栏突破１２０万头
_EXPLAINS = re.compile("[一-鿿]{1,4}(系|因|称)")
_PLACE = re.compile("[一-鿿]{2,6}?[县区旗镇乡州]|[一-鿿]{2,4}市")


def _is_whole(above: str, below: str, rules: LineRules) -> bool:
    """True where the upper of two lines of a headline says all of its news: its last word closes it, or the lower line begins with a place of its own."""
    if _is_complete(above, rules) or _ENDS_WITH_FIGURE.search(above) or "\u3000" in above and "\u3000" not in below:
        return True
    place = _PLACE.match(below)
    return place is not None and not has_verb(place[0]) and above[-1] not in "和与及、的在到向"


def _is_complete(above: str, rules: LineRules) -> bool:
    """True where a line ends with a word that closes a report's news (…开赛), which is no part of a longer word (公开赛)."""
    return any(above.endswith(word) and len(cut(above[-6:])[-1]) <= len(word) for word in rules.headings.complete)


def is_one_headline(before: Line, line: Line, stand: Stand, rules: LineRules) -> bool:
    """True where two lines of a headline, one right on top of the other, are one title or one kicker that was broken.

    A subtitle that gives a figure, and a motto above the news, are parts of their own. Of three lines the middle one is the title, as a rule. Where blank
    lines part a page's kickers from its titles, what stands without one is one part.
    """
    if _TIME_ALONE.fullmatch(before.form) or _breaks_off(before.form, line.form, rules) or _goes_to_see(before.form, line, rules):
        return True
    above, below = before.parts, line.parts
    if max(above.get("kicker", 0.0), below.get("kicker", 0.0)) > NAME_ALONE or above.get("kicker", 0.0) == NAME_ALONE and not (_is_predicate(before.form, line.form, rules) or begins_with_verb(line.form)):
        return False
    if (stand.parted or stand.inside) and above.get("subtitle", 0.0) < _OF_A_KIND and below.get("subtitle", 0.0) < (_OF_A_KIND if stand.inside else 0.1) and not (before.spaced or line.spaced or _is_couplet_above(before.form, line.form)) and _may_be_halves(before, line):
        return True
    if line.width > before.width + _WIDER:
        return False
    if is_unfinished(before.form, rules) or _cuts_word(before.form, line.form) or _is_predicate(before.form, line.form, rules) or not below and not above and _are_halves(before.form, line.form):
        return True
    return stand.block == 2 and above.get("subtitle", 0.0) < _OF_A_KIND and above.get("kicker", 0.0) < NAME_ALONE and max(len(before.form), len(line.form)) >= _SHORTEST_HALF and _may_be_halves(before, line) and (not below.get("subtitle") or max(before.width, line.width) <= _WIDEST_PAIR) and not _is_whole(before.form, line.form, rules)


def _cuts_word(above: str, below: str) -> bool:
    """True where a word straddles the break that is commoner than the one that the upper line ends with (外贸平稳增长⏎进出口…: 增长, not 长进)."""
    return is_cut_word(above, below) and frequency(above[-2:]) <= frequency(above[-1:] + below[:1])


def _may_be_halves(before: Line, line: Line) -> bool:
    """True where two lines are as wide as the halves of a title in large type: a long line says all of its news."""
    return before.width <= line.width + _NARROWER and max(before.width, line.width) <= _WIDEST_WHOLE


def _is_couplet_above(above: str, below: str) -> bool:
    """True where the upper line is two halves, and the lower one shorter and none: a motto leads up to the news."""
    return "\u3000" in above and "\u3000" not in below and len(below) < len(above)


def is_unfinished(above: str, rules: LineRules) -> bool:
    """True where the upper line ends with a word that goes on: a time, a verb without its object, 和 (民营企业和⏎个体工商户), but not 缓和."""
    word = next((word for word in rules.headings.unfinished if above.endswith(word)), "") if above.endswith(rules.headings.unfinished) else ""
    return bool(word) and len(above) <= _WIDEST_HALF and "\u3000" not in above and (len(word) > 1 or not frequency(above[-2:]))


def _breaks_off(above: str, below: str, rules: LineRules) -> bool:
    """True where the lower line holds what the upper one lacks: the thing counted, the rest of a list, which meeting was held (市政协召开⏎六十五次主席会议)."""
    words = rules.headings
    if any(above.count(opening) > above.count(closing) for opening, closing in ("（）", "《》", "“”")):
        return True
    return above.endswith("、") or below.startswith(words.joining) or is_cut_figure(above, below) or above.endswith(words.held) and below.endswith(words.occasions) and len(below) <= _LONGEST_OCCASION and "\u3000" not in below


def _goes_to_see(above: str, line: Line, rules: LineRules) -> bool:
    """True where the upper line ends with what somebody came to see or to hear of, and the lower one, which names a thing, says what (县人大代表视察⏎城北安置小区)."""
    words = rules.headings
    return above.endswith(words.sees) and not words.comes.search(above) and names_thing(line.form) and not line.parts.get("subtitle") and "\u3000" not in above + line.form and max(len(above), len(line.form)) <= _WIDEST_HALF


def _is_predicate(above: str, below: str, rules: LineRules) -> bool:
    """True where the lower line begins with a verb whose subject is the upper line (某委员会⏎召开第六次会议, 电子阅报栏⏎昨日启用)."""
    below = _SPACE_OF_YEAR.sub("", below)
    day = next((word for word in rules.headings.days if below.startswith(word)), "")
    verb = below[len(day):]
    if day and verb.startswith(rules.headings.complete) and len(verb) <= _SHORT_VERB:
        return "\u3000" not in above
    if "\u3000" in above + below or not len(above) <= _WIDEST_HALF >= len(below) or above.endswith(rules.headings.complete):
        return False
    if below.startswith(rules.headings.adds) and not has_verb(above):
        return True  # 全县工业用电量⏎同比增长12.6％
    if len(below) >= _LONG_VERB and has_verb(above) and not below.startswith(rules.headings.held):
        return False  # 夏粮收购全面展开⏎已有１２０个库点开秤
    return verb.startswith(rules.headings.predicates) or bool(_REACHES.match(below)) or begins_with_verb(below) and _SHORTEST_SUBJECT <= len(above) <= _LONGEST_SUBJECT and not has_verb(above) and not _PLACE.fullmatch(above)


def _are_halves(above: str, below: str) -> bool:
    """True where two lines have the same number of characters, six to nine: a couplet in one type; not where the lower one says what the upper one was (司机系疲劳驾驶)."""
    return len(above) == len(below) and 6 <= len(above) <= 9 and "\u3000" not in above + below and not _EXPLAINS.match(below)
