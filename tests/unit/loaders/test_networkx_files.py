"""The networkx graph and the files made from it."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from example_corpus import reports
from hypothesis import HealthCheck, given, settings
from strategies import corpora

from kg.errors import ConfigError, StoreError
from kg.graph import KnowledgeGraph
from kg.registry import loaders
from kg.statements import Extraction
from loaders.networkx_store import to_networkx

NORTH, PARK = "https://w3id.org/triplewire/id/loc-north-korea", "https://w3id.org/triplewire/id/loc-morning-park"
LINE = "https://w3id.org/triplewire/id/thg-border-telephone-line"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph(reports())


def test_facts_claims_and_roles_are_told_apart(graph: KnowledgeGraph) -> None:
    g = graph.to_networkx()
    assert g[NORTH][LINE]["severs"]["kind"] == "fact"
    assert list(g[NORTH][PARK]) == ["threatened:terminates"]
    assert g[NORTH][PARK]["threatened:terminates"]["kind"] == "claim"
    assert {d["kind"] for _, _, d in g.edges(data=True)} == {"fact", "claim", "role"}
    assert g.nodes[NORTH]["name"] == "North Korea"
    assert g.nodes[NORTH]["types"] == ["Agent", "Country", "Entity", "GeopoliticalEntity", "Place"]
    assert g.nodes[NORTH]["articles"] == 2


def test_facts_only(graph: KnowledgeGraph) -> None:
    g = to_networkx(graph, facts_only=True)
    assert {d["kind"] for _, _, d in g.edges(data=True)} == {"fact", "role"}
    assert all(d["status"] in ("actual", "announced") for _, _, d in g.edges(data=True))
    assert sum(d["kind"] == "fact" for _, _, d in g.edges(data=True)) == sum(f.plain for f in graph.facts())


def test_every_edge_joins_nodes_of_the_graph(graph: KnowledgeGraph) -> None:
    g = graph.to_networkx()
    assert all("kind" in d for _, d in g.nodes(data=True)), "a node that only an edge made has no kind"
    assert len(g) == len(graph.entities) + len(graph.events)


def test_graphml_is_read_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / "g.graphml")
    g = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    original = graph.to_networkx()
    assert set(g) == set(original)
    assert sorted(g.edges(keys=True)) == sorted(original.edges(keys=True))
    assert g.nodes[NORTH]["types"] == "Agent; Country; Entity; GeopoliticalEntity; Place"
    assert g[NORTH][LINE]["severs"]["support"] == 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(corpus=corpora())
def test_graphml_holds_any_text(tmp_path: Path, corpus: tuple[Extraction, ...]) -> None:
    graph = KnowledgeGraph(corpus)
    graph.save(tmp_path / "g.graphml")
    g = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert g.number_of_edges() == graph.to_networkx().number_of_edges()


def test_node_link_is_read_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / "g.json")
    g = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text("utf-8")), edges="edges")
    assert nx.utils.graphs_equal(g, graph.to_networkx())


@pytest.mark.parametrize("suffix", sorted(s for p in loaders for s in p.value.suffixes))  # type: ignore[attr-defined]
def test_save_knows_every_suffix(graph: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    graph.save(tmp_path / f"graph{suffix}")
    assert (tmp_path / f"graph{suffix}").stat().st_size > 5_000


def test_save_refuses_what_no_loader_writes(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'\.xlsx'; known: \.graphml, \.json, \.jsonl, \.jsonld, \.nq"):
        graph.save(tmp_path / "graph.xlsx")
    with pytest.raises(StoreError, match="no directory"):
        graph.save(tmp_path / "missing" / "graph.graphml")
