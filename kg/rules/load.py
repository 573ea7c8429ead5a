"""Rules folders → `RuleSet`: read, checked, compiled, ordered into strata.

In: one or more folders, later ones layered over earlier ones.  Out: a `RuleSet`, or `RuleErrors` with
every problem of every file at once, each with `file:line` and a hint.
"""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kg.errors import RuleError, RuleErrors
from kg.rules import conditions, likeness as _likeness  # noqa: F401 (registers its conditions)
from kg.rules.fields import FILE_FIELDS, LABEL_FIELDS, LEVELS, LINE_FIELDS, RULE_FIELDS, SAMPLE_FIELDS, WORDS, ZONES, fits, misshapen
from kg.rules.grammar import FIRST_LABEL, Vocabulary, nearest
from kg.rules.lists import WordList, read_word_list
from kg.rules.patterns import compile_context, compile_pattern
from kg.rules.proposals import proposers
from kg.rules.ruleset import Rule, RuleSet, Sample
from kg.rules.yamldoor import Items, Mapping, Scalar, read_yaml
from kg.text import fold


def rule_files(folder: Path) -> list[tuple[Path, str]]:
    """The files of a rules folder, each with the name that messages show, in a fixed order."""
    paths = sorted([*folder.glob("*.y*ml"), *(folder / "words").glob("*.y*ml"), *(folder / "words").glob("*.tsv")],
                   key=lambda p: p.relative_to(folder).as_posix())
    home = "rules" if folder.name == "_rules" else folder.name  # in a wheel the built-in rules lie in _rules: the same rules, the same hash
    return [(path, (Path(home) / path.relative_to(folder)).as_posix()) for path in paths if path.is_file()]


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a rule file.  Raises `RuleError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise RuleError(f"cannot be read ({problem.strerror})", shown, "check the path and its permissions") from problem


def load(folders: Sequence[Path | str], tolerate: bool = False) -> RuleSet:
    """The rules of `folders`, later folders layered over earlier ones.

    A later rule takes the place of an earlier one where it has its id and says `replaces: yes`; a file's `off:` list
    switches rules off.  Raises `RuleErrors` with all problems found; with `tolerate` (while rules are being written)
    leaves out what is broken and keeps the problems in `RuleSet.errors`.
    """
    loader = _Loader([Path(folder) for folder in folders], tolerate)
    return loader.load()


class _Loader:
    def __init__(self, folders: list[Path], tolerate: bool):
        self.folders, self.tolerate = folders, tolerate
        self.errors: list[RuleError] = []
        self.lists: dict[str, WordList] = {}
        self.local: dict[str, dict[str, tuple[str, ...]]] = {}
        self.documents: list[tuple[str, Mapping]] = []
        self.tables: dict[str, Mapping] = {}
        self.digest = hashlib.sha256()
        self.vocabulary = Vocabulary()
        self.types: dict[str, str] = {}
        self.plain: set[str] = set()

    def load(self) -> RuleSet:
        for folder in self.folders:
            if not folder.is_dir():
                raise RuleError("is not a folder", str(folder), "give a folder with rule files, such as rules/")
            self.read_folder(folder)
        for word_list in self.lists.values():
            if word_list.label and word_list.label not in self.vocabulary.signs:
                self.errors.append(RuleError(f"the label {word_list.label!r} is not declared", f"{word_list.path}:{word_list.line}",
                                             "declare it in labels.yaml; " + nearest(word_list.label, self.vocabulary.signs)))
        self.lists = {name: word_list for name, word_list in self.lists.items() if not word_list.label or word_list.label in self.vocabulary.signs}
        self.stop_on_errors()
        self.vocabulary.lists = {name: word_list.words for name, word_list in self.lists.items()}
        rules: dict[str, Rule] = {}
        off: set[str] = set()
        for shown, document in self.documents:
            local = self.local_lists(shown, document)
            for raw in document.get("rules") or ():
                rule = self.guarded(lambda raw=raw, local=local, shown=shown, document=document: self.rule(shown, document, raw, local))
                if rule is None:
                    continue
                if rule.id in rules and raw.get("replaces") != "yes":
                    self.errors.append(RuleError(f"the id {rule.id} stands twice, first in {rules[rule.id].path}:{rules[rule.id].line}",
                                                 f"{shown}:{rule.line}", "rename one, or say 'replaces: yes'"))
                rules[rule.id] = rule
            for rule_id in document.get("off") or ():
                if rule_id not in rules:
                    self.errors.append(RuleError(f"off: names the rule {rule_id}, which no earlier file has", f"{shown}:{rule_id.line}",
                                                 nearest(rule_id, rules)))
                off.add(rule_id)
        self.stop_on_errors()
        kept = [rule for rule in rules.values() if rule.id not in off]
        ruleset = RuleSet(kept, self.lists, self.vocabulary, self.types, frozenset(self.plain), self.digest.hexdigest(), self.tables, self.folders)
        ruleset.errors, ruleset.documents = tuple(self.errors), tuple(self.documents)
        for level in LEVELS[1:]:
            ruleset.strata(level)
        return ruleset

    def stop_on_errors(self) -> None:
        if self.errors and not self.tolerate:
            raise self.errors[0] if len(self.errors) == 1 else RuleErrors(self.errors)

    def guarded(self, work):
        try:
            return work()
        except RuleErrors as many:
            self.errors += many.errors
        except RuleError as problem:
            self.errors.append(problem)
        return None

    def read_folder(self, folder: Path) -> None:
        files = rule_files(folder)
        for path, shown in files:
            self.guarded(lambda path=path, shown=shown: self.digest.update(shown.encode() + b"\0" + read_bytes(path, shown) + b"\0"))
        for path, shown in files:
            if path.parent.name == "words":
                word_list = self.guarded(lambda path=path, shown=shown: read_word_list(path, shown))
                if word_list is not None:
                    self.lists[word_list.name] = word_list
                continue
            document = self.guarded(lambda path=path, shown=shown: read_yaml(path, shown))
            if document is None:
                continue
            if not isinstance(document, Mapping):
                self.errors.append(RuleError("is not a mapping", shown, "a rule file has about, level and rules"))
            elif path.stem == "labels":
                self.read_labels(shown, document)
            elif "rules" in document or "level" in document or "off" in document:
                self.documents.append((shown, document))
            else:
                self.tables[path.stem] = document

    def read_labels(self, shown: str, document: Mapping) -> None:
        labels, groups = document.get("labels") or Mapping(), document.get("groups") or Mapping()
        for name, value in (("labels", labels), ("groups", groups)):
            if not isinstance(value, Mapping):
                self.errors.append(RuleError(f"{name}: must be a mapping", f"{shown}:{value.line}", "for example Org: {type: ORG}; Place: [Division, Site]"))
                return
        for label, facts in labels.items():
            if not isinstance(facts, Mapping):
                self.errors.append(RuleError(f"the label {label} must be a mapping", f"{shown}:{label.line}", "for example {type: ORG}, or {}"))
                facts = Mapping()
            for key in facts:
                if key not in LABEL_FIELDS:
                    self.errors.append(RuleError(f"unknown field {key!r} of the label {label}", f"{shown}:{key.line}", nearest(key, LABEL_FIELDS)))
            for key, problem in list(misshapen(facts, LABEL_FIELDS, shown)):
                self.errors.append(problem)
                del facts[key]
            sign = chr(FIRST_LABEL + len(self.vocabulary.signs))
            self.vocabulary.signs.setdefault(str(label), sign)
            self.types[str(label)] = str(facts.get("type", ""))
            if facts.get("overprint") == "no":
                self.plain.add(str(label))
        for group, labels in groups.items():
            if not fits(labels, WORDS) or not labels:
                self.errors.append(RuleError(f"the group {group} must be a list of labels", f"{shown}:{group.line}", "for example [Division, Site]"))
                continue
            unknown = [label for label in labels if label not in self.vocabulary.signs]
            for label in unknown:
                self.errors.append(RuleError(f"the group {group} names the unknown label {label}", f"{shown}:{label.line}",
                                             nearest(label, self.vocabulary.signs)))
            if len(unknown) < len(labels):
                self.vocabulary.groups[str(group)] = tuple(str(label) for label in labels if label not in unknown)

    def local_lists(self, shown: str, document: Mapping) -> dict[str, tuple[str, ...]]:
        for key in document:
            if key not in FILE_FIELDS:
                self.errors.append(RuleError(f"unknown field {key!r}", f"{shown}:{key.line}", nearest(key, FILE_FIELDS)))
        for key, problem in list(misshapen(document, FILE_FIELDS, shown)):
            self.errors.append(problem)
            del document[key]
        if document.get("level") not in LEVELS and document.get("rules"):
            level = document.get("level")
            self.errors.append(RuleError(f"level {level!r} does not exist" if level else "says no level",
                                         f"{shown}:{getattr(level, 'line', document.line)}", "one of " + ", ".join(LEVELS)))
        if not document.get("about"):
            self.errors.append(RuleError("does not say what the file is about", f"{shown}:{document.line}", "begin with about: and one sentence"))
        local = {}
        for name, words in (document.get("words") or {}).items():
            if not isinstance(words, Items) or not words or not all(isinstance(w, Scalar) and w for w in words):
                self.errors.append(RuleError(f"the list {name} must be a list of words", f"{shown}:{name.line}", "for example [说, 表示]"))
                continue
            for i, word in enumerate(words):
                if word in words[:i]:
                    self.errors.append(RuleError(f"{word} stands twice in the list {name}", f"{shown}:{word.line}", "keep one"))
            if name in self.lists:
                self.errors.append(RuleError(f"the local list {name} has the name of a shared one", f"{shown}:{name.line}", "rename it"))
            local[str(name)] = tuple(fold(w) for w in words)
        return local

    def rule(self, shown: str, document: Mapping, raw, local: dict[str, tuple[str, ...]]) -> Rule:
        if not isinstance(raw, Mapping):
            raise RuleError("a rule is a mapping", f"{shown}:{getattr(raw, 'line', 1)}", "it begins with - id:")
        where = f"{shown}:{raw.line}"
        level = str(document.get("level", ""))
        fields = (*RULE_FIELDS, *(LINE_FIELDS if level == "lines" else ()))
        problems: list[RuleError] = []
        for key in raw:
            if key not in fields:
                problems.append(RuleError(f"unknown field {key!r}", f"{shown}:{key.line}", nearest(key, fields)))
        problems += [problem for _key, problem in misshapen(raw, RULE_FIELDS | LINE_FIELDS, shown)]
        for needed in ("id", "about"):
            if needed not in raw:
                problems.append(RuleError(f"a rule without {needed}", where, f"add {needed}:"))
        if problems:
            raise RuleErrors(problems) if len(problems) > 1 else problems[0]
        rule = Rule(str(raw["id"]), str(raw["about"]), level, str(raw.get("label", "")), shown, raw["id"].line, raw=raw)
        if not all(part.isalnum() and part.isascii() and part == part.lower() for part in rule.id.split("-")):
            raise RuleError(f"the id {rule.id!r} is not kebab-case", where, "small Latin letters, digits and hyphens")
        names = {name: words for name, words in self.vocabulary.lists.items()} | local
        vocabulary = Vocabulary(names, self.vocabulary.signs, self.vocabulary.groups)
        for name, words in local.items():  # local lists are found by conditions under file/name
            self.vocabulary.lists.setdefault(f"{shown}#{name}", words)
        self.fill_samples(rule, raw, shown)
        if level != "lines":
            if rule.label not in self.vocabulary.signs:
                raise RuleError(f"the label {rule.label!r} is not declared", f"{shown}:{getattr(raw.get('label'), 'line', raw.line)}",
                                "declare it in labels.yaml; " + nearest(rule.label, self.vocabulary.signs))
        self.fill_patterns(rule, raw, shown, vocabulary)
        self.fill_conditions(rule, raw, shown, local)
        return rule

    def fill_patterns(self, rule: Rule, raw: Mapping, shown: str, vocabulary: Vocabulary) -> None:
        texts = [raw["pattern"]] if "pattern" in raw else list(raw.get("patterns") or ())
        for label in raw.get("waits-for") or ():
            known = vocabulary.labels_of(label)
            if known is None:
                raise RuleError(f"waits-for: names the unknown label {label}", f"{shown}:{label.line}",
                                nearest(label, [*vocabulary.signs, *vocabulary.groups]))
            rule.waits_for += known
        if "proposed" in raw:
            self.fill_proposal(rule, raw, shown, vocabulary)
            if not texts:
                return
            raise RuleError(f"the rule {rule.id} has a pattern and a proposer", f"{shown}:{rule.line}", "make two rules")
        if not texts:
            if rule.level == "lines":
                return
            raise RuleError(f"the rule {rule.id} has no pattern", f"{shown}:{rule.line}", "add pattern:")
        before, after = str(raw.get("before", "")), str(raw.get("after", ""))
        if rule.level == "lines":  # `takes` says which end of the line the pattern must reach
            takes = str(raw.get("takes", ""))
            before = before or ("<line-end>" if takes in ("line", "start") else "")
            after = after or ("<line-end>" if takes in ("line", "end") else "")
        compiled = []
        for text in texts:
            pattern = compile_pattern(str(text), vocabulary, f"{shown}:{text.line}", before, after)
            if pattern.triggers is None and rule.level != "lines" and raw.get("everywhere") != "yes":
                raise RuleError(f"nothing in the pattern {text!r} must stand in every match", f"{shown}:{text.line}",
                                "add an obligatory word or list, or say 'everywhere: yes' and pay for it")
            compiled.append(pattern)
        rule.patterns = tuple(compiled)
        rule.everywhere = raw.get("everywhere") == "yes"

    def fill_proposal(self, rule: Rule, raw: Mapping, shown: str, vocabulary: Vocabulary) -> None:
        where = f"{shown}:{raw['proposed'].line}"
        rule.proposer = str(raw["proposed"])
        if rule.proposer not in proposers:
            raise RuleError(f"nothing proposes {rule.proposer!r}", where, nearest(rule.proposer, proposers))
        if raw.get("before"):
            rule.preceding = compile_context(str(raw["before"]), vocabulary, where, "before")
        if raw.get("after"):
            rule.following = compile_context(str(raw["after"]), vocabulary, where, "after")

    def fill_conditions(self, rule: Rule, raw: Mapping, shown: str, local: dict[str, tuple[str, ...]]) -> None:
        def word_tuple(key: str) -> tuple[str, ...]:
            value = raw.get(key)
            if value is None:
                return ()
            out: list[str] = []
            for item in (value if isinstance(value, Items) else [value]):
                if item.startswith("@"):
                    words = local.get(item[1:]) or self.vocabulary.lists.get(item[1:])
                    if words is None:
                        raise RuleError(f"no word list is called {item}", f"{shown}:{item.line}", nearest(item[1:], {**self.vocabulary.lists, **local}, "@"))
                    out += words
                else:
                    out.append(fold(item))
            return tuple(out)

        rule.unless = frozenset(word_tuple("unless"))
        rule.unless_before, rule.unless_after = word_tuple("unless-before"), word_tuple("unless-after")
        slots = {name for pattern in rule.patterns for name, *_ in pattern.slots} | {"all"}
        tests = []
        for slot, value in (raw.get("where") or {}).items():
            if rule.patterns and slot not in slots:
                raise RuleError(f"where: names the slot {slot}, which the pattern does not have", f"{shown}:{slot.line}", nearest(slot, slots))
            for text in (value if isinstance(value, Items) else [value]):
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
                    if argument not in self.vocabulary.lists:
                        raise RuleError(f"no word list is called @{argument}", f"{shown}:{text.line}", nearest(argument, {**self.vocabulary.lists, **local}, "@"))
                refused = conditions.refuses(name, argument, self.vocabulary)
                if refused:
                    raise RuleError(f"{name} asks for {refused}, not {argument!r}", f"{shown}:{text.line}", conditions.registry[name].__doc__ or "")
                tests.append((str(slot), wanted, conditions.registry[name], argument))
        rule.conditions = tuple(tests)
        rule.narrows = any(test in conditions.narrowing for _slot, _wanted, test, _argument in tests)
        attributes, copies = [], []
        for key, value in (raw.get("set") or {}).items():
            if value.startswith("$"):
                if value[1:] not in slots:
                    raise RuleError(f"set: copies the slot {value}, which the pattern does not have", f"{shown}:{key.line}", nearest(value[1:], slots))
                copies.append((str(key), str(value[1:])))
            else:
                attributes.append((str(key), str(value)))
        rule.attributes, rule.copies = tuple(attributes), tuple(copies)
        try:
            rule.weight = float(raw.get("weight", 0))
        except ValueError as problem:
            raise RuleError(f"the weight {raw['weight']!r} is not a number", f"{shown}:{raw['weight'].line}", "for example 2 or -1.5") from problem
        rule.keep = str(raw.get("keep", ""))
        if rule.keep and rule.keep not in slots:
            raise RuleError(f"keep: names the slot {rule.keep}, which the pattern does not have", f"{shown}:{raw['keep'].line}", nearest(rule.keep, slots))
        if "key" in raw:
            rule.key = tuple(str(k) for k in (raw["key"] if isinstance(raw["key"], Items) else [raw["key"]]))
        rule.shares = raw.get("shares") == "yes"
        rule.shorter = raw.get("shorter") == "yes"
        zones = raw.get("for")
        rule.zones = tuple(str(z) for z in (zones if isinstance(zones, Items) else [zones] if zones else []))
        for zone in rule.zones:
            if zone not in ZONES:
                raise RuleError(f"for: names the zone {zone}, which pages do not have", f"{shown}:{raw['for'].line}", nearest(zone, ZONES))

    def fill_samples(self, rule: Rule, raw: Mapping, shown: str) -> None:
        def samples(key: str, needs_finds: bool) -> tuple[Sample, ...]:
            out = []
            for entry in raw.get(key) or ():
                if not isinstance(entry, Mapping) or not entry.get("text"):
                    raise RuleError(f"each of {key} is a mapping with text:", f"{shown}:{getattr(entry, 'line', rule.line)}", "- text: 一句话")
                for _key, problem in misshapen(entry, SAMPLE_FIELDS, shown):
                    raise problem
                for field_name in entry:
                    if field_name not in SAMPLE_FIELDS:
                        raise RuleError(f"unknown field {field_name!r} in {key}", f"{shown}:{field_name.line}",
                                        nearest(field_name, SAMPLE_FIELDS))
                finds = entry.get("finds")
                if needs_finds and not isinstance(finds, Mapping) and rule.level != "lines":
                    raise RuleError(f"the example {entry['text']!r} does not say what it finds", f"{shown}:{entry.line}", "finds: {slot: text}")
                out.append(Sample(str(entry["text"]), tuple((str(k), str(v)) for k, v in finds.items()) if isinstance(finds, Mapping) else None,
                                  str(entry.get("because", "")), entry.line))
            return tuple(out)

        examples = list(samples("examples", True))
        if "spellings" in raw:
            finds = raw.get("finds")
            if not isinstance(finds, Mapping):
                raise RuleError("spellings need one finds:", f"{shown}:{rule.line}", "finds: {value: 15000}")
            examples += [Sample(str(s), tuple((str(k), str(v)) for k, v in finds.items()), "", s.line) for s in raw["spellings"]]
        rule.examples, rule.ignores, rule.misses = tuple(examples), samples("ignores", False), samples("misses", False)
        for key, got in (("examples", rule.examples), ("ignores", rule.ignores)):
            if not got:
                raise RuleError(f"the rule {rule.id} has no {key}", f"{shown}:{rule.line}",
                                "every rule shows a sentence that it finds and one that it leaves alone")
