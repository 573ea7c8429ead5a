"""Titles broken over two lines or three: which neighbours of a title's line go on with it, told with the text.

In: the title's line, all lines of its headline, the text.  Out: the lines of the title.  What lines say by themselves is told before (kg/read/units.py); here the
text is known, and it says again what a break has cut (……项目开工⏎仪式不到半小时: the text has 开工仪式).
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.read.cleaning import without_signs
from kg.read.headings import FULL_NAME, lead_of, said_share, subject_of
from kg.read.lines import HEADS
from kg.read.twolines import NAME_ALONE
from kg.read.units import Unit, said_in
from kg.read.verbs import begins_with_verb, has_verb

_READ = 1200  # characters of a text in which the words across a break are looked for
_SIDE = 2  # characters on each side of a break
_SAYING = 5.0  # how much a line above looks like a kicker that says who spoke (……时强调)
_OF_ITS_OWN = 3.0  # how much a line looks like a subtitle or a kicker, so that it is no part of a title
_LONGEST = 16  # characters of each line of a title that stands on two
_LINES = 3
_FIRST_UNITS = 12  # of a text in which a headline's words are looked for
_LONGEST_COLUMN = 6  # characters of the name of a column on the line of a title
_HARDLY, _SOME, _WELL = 0.15, 0.25, 0.4  # shares of a line's pairs of characters that a text says: a kicker's in words of its own, and a title's
_LONG_SUBJECT = 6  # characters; what is longer says more than a name, and a verb must follow
_BEFORE_SUBJECT = 12  # characters of a lead that may stand before whom it tells of
_CANNOT_BEGIN = re.compile("[的了着过们等及，。、；：！？”’》）％」』]")
_NO_PAUSE = re.compile("[“”‘’（）《》〈〉【】「」『』・—\u3000]")
_HAN = re.compile("[一-鿿]+")


def kickers_apart(heads: Sequence[Unit], body: Sequence[Unit]) -> list[Unit]:
    """The lines of a headline, those of one part that was joined of two told apart where the text says the lower one and hardly a word of the upper: a kicker leads up to the news in words of its own."""
    text = said_in(body[:_FIRST_UNITS])
    heads = [part for unit in heads for part in (_parts_of_line(unit) if _is_column_and_title(unit, text) else [unit])]
    return [part for unit in heads for part in (_halves(unit) if _is_kicker_and_title(unit, text) else [unit])]


def _is_kicker_and_title(unit: Unit, text: str) -> bool:
    if len(unit.lines) != 2 or unit.level or unit.zone not in HEADS:
        return False
    upper, lower = (line.form for line in unit.lines)
    return len(upper) != len(lower) and not unit.lines[1].bonds.startswith("column") and said_share(upper, text) <= _HARDLY and said_share(lower, text) >= _WELL


def _gap_of(unit: Unit) -> int:
    """Where in a line the wide gap stands that parts the name of a column from a title (乡村夜话　　老支书的账本); 0 where there is none."""
    at = unit.form.find("\u3000")
    return at if at > 0 and unit.clean.at[at + 1] - unit.clean.at[at - 1] > 2 else 0


def _is_column_and_title(unit: Unit, text: str) -> bool:
    """True where a wide gap parts a few words, of which the text says hardly any, from a longer title, of which it says much."""
    at = _gap_of(unit) if len(unit.lines) == 1 and unit.zone in HEADS and not unit.level else 0
    upper, lower = unit.form[:at], unit.form[at + 1:]
    return 1 < at <= _LONGEST_COLUMN and len(lower) > at and "\u3000" not in lower and said_share(upper, text) <= _HARDLY and said_share(lower, text) >= _SOME


def _parts_of_line(unit: Unit) -> list[Unit]:
    at = _gap_of(unit)
    return [replace(unit, clean=unit.clean.cut(*place), parts={"kicker": NAME_ALONE} if not place[0] else {}) for place in ((0, at), (at + 1, len(unit.clean)))]


def _halves(unit: Unit) -> list[Unit]:
    upper, lower = unit.lines
    cut = bisect_left(unit.clean.at, lower.start)
    lower.bonds = ""
    return [replace(unit, lines=[line], clean=unit.clean.cut(*place), parts=dict(line.parts)) for line, place in ((upper, (0, cut)), (lower, (cut, len(unit.clean))))]


def whole_title(title: list[Unit], heads: Sequence[Unit], body: Sequence[Unit]) -> list[Unit]:
    """The title's line with the lines right above and below it that are the rest of it, in print order."""
    if len(title) != 1 or title[0].level or title[0].zone not in HEADS or all(unit.blank for unit in heads[1:]):
        return title
    at = heads.index(title[0])
    first = last = at
    text, lead = _said(body), lead_of(body)
    said = next((number for number in range(at - 1, -1, -1) if heads[number].parts.get("kicker", 0.0) >= _SAYING), None)
    while first and last - first < _LINES - 1 and _goes_on(heads, first - 1, text, lead, said):
        first -= 1
    while last + 1 < len(heads) and last - first < _LINES - 1 and _goes_on(heads, last, text, lead, said):
        last += 1
    return list(heads[first:last + 1])


def _said(body: Sequence[Unit]) -> str:
    """The first words of a text, spaces, quotes and brackets left out; pauses stay, for what stands on both sides of a comma is not said in one breath."""
    bare, size = [], 0
    for unit in body:
        if unit.zone == "body":
            bare.append(_NO_PAUSE.sub("", unit.form))
            size += len(bare[-1])
            if size > _READ:
                break
    return "\n".join(bare)[:_READ]


def _goes_on(heads: Sequence[Unit], number: int, text: str, lead: str, said: int | None) -> bool:
    """True where the line of a headline at `number` goes on in the one below it."""
    above, below = heads[number], heads[number + 1]
    if below.blank or above.level or below.level or "subtitle" in (above.zone, below.zone):
        return False
    if said is not None and number > said:  # what somebody said, below who said it
        return max(above.parts.get("subtitle", 0.0), below.parts.get("subtitle", 0.0)) < _OF_ITS_OWN
    if above.parts.get("kicker", 0.0) >= NAME_ALONE:
        return False
    upper, lower = above.form, below.form
    return bool(_CANNOT_BEGIN.match(lower)) or _is_said_across(upper, lower, text) or _is_subject(upper, lead) and (lower[0] == "“" or begins_with_verb(lower)) and max(len(upper), len(lower)) <= _LONGEST


def _is_said_across(upper: str, lower: str, text: str) -> bool:
    """True where the text says the words on both sides of a break in one breath.

    >>> _is_said_across("三江县十个项目开工", "仪式不到半小时", "昨日开工仪式上没有锣鼓"), _is_said_across("三江县十个项目开工", "市民点赞", "昨日项目开工，市民来看")
    (True, False)
    >>> _is_said_across("三江县召开会议", "部署防汛", "昨日，三江县召开会议，部署防汛工作")
    False
    """
    across = without_signs(upper)[-_SIDE:] + without_signs(lower)[:_SIDE]
    return len(across) == 2 * _SIDE and bool(_HAN.fullmatch(across)) and "\u3000" not in lower[:_SIDE + 1] and across in text


def _is_subject(upper: str, lead: str) -> bool:
    """True where a line has no verb, and the text begins with it or, behind a longer line, with its first words; a house or a place by its full name may be a kicker."""
    bare = without_signs(upper)
    named = bare in lead[:len(bare) + _BEFORE_SUBJECT] or len(bare) > _LONG_SUBJECT and bool(subject_of(bare, lead))
    return len(bare) > 3 and named and not FULL_NAME.fullmatch(bare) and not has_verb(bare)
