"""Rules against a page: candidates, settlement, overprinting.

In: a `RuleSet` and a `Sheet` (a page's form with its sentences).  Out: settled mentions, losers
kept with the reason.  A rule is tried only on sentences where its triggers stand, found for
all rules of a level in one automaton pass (`kg.rules.lookout`).
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.model import Loser, Mention, Span
from kg.rules.proposals import proposed_candidates
from kg.rules.settling import settle, settle_by_key
from kg.rules.sheet import SHIFT, Sheet
from kg.rules.triggers import REQUIREMENTS
from kg.tokens import borders, may_reach_across

if TYPE_CHECKING:
    from kg.rules.patterns import Pattern
    from kg.rules.ruleset import Rule, RuleSet, Stratum

_WINDOW = 4  # characters to either side of a short name that decide whether words reach across it
_MULTIPLIERS = frozenset("十百千万亿")


def find_words(sheet: Sheet) -> list[Mention]:
    """The mentions that labelled word lists make (level *words*): leftmost-longest, one pass."""
    automaton, entries = sheet.ruleset.word_automaton(sheet.here)
    if automaton is None:
        return []
    found: list[Mention] = []
    original = sheet.original
    for pattern, start, end in automaton.find_matches_as_indexes(original):
        word_list, index, label = entries[pattern]
        if word_list.unless_before and original.endswith(word_list.unless_before, 0, start):
            continue
        if word_list.unless_after and original.startswith(word_list.unless_after, end):
            continue
        if original[start] in _MULTIPLIERS and original[start - 1].isdigit():
            continue  # 30万载重吨 is no place in Jiangxi
        if end - start == 2 and sheet.ruleset.type_of(label) == "LOC" and _is_straddled(original, start, end):
            continue
        found.append(sheet.mention(label, Span(start, end), f"words/{word_list.name}", (), word_list.attributes(index)))
    return found


def _is_straddled(original: str, start: int, end: int) -> bool:
    """True where words of the sentence reach across a short place name: 扬中 in 弘扬中医药 names nobody's town."""
    left = start
    while left > start - _WINDOW and "一" <= original[left - 1] <= "鿿":
        left -= 1
    right = end
    while right < end + _WINDOW and "一" <= original[right] <= "鿿":
        right += 1
    window = original[left:right]
    if not (may_reach_across(window, start - left) and may_reach_across(window, end - left)):
        return False
    cuts = borders(window)
    # One side alone proves little: the dictionary does not have every place, and then cuts it anyhow.
    return start - left not in cuts and end - left not in cuts


def run_level(ruleset: RuleSet, level: str, sheet: Sheet, only: Callable[[Rule], bool] | None = None) -> list[Mention]:
    """Run one level over a sheet: each stratum's winners are overprinted before the next is tried.

    `only` limits which rules are tried (rule tests, statistics).  Answers all winners of the level.
    Levels `relations` and `claims` are not overprinted: several of them may share words.
    """
    won: list[Mention] = []
    if level == "words":
        won = find_words(sheet)
        sheet.overprint(won)
    for stratum in ruleset.strata(level):
        if level in ("relations", "claims"):
            winners, losers = settle_by_key(find_candidates(stratum, sheet, only))
        else:
            winners, losers = _settled(stratum, sheet, only)
            sheet.overprint(winners)
        won += winners
        sheet.losers += losers
    sheet.mentions += won
    return won


def _settled(stratum: Stratum, sheet: Sheet, only: Callable[[Rule], bool] | None) -> tuple[list[Mention], list[Loser]]:
    """What stands and what does not of all candidates of a stratum.

    Rules for what is left over are tried last, in sentences where something of what they need is left: their other matches would all lose, and are no losers here.
    """
    if not stratum.left_over:
        return settle(find_candidates(stratum, sheet, only))
    sighted = sheet.sighted_by(stratum.lookout)
    first = stratum.own & ~stratum.left_over
    winners, losers = settle(proposed_candidates(stratum, sheet, only) + _searched(stratum, sheet, only, [bits & first for bits in sighted.may_match]))
    taken = bytearray(len(sheet.form))
    for mention in winners:
        start, end = mention.span
        taken[start + SHIFT:end + SHIFT] = b"\1" * (end - start)
    left = _searched(stratum, sheet, only, [bits & stratum.left_over for bits in sighted.outside(taken)])
    added, lost = settle([(rule, mention) for rule, mention in left if taken.find(1, mention.span.start + SHIFT, mention.span.end + SHIFT) < 0])
    return sorted(winners + added, key=attrgetter("span")), losers + lost


def find_candidates(stratum: Stratum, sheet: Sheet, only: Callable[[Rule], bool] | None = None) -> list[tuple[Rule, Mention]]:
    """Every match of the stratum's rules, unsettled, in order of sentence, rule and place."""
    may_match, own = sheet.sighted_by(stratum.lookout).may_match, stratum.own
    return proposed_candidates(stratum, sheet, only) + _searched(stratum, sheet, only, [bits & own for bits in may_match])


def _searched(stratum: Stratum, sheet: Sheet, only: Callable[[Rule], bool] | None, masks: Sequence[int]) -> list[tuple[Rule, Mention]]:
    """The matches of patterns in sentence pieces; `masks` has for each piece the first bits of those that are tried there."""
    encoded, here, cells_end = sheet.encoded, sheet.here, len(sheet.pieces_of)
    found: list[tuple[Rule, Mention]] = []
    tries, first_bit = stratum.tries, stratum.first * REQUIREMENTS
    sighted = sheet.sighted_by(stratum.lookout)
    for index, (piece, mask) in enumerate(zip(sheet.pieces, masks, strict=False)):
        if not mask:
            continue
        first_place, end = piece.start, min(piece.end + 1, cells_end)
        while mask:
            bit = mask & -mask
            mask ^= bit
            low = bit.bit_length() - 1
            rule, pattern = tries[(low - first_bit) // REQUIREMENTS]
            if (only is not None and not only(rule)) or (rule.zones and sheet.zones[index] not in rule.zones):
                continue
            if pattern.alone:
                found += _alone(rule, pattern, sheet, index)
                continue
            at, spans = first_place - 1, pattern.spans if here is None else here.spans_of(pattern)
            while at < end and (match := spans(encoded, at, end)):
                first, last = match[1]
                start, stop = first // 3, last // 3
                if start < first_place:  # the boundary sign before the sentence is context only
                    at += 1
                    continue
                mention = _mention_of(rule, pattern, match, sheet, start, stop)
                if mention is None and rule.shorter:
                    mention, stop = _shorter(rule, pattern, match, sheet, start)
                if mention is not None:
                    found.append((rule, mention))
                    at = max(mention.span.end + SHIFT if rule.narrows else stop, at + 1)  # what a narrowed slot left over is tried again
                else:  # a refused match must not hide another that begins a little later
                    at = match[0][0] // 3 + 1
                if not sighted.is_to_come(index, at, low):
                    break  # a search costs ten times what it costs to see that no further trigger stands here
    return found


def _alone(rule: Rule, pattern: Pattern, sheet: Sheet, piece: int) -> list[tuple[Rule, Mention]]:
    """The matches in a piece of a pattern that is one slot: they stand on the sheet, and nothing is searched for."""
    matches = sheet.standing(pattern.alone, piece)
    if rule.narrows or rule.keep or rule.copies or rule.unless or rule.unless_before or rule.unless_after:
        made = [_mention_of(rule, pattern, match, sheet, match[0][0] // 3, match[0][1] // 3) for match in matches]
        return [(rule, mention) for mention in made if mention is not None]
    name = pattern.slots[0][0]
    tests = [(wanted, test, argument) for slot, wanted, test, argument in rule.conditions if slot in (name, "all")]
    found = []
    for match in matches:
        span = Span(match[0][0] // 3, match[0][1] // 3)
        for wanted, test, argument in tests:
            if test(sheet, span, argument) is not wanted:
                break
        else:
            found.append((rule, sheet.mention(rule.label, span, rule.id, ((name, sheet.top[span.start]),), rule.attributes)))
    return found


def _shorter(rule: Rule, pattern, match, sheet: Sheet, start: int) -> tuple[Mention | None, int]:
    """The longest shorter match from the same start that the conditions accept: of 东方银行和西部银行 the first."""
    first, last = match[0]
    mention, stop = None, last // 3
    while mention is None:
        match = sheet.spans_of(pattern)(sheet.encoded, first // 3, last // 3 - 1)
        if match is None or match[0][0] != first or match[1][0] != start * 3:
            break
        last, stop = match[0][1], match[1][1] // 3
        mention = _mention_of(rule, pattern, match, sheet, start, stop)
    return mention, stop


def _mention_of(rule: Rule, pattern, match, sheet: Sheet, start: int, stop: int) -> Mention | None:
    original = sheet.original
    if rule.unless and original[start:stop] in rule.unless:
        return None
    if rule.unless_before and original.endswith(rule.unless_before, 0, start):
        return None
    if rule.unless_after and original.startswith(rule.unless_after, stop):
        return None
    spans: dict[str, Span] = {"all": Span(start, stop)}
    parts: list[tuple[str, Mention | Span]] = []  # a slot of characters is a span until all conditions have agreed
    top = sheet.top
    for name, group, labels, around in pattern.slots:
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
        span = Span(first // 3, last // 3)
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
    whole = spans.get(rule.keep, spans["all"]) if rule.keep else spans["all"]
    attributes = rule.attributes
    if rule.copies:
        values = {name: part.text for name, part in reversed(filled)}
        attributes = attributes + tuple((key, values[slot]) for key, slot in rule.copies if slot in values)
    return sheet.mention(rule.label, whole, rule.id, filled, attributes)

