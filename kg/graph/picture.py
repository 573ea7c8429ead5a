"""The picture of a graph as a pyvis network, every place decided beforehand.

In: a networkx graph and its layout.  Out: a `pyvis.network.Network` with physics off, or its points and lines as
columns of numbers.  pyvis's own `add_node` and `add_edge` take time with the square of the size, so the lists they would
fill are filled here; no text goes into titles, where pyvis would run it as markup.
"""
from __future__ import annotations

from math import log2

import networkx as nx

from kg.graph import REPORTS, to_networkx
from kg.graph.drawing import Network
from kg.graph.layout import Layout, lay_out
from kg.model import Records

SHAPES = {"ORG": ("dot", "#2f6fb3"), "PER": ("triangle", "#c8453b"), "LOC": ("square", "#2f8a5b"),
          "Claim": ("diamond", "#c58a1c"), "Article": ("hexagon", "#7a7f87")}
_OTHER = ("star", "#8457a8")


def to_pyvis(records: Records, network: Network | None = None) -> Network:
    """The network of `records`, ready for a notebook (`to_pyvis(records).show("graph.html")`).

    `network` may be a `Network` of another template; without one pyvis's own is used with its scripts inlined.
    """
    graph = to_networkx(records, articles=True)
    network = network or Network(height="700px", directed=True, cdn_resources="in_line")
    fill(network, graph, lay_out(graph))
    network.toggle_physics(False)
    network.toggle_hide_edges_on_drag(True)
    return network


def fill(network: Network, graph: nx.MultiDiGraph, layout: Layout) -> None:
    """Put nodes and edges into `network`; node ids are numbers in graph order, so no id is text of a page."""
    number = {name: at for at, name in enumerate(graph)}
    for name, node in graph.nodes(data=True):
        shape, colour = SHAPES.get(node["type"], _OTHER)
        x, y = layout.places[name]
        network.nodes.append({"id": number[name], "label": node["name"], "group": node["type"], "shape": shape, "color": colour,
                              "size": _size(node, graph.degree(name)), "x": x, "y": y})
    network.node_ids = list(number.values())
    network.node_map = {node["id"]: node for node in network.nodes}
    for start, end, edge in graph.edges(data=True):
        if edge["predicate"] == REPORTS and graph.out_degree(end):
            continue  # a claim with a subject already hangs in the picture
        network.edges.append({"id": len(network.edges), "from": number[start], "to": number[end], "predicate": edge["predicate"],
                              "label": edge["label"] if edge["evidence"] else ""})


def columns(network: Network) -> dict[str, list]:
    """Points and lines of `network` as columns: a page of 20,000 points is read in a blink.

    `group` counts in `groups`, `predicate` in `predicates`, `label` in `labels`, each in order of first use.
    """
    groups, predicates, labels = _Names(), _Names(), _Names()
    return {"x": [node["x"] for node in network.nodes], "y": [node["y"] for node in network.nodes],
            "size": [node["size"] for node in network.nodes], "group": [groups.number(node["group"]) for node in network.nodes],
            "from": [edge["from"] for edge in network.edges], "to": [edge["to"] for edge in network.edges],
            "predicate": [predicates.number(edge["predicate"]) for edge in network.edges],
            "label": [labels.number(edge["label"]) for edge in network.edges],
            "groups": list(groups), "predicates": list(predicates), "labels": list(labels)}


class _Names(dict[str, int]):
    """Names numbered in order of first use."""

    def number(self, name: str) -> int:
        return self.setdefault(name, len(self))


def _size(node: dict, degree: int) -> int:
    """Half the width of a node in the picture, in units of the layout."""
    if node["kind"] == "claim":
        return 6
    if node["kind"] == "article":
        return 11
    return min(30, round(7 + 3.2 * log2(1 + node["mentions"] + degree / 2)))
