"""Words that must stand in a sentence before a pattern can match there.

In: the tree of a pattern.  Out: its triggers (one set, of which every match holds a word) and its requirements (up to
`REQUIREMENTS` such sets).  One automaton pass over a page finds all of them, so most rules are never tried on most sentences.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.rules.grammar import CLASSES, CLOSE, CONTINUED, FIRST_LABEL, LAST_LABEL, OPEN, QUOTES, STOPS, Node, Vocabulary
from kg.text import LINE_END

REQUIREMENTS = 3
HAN_SIGN = "han"
"""What stands for any Han character among the characters of an edge."""
MOST_SET_TRIGGERS = 64  # characters of a set that are worth looking for one by one
MOST_SPELLED = 64  # words that pieces side by side make together
_NOTHING = frozenset(("",))
MOST_PAIRS = 500  # of characters that meet where two pieces of a pattern do
_SIGN_CLASSES = ("space", "open", "close")
_SLOTS = "{}"  # among classes: slots of mentions are spelled out, too
_MEETING = (*_SIGN_CLASSES, _SLOTS)  # a mention begins with the sign of its label; it ends with it, or with what it goes on with
_AROUND = (*_MEETING, "start", "end", "line-end")
_EVERYWHERE, _MANY_SIGNS = frozenset("，、的"), 50  # stand in every other sentence, as one of so many single characters does: looking for them costs more than it spares
_OUTSIDE = frozenset(LINE_END + STOPS + CLOSE + OPEN + QUOTES + "\u3000…—■□▲●★◆▶◀")


def triggers_of(node: Node, words: Vocabulary) -> tuple[str, ...] | None:
    """Words of which one must stand in every match; None where nothing is obligatory."""
    found = _needs(node, words)
    return tuple(sorted(found)) if found else None


def requirements_of(trees: list[Node], words: Vocabulary) -> tuple[frozenset[str], ...]:
    """The most selective sets of which a sentence must hold one word each; at most `REQUIREMENTS`.

    A context may be met by the sign before or after the sentence, so a set of it with such a sign asks for nothing; it counts
    also which two characters meet where two pieces do ([中美俄] before [国方]), or the match and its context.
    """
    before, core, after = trees
    found = _all_needs(core, words) + _meetings(core, words)
    found += [need for need in [*_all_needs(before, words), *_meetings(before, words), *_meeting(before, core, words)] if not any(word[0] in _OUTSIDE for word in need)]
    found += [need for need in [*_all_needs(after, words), *_meetings(after, words)] if not need & _OUTSIDE] + _meeting(core, after, words)
    chosen: list[frozenset[str]] = []
    for need in sorted(found, key=lambda n: (-_rarity(n), min(n))):
        if not (chosen and need & _EVERYWHERE) and need not in chosen and not any(_implies(other, need) for other in found):
            chosen.append(need)
    chosen = chosen[:REQUIREMENTS]
    return tuple([need for need in chosen if not _is_met_by_any(need)] or chosen)


def _is_met_by_any(need: frozenset[str]) -> bool:
    """True where hardly a sentence lacks all of these words: one of all surnames stands in most."""
    return sum(len(word) == 1 for word in need) > _MANY_SIGNS


def _implies(stronger: frozenset[str], need: frozenset[str]) -> bool:
    """True where each word of the stronger set holds one of the other: where a mention stands behind 、, it stands there."""
    return need != stronger and len(stronger) <= MOST_PAIRS and all(not need.isdisjoint((word, *word)) for word in stronger)


def _meetings(node: Node, words: Vocabulary) -> list[frozenset[str]]:
    """For each place where two pieces that are always there meet, the pairs of characters that may stand round it, where they are few.

    >>> from kg.rules.grammar import Parser
    >>> [sorted(pairs) for pairs in _meetings(Parser("[中美][国方]", Vocabulary(), "").alternatives(), Vocabulary())]
    [['中国', '中方', '美国', '美方']]
    """
    if node.kind == "slot" and not node.labels or node.kind == "repeat" and node.low:
        child = node.children[0]
        twice = [_pairs(_edge([child], words, last=True, classes=_MEETING), _edge([child], words, last=False, classes=_MEETING))] if node.kind == "repeat" and node.low > 1 else []
        return [pairs for pairs in twice if pairs] + _meetings(child, words)
    if node.kind != "seq":
        return []
    found: list[frozenset[str]] = []
    for number, child in enumerate(node.children):
        found += _meetings(child, words)
        if number and not node.children[number - 1].kind == child.kind == "text":  # text is looked for as a whole
            pairs = _pairs(_edge(node.children[number - 1::-1], words, last=True, classes=_MEETING), _edge(node.children[number:], words, last=False, classes=_MEETING))
            found += [pairs] if pairs else []
    return found


def _meeting(left: Node, right: Node, words: Vocabulary) -> list[frozenset[str]]:
    """The pairs of characters that may stand where the match and its context meet, where they are few."""
    pairs = _pairs(_edge([left], words, last=True, classes=_AROUND), _edge([right], words, last=False, classes=_AROUND))
    return [pairs] if pairs else []


def _pairs(left: frozenset[str] | None, right: frozenset[str] | None) -> frozenset[str] | None:
    """Each of the left with each of the right, None where they are unknown or many."""
    return frozenset(a + b for a in left for b in right) if left and right and len(left) * len(right) <= MOST_PAIRS else None


def edge_of(tree: Node, words: Vocabulary, last: bool, spells_han: bool = True) -> frozenset[str] | None:
    """The characters with which a match of a context begins, or with the `last` of which it ends; None where it may be any, a mention or nothing.

    Any Han character is None too, or where it is not to be spelled out one entry, `HAN_SIGN`.

    >>> from kg.rules.grammar import Parser
    >>> sorted(edge_of(Parser("(副?市长|局长助理)", Vocabulary(), "").alternatives(), Vocabulary(), last=True))
    ['理', '长']
    """
    return _edge([tree], words, last, (*_SIGN_CLASSES, "start", "end", "line-end", *(() if spells_han else ("han",))))


def together(parts: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """What stands in any of them; None where one may be anything."""
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None


def _edge(nodes: Sequence[Node], words: Vocabulary, last: bool, classes: Sequence[str] = _SIGN_CLASSES) -> frozenset[str] | None:
    """The characters with which a match of these pieces begins, or ends where they are given from the `last` on; None where it may be any, a mention or nothing.

    Of classes of signs only those of `classes` are spelled out.
    """
    found: frozenset[str] = frozenset()
    for node in nodes:
        if node.kind == "repeat" and not node.low:
            edge = _edge(node.children, words, last, classes)
        elif node.kind == "seq":
            edge = _edge(node.children[::-1] if last else node.children, words, last, classes)
        elif node.kind == "alt":
            edge = together([_edge([child], words, last, classes) for child in node.children])
        elif node.kind == "repeat" or node.kind == "slot" and not node.labels:
            edge = _edge(node.children, words, last, classes)
        elif node.kind == "text":
            edge = frozenset((node.text[-1 if last else 0],))
        elif node.kind == "words":
            edge = frozenset(word[-1 if last else 0] for word in words.lists[node.text])
        elif node.kind == "slot":
            edge = frozenset([words.signs[label] for label in node.labels] + [CONTINUED] * last) if _SLOTS in classes else None
        elif node.kind == "class" and node.text == "han" and "han" in classes:
            edge = frozenset((HAN_SIGN,))
        elif node.kind == "class" and node.text in classes and node.text != "mention":  # any mention begins with the sign of any label
            edge = frozenset(CLASSES[node.text][0].strip("[]"))
        else:
            edge = _needs(node, words)
        if edge is None:
            return None
        found |= edge
        if not (node.kind == "repeat" and not node.low):
            return found
    return None


def _all_needs(node: Node, words: Vocabulary) -> list[frozenset[str]]:
    """Every set of words of which a match must hold one; what stands side by side is one word."""
    if node.kind == "seq":
        found: list[frozenset[str]] = []
        run = _NOTHING
        for child in node.children:
            spelled = _spelled(child, words)
            if spelled and len(run) * len(spelled) <= MOST_SPELLED:
                run = frozenset(before + word for before in run for word in spelled)
                continue
            if run != _NOTHING:
                found.append(run)
            run = spelled or _NOTHING
            if not spelled:
                found += _all_needs(child, words)
        return found + [run] * (run != _NOTHING)
    if node.kind == "slot" and not node.labels or node.kind == "repeat" and node.low:
        return _all_needs(node.children[0], words)
    if node.kind == "alt":
        return _needs_of_branches(node.children, words)
    need = _needs(node, words)
    return [need] if need else []


def _needs_of_branches(branches: Sequence[Node], words: Vocabulary) -> list[frozenset[str]]:
    """Sets of which a match of one of these branches must hold a word: the best of each branch together, the second best, and so on."""
    several = [sorted(_all_needs(branch, words), key=lambda need: (-_rarity(need), min(need))) for branch in branches]
    return [frozenset().union(*(needs[min(step, len(needs) - 1)] for needs in several)) for step in range(max(map(len, several)))] if all(several) else []


def _spelled(node: Node, words: Vocabulary) -> frozenset[str] | None:
    """All that a piece may be, where it is few words and never nothing."""
    if node.kind == "slot" and not node.labels or node.kind == "repeat" and node.low == node.high == 1:
        return _spelled(node.children[0], words)
    if node.kind == "alt":
        found = together([_spelled(child, words) for child in node.children])
    elif node.kind == "seq":
        found = _NOTHING
        for child in node.children:
            spelled = _spelled(child, words)
            if not spelled or len(found) * len(spelled) > MOST_SPELLED:
                return None
            found = frozenset(before + word for before in found for word in spelled)
    else:
        found = None if node.kind in ("slot", "repeat") else _needs(node, words)
    return found if found and "" not in found and len(found) <= MOST_SPELLED else None


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
        return together([_needs(child, words) for child in node.children])
    if node.kind == "repeat":
        return _needs(node.children[0], words) if node.low else None
    if node.kind == "seq":
        return max(_all_needs(node, words), key=_rarity, default=None)
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
