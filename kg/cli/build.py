"""``kg build``: articles to a store."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import complain, say
from kg.cli.running import (
    DateOption,
    FieldOption,
    LexiconOption,
    ModelOption,
    OntologyOption,
    Paths,
    ReplaceOption,
    Run,
    WorkersOption,
    fields_of,
    settings,
    vocabulary_of,
)
from kg.errors import ConfigError, InterchangeError

if TYPE_CHECKING:
    from kg.statements import Extraction

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "build"
EXAMPLE = "kg build articles/ -o graph --date 2020-06-09 --workers 2"
#: Articles that are written at once, or those of so many seconds.
_MOST, _SECONDS = 100, 5.0


def command(
    paths: Paths,
    store: Annotated[Path, typer.Option("--output", "-o", metavar="STORE", help="Directory of the graph.")],
    date: DateOption = "",
    workers: WorkersOption = 1,
    model: ModelOption = "",
    field: FieldOption = [],  # noqa: B006  # typer copies it
    ontology: OntologyOption = "",
    lexicon: LexiconOption = "",
    replace: ReplaceOption = False,
    show: Annotated[bool, typer.Option("--show", help="Also print the triples of each article.")] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Then check the graph against the shapes, as kg validate does.")
    ] = False,
) -> int:
    """Read articles and write what they say to a graph on disk.

    An article that is in the graph already is replaced: one with the same address or id, or the
    one that its file held before. Articles that cannot be read are listed at the end; the
    others are kept.

    A graph keeps the ontology of your own with which it was made, so that the other commands need not be told.
    """
    own = vocabulary_of(ontology, lexicon, replace=replace)
    config = settings(date=date, model=model, workers=workers, vocabulary=own)
    run = Run(paths=paths, config=config, fields=fields_of(field))
    counts = _Counts()
    try:
        found = run.extractions()
        first = next(found, None)
        if first is not None:  # a run that reads nothing leaves no store behind
            _write(store, chain([first], found), run, counts, show=show)
    except KeyboardInterrupt:
        kept = f"what was read before is in the graph: {counts}" if counts.written else "nothing was stored"
        complain(f"interrupted; {kept}")
        return 130
    if run.articles:
        say(run.summary())
        say(f"the graph is in {store} ({counts}); ask it with: kg query {store} --list-examples")
    code = run.finish()
    if validate and run.articles:
        from kg.cli.stores import opened
        from kg.cli.validate import validated

        with opened(store) as graph:
            code = max(code, validated(graph))
    return code


@dataclass(slots=True)
class _Counts:
    """How many articles were new to the graph, took the place of another version, or changed nothing."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0

    def add(self, more: Any) -> None:
        self.added += more.added
        self.replaced += more.replaced
        self.unchanged += more.unchanged

    @property
    def written(self) -> int:
        return self.added + self.replaced + self.unchanged

    def __str__(self) -> str:
        more = f", {self.replaced:,} replaced" if self.replaced else ""
        more += f", {self.unchanged:,} as they were" if self.unchanged else ""
        return f"{self.added:,} {'article is' if self.added == 1 else 'articles are'} new{more}"


def _write(store: Path, extractions: Iterable[Extraction], run: Run, counts: _Counts, *, show: bool) -> None:
    from kg.cli.triples import render
    from kg.registry import loaders

    with loaders.get("oxigraph")(store) as opened:
        if opened.extension is not None and run.config.vocabulary is None:
            raise ConfigError(
                f"the graph {store} was made with an ontology of your own; give --ontology, and --lexicon if you had "
                f"one, or the articles would lose what it finds"
            )
        for batch in _batches(extractions, 1 if show else _MOST):
            for extraction in _put(opened, batch, run, counts):
                if show:
                    render(extraction)


def _batches(extractions: Iterable[Extraction], most: int) -> Iterator[list[Extraction]]:
    """Yield what is written at once: so many articles, or those of some seconds; what was read is not lost."""
    waiting: list[Extraction] = []
    last = time.monotonic()
    try:
        for extraction in extractions:
            waiting.append(extraction)
            if len(waiting) >= most or time.monotonic() - last >= _SECONDS:
                yield waiting
                waiting, last = [], time.monotonic()
    except GeneratorExit:
        raise
    except BaseException:  # an interruption, or reading failed: it goes on when the others are written
        if waiting:
            yield waiting
        raise
    if waiting:
        yield waiting


def _put(store: Any, batch: list[Extraction], run: Run, counts: _Counts) -> list[Extraction]:
    """Write articles and return those that were; one that contradicts itself need not hurt the others."""
    good = []
    for extraction in batch:
        try:
            store.check(extraction)
            good.append(extraction)
        except InterchangeError as exc:
            run.refuse(extraction, exc)
    try:
        counts.add(store.write(good))
        return good
    except InterchangeError as exc:
        if len(good) == 1:
            run.refuse(good[0], exc)
            return []
    return [x for one in good for x in _put(store, [one], run, counts)]
