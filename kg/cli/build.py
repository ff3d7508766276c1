"""``kg build``: articles to a store."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import complain, put, say
from kg.cli.feeds import progress
from kg.cli.merges import told
from kg.cli.running import (
    ActorsOption,
    AddressOption,
    DateOption,
    DelayOption,
    EngineOption,
    FetchOption,
    FieldOption,
    KbOption,
    LexiconOption,
    LinkingOption,
    ModelOption,
    OntologyOption,
    OptionalPaths,
    PrivateOption,
    ReplaceOption,
    Run,
    fetcher_of,
    fields_of,
    settings,
    vocabulary_of,
)
from kg.errors import ConfigError, InterchangeError

if TYPE_CHECKING:
    from kg.config import Config
    from kg.journal import Journal
    from kg.journal.building import Building, Tally
    from kg.linkage.applying import Standing
    from kg.linkage.components import Scoring
    from kg.statements import Extraction

__all__ = ["EXAMPLE", "NAME", "Wish", "command", "list_failed"]

NAME = "build"
EXAMPLE = "kg build articles/ -o graph --date 2020-06-09 --workers 2"
#: Articles that are written at once, or those of so many seconds.
_MOST, _SECONDS = 100, 5.0


def command(
    store: Annotated[Path, typer.Option("--output", "-o", metavar="STORE", help="Directory of the graph.")],
    paths: OptionalPaths = None,
    date: DateOption = "",
    workers: ActorsOption = None,
    engine: EngineOption = "local",
    address: AddressOption = "",
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
    retry: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before; without PATH, that alone.")
    ] = False,
    listing: Annotated[bool, typer.Option("--list-failed", help="Print what failed and why; read nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read everything again, also what is unchanged.")] = False,
    recall: Annotated[bool, typer.Option("--recall", help="Let articles come back that were forgotten.")] = False,
    merge: Annotated[
        bool, typer.Option("--merge/--no-merge", help="Join what is one in several articles; see kg merges.")
    ] = True,
    show: Annotated[bool, typer.Option("--show", help="Also print the triples of each article.")] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Then check the graph against the shapes, as kg validate does.")
    ] = False,
) -> int:
    """Read articles and write what they say to a graph on disk.

    What is in the graph as it is, is passed over, so a build that was stopped is simply run again. An article that
    is in the graph in another version is replaced, or stays if that is the later one. Articles that cannot be read
    are listed at the end; the others are kept. What is one in several articles becomes one in the graph (kg merges).

    A graph keeps the ontology of your own with which it was made, so that the other commands need not be told.
    """
    if listing:
        return list_failed(store)
    own = vocabulary_of(ontology, lexicon, replace=replace)
    config = settings(
        date=date, model=model, workers=workers, engine=engine, address=address, vocabulary=own, kb=kb, linking=linking
    )
    fetcher = fetcher_of(fetch=fetch, delay=fetch_delay, private=fetch_private)
    chosen = _chosen(paths or (), store, retry=retry)
    if not chosen:
        say("nothing failed, so there is nothing to try again")
        return 0
    run = Run(paths=chosen, config=config, fields=fields_of(field), fetcher=fetcher)
    code = _build(store, run, Wish(again=again, retry=retry, recall=recall, merge=merge, show=show))
    if validate and run.articles and code < 2:
        from kg.cli.stores import opened
        from kg.cli.validate import validated

        with opened(store) as graph:
            code = max(code, validated(graph))
    return code


def _chosen(paths: Sequence[str], store: Path, *, retry: bool) -> Sequence[str]:
    """Return the paths to read: those given, or else the files in which something failed."""
    if paths or not retry:
        if not paths:
            raise ConfigError(
                "no articles are named; give files or directories, or --retry-failed for those that failed"
            )
        return paths
    with closing(_journal_of(store)) as journal:
        return journal.failed_files()


def list_failed(store: Path) -> int:
    """Print what failed when it was tried last; the exit code tells whether anything did."""
    with closing(_journal_of(store)) as journal:
        failures = list(journal.failures())
    if failures:
        from kg.cli.running import failure_table

        put(failure_table(failures))
    else:
        say("nothing failed")
    return 1 if failures else 0


def _journal_of(store: Path) -> Journal:
    from kg.cli.stores import opened
    from kg.journal import Journal

    with opened(store, write=True):  # it holds the lock while the journal is opened and settled
        return Journal(store)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be done with articles that are known: read again, tried again, brought back; and what to print."""

    again: bool = False
    retry: bool = False
    recall: bool = False
    merge: bool = True
    show: bool = False


def _build(store: Path, run: Run, wish: Wish) -> int:
    counts = _Counts()
    try:
        tally = _write(store, run, counts, wish)
    except KeyboardInterrupt:
        kept = f"what was read before is in the graph: {counts}" if counts.written else "nothing was stored"
        complain(f"interrupted; {kept}")
        return 130
    counts.unchanged += tally.unchanged
    run.known = tally.unchanged + tally.older + tally.notices + tally.forgotten + tally.failed
    if run.articles:
        say(run.summary())
    if counts.written or run.known:
        say(f"the graph is in {store} ({counts}); ask it with: kg query {store} --list-examples")
    for line in _told(tally, store):
        say(line)
    return max(run.finish(), 1 if tally.failed else 0)


def _told(tally: Tally, store: Path) -> Iterator[str]:
    """Yield what a person should know of articles that were left out."""
    if tally.older:
        yield f"{_articles(tally.older)} left out, for a later version is there"
    if tally.withdrawn:
        yield f"{_articles(tally.withdrawn)} left out, for a notice withdraws what was reported"
    if tally.forgotten:
        yield f"{_articles(tally.forgotten)} left out, for kg forget removed such; --recall brings them back"
    if tally.failed:
        what = "1 article" if tally.failed == 1 else f"{tally.failed:,} articles"
        yield f"{what} failed before; see kg build -o {store} --list-failed, and --retry-failed to try again"


def _articles(count: int) -> str:
    return "1 article is" if count == 1 else f"{count:,} articles are"


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


def _write(store: Path, run: Run, counts: _Counts, wish: Wish) -> Tally:
    from kg.cli.triples import render
    from kg.journal.building import Building
    from kg.journal.journal import Journal
    from kg.linkage.applying import Standing, unify
    from kg.registry import loaders

    fresh = not store.exists() or not any(store.iterdir())
    try:
        with loaders.get("oxigraph")(store) as opened:
            if opened.extension is not None and run.config.vocabulary is None:
                raise ConfigError(
                    f"the graph {store} was made with an ontology of your own; give --ontology, and --lexicon if you "
                    f"had one, or the articles would lose what it finds"
                )
            standing = Standing(store)
            with Journal(store) as journal:
                building = Building(
                    journal, opened, config=run.config, fields=run.fields, fetcher=run.fetcher, again=wish.again,
                    retry=wish.retry, recall=wish.recall,
                )  # fmt: skip
                for batch in _batches(_passes(run, building), 1 if wish.show else _MOST):
                    for extraction in _put(opened, building, batch, run, counts, standing):
                        if wish.show:
                            render(extraction)
                building.finish()
            if wish.merge and standing.is_stale():
                with progress() as report:
                    say(told(unify(opened, store, progress=report, score=_scoring(run.config))))
    finally:
        if fresh and not counts.written:  # a run that stores nothing leaves no store behind
            _remove(store)
    return building.tally


def _scoring(config: Config) -> Scoring:
    """Return what scores blocks of names: the cluster, or this process."""
    if config.engine == "ray":
        from kg.engines.grouping import Scorer

        return Scorer(address=config.address, workers=config.workers)
    from kg.linkage.components import scored

    return scored


def _passes(run: Run, building: Building) -> Iterator[Extraction]:
    """Yield what the articles say; files whose versions count again, for a later one has gone, are read once more."""
    stdin = sys.stdin.buffer if "-" in run.paths else None
    yield from run.extractions(lambda progress: building.results(run.paths, stdin=stdin, progress=progress))
    again = building.reopened(run.paths)
    if again:
        yield from run.extractions(lambda progress: building.results(again, progress=progress))


def _remove(store: Path) -> None:
    """Remove the files of a store that was made in vain."""
    for path in sorted(store.iterdir()) if store.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    if store.is_dir():
        store.rmdir()


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


def _put(
    store: Any, building: Building, batch: list[Extraction], run: Run, counts: _Counts, standing: Standing
) -> list[Extraction]:
    """Write articles and return those that were; one that contradicts itself need not hurt the others."""
    good = []
    for extraction in batch:
        try:
            store.check(extraction)
            good.append(extraction)
        except InterchangeError as exc:
            run.refuse(extraction, exc)
            building.refuse(extraction, str(exc))
    good = building.kept(good)
    try:
        placed = standing.placed(good)
        found = store.write(placed)
        standing.keep(store, placed)
    except InterchangeError as exc:
        if len(good) == 1:
            run.refuse(good[0], exc)
            building.refuse(good[0], str(exc))
            return []
        return [x for one in good for x in _put(store, building, [one], run, counts, standing)]
    counts.add(found)
    building.written(good)
    return good
