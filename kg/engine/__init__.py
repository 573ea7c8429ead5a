"""Where the work runs: this process or several.

In: a function of one item, and items.  Out: its results in the order of the items, whatever finished first.
What several processes need is loaded where there are several.
"""
from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from kg.errors import KgError

In = TypeVar("In")
Out = TypeVar("Out")

_FORKED, _SPAWNED = 4, 64  # pages from which a second process pays off
TOGETHER = 40
"""So many pages at most are made ready together (`ahead`)."""
FEW = 120
"""Up to so many pages for each process, making them ready by batches costs less than making all rules ready whole."""
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
        arguments: tuple = (), ahead: Callable[[Sequence[In] | None], object] | None = None,
        known: Callable[[In], Out | None] | None = None) -> Iterator[Out]:
    """`work(item)` for every item, in order; where `known(item)` has the result already, nobody works for it.

    `start(*arguments)` runs once in every process before its first item.  With `jobs` of 1 nothing leaves this
    process.  `ahead` is told, in the process that works on them, which items come next, `TOGETHER` at most; none at the end; and None where there are many.
    Raises `KgError` where a worker dies (killed, or out of memory).
    """
    if start and (jobs <= 1 or _can_fork()):
        start(*arguments)
    met: Iterator[tuple[In, Out | None]] = ((item, known(item) if known else None) for item in items)
    few: list[tuple[In, Out | None]] | None = None
    if ahead:
        few = list(islice(met, jobs * FEW + 1))
        if len(few) > jobs * FEW:
            ahead(None)
            met = chain(few, met)
            few = None
        elif sum(done is None for _, done in few) <= 1:
            jobs = 1
    try:
        if jobs <= 1:
            yield from _here(work, met) if few is None or ahead is None else _by_batches(few, map(partial(_batch, work, ahead), _batches(few, 1)))
        else:
            yield from _over(work, met, few, jobs, start, arguments, ahead)
    finally:
        if ahead:
            ahead(())


def _here(work: Callable[[In], Out], met: Iterable[tuple[In, Out | None]]) -> Iterator[Out]:
    for item, done in met:
        yield work(item) if done is None else done


def _batches(few: Sequence[tuple[In, Out | None]], jobs: int) -> Iterator[list[In]]:
    """The items that are to be worked on, in batches of one size, as many for each process."""
    items = [item for item, done in few if done is None]
    number = jobs * -(-len(items) // (jobs * TOGETHER)) or 1
    for at in range(number):
        if batch := items[at * len(items) // number:(at + 1) * len(items) // number]:
            yield batch


def _batch(work: Callable[[In], Out], ahead: Callable[[Sequence[In] | None], object], batch: Sequence[In]) -> Iterator[Out]:
    ahead(batch)
    return map(work, batch)


def _whole_batch(work: Callable[[In], Out], ahead: Callable[[Sequence[In] | None], object], batch: Sequence[In]) -> list[Out]:
    return list(_batch(work, ahead, batch))


def _by_batches(few: Iterable[tuple[In, Out | None]], batches: Iterable[Iterable[Out]]) -> Iterator[Out]:
    """Results in order, those of the batches where they were not known."""
    made = chain.from_iterable(batches)
    for _, done in few:
        yield next(made) if done is None else done


def _over(work: Callable[[In], Out], met: Iterator[tuple[In, Out | None]], few: list[tuple[In, Out | None]] | None, jobs: int, start: Callable[..., object] | None,
          arguments: tuple, ahead: Callable[[Sequence[In] | None], object] | None) -> Iterator[Out]:
    """The results of several processes: of a few items by batches, else one by one."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    if _can_fork() and few is None:
        # What the first item warms (dictionaries, automata, compiled patterns) every forked process has from birth.
        for item, done in met:
            yield work(item) if done is None else done
            if done is None:
                break
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork") if _can_fork() else None, initializer=_begin, initargs=(start, arguments)) as pool:
        waiting: deque = deque()
        try:
            if few is not None and ahead:
                waiting += [pool.submit(_whole_batch, work, ahead, batch) for batch in _batches(few, jobs)]
                yield from _by_batches(few, (waiting.popleft().result() for _ in range(len(waiting))))
                return
            for item, done in met:
                waiting.append(pool.submit(work, item) if done is None else _Done(done))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as problem:
            raise KgError("a worker process died", "--jobs", "try fewer jobs; memory may have run out") from problem
        finally:
            for future in waiting:
                future.cancel()
