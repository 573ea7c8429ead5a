"""A sentence for a change that no sentence notices: `kg rules test --mutate --suggest`.

In: mutants that went unnoticed.  Out: `Suggestion` records, each a sentence that the rule as it stands and the rule with the change read
differently; tried before it is told.  Sentences are made of those that stand beside the rule: another branch or word in the place of one of
its kind, a word that turns a match away right beside it or in a slot, a gap that holds one character more than it may.  An author reads them,
mends their sense and keeps them; which of them are right Chinese no program can say.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from kg.alternatives import longest_first
from kg.model import Mention, record
from kg.rules.filling import fillings
from kg.rules.grammar import Node, exchanged
from kg.rules.mutation import Mutant, Notice, changed
from kg.rules.patterns import compile_tree
from kg.rules.pen import sentence
from kg.rules.rule import BLANK, Rule, Sample
from kg.rules.ruleset import RuleSet
from kg.rules.samples import finds_of, sheet_before, standing_after
from kg.rules.sheet import SHIFT

_BASES = 12  # sentences of a rule that are changed
_EACH = 4  # of those that one line with a blank stands for
_LINES = 40  # lines that are tried
_SPELLINGS = 6  # of a branch


@record
class Suggestion:
    """A sentence with a blank for `key` (examples or ignores) of a rule, and the words that stand there in turn."""

    rule: str
    path: str
    key: str
    text: str
    words: tuple[str, ...]
    finds: tuple[tuple[str, str], ...]
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.rule}: {self.key}:\n" + self.line(2)

    @property
    def because(self) -> str:
        """What an ignore says of itself until its author knows better."""
        return "" if self.key == "examples" else self.reason

    def line(self, indent: int) -> str:
        """The sentence as YAML."""
        text, words, finds = self.parts()
        return sentence(text, indent, words, dict(finds) if self.key == "examples" else None, self.because)

    def parts(self) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Text, words and finds as they are written: a word alone stands in its place."""
        if len(self.words) > 1:
            return self.text, self.words, self.finds
        word = self.words[0]
        return self.text.replace(BLANK, word), (), tuple((slot, found.replace(BLANK, word)) for slot, found in self.finds)


Tries = Callable[[Rule, RuleSet], Callable[[Sample], tuple[dict[str, str] | None, str]]]
"""What a line rule finds in lines, and the zone they get; only reading can tell (`kg.read.line_samples.tries`)."""


def suggest(mutants: Iterable[Mutant], ruleset: RuleSet, tries: Tries) -> list[Suggestion]:
    """One sentence for each of the mutants for which one was found; sentences that differ in one word are one."""
    found: dict[tuple, dict[str, None]] = {}
    notice = Notice(ruleset)
    for mutant in mutants:
        for suggestion in _for_mutant(mutant, ruleset, notice, tries):
            key = suggestion.rule, suggestion.path, suggestion.key, suggestion.text, suggestion.finds, suggestion.reason
            found.setdefault(key, {})[suggestion.words[0]] = None
            break
    return [Suggestion(rule, path, key, text, tuple(words), finds, reason) for (rule, path, key, text, finds, reason), words in found.items()]


_REFUSED = {"unless": "Another word.", "unless-before": "What stands before makes other words of it.", "unless-after": "What follows makes other words of it."}


def _reason(mutant: Mutant, rule: Rule) -> str:
    """Why a rule finds nothing where it would with the change: by which of its fields what was taken away refuses a match."""
    if mutant.sort == "gap":
        return "Too much stands between."
    name = mutant.words.rpartition("#")[2]
    for field, reason in _REFUSED.items():
        written = rule.raw.get(field, ())
        if mutant.field == field or f"@{name}" in (written if isinstance(written, list) else (written,)):
            return reason
    if any(argument == mutant.words and not wanted for _slot, wanted, _test, argument in rule.conditions):
        return f"With a word of @{name} it is something else."
    return "No match there."


def _for_mutant(mutant: Mutant, ruleset: RuleSet, notice: Notice, tries: Tries) -> Iterator[Suggestion]:
    made = changed(mutant, ruleset)
    if made is None:
        return
    rules, others = made
    for rule in rules:
        before = ruleset.by_id[rule.id]
        if before.level == "lines":
            yield from _for_line(mutant, before, tries(before, ruleset), tries(rule, others), notice)
            continue
        for text, word, like in islice(dict.fromkeys(_candidates(mutant, before, notice)), 400):
            sample = Sample(text.replace(BLANK, word), None, "", 0)
            now, then = notice.found(before, sample, ruleset), notice.found(rule, sample, others)
            if [finds_of(before, one) for one in now] == [finds_of(rule, one) for one in then]:
                continue
            if not now:
                yield Suggestion(rule.id, rule.path, "ignores", text, (word,), (), _reason(mutant, before))
            elif (mutant.sort == "gap" or like and word in now[0].text) and (finds := _finds(before, now[0], then, rule, word if like else "")) and _stands(before, sample, now[0], ruleset):
                yield Suggestion(rule.id, rule.path, "examples", text, (word,), finds)


def _for_line(mutant: Mutant, rule: Rule, now: Callable, then: Callable, notice: Notice) -> Iterator[Suggestion]:
    """As `_for_mutant`, for a line rule: `now` and `then` say what it finds as it stands and with the change."""
    for text, word, like in islice(dict.fromkeys(_candidates(mutant, rule, notice)), _LINES):
        sample = Sample(text.replace(BLANK, word), None, "", 0)
        found, zone = now(sample)
        changed_to = then(sample)[0]
        if found == changed_to:
            continue
        if found is None:
            yield Suggestion(rule.id, rule.path, "ignores", text, (word,), (), _reason(mutant, rule))
        elif zone == rule.zone and (like or mutant.sort == "gap"):
            differing = {key: value for key, value in found.items() if changed_to is not None and changed_to.get(key) != value}
            shown = {"zone": found["zone"]} | differing
            yield Suggestion(rule.id, rule.path, "examples", text, (word,), tuple((key, value.replace(word, BLANK) if value.count(word) == 1 else value) for key, value in shown.items()))


def _finds(before: Rule, now: Mention, then: Sequence[Mention], rule: Rule, word: str) -> tuple[tuple[str, str], ...]:
    """What an example would say of the match that the changed rule does not find: the slot with the word, or the whole; of a wider gap, which takes more in, whatever slot."""
    lost = finds_of(before, now)
    if not word:
        return next((((slot, lost[slot]),) for slot in ("all", *(name for name, _ in now.parts)) if not any(finds_of(rule, one).get(slot) == lost[slot] for one in then)), ())
    slots = [name for name, part in now.parts if word in lost[name]] + ["all"]
    for slot in slots:
        if lost[slot].count(word) == 1 and not any(finds_of(rule, one).get(slot) == lost[slot] for one in then):
            return ((slot, lost[slot].replace(word, BLANK)),)
    return ()


def _stands(rule: Rule, sample: Sample, mention: Mention, ruleset: RuleSet) -> bool:
    """True where the match stands beside all other rules."""
    sheet, stratum = sheet_before(rule, sample, ruleset, rule.zones[0] if rule.zones else "body")
    return any(m.label == rule.label and m.span.meets(mention.span) and (m.span == mention.span or m.rule == rule.id) for m in standing_after(rule, stratum, sheet, ruleset))


def _candidates(mutant: Mutant, rule: Rule, notice: Notice) -> Iterator[tuple[str, str, bool]]:
    """(sentence with a blank, what stands there, whether it stands in the place of its like: else the sentence can be no example)."""
    texts = (one.text for kept in (rule.examples, rule.ignores) for sample in kept for one in islice(sample.each(), _EACH))
    if mutant.sort == "gap":  # few sentences may use the spelling that holds it
        yield from ((text, word, False) for made in islice(filter(None, (list(_overfull(base, mutant, rule, notice)) for base in texts)), _BASES) for text, word in made)
        return
    bases = list(islice(texts, _BASES))
    new, like = _words_of(mutant, notice.ruleset, rule)
    for word in new:
        for text in (one for one in bases if word not in one):
            for other in like:
                at = text.find(other) if other else -1
                while at >= 0:
                    yield text[:at] + BLANK + text[at + len(other):], word, True
                    at = text.find(other, at + 1)
    for text in bases if rule.level != "lines" else ():
        for mention in notice.found(rule, Sample(text, None, "", 0), notice.ruleset)[:1]:
            yield from ((changed_text, word, False) for changed_text, word in _round(text, mention, new))


def _overfull(text: str, mutant: Mutant, rule: Rule, notice: Notice) -> Iterator[tuple[str, str]]:
    """A sentence whose gap holds one character more than it may: with other words behind, before or instead of those that stand there."""
    gap = mutant.node
    assert gap is not None
    sheet, words = notice.sheet(rule, Sample(text, None, "", 0)), notice.ruleset.vocabulary_of(rule.path)
    trees = [pattern.tree for pattern in rule.patterns] or [context.tree for context in (rule.preceding, rule.following) if context]
    tree = next(one for one in trees if one is gap or _holds(one, gap))
    engine, groups = compile_tree(exchanged(tree, gap, Node("slot", name="the-gap", children=(gap,))), words)
    match = engine.search(sheet.encoded)
    if match is None or match.span(groups["the-gap"])[0] < 0:
        return
    start, end = (at // 3 - SHIFT for at in match.span(groups["the-gap"]))
    printed, wanted = sheet.text.printed, (gap.high or 0) + 1
    for held, before, after in ((end - start, end, end), (end - start, start, start), (0, start, end)):
        yield from ((printed[:before] + BLANK + printed[after:], filling) for filling in fillings(wanted - held, notice.ruleset))


def _holds(tree: Node, node: Node) -> bool:
    return any(child is node or _holds(child, node) for child in tree.children)


def _round(text: str, mention: Mention, new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The word beside the match and inside it, in the place of other signs."""
    start, end = text.find(mention.text), text.find(mention.text) + len(mention.text)
    if start < 0:
        return
    for word in new:
        for at in (end, start):
            yield text[:at] + BLANK + text[at:], word
        yield text[:end] + BLANK + text[end + len(word):], word
        yield text[:max(0, start - len(word))] + BLANK + text[start:], word
        for _, part in mention.parts:
            at = text.find(part.text, start)
            if at >= 0:
                stop = at + len(part.text)
                yield text[:at] + BLANK + text[stop:], word
                yield text[:stop - len(word)] + BLANK + text[stop:], word
                yield text[:at] + BLANK + text[at + len(word):], word
                yield from ((text[:place] + BLANK + text[place:], word) for place in range(at, stop + 1))


def _words_of(mutant: Mutant, ruleset: RuleSet, rule: Rule) -> tuple[Sequence[str], Sequence[str]]:
    """(what the change takes away, spelt out; what stands in sentences in its place)."""
    if mutant.sort == "branch" and mutant.node is not None:
        lists = ruleset.vocabulary_of(rule.path).lists
        spelt = [list(islice(_spellings(child, lists), _SPELLINGS)) for child in mutant.node.children]
        return spelt[mutant.child], longest_first({word for number, words in enumerate(spelt) if number != mutant.child for word in words})
    if mutant.sort == "word":
        return [mutant.word], longest_first(set(ruleset.vocabulary.lists.get(mutant.words, ())) - {mutant.word})
    return [], []


def _spellings(node: Node, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Some of the texts that a piece of a pattern without slots matches."""
    if node.kind == "text":
        yield node.text
    elif node.kind == "set" and not node.text.startswith("[^") and "-" not in node.text:
        yield from node.text.strip("[]")
    elif node.kind == "class" and node.text == "digit":
        yield "3"
    elif node.kind == "words":
        yield from lists.get(node.text, ())
    elif node.kind == "alt":
        for child in node.children:
            yield from _spellings(child, lists)
    elif node.kind == "seq":
        for pieces in product(*(list(islice(_spellings(child, lists), _SPELLINGS)) for child in node.children)):
            yield "".join(pieces)
    elif node.kind == "repeat":
        for text in _spellings(node.children[0], lists):
            yield text * max(node.low, 1)
        if node.low == 0:
            yield ""
