"""``kg load``: extractions to a server or to a graph on disk."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import box_of, complain, plain, put, say
from kg.cli.feeds import Articles, Feed, Stored
from kg.cli.running import (
    DateOption,
    FieldOption,
    LexiconOption,
    ModelOption,
    OntologyOption,
    ReplaceOption,
    WorkersOption,
    vocabulary_of,
)
from kg.cli.servers import DatabaseOption, UriOption, UserOption, connected, password_of
from kg.cli.stores import opened
from kg.errors import ConfigError, StoreError, TriplewireError

if TYPE_CHECKING:
    from kg.statements import Extraction

__all__ = ["EXAMPLE", "NAME", "Target", "command", "connected"]

NAME = "load"
EXAMPLE = (
    "kg load neo4j graph --uri neo4j://localhost:7687, or kg load neo4j --articles articles/ --dry-run, "
    "or kg load oxigraph extracted.jsonl -o graph"
)


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE", help="A graph, JSON lines of kg extract, TriG or N-Quads; with --articles, articles."
    ),
]
ArticlesFlag = Annotated[
    bool, typer.Option("--articles", help="neo4j: SOURCE… are articles; read them and load what they say.")
]
DryRunFlag = Annotated[
    bool, typer.Option("--dry-run", help="neo4j: print what would be changed, and write nothing at all.")
]
PruneFlag = Annotated[
    bool, typer.Option("--prune", help="Also remove articles that SOURCE does not hold from where it is loaded to.")
]
MigrateFlag = Annotated[
    bool, typer.Option("--migrate", help="neo4j: first bring a database of another version up to date.")
]


class Target(StrEnum):
    """Where extractions can be loaded to."""

    NEO4J = "neo4j"
    OXIGRAPH = "oxigraph"


def command(
    target: Annotated[Target, typer.Argument(help="A Neo4j server, or a graph on disk.")],
    source: Sources = None,
    articles: ArticlesFlag = False,
    dry_run: DryRunFlag = False,
    prune: PruneFlag = False,
    migrate: MigrateFlag = False,
    uri: UriOption = "neo4j://localhost:7687",
    user: UserOption = "neo4j",
    database: DatabaseOption = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="STORE", help="oxigraph: directory of the graph.")
    ] = None,
    date: DateOption = "",
    workers: WorkersOption = 1,
    model: ModelOption = "",
    field: FieldOption = [],  # noqa: B006  # typer copies it
    ontology: OntologyOption = "",
    lexicon: LexiconOption = "",
    replace: ReplaceOption = False,
) -> int:
    """Write extractions to a Neo4j server or to a graph on disk; loading them twice changes nothing.

    An article that was forgotten or took another's place in SOURCE stays where it was loaded to
    before, unless --prune is given. A load that was cut off is run again and goes on.

    JSON lines that were extracted with --ontology need it here too; a graph brings its own. The
    options on reading articles (--date, --workers, --model, --field, --lexicon) go with --articles.

    The password of a server is taken from the environment variable NEO4J_PASSWORD or asked for.
    """
    own = vocabulary_of(ontology, lexicon, replace=replace)
    sources = source or []
    _check(target, sources, articles=articles, only_server=articles or dry_run or migrate, migrate=migrate)
    feed: Feed | None = None
    if articles:
        feed = Articles.of(sources, date=date, workers=workers, model=model, field=field, vocabulary=own)
    elif sources:
        feed = Stored(Path(sources[0]))
    if target is Target.OXIGRAPH:
        assert isinstance(feed, Stored)
        return _to_disk(feed, output, prune=prune)
    log_in = partial(connected, uri, user, password_of(user), database, read_only=dry_run)
    if migrate and not dry_run:
        log_in = partial(log_in, migrate=_migrating(uri))
    if feed is None:
        with log_in():
            say(f"the database at {uri} is of this version")
        return 0
    return _to_server(log_in, uri, feed, own=own is not None, dry_run=dry_run, prune=prune)


def _check(target: Target, sources: list[str], *, articles: bool, only_server: bool, migrate: bool) -> None:
    if target is Target.OXIGRAPH and only_server:
        raise ConfigError("--articles, --dry-run and --migrate go with neo4j; articles to a graph on disk: kg build")
    if not sources and not migrate:
        raise ConfigError("say what to load: a graph on disk, JSON lines of kg extract, or --articles and articles")
    if len(sources) > 1 and not articles:
        raise ConfigError(f"{len(sources)} sources were given; give one, or --articles if they are articles")


def _to_disk(feed: Stored, output: Path | None, *, prune: bool) -> int:
    if output is None:
        raise ConfigError("say where the graph is to be: kg load oxigraph SOURCE -o STORE")
    with _fresh(output), feed.extractions() as found, _store(str(output)) as sink:
        from kg.linkage.applying import note_stale

        note_stale(output)  # before the first article is written: a load that is cut off leaves some too
        return _write(sink, found, feed, str(output), prune=prune, disk=True)


def _to_server(
    log_in: Callable[[], AbstractContextManager[Any]], place: str, feed: Feed, *, own: bool, dry_run: bool, prune: bool
) -> int:
    with feed.extractions() as found, log_in() as server:
        if isinstance(feed, Articles) and server.extension is not None and not own:
            raise ConfigError(
                f"the database at {place} was made with an ontology of your own; give --ontology, and --lexicon if "
                f"you had one, or the articles would lose what it finds"
            )
        if dry_run:
            _show(server.plan(found, prune=prune), place, prune=prune)
            return feed.finish()
        return _write(server, found, feed, place, prune=prune)


def _write(sink: Any, found: Iterator[Extraction], feed: Feed, place: str, *, prune: bool, disk: bool = False) -> int:
    options = {"refused": feed.refuse} if isinstance(feed, Articles) else {}
    try:
        counts = sink.write(found, **options)
    except KeyboardInterrupt:
        complain(f"interrupted; what was written before is in {place}: run it again to go on")
        return 130
    failed = feed.finish()
    removed = 0
    if prune and failed:
        say("nothing was removed, for some articles could not be read; correct them and run it again")
    elif prune:
        removed = _forget_others(sink, feed.held)
    there = "article is" if counts.articles == 1 else "articles are"
    say(
        f"{counts.articles:,} {there} in {place}: {counts.added:,} new, {counts.replaced:,} replaced, "
        f"{counts.unchanged:,} as they were{f', {removed:,} removed' if prune else ''}"
    )
    if disk and (counts.added or counts.replaced or removed):
        say(f"who is who across articles is as it was told; to work it out anew: kg merges apply {place}")
    return failed


def _migrating(place: str) -> Callable[[int, int], None]:
    def note(done: int, of: int) -> None:
        if done % 1000 < 25 or done >= of:
            say(f"{place}: {done:,} of {of:,} articles are brought up to date")

    return note


def _show(plan: Any, place: str, *, prune: bool) -> None:
    """Print what a load would change."""
    from rich.table import Table

    table = Table(box=box_of(), pad_edge=False, show_edge=False)
    for title in ("what", "of which kind", "how many"):
        table.add_column(title, justify="right" if title == "how many" else "left")

    def add(what: str, counts: Counter[str]) -> None:
        for number, (kind, count) in enumerate(sorted(counts.items(), key=lambda x: (-x[1], x[0]))):
            table.add_row(plain(what if number == 0 else ""), plain(kind), plain(f"{count:,}"))

    kinds = {"new": plan.added, "changed": plan.replaced, "as they are": plan.unchanged}
    if prune:
        kinds["to be removed"] = plan.removed
    for number, (kind, count) in enumerate(kinds.items()):
        table.add_row(plain("articles" if number == 0 else ""), plain(kind), plain(f"{count:,}"))
    add("nodes", plan.nodes)
    add("relationships", plan.relationships)
    add("edges of claims", plan.edges)
    put(table)
    say(f"nothing was written to {place}; nodes, relationships and edges are those of the new and changed articles")


@contextmanager
def _fresh(output: Path | None) -> Iterator[None]:
    """Leave no empty store behind where the first article cannot be written."""
    new = output is not None and not output.exists()
    try:
        yield
    except TriplewireError:
        if output is not None and new and output.is_dir():
            with opened(output) as graph:
                empty = not any(True for _ in graph.articles())
            if empty:
                shutil.rmtree(output)
        raise


def _forget_others(store: Any, held: set[str]) -> int:
    """Forget the articles of a store that are not among some, and return how many."""
    others = [record.id for record in store.articles() if record.id not in held]
    if others and not held:
        raise StoreError("there is no article in the source, so nothing was removed; is it the right one?")
    return sum(store.forget(article) for article in others)


def _store(path: str) -> AbstractContextManager[Any]:
    from kg.registry import loaders

    store: AbstractContextManager[Any] = loaders.get("oxigraph")(path)
    return store
