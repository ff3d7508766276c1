"""What the journal of a graph is asked and told; `kg.journal.building` says when."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kg.articles import Article
from kg.journal.database import FILE, connect, explained
from kg.journal.versions import Version, supersedes

__all__ = ["Failed", "Journal", "Known"]

_VERSION = "digest, article, story, rank, notice, moment, length, signature, url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An article that gave nothing: where it stands, at which stage it failed, and why."""

    source: str
    place: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is noted of a version: ``status`` is "waiting", "stored", "older", "failed", "notice" or "unknown".

    ``filed`` tells whether the store knows of which file it is the only article; ``settings`` are those with which it
    was extracted.
    """

    status: str
    settings: str
    filed: bool
    article: str


class Journal:
    """The journal in the directory of a store that is held open for writing; made if there is none.

    Parameters
    ----------
    directory : Path

    Raises
    ------
    StoreError
        If it cannot be used.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        #: Stands for the content of what has no file, such as standard input.
        self.run = uuid.uuid4().hex
        self._reopened: set[bytes] = set()
        with self._explained():
            self._db = connect(directory)
            self._settle_touched()

    @classmethod
    def existing(cls, directory: Path) -> Self | None:
        """Open the journal of a store; None if it has none."""
        return cls(directory) if (directory / FILE).exists() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self._db.close()

    def commit(self) -> None:
        """Make what was noted last."""
        with self._explained():
            self._db.commit()

    def _settle_touched(self) -> None:
        """Count as unknown what was written or removed by others, or by a process that was killed."""
        names = [(iri.rpartition("/")[2].rpartition("#")[2],) for (iri,) in self._rows("SELECT article FROM touched")]
        for (name,) in names:
            self._db.execute("UPDATE versions SET status = 'unknown' WHERE article = ? AND status = 'stored'", (name,))
            self.reopen(self._kin(name))
        self._db.execute("DELETE FROM touched")
        self._db.commit()

    def _kin(self, article: str) -> list[str]:
        """Return all versions of an article, and of its story."""
        return [
            digest for (digest,) in self._rows(
                "SELECT digest FROM versions WHERE article = ?1 UNION SELECT digest FROM versions "
                "WHERE story <> '' AND story IN (SELECT story FROM versions WHERE article = ?1)", (article,),
            )
        ]  # fmt: skip

    # Files.

    def finished(self, path: bytes, content: str, settings: str) -> tuple[int, int, int] | None:
        """Return how many articles, failures and forgotten articles a file has, if it was read to its end as it is."""
        rows = self._rows(
            "SELECT articles, failures, forgotten FROM files WHERE path = ? AND content = ? AND settings = ?",
            (path, content, settings),
        )
        return rows[0] if rows else None

    def begin(self, path: bytes) -> None:
        """Note that a file is being read, and strike out what could not be read in it."""
        self._do("DELETE FROM files WHERE path = ?", (path,))
        self._do("DELETE FROM failures WHERE path = ?", (path,))

    def finish(self, path: bytes, content: str, settings: str, counts: tuple[int, int, int]) -> None:
        """Note that all of a file is done; what it gave before and gives no more is no rival to other versions."""
        self._drop(self._rows("SELECT digest FROM readings WHERE path = ? AND content <> ?", (path, content)), path)
        self._do("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", (path, content, settings, *counts))

    def unread(self, path: bytes, failed: Failed) -> None:
        """Note what could not be read."""
        row = (path, failed.source, failed.place, failed.stage, failed.reason)
        self._do("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)", row)

    def failures(self) -> Iterator[Failed]:
        """Yield all that failed when it was tried last, in a stable order."""
        rows = self._rows(
            "SELECT path, source, place, stage, reason FROM failures UNION "
            "SELECT r.path, v.source, '', v.stage, v.reason FROM versions v JOIN readings r ON r.digest = v.digest "
            "WHERE v.status = 'failed' ORDER BY 2, 3, 4"
        )
        for path, source, place, stage, reason in rows:
            if not path or Path(os.fsdecode(path)).exists():
                yield Failed(source=source, place=place, stage=stage, reason=reason)

    def failed_files(self) -> list[str]:
        """Return the paths of files in which something failed, sorted."""
        rows = self._rows(
            "SELECT path FROM failures UNION SELECT r.path FROM versions v JOIN readings r ON r.digest = v.digest "
            "WHERE v.status = 'failed' ORDER BY 1"
        )
        return [os.fsdecode(path) for (path,) in rows if path]

    def unfinished(self) -> list[str]:
        """Return the files that were reopened since the journal was opened and have not been read since, sorted."""
        found = (p for p in self._reopened if not self._rows("SELECT 1 FROM files WHERE path = ?", (p,)))
        return sorted(map(os.fsdecode, found))

    def reopen(self, digests: Iterable[str]) -> None:
        """Let the files that give some versions be read again, though they are done."""
        for digest in digests:
            files = self._rows(
                "SELECT path FROM files WHERE path IN (SELECT path FROM readings WHERE digest = ?)", (digest,)
            )
            for (path,) in files:
                self._reopened.add(path)
                self._do("DELETE FROM files WHERE path = ?", (path,))

    # Versions.

    def known(self, digest: str) -> Known | None:
        """Return what is noted of a version."""
        rows = self._rows("SELECT status, settings, filed, article FROM versions WHERE digest = ?", (digest,))
        if not rows:
            return None
        status, settings, filed, article = rows[0]
        return Known(status=status, settings=settings, filed=bool(filed), article=article)

    def met(self, path: bytes, digest: str, article: str, content: str) -> None:
        """Note that a file of that content gives a version; with another it gave others, and no longer does."""
        gone = self._rows(  # left to itself, SQLite would go through all that the file gives
            "SELECT digest FROM readings INDEXED BY readings_by_article "
            "WHERE path = ? AND article = ? AND content <> ?", (path, article, content),
        )  # fmt: skip
        self._drop([row for row in gone if row[0] != digest], path)
        self._do("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", (path, digest, article, content))

    def _drop(self, digests: list[tuple[Any, ...]], path: bytes) -> None:
        """Note that a file no longer gives some versions; those that gave way to them may count again."""
        for (digest,) in digests:
            self._do("DELETE FROM readings WHERE path = ? AND digest = ?", (path, digest))
            self.reopen(f for (f,) in self._rows("SELECT digest FROM versions WHERE successor = ?", (digest,)))

    def alone(self, path: bytes, digest: str) -> None:
        """Note that a file gives one version and nothing else."""
        self._do("DELETE FROM readings WHERE path = ? AND digest <> ?", (path, digest))

    def enter(self, version: Version, article: Article) -> None:
        """Note a version that is about to be read."""
        published = article.published.isoformat() if article.published is not None else ""
        self._do(
            f"INSERT INTO versions ({_VERSION}, status, sha256, title, publisher, published, place, agency, source) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (digest) DO UPDATE SET status = 'waiting', successor = '', source = excluded.source",
            (version.digest, version.article, version.story, version.rank, version.notice, version.moment,
             version.length, version.signature, version.url, article.sha256, article.title, article.publisher,
             published, article.place, article.agency, article.source),
        )  # fmt: skip

        for url in version.mentions:
            self._do("INSERT OR IGNORE INTO mentioned VALUES (?, ?)", (url, version.digest))

    def mark(
        self, digest: str, status: str, *, settings: str = "", filed: bool = False, successor: str = "",
        stage: str = "", reason: str = "",
    ) -> None:  # fmt: skip
        """Note what came of a version."""
        self._do(
            "UPDATE versions SET status = ?, settings = ?, filed = ?, successor = ?, stage = ?, reason = ? "
            "WHERE digest = ?", (status, settings, filed, successor, stage, reason, digest),
        )  # fmt: skip

    def untouch(self, iris: Iterable[str]) -> None:
        """Note that what was written or removed last is known."""
        for iri in iris:
            self._do("DELETE FROM touched WHERE article = ?", (iri,))

    def successor(self, version: Version) -> str:
        """Return the version that takes the place of one, as far as is known; empty if there is none."""
        above = [v for v in self._rivals(version) if supersedes(v, version) and self._lives(v.digest)]
        return max(above, key=lambda v: (v.notice, v.order)).digest if above else ""

    def superseded(self, version: Version) -> list[tuple[str, str, str]]:
        """Return the versions whose place one takes: digest, article and status of each."""
        found = []
        for other in self._rivals(version):
            known = self.known(other.digest)
            # The store has room for one version of an article.
            overwritten = other.article == version.article and not version.notice
            if known is not None and (overwritten or supersedes(version, other)):
                found.append((other.digest, other.article, known.status))
        return found

    def version(self, digest: str) -> Version | None:
        """Return a version; the addresses that a notice mentions are those of versions that are known."""
        return next(self._versions("digest = ?", (digest,)), None)

    def _rivals(self, version: Version) -> Iterator[Version]:
        yield from self._versions("article = ? AND digest <> ?", (version.article, version.digest))
        if version.story:
            # Without a mark on either side there is nothing to compare, however many briefings have one headline.
            marked = "" if version.rank or version.notice else "(rank > 0 OR notice > 0) AND "
            yield from self._versions(f"{marked}story = ? AND article <> ?", (version.story, version.article))
        for url in version.mentions:
            yield from self._versions("url = ?", (url,))
        if version.url:
            notices = self._rows("SELECT digest FROM mentioned WHERE url = ?", (version.url,))
            for (digest,) in notices:
                yield from self._versions("digest = ?", (digest,))

    def _versions(self, where: str, values: tuple[str, ...]) -> Iterator[Version]:
        for row in self._rows(f"SELECT {_VERSION} FROM versions WHERE {where} ORDER BY digest", values):
            digest, article, story, rank, notice, moment, length, signature, url = row
            mentions = (
                self._rows("SELECT url FROM mentioned WHERE digest = ? ORDER BY url", (digest,)) if notice else ()
            )
            yield Version(
                digest=digest, article=article, story=story, rank=rank, notice=bool(notice), moment=moment,
                length=length, signature=signature or b"", url=url, mentions=tuple(u for (u,) in mentions),
            )  # fmt: skip

    def _lives(self, digest: str) -> bool:
        """Tell whether a file that is still there gives a version, or this very run has met it elsewhere."""
        rows = self._rows("SELECT path, content FROM readings WHERE digest = ?", (digest,))
        return any(Path(os.fsdecode(path)).exists() if path else content == self.run for path, content in rows)

    # What the store notes of files that hold one article.

    def given(self, path: bytes) -> set[str]:
        """Return the articles (their IRIs) that a file has given."""
        return {article for (article,) in self._rows("SELECT article FROM given WHERE path = ?", (path,))}

    def give(self, path: bytes, iri: str) -> None:
        """Note that a file gives an article (its IRI)."""
        self._do("INSERT OR IGNORE INTO given VALUES (?, ?)", (path, iri))

    # Addresses, and what is to stay out.

    def known_at(self, url: str) -> tuple[str, str] | None:
        """Return version and article at an address, if it was fetched and is in the graph or known to be older."""
        rows = self._rows(
            "SELECT v.digest, v.article FROM fetched f JOIN versions v ON v.digest = f.digest WHERE f.url = ? AND "
            "v.status IN ('stored', 'older', 'notice')", (url,),
        )  # fmt: skip
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def fetched(self, url: str, digest: str) -> None:
        """Note which version was at an address."""
        self._do("INSERT OR REPLACE INTO fetched VALUES (?, ?)", (url, digest))

    def is_forgotten(self, article: str) -> bool:
        """Tell whether an article is to stay out of the graph."""
        return bool(self._rows("SELECT 1 FROM forgotten WHERE article = ?", (article,)))

    def forgotten(self) -> frozenset[str]:
        """Return the articles (their local names) that are to stay out of the graph."""
        return frozenset(article for (article,) in self._rows("SELECT article FROM forgotten"))

    def recall(self, article: str) -> None:
        """Let an article come back that was forgotten."""
        self._do("DELETE FROM forgotten WHERE article = ?", (article,))

    def forget(self, article: str) -> None:
        """Strike out an article (its local name) with all its versions, and keep it out; nothing but the name stays."""
        self.reopen(self._kin(article))
        digests = self._rows("SELECT digest FROM versions WHERE article = ?", (article,))
        for (digest,) in digests:
            for table in ("versions", "readings", "fetched", "mentioned"):
                self._do(f"DELETE FROM {table} WHERE digest = ?", (digest,))
        self._do("INSERT OR IGNORE INTO forgotten VALUES (?)", (article,))
        self._db.commit()

    def _do(self, line: str, values: tuple[Any, ...]) -> None:
        with self._explained():
            self._db.execute(line, values)

    def _rows(self, line: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._explained():
            return self._db.execute(line, values).fetchall()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with explained(self._directory):
            yield
