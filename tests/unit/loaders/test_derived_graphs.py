"""The derived graphs follow from the articles alone, whatever was written, replaced and forgotten before."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import extractions

from kg.facts import Licence
from kg.graph import KnowledgeGraph
from kg.merging import types_of
from kg.statements import Extraction
from loaders.rdf_store import OxigraphStore
from ontology import namespace, relation

Triples = set[tuple[str, str, str]]
steps = st.lists(st.one_of(extractions(most_statements=8), st.integers(0, 3)), min_size=1, max_size=7)
LABELS = ("type", "prefLabel", "altLabel", "sameAs")


def triples(store: OxigraphStore, graph: str) -> Triples:
    return {(q.subject.value, q.predicate.value, q.object.value) for q in store.quads(graph)}  # type: ignore[union-attr]


def edges(found: Iterable[Extraction], licence: Licence, status: str) -> Triples:
    expected: Triples = set()
    for fact in KnowledgeGraph(found, licence=licence).facts(status):
        if fact.plain:
            expected.add((fact.subject, namespace() + fact.predicate, fact.object))
            if relation(fact.predicate).symmetric:
                expected.add((fact.object, namespace() + fact.predicate, fact.subject))
    return expected


def described(found: Iterable[Extraction]) -> Triples:
    found = list(found)
    expected: Triples = set()
    for iri, entity in KnowledgeGraph(found).entities.items():
        classes = {e.cls for x in found for e in x.entities if e.id == iri}
        values = {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": [namespace() + t for t in types_of(classes)],
            "http://www.w3.org/2004/02/skos/core#prefLabel": [entity.name],
            "http://www.w3.org/2004/02/skos/core#altLabel": entity.aliases,
            "http://www.w3.org/2002/07/owl#sameAs": entity.same_as,
        }
        expected.update((iri, p, v) for p, vs in values.items() for v in vs)
    return expected


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(steps=steps, licence=st.sampled_from(["default", "strict"]))
def test_any_history_gives_what_the_last_state_gives(steps: list[Extraction | int], licence: Licence) -> None:
    with OxigraphStore(licence=licence) as store:
        for step in steps:
            if isinstance(step, Extraction):
                store.write([step])
            elif len(held := list(store.articles())) > step:
                store.forget(held[step].id)
        left = list(store.extractions())
        assert triples(store, store.graphs.facts.value) == edges(left, licence, "actual")
        assert triples(store, store.graphs.announced.value) == edges(left, licence, "announced")
        assert triples(store, store.graphs.entities.value) == described(left)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one=extractions("art-0000000000000001", 8), other=extractions("art-0000000000000002", 8))
def test_forgetting_everything_leaves_nothing(one: Extraction, other: Extraction) -> None:
    with OxigraphStore() as store:
        store.write([one, other])
        for article in list(store.articles()):
            store.forget(article.id)
        assert store.query("SELECT * { ?s ?p ?o }").rows == ()
