"""The rules of level `lines`, compiled: what a line has to look like to be of a zone.

In: a rule set.  Out: `LineRules`, the rules by what they take: whole lines, heads and tails of paragraphs, lines of a headline.
Rules and their fields are described in docs/rules.md; `when` conditions are the table below.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import RuleError
from kg.hanzi import rules_home
from kg.read.lines import CLOSERS, PAUSES, STOPS, Line
from kg.read.signs import HeadingSigns
from kg.rules.match import trigger_automaton
from kg.text import LINE_END, fold

if TYPE_CHECKING:
    from kg.rules import Rule, RuleSet

ZONES = ("title", "subtitle", "kicker", "byline", "dateline", "body", "subhead", "caption", "advert", "furniture")
TAKES = ("", "line", "start", "end", "heading")
_LETTER = re.compile("[一-鿿㐀-䶿Ａ-Ｚａ-ｚ]")
_FIGURE = re.compile("[０-９]+(?:[．，][０-９]+)*")
_NUMBERED = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class When:
    """One condition of a line rule: `length 4-30`, `not wrapped`, `names name-like`."""

    name: str
    argument: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class LineRule:
    """A compiled rule of level `lines`."""

    rule: Rule
    zone: str
    score: float
    takes: str
    when: tuple[When, ...]
    tests: tuple[tuple[Callable[[Line, str], bool], str, bool], ...]  # the conditions that need no match
    asks_names: bool
    triggers: tuple[str, ...]  # one of these stands in every match; none: try always

    @property
    def id(self) -> str:
        return self.rule.id


@lru_cache(maxsize=256)
def _range(argument: str) -> tuple[int, int]:
    low, high = _NUMBERED.fullmatch(argument).groups()
    return int(low), int(high or low)


def _between(number: int, argument: str) -> bool:
    low, high = _range(argument)
    return low <= number <= high


CONDITIONS: dict[str, tuple[Callable[[Line, str], bool], str]] = {
    "length": (lambda line, arg: _between(len(line.ink), arg), "the line has N or N-M characters, spaces not counted"),
    "wrapped": (lambda line, arg: line.wrapped, "the line stands in a column of equally wide lines"),
    "marked": (lambda line, arg: line.level > 0 and _between(line.level, arg), "a Markdown heading of level N or N-M"),
    "ends": (lambda line, arg: line.form.rstrip(CLOSERS if arg == "stop" else "")[-1:] in (STOPS[:1] if arg == "stop" else PAUSES) != "",
             "the line ends with a full `stop` or a `pause` (comma, colon, semicolon)"),
    "holds": (lambda line, arg: ("。" if arg == "stop" else fold(arg)) in line.form, "a full `stop`, or the given sign, stands in the line"),
    "commas": (lambda line, arg: _between(line.form.count("，"), arg), "the line has N or N-M commas"),
    "figures": (lambda line, arg: _between(len(_FIGURE.findall(line.form)), arg), "the line has N or N-M figures"),
    "words": (lambda line, arg: bool(_LETTER.search(line.form)), "the line holds a Han character or a letter"),
    "indented": (lambda line, arg: line.indented, "white space stands before the line"),
}


class Group(tuple[LineRule, ...]):
    """Line rules that are tried on the same stretches, in order."""

    def __init__(self, _rules: Iterable[LineRule] = ()):
        self._always = 0  # a bit for each rule that asks for no word
        asks: dict[str, int] = {}  # word → the bits of the rules that ask for it
        for number, rule in enumerate(self):
            for word in rule.triggers:
                asks[word] = asks.get(word, 0) | 1 << number
            self._always |= (not rule.triggers) << number
        words = sorted(asks)
        self._asking, self._automaton = [asks[word] for word in words], trigger_automaton(words)

    def tried_on(self, window: str) -> list[LineRule]:
        """The rules that may match in a window, those of which no word stands there left out; one look for all words."""
        met, asking = self._always, self._asking
        if self._automaton is not None:
            for word, _start, _end in self._automaton.find_matches_as_indexes(window, overlapping=True):
                met |= asking[word]
        found = []
        while met:
            bit = met & -met
            met ^= bit
            found.append(self[bit.bit_length() - 1])
        return found


class LineRules:
    """The line rules of a rule set, ready to try."""

    def __init__(self, ruleset: RuleSet):
        rules = [_line_rule(rule) for rule in ruleset.level("lines")]
        self.whole = Group(rule for rule in rules if rule.takes in ("", "line"))
        self.heads = Group(rule for rule in rules if rule.takes == "start" and rule.zone not in ("caption", "body"))
        self.signs = Group(rule for rule in rules if rule.takes == "start" and rule.zone in ("caption", "body"))
        self.tails = Group(rule for rule in rules if rule.takes == "end")
        self.parts = Group(rule for rule in rules if rule.takes == "heading")
        self.by_id = {rule.id: rule for rule in rules}
        self.surnames = frozenset(ruleset.words("surnames")) if "surnames" in ruleset.lists else frozenset()
        local = {name.partition("#")[2]: words for name, words in ruleset.vocabulary.lists.items() if name.endswith(("lines.yaml#role", "lines.yaml#report", "lines.yaml#house", "lines.yaml#speech"))}
        self.roles, self.reports = local.get("role", ()), local.get("report", ())
        self.houses, self.speech = local.get("house", ()), local.get("speech", ())
        self.headings = HeadingSigns(ruleset)

    def is_name(self, word: str) -> bool:
        """True where a word of two to four characters (compound surnames: five) begins with a surname."""
        if not 2 <= len(word) <= 5 and "・" not in word:
            return False
        if "・" in word or not self.surnames:
            return True
        return word[0] in self.surnames and len(word) <= 4 or word[:2] in self.surnames

    def holds(self, rule: LineRule, line: Line) -> bool:
        """True where all conditions of a rule that need no match hold for a line."""
        for test, argument, wanted in rule.tests:
            if test(line, argument) != wanted:
                return False
        return True

    def names_hold(self, rule: LineRule, words: list[str]) -> bool:
        """True where the rule's demand on the names it found holds."""
        return all((bool(words) and all(self.is_name(word) for word in words)) == when.wanted for when in rule.when if when.name == "names")


def _line_rule(rule: Rule) -> LineRule:
    where = f"{rule.path}:{rule.line}"
    zone, takes = rule.zone, rule.takes
    if zone not in ZONES:
        raise RuleError(f"the line rule {rule.id} has the zone {zone!r}", where, "one of " + ", ".join(ZONES))
    if takes not in TAKES:
        raise RuleError(f"takes: {takes!r}", where, "line, start, end or heading")
    try:
        score = float(rule.score)
    except ValueError as problem:
        raise RuleError(f"the line rule {rule.id} has no score", where, "for example score: 6") from problem
    conditions = []
    for text in rule.when:
        words = text.split()
        wanted = words[0] != "not"
        name, argument = words[0 if wanted else 1], " ".join(words[1 if wanted else 2:])
        if name not in CONDITIONS and (name, argument) != ("names", "name-like"):
            raise RuleError(f"when: {text!r}", f"{where}", "one of " + ", ".join([*CONDITIONS, "names name-like"]))
        if name in ("length", "marked", "commas", "figures") and not _NUMBERED.fullmatch(argument):
            raise RuleError(f"when: {text!r} needs a number or a range", where, f"for example {name} 2-30")
        conditions.append(When(name, argument, wanted))
    if takes and not rule.patterns:
        raise RuleError(f"the line rule {rule.id} takes a stretch but has no pattern", where, "add pattern:")
    tests = tuple((CONDITIONS[when.name][0], when.argument, when.wanted) for when in conditions if when.name != "names")
    return LineRule(rule, zone, score, takes, tuple(conditions), tests, len(tests) < len(conditions), _triggers(rule))


def _triggers(rule: Rule) -> tuple[str, ...]:
    found: set[str] = set()
    for pattern in rule.patterns:
        if pattern.triggers is None or LINE_END in pattern.triggers:
            return ()
        found.update(pattern.triggers)
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def default_rules() -> RuleSet:
    """The rule set that ships with the package."""
    from kg.rules import load

    return load([rules_home()])


@lru_cache(maxsize=8)
def line_rules(ruleset: RuleSet) -> LineRules:
    """The line rules of a rule set, compiled once."""
    return LineRules(ruleset)
