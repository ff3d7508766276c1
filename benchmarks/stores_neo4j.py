"""Statements a second into Neo4j, ours against a hand-written ``UNWIND … MERGE`` loop over the same rows.

Example::

    python -m benchmarks.stores_neo4j 2000 20000

A server is started as for the live tests (Java and Maven), or one is named with NEO4J_URI and
NEO4J_PASSWORD; its database must be empty. Both loads make the same nodes and relationships, under
the same constraints and indexes, each in a process of its own on the emptied database. The loop
has its rows ready: it checks nothing, reads nothing, weighs no claims. Timings on a shared machine
are noisy: compare figures of one run only.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase, ManagedTransaction, Session
from rich.console import Console
from rich.table import Table

from benchmarks.invented import STATEMENTS, invented
from benchmarks.model import memory
from kg.statements import Extraction
from loaders._neo4j_schema import prepare
from loaders.neo4j_store import Neo4jStore

__all__ = ["Measured", "main", "measure"]

Generate = Callable[[int], Iterable[Extraction]]
Login = tuple[str, str, str]

#: Labels by which nodes are found.
_FOUND_BY = ("Entity", "Eventuality", "Statement", "Article", "Extraction", "Mention", "TriplewireStore")
_ROWS = 5_000  # rows of a query of the loop


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One load of each kind: seconds, statements, and MiB by which our process grew at most while it loaded."""

    statements: int
    ours: float
    loop: float
    memory: float

    @property
    def ratio(self) -> float:
        """Our statements a second, of those of the loop."""
        return self.loop / self.ours


def measure(
    uri: str, user: str, password: str, extractions: Generate = invented, *, articles: Iterable[int], warm_up: int = 100
) -> list[Measured]:
    """Load articles in both ways.

    Parameters
    ----------
    uri, user, password : str
        Of a server whose database is empty; it is so again in the end.
    extractions : callable
        Gives the extractions of so many articles, the same each time; a function of a module, for
        another process calls it.
    articles : iterable of int
        How many articles to load, once for each.
    warm_up : int
        Articles that are loaded in both ways before anything is measured, for a server's first
        queries are slow.
    """
    login = (uri, user, password)
    with _driver(login) as driver:
        if driver.execute_query("MATCH (n) RETURN n LIMIT 1").records:
            raise SystemExit(f"the database at {uri} is not empty; a benchmark clears it, so give an empty one")
    _pair(login, extractions, warm_up)
    return [_pair(login, extractions, count) for count in articles]


def _pair(login: Login, extractions: Generate, articles: int) -> Measured:
    statements, ours, grown = _apart(_ours, login, extractions, articles)
    made = _counts(login)
    loop = _apart(_loop, login)
    if _counts(login) != made:
        raise SystemExit(f"the loop made {_counts(login)} nodes and relationships, not {made}")
    _clear(login)
    return Measured(statements=statements, ours=ours, loop=loop, memory=grown)


def _apart(work: Callable[..., Any], *arguments: object) -> Any:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _driver(login: Login) -> Driver:
    return GraphDatabase.driver(login[0], auth=login[1:], notifications_min_severity="OFF")


def _ours(login: Login, extractions: Generate, articles: int) -> tuple[int, float, float]:
    with Neo4jStore(*login) as store:
        next(iter(extractions(1)))  # the ontology is read
        before, most = memory()[0], 0.0

        def watched() -> Iterator[Extraction]:
            nonlocal most
            for number, extraction in enumerate(extractions(articles)):
                if number % 100 == 0:
                    most = max(most, memory()[0])
                yield extraction

        started = time.perf_counter()
        counts = store.write(watched())
        return counts.statements, time.perf_counter() - started, max(most, memory()[0]) - before


def _counts(login: Login) -> tuple[int, int]:
    query = "MATCH (n) WITH count(n) AS nodes OPTIONAL MATCH ()-[r]->() RETURN nodes, count(r) AS edges"
    with _driver(login) as driver:
        found = driver.execute_query(query).records[0]
    return found["nodes"], found["edges"]


def _clear(login: Login) -> None:
    with _driver(login) as driver, driver.session() as session:
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()
        for name in [r["name"] for r in session.run("SHOW CONSTRAINTS YIELD name")]:
            session.run(f"DROP CONSTRAINT {name}").consume()  # type: ignore[arg-type]
        for name in [r["name"] for r in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'")]:
            session.run(f"DROP INDEX {name}").consume()  # type: ignore[arg-type]


def _loop(login: Login) -> float:
    """Read all rows out of the database, clear it, and time the loop that writes them."""
    with _driver(login) as driver, driver.session() as session:
        queries = [*_node_queries(session), *_edge_queries(session)]
        _clear(login)
        prepare(session)
        started = time.perf_counter()
        for query, rows in queries:
            for start in range(0, len(rows), _ROWS):
                session.execute_write(_write, query, rows[start : start + _ROWS])
        return time.perf_counter() - started


def _write(tx: ManagedTransaction, query: Any, rows: list[dict[str, Any]]) -> None:
    tx.run(query, rows=rows).consume()


def _found_by(labels: list[str]) -> str:
    return next(label for label in _FOUND_BY if label in labels)


def _node_queries(session: Session) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for r in session.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS values"):
        label = _found_by(r["labels"])
        others = "".join(f":{x}" for x in sorted(r["labels"]) if x != label)
        query = f"UNWIND $rows AS row MERGE (n:{label} {{uri: row.uri}}) SET n = row{f', n{others}' if others else ''}"
        rows.setdefault(query, []).append(r["values"])
    yield from rows.items()


def _edge_queries(session: Session) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for r in session.run(
        """MATCH (a)-[r]->(b) RETURN labels(a) AS starts, labels(b) AS ends, type(r) AS type, r.claim AS claim,
           {start: a.uri, end: b.uri, values: properties(r)} AS row"""
    ):
        key = " {claim: row.values.claim}" if r["claim"] else ""
        query = f"""UNWIND $rows AS row MATCH (a:{_found_by(r["starts"])} {{uri: row.start}})
            MATCH (b:{_found_by(r["ends"])} {{uri: row.end}}) MERGE (a)-[r:{r["type"]}{key}]->(b) SET r = row.values"""
        rows.setdefault(query, []).append(r["row"])
    yield from rows.items()


@contextmanager
def _server() -> Iterator[Login]:
    if uri := os.environ.get("NEO4J_URI"):
        yield uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        return
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "live"))
    from neo4j_server import serving

    with tempfile.TemporaryDirectory() as home, serving(Path(home) / "neo4j", heap="2g") as server:
        yield server.bolt, server.user, server.password


def table(rows: list[Measured]) -> Table:
    """Return the figures for people; growth is of seconds a statement, against the row before."""
    found = Table("statements", "ours, st/s", "loop, st/s", "ours of the loop", "growth", "MiB grown")
    before: Measured | None = None
    for r in rows:
        growth = f"{r.ours / r.statements / (before.ours / before.statements):.2f}" if before else "–"
        found.add_row(
            f"{r.statements:,}", f"{r.statements / r.ours:,.0f}", f"{r.statements / r.loop:,.0f}", f"{r.ratio:.2f}",
            growth, f"{r.memory:.0f}",
        )  # fmt: skip
        before = r
    return found


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", nargs="*", type=int, default=[2_000, 20_000], help="how many to load")
    options = parser.parse_args(argv)
    with _server() as login:
        rows = measure(*login, articles=[max(1, n // STATEMENTS) for n in options.statements])
    Console().print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
