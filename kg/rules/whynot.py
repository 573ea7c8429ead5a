"""Why a name is not found: the rules that came closest, what stopped each, and the smallest edit that lets one match.

In: a sentence, the words that should be found in it and what they should be called.  Out: `Nearest`: for each rule that makes such
mentions the first thing that failed, and `Proposal` records, smallest first.  A proposal is a whole rule file (the rule with `replaces: yes`,
the edit, the sentence as an example); it is given only where the edited rule finds the words, wins them, and still leaves its ignores alone.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.errors import UsageError
from kg.model import Mention, Span, record
from kg.rules.advice import literal
from kg.rules.edits import Proposal, edited, holds
from kg.rules.grammar import Node, Vocabulary
from kg.rules.match import find_candidates
from kg.rules.patterns import compile_tree
from kg.rules.refusing import Stop, failing_context, refused_by
from kg.rules.rule import Rule, Sample
from kg.rules.ruleset import RuleSet
from kg.rules.samples import found_alone, sheet_before, sheet_of
from kg.rules.settling import settle
from kg.rules.sheet import Sheet
from kg.tokens import borders

_WIDEST = 40  # characters that a widened gap may have
_LONGEST_WORD = 8  # characters of a word to add


@record
class Nearest:
    """The answer: who found the words already, else stops and proposals."""

    found: Mention | None
    stops: tuple[Stop, ...]
    proposals: tuple[Proposal, ...]
    finds: tuple[tuple[str, str], ...]
    text: str


def why_not(text: str, expect: str, ruleset: RuleSet) -> Nearest:
    """What kept `expect` (`ORG=东江航道所`, a type or a label and the words) from being found in `text`.

    Raises `UsageError` where the words do not stand in the text or nothing is called so.
    """
    kind, equals, wanted = expect.partition("=")
    labels = {label for label in ruleset.vocabulary.signs if label == kind or ruleset.type_of(label) == kind}
    if not equals or not labels or not wanted:
        known = sorted({ruleset.type_of(label) for label in ruleset.vocabulary.signs} - {""})
        raise UsageError(f"--expect {expect!r} names no type or label", hint="for example ORG=…; types: " + ", ".join(known) + "; what became of a number, kg why tells")
    plain = sheet_of(text, ruleset)
    start = plain.text.printed.find("".join(wanted.split()))
    if start < 0:
        raise UsageError(f"{wanted!r} does not stand in the text", hint="copy it from the sentence")
    span = Span(start, start + len("".join(wanted.split())))
    rules = [rule for rule in ruleset.rules if rule.label in labels and rule.patterns]
    stops: list[Stop] = []
    proposals: list[Proposal] = []
    sample = Sample(text, None, "", 0)
    for rule in rules:
        sheet, stratum = sheet_before(rule, sample, ruleset, rule.zones[0] if rule.zones else "body")
        standing = settle(find_candidates(stratum, sheet))[0] if rule.level in ("names", "values") else found_alone(rule, sheet)
        if (found := next((m for m in standing if m.label in labels and m.span == span), None)) is not None:
            return Nearest(found, (), (), (("all", wanted),), text)
        for pattern in rule.patterns:
            stop, edits = _near(rule, pattern.source, pattern.tree, sheet, span, ruleset)
            if stop is not None:
                stops.append(stop)
            proposals += [edit for edit in edits if holds(edit, sheet, stratum, span, ruleset)]
    best: dict[str, Proposal] = {}
    for proposal in sorted(proposals, key=lambda p: (p.cost, p.rule.id, p.about)):
        best.setdefault(proposal.rule.id, proposal)
    nearest = sorted(stops, key=lambda stop: (stop.near, stop.rule.id))
    return Nearest(None, tuple({stop.rule.id: stop for stop in reversed(nearest)}.values())[::-1], tuple(best.values()), (("all", wanted),), text)


def _near(rule: Rule, source: str, tree: Node, sheet: Sheet, span: Span, ruleset: RuleSet) -> tuple[Stop | None, list[Proposal]]:
    words = ruleset.vocabulary_of(rule.path)
    core = tree.children[1]
    stretch = sheet.encoded[(span.start + 1) * 3:(span.end + 1) * 3]
    whole = compile_tree(core, words)[0].fullmatch(stretch) is not None
    failing = failing_context(rule, words, sheet, span)
    if whole and failing:
        side, met = failing
        edits = [edited(rule, source, side, str(rule.raw[side]), f"({rule.raw[side]}|{one})", 1.5 + len(one) / 10, f"{one} may stand {side} it") for one in met]
        return Stop(rule, 1, f"the pattern fits, but {side}: {rule.raw[side]} does not"), edits
    if whole:
        return refused_by(rule, sheet, span, ruleset)
    if rule.narrows and not failing:
        return _tails(rule, source, core, words, sheet.text.printed[span.start:span.end])
    edits = []
    stop: Stop | None = None
    for node, number in _nodes(core):
        gap = _relaxed(node, number, words)
        if gap is None:
            continue
        engine, groups = compile_tree(_with(core, node, Node("slot", name="whynot", children=(gap,)), number), words)
        match = engine.fullmatch(stretch)
        if match is None or match.span(groups["whynot"])[0] < 0:
            continue
        first, last = match.span(groups["whynot"])
        seen = sheet.text.printed[span.start + first // 3:span.start + last // 3]
        edit = _edit_of(rule, source, node, number, seen, (last - first) // 3)
        edit = replace(edit, cost=edit.cost + (0 if node.kind == "repeat" else _strangeness(seen, _wordings(node, number, words))))
        stop = stop or Stop(rule, 2, f"where {edit.about.split(' ')[0]} stands, the pattern asks for {source[_place(node, number)[0]:_place(node, number)[1]]}")
        if failing:
            stop = Stop(rule, 3, f"two things fail: {stop.what}; and {failing[0]}: {rule.raw[failing[0]]}")
        else:
            edits.append(edit)
    return stop, edits


def _tails(rule: Rule, source: str, core: Node, words: Vocabulary, wanted: str) -> tuple[Stop | None, list[Proposal]]:
    """For a rule that reaches back from the last word of a name: that word, as a new one beside those that the rule knows."""
    edits = []
    for node, number in _nodes(core):
        now = _wordings(node, number, words)
        if node.kind not in ("words", "alt") or not now or any(wanted.endswith(word) for word in now):
            continue
        for length in (2, 3, 4):
            if length < len(wanted) and length <= max(map(len, now)):
                edit = _edit_of(rule, source, node, number, wanted[-length:], length)
                cut = 0 if len(wanted) - length in borders(wanted) else 0.4  # 究社 of 玻璃研究社 is no word
                edits.append(replace(edit, cost=edit.cost + length / 10 + cut + _strangeness(wanted[-length:], now)))
    if not edits:
        return None, []
    first = edits[0].about.split(" ")[0]
    return Stop(rule, 2, f"no name of this rule ends with {first}"), edits


def _place(node: Node, number: int) -> tuple[int, int]:
    if number < 0:
        return node.place
    return node.children[number].place[0], node.children[_run_end(node, number) - 1].place[1]


def _run_end(node: Node, number: int) -> int:
    end = number
    while end < len(node.children) and node.children[end].kind == "text":
        end += 1
    return end


def _nodes(node: Node) -> Iterator[tuple[Node, int]]:
    """The pieces that an edit may change: a list, alternatives, a gap, a set (-1), and each run of words in a sequence (its first child)."""
    if node.kind in ("words", "alt", "repeat", "set", "text"):
        yield node, -1
    if node.kind == "seq":
        for number, child in enumerate(node.children):
            if child.kind == "text" and (number == 0 or node.children[number - 1].kind != "text"):
                yield node, number
    for child in node.children if node.kind != "seq" else [child for child in node.children if child.kind != "text"]:
        yield from _nodes(child)


def _relaxed(node: Node, number: int, words: Vocabulary) -> Node | None:
    """What may stand instead of a piece: a wider gap, or a word about as long as those that may stand there now."""
    if node.kind == "repeat":
        return replace(node, high=_WIDEST) if node.high is not None and node.children[0].kind in ("class", "set") else None
    if node.kind == "alt" and any(_slots_in(child) for child in node.children):
        return None
    lengths = [len(word) for word in _wordings(node, number, words)] or [1]
    return Node("repeat", children=(Node("class", text="name"),), low=min(2, *lengths) if len(lengths) > 1 else 1, high=min(_LONGEST_WORD, max(*lengths, 2)))


def _wordings(node: Node, number: int, words: Vocabulary) -> list[str]:
    """The words that may stand now where a piece stands."""
    if number >= 0:
        return ["".join(child.text for child in node.children[number:_run_end(node, number)])]
    if node.kind == "words":
        return list(words.lists[node.text])
    return [text for child in node.children if (text := literal(child))] if node.kind == "alt" else []


def _strangeness(seen: str, now: list[str]) -> float:
    """How unlike the words that stand there now a new one is: next to nothing where it ends as they do (the more of them, the less), 0.2 where it shares a character, else 0.4."""
    alike = sum(word.endswith(seen[-1]) for word in now)
    if alike:
        return 0.05 * (1 - alike / len(now))  # 服务站 is one of the stations, though one of thirty armed forces is a station too
    return 0.2 if any(set(word) & set(seen) for word in now) else 0.4


def _slots_in(node: Node) -> bool:
    return node.kind == "slot" or any(map(_slots_in, node.children))


def _with(tree: Node, node: Node, new: Node, number: int) -> Node:
    if tree is node:
        if number < 0:
            return new
        return replace(tree, children=(*tree.children[:number], new, *tree.children[_run_end(node, number):]))
    return replace(tree, children=tuple(_with(child, node, new, number) for child in tree.children))


def _edit_of(rule: Rule, source: str, node: Node, number: int, seen: str, length: int) -> Proposal:
    start, end = _place(node, number)
    written = source[start:end]
    if node.kind == "repeat":
        inner = source[start:node.children[0].place[1]]
        return edited(rule, source, "pattern", source, f"{source[:start]}{inner}{{{node.low},{length}}}{source[end:]}", 1 + (length - (node.high or 0)) / 4, f"{seen} is wider than {written}: {inner}{{{node.low},{length}}}")
    if node.kind == "words":
        return edited(rule, source, "pattern", source, f"{source[:start]}({written}|{seen}){source[end:]}", 1 + len(seen) / 20, f"{seen} is a word more beside {written}; if all rules with {written} want it, add it to the list")
    if node.kind == "set":
        return edited(rule, source, "pattern", source, f"{source[:start]}({written}|{seen}){source[end:]}", 1.2 + len(seen) / 20, f"{seen} stands beside {written}")
    cost = 1.1 if node.kind == "alt" else 1.4
    return edited(rule, source, "pattern", source, f"{source[:start]}({written}|{seen}){source[end:]}", cost + len(seen) / 20, f"{seen} is another way beside {written}")
