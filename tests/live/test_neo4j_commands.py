"""``kg load neo4j`` and ``kg forget neo4j`` against a real server: what they write, and what they say beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from example_corpus import first_report, reports, second_report
from neo4j_server import Neo4jServer
from test_neo4j import connect, cypher, edges, empty, everything, jsonl

from kg.cli import main
from kg.registry import loaders
from loaders import _neo4j_rows
from loaders.neo4j_store import Neo4jStore

ROOT = Path(__file__).resolve().parents[2]
LINES = ROOT / "examples" / "articles" / "korean-lines.html"
pytestmark = pytest.mark.live

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Cli]:
    """Runs a command with the server's address and login; gives exit code, stdout and stderr."""
    monkeypatch.setenv("NEO4J_URI", neo4j_server.bolt)
    monkeypatch.setenv("NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    empty(neo4j_server)

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(w) for w in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield run
    empty(neo4j_server)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """The two reports as JSON lines."""
    path = tmp_path / "reports.jsonl"
    path.write_text(jsonl(reports()), "utf-8")
    return path


def table(out: str) -> dict[tuple[str, str], int]:
    """Read the answer of a dry run."""
    found, what = {}, ""
    for line in out.splitlines()[2:]:
        *kind, count = line.split("  ")
        cells = [c.strip() for c in kind if c.strip()]
        what = cells[0] if len(cells) == 2 else what
        found[what, cells[-1]] = int(count.replace(",", ""))
    return found


def schema(server: Neo4jServer) -> list[object]:
    return [
        *cypher(server, "CALL db.labels()"),
        *cypher(server, "CALL db.relationshipTypes()"),
        *cypher(server, "SHOW CONSTRAINTS YIELD name"),
        *cypher(server, "SHOW INDEXES YIELD name"),
    ]


def test_forgetting_leaves_what_others_support(cli: Cli, neo4j_server: Neo4jServer) -> None:
    with connect(neo4j_server) as store:
        store.write([first_report()])
        before = everything(store)
        store.write([second_report()])
        code, out, err = cli("forget", "neo4j", second_report().article.id.rpartition("/")[2])
        assert (code, out) == (0, "")
        assert err.startswith("forgotten: ")
        assert everything(store) == before
        assert store.query("MATCH ()-[r:SEVERS]->() RETURN r.status")[1] == (("announced",),)
    code, _, err = cli("forget", "neo4j", second_report().article.id)
    assert code == 1
    assert "MATCH (a:Article)" in err


def test_forgetting_by_publisher_and_date(cli: Cli, neo4j_server: Neo4jServer) -> None:
    one, two = first_report(), second_report()
    with connect(neo4j_server) as store:
        store.write([replace(one, article=replace(one.article, publisher="Harbour Wire"))])
        before = everything(store)
        store.write([replace(two, article=replace(two.article, publisher="Other", published=date(2019, 5, 4)))])
        both = everything(store)
        code, out, err = cli("forget", "neo4j", "--before", "2020-01-01", "--dry-run")
        assert (code, two.article.id in out, "1 article would be forgotten" in err) == (0, True, True)
        assert everything(store) == both
        assert cli("forget", "neo4j", "--publisher", "harbour wire", "--before", "2019-12-31")[0] == 1
        assert cli("forget", "neo4j", "--publisher", "other", "--before", "2020-01-01")[0] == 0
        assert everything(store) == before


def test_articles_are_read_and_loaded_at_once(cli: Cli, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    code, _, err = cli("load", "neo4j", "--articles", LINES, tmp_path / "missing.txt")
    assert code == 1
    assert "1 new" in err and "missing.txt" in err
    assert cli("build", LINES, "-o", tmp_path / "graph")[0] == 0
    with connect(neo4j_server) as store, loaders.get("oxigraph")(tmp_path / "graph", read_only=True) as graph:  # type: ignore[call-arg]
        assert jsonl(store.extractions()) == jsonl(graph.extractions())
    code, _, err = cli("load", "neo4j", "--articles", "--prune", tmp_path / "missing.txt", LINES)
    assert code == 1
    assert "nothing was removed" in err


@pytest.mark.parametrize("before", [(), (0,), (1,), (0, 1)], ids=str)
def test_a_dry_run_says_what_a_load_then_does(
    cli: Cli, neo4j_server: Neo4jServer, lines: Path, before: tuple[int, ...]
) -> None:
    other = replace(first_report(), statements=first_report().statements[:2])
    with connect(neo4j_server) as store:
        store.write([reports()[i] if i else other for i in before])
        there = everything(store)
        code, out, err = cli("load", "neo4j", lines, "--dry-run")
        assert (code, everything(store)) == (0, there)
        assert "nothing was written" in err
        said = table(out)
        held = {reports()[1].article.id} if 1 in before else set()
        assert cli("load", "neo4j", lines)[0] == 0
        assert said["articles", "new"] == 2 - len(before)
        assert said["articles", "changed"] == (0 in before)
        assert said["articles", "as they are"] == len(held)
        _, own = store.query(
            """MATCH (n) WHERE NOT coalesce(n.articleUri, n.uri) IN $held AND NOT n:Entity AND NOT n:TriplewireStore
               RETURN [l IN labels(n) WHERE l IN ['Statement', 'Mention', 'Eventuality', 'Extraction', 'Article']][0],
                      count(*)""",
            held=sorted(held),
        )
        nodes = {kind: count for (what, kind), count in said.items() if what == "nodes" and kind != "Entity"}
        assert nodes == dict(own)
        if not held:
            assert said["nodes", "Entity"] == store.query("MATCH (e:Entity) RETURN count(e)")[1][0][0]
            claims = {kind: count for (what, kind), count in said.items() if what == "edges of claims"}
            assert claims == Counter(edge[0] for edge in edges(store))
            _, joined = store.query("MATCH ()-[r]->() WHERE r.view IS NULL RETURN type(r), count(*)")
            assert {k: n for (what, k), n in said.items() if what == "relationships"} == dict(joined)


def test_a_dry_run_leaves_an_empty_database_empty(cli: Cli, neo4j_server: Neo4jServer, lines: Path) -> None:
    for (name,) in cypher(neo4j_server, "SHOW CONSTRAINTS YIELD name"):
        cypher(neo4j_server, f"DROP CONSTRAINT {name}")
    for (name,) in cypher(neo4j_server, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        cypher(neo4j_server, f"DROP INDEX {name}")
    before = schema(neo4j_server)
    code, out, _ = cli("load", "neo4j", lines, "--dry-run", "--prune")
    assert code == 0
    assert table(out)["articles", "new"] == 2
    assert table(out)["articles", "to be removed"] == 0
    assert schema(neo4j_server) == before
    assert cypher(neo4j_server, "MATCH (n) RETURN n") == []


def test_what_pruning_would_remove(cli: Cli, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    with connect(neo4j_server) as store:
        store.write(reports())
        (tmp_path / "one.jsonl").write_text(jsonl([first_report()]), "utf-8")
        _, out, _ = cli("load", "neo4j", tmp_path / "one.jsonl", "--dry-run", "--prune")
        assert table(out)["articles", "to be removed"] == 1
        _, _, err = cli("load", "neo4j", tmp_path / "one.jsonl", "--prune")
        assert "1 removed" in err
        assert jsonl(store.extractions()) == jsonl([first_report()])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("neo4j",), "say what to load"),
        (("neo4j", "one", "two"), "--articles if they are"),
        (("oxigraph", "one", "-o", "two", "--dry-run"), "go with neo4j"),
        (("oxigraph", "one", "-o", "two", "--articles"), "kg build"),
    ],
)
def test_options_that_contradict_each_other(cli: Cli, words: tuple[str, ...], told: str) -> None:
    code, _, err = cli("load", *words)
    assert code == 2
    assert told in err


def _older(server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Load the reports as another version of the ontology would, with names that are no longer known."""
    with connect(server) as store:
        store.write(reports())
        now = everything(store)
    empty(server)
    with monkeypatch.context() as patched:
        patched.setattr(_neo4j_rows, "version", lambda: "0.0.1")
        with connect(server) as store:
            store.write(reports())
    cypher(server, "MATCH (t:TriplewireStore) SET t.ontology = '0.0.1', t.labels = t.labels + 'Realm'")
    cypher(server, "MATCH (e:Country) SET e:Realm:Favourite")
    cypher(server, "MATCH (a)-[r:SEVERS]->(b) CREATE (a)-[s:CUTS]->(b) SET s = properties(r) DELETE r")
    return now


def test_a_database_of_another_ontology_is_brought_up_to_date(
    cli: Cli, neo4j_server: Neo4jServer, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = _older(neo4j_server, monkeypatch)
    code, _, err = cli("load", "neo4j", lines)
    assert code == 1
    assert "ontology 0.0.1" in err and "--migrate" in err
    assert cli("load", "neo4j", lines, "--migrate", "--dry-run")[0] == 1
    code, _, err = cli("load", "neo4j", "--migrate")
    assert code == 0
    assert "2 of 2 articles" in err
    assert cypher(neo4j_server, "MATCH (e:Favourite) REMOVE e:Favourite RETURN count(*) > 0") == [(True,)]
    with connect(neo4j_server) as store:
        assert everything(store) == now
        assert store.write(reports()).unchanged == 2


def test_a_migration_that_is_cut_off_is_ended_later(
    cli: Cli, neo4j_server: Neo4jServer, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = _older(neo4j_server, monkeypatch)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders._neo4j_migrate._PAGE", 1)
    with pytest.raises(KeyboardInterrupt):
        Neo4jStore(neo4j_server.bolt, neo4j_server.user, neo4j_server.password, migrate=stop)
    code, _, err = cli("load", "neo4j", lines)
    assert code == 1
    assert "was cut off" in err
    code, _, err = cli("load", "neo4j", lines, "--migrate")
    assert code == 0
    assert "1 of 1 articles" in err and "2 as they were" in err
    cypher(neo4j_server, "MATCH (e:Favourite) REMOVE e:Favourite")
    with connect(neo4j_server) as store:
        assert everything(store) == now


def test_a_database_whose_terms_are_gone_is_left_as_it_is(
    cli: Cli, neo4j_server: Neo4jServer, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _older(neo4j_server, monkeypatch)
    cypher(neo4j_server, "MATCH (v)-[r:THEME]->(x) CREATE (v)-[:GOAL]->(x) DELETE r")  # a role of another name
    cypher(neo4j_server, "MATCH (s:Statement {predicate: 'supervises'}) SET s.predicate = 'oversees'")
    before = cypher(neo4j_server, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n), properties(n), count(r)")
    code, _, err = cli("load", "neo4j", lines, "--migrate")
    assert code == 1
    assert "holds 2 articles that the present ontology cannot say" in err
    assert "no relation 'oversees'" in err and "another name now" in err
    assert "Nothing was changed" in err
    after = cypher(neo4j_server, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n), properties(n), count(r)")
    assert sorted(map(repr, after)) == sorted(map(repr, before))


def test_a_database_of_a_format_that_is_not_known(cli: Cli, neo4j_server: Neo4jServer, lines: Path) -> None:
    assert cli("load", "neo4j", lines)[0] == 0
    cypher(neo4j_server, "MATCH (t:TriplewireStore) SET t.format = 99")
    code, _, err = cli("load", "neo4j", lines, "--migrate")
    assert code == 1
    assert "format 99" in err and "cannot read" in err
