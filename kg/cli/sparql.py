"""``kg sparql``: a graph on disk as a SPARQL endpoint."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "sparql"
EXAMPLE = "kg sparql graph --serve, then curl localhost:7878/sparql --data-urlencode 'query=ASK { ?a nkg:leads ?b }'"


def command(
    store: StorePath,
    serve: Annotated[bool, typer.Option("--serve", help="Answer until interrupted.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Also take updates, on named graphs of your own alone.")
    ] = False,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 for any.")] = 7878,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Stop a query after so long.")
    ] = 30.0,
    largest: Annotated[
        int, typer.Option("--largest", min=1, metavar="MB", help="Refuse an answer of more megabytes.")
    ] = 50,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Processes that answer, one query each at a time.")
    ] = 4,
) -> int:
    """Answer SPARQL queries of other programs over HTTP, as the SPARQL 1.1 Protocol has it.

    It only reads, and a query can reach neither files nor other servers. The dataset is the union of all graphs, the
    usual prefixes are declared. To ask one question, see kg query.

    With --update, programs on this machine may write notes of their own: INSERT DATA { GRAPH <urn:mine> { … } }. Such
    graphs stay when articles are added and are in every export that has graphs. What articles say, and the plain edges
    that follow from it, no update reaches; nor may it write terms of the ontology. What an update looks up it finds in
    named graphs alone: WHERE { GRAPH ?g { … } }. Nobody else can open the graph meanwhile.
    """
    if not serve:
        raise ConfigError("give --serve to answer other programs; to ask one question: kg query STORE 'SPARQL'")
    with opened(store, write=update) as graph:
        if host not in ("127.0.0.1", "localhost", "::1"):
            say(f"whoever reaches {host} may read all of {store}; there is no login")
        limits = {"seconds": timeout, "answer": largest * 10**6}
        with graph.endpoint(host, port, **limits, workers=workers, update=update) as server:
            say(f"SPARQL endpoint: {server.address} (Ctrl+C ends this)")
            server.run()
    return 0
