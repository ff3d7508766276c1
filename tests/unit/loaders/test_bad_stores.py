"""Stores that cannot be opened or written: each error says what was met and what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from example_corpus import first_report, reports, second_report

from kg.config import Config
from kg.errors import InterchangeError, StoreError, StoreVersionError
from kg.statements import Extraction
from loaders._checks import canonical
from loaders.jsonl_store import JsonlStore
from loaders.rdf_store import OxigraphStore

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A store with one report."""
    with OxigraphStore(tmp_path / "store") as store:
        store.write([first_report()])
    return tmp_path / "store"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start another process that can see the test corpus."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=TESTS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])},
    )  # fmt: skip


def test_another_version(stored: Path) -> None:
    about = stored / "triplewire.json"
    about.write_text(json.dumps(json.loads(about.read_text("utf-8")) | {"format": 99}), "utf-8")
    with pytest.raises(StoreVersionError, match=r"format 99 .* build the store anew"):
        OxigraphStore(stored)


def test_another_ontology(stored: Path) -> None:
    about = stored / "triplewire.json"
    about.write_text(json.dumps(json.loads(about.read_text("utf-8")) | {"ontology": "9.9"}), "utf-8")
    with pytest.raises(StoreVersionError, match=r"ontology 9\.9"):
        OxigraphStore(stored)


def test_a_damaged_description(stored: Path) -> None:
    (stored / "triplewire.json").write_text("{", "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        OxigraphStore(stored)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="is a file; a store is a directory"):
        OxigraphStore(tmp_path / "file")


def test_a_directory_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("x", "utf-8")
    with pytest.raises(StoreError, match=r"'letters\.txt' but is no store"):
        OxigraphStore(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a directory that not even root may write")
def test_an_unwritable_place() -> None:
    with pytest.raises(StoreError, match="cannot open the store /proc/triplewire"):
        OxigraphStore("/proc/triplewire/store")


def test_reading_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        OxigraphStore(tmp_path / "store", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_store_keeps_its_licence_and_base(stored: Path) -> None:
    with pytest.raises(StoreError, match="licence 'default', not 'strict'"):
        OxigraphStore(stored, licence="strict")
    with pytest.raises(StoreError, match="base IRI"):
        OxigraphStore.open(str(stored), Config(base_iri="https://other.example/"))
    with OxigraphStore(stored) as store:
        assert store.licence == "default"


def test_two_in_one_process(stored: Path) -> None:
    with OxigraphStore(stored), pytest.raises(StoreError, match="another process has it open"):
        OxigraphStore(stored)
    with OxigraphStore(stored) as store:
        assert len(list(store.articles())) == 1


@pytest.fixture
def writer(stored: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open until its input ends."""
    other = python(
        """
        import sys
        from loaders.rdf_store import OxigraphStore
        with OxigraphStore(sys.argv[1]):
            print("open", flush=True)
            sys.stdin.read()
        """,
        str(stored),
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n", other.communicate()
    yield other
    other.communicate()


def test_two_processes(stored: Path, writer: subprocess.Popen[str]) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError, match="another process has it open"):
            OxigraphStore(stored, read_only=read_only)


def test_many_readers(stored: Path) -> None:
    with OxigraphStore(stored, read_only=True) as one, OxigraphStore(stored, read_only=True) as other:
        assert list(one.extractions()) == list(other.extractions()) == [canonical(first_report())]
        with pytest.raises(StoreError, match="another process has it open"):
            OxigraphStore(stored)


def test_writing_to_a_reader(stored: Path) -> None:
    with OxigraphStore(stored, read_only=True) as store, pytest.raises(StoreError, match="opened for reading only"):
        store.write([second_report()])


def test_a_full_disk_keeps_what_was_written(tmp_path: Path) -> None:
    script = """
        import resource, sys
        from dataclasses import replace
        from example_corpus import first_report
        from kg.errors import StoreError
        from loaders.rdf_store import OxigraphStore

        def many():
            x = first_report()
            for i in range(100_000):
                yield replace_article(x, f"https://w3id.org/triplewire/id/art-{i:016x}")

        def replace_article(x, iri):
            return replace(x, article=replace(x.article, id=iri), entities=tuple(
                replace(e, mentions=tuple(replace(m, article=iri) for m in e.mentions)) for e in x.entities
            ), events=(), statements=(), dropped=())

        with OxigraphStore(sys.argv[1]) as store:
            store.write([first_report()])
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        store = OxigraphStore(sys.argv[1])
        try:
            store.write(many())
        except StoreError as exc:
            print(exc)
            store.abandon()
    """
    other = python(script, str(tmp_path / "store"))
    words, errors = other.communicate(timeout=120)
    assert "no space is left" in words, (words, errors)
    assert "articles written so far are kept" in words
    with OxigraphStore(tmp_path / "store") as store:
        held = list(store.extractions())
        assert canonical(first_report()) in held
        assert all(x.entities for x in held)
        store.write([second_report()])
        assert len(list(store.articles())) == len(held) + 1


def test_a_killed_writer_leaves_whole_articles(tmp_path: Path) -> None:
    script = """
        import sys
        from example_corpus import first_report, second_report
        from loaders.rdf_store import OxigraphStore
        store = OxigraphStore(sys.argv[1])
        print("open", flush=True)
        while True:
            store.write([first_report(), second_report()])
            store.forget(first_report().article.id)
    """
    other = python(script, str(tmp_path / "store"))
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n", other.communicate()
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(timeout=0.7)
    other.kill()
    other.communicate()
    with OxigraphStore(tmp_path / "store") as store:
        held = {x.article.id: x for x in store.extractions()}
        whole = {x.article.id: canonical(x) for x in reports()}
        assert all(held[a] == whole[a] for a in held)
        severs = "SELECT ?layer { GRAPH ?layer { ?a nkg:severs ?b } }"
        expected = {
            frozenset(whole): "facts",
            frozenset([first_report().article.id]): "announced",
            frozenset([second_report().article.id]): "facts",
            frozenset(): None,
        }[frozenset(held)]
        assert [r[0].rpartition("/")[2] for r in store.query(severs).rows] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "may not change the store"),
        ("# all\nPREFIX a: <urn:a>\nBASE <urn:b> DROP ALL", r"may not change the store \(DROP\)"),
        ("LOAD <http://127.0.0.1:1/x>", r"may not change the store \(LOAD\)"),
        ("SELECT ?x WHERE {", "no SPARQL query: .* line 1, column 18 on, at its end"),
        ("SELECT ?x WHERE {\n ?x ?y ! }", "no SPARQL query: .* line 2, column 10 on, at “}”"),
        ("SELECT ?x { ?x foo:bar ?y }", "nothing declares the prefix foo:; known .* nkg:"),
        ("SELECT ?x { ?x foo:bar/nkg:leads ?y ; nkg:leads 'a:b' }", "nothing declares the prefix foo:"),
        ("PREFIX a: <urn:a:> SELECT ?x { ?x a:b ?y . # c:d\n ?x nkg:leads 'e:f' ; !", "cannot be read from line 2"),
    ],
)
def test_queries_that_are_refused(sparql: str, message: str) -> None:
    with OxigraphStore() as store:
        store.write(reports())
        with pytest.raises(StoreError, match=message):
            store.query(sparql)
        assert len(list(store.articles())) == 2


def test_a_query_that_takes_too_long() -> None:
    with OxigraphStore() as store:
        store.write(reports())
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(STR(?c)) > 1) } LIMIT 1"
        with pytest.raises(StoreError, match=r"longer than 0\.2 s"):
            store.query(endless, timeout=0.2)


def test_answers_in_every_form() -> None:
    with OxigraphStore() as store:
        store.write(reports())
        rows = store.query("SELECT ?n (1.5 AS ?x) ?none { ?e nkg:chainOrder ?n FILTER(?n > 1) }")
        assert rows.columns == ("n", "x", "none")
        assert rows.rows == ((2, 1.5, None),)
        assert json.loads(rows.to_json())["head"]["vars"] == ["n", "x", "none"]
        assert rows.to_csv().splitlines() == ["n,x,none", "2,1.5,"]
        with pytest.raises(StoreError, match="no graph"):
            rows.to_turtle()
        yes = store.query("ASK { ?a nkg:severs ?b }", timeout=30)
        assert (yes.rows, json.loads(yes.to_json())["boolean"], yes.to_csv()) == (
            ((True,),),
            True,
            "answer\r\ntrue\r\n",
        )
        graph = store.query("CONSTRUCT { ?a nkg:severs ?b } WHERE { ?a nkg:severs ?b }")
        assert len(graph.rows) == 1
        assert "nkg:severs" in graph.to_turtle()
        assert "ontology#severs" in graph.to_json()
        with pytest.raises(StoreError, match="no table"):
            graph.to_csv()


def broken(**changes: object) -> Extraction:
    x = first_report()
    said = replace(x.statements[0], **changes)  # type: ignore[arg-type]
    return replace(x, statements=(said, *x.statements[1:]))


@pytest.mark.parametrize(
    ("extraction", "message"),
    [
        (broken(predicate="adores"), "no relation 'adores'"),
        (broken(object="https://w3id.org/triplewire/id/per-nobody"), "no record of this article"),
        (broken(modality="threatened"), "licensed, although it is threatened"),
        (broken(polarity="negative"), "licensed, although"),
        (broken(confidence=1.2), "not between 0 and 1"),
        (broken(value="5"), "either an object or a value"),
        (broken(article="https://w3id.org/triplewire/id/art-other"), "another article"),
        (broken(quote=""), "needs a quotation"),
        (
            broken(attribution=(replace(first_report().statements[0].attribution[0], order=2),)),
            "numbered 2; numbers begin at 1",
        ),
        (broken(id="no iri"), "no IRI"),
        (broken(id=first_report().statements[1].id), "two records"),
    ],
)
def test_contradictions_are_refused(extraction: Extraction, message: str) -> None:
    with OxigraphStore() as store, pytest.raises(InterchangeError, match=message):
        store.write([extraction])


def test_an_export_into_a_directory_that_is_missing(tmp_path: Path) -> None:
    with OxigraphStore() as store, pytest.raises(StoreError, match=r"no directory .*missing; make it first"):
        store.export(tmp_path / "missing" / "x.ttl", "turtle")


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    x = first_report()
    broken_title = replace(x, article=replace(x.article, title="\ud800"))
    with OxigraphStore() as store, pytest.raises(InterchangeError, match="half of a surrogate pair"):
        store.write([broken_title])
    with JsonlStore(tmp_path / "x.jsonl") as lines, pytest.raises(InterchangeError, match="half of a surrogate pair"):
        lines.write([broken_title])


def test_a_jsonl_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"record":"article"}\n', "utf-8")
    with pytest.raises(InterchangeError, match=r"x\.jsonl, line 1"):
        JsonlStore(tmp_path / "x.jsonl")
    with pytest.raises(StoreError, match="no directory"):
        JsonlStore(tmp_path / "missing" / "x.jsonl")
