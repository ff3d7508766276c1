"""Where many articles are written, the data are let go of now and then: what is written is the same."""

from __future__ import annotations

import threading
from pathlib import Path

import pyoxigraph
import pytest

from benchmarks.invented import invented
from kg.statements import Extraction
from loaders import rdf_store
from loaders.rdf_store import OxigraphStore

ARTICLES = 48


@pytest.fixture(scope="module")
def corpus() -> tuple[Extraction, ...]:
    return tuple(invented(ARTICLES))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every opening of the data after the first."""
    monkeypatch.setattr(rdf_store, "_AGAIN", 16)
    monkeypatch.setattr(OxigraphStore, "batch_size", 16)
    seen: list[str] = []
    again = rdf_store.StoreDirectory.data_again

    def noted(self: rdf_store.StoreDirectory) -> pyoxigraph.Store:
        seen.append(str(self.path))
        return again(self)

    monkeypatch.setattr(rdf_store.StoreDirectory, "data_again", noted)
    return seen


def test_what_is_written_is_the_same(corpus: tuple[Extraction, ...], opened: list[str], tmp_path: Path) -> None:
    with OxigraphStore() as memory, OxigraphStore(tmp_path / "graph") as store:
        memory.write(corpus)
        assert not opened
        assert store.write(corpus).added == ARTICLES
        assert len(opened) == 3
        assert {q for g in store.graph_names() for q in store.quads(g)} == {
            q for g in memory.graph_names() for q in memory.quads(g)
        }
        assert store.write(corpus).unchanged == ARTICLES
    with OxigraphStore(tmp_path / "graph", read_only=True) as store:
        assert [x.article.id for x in store.extractions()] == sorted(x.article.id for x in corpus)


def test_one_may_read_on_while_others_are_written(
    corpus: tuple[Extraction, ...], opened: list[str], tmp_path: Path
) -> None:
    with OxigraphStore(tmp_path / "graph") as store:
        store.write(corpus[:4])
        reading, quads = store.extractions(), store.quads(store.graph_names()[0])
        first, quad = next(reading), next(quads)
        store.write(corpus[4:])
        assert opened
        assert [first, *reading] == [store.extraction(x) for x in sorted(x.article.id for x in corpus[:4])]
        assert quad not in list(quads)


def test_a_thread_that_reads_is_waited_for(
    corpus: tuple[Extraction, ...], opened: list[str], tmp_path: Path
) -> None:
    with OxigraphStore(tmp_path / "graph") as store:
        store.write(corpus[:1])
        reading, written = threading.Event(), threading.Event()

        def read() -> None:
            held = store._data.quads_for_pattern(None, None, None, None)
            next(held)
            reading.set()
            written.wait(1)

        thread = threading.Thread(target=read)
        thread.start()
        reading.wait()
        assert store.write(corpus[1:]).added == ARTICLES - 1
        assert len(opened) == 2
        thread.join()


def test_not_after_a_query_that_may_still_run(
    corpus: tuple[Extraction, ...], opened: list[str], tmp_path: Path
) -> None:
    with OxigraphStore(tmp_path / "graph") as store:
        store.query("ASK { ?s ?p ?o }", timeout=5)
        store.write(corpus)
        assert not opened
