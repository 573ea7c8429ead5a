"""Lines → units: paragraphs, headings, bylines and the rest, in print order.

In: classified lines.  Out: `Unit` records.  A paragraph that a column or a page break has cut is one unit
again; a dateline or credit inside it is remembered as cuts.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.read.cleaning import Clean, joined, spaced
from kg.read.kinds import Cut, cut_head, cut_tail, parts_of_headline, signs_at_head
from kg.read.linerules import LineRules
from kg.read.lines import Line, ends_sentence, is_full
from kg.read.signs import Sign
from kg.tokens import frequency

HEADS = ("title", "subtitle", "kicker")
BRIEF_SIGNS = tuple("●▲△◆◇★☆■□▪◎○＊")
SURE = 100.0  # the score of what a file's format says
_TABLE_ROW = "text-row-of-table"  # each row of a table is a paragraph
_NAME_ALONE = 2.0  # how much a name alone looks like a kicker; its verb may stand on the next line
_WIDER = 4  # characters; a headline is broken where its line is full, so what goes on is not much wider
_COMMON_WORD = 60  # occurrences in jieba's corpus
_CANNOT_BEGIN = re.compile("[的了着过们等及而，。、；：！？”’》）％」』]")


@dataclass(slots=True, eq=False)
class Unit:
    """One heading line, byline, paragraph, advert or furniture line.

    `clean` still has its spaces.  `heads` are stretches cut from the head of a paragraph (a dateline), `tails` from
    its end (a credit, a turn-over note).
    """

    zone: str
    lines: list[Line]
    rule: str
    clean: Clean
    heads: list[Cut] = field(default_factory=list)
    tails: list[Cut] = field(default_factory=list)
    fresh: bool = False  # right below the name of a column
    parts: dict[str, float] = field(default_factory=dict)  # what a line of a headline looks like: title, subtitle, kicker
    signs: dict[str, float] = field(default_factory=dict)  # what its head looks like: caption, body (the lead of a report)
    because: tuple[Sign, ...] = ()  # what spoke for and against a headline as the head of an article

    @property
    def blank(self) -> int:
        """Blank lines above."""
        return self.lines[0].blank

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def form(self) -> str:
        return self.clean.form

    @property
    def opens(self) -> bool:
        """True where a paragraph begins with a dateline."""
        return any(cut.zone == "dateline" for cut in self.heads)

    @property
    def tail(self) -> Cut | None:
        """The credit at its end."""
        return next((cut for cut in self.tails if cut.zone == "byline"), None)

    @property
    def size(self) -> int:
        return len(self.clean)


def is_open(form: str) -> bool:
    """True where a paragraph breaks off: no end of sentence, colon or bracket at its end.

    >>> is_open("贷款十"), is_open("贷款到账。")
    (True, False)
    """
    return bool(form) and not ends_sentence(form) and form[-1] not in "：；…—）)】》"


def goes_on(before: str, after: str) -> bool:
    """True where `after` reads as the rest of the sentence that `before` breaks off.

    >>> goes_on("他说：“一天就拿到１０", "万元贷款。”张先生很高兴。")
    True
    """
    if not is_open(before):
        return False
    if _CANNOT_BEGIN.match(after):
        return True
    inside = _depth(before[-400:])
    if inside > 0 and _closes_first(after):
        return True
    if before[-1] in "，、" or before[-1] in "０１２３４５６７８９":
        return True
    return is_cut_word(before, after)


def is_cut_word(before: str, after: str) -> bool:
    """True where a common word straddles the end of `before` and the beginning of `after`.

    >>> is_cut_word("建立质量评", "价体系"), is_cut_word("提质增效", "本次会议")
    (True, False)
    """
    word = before[-1:] + after[:1]
    return len(word) == 2 and frequency(word) >= _COMMON_WORD


def _depth(form: str) -> int:
    return sum(form.count(sign) for sign in "“‘「『") - sum(form.count(sign) for sign in "”’」』")


def _closes_first(form: str) -> bool:
    """True where a closing quote comes before any opening one."""
    for ch in form:
        if ch in "“‘「『":
            return False
        if ch in "”’」』":
            return True
    return False


def make_units(text: str, lines: list[Line], rules: LineRules) -> list[Unit]:
    """The units of a page, in print order."""
    wrapped_page = sum(line.wrapped for line in lines) * 3 > len(lines)
    joined_lines: list[list[Line]] = []
    for line in lines:
        bond = _bond(joined_lines[-1], line, wrapped_page, rules) if joined_lines else ""
        if bond:
            line.bonds = bond
            joined_lines[-1].append(line)
        else:
            joined_lines.append([line])
    units = [Unit(whole[0].zone, whole, whole[0].rule, spaced(text, whole)) for whole in joined_lines]
    for unit in units:
        if unit.zone == "body":
            _find_cuts(unit, rules)
        elif unit.zone in HEADS:
            unit.parts = parts_of_headline(unit.lines[0], rules)
            if unit.lines[0].scores.get(unit.zone, 0.0) >= SURE:
                unit.parts[unit.zone] = SURE
    return units


def _find_cuts(unit: Unit, rules: LineRules) -> None:
    form = unit.form
    unit.heads, unit.tails = cut_head(form, rules), cut_tail(form, rules)
    begin = unit.heads[-1].span.end if unit.heads else 0
    unit.tails = [cut for cut in unit.tails if cut.span.start >= begin]
    unit.signs = signs_at_head(form[begin:], rules)


def rejoin(units: list[Unit], rules: LineRules) -> list[Unit]:
    """The units after some lines turned out to be text: paragraphs they were cut from are one again."""
    out: list[Unit] = []
    for unit in units:
        last = out[-1] if out else None
        mended = last and unit.zone == last.zone == "body" and "text-cut-off" in (unit.rule, last.rule)
        if mended and not unit.opens and not last.tail and is_open(last.form):
            unit.lines[0].bonds = "column-break"
            last.lines += unit.lines
            last.clean = joined(last.clean, unit.clean)
            _find_cuts(last, rules)
        else:
            out.append(unit)
    return out


_ENDS_WITH_FIGURE = re.compile("[０-９][百千万亿]*[余多]?(?![年月日届期号版次])[一-鿿％]{1,3}$")  # 存栏突破１２０万头
_PLACE = re.compile("[一-鿿]{2,6}?[县区旗镇乡州]|[一-鿿]{2,4}市")


def _is_whole(above: str, below: str, rules: LineRules) -> bool:
    """True where the upper of two lines of a headline says all of its news: its last word closes it, or the lower line begins with a place of its own."""
    return above.endswith(rules.headings.complete) or bool(_ENDS_WITH_FIGURE.search(above)) or "\u3000" in above and "\u3000" not in below or bool(_PLACE.match(below)) and above[-1] not in "和与及、的在到向"


def _bond(above: Sequence[Line], line: Line, wrapped_page: bool, rules: LineRules) -> str:
    """Why `line` goes on where the lines above it stop, or nothing."""
    before = above[-1]
    if line.zone != above[0].zone:
        return ""
    same_run = line.run == before.run
    if line.zone in ("title", "subtitle", "kicker"):
        # A subtitle that gives a figure, and a motto above the news, are parts of their own.
        kicker = parts_of_headline(before, rules).get("kicker", 0.0)
        if same_run and wrapped_page and not line.level and not before.level and line.width <= before.width + _WIDER \
                and not _is_whole(before.form, line.form, rules) and kicker <= _NAME_ALONE and not (below := parts_of_headline(line, rules)).get("subtitle") and below.get("kicker", 0.0) <= _NAME_ALONE:
            return "heading-over-two-lines"
        return ""
    if line.zone != "body":
        return ""
    form = before.form
    if same_run:
        if _TABLE_ROW in (line.rule, before.rule):
            return ""
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
        # A column that breaks off may stand right above the next article.
        return "" if cut_tail(form, rules) or cut_head(line.form, rules) else "column-break"
    return ""
