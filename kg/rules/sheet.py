"""A page's form while the levels of rules overprint it.

In: a page's text with its sentences and a `RuleSet`.  Out: a `Sheet`: what rules search, and the mentions that stand on it now.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.model import Loser, Mention, Span, new_span
from kg.rules.grammar import CONTINUED
from kg.rules.lookout import Lookout, Sighted
from kg.text import LINE_END, Text

if TYPE_CHECKING:
    from kg.rules.patterns import Context, Pattern, Search
    from kg.rules.ruleset import RuleSet

LONGEST_SENTENCE = 1000  # characters; longer ones are tried in pieces so that no rule can hang a build
Match = Sequence[tuple[int, int]]
"""The spans of an expression's groups in bytes, three a character."""
_SLOT_ALONE = 3  # groups of a pattern that is one slot: the match, the pattern, the slot
SHIFT = 1  # the sheet begins with a line end that the page does not have


def sheet_text(text: Text) -> str:
    """What a sheet of a text is before anything is printed over it."""
    return LINE_END + text.form + LINE_END


class Sheet:
    """A page's form while levels overprint it.

    Offsets in the sheet are page offsets plus one: a line end stands before the first character, so
    that contexts can ask for it.  `original` is never overprinted; `top` maps the start of each
    mention that is overprinted now to that mention (page offsets inside the mention); `form` is the form as overprinted now.
    """

    def __init__(self, text: Text, sentences: Sequence[Span | tuple[int, int]], ruleset: RuleSet,
                 zones: Sequence[str] | None = None):
        self.text, self.ruleset = text, ruleset
        self.original = sheet_text(text)
        self.form = self.original  # as overprinted now
        self.pieces: list[Span] = []
        self.zones: list[str] = []
        self.pieces_of: list[int] = [-1] * len(self.original)
        for number, (start, end) in enumerate(sentences):
            for begin in range(start, end, LONGEST_SENTENCE):
                stop = min(end, begin + LONGEST_SENTENCE)
                index = len(self.pieces)
                self.pieces.append(Span(begin + SHIFT, stop + SHIFT))
                self.zones.append(zones[number] if zones else "body")
                self.pieces_of[begin + SHIFT:stop + SHIFT] = [index] * (stop - begin)
        self.top: dict[int, Mention] = {}
        self.mentions: list[Mention] = []
        self.losers: list[Loser] = []
        self.worked_out: dict[str, Any] = {}  # what conditions found out about this sheet, by name
        self.here = ruleset.here(self.original)
        self._sighted: Sighted | None = None
        self._encoded: bytes | None = None
        self._standing: dict[tuple[str, ...], dict[int, list[Match]]] = {}
        self._pieces_with: dict[tuple[str, ...], set[int]] = {}

    @property
    def encoded(self) -> bytes:
        """`form` as UTF-8, three bytes a character."""
        if self._encoded is None:
            self._encoded = self.form.encode("utf-8")
        return self._encoded

    def sighted_by(self, lookout: Lookout) -> Sighted:
        """What the lookout of a level sees on this sheet; looked for once, and kept up to date while mentions are printed over."""
        if self._sighted is None or self._sighted.lookout is not lookout:
            self._sighted = Sighted(lookout, self)
        return self._sighted

    def forget_sighted(self) -> None:
        """Look anew: this sheet is a copy of another, or its cells were exchanged."""
        self._sighted = None

    def searcher_of(self, pattern: Pattern) -> Search:
        """What searches this sheet for a pattern."""
        return pattern.searcher() if self.here is None else self.here.searcher_of(pattern)

    def engine_of(self, context: Context) -> Search | None:
        """What looks for a context on this sheet; None where it is the context's own engine."""
        return None if self.here is None else self.here.engine_of(context)

    def standing(self, labels: tuple[str, ...], piece: int) -> Sequence[Match]:
        """The mentions of these labels that stand in a piece now, from left to right, each as what a search for one slot alone finds."""
        found = self._standing.get(labels)
        if found is None:
            found = self._standing[labels] = {}
            for start, mention in sorted(self.top.items()):
                if mention.label in labels:
                    found.setdefault(self.pieces_of[start], []).append(((start * 3, (mention.span.end + SHIFT) * 3),) * _SLOT_ALONE)
        return found.get(piece, ())

    def pieces_with(self, words: tuple[str, ...]) -> set[int]:
        """The pieces in which one of the words is printed to its last character, or but for that."""
        found = self._pieces_with.get(words)
        if found is None:
            found = self._pieces_with[words] = set()
            for word in words:
                at = self.original.find(word)
                while at >= 0:
                    end = at + len(word)
                    found.update(self.pieces_of[end - 2:end])
                    at = self.original.find(word, at + 1)
        return found

    def mention(self, label: str, span: tuple[int, int], rule: str, parts=(), attributes=()) -> Mention:
        """A mention from a sheet span (its own span is in page offsets)."""
        start, end = span[0] - SHIFT, span[1] - SHIFT
        return Mention(label, new_span((start, end)), self.text.printed[start:end], rule, parts, attributes)

    def mention_before(self, start: int) -> Mention | None:
        """The mention that ends directly before a sheet offset, or None."""
        at, form = start - 1, self.form
        while at > 0 and form[at] == CONTINUED:
            at -= 1
        return self.top.get(at)

    def overprint(self, mentions: Sequence[Mention]) -> None:
        """Put settled mentions on the sheet; mentions inside them leave `top`."""
        if not mentions:
            return
        signs, plain, top = self.ruleset.vocabulary.signs, self.ruleset.plain_labels, self.top
        parts: list[str] = []
        printed: list[tuple[int, int]] = []
        done = 0  # up to here the form is in parts
        for mention in mentions:
            if mention.label in plain:
                continue
            start, end = mention.span.start + SHIFT, mention.span.end + SHIFT
            if start < done:  # not from left to right
                self.form, parts, done = "".join(parts) + self.form[done:], [], 0
            if self.form[start:end] != self.original[start:end]:
                for inner in range(start, end):
                    top.pop(inner, None)
            parts += (self.form[done:start], signs[mention.label], CONTINUED * (end - start - 1))
            done = end
            top[start] = mention
            printed.append((start, end))
        self.form, self._encoded = "".join(parts) + self.form[done:], None
        self._standing = {}
        if self._sighted is not None:
            self._sighted.printed(self.form, printed)

    def visible(self) -> list[Mention]:
        """The mentions on top now, from left to right."""
        return [self.top[start] for start in sorted(self.top)]
