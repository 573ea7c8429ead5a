"""The pattern language: parsed to a tree, turned into a linear-time expression and its triggers.

In: a pattern as written in YAML, the word lists and labels it may name.  Out: `Pattern`, which
searches the overprinted form of a page, and says which words must stand in a sentence
before it can match there.  This is the only door to RE2.  The language is in docs/rules.md.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import re2

from kg.errors import RuleError
from kg.text import LINE_END, fold

CONTINUED = "\ue400"  # overprints every character of a mention but its first
FIRST_LABEL, LAST_LABEL = 0xE001, 0xE3FF
MAX_REPEAT = 100
MOST_NESTED = 40
MAX_WORDS = 6000
REQUIREMENTS = 3
MOST_SET_TRIGGERS = 64  # characters of a set that are worth looking for one by one
CONTEXT_REACH = 16  # characters before or after a proposed stretch that its contexts see

_HAN = "〇一-鿿㐀-䶿"
_OPEN, _CLOSE = "“‘《〈「『（【〖［", "”’》〉」』）】〗］"
_STOPS = "。！？；"
_PAUSES = "，、：" + _STOPS
_LABELS = f"{chr(FIRST_LABEL)}-{chr(LAST_LABEL)}"
_QUOTES = "“”‘’《》〈〉「」『』＂＇"
_OUTSIDE = frozenset(LINE_END + _STOPS + _CLOSE + _OPEN + _QUOTES + "\u3000…—■□▲●★◆▶◀")
CLASSES = {
    "han": (f"[{_HAN}]", "one Han character"),
    "digit": ("[０-９]", "a digit 0–9"),
    "numeral": ("[〇零一二三四五六七八九十百千万亿兆两俩仨廿卅半几数多壹贰叁肆伍陆柒捌玖拾佰仟萬億]", "a Chinese numeral character"),
    "latin": ("[Ａ-Ｚａ-ｚ]", "a Latin letter"),
    "name": (f"(?:[{_HAN}Ａ-Ｚａ-ｚ０-９・]|[{_LABELS}]{CONTINUED}*)", "a character that can stand inside a name, or a whole earlier mention"),
    "mention": (f"(?:[{_LABELS}]{CONTINUED}*)", "any earlier mention"),
    "any": (f"[^{LINE_END}]", "any character of the same block"),
    "inside": (f"[^{LINE_END}{_STOPS}]", "any character of the same sentence"),
    "clause": (f"[^{LINE_END}，：{_STOPS}]", "any character of the same clause"),
    "phrase": (f"[^{LINE_END}{_PAUSES}{_OPEN}{_CLOSE}{_QUOTES}]", "any character of a phrase: no punctuation at all"),
    "open": (f"[{_OPEN}]", "an opening quote, bracket or title mark"),
    "close": (f"[{_CLOSE}]", "a closing quote, bracket or title mark"),
    "start": (f"[{LINE_END}{_PAUSES}{_OPEN}{_CLOSE}{_QUOTES}\u3000■□▲●★◆▶◀…—]", "punctuation or the beginning of a block"),
    "end": (f"[{LINE_END}{_PAUSES}{_OPEN}{_CLOSE}{_QUOTES}\u3000■□▲●★◆▶◀…—]", "punctuation or the end of a block"),
    "line-end": (LINE_END, "the end of a block"),
    "space": ("\u3000", "a kept space"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of a parsed pattern; `kind` is text, set, class, words, slot, seq, alt or repeat."""

    kind: str
    text: str = ""
    children: tuple[Node, ...] = ()
    low: int = 0
    high: int | None = None
    name: str = ""  # slot name
    labels: tuple[str, ...] = ()


@dataclass(slots=True)
class Vocabulary:
    """What a pattern may name: word lists (folded) and labels with their private-use signs."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)  # label → its sign
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # group → labels

    def labels_of(self, name: str) -> tuple[str, ...] | None:
        """The labels behind a label or group name, or None where nothing is called so."""
        if name in self.groups:
            return self.groups[name]
        return (name,) if name in self.signs else None


class _Parser:
    def __init__(self, text: str, words: Vocabulary, where: str):
        self.text, self.at, self.words, self.where, self.depth = text, 0, words, where, 0

    def fail(self, what: str, hint: str = "") -> RuleError:
        return RuleError(f"pattern {self.text!r}, character {self.at + 1}: {what}", self.where, hint)

    def alternatives(self, closing: str = "") -> Node:
        self.depth += 1
        if self.depth > MOST_NESTED:
            raise self.fail(f"brackets inside brackets more than {MOST_NESTED} deep", "make two rules")
        node = self.branches(closing)
        self.depth -= 1
        return node

    def branches(self, closing: str) -> Node:
        branches = [self.sequence(closing)]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            branches.append(self.sequence(closing))
        return branches[0] if len(branches) == 1 else Node("alt", children=tuple(branches))

    def sequence(self, closing: str) -> Node:
        pieces: list[Node] = []
        while self.at < len(self.text):
            ch = self.text[self.at]
            if ch == "|" or ch == closing:
                break
            if ch in " \n\t":
                self.at += 1
                continue
            if ch in ")}]":
                raise self.fail(f"{ch!r} closes nothing", f"a literal bracket is written full-width: {fold(ch)}")
            pieces.append(self.repeated(self.atom()))
        return pieces[0] if len(pieces) == 1 else Node("seq", children=tuple(pieces))

    def repeated(self, node: Node) -> Node:
        while self.at < len(self.text):
            ch = self.text[self.at]
            if ch in "?*+":
                self.at += 1
                node = Node("repeat", children=(node,), low=1 if ch == "+" else 0, high=1 if ch == "?" else None)
            elif ch == "{" and (found := re.compile(r"\{(\d+)(,?)(\d*)\}").match(self.text, self.at)):
                low = int(found[1])
                high = int(found[3]) if found[3] else (None if found[2] else low)
                if low > MAX_REPEAT or (high or 0) > MAX_REPEAT:
                    raise self.fail(f"a repeat of more than {MAX_REPEAT}", "a name or phrase is shorter; use * for a gap")
                if high is not None and high < low:
                    raise self.fail(f"the repeat {found[0]} counts down", "write the smaller number first")
                self.at = found.end()
                node = Node("repeat", children=(node,), low=low, high=high)
            else:
                break
        return node

    def atom(self) -> Node:
        ch = self.text[self.at]
        if ch == "(":
            if self.text.startswith("(?", self.at):
                raise self.fail("look-around and flags do not exist here", "use before:, after:, unless-before: or unless-after:")
            self.at += 1
            inner = self.alternatives(")")
            self.expect(")")
            return Node("seq", children=(inner,))
        if ch == "[":
            return self.char_set()
        if ch == "{":
            return self.slot()
        if ch == "@":
            found = re.compile(r"@([a-z][a-z0-9-]*)").match(self.text, self.at)
            if not found:
                raise self.fail("a list name must follow @", "for example @title")
            self.at = found.end()
            return self.word_list(found[1])
        if ch == "<":
            found = re.compile(r"<([a-z-]+)>").match(self.text, self.at)
            if not found or found[1] not in CLASSES:
                raise self.fail(f"no class is called {self.text[self.at:self.at + 12]!r}", "one of " + ", ".join(f"<{c}>" for c in CLASSES))
            self.at = found.end()
            return Node("class", text=found[1])
        if ch == "\\":
            self.at += 1
            if self.at >= len(self.text):
                raise self.fail("nothing follows the backslash")
            if self.text[self.at].isdigit():
                raise self.fail("back-references do not exist here", "write the words out, or use a condition")
            ch = self.text[self.at]
        elif ch in "?*+":
            raise self.fail(f"nothing to repeat before {ch!r}", f"a literal sign is written full-width: {fold(ch)}")
        self.at += 1
        return Node("text", text=fold(ch))

    def expect(self, ch: str) -> None:
        if self.at >= len(self.text) or self.text[self.at] != ch:
            raise self.fail(f"{ch!r} is missing", "each bracket needs its partner")
        self.at += 1

    def char_set(self) -> Node:
        end = self.text.find("]", self.at + 1)
        if end < 0:
            raise self.fail("']' is missing", "each bracket needs its partner")
        body = self.text[self.at + 1:end]
        self.at = end + 1
        negated = body.startswith("^")
        body = body.removeprefix("^")
        if not body:
            raise self.fail("an empty set", "name at least one character")
        out, i = [], 0
        while i < len(body):
            if i + 2 < len(body) and body[i + 1] == "-":
                low, high = fold(body[i]), fold(body[i + 2])
                if low > high:
                    raise self.fail(f"the range {body[i:i + 3]} runs backwards")
                out.append(f"{low}-{high}")
                i += 3
            else:
                out.append(fold(body[i]))
                i += 1
        return Node("set", text=f"[{'^' + LINE_END if negated else ''}{''.join(out)}]", low=0 if negated else 1)

    def word_list(self, name: str) -> Node:
        words = self.words.lists.get(name)
        if words is None:
            raise self.fail(f"no word list is called @{name}", nearest(name, self.words.lists, "@"))
        if len(words) > MAX_WORDS:
            raise self.fail(f"@{name} has {len(words)} words, too many for a pattern", "give the list a label and use it as a slot")
        return Node("words", text=name)

    def slot(self) -> Node:
        found = re.compile(r"\{([a-z][a-z0-9-]*):").match(self.text, self.at)
        if not found:
            raise self.fail("a slot is written {name:Label}, {name:@list} or {name:pattern}", "a literal brace is written ｛ ｝")
        self.at = found.end()
        named = re.compile(r"([A-Z][A-Za-z]*(?:\|[A-Z][A-Za-z]*)*)\}").match(self.text, self.at)
        if named:
            labels: list[str] = []
            for label in named[1].split("|"):
                known = self.words.labels_of(label)
                if known is None:
                    raise self.fail(f"no label is called {label}", nearest(label, [*self.words.signs, *self.words.groups]))
                labels += known
            self.at = named.end()
            return Node("slot", name=found[1], labels=tuple(dict.fromkeys(labels)))
        inner = self.alternatives("}")
        self.expect("}")
        return Node("slot", name=found[1], children=(inner,))


def nearest(name: str, known, mark: str = "") -> str:
    """A hint naming the known word closest to `name`."""
    from difflib import get_close_matches

    close = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"did you mean {mark}{close[0]}?" if close else "known: " + ", ".join(f"{mark}{k}" for k in sorted(known)[:12])


@dataclass(slots=True)
class Pattern:
    """A compiled pattern.  Spans it answers are character offsets of the searched form."""

    source: str
    tree: Node
    triggers: tuple[str, ...] | None  # one of these stands in every match
    requirements: tuple[frozenset[str], ...]  # one of each of these stands in the sentence of every match
    slots: tuple[tuple[str, int, tuple[str, ...], int], ...]  # name, group, labels, group of the repeat round it (0: none)
    labels: tuple[str, ...]
    expression: str
    _engine: object

    def search(self, encoded: bytes, start: int, end: int):
        """The leftmost match in characters `[start, end)` of a form encoded as UTF-8, or None.

        The result has `.span(group)` in bytes; three bytes are one character.
        """
        if self._engine is None:  # from the cache: compiled when it is first tried
            self._engine = re2.compile(self.expression.encode("utf-8"), options=_options())
        return self._engine.search(encoded, start * 3, end * 3)

    def __reduce__(self):
        return Pattern, (self.source, self.tree, self.triggers, self.requirements, self.slots, self.labels, self.expression, None)


def compile_pattern(source: str, words: Vocabulary, where: str = "", before: str = "", after: str = "") -> Pattern:
    """Compile `source`; `before` and `after` are context that is not part of the match (group 1 is).

    Raises `RuleError` with `where` in it for anything the language does not have.
    """
    trees = []
    for text in (before, source, after):
        parser = _Parser(text, words, where)
        trees.append(parser.alternatives())
        if parser.at < len(text):
            raise parser.fail(f"{text[parser.at]!r} is not expected here")
    slots: list[tuple[str, int, tuple[str, ...], int]] = []
    counter = [1]
    out = [_emit(trees[0], words, slots, counter, 0) if before else ""]
    # Contexts may not hold slots: they are not part of the mention.
    if slots:
        raise RuleError(f"before: {before!r} holds a slot with a name", where, "name slots in the pattern only")
    core = _emit(trees[1], words, slots, counter, 0)
    named = len(slots)
    tail = _emit(trees[2], words, slots, counter, 0) if after else ""
    if len(slots) > named:
        raise RuleError(f"after: {after!r} holds a slot with a name", where, "name slots in the pattern only")
    expression = f"(?:{out[0]})({core})(?:{tail})" if before or after else f"({core})"
    whole = Node("seq", children=tuple(trees))
    if _can_be_empty(trees[1]):
        raise RuleError(f"pattern {source!r} can match nothing at all", where, "make at least one piece obligatory")
    try:
        engine = re2.compile(expression.encode("utf-8"), options=_options())
    except re2.error as problem:
        raise RuleError(f"pattern {source!r}: the engine refuses it ({problem})", where, "make it smaller") from problem
    return Pattern(source, whole, _triggers(whole, words), _requirements(trees, words), tuple(slots), tuple(sorted(_labels(whole))), expression, engine)


def compile_tree(tree: Node, words: Vocabulary):
    """(engine, names of its groups) of a parsed pattern; the groups count from 1 and are its slots and repeats, in order of opening."""
    slots: list[tuple[str, int, tuple[str, ...], int]] = []
    expression = _emit(tree, words, slots, [0], 0)
    return re2.compile(expression.encode("utf-8"), options=_options()), {name: group for name, group, *_ in slots}


@dataclass(slots=True)
class Context:
    """What must stand directly before or after a stretch; tried on a few characters only."""

    source: str
    engine: object

    def ends_at(self, encoded: bytes, place: int) -> bool:
        """True where the context ends at character `place` of a form encoded as UTF-8."""
        return self.engine.search(encoded[max(0, place - CONTEXT_REACH) * 3:place * 3]) is not None

    def begins_at(self, encoded: bytes, place: int) -> bool:
        """True where the context begins at character `place` of a form encoded as UTF-8."""
        return self.engine.match(encoded[place * 3:(place + CONTEXT_REACH) * 3]) is not None


def compile_context(source: str, words: Vocabulary, where: str, side: str) -> Context:
    """Compile `source` as what stands before (`side` = "before") or after a stretch.  Raises `RuleError`."""
    parser = _Parser(source, words, where)
    tree = parser.alternatives()
    if parser.at < len(source):
        raise parser.fail(f"{source[parser.at]!r} is not expected here")
    slots: list = []
    text = _emit(tree, words, slots, [1], 0)
    if slots:
        raise RuleError(f"{side}: {source!r} holds a slot with a name", where, "a proposed stretch has no slots but itself")
    expression = f"(?:{text})$" if side == "before" else f"(?:{text})"
    try:
        return Context(source, re2.compile(expression.encode("utf-8"), options=_options()))
    except re2.error as problem:
        raise RuleError(f"{side}: {source!r}: the engine refuses it ({problem})", where, "make it smaller") from problem


def _options():
    options = re2.Options()
    options.max_mem = 128 << 20
    options.log_errors = False
    return options


def _emit(node: Node, words: Vocabulary, slots: list, counter: list[int], round_: int) -> str:
    if node.kind == "text":
        return node.text
    if node.kind == "set":
        return node.text
    if node.kind == "class":
        return CLASSES[node.text][0]
    if node.kind == "words":
        ordered = sorted(words.lists[node.text], key=lambda w: (-len(w), w))
        return "(?:" + "|".join(ordered) + ")"
    if node.kind == "slot":
        counter[0] += 1
        slots.append((node.name, counter[0], node.labels, round_))
        if node.labels:
            signs = "".join(words.signs[label] for label in node.labels)
            return f"([{signs}]{CONTINUED}*)"
        return f"({_emit(node.children[0], words, slots, counter, round_)})"
    if node.kind == "seq":
        return "".join(_grouped(child, words, slots, counter, round_) for child in node.children)
    if node.kind == "alt":
        return "(?:" + "|".join(_emit(child, words, slots, counter, round_) for child in node.children) + ")"
    low, high = node.low, node.high
    count = "?" if (low, high) == (0, 1) else "*" if (low, high) == (0, None) else "+" if (low, high) == (1, None) \
        else f"{{{low}}}" if high == low else f"{{{low},{'' if high is None else high}}}"
    child = node.children[0]
    if high != 1 and _has_slot(child):  # a slot that repeats: remember the stretch, collect its mentions afterwards
        counter[0] += 1
        outer = counter[0]
        return f"((?:{_emit(child, words, slots, counter, outer)}){count})"
    return f"(?:{_emit(child, words, slots, counter, round_)}){count}"


def _grouped(node: Node, words, slots, counter, round_) -> str:
    text = _emit(node, words, slots, counter, round_)
    return f"(?:{text})" if node.kind == "alt" else text


def _has_slot(node: Node) -> bool:
    return node.kind == "slot" or any(_has_slot(child) for child in node.children)


def _labels(node: Node) -> set[str]:
    found = set(node.labels)
    for child in node.children:
        found |= _labels(child)
    return found


def _can_be_empty(node: Node) -> bool:
    if node.kind in ("text", "set", "class", "words"):
        return False
    if node.kind == "slot":
        return not node.labels and _can_be_empty(node.children[0])
    if node.kind == "seq":
        return all(_can_be_empty(child) for child in node.children)
    if node.kind == "alt":
        return any(_can_be_empty(child) for child in node.children)
    return node.low == 0 or _can_be_empty(node.children[0])


def _triggers(node: Node, words: Vocabulary) -> tuple[str, ...] | None:
    """Words of which one must stand in every match; None where nothing is obligatory."""
    found = _needs(node, words)
    return tuple(sorted(found)) if found else None


def _requirements(trees: list[Node], words: Vocabulary) -> tuple[frozenset[str], ...]:
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
