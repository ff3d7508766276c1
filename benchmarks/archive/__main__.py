"""Write an invented archive with the truth about it.

Example::

    python -m benchmarks.archive write archive --articles 20000 --seed 1 --half measuring
    kg build archive/articles.jsonl -o graph

``articles.jsonl`` is what ``kg`` reads. ``truth/articles.jsonl`` has the truth about each article in the same order,
``truth/entities.jsonl`` everybody and everything with all names used and, where the name is a trap, whom it resembles;
``truth/events.jsonl`` each event with its course and its figures by day.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from benchmarks.archive import HALVES, archive
from benchmarks.archive.truth import entities, events

__all__ = ["main"]


def main(argv: list[str] | None = None) -> int:
    """Write the archive."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.archive", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    write = commands.add_parser("write", help="write an archive into a folder")
    write.add_argument("folder", type=Path)
    write.add_argument("--articles", type=int, default=20_000)
    write.add_argument("--seed", type=int, default=1)
    write.add_argument("--half", choices=HALVES, default="development")
    options = parser.parse_args(argv)
    if options.articles < 1:
        parser.error(f"--articles is {options.articles}; give a number of at least 1")
    world, records = archive(options.half, options.articles, options.seed)
    truth = options.folder / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    _write(
        options.folder / "articles.jsonl", (r.article for r in track(records, "writing", console=Console(stderr=True)))
    )
    _write(truth / "articles.jsonl", (r.truth for r in records))
    _write(truth / "entities.jsonl", entities(world, records))
    _write(truth / "events.jsonl", events(records))
    Console(stderr=True).print(f"{len(records):,} articles in {options.folder}")
    return 0


def _write(path: Path, objects: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for value in objects:
            file.write(json.dumps(value, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
