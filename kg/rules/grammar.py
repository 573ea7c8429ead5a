"""The pattern language: what may be written, parsed to a tree.

In: a pattern as written in YAML, the word lists and labels it may name.  Out: a tree of `Node`, or `RuleError` with the
place and a hint.  The language is in docs/rules.md.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.errors import RuleError
from kg.model import record
from kg.text import LINE_END, fold

CONTINUED = "\ue400"  # overprints every character of a mention but its first
FIRST_LABEL, LAST_LABEL = 0xE001, 0xE3FF
MAX_REPEAT = 100
MOST_NESTED = 40
MAX_WORDS = 6000
_TURNS = 6  # of a repeat round a slot of characters that are all found; of more the last one is

HAN = "〇一-鿿㐀-䶿"
OPEN, CLOSE = "“‘《〈「『（【〖［", "”’》〉」』）】〗］"
STOPS = "。！？；"
PAUSES = "，、：" + STOPS
LABELS = f"{chr(FIRST_LABEL)}-{chr(LAST_LABEL)}"
QUOTES = "“”‘’《》〈〉「」『』＂＇"
CLASSES = {
    "han": (f"[{HAN}]", "one Han character"),
    "digit": ("[０-９]", "a digit 0–9"),
    "numeral": ("[〇零一二三四五六七八九十百千万亿兆两俩仨廿卅半几数多壹贰叁肆伍陆柒捌玖拾佰仟萬億]", "a Chinese numeral character"),
    "latin": ("[Ａ-Ｚａ-ｚ]", "a Latin letter"),
    "name": (f"(?:[{HAN}Ａ-Ｚａ-ｚ０-９・]|[{LABELS}]{CONTINUED}*)", "a character that can stand inside a name, or a whole earlier mention"),
    "mention": (f"(?:[{LABELS}]{CONTINUED}*)", "any earlier mention"),
    "any": (f"[^{LINE_END}]", "any character of the same block"),
    "inside": (f"[^{LINE_END}{STOPS}]", "any character of the same sentence"),
    "clause": (f"[^{LINE_END}，：{STOPS}]", "any character of the same clause"),
    "phrase": (f"[^{LINE_END}{PAUSES}{OPEN}{CLOSE}{QUOTES}]", "any character of a phrase: no punctuation at all"),
    "open": (f"[{OPEN}]", "an opening quote, bracket or title mark"),
    "close": (f"[{CLOSE}]", "a closing quote, bracket or title mark"),
    "start": (f"[{LINE_END}{PAUSES}{OPEN}{CLOSE}{QUOTES}\u3000■□▲●★◆▶◀…—]", "punctuation or the beginning of a block"),
    "end": (f"[{LINE_END}{PAUSES}{OPEN}{CLOSE}{QUOTES}\u3000■□▲●★◆▶◀…—]", "punctuation or the end of a block"),
    "line-end": (LINE_END, "the end of a block"),
    "space": ("\u3000", "a kept space"),
}


@record
class Node:
    """One piece of a parsed pattern; `kind` is text, set, class, words, slot, seq, alt or repeat.

    `place` is where it stands in the pattern as written, half-open; a repeat's place ends with its count.
    """

    kind: str
    text: str = ""
    children: tuple[Node, ...] = ()
    low: int = 0
    high: int | None = None
    name: str = ""  # slot name
    labels: tuple[str, ...] = ()
    place: tuple[int, int] = field(default=(0, 0), compare=False)

    def __reduce__(self):  # what dataclasses generate asks for all fields of each of forty thousand
        return Node, (self.kind, self.text, self.children, self.low, self.high, self.name, self.labels, self.place)


def exchanged(tree: Node, node: Node, new: Node) -> Node:
    """A tree in which `new` stands for `node` (this very one)."""
    return new if tree is node else replace(tree, children=tuple(exchanged(child, node, new) for child in tree.children))


def turns_apart(tree: Node) -> Node:
    """A tree in which the first turns of a repeat round a slot of characters are pieces of their own: an engine remembers the last turn only."""
    children = tuple(map(turns_apart, tree.children))
    if tree.kind != "repeat" or tree.high == 1 or not _holds_characters(tree):
        return tree if children == tree.children else replace(tree, children=children)
    child, most = children[0], _TURNS if tree.high is None else min(tree.high, _TURNS)
    rest = Node("repeat", children=(child,), low=max(0, tree.low - most), high=None if tree.high is None else tree.high - most)
    turns: tuple[Node, ...] = () if tree.high is not None and tree.high <= most else (rest,)
    for number in range(most, 0, -1):
        turn = Node("seq", children=(child, *turns))
        turns = (turn,) if number <= tree.low else (Node("repeat", children=(turn,), low=0, high=1),)
    return turns[0]


def _holds_characters(node: Node) -> bool:
    """True where a slot of characters stands in a node, no slot of mentions."""
    return node.kind == "slot" and not node.labels or any(map(_holds_characters, node.children))


@dataclass(slots=True)
class Vocabulary:
    """What a pattern may name: word lists (folded) and labels with their private-use signs."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)  # label → its sign
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)  # group → labels

    def labels_of(self, name: str) -> tuple[str, ...] | None:
        """The labels behind a label or group name, or None where nothing is called so."""
        if name in self.groups:
            return self.groups[name]
        return (name,) if name in self.signs else None


class Parser:
    """One pattern being read, character by character."""

    def __init__(self, text: str, words: Vocabulary, where: str):
        self.text, self.at, self.words, self.where, self.depth = text, 0, words, where, 0

    def fail(self, what: str, hint: str = "") -> RuleError:
        shown = self.text if len(self.text) <= 500 else f"{self.text[:500]}…"
        return RuleError(f"pattern {shown!r}, character {self.at + 1}: {what}", self.where, hint)

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
        return branches[0] if len(branches) == 1 else Node("alt", children=tuple(branches), place=(branches[0].place[0], self.at))

    def sequence(self, closing: str) -> Node:
        pieces: list[Node] = []
        start = self.at
        while self.at < len(self.text):
            ch = self.text[self.at]
            if ch == "|" or ch == closing:
                break
            if ch in " \n\t":
                self.at += 1
                continue
            if ch in ")}]":
                opened = fold({")": "(", "}": "{", "]": "["}[ch])
                raise self.fail(f"{ch!r} closes nothing", f"{opened} before it is a printed sign; write both in half width" if self.text[:self.at].count(opened) > self.text[:self.at].count(fold(ch))
                                else f"a literal bracket is written full-width: {fold(ch)}")
            pieces.append(self.repeated(self.atom()))
        return pieces[0] if len(pieces) == 1 else Node("seq", children=tuple(pieces), place=(start, self.at))

    def repeated(self, node: Node) -> Node:
        start = node.place[0]
        while self.at < len(self.text):
            ch = self.text[self.at]
            if ch in "?*+":
                if self.text[start] == ".":
                    raise self.fail("'.' is a full stop here, and one repeats", "for any character write <any> or <inside>")
                self.at += 1
                node = Node("repeat", children=(node,), low=1 if ch == "+" else 0, high=1 if ch == "?" else None, place=(start, self.at))
            elif ch == "{" and (found := re.compile(r"\{(\d+)(,?)(\d*)\}").match(self.text, self.at)):
                low = int(found[1])
                high = int(found[3]) if found[3] else (None if found[2] else low)
                if low > MAX_REPEAT or (high or 0) > MAX_REPEAT:
                    raise self.fail(f"a repeat of more than {MAX_REPEAT}", "a name or phrase is shorter; use * for a gap")
                if high is not None and high < low:
                    raise self.fail(f"the repeat {found[0]} counts down", "write the smaller number first")
                self.at = found.end()
                node = Node("repeat", children=(node,), low=low, high=high, place=(start, self.at))
            else:
                break
        return node

    def atom(self) -> Node:
        start, ch = self.at, self.text[self.at]
        if ch == "(":
            if self.text.startswith("(?", self.at):
                raise self.fail("look-around and flags do not exist here", "use before:, after:, unless-before: or unless-after:")
            self.at += 1
            inner = self.alternatives(")")
            self.expect(")")
            return Node("seq", children=(inner,), place=(start, self.at))
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
                raise self.fail(f"no class is called {self.text[self.at:self.at + 12].partition('>')[0]}>", "one of " + ", ".join(f"<{c}>" for c in CLASSES))
            self.at = found.end()
            return Node("class", text=found[1], place=(start, self.at))
        if ch == "\\":
            self.at += 1
            if self.at >= len(self.text):
                raise self.fail("nothing follows the backslash")
            if self.text[self.at].isdigit():
                raise self.fail("back-references do not exist here", "write the words out, or use a condition")
            if self.text[self.at].isascii() and self.text[self.at].isalpha():
                raise self.fail(f"there is no \\{self.text[self.at]} here", "classes are written <digit>, <han>, <space> and so on")
            ch = self.text[self.at]
        elif ch in "?*+":
            raise self.fail(f"nothing to repeat before {ch!r}", f"a literal sign is written full-width: {fold(ch)}")
        self.at += 1
        return Node("text", text=fold(ch), place=(start, self.at))

    def expect(self, ch: str) -> None:
        if self.at >= len(self.text) or self.text[self.at] != ch:
            raise self.fail(f"{ch!r} is missing", "each bracket needs its partner")
        self.at += 1

    def char_set(self) -> Node:
        start, end = self.at, self.text.find("]", self.at + 1)
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
        return Node("set", text=f"[{'^' + LINE_END if negated else ''}{''.join(out)}]", low=0 if negated else 1, place=(start, self.at))

    def word_list(self, name: str) -> Node:
        words = self.words.lists.get(name)
        if words is None:
            raise self.fail(f"no word list is called @{name}", nearest(name, self.words.lists, "@"))
        if len(words) > MAX_WORDS:
            raise self.fail(f"@{name} has {len(words)} words, too many for a pattern", "give the list a label and use it as a slot")
        return Node("words", text=name, place=(self.at - len(name) - 1, self.at))

    def slot(self) -> Node:
        found = re.compile(r"\{([a-z][a-z0-9-]*):").match(self.text, self.at)
        if not found:
            raise self.fail("a slot is written {name:Label}, {name:@list} or {name:pattern}", "a literal brace is written ｛ ｝")
        start, self.at = self.at, found.end()
        named = re.compile(r"([A-Z][A-Za-z]*(?:\|[A-Z][A-Za-z]*)*)\}").match(self.text, self.at)
        if named:
            labels: list[str] = []
            for label in named[1].split("|"):
                known = self.words.labels_of(label)
                if known is None:
                    raise self.fail(f"no label is called {label}", nearest(label, [*self.words.signs, *self.words.groups]))
                labels += known
            self.at = named.end()
            return Node("slot", name=found[1], labels=tuple(dict.fromkeys(labels)), place=(start, self.at))
        inner = self.alternatives("}")
        self.expect("}")
        return Node("slot", name=found[1], children=(inner,), place=(start, self.at))


def nearest(name: str, known, mark: str = "") -> str:
    """A hint naming the known word closest to `name`."""
    from difflib import get_close_matches

    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {mark}{close[0]}?" if close else "known: " + ", ".join(f"{mark}{k}" for k in sorted(known)[:12]) + (", …" if len(known) > 12 else "")
