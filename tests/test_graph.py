"""The networkx view, its questions, and places that never move between builds."""
from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
import samples

from kg.graph import ABOUT, HOLDS_POST, claims_about, co_mentioned, neighbours, organisations_of, path_between, to_networkx
from kg.graph.layout import lay_out
from kg.graph.picture import to_pyvis
from kg.model import Records

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def records() -> Records:
    return samples.invented()


def id_of(records: Records, name: str) -> str:
    return next(e.id for e in records.entities if e.name == name)


def test_entities_and_claims_are_nodes_and_articles_join_when_asked(records):
    graph = to_networkx(records)
    assert set(graph) == {e.id for e in records.entities} | {c.id for c in records.claims}
    assert set(to_networkx(records, articles=True)) == set(graph) | {a.id for a in records.articles}


def test_stated_edges_carry_their_evidence(records):
    graph = to_networkx(records)
    (_, office, edge), = graph.out_edges(id_of(records, "陈国梁"), data=True)
    assert (graph.nodes[office]["name"], edge["predicate"], edge["label"], edge["time"]) == ("云浮市", HOLDS_POST, "市长", "2024")
    assert edge["evidence"][0].quote == "云浮市市长陈国梁"


def test_a_statement_made_twice_is_one_edge_with_two_evidences(records):
    twice = Records(entities=records.entities, roles=(records.roles[0], records.roles[0]))
    (_, _, edge), = to_networkx(twice).out_edges(records.roles[0].person, data=True)
    assert len(edge["evidence"]) == 2


def test_posts_of_a_person_and_figures_of_a_place_are_found(records):
    assert [r.position for r in organisations_of(records, id_of(records, "钟文辉"))] == ["副局长"]
    assert [c.value_text for c in claims_about(records, id_of(records, "大埔县"))] == ["12个"]


def test_co_mentioned_counts_articles_not_mentions(records):
    together = dict(co_mentioned(records, id_of(records, "梅州市")))
    assert together[id_of(records, "大埔县")] == 1 and id_of(records, "云浮市") not in together


def test_path_leads_from_a_company_to_the_province(records):
    graph = to_networkx(records)
    names = [graph.nodes[n]["name"] for n in path_between(graph, id_of(records, "大埔绿野果业有限公司"), id_of(records, "广东省"))]
    assert names == ["大埔绿野果业有限公司", "大埔县", "梅州市", "广东省"]
    assert path_between(graph, id_of(records, "罗志"), id_of(records, "广东省")) == ()


def test_neighbours_come_nearest_first(records):
    graph = to_networkx(records)
    near = neighbours(graph, id_of(records, "大埔县"))
    assert set(near) < set(neighbours(graph, id_of(records, "大埔县"), steps=2))
    assert any(edge["predicate"] == ABOUT for edge in graph.get_edge_data(near[0], id_of(records, "大埔县"), default={"": {"predicate": ABOUT}}).values())


@pytest.mark.parametrize("make", [samples.invented, lambda: samples.many(300), Records])
def test_every_node_has_its_own_place_on_its_disc(make):
    graph = to_networkx(make(), articles=True)
    layout = lay_out(graph)
    assert set(layout.places) == set(graph) and len(set(layout.places.values())) == len(graph)
    for node, (x, y) in layout.places.items():
        disc = layout.discs[layout.community[node]]
        assert (x - disc.x) ** 2 + (y - disc.y) ** 2 <= (disc.radius * 1.25) ** 2


def test_discs_do_not_overlap():
    layout = lay_out(to_networkx(samples.many(300), articles=True))
    for a, b in combinations(layout.discs, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (a.radius + b.radius) ** 2 * 0.98


def test_places_do_not_depend_on_the_hash_seed():
    code = ("import sys; sys.path.insert(0, 'tests'); import samples; from kg.graph import to_networkx; from kg.graph.layout import lay_out\n"
            "print(sorted(lay_out(to_networkx(samples.many(120), articles=True)).places.items()))")
    seen = {subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, check=True, capture_output=True,
                           env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(seen) == 1


def test_pyvis_network_has_numbers_for_ids_and_no_titles():
    network = to_pyvis(samples.hostile())
    assert all(isinstance(node["id"], int) and "title" not in node for node in network.nodes)
    assert network.num_nodes() == len(to_networkx(samples.hostile(), articles=True)) and network.num_edges() > 30
    assert isinstance(to_networkx(samples.hostile()), nx.MultiDiGraph)


def test_pyvis_is_loaded_without_the_notebook_which_still_works_when_asked_for():
    code = ("import sys\nfrom kg.graph.drawing import Network\n"
            "assert sys.modules.keys().isdisjoint({'IPython', 'IPython.display', 'jsonpickle'}), 'loaded'\n"
            "network = Network()\nnetwork.add_node(1, label='洪湖市')\nassert '洪湖' in network.to_json().encode().decode('unicode_escape')\n"
            "import pyvis.network, jsonpickle, IPython.display\nfrom IPython import get_ipython\n"
            "assert isinstance(pyvis.network.IFrame('graph.html', 300, 200), IPython.display.IFrame)")
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_pyvis_in_a_notebook_has_the_notebook_that_is_loaded():
    code = "import IPython.display\nfrom kg.graph.drawing import Network\nimport pyvis.network\nassert pyvis.network.IFrame is IPython.display.IFrame"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
