"""How rows of the index are asked for and what they turn into, for all questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.explorer.results import Filter, NodeCard, Page
from ontology import classes as known_classes
from ontology import superclasses

__all__ = ["NODE", "Where", "below", "marks", "node_card", "page_of"]

#: Columns of a node, in the order in which `node_card` takes them.
NODE = "node.iri, node.name, node.class, node.event, node.statements"


def marks(values: Sequence[Any]) -> str:
    """Return as many placeholders."""
    return ",".join("?" * len(values))


def below(wanted: Filter | Iterable[str]) -> tuple[str, ...]:
    """Return classes with those below them; for a filter, those that it lets through."""
    if isinstance(wanted, Filter) and wanted.exact:
        return wanted.classes
    asked = set(wanted.classes if isinstance(wanted, Filter) else wanted)
    return tuple(sorted(asked | {c for c in known_classes() if asked.intersection(superclasses(c))}))


class Where:
    """Conditions with their values."""

    def __init__(self) -> None:
        """Begin without conditions."""
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """Add a condition."""
        self.parts.append(condition)
        self.values += values

    def among(self, column: str, values: Sequence[Any]) -> None:
        """Bound a column to some values; to none, if there are none."""
        if values:
            self.add(f"{column} IN ({marks(values)})", *values)

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def page_of(rows: Sequence[Any], offset: int, limit: int, total: int | None = None) -> Page[Any]:
    """Return a page of rows, of which one more than ``limit`` was asked for."""
    more = len(rows) > limit
    return Page(items=tuple(rows[:limit]), offset=offset, next=offset + limit if more else None, total=total)


def node_card(row: Sequence[Any]) -> NodeCard:
    """Return a node from its columns."""
    return NodeCard(id=row[0], name=row[1], cls=row[2], event=bool(row[3]), statements=row[4])
