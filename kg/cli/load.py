"""``kg load``: a graph on disk to a server."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from typing import Annotated, Any

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

NAME = "load"
EXAMPLE = "NEO4J_PASSWORD=… kg load neo4j graph --uri neo4j://localhost:7687"


def command(
    target: Annotated[str, typer.Argument(metavar="neo4j", help="Where to: neo4j.")],
    store: StorePath,
    uri: Annotated[str, typer.Option(envvar="NEO4J_URI", help="Address of the server.")] = "neo4j://localhost:7687",
    user: Annotated[str, typer.Option(envvar="NEO4J_USER", help="Name to log in with.")] = "neo4j",
) -> int:
    """Write a graph to a server; loading it twice changes nothing.

    The password is taken from the environment variable NEO4J_PASSWORD or asked for.
    """
    if target != "neo4j":
        raise ConfigError(f"{target!r} is no server that graphs are loaded to; the one known is neo4j")
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            raise ConfigError("no password: set the environment variable NEO4J_PASSWORD")
        password = str(typer.prompt(f"Password of {user}", hide_input=True, err=True))
    with opened(store) as graph, connected(uri, user, password) as server:
        counts = server.write(graph.extractions())
    say(
        f"{counts.articles:,} articles are in {uri}: {counts.added:,} new, {counts.replaced:,} replaced, "
        f"{counts.unchanged:,} as they were"
    )
    return 0


def connected(uri: str, user: str, password: str) -> AbstractContextManager[Any]:
    """Open a Neo4j server.

    Raises
    ------
    StoreUnreachableError
        If it does not answer or refuses the login.
    """
    from kg.registry import loaders

    server: AbstractContextManager[Any] = loaders.get("neo4j")(uri, user=user, password=password)
    return server
