"""One page after the other, in whichever process works on it: what the process keeps at hand, and what it does with a page.

In: tasks; rules and the shelf of kept results, brought here once (`start`, `take_rules`).  Out: what each page tells, or a `Note` why it tells nothing.
"""
from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engine.kept import Shelf, key_of
from kg.errors import KgError, PageError
from kg.extract import Findings, extract
from kg.flow.held import use_shelf
from kg.keeping import cache_folder
from kg.largepages import LONG, use_large_pages
from kg.model import Claim, Note, NumberFate, Page, Source, TimeExpression, record
from kg.read import Task, open_source
from kg.read.bounds import LONGEST_PAGE, longest_page
from kg.read.source import hash_of_plain, is_plain
from kg.rules import RuleSet, load_cached, sheet_text

if TYPE_CHECKING:
    from kg.flow.briefs import Brief, Look
    from kg.resolve.context import PageContext
    from kg.resolve.told import PageRecords


@record
class PageResult:
    """All that one page says, with everything that led to it."""

    context: PageContext
    claims: tuple[Claim, ...]
    numbers: tuple[NumberFate, ...]
    times: tuple[TimeExpression, ...]
    fired: tuple[tuple[str, int], ...]

    def records(self) -> PageRecords:
        """What is handed on to joining."""
        from kg.resolve import page_records

        return page_records(self.context, self.claims, self.numbers, self.times, self.fired)


def analyse(page: Page, ruleset: RuleSet) -> PageResult:
    """One page → its entities, claims, numbers and times.  Pure: needs no other page."""
    from kg.extract.values import time_expressions
    from kg.resolve import resolve_page
    from kg.resolve.claims import bind

    findings = extract(page, ruleset)
    context = resolve_page(findings, ruleset)
    times = time_expressions(findings, ruleset)
    claims, numbers = bind(findings, context, ruleset, times)
    return PageResult(context, claims, numbers, times, _fired(findings))


def _fired(findings: Findings) -> tuple[tuple[str, int], ...]:
    """How often each rule won on a page, sorted by rule."""
    return tuple(sorted(Counter(mention.rule for mention in findings.mentions).items()))


_ruleset: RuleSet | None = None
_from: tuple[Path, ...] = ()  # the folders of these rules, wherever this process stands by now
_shelf: Shelf | None = None
_read: dict[Task, tuple[Source, Page]] = {}  # pages that are read already, because they are worked on next
_ROOM = 200_000  # characters that are read ahead
_worked_on = 0  # pages of which this process has told


def start(folders: tuple[Path, ...], keep: bool = False) -> RuleSet:
    """Bring the rules of these folders here, once; with `keep`, results are laid on their shelf and taken from it."""
    global _ruleset, _from, _shelf
    places = tuple(folder.absolute() for folder in folders)
    if _ruleset is None or _from != places:
        _ruleset, _from, _shelf = load_cached(folders), places, None
    if not keep:
        _shelf = None
    elif _shelf is None:
        _shelf = Shelf(cache_folder() / "pages", _ruleset.hash)
    use_shelf(_shelf)
    return _ruleset


def take_rules(rules: Callable[[], RuleSet]) -> None:
    """In a process of another machine: the driver's rules, and no shelf, which other machines would not see."""
    global _ruleset, _shelf
    _ruleset, _shelf = rules(), None
    use_shelf(None)


def forget_rules() -> None:
    """The next build reads the rules anew: their files may have changed since this process read them."""
    global _ruleset, _shelf
    _ruleset = _shelf = None


def ledger_of(*output: str) -> Path | None:
    """Where it is remembered what an earlier build made of the same output, or None where nothing is kept."""
    return _shelf.ledger(key_of(*output)) if _shelf is not None else None


def known(task: Task) -> PageRecords | None:
    """What an earlier build found on this very page with these very rules, or None."""
    from kg.resolve import PageRecords

    if _shelf is None:
        return None
    source = _opened(task)
    found = None if isinstance(source, Note) else _shelf.get(_key(source, task[2]))  # why it cannot be read, `work` says
    return found if isinstance(found, PageRecords) else None


def expect(tasks: Sequence[Task] | None) -> None:
    """This process works on these pages next: they are read now and made ready together.  None: on many, so all rules are made ready whole."""
    from kg.read import read_source

    assert _ruleset is not None
    _read.clear()
    pages, room = _ruleset.first_pages, _ROOM
    if pages is None:
        return
    if tasks is None:
        pages.end()
        return
    for task in tasks if len(tasks) > 1 else ():
        source = _opened(task)
        if not isinstance(source, Note) and len(source.text) <= room:
            room -= len(source.text)
            with suppress(Exception):  # what is wrong with a page, `work` says
                _read[task] = source, read_source(source, task[2], _ruleset)
    pages.expect([sheet_text(page.text) for _, page in _read.values()])


def expect_rows(rows: Sequence[tuple[int, Task]] | None) -> None:
    """As `expect`, of numbered tasks."""
    expect(rows if rows is None else [task for _, task in rows])


def work(task: Task) -> PageRecords | Note:
    """What a page tells, or why it tells nothing."""
    source = _opened(task)
    return source if isinstance(source, Note) else _worked(task, source)[0]


def look(task: Task) -> Look | Note:
    """What the plan sees of a page before anybody works for it."""
    from kg.flow.briefs import Look
    from kg.resolve import PageRecords

    source = _opened(task)
    if isinstance(source, Note):
        return source
    key = _key(source, task[2]) if _shelf is not None else ""

    def records() -> tuple[PageRecords | Note, bool]:
        found = _shelf.get(key) if _shelf is not None else None
        return (found, True) if isinstance(found, PageRecords) else _worked(task, source)

    return Look(key, records)


def stamp(task: Task, made: Sequence[Brief] | None = None) -> str:
    """On what `look` depends besides rules and code, as cheaply as it can be told: a plain text is not decoded.  With the brief that was made, on what that depended."""
    page, name, published = task
    if made is None:
        try:
            content = hash_of_plain(page)
        except PageError as problem:
            return str(problem)
    else:
        content = made[0].source.sha256 if is_plain(page) else None
    if content is not None:
        return key_of(name, str(page), content, published, str(longest_page()))
    if made is not None:
        return made[0].key
    seen = look(task)
    return repr(seen) if isinstance(seen, Note) else seen.key


def _opened(task: Task) -> Source | Note:
    path, name, _published = task
    if task in _read:
        return _read[task][0]
    try:
        return open_source(path, name)
    except PageError as problem:
        return Note("skipped", name, str(problem))


def _key(source: Source, published: str | None) -> str:
    return key_of(source.name, source.path, source.encoding, source.sha256, source.extracted, published, str(longest_page()) if len(source.text) > LONGEST_PAGE else None)


def _worked(task: Task, source: Source) -> tuple[PageRecords | Note, bool]:
    """What a page tells, or why it tells nothing; and whether that was kept."""
    from kg.read import read_source

    global _worked_on
    _worked_on += 1
    if _worked_on == LONG:
        use_large_pages()
    path, name, published = task
    assert _ruleset is not None
    try:
        page = _read.pop(task)[1] if task in _read else read_source(source, published, _ruleset)
        told = analyse(page, _ruleset).records()
    except PageError as problem:
        return Note("skipped", name, str(problem)), False
    except KgError:  # a broken rule stops the build
        raise
    except Exception as problem:  # one page that the program cannot digest must not cost the others
        last = traceback.extract_tb(problem.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        what = f"the program stumbled over it ({type(problem).__name__}: {problem}, {place})"
        letter = PageError(what, str(path), "the other pages are built; please report this")
        return Note("skipped", name, str(letter), f"{type(problem).__name__} {place}"), False
    return told, _shelf is not None and _shelf.put(_key(source, published), told)
