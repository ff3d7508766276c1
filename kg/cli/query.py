"""``kg query``: SPARQL over a graph on disk."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import plain, put, say, write_text
from kg.cli.stores import opened
from kg.errors import ConfigError
from kg.examples import example, examples

__all__ = ["EXAMPLE", "NAME", "Format", "command"]

NAME = "query"
EXAMPLE = "kg query graph --example q02, or kg query graph 'SELECT ?a ?b WHERE { ?a nkg:leads ?b }' --format csv"


class Format(StrEnum):
    """How answers are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def command(
    store: Annotated[
        Path | None, typer.Argument(metavar="STORE", help="Directory of the graph, as kg build made it.")
    ] = None,
    sparql: Annotated[str, typer.Argument(metavar="SPARQL", help="The query; the usual prefixes are declared.")] = "",
    file: Annotated[Path | None, typer.Option("--file", help="Read the query from a file; - is stdin.")] = None,
    example_name: Annotated[str, typer.Option("--example", metavar="NAME", help="A query that comes along.")] = "",
    list_examples: Annotated[bool, typer.Option("--list-examples", help="List the queries that come along.")] = False,
    format: Annotated[Format, typer.Option("--format", help="json is SPARQL 1.1 results JSON.")] = Format.TABLE,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Give up after so long.")
    ] = 300.0,
) -> int:
    """Ask a graph a question in SPARQL.

    A plain pattern such as ?a nkg:severs ?b finds facts alone; what was threatened, planned or
    denied stands in statements.
    """
    if list_examples:
        _show_table(("name", "question"), tuple(examples().items()), {})
        return 0
    if store is None:
        raise ConfigError("say which graph: kg query STORE 'SPARQL'")
    if sum((bool(sparql), file is not None, bool(example_name))) != 1:
        raise ConfigError("give one query: as an argument, with --file, or with --example (see --list-examples)")
    text = sparql or (example(example_name) if example_name else _read(file))
    with opened(store) as graph:
        answer = graph.query(text, timeout=timeout)
        prefixes = graph.graphs.prefixes()
        if not example_name:
            _warn(graph, text)
    if format is Format.JSON:
        write_text(answer.to_json().rstrip("\n") + "\n")
    elif format is Format.CSV:
        write_text(answer.to_csv())
    else:
        _show_table(answer.columns, answer.rows, prefixes)
        say(f"{len(answer.rows):,} {'row' if len(answer.rows) == 1 else 'rows'}")
    return 0


def _read(file: Path | None) -> str:
    if file is None or str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as exc:
        raise ConfigError(f"{file}: a query must be UTF-8 text ({exc.reason} at byte {exc.start})") from exc


def _warn(graph: Any, sparql: str) -> None:
    """Name the terms of a query that neither the ontology nor the graph has: they match nothing, and silently."""
    from kg.cli.terms import unknown_terms

    for term, near in unknown_terms(sparql):
        if graph.query(f"ASK {{ {{ ?s {term} ?o }} UNION {{ ?s ?p {term} }} UNION {{ {term} ?p ?o }} }}").rows[0][0]:
            continue  # the store has some of its own
        hint = f"; did you mean {' or '.join(near)}?" if near else ", and nothing of a similar name"
        say(f"the ontology has no {term}{hint}")


def _shown(value: Any, prefixes: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    for prefix, iri in prefixes.items():
        if text.startswith(iri) and len(text) > len(iri):
            return f"{prefix}:{text[len(iri) :]}"
    return text


def _show_table(columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...], prefixes: Mapping[str, str]) -> None:
    from rich.table import Table

    from kg.cli.console import box_of

    table = Table(box=box_of(), pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(plain(column), overflow="fold")
    for row in rows:
        table.add_row(*(plain(_shown(value, prefixes)) for value in row))
    put(table)
