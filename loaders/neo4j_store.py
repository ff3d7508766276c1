"""The graph in Neo4j 5: typed relationships for browsing, statements and events for the reasons."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import ClientError, IncompleteCommit

from kg.config import Config
from kg.errors import InterchangeError, StoreError
from kg.facts import Licence
from kg.registry import loaders
from kg.statements import ArticleRecord, Extraction
from loaders._neo4j_about import About, read_about
from loaders._neo4j_batches import WEIGHT, Batch, batches, write_batches
from loaders._neo4j_errors import Address, AgainError, may_be_too_large
from loaders._neo4j_migrate import migrate
from loaders._neo4j_plan import LoadPlan, plan
from loaders._neo4j_read import article_record, article_uris, digests, read_articles, read_extraction, read_extractions
from loaders._neo4j_rows import digest
from loaders._neo4j_schema import prepare, run
from loaders._neo4j_write import Change, lock_articles
from loaders._store import Store, WriteCounts
from ontology import Extension, active, using

__all__ = ["Neo4jStore"]

P = ParamSpec("P")
T = TypeVar("T")
_PAGE = 500
_READ_AT_ONCE = 50
_LOST_ANSWERS = 3  # to commits, one after the other, until the connection is given up


@loaders.register("neo4j")
class Neo4jStore(Store):
    """A Neo4j 5 database, for Cypher and Neo4j Browser.

    Only nodes that Triplewire made are changed or removed; others in the database stay.

    Parameters
    ----------
    uri : str
        ``bolt://localhost:7687`` or ``neo4j://…``.
    user, password : str
    database : str, optional
        The server's default one if it is not given.
    licence : {"default", "strict"}
        ``"strict"`` makes announced acts ``ANNOUNCED`` edges instead of plain ones. A database
        keeps the licence with which it was first written.
    extension : Extension, optional
        Terms of the user's own; by default those in use. They are kept likewise.
    read_only : bool
        Whether nothing may be written, not even constraints and the database's account of itself.
    migrate : callable, optional
        If it is given, a database of another version is brought up to date. It is told how many
        articles are done, and of how many.

    Raises
    ------
    StoreUnreachableError
        If nothing answers, the login is refused, or there is no such database.
    StoreVersionError
        If another version of Triplewire wrote to it.

    Notes
    -----
    Articles are written some at a time, each batch in one transaction that the driver tries
    again where Neo4j says that it may be, and in halves where it is too much for the server.
    """

    name = "neo4j"
    writers = 2
    weight = WEIGHT

    def __init__(
        self, uri: str, user: str = "neo4j", password: str = "", database: str | None = None, *,
        licence: Licence | None = None, extension: Extension | None = None, read_only: bool = False,
        migrate: Callable[[int, int], None] | None = None,
    ) -> None:  # fmt: skip
        self.address = Address(uri=uri, user=user, database=database)
        self._read_only = read_only
        with self.address.explained("reach"):
            self._driver = GraphDatabase.driver(
                uri, auth=(user, password), connection_timeout=10, notifications_min_severity="OFF"
            )
        try:
            with self.address.explained("reach"):
                self._driver.verify_connectivity()
                self.licence, self.extension = self._prepare(
                    licence, extension if extension is not None else active(), migrate
                )
        except BaseException:
            self._driver.close()
            raise

    @classmethod
    def open(cls, target: str = "", config: Config | None = None) -> Self:
        """Connect to an address with the login in NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE."""
        return cls(
            target or os.environ.get("NEO4J_URI", "bolt://localhost:7687"),
            os.environ.get("NEO4J_USER", "neo4j"),
            os.environ.get("NEO4J_PASSWORD", ""),
            os.environ.get("NEO4J_DATABASE") or None,
            licence=config.licence if config else None,
            extension=config.vocabulary.extension if config and config.vocabulary else None,
        )

    def __repr__(self) -> str:
        return f"<Neo4jStore {self.address.uri} as {self.address.user}>"

    def _prepare(
        self, licence: Licence | None, extension: Extension | None, note: Callable[[int, int], None] | None
    ) -> tuple[Licence, Extension | None]:
        uri = self.address.uri
        now = About.made_now(licence, extension)
        with self._session() as session:
            about = read_about(session)
            if about is not None and (note is None or about.same_version(uri)):
                about.demand(uri)
            if not self._read_only:
                prepare(session)
                about = about or read_about(session, now)
            if about is None:
                return now.licence, extension
            own = about.agree(uri, licence, extension)
            if note is not None and not about.same_version(uri):
                now = replace(About.made_now(about.licence, own), own_ontology=about.own_ontology)
                with using(own):
                    migrate(session, about, now, uri, note)
            return about.licence, own

    def _session(self, **options: Any) -> neo4j.Session:
        return self._driver.session(database=self.address.database, **options)

    def _reading(self, work: Callable[Concatenate[ManagedTransaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self.address.explained("read"), self._session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(work, *args, **kwargs)

    def write(
        self,
        extractions: Iterable[Extraction],
        *,
        refused: Callable[[Extraction, InterchangeError], None] | None = None,
    ) -> WriteCounts:
        """Write articles, each whole or not at all; an article that is there already is replaced.

        Several batches are under way at once, those of one article one after the other. The source is
        read in the caller's thread, never more than the batches under way ahead.

        Parameters
        ----------
        extractions : iterable of Extraction
        refused : callable, optional
            Is told of an extraction that contradicts itself or the ontology, and why; the others
            are written.

        Raises
        ------
        InterchangeError
            Where there is no ``refused``: those before the extraction are written, those after it not.
        StoreError
            If the database cannot be written.
        """
        with using(self.extension if self.extension is not None else active()):
            found = batches(extractions, weight=self.weight, refused=refused)
            return write_batches(found, self._write_batch, writers=self.writers)

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        return self._write_batch([(x, digest(x)) for x in batch])

    def _write_batch(self, batch: Batch) -> WriteCounts:
        wanted = {x.article.id: text for x, text in batch}
        before: dict[str, str | None] = {}

        def work(tx: ManagedTransaction) -> None:
            held = digests(tx, wanted)
            changed = [x for x, _ in batch if held.get(x.article.id) != wanted[x.article.id]]
            # Another loader may have written one of them before the lock was had.
            locked = lock_articles(tx, (x.article.id for x in changed)) if changed else {}
            held |= {uri: text for uri, text in locked.items() if text is not None}
            for uri in wanted:  # what a commit whose answer was lost had written counts as written
                before.setdefault(uri, held.get(uri))
            added = [(x, wanted[x.article.id]) for x in changed if locked[x.article.id] != wanted[x.article.id]]
            if added:
                Change(tx, self.licence).apply((x.article.id for x, _ in added if x.article.id in held), added)

        try:
            with self.address.explained("write to"):
                self._changing(work)
        except StoreError as exc:
            if len(batch) == 1 or not may_be_too_large(exc.__cause__):
                raise
            middle = len(batch) // 2
            return self._write_batch(batch[:middle]) + self._write_batch(batch[middle:])
        counts = WriteCounts()
        for x, _ in batch:
            held = before[x.article.id]
            outcome = "added" if held is None else "unchanged" if held == wanted[x.article.id] else "replaced"
            counts += WriteCounts.of(x, outcome=outcome)
        return counts

    def _changing(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Run a transaction that may be run again, as often as the driver advises."""

        def attempt(tx: ManagedTransaction) -> T:
            about = read_about(tx)
            if about is None:
                raise StoreError(f"the database at {self.address.uri} was emptied meanwhile; load into it again")
            about.demand(self.address.uri)
            try:
                return work(tx)
            except ClientError as exc:
                if exc.code == "Neo.ClientError.Statement.EntityNotFound":  # another client removed it
                    raise AgainError from exc
                raise

        with self._session() as session:
            for _ in range(_LOST_ANSWERS):
                try:
                    return session.execute_write(attempt)
                except IncompleteCommit:  # the next attempt finds what was committed
                    continue
            return session.execute_write(attempt)

    def forget(self, article: str) -> bool:
        """Remove an article (its IRI) with all that rests on it alone; return whether it was there."""

        def work(tx: ManagedTransaction) -> bool:
            if not digests(tx, [article]):
                return False
            if lock_articles(tx, [article])[article] is None:
                raise AgainError  # another client has just removed it
            Change(tx, self.licence).apply([article], ())
            run(tx, "MATCH (a:Article {uri: $article}) DETACH DELETE a", article=article)
            return True

        with using(self.extension), self.address.explained("write to"):
            return self._changing(work)

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles, sorted by IRI."""
        uris = self._reading(article_uris)
        for start in range(0, len(uris), _PAGE):
            page = uris[start : start + _PAGE]
            found = self._reading(read_articles, page)
            yield from (article_record(found[uri]) for uri in page if uri in found)

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article (its IRI); None if it is not there."""
        with using(self.extension):
            return self._reading(read_extraction, article)

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was written, article by article, sorted by IRI; some articles are read at once."""
        uris = self._reading(article_uris)
        for start in range(0, len(uris), _READ_AT_ONCE):
            page = uris[start : start + _READ_AT_ONCE]
            with using(self.extension):
                found = self._reading(read_extractions, page)
            for uri in sorted(set(page).difference(x.article.id for x in found)):
                raise StoreError(f"{uri} left the store while it was being read; read it again")
            yield from found

    def query(
        self, cypher: str, *, timeout: float | None = None, **values: Any
    ) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """Ask with Cypher; return the names of the columns and the rows, dates as ISO text.

        Raises
        ------
        StoreError
            If the query is wrong, would change the graph, or takes longer than ``timeout`` seconds.
        """

        @unit_of_work(timeout=timeout)
        def work(tx: ManagedTransaction) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
            # The query is the user's own, to be run as it stands; a read session refuses changes.
            result = tx.run(cypher, values)
            return tuple(result.keys()), tuple(tuple(map(_plain, r.values())) for r in result)

        return self._reading(work)

    def plan(self, extractions: Iterable[Extraction], *, prune: bool = False) -> LoadPlan:
        """Find out what writing articles would change; with ``prune``, removing all others besides."""
        with using(self.extension if self.extension is not None else active()):
            return plan(extractions, self._reading, self.licence, prune=prune)

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    native = value.to_native() if hasattr(value, "to_native") else value
    return native.isoformat() if isinstance(native, date) else native
