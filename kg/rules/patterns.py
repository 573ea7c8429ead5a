"""Patterns made ready: a parsed tree becomes an expression that runs in linear time.

In: a pattern as written in YAML, the word lists and labels it may name.  Out: `Pattern`, which searches the overprinted form
of a page, and `Context`, which looks at a stretch's neighbours.  This is the only door to RE2.
"""
from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import re2

from kg.alternatives import longest_first
from kg.errors import RuleError
from kg.rules.grammar import CLASSES, CONTINUED, Node, Parser, Vocabulary, turns_apart
from kg.rules.late import Late
from kg.rules.outline import ANY, Outline, outline_of
from kg.rules.triggers import edge_of, requirements_of, triggers_of

CONTEXT_REACH = 16  # characters before or after a proposed stretch that its contexts see
_LONG = 24  # words; longer lists stand apart in an expression, so that it can be compiled with few of their words
_MARK = "\uffff"  # round them while an expression is put together; YAML does not let it into a pattern
_NOTHING = ((-1, -1),)
Search = Callable[[bytes, int, int], Sequence[tuple[int, int]]]
"""From bytes and limits to the spans of the groups of an expression; where it matches nowhere, the first is (-1, -1)."""
Those = Callable[[str], str]
"""Of the words of an alternation those that are wanted."""


@dataclass(slots=True)
class Pattern:
    """A compiled pattern.  Spans it answers are character offsets of the searched form."""

    source: str
    tree: Node
    triggers: tuple[str, ...] | None  # one of these stands in every match
    requirements: tuple[frozenset[str], ...]  # one of each of these stands in the sentence of every match
    slots: tuple[tuple[str, int, tuple[str, ...], int], ...]  # name, group, labels, group of the repeat round it (0: none)
    labels: tuple[str, ...]
    pieces: tuple[str, ...]  # the expression; each second piece is a long list, A|B|…
    _engine: Search | None
    outline: Outline = ANY  # of line rules
    alone: tuple[str, ...] = ()  # the labels of the one slot that is the whole pattern (`{value:Quantity}`): what stands on a sheet answers it unsearched
    always: tuple[str, ...] = ()  # the slots that every match fills
    late: tuple = field(default=(), compare=False, repr=False)  # of one from the cache: its letters, and its rule's number and its own

    @property
    def expression(self) -> str:
        """What the engine is given."""
        return "".join(self.pieces)

    @property
    def has_context(self) -> bool:
        """True where something is asked for before or after the match."""
        return self.pieces[0].startswith("(?:")  # see `compile_pattern`

    @property
    def is_bare(self) -> bool:
        """True where nothing is asked of a match but where it stands."""
        return not self.slots and self.pieces[0].startswith("(") and not self.has_context

    def searcher(self) -> Search:
        """The compiled expression: from bytes and limits in bytes to the spans of the groups of the leftmost match, three bytes a character; of a bare pattern to that of the match alone."""
        if self._engine is None:  # from the cache: compiled when it is first tried
            self._engine = self._compiled()
        return self._engine

    def spans(self, encoded: bytes, start: int, end: int) -> Sequence[tuple[int, int]] | None:
        """The spans of the groups of the leftmost match in characters `[start, end)` of a form encoded as UTF-8, or None.

        Spans are in bytes, three bytes are one character; a group that took no part is (-1, -1).
        """
        found = self.searcher()(encoded, start * 3, end * 3)
        return None if found[0][0] < 0 else found if len(found) > 1 else (found[0], found[0])

    def searcher_here(self, those: Those) -> Search:
        """As `searcher`, for forms in which no other words of long lists stand than `those` answers."""
        return self.searcher() if self._engine is not None or len(self.pieces) == 1 else self._compiled(those)

    def _compiled(self, those: Those | None = None) -> Search:
        if not self.is_bare:
            return _searcher(_compiled(self.pieces, those))
        # Without a group round the whole the engine need not trace how it came there: a list of 4,000 words is found in a tenth of the time.
        first, *rest = self.pieces
        return _searcher(_compiled((first[1:], *rest[:-1], rest[-1][:-1]) if rest else (first[1:-1],), those))

    def __reduce__(self):
        return Pattern, (self.source, self.tree, self.triggers, self.requirements, self.slots, self.labels, self.pieces, None, self.outline, self.alone, self.always)


LATE = ("tree", "requirements")
"""The fields of a pattern that a rule set from the cache opens late: lookouts have been made of them."""


def _open_tree(pattern: Pattern) -> None:
    letters, rule, number = pattern.late
    pattern.tree, pattern.requirements = letters.open()[0][rule][-1][number]


for _name in LATE:
    setattr(Pattern, _name, Late(getattr(Pattern, _name), _open_tree))


def compile_pattern(source: str, words: Vocabulary, where: str = "", before: str = "", after: str = "", outlined: tuple[bool, bool] | None = None) -> Pattern:
    """Compile `source`; `before` and `after` are context that is not part of the match (group 1 is).

    `outlined` says of a line rule whether a match begins with its line, and whether it ends with it.

    Raises `RuleError` with `where` in it for anything the language does not have.
    """
    trees = []
    for text in (before, source, after):
        parser = Parser(text, words, where)
        trees.append(parser.alternatives())
        if parser.at < len(text):
            raise parser.fail(f"{text[parser.at]!r} is not expected here")
    slots: list[tuple[str, int, tuple[str, ...], int]] = []
    counter = [1]
    out = [_emit(trees[0], words, slots, counter, 0) if before else ""]
    # Contexts may not hold slots: they are not part of the mention.
    if slots:
        raise RuleError(f"before: {before!r} holds a slot with a name", where, "name slots in the pattern only")
    core = _emit(turns_apart(trees[1]), words, slots, counter, 0)
    named = len(slots)
    tail = _emit(trees[2], words, slots, counter, 0) if after else ""
    if len(slots) > named:
        raise RuleError(f"after: {after!r} holds a slot with a name", where, "name slots in the pattern only")
    pieces = _pieces(f"(?:{out[0]})({core})(?:{tail})" if before or after else f"({core})")
    whole, is_bare = Node("seq", children=tuple(trees)), not slots and not before and not after
    if _can_be_empty(trees[1]):
        raise RuleError(f"pattern {source!r} can match nothing at all", where, "make at least one piece obligatory")
    try:
        engine = _compiled(pieces)
    except re2.error as problem:
        raise RuleError(f"pattern {source!r}: the engine refuses it ({_said(problem)})", where, "make it smaller") from problem
    return Pattern(source, whole, triggers_of(whole, words), requirements_of(trees, words), tuple(slots), tuple(sorted(_labels(whole))), pieces,
                   None if is_bare else _searcher(engine), ANY if outlined is None else outline_of(trees[1], words, *outlined), trees[1].labels if trees[1].kind == "slot" and not before and not after else (),
                   tuple(sorted(_filled(trees[1]))))


def _pieces(marked: str) -> tuple[str, ...]:
    """An expression in pieces; a list that many patterns name is one and the same string in all of them."""
    return tuple(map(sys.intern, marked.split(_MARK)))


def _compiled(pieces: tuple[str, ...], those: Those | None = None):
    """The engine of an expression in pieces, with all words of its long lists or `those`."""
    expression = "".join(pieces if those is None else [those(piece) if number % 2 else piece for number, piece in enumerate(pieces)])
    return re2.compile(expression.encode("utf-8"), options=_options())


def _searcher(engine) -> Search:
    """A compiled expression as a function from bytes and limits to the spans of its groups.

    The package's own `search` spends as long on wrapping as on searching (8.2 µs against 4.1 µs for a sentence), and a page is
    searched ten thousand times; where a version of it keeps its engine elsewhere, the public way is taken.
    """
    inner, anchors = getattr(engine, "_regexp", None), getattr(getattr(re2, "_re2", None), "RE2", None)
    match, anchor = getattr(inner, "Match", None), getattr(getattr(anchors, "Anchor", None), "UNANCHORED", None)
    if match is None or anchor is None:
        groups = range(engine.groups + 1)
        return lambda text, start, end: tuple(map(found.span, groups)) if (found := engine.search(text, start, end)) else _NOTHING
    return partial(match, anchor)


def compile_tree(tree: Node, words: Vocabulary):
    """(engine, names of its groups) of a parsed pattern; the groups count from 1 and are its slots and repeats, in order of opening."""
    slots: list[tuple[str, int, tuple[str, ...], int]] = []
    engine = _compiled(_pieces(_emit(tree, words, slots, [0], 0)))
    return engine, {name: group for name, group, *_ in slots}


@dataclass(slots=True)
class Context:
    """What must stand directly before or after a stretch; tried on a few characters only."""

    source: str
    tree: Node
    pieces: tuple[str, ...]  # as a pattern's
    edge: frozenset[str] | None  # the characters with which it touches the stretch; None where it may be any
    _engine: Search | None = field(default=None, compare=False)

    def ends_at(self, encoded: bytes, place: int, engine: Search | None = None) -> bool:
        """True where the context ends at character `place` of a form encoded as UTF-8; `engine` may be one of `engine_here`."""
        near = encoded[max(0, place - CONTEXT_REACH) * 3:place * 3]
        return (engine or self.engine)(near, 0, len(near))[0][0] >= 0

    def begins_at(self, encoded: bytes, place: int, engine: Search | None = None) -> bool:
        """True where the context begins at character `place` of a form encoded as UTF-8; `engine` may be one of `engine_here`."""
        near = encoded[place * 3:(place + CONTEXT_REACH) * 3]
        return (engine or self.engine)(near, 0, len(near))[0][0] >= 0

    @property
    def engine(self) -> Search:
        """The compiled expression."""
        if self._engine is None:  # from the cache: compiled when it is first tried
            self._engine = _searcher(_compiled(self.pieces))
        return self._engine

    def engine_here(self, those: Those) -> Search:
        """As `engine`, for forms in which no other words of long lists stand than `those` answers."""
        return self.engine if self._engine is not None or len(self.pieces) == 1 else _searcher(_compiled(self.pieces, those))

    def __reduce__(self):
        return Context, (self.source, self.tree, self.pieces, self.edge)


def compile_context(source: str, words: Vocabulary, where: str, side: str) -> Context:
    """Compile `source` as what stands before (`side` = "before") or after a stretch.  Raises `RuleError`."""
    parser = Parser(source, words, where)
    tree = parser.alternatives()
    if parser.at < len(source):
        raise parser.fail(f"{source[parser.at]!r} is not expected here")
    slots: list = []
    text = _emit(tree, words, slots, [1], 0)
    if slots:
        raise RuleError(f"{side}: {source!r} holds a slot with a name", where, "a proposed stretch has no slots but itself")
    pieces = _pieces(f"(?:{text})$" if side == "before" else f"^(?:{text})")
    try:
        return Context(source, tree, pieces, edge_of(tree, words, last=side == "before"), _searcher(_compiled(pieces)))
    except re2.error as problem:
        raise RuleError(f"{side}: {source!r}: the engine refuses it ({_said(problem)})", where, "make it smaller") from problem


def _said(problem: re2.error) -> str:
    """What the engine says, which it says in bytes."""
    what = problem.args[0] if problem.args else ""
    return what.decode("utf-8", "replace") if isinstance(what, bytes) else str(what)


def _options() -> re2.Options:
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
        ordered = longest_first(words.lists[node.text])
        mark = _MARK if len(ordered) > _LONG else ""
        return f"(?:{mark}{'|'.join(ordered)}{mark})"
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


def _filled(node: Node) -> set[str]:
    """The slots that every match of a node fills."""
    inner = [_filled(child) for child in node.children] or [set()]
    if node.kind == "alt":
        return set.intersection(*inner)
    return set().union(*inner, (node.name,) if node.kind == "slot" else ()) if node.kind != "repeat" or node.low else set()


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
