"""How well wire copies are grouped in an invented archive whose copies are known, and how fast.

Example::

    python -m benchmarks.copies 2000 20000 --half measuring

For each number of articles: precision, recall and F1 of the pairs of articles that share an origin, and seconds for
signatures and for grouping, after reading. Of versions with one address the last counts, as in a graph.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.archive import HALVES, Half, Record, archive
from kg.articles import Article
from kg.config import Config
from kg.copies import Fingerprint, group
from kg.reading import read

__all__ = ["Measured", "main", "measure", "pair_scores"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures of one archive; shares are 0-1, times seconds."""

    articles: int
    pairs: int
    precision: float
    recall: float
    signing: float
    grouping: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pair_scores(found: Mapping[str, str], truth: Mapping[str, str]) -> tuple[float, float, int]:
    """Return precision and recall of the pairs that share a group, and the number of true pairs.

    Examples
    --------
    >>> pair_scores({"a": "x", "b": "x", "c": "x"}, {"a": "1", "b": "1", "c": "2"})
    (0.3333333333333333, 1.0, 1)
    """
    right = _pairs(Counter((found[a], truth[a]) for a in truth).values())
    said, true = (_pairs(Counter(groups[a] for a in truth).values()) for groups in (found, truth))
    return right / said if said else 1.0, right / true if true else 1.0, true


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def measure(half: Half, articles: int, seed: int = 1) -> Measured:
    """Group the copies of an archive."""
    _, records = archive(half, articles, seed)
    truth = {r.truth["article"]: r.truth["origin"] for r in records}
    found = _read(records)
    start = time.perf_counter()
    prints = [Fingerprint.of(article) for article in found]
    signed = time.perf_counter()
    origins = group(prints)
    grouped = time.perf_counter()
    precision, recall, true = pair_scores(origins, truth)
    return Measured(
        articles=articles, pairs=true, precision=precision, recall=recall, signing=signed - start,
        grouping=grouped - signed,
    )  # fmt: skip


def _read(records: Iterable[Record]) -> list[Article]:
    """Read the articles as ``kg`` does, datelines and credits included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(r.article) + "\n" for r in records), encoding="utf-8")
        return [a for a in read([path], config=Config()) if isinstance(a, Article)]


def table(rows: Iterable[Measured]) -> Table:
    """Return the figures as a table."""
    shown = Table("articles", "pairs", "precision", "recall", "F1", "signatures, s", "grouping, s")
    for row in rows:
        shown.add_row(
            f"{row.articles:,}", f"{row.pairs:,}", f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}",
            f"{row.signing:.1f}", f"{row.grouping:.1f}",
        )  # fmt: skip
    return shown


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table; the exit code is 1 if an F1 is below ``--at-least``."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.copies", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=int, default=[2_000], help="of each archive")
    parser.add_argument("--half", choices=HALVES, default="measuring")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-least", type=float, default=0.98, help="F1 to be reached (%(default)s)")
    options = parser.parse_args(argv)
    rows = [measure(options.half, articles, options.seed) for articles in options.articles]
    Console().print(table(rows))
    return int(any(row.f1 < options.at_least for row in rows))


if __name__ == "__main__":
    sys.exit(main())
