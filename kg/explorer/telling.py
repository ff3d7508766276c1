"""Questions to the index about what articles say: statements, events, articles, and who quotes whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from kg.explorer.results import (
    ArticleCard,
    Count,
    EventCard,
    Filter,
    NodeCard,
    Page,
    Quotation,
    SourceLink,
    StatementCard,
)
from kg.explorer.rows import NODE, Where, below, marks, node_card, page_of

__all__ = ["articles", "events", "months", "quotations", "statements"]

_ANY = Filter()
_ARTICLE = "a.iri, a.title, a.publisher, a.url, a.day, a.statements"
_STATEMENT = (
    "t.n, t.iri, s.iri, s.name, t.predicate, t.words, coalesce(o.iri, ''), coalesce(o.name, t.value), t.status,"
    " t.modality, t.polarity, t.confidence, t.licensed, t.day, t.time, t.quote, coalesce(v.iri, ''), t.edge,"
    f" {_ARTICLE}"
)
_SAID = (
    "FROM statement t JOIN node s ON s.n = t.subject LEFT JOIN node o ON o.n = t.object LEFT JOIN node v ON"
    " v.n = t.event JOIN article a ON a.n = t.article"
)
_EVENT = (
    f"v.node, n.iri, n.name, n.class, v.status, v.first, v.last, v.time, v.numbers, {_ARTICLE}"
    " FROM event v JOIN node n ON n.n = v.node JOIN article a ON a.n = v.article"
)


def _said_by(index: sqlite3.Connection, numbers: Sequence[int]) -> Mapping[int, tuple[SourceLink, ...]]:
    found: dict[int, tuple[SourceLink, ...]] = {}
    rows = index.execute(
        "SELECT q.statement, node.iri, node.name, q.act FROM source q JOIN node ON node.n = q.node"
        f" WHERE q.statement IN ({marks(numbers)}) ORDER BY q.statement, q.place",
        numbers,
    )
    for number, iri, name, act in rows:
        found[number] = (*found.get(number, ()), SourceLink(id=iri, name=name, act=act))
    return found


def _article(row: Sequence[Any]) -> ArticleCard:
    return ArticleCard(id=row[0], title=row[1], publisher=row[2], url=row[3], day=row[4], statements=row[5])


def _statement_cards(index: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> tuple[StatementCard, ...]:
    chains = _said_by(index, [row[0] for row in rows])
    return tuple(
        StatementCard(
            id=r[1],
            subject_id=r[2],
            subject=r[3],
            predicate=r[4],
            words=r[5],
            object_id=r[6],
            object=r[7],
            status=r[8],
            modality=r[9],
            polarity=r[10],
            confidence=r[11],
            licensed=bool(r[12]),
            day=r[13],
            time=r[14],
            quote=r[15],
            event=r[16],
            edge=r[17],
            article=_article(r[18:]),
            sources=chains.get(r[0], ()),
        )
        for r in rows
    )


def _said_under(wanted: Filter) -> Where:
    where = Where()
    where.among("t.status", wanted.statuses)
    where.among("t.predicate", wanted.predicates)
    if wanted.classes:
        where.among("s.class", below(wanted))
    if wanted.first:
        where.add("t.day >= ?", wanted.first)
    if wanted.last:
        where.add("(t.day <= ? AND t.day <> '')", wanted.last)
    if wanted.publisher:
        where.add("a.publisher = ?", wanted.publisher)
    return where


def statements(
    index: sqlite3.Connection,
    wanted: Filter = _ANY,
    *,
    about: str = "",
    said_by: str = "",
    edge: int | None = None,
    event: str = "",
    article: str = "",
    ids: Sequence[str] = (),
    offset: int = 0,
    limit: int = 50,
) -> Page[StatementCard]:
    """Return statements, the newest first; those of one article in the order of its text.

    Parameters
    ----------
    index : sqlite3.Connection
    wanted : Filter
    about, said_by, event, article : str
        IRIs: of the subject or object, of a source, of the event that is told of, of the article.
    edge : int, optional
        Number of an edge.
    ids : sequence of str
        IRIs of statements.
    offset, limit : int
    """
    where = _said_under(wanted)
    where.among("t.iri", ids)
    if edge is not None:
        where.add("t.edge = ?", edge)
    node = "(SELECT n FROM node WHERE iri = ?)"
    if about:
        where.add(
            f"t.n IN (SELECT n FROM statement WHERE subject = {node}"
            f" UNION SELECT n FROM statement WHERE object = {node})",
            about,
            about,
        )
    if said_by:
        where.add(f"t.n IN (SELECT statement FROM source WHERE node = {node})", said_by)
    if event:
        where.add(f"t.event = {node}", event)
    if article:
        where.add("t.article = (SELECT n FROM article WHERE iri = ?)", article)
    order = "t.place, t.n" if article else "t.day DESC, t.n"
    rows = index.execute(
        f"SELECT {_STATEMENT} {_SAID} {where} ORDER BY {order} LIMIT ? OFFSET ?", (*where.values, limit + 1, offset)
    ).fetchall()
    page = page_of(rows, offset, limit)
    return Page(items=_statement_cards(index, page.items), offset=offset, next=page.next)


def events(
    index: sqlite3.Connection,
    wanted: Filter = _ANY,
    *,
    about: str = "",
    ids: Sequence[str] = (),
    article: str = "",
    dated: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> Page[EventCard]:
    """Return events by day, those of unknown day first; ``about`` is the IRI of one who takes part.

    ``wanted.first`` and ``wanted.last`` bound the days of the events themselves; ``dated`` leaves out those of
    unknown day.
    """
    where = Where()
    where.among("v.status", wanted.statuses)
    where.among("n.iri", ids)
    if wanted.classes:
        where.among("n.class", wanted.classes)
    if wanted.first or dated:
        where.add("v.sorted >= ?", wanted.first or "0")
    if wanted.last:
        where.add("(v.sorted <= ? AND v.sorted <> '')", wanted.last)
    if wanted.publisher:
        where.add("a.publisher = ?", wanted.publisher)
    if about:
        where.add("v.node IN (SELECT event FROM role WHERE node = (SELECT n FROM node WHERE iri = ?))", about)
    if article:
        where.add("v.article = (SELECT n FROM article WHERE iri = ?)", article)
    rows = index.execute(
        f"SELECT {_EVENT} {where} ORDER BY v.sorted, v.node LIMIT ? OFFSET ?", (*where.values, limit + 1, offset)
    ).fetchall()
    page = page_of(rows, offset, limit)
    return Page(items=_event_cards(index, page.items), offset=offset, next=page.next)


def months(index: sqlite3.Connection, *, about: str = "") -> tuple[Count, ...]:
    """Return how many dated events each month has (``"2020-06"``), in their order."""
    where = Where()
    where.add("sorted <> ''")
    if about:
        where.add("node IN (SELECT event FROM role WHERE node = (SELECT n FROM node WHERE iri = ?))", about)
    rows = index.execute(
        f"SELECT substr(sorted, 1, 7) AS month, count(*) FROM event {where} GROUP BY month ORDER BY month", where.values
    )
    return tuple(Count(name=month, number=number) for month, number in rows)


def _event_cards(index: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> tuple[EventCard, ...]:
    numbers = [row[0] for row in rows]
    roles: dict[int, dict[str, tuple[NodeCard, ...]]] = {n: {} for n in numbers}
    found = index.execute(
        f"SELECT r.event, r.role, {NODE} FROM role r JOIN node ON node.n = r.node"
        f" WHERE r.event IN ({marks(numbers)}) ORDER BY r.event, r.role, node.n",
        numbers,
    )
    for event, role, *node in found:
        roles[event][role] = (*roles[event].get(role, ()), node_card(node))
    return tuple(
        EventCard(
            id=r[1],
            name=r[2],
            cls=r[3],
            status=r[4],
            first=r[5],
            last=r[6],
            time=r[7],
            roles=roles[r[0]],
            numbers=json.loads(r[8] or "{}"),
            article=_article(r[9:]),
        )
        for r in rows
    )


def articles(
    index: sqlite3.Connection,
    wanted: Filter = _ANY,
    *,
    about: str = "",
    ids: Sequence[str] = (),
    offset: int = 0,
    limit: int = 50,
) -> Page[ArticleCard]:
    """Return articles, the newest first; ``about`` is the IRI of an entity that they name."""
    where = Where()
    where.among("a.iri", ids)
    if wanted.first:
        where.add("a.day >= ?", wanted.first)
    if wanted.last:
        where.add("(a.day <= ? AND a.day <> '')", wanted.last)
    if wanted.publisher:
        where.add("a.publisher = ?", wanted.publisher)
    if about:
        where.add("a.n IN (SELECT article FROM told WHERE node = (SELECT n FROM node WHERE iri = ?))", about)
    rows = index.execute(
        f"SELECT {_ARTICLE} FROM article a {where} ORDER BY a.day DESC, a.n LIMIT ? OFFSET ?",
        (*where.values, limit + 1, offset),
    ).fetchall()
    page = page_of(rows, offset, limit)
    return Page(items=tuple(map(_article, page.items)), offset=offset, next=page.next)


def quotations(
    index: sqlite3.Connection, wanted: Filter = _ANY, *, about: str = "", offset: int = 0, limit: int = 100
) -> Page[Quotation]:
    """Return who quotes whom: outlets and those whom they quote, the most quoted first."""
    where = Where()
    if wanted.publisher:
        where.add("q.publisher = ?", wanted.publisher)
    if wanted.first:
        where.add("q.last >= ?", wanted.first)
    if wanted.last:
        where.add("q.first <= ?", wanted.last)
    if wanted.classes:
        where.among("node.class", below(wanted))
    if about:
        where.add("node.iri = ?", about)
    rows = index.execute(
        f"SELECT q.publisher, {NODE}, q.statements, q.first, q.last FROM quotation q"
        f" JOIN node ON node.n = q.speaker {where} ORDER BY q.statements DESC, q.publisher, node.n LIMIT ? OFFSET ?",
        (*where.values, limit + 1, offset),
    ).fetchall()
    found = [Quotation(publisher=r[0], speaker=node_card(r[1:6]), statements=r[6], first=r[7], last=r[8]) for r in rows]
    return page_of(found, offset, limit)
