"""Logging in to a Neo4j server: the options that commands share, and the password, which no option takes."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from typing import Annotated, Any

import typer

from kg.errors import ConfigError

__all__ = ["DatabaseOption", "UriOption", "UserOption", "connected", "password_of"]

UriOption = Annotated[
    str,
    typer.Option(
        envvar="NEO4J_URI", help="Address of the server: neo4j:// or bolt://; neo4j+s:// with TLS, +ssc:// self-signed."
    ),
]
UserOption = Annotated[str, typer.Option(envvar="NEO4J_USER", help="Name to log in with.")]
DatabaseOption = Annotated[
    str, typer.Option(envvar="NEO4J_DATABASE", help="Of the server; its default one if not given.")
]


def password_of(user: str) -> str:
    """Return the password in NEO4J_PASSWORD, or ask for it.

    Raises
    ------
    ConfigError
        If there is none and nobody to ask.
    """
    password = os.environ.get("NEO4J_PASSWORD")
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise ConfigError("no password: set the environment variable NEO4J_PASSWORD")
    return str(typer.prompt(f"Password of {user}", hide_input=True, err=True))


def connected(uri: str, user: str, password: str, database: str = "", **options: Any) -> AbstractContextManager[Any]:
    """Open a Neo4j server; options as `loaders.neo4j_store.Neo4jStore` takes them.

    Raises
    ------
    StoreUnreachableError
        If it does not answer or refuses the login.
    """
    from kg.registry import loaders

    server: AbstractContextManager[Any] = loaders.get("neo4j")(uri, user, password, database or None, **options)
    return server
