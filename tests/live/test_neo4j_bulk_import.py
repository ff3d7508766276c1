"""What ``kg export --format neo4j-admin`` writes, through the real importer: the graph that loading gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from example_corpus import reports
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from neo4j_import import imported, run_import
from neo4j_server import Neo4jServer
from strategies import extractions
from test_neo4j import connect, cypher, empty, everything, jsonl

from kg.statements import Dropped, Extraction
from loaders._checks import canonical
from loaders.neo4j_store import Neo4jStore
from loaders.rdf_store import OxigraphStore

KG = str(Path(sys.executable).with_name("kg"))
pytestmark = pytest.mark.live

#: Text that would be another cell, row, header, list or nothing at all if it were not written with care.
HOSTILE = (
    '"', '""', '","', "a,b", "a;b", "a|b", "line\nline", "line\r\nline", "\r", "\n", "\t", " ", "\\", '\\"', "\\n", "'",
    "uri:ID(Entity),:LABEL", ":START_ID", "name:string[]", "\ufeff", "\ufdd0", "\ufdd1 \ufdd2", "\ue000", "\x00",
    "\x1f", "\u2028", "\u0085", "\u202eevil", "\U0001f600", "e\u0301", "=1+1", "NULL", "null",
    "`) DETACH DELETE n //", "\\u0060",
)  # fmt: skip


def hostile() -> Extraction:
    """Return an extraction whose texts are the hostile ones, and some of a megabyte."""
    base = reports()[0]
    texts = [t for t in HOSTILE if t]
    names = [*texts, "x" * 100]
    entities = tuple(
        replace(e, name=names[i % len(names)], aliases=tuple(names[i::7])) for i, e in enumerate(base.entities)
    )
    long = "a quotation of a megabyte, " * 40_000
    statements = tuple(
        replace(s, predicate_text=texts[i % len(texts)], quote=long if i == 0 else texts[-1 - i % len(texts)])
        for i, s in enumerate(base.statements)
    )
    dropped = tuple(Dropped(article=base.article.id, stage="test", reason=t, text=t * 3, start=0, end=0) for t in texts)
    article = replace(base.article, title='"\n,:LABEL', publisher="\ufdd0", url='https://x.example/"')
    return replace(base, article=article, entities=entities, statements=statements, dropped=dropped)


def generated(count: int) -> list[Extraction]:
    """Draw extractions, each of an article of its own, that speak of the same few entities."""
    found: list[Extraction] = []

    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        found.append(data.draw(extractions(f"art-{len(found) + 16:016x}")))

    draw()
    return found


@pytest.fixture(scope="module")
def corpus(sample_graph: Path) -> list[Extraction]:
    """The sample articles, hostile ones, and generated ones."""
    with OxigraphStore(sample_graph, read_only=True) as store:
        samples = list(store.extractions())
    return [*samples, hostile(), reports()[1], *generated(30)]


@pytest.fixture(scope="module")
def bulk(corpus: list[Extraction], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server on a database that the real importer made of what the command exports."""
    place = tmp_path_factory.mktemp("bulk")
    with OxigraphStore(place / "graph") as store:
        assert store.write(corpus).added == len(corpus)
    command = [KG, "export", "graph", "--format", "neo4j-admin", "-o", "export"]
    done = subprocess.run(command, cwd=place, check=True, capture_output=True, text=True, timeout=300)
    assert done.stdout.startswith("cd export && neo4j-admin database import full neo4j --array-delimiter=")
    assert "--multiline-fields=nodes-Article.csv," in done.stdout
    with imported(place / "export", place / "home") as server:
        yield server


@pytest.fixture(scope="module")
def loaded(neo4j_server: Neo4jServer, corpus: list[Extraction]) -> Iterator[Neo4jStore]:
    """The articles as the loader loads them."""
    empty(neo4j_server)
    with connect(neo4j_server) as store:
        store.write(corpus)
        yield store
    empty(neo4j_server)


def test_every_node_and_edge_is_the_loaders(bulk: Neo4jServer, loaded: Neo4jStore, corpus: list[Extraction]) -> None:
    with connect(bulk) as store:
        theirs, ours = everything(loaded), everything(store)
        assert ours - theirs == theirs - ours
        assert ours.total() > 1_000
        expected = jsonl(map(canonical, sorted(corpus, key=lambda x: x.article.id)))
        assert jsonl(store.extractions()) == expected == jsonl(loaded.extractions())


def test_shards_are_imported_together(bulk: Neo4jServer, corpus: list[Extraction], tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "graph") as store:
        store.write(corpus)
    command = [KG, "export", "graph", "--format", "neo4j-admin", "--shards", "3", "--gzip", "-o", "export"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=300)
    assert len(list((tmp_path / "export").glob("nodes-Statement.*-of-00003.csv.gz"))) == 3
    done = run_import(tmp_path / "export", tmp_path / "home")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    counted = [cypher(bulk, f"{match} RETURN count(*)")[0][0] for match in ("MATCH (n)", "MATCH ()-[r]->()")]
    assert f"{counted[0]} nodes" in done.stdout
    assert f"{counted[1]} relationships" in done.stdout


def test_the_loader_goes_on_from_there(bulk: Neo4jServer, loaded: Neo4jStore, corpus: list[Extraction]) -> None:
    schema = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state WHERE type <> 'LOOKUP' RETURN *"
    with connect(bulk) as store:
        assert store.write(corpus).unchanged == len(corpus)
        assert sorted(map(repr, cypher(bulk, schema))) == sorted(map(repr, loaded.query(schema)[1]))
        first = corpus[0].article.id
        assert store.forget(first) and loaded.forget(first)
        assert store.write(corpus[:1]).added == loaded.write(corpus[:1]).added == 1
        assert everything(store) == everything(loaded)
