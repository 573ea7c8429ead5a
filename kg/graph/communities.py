"""Louvain communities, step by step as networkx finds them: the same groups for the same seed.

In: neighbours of each node with weights, in an order that decides where gains are equal.  Out: groups of nodes.
Blondel and others, Fast unfolding of communities in large networks, J. Stat. Mech. P10008 (2008): each node goes to the neighbouring group where modularity gains
most, until none moves; then groups become nodes, and again.  It is written here because importing networkx takes longer than all else that is done for a
picture of one page, and in its order (`networkx/algorithms/community/louvain.py`, BSD-3-Clause) so that pictures stay; `tests/test_graph.py` holds the two together.
"""
from __future__ import annotations

from collections import defaultdict
from random import Random

Neighbours = dict[int, dict[int, float]]
"""Node → neighbour → weight, the same both ways; a node beside itself is what a group holds inside."""

_LEAST = 1e-7  # a level that gains less is the last


def louvain(neighbours: Neighbours, seed: int) -> list[set[int]]:
    """Groups of nodes; every node belongs to one.

    >>> louvain({0: {1: 1.0}, 1: {0: 1.0, 2: 1.0}, 2: {1: 1.0, 3: 5.0}, 3: {2: 5.0}}, seed=7)
    [{0, 1}, {2, 3}]
    """
    chance = Random(seed)
    holds = {node: {node} for node in neighbours}  # what a node of this level stands for
    before = _modularity(neighbours, [{node} for node in neighbours])
    while True:
        groups = _one_level(neighbours, chance)
        found = [set().union(*(holds[node] for node in group)) for group in groups]
        now = _modularity(neighbours, groups)
        if now - before <= _LEAST:
            return found
        before, neighbours, holds = now, _as_nodes(neighbours, groups), dict(enumerate(found))


def _degrees(neighbours: Neighbours) -> dict[int, float]:
    """What all links of a node weigh; those inside it have two ends there."""
    return {node: sum(beside.values()) + beside.get(node, 0) for node, beside in neighbours.items()}


def _one_level(neighbours: Neighbours, chance: Random) -> list[set[int]]:
    """Groups in which no single node would gain by moving."""
    home = {node: at for at, node in enumerate(neighbours)}
    groups = [{node} for node in neighbours]
    degrees = _degrees(neighbours)
    total = list(degrees.values())
    half = sum(total) / 2
    square = 2 * half ** 2
    others = {node: [(other, weight) for other, weight in beside.items() if other != node] for node, beside in neighbours.items()}
    order = list(neighbours)
    chance.shuffle(order)
    has_moved = True
    while has_moved:
        has_moved = False
        for node in order:
            here, degree = home[node], degrees[node]
            beside: defaultdict[int, float] = defaultdict(float)
            for other, weight in others[node]:
                beside[home[other]] += weight
            total[here] -= degree
            best, most = here, 0.0
            leaving = -beside[here] / half + total[here] * degree / square
            for group, weight in beside.items():
                gain = leaving + weight / half - total[group] * degree / square
                if gain > most:
                    best, most = group, gain
            total[best] += degree
            if best != here:
                groups[here].remove(node)
                groups[best].add(node)
                home[node] = best
                has_moved = True
    return [group for group in groups if group]


def _as_nodes(neighbours: Neighbours, groups: list[set[int]]) -> Neighbours:
    """Groups as nodes: links between two of them are one link, links inside one are a link to itself."""
    home = {node: at for at, group in enumerate(groups) for node in group}
    made: Neighbours = {at: {} for at in range(len(groups))}
    seen: set[int] = set()
    for node, beside in neighbours.items():
        seen.add(node)
        for other, weight in beside.items():
            if other not in seen or other == node:
                a, b = home[node], home[other]
                made[a][b] = made[b][a] = weight + made[a].get(b, 0)
    return made


def _modularity(neighbours: Neighbours, groups: list[set[int]]) -> float:
    """How much more weighs inside groups than chance would have it."""
    degrees = _degrees(neighbours)
    ends = sum(degrees.values())
    norm = 1 / ends ** 2

    def share(group: set[int]) -> float:
        inside = sum(weight for node in group for other, weight in neighbours[node].items() if other in group and other != node) / 2
        inside += sum(neighbours[node].get(node, 0) for node in group)
        degree = sum(degrees[node] for node in group)
        return inside / (ends / 2) - degree * degree * norm

    return sum(map(share, groups))
