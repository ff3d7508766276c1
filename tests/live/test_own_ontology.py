"""Classes and relations of a user's own in a real Neo4j: types, labels, and what the database remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j_server import Neo4jServer

import kg
from kg.errors import StoreError
from kg.vocabulary import load_vocabulary
from loaders.neo4j_store import Neo4jStore

pytestmark = pytest.mark.live
FOLDER = Path(__file__).resolve().parents[2] / "examples" / "company-news"


def empty(server: Neo4jServer) -> None:
    with GraphDatabase.driver(server.bolt, auth=(server.user, server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


def test_company_news_in_neo4j(neo4j_server: Neo4jServer) -> None:
    server = neo4j_server
    own = load_vocabulary(FOLDER / "company.ttl", FOLDER / "company.toml")
    extractions = kg.build([FOLDER / "articles"], config=kg.Config(vocabulary=own)).extractions
    empty(server)
    with Neo4jStore(server.bolt, server.user, server.password, extension=own.extension) as store:
        assert store.write(extractions).added == 3
        _, rows = store.query("MATCH (a)-[:SUPPLIES]->(b) RETURN a.name, b.name ORDER BY a.name, b.name")
        assert ("Corvane Drives", "Halden Motors") in rows
        _, rows = store.query("MATCH (a)-[r:THREATENED {predicate: 'sues'}]->(b:Company) RETURN a.name, b.name")
        assert rows == (("Vanta Home", "Lumen Works"),)
        _, rows = store.query("MATCH (p:Product:Artifact {name: 'wall chargers'}) RETURN p.cls")
        assert rows == (("Product",),)
    with Neo4jStore(server.bolt, server.user, server.password) as store:  # it remembers the terms
        assert store.extension == own.extension
        assert sorted(store.extractions(), key=lambda x: x.article.id) == list(extractions)
        assert store.write(extractions).unchanged == 3
        assert all(store.forget(x.article.id) for x in extractions)
        assert store.query("MATCH ()-[r:SUPPLIES]->() RETURN count(r)")[1] == ((0,),)
    other = load_vocabulary(FOLDER / "company.ttl", replace=True).extension
    with pytest.raises(StoreError, match="with another ontology of your own"):
        Neo4jStore(server.bolt, server.user, server.password, extension=other)
    empty(server)
