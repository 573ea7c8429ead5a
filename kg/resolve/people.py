"""Which person a printed personal name means: surname and title, nickname beside the name, namesakes.

In: the personal names of a page.  Out: a key for every name, drafts for the people.  李书记 joins the last 李… named
before it in the article; a nickname joins the name printed directly beside it.  One name is one person on a page unless its
posts say otherwise (`split_namesakes`).
"""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.model import Reason
from kg.resolve.drafts import Drafts
from kg.resolve.facts import Facts
from kg.resolve.named import Name, make_key

_DOT = "・"


class People:
    """The people of one page.  Build, then read `keys` (start of a name → key)."""

    def __init__(self, names: Sequence[Name], facts: Facts, drafts: Drafts):
        self.facts, self.drafts = facts, drafts
        self.names = [name for name in names if name.type == "PER"]
        self.keys: dict[int, str] = {}
        self._nicknames = self._find_nicknames()
        self._parts = self._find_parts()
        self._by_initial: dict[tuple[int | None, str], list[Name]] = defaultdict(list)
        for name in self.names:
            self._by_initial[name.article, name.form[0]].append(name)
        self._bearers: dict[tuple[int | None, str, str], list[Name]] = {}
        for name in self.names:
            self._put(name)

    def _find_nicknames(self) -> dict[str, Name]:
        """Nickname → the name printed directly behind it (小石头 → 陈志强 in 小石头陈志强)."""
        pairs: dict[str, Name] = {}
        for first, second in zip(self.names, self.names[1:], strict=False):
            if first.span.end == second.span.start and first.form != second.form and self._has_surname(second) and not self._has_surname(first):
                pairs.setdefault(first.form, second)
        return pairs

    def _find_parts(self) -> dict[str, Name]:
        """Part of a name with dots → that name, where the page has only one with the part (莱因哈特 → 卡门·莱因哈特)."""
        wholes: dict[str, dict[str, Name]] = defaultdict(dict)
        for name in self.names:
            if _DOT in name.form:
                for part in name.form.split(_DOT):
                    if len(part) > 1:
                        wholes[part].setdefault(name.form, name)
        return {part: next(iter(whole.values())) for part, whole in wholes.items() if len(whole) == 1}

    def _has_surname(self, name: Name) -> bool:
        return name.form[0] in self.facts.surnames or name.form[:2] in self.facts.surnames

    def _put(self, name: Name) -> None:
        meant, rule = self._full_name(name)
        canonical = meant.mention.attribute("name") or meant.mention.text
        key = make_key("PER", canonical)
        draft = self.drafts.put(key, "PER", "", canonical)
        draft.forms[name.mention.text] = None
        if rule:
            self.drafts.say(key, "merged", name.mention.text, canonical, rule)
        self.keys[name.span.start] = key

    def _full_name(self, name: Name) -> tuple[Name, str]:
        nick = self._nicknames.get(name.form)
        if nick is not None:
            return nick, "nickname printed directly before the name"
        if name.form in self._parts:
            return self._parts[name.form], "a part of the name with dots"
        title = next((word for cut in (1, 2) if (word := name.form[cut:]) in self.facts.address), None)
        if title is None:
            return name, ""
        bare = name.form[:-len(title)]
        surname = bare.removeprefix(next((head for head in self.facts.turns.heads_before_surnames if bare.startswith(head)), "")) or name.form[0]
        key = (name.article, surname, title)
        if key not in self._bearers:
            self._bearers[key] = [other for other in self._by_initial[name.article, surname[0]] if other.form.startswith(surname)
                                  and other.zone != "byline" and not other.form.endswith(title) and len(other.form) > len(surname)]
        bearers = self._bearers[key]
        before = bisect_left(bearers, name.span.start, key=lambda other: other.span.start)
        if before:
            return bearers[before - 1], f"surname and {title}: the last {surname}… named before"
        different = {other.form for other in bearers}
        if len(different) == 1:
            return bearers[0], f"surname and {title}: the only {surname}… of the article"
        return name, ""


def split_namesakes(names: Sequence[Name], keys: dict[int, str], posts: Mapping[tuple[str, int | None], frozenset[str]],
                    related, drafts: Drafts) -> bool:
    """Make two people of one name where two articles give it posts at organisations that have nothing to do with each other.

    Answers whether any name was split.

    `posts` maps (key, article) to the organisations of the posts that the article gives; a byline is a post at the paper.
    `related(a, b)` is true where two organisations are one or one is part of the other.
    """
    articles: dict[str, dict[int | None, frozenset[str]]] = defaultdict(dict)
    for (key, article), organisations in posts.items():
        articles[key][article] = organisations
    split = False
    for key, by_article in articles.items():
        if len(by_article) < 2:
            continue
        groups: list[tuple[set[str], list[int | None]]] = []
        for article in sorted(by_article, key=lambda a: -1 if a is None else a):
            organisations = by_article[article]
            home = next((g for g in groups if any(related(a, b) for a in g[0] for b in organisations)), None)
            if home is None:
                groups.append((set(organisations), [article]))
            else:
                home[0].update(organisations)
                home[1].append(article)
        if len(groups) > 1:
            _split(key, groups, names, keys, drafts)
            split = True
    return split


def _split(key: str, groups: list[tuple[set[str], list[int | None]]], names: Sequence[Name], keys: dict[int, str], drafts: Drafts) -> None:
    draft = drafts.by_key[key]
    for organisations, articles in groups[1:]:
        mark = min(organisations)
        other = drafts.put(make_key("PER", draft.name, mark), "PER", "", draft.name)
        reason = Reason("kept apart", draft.name, draft.name, f"namesakes: {min(groups[0][0])} there, {mark} here, nothing joins them")
        other.because[reason] = draft.because[reason] = None
        for name in names:
            if keys.get(name.span.start) == key and name.article in articles:
                keys[name.span.start] = other.key
                other.forms[name.mention.text] = None
