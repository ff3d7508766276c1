"""A database of another version brought up to date, article by article, so that nothing can be lost.

What an article says is read back, checked against the present ontology and written anew in one
transaction, so at any moment each article is there, in the old form or in the new. The node of
the database says that a migration is under way until all are in the new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InterchangeError, StoreVersionError
from kg.statements import Extraction
from loaders._checks import canonical, check
from loaders._neo4j_about import About
from loaders._neo4j_read import digests, read_articles, read_extraction
from loaders._neo4j_rows import digest, writer
from loaders._neo4j_schema import entity_labels, run
from loaders._neo4j_write import Change, lock_articles

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["migrate"]

#: Articles that are written anew in one transaction.
_PAGE: Final = 25
_SHOWN: Final = 3
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def migrate(session: Session, about: About, now: About, uri: str, note: Callable[[int, int], None]) -> int:
    """Write all articles of a database in the form of this version; return how many were in another.

    Parameters
    ----------
    session : neo4j.Session
        The terms of the user's own that the database has are in use.
    about, now : About
        What the database says of itself, and what it is to say in the end.
    uri : str
        Of the server, for errors.
    note : callable
        Is told again and again how many articles are done, and of how many.

    Raises
    ------
    StoreVersionError
        If an article holds what the present ontology does not know; then nothing was changed.
    """
    outdated = session.execute_read(_outdated)
    _refuse_unknown(session, outdated, uri)
    under_way = replace(about, migrating=f"format {now.format} and ontology {now.ontology}", cleared=True)
    if about != under_way:
        _mark(session, replace(under_way, cleared=False))
        _clear(session, about, now)
        _mark(session, under_way)
    done = 0
    # Another client may have gone on writing in the old form until it saw the mark.
    while remaining := session.execute_read(_outdated):
        for start in range(0, len(remaining), _PAGE):
            page = remaining[start : start + _PAGE]
            session.execute_write(_renew, page, now)
            done += len(page)
            note(done, max(done, len(outdated)))
    _mark(session, now)
    return done


def _outdated(tx: ManagedTransaction) -> list[str]:
    found = run(
        tx,
        "MATCH (a:Article) WHERE a.digest IS NOT NULL AND coalesce(a.writer, '') <> $now RETURN a.uri AS uri",
        now=writer(),
    )
    return sorted(r["uri"] for r in found)


def _refuse_unknown(session: Session, articles: list[str], uri: str) -> None:
    faults = [fault for article in articles for fault in _faults(session, article)]
    if faults:
        some = "1 article" if len(faults) == 1 else f"{len(faults):,} articles"
        more = f" and {len(faults) - _SHOWN:,} more" if len(faults) > _SHOWN else ""
        raise StoreVersionError(
            f"the database at {uri} holds {some} that the present ontology cannot say: "
            f"{'; '.join(faults[:_SHOWN])}{more}. Nothing was changed; extract these articles again and load all into "
            f"an empty database"
        )


def _faults(session: Session, article: str) -> Iterator[str]:
    try:
        found, held = session.execute_read(_read, article)
        if found is None:
            return
        check(found)
    except (InterchangeError, LookupError) as exc:
        yield str(exc)
        return
    if held.get("writer") and digest(found, held["writer"]) != held["digest"]:
        yield f"{article} is not read back as it was written, so a term that it uses has another name now"


def _read(tx: ManagedTransaction, article: str) -> tuple[Extraction | None, Mapping[str, Any]]:
    return read_extraction(tx, article), read_articles(tx, [article]).get(article, {})


def _mark(session: Session, about: About) -> None:
    write = "MATCH (t:TriplewireStore {uri: 'triplewire'}) SET t = $values, t.uri = 'triplewire'"
    session.execute_write(lambda tx: run(tx, write, values=about.properties()))


def _clear(session: Session, about: About, now: About) -> None:
    """Remove what follows from the statements: it is made anew, under the names that it now has."""
    # Outside a managed transaction, for this one is many; cut off, it is begun again with the migration.
    run(
        session,
        """MATCH (:Entity)-[r]->(:Entity) WHERE r.view AND r.claim IS NOT NULL
           CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS""",
    )
    for label in sorted(set(about.labels).difference(now.labels, entity_labels())):
        if _NAME.fullmatch(label):  # read from the database, so it may be anything
            run(session, f"MATCH (e:Entity:{label}) CALL (e) {{ REMOVE e:{label} }} IN TRANSACTIONS OF 5000 ROWS")


def _renew(tx: ManagedTransaction, articles: list[str], now: About) -> None:
    there = digests(tx, articles)
    lock_articles(tx, there)
    read = (read_extraction(tx, article) for article in there)
    found: list[Extraction] = [canonical(x) for x in read if x is not None]
    Change(tx, now.licence).apply((x.article.id for x in found), [(x, digest(x)) for x in found])
