"""``kg forget``: an article out of the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath, find_article, opened

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "forget"
EXAMPLE = "kg forget graph https://dispatch.example/world/2020/06/09/korean-lines"


def command(
    store: StorePath,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id (art-…) or its address.")],
) -> int:
    """Remove an article and all that rests on it alone; what other articles say stays."""
    with opened(store, write=True) as graph:
        noted = [iri for _, iri in graph.astray() if article.removeprefix("kg:") in (iri, iri.rpartition("/")[2])]
        if noted:  # a build was stopped before it wrote the article
            graph.forget(noted[0])
            say(f"forgotten: {noted[0]}")
            return 0
        record = find_article(graph, article)
        graph.forget(record.id)
    say(f"forgotten: {record.title or record.id}")
    return 0
