"""``kg ontology``: the ontology as a page to read and files to load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.running import OntologyOption, vocabulary_of
from kg.errors import ConfigError

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "ontology"
EXAMPLE = "kg ontology -o ontology-page, or kg ontology -o page --ontology mine.ttl"


def command(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Directory; it is made if need be.")],
    ontology: OntologyOption = "",
) -> int:
    """Write the ontology as a page and as Turtle, with the shapes; with --ontology your own terms as well.

    Each term stands under its name, so a web server that answers at the namespace makes the IRIs lead there.
    """
    from kg.ontology_page import ontology_files

    own = vocabulary_of(ontology, "", replace=False)
    if output.exists() and not output.is_dir():
        raise ConfigError(f"{output} is a file; give the name of a directory")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in ontology_files(own.extension if own else None).items():
        (output / name).write_bytes(content)
    say(f"open {output / 'index.html'}")
    return 0
