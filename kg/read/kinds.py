"""What kind of line a line is: the rules of level `lines`, scored.

In: lines and a rule set.  Out: each line's `zone`, the rule that weighed most, all scores; and for
paragraphs the stretch at their head or tail that a rule cuts off (a dateline, a photo credit).
Rules and their fields are described in docs/rules.md; `when` conditions are the table below.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import RuleError
from kg.hanzi import rules_home
from kg.model import Span
from kg.read.lines import CLOSERS, PAUSES, STOPS, Line
from kg.text import LINE_END, fold

if TYPE_CHECKING:
    from kg.rules import Rule, RuleSet

ZONES = ("title", "subtitle", "kicker", "byline", "dateline", "body", "subhead", "caption", "advert", "furniture")
TAKES = ("", "line", "start", "end")
# Where scores tie, what is more particular wins.
_RANK = {zone: rank for rank, zone in enumerate(("byline", "dateline", "caption", "furniture", "advert", "subtitle", "subhead", "kicker", "body", "title"))}
_HEAD, _TAIL = 120, 90  # characters of a paragraph that a `start` or `end` rule may look at
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


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a paragraph's form that a rule gives a zone of its own; `names` is its slot."""

    span: Span
    zone: str
    rule: str
    names: Span | None


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


class LineRules:
    """The line rules of a rule set, ready to try."""

    def __init__(self, ruleset: RuleSet):
        rules = [_line_rule(rule) for rule in ruleset.level("lines")]
        self.whole = [rule for rule in rules if rule.takes in ("", "line")]
        self.heads = [rule for rule in rules if rule.takes == "start" and rule.zone not in ("caption", "body")]
        self.signs = [rule for rule in rules if rule.takes == "start" and rule.zone in ("caption", "body")]
        self.tails = [rule for rule in rules if rule.takes == "end"]
        self.by_id = {rule.id: rule for rule in rules}
        self.surnames = frozenset(ruleset.words("surnames")) if "surnames" in ruleset.lists else frozenset()
        local = {name.partition("#")[2]: words for name, words in ruleset.vocabulary.lists.items() if name.endswith(("lines.yaml#role", "lines.yaml#report", "lines.yaml#house", "lines.yaml#speech"))}
        self.roles, self.reports = local.get("role", ()), local.get("report", ())
        self.houses, self.speech = local.get("house", ()), local.get("speech", ())

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
    raw = rule.raw
    zone, takes = str(raw.get("zone", "")), str(raw.get("takes", ""))
    if zone not in ZONES:
        raise RuleError(f"the line rule {rule.id} has the zone {zone!r}", where, "one of " + ", ".join(ZONES))
    if takes not in TAKES:
        raise RuleError(f"takes: {takes!r}", where, "line, start or end")
    try:
        score = float(raw.get("score", ""))
    except ValueError as problem:
        raise RuleError(f"the line rule {rule.id} has no score", where, "for example score: 6") from problem
    conditions = []
    for text in raw.get("when") or ():
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


def score_lines(lines: list[Line], rules: LineRules, only: list[LineRule] | None = None) -> None:
    """Give every line its zone: the sum of scores of the rules (or of `only` these) that hold for it, highest wins."""
    form = LINE_END + LINE_END.join(line.form for line in lines) + LINE_END
    starts, at = [], 1
    for line in lines:
        starts.append(at)
        at += len(line.form) + 1
    encoded = form.encode("utf-8")
    weights: list[dict[str, list[tuple[float, str]]]] = [{} for _ in lines]
    for rule in rules.whole if only is None else only:
        for number in _candidates(rule, form, starts, lines):
            line = lines[number]
            if not rules.holds(rule, line):
                continue
            if rule.rule.patterns and not _match(rule, rules, encoded, form, starts[number], len(line.form)):
                continue
            weights[number].setdefault(rule.zone, []).append((rule.score, rule.id))
    for line, zones in zip(lines, weights, strict=True):
        line.scores = {zone: sum(score for score, _ in votes) for zone, votes in zones.items()}
        line.zone = min(line.scores, key=lambda zone: (-line.scores[zone], _RANK[zone]), default="body")
        line.rule = max(zones[line.zone])[1] if line.zone in zones else "text"


def _candidates(rule: LineRule, form: str, starts: list[int], lines: list[Line]):
    """Numbers of the lines where a rule can hold: where a trigger stands, or all."""
    if not rule.triggers:
        return range(len(lines))
    hits: set[int] = set()
    for word in rule.triggers:
        at = form.find(word)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            hits.add(number)
            following = starts[number + 1] if number + 1 < len(starts) else len(form)
            at = form.find(word, max(at + 1, following - 1))
    return sorted(number for number in hits if number >= 0)


def _match(rule: LineRule, rules: LineRules, encoded: bytes, form: str, start: int, length: int) -> Cut | None:
    """A match of the rule in `form[start:start + length]`, its context one character to either side."""
    for pattern in rule.rule.patterns:
        found = pattern.search(encoded, start - 1, start + length + 1)
        if not found:
            continue
        low, high = found.span(1)
        span = Span(low // 3, high // 3)
        names = None
        for name, group, *_ in pattern.slots:
            if name == "names" and found.span(group)[0] >= 0:
                low, high = found.span(group)
                names = Span(low // 3, high // 3)
        words = []
        if rule.asks_names:
            from kg.read.bylines import names_in

            words = [word for word, _ in names_in(form[names.start:names.end], rules)] if names else []
            if not rules.names_hold(rule, words):
                continue
        return Cut(span, rule.zone, rule.id, names)
    return None


def cut_head(form: str, rules: LineRules, only: list[LineRule] | None = None) -> list[Cut]:
    """The datelines at the head of a paragraph's form, in order; usually none or one."""
    cuts: list[Cut] = []
    at = 0
    while len(cuts) < 3:
        window = LINE_END + form[at:at + _HEAD] + "\u3000"
        best = _best(rules.heads if only is None else only, window, rules, start=True)
        if best is None:
            return cuts
        cuts.append(Cut(Span(best.span.start - 1 + at, best.span.end - 1 + at), best.zone, best.rule,
                        Span(best.names.start - 1 + at, best.names.end - 1 + at) if best.names else None))
        at = cuts[-1].span.end
    return cuts


def signs_at_head(form: str, rules: LineRules) -> dict[str, float]:
    """How strongly the head of a paragraph looks like a `caption`, and like the lead of a report (`body`).

    These rules cut nothing off: the words belong to the text.
    """
    window = LINE_END + form[:_HEAD] + "\u3000"
    encoded = window.encode("utf-8")
    found: dict[str, float] = {}
    for rule in rules.signs:
        if rule.triggers and not any(map(window.__contains__, rule.triggers)):
            continue
        if rule.score > found.get(rule.zone, 0) and _match(rule, rules, encoded, window, 1, len(window) - 2):
            found[rule.zone] = rule.score
    return found


def cut_tail(form: str, rules: LineRules, only: list[LineRule] | None = None) -> list[Cut]:
    """The credits and turn-over notes at the tail of a paragraph's form, in print order; usually none."""
    cuts: list[Cut] = []
    while len(cuts) < 3:
        base = max(0, len(form) - _TAIL)
        best = _best(rules.tails if only is None else only, "\u3000" + form[base:] + LINE_END, rules, start=False)
        if best is None:
            break
        cuts.insert(0, Cut(Span(best.span.start - 1 + base, best.span.end - 1 + base), best.zone, best.rule,
                           Span(best.names.start - 1 + base, best.names.end - 1 + base) if best.names else None))
        form = form[:cuts[0].span.start].rstrip("\u3000")
    return cuts


def _best(candidates: list[LineRule], window: str, rules: LineRules, start: bool) -> Cut | None:
    encoded: bytes | None = None
    found: list[tuple[float, int, Cut]] = []
    for rule in candidates:
        if rule.triggers and not any(map(window.__contains__, rule.triggers)):
            continue
        if encoded is None:
            encoded = window.encode("utf-8")
        cut = _match(rule, rules, encoded, window, 1, len(window) - 2)
        if cut:
            found.append((-rule.score, cut.span.start if start else -cut.span.end, cut))
    return min(found, key=lambda hit: hit[:2])[2] if found else None
