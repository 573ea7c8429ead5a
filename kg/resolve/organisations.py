"""Which organisation a printed name means: office short forms, prefixes, tails, brands; each merge with its reason.

In: the organisation names of a page and its places.  Out: a key for every name, drafts for the organisations.
A short form joins a long one only where exactly one organisation of the article (else of the page) can be shortened
so; several candidates leave it open.  A bank and its branch, a university and its institute stay apart.
"""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.model import Reason
from kg.resolve.above import PART, committee_of, head_of_part
from kg.resolve.context import PageContext
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.houses import OFFICIAL, office_before
from kg.resolve.named import Name, make_key
from kg.resolve.orgnames import OrgName, abbreviates, firm_core, short_forms, take_apart
from kg.resolve.places import Places
from kg.text import fold

_Unit = tuple[str, int | None, str]  # a form, its article, and what 县 or 镇 at its head means just there
_NEAR = 400  # names


class Organisations:
    """The organisations of one page.  Build, then read `keys` (start of a name → key)."""

    def __init__(self, names: Sequence[Name], places: Places, geography: PageContext, facts: Facts, drafts: Drafts):
        """`geography` knows the places of the page only; it says what 市 and 县 at the head of a name mean."""
        self.facts, self.places, self.geography, self.drafts = facts, places, geography, drafts
        self.names = [name for name in names if name.type == "ORG"]
        self.keys: dict[int, str] = {}
        self.anatomy: dict[_Unit, OrgName] = {}
        self._units: dict[int, _Unit] = {}  # start of a name → its unit
        self._names_of: dict[_Unit, list[Name]] = defaultdict(list)
        self._subtype: dict[str, str] = {}
        self._printed: dict[str, str] = {}
        self._listed: dict[str, str] = {}
        self._begins = frozenset(form[:2] for form in places.by_form)
        self._open: dict[_Unit, tuple[str, ...]] = {}
        self._declared = _declared(geography)
        self._abroad = frozenset(name.form for name in self.names if name.mention.rule == "words/orgs-international")
        for name in self.names:
            unit = self._units[name.span.start] = (name.form, name.article, self._near_place(name) or self._head_left_out(name))
            self._names_of[unit].append(name)
            if unit not in self.anatomy:
                self.anatomy[unit] = self._take_apart(name)
            self._subtype[name.form] = self._subtype.get(name.form) or name.subtype or facts.known.get(name.form, ("", ""))[1]
            self._printed.setdefault(name.form, name.mention.text)
            listed = self._listed_name(name)
            if listed:
                self._listed[name.form] = listed
        self._group()

    # --- anatomy ---------------------------------------------------------------------------

    def _own_key(self, level_word: str, position: int) -> str | None:
        """The place that a level word means: province and city are the article's own, else those of the office named before it."""
        level = self.facts.short.levels[level_word]
        if level not in ("province", "city"):
            return self.geography.resolve_reference("该" + level_word, position)
        listed, before = office_before(level_word, position, self.geography)
        return before if listed else self.geography.resolve_reference("我" + level_word, position) or before

    def _near_place(self, name: Name) -> str:
        """The place that a level word below the city means at this very spot: 县 changes with each county named."""
        level = self.facts.short.level_at_head(name.form)
        if not level:
            return ""
        beside = self.geography.place_ending_at(name.span.start, level, self.facts.turns.former_office)
        if self.facts.short.levels[level] in ("province", "city"):
            return beside or ""
        return beside or self._own_key(level, name.span.start) or ""

    def _take_apart(self, name: Name) -> OrgName:
        position, article = name.span.start, name.article

        def own_place(level_word: str) -> tuple[str, str, str] | None:
            return self._place(self.geography.place_ending_at(position, level_word, self.facts.turns.former_office) or self._own_key(level_word, position), level_word)

        form = fold(self._listed_name(name)) or self._of_zone(name) or self._head_left_out(name) + name.form
        return take_apart(form, name.subtype, lambda text, above="": self.place_at(text, article, above), own_place, self.facts)

    def _of_zone(self, name: Name) -> str:
        """The committee of a zone behind the zone's party committee: 海湾新区党工委书记、管委会主任 means 海湾新区管委会."""
        if name.form not in self.facts.short.zone_bodies:
            return ""
        before = self._before(name)
        party = next((end for end in self.facts.short.zone_parties if before is not None and before.form.endswith(end)), "")
        return before.form.removesuffix(party) + name.form if before is not None and party else ""

    def _before(self, name: Name) -> Name | None:
        """The organisation named last before a name in its article."""
        at = bisect_left(self.names, name.span.start, key=lambda other: other.span.start)
        return next((other for other in reversed(self.names[max(0, at - _NEAR):at]) if other.article == name.article and other.span.end <= name.span.start), None)

    def _head_left_out(self, name: Name) -> str:
        """What a name is printed without: the place or level of the office beside it (永安县工商局和质监局 → 永安县), the unit that has it."""
        if name.mention.taken_as != "office-beside":
            return head_of_part(name, self.names, self.facts.turns) if name.mention.taken_as == PART else ""
        before = self._before(name)
        if before is None or name.form in self.facts.short.inner:
            return before.form if before is not None else ""
        if name.form in self.facts.posts.departments:
            return committee_of(before, self._before, self.facts.posts.departments)
        found = self.place_at(before.form, name.article)
        return found[2] if found else self.facts.short.level_at_head(before.form)

    def _listed_name(self, name: Name) -> str:
        """The full name that a word list has for a listed organisation, or nothing."""
        return name.mention.attribute("name") or self.facts.known.get(name.form, ("", ""))[0]

    def _place(self, key: str | None, printed: str) -> tuple[str, str, str] | None:
        draft = self.drafts.by_key.get(key or "")
        if draft is None:
            return None
        return printed, draft.code or draft.key, draft.name

    def place_at(self, text: str, article: int | None, above: str = "") -> tuple[str, str, str] | None:
        """The place at the head of a name: (printed, code or key, full name); a page's own place before the list's.

        `above` is the code of a place printed before it, which settles shared names.
        """
        book, listed = self.facts.gazetteer, self._listed_at(text)
        for end in range(min(len(text) - 1, 14), max(1, len(listed)), -1) if text[:2] in self._begins else ():
            keys = self.places.by_form.get(text[:end])
            if keys:
                name = self.drafts.by_key[keys[0]].name
                return self._place(keys[0], name if text.startswith(name) and len(name) < len(text) else text[:end])
        if not listed or len(listed) == len(text):
            return None
        keys = self.places.by_form.get(listed)
        if keys:
            return self._place(keys[0], listed)
        codes = book.codes(listed)
        if above.isdigit():  # behind 某市某镇, 长兴村 is no 长兴县
            codes = tuple(code for code in codes if book.is_within(code, above))
        code = self._likeliest(codes, article)
        return (listed, code, book.known(code).name) if code else None

    def _listed_at(self, text: str) -> str:
        """The division of the list that a name begins with, or nothing."""
        book = self.facts.gazetteer
        listed = book.longest_at(text)
        if len(listed) > 2 and book.codes(listed[:-1]) and text[len(listed) - 1:].startswith(self.facts.short.not_levels):
            return listed[:-1]  # 泰安|市场监管局, not 泰安市|场监管局
        return listed

    def _likeliest(self, codes: tuple[str, ...], article: int | None) -> str:
        """Of the divisions of one name the only one, the one in the article's own city or province, or else the only province or city; nothing where that leaves it open."""
        if len(codes) < 2:
            return codes[0] if codes else ""  # listed without a code (九龙 in Hong Kong): nothing tells where it lies
        book, home = self.facts.gazetteer, self.places.home_codes(article)
        inside = [code for code in codes if home.city and book.is_within(code, home.city)]
        inside = inside or [code for code in codes if home.province and book.is_within(code, home.province)]
        if len(inside) != 1:
            inside = [code for code in codes if book.known(code).level in ("province", "city")][:1]
        return inside[0] if inside else ""

    # --- joining ---------------------------------------------------------------------------

    def _group(self) -> None:
        prefixes = frozenset(name.form for name in self.names)
        normals: dict[str, list[_Unit]] = defaultdict(list)
        for unit, anatomy in self.anatomy.items():
            normals[anatomy.normal].append(unit)
        longs: dict[str, dict[str, str]] = defaultdict(dict)  # short normal → long normal → rule
        for unit, anatomy in self.anatomy.items():
            for short, rule in short_forms(anatomy, self._subtype[unit[0]], self.facts, prefixes, normals).items():
                longs[short].setdefault(anatomy.normal, rule)
        for short, long in self._abbreviations():
            longs[short].setdefault(long, "characters of the full name in their order, in the same place")
        by_form: dict[str, list[_Unit]] = defaultdict(list)
        for unit in self.anatomy:
            by_form[unit[0]].append(unit)
        for short, full in self._declared.items():
            normal = self.anatomy[by_form[short][0]].normal if short in by_form else short
            for unit in by_form.get(full, ()):
                longs[normal][self.anatomy[unit].normal] = "short form that the page declares"
        groups: dict[str, list[_Unit]] = defaultdict(list)
        for unit, anatomy in self.anatomy.items():
            groups[self._final(unit, anatomy.normal, longs, normals)].append(unit)
        for normal, units in groups.items():
            self._put(normal, units)
        self._keep_parts_apart()

    def _abbreviations(self) -> Iterator[tuple[str, str]]:
        """Firms of one place of which one name is made of characters of the other: 省农担公司."""
        firms: dict[str, dict[str, str]] = defaultdict(dict)
        for unit, anatomy in self.anatomy.items():
            core = firm_core(anatomy, self.facts) if anatomy.seat and self._subtype[unit[0]] in ("company", "finance", "") else ""
            if core:
                firms[anatomy.seat][anatomy.normal] = core
        for cores in firms.values():
            holding: dict[tuple[str, str], list[str]] = defaultdict(list)  # first character and one after it → names that have both
            for long, whole in cores.items():
                for sign in set(whole[1:]):
                    holding[whole[0], sign].append(long)
            for short, core in cores.items():
                if 2 <= len(core) <= 4:
                    yield from ((short, long) for long in holding[core[0], core[-1]] if abbreviates(core, cores[long]))

    def _final(self, unit: _Unit, normal: str, longs: dict[str, dict[str, str]], normals: dict[str, list[_Unit]]) -> str:
        """Follow short → long until nothing longer fits without doubt."""
        for _ in range(4):
            declared = [long for long, rule in longs.get(normal, {}).items() if rule.endswith("declares")]
            candidates = [long for long in declared or longs.get(normal, {})
                          if (declared or self._fit(unit, long, normals)) and not self._judged_apart(unit, normals[long])]
            here = [long for long in candidates if any(other[1] == unit[1] for other in normals[long])]
            candidates = here or candidates
            # 瑞丰 is short for 瑞丰合作社 and for 华东瑞丰合作社, which are one: a candidate that is itself short gives way.
            candidates = [c for c in candidates if not any(o != c and o in longs.get(c, {}) for o in candidates)]
            if len(candidates) > 1:
                self._open[unit] = tuple(sorted(normals[c][0][0] for c in candidates))
            if len(candidates) != 1:
                break
            normal = candidates[0]
        return normal

    def _fit(self, unit: _Unit, long: str, normals: dict[str, list[_Unit]]) -> bool:
        form = normals[long][0][0]
        mine, theirs = self._subtype[unit[0]], self._subtype[form]
        if form.endswith(unit[0]):  # one head noun: some rules know its kind better than others
            return True
        return not mine or not theirs or mine == theirs or {mine, theirs} <= {"company", "finance", "research", "cooperative", "other"}

    def _judged_apart(self, unit: _Unit, others: list[_Unit]) -> bool:
        return any(self.facts.judgements.different("ORG", self._printed[unit[0]], self._printed[other[0]]) for other in others)

    def _put(self, normal: str, units: list[_Unit]) -> None:
        names = [(self._display(unit), unit) for unit in units]
        best = max(names, key=lambda pair: (len(pair[0]), -units.index(pair[1])))[0]
        subtype = next((self._subtype[unit[0]] for unit in units if self._subtype[unit[0]]), "")
        anatomy = max((self.anatomy[unit] for unit in units), key=lambda a: len(a.normal))
        listed = max((self._listed.get(unit[0], "") for unit in units), key=len)
        key = make_key("ORG", listed if len(listed) > len(best) else best)  # 欧盟 here and 欧洲联盟 on another page are one
        draft = self.drafts.put(key, "ORG", subtype, best)
        for name in sorted((name for unit in units for name in self._names_of[unit]), key=lambda name: name.span):
            self.keys[name.span.start] = key
            if name.mention.text not in draft.forms and name.mention.text != best:
                self._explain(draft.key, name, best, normal)
            draft.forms[name.mention.text] = None
        for unit in units:
            for other in self._open.get(unit, ()):
                self.drafts.say(key, "open", self._printed[unit[0]], self._printed.get(other, other), "organisation: short form of several names here")
        if anatomy.seat and not draft.within:
            draft.within = self._seat_key(anatomy.seat)

    def _keep_parts_apart(self) -> None:
        """A branch, an institute, a club whose name begins with another body's name is part of it, never the same."""
        keys = {name.form: self.keys[name.span.start] for name in self.names}
        for form, key in keys.items():
            for cut in range(len(form) - 2, 1, -1):
                whole = keys.get(form[:cut])
                if whole and whole != key:
                    draft = self.drafts.by_key[key]
                    draft.within = whole
                    self.drafts.say(key, "kept apart", self._printed[form], self._printed[form[:cut]], "organisation: a part is not the whole")
                    break

    def _seat_key(self, seat: str) -> str | None:
        inside = seat[1:-1]
        return self.places.division_key(inside) if inside.isdigit() else inside if inside in self.drafts.by_key else None

    def _display(self, unit: _Unit) -> str:
        """How a unit would be written out in full: offices and prefixes long, everything else as printed."""
        form, anatomy = unit[0], self.anatomy[unit]
        listed = self._listed.get(form)
        if listed:
            return listed if self._is_written_out(form, listed) else self._printed[form]
        return anatomy.written if anatomy.written != form else self._printed[form]

    def _is_written_out(self, form: str, listed: str) -> bool:
        """True where a listed short form is named by its long one: offices, banks and schools, but not 欧盟, 党中央 or 新华社."""
        subtype = self._subtype[form]
        if len(self._printed[form]) >= len(listed):
            return False
        if subtype in ("school", "finance"):
            return not listed.endswith(form)
        return subtype in OFFICIAL and form not in self._abroad and not listed.startswith(self.facts.short.solemn) and abbreviates(form, listed)

    def _explain(self, key: str, name: Name, best: str, normal: str) -> None:
        anatomy = self.anatomy[self._units[name.span.start]]
        rule = anatomy.rule or ("listed short name" if name.form in self._listed else "")
        if anatomy.normal != normal:
            rule = (rule + "; " if rule else "") + "short form of the only such organisation here"
        self.drafts.by_key[key].because[Reason("merged", name.mention.text, best, f"organisation: {rule or 'same place and core'}")] = None


def _declared(geography: PageContext) -> dict[str, str]:
    """Short form → full name, as the page itself declares (以下简称“…”), folded as matched."""
    found = {}
    form = geography.page.text.form
    for mention in geography.mentions:
        if mention.label != "ShortFor":
            continue
        full, short = mention.part("full"), mention.part("short")
        if full and short:
            found[form[short.span.start:short.span.end]] = form[full.span.start:full.span.end]
    return found
