"""What goes wrong while a real Neo4j is loaded: after it and a rerun the graph is that of an undisturbed load."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import neo4j
import pytest
import trustme
from bolt_proxy import COMMIT, proxy
from neo4j import unit_of_work
from neo4j_server import SHORT_LIVED, Neo4jServer, serving
from test_neo4j import connect, cypher, empty, everything, jsonl

from benchmarks.invented import invented
from kg.cli import main
from kg.errors import StoreError, StoreUnreachableError
from kg.statements import Extraction
from loaders._checks import canonical
from loaders.neo4j_store import Neo4jStore

pytestmark = pytest.mark.live
CORPUS = tuple(invented(10))
Graph = Counter[str]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several transactions where the default would make one."""
    monkeypatch.setattr(Neo4jStore, "weight", 150)


@pytest.fixture(scope="module")
def undisturbed(neo4j_server: Neo4jServer) -> Graph:
    """All nodes and relationships that loading the articles makes."""
    empty(neo4j_server)
    with connect(neo4j_server) as store:
        store.write(CORPUS)
        assert jsonl(store.extractions()) == jsonl(sorted(map(canonical, CORPUS), key=lambda x: x.article.id))
        return everything(store)


@pytest.fixture
def server(neo4j_server: Neo4jServer, undisturbed: Graph) -> Iterator[Neo4jServer]:
    """The server of the session, empty."""
    empty(neo4j_server)
    yield neo4j_server
    empty(neo4j_server)


def rerun(server: Neo4jServer, undisturbed: Graph) -> None:
    """Load again, and compare."""
    with connect(server) as store:
        counts = store.write(CORPUS)
        assert counts.articles == len(CORPUS)
        assert everything(store) == undisturbed
        assert store.write(CORPUS).unchanged == len(CORPUS)


def at(number: int, act: Callable[[], object]) -> Iterator[Extraction]:
    """Give the articles, and do something before one of them."""
    for i, extraction in enumerate(CORPUS):
        if i == number:
            act()
        yield extraction


def test_the_client_is_killed(server: Neo4jServer, undisturbed: Graph, tmp_path: Path) -> None:
    lines = tmp_path / "corpus.jsonl"
    lines.write_text(jsonl(CORPUS), "utf-8")
    code = "import sys; from kg.cli import main; from loaders.neo4j_store import Neo4jStore as N; N.weight = 100; "
    load = [sys.executable, "-c", code + "sys.exit(main(sys.argv[1:]))", "load", "neo4j", str(lines)]
    env = {**os.environ, "NEO4J_URI": server.bolt, "NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}
    with subprocess.Popen(load, env=env) as client:
        deadline = time.monotonic() + 120
        while (written := cypher(server, "MATCH (a:Article) RETURN count(a)")[0][0]) < 3:
            assert client.poll() is None and time.monotonic() < deadline
        client.kill()
    assert written < len(CORPUS)
    with connect(server) as store:
        assert all(canonical(x) in map(canonical, CORPUS) for x in store.extractions())  # each whole or not at all
    rerun(server, undisturbed)


def test_connections_are_cut(server: Neo4jServer, undisturbed: Graph) -> None:
    seen = Counter[str]()

    def verdict(data: bytes) -> str:
        seen["messages"] += seen["opened"]
        return "before" if seen["messages"] in (20, 90, 160) else ""

    with proxy(server.bolt, verdict) as between:
        with Neo4jStore(between.address, server.user, server.password) as store:
            seen["opened"] = 1
            assert store.write(CORPUS).added == len(CORPUS)
        assert between.broken == 3
    rerun(server, undisturbed)


def test_the_answer_to_a_commit_is_lost(server: Neo4jServer, undisturbed: Graph) -> None:
    seen = Counter[str]()

    def verdict(data: bytes) -> str:
        seen["commits"] += (ended := bool(seen["opened"]) and data.endswith(COMMIT))
        return "after" if ended and seen["commits"] in (2, 4) else ""

    with proxy(server.bolt, verdict) as between:
        with Neo4jStore(between.address, server.user, server.password) as store:
            seen["opened"] = 1
            assert store.write(CORPUS).added == len(CORPUS)
        assert between.broken == 2
    rerun(server, undisturbed)


def test_two_loaders_and_one_that_forgets(
    server: Neo4jServer, undisturbed: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    others = tuple(invented(8, seed=2))  # they name the same entities
    with connect(server) as store:
        store.write(others)

    def load(corpus: tuple[Extraction, ...]) -> int:
        with connect(server) as store:
            return store.write(corpus).articles

    def forget() -> int:
        with connect(server) as store:
            return sum(store.forget(x.article.id) for x in others)

    with caplog.at_level(logging.WARNING, "neo4j"), ThreadPoolExecutor(3) as pool:
        done = [pool.submit(load, CORPUS), pool.submit(load, CORPUS[::-1]), pool.submit(forget)]
        assert [d.result() for d in done] == [len(CORPUS), len(CORPUS), len(others)]
    assert "Deadlock" not in caplog.text
    with connect(server) as store:
        assert everything(store) == undisturbed
    rerun(server, undisturbed)


def test_the_clock_is_set_back(server: Neo4jServer, undisturbed: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    clock = iter(range(10**9))

    def backwards() -> float:
        return now - 20 * 365 * 86_400 - 3_600 * next(clock)

    with connect(server) as store:
        store.write(at(5, lambda: monkeypatch.setattr(time, "time", backwards)))
        store.write(CORPUS[:7])
        assert time.time() < now
        assert everything(store) == undisturbed
    rerun(server, undisturbed)


def test_a_password_that_has_expired_or_is_wrong(
    server: Neo4jServer, undisturbed: Graph, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    cypher(server, "CREATE USER guest IF NOT EXISTS SET PASSWORD 'old-secret' CHANGE REQUIRED")
    monkeypatch.setenv("NEO4J_URI", server.bolt)
    monkeypatch.setenv("NEO4J_USER", "guest")
    try:
        for password, told in (("old-secret", "has expired"), ("no-secret", "refuses the login of 'guest'")):
            monkeypatch.setenv("NEO4J_PASSWORD", password)
            assert main(["-v", "forget", "neo4j", "art-1"]) == 1
            out, err = capfd.readouterr()
            assert told in err.splitlines()[-1]
            assert "secret" not in out + err
    finally:
        cypher(server, "DROP USER guest")
    assert cypher(server, "MATCH (n) RETURN count(n)") == [(0,)]
    rerun(server, undisturbed)


@pytest.mark.parametrize("uri", ["neo4j://neo4j:hunter2@127.0.0.1", "bolt://neo4j:hun/ter2@127.0.0.1", "a:hunter2@b"])
def test_a_password_in_the_address_is_refused_unseen(
    uri: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "other")
    assert main(["-v", "forget", "neo4j", "art-1", "--uri", uri]) == 1
    out, err = capfd.readouterr()
    assert "NEO4J_PASSWORD" in err
    assert not any(secret in out + err for secret in ("hunter2", "hun/ter2", "hun"))
    monkeypatch.setenv("NEO4J_URI", uri)
    assert main(["doctor"]) == 1
    out, err = capfd.readouterr()
    assert "has a login in it" in out
    assert "hun" not in out + err
    with pytest.raises(StoreUnreachableError) as error:
        Neo4jStore(uri, "neo4j", "other")
    assert "ter2" not in repr(error.value) + repr(error.value.__cause__) + repr(error.value.__context__)


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Neo4jServer, Path]]:
    """A server to be mistreated, which speaks TLS besides, and the certificate of who signed its own."""
    home, authority = tmp_path_factory.mktemp("own"), trustme.CA()
    certificates = home / "certificates"
    certificates.mkdir()
    issued = authority.issue_cert("127.0.0.1", "localhost")
    issued.private_key_pem.write_to_path(certificates / "private.key")
    issued.cert_chain_pems[0].write_to_path(certificates / "public.crt")
    authority.cert_pem.write_to_path(home / "authority.pem")
    settings = {
        "db.tx_log.preallocate": "false",
        "server.bolt.tls_level": "OPTIONAL",
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(certificates),
        "dbms.ssl.policy.bolt.private_key": "private.key",
        "dbms.ssl.policy.bolt.public_certificate": "public.crt",
        "dbms.ssl.policy.bolt.client_auth": "NONE",
    }
    with serving(home, settings=settings, java=SHORT_LIVED) as server:
        yield server, home / "authority.pem"


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc", "bolt+s", "neo4j+s"])
def test_tls(own_server: tuple[Neo4jServer, Path], scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    server, authority = own_server
    uri = server.bolt.replace("bolt", scheme)
    if scheme.endswith("+s"):
        with pytest.raises(StoreUnreachableError, match=r"\+ssc://"):  # nobody vouches for this certificate
            Neo4jStore(uri, server.user, server.password)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with Neo4jStore(uri, server.user, server.password) as store:
        assert store.query("RETURN 1")[1] == ((1,),)


def test_the_server_is_killed(own_server: tuple[Neo4jServer, Path], undisturbed: Graph) -> None:
    server, _ = own_server
    again: list[threading.Thread] = []

    def strike() -> None:
        server.kill()
        again.append(threading.Thread(target=server.start))
        again[0].start()

    with connect(server) as store:
        try:
            store.write(at(7, strike))
        except StoreError as exc:  # it took longer than the driver tries
            assert "127.0.0.1" in str(exc)
    again[0].join()
    rerun(server, undisturbed)


def test_the_disk_of_the_server_is_full(own_server: tuple[Neo4jServer, Path], undisturbed: Graph) -> None:
    server, _ = own_server
    empty(server)
    with connect(server) as store, pytest.raises(StoreError, match=r"its disk may be full; .* restart it"):
        store.write(at(7, server.fill_disk))
    server.kill()
    server.start()
    rerun(server, undisturbed)


def test_a_transaction_that_the_server_ends(
    server: Neo4jServer, undisturbed: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    some, sizes = CORPUS[:6], list[int]()
    write, execute = Neo4jStore._write_batch, neo4j.Session.execute_write

    def noting(self: Neo4jStore, batch: list[tuple[Extraction, str]]) -> object:
        sizes.append(len(batch))
        return write(self, batch)

    def limited(session: neo4j.Session, work: Callable[..., object]) -> object:
        return execute(session, unit_of_work(timeout=1 if sizes[-1] > 2 else 60)(work))

    def pause(size: int) -> None:
        if sizes and sizes[-1] > 2 and size > 1_000:
            time.sleep(1)

    with monkeypatch.context() as patched, proxy(server.bolt, lambda data: "", pause) as slow:
        patched.setattr(Neo4jStore, "weight", 100_000)
        patched.setattr(Neo4jStore, "_write_batch", noting)
        patched.setattr(neo4j.Session, "execute_write", limited)
        with Neo4jStore(slow.address, server.user, server.password) as store:
            assert store.write(some).added == len(some)
    assert sizes == [6, 3, 1, 2, 3, 1, 2]
    rerun(server, undisturbed)
