"""Mentions of one event in several articles, joined: cross-document event coreference that would rather miss than err.

Two mentions are compared if they have one class (or two of one line of ``COMPATIBLE``), one phase, and share a filler
of the actor and one of what it is done to, or a named one of the latter, or, where nobody acts, the town or site where
it happened, and of protests whoever protests; blocks of these are sorted by day and swept,
each mention against the next few, so that the whole takes O(n log n). The score is the mean over the roles that either
gives (1 where they share a name, less by noun, a half where one gives none), times how well the days are known. A role
with other fillers, days that do not overlap, another place, a count that differs, or figures of one day that differ
forbid a join, and so do days so vague that they tell nothing where an actor is not known. What one article keeps apart
is never joined, not over others either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.courses.tellings import CORE_ROLES, Filler, Telling, agree, tellings
from kg.graph import KnowledgeGraph
from kg.identity import hashed

__all__ = [
    "COMPATIBLE",
    "THRESHOLD",
    "TOLERANCE",
    "JoinedEvent",
    "contradict",
    "days_of",
    "join",
    "joined_events",
    "score",
]

#: Classes that outlets use for one event. Die and Injure stay apart: they are results, with victims of their own.
COMPATIBLE = (("Agree", "Cooperate"), ("Consult", "Gather"))
#: Days by which articles may differ on the day of an event; what is not here is told to the day, with one for zones.
TOLERANCE = {"Disaster": 2, "Outbreak": 7, "Protest": 1, "Mobilize": 3, "EconomicChange": 0, "Compete": 0}
#: Least score at which two mentions are joined.
THRESHOLD = 0.6

#: Classes of what nobody does: the place tells which it is; where a town may see several in a few days, the word too.
BY_PLACE = {"Disaster": False, "Accident": True}
#: Classes of what is done to nobody: who does it tells which it is.
BY_ACTOR = ("Protest",)

_DEFAULT_TOLERANCE = 1
_NEWS = timedelta(days=3)  # an event without a day is taken to be of the days before its article
_EXACT = timedelta(days=31)
_WINDOW = 12
#: How surely fillers must agree that alone tell which event it is: by name, or by noun and what it is of.
_TOLD_ALONE = 0.7
_CANON = {cls: line[0] for line in COMPATIBLE for cls in line}
_COUNTS = ("count", "amount", "score")
_MOVING = ("deaths", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedEvent:
    """One event that one or more articles tell.

    Parameters
    ----------
    id : str
        Stable: a hash of its mentions.
    cls, phase : str
    first, last : datetime.date, optional
        Earliest and latest possible day, as its most exact mention has them.
    mentions : tuple of Telling
        By the day they were said.
    """

    id: str
    cls: str
    phase: str
    first: date | None
    last: date | None
    mentions: tuple[Telling, ...]


def joined_events(graph: KnowledgeGraph) -> tuple[JoinedEvent, ...]:
    """Return the acts of a graph, mentions of one joined; sorted by the day each was first said."""
    return join(tellings(graph))


def join(told: Iterable[Telling]) -> tuple[JoinedEvent, ...]:
    """Join mentions of one event; in any order the same result, sorted by the day each was first said."""
    told = sorted(told, key=lambda t: t.order)
    groups = {t.event.id: [t] for t in told}
    for _, a, b in sorted(_pairs(told), key=lambda p: (-p[0], p[1].order, p[2].order)):
        one, other = groups[a.event.id], groups[b.event.id]
        if one is other or any(contradict(x, y) for x in one for y in other):
            continue
        one += other
        groups.update((t.event.id, one) for t in other)
    unique = {id(g): g for g in groups.values()}.values()
    return tuple(sorted(map(_joined, unique), key=lambda j: (j.mentions[0].order, j.id)))


def _joined(group: Sequence[Telling]) -> JoinedEvent:
    mentions = tuple(sorted(group, key=lambda t: t.order))
    known = [t.event for t in mentions if t.event.start and t.event.end]
    exact = min(known, key=lambda v: ((v.end or date.max) - (v.start or date.min), v.id), default=mentions[0].event)
    return JoinedEvent(
        id=hashed("je", *sorted(t.event.id for t in mentions)), cls=mentions[0].event.cls, phase=mentions[0].phase,
        first=exact.start, last=exact.end, mentions=mentions,
    )  # fmt: skip


def days_of(telling: Telling) -> tuple[date, date] | None:
    """Return the first and last possible day of what is told; of what is done, by its article if nothing else tells."""
    event = telling.event
    if event.start and event.end:
        return event.start, event.end
    if telling.published is None or telling.phase != "done" or event.start or event.end or event.time:
        return None
    return telling.published - _NEWS, telling.published


def _pairs(told: Sequence[Telling]) -> Iterator[tuple[float, Telling, Telling]]:
    """Yield the pairs that score enough, each once."""
    blocks: dict[tuple[str, ...], list[tuple[date, Telling]]] = {}
    for telling in told:
        days = days_of(telling) or ((telling.said, telling.said) if telling.said else None)
        if days:
            for key in _keys(telling):
                blocks.setdefault(key, []).append((days[0], telling))
    seen = set()
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda e: (e[0], e[1].order))
        for at, (_, a) in enumerate(block):
            for _, b in block[at + 1 : at + 1 + _WINDOW]:
                pair = (a.event.id, b.event.id)
                if pair not in seen and (value := score(a, b)) >= THRESHOLD:
                    seen.add(pair)
                    yield value, a, b


def _keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    head = (_CANON.get(telling.event.cls, telling.event.cls), telling.phase)
    for filler in _telling_alone(telling):
        yield (*head, "", *((filler.noun, filler.of) if filler.noun else (filler.iri,)))
    for patient in telling.patients:
        if not patient.noun:
            yield (*head, patient.iri)
        for actor in telling.actors:
            yield (*head, actor.noun or actor.iri, patient.noun or patient.iri)


def _telling_alone(telling: Telling) -> frozenset[Filler]:
    """Return what alone tells which event it is: the place of a disaster, those who protest."""
    if telling.event.cls in BY_PLACE:
        return telling.where
    return telling.actors if telling.event.cls in BY_ACTOR else frozenset()


def contradict(a: Telling, b: Telling) -> bool:
    """Return whether two mentions cannot be of one event."""
    if _CANON.get(a.event.cls, a.event.cls) != _CANON.get(b.event.cls, b.event.cls) or a.phase != b.phase:
        return True
    shared = [r for r in (*CORE_ROLES, "place") if a.roles.get(r) and b.roles.get(r)]
    if any(not agree(a.roles[r], b.roles[r]) for r in shared):
        return True
    if a.event.article == b.event.article and _kept_apart(a, b):
        return True
    one, other = a.event.numbers, b.event.numbers
    if any(n in one and n in other and one[n] != other[n] for n in _COUNTS):
        return True
    if a.published == b.published and any(n in one and n in other and one[n] != other[n] for n in _MOVING):
        return True
    return _apart(a, b)


def _kept_apart(a: Telling, b: Telling) -> bool:
    """Return whether an article that has both takes them for two; of a disaster it tells bit by bit."""
    if a.event.cls in BY_PLACE:
        return bool(a.event.time and b.event.time) and a.event.time != b.event.time
    return a.roles != b.roles or a.event.time != b.event.time


def _apart(a: Telling, b: Telling) -> bool:
    one, other = days_of(a), days_of(b)
    if one is None or other is None:
        if a.said is None or b.said is None:
            return True
        return abs(a.said - b.said) > _NEWS
    slack = timedelta(days=TOLERANCE.get(a.event.cls, _DEFAULT_TOLERANCE))
    if (a.event.start and b.event.start) and (a.event.start == a.event.end and b.event.start == b.event.end):
        slack = min(slack, timedelta(days=TOLERANCE.get(a.event.cls, 0)))
    return one[0] > other[1] + slack or other[0] > one[1] + slack


def _vague(telling: Telling) -> bool:
    """Return whether the days that are possible are so many that they tell nothing ("in 2013", "since the war")."""
    days = days_of(telling)
    return days is not None and days[1] - days[0] > _EXACT


def score(a: Telling, b: Telling) -> float:
    """Return how surely two mentions are of one event, 0-1; 0 if they contradict each other or share too little."""
    if contradict(a, b):
        return 0.0
    dated = (0.85, 0.92, 1.0)[bool(a.event.start) + bool(b.event.start)]
    patient, actor = agree(a.patients, b.patients), agree(a.actors, b.actors)
    alone = _alone(a, b)
    if alone:
        return alone * dated
    if not patient or max(patient, actor) < 1.0:
        return 0.0
    parts = [patient, actor if a.actors and b.actors else 0.5]
    if not (a.actors and b.actors) and any(map(_vague, (a, b))):
        return 0.0
    return sum(parts) / len(parts) * dated


def _alone(a: Telling, b: Telling) -> float:
    """Return how surely what alone tells which event it is tells the same of both, 0 if it does not tell enough."""
    alike = agree(_telling_alone(a), _telling_alone(b))
    if alike < _TOLD_ALONE or any(map(_vague, (a, b))):
        return 0.0
    if not (a.event.start or b.event.start) and _days_between(a, b) > 1 and BY_PLACE.get(a.event.cls, True):
        return 0.0
    if BY_PLACE.get(a.event.cls) and alike == 1.0:  # a town, not a site in it
        return alike if _word(a) == _word(b) and (a.event.start or b.event.start) else 0.0
    return alike


def _days_between(a: Telling, b: Telling) -> int:
    return abs((a.said or date.min) - (b.said or date.max)).days


def _word(telling: Telling) -> str:
    return telling.event.trigger.text.casefold()
