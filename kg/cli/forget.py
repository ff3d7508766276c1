"""``kg forget``: an article out of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import say
from kg.cli.servers import DatabaseOption, UriOption, UserOption, connected, password_of
from kg.cli.stores import find_article, opened
from kg.errors import StoreError

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "forget"
EXAMPLE = (
    "kg forget graph https://dispatch.example/world/2020/06/09/korean-lines, or kg forget neo4j art-d3b5ce6516193621"
)


def command(
    store: Annotated[
        str,
        typer.Argument(metavar="STORE", help="Directory of the graph, or neo4j for a server; ./neo4j is a directory."),
    ],
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id (art-…) or its address.")],
    uri: UriOption = "neo4j://localhost:7687",
    user: UserOption = "neo4j",
    database: DatabaseOption = "",
) -> int:
    """Remove an article and all that rests on it alone; what other articles say stays.

    The password of a server is taken from the environment variable NEO4J_PASSWORD or asked for.
    """
    if store == "neo4j":
        with connected(uri, user, password_of(user), database) as server:
            _forget(server, article, listing="MATCH (a:Article) RETURN a.uri, a.url")
        return 0
    with opened(Path(store), write=True) as graph:
        noted = [iri for _, iri in graph.astray() if article.removeprefix("kg:") in (iri, iri.rpartition("/")[2])]
        if noted:  # a build was stopped before it wrote the article
            graph.forget(noted[0])
            say(f"forgotten: {noted[0]}")
            return 0
        _forget(graph, article)
    return 0


def _forget(graph: Any, article: str, **options: str) -> None:
    record = find_article(graph, article, **options)
    if not graph.forget(record.id):
        raise StoreError(f"another client has forgotten {record.id} meanwhile")
    say(f"forgotten: {record.title or record.id}")
