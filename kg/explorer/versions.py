"""One event as several outlets tell it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.courses import joined_events
from kg.explorer.results import EventCard, Filter, Said, Version
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

__all__ = ["versions"]

#: Articles that are read for what they tell of one event.
_ARTICLES = 40
_DAYS = 45


def versions(explorer: Explorer, id: str) -> Version | None:
    """Return an event (its IRI) with all tellings of the same one, as `kg.courses` joins them; None if it is unknown.

    Read are articles with an event of that class in which one of the same takes part, or which is near in time.
    """
    event = explorer.event(id)
    if event is None:
        return None
    articles = [event.article.id, *(a for a in _near(explorer, event) if a != event.article.id)][:_ARTICLES]
    found = (explorer.extraction(a) for a in articles)
    graph = KnowledgeGraph([x for x in found if x is not None], extension=explorer.extension)
    same = [id]
    for joined in joined_events(graph):
        told = [t.event.id for t in joined.mentions]
        if id in told:
            same = told
    cards = [card for iri in dict.fromkeys(same) if (card := explorer.event(iri)) is not None]
    cards.sort(key=lambda c: (c.article.day, c.article.publisher, c.id))
    return Version(
        cls=event.cls,
        name=event.name,
        tellings=tuple(Said(event=c, statements=explorer.statements(event=c.id, limit=50).items) for c in cards),
    )


def _near(explorer: Explorer, event: EventCard) -> list[str]:
    """Return articles that may tell of the same event, those that share most of who takes part first."""
    shared: dict[str, int] = {}
    taking_part = {node.id for nodes in event.roles.values() for node in nodes}
    bounds = _bounds(event)
    for iri in sorted(taking_part):
        for other in explorer.timeline(bounds, about=iri, dated=False, limit=200).items:
            if other.article.id != event.article.id:
                shared[other.article.id] = shared.get(other.article.id, 0) + 1
    return sorted(shared, key=lambda a: (-shared[a], a))


def _bounds(event: EventCard) -> Filter:
    day = event.first or event.last or event.article.day
    if not day:
        return Filter(classes=(event.cls,))
    last = date.fromisoformat(day) + timedelta(days=_DAYS)
    return (
        Filter(classes=(event.cls,), last=last.isoformat())
        if not event.first
        else Filter(
            classes=(event.cls,),
            first=(date.fromisoformat(event.first) - timedelta(days=_DAYS)).isoformat(),
            last=last.isoformat(),
        )
    )
