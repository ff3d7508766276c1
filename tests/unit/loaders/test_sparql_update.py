"""Updates over HTTP: notes of one's own beside the articles, which no update reaches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from example_corpus import reports
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kg.errors import ConfigError
from loaders._sparql_update import graphs_changed
from loaders._sparql_words import loads
from loaders.rdf_store import OxigraphStore

OWN = "INSERT DATA { GRAPH <urn:mine> { %s } }"
NOTE = OWN % '<urn:a> <urn:checkedBy> "Ada"'


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph"
    with OxigraphStore(path) as store:
        store.write(reports())
    return path


@pytest.fixture(scope="module")
def address(graph: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "kg", "sparql", str(graph), "--serve", "--update", "--port", "0", "--timeout", "6",
               "--workers", "2"]  # fmt: skip
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=here) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert "SPARQL endpoint: http://127.0.0.1:" in line, line + server.stderr.read()
        yield line.split()[2]
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in (0, 130, -2)
    assert not (graph / ".copies").exists()


def send(address: str, update: str, headers: Mapping[str, str] = {}) -> tuple[int, str]:
    kind = {"Content-Type": "application/sparql-update"}
    request = Request(address, data=update.encode(), headers={**kind, **headers}, method="POST")
    try:
        with urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as exc:
        return exc.code, exc.read().decode()


def holds(address: str, pattern: str) -> bool:
    asked = urlencode({"query": f"ASK {{ {pattern} }}"})
    with urlopen(f"{address}?{asked}", timeout=60) as answer:
        return b"true" in answer.read()


def test_a_note_is_written_read_and_taken_back(address: str) -> None:
    client = SPARQLWrapper(address)
    client.setMethod(POST)
    client.setQuery(NOTE)
    client.query()
    client.setQuery("SELECT ?who { GRAPH <urn:mine> { ?st <urn:checkedBy> ?who } }")
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]  # type: ignore[index,call-overload]
    assert [r["who"]["value"] for r in rows] == ["Ada"]
    assert send(address, "DELETE WHERE { GRAPH <urn:mine> { ?s <urn:checkedBy> ?o } }") == (204, "")
    assert not holds(address, "?s <urn:checkedBy> ?o")


def test_an_update_may_read_what_articles_say(address: str) -> None:
    update = """WITH <urn:mine> INSERT { ?st <urn:seen> true } WHERE { GRAPH ?g { ?st a nkg:Statement } } ;
        DROP GRAPH <urn:none>"""
    assert send(address, update.replace("DROP GRAPH", "DROP SILENT GRAPH")) == (204, "")
    assert holds(address, "GRAPH <urn:mine> { ?st <urn:seen> true } ?st nkg:modality nkg:asserted")


def test_an_update_finds_things_in_named_graphs_alone(address: str) -> None:
    # as the help says: unlike a query, which sees all graphs as one
    assert holds(address, "?st a nkg:Statement")
    assert send(address, "INSERT { GRAPH <urn:mine> { ?st <urn:noted> 1 } } WHERE { ?st a nkg:Statement }")[0] == 204
    assert not holds(address, "?st <urn:noted> 1")


@pytest.mark.parametrize(
    ("update", "status", "reason"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403, "graphs of your own"),
        ("INSERT DATA { GRAPH g:facts { <urn:a> <urn:b> <urn:c> } }", 403, "graphs of your own"),
        ("DELETE WHERE { GRAPH g:entities { ?s ?p ?o } }", 403, "graphs of your own"),
        ("CLEAR ALL", 403, "graphs of your own"),
        ("DROP NAMED", 403, "graphs of your own"),
        ("MOVE g:facts TO <urn:mine>", 403, "graphs of your own"),
        ("COPY <urn:mine> TO DEFAULT", 403, "graphs of your own"),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", 403, "graphs of your own"),
        ("INSERT { GRAPH ?g { ?s <urn:x> ?o } } WHERE { GRAPH ?g { ?s nkg:severs ?o } }", 403, "graphs of your own"),
        (f"{NOTE} ; CLEAR GRAPH g:facts", 403, "graphs of your own"),
        (OWN % "kg:loc-france nkg:leads kg:loc-spain", 403, "terms of the ontology"),
        (OWN % "<urn:st> nkg:voice <urn:v>", 403, "terms of the ontology"),
        (OWN % "<urn:st> a nkg:Article", 403, "terms of the ontology"),
        (
            "INSERT { GRAPH <urn:mine> { ?s ?p <urn:b> } } WHERE { GRAPH g:facts { ?s ?p ?o } }",
            403,
            "terms of the ontology",
        ),
        (OWN % "[] <urn:b> <urn:c>", 400, "an IRI"),
        ("LOAD <file:///etc/passwd> INTO GRAPH <urn:mine>", 403, "LOAD"),
        ("LOAD <http://127.0.0.1:1/x> INTO GRAPH <urn:mine>", 403, "LOAD"),
        (
            "INSERT { GRAPH <urn:mine> { <urn:a> <urn:b> ?o } } WHERE { SERVICE <http://127.0.0.1:1> { ?s ?p ?o } }",
            403,
            "SERVICE",
        ),
        ("INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> }", 400, "cannot be carried out"),
        ("SELECT * { ?a ?b ?c }", 400, "cannot be carried out"),
    ],
)
def test_what_is_not_ones_own_is_not_changed(address: str, update: str, status: int, reason: str) -> None:
    before = holds(address, "GRAPH g:facts { ?a nkg:severs ?b }")
    found, said = send(address, update)
    assert (found, reason in said) == (status, True), said
    assert before
    assert holds(address, "GRAPH g:facts { ?a nkg:severs ?b }")
    assert not holds(address, "<urn:a> ?p ?o")


def test_what_takes_too_long_is_stopped_and_leaves_nothing(address: str) -> None:
    endless = """INSERT { GRAPH <urn:mine> { <urn:slow> <urn:n> ?n } } WHERE { SELECT (COUNT(*) AS ?n) {
        GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i } FILTER(STRLEN(STR(?c)) > 1) } }"""
    status, said = send(address, endless)
    assert (status, "longer than 6 s" in said) == (503, True)
    assert not holds(address, "<urn:slow> ?p ?o")


def test_a_page_of_another_site_changes_nothing(address: str) -> None:
    form = urlencode({"update": NOTE})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, said = send(address, form, {**kind, "Origin": "https://evil.example"})
    assert (status, "evil.example" in said) == (403, True)
    assert send(address, form, {**kind, "Origin": "null"})[0] == 403
    assert not holds(address, "<urn:a> ?p ?o")


def test_several_at_once_all_count(address: str) -> None:
    with ThreadPoolExecutor(3) as clients:
        found = clients.map(lambda n: send(address, OWN % f"<urn:several> <urn:n> {n}")[0], range(3))
        assert set(found) <= {204, 503}
    status, _ = send(address, OWN % "<urn:several> <urn:n> 0, 1, 2")
    assert status == 204
    assert holds(address, "<urn:several> <urn:n> 0, 1, 2")


def test_updates_are_taken_from_this_machine_alone(tmp_path: Path) -> None:
    with (
        OxigraphStore(tmp_path / "other") as store,
        pytest.raises(ConfigError, match="this machine alone"),
        store.endpoint("0.0.0.0", update=True),
    ):
        pass


def test_graphs_of_ones_own_outlive_articles(tmp_path: Path) -> None:
    from loaders._sparql_update import Updates

    first, *others = reports()
    with OxigraphStore(tmp_path / "graph") as store:
        store.write([first])
        updates = Updates(store, tmp_path / "copies", seconds=60, most=1_000)
        reply, changed = updates.run(NOTE)
        assert (reply.status, changed) == (204, True)
        assert updates.run(NOTE)[1] is False
        assert updates.run(OWN % f'<urn:a> <urn:text> "{"long " * 300}"')[0].status == 413
        store.write(others)
        store.forget(first.article.id)
        assert "urn:mine" in store.graph_names()
        assert [x.article.id for x in store.extractions()] == sorted(x.article.id for x in others)
        store.export(tmp_path / "graph.nq")
    assert "<urn:checkedBy>" in (tmp_path / "graph.nq").read_text()


@pytest.mark.parametrize("update", ["LOAD <urn:x>", "lOaD<urn:x>", "L\\u004FAD <urn:x>", "# x\nLOAD SILENT <urn:x>"])
def test_load_is_seen_however_it_is_spelt(update: str) -> None:
    assert loads(update)


def test_words_are_no_load() -> None:
    assert not loads('INSERT DATA { GRAPH <urn:load> { <urn:a> <urn:b> "LOAD it" } } # LOAD')


def test_graphs_that_an_update_names() -> None:
    update = "WITH <urn:m> DELETE { ?s ?p ?o } INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o } ; CLEAR DEFAULT"
    assert list(graphs_changed(update, {})) == ["urn:m", "urn:n", ""]
    with pytest.raises(SyntaxError):
        list(graphs_changed("INSERT DATA { GRAPH ex:m { ex:a ex:b 1 } }", {}))
