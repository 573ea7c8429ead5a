"""What trying the rules shows: alternatives that no example uses, words that are mentions by then, patterns that are slow on a long line.

In: a `RuleSet`.  Out: `Letter` records (advice).
"""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import groupby

from kg.rules.advice import Letter, letter_on, literal
from kg.rules.grammar import Node, Vocabulary
from kg.rules.match import run_level
from kg.rules.patterns import Pattern, compile_pattern, compile_tree
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.samples import every, sheet_before, sheet_of
from kg.rules.sheet import Sheet

LONG_LINE = 20_000  # characters
SLOW = 2000.0  # times a plain pattern on the same line
_BUDGET = 0.2  # seconds that one pattern may be tried for
_SHOWN = 8
_BEFORE = ("words", "names", "values", "relations", "claims")


def unused_alternatives(ruleset: RuleSet, wanted: Callable[[Rule], bool]) -> Iterator[Letter]:
    """For each pattern the alternatives that no example of its rule uses: lists, slots and classes, and words of which none beside each other is used.

    A word beside one that is used reads the same way; that nobody notices when it goes is told by `kg rules test --mutate`, which also writes the sentence.
    """
    for rule in ruleset.rules:
        if rule.level == "lines" or not wanted(rule) or not any(_branches(p.tree) or len(rule.patterns) > 1 for p in rule.patterns):
            continue
        words = ruleset.vocabulary_of(rule.path)
        sheets = [sheet_before(rule, sample, ruleset, rule.zones[0] if rule.zones else "body")[0] for sample in every(rule.examples)]
        for pattern in rule.patterns:
            left, matched = _left_over(pattern, words, sheets)
            if not matched and len(rule.patterns) > 1:
                yield letter_on(rule, pattern.source, f"no example of {rule.id} uses the pattern {pattern.source}", "add an example for it, or leave it out")
            elif left:
                shown = ", ".join(left[:_SHOWN]) + (f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else "")
                yield letter_on(rule, pattern.source, f"no example of {rule.id} uses {'the alternative' if len(left) == 1 else 'the alternatives'} {shown}",
                              "add an example for each, or leave it out")


def overprinted_words(ruleset: RuleSet, wanted: Callable[[Rule], bool]) -> Iterator[Letter]:
    """Words of patterns that are an earlier level's mention when the rule runs, so that as words they match nothing."""
    known: dict[tuple[str, str], str] = {}
    for rule in ruleset.rules:
        if rule.level not in ("values", "relations", "claims") or not wanted(rule):
            continue
        for pattern in rule.patterns:
            for words in dict.fromkeys(_texts(pattern.tree.children[1])):
                if (words, rule.level) not in known:
                    known[words, rule.level] = _made_of(words, rule.level, ruleset)
                if label := known[words, rule.level]:
                    yield letter_on(rule, pattern.source, f"the words {words}, taken alone, are a {label} when {rule.id} runs, so as words they match nothing",
                                    f"write a slot: {{name:{label}}}")


def _made_of(words: str, level: str, ruleset: RuleSet) -> str:
    """The label that earlier levels give to all of these words, or empty."""
    sheet = sheet_of(words, ruleset)
    for earlier in _BEFORE[:_BEFORE.index(level)]:
        run_level(ruleset, earlier, sheet)
    whole = [mention for mention in sheet.visible() if mention.span.length == len(words)]
    return whole[0].label if whole else ""


def _texts(node: Node) -> Iterator[str]:
    """Every unbroken run of two and more characters in a pattern."""
    if node.kind == "seq":
        for is_text, children in groupby(node.children, lambda child: child.kind == "text"):
            run = list(children)
            if is_text and len(run) > 1:
                yield "".join(child.text for child in run)
            for child in () if is_text else run:
                yield from _texts(child)
        return
    for child in node.children:
        yield from _texts(child)


def _left_over(pattern: Pattern, words: Vocabulary, sheets: list[Sheet]) -> tuple[list[str], bool]:
    names: dict[str, str] = {}
    plain: dict[str, int] = {}  # alternatives that are words → the group that they stand in
    engine, groups = compile_tree(_marked(pattern.tree.children[1], names, plain, words), words)
    open_, repeats, matched = dict(names), _repeats_alternatives(pattern.tree.children[1]), False
    for sheet in sheets:
        for piece in sheet.pieces:
            for start in range(piece.start, piece.end):
                # A group remembers its last turn only; with every end tried, each turn is the last one once.
                for stop in range(start + 1, piece.end + 1) if repeats else (piece.end,):
                    match = engine.search(sheet.encoded, start * 3, stop * 3)
                    if match is None:
                        continue
                    matched = True
                    for name in [n for n in open_ if match.span(groups[n])[0] >= 0]:
                        del open_[name]
                    if not open_:
                        return [], True
    used = {group for name, group in plain.items() if name not in open_}
    return [told for name, told in open_.items() if plain.get(name) not in used], matched


def _branches(node: Node) -> int:
    return (len(node.children) if node.kind == "alt" else 0) + sum(_branches(child) for child in node.children)


def _repeats_alternatives(node: Node) -> bool:
    return any((node.kind == "repeat" and node.high != 1 and _branches(child) > 0) or _repeats_alternatives(child) for child in node.children)


def _marked(node: Node, names: dict[str, str], plain: dict[str, int], words: Vocabulary) -> Node:
    """The tree with a named group round each alternative."""
    children = tuple(_marked(child, names, plain, words) for child in node.children)
    if node.kind == "alt":
        marked, group = [], len(names)
        for own, child in zip(node.children, children, strict=True):
            name = f"alternative-{len(names)}"
            names[name] = wording(own)
            if literal(own):
                plain[name] = group
            marked.append(Node("slot", name=name, children=(child,)))
        children = tuple(marked)
    return Node(node.kind, node.text, children, node.low, node.high, node.name, node.labels)


def wording(node: Node) -> str:
    """A parsed piece as an author would write it, long ones cut short.

    >>> wording(Node("alt", children=(Node("text", text="县"), Node("words", text="heads"))))
    '县|@heads'
    """
    if text := literal(node):
        return text
    if node.kind == "words":
        return f"@{node.text}"
    if node.kind == "class":
        return f"<{node.text}>"
    if node.kind == "set":
        return node.text
    if node.kind == "slot":
        return f"{{{node.name}:{'|'.join(node.labels) or wording(node.children[0])}}}"
    if node.kind == "alt":
        return "|".join(map(wording, node.children))
    inner = "".join(f"({wording(child)})" if child.kind == "alt" else wording(child) for child in node.children)
    if node.kind == "repeat":
        count = {(0, 1): "?", (0, None): "*", (1, None): "+"}.get((node.low, node.high), f"{{{node.low},{'' if node.high is None else node.high}}}")
        return (inner if len(inner) == 1 or inner[0] in "@<[{(" else f"({inner})") + count
    return inner


def slow_patterns(ruleset: RuleSet, wanted: Callable[[Rule], bool]) -> Iterator[Letter]:
    """Patterns that take more than `SLOW` times as long as a plain word on a line of `LONG_LINE` characters."""
    plain = compile_pattern("水务局", Vocabulary())
    for rule in ruleset.rules:
        for pattern in rule.patterns if wanted(rule) else ():
            ratio = slowness(pattern, plain)
            if ratio > SLOW:
                yield letter_on(rule, pattern.source, f"the pattern takes {ratio:,.0f} times as long as a plain word on a line of {LONG_LINE:,} characters",
                              "bound its gaps ({0,8} instead of *), and begin with what is rare")


def slowness(pattern: Pattern, plain: Pattern) -> float:
    """How many times as long as `plain` a pattern takes on a long line made of its own words; bounded by a time budget."""
    line = long_line(pattern).encode("utf-8")
    return min(_seconds(pattern, line) for _ in range(2)) / max(min(_seconds(plain, line) for _ in range(3)), 1e-5)


def long_line(pattern: Pattern) -> str:
    """A line of `LONG_LINE` characters: ordinary ones, with a word of the pattern now and then."""
    words = [min(need) for need in pattern.requirements] or ["水"]
    unit = "".join("山高水长" * 5 + word for word in words)
    return (unit * (LONG_LINE // len(unit) + 1))[:LONG_LINE]


def _seconds(pattern: Pattern, line: bytes) -> float:
    """The time to find every match in a line; where the budget ends first, the time for the whole line at that pace."""
    began, at = time.perf_counter(), 0
    while at < LONG_LINE and (match := pattern.spans(line, at, LONG_LINE)):
        at = max(match[1][1] // 3, at + 1)
        took = time.perf_counter() - began
        if took > _BUDGET:
            return took * LONG_LINE / at
    return time.perf_counter() - began
