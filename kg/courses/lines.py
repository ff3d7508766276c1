"""Events and the steps of acts as lines of a timeline, with readable names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from kg.courses.chains import Course, Step, label_of
from kg.graph import KnowledgeGraph

__all__ = ["Line", "lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a timeline.

    Parameters
    ----------
    day : str
        ISO 8601: of the deed where it is done and its day known, else on which it was said; empty if unknown.
    dated : bool
        Whether ``day`` is that of a deed; else it is the day on which something was said, a deed done by then.
    until : str
        Last possible day, where that is another.
    phase : str
        One of `kg.courses.PHASES`.
    what : str
        For people.
    due : str
        For what is not done: first and last day on which it is to be, as far as it is known.
    act : str
        Id of the course; empty for an event that is no step of one.
    outcome : str
        What became of the act.
    sources, articles, quotes : tuple of str
        Names of those who say so; headlines with publisher and day; sentences.
    """

    day: str
    dated: bool
    until: str
    phase: str
    what: str
    due: str
    act: str
    outcome: str
    sources: tuple[str, ...]
    articles: tuple[str, ...]
    quotes: tuple[str, ...]


def lines(
    graph: KnowledgeGraph,
    found: Iterable[Course],
    entities: Collection[str] = (),
    *,
    first: date | None = None,
    last: date | None = None,
    events: bool = True,
) -> tuple[Line, ...]:
    """Return the timeline of some entities, or of all.

    Parameters
    ----------
    graph : KnowledgeGraph
    found : iterable of Course
        Of the graph.
    entities : collection of str
        IRIs; acts in which none of them has a part are left out. Empty for all.
    first, last : datetime.date, optional
        Days between which lines are wanted; with either of them, lines of unknown day are left out.
    events : bool
        Whether events that are no steps (accusations, requests) are lines too.

    Returns
    -------
    tuple of Line
        In order of days, those of unknown day last.
    """
    wanted = set(entities)
    found = [c for c in found if not wanted or wanted & {*c.actors, *c.patients} or _takes_part(graph, c, wanted)]
    result = [line for course in found for line in _of_course(graph, course)]
    if events:
        steps = {iri for c in found for s in c.steps for iri in s.events}
        result += _others(graph, wanted, steps)
    if first or last:
        result = [x for x in result if x.day and str(first or "") <= x.day <= str(last or "9999-12-31")]
    return tuple(sorted(result, key=lambda x: (x.day or "9999-12-31", x.act, x.phase, x.what, x.articles, x.quotes)))


def _takes_part(graph: KnowledgeGraph, course: Course, wanted: set[str]) -> bool:
    return any(wanted & set(chain(*graph.events[v].roles.values())) for s in course.steps for v in s.events)


def _of_course(graph: KnowledgeGraph, course: Course) -> Iterator[Line]:
    for step in course.steps:
        done = step.phase == "done" and step.first is not None
        until = step.last.isoformat() if done and step.last and step.last != step.first else ""
        yield Line(
            day=step.day.isoformat() if step.day else "", dated=done, until=until, phase=step.phase, what=course.label,
            due="" if step.phase == "done" else _due(step), act=course.id, outcome=course.outcome,
            sources=tuple(graph.name(s) for s in step.sources), articles=_headlines(graph, step.articles),
            quotes=step.quotes,
        )  # fmt: skip


def _due(step: Step) -> str:
    days = [d.isoformat() for d in (step.first, step.last) if d]
    return " to ".join(dict.fromkeys(days))


def _others(graph: KnowledgeGraph, wanted: set[str], steps: set[str]) -> Iterator[Line]:
    for event in graph.events.values():
        takes = set(chain(*event.roles.values()))
        if event.id in steps or not takes or (wanted and not wanted & takes) or takes & steps:
            continue
        said = graph.statements_of_event(event.id)
        published = graph.published(event.article)
        day = event.start or published
        phase = {"actual": "done", "negated": "not done"}.get(event.status, event.status)
        yield Line(
            day=day.isoformat() if day else "", dated=event.start is not None,
            until=event.end.isoformat() if event.start and event.end and event.end != event.start else "",
            phase=phase, what=label_of(graph, event), due="", act="",
            outcome="", sources=tuple(sorted({graph.name(a.source) for s in said for a in s.attribution})),
            articles=_headlines(graph, (event.article,)), quotes=tuple(dict.fromkeys(s.quote for s in said)),
        )  # fmt: skip


def _headlines(graph: KnowledgeGraph, articles: Iterable[str]) -> tuple[str, ...]:
    wanted = set(articles)
    return tuple(
        f"{a.title or a.id} ({', '.join(x for x in (a.publisher, str(graph.published(a.id) or '')) if x)})"
        for a in graph.articles
        if a.id in wanted
    )
