"""The index of the explorer: its tables, how it is opened, and what its errors mean.

It is a copy of what the graph says, laid out for looking at, in one SQLite file beside the store; deleted, it is made
anew. An IRI stands in it once, everywhere else its number does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

__all__ = ["FILE", "connect", "explained"]

FILE = "explorer.sqlite"
_FORMAT = 1

_TABLES = """
CREATE TABLE article (
  n INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL,
  day TEXT NOT NULL, statements INTEGER NOT NULL
);
CREATE INDEX article_by_day ON article (day, n);
CREATE TABLE node (
  n INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, name TEXT NOT NULL, class TEXT NOT NULL, event INTEGER NOT NULL,
  statements INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX node_by_statements ON node (event, statements DESC, n);
CREATE TABLE told (
  article INTEGER, node INTEGER, name TEXT NOT NULL, class TEXT NOT NULL, aliases TEXT NOT NULL, same TEXT NOT NULL,
  mentions INTEGER NOT NULL, PRIMARY KEY (article, node)
) WITHOUT ROWID;
CREATE INDEX told_by_node ON told (node, article);
CREATE TABLE label (n INTEGER PRIMARY KEY, node INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (node, name));
CREATE VIRTUAL TABLE spelled USING fts5 (
  name, content = 'label', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER label_in AFTER INSERT ON label BEGIN
  INSERT INTO spelled (rowid, name) VALUES (new.n, new.name);
END;
CREATE TRIGGER label_out AFTER DELETE ON label BEGIN
  INSERT INTO spelled (spelled, rowid, name) VALUES ('delete', old.n, old.name);
END;
CREATE TABLE statement (
  n INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, article INTEGER NOT NULL, subject INTEGER NOT NULL,
  predicate TEXT NOT NULL, words TEXT NOT NULL, object INTEGER, value TEXT NOT NULL, datatype TEXT NOT NULL,
  event INTEGER, modality TEXT NOT NULL, polarity TEXT NOT NULL, licensed INTEGER NOT NULL, status TEXT NOT NULL,
  confidence REAL NOT NULL, day TEXT NOT NULL, time TEXT NOT NULL, quote TEXT NOT NULL, place INTEGER NOT NULL,
  edge INTEGER
);
CREATE INDEX statement_by_article ON statement (article, place);
CREATE INDEX statement_by_subject ON statement (subject, day);
CREATE INDEX statement_by_object ON statement (object, day) WHERE object IS NOT NULL;
CREATE INDEX statement_by_edge ON statement (edge) WHERE edge IS NOT NULL;
CREATE INDEX statement_by_event ON statement (event) WHERE event IS NOT NULL;
CREATE INDEX statement_by_day ON statement (day, n);
CREATE TABLE source (
  statement INTEGER, place INTEGER, node INTEGER NOT NULL, act TEXT NOT NULL, PRIMARY KEY (statement, place)
) WITHOUT ROWID;
CREATE INDEX source_by_node ON source (node, statement);
CREATE TABLE edge (
  n INTEGER PRIMARY KEY, subject INTEGER NOT NULL, predicate TEXT NOT NULL, object INTEGER NOT NULL,
  status TEXT NOT NULL, plain INTEGER NOT NULL, support INTEGER NOT NULL, denials INTEGER NOT NULL,
  articles INTEGER NOT NULL, confidence REAL NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  UNIQUE (subject, predicate, object)
);
CREATE INDEX edge_by_subject ON edge (subject, support DESC, n);
CREATE INDEX edge_by_object ON edge (object, support DESC, n);
CREATE INDEX edge_by_support ON edge (support DESC, n);
CREATE TABLE event (
  node INTEGER PRIMARY KEY, article INTEGER NOT NULL, status TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  sorted TEXT NOT NULL, time TEXT NOT NULL, numbers TEXT NOT NULL
);
CREATE INDEX event_by_article ON event (article);
CREATE INDEX event_by_day ON event (sorted, node);
CREATE TABLE role (
  event INTEGER, role TEXT, node INTEGER, PRIMARY KEY (event, role, node)
) WITHOUT ROWID;
CREATE INDEX role_by_node ON role (node, event);
CREATE TABLE quotation (
  speaker INTEGER, publisher TEXT, statements INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (speaker, publisher)
) WITHOUT ROWID;
CREATE TABLE counted (what TEXT, name TEXT, number INTEGER NOT NULL, PRIMARY KEY (what, name)) WITHOUT ROWID;
"""


def connect(directory: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the index in the directory of a store; made if there is none, made anew if another version wrote it.

    Raises
    ------
    StoreError
        If it cannot be read or written.
    """
    path = directory / FILE
    with explained(path):
        if read_only:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        else:
            connection = _made(path)
        # Everything that is asked often fits in; a thread's own cache.
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA mmap_size = 1073741824")
        return connection


def _made(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, _FORMAT):
            connection.close()
            path.unlink()
            connection = sqlite3.connect(path)
            found = 0
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # it can be made anew
        if not found:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORMAT}; COMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as exc:
        raise StoreError(f"cannot use {path}: {exc}; delete it and start again, and it is made anew") from exc
