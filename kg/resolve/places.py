"""Which place a printed place name means: full and short names joined, shared names settled by their neighbours.

In: the names of a page.  Out: a key for every place name, drafts for the places and for their parents, and the homes of
page and articles.  A word that several divisions share is settled by what stands before it (江苏省海安市), then by the
page's own city, then by other places of the page; what stays doubtful is left open and says so.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Page, Reason
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.homes import HomeCodes, Vote, find_homes
from kg.resolve.named import Home, Name, make_key
from kg.resolve.placeshapes import as_papers_say, called_after, larger_kind, longer_names

_DIVISION_LABELS = ("Division", "Town")
_NATIONWIDE = ("City", "State", "Region", "Nature", "PlaceSign")
_SUBTYPE_BY_LABEL = {"Region": "region", "Nature": "nature", "Site": "facility"}


class Places:
    """The places of one page.  Build, then read `keys`, `home`, `homes`."""

    def __init__(self, names: Sequence[Name], facts: Facts, drafts: Drafts, votes: Iterable[Vote], page: Page):
        self.facts, self.drafts = facts, drafts
        self.names = [name for name in names if name.type == "LOC"]
        self._forms = frozenset(name.form for name in self.names)
        self._text = page.text.form
        self.keys: dict[int, str] = {}  # start of a name → key
        self.by_form: dict[str, list[str]] = defaultdict(list)
        self._codes = {unit: self._codes_of(name) for name in self.names if (unit := (name.form, name.article))}
        self._before = _neighbours(self.names)
        loc_votes = [Vote(self._codes[(n.form, n.article)], n.article, self._weight(n, page))
                     for n in self.names if self._codes[(n.form, n.article)]]
        all_votes = [*loc_votes, *votes]
        self.page_home, self.article_homes = find_homes(all_votes, len(page.articles), facts.gazetteer)
        self._support = _support(all_votes, facts)
        self._named_outright = _support([vote for vote in all_votes if vote.codes and len(vote.codes[0]) <= 6], facts)
        self._codes = {unit: self._plausible(codes) for unit, codes in self._codes.items()}
        self._settle_coded()
        self._settle_shapes()
        self.home = self._home(self.page_home)
        self.homes = tuple(self._home(home) for home in self.article_homes)
        self._set_within()

    def _weight(self, name: Name, page: Page) -> int:
        """本报宜昌讯 tells where a story lies; a wire's dateline (新华社北京电) only where it was sent from."""
        if name.zone != "dateline":
            return 1
        return 2 if page.text.form.endswith("本报", 0, name.span.start) else 0

    # --- divisions -------------------------------------------------------------------------

    def _codes_of(self, name: Name) -> tuple[str, ...]:
        if kind := name.mention.attribute("abbreviated"):
            return self.facts.gazetteer.codes(self.facts.meant_by_sign(name.form, kind))
        if name.mention.label in _DIVISION_LABELS:
            printed = name.mention.attribute("code")
            if printed and not self.facts.gazetteer.codes(name.form) and larger_kind(self._text, name.form, self.facts):
                return ()  # a page that has 清溪县 and 清溪镇 means the county by 清溪
            return self.facts.gazetteer.codes(name.form) or (self._known(printed.split(";")) if printed else self._former_kind(name.form))
        return self._former_kind(name.form) if name.mention.label == "Village" else ()

    def _known(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if self.facts.gazetteer.division(code))

    def _plausible(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Without towns in cities that the page never names: a 河西街道 may be newer than the list or too small for it."""
        if all(len(code) <= 6 for code in codes):
            return codes
        book = self.facts.gazetteer
        return tuple(code for code in codes if len(code) <= 6 or self._named_outright[book.city_of(code) or book.province_of(code) or ""])

    def _former_kind(self, form: str) -> tuple[str, ...]:
        """Codes of a division that is printed with an older kind: 即墨市 is 即墨区 since 2017."""
        if len(form) < 3 or form[-1] not in "市县区":
            return ()
        book = self.facts.gazetteer
        return tuple(code for code in book.codes(form[:-1]) if book.known(code).name[:-1] == form[:-1] and book.known(code).level == "county")

    def home_codes(self, article: int | None) -> HomeCodes:
        """The codes of the home of an article (of the page for furniture)."""
        return self.article_homes[article] if article is not None else self.page_home

    def _settle_coded(self) -> None:
        chained: dict[str, Counter[str]] = defaultdict(Counter)
        chosen: dict[int, tuple[str, str]] = {}
        for name in self.names:
            codes = self._codes[(name.form, name.article)]
            before = self._before.get(name.span.start)
            above = self._codes.get((before.form, before.article), ()) if before else ()
            inside = [code for code in codes if any(self.facts.gazetteer.is_within(code, up) and code != up for up in above)]
            if before is not None and len(inside) == 1 and len(codes) > 1:
                chosen[name.span.start] = (inside[0], f"stands directly behind {before.form}")
                chained[name.form][inside[0]] += 1
        for name in self.names:
            codes = self._codes[(name.form, name.article)]
            epithet = self._epithet(name)
            if epithet:
                self._put_division(name, epithet, (epithet,), "")
                self.drafts.say(self.keys[name.span.start], "merged", name.mention.text, self.facts.epithets[name.form], "epithet of the city")
                continue
            if not codes:
                continue
            code, rule = chosen.get(name.span.start) or self._choose(name, codes, chained[name.form])
            self._put_division(name, code, codes, rule)

    def _epithet(self, name: Name) -> str | None:
        """The code of the city that an epithet (羊城) stands for, where that city is home here or is named on the page."""
        city = self.facts.epithets.get(name.form)
        codes = self.facts.gazetteer.codes(city) if city else ()
        home = self.home_codes(name.article)
        return next((code for code in codes if code in (home.city, home.province) or self._support[code]), None)

    def _choose(self, name: Name, codes: tuple[str, ...], chained: Counter[str]) -> tuple[str | None, str]:
        book = self.facts.gazetteer
        if len(codes) == 1:
            return codes[0], ""
        if chained:
            return min(chained, key=lambda code: (-chained[code], code)), "stands behind its parent elsewhere on the page"
        home = self.home_codes(name.article)
        if home.city and home.city in codes:
            return home.city, "is the page's own city"
        provinces = [code for code in codes if book.known(code).level == "province"]
        if len(provinces) == 1:
            return provinces[0], "is a province, and its namesakes are not where this page is"
        for upper, said in ((home.city, "city"), (home.province, "province")):
            inside = [code for code in codes if upper and book.is_within(code, upper)]
            if len(inside) == 1:
                return inside[0], f"lies in the page's own {said}"
        scores = {code: (self._support[book.city_of(code) or ""], self._support[book.province_of(code) or ""]) for code in codes}
        best = max(scores.values())
        first = [code for code in codes if scores[code] == best]
        if any(best) and len(first) == 1:
            return first[0], "lies where other places of the page lie"
        levels = [book.known(code).level for code in codes]
        if levels.count("city") == 1:
            return codes[levels.index("city")], "is the largest of its namesakes"
        return None, "several divisions have this name, and nothing on the page decides"

    def _put_division(self, name: Name, code: str | None, codes: tuple[str, ...], rule: str) -> None:
        book = self.facts.gazetteer
        if code is None:
            division = book.known(codes[0])
            names = {book.known(c).name for c in codes}
            key = make_key("LOC", division.name if len(names) == 1 else name.form, "?")
            draft = self.drafts.put(key, "LOC", "admin", division.name if len(names) == 1 else name.mention.text)
            others = "、".join(f"{book.known(c).name}（{c}）" for c in codes)
            draft.because[Reason("open", name.mention.text, others, f"shared-name: {rule}")] = None
        else:
            key = self.division_key(code)
            listed = book.division(code)
            draft = self.drafts.put(key, "LOC", "admin", listed.name if listed is not None else name.mention.text, code)
            if rule:
                others = "、".join(f"{book.known(c).name}（{c}）" for c in codes if c != code)
                self.drafts.say(key, "kept apart", name.mention.text, others, f"shared-name: {rule}")
            if name.form == draft.name:
                pass
            elif name.form[:-1] == draft.name[:-1] and name.form[-1] in "市县区":
                self.drafts.say(key, "merged", name.mention.text, book.known(code).name, "former kind of the division")
                if book.known(code).name not in self._forms:
                    draft.name = name.mention.text  # the name of the page's own time
            elif name.form != draft.name and name.form not in self.facts.epithets:
                self.drafts.say(key, "merged", name.mention.text, draft.name, "short name of the division")
                draft.name = as_papers_say(name.form, code, self._forms, self.facts) or draft.name
        draft.forms[name.mention.text] = None
        self.keys[name.span.start] = key
        if key not in self.by_form[name.form]:
            self.by_form[name.form].append(key)

    def division_key(self, code: str) -> str:
        """The key of a division; drafts for it and its parents are made where they are missing."""
        book = self.facts.gazetteer
        division = book.division(code)
        key = make_key("LOC", division.name if division else code, code)
        if key not in self.drafts.by_key and division:
            draft = self.drafts.put(key, "LOC", "admin", division.name, code, origin="parent")
            parent = book.parent(code)
            draft.within = self.division_key(parent) if parent else None
        return key

    # --- places by shape -------------------------------------------------------------------

    def _settle_shapes(self) -> None:
        """Places that no list of divisions has: 河西街道, 开发区, 清水河, 中山路."""
        shapes = [name for name in self.names if name.span.start not in self.keys]
        longer = longer_names(shapes, self._forms, self._text, self.facts)
        printed: dict[str, str] = {}
        for name in shapes:
            printed.setdefault(name.form, name.mention.text)
        for name in shapes:
            form, rule = name.form, ""
            for _ in range(3):  # 五贤墓 → 青石村五贤墓 → …
                long = longer.get((form, name.article)) or longer.get((form, None))
                if not long or long[0] == form:
                    break
                form, rule = long
            if rule and self.by_form.get(form):  # the longer name is a division of the list
                self._join(name, self.by_form[form][0], rule)
            else:
                self._put_shape(name, form, printed.get(form, form), rule)

    def _join(self, name: Name, key: str, rule: str) -> None:
        self.drafts.by_key[key].forms[name.mention.text] = None
        self.drafts.say(key, "merged", name.mention.text, self.drafts.by_key[key].name, f"place-short-form: {rule}")
        self.keys[name.span.start] = key
        self.by_form[name.form].append(key)

    def _put_shape(self, name: Name, form: str, printed: str, rule: str) -> None:
        mention = name.mention
        listed = mention.attribute("name") or ""
        if kind := mention.attribute("abbreviated"):
            listed = self.facts.meant_by_sign(name.form, kind) or listed
        country = mention.attribute("code") if mention.label == "Country" else self.facts.countries.get(listed)
        own = "" if listed else self._of_own_place(form, name)
        rank = mention.attribute("rank") or ""  # 村 of 槐塘、石桥等7个村
        canonical = listed or own or (self._with_kind(printed, mention.label) if printed.endswith(rank) else printed + rank)
        key = make_key("LOC", canonical, mark := country or self._mark(own or form, name))
        subtype = mention.attribute("subtype") or _SUBTYPE_BY_LABEL.get(mention.label, "admin")
        draft = self.drafts.put(key, "LOC", subtype, canonical, country)
        if rule:
            self.drafts.say(key, "merged", mention.text, printed, f"place-short-form: {rule}")
        elif own:
            self.drafts.say(key, "merged", mention.text, own, "the level word at the head is the page's own place")
        elif rank and canonical != mention.text:
            self.drafts.say(key, "merged", mention.text, canonical, "the list's count says its rank")
        elif listed and listed != mention.text:
            self.drafts.say(key, "merged", mention.text, listed, "short name in the word list")
        draft.forms[mention.text] = None
        if form in self.facts.short.zones:
            self.drafts.say(key, "open", mention.text, form, f"every city has such a zone; taken for the one of {mark or 'no known city'}")
        if country and len(mention.text) > len(draft.name) and mention.text.endswith("国") and not mention.text.startswith("新"):
            draft.name = mention.text  # 中华人民共和国 is fuller than 中国
        self.keys[name.span.start] = key
        if key not in self.by_form[name.form]:
            self.by_form[name.form].append(key)

    def _of_own_place(self, form: str, name: Name) -> str:
        """A site called by its level with the place that it means here (市体育馆 → 阜新市体育馆), or nothing."""
        level = self.facts.short.level_at_head(form)
        code = getattr(self.home_codes(name.article), self.facts.short.levels[level], None) if level and form.startswith(self.facts.heads, len(level)) else None
        return self.facts.gazetteer.known(code).name + form[len(level):] if code else ""

    def _with_kind(self, printed: str, label: str) -> str:
        """A mountain or river by its whole name: 太行 → 太行山, where the list of nature knows exactly one such name; 太行山脉 is no other one."""
        if label != "Nature" or printed.endswith(self.facts.kinds_of_nature):
            return printed
        whole = [printed + kind for kind in self.facts.kinds_of_nature if printed + kind in self.facts.nature]
        shortest = min(whole, key=len, default=printed)
        return shortest if all(name.startswith(shortest) for name in whole) else printed

    def _mark(self, form: str, name: Name) -> str:
        """What tells a place from namesakes in other cities: the code of the place that it is called after, else of the article's city; nothing for places known nationwide."""
        if name.mention.label in _NATIONWIDE or form.endswith(self.facts.short.nationwide):
            return ""
        if name.mention.rule == "words/sites" and not form.endswith(self.facts.address_tails):
            return ""  # 莫高窟, but 南京路 and 时代广场 are in many cities
        home, after = self.home_codes(name.article), called_after(form, self.facts)
        return after if after is not None else home.city or home.province or ""

    # --- homes and parents -----------------------------------------------------------------

    def _home(self, codes: HomeCodes) -> Home:
        province, city, county = (self.division_key(code) if code else None for code in (codes.province, codes.city, codes.county))
        return Home(province, city, county, codes.because)

    def _set_within(self) -> None:
        by_key = self.drafts.by_key
        for name in self.names:
            draft = by_key[self.keys[name.span.start]]
            if draft.within:
                continue
            if draft.code and (parent := self.facts.gazetteer.parent(draft.code)):
                draft.within = self.division_key(parent)
                continue
            before = self._before.get(name.span.start)
            while before and by_key[self.keys[before.span.start]].subtype != "admin":
                before = self._before.get(before.span.start)
            if before and not draft.code:
                draft.within = self.keys[before.span.start]
            elif name.form in self.facts.short.zones:
                draft.within = self.homes[name.article].city if name.article is not None else self.home.city


def _neighbours(names: Sequence[Name]) -> dict[int, Name]:
    """Start of a place name → the place name that ends where it starts (保定市 → 涿州市)."""
    ends = {name.span.end: name for name in names}
    return {name.span.start: ends[name.span.start] for name in names if name.span.start in ends}


def _support(votes: Iterable[Vote], facts: Facts) -> Counter[str]:
    """How often the page names each division or something in it without doubt."""
    counts: Counter[str] = Counter()
    for vote in votes:
        if len(vote.codes) == 1:
            counts.update(facts.gazetteer.line(vote.codes[0]))
    return counts
