"""``kg extract``: what articles say, on stdout."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import write_text
from kg.cli.running import (
    DateOption,
    DelayOption,
    FetchOption,
    FieldOption,
    KbOption,
    LexiconOption,
    LinkingOption,
    ModelOption,
    OntologyOption,
    Paths,
    PrivateOption,
    ReplaceOption,
    Run,
    WorkersOption,
    fetcher_of,
    fields_of,
    settings,
    vocabulary_of,
)
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.statements import Extraction

__all__ = ["EXAMPLE", "NAME", "Format", "command"]

NAME = "extract"
EXAMPLE = "kg extract article.html, or kg extract articles/ --format jsonl --date 2020-06-09 > articles.jsonl"


class Format(StrEnum):
    """How extractions are written."""

    TABLE = "table"
    JSONL = "jsonl"
    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    OPENIE = "openie-tsv"


def command(
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", help="How to write what was found.")] = Format.TABLE,
    date: DateOption = "",
    open_triples: Annotated[
        bool, typer.Option("--open", help="Keep statements whose predicate the ontology does not have.")
    ] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="With openie-tsv: each line is one sentence, kept as it is.")
    ] = False,
    workers: WorkersOption = 1,
    model: ModelOption = "",
    field: FieldOption = [],  # noqa: B006  # typer copies it
    ontology: OntologyOption = "",
    lexicon: LexiconOption = "",
    replace: ReplaceOption = False,
    kb: KbOption = "",
    linking: LinkingOption = 0.9,
    fetch: FetchOption = False,
    fetch_delay: DelayOption = 1.0,
    fetch_private: PrivateOption = False,
) -> int:
    """Read articles and print what they say: a table to look at, or a format for other programs."""
    if lines and format is not Format.OPENIE:
        raise ConfigError("--lines goes with --open --format openie-tsv alone; other formats read whole articles")
    own = vocabulary_of(ontology, lexicon, replace=replace)
    config = settings(
        date=date, model=model, workers=workers, open_triples=open_triples, vocabulary=own, kb=kb, linking=linking
    )
    if format is Format.OPENIE:
        from kg.cli import openie

        return openie.write_lines(paths, config) if lines else openie.write_articles(paths, config, fields_of(field))
    fetcher = fetcher_of(fetch=fetch, delay=fetch_delay, private=fetch_private)
    run = Run(paths=paths, config=config, fields=fields_of(field), fetcher=fetcher)
    _write(run.extractions(), format)
    return run.finish()


def _write(extractions: Iterable[Extraction], format: Format) -> None:
    if format is Format.TABLE:
        from kg.cli.triples import render

        for extraction in extractions:
            render(extraction)
    elif format is Format.JSONL:
        from kg.interchange import dumps, to_records

        for extraction in extractions:
            write_text("".join(dumps(record) + "\n" for record in to_records(extraction)))
    else:
        _write_rdf(extractions, format)


def _write_rdf(extractions: Iterable[Extraction], format: Format) -> None:
    """Write RDF, whose order needs all of it, by way of a file that goes away again."""
    from kg.registry import loaders

    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        file = Path(folder, "graph")
        with loaders.get(format.value).open(str(file)) as sink:  # type: ignore[attr-defined]
            sink.write(extractions)
        sys.stdout.flush()
        with file.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
