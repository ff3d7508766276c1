"""``kg load``: extractions to a server or to a graph on disk."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import say
from kg.cli.running import OntologyOption, ReplaceOption, vocabulary_of
from kg.cli.stores import opened
from kg.errors import ConfigError, StoreError, TriplewireError

if TYPE_CHECKING:
    from kg.statements import Extraction

__all__ = ["EXAMPLE", "NAME", "Target", "command", "connected"]

NAME = "load"
EXAMPLE = "kg load neo4j graph --uri neo4j://localhost:7687, or kg load oxigraph extracted.jsonl -o graph"


class Target(StrEnum):
    """Where extractions can be loaded to."""

    NEO4J = "neo4j"
    OXIGRAPH = "oxigraph"


def command(
    target: Annotated[Target, typer.Argument(help="A Neo4j server, or a graph on disk.")],
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A graph on disk, or JSON lines of kg extract.")],
    uri: Annotated[str, typer.Option(envvar="NEO4J_URI", help="Address of the server.")] = "neo4j://localhost:7687",
    user: Annotated[str, typer.Option(envvar="NEO4J_USER", help="Name to log in with.")] = "neo4j",
    database: Annotated[
        str, typer.Option(envvar="NEO4J_DATABASE", help="Of the server; its default one if not given.")
    ] = "",
    prune: Annotated[
        bool, typer.Option("--prune", help="Also remove articles that SOURCE does not hold from where it is loaded to.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="STORE", help="oxigraph: directory of the graph.")
    ] = None,
    ontology: OntologyOption = "",
    replace: ReplaceOption = False,
) -> int:
    """Write extractions to a Neo4j server or to a graph on disk; loading them twice changes nothing.

    An article that was forgotten or took another's place in SOURCE stays where it was loaded to
    before, unless --prune is given.

    JSON lines that were extracted with --ontology need it here too; a graph brings its own.

    The password of a server is taken from the environment variable NEO4J_PASSWORD or asked for.
    """
    vocabulary_of(ontology, replace=replace)
    if target is Target.OXIGRAPH:
        if output is None:
            raise ConfigError("say where the graph is to be: kg load oxigraph SOURCE -o STORE")
        place = str(output)
    else:
        place = uri
        password = _password(user)
    with _extractions(source) as found, _fresh(output):
        sink = connected(uri, user, password, database) if target is Target.NEO4J else _store(place)
        with sink as opened_sink:
            held: set[str] = set()
            counts = opened_sink.write(_noting(found, held))
            removed = _forget_others(opened_sink, held) if prune else 0
    there = "article is" if counts.articles == 1 else "articles are"
    say(
        f"{counts.articles:,} {there} in {place}: {counts.added:,} new, {counts.replaced:,} replaced, "
        f"{counts.unchanged:,} as they were{f', {removed:,} removed' if prune else ''}"
    )
    return 0


@contextmanager
def _fresh(output: Path | None) -> Iterator[None]:
    """Leave no empty store behind where the first article cannot be written."""
    new = output is not None and not output.exists()
    try:
        yield
    except TriplewireError:
        if output is not None and new and output.is_dir():
            with opened(output) as graph:
                empty = not any(True for _ in graph.articles())
            if empty:
                shutil.rmtree(output)
        raise


def _noting(extractions: Iterable[Extraction], held: set[str]) -> Iterator[Extraction]:
    for extraction in extractions:
        held.add(extraction.article.id)
        yield extraction


def _forget_others(store: Any, held: set[str]) -> int:
    """Forget the articles of a store that are not among some, and return how many."""
    others = [record.id for record in store.articles() if record.id not in held]
    if others and not held:
        raise StoreError("there is no article in the source, so nothing was removed; is it the right one?")
    return sum(store.forget(article) for article in others)


def _password(user: str) -> str:
    password = os.environ.get("NEO4J_PASSWORD")
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise ConfigError("no password: set the environment variable NEO4J_PASSWORD")
    return str(typer.prompt(f"Password of {user}", hide_input=True, err=True))


@contextmanager
def _extractions(source: Path) -> Iterator[Iterator[Extraction]]:
    if source.is_file():
        from kg.interchange import read

        with source.open(encoding="utf-8") as stream:
            yield read(stream, source=str(source))
    else:
        with opened(source) as graph:
            yield graph.extractions()


def _store(path: str) -> AbstractContextManager[Any]:
    from kg.registry import loaders

    store: AbstractContextManager[Any] = loaders.get("oxigraph")(path)
    return store


def connected(uri: str, user: str, password: str, database: str = "") -> AbstractContextManager[Any]:
    """Open a Neo4j server.

    Raises
    ------
    StoreUnreachableError
        If it does not answer or refuses the login.
    """
    from kg.registry import loaders

    server: AbstractContextManager[Any] = loaders.get("neo4j")(uri, user, password, database or None)
    return server
