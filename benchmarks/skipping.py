"""How fast a build passes over what is done, and that its memory does not grow: no model is loaded for it.

::

    python -m benchmarks.skipping 20000

The articles are noted as done by a build that extracts nothing from them; then they are built again: as one file of
lines that is finished, as one that was not read to its end (each article is looked at by itself), as text files,
finished and not.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from unittest import mock

from kg.articles import Article
from kg.config import Config
from kg.journal import Journal
from kg.journal.building import Building
from kg.pipeline import Failure, file_of
from kg.statements import ArticleRecord, Extraction
from loaders.rdf_store import OxigraphStore

__all__ = ["main", "rates"]

_PARAGRAPH = (
    "Rain fell on the town of Harrow on Monday and the river rose by two metres, the mayor said. The old dam above the "
    "town held, and nobody was hurt. Engineers will look at the dam on Tuesday and report to the council in a week.\n\n"
)


def _empty(articles: Iterable[Article], **_: object) -> Iterator[Extraction]:
    for article in articles:
        yield Extraction(article=ArticleRecord.of(article), source=file_of(article))


def _build(store: Path, path: Path) -> int:
    """Build without extraction and return how many articles were passed over."""
    with OxigraphStore(store) as opened, Journal(store) as journal:
        work = Building(journal, opened, config=Config())
        found = (x for x in work.results([path]) if not isinstance(x, Failure))
        while some := list(islice(found, 100)):
            kept = work.kept(some)
            opened.write(kept)
            work.written(kept)
        work.finish()
        return work.tally.unchanged


def _reopen(store: Path) -> None:
    """Make the journal as if no file had been read to its end."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(store / "journal.sqlite")) as journal, journal:
        journal.execute("DELETE FROM files")


def rates(place: Path, count: int) -> Iterator[tuple[str, float]]:
    """Yield what was passed over with articles a second.

    Raises
    ------
    RuntimeError
        If an article was not passed over.
    """
    lines, folder = place / "wire.jsonl", place / "texts"
    folder.mkdir()
    with lines.open("w") as stream:
        for number in range(count):
            text = f"{_PARAGRAPH * 6}Report {number}.\n"
            stream.write(json.dumps({"text": text, "url": f"https://wire.example/{number}"}) + "\n")
            (folder / f"{number}.txt").write_text(text)
    for what, path in (("lines", lines), ("text files", folder)):
        store = place / f"graph of {what}"
        with mock.patch("kg.journal.building.extract_articles", _empty):
            _build(store, path)
            for state in ("finished", "cut off"):
                if state == "cut off":
                    _reopen(store)
                started = time.perf_counter()
                passed = _build(store, path)
                if passed != count:
                    raise RuntimeError(f"{passed} of {count} {what} were passed over")
                yield f"{what}, {state}", count / (time.perf_counter() - started)


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=20_000, help="articles (default 20,000)")
    with tempfile.TemporaryDirectory(prefix="kg-skipping-") as place:
        for what, rate in rates(Path(place), parser.parse_args().count):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{what:22} {rate:8,.0f} articles/s, {peak:,.0f} MiB at most so far", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
