"""One sign for a country that the page prints in full (俄金融市场 beside 俄罗斯, 驻南使馆 beside 南斯拉夫).

In: a sheet whose names level has run.  Out: further mentions.  A sign counts where words begin and end around it and the country is named
somewhere on the page; a sign that is an everyday word too (对, 新, 以) also wants a word beside it that only a country has (方, 政府; 驻, 访).
A sign that makes one word with what stands behind it (美军) counts where that word begins and ends.
The lists that decide are `signs-alone`, `before-country-signs`, `after-country-signs` and `joined-to-country-signs`.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg import tokens
from kg.model import Mention, Span
from kg.rules import Sheet
from kg.rules.runs import runs_of

RULE = "sign-of-a-country-named"
_HOME, _HOME_SIGN = "CN", "中"
_ABBREVIATED = (("subtype", "admin"), ("abbreviated", "country"))
_EVERYDAY = 70_000  # times the general dictionary counts a sign; a commoner one that is no listed sign is a word (大, 不, 多)
_ASKED = ("country-signs", "signs-alone", "before-country-signs", "after-country-signs", "joined-to-country-signs")
_JOINED = "－—・-"  # 博巴森－荷津市 is one name


def find_signs(sheet: Sheet) -> list[Mention]:
    """Signs of countries that the page names, in places that no rule has taken."""
    found: dict[int, Mention] = {}
    if any(name not in sheet.ruleset.lists for name in _ASKED):
        return []  # a rule set of one's own
    alone = sheet.ruleset.word_set("signs-alone")
    before, after = sheet.ruleset.words("before-country-signs"), sheet.ruleset.words("after-country-signs")
    joined = sheet.ruleset.words("joined-to-country-signs")
    for sign, country in _signs(sheet):
        at = sheet.form.find(sign, 1)
        while at > 0:
            home = _home_beside(sheet, at)
            if home or _is_joined(sheet, at, joined) or _may_stand(sheet, at, sign in alone, before, after):
                found[at] = sheet.mention("PlaceSign", Span(at, at + 1), RULE, (), country.attributes)
            if home:
                found.setdefault(home, sheet.mention("PlaceSign", Span(home, home + 1), RULE, (), _ABBREVIATED))
            at = sheet.form.find(sign, at + 1)
    return [found[at] for at in sorted(found)]


def _signs(sheet: Sheet) -> Iterator[tuple[str, Mention]]:
    """Each sign that means one country of the page, with where that is named first."""
    named: dict[str, dict[str, Mention]] = defaultdict(dict)
    for whole in sheet.top.values():
        for mention in (whole, *(part for _name, part in whole.parts)):  # 美国国防部 names the country too
            if mention.label == "Country" and (code := mention.attribute("code")) and code != _HOME:
                named[mention.attribute("name") or mention.text].setdefault(code, mention)
    listed = sheet.ruleset.lists["country-signs"]
    usual = {dict(listed.attributes(index))["name"]: sign for index, sign in enumerate(listed.words) if named}
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in named:
        sign = usual.get(name, name[0])
        if len(sign) == 1 and (name in usual or tokens.frequency(sign) < _EVERYDAY):
            bearers[sign].append(name)
    for sign, names in bearers.items():
        own = [name for name in names if name in usual] if len(names) > 1 else names
        if len(own) == 1:
            yield sign, next(iter(named[own[0]].values()))


def _home_beside(sheet: Sheet, at: int) -> int:
    """Where 中 stands that makes a pair with a sign (中瑞第二轮对话, 美中首脑), or 0."""
    runs = runs_of(sheet)
    for home, first in ((at - 1, at - 1), (at + 1, at)):
        if sheet.form[home] == _HOME_SIGN and runs.is_border(first) and runs.is_border(first + 2):
            return home
    return 0


def _is_joined(sheet: Sheet, at: int, joined: tuple[str, ...]) -> bool:
    """True where a sign and what stands behind it are one word (美军, not 以军 in 以军事手段)."""
    runs = runs_of(sheet)
    return any(sheet.original.startswith(word, at + 1) and runs.is_border(at) and runs.is_border(at + 1 + len(word)) for word in joined)


def _may_stand(sheet: Sheet, at: int, is_alone: bool, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """True where a sign stands by itself, or beside a word that only a country has."""
    original, runs = sheet.original, runs_of(sheet)
    if original[at - 1].isdigit() or original[at - 1] in _JOINED or not runs.is_border(at + 1):
        return False
    sent = original.endswith(before, 0, at)
    if not sent and not runs.is_border(at):
        return False
    beside = sheet.mention_before(at)
    return is_alone or sent or beside is not None and beside.label == "PlaceSign" or original.startswith(after, at + 1)
