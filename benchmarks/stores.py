"""What the stores cost beyond the bare tool: Oxigraph built and exported, memory, growth; Neo4j on request.

Example::

    python -m benchmarks.stores 100000 1000000
    python -m benchmarks.stores 20000 --neo4j

For each number of statements a graph of invented articles is built on disk, each step in a process of its own. The
yardsticks are Oxigraph's ``bulk_load`` of the same quads from a ready file, and its ``dump``. The time that inventing
the articles takes is taken off. Timings on a shared machine are noisy: compare figures of one run only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat
from rich.console import Console
from rich.table import Table

from benchmarks.invented import STATEMENTS, invented
from benchmarks.model import memory
from kg.statements import Extraction
from loaders.rdf_store import OxigraphStore

__all__ = ["Measured", "main", "measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One graph: seconds of our steps and of the bare tool's, and MiB by which the building process grew at most."""

    statements: int
    quads: int
    build: float
    bulk_load: float
    export: float
    dump: float
    memory: float


def measure(statements: int) -> Measured:
    """Build, export, dump and load a graph of so many statements."""
    with tempfile.TemporaryDirectory() as folder:
        graph, bare, file = Path(folder) / "graph", Path(folder) / "bare", Path(folder) / "dump.nq"
        build, grown = _apart(_build, graph, statements // STATEMENTS)
        dump, quads = _apart(_dump, graph / "oxigraph", file)
        return Measured(
            statements=statements, quads=quads, build=build, memory=grown, dump=dump,
            bulk_load=_apart(_bulk_load, bare, file), export=_apart(_export, graph, Path(folder) / "export.nq"),
        )  # fmt: skip


def _apart(work: Callable[..., Any], *arguments: object) -> Any:
    """Return what work returns that is done in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _build(graph: Path, articles: int) -> tuple[float, float]:
    spent = 0.0

    def given() -> Iterator[Extraction]:
        nonlocal spent
        source = invented(articles)
        while True:
            start = time.perf_counter()
            extraction = next(source, None)
            spent += time.perf_counter() - start
            if extraction is None:
                return
            yield extraction

    before, start = memory()[0], time.perf_counter()
    with OxigraphStore(graph) as store:
        store.write(given())
    return time.perf_counter() - start - spent, memory()[1] - before


def _dump(place: Path, file: Path) -> tuple[float, int]:
    store = pyoxigraph.Store.read_only(str(place))
    start = time.perf_counter()
    store.dump(str(file), format=RdfFormat.N_QUADS)
    return time.perf_counter() - start, len(store)


def _bulk_load(place: Path, file: Path) -> float:
    store = pyoxigraph.Store(str(place))
    start = time.perf_counter()
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    store.flush()
    return time.perf_counter() - start


def _export(graph: Path, file: Path) -> float:
    with OxigraphStore(graph, read_only=True) as store:
        start = time.perf_counter()
        store.export(file)
        return time.perf_counter() - start


def table(rows: list[Measured]) -> Table:
    """Return the figures as a table; growth is the seconds a statement took, against the row before."""
    titles = ("statements", "quads", "build, s", "of bulk_load", "export, s", "of dump", "grew by, MiB", "growth")
    shown = Table(*titles)
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        growth = (row.build / row.statements) / (before.build / before.statements) if before else None
        shown.add_row(
            f"{row.statements:,}", f"{row.quads:,}", f"{row.build:.1f}", f"{row.bulk_load / row.build:.2f}",
            f"{row.export:.1f}", f"{row.dump / row.export:.2f}", f"{row.memory:.0f}",
            "–" if growth is None else f"{growth:.2f}",
        )  # fmt: skip
    return shown


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", nargs="*", type=int, default=[20_000, 100_000], help="of each graph")
    parser.add_argument("--neo4j", action="store_true", help="also time loading a Neo4j server")
    options = parser.parse_args(argv)
    rows = []
    for statements in options.statements:
        rows.append(measure(statements))
        Console(stderr=True).print(f"{statements:,} statements done")
    Console().print(table(rows))
    if options.neo4j:
        from benchmarks import stores_neo4j

        return stores_neo4j.main([str(n) for n in options.statements])
    return 0


if __name__ == "__main__":
    sys.exit(main())
