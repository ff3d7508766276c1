"""The graph for analysis: a networkx MultiDiGraph, GraphML and node-link files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO, Self

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from kg.config import Config
from kg.graph import KnowledgeGraph
from kg.registry import loaders
from kg.views import REAL, claim_attributes, entity_attributes, event_attributes, flattened, role_attributes
from loaders._files import FileSink
from loaders.memory_store import MemoryStore
from ontology import using

__all__ = ["GraphmlFile", "NetworkxStore", "NodeLinkFile", "to_networkx"]


def to_networkx(graph: KnowledgeGraph, *, facts_only: bool = False) -> nx.MultiDiGraph:
    """Return a graph of entities and events.

    Parameters
    ----------
    graph : KnowledgeGraph
    facts_only : bool
        Leave out every claim that is no plain edge, and events that did not happen.

    Returns
    -------
    networkx.MultiDiGraph
        All entities and all events of the graph, joined or not; attributes are those of `kg.views`. Edges have
        ``kind``: ``"fact"`` for a plain edge, ``"claim"`` for one that is threatened, denied …,
        ``"role"`` from an event to who and what takes part. The key of a fact or a role is its
        predicate, that of a claim begins with the status (``"threatened:terminates"``), so
        that nothing unreal is counted as a fact by name.
    """
    with using(graph.extension):
        return _converted(graph, facts_only=facts_only)


def _converted(graph: KnowledgeGraph, *, facts_only: bool) -> nx.MultiDiGraph:
    result = nx.MultiDiGraph(licence=graph.licence)
    for iri, entity in graph.entities.items():
        result.add_node(iri, **entity_attributes(graph, entity))
    events = {iri: v for iri, v in graph.events.items() if v.status in REAL or not facts_only}
    for iri, event in events.items():
        result.add_node(iri, **event_attributes(graph, event))
    for fact in graph.facts():
        if fact.object and (fact.plain or not facts_only) and fact.subject in result and fact.object in result:
            key = fact.predicate if fact.plain else f"{fact.status}:{fact.predicate}"
            result.add_edge(fact.subject, fact.object, key=key, **claim_attributes(graph, fact))
    for iri, event in events.items():
        for role, fillers in sorted(event.roles.items()):
            for filler in sorted(fillers):
                if filler in result:
                    result.add_edge(iri, filler, key=role, **role_attributes(event, role))
    return result


@loaders.register("networkx")
class NetworkxStore(MemoryStore):
    """A store in memory whose content is also a networkx graph."""

    name = "networkx"

    @property
    def graph(self) -> nx.MultiDiGraph:
        """The graph of what the store holds now; a new one each time."""
        return to_networkx(self.knowledge())


class _GraphFile(FileSink[NetworkxStore]):
    @classmethod
    def open(cls, target: str, config: Config | None = None) -> Self:
        """Prepare to write the file at a path."""
        return cls(Path(target), NetworkxStore.open("", config))


@loaders.register("graphml")
class GraphmlFile(_GraphFile):
    """GraphML for Gephi, yEd, Cytoscape and igraph; lists become text with semicolons."""

    name = "graphml"
    suffixes = (".graphml",)

    def _render(self, held: NetworkxStore, stream: BinaryIO) -> None:
        # The pure Python writer: the other one is used only where lxml is installed and differs in its bytes.
        nx.write_graphml_xml(flattened(held.graph), stream)


@loaders.register("node-link")
class NodeLinkFile(_GraphFile):
    """Node-link JSON, which networkx, D3 and Cytoscape.js read."""

    name = "node-link"
    suffixes = (".json",)

    def _render(self, held: NetworkxStore, stream: BinaryIO) -> None:
        data = nx.node_link_data(held.graph, edges="edges")
        stream.write(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n")
