"""Which file gave which article, so that an edited file replaces what it gave before.

An article without an address or an id of its own is named after its text, so its next version
has another name. The store's part of the journal beside the data (see `kg.journal`) says which articles
each file has given, and what was written or removed, for the journal to look at; it is
a convenience of one machine, is never exported, and a store without one is complete.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.journal.database import FILE, FORMER, connect, explained

__all__ = ["Sources"]


class Sources:
    """The journal of a store on disk; made when a first file is noted.

    Parameters
    ----------
    directory : Path
        Of the store, which is held open meanwhile: its lock keeps other writers away.

    Notes
    -----
    A new version is noted before it is written and the old one struck out after it is forgotten.
    A process that is killed in between leaves both noted, and the next build of the file ends
    the work.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._open: sqlite3.Connection | None = None

    def note(self, path: str, article: str) -> None:
        """Note that a file gives an article (its IRI); a file that is gone had the article before it moved here."""
        with self._journal() as journal:
            key = os.fsencode(path)
            if journal.execute("INSERT OR IGNORE INTO given VALUES (?, ?)", (key, article)).rowcount:
                others = [p for p in self._givers(journal, article) if p != key]
                gone = [(p, article) for p in others if not Path(os.fsdecode(p)).exists()]
                journal.executemany("DELETE FROM given WHERE path = ? AND article = ?", gone)

    def outdated(self, path: str, article: str) -> tuple[str, ...]:
        """Return the other articles that a file has given and no other file gives, sorted."""
        key = os.fsencode(path)
        with self._journal() as journal:
            rows = journal.execute(
                "SELECT article FROM given WHERE path = ? AND article <> ? ORDER BY article", (key, article)
            )
            return tuple(old for (old,) in rows.fetchall() if self._givers(journal, old) == [key])

    def settle(self, path: str, article: str) -> None:
        """Note that a file now gives one article alone."""
        with self._journal() as journal:
            journal.execute("DELETE FROM given WHERE path = ? AND article <> ?", (os.fsencode(path), article))

    def touch(self, articles: Iterable[str], *, renamed: bool = False) -> None:
        """Note articles (their IRIs) before they are written or removed, for the journal to look at.

        Those that are only written with other names of entities are for it as they were.
        """
        if self._exists():
            given = [(a,) for a in articles]
            with self._journal() as journal:
                journal.executemany("DELETE FROM profiles WHERE article = ?", given)
                journal.executemany("DELETE FROM indexed WHERE article = ?", given)
                if not renamed:
                    journal.executemany("INSERT OR IGNORE INTO touched VALUES (?)", given)

    def profiled(self, article: str, method: str) -> bytes | None:
        """Return what was kept of an article (its IRI) by a method; None if nothing, or it was written since."""
        if not self._exists():
            return None
        with self._journal() as journal:
            row = journal.execute("SELECT told FROM profiles WHERE article = ? AND method = ?", (article, method))
            return next((told for (told,) in row), None)

    def keep_profiles(self, told: Mapping[str, bytes], method: str) -> None:
        """Keep what a method made of articles, by their IRIs, until they are written again or removed."""
        with self._journal() as journal:
            rows = [(article, method, data) for article, data in told.items()]
            journal.executemany("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)", rows)

    def indexed(self) -> frozenset[str]:
        """Return the articles (their IRIs) that an index beside the store has as they are now."""
        if not self._exists():
            return frozenset()
        with self._journal() as journal:
            return frozenset(article for (article,) in journal.execute("SELECT article FROM indexed"))

    def note_indexed(self, articles: Iterable[str], *, anew: bool = False) -> None:
        """Note that an index has some articles as they are now; ``anew`` if it has no others."""
        with self._journal() as journal:
            if anew:
                journal.execute("DELETE FROM indexed")
            journal.executemany("INSERT OR IGNORE INTO indexed VALUES (?)", [(a,) for a in articles])

    def forget(self, article: str) -> None:
        """Strike out an article that has left the store."""
        if self._exists():
            with self._journal() as journal:
                journal.execute("DELETE FROM given WHERE article = ?", (article,))

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Return all paths with their articles, sorted."""
        if not self._exists():
            return ()
        with self._journal() as journal:
            rows = journal.execute("SELECT path, article FROM given ORDER BY path, article").fetchall()
        return tuple((os.fsdecode(path), article) for path, article in rows)

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @staticmethod
    def _givers(journal: sqlite3.Connection, article: str) -> list[bytes]:
        rows = journal.execute("SELECT path FROM given WHERE article = ? ORDER BY path", (article,))
        return [path for (path,) in rows.fetchall()]

    def _exists(self) -> bool:
        return any((self._directory / name).exists() for name in (FILE, FORMER))

    @contextmanager
    def _journal(self) -> Iterator[sqlite3.Connection]:
        """Give the open journal; what is done with it is one transaction."""
        with explained(self._directory):
            if self._open is None:
                self._open = connect(self._directory)
            with self._open:
                yield self._open
