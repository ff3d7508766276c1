"""Keeping the index as the graph is: what was written since is read again, what is gone is taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.explorer.indexing import Writer
from kg.explorer.parts import batched
from kg.explorer.schema import FILE, connect, explained
from kg.facts import Licence
from kg.statements import Extraction

__all__ = ["Brought", "Indexed", "bring_up_to_date"]

#: Articles between two times that what was done is kept.
_AT_ONCE = 500
_COUNTS = """
DELETE FROM counted; DELETE FROM quotation;
INSERT INTO counted SELECT 'status', status, count(*) FROM edge GROUP BY status;
INSERT INTO counted SELECT 'class', class, count(*) FROM node WHERE NOT event GROUP BY class;
INSERT INTO counted SELECT 'event', class, count(*) FROM node WHERE event GROUP BY class;
INSERT INTO counted SELECT 'predicate', predicate, count(*) FROM edge GROUP BY predicate;
INSERT INTO counted SELECT 'publisher', publisher, count(*) FROM article GROUP BY publisher;
INSERT INTO counted SELECT 'all', 'articles', count(*) FROM article;
INSERT INTO counted SELECT 'all', 'statements', count(*) FROM statement;
INSERT INTO counted SELECT 'all', 'edges', count(*) FROM edge;
INSERT INTO counted SELECT 'all', 'facts', count(*) FROM edge WHERE plain;
INSERT INTO counted SELECT 'all', 'entities', count(*) FROM node WHERE NOT event;
INSERT INTO counted SELECT 'all', 'events', count(*) FROM event;
INSERT INTO quotation SELECT q.node, a.publisher, count(*), min(a.day), max(a.day) FROM source q
  JOIN statement s ON s.n = q.statement JOIN article a ON a.n = s.article WHERE q.place = 1
  GROUP BY q.node, a.publisher;
"""


class Indexed(Protocol):
    """A store on disk whose articles can be read, and which notes what an index has of them."""

    licence: Licence

    def article_iris(self) -> tuple[str, ...]:
        """Return the IRIs of the articles, sorted."""

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article."""

    def indexed(self) -> frozenset[str]:
        """Return the articles that the index has as they are now."""

    def note_indexed(self, articles: Iterable[str], *, anew: bool = False) -> None:
        """Note that the index has some articles as they are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How many articles were read into the index, and how many taken out."""

    read: int
    removed: int


def bring_up_to_date(store: Indexed, directory: Path, *, progress: Callable[[int, int], None] | None = None) -> Brought:
    """Make the index in a store's directory hold what the store holds.

    Parameters
    ----------
    store : Indexed
        Open; reading is enough.
    directory : Path
    progress : callable, optional
        Is told how many articles were read, of how many.

    Raises
    ------
    StoreError
        If the index cannot be written.

    Notes
    -----
    What is stopped in between goes on where it was: an article counts as read when the index has it on disk.
    """
    new = not (directory / FILE).exists()
    with explained(directory / FILE), closing(connect(directory)) as index:
        new = new or index.execute("SELECT count(*) FROM article").fetchone()[0] == 0
        held = store.article_iris()
        have = frozenset() if new else store.indexed()
        if new:
            store.note_indexed((), anew=True)
        wanted = [a for a in held if a not in have]
        gone = {a for (a,) in index.execute("SELECT iri FROM article")}.difference(held)
        writer = Writer(index, store.licence)
        for part in batched(sorted(gone), _AT_ONCE):
            with index:
                for article in part:
                    writer.remove(article)
                writer.settle()
        done = 0
        for part in batched(wanted, _AT_ONCE):
            with index:
                _read(store, writer, part)
            store.note_indexed(part)
            done += len(part)
            if progress is not None:
                progress(done, len(wanted))
        if gone or wanted:
            with index:
                _count(index)
    return Brought(read=len(wanted), removed=len(gone))


def _read(store: Indexed, writer: Writer, articles: Iterable[str]) -> None:
    for article in articles:
        extraction = store.extraction(article)
        if extraction is not None:
            writer.add(extraction)
    writer.settle()


def _count(index: sqlite3.Connection) -> None:
    for command in _COUNTS.split(";"):
        index.execute(command)
    index.execute("ANALYZE")
