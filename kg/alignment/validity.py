"""From when and until when states hold: by the events that begin and end them, and by who has left which post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.alignment.bygone import bygone, since, until_then
from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import READER, EdgeDraft, EventDraft
from kg.predications import TimeExpression
from ontology import FACT_MODALITIES, relation
from ontology.lexicon import word_set

__all__ = ["dated"]

#: What one is only as long as one holds the post that says so.
_WITH_POST = frozenset({"holdsPosition", "leads", "represents"})
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_Times = Mapping[int, TimeExpression | None]


def dated(ctx: Context, edges: Iterable[EdgeDraft], events: Mapping[int, EventDraft], times: _Times) -> list[EdgeDraft]:
    """Give states the days from and until which they hold, and end those that are over.

    Parameters
    ----------
    ctx : Context
    edges : iterable of EdgeDraft
        Of rules and network.
    events : mapping of int to EventDraft
    times : mapping of int to TimeExpression
        When the events happen.

    Notes
    -----
    A post gained begins on the day of the event, one left ends on it. A state of which nothing else is said ends with
    the post of the same words: "was mayor of Lisse until 2016" says both that she held the post and that she led it.
    """
    found = [_of_event(ctx, _read(ctx, edge), events, times) for edge in edges]
    over = [e for e in found if e.ended and e.relation in _WITH_POST and _is_fact(e)]
    return [_with_post(ctx, edge, over) for edge in found]


def _is_state(edge: EdgeDraft) -> bool:
    return relation(edge.relation).kind == "state" and edge.facts.polarity == "positive" and edge.post != "subject"


def _is_fact(edge: EdgeDraft) -> bool:
    return edge.facts.modality in FACT_MODALITIES and edge.facts.polarity == "positive"


def _begins(ctx: Context, edge: EdgeDraft) -> bool:
    """Whether a verb says that the state begins: "became", "took over as"."""
    return ctx.tree.pos[edge.head] in ("VERB", "AUX") and ctx.lemma(edge.head) in word_set("beginning")


def _read(ctx: Context, edge: EdgeDraft) -> EdgeDraft:
    """Treat a state that the network proposes as one that rules found: it may be over, or yet to begin."""
    if edge.extractor != READER or not _is_state(edge):
        return edge
    if edge.event < 0 and edge.facts == ASSERTED and _begins(ctx, edge):
        edge = replace(edge, facts=ctx.factuality(edge.head))
    return bygone(ctx, edge)


def _of_event(ctx: Context, edge: EdgeDraft, events: Mapping[int, EventDraft], times: _Times) -> EdgeDraft:
    """Date a state by the event that begins or ends it."""
    if not _is_state(edge) or edge.facts.modality not in FACT_MODALITIES:
        return edge
    verb = ctx.tree.head[edge.subject] if _succeeded(ctx, edge) else edge.head
    time = times.get(verb) or ctx.time_of(verb)
    event = events.get(edge.event) or events.get(verb)
    left = event is not None and event.cls == "LeaveOffice" and edge.relation in _WITH_POST
    if left or _succeeded(ctx, edge):
        facts = event.facts if event is not None else ctx.factuality(verb)
        held = edge if left else replace(edge, facts=ASSERTED, presupposed=True)  # until somebody else has it
        return _ended(ctx, held, time, actual=facts.modality == "asserted" and facts.polarity == "positive")
    if _begins(ctx, edge) and time is not None and time.kind == "date" and "/" not in time.value and time.first:
        return replace(edge, valid_from=edge.valid_from or time.first)
    if not edge.ended and not edge.presupposed and edge.valid_from is None:
        gained = event is not None and event.cls == "Appoint"
        until = edge.valid_until or until_then(ctx, edge.head)
        return replace(edge, valid_from=since(ctx, edge.head, effective=gained), valid_until=until)
    return edge


def _ended(ctx: Context, edge: EdgeDraft, time: TimeExpression | None, *, actual: bool) -> EdgeDraft:
    day = ctx.reading.article.day
    last = time.last if time is not None and time.kind == "date" else None
    if not actual:
        ahead = last is not None and day is not None and last > day
        return replace(edge, valid_until=last) if ahead and not edge.ended else edge
    if last is not None and day is not None and last > day:
        last = None
    return replace(edge, ended=True, valid_until=edge.valid_until or last)


def _succeeded(ctx: Context, edge: EdgeDraft) -> bool:
    """Whether somebody else has taken the place of whom a post is said: "succeeded Ana Ruiz as chairman"."""
    tree, subject = ctx.tree, edge.subject
    verb = tree.head[subject]
    return edge.relation in _WITH_POST and tree.dep[subject] in _OBJECTS and tree.lemma[verb] in word_set("succeeding")


def _with_post(ctx: Context, edge: EdgeDraft, over: Iterable[EdgeDraft]) -> EdgeDraft:
    """End a state whose holder has left the post that says it."""
    if edge.ended or edge.relation not in _WITH_POST or edge.post == "subject" or not _is_fact(edge):
        return edge
    whom = ctx.entities(edge.subject)
    for other in over:
        same = other.sentence == edge.sentence and whom and ctx.entities(other.subject) == whom
        if same and (edge.head in (other.head, other.object) or edge.object == other.object):
            ended = replace(edge, ended=True, valid_from=edge.valid_from or other.valid_from)
            return bygone(ctx, replace(ended, valid_until=other.valid_until))
    return edge
