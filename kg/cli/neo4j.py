"""``kg neo4j``: what Neo4j Browser needs to show the graph well."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.running import OntologyOption, ReplaceOption, vocabulary_of
from kg.errors import ConfigError

__all__ = ["EXAMPLE", "GUIDE", "NAME", "guide"]

NAME, GUIDE = "neo4j", "guide"
EXAMPLE = "kg neo4j guide -o guide"


def guide(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Directory; it is made if need be.")],
    serve: Annotated[
        bool, typer.Option("--serve", help="Also hand it to a Neo4j Browser on this machine, until interrupted.")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="--serve: where; 0 for any.")] = 8474,
    ontology: OntologyOption = "",
    replace: ReplaceOption = False,
) -> int:
    """Write a style sheet, favourite queries and a guide page for Neo4j Browser.

    Open guide.html in DIR. style.grass and favourites.zip are dragged into the window of Neo4j Browser.
    """
    from kg.neo4j_guide import guide_files

    vocabulary_of(ontology, replace=replace)
    if output.exists() and not output.is_dir():
        raise ConfigError(f"{output} is a file; give the name of a directory")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in guide_files().items():
        (output / name).write_bytes(content)
    say(f"open {output / 'guide.html'}; drag style.grass and favourites.zip from there into Neo4j Browser")
    if serve:
        _serve(port)
    return 0


def _serve(port: int) -> None:
    from kg.neo4j_guide.serving import SLIDES, guide_server

    with guide_server(port) as server:
        say(f"in Neo4j Browser write  :guide http://localhost:{server.server_port}/{SLIDES}  (Ctrl+C ends this)")
        with suppress(KeyboardInterrupt):
            server.serve_forever()
