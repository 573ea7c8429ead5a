"""The anatomy of an organisation's name: place at its head, core, places inside, and what it may be shortened to.

In: a printed name, the places of the page, the table of short forms.  Out: `OrgName`: a normal form in which
南平市/南平 and 市场监管局/市场监督管理局 are one, a written-out form, and the short forms that would mean it.
Places stand in the normal form as one token each (`⟦320600⟧`), so a short and a full place name compare as equal.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from kg.model import record
from kg.resolve.facts import Facts
from kg.resolve.gazetteer import level_of

_TOKEN = re.compile("⟦[^⟧]*⟧")
_LEADING = re.compile(r"(?:(?<=⟧)|\A)⟦[^⟧]*⟧")
_NUMERALS = {ch: str(value) for value, ch in enumerate("〇一二三四五六七八九")} | {chr(0xFF10 + n): str(n) for n in range(10)} | {"零": "0"}

_OFFICIAL = ("government", "party", "military")
_LOW_LEVELS = ("county", "town", "village")
_COMMITTEES = ("委", "纪委")
PlaceAt = Callable[..., tuple[str, str, str] | None]
"""A function from a name (and the place before it) to (printed place at its head, token, full name), or None."""


@record
class OrgName:
    """One organisation name, taken apart.  `seat` is the token of the place at its head, or nothing.

    `written` is the name with its prefix and short core written out; `is_office` where the core is a public office.
    """

    form: str
    normal: str
    written: str
    seat: str
    core: str
    is_office: bool
    rule: str = ""


def take_apart(form: str, subtype: str, place_at: PlaceAt, own_place: PlaceAt, facts: Facts) -> OrgName:
    """The anatomy of `form`.

    `place_at` finds a place at the head of a text, `own_place` what a level word (市 in 市水利局) means here.
    """
    short = facts.short
    form = _behind_its_place(facts.turns.sitting.sub("", form) if "届" in form else form, place_at, facts)
    league = next((word for word in short.league if form.startswith(word) and form.endswith("委")
                   and (place_at(form[len(word):]) or short.level_at_head(form[len(word):]))), "")
    if league:  # 团县委 is the 共青团某县委
        inner, long = take_apart(form[len(league):], subtype, place_at, own_place, facts), short.league[league]
        return OrgName(form, long + inner.normal, long + (inner.form if place_at(inner.form) else inner.written), inner.seat, long + inner.core, True, inner.rule)
    party = next((word for word in short.party if form.startswith(word) and place_at(form[len(word):])), "")
    whole, form = form, form[len(party):]
    seat = _seat(form, subtype, place_at, own_place, facts)
    if seat is None:  # of a place that nobody knows
        return OrgName(whole, whole, whole, "", whole, True)
    core = seat.core
    is_office = seat.by_level or short.is_office(core) or subtype == "government"
    long = _long_core(seat, facts) if is_office else core
    rule = "; ".join(filter(None, (seat.rule, f"{core} is short for {long}" if long != core else "")))
    bare = _house(long, short.houses, short.nation)
    branch = None if seat.token else facts.turns.branch_of_level.fullmatch(bare)
    if branch and (own := own_place(branch[2])):  # 工行省分行
        _, token, full = own
        return OrgName(whole, f"{branch[1]}⟦{token}⟧{branch[3]}", branch[1] + full + branch[3], "", long, False, f"{branch[2]} inside is the page's own {full}")
    head = f"⟦{seat.token}⟧" if seat.token else ""
    normal = seat.upper + head + _tokens_inside(bare, place_at)
    if subtype == "military":
        normal = facts.turns.numbered_unit.sub(lambda found: arabic(found[1]), normal)
    written = whole if party or seat.upper else _write(form, seat, long, facts)
    return OrgName(whole, normal, written, head, long, is_office, rule)


def _long_core(seat: _Seat, facts: Facts) -> str:
    """The usual long form of an office; behind a level word the one that offices of that level have (省法院 is a 高级人民法院)."""
    at_level = facts.short.offices_by_level.get(level_of(seat.token), {}) if seat.by_level and seat.token.isdigit() else {}
    return at_level.get(seat.core) or facts.short.long_core(seat.core)


def _behind_its_place(form: str, place_at: PlaceAt, facts: Facts) -> str:
    """An assembly by its place and short name (政协某市第八届委员会 → 某市政协); any other name as it is."""
    word = next((word for word in facts.short.assemblies if form.startswith(word)), "")
    place = facts.turns.committee_of_term.sub("", form[len(word):])
    if not word or len(word) + len(place) == len(form):
        return form
    rest = place + word
    while len(rest) > len(word) and (found := place_at(rest)):
        rest = rest[len(found[0]):]
    return place + facts.short.assemblies[word] if rest == word else form  # its 常务委员会 is another body


@record
class _Seat:
    """Where the body of a name sits: the token and full name of its place, the tokens of places above it that the name prints too, and what follows."""

    token: str
    full: str
    core: str
    upper: str = ""
    by_level: bool = False  # its place is told by a level word (市水利局)
    rule: str = ""


def _seat(form: str, subtype: str, place_at: PlaceAt, own_place: PlaceAt, facts: Facts) -> _Seat | None:
    """The place at the head of a name, of which there need be none; None where a level word is there and nobody knows what it means."""
    found = place_at(form)
    if found:
        return _printed_seat(form, found, place_at, facts)
    level = _level_at_head(form, subtype, facts)
    if not level:
        return _Seat("", "", form)
    own = own_place(level)
    if own is None:
        return None
    _, token, full = own
    return _Seat(token, full, form[len(level):], by_level=True, rule=f"{level} at the head is the page's own {full}")


def _printed_seat(form: str, found: tuple[str, str, str], place_at: PlaceAt, facts: Facts) -> _Seat:
    """The lowest of the places at the head of a name, of which the first is `found`: 宜宾市|叙州区|柳嘉镇小学, 宜宾市|叙州区|委."""
    short, (head, token, full) = facts.short, found
    core = form[len(head):]
    again = short.level_at_head(core)
    if again and full.endswith(again) and short.is_office(core[len(again):]):
        core = core[len(again):]  # 南平市市委 → 南平市 + 委
    upper = ""
    while not short.is_office(core) and (below := place_at(core, token)) and (len(core) - len(below[0]) > 1 or short.is_office(core[len(below[0]):])):
        upper += f"⟦{token}⟧"
        head, token, full = below
        core = core[len(head):]
    return _Seat(token, full, core, upper)


def _level_at_head(form: str, subtype: str, facts: Facts) -> str:
    """The level word at the head of a name (市 in 市水利局), or nothing; 镇, 区 or 村 before what is no office is a part of the name, unless a word that heads a core follows."""
    short = facts.short
    level = "" if short.is_office(form) else short.level_at_head(form)
    if not level or level == "县" or short.levels[level] not in _LOW_LEVELS or subtype in _OFFICIAL:
        return level
    return level if form.startswith(facts.heads, len(level)) or short.is_office(form[len(level):]) else ""


def _write(form: str, seat: _Seat, long: str, facts: Facts) -> str:
    """The name with its place and its core written out."""
    full, core = seat.full, seat.core
    if seat.by_level:
        return full + (full[-1] if core in _COMMITTEES and len(full) == 2 else "") + long  # 道县 + 县委 is said 道县县委
    if seat.token and (long != core or facts.short.is_office(core)):
        return form if core in _COMMITTEES and len(full) == 2 else full + long
    if long != core:
        return long
    for short, house in facts.short.houses.items():
        if form.startswith(short) and not form.startswith(house) and len(form) > len(short):
            return house + form[len(short):]
    return form


def _house(core: str, houses: Mapping[str, str], nation: tuple[str, ...]) -> str:
    """The core with a bank's short name written out and the nation at its head left out."""
    for word in nation:
        if core.startswith(word) and core[len(word):].startswith(tuple(houses.values())):
            core = core[len(word):]
    for end in range(4, 1, -1):
        if core[:end] in houses and not core.startswith(houses[core[:end]]):
            return houses[core[:end]] + core[end:]
    return core


def _tokens_inside(text: str, place_at: PlaceAt) -> str:
    """Places after the first characters of a name, as tokens: 工商银行江苏省分行 = 工商银行江苏分行."""
    out, at = text[:2], 2
    while at < len(text):
        found = place_at(text[at:]) if len(text) - at > 3 else None
        if found:
            out, at = f"{out}⟦{found[1]}⟧", at + len(found[0])
        else:
            out, at = out + text[at], at + 1
    return out


def arabic(numeral: str) -> str:
    """七 → 7, 二十四 → 24, 一二九 → 129, as armies are numbered.

    >>> [arabic(text) for text in ("七", "二十四", "一二九", "十八", "２４")]
    ['7', '24', '129', '18', '24']
    """
    if "十" in numeral and "百" not in numeral:
        tens, _, ones = numeral.partition("十")
        return (_NUMERALS.get(tens, tens) or "1") + (_NUMERALS.get(ones, ones) or "0")
    return "".join(_NUMERALS.get(ch, ch) for ch in numeral)


def short_forms(name: OrgName, subtype: str, facts: Facts, prefixes: frozenset[str], printed: Collection[str]) -> dict[str, str]:
    """Which other normal forms of its own page would mean this organisation, each with the rule that allows it.

    `printed` are all normal forms of the page; `prefixes` are other names of the page that may be left out at the head (兰大 before 兰大志愿服务团).
    """
    short, normal = facts.short, name.normal
    heads = list(_LEADING.finditer(normal))
    body = normal[heads[-1].end():] if heads else normal
    forms: dict[str, str] = {}
    for head in heads:
        forms[normal[head.end():]] = forms[normal[head.start():]] = "place at the head left out"
    for found in _TOKEN.finditer(body):
        if found.start() and len(body) - found.end() > 1:
            forms[body[found.start():]] = "parent body at the head left out"
            forms[body[found.end():]] = "parent body and place left out"
    if name.seat and body.endswith(short.parts):
        forms |= {name.seat + part: "place and kind only" for part in short.parts if body.endswith(part) and body != part}
    if name.seat:  # 某省某市某镇某村某某小学: what no list has stands between the place and the name
        forms |= {body[cut:]: "place at the head left out" for cut in range(1, len(body) - 3) if body[cut:] in printed and not short.is_office(body[cut:])}
    if subtype in ("government", "military"):
        forms |= {body[found.end():]: "upper office left out" for found in facts.turns.under_office.finditer(body)}
    _add_without_parent(forms, name, prefixes)
    _add_of_subtype(forms, name, body, subtype, facts)
    kept = {form: rule for form, rule in forms.items() if form in printed and form != normal and len(_TOKEN.sub("", form)) > 1}
    kind = next((word for ending, word in short.kinds.items() if body.endswith(ending) and len(body) > len(word)), "") if name.seat and not body.endswith(short.parts) else ""
    if kind and name.seat + kind in printed and name.seat + kind != normal:
        kept[name.seat + kind] = "place and kind only"
    return kept


def _add_without_parent(forms: dict[str, str], name: OrgName, prefixes: frozenset[str]) -> None:
    """The forms without another name of the page that the name begins with (兰大志愿服务团 → 志愿服务团)."""
    for cut in range(2, len(name.form) - 2):
        if name.form[:cut] in prefixes:
            forms[name.form[cut:]] = "parent body at the head left out"
            if name.normal.startswith(name.form[:cut]):
                forms[name.normal[cut:]] = "parent body at the head left out"


def _add_of_subtype(forms: dict[str, str], name: OrgName, body: str, subtype: str, facts: Facts) -> None:
    """The forms that only names of one subtype have: of firms, universities and military units."""
    short = facts.short
    if subtype in ("company", "") and body.endswith(short.legal) and not body.endswith(short.parts):
        legal = next((end for end in short.legal if body.endswith(end) and len(body) > len(end) + (0 if name.seat else 1)), "")
        if legal:
            # 时代集团 need not be 时代精密有限公司; 湛江港集团 is 湛江港（集团）股份有限公司, but 港 alone is nothing
            _add_brands(forms, name.seat, _TOKEN.sub("", body[:-len(legal)]), ("", *(tail for tail in short.firm_tails if tail in legal or tail == "公司")))
    if subtype == "other" and name.seat:
        club = next((end for end in short.clubs if body.endswith(end)), "")
        stem = _TOKEN.sub("", body.removesuffix(club))
        _add_brands(forms, name.seat, stem if club else "", ("", *short.club_tails, club))
        forms |= {stem + tail: "place at the head left out" for tail in short.club_tails}
    if subtype == "school" and name.form.endswith("大学") and len(name.form) > 3:
        forms[name.form[0] + "大"] = forms[name.form[0] + name.form[2] + "大"] = "first characters of a university"
    if subtype == "military":
        forms |= {body[found.start():]: "upper units left out" for found in re.finditer("[0-9]+", body) if found.start()}


def _add_brands(forms: dict[str, str], seat: str, stem: str, endings: tuple[str, ...]) -> None:
    for end in range(1, len(stem) + 1):
        brand = stem[:end]
        rule = "legal form left out" if end == len(stem) else "brand only"
        for ending in endings:
            if end > 1:
                forms.setdefault(brand + ending, rule)
            if seat:
                forms.setdefault(seat + brand + ending, rule)


def firm_core(name: OrgName, facts: Facts) -> str:
    """What stands between the place and the legal form of a firm's name (农担 in 省农担公司), or nothing."""
    body = name.normal[name.normal.rfind(name.seat) + len(name.seat):]
    legal = next((end for end in facts.short.legal if body.endswith(end)), "")
    return body[:-len(legal)] if legal and "⟦" not in body else ""


def abbreviates(short: str, long: str) -> bool:
    """True where the characters of `short` stand in `long` in the same order, the first one first.

    >>> abbreviates("农担", "农业发展信贷担保"), abbreviates("担农", "农业发展信贷担保"), abbreviates("农担", "农业")
    (True, False, False)
    """
    if not short or short[0] != long[:1] or len(long) < len(short) + 2:
        return False
    rest = iter(long)
    return all(ch in rest for ch in short)
