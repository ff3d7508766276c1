"""How often what an extractor says is right, against the confidence with which it says so: the table of ``kg.belief``.

Example::

    python -m benchmarks.reliability training/news --write kg/belief/reliability.json

Measured on the project's own passages that neither rules nor network learned from. A statement counts as right where
the gold has its relation between its subject and its object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.quality import passage_gold
from kg.articles import Article
from kg.config import Config
from kg.errors import TriplewireError
from kg.evaluation.cases import DocumentResult
from kg.evaluation.gold import GoldSet
from kg.evaluation.matching import compare
from kg.evaluation.system import SystemDocument
from kg.pipeline import Pipeline
from kg.reading import read
from kg.statements import Extraction

__all__ = ["counted", "digest_of", "main"]


def counted(results: Iterable[DocumentResult]) -> dict[str, dict[str, dict[str, float]]]:
    """Count the statements of each extractor and relation, how many are right, and their mean confidence.

    A statement that is made twice of one pair of things is counted once, with its greater confidence.
    """
    cells: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for result in results:
        for case in result.relations:
            surest: dict[str, float] = {}
            for said in case.system:
                surest[said.extractor] = max(surest.get(said.extractor, 0.0), said.confidence)
            for extractor, confidence in surest.items():
                cells[extractor, case.predicate].append((case.outcome == "right", confidence))
    table: dict[str, dict[str, dict[str, float]]] = {}
    for (extractor, predicate), told in sorted(cells.items()):
        table.setdefault(extractor, {})[predicate] = {
            "count": len(told),
            "right": sum(right for right, _ in told),
            "confidence": round(sum(confidence for _, confidence in told) / len(told), 4),
        }
    return table


def digest_of(gold: GoldSet) -> str:
    """Return a digest by which passages that were changed are told."""
    return hashlib.sha256(repr(gold.documents).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _results(pipeline: Pipeline, gold: GoldSet) -> Iterator[DocumentResult]:
    with tempfile.TemporaryDirectory() as place:
        for document in gold.documents:
            file = Path(place, f"{document.doc}.txt")
            file.write_text(document.text, "utf-8")
            found: list[Extraction] = []
            for article in read([file], config=Config()):
                result = pipeline.attempt(article) if isinstance(article, Article) else article
                if not isinstance(result, Extraction):
                    raise TriplewireError(f"{document.doc}: {result.reason}")
                found.append(result)
            yield compare(document, SystemDocument.of(tuple(found)), gold.inventory)


def _shown(table: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Table:
    shown = Table("extractor", "statements", "right", "mean confidence")
    for extractor, cells in table.items():
        count = sum(cell["count"] for cell in cells.values())
        right = sum(cell["right"] for cell in cells.values())
        mean = sum(cell["count"] * cell["confidence"] for cell in cells.values()) / count
        shown.add_row(extractor, f"{count:.0f}", f"{right / count:.2f}", f"{mean:.2f}")
    return shown


def main(argv: list[str] | None = None) -> int:
    """Measure, print the table and write it where asked."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reliability", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("passages", type=Path, help="the project's passages: training/news")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table as JSON")
    options = parser.parse_args(argv)
    try:
        gold = passage_gold(options.passages)
        table = counted(_results(Pipeline(Config(open_triples=False)), gold))
        value: dict[str, Any] = {
            "measured on": f"{len(gold.documents)} passages of training/news that are kept out of training",
            "passages": digest_of(gold), "with": "python -m benchmarks.reliability training/news", "extractors": table,
        }  # fmt: skip
        if options.write:
            options.write.write_text(json.dumps(value, indent=1) + "\n", "utf-8")
        Console().print(_shown(table))
    except (TriplewireError, OSError) as exc:
        Console(stderr=True).print(f"reliability: {exc}", markup=False, soft_wrap=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
