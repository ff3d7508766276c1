"""The file of the journal: its tables, how it is opened, and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kg.errors import StoreError

__all__ = ["FILE", "FORMER", "connect", "explained"]

FILE = "journal.sqlite"
FORMER = "sources.sqlite"
_FORMAT = 1

# The store's own are `given`, `touched`, `profiles` and `indexed`: which file gave which article, what was written or
# removed since the journal looked last, and of the articles that were not written since what they tell of their
# entities and which the explorer's index has.
_TABLES = """
CREATE TABLE IF NOT EXISTS given (path BLOB, article TEXT, PRIMARY KEY (path, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS given_by_article ON given (article);
CREATE TABLE IF NOT EXISTS touched (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS profiles (article TEXT PRIMARY KEY, method TEXT NOT NULL, told BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS indexed (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (
  digest TEXT PRIMARY KEY, article TEXT NOT NULL, status TEXT NOT NULL, settings TEXT NOT NULL DEFAULT '',
  filed INTEGER NOT NULL DEFAULT 0, successor TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '',
  story TEXT NOT NULL DEFAULT '', rank INTEGER NOT NULL DEFAULT 0, notice INTEGER NOT NULL DEFAULT 0,
  moment TEXT NOT NULL DEFAULT '', length INTEGER NOT NULL DEFAULT 0, signature BLOB,
  sha256 TEXT, title TEXT, url TEXT, publisher TEXT, published TEXT, place TEXT, agency TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS versions_by_article ON versions (article);
CREATE INDEX IF NOT EXISTS versions_by_story ON versions (story);
CREATE INDEX IF NOT EXISTS versions_marked ON versions (story) WHERE rank > 0 OR notice > 0;
CREATE INDEX IF NOT EXISTS versions_by_url ON versions (url);
CREATE INDEX IF NOT EXISTS versions_failed ON versions (status) WHERE status = 'failed';
CREATE INDEX IF NOT EXISTS versions_by_successor ON versions (successor);
CREATE TABLE IF NOT EXISTS readings (
  path BLOB, digest TEXT, article TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (path, digest)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS readings_by_digest ON readings (digest);
CREATE INDEX IF NOT EXISTS readings_by_article ON readings (path, article);
CREATE TABLE IF NOT EXISTS files (
  path BLOB PRIMARY KEY, content TEXT NOT NULL, settings TEXT NOT NULL, articles INTEGER NOT NULL,
  failures INTEGER NOT NULL, forgotten INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (
  path BLOB, source TEXT, place TEXT, stage TEXT, reason TEXT, PRIMARY KEY (path, source, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fetched (url TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mentioned (url TEXT, digest TEXT, PRIMARY KEY (url, digest)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentioned_by_digest ON mentioned (digest);
CREATE TABLE IF NOT EXISTS forgotten (article TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def connect(directory: Path) -> sqlite3.Connection:
    """Open the journal in the directory of a store, made if there is none; an old one is taken over.

    Raises
    ------
    StoreError
        If it was written by a later version.
    """
    # SQLite itself lets threads take turns; a server opens a store in one thread and closes it in another.
    connection = sqlite3.connect(directory / FILE, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # a kill loses nothing; the data is not synced either
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is not to be found in the file either
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found > _FORMAT:
            raise StoreError(f"{directory / FILE} was written by a later version of Triplewire; use that one")
        connection.executescript(_TABLES)
        if found != _FORMAT:
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        _take_over(connection, directory / FORMER)
    except BaseException:
        connection.close()
        raise
    return connection


def _take_over(connection: sqlite3.Connection, former: Path) -> None:
    """Move what an earlier version noted of files and their articles."""
    if not former.exists():
        return
    with closing(sqlite3.connect(former)) as old:
        rows = old.execute("SELECT path, article FROM given").fetchall()
    with connection:
        connection.executemany("INSERT OR IGNORE INTO given VALUES (?, ?)", rows)
    former.unlink()


@contextmanager
def explained(directory: Path) -> Iterator[None]:
    """Turn errors of SQLite into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as exc:
        raise StoreError(f"cannot use {directory / FILE}: {_advice(exc)}") from exc


def _advice(exc: sqlite3.Error) -> str:
    code = getattr(exc, "sqlite_errorname", "") or ""
    if code in ("SQLITE_FULL", "SQLITE_IOERR_WRITE"):
        return f"no space is left ({exc}); free some and go on: the articles written so far are kept"
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return f"it may not be written here ({exc}); change its permissions"
    return f"{exc}; delete it to go on: the graph stays, and only what was read from where is forgotten"
