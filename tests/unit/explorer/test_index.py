"""The explorer's index holds what the graph says, however it came to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from example_corpus import reports

from kg.errors import StoreError
from kg.explorer.currency import bring_up_to_date
from kg.explorer.schema import FILE
from kg.graph import KnowledgeGraph
from kg.statements import Extraction
from loaders.rdf_store import OxigraphStore

EDGES = """SELECT s.iri, e.predicate, o.iri, e.status, e.plain, e.support, e.denials, e.articles, e.confidence
FROM edge e JOIN node s ON s.n = e.subject JOIN node o ON o.n = e.object ORDER BY 1, 2, 3"""
#: All that the index holds, without its own numbers.
ALL = (
    EDGES,
    "SELECT iri, name, class, event, statements FROM node ORDER BY iri",
    "SELECT node.iri, label.name FROM label JOIN node ON node.n = label.node ORDER BY 1, 2",
    "SELECT iri, title, publisher, day, statements FROM article ORDER BY iri",
    "SELECT t.iri, t.status, t.quote, s.iri, o.iri, v.iri FROM statement t JOIN node s ON s.n = t.subject"
    " LEFT JOIN node o ON o.n = t.object LEFT JOIN node v ON v.n = t.event ORDER BY t.iri",
    "SELECT t.iri, q.place, n.iri FROM source q JOIN statement t ON t.n = q.statement JOIN node n ON n.n = q.node"
    " ORDER BY 1, 2",
    "SELECT n.iri, v.status, v.first, v.last FROM event v JOIN node n ON n.n = v.node ORDER BY n.iri",
    "SELECT v.iri, r.role, n.iri FROM role r JOIN node v ON v.n = r.event JOIN node n ON n.n = r.node ORDER BY 1, 2, 3",
    "SELECT what, name, number FROM counted ORDER BY what, name",
    "SELECT n.iri, q.publisher, q.statements FROM quotation q JOIN node n ON n.n = q.speaker ORDER BY 1, 2",
)


def indexed(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path / FILE)) as index:
        return [index.execute(question).fetchall() for question in ALL]


def made(path: Path, extractions: Sequence[Extraction]) -> list[list[tuple[object, ...]]]:
    """Return what the index of a new graph holds."""
    with OxigraphStore(path) as store:
        store.write(extractions)
        bring_up_to_date(store, path)
    return indexed(path)


@pytest.fixture(scope="module")
def corpus() -> tuple[Extraction, ...]:
    return tuple(reports())


@pytest.fixture
def graph(tmp_path: Path, corpus: tuple[Extraction, ...]) -> Iterator[Path]:
    made(tmp_path / "graph", corpus)
    yield tmp_path / "graph"


def test_edges_are_the_facts_of_the_graph(graph: Path, corpus: tuple[Extraction, ...]) -> None:
    facts = [f for f in KnowledgeGraph(corpus).facts() if f.object]
    wanted = sorted(
        (f.claim.subject, f.predicate, f.claim.object, "fact" if f.status == "actual" else f.status, int(f.plain),
         f.support, f.denials, len(f.articles))
        for f in facts
    )  # fmt: skip
    with closing(sqlite3.connect(graph / FILE)) as index:
        found = index.execute(EDGES).fetchall()
    assert [row[:8] for row in found] == wanted
    assert len(wanted) > 5
    assert {row[3] for row in found} > {"fact"}


def test_the_index_is_the_same_after_articles_go_and_come_back(
    graph: Path, tmp_path: Path, corpus: tuple[Extraction, ...]
) -> None:
    before = indexed(graph)
    gone = corpus[: len(corpus) // 2]
    with OxigraphStore(graph) as store:
        for extraction in gone:
            store.forget(extraction.article.id)
        assert bring_up_to_date(store, graph).removed == len(gone)
    assert indexed(graph) == made(tmp_path / "rest", corpus[len(gone) :])
    with OxigraphStore(graph) as store:
        store.write(gone)
        assert bring_up_to_date(store, graph).read == len(gone)
    assert indexed(graph) == before


def test_only_what_was_written_since_is_read(graph: Path, corpus: tuple[Extraction, ...]) -> None:
    with OxigraphStore(graph) as store:
        assert bring_up_to_date(store, graph).read == 0
        first = store.extraction(corpus[0].article.id)
        assert first is not None
        less = Extraction(article=first.article, entities=first.entities, events=first.events)
        store.write([less])
        assert bring_up_to_date(store, graph).read == 1
    with closing(sqlite3.connect(graph / FILE)) as index:
        asked = "SELECT count(*) FROM statement t JOIN article a ON a.n = t.article WHERE a.iri = ?"
        assert index.execute(asked, (corpus[0].article.id,)).fetchone() == (0,)


def test_a_deleted_index_is_made_anew(graph: Path, corpus: tuple[Extraction, ...]) -> None:
    before = indexed(graph)
    (graph / FILE).unlink()
    with OxigraphStore(graph, read_only=True) as store:
        assert bring_up_to_date(store, graph).read == len(corpus)
    assert indexed(graph) == before


def test_a_damaged_index_is_named(graph: Path) -> None:
    (graph / FILE).write_bytes(b"no database" * 1000)
    with OxigraphStore(graph, read_only=True) as store, pytest.raises(StoreError, match=r"explorer\.sqlite.*delete it"):
        bring_up_to_date(store, graph)
