"""What several articles say of one entity, joined: the same result in any order of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.statements import Entity, Event
from ontology import superclasses

__all__ = ["best_class", "best_name", "event_label", "merge_entities", "types_of"]

_LABEL_ROLES = ("theme", "recipient", "actor", "content")
_LABEL_NAMES = 3


def best_name(names: Iterable[str]) -> str:
    """Return the longest name that is not set in capitals, the first in the alphabet of several.

    Examples
    --------
    >>> best_name(["NORTH KOREA", "North Korea", "Korea"])
    'North Korea'
    """
    return min(names, key=lambda n: (n.isupper() and " " in n, -len(n), n))


def best_class(classes: Iterable[str]) -> str:
    """Return the most specific class, the first in the alphabet of several."""
    return min(classes, key=lambda c: (-len(superclasses(c)), c))


def types_of(classes: Iterable[str]) -> tuple[str, ...]:
    """Return classes and all their superclasses, sorted."""
    return tuple(sorted({t for c in classes for t in (c, *superclasses(c))}))


def merge_entities(views: Iterable[Entity]) -> Entity:
    """Join what articles say of one entity: best name and class, all aliases, IRIs and mentions."""
    views = list(views)
    name = best_name(v.name for v in views)
    labels = {n for v in views for n in (v.name, *v.aliases)} - {name}
    mentions = sorted((m for v in views for m in v.mentions), key=lambda m: (m.article, m.start, m.end))
    return Entity(
        id=views[0].id, cls=best_class(v.cls for v in views), name=name, aliases=tuple(sorted(labels)),
        same_as=tuple(sorted({iri for v in views for iri in v.same_as})), mentions=tuple(mentions),
    )  # fmt: skip


def event_label(event: Event, name_of: Callable[[str], str]) -> str:
    """Name an event for people: its trigger (its class, if that is white space), and whom or what it is about.

    Parameters
    ----------
    event : Event
    name_of : callable
        Gives the name of an entity, or the trigger of an event, by its IRI.
    """
    trigger = " ".join(event.trigger.text.split()) or event.cls
    fillers: tuple[str, ...] = next((event.roles[r] for r in _LABEL_ROLES if event.roles.get(r)), ())
    names = [" ".join(name_of(f).split()) for f in fillers[:_LABEL_NAMES]]
    if len(fillers) > _LABEL_NAMES:
        names.append("…")
    return f"{trigger} ({', '.join(names)})" if names else trigger
