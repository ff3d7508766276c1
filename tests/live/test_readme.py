"""The README's lines on Neo4j, run against a real server, and what ``kg load`` says when it may not in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase, Session
from neo4j_server import Neo4jServer

ROOT = Path(__file__).resolve().parents[2]
KG = str(Path(sys.executable).with_name("kg"))
pytestmark = pytest.mark.live


def blocks(language: str) -> list[str]:
    """Return the README's blocks that are marked as needing Neo4j."""
    text = (ROOT / "README.md").read_text("utf-8")
    return re.findall(rf"<!-- needs Neo4j -->\n```{language}\n(.*?)\n```", text, re.DOTALL)


def kg(server: Neo4jServer, *arguments: str, cwd: Path, password: str = "") -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "NEO4J_URI": server.bolt,
        "NEO4J_USER": server.user,
        "NEO4J_PASSWORD": password or server.password,
    }
    return subprocess.run([KG, *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def folder(sample_graph: Path) -> Path:
    """The folder with the graph of the sample articles."""
    return sample_graph.parent


@pytest.fixture
def session(neo4j_server: Neo4jServer) -> Iterator[Session]:
    """A session on a database that is empty before and after."""
    login = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.bolt, auth=login) as driver, driver.session() as opened:
        opened.run("MATCH (n) DETACH DELETE n").consume()
        yield opened
        opened.run("MATCH (n) DETACH DELETE n").consume()


def test_the_readme_loads_and_asks(neo4j_server: Neo4jServer, folder: Path, session: Session) -> None:
    (shell,) = blocks("sh")
    lines = [line for line in shell.splitlines() if line.startswith("kg ")]
    assert lines == ["kg load neo4j graph"]
    counts = []
    for _ in range(2):
        done = kg(neo4j_server, *lines[0].split()[1:], cwd=folder)
        assert done.returncode == 0, done.stderr
        found = session.run(
            "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS edges"
        ).single()
        assert found is not None
        counts.append((found["nodes"], found["edges"]))
    assert counts[0] == counts[1]
    found = session.run("MATCH (a:Article) RETURN count(a) AS articles").single()
    assert found is not None and found["articles"] > 1
    assert f": 0 new, 0 replaced, {found['articles']} as they were" in done.stderr
    (cypher,) = blocks("cypher")
    queries = [q for q in cypher.split(";") if q.strip()]
    assert len(queries) == 3
    for query in queries:
        assert list(session.run(query)), query  # type: ignore[arg-type]  # the README's own text


def test_doctor_finds_the_server_and_leaves_it_alone(neo4j_server: Neo4jServer, folder: Path, session: Session) -> None:
    done = kg(neo4j_server, "doctor", "graph", cwd=folder)
    assert done.returncode == 0, done.stdout
    assert f"{neo4j_server.bolt} answers" in done.stdout
    assert neo4j_server.password not in done.stdout + done.stderr
    found = session.run("MATCH (n) RETURN count(n) AS nodes").single()
    assert found is not None
    assert found["nodes"] == 0


def test_a_wrong_password_is_said_in_one_line(neo4j_server: Neo4jServer, folder: Path) -> None:
    done = kg(neo4j_server, "load", "neo4j", "graph", cwd=folder, password="not the password")
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert len(done.stderr.splitlines()) == 1
    assert "password" in done.stderr
    assert "not the password" not in done.stderr
