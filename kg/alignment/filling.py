"""What fills the roles of events: entities and other events."""

from __future__ import annotations

from collections.abc import Mapping

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from kg.alignment.posts import Posts

__all__ = ["fillers_of"]

_EVENT_ROLES = frozenset({"content", "purpose", "condition", "subEventOf"})
_EITHER = frozenset({"reason", "theme"})
#: Classes of entities that an event's noun may well stand for, rather than for the event.
_THINGS = ("Agreement", "Policy", "Artifact", "Facility", "Organization", "Person", "Group")


def _inner(ctx: Context, head: int, events: Mapping[int, EventDraft], depth: int = 3) -> int:
    """Return the event that a clause tells of through a verb that tells of none itself ("planned to expel")."""
    if head in events or depth == 0:
        return head
    for p in ctx.by_head.get(head, ()):
        if p.kind != "verb":
            continue
        for a in p.arguments:
            if a.role in ("complement", "object") and a.head > head:
                inner = _inner(ctx, a.head, events, depth - 1)
                if inner in events:
                    return inner
    return head


def fillers_of(posts: Posts, role: str, head: int, events: Mapping[int, EventDraft]) -> tuple[str, ...]:
    """Return what a token fills a role with: IRIs of entities, or ``"@<token>"`` for an event."""
    ctx = posts.ctx
    if role == "position":
        post = posts.named(head)
        return (post,) if post else ()
    if role in _EVENT_ROLES:
        head = _inner(ctx, head, events)
    if head in events:
        thing = any(ctx.is_of(head, (c,)) for c in _THINGS) and bool(ctx.entities(head))
        if role in _EVENT_ROLES or (role in _EITHER and not thing):
            return (f"@{head}",)
    return () if role in _EVENT_ROLES else ctx.entities(head)
