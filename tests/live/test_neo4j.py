"""The Neo4j store against a real server."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from example_corpus import first_report, reports, second_report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import GraphDatabase
from neo4j_server import Neo4jServer, free_ports
from strategies import corpora, extractions

from kg import interchange
from kg.config import Config
from kg.errors import InterchangeError, StoreError, StoreUnreachableError, StoreVersionError
from kg.facts import Licence
from kg.graph import KnowledgeGraph
from kg.statements import Extraction
from loaders._checks import canonical
from loaders._neo4j_schema import edge_type
from loaders.neo4j_store import Neo4jStore
from loaders.rdf_store import OxigraphStore
from ontology import relations, resource, superclasses

pytestmark = pytest.mark.live
some = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
NAMES = [f"q{i:02}" for i in range(1, 12)]


def connect(server: Neo4jServer, licence: Licence | None = None) -> Neo4jStore:
    return Neo4jStore(server.bolt, server.user, server.password, licence=licence)


def cypher(server: Neo4jServer, query: str, **values: Any) -> list[Any]:
    """Ask past the store."""
    with GraphDatabase.driver(
        server.bolt, auth=(server.user, server.password), notifications_min_severity="OFF"
    ) as driver:
        return [tuple(r.values()) for r in driver.execute_query(query, values).records]  # type: ignore[arg-type]


def empty(server: Neo4jServer) -> None:
    cypher(server, "MATCH (n) DETACH DELETE n")


@pytest.fixture
def store(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    empty(neo4j_server)
    with connect(neo4j_server) as opened:
        yield opened


def clear(store: Neo4jStore) -> None:
    for article in list(store.articles()):
        store.forget(article.id)


def everything(store: Neo4jStore) -> Counter[str]:
    """Count all nodes by labels and properties, and all relationships by type, ends and properties."""
    _, nodes = store.query("MATCH (n) RETURN labels(n) AS l, properties(n) AS p")
    _, edges = store.query("MATCH (a)-[r]->(b) RETURN type(r) AS t, a.uri AS a, b.uri AS b, properties(r) AS p")
    labelled = (repr((sorted(labels), sorted(p.items()))) for labels, p in nodes)
    joined = (repr((t, a, b, sorted(p.items()))) for t, a, b, p in edges)
    return Counter([*labelled, *joined])


def text(name: str, suffix: str) -> str:
    return resource("queries").joinpath(name + suffix).read_text("utf-8")


def jsonl(found: Any) -> str:
    stream = io.StringIO()
    interchange.write(found, stream)
    return stream.getvalue()


@some
@given(corpus=corpora())
def test_jsonl_survives_byte_for_byte(store: Neo4jStore, corpus: tuple[Extraction, ...]) -> None:
    clear(store)
    store.write(corpus)
    assert jsonl(store.extractions()) == jsonl(map(canonical, corpus))


def edges(store: Neo4jStore) -> set[tuple[Any, ...]]:
    _, rows = store.query(
        "MATCH (a)-[r]->(b) WHERE r.view RETURN type(r), a.uri, b.uri, r.predicate, r.status, r.support"
    )
    assert len(rows) == len(set(rows)), "an edge is there twice"
    return set(rows)


@some
@given(
    steps=st.lists(st.one_of(extractions(most_statements=8), st.integers(0, 3)), min_size=1, max_size=5),
    licence=st.sampled_from(["default", "strict"]),
)
def test_any_history_gives_what_the_last_state_gives(
    neo4j_server: Neo4jServer, steps: list[Extraction | int], licence: Licence
) -> None:
    empty(neo4j_server)
    with connect(neo4j_server, licence) as store:
        for step in steps:
            if isinstance(step, Extraction):
                store.write([step])
            elif len(held := list(store.articles())) > step:
                store.forget(held[step].id)
        left = list(store.extractions())
        graph = KnowledgeGraph(left, licence=licence)
        assert edges(store) == {
            (edge_type(f.predicate, f.status, plain=f.plain), f.subject, f.object, f.predicate, f.status, f.support)
            for f in graph.facts()
            if f.object
        }
        _, rows = store.query(
            """MATCH (e:Entity)
               RETURN e.uri, e.name, coalesce(e.aliases, []), coalesce(e.sameAs, []), e.cls, labels(e)"""
        )
        assert {r[0]: (r[1], r[2], r[3], r[4]) for r in rows} == {
            iri: (e.name, list(e.aliases), list(e.same_as), e.cls) for iri, e in graph.entities.items()
        }
        for iri, *_, cls, labels in rows:
            assert {cls, *superclasses(cls)} <= set(labels), iri
        now = everything(store)
        empty(neo4j_server)
    with connect(neo4j_server, licence) as store:
        store.write(left)
        assert everything(store) == now


def test_loading_twice_changes_nothing(store: Neo4jStore) -> None:
    first = store.write(reports())
    before = everything(store)
    second = store.write(reports())
    assert everything(store) == before
    assert (first.added, second.unchanged, second.added, second.replaced) == (2, 2, 0, 0)
    assert before.total() > 300


def test_an_article_is_replaced_as_a_whole(store: Neo4jStore) -> None:
    full, first = reports()[1], first_report()
    short = replace(first, statements=first.statements[:3], dropped=())
    store.write([short])
    expected = everything(store)
    store.write([first, full])
    counts = store.write([short])
    assert (counts.replaced, counts.added) == (1, 0)
    assert store.forget(full.article.id)
    assert everything(store) == expected


def test_forgetting(store: Neo4jStore) -> None:
    store.write([first_report()])
    before = everything(store)
    store.write([second_report()])
    assert store.query("MATCH ()-[r:SEVERS]->() RETURN r.status")[1] == (("actual",),)
    assert store.forget(second_report().article.id)
    assert everything(store) == before
    assert store.query("MATCH ()-[r:SEVERS]->() RETURN r.status")[1] == (("announced",),)
    assert store.forget(first_report().article.id)
    assert not store.forget(first_report().article.id)
    assert [labels for labels, _ in _labels(store)] == ["TriplewireStore"]


def _labels(store: Neo4jStore) -> list[tuple[str, int]]:
    return [(r[0], r[1]) for r in store.query("MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) ORDER BY l")[1]]


def test_every_relationship_has_the_type_of_its_predicate(store: Neo4jStore) -> None:
    # Types given as values made Neo4j 5.26 store wrong ones, so what is stored is counted by type.
    store.write(reports())
    _, rows = store.query("MATCH ()-[r]->() WHERE r.view RETURN type(r), r.predicate, r.status, count(*)")
    found = {(kind, predicate, status): count for kind, predicate, status, count in rows}
    expected = Counter(
        (relations()[f.predicate].neo4j_type if f.plain else f.status.upper(), f.predicate, f.status)
        for f in KnowledgeGraph(reports()).facts()
    )
    assert found == dict(expected)
    assert sum(found.values()) == 19


def test_what_did_not_happen_is_no_plain_edge(store: Neo4jStore) -> None:
    store.write(reports())
    assert store.query("MATCH ()-[r:TERMINATES|MEETS_WITH|RESTRICTS|SENDS]->() RETURN r")[1] == ()
    assert store.query("MATCH (e:Terminate) RETURN e")[1] == ()
    _, rows = store.query("MATCH (a)-[r:THREATENED|PLANNED|CONTESTED|POSSIBLE]->(b) RETURN type(r), a.name, b.name")
    assert set(rows) == {
        ("THREATENED", "North Korea", "Morning Park"),
        ("PLANNED", "Han Ji Won", "leaflets"),
        ("CONTESTED", "South Korea", "drones"),
        ("POSSIBLE", "Kim Jong Un", "Moon Jae In"),
    }


def test_strict_licence_makes_announced_edges(neo4j_server: Neo4jServer) -> None:
    empty(neo4j_server)
    with connect(neo4j_server, "strict") as store:
        store.write([first_report()])
        assert store.query("MATCH ()-[r:ANNOUNCED]->() RETURN r.predicate")[1] == (("severs",),)
        assert store.query("MATCH ()-[r:SEVERS]->() RETURN r")[1] == ()
    with pytest.raises(StoreError, match="licence 'strict', not 'default'"):
        connect(neo4j_server, "default")


@pytest.mark.parametrize("name", NAMES)
def test_the_example_queries_give_what_sparql_gives(store: Neo4jStore, name: str) -> None:
    store.write(reports())
    with OxigraphStore() as rdf:
        rdf.write(reports())
        expected = rdf.query(text(name, ".rq"))
    columns, rows = store.query(text(name, ".cypher"))
    assert columns == expected.columns
    assert sorted(rows, key=repr) == sorted(expected.rows, key=repr)
    assert rows


def test_nodes_of_others_stay(store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    cypher(neo4j_server, "CREATE (:Article {title: 'mine'})-[:CITES]->(:Entity {uri: 'urn:mine', name: 'mine'})")
    store.write(reports())
    clear(store)
    assert cypher(neo4j_server, "MATCH (a)-[r]->(b) RETURN labels(a), type(r), b.name") == [
        (["Article"], "CITES", "mine")
    ]


def test_text_that_looks_like_cypher_stays_text(store: Neo4jStore) -> None:
    x = first_report()
    nasty = "x`}) DETACH DELETE n //' OR 1=1"
    entity = replace(x.entities[0], name=nasty, aliases=(nasty + "2",))
    store.write([replace(x, entities=(entity, *x.entities[1:]))])
    assert store.query("MATCH (e:Entity {name: $name}) RETURN e.aliases", name=nasty)[1] == (([nasty + "2"],),)


def test_constraints_and_indexes(store: Neo4jStore) -> None:
    _, found = store.query("SHOW CONSTRAINTS YIELD labelsOrTypes, type, properties")
    assert {r[0][0] for r in found if r[1] == "UNIQUENESS" and r[2] == ["uri"]} == {
        "Article", "Entity", "Eventuality", "Extraction", "Mention", "Statement", "TriplewireStore",
    }  # fmt: skip
    _, indexes = store.query("SHOW INDEXES YIELD name, state")
    assert {"entity_name", "entity_names", "statement_quotes", "statement_claim"} <= {r[0] for r in indexes}
    assert {r[1] for r in indexes} == {"ONLINE"}


def test_a_contradiction_leaves_nothing(store: Neo4jStore) -> None:
    x = first_report()
    with pytest.raises(InterchangeError):
        store.write([replace(x, statements=(replace(x.statements[0], predicate="adores"),))])
    assert list(store.articles()) == []


def test_queries_may_not_change_the_graph(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="read access mode"):
        store.query("CREATE (n:Entity {uri: 'urn:x'}) RETURN n")
    with pytest.raises(StoreError, match="Invalid input"):
        store.query("MATCH (n RETURN n")


def test_a_query_that_takes_too_long(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match=r"(?i)time|terminated"):
        store.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.5)


def test_a_wrong_password(neo4j_server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(StoreUnreachableError, match="refuses the login of 'neo4j'") as error,
    ):
        Neo4jStore(neo4j_server.bolt, "neo4j", "not-this-one")
    assert "not-this-one" not in str(error.value)
    assert "not-this-one" not in caplog.text


def test_the_password_is_not_shown(neo4j_server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), connect(neo4j_server) as store:
        store.write([])
        assert neo4j_server.password not in repr(store)
        assert neo4j_server.password not in repr(vars(store))
    assert neo4j_server.password not in caplog.text


def test_no_server() -> None:
    (port,) = free_ports(1)
    with pytest.raises(StoreUnreachableError, match="no Neo4j answers"):
        Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x")


def test_no_such_database(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreUnreachableError, match="no database 'elsewhere'"):
        Neo4jStore(neo4j_server.bolt, neo4j_server.user, neo4j_server.password, "elsewhere")


@pytest.mark.parametrize("address", ["localhost:7687", "ftp://localhost", "bolt//x"])
def test_no_address(address: str) -> None:
    with pytest.raises(StoreUnreachableError, match="is no address of Neo4j"):
        Neo4jStore(address, "neo4j", "x")


def test_the_address_of_the_browser_is_told_from_that_of_bolt() -> None:
    with pytest.raises(StoreUnreachableError, match=r"is the address of Neo4j Browser.*bolt://HOST:7687"):
        Neo4jStore("http://localhost:7474", "neo4j", "x")


def test_another_version(store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    cypher(neo4j_server, "MATCH (t:TriplewireStore) SET t.ontology = '9.9'")
    with pytest.raises(StoreVersionError, match=r"ontology 9\.9"):
        connect(neo4j_server)


def test_the_login_is_taken_from_the_environment(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    empty(neo4j_server)
    monkeypatch.setenv("NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with Neo4jStore.open(neo4j_server.bolt, Config(licence="strict")) as store:
        assert store.licence == "strict"
        assert repr(store) == f"<Neo4jStore {neo4j_server.bolt} as neo4j>"
