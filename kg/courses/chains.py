"""The life of an act: threatened, ordered, announced, done, denied, abandoned, as a chain of dated steps.

Tellings of one class belong to one chain if they share an actor and what it is done to. One that lacks the actor, or
says less exactly to what it is done, belongs to the only chain that it fits; where it fits several, it stays alone.
A chain is cut into acts: a deed ends one, and what is said of a later day than the deed begins the next; so does what
is said more than ``HORIZON`` after the last step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.courses.joining import JoinedEvent, join
from kg.courses.tellings import Filler, Telling, agree, tellings
from kg.graph import KnowledgeGraph
from kg.identity import hashed
from kg.statements import Event

__all__ = ["HORIZON", "Course", "Step", "courses", "label_of"]

#: A step that comes so much later begins another act.
HORIZON = timedelta(days=400)
#: A denial that names no day is of a deed of so many days before.
_DENIAL = timedelta(days=60)
#: What is said of an act without doing it; in these phases it is off, until something else is said.
_OFF = frozenset({"denied", "not done", "rejected", "abandoned"})
#: What is said so many days after an act was given up is a new attempt.
_ANEW = timedelta(days=90)
_GIVEN_UP = frozenset({"rejected", "abandoned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the life of an act.

    Parameters
    ----------
    phase : str
        One of `kg.courses.PHASES`.
    said : datetime.date, optional
        Day on which it was first said.
    first, last : datetime.date, optional
        First and last possible day on which it is done, or to be done.
    events, articles, statements, sources : tuple of str
        IRIs, sorted: mentions joined in this step, the articles with them, what these state, and who says so.
    quotes : tuple of str
        Sentences, in the order of the statements.
    """

    phase: str
    said: date | None
    first: date | None
    last: date | None
    events: tuple[str, ...]
    articles: tuple[str, ...]
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    quotes: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The day by which it is sorted: of the deed where it is done and the day known, else when it was said."""
        return (self.first if self.phase == "done" else None) or self.said


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The life of one act.

    Parameters
    ----------
    id : str
        Stable: a hash of class, core roles and first step.
    cls : str
        Event class.
    label : str
        For people.
    actors, patients : tuple of str
        IRIs of those who act, and of all to whom or what it is done, sorted.
    outcome : str
        ``"done"``, ``"contested"`` (told as done, and denied), or the phase of its last step.
    steps : tuple of Step
        In order of days.
    """

    id: str
    cls: str
    label: str
    actors: tuple[str, ...]
    patients: tuple[str, ...]
    outcome: str
    steps: tuple[Step, ...]


def courses(graph: KnowledgeGraph) -> tuple[Course, ...]:
    """Return the life of every act of a graph that has a participant, sorted by first step.

    Parameters
    ----------
    graph : KnowledgeGraph

    Returns
    -------
    tuple of Course
        The same for the same articles in any order. A course may have one step.
    """
    told = [t for t in tellings(graph) if t.actors or t.patients]
    found = [
        _course(graph, act)
        for chain in _chains(told)
        for act in _acts(join(chain))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda c: (c.steps[0].day or date.max, c.label, c.id)))


def _chains(told: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Yield the tellings that may be of one act, or of one that recurs."""
    chains: dict[tuple[str, ...], list[Telling]] = {}
    vague: list[Telling] = []
    for telling in told:
        key = _key(telling)
        if key:
            chains.setdefault(key, []).append(telling)
        else:
            vague.append(telling)
    index: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for key, chain in chains.items():
        for patient in {p.noun or p.iri for p in chain[0].patients}:
            index.setdefault((key[0], patient), []).append(key)
    alone: list[list[Telling]] = []
    for telling in vague:
        near = {k for p in telling.patients for k in index.get((telling.event.cls, p.noun or p.iri), ())}
        fitting = [k for k in sorted(near) if _fits(telling, chains[k][0])]
        if len(fitting) == 1:
            chains[fitting[0]].append(telling)
        else:
            alone.append([telling])
    yield from chains.values()
    yield from _of_names(alone)


def _key(telling: Telling) -> tuple[str, ...]:
    """Return what names the chain of a telling that is exact enough; empty if it is not."""
    actors = sorted(f.iri for f in telling.actors if not f.noun)
    patients = sorted(_named(f) for f in telling.patients)
    exact = all(not f.noun or f.of for f in telling.patients)
    return (telling.event.cls, *actors, "", *patients) if actors and patients and exact else ()


def _named(filler: Filler) -> str:
    return f"{filler.noun} {filler.of}" if filler.noun else filler.iri


def _fits(telling: Telling, other: Telling) -> bool:
    """Return whether a telling that says less may be of a chain, by one of its exact ones."""
    patient = agree(telling.patients, other.patients)
    actor = agree(telling.actors, other.actors)
    if telling.actors and not actor:
        return False
    return bool(patient) and max(patient, actor) >= 1.0


def _of_names(alone: Iterable[list[Telling]]) -> Iterator[list[Telling]]:
    """Yield what fits no exact chain: together where actors and patients are the same in words, one being a name."""
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for (telling,) in alone:
        everyone = (*telling.actors, *telling.patients)
        named = any(not f.noun for f in everyone) and telling.patients
        actors = sorted(f.noun or f.iri for f in telling.actors)
        patients = sorted(f.noun or f.iri for f in telling.patients)
        key = (telling.event.cls, *actors, "", *patients) if named else (telling.event.id,)
        groups.setdefault(key, []).append(telling)
    yield from groups.values()


def _acts(chain: Sequence[JoinedEvent]) -> Iterator[list[JoinedEvent]]:
    """Cut a chain into acts."""
    acts: list[list[JoinedEvent]] = []
    for event in sorted(chain, key=lambda j: (_said(j), j.phase == "done", j.id)):
        for act in reversed(acts):
            if _belongs(event, act):
                act.append(event)
                break
        else:
            acts.append([event])
    yield from acts


def _said(event: JoinedEvent) -> date:
    return event.mentions[0].said or date.max


def _belongs(event: JoinedEvent, act: Sequence[JoinedEvent]) -> bool:
    """Return whether what is said next is a step of an act."""
    if _said(event) == date.max or _said(event) - _said(act[-1]) > HORIZON:
        return False
    if act[-1].phase in _GIVEN_UP and event.phase not in _OFF and _said(event) - _said(act[-1]) > _ANEW:
        return False
    deed = next((j for j in act if j.phase == "done"), None)
    if deed is None:
        return event.phase != "done" or not _misses(event, act)
    if event.phase == "done":
        return False
    done = deed.last or _said(deed)
    if event.phase in _OFF:
        return event.last >= (deed.first or done) and (event.first or event.last) <= done if event.last else (
            _said(event) - done <= _DENIAL
        )  # fmt: skip
    return (event.last or _said(event)) <= done


def _misses(deed: JoinedEvent, act: Sequence[JoinedEvent]) -> bool:
    """Return whether a deed was over before anything of an act that it is not was said; a denial comes later."""
    return deed.last is not None and all(j.phase not in _OFF and deed.last < _said(j) for j in act)


def _course(graph: KnowledgeGraph, act: Sequence[JoinedEvent]) -> Course:
    parts: dict[tuple[object, ...], list[JoinedEvent]] = {}
    for event in act:
        key = (event.id,) if event.phase == "done" else (event.phase, event.mentions[0].said)
        parts.setdefault(key, []).append(event)
    steps = sorted((_step(graph, part) for part in parts.values()), key=_place)
    phases = {s.phase for s in steps}
    outcome = steps[-1].phase
    if "done" in phases:
        deed = min(s.day or date.max for s in steps if s.phase == "done")
        against = (s for s in steps if s.phase in ("denied", "not done"))
        outcome = "contested" if any((s.said or date.max) >= deed for s in against) else "done"
    told = [t for j in act for t in j.mentions]
    best = max(told, key=lambda t: (bool(t.actors) + bool(t.patients), t.phase == "done", t.event.id))
    actors, patients = (
        tuple(sorted({f.iri for t in told for f in found(t)})) for found in (_actors, _patients)
    )  # fmt: skip
    first = (steps[0].phase, str(steps[0].said), *steps[0].events)
    named = sorted({_named(f) if f.of else f.noun or f.iri for t in told for f in (*t.actors, *t.patients)})
    return Course(
        id=hashed("act", best.event.cls, *named, *first), cls=best.event.cls,
        label=label_of(graph, best.event), actors=actors, patients=patients, outcome=outcome,
        steps=tuple(steps),
    )  # fmt: skip


def label_of(graph: KnowledgeGraph, event: Event) -> str:
    """Name an event for people: who, the words for it, and whom or what it is about."""
    actors = event.roles.get("actor", ())
    label = graph.name(event.id)
    if not any(event.roles.get(role) for role in ("theme", "recipient", "content")):
        label = " ".join(event.trigger.text.split())  # else the actor would stand twice
    return f"{', '.join(sorted(map(graph.name, actors)))}: {label}" if actors else label


def _actors(telling: Telling) -> Iterable[Filler]:
    return telling.actors


def _patients(telling: Telling) -> Iterable[Filler]:
    return telling.patients


def _place(step: Step) -> tuple[date, date, str, tuple[str, ...]]:
    return step.day or date.max, step.said or date.max, step.phase, step.events


def _step(graph: KnowledgeGraph, part: Sequence[JoinedEvent]) -> Step:
    told = [t for j in part for t in j.mentions]
    said = [s for t in told for s in graph.statements_of_event(t.event.id)]
    said.sort(key=lambda s: s.id)
    exact = min(part, key=lambda j: (j.first is None, (j.last or date.max) - (j.first or date.min), j.id))
    return Step(
        phase=part[0].phase, said=min((t.said for t in told if t.said), default=None), first=exact.first,
        last=exact.last, events=tuple(sorted(t.event.id for t in told)),
        articles=tuple(sorted({t.event.article for t in told})), statements=tuple(s.id for s in said),
        sources=tuple(sorted({a.source for s in said for a in s.attribution})),
        quotes=tuple(dict.fromkeys(s.quote for s in said)),
    )  # fmt: skip
