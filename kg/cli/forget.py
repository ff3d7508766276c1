"""``kg forget``: articles out of the graph."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import box_of, plain, put, say
from kg.cli.servers import DatabaseOption, UriOption, UserOption, connected, password_of
from kg.cli.stores import find_article, opened
from kg.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from kg.statements import ArticleRecord

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "forget"
EXAMPLE = (
    "kg forget graph https://dispatch.example/world/2020/06/09/korean-lines, kg forget neo4j art-d3b5ce6516193621, "
    "or kg forget graph --publisher 'Harbour Wire' --before 2019-01-01 --dry-run"
)


def command(
    store: Annotated[
        str,
        typer.Argument(metavar="STORE", help="Directory of the graph, or neo4j for a server; ./neo4j is a directory."),
    ],
    article: Annotated[str, typer.Argument(metavar="[ARTICLE]", help="Its id (art-…) or its address.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="All articles of a publisher.")] = "",
    before: Annotated[str, typer.Option("--before", metavar="DATE", help="All published before YYYY-MM-DD.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be forgotten; change nothing.")] = False,
    uri: UriOption = "neo4j://localhost:7687",
    user: UserOption = "neo4j",
    database: DatabaseOption = "",
) -> int:
    """Remove articles and all that rests on them alone; what other articles say stays.

    With --publisher and --before together, articles of which both is true. The journal of a graph on disk keeps
    nothing of them but their ids, so that a build from the same files leaves them out; kg build --recall brings them
    back. The password of a server is taken from the environment variable NEO4J_PASSWORD or asked for.
    """
    from kg.config import parse_date

    if bool(article) == bool(publisher or before):
        raise ConfigError("say what to forget: one ARTICLE, or all with --publisher NAME, --before DATE or both")
    day = parse_date(before) if before else None
    if store == "neo4j":
        with connected(uri, user, password_of(user), database) as server:
            listing = "MATCH (a:Article) RETURN a.uri, a.url"
            found = _found(server, article, publisher, day, listing=listing)
            _forget(found, server.forget, dry_run=dry_run)
        return 0
    with opened(Path(store), write=True) as graph:
        noted = [iri for _, iri in graph.astray() if article.removeprefix("kg:") in (iri, iri.rpartition("/")[2])]
        if noted:  # a build was stopped before it wrote the article
            graph.forget(noted[0])
            say(f"forgotten: {noted[0]}")
            return 0
        found = _found(graph, article, publisher, day, listing="kg query STORE --example articles")
        if dry_run:
            _forget(found, graph.forget, dry_run=True)
        else:
            _forget_on_disk(Path(store), graph, found)
    return 0


def _found(store: Any, article: str, publisher: str, day: date | None, *, listing: str) -> Sequence[ArticleRecord]:
    """Return the articles that are meant.

    Raises
    ------
    StoreError
        If there are none, with names that are like the one that was given.
    """
    if article:
        return (find_article(store, article, listing=listing),)
    records: Iterable[ArticleRecord] = store.articles()
    wanted, names, undated, found = publisher.casefold().strip(), set(), 0, []
    for record in records:
        names.add(record.publisher)
        if wanted and record.publisher.casefold() != wanted:
            continue
        published = _day(record)
        undated += published is None
        if day is None or (published is not None and published < day):
            found.append(record)
    if day is not None and undated:
        what = "1 article has no date of publication and stays"
        say(what if undated == 1 else f"{undated:,} articles have no date of publication and stay")
    if not found:
        near = difflib.get_close_matches(publisher, names - {""}, n=3)
        hint = (
            f"; there are {', '.join(map(repr, near))}" if near and wanted not in {n.casefold() for n in near} else ""
        )
        what = " ".join(x for x in (f"of {publisher!r}" if wanted else "", f"from before {day}" if day else "") if x)
        raise StoreError(f"no article {what} is in the graph{hint}")
    return found


def _day(record: ArticleRecord) -> date | None:
    from datetime import datetime

    return record.published.date() if isinstance(record.published, datetime) else record.published


def _forget_on_disk(path: Path, graph: Any, found: Sequence[ArticleRecord]) -> None:
    """Strike the articles out of the journal first: one that is killed in between is forgotten when asked again."""
    from kg.journal import Journal
    from kg.linkage.applying import FILE, note_stale, unify

    with Journal(path) as journal:

        def forget(article: str) -> bool:
            journal.forget(article.rpartition("/")[2])
            return bool(graph.forget(article))

        decided = (path / FILE).exists()
        if decided:
            note_stale(path)
        _forget(found, forget, dry_run=False)
        if decided:  # what is decided may rest on what is gone, or tell of it
            unify(graph, path)


def _forget(found: Sequence[ArticleRecord], forget: Callable[[str], bool], *, dry_run: bool) -> None:
    if dry_run:
        from rich.table import Table

        table = Table(box=box_of(), pad_edge=False, show_edge=False)
        for title in ("article", "published", "publisher", "title"):
            table.add_column(title, overflow="fold")
        for record in found:
            table.add_row(*map(plain, (record.id, str(_day(record) or ""), record.publisher, record.title)))
        put(table)
        say(f"{len(found):,} {'article' if len(found) == 1 else 'articles'} would be forgotten; nothing was changed")
        return
    for record in found:
        if not forget(record.id) and len(found) == 1:
            raise StoreError(f"another client has forgotten {record.id} meanwhile")
    if len(found) == 1:
        say(f"forgotten: {found[0].title or found[0].id}")
    else:
        say(f"forgotten: {len(found):,} articles")
