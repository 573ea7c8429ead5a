"""One rule of a file → `Rule`: its fields read, its patterns compiled, its conditions bound, its sentences kept.

In: a mapping as YAML has it, the lists and labels it may name.  Out: a `Rule`, or `RuleError` with `file:line` and a hint.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.errors import RuleError, RuleErrors
from kg.rules import conditions
from kg.rules.conditions import Condition
from kg.rules.fields import IDLE_FIELDS, LINE_FIELDS, RULE_FIELDS, ZONES, misshapen
from kg.rules.grammar import Node, Vocabulary, nearest
from kg.rules.patterns import Pattern, compile_context, compile_pattern
from kg.rules.proposals import proposers
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.sentences import fill_samples
from kg.rules.taken import LINES_TAKEN_AS, SLOTS_OF_LABELS, TAKEN_AS
from kg.rules.triggers import REQUIREMENTS
from kg.rules.yamldoor import Items, Mapping, Scalar
from kg.text import fold

_FEW = 32  # words of a list that are worth looking for before a rule is tried
GUARDS = ("unless", "unless-before", "unless-after")


def make_rule(shown: str, level: str, raw: object, local: dict[str, tuple[str, ...]], words: Vocabulary) -> Rule:
    """The rule that `raw` says, in the file `shown`; `local` are the file's own lists, `words` all that rules share.

    Raises `RuleError` (`RuleErrors` for several) with `file:line` for whatever the language does not have.
    """
    if not isinstance(raw, Mapping):
        raise RuleError("a rule is a mapping", f"{shown}:{getattr(raw, 'line', 1)}", "it begins with - id:")
    where = f"{shown}:{raw.line}"
    fields = (*RULE_FIELDS, *(LINE_FIELDS if level == "lines" else ()))
    problems: list[RuleError] = []
    for key in raw:
        if key not in fields:
            of_lines = key in LINE_FIELDS
            problems.append(RuleError(f"unknown field {key!r}", f"{shown}:{key.line}", "it belongs to rules of level lines" if of_lines else nearest(key, fields)))
    idle = IDLE_FIELDS.get(level, {})
    problems += [RuleError(f"{key}: says nothing in a rule of level {level}", f"{shown}:{key.line}", idle[key]) for key in raw if key in idle]
    problems += [problem for _key, problem in misshapen(raw, RULE_FIELDS | LINE_FIELDS, shown)]
    for needed in ("id", "about"):
        if needed not in raw:
            problems.append(RuleError(f"a rule without {needed}", where, f"add {needed}:"))
    if problems:
        raise RuleErrors(problems) if len(problems) > 1 else problems[0]
    rule = Rule(str(raw["id"]), str(raw["about"]), level, str(raw.get("label", "")), shown, raw["id"].line, raw=raw)
    if not all(part.isalnum() and part.isascii() and part == part.lower() for part in rule.id.split("-")):
        raise RuleError(f"the id {rule.id!r} is not kebab-case", where, "small Latin letters, digits and hyphens")
    if level == "lines":
        rule.zone, rule.score, rule.takes = (str(raw.get(field, "")) for field in ("zone", "score", "takes"))
        rule.when = tuple(map(str, raw.get("when") or ()))
    vocabulary = Vocabulary({**words.lists, **local}, words.signs, words.groups)
    fill_samples(rule, raw, shown)
    if level != "lines":
        if not rule.label:
            raise RuleError(f"the rule {rule.id} has no label", where, "add label: and what a match is called, such as Org")
        if rule.label not in words.signs:
            raise RuleError(f"the label {rule.label!r} is not declared", f"{shown}:{raw['label'].line}", undeclared(rule.label, shown, vocabulary))
    _fill_patterns(rule, raw, shown, vocabulary)
    _fill_conditions(rule, raw, shown, local, words)
    _require(rule, SLOTS_OF_LABELS.get(rule.label, ()), f"the label {rule.label}", where)
    _refuse_unknown_finds(rule, shown)
    return rule


def _refuse_unknown_finds(rule: Rule, shown: str) -> None:
    """Raise where an example says what a slot or attribute holds that the rule does not have: it could never come true."""
    if rule.level == "lines" or rule.proposer:
        return
    known = {"all", *(name for pattern in rule.patterns for name, *_ in pattern.slots), *(name for name, _ in (*rule.attributes, *rule.copies))}
    for sample in rule.examples:
        for name, _text in sample.finds or ():
            if name not in known:
                wide = any("｛" in pattern.source for pattern in rule.patterns)
                raise RuleError(f"finds: names {name}, which is no slot of the pattern", f"{shown}:{sample.line}",
                                "｛ is a printed sign; write {name:Label} in half width" if wide else nearest(name, known))


def undeclared(label: str, shown: str, known: Vocabulary) -> str:
    """What to do about a label that the file `shown` names and no labels.yaml declares."""
    if label in known.groups:  # a slot may ask for a group, but what is found has one label
        return f"{label} is a group: take one of {', '.join(known.groups[label])}"
    close = nearest(label, known.signs)
    return f"add '{label}: {{}}' below labels: in {shown.partition('/')[0]}/labels.yaml, with {{type: …}} where it names things" + (f"; {close}" if close.startswith("did") else "")


def _fill_patterns(rule: Rule, raw: Mapping, shown: str, vocabulary: Vocabulary) -> None:
    texts = [raw["pattern"]] if "pattern" in raw else list(raw.get("patterns") or ())
    for label in raw.get("waits-for") or ():
        known = vocabulary.labels_of(label)
        if known is None:
            raise RuleError(f"waits-for: names the unknown label {label}", f"{shown}:{label.line}",
                            nearest(label, [*vocabulary.signs, *vocabulary.groups]))
        rule.waits_for += known
    if "proposed" in raw:
        _fill_proposal(rule, raw, shown, vocabulary)
        if not texts:
            return
        raise RuleError(f"the rule {rule.id} has a pattern and a proposer", f"{shown}:{rule.line}", "make two rules")
    if not texts:
        if rule.level == "lines":
            return
        raise RuleError(f"the rule {rule.id} has no pattern", f"{shown}:{rule.line}", "add pattern:")
    before, after = str(raw.get("before", "")), str(raw.get("after", ""))
    outlined = None
    if rule.level == "lines":  # `takes` says which end of the line the pattern must reach
        takes = str(raw.get("takes", ""))
        outlined = not before and takes in ("line", "start", "heading"), not after and takes in ("line", "end", "heading")
        before = before or ("<line-end>" if outlined[0] else "")
        after = after or ("<line-end>" if outlined[1] else "")
    compiled = []
    for text in texts:
        pattern = compile_pattern(str(text), vocabulary, f"{shown}:{text.line}", before, after, outlined)
        if pattern.triggers is None and rule.level != "lines" and raw.get("everywhere") != "yes":
            raise RuleError(f"nothing in the pattern {text!r} must stand in every match", f"{shown}:{text.line}",
                            "add an obligatory word or list, or say 'everywhere: yes' and pay for it")
        compiled.append(pattern)
    rule.patterns = tuple(compiled)
    rule.everywhere = raw.get("everywhere") == "yes"


def _fill_proposal(rule: Rule, raw: Mapping, shown: str, vocabulary: Vocabulary) -> None:
    where = f"{shown}:{raw['proposed'].line}"
    rule.proposer = str(raw["proposed"])
    if rule.proposer not in proposers:
        raise RuleError(f"nothing proposes {rule.proposer!r}", where, nearest(rule.proposer, proposers))
    if raw.get("before"):
        rule.preceding = compile_context(str(raw["before"]), vocabulary, where, "before")
    if raw.get("after"):
        rule.following = compile_context(str(raw["after"]), vocabulary, where, "after")


def _taken_as(rule: Rule, said: Scalar, shown: str) -> str:
    """What steps take the matches for, where the rule has what they need."""
    place = f"{shown}:{said.line}"
    if said not in TAKEN_AS:
        raise RuleError(f"as: no step takes a match for {str(said)!r}", place, nearest(said, TAKEN_AS))
    taken = TAKEN_AS[said]
    if rule.label != taken.label:
        raise RuleError(f"as: {said} is for the label {taken.label}, not {rule.label}", place, f"leave as: out, or write label: {taken.label}")
    _require(rule, taken.slots, f"as: {said}", place)
    return str(said)


def _line_taken_as(rule: Rule, said: Scalar, shown: str) -> str:
    """What the steps of reading take the lines for, where the rule tells of whole lines that they are of the zone it takes."""
    place = f"{shown}:{said.line}"
    if said not in LINES_TAKEN_AS:
        raise RuleError(f"as: no step takes a line for {str(said)!r}", place, nearest(said, LINES_TAKEN_AS))
    zone = LINES_TAKEN_AS[said].zone
    if rule.zone != zone or rule.takes not in ("", "line"):
        raise RuleError(f"as: {said} is for whole lines of the zone {zone}", place, f"leave as: out, or write zone: {zone} and takes: line")
    return str(said)


def _require(rule: Rule, slots: Sequence[str], by: str, place: str) -> None:
    """Raise where a pattern of the rule has not a slot that something needs."""
    for slot in slots:
        if any(slot not in {name for name, *_ in pattern.slots} for pattern in rule.patterns):
            raise RuleError(f"{by} needs the slot {slot}, which a pattern does not have", place, f"write {{{slot}:…}} round it")


def _fill_conditions(rule: Rule, raw: Mapping, shown: str, local: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> None:
    def word_tuple(key: str) -> tuple[str, ...]:
        value = raw.get(key)
        if value is None:
            return ()
        out: list[str] = []
        for item in (value if isinstance(value, Items) else [value]):
            if item.startswith("@"):
                words = local.get(item[1:]) or vocabulary.lists.get(item[1:])
                if words is None:
                    raise RuleError(f"no word list is called {item}", f"{shown}:{item.line}", nearest(item[1:], {**vocabulary.lists, **local}, "@"))
                out += words
            else:
                out.append(fold(item))
        return tuple(out)

    rule.unless = frozenset(word_tuple("unless"))
    rule.unless_before, rule.unless_after = word_tuple("unless-before"), word_tuple("unless-after")
    slots = {name for pattern in rule.patterns for name, *_ in pattern.slots} | {"all"}
    _fill_tests(rule, raw.get("where") or Mapping(), slots, shown, local, vocabulary)
    _fill_attributes(rule, raw, slots, shown)
    try:
        rule.weight = float(raw.get("weight", 0))
    except ValueError as problem:
        raise RuleError(f"the weight {raw['weight']!r} is not a number", f"{shown}:{raw['weight'].line}", "for example 2 or -1.5") from problem
    rule.keep = str(raw.get("keep", ""))
    if rule.keep and rule.keep not in slots:
        raise RuleError(f"keep: names the slot {rule.keep}, which the pattern does not have", f"{shown}:{raw['keep'].line}", nearest(rule.keep, slots))
    rule.zones = tuple(str(zone) for zone in _each(raw.get("for")))
    if "key" in raw:
        rule.key = tuple(str(slot) for slot in _each(raw["key"]))
    rule.shares, rule.shorter = (raw.get(field) == "yes" for field in ("shares", "shorter"))
    for zone in rule.zones:
        if zone not in ZONES:
            raise RuleError(f"for: names the zone {zone}, which pages do not have", f"{shown}:{raw['for'].line}", nearest(zone, ZONES))


def _each(value: Scalar | Items | None) -> Sequence[Scalar]:
    """What a field says that takes one word or a list of them."""
    return value if isinstance(value, Items) else [value] if value else []


def _fill_tests(rule: Rule, where: Mapping, slots: set[str], shown: str, local: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> None:
    """The conditions under `where:`, and what follows from them for finding matches quickly."""
    tests = []
    for slot, value in where.items():
        if rule.patterns and slot not in slots:
            raise RuleError(f"where: names the slot {slot}, which the pattern does not have", f"{shown}:{slot.line}", nearest(slot, slots))
        tests += [(str(slot), *_test(text, shown, local, vocabulary)) for text in _each(value)]
    rule.conditions = tuple(tests)
    for pattern in rule.patterns:
        pattern.requirements = (*_mentions_before(pattern, rule.conditions, vocabulary), *pattern.requirements)[:REQUIREMENTS]
    asked = [(slot, vocabulary.lists[argument]) for slot, wanted, test, argument in tests if wanted and test in conditions.holding]
    rule.asked = tuple([(slot, words) for slot, words in asked if len(words) <= _FEW])
    rule.narrows = any(test in conditions.narrowing for _slot, _wanted, test, _argument in tests)


def _test(text: Scalar, shown: str, local: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> tuple[bool, Condition, str]:
    """(whether it must hold, the condition, its argument) of one line under `where:`, such as `not in @posts`."""
    words = text.split()
    wanted = words[:1] != ["not"]
    words = words[0 if wanted else 1:]
    name, argument = (words[0] if words else ""), " ".join(words[1:])
    if name not in conditions.registry:
        raise RuleError(f"no condition is called {name!r}", f"{shown}:{text.line}", nearest(name, conditions.registry))
    if name in conditions.takes_list:
        argument = argument.removeprefix("@")
        if argument in local:
            argument = f"{shown}#{argument}"
        if argument not in vocabulary.lists:
            raise RuleError(f"no word list is called @{argument}", f"{shown}:{text.line}", nearest(argument, {**vocabulary.lists, **local}, "@"))
    refused = conditions.refuses(name, argument, vocabulary)
    if refused:
        raise RuleError(f"{name} asks for {refused}, not {argument!r}", f"{shown}:{text.line}", conditions.registry[name].__doc__ or "")
    return wanted, conditions.registry[name], argument


def _fill_attributes(rule: Rule, raw: Mapping, slots: set[str], shown: str) -> None:
    """What matches are given by `set:` and `as:`."""
    attributes, copies = [], []
    for key, value in (raw.get("set") or {}).items():
        if not value.startswith("$"):
            attributes.append((str(key), str(value)))
        elif value[1:] in slots:
            copies.append((str(key), str(value[1:])))
        else:
            raise RuleError(f"set: copies the slot {value}, which the pattern does not have", f"{shown}:{key.line}", nearest(value[1:], slots))
    if "as" in raw:
        attributes.append(("as", (_line_taken_as if rule.level == "lines" else _taken_as)(rule, raw["as"], shown)))
    rule.attributes, rule.copies = tuple(attributes), tuple(copies)


def _mentions_before(pattern: Pattern, asked: Sequence[tuple[str, bool, Condition, str]], vocabulary: Vocabulary) -> list[frozenset[str]]:
    """The signs of the labels of which one must stand before each match, where a condition asks for a mention there; most sentences with 镇 have no division before it."""
    return [frozenset(vocabulary.signs[label] for label in vocabulary.labels_of(argument) or ())
            for slot, wanted, test, argument in asked if wanted and test is conditions.follows and (slot == "all" or slot in pattern.always)]


def lists_of(rule: Rule, ruleset: RuleSet) -> list[str]:
    """The lists that a rule uses, by the names under which the rule set keeps them."""
    names: set[str] = set()

    def walk(node: Node) -> None:
        if node.kind == "words":
            names.add(node.text)
        for child in node.children:
            walk(child)

    for pattern in rule.patterns:
        walk(pattern.tree)
    for context in (rule.preceding, rule.following):  # of a rule without a pattern
        if context is not None:
            walk(context.tree)
    guards = [rule.raw[field] for field in GUARDS if field in rule.raw]
    named = [item[1:] for value in guards for item in (value if isinstance(value, Items) else [value]) if item.startswith("@")]
    names.update(named)
    names.update(argument for _slot, _wanted, _test, argument in rule.conditions if argument in ruleset.vocabulary.lists)
    return sorted(f"{rule.path}#{name}" if f"{rule.path}#{name}" in ruleset.vocabulary.lists else name for name in names)
