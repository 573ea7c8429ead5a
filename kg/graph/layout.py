"""Where every node stands in the picture, decided when the graph is built.

In: a networkx graph.  Out: for every node its place and its community.  Louvain communities, then a spring layout of
their quotient, then each community on its own disc.  The same graph gives the same picture on every machine: nodes are
numbered in graph order, the only chance is a fixed seed, forces are reckoned as `kg.graph.springs` tells, and places are
whole units.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from math import atan2, cos, fsum, pi, sin, sqrt

import networkx as nx
import numpy

from kg.graph.springs import Places, on_grid, push_apart, spring
from kg.model import record

SPACING = 46.0  # units between neighbouring nodes on a disc
_SEED = 7
_SPRUNG = 120  # larger communities go on a sunflower: springs take time with the square of the size
_OWN_DISC, _SHARED = 350, 50  # so many communities have a disc of their own, the smaller ones share so many more: discs are arranged in time with the square of their number
_GOLDEN = pi * (3 - sqrt(5))


@record
class Disc:
    """The ground of one community: centre and radius."""

    x: int
    y: int
    radius: int


@record
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
    groups = _share_discs(simple, _communities(simple))
    radii = [_radius(len(group)) for group in groups]
    centres = _spread(_quotient(simple, groups), radii)
    places: dict[int, tuple[float, float]] = {}
    for at, (group, (x, y), radius) in enumerate(zip(groups, centres, radii, strict=True)):
        for node, (dx, dy) in _inside(simple, group, radius, at >= _OWN_DISC).items():
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


def _share_discs(simple: nx.Graph, groups: list[list[int]]) -> list[list[int]]:
    """At most `_OWN_DISC + _SHARED` groups: beyond the largest, those that hang on the same one stand on one disc, one after the other."""
    if len(groups) <= _OWN_DISC + _SHARED:
        return groups
    home = {node: at for at, group in enumerate(groups) for node in group}

    def hangs_on(at: int) -> int:
        """The large group to which the group has most links; one past the last where it has none."""
        links = Counter(home[other] for node in groups[at] for other in simple[node] if home[other] < _OWN_DISC)
        return min(links, key=lambda other: (-links[other], other), default=_OWN_DISC)

    small = sorted(range(_OWN_DISC, len(groups)), key=lambda at: (hangs_on(at), at))
    each = -(-len(small) // _SHARED)
    return groups[:_OWN_DISC] + [[node for at in small[first:first + each] for node in groups[at]] for first in range(0, len(small), each)]


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
    scale = 1.15 * sqrt(fsum(radius * radius for radius in radii))
    centres = _seats(count, 1.0)
    centres = spring(_links(quotient, list(range(count))), centres, 120, 1 / sqrt(count))
    centres = _lie_down(_fitted(centres, scale)) * (1.06, 1.0)  # beside the panel the picture has nearly a square
    sizes = numpy.array(radii)
    for _ in range(24):  # draw together what the springs left far apart, keeping who is whose neighbour
        centres = push_apart(centres * (0.94, 0.93), sizes, SPACING, most=12)
    return [(float(x), float(y)) for x, y in push_apart(centres, sizes, SPACING)]


def _links(graph: nx.Graph, nodes: list[int]) -> numpy.ndarray:
    """How strongly each two of `nodes` are linked: the number of their edges."""
    at = {node: number for number, node in enumerate(nodes)}
    links = numpy.zeros((len(nodes), len(nodes)))
    for a, b, weight in graph.subgraph(nodes).edges(data="weight"):
        links[at[a], at[b]] = links[at[b], at[a]] = weight
    return links


def _fitted(places: Places, radius: float) -> Places:
    """Places about their middle, the farthest `radius` away."""
    middle = [fsum(column) / len(places) for column in places.T.tolist()]
    around = places - middle
    farthest = float(numpy.sqrt(around[:, 0] * around[:, 0] + around[:, 1] * around[:, 1]).max())
    return on_grid(around * (radius / max(farthest, 1e-9)))


def _lie_down(centres: Places) -> Places:
    """Centres turned so that they spread widest from left to right."""
    x, y = centres.T
    angle = -0.5 * atan2(2 * fsum((x * y).tolist()), fsum((x * x - y * y).tolist()))
    return on_grid(numpy.stack((x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)), axis=1))


def _inside(simple: nx.Graph, group: list[int], radius: float, is_shared: bool) -> dict[int, tuple[float, float]]:
    """Places of one disc's nodes round its centre; communities that share it keep their members together."""
    if len(group) == 1:
        return {group[0]: (0.0, 0.0)}
    by_weight = sorted(group, key=lambda n: (-simple.degree(n), n))
    if is_shared:
        return {node: (float(x), float(y)) for node, (x, y) in zip(group, _seats(len(group), radius * 0.86), strict=True)}
    if len(group) > _SPRUNG or not simple.subgraph(group).number_of_edges():
        seats = _seats(len(group), radius * 0.86)
        return {node: (float(x), float(y)) for node, (x, y) in zip(by_weight, seats, strict=True)}
    sprung = spring(_links(simple, by_weight), _seats(len(group), 0.86), 60, 1.6 / sqrt(len(group)))
    spots = push_apart(_fitted(sprung, radius * 0.86), numpy.full(len(group), SPACING * 0.36), SPACING * 0.1, most=50)
    return {node: (float(x), float(y)) for node, (x, y) in zip(by_weight, spots, strict=True)}


def _seats(count: int, radius: float) -> Places:
    """`count` seats on a disc, evenly, from the middle outwards (as seeds stand in a sunflower)."""
    far = [radius * sqrt((at + 0.5) / count) for at in range(count)]
    return on_grid(numpy.array([(far[at] * cos(at * _GOLDEN), far[at] * sin(at * _GOLDEN)) for at in range(count)]))
