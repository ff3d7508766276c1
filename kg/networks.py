"""Networks of actors for networkx: who quotes whom, who works with and against whom, what surrounds one of them.

Nodes carry what `kg.views` says of entities. The edges of one network have the same attributes whether
the graph was just built or comes from a store or a file (`kg.read`).

References
----------
.. [1] Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and Dataset", 2023 (quad classes).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Literal

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

from kg.errors import ConfigError
from kg.graph import KnowledgeGraph
from kg.statements import ArticleRecord, Event, Statement
from kg.views import entity_attributes, event_attributes, fact_view, status_view, weight
from ontology import event_class, using

__all__ = ["QUAD_CLASSES", "DayOf", "ego_network", "quotation_network", "quotations", "signed_network"]

#: The quad classes, and the attribute of an edge that counts the events of each.
QUAD_CLASSES: Mapping[str, str] = {
    "VerbalCooperation": "verbal_cooperation",
    "MaterialCooperation": "material_cooperation",
    "VerbalConflict": "verbal_conflict",
    "MaterialConflict": "material_conflict",
}
DayOf = Literal["reported", "happened"]


def quotation_network(graph: KnowledgeGraph) -> nx.DiGraph[str]:
    """Return who quotes whom.

    Parameters
    ----------
    graph : KnowledgeGraph

    Returns
    -------
    networkx.DiGraph
        An edge leads from the one who quotes to the one quoted: from the publisher of an article to those to whom
        the article itself attributes a statement, from these to those on whom they rest. Nodes are IRIs of entities
        and events, and ``publisher:NAME`` with ``kind`` ``"publisher"`` and ``name``; where the publisher is unknown,
        the IRI of the article, with ``kind`` ``"article"`` and its headline as ``name``. Edges carry ``speech_acts``
        (``"say"``, ``"deny"`` …), ``modalities`` and ``cues`` (words of saying), each sorted without repetition;
        ``denials``, the number of statements that are denied; and what the statements weigh, see `kg.views`.
    """
    found: dict[tuple[str, str], list[tuple[Statement, str, str]]] = {}
    articles = {a.id: a for a in graph.articles}
    result = nx.DiGraph(licence=graph.licence)
    for statement in graph.statements.values():
        article = articles[statement.article]
        for quoter, quoted, act, cue in quotations(statement, _publisher(article)):
            found.setdefault((quoter, quoted), []).append((statement, act, cue))
            if quoter not in result and not _node(result, graph, quoter):
                result.add_node(quoter, **_outlet(article))
            if quoted not in result:
                _node(result, graph, quoted)
    for (quoter, quoted), said in sorted(found.items()):
        statements = [s for s, _, _ in said]
        result.add_edge(
            quoter, quoted, speech_acts=sorted({act for _, act, _ in said}),
            cues=sorted({cue for _, _, cue in said if cue}), modalities=sorted({s.modality for s in statements}),
            denials=len({s.id for s in statements if s.polarity == "negative"}), **weight(graph, statements),
        )  # fmt: skip
    return _sorted(result)


def quotations(statement: Statement, publisher: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield who quotes whom in a statement's chain of sources, with the speech act and the words of saying.

    Parameters
    ----------
    statement : Statement
    publisher : str
        Whoever quotes the first of the chain.
    """
    orders = sorted({link.order for link in statement.attribution})
    for before, order in pairwise((0, *orders)):
        quoters = [a.source for a in statement.attribution if a.order == before] if before else [publisher]
        for link in statement.attribution:
            if link.order == order:
                yield from ((quoter, link.source, link.speech_act, link.cue) for quoter in quoters)


def _publisher(article: ArticleRecord) -> str:
    return f"publisher:{article.publisher}" if article.publisher else article.id


def _outlet(article: ArticleRecord) -> dict[str, Any]:
    if article.publisher:
        return {"kind": "publisher", "name": article.publisher}
    return {"kind": "article", "name": article.title or article.id}


def _node(result: nx.DiGraph[str], graph: KnowledgeGraph, iri: str) -> bool:
    """Add an entity or event of the graph; return whether it is one."""
    with using(graph.extension):
        if iri in graph.entities:
            result.add_node(iri, **entity_attributes(graph, graph.entities[iri]))
        elif iri in graph.events:
            result.add_node(iri, **event_attributes(graph, graph.events[iri]))
    return iri in graph.entities or iri in graph.events


def _sorted(network: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """Return the network with its nodes in order, whatever came first."""
    result = nx.DiGraph(**network.graph)
    result.add_nodes_from((n, network.nodes[n]) for n in sorted(network))
    result.add_edges_from(sorted(network.edges(data=True), key=lambda e: e[:2]))
    return result


def signed_network(graph: KnowledgeGraph, statuses: Collection[str] = ("actual",)) -> nx.DiGraph[str]:
    """Return who cooperates and who is in conflict with whom, from the quad classes of events [1]_.

    Parameters
    ----------
    graph : KnowledgeGraph
    statuses : collection of str
        Of the events that count; by default those alone that happened.

    Returns
    -------
    networkx.DiGraph
        An edge leads from the actor of events to their recipient. It carries ``verbal_cooperation``,
        ``material_cooperation``, ``verbal_conflict`` and ``material_conflict`` (numbers of events), ``cooperation``,
        ``conflict`` and ``event_count`` (sums of these), ``balance`` (their difference over their sum, from -1,
        conflict alone, to 1), ``sign`` (that of the balance: -1, 0, 1), ``events`` (their IRIs, sorted), and what the
        statements that tell of them weigh, see `kg.views`; there ``articles`` are those that tell of the events, with
        a statement or without, and ``first_day`` and ``last_day`` are days of the events.
    """
    pairs: dict[tuple[str, str], dict[str, Event]] = {}
    for event in graph.events.values():
        if event.status in statuses and event_class(event.cls).quad:
            for actor in event.roles.get("actor", ()):
                for recipient in event.roles.get("recipient", ()):
                    pairs.setdefault((actor, recipient), {})[event.id] = event
    result = nx.DiGraph(licence=graph.licence)
    for iri in sorted({iri for pair in pairs for iri in pair}):
        _node(result, graph, iri)
    for (actor, recipient), events in sorted(pairs.items()):
        if actor in result and recipient in result:
            result.add_edge(actor, recipient, **_signed(graph, events))
    return result


def _signed(graph: KnowledgeGraph, events: Mapping[str, Event]) -> dict[str, Any]:
    counts = dict.fromkeys(QUAD_CLASSES.values(), 0)
    for event in events.values():
        counts[QUAD_CLASSES[event_class(event.cls).quad]] += 1
    cooperation = counts["verbal_cooperation"] + counts["material_cooperation"]
    conflict = counts["verbal_conflict"] + counts["material_conflict"]
    weighed = weight(graph, [s for iri in events for s in graph.statements_of_event(iri)])
    articles = sorted({v.article for v in events.values()})
    reported = sorted(day for day in map(graph.published, articles) if day)
    days = sorted(day for v in events.values() for day in (v.start, v.end) if day)
    spans = {
        "first_reported": reported[:1], "last_reported": reported[-1:], "first_day": days[:1], "last_day": days[-1:]
    }  # fmt: skip
    return {
        **weighed, **counts, "cooperation": cooperation, "conflict": conflict, "event_count": len(events),
        "balance": round((cooperation - conflict) / len(events), 4),
        "sign": (cooperation > conflict) - (cooperation < conflict), "events": sorted(events), "articles": articles,
        "article_count": len(articles), **{k: day.isoformat() for k, found in spans.items() for day in found},
    }  # fmt: skip


def ego_network(
    graph: KnowledgeGraph, centre: str, *, radius: int = 1, start: date | None = None, end: date | None = None,
    day_of: DayOf = "reported", facts_only: bool = True,
) -> nx.MultiDiGraph[str]:  # fmt: skip
    """Return what surrounds one node, from what was told, or what happened, between two days.

    Parameters
    ----------
    graph : KnowledgeGraph
    centre : str
        IRI of an entity or event, or the name of an entity.
    radius : int
        Most steps away from the centre, whatever the direction of the edges.
    start, end : datetime.date, optional
        First and last day, both included; none is no limit.
    day_of : {"reported", "happened"}
        Whether days are those on which articles were published, or those on which the articles say that it
        happened or held. Where there is a limit, what has no such day is left out.
    facts_only : bool
        Whether to leave out what was threatened, planned, denied …

    Returns
    -------
    networkx.MultiDiGraph
        Part of `kg.views.fact_view` or `kg.views.status_view`: an edge is there if its days, from the first to the
        last, touch the range. Its status and figures are those of the whole graph, so a denial outside the range
        is not forgotten.

    Raises
    ------
    ConfigError
        If the graph has no such node, several are called so, or the first day is after the last.
    """
    if start and end and start > end:
        raise ConfigError(f"the first day, {start}, is after the last, {end}; give the earlier one first")
    node = _centre(graph, centre)
    view = fact_view(graph) if facts_only else status_view(graph)
    first, last = ("first_reported", "last_reported") if day_of == "reported" else ("first_day", "last_day")
    left_out = [
        (a, b, key) for a, b, key, d in view.edges(keys=True, data=True)
        if (start and d.get(last, "") < start.isoformat()) or (end and not "" < d.get(first, "") <= end.isoformat())
    ]  # fmt: skip
    view.remove_edges_from(left_out)
    _node(view, graph, node)
    near = nx.single_source_shortest_path_length(view.to_undirected(as_view=True), node, cutoff=radius)
    view.remove_nodes_from([n for n in view if n not in near])
    return view


def _centre(graph: KnowledgeGraph, wanted: str) -> str:
    found = graph.find(wanted)
    if not found:
        raise ConfigError(f"the graph knows nobody and nothing called {wanted!r}; give a name or an IRI of it")
    if len(found) > 1:
        raise ConfigError(f"several are called {wanted!r}: {', '.join(found)}; give the IRI of one")
    return found[0]
