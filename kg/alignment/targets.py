"""Whom a threat, a demand or an accusation is meant for, where only its content says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from kg.extractors.phrases import marker
from ontology.lexicon import word_set

__all__ = ["with_targets"]

#: Classes that answer what somebody has said or done, who is then their recipient.
_ANSWERS = frozenset({"Reject", "Accuse"})
_DEMANDS = frozenset({"Request", "Accuse"})
_CORE = ("recipient", "theme")


def _agent(ctx: Context, head: int) -> bool:
    return bool(ctx.entities(head)) and ctx.is_of(head, ("Agent",))


def _doers(ctx: Context, clause: int) -> Iterator[int]:
    """Yield who does what a clause tells of, as stated there."""
    for p in ctx.by_head.get(clause, ()):
        if p.kind in ("verb", "copula", "adjectival"):
            yield from (a.head for a in p.arguments if a.role == "subject")


def _distinct(ctx: Context, heads: Iterator[int], speakers: frozenset[str]) -> list[int]:
    """Return agents other than the speakers, one head token for each."""
    found: dict[str, int] = {}
    for head in heads:
        ids = ctx.entities(head)
        if _agent(ctx, head) and not speakers & set(ids):
            found.setdefault(ids[0], head)
    return list(found.values())


def _opponents(ctx: Context, draft: EventDraft, events: Mapping[int, EventDraft]) -> Iterator[int]:
    """Yield whom the content of a threat would hit, and who can avert it."""
    for clause in draft.roles.get("content", ()):
        inner = events.get(clause)
        if inner is not None:
            yield from (h for role in _CORE for h in inner.roles.get(role, ()))
            yield from (d for c in inner.roles.get("condition", ()) for d in _doers(ctx, c))
    yield from (d for c in draft.roles.get("condition", ()) for d in _doers(ctx, c))


def _reciprocal(ctx: Context, draft: EventDraft) -> bool:
    """Whether the object is "each other"."""
    tree = ctx.tree
    return any(tree.lower[c] == "other" and tree.lower[c - 1] == "each" for c in tree.children[draft.head] if c)


def _target(ctx: Context, draft: EventDraft, events: Mapping[int, EventDraft]) -> tuple[int, ...]:
    speakers = frozenset(e for h in draft.roles.get("actor", ()) for e in ctx.entities(h))
    if not speakers:
        return ()
    if _reciprocal(ctx, draft) and len(draft.roles["actor"]) > 1:
        return draft.roles["actor"]
    if draft.cls == "Threaten":
        found = _distinct(ctx, _opponents(ctx, draft, events), speakers)
        return tuple(found) if len(found) == 1 else ()
    if draft.cls in _ANSWERS:
        found = _distinct(ctx, (a for h in draft.roles.get("theme", ()) for a in _authors(ctx, h)), speakers)
        if found or draft.cls == "Reject":
            return tuple(found)
    if draft.cls in _DEMANDS:
        clauses = [c for c in draft.roles.get("content", ()) if ctx.tree.dep[c] in ("ccomp", "conj")]
        return tuple(_distinct(ctx, (d for c in clauses for d in _doers(ctx, c)), speakers))
    return ()


def _authors(ctx: Context, noun: int) -> Iterator[int]:
    """Yield whose act or words a noun names: "Rome's request", "calls by the union", "American demands"."""
    tree = ctx.tree
    if tree.pos[noun] != "NOUN" or not (ctx.names_event(noun) or tree.lemma[noun] in word_set("words said")):
        return
    for child in tree.children[noun]:
        dep = tree.dep[child]
        by = dep == "nmod" and marker(tree, child) in ("by", "from")
        if dep == "nmod:poss" or by or (dep == "amod" and tree.label(child) == "NORP"):
            yield child


def _is_claim(ctx: Context, draft: EventDraft) -> bool:
    """Whether a verb accuses only where somebody is the doer of what it says ("claimed that the army fired first")."""
    return (
        draft.cls == "Accuse" and ctx.tree.pos[draft.head] == "VERB" and ctx.lemma(draft.head) in word_set("alleging")
    )


def with_targets(ctx: Context, events: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Fill in the recipient of threats, demands and accusations that name it only in what they say.

    Parameters
    ----------
    ctx : Context
    events : mapping of int to EventDraft
        By head token.

    Notes
    -----
    Of a threat it is the one agent besides the speaker who would suffer it or could avert it; of a demand and an
    accusation the subject of the clause. Several candidates for a threat leave it open.
    """
    found = {}
    for head, draft in events.items():
        open_to = draft.cls in _DEMANDS | _ANSWERS or draft.cls == "Threaten" or _reciprocal(ctx, draft)
        given = draft.roles.get("recipient") or not open_to
        target = () if given else _target(ctx, draft, events)
        if target:
            found[head] = replace(draft, roles={**draft.roles, "recipient": target})
        elif given or not _is_claim(ctx, draft):
            found[head] = draft
    return found
