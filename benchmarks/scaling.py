"""Words a second of a build by one process, by two, and on two nodes of Ray; and the memory of workers along the way.

Example::

    python -m benchmarks.scaling --articles 600 --rounds 3
    python -m benchmarks.scaling --memory 100000

Each run is a fresh process that reads articles of the invented archive (`benchmarks.archive`) and writes what they say
to a store; its clock starts when every worker has loaded the model and ends when the last article is written. Runs of
one round follow each other, and the medians of the rounds are compared, for timings on a shared machine are noisy.
Ray's nodes have one processor each. Memory is what the kernel holds for a process that is not shared with another.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.archive import archive
from kg.config import Config
from kg.pipeline import Failure, Progress, extract_articles, loading, spare_collector
from kg.reading import read
from kg.statements import Extraction
from loaders.rdf_store import OxigraphStore

__all__ = ["Measured", "growth", "main", "private_memory"]

RUNS = {"1 process": ("local", 1), "2 processes": ("local", 2), "Ray, 2 nodes": ("ray", 2)}
#: Articles after which each worker has certainly loaded the model: the clock starts there.
_WARM = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run: words after the start of the clock and seconds, bytes written, and MiB of processes by articles done."""

    words: int
    seconds: float
    articles: int
    total: float
    memory: dict[str, list[tuple[int, float]]] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.seconds


def private_memory(number: int) -> float:
    """Return what a process holds for itself, in MiB; 0 if it is gone."""
    try:
        text = Path(f"/proc/{number}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    kept = [int(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_Clean", "Private_Dirty"))]
    return sum(kept) / 1024


def _workers() -> Iterator[int]:
    """Yield the processes that extract: children of this one, or Ray's actors anywhere below it."""
    parents: dict[int, int] = {}
    titles: dict[int, str] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat, title = (
                    (folder / "stat").read_text(),
                    (folder / "cmdline").read_bytes().decode("utf-8", "replace"),
                )
            except OSError:
                continue
            parents[int(folder.name)], titles[int(folder.name)] = int(stat.rpartition(")")[2].split()[1]), title
    for number, title in sorted(titles.items()):
        up = number
        while up in parents and up != os.getpid():
            up = parents[up]
        if up == os.getpid() and number != up and ("spawn_main" in title or "MapWorker" in title):
            yield number


@contextmanager
def _sampled(done: list[int], samples: dict[str, list[tuple[int, float]]], period: float) -> Iterator[None]:
    """Note memory every few seconds while the block runs."""
    ended = threading.Event()

    def sample() -> None:
        while not ended.wait(period):
            for number in (os.getpid(), *_workers()):
                name = "the process that writes" if number == os.getpid() else f"worker {number}"
                samples.setdefault(name, []).append((done[0], private_memory(number)))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextmanager
def _nodes(engine: str, workers: int) -> Iterator[str]:
    """Run a Ray cluster of nodes with one processor each, if the engine is Ray, and yield its address."""
    if engine != "ray":
        yield ""
        return
    os.environ |= {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    from ray.cluster_utils import Cluster

    cluster = Cluster()
    try:
        for _ in range(workers):
            cluster.add_node(num_cpus=1, object_store_memory=128 * 2**20, include_dashboard=False)
        yield str(cluster.address)
    finally:
        cluster.shutdown()


def _run(source: Path, engine: str, workers: int, period: float) -> Measured:
    """Extract and write everything in this process and its workers."""
    done, words, began = [0], [0, 0], [0.0]
    samples: dict[str, list[tuple[int, float]]] = {}

    def report(progress: Progress) -> None:
        done[0], words[1] = progress.done, progress.words
        if progress.done == _WARM:
            began[0], words[0] = time.perf_counter(), progress.words
            spare_collector()

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, _nodes(engine, workers) as address, loading():
        config = Config(engine="ray" if engine == "ray" else "local", workers=workers, address=address)
        with OxigraphStore(Path(folder) / "graph") as store, _sampled(done, samples, period):
            found = extract_articles(read([source], config=config, fields={}), config=config, progress=report)
            good = (x for x in found if not isinstance(x, Failure))
            while batch := list(islice(good, 100)):
                _write(store, batch)
    end = time.perf_counter()
    return Measured(
        words=words[1] - words[0], seconds=end - began[0], articles=done[0], total=end - start, memory=samples
    )


def _write(store: OxigraphStore, batch: list[Extraction]) -> None:
    latest = {x.article.id: x for x in batch}  # of versions of one article the store takes one at a time
    store.write(list(latest.values()))


def _measured(source: Path, engine: str, workers: int, period: float = 1e6) -> Measured:
    """Measure in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.scaling", "--one", str(source), engine, str(workers), str(period)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def growth(samples: list[tuple[int, float]]) -> tuple[float, float, float]:
    """Return MiB after the first tenth of the articles, at the end, and the most between."""
    last = samples[-1][0]
    settled = [s for s in samples if s[0] >= last / 10 and s[1] > 0]
    return settled[0][1], settled[-1][1], max(m for _, m in settled)


def _throughput(source: Path, rounds: int, console: Console) -> None:
    rates: dict[str, list[float]] = {name: [] for name in RUNS}
    for number in range(rounds):
        for name, (engine, workers) in RUNS.items():
            found = _measured(source, engine, workers)
            rates[name].append(found.rate)
            console.print(f"round {number + 1}, {name}: {found.rate:,.0f} words/s; {found.total:.1f} s in all")
    one, two = median(rates["1 process"]), median(rates["2 processes"])
    table = Table("run", "words/s, median", "least", "most", "of one process", "of two")
    for name, values in rates.items():
        middle = median(values)
        figures = (f"{x:,.0f}" for x in (middle, min(values), max(values)))
        table.add_row(name, *figures, f"{middle / one:.2f}", f"{middle / two:.2f}")
    console.print(table)


def _memory(source: Path, engine: str, console: Console) -> None:
    found = _measured(source, engine, 2, 2.0)
    console.print(f"{found.articles:,} articles, {found.words / found.seconds:,.0f} words/s, {found.total:,.0f} s")
    table = Table("process", "MiB after a tenth", "MiB at the end", "most")
    for name, samples in sorted(found.memory.items()):
        if len(samples) > 2:
            table.add_row(name, *(f"{x:.0f}" for x in growth(samples)))
    console.print(table)


def main(argv: list[str] | None = None) -> int:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600, help="articles of each timed run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--memory", type=int, default=0, metavar="N", help="instead follow memory over so many articles"
    )
    parser.add_argument("--engine", choices=("local", "ray"), default="local", help="of --memory")
    parser.add_argument("--one", nargs=4, metavar="X", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.one:
        source, engine, workers, period = options.one
        print(json.dumps(asdict(_run(Path(source), engine, int(workers), float(period)))))
        return 0
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        records = archive("development", options.memory or max(options.articles, 2 * _WARM), 3)[1]
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(r.article) + "\n" for r in records)
        if options.memory:
            _memory(source, options.engine, console)
        else:
            _throughput(source, options.rounds, console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
