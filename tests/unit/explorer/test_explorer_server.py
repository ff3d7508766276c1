"""The explorer over HTTP: its REST interface, and who is let in."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from example_corpus import reports

from kg.explorer.server import Served, served
from kg.explorer.service import Explorer
from loaders.rdf_store import OxigraphStore

CLIENTS, EACH = 50, 6


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    path = tmp_path_factory.mktemp("served") / "graph"
    with OxigraphStore(path) as store:
        store.write(reports())
    with Explorer(path, seconds=2) as found:
        yield found


def running(server: Served) -> threading.Thread:
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    return thread


@pytest.fixture(scope="module")
def address(explorer: Explorer) -> Iterator[str]:
    with served(explorer) as server:
        thread = running(server)
        yield server.address
        server.stop()
        thread.join(10)


def ask(
    address: str, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> tuple[int, dict[str, str], bytes]:
    place = urlsplit(address)
    assert place.port
    connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=30)
    given = {"Host": place.netloc, **(headers or {})}
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in given.items():
        connection.putheader(name, value)
    if body is not None and "Content-Length" not in given:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found


def get(address: str, path: str, **asked: object) -> Any:
    status, _, body = ask(address, f"/api/v1/{path}?{urlencode(asked)}")
    assert status == 200, body
    return json.loads(body)


def test_a_program_finds_its_way_from_a_name_to_the_sentence(address: str) -> None:
    hit = get(address, "search", q="kim yo")[0]
    near = get(address, "neighbours", id=hit["id"])
    edge = next(e for e in near["edges"] if e["predicate"] == "threatens")
    page = get(address, "edge", subject=edge["subject"], predicate="threatens", object=edge["object"])
    evidence = get(address, "evidence", id=page["statements"][0]["id"])
    assert "".join(p["text"] for p in evidence["pieces"]) == page["statements"][0]["quote"]
    assert get(address, "entity", id=hit["id"].rpartition("/")[2]) == get(address, "entity", id=hit["id"])
    article = get(address, "article", id=page["statements"][0]["article"]["id"])
    assert len(article["statements"]) == 19
    assert get(address, "events", about=hit["id"], dated="false")["items"][0]["cls"] == "Threaten"
    assert get(address, "event", id=get(address, "events")["items"][0]["id"])["tellings"]
    assert get(address, "quotations")["items"]
    assert get(address, "places")
    assert get(address, "overview")["counts"]["articles"] == 2


def test_what_is_long_comes_in_pages(address: str) -> None:
    first = get(address, "statements", limit=7)
    second = get(address, "statements", limit=7, offset=first["next"])
    assert len(first["items"]) == len(second["items"]) == 7
    assert not {s["id"] for s in first["items"]} & {s["id"] for s in second["items"]}
    status, _, body = ask(address, "/api/v1/statements?limit=100000")
    assert (status, b"limit" in body) == (422, True)


def test_it_is_described_by_openapi(address: str) -> None:
    status, _, body = ask(address, "/api/openapi.json")
    described = json.loads(body)
    assert status == 200
    assert described["openapi"].startswith("3.")
    writing = {(p, m) for p, ways in described["paths"].items() for m in ways if m not in ("get", "head")}
    assert {p for p, _ in writing if p.startswith("/api/")} == {"/api/v1/sparql"}
    operations = [o for p, ways in described["paths"].items() if p.startswith("/api/") for o in ways.values()]
    assert all(o.get("description") for o in operations)


@pytest.mark.parametrize(("format", "kind", "holds"), [
    ("csv", "text/csv", b"subject,relation"), ("turtle", "text/turtle", b"nkg:leads"),
    ("cypher", "text/plain", b"MERGE"),
])  # fmt: skip
def test_what_is_seen_is_a_file(address: str, format: str, kind: str, holds: bytes) -> None:
    status, headers, body = ask(address, f"/api/v1/export?format={format}")
    assert status == 200
    assert headers["content-type"].startswith(kind)
    assert holds in body


def test_sparql_is_answered_within_limits(address: str) -> None:
    def query(text: str) -> tuple[int, bytes]:
        body = json.dumps({"query": text}).encode()
        status, _, answer = ask(address, "/api/v1/sparql", method="POST", body=body,
                                headers={"Content-Type": "application/json"})  # fmt: skip
        return status, answer

    assert query("ASK { ?a nkg:leads ?b }")[0] == 200
    assert query("nonsense")[0] == 400
    assert query("DELETE WHERE { ?a ?b ?c }")[0] == 400
    assert query("LOAD <file:///etc/passwd>")[0] == 400
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(STR(?c)) > 1) }"
    assert query(endless)[0] == 503
    assert query("x" * 200_000)[0] == 422


@pytest.mark.parametrize("path", [
    "/api/v1/entity?id=none", "/api/v1/evidence?id=none", "/api/v1/article?id=none", "/api/v1/event?id=none",
    "/api/v1/edge?subject=a&predicate=b&object=c",
])  # fmt: skip
def test_what_is_not_there_is_said(address: str, path: str) -> None:
    status, _, body = ask(address, path)
    assert status == 404
    assert "the graph has no" in json.loads(body)["detail"]


def test_hostile_words_are_words(address: str) -> None:
    for text in ("' OR 1=1 --", '"', "*", "NEAR(a b)", "\x00", "\u202e", "x" * 500, "{}", "%", "a AND", ":", "^"):
        assert get(address, "search", q=text) == []
        assert get(address, "statements", about=text)["items"] == []
        assert get(address, "statements", publisher=text)["items"] == []


def test_another_name_of_this_machine_is_refused(address: str) -> None:
    status, _, body = ask(address, "/", headers={"Host": "evil.example:8765"})
    assert (status, b"kg serve" in body) == (421, True)
    assert ask(address, "/", headers={"Host": "127.0.0.1"})[0] == 200
    assert ask(address, "/", headers={"Host": "127.0.0.1.evil.example"})[0] == 421


def test_a_page_of_another_site_is_refused(address: str) -> None:
    headers = {"Origin": "https://evil.example", "Content-Type": "application/json"}
    assert ask(address, "/_dash-update-component", method="POST", headers=headers, body=b"{}")[0] == 403
    assert ask(address, "/api/v1/overview", headers={"Origin": "null"})[0] == 403
    here = f"http://{urlsplit(address).netloc}"
    assert ask(address, "/api/v1/overview", headers={"Origin": here})[0] == 200


def test_large_requests_are_refused(address: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Length": "5000000"}
    assert ask(address, "/api/v1/sparql", method="POST", headers=headers, body=b"")[0] == 413


def test_every_answer_says_what_a_page_may_do(address: str) -> None:
    for path in ("/", "/api/v1/overview", "/nothing/here", "/_dash-layout"):
        _, headers, _ = ask(address, path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        scripts = policy.partition("script-src")[2].partition(";")[0]
        assert "unsafe-inline" not in scripts
        assert "http" not in scripts
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_opened_wider_a_token_is_asked_for(explorer: Explorer) -> None:
    with served(explorer, "0.0.0.0", names=("graph.example",)) as server:
        token = urlsplit(server.address).query.removeprefix("token=")
        assert len(token) > 20
        thread = running(server)
        assert ask(server.address, "/api/v1/overview")[0] == 401
        assert ask(server.address, "/api/v1/overview", headers={"Authorization": f"Bearer {token}"})[0] == 200
        assert ask(server.address, "/api/v1/overview", headers={"Authorization": "Bearer wrong"})[0] == 401
        assert ask(server.address, "/", headers={"Host": "graph.example"})[0] == 401
        assert ask(server.address, "/", headers={"Host": "other.example"})[0] == 421
        status, headers, _ = ask(server.address, f"/?token={token}")
        assert status == 200
        cookie = headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert ask(server.address, "/api/v1/overview", headers={"Cookie": cookie.partition(";")[0]})[0] == 200
        server.stop()
        thread.join(10)


def test_fifty_clients_at_once_are_all_answered(address: str) -> None:
    paths = ("/api/v1/overview", "/api/v1/search?q=kim", "/api/v1/statements?limit=20", "/api/v1/events",
             "/api/v1/neighbours?id=loc-north-korea", "/api/v1/quotations")  # fmt: skip
    wanted = {path: ask(address, path)[2] for path in paths}

    def client(number: int) -> list[bool]:
        asked = [paths[(number + turn) % len(paths)] for turn in range(EACH)]
        return [ask(address, path)[::2] == (200, wanted[path]) for path in asked]

    with ThreadPoolExecutor(CLIENTS) as clients:
        answered = [ok for found in clients.map(client, range(CLIENTS)) for ok in found]
    assert len(answered) == CLIENTS * EACH
    assert all(answered)
