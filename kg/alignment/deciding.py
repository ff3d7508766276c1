"""Events and relations that rules and network propose, and which of them are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.alignment.bygone import bygone
from kg.alignment.context import Context
from kg.alignment.denials import denials
from kg.alignment.doubting import doubted_edge, doubted_events
from kg.alignment.drafts import READER, EdgeDraft, EventDraft
from kg.alignment.kin import find_kin
from kg.alignment.numbers import event_numbers, joined_numbers
from kg.alignment.people import find_people, from_title
from kg.alignment.projection import project
from kg.alignment.proposals import ends, propose_edges, propose_events, with_roles
from kg.alignment.sanity import is_literal, is_sound
from kg.alignment.scenes import with_scenes
from kg.alignment.states import find_states
from kg.alignment.status import completed, not_before, unbuilt, unproven
from kg.alignment.targets import with_targets
from kg.alignment.things import find_things
from kg.alignment.timing import event_times
from kg.alignment.validity import dated
from kg.alignment.weighing import weigh_edge, weigh_events, weigh_roles
from kg.predications import TimeExpression
from ontology import relation

__all__ = ["FindMore", "drafted_events", "judged_events", "one_per_head", "weighed_edges"]

#: Acts that are not done to one another in one article.
_ONE_WAY = frozenset({"acquires", "defeats", "establishes"})
#: Finds relations that the lexicons of the ontology do not.
FindMore = Callable[[Context], Iterable[EdgeDraft]]


#: Least confidence of an event in which nobody takes part.
_LONELY = 0.6


def one_per_head(events: Iterable[EventDraft]) -> dict[int, EventDraft]:
    """Return the surest event of each head token."""
    best: dict[int, EventDraft] = {}
    for event in events:
        if event.head not in best or event.confidence > best[event.head].confidence:
            best[event.head] = event
    return best


def judged_events(
    ctx: Context, likely: Mapping[int, EventDraft]
) -> tuple[dict[int, EventDraft], dict[int, TimeExpression | None]]:
    """Return events with the factuality that the text gives them, and when they happen."""
    drafts = unproven(with_targets(ctx, completed(ctx, likely)))
    times = {head: event_times(ctx, draft) for head, draft in drafts.items()}
    judged = {head: not_before(draft, times[head], ctx) for head, draft in drafts.items()}
    return doubted_events(ctx, judged), times


def drafted_events(
    ctx: Context, ruled: Mapping[int, EventDraft]
) -> tuple[dict[int, EventDraft], dict[int, TimeExpression | None]]:
    """Return the events of rules and network that are likely enough, with their roles, and when they happen."""
    proposed = {**ruled, **{d.head: d for d in propose_events(ctx, ruled)}}
    likely = weigh_events(ctx, {h: d for h, d in proposed.items() if is_literal(ctx, d)})
    drafts, times = judged_events(ctx, likely)
    full = weigh_roles(ctx, with_roles(ctx, drafts), drafts)
    counted = {head: _counted(ctx, draft) for head, draft in full.items()}
    return with_scenes(ctx, _telling(counted), times)


def _telling(drafts: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Leave out events in which nobody takes part, unless they are sure or part of others: few of them are meant."""
    parts = {f for draft in drafts.values() for fillers in draft.roles.values() for f in fillers}
    return {h: d for h, d in drafts.items() if d.roles or d.numbers or h in parts or d.confidence >= _LONELY}


def _counted(ctx: Context, draft: EventDraft) -> EventDraft:
    """Give an event the numbers that stand with what fills its roles, those that the network added among it."""
    if draft.cls in ("Die", "Injure") and draft.facts.polarity == "negative":
        return replace(draft, numbers={})  # "all six are alive" counts no deaths
    if not draft.read and draft.extractor != READER:
        return draft
    more = event_numbers(ctx, draft.head, draft.cls, draft.roles)
    return replace(draft, numbers=joined_numbers((draft.numbers, more)))


def _own_edges(ctx: Context, events: Mapping[int, EventDraft]) -> list[EdgeDraft]:
    heads = frozenset(events)
    edges = [edge for head in sorted(events) for edge in project(ctx, events[head], heads)]
    people = find_people(ctx)
    edges.extend(people)
    for finder in (find_kin, find_things, find_states):
        edges.extend(edge for edge in finder(ctx) if not from_title(ctx, edge, people))
    return edges


def _edges(ctx: Context, events: Mapping[int, EventDraft], more: FindMore | None, *, ours: bool) -> list[EdgeDraft]:
    edges = _own_edges(ctx, events) if ours else []
    edges.extend(more(ctx) if more is not None else ())
    return [bygone(ctx, edge) for edge in edges if is_sound(ctx, edge)]


def weighed_edges(
    ctx: Context,
    events: Mapping[int, EventDraft],
    more: FindMore | None,
    *,
    ours: bool,
    times: Mapping[int, TimeExpression | None],
) -> Iterator[tuple[EdgeDraft, EdgeDraft | None]]:
    """Yield every relation that is proposed, and the same as the scorer leaves it; None if it is unlikely."""
    edges = [unbuilt(ctx, edge) for edge in _edges(ctx, events, more, ours=ours)]
    if ours:
        edges += [edge for edge in propose_edges(ctx, edges, events) if is_sound(ctx, edge)]
    edges = [doubted_edge(ctx, edge) for edge in dated(ctx, edges, events, times)]
    weighed = [(draft, weigh_edge(ctx, draft)) for draft in (*edges, *denials(ctx, edges))]
    surest: dict[tuple[str, object, object], float] = {}
    for _, edge in weighed:
        if edge is not None:
            key = (edge.relation, *ends(ctx, edge.subject, edge.object))
            surest[key] = max(surest.get(key, 0.0), edge.confidence)
    for draft, edge in weighed:
        yield draft, None if edge is not None and _is_turned(ctx, edge, surest) else edge


def _is_turned(ctx: Context, edge: EdgeDraft, surest: Mapping[tuple[str, object, object], float]) -> bool:
    """Whether the article says more surely that a relation that holds one way holds the other way round."""
    known = relation(edge.relation)
    if edge.extractor != READER or known.symmetric or not (known.kind == "state" or edge.relation in _ONE_WAY):
        return False
    subject, target = ends(ctx, edge.subject, edge.object)
    return surest.get((edge.relation, target, subject), 0.0) >= edge.confidence
