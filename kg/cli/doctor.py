"""``kg doctor``: whether everything that Triplewire needs is there and works."""

from __future__ import annotations

import io
import os
import platform
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from kg.addresses import refuse_login
from kg.cli.console import clean, plain, put
from kg.errors import StoreError, StoreUnreachableError, TriplewireError

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "doctor"
EXAMPLE = "kg doctor graph"

_PACKAGES = (
    "triplewire", "spacy", "onnxruntime", "tokenizers", "rdflib", "pyoxigraph", "networkx", "neo4j", "trafilatura",
)  # fmt: skip
_SENTENCE = "Norway's foreign minister met her Danish counterpart in Oslo on Monday."

Check = tuple[str, bool, str]


def command(
    store: Annotated[Path | None, typer.Argument(metavar="[STORE]", help="A graph on disk to look at as well.")] = None,
    model: Annotated[str, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to try.")] = "",
) -> int:
    """Print versions, try the language model, and look at the stores; exit code 1 if something is amiss.

    A Neo4j server is tried if the environment variable NEO4J_URI names one.
    """
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    found = list(_checks(store, model))
    for name, good, what in found:
        style = "" if good else "bold red"
        table.add_row(plain("ok" if good else "AMISS", style), plain(name, style), plain(what, style))
    put(table)
    return 0 if all(good for _, good, _ in found) else 1


def _checks(store: Path | None, model: str) -> Iterator[Check]:
    yield "python", True, f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    for package in _PACKAGES:
        try:
            yield package, True, version(package)
        except PackageNotFoundError:
            yield package, False, "is not installed; install Triplewire again: pip install triplewire"
    yield _attempt("reading", _try_reading)
    yield _attempt("model", lambda: _try_model(model))
    if store is not None:
        yield _attempt("store", lambda: _try_store(store))
    if os.environ.get("NEO4J_URI"):
        yield _attempt("neo4j server", _try_neo4j)
    else:
        yield "neo4j server", True, "not tried; set NEO4J_URI (and NEO4J_USER, NEO4J_PASSWORD) to try one"


def _attempt(name: str, what: Callable[[], str]) -> Check:
    try:
        return name, True, what()
    except TriplewireError as exc:
        return name, False, str(exc)
    except ImportError as exc:
        return name, False, f"{exc}; install Triplewire again: pip install triplewire"


def _try_reading() -> str:
    from kg.config import Config
    from kg.errors import ReadError
    from kg.reading import read

    page = f"<html><body><h1>Talks in Oslo</h1><p>{_SENTENCE}</p></body></html>".encode()
    (found,) = read(["-"], config=Config(), stdin=io.BytesIO(page))
    if isinstance(found, ReadError):
        raise found
    return f"a web page gives {len(found.text)} characters of text"


def _try_model(model: str) -> str:
    import kg

    started = time.perf_counter()
    nlp = kg.load(model)
    doc = nlp(_SENTENCE)
    names = ", ".join(f"{e.text} ({e.label_})" for e in doc.ents)
    meta = nlp.meta
    return (
        f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}, ready in {time.perf_counter() - started:.1f} s; "
        f"it reads “{_SENTENCE}” and finds {names or 'no names'}"
    )


def _try_store(path: Path) -> str:
    from kg.cli.stores import opened

    with opened(path) as graph:
        count = sum(1 for _ in graph.articles())
        astray = graph.astray()
    if astray:
        file, article = astray[0]
        files = f"{len(astray):,} files are" if len(astray) > 1 else "1 file is"
        raise StoreError(
            f"{path}: {count:,} articles; {files} noted for an article that is not there, such as {clean(file)} for "
            f"{article}; build the file again, or forget the article with: kg forget {path} {article}"
        )
    return f"{path}: {count:,} articles"


def _try_neo4j() -> str:
    """Log in and look, but prepare nothing: a look must not change a database."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    uri, user = os.environ["NEO4J_URI"], os.environ.get("NEO4J_USER", "neo4j")
    refuse_login(uri)
    try:
        login = (user, os.environ.get("NEO4J_PASSWORD", ""))
        with GraphDatabase.driver(uri, auth=login, connection_timeout=10) as driver:
            info = driver.get_server_info()
    except (DriverError, Neo4jError, ValueError) as exc:
        first = str(exc).strip().splitlines()[0]
        raise StoreUnreachableError(f"{uri} as {user}: {first}; check address, user and password") from exc
    return f"{uri} answers as {info.agent}"
