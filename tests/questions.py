"""The questions of ``ontology/queries`` once more, in plain Python over the extractions and their networkx views.

A third reading beside SPARQL and Cypher, of what each question means. Rows are as `OxigraphStore.query` gives
them: names, numbers, days as ISO text, None for what is unknown; each once, in any order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any

import networkx as nx

from kg.facts import Claim, claim_of
from kg.graph import KnowledgeGraph
from kg.networks import quotation_network, signed_network
from kg.statements import Event, Statement
from kg.views import event_view, fact_view
from ontology import STATUSES

__all__ = ["QUESTIONS", "answer"]

Rows = Iterator[tuple[Any, ...]]
Question = Callable[[KnowledgeGraph], Rows]
QUESTIONS: dict[str, Question] = {}


def answer(name: str, graph: KnowledgeGraph) -> set[tuple[Any, ...]]:
    """Answer a question of a graph."""
    return {tuple(v.isoformat() if isinstance(v, date) else v for v in row) for row in QUESTIONS[name](graph)}


def _question(function: Question) -> Question:
    QUESTIONS[function.__name__] = function
    return function


def _or_none(found: Any) -> list[Any]:
    return list(found) or [None]


def _named(graph: KnowledgeGraph, event: Event, *roles: str) -> list[str]:
    return [graph.name(f) for role in roles for f in event.roles.get(role, ())]


def _told(graph: KnowledgeGraph, s: Statement) -> tuple[str, str, str]:
    return graph.name(s.subject), s.predicate, graph.name(s.object)


def _same_claim(graph: KnowledgeGraph) -> dict[Claim, list[Statement]]:
    found = defaultdict(list)
    for s in graph.statements.values():
        claim = claim_of(s)
        if claim is not None and claim.object:
            found[claim].append(s)
    return found


@_question
def q01(graph: KnowledgeGraph) -> Rows:
    for subject, object_, data in fact_view(graph).edges(data=True):
        if data["predicate"] in ("severs", "terminates"):
            yield graph.name(subject), data["predicate"], graph.name(object_), data["status"]


@_question
def q02(graph: KnowledgeGraph) -> Rows:
    for threat in graph.events.values():
        if threat.cls != "Threaten":
            continue
        for content in (graph.events[c] for c in threat.roles.get("content", ()) if c in graph.events):
            for who, whom, condition in product(
                _named(graph, threat, "actor"),
                _named(graph, threat, "recipient"),
                _or_none(_named(graph, content, "condition")),
            ):
                yield who, whom, graph.name(content.id), content.status, threat.start, condition


@_question
def q03(graph: KnowledgeGraph) -> Rows:
    for s in graph.statements.values():
        for a in s.attribution:
            if "MediaOrganization" in graph.types(a.source):
                for origin in _or_none(graph.name(b.source) for b in s.attribution if b.order == a.order + 1):
                    yield graph.name(a.source), s.quote, s.modality, origin, a.said_on


@_question
def q04(graph: KnowledgeGraph) -> Rows:
    for said in _same_claim(graph).values():
        asserted = [s for s in said if s.modality == "asserted"]
        for x in (s for s in asserted if s.polarity == "positive"):
            for y in (s for s in asserted if s.polarity == "negative"):
                for by, denied_by in product(_or_none(x.attribution), _or_none(y.attribution)):
                    yield (
                        *_told(graph, x), graph.name(by.source) if by else None,
                        graph.name(denied_by.source) if denied_by else None,
                    )  # fmt: skip


@_question
def q05(graph: KnowledgeGraph) -> Rows:
    facts = fact_view(graph)
    for s in graph.statements.values():
        if s.predicate == "holdsPosition" and s.licensed and s.object:
            edges = facts.out_edges(s.object, data="predicate") if s.object in facts else ()
            for where in _or_none(graph.name(place) for _, place, p in edges if p == "positionIn"):
                yield graph.name(s.subject), graph.name(s.object), where, s.valid_from or s.as_of, s.valid_until


@_question
def q06(graph: KnowledgeGraph) -> Rows:
    facts, events = fact_view(graph), event_view(graph)
    for event, x, role in events.edges(data="predicate"):
        data = events.nodes[event]
        if role not in ("actor", "recipient", "theme") or "end" not in data or data["status"] not in _REAL:
            continue
        led = [land for _, land, p in facts.out_edges(x, data="predicate") if p == "leads"] if x in facts else []
        for land in (x, *led):
            if "Country" in graph.types(land):
                yield graph.name(land), data.get("start"), data["end"], data["name"]


_REAL = ("actual", "announced")


@_question
def q07(graph: KnowledgeGraph) -> Rows:
    for s in graph.statements.values():
        if s.predicate == "supervises" and s.licensed and s.object:
            who, _, what = _told(graph, s)
            for a in _or_none(s.attribution):
                yield (
                    who, what, s.article, s.sentence, s.start, s.end, s.quote, s.confidence, s.extractor,
                    graph.name(a.source) if a else None, a.order if a else None,
                )  # fmt: skip


@_question
def q08(graph: KnowledgeGraph) -> Rows:
    for said in _same_claim(graph).values():
        for x, y in product(said, said):
            if x.modality not in ("announced", "planned", "threatened"):
                continue
            first, then = graph.published(x.article), graph.published(y.article)
            if (y.modality, y.polarity) == ("asserted", "positive") and first and then and first < then:
                yield *_told(graph, x), x.modality, first, then


@_question
def q09(graph: KnowledgeGraph) -> Rows:
    sources = defaultdict(set)
    for s in graph.statements.values():
        if (s.modality, s.polarity) == ("asserted", "positive") and s.object:
            last = max((a.order for a in s.attribution), default=0)
            sources[_told(graph, s)] |= {a.source for a in s.attribution if a.order == last}
    yield from ((*told, len(found)) for told, found in sources.items() if len(found) > 1)


def _pairs(graph: KnowledgeGraph) -> Iterator[tuple[str, str, Event, str]]:
    events = event_view(graph, ("actual",))
    for actor, recipient, data in signed_network(graph).edges(data=True):
        for iri in data["events"]:
            yield graph.name(actor), graph.name(recipient), graph.events[iri], events.nodes[iri]["quad_class"]


@_question
def q10(graph: KnowledgeGraph) -> Rows:
    found = defaultdict(set)
    for actor, recipient, event, quad in _pairs(graph):
        found[actor, recipient, quad].add(event.id)
    yield from ((*key, len(events)) for key, events in found.items())


@_question
def q11(graph: KnowledgeGraph) -> Rows:
    located: nx.DiGraph[str] = nx.DiGraph()
    ended = set()
    for subject, object_, data in fact_view(graph).edges(data=True):
        if data["predicate"] == "locatedIn":
            located.add_edge(subject, object_)
        elif data["predicate"] == "terminates":
            ended.add(object_)
    for s in graph.statements.values():
        if (s.predicate, s.modality) == ("terminates", "threatened") and s.object in set(located) - ended:
            reached = nx.descendants(located, s.object)
            if any(located.has_edge(place, s.object) for place in (s.object, *reached)):
                reached.add(s.object)
            yield from ((graph.name(s.object), graph.name(place)) for place in reached)


@_question
def q12(graph: KnowledgeGraph) -> Rows:
    network = quotation_network(graph)
    statements, articles = defaultdict(set), defaultdict(set)
    for quoter, quoted, data in network.edges(data=True):
        if network.nodes[quoter]["kind"] != "article":
            key = network.nodes[quoter]["name"], network.nodes[quoted]["name"]
            statements[key].update(data["statements"])
            articles[key].update(data["articles"])
    yield from ((*key, len(found), len(articles[key])) for key, found in statements.items())


@_question
def q13(graph: KnowledgeGraph) -> Rows:
    found = defaultdict(set)
    for s in graph.statements.values():
        how = "not so" if s.polarity == "negative" else s.modality
        for a in s.attribution:
            if a.order == 1:
                found[graph.name(a.source), graph.name(s.subject), how].add(s.id)
    yield from ((*key, len(said)) for key, said in found.items())


@_question
def q14(graph: KnowledgeGraph) -> Rows:
    for s in graph.statements.values():
        if s.polarity == "negative" and s.object:
            for a in s.attribution:
                if a.speech_act == "deny":
                    yield graph.name(a.source), *_told(graph, s), graph.published(s.article), s.quote


@_question
def q15(graph: KnowledgeGraph) -> Rows:
    events = event_view(graph, STATUSES)
    for event, x, role in events.edges(data="predicate"):
        data = events.nodes[event]
        if role in ("actor", "recipient", "theme") and "start" in data and "Agent" in events.nodes[x].get("types", ()):
            yield graph.name(x), data["start"], role, data["cls"], data["status"], data["name"]


@_question
def q16(graph: KnowledgeGraph) -> Rows:
    named = {e.id for e in graph.entities.values() if any(m.kind == "name" for m in e.mentions)}
    for s in graph.statements.values():
        if s.object:
            for source in {a.source for a in s.attribution} - named:
                yield graph.name(source), *_told(graph, s), s.modality, graph.published(s.article), s.quote


@_question
def q17(graph: KnowledgeGraph) -> Rows:
    for v in graph.events.values():
        deaths, injured = v.numbers.get("deaths"), v.numbers.get("injured")
        if deaths is None and injured is None:
            continue
        said = graph.statements_of_event(v.id)
        sources = {graph.name(a.source) for s in said for a in s.attribution if a.order == 1}
        for place, source in product(_or_none(_named(graph, v, "place")), _or_none(sources)):
            yield graph.name(v.id), v.status, v.start, place, deaths, injured, source


@_question
def q18(graph: KnowledgeGraph) -> Rows:
    for v in graph.events.values():
        amount, unit = v.numbers.get("amount"), v.numbers.get("unit", "")
        if amount is None or not (isinstance(unit, str) and re.fullmatch("[A-Z]{3}", unit)):
            continue
        for payer, receiver in product(
            _or_none(_named(graph, v, "actor")), _or_none(_named(graph, v, "recipient"))
        ):
            yield amount, unit, v.cls, v.status, v.start, payer, receiver, graph.name(v.id)


@_question
def q19(graph: KnowledgeGraph) -> Rows:
    for v in graph.events.values():
        if v.cls in ("Accuse", "Charge"):
            fillers = _or_none(f for role in ("content", "theme") for f in v.roles.get(role, ()))
            accusers = _or_none(_named(graph, v, "actor"))
            for accused, accuser, filler in product(_named(graph, v, "recipient"), accusers, fillers):
                stands = graph.events[filler].status if filler in graph.events else None
                yield accused, accuser, v.cls, v.status, v.start, graph.name(filler) if filler else None, stands


@_question
def q20(graph: KnowledgeGraph) -> Rows:
    publishers = {a.id: a.publisher or None for a in graph.articles}
    for _, _, data in fact_view(graph).edges(data=True):
        for s in (graph.statements[iri] for iri in data["statements"]):
            if s.licensed:
                day = graph.published(s.article)
                yield *_told(graph, s), s.modality, day, publishers[s.article], s.article


@_question
def q21(graph: KnowledgeGraph) -> Rows:
    found = defaultdict(set)
    for actor, recipient, event, quad in _pairs(graph):
        if event.start and quad in ("MaterialConflict", "VerbalConflict"):
            found[event.start.isoformat()[:7], actor, recipient, quad].add(event.id)
    yield from ((*key, len(events)) for key, events in found.items())
