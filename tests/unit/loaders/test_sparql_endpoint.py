"""The SPARQL endpoint as clients meet it: a process of its own, over HTTP."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
import rdflib
from example_corpus import reports
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg.errors import StoreError
from loaders._sparql_words import asks_elsewhere
from loaders.rdf_store import OxigraphStore

SEVERS = "SELECT ?a ?b { ?a nkg:severs ?b }"
GRAPH = "CONSTRUCT { ?a nkg:severs ?b } WHERE { ?a nkg:severs ?b }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(STR(?c)) > 1) }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph"
    with OxigraphStore(path) as store:
        store.write(reports())
    return path


@pytest.fixture(scope="module")
def address(graph: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "kg", "sparql", str(graph), "--serve", "--port", "0", "--timeout", "2",
               "--largest", "1", "--workers", "2"]  # fmt: skip
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=here) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert "SPARQL endpoint: http://127.0.0.1:" in line, line + server.stderr.read()
        yield line.split()[2]
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in (0, 130, -2)


def ask(
    address: str, query: str = "", *, data: bytes | None = None, headers: Mapping[str, str] = {}, method: str = ""
) -> tuple[int, str, str]:
    """Return status, media type and body."""
    where = f"{address}?{urlencode({'query': query})}" if query else address
    request = Request(where, data=data, headers=dict(headers), method=method or None)
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers["content-type"], answer.read().decode()
    except HTTPError as exc:
        return exc.code, exc.headers["content-type"], exc.read().decode()


def test_the_usual_client_reads_every_form(address: str) -> None:
    client = SPARQLWrapper(address)
    client.setQuery(SEVERS)
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]  # type: ignore[index,call-overload]
    assert [r["a"]["value"].rpartition("/")[2] for r in rows] == ["loc-north-korea"]
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == 1  # type: ignore[union-attr]
    client.setReturnFormat(CSV)
    assert client.query().convert().decode().splitlines()[0] == "a,b"  # type: ignore[union-attr]
    client.setMethod("POST")
    client.setQuery(GRAPH)
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accept", "query", "kind"),
    [
        ("", SEVERS, "application/sparql-results+json"),
        ("text/csv;q=0.5, text/tab-separated-values", SEVERS, "text/tab-separated-values"),
        ("application/json", SEVERS, "application/sparql-results+json"),
        ("*/*", "ASK { ?a nkg:severs ?b }", "application/sparql-results+json"),
        ("application/sparql-results+xml", "ASK { ?a nkg:severs ?b }", "application/sparql-results+xml"),
        ("text/*", GRAPH, "text/turtle"),
        ("application/rdf+xml", GRAPH, "application/rdf+xml"),
        ("application/n-triples", "DESCRIBE kg:loc-north-korea", "application/n-triples"),
        ("application/ld+json", GRAPH, "application/ld+json"),
    ],
)
def test_the_client_chooses_the_form(address: str, accept: str, query: str, kind: str) -> None:
    status, found, body = ask(address, query, headers={"Accept": accept} if accept else {})
    assert (status, found) == (200, kind), body
    if kind.endswith("json"):
        assert json.loads(body)
    elif kind.endswith("xml"):
        assert ElementTree.fromstring(body) is not None
    elif "csv" in kind or "tab" in kind:
        assert len(list(csv.reader(body.splitlines()))) == 2
    else:
        assert len(rdflib.Graph().parse(data=body, format="turtle")) >= 1


def test_a_query_may_be_posted(address: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert ask(address, data=urlencode({"query": SEVERS}).encode(), headers=form)[0] == 200
    assert ask(address, data=SEVERS.encode(), headers={"Content-Type": "application/sparql-query"})[0] == 200


def test_a_client_may_choose_the_graphs(address: str, graph: Path) -> None:
    with OxigraphStore(graph, read_only=True) as store:
        facts = store.graphs.facts.value
    status, _, body = ask(f"{address}?default-graph-uri={quote(facts, safe='')}&query={quote(SEVERS)}")
    assert status == 200, body
    every = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
    whole = ask(address, every)[2]
    part = ask(f"{address}?default-graph-uri={quote(facts, safe='')}&query={quote(every)}")[2]
    said = ask(address, every.replace("{", f"FROM <{facts}> {{"))[2]
    count = [int(json.loads(b)["results"]["bindings"][0]["n"]["value"]) for b in (whole, part, said)]
    assert count[0] > 20 * count[1] > 0
    assert count[1] == count[2]


def test_what_is_no_iri_names_no_graph(address: str) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        status, _, body = ask(f"{address}?{name}=not%20one&query={quote(SEVERS)}")
        assert (status, "take whole IRIs" in body) == (400, True), body


@pytest.mark.parametrize(
    ("query", "options", "status", "words"),
    [
        ("SELECT ?x WHERE {", {}, 400, "cannot be answered"),
        ("SELECT * { ?a zz:b ?c }", {}, 400, "nothing declares the prefix zz:"),
        ("", {"data": b"query=", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "no query"),
        ("", {"data": b"x", "headers": {"Content-Type": "text/plain"}}, 415, "application/sparql-query"),
        ("", {"data": b"CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403, "changes nothing"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", {}, 400, "cannot be answered"),
        (SEVERS, {"headers": {"Accept": "image/png"}}, 406, "text/csv"),
        ("", {"method": "DELETE"}, 405, ""),
        ("", {"data": b"x" * 2_000_000, "headers": {"Content-Type": "application/sparql-query"}}, 413, "not read"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", {}, 413, "larger than"),
        (SEVERS, {"headers": {"Host": "attacker.example"}}, 400, "host"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", {}, 403, "SERVICE"),
    ],
)  # fmt: skip
def test_what_is_refused(address: str, query: str, options: dict[str, object], status: int, words: str) -> None:
    found, _, body = ask(address, query, **options)  # type: ignore[arg-type]
    assert (found, words.lower() in body.lower()) == (status, True), (found, body)


def test_a_query_that_takes_too_long_is_stopped_and_others_are_answered(address: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        slow = [pool.submit(ask, address, ENDLESS) for _ in range(2)]
        assert {s.result()[0] for s in slow} == {503}
    assert ask(address, SEVERS)[0] == 200


def test_many_clients_at_once(address: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        assert {s for s, _, _ in pool.map(lambda _: ask(address, SEVERS), range(60))} == {200}


def test_the_service_describes_itself(address: str) -> None:
    status, kind, body = ask(address)
    described = rdflib.Graph().parse(data=body, format="turtle")
    assert (status, kind.split(";")[0]) == (200, "text/turtle")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (None, service.endpoint, rdflib.URIRef(address)) in described


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?a ?b ?c } }",
        "SELECT * { ?x ?y ?z .service<%s>{ ?a ?b ?c } }",
        "SELECT * { SERVICE SILENT <%s> { ?a ?b ?c } }",
        "SELECT * { SERVICESILENT<%s>{ ?a ?b ?c } }",
        "SELECT * { \\u0053ERVICE <%s> { ?a ?b ?c } }",
        "PREFIX : <%s#> SELECT * { SERVICE:x { ?a ?b ?c } }",
        "PREFIX service: <%s#> SELECT * { SERVICE service:x { ?a ?b ?c } }",
        "SELECT * { # '\n SERVICE <%s> { ?a ?b 'x' } }",
        'SELECT * { ?x ?y "\\"" . SERVICE <%s> { ?a ?b "c" } }',
        "SELECT * { FILTER(1<?b&&EXISTS{SERVICE<%s>{?a ?b ?c}}) }",
        "SELECT * { VALUES ?s { <%s> } SERVICE ?s { ?a ?b ?c } }",
    ],
)
def test_no_query_reaches_the_network(graph: Path, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        port = listener.getsockname()[1]
        with OxigraphStore(graph, read_only=True) as store, pytest.raises(StoreError, match="other servers"):
            store.query(query % f"http://127.0.0.1:{port}/")
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a nkg:Article }",
        'SELECT * { ?a ?b "the SERVICE said" }',
        "SELECT * { ?a <http://service.example/x> ?c } # SERVICE",
        "SELECT * { ?a nkg:serviceOf ?c }",
        "SELECT * { ?a ?b '''it's a SERVICE''' }",
    ],
)
def test_words_that_are_no_keyword(query: str) -> None:
    assert not asks_elsewhere(query)


@pytest.mark.parametrize("source", ["file:///etc/passwd", "http://127.0.0.1:1/x"])
def test_no_query_reads_a_file(address: str, source: str) -> None:
    status, _, body = ask(address, f"SELECT * FROM <{source}> {{ ?a ?b ?c }}")
    assert status == 200
    assert json.loads(body)["results"]["bindings"] == []


def test_a_port_that_is_taken(graph: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        OxigraphStore(graph, read_only=True) as store,
        pytest.raises(StoreError, match="cannot listen on"),
        store.endpoint(port=taken.getsockname()[1]),
    ):
        raise AssertionError
