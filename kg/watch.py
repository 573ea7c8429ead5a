"""Rules being written: what a saved edit changes on the pages at hand, at once.

In: pages and rules folders.  Out: an `Update` for each save: rules that changed, sentences of theirs that fail, rows gained, lost and
changed.  Only changed files are parsed and only changed rules made anew (`kg.rules.load.Memory`); only pages that such a rule has matched,
or may match now, are worked through again.
"""
from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import engine
from kg.compare import Change, Rows, changes_between, rows_of
from kg.errors import KgError, PageError
from kg.extract import extract
from kg.model import Page
from kg.pipeline import BASE
from kg.read import find_pages, read_file
from kg.read.line_samples import line_failures
from kg.resolve import across, page_records, resolve_page
from kg.resolve.claims import bind
from kg.rules import Rule, RuleSet
from kg.rules.grammar import FIRST_LABEL, LAST_LABEL
from kg.rules.load import Memory, load, rule_files
from kg.rules.samples import Failure, test_rule

_SENTENCES = ("examples", "ignores", "misses", "spellings", "finds", "about")


@dataclass(frozen=True, slots=True)
class Update:
    """What one save did; `problem` is the loader's letter where the files cannot be used."""

    rules: tuple[str, ...]
    failures: tuple[Failure, ...]
    changes: tuple[Change, ...]
    pages: int  # worked through again
    seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    page: Page
    used: frozenset[str]  # rules that matched, winners and losers
    rows: Rows


class Watch:
    """Pages and rules, kept ready."""

    def __init__(self, pages: Sequence[Path | str], folders: Sequence[Path | str]):
        """Raises `RuleError` for a broken rule and `UsageError` where `pages` name nothing; pages that cannot be read are left out."""
        self.folders, self.memory = [Path(folder) for folder in folders], Memory()
        self.stamps = self._stamps()
        self.ruleset = load(self.folders, memory=self.memory)
        self.seen: dict[Path, _Seen] = {}
        for path in find_pages(pages):
            try:
                self.seen[path] = _look(read_file(path, ruleset=self.ruleset), self.ruleset)
            except PageError:  # `kg build` names it; here only what rules do to readable pages counts
                continue

    def refresh(self) -> Update | None:
        """What the saves since the last call did, or None where no rule file was saved."""
        stamps = self._stamps()
        if stamps == self.stamps:
            return None
        self.stamps = stamps
        began = time.perf_counter()
        try:
            ruleset = load(self.folders, memory=self.memory)
        except KgError as problem:
            return Update((), (), (), 0, time.perf_counter() - began, str(problem))
        before, self.ruleset = self.ruleset, ruleset
        touched = _changed_rules(before, ruleset)
        behaving = [pair for pair in touched if _behaviour(pair[0], before) != _behaviour(pair[1], ruleset)]
        again = [path for path, seen in self.seen.items() if _may_change(seen, behaving, before, ruleset)]
        reread = any(rule is not None and rule.level == "lines" for pair in behaving for rule in pair) or _lists_changed(before, ruleset)
        changes: list[Change] = []
        for path, seen in zip(again, _looks([(path, None if reread else self.seen[path].page) for path in again], ruleset), strict=True):
            changes += changes_between(self.seen[path].rows, seen.rows)
            self.seen[path] = seen
        failures = [failure for _old, rule in touched if rule is not None for failure in (line_failures if rule.level == "lines" else test_rule)(rule, ruleset)]
        names = tuple(sorted({(new or old).id for old, new in touched if new or old}))  # type: ignore[union-attr]
        return Update(names, tuple(failures), tuple(changes), len(again), time.perf_counter() - began)

    def _stamps(self) -> dict[str, tuple[int, int]]:
        return {str(path): (status.st_mtime_ns, status.st_size) for folder in self.folders for path, _ in rule_files(folder) for status in [path.stat()]}


def _look(page: Page, ruleset: RuleSet) -> _Seen:
    findings = extract(page, ruleset)
    context = resolve_page(findings, ruleset)
    claims, numbers = bind(findings, context, ruleset)
    used = frozenset(mention.rule for mention in findings.mentions) | frozenset(loser.mention.rule for loser in findings.losers)
    return _Seen(page, used, rows_of(across([page_records(context, claims, numbers)], ruleset, BASE)))


_ruleset: RuleSet | None = None


def _look_again(task: tuple[Path, Page | None]) -> _Seen:
    path, page = task
    assert _ruleset is not None
    return _look(page or read_file(path, ruleset=_ruleset), _ruleset)


def _looks(tasks: Sequence[tuple[Path, Page | None]], ruleset: RuleSet) -> Iterable[_Seen]:
    global _ruleset
    _ruleset = ruleset
    return engine.run(_look_again, tasks, engine.worth(len(tasks)))


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
    return own, [pattern.expression for pattern in rule.patterns], rule.unless, rule.unless_before, rule.unless_after, \
        [ruleset.vocabulary.lists.get(argument) for *_, argument in rule.conditions]


def _lists_changed(before: RuleSet, after: RuleSet) -> bool:
    return any(after.lists.get(name) is not before.lists.get(name) for name in {*after.lists, *before.lists}) or before.tables.keys() != after.tables.keys() or any(
        after.tables[name] is not before.tables[name] for name in after.tables)


def _may_change(seen: _Seen, behaving: Sequence[tuple[Rule | None, Rule | None]], before: RuleSet, after: RuleSet) -> bool:
    """True where a changed rule matched on the page, or a trigger of its new form stands there."""
    if before.vocabulary.signs != after.vocabulary.signs or before.types != after.types or _lists_changed(before, after):
        return True
    return any((old is not None and old.id in seen.used) or (new is not None and _may_match(new, seen.page)) for old, new in behaving)


def _may_match(rule: Rule, page: Page) -> bool:
    if rule.level == "lines" or rule.proposer or rule.everywhere:
        return True
    return any(_may_stand(trigger, page) for pattern in rule.patterns for trigger in pattern.triggers or ("",))


def _may_stand(trigger: str, page: Page) -> bool:
    return trigger in page.text.form or any(FIRST_LABEL <= ord(sign) <= LAST_LABEL for sign in trigger)
