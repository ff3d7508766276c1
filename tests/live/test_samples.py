"""The sample articles in a real Neo4j: the same answers as in Oxigraph, and no threat among the facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_server import Neo4jServer
from test_neo4j import NAMES, connect, empty, text

from kg.config import Config
from kg.pipeline import Pipeline, extract
from kg.statements import Extraction
from loaders.neo4j_store import Neo4jStore
from loaders.rdf_store import OxigraphStore

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def samples(pipeline: Pipeline) -> tuple[Extraction, ...]:
    """What the sample articles say."""
    found = tuple(extract([ROOT / "examples" / "articles"], config=Config(), pipeline=pipeline))
    assert all(isinstance(x, Extraction) for x in found)
    return tuple(x for x in found if isinstance(x, Extraction))


@pytest.fixture(scope="module")
def loaded(neo4j_server: Neo4jServer, samples: tuple[Extraction, ...]) -> Iterator[Neo4jStore]:
    empty(neo4j_server)
    with connect(neo4j_server) as store:
        store.write(samples)
        yield store
    empty(neo4j_server)


@pytest.mark.parametrize("name", NAMES)
def test_the_questions_have_the_same_answers(loaded: Neo4jStore, samples: tuple[Extraction, ...], name: str) -> None:
    with OxigraphStore() as rdf:
        rdf.write(samples)
        expected = rdf.query(text(name, ".rq"))
    columns, rows = loaded.query(text(name, ".cypher"))
    assert columns == expected.columns
    assert sorted(rows, key=repr) == sorted(expected.rows, key=repr)


def test_what_was_only_threatened_is_not_ended(loaded: Neo4jStore) -> None:
    _, ended = loaded.query("MATCH (a)-[:TERMINATES]->(b) RETURN a.name, b.name")
    _, threatened = loaded.query("MATCH (a)-[:THREATENED {predicate: 'terminates'}]->(b) RETURN a.name, b.name")
    assert threatened
    assert not set(threatened) & set(ended)
    assert not any("liaison office" in what or "military agreement" in what for _, what in ended)
