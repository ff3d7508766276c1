"""When an event happens: the time expression that its clause or its noun carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.times import event_time

if TYPE_CHECKING:
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
    return event_time(ctx.doc, event.head, ctx.reading.times) if ctx.reading.times else None
