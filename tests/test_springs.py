"""Forces come to the same places in whatever order a processor adds them up."""
from __future__ import annotations

from random import Random

import networkx as nx
import numpy
import pytest

from kg.graph import layout, springs


def scene(count: int) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Links, places and an order of `count` points."""
    chance = Random(count)
    links = numpy.zeros((count, count))
    for a in range(1, count):
        b = chance.randrange(a)
        links[a, b] = links[b, a] = chance.randint(1, 5)
    places = numpy.array([(chance.random(), chance.random()) for _ in range(count)])
    order = list(range(count))
    chance.shuffle(order)
    return links, places, numpy.array(order)


@pytest.mark.parametrize("count", [2, 7, 60, 240])
def test_springs_do_not_depend_on_the_order_of_sums(count):
    links, places, order = scene(count)
    plain = springs.spring(links, places, 60, 1.6 / count ** 0.5)
    shuffled = springs.spring(links[order][:, order], places[order], 60, 1.6 / count ** 0.5)
    assert numpy.array_equal(plain[order], shuffled)


def test_without_the_grid_the_order_of_sums_is_seen(monkeypatch):
    """The test above would notice: sums of raw numbers differ, and springs magnify the difference."""
    monkeypatch.setattr(springs, "on_grid", lambda values: values)
    links, places, order = scene(240)
    assert not numpy.array_equal(springs.spring(links, places, 60, 0.1)[order], springs.spring(links[order][:, order], places[order], 60, 0.1))


def test_linked_points_come_near_and_others_stay_away():
    links = numpy.zeros((4, 4))
    links[0, 1] = links[1, 0] = links[2, 3] = links[3, 2] = 1
    placed = springs.spring(links, numpy.array([(0.0, 0.1), (1.0, 0.9), (0.9, 0.0), (0.2, 1.0)]), 120, 0.3)
    far = lambda a, b: float(numpy.hypot(*(placed[a] - placed[b])))
    assert far(0, 1) < far(0, 2) and far(2, 3) < far(1, 2)


def test_circles_are_pushed_until_none_touches_another():
    _, places, _ = scene(60)
    radii = numpy.array([1.0 + at % 5 for at in range(60)])
    apart = springs.push_apart(places * 10, radii, 0.5)
    for a in range(60):
        for b in range(a):
            assert float(numpy.hypot(*(apart[a] - apart[b]))) >= (radii[a] + radii[b]) * 0.97


def test_many_small_communities_share_discs_and_every_node_keeps_a_place_of_its_own(monkeypatch):
    monkeypatch.setattr(layout, "_OWN_DISC", 5)
    monkeypatch.setattr(layout, "_SHARED", 2)
    graph = nx.MultiDiGraph((f"{at}-0", f"{at}-{leaf}") for at in range(40) for leaf in range(1, 4))
    laid = layout.lay_out(graph)
    assert len(laid.discs) == 7 and len(set(laid.places.values())) == len(graph) == 160
    for at in range(40):  # who belongs together stays on one disc
        assert len({laid.community[f"{at}-{leaf}"] for leaf in range(4)}) == 1
