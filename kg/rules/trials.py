"""One pattern of one rule, made ready to be tried.

In: a rule, one of its patterns, and what the engine found on a sheet.  Out: a mention, where the rule's conditions agree.  Six matches in ten are refused,
so nothing is made of a match before all conditions have agreed, and those that cut a phrase into words are asked last.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Mention, Span, new_span
from kg.rules.conditions import Condition, dear
from kg.rules.sheet import Match, Sheet

if TYPE_CHECKING:
    from kg.rules.firstpages import Here
    from kg.rules.patterns import Pattern, Search
    from kg.rules.rule import Rule


class Trial:
    """A rule and one of its patterns, with all that does not change from match to match."""

    __slots__ = ("rule", "pattern", "zones", "alone", "is_guarded", "search", "core", "words", "_held", "_asked", "_is_plain")

    def __init__(self, rule: Rule, pattern: Pattern):
        self.rule, self.pattern = rule, pattern
        self.core = 0 if pattern.is_bare else 1  # the group of the whole pattern, without what is asked for before and after it
        self.search: Search | None = None  # the pattern's, once it was made ready
        self.zones, self.alone = rule.zones, pattern.alone
        self.is_guarded = bool(rule.unless or rule.unless_before or rule.unless_after)
        self.words = tuple([words for slot, words in rule.asked if slot == "all" or slot in pattern.always])  # lists of which a word must stand in every match
        self._held = tuple([group for _name, group, labels, _around in pattern.slots if labels])
        # A slot that repeats holds several mentions; a condition that narrows its slot is asked before those that see the rest of it.
        self._is_plain = not rule.narrows and not any(around and labels for _name, _group, labels, around in pattern.slots)
        groups: dict[str, tuple[int, ...]] = {"all": (self.core,)}
        for name, group, _labels, _around in pattern.slots:
            groups[name] = (group, *groups.get(name, ()))
        asked = [(groups[slot], wanted, test, argument) for slot, wanted, test, argument in rule.conditions if slot in groups]
        self._asked: list[tuple[tuple[int, ...], bool, Condition, str]] = sorted(asked, key=lambda one: one[2] in dear) if self._is_plain else []

    def searcher(self, here: Here | None) -> Search:
        """What searches for the pattern, on one of the first pages or on any."""
        if here is not None:
            return here.searcher_of(self.pattern)
        self.search = search = self.pattern.searcher()
        return search

    def mention(self, sheet: Sheet, match: Match, start: int, stop: int) -> Mention | None:
        """What a match says, from `start` to `stop` on the sheet; None where a condition refuses it."""
        rule = self.rule
        if self.is_guarded:
            original = sheet.original
            if rule.unless and original[start:stop] in rule.unless or rule.unless_before and original.endswith(rule.unless_before, 0, start) \
                    or rule.unless_after and original.startswith(rule.unless_after, stop):
                return None
        if not self._is_plain:
            return self._narrowed(sheet, match, start, stop)
        top = sheet.top
        for group in self._held:
            first, last = match[group]
            if first >= 0 and ((mention := top.get(first // 3)) is None or mention.span.end + 1 != last // 3):
                return None
        for groups, wanted, test, argument in self._asked:
            for group in groups:
                first, last = match[group]
                if first >= 0:
                    if test(sheet, new_span((first // 3, last // 3)), argument) is not wanted:
                        return None
                    break
        parts: list[tuple[str, Mention]] = []
        whole, keep = (start, stop), rule.keep
        for name, group, labels, _around in self.pattern.slots:
            first, last = match[group]
            if first >= 0:
                parts.append((name, top[first // 3] if labels else sheet.mention("Words", (first // 3, last // 3), rule.id)))
                if name == keep:
                    whole = first // 3, last // 3
        return self._made(sheet, whole, tuple(parts)) if rule.copies else sheet.mention(rule.label, whole, rule.id, tuple(parts), rule.attributes)

    def _made(self, sheet: Sheet, whole: tuple[int, int], parts: tuple[tuple[str, Mention], ...]) -> Mention:
        rule, attributes = self.rule, self.rule.attributes
        if rule.copies:
            values = {name: part.text for name, part in reversed(parts)}
            attributes = attributes + tuple([(key, values[slot]) for key, slot in rule.copies if slot in values])
        return sheet.mention(rule.label, whole, rule.id, parts, attributes)

    def _narrowed(self, sheet: Sheet, match: Match, start: int, stop: int) -> Mention | None:
        """As `mention`, where a slot repeats or a condition finds the part of its slot that fits."""
        rule, top = self.rule, sheet.top
        spans: dict[str, Span] = {"all": Span(start, stop)}
        parts: list[tuple[str, Mention | Span]] = []  # a slot of characters is a span until all conditions have agreed
        for name, group, labels, around in self.pattern.slots:
            if around and labels:
                first, last = match[around]
                members = [top[i] for i in range(first // 3, last // 3) if i in top and top[i].label in labels] if first >= 0 else []
                parts += [(name, member) for member in members]
                if members:
                    spans.setdefault(name, Span(members[0].span.start + 1, members[0].span.end + 1))
                continue
            first, last = match[group]
            if first < 0:
                continue
            span = new_span((first // 3, last // 3))
            if labels:
                mention = top.get(span.start)
                if mention is None or mention.span.end + 1 != span.end:
                    return None
                parts.append((name, mention))
            else:
                parts.append((name, span))
            spans[name] = span
        for slot, wanted, test, argument in rule.conditions:
            held = spans.get(slot)
            if held is None:
                continue
            answer = test(sheet, held, argument)
            if answer is wanted:
                continue
            if not isinstance(answer, Span):
                return None
            spans[slot] = answer  # the condition found the part of the slot that fits
            parts = [(name, answer if name == slot else part) for name, part in parts]
        filled = tuple([(name, part if isinstance(part, Mention) else sheet.mention("Words", part, rule.id)) for name, part in parts])
        return self._made(sheet, spans.get(rule.keep, spans["all"]) if rule.keep else spans["all"], filled)
