"""What a name alone tells of its bearer: every history book has him, or the paper holds back what he is called.

In: a rule set's lists of known people, surnames and forms of address.  Out: `Namings`, which joining asks.
"""
from __future__ import annotations

from kg.model import record
from kg.rules import RuleSet
from kg.text import fold

_WITHHELD = "某"


@record
class Namings:
    """Whose name means one person everywhere, and whose means somebody else on every page."""

    known: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    address: tuple[str, ...] = ()
    familiar: tuple[str, ...] = ()  # 小, 老: before a surname

    @classmethod
    def of(cls, ruleset: RuleSet, address: frozenset[str], familiar: tuple[str, ...]) -> Namings:
        """The namings of a rule set; a list that it does not have is empty."""
        known, surnames = (frozenset(map(fold, ruleset.lists[name].words)) if name in ruleset.lists else frozenset() for name in ("people-known", "surnames"))
        return cls(known, surnames, tuple(sorted(address)), familiar)

    def is_held_back(self, name: str) -> bool:
        """True of a name that any number of people have on other pages: 张某, 王先生, 小刘.

        >>> namings = Namings(surnames=frozenset("张王刘"), address=("先生", "教授"), familiar=("小",))
        >>> [namings.is_held_back(name) for name in ("张某", "陆某荣", "王先生", "小刘", "小刘教授", "张先生礼", "刘建国")]
        [True, True, True, True, True, False, False]
        """
        if _WITHHELD in name[1:]:
            return True
        bare = [name, *(name.removesuffix(title) for title in self.address if name.endswith(title))]
        return any(one.startswith(self.familiar) and one[1:] in self.surnames for one in bare) or any(one in self.surnames for one in bare[1:])
