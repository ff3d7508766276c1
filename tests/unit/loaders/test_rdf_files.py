"""RDF files: read by other libraries, read back, the same bytes, streaming."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from example_corpus import reports
from hypothesis import HealthCheck, given, settings
from rdflib import Dataset, Graph, URIRef
from strategies import corpora

from kg.errors import StoreError
from kg.statements import Extraction
from loaders import rdf_files, rdf_store
from loaders._checks import canonical
from loaders.rdf_store import OxigraphStore

WITH_GRAPHS = {".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}
WITHOUT_GRAPHS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml"}
#: rdflib 7.6 warns of what its own parsers do.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
some = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from spelling literals its own way."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def exported(corpus: tuple[Extraction, ...], path: Path) -> set[tuple[str, ...]]:
    """Write a file and return what should be in it."""
    with OxigraphStore() as store:
        store.write(corpus)
        rdf_files.export(store, path)
        return {
            (q.subject.value, q.predicate.value, str(q.object.value), *([g] if path.suffix in WITH_GRAPHS else []))  # type: ignore[union-attr]
            for g in store.graph_names()
            for q in store.quads(g)
        }


def found(path: Path) -> set[tuple[str, ...]]:
    text = path.read_text("utf-8")
    if path.suffix in WITHOUT_GRAPHS:
        return {tuple(map(str, t)) for t in Graph().parse(data=text, format=WITHOUT_GRAPHS[path.suffix])}
    dataset = Dataset()
    dataset.parse(data=text, format=WITH_GRAPHS[path.suffix])
    return {tuple(map(str, q)) for q in dataset.quads((None, None, None, None))}


@pytest.mark.parametrize("suffix", [*WITH_GRAPHS, *WITHOUT_GRAPHS])
def test_rdflib_reads_all_of_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    expected = exported(reports(), path)
    assert found(path) == expected
    assert len(expected) > 500


@pytest.mark.parametrize("suffix", [".nq", ".nt"])
@some
@given(corpus=corpora())
def test_rdflib_reads_anything(tmp_path: Path, suffix: str, corpus: tuple[Extraction, ...]) -> None:
    path = tmp_path / f"graph{suffix}"
    expected = exported(corpus, path)
    assert found(path) == expected


@pytest.mark.parametrize("suffix", WITH_GRAPHS)
@some
@given(corpus=corpora())
def test_a_file_can_be_loaded_again(tmp_path: Path, suffix: str, corpus: tuple[Extraction, ...]) -> None:
    path = tmp_path / f"graph{suffix}"
    exported(corpus, path)
    assert list(rdf_files.read(path)) == [canonical(x) for x in corpus]


def test_a_store_on_disk_and_one_in_memory_export_the_same_bytes(tmp_path: Path) -> None:
    exported(reports(), tmp_path / "memory.nq")
    with OxigraphStore(tmp_path / "store") as store:
        store.write(reversed(reports()))
        rdf_files.export(store, tmp_path / "disk.nq")
    assert (tmp_path / "disk.nq").read_bytes() == (tmp_path / "memory.nq").read_bytes()


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_reifiers_name_the_triple_of_each_statement(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    with OxigraphStore() as store:
        store.write(reports())
        store.export(path, reifiers=True)
    again = pyoxigraph.Store()
    again.load(path=str(path))
    query = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?st ?s ?p ?o { GRAPH ?g { ?st rdf:reifies <<( ?s ?p ?o )>> ; rdf:subject ?s ; rdf:predicate ?p ;
        rdf:object ?o } }"""
    assert len(list(again.query(query))) == sum(len(x.statements) for x in reports())  # type: ignore[arg-type]
    assert list(rdf_files.read(path)) == in_order()


def in_order() -> list[Extraction]:
    return sorted(map(canonical, reports()), key=lambda x: x.article.id)


def test_what_xml_cannot_hold_is_marked(tmp_path: Path) -> None:
    report = reports()[0]
    with OxigraphStore() as store:
        store.write([replace(report, article=replace(report.article, title="A \x01 bell"))])
        store.export(tmp_path / "graph.rdf")
    held = Graph().parse(tmp_path / "graph.rdf", format="xml")
    assert [str(o) for o in held.objects(None, URIRef("https://schema.org/headline"))] == ["A \ufffd bell"]


def test_reifiers_need_a_format_that_has_them(tmp_path: Path) -> None:
    with OxigraphStore() as store, pytest.raises(StoreError, match="TriG and N-Quads alone"):
        store.export(tmp_path / "graph.ttl", reifiers=True)
    assert not list(tmp_path.iterdir())


def test_a_large_file_is_read_by_way_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(reports(), tmp_path / "graph.nq")
    monkeypatch.setattr(rdf_files, "_LARGE", 1)
    assert list(rdf_files.read(tmp_path / "graph.nq")) == in_order()


def test_a_large_graph_is_sorted_subject_by_subject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(reports(), tmp_path / "whole.nq")
    monkeypatch.setattr(rdf_store, "_LARGE", 10)
    exported(reports(), tmp_path / "parts.nq")
    assert (tmp_path / "parts.nq").read_bytes() == (tmp_path / "whole.nq").read_bytes()


def test_turtle_has_prefixes(tmp_path: Path) -> None:
    exported(reports(), tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text("utf-8")
    assert "kg:loc-north-korea nkg:severs kg:thg-border-telephone-line" in " ".join(text.split())


def test_no_plain_triple_of_what_did_not_happen(tmp_path: Path) -> None:
    exported(reports(), tmp_path / "graph.nt")
    text = (tmp_path / "graph.nt").read_text("utf-8")
    base = "https://w3id.org/triplewire/"
    assert f"<{base}id/loc-north-korea> <{base}ontology#severs> <" in text
    for predicate in ("terminates", "meetsWith", "restricts", "sends"):
        assert f"> <{base}ontology#{predicate}> <" not in text, predicate


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.nq", b"<a> <b> .\n", "is no N-Quads"),
        ("x.trig", b"@prefix a: <http://a/> . a:b { a:c a:d a:e }", "holds no article"),
        ("x.ttl", b"", "no graphs"),
        ("x.csv", b"", "no suffix of RDF"),
        ("missing.nq", None, "cannot read"),
    ],
)
def test_files_that_cannot_be_loaded(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError, match=message):
        list(rdf_files.read(tmp_path / name))


def test_exporting_to_nowhere(tmp_path: Path) -> None:
    with OxigraphStore() as store:
        with pytest.raises(StoreError, match="cannot write"):
            rdf_files.export(store, tmp_path / "missing" / "x.nq")
        with pytest.raises(StoreError, match="is a directory"):
            (tmp_path / "d.nq").mkdir()
            rdf_files.export(store, tmp_path / "d.nq")
