"""The graph in Neo4j 5: typed relationships for browsing, statements and events for the reasons."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Self, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from kg.config import Config
from kg.errors import StoreError, StoreUnreachableError, StoreVersionError
from kg.facts import Licence
from kg.registry import loaders
from kg.statements import ArticleRecord, Extraction
from loaders._neo4j_batches import write_batches
from loaders._neo4j_read import article_record, article_uris, digests, read_articles, read_extraction
from loaders._neo4j_rows import digest
from loaders._neo4j_schema import FORMAT, prepare, run
from loaders._neo4j_write import Change, lock_articles
from loaders._store import Store, WriteCounts
from ontology import Extension, active, using, version

__all__ = ["Neo4jStore"]

T = TypeVar("T")
_PAGE = 500


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

    Raises
    ------
    StoreUnreachableError
        If nothing answers, the login is refused, or there is no such database.
    StoreVersionError
        If another version of Triplewire wrote to it.

    Notes
    -----
    Articles are written some at a time, each batch in one transaction that the driver tries
    again where Neo4j says that it may be.
    """

    name = "neo4j"
    writers = 2

    def __init__(
        self, uri: str, user: str = "neo4j", password: str = "", database: str | None = None, *,
        licence: Licence | None = None, extension: Extension | None = None,
    ) -> None:  # fmt: skip
        self.uri, self.user, self.database = uri, user, database
        with self._explained("reach"):
            self._driver = GraphDatabase.driver(
                uri, auth=(user, password), connection_timeout=10, notifications_min_severity="OFF"
            )
        try:
            with self._explained("reach"):
                self._driver.verify_connectivity()
                self.licence, self.extension = self._prepare(licence, extension if extension is not None else active())
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
        return f"<Neo4jStore {self.uri} as {self.user}>"

    def _prepare(self, licence: Licence | None, extension: Extension | None) -> tuple[Licence, Extension | None]:
        from kg.vocabulary.writing import parse_extension, to_turtle

        with self._session() as session:
            prepare(session)
            made = {"format": FORMAT, "ontology": version(), "licence": licence or "default"}
            if extension is not None:
                made["ownOntology"] = to_turtle(extension)
            found = run(
                session,
                "MERGE (t:TriplewireStore {uri: 'triplewire'}) ON CREATE SET t += $made RETURN properties(t) AS t",
                made=made,
            )[0]["t"]
        if (found["format"], found["ontology"]) != (FORMAT, version()):
            raise StoreVersionError(
                f"the database at {self.uri} holds format {found['format']} and ontology {found['ontology']}, this "
                f"version of Triplewire writes format {FORMAT} and ontology {version()}; load into an empty database"
            )
        if licence is not None and licence != found["licence"]:
            raise StoreError(
                f"the database at {self.uri} was first written with the licence {found['licence']!r}, not {licence!r}; "
                f"use that one, or an empty database"
            )
        text = found.get("ownOntology")
        own = parse_extension(text, f"the database at {self.uri}") if text else None
        if extension is not None and extension != own:
            raise StoreError(
                f"the database at {self.uri} was first written {'with another' if own else 'without an'} ontology of "
                f"your own, so it does not know these terms; load into an empty database"
            )
        kept: Licence = found["licence"]
        return kept, own

    def _session(self, **options: Any) -> neo4j.Session:
        return self._driver.session(database=self.database, **options)

    def _reading(self, work: Callable[[ManagedTransaction], T]) -> T:
        with self._explained("read"), self._session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, extractions: Iterable[Extraction]) -> WriteCounts:
        """Write articles, each whole or not at all; an article that is there already is replaced.

        Several batches are under way at once, those of one article one after the other. The source is
        read in the caller's thread, never more than the batches under way ahead.

        Raises
        ------
        InterchangeError
            If an extraction contradicts itself or the ontology; those before it are written, those
            after it are not.
        StoreError
            If the database cannot be written.
        """
        with using(self.extension if self.extension is not None else active()):
            return write_batches(extractions, self._write, writers=self.writers)

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        wanted = {x.article.id: digest(x) for x in batch}

        def work(tx: ManagedTransaction) -> Mapping[str, str]:
            held = digests(tx, wanted)
            changed = [x for x in batch if held.get(x.article.id) != wanted[x.article.id]]
            # Another loader may have written one of them before the lock was had.
            locked = lock_articles(tx, (x.article.id for x in changed)) if changed else {}
            held |= {uri: text for uri, text in locked.items() if text is not None}
            added = [(x, wanted[x.article.id]) for x in changed if locked[x.article.id] != wanted[x.article.id]]
            if added:
                Change(tx, self.licence).apply((x.article.id for x, _ in added if x.article.id in held), added)
            return held

        with self._explained("write to"), self._session() as session:
            held = session.execute_write(work)
        counts = WriteCounts()
        for x in batch:
            before = held.get(x.article.id)
            outcome = "added" if before is None else "unchanged" if before == wanted[x.article.id] else "replaced"
            counts += WriteCounts.of(x, outcome=outcome)
        return counts

    def forget(self, article: str) -> bool:
        """Remove an article (its IRI) with all that rests on it alone; return whether it was there."""

        def work(tx: ManagedTransaction) -> bool:
            if not digests(tx, [article]) or lock_articles(tx, [article])[article] is None:
                return False
            Change(tx, self.licence).apply([article], ())
            run(tx, "MATCH (a:Article {uri: $article}) DETACH DELETE a", article=article)
            return True

        with using(self.extension), self._explained("write to"), self._session() as session:
            return session.execute_write(work)

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles, sorted by IRI."""
        uris = self._reading(article_uris)
        for start in range(0, len(uris), _PAGE):
            page = uris[start : start + _PAGE]
            found = self._reading(lambda tx, page=page: read_articles(tx, page))  # type: ignore[misc]
            yield from (article_record(found[uri]) for uri in page if uri in found)

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article (its IRI); None if it is not there."""
        with using(self.extension):
            return self._reading(lambda tx: read_extraction(tx, article))

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

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()

    @contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        """Turn the driver's errors into a StoreError that says what to do."""
        try:
            yield
        except AuthError as exc:
            raise StoreUnreachableError(
                f"Neo4j at {self.uri} refuses the login of {self.user!r}; check user and password "
                f"(NEO4J_USER, NEO4J_PASSWORD)"
            ) from exc
        except ServiceUnavailable as exc:
            raise StoreUnreachableError(
                f"no Neo4j answers at {self.uri}; start it, or correct the address (bolt://HOST:7687)"
            ) from exc
        except (ConfigurationError, ValueError) as exc:
            raise StoreUnreachableError(f"{self.uri!r} is no address of Neo4j ({exc}); write bolt://HOST:7687") from exc
        except ClientError as exc:
            if exc.code == "Neo.ClientError.Database.DatabaseNotFound":
                raise StoreUnreachableError(
                    f"Neo4j at {self.uri} has no database {self.database!r}; make it, or leave the name out"
                ) from exc
            raise StoreError(f"cannot {doing} Neo4j at {self.uri}: {exc.message}") from exc
        except (Neo4jError, DriverError) as exc:
            raise StoreError(f"cannot {doing} Neo4j at {self.uri}: {exc}; look into its log, then try again") from exc


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    native = value.to_native() if hasattr(value, "to_native") else value
    return native.isoformat() if isinstance(native, date) else native
