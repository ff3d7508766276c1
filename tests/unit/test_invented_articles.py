"""Invented articles are always the same, keep to the format, and speak of the same things."""

from __future__ import annotations

from collections import Counter

from benchmarks.invented import STATEMENTS, invented
from kg.graph import KnowledgeGraph
from loaders._checks import check


def test_a_longer_run_begins_with_a_shorter_one() -> None:
    assert tuple(invented(5)) == tuple(invented(8))[:5]
    assert tuple(invented(5, seed=2)) != tuple(invented(5))


def test_they_keep_to_the_format() -> None:
    found = tuple(invented(20))
    for extraction in found:
        check(extraction)
    assert {len(x.statements) for x in found} == {STATEMENTS}


def test_articles_share_entities_and_claims() -> None:
    graph = KnowledgeGraph(tuple(invented(60)))
    named = Counter(e.id for x in graph.extractions for e in x.entities)
    assert max(named.values()) > 50
    assert min(named.values()) == 1
    assert any(len(f.articles) > 1 for f in graph.facts())
    assert {"actual", "announced", "planned", "threatened", "possible", "negated"} <= {f.status for f in graph.facts()}
