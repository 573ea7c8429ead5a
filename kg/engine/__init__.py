"""Where the work runs: this process or several.

In: a function of one item, and items.  Out: its results in the order of the items, whatever finished first.
What several processes need is loaded where there are several.
"""
from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from kg.errors import KgError

In = TypeVar("In")
Out = TypeVar("Out")

_FORKED, _SPAWNED = 4, 64  # pages from which a second process pays off
AHEAD = 41  # items that are looked at before the first is worked on
_AHEAD = 4  # batches in flight for each worker: enough to keep all busy, few enough to bound memory


def cores() -> int:
    """How many processors this process may use.

    >>> cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worth(items: int) -> int:
    """How many processes pay off for so many pages.

    A forked process has the rules already; elsewhere each new one reads them again, which costs as much as some dozens of pages.
    """
    return min(cores(), items) if items >= _FORKED and items >= (_FORKED if _can_fork() else _SPAWNED) else 1


def _can_fork() -> bool:
    import multiprocessing

    return "fork" in multiprocessing.get_all_start_methods()


def _begin(start: Callable[..., object] | None, arguments: tuple) -> None:
    """In a new process: stop by itself when its parent is gone, leave Ctrl-C to the parent, then `start(*arguments)`."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if start:
        start(*arguments)


def _end_with(parent) -> None:
    """Without this a worker whose parent was killed waits for its next item for ever."""
    parent.join()
    os._exit(1)


class _Done:
    """A result that stands in the queue among those that are still being worked for."""

    def __init__(self, value: object):
        self._value = value

    def result(self):
        return self._value

    def cancel(self) -> None:
        """Nothing is under way."""


def run(work: Callable[[In], Out], items: Iterable[In], jobs: int = 1, start: Callable[..., object] | None = None,
        arguments: tuple = (), ahead: Callable[[list[In]], object] | None = None, meanwhile: Callable[[], object] | None = None,
        known: Callable[[In], Out | None] | None = None) -> Iterator[Out]:
    """`work(item)` for every item, in order; where `known(item)` has the result already, nobody works for it.

    `ahead` is told of the first `AHEAD` items that are worked on, before they are, and of none at the end.
    `meanwhile` runs once in this process while the others are at their first items (loading what comes after).

    `start(*arguments)` runs once in every process before its first item.  With `jobs` of 1 nothing leaves this
    process.  Raises `KgError` where a worker dies (killed, or out of memory).
    """
    if jobs <= 1 or _can_fork():
        if start:
            start(*arguments)
    met = ((item, known(item) if known else None) for item in items)
    if ahead and (jobs <= 1 or _can_fork()):
        first = list(islice(met, AHEAD))
        ahead([item for item, done in first if done is None])
        met = chain(first, met)
    try:
        yield from _here(work, met) if jobs <= 1 else _over(work, met, jobs, start, arguments, meanwhile)
    finally:
        if ahead:
            ahead([])


def _here(work: Callable[[In], Out], met: Iterable[tuple[In, Out | None]]) -> Iterator[Out]:
    """The results in this process."""
    for item, done in met:
        yield work(item) if done is None else done


def _over(work: Callable[[In], Out], met: Iterator[tuple[In, Out | None]], jobs: int, start: Callable[..., object] | None, arguments: tuple,
          meanwhile: Callable[[], object] | None) -> Iterator[Out]:
    """The results of several processes."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    if _can_fork():
        # What the first item warms (dictionaries, automata, compiled patterns) every forked process has from birth.
        for item, done in met:
            yield work(item) if done is None else done
            if done is None:
                break
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork") if _can_fork() else None, initializer=_begin, initargs=(start, arguments)) as pool:
        waiting: deque = deque()
        try:
            for item, done in met:
                waiting.append(pool.submit(work, item) if done is None else _Done(done))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            if meanwhile:
                meanwhile()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as problem:
            raise KgError("a worker process died", "--jobs", "try fewer jobs; memory may have run out") from problem
        finally:
            for future in waiting:
                future.cancel()
