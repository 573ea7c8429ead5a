"""Rules made slightly wrong, one change at a time: which of the changes does no sentence notice?

In: a `RuleSet`.  Out: `Mutant` records.  A mutant drops a branch of a pattern (or a whole spelling of it), widens a gap to twice its
width, or removes a word from a list of the rule's file or from what the rule refuses.  It is noticed where one example of an affected
rule finds less or something else, or one ignore finds something.  Only the affected rules are made anew and only their own sentences
are tried, on sheets that are prepared once a sentence.  Shared lists of `words/` are tables with a source; they are mutated on request.
"""
from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence

from kg.errors import RuleError
from kg.model import record
from kg.rules.grammar import Node, Vocabulary
from kg.rules.idle import why_idle
from kg.rules.making import lists_of, make_rule
from kg.rules.rule import Rule, Sample
from kg.rules.ruleset import RuleSet
from kg.rules.samples import agrees, every, finds_of, found_alone, line_sheet, sheet_before
from kg.rules.sheet import Sheet
from kg.rules.yamldoor import Items, Mapping, Scalar
from kg.text import fold

_GAPS = ("han", "name", "any", "inside", "clause", "phrase")  # classes of which a repeat is a gap; a number's digits are none
_GUARDS = ("unless", "unless-before", "unless-after")
_WIDEST = 100
Judge = Callable[[Rule, RuleSet], bool]  # True where one of the rule's sentences fails


@record
class Mutant:
    """One change: `sort` is branch, gap or word; `rules` are the rules that it affects.

    `words` and `word` name the list (or the rule's guard) and the word taken away; `field`, `old` and `new` the text changed in `rules[0]`.
    """

    sort: str
    path: str
    line: int
    column: int
    rules: tuple[str, ...]
    what: str
    field: str = ""
    old: str = ""
    new: str = ""
    words: str = ""
    word: str = ""
    node: Node | None = None
    child: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {', '.join(self.rules)}: {self.what}"


def mutants_of(ruleset: RuleSet, wanted: Callable[[Rule], bool], shared: bool = False) -> list[Mutant]:
    """Every mutant of the rules that are `wanted`, in file order; with `shared` also of the word lists in `words/` that they use."""
    found: list[Mutant] = []
    users: dict[str, list[Rule]] = {}
    for rule in ruleset.rules:
        if wanted(rule):
            found += _of_patterns(rule)
            found += _of_guards(rule)
        for name in lists_of(rule, ruleset):
            users.setdefault(name, []).append(rule)
    for name, rules in users.items():
        if not any(map(wanted, rules)):  # else sentences of all rules that use the list may notice
            continue
        if "#" in name or (shared and name in ruleset.lists and not ruleset.lists[name].label):
            found += _of_list(name, rules, ruleset)
    return sorted(found, key=lambda m: (m.path, m.line, m.column, m.sort, m.what))


def sample_of(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """At most `count` of the mutants, the same ones for the same seed, in their order.

    One of each stretch of equal length, so that no file or long list is drawn twice as often as its like.
    """
    if count >= len(mutants):
        return list(mutants)
    chance, total = random.Random(seed), len(mutants)
    return [mutants[chance.randrange(number * total // count, (number + 1) * total // count)] for number in range(count)]


def _texts(rule: Rule) -> Iterator[tuple[str, Scalar, Node]]:
    """(field, text as written, tree) of every pattern and context of a rule."""
    written = [rule.raw["pattern"]] if "pattern" in rule.raw else list(rule.raw.get("patterns") or ())
    for text, pattern in zip(written, rule.patterns, strict=False):
        yield "pattern" if "pattern" in rule.raw else "patterns", text, pattern.tree.children[1]
    if rule.patterns:
        for side, tree in (("before", rule.patterns[0].tree.children[0]), ("after", rule.patterns[0].tree.children[2])):
            if side in rule.raw:
                yield side, rule.raw[side], tree
    for side, context in (("before", rule.preceding), ("after", rule.following)):  # of a rule that judges what a proposer finds
        if context is not None:
            yield side, rule.raw[side], context.tree


def _of_patterns(rule: Rule) -> Iterator[Mutant]:
    spellings = rule.raw.get("patterns") or ()
    for text in spellings if len(spellings) > 1 else ():
        yield Mutant("branch", rule.path, text.line, text.column, (rule.id,), f"without the pattern {text}", "patterns", text, "")
    for field, text, tree in _texts(rule):
        for node, sort, number in _pieces(tree):
            start, end = node.place
            if sort == "branch":
                left = [text[child.place[0]:child.place[1]] for at, child in enumerate(node.children) if at != number]
                child = node.children[number]
                new, what = text[:start] + "|".join(left) + text[end:], f"without the branch {text[child.place[0]:child.place[1]] or '(nothing)'}"
                start = child.place[0]
            else:
                inner = node.children[0].place[1]
                count = f"{{{node.low},{min(2 * (node.high or 0), _WIDEST)}}}"
                new, what = text[:inner] + count + text[end:], f"with the gap {text[start:end]} widened to {count}"
            yield Mutant(sort, rule.path, text.line, text.column + 1 + start, (rule.id,), f"{what} in {field}", field, text, new, node=node, child=number)


def _pieces(node: Node) -> Iterator[tuple[Node, str, int]]:
    if node.kind == "alt":
        for number in range(len(node.children)):
            yield node, "branch", number
    if node.kind == "repeat" and node.high is not None and 2 <= node.high < _WIDEST and _is_open(node.children[0]):
        yield node, "gap", 0
    for child in node.children:
        yield from _pieces(child)


def _is_open(node: Node) -> bool:
    """True for a class or set that almost any character belongs to."""
    return (node.kind == "class" and node.text in _GAPS) or (node.kind == "set" and node.text.startswith("[^"))


def _of_guards(rule: Rule) -> Iterator[Mutant]:
    for field in _GUARDS:
        value = rule.raw.get(field)
        words = value if isinstance(value, Items) else [] if value is None else [value]
        for word in words:
            if not word.startswith("@"):
                yield Mutant("word", rule.path, word.line, word.column, (rule.id,), f"without {word} in {field}", field, word, "", field, fold(word))


def _of_list(name: str, rules: Sequence[Rule], ruleset: RuleSet) -> Iterator[Mutant]:
    path, _, local = name.partition("#")
    if local:
        written = next(document["words"][local] for shown, document in ruleset.documents if shown == path)
        entries = [(str(word), word.line, word.column) for word in written]
    else:
        path = ruleset.lists[name].path
        entries = [(word, 1, 0) for word in ruleset.words(name)]
    ids = tuple(rule.id for rule in rules)
    for number, (word, line, column) in enumerate(entries if len(entries) > 1 else ()):
        yield Mutant("word", path, line, column, ids, f"without {word} in @{local or name}", words=name, word=ruleset.words(name)[number])


def changed(mutant: Mutant, ruleset: RuleSet) -> tuple[list[Rule], RuleSet] | None:
    """The affected rules made anew, and the rule set that their conditions then ask; None where the change makes no rule."""
    lists = dict(ruleset.vocabulary.lists)
    if mutant.words in lists:
        lists[mutant.words] = tuple(word for word in lists[mutant.words] if word != mutant.word)
    vocabulary = Vocabulary(lists, ruleset.vocabulary.signs, ruleset.vocabulary.groups)
    variant = ruleset
    if mutant.words in lists:
        variant = copy.copy(ruleset)
        variant.vocabulary, variant._word_sets = vocabulary, {}
    made = []
    for rule_id in mutant.rules:
        rule = ruleset.by_id[rule_id]
        local = {name.partition("#")[2]: words for name, words in lists.items() if name.startswith(f"{rule.path}#")}
        try:
            made.append(make_rule(rule.path, rule.level, _raw_of(rule, mutant), local, vocabulary))
        except RuleError:  # nothing obligatory is left, or nothing at all: no such rule can be written
            return None
    return made, variant


def _raw_of(rule: Rule, mutant: Mutant) -> Mapping:
    if not mutant.field:
        return rule.raw
    raw = Mapping(rule.raw)
    raw.line = rule.raw.line

    def text(new: str) -> Scalar:
        scalar = Scalar(new)
        scalar.line, scalar.column = mutant.line, mutant.column
        return scalar

    value = raw[mutant.field]
    if isinstance(value, Items):
        left = [text(mutant.new) if item is mutant.old else item for item in value if item is not mutant.old or mutant.new]
        raw[mutant.field] = Items(left)
        if not left:
            del raw[mutant.field]
    elif mutant.new:
        raw[mutant.field] = text(mutant.new)
    else:
        del raw[mutant.field]
    return raw


class Notice:
    """Whether sentences notice a mutant; sheets are prepared once a rule and sentence."""

    def __init__(self, ruleset: RuleSet, judge_line: Judge | None = None):
        """`judge_line` tries the sentences of a line rule, which only reading can."""
        self.ruleset, self.judge_line = ruleset, judge_line
        self._sheets: dict[tuple[str, str], Sheet] = {}
        self._failing: dict[str, bool] = {}

    def noticed(self, mutant: Mutant) -> bool | None:
        """True where a sentence of an affected rule holds, and fails with the change; None where the change makes no rule, or can change nothing (`kg.rules.idle`)."""
        if mutant.sort == "word" and all(why_idle(self.ruleset.by_id[rule], self.ruleset, mutant.words, mutant.word) for rule in mutant.rules):
            return None
        made = changed(mutant, self.ruleset)
        return None if made is None else any(self._tells(rule, made[1], mutant) for rule in made[0])

    def _tells(self, rule: Rule, ruleset: RuleSet, mutant: Mutant) -> bool:
        """True where one of a changed rule's sentences fails that held before the change."""
        before = self.ruleset.by_id[rule.id]
        if rule.level == "lines":
            return self.fails(rule, ruleset) and not self.fails_now(rule.id)
        # A word of the file's own lists or of what the rule refuses decides nothing in a sentence without it.
        needed = mutant.word if mutant.field in _GUARDS or "#" in mutant.words else ""
        for key in ("examples", "ignores"):
            for sample in every(getattr(rule, key)):
                if needed in fold(sample.text) and self._fails_in(rule, ruleset, key, sample) and not self._fails_in(before, self.ruleset, key, sample):
                    return True
        return False

    def fails_now(self, rule_id: str) -> bool:
        """True where a rule's sentences fail as it stands."""
        if rule_id not in self._failing:
            self._failing[rule_id] = self.fails(self.ruleset.by_id[rule_id], self.ruleset)
        return self._failing[rule_id]

    def fails(self, rule: Rule, ruleset: RuleSet) -> bool:
        """True where a sentence of the rule, tried alone, fails."""
        if rule.level == "lines":
            return self.judge_line is not None and self.judge_line(rule, ruleset)
        return any(self._fails_in(rule, ruleset, key, sample) for key in ("examples", "ignores") for sample in every(getattr(rule, key)))

    def _fails_in(self, rule: Rule, ruleset: RuleSet, key: str, sample: Sample) -> bool:
        """True where an example does not give its finds, or an ignore gives something."""
        found = self.found(rule, sample, ruleset)
        if key == "ignores":
            return bool(found)
        wanted = dict(sample.finds or ())
        return not any(agrees(wanted, finds_of(rule, mention)) for mention in found)

    def found(self, rule: Rule, sample: Sample, ruleset: RuleSet) -> list:
        """What the rule alone finds in a sentence of its own."""
        sheet = self.sheet(rule, sample)
        if ruleset is not self.ruleset:
            sheet = copy.copy(sheet)  # conditions remember what they found on a sheet
            sheet.ruleset = ruleset
        return found_alone(rule, sheet)

    def sheet(self, rule: Rule, sample: Sample) -> Sheet:
        """The sentence as the rule sees it, all before the rule's stratum done."""
        key = (rule.id, sample.text)
        if key not in self._sheets:
            zone = rule.zones[0] if rule.zones else "body"
            self._sheets[key] = line_sheet(sample.text, self.ruleset) if rule.level == "lines" else sheet_before(self.ruleset.by_id[rule.id], sample, self.ruleset, zone)[0]
        return self._sheets[key]
