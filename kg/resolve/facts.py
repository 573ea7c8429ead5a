"""What resolving knows about the world before it reads a page: divisions, short forms, reference words.

In: a `RuleSet` (word lists of divisions, tables `short-forms` and `references`).  Out: `Facts`.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache, partial
from typing import Any

from kg.almanac import NONE, Almanac
from kg.alternatives import longest_first
from kg.bounded import KEPT_SETS
from kg.extract.values import almanac_of
from kg.keeping import kept
from kg.model import record
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.judgements import Judgements
from kg.resolve.namings import Namings
from kg.resolve.postwords import Posts
from kg.resolve.references import References
from kg.resolve.turns import PageTurns
from kg.rules import NO_RULES, RuleSet
from kg.text import fold


@record
class ShortForms:
    """The table `rules/short-forms.yaml`, folded: see the comments there for what each part means."""

    levels: Mapping[str, str] = field(default_factory=dict)
    not_levels: tuple[str, ...] = ()
    organs: frozenset[str] = frozenset()
    offices: Mapping[str, str] = field(default_factory=dict)
    long_offices: frozenset[str] = frozenset()
    houses: Mapping[str, str] = field(default_factory=dict)
    nation: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    firm_tails: tuple[str, ...] = ()
    place_tails: tuple[str, ...] = ()
    nationwide: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    league: Mapping[str, str] = field(default_factory=dict)
    assemblies: Mapping[str, str] = field(default_factory=dict)
    inner: tuple[str, ...] = ()
    kinds_of_sites: Mapping[str, str] = field(default_factory=dict)
    kinds_of_places: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    clubs: tuple[str, ...] = ()
    club_tails: tuple[str, ...] = ()
    zone_bodies: tuple[str, ...] = ()
    zone_parties: tuple[str, ...] = ()
    solemn: tuple[str, ...] = ()
    offices_by_level: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    office_lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # how long short forms of offices are, longest first, by their first character
    before_places: tuple[str, ...] = ()  # what may stand before the place that a body's name begins with, longest first: 中共某市委, 共青团某县委, 政协某市委员会

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> ShortForms:
        """Short forms from the parts of the table; parts that are left out are empty."""
        def words(part: str) -> tuple[str, ...]:
            return tuple(fold(word) for word in table.get(part) or ())

        def pairs(part: str) -> dict[str, str]:
            return {fold(short): fold(long) for short, long in (table.get(part) or {}).items()}

        offices = pairs("offices")
        levels = {fold(word): str(level) for word, level in (table.get("levels") or {}).items()}
        by_level = {str(level): {fold(short): fold(long) for short, long in names.items()} for level, names in (table.get("offices-by-level") or {}).items()}
        return cls(levels, words("not-levels"),
                   frozenset(words("organs")), offices, frozenset(offices.values()), pairs("houses"), words("nation"), words("party"),
                   words("parts"), words("legal"), words("firm-tails"), words("place-tails"), words("nationwide"), words("zones"), pairs("league"), pairs("assemblies"), words("inner"), pairs("kinds-of-sites"), words("one-in-a-city"),
                   pairs("kinds-alone"), words("clubs"), words("club-tails"), words("zone-bodies"), words("zone-parties"), words("solemn"), by_level,
                   {first: tuple(sorted({len(office) for office in offices if office[0] == first}, reverse=True)) for first in {office[0] for office in offices}},
                   longest_first((*words("party"), *pairs("league"), *pairs("assemblies"))))

    def level_at_head(self, form: str) -> str:
        """The level word that a name begins with (`市` in 市水利局), or nothing (市场监管局).

        >>> forms = ShortForms.of({"levels": {"市": "city"}, "not-levels": ["市场"]})
        >>> forms.level_at_head("市水利局"), forms.level_at_head("市场监管局"), forms.level_at_head("市市场监管局")
        ('市', '', '市')
        """
        for length in (3, 2, 1):
            if form[:length] in self.levels and len(form) > length:
                return form[:length] if self.is_office(form[length:]) or not form.startswith(self.not_levels) else ""
        return ""

    def long_core(self, core: str) -> str:
        """The usual long form of an office's core: the longest short form that it begins with is written out.

        >>> forms = ShortForms.of({"offices": {"应急局": "应急管理局", "防办": "防汛抗旱指挥部办公室"}})
        >>> forms.long_core("应急局"), forms.long_core("应急局值班室"), forms.long_core("水利局")
        ('应急管理局', '应急管理局值班室', '水利局')
        """
        for end in self.office_lengths.get(core[:1], ()):
            long = self.offices.get(core[:end])
            if long is not None:
                if core.startswith(long):  # 政府 inside 政府办公室 is found longer first; 人民政府 is long already
                    return core
                return long + core[end:]
        return core

    def is_office(self, core: str) -> bool:
        """True where a core is, or begins with, an office or organ that the table knows in its short or long form."""
        return core in self.long_offices or core in self.organs or core[:2] in self.organs or self.long_core(core) != core

    def office_at_head(self, text: str) -> str:
        """The office that a text such as 科技局局长 begins with, or nothing.

        >>> ShortForms.of({"offices": {"科技局": "科学技术局"}}).office_at_head("科技局局长")
        '科技局'
        """
        return next((text[:end] for end in range(min(len(text) - 1, 14), 1, -1)
                     if text[:end] in self.offices or text[:end] in self.long_offices), "")


@record
class Facts:
    """Everything resolving looks up."""

    gazetteer: Gazetteer
    short: ShortForms
    references: References
    types: Mapping[str, str] = field(default_factory=dict)  # label → entity type
    posts: Posts = Posts()
    address: frozenset[str] = frozenset()
    epithets: Mapping[str, str] = field(default_factory=dict)  # 羊城 → 广州市
    nature: frozenset[str] = frozenset()
    kinds_of_nature: tuple[str, ...] = ()
    surnames: frozenset[str] = frozenset()
    address_tails: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    judgements: Judgements = Judgements()
    namings: Namings = Namings()
    signs: Mapping[str, str] = field(default_factory=dict)  # 美 → 美国, 粤 → 广东, 澳 → 澳门
    country_signs: Mapping[str, str] = field(default_factory=dict)  # 澳 → 澳大利亚, where a rule says that a country is meant
    countries: Mapping[str, str] = field(default_factory=dict)  # 美国 → US
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # listed organisation → (full name, subtype)
    flowing: tuple[str, ...] = ()
    almanac: Almanac = NONE
    turns: PageTurns = field(default_factory=partial(PageTurns.of, NO_RULES))

    def meant_by_sign(self, sign: str, kind: str) -> str:
        """The full name of what is printed as one sign; of kind `country` a country first: 澳 in 中澳关系 is no 澳门."""
        return (self.country_signs.get(sign) if kind == "country" else None) or self.signs.get(sign, "")


_POST_WORDS = {"committees": "place-committees", "secretaries": "secretary-posts",
               "chairs": "chair-posts", "house_signs": "house-last-signs", "ruled": "words-of-rule", "being": "being-words", "inner_party": "inner-party-posts",
               "lasting": "lasting-posts", "pointers": "post-pointers", "party_organs": "party-organs", "ranks": "ranks-without-house", "inner_bodies": "bodies-within", "of_firms": "posts-of-firms", "associations": "short-associations", "nouns": "nouns-before-posts", "endings": "last-signs-of-posts", "choosing": "choosing-verbs", "of_villages": "posts-of-villages", "of_teams": "heads-of-teams", "listed": "posts", "departments": "departments-of-committees", "organs_of_places": "organs-of-places"}  # what `Posts` calls a word list


@lru_cache(maxsize=KEPT_SETS)
def facts_of(ruleset: RuleSet) -> Facts:
    """The facts that a rule set carries; made once for each rule set."""
    table, short = ruleset.table("references"), ruleset.table("short-forms")
    folded = [{fold(word): facts for word, facts in (table.get(part) or {}).items()} for part in ("pointers", "nouns")]

    def words(part: str) -> tuple[str, ...]:
        return longest_first(map(fold, short.get(part) or ()))

    nouns = short.get("post-classes") or {}
    classes = {fold(post): fold(nouns[post]) for post in longest_first(nouns)}
    societies = {fold(post): fold(noun) for post, noun in (short.get("society-posts") or {}).items()}
    posts = Posts(classes, words("heads-of-place"), words("deputies"), words("post-organs"), of_state=words("heads-of-state"),
                  house_heads=_column(ruleset, "subtype", "post-house-heads"), of_societies=societies,
                  **{part: _listed(ruleset, name) for part, name in _POST_WORDS.items()})
    epithets = {fold(word): fold(city) for word, city in (short.get("epithets") or {}).items()}
    listed = {name: frozenset(ruleset.lists[name].words) if name in ruleset.lists else frozenset() for name in ("nature", "surnames")}
    address, turns = frozenset(words("address")), PageTurns.of(ruleset)
    return Facts(
        _gazetteer(ruleset), ShortForms.of(short), References.of(*folded), dict(ruleset.types), posts,
        address=address, epithets=epithets, nature=listed["nature"], kinds_of_nature=words("kinds-of-nature"),
        surnames=listed["surnames"], address_tails=words("address-tails"), flowing=words("flowing"), heads=words("heads-behind-level"),
        judgements=Judgements.of(ruleset.tables.get("judgements", {})), known=_known_bodies(ruleset), namings=Namings.of(ruleset, address, turns.heads_before_surnames),
        signs=_column(ruleset, "name", "country-signs", "province-signs"), country_signs=_column(ruleset, "name", "country-signs"), countries=_column(ruleset, "code", "countries"), almanac=almanac_of(ruleset),
        turns=turns,
    )


def _listed(ruleset: RuleSet, name: str) -> tuple[str, ...]:
    """The words of a list, longest first; nothing where a rule set has none of the name."""
    return longest_first(ruleset.lists[name].words) if name in ruleset.lists else ()


def _column(ruleset: RuleSet, column: str, *lists: str) -> dict[str, str]:
    """Word → one column, over some word lists."""
    found: dict[str, str] = {}
    for name in lists:
        listed = ruleset.lists.get(name)
        if listed is not None and column in listed.columns:
            at = listed.columns.index(column)
            found.update((word, row[at]) for word, row in zip(listed.words, listed.rows, strict=True) if len(row) > at and row[at])
    return found


def _known_bodies(ruleset: RuleSet) -> dict[str, tuple[str, str]]:
    """Every listed organisation (lists `orgs-…`) with its full name and subtype."""
    known: dict[str, tuple[str, str]] = {}
    for name in sorted(ruleset.lists):
        listed = ruleset.lists[name]
        if name.startswith("orgs-") and "name" in listed.columns and "subtype" in listed.columns:
            full, subtype = listed.columns.index("name"), listed.columns.index("subtype")
            for word, row in zip(listed.words, listed.rows, strict=True):
                known.setdefault(word, (row[full] if len(row) > full else "", row[subtype] if len(row) > subtype else ""))
    return known


def _gazetteer(ruleset: RuleSet) -> Gazetteer:
    """The divisions of a rule set, kept from one process to the next."""
    return Gazetteer.of(kept("divisions", [ruleset.hash.encode()], lambda: _read_divisions(ruleset).plain()))


def _read_divisions(ruleset: RuleSet) -> Gazetteer:
    rows: dict[str, tuple[str, str, str, str]] = {}
    inside: list[str] = []
    for list_name in ("divisions", "divisions-guarded"):
        listed = ruleset.lists[list_name]
        code, level, name = (listed.columns.index(column) for column in ("code", "level", "name"))
        inside += [word for word in listed.words if list_name == "divisions" or len(word) > 2 and word[-1] in "市县区"]
        for word, row in zip(listed.words, listed.rows, strict=True):
            if len(row) > name and row[code]:
                rows.setdefault(word, (word, row[code], row[level], row[name]))
    towns = ruleset.lists["towns"]
    code = towns.columns.index("code")
    listed_towns = {word: row[code] for word, row in zip(towns.words, towns.rows, strict=True) if len(row) > code and row[code]}
    return Gazetteer(rows.values(), inside, listed_towns)
