"""What a store is fed from: another graph, a file of JSON lines, or articles that are read on the way."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.console import notes_console, say
from kg.cli.running import Run, fields_of, settings
from kg.cli.stores import opened
from kg.errors import TriplewireError

if TYPE_CHECKING:
    from kg.statements import Extraction
    from kg.vocabulary import Vocabulary

__all__ = ["Articles", "Feed", "Stored", "progress", "told"]

#: Seconds between two progress lines where no terminal looks on.
_PERIOD = 20.0


@dataclass(slots=True)
class Stored:
    """A graph on disk, JSON lines of ``kg extract``, or RDF with graphs; ``held`` are the articles read so far."""

    source: Path
    held: set[str] = field(default_factory=set)

    @contextmanager
    def extractions(self) -> Iterator[Iterator[Extraction]]:
        """Open the source and give what its articles say, showing progress on stderr."""
        rdf = _reader_of(self.source)
        if rdf is not None:
            with progress() as report:
                yield self._noting(rdf(self.source), report)
        elif self.source.is_file():
            from kg.interchange import read

            with self.source.open(encoding="utf-8") as stream, progress() as report:
                yield self._noting(read(stream, source=str(self.source)), report)
        else:
            with opened(self.source) as graph, progress() as report:
                yield self._noting(graph.extractions(), report)

    def _noting(self, extractions: Iterable[Extraction], report: Callable[[int], None]) -> Iterator[Extraction]:
        for extraction in extractions:
            self.held.add(extraction.article.id)
            yield extraction
            report(len(self.held))

    def finish(self) -> int:
        """Return the exit code."""
        return 0


def _reader_of(path: Path) -> Callable[[Path], Iterator[Extraction]] | None:
    """Return what reads an RDF file, told by its ending; None if it is none."""
    from kg.registry import loaders

    if not path.is_file():
        return None
    found: Any = next((p.value for p in loaders if path.suffix.lower() in p.value.suffixes), None)  # type: ignore[attr-defined]
    return getattr(found, "read", None)


@dataclass(slots=True)
class Articles:
    """Articles in files, read as ``kg build`` reads them; ``held`` are those that gave something so far."""

    run: Run
    held: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, paths: Sequence[str], *, date: str, workers: int, model: str, field: Sequence[str],
        vocabulary: Vocabulary | None,
    ) -> Articles:  # fmt: skip
        """Prepare to read; the arguments are the options of the command line."""
        config = settings(date=date, model=model, workers=workers, vocabulary=vocabulary)
        return cls(Run(paths=paths, config=config, fields=fields_of(field)))

    @contextmanager
    def extractions(self) -> Iterator[Iterator[Extraction]]:
        """Give what the articles say; `Run` shows progress."""
        yield self._noting()

    def _noting(self) -> Iterator[Extraction]:
        for extraction in self.run.extractions():
            self.held.add(extraction.article.id)
            yield extraction

    def refuse(self, extraction: Extraction, error: TriplewireError) -> None:
        """Take back an extraction that the store did not take."""
        self.held.discard(extraction.article.id)
        self.run.refuse(extraction, error)

    def finish(self) -> int:
        """Tell what was read and what failed, and return the exit code."""
        if self.run.articles:
            say(self.run.summary())
        return self.run.finish()


Feed = Stored | Articles


def told(extractions: Iterable[Extraction], report: Callable[[int], None]) -> Iterator[Extraction]:
    """Give extractions, and tell how many were given."""
    for number, extraction in enumerate(extractions, 1):
        yield extraction
        report(number)


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """Show how many articles are done, which is told to what this gives."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def tell(done: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _PERIOD:
                last = time.monotonic()
                say(f"{done:,} articles")

        yield tell
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.description}", markup=False)
    with Progress(SpinnerColumn(), text, TimeElapsedColumn(), console=notes_console(), transient=True) as bar:
        task = bar.add_task("0 articles", total=None)
        yield lambda done: bar.update(task, description=f"{done:,} articles")
