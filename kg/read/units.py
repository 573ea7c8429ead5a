"""Lines → units: paragraphs, headings, bylines and the rest, in print order.

In: classified lines.  Out: `Unit` records.  A paragraph that a column or a page break has cut is one unit
again; a dateline or credit inside it is remembered as cuts.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.read.cleaning import Clean, joined, spaced
from kg.read.going_on import is_open
from kg.read.kinds import Cut, cut_head, cut_tail, parts_of_headline, signs_at_head
from kg.read.linerules import LineRules
from kg.read.lines import HEADS, Judged, Line, ends_sentence, is_full
from kg.read.signs import Sign
from kg.read.twolines import NAME_ALONE, Stand, is_one_headline, parts_stand_apart, stand_of
from kg.read.verbs import tells_news

_OPENINGS, _CLOSING = "（【", "）】"
BRIEF_SIGNS = tuple("●▲△◆◇★☆■□▪◎○＊")
SURE = 100.0  # the score of what a file's format says
_SELDOM = 3  # of so many paragraphs that are set in, one that seems to begin flush is the rest of another
OTHER_MEASURE = 2.6  # characters by which a caption's lines are narrower or wider than those of the text that it stands in
DAY_OF_SCENE = re.compile("(?:日前|近日|昨日|昨天|今日|今天)，|(?:[０-９]{4}年)?[０-９]{1,2}\u3000?月\u3000?[０-９]{1,2}\u3000?日[上下晚清凌傍中]?[午晨晚]?[，,]")


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
    names_taker: bool = False  # it ends with who took a picture, a bracket aside: 王岩 摄, （王岩 摄）
    took_and_told: bool = False  # it ends so with who took it and wrote: 王岩 摄影报道
    sent: bool = False  # it ends so with who sent a picture: 新华社发
    wrote: bool = False  # its credit, or the whole of a byline, says that somebody wrote (文／图)
    of_picture: bool = False  # its credit, or the whole of a byline, says that it is a picture's
    column: Unit | None = None  # the name of the column of short reports that it stands in
    because: tuple[Sign, ...] = ()  # what spoke for and against a headline as the head of an article

    @property
    def blank(self) -> int:
        """Blank lines above."""
        return self.lines[0].blank

    @property
    def level(self) -> int:
        return self.lines[0].level

    def becomes_headline(self) -> None:
        """Take it for a headline, of the sort that its line was judged to be."""
        self.zone = self.lines[0].zone if self.lines[0].zone in HEADS else "title"

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
    def is_bracketed(self) -> bool:
        return self.form.endswith(tuple(_CLOSING))

    @property
    def heads_brief(self) -> bool:
        """True for a headline in brackets, on the line on which its short report begins (【老街通了公交】昨日，……)."""
        return self.zone in HEADS and self.clean.printed[:1] == "【"

    @property
    def size(self) -> int:
        return len(self.clean)


def said_in(units: Iterable[Unit]) -> str:
    """The running text of units, one behind the other."""
    return "".join([unit.form for unit in units if unit.zone == "body"])


def make_units(text: str, form: str, lines: list[Line], rules: LineRules) -> list[Unit]:
    """The units of a page, in print order; `form` is the matching form of its text."""
    wrapped_page = sum(line.wrapped for line in lines) * 3 > len(lines)
    for line in lines:
        if line.zone in HEADS:
            line.parts = parts_of_headline(line, rules)
            if line.parts.get("kicker") == NAME_ALONE and tells_news(line.form):
                del line.parts["kicker"]
    parted, set_in = parts_stand_apart(lines), _sets_paragraphs_in(lines)
    joined_lines: list[list[Line]] = []
    for number, line in enumerate(lines):
        above = next((whole for whole in reversed(joined_lines) if line.picture or not whole[-1].picture), None)
        bond = _bond(above, line, wrapped_page, set_in, stand_of(lines, number, wrapped_page, parted), rules) if above is not None and above[-1].picture == line.picture else ""
        if above is not None and bond:
            line.bonds = bond
            above.append(line)
        else:
            joined_lines.append([line])
    units = [Unit(whole, spaced(text, form, whole, rules.credits), zone=whole[0].zone, rule=whole[0].rule, taken_as=whole[0].taken_as) for whole in joined_lines]
    for unit in units:
        if unit.zone == "body":
            _find_cuts(unit, rules)
        else:
            _find_ends(unit, rules)
        if unit.zone in HEADS:
            unit.parts = dict(unit.lines[0].parts) if len(unit.lines) == 1 else parts_of_headline(replace(unit.lines[0], form=unit.form), rules)
            if unit.lines[0].scores.get(unit.zone, 0.0) >= SURE:
                unit.parts[unit.zone] = SURE
    return units


def _sets_paragraphs_in(lines: Sequence[Line]) -> bool:
    """True where nearly every paragraph in the narrow columns of a page begins with white space."""
    set_in = flush = 0
    for number, line in enumerate(lines):
        if line.wrapped and line.zone == "body":
            above = lines[number - 1] if number and lines[number - 1].run == line.run else None
            if line.indented:
                set_in += 1
            elif above is not None and above.wrapped and ends_sentence(above.form) and not is_full(above):
                flush += 1
    return set_in > _SELDOM * flush


def _find_cuts(unit: Unit, rules: LineRules) -> None:
    form = unit.form
    unit.heads, unit.tails = cut_head(form, rules), [] if rules.openings.question.match(form) else cut_tail(form, rules)  # who asks (问：……？（杞县　王小芳）) wrote nothing
    begin = unit.heads[-1].span.end if unit.heads else 0
    unit.tails = [cut for cut in unit.tails if cut.span.start >= begin]
    unit.signs = signs_at_head(form[begin:], rules)
    _find_ends(unit, rules)


def _find_ends(unit: Unit, rules: LineRules) -> None:
    words, inked = rules.credits, unit.form.rstrip(_CLOSING)
    unit.task_first = words.task_first.match(unit.form) is not None
    unit.names_taker, unit.took_and_told, unit.sent = inked.endswith(words.took), inked.endswith(words.took_and_told), inked.endswith(words.sent)
    credit = unit.form[unit.tail.span.start:unit.tail.span.end] if unit.tail else unit.form if unit.zone == "byline" else ""
    unit.wrote = words.wrote.search(credit.rstrip(_CLOSING)) is not None
    unit.of_picture = words.of_picture.search(credit) is not None


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


def _is_of_picture(before: Line, line: Line) -> bool:
    """True where a line begins with the day of a scene, behind a wider gap or in a column of another width than the open line above it."""
    return bool(DAY_OF_SCENE.match(line.form)) and (line.blank > 1 or min(before.column, line.column) > 0 and abs(before.column - line.column) >= OTHER_MEASURE)


def _bond(above: Sequence[Line], line: Line, wrapped_page: bool, set_in: bool, stand: Stand, rules: LineRules) -> str:
    """Why `line` goes on where the lines above it stop, or nothing; `set_in`: the page's paragraphs are; `stand`: how it stands in its headline."""
    before = above[-1]
    if line.zone != above[0].zone:
        return ""
    same_run = line.run == before.run
    if line.zone in HEADS:
        if line.bonds and before.zone in HEADS:
            return line.bonds
        return "heading-over-two-lines" if same_run and not line.level and not before.level and is_one_headline(before, line, stand, rules) else ""
    if line.zone != "body":
        return "name-goes-on" if line.rule == "name-goes-on" else ""
    if line.rule == "credit-goes-on":
        return line.rule
    form = before.form
    if "row-of-table" in (line.taken_as, before.taken_as):
        return ""  # each row is a paragraph
    if same_run:
        if line.form.startswith(BRIEF_SIGNS) and not (is_open(form) and is_full(before)):
            return ""  # one brief below another, or the first below the name of its column
        if is_open(form):
            if line.indented and before.wrapped and not is_full(before):
                return ""  # 一、上半年情况⏎　　全市实现……: a short line, and the next begins a paragraph
            return "sentence-goes-on" if (before.wrapped or line.wrapped or len(form) >= 20) and (line.form in rules.credits.reports or not cut_tail(form, rules)) else ""
        if before.wrapped and not line.indented and (is_full(before) or set_in and line.wrapped and above[0].indented and line.form[0] not in _OPENINGS and not cut_tail(form, rules)) and not cut_head(line.form, rules):
            return "line-is-full" if is_full(before) else "flush-in-column"  # where paragraphs are set in, what stands flush begins none
        return ""
    if is_open(form) or wrapped_page and form[-1] in "：；" and is_full(before):
        # A column that breaks off may stand right above the next article, or above a picture.
        return "" if cut_tail(form, rules) or cut_head(line.form, rules) or _is_of_picture(before, line) else "column-break"
    return ""
