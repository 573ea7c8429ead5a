"""Claims of different pages beside each other: links and verdicts that reach over pages.

In: the `Asked` rows of all pages.  Out: `Crossed` links (for the page of the claim that is linked) and verdicts.
"""
from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from kg.check.agreement import contrary, goal_and_result, told_twice
from kg.check.arithmetic import chained
from kg.check.words import CheckWords
from kg.flow import Engine, Rows
from kg.flow.leaves_across import CrossVerdict
from kg.flow.pages import AGAIN, BOTH, CHAIN, FIRST, GOAL, LAST, RESULT, STEP, TIME, Asked, Shared, Told
from kg.model import Claim, Link, Verdict
from kg.series.links import Goal, results, says_again
from kg.series.points import Derived


class Crossed(NamedTuple):
    """A link, and the article of the claim that is linked."""

    article: str
    link: Link


def crossed(engine: Engine, pages: Rows, shared: Callable[[], Shared]) -> Rows:
    """`Crossed` links and `CrossVerdict`s.  Rows beside which no other page has one stay where they are: facts without goals, figures that nothing leads to."""
    leading = frozenset(pages.flat_map(_leading))
    hashes = np.fromiter(pages.flat_map(_times), np.uint64)
    several, counts = np.unique(hashes, return_counts=True)
    goals, again = engine.share(leading, "goals"), engine.share(frozenset(several[counts > 1].tolist()), "said by several pages")
    return pages.flat_map(partial(_asked, leading=goals, several=again)).grouped(_key, _order, partial(_beside, shared=shared))


def _leading(page: Told) -> Iterator[str]:
    """Goals, and levels that follow from others: beside them facts and printed levels are wanted."""
    return (key for key, rank, _ in page.asked if rank == GOAL and not key.startswith(AGAIN))


def _times(page: Told) -> Iterator[int]:
    """Metric, owner and time of the claims that another page may say again, each once for the page."""
    return (_number(key) for key, rank, _ in page.asked if rank in (FIRST, BOTH) and key.startswith(AGAIN))


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _asked(page: Told, leading: Callable[[], frozenset[str]], several: Callable[[], frozenset[int]]) -> Iterator[Asked]:
    goals, again = leading(), several()
    for key, _, packed in page.asked:
        if _number(key) in again if key.startswith(AGAIN) else key in goals:
            yield pickle.loads(packed)._replace(page=page.number)  # noqa: S301 (packed by this program)


def _key(row: Asked) -> str:
    return row.key


def _order(row: Asked) -> tuple:
    if row.key.startswith(AGAIN):
        return row.source, row.page, row.at
    return row.rank, row.page, row.at


def _beside(key: str, rows: Iterator[Asked], shared: Callable[[], Shared]) -> Iterator[Crossed | CrossVerdict]:
    kind = key.partition("\x1f")[0]
    return {TIME: _again, STEP: _steps, RESULT: _results, CHAIN: _chain}[kind](rows, shared().words)


def _again(rows: Iterator[Asked[Claim]], words: CheckWords) -> Iterator[Crossed | CrossVerdict]:
    """The last claim of one page and the first of the next: the same metric, owner and time."""
    last: Asked[Claim] | None = None
    for row in rows:
        if row.rank in (FIRST, BOTH):
            if last is not None and says_again(last.claim, row.claim, words, frozenset()):
                yield Crossed(row.claim.evidence.article, Link("restates", row.claim.id, last.claim.id, "one-time"))
                if row.is_headline == last.is_headline:
                    yield from _seen(told_twice(last.claim, row.claim, words, last.standing, row.standing), (last, row))
        if row.rank in (LAST, BOTH):
            last = row


def _steps(rows: Iterator[Asked[Claim]], words: CheckWords) -> Iterator[CrossVerdict]:
    """The last step of one page and the first of the next: the same figure, owner and time."""
    last: Asked[Claim] | None = None
    for row in rows:
        if row.rank in (FIRST, BOTH) and last is not None:
            yield from _seen(contrary(last.claim, row.claim, words, last.standing, row.standing), (last, row))
        if row.rank in (LAST, BOTH):
            last = row


def _results(rows: Iterator[Asked[Claim]], words: CheckWords) -> Iterator[Crossed | CrossVerdict]:
    goals: dict[str, Asked[Claim]] = {}
    facts: dict[str, Asked[Claim]] = {}
    for row in rows:
        if row.rank == GOAL:
            goals[row.claim.id] = row
        else:
            facts[row.claim.id] = row
    for link in results([Goal(row.claim, row.day) for row in goals.values()], [row.claim for row in facts.values()]):
        goal, result = goals[link.other], facts[link.claim]
        yield Crossed(result.claim.evidence.article, link)
        yield from _seen([goal_and_result(goal.claim, result.claim, link.rule, words)], (goal, result))


def _chain(rows: Iterator[Asked[Claim] | Asked[Derived]], words: CheckWords) -> Iterator[CrossVerdict]:
    met = list(rows)
    reckoned = [row.claim for row in met if isinstance(row.claim, Derived)]
    if reckoned:
        yield from _seen(chained(reckoned, [row.claim for row in met if isinstance(row.claim, Claim)], words), met)


def _seen(verdicts: Iterable[Verdict], rows: Sequence[Asked]) -> Iterator[CrossVerdict]:
    """Verdicts with the pages that they look at."""
    pages = {row.source: row.sha256 for row in rows}
    for verdict in verdicts:
        yield CrossVerdict(verdict, tuple(sorted((name, pages[name]) for name in {e.source for e in verdict.evidence})))
