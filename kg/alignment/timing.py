"""When an event happens: the time expression that its clause or its noun carries."""

from __future__ import annotations

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from kg.predications import TimeExpression

__all__ = ["event_times"]


def event_times(ctx: Context, event: EventDraft) -> TimeExpression | None:
    """Return the time of an event, None if the text gives none.

    Parameters
    ----------
    ctx : Context
    event : EventDraft
    """
    times = ctx.reading.times
    near = {event.head, *ctx.tree.children[event.head]}
    return next((times[h] for h in sorted(times) if h in near), None)
