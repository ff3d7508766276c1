"""``kg build``: articles to a store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say
from kg.cli.running import DateOption, FieldOption, ModelOption, Paths, Run, WorkersOption, fields_of, settings
from kg.errors import InterchangeError

if TYPE_CHECKING:
    from kg.statements import Extraction

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "build"
EXAMPLE = "kg build articles/ -o graph --date 2020-06-09 --workers 2"


def command(
    paths: Paths,
    store: Annotated[Path, typer.Option("--output", "-o", metavar="STORE", help="Directory of the graph.")],
    date: DateOption = "",
    workers: WorkersOption = 1,
    model: ModelOption = "",
    field: FieldOption = [],  # noqa: B006  # typer copies it
    show: Annotated[bool, typer.Option("--show", help="Also print the triples of each article.")] = False,
) -> int:
    """Read articles and write what they say to a graph on disk.

    An article that is in the graph already is replaced. Articles that cannot be read are listed
    at the end; the others are kept.
    """
    run = Run(paths=paths, config=settings(date=date, model=model, workers=workers), fields=fields_of(field))
    found = run.extractions()
    first = next(found, None)
    if first is not None:  # a run that reads nothing leaves no store behind
        _write(store, chain([first], found), run, show=show)
    say(run.summary())
    if first is not None:
        say(f"the graph is in {store}; ask it with: kg query {store} --list-examples")
    return run.finish()


def _write(store: Path, extractions: Iterable[Extraction], run: Run, *, show: bool) -> None:
    from kg.cli.triples import render
    from kg.registry import loaders

    with loaders.get("oxigraph")(store) as opened:
        for extraction in extractions:
            try:
                opened.write([extraction])
            except InterchangeError as exc:  # this article contradicts itself; the others need not suffer
                run.refuse(extraction, exc)
                continue
            if show:
                render(extraction)
