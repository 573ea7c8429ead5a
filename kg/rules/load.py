"""Rules folders → `RuleSet`: read, checked, compiled, ordered into strata.

In: one or more folders, later ones layered over earlier ones.  Out: a `RuleSet`, or `RuleErrors` with
every problem of every file at once, each with `file:line` and a hint.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import RuleError, RuleErrors
from kg.numerals import plain
from kg.rules.fields import FILE_FIELDS, LABEL_FIELDS, LEVELS, WORDS, Field, fits, misshapen
from kg.rules.folders import decoded, layered_files, read_bytes, refuse_no_rules
from kg.rules.grammar import FIRST_LABEL, Vocabulary, nearest
from kg.rules.layering import Said, laid_over, on_list, on_table
from kg.rules.lists import WordList, word_list
from kg.rules.making import lists_of, make_rule, undeclared
from kg.rules.refused import standing_twice, told_once
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.sentences import fill_samples
from kg.rules.yamldoor import Items, Mapping, Scalar, parse_yaml
from kg.text import fold

Made = TypeVar("Made")


class Memory:
    """What one loading hands to the next: parsed files, and the rule set that was made of them."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, object]] = {}
        self.ruleset: RuleSet | None = None

    def parsed(self, shown: str, content: bytes, parse: Callable[[], Any]) -> Any:  # a word list or a document
        """The parsed file, from memory where its bytes are the same.  What `parse` raises is raised and not remembered."""
        kept = self.files.get(shown)
        if kept is None or kept[0] != content:
            kept = self.files[shown] = (content, parse())
        return kept[1]

    def made(self, shown: str, level: str, raw: object, local: dict[str, tuple[str, ...]], words: Vocabulary) -> Rule | None:
        """The rule as it was made before, where neither its text nor a list or label that it may name has changed; else None."""
        before = self.ruleset
        if before is None or not isinstance(raw, Mapping):
            return None
        old = before.by_id.get(str(raw.get("id")))
        if old is None or old.path != shown or old.level != level or old.raw != raw:
            return None
        if before.vocabulary.signs != words.signs or before.vocabulary.groups != words.groups:
            return None
        for name in lists_of(old, before):
            if before.vocabulary.lists[name] != (local.get(name.partition("#")[2]) if "#" in name else words.lists.get(name)):
                return None
        if old.raw is raw:
            return old
        moved = copy(old)
        moved.raw, moved.line = raw, raw["id"].line
        fill_samples(moved, raw, shown)
        return moved


def load(folders: Sequence[Path | str], tolerate: bool = False, memory: Memory | None = None) -> RuleSet:
    """The rules of `folders`, later folders layered over earlier ones.

    A later rule takes the place of an earlier one where it has its id and says `replaces: yes`; a file's `off:` list
    switches rules off.  Raises `RuleErrors` with all problems found; with `tolerate` (while rules are being written)
    leaves out what is broken and keeps the problems in `RuleSet.errors`.  With `memory` only changed files are parsed and only
    rules that could have changed are made anew; it then remembers this rule set.
    """
    ruleset = _Loader([Path(folder) for folder in folders], tolerate, memory or Memory()).load()
    if memory is not None:
        before, memory.ruleset = memory.ruleset, ruleset
        if before is not None and labelled(ruleset) == labelled(before):
            ruleset._word_automaton = before._word_automaton
    return ruleset


def labelled(ruleset: RuleSet) -> dict[str, int]:
    """Which very lists make mentions by themselves."""
    return {name: id(listed) for name, listed in ruleset.lists.items() if listed.label}


def _read_list(name: str, content: bytes, shown: str) -> WordList:
    return word_list(name, decoded(content, shown), shown)


def _read_document(content: bytes, shown: str) -> Mapping | Items | Scalar:
    return parse_yaml(decoded(content, shown), shown)


class _Loader:
    def __init__(self, folders: list[Path], tolerate: bool, memory: Memory):
        self.folders, self.tolerate, self.memory = folders, tolerate, memory
        self.errors: list[RuleError] = []
        self.lists: dict[str, WordList] = {}
        self.of_tables: dict[str, dict[str, tuple[str, ...]]] = {}
        self.documents: list[tuple[str, Mapping]] = []
        self.tables: dict[str, Mapping] = {}
        self.told: list[Said] = []
        self.digest = hashlib.sha256()
        self.vocabulary = Vocabulary()
        self.types: dict[str, str] = {}
        self.plain: set[str] = set()

    def load(self) -> RuleSet:
        refuse_no_rules(self.folders)
        for files in layered_files(self.folders):
            self.read_files(files)
        for listed in self.lists.values():
            if listed.label and listed.label not in self.vocabulary.signs:
                self.errors.append(RuleError(f"the label {listed.label!r} is not declared", f"{listed.path}:{listed.line}",
                                             undeclared(listed.label, listed.path, self.vocabulary)))
        self.lists = {name: listed for name, listed in self.lists.items() if not listed.label or listed.label in self.vocabulary.signs}
        self.guarded(self.refuse_unknown_feasts)
        self.stop_on_errors()
        self.vocabulary.lists = {name: listed.words for name, listed in self.lists.items()}
        self.vocabulary.lists |= {f"{file}#{name}": words for file, lists in self.of_tables.items() for name, words in lists.items()}
        rules: dict[str, Rule] = {}
        off: set[str] = set()
        doubled: list[tuple[Rule, Rule]] = []
        for shown, document in self.documents:
            local, level = self.local_lists(shown, document), str(document.get("level", ""))
            for name, words in local.items():
                self.vocabulary.lists.setdefault(f"{shown}#{name}", words)  # for conditions
                self.vocabulary.lists[f"{Path(shown).name}#{name}"] = words  # for code, which knows no folders
            for raw in document.get("rules") or ():
                rule = self.guarded(partial(self.rule_of, shown, level, raw, local))
                if rule is None:
                    continue
                if rule.id in rules and raw.get("replaces") != "yes":
                    doubled.append((rule, rules[rule.id]))
                elif rule.id not in rules and raw.get("replaces") == "yes" and not self.errors:  # else the earlier one may be what is broken
                    self.errors.append(RuleError(f"replaces: takes the place of nothing, no earlier rule is called {rule.id}", f"{shown}:{raw['replaces'].line}",
                                                 nearest(rule.id, rules)))
                rules[rule.id] = rule
            for rule_id in document.get("off") or ():
                if rule_id not in rules:
                    self.errors.append(RuleError(f"off: names the rule {rule_id}, which no earlier file has", f"{shown}:{rule_id.line}",
                                                 nearest(rule_id, rules)))
                off.add(rule_id)
        self.errors += standing_twice(doubled)
        self.stop_on_errors()
        kept = [rule for rule in rules.values() if rule.id not in off]
        ruleset = RuleSet(kept, self.lists, self.vocabulary, self.types, frozenset(self.plain), self.digest.hexdigest(), self.tables, self.folders)
        ruleset.errors, ruleset.documents, ruleset.told = tuple(told_once(self.errors)), tuple(self.documents), tuple(self.told)
        for level in LEVELS[1:]:
            ruleset.strata(level, self.memory.ruleset)
        return ruleset

    def stop_on_errors(self) -> None:
        if self.errors and not self.tolerate:
            told = told_once(self.errors)
            raise told[0] if len(told) == 1 else RuleErrors(told)

    def rule_of(self, shown: str, level: str, raw: object, local: dict[str, tuple[str, ...]]) -> Rule:
        return self.memory.made(shown, level, raw, local, self.vocabulary) or make_rule(shown, level, raw, local, self.vocabulary)

    def guarded(self, work: Callable[[], Made]) -> Made | None:
        """What `work` makes; None where it refuses, which is kept."""
        try:
            return work()
        except RuleErrors as many:
            self.errors += many.errors
        except RuleError as problem:
            self.errors.append(problem)
        return None

    def refuse_unknown_feasts(self) -> None:
        """Raise `RuleError` where tables of the calendar name feasts that the list of feasts does not know."""
        from kg import almanac  # as in kg.rules.lists

        feasts, *tables, seasons = (self.lists.get(name) for name in (*almanac.NAMES[:3], "seasons-of-the-year"))
        facts = {plain(word): dict(feasts.attributes(number)) for number, word in enumerate(feasts.words)} if feasts is not None else {}
        if feasts is not None:
            almanac.agree(facts, feasts.path, *((one.path, one.columns) if one else None for one in tables))
        counted = {season: dict(seasons.attributes(number)).get("of", "") for number, season in enumerate(seasons.words)} if seasons is not None else {}
        lost = next((season for season, feast in counted.items() if feast and plain(feast) not in facts), None)
        if seasons is not None and lost is not None:
            raise RuleError(f"the season {lost} is counted from {counted[lost]}, which is no feast", seasons.path, "add the feast to words/feasts.yaml, with its day")

    def read_files(self, files: Sequence[tuple[Path, str]]) -> None:
        for path, shown in files:
            content = self.guarded(partial(read_bytes, path, shown))
            if content is None:
                continue
            self.digest.update(shown.encode() + b"\0" + content + b"\0")
            is_list = path.parent.name == "words"
            read = partial(_read_list, path.name) if is_list else _read_document
            document = self.guarded(partial(self.memory.parsed, shown, content, partial(read, content, shown)))
            if document is None:
                continue
            if is_list:
                earlier = self.lists.get(document.name)
                self.advise(on_list(document, earlier, self.lists))
                layered = document if earlier is None or not document.adds else self.guarded(partial(document.over, earlier))
                if layered is not None:
                    self.lists[document.name] = layered
                continue
            if not isinstance(document, Mapping):
                self.errors.append(RuleError("is not a mapping", shown, "a rule file has about, level and rules"))
            elif path.stem == "labels":
                self.read_labels(shown, document)
            elif "rules" in document or "level" in document or "off" in document:
                self.documents.append((shown, document))
            else:
                before = self.tables.get(path.stem)
                self.advise(on_table(document, before, self.tables, path.stem, shown))
                table = document if before is None or "adds" not in document else self.guarded(partial(laid_over, document, before, shown))
                if table is not None:
                    self.tables[path.stem] = table
                    self.of_tables[path.name] = self.lists_in(shown, table)

    def advise(self, said: Said | None) -> None:
        if said:
            self.told.append(said)

    def read_labels(self, shown: str, document: Mapping) -> None:
        for key in document:
            if key not in ("about", "labels", "groups"):
                self.errors.append(RuleError(f"unknown field {key!r}", f"{shown}:{key.line}", nearest(key, ("about", "labels", "groups"))))
        labels, groups = document.get("labels") or Mapping(), document.get("groups") or Mapping()
        for name, value in (("labels", labels), ("groups", groups)):
            if not isinstance(value, Mapping):
                self.errors.append(RuleError(f"{name}: must be a mapping", f"{shown}:{value.line}", "for example Org: {type: ORG}; Place: [Division, Site]"))
                return
        for label, facts in labels.items():
            if not label[:1].isupper():
                self.errors.append(RuleError(f"the label {label} begins with no capital, and slots ask for letters by small ones", f"{shown}:{label.line}", f"write {label.capitalize()}"
                                             if label.isascii() else "a label is written in Latin letters, such as Ship"))
            if not isinstance(facts, Mapping):
                self.errors.append(RuleError(f"the label {label} must be a mapping", f"{shown}:{label.line}", "for example {type: ORG}, or {}"))
                facts = Mapping()
            self.keep_sound(facts, LABEL_FIELDS, shown, f" of the label {label}")
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

    def keep_sound(self, mapping: Mapping, fields: dict[str, Field], shown: str, of: str = "") -> None:
        """Tell the unknown fields of a mapping and those of another shape; the latter go, so that loading goes on."""
        for key in mapping:
            if key not in fields:
                self.errors.append(RuleError(f"unknown field {key!r}{of}", f"{shown}:{key.line}", nearest(key, fields)))
        for key, problem in list(misshapen(mapping, fields, shown)):
            self.errors.append(problem)
            del mapping[key]

    def local_lists(self, shown: str, document: Mapping) -> dict[str, tuple[str, ...]]:
        self.keep_sound(document, FILE_FIELDS, shown)
        if document.get("level") not in LEVELS and document.get("rules"):
            level = document.get("level")
            self.errors.append(RuleError(f"level {level!r} does not exist" if level else "says no level",
                                         f"{shown}:{getattr(level, 'line', document.line)}", "one of " + ", ".join(LEVELS)))
        if not document.get("about"):
            self.errors.append(RuleError("does not say what the file is about", f"{shown}:{document.line}", "begin with about: and one sentence"))
        local = self.lists_in(shown, document)
        for name in document.get("words") or ():
            if name in local and name in self.lists:
                self.errors.append(RuleError(f"the local list {name} has the name of a shared one", f"{shown}:{name.line}", "rename it"))
        return local

    def lists_in(self, shown: str, document: Mapping) -> dict[str, tuple[str, ...]]:
        """The lists of words that stand in a file itself."""
        found: dict[str, tuple[str, ...]] = {}
        lists = document.get("words") or Mapping()
        if not isinstance(lists, Mapping):
            self.errors.append(RuleError("words: must be a mapping of lists", f"{shown}:{lists.line}", "for example {days: [昨日, 近日]}"))
            return found
        for name, words in lists.items():
            if not isinstance(words, Items) or not words or not all(isinstance(w, Scalar) and w for w in words):
                self.errors.append(RuleError(f"the list {name} must be a list of words", f"{shown}:{name.line}", "for example [说, 表示]"))
                continue
            seen: set[str] = set()
            for word in words:
                if word in seen:
                    self.errors.append(RuleError(f"{word} stands twice in the list {name}", f"{shown}:{word.line}", "keep one"))
                seen.add(word)
            found[str(name)] = tuple(fold(w) for w in words)
        return found
