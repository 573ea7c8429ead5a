"""Whether a name is one of those that a figure counts (甲公司、乙公司等10家企业, 甲站和乙站两大枢纽, 某人等3名选手): a member owns no count of itself.

In: the words of a clause, the name's place among them.  Out: yes or no.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.figure import unit_of
from kg.extract.claims.leftward import is_counted_itself
from kg.extract.claims.words import PERSONS, Word
from kg.numerals import SMALL, parse_number
from kg.resolve.claims.ground import Ground

OPENING = frozenset(("Time", "c", "d", "w", "t"))  # what may stand before the subject of a clause: when, how, and signs
_NUMBER = re.compile(SMALL)
_AND_SO_ON = re.compile(r"(?:[、和与及以（“”・][^，。；：\u2029]{0,40})?等")
_LAST_MEMBER = re.compile("[^，。；：]{0,40}等")  # 甲酒厂、乙县电缆等10家企业: the firm that begins with a county's name is one, too


def is_member(ground: Ground, row: Sequence[Word], at: int, last: int, stop: int) -> bool:
    """True where the name of the words `at` to `last` is a member of what is counted first behind it; before `stop` the owner of another figure is asked for."""
    form, members = ground.page.text.form, ground.layout.cues.members
    if is_counted_itself(row, last, ground.layout.cues):
        return True
    counted = next((i for i in range(last + 1, len(row)) if row[i].tag == "Quantity"), None)
    if counted is None or unit_of(row[counted]) in ground.layout.cues.units.that_are_places:
        return False  # 甲、乙、丙等8市24个县32万人受灾: all that follows is theirs
    listed = _LAST_MEMBER if form[row[at].start - 1:row[at].start] == "、" else _AND_SO_ON
    before = row[counted - 1]
    if before.text in ground.cues.turns.and_so_on and _begins_with_officer(row, last, counted, members):
        return True
    if listed.fullmatch(form, row[last].end, row[counted].start) or before.text in ground.cues.turns.and_so_on and _is_with_person(row, last, counted, members):
        return True
    is_persons = before.tag in PERSONS and before.end == row[counted].start and unit_of(row[counted]) in ground.layout.cues.person_units
    if is_persons and all(word.is_nominal or word.text in members for word in row[last + 1:counted]):
        return True  # 某市市委常委某人2名同志
    first = as_many(row, counted, members) if row[last + 1].text in members or last + 1 == counted else None
    return first is not None and first <= last and (row[counted].start >= stop or not all(word.is_named or word.text in members for word in row[first:counted]))


def _is_with_person(row: Sequence[Word], last: int, counted: int, members: frozenset[str]) -> bool:
    """True for the house or the name in 某公司技术员某人、……等13名职工, 某人画稿展、……等15项画展: with a person among what 等 closes, the list begins there."""
    between = row[last + 1:counted]
    if not between or not all(word.is_nominal or word.text in members for word in between):
        return False
    first = next(i for i, word in enumerate(between) if word.text in members)
    return row[last + first].tag in PERSONS or row[last].tag in PERSONS and between[first] is not between[-1]


def _begins_with_officer(row: Sequence[Word], last: int, counted: int, members: frozenset[str]) -> bool:
    """True for the house in 某国驻某国大使某人、某会会长某人等700余人: a post and its holder stand before the first joint."""
    joint = next((i for i in range(last + 2, counted) if row[i].text in members), None)
    return joint is not None and row[joint - 1].tag in PERSONS and row[joint - 2].mention is None and row[joint - 2].is_nominal and row[last].tag not in PERSONS


def as_many(row: Sequence[Word], counted: int, members: frozenset[str]) -> int | None:
    """Where the list begins that has as many members as the figure right behind it counts (甲公司、乙公司和丙公司三家企业), or None."""
    first = _first_of_list(row, counted, members)
    joints = sum(word.text in members for word in row[first:counted])
    number = _NUMBER.match(row[counted].text) if joints else None
    said = parse_number(number.group()) if number is not None else None
    return first if said is not None and said.low == joints + 1 else None


def members_act(ground: Ground, row: Sequence[Word], counted: int) -> bool:
    """True where the list that a figure counts is the subject of its clause (甲公司、乙公司等8家企业联手……): nobody else owns the count."""
    members, and_so_on = ground.layout.cues.members, ground.cues.turns.and_so_on
    while counted > 2 and row[counted - 1].text in members and row[counted - 2].tag == "Quantity":
        counted -= 2  # 某人等7人和4家单位
    first = _first_of_list(row, counted, members)
    if row[0].text in members or first and not (row[first - 1].tag in OPENING or row[first - 1].text == "的"):
        return False
    return any(word.is_named for word in row[first:counted]) and (row[counted - 1].text in and_so_on or as_many(row, counted, members) is not None)


def _first_of_list(row: Sequence[Word], counted: int, members: frozenset[str]) -> int:
    first = counted
    while first and (row[first - 1].is_nominal or row[first - 1].text in members):
        first -= 1
    return first


def heads_counted_list(form: str, end: int) -> bool:
    """True where the name that ends at `end` begins a list of which the number is told (甲公司、乙公司等8家巨头)."""
    found = _AND_SO_ON.match(form, end)
    return found is not None and _NUMBER.match(form, found.end()) is not None
