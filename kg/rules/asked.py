"""Word lists that code asks for by name.

In: a class whose fields say which lists they are made of, and a `RuleSet`.  Out: an object with these fields filled, made once for each rule set.  What a
word means stays in `rules/words/`, or in a file of its own (`headings.yaml#days`); here it gets a name in code.  A rule set without a list has no word of
that sort, and nothing else is wrong with it.
The functions that declare fields answer a recipe, and are typed as what it makes: that is what `Lists.of` puts in its place.

    class Turns(Lists):
        denials = word_set("denials")
        published = shape("[^，。；]{2,30}(?:@publishing-verbs)")
"""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from kg.alternatives import any_of, longest_first
from kg.bounded import KEPT_SETS
from kg.rules.ruleset import RuleSet

Kind = TypeVar("Kind", bound="Lists")
_NAME = re.compile(r"@([a-z][a-z0-9-]*(?:\.yaml#[a-z0-9-]+)?)")


class Asked(NamedTuple):
    """A field: the lists it is made of, and what makes it."""

    lists: tuple[str, ...]
    make: Callable[[RuleSet], Any]


class Lists:
    """Word lists under their names in code; fields are declared by the functions below, and those of a class that it widens are its own too."""

    asked: dict[str, Asked] = {}
    _made: Callable[[RuleSet], Any]

    def __init_subclass__(cls) -> None:
        cls.asked = cls.asked | {name: field for name, field in vars(cls).items() if isinstance(field, Asked)}
        for name in vars(cls).keys() & cls.asked.keys():
            delattr(cls, name)  # a field that `of` has not filled is an error, not a recipe
        cls._made = staticmethod(lru_cache(maxsize=KEPT_SETS)(partial(_made, cls)))

    @classmethod
    def of(cls: type[Kind], ruleset: RuleSet) -> Kind:
        """The lists of a rule set, looked up once; of `NO_RULES` none has a word."""
        return cls._made(ruleset)


def _made(kind: type[Kind], ruleset: RuleSet) -> Kind:
    made = kind()
    for name, field in kind.asked.items():
        setattr(made, name, field.make(ruleset))
    return made


def made(make: Callable[[RuleSet], Any], *lists: str) -> Any:
    """What `make` answers of a rule set, where no other field will do; `lists` are those that it asks for."""
    return Asked(lists, make)


def lists_of(kind: type[Kind]) -> Kind:
    """The lists of another class, as a field."""
    return made(kind.of)


def word_set(*names: str) -> frozenset[str]:
    """The words of all these lists, for membership."""
    return made(lambda ruleset: frozenset(word for name in names for word in ruleset.words(name)), *names)


def endings(*names: str) -> tuple[str, ...]:
    """The words of all these lists, longest first, which is what `endswith` and `startswith` take."""
    return made(lambda ruleset: longest_first({word for name in names for word in ruleset.words(name)}), *names)


def in_order(*names: str) -> tuple[str, ...]:
    """The words of these lists in the order in which they stand there."""
    return made(lambda ruleset: tuple(word for name in names for word in ruleset.words(name)), *names)


def signs(name: str) -> str:
    """Single characters as one string, which is what `strip` takes."""
    return made(lambda ruleset: "".join(ruleset.words(name)), name)


def valued(name: str) -> dict[str, str]:
    """A list whose words carry one value each, as a mapping."""
    return made(lambda ruleset: table(ruleset, name), name)


def values(name: str) -> tuple[str, ...]:
    """The values of a list whose words carry one each."""
    return made(lambda ruleset: tuple(table(ruleset, name).values()), name)


def rows(name: str) -> dict[str, tuple[str, ...]]:
    """A list whose words carry several values each, as a mapping to tuples."""
    return made(lambda ruleset: dict(zip(listed.words, listed.rows, strict=False)) if (listed := ruleset.lists.get(name)) is not None else {}, name)


def called(name: str, meaning: str) -> str:
    """The word that carries this value in a list whose words carry one value each; the value itself where none does."""
    return made(lambda ruleset: next((word for word, said in table(ruleset, name).items() if said == meaning), meaning), name)


def shape(pattern: str) -> re.Pattern[str]:
    """A regular expression in which `@name` stands for the words of a list, in their order."""
    return made(lambda ruleset: re.compile(_NAME.sub(lambda named: any_of(ruleset.words(named[1])), pattern)), *dict.fromkeys(_NAME.findall(pattern)))


def table(ruleset: RuleSet, name: str) -> dict[str, str]:
    """A word list whose words carry one value, as a mapping; empty where the rule set has no such list."""
    words = ruleset.lists.get(name)
    return {word: words.rows[index][0] for index, word in enumerate(words.words)} if words is not None and words.rows else {}
