"""``kg figures``: how the number of dead, of injured, of anything moved from day to day, and who gave it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import plain, put, say, write_text
from kg.cli.query import Format
from kg.cli.show import articles_about, find
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.belief import Point
    from kg.courses import Moving
    from kg.graph import KnowledgeGraph

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "figures"
EXAMPLE = "kg figures graph Harrow --of deaths, or kg figures graph --all --format csv > figures.csv"
#: Columns of the longest bar.
_WIDTH = 24
_COLUMNS = ("event", "figure", "unit", "day", "value", "origins", "sources", "quoted", "disputed", "articles", "id")


def command(
    store: StorePath,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A name as the articles have it, or an IRI.")] = "",
    of: Annotated[str, typer.Option("--of", metavar="FIGURE", help="deaths, injured, count or amount alone.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Also figures of which one value alone was given.")] = False,
    format: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> int:
    """Show figures that moved, such as tolls: by day, with those who gave them, and where they contradict each other.

    Mentions of one event in several articles are joined. What copies give counts once, on the day on which its origin
    had it; of an article that gives several figures the greatest counts. What is only feared or denied is left out.
    """
    from kg.copies import group
    from kg.courses import FIGURES, moving
    from kg.graph import KnowledgeGraph
    from kg.journal.fingerprints import fingerprints

    if of and of not in FIGURES:
        raise ConfigError(f"--of {of!r} is no figure of an event; give one of {', '.join(FIGURES)}")
    with opened(store) as kept:
        entities = find(kept, name) if name else []
        articles = map(kept.extraction, articles_about(kept, entities)) if entities else kept.extractions()
        graph = KnowledgeGraph((x for x in articles if x is not None), extension=kept.extension)
        origins = group(fingerprints(store, base=kept.graphs.base))
    found = [
        m
        for m in moving(graph, origins=origins, keys=(of,) if of else FIGURES)
        if (every or len(m.series.points) > 1) and (not entities or set(entities) & set(m.entities))
    ]
    if format is Format.JSON:
        write_text(json.dumps([_record(graph, m) for m in found], ensure_ascii=False, indent=2) + "\n")
    elif format is Format.CSV:
        write_text(_csv(graph, found))
    else:
        for moved in found:
            _put(graph, moved)
        more = "" if every else " that moved; --all shows the others too"
        say(f"{len(found):,} {'figure' if len(found) == 1 else 'figures'}{more}")
    return 0


def _put(graph: KnowledgeGraph, moved: Moving) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    greatest = max(abs(p.figure) for p in moved.series.points)
    for point in moved.series.points:
        bar = "█" * max(1, round(_WIDTH * abs(point.figure) / greatest)) if point.figure else ""
        said = ", ".join(_sources(point))
        quoted = ", ".join(graph.name(q) for q in point.quoted)
        told = f"{said}{f', quoting {quoted}' if quoted else ''}{' (disputed)' if point.disputed else ''}"
        day = point.day.isoformat() if point.day else "day unknown"
        table.add_row(f"  {day}", plain(f"{point.figure:,.10g}"), plain(bar, "cyan"), plain(told))
    unit = f", {moved.unit}" if moved.unit else ""
    put(plain(f"{moved.label} – {moved.series.key}{unit}", "bold"), table)


def _sources(point: Point) -> Sequence[str]:
    unnamed = len(point.origins) - len(point.sources)
    return (*point.sources, *([f"{unnamed:,} unnamed"] if unnamed > 0 else []))


def _record(graph: KnowledgeGraph, moved: Moving) -> dict[str, Any]:
    return {
        "event": moved.label, "id": moved.event.id, "class": moved.event.cls, "figure": moved.series.key,
        "unit": moved.unit, "entities": [{"iri": e, "name": graph.name(e)} for e in moved.entities],
        "points": [
            {
                "day": p.day.isoformat() if p.day else None, "value": p.figure, "origins": list(p.origins),
                "sources": list(p.sources), "quoted": [graph.name(q) for q in p.quoted], "disputed": p.disputed,
                "articles": list(p.articles),
            }
            for p in moved.series.points
        ],
    }  # fmt: skip


def _csv(graph: KnowledgeGraph, found: Sequence[Moving]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_lines(graph, found))
    return text.getvalue()


def _lines(graph: KnowledgeGraph, found: Sequence[Moving]) -> Iterator[tuple[object, ...]]:
    for m in found:
        for p in m.series.points:
            yield (
                m.label, m.series.key, m.unit, p.day or "", f"{p.figure:.15g}", len(p.origins), " | ".join(p.sources),
                " | ".join(graph.name(q) for q in p.quoted), "yes" if p.disputed else "", " | ".join(p.articles),
                m.event.id,
            )  # fmt: skip
