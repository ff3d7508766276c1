"""Words a second and peak memory of ``kg build`` and ``kg extract``, and extraction against the bare encoder.

Example::

    python -m benchmarks.speed examples/articles --words 50000 --workers 1 2

The articles are repeated, each copy as an article of its own, until they hold the words asked
for. Timings on a shared machine are noisy: compare figures of one run only.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.model import encoder_seconds
from kg.articles import Article
from kg.config import Config
from kg.reading import read

__all__ = ["main"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One measured run: seconds, words, and the largest resident set of any process in MiB."""

    name: str
    words: int
    seconds: float
    memory: float = 0.0
    # Seconds of the encoder's forward passes alone, as a share of the run's: as onnxruntime's own tools leave it, and
    # as it is run here, in plain operators, which are faster.
    fused: float = 0.0
    plain: float = 0.0


def repeated(paths: list[str], words: int) -> list[Article]:
    """Read the articles and repeat them until they hold that many words."""
    articles = [a for a in read(paths, config=Config(date=date(2020, 6, 9))) if isinstance(a, Article)]
    if not articles:
        raise SystemExit(f"no article in {', '.join(paths)}")
    copies: list[Article] = []
    count = 0
    for article in cycle(articles):
        if count >= words:
            return copies
        copies.append(article)
        count += len(article.text.split())
    return copies


def as_jsonl(articles: list[Article], path: Path) -> None:
    """Write each copy with an id of its own."""
    with path.open("w", encoding="utf-8") as stream:
        for number, article in enumerate(articles):
            published = (article.day or date(2020, 6, 9)).isoformat()
            stream.write(json.dumps({"id": f"copy-{number}", "text": article.text, "published": published}) + "\n")


def command(name: str, arguments: list[str], words: int) -> Run:
    """Time a ``kg`` command as a whole process, start and model loading included."""
    start = time.perf_counter()
    code = "import sys; from kg.cli import main; sys.exit(main())"
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Run(name=name, words=words, seconds=seconds, memory=memory)


def in_process(articles: list[Article], words: int) -> Run:
    """Time a warm pipeline in this process, and the bare encoder on the same windows, one thread each."""
    from kg.pipeline import Pipeline, spare_collector

    pipeline = Pipeline(Config(date=date(2020, 6, 9)))
    for article in articles[:20]:  # words and lemmas are met for the first time once only
        pipeline(article)
    spare_collector()  # as the commands do
    start = time.perf_counter()
    for article in articles:
        pipeline(article)
    seconds = time.perf_counter() - start
    shares = [0.0, 0.0]
    if find_spec("onnx"):
        texts = [a.text for a in articles]
        shares = [encoder_seconds(pipeline.nlp, texts, 1, fused=fused) / seconds for fused in (True, False)]
    return Run(name="warm pipeline, 1 process", words=words, seconds=seconds, fused=shares[0], plain=shares[1])


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="articles, or directories of them")
    parser.add_argument("--words", type=int, default=50_000, help="repeat the articles to so many words")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="numbers of workers to time")
    options = parser.parse_args(argv)
    articles = repeated(options.paths, options.words)
    words = sum(len(a.text.split()) for a in articles)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "copies.jsonl"
        as_jsonl(articles, source)
        runs = [command("kg extract", ["extract", str(source)], words)]
        for workers in options.workers:
            store = f"{folder}/graph-{workers}"
            arguments = ["build", str(source), "-o", store, "--workers", str(workers)]
            runs.append(command(f"kg build, {workers} worker(s)", arguments, words))
    runs.append(in_process(articles, words))
    table = Table("run", "words", "seconds", "words/s", "largest process, MiB", "of the encoder's speed", "of ours")
    for r in runs:
        memory = f"{r.memory:.0f}" if r.memory else "–"
        shares = [f"{share:.2f}" if share else "–" for share in (r.fused, r.plain)]
        table.add_row(r.name, f"{r.words:,}", f"{r.seconds:.1f}", f"{r.words / r.seconds:,.0f}", memory, *shares)
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
