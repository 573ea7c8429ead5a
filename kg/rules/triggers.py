"""Words that must stand in a sentence before a pattern can match there.

In: the tree of a pattern.  Out: its triggers (one set, of which every match holds a word) and its requirements (up to
`REQUIREMENTS` such sets).  One automaton pass over a page finds all of them, so most rules are never tried on most sentences.
"""
from __future__ import annotations

from kg.rules.grammar import CLASSES, CLOSE, FIRST_LABEL, LAST_LABEL, OPEN, QUOTES, STOPS, Node, Vocabulary
from kg.text import LINE_END

REQUIREMENTS = 3
MOST_SET_TRIGGERS = 64  # characters of a set that are worth looking for one by one
_OUTSIDE = frozenset(LINE_END + STOPS + CLOSE + OPEN + QUOTES + "\u3000…—■□▲●★◆▶◀")


def triggers_of(node: Node, words: Vocabulary) -> tuple[str, ...] | None:
    """Words of which one must stand in every match; None where nothing is obligatory."""
    found = _needs(node, words)
    return tuple(sorted(found)) if found else None


def requirements_of(trees: list[Node], words: Vocabulary) -> tuple[frozenset[str], ...]:
    """The most selective sets of which a sentence must hold one word each; at most `REQUIREMENTS`.

    A context may be met by the sign before or after the sentence, so a set of it with such a sign asks for nothing.
    """
    before, core, after = trees
    found = [need for need in _all_needs(core, words)]
    found += [need for tree in (before, after) for need in _all_needs(tree, words) if not need & _OUTSIDE]
    chosen: list[frozenset[str]] = []
    for need in sorted(found, key=lambda n: (-_rarity(n), min(n))):
        if need not in chosen:
            chosen.append(need)
    return tuple(chosen[:REQUIREMENTS])


def _all_needs(node: Node, words: Vocabulary) -> list[frozenset[str]]:
    """Every set of words of which a match must hold one."""
    if node.kind == "seq":
        found, run = [], ""
        for child in [*node.children, Node("end")]:
            if child.kind == "text":
                run += child.text
                continue
            if run:
                found.append(frozenset((run,)))
                run = ""
            if child.kind != "end":
                found += _all_needs(child, words)
        return found
    if node.kind == "slot" and not node.labels:
        return _all_needs(node.children[0], words)
    if node.kind == "repeat" and node.low:
        return _all_needs(node.children[0], words)
    need = _needs(node, words)
    return [need] if need else []


def _needs(node: Node, words: Vocabulary) -> frozenset[str] | None:
    if node.kind == "text":
        return frozenset((node.text,))
    if node.kind == "set" and node.low:
        return _members(node.text[1:-1])
    if node.kind == "class" and node.text in ("digit", "numeral"):
        return _members(CLASSES[node.text][0][1:-1])
    if node.kind == "words":
        return frozenset(words.lists[node.text])
    if node.kind == "slot":
        return frozenset(words.signs[label] for label in node.labels) if node.labels else _needs(node.children[0], words)
    if node.kind == "alt":
        parts = [_needs(child, words) for child in node.children]
        return None if any(part is None for part in parts) else frozenset().union(*parts)
    if node.kind == "repeat":
        return _needs(node.children[0], words) if node.low else None
    if node.kind == "seq":
        best: frozenset[str] | None = None
        run = ""
        for child in [*node.children, Node("end")]:
            if child.kind == "text":
                run += child.text
                continue
            for candidate in ((frozenset((run,)) if run else None), None if child.kind == "end" else _needs(child, words)):
                if candidate and (best is None or _rarity(candidate) > _rarity(best)):
                    best = candidate
            run = ""
        return best
    return None


def _members(body: str) -> frozenset[str] | None:
    """The characters of a set, ranges spelt out; None where they are too many to look for one by one."""
    found: list[str] = []
    i = 0
    while i < len(body):
        if i + 2 < len(body) and body[i + 1] == "-":
            low, high = ord(body[i]), ord(body[i + 2])
            if high - low > MOST_SET_TRIGGERS:
                return None
            found += map(chr, range(low, high + 1))
            i += 3
        else:
            found.append(body[i])
            i += 1
    return frozenset(found) if len(found) <= MOST_SET_TRIGGERS else None


def _rarity(words: frozenset[str]) -> float:
    """How selective a trigger set is: long words first, then few of them; label signs rank like two characters."""
    shortest = min(2 if FIRST_LABEL <= ord(w[0]) <= LAST_LABEL else len(w) for w in words)
    return min(shortest, 4) - len(words) / 1000
