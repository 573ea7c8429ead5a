"""The first pages of a process: made ready with the words that stand in each, instead of with whole word lists.

In: a kept rule set and a page's form.  Out: `Here`, which says what stands in that form.  Making an automaton of all listed words and compiling the patterns
that name long lists costs more than a page; but a word that does not stand in a page cannot be found there.  So while a process has seen few pages,
each gets an automaton of its own, with its own words only, and patterns made for its own words and those of the pages before it; they find the same.  From then on all
words are made ready, once.
"""
from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kg.rules.automata import trigger_automaton
from kg.rules.lookout import BESIDE

if TYPE_CHECKING:
    from kg.rules.automata import Automaton
    from kg.rules.lookout import Lookout
    from kg.rules.patterns import Context, Pattern, Search, Those

PAGES = 12
"""So many pages cost as much as making everything ready (0.3 s)."""
LONGEST = 20_000  # characters: looking for each word in a longer form takes longer than making everything ready
NOTHING = r"[^\x00-\x{10FFFF}]"  # what an expression says that matches nothing

Listed = tuple[str, int, int]  # a word, the number of its list, its number in the list


def closed(words: Iterable[Listed]) -> dict[str, bytes]:
    """Words by their first character, each bundle closed until a page has that character; in it by the first two."""
    bundles: dict[str, dict[str, list[Listed]]] = {}
    for listed in words:
        bundles.setdefault(listed[0][0], {}).setdefault(listed[0][:2], []).append(listed)
    return {first: marshal.dumps({pair: tuple(many) for pair, many in bundle.items()}) for first, bundle in bundles.items()}


class FirstPages:
    """The countdown of the first pages, and the listed words behind their first characters."""

    def __init__(self, bundles: dict[str, bytes]):
        self._closed = bundles
        self._opened: dict[str, dict[str, tuple]] = {}
        self._left = PAGES
        self._last: Here | None = None
        self._expected: dict[str, Here] = {}
        self._lists: dict[str, list[str]] = {}
        self._made: dict[int, _Made] = {}

    def here(self, form: str) -> Here | None:
        """What stands in a page, or None where all words are to be made ready."""
        if self._last is not None and self._last.form == form:  # the same page once more
            return self._last
        if form in self._expected:
            return self._expected[form]
        if not self._left or len(form) > LONGEST:
            self.end()
            return None
        self._left -= 1
        self._last = Here(form, self)
        return self._last

    def expect(self, forms: Sequence[str]) -> None:
        """Make these pages ready together: what is made for one of them serves all."""
        if self._left and len(forms) > 1:
            self._left -= 1
            self._expected = dict.fromkeys(forms, Here("".join(forms), self, is_one=False))

    def end(self) -> None:
        """From now on, all words are made ready."""
        self._left, self._last = 0, None
        self._expected.clear()
        self._made.clear()

    def beginning(self, pair: str) -> tuple[Listed, ...]:
        """The listed words that begin with two characters, or that are one."""
        bundle = self._opened.get(pair[0])
        if bundle is None:
            kept = self._closed.get(pair[0])
            self._opened[pair[0]] = bundle = marshal.loads(kept) if kept is not None else {}
        return bundle.get(pair, ())

    def words_of(self, alternation: str) -> list[str]:
        """The words of an alternation, in order."""
        if alternation not in self._lists:
            self._lists[alternation] = alternation.split("|")
        return self._lists[alternation]

    def made_for(self, page: Here, what: Pattern | Context, some: Callable[[Those], Search], whole: Callable[[], Search]) -> Search:
        """A pattern made ready for the words that stand in a page.  What was made for earlier pages serves where it has all of them; else it is made with `some` words once
        more, short lists whole, and then as a `whole`."""
        alternations = what.pieces[1::2]
        wanted = [page.those(alternation) for alternation in alternations]
        known, spent = self._made.get(id(what)), 0
        if known is not None:
            if all(words <= had for words, had in zip(wanted, known.words, strict=True)):
                return known.engine
            wanted = [words | had for words, had in zip(wanted, known.words, strict=True)]
            spent = known.spent
        chosen = dict(zip(alternations, wanted, strict=True))
        those = {alternation: "|".join([word for word in self.words_of(alternation) if word in words]) or NOTHING for alternation, words in chosen.items()}
        spent += sum(len(those.get(piece, piece)) for piece in what.pieces)
        if known is not None and spent > sum(map(len, what.pieces)):
            return whole()
        engine = some(those.__getitem__)
        self._made[id(what)] = _Made(what, wanted, engine, spent)
        return engine


class _Made(NamedTuple):
    """What was made of a pattern, with which words of each of its lists."""

    of: Pattern | Context
    words: list[frozenset[str]]
    engine: Search
    spent: int  # characters of all expressions that were made of it


class Here:
    """Which words stand in one form, or in some that are put one behind the other; of several, some words may be told too many, which costs less than looking for each."""

    def __init__(self, form: str, pages: FirstPages, is_one: bool = True):
        self.form, self._pages = form, pages
        self._characters = frozenset(form)
        self._pairs = self._characters.union(map("".join, zip(form, form[1:], strict=False)))
        self._stands = form.__contains__ if is_one else self._may_stand
        self.words: tuple | None = None  # what finds the listed words, see `RuleSet.word_automaton`
        self._those: dict[str, frozenset[str]] = {}
        self._searchers: dict[int, tuple[Pattern, Search]] = {}
        self._watching: dict[int, tuple[Lookout, Automaton | None, list[int]]] = {}
        self._engines: dict[int, tuple[Context, Search]] = {}

    def _may_stand(self, word: str) -> bool:
        """True where the last two characters of a word stand here; its first two do."""
        return word[-2:] in self._pairs

    def listed(self) -> list[Listed]:
        """The listed words that stand here, in order."""
        beginning, stands = self._pages.beginning, self._stands
        return sorted([listed for pair in self._pairs for listed in beginning(pair) if len(pair) == len(listed[0]) or stands(listed[0])])

    def those(self, alternation: str) -> frozenset[str]:
        """Of the words of an alternation those that stand here.

        >>> here = Here("滨江市水务局副局长", FirstPages({}))
        >>> sorted(here.those("副局长|局长|副主任")), here.those("主任|县长")
        (['副局长', '局长'], frozenset())
        """
        if alternation not in self._those:
            pairs, stands = self._pairs, self._stands
            self._those[alternation] = frozenset([word for word in self._pages.words_of(alternation) if word[:2] in pairs and (len(word) < 3 or stands(word))])
        return self._those[alternation]

    def watching(self, lookout: Lookout) -> tuple[Automaton | None, Sequence[int]]:
        """An automaton of those triggers of a lookout that may stand here, now or when mentions are printed over, and their masks."""
        known = self._watching.get(id(lookout))
        if known is None:
            triggers, masks = lookout.triggers, lookout.trigger_masks
            standing = self._watched(lookout)
            self._watching[id(lookout)] = known = (lookout, trigger_automaton([triggers[number] for number in standing]), [masks[number] for number in standing])
        return known[1:]

    def _watched(self, lookout: Lookout) -> list[int]:
        """The numbers of those triggers of a lookout that stand here, or that may stand here when mentions are printed over."""
        places, triggers, stands = lookout.places, lookout.triggers, self._stands
        standing = [*places.get("", ()), *chain.from_iterable([places.get(BESIDE + sign, ()) for sign in self._characters])]
        for pair in places.keys() & self._pairs:
            standing += [number for number in places[pair] if len(triggers[number]) < 3 or stands(triggers[number])]
        return sorted(standing)

    def engine_of(self, context: Context) -> Search:
        """What `context.engine` finds here."""
        known = self._engines.get(id(context))
        if known is None:
            self._engines[id(context)] = known = (context, self._pages.made_for(self, context, context.engine_here, lambda: context.engine))
        return known[1]

    def searcher_of(self, pattern: Pattern) -> Search:
        """What `pattern.searcher` finds here."""
        known = self._searchers.get(id(pattern))
        if known is None:
            self._searchers[id(pattern)] = known = (pattern, self._pages.made_for(self, pattern, pattern.searcher_here, pattern.searcher))
        return known[1]
