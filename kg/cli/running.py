"""What ``kg build`` and ``kg extract`` share: options, progress, the account of a run."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from kg.cli.console import box_of, notes_console, plain, put, say
from kg.errors import ConfigError, TriplewireError

if TYPE_CHECKING:
    from rich.table import Table

    from kg.config import Config
    from kg.journal import Failed
    from kg.pipeline import Failure, Progress
    from kg.reading._fetching import Fetcher
    from kg.statements import Extraction
    from kg.vocabulary import Vocabulary

__all__ = [
    "ActorsOption",
    "AddressOption",
    "DateOption",
    "DelayOption",
    "EngineOption",
    "FetchOption",
    "FieldOption",
    "KbOption",
    "LexiconOption",
    "LinkingOption",
    "ModelOption",
    "OntologyOption",
    "OptionalPaths",
    "Paths",
    "PrivateOption",
    "ReplaceOption",
    "Run",
    "WorkersOption",
    "failure_table",
    "fetcher_of",
    "fields_of",
    "settings",
    "show_failures",
    "vocabulary_of",
]

_PATHS = typer.Argument(
    metavar="PATH…", help="Files (text, HTML, JSONL, CSV, feeds, WARC, Zip, …) or directories of them; - is stdin."
)
Paths = Annotated[list[str], _PATHS]
OptionalPaths = Annotated[list[str] | None, _PATHS]
FetchOption = Annotated[
    bool, typer.Option("--fetch", help="Feeds, sitemaps: get the articles that they link to; obeys robots.txt.")
]
DelayOption = Annotated[
    float, typer.Option("--fetch-delay", min=0.0, metavar="SECONDS", help="Between two requests to one host.")
]
PrivateOption = Annotated[
    bool, typer.Option("--fetch-private", help="Also from addresses of this machine and the local network.")
]
DateOption = Annotated[
    str, typer.Option("--date", metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that state none.")
]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline in place of the shipped one.")
]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Processes that read articles.")]
ActorsOption = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="Processes that read articles; 1, with ray all there are."),
]
EngineOption = Annotated[
    Literal["local", "ray"], typer.Option("--engine", help="local: processes of this machine; ray: a Ray cluster.")
]
AddressOption = Annotated[
    str,
    typer.Option("--address", metavar="HOST:PORT", help="ray: a cluster that runs; else RAY_ADDRESS, or a new one."),
]
FieldOption = Annotated[
    list[str],
    typer.Option("--field", metavar="OURS=THEIRS", help="JSONL, CSV: their name of a field, such as text=body."),
]
OntologyOption = Annotated[
    str, typer.Option("--ontology", metavar="FILE", help="Turtle with classes and relations of your own, beside ours.")
]
LexiconOption = Annotated[
    str, typer.Option("--lexicon", metavar="FILE", help="TOML with the words in which your relations are told.")
]
ReplaceOption = Annotated[
    bool, typer.Option("--replace-ontology", help="Find the relations of --ontology alone, not ours and no events.")
]
KbOption = Annotated[
    str, typer.Option("--kb", metavar="KB", help="A knowledge base of kg kb import, asked before the one that ships.")
]
LinkingOption = Annotated[
    float,
    typer.Option("--linking", metavar="SCORE", help="Least score (0-1) of a link to Wikidata; 1 for countries alone."),
]

#: Reads articles, telling how far it is, and yields what they say.
Results = Callable[["Callable[[Progress], None]"], "Iterator[Extraction | Failure]"]

#: Seconds between two progress lines where no terminal looks on.
_PERIOD = 20.0


def settings(
    *,
    date: str = "",
    model: str = "",
    workers: int | None = None,
    engine: Literal["local", "ray"] = "local",
    address: str = "",
    open_triples: bool = True,
    vocabulary: Vocabulary | None = None,
    kb: str = "",
    linking: float = 0.9,
) -> Config:
    """Return the configuration that a command's options describe.

    Raises
    ------
    ConfigError
        If an option cannot be used.
    """
    from kg.config import Config, parse_date

    day = parse_date(date) if date else None
    if workers is None:
        workers = 0 if engine == "ray" else 1
    if kb:
        from kg.linking.stored import StoredBase

        StoredBase(Path(kb))  # before the first article is read
    return Config(
        date=day, model=model, workers=workers, engine=engine, address=address, open_triples=open_triples,
        vocabulary=vocabulary, kb=kb, linking=linking,
    )  # fmt: skip


def vocabulary_of(ontology: str, lexicon: str = "", *, replace: bool = False) -> Vocabulary | None:
    """Return the terms of the user's own, and make them known for the rest of the command.

    Raises
    ------
    OntologyFileError
        If one of the files has a fault.
    ConfigError
        If an option is given without the ontology to which it belongs.
    """
    if not ontology:
        for option, given in (("--lexicon", bool(lexicon)), ("--replace-ontology", replace)):
            if given:
                raise ConfigError(f"{option} goes with --ontology FILE, which declares the relations; give it as well")
        return None
    from kg.vocabulary import load_vocabulary
    from ontology import enter

    found = load_vocabulary(ontology, lexicon, replace=replace)
    enter(found.extension)
    return found


def fields_of(pairs: Sequence[str]) -> Mapping[str, str]:
    """Return the mapping that ``--field OURS=THEIRS`` options give.

    Raises
    ------
    ConfigError
        If one has no equals sign with a name on either side.
    """
    found = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not (equals and ours.strip() and theirs.strip()):
            raise ConfigError(f"--field {pair!r} is not of the form OURS=THEIRS, for example text=body")
        found[ours.strip()] = theirs.strip()
    return found


def fetcher_of(*, fetch: bool, delay: float, private: bool) -> Fetcher | None:
    """Return what fetches linked articles; None if nothing is to be fetched.

    Raises
    ------
    ConfigError
        If ``private`` is asked for without ``fetch``, or a part that is needed is not installed.
    """
    if not fetch:
        if private:
            raise ConfigError("--fetch-private goes with --fetch; give it as well")
        return None
    from kg.reading._fetching import Fetcher

    return Fetcher(delay=delay, private=private)


@dataclass(slots=True)
class Run:
    """The account of one run: what was read, what came of it, what failed; ``known`` need not be read."""

    paths: Sequence[str]
    config: Config
    fields: Mapping[str, str] = field(default_factory=dict)
    fetcher: Fetcher | None = None
    articles: int = 0
    known: int = 0
    words: int = 0
    statements: int = 0
    facts: int = 0
    dropped: int = 0
    undated: int = 0
    failures: list[Failure] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def extractions(self, results: Results | None = None) -> Iterator[Extraction]:
        """Yield what each article says, keep count, and show progress on stderr.

        ``results`` reads the paths and tells how far it is; by default all of them are read.
        """
        from kg.pipeline import Failure, loading, spare_collector

        with _progress(self.paths) as report, _interruption() as stopped, loading():

            def advance(progress: Progress) -> None:
                self.words = progress.words
                report(progress)
                if progress.words:  # an article was read, so the model is loaded
                    spare_collector()

            for result in (results or self._results)(advance):
                if stopped():
                    raise KeyboardInterrupt
                if isinstance(result, Failure):
                    self.failures.append(result)
                    continue
                self._count(result)
                yield result

    def _results(self, progress: Callable[[Progress], None]) -> Iterator[Extraction | Failure]:
        from kg.pipeline import extract_articles
        from kg.reading import Setting, read

        stdin = sys.stdin.buffer if "-" in self.paths else None
        setting = Setting(fetcher=self.fetcher)
        articles = read(self.paths, config=self.config, fields=self.fields, stdin=stdin, setting=setting)
        yield from extract_articles(articles, config=self.config, progress=progress)

    def _count(self, extraction: Extraction, times: int = 1) -> None:
        self.articles += times
        self.statements += times * len(extraction.statements)
        self.facts += times * sum(s.licensed for s in extraction.statements)
        self.dropped += times * len(extraction.dropped)
        self.undated += times * (extraction.article.published is None)

    def refuse(self, extraction: Extraction, error: TriplewireError) -> None:
        """Take back an extraction that a store did not take, and list its article among the failures."""
        from kg.pipeline import Failure

        self._count(extraction, -1)
        article = extraction.article
        self.failures.append(Failure(source=article.url or article.id, stage="writing", reason=str(error)))

    def finish(self) -> int:
        """Tell what was undated and what failed, and return the exit code."""
        if self.undated:
            some = "1 article has" if self.undated == 1 else f"{self.undated} articles have"
            say(f"{some} no publication date, so times such as “Monday” stay unresolved; give --date YYYY-MM-DD")
        if self.failures:
            show_failures(self.failures, others=self.articles + self.known)
        elif not self.articles + self.known:
            say("no articles were found; give text, HTML or JSONL files, or directories that hold some")
        return 1 if self.failures or not self.articles + self.known else 0

    def summary(self) -> str:
        """Return the figures of the run in one line."""
        seconds = max(time.monotonic() - self.started, 1e-6)
        marked = self.statements - self.facts
        return (
            f"{self.articles:,} articles, {self.words:,} words, {self.statements:,} statements: "
            f"{self.facts:,} facts, {marked:,} marked; {self.dropped:,} dropped; {self.words / seconds:,.0f} words/s"
        )


def show_failures(failures: Sequence[Failure | Failed], *, others: int) -> None:
    """List on stderr which articles gave nothing, where and why."""
    what = "1 article" if len(failures) == 1 else f"{len(failures):,} articles"
    say(f"kg: {what} gave nothing{'; what the others say is kept' if others else ''}")
    put(failure_table(failures, sys.stderr), console=notes_console())


def failure_table(failures: Sequence[Failure | Failed], stream: TextIO | None = None) -> Table:
    """Return a table of what failed, for a stream (by default stdout)."""
    from rich.table import Table

    table = Table(box=box_of(stream), pad_edge=False, show_edge=False)
    for title in ("file", "place", "reason"):
        table.add_column(title, overflow="fold")
    for failure in failures:
        table.add_row(plain(failure.source), plain(failure.place), plain(failure.reason))
    return table


@contextmanager
def _progress(paths: Sequence[str]) -> Iterator[Callable[[Progress], None]]:
    if not sys.stderr.isatty():
        yield _periodic()
        return
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from kg.reading import count

    text = TextColumn("{task.description}", markup=False)
    with Bar(SpinnerColumn(), BarColumn(), text, TimeElapsedColumn(), console=notes_console(), transient=True) as bar:
        task = bar.add_task("loading the language model", total=None if "-" in paths else count(paths))
        started = time.monotonic()

        def report(progress: Progress) -> None:
            pace = progress.words / max(time.monotonic() - started, 1e-6)
            bar.update(task, completed=progress.done, description=f"{_figures(progress)}, {pace:,.0f} words/s")

        yield report


@contextmanager
def _interruption() -> Iterator[Callable[[], bool]]:
    """Remember an interruption: compiled code may swallow the exception that tells of it."""
    asked = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _periodic() -> Callable[[Progress], None]:
    last = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _PERIOD:
            last = time.monotonic()
            say(_figures(progress))

    return report


def _figures(progress: Progress) -> str:
    failed = f" ({progress.failed:,} failed)" if progress.failed else ""
    return f"{progress.done:,} articles{failed}, {progress.words:,} words"
