"""``kg export``: a graph on disk to a file for other programs."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

__all__ = ["EXAMPLE", "NAME", "Format", "command"]

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
    from kg.config import Config
    from kg.registry import loaders

    if output.is_dir():
        raise ConfigError(f"{output} is a directory; give the name of a file")
    # Some stores add to a file that is there; an export takes its place.
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with opened(store) as graph:
            config = Config(base_iri=graph.graphs.base, licence=graph.licence)
            with loaders.get(format.value).open(str(draft), config) as sink:  # type: ignore[attr-defined]
                counts = sink.write(graph.extractions())
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    say(f"{counts.articles:,} articles, {counts.statements:,} statements: {output}")
    return 0
