"""Outcomes added up: figures with intervals, for the whole and for each class, slot and rule.

In: `Outcome` records.  Out: `Report`.  Intervals are the middle 95 of 100 of a bootstrap that draws articles with replacement; the same seed
gives the same intervals.
"""
from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import record
from kg.score.matching import SLOTS, TYPES, Outcome

ROUNDS = 1000
_MEASURES = ("role", "article", "reporter", "claim found", "claim core", "claim strict", "claim full")
_RATIOS = ("title", "canonical name", "offsets")


@record
class Figure:
    """One line of the report.  For a ratio (`is_ratio`) `precision` is the share of right ones and the rest follows it."""

    name: str
    said: float
    wanted: float
    right: float
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    is_ratio: bool = False


@record
class Report:
    """All figures, and the rules with what they said rightly and wrongly."""

    pages: int
    figures: tuple[Figure, ...]
    rules: tuple[Figure, ...]
    misses: tuple[Outcome, ...]

    def figure(self, name: str) -> Figure:
        """The figure of a name.  Raises `KeyError`."""
        return next((one for one in self.figures if one.name == name), None) or _missing(name)


def _missing(name: str) -> Figure:
    raise KeyError(name)


def report(outcomes: Sequence[Outcome], pages: int, seed: int = 0, rounds: int = ROUNDS) -> Report:
    """The report on the outcomes of some pages."""
    units = sorted({outcome.unit for outcome in outcomes})
    draws = _draws(len(units), seed, rounds)
    groups: dict[str, list[Outcome]] = defaultdict(list)
    rules: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[f"{outcome.measure} {outcome.part}".strip()].append(outcome)
        if outcome.measure == "mention":
            groups["mention all"].append(outcome)
        if outcome.rule and outcome.said and outcome.measure in ("mention", "role", "claim full"):
            rules[f"{outcome.measure}: {outcome.rule}"].append(outcome)
    names = [*(f"mention {kind}" for kind in (*TYPES, "all")), *_MEASURES, "cluster", *_RATIOS, *(f"slot {slot}" for slot in SLOTS)]
    figures = [_figure(name, groups.get(name, ()), units, draws, name in _RATIOS or name.startswith("slot ")) for name in names]
    by_rule = [_figure(name, found, units, (), True) for name, found in sorted(rules.items(), key=lambda rule: (-sum(o.said - o.right for o in rule[1]), rule[0]))]
    wrong = tuple(outcome for outcome in outcomes if outcome.shown and not outcome.right and outcome.measure not in ("claim core", "claim strict", "claim full"))
    return Report(pages, tuple(figures), tuple(by_rule), wrong)


def _draws(units: int, seed: int, rounds: int) -> list[list[int]]:
    chance = random.Random(seed)
    return [chance.choices(range(units), k=units) for _ in range(rounds)] if units else []


def _figure(name: str, outcomes: Iterable[Outcome], units: Sequence[str], draws: Sequence[Sequence[int]], is_ratio: bool) -> Figure:
    number = {unit: at for at, unit in enumerate(units)}
    sums = [[0.0, 0.0, 0.0] for _ in units]
    for outcome in outcomes:
        at = sums[number[outcome.unit]]
        at[0] += outcome.said
        at[1] += outcome.wanted
        at[2] += outcome.right
    score = _cluster if name == "cluster" else _score
    said, wanted, right = (sum(one[column] for one in sums) for column in range(3))
    scores = sorted(score(*(sum(sums[unit][column] for unit in drawn) for column in range(3)))[2] for drawn in draws)
    low, high = (scores[int(len(scores) * 0.025)], scores[min(int(len(scores) * 0.975), len(scores) - 1)]) if scores else (0.0, 0.0)
    return Figure(name, said, wanted, right, *score(said, wanted, right), low, high, is_ratio)


def _score(said: float, wanted: float, right: float) -> tuple[float, float, float]:
    precision = right / said if said else float(not wanted)
    recall = right / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _cluster(said: float, wanted: float, right: float) -> tuple[float, float, float]:
    precision, recall = (said / right, wanted / right) if right else (0.0, 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
