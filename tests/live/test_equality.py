"""The same truths everywhere: questions and views from Oxigraph, rdflib, Neo4j, networkx and JSON lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from generated_news import generated_news
from hypothesis import HealthCheck, given, settings
from neo4j_server import Neo4jServer
from networkx.utils import graphs_equal
from questions import QUESTIONS, answer
from rdflib import Dataset, Literal
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from strategies import corpora
from test_neo4j import clear, connect, empty

import kg
from kg import interchange
from kg.graph import KnowledgeGraph
from kg.networks import ego_network, quotation_network, signed_network
from kg.statements import Extraction
from kg.views import event_view, fact_view, status_view
from loaders._checks import canonical
from loaders.neo4j_store import Neo4jStore
from loaders.rdf_files import export
from loaders.rdf_store import OxigraphStore
from ontology import STATUSES, resource

Rows = list[tuple[Any, ...]]
#: rdflib 7.6 warns of what its own parsers do.
pytestmark = [pytest.mark.live, pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")]
COUNT = 1_000


@dataclass(frozen=True)
class Everywhere:
    """The same articles in every store."""

    extractions: tuple[Extraction, ...]
    jsonl: Path
    neo4j: Neo4jStore
    rdf: OxigraphStore
    dataset: Dataset
    graphs: Mapping[str, KnowledgeGraph]


def lines(found: Iterable[Extraction]) -> str:
    stream = io.StringIO()
    interchange.write(found, stream)
    return stream.getvalue()


def as_dataset(store: OxigraphStore, file: Path) -> Dataset:
    export(store, file)
    dataset = Dataset(default_union=True)
    dataset.parse(data=file.read_text("utf-8"), format="nquads")
    return dataset


@pytest.fixture(scope="module", params=["samples", "generated"])
def everywhere(
    request: pytest.FixtureRequest, neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everywhere]:
    generated = request.param == "generated"
    found = tuple(generated_news(COUNT)) if generated else request.getfixturevalue("samples")
    folder = tmp_path_factory.mktemp("everywhere")
    by_article = sorted(map(canonical, found), key=lambda x: x.article.id)
    (folder / "all.jsonl").write_text(lines(by_article), "utf-8")
    with OxigraphStore(folder / "graph") as store:
        store.write(found)
    empty(neo4j_server)
    login = {"NEO4J_USER": neo4j_server.user, "NEO4J_PASSWORD": neo4j_server.password}
    with (
        connect(neo4j_server) as neo4j,
        OxigraphStore(folder / "graph", read_only=True) as rdf,
        pytest.MonkeyPatch.context() as environment,
    ):
        neo4j.write(found)
        for name, value in login.items():
            environment.setenv(name, value)
        yield Everywhere(
            extractions=found, jsonl=folder / "all.jsonl", neo4j=neo4j, rdf=rdf,
            dataset=as_dataset(rdf, folder / "all.nq"),
            graphs={
                "built": KnowledgeGraph(found), "jsonl": kg.read(folder / "all.jsonl"),
                "neo4j": kg.read(neo4j_server.bolt), "oxigraph": kg.read(folder / "graph"),
            },
        )  # fmt: skip
    empty(neo4j_server)


def query(name: str, suffix: str) -> str:
    return resource("queries").joinpath(name + suffix).read_text("utf-8")


@cache
def prepared(name: str) -> Query:
    return prepareQuery(query(name, ".rq"))


def ask_rdflib(dataset: Dataset, name: str) -> Rows:
    return [tuple(map(plain, row)) for row in dataset.query(prepared(name))]  # type: ignore[arg-type]


def plain(term: Any) -> Any:
    value = term.toPython() if isinstance(term, Literal) else str(term) if term is not None else None
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def sorted_rows(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Sort rows, and make every number a float, for stores differ in how they give whole ones."""
    floats = (tuple(float(v) if isinstance(v, int | float) else v for v in row) for row in rows)
    return sorted(floats, key=repr)


def test_each_question_is_asked_in_three_languages() -> None:
    files = sorted(f.name for f in resource("queries").iterdir())
    assert files == sorted(name + suffix for name in QUESTIONS for suffix in (".rq", ".cypher"))
    assert len(QUESTIONS) == 21


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_has_the_same_answer_everywhere(everywhere: Everywhere, name: str) -> None:
    expected = everywhere.rdf.query(query(name, ".rq"))
    columns, rows = everywhere.neo4j.query(query(name, ".cypher"))
    assert rows, "the articles do not answer it"
    assert columns == expected.columns
    assert sorted_rows(rows) == sorted_rows(expected.rows)
    assert sorted_rows(answer(name, everywhere.graphs["jsonl"])) == sorted_rows(expected.rows)
    answered = ask_rdflib(everywhere.dataset, name)
    assert sorted_rows(answered) == sorted_rows(expected.rows)
    assert list(rows) == list(expected.rows), "the order of rows differs"
    assert answered == list(expected.rows), "the order of rows differs"


@pytest.fixture
def empty_neo4j(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    empty(neo4j_server)
    with connect(neo4j_server) as store:
        yield store
    empty(neo4j_server)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(corpus=corpora())
def test_the_questions_have_the_same_answers_on_anything(
    empty_neo4j: Neo4jStore, tmp_path_factory: pytest.TempPathFactory, corpus: tuple[Extraction, ...]
) -> None:
    clear(neo4j := empty_neo4j)
    with OxigraphStore() as rdf:
        neo4j.write(corpus)
        rdf.write(corpus)
        dataset = as_dataset(rdf, tmp_path_factory.mktemp("any") / "all.nq")
        graph = kg.read(rdf)
        for name in QUESTIONS:
            expected = sorted_rows(rdf.query(query(name, ".rq")).rows)
            assert sorted_rows(neo4j.query(query(name, ".cypher"))[1]) == expected, name
            assert sorted_rows(answer(name, graph)) == expected, name
            assert sorted_rows(ask_rdflib(dataset, name)) == expected, name


def test_the_questions_have_the_same_answers_under_the_strict_licence(neo4j_server: Neo4jServer) -> None:
    empty(neo4j_server)
    with connect(neo4j_server, "strict") as neo4j, OxigraphStore(licence="strict") as rdf:
        neo4j.write(generated_news(100))
        rdf.write(generated_news(100))
        graph = kg.read(neo4j)
        for name in QUESTIONS:
            expected = rdf.query(query(name, ".rq")).rows
            assert neo4j.query(query(name, ".cypher"))[1] == expected, name
            assert sorted_rows(answer(name, graph)) == sorted_rows(expected), name
        strict = {row[3] for row in rdf.query(query("q20", ".rq")).rows}
    empty(neo4j_server)
    assert strict == {"asserted"}


def views(graph: KnowledgeGraph) -> Iterator[tuple[str, Any]]:
    """Yield every view of a graph, by name."""
    network = signed_network(graph)
    busiest = max(network, key=lambda n: (network.degree(n), n))
    yield "all", graph.to_networkx()
    yield "facts", fact_view(graph)
    yield "status", status_view(graph)
    yield "events", event_view(graph)
    yield "all events", event_view(graph, STATUSES)
    yield "quotations", quotation_network(graph)
    yield "signed", network
    yield "ego", ego_network(graph, busiest, radius=2)
    for day_of in ("reported", "happened"):
        around = ego_network(
            graph, busiest, radius=2, start=date(2021, 3, 1), end=date(2021, 9, 1), day_of=day_of, facts_only=False
        )
        yield f"ego {day_of}", around


def test_the_views_are_the_same_from_everywhere(everywhere: Everywhere) -> None:
    expected = dict(views(everywhere.graphs["built"]))
    assert all(len(v) for v in expected.values())
    assert all(v.number_of_edges() for name, v in expected.items() if not name.startswith("ego "))
    for source, graph in everywhere.graphs.items():
        for name, view in views(graph):
            same = graphs_equal(view, expected[name])
            assert same, f"{name} from {source}"
            assert list(view.nodes) == list(expected[name].nodes), f"{name} from {source}"


@pytest.mark.parametrize("store", ["neo4j", "oxigraph"])
def test_jsonl_survives_byte_for_byte(everywhere: Everywhere, store: str) -> None:
    same = lines(everywhere.graphs[store].extractions).encode() == everywhere.jsonl.read_bytes()
    assert same, "some lines differ"
