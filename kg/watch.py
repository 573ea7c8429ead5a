"""Rules being written: what a saved edit changes on the pages at hand, at once.

In: pages and rules folders.  Out: an `Update` for each save: rules that changed, rows gained, lost and changed; then the sentences that fail.
Only changed files are parsed and only changed rules made anew (`kg.rules.load.Memory`); on each page only these rules are tried,
against what all others found there before (`kg.extract.renewing`), and only pages that say something else are resolved again.
"""
from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.compare import Change, Rows, changes_between, rows_of
from kg.errors import KgError, PageError
from kg.extract.renewing import Kept
from kg.model import Note, record
from kg.namelike import forget_names
from kg.pipeline import BASE
from kg.placelike import PLACE_TABLES, forget_places
from kg.read import gather, open_source, read_source
from kg.read.creditwords import CreditWords
from kg.read.line_samples import line_failures
from kg.read.linerules import line_rules
from kg.read.namedyears import YearSigns
from kg.read.openings import OpeningWords
from kg.read.signs import HeadingSigns
from kg.resolve import across, page_records, resolve_page
from kg.resolve.claims import bind
from kg.resolve.facts import facts_of
from kg.resolve.judged import Decisions
from kg.rules import Rule, RuleSet
from kg.rules.folders import rule_files
from kg.rules.load import Memory, load
from kg.rules.samples import Failure, test_rule
from kg.shipped import rules_home

_SENTENCES = ("examples", "ignores", "misses", "spellings", "finds", "about")
ASKED_BY_READING = (CreditWords, HeadingSigns, OpeningWords, YearSigns)
"""What reading asks for beside its rules (a test compares this with the code)."""


@record
class Update:
    """What one save did; `problem` is the loader's letter where the files cannot be used."""

    rules: tuple[Rule, ...]  # that changed, as they stand now
    gone: tuple[str, ...]  # ids of rules that are there no more
    changes: tuple[Change, ...]
    pages: int  # that say something else now
    seconds: float
    problem: str = ""


@dataclass(slots=True)
class _Seen:
    kept: Kept
    rows: Rows
    published: str | None  # the date that was given for the page


class Watch:
    """Pages and rules, kept ready."""

    def __init__(self, pages: Sequence[Path | str], folders: Sequence[Path | str]):
        """Raises `RuleError` for a broken rule and `PageError` where `pages` name nothing; pages that cannot be read stand in `skipped`."""
        self.folders, self.memory = [Path(folder) for folder in folders], Memory()
        self.stamps = self._loaded = self._stamps()
        self.ruleset = load(self.folders, memory=self.memory)
        self._facts = self.ruleset  # what resolving asks: lists, tables and types, which few edits change; made once
        self.seen: dict[str, _Seen] = {}
        tasks, self.skipped = gather(pages)
        for place, name, published in tasks:
            try:
                kept = Kept(read_source(open_source(place, name), published, self.ruleset))
            except PageError as problem:
                self.skipped.append(Note("skipped", name, str(problem)))
                continue
            kept.renew(self.ruleset)
            self.seen[name] = _Seen(kept, self._rows(kept), published)

    def refresh(self) -> Update | None:
        """What the saves since the last call did, or None where no rule file was saved."""
        stamps = self._stamps()
        if stamps == self.stamps:
            return None
        self.stamps = stamps
        began = time.perf_counter()
        try:
            ruleset = load(self.folders, memory=self.memory)
            line_rules(ruleset)
            if _tables_changed(self.ruleset, ruleset):  # what only resolving looks at is looked at here, so that a mistake in it ends no watch
                facts_of(ruleset)
                Decisions.of(ruleset.tables.get("judgements", {}))
        except KgError as problem:
            return Update((), (), (), 0, time.perf_counter() - began, str(problem))
        saved = {name for name in {*stamps, *self._loaded} if stamps.get(name) != self._loaded.get(name)}
        before, self.ruleset, self._loaded = self.ruleset, ruleset, stamps
        touched = _changed_rules(before, ruleset)
        changed = {(new or old).id: (old, new) for old, new in touched if _behaviour(old, before) != _behaviour(new, ruleset)}  # type: ignore[union-attr]
        changes, pages = self._changes(before, frozenset(changed), _lists_changed(before, ruleset),
                                       any(rule is not None and rule.level == "lines" for pair in changed.values() for rule in pair),
                                       not saved.isdisjoint(str(rules_home() / "words" / name) for name in PLACE_TABLES))
        rules = sorted((new for _old, new in touched if new is not None), key=lambda rule: rule.id)
        gone = sorted(old.id for old, new in touched if old is not None and new is None)
        return Update(tuple(rules), tuple(gone), tuple(changes), pages, time.perf_counter() - began)

    def failures(self, update: Update) -> Iterator[Failure]:
        """The sentences of the changed rules that fail: what pages show comes first, some rules have hundreds of sentences."""
        for rule in update.rules:
            yield from (line_failures if rule.level == "lines" else test_rule)(rule, self.ruleset)

    def _changes(self, before: RuleSet, changed: frozenset[str], lists: frozenset[str], lines: bool, names: bool) -> tuple[list[Change], int]:
        """(changes of rows, how many pages say something else) where these rules and lists changed since the rule set `before`."""
        ruleset = self.ruleset
        anew = names or before.vocabulary.signs != ruleset.vocabulary.signs or before.plain_labels != ruleset.plain_labels or before.types != ruleset.types
        facts = anew or bool(lists) or _tables_changed(before, ruleset)
        if names:
            forget_names()
            forget_places()
        if facts:
            self._facts = ruleset
        reread = anew or lines or any(vars(kind.of(before)) != vars(kind.of(ruleset)) for kind in ASKED_BY_READING)
        changes: list[Change] = []
        pages = 0
        for seen in self.seen.values():
            page = read_source(seen.kept.page.source, seen.published, ruleset) if reread else seen.kept.page
            other = page != seen.kept.page
            if anew or other:
                seen.kept = Kept(page)
            says = seen.kept.renew(ruleset, changed, lists)
            pages += says or other
            if says or other or facts:
                rows = self._rows(seen.kept)
                changes += changes_between(seen.rows, rows)
                seen.rows = rows
        return changes, pages

    def _rows(self, kept: Kept) -> Rows:
        findings = kept.findings()
        context = resolve_page(findings, self._facts)
        return rows_of(across([page_records(context, *bind(findings, context, self._facts))], self._facts, BASE))

    def _stamps(self) -> dict[str, tuple[int, int]]:
        return {str(path): (status.st_mtime_ns, status.st_size) for folder in self.folders for path in rule_files(folder) for status in [path.stat()]}


def _changed_rules(before: RuleSet, after: RuleSet) -> list[tuple[Rule | None, Rule | None]]:
    """(old, new) of every rule that is not the same object, None where there is none."""
    ids = [*after.by_id, *(rule_id for rule_id in before.by_id if rule_id not in after.by_id)]
    pairs = [(before.by_id.get(rule_id), after.by_id.get(rule_id)) for rule_id in ids]
    return [(old, new) for old, new in pairs if old is not new and not (old and new and old.raw == new.raw and old.patterns is new.patterns and old.conditions is new.conditions)]


def _behaviour(rule: Rule | None, ruleset: RuleSet) -> object:
    """All that decides what a rule matches, apart from its sentences."""
    if rule is None:
        return None
    own = {name: str(value) for name, value in rule.raw.items() if name not in _SENTENCES}
    return own, [pattern.expression for pattern in rule.patterns], rule.preceding, rule.following, rule.unless, rule.unless_before, rule.unless_after, \
        [ruleset.vocabulary.lists.get(argument) for *_, argument in rule.conditions]


def _lists_changed(before: RuleSet, after: RuleSet) -> frozenset[str]:
    return frozenset(name for name in {*after.lists, *before.lists} if after.lists.get(name) is not before.lists.get(name))


def _tables_changed(before: RuleSet, after: RuleSet) -> bool:
    return before.tables.keys() != after.tables.keys() or any(after.tables[name] is not before.tables[name] for name in after.tables)
