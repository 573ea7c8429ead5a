"""Rules against a page: candidates, settlement, overprinting.

In: a `RuleSet` and a `Sheet` (a page's form with its sentences).  Out: settled mentions, losers
kept with the reason.  A rule is tried only on sentences where its triggers stand, found for
all rules of a level in one automaton pass (`kg.rules.lookout`).
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.model import Loser, Mention, new_span
from kg.numerals import parse_number
from kg.rules.likeness import parts_name_and_post, parts_post_and_name
from kg.rules.proposals import proposed_candidates
from kg.rules.settling import settle, settle_by_key
from kg.rules.sheet import SHIFT, Match, Sheet
from kg.rules.strata import OVERLAID
from kg.rules.trials import Trial
from kg.rules.triggers import REQUIREMENTS
from kg.tokens import borders, is_word, may_reach_across

if TYPE_CHECKING:
    from kg.rules.automata import Automaton
    from kg.rules.rule import Rule
    from kg.rules.ruleset import RuleSet
    from kg.rules.strata import Stratum

Found = dict[int, "list[tuple[Rule, Mention]]"]
"""Piece → what the patterns find there, in their order."""
_WINDOW = 4  # characters to either side of a short name that decide whether words reach across it
_LONGEST = 12  # characters; the names of counties are shorter
_MULTIPLIERS = frozenset("十百千万亿")


def find_words(sheet: Sheet) -> list[Mention]:
    """The mentions that labelled word lists make (level *words*): leftmost-longest, one pass."""
    automaton, entries = sheet.ruleset.word_automaton(sheet.here)
    if automaton is None:
        return []
    found: list[Mention] = []
    original, small, taken = sheet.original, sheet.ruleset.word_set("small-words-that-open-names"), 0
    for pattern, start, end in automaton.find_matches_as_indexes(original):
        if start < taken:
            continue
        if original[start] in small and (beside := _beside(automaton, original, start + 1, end)) is not None:
            pattern, start, end = beside
            taken = end
        word_list, index, label = entries[pattern]
        if word_list.unless_before and original.endswith(word_list.unless_before, 0, start):
            continue
        if word_list.unless_after and original.startswith(word_list.unless_after, end):
            # what must not go on so may be shorter: of 武汉市政建设 not 武汉市, but 武汉
            shorter = next(iter(automaton.find_matches_as_indexes(original[start:end - 1])), None)
            if shorter is None or shorter[1]:
                continue
            end = start + shorter[2]
            word_list, index, label = entries[shorter[0]]
            if word_list.unless_after and original.startswith(word_list.unless_after, end):
                continue
        if original[start] in _MULTIPLIERS and original[start - 1].isdigit():
            continue  # 30万载重吨 is no place in Jiangxi
        if parts_name_and_post(sheet, start, end):
            continue
        if sheet.ruleset.type_of(label) == "LOC" and (end - start == 2 and (_is_straddled(original, start, end) or parts_post_and_name(sheet, start))
                                                      or _is_reached_into(original, start, end)):
            continue
        found.append(sheet.mention(label, (start, end), f"words/{word_list.name}", (), word_list.attributes(index)))
    return found


def _beside(automaton: Automaton, original: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The listed name that begins behind a small word and reaches past the end of the one that the small word opens: 从江门市 is 从 and 江门市, not 从江, a county."""
    number, begins, length = next(iter(automaton.find_matches_as_indexes(original[start:start + _LONGEST])), (0, 1, 0))
    if begins or start + length <= end or length == 2 and _is_straddled(original, start, start + 2):  # 和田东部 is the east of 和田
        return None
    return number, start, start + length


def _is_reached_into(original: str, start: int, end: int) -> bool:
    """True where a word from before ends inside a place name (核桃|园, 以东|山区, 昨日|本市), or a date does (5月6日|本报)."""
    if original[start] == "日" and parse_number(original[start - 1]) is not None and is_word(original[start + 1:start + 3]):
        return True
    left = start
    while left > start - _WINDOW and "一" <= original[left - 1] <= "鿿":
        left -= 1
    window = original[left:end + _WINDOW]
    if left == start or not may_reach_across(window, start - left):
        return False
    cuts = borders(window)
    return start - left not in cuts and min(cut for cut in cuts if cut > start - left) < end - left


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
        if level in OVERLAID:
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
    winners, losers = settle(proposed_candidates(stratum, sheet, only) + _searched(stratum, sheet, only, sighted.may_match, stratum.own & ~stratum.left_over))
    taken = bytearray(len(sheet.form))
    for mention in winners:
        start, end = mention.span
        taken[start + SHIFT:end + SHIFT] = b"\1" * (end - start)
    left = _searched(stratum, sheet, only, sighted.outside(taken), stratum.left_over)
    added, lost = settle([(rule, mention) for rule, mention in left if taken.find(1, mention.span.start + SHIFT, mention.span.end + SHIFT) < 0])
    return sorted(winners + added, key=attrgetter("span")), losers + lost


def find_candidates(stratum: Stratum, sheet: Sheet, only: Callable[[Rule], bool] | None = None) -> list[tuple[Rule, Mention]]:
    """Every match of the stratum's rules, unsettled, in order of sentence, rule and place."""
    return proposed_candidates(stratum, sheet, only) + _searched(stratum, sheet, only, sheet.sighted_by(stratum.lookout).may_match, stratum.own)


def _searched(stratum: Stratum, sheet: Sheet, only: Callable[[Rule], bool] | None, may_match: Sequence[int], tried: int) -> list[tuple[Rule, Mention]]:
    """The matches of patterns in sentence pieces; `may_match` has for each piece the first bits of those that may match there, of which those `tried` are.

    A pattern is searched for in all its pieces before the next one is: the engine then has at hand what it knows of it.
    """
    first_bit = stratum.first * REQUIREMENTS
    asked: defaultdict[int, list[int]] = defaultdict(list)  # pattern → its pieces
    for index, bits in zip(range(len(sheet.pieces)), may_match, strict=False):
        mask = (bits & tried) >> first_bit
        while mask:
            bit = mask.bit_length() - 1
            asked[bit // REQUIREMENTS].append(index)  # a pattern's bit is the first of its own
            mask ^= 1 << bit
    found: Found = {}
    trials = stratum.trials
    for number in sorted(asked):
        trial, pieces = trials[number], asked[number]
        if only is not None and not only(trial.rule):
            continue
        if trial.zones:
            pieces = [index for index in pieces if sheet.zones[index] in trial.zones]
        for words in trial.words:
            pieces = sorted(sheet.pieces_with(words).intersection(pieces))
        if not pieces:
            continue
        if not trial.alone:
            _search(trial, sheet, pieces, found)
            continue
        for index in pieces:
            if standing := _alone(trial, sheet, index):
                found.setdefault(index, []).extend(standing)
    return [match for index in sorted(found) for match in found[index]]


def _search(trial: Trial, sheet: Sheet, pieces: Sequence[int], found: Found) -> None:
    """Put what a pattern finds in these pieces with what was found there."""
    rule, encoded, cells_end = trial.rule, sheet.encoded, len(sheet.pieces_of)
    search = trial.search or trial.searcher(sheet.here)
    for index in pieces:
        first_place, last_place = sheet.pieces[index]
        stop_at = (last_place + 1 if last_place < cells_end else cells_end) * 3
        at = (first_place - 1) * 3
        while at < stop_at:
            match = search(encoded, at, stop_at)
            if match[0][0] < 0:
                break
            first, last = match[trial.core]
            start, stop = first // 3, last // 3
            if start < first_place:  # the boundary sign before the sentence is context only
                at += 3
                continue
            mention = trial.mention(sheet, match, start, stop)
            if mention is None and rule.shorter:
                mention, stop = _shorter(trial, match, sheet, start)
            if mention is not None:
                found.setdefault(index, []).append((rule, mention))
                at = max((mention.span.end + SHIFT if rule.narrows else stop) * 3, at + 3)  # what a narrowed slot left over is tried again
            else:  # a refused match must not hide another that begins a little later
                at = match[0][0] + 3
            if at >= stop_at - 3:
                break


def _alone(trial: Trial, sheet: Sheet, piece: int) -> list[tuple[Rule, Mention]]:
    """The matches in a piece of a pattern that is one slot: they stand on the sheet, and nothing is searched for."""
    rule, matches = trial.rule, sheet.standing(trial.alone, piece)
    if rule.narrows or rule.keep or rule.copies or trial.is_guarded:
        made = [trial.mention(sheet, match, match[0][0] // 3, match[0][1] // 3) for match in matches]
        return [(rule, mention) for mention in made if mention is not None]
    name = trial.pattern.slots[0][0]
    tests = [(wanted, test, argument) for slot, wanted, test, argument in rule.conditions if slot in (name, "all")]
    found = []
    for match in matches:
        span = new_span((match[0][0] // 3, match[0][1] // 3))
        for wanted, test, argument in tests:
            if test(sheet, span, argument) is not wanted:
                break
        else:
            found.append((rule, sheet.mention(rule.label, span, rule.id, ((name, sheet.top[span.start]),), rule.attributes)))
    return found


def _shorter(trial: Trial, match: Match, sheet: Sheet, start: int) -> tuple[Mention | None, int]:
    """The longest shorter match from the same start that the conditions accept: of 东方银行和西部银行 the first."""
    first, last = match[0]
    search, mention, stop = sheet.searcher_of(trial.pattern), None, last // 3
    while mention is None:
        match = search(sheet.encoded, first, last - 3)
        if match[0][0] != first or match[trial.core][0] != start * 3:
            break
        last, stop = match[0][1], match[trial.core][1] // 3
        mention = trial.mention(sheet, match, start, stop)
    return mention, stop
