"""The graph for analysis: a networkx MultiDiGraph, GraphML and node-link files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Self

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from kg.config import Config
from kg.facts import Fact
from kg.graph import KnowledgeGraph
from kg.merging import types_of
from kg.registry import loaders
from kg.statements import Event
from loaders._files import FileSink
from loaders.memory_store import MemoryStore
from ontology import event_class, relation, using

__all__ = ["GraphmlFile", "NetworkxStore", "NodeLinkFile", "to_networkx"]

#: Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
        Nodes are IRIs with ``kind`` (``"entity"``, ``"event"``), ``cls`` and ``name``. Edges have
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
        result.add_node(
            iri, kind="entity", cls=entity.cls, types=list(types_of([entity.cls])), name=entity.name,
            aliases=list(entity.aliases), same_as=list(entity.same_as), mentions=len(entity.mentions),
            articles=len({m.article for m in entity.mentions}),
        )  # fmt: skip
    happened = {iri: v for iri, v in graph.events.items() if v.status in ("actual", "announced")}
    events = happened if facts_only else graph.events
    for iri, event in events.items():
        result.add_node(iri, **_event(event, graph.name(iri)))
    for fact in graph.facts():
        if fact.object and (fact.plain or not facts_only) and fact.subject in result and fact.object in result:
            key = fact.predicate if fact.plain else f"{fact.status}:{fact.predicate}"
            result.add_edge(fact.subject, fact.object, key=key, **_edge(fact))
    for iri, event in events.items():
        for role, fillers in event.roles.items():
            for filler in fillers:
                if filler in result:
                    result.add_edge(iri, filler, key=role, kind="role", predicate=role, status=event.status)
    return result


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what is unknown and write days as text, so that every format can hold the rest."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items() if v is not None and v != ""}


def _event(event: Event, name: str) -> dict[str, Any]:
    return _present(
        {
            "kind": "event", "cls": event.cls, "name": name, "status": event.status,
            "quad_class": event_class(event.cls).quad, "time": event.time, "start": event.start, "end": event.end,
            "article": event.article, **event.numbers,
        }
    )  # fmt: skip


def _edge(fact: Fact) -> dict[str, Any]:
    return _present(
        {
            "kind": "fact" if fact.plain else "claim", "predicate": fact.predicate, "status": fact.status,
            "symmetric": relation(fact.predicate).symmetric, "predicate_text": fact.predicate_text,
            "support": fact.support, "denials": fact.denials, "confidence": fact.confidence,
            "attributed": fact.attributed, "articles": list(fact.articles), "sources": list(fact.sources),
            "denied_by": list(fact.denied_by), "statements": list(fact.statements), "statuses": list(fact.statuses),
            "valid_from": fact.valid_from, "valid_until": fact.valid_until, "as_of": fact.as_of,
        }
    )  # fmt: skip


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
        graph = held.graph
        for _, values in graph.nodes(data=True):
            _flatten(values)
        for _, _, values in graph.edges(data=True):
            _flatten(values)
        # The pure Python writer: the other one is used only where lxml is installed and differs in its bytes.
        nx.write_graphml_xml(graph, stream)


@loaders.register("node-link")
class NodeLinkFile(_GraphFile):
    """Node-link JSON, which networkx, D3 and Cytoscape.js read."""

    name = "node-link"
    suffixes = (".json",)

    def _render(self, held: NetworkxStore, stream: BinaryIO) -> None:
        data = nx.node_link_data(held.graph, edges="edges")
        stream.write(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n")


def _flatten(values: dict[str, Any]) -> None:
    for key, value in values.items():
        flat = "; ".join(map(str, value)) if isinstance(value, list) else value
        values[key] = _NOT_XML.sub("\ufffd", flat) if isinstance(flat, str) else flat
