"""Lines → units: paragraphs, headings, bylines and the rest, in print order.

In: classified lines.  Out: `Unit` records.  A paragraph that a column or a page break has cut is one unit
again; a dateline or credit inside it is remembered as cuts.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.read.cleaning import Clean, joined, spaced
from kg.read.going_on import is_cut_word, is_open
from kg.read.kinds import Cut, cut_head, cut_tail, parts_of_headline, signs_at_head
from kg.read.linerules import LineRules
from kg.read.lines import Judged, Line, is_full
from kg.read.signs import Sign
from kg.tokens import cut, frequency

_CLOSING = "）】"
HEADS = ("title", "subtitle", "kicker")
BRIEF_SIGNS = tuple("●▲△◆◇★☆■□▪◎○＊")
SURE = 100.0  # the score of what a file's format says
_NAME_ALONE = 2.0  # how much a name alone looks like a kicker; its verb may stand on the next line
_OF_A_KIND = 4.0  # how much a line looks like a subtitle that says what kind of report it is (某地见闻)
_WIDER = 4  # characters; a headline is broken where its line is full, so what goes on is not much wider
_NARROWER = 6  # and not much narrower
_SHORTEST_HALF = 5  # characters of the longer of two lines that are one title
_WIDEST_HALF = 16  # characters of each line of a title that stands on two
OTHER_MEASURE = 2.6  # characters by which a caption's lines are narrower or wider than those of the text that it stands in
DAY_OF_SCENE = re.compile("(?:日前|近日|昨日|昨天|今日|今天)，|(?:[０-９]{4}年)?[０-９]{1,2}\u3000?月\u3000?[０-９]{1,2}\u3000?日[上下晚清凌傍中]?[午晨晚]?[，,]")
_REACHES = re.compile("[达超逾破增降升居](?:[０-９]|[一二三四五六七八九十百千万两]{2})")  # 达九百二十元
_SHORT_VERB = 4  # characters of a verb that closes the news, behind its day
_TIME_ALONE = re.compile("(?:(?:今|去|明|[０-９]{4})年)?(?:前?[０-９一二三四五六七八九十]{1,2}(?:个月|季度|月份)|[上下]半年|前三季度|[０-９]{1,2}[至—－～][０-９]{1,2}月)")


@dataclass(slots=True, eq=False)
class Unit(Judged):
    """One heading line, byline, paragraph, advert or furniture line.

    `clean` still has its spaces.  `heads` are stretches cut from the head of a paragraph (a dateline), `tails` from
    its end (a credit, a turn-over note).
    """

    lines: list[Line]
    clean: Clean
    heads: list[Cut] = field(default_factory=list)
    tails: list[Cut] = field(default_factory=list)
    fresh: bool = False  # right below the name of a column
    parts: dict[str, float] = field(default_factory=dict)  # what a line of a headline looks like: title, subtitle, kicker
    signs: dict[str, float] = field(default_factory=dict)  # what its head looks like: caption, body (the lead of a report)
    task_first: bool = False  # it names its work before its man: ■ 摄影 记者 李勇
    ends: frozenset[str] = frozenset()  # the lists of which a word ends it, brackets aside: took (王岩 摄), took-and-told, sent
    wrote: bool = False  # its credit, or the whole of a byline, says that somebody wrote (文／图)
    of_picture: bool = False  # its credit, or the whole of a byline, says that it is a picture's
    because: tuple[Sign, ...] = ()  # what spoke for and against a headline as the head of an article

    @property
    def blank(self) -> int:
        """Blank lines above."""
        return self.lines[0].blank

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def is_picture(self) -> bool:
        """True for a picture's text inside an article, and for who signs it."""
        return self.lines[0].picture

    @property
    def form(self) -> str:
        return self.clean.form

    @property
    def opens(self) -> bool:
        """True where a paragraph begins with a dateline."""
        return bool(self.heads) and any(cut.zone == "dateline" for cut in self.heads)

    @property
    def only_opens(self) -> bool:
        """True where a paragraph is a dateline and nothing else (本报讯, its writer on the next line)."""
        return bool(self.heads) and self.opens and self.heads[-1].span.end >= len(self.form)

    @property
    def tail(self) -> Cut | None:
        """The credit at its end."""
        return next((cut for cut in self.tails if cut.zone == "byline"), None) if self.tails else None

    @property
    def names_taker(self) -> bool:
        """True where it ends with who took a picture (王岩 摄), a bracket aside (（王岩 摄））."""
        return "took" in self.ends

    @property
    def is_bracketed(self) -> bool:
        return self.form.endswith(tuple(_CLOSING))

    @property
    def heads_brief(self) -> bool:
        """True for a headline in brackets, on the line on which its short report begins (【老街通了公交】昨日，……)."""
        return self.zone in HEADS and self.clean.printed[:1] == "【"

    @property
    def size(self) -> int:
        return len(self.clean)


def make_units(text: str, form: str, lines: list[Line], rules: LineRules) -> list[Unit]:
    """The units of a page, in print order; `form` is the matching form of its text."""
    wrapped_page = sum(line.wrapped for line in lines) * 3 > len(lines)
    for line in lines:
        if line.zone in HEADS:
            line.parts = parts_of_headline(line, rules)
    parted = _parts_stand_apart(lines)
    joined_lines: list[list[Line]] = []
    for number, line in enumerate(lines):
        block = _lines_of_headline(lines, number) if wrapped_page and line.zone in HEADS else 0
        above = next((whole for whole in reversed(joined_lines) if line.picture or not whole[-1].picture), None)
        bond = _bond(above, line, wrapped_page, block, parted, rules) if above is not None and above[-1].picture == line.picture else ""
        if above is not None and bond:
            line.bonds = bond
            above.append(line)
        else:
            joined_lines.append([line])
    units = [Unit(whole, spaced(text, form, whole), zone=whole[0].zone, rule=whole[0].rule, taken_as=whole[0].taken_as) for whole in joined_lines]
    for unit in units:
        if unit.zone == "body":
            _find_cuts(unit, rules)
        else:
            _find_ends(unit, rules)
        if unit.zone in HEADS:
            unit.parts = dict(unit.lines[0].parts)
            if unit.lines[0].scores.get(unit.zone, 0.0) >= SURE:
                unit.parts[unit.zone] = SURE
    return units


def _parts_stand_apart(lines: Sequence[Line]) -> bool:
    """True where a page parts its kickers, titles and subtitles by blank lines more often than it sets them tight."""
    apart = 0
    for before, line in pairwise(lines):
        if before.zone in HEADS and line.zone in HEADS and not before.level and not line.level and line.zone != "subtitle":
            tight = not line.blank and (before.parts.get("kicker", 0.0) > _NAME_ALONE or bool(line.parts.get("subtitle")))
            apart += (line.blank == 1) - tight
    return apart > 0


def _lines_of_headline(lines: Sequence[Line], number: int) -> int:
    """How many lines of a headline stand together with the one at `number`, subtitles with a dash and a kicker on top of two more lines left out."""
    first = last = number
    while first and lines[first - 1].run == lines[number].run and lines[first - 1].zone in HEADS:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].run == lines[number].run and lines[last + 1].zone in HEADS:
        last += 1
    count = sum(line.zone != "subtitle" for line in lines[first:last + 1])
    return count - (count == 3 and number > first and lines[first].parts.get("kicker", 0.0) > _NAME_ALONE)


def _find_cuts(unit: Unit, rules: LineRules) -> None:
    form = unit.form
    unit.heads, unit.tails = cut_head(form, rules), cut_tail(form, rules)
    begin = unit.heads[-1].span.end if unit.heads else 0
    unit.tails = [cut for cut in unit.tails if cut.span.start >= begin]
    unit.signs = signs_at_head(form[begin:], rules)
    _find_ends(unit, rules)


def _find_ends(unit: Unit, rules: LineRules) -> None:
    inked = unit.form.rstrip(_CLOSING)
    unit.task_first = rules.task_first.match(unit.form) is not None
    unit.ends = frozenset(name for name, words in rules.endings.items() if inked.endswith(words))
    credit = unit.form[unit.tail.span.start:unit.tail.span.end] if unit.tail else unit.form if unit.zone == "byline" else ""
    unit.wrote = bool(credit) and (any(word in credit for word in rules.wrote) or any(word + "\u3000" in credit for word in rules.wrote_alone) or credit.rstrip(_CLOSING).endswith(rules.wrote_alone))
    unit.of_picture = bool(credit) and any(sign in credit for sign in rules.of_picture)


def _is_mended(above: Unit, unit: Unit) -> bool:
    """True where one of two paragraphs was a line of another zone."""
    return above.is_picture == unit.is_picture and unit.zone == above.zone == "body" and "text-cut-off" in (unit.rule, above.rule)


def rejoin(units: list[Unit], rules: LineRules) -> list[Unit]:
    """The units after some lines turned out to be text: paragraphs they were cut from are one again."""
    out: list[Unit] = []
    for unit in units:
        last = next((one for one in reversed(out) if unit.is_picture or not one.is_picture), None)
        if last is not None and _is_mended(last, unit) and not unit.opens and not last.tail and is_open(last.form) and not _is_of_picture(last.lines[-1], unit.lines[0]):
            unit.lines[0].bonds = "column-break"
            last.lines += unit.lines
            last.clean = joined(last.clean, unit.clean)
            _find_cuts(last, rules)
        else:
            out.append(unit)
    return out


_ENDS_WITH_FIGURE = re.compile("[０-９][百千万亿]*[余多]?(?![年月日届期号版次])[一-鿿％]{1,3}$")  # 存栏突破１２０万头
_EXPLAINS = re.compile("[一-鿿]{1,4}(系|因|称)")
_PLACE = re.compile("[一-鿿]{2,6}?[县区旗镇乡州]|[一-鿿]{2,4}市")


def _is_whole(above: str, below: str, rules: LineRules) -> bool:
    """True where the upper of two lines of a headline says all of its news: its last word closes it, or the lower line begins with a place of its own."""
    return _is_complete(above, rules) or bool(_ENDS_WITH_FIGURE.search(above)) or "\u3000" in above and "\u3000" not in below or bool(_PLACE.match(below)) and above[-1] not in "和与及、的在到向"


def _is_complete(above: str, rules: LineRules) -> bool:
    """True where a line ends with a word that closes a report's news (…开赛), which is no part of a longer word (公开赛)."""
    return any(above.endswith(word) and len(cut(above[-6:])[-1]) <= len(word) for word in rules.headings.complete)


def _is_one_headline(before: Line, line: Line, block: int, parted: bool, rules: LineRules) -> bool:
    """True where two lines of a headline, one right on top of the other, are one title or one kicker that was broken.

    A subtitle that gives a figure, and a motto above the news, are parts of their own. Of three lines the middle one is the title, as a rule. Where blank
    lines part a page's kickers from its titles, what stands without one is one part.
    """
    if _TIME_ALONE.fullmatch(before.form):
        return True
    above, below = before.parts, line.parts
    if max(above.get("kicker", 0.0), below.get("kicker", 0.0)) > _NAME_ALONE:
        return False
    if parted and above.get("subtitle", 0.0) < _OF_A_KIND and not (below.get("subtitle") or before.spaced or line.spaced):
        return True
    if line.width > before.width + _WIDER:
        return False
    if is_unfinished(before.form, rules) or is_cut_word(before.form, line.form) or _is_predicate(before.form, line.form, rules) or not below and not above and _are_halves(before.form, line.form):
        return True
    return block == 2 and above.get("subtitle", 0.0) < _OF_A_KIND and max(len(before.form), len(line.form)) >= _SHORTEST_HALF and before.width <= line.width + _NARROWER and not below.get("subtitle") and not _is_whole(before.form, line.form, rules)


def is_unfinished(above: str, rules: LineRules) -> bool:
    """True where the upper line ends with a word that goes on: a time, a verb without its object, 和 (民营企业和⏎个体工商户), but not 缓和."""
    word = next((word for word in rules.headings.unfinished if above.endswith(word)), "") if above.endswith(rules.headings.unfinished) else ""
    return bool(word) and len(above) <= _WIDEST_HALF and "\u3000" not in above and (len(word) > 1 or not frequency(above[-2:]))


def _is_predicate(above: str, below: str, rules: LineRules) -> bool:
    """True where the lower line begins with a verb whose subject is the upper line (某委员会⏎召开第六次会议, 电子阅报栏⏎昨日启用)."""
    day = next((word for word in rules.headings.days if below.startswith(word)), "")
    verb = below[len(day):]
    if day and verb.startswith(rules.headings.complete) and len(verb) <= _SHORT_VERB:
        return "\u3000" not in above
    return (verb.startswith(rules.headings.predicates) or bool(_REACHES.match(below))) and "\u3000" not in above + below and len(above) <= _WIDEST_HALF >= len(below) and not above.endswith(rules.headings.complete)


def _are_halves(above: str, below: str) -> bool:
    """True where two lines have the same number of characters, six to nine: a couplet in one type; not where the lower one says what the upper one was (司机系疲劳驾驶)."""
    return len(above) == len(below) and 6 <= len(above) <= 9 and "\u3000" not in above + below and not _EXPLAINS.match(below)


def _is_of_picture(before: Line, line: Line) -> bool:
    """True where a line begins with the day of a scene, behind a wider gap or in a column of another width than the open line above it."""
    return bool(DAY_OF_SCENE.match(line.form)) and (line.blank > 1 or min(before.column, line.column) > 0 and abs(before.column - line.column) >= OTHER_MEASURE)


def _bond(above: Sequence[Line], line: Line, wrapped_page: bool, block: int, parted: bool, rules: LineRules) -> str:
    """Why `line` goes on where the lines above it stop, or nothing; `block`: how many lines of a headline stand together, 0 where the page is not set in narrow columns; `parted`: blank lines part the parts of headlines."""
    before = above[-1]
    if line.zone != above[0].zone:
        return ""
    same_run = line.run == before.run
    if line.zone in HEADS:
        if line.bonds and before.zone in HEADS:
            return line.bonds
        return "heading-over-two-lines" if same_run and not line.level and not before.level and _is_one_headline(before, line, block, parted, rules) else ""
    if line.zone != "body":
        return "name-goes-on" if line.rule == "name-goes-on" else ""
    form = before.form
    if same_run:
        if "row-of-table" in (line.taken_as, before.taken_as):
            return ""  # each row is a paragraph
        if line.form.startswith(BRIEF_SIGNS) and not (is_open(form) and is_full(before)):
            return ""  # one brief below another, or the first below the name of its column
        if is_open(form):
            if line.indented and before.wrapped and not is_full(before):
                return ""  # 一、上半年情况⏎　　全市实现……: a short line, and the next begins a paragraph
            return "sentence-goes-on" if (before.wrapped or line.wrapped or len(form) >= 20) and not cut_tail(form, rules) else ""
        if before.wrapped and is_full(before) and not line.indented and not cut_head(line.form, rules):
            return "line-is-full"
        return ""
    if is_open(form) or wrapped_page and form[-1] in "：；" and is_full(before):
        # A column that breaks off may stand right above the next article, or above a picture.
        return "" if cut_tail(form, rules) or cut_head(line.form, rules) or _is_of_picture(before, line) else "column-break"
    return ""
