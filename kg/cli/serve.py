"""``kg serve``: look at a graph in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath
from kg.errors import StoreError

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "serve"
EXAMPLE = "kg serve graph, then open http://localhost:8765/ in a browser"


def command(
    store: StorePath,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; another than this machine's own asks for a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 for any.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="Host name by which other machines may call it.")
    ] = None,
    token: Annotated[
        str, typer.Option("--token", envvar="KG_TOKEN", help="Asked of everybody; made up where one is needed.")
    ] = "",
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Stop a SPARQL query after so long.")
    ] = 30.0,
    curate: Annotated[
        bool, typer.Option("--curate", help="Let readers mark statements wrong, and join and split entities.")
    ] = False,
) -> int:
    """Open a graph in the browser: search, draw, read the sentence behind every edge, ask SPARQL.

    The page asks no other server for anything. The same is there for programs under /api/v1, described by
    /api/openapi.json. It only reads, unless --curate is given; what readers put right survives when articles are
    read again (see kg corrections and kg merges). Beside the graph stands an index, made when the graph is first
    opened and kept up to date.
    """
    from kg.cli.feeds import progress
    from kg.explorer.server import served
    from kg.explorer.service import Explorer

    if not store.exists():
        raise StoreError(f"there is no graph at {store}; build one with: kg build ARTICLES -o {store}")
    with progress() as report:
        explorer = Explorer(store, progress=lambda done, _: report(done), seconds=timeout, curating=curate)
    with explorer, served(explorer, host, port, names=tuple(name or ()), token=token) as server:
        say(f"the graph is at {server.address} (Ctrl+C ends this)")
        server.run()
    return 0
