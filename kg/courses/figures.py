"""Figures that move, for every event of a graph: mentions are joined across articles, and what they give is dated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kg.belief import Series, series
from kg.courses.chains import label_of
from kg.courses.joining import JoinedEvent, joined_events
from kg.graph import KnowledgeGraph

__all__ = ["FIGURES", "Moving", "moving"]

#: What figures there may be of an event, those first that people ask for first.
FIGURES = ("deaths", "injured", "count", "amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A figure of one event, as it was given day by day.

    Parameters
    ----------
    event : JoinedEvent
    label : str
        For people.
    entities : tuple of str
        IRIs of those who take part and of where it was, sorted.
    unit : str
        Of an amount, such as "USD"; else empty.
    series : Series
    """

    event: JoinedEvent
    label: str
    entities: tuple[str, ...]
    unit: str
    series: Series


def moving(
    graph: KnowledgeGraph, *, origins: Mapping[str, str], keys: Iterable[str] = FIGURES,
    withdrawn: Collection[str] = (),
) -> tuple[Moving, ...]:  # fmt: skip
    """Return the figures of every event of a graph, by the day on which the first of each was given.

    Parameters
    ----------
    graph : KnowledgeGraph
    origins : mapping of str to str
        Origin of each article, as `kg.copies.group` returns it; one that is not in it is its own.
    keys : iterable of str
        Of ``FIGURES``.
    withdrawn : collection of str
        Articles that were corrected or retracted since.

    Returns
    -------
    tuple of Moving
        The same for the same articles in any order.
    """
    outlets = {a.id: a.publisher for a in graph.articles}
    days = {a.id: day for a in graph.articles if (day := _day(a.published)) is not None}
    found = []
    for joined in joined_events(graph):
        events = [t.event for t in joined.mentions]
        quoted = {
            e.id: tuple(link.source for s in graph.statements_of_event(e.id) for link in s.attribution) for e in events
        }
        for key in keys:
            for unit in sorted({str(e.numbers.get("unit", "")) for e in events if key in e.numbers}):
                told = series(
                    events, key, origins=origins, outlets=outlets, days=days, quoted=quoted, unit=unit,
                    withdrawn=withdrawn,
                )  # fmt: skip
                if told.points:
                    fillers = {x for e in events for several in e.roles.values() for x in several}
                    entities = tuple(sorted(fillers & graph.entities.keys()))
                    label = label_of(graph, events[0])
                    found.append(Moving(event=joined, label=label, entities=entities, unit=unit, series=told))
    return tuple(sorted(found, key=lambda m: (_first(m), m.label, m.event.id, FIGURES.index(m.series.key), m.unit)))


def _day(published: date | datetime | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published


def _first(found: Moving) -> date:
    return min((p.day for p in found.series.points if p.day is not None), default=date.max)
