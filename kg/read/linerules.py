"""The rules of level `lines`, compiled: what a line has to look like to be of a zone.

In: a rule set.  Out: `LineRules`, the rules by what they take: whole lines, heads and tails of paragraphs, lines of a headline.
Rules and their fields are described in docs/rules.md; `when` conditions are the two tables below.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from kg.bounded import KEPT_SETS, BoundedCache
from kg.errors import RuleError
from kg.model import record
from kg.read.creditwords import CreditWords
from kg.read.lines import CLOSERS, PAUSES, STOPS, Line
from kg.read.namedyears import YearSigns
from kg.read.openings import OpeningWords
from kg.read.signs import HeadingSigns
from kg.rules.lookout import Lookout
from kg.rules.outline import Outlines
from kg.rules.triggers import REQUIREMENTS
from kg.text import LINE_END, fold

if TYPE_CHECKING:
    from kg.rules import Rule, RuleSet

ZONES = ("title", "subtitle", "kicker", "byline", "dateline", "body", "subhead", "caption", "advert", "furniture")
TAKES = ("", "line", "start", "end", "heading")
_LETTER = re.compile("[一-鿿㐀-䶿Ａ-Ｚａ-ｚ]")
_FIGURE = re.compile("[０-９]+(?:[．，][０-９]+)*")
_NAMES = (("names", "name-like"), ("names", "found"))  # all of them begin with a surname, or there are any
_SETS = 1  # of words that a line must hold one of: more would spare few searches and be made ready at every start
_NUMBERED = re.compile(r"(\d+)(?:-(\d+))?")


@record
class When:
    """One condition of a line rule: `length 4-30`, `not wrapped`, `names name-like`."""

    name: str
    argument: str
    wanted: bool


@record
class LineRule:
    """A compiled rule of level `lines`."""

    rule: Rule
    zone: str
    score: float
    takes: str
    when: tuple[When, ...]
    asks_names: bool
    needs: tuple[frozenset[str], ...]  # one word of each stands in every match; none: try always
    id: str
    taken_as: str  # `as:`; empty where no step asks

    @property
    def only_weighs(self) -> bool:
        """True for a rule that says what a stretch looks like, and neither cuts it off nor gives it its zone: parts of a headline, heads of captions and reports."""
        return self.takes == "heading" or self.takes == "start" and self.zone in ("caption", "body")


MEASURES: dict[str, tuple[Callable[[Line], int], str]] = {
    "length": (lambda line: len(line.ink), "the line has N or N-M characters, spaces not counted"),
    "marked": (lambda line: line.level or -1, "a Markdown heading of level N or N-M"),
    "commas": (lambda line: line.form.count("，"), "the line has N or N-M commas"),
    "figures": (lambda line: len(_FIGURE.findall(line.form)), "the line has N or N-M figures"),
}
LOOKS: dict[str, tuple[Callable[[Line, str], bool], str]] = {
    "wrapped": (lambda line, arg: line.wrapped, "the line stands in a column of equally wide lines"),
    "ends": (lambda line, arg: line.form.rstrip(CLOSERS if arg == "stop" else "")[-1:] in (STOPS[:1] if arg == "stop" else PAUSES) != "",
             "the line ends with a full `stop` or a `pause` (comma, colon, semicolon)"),
    "holds": (lambda line, arg: ("。" if arg == "stop" else fold(arg)) in line.form, "a full `stop`, or the given sign, stands in the line"),
    "words": (lambda line, arg: bool(_LETTER.search(line.form)), "the line holds a Han character or a letter"),
    "indented": (lambda line, arg: line.indented, "white space stands before the line"),
}


_MOST = 1 << 12  # sets of rules that are remembered


class Group(tuple[LineRule, ...]):
    """Line rules that are tried on the same stretches, in order."""

    def __init__(self, _rules: Iterable[LineRule] = ()):
        looks: dict[tuple[str, str], list[int]] = {}  # condition → the bits of the rules that want it not, and of those that want it
        ranges: dict[str, list[tuple[int, int, bool, int]]] = {}  # measure → its lowest and highest number, whether it is wanted, the bit of the rule
        for number, rule in enumerate(self):
            bit = 1 << number * REQUIREMENTS  # the one by which the lookout tells it
            for when in rule.when:
                if when.name in MEASURES:
                    ranges.setdefault(when.name, []).append((*_range(when.argument), when.wanted, bit))
                elif when.name in LOOKS:
                    looks.setdefault((when.name, when.argument), [0, 0])[when.wanted] |= bit
        self._lookout = Lookout.of([rule.needs for rule in self])
        self._outlines = Outlines([(1 << number * REQUIREMENTS, [pattern.outline for pattern in rule.rule.patterns]) for number, rule in enumerate(self)])
        self._looks = [(LOOKS[name][0], argument, unwanting, wanting) for (name, argument), (unwanting, wanting) in looks.items()]
        self._measures = [(MEASURES[name][0], _Refused(asked)) for name, asked in ranges.items()]
        self._rules = BoundedCache(self._of_bits, _MOST)

    def tried_on(self, window: str) -> list[LineRule]:
        """The rules that may match in a window, those left out that begin, end or are long otherwise, and those of which no word stands there; one look for all words."""
        fitting = self._outlines.fitting(window)
        return self._rules[fitting & self._lookout.may_match(window)] if fitting else []

    def holding(self, line: Line, window: str) -> list[LineRule]:
        """As `tried_on`, and all conditions that need no match hold for the line; each is asked once for all rules."""
        met = self._outlines.fitting(window)
        if not met:
            return []
        met &= self._lookout.may_match(window)
        for of_line, refused in self._measures:
            if met & refused.of_rules:
                met &= ~refused[of_line(line)]
        for look, argument, unwanting, wanting in self._looks:
            if met & (unwanting | wanting):
                met &= ~(unwanting if look(line, argument) else wanting)
        return self._rules[met]

    def _of_bits(self, bits: int) -> list[LineRule]:
        return [rule for number, rule in enumerate(self) if bits >> number * REQUIREMENTS & 1]


class _Refused(dict[int, int]):
    """A number of a line → the bits of the rules for which it is a wrong one; told once a number, up to that from which on all are alike."""

    def __init__(self, asked: list[tuple[int, int, bool, int]]):
        super().__init__()
        self._asked = asked
        self.of_rules = reduce(or_, (bit for _low, _high, _wanted, bit in asked))
        self._most = max(high for _low, high, _wanted, _bit in asked) + 1

    def __missing__(self, number: int) -> int:
        if number > self._most:
            return self[self._most]
        self[number] = bits = reduce(or_, (bit for low, high, wanted, bit in self._asked if (low <= number <= high) != wanted), 0)
        return bits


def _range(argument: str) -> tuple[int, int]:
    low, _, high = argument.partition("-")
    return int(low), int(high or low)


class LineRules:
    """The line rules of a rule set, ready to try."""

    def __init__(self, ruleset: RuleSet):
        rules = [_line_rule(rule) for rule in ruleset.level("lines")]
        self.whole = Group(rule for rule in rules if rule.takes in ("", "line"))
        self.heads = Group(rule for rule in rules if rule.takes == "start" and not rule.only_weighs)
        self.signs = Group(rule for rule in rules if rule.takes == "start" and rule.only_weighs)
        self.tails = Group(rule for rule in rules if rule.takes == "end")
        self.parts = Group(rule for rule in rules if rule.takes == "heading")
        self.comment_heads = Group(rule for rule in rules if rule.taken_as == "head-of-comment")
        self.by_id = {rule.id: rule for rule in rules}
        self.credits = CreditWords.of(ruleset)
        self.headings = HeadingSigns.of(ruleset)
        self.openings = OpeningWords.of(ruleset)
        self.years = YearSigns.of(ruleset)

    def names_hold(self, rule: LineRule, words: list[str]) -> bool:
        """True where the rule's demand on the names it found holds."""
        return all((self.credits.are_names(words) if when.argument == "name-like" else bool(words)) == when.wanted for when in rule.when if when.name == "names")


def _line_rule(rule: Rule) -> LineRule:
    zone, takes = rule.zone, rule.takes
    if zone not in ZONES:
        raise RuleError(f"the line rule {rule.id} has {f'the zone {zone!r}' if zone else 'no zone'}", _place(rule, "zone"), "zone: is one of " + ", ".join(ZONES))
    if takes not in TAKES:
        raise RuleError(f"takes: {takes!r}", _place(rule, "takes"), "write line, start, end or heading, or leave it out")
    try:
        score = float(rule.score)
    except ValueError as problem:
        raise RuleError(f"the score {rule.score!r} of {rule.id} is no number" if rule.score else f"the line rule {rule.id} has no score", _place(rule, "score"), "for example score: 6") from problem
    conditions = []
    for number, text in enumerate(rule.when):
        words = text.split()
        wanted = words[0] != "not"
        name, argument = "".join(words[0 if wanted else 1:][:1]), " ".join(words[1 if wanted else 2:])
        if name not in MEASURES and name not in LOOKS and (name, argument) not in _NAMES:
            known = [*MEASURES, *LOOKS, *map(" ".join, _NAMES)]
            raise RuleError(f"when: has no condition {text!r}", _place(rule, "when", number), f"one of {', '.join(known)}{_meant(name, known)}")
        if name in MEASURES and not _NUMBERED.fullmatch(argument):
            raise RuleError(f"when: {text!r} needs a number or a range", _place(rule, "when", number), f"for example {name} 2-30")
        conditions.append(When(name, argument, wanted))
    if takes and not rule.patterns:
        raise RuleError(f"the line rule {rule.id} takes a stretch but has no pattern", _place(rule, "takes"), "add pattern:")
    return LineRule(rule, zone, score, takes, tuple(conditions), any(when.name == "names" for when in conditions), _needs(rule), rule.id, dict(rule.attributes).get("as", ""))


def _place(rule: Rule, field: str, item: int | None = None) -> str:
    """`file:line` of what a rule says in a field, or of the rule where it does not have it."""
    said = rule.raw.get(field)
    return f"{rule.path}:{getattr(said if item is None or said is None else said[item], 'line', 0) or rule.line}"


def _meant(name: str, known: Iterable[str]) -> str:
    """A further hint for a word that is nearly a known one."""
    from kg.rules.grammar import nearest  # only for letters

    close = nearest(name, known)
    return f"; {close}" if name and close.startswith("did") else ""


def _needs(rule: Rule) -> tuple[frozenset[str], ...]:
    """What the rule's pattern requires beyond its outline, which has told of the ends of the line; of several patterns the words of which each needs one."""
    if len(rule.patterns) == 1:
        return tuple([need for need in rule.patterns[0].requirements if not all(LINE_END in word for word in need)])[:_SETS]
    found: set[str] = set()
    for pattern in rule.patterns:
        if pattern.triggers is None or LINE_END in pattern.triggers:
            return ()
        found.update(pattern.triggers)
    return (frozenset(found),) if found else ()


@lru_cache(maxsize=KEPT_SETS)
def line_rules(ruleset: RuleSet) -> LineRules:
    """The line rules of a rule set, compiled once."""
    return LineRules(ruleset)
