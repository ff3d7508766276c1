"""``kg export``: a graph on disk to a file for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath, opened

NAME = "export"
EXAMPLE = "kg export graph --format trig -o graph.trig"


class Format(StrEnum):
    """Formats of export, named after their loaders."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    NTRIPLES = "ntriples"
    JSONL = "jsonl"
    GRAPHML = "graphml"
    NODE_LINK = "node-link"


def command(
    store: StorePath,
    format: Annotated[Format, typer.Option("--format", help="The format of the file.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="It appears when it is whole.")],
) -> int:
    """Write a graph to a file: RDF in five syntaxes, GraphML, networkx node-link JSON, or JSON lines (lossless)."""
    from kg.registry import loaders

    with opened(store) as graph, loaders.get(format.value).open(str(output)) as sink:  # type: ignore[attr-defined]
        counts = sink.write(graph.extractions())
    say(f"{counts.articles:,} articles, {counts.statements:,} statements: {output}")
    return 0
