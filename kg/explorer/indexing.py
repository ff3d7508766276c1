"""Carrying what articles say into the index, and taking it out again."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.explorer.parts import batched
from kg.facts import Licence, Voice, claim_of, verdict, voice_of
from kg.merging import best_class, best_name, event_label
from kg.statements import Event, Extraction, Statement

__all__ = ["Writer"]

_NODES = "SELECT n, iri FROM node WHERE iri IN ({})"
_MANY = 500


def _day(moment: date | datetime | None) -> str:
    return moment.isoformat()[:10] if moment is not None else ""


def _shown(status: str) -> str:
    """Return what people are told a status is."""
    return "fact" if status == "actual" else status


class Writer:
    """Writes articles into the index; call ``settle`` when a run of them is in.

    Parameters
    ----------
    index : sqlite3.Connection
    licence : {"default", "strict"}
        The store's.
    """

    def __init__(self, index: sqlite3.Connection, licence: Licence = "default") -> None:
        self._index, self._licence = index, licence
        self._numbers: dict[str, int] = {}
        #: Nodes and claims of which an article was added or removed since all was settled.
        self._nodes: set[int] = set()
        self._claims: set[tuple[int, str, int]] = set()

    def remove(self, article: str) -> None:
        """Take an article (its IRI) out; no harm if it is not in."""
        row = self._index.execute("SELECT n FROM article WHERE iri = ?", (article,)).fetchone()
        if row is None:
            return
        ask = self._index.execute
        claims = ask(
            "SELECT DISTINCT e.subject, e.predicate, e.object FROM statement s JOIN edge e ON e.n = s.edge"
            " WHERE s.article = ?",
            row,
        )
        self._claims.update(claims)
        self._nodes.update(n for (n,) in ask("SELECT node FROM told WHERE article = ?", row))
        self._nodes.update(n for (n,) in ask("SELECT node FROM event WHERE article = ?", row))
        ask("DELETE FROM source WHERE statement IN (SELECT n FROM statement WHERE article = ?)", row)
        ask("DELETE FROM role WHERE event IN (SELECT node FROM event WHERE article = ?)", row)
        for table in ("statement", "event", "told"):
            ask(f"DELETE FROM {table} WHERE article = ?", row)
        ask("DELETE FROM article WHERE n = ?", row)

    def add(self, extraction: Extraction) -> None:
        """Put an article in, in the place of what it said before."""
        article = extraction.article
        self.remove(article.id)
        row = (
            article.id,
            article.title,
            article.publisher,
            article.url,
            _day(article.published),
            len(extraction.statements),
        )
        found = self._index.execute(
            "INSERT INTO article (iri, title, publisher, url, day, statements) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        number = found.lastrowid
        assert number is not None
        names = {e.id: e.name for e in extraction.entities}
        for event in extraction.events:
            names.setdefault(event.id, event.trigger.text)
        self._add_nodes(number, extraction, names)
        self._add_events(number, extraction.events)
        self._add_statements(number, _day(article.published), extraction.statements)

    def _add_nodes(self, article: int, extraction: Extraction, names: dict[str, str]) -> None:
        rows = [(e.id, e.name, e.cls, 0) for e in extraction.entities]
        rows += [(v.id, event_label(v, lambda iri: names.get(iri, iri)), v.cls, 1) for v in extraction.events]
        self._index.executemany(
            "INSERT INTO node (iri, name, class, event) VALUES (?, ?, ?, ?) ON CONFLICT (iri) DO UPDATE SET"
            " name = excluded.name, class = excluded.class WHERE node.event",
            rows,
        )
        self._find(iri for iri, *_ in rows)
        self._index.executemany(
            "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (article, self._numbers[e.id], e.name, e.cls, _list(e.aliases), _list(e.same_as), len(e.mentions))
                for e in extraction.entities
            ],
        )
        self._nodes.update(self._numbers[iri] for iri, *_ in rows)

    def _find(self, iris: Iterable[str]) -> None:
        if len(self._numbers) > 200_000:
            self._numbers.clear()
        for part in batched(sorted({i for i in iris if i not in self._numbers}), _MANY):
            rows = self._index.execute(_NODES.format(",".join("?" * len(part))), part)
            self._numbers.update((iri, n) for n, iri in rows)

    def _number(self, iri: str) -> int:
        """Return the number of an IRI; one that no record of its article describes is named after itself."""
        if iri not in self._numbers:
            self._find([iri])
        if iri not in self._numbers:
            local = iri.rpartition("/")[2]
            self._index.execute("INSERT INTO node (iri, name, class, event) VALUES (?, ?, 'Entity', 0)", (iri, local))
            self._find([iri])
        return self._numbers[iri]

    def _add_events(self, article: int, events: Sequence[Event]) -> None:
        rows, roles = [], []
        for v in events:
            number, first, last = self._number(v.id), _day(v.start), _day(v.end)
            told = _list(v.numbers) if v.numbers else ""
            rows.append((number, article, _shown(v.status), first, last, first or last, v.time, told))
            roles += [(number, role, self._number(i)) for role, iris in v.roles.items() for i in iris]
        self._index.executemany("INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._index.executemany("INSERT OR IGNORE INTO role VALUES (?, ?, ?)", roles)

    def _add_statements(self, article: int, day: str, statements: Sequence[Statement]) -> None:
        first = self._index.execute("SELECT coalesce(max(n), 0) + 1 FROM statement").fetchone()[0]
        rows: list[tuple[Any, ...]] = []
        sources: list[tuple[Any, ...]] = []
        edges: set[tuple[int, str, int]] = set()
        for number, s in enumerate(statements, first):
            claim = claim_of(s)
            edge = None
            if claim is not None and claim.object:
                edge = (self._number(claim.subject), claim.predicate, self._number(claim.object))
                edges.add(edge)
            status = _shown(verdict([voice_of(s)], self._licence).status)
            rows.append(
                (
                    number,
                    s.id,
                    article,
                    self._number(s.subject),
                    s.predicate,
                    s.predicate_text,
                    self._number(s.object) if s.object else None,
                    s.value,
                    s.datatype,
                    self._number(s.event) if s.event else None,
                    s.modality,
                    s.polarity,
                    s.licensed,
                    status,
                    round(s.confidence, 4),
                    day,
                    s.time,
                    s.quote,
                    s.start,
                    *(edge or (None, None, None)),
                )
            )
            sources += [(number, a.order, self._number(a.source), a.speech_act) for a in s.attribution]
        self._index.executemany(
            "INSERT OR IGNORE INTO edge (subject, predicate, object, status, plain, support, denials, articles,"
            " confidence, first, last) VALUES (?, ?, ?, '', 0, 0, 0, 0, 0, '', '')",
            sorted(edges),
        )
        self._index.executemany(
            f"INSERT INTO statement VALUES ({', '.join('?' * 19)},"
            " (SELECT n FROM edge WHERE subject = ? AND predicate = ? AND object = ?))",
            rows,
        )
        self._index.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", sources)
        self._claims |= edges

    def settle(self) -> None:
        """Work out again the names, verdicts and numbers that rest on what was added and removed."""
        nodes, claims = sorted(self._nodes), sorted(self._claims)
        ends = {n for claim in claims for n in (claim[0], claim[2])}
        for part in batched(claims, _MANY):
            self._weigh(part)
        for some in batched(sorted(ends.union(nodes)), _MANY):
            self._name(some)
        self._nodes.clear()
        self._claims.clear()

    def _weigh(self, claims: Sequence[tuple[int, str, int]]) -> None:
        places = ", ".join("(?, ?, ?)" for _ in claims)
        found = self._index.execute(
            "SELECT e.n, s.status, s.modality, s.polarity, s.licensed, s.article, s.confidence, s.day"
            f" FROM edge e LEFT JOIN statement s ON s.edge = e.n WHERE (e.subject, e.predicate, e.object) IN"
            f" (VALUES {places}) ORDER BY e.n",
            [x for claim in claims for x in claim],
        )
        kept, gone = [], []
        for edge, group in groupby(found.fetchall(), key=itemgetter(0)):
            said = [row for row in group if row[1] is not None]
            if said:
                kept.append((*_weighed(said, self._licence), edge))
            else:
                gone.append((edge,))
        self._index.executemany(
            "UPDATE edge SET status = ?, plain = ?, support = ?, denials = ?, articles = ?, confidence = ?, first = ?,"
            " last = ? WHERE n = ?",
            kept,
        )
        self._index.executemany("DELETE FROM edge WHERE n = ?", gone)

    def _name(self, nodes: Sequence[int]) -> None:
        marks = ",".join("?" * len(nodes))
        told = self._index.execute(
            f"SELECT DISTINCT node, name, class, aliases FROM told WHERE node IN ({marks}) ORDER BY node", nodes
        ).fetchall()
        named, labels = [], []
        for node, group in groupby(told, key=itemgetter(0)):
            views = list(group)
            name = best_name(v[1] for v in views)
            named.append((name, best_class(v[2] for v in views), node))
            labels += [(node, x) for x in {n for v in views for n in (v[1], *json.loads(v[3] or "[]"))}]
        self._index.execute(f"DELETE FROM label WHERE node IN ({marks})", nodes)
        self._index.executemany("UPDATE node SET name = ?, class = ? WHERE n = ?", named)
        self._index.executemany("INSERT INTO label (node, name) VALUES (?, ?)", sorted(labels))
        self._index.execute(
            "UPDATE node SET statements = (SELECT count(*) FROM statement WHERE subject = node.n)"
            " + (SELECT count(*) FROM statement WHERE object = node.n)"
            f" + (SELECT count(*) FROM source WHERE source.node = node.n) WHERE n IN ({marks})",
            nodes,
        )
        self._index.execute(
            f"DELETE FROM node WHERE n IN ({marks}) AND n NOT IN (SELECT node FROM told WHERE node IN ({marks}))"
            f" AND n NOT IN (SELECT node FROM event WHERE node IN ({marks})) AND statements = 0"
            f" AND n NOT IN (SELECT node FROM role WHERE node IN ({marks}))",
            (*nodes, *nodes, *nodes, *nodes),
        )
        self._numbers.clear()


def _list(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _weighed(said: Sequence[tuple[Any, ...]], licence: Licence) -> Iterator[Any]:
    """Yield what an edge holds, in the order of its columns."""
    voices = [Voice(modality, polarity, bool(licensed)) for _, _, modality, polarity, licensed, *_ in said]
    found = verdict(voices, licence)
    denials = sum(v.modality == "asserted" and v.polarity == "negative" for v in voices)
    status, statuses = _shown(found.status), Counter(row[1] for row in said)
    support = statuses[status] if status in statuses else len(said) - denials
    days = sorted(row[7] for row in said if row[7])
    yield status
    yield found.plain
    yield support
    yield denials
    yield len({row[5] for row in said})
    yield max(row[6] for row in said)
    yield days[0] if days else ""
    yield days[-1] if days else ""
