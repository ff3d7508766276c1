"""``kg validate``: a graph held against the shapes of the ontology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import box_of, notes_console, plain, put, say
from kg.cli.stores import opened
from kg.errors import ConfigError

__all__ = ["EXAMPLE", "NAME", "command", "validated"]

NAME = "validate"
EXAMPLE = "kg validate graph, or kg validate graph.trig --report report.ttl"
#: Rows of the table; the report holds all.
_SHOWN = 25

Found = list[Any]


def command(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A graph on disk, an RDF file, or JSON lines.")],
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Also write the SHACL report, in Turtle.")
    ] = None,
    sample: Annotated[
        int, typer.Option("--sample", min=0, metavar="N", help="Check N articles, evenly spread, not all.")
    ] = 0,
) -> int:
    """Check a graph against the shapes of the ontology (SHACL); exit code 1 if something does not conform.

    A graph is checked article by article, and its plain triples against all statements. A file without graphs, as
    Turtle, is checked as a whole.
    """
    if not source.exists():
        raise ConfigError(f"there is no {source}; give a graph, an RDF file, or JSON lines")
    if source.is_dir():
        with opened(source) as graph:
            return validated(graph, report, sample)
    with _loaded(source) as graph:
        return validated(graph, report, sample)


def _loaded(path: Path) -> Any:
    """Return a store in memory with what a file holds."""
    from kg.interchange import read
    from kg.registry import loaders

    cls: Any = loaders.get("oxigraph")
    if path.suffix.lower() in (".jsonl", ".json"):
        store = cls()
        with path.open(encoding="utf-8") as stream:
            store.write(read(stream, source=str(path)))
        return store
    return cls.of_file(path)


def validated(graph: Any, report: Path | None = None, sample: int = 0) -> int:
    """Check a store, print what does not conform, and return the exit code."""
    found = sorted(f for some in _shown_progress(graph.findings(sample)) for f in some)
    if report is not None:
        graph.write_report(found, report)
    wrong = [f for f in found if f.severity == "Violation"]
    if found:
        _table(found)
    others = f", {len(found) - len(wrong):,} warnings" if len(found) > len(wrong) else ""
    part = f" ({sample:,} articles looked at)" if sample else ""
    say(f"{'conforms' if not wrong else f'{len(wrong):,} violations'}{others}{part}")
    return 1 if wrong else 0


def _shown_progress(parts: Iterable[tuple[int, int, Found]]) -> Iterator[Found]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.completed:,} of {task.total:,} articles")
    with Progress(BarColumn(), text, TimeElapsedColumn(), console=notes_console(), transient=True) as bar:
        task = bar.add_task("", total=1)
        for done, total, found in parts:
            bar.update(task, completed=done, total=max(total, 1))
            yield found


def _table(found: Found) -> None:
    import sys

    from rich.table import Table

    counts = Counter((f.severity, f.shape, f.message) for f in found)
    first = {(f.severity, f.shape, f.message): f for f in reversed(found)}
    table = Table(box=box_of(sys.stdout), pad_edge=False, show_edge=False)
    for title in ("severity", "shape", "what is wrong", "times", "first node", "article"):
        table.add_column(title, overflow="fold")
    for key, times in counts.most_common(_SHOWN):
        one = first[key]
        table.add_row(*map(plain, (*key, f"{times:,}", _local(one.focus), _local(one.article))))
    put(table)
    if len(counts) > _SHOWN:
        say(f"{len(counts) - _SHOWN:,} more kinds; --report has all")


def _local(iri: str) -> str:
    return iri.rpartition("/")[2] or iri
