"""Where every node stands in the picture, decided when the graph is built.

In: a networkx graph.  Out: for every node its place and its community.  Louvain communities, then a spring layout of
their quotient, then each community on its own disc.  The same graph gives the same picture: nodes are numbered in
graph order, the only chance is a fixed seed, and places are rounded to whole units.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import atan2, cos, pi, sin, sqrt

import networkx as nx
import numpy

SPACING = 46.0  # units between neighbouring nodes on a disc
_SEED = 7
_SPRUNG = 120  # larger communities go on a sunflower: springs take time with the square of the size
_GOLDEN = pi * (3 - sqrt(5))


@dataclass(frozen=True, slots=True)
class Disc:
    """The ground of one community: centre and radius."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Layout:
    """`places` node → (x, y); `community` node → index into `discs` (largest community first)."""

    places: dict[str, tuple[int, int]]
    community: dict[str, int]
    discs: tuple[Disc, ...]


def lay_out(graph: nx.Graph) -> Layout:
    """A place for every node of `graph`, edges of any direction and number between two nodes counting together."""
    names = list(graph)
    number = {name: at for at, name in enumerate(names)}
    simple = nx.Graph()
    simple.add_nodes_from(range(len(names)))
    for start, end, edge in graph.edges(data=True):
        a, b = number[start], number[end]
        if a != b:
            before = simple.edges[a, b]["weight"] if simple.has_edge(a, b) else 0.0
            simple.add_edge(a, b, weight=before + edge.get("weight", 1.0))
    groups = _communities(simple)
    radii = [_radius(len(group)) for group in groups]
    centres = _spread(_quotient(simple, groups), radii)
    places: dict[int, tuple[float, float]] = {}
    for group, (x, y), radius in zip(groups, centres, radii, strict=True):
        for node, (dx, dy) in _inside(simple, group, radius).items():
            places[node] = (x + dx, y + dy)
    home = {node: at for at, group in enumerate(groups) for node in group}
    return Layout({names[n]: (round(places[n][0]), round(places[n][1])) for n in range(len(names))},
                  {names[n]: home[n] for n in range(len(names))},
                  tuple(Disc(round(x), round(y), round(r)) for (x, y), r in zip(centres, radii, strict=True)))


def _communities(simple: nx.Graph) -> list[list[int]]:
    """Communities, largest first; nodes without an edge share one."""
    alone = [n for n in simple if simple.degree(n) == 0]
    linked = simple.subgraph([n for n in simple if simple.degree(n)])
    found = nx.community.louvain_communities(linked, seed=_SEED) if len(linked) else []
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    return groups + ([alone] if alone else [])


def _radius(size: int) -> float:
    return SPACING * (0.8 + 0.62 * sqrt(size))


def _quotient(simple: nx.Graph, groups: list[list[int]]) -> nx.Graph:
    home = {node: at for at, group in enumerate(groups) for node in group}
    quotient = nx.Graph()
    quotient.add_nodes_from(range(len(groups)))
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in simple.edges(data="weight"):
        if home[a] != home[b]:
            weights[min(home[a], home[b]), max(home[a], home[b])] += weight
    quotient.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return quotient


def _spread(quotient: nx.Graph, radii: list[float]) -> list[tuple[float, float]]:
    """Centres of the communities: springs between linked ones, then pushed apart until no two discs overlap."""
    count = len(radii)
    if count == 0:
        return []
    scale = 1.15 * sqrt(sum(radius * radius for radius in radii))
    if count <= 600:
        sprung = nx.spring_layout(quotient, seed=_SEED, iterations=120, weight="weight", scale=scale)
        centres = numpy.array([sprung[n] for n in range(count)], dtype=float)
    else:
        centres = numpy.array([_sunflower(n, count, scale) for n in range(count)], dtype=float)
    centres = _lie_down(centres) * (1.15, 0.9)  # beside the panel the picture has nearly a square, a little wider than high
    sizes = numpy.array(radii)
    for _ in range(24):  # draw together what the springs left far apart, keeping who is whose neighbour
        centres = _push_apart(centres * (0.945, 0.92), sizes, most=12)
    return [(float(x), float(y)) for x, y in _push_apart(centres, sizes)]


def _lie_down(centres: numpy.ndarray) -> numpy.ndarray:
    """Centres turned so that they spread widest from left to right."""
    x, y = (centres - centres.mean(axis=0)).T
    angle = -0.5 * atan2(2 * float((x * y).sum()), float((x * x - y * y).sum()))
    return numpy.stack((x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)), axis=1)


def _push_apart(centres: numpy.ndarray, radii: numpy.ndarray, gap: float = SPACING, most: int = 300) -> numpy.ndarray:
    """Centres moved until no two circles are nearer than `gap`, in at most `most` rounds."""
    if len(radii) < 2:
        return centres
    x, y = centres[:, 0].copy(), centres[:, 1].copy()
    need = radii[:, None] + radii[None, :] + gap
    numpy.fill_diagonal(need, 0.0)
    for _ in range(most):
        dx, dy = x[:, None] - x, y[:, None] - y
        distance = numpy.sqrt(dx * dx + dy * dy)
        push = numpy.maximum(need / numpy.maximum(distance, 1e-6) - 1.0, 0.0) * 0.3
        if not push.any():
            break
        x += (dx * push).sum(axis=1)
        y += (dy * push).sum(axis=1)
    return numpy.stack((x, y), axis=1)


def _inside(simple: nx.Graph, group: list[int], radius: float) -> dict[int, tuple[float, float]]:
    """Places of one community's nodes round its centre."""
    if len(group) == 1:
        return {group[0]: (0.0, 0.0)}
    by_weight = sorted(group, key=lambda n: (-simple.degree(n), n))
    seats = [_sunflower(at, len(group), radius * 0.86) for at in range(len(group))]
    if len(group) > _SPRUNG or not simple.subgraph(group).number_of_edges():
        return dict(zip(by_weight, seats, strict=True))
    start = {node: (x / radius, y / radius) for node, (x, y) in zip(by_weight, seats, strict=True)}
    sprung = nx.spring_layout(simple.subgraph(group), pos=start, seed=_SEED, iterations=60, k=1.6 / sqrt(len(group)))
    nodes = sorted(group)
    spots = numpy.array([sprung[n] for n in nodes])
    spots = spots - spots.mean(axis=0)
    spots *= radius * 0.86 / max(float(numpy.sqrt((spots ** 2).sum(axis=1)).max()), 1e-9)
    spots = _push_apart(spots, numpy.full(len(nodes), SPACING * 0.36), gap=SPACING * 0.1, most=50)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, spots, strict=True)}


def _sunflower(at: int, count: int, radius: float) -> tuple[float, float]:
    """Seat `at` of `count` on a disc, from the middle outwards."""
    far = radius * sqrt((at + 0.5) / count)
    return far * cos(at * _GOLDEN), far * sin(at * _GOLDEN)

