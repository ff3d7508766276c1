"""Questions to the index about the graph: its entities and the edges between them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from kg.explorer.results import Card, Count, EdgeCard, Filter, Hit, Neighbourhood, NodeCard, Overview
from kg.explorer.rows import NODE, Where, below, marks, node_card
from kg.merging import types_of

__all__ = ["card", "edge", "edge_between", "edges_among", "neighbours", "nodes_of", "number_of", "overview", "search"]

_EDGE = (
    "e.n, s.iri, e.predicate, o.iri, e.status, e.plain, e.support, e.denials, e.articles, e.confidence, e.first, e.last"
)
_ENDS = "JOIN node s ON s.n = e.subject JOIN node o ON o.n = e.object"


def number_of(index: sqlite3.Connection, iri: str) -> int | None:
    """Return the number of a node by its IRI; None if the index does not know it."""
    row = index.execute("SELECT n FROM node WHERE iri = ?", (iri,)).fetchone()
    return row[0] if row else None


def overview(index: sqlite3.Connection, *, most: int = 60) -> Overview:
    """Return what a graph holds, and the ``most`` entities with most statements."""
    counted: dict[str, list[Count]] = {}
    for what, name, number in index.execute("SELECT what, name, number FROM counted ORDER BY number DESC, name"):
        counted.setdefault(what, []).append(Count(name=name, number=number))
    first, last = index.execute("SELECT min(day), max(day) FROM article WHERE day <> ''").fetchone()
    nodes = index.execute(f"SELECT {NODE} FROM node WHERE NOT event ORDER BY statements DESC, n LIMIT ?", (most,))
    return Overview(
        counts={c.name: c.number for c in counted.get("all", ())},
        statuses=tuple(counted.get("status", ())),
        classes=tuple(counted.get("class", ())),
        event_classes=tuple(counted.get("event", ())),
        predicates=tuple(counted.get("predicate", ())),
        publishers=tuple(c for c in counted.get("publisher", ()) if c.name),
        first=first or "",
        last=last or "",
        most=tuple(map(node_card, nodes)),
    )


def search(index: sqlite3.Connection, text: str, *, classes: Sequence[str] = (), limit: int = 20) -> tuple[Hit, ...]:
    """Return entities one of whose names has words that begin as those of ``text`` do, the most told of first.

    A name that is the text as a whole comes before all others.
    """
    words = "".join(c if c.isalnum() else " " for c in text).split()
    if not words:
        return ()
    wanted = " ".join(f'"{word}"*' for word in words)
    where = Where()
    where.add("spelled MATCH ?", wanted)
    where.among("node.class", below(classes) if classes else ())
    rows = index.execute(
        "SELECT node.iri, node.name, node.class, label.name, node.statements FROM spelled"
        f" JOIN label ON label.n = spelled.rowid JOIN node ON node.n = label.node {where}"
        " ORDER BY node.statements DESC, length(label.name), label.name LIMIT ?",
        (*where.values, limit * 5),
    ).fetchall()
    exact = index.execute(
        "SELECT node.iri, node.name, node.class, label.name, node.statements FROM spelled"
        " JOIN label ON label.n = spelled.rowid JOIN node ON node.n = label.node"
        f" {where} AND length(label.name) <= ? ORDER BY node.statements DESC LIMIT 5",
        (f"^ {wanted}", *where.values[1:], len(text.strip())),
    ).fetchall()
    best: dict[str, Hit] = {}
    for iri, name, cls, matched, number in (*exact, *rows):
        best.setdefault(iri, Hit(id=iri, name=name, cls=cls, matched=matched, statements=number))
    return tuple(best.values())[:limit]


def card(index: sqlite3.Connection, iri: str) -> Card | None:
    """Return what is known of an entity in itself; None if there is none of that IRI."""
    row = index.execute("SELECT n, name, class, statements FROM node WHERE iri = ? AND NOT event", (iri,)).fetchone()
    if row is None:
        return None
    number, name, cls, said = row
    told = index.execute(
        "SELECT t.class, t.same, t.mentions, a.day FROM told t JOIN article a ON a.n = t.article WHERE t.node = ?",
        (number,),
    ).fetchall()
    names = index.execute("SELECT name FROM label WHERE node = ? AND name <> ? ORDER BY name", (number, name))
    days = sorted(day for *_, day in told if day)
    return Card(
        id=iri,
        name=name,
        cls=cls,
        types=types_of({t[0] for t in told}),
        aliases=tuple(n for (n,) in names),
        same_as=tuple(sorted({s for t in told for s in json.loads(t[1] or "[]")})),
        statements=said,
        mentions=sum(t[2] for t in told),
        articles=len(told),
        first=days[0] if days else "",
        last=days[-1] if days else "",
    )


def nodes_of(index: sqlite3.Connection, iris: Sequence[str]) -> tuple[NodeCard, ...]:
    """Return the nodes of some IRIs, in the order asked; unknown ones are left out."""
    found: dict[str, NodeCard] = {}
    for start in range(0, len(iris), 500):
        part = iris[start : start + 500]
        rows = index.execute(f"SELECT {NODE} FROM node WHERE iri IN ({marks(part)})", part)
        found.update((row[0], node_card(row)) for row in rows)
    return tuple(found[iri] for iri in iris if iri in found)


def _bounds(wanted: Filter) -> Where:
    where = Where()
    where.among("e.status", wanted.statuses)
    where.among("e.predicate", wanted.predicates)
    if wanted.classes:
        where.among("s.class", below(wanted))
        where.among("o.class", below(wanted))
    if wanted.first:
        where.add("e.last >= ?", wanted.first)
    if wanted.last:
        where.add("(e.first <= ? AND e.first <> '')", wanted.last)
    if wanted.publisher:
        where.add(
            "EXISTS (SELECT 1 FROM statement x JOIN article y ON y.n = x.article"
            " WHERE x.edge = e.n AND y.publisher = ?)",
            wanted.publisher,
        )
    return where


def neighbours(index: sqlite3.Connection, iris: Sequence[str], wanted: Filter, *, limit: int = 60) -> Neighbourhood:
    """Return the best supported edges at some nodes, with the nodes at their ends and the edges among all of these."""
    numbers = [n for n in (number_of(index, iri) for iri in iris) if n is not None]
    where = _bounds(wanted)
    found: dict[int, tuple[Any, ...]] = {}
    most = limit + 1
    for number in numbers:
        for end in ("subject", "object"):
            parts = " AND ".join([f"e.{end} = ?", *where.parts])
            rows = index.execute(
                f"SELECT {_EDGE} FROM edge e {_ENDS} WHERE {parts} ORDER BY e.support DESC, e.n LIMIT ?",
                (number, *where.values, most),
            )
            found.update((row[0], row) for row in rows)
    ranked = sorted(found.values(), key=lambda row: (not row[5], -row[6], -row[9], row[0]))
    kept = ranked[:limit]
    ends = dict.fromkeys((*iris, *(row[i] for row in kept for i in (1, 3))))
    nodes = nodes_of(index, tuple(ends))
    among = edges_among(index, [n.id for n in nodes], wanted)
    return Neighbourhood(nodes=nodes, edges=among, more=len(ranked) - len(kept))


def edges_among(
    index: sqlite3.Connection, iris: Sequence[str], wanted: Filter, *, limit: int = 1500
) -> tuple[EdgeCard, ...]:
    """Return the edges whose both ends are among some nodes, the best supported first."""
    where = _bounds(wanted)
    parts = " ".join(f"AND {part}" for part in where.parts)
    rows = index.execute(
        "WITH some AS MATERIALIZED (SELECT n FROM node WHERE iri IN (SELECT value FROM json_each(?)))"
        f" SELECT {_EDGE} FROM some x CROSS JOIN edge e ON e.subject = x.n {_ENDS}"
        f" WHERE e.object IN (SELECT n FROM some) {parts} ORDER BY e.support DESC, e.n LIMIT ?",
        (json.dumps(iris), *where.values, limit),
    ).fetchall()
    return tuple(map(_edge_card, rows))


def _edge_card(row: Sequence[Any]) -> EdgeCard:
    """Return an edge from its row."""
    return EdgeCard(
        id=row[0],
        subject=row[1],
        predicate=row[2],
        object=row[3],
        status=row[4],
        plain=bool(row[5]),
        support=row[6],
        denials=row[7],
        articles=row[8],
        confidence=row[9],
        first=row[10],
        last=row[11],
    )


def edge_between(index: sqlite3.Connection, subject: str, predicate: str, object: str) -> int | None:
    """Return the number of an edge by its ends (IRIs) and relation; None if there is none."""
    row = index.execute(
        "WITH a AS (SELECT n FROM node WHERE iri = ?2), b AS (SELECT n FROM node WHERE iri = ?3)"
        " SELECT e.n, 0 AS turned FROM a, b, edge e WHERE e.subject = a.n AND e.predicate = ?1 AND e.object = b.n"
        " UNION ALL SELECT e.n, 1 FROM a, b, edge e WHERE e.subject = b.n AND e.predicate = ?1 AND e.object = a.n"
        " ORDER BY turned",
        (predicate, subject, object),
    ).fetchone()
    return row[0] if row else None


def edge(index: sqlite3.Connection, number: int) -> EdgeCard | None:
    """Return an edge by its number; None if there is none."""
    row = index.execute(f"SELECT {_EDGE} FROM edge e {_ENDS} WHERE e.n = ?", (number,)).fetchone()
    return _edge_card(row) if row else None
