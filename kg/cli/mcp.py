"""``kg mcp``: a graph for assistants, by the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath
from kg.errors import ConfigError, StoreError

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "mcp"
EXAMPLE = 'kg mcp graph, in an assistant\'s settings: {"command": "kg", "args": ["mcp", "graph"]}'


def command(
    store: StorePath,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Stop a SPARQL query after so long.")
    ] = 10.0,
) -> int:
    """Let an assistant search a graph and quote its sentences with their sources, over standard input and output.

    Its tools search names, list neighbours, statements, evidence and events, and ask SPARQL; all of them only read,
    and reach no other server.
    """
    if not store.exists():
        raise StoreError(f"there is no graph at {store}; build one with: kg build ARTICLES -o {store}")
    try:
        import mcp.server  # noqa: F401  # only whether it is there

        from kg.explorer.assistant import assistant
    except ImportError as exc:
        raise ConfigError("an assistant's server needs more packages; pip install 'triplewire[mcp]'") from exc
    from kg.explorer.service import Explorer

    with Explorer(store, seconds=timeout) as explorer:
        say(f"answering an assistant about {store} on standard input and output")
        assistant(explorer).run("stdio")
    return 0
