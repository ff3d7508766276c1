"""The sample articles in a real Neo4j: no threat among the facts."""

from __future__ import annotations

import pytest
from neo4j_server import Neo4jServer
from test_neo4j import connect, empty

from kg.statements import Extraction

pytestmark = pytest.mark.live


def test_what_was_only_threatened_is_not_ended(neo4j_server: Neo4jServer, samples: tuple[Extraction, ...]) -> None:
    empty(neo4j_server)
    with connect(neo4j_server) as store:
        store.write(samples)
        _, ended = store.query("MATCH (a)-[:TERMINATES]->(b) RETURN a.name, b.name")
        _, threatened = store.query("MATCH (a)-[:THREATENED {predicate: 'terminates'}]->(b) RETURN a.name, b.name")
    empty(neo4j_server)
    assert threatened
    assert not set(threatened) & set(ended)
    assert not any("liaison office" in what or "military agreement" in what for _, what in ended)
