"""From events to relations between their participants, with what the ontology allows on either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import READER, EdgeDraft, EventDraft
from kg.alignment.titles import person_terms, title_tokens
from ontology import is_a, relation
from ontology.lexicon import event_frames

__all__ = ["fits", "project", "relations_of"]

_SEATS = frozenset({"of", "at", "'s"})


def fits(cls: str, allowed: tuple[str, ...]) -> bool:
    """Whether an entity's class is among those that one side of a relation may have."""
    return bool(cls) and is_a(cls, *allowed)


def _fillers(event: EventDraft, role: str) -> tuple[int, ...]:
    return (*event.roles.get(role, ()), *event.doubtful.get(role, ()))


@cache
def relations_of(cls: str) -> frozenset[str]:
    """Return the relations that the lexicon's frames state between the roles of events of a class."""
    frames = (f for form in ("verb", "noun", "adjective") for fs in event_frames(form).values() for f in fs)
    return frozenset(p.relation for f in frames if f.event == cls for p in f.relations)


def _pairs(event: EventDraft, subject: str, target: str) -> Iterator[tuple[int, int]]:
    ones = (event.head,) if subject == "self" else _fillers(event, subject)
    others = _fillers(event, target)
    for i, one in enumerate(ones):
        for other in others[i + 1 :] if subject == target else others:
            if one != other:
                yield one, other


def _post(ctx: Context, event: EventDraft, holder: int, title: int) -> Iterator[EdgeDraft]:
    """Yield who gains a post; or who has held it until now, which the text takes for granted of those who leave it."""
    if not ctx.is_of(holder, ("Person",)) or not any(t.position for t in person_terms(ctx, title)):
        return
    left = event.cls == "LeaveOffice"
    gone = event.facts.modality == "asserted" and event.facts.polarity == "positive"
    held = EdgeDraft(
        subject=holder,
        relation="holdsPosition",
        object=title,
        head=event.head,
        tokens=title_tokens(ctx, title),
        facts=ASSERTED if left else event.facts,
        event=event.head,
        presupposed=left,
        post="object",
        ended=left and gone,
        sentence=event.sentence,
        confidence=event.confidence,
        extractor=event.extractor,
    )
    yield held
    for body, marker, _ in ctx.modifiers(title):
        if marker in _SEATS and ctx.is_of(body, ("Organization", "GeopoliticalEntity")):
            seat = replace(held, relation="positionIn", subject=title, object=body, post="subject", head=title)
            yield replace(seat, facts=ASSERTED, event=-1, presupposed=True, ended=False)


def project(ctx: Context, event: EventDraft, events: frozenset[int]) -> Iterator[EdgeDraft]:
    """Yield the relations that an event's frame states between its roles.

    Parameters
    ----------
    ctx : Context
    event : EventDraft
    events : frozenset of int
        Head tokens of all events, which may stand where a relation takes eventualities.
    """
    for projection in event.relations:
        known = relation(projection.relation)
        for subject, target in _pairs(event, projection.subject.slot, projection.object.slot):
            if projection.relation == "holdsPosition":
                yield from _post(ctx, event, subject, target)
                continue
            if projection.subject.classes and not ctx.is_of(subject, projection.subject.classes):
                continue
            wanted = projection.object.classes
            if wanted and not ctx.is_of(target, wanted) and not ("Eventuality" in wanted and target in events):
                continue
            eventful = target in events and "Eventuality" in known.range and not ctx.entities(target)
            if not eventful and not fits(ctx.cls(target), known.range):
                continue
            if not fits(ctx.cls(subject), known.domain):
                continue
            yield EdgeDraft(
                subject=subject,
                relation=projection.relation,
                object=target,
                head=event.head,
                tokens=event.tokens,
                facts=event.facts,
                event=event.head,
                sentence=event.sentence,
                confidence=event.confidence,
                extractor=READER if event.read & {subject, target} else event.extractor,
            )
