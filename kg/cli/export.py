"""``kg export``: a graph on disk to a file for other programs."""

from __future__ import annotations

import os
import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import say
from kg.cli.feeds import progress, told
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

__all__ = ["EXAMPLE", "NAME", "Format", "command"]

NAME = "export"
EXAMPLE = "kg export graph -o graph.trig"


class Format(StrEnum):
    """Formats of export, named after their loaders."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    NTRIPLES = "ntriples"
    RDFXML = "rdfxml"
    JSONL = "jsonl"
    GRAPHML = "graphml"
    NODE_LINK = "node-link"
    NEO4J_ADMIN = "neo4j-admin"


#: What the ending of a file says of its format.
_ENDINGS = {
    ".nq": Format.NQUADS, ".trig": Format.TRIG, ".ttl": Format.TURTLE, ".jsonld": Format.JSONLD,
    ".nt": Format.NTRIPLES, ".rdf": Format.RDFXML, ".jsonl": Format.JSONL, ".graphml": Format.GRAPHML,
    ".json": Format.NODE_LINK,
}  # fmt: skip


_RDF = {Format.NQUADS, Format.TRIG, Format.TURTLE, Format.JSONLD, Format.NTRIPLES, Format.RDFXML}


def _format_of(path: Path) -> Format:
    """Return the format that the ending of a file names."""
    if path.suffix.lower() in _ENDINGS:
        return _ENDINGS[path.suffix.lower()]
    raise ConfigError(f"the ending of {path} names no format; add --format, or end the name in {', '.join(_ENDINGS)}")


def command(
    store: StorePath,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="It appears when it is whole.")],
    format: Annotated[Format | None, typer.Option("--format", help="Left out, the ending of the file tells.")] = None,
    reifiers: Annotated[
        bool, typer.Option("--reifiers", help="trig, nquads: each statement also names its triple, as in RDF 1.2.")
    ] = False,
    gzip: Annotated[bool, typer.Option("--gzip", help="neo4j-admin, or with --shards: pack the files.")] = False,
    shards: Annotated[
        int | None,
        typer.Option("--shards", min=1, max=1_000, metavar="N", help="nquads, neo4j-admin: a directory of N files."),
    ] = None,
) -> int:
    """Write a graph to a file: RDF in six syntaxes, GraphML, networkx node-link JSON, or JSON lines (lossless).

    neo4j-admin writes a directory of CSV files for the bulk import of Neo4j, and prints the command that imports
    them. With --shards N either is parted into N files, the same things in the same file every time.
    """
    from kg.config import Config
    from kg.registry import loaders

    kind = format if format is not None else _format_of(output)
    if kind is Format.NEO4J_ADMIN:
        return _bulk(store, output, gzip=gzip, shards=shards or 1)
    if shards is not None:
        if kind is not Format.NQUADS:
            raise ConfigError("--shards goes with --format nquads or neo4j-admin")
        return _sharded(store, output, shards, gzip=gzip, reifiers=reifiers)
    if gzip:
        raise ConfigError("--gzip goes with --format neo4j-admin or with --shards")
    if output.is_dir():
        raise ConfigError(f"{output} is a directory; give the name of a file")
    if kind in _RDF:
        with opened(store) as graph:
            with progress() as report:
                graph.export(output, kind.value, reifiers=reifiers, progress=report)
            say(f"{graph.count('Article'):,} articles, {graph.count('Statement'):,} statements: {output}")
        return 0
    if reifiers:
        raise ConfigError("--reifiers goes with --format trig or nquads")
    # Some stores add to a file that is there; an export takes its place.
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with opened(store) as graph:
            config = Config(base_iri=graph.graphs.base, licence=graph.licence)
            make: Any = loaders.get(kind.value)
            with make.open(str(draft), config) as sink, progress() as report:
                counts = sink.write(told(graph.extractions(), report))
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    say(f"{counts.articles:,} articles, {counts.statements:,} statements: {output}")
    return 0


def _sharded(store: Path, output: Path, shards: int, *, gzip: bool, reifiers: bool) -> int:
    """Write N-Quads to a directory of several files."""
    with opened(store) as graph:
        with progress() as report:
            graph.export_shards(output, shards, compress=gzip, reifiers=reifiers, progress=report)
        say(f"{graph.count('Article'):,} articles, {graph.count('Statement'):,} statements: {output}, {shards} files")
    return 0


def _bulk(store: Path, output: Path, *, gzip: bool, shards: int) -> int:
    """Write the files of Neo4j's bulk import to a directory."""
    from kg.registry import loaders

    with opened(store) as graph:
        make: Any = loaders.get("neo4j-admin")
        with make(output, licence=graph.licence, compress=gzip, shards=shards) as sink, progress() as report:
            counts = sink.write(told(graph.extractions(), report))
    say(
        f"{counts.articles:,} articles, {counts.statements:,} statements: {output}; with the server of Neo4j stopped, "
        f"import them into a new or empty database with sh {sink.script}, or"
    )
    print(f"cd {shlex.quote(str(output))} && {sink.command}")
    return 0
