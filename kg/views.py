"""Views of a graph for networkx: its facts, all that is claimed with the status of each, its events.

Each is a `networkx.MultiDiGraph` whose nodes are IRIs. The same articles give the same view, node for node and
attribute for attribute, whether the graph was just built or comes from a store or a file (`kg.read`). Unknown
attributes are left out; days are ISO 8601 text and lists are lists of text, as JSON has them. GraphML and GEXF know no
lists: `flattened` joins each to one text.

*Nodes* of entities carry ``kind`` (``"entity"``), ``cls``, ``types`` (all that articles give it), ``name``,
``aliases``, ``same_as``, ``mentions`` and ``articles`` (how many). Nodes of events carry ``kind`` (``"event"``),
``cls``, ``name``, ``status``, ``quad_class``, ``time`` (TIMEX3), ``start`` and ``end`` (first and last possible day),
``article``, the event's figures (``deaths``, ``amount`` …) and what its statements weigh, as below.

*What statements weigh*, on every edge that rests on statements: ``statements`` (their IRIs, sorted),
``statement_count``, ``articles`` (IRIs, sorted), ``article_count``, ``confidence`` (0-1, of the surest) and
``mean_confidence``, ``first_reported`` and ``last_reported`` (days on which an article with it was published),
``first_day`` and ``last_day`` (days on which it happened or held, where the articles say so).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import fmean
from typing import Any, TypeVar

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from kg.facts import EDGE_STATUSES, Fact
from kg.graph import KnowledgeGraph
from kg.statements import Entity, Event, Statement
from ontology import STATUSES, event_class, relation, using

__all__ = [
    "REAL",
    "claim_attributes",
    "entity_attributes",
    "event_attributes",
    "event_view",
    "fact_view",
    "flattened",
    "known",
    "role_attributes",
    "status_view",
    "weight",
]

G = TypeVar("G", bound="nx.Graph[str]")
#: Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Statuses of events that happened or that their own actors have announced.
REAL = ("actual", "announced")


def fact_view(graph: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """Return the plain edges: what is asserted or announced and denied by nobody.

    Parameters
    ----------
    graph : KnowledgeGraph

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are the entities and events that an edge joins. An edge leads from subject to object, its key is the
        predicate. It carries ``kind`` (``"fact"``), ``predicate``, ``predicate_text`` (the words used most),
        ``symmetric``, ``status`` (``"actual"``, ``"announced"``), ``support`` and ``denials`` (numbers of statements),
        ``sources`` and ``denied_by`` (IRIs), ``attributed`` (whether no article says it in its own voice),
        ``statuses``, ``valid_from``, ``valid_until``, ``as_of``, and what the statements weigh.

    Examples
    --------
    >>> fact_view(KnowledgeGraph([])).number_of_edges()
    0
    """
    return _claims(graph, [f for f in graph.facts() if f.plain])


def status_view(graph: KnowledgeGraph, statuses: Collection[str] = EDGE_STATUSES) -> nx.MultiDiGraph[str]:
    """Return every claim with its status: facts, and what was threatened, planned, denied, said to be possible.

    Parameters
    ----------
    graph : KnowledgeGraph
    statuses : collection of str
        Those wanted, of `kg.facts.EDGE_STATUSES`.

    Returns
    -------
    networkx.MultiDiGraph
        As `fact_view`; but the key of an edge that is no fact begins with its status (``"threatened:terminates"``)
        and its ``kind`` is ``"claim"``.

    Raises
    ------
    ValueError
        For a status that there is not.
    """
    if unknown := set(statuses) - set(EDGE_STATUSES):
        raise ValueError(f"no status {sorted(unknown)}; known: {', '.join(EDGE_STATUSES)}")
    return _claims(graph, [f for f in graph.facts() if f.status in statuses])


def event_view(graph: KnowledgeGraph, statuses: Collection[str] = REAL) -> nx.MultiDiGraph[str]:
    """Return events and who and what takes part in each.

    Parameters
    ----------
    graph : KnowledgeGraph
    statuses : collection of str
        Of the events wanted, of `ontology.STATUSES`; by default those that happened or were announced.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are the events, and the entities and events in their roles. An edge leads from an event to what fills a
        role, its key is the role. It carries ``kind`` (``"role"``), ``predicate`` (the role), ``status`` of the event
        and ``article``. An event that fills a role of a wanted one is there whatever its own status.

    Raises
    ------
    ValueError
        For a status that there is not.
    """
    if unknown := set(statuses) - {*STATUSES, "contested"}:
        raise ValueError(f"no status of events {sorted(unknown)}; known: {', '.join(STATUSES)}")
    wanted = [v for v in graph.events.values() if v.status in statuses]
    fillers = {filler for v in wanted for named in v.roles.values() for filler in named}
    result = nx.MultiDiGraph(licence=graph.licence)
    _add_nodes(result, graph, fillers | {v.id for v in wanted})
    for event in wanted:
        for role, named in sorted(event.roles.items()):
            for filler in sorted(named):
                if filler in result:
                    result.add_edge(event.id, filler, key=role, **role_attributes(event, role))
    return result


def _claims(graph: KnowledgeGraph, facts: Sequence[Fact]) -> nx.MultiDiGraph[str]:
    result = nx.MultiDiGraph(licence=graph.licence)
    edges = [f for f in facts if f.object]
    _add_nodes(result, graph, {end for f in edges for end in (f.subject, f.object)})
    with using(graph.extension):
        for fact in edges:
            key = fact.predicate if fact.plain else f"{fact.status}:{fact.predicate}"
            result.add_edge(fact.subject, fact.object, key=key, **claim_attributes(graph, fact))
    return result


def _add_nodes(result: nx.MultiDiGraph[str], graph: KnowledgeGraph, iris: Iterable[str]) -> None:
    with using(graph.extension):
        for iri in sorted(iris):
            if iri in graph.entities:
                result.add_node(iri, **entity_attributes(graph, graph.entities[iri]))
            elif iri in graph.events:
                result.add_node(iri, **event_attributes(graph, graph.events[iri]))


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what is unknown and write days as text, so that every format can hold the rest."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items() if v is not None and v != ""}


def entity_attributes(graph: KnowledgeGraph, entity: Entity) -> dict[str, Any]:
    """Return what the node of an entity carries; see the module for each."""
    return {
        "kind": "entity", "cls": entity.cls, "types": list(graph.types(entity.id)), "name": entity.name,
        "aliases": list(entity.aliases), "same_as": list(entity.same_as), "mentions": len(entity.mentions),
        "articles": len({m.article for m in entity.mentions}),
    }  # fmt: skip


def event_attributes(graph: KnowledgeGraph, event: Event) -> dict[str, Any]:
    """Return what the node of an event carries; see the module for each."""
    weighed = weight(graph, graph.statements_of_event(event.id))
    return known(
        {
            **weighed, "kind": "event", "cls": event.cls, "name": graph.name(event.id), "status": event.status,
            "quad_class": event_class(event.cls).quad, "time": event.time, "start": event.start, "end": event.end,
            "article": event.article, **event.numbers,
        }
    )  # fmt: skip


def role_attributes(event: Event, role: str) -> dict[str, Any]:
    """Return what the edge from an event to what fills a role carries."""
    return {"kind": "role", "predicate": role, "status": event.status, "article": event.article}


def claim_attributes(graph: KnowledgeGraph, fact: Fact) -> dict[str, Any]:
    """Return what the edge of a claim carries; see `fact_view`."""
    weighed = weight(graph, [graph.statements[iri] for iri in fact.statements])
    return known(
        {
            **weighed, "kind": "fact" if fact.plain else "claim", "predicate": fact.predicate, "status": fact.status,
            "symmetric": relation(fact.predicate).symmetric, "predicate_text": fact.predicate_text,
            "support": fact.support, "denials": fact.denials, "confidence": fact.confidence,
            "mean_confidence": fact.mean_confidence, "attributed": fact.attributed, "sources": list(fact.sources),
            "denied_by": list(fact.denied_by), "statuses": list(fact.statuses), "valid_from": fact.valid_from,
            "valid_until": fact.valid_until, "as_of": fact.as_of,
        }
    )  # fmt: skip


def weight(graph: KnowledgeGraph, statements: Iterable[Statement]) -> dict[str, Any]:
    """Return what some statements weigh: how many, in how many articles, how sure, from when to when.

    Parameters
    ----------
    graph : KnowledgeGraph
        Of which they are.
    statements : iterable of Statement

    Returns
    -------
    dict of str to object
        The attributes that the module lists; confidences and days only where there are any.
    """
    said = sorted({s.id: s for s in statements}.values(), key=lambda s: s.id)
    articles = sorted({s.article for s in said})
    reported = sorted(day for day in map(graph.published, articles) if day)
    days = sorted(day for s in said for day in _days(graph, s))
    confidences = [round(s.confidence, 4) for s in said]
    return known(
        {
            "statements": [s.id for s in said], "statement_count": len(said), "articles": articles,
            "article_count": len(articles), "confidence": max(confidences, default=None),
            "mean_confidence": round(fmean(confidences), 4) if confidences else None,
            "first_reported": min(reported, default=None), "last_reported": max(reported, default=None),
            "first_day": min(days, default=None), "last_day": max(days, default=None),
        }
    )  # fmt: skip


def _days(graph: KnowledgeGraph, statement: Statement) -> Iterable[date]:
    """Return the days of the event of which a statement is told; of one without, those on which it holds."""
    event = graph.events.get(statement.event)
    of_event = [d for d in (event.start, event.end) if d] if event else []
    own = (statement.valid_from, statement.valid_until, statement.as_of)
    return [d.date() if isinstance(d, datetime) else d for d in of_event or own if d]


def flattened(view: G) -> G:
    """Return a copy for formats of XML, such as GraphML and GEXF: each list as one text, joined with semicolons.

    Parameters
    ----------
    view : networkx.Graph
        Of any kind; it stays as it is.

    Examples
    --------
    >>> nx.write_graphml(flattened(fact_view(KnowledgeGraph([]))), "facts.graphml")  # doctest: +SKIP
    """
    result: G = view.copy()
    for _, values in result.nodes(data=True):
        values.update({k: _flat(v) for k, v in values.items()})
    for *_, values in result.edges(data=True):
        values.update({k: _flat(v) for k, v in values.items()})
    return result


def _flat(value: Any) -> Any:
    flat = "; ".join(map(str, value)) if isinstance(value, list) else value
    return _NOT_XML.sub("\ufffd", flat) if isinstance(flat, str) else flat
