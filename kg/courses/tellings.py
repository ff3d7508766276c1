"""What one article tells of one act: its phase, its days, and who and what takes part, comparable across articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kg.graph import KnowledgeGraph
from kg.statements import Entity, Event

__all__ = ["CORE_ROLES", "PHASES", "Filler", "Telling", "agree", "tellings"]

#: What an act may be at one step, in the order of a life.
PHASES = (
    "hypothetical", "possible", "predicted", "demanded", "ordered", "threatened", "promised", "planned", "announced",
    "attempted", "rejected", "abandoned", "denied", "not done", "done",
)  # fmt: skip

#: Roles by which an act is known. What is done to whom is told apart by `theme` and `recipient`.
CORE_ROLES = ("actor", "theme", "recipient", "destination", "position")

#: Classes of events that say something of another; what they say is a phase of that one.
_FRAMING = frozenset({"Threaten", "Request", "Reject", "Communicate", "Accuse", "OtherEvent"})
#: These are acts of their own where they are of a thing and not of an event.
_DECIDING = frozenset({"Decide", "Agree"})
#: These, of an event, give it up.
_ENDING = frozenset({"Terminate", "Retreat"})
_ORDERS = re.compile(r"\b(order|command|instruct|decree)", re.IGNORECASE)
_PROMISES = re.compile(r"\b(promis|pledg|vow|guarant)", re.IGNORECASE)
_COMPLEMENT = 8  # code points between a noun and the name that says which one: " in the "


class Filler(NamedTuple):
    """Who or what fills a role, as comparable across articles.

    ``iri`` counts where it is a name's; else ``noun``, the last word of its description, and ``of``, the IRI of the
    name that directly follows it ("the embassy in Somalia"), empty if none does.
    """

    iri: str
    noun: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one article tells it.

    Parameters
    ----------
    event : Event
    phase : str
        One of ``PHASES``.
    said : datetime.date, optional
        Day on which it was said, else on which the article was published.
    published : datetime.date, optional
    roles : mapping of str to frozenset of Filler
        Of ``CORE_ROLES`` and ``place``; entities alone.
    where : frozenset of Filler
        Of the places those that are no country, nor larger than one.
    """

    event: Event
    phase: str
    said: date | None
    published: date | None
    roles: Mapping[str, frozenset[Filler]] = field(default_factory=dict)
    where: frozenset[Filler] = frozenset()

    @property
    def order(self) -> tuple[date, date, str, str]:
        """Where it stands among others: by the day it was said, then by its own."""
        return (
            self.said or date.max, self.event.start or self.event.end or date.max, self.event.article, self.event.id,
        )  # fmt: skip

    @property
    def patients(self) -> frozenset[Filler]:
        """Return all to whom or what it is done, whichever role the words gave them."""
        return frozenset(f for role in CORE_ROLES[1:] for f in self.roles.get(role, ()))

    @property
    def actors(self) -> frozenset[Filler]:
        """Return all who do it."""
        return self.roles.get("actor", frozenset())


def agree(one: Iterable[Filler], other: Iterable[Filler]) -> float:
    """Return how surely two sets share a filler: 1 by name, 0.7 by noun and what it is of, 0.5 by noun, else 0."""
    return max((_alike(a, b) for a in one for b in other), default=0.0)


def _alike(a: Filler, b: Filler) -> float:
    if a.iri == b.iri:
        return 1.0
    if not a.noun or a.noun != b.noun or (a.of and b.of and a.of != b.of):
        return 0.0
    return 0.7 if a.of and a.of == b.of else 0.5


def tellings(graph: KnowledgeGraph) -> tuple[Telling, ...]:
    """Return every event of a graph that is an act, with its phase, sorted by `Telling.order`."""
    framed = _framed(graph)
    fillers = _fillers(graph)
    found = []
    for event in graph.events.values():
        of_events = any(f in graph.events for r in ("content", "theme") for f in event.roles.get(r, ()))
        if event.cls in _FRAMING or (event.cls in _DECIDING and (of_events or not event.roles.get("theme"))):
            continue
        if event.cls in _ENDING and of_events:
            continue
        days = [
            a.said_on for s in graph.statements_of_event(event.id) for a in s.attribution if a.said_on is not None
        ]  # fmt: skip
        published = graph.published(event.article)
        roles = {
            role: frozenset(fillers[event.article, iri] for iri in named if (event.article, iri) in fillers)
            for role, named in event.roles.items()
            if role in (*CORE_ROLES, "place")
        }
        found.append(
            Telling(
                event=event, phase=_phase(graph, event, framed.get(event.id, ())), said=min(days, default=published),
                published=published, roles={role: named for role, named in sorted(roles.items()) if named},
                where=frozenset(f for f in roles.get("place", ()) if _is_small(graph, f)),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda t: t.order))


def _framed(graph: KnowledgeGraph) -> Mapping[str, list[Event]]:
    """Return the events whose content or theme an event is, by its IRI."""
    found: dict[str, list[Event]] = {}
    for event in graph.events.values():
        for iri in {f for r in ("content", "theme") for f in event.roles.get(r, ())} & graph.events.keys():
            found.setdefault(iri, []).append(event)
    return found


def _phase(graph: KnowledgeGraph, event: Event, framing: Iterable[Event]) -> str:
    held = [f for f in framing if f.status in ("actual", "announced")]
    statements = graph.statements_of_event(event.id)
    if event.status == "negated":
        denied = any(a.speech_act == "deny" for s in statements for a in s.attribution)
        return "denied" if denied or any(f.cls == "Reject" for f in held) else "not done"
    if event.status != "actual" and any(f.cls in _ENDING for f in held):
        return "abandoned"
    if event.status != "actual" and any(f.cls == "Reject" for f in held):
        return "rejected"
    if event.status == "demanded" and any(f.cls == "Request" and _ORDERS.search(f.trigger.text) for f in held):
        return "ordered"
    if event.status in ("announced", "planned") and any(_PROMISES.search(f.trigger.text) for f in held):
        return "promised"
    return "done" if event.status == "actual" else event.status


def _fillers(graph: KnowledgeGraph) -> Mapping[tuple[str, str], Filler]:
    """Return each entity as one article has it, by the IRIs of both."""
    return {(x.article.id, iri): f for x in graph.extractions for iri, f in _of_article(graph, x.entities)}


def _of_article(graph: KnowledgeGraph, entities: Iterable[Entity]) -> Iterator[tuple[str, Filler]]:
    entities = tuple(entities)
    names = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions if m.kind == "name")
    starts = [start for start, _, _ in names]
    for entity in entities:
        merged = graph.entities[entity.id]
        if merged.same_as or any(m.kind == "name" for m in merged.mentions):
            yield entity.id, Filler(entity.id)
            continue
        of = ""
        for mention in entity.mentions:
            at = bisect_left(starts, mention.end)
            if mention.kind == "nominal" and at < len(names) and 0 < starts[at] - mention.end <= _COMPLEMENT:
                of = names[at][2]
                break
        yield entity.id, Filler(entity.id, _noun(entity.name), of)


def _is_small(graph: KnowledgeGraph, place: Filler) -> bool:
    """Tell whether a place is a town, a site or the like."""
    return bool(place.noun) or graph.entities[place.iri].cls in ("GeopoliticalEntity", "Facility")


def _noun(name: str) -> str:
    """Return the last word of a description in the singular, as far as its letters tell."""
    words: list[str] = re.findall(r"[^\W\d_]+", name.casefold())
    last = words[-1] if words else ""
    return last[:-1] if len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")) else last
